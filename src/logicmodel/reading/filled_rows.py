"""The rows of a table that are objects of the plan, with what merged cells and a blank Stage take from above."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from logicmodel.reading.account import Account
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.skipping import Skipping
from logicmodel.reading.tables import Table
from logicmodel.words.spelling import heading_key, plain, ref_letters

MOST_COVERED = 100_000
"""Cells of a sheet that merged cells fill."""


class Row(NamedTuple):
    """A row that is an object of the plan: its cells by column, and those filled from above."""

    number: int
    cells: Mapping[int, Cell]
    from_above: Mapping[int, Cell]


def is_written_once(table: Table, column: int) -> bool:
    """Say whether the words of a column are never the same in two rows on end: then a blank stands for those above."""
    its = [plain(cell.text) for cell in table.sheet.cells.beneath(table.row).get(column, ())]
    return all(one != other for one, other in pairwise(its))


def filled_rows(table: Table, account: Account, statements: frozenset[str]) -> Iterator[Row]:
    """Give each row below the headings that is an object, with what merged cells and a blank Stage take from above.

    `statements` are the fields of which a lone cell is an object. Rows that are none are left out, and noted.
    """
    sheet = table.sheet
    skipping = Skipping(table, statements)
    covered = _covered_by_merged_cells(table)
    stages = _Stages(table)
    used = 0
    for row, cells in sheet.rows():
        if row <= table.row:
            continue
        if why := skipping.why(row, cells):
            account.leave(sheet, cells.values(), why)
            continue
        from_above = {column: cell for column, cell in covered.get(row, {}).items() if column not in cells}
        from_above |= stages.from_above(cells, from_above)
        used += len(from_above)
        yield Row(row, cells, from_above)
    skipping.tell(account)
    if used:
        account.notice("filled_down", account.place(sheet), count=used)


def _covered_by_merged_cells(table: Table) -> dict[int, dict[int, Cell]]:
    """Give by row and column the texts that merged cells show further down. Numbers and Refs hold for one row only."""
    down: dict[int, dict[int, Cell]] = {}
    refs = {heading.column for heading in table.headings if heading.field == "id"}
    rows = list(table.sheet.cells.numbers)
    room = MOST_COVERED
    for first, column, last, _ in table.sheet.merged:
        top = table.sheet.cells.get((first, column))
        if top is None or first <= table.row or last == first or column in refs or not isinstance(top.value, str):
            continue
        for row in rows[bisect_right(rows, first) : bisect_right(rows, last)][:room]:
            down.setdefault(row, {})[column] = top
            room -= 1
    return down


class _Stages:
    """Fills a blank Stage from above, where each stage was written once over all its rows."""

    def __init__(self, table: Table) -> None:
        self.column = next((heading.column for heading in table.headings if heading.field == "stage"), None)
        self.refs = next((heading.column for heading in table.headings if heading.field == "id"), None)
        its = table.sheet.cells.beneath(table.row).get(self.column or 0, [])
        words = [heading_key(cell.text) for cell in its]
        self.written_once = bool(words) and len(set(words)) == len(words) and table.key == "elements"
        self.above: Cell | None = None

    def from_above(self, cells: Mapping[int, Cell], merged: Mapping[int, Cell]) -> dict[int, Cell]:
        """Give the cell from above that fills the Stage of a row; a row with a Ref like OC1 has one of its own."""
        if self.column is None or not self.written_once:
            return {}
        if self.column in cells:
            self.above = cells[self.column]
            return {}
        ref = cells.get(self.refs or 0)
        if self.above is None or self.column in merged or (ref and ref_letters(ref.text)):
            return {}
        return {self.column: self.above}
