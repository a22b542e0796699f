"""Old Excel files (.xls), read by a library.

The library (calamine) tells the values of cells, their places, what is merged and which sheets are hidden. It tells
nothing of how a cell looks but that a number is a date, and nothing of colours; a cell with an error is empty for it.
Hidden rows and columns, notes and what else stands beside the cells are taken from the records of the file.

It sets memory aside for every place of a sheet up to its last row and column, for every cell that shows a shared text,
and for all that a sheet says it holds. Where there is not as much memory, it ends the whole program, which nothing in
Python can prevent. So the records of the file are gone through before, and what they would take is added up.
"""

import math
import os
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from logicmodel.reading.files.beside_cells import MOST_BESIDE
from logicmodel.reading.files.beside_records import (
    MOST_KEPT,
    Record,
    beside_in_records,
    beside_in_summaries,
    is_kept,
    mark_unseen,
    outside_files,
    pivots_in,
)
from logicmodel.reading.files.compound import Compound
from logicmodel.reading.files.grid import Book, Page, Sheet, Tally
from logicmodel.reading.files.limits import damaged, protected, too_long
from logicmodel.reading.files.shown import (
    PLAIN,
    TRUTH,
    Shown,
    Value,
    clean,
    clock_time,
    date_shown,
    length_text,
    number_shown,
    text_shown,
    value_shown,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_FALL_BACK = "the fall-back reader, which sees no number formats, colours or error cells"
_END_OF_ARCHIVE = b"PK\x05\x06"


def book_of(name: str, content: bytes) -> Book:
    """Read an Excel 97 to 2003 workbook. Raises FileNotReadable for one that is damaged, protected or beyond a limit."""
    from python_calamine import CalamineError

    compound = Compound(name, content)
    records = _Records(name, compound.stream("workbook"))
    records.refuse_bombs()
    # What the library cannot read as an old workbook it would try as an archive, past all limits: so it finds none.
    content = content.replace(_END_OF_ARCHIVE, bytes(4))
    try:
        with _standard_error_closed():
            sheets = dict(_sheets(name, content, records.of_sheets))
    except (CalamineError, OSError, OverflowError):
        raise damaged(name) from None
    except BaseException as trouble:
        if type(trouble).__name__ != "PanicException":  # no Exception, and of a class that cannot be imported
            raise
        raise damaged(name) from None
    beside = [*beside_in_records(records.of_all, None), *beside_in_summaries(compound)]
    for number, its in enumerate(records.of_sheets):
        beside += beside_in_records(its, sheets[number].name if number in sheets else None)
    return Book(
        file=name,
        sheets=tuple(sheets.values()),
        guesses=(_FALL_BACK,),
        outside_links=outside_files(records.of_all),
        pivots=sum(map(pivots_in, records.of_sheets)),
        embedded=sum(folder.startswith("mbd") for folder in compound.folders),
        tracked_changes="revision log" in compound.names,
        beside=tuple(beside[:MOST_BESIDE]),
    )


@contextmanager
def _standard_error_closed() -> Iterator[None]:
    """Keep off standard error what the library writes there, past Python, when it gives up: it is for its makers.

    What other threads write to it in this time is lost as well; so this lasts no longer than the reading.
    """
    try:
        kept = os.dup(2)
    except OSError:  # a program without a window to write to
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


# -- cells ------------------------------------------------------------------------------------------------------------


def _sheets(name: str, content: bytes, records: Sequence[Sequence[Record]]) -> Iterator[tuple[int, Sheet]]:
    """Read the sheets that hold cells; each with its number among all."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    tally = Tally(name)
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    for number, described in enumerate(workbook.sheets_metadata):
        if described.typ != SheetTypeEnum.WorkSheet:
            continue  # a sheet that is only a chart, or old macros
        page = Page(clean(described.name), tally)
        page.hidden = described.visible != SheetVisibleEnum.Visible
        if number < len(records):
            mark_unseen(page, records[number])
        _fill(page, workbook.get_sheet_by_index(number))
        yield number, page.sheet()


def _fill(page: Page, sheet: "CalamineSheet") -> None:
    for (row, column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        page.merge(row + 1, column + 1, last_row + 1, last_column + 1)
    if sheet.start is None:
        return
    first_column = sheet.start[1] + 1
    for row, values in enumerate(sheet.iter_rows(), 1):
        for column, value in enumerate(values, first_column):
            if value != "":
                page.put(row, column, _shown(value))


def _shown(value: Value) -> Shown:
    """Say what a cell shows. Whole numbers come as 3.0, and times in thousandths of a second."""
    if isinstance(value, str):
        return text_shown(clean(value), PLAIN)
    if isinstance(value, bool):
        return value_shown((value, TRUTH[value]), PLAIN)
    if isinstance(value, int | float):
        return number_shown(value, PLAIN) if math.isfinite(value) else ()
    return value_shown(_time_shown(value), PLAIN)


def _time_shown(value: date | time | timedelta) -> tuple[Value, str]:
    if isinstance(value, datetime):
        moment = value.replace(microsecond=0) + timedelta(seconds=round(value.microsecond / 1_000_000))
        return date_shown(moment, PLAIN)
    if isinstance(value, date):
        return value, value.isoformat()
    if isinstance(value, time):
        seconds = value.second + round(value.microsecond / 1_000_000)
        return clock_time(timedelta(hours=value.hour, minutes=value.minute, seconds=seconds))
    length = timedelta(seconds=round(value.total_seconds()))
    return length, length_text(length)


# -- what the library would take --------------------------------------------------------------------------------------

_MOST_MEMORY = 600_000_000  # bytes
_OF_A_PLACE = 88  # bytes: a value, its copy when the sheet is read, and a formula
_OF_A_LETTER = 8  # bytes: a letter of a text that a cell shows, and of its copy
_OF_A_FORMULA = 100  # bytes that one of a formula may become when it is written out with names of sheets
_MOST_STEPS = 3_000_000  # records; a file may send a reader to the same place again and again
_MOST_PIECES = 20_000  # of the table of shared texts, which is 8 KB a piece as Excel writes it
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256

# Kinds of records, under the names that [MS-XLS] gives them.
_BOF, _EOF, _CONTINUE, _FILEPASS, _SST, _BOUNDSHEET = 0x0809, 0x000A, 0x003C, 0x002F, 0x00FC, 0x0085
_DIMENSIONS, _FORMULA, _STRING, _LABEL, _RSTRING, _LABELSST = 0x0200, 0x0006, 0x0207, 0x0204, 0x00D6, 0x00FD
_BOOLERR, _NUMBER, _RK, _MULRK = 0x0205, 0x0203, 0x027E, 0x00BD
_CELLS = {_FORMULA, _LABEL, _RSTRING, _LABELSST, _BOOLERR, _NUMBER, _RK, _MULRK}


class _Records:
    """The records of an old workbook."""

    def __init__(self, name: str, stream: bytes) -> None:
        self._name = name
        self._stream = stream
        self._steps = 0
        self._memory = 0
        self._lengths: list[int] = []  # of the shared texts
        self.of_all: list[Record] = []
        self.of_sheets: list[list[Record]] = []

    def refuse_bombs(self) -> None:
        """Raise FileNotReadable for a file that is protected, damaged, or would take more memory than a plan does."""
        try:
            for place in self._places_of_sheets():
                self.of_sheets.append([])
                self._weigh_sheet(place, self.of_sheets[-1])
        except (struct.error, IndexError, ValueError):
            raise damaged(self._name) from None

    def _from(self, place: int) -> Iterator[tuple[int, bytes]]:
        """Give the records from a place to the end of its part, with what is embedded in the part, as charts are."""
        depth = 0
        while True:
            kind, size = struct.unpack_from("<HH", self._stream, place)
            yield kind, self._stream[place + 4 : place + 4 + size]
            place += 4 + size
            self._steps += 1
            if self._steps > _MOST_STEPS:
                raise too_long(self._name)
            depth += (kind == _BOF) - (kind == _EOF)
            if depth <= 0 and kind != _EOF:
                raise ValueError  # no part begins here
            if depth <= 0:
                return

    def _places_of_sheets(self) -> list[int]:
        """Read the part on the whole workbook."""
        places: list[int] = []
        texts: list[bytes] = []
        previous = 0
        for number, (kind, body) in enumerate(self._from(0)):
            if kind == _BOF and (number > 0 or struct.unpack_from("<H", body)[0] != 0x0600):
                raise ValueError  # Excel 95 or older, or a part in a part
            if is_kept(kind, body) and kind != _CONTINUE:
                self.of_all.append((kind, body))
            if kind == _FILEPASS:
                raise protected(self._name)
            if kind == _BOUNDSHEET:
                places.append(struct.unpack_from("<I", body)[0])
            elif kind == _SST:
                texts = [body]
            elif kind == _CONTINUE and previous == _SST:
                texts.append(body)
            if kind != _CONTINUE:
                previous = kind
        if len(texts) > _MOST_PIECES:
            raise too_long(self._name)
        self._lengths = list(_lengths_of_texts(texts))
        return places

    def _weigh_sheet(self, place: int, kept: list[Record]) -> None:
        rows = columns = 0
        for kind, body in self._from(place):
            if len(kept) < MOST_KEPT and is_kept(kind, body):
                kept.append((kind, body))
            if kind == _DIMENSIONS:
                _check_dimensions(body)
            elif kind == _STRING:  # the text that a formula has for a result
                self._memory += _OF_A_LETTER * int(struct.unpack_from("<H", body)[0])
            elif kind in _CELLS:
                row, column = struct.unpack_from("<HH", body)
                rows = max(rows, row + 1)
                columns = max(columns, column + (len(body) // 6 - 1 if kind == _MULRK else 1))
                self._memory += self._weight_of_cell(kind, body)
        self._memory += _OF_A_PLACE * rows * columns
        if self._memory > _MOST_MEMORY:
            raise too_long(self._name)

    def _weight_of_cell(self, kind: int, body: bytes) -> int:
        if kind == _LABELSST:
            return _OF_A_LETTER * self._lengths[int(struct.unpack_from("<I", body, 6)[0])]
        if kind in (_LABEL, _RSTRING):
            return _OF_A_LETTER * int(struct.unpack_from("<H", body, 6)[0])
        return _OF_A_FORMULA * (len(body) - 20) if kind == _FORMULA else 0


def _check_dimensions(body: bytes) -> None:
    first_row, end_row, first_column, end_column = struct.unpack("<IIHHxx", body)
    if not (first_row <= end_row <= _MOST_ROWS and first_column <= end_column <= _MOST_COLUMNS):
        raise ValueError  # no sheet is as large as that


def _lengths_of_texts(records: list[bytes]) -> Iterator[int]:
    """Give the number of letters of each shared text; the table is cut into records anywhere, even within a text."""
    following = iter(records)
    body, place = next(following, b""), 8
    while True:
        if place >= len(body):
            body, place = next(following, b""), 0
        if not body:
            return
        left, flags = struct.unpack_from("<HB", body, place)
        yield left
        place += 3
        after = 0
        if flags & 8:  # runs in several fonts
            after += 4 * struct.unpack_from("<H", body, place)[0]
            place += 2
        if flags & 4:  # how to say it in Japanese
            after += struct.unpack_from("<I", body, place)[0]
            place += 4
        while left:
            count = min(left, (len(body) - place) // (1 + (flags & 1)))
            place += count * (1 + (flags & 1))
            left -= count
            if left:
                body, place = _next(following), 1
                flags = body[0]
        while after > len(body) - place:
            after -= len(body) - place
            body, place = _next(following), 0
        place += after


def _next(records: Iterator[bytes]) -> bytes:
    body = next(records, None)
    if body is None:
        raise ValueError  # the table ends too soon
    return body
