"""Arrows as rows type them: in Leads to and Comes from, on Links, and in the problem tree."""

from collections.abc import Sequence
from itertools import product
from typing import Any

from msgspec.structs import replace

from logicmodel.model import Broken, Link, Noticed, Place, ProblemLink
from logicmodel.reading.assembling.from_words import FromWords
from logicmodel.reading.assembling.joining import Arrow, Arrows
from logicmodel.reading.assembling.objects import made
from logicmodel.reading.assembling.pointing import Pointing
from logicmodel.reading.assembling.resolve import Index
from logicmodel.reading.draft import Draft, Drafts
from logicmodel.sheets import LOOKS_IN
from logicmodel.words.spelling import ref_key

MOST_ARROWS = 10_000
"""Arrows that one row may make: two cells of thousands of Refs name millions."""


class ArrowRows:
    """The arrows of all drafts, and the rows that make none."""

    def __init__(
        self, drafts: Drafts, index: Index, pointing: Pointing, words: FromWords, files: Sequence[str]
    ) -> None:
        self.drafts = drafts
        self.index = index
        self.pointing = pointing
        self.words = words
        self.unused_rows: dict[Place, str] = {}
        self._arrows = Arrows(files)

    def links(self) -> tuple[Link, ...]:
        """Give each arrow once, in the order in which it was first typed."""
        for row in self.drafts.rows("elements"):
            self._arrows_of(row)
        self._typed_links()
        return self._arrows.links()

    @property
    def noticed(self) -> list[Noticed]:
        """What places say differently of one arrow."""
        return self._arrows.noticed

    def _arrows_of(self, draft: Draft) -> None:
        """Make the arrows that a row of Plan names, with the row's reason, conditions and evidence."""
        own = str(draft.values["id"])
        forward = self.index.arrows(draft.refs.get("leads_to"), own, forward=True)
        back = self.index.arrows(draft.refs.get("comes_from"), own, forward=False)
        to_effects = set(forward)  # a cell may name thousands
        effects = {(cause, effect): None for cause, effect in forward if ref_key(cause) == ref_key(own)}
        conditions = self.words.conditions(draft, [f"{cause}>{effect}" for cause, effect in effects] or [own])
        items, rating = self.words.evidence(draft)
        for cause, effect in (*forward, *back):
            typed = draft.refs["leads_to" if (cause, effect) in to_effects else "comes_from"]
            link = Link(cause=cause, effect=effect, place=typed.place)
            if (cause, effect) in effects:
                link = replace(link, mechanism=draft.values.get("mechanism"), conditions=conditions)
                self._arrows.add(Arrow(link=link, items=items, rating=rating))
            else:
                self._arrows.add(Arrow(link=link))

    def _typed_links(self) -> None:
        seen: dict[tuple[str | None, ...], Place] = {}
        for draft in self.drafts["links"]:
            for cause, effect in self._between(draft, self._ends(draft, "cause"), self._ends(draft, "effect")):
                arrow = self._typed_arrow(draft, cause, effect)
                sheet = (draft.place.file, draft.place.sheet)
                first = seen.setdefault((*sheet, cause, effect, arrow.link.kind), draft.place)
                if first is draft.place:
                    self._arrows.add(arrow)
                else:
                    self._second_arrow(arrow.link, first)

    def _between(self, draft: Draft, causes: Sequence[str], effects: Sequence[str]) -> list[tuple[str, str]]:
        """Give the arrows of a row from each cause to each effect; a row without any, or with far too many, is not used."""
        count = len(causes) * len(effects)
        if not 0 < count <= MOST_ARROWS:
            why = f"more than {MOST_ARROWS} arrows in one row" if count else "an arrow without both of its ends"
            self.unused_rows[draft.place] = why
            return []
        return list(product(causes, effects))

    def _second_arrow(self, link: Link, first: Place) -> None:
        self.unused_rows[link.place] = "an arrow that stands in a row above"
        self.index.broken.append(
            Broken(reason="second_arrow", text=link.ref, heading="From", about=link.ref, place=link.place, other=first)
        )

    def _ends(self, draft: Draft, field: str) -> tuple[str, ...]:
        if field in draft.values:
            return (str(draft.values[field]),)
        return self.index.refs(draft.refs.get(field), LOOKS_IN[field], draft.about)

    def _typed_arrow(self, draft: Draft, cause: str, effect: str) -> Arrow:
        items, rating = self.words.evidence(draft)
        said: dict[str, Any] = {
            field: value for field, value in draft.values.items() if field in Link.__struct_fields__
        }
        said |= {"cause": cause, "effect": effect, "conditions": self.words.conditions(draft, [f"{cause}>{effect}"])}
        return Arrow(link=Link(place=draft.place, extras=tuple(draft.extras), **said), items=items, rating=rating)

    def add_problem_links(self, found: dict[tuple[str, str], ProblemLink]) -> None:
        """Add the arrows of the problem tree that have rows of their own."""
        typed: dict[tuple[str, str], ProblemLink] = {}
        for draft in self.drafts["problem_links"]:
            causes, effects = (
                self.index.refs(draft.refs.get(field), ("needs",), draft.about) for field in ("cause", "effect")
            )
            arrows = self._between(draft, causes, effects)
            evidence_for = self.words.sources_in(draft, "evidence_for") if arrows else ()
            for ends in arrows:
                link = made(ProblemLink, draft, cause=ends[0], effect=ends[1], evidence_for=evidence_for)
                found[ends] = typed[ends] = _filled_up(typed[ends], link) if ends in typed else link


def _filled_up(first: ProblemLink, second: ProblemLink) -> ProblemLink:
    """Put two rows of one arrow together: the first wins, sources and kept cells are added up."""
    empty = [field for field in ProblemLink.__struct_fields__ if getattr(first, field) is None]
    return replace(
        first,
        **{field: getattr(second, field) for field in empty},
        evidence_for=tuple(dict.fromkeys((*first.evidence_for, *second.evidence_for))),
        extras=(*first.extras, *second.extras),
    )
