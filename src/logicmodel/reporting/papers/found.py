"""What the check found, as tables of a paper: the gravest first, with the place, what is wrong and what to type."""

from collections.abc import Iterable, Sequence

from logicmodel.model import Finding
from logicmodel.reporting.pages import GROUPS
from logicmodel.reporting.paper import Asked, Block, Paragraph
from logicmodel.reporting.papers.pieces import Column, Head, Row, grid
from logicmodel.reporting.papers.translating import ENGLISH
from logicmodel.rules import RULES
from logicmodel.saying import Line, Words, clean, ours, own, place_said
from logicmodel.theory import Theory


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Put findings in order of their severity; those of one severity stay in order of their places."""
    return sorted(findings, key=lambda finding: -finding.severity.rank)


def findings_grid(theory: Theory, asked: Asked, findings: Sequence[Finding]) -> tuple[Block, ...]:
    """Make a table of findings, those of each severity under a heading, or say that there are none."""
    if not findings:
        return (Paragraph(text=ours("The check found nothing here."), role="note"),)
    rows: list[Row | Head] = []
    for severity, (title, _, _) in GROUPS.items():
        its = [finding for finding in findings if finding.severity is severity]
        if its:
            rows.append(Head(ours(title)))
        rows += [
            (
                (place_of(theory, finding),),
                (title_of(asked, finding),),
                (ours(clean(finding.message)),),
                (ours(clean(finding.advice)),),
                (own(finding.code),),
            )
            for finding in its
        ]
    columns = [
        Column(heading="Where", share=3),
        Column(heading="What should hold", share=4),
        Column(heading="What was found", share=6),
        Column(heading="What to type", share=6),
        Column(heading="Code", share=1),
    ]
    return grid("What was found", columns, rows)


def finding_said(theory: Theory, asked: Asked, finding: Finding) -> Line:
    """Say one finding in a line: where, what, and what to type."""
    title = title_of(asked, finding)
    return (
        *place_of(theory, finding),
        Words(": "),
        *title,
        *([Words(" ")] if title else []),
        *ours(clean(finding.message)),
        Words(" "),
        *ours(clean(finding.advice)),
    )


def place_of(theory: Theory, finding: Finding) -> Line:
    """Say where a finding is, with the file if the plan comes from several; the name of the sheet is the author's."""
    place, said = finding.place, place_said(finding.place, len(theory.plan.files) > 1)
    if place.sheet is None or place.lines or not (place.row or place.column):
        return own(said)
    sheet, between, cell = said.rpartition(", ")
    return (*own(sheet), Words(between), *ours(cell))


def title_of(asked: Asked, finding: Finding) -> Line:
    """Say what should hold, in a paper that is not in English: what was found is said in English only."""
    return ours(_TITLES.get(finding.code, "")) if asked.language != ENGLISH else ()


_TITLES = {rule.code: rule.title for rule in RULES}
