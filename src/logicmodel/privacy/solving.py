"""Which unknowns of some sums can be worked out: the arithmetic of somebody who puts tables side by side."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from msgspec import Struct

Name = TypeVar("Name", bound=Hashable)

Sum = Mapping[Name, int]
"""A sum that comes to nothing: what is added counts 1, what is taken away −1. Four and five make nine: {4: 1, 5: 1, 9: −1}."""


def worked_out(sums: Iterable[Sum[Name]], unknown: Iterable[Name]) -> list[Name]:
    """Give the unknowns that have only one possible value once all else in the sums is known, in the order given.

    Exact: the sums are reduced until each has a first unknown of its own; an unknown that then stands alone is known.
    Time grows with the cube of the unknowns of sums that hang together.

    >>> parts_and_whole = [{"girls": 1, "boys": 1, "all": -1}, {"young": 1, "old": 1, "all": -1}]
    >>> worked_out(parts_and_whole, ["boys"]), worked_out(parts_and_whole, ["boys", "girls", "old"])
    (['boys'], ['old'])
    """
    names = list(dict.fromkeys(unknown))
    wanted = set(names)
    rows = [{name: Fraction(sign) for name, sign in each.items() if name in wanted} for each in sums]
    reduced: list[tuple[Name, dict[Name, Fraction]]] = []
    for row in rows:
        for first, other in reduced:
            row = _without(row, first, other)
        if not row:
            continue
        first = next(iter(row))
        row = {name: value / row[first] for name, value in row.items()}
        reduced = [(head, _without(other, first, row)) for head, other in reduced]
        reduced.append((first, row))
    alone = {first for first, row in reduced if len(row) == 1}
    return [name for name in names if name in alone]


def _without(row: dict[Name, Fraction], name: Name, other: Mapping[Name, Fraction]) -> dict[Name, Fraction]:
    """Take away as much of another row as makes a name disappear from this one."""
    times = row.get(name)
    if not times:
        return row
    made = dict(row)
    for each, value in other.items():
        rest = made.get(each, Fraction(0)) - times * value
        if rest:
            made[each] = rest
        else:
            made.pop(each, None)
    return made


class Sought(Struct, frozen=True):
    """Sets of positions whose values add up to a whole, and whether all of them were found."""

    found: tuple[tuple[int, ...], ...]
    complete: bool


MOST_TRIED = 20_000
"""Ways of adding that are tried for one whole."""


def adding_up_to(whole: int, values: Sequence[int]) -> Sought:
    """Find the sets of positive values that add up to a whole: the ways in which a total may be parted.

    >>> adding_up_to(31, [29, 2, 15, 16]).found
    ((0, 1), (2, 3))
    """
    found: list[tuple[int, ...]] = []
    tried = 0
    stack: list[tuple[int, int, tuple[int, ...]]] = [(0, whole, ())]
    while stack and tried < MOST_TRIED:
        at, rest, taken = stack.pop()
        tried += 1
        if rest == 0 and len(taken) > 1:
            found.append(taken)
        elif at < len(values) and rest > 0:
            stack.append((at + 1, rest, taken))
            if 0 < values[at] <= rest:
                stack.append((at + 1, rest - values[at], (*taken, at)))
    return Sought(tuple(found), not stack)


def runs_of_one_sum(values: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Find the runs of values with one sum, from the first value on: the breakdowns of one whole that follow one another.

    >>> runs_of_one_sum([47, 2, 9, 40, 12, 12, 25]), runs_of_one_sum([47, 2, 9])
    (((0, 1), (2, 3), (4, 5, 6)), ())
    """
    whole = sum(values[:1])
    for number in range(1, len(values)):
        whole += values[number]
        runs = _runs_of(whole, values)
        if len(runs) > 1:
            return runs
    return ()


def _runs_of(whole: int, values: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    runs: list[tuple[int, ...]] = []
    start, come_to = 0, 0
    for number, value in enumerate(values):
        come_to += value
        if come_to > whole:
            break
        if come_to == whole and number > start:
            runs.append(tuple(range(start, number + 1)))
            start, come_to = number + 1, 0
    return tuple(runs)
