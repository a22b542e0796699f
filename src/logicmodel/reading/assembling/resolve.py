"""Where a Ref leads: the rows of every sheet by Ref and by their words, and the cells that point to them."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from logicmodel.model import Broken, Noticed, Unread
from logicmodel.patterns import pattern_of
from logicmodel.reading import values
from logicmodel.reading.assembling.free_refs import FreeRefs, number_of
from logicmodel.reading.assembling.offers import Offers
from logicmodel.reading.assembling.shelf import Found, Known, Shelf
from logicmodel.reading.cells import unknown_words
from logicmodel.reading.draft import Typed
from logicmodel.reading.levels import label_of
from logicmodel.reading.tables import STAGES
from logicmodel.sheets import NAMES, PLAN_ORDER
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import (
    heading_key,
    looks_like_ref,
    plain,
    ref_key,
    ref_letters,
)

WHOLE_PLAN = frozenset(("plan", "whole plan", "the plan", "the whole plan"))
"""Words for the plan as a whole, in Applies to and About only."""


_BETWEEN_REFS = pattern_of(r"([,;>\n]+)")


class Pieces(Struct, frozen=True):
    """What a cell of texts or Refs holds: rows pointed to, and texts."""

    refs: tuple[str, ...]
    texts: tuple[str, ...]


class Index:
    """All rows with a Ref, and what goes wrong when a cell points to one.

    A cell means a row of its own file, if there is one; else one of another file that alone has the Ref. `tabs` holds
    the keys of the sheets on each tab that has a name of its own, by the key of that name. With `one_file` all rows are
    of one file, and are kept once.
    """

    def __init__(self, tabs: Mapping[str, Sequence[str]], free: FreeRefs, *, one_file: bool) -> None:
        self.free = free
        self.broken: list[Broken] = []
        self.unread: list[Unread] = []
        self.noticed: list[Noticed] = []
        self._tabs = tabs
        self._one_file = one_file
        self._everywhere = Shelf()
        self._of_file: defaultdict[str, Shelf] = defaultdict(Shelf)
        self._by_number: dict[tuple[str, str, float], Known] = {}
        self._in_order: dict[tuple[str, str, str], list[tuple[int, str]]] = {}
        self._offers = Offers()

    # -- filling ------------------------------------------------------------------------------------------------------

    def add(self, row: Known, typed: str, number: float | None = None, *, again: bool = False) -> None:
        """Add a row under the Ref that was typed for it. A second row of its file with that Ref is not pointed to.

        `number` is what the file holds if the Ref is a number there: 1.1 may be shown as 1.10. With `again` the row is
        another place of a row that is there already.
        """
        shelf = self._shelves_to_fill(row.place.file)[0]
        held = shelf.by_ref[row.sheet].get(ref_key(typed))
        self._in_order.clear()
        if number is not None:
            self._same_number(row, number)
        if held and not again:
            first = next(iter(held.values()))
            self.broken.append(
                Broken(
                    reason="second_row", text=typed, heading="Ref", about=row.ref, place=row.place, other=first.place
                )
            )
            self.add_words(row)
            return
        for shelf in self._shelves_to_fill(row.place.file):
            shelf.add(row, typed)

    def add_words(self, row: Known) -> None:
        """Add a row that is pointed to by its words alone."""
        for shelf in self._shelves_to_fill(row.place.file):
            shelf.add_words(row)

    def _shelves_to_fill(self, file: str) -> Sequence[Shelf]:
        """Give the shelf of a file before that of all files, which are one where there is one file."""
        return (self._everywhere,) if self._one_file else (self._of_file[file], self._everywhere)

    def _same_number(self, known: Known, number: float) -> None:
        first = self._by_number.setdefault((known.place.file, known.sheet, number), known)
        if ref_key(first.ref) != ref_key(known.ref):
            self.noticed.append(
                Noticed(
                    kind="same_number",
                    text=f"{first.ref} and {known.ref}",
                    detail=f"{number:g}",
                    place=known.place,
                    about=known.ref,
                    refs=(first.ref, known.ref),
                    places=(first.place, known.place),
                )
            )

    def known(self, sheet: str, ref: str, file: str) -> Known | None:
        """Find the row that a Ref in a file means, if that is certain."""
        found = next((rows for shelf in self._shelves(file) if (rows := shelf.by_ref[sheet].get(ref_key(ref)))), {})
        return next(iter(found.values())) if len(found) == 1 else None

    def quietly(self, typed: Typed | None, sheets: Sequence[str]) -> str | None:
        """Give the Ref that a cell names first, or its words if it names none; nothing is noted."""
        if typed is None:
            return None
        pieces = self._pieces(typed, sheets)
        return next((row.ref for each in pieces if (row := self.find(each, sheets, typed.place.file))), typed.text)

    def as_in_the_plan(self, text: str, file: str) -> str:
        """Give a text of a file with the Refs that its boxes and other rows have in the plan, where these are new ones."""
        return "".join(self._as_in_the_plan(piece, file) for piece in _BETWEEN_REFS.split(text))

    def _as_in_the_plan(self, piece: str, file: str) -> str:
        row = self.find(piece.strip(), PLAN_ORDER, file) if looks_like_ref(piece.strip()) else None
        return piece if row is None or ref_key(row.ref) == ref_key(piece) else piece.replace(piece.strip(), row.ref)

    def has_refs(self, sheet: str) -> bool:
        """Say whether any row of the sheet has a Ref."""
        return bool(self._everywhere.by_ref[sheet])

    # -- looking up ---------------------------------------------------------------------------------------------------

    def find(self, text: str, sheets: Sequence[str], file: str) -> Known | None:
        """Find the row that a text in a file points to: by “Sheet!Ref”, by Ref, by “Outcome 1”, by its exact words, by “Goal”."""
        found = self._meant(text, sheets, file)
        return next(iter(found[0].values())) if found and len(found[0]) == 1 else None

    def _meant(self, text: str, sheets: Sequence[str], file: str) -> list[Found]:
        """Give, for each sheet that has any, the rows that a text may mean: of its own file, else of all."""
        if "!" in text:
            name, _, text = text.rpartition("!")
            key = heading_key(name.strip("'‘’ "))
            named = self._tabs.get(key) or [vocabulary("sheet").get(key, "")]
            sheets = [sheet for sheet in sheets if sheet in named]
            return next((found for shelf in self._shelves(file) if (found := shelf.with_ref(text, sheets))), [])
        for shelf in self._shelves(file):
            if found := shelf.with_ref(text, sheets):
                return found
            if row := shelf.with_words(text, sheets) or self._only_one_named(text, sheets, shelf):
                return [{ref_key(row.ref): row}]
        return []

    def _only_one_named(self, text: str, sheets: Sequence[str], shelf: Shelf) -> Known | None:
        """Find the only box at a stage that is named by its word alone: “Goal”."""
        label = label_of(text) if "elements" in sheets else None
        alone = label is not None and label.word in STAGES and not (label.number or label.rest)
        return shelf.only_one_at(STAGES[label.word][0]) if label and alone else None

    def _shelves(self, file: str) -> list[Shelf]:
        """Give the shelf of a file before that of all files."""
        return [self._of_file[file], self._everywhere] if file in self._of_file else [self._everywhere]

    def _by_statement(self, text: str, sheets: Sequence[str], file: str) -> Known | None:
        """Find the row that says exactly this: of its own file, or of another if its own has none."""
        for shelf in self._shelves(file):
            if shelf.has_words(text, sheets):
                return shelf.with_words(text, sheets)
        return None

    def _two_meanings(self, text: str, found: Sequence[Known], about: str, typed: Typed) -> None:
        """Note a Ref that stands on two of the sheets that a cell may point to."""
        first, second = (row.place.sheet or NAMES[row.sheet] for row in found[:2])
        if first == second:
            return
        self.noticed.append(
            Noticed(
                kind="one_ref_two_sheets",
                text=text,
                place=typed.place,
                about=about,
                detail=f"{first} and {second}",
                refs=(found[0].ref, found[1].ref),
                places=(found[0].place, found[1].place),
            )
        )

    # -- cells --------------------------------------------------------------------------------------------------------

    def refs(
        self, typed: Typed | None, sheets: Sequence[str], about: str, *, whole_plan: bool = False
    ) -> tuple[str, ...]:
        """Give the Refs that a cell names, those that lead nowhere as typed; words that match nothing are unread.

        With `whole_plan` the words “whole plan” are welcome, and name nothing.
        """
        if typed is None:
            return ()
        found: list[str] = []
        for piece in self._pieces(typed, sheets):
            ends = self._arrow(piece, sheets, typed)
            others = [end for end in ends if self._key_of(end, sheets, typed) != ref_key(about)]
            if whole_plan and plain(piece) in WHOLE_PLAN:
                continue
            if not ends:
                found += self._piece(piece, typed, sheets, about)
            elif len(others) == 1:
                found += self._piece(others[0], typed, sheets, about)
            else:
                self._unread(piece, typed, about, "not_a_ref")
        return self._once(found, typed, about)

    def arrows(self, typed: Typed | None, own: str, *, forward: bool) -> list[tuple[str, str]]:
        """Give the arrows that a cell of Plan names, as cause and effect: from its row, or to it.

        “AC1 > OP1” on the row of AC1 is one arrow, “OP1 > OC1” two: from the row to OP1, and on to OC1.
        """
        if typed is None:
            return []
        sheets = ("elements",)
        others: list[str] = []
        further: list[tuple[str, str]] = []
        for piece in self._pieces(typed, sheets):
            ends = self._arrow(piece, sheets, typed)
            chain = [ref for end in ends for ref in self._piece(end, typed, sheets, own)]
            if not ends:
                others += self._piece(piece, typed, sheets, own)
            elif forward:
                chain = chain if chain and ref_key(chain[0]) == ref_key(own) else [own, *chain]
                others += chain[1:2]
                further += pairwise(chain[1:])
            else:
                chain = chain if chain and ref_key(chain[-1]) == ref_key(own) else [*chain, own]
                others += chain[-2:-1]
                further += pairwise(chain[:-1])
        once = self._once(others, typed, own)
        return [*((own, other) if forward else (other, own) for other in once), *further]

    def _arrow(self, piece: str, sheets: Sequence[str], typed: Typed) -> tuple[str, ...]:
        """Give the ends of an arrow; none if the text is no arrow, or is a statement that holds such a sign."""
        return () if self._by_statement(piece, sheets, typed.place.file) else values.split_arrow(piece) or ()

    def _key_of(self, text: str, sheets: Sequence[str], typed: Typed) -> str:
        """Give the key of the Ref that a text stands for, or of the text if it leads nowhere."""
        row = self.find(text, sheets, typed.place.file)
        return ref_key(row.ref if row else text)

    def _pieces(self, typed: Typed, sheets: Sequence[str]) -> list[str]:
        """Split a cell of Refs; words that are a whole statement stay whole, commas and all."""
        if values.unknown_state(typed.text, meanings=unknown_words()) is not None:
            return []
        file = typed.place.file
        if self._by_statement(typed.text, sheets, file):
            return [typed.text]
        found: list[str] = []
        for text in values.split_texts(typed.text):
            found += [text] if self._by_statement(text, sheets, file) else values.split_refs(text)
        return found

    def _piece(self, piece: str, typed: Typed, sheets: Sequence[str], about: str) -> list[str]:
        found = self._meant(piece, sheets, typed.place.file)
        if found and len(found[0]) > 1:
            self._one_of_several(piece, found[0], typed, about)
            return []
        if found:
            rows = [next(iter(rows.values())) for rows in found]
            if len(rows) > 1:
                self._two_meanings(piece, rows, about, typed)
            return [rows[0].ref]
        if values.ref_range(piece):
            between = self._between(piece, sheets, typed.place.file)
            if not between:
                self._unread(piece, typed, about, "not_a_ref")
            return between
        if looks_like_ref(piece.rpartition("!")[2]) or piece.isdecimal():
            self.missing(piece, typed, sheets, about)
            return [piece]
        self._words(piece, typed, sheets, about)
        return []

    def _one_of_several(self, piece: str, found: Found, typed: Typed, about: str) -> None:
        """Keep a Ref that several other files have for different rows, with a question mark: nobody knows which."""
        offers = [f"{row.ref} (“{row.text}”)" for row in found.values()]
        self._unread(f"{piece}?", typed, about, "words_for_a_ref", " or ".join(offers))

    def _between(self, piece: str, sheets: Sequence[str], file: str) -> list[str]:
        """Give all Refs that there are from one end of a range to the other, if both ends are there."""
        letters, first, last = values.ref_range(piece) or ("", 0, 0)
        for shelf in self._shelves(file):
            for sheet in sheets:
                if {ref_key(f"{letters}{first}"), ref_key(f"{letters}{last}")} <= shelf.by_ref[sheet].keys():
                    whose = file if shelf is not self._everywhere else ""
                    numbered = self._numbered(shelf, whose, sheet, letters)
                    start, end = (bisect(numbered, (number,)) for number in (first, last + 1))
                    return [ref for _, ref in numbered[start:end]]
        return []

    def _numbered(self, shelf: Shelf, whose: str, sheet: str, letters: str) -> list[tuple[int, str]]:
        """Give the Refs of a sheet with the same letters, by their numbers."""
        found = self._in_order.get((whose, sheet, letters))
        if found is None:
            found = sorted(
                (number, row.ref)
                for key, rows in shelf.by_ref[sheet].items()
                if len(rows) == 1 and (number := number_of(key, letters)) is not None
                for row in rows.values()
            )
            self._in_order[whose, sheet, letters] = found
        return found

    def _once(self, found: Iterable[str], typed: Typed, about: str) -> tuple[str, ...]:
        once: dict[str, str] = {}
        for ref in found:
            if ref_key(ref) in once:
                self.broken.append(
                    Broken(reason="twice_in_cell", text=ref, heading=typed.heading, about=about, place=typed.place)
                )
            once.setdefault(ref_key(ref), ref)
        return tuple(once.values())

    def missing(self, text: str, typed: Typed, sheets: Sequence[str], about: str) -> None:
        """Note a Ref that leads nowhere, with the nearest one that there is."""
        near = self._offers.by_ref(ref_key(text), self._shelves(typed.place.file)[0], sheets)
        self.broken.append(
            Broken(
                reason="missing",
                text=text,
                heading=typed.heading,
                about=about,
                place=typed.place,
                nearest=near.ref if near else None,
                nearest_text=near.text if near else None,
            )
        )

    def _words(self, text: str, typed: Typed, sheets: Sequence[str], about: str) -> None:
        meant = self._offers.by_words(plain(text), self._everywhere, sheets)
        self._unread(text, typed, about, "words_for_a_ref", *(f"{row.ref} (“{row.text}”)" for row in meant))

    def not_one(self, typed: Typed, about: str) -> None:
        """Note a cell that names several rows where one is wanted."""
        self._unread(typed.text, typed, about, "not_a_ref", wanted="one Ref")

    def _unread(
        self, text: str, typed: Typed, about: str, reason: str, *suggestions: str, wanted: str = "a Ref"
    ) -> None:
        self.unread.append(
            Unread(
                text=text,
                wanted=wanted,
                reason=reason,
                heading=typed.heading,
                about=about,
                place=typed.place,
                needed=typed.needed,
                suggestions=suggestions,
            )
        )

    def texts_or_refs(self, typed: Typed | None, sheets: Sequence[str], about: str) -> Pieces:
        """Part a cell into Refs of the sheets it may point to, and texts."""
        if typed is None:
            return Pieces((), ())
        refs: list[str] = []
        texts: list[str] = []
        for piece in values.split_texts(typed.text):
            row = self._by_statement(piece, sheets, typed.place.file)
            if row:
                refs.append(row.ref)
            elif values.unknown_state(piece, meanings=unknown_words()) is None:
                rest = []
                for part in piece.split(","):
                    shaped = self._has_shape(part.strip(), sheets, typed.place.file)
                    refs += self._piece(part.strip(), typed, sheets, about) if shaped else []
                    rest += [] if shaped else [part]
                texts += [text] if (text := ",".join(rest).strip(" ,")) else []
        return Pieces(self._once(refs, typed, about), tuple(texts))

    def _has_shape(self, text: str, sheets: Sequence[str], file: str) -> bool:
        """Say whether a text counts as a Ref where texts are welcome: letters and digits, the letters of a prefix."""
        if "!" in text:
            return bool(self._meant(text, sheets, file))
        if text.isdecimal():
            return bool(self._everywhere.with_ref(text, sheets))
        if not looks_like_ref(text):
            return False
        if self._everywhere.with_ref(text, sheets):
            return True
        letters = ref_letters(text)
        return (
            any(letters in self.free.letters[sheet] for sheet in sheets) and ref_key(text)[len(letters) :].isdecimal()
        )

    def boxes_and_arrows(self, typed: Typed | None, about: str) -> tuple[str, ...]:
        """Give what Applies to names: Refs and arrows “A>B”; nothing for the plan as a whole."""
        if typed is None:
            return ()
        found: list[str] = []
        sheets = ("elements",)
        for piece in self._pieces(typed, sheets):
            ends = self._arrow(piece, sheets, typed)
            refs = [ref for end in ends for ref in self._piece(end, typed, sheets, about)[:1]]
            found += [f"{cause}>{effect}" for cause, effect in pairwise(refs)]
            if not ends and plain(piece) not in WHOLE_PLAN:
                found += self._piece(piece, typed, sheets, about)
        return self._once(found, typed, about)
