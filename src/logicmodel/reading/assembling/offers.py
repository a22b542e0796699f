"""Rows that may have been meant by what leads nowhere: offered to whoever mends it, and never taken."""

from collections.abc import Iterator, Sequence

from logicmodel.reading.assembling.shelf import Known, Shelf
from logicmodel.words.spelling import distance, likeness, plain

NEAR_WORDS = 0.8
"""Likeness from which on a statement is offered for words that stand in place of a Ref."""

SHORTEST_SLIP = 2
"""Letters from which on a word may be a slip of a Ref."""

NEAR_REF = 2
"""Letters that may differ between a Ref that leads nowhere and one that is offered."""

MOST_COMPARED = 200_000
"""Rows compared with what leads nowhere, all of a plan together; later ones are told without an offer."""

LOOK_ALIKE = str.maketrans("0li", "o11")
"""Small letters and digits that are taken for each other."""


class Offers:
    """The row most like what leads nowhere, as long as there is room to compare: that must not take minutes."""

    def __init__(self) -> None:
        self._room = MOST_COMPARED

    def by_ref(self, key: str, shelf: Shelf, sheets: Sequence[str]) -> Known | None:
        """Give the row whose Ref is nearest to the key of a Ref, by at most two letters."""
        best: tuple[int, Known] | None = None
        for sheet in self._with_room(shelf, sheets):
            for its_key, rows in shelf.by_ref[sheet].items():
                away = distance(key, its_key, limit=NEAR_REF)
                if away <= NEAR_REF and (best is None or away < best[0]):
                    best = (away, next(iter(rows.values())))
        return best[1] if best else None

    def by_words(self, wanted: str, shelf: Shelf, sheets: Sequence[str]) -> list[Known]:
        """Give the rows that say exactly what plain words say, which are several or none; else the nearest one.

        Without any, give the row whose Ref the words may be a slip of.
        """
        best: tuple[float, Known] | None = None
        for sheet in self._with_room(shelf, sheets):
            if wanted in shelf.by_words[sheet]:
                return list(shelf.by_words[sheet][wanted].values())
            for words, rows in shelf.by_words[sheet].items():
                score = likeness(wanted, words, at_least=NEAR_WORDS)
                if score and (best is None or score > best[0]):
                    best = (score, next(iter(rows.values())))
        near = best[1] if best else self._slip_of(wanted, shelf, sheets)
        return [near] if near else []

    def _slip_of(self, word: str, shelf: Shelf, sheets: Sequence[str]) -> Known | None:
        """Give the row whose Ref looks like a word or is one letter away from it: “LERN” for LEARN, “0-l” for O-1."""
        letters = _look_of(word)
        if len(letters) < SHORTEST_SLIP:
            return None
        found = (shelf.by_ref[sheet].values() for sheet in self._with_room(shelf, sheets))
        rows = [row for refs in found for its in refs for row in its.values()]
        away = [distance(letters, _look_of(plain(row.ref)), limit=1) for row in rows]
        return rows[away.index(min(away))] if away and min(away) <= 1 else None

    def _with_room(self, shelf: Shelf, sheets: Sequence[str]) -> Iterator[str]:
        """Give the sheets whose rows may still be compared."""
        for sheet in sheets:
            self._room -= len(shelf.by_ref[sheet])
            if self._room > 0:
                yield sheet


def _look_of(text: str) -> str:
    """Give the letters and digits of a text, one for all that look alike."""
    return "".join(letter for letter in text if letter.isalnum()).translate(LOOK_ALIKE)
