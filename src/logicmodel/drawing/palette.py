"""Colours and lines, so that a drawing can be read in colour, in grey, and by people who see few colours.

The fills are tints of the set of Okabe and Ito (2008), made for colour-blind readers, all under black text. Neighbours
in the order of the stages differ by 15 or more in lightness L*; six fills cannot all be that far apart, so place, title
and border say the stage as well.
"""

from msgspec import Struct

INK = "#1A1A1A"
"""Text and the lines of most arrows."""

QUIET = "#595959"
"""Text that stands back: definitions, the footer."""

PALE = "#767676"
"""The lines that nobody has confirmed yet; still 4.5 : 1 on white."""

FEEDBACK = "#005A8C"
HARM = "#A33B00"
PALE_HARM = "#E9A98C"
FOUND = {"found_error": "#9B1B30", "found_warning": "#FFD24D", "found_advice": "#FFFFFF"}
"""Look of a badge → its colour; white letters on the first, black ones on the others."""

POSITIONS = {"ally": "#6FBFEC", "undecided": "#FFFFFF", "opponent": "#EFC057", "no_position": "#FFFFFF"}
"""Position of somebody → colour of their figure, whose shape says it as well."""

CEILING = "#7A1F5C"
PAPER = "#FFFFFF"
BAND = "#E3E3E3"
"""The band that carries the title of a swimlane."""


class Fill(Struct, frozen=True, kw_only=True):
    """How the boxes of one stage look: fill, width of the border in points, rounding, and whether it is doubled."""

    colour: str
    border: float = 1.0
    rounding: float = 0.0
    double: bool = False


FILLS = {
    "need": Fill(colour="#EFC057", border=0.8, rounding=0),
    "input": Fill(colour="#F3F3F3", border=0.8, rounding=0),
    "activity": Fill(colour="#6FBFEC", border=1.0, rounding=8),
    "output": Fill(colour="#F4EC7B", border=0.8, rounding=0, double=True),
    "outcome": Fill(colour="#52BDA0", border=1.4, rounding=3),
    "impact": Fill(colour="#EDCFE0", border=2.4, rounding=3),
    "none": Fill(colour="#FFFFFF", border=0.8, rounding=0),
}
"""Stage → look of its boxes, in the order of the stages; “none” is a box whose stage is not said yet."""


class Line(Struct, frozen=True, kw_only=True):
    """How an arrow is drawn: width in points, lengths of strokes and gaps in points, colour, and the end it has."""

    width: float
    dashes: tuple[float, ...] = ()
    colour: str = INK
    head: str = "arrow"  # arrow, or bar for what may harm


LINES = {
    "plain": Line(width=0.8),
    "dotted": Line(width=1.3, dashes=(1.3, 2.6)),
    "dashed": Line(width=1.3, dashes=(5, 3)),
    "solid": Line(width=1.4),
    "heavy": Line(width=2.6),
    "mixed": Line(width=1.4, dashes=(7, 2.5, 1.4, 2.5)),
    "to_confirm": Line(width=1.1, dashes=(4, 3), colour=PALE),
    "harm": Line(width=1.6, colour=HARM, head="bar"),
    "feedback": Line(width=1.4, dashes=(8, 4), colour=FEEDBACK),
}
"""Name of each kind of line → how it is drawn."""


def lightness(colour: str) -> float:
    """Give the lightness L* of a colour “#RRGGBB”, 0 black to 100 white (CIE 1976).

    >>> round(lightness("#FFFFFF")), round(lightness("#52BDA0"))
    (100, 70)
    """
    brightness = _brightness(colour)
    return 116 * brightness ** (1 / 3) - 16 if brightness > 216 / 24389 else brightness * 24389 / 27


def contrast(one: str, other: str) -> float:
    """Give the contrast between two colours as WCAG 2.2 counts it, 1 to 21.

    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    darker, lighter = sorted((_brightness(one), _brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _brightness(colour: str) -> float:
    """Give the relative luminance of WCAG 2.2, 0 to 1."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
