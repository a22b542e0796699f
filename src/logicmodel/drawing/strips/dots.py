"""A power map as strips of a page: the map, and where it is crowded a key to its numbers.

Everybody stands in the square of their two scores, so no name covers another: a square holds names beneath each other,
or, where some square has too many, numbers side by side.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct

from logicmodel.drawing.canvas import Canvas
from logicmodel.drawing.figures import draw_arrow, draw_person
from logicmodel.drawing.frame import SMALL, SMALL_LINE, Part
from logicmodel.drawing.lettering import width, wrap
from logicmodel.drawing.palette import INK, LINES, PALE, PAPER, QUIET
from logicmodel.drawing.places.placing import straight
from logicmodel.drawing.shown.power_map import Dot, PowerMap
from logicmodel.drawing.strips.flowing import Strip

SCORES = 5
SIDE = 62.0
"""Width beside the map, for the name of its axis."""

BAND = 17.0
"""Height of a band in the map for the names of its quarters, and of the line beneath it for the name of its axis."""

LEAST = 54.0
"""Height of a row of squares at least."""

HIGHEST = 400.0
"""With names the map may be so high; a higher one is hard to take in at a glance, and has numbers instead."""

NAME_LINES = 3
DOT = 14.0
"""Width of a figure with the space behind it."""

NUMBERED = 23.0
MIDDLE = "#F1F1F1"


class _Entry(Struct, frozen=True, kw_only=True):
    """Somebody in a square: how many lines the name has, none where a number stands for it."""

    dot: Dot
    lines: tuple[str, ...]


Squares = Mapping[tuple[int, int], Sequence[_Entry]]
"""Interest and influence → who stands there."""


def strips_of_map(shown: PowerMap, wide: float) -> tuple[Strip, ...]:
    """Lay out a power map for pages that leave it so much width."""
    square = (wide - SIDE) / SCORES
    named = _squares(shown, [wrap(dot.name, (square - DOT - 8) / SMALL, NAME_LINES) for dot in shown.dots])
    heights = [_row_height(named, score, square) for score in range(SCORES, 0, -1)]
    whole = all("…" not in entry.lines[-1] or "…" in entry.dot.name for its in named.values() for entry in its)
    if whole and sum(heights) <= HIGHEST:
        return (_map(shown, named, heights, wide),)
    numbered = _squares(shown, [()] * len(shown.dots))
    heights = [_row_height(numbered, score, square) for score in range(SCORES, 0, -1)]
    return (_map(shown, numbered, heights, wide), Strip(height=8.0, parts=(), with_next=True), _key(shown, wide))


def _squares(shown: PowerMap, lines: Sequence[tuple[str, ...]]) -> Squares:
    found: dict[tuple[int, int], list[_Entry]] = {}
    for dot, its in zip(shown.dots, lines, strict=True):
        found.setdefault((dot.interest, dot.influence), []).append(_Entry(dot=dot, lines=its))
    return found


def _row_height(squares: Squares, influence: int, square: float) -> float:
    needed = [_needed(squares.get((interest, influence), ()), square) for interest in range(1, SCORES + 1)]
    return max(LEAST, *needed)


def _needed(entries: Sequence[_Entry], square: float) -> float:
    if entries and not entries[0].lines:
        across = _across(square)
        return (len(entries) + across - 1) // across * NUMBERED + 8
    return sum(len(entry.lines) * SMALL_LINE + 3 for entry in entries) + 6


def _across(square: float) -> int:
    return max(1, int((square - 8) // NUMBERED))


# -- the map ----------------------------------------------------------------------------------------------------------


def _map(shown: PowerMap, squares: Squares, heights: Sequence[float], wide: float) -> Strip:
    high = sum(heights) + 3 * BAND + 4
    draw = partial(_draw_map, shown, squares, heights, wide)
    return Strip(height=high, parts=(Part(top=0.0, height=high, draw=draw),))


def _draw_map(
    shown: PowerMap, squares: Squares, heights: Sequence[float], wide: float, canvas: Canvas, x: float, y: float
) -> None:
    left, room = x + SIDE, wide - SIDE
    square = room / SCORES
    top = y + BAND
    bottom = top + sum(heights)
    canvas.rectangle(left, y, room, bottom + BAND - y, fill=PAPER)
    above = top + sum(heights[:2])
    canvas.rectangle(left, above, room, heights[2], fill=MIDDLE)
    canvas.rectangle(left + 2 * square, y, square, bottom + BAND - y, fill=MIDDLE)
    canvas.rectangle(left, y, room, bottom + BAND - y, fill="none", stroke=PALE, stroke_width="1")
    words = shown.words
    for across, upper, lower in ((left + square, "high_low", "low_low"), (left + 4 * square, "high_high", "low_high")):
        canvas.text(across, y + 12, words[upper], SMALL, bold=True, colour=QUIET, align="middle")
        canvas.text(across, bottom + 12, words[lower], SMALL, bold=True, colour=QUIET, align="middle")
    _draw_axes(canvas, words, x, y, wide, bottom + BAND)
    row_top = top
    for influence, high in zip(range(SCORES, 0, -1), heights, strict=True):
        for interest in range(1, SCORES + 1):
            entries = squares.get((interest, influence), ())
            _draw_square(canvas, entries, words, left + (interest - 1) * square, row_top, square)
        row_top += high


def _draw_axes(canvas: Canvas, words: Mapping[str, str], x: float, y: float, wide: float, bottom: float) -> None:
    """Name the axes, with an arrow along each from low to high."""
    up = x + SIDE - 7
    _draw_axis(canvas, (up, bottom - 4), (up, y + 4))
    _write_beside(canvas, words["high"], x, y + 12)
    _write_beside(canvas, words["low"], x, bottom - 5)
    lines = wrap(words["influence"], (SIDE - 14) / SMALL, 3, bold=True)
    foot = (y + bottom) / 2 - (len(lines) - 1) * SMALL_LINE / 2
    for line in lines:
        canvas.text(x + SIDE - 12, foot, line, SMALL, bold=True, align="end", belongs_to=words["influence"])
        foot += SMALL_LINE
    low, high, name = words["low"], words["high"], words["interest"]
    left, right = x + SIDE, x + wide
    foot = bottom + 14
    canvas.text(left, foot, low, SMALL)
    canvas.text(right, foot, high, SMALL, align="end")
    middle = (left + right) / 2
    canvas.text(middle, foot, name, SMALL, bold=True, align="middle")
    half = width(name, bold=True) * SMALL / 2 + 6
    _draw_axis(canvas, (middle + half, foot - 3), (right - width(high) * SMALL - 6, foot - 3))
    start = left + width(low) * SMALL + 6
    canvas.line((start, foot - 3), (middle - half, foot - 3), stroke=INK, stroke_width="0.8")


def _draw_axis(canvas: Canvas, start: tuple[float, float], tip: tuple[float, float]) -> None:
    length = max(abs(tip[0] - start[0]), abs(tip[1] - start[1]))
    base = tuple(end + (begin - end) * 6.5 / length for begin, end in zip(start, tip, strict=True))
    draw_arrow(canvas, [start, *straight(start, (base[0], base[1]))], tip, LINES["plain"], 1.0)


def _write_beside(canvas: Canvas, text: str, x: float, foot: float) -> None:
    canvas.text(x + SIDE - 12, foot, text, SMALL, align="end")


def _draw_square(
    canvas: Canvas, entries: Sequence[_Entry], words: Mapping[str, str], x: float, y: float, square: float
) -> None:
    """Draw those of one square: names beneath each other, numbers side by side."""
    down = y + 3.0
    for place, entry in enumerate(entries):
        dot = entry.dot
        canvas.begin(f"{dot.name} ({words[dot.position]})", class_=f"person position-{dot.position}")
        if entry.lines:
            draw_person(canvas, dot.position, x + 4 + 5, down + 6, 4.5)
            for line in entry.lines:
                down += SMALL_LINE
                canvas.text(x + 4 + DOT, down - 2, line, SMALL, belongs_to=dot.name)
            down += 3
        else:
            row, column = divmod(place, _across(square))
            middle = x + 4 + NUMBERED * (column + 0.5), y + 4 + NUMBERED * (row + 0.5)
            draw_person(canvas, dot.position, *middle, 8.0, str(dot.number))
        canvas.end()


# -- the key ----------------------------------------------------------------------------------------------------------


def _key(shown: PowerMap, wide: float) -> Strip:
    """List the numbers of the map with their names, in columns."""
    columns = max(1, int(wide // 180))
    room = wide / columns
    lines = [wrap(dot.name, (room - NUMBERED - 12) / SMALL, 4) for dot in shown.dots]
    heights = [max(NUMBERED - 2, len(its) * SMALL_LINE + 4) for its in lines]
    each = -(-len(lines) // columns)
    title = Part(top=0.0, height=SMALL_LINE + 4, draw=partial(_draw_title, shown.words["who_is_who"]))
    parts = [title]
    bottom = title.height
    for column in range(columns):
        down = title.height
        for place in range(column * each, min((column + 1) * each, len(lines))):
            draw = partial(_draw_entry, shown.dots[place], lines[place], column * room)
            parts.append(Part(top=down, height=heights[place], draw=draw))
            down += heights[place]
        bottom = max(bottom, down)
    return Strip(height=bottom, parts=tuple(parts))


def _draw_title(title: str, canvas: Canvas, x: float, y: float) -> None:
    canvas.text(x, y + SMALL_LINE - 1, title, SMALL, bold=True)


def _draw_entry(dot: Dot, lines: Sequence[str], across: float, canvas: Canvas, x: float, y: float) -> None:
    left = x + across
    draw_person(canvas, dot.position, left + NUMBERED / 2, y + NUMBERED / 2 - 1, 8.0, str(dot.number))
    foot = y + SMALL_LINE + 1
    for line in lines:
        canvas.text(left + NUMBERED + 4, foot, line, SMALL, belongs_to=dot.name)
        foot += SMALL_LINE
