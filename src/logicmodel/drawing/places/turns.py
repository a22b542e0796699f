"""Where arrows that are drawn with corners turn, in the gaps between rows and between columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from msgspec import Struct

from logicmodel.drawing.places.placing import Point
from logicmodel.drawing.places.ways import LANE, Tracks, Way


class Turn(Struct, frozen=True, kw_only=True):
    """Where an arrow runs along a gap between two rows or columns.

    It comes into the gap, or leaves it, at places on its `near` side (above, or on the left) and on its `far` side.
    Arrows to one box, or to boxes with the same causes, may turn `together`.
    """

    arrow: int
    gap: int
    near: tuple[float, ...]
    far: tuple[float, ...]
    together: tuple[int, ...] = ()


SIDE_BY_SIDE = 4.0
"""Arrows that run nearer to each other, in points, could be taken for one."""


def turns_in_gaps(turns: Iterable[Turn]) -> dict[tuple[int, int], float]:
    """Give for each arrow and gap the share of the gap after which it turns, so that none can be taken for another.

    None turns in the very middle of a gap, where the line of accountability may be drawn.
    """
    sharing: dict[int, dict[tuple[tuple[int, ...], int], list[Turn]]] = {}
    for turn in turns:
        if len({*turn.near, *turn.far}) > 1:
            key = (turn.together, -1 if turn.together else turn.arrow)
            sharing.setdefault(turn.gap, {}).setdefault(key, []).append(turn)
    shares = {}
    for gap, by_key in sorted(sharing.items()):
        bundles = [its for _, its in sorted(by_key.items())]
        tracks = _tracks_of(bundles)
        for its, track in zip(bundles, tracks, strict=True):
            shares.update({(turn.arrow, gap): (track + 0.75) / (max(tracks) + 2) for turn in its})
    return shares


def _tracks_of(bundles: Sequence[Sequence[Turn]]) -> list[int]:
    """Give for each bundle of arrows its track in a gap, counted from the near side.

    Those that meet have tracks of their own. Where one comes in on the near side at the place where another comes in on
    the far side, the first turns before the second, as far as there is such an order.
    """
    on_far: dict[int, set[int]] = {}
    for number, its in enumerate(bundles):
        for place in (place for turn in its for place in turn.far):
            on_far.setdefault(int(place // SIDE_BY_SIDE), set()).add(number)
    after: list[set[int]] = []
    waiting = [0] * len(bundles)
    for number, its in enumerate(bundles):
        squares = {int(place // SIDE_BY_SIDE) + step for turn in its for place in turn.near for step in (-1, 0, 1)}
        after.append(set().union(*(on_far.get(square, ()) for square in squares)) - {number})
        for other in after[number]:
            waiting[other] += 1
    tracks = Tracks()
    least, found = [0] * len(bundles), [-1] * len(bundles)
    ready = [number for number, others in enumerate(waiting) if not others]
    for first in range(len(bundles)):
        ready = ready or ([first] if found[first] < 0 else [])  # where they wait for each other
        while ready:
            number = heappop(ready)
            if found[number] >= 0:
                continue
            places = [place for turn in bundles[number] for place in (*turn.near, *turn.far)]
            found[number] = tracks.take(0, (min(places) - 1, max(places) + 1), LANE, least[number]).track
            for other in sorted(after[number]):
                waiting[other] -= 1
                least[other] = max(least[other], found[number] + 1)
                if not waiting[other]:
                    heappush(ready, other)
    return found


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
                near=(start[1], end[1]) if ways[number].is_beside else (start[1],),
                far=() if ways[number].is_beside else (end[1],),
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
            start, end = (*turn.near, *turn.far)
            if start != end:
                left, right = gutters[turn.gap]
                x = left + (right - left) * shares[number, turn.gap]
                corners += [(x, start), (x, end)]
        yield number, [*corners, its[-1]]


def _gutters_of(way: Way, stops: Sequence[Point]) -> tuple[int, ...]:
    """Give the gutter between each two stops; along its row or gap an arrow turns nowhere."""
    first, last = way.start.column, way.end.column - 1
    return (first,) if len(stops) == 2 else (first, first, last)
