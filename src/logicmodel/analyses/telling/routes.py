"""The best routes in words."""

from collections.abc import Sequence
from decimal import Decimal

from logicmodel.analyses.routes import GoalRoute, WeakArrow
from logicmodel.analyses.telling.pieces import NAMED, Part, table_of
from logicmodel.saying import (
    NOTHING,
    Cell,
    Line,
    Words,
    arrow,
    gap,
    level_said,
    named,
    ours,
    ref,
    refs,
)
from logicmodel.theory import Theory


def routes_told(theory: Theory, routes: Sequence[GoalRoute]) -> Part:
    """Give the index of the best route to each goal, its weakest arrow, and what better evidence would change."""
    title = "The best route to each goal"
    if not routes:
        return Part(title=title, said=(gap("No route leads from what is done to a goal yet."),))
    said = ours(
        "The index (from 0 to 1) multiplies what each arrow of the route counts: by its evidence, from 0.50 for untested "
        "to 0.95 for established, or the confidence typed for it; and by how likely its assumptions are. An arrow that nobody "
        "rated counts 1, the most there is, so the index says “at most”, and where nothing is rated there is none. It is no "
        "probability."
    )
    headings = ("Goal", "Index", "Arrows rated", "Weakest arrow of the route", "With one level more there")
    rows = [_route_row(theory, each) for each in sorted(routes, key=_lowest_first)]
    return Part(title=title, said=(said,), tables=(table_of("Best routes, the lowest index first", headings, rows),))


def _lowest_first(route: GoalRoute) -> tuple[bool, Decimal]:
    return route.index is None, route.index or Decimal(0)


def _route_row(theory: Theory, route: GoalRoute) -> tuple[Cell, ...]:
    goal = (named(theory.by_ref[route.goal]),)
    rated = [ours(f"{route.rated:,} of {len(route.arrows):,}")]
    if route.proposed:
        rated.append(gap(f"{route.proposed:,} only proposed"))
    if route.index is None:
        return goal, (gap("not rated"),), tuple(rated), (_to_rate(route),), (NOTHING,)
    index = ours(_index(route.index))
    if route.rated < len(route.arrows):
        index = ours(f"at most {_index(route.index)}")
    elif route.index >= LEAST_INDEX:
        index = (Words(_index(route.index), value=round(route.index, 2)),)
    weakest, first = route.weakest, route.first_to_strengthen
    gains = [_gain_said(route, weakest)] if weakest else []
    if first and weakest and first.arrow != weakest.arrow and first.if_better:
        gains.append((*ours(f"{_index(first.if_better)} if it were at"), *ref(first.arrow)))
    return goal, (index,), tuple(rated), _weakest_said(theory, weakest), tuple(gains) or (NOTHING,)


def _to_rate(route: GoalRoute) -> Line:
    if not route.unrated:
        return NOTHING
    return (*gap("rate these first:"), *ours(" "), *refs(route.unrated, NAMED))


def _weakest_said(theory: Theory, weak: WeakArrow | None) -> Cell:
    if weak is None:
        return (NOTHING,)
    evidence = f"evidence {level_said(weak.level)}" if weak.confidence is None else f"confidence {weak.confidence:f}"
    counts = ours(f"counts {_index(weak.counts)}: {evidence}")
    if weak.lowered_by:
        counts = (*counts, *ours("; times the likelihood of "), *refs(weak.lowered_by, NAMED))
    return arrow(named(theory.by_ref[weak.cause]), named(theory.by_ref[weak.effect])), counts


def _gain_said(route: GoalRoute, weak: WeakArrow) -> Line:
    if weak.if_better is not None:
        return ours(f"{_index(weak.if_better)} instead of {_index(route.index or Decimal(0))}")
    if weak.level is None and weak.confidence is None:
        return gap("not rated: only an assumption lowers it")
    return ours("no level is better; look at its assumptions" if weak.lowered_by else "no level is better")


def _index(number: Decimal) -> str:
    """Say an index with two decimals; what is above nothing never reads as nothing.

    >>> _index(Decimal("0.2401")), _index(Decimal("0.0001"))
    ('0.24', 'under 0.01')
    """
    return f"{number:.2f}" if number >= LEAST_INDEX or not number else f"under {LEAST_INDEX}"


LEAST_INDEX = Decimal("0.01")
"""The least index that is told as a number."""
