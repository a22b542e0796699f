"""What goals hang on: the boxes and arrows without which no route is left to them."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from logicmodel import passes
from logicmodel.arrows import passed_by_all
from logicmodel.model import Element, Link, RegisterEntry, Stage
from logicmodel.theory.boxes import has_mark
from logicmodel.theory.routes import Routes


class ChokePoint(Struct, frozen=True, kw_only=True):
    """A box that every route to these goals passes through."""

    element: Element
    goals: tuple[Element, ...]


class Hinge(Struct, frozen=True, kw_only=True):
    """A box or arrow, and the goals to which no route from what is done is left without it."""

    thing: Element | Link
    goals: tuple[Element, ...]


class Decisive(Routes):
    """What the goals hang on."""

    # -- what every route passes --------------------------------------------------------------------------------------

    @cached_property
    def _dominators(self) -> Mapping[str, str]:
        """Ref → the last box that every route from an activity passes before it; “” is the start of all work."""
        return passed_by_all([activity.id for activity in self.activities], self.order, self.arrows_in_order)

    def _always_before(self, goal: Element) -> Iterator[str]:
        """Give the Refs that every route to a goal passes, last first, the goal itself included."""
        ref = goal.id
        while ref in self._dominators:
            yield ref
            ref = self._dominators[ref]

    @cached_property
    def goals_of_several(self) -> tuple[Element, ...]:
        """The goals that two or more activities reach."""
        several = passes.reached_from_two([each.id for each in self.activities], self.order, self.arrows_in_order.succ)
        return tuple(goal for goal in self.goals if goal.id in several)

    @cached_property
    def choke_points(self) -> tuple[ChokePoint, ...]:
        """Outputs and outcomes, not right before a goal, that every route of two or more activities to it passes."""
        goals_of: dict[str, list[Element]] = {}
        for goal in self.goals_of_several:
            for ref in self._always_before(goal):
                passes_output = self.by_ref[ref].stage in (Stage.OUTPUT, Stage.OUTCOME)
                if ref != goal.id and passes_output and (ref, goal.id) not in self.arrows_in_order:
                    goals_of.setdefault(ref, []).append(goal)
        return tuple(
            ChokePoint(element=element, goals=tuple(goals_of[element.id])) for element in self.in_plan_order(goals_of)
        )

    @cached_property
    def decisive_arrows(self) -> tuple[Link, ...]:
        """Arrows that every route from any activity to some goal passes.

        In a graph without circles that is the only arrow on the routes into a box that every route passes.
        """
        starts = {activity.id for activity in self.activities}
        found: dict[str, None] = {}
        seen: set[str] = set()
        for goal in self.goals:
            for ref in self._always_before(goal):
                if ref in seen:
                    break
                seen.add(ref)
                causes = [cause for cause in self.arrows_in_order.pred[ref] if cause in self._dominators]
                if ref not in starts and len(causes) == 1:
                    found[f"{causes[0]}>{ref}"] = None
        return tuple(link for link in self.links if link.ref in found)

    def unproven_decisive_arrows(self) -> list[Link]:
        """Give the decisive arrows with no evidence level or one of at most 1; none if the plan rates no arrow."""
        if all(link.level is None for link in self.links):
            return []
        return [
            link
            for link in self.decisive_arrows
            if (link.level is None or link.level <= 1)
            and not has_mark(link, "by_definition")
            and not has_mark(link, "continues")
        ]

    def necessary(self) -> list[tuple[Element, Link]]:
        """Give each box that something cannot happen without, with the first arrow that says so."""
        found: dict[str, Link] = {}
        for link in self.links:
            if link.necessity == "necessary" or self.by_ref[link.effect].join == "all":
                found.setdefault(link.cause, link)
        return [(element, found[element.id]) for element in self.in_plan_order(found)]

    def unserved_necessities(self) -> list[tuple[Element, Link]]:
        """Give each necessary box that no activity reaches and nobody else is expected to bring about."""
        return [
            (element, link)
            for element, link in self.necessary()
            if element.id not in self.reached_by_work
            and element.stage not in (Stage.ACTIVITY, Stage.INPUT, None)
            and not (element.external and (element.likelihood is None or element.likelihood >= 3))
        ]

    def marked_necessary(self) -> list[Element]:
        """Give the outputs and outcomes with an arrow marked Necessary out of them."""
        refs = {link.cause for link in self.links if link.necessity == "necessary"}
        return [element for element in self.in_plan_order(refs) if element.stage in (Stage.OUTPUT, Stage.OUTCOME)]

    def critical_unmeasured(self) -> list[Element]:
        """Give the outputs and outcomes that everything hangs on and nothing measures; none without any measure."""
        if not self.plan.indicators:
            return []
        refs = {point.element.id for point in self.choke_points}
        refs |= {element.id for element in self.marked_necessary()}
        refs |= {causes[0].id for goal in self.goals if len(causes := self.causes_of(goal)) == 1}
        return [
            element
            for element in self.in_plan_order(refs)
            if element.stage in (Stage.OUTPUT, Stage.OUTCOME) and not element.external and not self.measures_of(element)
        ]

    @cached_property
    def vital(self) -> tuple[Element | RegisterEntry, ...]:
        """What needs a plan B: choke points, boxes that something cannot happen without, and vital assumptions."""
        refs = {point.element.id for point in self.choke_points} | {each.id for each in self.marked_necessary()}
        assumptions = (
            entry
            for entry in self.plan.register
            if entry.kind == "assumption" and entry.importance is not None and entry.importance >= 4
        )
        return (*self.in_plan_order(refs), *assumptions)

    # -- without what no route is left --------------------------------------------------------------------------------

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
