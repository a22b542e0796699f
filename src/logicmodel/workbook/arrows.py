"""Where each arrow of a plan is written: in Leads to of its cause's row, or in a row of Links.

What the row says under Because, What must be true and Evidence holds for every arrow of its Leads to. So the arrows
of a row that have all of these in common, and nothing of their own, are written there; the others go to Links.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from logicmodel.model import Element, Evidence, Link, Mark, Plan, Source
from logicmodel.sheets import ONLY_ON_LINKS

_ONLY_LINKS_SAY = (*ONLY_ON_LINKS, "notes")


class Item(Struct, frozen=True):
    """What an item of evidence says, wherever it was typed."""

    source: str | None
    text: str | None
    level: int | None
    direction: str | None
    near: str | None


class Said(Struct, frozen=True):
    """What a row of Plan says of all its arrows."""

    mechanism: str | None
    conditions: tuple[str, ...]
    evidence: tuple[Item, ...]


class Rated(Struct, frozen=True, kw_only=True):
    """What Links says of all items of an arrow, where they are not rated as their sources are."""

    level: int | None = None
    direction: str | None = None
    near: str | None = None


class Arrows(Struct, frozen=True, kw_only=True):
    """The arrows of a plan: by the Ref of the row whose Leads to names them, and those with a row of their own."""

    leads_to: Mapping[str, tuple[Link, ...]]
    own_rows: tuple[Link, ...]


def part_arrows(plan: Plan) -> Arrows:
    """Decide for each arrow where it is written. Each is written once, in the order of the plan."""
    sources = {source.id: source for source in plan.sources}
    elements: dict[str, Element] = {}
    for element in plan.elements:
        elements.setdefault(element.id, element)
    links_from: dict[str, list[Link]] = {}
    for link in plan.links:
        links_from.setdefault(link.cause, []).append(link)
    leads_to = {ref: _in_common(links_from.get(ref, ()), element, sources) for ref, element in elements.items()}
    written = {id(link) for links in leads_to.values() for link in links}
    return Arrows(leads_to=leads_to, own_rows=tuple(link for link in plan.links if id(link) not in written))


def evidence_cell(items: Iterable[Evidence]) -> tuple[str, ...]:
    """Give what stands under Evidence: Refs of sources first, then words."""
    items = tuple(items)
    refs = [item.source for item in items if item.source]
    return (*refs, *(item.text for item in items if item.text and not item.source))


def rated(link: Link, sources: Mapping[str, Source]) -> Rated:
    """Say how Links rates the evidence of an arrow where its sources do not say so themselves."""
    as_typed = _as_read(link.evidence, sources, None)
    as_meant = _items(link.evidence)
    if as_typed == as_meant:
        return Rated()
    typed = {(item.source, item.text): item for item in as_typed}
    pairs = [(typed.get((item.source, item.text)), item) for item in as_meant]
    unlike = [(own or Item(None, None, None, None, None), item) for own, item in pairs if own != item]
    return Rated(
        level=link.level if any(own.level != item.level for own, item in unlike) else None,
        direction=next((item.direction for own, item in unlike if own.direction != item.direction), None),
        near=next((item.near for own, item in unlike if own.near != item.near), None),
    )


def marks_of(link: Link) -> tuple[Mark, ...]:
    """Give the marks of an arrow as Links shows them; one that nobody has typed is still to be confirmed."""
    if link.basis == "typed" or any(mark.kind == "to_confirm" for mark in link.marks):
        return link.marks
    return (*link.marks, Mark(kind="to_confirm"))


def _in_common(links: Sequence[Link], element: Element, sources: Mapping[str, Source]) -> tuple[Link, ...]:
    """Give the most arrows of a row of which the same can be said; of two such sets the first."""
    alike: dict[Said, list[Link]] = {}
    for link in links:
        if _is_plain(link) and _items(link.evidence) == _as_read(link.evidence, sources, element.evidence_level):
            said = Said(link.mechanism, link.conditions, _items(link.evidence))
            alike.setdefault(said, []).append(link)
    most = max((len(its) for its in alike.values()), default=0)
    return next((tuple(its) for its in alike.values() if len(its) == most), ())


def _is_plain(link: Link) -> bool:
    return (
        link.kind == "leads_to"
        and link.basis == "typed"
        and not link.marks
        and not link.extras
        and all(getattr(link, field) is None for field in _ONLY_LINKS_SAY)
    )


def _items(evidence: Iterable[Evidence]) -> tuple[Item, ...]:
    """Give what items say, in the order in which a cell is read: Refs first, then words, then a bare level."""
    items = [
        Item(item.source, None if item.source else item.text, item.level, item.direction, item.near)
        for item in evidence
    ]
    return tuple(sorted(items, key=lambda item: (item.source is None, item.text is None)))


def _as_read(evidence: Iterable[Evidence], sources: Mapping[str, Source], level: int | None) -> tuple[Item, ...]:
    """Give the items that come of the same cell when a row rates them `level`, or does not rate them."""
    read = [_one_read(item, sources) for item in _items(evidence) if item.source or item.text]
    if level is None:
        return tuple(read)
    read = read or [Item(None, None, None, None, None)]
    return tuple(Item(item.source, item.text, level, item.direction, item.near) for item in read)


def _one_read(item: Item, sources: Mapping[str, Source]) -> Item:
    if item.source is None:
        # Words that name no source say that there is no evidence yet.
        return Item(None, item.text, 0, None, None)
    source = sources.get(item.source)
    if source is None:
        return Item(item.source, None, None, None, None)
    return Item(item.source, None, source.level, source.direction, source.near)
