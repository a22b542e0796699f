"""What one cell says: numbers, dates, lengths of time, yes or no, and lists.

A function here takes the value of a cell as its file stores it, the text of the cell, or both, and never raises on
strange input. It gives the value read; None where the cell is empty or holds a dash; or a `Failure` that says what was
wanted and why it could not be read. “TBC” and its kin are states of an amount, a date and a quantity; the other answers
have no room for a state and are None for them, so ask `unknown_state` first where that matters.

`meanings` gives words of other languages: from the key of a text (`spelling.plain` or `spelling.heading_key`) to what
it means, such as to_be_set, yes or very_high. English is built in.
"""

from logicmodel.reading.values.amounts import decimal_style, is_qualified, only_decimal_mark, read_amount
from logicmodel.reading.values.dates import DateStyle, has_two_readings, read_when, settles_style, start_and_end
from logicmodel.reading.values.digits import DecimalMark
from logicmodel.reading.values.lists import (
    read_marks,
    ref_range,
    split_arrow,
    split_lines,
    split_names,
    split_refs,
    split_texts,
)
from logicmodel.reading.values.numbers import read_lag, read_number, read_share, read_whole, read_yes_no
from logicmodel.reading.values.quantities import read_quantity
from logicmodel.reading.values.spans import read_length
from logicmodel.reading.values.unknown import BRACKET_NOTE, Failure, Value, unknown_state

__all__ = [
    "BRACKET_NOTE",
    "DateStyle",
    "DecimalMark",
    "Failure",
    "Value",
    "decimal_style",
    "has_two_readings",
    "is_qualified",
    "only_decimal_mark",
    "read_amount",
    "read_lag",
    "read_length",
    "read_marks",
    "read_number",
    "read_quantity",
    "read_share",
    "read_when",
    "read_whole",
    "read_yes_no",
    "ref_range",
    "settles_style",
    "split_arrow",
    "split_lines",
    "split_names",
    "split_refs",
    "split_texts",
    "start_and_end",
    "unknown_state",
]
