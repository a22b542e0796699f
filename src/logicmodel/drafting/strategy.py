"""Which needs and causes a draft takes up, and why the others are left."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from logicmodel.drafting.trees import causes_first, neighbours, without_circles
from logicmodel.model import Need, Plan, ProblemLink
from logicmodel.priorities import CannotRank, Ranked, Ranking, rank
from logicmodel.theory import Theory

MOST_NEEDS = 3
"""Needs that a draft takes up where nobody has chosen; ties at the edge are in. As many as N307 asks about."""

MOST_WITHOUT_ORDER = 10
"""Needs up to which a draft takes up all of them where nothing says which come first."""

MOST_TIED = 20
"""Needs that a draft takes up where several share the last place that is in: more than these no room can argue about."""

MOST_CAUSES = 3
"""Causes of one need that a draft takes up where causes are ranked."""

NO_ORDER = "nothing says which needs come first: fill Priority or Votes, score them in Scores, or mark some Chosen"

RANKED_LOW = ", and the draft takes up the first "
"""Stands in the reason why a row is left, between its place and how many are taken up."""

TRIED = ("bpr", "gut", "borda", "votes", "weighted")
"""Ways of ranking that are tried where none is asked for and no Priority is typed."""


class LeftOut(Struct, frozen=True, kw_only=True):
    """A need or cause that a draft leaves, and why."""

    ref: str
    reason: str


class Places(Struct, frozen=True, kw_only=True):
    """The places of needs or causes in the order that a draft follows, what made it, and each place in words.

    `range_of` holds the best and worst place of each by the ranges of its score, and `score_of` says the score with
    the parts that it was worked out from.
    """

    by: str
    rank_of: dict[str, int]
    words: dict[str, str]
    range_of: dict[str, tuple[int, int]] = {}
    score_of: dict[str, str] = {}
    ranking: Ranking | None = None

    def place(self, ref: str) -> str:
        """Say the place of a row: “2nd by Votes”, “Priority 4”."""
        if ref not in self.words:
            return f"not ranked by {self.by}"
        return f"{self.words[ref]} by {self.by}" if self.ranking else self.words[ref]


class Strategy(Struct, frozen=True, kw_only=True):
    """What a draft takes up: needs in their order, all rows that get a box with causes first, and the arrows between them.

    `places` are those of the needs, None where nothing says which comes first.
    """

    needs: tuple[str, ...]
    taken: tuple[str, ...]
    arrows: tuple[ProblemLink, ...]
    left_out: tuple[LeftOut, ...]
    places: Places | None


def choose(plan: Plan, method: str | None = None) -> Strategy:
    """Choose the needs and causes of a draft.

    Needs that people have marked Chosen are all taken, and no other; without any, the first three by `method` (a name
    of METHODS), else by Priority, else by Community rank, else by the first way of ranking that ranks them all. Where nothing says which come
    first, up to ten are all taken, and of more none; needs that share the third place are in, up to twenty in all. A side of raters that puts a
    need among its first three is enough. Causes are taken unless they cannot be changed, are out of scope, or rank low
    among the causes of what they lead to; effects of a need are taken as what the plan is for in the end.

    Raises UnknownName for a method that there is not, and CannotRank if it cannot rank these needs.
    """
    rows = {need.id: need for need in Theory(plan).need_by_ref.values() if need.kind in ("need", "cause")}
    places = _places(plan, "need", method)
    needs, reasons = _needs(rows, places)
    arrows, _ = without_circles(plan.problem_links, rows)
    after, before = neighbours(rows, arrows)
    causes = _causes(plan, rows, needs, before, reasons, method)
    effects = _effects(rows, needs, after, reasons)
    taken = {*needs, *causes, *effects}
    for ref in rows:
        if ref not in taken and ref not in reasons and rows[ref].kind == "cause":
            reasons[ref] = _why_not_reached(ref, after, before, needs)
    kept = tuple(link for link in arrows if link.cause in taken and link.effect in taken)
    order = causes_first(list(rows), after, before)
    return Strategy(
        needs=tuple(needs),
        taken=tuple(ref for ref in order if ref in taken),
        arrows=kept,
        left_out=tuple(LeftOut(ref=ref, reason=reasons[ref]) for ref in rows if ref in reasons and ref not in taken),
        places=places,
    )


# -- needs ------------------------------------------------------------------------------------------------------------


def _needs(rows: Mapping[str, Need], places: Places | None) -> tuple[list[str], dict[str, str]]:
    """Give the needs taken, first first, and why each of the others is left."""
    needs = [need for need in rows.values() if need.kind == "need"]
    some_chosen = any(need.chosen for need in needs)
    reasons = {need.id: reason for need in needs if (reason := _typed_reason(need, some_chosen))}
    open_needs = [need.id for need in needs if need.id not in reasons]
    if places is None:
        if some_chosen or len(open_needs) <= MOST_WITHOUT_ORDER:
            return open_needs, reasons
        return [], reasons | dict.fromkeys(open_needs, NO_ORDER)
    last = len(open_needs) + 1
    in_order = sorted(open_needs, key=lambda ref: places.rank_of.get(ref, last))
    if some_chosen or len(open_needs) <= MOST_NEEDS:
        return in_order, reasons
    edge = sorted(places.rank_of[ref] for ref in open_needs if ref in places.rank_of)[:MOST_NEEDS]
    taken = [ref for ref in in_order if edge and places.rank_of.get(ref, last) <= edge[-1]]
    reasons |= {ref: f"{places.place(ref)}{RANKED_LOW}{MOST_NEEDS}" for ref in in_order[len(taken) :]}
    if len(taken) <= MOST_TIED:
        return taken, reasons
    tied = [ref for ref in taken if places.rank_of[ref] == edge[-1]]
    why = f", and so are {len(tied) - 1} others: say which come first"
    return taken[: -len(tied)], reasons | {ref: f"{places.place(ref)}{why}" for ref in tied}


def _typed_reason(need: Need, some_chosen: bool) -> str:
    if not need.text.strip():
        return "nothing is typed under What"
    if need.out_of_scope:
        return f"not now: {need.out_of_scope}"
    if need.cannot_change:
        return f"it cannot be changed: {need.cannot_change}"
    if need.kind == "need" and some_chosen and not need.chosen:
        return "others are marked Chosen, and it is not"
    return ""


# -- order ------------------------------------------------------------------------------------------------------------


def _places(plan: Plan, kind: str, method: str | None) -> Places | None:
    if method is not None:
        return _from_ranking(rank(plan, method, kind))
    rows = [need for need in plan.needs if need.kind == kind]
    if any(need.priority is not None for need in rows):
        return _as_typed("Priority", {need.id: need.priority for need in rows if need.priority is not None})
    found = [_from_ranking(ranking) for each in TRIED if (ranking := _tried(plan, each, kind))]
    if any(need.community_rank is not None for need in rows):
        own = {need.id: need.community_rank for need in rows if need.community_rank is not None}
        found.insert(0, _as_typed("Community rank", own))
    # Of two that rank equally many the first counts: the people's own order before what was worked out.
    return max(found, key=lambda places: len(places.rank_of), default=None)


def _as_typed(by: str, rank_of: dict[str, int]) -> Places:
    return Places(by=by, rank_of=rank_of, words={ref: f"{by} {place}" for ref, place in rank_of.items()})


def other_orders(plan: Plan, places: Places) -> tuple[Places, ...]:
    """Give the orders that the plan holds numbers for besides the one that a draft follows, one for each way."""
    found = [_from_ranking(ranking) for each in TRIED if (ranking := _tried(plan, each, "need"))]
    typed = _places(plan, "need", None)
    if typed and typed.ranking is None:
        found.insert(0, typed)
    return tuple(each for each in found if each.by != places.by)


def _tried(plan: Plan, method: str, kind: str) -> Ranking | None:
    try:
        return rank(plan, method, kind)
    except CannotRank:
        return None


def _from_ranking(ranking: Ranking) -> Places:
    """Take the best place that any side gives a need: sides are never averaged."""
    best: dict[str, tuple[int, str, Ranked]] = {}
    for order in ranking.orders:
        for each in order.needs:
            if each.rank and (each.need not in best or each.rank < best[each.need][0]):
                best[each.need] = (each.rank, order.side, each)
    several = len(ranking.orders) > 1
    return Places(
        by=ranking.title,
        rank_of={ref: place for ref, (place, _, _) in best.items()},
        words={
            ref: each.place + (f" for the {side or 'side that is not named'}" if several else "")
            for ref, (_, side, each) in best.items()
        },
        range_of={ref: (each.best or 0, each.worst or 0) for ref, (_, _, each) in best.items()},
        score_of={ref: said for ref, (_, _, each) in best.items() if (said := each.score_in_words)},
        ranking=ranking,
    )


# -- causes and effects -----------------------------------------------------------------------------------------------


def _causes(
    plan: Plan,
    rows: Mapping[str, Need],
    needs: Sequence[str],
    before: Mapping[str, Sequence[str]],
    reasons: dict[str, str],
    method: str | None,
) -> set[str]:
    """Go from the needs taken back to their causes, as far as they are taken; note why a cause is left."""
    try:
        places = _places(plan, "cause", method)
    except CannotRank:
        places = _places(plan, "cause", None)
    found: set[str] = set()
    low: dict[str, str] = {}
    waiting = list(needs)
    while waiting:
        ref = waiting.pop()
        for cause in before[ref]:
            if cause in found or cause in needs or cause in reasons:
                continue
            if reason := _typed_reason(rows[cause], some_chosen=False):
                reasons[cause] = reason
            elif reason := _low(cause, before[ref], places):
                low[cause] = reason
            else:
                found.add(cause)
                waiting.append(cause)
    reasons.update({ref: reason for ref, reason in low.items() if ref not in found})
    return found


def _low(cause: str, siblings: Sequence[str], places: Places | None) -> str:
    """Say why a cause ranks low among the causes of one row, or nothing."""
    if places is None or cause not in places.rank_of:
        return ""
    ranked = sorted(places.rank_of[each] for each in siblings if each in places.rank_of)
    if len(ranked) <= MOST_CAUSES or places.rank_of[cause] <= ranked[MOST_CAUSES - 1]:
        return ""
    return f"{places.place(cause)} among the causes{RANKED_LOW}{MOST_CAUSES}"


def _effects(
    rows: Mapping[str, Need], needs: Sequence[str], after: Mapping[str, Sequence[str]], reasons: dict[str, str]
) -> set[str]:
    found: set[str] = set()
    waiting = list(needs)
    while waiting:
        for effect in after[waiting.pop()]:
            if effect in found or effect in needs or effect in reasons:
                continue
            if reason := _typed_reason(rows[effect], some_chosen=False):
                reasons[effect] = reason
            else:
                found.add(effect)
                waiting.append(effect)
    return found


def _why_not_reached(
    ref: str, after: Mapping[str, Sequence[str]], before: Mapping[str, Sequence[str]], needs: Sequence[str]
) -> str:
    if not needs:
        return "no need is taken up"
    if after[ref]:
        return f"it leads only to what is left out ({', '.join(after[ref])})"
    if before[ref]:
        return f"it follows only from what is left out ({', '.join(before[ref])})"
    return "it hangs together with no need"
