"""What an old Excel file (.xls) says beside its cells, by its records, and which rows and columns nobody sees.

The records are those of [MS-XLS]. Where a text stands in one is not followed to the letter: whatever can be read in it is
taken, for it is only looked through before somebody shares the file.
"""

import struct
from collections.abc import Iterator, Sequence

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.beside_cells import CODES_OF_A_HEADER, LONGEST, MOST_BESIDE
from logicmodel.reading.files.compound import Compound
from logicmodel.reading.files.grid import Beside, Page, file_name
from logicmodel.reading.files.shown import clean

Record = tuple[int, bytes]
"""The kind of a record, and what it holds."""

_HEADER, _FOOTER, _NOTE, _TEXT, _CONTINUE, _OBJECT, _NAME = 0x14, 0x15, 0x1C, 0x01B6, 0x3C, 0x5D, 0x18
_LIST, _LINK, _RULE, _OF_A_CHART, _OUTSIDE, _WRITER, _SHARING = 0x01BE, 0x01B8, 0x01B1, 0x100D, 0x01AE, 0x5C, 0x5B
_ROW, _COLUMNS, _PIVOT = 0x0208, 0x7D, 0xB0
_OF_A_NOTE = 0x19  # the kind of object whose text is a note

_WHAT = {
    _HEADER: "header",
    _FOOTER: "header",
    _NOTE: "author",
    _NAME: "name",
    _LIST: "list",
    _LINK: "link",
    _RULE: "rule",
    _OF_A_CHART: "picture",
    _WRITER: "author",
    _SHARING: "author",
}
"""Kind of a record → where a person finds what it says."""

_KEPT = frozenset((*_WHAT, _TEXT, _CONTINUE, _OBJECT, _OUTSIDE, _COLUMNS, _PIVOT))

MOST_KEPT = 100_000
"""Records of a sheet that are looked at here."""

_WRITING = pattern_of(rb"(?:[\x20-\xff]\x00|[\x00-\xff][\x01-\x06]){3,}|[\x20-\x7e\x80-\xff]{3,}")
_IS_WIDE = pattern_of(rb"(?:[\x20-\xff]\x00|[\x00-\xff][\x01-\x06]){3,}")
_SUMMARIES = ("\x05summaryinformation", "\x05documentsummaryinformation")
_SUMMARY_AUTHORS = (4, 8)
_TEXTS_OF_A_SUMMARY = (0x1E, 0x1F)  # kinds of values: letters of one byte, and of two
_NAME_OF_THE_PROGRAM = 18


def is_kept(kind: int, body: bytes) -> bool:
    """Say whether a record is looked at here; of rows only those that are hidden."""
    return kind in _KEPT or (kind == _ROW and len(body) >= 14 and bool(body[12] & 0x20))


def mark_unseen(page: Page, records: Sequence[Record]) -> None:
    """Note the rows and columns of a sheet that are hidden, and the cells that have a note."""
    for kind, body in records:
        if kind == _ROW:
            page.rows_out_of_sight.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLUMNS and len(body) >= 10:
            first, last, width, _, flags = struct.unpack_from("<5H", body)
            if flags & 1 or not width:
                page.hide_columns(first + 1, last + 1)
        elif kind == _NOTE and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            page.comment(row + 1, column + 1)


def beside_in_records(records: Sequence[Record], sheet: str | None) -> Iterator[Beside]:
    """Yield the texts that stand beside the cells of a sheet, or those of the whole workbook."""
    before = what_of_text = ""
    for kind, body in records:
        if kind == _OBJECT:
            is_note = len(body) >= 6 and struct.unpack_from("<H", body, 4)[0] == _OF_A_NOTE
            what_of_text = "comment" if is_note else "picture"
        what = _WHAT.get(kind, "")
        if kind == _CONTINUE and before in ("text", "its letters"):
            what, before = what_of_text or "picture", "its letters"
        elif kind == _TEXT:
            before = "text"
        else:
            before = ""
        if what:
            for text in _writing_in(body):
                shown = CODES_OF_A_HEADER.sub(" ", text).strip() if what == "header" else text
                yield Beside(what=what, text=shown, sheet=None if what == "author" else sheet)


def outside_files(records: Sequence[Record]) -> tuple[str, ...]:
    """Name the other files that formulas take values from."""
    names = (file_name(text) for kind, body in records if kind == _OUTSIDE for text in _writing_in(body)[:1])
    return tuple(dict.fromkeys(names))


def pivots_in(records: Sequence[Record]) -> int:
    """Count the pivot tables of a sheet."""
    return sum(kind == _PIVOT for kind, _ in records)


def beside_in_summaries(compound: Compound) -> Iterator[Beside]:
    """Yield the properties of an old file, and who made it."""
    for name in _SUMMARIES:
        if name in compound.names:
            content = compound.stream(name)
            try:
                yield from _properties(content, is_first=name == _SUMMARIES[0])
            except struct.error:
                yield from (Beside(what="property", text=text) for text in _writing_in(content))


def _properties(content: bytes, *, is_first: bool) -> Iterator[Beside]:
    sets = struct.unpack_from("<I", content, 24)[0]
    for number in range(min(sets, 2)):
        start = struct.unpack_from("<I", content, 44 + 20 * number)[0]
        count = struct.unpack_from("<I", content, start + 4)[0]
        for at in range(min(count, MOST_BESIDE)):
            key, offset = struct.unpack_from("<II", content, start + 8 + 8 * at)
            kind, size = struct.unpack_from("<II", content, start + offset)
            if kind in _TEXTS_OF_A_SUMMARY and not (is_first and key == _NAME_OF_THE_PROGRAM):
                held = content[start + offset + 8 : start + offset + 8 + size * (2 if kind == 0x1F else 1)]
                what = "author" if is_first and key in _SUMMARY_AUTHORS else "property"
                yield from (Beside(what=what, text=text) for text in _writing_in(held))


def _writing_in(body: bytes) -> list[str]:
    """Give what can be read in some bytes: runs of three letters and more, of one byte or two."""
    found = []
    for match in _WRITING.finditer(body):
        written = match[0].decode("utf-16-le" if _IS_WIDE.fullmatch(match[0]) else "cp1252", "replace")
        if ord(written[0]) in (0x0100, 0x0100 + len(written) - 1):  # its length, and the mark of two bytes a letter
            written = written[1:]
        found.append(clean(written).strip()[:LONGEST])
    return [text for text in found if text][:MOST_BESIDE]
