"""Where marks stand: on the way of their arrow, or at the corner of their box, when all else has its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import hypot

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.drawing.lettering import width
from logicmodel.drawing.places.placing import (
    HEAD,
    LINE,
    MARK,
    PADDING,
    SIZE,
    TAG_INSIDE,
    Arrangement,
    Placed,
    Point,
    Route,
    along,
    toward,
)
from logicmodel.drawing.shown.picture import Arrow, Box, View

CLEAR = 3.0
"""How far the middle of a badge stands outside the edge of its box, so that it covers no letter."""

SPIKE = 3.0
"""How far the corner of a badge reaches over the height of a mark."""

EDGE = 12.0
"""How far marks may reach over the edge of a drawing, into the margin of its page."""

STEP = 6.0
"""How far from each other the places are at which marks are tried on a long arrow, in points."""

LEAST_PLACES, MOST_PLACES = 11, 41
"""How many places are tried on a short arrow and on the longest."""

ABREAST = (2, 1, 3)
"""How many marks of an arrow stand side by side, the best first."""

MARGIN = 60.0
"""Width of the margin in which no mark is to stand."""

Piece = tuple[str, str, float]
"""A mark on an arrow: its text, state and width."""

Room = tuple[float, float, float, float]
"""A rectangle: its upper corner, width and height."""


class Mark(Struct, frozen=True, kw_only=True):
    """A mark at its place (its middle): a label, a letter for a reason, a number for an assumption.

    `about` is the Ref of its box, or its arrow “A>B”.
    """

    about: str
    text: str
    state: str  # label, reason, open, filled, cross, or the look of a badge
    line: str  # the line of its arrow; empty on a box
    x: float
    y: float
    width: float


def marks_of(view: View, arrangement: Arrangement, *, turned: bool = False) -> list[Mark]:
    """Give every mark a place on its arrow or box where it covers nothing else, as far as there is one.

    Marks of a box stand at the corner where no text begins: the left one where the arrangement is `turned` round.
    """
    states = {note.mark: note.state for note in view.notes}
    taken = Taken()
    for room in _kept_free(view, arrangement):
        taken.add(*room)
    found: list[Mark] = []
    for placed in arrangement.boxes:
        corner = _on_corner(placed, states)
        found += [replace(mark, x=2 * placed.x + placed.width - mark.x) if turned else mark for mark in corner]
    for mark in found:
        high = marks_height([[(mark.text, mark.state, mark.width)]])
        taken.add(mark.x - mark.width / 2, mark.y - high / 2, mark.width, high)
    marked = [
        (number, pieces)
        for number, route in enumerate(arrangement.routes)
        if (pieces := pieces_of(route.arrow, states, view.words["feeds_back"]))
    ]
    if not marked:
        return found
    ways = [along(route.points) for route in arrangement.routes]
    lines = _Lines(ways, arrangement)
    # The shorter an arrow is, the fewer places there are on it.
    for number, pieces in sorted(marked, key=lambda each: sum(_steps(ways[each[0]]))):
        found += _on_way(arrangement.routes[number], number, ways[number], pieces, taken, lines)
    return found


def _kept_free(view: View, arrangement: Arrangement) -> Iterator[Room]:
    """Give what marks on arrows are not to cover: the margin, titles, words, boxes with what hangs from them, heads of arrows."""
    for x in (-EDGE - MARGIN, arrangement.width + EDGE):
        yield x, 0.0, MARGIN, arrangement.height
    for heading in arrangement.headings:
        yield heading.x, heading.top, heading.width, heading.band
    if arrangement.divide:
        yield arrangement.divide.room
    for swimlane in arrangement.swimlanes:
        wide = width(swimlane.title, bold=True) * SIZE + 2 * PADDING
        for x in (0.0, arrangement.width - wide):
            yield x, swimlane.y, wide, LINE + 3
    for placed in arrangement.boxes:
        slip = MARK - TAG_INSIDE if placed.box.tags and not view.upwards else 0.0
        yield placed.x, placed.y, placed.width, placed.height + slip
    for route in arrangement.routes:
        x, y = toward(route.tip, route.points[-1], HEAD / 2)
        yield x - HEAD / 2, y - HEAD / 2, HEAD, HEAD


def marks_above(box: Box) -> float:
    """Give how far the marks of a box reach over its upper edge."""
    return CLEAR + MARK / 2 + SPIKE if box.badges else MARK / 2 if box.notes else 0.0


def pieces_of(arrow: Arrow, states: Mapping[str, str], feeds_back: str) -> list[Piece]:
    """Give the marks on an arrow: text, state and width of each."""
    labels = [feeds_back] if arrow.line == "feedback" else []
    labels += [arrow.label] if arrow.label else []
    pieces = [(label, "label", width(label, bold=True) * SIZE + 3) for label in labels]
    pieces += [(mark, states[mark], mark_width(mark)) for mark in arrow.notes]
    return pieces + [(badge.mark, badge.state, badge_width(badge.mark)) for badge in arrow.badges]


def mark_width(mark: str) -> float:
    """Give the width of the circle or square around a number or letter."""
    return max(MARK, width(mark) * SIZE + 6)


def badge_width(mark: str) -> float:
    """Give the width of the badge around the number of a finding: its sides slant."""
    return max(MARK + 3, width(mark, bold=True) * SIZE + 10)


def rows_of(pieces: Sequence[Piece], abreast: int = ABREAST[0]) -> list[list[Piece]]:
    """Set marks side by side, so many in a row."""
    return [list(pieces[place : place + abreast]) for place in range(0, len(pieces), abreast)]


def marks_height(rows: Sequence[Sequence[Piece]]) -> float:
    """Give the height of rows of marks."""
    line = _line(rows)
    return line * len(rows) + line - MARK


def _line(rows: Sequence[Sequence[Piece]]) -> float:
    """Give the height of each row of marks: badges reach over that of others."""
    return MARK + (SPIKE if any(state.startswith("found") for row in rows for _, state, _ in row) else 0.0)


# -- what is taken ----------------------------------------------------------------------------------------------------


class Taken:
    """The places that are taken already, kept in squares so that asking stays cheap."""

    square = 64.0

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[Room]] = {}

    def add(self, x: float, y: float, wide: float, high: float) -> None:
        """Take a rectangle, by its upper corner and size."""
        for key in _squares(x, y, wide, high, self.square):
            self._squares.setdefault(key, []).append((x, y, wide, high))

    def overlap(self, x: float, y: float, wide: float, high: float) -> float:
        """Give the area of a rectangle that is taken already."""
        found = {each for key in _squares(x, y, wide, high, self.square) for each in self._squares.get(key, ())}
        return sum(
            max(0.0, min(x + wide, left + w) - max(x, left)) * max(0.0, min(y + high, top + h) - max(y, top))
            for left, top, w, h in found
        )


class _Lines:
    """All lines of a drawing, as points close together, so that a mark finds a place where it covers none but its own."""

    square = 32.0
    step = 4.0

    def __init__(self, ways: Sequence[Sequence[Point]], arrangement: Arrangement) -> None:
        self._squares: dict[tuple[int, int], list[tuple[float, float, int]]] = {}
        for number, way in enumerate(ways):
            self._add(number, way)
        if arrangement.divide:
            self._add(-1, (arrangement.divide.start, arrangement.divide.end))

    def _add(self, number: int, way: Sequence[Point]) -> None:
        for (x, y), (to_x, to_y) in pairwise(way):
            steps = int(hypot(to_x - x, to_y - y) // self.step) + 1
            for place in range(steps):
                at_x, at_y = x + (to_x - x) * place / steps, y + (to_y - y) * place / steps
                key = (int(at_x // self.square), int(at_y // self.square))
                self._squares.setdefault(key, []).append((at_x, at_y, number))

    def beneath(self, x: float, y: float, wide: float, high: float, own: int) -> int:
        """Count the points of lines, but for its own, that a rectangle covers."""
        right, foot = x + wide, y + high
        return sum(
            number != own and x < at_x < right and y < at_y < foot
            for key in _squares(x, y, wide, high, self.square)
            for at_x, at_y, number in self._squares.get(key, ())
        )


def _squares(x: float, y: float, wide: float, high: float, square: float) -> Iterator[tuple[int, int]]:
    """Give the squares that a rectangle touches."""
    for column in range(int(x // square), int((x + wide) // square) + 1):
        for row in range(int(y // square), int((y + high) // square) + 1):
            yield column, row


# -- places -----------------------------------------------------------------------------------------------------------


def _on_corner(placed: Placed, states: Mapping[str, str]) -> Iterator[Mark]:
    x = placed.x + placed.width - 2
    for mark in reversed(placed.box.notes):
        wide = mark_width(mark)
        yield Mark(about=placed.box.ref, text=mark, state=states[mark], line="", x=x - wide / 2, y=placed.y, width=wide)
        x -= wide + 1
    y = placed.y - CLEAR
    for badge in reversed(placed.box.badges):
        wide = badge_width(badge.mark)
        if x - wide < placed.x and y < placed.y:
            # What finds no room along the upper edge stands along the lower one.
            x, y = placed.x + placed.width - 2, placed.y + placed.height + CLEAR
        yield Mark(about=placed.box.ref, text=badge.mark, state=badge.state, line="", x=x - wide / 2, y=y, width=wide)
        x -= wide + 1


def _on_way(
    route: Route, number: int, way: Sequence[Point], pieces: Sequence[Piece], taken: Taken, lines: _Lines
) -> Iterator[Mark]:
    """Place the marks of an arrow together on its way, as near to its middle as they cover nothing."""
    best: tuple[float, int] = (float("inf"), 0)
    for rows, room in _choices(way, pieces):
        cost = taken.overlap(*room), lines.beneath(*room, number)
        if cost < best:
            best, chosen = cost, (rows, room)
        if best == (0.0, 0):
            break
    rows, (x, y, wide, high) = chosen
    taken.add(x, y, wide, high)
    about = f"{route.arrow.cause}>{route.arrow.effect}"
    line = _line(rows)
    y += (high - line * len(rows)) / 2
    for place, row in enumerate(rows):
        left = x + (wide - _width(row)) / 2
        for text, state, piece in row:
            middle = y + line * (place + 0.5)
            yield Mark(
                about=about, text=text, state=state, line=route.arrow.line, x=left + piece / 2, y=middle, width=piece
            )
            left += piece


def _choices(way: Sequence[Point], pieces: Sequence[Piece]) -> Iterator[tuple[list[list[Piece]], Room]]:
    """Give rows of marks and the room that they take on a way, the best first: two abreast, beneath each other, more abreast."""
    for abreast in ABREAST:
        if abreast in (1, len(pieces)) or abreast < len(pieces):
            rows = rows_of(pieces, abreast)
            wide, high = max(map(_width, rows)), marks_height(rows)
            for x, y in _places_on(way):
                yield rows, (x - wide / 2, y - high / 2, wide, high)


def _width(row: Iterable[Piece]) -> float:
    return sum(piece[2] for piece in row)


def _places_on(way: Sequence[Point]) -> Iterator[Point]:
    """Give places on a way to try, the middle first and then away from it to both sides."""
    steps = _steps(way)
    places = min(max(int(sum(steps) / STEP), LEAST_PLACES), MOST_PLACES)
    for place in range(places):
        away = (place + 1) // 2 * (1 if place % 2 else -1)
        yield _part_of(way, steps, 0.5 + 0.9 * away / places)


def _steps(way: Sequence[Point]) -> list[float]:
    """Give the length of each piece of a way."""
    return [hypot(to[0] - at[0], to[1] - at[1]) for at, to in pairwise(way)]


def _part_of(way: Sequence[Point], steps: Sequence[float], share: float) -> Point:
    """Give the point after a share of the length of a way, whose pieces have the given lengths."""
    left = sum(steps) * share
    for (at, to), step in zip(pairwise(way), steps, strict=True):
        if left <= step:
            return toward(at, to, left)
        left -= step
    return way[-1]
