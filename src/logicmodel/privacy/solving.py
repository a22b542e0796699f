"""Which unknowns of some sums can be worked out: the arithmetic of somebody who puts tables side by side."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

Name = TypeVar("Name", bound=Hashable)

Sum = Mapping[Name, int]
"""A sum that comes to nothing: what is added counts 1, what is taken away −1. Four and five make nine: {4: 1, 5: 1, 9: −1}."""


MOST_STEPS, MOST_CHANGED = 200, 60
"""Steps that are taken, and numbers that may change, to find another value for one; where none is found it is given back."""


class Riddle(Generic[Name]):
    """What the tables of a copy say together, as somebody reads them who puts them side by side: sums with unknowns.

    `may_fall` says how far each unknown lies above the least that it can be; one that is not in it has no least.
    """

    def __init__(self, sums: Iterable[Sum[Name]], may_fall: Mapping[Name, int]) -> None:
        self._may_fall = may_fall
        self._sums = [tuple(each.items()) for each in sums]
        self._with: dict[Name, list[int]] = {}
        for number, each in enumerate(self._sums):
            for name, _ in each:
                self._with.setdefault(name, []).append(number)

    def beside(self, name: Name) -> Iterator[Name]:
        """Yield the numbers that stand in one sum with another."""
        for number in self._with.get(name, ()):
            yield from (other for other, _ in self._sums[number])

    def rings(self, name: Name) -> Iterator[list[Name]]:
        """Yield the numbers that stand in one sum with another, then those in the sums of these, and so on, each once."""
        near, seen, gone = [name], {name}, set[int]()
        while near:
            sums = dict.fromkeys(number for each in near for number in self._with.get(each, ()) if number not in gone)
            near = [*dict.fromkeys(other for number in sums for other, _ in self._sums[number] if other not in seen)]
            gone.update(sums)
            seen.update(near)
            yield near

    def gives_back(self, wanted: Name, is_unknown: Callable[[Name], bool]) -> bool:
        """Say whether a number is given back: no other whole numbers in place of the unknown ones fit all sums.

        Looked for are steps from the true numbers to others: one more of the wanted or one fewer, and what that asks
        of the others in its sums, one sum after the other. Where none is found in so many steps, it counts as given back.

        >>> riddle = Riddle([{"girls": 1, "boys": 1, "all": -1}, {"young": 1, "old": 1, "all": -1}], {"girls": 3, "boys": 0})
        >>> riddle.gives_back("boys", "boys".__eq__), riddle.gives_back("boys", {"boys", "girls"}.__contains__)
        (True, False)
        """
        together = self._hanging_together(wanted, is_unknown)
        return _is_worked_out(wanted, together) or not any(
            _Steps(together, self._may_fall).lead_on(wanted, step) for step in (1, -1)
        )

    def _hanging_together(self, wanted: Name, is_unknown: Callable[[Name], bool]) -> list[tuple[tuple[Name, int], ...]]:
        """Give what may change in the sums that a number stands in, and in those that follow from these, each once.

        Of many unknowns the nearest may change; the others stay what they are.
        """
        near = {wanted: None}
        for name in (queue := [wanted]):
            beside = dict.fromkeys(other for other in self.beside(name) if other not in near and is_unknown(other))
            nearest = [*beside][: MOST_CHANGED - len(near)]
            near |= dict.fromkeys(nearest)
            queue += nearest
        numbers = dict.fromkeys(number for name in near for number in self._with.get(name, ()))
        return list(dict.fromkeys(tuple(each for each in self._sums[number] if each[0] in near) for number in numbers))


PRIME = (1 << 61) - 1
"""Fractions are whole numbers when counted in circles of so many, and take less time."""


def _is_worked_out(wanted: Name, sums: Iterable[tuple[tuple[Name, int], ...]]) -> bool:
    """Say whether adding and taking away sums leaves a number alone, whatever the others are."""
    reduced: dict[Name, dict[Name, int]] = {}
    for each in sums:
        row = dict(each)
        for first in [name for name in row if name in reduced]:
            _take_away(row, first, reduced[first])
        if not row:
            continue
        first = next(iter(row))
        inverse = pow(row[first], -1, PRIME)
        row = {name: value * inverse % PRIME for name, value in row.items()}
        for other in reduced.values():
            _take_away(other, first, row)
        reduced[first] = row
    return len(reduced.get(wanted, ())) == 1


def _take_away(row: dict[Name, int], name: Name, other: Mapping[Name, int]) -> None:
    """Take away as much of another row as makes a name disappear from this one."""
    if times := row.get(name):
        for each, value in other.items():
            row[each] = (row.get(each, 0) - times * value) % PRIME
            if not row[each]:
                del row[each]


class _Steps(Generic[Name]):
    """One search for other numbers: what has been changed by how much, and what each sum is out by for it."""

    def __init__(self, sums: Sequence[tuple[tuple[Name, int], ...]], may_fall: Mapping[Name, int]) -> None:
        self.sums, self.may_fall = sums, may_fall
        self.within: dict[Name, list[tuple[int, int]]] = {}
        for number, each in enumerate(sums):
            for name, sign in each:
                self.within.setdefault(name, []).append((number, sign))
        self.changed: set[Name] = set()
        self.out_by: dict[int, int] = {}
        self.taken = 0

    def lead_on(self, name: Name, by: int) -> bool:
        """Change a number, and others until every sum is right again; say whether that can be done."""
        self.taken += 1
        if self.taken > MOST_STEPS or -by > self.may_fall.get(name, -by):
            return False
        self.changed.add(name)
        self._change(name, by)
        if self._settled():
            return True
        self._change(name, -by)
        self.changed.remove(name)
        return False

    def _change(self, name: Name, by: int) -> None:
        for number, sign in self.within.get(name, ()):
            rest = self.out_by.pop(number, 0) + sign * by
            if rest:
                self.out_by[number] = rest

    def _settled(self) -> bool:
        """Put the sum right that leaves the fewest choices, and then the others."""
        if not self.out_by:
            return True
        number = min(self.out_by, key=lambda each: (len(self._free(each)), each))
        for name, sign in sorted(self._free(number), key=lambda each: len(self.within[each[0]])):
            needed = -self.out_by[number] * sign
            for by in dict.fromkeys((needed, needed // abs(needed))):
                if self.lead_on(name, by):
                    return True
        return False

    def _free(self, number: int) -> list[tuple[Name, int]]:
        return [each for each in self.sums[number] if each[0] not in self.changed]


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


MOST_MIXED = 12
"""Values of several breakdowns that are told apart when they stand in any order; of more, only those that follow one another."""


def breakdowns_of_one_whole(values: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Find the positions of the breakdowns of one whole that nobody shows: sets of one sum that leave less over than that.

    >>> breakdowns_of_one_whole([47, 9, 2, 40]), breakdowns_of_one_whole([47, 2, 9])
    (((0, 2), (1, 3)), ())
    """
    counted = [number for number, value in enumerate(values) if value]
    least = LEAST_PARTS - (len(counted) < len(values))  # beside those of nobody one may be the whole
    runs = _runs_of_one_sum(values)
    if not LEAST_PARTS < len(counted) <= MOST_MIXED:
        return runs
    by_sum: dict[int, list[int]] = {}
    for taken in range(1 << len(counted)):
        if taken.bit_count() >= least:
            come_to = sum(values[number] for at, number in enumerate(counted) if taken >> at & 1)
            by_sum.setdefault(come_to, []).append(taken)
    everybody = sum(values)
    # What is left over may be a breakdown with a part that no row shows: it comes to no more than the whole.
    fitting = {
        way
        for whole, ways in by_sum.items()
        for those in _packed(ways)
        if everybody - whole * len(those) <= whole
        for way in those
    }
    mixed = {tuple(number for at, number in enumerate(counted) if way >> at & 1) for way in fitting}
    return tuple(sorted({*runs, *mixed}))


LEAST_PARTS = 2
"""Parts of a breakdown, and breakdowns of one whole, that there are at least."""


def _packed(ways: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the sets of bits that share none, two or more together."""
    stack: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
    while stack:
        at, taken, those = stack.pop()
        if len(those) >= LEAST_PARTS:
            yield those
        stack += [(n + 1, taken | ways[n], (*those, ways[n])) for n in range(at, len(ways)) if not taken & ways[n]]


def _runs_of_one_sum(values: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Find the runs of values with one sum, from the first value on: the breakdowns of one whole that follow one another."""
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
