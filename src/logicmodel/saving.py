"""Text that is safe in a cell, and files of Office as bytes that are the same each time."""

import re
import unicodedata
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from logicmodel.patterns import pattern_of

if TYPE_CHECKING:
    from openpyxl import Workbook as Book

LONGEST_TEXT = 32_767
"""How many characters a cell of a workbook can hold."""

_LONGEST_ESCAPE = len("_x0000_")
_LOOKS_ESCAPED = pattern_of(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = pattern_of(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NEVER_IN_XML = pattern_of(r"[\ud800-\udfff\ufffe\uffff]")
_CHANGED = pattern_of(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")

_FIXED_HEIGHT = pattern_of(rb'(<row [^>]*?) customHeight="1"')
_FIXED_DATE = b"1980-01-01T00:00:00Z"
_FIXED_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def cell_text(text: str) -> str:
    r"""Write a text so that a cell can hold it and gives it back; control characters are escaped as Excel does it.

    >>> cell_text("a\r\nb"), cell_text("bell\a"), cell_text("_x0041_")
    ('a\nb', 'bell_x0007_', '_x005F_x0041_')
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    escaped = _LOOKS_ESCAPED.sub("_x005F_", lines)
    escaped = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", escaped)
    return _NEVER_IN_XML.sub("\N{REPLACEMENT CHARACTER}", escaped)


def one_line(text: str) -> str:
    r"""Put a text on one line, without signs that cannot be seen.

    >>> one_line(" Ward\n of \a birth")
    'Ward of birth'
    """
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def fitting(text: str) -> str:
    """Cut a text that is longer than a cell can hold, and end it with “…”.

    >>> fitting("short"), len(fitting("x" * 40_000))
    ('short', 32767)
    """
    if len(text) * _LONGEST_ESCAPE <= LONGEST_TEXT or _size(text) <= LONGEST_TEXT:
        return text
    fit = text[:LONGEST_TEXT]
    while (over := _size(fit) - LONGEST_TEXT) >= 0:  # one place is left for the “…”
        fit = fit[: -max(1, over // _LONGEST_ESCAPE)]
    return fit + "…"


def _size(text: str) -> int:
    """Count as Excel does, in units of UTF-16, with the escapes."""
    return len(cell_text(text).encode("utf-16-le")) // 2


def to_bytes(book: "Book") -> bytes:
    """Save a workbook without anything that changes from one run to the next."""
    saved = BytesIO()
    book.save(saved)
    parts = parts_of(saved.getvalue())
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            # Rows open with the height they are given, and still grow when somebody types more.
            parts[name] = _FIXED_HEIGHT.sub(rb"\g<1>", parts[name])
    parts[STYLES] = _FONT.sub(_in_order, parts[STYLES])
    return archived(parts)


STYLES = "xl/styles.xml"
_FONT = pattern_of(rb"<font>(.*?)</font>")
_OF_A_FONT = pattern_of(rb"<(\w+)[^>]*/>")
_FONT_ORDER = b"b i strike condense extend outline shadow u vertAlign sz color name family charset scheme".split()


def _in_order(font: re.Match[bytes]) -> bytes:
    """Write what is said of a font in the order of the Open XML SDK; openpyxl has an order of its own."""
    said = sorted(_OF_A_FONT.finditer(font[1]), key=lambda each: _FONT_ORDER.index(each[1]))
    return b"<font>" + b"".join(each[0] for each in said) + b"</font>"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Give the parts of a file of Office by their names."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archived(parts: Mapping[str, bytes]) -> bytes:
    """Put the parts of a file of Office together, with days that are the same each time."""
    fixed = BytesIO()
    with ZipFile(fixed, "w") as archive:
        for name, content in sorted(parts.items()):
            entry = ZipInfo(name, _FIXED_ZIP_DATE)
            entry.create_system = 0  # else the bytes would tell Windows from the rest
            entry.compress_type = ZIP_DEFLATED
            settled = _CHANGED.sub(rb"\g<1>" + _FIXED_DATE, content) if name == CORE else content
            archive.writestr(entry, settled)
    return fixed.getvalue()


CORE = "docProps/core.xml"
"""The part that says who made a file and when."""


def width_in_letters(text: str) -> int:
    """Say how much room a text takes across a sheet, in Latin letters: one of Chinese takes that of two.

    >>> width_in_letters("School"), width_in_letters("学校")
    (6, 4)
    """
    return len(text) + sum(unicodedata.east_asian_width(letter) in "WF" for letter in text if not letter.isascii())
