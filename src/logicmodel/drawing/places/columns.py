"""Places for a view in columns: a box stands in the column of its stage and the rows keep their order.

Nothing is searched for, so no plan makes it slow and a small edit moves few boxes. All columns share one grid of rows.
Arrows run in the gutters between columns and in the gaps between rows, and so never through a box.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby

from msgspec.structs import replace

from logicmodel.drawing.lettering import LETTER, wrap
from logicmodel.drawing.places.cells import Cell, cells_of
from logicmodel.drawing.places.marking import marks_above, pieces_of
from logicmodel.drawing.places.placing import (
    HEAD,
    LINE,
    NATURAL,
    SIZE,
    TITLE_LINES,
    Arrangement,
    Divide,
    Group,
    Heading,
    Placed,
    Point,
    Route,
    Swimlane,
    Wanted,
    box_width,
    ceiling_lines,
    lettered,
    rounded,
    straight,
    words_width,
)
from logicmodel.drawing.places.turns import corners_in_columns
from logicmodel.drawing.places.ways import Lane, Tracks, Way, ways_of
from logicmodel.drawing.shown.picture import Box, View

GAP = 16.0
"""Height of a gap between two rows in which no arrow runs."""

CLOSE_GAP = 11.0
"""The same where boxes stand close: a slip with Refs hangs into it."""

NEXT_GAP = 30.0
"""Height of a gap in which an arrow with marks runs from one box to the next."""

SWIMLANE = LINE + 10
"""Height of the gap for the title of a swimlane, over its first row."""

GUTTER = 26.0
WIDEST_GUTTER = 84.0
CROWD = 4.0
"""Width that a gutter may grow to for each arrow in it, where that is more."""

FEW = 4
"""As many arrows run side by side in a gutter before it grows."""

HIGHEST_GAP = 38.0

PORT, LEAST_PORT = 11.0, 5.0
"""Height from one arrow to the next at the side of a box: the most, and the least, for which a box grows."""

OFF_CORNERS = 4.0
"""How far arrows at the side of a box keep off its corners."""

Side = tuple[Cell, str]
"""A side of a box: right or left."""


def place_in_columns(view: View, letters: int, wanted: Wanted = NATURAL) -> Arrangement:
    """Place a view in columns whose lines hold about `letters` letters.

    Gutters and gaps grow to reach the wanted size, as far as that looks well.
    """
    cells, starts = cells_of(view)
    ways, tracks = ways_of(view, cells)
    return _Grid(view, letters, cells, starts, ways, tracks, wanted).arrangement()


class _Grid:
    """The grid with heights and widths, from which all points are taken."""

    def __init__(
        self,
        view: View,
        letters: int,
        cells: Mapping[int, Cell],
        starts: Sequence[int],
        ways: Sequence[Way],
        tracks: Tracks,
        wanted: Wanted,
    ) -> None:
        self.view = view
        self.wanted = wanted
        self.cells = cells
        self.starts = starts
        self.ways = ways
        self.tracks = tracks
        self.box_width = box_width(letters)
        self.texts = [lettered(box, letters, wanted) for box in view.boxes]
        self.heads = [
            (
                wrap(column.title, letters * LETTER, TITLE_LINES, bold=True),
                wrap(column.definition, letters * LETTER, 3),
            )
            for column in view.columns
        ]
        self.rows = max(cell.row for cell in cells.values()) + 1
        self.nexts: dict[tuple[Cell, Cell], list[Way]] = {}
        for way in ways:
            if way.is_next:
                upper, lower = sorted((way.start, way.end))
                self.nexts.setdefault((upper, lower), []).append(way)
        self.marked_gaps = {
            lower.row
            for (_, lower), its in self.nexts.items()
            if any(
                way.arrow.label or way.arrow.notes or way.arrow.badges or way.arrow.line == "feedback" for way in its
            )
        }
        self.gap = least = CLOSE_GAP if wanted.close else GAP
        self._lay_columns(wanted.width)
        self.words = ceiling_lines(view.ceiling, self.width) if view.ceiling else ()
        self._lay_rows()
        height = wanted.height - self._height_of_words
        if self.rows > 1 and self.bottom < height:
            self.gap = min(HIGHEST_GAP, least + (height - self.bottom) / (self.rows - 1))
            self._lay_rows()

    def _lay_rows(self) -> None:
        heights = [0.0] * self.rows
        self.above = [0.0] * self.rows
        for number, cell in self.cells.items():
            heights[cell.row] = max(heights[cell.row], self.texts[number].height)
            self.above[cell.row] = max(self.above[cell.row], marks_above(self.view.boxes[number]))
        for (cell, _), count in Counter(side for _, _, side in self._ends()).items():
            heights[cell.row] = max(heights[cell.row], count * LEAST_PORT + 2 * OFF_CORNERS)
        self.grouped = self._height_of_groups()
        self.band = max(len(title) for title, _ in self.heads) * LINE + 5
        self.head_height = self.grouped + self.band + max(len(definition) for _, definition in self.heads) * LINE + 6
        self.row_heights = heights
        self.gap_heights = [self._gap_height(gap) for gap in range(self.rows + 1)]
        self.gap_tops: list[float] = []
        self.row_tops: list[float] = []
        y = self.head_height
        for gap in range(self.rows + 1):
            self.gap_tops.append(y)
            y += self.gap_heights[gap]
            if gap < self.rows:
                self.row_tops.append(y)
                y += heights[gap]
        self.bottom = y

    def _gap_height(self, gap: int) -> float:
        return self._gap_for_arrows(gap) + (SWIMLANE + self.above[gap] if gap in self.starts else 0.0)

    def _gap_for_arrows(self, gap: int) -> float:
        lanes = sum(self.tracks.heights.get(gap, ()))
        if gap == 0:
            return max(10.0, self.above[0]) + lanes
        if gap == self.rows:
            return lanes + 8 if lanes or any(box.tags for box in self.view.boxes) else 0.0
        return max(self.gap, NEXT_GAP if gap in self.marked_gaps else 0.0, self.above[gap] + 1) + lanes

    def lane_y(self, lane: Lane) -> float:
        """Give the height at which a lane runs: the lanes of a gap lie in its middle."""
        heights = self.tracks.heights[lane.gap]
        top = self.gap_tops[lane.gap] + (self._gap_for_arrows(lane.gap) - sum(heights)) / 2
        return top + sum(heights[: lane.track]) + heights[lane.track] / 2

    def _lay_columns(self, wanted: float) -> None:
        count = len(self.view.columns)
        gutters = [self._gutter(number) for number in range(count)]
        natural = count * self.box_width + sum(gutters)
        spare = max(0.0, wanted - natural) / (count - 1) if count > 1 else 0.0
        crowds = [
            CROWD * sum(way.start.column <= number < way.end.column for way in self.ways) for number in range(count)
        ]
        gutters = [
            min(max(WIDEST_GUTTER, each, crowd), each + spare)
            for each, crowd in zip(gutters[:-1], crowds[:-1], strict=True)
        ] + gutters[-1:]
        self.gutters = gutters
        self.lefts = [number * self.box_width + sum(gutters[:number]) for number in range(count)]
        self.width = self.lefts[-1] + self.box_width + gutters[-1]

    def _gutter(self, column: int) -> float:
        """Give the least width of the gutter after a column: wide enough for the marks on its arrows."""
        states = {note.mark: note.state for note in self.view.notes}
        widest = 0.0
        for way in self.ways:
            if way.start.column == column and not way.is_next and not way.is_back:
                pieces = pieces_of(way.arrow, states, self.view.words["feeds_back"])
                pairs = (pieces[place : place + 2] for place in range(0, len(pieces), 2))
                widest = max([widest, *(sum(piece[2] for piece in pair) for pair in pairs)])
        beside = any(way.is_beside and not way.is_next and way.start.column == column for way in self.ways)
        least = GUTTER + 16 if beside else 0.0 if column == len(self.view.columns) - 1 else GUTTER
        least += 0.0 if self.wanted.close else CROWD * max(0, self._abreast(column) - FEW)
        return max(least, widest + 12 if widest and least else 0.0)

    def _abreast(self, column: int) -> int:
        """Give how many arrows at most run up or down side by side in the gutter after a column."""
        begin_or_end = Counter[int]()
        for way in self.ways:
            if way.start.column == column and way.end.column == column + 1:
                upper, lower = sorted((way.start.row, way.end.row))
                begin_or_end[upper] += 1
                begin_or_end[lower] -= 1
        return max(accumulate(begin_or_end[row] for row in range(self.rows)))

    def arrangement(self) -> Arrangement:
        """Work out all points."""
        boxes = tuple(self._placed(number, box) for number, box in enumerate(self.view.boxes))
        routes = tuple(self._routes())
        divide, bottom = self._divide()
        return Arrangement(
            width=self.width,
            height=bottom,
            boxes=boxes,
            routes=routes,
            headings=tuple(
                Heading(
                    column=column,
                    x=left,
                    width=self.box_width,
                    band=self.band,
                    top=self.grouped,
                    title=title,
                    definition=definition,
                )
                for column, left, (title, definition) in zip(self.view.columns, self.lefts, self.heads, strict=True)
            ),
            swimlanes=tuple(
                Swimlane(title=title, y=self.row_tops[row] - self.above[row] - SWIMLANE + 2)
                for title, row in zip(self.view.lanes, self.starts, strict=True)
            ),
            groups=tuple(
                Group(x=x, width=wide, title=wrap(title, wide / SIZE, TITLE_LINES, bold=True))
                for title, x, wide in self._groups()
            ),
            divide=divide,
        )

    def _groups(self) -> Iterator[tuple[str, float, float]]:
        """Give the name of each group of columns, where its first one starts, and how wide all of them are."""
        for name, its in groupby(range(len(self.view.columns)), key=lambda number: self.view.columns[number].group):
            if name:
                first, *_, last = (*its,) * 2
                yield name, self.lefts[first], self.lefts[last] + self.box_width - self.lefts[first]

    def _height_of_groups(self) -> float:
        """Give the height that the names of groups need: by the narrowest gutters there can be."""
        names = groupby(column.group for column in self.view.columns)
        wide = {name: len(tuple(its)) * (self.box_width + GUTTER) - GUTTER for name, its in names if name}
        lines = [len(wrap(name, its / SIZE, TITLE_LINES, bold=True)) for name, its in wide.items()]
        return max(lines) * LINE + 6 if lines else 0.0

    def _placed(self, number: int, box: Box) -> Placed:
        cell = self.cells[number]
        return Placed(
            box=box,
            x=self.lefts[cell.column],
            y=self.row_tops[cell.row],
            width=self.box_width,
            height=self.row_heights[cell.row],
            written=self.texts[number],
        )

    # -- ways on paper ------------------------------------------------------------------------------------------------

    def _left(self, cell: Cell) -> float:
        return self.lefts[cell.column]

    def _right(self, cell: Cell) -> float:
        return self.lefts[cell.column] + self.box_width

    def _middle(self, cell: Cell) -> float:
        return self.row_tops[cell.row] + self.row_heights[cell.row] / 2

    def _heading_for(self, way: Way, *, leaving: bool) -> float:
        """Give the height that an arrow makes for when it leaves a box, or comes from when it enters one."""
        if way.lane:
            return self.lane_y(way.lane)
        if way.row is not None:
            return self.row_tops[way.row] + self.row_heights[way.row] / 2
        return self._middle(way.end if leaving else way.start)

    def _ends(self) -> Iterator[tuple[int, bool, Side]]:
        """Give each end of each arrow at the side of a box: number of the arrow, whether it leaves, and which side."""
        for number, way in enumerate(self.ways):
            if way.is_next:
                continue
            if not way.is_back:
                yield number, True, (way.start, "right")
            if way.is_beside or (way.is_back and way.start.row != way.end.row):
                yield number, False, (way.end, "right")
            elif not way.is_back:
                yield number, False, (way.end, "left")

    def _ports(self) -> dict[tuple[int, bool], float]:
        """Give the height of each end of each arrow (number of the arrow, whether it leaves) on the side of its box."""
        sides: dict[Side, list[tuple[float, int, bool]]] = {}
        for number, leaving, side in self._ends():
            sides.setdefault(side, []).append((self._heading_for(self.ways[number], leaving=leaving), number, leaving))
        found: dict[tuple[int, bool], float] = {}
        for (cell, _), ends in sides.items():
            step = min(PORT, (self.row_heights[cell.row] - 2 * OFF_CORNERS) / len(ends))
            y = self._middle(cell) - step * (len(ends) - 1) / 2
            for _, number, leaving in sorted(ends):
                found[number, leaving] = y
                y += step
        return found

    def _routes(self) -> list[Route]:
        ports = self._ports()
        bottoms: dict[Cell, int] = {}
        routes = []
        stops: dict[int, list[Point]] = {}
        for number, way in enumerate(self.ways):
            corners: list[Point] = []
            if way.is_back:
                corners = self._back(way, ports.get((number, False)), bottoms)
                points = rounded([*corners[:-1], _before_tip(corners[-2], corners[-1])])
                tip = corners[-1]
            elif way.is_next:
                points, tip = self._next(way)
                corners = [points[0], tip]
            elif way.is_beside:
                points, tip = self._beside(way, ports[number, True], ports[number, False])
                stops[number] = [points[0], tip]
            else:
                points, tip = self._forward(way, ports[number, True], ports[number, False])
                stops[number] = [*points[:-1:3], tip]
            routes.append(Route(arrow=way.arrow, points=tuple(points), tip=tip, corners=tuple(corners)))
        gutters = [
            (left + self.box_width + HEAD, left + self.box_width + wide - HEAD)
            for left, wide in zip(self.lefts, self.gutters, strict=True)
        ]
        for number, turned in corners_in_columns(self.ways, stops, gutters):
            routes[number] = replace(routes[number], corners=tuple(turned))
        return routes

    def _forward(self, way: Way, leaves: float, enters: float) -> tuple[list[Point], Point]:
        """Run from a box to a later column: through the gutters, and along a gap or row past the columns between."""
        start, tip = (self._right(way.start), leaves), (self._left(way.end), enters)
        end = (tip[0] - HEAD, enters)
        if way.lane is None and way.row is None:
            return [start, *_swing(start, end)], tip
        y = self.lane_y(way.lane) if way.lane else self._heading_for(way, leaving=True)
        if way.row == way.start.row:
            y = leaves
        elif way.row == way.end.row:
            y = enters
        first = (self.lefts[way.start.column + 1] - 2, y)
        last = (self.lefts[way.end.column - 1] + self.box_width + 2, y)
        return [start, *_swing(start, first), *straight(first, last), *_swing(last, end)], tip

    def _beside(self, way: Way, leaves: float, enters: float) -> tuple[list[Point], Point]:
        """Run from a box to another of its column: out into the gutter and back."""
        right = self._right(way.start)
        room = self.gutters[way.start.column] - 6
        bulge = min(room, 16 + abs(way.start.row - way.end.row) * 5)
        if way.start == way.end:
            leaves, enters = min(leaves, enters) - 3, max(leaves, enters) + 3
        end = (right + HEAD, enters)
        return [(right, leaves), (right + bulge * 1.3, leaves), (right + bulge * 1.3, enters), end], (right, enters)

    def _next(self, way: Way) -> tuple[list[Point], Point]:
        """Run straight down or up to the next box of the column; several such arrows run side by side."""
        upper, lower = sorted((way.start, way.end))
        together = self.nexts[upper, lower]
        x = self._left(way.start) + self.box_width / 2 + 18 * (together.index(way) - (len(together) - 1) / 2)
        above, beneath = (x, self.row_tops[upper.row] + self.row_heights[upper.row]), (x, self.row_tops[lower.row])
        start, tip = (above, beneath) if way.start == upper else (beneath, above)
        return [start, *straight(start, _before_tip(start, tip))], tip

    def _back(self, way: Way, enters: float | None, used: dict[Cell, int]) -> list[Point]:
        """Run back to an earlier column: out of the box downwards or upwards, along the gap, and in."""
        assert way.lane is not None
        below = way.lane.gap > way.start.row
        nth = used[way.start] = used.get(way.start, -1) + 1
        x = self._left(way.start) + self.box_width * 0.4 + 9 * (nth % 5)
        edge = self.row_tops[way.start.row] + (self.row_heights[way.start.row] if below else 0)
        y = self.lane_y(way.lane)
        if enters is None:
            nth = used[way.end] = used.get(way.end, -1) + 1
            to_x = self._left(way.end) + self.box_width * 0.6 - 9 * (nth % 5)
            bottom = self.row_tops[way.end.row] + self.row_heights[way.end.row]
            return [(x, edge), (x, y), (to_x, y), (to_x, bottom)]
        gutter = self._right(way.end) + min(self.gutters[way.end.column] * 0.45, 16) + 3 * (way.lane.track % 4)
        return [(x, edge), (x, y), (gutter, y), (gutter, enters), (self._right(way.end), enters)]

    # -- the line of accountability -----------------------------------------------------------------------------------

    def _divide(self) -> tuple[Divide | None, float]:
        """Draw the line in the gutter between the last column below it and the first beyond, if they are kept apart."""
        ceiling = self.view.ceiling
        if ceiling is None:
            return None, self.bottom
        below = set(ceiling.below)
        elements = [
            (self.cells[i].column, box.ref in below) for i, box in enumerate(self.view.boxes) if box.stage != "need"
        ]
        last = max((column for column, is_below in elements if is_below), default=-1)
        beyond = min((column for column, is_below in elements if not is_below), default=len(self.lefts))
        if not 0 <= last < beyond < len(self.lefts):
            return None, self.bottom
        x = self.lefts[last] + self.box_width + self.gutters[last] / 2
        half = words_width(self.words) / 2
        bottom = self.bottom + self._height_of_words
        words = (min(max(x, half), self.width - half), bottom - LINE * len(self.words) / 2)
        divide = Divide(start=(x, self.grouped), end=(x, self.bottom + 3), words=words, lines=self.words)
        return divide, bottom

    @property
    def _height_of_words(self) -> float:
        """Give the room beneath all boxes for the words on the line of accountability."""
        return LINE * (len(self.words) + 0.5) if self.words else 0.0


def _swing(start: Point, end: Point) -> list[Point]:
    """Give a curve that leaves and arrives level, without its first point."""
    middle = (start[0] + end[0]) / 2
    return [(middle, start[1]), (middle, end[1]), end]


def _before_tip(before: Point, tip: Point) -> Point:
    """Give the point where the line ends and the head of the arrow begins."""
    horizontal = abs(tip[0] - before[0]) > abs(tip[1] - before[1])
    if horizontal:
        return (tip[0] + (HEAD if before[0] > tip[0] else -HEAD), tip[1])
    return (tip[0], tip[1] + (HEAD if before[1] > tip[1] else -HEAD))
