"""Type is set as PDF or PNG, and is checked for letters without a font in both."""

import pytest

from logicmodel.errors import CannotSetType
from logicmodel.typesetting import typeset
from logicmodel.typesetting.signs import named

SOURCE = """
#set document(title: told)
#set page(width: auto, height: auto)
#set text(font: fonts)
#told
"""


def test_a_png_is_made_after_its_letters_were_checked() -> None:
    assert typeset(SOURCE, "Young carers", "png", otherwise="", checked=True).data.startswith(b"\x89PNG")


def test_a_letter_without_a_font_is_named_for_png_too() -> None:
    with pytest.raises(CannotSetType, match=r"^No font on this computer has the letter “\U00010570”"):
        typeset(SOURCE, "\U00010570", "png", otherwise="draw to .svg instead")


def test_a_sign_without_a_font_stops_no_page() -> None:
    assert typeset(SOURCE, "Young carers \U0001cf50", "png", otherwise="").data.startswith(b"\x89PNG")


def test_signs_that_stand_together_are_named_in_one_pair_of_brackets() -> None:
    family = "\U0010fffc\N{ZERO WIDTH JOINER}\U0010fffd\N{VARIATION SELECTOR-16}"
    assert named(f"A {family} and \U0010fffc") == {
        family: "[sign U+10FFFC, sign U+10FFFD]",
        "\U0010fffc": "[sign U+10FFFC]",
    }


def test_letters_and_digits_of_a_script_are_no_signs() -> None:
    assert named("\U00010570 \U0001e2f0 学") == {}


def test_syllables_of_korean_are_of_one_font() -> None:
    made = typeset(SOURCE, "우울감이 줄고 영양 상태가 좋아진다", otherwise="").data
    assert b"NanumSquareR" in made
    assert b"DroidSansFallback" not in made
    assert b"DroidSansFallback" in typeset(SOURCE, "日常生活", otherwise="").data
