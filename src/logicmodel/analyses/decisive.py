"""What is decisive and not yet proven: what goals hang on, beside evidence, assumptions, measures and plan B."""

from msgspec import Struct

from logicmodel.model import Element, Link, RegisterEntry, Stage
from logicmodel.theory import Hinge, Theory, has_mark, is_proposed

LITTLE = 1
"""Up to this level evidence is a reason or an opinion, and counts as a gap."""

DOUBTED = 2
"""Up to this likelihood an assumption is doubted."""


class Decisive(Struct, frozen=True, kw_only=True):
    """A box (its Ref) or an arrow (“A>B”) without which no route is left to `goals`, and how it is secured.

    `boxes` holds the Ref of the box, or those of the cause and the effect of the arrow.
    `level` is the level of evidence of an arrow, None where nobody rated it. `assumptions` are pinned to it, `doubted`
    those of them that are unlikely, weakening, broken or not in place. An arrow has a plan B where its effect has one. `gaps` says what is missing: measure, plan_b,
    evidence_not_rated, little_evidence, contrary_evidence, doubted_assumption.
    """

    about: str
    boxes: tuple[str, ...]
    goals: tuple[str, ...]
    level: int | None
    assumptions: tuple[str, ...]
    doubted: tuple[str, ...]
    plan_b: bool
    gaps: tuple[str, ...]
    proposed: bool


class WhatDecides(Struct, frozen=True, kw_only=True):
    """The decisive boxes and arrows: those with the most goals and then the most gaps first.

    `goals` counts the goals that the work reaches; `unreached` names the others.
    """

    goals: int
    unreached: tuple[str, ...]
    boxes: tuple[Decisive, ...]
    arrows: tuple[Decisive, ...]


def what_decides(theory: Theory) -> WhatDecides:
    """Put the boxes and arrows that goals hang on in order, the least secured first."""
    found = [_decisive(theory, hinge) for hinge in theory.hinges]
    in_order = sorted(found, key=lambda each: (-len(each.goals), -len(each.gaps)))
    reached = {goal.id for goal in theory.goals_with_a_route}
    return WhatDecides(
        goals=len(reached),
        unreached=tuple(goal.id for goal in theory.goals if goal.id not in reached),
        boxes=tuple(each for each in in_order if len(each.boxes) == 1),
        arrows=tuple(each for each in in_order if len(each.boxes) == 2),
    )


def _decisive(theory: Theory, hinge: Hinge) -> Decisive:
    thing = hinge.thing
    assumptions = theory.assumptions_on(thing)
    doubted = tuple(entry.id for entry in assumptions if _is_doubted(entry))
    gaps = _gaps_of_arrow(thing) if isinstance(thing, Link) else _gaps_of_box(theory, thing)
    about = thing.ref if isinstance(thing, Link) else thing.id
    plan_b = (thing.effect if isinstance(thing, Link) else about) in theory.covered
    return Decisive(
        about=about,
        boxes=(thing.cause, thing.effect) if isinstance(thing, Link) else (thing.id,),
        goals=tuple(goal.id for goal in hinge.goals),
        level=thing.level if isinstance(thing, Link) else None,
        assumptions=tuple(entry.id for entry in assumptions),
        doubted=doubted,
        plan_b=plan_b,
        gaps=(*gaps, *(["doubted_assumption"] if doubted else []), *([] if plan_b else ["plan_b"])),
        proposed=is_proposed(thing) if isinstance(thing, Link) else thing.status == "proposed",
    )


def _gaps_of_box(theory: Theory, box: Element) -> list[str]:
    to_measure = box.stage in (Stage.OUTPUT, Stage.OUTCOME, Stage.IMPACT) and not has_mark(box, "not_measured")
    return ["measure"] if to_measure and not theory.measures_of(box) else []


def _gaps_of_arrow(link: Link) -> list[str]:
    """Say what speaks too little for an arrow, or against it; what is so by definition needs no evidence."""
    gaps = []
    if any(item.direction == "contrary" for item in link.evidence):
        gaps.append("contrary_evidence")
    if not (has_mark(link, "by_definition") or has_mark(link, "continues")):
        if link.level is None:
            gaps.append("evidence_not_rated")
        elif link.level <= LITTLE:
            gaps.append("little_evidence")
    return gaps


def _is_doubted(entry: RegisterEntry) -> bool:
    unlikely = entry.likelihood is not None and entry.likelihood <= DOUBTED
    return unlikely or entry.state in ("weakening", "broken", "not_in_place")
