"""How one cell is read as its column asks: a value, None where it says nothing, or a Failure that says what was wanted."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any

from msgspec import Struct

from logicmodel.model import Mark, When
from logicmodel.reading import values
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.heading_words import stage_word
from logicmodel.reading.tables import STAGES
from logicmodel.reading.values import DateStyle, DecimalMark, Failure
from logicmodel.sheets import Column, vocabulary_of, words
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import heading_key, plain, without_warning

OWN_WORDS = frozenset(("Unit", "Currency", "Cost heading", "Smallest number", "Review every", "Ceiling"))
"""Lists in which words of the author's own are welcome."""

ENDS = frozenset("end target_date milestone_date due check_by baseline_due target_due".split())
"""Dates by which something is done: “36 months” there is a length from the start of the plan."""

COUNTS = frozenset("count out_of size numerator people".split())
"""Numbers of people, in which “<5” is a number that somebody has hidden."""


class Manner(Struct, frozen=True, kw_only=True):
    """How the cells of a plan are to be read: how dates are typed, when the plan starts, the decimal mark of its language.

    `dates_elsewhere` tells how the other dates of the file are typed, if they are typed in one way only.
    """

    date_style: DateStyle | None = None
    dates_elsewhere: Callable[[], DateStyle | None] | None = None
    start: date | None = None
    decimal: DecimalMark | None = None
    decided_decimal: DecimalMark | None = None  # not guessed from the language


class ColumnManner(Struct, frozen=True, kw_only=True):
    """How one column writes its dates and numbers, found by looking at all its cells.

    `doubtful` holds the rows whose cell cannot be read for certain, each with the reason; such a cell keeps its words.
    """

    date_style: DateStyle | None = None
    decimal: DecimalMark | None = None
    doubtful: Mapping[int, str] = {}
    ranks: Mapping[str, int] = {}  # words such as High that stand in a column of ranks, by their keys


def read_value(column: Column, cell: Cell, manner: Manner, its: ColumnManner) -> Any:
    """Read a cell as its column asks. Which type the value has follows from the kind of the column."""
    kind, value, text = column.kind, cell.value, cell.text.strip()
    unknown = unknown_words()
    match kind:
        case "text" | "group" | "ceiling":
            return text
        case "ref":
            return without_warning(text)
        case "date":
            when = values.read_when(
                value, text, style=its.date_style, start=manner.start, end_of=column.field in ENDS, meanings=unknown
            )
            return _yes_or_no(cell, when) if column.field == "briefed" and isinstance(when, Failure) else when
        case "amount":
            counts = column.field in COUNTS
            return values.read_amount(
                value, text, percent=cell.percent, decimal=its.decimal, counts=counts, meanings=unknown
            )
        case "number":
            return values.read_number(value, text, decimal=its.decimal, meanings=unknown)
        case "share":
            return values.read_share(value, text, percent=cell.percent, decimal=its.decimal, meanings=unknown)
        case "lag":
            return values.read_lag(value, text, meanings=unknown)
        case "quantity":
            return values.read_quantity(text, decimal=its.decimal, meanings=unknown)
        case "length":
            return values.read_length(text, meanings=unknown)
        case "yes_no":
            return values.read_yes_no(value, text, meanings=vocabulary("value"))
        case "rank" if plain(text) in its.ranks:
            return its.ranks[plain(text)]
        case "whole" | "rank":
            return values.read_whole(value, text, 0 if kind == "whole" else 1, meanings=unknown)
        case "names":
            return values.split_names(text)
        case "groups" | "texts":
            return values.split_texts(text)
        case "marks":
            return _marks(text)
        case "stage":
            return _stage(text)
        case "choice":
            return read_choice(column, text)
        case _:
            return _scale(column, value, text)


def _yes_or_no(cell: Cell, otherwise: Failure) -> When | Failure:
    """Read an answer in place of a date: told, on a day that nobody noted, or not yet."""
    answer = values.read_yes_no(cell.value, cell.text.strip(), meanings=vocabulary("value"))
    return When(text=cell.text, state="date" if answer else "no") if isinstance(answer, bool) else otherwise


@cache
def unknown_words() -> Mapping[str, str]:
    """Give the words in six languages for what is not known, not applicable or suppressed: key → state."""
    states = ("to_be_set", "not_known", "not_applicable", "suppressed", "blank")
    return {key: value for key, value in vocabulary("value").items() if value in states and len(key) > 1}


def read_choice(column: Column, text: str) -> str | Failure | None:
    """Read a word of a list, in any of its other names; an own word where the list takes one."""
    name = column.list or ""
    for word in words(name):
        if plain(word.text) == plain(text):
            return word.value
    key = heading_key(text)
    known = _known_words(name)
    found = known.get(key) or known.get(re.sub(r"^\d+ ", "", key))
    if found:
        return found
    if values.unknown_state(text, meanings=unknown_words()) is not None:
        return None
    if name == "Language" or name in OWN_WORDS:
        return text
    return _not_in_list(name, text)


@cache
def _known_words(name: str) -> Mapping[str, str]:
    """Give the other names of the words of a list; those that mean something that the list does not hold are left out."""
    listed = vocabulary_of(name)
    values_of_list = {word.value for word in words(name)}
    known = {"participation": "output"} if listed == "stage" else {}
    found = {key: known.get(value, value) for key, value in vocabulary(listed).items()} if listed else {}
    return {key: value for key, value in found.items() if value in values_of_list}


def _scale(column: Column, value: Any, text: str) -> int | Failure | None:
    low, high = (int(end) for end in column.kind.removeprefix("scale_").split("_"))
    listed = vocabulary_of(column.list or "")
    found = vocabulary(listed).get(heading_key(text)) if listed else None
    if found is not None and found.isdigit():
        return int(found)
    if found == "not_rated":
        return None
    return values.read_whole(value, text, low, high, words=(low, high) == (1, 5), meanings=_size_words())


def size_in_words(text: str) -> int | None:
    """Give the place on the scale from 1 to 5 that a word for a size says: low 2, medium 3, high 4; None for other texts."""
    found = values.read_whole(None, text, 1, 5, words=True, meanings=_size_words())
    return found if isinstance(found, int) and not any(sign.isdigit() for sign in text) else None


@cache
def _size_words() -> Mapping[str, str]:
    spoken = {"low": "low", "medium": "medium", "high": "high", "very_high": "very high"}
    found = {key: spoken[value] for key, value in vocabulary("value").items() if value in spoken and len(key) > 2}
    return {**unknown_words(), **found}


def _stage(text: str) -> Any:
    word = stage_word(text)
    if word and word in STAGES:
        return STAGES[word]
    return None if values.unknown_state(text, meanings=unknown_words()) else _not_in_list("Stage", text)


def _marks(text: str) -> tuple[Mark, ...]:
    """Give the marks of a cell that are known; `unknown_marks` gives the others."""
    found = ((vocabulary("mark").get(heading_key(word)), note) for word, note in values.read_marks(text))
    return tuple(Mark(kind=kind, note=note) for kind, note in found if kind)


def unknown_marks(column: Column, text: str) -> dict[str, Failure]:
    """Give the words of a cell of marks that are none, each with the marks there are."""
    words_typed = (word for word, _ in values.read_marks(text))
    return {
        word: _not_in_list(column.list or "", word)
        for word in words_typed
        if heading_key(word) not in vocabulary("mark") and not values.unknown_state(word, meanings=unknown_words())
    }


def _not_in_list(name: str, text: str) -> Failure:
    """Say that a text is no word of a list, and offer the nearest one, else all of them."""
    known = [word.text for word in words(name)]
    keys = {plain(word): word for word in known}
    near = get_close_matches(plain(text), list(keys), 1, 0.8)
    return Failure(
        wanted="a word of the list", reason="not_in_list", choices=tuple(keys[each] for each in near) or tuple(known)
    )
