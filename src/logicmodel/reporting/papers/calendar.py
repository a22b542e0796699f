"""Months, quarters and years of a plan, and when its measures are read."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from logicmodel.model import Indicator, months_after
from logicmodel.theory import Theory
from logicmodel.words.periods import MONTHS

EVERY = {"monthly": 1, "quarterly": 3, "termly": 4, "yearly": 12}
"""Months from one reading to the next, by the word under How often."""

WEEKS_IN_A_MONTH = 4
"""Readings in a month of what is read weekly, as whole ones."""

MOST_MONTHS, MOST_QUARTERS, MOST_YEARS = 13, 14, 20
"""As many columns a calendar has of each."""

MOST_IN_ALL = 600
"""As many months are counted at most: a slip in a year is no plan of centuries."""


class Period(Struct, frozen=True, kw_only=True):
    """A month, quarter or year: its name, its first day and its last."""

    name: str
    first: date
    last: date


def months(first: date, last: date) -> list[Period]:
    """Give the months from one day to another.

    >>> [month.name for month in months(date(2026, 12, 5), date(2027, 1, 5))]
    ['December 2026', 'January 2027']
    """
    return _periods(first, last, 1, lambda day: f"{MONTHS[day.month - 1]} {day.year}")


def periods(first: date, last: date) -> list[Period]:
    """Give the months from one day to another; of many months the quarters, of many quarters the years.

    >>> [quarter.name for quarter in periods(date(2026, 4, 1), date(2027, 6, 30))][-1]
    'Q2 2027'
    """
    of_months = months(first, last)
    if len(of_months) <= MOST_MONTHS:
        return of_months
    quarters = _periods(first, last, 3, lambda day: f"Q{(day.month + 2) // 3} {day.year}")
    if len(quarters) <= MOST_QUARTERS:
        return quarters
    return _periods(first, last, 12, lambda day: str(day.year))[:MOST_YEARS]


def _periods(first: date, last: date, length: int, name: Callable[[date], str]) -> list[Period]:
    begin = date(first.year, (first.month - 1) // length * length + 1, 1)
    found: list[Period] = []
    while begin <= last and len(found) < MOST_IN_ALL:
        following = months_after(begin, length)
        if following <= begin:
            break
        found.append(Period(name=name(begin), first=begin, last=following - timedelta(1)))
        begin = following
    return found


def span(theory: Theory) -> tuple[date, date] | None:
    """Give the first and the last day of a plan: its own Start and End, or else those of what is done in it."""
    programme = theory.plan.programme
    starts = [each.start.first for each in theory.activities if each.start and each.start.first]
    ends = [each.end.last for each in theory.elements if each.end and each.end.last]
    first = programme.start.first if programme.start and programme.start.first else min(starts, default=None)
    last = programme.end.last if programme.end and programme.end.last else max(ends, default=None)
    return (first, last) if first and last and first <= last else None


def readings_due(indicator: Indicator, span: tuple[date, date]) -> Mapping[date, int]:
    """Give the first day of each month in which a measure is to be read → how many readings that makes.

    What is read at the start and at the end is read in the first and the last month; what is read once, when its aim is
    due. Without a known word under How often nothing can be said.
    """
    last = span[1]
    if indicator.target_date and indicator.target_date.last:
        last = max(min(last, indicator.target_date.last), span[0])
    months_of_it = [month.first for month in months(span[0], last)]
    if indicator.frequency == "weekly":
        return dict.fromkeys(months_of_it, WEEKS_IN_A_MONTH)
    if indicator.frequency == "start_end":
        return {months_of_it[0]: 1, months_of_it[-1]: 1}
    if indicator.frequency == "once":
        return {months_of_it[-1]: 1}
    every = EVERY.get(indicator.frequency or "")
    if every is None:
        return {}
    due = months_of_it[every - 1 :: every]
    return dict.fromkeys(due or months_of_it[-1:], 1)


def busy(first: date, last: date, among: Sequence[Period]) -> list[bool]:
    """Say for each period whether a stretch of days touches it."""
    return [first <= period.last and last >= period.first for period in among]
