"""Tables of arrows: which headings name their ends, what boxes the ends become, and what is asked for."""

from pathlib import Path

import pytest

from logicmodel.errors import NoPlanFound
from logicmodel.model import Plan
from tests.tables import plan_of


def boxes(plan: Plan) -> list[tuple[str, str | None, str]]:
    return [(box.id, box.stage.value if box.stage else None, box.text) for box in plan.elements]


def arrows(plan: Plan) -> list[tuple[str, str | None]]:
    return [(link.ref, link.mechanism) for link in plan.links]


def asked_for(plan: Plan) -> list[tuple[str | None, str]]:
    return [(each.about, each.text) for each in plan.noticed if each.kind == "needed_empty"]


@pytest.mark.parametrize(
    ("headings", "sheet"),
    [
        ("From | To | Because", "Arrows"),
        ("Source | Target | Why", "Edges"),
        ("De | À | Parce que", "Flèches"),
        ("Desde | Hasta | Porque", "Flechas"),
        ("Von | Nach | Weil", "Pfeile"),
        ("Cause | Effect | Because", "Chain"),
    ],
)
def test_ends_in_words_become_boxes_whose_stage_is_asked_for(headings: str, sheet: str, tmp_path: Path) -> None:
    plan = plan_of(
        f"""
        | {sheet} | {headings} |
        |---|---|---|---|
        | | Insulate homes | Homes are warm | Less heat is lost |
        | | Homes are warm | Children are healthy | Damp falls |
        """,
        tmp_path,
    )
    assert plan.form == "link table"
    assert boxes(plan) == [
        ("B1", None, "Insulate homes"),
        ("B2", None, "Homes are warm"),
        ("B3", None, "Children are healthy"),
    ]
    assert arrows(plan) == [("B1>B2", "Less heat is lost"), ("B2>B3", "Damp falls")]
    assert asked_for(plan) == [("B1", "Stage"), ("B2", "Stage"), ("B3", "Stage")]


def test_columns_beside_the_ends_give_their_stages(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Chain | Cause | Effect | Cause stage | Effect stage | Because |
        |---|---|---|---|---|---|
        | | Insulate homes | Homes are warm | Activity | Outcome | Less heat is lost |
        | | Homes are warm | Children are healthy | Outcome | Impact | Damp falls |
        """,
        tmp_path,
    )
    assert boxes(plan) == [
        ("AC1", "activity", "Insulate homes"),
        ("OC1", "outcome", "Homes are warm"),
        ("IM1", "impact", "Children are healthy"),
    ]
    assert asked_for(plan) == []


def test_ends_that_are_refs_become_boxes_whose_words_are_asked_for(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Chain | From Ref | To Ref | Because |
        |---|---|---|---|
        | | AC1 | OC1 | Less heat is lost |
        """,
        tmp_path,
    )
    assert boxes(plan) == [("AC1", "activity", ""), ("OC1", "outcome", "")]
    assert arrows(plan) == [("AC1>OC1", "Less heat is lost")]
    assert asked_for(plan) == [("AC1", "What"), ("OC1", "What")]


def test_beside_a_table_of_boxes_the_ends_link_these(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Boxes | Stage | What |
        |---|---|---|
        | | Activity | Insulate homes |
        | | Outcome | Homes are warm |

        | Arrows | From | To | Because |
        |---|---|---|---|
        | | Insulate homes | Homes are warm | Less heat is lost |
        """,
        tmp_path,
    )
    assert boxes(plan) == [("AC1", "activity", "Insulate homes"), ("OC1", "outcome", "Homes are warm")]
    assert arrows(plan) == [("AC1>OC1", "Less heat is lost")]


def test_every_cell_of_a_table_of_arrows_is_used_or_kept(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Arrows | From | To | Because | Agreed on |
        |---|---|---|---|---|
        | | Insulate homes | Homes are warm | Less heat is lost | Monday |
        """,
        tmp_path,
    )
    assert {each.text: each.fate for each in plan.account} == {
        "From": "used",
        "To": "used",
        "Because": "used",
        "Agreed on": "left_out",
        "Insulate homes": "used",
        "Homes are warm": "used",
        "Less heat is lost": "used",
        "Monday": "extra",
    }


@pytest.mark.parametrize("sheet", ["Theory of change", "ToC", "Chain", "Plan"])
def test_if_and_then_are_the_ends_of_arrows_on_a_sheet_named_for_the_plan_too(sheet: str, tmp_path: Path) -> None:
    plan = plan_of(
        f"""
        | {sheet} | If… | Then… | Because… |
        |---|---|---|---|
        | | we train midwives | births are attended | women trust trained midwives |
        | | births are attended | fewer mothers die | bleeding is treated in time |
        """,
        tmp_path,
    )
    assert [text for _, _, text in boxes(plan)] == ["we train midwives", "births are attended", "fewer mothers die"]
    assert arrows(plan) == [("B1>B2", "women trust trained midwives"), ("B2>B3", "bleeding is treated in time")]


@pytest.mark.parametrize("sheet", ["Theory of change", "Sheet1"])
def test_so_that_names_what_a_second_arrow_of_the_row_leads_to(sheet: str, tmp_path: Path) -> None:
    plan = plan_of(
        f"""
        | {sheet} | IF | THEN | SO THAT |
        |---|---|---|---|
        | | we train midwives | births are attended | fewer mothers die |
        | | we build waiting homes | women arrive in time | births are attended |
        """,
        tmp_path,
    )
    by_id = {box.id: box.text for box in plan.elements}
    assert len(by_id) == 5
    assert {(by_id[link.cause], by_id[link.effect]) for link in plan.links} == {
        ("we train midwives", "births are attended"),
        ("births are attended", "fewer mothers die"),
        ("we build waiting homes", "women arrive in time"),
        ("women arrive in time", "births are attended"),
    }
    assert all(cell.fate == "used" for cell in plan.account)


# -- grids of marks ---------------------------------------------------------------------------------------------------


def test_a_tick_in_a_grid_is_an_arrow_from_the_lower_stage_to_the_higher(tmp_path: Path) -> None:
    grids = {
        "down": "| Grid | Outputs ↓ / Outcomes → | People know their rights | People claim benefits |",
        "by refs": "| Grid | | OC1 People know their rights | OC2 People claim benefits |",
    }
    for name, headings in grids.items():
        before = "OP1: Workshops held", "OP2: Helpline open", "OP3: Guides printed"
        plan = plan_of(
            f"""
            {headings}
            |---|---|---|---|
            | | {before[0]} | ✓ | ✓ |
            | | {before[1]} | ✓ | x |
            | | {before[2]} | | |
            """,
            tmp_path,
        )
        texts = {box.id: box.text for box in plan.elements}
        assert name
        assert [(texts[link.cause], texts[link.effect]) for link in plan.links] == [
            ("Workshops held", "People know their rights"),
            ("Workshops held", "People claim benefits"),
            ("Helpline open", "People know their rights"),
        ]
        assert not any(link.marks for link in plan.links)  # they are typed, and no proposals
        assert "Guides printed" in texts.values()
        assert {use.fate for use in plan.account} == {"used"}


def test_a_grid_draws_the_arrows_of_boxes_on_another_sheet(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Results | Ref | Stage | What |
        |---|---|---|---|
        | | AC1 | Activity | Lend books |
        | | AC2 | Activity | Read aloud |
        | | OC1 | Outcome | Children read |
        | | OC2 | Outcome | Parents read |

        | Links | | Children read | OC2 |
        |---|---|---|---|
        | | Lend books | ✓ | ✓ |
        | | AC2 | ✓ | |
        """,
        tmp_path,
    )
    assert [box.id for box in plan.elements] == ["AC1", "AC2", "OC1", "OC2"]
    assert sorted(link.ref for link in plan.links) == ["AC1>OC1", "AC1>OC2", "AC2>OC1"]


def test_crosses_under_groups_of_people_are_no_arrows(tmp_path: Path) -> None:
    with pytest.raises(NoPlanFound):
        plan_of(
            """
            | Grid | Name | Swimming | Singing |
            |---|---|---|---|
            | | Ann | x | |
            | | Ben | | x |
            """,
            tmp_path,
        )
