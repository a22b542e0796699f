"""Plain numbers, shares, months between cause and effect, whole numbers, and yes or no."""

from datetime import date, time, timedelta
from decimal import Decimal

from logicmodel.patterns import pattern_of
from logicmodel.reading.values.amounts import NOT_A_NUMBER, is_qualified, number_in, read_amount
from logicmodel.reading.values.digits import DecimalMark, stored_number, tidy
from logicmodel.reading.values.spans import MONTHS_IN
from logicmodel.reading.values.unknown import BRACKET_NOTE, Failure, Meanings, Value, meaning_of, unknown_state
from logicmodel.words.spelling import plain, straight, unaccented, western_digits

_NOT_A_SHARE = Failure(wanted="a number from 0 to 1, or a percentage", reason="not_a_number")
_NOT_MONTHS = Failure(wanted="a number of months", reason="not_a_number")
_NOT_YES_OR_NO = Failure(wanted="yes or no", reason="not_yes_or_no")

_WHOLE_FIRST = pattern_of(r"#?(\d{1,9})(?:st|nd|rd|th|er|º|°)?(?:$|[\s.):=–-]+\D*)")
_SCALE_WORDS = {
    "very low": 1,
    "very_low": 1,
    "low": 2,
    "medium": 3,
    "moderate": 3,
    "high": 4,
    "very high": 5,
    "very_high": 5,
}
_YES = frozenset(("yes", "y", "x", "✓", "✔", "☑", "[x]", "true", "1", "tick"))
_NO = frozenset(("no", "n", "✗", "✘", "false", "0"))


def read_number(
    value: Value, text: str, *, decimal: DecimalMark | None = None, meanings: Meanings | None = None
) -> Decimal | Failure | None:
    """Read one plain number; a unit or a leading ± is dropped, a range or “about 3” is a Failure.

    >>> read_number(None, "± 5 %"), read_number(1.5, "1.5"), read_number(None, "3–6").reason
    (Decimal('5'), Decimal('1.5'), 'not_a_number')
    """
    amount = read_amount(value, text.strip().removeprefix("±").removeprefix("+/-"), decimal=decimal, meanings=meanings)
    if amount is None or isinstance(amount, Failure):
        return amount
    if amount.state not in ("number", "words"):
        return None
    return NOT_A_NUMBER if amount.value is None or is_qualified(amount) else amount.value


def read_share(
    value: Value,
    text: str,
    *,
    percent: bool = False,
    decimal: DecimalMark | None = None,
    meanings: Meanings | None = None,
) -> Decimal | Failure | None:
    """Read a share from 0 to 1; “70 %” is 0.7. A number above 1 without a per cent sign is a Failure.

    >>> read_share(None, "70 %"), read_share(0.7, "0.7"), read_share(None, "7").reason
    (Decimal('0.7'), Decimal('0.7'), 'not_a_number')
    """
    amount = read_amount(value, text, percent=percent, decimal=decimal, meanings=meanings)
    if isinstance(amount, Failure):
        return _NOT_A_SHARE
    if amount is None or amount.state not in ("number", "words"):
        return None
    if amount.value is None or is_qualified(amount) or amount.unit not in (None, "%"):
        return _NOT_A_SHARE
    share = tidy(amount.value.scaleb(-2)) if amount.unit == "%" else amount.value
    return share if 0 <= share <= 1 else _NOT_A_SHARE


def read_lag(value: Value, text: str, *, meanings: Meanings | None = None) -> tuple[int, int] | Failure | None:
    """Read a time in months as its least and its most; years count 12 months.

    >>> read_lag(3, "3"), read_lag(None, "3 to 6 months"), read_lag(None, "1–2 years"), read_lag(None, "up to 6")
    ((3, 3), (3, 6), (12, 24), (0, 6))
    """
    amount = read_amount(value, text, meanings=meanings)
    if isinstance(amount, Failure):
        return _NOT_MONTHS
    if amount is None or amount.state not in ("number", "words"):
        return None
    months = 1 if amount.unit is None else MONTHS_IN.get(unaccented(amount.unit))
    if amount.value is None or months is None or amount.base is not None or amount.sign == "more":
        return _NOT_MONTHS
    least, most = amount.value * months, (amount.high or amount.value) * months
    if least != int(least) or most != int(most) or not 0 <= least <= most:
        return _NOT_MONTHS
    return (0 if amount.sign == "less" else int(least), int(most))


def read_whole(
    value: Value,
    text: str,
    low: int = 0,
    high: int | None = None,
    *,
    words: bool = False,
    meanings: Meanings | None = None,
) -> int | Failure | None:
    """Read a whole number from `low` to `high`: a place on a scale, a rank, a number of votes.

    A leading number is enough (“4 Strong”, “2nd”). With `words`, very low, low, medium, high and very high are 1 to 5.

    >>> read_whole(None, "5 Severe", 1, 5), read_whole(None, "very high", 1, 5, words=True), read_whole(4.0, "4", 1, 8)
    (5, 5, 4)
    >>> read_whole(None, "9", 1, 5).wanted, read_whole(None, "3 or 4", 1, 5).reason
    ('a whole number from 1 to 5', 'not_a_number')
    """
    wanted = f"a whole number from {low} to {high}" if high is not None else f"a whole number, {low} or more"
    failure = Failure(wanted=wanted, reason="not_a_number")
    number = _whole_number(value, text)
    if number is None and not isinstance(value, int | float | Decimal | date | time | timedelta):
        if unknown_state(text, meanings=meanings) is not None:
            return None
        if words:
            number = _SCALE_WORDS.get(plain(text)) or _SCALE_WORDS.get(meaning_of(text, meanings) or "")
    if number is None or number < low or (high is not None and number > high):
        return failure
    return number


def _whole_number(value: Value, text: str) -> int | None:
    if isinstance(value, bool | date | time | timedelta):
        return None
    if isinstance(value, int | float | Decimal):
        stored = stored_number(value)
        return int(stored) if stored is not None and stored == stored.to_integral_value() else None
    shown = western_digits(straight(text))
    if found := _WHOLE_FIRST.fullmatch(shown):
        return int(found[1])
    amount = number_in(shown, None)
    if amount is None or amount.sign or amount.words or amount.high is not None or amount.base is not None:
        return None
    return int(amount.value) if amount.value == amount.value.to_integral_value() else None


def read_yes_no(value: Value, text: str, *, meanings: Meanings | None = None) -> bool | Failure | None:
    """Read yes or no; None where neither was said, “TBC” and its kin included.

    >>> read_yes_no(None, "✓"), read_yes_no(0, "0"), read_yes_no(None, "No (not yet)"), read_yes_no(None, "n/a")
    (True, False, False, None)
    >>> read_yes_no(None, "partly").reason
    'not_yes_or_no'
    """
    if isinstance(value, int | float | Decimal):
        number = stored_number(value)
        return bool(number) if number in (0, 1) else _NOT_YES_OR_NO
    if isinstance(value, date | time | timedelta):
        return _NOT_YES_OR_NO
    key = BRACKET_NOTE.sub("", plain(text))
    if key in _YES or key in _NO:
        return key in _YES
    meaning = meaning_of(text, meanings)
    # “S” is yes in one language and suppressed in another; here only yes makes sense.
    if meaning in ("yes", "no") or (key == "s" and meaning == "suppressed"):
        return meaning != "no"
    return None if unknown_state(text, meanings=meanings) is not None else _NOT_YES_OR_NO
