"""One arrow, or one box, that stands in several places: what each place says is put together.

Links wins over Plan and a full sheet over the one-sheet form, field by field; where two reasons or levels differ that
is noted. Conditions and evidence are added up.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.model import Evidence, Link, Noticed, Place
from logicmodel.reading.draft import Draft
from logicmodel.words.spelling import plain, ref_key


class Rating(Struct, frozen=True, kw_only=True):
    """What a row says of all evidence of its arrows: level, direction, nearness."""

    level: int | None = None
    direction: str | None = None
    near: str | None = None


class Arrow(Struct, frozen=True, kw_only=True):
    """An arrow as one place says it: its evidence as the sources rate it, and the rating of the row."""

    link: Link
    items: tuple[Evidence, ...] = ()
    rating: Rating = Rating()


class Arrows:
    """All arrows of a plan, each once, in the order in which they were first typed."""

    def __init__(self) -> None:
        self.noticed: list[Noticed] = []
        self._held: dict[tuple[str, str, str], Arrow] = {}

    def add(self, arrow: Arrow) -> None:
        """Add an arrow, or what another place says of it: the later place wins field by field."""
        key = (arrow.link.cause, arrow.link.effect, arrow.link.kind)
        held = self._held.get(key)
        self._held[key] = self._joined(held, arrow) if held else arrow

    def links(self) -> tuple[Link, ...]:
        """Give the arrows with their evidence as it is rated."""
        return tuple(replace(each.link, evidence=_rated(each)) for each in self._held.values())

    def _joined(self, held: Arrow, later: Arrow) -> Arrow:
        for what, one, other in (
            ("reasons", held.link.mechanism, later.link.mechanism),
            ("evidence levels", held.rating.level, later.rating.level),
        ):
            if one is not None and other is not None and plain(str(one)) != plain(str(other)):
                self.noticed.append(said_twice(later.link.ref, what, later.link.place, held.link.place))
        return Arrow(
            link=_joined_links(held.link, later.link),
            items=_once((*held.items, *later.items)),
            rating=_filled(held.rating, later.rating, Rating.__struct_fields__),
        )


def said_twice(about: str, what: str, used: Place, other: Place) -> Noticed:
    """Note that two places say different things; the first of them is used."""
    return Noticed(kind="said_twice", text=about, detail=what, place=used, about=about, places=(other,))


def _filled(held: Any, later: Any, fields: Iterable[str]) -> Any:
    """Take from the later of two values what it says."""
    return replace(held, **{field: value for field in fields if (value := getattr(later, field)) is not None})


ADDED_UP = ("place", "extras", "basis", "conditions", "evidence", "marks")


def _joined_links(held: Link, later: Link) -> Link:
    link: Link = _filled(held, later, (field for field in Link.__struct_fields__ if field not in ADDED_UP))
    return replace(
        link,
        conditions=tuple(dict.fromkeys((*held.conditions, *later.conditions))),
        marks=tuple(dict.fromkeys((*held.marks, *later.marks))),
        extras=(*held.extras, *later.extras),
    )


def _once(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    found: dict[tuple[str | None, str], Evidence] = {}
    for item in items:
        found.setdefault((item.source, plain(item.text or "")), item)
    return tuple(found.values())


def _rated(arrow: Arrow) -> tuple[Evidence, ...]:
    """Give the evidence of an arrow with the rating of its row, which wins over what the sources say of themselves."""
    rating = arrow.rating
    items: Sequence[Evidence] = _once(arrow.items)
    if not items and rating != Rating():
        items = [Evidence(place=arrow.link.place)]
    return tuple(_filled(item, rating, Rating.__struct_fields__) for item in items)


# -- the one-sheet form beside full sheets ----------------------------------------------------------------------------

COMPARED = {"text": "words", "mechanism": "reasons", "evidence_level": "evidence levels"}
"""What is compared where the one-sheet form and a full sheet hold the same Ref."""


def joined_forms(drafts: Sequence[Draft], noticed: list[Noticed]) -> list[Draft]:
    """Put rows of the one-sheet form and of a full sheet that have the same Ref together: the full sheet wins."""
    full = {ref_key(str(draft.values["id"])): draft for draft in reversed(drafts) if _has_ref(draft, "full")}
    kept = []
    for draft in drafts:
        twin = full.get(ref_key(str(draft.values["id"]))) if _has_ref(draft, "one-sheet") else None
        if twin is None:
            kept.append(draft)
        else:
            _join(twin, draft, noticed)
    return kept


def _has_ref(draft: Draft, form: str) -> bool:
    return draft.form == form and "id" in draft.values


def _join(full: Draft, small: Draft, noticed: list[Noticed]) -> None:
    for field, what in COMPARED.items():
        one, other = full.values.get(field), small.values.get(field)
        if one is not None and other is not None and plain(str(one)) != plain(str(other)):
            noticed.append(said_twice(str(full.values["id"]), what, full.place, small.place))
    full.values = {**small.values, **full.values}
    full.refs = {**small.refs, **full.refs}
    full.extras += small.extras
    full.unread += small.unread
    full.missing = [(column, place) for column, place in full.missing if column.field not in small.values]
