"""Any spreadsheet file as grids of cells with places.

`open_book` reads .xlsx, .xlsm, .xls, .ods, .csv and .tsv into one shape, a `Book` of `Sheet`s of `Cell`s, in which the
same plan looks the same whatever it was saved as: 35 is "35", a date is "2026-04-03", 0.45 shown as per cent is "45%".
Nothing is left out but cells that hold only white space, and nothing is worked out: a formula shows the result that
was saved with it. Places are those that the author sees; empty rows and columns count.

Workbooks are read by the readers below and not by a library, because a place, a hidden row, an error value, a missing
result or a struck-through word is as much a part of what an author sees as a value is, and no fast library tells them.
"""

import csv
import math
import posixpath
import re
import struct
import sys
import time as clock
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TypeAlias, TypeVar
from xml.parsers import expat

from msgspec import Struct, field
from msgspec.structs import replace

from logicmodel.errors import FileNotReadable
from logicmodel.reading.guard import (
    LARGEST_CONTENT,
    LONGEST_TEXT,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    SAVE_AS_WORKBOOK,
    Compound,
    Kind,
    Package,
    Unfinished,
    content_of,
    damaged,
    kind_of,
    piped_in,
    protected,
    too_long,
    wide_encoding,
)

Value: TypeAlias = str | bool | int | float | date | datetime | time | timedelta
Position: TypeAlias = tuple[int, int]
Item = TypeVar("Item")


# -- what comes out ---------------------------------------------------------------------------------------------------


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


class Sheet(Struct, frozen=True, kw_only=True):
    """One sheet: its filled cells by (row, column), in reading order, and what is to be seen beside their texts.

    `merged` holds (first row, first column, last row, last column). `hidden_rows`, `filtered_rows` (hidden by a filter,
    and not in `hidden_rows`) and `hidden_columns` name only those that hold a filled cell. `comments` are the cells
    with a note or comment. `fills` has the colour of every filled-in cell, empty ones too, but for white: “FFC000”,
    “theme 5”, “theme 5 +0.40” or “indexed 13”.
    """

    name: str
    cells: dict[Position, Cell] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered_rows: frozenset[int] = frozenset()
    comments: tuple[Position, ...] = ()
    fills: dict[Position, str] = field(default_factory=dict)
    right_to_left: bool = False

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Give each row that holds a filled cell, from the top: its number, and its cells by column."""
        number, row = 0, dict[int, Cell]()
        for (at, column), cell in self.cells.items():
            if at != number:
                if row:
                    yield number, row
                number, row = at, {}
            row[column] = cell
        if row:
            yield number, row


class Book(Struct, frozen=True, kw_only=True):
    """A file as sheets, in the order of the workbook; sheets that are only a chart are not there.

    `file` is the name without a folder, or “standard input”. `lines` says that the file has lines and no sheets: a .csv
    or .tsv, whose one sheet has the name of the file without its ending. `guesses` are parts of a sentence on what was
    guessed: “encoding Windows-1252”, “semicolons between columns”. `outside_links` names the other files that formulas
    take values from, without their folders.
    """

    file: str
    sheets: tuple[Sheet, ...]
    lines: bool = False
    guesses: tuple[str, ...] = ()
    outside_links: tuple[str, ...] = ()


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


def _book_of(name: str, content: bytes) -> Book:
    kind = kind_of(name, content)
    if kind is Kind.WORKBOOK:
        return _Workbook(Package(name, content)).book()
    if kind is Kind.OPEN_DOCUMENT:
        return _OpenDocument(Package(name, content)).book()
    if kind is Kind.OLD_WORKBOOK:
        return _OldWorkbook(Compound(name, content)).book()
    return _lines_of(name, content)


# -- filling a sheet --------------------------------------------------------------------------------------------------

_MOST_SHEETS = 1000
_MOST_MARKS = 100_000  # of a sheet: colours, comments and merged cells that are noted
_MOST_RANGES = 100  # of a sheet: runs of hidden columns, and filters, that are noted
_MOST_FORMATS = 5000  # of numbers; Excel allows 250
_MOST_TAGS = 500_000  # of a part that is no sheet


class _Tally:
    """What a file may still hold, all its sheets together."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sheets = _MOST_SHEETS
        self.room = MOST_CELLS
        self.characters = LARGEST_CONTENT

    def take(self, cells: dict[Position, Cell]) -> None:
        """Count the cells of a sheet. Raises FileNotReadable if it holds more than a file may."""
        lengths = [len(cell.text) for cell in cells.values()]
        self.sheets -= 1
        self.room -= len(lengths)
        self.characters -= sum(lengths)
        if min(self.sheets, self.room, self.characters) < 0 or max(lengths, default=0) > LONGEST_TEXT:
            raise too_long(self.name)


class _Page:
    """A sheet that is being filled."""

    def __init__(self, name: str, tally: _Tally) -> None:
        self.name = name
        self.tally = tally
        self.hidden = False
        self.right_to_left = False
        self.cells: dict[Position, Cell] = {}
        self.merged: set[tuple[int, int, int, int]] = set()
        self.rows_out_of_sight: set[int] = set()
        self.filtered_rows: set[int] = set()
        self.filtered_ranges: set[tuple[int, int]] = set()
        self.hidden_column_ranges: set[tuple[int, int]] = set()
        self.comments: set[Position] = set()
        self.fills: dict[Position, str] = {}

    def put(self, row: int, column: int, shown: "_Shown") -> None:
        """Keep a cell, if it shows anything."""
        if shown:
            value, text, error, no_result, struck, percent = shown
            self.cells[row, column] = Cell(
                row=row,
                column=column,
                value=value,
                text=text,
                error=error,
                no_result=no_result,
                struck=struck,
                percent=percent,
            )
            if len(self.cells) > self.tally.room:
                raise too_long(self.tally.name)

    def fill(self, row: int, column: int, colour: str) -> None:
        """Note the colour of a cell."""
        if len(self.fills) < _MOST_MARKS:
            self.fills[row, column] = colour

    def comment(self, row: int, column: int) -> None:
        """Note that a cell has a comment."""
        if len(self.comments) < _MOST_MARKS:
            self.comments.add((row, column))

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Note that cells are merged."""
        if (row, column) != (last_row, last_column) and len(self.merged) < _MOST_MARKS:
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
        self.tally.take(self.cells)
        hidden, filtered = self._rows_out_of_sight()
        return Sheet(
            name=self.name,
            cells=_in_order(self.cells),
            merged=tuple(sorted(self.merged)),
            hidden=self.hidden,
            hidden_rows=hidden,
            hidden_columns=self._columns_out_of_sight(),
            filtered_rows=filtered,
            comments=tuple(sorted(self.comments)),
            fills=_in_order(self.fills),
            right_to_left=self.right_to_left,
        )

    def _rows_out_of_sight(self) -> tuple[frozenset[int], frozenset[int]]:
        rows = self.rows_out_of_sight | self.filtered_rows
        if rows:
            rows &= {row for row, _ in self.cells}
        filtered = frozenset(
            row
            for row in rows
            if row in self.filtered_rows or any(first < row <= last for first, last in self.filtered_ranges)
        )
        return frozenset(rows - filtered), filtered

    def _columns_out_of_sight(self) -> frozenset[int]:
        if not self.hidden_column_ranges:
            return frozenset()
        columns = {column for _, column in self.cells}
        return frozenset(
            column for column in columns if any(first <= column <= last for first, last in self.hidden_column_ranges)
        )


def _in_order(cells: dict[Position, Item]) -> dict[Position, Item]:
    places = list(cells)
    in_order = sorted(places)
    return cells if in_order == places else {place: cells[place] for place in in_order}


# -- texts ------------------------------------------------------------------------------------------------------------

_BLANKS = " \t\n\r\f\v\u00a0\u200b\u2060\ufeff"
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_HALVES = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUTH = {True: "TRUE", False: "FALSE"}
_TICKS = {  # what some letters of two fonts of symbols look like; a ticked box is a tick
    "wingdings": str.maketrans("üþûý¨\uf0fc\uf0fe\uf0fb\uf0fd\uf0a8", "✓✓✗☒☐✓✓✗☒☐"),
    "wingdings 2": str.maketrans("PROQT£\uf050\uf052\uf04f\uf051\uf054\uf0a3", "✓✓✗☒☒☐✓✓✗☒☒☐"),
}


def _clean(text: str) -> str:
    """Make all line breaks one kind, and leave out control characters and halves of letters."""
    if text.isprintable():
        return text
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _HALVES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _unescaped(text: str) -> str:
    """Decode the escapes of Excel: “_x000D_” is a line break, “_x005F_” an underscore."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return _clean(text)


# -- numbers and dates as they are shown ------------------------------------------------------------------------------


class _Look(Struct, frozen=True, kw_only=True):
    """How a style shows a cell. `shows` is percent, date, moment (date and time), time, length, or nothing special."""

    shows: str = ""
    months: str = ""  # the format of a date that shows no day
    decimals: int = 0  # decimals that are always shown
    digits: int = 0  # digits that are always shown, with zeros in front
    struck: bool = False
    fill: str | None = None
    font: str = ""  # in small letters


_PLAIN = _Look()
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]')
_NO_COLOURS = ("FFFFFF", "TRANSPARENT", "theme 0", "indexed 1", "indexed 9", "indexed 64", "indexed 65")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PARTS_OF_FORMAT = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].|(y+|m+)|(.)', re.IGNORECASE)


def _look_of(code: str, *, struck: bool = False, fill: str | None = None, font: str = "") -> _Look:
    """Say how a cell is shown by a number format such as “0.0%” or “mmm-yy”, a line through it, a colour and a font."""
    shows, months, decimals, digits = _read_format(code[:255])  # Excel has none that is longer
    return _Look(
        shows=shows,
        months=months,
        decimals=decimals,
        digits=digits,
        struck=struck,
        fill=None if fill in _NO_COLOURS else fill,
        font=font.lower() if font.lower() in _TICKS else "",
    )


@lru_cache(1000)
def _read_format(code: str) -> tuple[str, str, int, int]:
    """Give the first four fields of a look. Only the part of a format for positive numbers counts."""
    bare = _LITERALS.sub("", code.lower()).split(";")[0].replace("general", "").strip()
    letters = set(re.sub("am/pm|a/p|e[+-]", "", bare)) & set("ymdhse")
    if "%" in bare:
        return "percent", "", 0, 0
    if "[" in bare:
        return "length", "", 0, 0
    if letters & {"h", "s"}:
        return "moment" if letters & {"y", "d", "e"} else "time", "", 0, 0
    if letters:
        no_day = "y" in letters and not letters & {"d", "e"}
        return "date", code.split(";")[0] if no_day else "", 0, 0
    decimals = re.fullmatch(r"0\.(0+)", bare)
    return "", "", len(decimals[1]) if decimals else 0, len(bare) if re.fullmatch("00+", bare) else 0


_Shown: TypeAlias = tuple[Value, str, str | None, bool, bool, bool] | tuple[()]
"""Value, text, error, no result, struck, per cent of a cell; empty where it shows nothing."""


def _text_shown(text: str, look: _Look, struck: bool | None = None) -> _Shown:
    """Say what a cell with a clean text shows. `struck` is what its runs say, where it has runs."""
    if not text or text.isspace() or not text.strip(_BLANKS):
        return ()
    if look.font:
        text = text.translate(_TICKS[look.font])
    return text, text, None, False, look.struck if struck is None else struck, False


def _error_shown(text: str, look: _Look) -> _Shown:
    return (text, text, text, False, look.struck, False) if text else ()


def _formula_shown(formula: str, look: _Look) -> _Shown:
    return "", _clean(formula), None, True, look.struck, False


def _value_shown(shown: tuple[Value, str], look: _Look) -> _Shown:
    return (*shown, None, False, look.struck, False) if shown[1] else ()


def _number_shown(number: float, look: _Look, counts_from_1904: bool = False) -> _Shown:
    """Say what a cell with a number shows: a date is a number of days, 45% is 0.45."""
    if look.shows == "percent":
        value, text = _plain(number * 100, _PLAIN)
        return value, f"{text}%", None, False, look.struck, True
    time_shown = _time_shown(number, look, counts_from_1904) if look.shows else None
    return _value_shown(time_shown or _plain(number, look), look)


def _plain(number: float, look: _Look) -> tuple[int | float, str]:
    text = f"{number:.15g}"  # a spreadsheet keeps fifteen digits; what follows is noise
    exact = float(text)
    if exact.is_integer() and abs(exact) < 1e15:
        whole = int(exact)
        return whole, str(whole).zfill(look.digits)
    if look.decimals and float(padded := f"{exact:.{look.decimals}f}") == exact:
        return exact, padded
    return exact, format(Decimal(text), "f") if "e" in text else text


def _time_shown(serial: float, look: _Look, counts_from_1904: bool) -> tuple[Value, str] | None:
    """Give value and text of a count of days, or None where no date has that count."""
    if abs(serial) > 3_000_000:
        return None
    days = math.floor(serial)
    length = timedelta(days=days, seconds=round((serial - days) * 86_400))
    if look.shows == "length":
        return length, _length_text(length)
    if look.shows == "time":
        return _clock_time(length)
    start = datetime(1904, 1, 1) if counts_from_1904 else datetime(1899, 12, 30)
    if not counts_from_1904 and days < 60:
        start = datetime(1899, 12, 31)  # Excel has a 29 February 1900
    if serial < (0 if counts_from_1904 else 1) or length > datetime(9999, 12, 31) - start:
        return None
    return _date_shown(start + length, look)


def _date_shown(moment: datetime, look: _Look) -> tuple[Value, str]:
    if look.months:
        return moment.date(), _months_text(moment, look.months)
    if look.shows == "date" or moment.time() == time():
        return moment.date(), moment.date().isoformat()
    return moment, f"{moment.date().isoformat()} {_clock_text(moment.time())}"


def _months_text(day: date, code: str) -> str:
    """Show a date by a format of years and months only: “mmm-yy” as “Apr-26”."""

    def shown(part: re.Match[str]) -> str:
        quoted, escaped, letters, other = part.groups()
        if not letters:
            return quoted or escaped or other or ""
        if letters[0] in "yY":
            return f"{day.year:04}" if len(letters) > 2 else f"{day.year % 100:02}"
        name = _MONTHS[day.month - 1]
        return {1: str(day.month), 2: f"{day.month:02}", 3: name[:3], 5: name[0]}.get(len(letters), name)

    return _PARTS_OF_FORMAT.sub(shown, code).strip()


def _clock_time(length: timedelta) -> tuple[time, str]:
    of_day = (datetime.min + timedelta(seconds=length.seconds)).time()
    return of_day, _clock_text(of_day)


def _clock_text(of_day: time) -> str:
    return of_day.isoformat("seconds" if of_day.second else "minutes")


def _length_text(length: timedelta) -> str:
    minutes, seconds = divmod(round(abs(length).total_seconds()), 60)
    sign = "-" if length < timedelta() else ""
    return f"{sign}{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def _iso_shown(text: str, look: _Look) -> tuple[Value, str]:
    """Give value and text of a date that is stored as a text, “2026-04-03T10:30:00”; the text where it is none."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return text, text
    return _date_shown(moment, look)


# -- .xlsx and .xlsm --------------------------------------------------------------------------------------------------

_LONG = 1_000_000  # characters of XML up to the end of a row
_MOST_KNOWN = 50_000  # contents of cells whose look is remembered, for most come again
_BUILT_IN_FORMATS = {  # those that matter here, by their number; 27 to 58 differ from country to country
    2: "0.00",
    9: "0%",
    10: "0.00%",
    17: "mmm-yy",
    22: "yyyy-mm-dd h:mm",
    46: "[h]:mm:ss",
    **dict.fromkeys((14, 15, 16, *range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 47, 55, 56), "h:mm"),
}
_ON = ("1", "true", "on")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _range_of(reference: str) -> tuple[int, int, int, int] | None:
    """Read “B2:D4” or “B2” as first row, first column, last row, last column."""
    match = _RANGE.fullmatch(reference)
    if not match:
        return None
    letters, row, last_letters, last_row = match.groups()
    return int(row), _column_number(letters), int(last_row or row), _column_number(last_letters or letters)


class _Workbook:
    """Reads an Excel workbook."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._tally = _Tally(package.name)
        main = [target for kind, target in self._relations("").values() if kind == "officeDocument"]
        self._main = main[0] if main else "xl/workbook.xml"
        self._related = self._relations(self._main)
        self._strings = _Strings()
        for kind, target in self._related.values():
            if kind == "sharedStrings" and package.has(target):
                package.walk(target, self._strings.start, self._strings.end, self._strings.pieces.append)

    def book(self) -> Book:
        """Read all sheets, and the links to other files."""
        tags = self._tags(self._main, "workbookPr", "sheet", "externalReference")
        counts_from_1904 = any(tag == "workbookPr" and each.get("date1904") in _ON for tag, each in tags)
        reader = _SheetReader(self._strings, self._looks(), counts_from_1904)
        sheets: list[Sheet] = []
        links: list[str] = []
        for tag, attributes in tags:
            kind, target = self._related.get(_relation_id(attributes), ("", ""))
            if tag == "externalReference":
                links += self._outside_files(target)
            elif tag == "sheet" and kind in ("worksheet", ""):  # not a sheet that is only a chart, or old macros
                page = _Page(_clean(attributes.get("name", "")), self._tally)
                page.hidden = attributes.get("state", "visible") != "visible"
                reader.read(page, self._package.texts(target, "</row>"))
                self._read_related(page, target)
                sheets.append(page.sheet())
        return Book(file=self._package.name, sheets=tuple(sheets), outside_links=tuple(dict.fromkeys(links)))

    def _read_related(self, page: _Page, part: str) -> None:
        for kind, target in self._relations(part).values():
            if kind in ("comments", "threadedComment") and self._package.has(target):
                for _, attributes in self._tags(target, "comment", "threadedComment"):
                    if place := _range_of(attributes.get("ref", "")):
                        page.comment(place[0], place[1])
            elif kind == "table" and self._package.has(target):
                _read_around(page, self._tags(target, "autoFilter", "filterColumn"))

    def _tags(self, part: str, *wanted: str) -> list[tuple[str, dict[str, str]]]:
        found: list[tuple[str, dict[str, str]]] = []
        self._package.walk(
            part,
            lambda tag, attributes: found.append((tag, attributes)) if tag in wanted else None,
            most_tags=_MOST_TAGS,
        )
        return found

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Give what a part points to: the kind and the part, by the id of the relation."""
        folder = posixpath.dirname(part)
        return {
            each.get("Id", ""): (
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", "").replace("\\", "/"))),
            )
            for each in self._listed_relations(part)
            if each.get("TargetMode") != "External"
        }

    def _outside_files(self, part: str) -> list[str]:
        listed = self._listed_relations(part)
        return [_file_name(each.get("Target", "")) for each in listed if each.get("TargetMode") == "External"]

    def _listed_relations(self, part: str) -> list[dict[str, str]]:
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self._package.has(listed):
            return []
        return [attributes for _, attributes in self._tags(listed, "Relationship")]

    def _looks(self) -> dict[str, _Look]:
        for kind, target in self._related.values():
            if kind == "styles" and self._package.has(target):
                styles = _Styles()
                self._package.walk(target, styles.start, most_tags=_MOST_TAGS)
                return styles.looks()
        return {}


def _relation_id(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def _file_name(address: str) -> str:
    """Give the name of a file without the folders, which are nobody's business."""
    from urllib.parse import unquote  # seldom needed, and slow to import

    return _clean(re.split(r"[/\\]", unquote(address))[-1])


class _Styles:
    """Collects what styles show that matters: kinds of numbers, lines through text, colours, fonts of symbols."""

    def __init__(self) -> None:
        self._section = ""
        self._solid = False
        self._formats = dict(_BUILT_IN_FORMATS)
        self._fonts: list[dict[str, str]] = []
        self._fills: list[str | None] = []
        self._styles: list[dict[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"):
            self._section = tag
        elif self._section == "numFmts" and tag == "numFmt" and len(self._formats) < _MOST_FORMATS:
            self._formats[_integer(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif self._section == "fonts" and tag == "font":
            self._fonts.append({})
        elif self._section == "fonts" and tag in ("strike", "name") and self._fonts:
            self._fonts[-1][tag] = attributes.get("val", "1")
        elif self._section == "fills" and tag == "fill":
            self._fills.append(None)
            self._solid = False
        elif self._section == "fills" and tag == "patternFill":
            self._solid = attributes.get("patternType") == "solid"
        elif self._section == "fills" and tag == "fgColor" and self._solid:
            self._fills[-1] = _colour_text(attributes)
        elif self._section == "cellXfs" and tag == "xf":
            self._styles.append(attributes)

    def looks(self) -> dict[str, _Look]:
        """Give the looks by the number of the style, as sheets write it; plain ones are left out."""
        looks: dict[str, _Look] = {}
        for number, style in enumerate(self._styles):
            font = _at(self._fonts, _integer(style.get("fontId"))) or {}
            look = _look_of(
                self._formats.get(_integer(style.get("numFmtId")), ""),
                struck=font.get("strike") in _ON,
                fill=_at(self._fills, _integer(style.get("fillId"))),
                font=font.get("name", ""),
            )
            if look != _PLAIN:
                looks[str(number)] = look
        return looks


def _integer(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _at(items: Sequence[Item], number: int) -> Item | None:
    return items[number] if number < len(items) else None


def _colour_text(attributes: dict[str, str]) -> str:
    if "rgb" in attributes:
        return attributes["rgb"][-6:].upper()
    if "theme" in attributes:
        tint = _finite(attributes.get("tint", "0")) or 0
        return f"theme {attributes['theme']}" + (f" {tint:+.2f}" if tint else "")
    return f"indexed {attributes.get('indexed', '64')}"


def _finite(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


class _Strings:
    """Collects texts that may be made of runs in several fonts, as the list of shared texts holds them."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.struck: dict[int, bool] = {}  # texts in runs only: whether at least half of the letters are struck through
        self.pieces: list[str] = []
        self._parts: list[str] = []
        self._in_runs = self._aside = self._run_struck = False
        self._run_font = ""
        self._letters_struck = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "t":
            self.pieces.clear()
        elif tag == "r":
            self._in_runs, self._run_struck, self._run_font = True, False, ""
        elif tag == "strike":
            self._run_struck = attributes.get("val", "1") in _ON
        elif tag == "rFont":
            self._run_font = attributes.get("val", "").lower()
        elif tag == "rPh":  # how to say it in Japanese: no part of the text
            self._in_runs = self._aside = True

    def end(self, tag: str) -> None:
        if tag == "t" and not self._aside:
            text = _unescaped("".join(self.pieces))
            if self._run_font in _TICKS:
                text = text.translate(_TICKS[self._run_font])
            self._parts.append(text)
            self._letters_struck += len(text) if self._run_struck else 0
        elif tag == "rPh":
            self._aside = False
        elif tag in ("si", "is"):
            text = "".join(self._parts)
            if self._in_runs:
                self.struck[len(self.texts)] = self._letters_struck * 2 >= len(text)
            self.texts.append(text)
            self._parts.clear()
            self._in_runs = self._run_struck = False
            self._run_font = ""
            self._letters_struck = 0


# A sheet has been checked as XML before these take it apart, which they do in half the time that a call for each tag
# would need. None of them can be made to look at the same letters again and again, whatever a sheet holds.
_CELL_OR_ROW = re.compile(
    r'<(?:c(?: r="([A-Z]{1,3}+)(\d{1,7}+)"|(?=[\s/>]))([^<>]*+)>'  # letters, digits, other attributes
    r'(?:<(?:v|is><t(?: xml:space="preserve")?)>([^<]*+)</(?:v|t></is)></c>'  # a value or text, and nothing more
    r"|(?<!/>)((?:[^<]++|<(?!/?c[\s/>]))*+)</c\s*>)?"  # anything else in a cell
    r'|(row)(?: r="(\d{1,7}+)"|(?=[\s/>]))([^<>]*+)>)'
)
_OTHER_TAG = re.compile(r"<(col|mergeCell|autoFilter|filterColumn|sheetView)(?=[\s/>])([^<>]*)>")
_ATTRIBUTE = re.compile(r"""(?<![\w:])([\w:]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")
_HIDDEN = re.compile(r"""\bhidden=["'](?:1|true|on)["']""")
_FORMULA = re.compile(r"<f\b([^<>]*?)(?:/>|>([^<]*)</f>)")
_SAVED_RESULT = re.compile(r"<v\b[^<>]*?(?:/>|>([^<]*)</v>)")
_ENTITY = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#(\d{1,8})|(\w{1,8}));")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def _cells_and_rows(piece: str) -> Iterable[tuple[str, ...]]:
    """Give the groups of each match; one at a time where a single row is so long that all at once would fill memory."""
    if len(piece) < _LONG:
        return _CELL_OR_ROW.findall(piece)
    return (match.groups("") for match in _CELL_OR_ROW.finditer(piece))


def _attributes(text: str) -> dict[str, str]:
    return {name: _plain_text(double or single) for name, double, single in _ATTRIBUTE.findall(text)}


def _plain_text(xml: str) -> str:
    """Resolve the five entities of XML, and letters given by number."""
    return _ENTITY.sub(_letter_of, xml) if "&" in xml else xml


def _letter_of(entity: re.Match[str]) -> str:
    hexadecimal, decimal, name = entity.groups()
    if name:
        return _ENTITIES.get(name, entity[0])
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if code <= sys.maxunicode else entity[0]


def _without_marks(xml: str) -> str:
    """Take out comments, and write marked-off text (CDATA) as any other."""
    kept = []
    at = 0
    while (start := xml.find("<!", at)) >= 0:
        is_text = xml.startswith("<![CDATA[", start)
        end = xml.find("]]>" if is_text else "-->", start)
        if end < 0:
            break
        kept += [xml[at:start], xml[start + 9 : end].replace("&", "&amp;").replace("<", "&lt;") if is_text else ""]
        at = end + 3
    return "".join((*kept, xml[at:]))


class _SheetReader:
    """Reads the XML of the sheets of a workbook into pages."""

    def __init__(self, strings: _Strings, looks: dict[str, _Look], counts_from_1904: bool) -> None:
        self._strings = strings
        self._looks = looks
        self._counts_from_1904 = counts_from_1904
        self._columns: dict[str, int] = {}
        self._known: dict[tuple[str, str], _Shown] = {}
        self._manners: dict[str, tuple[str, _Look]] = {}

    def read(self, page: _Page, pieces: Iterable[str]) -> None:
        """Read a sheet in pieces that end with a row, but for the last."""
        self._page = page
        self._row = self._column = 0
        self._row_digits = ""
        self._shared_formulas: dict[str, str] = {}
        prefix = ""
        around = True
        for piece in pieces:
            if around and (match := re.search(r"<(\w{1,99}:)worksheet\b", piece)):
                prefix = match[1]
            if prefix:
                piece = piece.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</")
            if "<!" in piece:
                piece = _without_marks(piece)
            self._read_cells(piece)
            if around or "</sheetData>" in piece:
                _read_around(page, ((tag[1], _attributes(tag[2])) for tag in _OTHER_TAG.finditer(piece)))
                around = "</sheetData>" in piece

    def _read_cells(self, piece: str) -> None:
        known, manners, columns, put = self._known, self._manners, self._columns, self._page.put
        for letters, digits, rest, value, more, row, row_digits, row_rest in _cells_and_rows(piece):
            if row:
                self._start_row(row_digits, row_rest)
                continue
            if digits == self._row_digits and letters in columns:
                self._column = columns[letters]
            else:
                self._find_place(letters, digits, rest)
            kind, look = manners[rest] if rest in manners else self._manner_of(rest)
            if look.fill:
                self._page.fill(self._row, self._column, look.fill)
            if value:
                shown = known.get((rest, value))
                if shown is None:
                    shown = self._shown(kind, look, value)
                    if len(known) < _MOST_KNOWN:
                        known[rest, value] = shown
                put(self._row, self._column, shown)
            elif more:
                put(self._row, self._column, self._rarely_shown(kind, look, more))

    def _shown(self, kind: str, look: _Look, value: str) -> _Shown:
        """Say what a cell shows by its kind, its look, and the value that is stored, as XML."""
        if kind == "n" and look is _PLAIN and value.isdecimal() and len(value) < 15 and value[0] != "0":
            return int(value), value, None, False, False, False
        if kind == "s":
            number = _integer(value.strip())
            if number >= len(self._strings.texts):
                raise damaged(self._page.tally.name)
            return _text_shown(self._strings.texts[number], look, self._strings.struck.get(number))
        if kind == "n" and (stored := _finite(value)) is not None:
            return _number_shown(stored, look, self._counts_from_1904)
        if kind == "b":
            return _value_shown((value.strip() == "1", _TRUTH[value.strip() == "1"]), look)
        if kind == "e":
            return _error_shown(_clean(_plain_text(value)), look)
        if kind == "d":
            return _value_shown(_iso_shown(value.strip(), look), look)
        return _text_shown(_unescaped(_plain_text(value)), look)

    def _rarely_shown(self, kind: str, look: _Look, inside: str) -> _Shown:
        """Say what a cell shows that holds a formula, or a text in several fonts."""
        if "<is" in inside:
            texts = self._texts_in_runs(inside)
            return _text_shown(texts.texts[0], look, texts.struck.get(0)) if texts.texts else ()
        saved = _SAVED_RESULT.search(inside)
        if saved and (saved[1] or kind == "str"):
            return self._shown(kind, look, saved[1] or "")
        if formula := _FORMULA.search(inside):
            text = formula[2] or ""
            if (number := _attributes(formula[1]).get("si")) is not None:
                text = self._shared_formulas.setdefault(number, text)  # only the first cell of several has the text
            return _formula_shown(f"={_plain_text(text)}", look)
        return ()

    def _texts_in_runs(self, xml: str) -> _Strings:
        strings = _Strings()
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = strings.start
        parser.EndElementHandler = strings.end
        parser.CharacterDataHandler = strings.pieces.append
        try:
            parser.Parse(f"<c>{xml}</c>", True)
        except expat.ExpatError:
            raise damaged(self._page.tally.name) from None
        return strings

    def _manner_of(self, rest: str) -> tuple[str, _Look]:
        """Give kind and look of a cell by its attributes, which hold no place as a rule and so are the same for many."""
        cell = _attributes(rest)
        manner = cell.get("t", "n"), self._looks.get(cell.get("s", ""), _PLAIN)
        if len(self._manners) < _MOST_KNOWN:
            self._manners[rest] = manner
        return manner

    def _find_place(self, letters: str, digits: str, rest: str) -> None:
        """Go to the place of a cell. One without a place stands right of the one before it."""
        if not letters and (elsewhere := _RANGE.fullmatch(_attributes(rest).get("r", ""))):
            letters, digits = elsewhere[1], elsewhere[2]
        if letters:
            self._row, self._row_digits = int(digits), digits
            self._column = self._columns[letters] = _column_number(letters)
        else:
            self._column += 1
        if not (1 <= self._row <= MOST_ROWS and self._column <= MOST_COLUMNS):
            raise damaged(self._page.tally.name)

    def _start_row(self, digits: str, rest: str) -> None:
        if not digits:
            digits = _attributes(rest).get("r", "")
        self._row = _integer(digits) if digits else self._row + 1
        self._row_digits = ""
        self._column = 0
        if _HIDDEN.search(rest) and self._row <= MOST_ROWS:
            self._page.rows_out_of_sight.add(self._row)


def _read_around(page: _Page, tags: Iterable[tuple[str, dict[str, str]]]) -> None:
    """Read what stands before and after the rows of a sheet."""
    place: tuple[int, int, int, int] | None = None
    for tag, attributes in tags:
        if tag == "col" and attributes.get("hidden") in _ON:
            page.hide_columns(_integer(attributes.get("min")), _integer(attributes.get("max")))
        elif tag == "sheetView":
            page.right_to_left = attributes.get("rightToLeft") in _ON
        elif tag in ("mergeCell", "autoFilter"):
            place = _range_of(attributes.get("ref", ""))
            if place and tag == "mergeCell":
                page.merge(*place)
        elif tag == "filterColumn" and place:  # a filter is set, and not only the buttons for one
            page.filter(place[0], place[2])


# -- .ods -------------------------------------------------------------------------------------------------------------

_ISO_LENGTH = re.compile(r"(-?)P(?:(\d{1,7})D)?T?(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9}(?:\.\d+)?)S)?")
_ERROR = re.compile(r"#(REF!|N/A|DIV/0!|NAME\?|VALUE!|NUM!|NULL!)|Err:\d+")
_TRUTH_FORMULA = re.compile(r"\w+:=(TRUE|FALSE)\(\)")  # how a typed TRUE comes out of an Excel workbook
_MOST_OPEN_TAGS = 2_500_000  # half a million cells; each tag takes three times as long as in an Excel workbook
_FORMAT_PARTS = {
    "year": "yy",
    "long year": "yyyy",
    "month": "m",
    "long month": "mm",
    "month name": "mmm",
    "long month name": "mmmm",
    "day": "d",
    "hours": "h",
    "minutes": "mm",
    "seconds": "ss",
}
_LINE_THROUGH = "style:text-line-through"
_LONGEST_RUN = 100  # repeated cells whose colour is noted; a longer run is the empty rest of a sheet
_ASIDE = (  # beginnings of the tags of what stands in a document, sheet or cell and is no text of it
    "office:annotation",
    "office:forms",
    "table:tracked-changes",
    "table:dde-links",
    "table:shapes",
    "draw:",
    "dr3d:",
)


class _OpenStyles:
    """Collects the styles of an OpenDocument workbook. Formats of numbers come as Excel would write them."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._format = self._style = ""
        self._brackets = False
        self._styles: dict[str, dict[str, str]] = {}
        self._looks: dict[str, _Look] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a tag “style:…” or “number:…”."""
        prefix, _, kind = tag.partition(":")
        if tag == "style:style" and len(self._styles) < _MOST_MARKS:
            self._style = attributes.get("style:name", "")
            self._styles[self._style] = attributes
        elif prefix == "style" and kind.endswith("-properties"):
            self.of(self._style).update(attributes)
        elif prefix == "number" and kind.endswith("-style") and len(self._formats) < _MOST_FORMATS:
            self._format = attributes.get("style:name", "")
            self._formats[self._format] = ""
            self._brackets = attributes.get("number:truncate-on-overflow") == "false"
        elif prefix == "number":
            self._add(_format_part(kind, attributes, self._brackets))

    def literal(self, text: str) -> None:
        """Take a text that stands between the parts of a format."""
        self._add(f'"{text}"' if text.strip("-/ :.,") else text)

    def _add(self, part: str) -> None:
        if self._format and len(self._formats[self._format]) < 100:
            self._formats[self._format] += part

    def of(self, name: str) -> dict[str, str]:
        """Give all that is known of a style."""
        return self._styles.get(name, {})

    def look(self, name: str) -> _Look:
        """Say how a style shows a cell."""
        if name not in self._styles:
            return _PLAIN
        if name not in self._looks:
            style = self.of(name)
            self._looks[name] = _look_of(
                self._formats.get(style.get("style:data-style-name", ""), ""),
                struck=style.get(f"{_LINE_THROUGH}-style", style.get(f"{_LINE_THROUGH}-type", "none")) != "none",
                fill=style.get("fo:background-color", "transparent").lstrip("#").upper(),
                font=style.get("style:font-name", ""),
            )
        return self._looks[name]


def _format_part(kind: str, attributes: dict[str, str], brackets: bool) -> str:
    """Write one part of a format as Excel would: a long year is “yyyy”, two decimals are “0.00”."""
    if attributes.get("number:style") == "long" and kind in ("year", "month"):
        kind = f"long {kind}"
    if attributes.get("number:textual") == "true":
        kind = f"{kind} name"
    if kind == "number" and attributes.get("number:grouping") != "true":
        digits = min(_count(attributes, "number:min-integer-digits"), 20)
        decimals = min(_integer(attributes.get("number:decimal-places")), 20)
        return "0" * digits + "." * (decimals > 0) + "0" * decimals
    if kind == "hours" and brackets:
        return "[h]"
    return _FORMAT_PARTS.get(kind, "")


def _count(attributes: dict[str, str], name: str) -> int:
    return max(1, _integer(attributes[name])) if name in attributes else 1


class _OpenCell(Struct):
    """A cell of an OpenDocument sheet: its attributes, its lines, and how many of its letters are struck through."""

    attributes: dict[str, str]
    column: int
    look: _Look
    lines: list[str] = field(default_factory=list)
    letters_struck: int = 0

    @property
    def text(self) -> str:
        return _clean("\n".join(self.lines)) or _clean(self.attributes.get("office:string-value", ""))

    @property
    def columns(self) -> range:
        return range(self.column, self.column + _count(self.attributes, "table:number-columns-repeated"))

    @property
    def is_filled(self) -> bool:
        return bool(self.lines) or "office:value-type" in self.attributes or "table:formula" in self.attributes


class _OpenDocument:
    """Reads a workbook of LibreOffice or OpenOffice."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._tally = _Tally(package.name)
        self._styles = _OpenStyles()
        self._sheets: list[Sheet] = []
        self._links: dict[str, None] = {}
        self._page = _Page("", self._tally)
        self._pieces: list[str] = []
        self._aside = 0
        self._row = self._column = 1
        self._row_attributes: dict[str, str] = {}
        self._row_cells: list[_OpenCell] = []
        self._column_styles: list[str] = []
        self._cell: _OpenCell | None = None
        self._spans: list[bool] = []  # whether each span that is open is struck through
        self._struck_depth = 0
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "table:table": self._start_table,
            "table:table-source": lambda attributes: self._link(attributes.get("xlink:href", "")),
            "table:table-column": self._columns,
            "table:table-row": self._start_row,
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_cell,
            "text:p": lambda _: self._pieces.clear(),
            "number:text": lambda _: self._pieces.clear(),
            "text:span": self._start_span,
            "text:s": self._spaces,
            "text:tab": lambda _: self._pieces.append("\t"),
            "text:line-break": lambda _: self._pieces.append("\n"),
        }
        self._ends: dict[str, Callable[[], object]] = {
            "table:table": lambda: self._sheets.append(self._page.sheet()),
            "table:table-row": self._end_row,
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
            "text:p": self._end_line,
            "number:text": lambda: self._styles.literal("".join(self._pieces)),
            "text:span": self._end_span,
        }

    def book(self) -> Book:
        """Read all sheets, and the links to other files."""
        if self._package.has("styles.xml"):
            self._package.walk("styles.xml", self._start, self._end, self._text, most_tags=_MOST_TAGS)
        self._package.walk("content.xml", self._start, self._end, self._text, most_tags=_MOST_OPEN_TAGS)
        return Book(file=self._package.name, sheets=tuple(self._sheets), outside_links=tuple(self._links))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._aside or tag.startswith(_ASIDE) or attributes.get("table:name", "").startswith("'file:"):
            self._start_aside(tag, attributes)
        elif tag in self._starts:
            self._starts[tag](attributes)
        elif tag.startswith(("style:", "number:")):
            self._styles.start(tag, attributes)

    def _start_aside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "office:annotation" and self._cell and not self._aside:
            self._page.comment(self._row, self._cell.column)
        elif tag == "table:table":  # what another file held when it was last looked into
            self._link(attributes.get("table:name", "").partition("'#")[0])
        self._aside += 1

    def _end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
        elif tag in self._ends:
            self._ends[tag]()

    def _text(self, piece: str) -> None:
        if self._aside:
            return
        piece = re.sub(r"[ \t\n]+", " ", piece)  # as OpenDocument says: all other spaces and line breaks have tags
        self._pieces.append(piece)
        if self._cell and self._struck_depth:
            self._cell.letters_struck += len(piece)

    def _spaces(self, attributes: dict[str, str]) -> None:
        count = _count(attributes, "text:c")
        self._tally.characters -= count
        if self._tally.characters < 0 or count > LONGEST_TEXT:
            raise too_long(self._tally.name)
        self._pieces.append(" " * count)

    def _link(self, address: str) -> None:
        self._links[_file_name(address)] = None

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._page = _Page(_clean(attributes.get("table:name", "")), self._tally)
        style = self._styles.of(attributes.get("table:style-name", ""))
        self._page.hidden = style.get("table:display") == "false"
        self._page.right_to_left = style.get("style:writing-mode") == "rl-tb"
        self._row = 1
        self._column_styles = []

    def _columns(self, attributes: dict[str, str]) -> None:
        first = len(self._column_styles) + 1
        count = min(_count(attributes, "table:number-columns-repeated"), MOST_COLUMNS + 1 - first)
        self._column_styles += [attributes.get("table:default-cell-style-name", "")] * count
        if attributes.get("table:visibility", "visible") != "visible":
            self._page.hide_columns(first, first + count - 1)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row_attributes = attributes
        self._row_cells = []
        self._column = 1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        style = attributes.get("table:style-name") or self._row_attributes.get("table:default-cell-style-name")
        if not style and self._column <= len(self._column_styles):
            style = self._column_styles[self._column - 1]
        self._cell = _OpenCell(attributes, self._column, self._styles.look(style or ""))
        self._column += _count(attributes, "table:number-columns-repeated")

    def _start_span(self, attributes: dict[str, str]) -> None:
        self._spans.append(self._styles.look(attributes.get("text:style-name", "")).struck)
        self._struck_depth += self._spans[-1]

    def _end_span(self) -> None:
        self._struck_depth -= self._spans.pop()

    def _end_line(self) -> None:
        if self._cell:
            self._cell.lines.append("".join(self._pieces))

    def _end_cell(self) -> None:
        cell = self._cell
        self._cell = None
        if not cell:
            return
        if "table:number-columns-spanned" in cell.attributes or "table:number-rows-spanned" in cell.attributes:
            last_row = self._row + _count(cell.attributes, "table:number-rows-spanned") - 1
            last_column = cell.column + _count(cell.attributes, "table:number-columns-spanned") - 1
            self._page.merge(self._row, cell.column, last_row, last_column)
        if "table:formula" in cell.attributes:
            for address in re.findall(r"'(file:[^']*)'#", cell.attributes["table:formula"]):
                self._link(address)
        if cell.is_filled or (cell.look.fill and len(cell.columns) <= _LONGEST_RUN):
            if self._column > MOST_COLUMNS + 1:
                raise too_long(self._tally.name)
            self._row_cells.append(cell)

    def _end_row(self) -> None:
        rows = range(self._row, self._row + _count(self._row_attributes, "table:number-rows-repeated"))
        self._row = rows.stop
        for cell in self._row_cells:
            if cell.look.fill and len(rows) <= _LONGEST_RUN and len(cell.columns) <= _LONGEST_RUN:
                for row in rows:
                    for column in cell.columns:
                        self._page.fill(row, column, cell.look.fill)
            if cell.is_filled:
                self._keep(_open_shown(cell), rows, cell.columns)

    def _keep(self, shown: _Shown, rows: range, columns: range) -> None:
        if not shown:
            return  # before a run of a million empty cells is gone through
        if rows.stop > MOST_ROWS + 1:
            raise too_long(self._tally.name)
        visibility = self._row_attributes.get("table:visibility", "visible")
        for row in rows:
            for column in columns:
                self._page.put(row, column, shown)
            if visibility != "visible":
                (self._page.filtered_rows if visibility == "filter" else self._page.rows_out_of_sight).add(row)


def _open_shown(cell: _OpenCell) -> _Shown:
    attributes, look, text = cell.attributes, cell.look, cell.text
    kind = attributes.get("office:value-type", "")
    is_formula = "table:formula" in attributes
    if attributes.get("calcext:value-type") == "error" or (is_formula and _ERROR.fullmatch(text)):
        return _error_shown(text, look)
    if is_formula and not kind and not text:
        return _formula_shown(_formula_text(attributes["table:formula"]), look)
    if truth := _TRUTH_FORMULA.fullmatch(attributes.get("table:formula", "")):
        return _value_shown((truth[1] == "TRUE", truth[1]), look)
    if kind in ("float", "currency", "percentage"):
        number = _finite(attributes.get("office:value", ""))
        if number is not None:
            kind_of_number = "percent" if kind == "percentage" else ""
            return _number_shown(number, look if look.shows == kind_of_number else replace(look, shows=kind_of_number))
    if kind == "date":
        return _value_shown(_iso_shown(attributes.get("office:date-value", text), look), look)
    if kind == "time":
        return _value_shown(_open_time_shown(attributes.get("office:time-value", text), look), look)
    if kind == "boolean":
        is_true = attributes.get("office:boolean-value") == "true"
        return _value_shown((is_true, _TRUTH[is_true]), look)
    return _text_shown(text, look, (cell.letters_struck * 2 >= len(text)) if cell.letters_struck else None)


def _formula_text(formula: str) -> str:
    """Show “of:=[.B2]*12” as “=B2*12”."""
    return _clean(re.sub(r"\[\.?([^\[\]]*)\]", r"\1", re.sub(r"^\w+:(?==)", "", formula)))


def _open_time_shown(text: str, look: _Look) -> tuple[Value, str]:
    """Give value and text of a length of time, “PT14H30M00S”, which is also how a time of day is stored."""
    match = _ISO_LENGTH.fullmatch(text)
    if not match:
        return text, text
    days, hours, minutes, seconds = (float(number or 0) for number in match.groups()[1:])
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=round(seconds))
    if match[1] or look.shows == "length" or length >= timedelta(days=1):
        length = -length if match[1] else length
        return length, _length_text(length)
    return _clock_time(length)


# -- .xls -------------------------------------------------------------------------------------------------------------


class _ErrorText(str):
    """What a cell shows whose formula went wrong."""

    __slots__ = ()


_ERRORS = {
    code: _ErrorText(text)
    for code, text in zip(
        (0, 7, 23, 29, 36, 42), ("#NULL!", "#DIV/0!", "#REF!", "#NAME?", "#NUM!", "#N/A"), strict=True
    )
}
_OTHER_ERROR = _ErrorText("#VALUE!")
_MOST_STEPS = 3_000_000  # records and cells; a stream may send a reader to the same place again and again

# Kinds of records, under the names that [MS-XLS] gives them.
_BOF, _EOF, _CONTINUE, _FILEPASS, _DATEMODE, _SST = 0x0809, 0x000A, 0x003C, 0x002F, 0x0022, 0x00FC
_BOUNDSHEET, _FORMAT, _FONT, _XF, _PALETTE, _SUPBOOK = 0x0085, 0x041E, 0x0031, 0x00E0, 0x0092, 0x01AE
_ROW, _COLINFO, _MERGECELLS, _NOTE, _WINDOW2, _FILTERMODE = 0x0208, 0x007D, 0x00E5, 0x001C, 0x023E, 0x009B
_FORMULA_CELL, _STRING, _LABEL, _LABELSST, _BOOLERR = 0x0006, 0x0207, 0x0204, 0x00FD, 0x0205
_NUMBER, _RK, _MULRK, _BLANK, _MULBLANK = 0x0203, 0x027E, 0x00BD, 0x0201, 0x00BE


class _OldWorkbook:
    """Reads an Excel 97 to 2003 workbook: a stream of records, as of [MS-XLS]."""

    def __init__(self, compound: Compound) -> None:
        self._name = compound.name
        self._stream = compound.stream("workbook")
        self._tally = _Tally(compound.name)
        self._steps = 0
        self._counts_from_1904 = False
        self._formats = dict(_BUILT_IN_FORMATS)
        self._fonts: list[tuple[bool, str]] = []  # struck through, name in small letters
        self._styles: list[tuple[int, int, int]] = []  # font, format of numbers, colour
        self._palette: dict[int, str] = {}
        self._looks: list[_Look] = []
        self._texts: list[str] = []
        self._places: list[tuple[int, _Page]] = []
        self._links: list[str] = []

    def book(self) -> Book:
        """Read all sheets, and the links to other files."""
        try:
            self._read_globals()
            for place, page in self._places:
                self._read_sheet(place, page)
        except (struct.error, IndexError, ValueError):
            raise damaged(self._name) from None
        sheets = tuple(page.sheet() for _, page in self._places)
        return Book(file=self._name, sheets=sheets, outside_links=tuple(dict.fromkeys(self._links)))

    def _records(self, place: int) -> Iterator[tuple[int, bytes]]:
        """Give the records from a place to the end of its part; what is embedded in the part, as charts, is left out."""
        depth = 0
        while True:
            kind, size = struct.unpack_from("<HH", self._stream, place)
            body = self._stream[place + 4 : place + 4 + size]
            place += 4 + size
            self._step()
            depth += (kind == _BOF) - (kind == _EOF)
            if depth == 0:
                return
            if depth == 1:
                yield kind, body

    def _read_globals(self) -> None:
        table: list[bytes] = []
        previous = 0
        for kind, body in self._records(0):
            if kind == _BOF and struct.unpack_from("<H", body)[0] != 0x0600:
                raise ValueError  # Excel 95 or older
            if kind == _FILEPASS:
                raise protected(self._name)
            if kind == _SST or (kind == _CONTINUE and previous == _SST):
                table.append(body)
            if kind != _CONTINUE:
                previous = kind
            self._read_global(kind, body)
        self._texts = list(islice(_shared_texts(table), _MOST_STEPS)) if table else []
        self._looks = [self._look(*style) for style in self._styles]

    def _read_global(self, kind: int, body: bytes) -> None:
        if kind == _DATEMODE:
            self._counts_from_1904 = body[:1] == b"\1"
        elif kind == _FORMAT:
            self._formats[struct.unpack_from("<H", body)[0]] = _text_at(body, 2, "<H")
        elif kind == _FONT:
            self._fonts.append((bool(body[2] & 8), _text_at(body, 14, "<B").lower()))
        elif kind == _XF:
            font, number_format = struct.unpack_from("<HH", body)
            pattern, colours = struct.unpack_from("<IH", body, 14)
            self._styles.append((font, number_format, colours & 0x7F if pattern >> 26 == 1 else 64))
        elif kind == _PALETTE:
            self._palette = {
                8 + number: body[2 + 4 * number : 5 + 4 * number].hex().upper() for number in range(body[0])
            }
        elif kind == _BOUNDSHEET:
            place, visible, sort = struct.unpack_from("<IBB", body)
            if sort == 0:  # not a sheet that is only a chart, or old macros
                page = _Page(_clean(_text_at(body, 6, "<B")), self._tally)
                page.hidden = visible & 3 != 0
                self._places.append((place, page))
        elif kind == _SUPBOOK and len(body) > 8:
            address = _text_at(body, 2, "<H")
            self._links.append(_file_name(address.rpartition("\x03")[2]))

    def _look(self, font: int, number_format: int, colour: int) -> _Look:
        struck, name = _at(self._fonts, font - (font > 4)) or (False, "")  # there is no font 4
        fill = self._palette.get(colour, f"indexed {colour}")
        return _look_of(self._formats.get(number_format, ""), struck=struck, fill=fill, font=name)

    def _read_sheet(self, place: int, page: _Page) -> None:
        has_filter = False
        waiting: tuple[int, int, int] | None = None  # a formula whose result is a text, which stands in a later record
        for kind, body in self._records(place):
            if kind == _FORMULA_CELL and body[6] == 0 and body[12:14] == b"\xff\xff":
                waiting = struct.unpack_from("<HHH", body)
            elif kind == _STRING and waiting:
                self._put(page, *waiting, _text_at(body, 0, "<H"))
                waiting = None
            elif kind == _ROW and body[12] & 0x20:
                page.rows_out_of_sight.add(struct.unpack_from("<H", body)[0] + 1)
            elif kind == _COLINFO and body[8] & 1:
                first, last = struct.unpack_from("<HH", body)
                page.hide_columns(first + 1, last + 1)
            elif kind == _MERGECELLS:
                for first_row, last_row, first, last in struct.iter_unpack("<HHHH", body[2 : 2 + 8 * body[0]]):
                    page.merge(first_row + 1, first + 1, last_row + 1, last + 1)
            elif kind == _NOTE:
                row, column = struct.unpack_from("<HH", body)
                page.comment(row + 1, column + 1)
            elif kind == _WINDOW2:
                page.right_to_left = bool(body[0] & 0x40)
            elif kind == _FILTERMODE:
                has_filter = True
            else:
                self._read_cells(page, kind, body)
        if has_filter:
            page.filter(0, MOST_ROWS)

    def _read_cells(self, page: _Page, kind: int, body: bytes) -> None:
        if kind not in (_FORMULA_CELL, _LABEL, _LABELSST, _BOOLERR, _NUMBER, _RK, _MULRK, _BLANK, _MULBLANK):
            return
        row, column, style = struct.unpack_from("<HHH", body)
        if kind == _LABELSST:
            self._put(page, row, column, style, self._texts[struct.unpack_from("<I", body, 6)[0]])
        elif kind == _LABEL:
            self._put(page, row, column, style, _text_at(body, 6, "<H"))
        elif kind == _RK:
            self._put(page, row, column, style, _packed_number(body, 6))
        elif kind == _BOOLERR:
            self._put(page, row, column, style, _ERRORS.get(body[6], _OTHER_ERROR) if body[7] else bool(body[6]))
        elif kind == _MULRK:
            for number, at in enumerate(range(4, len(body) - 6, 6)):
                style = struct.unpack_from("<H", body, at)[0]
                self._put(page, row, column + number, style, _packed_number(body, at + 2))
        elif kind == _MULBLANK:
            for number, at in enumerate(range(4, len(body) - 2, 2)):
                self._put(page, row, column + number, struct.unpack_from("<H", body, at)[0], "")
        elif kind == _NUMBER or (kind == _FORMULA_CELL and body[12:14] != b"\xff\xff"):
            self._put(page, row, column, style, struct.unpack_from("<d", body, 6)[0])
        elif kind == _FORMULA_CELL and body[6] in (1, 2):
            self._put(page, row, column, style, bool(body[8]) if body[6] == 1 else _ERRORS.get(body[8], _OTHER_ERROR))
        else:
            self._put(page, row, column, style, "")

    def _put(self, page: _Page, row: int, column: int, style: int, stored: str | bool | float) -> None:
        """Keep a cell. Row and column count from 0 here."""
        self._step()
        look = _at(self._looks, style) or _PLAIN
        if column >= MOST_COLUMNS:
            raise ValueError
        if look.fill:
            page.fill(row + 1, column + 1, look.fill)
        shown: _Shown = ()
        if isinstance(stored, bool):
            shown = _value_shown((stored, _TRUTH[stored]), look)
        elif isinstance(stored, _ErrorText):
            shown = _error_shown(str(stored), look)
        elif isinstance(stored, str):
            shown = _text_shown(_clean(stored), look)
        elif math.isfinite(stored):
            shown = _number_shown(stored, look, self._counts_from_1904)
        page.put(row + 1, column + 1, shown)

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise too_long(self._name)


def _text_at(body: bytes, place: int, count_format: str) -> str:
    """Read a text: how many letters, whether each has two bytes, the letters."""
    count = struct.unpack_from(count_format, body, place)[0]
    place += struct.calcsize(count_format)
    return _letters(body, place + 1, count, bool(body[place] & 1)) if count else ""


def _letters(body: bytes, place: int, count: int, wide: bool) -> str:
    if wide:
        return body[place : place + 2 * count].decode("utf-16-le", "surrogatepass")
    return body[place : place + count].decode("latin-1")


def _packed_number(body: bytes, place: int) -> float:
    """Read a number of four bytes: a whole number or the upper half of a float, and whether it is to be divided by 100."""
    packed = struct.unpack_from("<i", body, place)[0]
    number: float = packed >> 2
    if not packed & 2:
        number = struct.unpack("<d", struct.pack("<iI", 0, packed & 0xFFFFFFFC))[0]
    return number / 100 if packed & 1 else number


def _shared_texts(records: Sequence[bytes]) -> Iterator[str]:
    """Read the table of shared texts, which is cut into records anywhere, even in the middle of a text."""
    following = iter(records)
    body = next(following)
    count_of_texts, place = struct.unpack_from("<I", body, 4)[0], 8
    for _ in range(count_of_texts):
        if place >= len(body):
            body, place = _next(following), 0
        left, flags = struct.unpack_from("<HB", body, place)
        place += 3
        after = 0
        if flags & 8:  # runs in several fonts
            after += 4 * struct.unpack_from("<H", body, place)[0]
            place += 2
        if flags & 4:  # how to say it in Japanese
            after += struct.unpack_from("<I", body, place)[0]
            place += 4
        pieces = []
        while left:
            count = min(left, (len(body) - place) // (1 + (flags & 1)))
            pieces.append(_letters(body, place, count, bool(flags & 1)))
            place += count * (1 + (flags & 1))
            left -= count
            if left:
                body, place = _next(following), 1
                flags = body[0]
        yield "".join(pieces)
        while after > len(body) - place:
            after -= len(body) - place
            body, place = _next(following), 0
        place += after


def _next(records: Iterator[bytes]) -> bytes:
    body = next(records, None)
    if body is None:
        raise ValueError  # the table ends too soon
    return body


# -- .csv and .tsv ----------------------------------------------------------------------------------------------------

_SEPARATORS = {"\t": "tabs", ";": "semicolons", "|": "upright bars", ",": "commas"}  # the first wins a tie
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe\0\0", "utf-32-le", "UTF-32"),
    (b"\0\0\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_LARGEST_LINES = 50_000_000  # bytes; a million cells of fifty letters
_LONGEST_RECORD = 4_000_000  # characters
_MOST_RECORDS = 2_000_000
_SAMPLE = 65_536  # characters that the separator is found from


def _lines_of(name: str, content: bytes) -> Book:
    """Read text with separators as a book of one sheet.

    Rows are counted as a spreadsheet program counts them: a quoted cell may go over several lines of the file. A first
    line “sep=;” is obeyed, is row 1, and holds no cell.
    """
    if len(content) > _LARGEST_LINES:
        raise too_long(name)
    text, encoding = _decoded(content)
    usual = "\t" if name.lower().endswith((".tsv", ".tab")) else ","
    announced = re.match(r"sep=([^\r\n])(?=[\r\n]|$)", text, re.IGNORECASE)
    separator = announced[1] if announced else _separator_of(text[:_SAMPLE], usual)
    guesses = [] if encoding == "UTF-8" else [f"encoding {encoding}"]
    if not announced and separator != usual:
        guesses.append(f"{_SEPARATORS[separator]} between columns")
    page = _Page(Path(name).stem, _Tally(name))
    for row, record in enumerate(_records(name, text, separator), 1):
        if row == 1 and announced:
            continue
        for column, cell in enumerate(record, 1):
            if cell:
                page.put(row, column, _text_shown(_clean(cell), _PLAIN))
    return Book(file=name, sheets=(page.sheet(),), lines=True, guesses=tuple(guesses))


def _decoded(content: bytes) -> tuple[str, str]:
    """Give the text and the name of its encoding. Windows-1252 comes last, because nearly all bytes can be read as it."""
    for mark, encoding, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), name
    if wide := wide_encoding(content[:_SAMPLE]):
        return content.decode(wide, "replace"), "UTF-16"
    try:
        return content.decode(), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "Windows-1252"


def _separator_of(sample: str, usual: str) -> str:
    """Find the separator that cuts most rows, the first above all, into the same number of columns."""
    scores = {separator: _agreement(sample, separator) for separator in _SEPARATORS}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] else usual


def _agreement(sample: str, separator: str) -> float:
    records = csv.reader(StringIO(sample, newline=""), delimiter=separator)
    widths = [len(record) for record in records if any(record)]
    if len(sample) == _SAMPLE:
        widths = widths[:-1]  # the last row is cut off
    several = Counter(width for width in widths if width > 1).most_common(1)
    if not several:
        return 0
    return several[0][1] / len(widths) / (2 if widths[0] == 1 else 1)


class _Lines:
    """The lines of a text. Refuses a row that grows beyond measure before all its cells are in memory."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self.waiting = 0  # characters since the last row that was complete

    def __iter__(self) -> Iterator[str]:
        for line in StringIO(self._text, newline=""):
            self.waiting += len(line)
            if self.waiting > _LONGEST_RECORD:
                raise too_long(self._name)
            yield line


def _records(name: str, text: str, separator: str) -> Iterator[list[str]]:
    lines = _Lines(name, text)
    reader = csv.reader(iter(lines), delimiter=separator, skipinitialspace=f'{separator} "' in text[:_SAMPLE])
    usual_limit = csv.field_size_limit(LONGEST_TEXT)
    start = before = 0
    try:
        for count, record in enumerate(reader):
            lines.waiting = 0
            if count == _MOST_RECORDS:
                raise too_long(name)
            start, before = before, reader.line_num
            yield record
    except csv.Error:
        raise _never_closed(name, before + 1) from None
    finally:
        csv.field_size_limit(usual_limit)
    if before - start > 1 and "".join(islice(StringIO(text, newline=""), start, None)).count('"') % 2:
        raise _never_closed(name, start + 1)


def _never_closed(name: str, line: int) -> FileNotReadable:
    return FileNotReadable(
        f"“{name}” has a quotation mark in line {line} that is never closed, so that all that follows is one cell: "
        f"close it, or open the file in Excel or LibreOffice and {SAVE_AS_WORKBOOK}."
    )
