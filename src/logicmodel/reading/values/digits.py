"""Digits and the marks between them: one number as written, without sign, unit or words."""

import re
from decimal import Decimal
from typing import Literal, TypeAlias

from logicmodel.patterns import pattern_of

DecimalMark: TypeAlias = Literal[".", ","]

NUMBER = r"(?:\d+(?:[.,'٫٬]\d+| \d{3}(?!\d))*|[.,]\d+)(?:[eE][-+]\d\d?)?"
"""A number within a text, with any separators."""

_LARGEST_POWER = 400  # of ten; a spreadsheet stores numbers up to the power of 308
_GROUPED = pattern_of(r"\d+|[1-9]\d{0,2}(?:([ '٬.,])\d{3})(?:\1\d{3})*|[1-9]\d?(?:,\d\d)+,\d{3}")
_THOUSANDS_OR_DECIMALS = pattern_of(r"[1-9]\d{0,2}[.,]\d{3}")


def stored_number(value: int | float | Decimal) -> Decimal | None:
    """Give a stored number without the noise of binary fractions, or None if it is more than a cell can hold."""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return tidy(number) if number.is_finite() and abs(number.adjusted()) <= _LARGEST_POWER else None


def tidy(number: Decimal) -> Decimal:
    """Drop what a number does not need (1E+2, 0.70, -0) and keep every digit that it has."""
    digits = format(number, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Decimal(digits) if digits.strip("-0") else Decimal(0)


def decimal_of(token: str, decimal: DecimalMark | None) -> Decimal | None:
    """Give the number that digits and separators say, or None where the separators make no sense."""
    digits, _, exponent = token.replace("E", "e").partition("e")
    mark = _mark_in(digits, decimal)
    if mark is None:
        return None
    whole, _, fraction = digits.rpartition(mark) if mark else (digits, "", "0")
    if not fraction.isdigit() or (whole and not _GROUPED.fullmatch(whole)):
        return None
    whole = re.sub(r"\D", "", whole) or "0"
    number = Decimal(f"{whole}.{fraction}")
    return tidy(number.scaleb(int(exponent)) if exponent else number)


def _mark_in(digits: str, decimal: DecimalMark | None) -> str | None:
    """Tell the decimal mark: "" where there is none, None where the separators make no sense."""
    if "٫" in digits:
        return "٫"
    point, comma = digits.count("."), digits.count(",")
    if point + comma == 0:
        return ""
    last = "." if digits.rfind(".") > digits.rfind(",") else ","
    if point and comma:
        return last if digits.count(last) == 1 else None
    if point + comma > 1:
        return ""
    if _THOUSANDS_OR_DECIMALS.fullmatch(digits):
        return last if (last == ",") == (decimal == ",") else ""
    return last


def mark_of_number(token: str) -> DecimalMark | None:
    """Tell the only decimal mark with which a number can be read, or None where either will do."""
    digits = re.split("[eE]", token)[0]
    mark = _mark_in(digits, ".")
    if mark != _mark_in(digits, ",") or mark is None:
        return None
    if mark == "":
        return "," if "." in digits else "." if "," in digits else None
    return "." if mark == "." else "," if mark == "," else None
