"""What is done: the work plan with its calendar, and the plan in six blocks."""

from logicmodel.model import Element, Stage
from logicmodel.reporting.paper import Asked, Block, Facts, Grid, Paper, Paragraph
from logicmodel.reporting.papers.calendar import busy, periods, span
from logicmodel.reporting.papers.measuring import unmeasured
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.people import by_role
from logicmodel.reporting.papers.pieces import (
    Column,
    Row,
    aim,
    between,
    boxes,
    dated,
    dated_start,
    entry_named,
    grid,
    listing,
    measure_named,
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
from logicmodel.reporting.papers.results import TERMS
from logicmodel.reporting.tables import how_many, means_table
from logicmodel.saying import Line, Words, cost_said, gap, named, ours, own
from logicmodel.theory import Theory, first_day, last_day


def work_plan(theory: Theory, asked: Asked) -> Paper:
    """The activities with what they produce, who leads, when and at what cost, and a calendar of them."""
    return paper(
        theory,
        asked,
        name="work-plan",
        title="Work plan",
        landscape=True,
        sections=[
            section("What is done", or_missing(_work(theory), "The plan names no activity yet.")),
            section("Calendar", _calendar(theory)),
            section("What is due when", _due(theory)),
            section("What it takes", _means(theory)),
        ],
    )


def _produced(theory: Theory, activity: Element) -> list[Element]:
    """Give the outputs of an activity; where it has none, the activities that it makes possible."""
    effects = theory.effects_of(activity)
    outputs = [each for each in effects if each.stage is Stage.OUTPUT]
    return outputs or [each for each in effects if each.stage is Stage.ACTIVITY]


def _work(theory: Theory) -> tuple[Block, ...]:
    columns = [
        Column(heading="Activity", share=5),
        Column(heading="What it produces", missing="leads to no output", share=5),
        Column(heading="Who leads", missing="nobody named yet", share=3),
        Column(heading="With whom", share=3),
        Column(heading="How many", missing="not said yet", share=3),
        Column(heading="Start", missing="no start yet"),
        Column(heading="End", missing="no end yet"),
        Column(heading="Cost"),
    ]
    rows = [
        (
            (named(each), *standing(each)),
            boxes(_produced(theory, each)),
            (some_texts(each.owner),),
            (some_texts(each.partners),),
            how_many(each) if each.quantity or each.people or each.rhythm else (),
            (some_day(each.start),),
            (some_day(each.end),),
            (cost_said(each.cost, theory.plan.programme.currency) if each.cost else (),),
        )
        for each in theory.activities
    ]
    return grid("Activities", columns, rows)


def _calendar(theory: Theory) -> tuple[Block, ...]:
    """Give a row for each activity and a column for each month, quarter or year; x where it is under way."""
    days = span(theory)
    dated = [each for each in theory.activities if first_day(each.start)]
    if not theory.activities:
        return ()
    if days is None or not dated:
        return (missing("No activity has a start yet, so there is no calendar."),)
    stretches = periods(*days)
    columns = [
        Column(heading="Activity", share=12),
        *(Column(heading=each.name, share=2, kept=True) for each in stretches),
    ]
    rows: list[Row] = []
    for each in dated:
        start = first_day(each.start)
        assert start is not None
        marks = busy(start, last_day(each.end) or start, stretches)
        rows.append(((named(each),), *(((ours("x") if mark else ()),) for mark in marks)))
    undated = [each.id for each in theory.activities if each not in dated]
    blocks: list[Block] = [*grid("Calendar of the activities", columns, [_without_holes(row) for row in rows])]
    blocks.append(note("x: under way. An activity without an end is marked where it starts."))
    if undated:
        blocks.append(Paragraph(text=(*gap("No start yet:"), Words(" "), *some_refs(undated))))
    return tuple(blocks)


def _without_holes(row: Row) -> Row:
    return tuple(tuple(filter(None, cell)) for cell in row)


def _due(theory: Theory) -> tuple[Block, ...]:
    """List the outputs and changes by the day on which they are due."""
    results = theory.at(Stage.OUTPUT, Stage.OUTCOME, Stage.IMPACT)
    dated = [(day, theory.position[each.id], each) for each in results if (day := last_day(each.end))]
    columns = [Column(heading="When"), Column(heading="What is due", share=6), Column(heading="Stage", share=2)]
    rows = [
        ((some_day(each.end),), (named(each),), (stage_said(each),))
        for _, _, each in sorted(dated, key=lambda each: each[:2])
    ]
    return grid("Outputs and changes by the day they are due", columns, rows)


def stage_said(element: Element) -> Line:
    """Say at which stage a box stands; of an outcome its term."""
    if element.stage is None:
        return gap("no stage yet")
    if element.stage is Stage.OUTCOME:
        return ours(
            {"short": "Short-term outcome", "medium": "Medium-term outcome", "long": "Long-term outcome"}.get(
                element.term or "", "Outcome"
            )
        )
    return ours(element.stage.value.capitalize())


def _means(theory: Theory) -> tuple[Block, ...]:
    table = means_table(theory)
    return (Grid(table=table, shares=(5, 6, 3, 2, 2)),) if table else ()


# -- six blocks -------------------------------------------------------------------------------------------------------


def plan(theory: Theory, asked: Asked) -> Paper:
    """The plan in six blocks: changes, what is to be done, how one will know, who, time and review, what if it fails."""
    return paper(
        theory,
        asked,
        name="plan",
        title="Plan in six blocks",
        landscape=True,
        sections=[
            section(
                "1 What is to change", _problem(theory), or_missing(changes(theory), "The plan names no outcome yet.")
            ),
            section("2 What is to be done", or_missing(_tasks(theory), "The plan names no activity yet.")),
            section(
                "3 How we will know",
                or_missing(measures_in_short(theory), "No outcome has a measure yet."),
                unmeasured(theory),
            ),
            section("4 Who does it", or_missing(by_role(theory), "The plan names nobody yet.")),
            section("5 By when, and when we look at it again", _times(theory)),
            section("6 What we do if it does not work", or_missing(if_it_fails(theory), "No plan B yet.")),
        ],
    )


def _problem(theory: Theory) -> tuple[Block, ...]:
    problem = theory.plan.programme.problem
    return (Paragraph(text=own(problem), role="lead"),) if problem else ()


def changes(theory: Theory) -> tuple[Block, ...]:
    """Give impacts and outcomes, the goal first, with whom they are for and by when they show."""
    columns = [
        Column(heading="Change", share=6),
        Column(heading="When it shows", share=2),
        Column(heading="For whom", missing="nobody named yet", share=3),
        Column(heading="By when", missing="no date yet", share=2),
    ]
    outcomes = [each for term in reversed(TERMS) for each in theory.at(Stage.OUTCOME) if each.term is term]
    rows = [
        ((named(each), *standing(each)), (stage_said(each),), (some_texts(each.who),), (some_day(each.end),))
        for each in (*theory.at(Stage.IMPACT), *outcomes)
    ]
    return grid("What is to change, the goal first", columns, rows)


def _tasks(theory: Theory) -> tuple[Block, ...]:
    columns = [
        Column(heading="Activity", share=6),
        Column(heading="For whom", missing="nobody named yet", share=3),
        Column(heading="How many", missing="not said yet", share=3),
        Column(heading="When", missing="no dates yet", share=3),
    ]
    rows = [
        (
            (named(each), *standing(each)),
            (some_texts(each.who),),
            how_many(each) if each.quantity or each.people or each.rhythm else (),
            (between(each.start, each.end),),
        )
        for each in theory.activities
    ]
    return grid("Activities", columns, rows)


def measures_in_short(theory: Theory) -> tuple[Block, ...]:
    """Give the measures of outcomes and impacts in five columns, for a page that stands upright."""
    columns = [
        Column(heading="What is to change", share=5),
        Column(heading="Measure", share=5),
        Column(heading="Now", missing="not known yet", share=2),
        Column(heading="Aim", missing="not set yet", share=2),
        Column(heading="How we check", missing="not said yet", share=4),
    ]
    rows = [
        (
            (named(element),),
            (measure_named(measure),),
            dated_start(measure),
            dated(aim(measure), measure.target_date),
            (some_text(measure.source),),
        )
        for measure, element in theory.outcome_measures()
    ]
    return grid("Measures of changes", columns, rows)


def _times(theory: Theory) -> tuple[Block, ...]:
    programme = theory.plan.programme
    every = rhythm_said(programme.review_every)
    facts = (
        ("The plan runs", between(programme.start, programme.end) or gap("no dates yet")),
        ("Next review", some_day(programme.next_review) or gap("no date yet")),
        ("We look at it every", every or gap("not said yet")),
    )
    undated = [each.id for each in theory.activities if not (each.start and each.end)]
    late = (Paragraph(text=(*gap("Activities without a start or an end:"), Words(" "), *some_refs(undated))),)
    return (Facts(rows=facts), *(late if undated else ()))


def if_it_fails(theory: Theory) -> tuple[Block, ...]:
    """Give what could go wrong or turn out untrue, and what is done then; and what has no answer although all hangs on it."""
    columns = [
        Column(heading="If", share=5),
        Column(heading="We notice when", missing="not said yet", share=4),
        Column(heading="Then we", missing="no plan B yet", share=5),
        Column(heading="Who", missing="nobody named yet", share=3),
    ]
    openings = {"assumption": "this does not hold: ", "risk": "this happens: "}
    rows = [
        (
            ((*ours(openings.get(entry.kind or "", "")), *entry_named(entry)),),
            (some_text(entry.threshold) or some_text(entry.check),),
            (some_text(entry.response),),
            (some_text(entry.owner),),
        )
        for entry in theory.plan.register
        if entry.kind in ("assumption", "risk", "plan_b") and (entry.response or entry.kind != "assumption")
    ]
    open_ones = [entry for entry in theory.plan.register if entry.kind == "assumption" and not entry.response]
    lines = [(*gap("No plan B yet if this does not hold: "), *entry_named(entry)) for entry in open_ones]
    return (*grid("If, then", columns, rows), *listing(lines))
