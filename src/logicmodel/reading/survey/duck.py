"""The same figures by DuckDB, where it is installed (pip install "logicmodel[survey]"): for files of very many rows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.reading.survey.asking import (
    ANSWERS,
    FILLED,
    NOTES,
    TEST,
    WITH_SEMICOLON,
    any_filled,
    day_in,
    filled_alone,
    kind_of_row,
    millionths_in,
    notes_of,
    reading,
)
from logicmodel.reading.survey.counting import (
    MILLIONTHS,
    MOST_DIFFERENT,
    Looked,
    Profile,
    Request,
    Tally,
    cleaned,
    day_of,
    millionths,
)
from logicmodel.reading.survey.layout import PERSONAL, WHEN, Column, Layout
from logicmodel.reading.survey.personal import CONTACT, PATTERNS, personal_content
from logicmodel.reading.survey.source import FileSource

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_Thing = TypeVar("_Thing")

_MEMORY = "256MB"
_SOME_ROWS = 10_000
_FIRST_ROWS = 200  # in which is looked for what is personal
_SURELY_MANY = 4 * MOST_DIFFERENT  # different texts in some rows; such a column is not counted
_MOST_TALLIES = 200_000  # that are held in memory
_MOST_LISTS = 30  # that are counted in one look through the file, within its memory
_MOST_TOGETHER = 1000  # different texts, as the first rows let expect, of columns that are counted together
_NOTED_TOGETHER = 4  # columns whose notes are one number

_ROWS = "rows"


def can_count(source: FileSource, layout: Layout) -> bool:
    """Say whether DuckDB is installed and reads this file as the standard library does."""
    return (
        find_spec("duckdb") is not None
        and source.encoding in ("utf-8", "utf-8-sig")
        and source.one_line_each(layout.rows)
    )


class NotForDuckDB(Exception):
    """DuckDB cannot read the file, or not within its memory; the standard library has to."""


class _Said(Struct, frozen=True, kw_only=True):
    """How many rows hold a text in one of the lists that were asked for, and the sum of their weights in millionths."""

    listed: str
    text: str
    group: str
    number: int
    weight: int


class DuckEngine:
    """Counts with DuckDB. Its methods raise NotForDuckDB.

    The first rows say in which columns answers are few. All of those are counted by group and weight in a single look
    through the file, and in the same look it is noted of each cell of the others what it holds. What stands in a
    counted column is cleaned once for each different text, and not in every row.
    """

    def __init__(
        self, source: FileSource, layout: Layout, *, group: int | None = None, weight: int | None = None
    ) -> None:
        self._source = source
        self._layout = layout
        self._group = group
        self._weight = weight
        self._few: dict[int, int] = {}  # column → different texts in some rows
        self._ticked: dict[tuple[int, ...], int] = {}  # columns of one question → n
        self._counted: dict[int, list[Tally]] = {}  # by column, or -1 - n for those of one question

    def profile(self) -> Looked:
        """Look through all rows: what kind of answers there are, how many where they are few."""
        columns = self._layout.columns
        self._few, personal = self._first_look()
        self._ticked = _columns_of_one_question(columns, tuple(self._few))
        self._counted = {column: [] for column in (*self._few, *(-1 - number for number in self._ticked.values()))}
        noting = _Noting([each for each in columns if each.index not in self._few], personal)
        rows: Counter[str] = Counter()
        with _connection() as duck:
            asked = _texts(self._few, tuple(self._ticked))
            for said in self._said(duck, asked, noting.asked(), self._group, self._weight):
                if said.listed == _ROWS:
                    rows[said.text] += said.number
                elif said.listed in asked:
                    self._counted[int(said.listed)] += _tallies(said)
                else:
                    noting.add(said)
        found = noting.profiles()
        profiles = tuple(found.get(each.index) or self._profile(each) for each in columns)
        return Looked(respondents=rows[str(ANSWERS)], left_out=rows[str(TEST)], profiles=profiles)

    def tally(self, request: Request) -> Iterator[Tally]:
        """Give what is asked for: what `profile` has counted, and the rest by another look through the file."""
        same = (request.group, request.weight) == (self._group, self._weight)
        columns = [each for each in request.columns if not (same and each in self._counted)]
        any_of: dict[int, tuple[int, ...]] = {}
        for number, some in enumerate(request.any_of):
            known = self._ticked.get(some) if same else None
            if known is None:
                any_of[number] = some
            else:
                yield from (replace(each, column=-1 - number) for each in self._counted.get(-1 - known, ()))
        for column in request.columns:
            yield from self._counted.get(column, ()) if same else ()
        if columns or any_of:
            places = tuple(any_of)
            asked = _texts(columns, tuple(any_of.values()))
            with _connection() as duck:
                for said in self._said(duck, asked, {}, request.group, request.weight):
                    for each in _tallies(said) if said.listed in asked else ():
                        yield each if each.column >= 0 else replace(each, column=-1 - places[-1 - each.column])

    def _first_look(self) -> tuple[dict[int, int], dict[int, frozenset[str]]]:
        """Say of columns of few different texts in some rows how many, and what is personal there; more may follow below."""
        width = len(self._layout.columns)
        texts: list[set[str]] = [set() for _ in range(width)]
        personal: dict[int, frozenset[str]] = {}
        # A row of a test may hold what no answer does.
        first = _FIRST_ROWS if self._layout.of_tests is None else 0
        rows = islice(self._source.rows(), self._layout.rows, None)
        for start, end in ((0, first), (first, _SOME_ROWS)):
            some = zip_longest(*islice(rows, end - start), fillvalue="")
            for its, cells in zip(texts, some, strict=False):
                its.update(cells)
            if end == first:
                personal = {
                    index: frozenset(personal_content(set(map(cleaned, its)))) for index, its in enumerate(texts)
                }
        joined = {each.index for each in self._layout.columns if each.joined}
        few = {}
        for index, its in enumerate(texts):
            # Of answers that are joined, and where tests are among the rows, fewer may be left than there are texts.
            least = 0 if index in joined or self._layout.of_tests is not None else len(set(map(cleaned, its)) - {""})
            if len(its) <= _SURELY_MANY and least <= MOST_DIFFERENT:
                few[index] = len(its)
        return few, personal

    def _said(
        self,
        duck: "DuckDBPyConnection",
        by_group: Mapping[str, str],
        alone: Mapping[str, str],
        group: int | None,
        weight: int | None,
    ) -> Iterator[_Said]:
        """Count what expressions give, by name: some in each group, others for all. Rows of tests are left out.

        Before them come the rows themselves, by what they are. Weights of which there are few are read from what was
        counted; others are added up by DuckDB.
        """
        counted = 0
        all_sets = [*self._sets(by_group, group, weight), *((name,) for name in alone)]
        for number, sets in enumerate(_in_looks(all_sets)):
            expressions = {name: by_group.get(name) or alone[name] for names in sets for name in names}
            result = duck.execute(self._query(sets, expressions, by_group, group, weight))
            found: dict[tuple[str, str, str], list[int]] = {}
            while rows := result.fetchmany(10_000):
                counted += len(rows)
                if counted > _MOST_TALLIES:
                    raise NotForDuckDB
                for without, row_is, its_group, its_weight, people, total, *texts in rows:
                    if without == (1 << len(texts)) - 1:
                        said = [(_ROWS, str(row_is))] if not number else []
                    elif row_is == TEST:
                        continue
                    else:
                        said = [(name, text) for name, text in zip(expressions, texts, strict=True) if text is not None]
                    if total is None:
                        total = people * (MILLIONTHS if weight is None else millionths(cleaned(its_weight or "")))
                    for name, text in said:
                        sums = found.setdefault((name, str(text), its_group or ""), [0, 0])
                        sums[0] += people
                        sums[1] += int(total)
            for (name, text, named), (people, total) in found.items():
                yield _Said(listed=name, text=text, group=cleaned(named), number=people, weight=total)

    def _sets(self, by_group: Iterable[str], group: int | None, weight: int | None) -> list[tuple[str, ...]]:
        """Put together what is counted together.

        To count two columns together takes half the time, as long as they have few different pairs of texts.
        """
        in_each = 1
        for column, unknown in ((group, _SURELY_MANY), (weight, 1)):
            in_each *= 1 if column is None else self._few.get(column, unknown)
        different = {
            name: 2 if int(name) < 0 else 1 if int(name) in (group, weight) else self._few.get(int(name), _SURELY_MANY)
            for name in by_group
        }
        sets: list[list[str]] = []
        products: list[int] = []
        for name, its in sorted(different.items(), key=lambda each: -each[1]):
            fitting = (at for at, product in enumerate(products) if product * its <= _MOST_TOGETHER)
            at = next((at for at in fitting if len(sets[at]) < _MOST_LISTS), len(sets))
            if at == len(sets):
                sets.append([])
                products.append(in_each)
            sets[at].append(name)
            products[at] *= max(its, 1)
        return list(map(tuple, sets))

    def _query(
        self,
        sets: Sequence[tuple[str, ...]],
        expressions: Mapping[str, str],
        by_group: Mapping[str, str],
        group: int | None,
        weight: int | None,
    ) -> str:
        keys = {name: f"k{place}" for place, name in enumerate(expressions)}
        few_weights = weight is None or weight in self._few
        its_group = "null" if group is None else f"r{group}"
        its_weight = f"r{weight}" if few_weights and weight is not None else "null"
        to_add = "" if few_weights else f", {millionths_in(f'r{weight}')} as its_millionths"
        total = "null" if few_weights else "sum(its_millionths)"
        listed = ", ".join(f"{expression} as {keys[name]}" for name, expression in expressions.items())
        # A row that is empty adds nothing to what is counted.
        of_all = ["row_is"] if self._layout.of_tests is not None else []
        in_groups = [each for each, its in (("its_group", its_group), ("its_weight", its_weight)) if its != "null"]
        together = ", ".join(
            f"({', '.join((*(keys[name] for name in names), *of_all, *(in_groups if names[0] in by_group else [])))})"
            for names in sets
        )
        texts = ", ".join(keys.values())
        return (
            f"with answers as (select {kind_of_row(self._layout)} as row_is, {its_group} as its_group, "
            f"{its_weight} as its_weight{to_add}, {listed} from {reading(self._source, self._layout)}) "
            f"select grouping({texts}), row_is, its_group, its_weight, count(*), {total}, {texts} "
            f"from answers group by grouping sets ((row_is, its_group, its_weight), {together})"
        )

    def _profile(self, column: Column) -> Profile:
        """Say what a column holds whose texts have been counted."""
        answers: Counter[str] = Counter()
        for tally in self._counted.get(column.index, ()):
            answers[tally.text] += tally.number
        return Profile(
            filled=answers.total(),
            answers=dict(answers) if len(answers) <= MOST_DIFFERENT else None,
            with_semicolon=sum(number for text, number in answers.items() if text.endswith(";")),
            personal=frozenset(personal_content(answers.keys())),
            days=frozenset(map(day_of, answers)) if column.role == WHEN else frozenset(),
        )


class _Noting:
    """What is noted of cells in columns of very many texts: a number for each cell, of which there are few different."""

    def __init__(self, columns: Sequence[Column], personal: Mapping[int, frozenset[str]]) -> None:
        self._personal = personal
        self._lots = {f"note{number}": its for number, its in enumerate(_in_lots(columns, _NOTED_TOGETHER))}
        self._times = {f"day{each.index}": each.index for each in columns if each.role == WHEN}
        self._notes: dict[int, Counter[int]] = {each.index: Counter() for each in columns}
        self._days: dict[int, set[str]] = {}

    def asked(self) -> dict[str, str]:
        """Give expressions by their names: the notes of several columns together, and days."""
        notes = {
            name: " + ".join(
                f"(({self._notes_of(each)})::bigint << {NOTES * place})" for place, each in enumerate(columns)
            )
            for name, columns in self._lots.items()
        }
        return {**notes, **{name: day_in(f"r{index}") for name, index in self._times.items()}}

    def _notes_of(self, column: Column) -> str:
        # What is over a personal column says enough, unless it may only ask about telephones or post.
        known = self._personal[column.index]
        if column.role == PERSONAL and (known or column.what != CONTACT):
            return filled_alone(f"r{column.index}")
        return notes_of(f"r{column.index}", known)

    def add(self, said: _Said) -> None:
        """Take in how many rows have the same notes, or the same day."""
        if said.listed in self._times:
            self._days.setdefault(self._times[said.listed], set()).add(said.text)
            return
        for place, column in enumerate(self._lots[said.listed]):
            self._notes[column.index][int(said.text) >> NOTES * place & (1 << NOTES) - 1] += said.number

    def profiles(self) -> dict[int, Profile]:
        """Say what each column holds."""
        return {
            column: Profile(
                filled=sum(number for note, number in notes.items() if note & FILLED),
                answers=None,
                with_semicolon=sum(number for note, number in notes.items() if note & WITH_SEMICOLON),
                personal=self._personal[column]
                | {what for bit, what in enumerate(PATTERNS, 2) if any(note >> bit & 1 for note in notes)},
                days=frozenset(each for each in self._days.get(column, ()) if each),
            )
            for column, notes in self._notes.items()
        }


def _in_lots(things: Sequence[_Thing], size: int) -> list[Sequence[_Thing]]:
    return [things[start : start + size] for start in range(0, len(things), size)]


def _in_looks(sets: Iterable[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    """Give as many of the sets at a time as are counted in one look."""
    look: list[tuple[str, ...]] = []
    for names in sets:
        if look and sum(map(len, look)) + len(names) > _MOST_LISTS:
            yield look
            look = []
        look.append(names)
    if look:
        yield look


def _columns_of_one_question(columns: Sequence[Column], few: Sequence[int]) -> dict[tuple[int, ...], int]:
    """Give the questions of several columns a number: of these it will be asked whether any is filled."""
    questions: dict[str, list[int]] = {}
    for column in columns:
        if column.option is not None and column.index in few:
            questions.setdefault(column.question, []).append(column.index)
    return {tuple(its): number for number, its in enumerate(questions.values())}


def _texts(columns: Iterable[int], any_of: Sequence[tuple[int, ...]]) -> dict[str, str]:
    """Give expressions by the numbers of what is counted: columns, and -1 - n for the nth of questions of several."""
    its = {str(number): f"r{number}" for number in columns}
    return its | {str(-1 - number): any_filled(some) for number, some in enumerate(any_of)}


def _tallies(said: _Said) -> Iterator[Tally]:
    if text := cleaned(said.text):
        yield Tally(column=int(said.listed), text=text, group=said.group, number=said.number, weight=said.weight)


@contextmanager
def _connection() -> "Iterator[DuckDBPyConnection]":
    import duckdb

    try:
        with duckdb.connect(":memory:") as duck:
            duck.execute(
                f"set memory_limit = '{_MEMORY}'; set preserve_insertion_order = false; set threads = 2; set enable_progress_bar = false"
            )
            yield duck
    except duckdb.Error as trouble:
        raise NotForDuckDB from trouble
