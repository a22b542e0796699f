"""Who is to be moved, by what, and to which change: what the power map and the grid of tactics say of people."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from logicmodel.drawing.lettering import clean
from logicmodel.model import Element, Stage, Stakeholder

if TYPE_CHECKING:
    from logicmodel.theory import Theory

MUCH = 4
"""Influence, from 1 to 5, from which on it is high."""

STEPS = {
    "awareness": ("awareness", "media", "framing"),
    "will": ("salience", "will", "support_base"),
    "action": (
        *("capacity", "champion", "coalition", "agenda", "adoption", "blocking"),
        *("implementation", "enforcement", "monitoring", "maintenance"),
    ),
}
"""Change → the policy steps that belong to it: to know, to want, to do (Advocacy Strategy Framework)."""

KINDS = {
    "awareness": ("reach", "reaction", "knowledge"),
    "will": ("attitude",),
    "action": (
        *("skill", "opportunity", "relationship", "behaviour"),
        *("policy_adopted", "policy_in_practice", "system", "condition"),
    ),
}
"""Change → the kinds of change that belong to it, for a box without a policy step."""

CHAMPIONS = {1: "awareness", 2: "will", 3: "will", 4: "action"}
"""How far a champion is hoped to come → change, for somebody who is linked to no box."""


def called(person: Stakeholder, words: Mapping[str, str]) -> str:
    """Give the name of somebody, or say that there is none and in which row they stand."""
    return clean(person.name) or words["without_name"].format(row=person.place.row)


def changes_for(person: Stakeholder, theory: "Theory") -> tuple[str, ...]:
    """Say which changes somebody is asked to make: by the boxes they matter for, else by how far they are to come.

    Awareness, will and action, in this order; none if nothing tells.
    """
    boxes = [theory.by_ref[ref] for ref in person.linked_to if ref in theory.by_ref]
    found = {change for box in boxes if (change := _change_of(box))}
    if not found and person.champion_hoped in CHAMPIONS:
        found = {CHAMPIONS[person.champion_hoped]}
    return tuple(change for change in STEPS if change in found)


def _change_of(box: Element) -> str | None:
    """Say which change a box is: its policy step decides, then its kind of change."""
    word, groups = (box.policy, STEPS) if box.policy else (box.change, KINDS)
    return next((change for change, words in groups.items() if word in words), None)


def out_of_reach(theory: "Theory") -> list[Stakeholder]:
    """Give those of high influence for whom no tactic is named, in plan order."""
    return [each for each in theory.plan.stakeholders if (each.influence or 0) >= MUCH and not each.tactic]


def without_audience(theory: "Theory") -> list[Element]:
    """Give the activities that are to move others, and for which nobody on the sheet People is named.

    Such an activity leads first, through outputs alone, to a box with a policy step. Somebody is named for it who is
    linked to the activity or to anything that it leads to.
    """
    linked = {ref for person in theory.plan.stakeholders for ref in person.linked_to}
    return [
        each
        for each in theory.activities
        if any(result.policy for result in first_results(theory, each))
        and not linked & {each.id, *(box.id for box in theory.beyond(each))}
    ]


def first_results(theory: "Theory", activity: Element) -> list[Element]:
    """Give the results that an activity reaches before any other, in plan order."""
    found: set[str] = set()
    seen = {activity.id}
    waiting = [activity]
    while waiting:
        for each in theory.effects_of(waiting.pop()):
            if each.id in seen:
                continue
            seen.add(each.id)
            if each.stage in (Stage.OUTCOME, Stage.IMPACT):
                found.add(each.id)
            else:
                waiting.append(each)
    return theory.in_plan_order(found)
