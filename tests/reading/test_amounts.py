"""Amounts: numbers with what stands around them, however they are written."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logicmodel.model import Amount
from logicmodel.reading.values import Failure, Value, decimal_style, is_qualified, only_decimal_mark, read_amount
from tests.reading.anything import CELLS, STORED

NUMBERS = st.decimals(
    min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=2, allow_nan=False, allow_infinity=False
)


def amount_of(text: str, **known: str) -> str:
    """Say an amount in one line, as far as it was filled."""
    amount = read_amount(None, text, decimal="," if known.get("decimal") == "," else None)
    assert isinstance(amount, Amount)
    assert amount.text == text.strip()
    if amount.value is None:
        return amount.state
    parts = [
        {"about": "about", "more": "more than", "less": "less than"}.get(amount.sign or ""),
        f"{amount.value:f}",
        f"to {amount.high:f}" if amount.high is not None else None,
        f"of {amount.base:f}" if amount.base is not None else None,
        amount.unit,
    ]
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("45%", "45 %"),
        ("45 %", "45 %"),
        ("45 per cent", "45 %"),
        ("80% of pupils", "80 %"),
        ("433,412", "433412"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("12 500", "12500"),
        ("12\N{NARROW NO-BREAK SPACE}500,75", "12500.75"),
        ("12\N{NO-BREAK SPACE}500", "12500"),
        ("1'234", "1234"),
        ("1’234’567", "1234567"),
        ("12,34,567", "1234567"),
        ("12,5", "12.5"),
        ("0,125", "0.125"),
        ("2,324", "2324"),
        ("2.324", "2.324"),
        (".5", "0.5"),
        ("4.33E+05", "433000"),
        ("-5", "-5"),
        ("−5 %", "-5 %"),
        ("£12.5k", "12500 GBP"),
        ("€ 3m", "3000000 EUR"),
        ("3 million", "3000000"),
        ("USD 100", "100 USD"),
        ("100 EUR", "100 EUR"),
        ("12 500 €", "12500 EUR"),
        ("-£500", "-500 GBP"),
        ("R$ 1.234,50", "1234.5 BRL"),
        ("12 young people", "12 young people"),
        ("35 (2024)", "35"),
        ("45*", "45"),
        ("٣٥٪", "35 %"),
        ("٪٣٥", "35 %"),
        ("١٬٢٣٤٫٥", "1234.5"),
        ("४५", "45"),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, said: str) -> None:
    assert amount_of(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("~300", "about 300"),
        ("about 300", "about 300"),
        ("c. 1,200", "about 1200"),
        (">80%", "more than 80 %"),
        ("at least 20", "more than 20"),
        ("60+ young people", "more than 60 young people"),
        ("20 or more", "more than 20"),
        ("≤5", "less than 5"),
        ("<5", "less than 5"),
        ("up to 20", "less than 20"),
        ("no more than 5", "less than 5"),
        ("10–15", "10 to 15"),
        ("10-15", "10 to 15"),
        ("10 to 15 %", "10 to 15 %"),
        ("between 10 and 15", "10 to 15"),
        ("-10 – -5", "-10 to -5"),
        ("£10–15k", "10000 to 15000 GBP"),
        ("£500–1k", "500 to 1000 GBP"),
        ("about 10–15", "about 10 to 15"),
        ("150 of 150", "150 of 150"),
        ("3 out of 4 schools", "3 of 4 schools"),
        ("150 of 150, or 100%", "150 of 150"),
    ],
)
def test_what_qualifies_a_number_is_kept(text: str, said: str) -> None:
    amount = read_amount(None, text)

    assert amount_of(text) == said
    assert isinstance(amount, Amount)
    assert is_qualified(amount)


@pytest.mark.parametrize(
    "text",
    [
        "about half",
        "very high",
        "3/4",
        "½",
        "1 in 4",
        "15–10",
        "1.2.3",
        "1,23,4",
        "9.707,1,5",
        "03/04/2026",
        "2026-04",
        "020 7946 0000",
        "12\n500",
        "10 15",
        "over 65s",
        "3m",
        "OC1",
        "2 parents said that it was better",
        "%",
        "£",
        "about 40 people came, and then 20 more stayed until the evening; the hall was full and nobody could count them well",
    ],
)
def test_words_stay_words(text: str) -> None:
    assert amount_of(text) == "words"


def test_states_of_an_amount_keep_what_was_typed() -> None:
    said = [read_amount(None, text) for text in ("TBC", "no data", "n/a", "[c]")]

    assert said == [
        Amount(text="TBC", state="to_be_set"),
        Amount(text="no data", state="not_known"),
        Amount(text="n/a", state="not_applicable"),
        Amount(text="[c]", state="suppressed"),
    ]
    assert read_amount(None, "<5", counts=True) == Amount(text="<5", state="suppressed")
    assert read_amount(None, " - ") is None
    assert read_amount(None, "") is None


def test_zero_is_a_number() -> None:
    assert read_amount(0, "0") == Amount(text="0", value=Decimal(0))
    assert read_amount(None, "0 %") == Amount(text="0 %", value=Decimal(0), unit="%")


@pytest.mark.parametrize("value", [True, float("nan"), float("inf"), date(2026, 2, 1), time(12), timedelta(days=3)])
def test_what_is_stored_as_something_else_is_no_number(value: Value) -> None:
    assert read_amount(value, "shown") == Failure(wanted="a number", reason="not_a_number")


def test_the_decimal_mark_of_the_column_decides_where_either_will_do() -> None:
    assert amount_of("2,324", decimal=",") == "2.324"
    assert amount_of("2.324", decimal=",") == "2324"
    assert amount_of("1,234.56", decimal=",") == "1234.56"


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["9.707,1", "2,324.5"], "mixed"),
        (["9707.1", "2324.5"], "."),
        (["12,5", "2,324"], ","),
        (["1.234.567"], ","),
        (["1,234,567 visits"], "."),
        (["9.707,1–9.800,5"], ","),
        (["2,324", "300", "2.324"], None),
        (["advice, food", "3.4.2026", "TBC"], None),
        ([], None),
    ],
)
def test_a_column_shows_how_its_numbers_are_written(texts: list[str], mark: str | None) -> None:
    assert decimal_style(texts) == mark


def test_a_text_that_only_one_mark_can_read() -> None:
    assert [only_decimal_mark(text) for text in ("0.125", "0,125", "1234,567", "12.345,6 %")] == [".", ",", ",", ","]


@given(CELLS, STORED, st.sampled_from([None, ".", ","]))
def test_no_cell_stops_the_reading_of_amounts(text: str, value: Value, decimal: None) -> None:
    amount = read_amount(value, text, decimal=decimal)
    if isinstance(amount, Amount) and amount.high is not None:
        assert amount.value is not None
        assert amount.value <= amount.high
    assert only_decimal_mark(text) in (None, ".", ",", "mixed")


@given(NUMBERS, st.sampled_from(["", "£", "€ ", "USD "]), st.sampled_from(["", " (2024)", " people"]))
def test_an_amount_survives_being_written_in_either_style(number: Decimal, before: str, after: str) -> None:
    if before and after == " people":
        after = ""
    with_point = f"{before}{number:,.2f}{after}"
    with_comma = with_point.translate(str.maketrans(",.", ".,"))
    with_spaces = with_point.replace(",", "\N{NARROW NO-BREAK SPACE}")

    for text in (with_point, with_comma, with_spaces):
        amount = read_amount(None, text)
        assert isinstance(amount, Amount)
        assert amount.value == number
