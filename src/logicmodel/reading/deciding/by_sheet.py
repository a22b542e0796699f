"""Sheet by sheet: what was decided about it, what it is then, and what has to be asked about it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from msgspec.structs import replace

from logicmodel.errors import UnknownName
from logicmodel.reading.account import Account
from logicmodel.reading.deciding.applying import Misfit, Prepared, finished, no_fit, prepared
from logicmodel.reading.deciding.chosen import table_as
from logicmodel.reading.deciding.decisions import (
    ANY,
    NOT_USED,
    Decided,
    Decision,
    Decisions,
    did_you_mean,
    does_not_fit,
    is_about_file,
)
from logicmodel.reading.deciding.mapping import read_mapping
from logicmodel.reading.deciding.questions import Question, Undecided, of_second_table, of_sheet
from logicmodel.reading.files.filled_cells import Cells
from logicmodel.reading.files.grid import Book, Sheet
from logicmodel.reading.logframe.recognising import goes_on_with
from logicmodel.reading.parting import Second, second_tables, without
from logicmodel.reading.tables import NotRead, Table
from logicmodel.reading.wide.around import stands_around
from logicmodel.words.spelling import plain

FormOf: TypeAlias = Callable[[Sheet, int | None], Table | NotRead]
"""What recognises a sheet, given its row of headings if that was decided."""

MUST_FIT = ("shape", "heading-row")
"""What has to fit one sheet at least, even where it speaks of any."""


class Deciding:
    """Reads sheets as it was decided, and remembers which decisions fitted none of them."""

    def __init__(self, decisions: Decisions, form_of: FormOf) -> None:
        self.decisions = decisions
        self.form_of = form_of
        self._misfits: dict[Decision, str] = {}
        self._fitting: set[Decision] = set()

    def about(self, book: Book, sheet: Sheet) -> Decided:
        """Give what was decided about a sheet."""
        return self.decisions.about(book.file, sheet.name)

    def left_out(self, book: Book, sheet: Sheet) -> NotRead | None:
        """Say that a sheet is left out because somebody wanted it so."""
        if not self.decisions.reads(sheet.name):
            return NotRead(sheet=sheet, left="not among the sheets that were asked for")
        if self.about(book, sheet).shape == NOT_USED:
            return NotRead(sheet=sheet, left="a sheet that is not used, as it was decided")
        return None

    def seen(self, sheet: Sheet) -> Sheet:
        """Give a sheet as one that is not hidden, if hidden ones are to be read."""
        return replace(sheet, hidden=False) if sheet.hidden and self.decisions.shows(sheet.name) else sheet

    def from_its_headings(self, book: Book, sheet: Sheet) -> Sheet:
        """Give a sheet from its row of headings down, if that was decided."""
        rows = self.about(book, sheet).rows
        if rows is None:
            return sheet
        return replace(sheet, cells=sheet.cells.part(rows[0]))

    def of_a_survey(self, book: Book, sheet: Sheet) -> bool | None:
        """Say whether it was decided that a sheet holds answers; None where nothing was."""
        decided = self.about(book, sheet)
        if decided.shape == "survey":
            self._fitting.add(decided.by_thing["shape", "", ""])
        return None if decided.shape is None else decided.shape == "survey"

    def table_on(self, book: Book, sheet: Sheet) -> tuple[Table | NotRead, tuple[Second, ...]]:
        """Recognise a sheet as it was decided, and give the other tables on it.

        Raises DoesNotFit and UnknownName for a decision that names this very sheet and does not fit it.
        """
        decided = self.about(book, sheet)
        while True:
            try:
                its = prepared(sheet, decided, book.file)
                found = self._read(its, book.file)
                others: tuple[Second, ...] = ()
                if isinstance(found, Table) and found.row:
                    seconds = second_tables(found.sheet, found.row)
                    others = tuple(each for each in seconds if not self._is_of_its_table(found, each))
                    found = self._read(replace(its, sheet=without(its.sheet, others)), book.file) if others else found
                found = finished(found, its) if isinstance(found, Table) else found
            except Misfit as misfit:
                self._misfits |= misfit.decisions
                decided = decided.without(misfit.decisions)
                continue
            self._fitting |= {each for each in decided.by_thing.values() if each.about in MUST_FIT}
            return found, others

    def _read(self, its: Prepared, file: str) -> Table | NotRead:
        name, shape = its.sheet.name, its.decided.of("shape")
        if shape is not None and its.decided.shape not in (None, "survey"):
            table = table_as(its.sheet, its.decided.shape or "", its.row)
            if isinstance(table, str):
                raise no_fit({shape: f"“{name}” in {file} cannot be read as {shape.answer}: {table}."})
            return table
        found = self.form_of(its.sheet, its.row)
        row = its.decided.of("heading-row")
        if row is not None and isinstance(found, NotRead) and not (found.silent or found.hidden):
            raise no_fit({row: f"“{name}” in {file} cannot be read from row {its.row} on: {found.why}."})
        return found

    def ask(self, account: Account, sheet: Sheet, found: Table | NotRead, others: Sequence[Second]) -> None:
        """Ask what a sheet is, or which table on it is meant, where two could be read."""
        place = account.place(sheet)
        if isinstance(found, NotRead):
            for question in of_sheet(found, place):
                account.ask(question)
        elif not found.decided.rows:
            stacked = (each for each in others if not _beside(each, found) and self._could_be_read(sheet, each))
            for each in stacked:
                account.ask(of_second_table(place, found.row, each.heading.row))
                return

    def _is_of_its_table(self, table: Table, second: Second) -> bool:
        """Say whether what looks like another table is a block of a logframe, or what stands under a logic model."""
        return goes_on_with(table, second) if table.key == "matrix" else stands_around(table, second)

    def _could_be_read(self, sheet: Sheet, second: Second) -> bool:
        alone = replace(sheet, cells=Cells.of(second.cells))
        rows = {cell.row for cell in second.cells if cell.row > second.heading.row}
        return len(rows) >= 2 and isinstance(self.form_of(alone, second.heading.row), Table)

    def raise_questions(self, accounts: Iterable[Account], more: Sequence[Question] = ()) -> None:
        """Raise Undecided if there is anything to ask that was not decided, to whatever effect."""
        questions = [*(question for account in accounts for question in account.questions), *more]
        open_ones = [each for each in questions if not self.decisions.has(each.answers[0].decision)]
        once = {each.answers[0].decision.thing: each for each in reversed(open_ones)}
        if once:
            raise Undecided([each for each in open_ones if once[each.answers[0].decision.thing] is each])

    def check(self) -> None:
        """Raise DoesNotFit for a shape or a heading row that fits no sheet at all."""
        for decision, why in self._misfits.items():
            if decision.about in MUST_FIT and decision not in self._fitting:
                raise does_not_fit(decision, why)


def _beside(second: Second, table: Table) -> bool:
    """Say whether another table begins in the same rows: the row of headings does not tell the two apart."""
    columns = {cell.column for cell in second.cells}
    return columns.isdisjoint(heading.column for heading in table.headings)


def decisions_of(mapping: Decisions | Path | str | None) -> Decisions:
    """Give decisions, read from a file if they are in one."""
    if mapping is None:
        return Decisions()
    return mapping if isinstance(mapping, Decisions) else read_mapping(mapping)


def check_sheets(decisions: Decisions, books: Sequence[Book]) -> None:
    """Raise UnknownName for a sheet that none of the files has."""
    names: Mapping[str, list[str]] = {book.file: [sheet.name for sheet in book.sheets] for book in books}
    every = [name for its in names.values() for name in its]
    for wanted in decisions.only:
        if plain(wanted) not in map(plain, every):
            raise UnknownName(f"There is no sheet “{wanted}”.{_which(wanted, every)}")
    for each in decisions.entries:
        those = [its for file, its in names.items() if each.file != ANY and is_about_file(each.file, file)]
        its = [name for its in those for name in its]
        if those and each.sheet != ANY and plain(each.sheet) not in map(plain, its):
            raise UnknownName(
                f"{each.source}: there is no sheet “{each.sheet}” in {each.file}.{_which(each.sheet, its)}"
            )


def _which(name: str, known: Sequence[str]) -> str:
    return did_you_mean(name, known) or f" There are: {', '.join(known[:30])}."
