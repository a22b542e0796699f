"""Which needs come first: ways of ranking, with their honest ranges.

A part that several people scored, or that one typed as a range, keeps its lowest and highest value. Every formula here
grows with each of its parts, so the formula at both ends is the range of the score, and scores whose ranges overlap
share places. Sides (the people concerned, the organisation) are ranked apart and never averaged with each other.

All arithmetic is exact; what is given out is rounded to four places, and ranks are settled before rounding. What cannot
be worked out is refused in a sentence: for one need under `missing`, for all of them as CannotRank.
"""

from collections.abc import Callable, Mapping

from logicmodel.errors import UnknownName
from logicmodel.model import Plan
from logicmodel.priorities.agreement import average_ranks as average_ranks
from logicmodel.priorities.agreement import community_against_organisation as community_against_organisation
from logicmodel.priorities.agreement import community_order as community_order
from logicmodel.priorities.agreement import first_places as first_places
from logicmodel.priorities.agreement import kendalls_w as kendalls_w
from logicmodel.priorities.agreement import spearman as spearman
from logicmodel.priorities.ballots import borda, votes
from logicmodel.priorities.formulas import bpr, naccho, opr
from logicmodel.priorities.matrix import weighted
from logicmodel.priorities.product import gut
from logicmodel.priorities.ranking import Agreement as Agreement
from logicmodel.priorities.ranking import CannotRank as CannotRank
from logicmodel.priorities.ranking import Comparison as Comparison
from logicmodel.priorities.ranking import OffScale as OffScale
from logicmodel.priorities.ranking import Order as Order
from logicmodel.priorities.ranking import Part as Part
from logicmodel.priorities.ranking import Ranked as Ranked
from logicmodel.priorities.ranking import Ranking as Ranking
from logicmodel.priorities.ranking import ordinal as ordinal
from logicmodel.priorities.shares import priority_shares as priority_shares

METHODS: Mapping[str, Callable[[Plan, str], Ranking]] = {
    "bpr": bpr,
    "opr": opr,
    "naccho": naccho,
    "gut": gut,
    "weighted": weighted,
    "borda": borda,
    "votes": votes,
}
"""Name of each way of ranking → the function that ranks the rows of a kind (“need” or “cause”) of a plan."""


def ranking_named(name: str) -> Callable[[Plan, str], Ranking]:
    """Give the function of a way of ranking. Raises UnknownName for one that there is not."""
    if name not in METHODS:
        from difflib import get_close_matches

        near = get_close_matches(name, METHODS, n=1, cutoff=0.4)
        ask = f"Did you mean {near[0]}?" if near else f"Choose one of these: {', '.join(METHODS)}."
        raise UnknownName(f"There is no ranking “{name}”. {ask}")
    return METHODS[name]


def rank(plan: Plan, method: str = "bpr", kind: str = "need") -> Ranking:
    """Rank the rows of Needs of a kind by a method of METHODS.

    Raises UnknownName for a method that there is not, and CannotRank if the plan does not hold what it takes.
    """
    return ranking_named(method)(plan, kind)


def off_scale(plan: Plan, kind: str = "need") -> str:
    """Say which number beyond its scale keeps a plan from being ranked by its scores; “” if none does."""
    for method in METHODS.values():
        try:
            method(plan, kind)
        except OffScale as error:
            return str(error)
        except CannotRank:
            continue
    return ""
