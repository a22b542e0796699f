"""Arrows of a slide: straight connectors from side to side of two boxes, past all others.

A straight connector looks the same in every program, and stays straight when a box is moved. An arrow that would run
behind a box turns at dots of its own, to which its pieces are glued.
"""

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.drawing.palette import LINES
from logicmodel.drawing.places.placing import Arrangement, Placed, Point, toward
from logicmodel.drawing.slides.shapes import add_connector, add_shape, colour_line, dash, glue, head

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.connector import Connector
    from pptx.slide import Slide

TOP, LEFT, BOTTOM, RIGHT = range(4)
"""The sites of a rectangle that connectors are glued to, as Office numbers them."""

ROOM = 3.0
"""How far from a box an arrow passes it, in points."""

OFF = 14.0
"""How far from a box an arrow turns to the middle of its side, in points."""

BOW, MOST_BOWS = 56.0, 4
"""How far from an arrow another between the same boxes passes it, in points, and how many such there are on each side."""

WITHIN = -0.5
"""The same for the boxes that it joins: it may touch their borders."""

DOT = 1.5
"""Width of the dot at which an arrow turns, in widths of its line."""

DASHES = {
    "dotted": "sysDot",
    "dashed": "dash",
    "mixed": "dashDot",
    "to_confirm": "sysDash",
    "feedback": "lgDash",
}
"""Kind of a line → the dashes that Office has for it."""


Free = Callable[[Point, Point], bool]


class Way(Struct, frozen=True, kw_only=True):
    """The way of an arrow from a side of one box over its turns to a side of another."""

    points: tuple[Point, ...]
    leaves: int
    enters: int


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


def ways_of(arrangement: Arrangement) -> list[Way]:
    """Give the ways of all arrows of an arrangement, in its order: straight where no box is between, and none twice."""
    boxes = _Boxes(arrangement.boxes)
    by_ref = {placed.box.ref: placed for placed in arrangement.boxes}
    taken: set[frozenset[Point]] = set()
    found = []
    for route in arrangement.routes:
        cause, effect = by_ref[route.arrow.cause], by_ref[route.arrow.effect]
        leaves, enters = _side(cause, route.corners[0]), _side(effect, route.corners[-1])
        ends = (_site(cause, leaves), _site(effect, enters))
        free = partial(boxes.leave_free, own=(cause, effect))
        is_taken = frozenset(ends) in taken
        if not is_taken and free(*ends):
            points = [*ends]
        elif is_taken and len(route.corners) == 2:
            bows = [bow for bow in _bows(*ends) if frozenset(bow) not in taken] or [[*ends]]
            points = min(bows, key=lambda bow: sum(not free(*piece) for piece in pairwise(bow)))
        else:
            points = _round(_from_middle(route.corners, ends, leaves, enters), route.corners, free, leaves == enters)
        taken.add(frozenset(points))
        found.append(Way(points=tuple(points), leaves=leaves, enters=enters))
    return found


def _from_middle(corners: Sequence[Point], ends: tuple[Point, Point], leaves: int, enters: int) -> list[Point]:
    """Let a way of level and upright pieces begin and end in the middle of a side, and turn as it did."""
    moved = list(corners)
    for end, beside, site, side in ((0, 1, ends[0], leaves), (-1, -2, ends[1], enters)):
        x, y = moved[beside]
        moved[beside] = (site[0], y) if side in (TOP, BOTTOM) else (x, site[1])
        moved[end] = site
    return moved


def _round(sited: list[Point], corners: Sequence[Point], free: Free, returns: bool) -> list[Point]:
    """Give the way round all boxes with fewest and shortest pieces; one that `returns` to its side keeps its corners."""
    if returns and all(free(*piece) for piece in pairwise(sited)):
        return sited
    # The way that was given is free, but begins and ends beside the middle: a little off its boxes it bends there.
    off = [toward(corners[end], corners[beside], OFF) for end, beside in ((0, 1), (-1, -2))]
    points = [*sited[:2], off[0], *corners[1:-1], off[1], *sited[-2:]]
    last = len(points) - 1
    given = {(0, 2), (last - 2, last), *pairwise(range(2, last - 1))}
    best: dict[int, tuple[int, float, list[Point]]] = {last: (0, 0.0, [points[last]])}
    for number in reversed(range(last)):
        found = [
            (pieces + 1, length + dist(points[number], points[after]), [points[number], *rest])
            for after, (pieces, length, rest) in best.items()
            if (number, after) in given or ((number, after) != (0, last) and free(points[number], points[after]))
        ]
        if found:
            best[number] = min(found)
    return best[0][2]


def _bows(start: Point, end: Point) -> Iterator[list[Point]]:
    """Give ways on both sides of a straight one, farther and farther from it."""
    middle, long = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), max(dist(start, end), 1.0)
    for away in (side * BOW * number for number in range(1, MOST_BOWS + 1) for side in (1, -1)):
        aside = (middle[0] + away * (end[1] - start[1]) / long, middle[1] - away * (end[0] - start[0]) / long)
        yield [start, aside, end]


class _Boxes:
    """All boxes of an arrangement, by their height on the page."""

    def __init__(self, boxes: Sequence[Placed]) -> None:
        self._boxes = sorted(boxes, key=lambda each: each.y)
        self._tops = [each.y for each in self._boxes]
        self._highest = max(each.height for each in boxes)

    def leave_free(self, start: Point, end: Point, *, own: Sequence[Placed]) -> bool:
        """Say whether a straight line runs behind no box; it may touch those that it belongs to."""
        return not any(_meets(start, end, box, WITHIN if box in own else ROOM) for box in self._near(start, end))

    def _near(self, start: Point, end: Point) -> Iterator[Placed]:
        low, high = sorted((start[1], end[1]))
        yield from self._boxes[bisect(self._tops, low - self._highest - ROOM) : bisect(self._tops, high + ROOM)]


def _meets(start: Point, end: Point, box: Placed, room: float) -> bool:
    """Say whether a straight line comes nearer to a box than so many points: by what share of its way it is beside it."""
    enters, leaves = 0.0, 1.0
    for axis, low, size in ((0, box.x, box.width), (1, box.y, box.height)):
        way, near, far = end[axis] - start[axis], low - room - start[axis], low + size + room - start[axis]
        if not way:
            if near >= 0 or far <= 0:
                return False
            continue
        first, second = sorted((near / way, far / way))
        enters, leaves = max(enters, first), min(leaves, second)
    return enters < leaves


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


# -- shapes -----------------------------------------------------------------------------------------------------------


def add_arrow(
    slide: "Slide", points: Sequence[Point], way: Way, line: str, scale: float, cause: "Shape", effect: "Shape"
) -> "list[Connector | Shape]":
    """Add an arrow between two shapes as connectors from point to point of the slide, and dots where it turns."""
    look = LINES[line]
    wide = look.width * max(scale, 0.7) * DOT
    dots = [
        add_shape(slide, "ellipse", x - wide / 2, y - wide / 2, wide, wide, look.colour, look.colour, 0.0)
        for x, y in points[1:-1]
    ]
    held = [(cause, way.leaves), *((dot, TOP) for dot in dots), (effect, way.enters)]
    pieces = []
    for number, ((start, end), (one, other)) in enumerate(zip(pairwise(points), pairwise(held), strict=True), 2):
        piece = add_line(slide, start, end, line, scale, headed=number == len(points))
        glue(piece, *one, *other)
        pieces.append(piece)
    return [*pieces, *dots]


def add_line(slide: "Slide", start: Point, end: Point, line: str, scale: float, *, headed: bool = True) -> "Connector":
    """Add a straight line that looks like one of the palette."""
    made = add_connector(slide, start, end)
    look = LINES[line]
    colour_line(made.line, look.colour, look.width * max(scale, 0.7))
    if look.dashes:
        dash(made.line, DASHES[line])
    if headed:
        head(made, "oval" if look.head == "bar" else "triangle")
    return made
