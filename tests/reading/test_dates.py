"""Dates: days, months, quarters and years, however they are written."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logicmodel.model import When
from logicmodel.reading.values import DateStyle, Failure, Value, read_when, settles_style
from tests.reading.anything import CELLS, STORED

START = date(2026, 4, 1)
MONTHS = "January February March April May June July August September October November December"


def span_of(
    text: str,
    value: Value = None,
    *,
    style: DateStyle | None = None,
    start: date | None = None,
    end_of: bool = False,
) -> str:
    """Say a date in one line: its days and its precision, or the reason why it could not be read."""
    when = read_when(value, text, style=style, start=start, end_of=end_of)
    assert when is not None
    if isinstance(when, Failure):
        return when.reason
    if when.first is None or when.last is None:
        return f"{when.months} months" if when.months else when.state
    return f"{when.first} {when.last} {when.precision}"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2026-04", "2026-04-01 2026-04-30 month"),
        ("2026-04-03", "2026-04-03 2026-04-03 day"),
        ("2026/4/3", "2026-04-03 2026-04-03 day"),
        ("2026-04-03T10:00:00Z", "2026-04-03 2026-04-03 day"),
        ("13/04/2026", "2026-04-13 2026-04-13 day"),
        ("04/13/2026", "2026-04-13 2026-04-13 day"),
        ("04/04/2026", "2026-04-04 2026-04-04 day"),
        ("13.4.26", "2026-04-13 2026-04-13 day"),
        ("04/2026", "2026-04-01 2026-04-30 month"),
        ("April 2026", "2026-04-01 2026-04-30 month"),
        ("Apr. 2026", "2026-04-01 2026-04-30 month"),
        ("Apr-26", "2026-04-01 2026-04-30 month"),
        ("3 April 2026", "2026-04-03 2026-04-03 day"),
        ("3rd of April 2026", "2026-04-03 2026-04-03 day"),
        ("April 3, 2026", "2026-04-03 2026-04-03 day"),
        ("3-Apr-2026", "2026-04-03 2026-04-03 day"),
        ("29 Feb 2024", "2024-02-29 2024-02-29 day"),
        ("by June 2026", "2026-06-01 2026-06-30 month"),
        ("March 2026 (TBC)", "2026-03-01 2026-03-31 month"),
        ("Q2 2026", "2026-04-01 2026-06-30 quarter"),
        ("2026-Q4", "2026-10-01 2026-12-31 quarter"),
        ("2nd quarter 2026", "2026-04-01 2026-06-30 quarter"),
        ("2026", "2026-01-01 2026-12-31 year"),
        ("45383", "2024-04-01 2024-04-01 day"),
        ("décembre 2027", "2027-12-01 2027-12-31 month"),
        ("1er avril 2026", "2026-04-01 2026-04-01 day"),
        ("3 de abril de 2026", "2026-04-03 2026-04-03 day"),
        ("março 2026", "2026-03-01 2026-03-31 month"),
        ("3. März 2026", "2026-03-03 2026-03-03 day"),
        ("٣ أبريل ٢٠٢٦", "2026-04-03 2026-04-03 day"),
        ("TBC", "to_be_set"),
        ("unknown", "not_known"),
        ("n/a", "not_applicable"),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str, span: str) -> None:
    assert span_of(text) == span


@pytest.mark.parametrize(
    "text",
    [
        "Spring term",
        "FY25/26",
        "2025/26",
        "2026.4",
        "April",
        "26 April",
        "Q2",
        "Month 0",
        "ongoing",
        "36 months",
        "April – June 2026",
        "2026-04 to 2026-06",
        "12:30",
        "123",
        "80001",
        "*",
        "3/4",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert span_of(text) == "not_a_date"


@pytest.mark.parametrize(
    "text",
    [
        "31/06/2026",
        "31 June 2026",
        "31 June",
        "2026-13",
        "2026-02-30",
        "13/13/2026",
        "0/4/2026",
        "Q5 2026",
        "1899",
        "5/6/2201",
    ],
)
def test_what_no_calendar_has(text: str) -> None:
    assert span_of(text) == "impossible_date"


def test_a_date_that_can_be_two_says_both() -> None:
    assert read_when(None, "03/04/2026") == Failure(
        wanted="a date", reason="ambiguous_date", choices=("3 April", "4 March"), iso="2026-04-03"
    )
    assert read_when(None, "Apr 26") == Failure(
        wanted="a date", reason="ambiguous_date", choices=("April 2026", "26 April"), iso="2026-04"
    )


def test_the_style_of_the_workbook_settles_it() -> None:
    assert span_of("03/04/2026", style="day/month/year") == "2026-04-03 2026-04-03 day"
    assert span_of("03.04.2026", style="month/day/year") == "2026-03-04 2026-03-04 day"
    assert span_of("26/04/03", style="year-month-day") == "2026-04-03 2026-04-03 day"
    assert span_of("25/03/2026", style="month/day/year") == "2026-03-25 2026-03-25 day"


def test_a_column_settles_its_style() -> None:
    assert settles_style(["03/04/2026", "", "13/04/2026"]) == "day/month/year"
    assert settles_style(["4-25-2026"]) == "month/day/year"
    assert settles_style(["13/04/2026", "04/13/2026"]) is None
    assert settles_style(["03/04/2026", "2026-04-25", "April 2026"]) is None


def test_dates_that_the_file_stores_as_dates() -> None:
    assert span_of("03/04/2026", datetime(2026, 4, 3, 10)) == "2026-04-03 2026-04-03 day"
    assert span_of("", date(2026, 4, 3)) == "2026-04-03 2026-04-03 day"
    assert span_of("", date(1899, 12, 30)) == "impossible_date"


def test_bare_numbers_are_years_or_counts_of_days() -> None:
    assert span_of("2026", 2026) == "2026-01-01 2026-12-31 year"
    assert span_of("45383.5", 45383.5) == "2024-04-01 2024-04-01 day"
    assert span_of("2026.04", 2026.04) == "2026-04-01 2026-04-30 month"
    assert span_of("2500", 2500) == "impossible_date"
    for value in (2026.1, 7, -5, 0.5, 1e300, float("nan"), True, time(12), timedelta(days=3)):
        assert span_of("" if value == 7 else str(value), value) == "not_a_date"


def test_months_and_years_count_from_the_start() -> None:
    assert span_of("Month 1", start=START) == "2026-04-01 2026-04-30 month"
    assert span_of("Month 6", start=START) == "2026-09-01 2026-09-30 month"
    assert span_of("Year two", start=START) == "2027-04-01 2028-03-31 year"
    assert span_of("Mois 6", start=START) == "2026-09-01 2026-09-30 month"
    assert span_of("Month 2", start=date(2026, 1, 31)) == "2026-02-28 2026-03-30 month"
    assert span_of("Month 9999", start=START) == "impossible_date"


def test_without_a_start_the_distance_is_kept() -> None:
    assert read_when(None, "Month 24") == When(text="Month 24", precision="relative", months=24)
    assert read_when(None, "Year 2") == When(text="Year 2", precision="relative", months=24)
    assert read_when(None, "36 months", end_of=True) == When(text="36 months", precision="relative", months=36)


def test_an_end_may_be_a_length() -> None:
    assert span_of("36 months", start=START, end_of=True) == "2029-03-31 2029-03-31 day"
    assert span_of("1.5 years", start=START, end_of=True) == "2027-09-30 2027-09-30 day"
    assert span_of("end of June 2026", end_of=True) == "2026-06-01 2026-06-30 month"
    assert span_of("6 weeks", start=START, end_of=True) == "not_a_date"


@pytest.mark.parametrize(
    "text",
    [
        "end 2028",
        "late 2028",
        "fin 2028",
        "à la fin de 2028",
        "fines de 2028",
        "fim de 2028",
        "Ende 2028",
        "نهاية 2028",
    ],
)
def test_the_end_of_a_time_is_a_date_by_which_something_is_done(text: str) -> None:
    assert span_of(text, end_of=True) == "2028-01-01 2028-12-31 year"
    assert span_of(text) == "not_a_date"


@pytest.mark.parametrize(
    "text", ["start of 2028", "début 2028", "principios de 2028", "início de 2028", "Anfang 2028", "بداية 2028"]
)
def test_the_beginning_of_a_time_is_a_date_from_which_something_is_done(text: str) -> None:
    assert span_of(text) == "2028-01-01 2028-12-31 year"
    assert span_of(text, end_of=True) == "not_a_date"


def test_an_empty_date_is_nothing() -> None:
    assert read_when(None, "") is None
    assert read_when(None, " – ") is None


@given(CELLS, STORED, st.sampled_from([None, START, date(2199, 12, 31)]), st.booleans())
def test_no_cell_stops_the_reading_of_dates(text: str, value: Value, start: date | None, end_of: bool) -> None:
    when = read_when(value, text, start=start, end_of=end_of)
    if isinstance(when, When) and when.first is not None:
        assert when.last is not None
        assert date(1900, 1, 1) <= when.first <= when.last <= date(2200, 12, 31)
    assert settles_style([text]) in (None, "day/month/year", "month/day/year")


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_survives_being_written_in_any_form(day: date) -> None:
    month = MONTHS.split()[day.month - 1]
    written = [
        day.isoformat(),
        f"{day.day} {month} {day.year:04}",
        f"{month} {day.day}, {day.year:04}",
        f"{day.day:02}/{day.month:02}/{day.year:04}",
    ]

    for text in written:
        when = read_when(None, text, style="day/month/year")
        assert isinstance(when, When)
        assert (when.first, when.last) == (day, day)
