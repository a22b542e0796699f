"""Ways of arrows on the grid of a view in columns: along a row, along a gap between two rows, or from column to column."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from logicmodel.drawing.places.cells import Cell
from logicmodel.drawing.places.placing import MARK
from logicmodel.drawing.shown.picture import Arrow, View

LANE = 6.0
"""Height of a track in a gap."""


class Lane(Struct, frozen=True, kw_only=True):
    """The part of an arrow that runs along a gap: which gap (0 is above the first row), and which track in it."""

    gap: int
    track: int


class Way(Struct, frozen=True, kw_only=True):
    """An arrow on the grid: from cell to cell, straight along a row, along a gap, or from column to column."""

    arrow: Arrow
    start: Cell
    end: Cell
    row: int | None = None
    lane: Lane | None = None

    @property
    def is_beside(self) -> bool:
        """Whether both ends stand in one column."""
        return self.start.column == self.end.column

    @property
    def is_next(self) -> bool:
        """Whether the two ends stand in one column, one right above the other."""
        return self.is_beside and abs(self.start.row - self.end.row) == 1

    @property
    def is_back(self) -> bool:
        """Whether the arrow runs against the order of the columns."""
        return self.end.column < self.start.column


class Tracks:
    """Which tracks of which gaps are taken, between which columns, and how high each track must be."""

    def __init__(self) -> None:
        self.heights: dict[int, list[float]] = {}
        self._spans: dict[int, list[list[tuple[float, float]]]] = {}

    def busy(self, gap: int, span: tuple[float, float]) -> int:
        """Count the tracks of a gap that are taken somewhere between two columns."""
        return sum(_meets(span, taken) for taken in self._spans.get(gap, ()))

    def take(self, gap: int, span: tuple[float, float], height: float, least: int = 0) -> Lane:
        """Take the first track of a gap, from the number `least` on, that is free between two columns."""
        spans = self._spans.setdefault(gap, [])
        heights = self.heights.setdefault(gap, [])
        track = least
        while track < len(spans) and _meets(span, spans[track]):
            track += 1
        while track >= len(spans):
            spans.append([])
            heights.append(LANE)
        spans[track].append(span)
        heights[track] = max(heights[track], height)
        return Lane(gap=gap, track=track)


def _meets(span: tuple[float, float], taken: Sequence[tuple[float, float]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def ways_of(view: View, cells: Mapping[int, Cell]) -> tuple[list[Way], Tracks]:
    """Choose for every arrow where it runs; short arrows choose first."""
    by_ref = {box.ref: cells[number] for number, box in enumerate(view.boxes) if box.stage != "need"}
    filled = set(cells.values())
    tracks = Tracks()
    straight_rows = Tracks()
    arrows = [(arrow, by_ref[arrow.cause], by_ref[arrow.effect]) for arrow in view.arrows]
    order = sorted(range(len(arrows)), key=lambda number: abs(arrows[number][1].column - arrows[number][2].column))
    ways: dict[int, Way] = {}
    for number in order:
        arrow, start, end = arrows[number]
        way = Way(arrow=arrow, start=start, end=end)
        span = (min(start.column, end.column) + 0.6, max(start.column, end.column) - 0.4)
        if way.is_back:
            below = end.row >= start.row
            beneath = (end.column - 0.3, start.column + 0.3)  # from under the one box to under, or beside, the other
            lane = tracks.take(start.row + below, beneath, MARK + 2 if arrow.line == "feedback" else LANE)
            way = Way(arrow=arrow, start=start, end=end, lane=lane)
        elif end.column - start.column > 1:
            row = _free_row(start, end, filled, straight_rows, span)
            if row is not None:
                straight_rows.take(row, span, LANE)
            lane_or_none = None if row is not None else tracks.take(_best_gap(start, end, tracks, span), span, LANE)
            way = Way(arrow=arrow, start=start, end=end, row=row, lane=lane_or_none)
        ways[number] = way
    return [ways[number] for number in range(len(arrows))], tracks


def _free_row(start: Cell, end: Cell, filled: set[Cell], taken: Tracks, span: tuple[float, float]) -> int | None:
    """Find the row of one of the ends in which no box and no other arrow stands between the two."""
    for row in (start.row, end.row):
        between = (Cell(column=column, row=row) for column in range(start.column + 1, end.column))
        if not any(cell in filled for cell in between) and not taken.busy(row, span):
            return row
    return None


def _best_gap(start: Cell, end: Cell, tracks: Tracks, span: tuple[float, float]) -> int:
    """Choose the gap with the shortest way up and down, counting each arrow already there as 0.4 of a row."""
    gaps = range(min(start.row, end.row), max(start.row, end.row) + 2)
    return min(
        gaps,
        key=lambda gap: abs(gap - 0.5 - start.row) + abs(gap - 0.5 - end.row) + 0.4 * tracks.busy(gap, span),
    )
