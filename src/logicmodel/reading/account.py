"""Where every cell went, and what was noticed on the way.

The account is the one thing here that changes while a file is read: readers write into it, and at its end every
non-empty cell of every sheet has exactly one fate.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from logicmodel.model import CellUse, Extra, Noticed, Place, Unread
from logicmodel.reading.deciding.questions import Question
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Book, Sheet

USED = "used"
EXTRA = "extra"
LEFT_OUT = "left_out"
UNREAD = "unread"

UNUSED_HEADING = "heading of a column that is not used"
"""Why a heading is left out."""


Fate: TypeAlias = tuple[str, str]
"""What became of a cell, and why."""


class Account:
    """What became of the cells of one file."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.noticed: list[Noticed] = []
        self.unread: list[Unread] = []  # of cells that belong to no row
        self.spare_refs: list[str] = []  # of rows that are still empty
        self.questions: list[Question] = []
        # By sheet, row and column.
        self._fates: dict[str, dict[int, dict[int, Fate]]] = defaultdict(lambda: defaultdict(dict))
        self._same: dict[Fate, Fate] = {}  # one object for all cells of one fate: there may be millions
        self._sheet_fates: dict[str, Fate] = {}
        self._instead: dict[str | None, tuple[CellUse, ...]] = {}

    def place(
        self, sheet: Sheet, row: int | None = None, column: int | None = None, heading: str | None = None
    ) -> Place:
        """Make the place of a cell, row, column or sheet of this file."""
        return Place(
            file=self.book.file, sheet=sheet.name, row=row, column=column, heading=heading, lines=self.book.lines
        )

    def use(self, sheet: Sheet, cell: Cell, field: str) -> None:
        """Note that a cell fills a field."""
        self._put(sheet.name, cell.row, cell.column, (USED, field))

    def use_all(self, sheet: Sheet, cells: Iterable[Cell], field: str) -> None:
        """Note that several cells fill a field."""
        for cell in cells:
            self.use(sheet, cell, field)

    def leave(self, sheet: Sheet, cells: Iterable[Cell], why: str) -> None:
        """Note that cells are left out, unless they have a fate already."""
        fate = LEFT_OUT, why
        fate, rows = self._same.setdefault(fate, fate), self._fates[sheet.name]
        for cell in cells:
            rows[cell.row].setdefault(cell.column, fate)

    def leave_sheet(self, sheet: Sheet, why: str) -> None:
        """Note that all cells of a sheet without another fate are left out."""
        self._sheet_fates[sheet.name] = (LEFT_OUT, why)

    def keep(self, sheet: Sheet, cell: Cell, heading: str) -> Extra:
        """Note that a cell is kept and not used."""
        self._put(sheet.name, cell.row, cell.column, (EXTRA, f"kept, not used: column “{heading}”"))
        return Extra(heading=heading, text=cell.text, place=self.place(sheet, cell.row, cell.column, heading))

    def fail(self, sheet: Sheet, cell: Cell, why: str) -> None:
        """Note that a cell could not be understood."""
        self._put(sheet.name, cell.row, cell.column, (UNREAD, why))

    def leave_rows(self, rows: Mapping[tuple[str | None, int | None], str]) -> None:
        """Note that the cells of rows, by sheet and number, were left out, but for those that could not be understood."""
        for (sheet, row), why in rows.items():
            fates = self._fates.get(sheet or "", {}).get(row or 0, {})
            fates.update({column: (LEFT_OUT, why) for column, (fate, _) in fates.items() if fate != UNREAD})

    def fail_at(self, place: Place, why: str) -> None:
        """Note that a cell that was taken for Refs could not be understood after all."""
        if place.sheet is not None and place.row is not None and place.column is not None:
            self._put(place.sheet, place.row, place.column, (UNREAD, why))

    def leave_at(self, place: Place, why: str) -> None:
        """Note that a cell that was understood is not used after all."""
        if place.sheet is not None and place.row is not None and place.column is not None:
            fates = self._fates.get(place.sheet, {}).get(place.row, {})
            if fates.get(place.column, ("", ""))[0] != UNREAD:
                self._put(place.sheet, place.row, place.column, (LEFT_OUT, why))

    def notice(
        self,
        kind: str,
        place: Place,
        *,
        text: str = "",
        count: int = 1,
        about: str | None = None,
        detail: str = "",
        places: Iterable[Place] = (),
        refs: Iterable[str] = (),
    ) -> None:
        """Note a fact of reading that is no cell of the plan."""
        self.noticed.append(
            Noticed(
                kind=kind,
                place=place,
                text=text,
                count=count,
                about=about,
                detail=detail,
                places=tuple(places),
                refs=tuple(refs),
            )
        )

    def ask(self, question: Question) -> None:
        """Note something that only a person can know."""
        self.questions.append(question)

    def say_instead(self, sheet: str | None, entries: tuple[CellUse, ...]) -> None:
        """Account for a sheet of respondents by its columns: no text of its cells is kept."""
        self._instead[sheet] = entries

    def entries(self) -> tuple[CellUse, ...]:
        """Give every non-empty cell of the file with its fate, sheet by sheet and row by row."""
        made: list[CellUse] = []
        file, lines = self.book.file, self.book.lines
        for sheet in self.book.sheets:
            name = sheet.name
            if name in self._instead:
                made += self._instead[name]
                continue
            rest = self._sheet_fates.get(name, (LEFT_OUT, "outside the table"))
            rows = self._fates.get(name, {})
            for row, cells in sheet.rows():
                fates = rows.get(row, {})
                for column, cell in cells.items():
                    fate, why = fates.get(column, rest)
                    place = Place(file=file, sheet=name, row=row, column=column, lines=lines)
                    made.append(CellUse(place=place, text=cell.text, fate=fate, why=why))
                    for text in sheet.behind.get((row, column), ()):
                        made.append(CellUse(place=place, text=text, fate=LEFT_OUT, why="behind what the cell shows"))
        return tuple(made)

    def _put(self, sheet: str, row: int, column: int, fate: Fate) -> None:
        self._fates[sheet][row][column] = self._same.setdefault(fate, fate)
