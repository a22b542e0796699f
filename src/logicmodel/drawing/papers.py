"""Sizes of paper, and pages set in larger letters than usual.

A page whose letters must be larger is laid out as a smaller one and then magnified, so that title, lists, marks and
lines keep their proportions and nothing falls below the floor. Margins are as wide as the paper says, whatever the
magnification.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.drawing.canvas import Item, Page, Shape, Text, number
from logicmodel.drawing.frame import FLOOR, MARGIN
from logicmodel.drawing.palette import PAPER
from logicmodel.patterns import pattern_of

MILLIMETRE = 72 / 25.4


class Paper(Struct, frozen=True, kw_only=True):
    """A size of paper lying on its long side, its margin, and the smallest letters it may have, all in points.

    Where `floors` has several, the first that everything fits at is taken: a poster has letters as large as it can. On
    a `screen` boxes and arrows stand alone.
    """

    name: str
    width: float
    height: float
    floors: tuple[float, ...] = (FLOOR,)
    margin: float = MARGIN
    screen: bool = False

    @property
    def floor(self) -> float:
        """The least of its floors."""
        return min(self.floors)


PAPERS = {
    "a4": Paper(name="A4", width=297 * MILLIMETRE, height=210 * MILLIMETRE),
    "a3": Paper(name="A3", width=420 * MILLIMETRE, height=297 * MILLIMETRE),
    "a1": Paper(name="A1", width=841 * MILLIMETRE, height=594 * MILLIMETRE, floors=(20.0, 16.0, 12.0, 10.0, FLOOR)),
    "letter": Paper(name="Letter", width=792.0, height=612.0),
    "ledger": Paper(name="Ledger", width=1224.0, height=792.0),
    "16:9": Paper(name="16:9", width=960.0, height=540.0, floors=(24.0, 18.0), screen=True),
}
"""Name of each paper that can be asked for; 16:9 is a projector's screen, read from the back of a room."""


def upright(paper: Paper) -> Paper:
    """Give the same paper standing on its short side.

    >>> upright(PAPERS["letter"]).width, upright(PAPERS["letter"]).height
    (612.0, 792.0)
    """
    return replace(paper, width=paper.height, height=paper.width)


_LARGER = {"A4": ("a3", "a1"), "A3": ("a1",), "Letter": ("ledger", "a1"), "Ledger": ("a1",), "16:9": ("a3", "a1")}


def larger_than(paper: Paper) -> Iterator[tuple[str, Paper]]:
    """Give the names of the papers that hold more, the smallest first, with the floor and margin of this one.

    >>> [name for name, _ in larger_than(PAPERS["letter"])]
    ['ledger', 'a1']
    """
    for name in _LARGER.get(paper.name, ()):
        larger = PAPERS[name]
        same = paper.floor > FLOOR and not paper.screen
        yield name, replace(larger, floors=paper.floors, margin=paper.margin) if same else larger


class Lens(Struct, frozen=True, kw_only=True):
    """What a page is laid out on, and how it becomes the page that is wanted: magnified so often, then moved."""

    paper: Paper
    power: float
    shift: float


def lenses(paper: Paper) -> Iterator[Lens]:
    """Give the ways to set a page on a paper, the largest letters first."""
    for floor in paper.floors:
        power = floor / FLOOR
        beside = MARGIN - paper.margin / power
        smaller = replace(paper, width=paper.width / power + 2 * beside, height=paper.height / power + 2 * beside)
        yield Lens(paper=smaller, power=power, shift=-beside * power)


def through(lens: Lens, page: Page, paper: Paper) -> Page:
    """Give the page that is wanted of one that was laid out for a lens."""
    if lens.power == 1 and not lens.shift:
        return page
    ground = Shape(
        name="rect",
        attributes=(
            ("x", "0"),
            ("y", "0"),
            ("width", number(paper.width)),
            ("height", number(paper.height)),
            ("fill", PAPER),
        ),
    )
    # The first item is the ground of the smaller page.
    items = tuple(_magnified(item, lens) for item in page.items[1:])
    return replace(page, width=paper.width, height=paper.height, items=(ground, *items))


def _magnified(item: Item, lens: Lens) -> Item:
    if isinstance(item, Text):
        place = {"x": item.x * lens.power + lens.shift, "y": item.y * lens.power + lens.shift}
        return replace(item, size=item.size * lens.power, **place)
    if isinstance(item, Shape):
        return replace(item, attributes=tuple((name, _attribute(name, value, lens)) for name, value in item.attributes))
    return item


_PLACES = frozenset(("x", "y", "cx", "cy", "x1", "y1", "x2", "y2", "d", "points"))
_LENGTHS = frozenset(("width", "height", "r", "rx", "stroke-width", "stroke-dasharray"))
_NUMBER = pattern_of(r"-?\d+(?:\.\d+)?")


def _attribute(name: str, value: str, lens: Lens) -> str:
    if name in _PLACES:
        return _NUMBER.sub(lambda found: number(float(found[0]) * lens.power + lens.shift), value)
    if name in _LENGTHS:
        return _NUMBER.sub(lambda found: number(float(found[0]) * lens.power), value)
    return value
