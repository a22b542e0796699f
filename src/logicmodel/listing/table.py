"""Findings as CSV: one record each, for a spreadsheet to sort and count."""

import csv
import io

from logicmodel.checking import Checked, Waived
from logicmodel.listing.letters import harmless
from logicmodel.model import Finding, column_letters

HEADINGS = (
    *("file", "sheet", "cell", "code", "severity", "message", "advice"),
    *("about", "refs", "count", "of", "waived"),
)
"""The columns. A cell is “D24”, or “24” for a whole row; `waived` says why a finding is not shown, and is else empty."""

ON_THE_WHITELIST = "on the whitelist of the settings"
"""Why a finding is waived that no waiver speaks of."""


def to_csv(checked: Checked) -> str:
    """Give the findings in order of place, then those that are waived, each as one record.

    A text that a spreadsheet program would take for a formula gets an apostrophe before it.
    """
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(HEADINGS)
    for finding in checked.findings:
        writer.writerow(_cells(finding, ""))
    for each in checked.waived:
        writer.writerow(_cells(each.finding, why_waived(each)))
    return lines.getvalue()


def why_waived(each: Waived) -> str:
    """Say why a finding is waived, who decided, and until when."""
    waiver = each.waiver
    if waiver is None:
        return ON_THE_WHITELIST
    until = f"until {waiver.until.text}" if waiver.until else ""
    return ", ".join(part for part in (waiver.reason, waiver.by, until) if part)


def _cells(finding: Finding, waived: str) -> list[str]:
    place = finding.place
    return [
        harmless(text)
        for text in (
            place.file,
            place.sheet or "",
            f"{column_letters(place.column or 0)}{place.row or ''}",
            finding.code,
            str(finding.severity),
            finding.message,
            finding.advice,
            finding.about,
            "; ".join(finding.refs),
            "" if finding.count is None else str(finding.count),
            "" if finding.of is None else str(finding.of),
            waived,
        )
    ]
