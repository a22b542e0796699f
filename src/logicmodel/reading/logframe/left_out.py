"""Rows of a logframe that hold nothing of it: totals, notes beneath the table, help under the headings."""

from collections.abc import Collection, Mapping

from logicmodel.reading.account import Account
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.levels import label_of
from logicmodel.reading.logframe.layout import Layout
from logicmodel.reading.skipping import HELP, NOTE, OVER_ROWS, TOTAL, is_help, is_total, opens_a_note, tell_of_rows


class LeftOut:
    """The rows that are left out, by reason, and what has to be known of the rows above to tell them."""

    def __init__(self, layout: Layout, account: Account) -> None:
        self.layout, self.account = layout, account
        self.last = max((row for row, cells in layout.rows if len(cells) > 1), default=0)
        self.filled = {row for row, _ in layout.rows}
        self.after_a_note = False  # what follows a note below the table is one, too
        self.rows: dict[str, list[int]] = {}

    def takes(self, row: int, cells: Mapping[int, Cell], *, awaited: bool) -> bool:
        """Leave out a total, a note or the like; `awaited` says that a level above waits for its words."""
        (first, *others) = cells.values()
        apart = row > self.last + 1 and row - 1 not in self.filled and not awaited
        is_note = not others and row > self.last and (apart or self.after_a_note or opens_a_note(first.text))
        why = NOTE if is_note else TOTAL if is_total(cells.values()) else ""
        if row - 1 == self.layout.table.row and is_help(list(cells.values())):
            why = HELP
        elif not others and first.text.rstrip().endswith(":") and label_of(first.text) is None:
            why = OVER_ROWS  # “For outcome 1:”
        if why:
            self.leave(row, cells.values(), why)
            self.after_a_note = is_note
        return bool(why)

    def leave(self, row: int, cells: Collection[Cell], why: str) -> None:
        """Leave out cells of a row."""
        self.account.leave(self.layout.sheet, cells, why)
        self.rows.setdefault(why, []).append(row)

    def tell(self) -> None:
        """Say which rows were left out, and why."""
        tell_of_rows(self.layout.sheet, self.account, self.rows)
