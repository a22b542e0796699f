import re
from collections.abc import Callable

import pytest

from logicmodel.drawing.columns import place_in_columns
from logicmodel.drawing.dot import to_dot
from logicmodel.drawing.layout import lay_out, to_svg
from logicmodel.drawing.picture import View
from logicmodel.drawing.views import logic_model, theory_of_change
from logicmodel.theory import Theory
from tests.drawing.plans import hostile, many_boxes, theory_of, trouble, young_carers


def test_boxes_have_opaque_names_and_every_arrow_is_a_statement_of_its_own() -> None:
    dot = to_dot(theory_of_change(young_carers(), "en"), 22)
    assert len(re.findall(r"^\tn\d+ -> n\d+ \[", dot, re.MULTILINE)) == 9
    assert len(re.findall(r"^\tn\d+ \[", dot, re.MULTILINE)) == 9


@pytest.mark.parametrize("view", [logic_model, theory_of_change])
def test_the_same_plan_gives_the_same_text(view: Callable[[Theory, str], View]) -> None:
    assert to_dot(view(many_boxes(), "en"), 22) == to_dot(view(many_boxes(), "en"), 22)


def test_columns_carry_their_places() -> None:
    view = logic_model(young_carers(), "en")
    dot = to_dot(view, 22, place_in_columns(view, 22))
    assert len(re.findall(r'pos="-?[\d.]+,-?[\d.]+!"', dot)) == len(view.boxes)
    assert dot.count("rank=same") == len(view.columns)


def test_texts_that_bite_are_only_text_to_graphviz() -> None:
    view = theory_of_change(hostile(), "en")
    svg = to_svg(to_dot(view, 22))
    assert svg.count('class="node"') == len(view.boxes)
    assert "&lt;script&gt;alert(1)" in svg
    assert "<script>" not in svg
    assert "&lt;b&gt;bold&lt;/b&gt;" in svg
    assert r"\N \G \l \n" in svg


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
    laid = lay_out(to_dot(theory_of_change(theory, "en"), 22))
    assert laid.boxes["n4"][1] == laid.boxes["n5"][1] == min(y for _, y in laid.boxes.values())


@pytest.mark.parametrize("plan", [many_boxes, trouble])
def test_the_line_of_accountability_parts_the_boxes(plan: object) -> None:
    assert callable(plan)
    view = theory_of_change(plan(), "en")
    assert view.ceiling is not None
    laid = lay_out(to_dot(view, 22))
    line = laid.boxes["ceiling"][1]
    for number, box in enumerate(view.boxes, 1):
        assert (laid.boxes[f"n{number}"][1] > line) == (box.ref in view.ceiling.below), box.ref
