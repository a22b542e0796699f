"""A power map on slides: the map, on which each person is one thing to move, and everybody in a table behind.

Everybody stands in the square of their two scores, with the name beside the sign. Where a square has too many for that,
signs have numbers, which the table explains; where even these do not fit, the slide is larger.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from logicmodel.drawing.lettering import width, wrap
from logicmodel.drawing.palette import INK, PALE, PAPER, QUIET
from logicmodel.drawing.shown.alternative import TextAlternative
from logicmodel.drawing.shown.power_map import Dot, PowerMap
from logicmodel.drawing.slides.dealing import line_height
from logicmodel.drawing.slides.deck import FOOT, HEAD, LETTERS, MARGIN, SLIDE, Deck
from logicmodel.drawing.slides.legend import add_legend, legend_height
from logicmodel.drawing.slides.shapes import Run, add_rule, add_shape, describe, head, put_text, together
from logicmodel.drawing.slides.signs import add_person
from logicmodel.drawing.slides.tables import add_behind
from logicmodel.drawing.strips.dots import BAND, MIDDLE, NAME_LINES, SCORES

if TYPE_CHECKING:
    from pptx.slide import Slide

SIDE = 76.0
"""Width beside the map, for the name of its axis."""

BENEATH = 20.0
"""Height beneath the map, for the name of the other axis."""

LEAST = 48.0
"""Height of a row of squares at least."""

SIGN = 14.0
NUMBERED = 24.0
"""Width of a sign, and of one with a number in it and the space around it."""

SIZES = (1.0, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0)
"""How many times as large as a usual slide one may be; the first try is with names, all others with numbers."""

Squares = Mapping[tuple[int, int], Sequence[Dot]]
"""Interest and influence → who stands there."""


def map_to_slides(shown: PowerMap, alternative: TextAlternative) -> tuple[bytes, int]:
    """Write a power map as a PowerPoint file; give how many slides show it, without the tables behind."""
    squares: dict[tuple[int, int], list[Dot]] = {}
    for dot in shown.dots:
        squares.setdefault((dot.interest, dot.influence), []).append(dot)
    for number, size in enumerate(SIZES):
        chart = _Map(shown, squares, size, named=number == 0)
        if chart.fits:
            break
    chart.draw()
    chart.deck.note(chart.slide, alternative)
    add_behind(chart.deck, shown)
    return chart.deck.to_bytes(), 1


class _Map:
    """The slide of a map of one size, with names or with numbers."""

    def __init__(self, shown: PowerMap, squares: Squares, size: float, *, named: bool) -> None:
        self.shown = shown
        self.squares = squares
        self.named = named
        self.deck = Deck(shown, SLIDE[0] * size, SLIDE[1] * size)
        self.square = (self.deck.room - SIDE) / SCORES
        self.foot = self.deck.height - FOOT - legend_height(shown, self.deck.room) - BENEATH - 6
        needed = [max(LEAST, *(self._needed(x, y) for x in range(1, SCORES + 1))) for y in range(SCORES, 0, -1)]
        more = self.foot - HEAD - 2 * BAND - sum(needed)
        self.fits = more >= 0 and not (
            named and any(line.endswith("…") for dot in shown.dots for line in self._lines(dot))
        )
        self.heights = [each + max(more, 0.0) / SCORES for each in needed]

    def _lines(self, dot: Dot) -> tuple[str, ...]:
        return wrap(dot.name, (self.square - SIGN - 18) / LETTERS, NAME_LINES)

    def _needed(self, interest: int, influence: int) -> float:
        dots = self.squares.get((interest, influence), ())
        if self.named:
            return sum(self._height(dot) for dot in dots) + 6
        return -(-len(dots) // self._in_a_row) * NUMBERED + 6

    def _height(self, dot: Dot) -> float:
        return max(len(self._lines(dot)) * line_height(dot.name) + 4, SIGN + 4)

    @property
    def _in_a_row(self) -> int:
        return max(1, int((self.square - 8) // NUMBERED))

    def draw(self) -> None:
        """Draw the map, its axes and everybody on it."""
        self.slide: Slide = self.deck.add(self.shown.title)
        self.deck.write_subtitle(self.slide)
        self._ground()
        self._axes()
        top = HEAD + BAND
        for influence, high in zip(range(SCORES, 0, -1), self.heights, strict=True):
            for interest in range(1, SCORES + 1):
                left = MARGIN + SIDE + (interest - 1) * self.square
                self._square(self.squares.get((interest, influence), ()), left, top)
            top += high
        add_legend(self.deck, self.slide, self.foot + BENEATH + 4)
        self.deck.write_footer(self.slide)

    def _ground(self) -> None:
        left, room = MARGIN + SIDE, SCORES * self.square
        bottom = HEAD + BAND + sum(self.heights)
        whole = bottom + BAND - HEAD
        above = HEAD + BAND + sum(self.heights[:2])
        for x, y, wide, high, fill in (
            (left, HEAD, room, whole, PAPER),
            (left + 1, above, room - 2, self.heights[2], MIDDLE),
            (left + 2 * self.square, HEAD + 1, self.square, whole - 2, MIDDLE),
        ):
            line = PALE if fill == PAPER else MIDDLE
            add_shape(self.slide, "rect", self.deck.mirrored(x, wide), y, wide, high, fill, line, 1.0)
        words = self.shown.words
        for across, upper, lower in ((0, "high_low", "low_low"), (3, "high_high", "low_high")):
            x = left + across * self.square
            for y, key in ((HEAD, upper), (bottom, lower)):
                self._write(x, y, 2 * self.square, BAND, words[key], colour=QUIET, align="middle")

    def _axes(self) -> None:
        """Name the axes, with an arrow along each from low to high."""
        words = self.shown.words
        top, bottom = HEAD, HEAD + 2 * BAND + sum(self.heights)
        left, right = MARGIN + SIDE, MARGIN + SIDE + SCORES * self.square
        self._arrow((left - 6, bottom - 4), (left - 6, top + 4))
        for y, key in ((top, "high"), ((top + bottom) / 2 - BAND / 2, "influence"), (bottom - BAND, "low")):
            self._write(MARGIN, y, SIDE - 12, BAND, words[key], bold=key == "influence")
        wide = width(words["interest"], bold=True) * LETTERS + 16
        middle, y = (left + right) / 2, bottom + 2
        ends = {key: width(words[key]) * LETTERS + 14 for key in ("low", "high")}
        self._arrow((left + ends["low"], y + BAND / 2), (right - ends["high"], y + BAND / 2))
        self._write(left, y, ends["low"], BAND, words["low"])
        self._write(middle - wide / 2, y, wide, BAND, words["interest"], bold=True, align="middle", fill=PAPER)
        self._write(right - ends["high"], y, ends["high"], BAND, words["high"], align="middle")

    def _arrow(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        ends = [(self.deck.mirrored(x, 0.0), y) for x, y in (start, end)]
        head(add_rule(self.slide, ends[0], ends[1], INK, 1.0), "triangle")

    def _write(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        text: str,
        *,
        bold: bool = False,
        colour: str = INK,
        align: str = "start",
        fill: str = "",
    ) -> None:
        at = self.deck.mirrored(x, wide)
        frame = self.deck.write(
            self.slide, at, y, wide, high, text, size=LETTERS, colour=colour, align=align, fill=fill
        )
        frame.paragraphs[0].runs[0].font.bold = bold or colour == QUIET

    def _square(self, dots: Sequence[Dot], x: float, y: float) -> None:
        """Draw those of one square: names beneath each other, numbers side by side."""
        down = y + 3.0
        for place, dot in enumerate(dots):
            if self.named:
                self._named(dot, x + 4, down)
                down += self._height(dot)
            else:
                row, column = divmod(place, self._in_a_row)
                self._numbered(dot, x + 4 + NUMBERED * (column + 0.5), y + 3 + NUMBERED * (row + 0.5))

    def _named(self, dot: Dot, x: float, y: float) -> None:
        high, wide = self._height(dot), self.square - SIGN - 8
        sign = add_person(self.slide, dot.position, self.deck.mirrored(x + SIGN / 2, 0.0), y + high / 2, SIGN / 2 - 1)
        at = self.deck.mirrored(x + SIGN, wide)
        name = self.deck.write_runs(
            self.slide, at, y, wide, high, [Run(text=dot.name, colour=INK)], dot.name, dot.name[:120]
        )
        together(self.slide, [sign, name], dot.name[:120], self._said(dot))

    def _numbered(self, dot: Dot, x: float, y: float) -> None:
        sign = add_person(self.slide, dot.position, self.deck.mirrored(x, 0.0), y, NUMBERED / 2 - 2.5)
        sign.name = dot.name[:120]
        describe(sign, self._said(dot))
        put_text(sign.text_frame, str(dot.number), 9, INK, self.shown.language, align="middle", wraps=False)
        sign.text_frame.margin_left = sign.text_frame.margin_right = 0

    def _said(self, dot: Dot) -> str:
        words = self.shown.words
        scores = f"{words['influence']} {dot.influence}, {words['interest']} {dot.interest}"
        return f"{dot.name}: {scores}, {words[dot.position]}"
