"""What goals hang on: the boxes and arrows without which no route is left to them."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from logicmodel import passes
from logicmodel.model import Element, Link, Stage
from logicmodel.theory.routes import Routes


class Hinge(Struct, frozen=True, kw_only=True):
    """A box or arrow, and the goals to which no route from what is done is left without it."""

    thing: Element | Link
    goals: tuple[Element, ...]


class Decisive(Routes):
    """What the goals hang on."""

    @cached_property
    def goals_with_a_route(self) -> tuple[Element, ...]:
        """The goals that some activity reaches by arrows that can be put in order."""
        return tuple(goal for goal in self.goals if goal.id in self._dominators)

    @cached_property
    def hinges(self) -> tuple[Hinge, ...]:
        """Give the boxes, and then the arrows, without which no route is left to a goal other than the box itself.

        Where a box needs all its arrows, or one arrow is Necessary, the route is lost with any one of them; a box that
        others bring about counts there. Elsewhere any arrow from what activities reach is enough. What lies inside
        circles is left out.
        """
        enough, needed = self._arrows_by_join
        arrows = {f"{cause}>{ref}" for ref, causes in needed.items() for cause in causes}
        goals = [goal.id for goal in self.goals_with_a_route]
        boxes = {cause for causes in needed.values() for cause in causes}
        for ref in self._before_any([*goals, *boxes]):
            boxes.add(ref)
            if len(enough.get(ref, ())) == 1:
                arrows.add(f"{enough[ref][0]}>{ref}")
        things: list[Element | Link] = [*self.in_plan_order(boxes)]
        things += [link for link in self.links if link.ref in arrows]
        points = [thing.ref if isinstance(thing, Link) else thing.id for thing in things]
        lost = passes.lost_without(points, goals, self.order, enough, needed)
        return tuple(
            Hinge(thing=thing, goals=tuple(self.by_ref[goal] for goal in lost[point]))
            for thing, point in zip(things, points, strict=True)
            if lost[point]
        )

    @cached_property
    def _arrows_by_join(self) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
        """Ref → the causes of which one is enough, and Ref → those that are all needed."""
        enough: dict[str, list[str]] = {}
        needed: dict[str, list[str]] = {}
        for ref in self.order:
            element = self.by_ref[ref]
            if ref not in self._dominators or element.stage is Stage.ACTIVITY:
                continue
            causes = self.arrows_in_order.pred[ref]
            known = [cause for cause in causes if cause in self._dominators]
            enough[ref] = [] if element.join == "all" else known
            needed[ref] = [
                cause
                for cause in causes
                if (cause in self._dominators or self.by_ref[cause].external)
                and (element.join == "all" or self.link(cause, ref).necessity == "necessary")
            ]
        return enough, needed

    def _before_any(self, refs: list[str]) -> Iterator[str]:
        """Give each Ref that every route to one of some boxes passes, once, those boxes included."""
        seen: set[str] = set()
        for start in refs:
            ref = start
            while ref in self._dominators and ref not in seen:
                seen.add(ref)
                yield ref
                ref = self._dominators[ref]
