"""Who gains from a plan, who is hit hardest and reached, what could do harm, and whose voice is in it."""

from logicmodel.model import Element, Need, RegisterEntry
from logicmodel.reporting.paper import Asked, Block, Facts, Paper
from logicmodel.reporting.papers.found import findings_grid
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.pieces import (
    Column,
    Row,
    boxes,
    entry_named,
    grid,
    listing,
    measure_named,
    missing,
    or_missing,
    people_asked,
    some_amount,
    some_choice,
    some_day,
    some_text,
    some_texts,
)
from logicmodel.saying import (
    Cell,
    Line,
    Words,
    box,
    choice_said,
    gap,
    joined,
    named,
    ours,
    own,
    own_or_gap,
    quoted,
    ref,
    refs,
)
from logicmodel.theory import Theory
from logicmodel.words.spelling import group_key

ABOUT_FAIRNESS = ("E", "N305", "N306", "N307", "N308")
"""Beginnings of the codes of findings that this paper shows."""

HARMS = ("harm", "safeguarding")
"""Sorts of risk that are about harm to people."""


def equity(theory: Theory, asked: Asked) -> Paper:
    """Who gains, who is hit hardest and whether they are reached, what could do harm, and whose voice is heard."""
    found = [each for each in asked.checked.findings if each.code.startswith(ABOUT_FAIRNESS)]
    return paper(
        theory,
        asked,
        name="equity",
        title="Who gains, and who could be harmed",
        landscape=True,
        sections=[
            section("Who gains", or_missing(_groups(theory), "The plan names no group of people yet.")),
            section("Who is hit hardest, and is reached or not", _hardest(theory)),
            section("Doing no harm", _harms(theory)),
            section("Whose voice is in the plan", _voice(theory)),
            section("Figures shown for each group", _split(theory)),
            section("What the check found", findings_grid(theory, asked, found)),
        ],
    )


def groups_of(theory: Theory) -> list[str]:
    """Name every group of people in the plan, each once."""
    plan = theory.plan
    names = [
        *(group.name for group in plan.groups),
        *(name for need in plan.needs for name in (*need.who, *need.hit_hardest)),
        *(name for element in theory.elements for name in element.who),
    ]
    return theory.each_once(names)


def _groups(theory: Theory) -> tuple[Block, ...]:
    columns = [
        Column(heading="Group", share=4),
        Column(heading="How many", share=2),
        Column(heading="Its needs", share=2),
        Column(heading="What is done for them", missing="no activity names them", share=5),
        Column(heading="What changes for them", missing="no outcome names them", share=5),
        Column(heading="What makes it work for them", share=4),
    ]
    rows: list[Row] = []
    for name in groups_of(theory):
        group = theory.group(name)
        work = [each for each in theory.activities if _is_for(theory, each, name)]
        access = dict.fromkeys(each.access for each in work if each.access)
        worst = ours("among the worst affected") if group and group.worst_affected else ()
        needs = [need.id for need in theory.plan.needs if theory.same_people(need.who, [name])]
        rows.append(
            (
                (own(name), worst),
                (some_amount(group.size) if group else (),),
                (refs(needs, 8),) if needs else (),
                boxes(work),
                boxes(each for each in theory.results if _is_for(theory, each, name)),
                (some_texts(access),),
            )
        )
    return grid("Groups, and what the plan holds for each", columns, rows)


def _is_for(theory: Theory, element: Element, name: str) -> bool:
    return any(group_key(each) == group_key(name) for each in element.who) or (
        bool(element.who) and theory.equal_people(element.who, [name])
    )


def _hardest(theory: Theory) -> tuple[Block, ...]:
    columns = [
        Column(heading="Need", share=6),
        Column(heading="How serious (1–5)", share=2),
        Column(heading="Whom it hits hardest", missing="not said yet", share=5),
        Column(heading="Is the work for them?", share=4),
    ]
    rows = [_hit(theory, need) for need in theory.chosen_needs]
    return grid("Whom each need hits hardest", columns, rows)


def _hit(theory: Theory, need: Need) -> Row:
    groups = theory.hit_hardest_by(need)
    missed = [name for name in groups if theory.is_missed(name)]
    answer: Line = ours("yes") if groups else ()
    if missed:
        answer = (*gap("no activity is for them by name:"), Words(" "), *some_texts(missed))
    return (
        ((*own_or_gap(need.text, "nothing typed"), *ref(need.id)),),
        (choice_said("How serious", str(need.severity)) if need.severity else (),),
        (some_texts(groups),),
        (answer,),
    )


# -- harm -------------------------------------------------------------------------------------------------------------


def _harms(theory: Theory) -> tuple[Block, ...]:
    programme = theory.plan.programme
    rows: list[tuple[str, Line]] = [
        ("Safeguarding lead", some_text(programme.safeguarding_lead) or gap("nobody named yet")),
        ("Procedure reviewed", some_day(programme.safeguarding_policy) or gap("not said yet")),
    ]
    meets = theory.contacts_at_risk()
    if meets:
        rows.append(("Work that meets children or adults at risk", joined([named(element) for element, _ in meets])))
    entries = [each for each in theory.plan.register if each.kind == "risk" and each.sort in HARMS]
    arrows = [
        (*box(theory.by_ref[each.cause]), *ours(" may harm "), *box(theory.by_ref[each.effect]))
        for each in theory.harms
    ]
    table = _risks(entries)
    nothing = (missing("No risk of harm to people and no arrow of harm is written down. Has anybody asked?"),)
    return (Facts(rows=tuple(rows)), *(table if table or arrows else nothing), *listing(arrows))


def _risks(entries: list[RegisterEntry]) -> tuple[Block, ...]:
    columns = [
        Column(heading="What could do harm", share=5),
        Column(heading="To prevent it", missing="nothing yet", share=5),
        Column(heading="If it happens", missing="no plan B yet", share=5),
        Column(heading="Who watches", missing="nobody named yet", share=3),
    ]
    rows = [
        ((entry_named(each),), (some_text(each.prevention),), (some_text(each.response),), (some_text(each.owner),))
        for each in entries
    ]
    return grid("Risks of harm to people", columns, rows)


# -- voice ------------------------------------------------------------------------------------------------------------


def _voice(theory: Theory) -> tuple[Block, ...]:
    programme = theory.plan.programme
    step = str(programme.participation) if programme.participation else None
    rows: list[tuple[str, Line]] = [
        ("How people shaped this plan", some_choice("How people take part", step) or gap("not said yet")),
        ("Agreed by", some_text(programme.agreed_by) or gap("nobody yet")),
    ]
    silent = [need for need in theory.chosen_needs if not theory.has_voice(need)]
    lines = [(*gap("Nobody affected speaks for this need yet: "), *_need(need)) for need in silent]
    quotes = [(*_need(need), Words(": "), *quoted(need.quote)) for need in theory.chosen_needs if need.quote]
    return (Facts(rows=tuple(rows)), *_sources(theory), *listing(lines), *listing(quotes))


def _need(need: Need) -> Line:
    return (*own_or_gap(need.text, "nothing typed"), *ref(need.id))


def _sources(theory: Theory) -> tuple[Block, ...]:
    """Give the sources in which people affected speak, themselves or through others."""
    columns = [
        Column(heading="Source", share=5),
        Column(heading="Do people affected speak?", share=3),
        Column(heading="Why through others", share=4),
        Column(heading="How people take part", share=3),
        Column(heading="How many people", share=2),
    ]
    rows: list[Row] = [
        (
            ((*own_or_gap(each.title, "nothing typed"), *ref(each.id)),),
            (some_choice("Voice", each.voice),),
            (some_text(each.voice_reason),),
            (some_choice("How people take part", str(each.participation)) if each.participation else (),),
            (people_asked(each),),
        )
        for each in theory.sources.values()
        if each.voice or each.participation
    ]
    return grid("Sources, and who speaks in them", columns, rows)


def _split(theory: Theory) -> tuple[Block, ...]:
    columns = [
        Column(heading="Measure", share=6),
        Column(heading="Needs of", share=5),
        Column(heading="Shown separately for", missing="not split yet", share=5),
    ]
    rows: list[Row] = [
        (
            (measure_named(each),),
            _groups_behind(theory, theory.groups_behind(each)),
            (some_texts(each.disaggregate_by),),
        )
        for each in theory.to_be_split
    ]
    return grid("Measures that concern several groups", columns, rows)


def _groups_behind(theory: Theory, names: list[str]) -> Cell:
    return (some_texts(theory.each_once(names)),)
