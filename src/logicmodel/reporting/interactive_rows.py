"""What the tables of the interactive page say of a box and of an arrow, in the language of the page."""

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from msgspec import Struct

from logicmodel.model import Amount, Element, Indicator, Link, Need, Place, When, column_letters
from logicmodel.reporting.phrases import Phrases
from logicmodel.saying import Cell, Line, Words, amount_said, clean, gap, listed, ours, own
from logicmodel.theory import Theory


class ArrowInWords(Protocol):
    """An arrow as a row of a table, as whoever draws hands it in; an empty text says nothing."""

    @property
    def cause(self) -> str:
        """The Ref that it comes from."""

    @property
    def effect(self) -> str:
        """The Ref that it goes to."""

    @property
    def source(self) -> str:
        """The box that it comes from: Ref and text."""

    @property
    def target(self) -> str:
        """The box that it goes to: Ref and text."""

    @property
    def kind(self) -> str:
        """What it does, in words."""

    @property
    def because(self) -> str:
        """The reason."""

    @property
    def assumption(self) -> str:
        """What must hold."""

    @property
    def evidence(self) -> str:
        """What supports it, and how well."""


class Told(Struct, frozen=True, kw_only=True):
    """What a box says under the filters; `strands` and `leads` are None where none is asked for."""

    groups: tuple[str, ...] = ()
    strands: tuple[str, ...] | None = None
    levels: tuple[str, ...] | None = None
    leads: tuple[str, ...] | None = None


class Rows:
    """Makes the rows of the tables. `drawing_words` are the phrases of the drawing, `words` those of the page."""

    def __init__(
        self, theory: Theory, drawing_words: Mapping[str, str], words: Mapping[str, str], language: str
    ) -> None:
        self.theory = theory
        self.drawing_words = drawing_words
        self.words = words
        self._phrases = Phrases(language=language, texts=words)
        self.several_files = len(theory.plan.files) > 1
        self.headings = tuple(
            words[key]
            for key in ("box", "group", "strand", "lead", "when", "needs", "measures", "assumption", "said_by", "where")
        )
        self._elements = {clean(element.id): element for element in theory.elements}
        self._needs = {clean(ref): need for ref, need in theory.need_by_ref.items()}
        self._links = {(clean(link.cause), clean(link.effect)): link for link in theory.all_links}
        self._problems = {(clean(link.cause), clean(link.effect)): link for link in theory.problem_links}
        self._cells = {
            (use.place.file, use.place.sheet, use.place.row): use.place
            for use in theory.plan.account
            if use.why in ("elements.text", "needs.text")
        }

    # -- boxes --------------------------------------------------------------------------------------------------------

    def name(self, ref: str, text: str) -> Line:
        """Name a box: its Ref, and its text."""
        return (Words(ref, "ref"), Words(" "), *own(text))

    def box(self, ref: str, text: str, stage: str, aside: str) -> tuple[Cell, ...]:
        """Give the cells of a box, as many as there are headings; an empty one says nothing."""
        element, need = self._elements.get(ref), self._needs.get(ref)
        states = (stage, *(self.told(ref).levels or ()), aside, *(self._marks_of(element) if element else ()))
        state = " · ".join(filter(None, states))
        first: Cell = (self.name(ref, text), ours(state)) if state else (self.name(ref, text),)
        if element is not None:
            return (first, *self._cells_of_box(element), self._where(element))
        if need is not None:
            return (first, *self._cells_of_need(need), self._where(need))
        return (first, *((),) * (len(self.headings) - 1))

    def _marks_of(self, element: Element) -> Iterator[str]:
        """Give in words what the drawing shows of a box by its frame."""
        if element.external:
            yield self.drawing_words["external"]
        if element.join == "all" and len(self.theory.causes_of(element)) > 1:
            yield self.drawing_words["joint"]

    def _cells_of_box(self, element: Element) -> tuple[Cell, ...]:
        leads: Cell = (listed(element.owner),) if element.owner else ()
        if element.partners:
            leads = (*leads, self._filled("with", names=listed(element.partners)))
        needs = [self._needs[ref] for ref in self.answers(clean(element.id))]
        return (
            (listed(element.who),) if element.who else (),
            (own(element.strand),) if element.strand else (),
            leads,
            self._from_to(element.start, element.end),
            tuple(self.name(clean(need.id), need.text) for need in needs),
            tuple(self._measure(each) for each in self.theory.measures_of(element)),
            tuple(own(f"{entry.id} {entry.text}") for entry in self.theory.assumptions_on(element)),
            (),
        )

    def _cells_of_need(self, need: Need) -> tuple[Cell, ...]:
        sources = (self.theory.sources.get(ref) for ref in need.sources)
        said = [
            (*own(source.title or source.id), *ours(f" ({clean(source.id)})")) if source else own(typed)
            for source, typed in zip(sources, need.sources, strict=True)
        ]
        return ((listed(need.who),) if need.who else (), (), (), (), (), (), (), tuple(said))

    def answers(self, ref: str) -> tuple[str, ...]:
        """Give the Refs of the needs that a box answers, and of the strengths that it builds on."""
        element = self._elements.get(ref)
        if element is None:
            return ()
        named = dict.fromkeys(map(clean, (*element.addresses, *element.uses)))
        return tuple(each for each in named if each in self._needs)

    def told(self, ref: str) -> Told:
        """Give what a box says under the filters."""
        element, need = self._elements.get(ref), self._needs.get(ref)
        thing = element or need
        if thing is None:
            return Told()
        levels = (self.words[thing.level],) if thing.level in ("micro", "mezzo", "macro") else ()
        groups = tuple(map(clean, thing.who))
        if element is None:
            return Told(groups=groups, levels=levels)
        strands = (clean(element.strand),) if element.strand else ()
        return Told(groups=groups, strands=strands, levels=levels, leads=tuple(map(clean, element.owner)))

    def _measure(self, indicator: Indicator) -> Line:
        said = self._filled(
            "measured",
            now=self._amount(indicator.baseline, indicator, "not_known"),
            aim=self._amount(indicator.target, indicator, "not_set"),
            when=self._phrases.when(indicator.target_date),
        )
        return (*own(indicator.text), *ours(f" ({clean(indicator.id)}): "), *said)

    def _amount(self, amount: Amount | None, indicator: Indicator, missing: str) -> Line:
        return amount_said(amount, indicator.unit) if amount else gap(self.words[missing])

    # -- arrows -------------------------------------------------------------------------------------------------------

    def arrow(
        self, arrow: ArrowInWords, cause: Line | None, effect: Line | None, lines: Mapping[tuple[str, str], str]
    ) -> tuple[Cell, ...]:
        """Give the cells of an arrow: From, To, Because, Assumption, Evidence, and where it was typed."""
        ends = arrow.cause, arrow.effect
        target: Cell = (effect or own(arrow.target),)
        if self.kind_of(arrow) != "leads_to":
            target = (*target, ours(f"({arrow.kind})"))
        if lines.get(ends) == "to_confirm":
            target = (*target, gap(self.drawing_words["to_confirm"]))
        said: list[Cell] = [(own(text),) if text else () for text in (arrow.because, arrow.assumption, arrow.evidence)]
        link = self._links.get(ends) or self._problems.get(ends)
        where: Cell = (ours(place_in_words(link.place, self.words, several_files=self.several_files)),) if link else ()
        return ((cause or own(arrow.source),), target, *said, where)

    def kind_of(self, arrow: ArrowInWords) -> str:
        """Give the kind of an arrow: leads_to, hinders or feedback."""
        link = self._link(arrow)
        return link.kind if link else "leads_to"

    def level_of(self, arrow: ArrowInWords) -> int | None:
        """Give the level of the evidence behind an arrow, 0 to 5, or None where nobody has rated it."""
        link = self._link(arrow)
        return link.level if link else None

    def _link(self, arrow: ArrowInWords) -> Link | None:
        return self._links.get((arrow.cause, arrow.effect))

    # -- dates, places, files -----------------------------------------------------------------------------------------

    def _from_to(self, start: When | None, end: When | None) -> Cell:
        if start and end:
            return (self._filled("from_to", start=self._phrases.when(start), end=self._phrases.when(end)),)
        if start:
            return (self._filled("from_start", start=self._phrases.when(start)),)
        return (self._filled("until_end", end=self._phrases.when(end)),) if end else ()

    def _where(self, thing: Element | Need) -> Cell:
        """Say in which cells a box was typed, or in which rows where its text stands in no cell of its own."""
        places = [
            self._cells.get((place.file, place.sheet, place.row), place) for place in thing.origins or (thing.place,)
        ]
        said = dict.fromkeys(place_in_words(place, self.words, several_files=self.several_files) for place in places)
        return tuple(ours(each) for each in said)

    def made_from(self) -> Line:
        """Say from which files the page was made."""
        return self._filled("made_from", files=listed(self.theory.plan.files))

    def _filled(self, key: str, **lines: Line) -> Line:
        """Fill lines into a phrase, each at its place."""
        pieces = re.split(r"\{(\w+)\}", self.words[key])
        return tuple(
            words
            for number, piece in enumerate(pieces)
            for words in (lines[piece] if number % 2 else (Words(piece),) if piece else ())
        )


def place_in_words(place: Place, words: Mapping[str, str], *, several_files: bool) -> str:
    """Say where something was typed, with the file if the plan comes from several."""
    if place.row is None or (place.sheet is None and not place.lines):
        said = str(place)
    elif place.lines:
        said = words["at_line"].format(row=place.row)
    elif place.column is None:
        said = words["at_row"].format(sheet=place.sheet, row=place.row)
    else:
        said = words["at_cell"].format(sheet=place.sheet, cell=f"{column_letters(place.column)}{place.row}")
    return clean(f"{place.file}: {said}" if several_files and said != place.file else said)
