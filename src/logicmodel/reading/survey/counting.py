"""Counting the cells of an export in passes that hold a few thousand rows at a time.

Two passes: `profile` learns what kind of answers each column has; `tally` counts the columns worth counting. Rows are
turned into columns a chunk at a time, and each chunk is counted as a whole, because counting cell by cell takes ten
times as long. `duck.py` gives the same figures by DuckDB.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, repeat, zip_longest

from msgspec import Struct

from logicmodel.patterns import pattern_of
from logicmodel.reading.survey.layout import WHEN, Layout
from logicmodel.reading.survey.personal import personal_content
from logicmodel.reading.survey.source import Row, Source

MOST_DIFFERENT = 60
"""Different answers up to which they are kept while a file is looked through."""

BLANKS = ("", "n/a", "N/A", "NA", "NULL", "null", "NaN", "nan", "#N/A", "---")
"""What an empty cell holds in exports."""

WHITE = " \t\r\n\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"
"""What is taken off both ends of a cell."""

WEIGHT = r"[0-9]{1,9}([.,][0-9]{1,12})?"
"""The expression that a weight fits."""

MILLIONTHS = 1_000_000
"""Weights are added up in millionths, so that the order of rows does not matter."""

_CHUNK = 4096  # rows
_IS_WEIGHT = pattern_of(WEIGHT)


class Profile(Struct, frozen=True, kw_only=True):
    """What a column holds: filled cells; its different answers with their numbers, None if they are very many.

    `with_semicolon` counts cells that end in “;”. `days` are the days of a column of times, as written.
    """

    filled: int
    answers: dict[str, int] | None
    with_semicolon: int
    personal: frozenset[str]
    days: frozenset[str]


class Looked(Struct, frozen=True, kw_only=True):
    """What was learnt in looking through an export once."""

    respondents: int
    left_out: int
    profiles: tuple[Profile, ...]


class Request(Struct, frozen=True, kw_only=True):
    """What to count: columns, whether any of some columns is filled; by group and with weight."""

    columns: tuple[int, ...]
    any_of: tuple[tuple[int, ...], ...] = ()
    group: int | None = None
    weight: int | None = None


class Tally(Struct, frozen=True, kw_only=True):
    """How often a cell holds a text in a group, and the sum of weights in millionths.

    `column` is −1 − n for the nth of `any_of`; an empty text means that the cell is empty, and is not given.
    """

    column: int
    text: str
    group: str
    number: int
    weight: int


class Engine:
    """Counts with the standard library alone."""

    def __init__(self, source: Source, layout: Layout) -> None:
        self._source = source
        self._layout = layout

    def profile(self) -> Looked:
        """Look through all rows once."""
        looking = [_Looking(times=column.role == WHEN) for column in self._layout.columns]
        respondents = left_out = 0
        for rows, tests in self._chunks():
            respondents += len(rows)
            left_out += tests
            for each, cells in zip(looking, _columns(rows), strict=False):
                each.see(cells)
        return Looked(respondents=respondents, left_out=left_out, profiles=tuple(each.profile() for each in looking))

    def tally(self, request: Request) -> Iterator[Tally]:
        """Count what is asked for, chunk by chunk: the same text may be given several times."""
        for rows, _ in self._chunks():
            columns = list(_columns(rows))
            columns += [("",) * len(rows)] * (len(self._layout.columns) - len(columns))
            groups = repeat("") if request.group is None else _clean(columns[request.group])
            weights = repeat("1") if request.weight is None else _clean(columns[request.weight])
            filled = {number: _clean(columns[number]) for number in request.columns}
            for number, cells in filled.items():
                yield from _counted(number, Counter(zip(cells, groups, weights, strict=False)))
            for number, some in enumerate(request.any_of):
                marks = ("1" if any(each) else "" for each in zip(*(_clean(columns[at]) for at in some), strict=True))
                yield from _counted(-1 - number, Counter(zip(marks, groups, weights, strict=False)))

    def _chunks(self) -> Iterator[tuple[list[Row], int]]:
        """Give rows of answers by the thousand, and how many rows of tests were left out among them."""
        rows = islice(self._source.rows(), self._layout.rows, None)
        while chunk := list(islice(rows, _CHUNK)):
            if self._layout.of_tests is None:
                yield chunk, 0
                continue
            at, words = self._layout.of_tests
            kept = [row for row in chunk if at >= len(row) or row[at].strip(WHITE).lower() not in words]
            yield kept, len(chunk) - len(kept)


def _columns(rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    return zip_longest(*rows, fillvalue="")


def _clean(cells: Sequence[str]) -> Sequence[str]:
    """Take white space off the ends of cells, and empty those that only say that they are empty."""
    changed = {cell: clean for cell in set(cells) if (clean := cleaned(cell)) != cell}
    return [changed.get(cell, cell) for cell in cells] if changed else cells


def cleaned(cell: str) -> str:
    """Give what a cell says; "" for one that says that it is empty."""
    text = cell.strip(WHITE)
    return "" if text in BLANKS else text


def _counted(column: int, counter: Counter[tuple[str, str, str]]) -> Iterator[Tally]:
    for (text, group, weight), number in counter.items():
        if text:
            yield Tally(column=column, text=text, group=group, number=number, weight=number * millionths(weight))


@lru_cache(65_536)
def millionths(weight: str) -> int:
    """Give a weight as it is written in millionths; 0 for a text that is no weight."""
    return int(float(weight.replace(",", ".")) * MILLIONTHS + 0.5) if _IS_WEIGHT.fullmatch(weight) else 0


def day_of(text: str) -> str:
    """Give the day of a time as it is written: what stands before the first space or T.

    >>> day_of("2026-04-03T10:20:00+0200"), day_of("11/22/2026 9:15:01")
    ('2026-04-03', '11/22/2026')
    """
    return text.split(" ")[0].split("T")[0]


class _Looking:
    """What has been seen of one column so far."""

    def __init__(self, *, times: bool) -> None:
        self._times = times
        self._filled = 0
        self._with_semicolon = 0
        self._answers: Counter[str] | None = Counter()
        self._personal: set[str] = set()
        self._days: set[str] = set()

    def see(self, cells: Sequence[str]) -> None:
        chunk = Counter(_clean(cells))
        chunk.pop("", None)
        self._filled += chunk.total()
        self._with_semicolon += sum(number for text, number in chunk.items() if text.endswith(";"))
        self._personal |= personal_content(chunk.keys(), self._personal)
        if self._times:
            self._days |= {day_of(text) for text in chunk}
        if self._answers is not None:
            self._answers.update(chunk)
            if len(self._answers) > MOST_DIFFERENT:
                self._answers = None

    def profile(self) -> Profile:
        return Profile(
            filled=self._filled,
            answers=None if self._answers is None else dict(self._answers),
            with_semicolon=self._with_semicolon,
            personal=frozenset(self._personal),
            days=frozenset(self._days),
        )
