import json
import re
import shutil
import subprocess
from collections.abc import Callable

import pytest

from logicmodel.drawing import dot
from logicmodel.drawing.pages import placer_of
from logicmodel.drawing.places.placing import NATURAL
from logicmodel.drawing.shown.picture import View
from logicmodel.drawing.shown.views import logic_model, theory_of_change
from logicmodel.theory import Theory
from tests.drawing.plans import hostile, many_boxes, theory_of, trouble, young_carers

needs_graphviz = pytest.mark.skipif(shutil.which("dot") is None, reason="the program dot is not on the PATH")


def to_dot(view: View) -> str:
    return dot.to_dot(view, placer_of(view)(22, NATURAL))


def drawn(view: View, form: str, *options: str) -> str:
    """What Graphviz makes of a view, with the options of its program dot."""
    command = ["dot", *options, f"-T{form}"]
    return subprocess.run(command, input=to_dot(view), capture_output=True, text=True, check=True).stdout


def places(view: View, *options: str) -> dict[str, tuple[float, float]]:
    """Where Graphviz puts the middle of each box, in points, y upwards."""
    objects = json.loads(drawn(view, "json0", *options))["objects"]
    return {
        each["name"]: (float(each["pos"].split(",")[0]), float(each["pos"].split(",")[1]))
        for each in objects
        if "pos" in each
    }


def test_boxes_have_opaque_names_and_every_arrow_is_a_statement_of_its_own() -> None:
    text = to_dot(theory_of_change(young_carers(), "en"))
    assert len(re.findall(r"^\tn\d+ -> n\d+ \[", text, re.MULTILINE)) == 9
    assert len(re.findall(r"^\tn\d+ \[", text, re.MULTILINE)) == 9


@pytest.mark.parametrize("view", [logic_model, theory_of_change])
def test_the_same_plan_gives_the_same_text(view: Callable[[Theory, str], View]) -> None:
    assert to_dot(view(many_boxes(), "en")) == to_dot(view(many_boxes(), "en"))


def test_columns_carry_their_places() -> None:
    view = logic_model(young_carers(), "en")
    text = to_dot(view)
    assert len(re.findall(r'pos="-?[\d.]+,-?[\d.]+!"', text)) == len(view.boxes)
    assert text.count("rank=same") == len(view.columns)


@needs_graphviz
def test_texts_that_bite_are_only_text_to_graphviz() -> None:
    view = theory_of_change(hostile(), "en")
    svg = drawn(view, "svg")
    assert svg.count('class="node"') == len(view.boxes)
    assert "&lt;script&gt;alert(1)" in svg
    assert "<script>" not in svg
    assert "&lt;b&gt;bold&lt;/b&gt;" in svg
    assert r"\N \G \l \n" in svg


@needs_graphviz
def test_goals_stand_on_top() -> None:
    theory = theory_of(
        """
        AC1 | Activity | Visit  | OC1, IM2
        OC1 | Short    | Trust  | OC2
        OC2 | Long     | Health | IM1
        IM1 | Impact   | Safety |
        IM2 | Impact   | Rights |
        """
    )
    middles = places(theory_of_change(theory, "en"))
    assert middles["n4"][1] == middles["n5"][1] == max(y for _, y in middles.values())


@needs_graphviz
@pytest.mark.parametrize("plan", [many_boxes, trouble])
def test_the_line_of_accountability_parts_the_boxes(plan: object) -> None:
    assert callable(plan)
    view = theory_of_change(plan(), "en")
    assert view.ceiling is not None
    middles = places(view)
    line = middles["ceiling"][1]
    for number, box in enumerate(view.boxes, 1):
        assert (middles[f"n{number}"][1] < line) == (box.ref in view.ceiling.below), box.ref


@needs_graphviz
@pytest.mark.parametrize("make", [logic_model, theory_of_change])
def test_neato_keeps_the_places(make: Callable[[Theory, str], View]) -> None:
    view = make(young_carers(), "en")
    middles = places(view, "-Kneato", "-n2")
    boxes = placer_of(view)(22, NATURAL).boxes
    for number, placed in enumerate(boxes[1:], 2):
        across = (placed.x + placed.width / 2) - (boxes[0].x + boxes[0].width / 2)
        assert middles[f"n{number}"][0] - middles["n1"][0] == pytest.approx(across, abs=0.1)
