"""The power map: who cares how much, who can help or block how much, and which side they are on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from logicmodel.drawing.phrases import counted, phrases
from logicmodel.drawing.shown.audiences import called
from logicmodel.drawing.shown.captions import caption_of
from logicmodel.drawing.shown.picture import Line, Panel, Picture, Sample
from logicmodel.drawing.shown.tactics import gaps_with_people
from logicmodel.drawing.shown.telling import description_of, outline_of_panels, summary_of
from logicmodel.errors import CannotDraw
from logicmodel.model import Stakeholder

if TYPE_CHECKING:
    from logicmodel.theory import Theory

POSITIONS = ("strong_ally", "ally", "undecided", "opponent", "strong_opponent", "no_position")
"""Sides that somebody can be on; the last is that of whom nobody has said it."""


class Dot(Struct, frozen=True, kw_only=True):
    """Somebody on the map: a number, counted from the most influential, name, scores from 1 to 5, and position."""

    number: int
    name: str
    interest: int
    influence: int
    position: str


class PowerMap(Picture, frozen=True, kw_only=True):
    """A map of interest, which grows in the direction of reading, and influence, which grows upwards."""

    dots: tuple[Dot, ...]


def power_map(theory: "Theory", language: str) -> PowerMap:
    """Show the people of the plan by interest and influence; who has not both scores is listed, and not placed.

    Raises CannotDraw if nobody has both.
    """
    words = phrases(language)
    dots = tuple(_dots(theory.plan.stakeholders, words))
    if not dots:
        raise CannotDraw("There is nobody to place: fill in Name, Interest and Influence on the sheet People.")
    missing = [called(each, words) for each in theory.plan.stakeholders if not (each.interest and each.influence)]
    panels = [Panel(title=words["not_placed"], items=tuple(missing))] if missing else []
    panels += gaps_with_people(theory, words)
    outline = (*_outline(dots, words), *outline_of_panels(panels))
    summary = summary_of("power-map", [counted(words, "count_people", len(dots))], words)
    used = {dot.position for dot in dots}
    return PowerMap(
        **caption_of("power-map", theory, language),
        summary=summary,
        outline=outline,
        description=description_of(summary, outline),
        panels=tuple(panels),
        legend=tuple(Sample(shows=f"person:{each}", words=words[each]) for each in POSITIONS if each in used),
        dots=dots,
    )


def _dots(people: Sequence[Stakeholder], words: Mapping[str, str]) -> Iterator[Dot]:
    placed = [(each.influence, each.interest, each) for each in people if each.influence and each.interest]
    placed.sort(key=lambda each: (-each[0], -each[1]))
    for number, (influence, interest, person) in enumerate(placed, 1):
        position = person.position if person.position in POSITIONS else "no_position"
        yield Dot(number=number, name=called(person, words), interest=interest, influence=influence, position=position)


def _outline(dots: Sequence[Dot], words: Mapping[str, str]) -> Iterator[Line]:
    """Tell everybody's place, the most influential first."""
    for dot in dots:
        scores = f"{words['influence']} {dot.influence}{words['comma']}{words['interest']} {dot.interest}"
        yield Line(depth=0, ref="", text=f"{dot.name}{words['colon']}{scores}{words['comma']}{words[dot.position]}")
