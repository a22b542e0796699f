"""What a table shows, as values: sections with headings, rows, cells and the pieces of text in them."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.drawing.shown.picture import Badge, Picture


class Piece(Struct, frozen=True, kw_only=True):
    """A text in a cell, with the Ref before it. `look` is plain, strong, quiet, or gap for what is missing."""

    text: str
    ref: str = ""
    look: str = "plain"
    badges: tuple[Badge, ...] = ()


class Cell(Struct, frozen=True, kw_only=True):
    """A cell: its pieces, the stage whose look it has (“gap” for a place that is empty), and how many lines it is high."""

    pieces: tuple[Piece, ...] = ()
    stage: str = ""
    lines: int = 1


class Row(Struct, frozen=True, kw_only=True):
    """A row: for each column its cells from top to bottom. The cells of a column have as many lines as those of any other.

    A row with a title is a band across the whole table, in the colour of a stage; it stands over the rows that follow.
    """

    cells: tuple[tuple[Cell, ...], ...] = ()
    title: str = ""
    stage: str = ""


class Heading(Struct, frozen=True, kw_only=True):
    """The heading of a column, its share of the width of the table, and the stage whose colour it has, if one."""

    title: str
    share: float
    stage: str = ""


class Section(Struct, frozen=True, kw_only=True):
    """A part of a table with headings of its own."""

    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]


class Table(Picture, frozen=True, kw_only=True):
    """A table. In a `boxed` one each cell is a box, and an arrow runs from each to the next on its right.

    `rows` is how many rows people count: bands and headings are none.
    """

    sections: tuple[Section, ...]
    boxed: bool = False

    @property
    def rows(self) -> int:
        """Give the number of rows, without bands."""
        return sum(not row.title for section in self.sections for row in section.rows)

    def pieces(self) -> Iterator[Piece]:
        """Give all texts, section by section and row by row."""
        for section in self.sections:
            for row in section.rows:
                for column in row.cells:
                    for cell in column:
                        yield from cell.pieces


def cell_of(*pieces: Piece, stage: str = "", lines: int = 1) -> Cell:
    """Make a cell of the pieces that have a text."""
    return Cell(pieces=tuple(each for each in pieces if each.text or each.ref), stage=stage, lines=lines)


def gap_of(text: str) -> Piece:
    """Make a piece that says what is missing."""
    return Piece(text=text, look="gap")


def with_badges(sections: Sequence[Section], badges: Mapping[str, tuple[Badge, ...]]) -> tuple[Section, ...]:
    """Put badges on the pieces whose Ref they are for."""

    def badged(cell: Cell) -> Cell:
        return replace(cell, pieces=tuple(replace(each, badges=badges.get(each.ref, ())) for each in cell.pieces))

    def with_its(row: Row) -> Row:
        return replace(row, cells=tuple(tuple(badged(cell) for cell in column) for column in row.cells))

    return tuple(replace(section, rows=tuple(map(with_its, section.rows))) for section in sections)
