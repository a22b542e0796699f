"""A row on its way to becoming an object of the plan: its values are read, its Refs are still as typed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.model import Extra, Place, Unread
from logicmodel.sheets import NAMES, Column

STATEMENT = {
    "needs": "text",
    "elements": "text",
    "indicators": "text",
    "register": "text",
    "sources": "title",
    "stakeholders": "name",
}
"""Sheets whose rows have Refs, and the field that says what a row is about in words."""


Thing = TypeVar("Thing")

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
"""What stands in place of a dictionary until something is in it."""


class Typed:
    """A cell, or one thing of a cell, whose Refs are not looked up yet."""

    __slots__ = ("heading", "needed", "place", "text")

    def __init__(self, text: str, place: Place, heading: str, *, needed: bool = False) -> None:
        self.text = text
        self.place = place
        self.heading = heading  # the template's English heading, for messages
        self.needed = needed  # without it the row cannot be used


class Difference(Struct, frozen=True):
    """Two places that say different things of one row: under which heading, which is used, and which is not.

    `is_a_cell` says that the other place is a cell that holds this answer and nothing else.
    """

    heading: str
    used: Place
    other: Place
    is_a_cell: bool


class Spot(Struct, frozen=True, gc=False):
    """A cell of the sheet on which a row stands: its column and heading, and its row where that is another one."""

    column: int
    heading: str
    row: int | None = None


class Draft:
    """One row: the sheet that it belongs to, its place, its values by field, and its cells that hold Refs.

    `values` are what the fields of the object take; which type each has is declared in `sheets.csv`.
    """

    __slots__ = (
        "cells",
        "differences",
        "extras",
        "form",
        "joined",
        "key",
        "kind",
        "line_of",
        "missing",
        "number",
        "place",
        "refs",
        "unread",
        "values",
    )

    def __init__(self, key: str, place: Place) -> None:
        self.key = key
        self.place = place
        self.form = "full"  # full, one-sheet or wide
        self.kind = ""  # of a row of the one-sheet form: programme, need, box …
        self.values: dict[str, Any] = {}
        self.cells: Mapping[str, Spot | Place] = (
            NOTHING  # where values were typed, as far as these are cells of their own
        )
        self.refs: Mapping[str, Typed] = NOTHING
        self.extras: Sequence[Extra] = ()
        self.unread: Sequence[Unread] = ()
        self.missing: Sequence[tuple[Column, Place]] = ()  # needed answers that were left empty
        self.number: float | None = None  # what the file holds where its Ref is a number
        self.line_of: Draft | None = None  # the draft of the first line of a row that holds several measures
        self.joined: tuple[Draft, ...] = ()  # the rows of several places that this one stands for; it has no refs then
        self.differences: Sequence[Difference] = ()  # between these rows

    # Most rows have none of these: of hundreds of thousands, empty lists would be a good part of what is held.

    def typed_at(self, field: str, spot: Spot | Place) -> None:
        """Note in which cell a value was typed: one of its own sheet, or of another."""
        self.cells = _with(self.cells, field, spot)

    def cell(self, field: str) -> Place:
        """Give the cell in which a value was typed; the row where it has no cell of its own."""
        spot = self.cells.get(field, self.place)
        if isinstance(spot, Place):
            return spot
        return replace(self.place, row=spot.row or self.place.row, column=spot.column, heading=spot.heading)

    def points(self, field: str, typed: Typed) -> None:
        """Add a cell that holds Refs."""
        self.refs = _with(self.refs, field, typed)

    def keep(self, *extras: Extra) -> None:
        """Add cells that are kept and not used."""
        self.extras = _longer(self.extras, extras)

    def cannot_read(self, *unread: Unread) -> None:
        """Add cells that could not be understood."""
        self.unread = _longer(self.unread, unread)

    def misses(self, *answers: tuple[Column, Place]) -> None:
        """Add needed answers that were left empty."""
        self.missing = _longer(self.missing, answers)

    def differs(self, *differences: Difference) -> None:
        """Add what two of its rows say differently."""
        self.differences = _longer(self.differences, differences)

    @property
    def rows(self) -> tuple["Draft", ...]:
        """The rows that were typed: itself, or those that it stands for."""
        return self.joined or (self,)

    @property
    def statement(self) -> str:
        """What the row says, in words."""
        return str(self.values.get(STATEMENT[self.key], ""))

    @property
    def about(self) -> str:
        """What is told of the row is about this: the plan, the Ref of the row, or its place."""
        return "plan" if self.key == "programme" else str(self.values.get("id") or self.place)


def _longer(held: Sequence[Thing], more: Sequence[Thing]) -> Sequence[Thing]:
    """Add to a list, which is made when something is added first."""
    if not isinstance(held, list):
        return [*held, *more] if more else held
    held += more
    return held


def _with(held: Mapping[str, Thing], field: str, thing: Thing) -> Mapping[str, Thing]:
    """Add to a dictionary, which is made when something is added first."""
    if not isinstance(held, dict):
        return {**held, field: thing}
    held[field] = thing
    return held


class Drafts:
    """The drafts of all files, by sheet, in plan order."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self.by_sheet: dict[str, list[Draft]] = {sheet: [] for sheet in NAMES}
        for draft in drafts:
            self.by_sheet[draft.key].append(draft)

    def __getitem__(self, sheet: str) -> list[Draft]:
        return self.by_sheet[sheet]

    def __iter__(self) -> Iterator[Draft]:
        return (draft for drafts in self.by_sheet.values() for draft in drafts)

    def rows(self, sheet: str) -> list[Draft]:
        """Give the rows of a sheet as they were typed, those that stand for one thing side by side."""
        return [row for draft in self.by_sheet[sheet] for row in draft.rows]
