"""The golden thread: each need with who said so, what answers it, what changes and how one will know, cell by cell."""

from collections.abc import Iterable, Mapping

from logicmodel.model import Audience, Element, Indicator, Need, Place
from logicmodel.model import Row as Typed
from logicmodel.reporting.needs_tables import answering_work, results_for
from logicmodel.reporting.paper import Asked, Block, Paper
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.pieces import (
    Column,
    Row,
    grid,
    labelled,
    listing,
    measure_named,
    or_missing,
    some_amount,
    spaced,
)
from logicmodel.reporting.tables import people_said
from logicmodel.saying import (
    NOTHING,
    Cell,
    Line,
    Words,
    clean,
    gap,
    named,
    ours,
    own,
    own_or_gap,
    place_said,
    ref,
    refs,
)
from logicmodel.theory import Theory
from logicmodel.words.spelling import NO_EVIDENCE, plain


def trace(theory: Theory, asked: Asked, *, in_full: bool = True) -> Paper:
    """From each need to who said so, the activity, the outcome and the measure, with the cell of each, gaps in words.

    The cells are for those who have the workbook. Not in full, each thing is named where it comes first, and by its Ref
    after that.
    """
    needs = [
        each for each in theory.plan.needs if each.kind == "need" or (each.kind == "cause" and theory.answers_to(each))
    ]
    said = _Said(theory, in_full=in_full, cells_too=in_full and asked.audience == Audience.INTERNAL)
    return paper(
        theory,
        asked,
        name="trace",
        title="From each need to how we will know",
        landscape=in_full,
        sections=[
            section("Each need", or_missing(_needs(theory, needs, said), "The plan names no need yet.")),
            section("Needs for later", _for_later(theory, needs, said)),
            section("Outcomes that no need explains", _without_need(theory, said)),
            section("Activities that no need explains", _unexplained(theory, said)),
        ],
    )


NEEDS = "Needs, and what answers them"

Cells = Mapping[tuple[str, str | None, int | None], Mapping[str, Place]]


def _cells(theory: Theory) -> Cells:
    """Give for each row of the files the cell that fills each field."""
    found: dict[tuple[str, str | None, int | None], dict[str, Place]] = {}
    for use in theory.plan.account:
        if use.fate == "used":
            place = use.place
            found.setdefault((place.file, place.sheet, place.row), {}).setdefault(use.why.rpartition(".")[2], place)
    return found


class _Said:
    """What has been named so far, and how things are named: with their cells, or in short."""

    def __init__(self, theory: Theory, *, in_full: bool, cells_too: bool) -> None:
        self.cells: Cells | None = _cells(theory) if cells_too else None
        self.in_full = in_full
        self.several_files = len(theory.plan.files) > 1
        self.before: set[str] = set()

    def cell(self, typed: Typed, field: str) -> Line:
        """Say in which cell the words of a row stand, or in which row."""
        if self.cells is None:
            return ()
        place = typed.place
        at = self.cells.get((place.file, place.sheet, place.row), {}).get(field, place)
        return (Words(f" [{clean(place_said(at, self.several_files))}]", "ref"),)

    def each(self, things: Iterable[tuple[str, Line]]) -> Cell:
        """Name things, one a line; in short those that were named before by their Refs, in one line."""
        lines: list[Line] = []
        again: list[str] = []
        for reference, line in things:
            if not self.in_full and reference in self.before:
                again.append(reference)
            else:
                self.before.add(reference)
                lines.append(line)
        return (*lines, *([refs(again, len(again))] if again else []))


def _needs(theory: Theory, needs: list[Need], said: _Said) -> tuple[Block, ...]:
    columns = [
        Column(heading="Need", share=5),
        Column(heading="Who said so", missing="nobody named yet", share=4),
        Column(heading="What answers it", missing="nothing answers this need yet", share=5),
        Column(heading="What changes", missing="leads to no outcome yet", share=5),
        Column(heading="Measure", missing="no measure yet", share=5),
        Column(heading="What is missing", share=4),
    ]
    if not said.in_full:
        return grid(NEEDS, columns[:-1], _short_rows(theory, needs, said))
    rows: list[Row] = []
    for need in needs:
        results = results_for(theory, need)
        gaps = _gaps(theory, need, results)
        if _is_for_later(theory, need):
            rows.append((_need(need, said), _who_said(theory, need, said), *(((NOTHING,),) * 3), gaps))
        else:
            rows.append((_need(need, said), *_thread(theory, need, results, said), gaps))
    return grid(NEEDS if said.cells is None else "Needs, and the cells in which each thing stands", columns, rows)


def _short_rows(theory: Theory, needs: list[Need], said: _Said) -> list[Row]:
    """Give a row for each need that is taken up, with what is missing beneath the need."""
    return [
        (
            _with_gaps(_need(need, said), _gaps(theory, need, results_for(theory, need))),
            *_thread(theory, need, results_for(theory, need), said),
        )
        for need in needs
        if not _is_for_later(theory, need)
    ]


def _thread(theory: Theory, need: Need, results: list[Element], said: _Said) -> Row:
    """Give who said so, what answers a need, what changes, and the measures."""
    return (
        _who_said(theory, need, said),
        _boxes(answering_work(theory, need), said),
        _boxes(results, said),
        _measures(theory, results, said),
    )


def _with_gaps(cell: Cell, gaps: Cell) -> Cell:
    """Name what is missing beneath a need, where something is."""
    return cell if gaps == NO_GAPS else (*cell, labelled("What is missing", spaced(gaps)))


def _is_for_later(theory: Theory, need: Need) -> bool:
    return bool(need.out_of_scope) and not theory.answers_to(need)


def _for_later(theory: Theory, needs: list[Need], said: _Said) -> tuple[Block, ...]:
    """List in short the needs that are not taken up now, and why: most of their row would be empty."""
    if said.in_full:
        return ()
    return listing(
        spaced(
            [
                spaced(_need(need, said)),
                *_gaps(theory, need, []),
            ],
            "; ",
        )
        for need in needs
        if _is_for_later(theory, need)
    )


def _need(need: Need, said: _Said) -> Cell:
    lines = [(*own_or_gap(need.text, "nothing typed"), *ref(need.id), *said.cell(need, "text"))]
    if need.count:
        out_of = (*ours(" of "), *some_amount(need.out_of)) if need.out_of else ()
        lines.append(people_said(need.count, out_of))
    return tuple(lines)


def _who_said(theory: Theory, need: Need, said: _Said) -> Cell:
    told: list[tuple[str, Line]] = []
    for each in need.sources:
        source = theory.sources.get(each)
        if source is None:
            told.append((each, own(each)))
        elif plain(source.title) not in NO_EVIDENCE:
            line = (*own(source.title or source.id), *ref(source.id), *said.cell(source, "title"))
            told.append((source.id, line))
    return said.each(told)


def _boxes(elements: list[Element], said: _Said) -> Cell:
    return said.each((each.id, (*named(each), *said.cell(each, "text"))) for each in elements)


def _measures(theory: Theory, results: list[Element], said: _Said) -> Cell:
    return said.each(
        (measure.id, (*measure_named(measure), *said.cell(measure, "text")))
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
    return tuple(told) or NO_GAPS


NO_GAPS: Cell = (ours("nothing"),)


def _unsaid(measure: Indicator) -> list[str]:
    """Name what a measure does not say yet."""
    parts = {"where it stands now, for": measure.baseline, "an aim for": measure.target, "how to check": measure.source}
    return [what for what, said in parts.items() if not said]


def _without_need(theory: Theory, said: _Said) -> tuple[Block, ...]:
    return listing((*named(each), *said.cell(each, "text")) for each in theory.results if each.id not in theory.traced)


def _unexplained(theory: Theory, said: _Said) -> tuple[Block, ...]:
    lines = []
    for each in theory.activities:
        if each.id not in theory.explained:
            why = ours(": management, monitoring, or required by law") if theory.explains_itself(each) else ()
            lines.append((*named(each), *said.cell(each, "text"), *why))
    return listing(lines)
