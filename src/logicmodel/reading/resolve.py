"""Where a Ref leads: the rows of every sheet by Ref and by their words, and the cells that point to them."""

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from logicmodel.model import Broken, Noticed, Place, Unread
from logicmodel.reading import values
from logicmodel.reading.cells import unknown_words
from logicmodel.reading.draft import Typed
from logicmodel.sheets import DEFAULT_PREFIX, NAMES, STAGE_PREFIX
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import (
    distance,
    heading_key,
    likeness,
    looks_like_ref,
    plain,
    ref_key,
    ref_letters,
    ref_word_key,
)

WHOLE_PLAN = frozenset(("plan", "whole plan", "the plan", "the whole plan"))
"""Words for the plan as a whole, in Applies to and About only."""

NEAR_WORDS = 0.8
"""Likeness from which on a statement is offered for words that stand in place of a Ref."""

NEAR_REF = 2
"""Letters that may differ between a Ref that leads nowhere and one that is offered."""

MOST_COMPARED = 200_000
"""Rows compared with what leads nowhere, all of a plan together; later ones are told without an offer."""

LONGEST_NUMBER = 9
"""Digits of the longest number of a Ref that is counted on from."""


class Known(Struct, frozen=True):
    """A row that can be pointed to: its sheet, its Ref as its author wrote it, its words, its place."""

    sheet: str
    ref: str
    text: str
    place: Place


class Pieces(Struct, frozen=True):
    """What a cell of texts or Refs holds: rows pointed to, and texts."""

    refs: tuple[str, ...]
    texts: tuple[str, ...]


class Index:
    """All rows with a Ref, and what goes wrong when a cell points to one.

    `tabs` holds the keys of the sheets on each tab that has a name of its own, by the key of that name.
    """

    def __init__(self, tabs: Mapping[str, Sequence[str]]) -> None:
        self.broken: list[Broken] = []
        self.unread: list[Unread] = []
        self.noticed: list[Noticed] = []
        self._tabs = tabs
        self._rows: dict[str, dict[str, Known]] = {sheet: {} for sheet in NAMES}
        self._by_words: dict[str, dict[str, list[Known]]] = {sheet: {} for sheet in NAMES}
        self._by_number: dict[tuple[str, float], Known] = {}
        self._highest: dict[tuple[str, str], int] = {}
        self._in_order: dict[tuple[str, str], list[tuple[int, str]]] = {}
        self._room = MOST_COMPARED
        self._letters = {
            sheet: {DEFAULT_PREFIX[sheet].casefold()} if sheet in DEFAULT_PREFIX else set() for sheet in NAMES
        }
        self._letters["elements"] = {prefix.casefold() for prefix in STAGE_PREFIX.values()}

    # -- filling ------------------------------------------------------------------------------------------------------

    def add(self, sheet: str, ref: str, text: str, place: Place, number: float | None = None) -> None:
        """Add a row. A second row with the same Ref is noted, and not pointed to.

        `number` is what the file holds if the Ref is a number there: 1.1 may be shown as 1.10.
        """
        key = ref_key(ref)
        known = Known(sheet, ref, text, place)
        self._in_order.clear()
        first = self._rows[sheet].setdefault(key, known)
        if first is not known:
            self.broken.append(
                Broken(reason="second_row", text=ref, heading="Ref", about=ref, place=place, other=first.place)
            )
        if number is not None:
            self._same_number(known, number)
        if text:
            self._by_words[sheet].setdefault(plain(text), []).append(known)
        letters = ref_letters(key)
        self._letters[sheet] |= {letters} - {""}
        number_of_ref = _number_of(key, letters)
        if number_of_ref is not None:
            self._highest[sheet, letters] = max(number_of_ref, self._highest.get((sheet, letters), 0))

    def _same_number(self, known: Known, number: float) -> None:
        first = self._by_number.setdefault((known.sheet, number), known)
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

    def spare(self, ref: str) -> None:
        """Count a Ref of a row that is still empty as in use: it leads nowhere, and is given to no other row."""
        letters = ref_letters(ref)
        number = _number_of(ref_key(ref), letters)
        for sheet in NAMES if number else ():
            self._highest[sheet, letters] = max(number or 0, self._highest.get((sheet, letters), 0))

    def next_ref(self, sheet: str, prefix: str) -> str:
        """Give the next free Ref of a sheet: the prefix with a number above the highest in use."""
        number = self._highest.get((sheet, prefix.casefold()), 0) + 1
        self._highest[sheet, prefix.casefold()] = number
        return f"{prefix}{number}"

    def has_refs(self, sheet: str) -> bool:
        """Say whether any row of the sheet has a Ref."""
        return bool(self._rows[sheet])

    def known(self, sheet: str, ref: str) -> Known | None:
        """Find a row by its Ref."""
        return self._rows[sheet].get(ref_key(ref))

    # -- looking up ---------------------------------------------------------------------------------------------------

    def find(self, text: str, sheets: Sequence[str], about: str, typed: Typed) -> Known | None:
        """Find the row that a text points to: by “Sheet!Ref”, by Ref, by “Outcome 1”, by its exact words."""
        if "!" in text:
            return self._on_a_sheet(text, sheets)
        found = [row for sheet in sheets if (row := self._rows[sheet].get(ref_key(text)))]
        if len(found) > 1:
            self._two_meanings(text, found, about, typed)
        if found:
            return found[0]
        word = ref_word_key(text)
        by_word = [row for sheet in sheets if word and (row := self._rows[sheet].get(word))]
        return by_word[0] if by_word else self._by_statement(text, sheets)

    def _on_a_sheet(self, text: str, sheets: Sequence[str]) -> Known | None:
        """Find the row that “Measures!M1” says, on a sheet that the cell may point to."""
        name, _, ref = text.rpartition("!")
        key = heading_key(name.strip("'‘’ "))
        named = self._tabs.get(key) or [vocabulary("sheet").get(key, "")]
        its = (sheet for sheet in sheets if sheet in named)
        return next((row for sheet in its if (row := self._rows[sheet].get(ref_key(ref)))), None)

    def _by_statement(self, text: str, sheets: Sequence[str]) -> Known | None:
        for sheet in sheets:
            same = self._by_words[sheet].get(plain(text), ())
            if len(same) == 1:
                return same[0]
        return None

    def _two_meanings(self, text: str, found: Sequence[Known], about: str, typed: Typed) -> None:
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
            ends = self._arrow(piece, sheets)
            others = [end for end in ends if ref_key(end) != ref_key(about)]
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
            ends = self._arrow(piece, sheets)
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

    def _arrow(self, piece: str, sheets: Sequence[str]) -> tuple[str, ...]:
        """Give the ends of an arrow; none if the text is no arrow, or is a statement that holds such a sign."""
        return () if self._by_statement(piece, sheets) else values.split_arrow(piece) or ()

    def _pieces(self, typed: Typed, sheets: Sequence[str]) -> list[str]:
        """Split a cell of Refs; words that are a whole statement stay whole, commas and all."""
        if values.unknown_state(typed.text, meanings=unknown_words()) is not None:
            return []
        if self._by_statement(typed.text, sheets):
            return [typed.text]
        found: list[str] = []
        for text in values.split_texts(typed.text):
            found += [text] if self._by_statement(text, sheets) else values.split_refs(text)
        return found

    def _piece(self, piece: str, typed: Typed, sheets: Sequence[str], about: str) -> list[str]:
        row = self.find(piece, sheets, about, typed)
        if row:
            return [row.ref]
        if values.ref_range(piece):
            between = self._between(piece, sheets)
            if not between:
                self._unread(piece, typed, about, "not_a_ref")
            return between
        if looks_like_ref(piece.rpartition("!")[2]) or piece.isdecimal():
            self.missing(piece, typed, sheets, about)
            return [piece]
        self._words(piece, typed, sheets, about)
        return []

    def _between(self, piece: str, sheets: Sequence[str]) -> list[str]:
        """Give all Refs that there are from one end of a range to the other, if both ends are there."""
        letters, first, last = values.ref_range(piece) or ("", 0, 0)
        for sheet in sheets:
            rows = self._rows[sheet]
            if {ref_key(f"{letters}{first}"), ref_key(f"{letters}{last}")} <= rows.keys():
                numbered = self._numbered(sheet, letters)
                start, end = (bisect(numbered, (number,)) for number in (first, last + 1))
                return [ref for _, ref in numbered[start:end]]
        return []

    def _numbered(self, sheet: str, letters: str) -> list[tuple[int, str]]:
        """Give the Refs of a sheet with the same letters, by their numbers."""
        found = self._in_order.get((sheet, letters))
        if found is None:
            rows = self._rows[sheet].items()
            found = sorted((number, row.ref) for key, row in rows if (number := _number_of(key, letters)) is not None)
            self._in_order[sheet, letters] = found
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
        near = self._nearest(text, sheets)
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

    def _nearest(self, text: str, sheets: Sequence[str]) -> Known | None:
        key = ref_key(text)
        best: tuple[int, Known] | None = None
        for its_key, row in (item for sheet in sheets if self._has_room(sheet) for item in self._rows[sheet].items()):
            away = distance(key, its_key, limit=NEAR_REF)
            if away <= NEAR_REF and (best is None or away < best[0]):
                best = (away, row)
        return best[1] if best else None

    def _words(self, text: str, typed: Typed, sheets: Sequence[str], about: str) -> None:
        wanted = plain(text)
        best: tuple[float, Known] | None = None
        for words, rows in (
            item for sheet in sheets if self._has_room(sheet) for item in self._by_words[sheet].items()
        ):
            score = likeness(wanted, words, at_least=NEAR_WORDS)
            if score and (best is None or score > best[0]):
                best = (score, rows[0])
        self._unread(text, typed, about, "words_for_a_ref", *([f"{best[1].ref} (“{best[1].text}”)"] if best else []))

    def _has_room(self, sheet: str) -> bool:
        """Say whether the rows of a sheet may still be compared: thousands of broken Refs must not take minutes."""
        self._room -= len(self._rows[sheet])
        return self._room > 0

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
            row = self._by_statement(piece, sheets)
            if row:
                refs.append(row.ref)
            elif values.unknown_state(piece, meanings=unknown_words()) is None:
                rest = []
                for part in piece.split(","):
                    shaped = self._has_shape(part.strip(), sheets)
                    refs += self._piece(part.strip(), typed, sheets, about) if shaped else []
                    rest += [] if shaped else [part]
                texts += [text] if (text := ",".join(rest).strip(" ,")) else []
        return Pieces(self._once(refs, typed, about), tuple(texts))

    def _has_shape(self, text: str, sheets: Sequence[str]) -> bool:
        """Say whether a text counts as a Ref where texts are welcome: letters and digits, the letters of a prefix."""
        if "!" in text:
            return self._on_a_sheet(text, sheets) is not None
        if text.isdecimal():
            return any(ref_key(text) in self._rows[sheet] for sheet in sheets)
        if not looks_like_ref(text):
            return False
        if any(key in self._rows[sheet] for sheet in sheets for key in (ref_key(text), ref_word_key(text))):
            return True
        letters = ref_letters(text)
        return any(letters in self._letters[sheet] for sheet in sheets) and ref_key(text)[len(letters) :].isdecimal()

    def boxes_and_arrows(self, typed: Typed | None, about: str) -> tuple[str, ...]:
        """Give what Applies to names: Refs and arrows “A>B”; nothing for the plan as a whole."""
        if typed is None:
            return ()
        found: list[str] = []
        sheets = ("elements",)
        for piece in self._pieces(typed, sheets):
            ends = self._arrow(piece, sheets)
            refs = [ref for end in ends for ref in self._piece(end, typed, sheets, about)[:1]]
            found += [f"{cause}>{effect}" for cause, effect in pairwise(refs)]
            if not ends and plain(piece) not in WHOLE_PLAN:
                found += self._piece(piece, typed, sheets, about)
        return self._once(found, typed, about)


def _number_of(key: str, letters: str) -> int | None:
    """Give the number of a Ref with these letters, by its key."""
    digits = key.removeprefix(letters)
    return int(digits) if key.startswith(letters) and digits.isdecimal() and len(digits) <= LONGEST_NUMBER else None
