"""Ranked needs: what groups put first, second and third, or how often each need was put there."""

from pathlib import Path

import pytest

from logicmodel import read_plan
from logicmodel.combining.building import build
from logicmodel.model import Plan
from tests.tables import plan_of


def needs(plan: Plan) -> list[tuple[str, str, tuple[str, ...], int | None]]:
    return [(need.id, need.text, need.who, need.votes) for need in plan.needs]


def places(plan: Plan) -> list[tuple[str | None, str | None, int | None]]:
    return [(each.rater, each.need, each.rank) for each in plan.scores]


@pytest.mark.parametrize(
    "table",
    [
        "| Ranks | Population group | Rank 1 | Rank 2 | Percent 1 | Percent 2 |",
        "| Rangs | Groupe de population | Rang 1 | Rang 2 | Pourcentage 1 | Pourcentage 2 |",
        "| Lugares | Grupo de población | 1º lugar | 2º lugar | Porcentaje 1 | Porcentaje 2 |",
    ],
)
def test_what_groups_rank_becomes_needs_with_the_place_that_each_group_gave(table: str, tmp_path: Path) -> None:
    plan = plan_of(
        f"""
        {table}
        |---|---|---|---|---|---|
        | | Displaced people | Water | Food | 40% | 30% |
        | | Hosts | Food | Work | 50% | 20% |
        | | Returnees | NA | NA | | |
        """,
        tmp_path,
    )
    assert needs(plan) == [
        ("N1", "Water", ("Displaced people",), None),
        ("N2", "Food", ("Displaced people", "Hosts"), None),
        ("N3", "Work", ("Hosts",), None),
    ]
    assert places(plan) == [
        ("Displaced people", "N1", 1),
        ("Displaced people", "N2", 2),
        ("Hosts", "N2", 1),
        ("Hosts", "N3", 2),
    ]
    assert [extra.text for extra in plan.needs[1].extras] == ["30%", "50%"]
    assert {each.text for each in plan.account if each.why == "a row in which nothing is ranked"} == {"Returnees", "NA"}


def test_counts_of_places_become_votes_by_group(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Ranks | Need | Group | Rank 1 | Rank 2 | Rank 3 |
        |---|---|---|---|---|---|
        | | Water | Hosts | 10 | 5 | 1 |
        | | Food | Hosts | 2 | 8 | 4 |
        """,
        tmp_path,
    )
    assert needs(plan) == [("N1", "Water", ("Hosts",), 41), ("N2", "Food", ("Hosts",), 26)]


def test_ranked_answers_of_a_survey_are_read_by_question_and_group(shared_data: Path) -> None:
    plan = read_plan(shared_data / "reach-msna" / "somalia-2019-priority-needs-borda.csv")
    assert plan.form == "needs table"
    assert [need.text for need in plan.needs][-3:] == ["fees", "no_school", "not_functioning"]
    assert plan.needs[-1].who == ("not_displaced", "IDP")
    assert len(plan.scores) == 12
    assert len({each.rater for each in plan.scores}) == 4


def test_a_plan_is_drafted_from_ranked_answers_in_codes(shared_data: Path) -> None:
    built = build(shared_data / "reach-msna" / "somalia-2019-priority-needs-borda.csv", rank="borda")
    assert built.plan.elements
    assert any(each.startswith("Taken up, in the order of Borda count: N8 ") for each in built.suggestions)
