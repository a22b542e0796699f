"""Signs that no font on this computer has, such as emojis, and the names that are printed in their place.

Letters, digits and marks are none: a text in a script without a font could not be read by their names.
"""

import json
import re
import unicodedata
from functools import cache

from logicmodel.typesetting import FAMILIES, IN_DRAWINGS, SIGNS
from logicmodel.typesetting.letters import advance

_OF_SIGNS = ("S", "P", "No", "Co", "Cn")
"""Categories of Unicode that no script needs; what has none yet is mostly a newer emoji."""

_JOINING = "\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-16}"
"""What makes one sign of several, and what asks for a sign in colours."""

_ON_ITS_OWN = """
#let told = json(bytes(sys.inputs.told))
#set document(title: "signs")
#set text(font: json(bytes(sys.inputs.fonts)))
#told
"""


def named(text: str) -> dict[str, str]:
    """Find the signs in a text that no font has: each, or several that stand together → their names in brackets.

    The longest come first, so that a part of one is not taken for the whole.

    >>> named("Done ✓"), named("Done " + chr(0x10FFFD))
    ({}, {'\U0010fffd': '[sign U+10FFFD]'})
    """
    missing = [letter for letter in sorted(set(text)) if _is_sign(letter) and not _has_font(letter)]
    if not missing:
        return {}
    signs = "".join(missing)
    found = set(re.findall(f"[{signs}][{signs}{_JOINING}]*", text))
    return {
        each: f"[{', '.join(_name(sign) for sign in each if sign not in _JOINING)}]"
        for each in sorted(found, key=lambda each: (-len(each), each))
    }


def said_of_signs(text: str, *, in_drawing: bool = False) -> tuple[str, ...]:
    """Say which signs of a text no font has and what is printed for them; nothing where all have one."""
    names = named(text)
    if not names:
        return ()
    told = ", ".join(f"{sign} {name}" for sign, name in sorted(names.items()))
    instead = (
        f"a drawing has {IN_DRAWINGS} in their place"
        if in_drawing
        else f"their names are printed, and {IN_DRAWINGS} in drawings"
    )
    return (f"No font on this computer has these signs, so {instead}: {told}.",)


def _is_sign(letter: str) -> bool:
    return advance(letter, bold=False) is None and unicodedata.category(letter).startswith(_OF_SIGNS)


@cache
def _has_font(letter: str) -> bool:
    """Set a sign on its own, as a page does: by our fonts, then by those of this computer."""
    import typst

    from logicmodel.typesetting import fonts_of

    families = json.dumps([*FAMILIES, SIGNS])
    inputs = {"told": json.dumps(letter), "fonts": families}
    for own in (True, False):
        compiler = typst.Compiler(_ON_ITS_OWN.encode(), font_paths=fonts_of(own=own), sys_inputs=inputs)
        try:
            compiler.compile(format="pdf", pdf_standards=["ua-1"])
        except typst.TypstError:
            continue
        return True
    return False


def _name(sign: str) -> str:
    """Name a sign as Unicode does.

    >>> _name("\N{CRUTCH}"), _name("\N{REGIONAL INDICATOR SYMBOL LETTER G}")
    ('crutch', 'flag letter g')
    """
    name = unicodedata.name(sign, "").lower().replace("regional indicator symbol", "flag")
    return name or f"sign U+{ord(sign):04X}"
