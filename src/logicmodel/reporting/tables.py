"""The tables of a report beside those on needs: arrows, who does what by when, assumptions and risks.

A cell is made of lines. What is missing is said in words, never left blank where a reader would ask.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from logicmodel.model import Amount, Element, Link, Quantity, RegisterEntry, Stage, When
from logicmodel.reporting.sentences import is_claim
from logicmodel.saying import (
    NOTHING,
    Cell,
    Line,
    Table,
    amount_said,
    arrow,
    choice_said,
    clean,
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
from logicmodel.theory import Theory, has_mark, is_proposed


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
    return gap("not said yet") if is_claim(theory, link) else NOTHING


def _evidence_said(theory: Theory, link: Link) -> Cell:
    told = []
    for item in link.evidence:
        source = theory.sources.get(item.source or "")
        said = (*own(source.title), *ref(source.id)) if source and source.title else own(item.text or item.source or "")
        parts = [said] if any(words.text.strip() for words in said) else []
        parts.append(ours(level_said(item.level)))
        parts += [ours(DIRECTIONS[item.direction])] if item.direction in DIRECTIONS else []
        told.append(with_commas(parts))
    return tuple(told) or (gap("none named") if is_claim(theory, link) else NOTHING,)


DIRECTIONS = {"mixed": "mixed", "contrary": "speaks against this"}
"""What evidence says that does not simply support an arrow."""


def with_commas(parts: Sequence[Line]) -> Line:
    """Put lines one after another, with commas between them."""
    made: Line = ()
    for part in parts:
        made = (*made, *ours(", "), *part) if made else part
    return made


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


def people_said(amount: Amount, of: Line = ()) -> Line:
    """Say how many people, and of how many; behind words there is nothing to count.

    >>> from logicmodel.saying import plain_text
    >>> plain_text(people_said(Amount(text="a lot", state="words")))
    'a lot'
    """
    return (*amount_said(amount), *of, *(ours(" people") if amount.state in ("number", "suppressed") else ()))


def how_many(element: Element) -> Cell:
    """Say how much of a box is planned, and how often."""
    told = []
    if element.quantity:
        told.append(_quantity_said(element.quantity))
    counted_already = [part.amount.value for part in element.quantity.parts] if element.quantity else []
    if element.people and element.people.value not in counted_already:
        told.append(people_said(element.people))
    if element.rhythm:
        told.append(choice_said("How often", element.rhythm))
    return tuple(told) or (gap("not said yet"),)


def _quantity_said(quantity: Quantity) -> Line:
    """Say how much as it was typed, as a number where it is one with or without what it counts."""
    part = quantity.parts[0] if len(quantity.parts) == 1 else None
    typed = clean(quantity.text)
    if part and typed == clean(part.amount.text):
        return amount_said(part.amount)
    if part and typed == clean(f"{part.amount.text} {part.unit}"):
        return tuple(replace(each, text=typed, unit=clean(part.unit)) for each in amount_said(part.amount))
    return own(typed)


def cost_of(theory: Theory, element: Element) -> Line:
    """Say what a box costs, or that it is given in kind."""
    if element.cost is None:
        return given_in_kind(element) or gap("no cost yet")
    return cost_said(element.cost, theory.plan.programme.currency)


def given_in_kind(element: Element) -> Line:
    """Say that what a box takes is given and not paid for, or nothing."""
    return ours("given in kind") if has_mark(element, "in_kind") else ()


def _no_heading(element: Element) -> Line:
    return NOTHING if given_in_kind(element) else gap("not said yet")


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
                (listed_said("Cost heading", element.cost_heading) or _no_heading(element),),
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
                (amount or gap("no cost yet"),),
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
    return choice_said("Register kind", entry.kind) if entry.kind else gap("no kind yet")


def applies_to(theory: Theory, about: Iterable[str]) -> Cell:
    """Name the boxes and arrows that a row of the register is about; of an arrow the box that it leads to in words."""
    told: list[Line] = []
    for each in dict.fromkeys(about):
        cause, _, effect = each.partition(">")
        if cause in theory.by_ref and effect in theory.by_ref:
            told.append(arrow(ref(cause)[1:], named(theory.by_ref[effect])))
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
        told.append(gap("not checked yet"))
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
