"""Findings as CSV, as commands of a GitHub workflow and as SARIF, with whatever people type in a cell."""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest
from msgspec import Struct

from logicmodel import Theory
from logicmodel.checking import Checked, examine, rules_for
from logicmodel.config import Config
from logicmodel.listing import to_csv, to_github, to_sarif
from logicmodel.reading import read_plan
from tests.tables import plan_of

PLAN = """
| Plan | Ref | Stage | What | Leads to |
|---|---|---|---|---|
| | AC1 | Activity | =SUM(1,2) leaflets, 50% of them: “free” | |
| | AC2 | Activity | Visit families | OC1 |
| | OC1 | Outcome | Families use the clinic | IM1 |
| | AC3 | Activity | Print a newsletter | OP1 |
| | OP1 | Output | Newsletters printed | |
| | IM1 | Impact | <script>alert(1)</script> Fewer children fall ill | |

| Waivers | Code | About | Reason | Who decided | Until |
|---|---|---|---|---|---|
| | S105 | OP1 | The newsletter stays this year | Board | 2099-12 |
"""

LIMITS = Config(select=("S104", "S105", "M401"), whitelist=("AC1",))


class Weak(Struct, frozen=True):
    """A plan that was checked."""

    theory: Theory
    checked: Checked


@pytest.fixture
def weak(tmp_path: Path) -> Weak:
    theory = Theory(plan_of(PLAN, tmp_path, "our plan.xlsx"))
    return Weak(theory, examine(theory, LIMITS))


# -- CSV --------------------------------------------------------------------------------------------------------------


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_record_tells_all_that_there_is_to_know_of_a_finding(weak: Weak) -> None:
    (first, *_) = records(to_csv(weak.checked))
    assert first == {
        "file": "our plan.xlsx",
        "sheet": "Plan",
        "cell": "4",
        "code": "M401",
        "severity": "warning",
        "message": "“Families use the clinic” has no measure.",
        "advice": "In Measures, add a row for OC1: what would you see, count or hear if it happened?",
        "about": "OC1",
        "refs": "OC1",
        "count": "",
        "of": "",
        "waived": "",
    }


def test_waived_findings_stand_last_with_their_reasons(weak: Weak) -> None:
    waived = [(each["code"], each["about"], each["waived"]) for each in records(to_csv(weak.checked)) if each["waived"]]
    assert waived == [
        ("S104", "AC1", "on the whitelist of the settings"),
        ("S105", "OP1", "The newsletter stays this year, Board, until 2099-12"),
    ]


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@cell", "＝1"])
def test_no_cell_of_a_record_is_a_formula(sign: str, tmp_path: Path) -> None:
    path = tmp_path / f"{sign}.csv"
    path.write_text(f"Ref,Stage,What,Leads to\n{sign},Activity,Visit families,{sign}9\n", encoding="utf-8")
    checked = examine(Theory(read_plan(path)), Config())
    cells = [cell for row in csv.reader(io.StringIO(to_csv(checked))) for cell in row]
    assert f"'{sign}.csv" in cells
    assert not [cell for cell in cells if cell[:1] in "=+-@＝" and cell]


# -- GitHub -----------------------------------------------------------------------------------------------------------


def test_a_command_names_file_and_code_and_says_where_in_the_message(weak: Weak) -> None:
    first, *_, last = to_github(weak.checked, "plans: new, old").splitlines()
    assert first == (
        "::warning file=plans%3A new%2C old/our plan.xlsx,title=M401::Plan, row 4: “Families use the clinic” has no "
        "measure.%0AIn Measures, add a row for OC1: what would you see, count or hear if it happened?"
    )
    assert last == "::notice title=logicmodel::2 to look at; 2 waived."


def test_what_is_typed_starts_no_command_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(
        'Ref,Stage,What,Leads to\nAC1,Activity,"Print 50%\n::error::taken over",\nAC2,Activity,Visit,OC1\nOC1,Outcome,Well,\n',
        encoding="utf-8",
    )
    commands = to_github(examine(Theory(read_plan(path)), Config(select=("S104",)))).splitlines()
    assert commands[0].startswith(
        "::warning file=plan.csv,line=2,title=S104::line 2: “Print 50%25 ::error::taken over”"
    )
    assert len(commands) == 2


# -- SARIF ------------------------------------------------------------------------------------------------------------

TEXTS = {"text": "must", "markdown": "may"}

SHAPES: Mapping[str, Mapping[str, str]] = {
    "": {"$schema": "may", "version": "must", "runs": "must"},
    "runs": {"tool": "must", "language": "may", "columnKind": "may", "invocations": "may", "results": "may"},
    "tool": {"driver": "must"},
    "driver": {"name": "must", "rules": "may"},
    "rules": {
        "id": "must",
        "name": "may",
        "shortDescription": "may",
        "fullDescription": "may",
        "help": "may",
        "defaultConfiguration": "may",
        "properties": "may",
    },
    "shortDescription": TEXTS,
    "fullDescription": TEXTS,
    "help": TEXTS,
    "message": TEXTS,
    "defaultConfiguration": {"level": "may"},
    "invocations": {"executionSuccessful": "must", "toolConfigurationNotifications": "may"},
    "toolConfigurationNotifications": {"message": "must", "level": "may", "associatedRule": "may"},
    "associatedRule": {"id": "may", "index": "may"},
    "results": {
        "ruleId": "may",
        "ruleIndex": "may",
        "level": "may",
        "message": "must",
        "locations": "may",
        "partialFingerprints": "may",
        "properties": "may",
        "suppressions": "may",
    },
    "locations": {"physicalLocation": "may", "logicalLocations": "may"},
    "physicalLocation": {"artifactLocation": "must", "region": "may"},
    "artifactLocation": {"uri": "may"},
    "region": {"startLine": "may"},
    "logicalLocations": {"name": "may", "fullyQualifiedName": "may", "kind": "may"},
    "suppressions": {"kind": "must", "justification": "may"},
}
"""What SARIF 2.1.0 (OASIS, 27 March 2020) lets stand in each of the objects that we write, and what it asks for."""

FREE = ("properties", "partialFingerprints")
"""Objects in which anything may stand."""


def breaches(name: str, value: object) -> list[str]:
    """Tell what SARIF does not know, or misses, in an object and all that is in it."""
    if isinstance(value, list):
        return [breach for each in value for breach in breaches(name, each)]
    if not isinstance(value, dict) or name in FREE:
        return []
    shape = SHAPES[name]
    found = [f"{name}: {key} is not known" for key in value if key not in shape]
    found += [f"{name}: {key} is missing" for key, need in shape.items() if need == "must" and key not in value]
    return found + [breach for key, each in value.items() for breach in breaches(key, each)]


def sarif(weak: Weak, folder: str = "") -> dict[str, object]:
    made = json.loads(to_sarif(weak.checked, LIMITS, folder))
    (run,) = made["runs"]
    return cast("dict[str, object]", run)


def test_everything_in_it_is_as_sarif_asks(weak: Weak) -> None:
    made = json.loads(to_sarif(weak.checked, LIMITS))
    assert breaches("", made) == []
    assert (made["version"], made["$schema"]) == ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json")


def test_every_rule_that_there_is_has_its_name_its_reason_and_its_page(weak: Weak) -> None:
    whole = json.loads(to_sarif(weak.checked, Config()))
    rules = whole["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in rules_for(Config())]
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith("."), rule["id"]
        assert all(f"**{part}**" in rule["help"]["markdown"] for part in ("Why it matters.", "How to fix it.")), rule
        assert "findings" not in rule["help"]["markdown"]
        assert "**" not in rule["help"]["text"]
    (dead_end,) = (rule for rule in rules if rule["id"] == "S105")
    assert dead_end["name"] == "dead-end"
    assert dead_end["defaultConfiguration"] == {"level": "warning"}


def test_a_result_says_sheet_and_row_and_a_path_that_is_relative(weak: Weak) -> None:
    results = cast("list[dict[str, object]]", sarif(weak, "pläne 50%")["results"])
    assert results[0]["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "pl%C3%A4ne%2050%25/our%20plan.xlsx"}},
            "logicalLocations": [{"name": "row 4", "fullyQualifiedName": "Plan, row 4", "kind": "row"}],
        }
    ]
    assert (results[0]["ruleId"], results[0]["level"]) == ("M401", "warning")
    assert results[0]["partialFingerprints"] == {"ruleAndBox/v1": "M401 OC1 1"}


def test_a_file_of_lines_has_lines(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Stage,What\nActivity,Visit families\nOutcome,Families use the clinic\n", encoding="utf-8")
    theory = Theory(read_plan(path))
    results = sarif(Weak(theory, examine(theory, LIMITS)))["results"]
    place = cast("list[dict[str, list[dict[str, dict[str, object]]]]]", results)[0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "plan.csv"}, "region": {"startLine": 3}}


def test_waived_findings_are_suppressed_with_their_reasons(weak: Weak) -> None:
    results = cast("list[dict[str, object]]", sarif(weak)["results"])
    suppressed = {each["ruleId"]: each["suppressions"] for each in results if "suppressions" in each}
    assert suppressed == {
        "S104": [{"kind": "external", "justification": "on the whitelist of the settings"}],
        "S105": [{"kind": "inSource", "justification": "The newsletter stays this year, Board, until 2099-12"}],
    }


def test_rules_without_anything_to_go_by_are_notifications(tmp_path: Path) -> None:
    theory = Theory(plan_of(PLAN, tmp_path))
    made = json.loads(to_sarif(examine(theory, Config(select=("L210",))), Config(select=("L210",))))
    (notification,) = made["runs"][0]["invocations"][0]["toolConfigurationNotifications"]
    assert notification == {
        "level": "note",
        "message": {
            "text": "L210 was not checked: No activity undoes what it is for. It needs an arrow of kind May harm."
        },
        "associatedRule": {"id": "L210", "index": 0},
    }


def test_no_format_names_a_folder_of_this_computer_or_changes_from_run_to_run(tmp_path: Path) -> None:
    def made() -> list[str]:
        theory = Theory(plan_of(PLAN, tmp_path))
        checked = examine(theory, LIMITS)
        return [to_csv(checked), to_github(checked), to_sarif(checked, LIMITS)]

    first = made()
    assert first == made()
    assert not [text for text in first if re.search(re.escape(str(tmp_path)), text)]
