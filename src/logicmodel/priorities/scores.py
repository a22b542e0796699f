"""What people scored, read off the sheet Scores: one side at a time, each rater once, ranges kept."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from logicmodel.model import WEIGHT, Amount, Need, Plan, Score
from logicmodel.priorities.ranking import OffScale, Part, Reach, shown
from logicmodel.sheets import heading as heading_of

SIDES = ("community", "organisation", "")
"""Who judged, in the order in which sides are given; “” where Side is empty."""

Rows = Mapping[str, tuple[Score, ...]]
"""Ref of a need → the rows in which one side judged it."""

ByRater = Mapping[str, Reach]
"""Who scored → the value with its range."""

NO_NUMBER = {
    "to_be_set": "is still to be set",
    "not_known": "is not known",
    "not_applicable": "is said not to apply",
    "suppressed": "is hidden",
}
"""State of an answer that holds no number → what to say of it."""


class Scale(Struct, frozen=True, kw_only=True):
    """A column of Scores and the numbers that it may hold. `stretch` turns them into 0 to 10."""

    field: str
    least: Fraction = Fraction(0)
    most: Fraction
    stretch: Fraction = Fraction(1)
    advice: str = "Correct the cell; all needs must be scored by one yardstick."

    @property
    def heading(self) -> str:
        """What stands over the column."""
        return heading_of("scores", self.field)

    @property
    def ends(self) -> str:
        """The ends of the scale in words: “from 0 to 10”."""
        return f"from {shown(self.least):f} to {shown(self.most):f}"


SIZE = Scale(field="size", most=Fraction(10))
SERIOUSNESS = Scale(field="seriousness", most=Fraction(20), stretch=Fraction(1, 2))
EFFECTIVENESS = Scale(field="effectiveness", most=Fraction(10))
UNFAIRNESS = Scale(field="unfairness", most=Fraction(5), stretch=Fraction(2))
POSITIONING = Scale(field="positioning", least=Fraction(67, 100), most=Fraction(3, 2))


def rows_of_kind(plan: Plan, kind: str) -> list[Need]:
    """Give the rows of Needs of a kind in plan order; of two with one Ref the first counts."""
    found: dict[str, Need] = {}
    for need in plan.needs:
        if need.kind == kind:
            found.setdefault(need.id, need)
    return list(found.values())


def rows_by_side(plan: Plan, kind: str) -> dict[str, Rows]:
    """Give the rows of Scores about rows of a kind, by the side that judged; a side without any is left out."""
    refs = {need.id for need in rows_of_kind(plan, kind)}
    found: dict[str, dict[str, list[Score]]] = {side: {} for side in SIDES}
    for score in plan.scores:
        if score.need in refs:
            found[score.side or ""].setdefault(score.need, []).append(score)
    return {side: {ref: tuple(rows) for ref, rows in its.items()} for side, its in found.items() if its}


def weights_typed(plan: Plan) -> dict[str, Decimal]:
    """Give the weights of criteria that Scores holds, by heading; of two for one criterion the first counts."""
    found: dict[str, Decimal] = {}
    for row in plan.scores:
        if row.need is None and rater_of(row) == WEIGHT:
            for heading, weight in row.criteria:
                found.setdefault(heading, weight)
    return found


def rater_of(score: Score) -> str:
    """Give who scored, “” where nobody is named: rows without a name count as one rater."""
    return " ".join((score.rater or "").split())


def raters_in(rows: Rows) -> list[str]:
    """Name everybody who scored in some rows, in the order of the alphabet."""
    return sorted({rater_of(row) for its in rows.values() for row in its})


def given(rows: Sequence[Score], scale: Scale) -> tuple[ByRater, str]:
    """Give what each rater scored under a heading; and, if nothing can be used, why.

    Raises CannotRank if a number is off the scale.
    """
    by_rater: dict[str, list[Reach]] = {}
    why = f"{scale.heading} is not scored."
    for row in rows:
        amount: Amount | None = getattr(row, scale.field)
        if amount is None:
            continue
        read = _read(amount, scale, row)
        if isinstance(read, str):
            why = read
        else:
            by_rater.setdefault(rater_of(row), []).append(read)
    # Each rater counts once, however many rows they filled.
    return {rater: joined(its) for rater, its in by_rater.items()}, "" if by_rater else why


def _read(amount: Amount, scale: Scale, row: Score) -> Reach | str:
    """Read a score as a range on its scale, or say why it is none. “More than 7” reaches to the end of the scale."""
    if amount.value is None:
        return f"{scale.heading} {NO_NUMBER.get(amount.state, f'says “{amount.text}”, which is no number')}."
    if amount.unit or amount.base is not None:
        return f"{scale.heading} says “{amount.text}”; a number {scale.ends} is wanted."
    low = Fraction(amount.value)
    high = low if amount.high is None else Fraction(amount.high)
    low, high = min(low, high), max(low, high)
    if not (scale.least <= low and high <= scale.most):
        raise off_the_scale(scale.heading, amount.text, scale.ends, row, scale.advice)
    middle = (low + high) / 2
    if amount.sign == "more":
        return Reach(low, middle, scale.most)
    return Reach(scale.least if amount.sign == "less" else low, middle, high)


def off_the_scale(heading: str, text: str, ends: str, row: Score, advice: str) -> OffScale:
    """Refuse a ranking because of one number: if it is off its scale, others may be on another yardstick as well."""
    return OffScale(f"{row.place}: {heading} of {row.need} is {text}, and goes {ends}. {advice}")


def joined(reaches: Sequence[Reach]) -> Reach:
    """Put values together: the lowest, the mean of the middles, the highest."""
    middle = sum((reach.middle for reach in reaches), Fraction(0)) / len(reaches)
    return Reach(min(reach.low for reach in reaches), middle, max(reach.high for reach in reaches))


def over_raters(by_rater: ByRater) -> Reach | None:
    """Put the values of all raters together, each rater once."""
    return joined(list(by_rater.values())) if by_rater else None


def parts(scored: Iterable[tuple[str, ByRater]]) -> tuple[Part, ...]:
    """Show what was scored under each heading."""
    return tuple(
        Part(
            heading=heading,
            score=shown(reach.middle),
            low=shown(reach.low),
            high=shown(reach.high),
            raters=len(by_rater),
        )
        for heading, by_rater in scored
        if (reach := over_raters(by_rater))
    )
