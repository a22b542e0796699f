"""What the check found, as tables of a paper: the gravest first, with the place, what is wrong and what to type."""

from collections.abc import Iterable, Sequence

from logicmodel.model import Finding
from logicmodel.reporting.pages import GROUPS
from logicmodel.reporting.paper import Block, Paragraph
from logicmodel.reporting.papers.pieces import Column, Head, Row, grid
from logicmodel.saying import Line, Words, clean, ours, own, place_said
from logicmodel.theory import Theory


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Put findings in order of their severity; those of one severity stay in order of their places."""
    return sorted(findings, key=lambda finding: -finding.severity.rank)


def findings_grid(theory: Theory, findings: Sequence[Finding]) -> tuple[Block, ...]:
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
                (ours(clean(finding.message)),),
                (ours(clean(finding.advice)),),
                (own(finding.code),),
            )
            for finding in its
        ]
    columns = [
        Column(heading="Where", share=3),
        Column(heading="What was found", share=6),
        Column(heading="What to type", share=6),
        Column(heading="Code", share=1),
    ]
    return grid("What was found", columns, rows)


def finding_said(theory: Theory, finding: Finding) -> Line:
    """Say one finding in a line: where, what, and what to type."""
    return (
        *place_of(theory, finding),
        Words(": "),
        *ours(clean(finding.message)),
        Words(" "),
        *ours(clean(finding.advice)),
    )


def place_of(theory: Theory, finding: Finding) -> Line:
    """Say where a finding is, with the file if the plan comes from several."""
    return own(place_said(finding.place, len(theory.plan.files) > 1))
