from collections.abc import Callable

import pytest

from logicmodel.drawing.shown.picture import View
from logicmodel.drawing.shown.views import logic_model, theory_of_change
from logicmodel.model import Element, Link, Need, Plan, Programme, RegisterEntry, Stage
from logicmodel.theory import Theory
from tests.drawing.plans import HERE, many_boxes, rated, theory_of, to_confirm, trouble, young_carers


def arrow(**more: object) -> Theory:
    """A plan with one arrow."""
    return theory_of(
        """
        OP1 | Output  | 40 sessions held |
        OC1 | Outcome | Young people feel safe |
        """,
        links=(Link(cause="OP1", effect="OC1", place=HERE, **more),),  # type: ignore[arg-type]
    )


def test_a_logic_model_has_the_columns_in_use_in_the_order_of_the_stages() -> None:
    view = logic_model(young_carers(), "en")
    assert [column.title for column in view.columns] == [
        "Needs and strengths",
        "Inputs",
        "Activities",
        "Outputs",
        "Short-term outcomes",
        "Medium-term outcomes",
        "Impact",
    ]
    assert all(column.definition for column in view.columns)


def test_boxes_stand_in_the_order_of_their_rows() -> None:
    view = logic_model(young_carers(), "en")
    assert [box.ref for box in view.boxes] == [
        *("N1", "N2", "S1"),
        *("IN1", "AC1", "AC2", "OP1", "OP2", "OC1", "OC2", "OC3", "IM1"),
    ]


def test_a_box_says_which_needs_it_meets() -> None:
    tags = {box.ref: box.tags for box in logic_model(young_carers(), "en").boxes if box.tags}
    assert tags == {"AC1": ("N1",), "AC2": ("N2", "S1")}


def test_the_ref_of_a_need_on_a_box_is_explained_where_no_box_tells_the_need() -> None:
    upwards = theory_of_change(young_carers(), "en")
    assert [(note.mark, note.text) for note in upwards.needs_without_box] == [
        ("N1", "Young carers feel alone"),
        ("N2", "Young carers miss school"),
        ("S1", "Schools already spot pupils who are tired"),
    ]
    assert logic_model(young_carers(), "en").needs_without_box == ()


def test_boxes_without_a_stage_have_a_column_of_their_own() -> None:
    view = logic_model(trouble(), "en")
    assert view.columns[-1].title == "No stage yet"
    assert [box.ref for box in view.boxes if box.column == "none"] == ["X1", "X2"]


def test_a_short_label_is_drawn_and_the_text_is_kept() -> None:
    view = logic_model(theory_of("OC1 | Outcome | Young carers take part in school | | | Take part"), "en")
    assert (view.boxes[0].text, view.boxes[0].full) == ("Take part", "Young carers take part in school")


def test_needs_that_were_not_chosen_and_that_nothing_answers_are_counted_not_drawn() -> None:
    needs = (
        Need(id="N1", text="Loneliness", chosen=True, place=HERE),
        Need(id="N2", text="Missed school", place=HERE),
        Need(id="N3", text="Debt", chosen=False, place=HERE),
    )
    view = logic_model(theory_of("OC1 | Outcome | Friends | | N2", needs=needs), "en")
    assert [box.ref for box in view.boxes] == ["N1", "N2", "OC1"]
    assert view.footer[-1] == "Needs without an answer that are not shown: 1"


@pytest.mark.parametrize(
    ("level", "direction", "line", "label"),
    [
        (None, None, "plain", ""),
        (0, "supports", "dotted", "0"),
        (1, None, "dotted", "1"),
        (2, None, "dashed", "2"),
        (3, None, "solid", "3"),
        (4, None, "heavy", "4"),
        (5, None, "heavy", "5"),
        (3, "mixed", "mixed", "3±"),
        (None, "contrary", "mixed", "×"),
    ],
)
def test_evidence_is_drawn_as_line_and_digit(level: int | None, direction: str | None, line: str, label: str) -> None:
    (drawn,) = logic_model(arrow(evidence=rated(level, direction)), "en").arrows
    assert (drawn.line, drawn.label) == (line, label)


@pytest.mark.parametrize("how", [{"basis": "row"}, {"basis": "drafted"}, {"marks": to_confirm()}])
def test_an_arrow_that_nobody_confirmed_has_a_question_mark(how: dict[str, object]) -> None:
    (drawn,) = logic_model(arrow(**how), "en").arrows
    assert (drawn.line, drawn.label) == ("to_confirm", "?")


def test_arrows_that_harm_or_feed_back_have_lines_of_their_own() -> None:
    assert logic_model(arrow(kind="hinders"), "en").arrows[0].line == "harm"
    assert logic_model(arrow(kind="feedback"), "en").arrows[0].line == "feedback"


def test_assumptions_are_numbered_and_say_how_they_stand() -> None:
    states = (None, "holds", "broken")
    register = tuple(
        RegisterEntry(id=f"A{number}", kind="assumption", text=f"Thing {number}", about=about, state=state, place=HERE)
        for number, (state, about) in enumerate(zip(states, (("OP1>OC1",), ("OP1>OC1",), ("OC1",)), strict=True), 1)
    )
    theory = arrow()
    view = logic_model(
        Theory(Plan(programme=theory.plan.programme, elements=theory.elements, links=theory.links, register=register)),
        "en",
    )
    assert [(note.mark, note.state, note.text) for note in view.notes] == [
        ("1", "open", "Thing 1 (A1)"),
        ("2", "filled", "Thing 2 (A2)"),
        ("3", "cross", "Thing 3 (A3)"),
    ]
    assert view.arrows[0].notes == ("1", "2")
    assert view.boxes[1].notes == ("3",)


def test_reasons_are_lettered_in_the_view_that_is_read_upwards() -> None:
    view = theory_of_change(young_carers(), "en")
    reasons = {note.mark: note.text for note in view.notes if note.state == "reason"}
    assert reasons == {
        "a": "Being with others in the same position reduces isolation",
        "b": "Staff who know the signs act sooner",
    }
    assert [drawn.notes for drawn in view.arrows if drawn.because] == [("a",), ("b",)]
    assert not any(note.state == "reason" for note in logic_model(young_carers(), "en").notes)


def test_the_legend_explains_the_marks_in_use_and_no_other() -> None:
    shown = {(sample.shows, sample.label) for sample in logic_model(young_carers(), "en").legend}
    assert shown == {("line:plain", ""), ("line:dotted", "0"), ("line:solid", "3"), ("tag", "N1"), ("open", "1")}


def test_what_is_outside_and_what_holds_for_the_whole_plan_stands_beneath() -> None:
    view = logic_model(many_boxes(), "en")
    assert [(panel.title, len(panel.items)) for panel in view.panels] == [
        ("Outside factors", 2),
        ("Assumptions for the whole plan", 1),
    ]


def test_the_line_of_accountability_knows_what_is_below_it() -> None:
    view = theory_of_change(many_boxes(), "en")
    assert view.ceiling is not None
    assert view.ceiling.words == "We are accountable up to here; beyond it we contribute"
    below = set(view.ceiling.below)
    assert below == {box.ref for box in view.boxes if box.column not in ("outcome_medium", "outcome_long", "impact")}


def test_the_footer_names_programme_version_and_state() -> None:
    nobody_said = "Draft or Agreed: not said yet"
    assert logic_model(young_carers(), "en").footer == ("Millbrook Young Carers", "Version of 2026-03-12", nobody_said)
    agreed = Plan(
        programme=Programme(name="A programme", status="agreed", place=HERE),
        elements=(Element(id="AC1", stage=Stage.ACTIVITY, text="Visit", place=HERE),),
    )
    assert logic_model(Theory(agreed), "fr").footer == ("A programme", "Approuvé")


@pytest.mark.parametrize("view", [logic_model, theory_of_change])
def test_every_box_and_arrow_of_the_plan_is_in_the_view(view: Callable[[Theory, str], View]) -> None:
    theory = many_boxes()
    made = view(theory, "en")
    assert [box.ref for box in made.boxes if box.stage != "need"] == [element.id for element in theory.elements]
    assert [(arrow.cause, arrow.effect) for arrow in made.arrows] == [
        (link.cause, link.effect) for link in theory.all_links
    ]
