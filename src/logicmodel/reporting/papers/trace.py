"""The golden thread: each need with who said so, what answers it, what changes and how one will know, cell by cell."""

from collections.abc import Mapping

from logicmodel.model import Element, Indicator, Need, Place
from logicmodel.model import Row as Typed
from logicmodel.reporting.paper import Asked, Block, Paper
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.pieces import Column, Row, grid, listing, measure_named, or_missing, some_amount
from logicmodel.reporting.tables import answering_work, results_for
from logicmodel.saying import NOTHING, Cell, Line, Words, clean, gap, named, ours, own, own_or_gap, place_said, ref
from logicmodel.theory import Theory
from logicmodel.words.spelling import NO_EVIDENCE, plain


def trace(theory: Theory, asked: Asked) -> Paper:
    """From each need to who said so, the activity, the outcome and the measure, with the cell of each, gaps in words."""
    needs = [
        each for each in theory.plan.needs if each.kind == "need" or (each.kind == "cause" and theory.answers_to(each))
    ]
    cells = _cells(theory)
    return paper(
        theory,
        asked,
        name="trace",
        title="From each need to how we will know",
        landscape=True,
        sections=[
            section("Each need", or_missing(_needs(theory, needs, cells), "The plan names no need yet.")),
            section("Outcomes that no need explains", _without_need(theory, cells)),
            section("Activities that no need explains", _unexplained(theory, cells)),
        ],
    )


Cells = Mapping[tuple[str, str | None, int | None], Mapping[str, Place]]


def _cells(theory: Theory) -> Cells:
    """Give for each row of the files the cell that fills each field."""
    found: dict[tuple[str, str | None, int | None], dict[str, Place]] = {}
    for use in theory.plan.account:
        if use.fate == "used":
            place = use.place
            found.setdefault((place.file, place.sheet, place.row), {}).setdefault(use.why.rpartition(".")[2], place)
    return found


def _cell_said(theory: Theory, cells: Cells, typed: Typed, field: str) -> Line:
    """Say in which cell the words of a row stand, or in which row."""
    place = typed.place
    at = cells.get((place.file, place.sheet, place.row), {}).get(field, place)
    return (Words(f" [{clean(place_said(at, len(theory.plan.files) > 1))}]", "ref"),)


def _needs(theory: Theory, needs: list[Need], cells: Cells) -> tuple[Block, ...]:
    columns = [
        Column(heading="Need", share=5),
        Column(heading="Who said so", missing="nobody named yet", share=4),
        Column(heading="What answers it", missing="nothing answers this need yet", share=5),
        Column(heading="What changes", missing="leads to no outcome yet", share=5),
        Column(heading="Measure", missing="no measure yet", share=5),
        Column(heading="What is missing", share=4),
    ]
    rows: list[Row] = []
    for need in needs:
        results = results_for(theory, need)
        start = (_need(theory, need, cells), _who_said(theory, need, cells))
        if need.out_of_scope and not theory.answers_to(need):
            rows.append((*start, *(((NOTHING,),) * 3), _gaps(theory, need, results)))
            continue
        rows.append(
            (
                *start,
                _boxes(theory, answering_work(theory, need), cells),
                _boxes(theory, results, cells),
                _measures(theory, results, cells),
                _gaps(theory, need, results),
            )
        )
    return grid("Needs, and the cells in which each thing stands", columns, rows)


def _need(theory: Theory, need: Need, cells: Cells) -> Cell:
    lines = [(*own_or_gap(need.text, "nothing typed"), *ref(need.id), *_cell_said(theory, cells, need, "text"))]
    if need.count:
        out_of = (*ours(" of "), *some_amount(need.out_of)) if need.out_of else ()
        lines.append((*some_amount(need.count), *out_of, *ours(" people")))
    return tuple(lines)


def _who_said(theory: Theory, need: Need, cells: Cells) -> Cell:
    lines: list[Line] = []
    for each in need.sources:
        source = theory.sources.get(each)
        if source is None:
            lines.append(own(each))
        elif plain(source.title) not in NO_EVIDENCE:
            lines.append(
                (*own(source.title or source.id), *ref(source.id), *_cell_said(theory, cells, source, "title"))
            )
    return tuple(lines)


def _boxes(theory: Theory, elements: list[Element], cells: Cells) -> Cell:
    return tuple((*named(each), *_cell_said(theory, cells, each, "text")) for each in elements)


def _measures(theory: Theory, results: list[Element], cells: Cells) -> Cell:
    return tuple(
        (*measure_named(measure), *_cell_said(theory, cells, measure, "text"))
        for result in results
        for measure in theory.measures_of(result)
    )


def _gaps(theory: Theory, need: Need, results: list[Element]) -> Cell:
    """Say in words where the thread breaks."""
    if need.out_of_scope:
        return ((*ours("not now: "), *own(need.out_of_scope)),)
    told = []
    if not theory.sources_of(need):
        told.append(gap("who said so"))
    work = answering_work(theory, need)
    if not work:
        chosen = need in theory.chosen_needs or need.kind == "cause"
        told.append(gap("an activity" if chosen else "not taken up by this plan"))
    if work and not results:
        told.append(gap("an outcome"))
    told += [(*gap("a measure for"), *ref(each.id)) for each in results if not theory.measures_of(each)]
    told += [
        (*gap(what), *ref(measure.id))
        for result in results
        for measure in theory.measures_of(result)
        for what in _unsaid(measure)
    ]
    return tuple(told) or (ours("nothing"),)


def _unsaid(measure: Indicator) -> list[str]:
    """Name what a measure does not say yet."""
    parts = {"where it stands now, for": measure.baseline, "an aim for": measure.target, "how to check": measure.source}
    return [what for what, said in parts.items() if not said]


def _without_need(theory: Theory, cells: Cells) -> tuple[Block, ...]:
    return listing(
        (*named(each), *_cell_said(theory, cells, each, "text"))
        for each in theory.results
        if each.id not in theory.traced
    )


def _unexplained(theory: Theory, cells: Cells) -> tuple[Block, ...]:
    lines = []
    for each in theory.activities:
        if each.id not in theory.explained:
            why = ours(": management, monitoring, or required by law") if theory.explains_itself(each) else ()
            lines.append((*named(each), *_cell_said(theory, cells, each, "text"), *why))
    return listing(lines)
