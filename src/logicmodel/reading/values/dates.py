"""Dates, however exact: a day, a month, a quarter, a year, or a distance from the start of the plan."""

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct

from logicmodel.model import When, months_after
from logicmodel.patterns import pattern_of
from logicmodel.reading.values.digits import stored_number
from logicmodel.reading.values.spans import COUNT, COUNT_WORDS, MONTHS_IN, count_of
from logicmodel.reading.values.unknown import BRACKET_NOTE, REMEMBERED, Failure, Meanings, Value, unknown_state
from logicmodel.words.periods import MONTHS
from logicmodel.words.spelling import unaccented, western_digits

DateStyle: TypeAlias = Literal["day/month/year", "month/day/year", "year-month-day"]

_NOT_A_DATE = Failure(wanted="a date", reason="not_a_date")
_IMPOSSIBLE = Failure(wanted="a date", reason="impossible_date")

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # 1954 to 2119, counted from 1900
_SERIAL_ZERO = date(1899, 12, 30)
# English, French, Spanish, Portuguese, German and Arabic, without accents; their abbreviations after them.
_MONTH_WORDS = (
    "january jan janvier janv enero ene janeiro januar janner يناير",
    "february feb fevrier fevr fev febrero fevereiro februar فبراير شباط",
    "march mar mars marzo marco marz maerz مارس اذار",
    "april apr avril avr abril abr ابريل نيسان",
    "may mai mayo maio مايو ايار",
    "june jun juin junio junho juni يونيو حزيران",
    "july jul juillet juil julio julho juli يوليو تموز",
    "august aug aout agosto ago اغسطس اب",
    "september sep sept septembre septiembre setiembre setembro set سبتمبر ايلول",
    "october oct octobre octubre outubro out oktober okt اكتوبر",
    "november nov novembre noviembre novembro نوفمبر",
    "december dec decembre diciembre dic dezembro dez dezember ديسمبر",
)
_MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, start=1) for word in words.split()}
_TIME_OF_DAY = pattern_of(r"(?<=\d)(?:t| t?)\d{1,2}:\d\d.*$")
_DUE_WORDS = pattern_of(r"^(?:by|until|till|from) ")
_END_WORDS = pattern_of(
    r"^(?:(?:by |at )?(?:the )?(?:end|late)(?: of)? |(?:a |jusqu'a )?(?:la )?fin (?:de |d'|du )?"
    r"|(?:a )?(?:fines|finales|fin|final|fim) (?:de |del |do )?|ende (?:des )?|نهايه )"
)
_START_WORDS = pattern_of(
    r"^(?:(?:at |from )?(?:the )?(?:start|beginning)(?: of)? |(?:au )?debut (?:de |d'|du )?"
    r"|(?:a )?(?:principios|comienzos|inicios|inicio|comeco) (?:de |del |do )?|(?:ab )?anfang (?:des )?|بدايه )"
)
_YEAR_FIRST = pattern_of(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?")
_DAY_FIRST = pattern_of(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d\d)")
_MONTH_AND_YEAR = pattern_of(r"(\d{1,2})[-/.](\d{4})")
_QUARTER_WORD = r"(?:q|quarter |trimestre |trimester |quartal )"
_QUARTER = pattern_of(
    rf"{_QUARTER_WORD}(?P<a>\d)[ /-]*(?P<year_a>\d{{4}}|'?\d\d)|(?P<year_b>\d{{4}})[ /-]*{_QUARTER_WORD}(?P<b>\d)"
    rf"|(?P<c>\d)(?:st|nd|rd|th|er|e|\.)? (?:quarter|trimestre|quartal)(?: (?:of|de|du))? (?P<year_c>\d{{4}})"
)
_NAMED_TOKEN = pattern_of(r"'\d\d\b|\d+|[^\W\d_]+")
_NAMED_FILLERS = frozenset(("de", "of", "the", "del", "den", "do", "st", "nd", "rd", "th", "er", "o", "a"))
_RELATIVE = pattern_of(rf"(?:ال)?([^\W\d_]+)[ .#-]*(\d{{1,4}}|{'|'.join(COUNT_WORDS)})")
_UNTIL = pattern_of(r"\s*(?:by|until|till|before|jusqu|avant|hasta|antes|ate|até|bis|vor)\b", re.IGNORECASE)
_FROM_TO = pattern_of(
    r"\s*(?:(?:from|between|de|du|del|desde|von|vom)\s+)?(?P<first>\S.*?)"
    r"\s(?:[-–—]|to|until|till|and|[aà]|au|al|hasta|at[eé]|bis)\s+(?P<last>\S.*?)\s*",
    re.IGNORECASE,
)
_FROM_DASH_TO = pattern_of(r"\s*(?P<first>[^-–—]+)[-–—](?P<last>[^-–—]+)")
_ENDS_IN_A_YEAR = pattern_of(r"(?:19|20)\d\d$")
_TIME_SPAN = pattern_of(rf"({COUNT})[ -]?([^\W\d_]+)")


class _Asked(Struct, frozen=True, kw_only=True):
    """A date to read: the text as typed, what is left of it to read, and what is known about the column."""

    text: str
    key: str
    style: DateStyle | None
    start: date | None
    end_of: bool


def read_when(
    value: Value,
    text: str,
    *,
    style: DateStyle | None = None,
    start: date | None = None,
    end_of: bool = False,
    meanings: Meanings | None = None,
) -> When | Failure | None:
    """Read a date as the first and the last day that it can mean.

    `style` is what “Dates are” says, or what `settles_style` found; without it 03/04/2026 is a Failure with two
    choices. `start` is the first day of the plan: “Month 6” and “Year 2” count from it, and without it are kept in
    `months`. `end_of` says that the cell holds an end, where “36 months” is a length from the start.

    >>> when = read_when(None, "Q2 2026")
    >>> str(when.first), str(when.last), when.precision
    ('2026-04-01', '2026-06-30', 'quarter')
    >>> read_when(None, "03/04/2026").choices
    ('3 April', '4 March')
    >>> read_when(None, "31/06/2026").reason, read_when(None, "Spring term").reason, read_when(None, "TBC").state
    ('impossible_date', 'not_a_date', 'to_be_set')
    >>> read_when(None, "Year 2").months, str(read_when(None, "Year 2", start=date(2026, 4, 1)).last)
    (24, '2028-03-31')
    """
    shown = text.strip()
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return _between(shown or day.isoformat(), day, day, "day")
    if isinstance(value, bool | time | timedelta):
        return _NOT_A_DATE
    if isinstance(value, int | float | Decimal):
        shown = shown or str(value)
        found = _date_of_number(stored_number(value), shown)
        if found is not None:
            return found
    state = unknown_state(shown, meanings=meanings)
    if state is None:
        return _date_in(shown, style, start, end_of)
    if state == "blank":
        return None
    return _NOT_A_DATE if state == "suppressed" else When(text=shown, state=state)


def start_and_end(text: str) -> tuple[str, str]:
    """Part a time into where it begins and where it ends, each as typed; empty for what is not said.

    >>> start_and_end("Apr 2026 – Mar 2027"), start_and_end("Jan-Mar 2026"), start_and_end("from May 2026 to 2028")
    (('Apr 2026', 'Mar 2027'), ('Jan 2026', 'Mar 2026'), ('May 2026', '2028'))
    >>> start_and_end("By March 2027"), start_and_end("May 2026"), start_and_end("2026-27")
    (('', 'By March 2027'), ('May 2026', ''), ('2026-27', ''))
    """
    if _UNTIL.match(text):
        return "", text.strip()
    for parted in (_FROM_TO.fullmatch(text), _FROM_DASH_TO.fullmatch(text)):
        first, last = (parted["first"], parted["last"]) if parted else ("", "")
        if first and not _ENDS_IN_A_YEAR.search(first) and (year := _ENDS_IN_A_YEAR.search(last)):
            first = f"{first} {year[0]}"
        both = (read_when(None, part, style="day/month/year") for part in (first, last))
        if all(isinstance(each, When) and each.state == "date" for each in both):
            return first, last
    return text.strip(), ""


def settles_style(texts: Iterable[str]) -> DateStyle | None:
    """Tell in which order the text dates of a column give day and month, if one of them has a part above 12.

    None where none has, and where two of them contradict each other.

    >>> settles_style(["03/04/2026", "25/04/2026"]), settles_style(["03/04/2026"]), settles_style(["04/25/26"])
    ('day/month/year', None, 'month/day/year')
    """
    styles: set[DateStyle] = set()
    for text in texts:
        found = _DAY_FIRST.fullmatch(_date_key(text)) if text else None
        if found and int(found[1]) > 12 >= int(found[3]):
            styles.add("day/month/year")
        elif found and int(found[3]) > 12 >= int(found[1]):
            styles.add("month/day/year")
    return styles.pop() if len(styles) == 1 else None


def has_two_readings(text: str) -> bool:
    """Say whether a text is a date of which nobody can tell which number is the day.

    >>> [has_two_readings(text) for text in ("03/04/2026", "03/03/2026", "13/04/2026", "April 2026")]
    [True, False, False, False]
    """
    found = read_when(None, text)
    return (
        isinstance(found, Failure) and found.reason == "ambiguous_date" and bool(_DAY_FIRST.fullmatch(_date_key(text)))
    )


def _date_of_number(number: Decimal | None, shown: str) -> When | Failure | None:
    """Read a stored number as a year or as a count of days; None where only its text can say what it is."""
    if number is None:
        return _NOT_A_DATE
    if _FIRST_SERIAL <= number < _LAST_SERIAL + 1:
        day = _SERIAL_ZERO + timedelta(days=int(number))
        return _between(shown or day.isoformat(), day, day, "day")
    if number == number.to_integral_value() and 1000 <= number <= 9999:
        return _whole_year(shown or str(number), int(number))
    return None


@lru_cache(REMEMBERED)
def _date_in(shown: str, style: DateStyle | None, start: date | None, end_of: bool) -> When | Failure:
    key = _date_key(shown)
    # As an end the last day of a time counts, and as a start its first: “end of June” says that of June as an end.
    key = (_END_WORDS if end_of else _START_WORDS).sub("", key)
    asked = _Asked(text=shown, key=_DUE_WORDS.sub("", key), style=style, start=start, end_of=end_of)
    for form in _FORMS:
        found = form(asked)
        if found is not None:
            return found
    return _NOT_A_DATE


def _date_key(text: str) -> str:
    key = BRACKET_NOTE.sub("", western_digits(unaccented(text))).replace(",", " ")
    return " ".join(_TIME_OF_DAY.sub("", key).split())


def _year_first(asked: _Asked) -> When | Failure | None:
    """Read 2026-04-03, 2026/04/03 and 2026-04."""
    found = _YEAR_FIRST.fullmatch(asked.key)
    if found is None:
        return None
    year, month = int(found[1]), int(found[3])
    if found[4]:
        return _one_day(asked.text, year, month, int(found[4]))
    # 2026-27 is a school or financial year, and 2026.4 may be a number that lost its last zero.
    if (month > 12 and month == (year + 1) % 100) or (found[2] == "." and len(found[3]) == 1):
        return _NOT_A_DATE
    return _whole_months(asked.text, year, month, 1, "month")


def _day_first(asked: _Asked) -> When | Failure | None:
    """Read 03/04/2026 in the order of the column, and 04/2026."""
    if found := _MONTH_AND_YEAR.fullmatch(asked.key):
        return _whole_months(asked.text, int(found[2]), int(found[1]), 1, "month")
    found = _DAY_FIRST.fullmatch(asked.key)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    year = _full_year(found[4])
    if asked.style == "year-month-day" and len(found[4]) == 2:
        return _one_day(asked.text, _full_year(found[1]), second, int(found[4]))
    if first > 12 or second > 12 or first == second:
        day, month = (second, first) if second > 12 >= first else (first, second)
        return _one_day(asked.text, year, month, day)
    if asked.style == "day/month/year":
        return _one_day(asked.text, year, second, first)
    if asked.style == "month/day/year":
        return _one_day(asked.text, year, first, second)
    if not first or not second or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return _IMPOSSIBLE
    return _ambiguous(
        f"{first} {MONTHS[second - 1]}",
        f"{second} {MONTHS[first - 1]}",
        f"{year}-{second:02}-{first:02}",
    )


def _named_month(asked: _Asked) -> When | Failure | None:
    """Read April 2026, Apr-26, 3 April 2026, April 3, 2026 and 3 de abril de 2026."""
    tokens = [token for token in _NAMED_TOKEN.findall(asked.key) if token not in _NAMED_FILLERS]
    kinds = "".join(_kind_of_token(token) for token in tokens)
    if kinds in ("nmy", "nma", "nmn"):
        return _one_day(asked.text, _full_year(tokens[2]), _MONTHS[tokens[1]], int(tokens[0]))
    if kinds in ("mny", "mna"):
        return _one_day(asked.text, _full_year(tokens[2]), _MONTHS[tokens[0]], int(tokens[1]))
    if kinds == "ymn":
        return _one_day(asked.text, int(tokens[0]), _MONTHS[tokens[1]], int(tokens[2]))
    if kinds in ("my", "ma", "mn"):
        month, year = _MONTHS[tokens[0]], _full_year(tokens[1])
        # “Apr-26” is how a spreadsheet shows a month; “Apr 26” is typed by people, for either.
        if kinds == "mn" and "-" not in asked.key and 1 <= int(tokens[1]) <= 31:
            name = MONTHS[month - 1]
            return _ambiguous(f"{name} {year}", f"{int(tokens[1])} {name}", f"{year}-{month:02}")
        return _whole_months(asked.text, year, month, 1, "month")
    if kinds == "ym":
        return _whole_months(asked.text, int(tokens[0]), _MONTHS[tokens[1]], 1, "month")
    if kinds == "nm" and _is_no_day(int(tokens[0]), _MONTHS[tokens[1]]):
        return _IMPOSSIBLE
    return None


def _is_no_day(day: int, month: int) -> bool:
    """Say whether no year has a day: 31 June."""
    return not 1 <= day <= calendar.monthrange(2024, month)[1]


def _kind_of_token(token: str) -> str:
    """Name a piece of a date: m a month, y a year, a a year with an apostrophe, n a small number, x anything else."""
    if token in _MONTHS:
        return "m"
    if token.startswith("'"):
        return "a"
    return {1: "n", 2: "n", 4: "y"}.get(len(token), "x") if token.isdigit() else "x"


def _quarter(asked: _Asked) -> When | Failure | None:
    """Read Q2 2026, 2026 Q2 and 2nd quarter 2026."""
    found = _QUARTER.fullmatch(asked.key)
    if found is None:
        return None
    number = int(found["a"] or found["b"] or found["c"])
    year = _full_year(found["year_a"] or found["year_b"] or found["year_c"])
    return _whole_months(asked.text, year, 3 * number - 2, 3, "quarter")


def _bare_number(asked: _Asked) -> When | Failure | None:
    """Read 2026, and 45383 from a file that lost its date format."""
    if not asked.key.isdecimal() or len(asked.key) > 5:
        return None
    return _date_of_number(Decimal(asked.key), asked.text)


def _relative(asked: _Asked) -> When | Failure | None:
    """Read Month 6 and Year 2: counted from the start of the plan."""
    found = _RELATIVE.fullmatch(asked.key)
    step = MONTHS_IN.get(found[1]) or {"m": 1, "y": 12}.get(found[1]) if found else None
    if found is None or step is None:
        return None
    months = step * int(count_of(found[2]))
    if months == 0:
        return _NOT_A_DATE
    if asked.start is None:
        return When(text=asked.text, precision="relative", months=months)
    first, next_day = months_after(asked.start, months - step), months_after(asked.start, months)
    return _between(asked.text, first, next_day - timedelta(days=1), "year" if step == 12 else "month")


def _length_from_start(asked: _Asked) -> When | Failure | None:
    """Read “36 months” where an end is asked for: the last day of that time."""
    found = _TIME_SPAN.fullmatch(asked.key) if asked.end_of else None
    step = MONTHS_IN.get(found[2]) if found else None
    if found is None or step is None:
        return None
    months = step * count_of(found[1])
    if months != int(months) or months == 0:
        return _NOT_A_DATE
    if asked.start is None:
        return When(text=asked.text, precision="relative", months=int(months))
    next_day = months_after(asked.start, int(months))
    return _between(asked.text, next_day - timedelta(days=1), next_day - timedelta(days=1), "day")


_FORMS: tuple[Callable[[_Asked], When | Failure | None], ...] = (
    _year_first,
    _day_first,
    _bare_number,
    _quarter,
    _relative,
    _length_from_start,
    _named_month,
)


def _ambiguous(first: str, second: str, iso: str) -> Failure:
    return Failure(wanted="a date", reason="ambiguous_date", choices=(first, second), iso=iso)


def _between(text: str, first: date, last: date, precision: str) -> When | Failure:
    if first.year < _FIRST_YEAR or last.year > _LAST_YEAR:
        return _IMPOSSIBLE
    return When(text=text, first=first, last=last, precision=precision)


def _one_day(text: str, year: int, month: int, day: int) -> When | Failure:
    try:
        found = date(year, month, day)
    except ValueError:
        return _IMPOSSIBLE
    return _between(text, found, found, "day")


def _whole_months(text: str, year: int, month: int, months: int, precision: str) -> When | Failure:
    if not 1 <= month <= 13 - months or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return _IMPOSSIBLE
    last_month = month + months - 1
    last_day = calendar.monthrange(year, last_month)[1]
    return _between(text, date(year, month, 1), date(year, last_month, last_day), precision)


def _whole_year(text: str, year: int) -> When | Failure:
    return _whole_months(text, year, 1, 12, "year")


def _full_year(text: str) -> int:
    """Give the year of four digits, or of two: 00 to 68 are in this century, as spreadsheets have it."""
    year = int(text.removeprefix("'"))
    if len(text) >= 4:
        return year
    return year + (2000 if year < 69 else 1900)
