"""The same figures by DuckDB, where it is installed (pip install "logicmodel[survey]"): for files of very many rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

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
)
from logicmodel.reading.survey.layout import WHEN, Layout
from logicmodel.reading.survey.personal import PATTERNS
from logicmodel.reading.survey.source import FileSource

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MEMORY = "256MB"
_BUFFER = 8_000_000  # bytes of the file that each thread holds
_SURELY_MANY = 4 * MOST_DIFFERENT  # DuckDB's estimate of different values is a few per cent off


def can_count(source: FileSource, layout: Layout) -> bool:
    """Say whether DuckDB is installed and reads this file as the standard library does."""
    return (
        find_spec("duckdb") is not None
        and source.encoding in ("utf-8", "utf-8-sig")
        and source.one_line_each(layout.rows)
    )


class NotForDuckDB(Exception):
    """DuckDB cannot read the file, or not within its memory; the standard library has to."""


class DuckEngine:
    """Counts with DuckDB. Its methods raise NotForDuckDB."""

    def __init__(self, source: FileSource, layout: Layout) -> None:
        self._layout = layout
        self._read = _reading(source, layout)

    def profile(self) -> Looked:
        """Look through all rows twice: what kind of answers there are, then the answers where they are few."""
        columns = self._layout.columns
        asked = ["count(*) filter (not of_test)", "count(*) filter (of_test)"]
        for column in columns:
            name = f"c{column.index}"
            asked += [
                f"count(*) filter ({name} <> '' and not of_test)",
                f"count(*) filter ({name} like '%;' and not of_test)",
                f"approx_count_distinct({name}) filter (not of_test)",
                *(
                    f"coalesce(bool_or(regexp_full_match({name}, {_quoted(each)})) filter (not of_test), false)"
                    for each in PATTERNS.values()
                ),
            ]
        with _connection() as duck:
            first = duck.execute(f"select {', '.join(asked)} from {self._read}").fetchone() or ()
            width = 3 + len(PATTERNS)
            found = [first[2 + width * number : 2 + width * (number + 1)] for number in range(len(columns))]
            few = [number for number, its in enumerate(found) if its[2] <= _SURELY_MANY]
            answers = self._answers(duck, few)
            days = self._days(duck)
        profiles = tuple(
            Profile(
                filled=its[0],
                with_semicolon=its[1],
                answers=answers.get(number),
                personal=frozenset(what for what, holds in zip(PATTERNS, its[3:], strict=True) if holds),
                days=days.get(number, frozenset()),
            )
            for number, its in enumerate(found)
        )
        return Looked(respondents=first[0], left_out=first[1], profiles=profiles)

    def tally(self, request: Request) -> Iterator[Tally]:
        """Count what is asked for in one look through the file."""
        parts = {str(number): f"c{number}" for number in request.columns}
        for number, some in enumerate(request.any_of):
            filled = " or ".join(f"c{at} <> ''" for at in some)
            parts[str(-1 - number)] = f"case when {filled} then '1' else '' end"
        group = "''" if request.group is None else f"c{request.group}"
        weight = str(MILLIONTHS) if request.weight is None else _millionths(f"c{request.weight}")
        listed = ", ".join(f'{expression} as "{name}"' for name, expression in parts.items())
        names = ", ".join(f'"{name}"' for name in parts)
        query = (
            f"with answers as (select {group} as its_group, {weight} as its_weight, {listed} "
            f"from {self._read} where not of_test) "
            f"select name, said, its_group, count(*), sum(its_weight) "
            f"from (unpivot answers on {names} into name name value said) where said <> '' group by all"
        )
        with _connection() as duck:
            result = duck.execute(query) if parts else None
            while result is not None and (rows := result.fetchmany(10_000)):
                for column, text, its_group, number, total in rows:
                    yield Tally(column=int(column), text=text, group=its_group, number=number, weight=int(total))

    def _answers(self, duck: "DuckDBPyConnection", few: list[int]) -> dict[int, dict[str, int]]:
        if not few:
            return {}
        names = ", ".join(f"c{number}" for number in few)
        rows = duck.execute(
            f"select name, said, count(*) from (unpivot (select {names} from {self._read} where not of_test) "
            f"on {names} into name name value said) group by all"
        ).fetchall()
        found: dict[int, dict[str, int]] = {number: {} for number in few}
        for name, said, number in rows:
            if said:
                found[int(name[1:])][said] = number
        return {number: its for number, its in found.items() if len(its) <= MOST_DIFFERENT}

    def _days(self, duck: "DuckDBPyConnection") -> dict[int, frozenset[str]]:
        found = {}
        for column in self._layout.columns:
            if column.role == WHEN:
                day = f"split_part(split_part(c{column.index}, ' ', 1), 'T', 1)"
                rows = duck.execute(f"select distinct {day} from {self._read} where not of_test").fetchall()
                found[column.index] = frozenset(each for (each,) in rows if each)
        return found


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
    """Give the query that reads the file as cleaned texts c0, c1 … and says which rows are only tests."""
    width = len(layout.columns)
    names = ", ".join(f"'r{number}': 'VARCHAR'" for number in range(width))
    stripped = ", ".join(f"{_stripped(f'r{number}')} as s{number}" for number in range(width))
    blanks = ", ".join(map(_quoted, BLANKS))
    clean = ", ".join(f"case when s{at} in ({blanks}) then '' else s{at} end as c{at}" for at in range(width))
    test = "false"
    if layout.of_tests is not None:
        at, words = layout.of_tests
        test = f"lower(c{at}) in ({', '.join(map(_quoted, sorted(words)))})"
    filled = " or ".join(f"coalesce(r{number}, '') <> ''" for number in range(width))
    return (
        f"(select *, {test} as of_test from (select {clean} from (select {stripped} from read_csv({_quoted(str(source.path))}, "
        f"auto_detect = false, header = false, skip = {layout.rows + source.announced}, "
        f"delim = {_quoted(source.separator)}, quote = '\"', escape = '\"', "
        f"buffer_size = {_BUFFER}, columns = {{{names}}}) where {filled})))"
    )


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
