"""Small headings of a logframe, and what stands under them beside a block: “RISK RATING”, “OUTPUT WEIGHTING (%)”."""

from logicmodel.reading.account import Account
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.levels import SIDE, is_side_label
from logicmodel.reading.logframe.layout import Layout
from logicmodel.reading.nesting import Boxes


class Sides:
    """The small headings under which a row stands; what they are about is kept with the box of the block."""

    def __init__(self, layout: Layout, account: Account, boxes: Boxes) -> None:
        self.sheet, self.level = layout.sheet, layout.level
        self.account, self.boxes = account, boxes
        self.among_levels: str | None = None  # the one in the column of levels
        self.over: dict[int, str] = {}  # those in other columns of the row above

    def open(self, cell: Cell) -> None:
        """Take a cell of the column of levels for a small heading."""
        self.among_levels = cell.text
        self.account.use(self.sheet, cell, "heading in the column of levels")

    def close(self) -> None:
        """Forget the small heading in the column of levels: a level or a row of headings begins."""
        self.among_levels = None

    def read(self, cell: Cell) -> None:
        """Keep what stands in the column of levels beside a block: its weight, its risk, its theme."""
        if self.among_levels is None or is_side_label(cell.text):
            self.open(cell)
        elif self.boxes.all:
            title = " ".join(self.among_levels.split())
            self.boxes.all[-1].draft.keep(self.account.keep(self.sheet, cell, title))
        else:
            self.account.leave(self.sheet, [cell], "no box in its block")

    def take(self, cells: dict[int, Cell]) -> None:
        """Take from a row what stands under a small heading in another column, and such headings."""
        for column in [column for column in self.over if column in cells and self.boxes.all]:
            title = self.over.pop(column)
            self.boxes.all[-1].draft.keep(self.account.keep(self.sheet, cells.pop(column), title))
        for column, cell in list(cells.items()):
            title = " ".join(cell.text.split())
            if column != self.level and SIDE.fullmatch(title):
                self.over[column] = title
                self.account.use(self.sheet, cells.pop(column), "heading beside a block")
