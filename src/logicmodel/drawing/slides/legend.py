"""The legend on a slide: a sample of each mark, as a shape or line, with what it means."""

from typing import TYPE_CHECKING

from logicmodel.drawing.lettering import width
from logicmodel.drawing.palette import FILLS, FOUND, HARM, INK, PAPER
from logicmodel.drawing.shown.legend import rows_of
from logicmodel.drawing.shown.picture import Picture, Sample
from logicmodel.drawing.slides.arrows import add_line
from logicmodel.drawing.slides.deck import MARGIN, SLIDE, SMALL, Deck
from logicmodel.drawing.slides.shapes import add_rule, add_shape, dash, put_text
from logicmodel.drawing.slides.signs import SIGNS, add_person, add_sign

if TYPE_CHECKING:
    from pptx.slide import Slide

LEGEND_LINE = 18.0

DASHED = {"external": "dash", "proposed": "sysDash", "open_bar": "dash"}
"""What is shown by the line around a box → the dashes of that line."""


def legend_height(picture: Picture, room: float = SLIDE[0] - 2 * MARGIN) -> float:
    """Give the height of the legend of a picture."""
    return len(rows_of(picture.legend, _width, room)) * LEGEND_LINE


def add_legend(deck: Deck, slide: "Slide", y: float) -> None:
    """Add the legend from y on."""
    for row in rows_of(deck.picture.legend, _width, deck.room):
        x = MARGIN
        for sample, wide in row:
            _add_sample(deck, slide, sample, x, y)
            x += wide
        y += LEGEND_LINE


def _width(sample: Sample) -> float:
    return 34 + width(sample.words) * SMALL + 20


def _add_sample(deck: Deck, slide: "Slide", sample: Sample, x: float, y: float) -> None:
    what, _, which = sample.shows.partition(":")
    start = deck.mirrored(x, 30)
    if what == "line":
        ends = [(start, y + 8), (start + 30, y + 8)]
        first, last = ends[::-1] if deck.picture.right_to_left else ends
        add_line(slide, first, last, which, 1.0).name = sample.words
    else:
        _add_swatch(deck, slide, what, which, sample, start, y)
    wide = width(sample.words) * SMALL + 10
    deck.write(slide, deck.mirrored(x + 34, wide), y, wide, 16, sample.words, size=SMALL, wraps=False)


def _add_swatch(deck: Deck, slide: "Slide", what: str, which: str, sample: Sample, x: float, y: float) -> None:
    if what == "today":
        add_rule(slide, (x + 15, y + 1), (x + 15, y + 15), HARM, 1.4).name = sample.words
        return
    if what in SIGNS:
        add_sign(slide, what, x + 15, y + 8, PAPER, sample.words, sample.words)
        return
    if what == "person":
        add_person(slide, which, x + 15, y + 8, 6).name = sample.words
        return
    fill = FILLS[which or ("activity" if what == "bar" else "none")]
    colour = FOUND.get(what, INK if what == "filled" else FILLS["need"].colour if what == "tag" else fill.colour)
    kind = "ellipse" if what in ("open", "filled", "cross") else "rect"
    shape = add_shape(slide, kind, x + 4, y + 2, 22, 12, colour, HARM if what == "cross" else INK, 0.9)
    shape.name = sample.words
    if what in DASHED:
        dash(shape.line, DASHED[what])
    if sample.label:
        dark = what in ("filled", "found_error")
        put_text(shape.text_frame, sample.label, 8, PAPER if dark else INK, deck.picture.language, align="middle")
