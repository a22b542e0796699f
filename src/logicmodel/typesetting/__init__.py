"""Setting type, by typst inside the process: pages as PDF or PNG, with fonts that come with the program.

Texts reach typst as JSON, never as typst source, so none is ever read as an instruction. PDFs are made to PDF/UA-1, whose
check refuses a letter that no font has, so no empty boxes are ever printed in its place. A sign that no font has, such as an
emoji, does not stop a page: see `signs`.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from logicmodel.errors import CannotSetType

if TYPE_CHECKING:
    import typst

FONTS = Path(__file__).parent / "fonts"
"""The folder of the fonts that come with the program."""

FAMILIES = {
    "Noto Sans": "NotoSans",
    "Noto Sans Arabic": "NotoSansArabic",
    "Noto Sans Devanagari": "NotoSansDevanagari",
    "Noto Sans Ethiopic": "NotoSansEthiopic",
    "Noto Sans Hebrew": "NotoSansHebrew",
    "Noto Sans Bengali": "NotoSansBengali",
    "Noto Sans Tamil": "NotoSansTamil",
    "Noto Sans Thai": "NotoSansThai",
    "Noto Sans Georgian": "NotoSansGeorgian",
    "Noto Sans Armenian": "NotoSansArmenian",
    "Noto Sans Gujarati": "NotoSansGujarati",
    "Noto Sans Gurmukhi": "NotoSansGurmukhi",
    "Noto Sans Kannada": "NotoSansKannada",
    "Noto Sans Malayalam": "NotoSansMalayalam",
    "Noto Sans Oriya": "NotoSansOriya",
    "Noto Sans Telugu": "NotoSansTelugu",
    "Noto Sans Sinhala": "NotoSansSinhala",
    "Noto Sans Ol Chiki": "NotoSansOlChiki",
    "Noto Sans Meetei Mayek": "NotoSansMeeteiMayek",
    "Noto Sans Khmer": "NotoSansKhmer",
    "Noto Sans Lao": "NotoSansLao",
    "Noto Sans Myanmar": "NotoSansMyanmar",
    "Noto Serif Tibetan": "NotoSerifTibetan",
    "Noto Sans Thaana": "NotoSansThaana",
    "Noto Sans Syriac": "NotoSansSyriac",
    "Noto Sans NKo": "NotoSansNKo",
    "Noto Sans Tifinagh": "NotoSansTifinagh",
    "Noto Sans Canadian Aboriginal": "NotoSansCanadianAboriginal",
    "Noto Sans Cherokee": "NotoSansCherokee",
    "Droid Sans Fallback": "DroidSansFallback",
    "NanumSquare": "NanumSquare",
}
"""Name of each family → beginning of its file names, in the order in which they are tried.

The last two have Chinese and Japanese, and Korean; Korean comes last because it has some letters of Chinese too.
"""

SIGNS = "DejaVu Sans Mono"
"""The family for arrows and other signs that ours have not; typst brings it along, and would else take one with serifs."""

DOTS_PER_INCH = 144

IN_DRAWINGS = "\N{REPLACEMENT CHARACTER}"
"""What stands in a drawing for a sign that no font has: its name has no room there, and an empty box reads as not ticked."""

SHEET = """
#let sheet-of(sheet) = {
  place(top + left, image(bytes(sheet.shapes), format: "svg", width: 100%, alt: sheet.description))
  for line in sheet.texts {
    let body = text(
      size: line.size * 1pt,
      weight: if line.bold { "bold" } else { "regular" },
      fill: rgb(line.colour),
      dir: if line.right_to_left { rtl } else { ltr },
      top-edge: "baseline",
      bottom-edge: "baseline",
      cjk-latin-spacing: none, // none was counted when the lines were broken
      with-signs-of-one-letter(line.text),
    )
    let body = if line.bold { outlined(body, rgb(line.colour)) } else { body }
    context {
      let wide = measure(body).width
      let back = if line.align == "right" { wide } else if line.align == "middle" { wide / 2 } else { 0pt }
      place(top + left, dx: line.x * 1pt - back, dy: line.y * 1pt, body)
    }
  }
}
"""
"""Typst source of `sheet-of`, which prints a drawing: its shapes, and its texts at their places."""


class Typeset(Struct, frozen=True, kw_only=True):
    """What was set: a PDF or PNG, and the values under the label that was asked for, in their order."""

    data: bytes
    values: Sequence[object] = ()


def typeset(
    source: str,
    told: object,
    form: str | None = "pdf",
    *,
    otherwise: str,
    checked: bool = True,
    label: str | None = None,
) -> Typeset:
    """Set type as a source says: as PDF, or one page as PNG with 144 dots to an inch; as nothing, where only values are asked for.

    `told` is what the source reads, under the name `told`, and can be written as JSON; its `fonts` are added. `label`
    names metadata of the source to hand back. `otherwise` is what people can do if this cannot be done. What is no PDF
    and has only letters that our fonts have need not be `checked`.

    A sign that no font has is printed by its name, and in a drawing as IN_DRAWINGS.

    Raises CannotSetType if no font has one of the letters, or typst cannot run on this computer.
    """
    try:
        import typst
    except ImportError:
        raise CannotSetType(
            f"Making a .{form} needs typst, which there is not for this computer; {otherwise}."
        ) from None
    from logicmodel.typesetting.signs import named

    names = named(json.dumps(told, ensure_ascii=False)) if checked else {}
    inputs = {"told": json.dumps(told), "fonts": json.dumps([*FAMILIES, SIGNS]), "signs": json.dumps(names)}
    whole = f"{_HEAD}{_WITHOUT_FONT if names else _ALL_WITH_FONT}{source}"
    try:
        return _compiled(whole, inputs, form, label, checked=checked, own_fonts=True)
    except typst.TypstError as trouble:
        if _letter_without_font(str(trouble)) is None:
            raise
    # The fonts of this computer may have what ours have not, such as a script of old; only then do they count.
    try:
        return _compiled(whole, inputs, form, label, checked=True, own_fonts=False)
    except typst.TypstError as trouble:
        letter = _letter_without_font(str(trouble))
        if letter is None:
            raise
        raise CannotSetType(
            f"No font on this computer has the letter “{letter}” ({_script(letter)}), so .{form} would show an empty "
            f"box; {otherwise}, or install a font for this script."
        ) from None


_HEAD = """
#let told = json(bytes(sys.inputs.told))
// The font of Chinese has three syllables of Korean, of which others would be put together.
#let fonts = json(bytes(sys.inputs.fonts)).map(name => {
  if name == "Droid Sans Fallback" { (name: name, covers: regex("[^\\p{Hangul}]")) } else { name }
})
// The marks of Thai have forms of their own for each place; moved there as well, their letters would be copied twice.
#show regex("[\\u{e01}-\\u{e5b}]+"): set text(features: (mark: 0, mkmk: 0))
// Most of our fonts are not bold: their letters get an outline.
// What is written on a letter stays with it: set by itself, it would keep the letters from being joined.
#let outlined(bold, paint) = {
  show regex("[[^\\p{Latin}\\p{Greek}\\p{Cyrillic}\\p{Arabic}\\p{Devanagari}\\p{Common}\\p{Inherited}]\\u{3001}-\\u{301f}\\u{ff01}-\\u{ff5e}]"
    + "[[^\\p{Latin}\\p{Greek}\\p{Cyrillic}\\p{Arabic}\\p{Devanagari}\\p{Common}]\\u{3001}-\\u{301f}\\u{ff01}-\\u{ff5e}]*"): set text(stroke: 0.03em + paint)
  bold
}
"""

_ALL_WITH_FONT = """
#let with-signs-of-one-letter(words) = words
"""

_WITHOUT_FONT = f"""
#let signs = json(bytes(sys.inputs.signs))
#let without-font = regex(signs.keys().join("|"))
#let with-signs-of-one-letter(words) = words.replace(without-font, "{IN_DRAWINGS}")
#show without-font: it => signs.at(it.text)
"""


def _compiled(
    source: str, inputs: dict[str, str], form: str | None, label: str | None, *, checked: bool, own_fonts: bool
) -> Typeset:
    import typst

    fonts = fonts_of(own=own_fonts)
    # A compiler keeps what it was handed for one run only, so each run gets its own.
    compilers = (typst.Compiler(source.encode(), font_paths=fonts, sys_inputs=inputs) for _ in range(2))
    pdf = next(compilers).compile(format="pdf", pdf_standards=["ua-1"]) if checked or form == "pdf" else None
    made = next(compilers).compile(format="png", ppi=float(DOTS_PER_INCH)) if form == "png" else pdf
    assert made is None or isinstance(made, bytes)  # a PDF, or one page, so not a list of pages
    found = label and typst.query(source.encode(), f"<{label}>", field="value", font_paths=fonts, sys_inputs=inputs)
    return Typeset(data=made or b"", values=json.loads(found) if found else ())


@cache
def fonts_of(*, own: bool) -> "typst.Fonts":
    """Find fonts once: ours alone, so that each computer prints the same, or those of the computer too."""
    import typst

    return typst.Fonts(include_system_fonts=not own, font_paths=[str(FONTS)])


def _letter_without_font(message: str) -> str | None:
    """Find in the words of typst the letter that it has no font for; it writes some by their number."""
    found = re.search(r'the text `"(?:\\u\{([0-9a-f]+)\}|(.)).*?"` could not be displayed', message)
    if found is None:
        return None
    return chr(int(found[1], 16)) if found[1] else found[2]


def _script(letter: str) -> str:
    """Name the script of a letter: the first word of its name in Unicode.

    >>> _script("学"), _script("ก")
    ('CJK', 'Thai')
    """
    word = unicodedata.name(letter, "unknown sign").split()[0]
    return word if word == "CJK" else word.capitalize()
