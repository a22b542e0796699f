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


def test_places_under_names_are_places_and_no_points(tmp_path: Path) -> None:
    table = """
    | Sheet1 | Need | Ana | Ben | Chi | Dee |
    |---|---|---|---|---|---|
    | | Debt | 1 | 1 | 2 | 1 |
    | | Damp | 2 | 2 | 1 | |
    | | Jobs | 3 | 2 | 3 | 2 |
    | | Buses | 4 | 4 | 4 | 3 |
    """
    (order,) = rank(plan_of(table, tmp_path), "borda").orders
    # Ana 3 2 1 0, Ben 3 1½ 1½ 0, Chi 2 3 1 0, Dee 3 0 2 1, each over four.
    assert [(each.text, each.score) for each in order.needs] == [
        ("Debt", Decimal("2.75")),
        ("Damp", Decimal("1.625")),
        ("Jobs", Decimal("1.375")),
        ("Buses", Decimal("0.25")),
    ]
    assert order.agreement.w == Decimal("0.8621")
    assert order.agreement.left_out == ("Dee",)


def test_a_row_for_each_need_and_rater_is_one_need_with_several_scores(tmp_path: Path) -> None:
    table = """
    | Sheet1 | Health need | Rater | Magnitude (1-5) | Severity (1-5) | Who is affected |
    |---|---|---|---|---|---|
    | | Opioid use | Clinic | 4 | 5 | Adults |
    | | Housing | Clinic | 4 | 3 | Tenants |
    | | Opioid use | Church | 3 | 5 | Adults |
    | | Housing | Church | 5 | 4 | Tenants |
    """
    plan = plan_of(table, tmp_path)
    assert [(need.text, need.who) for need in plan.needs] == [("Opioid use", ("Adults",)), ("Housing", ("Tenants",))]
    (order,) = rank(plan, "weighted").orders
    assert order.raters == ("Church", "Clinic")
    # (8 + 6) ÷ 2 and 10; (8 + 10) ÷ 2 and (6 + 8) ÷ 2: the mean of each pair.
    assert [(each.text, each.score, each.low, each.high) for each in order.needs] == [
        ("Opioid use", Decimal("8.5"), Decimal(8), Decimal(9)),
        ("Housing", Decimal(8), Decimal(7), Decimal(9)),
    ]


def test_weights_may_stand_in_the_headings_and_need_not_make_a_hundred(tmp_path: Path) -> None:
    table = """
    | Sheet1 | Issue | Scale (weight 30%) | Urgency (weight 30%) | Impact (weight 20%) | Equity (weight 10%) |
    |---|---|---|---|---|---|
    | | Rents | 8 | 9 | 8 | 9 |
    | | Buses | 5 | 6 | 5 | 7 |
    | | Debt | 7 | 8 | | 6 |
    """
    (order,) = rank(plan_of(table, tmp_path), "weighted").orders
    # 7.6 ÷ 0.9 and 5 ÷ 0.9; what one criterion says nothing of has no score.
    assert [(each.text, each.score) for each in order.needs] == [
        ("Rents", Decimal("8.4444")),
        ("Buses", Decimal("5.5556")),
        ("Debt", None),
    ]


@pytest.mark.parametrize("heading", ["Table", "No answer", "Very important", "Session no"])
def test_what_counts_rows_or_answers_is_no_criterion(heading: str, tmp_path: Path) -> None:
    table = f"""
    | Sheet1 | Need | Who it affects | {heading} |
    |---|---|---|---|
    | | Nowhere to meet | Young people | 5 |
    | | No bus on Sundays | Older people | 2 |
    """
    plan = plan_of(table, tmp_path)
    assert len(plan.needs) == 2
    assert plan.scores == ()


def test_the_mean_of_raters_is_not_counted_beside_them(tmp_path: Path) -> None:
    table = """
    | Sheet1 | Health need | Rater 1 | Rater 2 | Average |
    |---|---|---|---|---|
    | | Opioid use | 3 | 5 | 4 |
    | | Housing | 4 | 5 | 4.5 |
    """
    assert {name for score in plan_of(table, tmp_path).scores for name, _ in score.criteria} == {"Score"}


def test_a_number_off_the_scale_of_a_full_rating_is_named_and_not_read_as_another_column(tmp_path: Path) -> None:
    table = """
    | Sheet1 | Need | A Size | B Seriousness | C Effectiveness |
    |---|---|---|---|---|
    | | Asthma | 12 | 10 | 5 |
    | | Lead | 3 | 18 | 8 |
    """
    plan = plan_of(table, tmp_path)
    with pytest.raises(CannotRank, match="12"):
        rank(plan, "bpr")
    said = next(each for each in in_words(propose(plan)) if each.startswith("The scores could not be used"))
    assert "Size of N1 is 12, and goes from 0 to 10" in said


def test_n_beside_a_base_is_how_many(tmp_path: Path) -> None:
    table = """
    | Sheet1 | Need | % of respondents | n | Base |
    |---|---|---|---|---|
    | | Cannot pay rent | 43% | 172 | 400 |
    | | Skip meals | 31% | 124 | 400 |
    """
    need = plan_of(table, tmp_path).needs[0]
    assert need.count
    assert need.count.value == 172
    assert need.out_of
    assert need.out_of.value == 400


def test_people_by_phase_may_stand_beside_the_need_itself(tmp_path: Path) -> None:
    table = """
    | Sheet1 | Area | Phase 1 | Phase 2 | Phase 3 | Phase 4 | Phase 5 | Need |
    |---|---|---|---|---|---|---|---|
    | | Bor | 20000 | 30000 | 40000 | 10000 | 0 | Food insecurity |
    | | Yei | 50000 | 20000 | 15000 | 5000 | 0 | Food insecurity |
    | | Wau | 10000 | 10000 | 40000 | 30000 | 10000 | Malnutrition |
    """
    needs = plan_of(table, tmp_path).needs
    assert [(need.text, need.area, need.severity) for need in needs] == [
        ("Food insecurity", "Bor", 3),
        ("Food insecurity", "Yei", 2),
        ("Malnutrition", "Wau", 4),
    ]


def test_notes_are_what_people_need_where_no_other_column_says_it(tmp_path: Path) -> None:
    table = """
    | Forum | Table | Who | Notes | Quote |
    |---|---|---|---|---|
    | | 1 | Parents | Food runs out before payday | “Bread and tea” |
    | | 2 | Older residents | Cannot use online forms | |
    """
    assert [need.text for need in plan_of(table, tmp_path).needs] == [
        "Food runs out before payday",
        "Cannot use online forms",
    ]


SIDES = """
| Sheet1 | Need | Community | | | Organisation | | |
|---|---|---|---|---|---|---|---|
| | | Size | Seriousness | Effectiveness | Size | Seriousness | Effectiveness |
| | Debt | 7 | 14 | 6 | 6 | 12 | 7 |
| | Loneliness | 8 | 10 | 5 | 8 | 8 | 5 |
| | Damp homes | 6 | 15 | 7 | 7 | 15 | 8 |

Merged: Sheet1 A1:A2
Merged: Sheet1 B1:D1
Merged: Sheet1 E1:G1
"""


def test_two_sides_above_the_parts_of_a_rating_are_ranked_apart(tmp_path: Path) -> None:
    community, organisation = rank(plan_of(SIDES, tmp_path), "bpr").orders
    assert [(each.text, each.score) for each in community.needs] == [
        ("Damp homes", Decimal(49)),
        ("Debt", Decimal(42)),
        ("Loneliness", Decimal(30)),
    ]
    assert [(each.text, each.score) for each in organisation.needs] == [
        ("Damp homes", Decimal("58.6667")),
        ("Debt", Decimal(42)),
        ("Loneliness", Decimal("26.6667")),
    ]
    assert (community.side, organisation.side) == ("community", "organisation")


def test_the_letters_of_a_list_of_causes_are_dropped(tmp_path: Path) -> None:
    table = """
    | Needs | Need | Causes |
    |---|---|---|
    | | High maternal mortality | a) Home births without a midwife<br>b) Long distance to the clinic |
    """
    texts = [need.text for need in plan_of(table, tmp_path).needs]
    assert texts[1:] == ["Home births without a midwife", "Long distance to the clinic"]


def test_a_no_of_a_need_that_is_taken_up_is_told(tmp_path: Path) -> None:
    table = """
    | Sheet1 | Need | A Size | B Seriousness | C Effectiveness | Propriety | Economics | Acceptability | Resources | Legality |
    |---|---|---|---|---|---|---|---|---|---|
    | | Tobacco use | 8 | 15 | 6 | 1 | 1 | 1 | 1 | 1 |
    | | Child obesity | 7 | 12 | 7 | 1 | 1 | 0 | 1 | 1 |
    """
    said = in_words(propose(plan_of(table, tmp_path)))
    assert "N2 “Child obesity”: No under Acceptable (plan.xlsx). “If no, what then” is empty." in said


def test_five_letters_beside_a_rating_are_the_answers_of_pearl(tmp_path: Path) -> None:
    table = """
    | Needs | Health issue | A. Size (0-10) | B. Seriousness (0-20) | C. Effectiveness (0-10) | P | E | A | R | L | PEARL |
    |---|---|---|---|---|---|---|---|---|---|---|
    | | No dentist within 30 miles | 7 | 12 | 6 | Y | Y | Y | N | Y | 0 |
    | | Teenagers vape every day | 6 | 14 | 5 | Y | Y | Y | Y | Y | 1 |
    """
    plan = plan_of(table, tmp_path)
    (order,) = rank(plan, "opr").orders
    assert [(each.text, each.score) for each in order.needs] == [
        ("Teenagers vape every day", Decimal("33.3333")),
        ("No dentist within 30 miles", Decimal(0)),
    ]
    assert not any(score.criteria for score in plan.scores)


def test_weights_in_per_cent_beneath_the_headings_weigh_the_criteria(tmp_path: Path) -> None:
    table = """
    | Matrix | Identified need | Number affected | Severity | Readiness | Fit | Weighted score | Overall rank |
    |---|---|---|---|---|---|---|---|
    | | Weight | 25% | 35% | 20% | 20% | 100% | |
    | | Leave school without skills | 4 | 3 | 5 | 5 | | 1 |
    | | Cannot afford childcare | 3 | 5 | 2 | 3 | | 2 |
    | | Bus stops at 6 pm | 5 | 2 | 1 | 1 | | 3 |
    """
    plan = plan_of(table, tmp_path)
    assert [need.priority for need in plan.needs] == [1, 2, 3]
    (order,) = rank(plan, "weighted").orders
    # On one scale to 5, doubled: 2 × (0.25 × 4 + 0.35 × 3 + 0.2 × 5 + 0.2 × 5).
    assert [(each.text, each.score) for each in order.needs] == [
        ("Leave school without skills", Decimal("8.1")),
        ("Cannot afford childcare", Decimal(7)),
        ("Bus stops at 6 pm", Decimal("4.7")),
    ]


def test_high_medium_and_low_are_criteria_on_the_scale_of_how_serious(tmp_path: Path) -> None:
    table = """
    | Needs | Need | Urgency | Impact on people | Frequency |
    |---|---|---|---|---|
    | | Carers have no break | High | Very high | Twice a year |
    | | Refugees wait for classes | Medium | Low | Monthly |
    """
    plan = plan_of(table, tmp_path)
    assert [need.text for need in plan.needs] == ["Carers have no break", "Refugees wait for classes"]
    assert [score.criteria for score in plan.scores] == [
        (("Urgency (1-5)", Decimal(4)), ("Impact on people (1-5)", Decimal(5))),
        (("Urgency (1-5)", Decimal(3)), ("Impact on people (1-5)", Decimal(2))),
    ]
    assert not plan.unread


def test_two_sides_above_the_parts_of_a_rating_need_not_be_merged(tmp_path: Path) -> None:
    table = SIDES.partition("\nMerged")[0]
    table = table.replace("| Sheet1 | Need |", "| Sheet1 | |").replace("| | | Size", "| | Need | Size")
    community, organisation = rank(plan_of(table, tmp_path), "bpr").orders
    assert [each.text for each in community.needs] == ["Damp homes", "Debt", "Loneliness"]
    assert organisation.side == "organisation"
