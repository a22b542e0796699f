"""Which numbers of people in a plan make up others: groups a total, parts of one area its whole, two breakdowns each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from logicmodel.model import Need, Reading
from logicmodel.patterns import pattern_of
from logicmodel.privacy.counting import (
    Count,
    Key,
    Share,
    is_small,
    only_group,
    parts_of_groups,
    same_day,
    told_by_parts,
    when_key,
)
from logicmodel.privacy.data import entries
from logicmodel.privacy.groups import finder_of, places_in
from logicmodel.privacy.solving import adding_up_to, breakdowns_of_one_whole
from logicmodel.theory import Theory
from logicmodel.words.spelling import group_key, plain

MOST_PARTS = 40
"""Parts of one total that are put together in every way; of more all are hidden if one is."""

_WORD = pattern_of(r"\w+(?:-\w+)*")

NOT_SHOWN = "total"
"""What stands for the sheet in the key of a total that no cell shows, and that two breakdowns have in common."""


Fields = tuple[str, ...]
"""Fields of a row of which the first one with a number says how many people it is about."""

OF_READINGS: tuple[Fields, Fields] = ("out_of",), ("numerator", "value")
OF_NEEDS: tuple[Fields, Fields] = ("out_of",), ("count",)
"""Fields that say how many were asked, and how many of these are counted."""

LEAST_BREAKDOWNS = 2
"""Breakdowns of a total that no cell shows, of which one tells another."""


class Total(Struct, frozen=True, kw_only=True):
    """A total, its parts, and how many people are in none of them."""

    total: Key
    parts: tuple[Key, ...]
    rest: int


class Totals:
    """Finds the totals of a plan among its counts and shares of people."""

    def __init__(
        self,
        theory: Theory,
        counts: Mapping[Key, Count],
        shares: Mapping[Key, Share],
        threshold: int,
    ) -> None:
        self.theory, self.plan = theory, theory.plan
        self.counts, self.shares, self.threshold = counts, shares, threshold

    def found(self) -> Iterator[Total]:
        """Yield all totals: of readings, measures, needs and groups."""
        yield from self._of_readings()
        yield from self._of_measures()
        yield from self._of_needs()
        yield from self._of_needs_by_group()
        yield from self._of_groups()

    def people(self, key: Key) -> int:
        """Give how many people a cell counts, or a percentage stands for."""
        if key in self.counts:
            return int(self.counts[key].number)
        if key[0] == NOT_SHOWN:
            return self._told_by_parts.get(key, 0)
        people = self.shares[key].people if key in self.shares else None
        return people if people is not None else 0

    def _unsure(self, key: Key) -> Decimal:
        """Give by how many people a number may be wrong: a percentage is rounded, and stands for about so many."""
        share = self.shares.get(key)
        if share is None or share.base is None:
            return Decimal(0)
        places = max(0, -int(share.value.as_tuple().exponent))
        return share.base / (200 * Decimal(10) ** places) + Decimal("0.5")

    def _number_of(self, sheet: str, row: int, fields: Sequence[str]) -> Key | None:
        """Give the cell of a row that says how many people it counts: a number, or else a share of a known base."""
        for field in fields:
            key = (sheet, row, field)
            if key in self.counts or (key in self.shares and self.shares[key].people is not None):
                return key
        return None

    # -- readings -----------------------------------------------------------------------------------------------------

    def _of_readings(self) -> Iterator[Total]:
        """Yield the totals of one measure and date with their groups: of what is counted, and of the bases."""
        rows: dict[tuple[str, str], list[tuple[int, Reading]]] = {}
        for number, reading in enumerate(self.plan.readings):
            if reading.measure:
                rows.setdefault((reading.measure, when_key(reading.date)), []).append((number, reading))
        for its in rows.values():
            wholes = [number for number, reading in its if not reading.group]
            groups = {number: reading.group for number, reading in its if reading.group}
            within = self._within_groups(groups)
            inner = {part for parts in within.values() for part in parts}
            outer = [number for number in groups if number not in inner]
            of_all = {
                fields: self._number_of("readings", wholes[0], fields) if len(wholes) == 1 else None
                for fields in OF_READINGS
            }
            if not wholes:
                of_all[OF_READINGS[-1]] = self._start_of(its[0][1])
            yield from self._parted("readings", of_all, outer, in_common=True)
            for group, parts in within.items():
                of_group = {fields: self._number_of("readings", group, fields) for fields in of_all}
                yield from self._parted("readings", of_group, parts)

    def _start_of(self, reading: Reading) -> Key | None:
        """Give the starting value of a measure where it is of the day of a reading, and so the total of its groups."""
        for number, measure in enumerate(self.plan.indicators):
            if measure.id == reading.measure and same_day(measure.baseline_date, reading.date):
                return self._number_of("indicators", number, ("baseline",))
        return None

    def _within_groups(self, groups: Mapping[int, str]) -> dict[int, list[int]]:
        """Give the groups whose parts are groups of the same table: “Girls”, with “Girls in Hill” and “Girls in Mill”.

        These have all words of the larger one and more, or the sheet of groups has them as its parts.
        """
        words = {number: frozenset(_WORD.findall(group_key(name))) for number, name in groups.items()}
        holding: dict[str, set[int]] = {}
        for number, its in words.items():
            for word in its:
                holding.setdefault(word, set()).add(number)
        parts: dict[str, set[int]] = {}
        for number, name in groups.items():
            group = self.theory.group(name)
            if group and group.parent:
                parts.setdefault(group_key(group.parent), set()).add(number)
        found: dict[int, list[int]] = {}
        for whole, name in groups.items():
            alike = (
                set.intersection(*sorted((holding[word] for word in words[whole]), key=len)) if words[whole] else set()
            )
            inner = {each for each in alike if words[each] != words[whole]} | parts.get(group_key(name), set())
            if len(inner) > 1:
                found[whole] = sorted(inner)
        return found

    def _in_common(self, keys: Sequence[Key]) -> Iterator[Total]:
        """Yield the total that no cell shows, where rows part it twice: by sex and by age, in whatever order."""
        values = [self.people(key) for key in keys]
        for way in breakdowns_of_one_whole(values):
            whole = _not_shown(keys, sum(values[number] for number in way))
            yield Total(total=whole, parts=tuple(keys[number] for number in way), rest=0)

    def _parted(
        self, sheet: str, wholes: Mapping[Fields, Key | None], rows: Sequence[int], *, in_common: bool = False
    ) -> Iterator[Total]:
        """Yield the totals of rows, of those counted and of those asked: the rows that part the one part the other, too.

        `in_common` says that rows may make up a total that no cell shows.
        """
        keys = {fields: self._numbers_of(sheet, rows, fields) for fields in wholes}
        found: dict[Fields, list[Total]] = {}
        for fields, whole in wholes.items():
            ways = self._ways(whole, keys[fields]) if whole and keys[fields] else ()
            found[fields] = [*(self._in_common(keys[fields]) if in_common and whole is None else ways)]
        breakdowns = sorted(
            {
                tuple(sorted(key[1] for key in each.parts))
                for those in found.values()
                for each in those
                if not each.rest and len(each.parts) > 1
            }
        )
        for fields, those in found.items():
            every = dict.fromkeys((*those, *self._parted_as(breakdowns, wholes[fields], keys[fields])))
            # Nobody of a breakdown is a part of it all the same.
            yield from (each for each in every if not any(_holds(other, each) for other in every))

    def _parted_as(self, ways: Sequence[tuple[int, ...]], whole: Key | None, keys: Sequence[Key]) -> Iterator[Total]:
        """Yield what the rows of breakdowns come to by these numbers of theirs, and who are in none of them."""
        of_row = {key[1]: key for key in keys}
        parted = {way: tuple(of_row[row] for row in way if row in of_row) for way in ways}
        if whole is None:
            sums = [sum(map(self.people, parts)) for way, parts in parted.items() if len(parts) == len(way)]
            if not sums or len(ways) < LEAST_BREAKDOWNS:
                return
            many = max(sums)
            whole = _not_shown(keys, many)
        else:
            many = self.people(whole)
        for way, parts in parted.items():
            rest = many - sum(map(self.people, parts))
            if len(parts) == len(way) and abs(rest) <= sum(map(self._unsure, (whole, *parts))):
                rest = 0
            if parts and rest >= 0:
                yield Total(total=whole, parts=parts, rest=rest)

    def _numbers_of(self, sheet: str, rows: Iterable[int], fields: Sequence[str]) -> list[Key]:
        return [key for row in rows if (key := self._number_of(sheet, row, fields))]

    def _ways(self, total: Key, parts: list[Key]) -> Iterator[Total]:
        """Yield the ways in which parts make a total: sets of them that add up to it, else all that fit within it."""
        whole, values = self.people(total), [self.people(key) for key in parts]
        if len(parts) > 1 and abs(whole - sum(values)) <= sum(map(self._unsure, (total, *parts))):
            yield Total(total=total, parts=tuple(parts), rest=0)
            return
        if sum(values) <= whole:
            yield Total(total=total, parts=tuple(parts), rest=whole - sum(values))
            return
        sought = adding_up_to(whole, values) if len(parts) <= MOST_PARTS else None
        taken = {number for each in sought.found for number in each} if sought else set()
        nobody = [parts[number] for number, value in enumerate(values) if not value]
        for none in nobody if whole in values else ():  # all are of one part, and nobody of another
            yield Total(total=total, parts=(parts[values.index(whole)], none), rest=0)
        for each in sought.found if sought else ():
            yield Total(total=total, parts=tuple(parts[number] for number in each), rest=0)
        left = [number for number, value in enumerate(values) if value and number not in taken]
        if taken and len(left) > 1 and (rest := whole - sum(values[number] for number in left)) > 0:
            yield Total(total=total, parts=tuple(parts[number] for number in left), rest=rest)
        for number, value in enumerate(values):
            if number not in taken and is_small(whole - value, self.threshold):
                yield Total(total=total, parts=(parts[number],), rest=whole - value)
        if sought is None or not sought.complete:
            yield Total(total=total, parts=tuple(parts), rest=0)

    # -- measures -----------------------------------------------------------------------------------------------------

    def _of_measures(self) -> Iterator[Total]:
        """Yield the measures that count the same of all and of groups of them: “pupils who come” and “girls who come”."""
        groups = (name for group in self.plan.groups for name in (group.name, *group.aliases))
        whom = {
            *map(plain, groups),
            *entries("texts", "persons"),
            *entries("units", "others"),
        }
        named = finder_of(tuple(sorted(whom)))
        said: dict[tuple[str, frozenset[str]], list[int]] = {}
        for number, measure in enumerate(self.plan.indicators):
            words = frozenset(_linked_out(named.sub(" ", plain(measure.text))))
            said.setdefault((plain(measure.unit or ""), words), []).append(number)
        for unit, words in said:
            # “Girls of the hill who come” say what “pupils who come” says, and more.
            rows = [
                row for (its, more), rows in said.items() if its == unit and words and words <= more for row in rows
            ]
            for keys in self._of_one_day(sorted(rows)) if len(rows) > 2 else ():
                whole = max(keys, key=self.people)
                parts = [key for key in keys if key != whole]
                yield from (each for each in self._ways(whole, parts) if not each.rest and len(each.parts) > 1)

    def _of_one_day(self, rows: Sequence[int]) -> Iterable[list[Key]]:
        """Give the starting values of some measures, and their readings of all, those of one day together."""
        found: dict[tuple[str, str], list[Key]] = {}
        measures = {self.plan.indicators[row].id for row in rows}
        for row in rows:
            if key := self._number_of("indicators", row, ("baseline",)):
                found.setdefault(
                    ("indicators", when_key(self.plan.indicators[row].baseline_date)),
                    [],
                ).append(key)
        for number, reading in enumerate(self.plan.readings):
            key = self._number_of("readings", number, ("numerator", "value"))
            if key and reading.measure in measures and not reading.group:
                found.setdefault(("readings", when_key(reading.date)), []).append(key)
        return found.values()

    # -- needs --------------------------------------------------------------------------------------------------------

    def _of_needs(self) -> Iterator[Total]:
        """Yield the needs that part those who were asked: of one Out of, each of a group of its own within one group."""
        families: dict[tuple[int, str], list[tuple[int, Key]]] = {}
        for number, need in enumerate(self.plan.needs):
            asked = self._asked(number, need)
            if asked and only_group(need) and ("needs", number, "count") in self.counts:
                of_whom = (self.people(asked), larger_group(self.theory, need))
                families.setdefault(of_whom, []).append((number, asked))
        for (many, _), its in families.items():
            keys: list[Key] = [("needs", number, "count") for number, _ in its]
            for way in adding_up_to(many, [self.people(key) for key in keys[:MOST_PARTS]]).found:
                groups = {only_group(self.plan.needs[its[number][0]]) for number in way}
                if len(groups) == len(way):
                    parts = tuple(keys[number] for number in way)
                    yield Total(total=its[way[0]][1], parts=parts, rest=0)

    def _asked(self, number: int, need: Need) -> Key | None:
        """Give the cell that says how many were asked: that of the need, else that of its one source."""
        sources = [("sources", row, "n") for row, each in enumerate(self.plan.sources) if each.id in need.sources]
        keys = [("needs", number, "out_of"), *(sources if len(sources) == 1 else [])]
        return next((key for key in keys if key in self.counts), None)

    def _of_needs_by_group(self) -> Iterator[Total]:
        """Yield the needs that say the same of all and of groups or places of them."""
        same: dict[str, list[int]] = {}
        for number, need in enumerate(self.plan.needs):
            said = _without_whom(need)
            if said and len(need.who) < 2 and self._number_of("needs", number, ("count",)):
                same.setdefault(said, []).append(number)
        for rows in same.values():
            if len(rows) > 1:
                yield from self._of_one_need(rows)

    def _of_one_need(self, rows: Sequence[int]) -> Iterator[Total]:
        """Yield the totals of needs that say the same: of all and of each group by place, of all and of each place by group."""
        table: dict[tuple[str | None, str], int] = {}
        for row in rows:
            need = self.plan.needs[row]
            table.setdefault((only_group(need), plain(need.area or "")), row)
        groups, places = ([*dict.fromkeys(each)] for each in zip(*table, strict=True))
        of_all = self._group_of_all(table, groups, places)
        lines = [[(group, place) for place in places if place] for group in groups if places]
        columns = [[(group, place) for group in groups if group != of_all] for place in places]
        wholes = [
            *((group, "") for group in groups),
            *((of_all, place) for place in places),
        ]
        for cells, whole in zip([*lines, *columns], wholes, strict=True):
            parts = [table[each] for each in cells if each in table]
            if whole in table:
                of_whole = {field: self._number_of("needs", table[whole], field) for field in OF_NEEDS}
                yield from self._parted("needs", of_whole, parts)
        if (of_all, "") not in table:
            outer = [table[each] for each in table if of_all in (None, each[0]) or not each[1]]
            yield from self._parted("needs", dict.fromkeys(OF_NEEDS), outer, in_common=True)

    def _group_of_all(
        self,
        table: Mapping[tuple[str | None, str], int],
        groups: Sequence[str | None],
        places: Sequence[str],
    ) -> str | None:
        """Give the group that holds the others: it names none, has them as its parts, or is as many as they are."""
        for group in groups:
            others = [other for other in groups if other != group]
            its = [self.plan.needs[row] for (name, _), row in table.items() if name != group]
            if group is None or (others and all(larger_group(self.theory, need) == group for need in its)):
                return group
        for place in places:
            rows = {group: table[group, place] for group in groups if (group, place) in table}
            keys: dict[str | None, Key] = {group: ("needs", row, "count") for group, row in rows.items()}
            largest = max(keys, key=lambda group: self.people(keys[group]), default=None)
            parts = [key for group, key in keys.items() if group != largest]
            if len(parts) > 1 and any(each.rest == 0 for each in self._ways(keys[largest], parts)):
                return largest
        return None

    # -- groups -------------------------------------------------------------------------------------------------------

    def _of_groups(self) -> Iterator[Total]:
        """Yield the groups that make up a larger one."""
        for number, group in enumerate(self.plan.groups):
            whole, parts = (
                self._size_of(number),
                self._parts_of.get(group_key(group.name), []),
            )
            keys = [key for part in parts if (key := self._size_of(part))]
            if whole and keys:
                yield from self._of_one_group(whole, keys)

    @cached_property
    def _parts_of(self) -> Mapping[str, Sequence[int]]:
        return parts_of_groups(self.plan)

    def _size_of(self, number: int) -> Key | None:
        """Give the cell with the size of a group, or the key of a size that only those of its parts tell."""
        for key in (("groups", number, "size"), (NOT_SHOWN, number, "groups")):
            if key in self.counts or key in self._told_by_parts:
                return key
        return None

    @cached_property
    def _told_by_parts(self) -> dict[Key, int]:
        """Give the sizes of groups that no cell shows, and that those of their parts tell."""
        sizes = {
            number: self.people(("groups", number, field)) for sheet, number, field in self.counts if sheet == "groups"
        }
        told = told_by_parts(self.plan, sizes)
        return {(NOT_SHOWN, number, "groups"): people for number, people in told.items()}

    def _of_one_group(self, whole: Key, keys: list[Key]) -> Iterator[Total]:
        for each in self._ways(whole, keys) if keys else ():
            if len(each.parts) > 1 or not each.rest or is_small(each.rest, self.threshold):
                yield each


def _not_shown(keys: Sequence[Key], many: int) -> Key:
    """Give the key of a total that no cell shows."""
    return (NOT_SHOWN, keys[0][1], f"{keys[0][0]}.{keys[0][2]} {many}")


def _holds(one: Total, other: Total) -> bool:
    """Say whether a breakdown has all parts of another one of as many people, and more."""
    return (one.total, one.rest) == (other.total, other.rest) and {*other.parts} < {*one.parts}


LINKING = 3
"""Letters of a word that links whom and where: of, in, from."""


def larger_group(theory: Theory, need: Need) -> str:
    """Give the key of the group that holds those whom a need affects, or nothing where none is named."""
    group = theory.group(need.who[0]) if need.who else None
    return group_key(group.parent) if group and group.parent else ""


def _without_whom(need: Need) -> str:
    """Give what a need says, without whom and where: “Girls of Hill skip meals” and “Pupils skip meals” say the same."""
    said = plain(need.text or need.context or "")
    named = tuple(sorted({plain(each) for each in (*need.who, *places_in(need.area))}))
    return " ".join(_linked_out(finder_of(named).sub(" ", said))) or said


def _linked_out(text: str) -> list[str]:
    """Give the words of a text, but for those that link them."""
    return [word for word in text.split() if len(word) > LINKING]
