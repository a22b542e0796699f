"""Pages as PDF, one page as PNG, by typst inside the process.

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

from logicmodel.drawing.canvas import Page, Text, Words, number, to_shapes
from logicmodel.drawing.lettering import FAMILIES, FONTS, is_covered
from logicmodel.errors import CannotDraw

if TYPE_CHECKING:
    import typst

DOTS_PER_INCH = 144

LONGEST_SIDE = 14_400.0
"""Points to the longest side of a page that readers of PDF can show: five metres."""

# Texts reach typst as JSON, never as typst source, so none is ever read as an instruction.
_SOURCE = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title, description: told.description, date: none)
#set page(margin: 0pt)
#set text(lang: told.language, font: told.fonts, top-edge: "baseline", bottom-edge: "baseline")
#for (index, sheet) in told.pages.enumerate() {
  page(width: sheet.width * 1pt, height: sheet.height * 1pt, {
    let shapes = bytes(sys.inputs.at("shapes-" + str(index)))
    place(top + left, image(shapes, format: "svg", width: 100%, alt: sheet.description))
    for line in sheet.texts {
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
  })
}
"""


def to_pdf(pages: Sequence[Page], words: Words) -> bytes:
    """Print pages as PDF/UA-1, each of exactly its size.

    Raises CannotDraw if no font has one of the letters, or typst cannot run on this computer.
    """
    return _printed(pages, words, "pdf")


def to_png(pages: Sequence[Page], words: Words) -> bytes:
    """Print one page as PNG, 144 dots to an inch. Raises what `to_pdf` raises."""
    return _printed(pages, words, "png")


def _printed(pages: Sequence[Page], words: Words, form: str) -> bytes:
    try:
        import typst
    except ImportError:
        raise CannotDraw(
            f"Drawing to .{form} needs typst, which there is not for this computer; draw to .svg instead."
        ) from None
    longest = max(max(page.width, page.height) for page in pages)
    if longest > LONGEST_SIDE:
        raise CannotDraw(
            f"This drawing is {longest / 72 * 0.0254:.1f} metres long, which is too long for .{form}; draw to "
            ".svg instead, or draw a part of the plan."
        )
    inputs = {"told": _told(pages, words)}
    for place, page in enumerate(pages):
        inputs[f"shapes-{place}"] = to_shapes(page.items, page.width, page.height)
    covered = all(is_covered(text.text) for page in pages for text in _texts(page))
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


def _texts(page: Page) -> list[Text]:
    return [item for item in page.items if isinstance(item, Text)]


def _told(pages: Sequence[Page], words: Words) -> str:
    return json.dumps(
        {
            "title": words.title,
            "description": words.description,
            "language": words.language,
            "fonts": list(FAMILIES),
            "pages": [_page(page, page.label if place else words.description) for place, page in enumerate(pages)],
        }
    )


def _page(page: Page, description: str) -> dict[str, object]:
    return {
        "description": description,
        "width": float(number(page.width)),
        "height": float(number(page.height)),
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
            for item in _texts(page)
        ],
    }


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
