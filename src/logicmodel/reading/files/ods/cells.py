"""A cell of an OpenDocument sheet, and what it shows."""

import re
from datetime import timedelta

from msgspec import Struct, field
from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.ods.styles import number_in
from logicmodel.reading.files.shown import (
    TRUTH,
    Look,
    Shown,
    Value,
    clean,
    clock_time,
    error_shown,
    finite,
    formula_shown,
    iso_shown,
    length_text,
    number_shown,
    text_shown,
    value_shown,
)

_ISO_LENGTH = pattern_of(r"(-?)P(?:(\d{1,7})D)?T?(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9}(?:\.\d+)?)S)?")
_ERROR = pattern_of(r"#(REF!|N/A|DIV/0!|NAME\?|VALUE!|NUM!|NULL!)|Err:\d+")
_TRUTH_FORMULA = pattern_of(r"\w+:=(TRUE|FALSE)\(\)")  # how a typed TRUE comes out of an Excel workbook


class OpenCell(Struct):
    """A cell of an OpenDocument sheet: its attributes, its lines, and how many of its letters are struck through."""

    attributes: dict[str, str]
    column: int
    look: Look
    lines: list[str] = field(default_factory=list)
    letters_struck: int = 0

    @property
    def text(self) -> str:
        """The text of its lines, or else of its value."""
        return clean("\n".join(self.lines)) or clean(self.attributes.get("office:string-value", ""))

    @property
    def columns(self) -> range:
        """The columns that it fills, where it is repeated."""
        return range(self.column, self.column + number_in(self.attributes, "table:number-columns-repeated"))

    @property
    def is_filled(self) -> bool:
        """Whether it holds anything."""
        return bool(self.lines) or "office:value-type" in self.attributes or "table:formula" in self.attributes


def shown_by(cell: OpenCell) -> Shown:
    """Say what a cell shows: value and text, or an error, or a formula without a result."""
    attributes, look, text = cell.attributes, cell.look, cell.text
    kind = attributes.get("office:value-type", "")
    is_formula = "table:formula" in attributes
    if attributes.get("calcext:value-type") == "error" or (is_formula and _ERROR.fullmatch(text)):
        return error_shown(text, look)
    if is_formula and not kind and not text:
        return formula_shown(_formula_text(attributes["table:formula"]), look)
    if truth := _TRUTH_FORMULA.fullmatch(attributes.get("table:formula", "")):
        return value_shown((truth[1] == "TRUE", truth[1]), look)
    if kind in ("float", "currency", "percentage"):
        number = finite(attributes.get("office:value", ""))
        if number is not None:
            kind_of_number = "percent" if kind == "percentage" else ""
            return number_shown(number, look if look.shows == kind_of_number else replace(look, shows=kind_of_number))
    if kind == "date":
        return value_shown(iso_shown(attributes.get("office:date-value", text), look), look)
    if kind == "time":
        return value_shown(_time_shown(attributes.get("office:time-value", text), look), look)
    if kind == "boolean":
        is_true = attributes.get("office:boolean-value") == "true"
        return value_shown((is_true, TRUTH[is_true]), look)
    return text_shown(text, look, (cell.letters_struck * 2 >= len(text)) if cell.letters_struck else None)


def _formula_text(formula: str) -> str:
    """Show “of:=[.B2]*12” as “=B2*12”."""
    return clean(re.sub(r"\[\.?([^\[\]]*)\]", r"\1", re.sub(r"^\w+:(?==)", "", formula)))


def _time_shown(text: str, look: Look) -> tuple[Value, str]:
    """Give value and text of a length of time, “PT14H30M00S”, which is also how a time of day is stored."""
    match = _ISO_LENGTH.fullmatch(text)
    if not match:
        return text, text
    days, hours, minutes, seconds = (float(number or 0) for number in match.groups()[1:])
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=round(seconds))
    if match[1] or look.shows == "length" or length >= timedelta(days=1):
        length = -length if match[1] else length
        return length, length_text(length)
    return clock_time(length)
