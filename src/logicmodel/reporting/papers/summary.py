"""The first page of a pack: who, why, what and by when, for somebody who reads nothing else."""

from collections.abc import Iterator

from logicmodel.model import Amount, Need
from logicmodel.reporting.paper import Asked, Block, Facts, Paper, Paragraph
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.saying import (
    Line,
    amount_said,
    cost_said,
    gap,
    joined,
    named,
    ours,
    own,
    own_or_gap,
    plain_text,
    when_said,
)
from logicmodel.theory import Theory

MOST = 4
"""Needs, activities and goals that a page has room for."""


def summary(theory: Theory, asked: Asked) -> Paper:
    """The plan on one page: the problem, whom it affects, what is done, what changes, what it costs."""
    programme = theory.plan.programme
    lead = own_or_gap(programme.problem, "The problem in one sentence is not written down yet.")
    blocks: tuple[Block, ...] = (Paragraph(text=lead, role="lead"), Facts(rows=tuple(_rows(theory))))
    return paper(theory, asked, name="summary", title="The plan on one page", sections=[section("In short", *blocks)])


def _rows(theory: Theory) -> Iterator[tuple[str, Line]]:
    programme = theory.plan.programme
    yield "For whom", own_or_gap(programme.target_group, "not said yet")
    yield "Where", own_or_gap(programme.area, "not said yet")
    yield "When", _between(theory)
    needs = [_need(need) for need in theory.chosen_needs[:MOST]]
    yield "What is missing", _some(needs, len(theory.chosen_needs), "no need is written down yet")
    works = [named(each) for each in theory.activities[:MOST]]
    yield "What we do", _some(works, len(theory.activities), "no activity yet")
    goals = [named(each) for each in theory.goals[:MOST]]
    yield "What changes in the end", _some(goals, len(theory.goals), "no goal yet")
    measured = sum(bool(theory.measures_of(each)) for each in theory.results)
    yield "How we will know", ours(f"{measured} of {len(theory.results)} changes have a measure")
    budget = programme.total_budget
    yield "What it costs", cost_said(budget, programme.currency) if budget else gap("not said yet")


def _between(theory: Theory) -> Line:
    programme = theory.plan.programme
    start = when_said(programme.start) if programme.start else gap("no start")
    return (*start, *ours(" to "), *when_said(programme.end)) if programme.end else start


def _need(need: Need) -> Line:
    counted = _counted(need.count, need.out_of)
    return (*own(need.text), *(ours(f" ({counted})") if counted else ()))


def _counted(count: Amount | None, out_of: Amount | None) -> str:
    """Say how many, and of how many: “63 of 410”."""
    return " of ".join(plain_text(amount_said(each)) for each in (count, out_of) if each)


def _some(lines: list[Line], number: int, missing: str) -> Line:
    """List the first few, and say how many more there are."""
    if not lines:
        return gap(missing)
    return joined([*lines, ours(f"{number - len(lines)} more")] if number > len(lines) else lines)
