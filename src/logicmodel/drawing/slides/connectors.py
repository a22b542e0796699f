"""Ways of arrows as connectors of a slide: a preset line between two sides of two boxes, with its bends.

A preset connector runs from corner to corner of its frame and leaves level. Office Open XML (ECMA-376, part 1, 20.1.9.18
and the preset shapes `straightConnector1` and `bentConnector2` to `5`) bends it with adjustments, in parts of the
frame's width (first and third) and height (second); one that leaves upright is the same, turned by a quarter.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.drawing.places.placing import Arrangement, Placed, Point, Route

TOP, LEFT, BOTTOM, RIGHT = range(4)
"""The sites of a rectangle that connectors are glued to, as Office numbers them."""

LEAST = 1.0
"""Width or height of a frame that would have none, in points: a bend is told as a part of it."""

WHOLE = 100_000
"""What Office calls the whole of a frame."""

STRAIGHT = "straightConnector1"
MOST_PIECES = 5

ROOM = 7.0
"""How far from a box an arrow passes it, in points."""


class Connector(Struct, frozen=True, kw_only=True):
    """A connector: its preset, frame in points, quarter turn and flips, adjustments, sites at both ends, and its corners.

    It is `sited` where it begins and ends in the very middle of two sides, where an office program would put it itself.
    """

    preset: str
    x: float
    y: float
    width: float
    height: float
    turned: bool = False
    flipped_across: bool = False
    flipped_down: bool = False
    adjustments: tuple[int, ...] = ()
    leaves: int
    enters: int
    corners: tuple[Point, ...] = ()
    sited: bool = False


def turned_round(arrangement: Arrangement) -> Arrangement:
    """Give an arrangement as it stands on a page that is read from right to left."""
    whole = arrangement.width

    def point(each: Point) -> Point:
        return whole - each[0], each[1]

    divide = arrangement.divide
    return replace(
        arrangement,
        boxes=tuple(replace(each, x=whole - each.x - each.width) for each in arrangement.boxes),
        headings=tuple(replace(each, x=whole - each.x - each.width) for each in arrangement.headings),
        groups=tuple(replace(each, x=whole - each.x - each.width) for each in arrangement.groups),
        routes=tuple(
            replace(
                each,
                points=tuple(map(point, each.points)),
                tip=point(each.tip),
                corners=tuple(map(point, each.corners)),
            )
            for each in arrangement.routes
        ),
        divide=divide and replace(divide, start=point(divide.start), end=point(divide.end), words=point(divide.words)),
    )


def connector_of(route: Route, cause: Placed, effect: Placed, others: Sequence[Placed]) -> Connector:
    """Give the connector for an arrow between two boxes, round the `others` where its corners lead round them."""
    corners = _simplified(route.corners)
    if len(corners) - 1 > MOST_PIECES:
        corners = _in_one_channel(corners, others)
    start, end = corners[0], corners[-1]
    leaves, enters = _side(cause, start), _side(effect, end)
    made = _framed(STRAIGHT, start, end, leaves, enters) if len(corners) == 2 else _bent(corners, leaves, enters)
    return replace(made, corners=tuple(corners), sited=start == _site(cause, leaves) and end == _site(effect, enters))


def _simplified(corners: Sequence[Point]) -> list[Point]:
    """Leave out corners at which nothing turns."""
    kept = [corners[0]]
    for corner, after in pairwise(corners[1:]):
        if not any(kept[-1][axis] == corner[axis] == after[axis] for axis in (0, 1)):
            kept.append(corner)
    return [*kept, corners[-1]]


def _in_one_channel(corners: Sequence[Point], others: Sequence[Placed]) -> list[Point]:
    """Let a way upwards with more corners than a connector can have turn twice, where it meets fewest boxes."""
    start, first, *_, last, end = corners
    beside = [edge for box in others for edge in (box.x - ROOM, box.x + box.width + ROOM)]
    middle = sum(x for x, _ in corners) / len(corners)

    def through(x: float) -> list[Point]:
        return [start, first, (x, first[1]), (x, last[1]), last, end]

    def cost(x: float) -> tuple[int, float]:
        return sum(_crosses(through(x), box) for box in others), abs(x - middle)

    return _simplified(through(min([*(x for x, _ in corners[2:-2]), *sorted(beside)], key=cost)))


def _bent(corners: Sequence[Point], leaves: int, enters: int) -> Connector:
    start, end = corners[0], corners[-1]
    upright = corners[0][0] == corners[1][0]
    first, second = (1, 0) if upright else (0, 1)
    along, across = (_reach(start[axis], end[axis]) for axis in (first, second))
    adjustments = tuple(
        round(WHOLE * (corner[axis] - start[axis]) / whole)
        for corner, (axis, whole) in zip(
            corners[1:-2], ((first, along), (second, across), (first, along)), strict=False
        )
    )
    made = _framed(f"bentConnector{len(corners) - 1}", start, end, leaves, enters, adjustments)
    return _quarter(made, start, end) if upright else made


def _quarter(made: Connector, start: Point, end: Point) -> Connector:
    """Turn a connector by a quarter: its frame is told as it stood before, round the same middle."""
    return replace(
        made,
        x=made.x + (made.width - made.height) / 2,
        y=made.y + (made.height - made.width) / 2,
        width=made.height,
        height=made.width,
        turned=True,
        flipped_across=end[1] < start[1],
        flipped_down=end[0] >= start[0],
    )


def _framed(
    preset: str, start: Point, end: Point, leaves: int, enters: int, adjustments: tuple[int, ...] = ()
) -> Connector:
    straight = preset.startswith("straight")
    return Connector(
        preset=preset,
        x=min(start[0], end[0]),
        y=min(start[1], end[1]),
        width=abs(end[0] - start[0]) if straight else abs(_reach(start[0], end[0])),
        height=abs(end[1] - start[1]) if straight else abs(_reach(start[1], end[1])),
        flipped_across=end[0] < start[0],
        flipped_down=end[1] < start[1],
        adjustments=adjustments,
        leaves=leaves,
        enters=enters,
    )


def _reach(start: float, end: float) -> float:
    """Give the way from one figure to another, never so short that nothing could be told as a part of it."""
    way = end - start
    return way if abs(way) >= LEAST else -LEAST if way < 0 else LEAST


def _side(box: Placed, point: Point) -> int:
    """Say which side of a box a point is nearest to."""
    away = {
        TOP: abs(point[1] - box.y),
        LEFT: abs(point[0] - box.x),
        BOTTOM: abs(point[1] - box.y - box.height),
        RIGHT: abs(point[0] - box.x - box.width),
    }
    return min(away, key=away.__getitem__)


def _site(box: Placed, side: int) -> Point:
    """Give the middle of a side of a box."""
    middle = (box.x + box.width / 2, box.y + box.height / 2)
    return {
        TOP: (middle[0], box.y),
        LEFT: (box.x, middle[1]),
        BOTTOM: (middle[0], box.y + box.height),
        RIGHT: (box.x + box.width, middle[1]),
    }[side]


def _crosses(corners: Sequence[Point], box: Placed) -> bool:
    return any(
        min(ax, bx) < box.x + box.width
        and max(ax, bx) > box.x
        and min(ay, by) < box.y + box.height
        and max(ay, by) > box.y
        for (ax, ay), (bx, by) in pairwise(corners)
    )
