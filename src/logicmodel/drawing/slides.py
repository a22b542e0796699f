"""A view as slides that people can edit: every box, arrow and mark is a shape of its own, glued where it belongs.

The first slide is the drawing; the slides after it are tables of what its marks stand for and of all arrows, so that
nothing is told by lines and colours alone. What the drawing says stands in the notes of the first slide too.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec.structs import replace

from logicmodel.drawing.alternative import TextAlternative
from logicmodel.drawing.connectors import BOTTOM, LEFT, RIGHT, TOP, Connector, connector_of, turned_round
from logicmodel.drawing.legend import rows_of
from logicmodel.drawing.lettering import width, wrap
from logicmodel.drawing.pages import IN_COLUMNS, UPWARDS, Placer
from logicmodel.drawing.palette import CEILING, FILLS, FOUND, HARM, INK, LINES, PAPER, QUIET
from logicmodel.drawing.picture import Sample, View
from logicmodel.drawing.placing import (
    LINE,
    MARK,
    NATURAL,
    SIZE,
    Arrangement,
    Heading,
    Mark,
    Placed,
    Route,
    marks_of,
    rounded,
)
from logicmodel.drawing.shapes import (
    add_connector,
    add_shape,
    add_text,
    colour_line,
    dash,
    describe,
    double,
    emu,
    glue,
    head,
    move_behind,
    put_text,
    rgb,
    strike,
    widen,
)
from logicmodel.saving import archived, parts_of

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.connector import Connector as Glued
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

SLIDE = (960.0, 540.0)
"""A slide of 16 : 9, in points."""

LARGEST = 4000.0
"""The widest slide that Office opens is 56 inches; a little less, in points."""

MARGIN = 24.0
HEAD = 62.0
"""Room for title and subtitle."""

FOOT = 26.0
LARGEST_LETTERS = 16.0
SMALL = 10.0
DASHES = {
    "dotted": "sysDot",
    "dashed": "dash",
    "mixed": "dashDot",
    "to_confirm": "sysDash",
    "feedback": "lgDash",
}
"""Kind of a line → the dashes that Office has for it."""

LONG_AGO = datetime(1980, 1, 1)


def to_slides(view: View, place: Placer, alternative: TextAlternative) -> bytes:
    """Write a view as a PowerPoint file (.pptx), at the places that fill a slide best; the same view gives the same bytes."""
    deck = _Deck(view, place)
    deck.draw()
    deck.tell(alternative)
    return deck.to_bytes()


def scale_of(arrangement: Arrangement, rest: float) -> tuple[float, float, float]:
    """Give the scale of a drawing on its slide and the size of the slide, with `rest` points of height for other things.

    A small drawing fills a usual slide; a large one gets a slide that is as much larger, so that its letters stay
    readable when somebody zooms in or prints it.
    """
    wide, high = SLIDE[0] - 2 * MARGIN, SLIDE[1] - rest
    scale = min(LARGEST_LETTERS / SIZE, wide / arrangement.width, high / arrangement.height)
    if scale >= 1:
        return scale, *SLIDE
    needed = max(arrangement.width + 2 * MARGIN, (arrangement.height + rest) * SLIDE[0] / SLIDE[1])
    slide = min(needed, LARGEST)
    return slide / needed, slide, slide * SLIDE[1] / SLIDE[0]


def _letters_on(arrangement: Arrangement, rest: float) -> float:
    """Give how large letters come out on the screen, whose width is that of every slide."""
    scale, wide, _ = scale_of(arrangement, rest)
    return scale / wide


def _height_of_panels(view: View) -> float:
    return sum(len(panel.items) + 1 for panel in view.panels) * SMALL * 1.4


class _Deck:
    """The slides of one view. Figures are points of the first slide."""

    def __init__(self, view: View, place: Placer) -> None:
        from pptx import Presentation

        self.view = view
        rest = (
            HEAD
            + _height_of_panels(view)
            + len(rows_of(view.legend, _sample_width, SLIDE[0] - 2 * MARGIN)) * 18
            + FOOT
            + LINE
        )
        choices = UPWARDS if view.upwards else IN_COLUMNS
        found = [place(letters, NATURAL) for letters in choices]
        arrangement = max(found, key=lambda each: _letters_on(each, rest))
        if view.right_to_left:
            arrangement = turned_round(arrangement)
        self.arrangement = arrangement
        self.scale, self.width, self.height = scale_of(arrangement, rest)
        self.left = (self.width - arrangement.width * self.scale) / 2
        self.top = HEAD
        self.deck: Presentation = Presentation()
        widen(self.deck, self.width, self.height)
        self.slide = self._slide(view.title)
        self.shapes: dict[str, Shape] = {}

    # -- the drawing --------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Draw the first slide."""
        if self.view.subtitle:
            self._write(MARGIN, 36, self.width - 2 * MARGIN, 18, self.view.subtitle, size=12, colour=QUIET)
        for heading in self.arrangement.headings:
            self._heading(heading)
        for placed in self.arrangement.boxes:
            self._box(placed)
        routes = self._routes()
        arrangement = replace(self.arrangement, routes=routes)
        for mark in marks_of(self.view, arrangement, turned=self.view.right_to_left):
            self._mark(mark)
        self._ceiling()
        y = self.top + self.arrangement.height * self.scale + 8 + (LINE if self.arrangement.divide else 0)
        y = self._panels(y)
        self._legend(y)
        footer = " · ".join(self.view.footer)
        self._write(MARGIN, self.height - 22, self.width - 2 * MARGIN, 16, footer, size=9, colour=QUIET)

    def _heading(self, heading: Heading) -> None:
        fill = FILLS[heading.column.stage]
        band = self._shape("rect", heading.x, 0, heading.width, heading.band, fill.colour, fill.colour, 0.5)
        band.name = heading.column.title
        self._say(band.text_frame, heading.column.title, bold=True, align="middle")
        x, y = self._at(heading.x, heading.band)
        high = (len(heading.definition) * LINE + 6) * self.scale
        wide = heading.width * self.scale
        self._write(x, y, wide, high, heading.column.definition, size=SIZE * self.scale, colour=QUIET, align="middle")

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
        self._say(frame, box.ref, bold=True, more=f" {box.text}")
        if box.aside:
            self._paragraph(frame, f"({box.aside})", italic=True)
        if box.tags:
            self._paragraph(frame, f"{'◂' if self.view.right_to_left else '▸'} {', '.join(box.tags)}")
        self.shapes[box.ref] = shape

    def _routes(self) -> tuple[Route, ...]:
        """Draw the arrows behind the boxes, and give the ways that they take here."""
        by_ref = {placed.box.ref: placed for placed in self.arrangement.boxes}
        first = next(iter(self.shapes.values()))
        taken = []
        for route in self.arrangement.routes:
            arrow = route.arrow
            connector = connector_of(route, by_ref[arrow.cause], by_ref[arrow.effect], self.arrangement.boxes)
            glued = self._connector(connector, arrow.line, *self._at(connector.x, connector.y), self.scale)
            glue(glued, self.shapes[arrow.cause].shape_id, self.shapes[arrow.effect].shape_id, connector)
            glued.name = f"{arrow.cause} → {arrow.effect}"
            describe(glued, arrow.told)
            move_behind(glued, first)
            taken.append(replace(route, points=tuple(rounded(connector.corners))))
        return tuple(taken)

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
        start, end = self._at(*divide.start), self._at(*divide.end)
        flat = Connector(
            preset="straightConnector1",
            x=start[0],
            y=start[1],
            width=end[0] - start[0],
            height=end[1] - start[1],
            leaves=BOTTOM,
            enters=TOP,
        )
        line = add_connector(self.slide, flat, *start, 1.0)
        colour_line(line.line, CEILING, 1.4)
        dash(line.line, "dash")
        line.name = divide_words = self.view.ceiling.words
        wide = width(divide_words, bold=True) * SIZE + 12
        x, y = self._at(divide.words[0] - wide / 2, divide.words[1] - LINE / 2)
        size = SIZE * self.scale
        self._write(
            x,
            y,
            wide * self.scale,
            LINE * self.scale,
            divide_words,
            size=size,
            colour=CEILING,
            align="middle",
            fill=PAPER,
        )

    def _panels(self, y: float) -> float:
        for panel in self.view.panels:
            text = [panel.title, *(f"• {item}" for item in panel.items)]
            high = len(text) * SMALL * 1.4
            frame = self._write(MARGIN, y, self.width - 2 * MARGIN, high, text[0], size=SMALL)
            frame.paragraphs[0].runs[0].font.bold = True
            for each in text[1:]:
                self._paragraph(frame, each, size=SMALL)
            y += high
        return y

    def _legend(self, y: float) -> None:
        for row in rows_of(self.view.legend, _sample_width, self.width - 2 * MARGIN):
            x = MARGIN
            for sample, wide in row:
                self._sample(sample, x, y)
                x += wide
            y += 18

    def _sample(self, sample: Sample, x: float, y: float) -> None:
        what, _, which = sample.shows.partition(":")
        start = self._mirrored(x, 30)
        if what == "line":
            flat = Connector(
                preset="straightConnector1",
                x=start,
                y=y + 8,
                width=30,
                height=0,
                flipped_across=self.view.right_to_left,
                leaves=RIGHT,
                enters=LEFT,
            )
            self._connector(flat, which, flat.x, flat.y, 1.0).name = sample.words
        else:
            self._swatch(what, which, sample, start, y)
        wide = width(sample.words) * SMALL + 10
        self._write(self._mirrored(x + 34, wide), y, wide, 16, sample.words, size=SMALL, wraps=False)

    def _swatch(self, what: str, which: str, sample: Sample, x: float, y: float) -> None:
        fill = FILLS[which or "none"]
        colour = FOUND.get(what, INK if what == "filled" else FILLS["need"].colour if what == "tag" else fill.colour)
        kind = "ellipse" if what in ("open", "filled", "cross") else "rect"
        shape = add_shape(self.slide, kind, x + 4, y + 2, 22, 12, colour, HARM if what == "cross" else INK, 0.9)
        shape.name = sample.words
        if what in ("external", "proposed"):
            dash(shape.line, "dash" if what == "external" else "sysDash")
        if sample.label:
            dark = what in ("filled", "found_error")
            put_text(shape.text_frame, sample.label, 8, PAPER if dark else INK, self.view.language, align="middle")

    # -- shapes -------------------------------------------------------------------------------------------------------

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + x * self.scale, self.top + y * self.scale

    def _mirrored(self, x: float, wide: float) -> float:
        return self.width - x - wide if self.view.right_to_left else x

    def _shape(
        self, kind: str, x: float, y: float, wide: float, high: float, fill: str, line: str, border: float
    ) -> "Shape":
        left, top = self._at(x, y)
        return add_shape(
            self.slide, kind, left, top, wide * self.scale, high * self.scale, fill, line, border * max(self.scale, 0.7)
        )

    def _connector(self, connector: Connector, line: str, x: float, y: float, scale: float) -> "Glued":
        made = add_connector(self.slide, connector, x, y, scale)
        look = LINES[line]
        colour_line(made.line, look.colour, look.width * max(scale, 0.7))
        if look.dashes:
            dash(made.line, DASHES[line])
        head(made, "oval" if look.head == "bar" else "triangle")
        return made

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

    def _write(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        text: str,
        *,
        size: float,
        colour: str = INK,
        align: str = "start",
        wraps: bool = True,
        fill: str = "",
    ) -> "TextFrame":
        box = self.slide.shapes.add_textbox(*(emu(each) for each in (x, y, wide, high)))
        box.name = text[:60]
        if fill:
            box.fill.solid()
            box.fill.fore_color.rgb = rgb(fill)
        put_text(box.text_frame, text, size, colour, self.view.language, align=align, wraps=wraps)
        return box.text_frame

    # -- what stands behind it ----------------------------------------------------------------------------------------

    def tell(self, alternative: TextAlternative) -> None:
        """Add the tables, and put the drawing in words into the notes of the first slide."""
        words = self.view.words
        notes = list(_notes(self.view))
        self._tables(words["marks"], (words["mark"], words["means"]), notes, (1, 9))
        rows = [
            (row.source, row.kind, row.target, row.because, row.assumption, row.evidence) for row in alternative.arrows
        ]
        kept = [column for column in range(6) if column in (0, 2) or any(row[column] for row in rows)]
        headings = ("from", "kind", "to", "because", "must_be_true", "evidence")
        self._tables(
            words["all_arrows"],
            tuple(words[headings[column]] for column in kept),
            [tuple(row[column] for column in kept) for row in rows],
            tuple((3, 1, 3, 3, 3, 2)[column] for column in kept),
        )
        lines = [self.view.summary, *(f"{'  ' * line.depth}{line.text}" for line in alternative.outline)]
        frame = self.slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = "\n".join(lines)

    def _tables(
        self, title: str, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]], shares: tuple[int, ...]
    ) -> None:
        for slide_rows in _dealt(rows, shares, self.width - 2 * MARGIN, self.height - HEAD - FOOT):
            self._table(title, headings, slide_rows, shares)

    def _table(
        self, title: str, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]], shares: tuple[int, ...]
    ) -> None:
        slide = self._slide(title)
        wide = self.width - 2 * MARGIN
        frame = slide.shapes.add_table(len(rows) + 1, len(headings), emu(MARGIN), emu(HEAD), emu(wide), emu(20))
        frame.name = title
        table = frame.table
        if self.view.right_to_left:
            table._tbl.tblPr.set("rtl", "1")
        for number, share in enumerate(shares):
            table.columns[number].width = emu(wide * share / sum(shares))
        for y, row in enumerate((headings, *rows)):
            table.rows[y].height = emu(20)
            for x, text in enumerate(row):
                cell = table.cell(y, x)
                cell.fill.solid()
                cell.fill.fore_color.rgb = rgb("#DDE3E8" if y == 0 else PAPER if y % 2 else "#F5F7F8")
                put_text(cell.text_frame, text, SMALL + 1, INK, self.view.language, bold=y == 0)

    def _slide(self, title: str) -> "Slide":
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])  # title only
        shape = slide.shapes.title
        assert shape is not None
        shape.left, shape.top = emu(MARGIN), emu(8)
        shape.width, shape.height = emu(self.width - 2 * MARGIN), emu(30)
        put_text(shape.text_frame, title, 20, INK, self.view.language, bold=True, wraps=True)
        return slide

    def to_bytes(self) -> bytes:
        """Save the slides without anything that changes from one run to the next."""
        properties = self.deck.core_properties
        properties.title, properties.language = self.view.title, self.view.language
        properties.author = properties.last_modified_by = ""
        properties.created = properties.modified = LONG_AGO
        saved = BytesIO()
        self.deck.save(saved)
        return archived(parts_of(saved.getvalue()))


def _notes(view: View) -> Iterator[tuple[str, str]]:
    """Give every mark with what it stands for."""
    for note in view.notes:
        yield note.mark, note.text
    if view.found:
        for note in view.found.notes:
            yield note.mark, note.text
        if view.found.more:
            yield "", view.found.more


def _sample_width(sample: Sample) -> float:
    return 34 + width(sample.words) * SMALL + 20


def _dealt(
    rows: Sequence[tuple[str, ...]], shares: Sequence[int], wide: float, high: float
) -> Iterator[list[tuple[str, ...]]]:
    """Deal rows of a table out to slides, by the lines that the longest cell of each will have."""
    room = [wide * share / sum(shares) / (SMALL + 1) - 1.2 for share in shares]
    taken, dealt = 0.0, list[tuple[str, ...]]()
    for row in rows:
        lines = max(len(wrap(text, line, 40)) for text, line in zip(row, room, strict=True))
        needed = max(lines * (SMALL + 1) * 1.25 + 4, 20.0)
        if dealt and taken + needed > high - 20:
            yield dealt
            taken, dealt = 0.0, []
        dealt.append(row)
        taken += needed
    if dealt:
        yield dealt
