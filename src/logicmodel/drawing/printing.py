"""Pages as PDF, one page as PNG, and one page as a part of a document that is typeset.

Shapes go in as SVG; texts are set by typst itself, which joins Arabic letters, orders the signs of the scripts of India
and keeps texts selectable.
"""

import json
from collections.abc import Sequence

from logicmodel.drawing.canvas import Page, Text, Words, number, to_shapes
from logicmodel.errors import CannotDraw, CannotSetType
from logicmodel.typesetting import SHEET, typeset
from logicmodel.typesetting.letters import is_covered
from logicmodel.typesetting.signs import said_of_signs

LONGEST_SIDE = 14_400.0
"""Points to the longest side of a page that readers of PDF can show: five metres."""

_SOURCE = f"""{SHEET}
#set document(title: told.title, description: told.description, date: none)
#set page(margin: 0pt)
#set text(lang: told.language, font: fonts)
#for sheet in told.sheets {{
  page(width: sheet.width * 1pt, height: sheet.height * 1pt, sheet-of(sheet))
}}
"""


def to_pdf(pages: Sequence[Page], words: Words) -> bytes:
    """Print pages as PDF/UA-1, each of exactly its size.

    Raises CannotDraw if no font has one of the letters, or typst cannot run on this computer.
    """
    return _printed(pages, words, "pdf")


def to_png(pages: Sequence[Page], words: Words) -> bytes:
    """Print one page as PNG, 144 dots to an inch. Raises what `to_pdf` raises."""
    return _printed(pages, words, "png")


def to_sheet(pages: Sequence[Page], words: Words) -> bytes:
    """Write one page as JSON for `typesetting.SHEET`, so that a document that is typeset can take it in."""
    (page,) = pages
    return json.dumps(_sheet(page, words.description)).encode("utf-8")


def _printed(pages: Sequence[Page], words: Words, form: str) -> bytes:
    longest = max(max(page.width, page.height) for page in pages)
    if longest > LONGEST_SIDE:
        raise CannotDraw(
            f"This drawing is {longest / 72 * 0.0254:.1f} metres long, which is too long for .{form}; draw to "
            ".svg instead, or draw a part of the plan."
        )
    told = {
        "title": words.title,
        "description": words.description.partition("\n")[0],
        "language": words.language,
        "sheets": [_sheet(page, page.label if place else words.description) for place, page in enumerate(pages)],
    }
    covered = all(is_covered(text.text) for page in pages for text in _texts(page))
    try:
        return typeset(_SOURCE, told, form, otherwise="draw to .svg instead", checked=not covered).data
    except CannotSetType as trouble:
        raise CannotDraw(str(trouble)) from None


def without_font(pages: Sequence[Page]) -> tuple[str, ...]:
    """Say which signs on pages no font has, so that others stand in their place."""
    return said_of_signs("".join(text.text for page in pages for text in _texts(page)), in_drawing=True)


def _texts(page: Page) -> list[Text]:
    return [item for item in page.items if isinstance(item, Text)]


def _sheet(page: Page, description: str) -> dict[str, object]:
    return {
        "description": description,
        "width": float(number(page.width)),
        "height": float(number(page.height)),
        "shapes": to_shapes(page.items, page.width, page.height),
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
