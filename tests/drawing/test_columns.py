from collections.abc import Callable
from itertools import combinations

import pytest

from logicmodel.drawing.columns import place_in_columns
from logicmodel.drawing.placing import MARK, Arrangement, Placed, Wanted, along, marks_of
from logicmodel.drawing.views import logic_model
from logicmodel.theory import Theory
from tests.drawing.plans import arabic, hostile, many_boxes, theory_of, trouble, young_carers

PLANS = [young_carers, many_boxes, arabic, trouble, hostile]


def placed(theory: Theory, letters: int = 22) -> Arrangement:
    return place_in_columns(logic_model(theory, "en"), letters)


def corners(box: Placed) -> tuple[float, float, float, float]:
    return box.x, box.y, box.x + box.width, box.y + box.height


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("letters", [18, 28])
def test_no_box_covers_another_or_leaves_the_drawing(plan: Callable[[], Theory], letters: int) -> None:
    arrangement = placed(plan(), letters)
    for one, other in combinations(map(corners, arrangement.boxes), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert all(x >= 0 and right <= arrangement.width + 0.01 for x, _, right, _ in map(corners, arrangement.boxes))
    assert all(bottom <= arrangement.height + 0.01 for *_, bottom in map(corners, arrangement.boxes))


@pytest.mark.parametrize("plan", PLANS)
def test_no_arrow_runs_through_a_box(plan: Callable[[], Theory]) -> None:
    arrangement = placed(plan())
    boxes = [corners(box) for box in arrangement.boxes]
    for route in arrangement.routes:
        for x, y in along(route.points)[1:]:
            inside = [box for box in boxes if box[0] + 1 < x < box[2] - 1 and box[1] + 1 < y < box[3] - 1]
            assert not inside, route.arrow


@pytest.mark.parametrize("plan", PLANS)
def test_every_arrow_starts_at_its_cause_and_ends_at_its_effect(plan: Callable[[], Theory]) -> None:
    arrangement = placed(plan())
    boxes = {box.box.ref: corners(box) for box in arrangement.boxes if box.box.stage != "need"}
    for route in arrangement.routes:
        for (x, y), ref in ((route.points[0], route.arrow.cause), (route.tip, route.arrow.effect)):
            left, top, right, bottom = boxes[ref]
            assert left - 0.01 <= x <= right + 0.01
            assert top - 0.01 <= y <= bottom + 0.01
            assert min(abs(x - left), abs(x - right), abs(y - top), abs(y - bottom)) < 0.01


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
