"""Ratings after Hanlon: size and seriousness times how well a need can be answered."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from logicmodel.model import Need, Plan, Score
from logicmodel.priorities.agreement import community_against_organisation, order_of
from logicmodel.priorities.ranking import Candidate, Ranking, Reach, checked, exactly
from logicmodel.priorities.scores import (
    EFFECTIVENESS,
    POSITIONING,
    SERIOUSNESS,
    SIZE,
    UNFAIRNESS,
    Scale,
    given,
    over_raters,
    parts,
    rater_of,
    raters_in,
    rows_by_side,
    rows_of_kind,
)
from logicmodel.sheets import heading as heading_of

PEARL = ("proper", "affordable", "acceptable", "resourced", "legal")
"""The five answers that decide whether anything can be done at all."""

SERIOUSNESS_TO_TEN = Scale(
    field="seriousness",
    most=Fraction(10),
    advice="This ranking takes Seriousness from 0 to 10 for all needs. If yours goes from 0 to 20, choose bpr.",
)


class Formula(Struct, frozen=True, kw_only=True):
    """A rating of three columns of Scores.

    `pearl` says how the five answers count: “times” multiplies by them, “screen” takes a need with a No out first, “”
    only shows them.
    """

    method: str
    title: str
    formula: str
    source: str
    most: int
    scales: tuple[Scale, Scale, Scale]
    value: Callable[[Fraction, Fraction, Fraction], Fraction]
    pearl: str = ""


def _basic(size: Fraction, seriousness: Fraction, effectiveness: Fraction) -> Fraction:
    return (size + seriousness) * effectiveness / 3


def _twice_seriousness(size: Fraction, seriousness: Fraction, effectiveness: Fraction) -> Fraction:
    return (size + 2 * seriousness) * effectiveness


HANLON = (
    "J. J. Hanlon, after teaching notes of the University of Illinois Chicago; the scales of the parts are unverified"
)

BPR = Formula(
    method="bpr",
    title="Basic Priority Rating",
    formula="(Size + Seriousness) × Effectiveness ÷ 3",
    source=HANLON,
    most=100,
    scales=(SIZE, SERIOUSNESS, EFFECTIVENESS),
    value=_basic,
)
OPR = Formula(
    method="opr",
    title="Overall Priority Rating",
    formula="(Size + Seriousness) × Effectiveness ÷ 3, times 0 if Proper, Affordable, Acceptable, Resourced or Legal is No",
    source=HANLON,
    most=100,
    scales=(SIZE, SERIOUSNESS, EFFECTIVENESS),
    value=_basic,
    pearl="times",
)
NACCHO = Formula(
    method="naccho",
    title="Hanlon method as NACCHO teaches it",
    formula="(Size + 2 × Seriousness) × Effectiveness, after taking out needs with a No under Proper, Affordable, Acceptable, Resourced or Legal",
    source="National Association of County and City Health Officials, guide to prioritisation techniques; unverified",
    most=300,
    scales=(SIZE, SERIOUSNESS_TO_TEN, EFFECTIVENESS),
    value=_twice_seriousness,
    pearl="screen",
)


def bpr(plan: Plan, kind: str = "need") -> Ranking:
    """Rank by the Basic Priority Rating: (A + B) · C ÷ 3, at most 100.

    A Size 0 to 10, B Seriousness 0 to 20, C Effectiveness 0 to 10, each the mean over raters; a product rewards
    balance, so that what cannot be answered at all scores 0. Unfairness and Positioning are shown beside it, because
    size and effectiveness alone favour the easy majority. Source: Hanlon, after UIC notes; the scales are unverified.

    Raises CannotRank if a number is off its scale, or if no need has all three parts.
    """
    return _ranking(plan, kind, BPR)


def opr(plan: Plan, kind: str = "need") -> Ranking:
    """Rank by the Overall Priority Rating: the Basic Priority Rating times five answers, each 0 or 1.

    Proper, Affordable, Acceptable, Resourced, Legal: a No of any rater makes the score 0 and is said with its remedy;
    where another rater says Yes to all, the range reaches up to the rating without it. Source: Hanlon, after UIC notes.

    Raises CannotRank as `bpr` does, and if no need has its five answers.
    """
    return _ranking(plan, kind, OPR)


def naccho(plan: Plan, kind: str = "need") -> Ranking:
    """Rank by (A + 2B) · C, at most 300, A, B and C each 0 to 10, needs with a No taken out first.

    With B on 0 to 10 the score is three times the Basic Priority Rating of the same needs with B on 0 to 20. A
    Seriousness above 10 shows that the other scale was used, and the whole ranking is refused: mixed scales have no
    order. Source: NACCHO’s guide to prioritisation techniques, unverified.

    Raises CannotRank as `bpr` does.
    """
    return _ranking(plan, kind, NACCHO)


def _ranking(plan: Plan, kind: str, formula: Formula) -> Ranking:
    needs = rows_of_kind(plan, kind)
    orders = []
    for side, rows in rows_by_side(plan, kind).items():
        candidates = [_candidate(need, rows.get(need.id, ()), formula) for need in needs]
        orders.append(order_of(side, candidates, raters_in(rows)))
    return checked(
        Ranking(
            method=formula.method,
            title=formula.title,
            formula=formula.formula,
            source=formula.source,
            most=Decimal(formula.most),
            orders=tuple(orders),
            comparison=community_against_organisation(plan, kind),
        ),
        wanted=", ".join(scale.heading for scale in formula.scales),
    )


def _candidate(need: Need, rows: Sequence[Score], formula: Formula) -> Candidate:
    """Work out the score of a need, its range, and the score of each rater alone."""
    scored = [given(rows, scale) for scale in formula.scales]
    by_scale = [by_rater for by_rater, _ in scored]
    answers, missing = _answers(rows, formula.pearl)
    reaches = [reach for by_rater in by_scale if (reach := over_raters(by_rater))]
    reach = None
    if len(reaches) == len(scored) and answers and not missing:
        ends = (formula.value(*end) for end in zip(*reaches, strict=True))
        reach = Reach(*(end * factor for end, factor in zip(ends, answers, strict=True)))
    own = {
        rater: formula.value(*(by_rater[rater].middle for by_rater in by_scale))
        for rater in by_scale[0]
        if all(rater in by_rater for by_rater in by_scale)
    }
    headings = [scale.heading for scale in formula.scales]
    return Candidate(
        need=need,
        reach=reach,
        own=own,
        parts=parts(zip(headings, by_scale, strict=True)),
        beside=parts((scale.heading, given(rows, scale)[0]) for scale in (UNFAIRNESS, POSITIONING)),
        missing=(*(why for _, why in scored if why), *missing),
        remarks=_noes(rows),
    )


def _answers(rows: Sequence[Score], pearl: str) -> tuple[Reach | None, tuple[str, ...]]:
    """Give the factor that the five answers make, and why there is none. Any No makes its middle 0."""
    if pearl == "screen":
        return exactly(1), ("It is taken out before scoring, because of a No.",) if _noes(rows) else ()
    if pearl != "times":
        return exactly(1), ()
    products = [Fraction(product) for row in rows if (product := _product(row)) is not None]
    if products:
        return Reach(min(products), min(products), max(products)), ()
    answered = {name for row in rows for name in row.pearl}
    unanswered = [heading_of("scores", f"pearl_{name}") for name in PEARL if name not in answered]
    if unanswered:
        return None, (f"Not answered: {', '.join(unanswered)}.",)
    return None, ("No rater answered all five questions.",)


def _product(row: Score) -> int | None:
    """Multiply the five answers of a row: any No is 0, five times Yes is 1, and else it is not known."""
    answers = [row.pearl.get(name) for name in PEARL]
    if False in answers:
        return 0
    return 1 if all(answers) else None


def _noes(rows: Sequence[Score]) -> tuple[str, ...]:
    """Say every No with its remedy."""
    found = []
    for row in rows:
        noes = [heading_of("scores", f"pearl_{name}") for name in PEARL if row.pearl.get(name) is False]
        if noes:
            who = f" ({rater_of(row)})" if rater_of(row) else ""
            remedy = f"What then: {row.remedy}" if row.remedy else f"“{heading_of('scores', 'remedy')}” is empty."
            found.append(f"No under {', '.join(noes)}{who}. {remedy}")
    return tuple(sorted(found))
