from pathlib import Path

import pytest

from logicmodel import Theory
from logicmodel.drawing import draw
from logicmodel.drawing.shown.picture import View
from logicmodel.drawing.shown.trees import objective_tree, problem_tree
from logicmodel.errors import CannotDraw
from logicmodel.model import Place, Plan, Programme
from tests.tables import plan_of

NEEDS = """
| Needs | Ref | Kind | What | Who it affects | Cause | Consequence | Cannot change because | Still a guess |
|---|---|---|---|---|---|---|---|---|
| | N1 | Need | Tenants are evicted | Tenants | N2; N3 | N4 | | |
| | N2 | Cause | Tenants cannot read letters | | | | | Yes |
| | N3 | Cause | Rents rise every year | | | | It is the law | |
| | N4 | Cause | Families sleep in hostels | | | | | |
"""


def shown(view: View) -> list[tuple[str, str, str, bool]]:
    return [(box.ref, box.stage, box.aside, box.external) for box in view.boxes]


def test_causes_stand_beneath_the_core_and_effects_above(tmp_path: Path) -> None:
    view = problem_tree(Theory(plan_of(NEEDS, tmp_path)), "en")
    assert shown(view) == [
        ("N2", "none", "still a guess", False),
        ("N3", "none", "", True),
        ("N1", "need", "", False),
        ("N4", "none", "", False),
    ]
    assert [sample.words for sample in view.legend] == [
        "core problem",
        "cause or effect",
        "left out with a reason",
        "leads to",
    ]
    assert view.summary == "Problem tree: 4 boxes, 3 arrows; full description follows."


def test_the_mirror_says_what_is_wanted_and_what_is_still_to_be_reworded(tmp_path: Path) -> None:
    view = objective_tree(Theory(plan_of(NEEDS, tmp_path)), "en")
    assert [(box.text, box.aside) for box in view.boxes] == [
        ("Tenants can read letters", "still a guess"),
        ("Rents rise every year", "to be reworded"),
        ("Fewer tenants are evicted", ""),
        ("Fewer families sleep in hostels", ""),
    ]


@pytest.mark.parametrize("view", ["problem-tree", "objective-tree"])
def test_a_tree_needs_needs_and_no_boxes(view: str, tmp_path: Path) -> None:
    assert draw(Theory(plan_of(NEEDS, tmp_path)), "svg", view).boxes == 4
    empty = Plan(programme=Programme(place=Place(file="plan.xlsx")))
    with pytest.raises(CannotDraw, match="There is no need to draw: fill in What on the sheet Needs"):
        draw(Theory(empty), "svg", view)


@pytest.mark.parametrize(("tree", "core"), [("problem-tree", "core problem"), ("objective-tree", "core objective")])
def test_a_screen_explains_a_tree_in_the_words_of_the_tree(tree: str, core: str, tmp_path: Path) -> None:
    theory = Theory(plan_of(NEEDS, tmp_path))
    on_paper, on_screen = (draw(theory, "svg", tree, paper).picture for paper in ("a4", "16:9"))
    assert isinstance(on_paper, View)
    assert isinstance(on_screen, View)
    assert on_screen.legend == tuple(each for each in on_paper.legend if each.shows != "line:plain")
    assert on_screen.legend[0].words == core
    assert [arrow.label for arrow in on_screen.arrows] == [arrow.label for arrow in on_paper.arrows]


def test_a_tree_that_a_screen_does_not_hold_is_refused_with_a_way_out(tmp_path: Path) -> None:
    causes = "".join(f"| | C{number} | Cause | Cause number {number} | | | |\n" for number in range(40))
    rows = f"{NEEDS}{causes}".replace("| N2; N3 |", f"| {'; '.join(f'C{number}' for number in range(40))} |")
    with pytest.raises(CannotDraw, match=r"42 boxes do not fit 16:9: .* Choose --paper"):
        draw(Theory(plan_of(rows, tmp_path)), "svg", "problem-tree", "16:9")
