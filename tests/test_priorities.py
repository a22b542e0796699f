from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logicmodel import read_plan
from logicmodel.errors import UnknownName
from logicmodel.model import Amount, Need, Place, Plan, Programme, Score
from logicmodel.priorities import (
    METHODS,
    CannotRank,
    Order,
    Ranked,
    average_ranks,
    community_against_organisation,
    kendalls_w,
    rank,
    spearman,
)
from logicmodel.priorities.matrix import weighted
from tests.tables import plan_of

NEEDS_CSV = Path(__file__).parents[1] / "examples" / "dry-homes" / "needs.csv"

NEEDS = """
| Needs | Ref | Kind | What | Priority | Votes | Community rank | How serious |
|---|---|---|---|---|---|---|---|
| | N1 | Need | Homes are damp | 1 | 14 | 2 | 4 |
| | N2 | Need | Tenants are in debt | 2 | 20 | 1 | 5 |
| | N3 | Need | Young people are alone | 3 | 14 | 4 | 3 |
| | N4 | Need | Pavements are uneven | 4 | 2 | 3 | 1 |
"""


def ranked(order: Order) -> dict[str, tuple[int | None, str | None]]:
    """Give each need its rank and score, as text."""
    return {each.need: (each.rank, None if each.score is None else f"{each.score:f}") for each in order.needs}


def texts(*numbers: Decimal | None) -> list[str]:
    """Write numbers as people see them."""
    return ["" if each is None else f"{each:f}" for each in numbers]


def need(order: Order, ref: str) -> Ranked:
    return next(each for each in order.needs if each.need == ref)


# -- Hanlon -----------------------------------------------------------------------------------------------------------

SCORES = """
| Scores | Need | Who scored | Size | Seriousness | Effectiveness | Unfairness | Proper | Affordable | Acceptable | Resourced | Legal | If no, what then |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | N1 | Team | 8 | 15 | 6 | 5 | Yes | Yes | Yes | Yes | Yes | |
| | N2 | Team | 6 | 18 | 9 | 2 | Yes | Yes | Yes | No | Yes | Apply to a second fund |
| | N3 | Team | 4 | 10 | 3 | | Yes | Yes | Yes | | Yes | |
| | N4 | Team | 9 | | 2 | | | | | | | |
"""


def test_the_basic_priority_rating(tmp_path: Path) -> None:
    ranking = rank(plan_of(NEEDS + SCORES, tmp_path), "bpr")
    (order,) = ranking.orders
    assert ranked(order) == {"N2": (1, "72"), "N1": (2, "46"), "N3": (3, "14"), "N4": (None, None)}
    assert need(order, "N4").missing == ("Seriousness is not scored.",)
    assert ranking.formula == "(Size + Seriousness) × Effectiveness ÷ 3"
    assert ranking.most == 100
    assert "Hanlon" in ranking.source


def test_the_parts_stand_beside_the_score_and_unfairness_too(tmp_path: Path) -> None:
    (order,) = rank(plan_of(NEEDS + SCORES, tmp_path)).orders
    assert [(part.heading, *texts(part.score)) for part in need(order, "N1").parts] == [
        ("Size", "8"),
        ("Seriousness", "15"),
        ("Effectiveness", "6"),
    ]
    assert [(part.heading, *texts(part.score)) for part in need(order, "N1").beside] == [("Unfairness", "5")]


def test_one_no_makes_the_overall_rating_nothing_and_is_said_with_its_remedy(tmp_path: Path) -> None:
    (order,) = rank(plan_of(NEEDS + SCORES, tmp_path), "opr").orders
    assert ranked(order) == {"N1": (1, "46"), "N2": (2, "0"), "N3": (None, None), "N4": (None, None)}
    assert need(order, "N2").remarks == ("No under Resourced (Team). What then: Apply to a second fund",)
    assert need(order, "N3").missing == ("Not answered: Resourced.",)


def test_the_variant_takes_a_need_with_a_no_out_first(tmp_path: Path) -> None:
    scores = SCORES.replace("| 15 |", "| 7 |").replace("| 18 |", "| 9 |")
    (order,) = rank(plan_of(NEEDS + scores, tmp_path), "naccho").orders
    assert ranked(order) == {"N1": (1, "132"), "N3": (2, "72"), "N2": (None, None), "N4": (None, None)}
    assert need(order, "N2").missing == ("It is taken out before scoring, because of a No.",)


def test_the_variant_refuses_numbers_of_the_other_scale(tmp_path: Path) -> None:
    with pytest.raises(CannotRank) as refused:
        rank(plan_of(NEEDS + SCORES, tmp_path), "naccho")
    assert str(refused.value) == (
        "Scores, row 2: Seriousness of N1 is 15, and goes from 0 to 10. This ranking takes Seriousness from 0 to 10 for "
        "all needs. If yours goes from 0 to 20, choose bpr."
    )


@pytest.mark.parametrize(("size", "said"), [("12", "12"), ("9–11", "9–11"), ("-1", "-1")])
def test_a_number_off_its_scale_stops_the_ranking_and_names_its_row(size: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(CannotRank, match=f"Scores, row 2: Size of N1 is {said}, and goes from 0 to 10"):
        rank(plan_of(NEEDS + SCORES.replace("| 8 | 15", f"| {size} | 15"), tmp_path))


@pytest.mark.parametrize(
    ("size", "why"),
    [
        ("TBC", "Size is still to be set."),
        ("unknown", "Size is not known."),
        ("45 %", "Size says “45 %”; a number from 0 to 10 is wanted."),
        ("very many", "Size says “very many”, which is no number."),
    ],
)
def test_what_is_no_number_leaves_the_need_without_a_rank(size: str, why: str, tmp_path: Path) -> None:
    (order,) = rank(plan_of(NEEDS + SCORES.replace("| 8 | 15", f"| {size} | 15"), tmp_path)).orders
    assert need(order, "N1").missing == (why,)
    assert need(order, "N1").place == "not ranked"
    assert need(order, "N2").rank == 1


# -- ranges -----------------------------------------------------------------------------------------------------------

RATERS = """
| Scores | Need | Who scored | Size | Seriousness | Effectiveness |
|---|---|---|---|---|---|
| | N1 | Nurse | 6 | 12 | 6 |
| | N1 | Parent | 9 | 18 | 6 |
| | N2 | Nurse | 8 | 12 | 6–7 |
| | N2 | Parent | 7 | 13 | 6 |
| | N3 | Nurse | 1 | 2 | 3 |
| | N3 | Parent | more than 1 | 3 | 3 |
"""


def test_ranges_of_several_raters_make_ranges_of_places(tmp_path: Path) -> None:
    (order,) = rank(plan_of(NEEDS + RATERS, tmp_path)).orders
    first, second, third, _ = order.needs
    assert [(each.need, each.place) for each in (first, second, third)] == [
        ("N1", "1st (between 1st and 2nd)"),
        ("N2", "2nd (between 1st and 2nd)"),
        ("N3", "3rd"),
    ]
    assert texts(first.low, first.score, first.high) == ["36", "45", "54"]
    assert texts(second.low, second.score, second.high) == ["38", "41.6667", "49"]
    assert texts(third.low, third.high) == ["3", "13"]
    assert order.raters == ("Nurse", "Parent")


def test_each_rater_counts_once_however_many_rows_they_fill(tmp_path: Path) -> None:
    twice = RATERS + "| | N3 | Nurse | 3 | 2 | 3 |\n| | N3 | Nurse | 2 | 2 | 3 |\n"
    (order,) = rank(plan_of(NEEDS + twice, tmp_path)).orders
    size = need(order, "N3").parts[0]
    assert texts(size.low, size.score, size.high) == ["1", "1.5", "10"]
    assert size.raters == 2


def test_sides_are_ranked_apart(tmp_path: Path) -> None:
    scores = """
    | Scores | Need | Who scored | Side | Size | Seriousness | Effectiveness |
    |---|---|---|---|---|---|---|
    | | N1 | Panel | Community | 2 | 10 | 5 |
    | | N2 | Panel | Community | 9 | 15 | 5 |
    | | N1 | Board | Organisation | 9 | 15 | 5 |
    | | N2 | Board | Organisation | 2 | 10 | 5 |
    """
    orders = rank(plan_of(NEEDS + scores, tmp_path)).orders
    assert [(order.side, [each.need for each in order.needs[:2]]) for order in orders] == [
        ("community", ["N2", "N1"]),
        ("organisation", ["N1", "N2"]),
    ]


# -- places and votes -------------------------------------------------------------------------------------------------

BALLOTS = """
| Scores | Need | Who scored | Rank |
|---|---|---|---|
| | N1 | Ana | 1 |
| | N2 | Ana | 2 |
| | N3 | Ana | 3 |
| | N4 | Ana | 4 |
| | N1 | Ben | 1 |
| | N2 | Ben | 1 |
| | N3 | Ben | 4 |
| | N4 | Ben | 3 |
"""


def test_borda_points_and_shared_places(tmp_path: Path) -> None:
    (order,) = rank(plan_of(NEEDS + BALLOTS, tmp_path), "borda").orders
    assert ranked(order) == {"N1": (1, "2.75"), "N2": (2, "2.25"), "N3": (3, "0.5"), "N4": (3, "0.5")}
    assert order.agreement.raters == 2


def test_what_a_rater_left_out_may_stand_anywhere_behind(tmp_path: Path) -> None:
    short = BALLOTS.replace("| | N3 | Ben | 4 |\n", "").replace("| | N4 | Ben | 3 |\n", "")
    (order,) = rank(plan_of(NEEDS + short, tmp_path), "borda").orders
    left = need(order, "N3")
    assert texts(left.low, left.score, left.high) == ["0", "0.75", "1"]
    assert order.remarks == ("Ben ranked 2 of 4 needs; the others share the places behind.",)
    assert order.agreement.left_out == ("Ben",)
    assert order.agreement.why_not == "Fewer than two raters judged every ranked need."


def test_votes_share_places(tmp_path: Path) -> None:
    (order,) = rank(plan_of(NEEDS, tmp_path), "votes").orders
    assert ranked(order) == {"N2": (1, "20"), "N1": (2, "14"), "N3": (2, "14"), "N4": (4, "2")}


def test_the_votes_of_a_real_table() -> None:
    (order,) = rank(read_plan(NEEDS_CSV), "votes").orders
    assert [each.need for each in order.needs[:3]] == ["2", "1", "4"]


# -- the weighted matrix ----------------------------------------------------------------------------------------------


def with_criteria(tmp_path: Path) -> Plan:
    """Give a plan whose raters used two columns of their own, as a table from elsewhere has them."""
    plan = plan_of(NEEDS, tmp_path)
    place = Place(file="needs.csv", row=2, lines=True)
    numbers = {"N1": (8, 3), "N2": (4, 9), "N3": (6, 2)}
    scores = tuple(
        Score(need=ref, rater="table", criteria=(("Feasibility", Decimal(a)), ("Urgency", Decimal(b))), place=place)
        for ref, (a, b) in numbers.items()
    )
    return Plan(programme=plan.programme, needs=plan.needs, scores=scores)


def test_equal_weights_and_stretched_scales(tmp_path: Path) -> None:
    (order,) = rank(with_criteria(tmp_path), "weighted").orders
    assert ranked(order) == {
        "N2": (1, "7.6667"),
        "N1": (2, "6.3333"),
        "N3": (3, "4.6667"),
        "N4": (None, None),
    }
    assert need(order, "N4").missing == ("Feasibility is not scored.", "Urgency is not scored.")
    assert [part.heading for part in need(order, "N1").parts] == ["How serious", "Feasibility", "Urgency"]
    assert texts(*(part.score for part in need(order, "N1").parts)) == ["8", "8", "3"]


def test_weights_by_heading_are_divided_by_their_sum(tmp_path: Path) -> None:
    weights = {"feasibility": Decimal(3), "Urgency": Decimal(1), "How serious": Decimal(0)}
    (order,) = weighted(with_criteria(tmp_path), weights=weights).orders
    assert ranked(order)["N1"] == (1, "6.75")
    assert order.remarks == ("The score is 0.75 × Feasibility + 0.25 × Urgency.",)


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"Urgncy": "1"}, "“Urgncy” has a weight and is no criterion. There are: How serious, Feasibility, Urgency."),
        ({"Urgency": "1", "Feasibility": "1"}, "“How serious” has no weight. Give it one; 0 leaves it out."),
        ({"Urgency": "-1"}, "The weight of “Urgency” is -1. Give it a weight of 0 or more."),
    ],
)
def test_weights_that_do_not_fit_are_refused(weights: dict[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(CannotRank) as refused:
        weighted(with_criteria(tmp_path), weights={heading: Decimal(weight) for heading, weight in weights.items()})
    assert str(refused.value) == said


NO_WEIGHTS = (
    "Nobody has typed weights, so all criteria weigh the same. To weigh them, type a row in Scores with “Weight” in Who "
    "scored and a number under each criterion."
)


def test_a_criterion_that_never_goes_above_five_is_pointed_out(tmp_path: Path) -> None:
    plan = with_criteria(tmp_path)
    low = tuple(
        Score(need=score.need, rater="table", criteria=(("Feasibility", Decimal(4)),), place=score.place)
        for score in plan.scores
    )
    (order,) = rank(Plan(programme=plan.programme, needs=plan.needs, scores=low), "weighted").orders
    assert order.remarks == (
        "The score is 0.5 × How serious + 0.5 × Feasibility.",
        NO_WEIGHTS,
        "Feasibility never goes above 5. On a scale that ends at 5 a criterion counts half as much as on one that ends "
        "at 10: double its numbers.",
    )


def test_how_serious_alone_can_order_a_table_of_needs(tmp_path: Path) -> None:
    (order,) = rank(plan_of(NEEDS, tmp_path), "weighted").orders
    assert [each.need for each in order.needs] == ["N2", "N1", "N3", "N4"]


# -- refusing ---------------------------------------------------------------------------------------------------------


def test_nothing_to_rank_by_is_said_with_what_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(CannotRank) as refused:
        rank(plan_of(NEEDS, tmp_path), "bpr")
    assert str(refused.value) == (
        "No need can be ranked by Basic Priority Rating, which takes Size, Seriousness, Effectiveness. Fill them in, or "
        "choose another ranking."
    )


def test_an_unknown_ranking_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"There is no ranking “voets”\. Did you mean votes\?"):
        rank(plan_of(NEEDS, tmp_path), "voets")


# -- agreement --------------------------------------------------------------------------------------------------------


def test_people_and_organisation_are_compared_on_what_both_ranked(tmp_path: Path) -> None:
    found = community_against_organisation(plan_of(NEEDS, tmp_path))
    assert (found.community_by, found.organisation_by, found.rho) == ("Community rank", "Priority", Decimal("0.6"))
    assert [(ref, *texts(people, organisation)) for ref, people, organisation in found.places[:2]] == [
        ("N1", "2", "1"),
        ("N2", "1", "2"),
    ]


def test_three_needs_are_too_few_to_compare(tmp_path: Path) -> None:
    few = NEEDS.replace("| | N4 | Need | Pavements are uneven | 4 | 2 | 3 | 1 |\n", "")
    found = community_against_organisation(plan_of(few, tmp_path))
    assert (found.rho, found.why_not) == (None, "3 of the needs have a place in both orders; at least 4 are wanted.")


def test_no_order_of_the_people_is_said(tmp_path: Path) -> None:
    table = "| Needs | Ref | What | Priority |\n|---|---|---|---|\n| | N1 | Homes are damp | 1 |\n"
    found = community_against_organisation(plan_of(table, tmp_path))
    assert found.why_not.startswith("No order of the people concerned is recorded")


def test_agreement_with_ties() -> None:
    # Two raters, three things, one tie: R = 2.5, 3.5, 6; S = 6.5; the denominator 4·24 − 2·6 = 84.
    assert kendalls_w([[1, 1, 3], [1, 2, 3]]) == Fraction(12) * Fraction(13, 2) / 84
    assert kendalls_w([[1, 1], [1, 1]]) is None
    assert kendalls_w([[1, 2, 3]]) is None


permutations = st.integers(2, 7).flatmap(lambda n: st.lists(st.permutations(range(n)), min_size=2, max_size=5))


@given(permutations)
def test_without_ties_agreement_follows_from_the_mean_of_all_pairs(rankings: list[list[int]]) -> None:
    # W = (1 + (m − 1)·mean ρ) ÷ m, a textbook identity; and ρ by its formula for orders without ties.
    raters, things = len(rankings), len(rankings[0])
    rhos = [
        1 - Fraction(6 * sum((a - b) ** 2 for a, b in zip(one, other, strict=True)), things * (things**2 - 1))
        for one, other in combinations(rankings, 2)
    ]
    assert kendalls_w(rankings) == (1 + (raters - 1) * sum(rhos) / len(rhos)) / raters
    found = spearman(rankings[0], rankings[1])
    assert found is not None
    assert abs(Fraction(found) - rhos[0]) <= Fraction(1, 20000)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=8))
def test_average_ranks_add_up_and_equal_values_share_them(values: list[int]) -> None:
    places = average_ranks(values)
    assert sum(places) == Fraction(len(values) * (len(values) + 1), 2)
    for one, other in combinations(range(len(values)), 2):
        assert (places[one] < places[other]) == (values[one] < values[other])


# -- what holds for any scores ----------------------------------------------------------------------------------------

HERE = Place(file="plan.xlsx", sheet="Scores")
REFS = ("N1", "N2", "N3", "N4", "N5")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw five needs scored by up to three raters, some with ranges, some with gaps."""
    scores = []
    for ref in REFS:
        for rater in ("Ana", "Ben", "Cem")[: draw(st.integers(0, 3))]:
            low, high = sorted(draw(st.lists(st.integers(0, 10), min_size=2, max_size=2)))
            scores.append(
                Score(
                    need=ref,
                    rater=rater,
                    rank=draw(st.sampled_from([None, 1, 2, 3])),
                    size=Amount(text=f"{low}–{high}", value=Decimal(low), high=Decimal(high)),
                    seriousness=number(draw(st.integers(0, 10))),
                    effectiveness=draw(st.sampled_from([None, number(2), number(7)])),
                    criteria=(("Trend", Decimal(draw(st.integers(0, 10)))),),
                    place=HERE,
                )
            )
    needs = tuple(Need(id=ref, text=ref, votes=draw(st.integers(0, 4)), place=HERE) for ref in REFS)
    return Plan(programme=Programme(place=HERE), needs=needs, scores=tuple(scores))


def number(value: int) -> Amount:
    return Amount(text=str(value), value=Decimal(value))


def orders_of(plan: Plan, method: str) -> list[Order]:
    try:
        return list(rank(plan, method).orders)
    except CannotRank:
        return []


def by_ref(plan: Plan, method: str) -> list[dict[str, Ranked]]:
    return [{each.need: each for each in order.needs} for order in orders_of(plan, method)]


@settings(deadline=None, max_examples=60)
@given(plans(), st.sampled_from(sorted(METHODS)), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(plan: Plan, method: str, chance: Random) -> None:
    needs, scores = list(plan.needs), list(plan.scores)
    chance.shuffle(needs)
    chance.shuffle(scores)
    shuffled = Plan(programme=plan.programme, needs=tuple(needs), scores=tuple(scores))
    assert by_ref(shuffled, method) == by_ref(plan, method)
    assert [order.agreement for order in orders_of(shuffled, method)] == [
        order.agreement for order in orders_of(plan, method)
    ]


@settings(deadline=None, max_examples=60)
@given(plans(), st.sampled_from(sorted(METHODS)))
def test_every_rank_lies_within_its_range_and_every_score_within_its_ends(plan: Plan, method: str) -> None:
    most = rank(plan, method).most if orders_of(plan, method) else None
    for order in orders_of(plan, method):
        placed = [each for each in order.needs if each.rank]
        for each in placed:
            low, score, high = (Decimal(text) for text in texts(each.low, each.score, each.high))
            assert 0 <= low <= score <= high <= (most or high)
            best, place, worst = each.best or 0, each.rank or 0, each.worst or 0
            assert 1 <= best <= place <= worst <= len(placed)
            assert best == 1 + sum(Decimal(texts(other.low)[0]) > high for other in placed)
            assert worst == len(placed) - sum(Decimal(texts(other.high)[0]) < low for other in placed)


@settings(deadline=None, max_examples=40)
@given(plans())
def test_the_variant_is_three_times_the_rating_with_seriousness_on_the_longer_scale(plan: Plan) -> None:
    doubled = tuple(
        Score(
            need=score.need,
            rater=score.rater,
            size=score.size,
            seriousness=number(2 * int(score.seriousness.text)) if score.seriousness else None,
            effectiveness=score.effectiveness,
            place=HERE,
        )
        for score in plan.scores
    )
    longer = Plan(programme=plan.programme, needs=plan.needs, scores=doubled)
    for short, long in zip(by_ref(plan, "naccho"), by_ref(longer, "bpr"), strict=True):
        for ref in REFS:
            assert short[ref].rank == long[ref].rank
            if (score := short[ref].score) is not None and (other := long[ref].score) is not None:
                assert abs(score - 3 * other) < Decimal("0.001")
