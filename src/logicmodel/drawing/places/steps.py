"""Places for a chain: its steps from left to right, the boxes of a step beneath its head.

No arrow joins single boxes, so each column is as high as its own boxes. A step with many boxes has several columns, as
many as bring the whole nearest to the shape of a page.
"""

from collections.abc import Sequence

from msgspec import Struct

from logicmodel.drawing.lettering import width, wrap
from logicmodel.drawing.places.marking import marks_above
from logicmodel.drawing.places.placing import (
    LINE,
    NATURAL,
    SIZE,
    TITLE_LINES,
    Arrangement,
    Heading,
    Lettered,
    Placed,
    Wanted,
    box_width,
    lettered,
)
from logicmodel.drawing.shown.picture import Box, Column, View

BETWEEN = 16.0
"""Width between two steps, in which the point of a head ends."""

BESIDE = 7.0
"""Width between two columns of one step, and height between two boxes."""

POINT = 10.0
"""Length of the point at the end of a head."""

SHAPE = 1.75
"""How many times as wide as high the room for a drawing on a page is."""


class _Step(Struct, frozen=True, kw_only=True):
    column: Column
    boxes: tuple[tuple[Box, Lettered], ...]

    def columns(self, high: float) -> list[list[tuple[Box, Lettered]]]:
        """Deal the boxes out to columns that are at most so high."""
        dealt: list[list[tuple[Box, Lettered]]] = [[]]
        left = high
        for box, written in self.boxes:
            if dealt[-1] and written.height > left:
                dealt.append([])
                left = high
            dealt[-1].append((box, written))
            left -= _room(box, written)
        return dealt


def place_in_steps(view: View, letters: int, wanted: Wanted = NATURAL) -> Arrangement:
    """Place a chain whose boxes hold about `letters` letters a line."""
    steps = [
        _Step(
            column=column,
            boxes=tuple((box, lettered(box, letters, wanted)) for box in view.boxes if box.column == column.key),
        )
        for column in view.columns
    ]
    wide = box_width(letters)
    for step in steps:
        wide = max(wide, *(width(word, bold=True) * SIZE + 4 * POINT for word in step.column.title.split()))
    high = _best_height(steps, wide)
    return _arranged(steps, wide, high)


def _best_height(steps: Sequence[_Step], wide: float) -> float:
    """Give the height of columns with which the whole comes nearest to the shape of a page: the least that it shrinks."""
    heights = sorted({sum(_room(*each) for each in step.boxes) / parts for step in steps for parts in (1, 2, 3, 4)})

    def cost(high: float) -> float:
        dealt = [step.columns(high) for step in steps]
        across = sum(len(columns) * (wide + BESIDE) for columns in dealt) + BETWEEN * len(steps)
        down = max(sum(_room(*each) for each in column) for columns in dealt for column in columns)
        return max(across, (down + 4 * LINE) * SHAPE)

    return min(heights, key=lambda high: (round(cost(high)), -high))


def _room(box: Box, written: Lettered) -> float:
    """Give the height of a box with the space beneath it, and over it where its marks need more."""
    return written.height + BESIDE + max(0.0, marks_above(box) - BESIDE)


def _arranged(steps: Sequence[_Step], wide: float, high: float) -> Arrangement:
    places: list[tuple[float, float, list[list[tuple[Box, Lettered]]]]] = []
    x = 0.0
    for step in steps:
        columns = step.columns(high)
        room = len(columns) * wide + (len(columns) - 1) * BESIDE
        places.append((x, room, columns))
        x += room + BETWEEN
    titles = [
        wrap(step.column.title, (room - 4 * POINT) / SIZE, TITLE_LINES, bold=True)
        for step, (_, room, _) in zip(steps, places, strict=True)
    ]
    abouts = [wrap(step.column.definition, room / SIZE, 3) for step, (_, room, _) in zip(steps, places, strict=True)]
    band = max(map(len, titles)) * LINE + 10
    top = band + max(map(len, abouts)) * LINE + 10
    headings = [
        Heading(column=step.column, x=left, width=room, band=band, title=title, definition=about)
        for step, (left, room, _), title, about in zip(steps, places, titles, abouts, strict=True)
    ]
    boxes: list[Placed] = []
    bottom = top
    for left, _, columns in places:
        for number, column in enumerate(columns):
            y = top
            for box, written in column:
                end = y + _room(box, written)
                boxes.append(
                    Placed(
                        box=box,
                        x=left + number * (wide + BESIDE),
                        y=end - written.height - BESIDE,
                        width=wide,
                        height=written.height,
                        written=written,
                    )
                )
                y = end
            bottom = max(bottom, y)
    return Arrangement(
        width=x - BETWEEN + POINT, height=bottom, boxes=tuple(boxes), routes=(), headings=tuple(headings)
    )
