"""Which numbers a shared copy hides: small ones, what rests on small ones, and what would give them back.

A row of readings has a count and a base; a hidden one is an unknown. What the tables of a copy say together is a list of
sums: the groups of one measure and date make their total, the needs of one group those who were asked, the groups within
a group its size, and two cells may say the same thing. As long as an unknown can be worked out of them, one more number
of its sum is hidden, the smallest first.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from logicmodel.model import Need, Place, Reading
from logicmodel.privacy.cells import Cells
from logicmodel.privacy.counting import (
    Key,
    Numbers,
    Share,
    is_small,
    numbers_in,
    only_group,
    same_day,
    threshold_of,
    when_key,
)
from logicmodel.privacy.solving import adding_up_to, worked_out
from logicmodel.theory import Theory
from logicmodel.words.spelling import group_key, plain

MOST_PARTS = 40
"""Parts of one total that are put together in every way; of more all are hidden if one is."""


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


class _Total(Struct, frozen=True, kw_only=True):
    """A shown total, its parts, and how many people are in none of them."""

    total: Key
    parts: tuple[Key, ...]
    rest: int


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
        if len(self.found) == before:
            self._hide_by_arithmetic()
        return len(self.found) > before

    def _hide_beside(self, each: _Total) -> None:
        """Let no total have a single hidden part, nor hidden parts that are few people together."""
        hidden = [key for key in each.parts if self._is_hidden(key)]
        rest = [each.rest] if each.rest else []
        if each.total in self.found or not (hidden or any(is_small(number, self.threshold) for number in rest)):
            return
        if len(each.parts) == 1 and hidden and self.found[hidden[0]].why != "sum":
            self.given_away.append(self._place(each.parts[0]))
            return
        shown = [key for key in each.parts if not self._is_hidden(key)]
        small = is_small(sum(self._people(key) for key in hidden) + each.rest, self.threshold)
        if shown and (len(hidden) + len(rest) < 2 or small):
            smallest = min(shown, key=self._costs)
            self._hide(smallest, "sum", self._people(smallest), hidden[0] if hidden else smallest)

    def _hide_twin(self, one: Key, other: Key) -> None:
        for hidden, shown in ((one, other), (other, one)):
            if hidden in self.found and shown not in self.found:
                self._hide(shown, "sum", self._people(shown), hidden)

    def _hide_by_arithmetic(self) -> None:
        """Put all sums together, as somebody could who sees every table, and hide one more of what they give back."""
        rests = [("rest", number, "") for number, each in enumerate(self._totals) if each.rest]
        sums: list[dict[Key, int]] = []
        for number, each in enumerate(self._totals):
            row = dict.fromkeys(each.parts, 1) | {each.total: -1}
            sums.append(row | ({("rest", number, ""): 1} if each.rest else {}))
        sums += [{one: 1, other: -1} for one, other in self._twice]
        unknown = [key for each in sums for key in each if self._is_hidden(key)]
        for key in worked_out(sums, [*unknown, *rests]):
            if key[0] == "rest" and not is_small(self._totals[key[1]].rest, self.threshold):
                continue
            beside = {other for each in sums if key in each for other in each}
            if near := self._shown_beside({key}, sums) or self._shown_beside(beside, sums):
                smallest = min(near, key=self._costs)
                self._hide(smallest, "sum", self._people(smallest), key if key[0] != "rest" else smallest)
                return

    def _shown_beside(self, keys: Collection[Key], sums: Sequence[Mapping[Key, int]]) -> list[Key]:
        """Give the numbers that are shown and stand in one sum with one of some numbers."""
        found = [other for each in sums if not each.keys().isdisjoint(keys) for other in each]
        return [other for other in found if other[0] != "rest" and not self._is_hidden(other)]

    def _costs(self, key: Key) -> tuple[bool, bool, int]:
        """Say how much is lost with a number: least with one that another copy hides, most with one that is nobody."""
        people = self._people(key)
        return key not in self.in_another, people == 0, people

    def _is_hidden(self, key: Key) -> bool:
        """Say whether a number is hidden; how many a percentage stands for is hidden with it."""
        return key in self.found

    def _unsure(self, key: Key) -> Decimal:
        """Give by how many people a number may be wrong: a percentage is rounded, and stands for about so many."""
        share = self.shares.get(key)
        if share is None or share.base is None:
            return Decimal(0)
        places = max(0, -int(share.value.as_tuple().exponent))
        return share.base / (200 * Decimal(10) ** places) + Decimal("0.5")

    def _people(self, key: Key) -> int:
        if key in self.counts:
            return int(self.counts[key].number)
        people = self.shares[key].people
        return people if people is not None else 0

    @cached_property
    def _totals(self) -> list[_Total]:
        return [
            *self._totals_of_readings(),
            *self._totals_of_needs(),
            *self._totals_of_needs_by_group(),
            *self._totals_of_groups(),
        ]

    def _totals_of_readings(self) -> Iterator[_Total]:
        """Yield the totals of one measure and date with their groups: of what is counted, and of the bases."""
        rows: dict[tuple[str, str], list[tuple[int, Reading]]] = {}
        for number, reading in enumerate(self.plan.readings):
            if reading.measure:
                rows.setdefault((reading.measure, when_key(reading.date)), []).append((number, reading))
        for its in rows.values():
            wholes = [number for number, reading in its if not reading.group]
            parts = [number for number, reading in its if reading.group]
            for fields in (("out_of",), ("numerator", "value")):
                if len(wholes) == 1:
                    yield from self._parted("readings", self._number_of("readings", wholes[0], fields), parts, fields)
                elif not wholes and "value" in fields:
                    yield from self._parted("readings", self._start_of(its[0][1]), parts, fields)

    def _start_of(self, reading: Reading) -> Key | None:
        """Give the starting value of a measure where it is of the day of a reading, and so the total of its groups."""
        for number, measure in enumerate(self.plan.indicators):
            if measure.id == reading.measure and same_day(measure.baseline_date, reading.date):
                return self._number_of("indicators", number, ("baseline",))
        return None

    def _parted(self, sheet: str, total: Key | None, parts: Sequence[int], fields: Sequence[str]) -> Iterator[_Total]:
        keys = [key for part in parts if (key := self._number_of(sheet, part, fields))]
        if total and keys:
            yield from self._ways(total, keys)

    def _number_of(self, sheet: str, row: int, fields: Sequence[str]) -> Key | None:
        """Give the cell of a row that says how many people it counts: a number, or else a share of a known base."""
        for field in fields:
            key = (sheet, row, field)
            if key in self.counts or (key in self.shares and self.shares[key].people is not None):
                return key
        return None

    def _ways(self, total: Key, parts: list[Key]) -> Iterator[_Total]:
        """Yield the ways in which parts make a total: sets of them that add up to it, else all that fit within it."""
        whole, values = self._people(total), [self._people(key) for key in parts]
        if len(parts) > 1 and abs(whole - sum(values)) <= sum(map(self._unsure, (total, *parts))):
            yield _Total(total=total, parts=tuple(parts), rest=0)
            return
        if sum(values) <= whole:
            yield _Total(total=total, parts=tuple(parts), rest=whole - sum(values))
            return
        sought = adding_up_to(whole, values) if len(parts) <= MOST_PARTS else None
        taken = {number for each in sought.found for number in each} if sought else set()
        for each in sought.found if sought else ():
            yield _Total(total=total, parts=tuple(parts[number] for number in each), rest=0)
        for number, value in enumerate(values):
            if number not in taken and is_small(whole - value, self.threshold):
                yield _Total(total=total, parts=(parts[number],), rest=whole - value)
        if sought is None or not sought.complete:
            yield _Total(total=total, parts=tuple(parts), rest=0)

    def _totals_of_needs(self) -> Iterator[_Total]:
        """Yield the needs that part those who were asked: of one Out of, each of a group of its own within one group."""
        families: dict[tuple[Decimal, str], list[int]] = {}
        for number, need in enumerate(self.plan.needs):
            own, asked = only_group(need), numbers_in(need.out_of)[:1]
            if own and asked and ("needs", number, "count") in self.counts:
                families.setdefault((asked[0], self._larger_group(need)), []).append(number)
        for (asked_of, _), rows in families.items():
            keys: list[Key] = [("needs", number, "count") for number in rows]
            for way in adding_up_to(int(asked_of), [self._people(key) for key in keys[:MOST_PARTS]]).found:
                groups = {only_group(self.plan.needs[rows[number]]) for number in way}
                if len(groups) == len(way):
                    parts = tuple(keys[number] for number in way)
                    yield _Total(total=("needs", rows[way[0]], "out_of"), parts=parts, rest=0)

    def _totals_of_needs_by_group(self) -> Iterator[_Total]:
        """Yield the needs that say the same of all and of groups of them."""
        same: dict[str, list[int]] = {}
        for number, need in enumerate(self.plan.needs):
            said = plain(need.text or need.context or "")
            if said and len(need.who) < 2 and self._number_of("needs", number, ("count",)):
                same.setdefault(said, []).append(number)
        for rows in same.values():
            whole = self._whole_of(rows) if len(rows) > 1 else None
            if whole is not None:
                parts = [row for row in rows if row != whole]
                for field in ("out_of", "count"):
                    yield from self._parted("needs", self._number_of("needs", whole, (field,)), parts, (field,))

    def _whole_of(self, rows: Sequence[int]) -> int | None:
        """Give the need that is of all: without a group, of the group that holds the others, or as many as they are."""
        needs = self.plan.needs
        groups = {row: only_group(needs[row]) for row in rows}
        held = {row: self._larger_group(needs[row]) for row in rows}
        for row in rows:
            others = [other for other in rows if other != row]
            if all(groups[other] for other in others) and (
                groups[row] is None or all(held[other] == groups[row] for other in others)
            ):
                return row
        keys: dict[int, Key] = {row: ("needs", row, "count") for row in rows}
        largest = max(rows, key=lambda row: self._people(keys[row]))
        parts = [keys[row] for row in rows if row != largest]
        is_sum = len(parts) > 1 and any(each.rest == 0 for each in self._ways(keys[largest], parts))
        return largest if is_sum else None

    def _larger_group(self, need: Need) -> str:
        """Give the key of the group that holds those whom a need affects, or nothing where none is named."""
        group = self.theory.group(need.who[0]) if need.who else None
        return group_key(group.parent) if group and group.parent else ""

    def _totals_of_groups(self) -> Iterator[_Total]:
        """Yield the groups that make up a larger one."""
        sizes = {group_key(group.name): ("groups", number, "size") for number, group in enumerate(self.plan.groups)}
        parts: dict[str, list[Key]] = {}
        for number, group in enumerate(self.plan.groups):
            if group.parent and ("groups", number, "size") in self.counts:
                parts.setdefault(group_key(group.parent), []).append(("groups", number, "size"))
        for name, keys in parts.items():
            whole = sizes.get(name)
            if whole in self.counts and whole is not None:
                yield from (
                    each
                    for each in self._ways(whole, keys)
                    if len(each.parts) > 1 or not each.rest or is_small(each.rest, self.threshold)
                )

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
        return [(its[0], other) for its in found.values() for other in its[1:]]

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
                yield f"asked {self._larger_group(need)}"
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
