"""Headings in two rows: “Targets” in merged cells over 2024 and 2025, “Outcomes” over Short and Long."""

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import known_headings
from logicmodel.reading.heading_words import LONGEST, stage_word
from logicmodel.words.spelling import unaccented

YEARS = range(1900, 2201)

_PERIOD = pattern_of(
    r"\d{4}|\d{4}[/-]\d{2,4}|(?:q|t|y|yr|year|an|année|año|ano|jahr|step|milestone|jalon|hito|marco)[ .]?\d{1,4}(?:[ /-]\d{2,4})?",
    re.IGNORECASE,
)


_DATES = frozenset("year date annee ano jahr fecha data datum".split())
"""Small headings that make a date of the one above: “Target / Year”."""


def rows_of_headings(sheet: Sheet, row: int) -> tuple[int, int]:
    """Give the first and the last row of the headings to which a row belongs: the same twice, unless some stand over others."""
    top = bottom = row
    while top > 1 and _stands_over_the_next(sheet, top - 1):
        top -= 1
    while _stands_over_the_next(sheet, bottom, is_beneath_another=bottom > row):
        bottom += 1
    return top, bottom


def in_one_row(sheet: Sheet, top: int, bottom: int) -> Sheet:
    """Give a sheet whose headings stand in the lower of two rows: “Targets 2024”, “Short / Outcomes”."""
    upper, lower = _row(sheet, top), _row(sheet, bottom)
    over = {column: cell for first, last, cell in _stretches(sheet, top) for column in range(first, last + 1)}
    joined = []
    for column in sorted({*upper, *lower}):
        above, below = over.get(column, upper.get(column)), lower.get(column)
        text = _joined(above.text if above else "", below.text if below else "")
        joined.append(Cell(row=bottom, column=column, value=text, text=text))
    return replace(sheet, cells=sheet.cells.replaced(joined))


def _stands_over_the_next(sheet: Sheet, row: int, *, is_beneath_another: bool = False) -> bool:
    """Say whether a known heading stretches over headings in the row beneath, with nothing under those that do not.

    Where the same headings stand beneath each, as the parts of a rating under the sides that gave them, none has to be.
    Of headings that stand beneath another one, such as “First phase”, none has to be known.
    """
    stretches = _stretches(sheet, row)
    beneath = _row(sheet, row + 1)
    plain = set(_row(sheet, row)) - {first for first, _, _ in stretches}
    repeats = bool(_over_the_same(sheet, row))
    stands = any(
        (is_beneath_another or repeats or known_headings([cell]) or (plain and stage_word(cell.text)))
        and sum(first <= column <= last for column in beneath) > 1
        for first, last, cell in stretches
    )
    its = list(beneath.values())
    return stands and not plain & set(beneath) and (all(map(_may_be_a_heading, its)) or _are_numbered(its))


def _stretches(sheet: Sheet, row: int) -> list[tuple[int, int, Cell]]:
    """Give the headings that stretch over columns of a row: first and last column, and the cell."""
    merged = [
        (left, right, sheet.cells[top, left])
        for top, left, last, right in sheet.merged
        if top == last == row and right > left and (top, left) in sheet.cells
    ]
    return merged or _over_periods(sheet, row) or _over_the_same(sheet, row)


def _over_the_same(sheet: Sheet, row: int) -> list[tuple[int, int, Cell]]:
    """Give the headings, not merged, over two or more stretches that hold the same headings in the row beneath."""
    above, beneath = _row(sheet, row), _row(sheet, row + 1)
    starts = [column for column in sorted(above) if column in beneath]
    if len(starts) < 2:
        return []
    ends = [*starts[1:], max(beneath, default=0) + 1]
    stretches = list(zip(starts, ends, strict=True))
    words = {
        tuple(beneath[column].text if column in beneath else "" for column in range(start, end))
        for start, end in stretches
    }
    are_the_same = len(words) == 1 and len(next(iter(words))) > 1
    if not are_the_same or not all(isinstance(cell.value, str) and cell.text for cell in beneath.values()):
        return []
    return [(start, end - 1, above[start]) for start, end in stretches]


def _over_periods(sheet: Sheet, row: int) -> list[tuple[int, int, Cell]]:
    """Give the headings over years or steps beneath, where nothing is merged, as in a file of lines.

    They stretch over the empty cells that follow; everything in the row beneath is a year, a quarter or a numbered step.
    """
    above, beneath = _row(sheet, row), _row(sheet, row + 1)
    its = list(beneath.values())
    if not above or len(its) < 2 or not (all(map(_is_a_period, its)) or _are_numbered(its)):
        return []
    stretches = []
    ends = [*sorted(above)[1:], max(*above, *beneath) + 1]
    for column, end in zip(sorted(above), ends, strict=True):
        right = max((each for each in beneath if column <= each < end), default=column)
        if right > column and column in beneath:
            stretches.append((column, right, above[column]))
    return stretches


def _row(sheet: Sheet, row: int) -> Mapping[int, Cell]:
    return sheet.cells.row(row)


def _is_a_period(cell: Cell) -> bool:
    shown = cell.text.strip()
    return bool(_PERIOD.fullmatch(shown)) and (not shown.isdigit() or int(shown) in YEARS)


def _may_be_a_heading(cell: Cell) -> bool:
    if isinstance(cell.value, str):
        return len(cell.text) <= LONGEST
    return isinstance(cell.value, int) and cell.value in YEARS


def _are_numbered(cells: Sequence[Cell]) -> bool:
    """Say whether three cells or more count 1, 2, 3: steps under “Intermediate targets”."""
    return len(cells) > 2 and [cell.value for cell in cells] == list(range(1, len(cells) + 1))


def _joined(above: str, below: str) -> str:
    if not (above and below):
        return above or below
    if unaccented(below) in _DATES:
        return f"{above} {below}" if below.isascii() and unaccented(below) in ("year", "date") else f"{below} {above}"
    return f"{above} {below}" if re.search(r"\d{4}\s*$", below) else f"{below} / {above}"
