"""Drawings in shades of grey, as a printer without colour gives them, and whether their stages can be told apart."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from logicmodel.drawing.canvas import Item, Page, Shape, Text
from logicmodel.drawing.palette import FILLS, lightness
from logicmodel.drawing.shown.picture import Picture, View
from logicmodel.drawing.shown.tables import Table
from logicmodel.patterns import pattern_of

LEAST = 15.0
"""What the fills of neighbouring stages must differ by in lightness L*."""

_COLOUR = pattern_of(r"#[0-9A-Fa-f]{6}\b")


@cache
def grey_of(colour: str) -> str:
    """Give the grey that is as light as a colour “#RRGGBB”.

    >>> grey_of("#52BDA0"), grey_of("#FFFFFF")
    ('#ABABAB', '#FFFFFF')
    """
    wanted = lightness(colour)
    shade = min(range(256), key=lambda each: abs(lightness(f"#{each:02X}{each:02X}{each:02X}") - wanted))
    return f"#{shade:02X}{shade:02X}{shade:02X}"


def in_grey(page: Page) -> Page:
    """Turn every colour of a page into the grey of the same lightness."""
    return replace(page, items=tuple(map(_item_in_grey, page.items)))


def text_in_grey(text: str) -> str:
    """Turn every colour in DOT or Mermaid into the grey of the same lightness.

    >>> text_in_grey('fillcolor="#52BDA0"')
    'fillcolor="#ABABAB"'
    """
    return _COLOUR.sub(lambda found: grey_of(found[0]), text)


def _item_in_grey(item: Item) -> Item:
    if isinstance(item, Text):
        return replace(item, colour=grey_of(item.colour))
    if isinstance(item, Shape):
        return replace(item, attributes=tuple((name, _shade(value)) for name, value in item.attributes))
    return item


def _shade(value: str) -> str:
    return grey_of(value) if _COLOUR.fullmatch(value) else value


def proof_of(view: Picture) -> str:
    """Say whether neighbouring stages of a picture can be told apart in grey, and if not, which cannot."""
    pairs = {pair: _difference(*pair) for pair in _neighbours(view)}
    alike = [(pair, difference) for pair, difference in pairs.items() if difference < LEAST]
    if alike:
        told = "; ".join(
            f"{_said(view, one)} and {_said(view, other)} differ by {difference:.0f}"
            for (one, other), difference in alike
        )
        return (
            f"Greyscale proof: neighbours should differ by {LEAST:.0f} in lightness or more, but {told}. Their borders "
            "and places still tell them apart."
        )
    if not pairs:
        return "Greyscale proof passed: there are no neighbouring stages to confuse."
    return f"Greyscale proof passed: neighbouring stages differ by {min(pairs.values()):.0f} in lightness or more."


def _difference(one: str, other: str) -> float:
    return abs(lightness(FILLS[one].colour) - lightness(FILLS[other].colour))


def _neighbours(view: Picture) -> Iterator[tuple[str, str]]:
    """Give the pairs of stages that stand beside each other: in columns and bands by their order, else by the arrows."""
    pairs: list[tuple[str, str]] = []
    if isinstance(view, Table):
        headings = [heading.stage for section in view.sections for heading in section.headings if heading.stage]
        bands = [row.stage for section in view.sections for row in section.rows if row.title]
        pairs = list(pairwise(headings or bands))
    elif isinstance(view, View) and view.columns:
        stages = [column.stage for column in view.columns]
        pairs = list(pairwise(stages))
    elif isinstance(view, View):
        stage_of = {box.ref: box.stage for box in view.boxes}
        pairs = [(stage_of[arrow.cause], stage_of[arrow.effect]) for arrow in view.arrows]
    yield from dict.fromkeys((one, other) for one, other in pairs if one != other)


def _said(view: Picture, stage: str) -> str:
    return f"“{view.words[stage]}”"
