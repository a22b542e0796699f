"""A new workbook that holds what another kind of file does: the texts and numbers of its sheets, cell by cell."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from logicmodel.model import column_letters
from logicmodel.patterns import pattern_of
from logicmodel.saving import fitting, one_line, to_bytes
from logicmodel.workbook.look import Value, fit_height, new_book, put

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_FORBIDDEN = pattern_of(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31
_WIDTHS = range(8, 49)  # in characters


class PlainSheet(Struct, frozen=True, kw_only=True):
    """A sheet as its cells by (row, column), counted from 1, and which rows, columns and cells are hidden or merged."""

    name: str
    cells: Mapping[tuple[int, int], Value]
    struck: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    right_to_left: bool = False


def titles_of(names: Sequence[str]) -> list[str]:
    """Give each sheet a name that a workbook can have, and no two the same.

    >>> titles_of(["needs: north/south", "x" * 40])
    ['needs north south', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
    """
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        bare = one_line(_FORBIDDEN.sub(" ", name)).strip("'")[:_LONGEST_TITLE].strip() or "Sheet"
        title, number = bare, 2
        while title.casefold() in taken:
            ending = f" ({number})"
            title, number = bare[: _LONGEST_TITLE - len(ending)] + ending, number + 1
        taken.add(title.casefold())
        found.append(title)
    return found


def plain_workbook(sheets: Sequence[PlainSheet]) -> bytes:
    """Write the sheets, whose names have to be those of `titles_of`; columns are as wide as what stands in them."""
    from openpyxl.styles import Alignment, Font

    book = new_book("")
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        page.sheet_view.rightToLeft = sheet.right_to_left
        longest: dict[int, int] = {}
        cells_of: dict[int, list[Cell]] = {}
        for (row, column), value in sheet.cells.items():
            cell = page.cell(row, column)
            cells_of.setdefault(row, []).append(cell)
            put(cell, fitting(value) if isinstance(value, str) else value)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if (row, column) in sheet.struck:
                cell.font = Font(strike=True)
            lines = str(value).split("\n")
            longest[column] = max(longest.get(column, 0), *map(len, lines))
        for column, length in longest.items():
            width = min(max(length + 2, _WIDTHS[0]), _WIDTHS[-1])
            page.column_dimensions[column_letters(column)].width = width
        for column in sheet.hidden_columns:
            page.column_dimensions[column_letters(column)].hidden = True
        for row, cells in sorted(cells_of.items()):
            fit_height(page, row, cells)
        for row in sheet.hidden_rows:
            page.row_dimensions[row].hidden = True
        for top, left, bottom, right in sheet.merged:
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    if all(sheet.hidden for sheet in sheets):
        book.worksheets[0].sheet_state = "visible"
    return to_bytes(book)
