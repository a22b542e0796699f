"""A row on its way to becoming an object of the plan: its values are read, its Refs are still as typed."""

from typing import Any

from logicmodel.model import Extra, Place, Unread
from logicmodel.sheets import Column


class Typed:
    """A cell, or one thing of a cell, whose Refs are not looked up yet."""

    __slots__ = ("heading", "needed", "place", "text")

    def __init__(self, text: str, place: Place, heading: str, *, needed: bool = False) -> None:
        self.text = text
        self.place = place
        self.heading = heading  # the template's English heading, for messages
        self.needed = needed  # without it the row cannot be used


class Draft:
    """One row: the sheet that it belongs to, its place, its values by field, and its cells that hold Refs.

    `values` are what the fields of the object take; which type each has is declared in `sheets.csv`.
    """

    __slots__ = ("extras", "form", "key", "kind", "line_of", "missing", "number", "place", "refs", "unread", "values")

    def __init__(self, key: str, place: Place) -> None:
        self.key = key
        self.place = place
        self.form = "full"  # full, one-sheet or wide
        self.kind = ""  # of a row of the one-sheet form: programme, need, box …
        self.values: dict[str, Any] = {}
        self.refs: dict[str, Typed] = {}
        self.extras: list[Extra] = []
        self.unread: list[Unread] = []
        self.missing: list[tuple[Column, Place]] = []  # needed answers that were left empty
        self.number: float | None = None  # what the file holds where its Ref is a number
        self.line_of: Draft | None = None  # the draft of the first line of a row that holds several measures
