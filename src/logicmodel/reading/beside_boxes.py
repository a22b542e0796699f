"""What stands beside boxes in a row and is said of its work: who leads, when, what it costs, who pays."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from logicmodel.reading.account import Account
from logicmodel.reading.cells import Manner
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.filling import Filler
from logicmodel.reading.headings import Heading, declared
from logicmodel.reading.manners import column_manners
from logicmodel.reading.tables import STAGES, Table

OF_ONE = frozenset(("cost",))
"""Those that hold for all boxes of a cell together: what two activities cost is not what each of them does."""


class BesideBoxes:
    """Fills boxes from the columns beside them; what is said twice in two ways is kept with the box."""

    def __init__(self, table: Table, account: Account, manner: Manner) -> None:
        self.table, self.account = table, account
        self.columns = {each.column: each for each in table.headings if each.sheet == "elements"}
        self.filler = Filler(table, account, manner)
        under = [cells for _, cells in table.sheet.cells.rows(table.row + 1)] if self.columns else []
        cells = {column: [its[column] for its in under if column in its] for column in self.columns}
        its_own = replace(table, headings=tuple(self.columns.values()))
        self.manners = column_manners(its_own, cells, account, manner)
        self.filled: dict[tuple[int, int], str] = {}  # the box and the column, and what was typed

    def read(self, cells: Mapping[int, Cell], boxes: Mapping[int, Sequence[Draft]]) -> set[int]:
        """Read what a row says of its boxes, by the column of their stage; give the columns that were used."""
        used = set()
        for column, cell in cells.items():
            heading = self.columns.get(column)
            its = boxes.get(self._whose(column, boxes), ()) if heading else ()
            if heading and its and self._fits(heading, cell, its):
                self._fill(heading, cell, its)
                used.add(column)
        return used

    def _whose(self, column: int, boxes: Mapping[int, Sequence[Draft]]) -> int:
        """Give the column of the boxes that are meant: of the work, but for what is said of each stage behind it.

        That is so where another stage follows, or the same heading stands behind another stage, too.
        """
        stages = sorted(each.column for each in self.table.headings if each.field in STAGES)
        before = max((each for each in stages if each < column), default=0)
        again = sum(each.field == self.columns[column].field for each in self.columns.values()) > 1
        follows = again or any(each > column for each in stages)
        work = (each.column for each in self.table.headings if each.field == "activity" and each.column in boxes)
        return before if before and follows else next(work, min(boxes, default=0))

    def _fits(self, heading: Heading, cell: Cell, boxes: Sequence[Draft]) -> bool:
        """Say whether a cell can be said of some boxes, of which it may have been read before."""
        several = heading.field in OF_ONE and len(boxes) > 1
        held = (self.filled.get((id(box), heading.column), cell.text) for box in boxes)
        return not several and all(text == cell.text for text in held)

    def _fill(self, heading: Heading, cell: Cell, boxes: Sequence[Draft]) -> None:
        field = declared(heading)
        for number, box in enumerate(boxes):
            if field and (id(box), heading.column) not in self.filled:
                manner = self.manners.get(heading.column)
                self.filler.fill(box, field, cell, heading.title, its=manner, again=number > 0)
            elif field:
                self.account.use(self.table.sheet, cell, f"elements.{field.field}")
            self.filled[id(box), heading.column] = cell.text
