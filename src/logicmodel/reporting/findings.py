"""What a check found as one HTML page of its own: sheet by sheet, with what was waived and what was not checked."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from logicmodel.checking import Checked, in_short, rules_for
from logicmodel.config import Config
from logicmodel.manual import guidance
from logicmodel.model import Finding, Severity
from logicmodel.reporting.pages import Silent, WaivedEntry, findings_said, silent, waived_entry
from logicmodel.reporting.templates import fill_in, styled
from logicmodel.saying import Line, clean, counted, language_code, own_or_gap, place_said
from logicmodel.theory import Theory

WEIGHTS = {
    Severity.ERROR: ("■", "problem to fix"),
    Severity.WARNING: ("▲", "to look at"),
    Severity.ADVICE: ("●", "idea"),
}
"""Severity → its sign and what one such finding is called; the same signs as in a drawing."""


class FoundEntry(Struct, frozen=True, kw_only=True):
    """One finding: how grave it is, where, what is wrong, what to type, and the code."""

    severity: str
    sign: str
    weight: str
    place: str
    message: str
    advice: str
    code: str


class SheetFound(Struct, frozen=True, kw_only=True):
    """The findings of one sheet, or of a file of lines."""

    name: str
    said: str
    entries: tuple[FoundEntry, ...]


class RuleSaid(Struct, frozen=True, kw_only=True):
    """A rule that found something, as its page in the manual tells it."""

    code: str
    flags: str
    why: str
    fix: str
    beware: str


class FindingsPage(Struct, frozen=True, kw_only=True):
    """Everything that the page says. `language` is the code of the language of the authors' words."""

    title: Line
    language: str
    said: str
    sheets: tuple[SheetFound, ...]
    waived: tuple[WaivedEntry, ...]
    not_checked: tuple[Silent, ...]
    rules: tuple[RuleSaid, ...]
    files: tuple[str, ...]


def findings_page(theory: Theory, checked: Checked, config: Config) -> str:
    """Write what a check found as HTML; nothing is fetched, and no script is needed."""
    return fill_in("findings.html.j2", {"page": findings_page_of(theory, checked, config), **styled(None)}, None)


def findings_page_of(theory: Theory, checked: Checked, config: Config) -> FindingsPage:
    """Make the data of the page, the sheets in the order of the plan."""
    plan = theory.plan
    several = len(plan.files) > 1
    said = findings_said(checked.findings).removesuffix(".")
    waived = f"; {counted(len(checked.waived), 'finding is waived', 'findings are waived')}" if checked.waived else ""
    return FindingsPage(
        title=own_or_gap(plan.programme.name, "A programme without a name yet"),
        language=language_code(theory.language),
        said=f"{said}{waived}.",
        sheets=tuple(_sheets(checked.findings, several)),
        waived=tuple(waived_entry(each, several) for each in checked.waived),
        not_checked=tuple(silent(each) for each in in_short(checked.not_checked)),
        rules=tuple(_rules(checked, config)),
        files=tuple(clean(file) for file in plan.files),
    )


def _sheets(findings: Sequence[Finding], several: bool) -> Iterator[SheetFound]:
    by_sheet: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in findings:
        place = finding.place
        by_sheet.setdefault((place.file, None if place.lines else place.sheet), []).append(finding)
    for (file, sheet), found in by_sheet.items():
        name = file if sheet is None else f"{file}: {sheet}" if several else sheet
        entries = tuple(_entry(each, several) for each in found)
        yield SheetFound(name=clean(name), said=findings_said(found), entries=entries)


def _entry(finding: Finding, several: bool) -> FoundEntry:
    sign, weight = WEIGHTS[finding.severity]
    return FoundEntry(
        severity=str(finding.severity),
        sign=sign,
        weight=weight,
        place=place_said(finding.place, several),
        message=clean(finding.message),
        advice=clean(finding.advice),
        code=clean(finding.code),
    )


def _rules(checked: Checked, config: Config) -> Iterator[RuleSaid]:
    found = {finding.code for finding in checked.findings}
    for rule in rules_for(config):
        if rule.code in found:
            told = guidance(rule)
            yield RuleSaid(code=rule.code, flags=told.flags, why=told.why, fix=told.fix, beware=told.beware)
