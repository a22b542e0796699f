"""The budget in short: by cost heading, by activity and by need, with what nobody has said about the money."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from logicmodel.analyses.shares import percent_of
from logicmodel.analyses.thread import NeedAnswered, Thread, thread_of
from logicmodel.model import Element, Stage
from logicmodel.reporting.paper import Asked, Block, Facts, Paper, Paragraph
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.pieces import (
    Column,
    Row,
    boxes,
    grid,
    listing,
    note,
    or_missing,
    some_refs,
    some_text,
    some_texts,
)
from logicmodel.reporting.tables import given_in_kind
from logicmodel.saying import (
    NOTHING,
    Cell,
    Line,
    Words,
    cost_said,
    gap,
    joined,
    listed_said,
    named,
    ours,
    own,
    own_or_gap,
    ref,
    sum_said,
)
from logicmodel.theory import Theory
from logicmodel.theory.money import Cost
from logicmodel.words.spelling import plain


def budget(theory: Theory, asked: Asked) -> Paper:
    """The costs by heading, by activity and by need, and the cost for each person where people are counted."""
    others = theory.in_other_currencies()
    blocks: Sequence[Block]
    if others:
        names = joined([own(name) for name in sorted({theory.currency or "", *others} - {""})])
        blocks = (
            Paragraph(text=(*gap("Costs are in "), *names, *gap(". Sums over several currencies would mean nothing."))),
        )
    else:
        blocks = or_missing(_headings(theory), "No cost is typed yet.")
    return paper(
        theory,
        asked,
        name="budget",
        title="Budget in short",
        landscape=True,
        sections=[
            section("In all", _in_all(theory)),
            section("By cost heading", blocks),
            section("By activity", () if others else _activities(theory)),
            section("Shared costs and means", _shared(theory)),
            section("By need", () if others else _needs(theory, thread_of(theory))),
            section("What is missing", listing(_gaps(theory))),
        ],
    )


def money(theory: Theory, value: Decimal) -> Line:
    """Say a sum in the currency of the plan."""
    return sum_said(value, theory.currency)


def _in_all(theory: Theory) -> tuple[Block, ...]:
    total = theory.plan.programme.total_budget
    rows = [("Total budget", cost_said(total, theory.plan.programme.currency) if total else gap("not said yet"))]
    if theory.costs and not theory.in_other_currencies():
        rows.append(("Costs in the plan", money(theory, theory.cost_of_all)))
        if total and total.value is not None:
            left = total.value - theory.cost_of_all
            rows.append(
                ("Not planned yet", money(theory, left)) if left >= 0 else ("Over the budget", money(theory, -left))
            )
    return (Facts(rows=tuple(rows)),)


def _headings(theory: Theory) -> tuple[Block, ...]:
    by_heading: dict[str, list[Cost]] = {}
    for cost in theory.costs:
        by_heading.setdefault(plain(cost.heading or ""), []).append(cost)
    allowed = {plain(each.heading): each.allowed for each in theory.ceilings}
    columns = [
        Column(heading="Cost heading", share=4),
        Column(heading="Cost", share=3),
        Column(heading="Share", share=2),
        Column(heading="The most allowed", share=3),
        Column(heading="What it is for", share=6),
    ]
    rows: list[Row] = []
    for key, costs in by_heading.items():
        spent = sum((cost.value for cost in costs), Decimal(0))
        covers = dict.fromkeys(ref for cost in costs for ref in cost.covers)
        rows.append(
            (
                (listed_said("Cost heading", costs[0].heading) or gap("no heading yet"),),
                (money(theory, spent),),
                (_share(spent, theory.cost_of_all),),
                (money(theory, allowed[key]),) if key in allowed else (),
                (some_refs(list(covers)) if covers else ours("the plan as a whole"),),
            )
        )
    if len(rows) > 1:
        rows.append(
            ((ours("In all"),), (money(theory, theory.cost_of_all),), (_share(Decimal(1), Decimal(1)),), (), ())
        )
    return grid("Costs by heading", columns, rows)


def _share(part: Decimal, of: Decimal) -> Line:
    percent = percent_of(float(part), float(of))
    if percent is None:
        return ()
    return (Words(f"{percent}\N{NO-BREAK SPACE}%", "ours", Decimal(percent), "%"),)


def _activities(theory: Theory) -> tuple[Block, ...]:
    """Give each activity with its cost and its share of means, and the cost for each person where people are counted."""
    shares = _by_activity(theory)
    columns = [
        Column(heading="Activity", share=5),
        Column(heading="What it produces", share=5),
        Column(heading="Cost", missing="no cost yet", share=3),
        Column(heading="Share", share=2),
        Column(heading="People reached", share=2),
        Column(heading="For each person", share=3),
    ]
    rows = [
        (
            (named(each),),
            boxes(effect for effect in theory.effects_of(each) if effect.stage is Stage.OUTPUT),
            (money(theory, shares[each.id].quantize(Decimal(1))),) if shares[each.id] else (),
            (_share(shares[each.id], theory.cost_of_all),) if shares[each.id] else (),
            _people(theory, each),
            _for_each(theory, each, shares[each.id]),
        )
        for each in theory.activities
    ]
    if not any(shares.values()):
        return ()
    remark = (
        "Costs of means are split equally over the activities that use them, shared costs over those they cover. The cost "
        "for each person is worked out only where an activity says how many people it reaches."
    )
    return (*grid("Costs of the activities", columns, rows), note(remark))


def _by_activity(theory: Theory) -> Mapping[str, Decimal]:
    """Ref of an activity → its costs, its share of shared costs, and its share of the means that lead to it."""
    found = {each.id: Decimal(0) for each in theory.activities}
    for cost in theory.costs:
        covers = [each for each in cost.covers if each in theory.by_ref]
        for covered in covers:
            part = cost.value / len(covers)
            users = [covered] if covered in found else [each for each in theory.arrows.succ[covered] if each in found]
            for user in users:
                found[user] += part / len(users)
    return found


def _people(theory: Theory, element: Element) -> Cell:
    number = theory.people(element)
    return ((Words(f"{number:,}", "ours", number),),) if number else ()


def _for_each(theory: Theory, element: Element, cost: Decimal) -> Cell:
    number = theory.people(element)
    return (money(theory, (cost / number).quantize(Decimal("0.01"))),) if number and cost else ()


def _shared(theory: Theory) -> tuple[Block, ...]:
    """Give what stands at inputs and other boxes, and the lines of Budget."""
    columns = [
        Column(heading="What it takes", share=5),
        Column(heading="What it is for", missing="not said yet", share=5),
        Column(heading="Cost", missing="no cost yet", share=3),
        Column(heading="Cost heading", missing="no heading yet", share=3),
        Column(heading="Funder", share=3),
    ]
    currency = theory.plan.programme.currency
    rows: list[Row] = [
        (
            (named(each),),
            (some_refs([effect.id for effect in theory.effects_of(each)]),),
            (cost_said(each.cost, currency) if each.cost else given_in_kind(each),),
            (listed_said("Cost heading", each.cost_heading) or (NOTHING if given_in_kind(each) else ()),),
            (some_text(each.funder),),
        )
        for each in theory.elements
        if each.stage is not Stage.ACTIVITY and (each.cost or each.stage is Stage.INPUT)
    ]
    rows += [
        (
            (ours("Shared cost"),),
            (some_texts(line.covers) or ours("the plan as a whole"),),
            (cost_said(line.amount, line.currency or currency),),
            (listed_said("Cost heading", line.heading),),
            (some_text(line.funder),),
        )
        for line in theory.plan.budget
        if line.amount
    ]
    return grid("Means, shared costs and what they are for", columns, rows)


def _needs(theory: Theory, thread: Thread) -> tuple[Block, ...]:
    """Give the money that reaches each need, beside its share of the priority."""
    found = thread.money
    if found is None:
        return ()
    columns = [
        Column(heading="Need", share=6),
        Column(heading="Money that reaches it", missing="none", share=3),
        Column(heading="Share", share=2),
        Column(heading="Share of the priority points", share=2),
        Column(heading="For each person counted", share=3),
    ]
    rows: list[Row] = [_need_row(theory, each, found.total) for each in thread.needs]
    if found.to_none:
        rows.append(
            ((ours("reaches no need"),), (money(theory, found.to_none),), (_share(found.to_none, found.total),), (), ())
        )
    how = "Money starts at each box with a cost, is split equally where arrows part, and stops at the first box that names needs."
    return (*grid("Money by need", columns, rows), note(how))


def _need_row(theory: Theory, each: NeedAnswered, total: Decimal) -> Row:
    need = theory.need_by_ref[each.need]
    priority = each.priority_share
    return (
        ((*own_or_gap(need.text, "nothing typed"), *ref(need.id)),),
        (money(theory, each.money.quantize(Decimal(1))),) if each.money else (),
        (_share(each.money, total),) if each.money else (),
        (_share(Decimal(str(priority)), Decimal(1)),) if priority is not None else (),
        (money(theory, each.per_person.quantize(Decimal(1))),) if each.per_person else (),
    )


def _gaps(theory: Theory) -> list[Line]:
    """Say what the money does not say yet."""
    told: list[Line] = []
    unpaid = [each.id for each in theory.unpaid_for()]
    if unpaid and theory.has_budget:
        told.append(
            (*gap("Activities without a cost, neither their own nor by an input:"), Words(" "), *some_refs(unpaid))
        )
    if any(not cost.heading for cost in theory.costs):
        told.append(gap("Some costs have no heading yet."))
    if theory.costs and theory.currency is None:
        told.append(gap("Nobody has said in which currency the costs are."))
    return told
