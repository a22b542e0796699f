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
from logicmodel.sheets import ONLY_ON_LINKS, heading
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
    """All arrows of a plan, each once, in the order in which they were first typed; the first of `files` wins."""

    def __init__(self, files: Sequence[str]) -> None:
        self.noticed: list[Noticed] = []
        self._position = {file: number for number, file in enumerate(files)}
        self._held: dict[tuple[str, str, str], list[Arrow]] = {}

    def add(self, arrow: Arrow) -> None:
        """Add an arrow, or what another place says of it: within a file the later place wins field by field."""
        self._held.setdefault((arrow.link.cause, arrow.link.effect, arrow.link.kind), []).append(arrow)

    def links(self) -> tuple[Link, ...]:
        """Give the arrows with their evidence as it is rated."""
        return tuple(self._put_together(arrows) for arrows in self._held.values())

    def _put_together(self, arrows: Sequence[Arrow]) -> Link:
        if len(arrows) == 1:
            return replace(arrows[0].link, evidence=_rated(arrows[0]))
        first, *others = sorted(arrows, key=lambda arrow: -self._position[arrow.link.place.file])
        link, rating = first.link, first.rating
        for other in others:
            self._note_differences(link, rating, other)
            link = _filled(link, other.link, (field for field in Link.__struct_fields__ if field not in ADDED_UP))
            rating = _filled(rating, other.rating, Rating.__struct_fields__)
        items = _once(item for arrow in arrows for item in arrow.items)
        link = _added_up(link, [arrow.link for arrow in arrows])
        return replace(link, evidence=_rated(Arrow(link=link, items=items, rating=rating)))

    def _note_differences(self, held: Link, rating: Rating, later: Arrow) -> None:
        """Note what two places say differently; what the later one says is used."""
        said = [
            ("reasons", held.mechanism, later.link.mechanism),
            ("evidence levels", rating.level, later.rating.level),
        ]
        said += [
            (f"answers under “{heading('links', field)}”", getattr(held, field), getattr(later.link, field))
            for field in ONLY_ON_LINKS
        ]
        for what, one, other in said:
            if one is not None and other is not None and plain(str(one)) != plain(str(other)):
                self.noticed.append(said_twice(held.ref, what, later.link.place, held.place))


def said_twice(about: str, what: str, used: Place, other: Place) -> Noticed:
    """Note that two places say different things; the first of them is used."""
    return Noticed(kind="said_twice", text=about, detail=what, place=used, about=about, places=(other,))


def _filled(held: Any, later: Any, fields: Iterable[str]) -> Any:
    """Take from the later of two values what it says."""
    return replace(held, **{field: value for field in fields if (value := getattr(later, field)) is not None})


ADDED_UP = ("place", "extras", "basis", "conditions", "evidence", "marks", "notes")


def _added_up(link: Link, links: Sequence[Link]) -> Link:
    """Add up what all places say of an arrow, in their order; what was only proposed need not be confirmed if typed."""
    typed = [each for each in links if each.basis == "typed"]
    notes = dict.fromkeys(line for each in links if each.notes for line in each.notes.split("\n"))
    return replace(
        link,
        place=links[0].place,
        basis="typed" if typed else links[0].basis,
        conditions=tuple(dict.fromkeys(ref for each in links for ref in each.conditions)),
        marks=tuple(dict.fromkeys(mark for each in typed or links for mark in each.marks)),
        notes="\n".join(notes) or None,
        extras=tuple(extra for each in links for extra in each.extras),
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
    """Put rows of the one-sheet form and of a full sheet that have the same Ref together: the full sheet wins.

    Refs of two files have nothing to do with each other.
    """
    full = {_ref_in_file(draft): draft for draft in reversed(drafts) if _has_ref(draft, "full")}
    kept = []
    for draft in drafts:
        twin = full.get(_ref_in_file(draft)) if _has_ref(draft, "one-sheet") else None
        if twin is None:
            kept.append(draft)
        else:
            _join(twin, draft, noticed)
    return kept


def _ref_in_file(draft: Draft) -> tuple[str, str]:
    return draft.place.file, ref_key(str(draft.values["id"]))


def _has_ref(draft: Draft, form: str) -> bool:
    return draft.form == form and "id" in draft.values


def _join(full: Draft, small: Draft, noticed: list[Noticed]) -> None:
    for field, what in COMPARED.items():
        one, other = full.values.get(field), small.values.get(field)
        if one is not None and other is not None and plain(str(one)) != plain(str(other)):
            noticed.append(said_twice(str(full.values["id"]), what, full.place, small.place))
    full.values = {**small.values, **full.values}
    full.refs = {**small.refs, **full.refs}
    full.keep(*small.extras)
    full.cannot_read(*small.unread)
    full.missing = [(column, place) for column, place in full.missing if column.field not in small.values]
