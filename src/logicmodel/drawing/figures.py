"""The figures of a drawing that its legend shows too: arrows, marks, badges, signs, persons, slips and samples."""

from collections.abc import Sequence
from math import hypot

from logicmodel.drawing.canvas import Canvas, number
from logicmodel.drawing.lettering import width
from logicmodel.drawing.palette import (
    FILLS,
    FOUND,
    HARM,
    INK,
    LINES,
    PALE_HARM,
    PAPER,
    POSITIONS,
    Line,
)
from logicmodel.drawing.places.marking import badge_width, mark_width
from logicmodel.drawing.places.placing import (
    MARK,
    SIZE,
    Point,
    straight,
    toward,
)
from logicmodel.drawing.shown.picture import Sample


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


def slip_width(words: str) -> float:
    """Give the width of a slip with its words."""
    return width(words) * SIZE + 8


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
        return slip_width(sample.label) * scale
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
