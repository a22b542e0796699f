"""What a plan says, without where it was typed."""

from typing import Any

import msgspec

from logicmodel.model import Plan

_WHERE = {"place", "origins", "places", "other", "about_place"}
_NOT_THE_PLAN = {
    "account",
    "filled",
    "files",
    "read_as",
    "sheets_in_order",
    "noticed",
    "beside",
    "form",
    "broken",
    "unread",
}
_IN_ANY_ORDER = ("links", "problem_links")


def meaning(plan: Plan) -> dict[str, Any]:
    """Give all that a plan says as plain values.

    Arrows come in any order, for one typed in Plan and in Links is written in Links alone. Words that were made a
    source are pointed to by its Ref.
    """
    said: dict[str, Any] = _without_places(msgspec.to_builtins(plan))
    said = {field: value for field, value in said.items() if field not in _NOT_THE_PLAN}
    for link in said["links"]:
        link["evidence"] = [{**item, "text": None} if item["source"] else item for item in link["evidence"]]
    for field in _IN_ANY_ORDER:
        said[field] = sorted(said[field], key=str)
    return said


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {field: _without_places(each) for field, each in value.items() if field not in _WHERE}
    if isinstance(value, list | tuple):
        return [_without_places(each) for each in value]
    return value
