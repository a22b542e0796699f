"""Papers for talking a plan over: the supervisor's five headings, and what a workshop takes home."""

from logicmodel.analyses.figures import figures_of
from logicmodel.model import Finding, Severity
from logicmodel.reporting.paper import Asked, Block, Bullets, Facts, Paper, Paragraph, Picture
from logicmodel.reporting.papers.found import finding_said, findings_grid, gravest_first
from logicmodel.reporting.papers.measuring import unmeasured
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.people import decisions, parked
from logicmodel.reporting.papers.pieces import (
    Column,
    Row,
    between,
    grid,
    listing,
    missing,
    note,
    or_missing,
    rhythm_said,
    some_day,
    some_refs,
    some_text,
    some_texts,
    standing,
)
from logicmodel.reporting.papers.working import changes
from logicmodel.saying import Line, Words, day_said, gap, named, number_said, ours, own, own_or_gap, ref
from logicmodel.theory import Theory

FIRST = 5
"""As many findings stand under what to do next."""

ALIKE = 3
"""As many findings of one kind stand in what a workshop takes home."""

HEADINGS = {
    "L201": "goals",
    "L202": "goals",
    "L203": "goals",
    "L204": "goals",
    "W": "goals",
    "P6": "goals",
    "P602": "dates",
    "P603": "dates",
    "P604": "dates",
    "D003": "dates",
    "D004": "dates",
    "M": "measures",
    "E702": "measures",
    "P608": "review",
    "P609": "review",
    "P610": "review",
    "R": "review",
    "D": "review",
}
"""Under which heading of a supervision a finding stands, by the beginning of its code; the longest one counts.

All else is about the theory.
"""


def supervision(theory: Theory, asked: Asked) -> Paper:
    """The supervisor's five headings, with what was found under each: theory, goals or tasks, measures, dates, review."""
    found = asked.checked.findings
    under = {key: [finding for finding in found if heading_of(finding) == key] for key in _KEYS}
    return paper(
        theory,
        asked,
        name="supervision",
        title="Supervision of the plan",
        sections=[
            section("What to do next", _next(theory, asked)),
            section("1 Theory", _theory(theory), findings_grid(theory, asked, under["theory"])),
            section(
                "2 Goals or tasks",
                or_missing(changes(theory), "The plan names no outcome yet."),
                note("A goal is a change in people’s lives. A task is what somebody does for it."),
                findings_grid(theory, asked, under["goals"]),
            ),
            section("3 Measures", _measures(theory), findings_grid(theory, asked, under["measures"])),
            section("4 Dates", _dates(theory), findings_grid(theory, asked, under["dates"])),
            section("5 Review", _review(theory), findings_grid(theory, asked, under["review"])),
        ],
    )


_KEYS = ("theory", "goals", "measures", "dates", "review")


def heading_of(finding: Finding) -> str:
    """Say under which heading a finding stands: theory, goals, measures, dates or review."""
    known = [beginning for beginning in HEADINGS if finding.code.startswith(beginning)]
    return HEADINGS[max(known, key=len)] if known else "theory"


def _next(theory: Theory, asked: Asked) -> tuple[Block, ...]:
    """Number what is gravest; a plan in which nothing was found is read aloud, agreed and looked at again."""
    found = gravest_first(asked.checked.findings)
    items = [finding_said(theory, asked, finding) for finding in found[:FIRST]]
    programme = theory.plan.programme
    if not items:
        if programme.status != "agreed":
            items.append(ours("Read the plan aloud with the people it is for, and set Status of this plan to Agreed."))
        elif programme.next_review:
            items.append(
                (*ours("Look at the plan again at the next review, in "), *some_day(programme.next_review), *ours("."))
            )
        else:
            items.append(ours("Type in Next review when you will look at this plan together again."))
    blocks: list[Block] = [Bullets(items=tuple(items), numbered=True)]
    if len(found) > FIRST:
        blocks.append(Paragraph(text=ours(f"{len(found) - FIRST} more under the headings below."), role="note"))
    return tuple(blocks)


def _theory(theory: Theory) -> tuple[Block, ...]:
    counts = figures_of(theory)
    models = dict.fromkeys(
        text
        for text in (
            theory.plan.programme.theory,
            *(each.theory for each in theory.elements),
            *(each.theory for each in theory.all_links),
        )
        if text
    )
    rows: list[tuple[str, Line]] = [("Theory or model", some_texts(models) or gap("not said yet"))]
    if counts.reasons.of:
        rows.append(
            ("Arrows between changes with a reason or an assumption", _of(counts.reasons.number, counts.reasons.of))
        )
        rows.append(("Arrows between changes with rated evidence", _of(counts.rated.number, counts.reasons.of)))
    return (Facts(rows=tuple(rows)),)


def _of(number: int, of: int) -> Line:
    return ours(f"{number} of {of}")


def _measures(theory: Theory) -> tuple[Block, ...]:
    counts = figures_of(theory)
    if not counts.measured.of:
        return (missing("The plan names no outcome yet."),)
    facts = (("Outcomes and impacts with a measure", _of(counts.measured.number, counts.measured.of)),)
    return (Facts(rows=facts), *unmeasured(theory))


def _dates(theory: Theory) -> tuple[Block, ...]:
    programme = theory.plan.programme
    undated = [each.id for each in theory.activities if not (each.start and each.end)]
    open_results = [each.id for each in theory.results if not each.end]
    rows: list[tuple[str, Line]] = [("The plan runs", between(programme.start, programme.end) or gap("no dates yet"))]
    rows.append(
        ("Activities with a start and an end", _of(len(theory.activities) - len(undated), len(theory.activities)))
    )
    lines: list[Line] = []
    if undated:
        lines.append((*gap("Activities without a start or an end:"), Words(" "), *some_refs(undated)))
    if open_results:
        lines.append((*gap("Changes without a day by which they show:"), Words(" "), *some_refs(open_results)))
    return (Facts(rows=tuple(rows)), *listing(lines))


def _review(theory: Theory) -> tuple[Block, ...]:
    programme = theory.plan.programme
    every = rhythm_said(programme.review_every)
    rows = (
        ("Next review", some_day(programme.next_review) or gap("no date yet")),
        ("We look at it every", every or gap("not said yet")),
        ("Agreed by", some_text(programme.agreed_by) or gap("nobody yet")),
    )
    return (Facts(rows=rows), *decisions(theory))


# -- after a workshop -------------------------------------------------------------------------------------------------


def workshop(theory: Theory, asked: Asked) -> Paper:
    """What a workshop takes home: drawing, changes, votes, gaps, what was parked, and who does what by when."""
    return paper(
        theory,
        asked,
        name="workshop",
        title="What we take home",
        landscape=True,
        sections=[
            section("What is to change", _record(asked), or_missing(changes(theory), "The plan names no outcome yet.")),
            section(
                "The drawing", Picture(view="theory") if theory.elements else missing("There is no box to draw yet.")
            ),
            section("How we voted", _votes(theory)),
            section("Where the plan still has gaps", _gaps(theory, asked)),
            section("Parked", parked(theory)),
            section("Who does what by when", _tasks(theory)),
            section("What was decided", decisions(theory)),
        ],
    )


def _record(asked: Asked) -> tuple[Block, ...]:
    day = asked.made_on
    when: Line = ()
    if day:
        when = (*ours("A record of "), *day_said(day), *ours(". "))
    return (
        Paragraph(text=(*when, *ours("This paper is for reading; changes are typed in the workbook.")), role="note"),
    )


def _votes(theory: Theory) -> tuple[Block, ...]:
    """Give the needs by their votes; those with as many share a place."""
    voted = sorted((need for need in theory.needs if need.votes is not None), key=lambda need: -(need.votes or 0))
    counts = [need.votes for need in voted]
    columns = [
        Column(heading="Place", share=1),
        Column(heading="Need", share=7),
        Column(heading="Votes", share=1),
        Column(heading="Taken up", share=2),
        Column(heading="Why, or why not", share=4),
    ]
    rows: list[Row] = []
    for need in voted:
        place, tie = counts.index(need.votes) + 1, counts.count(need.votes) > 1
        taken = {True: "yes", False: "no", None: ""}[need.chosen]
        rows.append(
            (
                (number_said(place, "(tie)" if tie else ""),),
                ((*own_or_gap(need.text, "nothing typed"), *ref(need.id)),),
                (number_said(need.votes or 0),),
                (ours(taken) if taken else (),),
                (some_text(need.choice_reason), some_text(need.out_of_scope)),
            )
        )
    return grid("Votes", columns, rows)


def _gaps(theory: Theory, asked: Asked) -> tuple[Block, ...]:
    """Name what was found and is more than an idea, of each kind the first few, or say that there is nothing."""
    kinds: dict[tuple[Severity, str], list[Finding]] = {}
    for each in gravest_first(asked.checked.findings):
        if each.severity is not Severity.ADVICE:
            kinds.setdefault((each.severity, each.code), []).append(each)
    if not kinds:
        return (Paragraph(text=ours("The check found nothing to fix."), role="note"),)
    lines: list[Line] = []
    for (_, code), its in kinds.items():
        shown = its if len(its) <= ALIKE + 1 else its[:ALIKE]
        lines += [finding_said(theory, asked, finding) for finding in shown]
        if more := len(its) - len(shown):
            lines.append((*ours(f"{more} more like the one above"), *ours(" ("), *own(code), *ours(").")))
    many = sum(map(len, kinds.values()))
    if len(lines) == many:
        return listing(lines)
    rest = ours(f"All {many} are listed in the report “supervision”, and by the check.")
    return (*listing(lines), Paragraph(text=rest, role="note"))


def _tasks(theory: Theory) -> tuple[Block, ...]:
    columns = [
        Column(heading="What", share=6),
        Column(heading="Who", missing="nobody named yet", share=4),
        Column(heading="When", missing="no dates yet", share=4),
    ]
    rows: list[Row] = [
        ((named(each), *standing(each)), (some_texts(each.owner),), (between(each.start, each.end),))
        for each in theory.activities
    ]
    return or_missing(grid("Activities", columns, rows), "The plan names no activity yet.")
