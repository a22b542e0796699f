"""How the styles of an OpenDocument workbook show a cell, and how its formats of numbers are called in Excel."""

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.grid import (
    MOST_FORMATS,
    MOST_MARKS,
)
from logicmodel.reading.files.shown import (
    PLAIN,
    Look,
    integer,
    look_of,
)

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
_LENGTH = pattern_of(r"(\d{1,4}(?:\.\d{1,6})?)(cm|mm|in|pt)")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0}


class Styles:
    """Collects the styles of an OpenDocument workbook. Formats of numbers come as Excel would write them."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._format = self._style = ""
        self._brackets = False
        self._styles: dict[str, dict[str, str]] = {}
        self._looks: dict[str, Look] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a tag “style:…” or “number:…”."""
        prefix, _, kind = tag.partition(":")
        if tag == "style:style" and len(self._styles) < MOST_MARKS:
            self._style = attributes.get("style:name", "")
            self._styles[self._style] = attributes
        elif prefix == "style" and kind.endswith("-properties"):
            self.of(self._style).update(attributes)
        elif prefix == "number" and kind.endswith("-style") and len(self._formats) < MOST_FORMATS:
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

    def look(self, name: str) -> Look:
        """Say how a style shows a cell."""
        if name not in self._styles:
            return PLAIN
        if name not in self._looks:
            style = self.of(name)
            self._looks[name] = look_of(
                self._formats.get(style.get("style:data-style-name", ""), ""),
                struck=style.get(f"{_LINE_THROUGH}-style", style.get(f"{_LINE_THROUGH}-type", "none")) != "none",
                fill=style.get("fo:background-color", "transparent").lstrip("#").upper(),
                font=style.get("style:font-name", ""),
                indent=_steps(style.get("fo:margin-left", "")),
            )
        return self._looks[name]


def _format_part(kind: str, attributes: dict[str, str], brackets: bool) -> str:
    """Write one part of a format as Excel would: a long year is “yyyy”, two decimals are “0.00”."""
    if attributes.get("number:style") == "long" and kind in ("year", "month"):
        kind = f"long {kind}"
    if attributes.get("number:textual") == "true":
        kind = f"{kind} name"
    if kind == "number" and attributes.get("number:grouping") != "true":
        digits = min(number_in(attributes, "number:min-integer-digits"), 20)
        decimals = min(integer(attributes.get("number:decimal-places")), 20)
        return "0" * digits + "." * (decimals > 0) + "0" * decimals
    if kind == "hours" and brackets:
        return "[h]"
    return _FORMAT_PARTS.get(kind, "")


def _steps(margin: str) -> int:
    """Give the steps by which a margin such as “0.353cm” moves a text in; a step of LibreOffice is ten points."""
    found = _LENGTH.fullmatch(margin)
    return round(float(found[1]) * _POINTS[found[2]] / 10) if found else 0


def number_in(attributes: dict[str, str], name: str) -> int:
    """Give a number of repetitions or of cells: one where nothing is said."""
    return max(1, integer(attributes[name])) if name in attributes else 1
