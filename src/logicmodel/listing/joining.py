"""What several tables say together, in words."""

from collections.abc import Iterator, Mapping

from logicmodel.listing.letters import plain
from logicmodel.model import Element, Noticed
from logicmodel.rules.nearness import nearly_the_same
from logicmodel.rules.said import difference, given_twice, joined_rows, new_ref
from logicmodel.theory import Theory


def joining_in_words(theory: Theory) -> tuple[str, ...]:
    """Say what several places say together: what is one, what has a new Ref, what differs, and what is nearly the same.

    Only pairs of statements of different sheets or files are named as nearly the same; they are never joined.
    """
    noticed = theory.plan.noticed
    lines = [sentence(each) for kind, sentence in JOINING.items() for each in noticed if each.kind == kind]
    near = [
        f"“{plain(one.text)}” ({one.place.in_full}) and “{plain(other.text)}” ({other.place.in_full}) are nearly the "
        "same, and stay two."
        for one, other in nearly_the_same(theory)
        if (one.place.file, one.place.sheet) != (other.place.file, other.place.sheet)
    ]
    return (*lines, *_one_plan_twice(theory), *near)


JOINING = {"given_twice": given_twice, "joined_rows": joined_rows, "new_ref": new_ref, "said_twice": difference}
"""Kind of what was noticed while joining → its sentence."""

LEAST_ALIKE = 5
"""Boxes that two files must have in common, by Ref and stage, to be taken for one plan."""


def _one_plan_twice(theory: Theory) -> Iterator[str]:
    """Name files that seem to hold one plan in two versions or languages: the same Refs and arrows in other words."""
    pairs: dict[tuple[str, str], list[Noticed]] = {}
    for each in theory.plan.noticed:
        if each.kind == "new_ref":
            pairs.setdefault((each.places[0].file, each.place.file), []).append(each)
    boxes = {box.id: box for box in theory.elements}
    for (first, second), renamed in pairs.items():
        twin_of = _twins(boxes, first, second, renamed)
        its = sum(second in _files_of(box) for box in theory.elements)
        if len(twin_of) >= LEAST_ALIKE and len(twin_of) * 4 >= its * 3 and _same_arrows(theory, twin_of):
            others = sum(box != twin for box, twin in twin_of.items())
            yield (
                f"{first} and {second} seem to be one plan in two versions or languages: {len(twin_of)} boxes have the "
                f"same Refs, stages and arrows, {others} of them in other words. If so, build from one of the two."
            )


def _twins(boxes: Mapping[str, Element], first: str, second: str, renamed: list[Noticed]) -> dict[str, str]:
    """Give the boxes of the second file that the first one has by the same Ref, with that box."""
    found = {box.id: box.id for box in boxes.values() if {first, second} <= _files_of(box)}
    for each in renamed:
        mine, its = boxes.get(each.detail), boxes.get(each.text)
        if mine and its and mine.stage == its.stage:
            found[mine.id] = its.id
    return found


def _same_arrows(theory: Theory, twin_of: Mapping[str, str]) -> bool:
    """Say whether three in four arrows between boxes of the first file are there between their twins, too."""
    arrows = {(link.cause, link.effect) for link in theory.plan.links}
    mine = {(twin_of[cause], twin_of[effect]) for cause, effect in arrows if cause in twin_of and effect in twin_of}
    its = {(cause, effect) for cause, effect in arrows if {cause, effect} <= set(twin_of.values())}
    return len(mine & its) >= LEAST_ALIKE - 1 and len(mine & its) * 4 >= len(mine | its) * 3


def _files_of(box: Element) -> set[str]:
    return {place.file for place in (*box.origins, box.place)}
