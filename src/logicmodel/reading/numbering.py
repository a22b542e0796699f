"""The Refs of all rows: those typed, those given to rows without one, and what points to rows and not to Refs."""

from collections import Counter
from collections.abc import Mapping

from logicmodel.reading.draft import STATEMENT, Draft, Drafts
from logicmodel.reading.resolve import Index
from logicmodel.reading.shapes import STAGES
from logicmodel.sheets import DEFAULT_PREFIX, STAGE_PREFIX
from logicmodel.words.spelling import ref_letters

Tab = tuple[str, str | None]
"""A file and a sheet of it."""


def stages_from_letters(drafts: Drafts) -> Mapping[Tab, int]:
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


def give_refs(drafts: Drafts, index: Index) -> None:
    """Put all typed Refs into the index, and give one to every row without; nothing typed is changed."""
    for sheet in STATEMENT:
        for draft in drafts[sheet]:
            if ref := draft.values.get("id"):
                index.add(sheet, ref, draft.statement, draft.place, draft.number)
        for draft in drafts[sheet]:
            if not draft.values.get("id") and sheet != "stakeholders":
                ref = index.next_ref(sheet, _prefix(draft))
                draft.values["id"] = ref
                index.add(sheet, ref, draft.statement, draft.place)


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
    for draft in drafts["indicators"]:
        if box := draft.values.pop("of_box", None):
            draft.values["measures"] = box.values["id"]
    for sheet, pointer, field in (("readings", "of_measure", "measure"), ("scores", "of_need", "need")):
        for draft in drafts[sheet]:
            if row := draft.values.pop(pointer, None):
                draft.values[field] = row.values["id"]
    for draft in drafts["elements"]:
        if needs := draft.values.pop("answers", None):
            draft.values["addresses"] = tuple(need.values["id"] for need in needs)
    for draft in drafts["register"]:
        if arrows := draft.values.pop("of_arrows", None):
            ends = ((box.values["id"] for box in boxes if box is not None) for boxes in arrows)
            draft.values["about"] = tuple(dict.fromkeys(">".join(each) for each in ends))
    for draft in drafts["links"]:
        for end, field in (("from_box", "cause"), ("to_box", "effect")):
            if box := draft.values.pop(end, None):
                draft.values[field] = box.values["id"]
