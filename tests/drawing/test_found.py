"""What a check found, marked in a drawing: numbers on boxes and arrows, and what they mean beneath."""

from collections.abc import Callable
from itertools import combinations

import pytest

from logicmodel.checking import Checked, examine
from logicmodel.config import Config
from logicmodel.drawing import draw
from logicmodel.drawing.places.columns import place_in_columns
from logicmodel.drawing.places.marking import marks_of
from logicmodel.drawing.places.upwards import place_upwards
from logicmodel.drawing.shown.found import MOST, with_findings
from logicmodel.drawing.shown.picture import View
from logicmodel.drawing.shown.views import logic_model, theory_of_change
from logicmodel.errors import CannotDraw
from logicmodel.model import Indicator, Need, Profile, Severity
from logicmodel.theory import Theory
from tests.drawing.plans import HERE, arabic, many_boxes, theory_of, trouble, young_carers
from tests.drawing.svg import SVG, svg_of, texts_of

CHAIN = """
AC1 | Activity | Run a weekly group | OP1
OP1 | Output | 40 sessions held | IM1
OP2 | Output | Leaflets printed |
OC1 | Outcome | Young people feel safe | IM1
IM1 | Impact | Young people do well |
"""


def check(theory: Theory, *codes: str) -> Checked:
    return examine(theory, Config(profile=Profile.PLAN, select=codes))


def marked(theory: Theory, *codes: str, make: Callable[[Theory, str], View] = logic_model) -> View:
    return with_findings(make(theory, "en"), theory, check(theory, *codes))


def badges(view: View) -> dict[str, list[tuple[str, str]]]:
    """Box or arrow → number and look of each badge on it."""
    found = {box.ref: box.badges for box in view.boxes}
    found |= {f"{arrow.cause}>{arrow.effect}": arrow.badges for arrow in view.arrows}
    return {ref: [(badge.mark, badge.state) for badge in its] for ref, its in found.items() if its}


def test_a_finding_stands_on_the_box_or_arrow_that_it_is_about() -> None:
    view = marked(theory_of(CHAIN), "S104", "S106", "S107")
    assert badges(view) == {
        "OC1": [("1", "found_error")],
        "OP2": [("2", "found_warning")],
        "OP1>IM1": [("3", "found_warning")],
    }
    assert view.found is not None
    assert [(note.mark, note.text) for note in view.found.notes] == [
        ("1", "OC1: Nothing in this plan leads to “Young people feel safe”. (S106)"),
        ("2", "OP2: “Leaflets printed” is not connected to anything. (S104)"),
        ("3", "OP1>IM1: “40 sessions held” jumps straight to “Young people do well”. (S107)"),
    ]


def test_one_that_speaks_for_several_stands_on_each_of_them() -> None:
    circle = "OC1 | Outcome | Parents trust each other | OC2\nOC2 | Outcome | Parents meet | OC1"
    assert badges(marked(theory_of(circle), "S103")) == {
        "OC1": [("1", "found_error")],
        "OC2": [("1", "found_error")],
    }


def test_one_about_a_measure_stands_on_what_it_measures_and_one_about_the_plan_in_the_list_alone() -> None:
    measure = Indicator(id="M1", measures="OC1", text="Number of sessions", place=HERE)
    view = marked(theory_of(CHAIN, indicators=(measure,)), "M402", "A509")
    assert badges(view) == {"OC1": [("1", "found_error")]}
    assert view.found is not None
    assert len(view.found.notes) == 2


def test_needs_are_marked_where_they_are_drawn() -> None:
    need = Need(id="N1", kind="need", text="Young people are alone", priority=5, place=HERE)
    plan = theory_of(CHAIN, needs=(need,))
    assert badges(marked(plan, "N301")) == {"N1": [("1", "found_error")]}
    assert badges(marked(plan, "N301", make=theory_of_change)) == {}


def test_of_many_the_gravest_are_shown_and_the_rest_is_counted_in_words() -> None:
    plan = many_boxes()
    checked = check(plan)
    found = with_findings(logic_model(plan, "en"), plan, checked).found
    assert found is not None
    assert len(found.notes) == MOST
    graver = sum(each.severity is Severity.ERROR for each in checked.findings)
    assert [note.state for note in found.notes][:graver] == ["found_error"] * graver
    assert found.more == (
        f"Less grave and not shown here: {len(checked.findings) - MOST}. To see them all, type: logicmodel check"
    )


def test_the_title_of_the_list_counts_waived_findings_too() -> None:
    plan = theory_of(CHAIN)
    checked = examine(plan, Config(select=("S104", "S106"), whitelist=("OP2",)))
    found = with_findings(logic_model(plan, "fr"), plan, checked).found
    assert found is not None
    assert (
        found.title == "Ce qui a été constaté\N{NO-BREAK SPACE}: 1 problème à corriger · acceptés\N{NO-BREAK SPACE}: 1"
    )


# -- on paper ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["logic-model", "theory"])
@pytest.mark.parametrize("plan", [young_carers, trouble, arabic, many_boxes])
def test_every_number_stands_in_the_list_and_on_what_it_is_about(plan: Callable[[], Theory], view: str) -> None:
    theory = plan()
    checked = check(theory)
    shown = texts_of(svg_of(theory, view, checked=checked))
    assert {str(number) for number in range(1, min(len(checked.findings), MOST) + 1)} <= set(shown)


@pytest.mark.parametrize("plan", [young_carers, trouble, arabic, many_boxes])
def test_no_badge_on_a_box_covers_another(plan: Callable[[], Theory]) -> None:
    for make, place in ((logic_model, place_in_columns), (theory_of_change, place_upwards)):
        view = marked(plan(), make=make)
        marks = [each for each in marks_of(view, place(view, 22)) if each.state.startswith("found") and not each.line]
        assert marks
        for one, other in combinations(marks, 2):
            apart = abs(one.x - other.x) >= (one.width + other.width) / 2 or abs(one.y - other.y) >= 13
            assert apart, (one, other)


def test_a_look_is_a_shape_and_not_a_colour_alone() -> None:
    plan = trouble()
    root = svg_of(plan, checked=check(plan))
    corners: dict[str, set[int]] = {}
    for shape in root.iter(f"{SVG}polygon"):
        if shape.get("stroke"):
            corners.setdefault(shape.get("fill") or "", set()).add(len((shape.get("points") or "").split()))
    assert corners == {"#9B1B30": {6}, "#FFD24D": {5}, "#FFFFFF": {5}}


def test_the_text_alternative_tells_how_much_is_marked() -> None:
    plan = theory_of(CHAIN)
    root = svg_of(plan, checked=check(plan, "S104", "S106"))
    description = root.find(f"{SVG}desc")
    assert description is not None
    assert (description.text or "").endswith("What was found: 1 problem to fix · 1 to look at")
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert "OC1 Young people feel safe [1]" in titles


def test_without_findings_the_list_says_so() -> None:
    plan = theory_of(CHAIN)
    assert "What was found: nothing to fix" in texts_of(svg_of(plan, checked=check(plan, "S103")))


def test_findings_that_a_paper_does_not_hold_beside_the_drawing_stand_on_a_second_page() -> None:
    plan = trouble()
    checked = check(plan)
    whole = draw(plan, "svg", checked=checked, paper="a3")
    small = draw(plan, "svg", checked=checked, paper="a4")
    assert (whole.pages, small.pages) == (1, 2)
    assert ">What was found" not in small.data.decode()
    assert ">What was found" in small.more[0].decode()
    assert "Page 2 of 2" in small.more[0].decode()
    assert small.data.decode().count('class="mark"') == whole.data.decode().count('class="mark"')


def test_dot_has_no_place_for_findings() -> None:
    plan = theory_of(CHAIN)
    with pytest.raises(CannotDraw, match=r"Findings cannot be marked in \.dot; draw to \.svg"):
        draw(plan, "dot", checked=check(plan))


@pytest.mark.parametrize("ending", ["pdf", "png"])
def test_findings_are_printed_too(ending: str) -> None:
    plan = arabic()
    assert len(draw(plan, ending, checked=check(plan)).data) > len(draw(plan, ending).data)
