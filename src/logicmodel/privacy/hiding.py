"""Which numbers a shared copy hides: small ones, what rests on small ones, and what would give them back.

A row of readings has a count and a base; a hidden one is an unknown. What the tables of a copy say together is a list of
sums: the groups of one measure and date make their total, the needs of one group those who were asked, the groups within
a group its size, and two cells may say the same thing. As long as no other whole numbers would fit them in place of an
unknown, one more number of its sums is hidden, the smallest first.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from logicmodel.model import Place
from logicmodel.privacy.cells import Cells
from logicmodel.privacy.counting import (
    Key,
    Numbers,
    Share,
    is_small,
    threshold_of,
    when_key,
)
from logicmodel.privacy.solving import Riddle
from logicmodel.privacy.totals import NOT_SHOWN, Total, Totals, larger_group
from logicmodel.theory import Theory
from logicmodel.words.spelling import group_key

MOST_WEIGHED = 5
"""Numbers of which it is asked whether one of them is enough to hide."""

UNSEEN = frozenset((NOT_SHOWN, "rest", "left"))
"""What stands for the sheet in the keys of numbers that no cell shows."""


class HiddenNumber(Struct, frozen=True, kw_only=True):
    """A number that is shown as [c]: its cell, what was typed, how many people it is about, and why.

    `why` is count (few people), base (few people are behind it), rate (it would give back a small count) or sum (it
    would give back `other`).
    """

    key: Key
    place: Place
    text: str
    people: int
    why: str
    other: Place | None = None


class Hidden(Struct, frozen=True, kw_only=True):
    """All numbers to hide, those that a total gives away all the same, and shares whose base nobody recorded."""

    numbers: tuple[HiddenNumber, ...]
    given_away: tuple[Place, ...]
    unknown_bases: int


def hidden_numbers(theory: Theory, cells: Cells, threshold: int, *, sums: bool = True) -> Hidden:
    """Find the numbers that a shared copy must not show.

    Without `sums` only what is small, or rests on what is small: where all numbers are rounded, sums give nothing back.
    """
    own = threshold_of(theory)
    if threshold == own:
        return _Search(theory, cells, threshold).result(sums=sums)
    # What one of two copies hides and the other shows must not give back what both hide: so the copy with the larger
    # threshold hides all that the other one does.
    usual = _Search(theory, cells, own).result(sums=sums)
    asked = _Search(theory, cells, threshold, usual.numbers).result(sums=sums)
    keys = {each.key for each in usual.numbers}
    return asked if threshold > own or all(each.key in keys for each in asked.numbers) else usual


class _Search:
    """One pass over the numbers of a plan."""

    def __init__(self, theory: Theory, cells: Cells, threshold: int, in_another: Sequence[HiddenNumber] = ()) -> None:
        self.in_another = {each.key: each for each in in_another}
        self.theory, self.cells, self.plan, self.threshold = theory, cells, theory.plan, threshold
        self.numbers = Numbers(theory, cells)
        self.counts = {count.key: count for count in self.numbers.counts()}
        self.shares = {share.key: share for share in self.numbers.shares()}
        self.totals = Totals(theory, self.counts, self.shares, threshold)
        self.found: dict[Key, HiddenNumber] = {}
        self.given_away: list[Place] = []

    def result(self, *, sums: bool) -> Hidden:
        self._hide_small()
        if self.threshold > threshold_of(self.theory):
            self.found = {**self.in_another, **self.found}
        if sums:
            while self._hide_what_gives_back():
                pass
        unknown = sum(share.base is None and key not in self.found for key, share in self.shares.items())
        order = {key: number for number, key in enumerate([*self.counts, *self.shares])}
        numbers = sorted(self.found.values(), key=lambda each: order[each.key])
        return Hidden(numbers=tuple(numbers), given_away=tuple(dict.fromkeys(self.given_away)), unknown_bases=unknown)

    # -- small numbers ------------------------------------------------------------------------------------------------

    def _hide_small(self) -> None:
        for share in self.shares.values():
            self._hide_share(share)
        for count in self.counts.values():
            small = next((number for number in count.numbers if is_small(number, self.threshold)), None)
            if small is not None:
                self._hide(count.key, "count", int(small))
        for key, count in self.counts.items():
            if (base := self.numbers.base_of(count)) is not None and is_small(base - count.number, self.threshold):
                self._hide(key, "rate" if count.number else "base", int(base - count.number))

    def _hide_share(self, share: Share) -> None:
        """Hide a share of a small base, and one that gives back a small count of a large base, or a small rest of it."""
        if share.base is not None and is_small(share.base, self.threshold):
            self._hide(share.key, "base", int(share.base))
        elif share.people is not None and share.base is not None:
            for people in (share.people, int(share.base) - share.people):
                if is_small(people, self.threshold):
                    self._hide(share.key, "rate", people)

    def _hide(self, key: Key, why: str, people: int, other: Key | None = None) -> None:
        """Hide a number, once, and with it what in its own row says the same."""
        if key in self.found:
            return
        count, share = self.counts.get(key), self.shares.get(key)
        known = count or share
        if known is None:
            return
        self.found[key] = HiddenNumber(
            key=key,
            place=self.cells.place_of(known.row, key[2]),
            text=known.text,
            people=people,
            why=why,
            other=self._place(other) if other else None,
        )
        for share in self._shares_by_row.get(key[:2], ()):
            # A share gives its count or its base back as long as the other one is shown.
            if share.key != key and key in (*share.bases, *share.counts):
                self._hide(share.key, "sum", people, key)

    @cached_property
    def _shares_by_row(self) -> dict[tuple[str, int], list[Share]]:
        found: dict[tuple[str, int], list[Share]] = {}
        for share in self.shares.values():
            found.setdefault(share.key[:2], []).append(share)
        return found

    def _place(self, key: Key) -> Place:
        known = self.counts.get(key) or self.shares[key]
        return self.cells.place_of(known.row, key[2])

    # -- what would give them back ------------------------------------------------------------------------------------

    def _hide_what_gives_back(self) -> bool:
        """Hide one number more for each total that gives one back; say whether there was any."""
        before = len(self.found)
        for each in self._totals:
            self._hide_beside(each)
        for one, other in self._twice:
            self._hide_twin(one, other)
        self._hide_without_base()
        if len(self.found) == before:
            self._hide_by_arithmetic()
        return len(self.found) > before

    def _hide_beside(self, each: Total) -> None:
        """Let no total have a single hidden part, nor hidden parts that are few people together."""
        hidden = [key for key in each.parts if self._is_hidden(key)]
        rest = [each.rest] if each.rest else []
        if not self._is_known(each) or not (hidden or any(is_small(number, self.threshold) for number in rest)):
            return
        typed = [key for key in hidden if key in self.found]
        if len(each.parts) == 1 and typed and self.found[typed[0]].why != "sum":
            self.given_away.append(self._place(each.parts[0]))
            return
        shown = [key for key in each.parts if not self._is_hidden(key)]
        small = is_small(sum(self.totals.people(key) for key in hidden) + each.rest, self.threshold)
        if shown and (len(hidden) + len(rest) < 2 or small):
            smallest = min(shown, key=self._costs)
            self._hide(smallest, "sum", self.totals.people(smallest), typed[0] if typed else smallest)

    def _is_known(self, each: Total) -> bool:
        """Say whether a total is shown, or is the sum of what another breakdown of it shows."""
        if each.total[0] != NOT_SHOWN:
            return each.total not in self.found
        others = (other.parts for other in self._totals if other.total == each.total and other.parts != each.parts)
        return any(not any(map(self._is_hidden, parts)) for parts in others)

    def _hide_twin(self, one: Key, other: Key) -> None:
        for hidden, shown in ((one, other), (other, one)):
            if hidden in self.found and shown not in self.found:
                self._hide(shown, "sum", self.totals.people(shown), hidden)

    def _hide_without_base(self) -> None:
        """Hide what stands without a base in a table that hides a number: its other rows may tell the base.

        A count is the least that its base can be, and goes where a base is hidden; a percentage goes with any number.
        """
        hidden = [key for key in self.found if key[0] == "readings"]
        tables = {self._table_of(key): key for key in hidden}
        of_bases = {self._table_of(key): key for key in hidden if key[2] == "out_of"}
        percentages = {key: tables for key, share in self.shares.items() if share.percent and not share.bases}
        counted = {key: of_bases for key in self.counts if (*key[:2], "out_of") not in self.counts}
        for key, those in (percentages | counted).items():
            if other := those.get(self._table_of(key)) if key[0] == "readings" else None:
                self._hide(key, "sum", self.totals.people(key), other)

    def _table_of(self, key: Key) -> tuple[str | None, str] | None:
        """Give the measure and the day of a reading."""
        reading = self.plan.readings[key[1]] if key[0] == "readings" else None
        return (reading.measure, when_key(reading.date)) if reading else None

    def _hide_by_arithmetic(self) -> None:
        """Put all sums together, as somebody could who sees every table, and hide one more for each number they give back."""
        for few in self._not_to_be_told():
            if self._riddle.gives_back(few, self._is_hidden) and (near := self._shown_near(few)):
                enough = (
                    key for key in near[:MOST_WEIGHED] if not self._riddle.gives_back(few, self._is_hidden_or(key))
                )
                another = next(enough, near[0])
                self._hide(another, "sum", self.totals.people(another), few if few in self.found else another)

    def _is_hidden_or(self, key: Key) -> Callable[[Key], bool]:
        return lambda other: other == key or self._is_hidden(other)

    def _not_to_be_told(self) -> list[Key]:
        """Give the numbers that nobody may work out: those hidden, and the few who are left over by others."""
        left_over = [key for key, many in self._left_over.items() if is_small(many, self.threshold)]
        return [*(key for key in self.found if key in self.counts or key in self.shares), *left_over]

    @cached_property
    def _riddle(self) -> Riddle[Key]:
        """Give what all tables say together; of those hidden are at least one, unless it is said that nobody is."""
        sums: list[dict[Key, int]] = []
        for number, each in enumerate(self._totals):
            rest: dict[Key, int] = {("rest", number, ""): 1} if each.rest else {}
            sums.append(dict.fromkeys(each.parts, 1) | rest | {each.total: -1})
        sums += [{one: 1, other: -1} for one, other in self._twice]
        sums += [{key: 1, _left_by(key, base): 1, base: -1} for key, base in self._bases()]
        least = {key: min(1, self.totals.people(key)) for each in sums for key in each if key[0] not in UNSEEN}
        may_fall = {key: self.totals.people(key) - few for key, few in least.items()}
        return Riddle(sums, {**may_fall, **self._left_over})

    @cached_property
    def _left_over(self) -> dict[Key, int]:
        """Give how many are in no part of a total, and how many a count leaves of its base."""
        rests: dict[Key, int] = {
            ("rest", number, ""): each.rest for number, each in enumerate(self._totals) if each.rest
        }
        left = {_left_by(key, base): self.totals.people(base) - self.totals.people(key) for key, base in self._bases()}
        return rests | left

    def _bases(self) -> Iterator[tuple[Key, Key]]:
        """Yield the counts and shares of people beside the numbers of those whom they are of."""
        for key, known in (self.counts | self.shares).items():
            for base in self.numbers.cells_of_bases(known):
                if base in self.counts and self.totals.people(key) <= self.totals.people(base):
                    yield key, base

    def _shown_near(self, key: Key) -> list[Key]:
        """Give the numbers that are shown in the sums of one that is not, or else in the sums that follow from these."""
        for ring in self._riddle.rings(key):
            if shown := [other for other in ring if not self._is_hidden(other)]:
                return sorted(shown, key=self._costs)
        return []

    def _costs(self, key: Key) -> tuple[bool, bool, int]:
        """Say how much is lost with a number: least with one that another copy hides, most with one that is nobody."""
        people = self.totals.people(key)
        return key not in self.in_another, people == 0, people

    def _is_hidden(self, key: Key) -> bool:
        """Say whether a number is not shown; how many a percentage stands for is hidden with it."""
        return key in self.found or key[0] in UNSEEN

    @cached_property
    def _totals(self) -> tuple[Total, ...]:
        return tuple(self.totals.found())

    @cached_property
    def _twice(self) -> list[tuple[Key, Key]]:
        """Give pairs of cells that say the same thing: as many people of one group, one survey, or one measure and day."""
        found: dict[tuple[str, Decimal], list[Key]] = {}
        for key, count in self.counts.items():
            for name in self._subjects(key):
                found.setdefault((name, count.number), []).append(key)
        for key, share in self.shares.items():
            if key[0] in ("indicators", "readings"):  # a starting value is that of a reading, whatever its day
                for name in self._subjects(key):
                    if name.startswith("measure"):
                        found.setdefault((f"share {name}", share.value), []).append(key)
        return [pair for its in found.values() for pair in self._pairs(its)]

    def _pairs(self, keys: Sequence[Key]) -> Iterator[tuple[Key, Key]]:
        """Yield which of some equal numbers say the same: as many girls came in March and in June, and those are not one."""
        first: dict[object, Key] = {}
        for key in sorted(keys, key=lambda each: each[0] == "readings"):
            told_of = self._table_of(key)
            other = first.get(None, first.get(told_of))
            if other:
                yield other, key
            first.setdefault(told_of, key)

    def _subjects(self, key: Key) -> Iterator[str]:
        """Name what a count is about: groups, sources, measures."""
        sheet, number, field = key
        if sheet == "groups":
            yield f"group {group_key(self.plan.groups[number].name)}"
        elif sheet == "sources":
            yield f"source {self.plan.sources[number].id}"
        elif sheet == "needs":
            need = self.plan.needs[number]
            if field == "out_of":
                yield from (f"source {ref}" for ref in need.sources)
                yield f"asked {larger_group(self.theory, need)}"
            yield from (f"group {group_key(name)}" for name in need.who if len(need.who) == 1)
        elif sheet == "elements":
            element = self.plan.elements[number]
            yield from (f"group {group_key(name)}" for name in element.who if len(element.who) == 1)
        elif sheet == "readings" and field == "value":
            reading = self.plan.readings[number]
            yield f"measure {reading.measure} {group_key(reading.group or '')}"
            yield from [f"group {group_key(reading.group)}"] if reading.group else []
        elif sheet == "readings":
            yield from [f"group {group_key(group)}"] if (group := self.plan.readings[number].group) else []
        elif sheet == "indicators":
            yield f"measure {self.plan.indicators[number].id} "


def _left_by(key: Key, base: Key) -> Key:
    """Give the key of those whom a count leaves of its base."""
    return ("left", key[1], ".".join(map(str, (key[0], key[2], *base))))
