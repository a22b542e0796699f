"""The tables of a report on needs: what answers each, what changes, and how one will know; and the strengths.

A cell is made of lines, as in the other tables.
"""

from collections.abc import Sequence

from logicmodel import passes
from logicmodel.model import Amount, Element, Indicator, Need, Stage
from logicmodel.reporting.tables import people_said, with_commas
from logicmodel.saying import (
    NOTHING,
    Cell,
    Line,
    Table,
    amount_said,
    choice_said,
    gap,
    listed,
    named,
    ours,
    own,
    own_or_gap,
    ref,
    when_said,
)
from logicmodel.theory import Theory


def needs_table(theory: Theory) -> Table:
    """Follow each need to what answers it, to the outcomes, and to how one will know; then the outcomes left over."""
    shown: set[str] = set()
    rows = []
    for need in theory.plan.needs:
        if need.kind == "strength" or (need.kind == "cause" and not theory.answers_to(need)):
            continue
        results = results_for(theory, need)
        shown.update(result.id for result in results)
        start = (_need_cell(need), who_said(theory, need), _answers(theory, need))
        rows.append((*start, *(_result_cells(theory, results) if results else _no_result(theory, need))))
    naming = [each.id for need in theory.plan.needs for each in theory.answers_to(need)]
    answered = passes.reach(naming, theory.arrows.succ)
    for result in theory.results:
        if result.id not in shown:
            follows = ours("follows from what answers a need") if result.id in answered else gap("no need names this")
            rows.append(((follows,), (NOTHING,), _work_behind(theory, result), *_result_cells(theory, [result])))
    headings = ("Need", "Who said so", "What answers it", "What changes", "Measure: now, aim, by when", "How we check")
    return Table(caption="From each need to how we will know", headings=headings, rows=tuple(rows))


def _need_cell(need: Need) -> Cell:
    cell = [(*own_or_gap(need.text, "nothing typed"), *ref(need.id))]
    if need.kind == "cause":
        cell.append(ours("a cause of a need"))
    if need.who:
        cell.append((*ours("for "), *listed(need.who)))
    if need.count is not None:
        out_of = (*ours(" of "), *amount_said(need.out_of)) if need.out_of else ()
        cell.append(people_said(need.count, out_of))
    return tuple(cell)


def who_said(theory: Theory, need: Need) -> Cell:
    """Name the sources of a need, or say that nobody is named."""
    told = []
    for each in need.sources:
        source = theory.sources.get(each)
        told.append((*own(source.title or source.id), *ref(source.id)) if source else own(each))
    return tuple(told) or (gap("nobody named yet"),)


def _answers(theory: Theory, need: Need) -> Cell:
    work = answering_work(theory, need)
    if work:
        return tuple(_with_status(each) for each in work)
    return (gap("no activity leads there yet") if theory.answers_to(need) else _unanswered(theory, need),)


def answering_work(theory: Theory, need: Need) -> list[Element]:
    """Give the activities that name a need, or else other work that does, or that is behind outcomes that do."""
    naming = theory.answers_to(need)
    work = [each for each in naming if each.stage not in (Stage.OUTCOME, Stage.IMPACT)]
    if work:
        return [each for each in work if each.stage is Stage.ACTIVITY] or work
    return theory.in_plan_order({each.id for result in naming for each in activities_behind(theory, result)})


def _with_status(element: Element) -> Line:
    """Name a box, and say if nobody has agreed to it yet."""
    return (*named(element), *(gap(" (proposed, not agreed)") if element.status == "proposed" else ()))


def _unanswered(theory: Theory, need: Need) -> Line:
    if need.out_of_scope:
        return (*ours("not now: "), *own(need.out_of_scope))
    if need in theory.chosen_needs or need.kind == "cause":
        return gap("nothing answers this need yet")
    return gap("not taken up by this plan")


def results_for(theory: Theory, need: Need) -> list[Element]:
    """Give the outcomes that name a need, or else the first ones that what answers it leads to."""
    naming = theory.answers_to(need)
    direct = [each for each in naming if each.stage in (Stage.OUTCOME, Stage.IMPACT)]
    if direct:
        return direct
    found: dict[str, None] = {}
    for answer in naming:
        found.update(dict.fromkeys(_first(theory, answer, theory.arrows.succ, (Stage.OUTCOME, Stage.IMPACT))))
    return theory.in_plan_order(found)


def activities_behind(theory: Theory, result: Element) -> list[Element]:
    """Give the activities that are met first on the ways back from a box."""
    return theory.in_plan_order(_first(theory, result, theory.arrows.pred, (Stage.ACTIVITY,)))


def _first(theory: Theory, start: Element, arrows: passes.Neighbours, stages: Sequence[Stage]) -> set[str]:
    """Give the Refs of the boxes of these stages that are met first on the ways from a box."""
    found: set[str] = set()
    seen = {start.id}
    waiting = [start.id]
    while waiting:
        for reference in arrows[waiting.pop()]:
            if reference in seen:
                continue
            seen.add(reference)
            if theory.by_ref[reference].stage in stages:
                found.add(reference)
            else:
                waiting.append(reference)
    return found


def _work_behind(theory: Theory, result: Element) -> Cell:
    return tuple(named(each) for each in activities_behind(theory, result)) or (gap("no activity leads here yet"),)


def _result_cells(theory: Theory, results: Sequence[Element]) -> tuple[Cell, Cell, Cell]:
    """Give outcomes, their measures, and how these are checked; a measure names its outcome where there are several."""
    told: list[Line] = []
    checks: list[Line] = []
    measured = [(result, theory.measures_of(result)) for result in results]
    several = sum(len(measures) for _, measures in measured) > 1
    for result, measures in measured:
        which = (*own(result.id), *ours(": ")) if len(results) > 1 else ()
        told += [(*which, *line) for line in ([_measure_said(each) for each in measures] or [_unmeasured(result)])]
        checks += [_check_said(each, several=several) for each in measures]
    return tuple(named(result) for result in results), tuple(told), tuple(checks) or (NOTHING,)


def _unmeasured(result: Element) -> Line:
    mark = next((mark for mark in result.marks if mark.kind == "not_measured"), None)
    if mark is None:
        return gap("no measure yet")
    return (*ours("not measured, on purpose"), *((*ours(": "), *own(mark.note)) if mark.note else ()))


def _no_result(theory: Theory, need: Need) -> tuple[Cell, Cell, Cell]:
    words = gap("leads to no outcome yet") if theory.answers_to(need) else NOTHING
    return (words,), (NOTHING,), (NOTHING,)


def _measure_said(indicator: Indicator) -> Line:
    by_when = when_said(indicator.target_date) if indicator.target_date else gap("no date yet")
    return (
        *own_or_gap(indicator.text, "nothing typed"),
        *ref(indicator.id),
        *ours(": now "),
        *_value_said(indicator.baseline, indicator, "not known yet"),
        *ours(", aim "),
        *_value_said(indicator.target, indicator, "not set yet"),
        *ours(", by "),
        *by_when,
    )


def _value_said(amount: Amount | None, indicator: Indicator, missing: str) -> Line:
    return amount_said(amount, indicator.unit) if amount else gap(missing)


def _check_said(indicator: Indicator, *, several: bool) -> Line:
    parts = [own_or_gap(indicator.source, "not said yet")]
    if indicator.frequency:
        parts.append(choice_said("How often", indicator.frequency))
    if indicator.owner:
        parts.append(own(indicator.owner))
    which = (*own(indicator.id), *ours(": ")) if several else ()
    return (*which, *with_commas(parts))


def other_measures_table(theory: Theory) -> Table | None:
    """Give the measures of everything but outcomes and impacts, or None if there are none."""
    of_results = {indicator.id for indicator, _ in theory.outcome_measures()}
    others = [each for each in theory.plan.indicators if each.id not in of_results]
    if not others:
        return None
    rows = tuple(
        ((_measure_said(each),), (_measured(theory, each),), (_check_said(each, several=False),)) for each in others
    )
    headings = ("Measure: now, aim, by when", "What it measures", "How we check")
    return Table(caption="Measures of the work and of what we take as given", headings=headings, rows=rows)


def _measured(theory: Theory, indicator: Indicator) -> Line:
    element = theory.measured_by(indicator)
    if element:
        return named(element)
    entry = theory.register.get(indicator.measures or "")
    if entry:
        return (*own(entry.text), *ref(entry.id))
    return own_or_gap(indicator.measures, "not said yet")


def strengths_table(theory: Theory) -> Table | None:
    """Give the strengths, who has them and what builds on them, or None if none is recorded."""
    strengths = [need for need in theory.plan.needs if need.kind == "strength"]
    if not strengths:
        return None
    built: dict[str, list[Line]] = {}
    for element in theory.elements:
        for each in dict.fromkeys((*element.uses, *element.addresses)):
            built.setdefault(each, []).append(named(element))
    rows = tuple(
        (
            ((*own_or_gap(need.text, "nothing typed"), *ref(need.id)),),
            (own(need.held_by) if need.held_by else listed(need.who) or gap("nobody named yet"),),
            tuple(built.get(need.id, ())) or (gap("nothing builds on it yet"),),
        )
        for need in strengths
    )
    return Table(caption="Strengths to build on", headings=("Strength", "Who has it", "What builds on it"), rows=rows)
