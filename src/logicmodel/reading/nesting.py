"""Boxes that are made from statements in a layout: which stand beneath which, by number or by place.

No layout holds arrows: they are proposed from the numbering, from what stands beneath what, or because there is only
one box above, and are marked to confirm.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from logicmodel.model import Mark, Place, Unread
from logicmodel.reading.account import Account
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.tables import RANK, STAGES
from logicmodel.sheets import STAGE_PREFIX, word_for
from logicmodel.words.spelling import looks_like_ref, plain


class Box(NamedTuple):
    """A box with its rank from input to impact, None where its level is not known, and its number."""

    draft: Draft
    rank: tuple[int, int] | None
    number: str
    row: int


class Arrow(NamedTuple):
    """A proposed arrow, and the place that it was seen at."""

    cause: Draft
    effect: Draft
    place: Place


class Boxes:
    """The boxes of one sheet, in the order of their rows; the same words at the same level are one box."""

    def __init__(self, sheet: Sheet, account: Account, form: str) -> None:
        self.sheet, self.account, self.form = sheet, account, form
        self.all: list[Box] = []
        self._by_words: dict[tuple[str, str, str], Box] = {}  # with its number; without one the first of them

    def add(self, word: str, text: str, number: str, place: Place, unread: Unread | None = None) -> Box:
        """Make a box of a statement: `word` is its stage, and `unread` the cell that should have named one."""
        draft = Draft("elements", place)
        draft.form = self.form
        draft.values["text"] = text
        stage = STAGES.get(word)
        if stage:
            draft.values["stage"] = stage
        elif unread:
            draft.cannot_read(unread)
        return self.hold(draft, number)

    def hold(self, draft: Draft, number: str) -> Box:
        """Take a box that is made already, with its number."""
        stage = draft.values.get("stage")
        rank = (stage[0].step, RANK[stage[1]]) if stage else None
        box = Box(draft, rank, number.rstrip("."), draft.place.row or 0)
        self.all.append(box)
        return box

    def same(self, word: str, text: str, number: str, place: Place, unread: Unread | None = None) -> Box:
        """Give the box of a statement; one that is repeated for each of its measures is one box.

        The same words under two numbers, 1.1 and 2.1, are two.
        """
        words, number = (word, plain(text)), number.rstrip(".")
        first = self._by_words.get((*words, ""))
        box = first if first and "" in (number, first.number) else self._by_words.get((*words, number))
        if box is None:
            box = self._by_words[*words, number] = self.add(word, text, number, place, unread)
            self._by_words.setdefault((*words, ""), box)
            box.draft.values["origins"] = (place,)
        elif place not in box.draft.values["origins"]:
            box.draft.values["origins"] = (*box.draft.values["origins"], place)
        return box

    def tell_of_repeated(self) -> None:
        """Note how many boxes stand for several cells."""
        cells = [len(box.draft.values.get("origins", ())) for box in self.all]
        if repeated := [count for count in cells if count > 1]:
            place = self.account.place(self.sheet)
            self.account.notice("merged_boxes", place, count=len(repeated), detail=str(sum(repeated)))

    def give_refs(self) -> None:
        """Turn the author’s numbering into Refs where each stands once: “Output 1.1” is OP1.1."""
        wanted = [
            (box, f"{STAGE_PREFIX[box.draft.values['stage'][0].value]}{box.number}")
            for box in self.all
            if box.number[:1].isdigit() and "stage" in box.draft.values
        ]
        wanted += [(box, box.number) for box in self.all if box.number[:1].isalpha() and looks_like_ref(box.number)]
        counted = Counter(ref for _, ref in wanted)
        for box, ref in wanted:
            if counted[ref] == 1:
                box.draft.values["id"] = ref

    def by_number(self) -> list[Arrow]:
        """Propose the arrows that numbers alone show: from 1.1.2 to 1.1, where only one box has that number."""
        counted = Counter(box.number for box in self.all)
        numbered = {box.number: box for box in self.all if box.number and counted[box.number] == 1}
        above = [(box, numbered.get(box.number.rpartition(".")[0])) for box in self.all]
        return [
            Arrow(box.draft, its.draft, box.draft.place)
            for box, its in above
            if its and box.rank in (None, *_under(its))
        ]

    def arrows(self) -> list[Arrow]:
        """Propose the arrows that the layout shows."""
        levels = _Levels(self.all)
        return [Arrow(box.draft, above.draft, box.draft.place) for box in self.all for above in levels.above(box)]


class _Levels:
    """Boxes by their rank, so that thousands of rows are not gone through for each of them."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._some_unknown = any(box.rank is None for box in boxes)
        self._of: dict[tuple[int, int], list[Box]] = {}
        self._numbered: dict[tuple[tuple[int, int], str], list[Box]] = {}
        for box in boxes:
            if box.rank:
                self._of.setdefault(box.rank, []).append(box)
                self._numbered.setdefault((box.rank, box.number), []).append(box)
        self._ranks = sorted(self._of)
        self._by_row = {rank: sorted(its, key=lambda box: box.row) for rank, its in self._of.items()}

    def above(self, box: Box) -> Sequence[Box]:
        """Give the boxes that a box leads to: by its number, by what it stands beneath, or the only one there is."""
        higher = next((rank for rank in self._ranks if box.rank and rank > box.rank), None)
        if box.rank is None or higher is None:
            return ()
        if higher[0] - box.rank[0] > 1 and self._some_unknown:
            return ()  # the level between may be one that is not known
        number = box.number.rpartition(".")[0]
        if number and (same := self._numbered.get((higher, number))):
            return same
        above = self._by_row[higher]
        if len(above) == 1:
            return above
        before = bisect_left(above, box.row, key=lambda each: each.row)
        if before and above[-1].row > self._by_row[box.rank][0].row:
            return above[before - 1 : before]
        return ()


def _under(box: Box) -> tuple[tuple[int, int], ...]:
    """Give the ranks that may stand under a box; under one that is not known any may."""
    ranks = [(stage[0].step, RANK[stage[1]]) for stage in STAGES.values()]
    return tuple(rank for rank in ranks if box.rank is None or rank < box.rank)


def joined(drafts: Sequence[Draft], form: str) -> list[Draft]:
    """Put boxes that one form names beside other things together with the only box of the same words elsewhere."""
    elsewhere: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.key == "elements" and draft.form != form:
            elsewhere.setdefault(plain(str(draft.values.get("text", ""))), []).append(draft)
    twins = _of_one_cell(drafts, form)
    for draft in drafts if elsewhere else ():
        if id(draft) in twins:
            continue
        its = elsewhere.get(plain(str(draft.values.get("text", ""))), ())
        if draft.key == "elements" and draft.form == form and len(its) == 1 and _may_be_one(draft, its[0]):
            twins[id(draft)] = its[0]
            its[0].keep(*draft.extras)
    for draft in drafts if twins else ():
        for pointer in ("of_box", "from_box", "to_box"):
            if pointer in draft.values:
                draft.values[pointer] = twins.get(id(draft.values[pointer]), draft.values[pointer])
    arrows: set[tuple[int, int]] = set()
    return [draft for draft in drafts if id(draft) not in twins and not _is_again(draft, form, arrows)]


def _is_again(draft: Draft, form: str, arrows: set[tuple[int, int]]) -> bool:
    """Say whether an arrow of a form was proposed by another table, too, and remember it."""
    if draft.key != "links" or draft.form != form or not {"from_box", "to_box"} <= draft.values.keys():
        return False
    its = (id(draft.values["from_box"]), id(draft.values["to_box"]))
    again = its in arrows
    arrows.add(its)
    return again


def _of_one_cell(drafts: Sequence[Draft], form: str) -> dict[int, Draft]:
    """Give boxes that several tables of a sheet made of one cell, each with the first of them."""
    first: dict[tuple[Place, object, object], Draft] = {}
    twins: dict[int, Draft] = {}
    for draft in drafts:
        if draft.key == "elements" and draft.form == form:
            its = first.setdefault((draft.place, draft.values.get("text"), draft.values.get("stage")), draft)
            if its is not draft:
                twins[id(draft)] = its
    return twins


def _may_be_one(draft: Draft, other: Draft) -> bool:
    stages = {its.values["stage"][0] for its in (draft, other) if "stage" in its.values}
    return len(stages) <= 1


def proposed(arrows: Iterable[Arrow], form: str) -> list[Draft]:
    """Make rows of proposed arrows, each marked to confirm."""
    made = []
    for arrow in arrows:
        draft = Draft("links", arrow.place)
        draft.form = form
        to_confirm = (Mark(kind="to_confirm"),)
        draft.values = {"from_box": arrow.cause, "to_box": arrow.effect, "basis": "nesting", "marks": to_confirm}
        made.append(draft)
    return made


def not_a_stage(text: str, place: Place) -> Unread:
    """Give what has to be asked of a box whose stage its heading or level does not settle."""
    return Unread(
        text=text,
        wanted="a word of the list",
        reason="not_in_list",
        heading="Stage",
        about="",
        place=place,
        suggestions=tuple(word_for("Stage", stage) for stage in ("output", "outcome")),
    )
