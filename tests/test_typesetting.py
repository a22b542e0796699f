"""Type is set as PDF or PNG, and is checked for letters without a font in both."""

import pytest

from logicmodel.errors import CannotSetType
from logicmodel.typesetting import typeset

SOURCE = """
#set document(title: told)
#set page(width: auto, height: auto)
#set text(font: fonts)
#told
"""


def test_a_png_is_made_after_its_letters_were_checked() -> None:
    assert typeset(SOURCE, "Young carers", "png", otherwise="", checked=True).data.startswith(b"\x89PNG")


def test_a_letter_without_a_font_is_named_for_png_too() -> None:
    with pytest.raises(CannotSetType, match=r"^No font on this computer has the letter “\U0010fffd”"):
        typeset(SOURCE, "\U0010fffd", "png", otherwise="draw to .svg instead")
