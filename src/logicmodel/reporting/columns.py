"""How wide the columns of a table are: as their contents ask, so that its rows are low and its words stay whole."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from logicmodel.patterns import pattern_of
from logicmodel.reporting.paper import Grid
from logicmodel.reporting.shapes import lines_of, parted, wide
from logicmodel.saying import Cell, Table, plain_text

LETTERS_ACROSS, LETTERS_ACROSS_WIDE = 100, 140
"""As many letters stand across a page, about: upright, and sideways, as tables of WIDE columns lie."""

WIDE = 6

AROUND = 3
"""As many letters would stand in the empty edges of a cell, about."""

LONGEST_WORDS = (24, 18, 15, 12)
"""A word with more letters is broken rather than that a column gets wider for it: the first of these for which there is room."""

MOST = 0.7
"""The part of a page that the longest words may claim together."""

ROUNDS, STEEP = 16, 4.0
"""How often widths are made fairer, and how much more the highest cell of a row counts than the others."""

STATED = 0.1
"""How much the widths that somebody stated count, beside those that the contents ask for."""

BOLD = 1.12
"""How much wider bold letters are."""

HEADINGS = 10
"""Lines that the headings of a table and its caption take on a page, and some to be sure."""

HIGHEST = 0.7
"""The part of a page that the highest row takes which is not parted."""

_BREAKS = pattern_of("(?<!\\d)[ \n\t\u200b]+|(?<=\\d) +(?![^\\W\\d])|(?<=[-/\u2013])(?=[^\\d])")
"""Where a line may well break: not between a number and its unit, or a day and its month."""


def shares_of(grid: Grid, across: int) -> tuple[int, ...]:
    """Give the shares of the columns of a table that has room for so many letters, in thousandths.

    They are those that it states, else as its contents ask; none is too narrow for its longest word.

    >>> from logicmodel.saying import ours
    >>> row = ((ours("A long sentence about what changes."),), (ours("12"),))
    >>> shares_of(Grid(table=Table(caption="", headings=("What", "Now"), rows=(row,))), 85)
    (789, 211)
    """
    longest = [
        max((len(plain_text(line)) for row in grid.table.rows for line in row[column]), default=0)
        for column in range(len(grid.table.headings))
    ]
    stated = grid.shares or fair_shares(grid.table, [10 + each for each in longest], across)
    return _in_thousandths(_at_least(stated, _needed(grid.table, across)))


def fair_shares(table: Table, wanted: Sequence[int], across: int | None = None) -> tuple[int, ...]:
    """Give each column its share of a page, in thousandths, so that all rows together are about as low as they can be.

    `wanted` are the shares that somebody had in mind: columns that hold nothing yet keep them, others a little of them.
    Widths are made fairer step by step: a column gets what it takes of the height of each row, which is nearly that of
    the highest of its cells. The sum of the heights falls with each step, because it is convex in the logarithms of widths.
    """
    across = across or (LETTERS_ACROSS_WIDE if len(wanted) >= WIDE else LETTERS_ACROSS)
    needed = _needed(table, across)
    rows = [_lengths(row) for row in table.rows if any(row[1:])]
    blank = [not any(row[column] for row in rows) for column in range(len(wanted))]
    parts = _at_least(wanted, needed)
    step = 1 / (1 + STEEP)  # a larger one would go beyond the fair width, and back
    for _ in range(ROUNDS):
        asked = _asked(rows, [max(1.0, part * across - AROUND) for part in parts])
        total = sum(asked) or 1.0
        fair = [
            STATED * share / sum(wanted) + (1 - STATED) * each / total
            for each, share in zip(asked, wanted, strict=True)
        ]
        fair = [share / sum(wanted) if empty else each for each, share, empty in zip(fair, wanted, blank, strict=True)]
        parts = _at_least([old * (new / old) ** step for old, new in zip(parts, fair, strict=True)], needed)
    return _in_thousandths(parts)


def _asked(rows: Sequence[Sequence[float]], rooms: Sequence[float]) -> list[float]:
    """Say how much of the height of all rows each column takes; what fits in one line takes nothing."""
    asked = [0.0] * len(rooms)
    for row in rows:
        heights = [length / room for length, room in zip(row, rooms, strict=False)]
        highest = max(heights, default=0.0)
        if highest > 1:
            powers = [(each / highest) ** STEEP for each in heights]
            for column, each in enumerate(powers):
                asked[column] += highest * each / sum(powers)
    return asked


def _lengths(row: Sequence[Cell]) -> list[float]:
    """Give the lengths of the cells of a row; the first names it, in bold."""
    return [(1 if column else BOLD) * sum(map(wide, cell)) for column, cell in enumerate(row)]


def _needed(table: Table, across: int) -> list[float]:
    """Give the part of the page that the longest word of each column needs."""
    longest = [max(_words(table, column)) for column in range(len(table.headings))]
    for most in LONGEST_WORDS:
        needed = [(min(word, most) + AROUND) / across for word in longest]
        if sum(needed) <= MOST:
            break
    return needed


def _words(table: Table, column: int) -> Iterator[int]:
    """Give the lengths of the words of a column; rows that go over all columns are not of it."""
    yield from map(len, _BREAKS.split(table.headings[column]))
    for row in table.rows:
        if any(row[1:]) or column:
            for line in row[column]:
                yield from map(len, _BREAKS.split(plain_text(line)))


def _at_least(wanted: Sequence[float], needed: Sequence[float]) -> list[float]:
    """Give each column its part, and none less than it needs.

    What some columns get beyond what was wanted is taken from the others, in proportion.
    """
    if sum(needed) >= 1:
        return [each / sum(needed) for each in needed]
    narrow: set[int] = set()
    while True:
        left = 1 - sum(needed[column] for column in narrow)
        total = sum(share for column, share in enumerate(wanted) if column not in narrow)
        parts = [needed[column] if column in narrow else left * share / total for column, share in enumerate(wanted)]
        too_narrow = {column for column, part in enumerate(parts) if part < needed[column]} - narrow
        if not too_narrow or len(narrow | too_narrow) == len(wanted):
            return [max(part, need) for part, need in zip(parts, needed, strict=True)]
        narrow |= too_narrow


def _in_thousandths(parts: Sequence[float]) -> tuple[int, ...]:
    return tuple(max(1, round(1000 * part / sum(parts))) for part in parts)


class PrintedRow(Struct, frozen=True, kw_only=True):
    """A row of a table as it is printed, or a part of one. It `heads` the rows beneath it, or goes `across` all columns.

    One that is `whole` goes to the next page rather than break.
    """

    cells: Sequence[Cell]
    heads: bool
    across: bool
    whole: bool


def printed_rows(grid: Grid, rooms: Sequence[int], lines: int) -> Iterator[PrintedRow]:
    """Give the rows of a table for pages with so many lines; `rooms` are the letters across each column.

    A row that is nearly as high as a page would leave too much of one empty: it is parted between the lines of its cells.
    """
    most = max(1, int((lines - HEADINGS) * HIGHEST))
    for number, row in enumerate(grid.table.rows):
        heads, across = number in grid.heads, number in grid.across
        for part in [row] if heads or across else parted(row, rooms, most):
            yield PrintedRow(cells=part, heads=heads, across=across, whole=lines_of(part, rooms) <= most)
