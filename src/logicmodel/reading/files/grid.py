"""Any spreadsheet file as grids of cells with places.

`open_book` reads .xlsx, .xlsm, .xls, .ods, .csv and .tsv into one shape, a `Book` of `Sheet`s of `Cell`s, in which the
same plan looks the same whatever it was saved as: 35 is "35", a date is "2026-04-03", 0.45 shown as per cent is "45%".
Nothing is left out but cells that hold only white space, and nothing is worked out: a formula shows the result that
was saved with it. Places are those that the author sees; empty rows and columns count.

One module reads each kind of file: `xlsx`, `ods`, `xls`, `lines`. The first two read the XML themselves, because a
place, a hidden row, an error value, a missing result or a struck-through word is as much a part of what an author sees
as a value is, and no fast library tells them; old Excel files are left to a library, and show no more than it tells.
"""

import re
import time as clock
from collections.abc import Iterator, Mapping
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias, TypeVar

from msgspec import Struct, field

from logicmodel.reading.files.filled_cells import Cell, Cells, Position
from logicmodel.reading.files.guard import Kind, content_of, kind_of, piped_in
from logicmodel.reading.files.limits import LARGEST_CONTENT, LONGEST_TEXT, MOST_CELLS, Unfinished, too_long
from logicmodel.reading.files.shown import Look, Shown, clean
from logicmodel.uncollected import uncollected

Item = TypeVar("Item")
Rows: TypeAlias = dict[int, dict[int, Shown]]
"""What cells show, by row and column."""


# -- what comes out ---------------------------------------------------------------------------------------------------


class Sheet(Struct, frozen=True, kw_only=True):
    """One sheet: its filled cells, and what is to be seen beside their texts.

    `merged` holds (first row, first column, last row, last column). `hidden_rows`, `filtered_rows` (hidden by a filter,
    and not in `hidden_rows`) and `hidden_columns` name only those that hold a filled cell. `comments` are the cells
    with a note or comment. `fills` has the colour of every filled-in cell, empty ones too, but for white: “FFC000”,
    “theme 5”, “theme 5 +0.40” or “indexed 13”. `indents` has the steps by which filled cells are moved in, and `grouped`
    the level of each filled row that is grouped under another; an .xls says neither, an .ods no levels. `behind` has the
    other texts of cells that stand twice in the file: a spreadsheet program shows the last one only.
    """

    name: str
    cells: Cells = field(default_factory=Cells)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered_rows: frozenset[int] = frozenset()
    comments: tuple[Position, ...] = ()
    fills: dict[Position, str] = field(default_factory=dict)
    right_to_left: bool = False
    indents: dict[Position, int] = field(default_factory=dict)
    grouped: dict[int, int] = field(default_factory=dict)
    behind: dict[Position, tuple[str, ...]] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[int, Mapping[int, Cell]]]:
        """Give each row that holds a filled cell, from the top: its number, and its cells by column."""
        return self.cells.rows()


class Beside(Struct, frozen=True, kw_only=True):
    """A text that a workbook holds beside its cells: a comment, header, picture, list, name, property or author."""

    what: str
    text: str
    sheet: str | None = None


class Book(Struct, frozen=True, kw_only=True):
    """A file as sheets, in the order of the workbook; sheets that are only a chart are not there.

    `file` is the name without a folder, or “standard input”. `lines` says that the file has lines and no sheets: a .csv
    or .tsv, whose one sheet has the name of the file without its ending. `guesses` are parts of a sentence on what was
    guessed or could not be seen: “encoding Windows-1252”, “semicolons between columns”. `outside_links` names the other
    files that formulas take values from, without their folders. `embedded` counts files
    put inside this one, `beside` holds what a workbook says beside its cells.
    """

    file: str
    sheets: tuple[Sheet, ...]
    lines: bool = False
    guesses: tuple[str, ...] = ()
    outside_links: tuple[str, ...] = ()
    pivots: int = 0
    embedded: int = 0
    tracked_changes: bool = False
    beside: tuple[Beside, ...] = ()


_PATIENCE = 0.3  # seconds; a program that saves a workbook needs less


def open_book(path: Path | str, standard_input: bytes | None = None) -> Book:
    """Read a file as grids of cells. The path “-” means `standard_input`, or what is piped in where that is None.

    Raises FileNotReadable, in one sentence with what to do, for a file that is missing, broken, protected, hostile, or
    of a kind that is not read. A file that seems to be in the middle of being saved is tried once more after 0.3 s.
    """
    if str(path) == "-":
        return _book_of("standard input", piped_in() if standard_input is None else standard_input)
    path = Path(path)
    content = None
    try:
        content = content_of(path)
        return _book_of(path.name, content)
    except Unfinished:
        clock.sleep(_PATIENCE)
        later = content_of(path)
        if later == content:
            raise  # nobody is saving it
        return _book_of(path.name, later)


@uncollected()
def _book_of(name: str, content: bytes) -> Book:
    kind = kind_of(name, content)  # a reader is imported when a file asks for it, for it imports `Page` from here
    if kind is Kind.WORKBOOK:
        from logicmodel.reading.files.xlsx import book_of
    elif kind is Kind.OPEN_DOCUMENT:
        from logicmodel.reading.files.ods import book_of
    elif kind is Kind.OLD_WORKBOOK:
        from logicmodel.reading.files.xls import book_of
    else:
        from logicmodel.reading.files.lines import book_of
    return book_of(name, content)


# -- filling a sheet --------------------------------------------------------------------------------------------------

_MOST_SHEETS = 1000
MOST_MARKS = 100_000  # of a sheet: colours, comments and merged cells that are noted
_MOST_RANGES = 100  # of a sheet: runs of hidden columns, and filters, that are noted
MOST_FORMATS = 5000  # of numbers; Excel allows 250
MOST_TAGS = 500_000  # of a part that is no sheet


_TEXT = itemgetter(1)  # of what a cell shows


class Tally:
    """What a file may still hold, all its sheets together."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sheets = _MOST_SHEETS
        self.room = MOST_CELLS
        self.characters = LARGEST_CONTENT

    def take(self, cells: Rows) -> None:
        """Count the cells of a sheet. Raises FileNotReadable if it holds more than a file may."""
        shown = chain.from_iterable(map(dict.values, cells.values()))
        lengths = list(map(len, map(_TEXT, shown)))
        self.sheets -= 1
        self.room -= len(lengths)
        self.characters -= sum(lengths)
        if min(self.sheets, self.room, self.characters) < 0 or max(lengths, default=0) > LONGEST_TEXT:
            raise too_long(self.name)


class Page:
    """A sheet that is being filled."""

    def __init__(self, name: str, tally: Tally) -> None:
        self.name = name
        self.tally = tally
        self.hidden = False
        self.right_to_left = False
        self.cells: Rows = {}
        self.filled = 0  # cells, those counted twice that were put twice
        self.merged: set[tuple[int, int, int, int]] = set()
        self.rows_out_of_sight: set[int] = set()
        self.filtered_rows: set[int] = set()
        self.filtered_ranges: set[tuple[int, int]] = set()
        self.hidden_column_ranges: set[tuple[int, int]] = set()
        self.comments: set[Position] = set()
        self.fills: dict[Position, str] = {}
        self.indents: dict[Position, int] = {}
        self.grouped: dict[int, int] = {}
        self.behind: dict[Position, tuple[str, ...]] = {}
        self.after_rows = ""  # XML behind the last row of an Excel sheet

    def put(self, row: int, column: int, shown: Shown) -> None:
        """Keep a cell, if it shows anything."""
        if shown:
            if row in self.cells:
                if column in self.cells[row]:
                    self.put_behind(row, column, self.cells[row][column], shown)
                self.cells[row][column] = shown
            else:
                self.cells[row] = {column: shown}
            self.count(1)

    def put_behind(self, row: int, column: int, earlier: Shown, shown: Shown) -> None:
        """Note what a cell says that stands in the file once more, and says something else there."""
        if earlier and shown and earlier[1] != shown[1] and len(self.behind) < MOST_MARKS:
            self.behind[row, column] = (*self.behind.get((row, column), ()), earlier[1])

    def count(self, more: int) -> None:
        """Count cells that were put. Raises FileNotReadable if there are more than the file may still hold."""
        self.filled += more
        if self.filled > self.tally.room:
            self.filled = sum(map(len, self.cells.values()))
            if self.filled > self.tally.room:
                raise too_long(self.tally.name)

    def fill(self, row: int, column: int, colour: str) -> None:
        """Note the colour of a cell."""
        if len(self.fills) < MOST_MARKS:
            self.fills[row, column] = colour

    def move_in(self, row: int, column: int, steps: int) -> None:
        """Note by how many steps a cell is moved in."""
        if len(self.indents) < MOST_MARKS:
            self.indents[row, column] = steps

    def mark(self, row: int, column: int, look: Look) -> None:
        """Note the colour of a cell, and by how many steps it is moved in, where its look has them."""
        if look.fill:
            self.fill(row, column, look.fill)
        if look.indent:
            self.move_in(row, column, look.indent)

    def group(self, row: int, level: int) -> None:
        """Note how deep a row is grouped under others."""
        if len(self.grouped) < MOST_MARKS:
            self.grouped[row] = level

    def comment(self, row: int, column: int) -> None:
        """Note that a cell has a comment."""
        if len(self.comments) < MOST_MARKS:
            self.comments.add((row, column))

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Note that cells are merged."""
        if (row, column) != (last_row, last_column) and len(self.merged) < MOST_MARKS:
            self.merged.add((row, column, last_row, last_column))

    def hide_columns(self, first: int, last: int) -> None:
        """Note that columns are hidden."""
        if len(self.hidden_column_ranges) < _MOST_RANGES:
            self.hidden_column_ranges.add((first, last))

    def filter(self, heading: int, last: int) -> None:
        """Note that a filter is set on the rows from the one beneath a heading to the last."""
        if len(self.filtered_ranges) < _MOST_RANGES:
            self.filtered_ranges.add((heading, last))

    def sheet(self) -> Sheet:
        """Finish: put cells in reading order, and keep of what is hidden only what holds a cell."""
        self.cells = _in_reading_order(self.cells)
        self.tally.take(self.cells)
        hidden, filtered = self._rows_out_of_sight()
        return Sheet(
            name=self.name,
            cells=Cells(self.cells),
            merged=tuple(sorted(self.merged)),
            hidden=self.hidden,
            hidden_rows=hidden,
            hidden_columns=self._columns_out_of_sight(),
            filtered_rows=filtered,
            comments=tuple(sorted(self.comments)),
            fills=_in_order(self.fills),
            right_to_left=self.right_to_left,
            indents={(row, at): steps for (row, at), steps in self.indents.items() if at in self.cells.get(row, ())},
            grouped=self._grouped(),
            behind=_in_order(self.behind),
        )

    def _grouped(self) -> dict[int, int]:
        return {row: level for row, level in self.grouped.items() if row in self.cells}

    def _rows_out_of_sight(self) -> tuple[frozenset[int], frozenset[int]]:
        rows = (self.rows_out_of_sight | self.filtered_rows) & self.cells.keys()
        filtered = frozenset(
            row
            for row in rows
            if row in self.filtered_rows or any(first < row <= last for first, last in self.filtered_ranges)
        )
        return frozenset(rows - filtered), filtered

    def _columns_out_of_sight(self) -> frozenset[int]:
        if not self.hidden_column_ranges:
            return frozenset()
        columns = set(chain.from_iterable(self.cells.values()))
        return frozenset(
            column for column in columns if any(first <= column <= last for first, last in self.hidden_column_ranges)
        )


def _in_reading_order(rows: Rows) -> Rows:
    filled = [number for number, row in rows.items() if row]
    numbers = sorted(filled)
    for number in filled:
        columns = list(rows[number])
        if columns != sorted(columns):
            rows[number] = dict(sorted(rows[number].items()))
    return rows if numbers == list(rows) else {number: rows[number] for number in numbers}


def _in_order(cells: dict[Position, Item]) -> dict[Position, Item]:
    places = list(cells)
    in_order = sorted(places)
    return cells if in_order == places else {place: cells[place] for place in in_order}


def file_name(address: str) -> str:
    """Give the name of a file without the folders, which are nobody's business."""
    from urllib.parse import unquote  # seldom needed, and slow to import

    return clean(re.split(r"[/\\]", unquote(address))[-1])
