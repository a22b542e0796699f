import pytest

from logicmodel import Theory, draw, focused
from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.errors import CannotDraw, UnknownName
from tests.drawing.plans import arabic, many_boxes, theory_of, trouble, young_carers


def refs(theory: Theory) -> list[str]:
    return [element.id for element in theory.elements]


def texts_of(svg: bytes) -> str:
    return svg.decode("utf-8")


@pytest.mark.parametrize(
    ("focus", "boxes"),
    [
        ("+OC1", ["IN1", "AC1", "OP1", "OC1"]),
        ("OC1+", ["OC1", "OC3", "IM1"]),
        ("+OC1+", ["IN1", "AC1", "OP1", "OC1", "OC3", "IM1"]),
        ("OC1", ["OP1", "OC1", "OC3"]),
        ("oc 1", ["OP1", "OC1", "OC3"]),
        ("+ OC-01 +", ["IN1", "AC1", "OP1", "OC1", "OC3", "IM1"]),
        ("Outcome 1+", ["OC1", "OC3", "IM1"]),
        ("+OC1, OC2+", ["IN1", "AC1", "OP1", "OC1", "OC2", "OC3", "IM1"]),
        ("OC2+; +op1", ["IN1", "AC1", "OP1", "OC2", "OC3", "IM1"]),
        ("N1", ["AC1"]),
        ("N1+", ["AC1", "OP1", "OC1", "OC3", "IM1"]),
    ],
)
def test_a_focus_keeps_one_strand(focus: str, boxes: list[str]) -> None:
    assert refs(focused(young_carers(), focus)) == boxes


def test_a_strand_has_what_is_about_it_and_nothing_else() -> None:
    part = focused(young_carers(), "+OC1")
    assert [link.ref for link in part.all_links] == ["IN1>AC1", "AC1>OP1", "OP1>OC1"]
    assert [need.id for need in part.needs] == ["N1"]
    assert [entry.id for entry in part.plan.register] == ["A1", "R1"]
    assert refs(young_carers()) != refs(part)


def test_what_may_harm_the_strand_belongs_to_it() -> None:
    assert "AC2" in refs(focused(trouble(), "+OC5"))


def test_the_line_of_accountability_stays_where_it_was() -> None:
    whole = trouble()
    part = focused(whole, "OP1+")
    assert whole.accountable_for is not None
    assert part.accountable_for == frozenset(ref for ref in whole.accountable_for if ref in part.by_ref)
    assert focused(many_boxes(), "+OC20").plan.programme.ceiling == "Short-term outcomes"


@pytest.mark.parametrize(
    ("focus", "message"),
    [
        ("+OC33", "There is no box “OC33”. Did you mean OC3 (“Young carers take part in school”)?"),
        ("wells", "There is no box “wells”. Type a Ref as it stands under Ref on the sheet Plan."),
        (
            "+,",
            "“+,” names no box. Type the Ref of one: +OC3 for what leads to it, OC3+ for what follows, +OC3+ for both.",
        ),
    ],
)
def test_a_ref_that_there_is_not_is_met_with_the_nearest(focus: str, message: str) -> None:
    with pytest.raises(UnknownName) as refused:
        focused(young_carers(), focus)
    assert str(refused.value) == message


@pytest.mark.parametrize("view", ["logic-model", "theory"])
def test_a_drawing_of_a_strand_says_what_it_shows_and_how_much_it_leaves_out(view: str) -> None:
    drawing = draw(young_carers(), view=view, focus="+OC1")
    drawn = texts_of(drawing.data)
    assert ">OC1 and what leads to it · " in drawn
    hidden = 12 - 5 if view == "logic-model" else 9 - 4
    assert f">Boxes not shown: {hidden} · Millbrook Young Carers" in drawn
    assert 'data-ref="OC3"' not in drawn


def test_a_focus_on_everything_hides_nothing() -> None:
    assert "not shown" not in texts_of(draw(young_carers(), view="theory", focus="+IM1").data)


def test_a_strand_is_told_in_the_language_of_the_plan() -> None:
    assert "OC1 وما يؤدي إليه" in texts_of(draw(arabic(), focus="+OC1").data)


def test_only_findings_about_the_strand_are_marked_on_it() -> None:
    theory = theory_of(
        """
        AC1 | Activity | Run a weekly group     | OP1
        OP1 | Output   | 40 sessions held       | OC1
        OC1 | Outcome  | Carers feel less alone |
        AC2 | Activity | Write a leaflet        | OP2
        OP2 | Output   | 500 leaflets given out |
        """
    )
    checked = examine(theory, Config(select=("S105",)))
    assert [finding.about for finding in checked.findings] == ["OP2"]
    assert "What was found: nothing to fix" in texts_of(draw(theory, checked=checked, focus="+OC1").data)
    assert "What was found: 1 to look at" in texts_of(draw(theory, checked=checked, focus="AC2").data)


def test_a_tree_of_needs_has_no_boxes_to_choose() -> None:
    with pytest.raises(CannotDraw, match="The view problem-tree shows needs, and a focus chooses boxes of the plan"):
        draw(young_carers(), view="problem-tree", focus="+OC1")
