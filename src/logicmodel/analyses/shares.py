"""Parts of a whole: a number never stands without what it is out of."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from msgspec import Struct

Thing = TypeVar("Thing")


class Share(Struct, frozen=True, kw_only=True):
    """So many of so many; of those counted, `proposed` are only proposed and not agreed."""

    number: int
    of: int
    proposed: int = 0

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, halves upward; None of nothing. Only all is 100, and only none is 0.

        >>> Share(number=7, of=12).percent, Share(number=199, of=200).percent, Share(number=0, of=0).percent
        (58, 99, None)
        """
        return percent_of(self.number, self.of)


def percent_of(number: float, of: float) -> int | None:
    """Give a part in whole per cent, halves upward; None of nothing. Only all is 100, and only none is 0.

    >>> percent_of(1, 1000), percent_of(0, 5), percent_of(3, 0)
    (1, 0, None)
    """
    if not of:
        return None
    percent = int(number * 100 / of + 0.5)
    return percent if number in (0, of) else min(max(percent, 1), 99)


def share_of(things: Sequence[Thing], counted: Collection[Thing], proposed: Collection[Thing] = ()) -> Share:
    """Count things, those that are counted, and of these those that are only proposed.

    >>> share_of(["a", "b", "c"], ["a", "b"], ["b", "c"])
    Share(number=2, of=3, proposed=1)
    """
    number = [thing for thing in things if thing in counted]
    return Share(number=len(number), of=len(things), proposed=sum(thing in proposed for thing in number))
