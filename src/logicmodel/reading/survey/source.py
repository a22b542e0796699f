"""Where the rows of an export come from: a sheet that is in memory, or a file of lines that is read as it goes."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol, TextIO

from logicmodel.errors import FileNotReadable
from logicmodel.model import Place
from logicmodel.reading.files.encodings import one_byte_encoding
from logicmodel.reading.files.grid import Book, Sheet

Row = Sequence[str]

HEAD = 100
"""Rows that are looked at before anything is counted."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATORS = "\t;|,"  # the first wins a tie
_PIECE = 1 << 20  # bytes or letters that are held at a time
_LONGEST_CELL = 131_072  # letters, the usual limit of the standard library


class Source(Protocol):
    """Rows of texts that can be read again and again, the rows of headings among them; empty rows are left out."""

    @property
    def place(self) -> Place:
        """The sheet or file."""

    def rows(self) -> Iterator[Row]:
        """Give every row from the top."""

    def number_of(self, index: int) -> int:
        """Give the number that the author sees beside a row, from its index among the first ones (0, 1 …)."""


class SheetSource:
    """The rows of a sheet."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self._sheet = sheet
        self._width = max(sheet.cells.columns(), default=0)
        self._numbers = [number for number, _ in islice(sheet.rows(), HEAD)]
        self.place = Place(file=book.file, sheet=sheet.name, lines=book.lines)

    def rows(self) -> Iterator[Row]:
        """Give every row that holds a filled cell, as long as the widest."""
        for _, cells in self._sheet.rows():
            row = [""] * self._width
            for column, cell in cells.items():
                row[column - 1] = cell.text
            yield row

    def number_of(self, index: int) -> int:
        """Give the number that the author sees beside a row."""
        return self._numbers[index]


class FileSource:
    """The rows of a .csv or .tsv file from one on, of which a few are in memory at a time.

    Raises FileNotReadable if the file cannot be opened, or holds a cell without measure.
    """

    def __init__(self, path: Path, name: str | None = None, first_row: int = 1) -> None:
        self.path = path
        self._before = first_row - 1
        self.place = Place(file=name or path.name, sheet=path.stem, lines=True)
        try:
            self.encoding = _encoding_of(path)
            with self._open() as stream:
                sample = stream.read(65_536)
        except OSError as trouble:
            raise FileNotReadable(f"“{path.name}” cannot be opened ({trouble.strerror}). Is the name right?") from None
        self.announced = sample[:4].lower() == "sep="
        self.separator = sample[4:5] if self.announced else _separator_of(sample)

    def rows(self) -> Iterator[Row]:
        """Give every row that holds more than separators."""
        with self._open() as stream:
            reader = csv.reader(_lines(stream, self.path.name), delimiter=self.separator)
            try:
                yield from filter(any, islice(reader, self.left_out, None))
            except csv.Error:
                raise FileNotReadable(
                    f"“{self.path.name}” holds a cell longer than {_LONGEST_CELL} letters near line {reader.line_num}, "
                    "perhaps because a quotation mark is never closed: close it, or save the file as .xlsx."
                ) from None

    @property
    def left_out(self) -> int:
        """The rows before the first: one that names the separator, and those over the headings."""
        return self._before + int(self.announced)

    def number_of(self, index: int) -> int:
        """Give the number of a row among the first ones; empty rows count."""
        with self._open() as stream:
            rows = enumerate(csv.reader(stream, delimiter=self.separator), 1)
            filled = (number for number, row in islice(rows, self.left_out, None) if any(row))
            return next(islice(filled, index, None))

    def one_line_each(self, rows: int) -> bool:
        """Say whether each of the first rows stands on a line of its own, none of them empty."""
        with self._open() as stream:
            reader = csv.reader(stream, delimiter=self.separator)
            filled = [any(row) for row in islice(reader, rows + self.left_out)]
            return all(filled[self.left_out :]) and reader.line_num == len(filled)

    def _open(self) -> TextIO:
        return self.path.open(encoding=self.encoding, errors="replace", newline="")


def _lines(stream: TextIO, name: str) -> Iterator[str]:
    while line := stream.readline(_PIECE):
        if len(line) == _PIECE:
            raise FileNotReadable(f"“{name}” has a line of a million letters or more: save the file as .xlsx.")
        yield line


def _encoding_of(path: Path) -> str:
    """Name the encoding: by its mark, else UTF-8 if all bytes can be read so, else by the bytes that cannot."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        piece = stream.read(_PIECE)
        for mark, encoding in _MARKS:
            if piece.startswith(mark):
                return encoding
        try:
            while piece:
                if not piece.isascii() or decoder.getstate()[0]:  # plain letters need no look of their own
                    decoder.decode(piece)
                piece = stream.read(_PIECE)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return one_byte_encoding(piece)
    return "utf-8"


def _separator_of(sample: str) -> str:
    """Find the separator that cuts the first rows into the same, and the largest, number of columns."""
    lines = sample.splitlines(keepends=True)[:HEAD]
    best, most = ",", (0.0, 0)
    for separator in _SEPARATORS:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
        width, times = Counter(widths).most_common(1)[0] if widths else (1, 0)
        score = (times / max(len(widths), 1), width) if width > 1 else (0.0, 0)
        if score > most:
            best, most = separator, score
    return best
