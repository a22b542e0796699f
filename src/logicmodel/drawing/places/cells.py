"""The grid of a view in columns: which box stands in which column and row."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from logicmodel.drawing.shown.picture import View


class Cell(Struct, frozen=True, kw_only=True, order=True):
    """A place of the grid: number of its column and of its row."""

    column: int
    row: int


_MOST_CHOICES = 4_000_000  # some seconds


def cells_of(view: View) -> tuple[dict[int, Cell], tuple[int, ...]]:
    """Give every box (by its number in the view) a cell, the boxes of a column in their order, and each lane a first row.

    In each lane the longest column fills the rows from the top. Working outwards from it, each column is set as near as
    its order allows to the boxes that it is joined to, so that most arrows are short and level.
    """
    found: dict[int, Cell] = {}
    starts = []
    joined = _joined(view)
    for lane in range(max(1, len(view.lanes))):
        first = max((cell.row + 1 for cell in found.values()), default=0)
        members = [
            [number for number, box in enumerate(view.boxes) if box.column == column.key and box.lane == lane]
            for column in view.columns
        ]
        starts.append(first)
        found |= _cells_of_lane(members, joined, first)
    return found, tuple(starts) if view.lanes else ()


def _cells_of_lane(
    members: Sequence[Sequence[int]], joined: Mapping[int, Sequence[int]], first: int
) -> dict[int, Cell]:
    """Give the boxes of each column cells from a row on."""
    rows = max(map(len, members))
    longest = next(number for number, its in enumerate(members) if len(its) == rows)
    row_of: dict[int, int] = dict(zip(members[longest], range(rows), strict=True))
    for number in (*range(longest - 1, -1, -1), *range(longest + 1, len(members))):
        wishes = [[row_of[other] for other in joined.get(box, ()) if other in row_of] for box in members[number]]
        row_of.update(zip(members[number], _nearest_rows(wishes, rows), strict=True))
    return {box: Cell(column=number, row=first + row_of[box]) for number, its in enumerate(members) for box in its}


def _joined(view: View) -> dict[int, list[int]]:
    """Box → the boxes it is joined to by an arrow or by a tag."""
    elements = {box.ref: number for number, box in enumerate(view.boxes) if box.stage != "need"}
    needs = {box.ref: number for number, box in enumerate(view.boxes) if box.stage == "need"}
    pairs = [(elements[arrow.cause], elements[arrow.effect]) for arrow in view.arrows]
    pairs += [(needs[tag], elements[box.ref]) for box in view.boxes for tag in box.tags if tag in needs]
    found: dict[int, list[int]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


def _next_rows(wishes: Sequence[Sequence[int]], rows: int) -> list[int]:
    """Give each box the row in the middle of those it wishes, or the next that leaves the boxes before it above."""
    found: list[int] = []
    for number, wished in enumerate(wishes):
        first = found[-1] + 1 if found else 0
        middle = round(sum(wished) / len(wished)) if wished else first
        found.append(max(first, min(middle, rows - len(wishes) + number)))
    return found


def _nearest_rows(wishes: Sequence[Sequence[int]], rows: int) -> list[int]:
    """Choose a row for each box of a column, in rising order, so that the distances to the wished rows add up least.

    Ties go to the upper row. Costs boxes × rows; where that is very much, each box takes the first row that is free
    from the one it wishes.
    """
    free = rows - len(wishes)
    if len(wishes) * free > _MOST_CHOICES:
        return _next_rows(wishes, rows)
    # best[place]: the least cost so far when this box stands `place` rows lower than it could.
    best = [0.0] * (free + 1)
    choices: list[list[int]] = []
    for number, wished in enumerate(wishes):
        middle = sum(wished) / len(wished) if wished else None
        chosen, cheapest, costs = [], 0, []
        for place in range(free + 1):
            if best[place] < best[cheapest]:
                cheapest = place
            chosen.append(cheapest)
            costs.append(best[cheapest] + (abs(number + place - middle) if middle is not None else 0.0))
        best = costs
        choices.append(chosen)
    place = best.index(min(best))
    found = []
    for number in range(len(wishes) - 1, -1, -1):
        found.append(number + place)
        place = choices[number][place]
    return found[::-1]
