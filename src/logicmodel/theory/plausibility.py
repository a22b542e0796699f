"""How plausible the best route to a box is, as far as the plan says: an index for comparing routes, not a probability."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from logicmodel import passes
from logicmodel.model import Element, Link, Stage
from logicmodel.theory.routes import Routes

BY_LEVEL = tuple(map(Decimal, ("0.50", "0.60", "0.70", "0.80", "0.90", "0.95")))
"""What an arrow with an evidence level of 0 to 5 counts, unless somebody gave a confidence (our own scale)."""

BY_LIKELIHOOD = dict(enumerate(map(Decimal, ("0.20", "0.40", "0.60", "0.80", "0.95")), start=1))
"""What an assumption with a likelihood of 1 to 5 takes an arrow times (our own scale)."""


class BestRoute(Struct, frozen=True, kw_only=True):
    """The best route to a box: its index from 0 to 1, its weakest arrow, and the Refs of the first two rated arrows.

    Where a box needs all its arrows, all of them are of the route. An activity is a route without arrows.
    """

    index: Decimal = Decimal(1)
    weakest: Link | None = None
    rated: tuple[str, ...] = ()


class Plausibility(Routes):
    """How plausible the routes are."""

    def is_rated(self, link: Link) -> bool:
        """Say whether somebody gave an arrow a confidence or an evidence level."""
        return link.confidence is not None or link.level is not None

    @cached_property
    def _strength(self) -> Mapping[str, Decimal]:
        """Arrow → what it counts: an arrow that nobody rated 1, so that a route's index is an upper bound."""
        return {link.ref: self._strength_of(link) for link in self.links}

    def _strength_of(self, link: Link) -> Decimal:
        strength = Decimal(1) if link.level is None else BY_LEVEL[link.level]
        if link.confidence is not None:
            strength = link.confidence
        effect = self.by_ref[link.effect]
        assumptions = {entry.id: entry for thing in (link, effect) for entry in self.assumptions_on(thing)}
        for entry in assumptions.values():
            if entry.likelihood is not None:
                strength *= BY_LIKELIHOOD[entry.likelihood]
        return strength

    @cached_property
    def best_routes(self) -> Mapping[str, BestRoute]:
        """Ref → the best route from what is done; absent where no activity leads.

        Where any one arrow is enough the index is the greatest of those of the arrows, each times the index of its
        cause; where all are needed it is their product. Causes that no activity reaches are left out, unless others
        bring them about. Of two equal routes the first in plan order counts.
        """
        reached = passes.reach((activity.id for activity in self.activities), self.chain.succ)
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
        routes = [self._with_arrow(found[arrow.cause], arrow) for arrow in arrows]
        return self._together(routes) if element.join == "all" else max(routes, key=lambda route: route.index)

    def _with_arrow(self, route: BestRoute, arrow: Link) -> BestRoute:
        own = BestRoute(
            index=self._strength[arrow.ref], weakest=arrow, rated=(arrow.ref,) if self.is_rated(arrow) else ()
        )
        return self._together([route, own])

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

    def _weakness(self, link: Link) -> tuple[Decimal, int, int]:
        return self._strength[link.ref], self.position[link.cause], self.position[link.effect]
