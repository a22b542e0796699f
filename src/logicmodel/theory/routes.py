"""Order and routes: circles, shortcuts, leaps, and routes that do harm."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from logicmodel import passes
from logicmodel.arrows import Arrows
from logicmodel.model import (
    Element,
    Link,
    Stage,
    Term,
)
from logicmodel.theory.boxes import has_mark, rank_of
from logicmodel.theory.grounds import Grounds

FACETS = {
    "knowledge": "capability",
    "skill": "capability",
    "opportunity": "opportunity",
    "relationship": "opportunity",
    "system": "opportunity",
    "policy_adopted": "opportunity",
    "policy_in_practice": "opportunity",
    "attitude": "motivation",
    "reaction": "motivation",
}
"""What a kind of change gives people that they need in order to act (COM-B, Michie and others 2011)."""


class Loop(Struct, frozen=True, kw_only=True):
    """Boxes that depend on each other in a circle, in plan order, and the arrow that is best made feedback.

    `witness` is a shortest circle through that arrow, starting with its effect.
    """

    elements: tuple[Element, ...]
    relax: Link
    witness: tuple[Element, ...]


class Shortcut(Struct, frozen=True, kw_only=True):
    """An arrow that adds nothing to a longer way, and a shortest such way (both ends included)."""

    link: Link
    way: tuple[Element, ...]


class Contradiction(Struct, frozen=True, kw_only=True):
    """An activity that both helps and harms a result, with one way each and the harmful arrow."""

    activity: Element
    result: Element
    helping: tuple[Element, ...]
    harming: tuple[Element, ...]
    harm: Link


class Routes(Grounds):
    """The routes from what is done to what it is for."""

    # -- order --------------------------------------------------------------------------------------------------------

    @cached_property
    def _circle_of(self) -> Mapping[str, int]:
        """Ref → number of its circle, for boxes that stand in one."""
        return {ref: number for number, refs in enumerate(self.arrows_or_harms.circles) for ref in refs}

    def in_loop(self, link: Link) -> bool:
        """Say whether an arrow lies inside a circle."""
        circle = self._circle_of.get(link.cause)
        return circle is not None and circle == self._circle_of.get(link.effect)

    def loops(self) -> list[Loop]:
        """Give every circle of boxes that depend on each other, by arrows that lead to or may harm."""
        members: dict[int, list[Element]] = {}
        for element in self.elements:
            if element.id in self._circle_of:
                members.setdefault(self._circle_of[element.id], []).append(element)
        inside: dict[int, list[Link]] = {}
        for link in (*self.links, *self.harms):
            if self.in_loop(link):
                inside.setdefault(self._circle_of[link.cause], []).append(link)
        return [self._loop(elements, inside[number]) for number, elements in members.items()]

    def _loop(self, elements: Sequence[Element], inside: Sequence[Link]) -> Loop:
        falls = {link.ref: self._fall(link) for link in inside}
        deepest = max(falls.values())
        if deepest > 0:
            candidates = [link for link in inside if falls[link.ref] == deepest]
        else:
            weakest = min(-1 if link.level is None else link.level for link in inside)
            candidates = [link for link in inside if (-1 if link.level is None else link.level) == weakest]
        relax = max(candidates, key=lambda link: self._arrow_position[link.ref, link.kind])
        refs = {element.id for element in elements}
        arrows = {ref: [to for to in self.arrows_or_harms.succ[ref] if to in refs] for ref in refs}
        way = passes.shortest(relax.effect, relax.cause, arrows, self.position)
        return Loop(elements=tuple(elements), relax=relax, witness=tuple(self.by_ref[ref] for ref in way))

    @cached_property
    def _arrow_position(self) -> Mapping[tuple[str, str], int]:
        """Arrow and kind → place in plan order."""
        return {(link.ref, link.kind): index for index, link in enumerate(self.all_links)}

    def _fall(self, link: Link) -> int:
        cause, effect = self.ends(link)
        if cause.stage is None or effect.stage is None:
            return 0
        return rank_of(cause)[0] - rank_of(effect)[0]

    @cached_property
    def arrows_in_order(self) -> Arrows:
        """The arrows without those inside circles: what can be put in order."""
        if not self._circle_of:
            return self.arrows
        return Arrows(self.by_ref, ((link.cause, link.effect) for link in self.links if not self.in_loop(link)))

    @cached_property
    def order(self) -> tuple[str, ...]:
        """All Refs, causes before effects."""
        return tuple(ref for (ref,) in self.arrows_in_order.groups)

    @cached_property
    def _groups_of_arrows(self) -> passes.Groups:
        """All Refs in groups that reach each other, causes before effects."""
        return self.arrows.groups

    def backward_arrows(self) -> list[Link]:
        """Give the arrows whose cause can only come after their effect, unless the effect is a later phase of work."""
        ranks = {element.id: rank_of(element) for element in self.elements if element.stage is not None}
        return [
            link
            for link in (*self.links, *self.harms)
            if link.cause in ranks
            and link.effect in ranks
            and ranks[link.cause][0] > ranks[link.effect][1]
            and not self._is_of_a_later_phase(link.effect)
        ]

    def _is_of_a_later_phase(self, ref: str) -> bool:
        element = self.by_ref[ref]
        return element.stage is Stage.ACTIVITY and (element.phase or 1) >= 2

    def stage_skips(self) -> list[Link]:
        """Give the arrows that jump over a stage which the plan uses.

        From an activity to an outcome only where that activity reaches no output at all.
        """
        used = {element.stage.step for element in self.elements if element.stage}
        found = []
        for link in self.links:
            cause, effect = self.ends(link)
            if cause.stage is None or effect.stage is None:
                continue
            if effect.stage.step - cause.stage.step < 2:
                continue
            passed_over = used.intersection(range(cause.stage.step + 1, effect.stage.step))
            delivers = (cause.stage, effect.stage) == (Stage.ACTIVITY, Stage.OUTCOME)
            if passed_over and not (delivers and cause.id in self.leading_to_outputs):
                found.append(link)
        return found

    def shortcuts(self) -> list[Shortcut]:
        """Give the arrows without a reason, evidence or mark of their own that only repeat a longer way."""
        candidates = [
            (link.cause, link.effect)
            for link in self.links
            if not (link.mechanism or link.evidence or has_mark(link, "direct"))
            and link.cause not in self._circle_of
            and link.effect not in self._circle_of
        ]
        ways = passes.longer_ways(candidates, self._groups_of_arrows, self.arrows.succ, self.position)
        return [
            Shortcut(link=self.link(cause, effect), way=tuple(self.by_ref[ref] for ref in way))
            for (cause, effect), way in ways.items()
        ]

    @cached_property
    def _outcomes_ahead(self) -> Mapping[str, int]:
        """Ref → the largest number of outcomes strictly between the box and an impact; absent if it reaches none."""
        most: dict[str, int] = {}
        for ref in reversed(self.order):
            ahead = [
                most[effect] + (self.by_ref[effect].stage is Stage.OUTCOME)
                for effect in self.arrows_in_order.succ[ref]
                if effect in most
            ]
            if self.by_ref[ref].stage is Stage.IMPACT:
                ahead.append(0)
            if ahead:
                most[ref] = max(ahead)
        return most

    def outcomes_before_impact(self, element: Element) -> int | None:
        """Give the largest number of outcomes on a way from the box to an impact, or None if it reaches none."""
        return self._outcomes_ahead.get(element.id)

    @cached_property
    def _first_impact(self) -> Mapping[str, str]:
        """Ref → the first impact in plan order that the box is or reaches; absent if it reaches none."""
        found: dict[str, str] = {}
        for ref in reversed(self.order):
            impacts = [found[effect] for effect in self.arrows_in_order.succ[ref] if effect in found]
            if self.by_ref[ref].stage is Stage.IMPACT:
                impacts.append(ref)
            if impacts:
                found[ref] = min(impacts, key=self.position.__getitem__)
        return found

    def an_impact_of(self, element: Element) -> Element:
        """Give the first impact in plan order that a box reaches by arrows that can be put in order.

        Raises KeyError where it reaches none.
        """
        return self.by_ref[self._first_impact[element.id]]

    @cached_property
    def terms_in_use(self) -> frozenset[Term]:
        """Which of short, medium and long stand on outcomes."""
        return frozenset(outcome.term for outcome in self.at(Stage.OUTCOME) if outcome.term)

    def causes_in_order(self, element: Element) -> list[Element]:
        """Give the boxes with an arrow into this one that is not part of a circle, in plan order."""
        return [self.by_ref[ref] for ref in self.arrows_in_order.pred[element.id]]

    @cached_property
    def _facets_right_before(self) -> Mapping[str, frozenset[str]]:
        """Ref → the facets of behaviour that the boxes right before it work on."""
        kinds = {element.id: FACETS[element.change] for element in self.elements if element.change in FACETS}
        return {
            ref: frozenset(kinds[cause] for cause in causes if cause in kinds)
            for ref, causes in self.arrows_in_order.pred.items()
        }

    def facets_before(self, element: Element) -> frozenset[str]:
        """Give which of capability, opportunity and motivation stand within two arrows before a box.

        What an assumption on the box, or on an arrow into it, says of people counts too.
        """
        found = set(self._facets_right_before[element.id])
        for cause in self.arrows_in_order.pred[element.id]:
            found |= self._facets_right_before[cause]
        things: list[Element | Link] = [element, *self.arrows_into(element)]
        found.update(entry.facet for thing in things for entry in self.assumptions_on(thing) if entry.facet)
        return frozenset(found)

    # -- harm ----------------------------------------------------------------------------------------------------------

    def contradictions(self) -> list[Contradiction]:
        """Give each activity and first result that it both helps and harms, by arrows without a risk that is met."""
        if not self.harms:
            return []
        open_harms = {(link.cause, link.effect): link for link in self.harms if not self._is_met(link)}
        harming = passes.reach((cause for cause, _ in open_harms), self.arrows_or_harms.pred)
        starts = [activity.id for activity in self.activities if activity.id in harming]
        arrows = [(link.cause, link.effect, 0) for link in self.links]
        arrows += [(cause, effect, 1) for cause, effect in open_harms]
        results = [result.id for result in self.results]
        found = passes.both_ways(starts, arrows, self.arrows_or_harms.groups, results, self.position)
        contradictions = [
            Contradiction(
                activity=self.by_ref[activity],
                result=self.by_ref[result],
                helping=tuple(self.by_ref[ref] for ref in even),
                harming=tuple(self.by_ref[ref] for ref in odd),
                harm=next(open_harms[pair] for pair in pairwise(odd) if pair in open_harms),
            )
            for activity, result, even, odd in found
        ]
        places = self.position
        return sorted(contradictions, key=lambda each: (places[each.activity.id], places[each.result.id]))

    def _is_met(self, harm: Link) -> bool:
        return any(
            entry.kind == "risk" and (entry.prevention or entry.response) for entry in self.applies_to.get(harm.ref, ())
        )
