"""A table in words: the summary, a nested list of its rows, and the whole as lines of text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from logicmodel.drawing.phrases import phrases
from logicmodel.drawing.shown.captions import caption_of
from logicmodel.drawing.shown.picture import Line, Panel, Sample
from logicmodel.drawing.shown.tables import Cell, Row, Section, Table

if TYPE_CHECKING:
    from logicmodel.theory import Theory


def table_of(
    name: str,
    theory: "Theory",
    language: str,
    sections: Sequence[Section],
    counts: Sequence[str],
    *,
    boxed: bool = False,
    panels: Sequence[Panel] = (),
    legend: Sequence[Sample] = (),
    aside: str = "",
) -> Table:
    """Make a table with its titles and footer, and tell it in words; `counts` says in words how much there is of it."""
    words = phrases(language)
    summary = summary_of(name, counts, words)
    outline = tuple(outline_of(sections))
    told = (*outline, *outline_of_panels(panels))
    return Table(
        **caption_of(name, theory, language, aside),
        summary=summary,
        description=description_of(summary, told),
        outline=told,
        panels=tuple(panels),
        legend=tuple(legend),
        sections=tuple(sections),
        boxed=boxed,
    )


def summary_of(name: str, counts: Sequence[str], words: Mapping[str, str]) -> str:
    """Say in one sentence what a picture is called and how much it shows."""
    return words["summary_parts"].format(name=words[name], parts=words["comma"].join(counts))


def description_of(summary: str, outline: Sequence[Line]) -> str:
    """Tell a picture in full as lines of text: the summary, and the nested list with a dash for each step down."""
    return "\n".join((summary, *(f"{'– ' * line.depth}{line.text}" for line in outline)))


def outline_of_panels(panels: Sequence[Panel]) -> Iterator[Line]:
    """Tell the lists beneath a picture."""
    for panel in panels:
        yield Line(depth=0, ref="", text=panel.title)
        yield from (Line(depth=1, ref="", text=item) for item in panel.items)


def outline_of(sections: Sequence[Section]) -> Iterator[Line]:
    """Tell each row: what its first column says, and beneath, line by line, heading and text of the other columns."""
    for section in sections:
        names = [heading.title for heading in section.headings]
        for row in section.rows:
            if row.title:
                yield Line(depth=0, ref="", text=row.title)
            else:
                yield from _outline_of_row(names, row)


def _outline_of_row(names: Sequence[str], row: Row) -> Iterator[Line]:
    starts = [dict(_starting(column)) for column in row.cells]
    for line in sorted({line for its in starts for line in its}):
        for depth, columns in ((1, slice(0, 1)), (2, slice(1, None))):
            its = zip(names[columns], starts[columns], strict=True)
            cells = [(name, column[line]) for name, column in its if line in column]
            said = "; ".join(f"{name}: {_told(cell)}" for name, cell in cells if cell.pieces)
            if said:
                yield Line(depth=depth, ref=_ref(cells), text=said)


def _starting(column: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    """Give the cells of a column with the line at which each begins."""
    line = 0
    for cell in column:
        yield line, cell
        line += cell.lines


def _told(cell: Cell) -> str:
    return ", ".join(" ".join(part for part in (piece.ref, piece.text) if part) for piece in cell.pieces)


def _ref(cells: Sequence[tuple[str, Cell]]) -> str:
    return next((piece.ref for _, cell in cells for piece in cell.pieces if piece.ref), "")


def _cells(row: Row) -> Iterator[Cell]:
    for column in row.cells:
        yield from column
