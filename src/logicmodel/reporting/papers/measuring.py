"""How one will know: the plan of an evaluation, and the plan of readings month by month."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from logicmodel.model import Element, Indicator, RegisterEntry, Stage, When
from logicmodel.reporting.paper import Asked, Block, Paper, Paragraph
from logicmodel.reporting.papers.calendar import months, readings_due, span
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.pieces import (
    Column,
    Head,
    Row,
    aim,
    entry_named,
    grid,
    how_checked,
    labelled,
    listing,
    measure_named,
    measured,
    missing,
    note,
    or_missing,
    some_amount,
    some_choice,
    some_day,
    some_refs,
    some_text,
    some_texts,
    spaced,
    start_value,
)
from logicmodel.reporting.papers.results import TERMS
from logicmodel.saying import Line, Words, box, gap, named, ours, own, when_said
from logicmodel.theory import Theory


def evaluation_plan(theory: Theory, asked: Asked) -> Paper:
    """What is measured and how, who does it and when, what is taken as given, and what stays open."""
    return paper(
        theory,
        asked,
        name="evaluation-plan",
        title="Evaluation plan",
        landscape=True,
        sections=[
            section("What is evaluated", _subject(theory)),
            section(
                "How we will know what has changed",
                or_missing(measures_of_changes(theory), "No outcome has a measure yet."),
            ),
            section("How we will know what was done", _of_work(theory)),
            section("What we take as given, and how we check it", watched(theory)),
            section("What to look into first", _unproven(theory)),
            section("When and who", or_missing(_days(theory), "No measure has a day yet.")),
            section("What the figures cannot show", _limits(theory)),
            section("What has no measure yet", unmeasured(theory)),
        ],
    )


def _subject(theory: Theory) -> tuple[Block, ...]:
    programme = theory.plan.programme
    blocks: list[Block] = []
    if programme.problem:
        blocks.append(Paragraph(text=own(programme.problem), role="lead"))
    if theory.goals:
        blocks += listing((*ours("Goal: "), *named(goal)) for goal in theory.goals)
    return (*blocks,) or (missing("The plan names neither its problem nor a goal yet."),)


def measures_of_changes(theory: Theory) -> tuple[Block, ...]:
    """Give the measures of outcomes and impacts by term, one a row."""
    rows: list[Row | Head] = []
    stages = [
        (heading, [each for each in theory.at(Stage.OUTCOME) if each.term is term]) for term, heading in TERMS.items()
    ]
    for heading, elements in [*stages, ("Impact", list(theory.at(Stage.IMPACT)))]:
        its = [(element, theory.measures_of(element)) for element in elements]
        if any(measures for _, measures in its):
            rows.append(Head(ours(heading)))
        for element, measures in its:
            for number, measure in enumerate(measures):
                name: Line = named(element) if number == 0 else (Words(element.id, "ref"),)
                rows.append(((name,), *_measure_cells(measure)))
    return measures_grid("Measures of changes", "What is to change", rows)


def _of_work(theory: Theory) -> tuple[Block, ...]:
    rows = [
        ((measured(theory, measure),), *_measure_cells(measure))
        for measure in theory.plan.indicators
        if (element := theory.measured_by(measure)) and element.stage not in (Stage.OUTCOME, Stage.IMPACT)
    ]
    return measures_grid("Measures of the work", "What is counted", rows)


def _measure_cells(measure: Indicator) -> Row:
    return (
        (measure_named(measure),),
        start_value(measure),
        (some_day(measure.baseline_date),),
        aim(measure),
        (some_day(measure.target_date),),
        how_checked(measure),
        (some_choice("How often", measure.frequency),),
        (some_text(measure.owner),),
        (some_texts(measure.disaggregate_by),),
    )


def measures_grid(caption: str, first: str, rows: Sequence[Row | Head]) -> tuple[Block, ...]:
    """Make the table of measures: what is measured, value and day now, aim and day, how, how often, who, split by."""
    columns = [
        Column(heading=first, share=5),
        Column(heading="Measure", share=5),
        Column(heading="Now", missing="not known yet"),
        Column(heading="As of", missing="no date yet"),
        Column(heading="Aim", missing="not set yet"),
        Column(heading="By when", missing="no date yet"),
        Column(heading="How we check", missing="not said yet", share=4),
        Column(heading="How often", missing="not said yet"),
        Column(heading="Who collects", missing="nobody named yet", share=3),
        Column(heading="Shown separately for", share=3),
    ]
    return grid(caption, columns, rows)


def watched(theory: Theory) -> tuple[Block, ...]:
    """Give the assumptions with how they are checked, by whom and by when."""
    columns = [
        Column(heading="What must be true", share=5),
        Column(heading="How it stands", missing="not checked yet"),
        Column(heading="How we check", missing="not said yet", share=4),
        Column(heading="We act when", missing="not said yet", share=3),
        Column(heading="By when", missing="no date yet"),
        Column(heading="Who watches", missing="nobody named yet", share=3),
    ]
    rows = [
        (
            (entry_named(entry),),
            (standing_of(entry),),
            (some_text(entry.check), *(measure_named(each) for each in theory.measures_of(entry))),
            (some_text(entry.threshold),),
            (some_day(entry.check_by),),
            (some_text(entry.owner),),
        )
        for entry in theory.plan.register
        if entry.kind == "assumption"
    ]
    return grid("Assumptions and how they are checked", columns, rows)


def standing_of(entry: RegisterEntry) -> Line:
    """Say how an assumption stands, or nothing where nobody knows."""
    return some_choice("State", entry.state) if entry.state != "unknown" else ()


def _unproven(theory: Theory) -> tuple[Block, ...]:
    """Name the arrows that a goal hangs on and that nothing supports yet."""
    arrows = theory.unproven_decisive_arrows()
    if not arrows:
        return ()
    lines = []
    for link in arrows:
        cause, effect = theory.ends(link)
        lines.append((*box(cause), *ours(" leads to "), *box(effect)))
    intro = Paragraph(text=ours("A goal hangs on each of these arrows, and no evidence supports it well yet."))
    return (intro, *listing(lines))


def unmeasured(theory: Theory) -> tuple[Block, ...]:
    """Name the outcomes and impacts without a measure, and why where somebody has said so."""
    return listing(_unmeasured(element) for element in theory.results if not theory.measures_of(element))


def _unmeasured(element: Element) -> Line:
    mark = next((mark for mark in element.marks if mark.kind == "not_measured"), None)
    if mark is None:
        return (*named(element), Words(": "), *gap("no measure yet"))
    return (
        *named(element),
        Words(": "),
        *ours("not measured, on purpose"),
        *((Words(": "), *own(mark.note)) if mark.note else ()),
    )


def _limits(theory: Theory) -> tuple[Block, ...]:
    lines = []
    for measure in theory.plan.indicators:
        parts = [
            some_text(measure.limits),
            labelled("a sign that stands for the change, because", some_text(measure.proxy_reason)),
            labelled("without us we would expect", some_amount(measure.expected_without, measure.unit)),
        ]
        told = spaced(parts, "; ")
        if told:
            lines.append((*measure_named(measure), Words(": "), *told))
    return listing(lines)


# -- days -------------------------------------------------------------------------------------------------------------


def _days(theory: Theory) -> tuple[Block, ...]:
    """Give every day on which something is to be measured or looked at, in order."""
    events = sorted(_events(theory), key=lambda each: (each[0], each[1]))
    columns = [
        Column(heading="When", share=2),
        Column(heading="What", share=6),
        Column(heading="Who", missing="nobody named yet", share=3),
    ]
    rows: list[Row | Head] = [((day,), (what,), (who,)) for _, _, day, what, who in events]
    return grid("Days of the evaluation", columns, rows)


def _events(theory: Theory) -> Iterator[tuple[date, int, Line, Line, Line]]:
    """Give each day with a number that settles ties, itself in words, what is due, and who does it."""
    number = 0

    def event(when: When | None, what: Line, who: str | None) -> Iterator[tuple[date, int, Line, Line, Line]]:
        nonlocal number
        number += 1
        if when and when.last:
            yield when.last, number, when_said(when), what, some_text(who)

    for measure in theory.plan.indicators:
        named_so = measure_named(measure)
        yield from event(measure.baseline_due, (*ours("starting value of "), *named_so), measure.owner)
        yield from event(measure.target_due, (*ours("aim to be set for "), *named_so), measure.owner)
        for step in measure.milestones:
            value = some_amount(step.value, measure.unit)
            yield from event(
                step.date, (*ours("milestone"), *in_brackets(value), *ours(": "), *named_so), measure.owner
            )
        value = some_amount(measure.target, measure.unit)
        aimed = (*ours("aim"), *in_brackets(value), *ours(": "), *named_so)
        yield from event(measure.target_date, aimed, measure.owner)
    for entry in (each for each in theory.plan.register if each.kind == "assumption"):
        yield from event(entry.check_by, (*ours("check whether this holds: "), *entry_named(entry)), entry.owner)
    yield from event(theory.plan.programme.next_review, ours("review of the plan"), None)


def in_brackets(value: Line) -> Line:
    """Put a value in brackets, if there is one."""
    return (Words(" ("), *value, Words(")")) if value else ()


# -- readings ---------------------------------------------------------------------------------------------------------


def monitoring_plan(theory: Theory, asked: Asked) -> Paper:
    """Each measure with how often and who, then month by month, and how much it is for each role."""
    return paper(
        theory,
        asked,
        name="monitoring-plan",
        title="Monitoring plan",
        landscape=True,
        sections=[
            section("What is measured", or_missing(_all_measures(theory), "The plan has no measure yet.")),
            section("What is to be read, month by month", _by_month(theory)),
            section("How much it is for whom", _by_role(theory)),
            section("What we take as given, and how we check it", watched(theory)),
            section("What has no measure yet", unmeasured(theory)),
        ],
    )


def _all_measures(theory: Theory) -> tuple[Block, ...]:
    rows = [((measured(theory, measure),), *_measure_cells(measure)) for measure in theory.plan.indicators]
    return measures_grid("Measures", "What is measured", rows)


def _by_month(theory: Theory) -> tuple[Block, ...]:
    days = span(theory)
    if not theory.plan.indicators:
        return ()
    if days is None:
        return (missing("The plan has no Start and End, so its months cannot be named."),)
    due = {measure.id: readings_due(measure, days) for measure in theory.plan.indicators}
    rows = []
    for month in months(*days):
        its = [ref for ref, readings in due.items() if month.first in readings]
        if its:
            number = sum(due[ref][month.first] for ref in its)
            rows.append(((ours(month.name),), (_count(number),), (some_refs(its),)))
    columns = [Column(heading="Month", share=2), Column(heading="Readings", share=1), Column(heading="Which", share=6)]
    silent = [measure for measure in theory.plan.indicators if not due[measure.id]]
    blocks: list[Block] = [
        *or_missing(grid("Readings by month", columns, rows), "No measure says how often it is read.")
    ]
    if rows:
        blocks.append(note("What is read weekly counts as four readings a month."))
    if silent and rows:
        blocks += [
            Paragraph(
                text=(
                    *gap("How often is not said, or in words of its own:"),
                    Words(" "),
                    *some_refs([each.id for each in silent]),
                )
            ),
        ]
    return tuple(blocks)


def _count(number: int) -> Line:
    return (Words(f"{number:,}", "ours", Decimal(number)),)


def _by_role(theory: Theory) -> tuple[Block, ...]:
    days = span(theory)
    if days is None:
        return ()
    roles: dict[str, list[Indicator]] = {}
    for measure in theory.plan.indicators:
        roles.setdefault(measure.owner or "", []).append(measure)
    rows = []
    for role, its in roles.items():
        number = sum(sum(readings_due(measure, days).values()) for measure in its)
        rows.append(
            (
                (own(role) if role else gap("nobody named yet"),),
                (_count(len(its)),),
                (_count(number) if number else gap("not said yet"),),
                (some_refs([measure.id for measure in its]),),
            )
        )
    columns = [
        Column(heading="Who collects", share=4),
        Column(heading="Measures", share=1),
        Column(heading="Readings in all", share=1),
        Column(heading="Which", share=5),
    ]
    return grid("Readings by role", columns, rows)
