"""Where everything stands: boxes with their lines of text, the ways of the arrows, what stands around them.

All figures are points for letters of 10 point; a page may shrink the whole, never below its floor. x grows in the
direction of reading and y downwards; a page for a language written from right to left turns x round.
"""

from collections.abc import Sequence
from math import hypot

from msgspec import Struct

from logicmodel.drawing.lettering import LETTER, width, wrap
from logicmodel.drawing.shown.picture import Arrow, Box, Ceiling, Column

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
    """The line of accountability from one point to another, with the middle of its words and their lines."""

    start: Point
    end: Point
    words: Point
    lines: tuple[str, ...]

    @property
    def room(self) -> tuple[float, float, float, float]:
        """Give the place of the words: their upper corner, width and height."""
        wide, high = words_width(self.lines), LINE * len(self.lines)
        return self.words[0] - wide / 2, self.words[1] - high / 2, wide, high


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
    """Give the room that the words on the line of accountability need in one line."""
    return words_width((ceiling.words,)) + 4


def words_width(lines: Sequence[str]) -> float:
    """Give the width of words on the line of accountability, with what keeps the line off them."""
    return max(width(line, bold=True) for line in lines) * SIZE + 8


def ceiling_lines(ceiling: Ceiling, most: float) -> tuple[str, ...]:
    """Break the words on the line of accountability into as few lines as are no wider than `most`: one, two halves or three."""
    pause = next((sign for sign in ";،" if sign in ceiling.words), " ")
    first, _, second = ceiling.words.partition(pause)
    halves = (f"{first}{pause}".strip(), second.strip())
    if words_width((ceiling.words,)) <= most:
        return (ceiling.words,)
    if words_width(halves) <= most:
        return halves
    room = width(ceiling.words, bold=True) / 3
    while len(lines := wrap(ceiling.words, room, WHOLE, bold=True)) > 3:
        room *= 1.05
    return lines


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
