"""A view of boxes and arrows as slides: every box, arrow and mark is a shape of its own, glued where it belongs.

The first slide is the drawing; the slides after it are tables of what its marks stand for and of all arrows, so that
nothing is told by lines and colours alone. What the drawing says stands in the notes of the first slide too.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from logicmodel.drawing.booklet import booklet
from logicmodel.drawing.lettering import refs_listed, width, wrap
from logicmodel.drawing.pages import IN_COLUMNS, UPWARDS, Placer
from logicmodel.drawing.palette import BAND, CEILING, FILLS, FOUND, HARM, INK, LINES, PAPER, QUIET
from logicmodel.drawing.places.marking import Mark, marks_of
from logicmodel.drawing.places.placing import (
    LINE,
    MARK,
    NATURAL,
    SIZE,
    Arrangement,
    Group,
    Heading,
    Placed,
    Route,
    Swimlane,
    Wanted,
    straight,
)
from logicmodel.drawing.places.steps import POINT
from logicmodel.drawing.shown.alternative import TextAlternative
from logicmodel.drawing.shown.picture import Arrow, View
from logicmodel.drawing.shown.tabled import arrows_of, found_in, panels_of, section_of, sections_of
from logicmodel.drawing.slides.arrows import Way, add_arrow, turned_round, ways_of
from logicmodel.drawing.slides.deck import FOOT, HEAD, MARGIN, SLIDE, Deck, panel_height
from logicmodel.drawing.slides.legend import add_legend, legend_height
from logicmodel.drawing.slides.shapes import (
    add_rule,
    add_shape,
    add_text,
    dash,
    describe,
    double,
    move_behind,
    put_text,
    strike,
    turn_round,
)
from logicmodel.drawing.slides.tables import add_tables

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape
    from pptx.text.text import TextFrame

LARGEST = 4000.0
"""The widest slide that Office opens is 56 inches; a little less, in points."""

LARGEST_LETTERS = 16.0

ABREAST = (24, 16, 12, 8)
"""Boxes side by side in a view that is read upwards, tried where it would be much wider than high."""

MOST_LISTED = 0.2
"""The share of a slide that lists beneath a drawing may take; longer ones stand on a slide behind it."""


def boxes_to_slides(
    view: View, placer_of: Callable[[View], Placer], alternative: TextAlternative, *, split: bool = False
) -> tuple[bytes, int, float]:
    """Write a view as a PowerPoint file (.pptx), at the places that fill a slide best; the same view gives the same bytes.

    `split` makes an index and a slide for each strand, each of them on a slide of the usual size where that is possible.
    Gives the file, how many slides show boxes, and how large the smallest letters are, in points of a usual slide.
    """
    parts = booklet(view, lambda part: _Laid(part, placer_of(part)).letters >= SIZE) if split else [view]
    laid = [_Laid(part, placer_of(part)) for part in parts]
    wide = max(each.wide for each in laid)
    deck = Deck(view, wide, wide * SLIDE[1] / SLIDE[0])
    drawings = [_Drawing(each, deck) for each in laid]
    for number, drawing in enumerate(drawings, 1):
        drawing.draw(number, len(drawings))
    deck.show(view)
    _tell(deck, view, laid, alternative)
    deck.note(drawings[0].slide, alternative)
    return deck.to_bytes(), len(parts), min(drawing.scale for drawing in drawings) * SIZE * SLIDE[0] / wide


class _Laid:
    """A view at the places that give the largest letters on a slide, and the width that a slide needs for it.

    A small drawing fills a usual slide; a large one gets a slide that is as much larger, so that its letters stay
    readable when somebody zooms in or prints it.
    """

    def __init__(self, view: View, place: Placer) -> None:
        self.view = view
        listed = sum(map(panel_height, view.panels))
        self.lists_fit = listed <= SLIDE[1] * MOST_LISTED
        self.rest = HEAD + (listed if self.lists_fit else 0.0) + legend_height(view) + FOOT + LINE
        choices = UPWARDS if view.upwards else IN_COLUMNS
        found = [place(letters, NATURAL) for letters in choices]
        if view.upwards and not any(self._needed(each) <= SLIDE[0] for each in found):
            found += [place(letters, Wanted(abreast=most)) for letters in choices for most in ABREAST]
        self.arrangement = max(found, key=lambda each: self.scale_on(SLIDE[0], each) / max(1.0, self._needed(each)))
        self.wide = min(max(SLIDE[0], self._needed(self.arrangement)), LARGEST)

    @property
    def letters(self) -> float:
        """Give how large the letters are, in points of a usual slide."""
        return self.scale_on(self.wide, self.arrangement) * SIZE * SLIDE[0] / self.wide

    def _needed(self, arrangement: Arrangement) -> float:
        """Give the width of the slide on which an arrangement keeps its size."""
        return max(arrangement.width + 2 * MARGIN, (arrangement.height + self.rest) * SLIDE[0] / SLIDE[1])

    def scale_on(self, wide: float, arrangement: Arrangement) -> float:
        """Give the scale of an arrangement on a slide so wide."""
        high = wide * SLIDE[1] / SLIDE[0]
        fits = min((wide - 2 * MARGIN) / arrangement.width, (high - self.rest) / arrangement.height)
        return min(LARGEST_LETTERS / SIZE, fits)


class _Drawing:
    """A view on a slide of its own. Figures are points of that slide."""

    def __init__(self, laid: _Laid, deck: Deck) -> None:
        self.view = laid.view
        self.lists_fit = laid.lists_fit
        self.scale = laid.scale_on(deck.width, laid.arrangement)
        self.arrangement = turned_round(laid.arrangement) if self.view.right_to_left else laid.arrangement
        self.left = (deck.width - self.arrangement.width * self.scale) / 2
        self.top = HEAD
        self.deck = deck
        self.slide = deck.add(self.view.title)
        # Else the library goes through all shapes for each that is added. It may, where no shapes are grouped.
        self.slide.shapes.turbo_add_enabled = True
        self.shapes: dict[str, Shape] = {}

    # -- the drawing --------------------------------------------------------------------------------------------------

    def draw(self, page: int, pages: int) -> None:
        """Draw the slide, as one of several."""
        self.deck.show(self.view)
        self.deck.write_subtitle(self.slide)
        for heading in self.arrangement.headings:
            self._heading(heading)
        for group in self.arrangement.groups:
            self._group(group)
        for swimlane in self.arrangement.swimlanes:
            self._shape("rect", 0, swimlane.y, self.arrangement.width, LINE + 3, BAND, BAND, 0.5).name = swimlane.title
        for placed in self.arrangement.boxes:
            self._box(placed)
        routes = self._routes()
        for swimlane in self.arrangement.swimlanes:
            self._title_of(swimlane)
        arrangement = replace(self.arrangement, routes=routes)
        for mark in marks_of(self.view, arrangement, turned=self.view.right_to_left):
            self._mark(mark)
        self._ceiling()
        y = self.top + self.arrangement.height * self.scale + 8 + (LINE if self.arrangement.divide else 0)
        if self.lists_fit:
            y = self.deck.write_panels(self.slide, y)
        add_legend(self.deck, self.slide, y)
        self.deck.write_footer(self.slide, page, pages)

    def _heading(self, heading: Heading) -> None:
        """Draw the head of a column; in a chain it points to the next."""
        from pptx.enum.text import MSO_ANCHOR

        fill = FILLS[heading.column.stage]
        chain = self.view.chain
        kind = "rect" if not chain else "pointed" if heading is self.arrangement.headings[0] else "notched"
        wide = heading.width + (POINT if chain else 0.0)
        x = heading.x - (POINT if chain and self.view.right_to_left else 0.0)
        band = self._shape(kind, x, heading.top, wide, heading.band, fill.colour, QUIET if chain else fill.colour, 0.5)
        if chain:
            band.adjustments[0] = POINT / min(wide, heading.band)
            if self.view.right_to_left:
                turn_round(band)
        band.name = heading.column.title
        self._say(band.text_frame, heading.column.title, bold=True, align="middle")
        x, y = self._at(heading.x, heading.top + heading.band + 2)
        high = (len(heading.definition) * LINE + 6) * self.scale
        wide = heading.width * self.scale
        frame = self.deck.write(
            self.slide,
            x,
            y,
            wide,
            high,
            heading.column.definition,
            size=SIZE * self.scale,
            colour=QUIET,
            align="middle",
        )
        frame.vertical_anchor = MSO_ANCHOR.TOP

    def _group(self, group: Group) -> None:
        """Write the name of a group of columns over a line as wide as they are."""
        (x, y), title = self._at(group.x, 0), " ".join(group.title)
        wide, high = group.width * self.scale, len(group.title) * LINE * self.scale
        size = SIZE * self.scale
        frame = self.deck.write(self.slide, x, y, wide, high, title, size=size, align="middle")
        frame.paragraphs[0].runs[0].font.bold = True
        add_rule(self.slide, (x, y + high + 2), (x + wide, y + high + 2), INK, 1.0).name = title

    def _title_of(self, swimlane: Swimlane) -> None:
        """Write the title of a swimlane where its band begins, over the arrows."""
        whole = self.arrangement.width
        (words,) = wrap(swimlane.title, whole / SIZE - 2, 1, bold=True)
        wide = min(width(words, bold=True) * SIZE + 14, whole)
        x, y = self._at(whole - wide if self.view.right_to_left else 0.0, swimlane.y)
        high, size = (LINE + 3) * self.scale, SIZE * self.scale
        frame = self.deck.write(self.slide, x, y, wide * self.scale, high, words, size=size, fill=BAND)
        frame.paragraphs[0].runs[0].font.bold = True

    def _box(self, placed: Placed) -> None:
        box, fill = placed.box, FILLS[placed.box.stage]
        kind = "round" if fill.rounding else "rect"
        shape = self._shape(kind, placed.x, placed.y, placed.width, placed.height, fill.colour, INK, fill.border)
        shape.name = f"{box.ref} {box.full}"[:120]
        if fill.rounding:
            shape.adjustments[0] = min(0.5, fill.rounding / min(placed.width, placed.height))
        if box.external or box.proposed:
            dash(shape.line, "dash" if box.external else "sysDash")
        if fill.double:
            double(shape, 3 * self.scale)
        describe(shape, box.told)
        frame = shape.text_frame
        # A box is as high as the lines of its text that are drawn: what is left out stands in a table behind.
        shown = " ".join(placed.written.lines) if placed.written.is_cut else box.text
        self._say(frame, box.ref, bold=True, more=f" {shown}")
        if box.aside:
            self._paragraph(frame, f"({box.aside})", italic=True)
        if box.tags:
            self._paragraph(frame, f"{'◂' if self.view.right_to_left else '▸'} {refs_listed(box.tags)}")
        for crossing in box.crossings:
            ahead = "←" if self.view.right_to_left else "→"
            self._paragraph(frame, f"{crossing.words} {ahead}" if crossing.leaves else f"{ahead} {crossing.words}")
        self.shapes[box.ref] = shape

    def _routes(self) -> tuple[Route, ...]:
        """Draw the arrows behind the boxes, and give the ways that they take here."""
        routes = []
        for route, way in zip(self.arrangement.routes, ways_of(self.arrangement), strict=True):
            self._arrow(route.arrow, way)
            curves = (point for start, end in pairwise(way.points) for point in straight(start, end))
            routes.append(replace(route, points=(way.points[0], *curves)))
        return tuple(routes)

    def _arrow(self, arrow: Arrow, way: Way) -> None:
        cause, effect = self.shapes[arrow.cause], self.shapes[arrow.effect]
        points = [self._at(*point) for point in way.points]
        first = next(iter(self.shapes.values()))
        for piece in add_arrow(self.slide, points, way, arrow.line, self.scale, cause, effect):
            piece.name = f"{arrow.cause} → {arrow.effect}"
            describe(piece, arrow.told)
            move_behind(piece, first)

    def _mark(self, mark: Mark) -> None:
        label = mark.state == "label"
        found = mark.state in FOUND
        kind = "rect" if label else "hexagon" if mark.state == "found_error" else "round" if found else "ellipse"
        kind = "round" if mark.state == "reason" else kind
        dark = mark.state in ("filled", "found_error")
        fill = FOUND[mark.state] if found else INK if mark.state == "filled" else PAPER
        line = HARM if mark.state == "cross" else PAPER if label else INK
        wide = max(mark.width, MARK) if not label else mark.width + 4
        shape = self._shape(kind, mark.x - wide / 2, mark.y - MARK / 2, wide, MARK, fill, line, 0.9)
        shape.name = mark.text
        colour = PAPER if dark else LINES[mark.line].colour if label and mark.line else INK
        self._say(shape.text_frame, mark.text, bold=label or found, align="middle", colour=colour, wraps=False)
        if mark.state == "cross":
            strike(self.slide, shape)

    def _ceiling(self) -> None:
        divide = self.arrangement.divide
        if not (divide and self.view.ceiling):
            return
        line = add_rule(self.slide, self._at(*divide.start), self._at(*divide.end), CEILING, 1.4)
        dash(line.line, "dash")
        line.name = self.view.ceiling.words
        left, top, wide, high = divide.room
        x, y = self._at(left, top)
        size = SIZE * self.scale
        self.deck.write(
            self.slide,
            x,
            y,
            wide * self.scale,
            high * self.scale,
            self.view.ceiling.words,
            size=size,
            colour=CEILING,
            align="middle",
            fill=PAPER,
        )

    # -- shapes -------------------------------------------------------------------------------------------------------

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + x * self.scale, self.top + y * self.scale

    def _shape(
        self, kind: str, x: float, y: float, wide: float, high: float, fill: str, line: str, border: float
    ) -> "Shape":
        left, top = self._at(x, y)
        return add_shape(
            self.slide, kind, left, top, wide * self.scale, high * self.scale, fill, line, border * max(self.scale, 0.7)
        )

    def _say(
        self,
        frame: "TextFrame",
        text: str,
        *,
        bold: bool = False,
        more: str = "",
        align: str = "start",
        colour: str = INK,
        wraps: bool = True,
    ) -> None:
        put_text(
            frame, text, SIZE * self.scale, colour, self.view.language, bold=bold, more=more, align=align, wraps=wraps
        )

    def _paragraph(self, frame: "TextFrame", text: str, *, size: float | None = None, italic: bool = False) -> None:
        add_text(frame, text, size or SIZE * self.scale, INK, self.view.language).italic = italic


def _tell(deck: Deck, view: View, laid: Sequence[_Laid], alternative: TextAlternative) -> None:
    """Add the tables that stand behind a drawing."""
    words = view.words
    # Arrows are told with the whole texts of their boxes; a chain has none.
    cut = {
        placed.box.ref
        for each in laid
        for placed in each.arrangement.boxes
        if placed.written.is_cut or (view.chain and placed.box.text != placed.box.full)
    }
    if cut:
        boxes = tuple(box for box in view.boxes if box.ref in cut)
        add_tables(deck, view.title, sections_of(replace(view, boxes=boxes)))
    if not all(each.lists_fit for each in laid):
        add_tables(deck, view.title, panels_of(view))
    marks = section_of((words["mark"], words["means"]), [(note.mark, note.text) for note in view.notes], (1, 9))
    for section in (*([marks] if marks.rows else []), *found_in(view)):
        add_tables(deck, words["marks"], [section])
    if arrows := arrows_of(alternative, words):
        add_tables(deck, words["all_arrows"], [arrows])
