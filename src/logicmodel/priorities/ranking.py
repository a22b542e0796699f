"""What a ranking says, and how scored needs are put in order."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.errors import LogicModelError
from logicmodel.model import Need

ROUNDED_TO = Decimal("0.0001")


class CannotRank(LogicModelError):
    """The needs cannot be put in order as asked. The message says what is missing or off its scale, and where."""


class OffScale(CannotRank):
    """A number lies beyond its scale, so that others may be on another yardstick as well."""


class Part(Struct, frozen=True, kw_only=True):
    """One part of a score: the mean over its raters, and the lowest and highest that anyone gave."""

    heading: str
    score: Decimal
    low: Decimal
    high: Decimal
    raters: int


class Ranked(Struct, frozen=True, kw_only=True):
    """One need in an order.

    `rank` counts the needs with a higher score and adds 1, so that ties share it. `best` and `worst` are the places it
    could take if every score lay at the kindest or unkindest end of its range. `parts` are what the formula takes,
    `beside` what was scored besides. A need that cannot be ranked has no score and no places, and `missing` says why.
    """

    need: str
    text: str
    score: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    rank: int | None = None
    best: int | None = None
    worst: int | None = None
    parts: tuple[Part, ...] = ()
    beside: tuple[Part, ...] = ()
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The place in words, with its range if it has one.

        >>> Ranked(need="N1", text="Cold homes", rank=2, best=1, worst=4).place, Ranked(need="N2", text="Debt").place
        ('2nd (between 1st and 4th)', 'not ranked')
        """
        if self.rank is None or self.best is None or self.worst is None:
            return "not ranked"
        between = f" (between {ordinal(self.best)} and {ordinal(self.worst)})" if self.best < self.worst else ""
        return ordinal(self.rank) + between

    @property
    def score_in_words(self) -> str:
        """The score with its range and the parts that it was worked out from; “” for one without parts.

        >>> size = Part(heading="Size", score=Decimal(8), low=Decimal(7), high=Decimal(9), raters=2)
        >>> Ranked(need="N1", text="Cold", score=Decimal("51.3333"), low=Decimal(50), high=Decimal(60), parts=(size,)).score_in_words
        'Score 51.3333 (50 to 60): Size 8 (7 to 9)'
        """
        if self.score is None or not self.parts:
            return ""
        parts = ", ".join(f"{part.heading} {_with_range(part.score, part.low, part.high)}" for part in self.parts)
        return f"Score {_with_range(self.score, self.low, self.high)}: {parts}"


def _with_range(score: Decimal, low: Decimal | None, high: Decimal | None) -> str:
    return f"{score:f}" + (f" ({low:f} to {high:f})" if low is not None and high is not None and low < high else "")


class Agreement(Struct, frozen=True, kw_only=True):
    """How far raters agree on an order: Kendall’s W from 0 (not at all) to 1 (wholly), or why there is none.

    `left_out` names the raters who did not judge every ranked need.
    """

    raters: int
    needs: int
    w: Decimal | None = None
    why_not: str = ""
    left_out: tuple[str, ...] = ()


class Comparison(Struct, frozen=True, kw_only=True):
    """The people’s order beside the organisation’s: Spearman’s ρ from −1 to 1, or why there is none.

    `places` holds (Ref, place for the people, place for the organisation) of every need that both ranked;
    `community_by` and `organisation_by` name the columns that the two orders come from.
    """

    places: tuple[tuple[str, Decimal, Decimal], ...]
    rho: Decimal | None = None
    why_not: str = ""
    community_by: str = ""
    organisation_by: str = ""


class Order(Struct, frozen=True, kw_only=True):
    """The needs in the order of one side (community, organisation, or “” where Side is empty).

    Ties stand in plan order, needs that cannot be ranked last.
    """

    side: str
    needs: tuple[Ranked, ...]
    raters: tuple[str, ...]
    agreement: Agreement
    remarks: tuple[str, ...] = ()


class Ranking(Struct, frozen=True, kw_only=True):
    """The needs ranked by one method: its formula and source in words, an order for each side, and how sides compare.

    `most` is the largest score that the formula can give, or None where it has no ceiling.
    """

    method: str
    title: str
    formula: str
    source: str
    most: Decimal | None
    orders: tuple[Order, ...]
    comparison: Comparison


class Reach(NamedTuple):
    """A value with the lowest and highest that it may be."""

    low: Fraction
    middle: Fraction
    high: Fraction


class Candidate(Struct, frozen=True, kw_only=True):
    """A need on its way into an order. `own` holds the score of each rater who gave all that the method takes."""

    need: Need
    reach: Reach | None = None
    own: dict[str, Fraction] = {}
    parts: tuple[Part, ...] = ()
    beside: tuple[Part, ...] = ()
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def exactly(number: Fraction | int) -> Reach:
    """Give a value that nobody doubts.

    >>> exactly(3) == Reach(Fraction(3), Fraction(3), Fraction(3))
    True
    """
    return Reach(Fraction(number), Fraction(number), Fraction(number))


def in_order(candidates: Sequence[Candidate]) -> tuple[Ranked, ...]:
    """Put candidates in order, with best and worst places from the ends of their ranges, in O(n log n).

    Best place = 1 + needs whose lowest score is above its highest; worst = all ranked needs less those whose highest
    is below its lowest.
    """
    reaches = [candidate.reach for candidate in candidates if candidate.reach]
    lows, middles, highs = (sorted(reach[end] for reach in reaches) for end in range(3))

    def ranked(candidate: Candidate) -> Ranked:
        its = Ranked(
            need=candidate.need.id,
            text=candidate.need.text,
            parts=candidate.parts,
            beside=candidate.beside,
            missing=candidate.missing,
            remarks=candidate.remarks,
        )
        if candidate.reach is None:
            return its
        low, middle, high = candidate.reach
        return replace(
            its,
            score=shown(middle),
            low=shown(low),
            high=shown(high),
            rank=1 + len(middles) - bisect_right(middles, middle),
            best=1 + len(lows) - bisect_right(lows, high),
            worst=len(highs) - bisect_left(highs, low),
        )

    # Needs without a rank stand behind all that have one.
    return tuple(sorted(map(ranked, candidates), key=lambda each: each.rank or len(candidates) + 1))


def checked(ranking: Ranking, wanted: str) -> Ranking:
    """Give a ranking that ranks at least one need. Raises CannotRank, with what is wanted, if it ranks none."""
    everything = [each for order in ranking.orders for each in order.needs]
    if any(each.rank for each in everything):
        return ranking
    first = next((f" {each.need}: {' '.join(each.missing)}" for each in everything if each.missing), "")
    raise CannotRank(
        f"No need can be ranked by {ranking.title}, which takes {wanted}.{first} Fill them in, or choose another ranking."
    )


def ordinal(number: int) -> str:
    """Say a place.

    >>> [ordinal(number) for number in (1, 2, 3, 4, 11, 22, 113)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd', '113th']
    """
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def shown(number: Fraction) -> Decimal:
    """Round a number for people to four places, without zeros at its end.

    >>> shown(Fraction(140, 3)), shown(Fraction(100)), shown(Fraction(1, 2))
    (Decimal('46.6667'), Decimal('100'), Decimal('0.5'))
    """
    with localcontext(prec=60):
        return rounded(Decimal(number.numerator) / Decimal(number.denominator))


def rounded(number: Decimal) -> Decimal:
    """Round to four places, without zeros at the end."""
    short = number.quantize(ROUNDED_TO)
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short.normalize()
