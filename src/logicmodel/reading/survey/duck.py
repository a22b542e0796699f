"""The same figures by DuckDB, where it is installed (pip install "logicmodel[survey]"): for files of very many rows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.reading.survey.counting import (
    BLANKS,
    MILLIONTHS,
    MOST_DIFFERENT,
    WEIGHT,
    WHITE,
    Looked,
    Profile,
    Request,
    Tally,
    cleaned,
    day_of,
)
from logicmodel.reading.survey.layout import WHEN, Column, Layout
from logicmodel.reading.survey.personal import PATTERNS, personal_content
from logicmodel.reading.survey.source import FileSource

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MEMORY = "256MB"
_BUFFER = 8_000_000  # bytes of the file that each thread holds
_SOME_ROWS = 20_000
_SURELY_MANY = 4 * MOST_DIFFERENT  # different texts in some rows; such a column is not counted
_MOST_TALLIES = 200_000  # that are held in memory


def can_count(source: FileSource, layout: Layout) -> bool:
    """Say whether DuckDB is installed and reads this file as the standard library does."""
    return (
        find_spec("duckdb") is not None
        and source.encoding in ("utf-8", "utf-8-sig")
        and source.one_line_each(layout.rows)
    )


class NotForDuckDB(Exception):
    """DuckDB cannot read the file, or not within its memory; the standard library has to."""


class _LookedThrough(Struct, frozen=True, kw_only=True):
    """Rows counted, those of tests apart, and what some columns hold."""

    respondents: int
    left_out: int
    profiles: Mapping[int, Profile]


class DuckEngine:
    """Counts with DuckDB. Its methods raise NotForDuckDB.

    What stands in a column is cleaned once for each different text, and not in every row. Columns whose answers are few
    are counted by group and weight in a single look through the file; the others only have to be looked through for
    what is personal in them.
    """

    def __init__(
        self, source: FileSource, layout: Layout, *, group: int | None = None, weight: int | None = None
    ) -> None:
        self._layout = layout
        self._rows = _reading(source, layout)
        self._group = group
        self._weight = weight
        self._ticked: dict[tuple[int, ...], int] = {}  # columns of one question → n
        self._counted: dict[int, list[Tally]] = {}  # by column, or -1 - n for those of one question

    def profile(self) -> Looked:
        """Look through all rows: what kind of answers there are, how many where they are few."""
        columns = self._layout.columns
        with _connection() as duck:
            few, personal = self._first_look(duck)
            self._ticked = _columns_of_one_question(columns, few)
            self._counted = {column: [] for column in (*few, *(-1 - number for number in self._ticked.values()))}
            for tally in self._tallies(duck, few, tuple(self._ticked), self._group, self._weight):
                self._counted[tally.column].append(tally)
            looked = self._looked_through(duck, [each for each in columns if each.index not in few], personal)
        profiles = [looked.profiles.get(each.index) or self._profile(each) for each in columns]
        return Looked(respondents=looked.respondents, left_out=looked.left_out, profiles=tuple(profiles))

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
            places = dict(enumerate(any_of))
            with _connection() as duck:
                for each in self._tallies(duck, columns, tuple(any_of.values()), request.group, request.weight):
                    yield each if each.column >= 0 else replace(each, column=-1 - places[-1 - each.column])

    def _first_look(self, duck: "DuckDBPyConnection") -> tuple[tuple[int, ...], dict[int, frozenset[str]]]:
        """Name the columns of few different answers in some rows, and what is personal there; more may follow below."""
        columns = self._layout.columns
        some = f"(select * from {self._rows} limit {_SOME_ROWS})"
        asked = []
        for column in columns:
            name = f"c{column.index}"
            asked += [
                f"count(distinct {name})",
                *(f"coalesce(bool_or({_fits(name, what)}), false)" for what in PATTERNS),
            ]
        rows = _cleaned(some, [column.index for column in columns])
        found = duck.execute(f"select {', '.join(asked)} from {rows} where not of_test").fetchone() or ()
        few = []
        personal = {}
        for column in columns:
            count, *holds = found[(1 + len(PATTERNS)) * column.index :][: 1 + len(PATTERNS)]
            few += [column.index] if count <= _SURELY_MANY else []
            personal[column.index] = frozenset(what for what, its in zip(PATTERNS, holds, strict=True) if its)
        return tuple(few), personal

    def _tallies(
        self,
        duck: "DuckDBPyConnection",
        columns: Sequence[int],
        any_of: Sequence[tuple[int, ...]],
        group: int | None,
        weight: int | None,
    ) -> Iterator[Tally]:
        """Count the texts of columns by group and weight, and the rows in which any of some columns is filled."""
        parts = {str(number): f"coalesce(r{number}, '')" for number in columns}
        for number, some in enumerate(any_of):
            parts[str(-1 - number)] = _any_filled(some)
        if not parts:
            return
        its_group = "''" if group is None else f"coalesce(r{group}, '')"
        its_weight = str(MILLIONTHS) if weight is None else _millionths(_stripped(f"r{weight}"))
        listed = ", ".join(f'{expression} as "{name}"' for name, expression in parts.items())
        names = ", ".join(f'"{name}"' for name in parts)
        result = duck.execute(
            f"with answers as (select {its_group} as its_group, {its_weight} as its_weight, {listed} "
            f"from {self._rows} where not of_test) "
            f"select name, said, its_group, count(*), sum(its_weight) "
            f"from (unpivot answers on {names} into name name value said) where said <> '' group by all"
        )
        counted = 0
        while rows := result.fetchmany(10_000):
            counted += len(rows)
            if counted > _MOST_TALLIES:
                raise NotForDuckDB
            for column, said, named, number, total in rows:
                if text := cleaned(said):
                    yield Tally(column=int(column), text=text, group=cleaned(named), number=number, weight=int(total))

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

    def _looked_through(
        self, duck: "DuckDBPyConnection", columns: Sequence[Column], personal: Mapping[int, frozenset[str]]
    ) -> _LookedThrough:
        """Count the rows, and look through columns of very many texts for what is not known yet to be personal."""
        asked = ["count(*) filter (not of_test)", "count(*) filter (of_test)"]
        for column in columns:
            name = f"c{column.index}"
            day = f"split_part(split_part({name}, ' ', 1), 'T', 1)"
            asked += [
                f"count(*) filter ({name} <> '' and not of_test)",
                f"count(*) filter (suffix({name}, ';') and not of_test)",
                f"list(distinct {day}) filter ({name} <> '' and not of_test)" if column.role == WHEN else "[]",
                *(
                    "true"
                    if what in personal[column.index]
                    else f"coalesce(bool_or({_fits(name, what)}) filter (not of_test), false)"
                    for what in PATTERNS
                ),
            ]
        rows = _cleaned(self._rows, [column.index for column in columns])
        respondents, left_out, *found = duck.execute(f"select {', '.join(asked)} from {rows}").fetchone() or ()
        width = 3 + len(PATTERNS)
        profiles = {}
        for number, column in enumerate(columns):
            filled, with_semicolon, days, *holds = found[width * number : width * (number + 1)]
            profiles[column.index] = Profile(
                filled=filled,
                answers=None,
                with_semicolon=with_semicolon,
                personal=frozenset(what for what, its in zip(PATTERNS, holds, strict=True) if its),
                days=frozenset(each for each in days or () if each),
            )
        return _LookedThrough(respondents=respondents, left_out=left_out, profiles=profiles)


def _columns_of_one_question(columns: Sequence[Column], few: Sequence[int]) -> dict[tuple[int, ...], int]:
    """Give the questions of several columns a number: of these it will be asked whether any is filled."""
    questions: dict[str, list[int]] = {}
    for column in columns:
        if column.option is not None and column.index in few:
            questions.setdefault(column.question, []).append(column.index)
    return {tuple(its): number for number, its in enumerate(questions.values())}


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


def _reading(source: FileSource, layout: Layout) -> str:
    """Give the query that reads the file as texts r0, r1 … as they are, and says which rows are only tests."""
    width = len(layout.columns)
    names = ", ".join(f"'r{number}': 'VARCHAR'" for number in range(width))
    test = "false"
    if layout.of_tests is not None:
        at, words = layout.of_tests
        test = f"lower({_stripped(f'r{at}')}) in ({', '.join(map(_quoted, sorted(words)))})"
    filled = " or ".join(f"coalesce(r{number}, '') <> ''" for number in range(width))
    return (
        f"(select *, {test} as of_test from read_csv({_quoted(str(source.path))}, "
        f"auto_detect = false, header = false, skip = {layout.rows + source.left_out}, "
        f"delim = {_quoted(source.separator)}, quote = '\"', escape = '\"', "
        f"buffer_size = {_BUFFER}, columns = {{{names}}}) where {filled})"
    )


def _cleaned(rows: str, numbers: Iterable[int]) -> str:
    """Give rows with some columns cleaned, called c0, c1 and so on."""
    its = list(numbers)
    blanks = ", ".join(map(_quoted, BLANKS))
    stripped = ", ".join(("of_test", *(f"{_stripped(f'r{number}')} as s{number}" for number in its)))
    clean = (f"case when s{number} in ({blanks}) then '' else s{number} end as c{number}" for number in its)
    return f"(select {', '.join(('of_test', *clean))} from (select {stripped} from {rows}))"


def _any_filled(numbers: Iterable[int]) -> str:
    """Give “1” where any of some cells is more than blank; most of those that are asked begin with a digit."""
    its = [f"r{number}" for number in numbers]
    blanks = ", ".join(map(_quoted, BLANKS))
    together = f"concat({', '.join(its)})"
    slowly = " or ".join(f"{_stripped(each)} not in ({blanks})" for each in its)
    return (
        f"case when {together} = '' then '' when {together} >= '0' and {together} < ':' then '1' "
        f"when {slowly} then '1' else '' end"
    )


_MAY_FIT = {
    "e-mail addresses": "contains({0}, '@')",
    "network addresses": "strlen({0}) between 7 and 15 and contains({0}, '.')",
    "places on the map": "strlen({0}) >= 11 and contains({0}, '.')",
    "telephone numbers": "strlen({0}) between 9 and 22 and {0} < '1'",
    "identifiers": "strlen({0}) in (36, 41)",
}
"""What holds of every text that fits the expression of `PATTERNS`, and takes far less time to ask."""


def _fits(text: str, what: str) -> str:
    return f"case when {_MAY_FIT[what].format(text)} then regexp_full_match({text}, {_quoted(PATTERNS[what])}) else false end"


def _stripped(text: str) -> str:
    """Take white space off both ends; asking first whether there is any is four times as fast as trimming."""
    ends = _quoted(f"^[{WHITE}]|[{WHITE}]$")
    return f"if(regexp_matches({text}, {ends}), trim({text}, {_quoted(WHITE)}), coalesce({text}, ''))"


def _millionths(weight: str) -> str:
    number = f"cast(replace({weight}, ',', '.') as double)"
    fits = f"regexp_full_match({weight}, {_quoted(WEIGHT)})"
    return f"case when {fits} then cast(floor({number} * {MILLIONTHS} + 0.5) as bigint) else 0 end"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
