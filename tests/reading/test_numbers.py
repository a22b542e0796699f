"""Plain numbers, shares, months, places on a scale, and yes or no."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logicmodel.model import Amount
from logicmodel.reading.values import (
    Failure,
    Value,
    read_amount,
    read_lag,
    read_number,
    read_share,
    read_whole,
    read_yes_no,
)
from logicmodel.words.load import vocabulary
from tests.reading.anything import CELLS, STORED


def test_a_plain_number_has_no_qualifier() -> None:
    assert read_number(None, "± 5 %") == Decimal(5)
    assert read_number(None, "+/- 5") == Decimal(5)
    assert read_number(None, "1,5") == Decimal("1.5")
    assert read_number(None, "TBC") is None
    assert read_number(None, "") is None
    for text in ("3–6", "about 3", "many", "3 of 4"):
        assert read_number(None, text) == Failure(wanted="a number", reason="not_a_number")


def test_stored_numbers_have_no_noise() -> None:
    assert read_amount(0.1, "0.1") == Amount(text="0.1", value=Decimal("0.1"))
    assert read_amount(100.0, "100") == Amount(text="100", value=Decimal(100))
    assert read_amount(45, "45%", percent=True) == Amount(text="45%", value=Decimal(45), unit="%")
    assert str(read_number(1e20, "")) == "100000000000000000000"
    assert str(read_number(Decimal("0.70"), "")) == "0.7"
    assert read_amount(12, "") == Amount(text="12", value=Decimal(12))


def test_a_share_lies_between_0_and_1() -> None:
    assert [read_share(None, text) for text in ("0.7", "0,7", "70 %", "1", "0")] == [
        Decimal("0.7"),
        Decimal("0.7"),
        Decimal("0.7"),
        Decimal(1),
        Decimal(0),
    ]
    assert read_share(70, "70%", percent=True) == Decimal("0.7")
    assert read_share(None, "TBC") is None
    for text in ("7", "120 %", "high", "0.5–0.7", "-0.1", "£0.5"):
        assert isinstance(read_share(None, text), Failure)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("3", (3, 3)),
        ("3–6", (3, 6)),
        ("3 to 6 months", (3, 6)),
        ("1 year", (12, 12)),
        ("1–2 years", (12, 24)),
        ("up to 6 months", (0, 6)),
        ("0", (0, 0)),
        ("6 mois", (6, 6)),
        ("TBC", None),
    ],
)
def test_a_lag_is_a_number_of_months_or_a_range(text: str, months: tuple[int, int] | None) -> None:
    assert read_lag(None, text) == months


@pytest.mark.parametrize("text", ["at once", "at least 6", "6 weeks", "2.5", "-3", "3 of 6"])
def test_what_is_no_number_of_months(text: str) -> None:
    assert read_lag(None, text) == Failure(wanted="a number of months", reason="not_a_number")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4", 4),
        ("4 Strong", 4),
        ("5 – Severe", 5),
        ("3: some", 3),
        ("2nd", 2),
        ("1.", 1),
        ("#3", 3),
        ("٤", 4),
        ("very low", 1),
        ("Medium", 3),
        ("VERY HIGH", 5),
        ("TBC", None),
        ("-", None),
    ],
)
def test_a_leading_digit_is_enough_on_a_scale(text: str, number: int | None) -> None:
    assert read_whole(None, text, 1, 5, words=True) == number


@pytest.mark.parametrize("text", ["0", "6 Partners", "2.5", "3–4", "3 or 4", "4/5", "-1", "many"])
def test_what_is_no_place_on_the_scale(text: str) -> None:
    assert read_whole(None, text, 1, 5, words=True) == Failure(
        wanted="a whole number from 1 to 5", reason="not_a_number"
    )


def test_whole_numbers_without_an_end() -> None:
    assert read_whole(None, "1,200") == 1200
    assert read_whole(14.0, "14") == 14
    assert read_whole(None, "medium") == Failure(wanted="a whole number, 0 or more", reason="not_a_number")
    for value in (4.5, True, float("inf"), date(2026, 2, 1)):
        assert isinstance(read_whole(value, "shown", 1, 5), Failure)


def test_words_of_size_in_other_languages() -> None:
    sizes = vocabulary("value")

    assert [read_whole(None, text, 1, 5, words=True, meanings=sizes) for text in ("Élevé", "Bajo", "Critical")] == [
        4,
        2,
        5,
    ]


def test_yes_and_no() -> None:
    words = vocabulary("value")

    assert {read_yes_no(None, text) for text in ("Yes", "y", "X", "✓", "✔\N{VARIATION SELECTOR-16}", "TRUE", "1")} == {
        True
    }
    assert {read_yes_no(None, text) for text in ("no", "N", "✗", "false", "0", "No (not yet)")} == {False}
    assert {read_yes_no(value, "") for value in (True, 1, 1.0)} == {True}
    assert read_yes_no(0, "0") is False
    assert {read_yes_no(None, text, meanings=words) for text in ("Oui", "Sí", "ja", "نعم", "s")} == {True}
    assert {read_yes_no(None, text, meanings=words) for text in ("Non", "Não", "لا", "nein")} == {False}
    assert [read_yes_no(None, text) for text in ("", "-", "TBC", "n/a")] == [None] * 4
    for text in ("partly", "Oui", "s", "yes and no"):
        assert read_yes_no(None, text) == Failure(wanted="yes or no", reason="not_yes_or_no")
    assert isinstance(read_yes_no(2, "2"), Failure)
    assert isinstance(read_yes_no(date(2026, 2, 1), ""), Failure)


@given(CELLS, STORED, st.sampled_from([None, ".", ","]))
def test_no_cell_stops_the_reading_of_numbers(text: str, value: Value, decimal: None) -> None:
    whole = read_whole(value, text, 1, 5, words=True)
    assert whole is None or isinstance(whole, Failure) or 1 <= whole <= 5
    share = read_share(value, text)
    assert share is None or isinstance(share, Failure) or 0 <= share <= 1
    lag = read_lag(value, text)
    assert lag is None or isinstance(lag, Failure) or 0 <= lag[0] <= lag[1]
    number = read_number(value, text, decimal=decimal)
    assert number is None or isinstance(number, Failure) or number.is_finite()
    assert isinstance(read_yes_no(value, text), bool | Failure | None)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_stored_number_is_what_the_file_says(number: float) -> None:
    read = read_number(number, "")

    assert isinstance(read, Decimal)
    assert float(read) == number
