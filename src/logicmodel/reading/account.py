"""Where every cell went, and what was noticed on the way.

The account is the one thing here that changes while a file is read: readers write into it, and at its end every
non-empty cell of every sheet has exactly one fate.
"""

from collections.abc import Iterable, Mapping

from logicmodel.model import CellUse, Extra, Noticed, Place, Unread
from logicmodel.reading.grid import Book, Cell, Sheet
from logicmodel.reading.questions import Question

USED = "used"
EXTRA = "extra"
LEFT_OUT = "left_out"
UNREAD = "unread"


class Account:
    """What became of the cells of one file."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.noticed: list[Noticed] = []
        self.unread: list[Unread] = []  # of cells that belong to no row
        self.spare_refs: list[str] = []  # of rows that are still empty
        self.questions: list[Question] = []
        self._fates: dict[tuple[str, int, int], tuple[str, str]] = {}
        self._sheet_fates: dict[str, tuple[str, str]] = {}
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
        self._set(sheet, cell, USED, field)

    def use_all(self, sheet: Sheet, cells: Iterable[Cell], field: str) -> None:
        """Note that several cells fill a field."""
        for cell in cells:
            self.use(sheet, cell, field)

    def leave(self, sheet: Sheet, cells: Iterable[Cell], why: str) -> None:
        """Note that cells are left out, unless they have a fate already."""
        for cell in cells:
            self._fates.setdefault((sheet.name, cell.row, cell.column), (LEFT_OUT, why))

    def leave_sheet(self, sheet: Sheet, why: str) -> None:
        """Note that all cells of a sheet without another fate are left out."""
        self._sheet_fates[sheet.name] = (LEFT_OUT, why)

    def keep(self, sheet: Sheet, cell: Cell, heading: str) -> Extra:
        """Note that a cell is kept and not used."""
        self._set(sheet, cell, EXTRA, f"kept, not used: column “{heading}”")
        return Extra(heading=heading, text=cell.text, place=self.place(sheet, cell.row, cell.column, heading))

    def fail(self, sheet: Sheet, cell: Cell, why: str) -> None:
        """Note that a cell could not be understood."""
        self._set(sheet, cell, UNREAD, why)

    def leave_rows(self, rows: Mapping[tuple[str | None, int | None], str]) -> None:
        """Note that the cells of rows, by sheet and number, were left out, but for those that could not be understood."""
        for (sheet, row, column), (fate, _) in self._fates.items():
            if fate != UNREAD and (why := rows.get((sheet, row))):
                self._fates[sheet, row, column] = (LEFT_OUT, why)

    def fail_at(self, place: Place, why: str) -> None:
        """Note that a cell that was taken for Refs could not be understood after all."""
        if place.sheet is not None and place.row is not None and place.column is not None:
            self._fates[place.sheet, place.row, place.column] = (UNREAD, why)

    def leave_at(self, place: Place, why: str) -> None:
        """Note that a cell that was understood is not used after all."""
        if place.sheet is not None and place.row is not None and place.column is not None:
            key = (place.sheet, place.row, place.column)
            if self._fates.get(key, ("", ""))[0] != UNREAD:
                self._fates[key] = (LEFT_OUT, why)

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
        for sheet in self.book.sheets:
            if sheet.name in self._instead:
                made += self._instead[sheet.name]
                continue
            rest = self._sheet_fates.get(sheet.name, (LEFT_OUT, "outside the table"))
            for (row, column), cell in sorted(sheet.cells.items()):
                fate, why = self._fates.get((sheet.name, row, column), rest)
                made.append(CellUse(place=self.place(sheet, row, column), text=cell.text, fate=fate, why=why))
        return tuple(made)

    def _set(self, sheet: Sheet, cell: Cell, fate: str, why: str) -> None:
        self._fates[sheet.name, cell.row, cell.column] = (fate, why)
