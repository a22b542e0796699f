"""Text with separators (.csv, .tsv): in which encoding, parted by what, and in which rows."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from logicmodel.errors import FileNotReadable
from logicmodel.reading.files.encodings import NAMES, one_byte_encoding
from logicmodel.reading.files.grid import Book, Page, Tally
from logicmodel.reading.files.guard import wide_encoding
from logicmodel.reading.files.limits import LONGEST_TEXT, SAVE_AS_WORKBOOK, too_long
from logicmodel.reading.files.shown import PLAIN, clean, text_shown

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


def book_of(name: str, content: bytes) -> Book:
    """Read text with separators as a book of one sheet.

    Rows are counted as a spreadsheet program counts them: a quoted cell may go over several lines of the file. A first
    line “sep=;” is obeyed, is row 1, and holds no cell. Raises FileNotReadable for more than a plan can hold, for a cell
    longer than any that is kept, and for a quotation mark that is never closed.
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
    page = Page(Path(name).stem, Tally(name))
    for row, record in enumerate(_records(name, text, separator), 1):
        if row == 1 and announced:
            continue
        for column, cell in enumerate(record, 1):
            if cell:
                page.put(row, column, text_shown(clean(cell), PLAIN))
    return Book(file=name, sheets=(page.sheet(),), lines=True, guesses=tuple(guesses))


def _decoded(content: bytes) -> tuple[str, str]:
    """Give the text and the name of its encoding, one of a byte a letter last, as which nearly all bytes can be read."""
    for mark, encoding, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), name
    if wide := wide_encoding(content[:_SAMPLE]):
        return content.decode(wide, "replace"), "UTF-16"
    try:
        return content.decode(), "UTF-8"
    except UnicodeDecodeError:
        encoding = one_byte_encoding(content)
        return content.decode(encoding, "replace"), NAMES[encoding]


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
        begins = next(islice(StringIO(text, newline=""), before, None), "")
        raise (_never_closed if '"' in begins else _too_long_a_cell)(name, before + 1) from None
    finally:
        csv.field_size_limit(usual_limit)
    if before - start > 1 and "".join(islice(StringIO(text, newline=""), start, None)).count('"') % 2:
        raise _never_closed(name, start + 1)


def _too_long_a_cell(name: str, line: int) -> FileNotReadable:
    return FileNotReadable(
        f"“{name}” has a cell in line {line} that is longer than {LONGEST_TEXT:,} letters: shorten it, or leave it out."
    )


def _never_closed(name: str, line: int) -> FileNotReadable:
    return FileNotReadable(
        f"“{name}” has a quotation mark in line {line} that is never closed, so that all that follows is one cell: "
        f"close it, or open the file in Excel or LibreOffice and {SAVE_AS_WORKBOOK}."
    )
