"""The plan told in sentences, upward and downward, with what it rests on."""

from collections.abc import Iterator

from logicmodel.model import Element, Need, Stage
from logicmodel.reporting.paper import Asked, Block, Bullets, Paper, Paragraph, Picture, Section
from logicmodel.reporting.papers.measuring import standing_of, unmeasured
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.pieces import (
    Column,
    Row,
    between,
    entry_named,
    grid,
    labelled,
    listing,
    measure_named,
    missing,
    or_missing,
    some_amount,
    some_choice,
    some_text,
    some_texts,
)
from logicmodel.reporting.papers.working import measures_in_short
from logicmodel.reporting.sentences import Sentence, conditions_said, strands
from logicmodel.saying import Cell, Line, Words, box, gap, joined, named, ours, own, own_or_gap, ref
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
                "The drawing", Picture(view="theory") if theory.elements else missing("There is no box to draw yet.")
            ),
            section("What follows from what we do", or_missing(_intro(theory), "The plan has no arrows yet.")),
            *(_strand(title, sentences) for title, sentences in _upward(theory)),
            section("What has to come about first", _downward(theory)),
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
    goals = [named(goal) for goal in theory.goals[:SHORT]]
    facts = [
        labelled("For whom", some_text(programme.target_group)),
        labelled("Where", some_text(programme.area)),
        labelled("When", between(programme.start, programme.end)),
        labelled("Goal", joined(goals) or gap("no goal yet")),
        labelled("How it works", some_text(programme.theory)),
    ]
    return (*blocks, *listing(facts))


def _needs(theory: Theory) -> tuple[Block, ...]:
    columns = [
        Column(heading="Need", share=6),
        Column(heading="Whom it affects", missing="nobody named yet", share=3),
        Column(heading="How many", missing="not counted yet", share=2),
        Column(heading="How serious", share=2),
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
        Column(heading="How we check", missing="nobody has said how", share=4),
        Column(heading="If not, we", missing="no plan B yet", share=4),
        Column(heading="Who watches", missing="nobody named yet", share=3),
    ]
    rows: list[Row] = [
        (
            (entry_named(entry), standing_of(entry)),
            (some_text(entry.check), *(measure_named(each) for each in theory.measures_of(entry))),
            (some_text(entry.response),),
            (some_text(entry.owner),),
        )
        for entry in theory.plan.register
        if entry.kind == "assumption"
    ]
    return grid("What must be true besides", columns, rows)


# -- upward -----------------------------------------------------------------------------------------------------------


def _intro(theory: Theory) -> tuple[Block, ...]:
    if not theory.all_links:
        return ()
    text = "Each arrow of the plan is told once, from the work to the goal. Words of the plan stand in quotation marks."
    return (Paragraph(text=ours(text)),)


def _upward(theory: Theory) -> Iterator[tuple[Line, tuple[Line, ...]]]:
    for strand in strands(theory):
        told = [line for sentence in strand.sentences for line in _lines(sentence)]
        if strand.told_before:
            told.append((*ours("What follows from "), *strand.told_before, *ours(" is told above.")))
        yield strand.title, tuple(told)


def _lines(sentence: Sentence) -> Iterator[Line]:
    """Give a sentence as one line; lists within it are written out with commas."""
    line = sentence.opening
    if sentence.causes:
        line = (*line, Words(" "), *joined(sentence.causes), *ours(", "), *sentence.middle)
    if sentence.effects:
        line = (*line, Words(" "), *joined(sentence.effects), Words("."))
    yield (*line, Words(" "), *sentence.closing) if sentence.closing else line


def _strand(title: Line, lines: tuple[Line, ...]) -> Section:
    return Section(title=title, blocks=(Bullets(items=lines),), level=2)


# -- downward ---------------------------------------------------------------------------------------------------------


def _downward(theory: Theory) -> tuple[Block, ...]:
    """Tell from the goal down what has to come about before each change, and what must be true besides."""
    below = [theory.by_ref[reference] for reference in reversed(theory.order)]
    changes = [each for each in below if each.stage in (Stage.OUTCOME, Stage.IMPACT)]
    if not changes:
        return ()
    return (Bullets(items=tuple(_before(theory, each) for each in changes)),)


def _before(theory: Theory, element: Element) -> Line:
    causes = theory.causes_of(element)
    if not causes:
        return (*box(element), *ours(": "), *gap("nothing leads to this yet"), *ours("."))
    all_needed = element.join == "all" and len(causes) > 1
    wanted = joined([box(cause) for cause in causes], "and" if all_needed else "or")
    line = (*ours("So that "), *box(element), *ours(" comes about, there has to be "), *wanted)
    if all_needed:
        line = (*line, *ours(" – all of them"))
    conditions = [*filter(None, dict.fromkeys(conditions_said(theory, link) for link in theory.arrows_into(element)))]
    if conditions:
        line = (*line, *ours(", and it must be true that "), *joined(conditions))
    return (*line, *ours("."))
