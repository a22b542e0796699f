"""The best route to each goal: how plausible it is as far as somebody rated it, and where better evidence would help."""

from decimal import Decimal

from msgspec import Struct

from logicmodel.model import Element, Stage
from logicmodel.theory import RouteArrow, Theory, is_proposed


class WeakArrow(Struct, frozen=True, kw_only=True):
    """An arrow of a route: what it counts (0 to 1), its level, the assumptions that lower it, and what one level brings.

    `if_better` is the index of the route with evidence one level better for this arrow alone, None where nobody rated
    it or no level is better.
    """

    arrow: str
    cause: str
    effect: str
    counts: Decimal
    confidence: Decimal | None
    level: int | None
    lowered_by: tuple[str, ...]
    if_better: Decimal | None


class GoalRoute(Struct, frozen=True, kw_only=True):
    """The best route to a goal.

    `index` is an upper bound, for an arrow that nobody rated counts as 1; it is None where nothing on the route is
    rated or doubted. `unrated` are those of the `arrows` to outcomes and impacts that nobody rated; `rated` and
    `proposed` count arrows. `weakest` is the arrow that counts least,
    `first_to_strengthen` the one with which one better level would raise the index most.
    """

    goal: str
    index: Decimal | None
    arrows: tuple[str, ...]
    rated: int
    unrated: tuple[str, ...]
    proposed: int
    weakest: WeakArrow | None
    first_to_strengthen: WeakArrow | None


def best_routes(theory: Theory) -> tuple[GoalRoute, ...]:
    """Follow the best route to each goal that the work reaches, in plan order."""
    return tuple(_route(theory, goal) for goal in theory.goals_with_a_route)


def _route(theory: Theory, goal: Element) -> GoalRoute:
    route = theory.best_routes[goal.id]
    arrows = theory.best_route_to(goal)
    results = {each.link.effect for each in arrows if theory.ends(each.link)[1].stage in (Stage.OUTCOME, Stage.IMPACT)}
    by_ref = {each.link.ref: each for each in arrows}
    weakest = by_ref[route.weakest.ref] if route.weakest else None
    doubted = weakest is not None and weakest.counts < 1
    rated = sum(theory.is_rated(each.link) for each in arrows)
    better = [each for each in arrows if each.if_better is not None]
    first = max(better, key=lambda each: each.if_better or Decimal(0), default=None)
    return GoalRoute(
        goal=goal.id,
        index=route.index if rated or doubted else None,
        arrows=tuple(each.link.ref for each in arrows),
        rated=rated,
        unrated=tuple(
            each.link.ref for each in arrows if each.link.effect in results and not theory.is_rated(each.link)
        ),
        proposed=sum(is_proposed(each.link) for each in arrows),
        weakest=_arrow(theory, weakest) if weakest and doubted else None,
        first_to_strengthen=_arrow(theory, first) if first else None,
    )


def _arrow(theory: Theory, arrow: RouteArrow) -> WeakArrow:
    link = arrow.link
    return WeakArrow(
        arrow=link.ref,
        cause=link.cause,
        effect=link.effect,
        counts=arrow.counts,
        confidence=link.confidence,
        level=link.level,
        lowered_by=tuple(entry.id for entry in theory.assumptions_behind(link) if entry.likelihood is not None),
        if_better=arrow.if_better,
    )
