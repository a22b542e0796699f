"""Rows that cells may point to: those of one file, or those of all files, by Ref and by their words."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from logicmodel.model import Place, Stage
from logicmodel.sheets import NAMES, STAGE_PREFIX
from logicmodel.words.spelling import plain, ref_key, ref_letters, ref_word_key


class Known(Struct, frozen=True):
    """A row that can be pointed to: its sheet, the Ref that it has in the plan, its words, its place."""

    sheet: str
    ref: str
    text: str
    place: Place


Found = dict[str, Known]
"""Rows that may be meant, by the key of the Ref that they have in the plan; rows that are one stand here once."""


class Shelf:
    """Rows by the key of the Ref that their author typed, and by their words, for each sheet."""

    def __init__(self) -> None:
        self.by_ref: Mapping[str, dict[str, Found]] = {sheet: {} for sheet in NAMES}
        self.by_words: Mapping[str, dict[str, Found]] = {sheet: {} for sheet in NAMES}

    def add(self, row: Known, typed: str) -> None:
        """Add a row under the Ref that was typed for it."""
        self.by_ref[row.sheet].setdefault(ref_key(typed), {}).setdefault(ref_key(row.ref), row)
        self.add_words(row)

    def add_words(self, row: Known) -> None:
        """Add a row under its words alone."""
        if row.text:
            self.by_words[row.sheet].setdefault(plain(row.text), {}).setdefault(ref_key(row.ref), row)

    def with_ref(self, text: str, sheets: Sequence[str]) -> list[Found]:
        """Give, for each sheet that has a row with a Ref, the rows that may be meant; “Outcome 1” is OC1."""
        found = [rows for sheet in sheets if (rows := self.by_ref[sheet].get(ref_key(text)))]
        word = ref_word_key(text)
        by_word = (rows for sheet in sheets if word and (rows := self.by_ref[sheet].get(word)))
        return found or list(by_word)[:1]

    def only_one_at(self, stage: Stage) -> Known | None:
        """Give the only box at a stage, by the letters of its Ref: “Goal” is IM1 where there is no other impact."""
        letters = STAGE_PREFIX[stage]
        refs = self.by_ref["elements"].values()
        its = [row for rows in refs for row in rows.values() if ref_letters(row.ref).upper() == letters]
        return its[0] if len(its) == 1 else None

    def with_words(self, text: str, sheets: Sequence[str]) -> Known | None:
        """Find the row that says exactly this, if one alone does on the first sheet on which one does."""
        words = plain(text)
        for sheet in sheets:
            same = self.by_words[sheet].get(words)
            if same and len(same) == 1:
                return next(iter(same.values()))
        return None

    def has_words(self, text: str, sheets: Sequence[str]) -> bool:
        """Say whether any row of these sheets says exactly this."""
        words = plain(text)
        return any(words in self.by_words[sheet] for sheet in sheets)
