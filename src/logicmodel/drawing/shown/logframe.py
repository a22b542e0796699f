"""The logframe: results with their measures, from impact down, and the work and the means beneath."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from logicmodel.drawing.lettering import clean
from logicmodel.drawing.phrases import counted, phrases
from logicmodel.drawing.shown.captions import amount_text, panels_of, when_text
from logicmodel.drawing.shown.tables import Cell, Heading, Piece, Row, Section, Table, cell_of, gap_of
from logicmodel.drawing.shown.telling import table_of
from logicmodel.errors import CannotDraw
from logicmodel.model import Element, Indicator, Link, Stage, Term

if TYPE_CHECKING:
    from logicmodel.theory import Theory

LEVELS: tuple[tuple[str, Stage | None, Term | None], ...] = (
    ("impact", Stage.IMPACT, None),
    ("outcome_long", Stage.OUTCOME, Term.LONG),
    ("outcome_medium", Stage.OUTCOME, Term.MEDIUM),
    ("outcome_short", Stage.OUTCOME, Term.SHORT),
    ("outcome", Stage.OUTCOME, None),
    ("output", Stage.OUTPUT, None),
    ("none", None, None),
)
"""Levels of results from the top, by the key of their words; boxes that say no stage stand beneath all others."""

RESULT_HEADINGS = (
    ("results", 22),
    ("measures", 24),
    ("now", 10),
    ("aim", 13),
    ("data_source", 15),
    ("assumptions", 17),
)
"""Key of the words of each heading, and its share of the width."""


def logframe(theory: "Theory", language: str) -> Table:
    """Show results as a table, impact on top, with measures and assumptions; activities and inputs beneath.

    Raises CannotDraw for a plan without results.
    """
    if not (theory.results or theory.at(Stage.OUTPUT)):
        raise CannotDraw(
            "There is no result for a logframe: fill in Stage (Output, Outcome or Impact) and What on the sheet Plan."
        )
    words = phrases(language)
    rows = tuple(_result_rows(theory, words))
    results = Section(
        headings=tuple(Heading(title=words[key], share=share) for key, share in RESULT_HEADINGS), rows=rows
    )
    work = _work(theory, words)
    shown = [each for each in theory.elements if each.stage not in (Stage.INPUT, Stage.ACTIVITY)]
    measures = sum(len(theory.measures_of(each)) for each in shown)
    counts = (counted(words, "count_results", len(shown)), counted(words, "count_measures", measures))
    return table_of(
        "logframe",
        theory,
        language,
        (results, *([work] if work.rows else [])),
        counts,
        panels=panels_of(theory, words),
    )


# -- results ----------------------------------------------------------------------------------------------------------


def _result_rows(theory: "Theory", words: Mapping[str, str]) -> Iterator[Row]:
    for key, stage, term in LEVELS:
        its = [
            each
            for each in theory.elements
            if (each.stage, each.term if stage is Stage.OUTCOME else None) == (stage, term)
        ]
        if its:
            yield Row(title=words[key], stage=stage.value if stage else "none")
        yield from (_result_row(theory, each, words) for each in its)


def _result_row(theory: "Theory", element: Element, words: Mapping[str, str]) -> Row:
    measures = theory.measures_of(element)
    count = max(1, len(measures))
    columns = [_measure_cells(each, words) for each in measures] or [_no_measure(element, words)]
    stage = element.stage.value if element.stage else "none"
    return Row(
        cells=(
            (cell_of(*_statement(element, words), stage=stage, lines=count),),
            *(tuple(line[place] for line in columns) for place in range(4)),
            (cell_of(*_assumptions(theory, element), lines=count),),
        )
    )


def _statement(element: Element, words: Mapping[str, str]) -> tuple[Piece, ...]:
    said = Piece(ref=clean(element.id), text=clean(element.text or element.short or ""))
    if element.status in ("proposed", "stopped"):
        return said, Piece(text=f"({words[element.status]})")
    return (said,)


def _assumptions(theory: "Theory", element: Element) -> tuple[Piece, ...]:
    """Give what is assumed about a box and about the way from it to the next level."""
    things: list[Element | Link] = [element, *theory.arrows_from(element)]
    entries = {entry.id: entry for thing in things for entry in theory.assumptions_on(thing)}
    return tuple(Piece(ref=clean(entry.id), text=clean(entry.text)) for entry in entries.values())


def _measure_cells(indicator: Indicator, words: Mapping[str, str]) -> tuple[Cell, ...]:
    now = amount_text(indicator.baseline, indicator.unit, words)
    aim = amount_text(indicator.target, indicator.unit, words)
    dated = when_text(indicator.baseline_date, words)
    by_when = when_text(indicator.target_date, words)
    steps = [
        Piece(
            text=f"{amount_text(step.value, indicator.unit, words)} ({when_text(step.date, words) or '?'})",
            look="quiet",
        )
        for step in indicator.milestones
        if step.value
    ]
    source = clean(indicator.source or "")
    return (
        cell_of(Piece(ref=clean(indicator.id), text=clean(indicator.text))),
        cell_of(Piece(text=f"{now} ({dated})" if dated else now) if now else gap_of(words["no_baseline"])),
        cell_of(
            *steps,
            Piece(text=f"{aim} ({by_when})" if by_when else aim) if aim else gap_of(words["no_aim"]),
            *(() if by_when and aim else (Piece(text=by_when) if by_when else gap_of(words["no_date"]),)),
        ),
        cell_of(Piece(text=source) if source else gap_of(words["no_source"])),
    )


def _no_measure(element: Element, words: Mapping[str, str]) -> tuple[Cell, ...]:
    return (cell_of(unmeasured(element, words)), Cell(), Cell(), Cell())


def unmeasured(element: Element, words: Mapping[str, str]) -> Piece:
    """Say that a box has no measure: a gap, unless its authors say why it is not measured."""
    for mark in element.marks:
        if mark.kind == "not_measured":
            note = f" ({clean(mark.note)})" if mark.note else ""
            return Piece(text=words["not_measured"] + note, look="quiet")
    return gap_of(words["no_measure"])


# -- activities and inputs --------------------------------------------------------------------------------------------


def _work(theory: "Theory", words: Mapping[str, str]) -> Section:
    """Give activities and inputs, with the columns in which anything stands."""
    elements = (*theory.activities, *theory.at(Stage.INPUT))
    columns = [("what", 34), ("owner", 16), ("when", 14), ("how_many", 14), ("cost", 9), ("assumptions", 17)]
    told = {each.id: _work_cells(theory, each, words) for each in elements}
    used = [place for place in range(len(columns)) if any(told[each.id][place].pieces for each in elements)]
    rows: list[Row] = []
    for key, stage in (("activity", Stage.ACTIVITY), ("input", Stage.INPUT)):
        its = theory.at(stage)
        if its:
            rows.append(Row(title=words[key], stage=key))
        rows += [Row(cells=tuple((told[each.id][place],) for place in used)) for each in its]
    headings = tuple(Heading(title=words[columns[place][0]], share=columns[place][1]) for place in used)
    return Section(headings=headings, rows=tuple(rows))


def _work_cells(theory: "Theory", element: Element, words: Mapping[str, str]) -> tuple[Cell, ...]:
    assert element.stage is not None
    return (
        cell_of(*_statement(element, words), stage=element.stage.value),
        cell_of(*(Piece(text=clean(owner)) for owner in element.owner)),
        cell_of(Piece(text=_from_to(element, words))),
        cell_of(Piece(text=clean(element.quantity.text) if element.quantity else "")),
        cell_of(Piece(text=amount_text(element.cost, theory.plan.programme.currency, words))),
        cell_of(*_assumptions(theory, element)),
    )


def _from_to(element: Element, words: Mapping[str, str]) -> str:
    ends: Sequence[str] = (when_text(element.start, words), when_text(element.end, words))
    return " – ".join(each or "…" for each in ends) if any(ends) else ""
