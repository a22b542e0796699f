"""The tables that funders ask for: what is to come about, level by level, with its indicators in the columns of their forms."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from logicmodel.config import Funder
from logicmodel.model import Element, Indicator, Link, Reading, RegisterEntry, Stage, Term
from logicmodel.reporting.needs_tables import activities_behind
from logicmodel.reporting.paper import Asked, Block, Paper
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.pieces import (
    Column,
    Head,
    Row,
    aim,
    boxes,
    by_ref,
    entry_named,
    grid,
    how_found,
    listing,
    measure_named,
    missing,
    named_about,
    note,
    some_amount,
    some_choice,
    some_day,
    some_text,
    some_texts,
    spaced,
    start_value,
)
from logicmodel.saying import NOTHING, Cell, Line, Words, gap, listed_said, named, ours, own
from logicmodel.settings.profiles import profile_called
from logicmodel.theory import Theory

LEVELS = {
    "impacts": (Stage.IMPACT, "Impact"),
    "outcomes": (Stage.OUTCOME, "Outcomes"),
    "outputs": (Stage.OUTPUT, "Outputs"),
    "activities": (Stage.ACTIVITY, "Activities"),
}
"""The levels of a results table from the top, by their names in profiles; the last only where a profile has it."""

TERMS = {
    Term.SHORT: "Short-term outcomes",
    Term.MEDIUM: "Medium-term outcomes",
    Term.LONG: "Long-term outcomes",
    None: "Outcomes",
}

PERFORMANCE: Mapping[str, str] = {
    "result": "Result",
    "indicator": "Performance indicator",
    "definition": "Definition and unit of measure",
    "baseline": "Baseline",
    "target": "Target",
    "source": "Data source and collection method",
    "disaggregation": "Disaggregated by",
    "frequency": "Frequency",
    "responsible": "Responsible (role)",
}
"""The columns of a table of performance indicators, as United States forms have them."""


def logframe_eu(theory: Theory, asked: Asked) -> Paper:
    """The logical framework of EU external action: impact, outcomes and outputs, in the columns of the profile."""
    given = asked.funder
    funder = given if given and {"result", "baseline"} <= given.columns.keys() else shipped("eu-action")
    return _paper(theory, asked, "logframe-eu", "Logical framework", funder.columns, funder)


def results_table(theory: Theory, asked: Asked) -> Paper:
    """The funder's own table of results, with the columns of the profile; without one, of performance indicators."""
    columns = asked.funder.columns if asked.funder and asked.funder.columns else PERFORMANCE
    return _paper(theory, asked, "results-table", "Results table", columns, asked.funder)


def logframe_us(theory: Theory, asked: Asked) -> Paper:
    """Performance indicators level by level, as United States forms have them, in the profile's words for the columns."""
    given = asked.funder.columns if asked.funder else {}
    columns = {key: given.get(key, heading) for key, heading in PERFORMANCE.items()}
    return _paper(theory, asked, "logframe-us", "Performance indicators", columns, asked.funder)


def shipped(name: str) -> Funder:
    """Give a profile that comes with the program."""
    found = profile_called(name)
    assert isinstance(found, Funder)
    return found


def _paper(
    theory: Theory, asked: Asked, name: str, title: str, columns: Mapping[str, str], funder: Funder | None
) -> Paper:
    levels = _levels(columns, funder)
    shown = [each for _, stage in levels for each in theory.at(stage)]
    made = grid(
        "What is to come about, and how one will know",
        _columns(columns, form=funder is not None),
        list(_rows(theory, columns, levels)),
    )
    blocks: tuple[Block, ...] = made or (missing("The plan names no result yet."),)
    if "now" in columns and made:
        blocks = (*blocks, note("The current value is filled in when progress is reported."))
    return paper(
        theory,
        asked,
        name=name,
        title=title,
        landscape=True,
        sections=[
            section("Results and indicators", blocks),
            section("Further assumptions", listing(elsewhere(theory, shown)))
            if "assumption" in columns
            else section(""),
        ],
    )


def _levels(columns: Mapping[str, str], funder: Funder | None) -> list[tuple[str, Stage]]:
    """Give the levels that a form has, each with the form's name for it; activities only where it names them."""
    if "result" not in columns:
        return [("Outcomes", Stage.OUTCOME), ("Impact", Stage.IMPACT)]
    words = funder.words if funder else {}
    absent = funder.absent if funder else ()
    return [
        (words.get(key, label), stage)
        for key, (stage, label) in LEVELS.items()
        if key not in absent and (key != "activities" or key in words)
    ]


def _rows(theory: Theory, columns: Mapping[str, str], levels: Sequence[tuple[str, Stage]]) -> Iterator[Row | Head]:
    for title, stage in levels:
        for heading, elements in _parted(theory, title, stage, by_term="result" not in columns):
            yield Head(ours(heading))
            for element in elements:
                for number, measure in enumerate(theory.measures_of(element) or (None,)):
                    yield _row(theory, element, measure, columns, first=number == 0)


def _parted(theory: Theory, title: str, stage: Stage, *, by_term: bool) -> Iterator[tuple[str, Sequence[Element]]]:
    """Give the boxes of a level under its name; outcomes by their terms, if a form is made of outcomes."""
    elements = theory.at(stage)
    if not (by_term and stage is Stage.OUTCOME):
        if elements:
            yield title, elements
        return
    for term, heading in TERMS.items():
        its = [each for each in elements if each.term is term]
        if its:
            yield heading, its


# -- columns ----------------------------------------------------------------------------------------------------------


Said = Callable[[Theory, Element], Cell]
OfMeasure = Callable[[Indicator], Cell]


def _needs(theory: Theory, element: Element) -> Cell:
    """Give the needs that an outcome names, or else the work behind it, each with who said so."""
    naming = [element] if element.addresses else activities_behind(theory, element)
    refs = dict.fromkeys(ref for each in naming for ref in each.addresses if ref in theory.need_by_ref)
    told = []
    for each in refs:
        need = theory.need_by_ref[each]
        sources = [own(source.title or source.id) for source in theory.sources_of(need)]
        told.append((*own(need.text or need.id), *((*ours(": "), *spaced(sources, "; ")) if sources else ())))
    return tuple(told)


def _work(theory: Theory, element: Element) -> Cell:
    return boxes(activities_behind(theory, element))


def _behind(stage: Stage) -> Said:
    """Make a column of the boxes of a stage that lead to a result."""

    def cell(theory: Theory, element: Element) -> Cell:
        return boxes(each for each in theory.before(element) if each.stage is stage)

    return cell


def _assumptions(theory: Theory, element: Element) -> Cell:
    told = tuple(entry_named(entry) for entry in beside(theory, element))
    return told or ((NOTHING,) if element.stage is Stage.IMPACT else ())


def beside(theory: Theory, element: Element) -> list[RegisterEntry]:
    """Give what must be true beside a box: for it, or so that what follows from it can come about."""
    things: list[Element | Link] = [element, *theory.arrows_from(element)]
    found = {entry.id: entry for thing in things for entry in theory.assumptions_on(thing)}
    return list(found.values())


def elsewhere(theory: Theory, shown: Sequence[Element]) -> Iterator[Line]:
    """Name the assumptions that stand beside no box of the table, and what they are about."""
    told = {entry.id for element in shown for entry in beside(theory, element)}
    for entry in theory.plan.register:
        if entry.kind == "assumption" and entry.id not in told:
            about = spaced(map(by_ref, named_about(theory, entry))) or ours("the plan as a whole")
            yield (*entry_named(entry), *ours(" – "), *ours("about "), *about)


def _achieved(theory: Theory, indicator: Indicator) -> Cell:
    readings = readings_of(theory, indicator)
    return (some_amount(readings[-1].value, indicator.unit), some_day(readings[-1].date)) if readings else ()


def readings_of(theory: Theory, indicator: Indicator) -> list[Reading]:
    """Give the readings of a measure that are not of one group alone, by their days; those without a day are left out."""
    dated = [
        (reading.date.last, number, reading)
        for number, reading in enumerate(theory.plan.readings)
        if reading.measure == indicator.id
        and not reading.group
        and reading.value
        and reading.date
        and reading.date.last
    ]
    return [reading for _, _, reading in sorted(dated, key=lambda each: each[:2])]


def _milestones(indicator: Indicator) -> Cell:
    return tuple(
        spaced([some_day(step.date), some_amount(step.value, indicator.unit)], ": ") for step in indicator.milestones
    )


def _definition(indicator: Indicator) -> Cell:
    return tuple(filter(None, (some_text(indicator.definition), listed_said("Unit", indicator.unit))))


OF_RESULTS: Mapping[str, tuple[Said, str]] = {
    "result": (lambda _, element: (named(element),), ""),
    "outcome": (lambda _, element: (named(element),), ""),
    "need": (_needs, "no need names this"),
    "input": (_behind(Stage.INPUT), "none named yet"),
    "activity": (_work, "no activity leads here yet"),
    "output": (_behind(Stage.OUTPUT), "none named yet"),
    "assumption": (_assumptions, "none named yet"),
}
"""Columns that say something of a result, and what is missing where they say nothing."""

OF_MEASURES: Mapping[str, tuple[OfMeasure, str]] = {
    "indicator": (lambda each: (measure_named(each),), ""),
    "definition": (_definition, "not said yet"),
    "baseline": (start_value, "not known yet"),
    "baseline_date": (lambda each: (some_day(each.baseline_date),), "no date yet"),
    "milestone": (_milestones, "none set"),
    "target": (aim, "not set yet"),
    "target_date": (lambda each: (some_day(each.target_date),), "no date yet"),
    "source": (how_found, "not said yet"),
    "disaggregation": (lambda each: (some_texts(each.disaggregate_by),), ""),
    "frequency": (lambda each: (some_choice("How often", each.frequency),), "not said yet"),
    "responsible": (lambda each: (some_text(each.owner),), "nobody named yet"),
}
"""Columns that say something of a measure, and what is missing where they say nothing."""

DATED = {"baseline": ("baseline_date", "As of"), "target": ("target_date", "By when")}
"""Columns of values that have a column of days beside them, so that a value stays a number."""

WIDE = ("result", "outcome", "indicator", "need", "activity", "assumption", "source")


_MISSING = {key: missing for said in (OF_RESULTS, OF_MEASURES) for key, (_, missing) in said.items()}


def _keys(columns: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the columns that can be filled from a plan, with their headings, days beside values."""
    for key, heading in columns.items():
        if key in OF_RESULTS or key in OF_MEASURES or key == "now":
            yield key, heading
        if key in DATED:
            yield DATED[key]


def _columns(columns: Mapping[str, str], *, form: bool) -> list[Column]:
    """Make the columns of a table; those of a funder's form stay where nobody has filled them yet."""
    return [
        Column(
            heading=heading,
            missing=_MISSING.get(key, ""),
            share=5 if key in WIDE else 3,
            kept=key == "now" or (form and key in columns and key in _MISSING and bool(_MISSING[key])),
        )
        for key, heading in _keys(columns)
    ]


def _row(theory: Theory, result: Element, measure: Indicator | None, columns: Mapping[str, str], *, first: bool) -> Row:
    """Make the row of a measure. Beneath the first row of a result only its Ref stands for it."""
    cells = []
    for number, (key, _) in enumerate(_keys(columns)):
        if key in OF_RESULTS:
            again = (NOTHING,) if number else ((Words(result.id, "ref"),),)
            cells.append(OF_RESULTS[key][0](theory, result) if first else again)
        elif key == "now":
            cells.append(_achieved(theory, measure) if measure else ())
        elif measure:
            cells.append(OF_MEASURES[key][0](measure))
        else:
            cells.append((gap("no measure yet"),) if key == "indicator" else (NOTHING,))
    return tuple(tuple(filter(None, cell)) for cell in cells)
