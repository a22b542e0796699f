import random

import pytest

from benchmarks.drawing import boxes
from benchmarks.stability import EDITS, moved, run, table
from logicmodel.theory import Theory
from tests.drawing.plans import many_boxes, young_carers


@pytest.mark.parametrize("view", ["logic-model", "theory"])
def test_a_plan_that_is_not_changed_keeps_all_boxes_in_their_places(view: str) -> None:
    assert moved(young_carers(), young_carers(), view) == 0


@pytest.mark.parametrize("view", ["logic-model", "theory"])
@pytest.mark.parametrize("edit", EDITS)
def test_a_small_edit_moves_few_boxes(edit: str, view: str) -> None:
    theory = many_boxes()
    shares = [moved(theory, EDITS[edit](theory, random.Random(seed)), view) for seed in range(4)]
    assert sum(shares) / len(shares) <= 0.25


def test_each_edit_changes_the_plan() -> None:
    theory = boxes(20)
    for edit in EDITS.values():
        after: Theory = edit(theory, random.Random(1))
        assert after.plan != theory.plan


def test_the_table_has_a_row_for_each_plan_and_view_and_their_means() -> None:
    lines = table(run(times=1)).splitlines()
    assert lines[0] == "| plan | view | reword a box | add a box | remove an arrow | add an arrow |"
    assert [line.split("|")[1].strip() for line in lines[-2:]] == ["**all**", "**all**"]
