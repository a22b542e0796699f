"""The logframe of UK aid: a block for each result, with rows for what is planned, what is achieved and the source."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from logicmodel.model import Audience, Element, Indicator, RegisterEntry, Stage, When
from logicmodel.reporting.paper import Asked, Block, Paper, Paragraph
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.pieces import (
    Across,
    Column,
    Head,
    Row,
    aim,
    dated,
    dated_start,
    entry_named,
    grid,
    labelled,
    listing,
    measure_named,
    missing,
    note,
    or_missing,
    some_amount,
    some_choice,
    some_day,
    some_text,
    spaced,
)
from logicmodel.reporting.papers.results import LEVELS, beside, elsewhere, readings_of, shipped
from logicmodel.reporting.tables import cost_of
from logicmodel.saying import NOTHING, Cell, Line, Words, cost_said, gap, listed_said, named, ours, own
from logicmodel.theory import Theory
from logicmodel.words.spelling import plain

WEIGHT = "Impact weighting (%)"
ONE_OF = {Stage.IMPACT: "Impact", Stage.OUTCOME: "Outcome", Stage.OUTPUT: "Output"}


def logframe_fcdo(theory: Theory, asked: Asked) -> Paper:
    """The logframe of UK aid: milestones by year, planned and achieved, sources, weights, risks and inputs in money."""
    given = asked.funder
    columns = (given if given and "milestone" in given.columns else shipped("ukaid")).columns
    years = _years(theory)
    rows = list(_rows(theory, columns, years))
    results = theory.at(Stage.IMPACT, Stage.OUTCOME, Stage.OUTPUT)
    made = grid("What is to come about, and how one will know", _columns(columns, years), rows)
    return paper(
        theory,
        asked,
        name="logframe-fcdo",
        title="Logframe",
        landscape=True,
        sections=[
            section(
                "Results and indicators",
                or_missing(made, "The plan names no result yet."),
                note("Achieved is filled in when progress is reported.") if made else (),
                _weights_missing(theory, columns) if asked.audience == Audience.INTERNAL else (),
            ),
            section("Risks of the outputs", _risks(theory)),
            section("Inputs in money", _inputs(theory)),
            section("Further assumptions", listing(elsewhere(theory, results))),
        ],
    )


def _years(theory: Theory) -> list[int | None]:
    """Give the years of all steps and readings of measures, and None at the end if a step names no day.

    Where no measure has a step, readings need no columns of their own: the last of all stands below the aim.
    """
    measures = theory.plan.indicators
    found = {_year(step.date) for each in measures for step in each.milestones}
    if found:
        found |= {_year(reading.date) for each in measures for reading in readings_of(theory, each)} - {None}
    return [*sorted(year for year in found if year), *([None] if None in found else [])]


def _year(when: When | None) -> int | None:
    return when.last.year if when and when.last else None


def _columns(columns: Mapping[str, str], years: Sequence[int | None]) -> list[Column]:
    milestone = columns["milestone"]
    return [
        Column(heading=columns.get("indicator", "Indicator"), share=9),
        Column(heading="Row", share=2),
        Column(heading=columns.get("baseline", "Baseline"), share=2, kept=True),
        *(Column(heading=f"{milestone} {year}" if year else milestone, share=2, kept=True) for year in years),
        Column(heading=columns.get("target", "Target (date)"), share=2, kept=True),
        Column(heading=columns.get("assumption", "Assumptions"), share=5, kept=True),
    ]


def _rows(theory: Theory, columns: Mapping[str, str], years: Sequence[int | None]) -> Iterator[Row | Head | Across]:
    for stage, _ in list(LEVELS.values())[:3]:
        for number, element in enumerate(theory.at(stage), 1):
            yield Head(_head(theory, element, number, columns))
            measures = theory.measures_of(element)
            empty: Row = ((NOTHING,),) * (len(years) + 2)
            if not measures:
                yield ((gap("no measure yet"),), (NOTHING,), *empty, _assumptions(theory, element))
            for place, measure in enumerate(measures):
                yield from _of_measure(theory, measure, years, _assumptions(theory, element) if place == 0 else ())


def _head(theory: Theory, element: Element, number: int, columns: Mapping[str, str]) -> Line:
    """Name a result; an output with its weight, if somebody typed it in a column of that name, and the gravest risk."""
    assert element.stage is not None
    many = len(theory.at(element.stage)) > 1
    name = (*ours(ONE_OF[element.stage]), *(ours(f" {number}") if many else ()), Words(": "), *named(element))
    if element.stage is not Stage.OUTPUT:
        return name
    weight = columns.get("weight", WEIGHT)
    said = spaced(own(each.text) for each in element.extras if plain(each.heading) == plain(weight))
    rated = max((product for each in _risks_of(theory, element) if (product := _product(each))), default=None)
    rating = ours(f"{rated} of 25") if rated else ()
    parts = [name, labelled(weight, said), labelled(columns.get("risk", "Risk rating"), rating)]
    return spaced(parts, " · ")


def _weights_missing(theory: Theory, columns: Mapping[str, str]) -> tuple[Paragraph, ...]:
    """Say once that no output has a weight: to the authors, who can give it one."""
    weight = columns.get("weight", WEIGHT)
    typed = any(plain(extra.heading) == plain(weight) for each in theory.at(Stage.OUTPUT) for extra in each.extras)
    if typed or not theory.at(Stage.OUTPUT):
        return ()
    text = (*ours(weight), Words(": "), *gap("no output has one yet. Add a column of this name to Plan."))
    return (Paragraph(text=text, role="note"),)


def _of_measure(
    theory: Theory, measure: Indicator, years: Sequence[int | None], assumptions: Cell
) -> Iterator[Row | Across]:
    means = some_text(measure.source) or gap("not said yet")
    source = spaced([means, some_choice("How often", measure.frequency), some_text(measure.owner)])
    planned = [_steps(measure, year) or (NOTHING,) for year in years]
    yield (
        (measure_named(measure),),
        (ours("Planned"),),
        dated_start(measure) or (gap("not known yet"),),
        *planned,
        dated(aim(measure), measure.target_date) or (gap("not set yet"),),
        assumptions,
    )
    yield (
        ((Words(measure.id, "ref"),),),
        (ours("Achieved"),),
        (),
        *(_achieved(theory, measure, year) for year in years),
        _achieved(theory, measure, None) if not years else (),
        (),
    )
    yield Across((*ours("Source"), Words(": "), *source))


def _steps(measure: Indicator, year: int | None) -> Cell:
    """Give the values that are hoped for in a year; of several each with its day."""
    steps = [step for step in measure.milestones if _year(step.date) == year]
    alone = len(steps) == 1
    return tuple(
        some_amount(step.value, measure.unit)
        if alone
        else spaced([some_day(step.date), some_amount(step.value, measure.unit)], ": ")
        for step in steps
    )


def _achieved(theory: Theory, measure: Indicator, year: int | None) -> Cell:
    """Give the last reading of a year, or without years the last of all, with its day."""
    its = [reading for reading in readings_of(theory, measure) if year is None or _year(reading.date) == year]
    if not its:
        return ()
    return tuple(filter(None, (some_amount(its[-1].value, measure.unit), some_day(its[-1].date))))


def _assumptions(theory: Theory, element: Element) -> Cell:
    told = tuple(entry_named(entry) for entry in beside(theory, element))
    return told or ((NOTHING,) if element.stage is Stage.IMPACT else (gap("none named yet"),))


# -- risks and inputs -------------------------------------------------------------------------------------------------


def _risks_of(theory: Theory, element: Element) -> list[RegisterEntry]:
    """Give the risks of an output: about itself, or an arrow that begins or ends at it."""
    return [
        entry
        for entry in theory.plan.register
        if entry.kind == "risk" and any(element.id in about.split(">") for about in entry.about)
    ]


def _product(entry: RegisterEntry) -> int | None:
    return entry.likelihood * entry.importance if entry.likelihood and entry.importance else None


def _risks(theory: Theory) -> tuple[Block, ...]:
    columns = [
        Column(heading="Output", share=3),
        Column(heading="Risk", share=5),
        Column(heading="How likely (1–5)", missing="not rated", share=2),
        Column(heading="Effect if so (1–5)", missing="not rated", share=2),
        Column(heading="To prevent it", missing="nothing yet", share=4),
        Column(heading="If it happens", missing="no plan B yet", share=4),
    ]
    rows = [
        (
            (named(output),),
            (entry_named(entry),),
            (_number(entry.likelihood),),
            (_number(entry.importance),),
            (some_text(entry.prevention),),
            (some_text(entry.response),),
        )
        for output in theory.at(Stage.OUTPUT)
        for entry in _risks_of(theory, output)
    ]
    return grid("Risks and what is done about them", columns, rows)


def _number(value: int | None) -> Line:
    return (Words(str(value), "own", Decimal(value)),) if value is not None else ()


def _inputs(theory: Theory) -> tuple[Block, ...]:
    costed = [each for each in theory.elements if each.cost]
    rows = [
        (
            (named(each),),
            (listed_said("Cost heading", each.cost_heading),),
            (cost_of(theory, each),),
            (some_text(each.funder),),
        )
        for each in costed
    ]
    columns = [
        Column(heading="Input", share=5),
        Column(heading="Cost heading", missing="not said yet", share=3),
        Column(heading="Cost", share=2),
        Column(heading="Funder", share=3),
    ]
    if not rows:
        return (missing("No cost is typed at any box yet."),)
    total = theory.plan.programme.total_budget
    currency = theory.plan.programme.currency
    return (
        *grid("Inputs and what they cost", columns, rows),
        *listing([labelled("Total budget", cost_said(total, currency) if total else ())]),
    )
