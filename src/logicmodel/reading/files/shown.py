"""What a cell shows: value and text, by what is stored in it and by the format of numbers that it has.

A spreadsheet stores 46115 and 0.45; its author sees 2026-04-03 and 45%. What is stored looks nearly the same in every
kind of file, so that every reader comes here for what is seen.
"""

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from logicmodel.patterns import pattern_of
from logicmodel.words.periods import MONTHS

Value: TypeAlias = str | bool | int | float | date | datetime | time | timedelta
Shown: TypeAlias = tuple[Value, str, str | None, bool, bool, bool] | tuple[()]
"""Value, text, error, no result, struck, per cent of a cell; empty where it shows nothing."""


# -- texts ------------------------------------------------------------------------------------------------------------

_BLANKS = " \t\n\r\f\v\u00a0\u200b\u2060\ufeff"
_CONTROLS = pattern_of("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_HALVES = pattern_of("[\ud800-\udfff]")
_ESCAPE = pattern_of(r"_x([0-9A-Fa-f]{4})_")
TRUTH = {True: "TRUE", False: "FALSE"}
TICKS = {  # what some letters of two fonts of symbols look like; a ticked box is a tick
    "wingdings": str.maketrans("üþûý¨\uf0fc\uf0fe\uf0fb\uf0fd\uf0a8", "✓✓✗☒☐✓✓✗☒☐"),
    "wingdings 2": str.maketrans("PROQT£\uf050\uf052\uf04f\uf051\uf054\uf0a3", "✓✓✗☒☒☐✓✓✗☒☒☐"),
}


def clean(text: str) -> str:
    """Make all line breaks one kind, and leave out control characters and halves of letters."""
    if text.isprintable():
        return text
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _HALVES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def unescaped(text: str) -> str:
    """Decode the escapes of Excel: “_x000D_” is a line break, “_x005F_” an underscore."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return clean(text)


# -- numbers and dates as they are shown ------------------------------------------------------------------------------


class Look(Struct, frozen=True, kw_only=True):
    """How a style shows a cell. `shows` is percent, date, moment (date and time), time, length, or nothing special."""

    shows: str = ""
    months: str = ""  # the format of a date that shows no day
    decimals: int = 0  # decimals that are always shown
    digits: int = 0  # digits that are always shown, with zeros in front
    struck: bool = False
    fill: str | None = None
    font: str = ""  # in small letters
    indent: int = 0  # steps by which a text is moved in


PLAIN = Look()
_LITERALS = pattern_of(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]')
_NO_COLOURS = ("FFFFFF", "TRANSPARENT", "theme 0", "indexed 1", "indexed 9", "indexed 64", "indexed 65")
_PARTS_OF_FORMAT = pattern_of(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].|(y+|m+)|(.)', re.IGNORECASE)


def look_of(code: str, *, struck: bool = False, fill: str | None = None, font: str = "", indent: int = 0) -> Look:
    """Say how a cell is shown by a number format such as “0.0%”, a line through it, a colour, a font and an indent."""
    shows, months, decimals, digits = _read_format(code[:255])  # Excel has none that is longer
    return Look(
        shows=shows,
        months=months,
        decimals=decimals,
        digits=digits,
        struck=struck,
        fill=None if fill in _NO_COLOURS else fill,
        font=font.lower() if font.lower() in TICKS else "",
        indent=indent,
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


def text_shown(text: str, look: Look, struck: bool | None = None) -> Shown:
    """Say what a cell with a clean text shows. `struck` is what its runs say, where it has runs."""
    if not text[:1].isalnum() and (text.isspace() or not text.strip(_BLANKS)):
        return ()
    if look.font:
        text = text.translate(TICKS[look.font])
    return text, text, None, False, look.struck if struck is None else struck, False


def error_shown(text: str, look: Look) -> Shown:
    """Say what a cell with an error such as “#REF!” shows."""
    return (text, text, text, False, look.struck, False) if text else ()


def formula_shown(formula: str, look: Look) -> Shown:
    """Say what a cell shows whose formula was saved without a result: the formula."""
    return "", clean(formula), None, True, look.struck, False


def value_shown(shown: tuple[Value, str], look: Look) -> Shown:
    """Say what a cell with a value and its text shows."""
    return (*shown, None, False, look.struck, False) if shown[1] else ()


def number_shown(number: float, look: Look, counts_from_1904: bool = False) -> Shown:
    """Say what a cell with a number shows: a date is a number of days, 45% is 0.45."""
    if look.shows == "percent":
        value, text = _plain(number * 100, PLAIN)
        return value, f"{text}%", None, False, look.struck, True
    time_shown = _time_shown(number, look, counts_from_1904) if look.shows else None
    return value_shown(time_shown or _plain(number, look), look)


def _plain(number: float, look: Look) -> tuple[int | float, str]:
    text = f"{number:.15g}"  # a spreadsheet keeps fifteen digits; what follows is noise
    exact = float(text)
    if exact.is_integer() and abs(exact) < 1e15:
        whole = int(exact)
        return whole, str(whole).zfill(look.digits)
    if look.decimals and float(padded := f"{exact:.{look.decimals}f}") == exact:
        return exact, padded
    return exact, format(Decimal(text), "f") if "e" in text else text


def _time_shown(serial: float, look: Look, counts_from_1904: bool) -> tuple[Value, str] | None:
    """Give value and text of a count of days, or None where no date has that count."""
    if abs(serial) > 3_000_000:
        return None
    days = math.floor(serial)
    length = timedelta(days=days, seconds=round((serial - days) * 86_400))
    if look.shows == "length":
        return length, length_text(length)
    if look.shows == "time":
        return clock_time(length)
    start = datetime(1904, 1, 1) if counts_from_1904 else datetime(1899, 12, 30)
    if not counts_from_1904 and days < 60:
        start = datetime(1899, 12, 31)  # Excel has a 29 February 1900
    if serial < (0 if counts_from_1904 else 1) or length > datetime(9999, 12, 31) - start:
        return None
    return date_shown(start + length, look)


def date_shown(moment: datetime, look: Look) -> tuple[Value, str]:
    """Give value and text of a moment in whole seconds; midnight is a date."""
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
        name = MONTHS[day.month - 1]
        return {1: str(day.month), 2: f"{day.month:02}", 3: name[:3], 5: name[0]}.get(len(letters), name)

    return _PARTS_OF_FORMAT.sub(shown, code).strip()


def clock_time(length: timedelta) -> tuple[time, str]:
    """Give value and text of a time of day, “14:30”, from the time since midnight."""
    of_day = (datetime.min + timedelta(seconds=length.seconds)).time()
    return of_day, _clock_text(of_day)


def _clock_text(of_day: time) -> str:
    return of_day.isoformat("seconds" if of_day.second else "minutes")


def length_text(length: timedelta) -> str:
    """Show a length of time in hours, however many: “36:05”."""
    minutes, seconds = divmod(round(abs(length).total_seconds()), 60)
    sign = "-" if length < timedelta() else ""
    return f"{sign}{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def iso_shown(text: str, look: Look) -> tuple[Value, str]:
    """Give value and text of a date that is stored as a text, “2026-04-03T10:30:00”; the text where it is none."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return text, text
    return date_shown(moment, look)


def integer(text: str | None) -> int:
    """Read a whole number that a file gives as a text; 0 where it gives none."""
    return int(text) if text and len(text) < 10 and text.isdecimal() else 0


def finite(text: str) -> float | None:
    """Read a number that a file gives as a text; None where it is none, or infinite."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
