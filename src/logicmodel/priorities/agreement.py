"""Whether raters agree, and whether the people concerned and the organisation do."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from logicmodel.model import Plan
from logicmodel.priorities.ranking import Agreement, Candidate, Comparison, Order, in_order, rounded, shown
from logicmodel.priorities.scores import Rows, rows_by_side, rows_of_kind

FEWEST_COMPARED = 4
"""Needs that both sides must have ranked before their orders are compared; of fewer, any order is likely by chance."""

Orders = tuple[str, dict[str, Fraction]]
"""The column that an order comes from, and Ref → place in it (any numbers that grow in that order)."""


def average_ranks(values: Sequence[Fraction | int]) -> list[Fraction]:
    """Give each value its place, the least first; equal values share the mean of their places.

    >>> [str(place) for place in average_ranks([3, 1, 3, 7])]
    ['5/2', '1', '5/2', '4']
    """
    counts = Counter(values)
    places: dict[Fraction | int, Fraction] = {}
    before = 0
    for value in sorted(counts):
        places[value] = Fraction(before + 1 + before + counts[value], 2)
        before += counts[value]
    return [places[value] for value in values]


def kendalls_w(rankings: Sequence[Sequence[Fraction | int]]) -> Fraction | None:
    """Give Kendall’s W of m raters who all ranked the same n things: 12·S ÷ (m²(n³ − n) − m·Σ(t³ − t)).

    S is the sum of squared deviations of the things’ rank sums; t runs over the ties of each rater. Only the order of
    each rater’s numbers counts. None with fewer than two raters or things, or if every rater ties everything.

    >>> kendalls_w([[1, 2, 3], [1, 2, 3]]), kendalls_w([[1, 2], [2, 1]])
    (Fraction(1, 1), Fraction(0, 1))
    """
    raters, things = len(rankings), len(rankings[0]) if rankings else 0
    if raters < 2 or things < 2:
        return None
    places = [average_ranks(ranking) for ranking in rankings]
    sums = [sum(column, Fraction(0)) for column in zip(*places, strict=True)]
    mean = sum(sums, Fraction(0)) / things
    deviations = sum(((each - mean) ** 2 for each in sums), Fraction(0))
    ties = sum(ranking.count(place) ** 3 - ranking.count(place) for ranking in places for place in set(ranking))
    most = raters**2 * (things**3 - things) - raters * ties
    return 12 * deviations / most if most else None


def spearman(first: Sequence[Fraction | int], second: Sequence[Fraction | int]) -> Decimal | None:
    """Give Spearman’s ρ: the correlation of average ranks. None if either order ties everything.

    >>> spearman([1, 2, 3, 4], [4, 3, 2, 1]), spearman([1, 1], [1, 2])
    (Decimal('-1'), None)
    """
    middle = Fraction(len(first) + 1, 2)
    one, other = ([place - middle for place in average_ranks(order)] for order in (first, second))
    together = sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))
    spread = sum((a * a for a in one), Fraction(0)) * sum((b * b for b in other), Fraction(0))
    if not spread:
        return None
    with localcontext(prec=60):
        root = (Decimal(spread.numerator) / Decimal(spread.denominator)).sqrt()
        return rounded(Decimal(together.numerator) / Decimal(together.denominator) / root)


def order_of(side: str, candidates: Sequence[Candidate], raters: Sequence[str], remarks: Sequence[str] = ()) -> Order:
    """Put the candidates of one side in order, and say how far its raters agree."""
    return Order(
        side=side,
        needs=in_order(candidates),
        raters=tuple(raters),
        agreement=agreement(candidates),
        remarks=tuple(remarks),
    )


def agreement(candidates: Sequence[Candidate]) -> Agreement:
    """Say how far the raters of one side agree, each by the order of their own scores."""
    ranked = [candidate for candidate in candidates if candidate.reach]
    raters = sorted({rater for candidate in ranked for rater in candidate.own})
    complete = [rater for rater in raters if all(rater in candidate.own for candidate in ranked)]
    w = kendalls_w([[-candidate.own[rater] for candidate in ranked] for rater in complete])
    why_not = ""
    if w is None:
        why_not = (
            "Fewer than two raters judged every ranked need."
            if len(complete) < 2
            else "There are fewer than two needs to agree on, or every rater puts them all in one place."
        )
    return Agreement(
        raters=len(complete),
        needs=len(ranked),
        w=None if w is None else shown(w),
        why_not=why_not,
        left_out=tuple(rater or "(no name)" for rater in raters if rater not in complete),
    )


def community_order(plan: Plan, kind: str = "need") -> Orders:
    """Give the order of the people concerned: the column that it comes from, and Ref → a number that grows with it.

    It is Community rank; without any, Votes; without any, the mean Rank of Scores of the side Community; else empty.
    """
    needs = rows_of_kind(plan, kind)
    return _first_filled(
        (
            "Community rank",
            {each.id: Fraction(each.community_rank) for each in needs if each.community_rank is not None},
        ),
        ("Votes", {each.id: Fraction(-each.votes) for each in needs if each.votes is not None}),
        ("Rank in Scores", _mean_ranks(rows_by_side(plan, kind).get("community", {}))),
    )


def first_places(order: Mapping[str, Fraction], most: int) -> frozenset[str]:
    """Give the Refs that come first in an order: fewer than `most` come before each, so that ties at the edge are in.

    >>> sorted(first_places({"N1": Fraction(1), "N2": Fraction(2), "N3": Fraction(2), "N4": Fraction(3)}, 2))
    ['N1', 'N2', 'N3']
    """
    first = sorted(order.values())[: max(most, 0)]
    return frozenset(ref for ref, value in order.items() if first and value <= first[-1])


def community_against_organisation(plan: Plan, kind: str = "need") -> Comparison:
    """Compare the order of the people concerned with the organisation’s, on the needs that both ranked.

    The people’s is that of `community_order`. The organisation’s is Priority; without any, the mean Rank of Scores of
    the side Organisation.
    """
    needs = rows_of_kind(plan, kind)
    scored = rows_by_side(plan, kind)
    community_by, community = community_order(plan, kind)
    organisation_by, organisation = _first_filled(
        ("Priority", {each.id: Fraction(each.priority) for each in needs if each.priority is not None}),
        ("Rank in Scores", _mean_ranks(scored.get("organisation", {}))),
    )
    both = [need.id for need in needs if need.id in community and need.id in organisation]
    orders = ([community[ref] for ref in both], [organisation[ref] for ref in both])
    places = ([shown(place) for place in average_ranks(order)] for order in orders)
    rho = spearman(*orders) if len(both) >= FEWEST_COMPARED else None
    return Comparison(
        places=tuple(zip(both, *places, strict=True)),
        rho=rho,
        why_not="" if rho is not None else _why_not(len(both), community_by, organisation_by),
        community_by=community_by,
        organisation_by=organisation_by,
    )


def _first_filled(*orders: Orders) -> Orders:
    return next((order for order in orders if order[1]), ("", {}))


def _mean_ranks(rows: Rows) -> dict[str, Fraction]:
    typed = {ref: [row.rank for row in its if row.rank is not None] for ref, its in rows.items()}
    return {ref: Fraction(sum(ranks), len(ranks)) for ref, ranks in typed.items() if ranks}


def _why_not(both: int, community_by: str, organisation_by: str) -> str:
    if not community_by:
        return "No order of the people concerned is recorded (Community rank, Votes, or Rank in Scores)."
    if not organisation_by:
        return "No order of the organisation is recorded (Priority, or Rank in Scores)."
    if both < FEWEST_COMPARED:
        return f"{both} of the needs have a place in both orders; at least {FEWEST_COMPARED} are wanted."
    return "One of the two orders puts all needs in one place."
