"""Workbooks from Markdown tables, so that a test shows what a person would have typed.

The first cell of a table's heading names the sheet, and stays empty in the rows below. Start here has its questions
in A and its answers in B, from row 1 on as shown. `<br>` is a line break within a cell, `\\|` a bar, `~~text~~` text that
is struck through, `#REF!` an error value. A leading `=` is typed as text.

What a table cannot show stands below it, a line for each:

    Formula: Plan G2                      the text of the cell is a formula that nothing has worked out yet
    Format: Plan A2:A3 0.00               the text is stored as a number and shown in this format; 45% is stored as 0.45
    Merged: Plan B2:B4
    Fill: Plan C2:C4 FFFF00
    Comment: Plan C2
    Hidden rows: Plan 5-6
    Filtered rows: Plan 5-6
    Hidden columns: Plan C-D
    Hidden sheet: Old plan
    File: plan.csv in cp1252 with ;       the table is no workbook but a file of lines
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from logicmodel import read_plan
from logicmodel.model import Plan

Table = tuple[str, list[list[str]]]


def tables_in(markdown: str) -> Iterator[Table]:
    """Yield each table of a Markdown text as (sheet, rows), the row of headings first."""
    block: list[list[str]] = []
    for line in [*markdown.splitlines(), ""]:
        if line.strip().startswith("|"):
            block.append(_cells(line))
        elif block:
            yield _table(block)
            block = []


def _cells(line: str) -> list[str]:
    parts = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    return [part.strip().replace("\\|", "|").replace("<br>", "\n") for part in parts]


def _table(block: list[list[str]]) -> Table:
    sheet = block[0][0]
    rows = [block[0][1:], *(row[1:] for row in block[1:] if not _is_rule(row))]
    return sheet, rows[1:] if rows[0] == ["A", "B"] else rows


def _is_rule(row: list[str]) -> bool:
    return all(re.fullmatch(r":?-+:?|", cell) for cell in row) and any("-" in cell for cell in row)


def workbook_of(markdown: str) -> bytes:
    """Make an .xlsx workbook of all tables in a Markdown text; numbers that look like numbers are numbers."""
    book = Workbook()
    book.remove(book.active)
    for sheet, rows in tables_in(markdown):
        page = book.create_sheet(sheet)
        for number, row in enumerate(rows, 1):
            for column, text in enumerate(row, 1):
                if text:
                    _type(page.cell(number, column), text)
    for name, value in re.findall(r"^([A-Z][a-z]+(?: [a-z]+)?): (.+)$", markdown, re.MULTILINE):
        if name in ANNOTATIONS:
            ANNOTATIONS[name](book, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _type(cell: Cell, text: str) -> None:
    struck = re.fullmatch(r"~~(.+)~~", text, re.DOTALL)
    text = struck[1] if struck else text
    cell.value = int(text) if re.fullmatch(r"[1-9]\d{0,8}|0", text) and cell.row > 1 else text
    if struck:
        cell.font = Font(strike=True)
    if cell.data_type == "f":
        cell.data_type = "s"


def plan_of(markdown: str, folder: Path, name: str = "plan.xlsx") -> Plan:
    """Read the tables of a Markdown text as the reader reads a workbook, or a file of lines if the text says so."""
    lines = re.search(r"^File: (\S+) in (\S+) with (\S+)$", markdown, re.MULTILINE)
    path = folder / (lines[1] if lines else name)
    if lines:
        path.write_text(lines_of(markdown, lines[3]), encoding=lines[2], newline="")
    else:
        path.write_bytes(workbook_of(markdown))
    return read_plan(path)


def lines_of(markdown: str, separator: str) -> str:
    """Make the text of a .csv file of the first table in a Markdown text."""
    _, rows = next(tables_in(markdown))
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue()


# -- what a table cannot show -----------------------------------------------------------------------------------------


def _cells_at(book: Workbook, value: str) -> list[Cell]:
    """Give the cells of “Plan C2:C4” or “Plan C2”."""
    sheet, _, area = value.rpartition(" ")
    return [cell for row in book[sheet][area if ":" in area else f"{area}:{area}"] for cell in row]


def _formula(book: Workbook, value: str) -> None:
    for cell in _cells_at(book, value):
        cell.data_type = "f"


def _format(book: Workbook, value: str) -> None:
    area, _, code = value.rpartition(" ")
    for cell in _cells_at(book, area):
        number = float(str(cell.value).removesuffix("%"))
        cell.value = number / 100 if "%" in str(code) else number
        cell.number_format = code


def _merged(book: Workbook, value: str) -> None:
    sheet, _, area = value.rpartition(" ")
    book[sheet].merge_cells(area)


def _fill(book: Workbook, value: str) -> None:
    area, _, colour = value.rpartition(" ")
    for cell in _cells_at(book, area):
        cell.fill = PatternFill("solid", start_color=colour)


def _comment(book: Workbook, value: str) -> None:
    for cell in _cells_at(book, value):
        cell.comment = Comment("To be discussed", "A colleague")


def _hidden_rows(book: Workbook, value: str) -> None:
    sheet, _, rows = value.rpartition(" ")
    first, _, last = rows.partition("-")
    for row in range(int(first), int(last or first) + 1):
        book[sheet].row_dimensions[row].hidden = True


def _filtered_rows(book: Workbook, value: str) -> None:
    sheet, _, _ = value.rpartition(" ")
    book[sheet].auto_filter.ref = book[sheet].dimensions
    book[sheet].auto_filter.add_filter_column(0, ["only some"])
    _hidden_rows(book, value)


def _hidden_columns(book: Workbook, value: str) -> None:
    sheet, _, columns = value.rpartition(" ")
    first, _, last = columns.partition("-")
    book[sheet].column_dimensions.group(first, last or first, hidden=True)


def _hidden_sheet(book: Workbook, value: str) -> None:
    book[value].sheet_state = "hidden"


ANNOTATIONS: dict[str, Callable[[Workbook, str], None]] = {
    "Formula": _formula,
    "Format": _format,
    "Merged": _merged,
    "Fill": _fill,
    "Comment": _comment,
    "Hidden rows": _hidden_rows,
    "Filtered rows": _filtered_rows,
    "Hidden columns": _hidden_columns,
    "Hidden sheet": _hidden_sheet,
}
