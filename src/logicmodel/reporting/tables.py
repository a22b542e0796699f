"""The tables of a report: needs and what answers them, who does what by when, assumptions and risks, arrows.

A cell is made of lines. What is missing is said in words, never left blank where a reader would ask.
"""

from collections.abc import Iterable, Sequence

from logicmodel import passes
from logicmodel.model import Amount, Element, Indicator, Link, Need, RegisterEntry, Stage, When
from logicmodel.reporting.sentences import is_claim
from logicmodel.saying import (
    NOTHING,
    Cell,
    Line,
    Table,
    amount_said,
    choice_said,
    cost_said,
    gap,
    joined,
    level_said,
    listed,
    listed_said,
    named,
    ours,
    own,
    own_or_gap,
    ref,
    when_said,
)
from logicmodel.theory import Theory, is_proposed


def arrow_table(theory: Theory) -> Table:
    """Give every arrow whose two ends are boxes, one a row, with all that is said about it."""
    rows = tuple(
        (
            (named(theory.by_ref[link.cause]),),
            _effect_said(theory, link),
            (_reason_said(theory, link),),
            tuple((*own(entry.text), *ref(entry.id)) for entry in theory.assumptions_on(link)) or (NOTHING,),
            _evidence_said(theory, link),
        )
        for link in theory.all_links
    )
    headings = ("From", "To", "Because", "Assumption", "Evidence")
    return Table(caption="Every arrow, with what is said about it", headings=headings, rows=rows)


def _effect_said(theory: Theory, link: Link) -> Cell:
    kinds = {"hinders": ours("may harm: "), "feedback": ours("feeds back to: ")}
    told = [(*kinds.get(link.kind, ()), *named(theory.by_ref[link.effect]))]
    if is_proposed(link):
        told.append(gap("proposed, to confirm"))
    return tuple(told)


def _reason_said(theory: Theory, link: Link) -> Line:
    if link.mechanism:
        return own(link.mechanism)
    return gap("nobody has said why yet") if is_claim(theory, link) else NOTHING


def _evidence_said(theory: Theory, link: Link) -> Cell:
    told = []
    for item in link.evidence:
        source = theory.sources.get(item.source or "")
        said = (*own(source.title), *ref(source.id)) if source and source.title else own(item.text or item.source or "")
        parts = [said] if any(words.text.strip() for words in said) else []
        parts.append(ours(level_said(item.level)))
        parts += [ours(DIRECTIONS[item.direction])] if item.direction in DIRECTIONS else []
        told.append(_with_commas(parts))
    return tuple(told) or (gap("none named") if is_claim(theory, link) else NOTHING,)


DIRECTIONS = {"mixed": "mixed", "contrary": "speaks against this"}
"""What evidence says that does not simply support an arrow."""


# -- needs ------------------------------------------------------------------------------------------------------------


def needs_table(theory: Theory) -> Table:
    """Follow each need to what answers it, to the outcomes, and to how one will know; then the outcomes left over."""
    shown: set[str] = set()
    rows = []
    for need in theory.plan.needs:
        if need.kind == "strength" or (need.kind == "cause" and not theory.answers_to(need)):
            continue
        results = results_for(theory, need)
        shown.update(result.id for result in results)
        start = (_need_cell(need), _who_said(theory, need), _answers(theory, need))
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
        cell.append((*amount_said(need.count), *out_of, *ours(" people")))
    return tuple(cell)


def _who_said(theory: Theory, need: Need) -> Cell:
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
    parts = [own_or_gap(indicator.source, "nobody has said how")]
    if indicator.frequency:
        parts.append(choice_said("How often", indicator.frequency))
    if indicator.owner:
        parts.append(own(indicator.owner))
    which = (*own(indicator.id), *ours(": ")) if several else ()
    return (*which, *_with_commas(parts))


def _with_commas(parts: Sequence[Line]) -> Line:
    made: Line = ()
    for part in parts:
        made = (*made, *ours(", "), *part) if made else part
    return made


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
    return own_or_gap(indicator.measures, "nobody has said what it measures")


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


# -- work -------------------------------------------------------------------------------------------------------------


def work_table(theory: Theory) -> Table:
    """Give who does what by when: one activity a row. Costs stand there if an activity has one."""
    with_cost = any(each.cost for each in theory.activities)
    headings = ("Activity", "Who leads", "For whom", "When", "How many", *(("Cost",) * with_cost))
    rows = []
    for activity in theory.activities:
        leads: Cell = (listed(activity.owner) or gap("nobody named yet"),)
        if activity.partners:
            leads = (*leads, (*ours("with "), *listed(activity.partners)))
        cells: tuple[Cell, ...] = (
            _work_said(activity),
            leads,
            (listed(activity.who) or gap("nobody named yet"),),
            (_from_to(activity.start, activity.end),),
            how_many(activity),
        )
        rows.append((*cells, (cost_of(theory, activity),)) if with_cost else cells)
    return Table(caption="Who does what, for whom and by when", headings=headings, rows=tuple(rows))


def _work_said(element: Element) -> Cell:
    told = [named(element)]
    if element.status in ("proposed", "stopped"):
        told.append(gap(element.status))
    if element.deferred_until:
        told.append((*gap("on hold until "), *when_said(element.deferred_until)))
    return tuple(told)


def _from_to(start: When | None, end: When | None) -> Line:
    if start is None and end is None:
        return gap("no dates yet")
    first = when_said(start) if start else gap("no start yet")
    return (*first, *ours(" to "), *(when_said(end) if end else gap("no end yet")))


def how_many(element: Element) -> Cell:
    """Say how much of a box is planned, and how often."""
    told = []
    if element.quantity:
        told.append(own(element.quantity.text))
    elif element.people:
        told.append((*amount_said(element.people), *ours(" people")))
    if element.rhythm:
        told.append(choice_said("How often", element.rhythm))
    return tuple(told) or (gap("not said yet"),)


def cost_of(theory: Theory, element: Element) -> Line:
    """Say what a box costs."""
    if element.cost is None:
        return gap("no cost typed")
    return cost_said(element.cost, theory.plan.programme.currency)


def means_table(theory: Theory) -> Table | None:
    """Give what it takes: inputs and shared costs with what they are for, or None if there is neither."""
    rows: list[tuple[Cell, ...]] = []
    for element in theory.at(Stage.INPUT):
        effects = theory.effects_of(element)
        rows.append(
            (
                _work_said(element),
                tuple(named(effect) for effect in effects) or (gap("nothing uses it yet"),),
                (_from_to(element.start, element.end),),
                (cost_of(theory, element),),
                (listed_said("Cost heading", element.cost_heading) or gap("not said yet"),),
            )
        )
    for line in theory.plan.budget:
        covers = [own(each) for each in line.covers]
        amount = cost_said(line.amount, line.currency or theory.plan.programme.currency) if line.amount else ()
        rows.append(
            (
                (ours("Shared cost"),),
                (joined(covers) or ours("the programme as a whole"),),
                (NOTHING,),
                (amount or gap("no cost typed"),),
                (listed_said("Cost heading", line.heading) or gap("not said yet"),),
            )
        )
    if not rows:
        return None
    headings = ("What it takes", "What it is for", "When", "Cost", "Cost heading")
    return Table(caption="What it takes", headings=headings, rows=tuple(rows))


# -- assumptions and risks --------------------------------------------------------------------------------------------


def register_table(theory: Theory) -> Table:
    """Give assumptions, risks and plans B: what they apply to, how they stand, what is watched and what is done."""
    named_by: dict[str, list[str]] = {}
    for link in theory.all_links:
        for condition in link.conditions:
            named_by.setdefault(condition, []).append(link.ref)
    rows = tuple(
        (
            ((*own_or_gap(entry.text, "nothing typed"), *ref(entry.id)), _kind_said(entry)),
            applies_to(theory, (*entry.about, *named_by.get(entry.id, ()))),
            _stands(entry),
            _watched(entry),
            _plan_b(entry),
        )
        for entry in theory.plan.register
    )
    headings = ("What", "Applies to", "How it stands", "What we watch", "What we do")
    return Table(caption="What must be true, what could go wrong, and what we do then", headings=headings, rows=rows)


def _kind_said(entry: RegisterEntry) -> Line:
    return choice_said("Register kind", entry.kind) if entry.kind else gap("no kind typed")


def applies_to(theory: Theory, about: Iterable[str]) -> Cell:
    """Name the boxes and arrows that a row of the register is about."""
    told: list[Line] = []
    for each in dict.fromkeys(about):
        cause, _, effect = each.partition(">")
        if cause in theory.by_ref and effect in theory.by_ref:
            told.append((*ours("arrow"), *ref(cause), *ours(" →"), *ref(effect)))
        elif each in theory.by_ref:
            told.append(named(theory.by_ref[each]))
        else:
            told.append(own(each))
    return tuple(told) or (ours("the plan as a whole"),)


def _stands(entry: RegisterEntry) -> Cell:
    if entry.kind == "parking":
        return (ours("to come back to"),)
    told = []
    if entry.state and entry.state != "unknown":
        told.append(choice_said("State", entry.state))
    elif entry.kind == "assumption":
        told.append(gap("not looked at yet"))
    if entry.likelihood is not None:
        what = "how likely to be true" if entry.kind == "assumption" else "how likely"
        told.append(ours(f"{what}: {entry.likelihood} of 5"))
    if entry.importance is not None:
        told.append(ours(f"effect if so: {entry.importance} of 5"))
    return tuple(told) or (gap("not said yet"),)


def _watched(entry: RegisterEntry) -> Cell:
    told = []
    if entry.check:
        told.append(own(entry.check))
    if entry.threshold:
        told.append((*ours("we act when: "), *own(entry.threshold)))
    if entry.check_by:
        told.append((*ours("by "), *when_said(entry.check_by)))
    if entry.owner:
        told.append((*ours("who watches: "), *own(entry.owner)))
    return tuple(told) or (gap("nobody watches it yet"),)


def _plan_b(entry: RegisterEntry) -> Cell:
    told = []
    if entry.prevention:
        told.append((*ours("to prevent it: "), *own(entry.prevention)))
    if entry.response:
        told.append((*ours("then: "), *own(entry.response)))
    if told:
        return tuple(told)
    return (gap("no plan B yet"),) if entry.kind in ("assumption", "risk", "plan_b", None) else (NOTHING,)
