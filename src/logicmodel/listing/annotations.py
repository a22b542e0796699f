"""Findings as commands of a GitHub workflow, which shows them beside the file they are about."""

from logicmodel.checking import Checked
from logicmodel.listing.letters import plain
from logicmodel.listing.lines import summary
from logicmodel.listing.places import file_of
from logicmodel.model import Finding, Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
"""Severity → command of a workflow."""


def to_github(checked: Checked, folder: str = "") -> str:
    """Give one command a finding, and a last one that counts them, waived ones too.

    `folder` is where the files lie, seen from the folder that the workflow runs in. A row of a sheet is no line of a
    file, so sheet and cell are said in the message; only a file of lines (.csv) gets a line.
    """
    commands = [_command(finding, folder) for finding in checked.findings]
    return "".join(commands) + f"::notice title=logicmodel::{_said(summary(checked.findings, len(checked.waived)))}\n"


def _command(finding: Finding, folder: str) -> str:
    place = finding.place
    file = file_of(place, folder)
    properties = {
        "file": file,
        "line": str(place.row) if file and place.lines and place.row else "",
        "title": finding.code,
    }
    named = ",".join(f"{name}={_named(value)}" for name, value in properties.items() if value)
    message = f"{place}: {plain(finding.message)}\n{plain(finding.advice)}"
    return f"::{COMMANDS[finding.severity]} {named}::{_said(message)}\n"


def _said(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _named(text: str) -> str:
    return _said(plain(text)).replace(":", "%3A").replace(",", "%2C")
