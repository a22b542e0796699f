"""What the plan costs, and which needs the money reaches."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from logicmodel.model import Amount, BudgetLine, Element, Place, Stage
from logicmodel.theory.boxes import has_mark
from logicmodel.theory.plausibility import Plausibility
from logicmodel.words.currencies import currency_of, is_of_currency
from logicmodel.words.spelling import plain


class Cost(Struct, frozen=True, kw_only=True):
    """One sum of money as somebody typed it: the Cost of a box, or a line of the sheet Budget.

    `covers` holds the Refs of the boxes that it pays for, `written` the text that names its currency. `currency` is a
    code, or None where none was typed.
    """

    value: Decimal
    heading: str | None
    covers: tuple[str, ...]
    currency: str | None
    written: str
    place: Place


class Ceiling(Struct, frozen=True, kw_only=True):
    """The most that is allowed under a cost heading, what its costs come to, and the first row that says so."""

    heading: str
    allowed: Decimal
    spent: Decimal
    place: Place


class Spending(Struct, frozen=True, kw_only=True):
    """Where the money goes: what starts at the boxes, Ref of a need → what reaches it, and what reaches none."""

    total: Decimal
    to_needs: Mapping[str, Decimal]
    to_none: Decimal


class Money(Plausibility):
    """The costs of a plan beside its boxes, arrows and needs."""

    @cached_property
    def costs(self) -> tuple[Cost, ...]:
        """Every cost of a box and every amount of Budget that is a number, in plan order."""
        boxes = [
            _cost(element.cost, element.cost_heading, (element.id,), None, element.place)
            for element in self.plan.elements
            if element.cost
        ]
        lines = [
            _cost(line.amount, line.heading, line.covers, line.currency, line.place)
            for line in self.plan.budget
            if line.amount
        ]
        return tuple(cost for cost in (*boxes, *lines) if cost)

    @property
    def has_budget(self) -> bool:
        """Whether a total, a row of Budget or any cost is there."""
        total = self.plan.programme.total_budget
        return bool(self.costs or self.plan.budget or (total and total.value is not None))

    @cached_property
    def _costed(self) -> frozenset[str]:
        """Refs of the boxes that a cost is typed for, in Plan or in Budget."""
        return frozenset(ref for cost in self.costs for ref in cost.covers)

    def is_costed(self, activity: Element) -> bool:
        """Say whether an activity, or an input with an arrow to it, has a cost; 0 is one."""
        inputs = (cause.id for cause in self.causes_of(activity) if cause.stage is Stage.INPUT)
        return activity.id in self._costed or any(ref in self._costed for ref in inputs)

    def unpaid_for(self) -> list[Element]:
        """Give the activities without a cost that are not given in kind."""
        return [each for each in self.activities if not self.is_costed(each) and not has_mark(each, "in_kind")]

    @property
    def cost_of_all(self) -> Decimal:
        """The sum of all costs."""
        return sum((cost.value for cost in self.costs), Decimal(0))

    @cached_property
    def ceilings(self) -> tuple[Ceiling, ...]:
        """What each cost heading allows and what it comes to; where it stands in several rows, they are added up.

        So many per cent are a share of all costs.
        """
        spent: dict[str, Decimal] = {}
        for cost in self.costs:
            key = plain(cost.heading or "")
            spent[key] = spent.get(key, Decimal(0)) + cost.value
        rows: dict[str, list[tuple[BudgetLine, Decimal]]] = {}
        for line in self.plan.budget:
            if line.heading and line.ceiling and line.ceiling.value is not None:
                share = self.cost_of_all / 100 if line.ceiling.unit == "%" else 1
                rows.setdefault(plain(line.heading), []).append((line, line.ceiling.value * share))
        return tuple(
            Ceiling(
                heading=its[0][0].heading or "",
                allowed=sum((allowed for _, allowed in its), Decimal(0)),
                spent=spent.get(key, Decimal(0)),
                place=its[0][0].place,
            )
            for key, its in rows.items()
        )

    # -- currencies ---------------------------------------------------------------------------------------------------

    @cached_property
    def currency(self) -> str | None:
        """The code of the plan's currency: that of Start here, else of the total, else the first that a cost names.

        A $ is that of the country whose currency all rows of Budget name.
        """
        typed, total = self.plan.programme.currency, self.plan.programme.total_budget
        if code := currency_of((typed or "").strip().upper()):
            return code
        written = [(code, total.text)] if total and (code := _currency_in(total)) else []
        written += [(cost.currency, cost.written) for cost in self.costs if cost.currency]
        of_rows = {code for line in self.plan.budget if (code := currency_of((line.currency or "").strip().upper()))}
        first, text = written[0] if written else (None, "")
        if first and len(of_rows) == 1 and is_of_currency(text, first, of_row := of_rows.pop()):
            return of_row
        return first

    def in_other_currencies(self) -> Mapping[str, tuple[Cost, ...]]:
        """Code → the costs that somebody typed in it, although the plan is in another; a bare $ is any dollar."""
        found: dict[str, list[Cost]] = {}
        for cost in self.costs:
            if cost.currency and self.currency and not is_of_currency(cost.written, cost.currency, self.currency):
                found.setdefault(cost.currency, []).append(cost)
        return {code: tuple(costs) for code, costs in found.items()}

    # -- money and needs ----------------------------------------------------------------------------------------------

    @cached_property
    def spending(self) -> Spending:
        """Pass the money down the arrows to the needs.

        It starts at every box with a cost; an amount of Budget is split equally over the boxes it is for, and left out
        where it is for none. At a box that names needs it is split equally over them and stops, else it is split
        equally over the boxes that come next; where there are none it reaches no need. Arrows of circles are left out.
        """
        money = dict.fromkeys(self.order, Decimal(0))
        total = Decimal(0)
        for cost in self.costs:
            boxes = [ref for ref in cost.covers if ref in money]
            total += cost.value if boxes else 0
            for ref in boxes:
                money[ref] += cost.value / len(boxes)
        to_needs = {need.id: Decimal(0) for need in self.needs}
        to_none = Decimal(0)
        for ref, amount in money.items():
            needs = [need for need in self.by_ref[ref].addresses if need in to_needs]
            onward = list(self.arrows_in_order.succ[ref])
            for need in needs:
                to_needs[need] += amount / len(needs)
            for following in () if needs else onward:
                money[following] += amount / len(onward)
            if not needs and not onward:
                to_none += amount
        return Spending(total=total, to_needs=to_needs, to_none=to_none)


def _cost(
    amount: Amount | None, heading: str | None, covers: tuple[str, ...], currency: str | None, place: Place
) -> Cost | None:
    if amount is None or amount.value is None:
        return None
    code = currency_of((currency or "").strip().upper())
    return Cost(
        value=amount.value,
        heading=heading,
        covers=covers,
        currency=code or _currency_in(amount),
        written=currency if currency and code else amount.text,
        place=place,
    )


def _currency_in(amount: Amount) -> str | None:
    return currency_of(amount.unit) if amount.unit else None
