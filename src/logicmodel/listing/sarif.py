"""Findings as SARIF 2.1.0, the format in which programs that check other people's work tell what they found.

The words of SARIF are those of its specification by OASIS. A file that is no text has no lines, so where a finding
stands is a logical location: the sheet, and the row or cell in it.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from logicmodel.checking import Checked, NotChecked, Waived, rules_for
from logicmodel.config import Config
from logicmodel.listing.letters import plain
from logicmodel.listing.places import file_of
from logicmodel.listing.table import why_waived
from logicmodel.manual import Guidance, guidance
from logicmodel.model import Finding, Place, Severity
from logicmodel.rules.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
"""The name that says which format this is; nothing is fetched from there."""

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
"""Severity → level of SARIF."""

Record = dict[str, object]


def to_sarif(checked: Checked, config: Config, folder: str = "") -> str:
    """Give what a check found as one run of SARIF, with the rules that were asked for.

    Waived findings stand among the others, as suppressed ones with their reasons; rules that had nothing to go by are
    notifications. `folder` is where the files lie, seen from where the run was started: paths are relative to that.
    """
    rules = rules_for(config)
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    results = [_result(each, numbers, folder, seen) for each in checked.findings]
    results += [_waived(each, numbers, folder, seen) for each in checked.waived]
    run = {
        "tool": {"driver": {"name": "logicmodel", "rules": [_rule(rule) for rule in rules]}},
        "language": "en",
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolConfigurationNotifications": [_not_checked(each, numbers) for each in checked.not_checked],
            }
        ],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> Record:
    help_ = guidance(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why or rule.title},
        "help": {"text": _help(help_), "markdown": help_.markdown},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": ["logicmodel", f"profile {rule.profile}"]},
    }


def _help(help_: Guidance) -> str:
    return "\n\n".join(part for part in (help_.flags, help_.why, help_.fix, help_.beware) if part)


def _result(finding: Finding, numbers: Mapping[str, int], folder: str, seen: Counter[str]) -> Record:
    key = f"{finding.code} {finding.about}"
    seen[key] += 1
    return {
        "ruleId": finding.code,
        "ruleIndex": numbers[finding.code],
        "level": LEVELS[finding.severity],
        "message": {"text": f"{plain(finding.message)}\n{plain(finding.advice)}"},
        "locations": [_location(finding.place, folder)],
        # What a finding is about outlives its row: a row put in above must not make every finding a new one.
        "partialFingerprints": {"ruleAndBox/v1": f"{key} {seen[key]}"},
        "properties": {
            "about": finding.about,
            "refs": list(finding.refs),
            **({"count": finding.count} if finding.count is not None else {}),
            **({"of": finding.of} if finding.of is not None else {}),
        },
    }


def _waived(each: Waived, numbers: Mapping[str, int], folder: str, seen: Counter[str]) -> Record:
    in_workbook = each.waiver is not None and each.waiver.place.file == each.finding.place.file
    suppression = {"kind": "inSource" if in_workbook else "external", "justification": why_waived(each)}
    return {**_result(each.finding, numbers, folder, seen), "suppressions": [suppression]}


def _location(place: Place, folder: str) -> Record:
    made: Record = {}
    path = file_of(place, folder)
    if path:
        artifact: Record = {"artifactLocation": {"uri": quote(path, safe="/")}}
        if place.lines and place.row:
            artifact["region"] = {"startLine": place.row}
        made["physicalLocation"] = artifact
    made["logicalLocations"] = [_logical(place)]
    return made


def _logical(place: Place) -> Record:
    kinds: Sequence[tuple[object, str]] = (
        (place.row and place.column, "cell"),
        (place.row, "row"),
        (place.column, "column"),
        (place.sheet and not place.lines, "sheet"),
    )
    kind = next((name for given, name in kinds if given), "file")
    return {
        "name": str(place).rpartition(", ")[2].removeprefix("cell "),
        "fullyQualifiedName": str(place),
        "kind": kind,
    }


def _not_checked(each: NotChecked, numbers: Mapping[str, int]) -> Record:
    return {
        "level": "note",
        "message": {"text": f"{each.code} was not checked: {each.title} It needs {each.needs}."},
        "associatedRule": {"id": each.code, "index": numbers[each.code]},
    }
