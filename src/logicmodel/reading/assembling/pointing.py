"""What the cells of a row point to: Refs, texts in their place, people."""

from collections.abc import Sequence

from msgspec.structs import replace

from logicmodel.reading.assembling.resolve import Index, Pieces
from logicmodel.reading.draft import Draft, Typed
from logicmodel.sheets import LOOKS_IN
from logicmodel.words.spelling import looks_like_ref, ref_letters


class Pointing:
    """Looks up what drafts point to, by the field under which it was typed."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def refs(self, draft: Draft, field: str, sheets: Sequence[str] | None = None) -> tuple[str, ...]:
        """Give the Refs that a cell names, those that lead nowhere as typed."""
        looked_in = sheets or LOOKS_IN[field]
        found = (ref for row in draft.rows for ref in self.index.refs(row.refs.get(field), looked_in, draft.about))
        return tuple(dict.fromkeys(found))

    def pieces(self, draft: Draft, field: str) -> Pieces:
        """Part a cell into Refs and texts."""
        looked_for = field.partition(" ")[0]  # “causes 2” is a cause, too
        return self.index.texts_or_refs(draft.refs.get(field), LOOKS_IN[looked_for], draft.about)

    def one_ref(self, draft: Draft, field: str) -> str | None:
        """Give the Ref that a cell for one Ref names; of several the first, and the others are told."""
        row = next((row for row in draft.rows if field in row.refs), draft)
        found = self.index.refs(row.refs.get(field), LOOKS_IN[field], draft.about)
        if len(found) > 1:
            self.index.not_one(row.refs[field], draft.about)
        return found[0] if found else None

    def person(self, draft: Draft, text: str) -> str:
        """Turn a Ref of People into the name, and keep “(lead)” behind it."""
        ref, bracket, note = text.partition("(")
        known = self.index.known("stakeholders", ref, draft.cell("owner").file)
        if known:
            return f"{known.text} {bracket}{note}".rstrip()
        if self.index.has_refs("stakeholders") and looks_like_ref(ref) and ref_letters(ref) == "p":
            heading = {"elements": "Who leads", "indicators": "Who collects", "register": "Who watches it"}
            typed = Typed(ref.strip(), replace(draft.place, column=None), heading[draft.key])
            self.index.missing(ref.strip(), typed, ("stakeholders",), draft.about)
        return text
