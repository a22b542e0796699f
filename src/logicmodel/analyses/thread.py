"""The golden thread: from needs to the work and the money, and back."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from logicmodel.analyses.shares import Share
from logicmodel.model import Need
from logicmodel.priorities import priority_shares
from logicmodel.theory import Theory
from logicmodel.words.spelling import group_key


class NeedAnswered(Struct, frozen=True, kw_only=True):
    """One need: how it is answered, its share of the priority (0 to 1), and the money that reaches it.

    `answered` is agreed, proposed (only by boxes that are proposed) or no. `money` and `money_share` are None where the
    plan has no costs that can be added up; `per_person` is the money over the number of people counted for the need.
    """

    need: str
    chosen: bool
    answered: str
    priority_share: float | None
    money: Decimal | None
    money_share: float | None
    per_person: Decimal | None


class GroupMoney(Struct, frozen=True, kw_only=True):
    """The money that reaches the needs of one group of people; a need of several groups is split equally over them.

    `group` is None for needs that name nobody. `chosen` are those of its needs that are chosen for this plan.
    """

    group: str | None
    worst_affected: bool
    needs: tuple[str, ...]
    chosen: tuple[str, ...]
    money: Decimal


class Money(Struct, frozen=True, kw_only=True):
    """All the money that starts at boxes, what reaches needs, and what does not.

    `total` is `to_needs` and `to_none` together. `for_no_box` stands in Budget for nothing in particular and is left
    out of it.
    """

    currency: str | None
    total: Decimal
    to_needs: Decimal
    to_none: Decimal
    for_no_box: Decimal
    groups: tuple[GroupMoney, ...]


class Thread(Struct, frozen=True, kw_only=True):
    """Needs, work and money.

    `answered` counts the chosen needs that lead to an outcome or impact, `explained` the activities that lead to what
    names a need. `unexplained` are the others, `own_reason` those of them that need no need: management, monitoring,
    required by law. `money` is None without costs, and where they are in several currencies (`currencies`).
    """

    needs: tuple[NeedAnswered, ...]
    answered: Share
    explained: Share
    unexplained: tuple[str, ...]
    own_reason: tuple[str, ...]
    money: Money | None
    currencies: tuple[str, ...]


def thread_of(theory: Theory) -> Thread:
    """Follow the thread from needs to the plan and the budget, and from the work back to needs."""
    others = theory.in_other_currencies()
    spent = theory.spending.total > 0 and not others
    chosen = theory.chosen_needs
    shares = priority_shares(theory.plan, chosen)
    states = {need.id: _answered(theory, need) for need in theory.needs}
    known = {need.id for need in chosen}
    to_needs = theory.spending.to_needs if spent else {}
    unexplained = [each for each in theory.activities if each.id not in theory.explained]
    own_reason = [each for each in unexplained if theory.explains_itself(each)]
    explained = [each for each in theory.activities if each.id in theory.explained]
    return Thread(
        needs=tuple(
            NeedAnswered(
                need=need.id,
                chosen=need.id in known,
                answered=states[need.id],
                priority_share=float(shares[need.id]) if need.id in shares else None,
                money=to_needs.get(need.id),
                money_share=float(to_needs[need.id] / theory.spending.total) if spent else None,
                per_person=_per_person(need, to_needs.get(need.id)),
            )
            for need in theory.needs
            if need.id in known or to_needs.get(need.id)
        ),
        answered=Share(
            number=sum(states[need.id] != "no" for need in chosen),
            of=len(chosen),
            proposed=sum(states[need.id] == "proposed" for need in chosen),
        ),
        explained=Share(
            number=len(explained),
            of=len(theory.activities),
            proposed=sum(each.status == "proposed" for each in explained),
        ),
        unexplained=tuple(each.id for each in unexplained if each not in own_reason),
        own_reason=tuple(each.id for each in own_reason),
        money=_money(theory, to_needs) if spent else None,
        currencies=tuple(sorted({theory.currency or "", *others} - {""})) if others else (),
    )


def _answered(theory: Theory, need: Need) -> str:
    if not theory.is_answered(need):
        return "no"
    return "proposed" if all(each.status == "proposed" for each in theory.answers_to(need)) else "agreed"


def _per_person(need: Need, money: Decimal | None) -> Decimal | None:
    people = need.count.value if need.count else None
    return money / people if money is not None and people else None


def _money(theory: Theory, to_needs: Mapping[str, Decimal]) -> Money:
    spending = theory.spending
    placed = [cost.value for cost in theory.costs if any(ref in theory.by_ref for ref in cost.covers)]
    total = sum(placed, Decimal(0))
    return Money(
        currency=theory.currency,
        total=total,
        to_needs=sum(to_needs.values(), Decimal(0)),
        to_none=spending.to_none,
        for_no_box=theory.cost_of_all - total,
        groups=_by_group(theory, to_needs),
    )


def _by_group(theory: Theory, to_needs: Mapping[str, Decimal]) -> tuple[GroupMoney, ...]:
    """Split the money of each need over the people it is about, those named first in Needs first, no group last."""
    money: dict[str, Decimal] = {}
    names: dict[str, str | None] = {}
    needs: dict[str, list[str]] = {}
    chosen = {need.id for need in theory.chosen_needs}
    for need in theory.needs:
        found = [(name, theory.group(name)) for name in need.who]
        groups = {group_key(name): name for name in (group.name if group else name for name, group in found)}
        for key, name in groups.items() or (("", None),):
            names.setdefault(key, name)
            money[key] = money.get(key, Decimal(0)) + to_needs[need.id] / max(len(groups), 1)
            needs.setdefault(key, []).append(need.id)
    return tuple(
        GroupMoney(
            group=names[key],
            worst_affected=bool(key and (group := theory.group(names[key] or "")) and group.worst_affected),
            needs=tuple(needs[key]),
            chosen=tuple(ref for ref in needs[key] if ref in chosen),
            money=money[key],
        )
        for key in sorted(money, key=lambda key: key == "")
    )
