"""A workbook held in memory as people see it: rows and headings. What is typed can be taken back, so it is read once."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import openpyxl
from msgspec import Struct
from openpyxl.worksheet.worksheet import Worksheet

if TYPE_CHECKING:
    from openpyxl.cell import Cell

REF = re.compile(r"\b([A-Z]{1,2})(\d+)\b")

Value = str | int | float | None


class Row(Struct, frozen=True, kw_only=True):
    """A row of a sheet: its number as people count, and what stands under each heading."""

    sheet: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, heading: str) -> str:
        """Give the words under a heading; none if there is no such heading or nothing under it."""
        return self.cells.get(heading, "")

    @property
    def ref(self) -> str:
        """The Ref of the row."""
        return self["Ref"]


class Spot(Struct, frozen=True, kw_only=True):
    """Where a finding has to stand: a row, a column, a sheet, or what the finding is about (the whole plan, a frontier)."""

    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    about: str | None = None


PLAN = Spot(about="plan")
"""The plan as a whole."""

FILE = Spot()
"""The file, of which there is one."""


class AlreadyThere(LookupError):
    """A row that was to be added has a Ref that another row has."""


class Book:
    """The sheets of one workbook. The first row of a sheet holds the headings; on Start here they stand in column A."""

    def __init__(self, path: Path) -> None:
        """Copy what is typed in a workbook, without its looks, its lists of words and its checks of cells."""
        self._workbook = openpyxl.Workbook()
        self._workbook.remove(self._workbook["Sheet"])
        self._taken_back: list[Callable[[], object]] = []
        self.touched: list[tuple[str, int]] = []  # sheet and row of whatever was typed
        for sheet in self._opened(path):
            if sheet.title != "Lists":
                copied = self._workbook.create_sheet(sheet.title)
                for values in sheet.iter_rows(values_only=True):
                    copied.append(list(_bare(values)))

    @staticmethod
    def _opened(path: Path) -> openpyxl.Workbook:
        """Open a workbook."""
        return openpyxl.load_workbook(path)

    def save(self, path: Path) -> None:
        """Write the workbook as it now is."""
        self._workbook.save(path)

    def take_back(self) -> None:
        """Undo whatever was typed since the workbook was read."""
        while self._taken_back:
            self._taken_back.pop()()
        self.touched.clear()

    def keep(self) -> None:
        """Make what was typed so far part of the workbook, so that it is not taken back."""
        self._taken_back.clear()
        self.touched.clear()

    def remember(self, undo: Callable[[], object]) -> None:
        """Take note of how to undo something that was done to the sheets other than typing."""
        self._taken_back.append(undo)

    # -- looking ------------------------------------------------------------------------------------------------------

    def has(self, sheet: str) -> bool:
        """Say whether there is such a sheet."""
        return sheet in self._workbook.sheetnames

    def sheets(self) -> list[str]:
        """Give the names of the sheets."""
        return list(self._workbook.sheetnames)

    def sheet(self, name: str) -> Worksheet:
        """Give a sheet as it is."""
        return cast("Worksheet", self._workbook[name])

    def rows(self, sheet: str) -> list[Row]:
        """Give the filled rows below the headings."""
        if not self.has(sheet):
            return []
        lines = list(self.sheet(sheet).iter_rows(values_only=True))
        headings = [str(each or "") for each in lines[0]]
        return [
            Row(
                sheet=sheet,
                number=number,
                cells={heading: _said(value) for heading, value in zip(headings, values, strict=False) if heading},
            )
            for number, values in enumerate(lines[1:], 2)
            if any(value is not None for value in values)
        ]

    def row(self, sheet: str, ref: str) -> Row:
        """Give the row with a Ref."""
        return next(row for row in self.rows(sheet) if row.ref == ref)

    def of_kind(self, sheet: str, kind: str) -> list[Row]:
        """Give the rows of a Kind: needs, causes, assumptions, risks."""
        return [row for row in self.rows(sheet) if row["Kind"] == kind]

    def boxes(self, *stages: str) -> list[Row]:
        """Give the boxes whose Stage ends with one of these words; all boxes without any."""
        return [row for row in self.rows("Plan") if not stages or row["Stage"].casefold().endswith(stages)]

    def box(self, ref: str) -> Row:
        """Give the box with a Ref."""
        return self.row("Plan", ref)

    def arrows(self) -> list[tuple[str, str]]:
        """Give the arrows that lead to something, as causes and effects."""
        typed = [(box.ref, effect) for box in self.boxes() for effect in refs(box["Leads to"])]
        linked = [(row["From"], row["To"]) for row in self.rows("Links") if row["Kind"] in ("", "Leads to")]
        return list(dict.fromkeys([*typed, *linked]))

    def reached(self, start: str, *, backwards: bool = False) -> set[str]:
        """Give every box that a box leads to, or with `backwards` that leads to it, in any number of steps."""
        arrows = [(effect, cause) if backwards else (cause, effect) for cause, effect in self.arrows()]
        found: set[str] = set()
        waiting = [start]
        while waiting:
            here = waiting.pop()
            new = {effect for cause, effect in arrows if cause == here} - found
            found |= new
            waiting += new
        return found

    def heading(self, sheet: str, heading: str) -> int:
        """Give the number of the column of a heading; one that is not there yet is typed after the last."""
        first = next(self.sheet(sheet).iter_rows(max_row=1))
        for cell in first:
            if cell.value == heading:
                return int(cell.column)
        column = 1 + max((cell.column for cell in first if cell.value is not None), default=0)
        self.type_cell(sheet, 1, column, heading)
        return int(column)

    # -- typing -------------------------------------------------------------------------------------------------------

    def type_cell(self, sheet: str, row: int, column: int, value: Value) -> None:
        """Type something into a cell, or with None empty it."""
        cell = cast("Cell", self.sheet(sheet).cell(row, column))
        before = cell.value
        self._taken_back.append(lambda: setattr(cell, "value", before))
        cell.value = value
        self.touched.append((sheet, row))

    def type(self, row: Row, heading: str, value: Value) -> Spot:
        """Type something under a heading of a row."""
        self.type_cell(row.sheet, row.number, self.heading(row.sheet, heading), value)
        return Spot(sheet=row.sheet, row=row.number)

    def empty(self, rows: Iterable[Row], *headings: str) -> None:
        """Delete what rows hold under these headings."""
        for row in rows:
            for heading in headings:
                if row[heading]:
                    self.type(row, heading, None)

    def remove(self, rows: Iterable[Row]) -> None:
        """Delete all that rows hold."""
        for row in rows:
            self.empty([row], *row.cells)

    def add(self, sheet: str, cells: dict[str, Value]) -> Spot:
        """Type a new row below the last one; a sheet that is not there yet is added with its headings.

        Raises AlreadyThere if a row has its Ref.
        """
        if "Ref" in cells and cells["Ref"] in [row.ref for row in self.rows(sheet)]:
            raise AlreadyThere(str(cells["Ref"]))
        if not self.has(sheet):
            self.add_sheet(sheet)
            number = 2
        else:
            number = max((row.number for row in self.rows(sheet)), default=1) + 1
        for heading, value in cells.items():
            self.type_cell(sheet, number, self.heading(sheet, heading), value)
        return Spot(sheet=sheet, row=number)

    def add_sheet(self, name: str, rows: Iterable[Iterable[Value]] = ()) -> Spot:
        """Put a sheet at the end."""
        added = self._workbook.create_sheet(name)
        for row in rows:
            added.append(list(row))
        self._taken_back.append(lambda: self._workbook.remove(added))
        return Spot(sheet=name)

    def answer(self, question: str, value: Value) -> Spot:
        """Type an answer on Start here."""
        for number, (asked, *_) in enumerate(self.sheet("Start here").iter_rows(values_only=True), 1):
            if asked == question:
                self.type_cell("Start here", number, 2, value)
                return Spot(sheet="Start here", row=number)
        raise LookupError(question)

    def answered(self, question: str) -> str:
        """Give the answer to a question of Start here."""
        lines = self.sheet("Start here").iter_rows(values_only=True)
        return next((_said(line[1]) for line in lines if line[0] == question), "")

    def cut(self, cause: str, effect: str) -> None:
        """Take an arrow out, wherever it is typed."""
        for box in self.boxes():
            if box.ref == cause and effect in refs(box["Leads to"]):
                left = [each for each in refs(box["Leads to"]) if each != effect]
                self.type(box, "Leads to", ", ".join(left) or None)
        self.remove(row for row in self.rows("Links") if (row["From"], row["To"]) == (cause, effect))

    def lead(self, cause: Row, effect: str) -> Spot:
        """Add an arrow in Leads to."""
        return self.type(cause, "Leads to", ", ".join([*refs(cause["Leads to"]), effect]))

    def forget(self, sheet: str, heading: str, words: Iterable[str]) -> None:
        """Take Refs out of a column."""
        gone = set(words)
        for row in self.rows(sheet):
            if gone & set(refs(row[heading])):
                self.type(row, heading, ", ".join(each for each in refs(row[heading]) if each not in gone) or None)

    def pinned(self) -> set[str]:
        """Give the boxes and arrows that some row of Assumptions & risks applies to."""
        return {each for row in self.rows("Assumptions & risks") for each in re.split(r"[,;]\s*", row["Applies to"])}


def refs(text: str) -> list[str]:
    """Give the Refs in a cell."""
    return [found[0] for found in REF.finditer(text)]


def _bare(values: Iterable[object]) -> Iterator[Value]:
    """Give the values of a line, without the star behind a heading."""
    for value in values:
        yield value.removesuffix(" *") if isinstance(value, str) else cast("Value", value)


def _said(value: object) -> str:
    return "" if value is None else str(value)
