"""How wide the columns of a table are: as their contents ask, so that its rows are low and its words stay whole."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from logicmodel.patterns import pattern_of
from logicmodel.reporting.paper import Grid
from logicmodel.reporting.shapes import lines_of, parted, wide
from logicmodel.saying import Cell, Table, plain_text

ACROSS, ACROSS_WIDE = 58.0, 87.0
"""How wide a table is on a page in em (the size of its letters), about: upright, and sideways, as tables of WIDE columns lie."""

WIDE = 6

LETTER = 0.5
"""How wide a letter is in em, on average."""

AROUND = 1.2
"""How much the empty edges of a cell take in em, about."""

LONGEST_WORDS = (13.0, 10.0, 8.0, 7.0, 6.5, 6.0, 5.5)
"""A wider word is broken rather than that a column gets wider for it: the first of these, in em, for which there is room."""

TOGETHER, WHOLE = 0.75, 0.9
"""The parts of a page that columns may claim so that numbers stand beside what they count, and that words stay whole."""

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

_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef"
_BREAKS = pattern_of(f"[ \n\t\u200b]+|(?<=[-/\u2013])(?=[^\\d])|(?<=[{_NO_SPACES}])")
"""Where a line may break: not between a number and its unit, which no ordinary space parts; after each letter of Chinese."""

_TIES = pattern_of("(?<=\\d) (?=[^\\W\\d])")
"""Where a line had better not break: between a day and its month, or a number and what it counts."""


def shares_of(grid: Grid, across: float) -> tuple[int, ...]:
    """Give the shares of the columns of a table, in thousandths; it is so wide in em, the size of its letters.

    >>> from logicmodel.saying import ours
    >>> row = ((ours("A long sentence about what changes."),), (ours("12"),))
    >>> shares_of(Grid(table=Table(caption="", headings=("What", "Now"), rows=(row,))), 40)
    (789, 211)
    """
    wanted = grid.shares or [
        10 + max((len(plain_text(line)) for row in grid.table.rows for line in row[column]), default=0)
        for column in range(len(grid.table.headings))
    ]
    return fair_shares(grid.table, wanted, across)


def fair_shares(table: Table, wanted: Sequence[int], across: float | None = None) -> tuple[int, ...]:
    """Give each column its share of a page, in thousandths, so that all rows together are about as low as they can be.

    `wanted` are the shares that somebody had in mind: columns that hold nothing yet keep them, others a little of them.
    Widths are made fairer step by step: a column gets what it takes of the height of each row, which is nearly that of
    the highest of its cells. The sum of the heights falls with each step, because it is convex in the logarithms of widths.
    """
    across = across or (ACROSS_WIDE if len(wanted) >= WIDE else ACROSS)
    needed = _needed(table, across)
    rows = [_lengths(row) for row in table.rows if any(row[1:])]
    blank = [not any(row[column] for row in rows) for column in range(len(wanted))]
    parts = _at_least(wanted, needed)
    step = 1 / (1 + STEEP)  # a larger one would go beyond the fair width, and back
    for _ in range(ROUNDS):
        asked = _asked(rows, [max(LETTER, part * across - AROUND) for part in parts])
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
    """Give the lengths of the cells of a row in em, about; the first names it, in bold."""
    return [LETTER * (1 if column else BOLD) * sum(map(wide, cell)) for column, cell in enumerate(row)]


def _needed(table: Table, across: float) -> list[float]:
    """Give the part of the page that the longest word of each column needs; numbers are not broken at all."""
    columns = range(len(table.headings))
    together = [_longest(table, column, together=True) for column in columns]
    needed = [(min(piece, LONGEST_WORDS[0]) + AROUND) / across for piece in together]
    if sum(needed) <= TOGETHER:
        return needed
    words = [_longest(table, column) for column in columns]
    numbers = [_longest(table, column, numbers=True) for column in columns]
    for most in LONGEST_WORDS:
        lengths = [min(word, max(most, number)) for word, number in zip(words, numbers, strict=True)]
        needed = [(min(each, LONGEST_WORDS[0]) + AROUND) / across for each in lengths]
        if sum(needed) <= WHOLE:
            break
    return needed


def _longest(table: Table, column: int, *, together: bool = False, numbers: bool = False) -> float:
    """Give the width in em of the longest word or number of a column, or of what had better stay `together`.

    Headings and the names of rows are bold; rows that go over all columns are not of the column.
    """
    texts = [(table.headings[column], True)]
    texts += [(plain_text(line), column == 0) for row in table.rows if any(row[1:]) or column for line in row[column]]
    words = {
        (word, bold)
        for text, bold in texts
        for word in _BREAKS.split(_TIES.sub("\N{NO-BREAK SPACE}", text) if together else text)
        if word and (_is_number(word) or not numbers)
    }
    return max((width_of(word, bold=bold) for word, bold in words), default=0.0)


@lru_cache(maxsize=20_000)
def width_of(word: str, *, bold: bool) -> float:
    """Give the width of a word in em, in the letters of the PDF; those of Word are a little narrower."""
    from logicmodel.typesetting.letters import advance, joined

    return sum(advance(letter, bold=bold) or 1.0 for letter in joined(word) if not unicodedata.combining(letter))


def _is_number(word: str) -> bool:
    return any(map(str.isdigit, word[:2]))


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
