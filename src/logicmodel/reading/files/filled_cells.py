"""The filled cells of a sheet, row by row: of a row that nobody looks at, no cell is ever made."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import TypeAlias

from msgspec import Struct

from logicmodel.reading.files.shown import Shown, Value

Position: TypeAlias = tuple[int, int]


class Cell(Struct, frozen=True, kw_only=True, gc=False):
    """One filled cell. Rows and columns count from 1.

    `text` is what a person sees, as well as that can be known: "3" and not "3.0", "2026-04-03", "2026-04" where the
    format shows no day, "TRUE", "45%" (whose `value` is 45, with `percent`), line breaks and spaces as typed. A formula
    without a saved result has the value "", its own text (“=B2*12”) and `no_result`. A cell that shows an error has it
    as value, text and `error`. `struck` is true where at least half of the letters are struck through.
    """

    row: int
    column: int
    value: Value
    text: str
    error: str | None = None
    no_result: bool = False
    struck: bool = False
    percent: bool = False


class Cells(Mapping[Position, Cell]):
    """Filled cells by (row, column), in reading order. What each shows is kept; a cell is made when its row is asked for."""

    __slots__ = ("_by_column", "_made", "_numbers", "_size", "_waiting")

    def __init__(self, shown: dict[int, dict[int, Shown]] | None = None) -> None:
        """Take what cells show by row and column, in reading order. What is given is emptied as cells are made."""
        self._waiting = shown or {}
        self._made: dict[int, Mapping[int, Cell]] = {}
        self._numbers = list(self._waiting)
        self._by_column: dict[int, list[Cell]] | None = None
        self._size = sum(map(len, self._waiting.values()))

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "Cells":
        """Take cells that are made already, in any order."""
        rows: dict[int, dict[int, Cell]] = {}
        for cell in cells:
            rows.setdefault(cell.row, {})[cell.column] = cell
        return cls._of_rows({row: dict(sorted(rows[row].items())) for row in sorted(rows)})

    @classmethod
    def _of_rows(cls, rows: dict[int, Mapping[int, Cell]]) -> "Cells":
        found = cls()
        found._made = rows
        found._numbers = list(rows)
        found._size = sum(map(len, rows.values()))
        return found

    # -- as a dictionary ----------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Position]:
        for number in self._numbers:
            for column in self._columns_of(number):
                yield number, column

    def __contains__(self, place: object) -> bool:
        return isinstance(place, tuple) and place[1] in self._columns_of(place[0])

    def __getitem__(self, place: Position) -> Cell:
        return self.row(place[0])[place[1]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Cells):
            return NotImplemented
        return self._numbers == other._numbers and all(map(self._same_row, [other] * len(self._numbers), self._numbers))

    __hash__ = None  # type: ignore[assignment]

    def _same_row(self, other: "Cells", number: int) -> bool:
        if number in self._waiting and number in other._waiting:
            return self._waiting[number] == other._waiting[number]
        return self.row(number) == other.row(number)

    # -- by rows and columns ------------------------------------------------------------------------------------------

    def each(self) -> Iterator[Cell]:
        """Give every cell, row by row."""
        return chain.from_iterable(self.row(number).values() for number in self._numbers)

    def rows(self, first: int = 1) -> Iterator[tuple[int, Mapping[int, Cell]]]:
        """Give each row that holds a filled cell, from a row on: its number, and its cells by column."""
        return ((number, self.row(number)) for number in self._numbers if number >= first)

    def row(self, number: int) -> Mapping[int, Cell]:
        """Give the cells of a row by column, none for an empty one."""
        made = self._made.get(number)
        if made is not None:
            return made
        if number not in self._waiting:
            return {}
        made = {column: _cell(number, column, *shown) for column, shown in self._waiting.pop(number).items() if shown}
        self._made[number] = made
        return made

    @property
    def numbers(self) -> Collection[int]:
        """The numbers of the rows that hold a filled cell, in order."""
        return self._numbers

    def columns(self, first: int = 1) -> set[int]:
        """Give the columns that hold a filled cell in some row, from a row on."""
        return set(chain.from_iterable(self._columns_of(number) for number in self._numbers if number >= first))

    def _columns_of(self, number: int) -> Mapping[int, object]:
        return self._made.get(number) or self._waiting.get(number, {})

    def beneath(self, row: int) -> Mapping[int, Sequence[Cell]]:
        """Give the cells of each column below a row."""
        if self._by_column is None:  # it is asked of one row after another which of them may be a heading
            self._by_column = {}
            for cell in self.each():
                self._by_column.setdefault(cell.column, []).append(cell)
        return {
            column: cells[bisect_right(cells, row, key=attrgetter("row")) :]
            for column, cells in self._by_column.items()
            if cells[-1].row > row
        }

    # -- other cells --------------------------------------------------------------------------------------------------

    def part(self, first: int, end: int | None = None) -> "Cells":
        """Give the cells from a row on, up to and without another one."""
        return Cells._of_rows({number: row for number, row in self.rows(first) if end is None or number < end})

    def without(self, places: Collection[Position]) -> "Cells":
        """Give the cells that do not stand in some places."""
        gone: dict[int, set[int]] = {}
        for row, column in places:
            gone.setdefault(row, set()).add(column)
        rows = {
            number: {column: cell for column, cell in row.items() if column not in gone[number]}
            if number in gone
            else row
            for number, row in self.rows()
        }
        return Cells._of_rows({number: row for number, row in rows.items() if row})

    def replaced(self, cells: Iterable[Cell]) -> "Cells":
        """Give these cells with others in their places, or beside them."""
        others = Cells.of(cells)
        rows = dict(self.rows())
        rows |= {number: dict(sorted({**self.row(number), **row}.items())) for number, row in others.rows()}
        return Cells._of_rows({number: rows[number] for number in sorted(rows)})


def _cell(
    row: int, column: int, value: Value, text: str, error: str | None, no_result: bool, struck: bool, percent: bool
) -> Cell:
    return Cell(
        row=row,
        column=column,
        value=value,
        text=text,
        error=error,
        no_result=no_result,
        struck=struck,
        percent=percent,
    )
