"""Where marks stand on arrows and boxes."""

from collections.abc import Iterable
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.drawing.places.columns import place_in_columns
from logicmodel.drawing.places.marking import EDGE, Mark, marks_of
from logicmodel.drawing.places.placing import MARK, NATURAL, Arrangement, along
from logicmodel.drawing.places.upwards import place_upwards
from logicmodel.drawing.shown.found import with_findings
from logicmodel.drawing.shown.picture import View
from logicmodel.drawing.shown.swimlanes import in_swimlanes
from logicmodel.drawing.shown.views import logic_model, theory_of_change
from logicmodel.model import Profile
from logicmodel.theory import Theory
from tests.drawing.plans import theory_of
from tests.drawing.test_geometry import plans
from tests.tables import plan_of


def room(mark: Mark) -> tuple[float, float, float, float]:
    return mark.x - mark.width / 2, mark.y - MARK / 2, mark.x + mark.width / 2, mark.y + MARK / 2


def apart(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return min(one[2], other[2]) - max(one[0], other[0]) < 0.01 or min(one[3], other[3]) - max(one[1], other[1]) < 0.01


def covered(marks: Iterable[Mark], arrangement: Arrangement) -> list[str]:
    """Give which arrows marks of others cover."""
    found = []
    for mark in marks:
        left, top, right, bottom = room(mark)
        for route in arrangement.routes:
            name = f"{route.arrow.cause}>{route.arrow.effect}"
            if name != mark.about and any(left < x < right and top < y < bottom for x, y in along(route.points, 20)):
                found.append(f"{mark.text} on {name}")
    return found


CROSSING = """
| Plan | Ref | Stage    | What           | Leads to |
|      | OP1 | Output   | Meals served   | OC3, OC2 |
|      | OP2 | Output   | Walks held     | OC2      |
|      | OP3 | Output   | Rooms opened   | OC1, OC3 |
|      | OC1 | Outcome  | People eat     |          |
|      | OC2 | Outcome  | People walk    |          |
|      | OC3 | Outcome  | People meet    |          |

| Links | From | To  | Because        | Evidence    | Evidence level |
|       | OP1  | OC3 | They sit there | Two studies | 4 Strong       |
|       | OP1  | OC2 | They feel well | Two studies | 2 Promising    |
|       | OP2  | OC2 | They are asked | Two studies | 3 Supported    |
|       | OP3  | OC1 | There is a tap | Two studies | 3 Supported    |
|       | OP3  | OC3 | They come back | Two studies | 2 Promising    |
"""


def test_marks_cover_no_other_arrow_and_no_other_mark(tmp_path: Path) -> None:
    view = theory_of_change(Theory(plan_of(CROSSING, tmp_path)), "en")
    arrangement = place_upwards(view, 22, NATURAL)
    marks = marks_of(view, arrangement)
    assert {"4", "2", "3", "a", "e"} <= {mark.text for mark in marks}
    assert covered(marks, arrangement) == []
    assert all(apart(room(one), room(other)) for one, other in combinations(marks, 2))


@settings(max_examples=40, deadline=None)
@given(theory=plans())
def test_no_mark_of_any_plan_leaves_the_page(theory: Theory) -> None:
    for view, place in ((theory_of_change(theory, "en"), place_upwards), (logic_model(theory, "en"), place_in_columns)):
        arrangement = place(view, 22, NATURAL)
        for mark in marks_of(view, arrangement):
            left, top, right, bottom = room(mark)
            assert left >= -EDGE - 12, mark
            assert right <= arrangement.width + EDGE + 12, mark
            assert top >= -MARK, mark
            assert bottom <= arrangement.height + MARK, mark


GROUPS = """
| Start here | A | B |
|---|---|---|
| | We are accountable up to | Outputs |

| Plan | Ref | Stage    | What            | Leads to | For whom |
|      | AC1 | Activity | Hold a group    | OP1      | Parents  |
|      | AC2 | Activity | Visit homes     | OP2      | Pupils   |
|      | OP1 | Output   | Evenings held   | OC1      | Parents  |
|      | OP2 | Output   | Homes visited   | OC1      | Pupils   |
|      | OC1 | Outcome  | Families ask    | IM1      | Pupils   |
|      | IM1 | Impact   | Children thrive |          | Parents  |
"""


def test_findings_on_boxes_stand_clear_of_titles_of_lanes_and_of_words_on_the_line(tmp_path: Path) -> None:
    theory = Theory(plan_of(GROUPS, tmp_path))
    checked = examine(theory, Config(profile=Profile.PLAN))

    def found(view: View) -> View:
        shown = with_findings(view, theory, checked)
        assert any(box.badges for box in shown.boxes)
        return shown

    upwards = found(theory_of_change(theory, "en"))
    arrangement = place_upwards(upwards, 22, NATURAL)
    assert arrangement.divide
    left, top, wide, high = arrangement.divide.room
    for mark in marks_of(upwards, arrangement):
        assert apart(room(mark), (left, top, left + wide, top + high)), mark
    lanes = found(in_swimlanes(logic_model(theory, "en"), theory, "group"))
    arrangement = place_in_columns(lanes, 22, NATURAL)
    bands = [(0.0, lane.y, arrangement.width, lane.y + 15.5) for lane in arrangement.swimlanes]
    on_boxes = [mark for mark in marks_of(lanes, arrangement) if ">" not in mark.about]
    assert len(bands) == 2
    assert all(apart(room(mark), band) for mark in on_boxes for band in bands)


@pytest.mark.parametrize("count", [3, 25])
def test_a_box_grows_until_its_arrows_can_be_told_apart(count: int) -> None:
    rows = "".join(f"AC{number} | Activity | Visit number {number} | OC1\n" for number in range(1, count + 1))
    arrangement = place_in_columns(logic_model(theory_of(f"{rows}OC1 | Outcome | Families settle |"), "en"), 22)
    tips = sorted(route.tip[1] for route in arrangement.routes)
    assert len(tips) == count
    assert min(lower - upper for upper, lower in pairwise(tips)) >= 4.9
