"""Findings as lines of text: for people, one line each, and counted."""

import textwrap
from collections.abc import Sequence

from logicmodel.listing.letters import plain
from logicmodel.model import Finding, Severity

WIDTH = 88
"""Columns of a line of text; the code of a finding ends there."""

PLURALS = {
    Severity.ERROR: ("problem to fix", "problems to fix"),
    Severity.WARNING: ("to look at", "to look at"),
    Severity.ADVICE: ("idea", "ideas"),
}
"""What the severities are called on screen, one and many."""

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
"""Terminal colours of the severities."""


def to_text(findings: Sequence[Finding], *, colour: bool = False) -> str:
    """Give where, what is wrong, and below it what to type, with the code at the right."""
    return "".join(_entry(finding, colour) for finding in findings)


def _entry(finding: Finding, colour: bool) -> str:
    where = str(finding.place)
    head = textwrap.wrap(f"{where}: {plain(finding.message)}", WIDTH, break_long_words=False, break_on_hyphens=False)
    below = textwrap.wrap(
        plain(finding.advice),
        WIDTH - 9,
        initial_indent="   ",
        subsequent_indent="   ",
        break_long_words=False,
        break_on_hyphens=False,
    ) or ["  "]
    if colour:
        head[0] = head[0].replace(where, f"\x1b[{COLOURS[finding.severity]}m{where}\x1b[0m", 1)
    below[-1] = f"{below[-1]:<{WIDTH - 5}} {finding.code}"
    return "\n".join([*head, *below]) + "\n"


def to_concise(findings: Sequence[Finding], *, colour: bool = False) -> str:
    """Give one line a finding, without the advice: place, severity, code, message."""
    lines = []
    for finding in findings:
        severity = str(finding.severity)
        if colour:
            severity = f"\x1b[{COLOURS[finding.severity]}m{severity}\x1b[0m"
        lines.append(f"{finding.place}: {severity} {finding.code} {plain(finding.message)}\n")
    return "".join(lines)


def summary(findings: Sequence[Finding], waived: int = 0) -> str:
    """Count what was found in words, and how many findings people have waived.

    >>> summary([]), summary([], waived=2)
    ('Nothing to fix.', 'Nothing to fix; 2 waived.')
    """
    parts = []
    for severity, (one, many) in PLURALS.items():
        number = sum(finding.severity is severity for finding in findings)
        if number:
            parts.append(f"{number} {one if number == 1 else many}")
    found = ", ".join(parts) if parts else "Nothing to fix"
    return f"{found}; {waived} waived." if waived else f"{found}."
