"""A theory drawn in cells: each box a cell that says its level, “Outcome 1: …”, higher levels over the ones they rest on.

A box leads to the one that its number names, else to that of the next level above whose merged cells stretch over it.
"""

from typing import NamedTuple

from logicmodel.reading.account import Account
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.levels import Label, label_of
from logicmodel.reading.nesting import Arrow, Box, Boxes, proposed
from logicmodel.reading.tables import STAGES, Table

FEWEST, MOST = 3, 500
"""Boxes, and cells of a sheet on which they are looked for."""

FORM = "matrix"


class _Drawn(NamedTuple):
    """A box with the columns over which its cell stretches."""

    box: Box
    left: int
    right: int


def tree_of_boxes(sheet: Sheet) -> Table | None:
    """Recognise boxes drawn side by side: most cells of the sheet, of two levels or more."""
    if not FEWEST <= len(sheet.cells) <= MOST:
        return None
    labels = [(cell, label) for cell in sheet.cells.each() if (label := _label(cell))]
    side_by_side = len({cell.row for cell, _ in labels}) < len(labels)
    levels = {label.word for _, label in labels}
    enough = len(labels) >= FEWEST and len(labels) * 2 > len(sheet.cells) and len(levels) > 1
    return Table(sheet=sheet, key="box_tree", row=0) if enough and side_by_side else None


def _label(cell: Cell) -> Label | None:
    label = label_of(cell.text) if isinstance(cell.value, str) else None
    return label if label and label.rest and label.word in STAGES else None


def read_tree(table: Table, account: Account) -> list[Draft]:
    """Read boxes drawn in cells, and propose the arrows that the drawing shows."""
    sheet = table.sheet
    boxes = Boxes(sheet, account, FORM)
    ends = {(top, left): right for top, left, _, right in sheet.merged}
    drawn: list[_Drawn] = []
    for cell in sheet.cells.each():
        label = _label(cell)
        if label is None:
            account.leave(sheet, [cell], "no level")
            continue
        account.use(sheet, cell, "elements.text")
        place = account.place(sheet, cell.row, cell.column)
        box = boxes.add(label.word, " ".join(label.rest.split()), label.number, place)
        box.draft.values["origins"] = (place,)
        drawn.append(_Drawn(box, cell.column, ends.get((cell.row, cell.column), cell.column)))
    boxes.give_refs()
    arrows = boxes.by_number()
    pointed = {id(arrow.cause) for arrow in arrows}
    rest = [each for each in drawn if id(each.box.draft) not in pointed]
    arrows += [Arrow(each.box.draft, over.draft, each.box.draft.place) for each in rest for over in _over(each, drawn)]
    return [*(box.draft for box in boxes.all), *proposed(arrows, FORM)]


def _over(each: _Drawn, drawn: list[_Drawn]) -> list[Box]:
    """Give the boxes of the next level above that stand over a box, or the only one there is."""
    rank = each.box.rank or (0, 0)
    higher = min((its for other in drawn if (its := other.box.rank) and its > rank), default=None)
    level = [other for other in drawn if other.box.rank == higher]
    over = [other.box for other in level if other.left <= each.right and each.left <= other.right]
    return over or [other.box for other in level if len(level) == 1]
