"""The figures of a drawing: boxes, arrows, marks, column heads, the line of accountability, samples for the legend."""

from collections.abc import Sequence
from math import hypot

from msgspec.structs import replace

from logicmodel.drawing.canvas import Canvas, number
from logicmodel.drawing.lettering import width, wrap
from logicmodel.drawing.palette import (
    BAND,
    CEILING,
    FILLS,
    FOUND,
    HARM,
    INK,
    LINES,
    PALE_HARM,
    PAPER,
    POSITIONS,
    QUIET,
    Line,
)
from logicmodel.drawing.picture import Arrow, Box, Crossing, Sample, View
from logicmodel.drawing.placing import (
    CROSSING,
    HEAD,
    LINE,
    MARK,
    PADDING,
    SIZE,
    Arrangement,
    Divide,
    Group,
    Heading,
    Placed,
    Point,
    Route,
    Swimlane,
    badge_width,
    mark_width,
    marks_of,
    straight,
    toward,
)
from logicmodel.drawing.steps import POINT


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
        pen.divide_words(arrangement.divide, view.ceiling.words)


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
        y = placed.y + (placed.height - slip) / 2 - rows * LINE / 2 + LINE * 0.77
        self.text(placed.x + PADDING, y, box.ref, bold=True)
        for place, line in enumerate(written.lines):
            self.text(placed.x + PADDING + (0 if place else written.indent), y, line, whole=box.text)
            y += LINE
        for line in written.aside:
            self.text(placed.x + PADDING, y, line, whole=box.aside)
            y += LINE
        for crossing, lines in zip(box.crossings, written.crossings, strict=True):
            self._crossing(placed, crossing, lines, y)
            y += LINE * len(lines)
        if box.joint:
            self._joint(placed, upwards=upwards)
        if box.tags:
            self._tags(placed, placed.y + placed.height - (MARK + 4 if upwards else 5))
        self.canvas.end()

    def _crossing(self, placed: Placed, crossing: Crossing, lines: Sequence[str], y: float) -> None:
        """Write where an arrow goes on or comes from, with a short arrow at the side where it leaves or enters."""
        left = placed.x + 1 if not crossing.leaves else placed.x + placed.width + 1 - CROSSING
        start, end = left, left + CROSSING - 2
        for number_of_line, words in enumerate(lines):
            x = start - 3 - width(words) * SIZE if crossing.leaves else end + 3
            self.text(x, y + number_of_line * LINE, words, whole=placed.box.ref)
        middle = y - LINE * 0.27 + (len(lines) - 1) * LINE / 2
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
        (words,) = wrap(", ".join(placed.box.tags), (placed.width - 3 * PADDING) / SIZE, 1)
        wide = width(words) * SIZE + 8
        draw_slip(self.canvas, words, *self.at((placed.x + PADDING, y)), wide, self.scale)

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

    def divide_words(self, divide: Divide, words: str) -> None:
        """Write the words of the line of accountability."""
        wide = width(words, bold=True) * SIZE + 8
        x, y = self.at((divide.words[0] - wide / 2, divide.words[1] - LINE / 2))
        self.canvas.rectangle(x, y, wide * self.scale, LINE * self.scale, fill=PAPER)
        self.text(divide.words[0], divide.words[1] + 3.5, words, bold=True, colour=CEILING, align="middle")


def _shown(thing: Box | Arrow) -> str:
    """Say what a pointer resting on a box or arrow shows: all of it, and the numbers of its findings."""
    return f"{thing.told} [{', '.join(badge.mark for badge in thing.badges)}]" if thing.badges else thing.told


# -- figures that the legend shows too --------------------------------------------------------------------------------


def draw_arrow(canvas: Canvas, points: Sequence[Point], tip: Point, line: Line, scale: float) -> None:
    """Draw a line along cubic curves and its head."""
    dashes = {"stroke_dasharray": " ".join(number(each * scale) for each in line.dashes)} if line.dashes else {}
    wide = line.width * scale
    way = [*points, *straight(points[-1], toward(tip, points[-1], 2.4 * scale))] if line.head == "bar" else points
    canvas.curve(way, stroke=line.colour, stroke_width=number(wide), **dashes)
    base = points[-1]
    length = hypot(tip[0] - base[0], tip[1] - base[1]) or 1.0
    across = ((base[1] - tip[1]) / length, (tip[0] - base[0]) / length)
    half = (3.0 + line.width * 0.4) * scale
    if line.head == "bar":
        half *= 1.5
        bar = toward(tip, base, 2.4 * scale)  # clear of the border of the box
        first, last = ((bar[0] + across[0] * side, bar[1] + across[1] * side) for side in (half, -half))
        canvas.line(first, last, stroke=line.colour, stroke_width=number(2.6 * scale))
        return
    corners = [(base[0] + across[0] * side, base[1] + across[1] * side) for side in (half, -half)]
    canvas.polygon([tip, *corners], fill=line.colour)


def draw_mark(canvas: Canvas, text: str, state: str, x: float, y: float, scale: float, colour: str = INK) -> None:
    """Draw a mark round its middle: a label, a numbered circle, or a lettered square."""
    size = SIZE * scale
    if state == "label":
        wide = (width(text, bold=True) * SIZE + 3) * scale
        canvas.rectangle(x - wide / 2, y - size * 0.6, wide, size * 1.2, fill=PAPER, rx="2")
        canvas.text(x, y + size * 0.36, text, size, bold=True, colour=colour, align="middle")
        return
    if state in FOUND:
        draw_badge(canvas, text, state, x, y, scale)
        return
    wide, high = mark_width(text) * scale, MARK * scale
    filled = state == "filled"
    canvas.rectangle(
        x - wide / 2,
        y - high / 2,
        wide,
        high,
        fill=INK if filled else PAPER,
        stroke=HARM if state == "cross" else INK,
        stroke_width="0.9",
        rx=number(2 if state == "reason" else high / 2),
    )
    if state == "cross":
        reach = high * 0.55
        for side in (1, -1):
            start, end = (x - reach, y - reach * side), (x + reach, y + reach * side)
            canvas.line(start, end, stroke=PALE_HARM, stroke_width="2")
    canvas.text(x, y + size * 0.36, text, size, colour=PAPER if filled else INK, align="middle")


def draw_badge(canvas: Canvas, text: str, state: str, x: float, y: float, scale: float) -> None:
    """Draw the number of a finding: dark with six corners, pointing up, or white and pointing down."""
    wide, high = badge_width(text) * scale / 2, MARK * scale / 2
    slant = 3.5 * scale
    shapes: dict[str, list[Point]] = {
        "found_error": [
            (-wide, 0),
            (slant - wide, -1),
            (wide - slant, -1),
            (wide, 0),
            (wide - slant, 1),
            (slant - wide, 1),
        ],
        "found_warning": [(-wide, -0.45), (0, -1.45), (wide, -0.45), (wide, 1), (-wide, 1)],
        "found_advice": [(-wide, -1), (wide, -1), (wide, 0.45), (0, 1.45), (-wide, 0.45)],
    }
    canvas.polygon(
        [(x + across, y + down * high) for across, down in shapes[state]],
        fill=FOUND[state],
        stroke=INK,
        stroke_width=number(0.8 if state == "found_error" else 1.1),
    )
    colour = PAPER if state == "found_error" else INK
    canvas.text(x, y + SIZE * scale * 0.36, text, SIZE * scale, bold=True, colour=colour, align="middle")


def draw_sign(canvas: Canvas, kind: str, x: float, y: float, scale: float, fill: str) -> None:
    """Draw a sign of a timeline round its middle: due is a square on its corner, step a ring, aim a ring with a dot, review points down."""
    half = 4.5 * scale
    style = {"stroke": INK, "stroke_width": "1"}
    if kind == "step":
        canvas.circle(x, y, 3 * scale, fill=PAPER, **style)
    elif kind == "due":
        canvas.polygon([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], fill=fill, **style)
    elif kind == "aim":
        canvas.circle(x, y, 4 * scale, fill=PAPER, **style)
        canvas.circle(x, y, 1.6 * scale, fill=INK)
    else:
        canvas.polygon([(x - half, y - half), (x + half, y - half), (x, y + half)], fill=INK, **style)


def draw_person(canvas: Canvas, position: str, x: float, y: float, half: float, label: str = "") -> None:
    """Draw somebody on a power map: an ally is round, an opponent stands on a corner, who is undecided has four sides.

    A strong position has a heavy border, one that is not said a dashed one. `half` is half the width.
    """
    side = position.removeprefix("strong_")
    style = {"fill": POSITIONS[side], "stroke": INK, "stroke_width": "2.2" if side != position else "0.9"}
    if side == "opponent":
        reach = half * 1.2
        canvas.polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], **style)
    elif side == "undecided":
        canvas.rectangle(x - half * 0.9, y - half * 0.9, half * 1.8, half * 1.8, **style)
    else:
        dashes = {"stroke_dasharray": "2 1.6"} if side == "no_position" else {}
        canvas.circle(x, y, half, **style, **dashes)
    canvas.text(x, y + SMALLEST * 0.36, label, SMALLEST, align="middle")


SMALLEST = 8.0
"""Size of the numbers on figures that do not shrink, in points."""


def draw_slip(canvas: Canvas, words: str, x: float, y: float, wide: float, scale: float) -> None:
    """Draw a slip in the colour of needs, by its upper corner."""
    canvas.rectangle(
        x, y, wide * scale, MARK * scale, fill=FILLS["need"].colour, stroke=INK, stroke_width="0.6", rx="3"
    )
    canvas.text(x + 4 * scale, y + 10 * scale, words, SIZE * scale)


def sample_width(sample: Sample, size: float) -> float:
    """Give the width of an entry of the legend, with the space after it."""
    return _glyph_width(sample, size) + 5 + width(sample.words) * size + 16


def _glyph_width(sample: Sample, size: float) -> float:
    scale = size / SIZE
    if sample.shows.startswith("line:"):
        return 34.0
    if sample.shows in ("open", "filled", "cross", "reason"):
        return mark_width(sample.label) * scale
    if sample.shows in FOUND:
        return badge_width(sample.label) * scale
    if sample.shows in SIGNS or sample.shows.startswith("person:"):
        return 12.0
    if sample.shows == "tag":
        return (width(sample.label) * SIZE + 8) * scale
    return 18.0


SIGNS = ("due", "step", "aim", "review", "today")
"""What stands on a day in a timeline."""

DASHES = {"external": "4 2.5", "proposed": "2 2", "open_bar": "4 3"}
"""What is shown by the line around a box → the dashes of that line in the legend."""


def draw_sample(canvas: Canvas, sample: Sample, x: float, y: float, size: float) -> None:
    """Draw an entry of the legend, its middle at y, its letters of the given size."""
    scale = size / SIZE
    wide = _glyph_width(sample, size)
    what, _, which = sample.shows.partition(":")
    if what == "line":
        line = LINES[which]
        start, end = (x, y), (x + wide - 7 * scale, y)
        draw_arrow(canvas, [start, *straight(start, end)], (x + wide, y), line, scale)
        if sample.label:
            draw_mark(canvas, sample.label, "label", x + wide / 2 - 2, y, scale, line.colour)
    elif what == "today":
        canvas.line((x + wide / 2, y - 6), (x + wide / 2, y + 6), stroke=HARM, stroke_width="1.4")
    elif what == "person":
        draw_person(canvas, which, x + wide / 2, y, 4.5)
    elif what in SIGNS:
        draw_sign(canvas, what, x + wide / 2, y, 1.0, PAPER)
    elif what in ("stage", "bar", *DASHES):
        fill = FILLS[which or ("activity" if what == "bar" else "none")]
        dashed = {"stroke_dasharray": DASHES[what]} if what in DASHES else {}
        canvas.rectangle(
            x,
            y - 5,
            wide,
            10,
            fill=fill.colour,
            stroke=INK,
            stroke_width=number(fill.border),
            rx=number(fill.rounding / 2),
            **dashed,
        )
    elif what == "tag":
        draw_slip(canvas, sample.label, x, y - MARK * scale / 2, wide / scale, scale)
    elif what == "joint":
        canvas.rectangle(x + 4, y - 6, wide - 4, 12, fill=PAPER, stroke=INK, stroke_width="0.8")
        canvas.line((x + 4, y - 5), (x + 4, y + 5), stroke=INK, stroke_width="4")
    else:
        draw_mark(canvas, sample.label, sample.shows, x + wide / 2, y, scale)
    canvas.text(x + wide + 5, y + size * 0.36, sample.words, size)
