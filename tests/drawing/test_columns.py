from collections.abc import Callable

import pytest

from logicmodel.drawing.places.columns import place_in_columns
from logicmodel.drawing.places.placing import Arrangement, Wanted
from logicmodel.drawing.shown.views import logic_model
from logicmodel.theory import Theory
from tests.drawing.plans import arabic, hostile, many_boxes, theory_of, trouble, young_carers

PLANS = [young_carers, many_boxes, arabic, trouble, hostile]


def placed(theory: Theory, letters: int = 22) -> Arrangement:
    return place_in_columns(logic_model(theory, "en"), letters)


@pytest.mark.parametrize("plan", PLANS)
def test_boxes_of_a_column_keep_the_order_of_their_rows(plan: Callable[[], Theory]) -> None:
    arrangement = placed(plan())
    for column in {box.box.column for box in arrangement.boxes}:
        tops = [box.y for box in arrangement.boxes if box.box.column == column]
        assert tops == sorted(tops)


CHAIN = """
    AC1 | Activity | Visit families      | OP1
    AC2 | Activity | Hold a weekly group | OP2
    OP1 | Output   | Visits made         | OC1
    OP2 | Output   | Sessions held       | OC2
    OC1 | Short    | Families ask        | IM1
    OC2 | Short    | Families meet       | IM1
    IM1 | Impact   | Children are safe   |
"""


def places(theory: Theory) -> dict[str, tuple[float, float]]:
    return {box.box.ref: (box.x, box.y) for box in placed(theory).boxes}


def test_other_words_in_a_box_move_no_box() -> None:
    assert places(theory_of(CHAIN)) == places(theory_of(CHAIN.replace("Sessions held", "Meetings held")))


def test_a_new_arrow_between_neighbours_moves_no_box() -> None:
    assert places(theory_of(CHAIN)) == places(
        theory_of(CHAIN.replace("Visits made         | OC1", "Visits made | OC1, OC2"))
    )


def test_a_new_box_moves_only_the_box_that_it_leads_to() -> None:
    before = places(theory_of(CHAIN))
    after = places(theory_of(CHAIN + "    OC3 | Short | Neighbours help | IM1\n"))
    assert {ref for ref in before if after[ref] != before[ref]} == {"IM1"}


def test_gutters_grow_to_the_wanted_width() -> None:
    view = logic_model(theory_of(CHAIN), "en")
    assert place_in_columns(view, 22, Wanted(width=700)).width == pytest.approx(700)
