"""What holds for every arrangement of boxes and arrows, in columns or read upwards, whatever the plan."""

from collections.abc import Callable
from itertools import combinations, pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logicmodel.drawing.lettering import width
from logicmodel.drawing.places.columns import place_in_columns
from logicmodel.drawing.places.marking import marks_of
from logicmodel.drawing.places.placing import (
    MARK,
    NATURAL,
    SIZE,
    Arrangement,
    Placed,
    Wanted,
    along,
)
from logicmodel.drawing.places.upwards import place_upwards
from logicmodel.drawing.shown.picture import Arrow, View
from logicmodel.drawing.shown.trees import problem_tree
from logicmodel.drawing.shown.views import logic_model, theory_of_change
from logicmodel.errors import CannotDraw
from logicmodel.model import Element, Link, Plan, Programme, Stage, Term
from logicmodel.theory import Theory
from tests.drawing.plans import HERE, arabic, hindi, hostile, many_boxes, theory_of, trouble, young_carers
from tests.tables import plan_of

MAKERS: list[tuple[Callable[[Theory, str], View], Callable[[View, int, Wanted], Arrangement]]] = [
    (logic_model, place_in_columns),
    (theory_of_change, place_upwards),
]

TEXTS = (
    "Trips",
    "Families ask for help",
    "Staff of the five partner schools notice young carers early and refer them within two weeks " * 3,
    "الأطفال يشعرون بالأمان ويتحدثون عما يقلقهم",
    "学校早期发现并转介年轻照顾者",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente",
)

STAGES: tuple[tuple[Stage | None, Term | None], ...] = (
    (None, None),
    (Stage.INPUT, None),
    (Stage.ACTIVITY, None),
    (Stage.OUTPUT, None),
    (Stage.OUTCOME, None),
    (Stage.OUTCOME, Term.SHORT),
    (Stage.OUTCOME, Term.LONG),
    (Stage.IMPACT, None),
)


@st.composite
def plans(draw: st.DrawFn) -> Theory:
    """Boxes of all stages in any order, with arrows from any box to any, itself included."""
    count = draw(st.integers(min_value=1, max_value=14))
    refs = [f"B{number}" for number in range(count)]
    stages = draw(st.lists(st.sampled_from(STAGES), min_size=count, max_size=count))
    elements = tuple(
        Element(id=ref, stage=stage, term=term, text=draw(st.sampled_from(TEXTS)), place=HERE)
        for ref, (stage, term) in zip(refs, stages, strict=True)
    )
    ends = st.tuples(st.sampled_from(refs), st.sampled_from(refs))
    kinds = st.sampled_from(("leads_to", "leads_to", "feedback", "hinders"))
    links = tuple(
        Link(cause=cause, effect=effect, kind=kind, place=HERE)
        for (cause, effect), kind in draw(st.lists(st.tuples(ends, kinds), max_size=24))
    )
    ceiling = draw(st.sampled_from((None, "Outputs", "Short-term outcomes")))
    programme = Programme(name="Any plan", ceiling=ceiling, place=HERE)
    return Theory(Plan(programme=programme, elements=elements, links=links))


def corners(box: Placed) -> tuple[float, float, float, float]:
    return box.x, box.y, box.x + box.width, box.y + box.height


def no_box_covers_another_or_leaves_the_drawing(arrangement: Arrangement) -> None:
    for one, other in combinations(map(corners, arrangement.boxes), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for x, y, right, bottom in map(corners, arrangement.boxes):
        assert x >= -0.01
        assert y >= -0.01
        assert right <= arrangement.width + 0.01
        assert bottom <= arrangement.height + 0.01


def no_text_leaves_its_box(arrangement: Arrangement) -> None:
    for placed in arrangement.boxes:
        for number, line in enumerate(placed.written.lines):
            indent = 0.0 if number else placed.written.indent
            assert indent + width(line) * SIZE <= placed.width + 0.01, line
        assert placed.written.height <= placed.height + 0.01


def no_arrow_runs_through_a_box(arrangement: Arrangement) -> None:
    boxes = [corners(box) for box in arrangement.boxes]
    for route in arrangement.routes:
        for x, y in along(route.points)[1:]:
            inside = [box for box in boxes if box[0] + 1 < x < box[2] - 1 and box[1] + 1 < y < box[3] - 1]
            assert not inside, route.arrow


def every_arrow_starts_at_its_cause_and_ends_at_its_effect(arrangement: Arrangement) -> None:
    # A need may have the Ref of a box; arrows are those of the box.
    needs_first = sorted(arrangement.boxes, key=lambda placed: placed.box.stage != "need")
    boxes = {placed.box.ref: corners(placed) for placed in needs_first}
    for route in arrangement.routes:
        for (x, y), ref in ((route.points[0], route.arrow.cause), (route.tip, route.arrow.effect)):
            left, top, right, bottom = boxes[ref]
            assert left - 0.01 <= x <= right + 0.01
            assert top - 0.01 <= y <= bottom + 0.01
            assert min(abs(x - left), abs(x - right), abs(y - top), abs(y - bottom)) < 0.01


def the_words_on_the_line_cover_no_arrow_and_no_box(arrangement: Arrangement) -> None:
    if arrangement.divide:
        left, top, wide, high = arrangement.divide.room
        assert left >= -0.01
        assert left + wide <= arrangement.width + 0.01
        assert 0 <= top <= arrangement.height - high
        for x, y, right, bottom in map(corners, arrangement.boxes):
            assert min(left + wide, right) <= max(left, x) or min(top + high, bottom) <= max(top, y)
        for route in arrangement.routes:
            beneath = [(x, y) for x, y in along(route.points, 40) if 1 < x - left < wide - 1 and 0 < y - top < high]
            assert not beneath, route.arrow


CHECKS = (
    no_box_covers_another_or_leaves_the_drawing,
    no_text_leaves_its_box,
    no_arrow_runs_through_a_box,
    every_arrow_starts_at_its_cause_and_ends_at_its_effect,
    the_words_on_the_line_cover_no_arrow_and_no_box,
)


@pytest.mark.parametrize("plan", [young_carers, many_boxes, arabic, hindi, trouble, hostile])
@pytest.mark.parametrize("letters", [18, 28])
@pytest.mark.parametrize(("make", "place"), MAKERS)
def test_plans_are_drawn_so_that_all_can_be_read(
    plan: Callable[[], Theory],
    letters: int,
    make: Callable[[Theory, str], View],
    place: Callable[[View, int, Wanted], Arrangement],
) -> None:
    arrangement = place(make(plan(), "en"), letters, NATURAL)
    for holds in CHECKS:
        holds(arrangement)


@settings(max_examples=60, deadline=None)
@given(theory=plans(), wanted=st.sampled_from((0.0, 600.0)), abreast=st.sampled_from((0, 3)))
def test_any_plan_is_drawn_so_that_all_can_be_read(theory: Theory, wanted: float, abreast: int) -> None:
    for make, place in MAKERS:
        arrangement = place(make(theory, "en"), 22, Wanted(width=wanted, height=wanted, abreast=abreast))
        for holds in CHECKS:
            holds(arrangement)


@pytest.mark.parametrize(("make", "place"), MAKERS)
def test_marks_cover_neither_boxes_nor_each_other(
    make: Callable[[Theory, str], View], place: Callable[[View, int, Wanted], Arrangement]
) -> None:
    view = make(young_carers(), "en")
    arrangement = place(view, 22, NATURAL)
    marks = [
        (m.x - m.width / 2, m.y - MARK / 2, m.x + m.width / 2, m.y + MARK / 2) for m in marks_of(view, arrangement)
    ]
    assert len(marks) >= 6
    for one, other in combinations([*marks, *map(corners, arrangement.boxes)], 2):
        across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
        assert min(across, down) < 0.01


CROSSING = """
| Plan | Ref | Stage               | What           | Leads to      | Meets need |
|      | OC1 | Short-term outcome  | Less time      | OC5, OC7      | N1         |
|      | OC2 | Short-term outcome  | Clean water    | OC6           | N2         |
|      | OC3 | Short-term outcome  | Quick repairs  | OC8           | N4         |
|      | OC4 | Short-term outcome  | Washed hands   | OC6           | N2         |
|      | OC5 | Medium-term outcome | Girls stay on  | IM2           | N3         |
|      | OC6 | Medium-term outcome | Fewer are ill  | IM1, OC5      | N2         |
|      | OC7 | Medium-term outcome | Women earn     | IM2           | N1         |
|      | OC8 | Medium-term outcome | Fees pay costs | IM1           | N4         |
|      | IM1 | Impact              | Health         |               | N1, N2     |
|      | IM2 | Impact              | Equal chances  |               | N3         |

| Links | From | To  | Evidence    | Evidence level | Direction |
|       | OC5  | IM2 | School roll | 2 Promising    | Supports  |
|       | OC6  | IM1 | Two studies | 4 Strong       | Mixed     |
|       | OC7  | IM2 | Savings     | 2 Promising    | Supports  |
|       | OC8  | IM1 | Accounts    | 3 Supported    | Supports  |

| Needs | Ref | What              |
|       | N1  | Water is far      |
|       | N2  | Children fall ill |
|       | N3  | Girls leave       |
|       | N4  | Pumps stay broken |
"""


def test_marks_cover_no_head_of_an_arrow_and_no_slip_beneath_a_box(tmp_path: Path) -> None:
    view = logic_model(Theory(plan_of(CROSSING, tmp_path)), "en")
    arrangement = place_in_columns(view, 22, NATURAL)
    kept = [
        *((route.tip[0] - 3, route.tip[1] - 3, route.tip[0] - 0.1, route.tip[1] + 3) for route in arrangement.routes),
        *((box.x, box.y, box.x + box.width, box.y + box.height + 8) for box in arrangement.boxes if box.box.tags),
    ]
    assert len(kept) >= 6
    marks = list(marks_of(view, arrangement))
    assert {"2", "4±"} <= {mark.text for mark in marks}
    for mark, (left, top, right, foot) in product(marks, kept):
        across = min(mark.x + mark.width / 2, right) - max(mark.x - mark.width / 2, left)
        assert min(across, min(mark.y + MARK / 2, foot) - max(mark.y - MARK / 2, top)) < 0.5


NEEDS = """
| Needs | Ref | Kind | What | Chosen | Cause |
|---|---|---|---|---|---|
| | N1 | Need | Children miss school | Yes | N2; N3 |
| | N2 | Cause | Fares cost too much | | |
| | N3 | Cause | Buses do not come | | N4; N5 |
| | N4 | Cause | Few drivers stay | | N5 |
| | N5 | Cause | Routes lose money | | N4 |
"""


def test_a_problem_tree_keeps_its_layers_even_where_causes_go_in_circles(tmp_path: Path) -> None:
    arrangement = place_upwards(problem_tree(Theory(plan_of(NEEDS, tmp_path)), "en"), 22)
    top = {placed.box.ref: placed.y for placed in arrangement.boxes}
    assert top["N1"] < top["N2"] == top["N3"] < min(top["N4"], top["N5"])
    for holds in CHECKS:
        holds(arrangement)


def test_more_boxes_than_fit_side_by_side_are_set_in_several_rows() -> None:
    rows = "".join(f"AC{number} | Activity | Visit number {number} | OC1\n" for number in range(1, 16))
    arrangement = place_upwards(theory_of_change(theory_of(f"{rows}OC1 | Outcome | Families settle |"), "en"), 22)
    assert len({placed.y for placed in arrangement.boxes}) == 3
    assert arrangement.width < 1200
    for holds in CHECKS:
        holds(arrangement)


def test_a_stage_keeps_its_row_where_an_arrow_is_missing() -> None:
    plan = """
    AC1 | Activity | Visit families  | OP1
    AC2 | Activity | Hold a group    |
    OP1 | Output   | Visits made     | OC1
    OC1 | Outcome  | Families settle | IM1
    IM1 | Impact   | Children thrive |
    """
    top = {each.box.ref: each.y for each in place_upwards(theory_of_change(theory_of(plan), "en"), 22).boxes}
    assert top["AC1"] == top["AC2"] > top["OP1"] > top["OC1"] > top["IM1"]


@pytest.mark.parametrize("plan", [young_carers, many_boxes, trouble])
def test_arrows_with_corners_lie_on_each_other_only_where_they_share_a_box(plan: Callable[[], Theory]) -> None:
    arrangement = place_upwards(theory_of_change(plan(), "en"), 22)
    causes: dict[str, set[str]] = {}
    pieces: dict[tuple[int, float], list[tuple[float, float, Arrow]]] = {}
    for route in arrangement.routes:
        causes.setdefault(route.arrow.effect, set()).add(route.arrow.cause)
        for one, other in pairwise(route.corners):
            axis = 1 if one[1] == other[1] else 0
            start, end = one[1 - axis], other[1 - axis]
            pieces.setdefault((axis, one[axis]), []).append((min(start, end), max(start, end), route.arrow))
    assert any(len(its) > 1 for its in pieces.values())
    for its in pieces.values():
        for (low, high, first), (start, end, second) in combinations(its, 2):
            if low < end and start < high:
                assert first.cause == second.cause or causes[first.effect] & causes[second.effect]


def test_arrows_that_cannot_be_told_apart_are_refused() -> None:
    rows = (f"B{n} | Outcome | Change {n} | B{(n * 7919) % 300}, B{(n + 104729) % 300}, B{n + 1}" for n in range(300))
    view = theory_of_change(theory_of("\n".join(rows)), "en")
    with pytest.raises(CannotDraw, match="draw fewer boxes, or choose the view logic-model"):
        place_upwards(view, 22)


def test_an_arrow_that_would_bend_a_little_runs_straight() -> None:
    plan = """
    AC1 | Activity | Run a club     | OP1, OC1
    OP1 | Output   | Evenings held  | OC1
    OC1 | Outcome  | Children relax | IM1
    IM1 | Impact   | Children learn |
    """
    arrangement = place_upwards(theory_of_change(theory_of(plan), "en"), 22)
    way = {f"{each.arrow.cause}>{each.arrow.effect}": each for each in arrangement.routes}
    for arrow in ("AC1>OP1", "OP1>OC1", "OC1>IM1"):
        assert len({x for x, _ in way[arrow].points}) == 1, arrow
    assert way["AC1>OC1"].points[0][0] != way["AC1>OP1"].points[0][0]


def test_an_arrow_that_leaves_beneath_where_another_arrives_turns_before_it() -> None:
    plan = """
    OC1 | Outcome | People meet  | IM1
    OC2 | Outcome | People eat   | IM1
    OC3 | Outcome | People rest  | IM1
    OP1 | Output  | Talks held   | OC1
    OP2 | Output  | Meals served | OC1
    OP3 | Output  | Rooms opened | OC2, OC3
    IM1 | Impact  | Nobody is alone |
    """
    arrangement = place_upwards(theory_of_change(theory_of(plan), "en"), 22)
    corners = {f"{each.arrow.cause}>{each.arrow.effect}": each.corners for each in arrangement.routes}
    leaving, arriving = corners["OP2>OC1"], corners["OP3>OC2"]
    assert leaving[0][0] == arriving[-1][0]
    assert leaving[1][1] > arriving[-2][1]


@settings(max_examples=60, deadline=None)
@given(theory=plans())
def test_no_arrow_of_a_view_in_columns_runs_along_a_gap_on_another(theory: Theory) -> None:
    runs: dict[float, list[tuple[float, float, Arrow]]] = {}
    arrangement = place_in_columns(logic_model(theory, "en"), 22, NATURAL)
    rows = [(box.y, box.y + box.height) for box in arrangement.boxes]
    for route in arrangement.routes:
        for (x, y), (to_x, to_y) in pairwise(route.points[::3]):
            if y == to_y and not any(top <= y <= foot for top, foot in rows):
                runs.setdefault(y, []).append((min(x, to_x), max(x, to_x), route.arrow))
    for its in runs.values():
        for (left, right, one), (start, end, other) in combinations(its, 2):
            assert one is other or min(right, end) - max(left, start) < 8, (one, other)
