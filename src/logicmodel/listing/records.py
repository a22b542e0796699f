"""Findings as JSON."""

import json
from collections.abc import Mapping, Sequence

import msgspec

from logicmodel.model import Finding, Waiver


def to_json(findings: Sequence[Finding], about: Mapping[str, object] | None = None) -> str:
    """Give `{"findings": [...], ...}` with the fields of a finding by their names.

    A place comes with `file`, `sheet`, `row`, `column`, `heading` and, as `text`, the words that people read. `about`
    adds what else is to be said, such as the summary.
    """
    records = [record(finding) for finding in findings]
    return json.dumps({"findings": records, **(about or {})}, ensure_ascii=False, indent=2) + "\n"


def record(finding: Finding) -> dict[str, object]:
    """Give one finding as plain values."""
    made: dict[str, object] = msgspec.to_builtins(finding)
    place = made["place"]
    if isinstance(place, dict):
        place.pop("lines")
        made["place"] = {"text": str(finding.place), **place}
    return made


def waived_record(finding: Finding, waiver: Waiver | None) -> dict[str, object]:
    """Give a waived finding as plain values, with reason, who decided and until when; on the whitelist without."""
    made = record(finding)
    if waiver:
        until = waiver.until.text if waiver.until else None
        made["waiver"] = {"reason": waiver.reason, "by": waiver.by, "until": until, "place": str(waiver.place)}
    return made
