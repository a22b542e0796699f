"""Needs, work and money in words."""

from decimal import Decimal

from logicmodel.analyses.shares import percent_of
from logicmodel.analyses.telling.pieces import NAMED, Part, share_said, some, table_of
from logicmodel.analyses.thread import GroupMoney, Money, NeedAnswered, Thread
from logicmodel.saying import (
    NOTHING,
    Cell,
    Line,
    Table,
    Words,
    gap,
    joined,
    number_said,
    ours,
    own,
    own_or_gap,
    quoted,
    ref,
    refs,
)
from logicmodel.theory import Theory


def thread_told(theory: Theory, thread: Thread) -> Part:
    """Follow the thread from needs to work and money in sentences and two tables."""
    said = [*_needs_said(theory, thread), *_work_said(theory, thread), *_money_said(thread)]
    tables = []
    if thread.needs:
        tables.append(_needs_table(theory, thread))
    if thread.money and any(each.group for each in thread.money.groups):
        tables.append(_groups_table(thread.money))
    return Part(title="From needs to work and money", said=tuple(said), tables=tuple(tables))


def _needs_said(theory: Theory, thread: Thread) -> list[Line]:
    if not thread.answered.of:
        return [gap("The plan names no need, so nothing can be traced back to one.")]
    which = "chosen needs" if any(need.chosen for need in theory.needs) else "needs"
    said = [ours(f"{share_said(thread.answered)} {which} lead to an outcome or impact.")]
    waiting = [each.need for each in thread.needs if each.chosen and each.answered == "no"]
    if waiting:
        names = [_need(theory, each) for each in waiting[:NAMED]]
        more = [ours(f"{len(waiting) - NAMED:,} more")] if len(waiting) > NAMED else []
        said.append((*gap("No outcome answers"), *ours(" "), *joined([*names, *more]), *ours(".")))
    return said


def _need(theory: Theory, reference: str) -> Line:
    need = theory.need_by_ref[reference]
    return (*(quoted(need.text) if need.text.strip() else ()), *ref(need.id))


def _work_said(theory: Theory, thread: Thread) -> list[Line]:
    if not (thread.explained.of and thread.answered.of):
        return []
    said = [ours(f"{share_said(thread.explained)} activities lead to a box that names a need or cause, or name one.")]
    if thread.unexplained:
        said.append((*gap("No need explains"), *ours(" "), *some(theory, thread.unexplained), *ours(".")))
    if thread.own_reason:
        stand = "stands for itself" if len(thread.own_reason) == 1 else "stand for themselves"
        why = f" {stand}: management, monitoring, or required by law."
        said.append((*some(theory, thread.own_reason), *ours(why)))
    return said


def _money_said(thread: Thread) -> list[Line]:
    money = thread.money
    if thread.currencies:
        return [
            gap(f"Costs are in {' and '.join(thread.currencies)}; sums over several currencies would mean nothing.")
        ]
    if money is None:
        return [gap("The plan has no costs at its boxes, so nothing can be said of the money.")]
    said = [
        ours(
            f"{_amount(money.to_needs, money)} of {_amount(money.total, money)} "
            f"({percent_of(float(money.to_needs), float(money.total))}\N{NO-BREAK SPACE}%) reaches a need"
            f"{f', {_amount(money.to_none, money)} reaches none' if money.to_none else ''}. Money starts at each box with "
            "a cost, is split equally where arrows part, and stops at the first box that names needs."
        )
    ]
    if money.for_no_box:
        said.append(
            ours(f"{_amount(money.for_no_box, money)} stands in Budget for no box of the plan, and is left out.")
        )
    left = [each for each in money.groups if each.group and not each.chosen and not each.money]
    if left:
        more = [ours(f"{len(left) - NAMED:,} more groups")] if len(left) > NAMED else []
        names = joined([*(own(each.group or "") for each in left[:NAMED]), *more])
        said.append((*ours("The needs of "), *names, *ours(" are recorded and not chosen for this plan.")))
    return said


def _needs_table(theory: Theory, thread: Thread) -> Table:
    headings: tuple[str, ...] = ("Need", "Answered", "Share of the priority points")
    if thread.money:
        headings += (f"Share of {_amount(thread.money.total, thread.money)}", "For each person counted")
    rows = [_need_row(theory, each, thread.money) for each in thread.needs]
    return table_of("Needs, their priority, and the money that reaches them", headings, rows)


def _need_row(theory: Theory, each: NeedAnswered, money: Money | None) -> tuple[Cell, ...]:
    need = theory.need_by_ref[each.need]
    answers = {"agreed": ours("yes"), "proposed": gap("by proposals only"), "no": gap("not yet")}
    points = gap("not ranked") if each.chosen else ours("not chosen")
    if each.priority_share is not None:
        points = number_said(percent_of(each.priority_share, 1) or 0, "%")
    row: tuple[Cell, ...] = (
        ((*own_or_gap(need.text, "nothing typed"), *ref(need.id)),),
        (answers[each.answered],),
        (points,),
    )
    if money is None or each.money is None:
        return row
    percent = percent_of(float(each.money), float(money.total))
    reaches = f"{_amount(each.money, money)} ({percent}\N{NO-BREAK SPACE}%)" if each.money else "none"
    alone: Line = NOTHING
    if each.per_person and each.money:
        said = _amount(each.per_person, money)
        alone = (Words(said, value=_rounded(each.per_person), unit=money.currency or ""),)
    return (*row, (ours(reaches),), (alone,))


def _groups_table(money: Money) -> Table:
    headings = ("Group", "Its needs", f"Share of {_amount(money.total, money)}")
    rows = [_group_row(each, money) for each in money.groups if each.chosen or each.money]
    if money.to_none:
        rows.append(((ours("reaches no need"),), (NOTHING,), (ours(_of_all(money.to_none, money)),)))
    return table_of("Money by group; that of a need of several groups is split equally", headings, rows)


def _group_row(each: GroupMoney, money: Money) -> tuple[Cell, ...]:
    name = [own(each.group) if each.group else gap("needs that name nobody")]
    if each.worst_affected:
        name.append(ours("among the worst affected"))
    return (
        tuple(name),
        (refs(each.chosen or each.needs, NAMED),),
        (ours(_of_all(each.money, money)),),
    )


def _of_all(amount: Decimal, money: Money) -> str:
    return f"{_amount(amount, money)} ({percent_of(float(amount), float(money.total))}\N{NO-BREAK SPACE}%)"


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1) if abs(amount) >= 100 else Decimal("0.01"))


def _amount(amount: Decimal, money: Money) -> str:
    """Say a sum in whole units with commas; a small one with two decimals."""
    amount = _rounded(amount)
    number = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"{money.currency}\N{NO-BREAK SPACE}{number}" if money.currency else number
