"""Run the rules on a theory: choose them, collect what they find, put it in order."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.config import Config, Funder, begins
from logicmodel.errors import UnknownName
from logicmodel.model import Element, Finding, Link, Place, Plan, Profile, Severity, Waiver
from logicmodel.rules import RULES
from logicmodel.rules.limits import rules_of
from logicmodel.rules.rule import STAGE_NAMES, Hit, Rule, Thing, about, listed, name_of
from logicmodel.rules.waivers import in_force, in_one_spelling, meant
from logicmodel.settings import of_profile
from logicmodel.settings.profiles import profile_called
from logicmodel.theory import Theory
from logicmodel.uncollected import uncollected

SILENCED_BY_A_LIST = frozenset(
    "S104 S105 S106 L203 L204 L205 L206 L207 L208 L209 N302 N304 M408 A501 A505 A507".split()
)
"""Rules that are silent where S110 has said that boxes are listed and not linked: they would all repeat it."""

RUNS_WITHOUT_BOXES = tuple("S101 D C0 N305 N306 N307 N310 N311 N312 A502 A503 A504 E704 W803 W804 R003 R008".split())
"""What still runs on a plan without any box."""

COMPLETENESS = frozenset(
    "L205 N305 N306 N308 N311 M403 M404 M406 M409 A501 A503 A508 A509 P602 P605 P608 P609 P610 P611 E702 E703 E705 V901".split()
)
"""Rules that ask for what is still missing: one step more severe in an application for money."""

MOST = 0.6
"""Share of the eligible things from which on hits are collected."""

AT_LEAST = 3
"""Number of hits from which on they are collected."""


class NotChecked(Struct, frozen=True, kw_only=True):
    """A rule that had nothing to go by, and what would have to be in the plan for it to run."""

    code: str
    title: str
    needs: str


class Waived(Struct, frozen=True, kw_only=True):
    """A finding that is not shown, and the waiver that says why; without one its box or arrow is on the whitelist."""

    finding: Finding
    waiver: Waiver | None = None


class Checked(Struct, frozen=True, kw_only=True):
    """What a check gave: findings in order of place, those that were waived, and the rules that had nothing to go by."""

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    not_checked: tuple[NotChecked, ...]


def check(
    theory: Theory,
    config: Config | None = None,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    profile: Profile | Funder | str | None = None,
) -> list[Finding]:
    """Check a theory and give the findings in order of place, without those that are waived.

    The keywords are short for the same words of `Config`, and win over it. A profile is one of the rules, or of a
    funder: “plan”, “eu-action”, or the path of a file of one's own.

    Raises UnknownName for a code that no rule begins with, or a profile that there is not, and SettingsTrouble for a
    file that is no profile.
    """
    config = config or Config()
    if profile:
        named = profile if isinstance(profile, Profile | Funder) else profile_called(profile)
        config = replace(config, **of_profile(named))
    if select or ignore:
        config = replace(config, select=tuple(select) or config.select, ignore=tuple(ignore) or config.ignore)
    return list(examine(theory, config).findings)


def examine(theory: Theory, config: Config) -> Checked:
    """Check a theory and give all that there is to say: findings, waived findings, rules without anything to go by.

    Raises UnknownName for a code that no rule begins with.
    """
    rules = rules_for(config)
    if config.words and not theory.words:
        theory = Theory(theory.plan, config.words)
    waivers = in_force(theory, config)
    whitelist = frozenset(map(in_one_spelling, config.whitelist))
    findings: list[Finding] = []
    waived: list[Waived] = []
    silent: list[Rule] = []
    with uncollected():
        for rule in rules:
            if is_silent(rule, theory, config):
                silent.append(rule)
                continue
            kept = []
            for hit in rule.find(theory, config):
                may_be = rule.profile is not Profile.PRIVACY  # what is confidential can only be cleared
                waiver = waivers.get(meant(rule.code, about(hit))) if waivers and may_be else None
                if waiver or (may_be and whitelist and in_one_spelling(about(hit)) in whitelist):
                    waived.append(Waived(finding=_finding(rule, theory, hit, config), waiver=waiver))
                else:
                    kept.append(hit)
            findings += _collected(rule, theory, kept, config)
    order = {place: index for index, place in enumerate(theory.plan.sheets_in_order)}
    by_place = partial(_sort_key, theory.plan, order)
    return Checked(
        findings=tuple(sorted(findings, key=by_place)),
        waived=tuple(sorted(waived, key=lambda each: by_place(each.finding))),
        not_checked=tuple(map(_not_checked, silent)),
    )


def rules_for(config: Config) -> list[Rule]:
    """Give the rules that a configuration chooses, in the order of the catalogue.

    Raises UnknownName for a code that no rule begins with.
    """
    rules = (*RULES, *(rules_of(config.funder) if config.funder else ()))
    for code in (*config.select, *config.ignore, *config.severities):
        if not any(begins(rule.code, [code]) for rule in rules):
            raise UnknownName(_no_such_code(code))
    return [rule for rule in rules if config.chooses(rule.code, rule.profile)]


def rule_named(code: str) -> Rule:
    """Give a rule by its code or name.

    Raises UnknownName where there is none.
    """
    wanted = code.strip().casefold()
    for rule in RULES:
        if wanted in (rule.code.casefold(), rule.name):
            return rule
    raise UnknownName(_no_such_code(code))


def _no_such_code(code: str) -> str:
    near = get_close_matches(code.upper(), [rule.code for rule in RULES], 1, 0.5)
    hint = f"Did you mean {near[0]}?" if near else "Codes look like S105; a letter alone stands for its family."
    return f"There is no rule “{code}”. {hint}"


def is_silent(rule: Rule, theory: Theory, config: Config) -> bool:
    """Say whether a rule has nothing to go by in this plan, or another rule has said it all."""
    if not theory.elements and not rule.code.startswith(RUNS_WITHOUT_BOXES):
        return True
    if rule.code in SILENCED_BY_A_LIST and theory.listed_not_linked():
        return True
    if rule.says_absence_from and config.runs_from(rule.says_absence_from):
        return False
    return rule.applies is not None and not rule.applies(theory)


def not_checked(theory: Theory, config: Config) -> list[NotChecked]:
    """Give the chosen rules that were silent for want of something, with what that is."""
    return [_not_checked(rule) for rule in rules_for(config) if is_silent(rule, theory, config)]


def _not_checked(rule: Rule) -> NotChecked:
    return NotChecked(code=rule.code, title=rule.title, needs=rule.needs or "arrows between the boxes (S110)")


ONE_LINE = {"V": "Campaigns: who decides, what leads there, who is against it, and what follows."}
"""Families of which one line is enough where none of their rules has anything to go by: what they look at."""


def in_short(not_checked: Iterable[NotChecked]) -> tuple[NotChecked, ...]:
    """Give one line for the rules of a family that all want the same, where one is enough; the others as they are.

    Most plans are no campaign, and six lines to say so bury what is worth filling in.
    """
    found: dict[str, list[NotChecked]] = {}
    for each in not_checked:
        family = each.code[:1]
        found.setdefault(f"{family}: {each.needs}" if family in ONE_LINE else each.code, []).append(each)
    return tuple(
        NotChecked(code=f"{its[0].code}–{its[-1].code}", title=ONE_LINE[its[0].code[0]], needs=its[0].needs)
        if len(its) > 1
        else its[0]
        for its in found.values()
    )


# -- from hits to findings --------------------------------------------------------------------------------------------


def _collected(rule: Rule, theory: Theory, hits: list[Hit], config: Config) -> list[Finding]:
    findings = [_finding(rule, theory, hit, config) for hit in hits]
    if rule.collect is None:
        return findings
    if rule.collect.by == "plan":
        if len(findings) < AT_LEAST:
            return findings
        eligible = rule.collect.eligible(theory) if rule.collect.eligible else ()
        return _one_for_most(rule, findings, len(eligible), "plan", place_of_plan(theory.plan))
    if rule.collect.by == "stage":
        return _by_stage(rule, theory, hits, config)
    groups: dict[object, list[Finding]] = {}
    for finding in sorted(findings, key=lambda each: (each.place.row or 0, each.place.column or 0)):
        place = finding.place
        groups.setdefault((place.file, place.sheet if rule.collect.by == "sheet" else None), []).append(finding)
    return [one for group in groups.values() for one in _one_for_a_sheet(rule, group)]


def _by_stage(rule: Rule, theory: Theory, hits: Sequence[Hit], config: Config) -> list[Finding]:
    findings: list[Finding] = []
    stages = dict.fromkeys(hit.thing.stage for hit in hits if isinstance(hit.thing, Element))
    for stage in stages:
        its = [
            _finding(rule, theory, hit, config)
            for hit in hits
            if isinstance(hit.thing, Element) and hit.thing.stage is stage
        ]
        if stage is None:
            findings += its
            continue
        name = f"stage:{stage}"
        first = min((finding.place for finding in its), key=lambda place: (place.row or 0, place.column or 0))
        findings += _one_for_most(rule, its, len(theory.at(stage)), name, first, STAGE_NAMES[stage])
    return findings


def _one_for_most(
    rule: Rule, findings: list[Finding], of: int, about: str, place: Place, stage: str = ""
) -> list[Finding]:
    if rule.collect is None or len(findings) < AT_LEAST or len(findings) < MOST * of:
        return findings
    refs = tuple(finding.about for finding in findings)
    words = {"count": len(findings), "of": of, "list": listed(refs), "stage": stage}
    return [
        Finding(
            code=rule.code,
            severity=_gravest(findings),
            message=rule.collect.message.format(**words, first=findings[0].message),
            advice=rule.collect.advice.format(**words, first=findings[0].advice),
            place=place,
            about=about,
            refs=refs,
            count=len(findings),
            of=of,
        )
    ]


def _one_for_a_sheet(rule: Rule, findings: list[Finding]) -> list[Finding]:
    if rule.collect is None or len(findings) < AT_LEAST:
        return findings
    first = findings[0]
    cells = [_cell(each.place) for each in findings]
    words: dict[str, object] = {"count": len(findings), "of": len(findings), "list": listed(cells)}
    words |= {"more": len(cells) - 1, "rest": listed(cells[1:])}
    return [
        replace(
            first,
            severity=_gravest(findings),
            message=rule.collect.message.format(**words, stage="", first=first.message),
            advice=rule.collect.advice.format(**words, stage="", first=first.advice),
            refs=tuple(dict.fromkeys(finding.about for finding in findings)),
            count=len(findings),
        )
    ]


def _cell(place: Place) -> str:
    """Name a cell without its sheet: “B3”, “row 9”, “line 9”."""
    return str(place).rpartition(", ")[2].removeprefix("cell ")


def _gravest(findings: Sequence[Finding]) -> Severity:
    return max((finding.severity for finding in findings), key=lambda severity: severity.rank)


def _finding(rule: Rule, theory: Theory, hit: Hit, config: Config) -> Finding:
    return Finding(
        code=rule.code,
        severity=_severity(rule, hit, config),
        message=hit.message,
        advice=hit.advice,
        place=hit.place or _place_of(hit.thing, theory.plan),
        about=about(hit),
        refs=hit.refs or (() if isinstance(hit.thing, Plan) else (name_of(hit.thing),)),
        count=hit.count,
        of=hit.of,
    )


def _severity(rule: Rule, hit: Hit, config: Config) -> Severity:
    """Weigh a hit: by the settings, else by the funder's profile, else by the rule, and more in an application.

    What is confidential weighs as its rule says, and within the organisation it is advice.
    """
    if rule.profile is Profile.PRIVACY:
        return (hit.severity or rule.severity) if config.leaves_the_building else Severity.ADVICE
    of_funder = config.funder.severities if config.funder else {}
    own = config.severities.get(rule.code, of_funder.get(rule.code))
    if own:
        return own
    weight = hit.severity or rule.severity
    if config.profile is Profile.BID and rule.code in COMPLETENESS:
        return {Severity.ADVICE: Severity.WARNING, Severity.WARNING: Severity.ERROR}.get(weight, weight)
    return weight


def _place_of(thing: Thing, plan: Plan) -> Place:
    """Give the place of a finding: for an arrow its cell, for the plan its first sheet, for the rest their row."""
    if isinstance(thing, Plan):
        return place_of_plan(plan)
    return thing.place if isinstance(thing, Link) else whole_row(thing.place)


def whole_row(place: Place) -> Place:
    """Give the row that a place stands in."""
    return replace(place, column=None, heading=None)


def place_of_plan(plan: Plan) -> Place:
    """Give the place of what concerns the plan as a whole: Start here, or else its first sheet."""
    return replace(plan.programme.place, row=None, column=None, heading=None)


# -- order ------------------------------------------------------------------------------------------------------------


def _sort_key(plan: Plan, order: Mapping[tuple[str, str | None], int], finding: Finding) -> tuple[object, ...]:
    place = finding.place
    sheet = order.get((place.file, place.sheet), len(order) if place.sheet else -1)
    return (sheet, _row(plan, finding), place.column or 0, finding.about != "plan", finding.code, finding.about)


def _row(plan: Plan, finding: Finding) -> float:
    """Put what concerns the plan after the answers on Start here; without that sheet, before everything."""
    place = finding.place
    if place.row is not None or place.column is not None:
        return place.row or 0
    start_here = plan.programme.place
    answered_there = start_here.row is not None and plan.form in ("full", "mixed")
    return inf if answered_there and (place.file, place.sheet) == (start_here.file, start_here.sheet) else 0


def exit_code(findings: Iterable[Finding], fail_on: Severity | None) -> int:
    """Give 1 if a finding is at or above the severity, else 0; 0 for None."""
    return int(fail_on is not None and any(finding.severity.rank >= fail_on.rank for finding in findings))
