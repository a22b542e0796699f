"""The data of a report: everything that the page says, made here, so that a template only loops and tests."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from logicmodel.analyses import Analyses, analyse
from logicmodel.analyses.telling import Told, told
from logicmodel.checking import NotChecked, Waived, in_short
from logicmodel.model import Audience, Finding, Severity, Stage, When
from logicmodel.reporting import needs_tables, tables
from logicmodel.reporting.accounts import CellsAccount, account_of
from logicmodel.reporting.paper import DEEPEST, Alternative, LineInWords, line_said
from logicmodel.reporting.sentences import Strand, strands
from logicmodel.saying import (
    Line,
    Table,
    clean,
    cost_said,
    counted,
    gap,
    is_read_right_to_left,
    language_code,
    ours,
    own,
    own_or_gap,
    place_said,
    when_said,
)
from logicmodel.sheets import word_for
from logicmodel.theory import Theory, is_proposed
from logicmodel.words.periods import MONTHS

GROUPS = {
    Severity.ERROR: ("Problems to fix", "problem to fix", "problems to fix"),
    Severity.WARNING: ("To look at", "to look at", "to look at"),
    Severity.ADVICE: ("Ideas", "idea", "ideas"),
}
"""What the severities are called: over a group, one, and many."""

DO_NOT_ASSUME = (
    "A checked plan is not a proven one. The checks look at how the plan is put together, not at whether it is true.",
    "An arrow without a rating is not half proven: nobody has judged yet how well it is supported.",
    "When a measure moves, that alone does not show that this work moved it.",
)
"""What a reader should not take from a report."""

INTERNAL = (
    "This copy is internal: numbers, names and roles stand as they were typed. To share it, make it again with "
    "--audience."
)
"""What every page says that hides nothing."""

SHARED = (
    "Small numbers, places and internal sources are hidden in this copy. That does not show that nobody can be "
    "recognised: a person has to decide that."
)
"""What every page says that is made for others."""


class Fact(Struct, frozen=True, kw_only=True):
    """One line of the title block: what it is about, and the answer."""

    label: str
    answer: Line


class Figure(Struct, frozen=True, kw_only=True):
    """One number of the summary and what it counts, with a number it is out of where there is one."""

    number: int
    label: str
    of: int | None = None


class Branch(Struct, frozen=True, kw_only=True):
    """One line of a nested list: how deep it stands, what begins with it, and how many inner lists end after it."""

    depth: int
    text: Line
    opens: bool  # it is the first of an inner list
    leads_on: bool  # an inner list follows within it
    closes: int


class Picture(Struct, frozen=True, kw_only=True):
    """What a drawing says, in words: a sentence and a nested list."""

    summary: str
    outline: tuple[Branch, ...]


class Entry(Struct, frozen=True, kw_only=True):
    """One finding: where, what is wrong, what to type, and the code."""

    place: str
    message: str
    advice: str
    code: str


class Group(Struct, frozen=True, kw_only=True):
    """The findings of one severity."""

    title: str
    severity: str
    entries: tuple[Entry, ...]


class Silent(Struct, frozen=True, kw_only=True):
    """A rule that could not be checked: its code, what it looks at, and what it would need."""

    code: str
    title: str
    needs: str


class WaivedEntry(Struct, frozen=True, kw_only=True):
    """A finding that people have decided to live with: where, what, and why."""

    place: str
    message: str
    code: str
    decided: str


class Page(Struct, frozen=True, kw_only=True):
    """Everything that a report says, but for the drawing itself.

    `language` is the code of the language of the authors' words, `direction` that of the page: ltr or rtl.
    """

    title: Line
    language: str
    direction: str
    problem: Line
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...]
    findings_said: str
    next_steps: tuple[Line, ...]
    strands: tuple[Strand, ...]
    picture: Picture | None
    arrows: Table
    needs: Table
    strengths: Table | None
    other_measures: Table | None
    work: Table
    means: Table | None
    budget: Line
    register: Table
    rests: Told
    findings: tuple[Group, ...]
    not_checked: tuple[Silent, ...]
    waived: tuple[WaivedEntry, ...]
    account: CellsAccount
    do_not_assume: tuple[str, ...]
    files: tuple[str, ...]


def page_of(
    theory: Theory,
    findings: Sequence[Finding],
    *,
    alternative: Alternative | None = None,
    made_on: date | None = None,
    not_checked: Iterable[NotChecked] = (),
    waived: Iterable[Waived] = (),
    most_cells: int | None = None,
    audience: str = Audience.INTERNAL,
) -> Page:
    """Make the data of a report. At most so many cells that were not used are listed for one reason, or all."""
    plan = theory.plan
    programme = plan.programme
    analyses = analyse(theory)
    right_to_left = is_read_right_to_left(plan, programme.language)
    return Page(
        title=own_or_gap(programme.name, "A programme without a name yet"),
        language=language_code(theory.language),
        direction="rtl" if right_to_left else "ltr",
        problem=own_or_gap(programme.problem, "The problem in one sentence is not written down yet."),
        facts=tuple(_facts(theory, made_on)),
        figures=tuple(_figures(theory, analyses)),
        findings_said=findings_said(findings),
        next_steps=tuple(_next_steps(theory, findings)),
        strands=strands(theory),
        picture=_picture(alternative) if alternative and alternative.outline else None,
        arrows=tables.arrow_table(theory),
        needs=needs_tables.needs_table(theory),
        strengths=needs_tables.strengths_table(theory),
        other_measures=needs_tables.other_measures_table(theory),
        work=tables.work_table(theory),
        means=tables.means_table(theory),
        budget=cost_said(programme.total_budget, programme.currency) if programme.total_budget else (),
        register=tables.register_table(theory),
        rests=told(theory, analyses),
        findings=tuple(_groups(findings, len(plan.files) > 1)),
        not_checked=tuple(silent(each) for each in in_short(not_checked)),
        waived=tuple(waived_entry(each, len(plan.files) > 1) for each in waived),
        account=account_of(plan.account, most_cells),
        do_not_assume=(*DO_NOT_ASSUME, INTERNAL if audience == Audience.INTERNAL else SHARED),
        files=tuple(clean(file) for file in plan.files),
    )


# -- title and summary ------------------------------------------------------------------------------------------------


def _facts(theory: Theory, made_on: date | None) -> Iterator[Fact]:
    programme = theory.plan.programme
    yield Fact(label="Organisation", answer=own_or_gap(programme.organisation, "not said yet"))
    yield Fact(label="Place", answer=own_or_gap(programme.area, "not said yet"))
    yield Fact(label="For whom", answer=own_or_gap(programme.target_group, "not said yet"))
    yield Fact(label="Dates", answer=_dates(programme.start, programme.end))
    if programme.funder:
        yield Fact(label="Funder or fund", answer=own(programme.funder))
    version = when_said(programme.version_date) if programme.version_date else gap("no version date yet")
    yield Fact(label="Version of", answer=version)
    status = (
        own(word_for("Plan status", programme.status)) if programme.status else gap("Draft or Agreed: not said yet")
    )
    yield Fact(label="Status", answer=status)
    if programme.agreed_by:
        yield Fact(label="Agreed by", answer=own(programme.agreed_by))
    if programme.next_review:
        yield Fact(label="Next review", answer=when_said(programme.next_review))
    yield Fact(label="Who may read it", answer=ours("people inside the organisation: nothing is hidden"))
    if made_on:
        yield Fact(label="Report made on", answer=ours(f"{made_on.day} {MONTHS[made_on.month - 1]} {made_on.year}"))


def _dates(start: When | None, end: When | None) -> Line:
    if start is None and end is None:
        return gap("no dates yet")
    first = when_said(start) if start else gap("no start yet")
    return (*first, *ours(" to "), *when_said(end)) if end else (*first, *ours(", no end set"))


STAGES = {
    Stage.INPUT: ("input", "inputs"),
    Stage.ACTIVITY: ("activity", "activities"),
    Stage.OUTPUT: ("output", "outputs"),
    Stage.OUTCOME: ("outcome", "outcomes"),
    Stage.IMPACT: ("impact", "impacts"),
}
"""What boxes of the stages are called, one and many."""


def _figures(theory: Theory, analyses: Analyses) -> Iterator[Figure]:
    yield Figure(number=len(theory.elements), label=_noun(len(theory.elements), "box", "boxes"))
    if number := sum(element.status == "proposed" for element in theory.elements):
        label = _noun(number, "box is proposed and not agreed", "boxes are proposed and not agreed")
        yield Figure(number=number, of=len(theory.elements), label=label)
    for stage, (one, many) in STAGES.items():
        if number := len(theory.at(stage)):
            yield Figure(number=number, label=_noun(number, one, many))
    if number := sum(element.stage is None for element in theory.elements):
        yield Figure(number=number, label=_noun(number, "box without a stage", "boxes without a stage"))
    yield Figure(number=len(theory.all_links), label=_noun(len(theory.all_links), "arrow", "arrows"))
    counts, answered = analyses.figures, analyses.thread.answered
    if counts.reasons.of:
        said = counts.reasons
        yield Figure(number=said.number, of=said.of, label="arrows between changes have a reason or an assumption")
        yield Figure(number=counts.rated.number, of=said.of, label="arrows between changes have rated evidence")
    if answered.of:
        agreed = answered.number - answered.proposed
        yield Figure(number=agreed, of=answered.of, label=_noun(answered.of, "need is answered", "needs are answered"))
        if answered.proposed:
            label = _noun(answered.of, "need has only proposed answers", "needs have only proposed answers")
            yield Figure(number=answered.proposed, of=answered.of, label=label)
    if counts.measured.of:
        label = "outcomes and impacts have a measure"
        yield Figure(number=counts.measured.number, of=counts.measured.of, label=label)


def _noun(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def findings_said(findings: Sequence[Finding]) -> str:
    """Count what was found in words."""
    parts = []
    for severity, (_, one, many) in GROUPS.items():
        number = sum(finding.severity is severity for finding in findings)
        if number:
            parts.append(counted(number, one, many))
    return f"{', '.join(parts)}." if parts else "Nothing to fix."


def _next_steps(theory: Theory, findings: Sequence[Finding]) -> Iterator[Line]:
    several_files = len(theory.plan.files) > 1
    gravest = next((each for severity in GROUPS for each in findings if each.severity is severity), None)
    if gravest:
        title = GROUPS[gravest.severity][0]
        yield ours(
            f"Go through “{title}” below. First, {place_said(gravest.place, several_files)}: {clean(gravest.advice)}"
        )
    proposed = sum(is_proposed(link) for link in theory.all_links)
    if proposed:
        arrows = counted(proposed, "arrow was proposed and not typed", "arrows were proposed and not typed")
        yield ours(f"{arrows}: agree which of them hold, and type these in Leads to.")
    if theory.plan.programme.status != "agreed":
        yield ours(
            "Read the sentences below aloud with the people the plan is for, and set Status of this plan to Agreed."
        )
    elif theory.plan.programme.next_review is None:
        yield ours("Type in Next review when you will look at this plan together again.")


# -- drawing ----------------------------------------------------------------------------------------------------------


def _picture(alternative: Alternative) -> Picture:
    return Picture(summary=clean(alternative.summary), outline=tuple(_branches(alternative.outline)))


def _branches(outline: Sequence[LineInWords]) -> Iterator[Branch]:
    """Nest the lines. One that stands too deep for a page stays at the deepest level and says how far away it is."""
    before = -1
    for number, line in enumerate(outline):
        depth = min(line.depth, DEEPEST, before + 1)
        following = outline[number + 1].depth if number + 1 < len(outline) else 0
        after = min(following, DEEPEST, depth + 1)
        steps = ours(f"({line.depth} steps before the goal) ") if line.depth > DEEPEST else ()
        yield Branch(
            depth=depth,
            text=(*steps, *line_said(line)),
            opens=0 <= before < depth,
            leads_on=after > depth,
            closes=max(depth - after, 0),
        )
        before = depth


# -- findings ---------------------------------------------------------------------------------------------------------


def _groups(findings: Sequence[Finding], several_files: bool) -> Iterator[Group]:
    for severity, (title, _, _) in GROUPS.items():
        entries = tuple(
            Entry(
                place=place_said(finding.place, several_files),
                message=clean(finding.message),
                advice=clean(finding.advice),
                code=clean(finding.code),
            )
            for finding in findings
            if finding.severity is severity
        )
        if entries:
            yield Group(title=f"{title} ({len(entries)})", severity=str(severity), entries=entries)


def waived_entry(each: Waived, several_files: bool) -> WaivedEntry:
    """Say of a waived finding where it stands, what was found, and why it stays."""
    finding, waiver = each.finding, each.waiver
    decided = "on the whitelist of the settings"
    if waiver:
        by, until = (f", {waiver.by}" if waiver.by else ""), (f", until {waiver.until.text}" if waiver.until else "")
        decided = f"{waiver.reason}{by}{until}"
    return WaivedEntry(
        place=place_said(finding.place, several_files),
        message=clean(finding.message),
        code=clean(finding.code),
        decided=clean(decided),
    )


def silent(rule: NotChecked) -> Silent:
    """Say of a rule that did not run what it looks at and what it would need."""
    return Silent(code=clean(rule.code), title=clean(rule.title), needs=clean(rule.needs))
