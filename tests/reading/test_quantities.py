"""Quantities: how much is planned, as numbers with their units."""

from decimal import Decimal

import pytest
from hypothesis import given

from logicmodel.reading.values import read_quantity
from tests.reading.anything import CELLS


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("40 sessions, 60 young people", [("40", Decimal(40), "sessions"), ("60", Decimal(60), "young people")]),
        ("1,200 visits, 60 people", [("1,200", Decimal(1200), "visits"), ("60", Decimal(60), "people")]),
        ("40 sessions\n60 people", [("40", Decimal(40), "sessions"), ("60", Decimal(60), "people")]),
        ("• 40 2-hour sessions", [("40", Decimal(40), "2-hour sessions")]),
        ("12 (2 hours, weekly); 3 rooms", [("12", Decimal(12), "(2 hours, weekly)"), ("3", Decimal(3), "rooms")]),
        ("~40 carers’ visits.", [("~40", Decimal(40), "carers’ visits")]),
        ("150 of 150 pupils", [("150 of 150", Decimal(150), "pupils")]),
        ("80% of pupils", [("80%", Decimal(80), "of pupils")]),
        ("٤٠ جلسة", [("٤٠", Decimal(40), "جلسة")]),
        ("40", [("40", Decimal(40), "")]),
        ("1 worker, weekly", [("1", Decimal(1), "worker"), ("weekly", None, "")]),
        ("TBC", [("TBC", None, "")]),
    ],
)
def test_a_quantity_is_numbers_with_units(text: str, parts: list[tuple[str, Decimal | None, str]]) -> None:
    quantity = read_quantity(text)

    assert quantity is not None
    assert [(part.amount.text, part.amount.value, part.unit) for part in quantity.parts] == parts
    assert quantity.text == text


def test_a_quantity_keeps_ranges_money_and_states() -> None:
    quantity = read_quantity("10–15 visits, £500 vouchers, to be agreed, many")

    assert quantity is not None
    assert [part.amount.state for part in quantity.parts] == ["number", "number", "to_be_set", "words"]
    assert quantity.parts[0].amount.high == Decimal(15)
    assert quantity.parts[1].amount.unit == "GBP"
    assert read_quantity("–") is None
    assert read_quantity(" ") is None


@given(CELLS)
def test_no_cell_stops_the_reading_of_quantities(text: str) -> None:
    quantity = read_quantity(text)
    assert quantity is None or all(part.amount.text for part in quantity.parts)
