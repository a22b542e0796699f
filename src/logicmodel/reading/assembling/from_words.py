"""Rows that are made from the words of other rows: sources, causes, assumptions; and evidence, which may be words."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from logicmodel.model import Evidence, Need, Place, RegisterEntry, Source, When
from logicmodel.reading import values
from logicmodel.reading.assembling.joining import Rating
from logicmodel.reading.assembling.pointing import Pointing
from logicmodel.reading.assembling.resolve import Index
from logicmodel.reading.draft import Draft
from logicmodel.sheets import DEFAULT_PREFIX
from logicmodel.words.load import lexicon
from logicmodel.words.matching import finder
from logicmodel.words.spelling import NO_EVIDENCE, plain


class FromWords:
    """The rows made so far; equal words are one row."""

    def __init__(self, index: Index, pointing: Pointing, typed_sources: Iterable[Source]) -> None:
        self.index = index
        self.pointing = pointing
        self.sources: dict[str, Source] = {}
        self.needs: dict[str, Need] = {}
        self._assumptions: dict[str, RegisterEntry] = {}
        self._about: dict[str, dict[str, None]] = {}  # what each of them applies to: thousands of rows may share one
        self._typed_sources: dict[str, Source] = {}
        for source in typed_sources:
            self._typed_sources.setdefault(source.id, source)

    def source_of(self, text: str, place: Place, as_of: When | None = None) -> str:
        """Give the Ref of the source that a text names; equal texts are one source."""
        key = plain(text)
        if key not in self.sources:
            ref = self.index.free.next("sources", DEFAULT_PREFIX["sources"])
            kind, when = _kind_of_source(text), _last_year(text) or as_of
            self.sources[key] = Source(id=ref, title=text, kind=kind, date=when, place=place)
        return self.sources[key].id

    def sources_in(self, draft: Draft, field: str) -> tuple[str, ...]:
        """Give the Refs of the sources that a cell names, by Ref or in words."""
        found: list[str] = []
        for row in draft.rows:
            pieces = self.pointing.pieces(row, field)
            typed = row.refs.get(field)
            as_of = row.values.get("as_of")
            found += pieces.refs
            found += [self.source_of(text, typed.place, as_of) for text in pieces.texts] if typed else []
        return tuple(dict.fromkeys(found))

    def cause_of(self, text: str, place: Place) -> str:
        """Give the Ref of the cause that a text is; equal texts are one."""
        key = plain(text)
        if key not in self.needs:
            ref = self.index.free.next("needs", DEFAULT_PREFIX["needs"])
            self.needs[key] = Need(id=ref, kind="cause", text=text, place=place)
        return self.needs[key].id

    def conditions(self, draft: Draft, arrows: Sequence[str]) -> tuple[str, ...]:
        """Give the Refs of what must be true for the arrows of a row."""
        pieces = self.pointing.pieces(draft, "conditions")
        typed = draft.refs.get("conditions")
        made = [self._assumption_of(text, typed.place, arrows) for text in pieces.texts] if typed else []
        return tuple(dict.fromkeys((*pieces.refs, *made)))

    def _assumption_of(self, text: str, place: Place, about: Sequence[str]) -> str:
        """Give the Ref of the assumption that a text under What must be true is; equal texts are one."""
        key = plain(text)
        if key not in self._assumptions:
            ref = self.index.free.next("register", DEFAULT_PREFIX["register"])
            self._assumptions[key] = RegisterEntry(id=ref, kind="assumption", sort="context", text=text, place=place)
        self._about.setdefault(key, {}).update(dict.fromkeys(about))
        return self._assumptions[key].id

    def register(self) -> Iterator[RegisterEntry]:
        """Give the assumptions made of words, each with all arrows that it applies to."""
        for key, entry in self._assumptions.items():
            yield replace(entry, about=tuple(self._about[key]))

    def evidence(self, draft: Draft) -> tuple[tuple[Evidence, ...], Rating]:
        """Give the items of evidence that a row names, as their sources rate them, and the rating of the row."""
        typed = draft.refs.get("evidence")
        level, direction, near = (draft.values.get(field) for field in ("evidence_level", "evidence_direction", "near"))
        pieces = self.pointing.pieces(draft, "evidence")
        place = typed.place if typed else draft.place
        items = [self._from_source(ref, place) for ref in pieces.refs]
        items += [self._from_text(text, place) for text in pieces.texts]
        return tuple(items), Rating(level=level, direction=direction, near=near)

    def _from_source(self, ref: str, place: Place) -> Evidence:
        source = self._typed_sources.get(ref)
        if source is None:
            return Evidence(source=ref, place=place)
        return Evidence(source=ref, level=source.level, direction=source.direction, near=source.near, place=place)

    def _from_text(self, text: str, place: Place) -> Evidence:
        if plain(text) in NO_EVIDENCE:
            return Evidence(text=text, level=0, place=place)
        return Evidence(source=self.source_of(text, place), text=text, place=place)


def _kind_of_source(text: str) -> str:
    """Give the kind of a source that is named in words: the first match of the list of source words."""
    words = lexicon("en")
    kinds = words.source_words if words else ()
    return next((kind for kind, listed in kinds if finder(listed).search(text)), "other")


def _last_year(text: str) -> When | None:
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)2100(?!\d)", text)
    read = values.read_when(None, years[-1]) if years else None
    return read if isinstance(read, When) else None
