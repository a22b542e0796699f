"""The weighted matrix: any criteria, each with its weight."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from logicmodel.model import Need, Plan, Score
from logicmodel.priorities.agreement import community_against_organisation, order_of
from logicmodel.priorities.ranking import (
    Candidate,
    CannotRank,
    Order,
    Ranking,
    Reach,
    checked,
    exactly,
    shown,
)
from logicmodel.priorities.scores import (
    EFFECTIVENESS,
    SERIOUSNESS,
    SIZE,
    UNFAIRNESS,
    ByRater,
    Rows,
    given,
    joined,
    off_the_scale,
    over_raters,
    parts,
    rater_of,
    raters_in,
    rows_by_side,
    rows_of_kind,
    weights_typed,
)
from logicmodel.sheets import heading as heading_of
from logicmodel.words.scales import LOWER_IS_WORSE, end_of_scale
from logicmodel.words.spelling import plain

OF_THE_TEMPLATE = (SIZE, SERIOUSNESS, EFFECTIVENESS, UNFAIRNESS)

HOW_SERIOUS = ("needs", "severity")
"""The column of Needs that counts as a criterion for every side."""

MOST = 10
"""The end of the scale of a criterion whose heading names no shorter one."""

Criteria = Mapping[str, Mapping[str, ByRater]]
"""Heading of a criterion → Ref of a need → who scored → value from 0 to 10."""


def weighted(plan: Plan, kind: str = "need", weights: Mapping[str, Decimal] | None = None) -> Ranking:
    """Rank by a weighted matrix: S = Σ wⱼ · xⱼ with Σ w = 1, at most 10.

    The criteria x are the author’s own columns of numbers from 0 to 10, Size and Effectiveness as they are, and
    Seriousness (0 to 20), Unfairness (0 to 5), How serious of Needs (1 to 5) and columns whose headings name a shorter
    scale, such as “Urgency (1-5)”, stretched to end at 10. `weights` are
    by heading, 0 or more, and are divided by their sum. Without them those typed in a row “Weight” of Scores count, and
    a criterion that has none there is left out and said; without both all criteria weigh the same. Source: standard; the
    stretching is our own.

    Raises CannotRank if a number is off its scale, a weight is missing or names no criterion, or no need has every
    criterion.
    """
    needs = rows_of_kind(plan, kind)
    by_side = rows_by_side(plan, kind) or {"": {}}
    criteria = {side: _criteria(needs, rows) for side, rows in by_side.items()}
    used = list(dict.fromkeys(heading for its in criteria.values() for heading in its))
    typed = weights_typed(plan) if weights is None else {}
    weight_of = _typed_weights(used, typed) if typed else _weights(used, weights)
    remarks = tuple(_about_weights(used, weight_of, typed=bool(typed), given=weights is not None))
    orders = [_order(side, needs, by_side[side], criteria[side], weight_of, remarks) for side in by_side]
    return checked(
        Ranking(
            method="weighted",
            title="Weighted matrix",
            formula="sum of weight × criterion, all weights together 1",
            source="standard decision matrix; the stretching of shorter and longer scales to 10 is our own",
            most=Decimal(10),
            orders=tuple(orders),
            comparison=community_against_organisation(plan, kind),
        ),
        wanted=", ".join(used) or "columns of numbers from 0 to 10 in Scores",
    )


def _order(
    side: str,
    needs: Sequence[Need],
    rows: Rows,
    criteria: Criteria,
    weight_of: Mapping[str, Fraction],
    about_weights: Sequence[str],
) -> Order:
    weights = {heading: weight_of[plain(heading)] for heading in criteria}
    total = sum(weights.values(), Fraction(0))
    shares = {heading: weight / total for heading, weight in weights.items() if weight}
    candidates = [_candidate(need, criteria, shares) for need in needs]
    weighing = " + ".join(f"{shown(share):f} × {heading}" for heading, share in shares.items())
    turned = [heading for heading in shares if heading.endswith(LOWER_IS_WORSE)]
    remarks = (
        *([f"The score is {weighing}."] if weighing else []),
        *([f"Of {', '.join(turned)} a low number counts most."] if turned else []),
        *about_weights,
        *_narrow(criteria, shares),
    )
    return order_of(side, candidates, raters_in(rows), remarks)


def _criteria(needs: Sequence[Need], rows: Rows) -> Criteria:
    """Collect every criterion that a side used: How serious, those of the template, then the author’s by name."""
    found: dict[str, dict[str, ByRater]] = {
        heading_of(*HOW_SERIOUS): {
            need.id: {} if need.severity is None else {"": exactly(need.severity * 2)} for need in needs
        }
    }
    for scale in OF_THE_TEMPLATE:
        found[scale.heading] = {
            need.id: {
                rater: Reach(*(end * scale.stretch for end in reach))
                for rater, reach in given(rows.get(need.id, ()), scale)[0].items()
            }
            for need in needs
        }
    names = {name for its in rows.values() for row in its for name, _ in row.criteria}
    # Of two spellings of one name the first in order of letters is shown.
    for name in sorted({plain(name): name for name in sorted(names, reverse=True)}.values(), key=plain):
        found[name] = {need.id: _own_criterion(rows.get(need.id, ()), name) for need in needs}
    return {heading: by_need for heading, by_need in found.items() if any(by_need.values())}


def _own_criterion(rows: Sequence[Score], name: str) -> ByRater:
    by_rater: dict[str, list[Reach]] = {}
    end = _end_of(name)
    for row in rows:
        for number in (number for heading, number in row.criteria if plain(heading) == plain(name)):
            if not 0 <= number <= end:
                advice = f"Correct the cell, or write all criteria as numbers from 0 to {end}."
                raise off_the_scale(name, f"{number:f}", f"from 0 to {end}", row, advice)
            points = end - number if name.endswith(LOWER_IS_WORSE) else number
            by_rater.setdefault(rater_of(row), []).append(exactly(Fraction(points) * MOST / end))
    return {rater: joined(its) for rater, its in by_rater.items()}


def _end_of(name: str) -> int:
    """Give the end of the scale of a criterion: the one that its heading names, if that is shorter than to 10."""
    said = end_of_scale(name)
    return said if said and said < MOST else MOST


def _weights(criteria: Sequence[str], weights: Mapping[str, Decimal] | None) -> dict[str, Fraction]:
    """Give the weight of each criterion by its key, all the same where none is given."""
    keys = {plain(heading): heading for heading in criteria}
    if weights is None:
        return dict.fromkeys(keys, Fraction(1))
    by_key = {plain(heading): Fraction(weight) for heading, weight in weights.items()}
    for heading, weight in weights.items():
        if plain(heading) not in keys:
            raise CannotRank(
                f"“{heading}” has a weight and is no criterion. There are: {', '.join(criteria) or 'none'}."
            )
        if weight < 0:
            raise CannotRank(f"The weight of “{heading}” is {weight}. Give it a weight of 0 or more.")
    without = next((heading for key, heading in keys.items() if key not in by_key), None)
    if without:
        raise CannotRank(f"“{without}” has no weight. Give it one; 0 leaves it out.")
    return by_key


def _typed_weights(criteria: Sequence[str], typed: Mapping[str, Decimal]) -> dict[str, Fraction]:
    """Give the weights typed in the workbook; a criterion without one weighs nothing. Raises CannotRank below 0."""
    for heading, weight in typed.items():
        if weight < 0:
            raise CannotRank(f"The weight of “{heading}” is {weight}. Give it a weight of 0 or more.")
    by_key = {plain(heading): Fraction(weight) for heading, weight in typed.items()}
    return {plain(heading): by_key.get(plain(heading), Fraction(0)) for heading in criteria}


def _about_weights(
    criteria: Sequence[str], weight_of: Mapping[str, Fraction], *, typed: bool, given: bool
) -> Iterator[str]:
    if typed:
        without = [heading for heading in criteria if not weight_of[plain(heading)]]
        if without:
            yield f"Without a weight, and so not counted: {', '.join(without)}."
    elif not given and len(criteria) > 1:
        yield (
            "Nobody has typed weights, so all criteria weigh the same. To weigh them, type a row in Scores with "
            "“Weight” in Who scored and a number under each criterion."
        )


def _candidate(need: Need, criteria: Criteria, shares: Mapping[str, Fraction]) -> Candidate:
    scored = {heading: criteria[heading][need.id] for heading in shares}
    reaches = {heading: reach for heading, by_rater in scored.items() if (reach := over_raters(by_rater))}
    missing = tuple(f"{heading} is not scored." for heading in shares if heading not in reaches)
    if not shares:
        missing = ("No criterion that has a weight is scored.",)
    reach = None
    if not missing:
        reach = Reach(*(_sum(shares, {heading: its[end] for heading, its in reaches.items()}) for end in range(3)))
    return Candidate(need=need, reach=reach, own=_own(scored, shares), parts=parts(scored.items()), missing=missing)


def _own(scored: Mapping[str, ByRater], shares: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Give the sum of each rater who scored every criterion; How serious, which Needs says, holds for all of them."""
    shared = heading_of(*HOW_SERIOUS)
    found = {}
    for rater in sorted({rater for heading, by_rater in scored.items() if heading != shared for rater in by_rater}):
        its = {heading: by_rater.get("" if heading == shared else rater) for heading, by_rater in scored.items()}
        values = {heading: reach.middle for heading, reach in its.items() if reach}
        if len(values) == len(scored):
            found[rater] = _sum(shares, values)
    return found


def _sum(shares: Mapping[str, Fraction], values: Mapping[str, Fraction]) -> Fraction:
    return sum((share * values[heading] for heading, share in shares.items()), Fraction(0))


def _narrow(criteria: Criteria, shares: Mapping[str, Fraction]) -> Iterator[str]:
    """Say which of the author’s criteria may end at 5 beside others that end at 10: they would count half as much."""
    known = {heading_of(*HOW_SERIOUS), *(scale.heading for scale in OF_THE_TEMPLATE)}
    highest = {
        heading: max(reach.high for its in criteria[heading].values() for reach in its.values()) for heading in shares
    }
    unsaid = [heading for heading in shares if heading not in known and _end_of(heading) == MOST]
    narrow = [heading for heading in unsaid if highest[heading] <= 5]
    if narrow and len(narrow) < len(shares):
        never = "never goes" if len(narrow) == 1 else "never go"
        yield (
            f"{', '.join(narrow)} {never} above 5. On a scale that ends at 5 a criterion counts half as much as on one "
            "that ends at 10: double its numbers."
        )
