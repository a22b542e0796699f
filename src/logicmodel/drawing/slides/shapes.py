"""Shapes of a slide: boxes with text, lines, connectors that stay glued, and a deck as wide as it is asked to be.

All figures are points. What PowerPoint knows and python-pptx has no name for is written into the file's own XML here.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from logicmodel.drawing.lettering import clean, in_order, runs_right_to_left, without_ref
from logicmodel.drawing.palette import PALE_HARM
from logicmodel.drawing.places.placing import Point

if TYPE_CHECKING:
    from pptx.dml.color import RGBColor
    from pptx.dml.line import LineFormat
    from pptx.presentation import Presentation
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.connector import Connector as Glued
    from pptx.shapes.group import GroupShape
    from pptx.slide import Slide
    from pptx.table import _Cell
    from pptx.text.text import Font, TextFrame, _Paragraph
    from pptx.util import Emu

FONT = "Arial"
"""On every computer that opens slides, and no wider than the font that the boxes were measured with."""

POINT = 12_700
"""English metric units in a point."""


def emu(points: float) -> "Emu":
    """Give a length in the units of the file."""
    from pptx.util import Emu

    return Emu(round(points * POINT))


def widen(deck: "Presentation", wide: float, high: float) -> None:
    """Give the slides of a deck a size, and stretch what their masters and layouts hold to it."""
    across, down = emu(wide) / deck.slide_width, emu(high) / deck.slide_height
    deck.slide_width, deck.slide_height = emu(wide), emu(high)
    for page in (deck.slide_master, *deck.slide_layouts):
        for shape in page.placeholders:
            if shape.element.spPr.xfrm is not None:
                shape.left, shape.width = round(shape.left * across), round(shape.width * across)
                shape.top, shape.height = round(shape.top * down), round(shape.height * down)


def add_shape(
    slide: "Slide", kind: str, x: float, y: float, wide: float, high: float, fill: str, line: str, border: float
) -> "Shape":
    """Add a shape (rect, round, ellipse, hexagon, diamond, down, pointed, notched) with a fill and a border of so many points."""
    from pptx.enum.shapes import MSO_SHAPE

    kinds = {
        "rect": MSO_SHAPE.RECTANGLE,
        "round": MSO_SHAPE.ROUNDED_RECTANGLE,
        "ellipse": MSO_SHAPE.OVAL,
        "hexagon": MSO_SHAPE.HEXAGON,
        "diamond": MSO_SHAPE.DIAMOND,
        "down": MSO_SHAPE.FLOWCHART_MERGE,
        "pointed": MSO_SHAPE.PENTAGON,
        "notched": MSO_SHAPE.CHEVRON,
    }
    shape = slide.shapes.add_shape(kinds[kind], emu(x), emu(y), emu(wide), emu(high))
    _without_shadow(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(fill)
    colour_line(shape.line, line, border)
    return shape


def add_rule(slide: "Slide", start: Point, end: Point, colour: str, wide: float) -> "Glued":
    """Add a straight line from one point to another."""
    line = add_connector(slide, start, end)
    colour_line(line.line, colour, wide)
    return line


def together(slide: "Slide", shapes: "Sequence[Shape]", name: str, said: str) -> None:
    """Make one thing of several shapes, with a name and a text alternative: they are moved as one."""
    group = slide.shapes.add_group_shape(shapes)
    group.name = name
    describe(group, said)


def turn_round(shape: "Shape") -> None:
    """Mirror a shape from side to side; its text is not turned."""
    shape._element.spPr.xfrm.set("flipH", "1")  # the library has no name for it


def add_connector(slide: "Slide", start: Point, end: Point) -> "Glued":
    """Add a straight connector from one point to another."""
    from pptx.enum.shapes import MSO_CONNECTOR

    made = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(emu(each) for each in (*start, *end)))
    _without_shadow(made)
    return made


def _without_shadow(shape: "Shape | Glued") -> None:
    """Take away the shadow that the theme throws."""
    from pptx.oxml.ns import qn

    shape._element.find(f".//{qn('a:effectRef')}").set("idx", "0")


def glue(made: "Glued", cause: "Shape", leaves: int, effect: "Shape", enters: int) -> None:
    """Glue both ends of a connector to sites of shapes, so that it follows when they are moved."""
    held = made._element.nvCxnSpPr.cNvCxnSpPr  # the library would work out the places of the ends once more
    for added, shape, site in ((held.get_or_add_stCxn, cause, leaves), (held.get_or_add_endCxn, effect, enters)):
        glued = added()
        glued.id, glued.idx = shape.shape_id, site


def move_behind(made: "Glued | Shape", other: "Shape") -> None:
    """Put a connector or shape behind a shape and all that was drawn after it."""
    other._element.addprevious(made._element)


def describe(shape: "Shape | Glued | GroupShape", text: str) -> None:
    """Give a shape its text alternative."""
    shape._element._nvXxPr.cNvPr.set("descr", clean(text))  # the library has no name for it


def colour_line(line: "LineFormat", colour: str, wide: float) -> None:
    """Colour a line or border, and make it so many points wide."""
    line.color.rgb = rgb(colour)
    line.width = emu(wide)


def dash(line: "LineFormat", dashes: str) -> None:
    """Dash a line: dash, sysDash (short), sysDot, dashDot or lgDash."""
    from pptx.enum.dml import MSO_LINE

    line.dash_style = {
        "dash": MSO_LINE.DASH,
        "sysDash": MSO_LINE.SQUARE_DOT,
        "sysDot": MSO_LINE.ROUND_DOT,
        "dashDot": MSO_LINE.DASH_DOT,
        "lgDash": MSO_LINE.LONG_DASH,
    }[dashes]


def head(made: "Glued", kind: str) -> None:
    """Give a connector a head at its end: triangle, or oval for what may harm."""
    made.line._get_or_add_ln().append(_drawing("tailEnd", type=kind, w="med", len="med"))  # no name


def double(shape: "Shape", wide: float) -> None:
    """Double the border of a shape, which is so many points wide in all."""
    shape.line.width = emu(wide)
    shape.line._get_or_add_ln().set("cmpd", "dbl")  # the library has no name for it


def strike(slide: "Slide", shape: "Shape") -> None:
    """Cross a shape out, with its text still to be read."""
    from pptx.enum.shapes import MSO_CONNECTOR

    left, top, right, bottom = shape.left, shape.top, shape.left + shape.width, shape.top + shape.height
    for start, end in ((top, bottom), (bottom, top)):
        line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, left, start, right, end)
        colour_line(line.line, PALE_HARM, 1.5)


def rgb(colour: str) -> "RGBColor":
    """Give a colour “#RRGGBB”."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour[1:])


def _drawing(name: str, **attributes: str) -> object:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    written = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    return parse_xml(f"<a:{name} {nsdecls('a')} {written}/>")


# -- text -------------------------------------------------------------------------------------------------------------


def put_text(
    frame: "TextFrame",
    text: str,
    size: float,
    colour: str,
    language: str,
    *,
    bold: bool = False,
    more: str = "",
    align: str = "start",
    wraps: bool = True,
) -> None:
    """Write the first paragraph of a shape, `more` after it in plain letters; the text stands in the middle of its height."""
    from pptx.enum.text import MSO_ANCHOR

    frame.word_wrap = wraps
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = emu(size * 0.4)
    frame.margin_top = frame.margin_bottom = emu(0)
    paragraph = frame.paragraphs[0]
    _run(paragraph, text, size, colour, language).bold = bold
    if more:
        _run(paragraph, more, size, colour, language)
    _set_off(paragraph, f"{text} {more}", align)


def add_text(frame: "TextFrame", text: str, size: float, colour: str, language: str) -> "Font":
    """Write one more paragraph of a shape, and give its font.

    It runs as the first does, but from right to left where it alone has words that do.
    """
    paragraph = frame.add_paragraph()
    font = _run(paragraph, text, size, colour, language)
    first = clean("".join(run.text for run in frame.paragraphs[0].runs))
    as_first = runs_right_to_left(without_ref(first)) or not any(map(runs_right_to_left, text.split()))
    _set_off(paragraph, first if as_first else text, "start")
    return font


class Run(Struct, frozen=True, kw_only=True):
    """A piece of a paragraph and its look."""

    text: str
    colour: str
    bold: bool = False
    italic: bool = False


def add_runs(
    frame: "TextFrame",
    runs: Sequence[Run],
    size: float,
    language: str,
    said: str,
    *,
    first: bool,
    align: str = "start",
) -> None:
    """Write a paragraph of several pieces, the first of its frame or one more; it runs the way that `said` does."""
    paragraph = frame.paragraphs[0] if first else frame.add_paragraph()
    for run in runs:
        font = _run(paragraph, run.text, size, run.colour, language)
        font.bold, font.italic = run.bold, run.italic
    if not first:
        paragraph.space_before = emu(size * 0.27)
    _set_off(paragraph, said, align)


def set_letters(frame: "TextFrame", size: float) -> None:
    """Give a frame without text letters of a size, so that it is no higher than it must be."""
    paragraph = frame.paragraphs[0]._p  # the library has no name for the letters to come
    paragraph.append(_drawing("endParaRPr", sz=str(round(size * 100))))


def set_border(cell: "_Cell", side: str, colour: str, wide: float, dashes: str) -> None:
    """Draw a side of a cell (lnL, lnR, lnT, lnB, in this order): its dashes are solid or dash. The library has no name for it."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    cell._tc.get_or_add_tcPr().append(
        parse_xml(
            f'<a:{side} {nsdecls("a")} w="{emu(wide)}"><a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
            f'<a:prstDash val="{dashes}"/></a:{side}>'
        )
    )


def _run(paragraph: "_Paragraph", text: str, size: float, colour: str, language: str) -> "Font":
    run = paragraph.add_run()
    run.text = f" {clean(text)}" if text.startswith(" ") else clean(text)
    run.font.size = emu(round(size * 2) / 2)
    run.font.name = FONT
    run.font.color.rgb = rgb(colour)
    run._r.get_or_add_rPr().set("lang", language)  # the library knows a few languages by number only
    return run.font


def _set_off(paragraph: "_Paragraph", text: str, align: str) -> None:
    from pptx.enum.text import PP_ALIGN

    turned = runs_right_to_left(without_ref(text))
    if turned:
        _put_in_order(paragraph)
        paragraph._p.get_or_add_pPr().set("rtl", "1")  # the library has no name for it
    # A paragraph that runs from right to left begins at its right edge, which Office calls left all the same in LibreOffice.
    paragraph.alignment = (
        PP_ALIGN.CENTER if align == "middle" else PP_ALIGN.RIGHT if turned or align == "end" else PP_ALIGN.LEFT
    )


def _put_in_order(paragraph: "_Paragraph") -> None:
    """Keep a Ref before the words after it, be they in a piece of their own or not."""
    first, *more = paragraph.runs
    first.text = in_order(first.text)
    for run in more:
        run.text = f"\N{RIGHT-TO-LEFT MARK}{in_order(run.text)}"
