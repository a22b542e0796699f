"""Where the money of a plan goes, and how much of the priority each need holds."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from logicmodel import Theory
from logicmodel.priorities import priority_shares
from tests.tables import plan_of

FAMILIES = """
| Needs | Ref | Kind | What | Priority |
|---|---|---|---|---|
| | N1 | Need | Families sleep in one room | 1 |
| | N2 | Need | Families owe rent | 1 |
| | N3 | Need | Families know nobody | 2 |
| | N4 | Need | Families have no garden | |
| | N5 | Cause | Large flats are rare | |
"""
WORK = """
| Plan | Ref | Stage | What | Leads to | Meets need | Cost |
|---|---|---|---|---|---|---|
| | IN1 | Input | Two advisers | AC1, AC2 | N5 | 30000 |
| | AC1 | Activity | Advise on flats | OC1 | | 0 |
| | AC2 | Activity | Advise on debts | OC2 | N1, N2 | TBC |
| | AC3 | Activity | Hold a party | OC3 | | 500 |
| | OC1 | Outcome | Families find flats | OC4 | N1 | |
| | OC2 | Outcome | Families pay | | N2 | |
| | OC3 | Outcome | Neighbours meet | OC4, OC5 | | |
| | OC4 | Outcome | Neighbours help | OC3 | | 40 |
| | OC5 | Outcome | Families feel at home | | N3 | |

| Budget | Cost heading | Amount | For |
|---|---|---|---|
| | Travel | 1000 | AC1, OC5, AC9 |
| | Indirect | 7000 | |
"""


def test_money_flows_down_the_arrows_to_the_first_needs_it_meets(tmp_path: Path) -> None:
    spending = Theory(plan_of(FAMILIES + WORK, tmp_path)).spending
    # A cause is no need; what stands in a circle leaves it by the arrows out of it, or reaches no need.
    assert spending.to_needs == {"N1": 15500 + 7500, "N2": 7500, "N3": 500 + 500, "N4": 0}
    assert [spending.to_none, spending.total] == [40, 31540]


def test_every_cost_counts_once_in_the_sum(tmp_path: Path) -> None:
    assert Theory(plan_of(FAMILIES + WORK, tmp_path)).cost_of_all == Decimal(38540)


def test_priority_gives_points_by_place_and_ties_share_it(tmp_path: Path) -> None:
    plan = plan_of(FAMILIES, tmp_path)
    shares = priority_shares(plan, Theory(plan).needs)
    assert shares == {"N1": Fraction(4, 11), "N2": Fraction(4, 11), "N3": Fraction(2, 11), "N4": Fraction(1, 11)}


@pytest.mark.parametrize(
    ("rows", "shares"),
    [
        ("| | N1 | Staff | 8 | 16 | 5 |\n| | N1 | Panel | 2 | 4 | 5 |\n| | N2 | Panel | 3 | 9–11 | 1 |", [75, 13]),
        ("| | N1 | Staff | 8 | 16 | 5 |\n| | N2 | Panel | 3 | 10 | |", [2, 1]),  # one is not wholly scored
        ("| | N1 | Staff | 8 | 16 | 5 |\n| | N2 | Panel | 3 | 90 | 2 |", [2, 1]),  # off its scale
        ("| | N1 | Staff | 8 | 16 | 0 |\n| | N2 | Panel | 3 | 9 | 0 |", []),
    ],
)
def test_scores_go_before_priority_where_every_need_has_one(rows: str, shares: list[int], tmp_path: Path) -> None:
    text = f"""
| Needs | Ref | Kind | What | Priority |
|---|---|---|---|---|
| | N1 | Need | Families sleep in one room | 1 |
| | N2 | Need | Families owe rent | 2 |

| Scores | Need | Who scored | Size | Seriousness | Effectiveness |
|---|---|---|---|---|---|
{rows}
"""
    plan = plan_of(text, tmp_path)
    found = priority_shares(plan, Theory(plan).needs)
    assert list(found.values()) == [Fraction(share, sum(shares)) for share in shares]
