"""The numbers of people in a plan: which cell holds a count, a share or a base, and what they say together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from logicmodel.model import Amount, Indicator, Need, Plan, Quantity, Reading, Row, Stage, When
from logicmodel.privacy.cells import Cells
from logicmodel.privacy.data import entries, words_in
from logicmodel.privacy.solving import adding_up_to, breakdowns_of_one_whole
from logicmodel.theory import Theory
from logicmodel.words.matching import finder
from logicmodel.words.spelling import group_key, plain

SMALLEST = 10
"""The smallest number of people to show, where nobody says otherwise."""

PARTS_OF_A_BASE = ("count", "value", "numerator", "baseline")
"""Fields that may count some of those who were asked, or are in a group."""

Key = tuple[str, int, str]
"""A cell of a plan: its sheet, the number of its row there, and its field."""


People = TypeVar("People", int, Decimal)


class Count(Struct, frozen=True, kw_only=True):
    """A cell that counts people: its key, what was typed, how many these are, and the row."""

    key: Key
    text: str
    numbers: tuple[Decimal, ...]
    row: Row

    @property
    def number(self) -> Decimal:
        """How many people it counts; of a span the lower end."""
        return self.numbers[0]


class Share(Struct, frozen=True, kw_only=True):
    """A percentage, mean, rate or score, with the number of people behind it where that is recorded.

    `bases` are the cells that hold the base, `counts` other cells that hold how many it is of the base.
    """

    key: Key
    text: str
    value: Decimal
    base: Decimal | None
    bases: tuple[Key, ...]
    counts: tuple[Key, ...]
    row: Row
    percent: bool

    @property
    def people(self) -> int | None:
        """How many people a percentage stands for, where the base is recorded."""
        return round(self.value * self.base / 100) if self.percent and self.base is not None else None


def threshold_of(theory: Theory, asked: int | None = None) -> int:
    """Give the smallest number of people to show: what was asked for, else the plan's own, else ten."""
    return asked or theory.plan.programme.min_count or SMALLEST


def numbers_in(amount: Amount | None) -> tuple[Decimal, ...]:
    """Give the numbers of an amount that is a number: its value, the upper end of a span, the base in “7 of 12”."""
    if amount is None or amount.state != "number":
        return ()
    return tuple(each for each in (amount.value, amount.high, amount.base) if each is not None)


def is_small(number: Decimal | int, threshold: int) -> bool:
    """Say whether a number of people is one to protect: zero is not."""
    return 0 < number < threshold


def is_percent(amount: Amount | None, unit: str | None = None) -> bool:
    """Say whether an amount is a percentage, by its own sign or the unit of its measure."""
    units = {(each or "").casefold().strip(" .") for each in (amount.unit if amount else None, unit)}
    return amount is not None and not units.isdisjoint(entries("units", "percent"))


def parts_of_groups(plan: Plan) -> dict[str, list[int]]:
    """Give the rows of the groups that are part of a larger one, by its key."""
    found: dict[str, list[int]] = {}
    for row, group in enumerate(plan.groups):
        if group.parent:
            found.setdefault(group_key(group.parent), []).append(row)
    return found


def told_by_parts(plan: Plan, sizes: Mapping[int, People]) -> dict[int, People]:
    """Give the sizes of groups, by their rows, that are not among those given but are the sums of such."""
    parts_of = parts_of_groups(plan)
    told: dict[int, People] = {}
    while True:
        known = {**sizes, **told}
        more = {
            row: sum((known[part] for part in parts[1:]), known[parts[0]])
            for row, group in enumerate(plan.groups)
            if row not in known
            and (parts := parts_of.get(group_key(group.name), []))
            and all(part in known for part in parts)
        }
        if not more:
            return told
        told |= more


class Numbers:
    """The counts, shares and bases of a plan."""

    def __init__(self, theory: Theory, cells: Cells) -> None:
        self.theory, self.cells, self.plan = theory, cells, theory.plan
        self._measures = {each.id: each for each in self.plan.indicators}

    @cached_property
    def _sized_groups(self) -> re.Pattern[str]:
        """Find the names of groups whose size is known."""
        known = (each for number, each in enumerate(self.plan.groups) if number in self._sizes)
        return finder(tuple(name for each in known for name in (each.name, *each.aliases)))

    @cached_property
    def _sizes(self) -> dict[int, Decimal]:
        """Give the sizes of groups, by their rows; where no cell shows one, those of its parts may tell it."""
        shown = {row: size for row, group in enumerate(self.plan.groups) for size in numbers_in(group.size)[:1]}
        return shown | told_by_parts(self.plan, shown)

    def counts(self) -> Iterator[Count]:
        """Yield every cell that counts people, in plan order."""
        for number, need in enumerate(self.plan.needs):
            yield from self._of(need, "needs", number, ("out_of",) if is_percent(need.count) else ("count", "out_of"))
        for number, element in enumerate(self.plan.elements):
            yield from self._of(element, "elements", number, ("people",))
            if element.people is None and element.quantity and element.stage is not Stage.INPUT:
                people = self._head_count(element.quantity)
                if people is not None:
                    key = ("elements", number, "quantity")
                    yield Count(key=key, text=element.quantity.text, numbers=(people,), row=element)
        for number, measure in enumerate(self.plan.indicators):
            if self.counts_people(measure):
                yield from self._of(measure, "indicators", number, ("baseline",))
        for number, source in enumerate(self.plan.sources):
            if source.n is not None:
                key = ("sources", number, "n")
                yield Count(key=key, text=str(source.n), numbers=(Decimal(source.n),), row=source)
        for number, reading in enumerate(self.plan.readings):
            counted = self.is_count(reading)
            yield from self._of(
                reading, "readings", number, ("value", "out_of", "numerator") if counted else ("out_of", "numerator")
            )
        for number, group in enumerate(self.plan.groups):
            yield from self._of(group, "groups", number, ("size",))

    def _head_count(self, quantity: Quantity) -> Decimal | None:
        """Give the number of people in a planned quantity."""
        return next((part.amount.value for part in quantity.parts if self.names_people(part.unit)), None)

    def _of(self, row: Row, sheet: str, number: int, fields: Sequence[str]) -> Iterator[Count]:
        for field in fields:
            amount: Amount | None = getattr(row, field)
            numbers = numbers_in(amount)
            if amount is not None and numbers and not is_percent(amount):
                yield Count(key=(sheet, number, field), text=amount.text, numbers=numbers, row=row)

    def shares(self) -> Iterator[Share]:
        """Yield every percentage, mean, rate and score, with its base where one is recorded."""
        for number, need in enumerate(self.plan.needs):
            if need.count and numbers_in(need.count) and is_percent(need.count):
                yield self._share("needs", number, need, "count", need.count, need.out_of, percent=True)
        for number, measure in enumerate(self.plan.indicators):
            if measure.baseline and numbers_in(measure.baseline) and not self.counts_people(measure):
                yield self._baseline(number, measure, measure.baseline)
        for number, reading in enumerate(self.plan.readings):
            if reading.value and numbers_in(reading.value) and not self.is_count(reading):
                percent = is_percent(reading.value, self._unit(reading)) or self._is_of_percent(reading)
                made = self._share("readings", number, reading, "value", reading.value, reading.out_of, percent=percent)
                yield made

    def _share(
        self, sheet: str, number: int, row: Row, field: str, amount: Amount, out_of: Amount | None, *, percent: bool
    ) -> Share:
        base = amount.base if amount.base is not None else next(iter(numbers_in(out_of)), None)
        if base is None:
            base = self._asked_in_its_source(row) or self._size_of_its_group(row) or _base_told(row, amount, percent)
        if base is None and isinstance(row, Reading):
            base = self._base_of_its_table(row)
        counts = ((sheet, number, "numerator"),) if isinstance(row, Reading) and row.numerator else ()
        return Share(
            key=(sheet, number, field),
            text=amount.text,
            value=numbers_in(amount)[0],
            base=base,
            bases=((sheet, number, "out_of"),) if out_of else (),
            counts=counts,
            row=row,
            percent=percent,
        )

    def _base_of_its_table(self, reading: Reading) -> Decimal | None:
        """Give how many people a reading of all or of one group rests on, as the bases of the other readings of its day tell."""
        its = [
            each
            for each in self._readings.get((reading.measure or "", when_key(reading.date)), ())
            if each is not reading and numbers_in(each.out_of)
        ]
        bases = [numbers_in(each.out_of)[0] for each in its if each.group]
        if not reading.group:
            ways = breakdowns_of_one_whole([int(base) for base in bases])
            return sum((bases[number] for number in ways[0]), Decimal(0)) if ways else sum(bases, Decimal(0)) or None
        of_all = next((numbers_in(each.out_of)[0] for each in its if not each.group), None)
        if of_all is None:
            return None
        whole = {number for way in adding_up_to(int(of_all), [*map(int, bases)]).found for number in way}
        rest = of_all - sum(base for number, base in enumerate(bases) if number not in whole)
        return rest if 0 < rest < of_all else None

    @cached_property
    def _readings(self) -> dict[tuple[str, str], list[Reading]]:
        found: dict[tuple[str, str], list[Reading]] = {}
        for each in self.plan.readings:
            found.setdefault((each.measure or "", when_key(each.date)), []).append(each)
        return found

    def _size_of_its_group(self, row: Row) -> Decimal | None:
        """Give the size of the groups that a need, a reading or a measure is about: those whom a share of it can be of."""
        groups = [self.theory.group(name) for name in self._groups_of(row)]
        sizes = [self._sizes[at] for at, each in enumerate(self.plan.groups) if each in groups and at in self._sizes]
        return sum(sizes, Decimal(0)) if sizes and len(sizes) == len(groups) else None

    def _groups_of(self, row: Row) -> tuple[str, ...]:
        """Name the one group of a need or a reading, or the groups whose box is measured, else the one that the measure names."""
        measure = self.measure_of(row) if isinstance(row, Reading) and not row.group else row
        if isinstance(measure, Indicator):
            element = self.theory.by_ref.get(measure.measures or "")
            named = self._sized_groups.search(measure.text)
            return element.who if element is not None and element.who else (named[0],) if named else ()
        names = (row.group,) if isinstance(row, Reading) else row.who if isinstance(row, Need) else ()
        return tuple(name for name in names if name and len(names) == 1)

    def cells_of_bases(self, known: Count | Share) -> Iterator[Key]:
        """Yield the cells that may say how many people a count or a share is of: of its row, its source, its one group."""
        row, (sheet, number, field) = known.row, known.key
        if field not in PARTS_OF_A_BASE:
            return
        yield sheet, number, "out_of"
        if isinstance(row, Need) and len(row.sources) == 1:
            yield from (("sources", at, "n") for at, each in enumerate(self.plan.sources) if each.id in row.sources)
        groups = [self.theory.group(name) for name in self._groups_of(row)]
        if len(groups) == 1:
            yield from (("groups", at, "size") for at, each in enumerate(self.plan.groups) if each is groups[0])

    def _baseline(self, number: int, measure: Indicator, amount: Amount) -> Share:
        """Give the starting value with the base of a reading of the same day, else with the size of its group."""
        readings = [
            each.out_of
            for each in self.plan.readings
            if each.measure == measure.id and each.group is None and same_day(each.date, measure.baseline_date)
        ]
        base = next((found for each in readings for found in numbers_in(each)[:1]), None)
        if base is None:
            base = self._size_of_its_group(measure)
        return Share(
            key=("indicators", number, "baseline"),
            text=amount.text,
            value=numbers_in(amount)[0],
            base=amount.base if amount.base is not None else base,
            bases=(),
            counts=(),
            row=measure,
            percent=is_percent(amount, measure.unit) or begins_with_percent(measure),
        )

    def base_of(self, count: Count) -> Decimal | None:
        """Give how many people a count is out of, as its own cell, its row, its source or the size of its group says."""
        row, own = count.row, getattr(count.row, count.key[2], None)
        if isinstance(own, Amount) and own.base is not None:
            return own.base
        if count.key[2] not in PARTS_OF_A_BASE:
            return None
        of_its_table = self._base_of_its_table(row) if isinstance(row, Reading) else None
        others = (self._asked_in_its_source(row), self._size_of_its_group(row), of_its_table)
        known = (each for each in others if each is not None and each >= count.number)
        out_of = row.out_of if isinstance(row, Need | Reading) else None
        return next(iter((*numbers_in(out_of)[:1], *known)), None)

    def shares_of(self, count: Count) -> Iterator[Decimal]:
        """Yield the percentages by which people say what part of its base a count is, rounded as they do."""
        base = self.base_of(count)
        if base:
            yield from {round(100 * count.number / base, places) for places in (0, 1, 2)}

    def _asked_in_its_source(self, row: Row) -> Decimal | None:
        """Give how many people were asked in the one source of a need."""
        sizes = [each.n for each in self.plan.sources if isinstance(row, Need) and each.id in row.sources]
        return Decimal(sizes[0]) if len(sizes) == 1 and sizes[0] is not None else None

    # -- what a measure counts --------------------------------------------------------------------------------------

    def counts_people(self, measure: Indicator) -> bool:
        """Say whether a measure counts people: its unit is a number, and its text or unit names people or a group."""
        unit = (measure.unit or "").casefold().strip(" .")
        if is_percent(measure.baseline, unit) or begins_with_percent(measure) or unit in entries("units", "percent"):
            return False
        is_number = not unit or unit in entries("units", "number") or self.names_people(unit)
        others = words_in("units", "others").match(measure.text.lstrip())
        return is_number and bool(self.names_people(measure.text) or self.names_people(unit) or others)

    def names_people(self, text: str) -> bool:
        """Say whether a text has a word for people in any of the six languages, or the name of a group."""
        return bool(text) and (self.theory.counts_people(text) or words_in("texts", "persons").search(text) is not None)

    def measure_of(self, reading: Reading) -> Indicator | None:
        """Give the measure that a reading is of."""
        return self._measures.get(reading.measure or "")

    def is_count(self, reading: Reading) -> bool:
        """Say whether the value of a reading counts people."""
        measure = self.measure_of(reading)
        if is_percent(reading.value):
            return False
        if measure is not None:
            return self.counts_people(measure)
        element = self.theory.by_ref.get(reading.measure or "")
        if element is None:
            return True  # what it counts is not known, and may be people
        return element.people is not None or (
            element.quantity is not None and self._head_count(element.quantity) is not None
        )

    def _is_of_percent(self, reading: Reading) -> bool:
        measure = self.measure_of(reading)
        return measure is not None and begins_with_percent(measure)

    def _unit(self, reading: Reading) -> str | None:
        measure = self.measure_of(reading)
        return measure.unit if measure else None


def _base_told(row: Row, amount: Amount, percent: bool) -> Decimal | None:
    """Give the base that a percentage and its count tell together: 14 people are 70 % of 20."""
    counted = numbers_in(row.numerator) if isinstance(row, Reading) and percent else ()
    return (
        (100 * counted[0] / numbers_in(amount)[0]).quantize(Decimal(1)) if counted and numbers_in(amount)[0] else None
    )


def begins_with_percent(measure: Indicator) -> bool:
    """Say whether a measure begins with a word such as “Percentage”."""
    return words_in("units", "percent").match(measure.text.lstrip()) is not None


def same_day(one: When | None, other: When | None) -> bool:
    """Say whether two dates are of one time: one lies within the other."""
    if one is None or other is None or one.first is None or other.first is None:
        return False
    return (one.first, one.last) == (other.first, other.last) or bool(
        one.last and other.last and max(one.first, other.first) <= min(one.last, other.last)
    )


def only_group(need: Need) -> str | None:
    """Give the key of the one group that a need affects, or None where there are several or none."""
    return group_key(need.who[0]) if len(need.who) == 1 else None


def when_key(date: When | None) -> str:
    """Give what tells apart the dates of readings: the day, or the words where it is none."""
    if date is None:
        return ""
    return f"{date.first}/{date.last}" if date.first else plain(date.text)
