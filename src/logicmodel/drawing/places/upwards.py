"""Places for a view that is read upwards: causes beneath, the goal on top, as `layers` puts them in rows.

Arrows run in the gaps between rows and, where they are longer, through rows between boxes: never through a box.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from logicmodel.drawing.places.across import neighbours, places_across
from logicmodel.drawing.places.marking import marks_above, marks_height, pieces_of
from logicmodel.drawing.places.marking import rows_of as rows_of_marks
from logicmodel.drawing.places.placing import (
    HEAD,
    LINE,
    NATURAL,
    Arrangement,
    Divide,
    Placed,
    Point,
    Route,
    Wanted,
    box_width,
    ceiling_lines,
    lettered,
    straight,
    words_width,
)
from logicmodel.drawing.places.turns import Turn, causes_of, turns_in_gaps
from logicmodel.drawing.shown.layers import Rows, rows_of
from logicmodel.drawing.shown.picture import View

PASSING = 8.0
"""Width of the way of an arrow that passes between boxes."""

GAP = 28.0
STEEP_GAP = 42.0
HIGHEST_GAP = 80.0
"""Height of a gap between two rows: the least, the most where arrows run far to the side, and where there is room."""

SLOPE = 0.04
"""How much a gap grows with the way that an arrow runs to the side in it."""

CROWD = 20.0
"""How much a gap grows at most because many arrows run in it."""

OFF_MARKS = 5.0
"""How far marks stand off the two boxes of an arrow and its head, all together."""

PORTS = 0.76
NEXT_PORT = 18.0
"""Share of the edge of a box along which arrows begin and end, and the most there is from one to the next."""

LEAST_PORT = 9.0
"""The least there is from one to the next where an arrow can run straight so."""

NEARLY = 24.0
"""How far to the side an arrow runs that had better run straight."""

DASHES = 60.0
"""Length of the line of accountability that is seen at least beside its words."""

LOOP = 11.0
"""How far an arrow from a box to itself swings out."""


def place_upwards(view: View, letters: int, wanted: Wanted = NATURAL) -> Arrangement:
    """Place a view in rows of boxes whose lines hold about `letters` letters; gaps grow to reach the wanted height."""
    return _Rows(view, letters, rows_of(view, wanted.abreast), wanted).arrangement()


class _Rows:
    """The rows with heights and places from left to right, from which all points are taken."""

    def __init__(self, view: View, letters: int, rows: Rows, wanted: Wanted) -> None:
        self.view = view
        self.rows = rows
        self.box_width = box_width(letters)
        self.texts = [lettered(box, letters, wanted, tags_inside=True) for box in view.boxes]
        self.row_of = {item: number for number, row in enumerate(rows.rows) for item in row}
        self.x, self.width = places_across(
            rows, [self.box_width if item < len(view.boxes) else PASSING for item in range(len(self.row_of))]
        )
        self.ports = self._ports()
        self.words, self.words_x = self._words_on_the_line()
        self._lay_rows(wanted.height)
        self.levels = self._levels()

    def _words_on_the_line(self) -> tuple[tuple[str, ...], float]:
        """Break the words on the line of accountability so that they stand between arrows, and give their middle.

        Where no place is wide enough, the drawing gets wider at that end where less is lacking.
        """
        if not self.view.ceiling:
            return (), 0.0
        free = list(pairwise((0.0, *sorted(self._crossing()), self.width)))
        left, right = max(free, key=lambda span: span[1] - span[0])
        lines = ceiling_lines(self.view.ceiling, min(right - left, self.width - DASHES))
        wide = words_width(lines)
        if wide <= min(right - left, self.width - DASHES):
            return lines, (left + right) / 2
        first, last = free[0][1], self.width - free[-1][0]
        lacking = max(wide - max(first, last), wide + DASHES - self.width)
        self.width += lacking
        if first <= last:
            return lines, self.width - wide / 2
        self.x = {item: x + lacking for item, x in self.x.items()}
        self.ports = {end: x + lacking for end, x in self.ports.items()}
        return lines, wide / 2

    def _crossing(self) -> Iterator[float]:
        """Give where arrows cross the line of accountability, from box to box straight up."""
        for number, way in enumerate(self.rows.ways):
            for lower, upper in pairwise(way):
                if self.row_of[lower] == self.rows.line and lower != upper:
                    yield self.ports[number, 0] if lower == way[0] else self.x[lower]

    @property
    def _lift(self) -> float:
        """Give how far the words on the line of accountability stand clear of marks on the boxes beneath."""
        beneath = self.rows.rows[self.rows.line or 0]
        return max(marks_above(self.view.boxes[item]) for item in beneath if item < len(self.view.boxes))

    @property
    def _band(self) -> float:
        """Give the height over the row beneath the line of accountability in which arrows run straight up past its words."""
        return (len(self.words) + 1) * LINE + self._lift

    def _foot(self, row: int) -> float:
        """Give the height over a row up to which arrows run straight up from it."""
        return self.tops[row] - (self._band if row == self.rows.line else 0.0)

    def _lay_rows(self, wanted: float) -> None:
        boxes = len(self.view.boxes)
        heights: list[float] = [
            max((self.texts[item].height for item in row if item < boxes), default=0.0) for row in self.rows.rows
        ]
        gaps = self._least_gaps()
        gaps[0] = max(marks_above(self.view.boxes[item]) for item in self.rows.rows[0] if item < len(self.view.boxes))
        words = self._band if self.view.ceiling else 0.0
        lacking = wanted - sum(heights) - sum(gaps) - words
        if lacking > 0 and len(gaps) > 1:
            gaps[1:] = [max(gap, min(HIGHEST_GAP, gap + lacking / (len(gaps) - 1))) for gap in gaps[1:]]
        gaps[self.rows.line or 0] += words
        self.tops: list[float] = []
        y = 0.0
        for gap, height in zip(gaps, heights, strict=True):
            self.tops.append(y + gap)
            y += gap + height
        self.heights = heights
        self.height = y

    def _least_gaps(self) -> list[float]:
        """Give for each row how high the gap over it must be for the arrows in it, and for the marks on them."""
        count = len(self.rows.rows)
        far, crowd, marks = [0.0] * count, [0] * count, [0.0] * count
        states = {note.mark: note.state for note in self.view.notes}
        for arrow, way in zip(self.view.arrows, self.rows.ways, strict=True):
            for lower, upper in pairwise(way):
                row = self.row_of[lower]
                crowd[row] += 1
                far[row] = max(far[row], abs(self.x[lower] - self.x[upper]))
            if len(way) == 2 and (pieces := pieces_of(arrow, states, "")):
                row = self.row_of[way[0]]
                marks[row] = max(marks[row], marks_height(rows_of_marks(pieces)) + HEAD + OFF_MARKS)
        return [
            max(high, min(STEEP_GAP, GAP + SLOPE * each) + min(CROWD, number / 2))
            for each, number, high in zip(far, crowd, marks, strict=True)
        ]

    def _ports(self) -> dict[tuple[int, int], float]:
        """Give for each arrow and each end of its way how far to the side it touches its box."""
        edges: dict[tuple[int, bool], list[tuple[float, int, int]]] = {}
        for number, way in enumerate(self.rows.ways):
            if way[0] != way[-1]:
                edges.setdefault((way[0], True), []).append((self.x[way[1]], number, 0))
                edges.setdefault((way[-1], False), []).append((self.x[way[-2]], number, 1))
        ports = {}
        for (box, _), its in edges.items():
            step = min(NEXT_PORT, self.box_width * PORTS / max(1, len(its) - 1))
            for place, (_, number, end) in enumerate(sorted(its)):
                ports[number, end] = self.x[box] + (place - (len(its) - 1) / 2) * step
        self._align(ports, edges)
        return ports

    def _align(
        self, ports: dict[tuple[int, int], float], edges: Mapping[tuple[int, bool], Sequence[tuple[float, int, int]]]
    ) -> None:
        """Let arrows that would bend a little run straight, where an end has room to move on its edge."""
        room = {}
        for (box, _), its in edges.items():
            half = self.box_width * PORTS / 2
            keys = [(number, end) for _, number, end in sorted(its)]
            for left, key, right in neighbours(keys):
                room[key] = (left, self.x[box] - half), (right, self.x[box] + half)
        for number, way in enumerate(self.rows.ways):
            for end, item in ((1, way[-2]), (0, way[1])) if way[0] != way[-1] else ():
                target = self.x[item] if len(way) > 2 else ports[number, 1 - end]
                (left, least), (right, most) = room[number, end]
                least = least if left is None else ports[left] + LEAST_PORT
                most = most if right is None else ports[right] - LEAST_PORT
                if abs(target - ports[number, end]) <= NEARLY and least <= target <= most:
                    ports[number, end] = target

    def _levels(self) -> dict[tuple[int, int], float]:
        """Give for each arrow and each gap that it crosses, counted by the row beneath, the height at which it turns there.

        Arrows from one row to the next share a height where they lead to one box, or to boxes with the same causes.
        """
        causes = causes_of((way[0], way[1]) for way in self.rows.ways if len(way) == 2 and way[0] != way[1])
        levels = {}
        for (number, row), share in turns_in_gaps(self._turns(causes)).items():
            head = self.tops[row - 1] + self.heights[row - 1] + HEAD
            levels[number, row] = head + (self._foot(row) - head) * share
        return levels

    def _turns(self, causes: Mapping[int, tuple[int, ...]]) -> Iterator[Turn]:
        for number, way in enumerate(self.rows.ways):
            if way[0] == way[-1]:
                continue
            places = [self.ports[number, 0], *(self.x[item] for item in way[1:-1]), self.ports[number, 1]]
            for lower, (start, end) in zip(way, pairwise(places), strict=False):
                together = causes[way[1]] if len(way) == 2 else ()
                yield Turn(arrow=number, gap=self.row_of[lower], near=(end,), far=(start,), together=together)

    def arrangement(self) -> Arrangement:
        """Give the whole view at its places."""
        boxes = []
        for number, (box, written) in enumerate(zip(self.view.boxes, self.texts, strict=True)):
            row = self.row_of[number]
            boxes.append(
                Placed(
                    box=box,
                    x=self.x[number] - self.box_width / 2,
                    y=self.tops[row] + (self.heights[row] - written.height) / 2,
                    width=self.box_width,
                    height=written.height,
                    written=written,
                )
            )
        routes = tuple(self._route(number, boxes) for number in range(len(self.view.arrows)))
        loops = any(len(set(way)) == 1 for way in self.rows.ways)
        return Arrangement(
            width=self.width + (LOOP if loops else 0.0),
            height=self.height,
            boxes=tuple(boxes),
            routes=routes,
            divide=self._divide(),
        )

    def _route(self, number: int, boxes: Sequence[Placed]) -> Route:
        arrow, way = self.view.arrows[number], self.rows.ways[number]
        lower, upper = boxes[way[0]], boxes[way[-1]]
        if lower is upper:
            return _loop(number, self.view, lower)
        start, end = (self.ports[number, 0], lower.y), (self.ports[number, 1], upper.y + upper.height)
        stops = [start]
        for item in way[1:-1]:
            top = self.tops[self.row_of[item]]
            stops += [(self.x[item], top + self.heights[self.row_of[item]]), (self.x[item], top)]
        stops.append(end)
        corners = self._corners(number, start, end)
        points = [start]
        for below, above, row in zip(
            stops[::2], stops[1::2], range(self.row_of[way[0]], self.row_of[way[-1]], -1), strict=True
        ):
            foot = (below[0], self._foot(row) - HEAD)
            head = (above[0], self.tops[row - 1] + self.heights[row - 1] + HEAD)
            middle = (foot[1] + head[1]) / 2
            points += [*straight(points[-1], foot), (foot[0], middle), (head[0], middle), head]
        if self.view.boxes[way[-1]].ref == arrow.effect:
            points += straight(points[-1], (end[0], end[1] + HEAD))
            return Route(arrow=arrow, points=tuple(points), tip=end, corners=corners)
        points = [end, *straight(end, points[-1]), *points[-2::-1]]
        points = [*points[:-3], *straight(points[-4], (start[0], start[1] - HEAD))]
        return Route(arrow=arrow, points=tuple(points), tip=start, corners=corners[::-1])

    def _corners(self, number: int, start: Point, end: Point) -> tuple[Point, ...]:
        """Give the corners of an arrow, which turns to the side in gaps between rows only."""
        way = self.rows.ways[number]
        corners = [start]
        for item in way[1:]:
            x = self.x[item] if item != way[-1] else end[0]
            if x != corners[-1][0]:
                y = self.levels[number, self.row_of[item] + 1]
                corners += [(corners[-1][0], y), (x, y)]
        return (*corners, end)

    def _divide(self) -> Divide | None:
        """Draw the line of accountability right above the row beneath it, or over all boxes."""
        if not self.view.ceiling:
            return None
        y = self.tops[self.rows.line or 0] - (self._band + self._lift) / 2
        return Divide(start=(0, y), end=(self.width, y), words=(self.words_x, y), lines=self.words)


def _loop(number: int, view: View, placed: Placed) -> Route:
    """Draw an arrow from a box to itself: out of its side and back in further up."""
    side = placed.x + placed.width
    start, tip = (side, placed.y + placed.height * 0.75), (side, placed.y + placed.height * 0.25)
    out = side + LOOP * 4 / 3
    points = (start, (out, start[1]), (out, tip[1]), (side + HEAD, tip[1]))
    corners = (start, (side + LOOP, start[1]), (side + LOOP, tip[1]), tip)
    return Route(arrow=view.arrows[number], points=points, tip=tip, corners=corners)
