"""One sheet holds one table: a second one beside, under or above it is left out, and said so."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.reading.files.filled_cells import Cell, Cells
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import are_headings, known_headings
from logicmodel.words.spelling import heading_key

GAP = 2
"""Empty rows or columns that part two tables."""

TITLES = 2
"""Rows of a second table that may stand over its headings."""

MOST_COVERED = 100
"""Rows or columns that one merged cell is taken to cover."""


class Second(Struct, frozen=True, kw_only=True):
    """Another table on a sheet: the first of its headings, and all its cells."""

    heading: Cell
    cells: tuple[Cell, ...]


def second_tables(sheet: Sheet, row: int) -> tuple[Second, ...]:
    """Give the tables on a sheet beside that whose headings stand in a row.

    What stands apart and has no headings of its own stays with the first table.
    """
    beside = list(_beside(sheet, row))
    rest = without(sheet, beside)
    found = [*beside, *_above(rest, row), *_under(rest, row)]
    return tuple(sorted(found, key=lambda second: (second.heading.row, second.heading.column)))


def without(sheet: Sheet, seconds: Iterable[Second]) -> Sheet:
    """Give a sheet without the cells of its second tables."""
    gone = {(cell.row, cell.column) for second in seconds for cell in second.cells}
    if not gone:
        return sheet
    return replace(sheet, cells=sheet.cells.without(gone))


def _beside(sheet: Sheet, row: int) -> Iterator[Second]:
    """Give the tables to the right of the first one, with two empty columns or more between them."""
    filled = sheet.cells.columns(row)
    filled |= {column for top, left, _, right in _merged(sheet, row) for column in range(left, right + 1)}
    blocks = _runs(sorted(filled))
    first = next((block for block in blocks if known_headings(_row(sheet.cells, row, block)) >= 2), None)
    block_of = {column: number for number, block in enumerate(blocks) for column in block} if first else {}
    parts: dict[int, list[Cell]] = {}
    for cell in sheet.cells.each() if len(blocks) > 1 else ():
        if cell.column in block_of:
            parts.setdefault(block_of[cell.column], []).append(cell)
    for number, cells in sorted(parts.items()):
        if blocks[number] == first:
            continue
        heading = next((its[0] for its in _rows(cells).values() if are_headings(its)), None)
        if heading:
            yield Second(heading=heading, cells=tuple(cells))


def _under(sheet: Sheet, row: int) -> Iterator[Second]:
    """Give the tables under the first one: headings after two empty rows or more, but not the same headings again.

    A title or two may stand over the headings. After one empty row, headings of which each is known and none stands
    over the first table part two tables as well.
    """
    rows = {number: list(its.values()) for number, its in sheet.cells.rows(row)}
    filled = set(rows) | {number for top, _, last, _ in _merged(sheet, row) for number in range(top, last + 1)}
    again = _keys(rows.get(row, ()))
    apart = {number for number, its in rows.items() if number - 1 not in filled and _are_others(its, again)}
    starts = []
    for run in _runs(sorted(filled), apart)[1:]:
        titles = [number for number in run if number in rows][: TITLES + 1]
        heading = next((number for number in titles if are_headings(rows[number])), None)
        if heading is not None and _keys(rows[heading]) != again:
            starts.append((run[0], rows[heading][0]))
    ends = [start for start, _ in starts[1:]] + [max(rows, default=0) + 1]
    numbers = sorted(rows)
    for (start, first), end in zip(starts, ends, strict=False):
        its = numbers[bisect_left(numbers, start) : bisect_left(numbers, end)]
        yield Second(heading=first, cells=tuple(cell for number in its for cell in rows[number]))


def _merged(sheet: Sheet, row: int) -> Iterator[tuple[int, int, int, int]]:
    """Give the merged cells from a row on that show a text: what they cover is not empty."""
    for top, left, last_row, last_column in sheet.merged:
        if top >= row and (top, left) in sheet.cells:
            yield top, left, min(last_row, top + MOST_COVERED), min(last_column, left + MOST_COVERED)


def _above(sheet: Sheet, row: int) -> Iterator[Second]:
    """Give a table that ends two empty rows or more above the first one, which has more headings that are known."""
    rows = {number: list(its.values()) for number, its in sheet.cells.part(1, row).rows()}
    if not rows or max(rows) + GAP >= row:
        return
    start = next((number for number, its in rows.items() if are_headings(its) and number < max(rows)), None)
    if start is not None:
        cells = [cell for number, its in rows.items() if number >= start for cell in its]
        yield Second(heading=rows[start][0], cells=tuple(cells))


def _are_others(cells: Sequence[Cell], again: set[str]) -> bool:
    """Say whether a row holds headings of another table, three or more, and nothing else."""
    return (
        len(cells) >= 3
        and known_headings(cells) == len(cells)
        and are_headings(cells)
        and again.isdisjoint(_keys(cells))
    )


def _runs(numbers: Sequence[int], apart: Collection[int] = ()) -> list[list[int]]:
    """Part numbers in order where two or more are missing between neighbours, and before those that stand apart."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number <= runs[-1][-1] + GAP and number not in apart:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _rows(cells: Iterable[Cell]) -> dict[int, list[Cell]]:
    found: dict[int, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.row, []).append(cell)
    return found


def _row(cells: Cells, row: int, columns: Iterable[int]) -> list[Cell]:
    its = cells.row(row)
    return [its[column] for column in columns if column in its]


def _keys(cells: Iterable[Cell]) -> set[str]:
    return {heading_key(cell.text) for cell in cells}
