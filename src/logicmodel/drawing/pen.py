"""An arrangement drawn on a canvas: its boxes, arrows, column heads, groups, bands and the line of accountability."""

from collections.abc import Sequence

from msgspec.structs import replace

from logicmodel.drawing.canvas import Canvas, number
from logicmodel.drawing.figures import (
    draw_arrow,
    draw_mark,
    draw_slip,
    slip_width,
)
from logicmodel.drawing.lettering import refs_listed, width, wrap
from logicmodel.drawing.palette import (
    BAND,
    CEILING,
    FILLS,
    INK,
    LINES,
    PAPER,
    QUIET,
)
from logicmodel.drawing.places.marking import marks_of
from logicmodel.drawing.places.placing import (
    CROSSING,
    HEAD,
    LINE,
    MARK,
    PADDING,
    SIZE,
    TAG_INSIDE,
    Arrangement,
    Divide,
    Group,
    Heading,
    Placed,
    Point,
    Route,
    Swimlane,
    straight,
)
from logicmodel.drawing.places.steps import POINT
from logicmodel.drawing.shown.picture import Arrow, Box, Crossing, View


def draw_arrangement(canvas: Canvas, view: View, arrangement: Arrangement, x: float, y: float, scale: float) -> None:
    """Draw a whole arrangement with its corner at a point, shrunk by `scale`."""
    pen = _Pen(canvas, x, y, scale)
    for heading in arrangement.headings:
        pen.heading(heading, pointed=view.chain, first=heading is arrangement.headings[0])
    for group in arrangement.groups:
        pen.group(group)
    for swimlane in arrangement.swimlanes:
        pen.band(swimlane, arrangement.width)
    if arrangement.divide and view.ceiling:
        pen.divide(arrangement.divide)
    for route in arrangement.routes:
        pen.route(route)
    for swimlane in arrangement.swimlanes:
        pen.band_title(swimlane, arrangement.width)
    for placed in arrangement.boxes:
        pen.box(placed, upwards=view.upwards)
    for mark in marks_of(view, arrangement):
        colour = LINES[mark.line].colour if mark.line else INK
        canvas.begin(class_="mark", data_about=mark.about)
        draw_mark(canvas, mark.text, mark.state, *pen.at((mark.x, mark.y)), scale, colour)
        canvas.end()
    if arrangement.divide and view.ceiling:
        pen.divide_words(arrangement.divide)


class _Pen:
    """Draws figures of an arrangement on a canvas, at their place and scale."""

    def __init__(self, canvas: Canvas, x: float, y: float, scale: float) -> None:
        self.canvas = canvas
        self.x = x
        self.y = y
        self.scale = scale

    def at(self, point: Point) -> Point:
        """Give a point of the arrangement as a point of the page."""
        return self.x + point[0] * self.scale, self.y + point[1] * self.scale

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        bold: bool = False,
        colour: str = INK,
        align: str = "start",
        whole: str = "",
    ) -> None:
        """Write one line of an arrangement."""
        place = self.at((x, y))
        self.canvas.text(*place, text, SIZE * self.scale, bold=bold, colour=colour, align=align, belongs_to=whole)

    def heading(self, heading: Heading, *, pointed: bool, first: bool) -> None:
        """Draw the head of a column: its title on the colour of its stage, its definition beneath.

        In a chain it points to the next, and all but the first have a notch for the point of the one before.
        """
        high = heading.band
        fill = FILLS[heading.column.stage]
        style = {"fill": fill.colour}
        if heading.column.stage in ("input", "none"):
            style |= {"stroke": QUIET, "stroke_width": "0.5"}
        if pointed:
            ahead = heading.x + heading.width + POINT
            top, low = heading.top, heading.top + high
            middle = top + high / 2
            corners = [(heading.x, top), (ahead - POINT, top), (ahead, middle), (ahead - POINT, low), (heading.x, low)]
            notch = [] if first else [(heading.x + POINT, middle)]
            self.canvas.polygon([self.at(corner) for corner in (*corners, *notch)], **style)
        else:
            x, y = self.at((heading.x, heading.top))
            self.canvas.rectangle(x, y, heading.width * self.scale, high * self.scale, **style)
        middle = heading.x + (heading.width + (0 if first or not pointed else POINT)) / 2
        y = heading.top + high / 2 - len(heading.title) * LINE / 2 + LINE * 0.77
        for line in heading.title:
            self.text(middle, y, line, bold=True, align="middle", whole=heading.column.title)
            y += LINE
        y = heading.top + high + LINE
        for line in heading.definition:
            self.text(middle, y, line, colour=QUIET, align="middle", whole=heading.column.definition)
            y += LINE

    def group(self, group: Group) -> None:
        """Write the name of a group of columns over a line as wide as they are."""
        for number_of_line, line in enumerate(group.title):
            y = number_of_line * LINE + LINE * 0.77
            self.text(group.x + group.width / 2, y, line, bold=True, align="middle", whole=" ".join(group.title))
        y = len(group.title) * LINE + 2
        self.canvas.line(self.at((group.x, y)), self.at((group.x + group.width, y)), stroke=INK, stroke_width="1")

    def band(self, swimlane: Swimlane, wide: float) -> None:
        """Draw the band over the rows of a swimlane, beneath all arrows."""
        x, y = self.at((0, swimlane.y))
        self.canvas.rectangle(x, y, wide * self.scale, (LINE + 3) * self.scale, fill=BAND)

    def band_title(self, swimlane: Swimlane, wide: float) -> None:
        """Write the title of a swimlane at both ends of its band, over the arrows."""
        (words,) = wrap(swimlane.title, wide / 2 / SIZE - 2, 1, bold=True)
        long = width(words, bold=True) * SIZE + 2 * PADDING
        for left in (0.0, wide - long):
            x, y = self.at((left, swimlane.y))
            self.canvas.rectangle(x, y, long * self.scale, (LINE + 3) * self.scale, fill=BAND)
            self.text(left + PADDING, swimlane.y + LINE - 1, words, bold=True, whole=swimlane.title)

    def box(self, placed: Placed, *, upwards: bool) -> None:
        """Draw a box with its Ref, text and tags."""
        box = placed.box
        kind = "need" if box.stage == "need" else "box"
        self.canvas.begin(_shown(box), class_=f"{kind} stage-{box.stage}", data_ref=box.ref)
        self._frame_of(placed)
        written = placed.written
        rows = len(written.lines) + len(written.aside) + sum(map(len, written.crossings))
        slip = 0.0 if not box.tags else MARK + 2 if upwards else 4
        y = placed.y + (placed.height - slip) / 2 - rows * written.leading / 2 + written.leading * 0.77
        self.text(placed.x + PADDING, y, box.ref, bold=True)
        for place, line in enumerate(written.lines):
            self.text(placed.x + PADDING + (0 if place else written.indent), y, line, whole=box.text)
            y += written.leading
        for line in written.aside:
            self.text(placed.x + PADDING, y, line, whole=box.aside)
            y += written.leading
        for crossing, lines in zip(box.crossings, written.crossings, strict=True):
            self._crossing(placed, crossing, lines, y)
            y += written.leading * len(lines)
        if box.joint:
            self._joint(placed, upwards=upwards)
        if box.tags:
            self._tags(placed, placed.y + placed.height - (MARK + 4 if upwards else TAG_INSIDE))
        self.canvas.end()

    def _crossing(self, placed: Placed, crossing: Crossing, lines: Sequence[str], y: float) -> None:
        """Write where an arrow goes on or comes from, with a short arrow at the side where it leaves or enters."""
        leading = placed.written.leading
        left = placed.x + 1 if not crossing.leaves else placed.x + placed.width + 1 - CROSSING
        start, end = left, left + CROSSING - 2
        for number_of_line, words in enumerate(lines):
            x = start - 3 - width(words) * SIZE if crossing.leaves else end + 3
            self.text(x, y + number_of_line * leading, words, whole=placed.box.ref)
        middle = y - leading * 0.27 + (len(lines) - 1) * leading / 2
        line = LINES[crossing.line]
        points = [(start, middle), *straight((start, middle), (end - HEAD * 0.8, middle))]
        thin = replace(line, width=min(line.width, 1.2))
        draw_arrow(self.canvas, [self.at(point) for point in points], self.at((end, middle)), thin, self.scale * 0.8)

    def _frame_of(self, placed: Placed) -> None:
        fill = FILLS[placed.box.stage]
        style = {"fill": fill.colour, "stroke": INK, "stroke_width": number(fill.border)}
        if fill.rounding:
            style["rx"] = number(fill.rounding * self.scale)
        if placed.box.external:
            style["stroke_dasharray"] = "5 3"
        elif placed.box.proposed:
            style["stroke_dasharray"] = "2 2"
        x, y = self.at((placed.x, placed.y))
        wide, high = placed.width * self.scale, placed.height * self.scale
        self.canvas.rectangle(x, y, wide, high, **style)
        if fill.double:
            style["fill"] = "none"
            self.canvas.rectangle(x + 2, y + 2, wide - 4, high - 4, **style)

    def _joint(self, placed: Placed, *, upwards: bool) -> None:
        if upwards:
            middle, y = placed.x + placed.width / 2, placed.y + placed.height
            ends = (middle - 20, y), (middle + 20, y)
        else:
            middle = placed.y + placed.height / 2
            half = min(13.0, placed.height / 2)
            ends = (placed.x, middle - half), (placed.x, middle + half)
        self.canvas.line(self.at(ends[0]), self.at(ends[1]), stroke=INK, stroke_width=number(4 * self.scale))

    def _tags(self, placed: Placed, y: float) -> None:
        """Write the needs that a box meets on a slip at a height."""
        (words,) = wrap(refs_listed(placed.box.tags), (placed.width - 3 * PADDING) / SIZE, 1)
        draw_slip(self.canvas, words, *self.at((placed.x + PADDING, y)), slip_width(words), self.scale)

    def route(self, route: Route) -> None:
        """Draw an arrow."""
        arrow = route.arrow
        self.canvas.begin(_shown(arrow), class_=f"arrow line-{arrow.line}", data_from=arrow.cause, data_to=arrow.effect)
        draw_arrow(
            self.canvas,
            [self.at(point) for point in route.points],
            self.at(route.tip),
            LINES[arrow.line],
            self.scale,
        )
        self.canvas.end()

    def divide(self, divide: Divide) -> None:
        """Draw the line of accountability."""
        self.canvas.line(
            self.at(divide.start), self.at(divide.end), stroke=CEILING, stroke_width="1.4", stroke_dasharray="7 4"
        )

    def divide_words(self, divide: Divide) -> None:
        """Write the words of the line of accountability."""
        left, y, wide, high = divide.room
        self.canvas.rectangle(*self.at((left, y)), wide * self.scale, high * self.scale, fill=PAPER)
        for line in divide.lines:
            y += LINE
            x = divide.words[0]
            self.text(x, y - 2.75, line, bold=True, colour=CEILING, align="middle", whole=" ".join(divide.lines))


def _shown(thing: Box | Arrow) -> str:
    """Say what a pointer resting on a box or arrow shows: all of it, and the numbers of its findings."""
    return f"{thing.told} [{', '.join(badge.mark for badge in thing.badges)}]" if thing.badges else thing.told
