from collections.abc import Callable
from itertools import combinations

import pytest

from logicmodel.drawing.columns import place_in_columns
from logicmodel.drawing.placing import MARK, Arrangement, Wanted, marks_of
from logicmodel.drawing.views import logic_model
from logicmodel.theory import Theory
from tests.drawing.plans import arabic, hostile, many_boxes, theory_of, trouble, young_carers
from tests.drawing.test_geometry import corners

PLANS = [young_carers, many_boxes, arabic, trouble, hostile]


def placed(theory: Theory, letters: int = 22) -> Arrangement:
    return place_in_columns(logic_model(theory, "en"), letters)


@pytest.mark.parametrize("plan", PLANS)
def test_boxes_of_a_column_keep_the_order_of_their_rows(plan: Callable[[], Theory]) -> None:
    arrangement = placed(plan())
    for column in {box.box.column for box in arrangement.boxes}:
        tops = [box.y for box in arrangement.boxes if box.box.column == column]
        assert tops == sorted(tops)


def test_marks_cover_neither_boxes_nor_each_other() -> None:
    view = logic_model(young_carers(), "en")
    arrangement = place_in_columns(view, 22)
    marks = [
        (m.x - m.width / 2, m.y - MARK / 2, m.x + m.width / 2, m.y + MARK / 2) for m in marks_of(view, arrangement)
    ]
    assert len(marks) == 6
    for one, other in combinations([*marks, *map(corners, arrangement.boxes)], 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


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
