"""A logic model in swimlanes: rows by target group, by who leads, by level or by strand.

A box stands in one lane. What several are named for stands in a lane of its own, and what names none in the last one.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from logicmodel.drawing.lettering import clean
from logicmodel.drawing.shown.picture import Box, View
from logicmodel.errors import CannotDraw
from logicmodel.model import Element, Need
from logicmodel.words.spelling import group_key

if TYPE_CHECKING:
    from logicmodel.theory import Theory

LEVELS = ("micro", "mezzo", "macro")

Named = Callable[["Theory", "Element | Need"], Sequence[str]]
"""Gives what a box or need names for its lane."""


def _groups(theory: "Theory", thing: Element | Need) -> Sequence[str]:
    known = (theory.group(name) for name in thing.who)
    return [group.name if group else name for group, name in zip(known, thing.who, strict=True)]


def _leads(_: "Theory", thing: Element | Need) -> Sequence[str]:
    return thing.owner if isinstance(thing, Element) else ()


def _levels(_: "Theory", thing: Element | Need) -> Sequence[str]:
    return (thing.level,) if thing.level else ()


def _strands(_: "Theory", thing: Element | Need) -> Sequence[str]:
    return (thing.strand,) if isinstance(thing, Element) and thing.strand else ()


LANES: Mapping[str, tuple[Named, str]] = {
    "group": (_groups, "For whom"),
    "lead": (_leads, "Who leads"),
    "level": (_levels, "Level"),
    "strand": (_strands, "Strand"),
}
"""Name of each kind of lanes → what a box names for it, and the column of the sheet Plan in which it does."""


def in_swimlanes(view: View, theory: "Theory", by: str) -> View:
    """Deal the boxes of a logic model out to lanes. A need that names no lane stands in that of the first box for it.

    Raises CannotDraw if no box names a lane, or the picture has no columns.
    """
    if view.name != "logic-model":
        raise CannotDraw(
            f"The view {view.name} has no rows to be lanes; draw the view logic-model, or leave --lanes out."
        )
    named, heading = LANES[by]
    spelt: dict[str, str] = {}
    said = {clean(each.id): _one(named(theory, each), spelt, view.words) for each in theory.elements}
    if not any(said.values()):
        raise CannotDraw(f"No box has anything under {heading}, so there are no lanes. Fill it in on the sheet Plan.")
    needs = {clean(need.id): _one(named(theory, need), spelt, view.words) for need in theory.need_by_ref.values()}
    for box in view.boxes:
        for tag in box.tags:
            needs[tag] = needs.get(tag) or said[box.ref]
    lane_of = {box.ref: (needs if box.stage == "need" else said).get(box.ref) or "" for box in view.boxes}
    titles = _in_order(dict.fromkeys(lane_of.values()), theory, view.words)
    places = {title: place for place, title in enumerate(titles)}
    unsaid = view.words["lane_not_said"]
    return replace(
        view,
        boxes=tuple(replace(box, lane=places[lane_of[box.ref]]) for box in view.boxes),
        lanes=tuple(_titled(title, view.words) or unsaid for title in titles),
    )


def of_boxes(view: View, boxes: Sequence[Box]) -> View:
    """Give a picture of some boxes of another, without the lanes in which none of them stands."""
    lanes = {lane: place for place, lane in enumerate(sorted({box.lane for box in boxes}))}
    return replace(
        view,
        boxes=tuple(replace(box, lane=lanes[box.lane]) for box in boxes),
        lanes=tuple(view.lanes[lane] for lane in lanes) if view.lanes else (),
    )


def _one(names: Sequence[str], spelt: dict[str, str], words: Mapping[str, str]) -> str:
    """Give the one lane of a box, as it was first spelt; one for all that name several."""
    keys = dict.fromkeys(map(group_key, names))
    for key, name in zip(map(group_key, names), names, strict=True):
        spelt.setdefault(key, clean(name))
    return "" if not keys else spelt[next(iter(keys))] if len(keys) == 1 else words["lane_several"]


def _titled(title: str, words: Mapping[str, str]) -> str:
    return words[f"lane_{title}"] if title in LEVELS else title


def _in_order(titles: Mapping[str, None], theory: "Theory", words: Mapping[str, str]) -> list[str]:
    """Order lanes: levels from person to system, groups as their sheet does, others as they come; the unsaid last."""
    known = [*LEVELS, *(clean(group.name) for group in theory.plan.groups)]
    last = (words["lane_several"], "")

    def place(title: str) -> tuple[int, int]:
        return (
            (1 + last.index(title), 0) if title in last else (0, known.index(title) if title in known else len(known))
        )

    return sorted(titles, key=place)
