"""Amounts: a number with its sign, range, base and unit, and the decimal mark that a column writes."""

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.model import Amount
from logicmodel.patterns import pattern_of
from logicmodel.reading.values.digits import NUMBER, DecimalMark, decimal_of, mark_of_number, stored_number, tidy
from logicmodel.reading.values.unknown import BRACKET_NOTE, REMEMBERED, Failure, Meanings, Value, unknown_state
from logicmodel.words.currencies import currency_of
from logicmodel.words.spelling import straight, western_digits

NOT_A_NUMBER = Failure(wanted="a number", reason="not_a_number")

_LONGEST_NUMBER = 120  # letters; a longer text is a sentence
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "million": 6, "bn": 9}
_TERM = pattern_of(
    rf"(?P<minus>[-+]?)(?P<before>[A-Z]{{3}} ?|[A-Z]{{0,3}}[^\w\s.,'()<>~+-] ?)?(?P<minus_after>-?)"
    rf"(?P<number>{NUMBER})(?: ?(?i:(?P<scale>k|m|mn|mln|mio|thousand|million|bn)s?)\.?(?![^\W\d_]))?"
    r"(?P<plus>\+?)(?P<gap> ?)(?P<after>.*)"
)
_PER_CENT = pattern_of(
    r"(?:%|٪|(?:per ?cent|pct|pour cent|por ciento|por cento|prozent)\b) ?(?P<rest>\D*)", re.IGNORECASE
)
_RATE = pattern_of(r"(?:per|pour|por|je|pro|auf|für) 1[\d., ]*0\b[^\d;:?!]*", re.IGNORECASE)  # “per 100,000 births”
_UNIT_WORDS = pattern_of(r"[^\W\d_][^\d,;:?!]*")
_LONG_UNIT_WORDS = pattern_of(r"(?=.*[^\W\d_])[(\w].*")
_OPENING_SIGNS = {
    "about": r"~|≈|±|(?:about|around|approximately|approx|circa|ca|c(?=\.)|roughly|nearly|almost|some|environ|unos|unas|"
    r"cerca de|aproximadamente|etwa|rund)\b\.?",
    "more": r">=|≥|>|(?:more than|over|above|at least|minimum(?: of)?|min|not? (?:less|fewer) than|plus de|au moins|"
    r"más de|al menos|mais de|pelo menos|mehr als|über|mindestens)\b\.?",
    "less": r"<=|≤|<|(?:less than|fewer than|under|below|up to|at most|maximum(?: of)?|max|not? more than|moins de|"
    r"jusqu'à|menos de|hasta|até|weniger als|unter|bis zu|höchstens)\b\.?",
}
_OPENING_SIGN = {sign: pattern_of(rf"(?:{words})\s*", re.IGNORECASE) for sign, words in _OPENING_SIGNS.items()}
_CLOSING_SIGN = {
    "more": pattern_of(r"\s*\+$| (?:or|and) (?:more|over|above)$", re.IGNORECASE),
    "less": pattern_of(r" or (?:fewer|less|under|below)$", re.IGNORECASE),
    "about": pattern_of(r",? (?:or so|approx\.?|approximately)$", re.IGNORECASE),
}
_NUMBER_IS = pattern_of(r"\A[nN] ?= ?")
_OF = pattern_of(r"(?P<part>.+?) (?:out )?of (?P<whole>\S.*?)(?:,? or .+)?", re.IGNORECASE)
_JOINER = pattern_of(r"(?<=\S) ?-(?!-) ?|(?<=\S) (?:to|bis|à|até|a) ")
_BETWEEN = pattern_of(r"between (.+) and (.+)", re.IGNORECASE)


class _Term(Struct, frozen=True, kw_only=True):
    """One number with what stands around it."""

    number: Decimal  # before the scale
    scale: int = 0  # zeros that “k” or “million” add
    unit: str | None = None  # % or a currency
    words: str = ""
    plus: bool = False

    @property
    def value(self) -> Decimal:
        return tidy(self.number.scaleb(self.scale)) if self.scale else self.number


class Found(Struct, frozen=True, kw_only=True):
    """A number as read from a text: the fields of an amount, and the words that follow it."""

    value: Decimal
    high: Decimal | None = None
    base: Decimal | None = None
    sign: str | None = None
    unit: str | None = None
    words: str = ""


def read_amount(
    value: Value,
    text: str,
    *,
    percent: bool = False,
    decimal: DecimalMark | None = None,
    counts: bool = False,
    meanings: Meanings | None = None,
) -> Amount | Failure | None:
    """Read a number, with its sign, range, unit and base.

    `percent` says that the cell is formatted as per cent; a stored number then comes × 100 already. `decimal` is the
    decimal mark of the column, if it is known: without it “2,324” is 2324 and “2.324” is 2.324. Text without a number
    is an amount whose state is words. A date or TRUE where a number is wanted is a Failure. £ is GBP, € EUR, $ USD.

    >>> amount = read_amount(None, "£12.5k")
    >>> amount.value, amount.unit
    (Decimal('12500'), 'GBP')
    >>> amount = read_amount(None, "150 of 150, or 100%")
    >>> amount.value, amount.base
    (Decimal('150'), Decimal('150'))
    >>> read_amount(None, "1.234,56").value, read_amount(None, "about half").state, read_amount(None, "TBC").state
    (Decimal('1234.56'), 'words', 'to_be_set')
    """
    shown = text.strip()
    if isinstance(value, bool | date | time | timedelta):
        return NOT_A_NUMBER
    if isinstance(value, int | float | Decimal):
        number = stored_number(value)
        if number is None:
            return NOT_A_NUMBER
        return Amount(text=shown or format(number, "f"), value=number, unit="%" if percent else None)
    state = unknown_state(shown, counts=counts, meanings=meanings)
    if state == "blank":
        return None
    if state is not None:
        return Amount(text=shown, state=state)
    found = number_in(shown, decimal)
    if found is None:
        return Amount(text=shown, state="words")
    unit = found.unit or found.words or ("%" if percent else None)
    return Amount(
        text=shown, value=found.value, high=found.high, sign=found.sign, unit=unit, base=found.base, state="number"
    )


def is_qualified(amount: Amount) -> bool:
    """Tell whether a number came with a sign, a range or a base: “~300”, “10–15”, “150 of 150”.

    >>> is_qualified(read_amount(None, "~300")), is_qualified(read_amount(None, "£300"))
    (True, False)
    """
    return amount.sign is not None or amount.high is not None or amount.base is not None


def only_decimal_mark(text: str) -> Literal[".", ",", "mixed"] | None:
    """Tell with which decimal mark alone a number as text can be read, or None where either will do.

    >>> [only_decimal_mark(text) for text in ("9.707,1", "2,324.5", "1.234.567", "12,5", "2,324", "300", "tea, cake")]
    [',', '.', ',', ',', None, None, None]
    """
    if not text or text.isdigit() or number_in(text.strip(), None) is None:
        return None
    marks = {mark_of_number(token) for token in re.findall(NUMBER, western_digits(straight(text)))} - {None}
    if len(marks) > 1:
        return "mixed"
    return marks.pop() if marks else None


def decimal_style(texts: Iterable[str]) -> Literal[".", ",", "mixed"] | None:
    """Tell how the text numbers of a column are written: with a point, with a comma, both, or it cannot be told.

    >>> decimal_style(["9.707,1", "2,324.5"]), decimal_style(["12,5", "2,324"]), decimal_style(["300"])
    ('mixed', ',', None)
    """
    marks = {only_decimal_mark(text) for text in texts} - {None}
    if len(marks) > 1:
        return "mixed"
    return marks.pop() if marks else None


@lru_cache(REMEMBERED)
def number_in(shown: str, decimal: DecimalMark | None, long_units: bool = False) -> Found | None:
    """Read the number that a whole text says, or None where it says something else."""
    # Two lines are two things: “12” over “500” is not 12,500.
    if len(shown) > _LONGEST_NUMBER or not any(map(str.isdigit, shown)) or len(shown.splitlines()) > 1:
        return None
    text = western_digits(straight(shown))
    text = text.rstrip(" .*†‡") if long_units else BRACKET_NOTE.sub("", text).rstrip(" .*†‡")
    sign, text = _without_sign(_NUMBER_IS.sub("", text))
    found = _part_of_whole(text, decimal, long_units) or _range_in(text, decimal, long_units)
    if found is None:
        term = _term(text, decimal, long_units)
        if term is None:
            return None
        found = Found(value=term.value, unit=term.unit, words=term.words, sign="more" if term.plus else None)
    return replace(found, sign=sign or found.sign)


def _without_sign(text: str) -> tuple[str | None, str]:
    for sign, pattern in _OPENING_SIGN.items():
        if opening := pattern.match(text):
            return sign, text[opening.end() :]
    for sign, pattern in _CLOSING_SIGN.items():
        if closing := pattern.search(text):
            return sign, text[: closing.start()]
    return None, text


def _part_of_whole(text: str, decimal: DecimalMark | None, long_units: bool) -> Found | None:
    """Read “150 of 150”."""
    found = _OF.fullmatch(text)
    if found is None:
        return None
    part, whole = _term(found["part"], decimal, False), _term(found["whole"], decimal, long_units)
    if part is None or whole is None or part.unit == "%":
        return None
    return Found(
        value=part.value,
        base=whole.value,
        unit=part.unit or whole.unit,
        words=" ".join((part.words, whole.words)).strip(),
    )


def _range_in(text: str, decimal: DecimalMark | None, long_units: bool) -> Found | None:
    """Read “10–15”, “£10–15k”, “between 10 and 15”."""
    between = _BETWEEN.fullmatch(text)
    ends = [between.groups()] if between else []
    ends += [(text[: joiner.start()], text[joiner.end() :]) for joiner in _JOINER.finditer(text)]
    for first, last in ends:
        low, high = _term(first, decimal, False), _term(last, decimal, long_units)
        if low is None or high is None or (low.unit and high.unit and low.unit != high.unit):
            continue
        if high.scale and not low.scale and low.number < high.number:
            low = _Term(number=low.number, scale=high.scale, unit=low.unit)
        if low.value <= high.value:
            return Found(value=low.value, high=high.value, unit=high.unit or low.unit, words=high.words or low.words)
    return None


def _term(text: str, decimal: DecimalMark | None, long_units: bool) -> _Term | None:
    found = _TERM.fullmatch(text.strip())
    number = decimal_of(found["number"], decimal) if found else None
    if found is None or number is None:
        return None
    before = (found["before"] or "").strip()
    unit_before = "%" if before in ("%", "٪") else currency_of(before)
    around = _unit_after(found["after"], bool(found["gap"]), long_units)
    if around is None or (before and not unit_before):
        return None
    unit, words = unit_before or around[0], around[1]
    scale = (found["scale"] or "").lower()
    # “3m” may be three metres, months or millions; with a currency it is plain.
    if scale == "m" and unit in (None, "%"):
        return None
    minus = found["minus"] == "-" or found["minus_after"] == "-"
    return _Term(
        number=-number if minus and number else number,
        scale=_SCALES.get(scale, 0),
        unit=unit,
        words=words,
        plus=bool(found["plus"]),
    )


def _unit_after(after: str, gap: bool, long_units: bool) -> tuple[str | None, str] | None:
    """Tell the unit and the words that stand after a number; None where what follows is no unit."""
    if not after:
        return None, ""
    if share := _PER_CENT.fullmatch(after):
        return "%", share["rest"].strip()
    currency, _, words = after.partition(" ")
    if currency_of(currency) and not any(map(str.isdigit, words)):
        return currency_of(currency), words.strip()
    if not gap:
        return None
    if _RATE.fullmatch(after):
        return None, after
    if long_units:
        return (None, after) if _LONG_UNIT_WORDS.fullmatch(after) else None
    return (None, after) if _UNIT_WORDS.fullmatch(after) and len(after.split()) <= 3 else None
