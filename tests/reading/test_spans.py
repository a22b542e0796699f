"""Lengths of time, and how often something comes round."""

import pytest
from hypothesis import given

from logicmodel.reading.values import Failure, read_length
from tests.reading.anything import CELLS


@pytest.mark.parametrize(
    ("text", "days", "months"),
    [
        ("6 weeks", 42, 42 / 30.4375),
        ("3 months", 91.3125, 3),
        ("1 year", 365.25, 12),
        ("two weeks", 14, 14 / 30.4375),
        ("monthly", 30.4375, 1),
        ("Weekly", 7, 7 / 30.4375),
        ("quarterly", 91.3125, 3),
        ("yearly", 365.25, 12),
        ("every 3 months", 91.3125, 3),
        ("once a month", 30.4375, 1),
        ("tous les 3 mois", 91.3125, 3),
        ("wöchentlich", 7, 7 / 30.4375),
    ],
)
def test_a_length_of_time(text: str, days: float, months: float) -> None:
    length = read_length(text)

    assert length is not None
    assert not isinstance(length, Failure)
    assert (length.text, length.days, length.months) == (text, days, months)


def test_what_is_no_length_of_time() -> None:
    for text in ("when needed", "month", "3", "0 months", "3 sheep"):
        assert read_length(text) == Failure(wanted="a length of time", reason="not_in_list")
    assert read_length("") is None
    assert read_length("TBC") is None


@given(CELLS)
def test_no_cell_stops_the_reading_of_lengths(text: str) -> None:
    length = read_length(text)
    assert length is None or isinstance(length, Failure) or length.days > 0
