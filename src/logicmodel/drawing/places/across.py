"""How far from the left boxes and passing arrows stand in a view that is read upwards, given what each row holds."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from logicmodel.drawing.shown.layers import Rows

Item = TypeVar("Item")

BESIDE = 14.0
"""Space between two boxes."""

_ROUNDS = 4
"""How often every row is moved toward what it is joined to, from the top down and back."""


def places_across(rows: Rows, widths: Sequence[float]) -> tuple[dict[int, float], float]:
    """Give the middle of each box and passing arrow from left to right, and the width of all.

    The widest row fills the whole; working outwards from it, each other row is set as near as its order allows to what
    it is joined to.
    """
    starts = {item: start for row in rows.rows for item, start in zip(row, _packed(row, widths, rows), strict=True)}
    ends = [starts[row[-1]] + widths[row[-1]] / 2 for row in rows.rows]
    wide = max(ends)
    widest = ends.index(wide)
    joined: dict[int, list[int]] = {}
    for way in rows.ways:
        for lower, upper in pairwise(way):
            if lower != upper:
                joined.setdefault(lower, []).append(upper)
                joined.setdefault(upper, []).append(lower)
    x = {item: starts[item] for item in rows.rows[widest]}
    outwards = [*range(widest - 1, -1, -1), *range(widest + 1, len(rows.rows))]
    rounds = [outwards, *[order for _ in range(_ROUNDS) for order in (range(len(rows.rows)), outwards)]]
    for number in (number for order in rounds for number in order):
        row = rows.rows[number]
        wishes = [_middle([x[each] for each in joined.get(item, ()) if each in x]) for item in row]
        x.update(zip(row, _nearest([starts[item] for item in row], wishes, wide - ends[number]), strict=True))
    _straighten(rows, x, starts, widths, wide)
    return x, wide


def _straighten(
    rows: Rows, x: dict[int, float], starts: dict[int, float], widths: Sequence[float], wide: float
) -> None:
    """Let every arrow that passes rows pass as many as it can without a turn, as far as its neighbours leave room."""
    beside = {item: (left, right) for row in rows.rows for left, item, right in neighbours(row)}

    def room(item: int) -> tuple[float, float]:
        left, right = beside[item]
        least = widths[item] / 2 if left is None else x[left] + starts[item] - starts[left]
        most = wide - widths[item] / 2 if right is None else x[right] - starts[right] + starts[item]
        return least, most

    for way in sorted(rows.ways, key=lambda way: (-len(way), way)):
        run: list[int] = []
        least, most = 0.0, wide
        for item in (*way[1:-1], None):
            its = room(item) if item is not None else (wide, 0.0)
            if run and max(least, its[0]) > min(most, its[1]):
                middle = sum(x[each] for each in run) / len(run)
                x.update(dict.fromkeys(run, min(max(middle, least), most)))
                run, least, most = [], 0.0, wide
            if item is not None:
                run.append(item)
                least, most = max(least, its[0]), min(most, its[1])


def neighbours(row: Sequence[Item]) -> Iterator[tuple[Item | None, Item, Item | None]]:
    """Give each item of a row between those beside it."""
    return zip((None, *row[:-1]), row, (*row[1:], None), strict=True)


def _packed(row: Sequence[int], widths: Sequence[float], rows: Rows) -> Iterator[float]:
    """Give the middle of each item of a row that is as narrow as can be."""
    boxes = len(widths) - sum(max(0, len(way) - 2) for way in rows.ways)
    end = 0.0
    for place, item in enumerate(row):
        if place:
            end += (
                BESIDE
                if item < boxes and row[place - 1] < boxes
                else BESIDE / 2
                if min(item, row[place - 1]) < boxes
                else 2
            )
        yield end + widths[item] / 2
        end += widths[item]


def _middle(places: Sequence[float]) -> float | None:
    return sum(places) / len(places) if places else None


def _nearest(starts: Sequence[float], wishes: Sequence[float | None], slack: float) -> list[float]:
    """Move items of a row from their starts by 0 to `slack`, none less than the one before, as near to their wishes as can be.

    Near is by the sum of squares: neighbours that wish to pass each other move together, by the mean of what they wish.
    """
    blocks: list[tuple[float, float, int]] = []  # sum of the moves wished, how many wish, how many items
    for start, wish in zip(starts, wishes, strict=True):
        block = (wish - start, 1.0, 1) if wish is not None else (0.0, 0.0, 1)
        while blocks and (not block[1] or blocks[-1][0] * block[1] >= block[0] * blocks[-1][1]):
            before = blocks.pop()
            block = (before[0] + block[0], before[1] + block[1], before[2] + block[2])
        blocks.append(block)
    moves = [min(max(total / count if count else 0.0, 0.0), slack) for total, count, its in blocks for _ in range(its)]
    return [start + move for start, move in zip(starts, moves, strict=True)]
