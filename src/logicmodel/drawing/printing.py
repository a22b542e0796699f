"""A page as PDF or PNG, by typst inside the process.

Shapes go in as SVG; texts are set by typst itself, which joins Arabic letters, orders the signs of the scripts of India
and keeps texts selectable. PDFs are made to PDF/UA-1, whose check refuses a letter that no font has, so no empty boxes
are ever printed in its place.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from logicmodel.drawing.canvas import Item, Text, Words, number, to_shapes
from logicmodel.drawing.lettering import FAMILIES, FONTS, is_covered
from logicmodel.errors import CannotDraw

if TYPE_CHECKING:
    import typst

DOTS_PER_INCH = 144

LONGEST_SIDE = 14_400.0
"""Points to the longest side of a page that readers of PDF can show: five metres."""

# Texts reach typst as JSON, never as typst source, so none is ever read as an instruction.
_SOURCE = """
#let page-data = json(bytes(sys.inputs.page))
#set document(title: page-data.title, description: page-data.description, date: none)
#set page(width: page-data.width * 1pt, height: page-data.height * 1pt, margin: 0pt)
#set text(lang: page-data.language, font: page-data.fonts, top-edge: "baseline", bottom-edge: "baseline")
#place(top + left, image(bytes(sys.inputs.shapes), format: "svg", width: 100%, alt: page-data.description))
#for line in page-data.texts {
  let body = text(
    size: line.size * 1pt,
    weight: if line.bold { "bold" } else { "regular" },
    fill: rgb(line.colour),
    dir: if line.right_to_left { rtl } else { ltr },
    line.text,
  )
  context {
    let wide = measure(body).width
    let back = if line.align == "right" { wide } else if line.align == "middle" { wide / 2 } else { 0pt }
    place(top + left, dx: line.x * 1pt - back, dy: line.y * 1pt, body)
  }
}
"""


def to_pdf(items: Sequence[Item], width: float, height: float, words: Words) -> bytes:
    """Print a page as PDF/UA-1 of exactly its size.

    Raises CannotDraw if no font has one of the letters, or typst cannot run on this computer.
    """
    return _printed(items, width, height, words, "pdf")


def to_png(items: Sequence[Item], width: float, height: float, words: Words) -> bytes:
    """Print a page as PNG, 144 dots to an inch. Raises what `to_pdf` raises."""
    return _printed(items, width, height, words, "png")


def _printed(items: Sequence[Item], width: float, height: float, words: Words, form: str) -> bytes:
    try:
        import typst
    except ImportError:
        raise CannotDraw(
            f"Drawing to .{form} needs typst, which there is not for this computer; draw to .svg instead."
        ) from None
    if max(width, height) > LONGEST_SIDE:
        raise CannotDraw(
            f"This drawing is {max(width, height) / 72 * 0.0254:.1f} metres long, which is too long for .{form}; draw to "
            ".svg instead, or draw a part of the plan."
        )
    texts = [item for item in items if isinstance(item, Text)]
    inputs = {"page": _page(texts, width, height, words), "shapes": to_shapes(items, width, height)}
    covered = all(is_covered(item.text) for item in texts)
    try:
        return _compiled(form, inputs, checked=form == "pdf" or not covered, own_fonts=True)
    except typst.TypstError as trouble:
        if _letter_without_font(str(trouble)) is None:
            raise
    # The fonts of this computer may have what ours have not, such as Chinese; only then do they count.
    try:
        return _compiled(form, inputs, checked=True, own_fonts=False)
    except typst.TypstError as trouble:
        letter = _letter_without_font(str(trouble))
        if letter is None:
            raise
        raise CannotDraw(
            f"No font on this computer has the letter “{letter}” ({_script(letter)}), so .{form} would show an empty "
            "box; draw to .svg instead, which is complete, or install a font for this script."
        ) from None


def _compiled(form: str, inputs: dict[str, str], *, checked: bool, own_fonts: bool) -> bytes:
    import typst

    compiler = typst.Compiler(_SOURCE.encode(), font_paths=_fonts(own_fonts), sys_inputs=inputs)
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"]) if checked else None
    made = pdf if form == "pdf" else compiler.compile(format="png", ppi=float(DOTS_PER_INCH))
    assert isinstance(made, bytes)  # one page, so not a list of pages
    return made


@cache
def _fonts(own: bool) -> "typst.Fonts":
    """Find fonts once: ours alone, so that each computer prints the same, or those of the computer too."""
    import typst

    return typst.Fonts(include_system_fonts=not own, font_paths=[str(FONTS)])


def _page(texts: Sequence[Text], width: float, height: float, words: Words) -> str:
    return json.dumps(
        {
            "title": words.title,
            "description": words.description,
            "language": words.language,
            "fonts": list(FAMILIES),
            "width": float(number(width)),
            "height": float(number(height)),
            "texts": [
                {
                    "x": float(number(item.x)),
                    "y": float(number(item.y)),
                    "text": item.text,
                    "size": float(number(item.size)),
                    "bold": item.bold,
                    "colour": item.colour,
                    "align": item.align,
                    "right_to_left": item.right_to_left,
                }
                for item in texts
            ],
        }
    )


def _letter_without_font(message: str) -> str | None:
    """Find in the words of typst the letter that it has no font for."""
    found = re.search(r'the text `"(.+?)"` could not be displayed', message)
    return found[1][0] if found else None


def _script(letter: str) -> str:
    """Name the script of a letter: the first word of its name in Unicode.

    >>> _script("学"), _script("ก")
    ('CJK', 'Thai')
    """
    word = unicodedata.name(letter, "unknown sign").split()[0]
    return word if word == "CJK" else word.capitalize()
