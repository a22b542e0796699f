from pathlib import Path

import pytest

from logicmodel.drawing import text_alternative
from logicmodel.drawing.phrases import phrases
from logicmodel.theory import Theory
from logicmodel.words.load import LANGUAGES
from tests.drawing.plans import hostile, many_boxes, theory_of, trouble, young_carers
from tests.tables import plan_of


def test_the_sentence_counts_and_names_the_way() -> None:
    assert text_alternative(young_carers(), "theory").summary == (
        "Theory of change: 2 activities lead through 3 outcomes to 1 impact, from “Run a weekly after-school group” to "
        "“Young carers have the same chances as others”; full description follows."
    )


def test_a_plan_without_a_way_to_an_impact_is_counted() -> None:
    theory = theory_of("AC1 | Activity | Visit families | OP1\nOP1 | Output | Visits made |")
    assert text_alternative(theory).summary == "Logic model: 2 boxes, 1 arrow; full description follows."


@pytest.mark.parametrize("plan", [young_carers, many_boxes, trouble, hostile])
@pytest.mark.parametrize("language", LANGUAGES.values())
def test_the_sentence_stays_short_in_every_language(plan: object, language: str) -> None:
    assert callable(plan)
    assert len(text_alternative(plan(), language=language).summary) <= 250


def test_the_list_starts_with_the_goal_and_tells_each_box_once() -> None:
    lines = text_alternative(young_carers()).outline
    assert [(line.depth, line.ref) for line in lines] == [
        (0, "IM1"),
        (1, "OC3"),
        (2, "OC1"),
        (3, "OP1"),
        (4, "AC1"),
        (5, "IN1"),
        (2, "OC2"),
        (3, "OP2"),
        (4, "AC2"),
        (5, "IN1"),
    ]
    assert lines[0].text == "IM1 Young carers have the same chances as others"
    assert lines[-1].text == "IN1 Carers' worker and volunteers (said above)"


def test_circles_and_boxes_apart_are_in_the_list_too() -> None:
    theory = trouble()
    assert {line.ref for line in text_alternative(theory).outline} == {element.id for element in theory.elements}


def test_a_long_chain_is_no_trouble() -> None:
    rows = "\n".join(f"OC{number} | Outcome | Step {number} | OC{number + 1}" for number in range(1, 3000))
    lines = text_alternative(theory_of(rows + "\nOC3000 | Outcome | Last |")).outline
    assert (lines[-1].depth, lines[-1].ref) == (2999, "OC1")


def test_the_table_has_a_row_for_each_arrow() -> None:
    rows = {f"{row.source[:3]}>{row.target[:3]}": row for row in text_alternative(young_carers()).arrows}
    assert len(rows) == 9
    row = rows["OP1>OC1"]
    assert row.source == "OP1 60 young carers come to at least 10 sessions"
    assert row.kind == "leads to"
    assert row.because == "Being with others in the same position reduces isolation"
    assert row.evidence == "A study, 3 supported by evidence"
    assert rows["AC1>OP1"].assumption == "A1 Parents let them come"


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_every_phrase_is_there_in_every_language(language: str) -> None:
    english = phrases("en")
    words = phrases(language)
    assert set(words) == set(english)
    for key, phrase in words.items():
        assert phrase
        assert phrase.count("{") == english[key].count("{"), key


def test_what_stands_beside_an_arabic_arrow_runs_from_right_to_left_although_a_latin_ref_or_title_begins_it(
    tmp_path: Path,
) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage  | What          | Leads to |
        |      | OP1 | Output | شبكات تعمل    | OC1      |
        |      | OC1 | Outcome | وقت أقل للماء |         |

        | Links | From | To  | Evidence | Evidence level | What must be true |
        |       | OP1  | OC1 | E6       | 3 Supported    | A1                |

        | Sources | Ref | Title                | Kind            | When |
        |         | E6  | Solar water systems. | Study or review | 2022 |

        | Assumptions & risks | Ref | Kind       | What                     |
        |                     | A1  | Assumption | تسمح الأسر بالذهاب مبكرا |
        """,
        tmp_path,
    )
    (row,) = text_alternative(Theory(plan), language="ar").arrows
    mark = "\N{RIGHT-TO-LEFT MARK}"
    assert row.assumption == f"{mark}A1 تسمح الأسر بالذهاب مبكرا"
    assert row.evidence.startswith(f"{mark}E6 Solar water systems.{mark}، 3 ")
    (row,) = text_alternative(Theory(plan), language="en").arrows
    assert row.evidence == "E6 Solar water systems., 3 supported by evidence"
