import re
import zlib

import pytest

from logicmodel.drawing import draw
from logicmodel.drawing.grey import grey_of, proof_of
from logicmodel.drawing.palette import FILLS, lightness
from logicmodel.drawing.shown.views import VIEWS
from tests.drawing.plans import many_boxes, theory_of, trouble, young_carers


def colours(text: str) -> set[str]:
    return set(re.findall(r"#[0-9A-Fa-f]{6}\b", text))


def is_grey(colour: str) -> bool:
    return colour[1:3] == colour[3:5] == colour[5:7]


@pytest.mark.parametrize("form", ["svg", "dot", "mmd"])
@pytest.mark.parametrize("view", ["logic-model", "theory"])
def test_a_proof_in_grey_has_no_colour_left(view: str, form: str) -> None:
    drawn = draw(many_boxes(), form, view, grey=True).data.decode("utf-8")
    assert all(map(is_grey, colours(drawn)))
    assert not all(map(is_grey, colours(draw(many_boxes(), form, view).data.decode("utf-8"))))


def test_a_pdf_in_grey_sets_no_colour() -> None:
    pdf = draw(young_carers(), "pdf", grey=True).data
    streams = [_unpacked(part) for part in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)]
    set_to = [
        tuple(map(float, each)) for text in streams for each in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) scn?\b", text)
    ]
    assert set_to
    assert all(red == green == blue for red, green, blue in set_to)


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.parametrize("stage", FILLS)
def test_a_grey_is_as_light_as_its_colour(stage: str) -> None:
    colour = FILLS[stage].colour
    assert abs(lightness(grey_of(colour)) - lightness(colour)) < 0.3


def test_the_proof_says_that_all_stages_in_their_order_can_be_told_apart() -> None:
    assert draw(young_carers(), grey=True).remarks == (
        "Greyscale proof passed: neighbouring stages differ by 16 in lightness or more.",
    )


def test_the_proof_names_neighbours_that_look_alike() -> None:
    theory = theory_of("IN1 | Input | Money | OP1\nOP1 | Output | 200 visits made |")
    assert proof_of(VIEWS["logic-model"](theory, "en")) == (
        "Greyscale proof: neighbours should differ by 15 in lightness or more, but “Inputs” and “Outputs” differ by 4. "
        "Their borders and places still tell them apart."
    )


def test_in_a_map_the_neighbours_are_those_that_arrows_join() -> None:
    assert "“Activities” and “Outcomes” differ by 4" in proof_of(VIEWS["theory"](trouble(), "en"))
    assert proof_of(VIEWS["theory"](theory_of("OC1 | Outcome | Families ask for help |"), "en")) == (
        "Greyscale proof passed: there are no neighbouring stages to confuse."
    )
