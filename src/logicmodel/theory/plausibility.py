"""How plausible the best route to a box is, as far as the plan says: an index for comparing routes, not a probability."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from heapq import heappop, heappush

from msgspec import Struct
from msgspec.structs import replace

from logicmodel import passes
from logicmodel.model import Element, Link, RegisterEntry, Stage
from logicmodel.theory.decisive import Decisive

BY_LEVEL = tuple(map(Decimal, ("0.50", "0.60", "0.70", "0.80", "0.90", "0.95")))
"""What an arrow with an evidence level of 0 to 5 counts, unless somebody gave a confidence (our own scale)."""

BY_LIKELIHOOD = dict(enumerate(map(Decimal, ("0.20", "0.40", "0.60", "0.80", "0.95")), start=1))
"""What an assumption with a likelihood of 1 to 5 takes an arrow times (our own scale)."""


LEAST = Decimal("0.000001")
"""Below this an index says no more than that the route is hardly plausible, and no gain is worked out."""


class BestRoute(Struct, frozen=True, kw_only=True):
    """The best route to a box: its index from 0 to 1, its weakest arrow, and the Refs of the first two rated arrows.

    Where a box needs all its arrows, all of them are of the route. An activity is a route without arrows. `last` holds
    the arrows of the route that lead right to the box.
    """

    index: Decimal = Decimal(1)
    weakest: Link | None = None
    rated: tuple[str, ...] = ()
    last: tuple[Link, ...] = ()


class RouteArrow(Struct, frozen=True, kw_only=True):
    """One arrow of a best route: what it counts, how often, and the index of the route if it were better supported.

    It counts more than once only where boxes need all their arrows. `if_better` is the index with evidence one level
    better for this arrow alone; None where nobody rated the arrow, or nothing is better.
    """

    link: Link
    counts: Decimal
    times: int
    if_better: Decimal | None


class Plausibility(Decisive):
    """How plausible the routes are."""

    def is_rated(self, link: Link) -> bool:
        """Say whether somebody gave an arrow a confidence or an evidence level."""
        return link.confidence is not None or link.level is not None

    @cached_property
    def _strength(self) -> Mapping[tuple[str, str], Decimal]:
        """Arrow → what it counts: an arrow that nobody rated 1, so that a route's index is an upper bound."""
        return {(link.cause, link.effect): self._strength_of(link) for link in self.links}

    def _strength_of(self, link: Link) -> Decimal:
        strength = link.confidence
        if strength is None:
            strength = Decimal(1) if link.level is None else BY_LEVEL[link.level]
        for entry in self.assumptions_behind(link):
            if entry.likelihood is not None:
                strength *= BY_LIKELIHOOD[entry.likelihood]
        return strength

    def assumptions_behind(self, link: Link) -> list[RegisterEntry]:
        """Give the assumptions pinned to an arrow or to its effect, each once."""
        entries = [*self.assumptions_on(link), *self.assumptions_on(self.by_ref[link.effect])]
        return list({entry.id: entry for entry in entries}.values()) if entries else entries

    @cached_property
    def best_routes(self) -> Mapping[str, BestRoute]:
        """Ref → the best route from what is done; absent where no activity leads.

        Where any one arrow is enough the index is the greatest of those of the arrows, each times the index of its
        cause; where all are needed it is their product. Causes that no activity reaches are left out, unless others
        bring them about. Of two equal routes the first in plan order counts.
        """
        reached = passes.reach((activity.id for activity in self.activities), self.arrows_in_order.succ)
        found: dict[str, BestRoute] = {}
        for ref in self.order:
            element = self.by_ref[ref]
            if element.stage is Stage.ACTIVITY or (ref not in reached and element.external):
                found[ref] = BestRoute()
            elif ref in reached:
                found[ref] = self._best_route_to(element, found)
        return found

    def _best_route_to(self, element: Element, found: Mapping[str, BestRoute]) -> BestRoute:
        arrows = [self.link(cause.id, element.id) for cause in self.causes_in_order(element) if cause.id in found]
        if element.join == "all":
            routes = [self._with_arrow(found[arrow.cause], arrow) for arrow in arrows]
            return replace(self._together(routes), last=tuple(arrows))
        best = max(arrows, key=lambda arrow: found[arrow.cause].index * self._strength[arrow.cause, arrow.effect])
        return self._with_arrow(found[best.cause], best)

    def _with_arrow(self, route: BestRoute, arrow: Link) -> BestRoute:
        own = BestRoute(
            index=self._strength[arrow.cause, arrow.effect],
            weakest=arrow,
            rated=(arrow.ref,) if self.is_rated(arrow) else (),
        )
        return replace(self._together([route, own]), last=(arrow,))

    def _together(self, routes: Sequence[BestRoute]) -> BestRoute:
        index = Decimal(1)
        for route in routes:
            index *= route.index
        weakest = [route.weakest for route in routes if route.weakest]
        return BestRoute(
            index=index,
            weakest=min(weakest, key=self._weakness, default=None),
            rated=tuple(dict.fromkeys(ref for route in routes for ref in route.rated))[:2],
        )

    def best_route_to(self, element: Element) -> tuple[RouteArrow, ...]:
        """Give the arrows of the best route to a box, those nearest to what is done first; none where no activity leads."""
        times = {element.id: 1}
        rank = self._rank
        waiting = [(-rank[element.id], element.id)]
        arrows: list[tuple[Link, int]] = []
        while waiting:
            _, ref = heappop(waiting)
            for arrow in self.best_routes[ref].last if ref in self.best_routes else ():
                arrows.append((arrow, times[ref]))
                if arrow.cause not in times:
                    heappush(waiting, (-rank[arrow.cause], arrow.cause))
                times[arrow.cause] = times.get(arrow.cause, 0) + times[ref]
        return tuple(
            RouteArrow(
                link=arrow,
                counts=self._strength[arrow.cause, arrow.effect],
                times=number,
                if_better=self._index_if_better(self.best_routes[element.id].index, arrow, number),
            )
            for arrow, number in reversed(arrows)
        )

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        """Ref → place in the order of causes before effects."""
        return {ref: place for place, ref in enumerate(self.order)}

    def _index_if_better(self, index: Decimal, arrow: Link, times: int) -> Decimal | None:
        """Give what the index of a route would be if one of its arrows were one level of evidence better.

        The route stays the best one, since only its own index and that of routes with the same arrow can grow.
        """
        now = (
            arrow.confidence if arrow.confidence is not None else None if arrow.level is None else BY_LEVEL[arrow.level]
        )
        better = next((each for each in BY_LEVEL if now is not None and each > now), None)
        if now is None or better is None or index < LEAST:
            return None
        return index * better**times / now**times

    def _weakness(self, link: Link) -> tuple[Decimal, int, int]:
        return self._strength[link.cause, link.effect], self.position[link.cause], self.position[link.effect]
