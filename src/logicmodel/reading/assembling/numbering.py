"""The Refs of all rows: those typed, those given to rows without one, and what points to rows and not to Refs."""

from collections import Counter
from collections.abc import Sequence

from logicmodel.model import Noticed
from logicmodel.reading.assembling.free_refs import FreeRefs
from logicmodel.reading.assembling.resolve import Index
from logicmodel.reading.assembling.shelf import Known
from logicmodel.reading.draft import Draft, Drafts
from logicmodel.reading.tables import STAGES
from logicmodel.sheets import DEFAULT_PREFIX, STAGE_PREFIX
from logicmodel.words.spelling import ref_key, ref_letters, straight

Tab = tuple[str, str | None]
"""A file and a sheet of it."""


def stages_from_letters(drafts: Drafts) -> Counter[Tab]:
    """Take the stage of boxes from the letters of their Refs where Stage is empty; give how many of each sheet."""
    return Counter((draft.place.file, draft.place.sheet) for draft in drafts["elements"] if _stage_from_letters(draft))


def _stage_from_letters(draft: Draft) -> bool:
    unread = any(each.heading in ("Stage", "Type") for each in draft.unread)
    if "stage" in draft.values or unread:
        return False
    letters = ref_letters(str(draft.values.get("id", ""))).upper()
    stage = next((stage for stage, prefix in STAGE_PREFIX.items() if prefix == letters), None)
    if stage:
        draft.values["stage"] = STAGES[stage]
        draft.missing = [each for each in draft.missing if each[0].field not in ("stage", "type")]
    return stage is not None


def give_refs(
    sheet: str, typed: Sequence[Draft], drafts: Sequence[Draft], free: FreeRefs, index: Index
) -> list[Noticed]:
    """Give every row of a sheet its Ref, and put it into the index.

    `typed` are the rows as they stand in the files, `drafts` what they come to. A Ref is kept as it was typed, but for
    one that an earlier file has for something else: then a new one is given, which is noted.
    """
    naming = _Naming(sheet, typed, drafts, free)
    for row in typed:
        naming.add_to(index, row)
    for draft in drafts:
        if not draft.values.get("id") and sheet != "stakeholders":
            name(draft, free.next(sheet, _prefix(draft)))
            index.add(Known(sheet, draft.values["id"], draft.statement, draft.place), draft.values["id"])
    return naming.noticed


def name(draft: Draft, ref: str) -> None:
    """Give a Ref to a row, and to all rows that it stands for."""
    for row in (draft, *draft.rows):
        row.values["id"] = ref


class _Naming:
    """The Refs of one sheet: who has which first, in its own file and of all."""

    def __init__(self, sheet: str, typed: Sequence[Draft], drafts: Sequence[Draft], free: FreeRefs) -> None:
        self.sheet = sheet
        self.free = free
        self.noticed: list[Noticed] = []
        self.typed = {id(row): str(row.values["id"]) for row in typed if row.values.get("id")}
        self.stands_for = {id(row): draft for draft in drafts for row in draft.rows}
        self.first_with: dict[tuple[str, str], Draft] = {}
        for row in typed:
            if id(row) in self.typed:
                self.first_with.setdefault(self._key(row), self.stands_for[id(row)])
        self.taken: dict[str, Draft] = {}
        self.added: set[tuple[tuple[str, str], int]] = set()
        for draft in drafts:
            with_ref = [row for row in draft.rows if id(row) in self.typed]
            if with_ref:
                name(draft, self._ref(draft, with_ref))

    def _key(self, row: Draft) -> tuple[str, str]:
        return row.place.file, ref_key(self.typed[id(row)])

    def _ref(self, draft: Draft, with_ref: Sequence[Draft]) -> str:
        its = next((row for row in with_ref if self.first_with[self._key(row)] is draft), None)
        if its is None and len({row.place.file for row in draft.rows}) == 1:
            # A second row with a Ref of its own file: that is told, and left as it is.
            return self._like_the_first(draft, with_ref[0])
        if its is not None and self.taken.setdefault(self._key(its)[1], draft) is draft:
            return self.typed[id(its)]
        return self._new(draft, its or with_ref[0])

    def _like_the_first(self, draft: Draft, row: Draft) -> str:
        """Give the Ref of the first row of the file with this Ref, or another one if it was spelt in another way."""
        first, key, typed = self.first_with[self._key(row)], self._key(row), self.typed[id(row)]
        ref = str(first.values["id"])
        its = next(self.typed[id(each)] for each in first.rows if id(each) in self.typed and self._key(each) == key)
        if typed == its:
            return ref
        if ref_key(ref) != ref_key(typed):
            return self._new(draft, row)
        return typed if typed != ref else its

    def _new(self, draft: Draft, row: Draft) -> str:
        old = self.typed[id(row)]
        letters = len(ref_letters(old))
        ref = self.free.next(self.sheet, straight(old)[:letters] or _prefix(draft))
        other = self.taken.get(self._key(row)[1]) or self.first_with[self._key(row)]
        self.noticed.append(
            Noticed(kind="new_ref", text=old, detail=ref, about=ref, place=row.place, places=(other.place,))
        )
        return ref

    def add_to(self, index: Index, row: Draft) -> None:
        """Put a row into the index under the Ref that was typed for it, or under its words alone."""
        draft = self.stands_for[id(row)]
        if id(row) not in self.typed:
            if draft.values.get("id"):
                index.add_words(Known(self.sheet, draft.values["id"], draft.statement, row.place))
            return
        known = Known(self.sheet, draft.values["id"], draft.statement, row.place)
        key = (self._key(row), id(draft))
        index.add(known, self.typed[id(row)], row.number, again=key in self.added)
        self.added.add(key)


def _prefix(draft: Draft) -> str:
    if draft.key == "elements":
        stage = draft.values.get("stage")
        return STAGE_PREFIX[stage[0].value] if stage else "B"
    if draft.key == "register" and draft.values.get("kind") == "risk":
        return "R"
    if draft.key == "needs" and draft.values.get("kind") == "strength" and draft.form == "one-sheet":
        return "S"
    return DEFAULT_PREFIX[draft.key]


def point_to_drafts(drafts: Drafts) -> None:
    """Turn what drafts of the small forms point to into Refs, now that all are given."""
    for sheet, pointer, field in _POINTERS:
        for draft in drafts[sheet]:
            if row := draft.values.pop(pointer, None):
                draft.values[field] = row.values["id"]
    for draft in drafts["elements"]:
        if needs := draft.values.pop("answers", None):
            draft.values["addresses"] = tuple(dict.fromkeys(need.values["id"] for need in needs))
    for draft in drafts["register"]:
        if arrows := draft.values.pop("of_arrows", None):
            ends = ((box.values["id"] for box in boxes if box is not None) for boxes in arrows)
            draft.values["about"] = tuple(dict.fromkeys(">".join(each) for each in ends))


_POINTERS = (
    ("indicators", "of_box", "measures"),
    ("readings", "of_measure", "measure"),
    ("scores", "of_need", "need"),
    ("links", "from_box", "cause"),
    ("links", "to_box", "effect"),
)
"""What points to one other row: the sheet, under which name its draft holds that row, and the field of the Ref."""
