"""Colours that seem to mean something: counted and told, never read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from logicmodel.model import When, column_letters
from logicmodel.reading import values
from logicmodel.reading.account import Account
from logicmodel.reading.files.filled_cells import Position
from logicmodel.reading.tables import Table

LEAST_CELLS, LEAST_COLOURS = 3, 2
"""Cells and colours that stand out from their column, from which on colours seem to mean something."""

OF_THE_TEMPLATE = frozenset(("FFC84A", "FFEFC2"))
"""Colours that the template itself paints cells with."""

Fills = Mapping[Position, str]


def note_colours(account: Account, table: Table) -> None:
    """Note a sheet on which the colours of cells seem to mean something, with their number and the first of them.

    Cells count whose colour is not the most frequent one of their column; so do coloured cells under months in which
    nothing is typed. The stripes of a table do not count.
    """
    if not table.row or not table.sheet.fills:
        return
    last = max(table.sheet.cells.numbers)
    rows = range(table.row + 1, last + 1)
    columns = [heading.column for heading in table.headings]
    fills = {
        (row, column): colour
        for (row, column), colour in table.sheet.fills.items()
        if table.row < row <= last and colour not in OF_THE_TEMPLATE
    }
    months = set(_bars(table, columns, fills))
    apart = sorted({*_standing_out(fills, rows, [column for column in columns if column not in months])})
    bars = sorted(place for place in fills if place[1] in months)
    enough = len(apart) >= LEAST_CELLS and len({fills[place] for place in apart}) >= LEAST_COLOURS
    found = sorted([*(apart if enough else ()), *bars])
    if found:
        row, column = found[0]
        example = f"{column_letters(column)}{row}"
        sheet = table.sheet
        account.notice("colour", account.place(sheet), text=sheet.name, count=len(found), detail=example)


def _standing_out(fills: Fills, rows: range, columns: Iterable[int]) -> Iterator[Position]:
    """Give the coloured cells that differ from the most frequent fill of their column, none included."""
    its = set(columns)
    inside = {place: colour for place, colour in fills.items() if place[1] in its}
    stripes = _stripes(inside, rows, its)
    by_column: dict[int, Counter[str]] = {}
    for (_, column), colour in inside.items():
        by_column.setdefault(column, Counter())[colour] += 1
    usual = {column: _most_frequent(counted, len(rows)) for column, counted in by_column.items()}
    for (row, column), colour in inside.items():
        if colour != usual[column] and colour != stripes.get(row):
            yield row, column


def _most_frequent(counted: Counter[str], cells: int) -> str | None:
    """Give the most frequent fill of a column of so many cells, or None if most cells have none."""
    colour, count = min(counted.items(), key=lambda item: (-item[1], item[0]))
    return colour if count > cells - sum(counted.values()) else None


def _stripes(fills: Fills, rows: range, columns: set[int]) -> dict[int, str]:
    """Give the colour of each striped row: one colour over all columns, in every other row."""
    by_row: dict[int, set[str]] = {}
    counted: Counter[int] = Counter()
    for (row, _), colour in fills.items():
        by_row.setdefault(row, set()).add(colour)
        counted[row] += 1
    whole = {row: min(by_row[row]) for row in by_row if len(by_row[row]) == 1 and counted[row] == len(columns)}
    alternating = [row for row in rows if row + 2 in rows and whole.get(row) == whole.get(row + 2)]
    differing = [row for row in rows if row + 1 in rows and whole.get(row) != whole.get(row + 1)]
    most = max(len(rows) - 2, 1) * 4 // 5
    return whole if len(alternating) >= most and len(differing) >= most else {}


def _bars(table: Table, columns: Iterable[int], fills: Fills) -> Iterator[int]:
    """Give the columns of months that hold colours and no text, as a timeline drawn with fills does."""
    filled = table.sheet.cells.columns(table.row + 1)
    coloured = {column for _, column in fills}
    for column in sorted(coloured - filled):
        heading = table.sheet.cells.get((table.row, column))
        if heading and column in set(columns) and _is_month(heading.value, heading.text):
            yield column


def _is_month(value: values.Value, text: str) -> bool:
    """Say whether a heading names a month or a day: a date, “Jan”, “Q1 2026”, “Month 3”."""
    if not isinstance(value, str):
        return isinstance(value, date)
    return any(isinstance(values.read_when(None, shown), When) for shown in (text, f"{text} 2026"))
