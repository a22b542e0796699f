"""P, second part: whether the money is there, and whether it goes where the needs are."""

from decimal import Decimal
from fractions import Fraction

from logicmodel.config import Config
from logicmodel.model import Profile, Severity
from logicmodel.priorities import priority_shares
from logicmodel.rules.rule import Collect, Hit, Hits, has_needs, quoted, rule
from logicmodel.theory import Theory

TOLERANCE = Decimal("1.01")
"""How far costs may pass what is allowed: rounding is no overspending."""

UNEXPLAINED = Decimal("0.3")
"""Share of the money from above which on it matters that it reaches no need."""


def _has_limit(theory: Theory) -> bool:
    total = theory.plan.programme.total_budget
    return bool(theory.costs) and (bool(theory.ceilings) or (total is not None and total.value is not None))


@rule(
    "P605",
    "uncosted",
    Severity.WARNING,
    Profile.PLAN,
    collect=Collect(
        by="plan",
        eligible=lambda theory: theory.activities,
        message="{count} of {of} activities have no cost: {list}.",
        advice="Fill Cost, let a costed input lead to each, or mark them “Given in kind”.",
    ),
    needs="a budget or a cost",
    applies=lambda theory: theory.has_budget,
)
def uncosted(theory: Theory, config: Config) -> Hits:
    """Where there is a budget, every activity has its money.

    Work that nobody has costed is paid for by overtime, or is not done.
    """
    for activity in theory.unpaid_for():
        yield Hit(
            activity,
            f"{quoted(activity.text)} has no cost.",
            "Fill Cost, let a costed input lead to it, or mark it “Given in kind”.",
        )


@rule("P606", "over-budget", Severity.ERROR, Profile.PLAN, needs="costs and a total or a ceiling", applies=_has_limit)
def over_budget(theory: Theory, config: Config) -> Hits:
    """The costs fit the budget and what is allowed under each heading, in one currency.

    A plan that costs more than there is cannot be delivered as written.
    """
    foreign = theory.in_other_currencies()
    for code, costs in foreign.items():
        others = len(costs) - 1
        said = f"The cost here and {others} other{'' if others == 1 else 's'} are" if others else "The cost here is"
        yield Hit(
            theory.plan,
            f"{said} in {code}, the plan in {theory.currency}.",
            "Type all costs in one currency.",
            place=costs[0].place,
        )
    if foreign:
        return  # sums of several currencies mean nothing
    total, costs_of_all = theory.plan.programme.total_budget, theory.cost_of_all
    if total and total.value is not None and costs_of_all > TOLERANCE * total.value:
        yield Hit(
            theory.plan,
            f"Costs come to {money(costs_of_all)}, the budget is {money(total.value)}: over by "
            f"{money(costs_of_all - total.value)}.",
            "Lower or move costs, or correct Total budget.",
        )
    for line in theory.ceilings:
        if line.spent > TOLERANCE * line.allowed:
            yield Hit(
                theory.plan,
                f"{line.heading} comes to {money(line.spent)}, at most {money(line.allowed)} is allowed.",
                "Lower or move costs, or correct Most allowed.",
                about=str(line.place),
                place=line.place,
            )


def money(amount: Decimal) -> str:
    """Say a sum with commas, and with two decimals where it has any.

    >>> money(Decimal("120000")), money(Decimal("99.5"))
    ('120,000', '99.50')
    """
    return f"{amount:,.2f}".removesuffix(".00")


@rule(
    "P607",
    "money-not-following-need",
    Severity.ADVICE,
    Profile.PLAN,
    needs="costs and a needs table",
    applies=lambda theory: has_needs(theory) and theory.spending.total > 0,
)
def money_not_following_need(theory: Theory, config: Config) -> Hits:
    """The need that comes first gets its share of the money, and most of the money reaches some need.

    Budgets show what really comes first. A cheap need may be met cheaply; then it can be said.
    """
    spending = theory.spending
    shares = priority_shares(theory.plan, theory.chosen_needs)
    first = max(shares.values(), default=Fraction(0))
    for need in theory.chosen_needs:
        money_share = spending.to_needs[need.id] / spending.total
        if shares.get(need.id) == first and round(Fraction(money_share) * 2, 9) < first:
            yield Hit(
                need,
                f"Need {need.id} holds {per_cent(first)} % of the priority and receives {per_cent(money_share)} % of "
                "the money.",
                "Shift costs to what meets it, or fill Meets need where its work is.",
            )
    unexplained = spending.to_none / spending.total
    if round(unexplained, 9) > UNEXPLAINED:
        yield Hit(
            theory.plan,
            f"{per_cent(unexplained)} % of the money reaches no recorded need.",
            "Fill Meets need where its work is, or shift costs.",
        )


def per_cent(share: Fraction | Decimal) -> int:
    """Give a share from 0 to 1 in whole per cent, halves upward."""
    return int(Fraction(share) * 100 + Fraction(1, 2))
