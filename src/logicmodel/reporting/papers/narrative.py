"""The plan told in sentences, upward and downward, with what it rests on."""

from logicmodel.model import Need
from logicmodel.reporting.paper import Asked, Block, Facts, Paper, Paragraph, Picture
from logicmodel.reporting.papers.measuring import standing_of, unmeasured
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.pieces import (
    Column,
    Row,
    between,
    entry_named,
    first_few,
    grid,
    labelled,
    measure_named,
    missing,
    or_missing,
    some_amount,
    some_choice,
    some_text,
    some_texts,
    spaced,
)
from logicmodel.reporting.papers.prose import downward, upward
from logicmodel.reporting.papers.working import measures_in_short
from logicmodel.saying import Cell, Words, gap, named, ours, own, own_or_gap, ref
from logicmodel.theory import Theory
from logicmodel.words.spelling import NO_EVIDENCE, plain

SHORT = 5
"""As many goals the summary names."""


def narrative(theory: Theory, asked: Asked) -> Paper:
    """The theory told in sentences: summary, need and evidence, if–then upward and downward, assumptions, measures."""
    return paper(
        theory,
        asked,
        name="narrative",
        title="The theory of change in words",
        sections=[
            section("Summary", _summary(theory)),
            section("Need and evidence", or_missing(_needs(theory), "The plan names no need yet.")),
            section(
                "The drawing",
                Picture(view="theory", in_words=False)  # the sentences after it tell all of it
                if theory.elements
                else missing("There is no box to draw yet."),
            ),
            section("What follows from what we do", or_missing(_intro(theory), "The plan has no arrows yet.")),
            *upward(theory),
            section("What has to come about first", downward(theory)),
            section("What must be true", or_missing(_conditions(theory), "The plan names no assumption yet.")),
            section(
                "How we will know",
                or_missing(measures_in_short(theory), "No outcome has a measure yet."),
                unmeasured(theory),
            ),
        ],
    )


def _summary(theory: Theory) -> tuple[Block, ...]:
    programme = theory.plan.programme
    blocks: list[Block] = [
        Paragraph(
            text=own_or_gap(programme.problem, "The problem in one sentence is not written down yet."), role="lead"
        )
    ]
    goals = first_few([named(goal) for goal in theory.goals], SHORT)
    facts = [
        ("For whom", some_text(programme.target_group)),
        ("Where", some_text(programme.area)),
        ("When", between(programme.start, programme.end)),
        ("Goal", spaced(goals, "; ") or gap("no goal yet")),
        ("What it rests on", some_text(programme.theory)),
    ]
    return (*blocks, Facts(rows=tuple((label, answer) for label, answer in facts if answer)))


def _needs(theory: Theory) -> tuple[Block, ...]:
    columns = [
        Column(heading="Need", share=6),
        Column(heading="Whom it affects", missing="nobody named yet", share=3),
        Column(heading="How many", missing="not counted yet", share=2),
        Column(heading="How serious (1–5)", share=2),
        Column(heading="How do we know", missing="nobody named yet", share=4),
    ]
    rows: list[Row] = [
        (
            (
                (*own_or_gap(need.text, "nothing typed"), *ref(need.id)),
                labelled("in their words", some_text(need.quote)),
            ),
            (some_texts(need.who),),
            _count(need),
            (some_choice("How serious", str(need.severity)) if need.severity else (),),
            _sources(theory, need),
        )
        for need in _taken_up(theory)
    ]
    return grid("The needs that this plan takes up", columns, rows)


def _taken_up(theory: Theory) -> list[Need]:
    """Give the needs that were chosen, and those of which that is not said and to which a box answers."""
    chosen = {need.id for need in theory.chosen_needs}
    return [need for need in theory.needs if need.id in chosen or (need.chosen is None and theory.answers_to(need))]


def _count(need: Need) -> Cell:
    if need.count is None:
        return ()
    out_of = (*ours(" of "), *some_amount(need.out_of)) if need.out_of else ()
    return ((*some_amount(need.count), *out_of),)


def _sources(theory: Theory, need: Need) -> Cell:
    """Name the sources of a need; words that stand for none are none."""
    told = []
    for each in need.sources:
        source = theory.sources.get(each)
        text = source.title or source.id if source else each
        if plain(text) not in NO_EVIDENCE:
            told.append(own(text))
    return tuple(told)


def _conditions(theory: Theory) -> tuple[Block, ...]:
    """Give the assumptions in short: how each is checked, what is done if it does not hold, and who watches."""
    columns = [
        Column(heading="What must be true", share=5),
        Column(heading="How it stands", share=2),
        Column(heading="How we check", missing="not said yet", share=4),
        Column(heading="If not, we", missing="no plan B yet", share=4),
        Column(heading="Who watches", missing="nobody named yet", share=3),
    ]
    rows: list[Row] = [
        (
            (entry_named(entry),),
            (standing_of(entry),),
            (some_text(entry.check), *(measure_named(each) for each in theory.measures_of(entry))),
            (some_text(entry.response),),
            (some_text(entry.owner),),
        )
        for entry in theory.plan.register
        if entry.kind == "assumption"
    ]
    return grid("Assumptions", columns, rows)


def _intro(theory: Theory) -> tuple[Block, ...]:
    if not theory.all_links:
        return ()
    told = ours("What we do is told activity by activity, with what we expect to follow from it, and why. ")
    first = theory.by_ref[theory.all_links[0].cause]
    marks = (*ours("Each box of the drawing is named with its Ref, such as"), *ref(first.id), Words("."))
    return (Paragraph(text=(*told, *marks)),)
