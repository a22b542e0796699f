"""Scores, votes, ranks and weights that stand in the same table as the needs."""

from decimal import Decimal
from pathlib import Path

import pytest

from logicmodel import check, rank, read_plan
from logicmodel.drafting import in_words, propose
from logicmodel.model import Plan
from logicmodel.priorities import CannotRank
from logicmodel.theory import Theory
from logicmodel.workbook import plan_workbook
from tests.tables import plan_of


def order_of(plan: Plan, method: str) -> list[str]:
    (order,) = rank(plan, method).orders
    return [each.text for each in order.needs]


HANLON = """
| Needs | Health need | Size (0-10) | Seriousness (0-20) | Effectiveness of interventions (0-10) | Sticky dots given |
|---|---|---|---|---|---|
| | Falls | 8 | 10 | 5 | 3 |
| | Strokes | 4 | 18 | 6 | 9 |
"""


def test_the_parts_of_a_rating_beside_needs_are_rated_by_it(tmp_path: Path) -> None:
    plan = plan_of(HANLON, tmp_path)
    (order,) = rank(plan, "bpr").orders
    assert [(each.text, each.score) for each in order.needs] == [("Strokes", Decimal(44)), ("Falls", Decimal(30))]
    assert order_of(plan, "votes") == ["Strokes", "Falls"]


def test_a_size_without_effectiveness_is_a_criterion_like_others(tmp_path: Path) -> None:
    table = """
    | Needs | Need | Magnitude (1-5) | Feasibility (1-5) |
    |---|---|---|---|
    | | Cold homes | 5 | 1 |
    | | Debt | 2 | 5 |
    """
    plan = plan_of(table, tmp_path)
    assert [score.criteria[0][0] for score in plan.scores] == ["Magnitude (1-5)", "Magnitude (1-5)"]


def test_places_of_several_raters_count_from_the_top(tmp_path: Path) -> None:
    table = """
    | Needs | Need | Youth panel rank | Staff rank |
    |---|---|---|---|
    | | Cold homes | 2 | 1 |
    | | Debt | 1 | 2 |
    | | Noise | 3 | 3 |
    """
    plan = plan_of(table, tmp_path)
    assert [(score.rater, score.rank) for score in plan.scores[:2]] == [("Youth panel", 2), ("Staff", 1)]
    assert order_of(plan, "borda")[-1] == "Noise"


def test_points_of_several_raters_are_one_criterion_with_a_range(tmp_path: Path) -> None:
    table = """
    | Needs | Need | Score (Ana) | Score (Ben) |
    |---|---|---|---|
    | | Cold homes | 9 | 4 |
    | | Debt | 7 | 6 |
    """
    (order,) = rank(plan_of(table, tmp_path), "weighted").orders
    first = order.needs[0]
    assert (order.raters, first.low, first.high) == (("Ana", "Ben"), Decimal(4), Decimal(9))
    assert order.agreement.w == 0


def test_the_product_of_a_gut_matrix_is_the_priority(tmp_path: Path) -> None:
    table = """
    | Needs | Problema evidenciado | Gravidade (de 1 a 5) | Urgência (de 1 a 5) | Tendência (de 1 a 5) | Prioridade (GxUxT) |
    |---|---|---|---|---|---|
    | | Crianças sem creche | 4 | 4 | 3 | 48 |
    | | Ruas sem luz | 3 | 5 | 4 | 60 |
    """
    plan = plan_of(table, tmp_path)
    (order,) = rank(plan, "gut").orders
    assert [(each.text, each.score) for each in order.needs] == [
        ("Ruas sem luz", Decimal(60)),
        ("Crianças sem creche", Decimal(48)),
    ]


def test_a_gut_matrix_on_another_scale_is_refused_with_its_place(tmp_path: Path) -> None:
    table = """
    | Needs | Problema | Gravedad (1-5) | Urgencia | Tendencia |
    |---|---|---|---|---|
    | | Malos caminos | 3 | 8 | 4 |
    | | Pozos secos | 4 | 2 | 4 |
    """
    with pytest.raises(CannotRank, match="Urgencia of N1 is 8, and goes from 1 to 5"):
        rank(plan_of(table, tmp_path), "gut")


WEIGHTED = """
| Needs | Need | Fairness | Feasibility |
|---|---|---|---|
| | Weight | 3 | 1 |
| | Cold homes | 4 | 9 |
| | Debt | 8 | 2 |
"""


def test_a_row_of_weights_weighs_the_criteria(tmp_path: Path) -> None:
    plan = plan_of(WEIGHTED, tmp_path)
    assert [need.text for need in plan.needs] == ["Cold homes", "Debt"]
    (order,) = rank(plan, "weighted").orders
    assert order.remarks == ("The score is 0.75 × Fairness + 0.25 × Feasibility.",)
    assert [each.text for each in order.needs] == ["Debt", "Cold homes"]


def test_weights_live_on_in_the_built_workbook(tmp_path: Path) -> None:
    path = tmp_path / "built.xlsx"
    path.write_bytes(plan_workbook(plan_of(WEIGHTED, tmp_path)).data)
    again = read_plan(path)
    assert order_of(again, "weighted") == ["Debt", "Cold homes"]
    assert not [each for each in check(Theory(again)) if "Scores" in str(each.place)]


def test_a_criterion_without_a_weight_is_left_out_and_said(tmp_path: Path) -> None:
    scores = """
    | Needs | Ref | What |
    |---|---|---|
    | | N1 | Cold homes |
    | | N2 | Debt |

    | Scores | Need | Who scored | Fairness | Feasibility |
    |---|---|---|---|---|
    | | | Weight | 1 | |
    | | N1 | Ana | 2 | 9 |
    | | N2 | Ana | 5 | 1 |
    """
    (order,) = rank(plan_of(scores, tmp_path), "weighted").orders
    assert order.remarks[1] == "Without a weight, and so not counted: Feasibility."
    assert order.needs[0].need == "N2"


def test_a_cause_may_name_a_need_by_its_number(tmp_path: Path) -> None:
    table = """
    | Needs | Ref | What | Cause |
    |---|---|---|---|
    | | 1 | Rents rise | |
    | | 2 | Tenants are evicted | 1 |
    """
    plan = plan_of(table, tmp_path)
    assert [(link.cause, link.effect) for link in plan.problem_links] == [("1", "2")]
    assert len(plan.needs) == 2


def test_the_five_answers_of_pearl_are_read_under_their_own_names(tmp_path: Path) -> None:
    table = """
    | CHNA | Health Need | Size (0-10) | Seriousness (0-20) | Effectiveness (0-10) | Propriety | Economics | Acceptability | Resources | Legality |
    |---|---|---|---|---|---|---|---|---|---|
    | | Diabetes | 9 | 13 | 7 | 1 | 1 | 1 | 1 | 1 |
    | | Uninsured adults | 7 | 14 | 5 | 1 | 0 | 1 | 1 | 1 |
    """
    plan = plan_of(table, tmp_path)
    assert [sorted(score.pearl.items()) for score in plan.scores][1] == [
        ("acceptable", True),
        ("affordable", False),
        ("legal", True),
        ("proper", True),
        ("resourced", True),
    ]
    ranked = rank(plan, "opr").orders[0].needs
    # (9 + 13) × 7 ÷ 3, and 0 for the one that nobody can afford.
    assert [(each.text, each.score) for each in ranked] == [
        ("Diabetes", Decimal("51.3333")),
        ("Uninsured adults", Decimal(0)),
    ]


def test_the_parts_of_a_formula_are_read_behind_their_letters(tmp_path: Path) -> None:
    table = """
    | Hanlon | Health problem | A: Size | B: Seriousness | C: Effectiveness of interventions |
    |---|---|---|---|---|
    | | Tobacco use | 8 | 9 | 8 |
    | | Asthma in children | 5 | 6 | 6 |
    """
    ranked = rank(plan_of(table, tmp_path), "naccho").orders[0].needs
    assert [each.score for each in ranked] == [(8 + 2 * 9) * 8, (5 + 2 * 6) * 6]


def test_dots_of_groups_stand_side_by_side_and_their_total_is_the_votes(tmp_path: Path) -> None:
    table = """
    | Workshop | Issue | Residents (dots) | Young people (dots) | Total dots |
    |---|---|---|---|---|
    | | Streets are unlit | 11 | 6 | 17 |
    | | No bus on Sundays | 3 | 9 | 12 |
    """
    plan = plan_of(table, tmp_path)
    assert [need.votes for need in plan.needs] == [17, 12]
    assert [(score.rater, score.criteria[0][1]) for score in plan.scores] == [
        ("Residents", Decimal(11)),
        ("Young people", Decimal(6)),
        ("Residents", Decimal(3)),
        ("Young people", Decimal(9)),
    ]


def test_ranks_beside_a_single_known_heading_are_read(tmp_path: Path) -> None:
    table = "| Panel | Need | Amina rank | Brian rank |\n|---|---|---|---|\n| | Damp flats | 1 | 2 |\n| | Hungry pupils | 2 | 1 |"
    plan = plan_of(table, tmp_path)
    assert [(score.rater, score.rank) for score in plan.scores] == [
        ("Amina", 1),
        ("Brian", 2),
        ("Amina", 2),
        ("Brian", 1),
    ]


def test_a_number_of_people_on_the_scale_of_its_neighbours_is_a_criterion(tmp_path: Path) -> None:
    table = """
    | Our scores of May | Weighting | 3 | 2 | 1 |
    |---|---|---|---|---|
    | | Issue | Community concern | Number of people affected | Feasibility |
    | | Food poverty | 5 | 4 | 3 |
    | | Youth violence | 5 | 2 | 2 |
    """
    plan = plan_of(table, tmp_path)
    assert [need.count for need in plan.needs] == [None, None]
    assert ("Number of people affected", Decimal(4)) in plan.scores[0].criteria


def test_numbers_and_bullets_of_a_list_of_causes_are_dropped(tmp_path: Path) -> None:
    table = """
    | List | Need | Causes |
    |---|---|---|
    | | Parents lose confidence | 1. Long words<br>2. No training |
    | | Young carers miss out | • No respite • No bus |
    """
    plan = plan_of(table, tmp_path)
    assert [need.text for need in plan.needs if need.kind == "cause"] == [
        "Long words",
        "No training",
        "No respite",
        "No bus",
    ]


def test_the_place_that_the_organisation_gave_stands_against_the_people_s(tmp_path: Path) -> None:
    table = """
    | Priorities | Need | Community rank | Organisation rank |
    |---|---|---|---|
    | | Childcare | 1 | 4 |
    | | Lighting | 2 | 3 |
    | | Documents | 3 | 2 |
    | | Laptops | 4 | 1 |
    """
    plan = plan_of(table, tmp_path)
    assert {score.side for score in plan.scores} == {"organisation"}
    assert any("Spearman’s ρ = -1" in sentence for sentence in in_words(propose(plan)))


def test_points_of_participants_with_numbers_are_theirs(tmp_path: Path) -> None:
    table = "| NGT | Idea / need | P1 | P2 | Total |\n|---|---|---|---|---|\n| | Nobody to ask | 5 | 4 | 9 |\n| | No playground | 3 | 5 | 8 |"
    plan = plan_of(table, tmp_path)
    assert [(score.rater, score.criteria) for score in plan.scores][:2] == [
        ("P1", (("Score", Decimal(5)),)),
        ("P2", (("Score", Decimal(4)),)),
    ]


def test_a_criterion_whose_heading_names_a_shorter_scale_is_stretched(tmp_path: Path) -> None:
    table = """
    | CHNA | Need | Magnitude (1-5) | Severity (1-5) | Feasibility (1-5) | Total |
    |---|---|---|---|---|---|
    | | Mental health care | 4 | 5 | 3 | 12 |
    | | Housing cost burden | 5 | 4 | 1 | 10 |
    | | Total | 9 | 9 | 4 | 22 |
    """
    path = tmp_path / "built.xlsx"
    path.write_bytes(plan_workbook(plan_of(table, tmp_path)).data)
    for plan in (plan_of(table, tmp_path), read_plan(path)):
        # The sums of the table, 12 and 10 of 15, on a scale that ends at 10.
        assert [each.score for each in rank(plan, "weighted").orders[0].needs] == [Decimal(8), Decimal("6.6667")]


def test_why_it_matters_is_an_effect_and_what_gets_in_the_way_a_cause(tmp_path: Path) -> None:
    table = """
    | Gaps | What people need | Who needs it | What gets in the way | Why it matters |
    |---|---|---|---|---|
    | | Somewhere warm to go in the day | Rough sleepers | No building | People die in the cold |
    | | Friends to visit | Adults with a learning disability | Bus passes end at nine | Loneliness |
    """
    plan = plan_of(table, tmp_path)
    text = {need.id: need.text for need in plan.needs}
    assert [(text[link.cause], text[link.effect]) for link in plan.problem_links][:2] == [
        ("No building", "Somewhere warm to go in the day"),
        ("Somewhere warm to go in the day", "People die in the cold"),
    ]
