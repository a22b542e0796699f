"""Where arrows that are drawn with corners turn, in the gaps between rows and between columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from logicmodel.drawing.placing import Point
from logicmodel.drawing.ways import LANE, Tracks, Way


class Turn(Struct, frozen=True, kw_only=True):
    """Where an arrow runs along a gap between two rows or columns, from where to where.

    Arrows to one box, or to boxes with the same causes, may turn `together`.
    """

    arrow: int
    gap: int
    start: float
    end: float
    together: tuple[int, ...] = ()


def turns_in_gaps(turns: Iterable[Turn]) -> dict[tuple[int, int], float]:
    """Give for each arrow and gap the share of the gap after which it turns, so that none can be taken for another.

    None turns in the very middle of a gap, where the line of accountability may be drawn.
    """
    sharing: dict[tuple[int, tuple[int, ...], int], list[Turn]] = {}
    for turn in turns:
        if turn.start != turn.end:
            sharing.setdefault((turn.gap, turn.together, -1 if turn.together else turn.arrow), []).append(turn)
    tracks = Tracks()
    lanes = []
    for (gap, *_), its in sorted(sharing.items()):
        ends = [place for turn in its for place in (turn.start, turn.end)]
        lanes.append((its, tracks.take(gap, (min(ends) - 1, max(ends) + 1), LANE)))
    return {
        (turn.arrow, lane.gap): (lane.track + 0.75) / (len(tracks.heights[lane.gap]) + 1)
        for its, lane in lanes
        for turn in its
    }


def causes_of(ends: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """Give for each effect all its causes; both are numbers of boxes."""
    causes: dict[int, tuple[int, ...]] = {}
    for cause, effect in ends:
        causes[effect] = (*causes.get(effect, ()), cause)
    return causes


def corners_in_columns(
    ways: Sequence[Way], stops: Mapping[int, Sequence[Point]], gutters: Sequence[tuple[float, float]]
) -> Iterator[tuple[int, list[Point]]]:
    """Give the corners of arrows, by their number, that turn between their stops in the gutters between columns.

    An arrow with two stops turns in one gutter; one with four turns before and after its run past the columns between.
    Each gutter is told by where its turns may be, from left to right.
    """
    cells = {
        cell: number for number, cell in enumerate(sorted({cell for way in ways for cell in (way.start, way.end)}))
    }
    ends = {number: (cells[ways[number].start], cells[ways[number].end]) for number in stops}
    joined = {number for number, its in stops.items() if len(its) == 2 and not ways[number].is_beside}
    causes = causes_of(ends[number] for number in sorted(joined))
    turns = {
        number: [
            Turn(
                arrow=number,
                gap=gutter,
                start=start[1],
                end=end[1],
                together=causes[ends[number][1]] if number in joined else (),
            )
            for gutter, (start, end) in zip(_gutters_of(ways[number], its), pairwise(its), strict=True)
        ]
        for number, its in stops.items()
    }
    shares = turns_in_gaps(turn for its in turns.values() for turn in its)
    for number, its in stops.items():
        corners = [its[0]]
        for turn in turns[number]:
            if turn.start != turn.end:
                left, right = gutters[turn.gap]
                x = left + (right - left) * shares[number, turn.gap]
                corners += [(x, turn.start), (x, turn.end)]
        yield number, [*corners, its[-1]]


def _gutters_of(way: Way, stops: Sequence[Point]) -> tuple[int, ...]:
    """Give the gutter between each two stops; along its row or gap an arrow turns nowhere."""
    first, last = way.start.column, way.end.column - 1
    return (first,) if len(stops) == 2 else (first, first, last)
