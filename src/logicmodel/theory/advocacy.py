"""Decisions by others: who takes them, what leads to them, and what follows."""

from collections.abc import Mapping
from functools import cached_property

from logicmodel import passes
from logicmodel.model import Element, Stage
from logicmodel.theory.boxes import has_mark
from logicmodel.theory.people import People

PRACTICE = ("implementation", "enforcement", "monitoring")
"""Steps that put a decision into practice."""

SHIFTS = ("salience", "will", "support_base", "champion", "coalition", "agenda")
"""Steps towards a decision that move somebody, and do not only inform them."""

SHARING_POWER = 6
"""The rung of taking part, from 1 to 8, from which on people share in deciding."""


class Advocacy(People):
    """The policy steps of a plan."""

    @cached_property
    def policy_steps(self) -> tuple[Element, ...]:
        """The boxes with a policy step, in plan order."""
        return tuple(element for element in self.elements if element.policy)

    @cached_property
    def adoptions(self) -> tuple[Element, ...]:
        """The boxes in which others decide."""
        return tuple(element for element in self.policy_steps if element.policy == "adoption")

    def without_decision_maker(self) -> list[Element]:
        """Give the decisions, or without any what puts one into practice, for which nobody is named who can say yes."""
        decisions = self.adoptions or [each for each in self.policy_steps if each.policy == "implementation"]
        named = {
            ref for person in self.plan.stakeholders if person.type == "decision_maker" for ref in person.linked_to
        }
        return [each for each in decisions if not each.decision_maker and each.id not in named]

    @cached_property
    def _impact_without_practice(self) -> Mapping[str, str]:
        """Ref → the first impact that the box is or reaches without passing anybody who puts a decision into practice."""
        practice = frozenset(each.id for each in self.policy_steps if each.policy in PRACTICE)
        return passes.first_end((impact.id for impact in self.at(Stage.IMPACT)), self.arrows.pred, practice)

    def never_practised(self) -> list[tuple[Element, Element]]:
        """Give each decision with the first impact that it reaches without anybody who puts it into practice."""
        impacts = self._impact_without_practice
        reached = [
            (each, self.in_plan_order({impacts[effect] for effect in self.arrows.succ[each.id] if effect in impacts}))
            for each in self.adoptions
        ]
        return [(each, ends[0]) for each, ends in reached if ends]

    def leaps_to_decisions(self) -> list[Element]:
        """Give the decisions that work reaches without any shift of will, support or power on the way.

        A shift is an outcome of one of these steps, or without a policy step one whose kind of change is not
        knowledge. The mark Legal route exempts.
        """
        shifts = [
            each.id
            for each in self.at(Stage.OUTCOME)
            if each.id in self.reached_by_work
            and (each.policy in SHIFTS or (not each.policy and each.change != "knowledge"))
        ]
        moved = passes.reach(shifts, self.arrows.succ)
        return [
            each
            for each in self.adoptions
            if not self.reached_by_work.isdisjoint(self.arrows.pred[each.id])
            and moved.isdisjoint(self.arrows.pred[each.id])
            and not has_mark(each, "legal_route")
        ]

    @property
    def expects_opposition(self) -> bool:
        """Whether anything says who is against it, or the plan works with opponents."""
        return (
            any(entry.kind in ("risk", "assumption") and entry.sort == "opposition" for entry in self.plan.register)
            or any(self.by_ref[harm.cause].external for harm in self.harms)
            or any(has_mark(activity, "opponents") for activity in self.activities)
            or any(
                person.position in ("opponent", "strong_opponent") and person.tactic
                for person in self.plan.stakeholders
            )
        )

    @property
    def shares_power(self) -> bool:
        """Whether people share in deciding an activity, or people affected do it."""
        names = [name for need in self.needs for name in need.who] or [group.name for group in self.plan.groups]
        affected = {self._line_of(name)[0] for name in names}
        return any(
            (activity.participation or 0) >= SHARING_POWER
            or any(not affected.isdisjoint(self._line_of(actor)) for actor in activity.actors)
            for activity in self.activities
        )
