"""Orders made of places and votes."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from logicmodel.model import Need, Plan
from logicmodel.priorities.agreement import average_ranks, community_against_organisation, order_of
from logicmodel.priorities.ranking import Candidate, Ranking, Reach, checked, exactly
from logicmodel.priorities.scores import ByRater, Rows, over_raters, parts, rater_of, rows_by_side, rows_of_kind

Ballots = Mapping[str, Mapping[str, Fraction]]
"""Who ranked → Ref of a need → its place among the needs that this rater ranked."""


def borda(plan: Plan, kind: str = "need") -> Ranking:
    """Rank by Borda points: n minus rank, averaged over raters, n being the needs that anyone of the side ranked.

    A rater’s ranks are taken as an order; ties share the mean of their places. Needs that a rater left out share the
    places behind those that the rater ranked, and their range runs over all of these places. Source: standard.

    Raises CannotRank if nobody ranked a need.
    """
    needs = rows_of_kind(plan, kind)
    orders = []
    for side, rows in rows_by_side(plan, kind).items():
        ballots = _ballots(rows)
        ranked = {ref for places in ballots.values() for ref in places}
        candidates = [_candidate(need, ballots, ranked) for need in needs]
        orders.append(order_of(side, candidates, tuple(ballots), _short_ballots(ballots, len(ranked))))
    return checked(
        Ranking(
            method="borda",
            title="Borda count",
            formula="number of needs ranked − rank, averaged over raters",
            source="standard (J.-C. de Borda)",
            most=None,
            orders=tuple(orders),
            comparison=community_against_organisation(plan, kind),
        ),
        wanted="Rank in Scores",
    )


def _ballots(rows: Rows) -> Ballots:
    typed: dict[str, dict[str, list[int]]] = {}
    for ref, its in rows.items():
        for row in its:
            if row.rank is not None:
                typed.setdefault(rater_of(row), {}).setdefault(ref, []).append(row.rank)
    ballots = {}
    for rater in sorted(typed):
        ranks = [Fraction(sum(its), len(its)) for its in typed[rater].values()]
        ballots[rater] = dict(zip(typed[rater], average_ranks(ranks), strict=True))
    return ballots


def _candidate(need: Need, ballots: Ballots, ranked: set[str]) -> Candidate:
    if need.id not in ranked:
        return Candidate(need=need, missing=("Nobody ranked it.",))
    points: ByRater = {rater: _points(places, need.id, len(ranked)) for rater, places in ballots.items()}
    own = {rater: points[rater].middle for rater, places in ballots.items() if need.id in places}
    return Candidate(need=need, reach=over_raters(points), own=own, parts=parts([("Points", points)]))


def _points(places: Mapping[str, Fraction], ref: str, count: int) -> Reach:
    """Give the points of one rater: for a need left out, the range of all places behind those ranked."""
    if ref in places:
        return exactly(count - places[ref])
    left = count - len(places)
    return Reach(Fraction(0), Fraction(left - 1, 2), Fraction(left - 1))


def _short_ballots(ballots: Ballots, count: int) -> tuple[str, ...]:
    return tuple(
        f"{rater or 'A rater without a name'} ranked {len(places)} of {count} needs; the others share the places behind."
        for rater, places in ballots.items()
        if len(places) < count
    )


def votes(plan: Plan, kind: str = "need") -> Ranking:
    """Rank by the number of Votes typed in Needs, most first. Nobody’s vote weighs more than another’s.

    Raises CannotRank if no need has votes.
    """
    candidates: Sequence[Candidate] = [
        Candidate(need=need, missing=("No votes are typed.",))
        if need.votes is None
        else Candidate(need=need, reach=exactly(need.votes))
        for need in rows_of_kind(plan, kind)
    ]
    order = order_of("", candidates, ())
    return checked(
        Ranking(
            method="votes",
            title="Votes",
            formula="number of votes",
            source="practice of voting by dots or hands",
            most=None,
            orders=(order,),
            comparison=community_against_organisation(plan, kind),
        ),
        wanted="Votes in Needs",
    )
