"""Bits of XML as Excel workbooks hold it: attributes, letters given by name or number, places such as “B2:D4”."""

import re
import sys

from logicmodel.patterns import pattern_of

ON = ("1", "true", "on")
_RANGE = pattern_of(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_ATTRIBUTE = pattern_of(r"""(?<![\w:])([\w:]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")
_ENTITY = pattern_of(r"&(?:#x([0-9a-fA-F]{1,8})|#(\d{1,8})|(\w{1,8}));")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def column_number(letters: str) -> int:
    """Give the number of a column by its letters: 28 for “AB”."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def range_of(reference: str) -> tuple[int, int, int, int] | None:
    """Read “B2:D4” or “B2” as first row, first column, last row, last column."""
    match = _RANGE.fullmatch(reference)
    if not match:
        return None
    letters, row, last_letters, last_row = match.groups()
    return int(row), column_number(letters), int(last_row or row), column_number(last_letters or letters)


def attributes(text: str) -> dict[str, str]:
    """Read the attributes of a tag by their names."""
    return {name: plain_text(double or single) for name, double, single in _ATTRIBUTE.findall(text)}


def plain_text(xml: str) -> str:
    """Resolve the five entities of XML, and letters given by number."""
    return _ENTITY.sub(_letter_of, xml) if "&" in xml else xml


def _letter_of(entity: re.Match[str]) -> str:
    hexadecimal, decimal, name = entity.groups()
    if name:
        return _ENTITIES.get(name, entity[0])
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if code <= sys.maxunicode else entity[0]


def without_marks(xml: str) -> str:
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
