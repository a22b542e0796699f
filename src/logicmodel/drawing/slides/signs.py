"""Signs of charts on slides: what falls on a day of a timeline, and people of a power map."""

from typing import TYPE_CHECKING

from logicmodel.drawing.palette import INK, PAPER, POSITIONS
from logicmodel.drawing.slides.shapes import add_shape, dash, describe, together

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape
    from pptx.slide import Slide

SIGNS = {"due": "diamond", "step": "ellipse", "aim": "ellipse", "review": "down"}
"""What falls on a day of a timeline → its shape."""

SIGN = 11.0
"""Width of a sign, in points."""


def add_sign(slide: "Slide", kind: str, x: float, y: float, fill: str, name: str, said: str) -> None:
    """Add a sign of a timeline round its middle: an aim is a step with a dot in it."""
    half = SIGN / 2
    colour = INK if kind == "review" else fill if kind == "due" else PAPER
    shape = add_shape(slide, SIGNS[kind], x - half, y - half, SIGN, SIGN, colour, INK, 1.0)
    if kind == "aim":
        dot = add_shape(slide, "ellipse", x - 2, y - 2, 4, 4, INK, INK, 0.5)
        together(slide, [shape, dot], name, said)
        return
    shape.name = name
    describe(shape, said)


def add_person(slide: "Slide", position: str, x: float, y: float, half: float) -> "Shape":
    """Add somebody of a power map, as a page shows them: an ally is round, an opponent stands on a corner."""
    side = position.removeprefix("strong_")
    kind, reach = {"opponent": ("diamond", 1.2), "undecided": ("rect", 0.9)}.get(side, ("ellipse", 1.0))
    wide = 2 * half * reach
    border = 2.2 if side != position else 0.9
    shape = add_shape(slide, kind, x - wide / 2, y - wide / 2, wide, wide, POSITIONS[side], INK, border)
    if side == "no_position":
        dash(shape.line, "sysDash")
    return shape
