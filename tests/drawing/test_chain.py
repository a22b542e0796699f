"""The chain: one line of steps to one goal."""

from xml.etree.ElementTree import fromstring

import pytest

from logicmodel.drawing import draw, text_alternative
from logicmodel.drawing.places.steps import place_in_steps
from logicmodel.drawing.shown.picture import View
from logicmodel.drawing.shown.views import chain
from logicmodel.theory import Theory
from tests.drawing.plans import arabic, many_boxes, theory_of, young_carers
from tests.drawing.svg import SVG

TWO_GOALS = """
AC1 | Activity | Run a weekly group   | OC1
AC2 | Activity | Train teachers       | OC2
OC1 | Short    | Less alone           | IM1
OC2 | Short    | Teachers notice      | IM2
IM1 | Impact   | Young carers are well |
IM2 | Impact   | Schools are fair     |
X1  |          | Not sorted yet       | OC1
"""


def test_a_chain_shows_the_way_to_the_first_goal_and_counts_the_others_and_all_that_is_not_on_it() -> None:
    svg = draw(theory_of(TWO_GOALS), "svg", "chain").data.decode()
    assert [box.ref for box in chain(theory_of(TWO_GOALS), "en").boxes] == ["AC1", "OC1", "IM1"]
    assert "Boxes not shown: 4" in svg
    assert "Other goals that are not shown: 1" in svg


def test_a_chain_of_a_strand_counts_all_boxes_that_are_not_on_it() -> None:
    svg = draw(theory_of(TWO_GOALS), "svg", "chain", focus="+IM2").data.decode()
    assert svg.count("Boxes not shown: ") == svg.count("Boxes not shown: 4") == 1


def test_a_chain_passes_over_a_goal_that_no_work_leads_to() -> None:
    view = chain(theory_of("IM1 | Impact | Peace\nAC1 | Activity | Run a group | IM2\nIM2 | Impact | Less alone"), "en")
    assert [box.ref for box in view.boxes] == ["AC1", "IM2"]


def test_a_chain_tells_each_step_with_its_boxes() -> None:
    told = [(line.depth, line.text) for line in text_alternative(young_carers(), "chain").outline]
    assert told[:5] == [
        (0, "Inputs"),
        (1, "IN1 Carers' worker and volunteers"),
        (0, "Activities"),
        (1, "AC1 Run a weekly after-school group"),
        (1, "AC2 Train school staff to notice and refer"),
    ]


@pytest.mark.parametrize("plan", [young_carers, many_boxes, arabic])
def test_boxes_of_a_chain_stand_beneath_their_step_and_none_covers_another(plan: object) -> None:
    assert callable(plan)
    view = chain(plan(), "en")
    arrangement = place_in_steps(view, 22)
    heads = {heading.column.key: heading for heading in arrangement.headings}
    for placed in arrangement.boxes:
        head = heads[placed.box.column]
        assert head.x <= placed.x
        assert placed.x + placed.width <= head.x + head.width + 0.01
    for number, one in enumerate(arrangement.boxes):
        for other in arrangement.boxes[number + 1 :]:
            assert (
                one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )


def test_a_focus_chooses_the_goal_of_a_chain() -> None:
    svg = fromstring(draw(theory_of(TWO_GOALS), "svg", "chain", focus="+IM2").data)
    refs = [group.attrib["data-ref"] for group in svg.iter(f"{SVG}g") if "data-ref" in group.attrib]
    assert refs == ["AC2", "OC2", "IM2"]


def test_a_plan_without_goals_is_one_chain_of_all_its_steps() -> None:
    theory: Theory = theory_of("IN1 | Input | Money | AC1\nAC1 | Activity | Run a group")
    view: View = chain(theory, "en")
    assert [column.key for column in view.columns] == ["input", "activity"]
