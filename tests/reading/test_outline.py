"""Boxes that stand beneath one another in a long table: by numbers, indents, spaces and grouped rows."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment

from logicmodel import read_plan
from logicmodel.model import Mark
from tests.reading.seen import arrows
from tests.tables import plan_of

ROWS = [
    ("Impact", "Children are healthy", 0),
    ("Outcome", "Homes are warm", 1),
    ("Activity", "Insulate roofs", 2),
    ("Activity", "Train tenants", 2),
    ("Outcome", "Homes are dry", 1),
    ("Activity", "Repair gutters", 2),
]


def outlined(path: Path, how: str) -> Path:
    """Write a plan whose rows are moved in by their look, by spaces before their words, or by grouping."""
    book = Workbook()
    page = book.active
    page.title = "Results"
    page.append(["Stage", "What"])
    for number, (stage, text, depth) in enumerate(ROWS, 2):
        page.append([stage, "   " * depth + text if how == "spaces" else text])
        if how == "indent":
            page.cell(number, 2).alignment = Alignment(indent=depth)
        if how == "grouped" and depth:
            page.row_dimensions[number].outlineLevel = depth
    book.save(path / "outline.xlsx")
    return path / "outline.xlsx"


@pytest.mark.parametrize("how", ["indent", "spaces", "grouped"])
def test_what_is_moved_in_leads_to_what_it_stands_beneath(how: str, tmp_path: Path) -> None:
    plan = read_plan(outlined(tmp_path, how))
    assert [box.text for box in plan.elements] == [text for _, text, _ in ROWS]
    assert arrows(plan) == ["OC1>IM1", "AC1>OC1", "AC2>OC1", "OC2>IM1", "AC3>OC2"]
    assert {(link.basis, link.marks) for link in plan.links} == {("nesting", (Mark(kind="to_confirm"),))}


def test_numbers_with_levels_join_boxes_and_win_over_their_order(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Results | No. | Stage | What |
        |---|---|---|---|
        | | 1 | Outcome | Homes are warm |
        | | 2 | Outcome | Homes are dry |
        | | 1.1 | Output | Roofs insulated |
        | | 2.1 | Output | Gutters repaired |
        | | 1.1.1 | Activity | Insulate roofs |
        """,
        tmp_path,
    )
    assert arrows(plan) == ["1.1>1", "2.1>2", "1.1.1>1.1"]


def test_effects_beneath_their_causes_are_led_to(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Results | No. | Stage | What |
        |---|---|---|---|
        | | 1 | Activity | Insulate roofs |
        | | 1.1 | Outcome | Homes are warm |
        """,
        tmp_path,
    )
    assert arrows(plan) == ["1>1.1"]


def test_a_table_that_draws_its_arrows_gets_no_others(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to |
        |---|---|---|---|---|
        | | 1 | Outcome | Homes are warm | |
        | | 1.1 | Output | Roofs insulated | |
        """,
        tmp_path,
    )
    assert arrows(plan) == []


TREE = (
    (0, "Young people are out of work"),
    (1, "They leave school without a certificate"),
    (2, "Exams cost money"),
    (1, "Employers do not hire people from the estate"),
    (0, "Families owe rent"),
    (1, "Wages are too low"),
)


@pytest.mark.parametrize("how", ["indent", "spaces"])
def test_in_a_list_of_problems_and_causes_what_is_moved_in_is_a_cause(how: str, tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Consultation in May"
    page.append(["Problem / cause"])
    for number, (depth, words) in enumerate(TREE, 2):
        page.append([("    " * depth if how == "spaces" else "") + words])
        if how == "indent":
            page.cell(number, 1).alignment = Alignment(indent=depth)
    book.save(tmp_path / "tree.xlsx")
    plan = read_plan(tmp_path / "tree.xlsx")
    words_of = {need.id: need.text for need in plan.needs}
    assert [need.text for need in plan.needs if need.kind == "need"] == [
        "Young people are out of work",
        "Families owe rent",
    ]
    assert sorted((words_of[link.cause], words_of[link.effect]) for link in plan.problem_links) == [
        ("Employers do not hire people from the estate", "Young people are out of work"),
        ("Exams cost money", "They leave school without a certificate"),
        ("They leave school without a certificate", "Young people are out of work"),
        ("Wages are too low", "Families owe rent"),
    ]


def test_a_list_of_needs_that_says_nothing_of_causes_stays_a_list(tmp_path: Path) -> None:
    table = "| List | No | Need |\n|---|---|---|\n| | 1 | Better housing for all |\n| | 1.1 | Dry rooms for families |"
    plan = plan_of(table, tmp_path)
    assert [need.kind for need in plan.needs] == ["need", "need"]


def test_causes_may_stand_beneath_their_problem_by_number(tmp_path: Path) -> None:
    table = "| Problem tree | No | Problem |\n|---|---|---|\n| | 1 | Families owe rent |\n| | 1.1 | Wages are too low |"
    plan = plan_of(table, tmp_path)
    assert [(link.cause, link.effect) for link in plan.problem_links] == [("1.1", "1")]
