"""How much of the whole priority each need holds."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import inf

from logicmodel.model import Need, Plan
from logicmodel.priorities.formulas import BPR
from logicmodel.priorities.ranking import CannotRank
from logicmodel.priorities.scores import given, rater_of


def priority_shares(plan: Plan, needs: Sequence[Need]) -> Mapping[str, Fraction]:
    """Give Ref of a need → its share of the priority of all these needs, from 0 to 1; empty where none is said.

    Points are the Basic Priority Rating of each rater who scored all three parts, averaged over raters of both sides,
    if every need has one. Else they follow Priority: the last of n needs holds 1 point and the first n, ties share a
    place, and a need without Priority comes after all that have one. This is our own scale.
    """
    points = _ratings(plan, needs) or _by_priority(needs)
    total = sum(points.values(), Fraction(0))
    return {ref: its / total for ref, its in points.items()} if total else {}


def _ratings(plan: Plan, needs: Sequence[Need]) -> dict[str, Fraction]:
    try:
        found = {need.id: _rating(plan, need) for need in needs}
    except CannotRank:
        return {}
    ratings = {ref: rating for ref, rating in found.items() if rating is not None}
    return ratings if len(ratings) == len(needs) else {}


def _rating(plan: Plan, need: Need) -> Fraction | None:
    rows = [row for row in plan.scores if row.need == need.id]
    by_scale = [given(rows, scale)[0] for scale in BPR.scales]
    raters = [rater for rater in dict.fromkeys(map(rater_of, rows)) if all(rater in its for its in by_scale)]
    ratings = [BPR.value(*(its[rater].middle for its in by_scale)) for rater in raters]
    return sum(ratings, Fraction(0)) / len(ratings) if ratings else None


def _by_priority(needs: Sequence[Need]) -> dict[str, Fraction]:
    if all(need.priority is None for need in needs):
        return {}
    places = {need.id: inf if need.priority is None else need.priority for need in needs}
    in_order = sorted(places.values())
    return {ref: Fraction(len(places) - bisect_left(in_order, place)) for ref, place in places.items()}
