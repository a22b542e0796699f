"""Rows of a view that is read upwards: which box stands in which row, in which order, and where arrows pass between.

Each box hangs right beneath the lowest of those it leads to, and boxes that lead to one stand side by side in the order
of the sheet. So a small edit moves what hangs on it, and no more. Boxes change places with a neighbour only where that
undoes a crossing of arrows.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from logicmodel.drawing.shown.picture import View
from logicmodel.errors import CannotDraw

LAYER = "layer "
"""Begins the column of a box in a tree, before its number counted from the bottom: boxes of one layer stand side by side."""


STAGES = (
    "none",
    "need",
    "input",
    "activity",
    "output",
    "outcome",
    "outcome_short",
    "outcome_medium",
    "outcome_long",
    "impact",
)
"""Columns of boxes from the bottom up."""


MOST = 10_000
"""Boxes, and rows that arrows pass, that are put in order: some seconds."""


class Rows(Struct, frozen=True, kw_only=True):
    """Rows from the top: each holds its boxes by their number in the view, and from that on arrows that pass it.

    `ways` has for each arrow what it touches, from its lower box to its upper one. `line` is the number of the first row
    beneath the line of accountability; none where there is no line, or nothing above it.
    """

    rows: tuple[tuple[int, ...], ...]
    ways: tuple[tuple[int, ...], ...]
    line: int | None


def rows_of(view: View, abreast: int = 0) -> Rows:
    """Put every box of a view in a row, each lower than what it leads to.

    Where `abreast` is not 0, rows of more boxes are dealt out to several, so that these are narrow.

    Raises CannotDraw where there are too many arrows across too many rows.
    """
    number_of = {box.ref: number for number, box in enumerate(view.boxes)}
    pairs = [(number_of[lower], number_of[upper]) for lower, upper in rising(view)]
    depths, seats = _folded(_depths(view, pairs), pairs, abreast)
    rows: list[list[int]] = [[] for _ in range(max(depths) + 1)]
    for number, depth in enumerate(depths):
        rows[depth].append(number)
    ways = []
    following = len(view.boxes)
    for one, other in pairs:
        lower, upper = (one, other) if depths[one] >= depths[other] else (other, one)
        between = range(depths[lower] - 1, depths[upper], -1)
        passing = range(following, following + len(between))
        for depth, number in zip(between, passing, strict=True):
            rows[depth].append(number)
        following += len(between)
        if following > MOST:
            raise CannotDraw(
                f"The arrows of these {len(view.boxes)} boxes pass so many rows that they cannot be told apart in the view "
                f"{view.name}; draw fewer boxes, or choose the view logic-model."
            )
        ways.append((lower, *passing, upper))
    below = set(view.ceiling.below) if view.ceiling else set()
    held = [depth for box, depth in zip(view.boxes, depths, strict=True) if box.ref in below]
    line = min(held, default=0) or None
    in_order = _Order(rows, ways, seats)
    return Rows(rows=tuple(map(tuple, in_order.rows)), ways=tuple(ways), line=line)


# -- which is lower ---------------------------------------------------------------------------------------------------


def rising(view: View) -> list[tuple[str, str]]:
    """Give for every arrow the box that stands lower and the one that stands higher.

    That is cause and effect, but not where an arrow feeds back, comes down across the line of accountability, or
    closes a circle.
    """
    below = set(view.ceiling.below) if view.ceiling else set()
    pairs = []
    for arrow in view.arrows:
        falls = arrow.line == "feedback" or (arrow.effect in below and arrow.cause not in below)
        pairs.append((arrow.effect, arrow.cause) if falls else (arrow.cause, arrow.effect))
    closing = _closing(pairs, [box.ref for box in view.boxes])
    return [pair[::-1] if pair in closing else pair for pair in pairs]


def _closing(pairs: Sequence[tuple[str, str]], refs: Sequence[str]) -> set[tuple[str, str]]:
    """Find the pairs that close a circle, going up from the boxes in their order."""
    above: dict[str, list[str]] = {}
    for lower, upper in pairs:
        if lower != upper:
            above.setdefault(lower, []).append(upper)
    closing: set[tuple[str, str]] = set()
    done: set[str] = set()
    for start in refs:
        way = {start: iter(above.get(start, ()))} if start not in done else {}
        while way:
            ref, rest = next(reversed(way.items()))
            following = next(rest, None)
            if following is None:
                done.add(ref)
                del way[ref]
            elif following in way:
                closing.add((ref, following))
            elif following not in done:
                way[following] = iter(above.get(following, ()))
    return closing


def _depths(view: View, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Give for each box its row, counted from the top."""
    below = set(view.ceiling.below) if view.ceiling else set()
    held = {number for number, box in enumerate(view.boxes) if box.ref in below}
    hanging = _Hanging(len(view.boxes), pairs, held)
    found = hanging.depths(_least(view, hanging))
    used = {depth: place for place, depth in enumerate(sorted(set(found)))}
    return [used[depth] for depth in found]


def _least(view: View, hanging: "_Hanging") -> list[int]:
    """Give for each box the row of its layer in a tree, else the first of its stage.

    That is beneath as many rows as the stages above it need by themselves.
    """
    if all(box.column.startswith(LAYER) for box in view.boxes):
        layers = [int(box.column.removeprefix(LAYER)) for box in view.boxes]
        return [max(layers) - layer for layer in layers]
    own = [0] * len(view.boxes)
    heights = dict.fromkeys(reversed(STAGES), 0)
    for number in hanging.order:
        stage = view.boxes[number].column
        over = (own[upper] + 1 for upper in hanging.above[number] if view.boxes[upper].column == stage)
        own[number] = max(over, default=0)
        heights[stage] = max(heights[stage], own[number] + 1)
    firsts, first = {}, 0
    for stage, height in heights.items():
        firsts[stage] = first
        first += height
    return [firsts[box.column] for box in view.boxes]


MOST_ABREAST = 8
"""Boxes that a row may hold before some are set beneath others: so many fit A4 and A3."""

LEAST_ABREAST = 4
"""Boxes that lead to one box and stay side by side even so."""


def _folded(depths: Sequence[int], pairs: Sequence[tuple[int, int]], most: int) -> tuple[list[int], list[float]]:
    """Break rows of many boxes: those that lead to one box fill as many rows beneath each other as are needed.

    Where `most` is not 0, those of a row of more boxes are dealt out to rows in turn, whatever they lead to.

    Gives for each box its row, and its seat, by which boxes beneath each other are side by side with those of their row.
    """
    upper_of: dict[int, int] = {}
    for lower, upper in pairs:
        if depths[upper] < depths[lower]:
            upper_of.setdefault(lower, upper)
    rows, seats = [0] * len(depths), [float(number) for number in range(len(depths))]
    first = 0
    for depth in range(max(depths) + 1):
        members = [number for number, its in enumerate(depths) if its == depth]
        families: dict[int | None, list[int]] = {}
        for number in members:
            families.setdefault(upper_of.get(number), []).append(number)
        needed = -(-len(members) // (most or MOST_ABREAST))
        if most:
            families.clear()
            for place, number in enumerate(members):
                rows[number] = first + place % needed
        for family in families.values():
            abreast = max(LEAST_ABREAST, -(-len(family) // needed))
            for place, number in enumerate(family):
                down, across = divmod(place, abreast)
                rows[number] = first + down
                seats[number] = family[across] + down / (needed + 1)
        first = max(rows[number] for number in members) + 1
    return rows, seats


class _Hanging:
    """Boxes that hang beneath those they lead to; those that are `held` hang beneath all others."""

    def __init__(self, count: int, pairs: Sequence[tuple[int, int]], held: Collection[int]) -> None:
        self.above: list[list[int]] = [[] for _ in range(count)]
        self.beneath: list[list[int]] = [[] for _ in range(count)]
        self.held = held
        for lower, upper in dict.fromkeys(pairs):
            if lower != upper and not (upper in held and lower not in held):
                self.above[lower].append(upper)
                self.beneath[upper].append(lower)
        waiting = [len(its) for its in self.above]
        self.order = [number for number in range(count) if not waiting[number]]
        for number in self.order:
            for lower in self.beneath[number]:
                waiting[lower] -= 1
                if not waiting[lower]:
                    self.order.append(lower)

    def depths(self, least: Sequence[int]) -> list[int]:
        """Give each box its depth, at least that in `least`."""
        found = [0] * len(self.above)
        line = 0
        for holding in (False, True):
            for number in self.order:
                if (number in self.held) == holding:
                    over = max((found[upper] + 1 for upper in self.above[number]), default=0)
                    found[number] = max(over, least[number], line)
            line = max((found[number] + 1 for number in self.order if number not in self.held), default=0)
        return found


# -- side by side -----------------------------------------------------------------------------------------------------

_MOST_ROUNDS = 12
"""How often all rows are gone through for neighbours to change places."""

_MANY = 4000
"""Boxes and passing arrows from which on they are gone through once."""


class _Order:
    """Rows whose boxes and passing arrows find their order."""

    def __init__(self, rows: Sequence[Sequence[int]], ways: Sequence[Sequence[int]], seats: Sequence[float]) -> None:
        self.boxes = len(seats)
        self.above: dict[int, list[int]] = {}
        self.beneath: dict[int, list[int]] = {}
        self.seats = dict(enumerate(seats))
        for way in ways:
            for lower, upper in pairwise(way):
                if lower != upper:
                    self.above.setdefault(lower, []).append(upper)
                    self.beneath.setdefault(upper, []).append(lower)
                    self.seats.setdefault(lower, self.seats[way[0]])
        place = {item: number for number, item in enumerate(self._hung(rows))}
        self.rows = [sorted(row, key=place.__getitem__) for row in rows]
        self.place = {item: number for row in self.rows for number, item in enumerate(row)}
        self._swap()

    def _hung(self, rows: Sequence[Sequence[int]]) -> Iterator[int]:
        """Give all items as the branches of a tree that hangs from the top, each where it hangs first."""
        hung: dict[int, list[int]] = {}
        loose = []
        parent: dict[int, int] = {}
        for row in rows:
            for item in row:
                right_above = [upper for upper in self.above.get(item, []) if upper < self.boxes or item >= self.boxes]
                upper = next(iter(right_above or self.above.get(item, [])), parent.get(item - 1))
                if upper is None:
                    loose.append(item)
                else:
                    parent[item] = upper
                    hung.setdefault(upper, []).append(item)
        ahead = sorted(loose, reverse=True)
        while ahead:
            item = ahead.pop()
            yield item
            ahead += sorted(hung.get(item, []), key=lambda each: (self.seats[each], each), reverse=True)

    def _swap(self) -> None:
        """Let neighbours change places where that undoes a crossing, until nothing is gained."""
        for _ in range(1 if len(self.place) > _MANY else _MOST_ROUNDS):
            swapped = False
            for row in self.rows:
                for at in range(len(row) - 1):
                    if self._gain(row[at], row[at + 1]) > 0:
                        row[at], row[at + 1] = row[at + 1], row[at]
                        self.place[row[at]], self.place[row[at + 1]] = at, at + 1
                        swapped = True
            if not swapped:
                break

    def _gain(self, left: int, right: int) -> int:
        """Give how many crossings fewer there are where two neighbours change places."""
        gain = 0
        for joined in (self.above, self.beneath):
            firsts = sorted(self.place[each] for each in joined.get(left, []))
            for other in joined.get(right, []):
                at = self.place[other]
                gain += len(firsts) - bisect_right(firsts, at) - bisect_left(firsts, at)
        return gain
