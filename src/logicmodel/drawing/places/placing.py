"""Where everything stands: boxes with their lines of text, the ways of the arrows, the marks on them.

All figures are points for letters of 10 point; a page may shrink the whole, never below its floor. x grows in the
direction of reading and y downwards; a page for a language written from right to left turns x round.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import hypot

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.drawing.lettering import LETTER, width, wrap
from logicmodel.drawing.shown.picture import Arrow, Box, Ceiling, Column, View

SIZE = 10.0
"""Size of all letters of an arrangement, in points."""

LINE = 12.5
CLOSE_LINE = 11.5
"""Height of a line of text, and of one in a box where boxes stand close."""

MOST_LINES = 5
WHOLE = 12
"""Lines that a box may have where room is short, and where there is room: as many as 200 letters need."""

TITLE_LINES = 9
"""As many lines may the title of a column have: a form may name it in a whole sentence, and it is not to be cut."""

PADDING = 6.0
HEAD = 6.5
"""Length of the head of an arrow."""

MARK = 13.0
"""Height of a mark on an arrow."""

TAG_INSIDE = 5.0
"""How far the slip with the needs of a box in a column reaches into the box; the rest of it hangs out beneath."""

CLEAR = 3.0
"""How far the middle of a badge stands outside the edge of its box, so that it covers no letter."""

Point = tuple[float, float]


class Placed(Struct, frozen=True, kw_only=True):
    """A box at its place (its upper corner on the side where reading starts), and the text in it."""

    box: Box
    x: float
    y: float
    width: float
    height: float
    written: "Lettered"


class Route(Struct, frozen=True, kw_only=True):
    """The way of an arrow: a first point, then three points for each cubic curve, then the tip of its head.

    `corners` is about the same way in level and upright pieces, from box to box; empty where it is not known.
    """

    arrow: Arrow
    points: tuple[Point, ...]
    tip: Point
    corners: tuple[Point, ...] = ()


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


class Heading(Struct, frozen=True, kw_only=True):
    """The head of a column at a height: lines of its title, on a band, and of its definition beneath."""

    column: Column
    x: float
    width: float
    band: float
    title: tuple[str, ...]
    definition: tuple[str, ...]
    top: float = 0.0


class Group(Struct, frozen=True, kw_only=True):
    """The name of a group of columns, in lines, over all of them."""

    x: float
    width: float
    title: tuple[str, ...]


class Divide(Struct, frozen=True, kw_only=True):
    """The line of accountability from one point to another, with the middle of its words."""

    start: Point
    end: Point
    words: Point


class Swimlane(Struct, frozen=True, kw_only=True):
    """The title of a swimlane, at the top of its band."""

    title: str
    y: float


class Wanted(Struct, frozen=True, kw_only=True):
    """The size that an arrangement may grow to; 0 leaves it as small as it can be.

    Of more than `abreast` boxes in a row that is read upwards every second or third is set lower; 0 leaves them in it.
    A box has at most so many `lines` of text. Boxes beneath each other stand `close` where a page holds no more.
    """

    width: float = 0.0
    height: float = 0.0
    abreast: int = 0
    lines: int = MOST_LINES
    close: bool = False


NATURAL = Wanted()


class Arrangement(Struct, frozen=True, kw_only=True):
    """A whole view at its places. Marks find theirs later (`marks_of`), when all else stands."""

    width: float
    height: float
    boxes: tuple[Placed, ...]
    routes: tuple[Route, ...]
    headings: tuple[Heading, ...] = ()
    groups: tuple[Group, ...] = ()
    swimlanes: tuple[Swimlane, ...] = ()
    divide: Divide | None = None


def ceiling_width(ceiling: Ceiling) -> float:
    """Give the room that the words on the line of accountability need."""
    return width(ceiling.words, bold=True) * SIZE + 12


# -- boxes ------------------------------------------------------------------------------------------------------------


def box_width(letters: int) -> float:
    """Give the width of a box whose lines hold so many letters on average."""
    return letters * LETTER * SIZE + 2 * PADDING


class Lettered(Struct, frozen=True, kw_only=True):
    """The text of a box in lines: how high each is, how far the first is indented behind the Ref, and how high all is.

    The text `is_cut` where its lines do not hold all of it.
    """

    lines: tuple[str, ...]
    leading: float
    is_cut: bool
    aside: tuple[str, ...]
    indent: float
    height: float
    crossings: tuple[tuple[str, ...], ...] = ()


CROSSING = 20.0
"""Length of the arrow beside what is said of another page."""


def lettered(box: Box, letters: int, wanted: Wanted, *, tags_inside: bool = False) -> Lettered:
    """Break the text of a box into as many lines as are wanted. Tags have a line of their own inside the box, or hang over its lower edge."""
    line = letters * LETTER
    indent = min(width(box.ref, bold=True) + 0.4, line)
    lines = wrap(box.text, line, wanted.lines, first=indent)
    aside = wrap(f"({box.aside})", line, 2) if box.aside else ()
    crossings = tuple(wrap(each.words, line - CROSSING / SIZE, 3) for each in box.crossings)
    slip = 0.0 if not box.tags else MARK + 2 if tags_inside else 4
    leading = CLOSE_LINE if wanted.close else LINE
    height = (len(lines) + len(aside) + sum(map(len, crossings))) * leading + 2 * PADDING - 2 + slip
    return Lettered(
        lines=lines,
        leading=leading,
        is_cut=lines[-1].endswith("…") and not box.text.endswith("…"),
        aside=aside,
        indent=indent * SIZE,
        height=height,
        crossings=crossings,
    )


# -- ways -------------------------------------------------------------------------------------------------------------


def straight(start: Point, end: Point) -> list[Point]:
    """Give a straight line as a cubic curve, without its first point."""
    (x, y), (to_x, to_y) = start, end
    return [(x + (to_x - x) / 3, y + (to_y - y) / 3), (x + (to_x - x) * 2 / 3, y + (to_y - y) * 2 / 3), end]


def rounded(corners: Sequence[Point], radius: float = 7.0) -> list[Point]:
    """Give a line through corners, each of them rounded, as cubic curves with the first point."""
    points = [corners[0]]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        near = min(radius, hypot(corner[0] - before[0], corner[1] - before[1]) / 2)
        far = min(radius, hypot(after[0] - corner[0], after[1] - corner[1]) / 2)
        start, end = toward(corner, before, near), toward(corner, after, far)
        points += straight(points[-1], start)
        points += [toward(start, corner, near / 2), toward(end, corner, far / 2), end]
    return points + straight(points[-1], corners[-1])


def toward(start: Point, end: Point, length: float) -> Point:
    """Give the point at a distance from one point in the direction of another."""
    whole = hypot(end[0] - start[0], end[1] - start[1])
    share = length / whole if whole else 0.0
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def along(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """Give points on cubic curves, close enough to measure with."""
    found = [points[0]]
    for place in range(0, len(points) - 3, 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[place : place + 4]
        for step in range(1, steps + 1):
            done = step / steps
            left = 1 - done
            shares = (left**3, 3 * left * left * done, 3 * left * done * done, done**3)
            x = shares[0] * ax + shares[1] * bx + shares[2] * cx + shares[3] * dx
            y = shares[0] * ay + shares[1] * by + shares[2] * cy + shares[3] * dy
            found.append((x, y))
    return found


# -- marks ------------------------------------------------------------------------------------------------------------

PLACES_TO_TRY = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9)
"""How far along an arrow its marks are tried, the best place first."""


class Taken:
    """The places that are taken already, kept in squares so that asking stays cheap."""

    square = 64.0

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}

    def add(self, x: float, y: float, wide: float, high: float) -> None:
        """Take a rectangle, by its upper corner and size."""
        for key in self._touched(x, y, wide, high):
            self._squares.setdefault(key, []).append((x, y, wide, high))

    def overlap(self, x: float, y: float, wide: float, high: float) -> float:
        """Give the area of a rectangle that is taken already."""
        found = {each for key in self._touched(x, y, wide, high) for each in self._squares.get(key, ())}
        return sum(
            max(0.0, min(x + wide, left + w) - max(x, left)) * max(0.0, min(y + high, top + h) - max(y, top))
            for left, top, w, h in found
        )

    def _touched(self, x: float, y: float, wide: float, high: float) -> Iterator[tuple[int, int]]:
        for column in range(int(x // self.square), int((x + wide) // self.square) + 1):
            for row in range(int(y // self.square), int((y + high) // self.square) + 1):
                yield column, row


def marks_of(view: View, arrangement: Arrangement, *, turned: bool = False) -> list[Mark]:
    """Give every mark a place on its arrow or box where it covers nothing else, as far as there is one.

    Marks of a box stand at the corner where no text begins: the left one where the arrangement is `turned` round.
    """
    states = {note.mark: note.state for note in view.notes}
    taken = Taken()
    found: list[Mark] = []
    for heading in arrangement.headings:
        taken.add(heading.x, heading.top, heading.width, heading.band)
    if arrangement.divide and view.ceiling:
        x, y = arrangement.divide.words
        wide = width(view.ceiling.words, bold=True) * SIZE
        taken.add(x - wide / 2, y - LINE / 2, wide, LINE)
    for swimlane in arrangement.swimlanes:
        wide = width(swimlane.title, bold=True) * SIZE + 2 * PADDING
        for x in (0.0, arrangement.width - wide):
            taken.add(x, swimlane.y, wide, LINE + 3)
    for placed in arrangement.boxes:
        slip = MARK - TAG_INSIDE if placed.box.tags and not view.upwards else 0.0
        taken.add(placed.x, placed.y, placed.width, placed.height + slip)
        corner = _on_corner(placed, states)
        found += [replace(mark, x=2 * placed.x + placed.width - mark.x) if turned else mark for mark in corner]
    for mark in found:
        taken.add(mark.x - mark.width / 2, mark.y - MARK / 2, mark.width, MARK)
    for route in arrangement.routes:
        x, y = toward(route.tip, route.points[-1], HEAD / 2)
        taken.add(x - HEAD / 2, y - HEAD / 2, HEAD, HEAD)
    # The shorter an arrow is, the fewer places there are on it.
    ways = sorted(((along(route.points), route) for route in arrangement.routes), key=lambda each: sum(_steps(each[0])))
    for way, route in ways:
        pieces = pieces_of(route.arrow, states, view.words["feeds_back"])
        if pieces:
            found += _on_way(route, way, pieces, taken)
    return found


def pieces_of(arrow: Arrow, states: Mapping[str, str], feeds_back: str) -> list[tuple[str, str, float]]:
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


def _on_way(route: Route, way: Sequence[Point], pieces: Sequence[tuple[str, str, float]], taken: Taken) -> list[Mark]:
    rows = _rows(pieces)
    about = f"{route.arrow.cause}>{route.arrow.effect}"
    wide = max(sum(piece[2] for piece in row) for row in rows)
    high = MARK * len(rows)
    x, y = _freest(way, wide, high, taken)
    taken.add(x - wide / 2, y - high / 2, wide, high)
    found = []
    for number, row in enumerate(rows):
        left = x - sum(piece[2] for piece in row) / 2
        middle = y - high / 2 + MARK * (number + 0.5)
        for text, state, piece in row:
            at = left + piece / 2
            found.append(Mark(about=about, text=text, state=state, line=route.arrow.line, x=at, y=middle, width=piece))
            left += piece
    return found


def _freest(way: Sequence[Point], wide: float, high: float, taken: Taken) -> Point:
    """Find the first place on a way where a rectangle covers nothing, else the one where it covers least."""
    best, least = way[0], float("inf")
    for share in PLACES_TO_TRY:
        x, y = _part_of(way, share)
        covered = taken.overlap(x - wide / 2, y - high / 2, wide, high)
        if covered < least:
            best, least = (x, y), covered
        if not covered:
            break
    return best


def _rows(pieces: Sequence[tuple[str, str, float]]) -> list[list[tuple[str, str, float]]]:
    """Set marks side by side, two in a row."""
    return [list(pieces[place : place + 2]) for place in range(0, len(pieces), 2)]


def _steps(way: Sequence[Point]) -> list[float]:
    """Give the length of each piece of a way."""
    return [hypot(to[0] - at[0], to[1] - at[1]) for at, to in pairwise(way)]


def _part_of(way: Sequence[Point], share: float) -> Point:
    """Give the point after a share of the length of a way."""
    steps = _steps(way)
    left = sum(steps) * share
    for (at, to), step in zip(pairwise(way), steps, strict=True):
        if left <= step:
            return toward(at, to, left)
        left -= step
    return way[-1]
