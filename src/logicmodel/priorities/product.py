"""The GUT matrix: gravity times urgency times trend."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import prod

from logicmodel.model import Need, Plan
from logicmodel.priorities.agreement import community_against_organisation, order_of
from logicmodel.priorities.ranking import Candidate, Ranking, Reach, checked, exactly
from logicmodel.priorities.scores import (
    ByRater,
    Rows,
    off_the_scale,
    over_raters,
    parts,
    rater_of,
    raters_in,
    rows_by_side,
    rows_of_kind,
)
from logicmodel.sheets import heading as heading_of
from logicmodel.words.spelling import heading_key

PARTS: Mapping[str, str] = {
    "Gravity": r"\b(?:gravi|grave|sever|serious|schwere|الخطوره|الجسامه)",
    "Urgency": r"\b(?:urgen|dringlich|الالحاح|الاستعجال)",
    "Trend": r"\b(?:tend[aeê]n|trend|الاتجاه)",
}
"""Part of the product → what its criterion is called, in English, French, Spanish, Portuguese, German or Arabic."""


def gut(plan: Plan, kind: str = "need") -> Ranking:
    """Rank by G · U · T, each from 1 to 5, at most 125.

    Gravity is How serious of Needs, else a criterion of that name; Urgency and Trend (whether it gets worse if nothing
    is done) are criteria. Each is the mean over raters; the product is worked out anew, and one that is typed is not
    used. Source: Matriz GUT, after Kepner and Tregoe, as Brazilian planning forms have it.

    Raises CannotRank if a number is off its scale, or if no need has all three.
    """
    needs = rows_of_kind(plan, kind)
    orders = []
    for side, rows in (rows_by_side(plan, kind) or {"": {}}).items():
        candidates = [_candidate(need, rows) for need in needs]
        orders.append(order_of(side, candidates, raters_in(rows)))
    return checked(
        Ranking(
            method="gut",
            title="GUT matrix",
            formula="Gravity × Urgency × Trend, each from 1 to 5",
            source="Matriz GUT of Brazilian planning forms",
            most=Decimal(125),
            orders=tuple(orders),
            comparison=community_against_organisation(plan, kind),
        ),
        wanted=f"{heading_of('needs', 'severity')} and criteria named Urgency and Trend, each from 1 to 5",
    )


def _candidate(need: Need, rows: Rows) -> Candidate:
    scored = {part: _scored(part, need, rows) for part in PARTS}
    reaches = [reach for by_rater in scored.values() if (reach := over_raters(by_rater))]
    missing = tuple(f"{part} is not scored." for part, by_rater in scored.items() if not by_rater)
    reach = None if missing else Reach(*(_product(end) for end in zip(*reaches, strict=True)))
    raters = {rater for part in ("Urgency", "Trend") for rater in scored[part]}
    own = {
        rater: _product([its[0] for its in values])
        for rater in sorted(raters)
        if all(values := [_of_rater(scored[part], rater) for part in PARTS])
    }
    return Candidate(need=need, reach=reach, own=own, parts=parts(scored.items()), missing=missing)


def _of_rater(by_rater: ByRater, rater: str) -> tuple[Fraction, ...]:
    """Give what a rater scored; what Needs says, under no rater, holds for all."""
    reach = by_rater.get(rater) or by_rater.get("")
    return (reach.middle,) if reach else ()


def _scored(part: str, need: Need, rows: Rows) -> ByRater:
    if part == "Gravity" and need.severity is not None:
        return {"": exactly(need.severity)}
    found: dict[str, list[Fraction]] = {}
    for row in rows.get(need.id, ()):
        for heading, number in row.criteria:
            if re.search(PARTS[part], heading_key(heading)):
                if not 1 <= number <= 5:
                    raise off_the_scale(heading, f"{number:f}", "from 1 to 5", row, "Correct the cell.")
                found.setdefault(rater_of(row), []).append(Fraction(number))
    return {rater: Reach(min(its), sum(its, Fraction(0)) / len(its), max(its)) for rater, its in sorted(found.items())}


def _product(values: Iterable[Fraction]) -> Fraction:
    return prod(values, start=Fraction(1))
