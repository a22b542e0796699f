"""A sheet read as what somebody said it is: each form with less to go by than where it has to be recognised."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import ROWS_TO_LOOK_AT, heading_row, votes
from logicmodel.reading.heading_words import stage_word
from logicmodel.reading.link_table import table_of_links
from logicmodel.reading.logframe.recognising import logframe
from logicmodel.reading.measures.columns import with_measures, with_work
from logicmodel.reading.measures.recognising import table_of_indicators
from logicmodel.reading.needs.table import table_of_needs
from logicmodel.reading.shapes import full_table, one_sheet_table, questions_column, wide_table
from logicmodel.reading.tables import STAGES, NotRead, Table
from logicmodel.reading.two_rows import in_one_row, rows_of_headings
from logicmodel.sheets import NAMES, PLAN_ORDER
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import heading_key


def table_as(sheet: Sheet, shape: str, decided_row: int | None = None) -> Table | str:
    """Read a sheet as a form (“wide”, “needs” …) or as a sheet of the template, by its key.

    `decided_row` is its row of headings, if that is known. Where it cannot be read so, the answer says why.
    """
    if shape == "programme":
        asks = questions_column(sheet)
        return Table(sheet=sheet, key="programme", row=0) if asks else "it has no question of Start here"
    row = decided_row or _row_for(sheet, shape)
    if not row:
        return "it has no headings that are known"
    if not decided_row and shape != "matrix":
        top, row = rows_of_headings(sheet, row)
        sheet = in_one_row(sheet, top, row) if row - top == 1 else sheet
    found = READERS[shape](sheet, row) if shape in READERS else _as_sheet(sheet, row, shape)
    if isinstance(found, str) or found.top or found.key == "matrix":
        return found
    return replace(found, top=row if decided_row else top)


def _row_for(sheet: Sheet, shape: str) -> int:
    """Give the row of headings: for a wide table the one with most stages, else that with most known headings."""
    if shape != "wide":
        return heading_row(sheet)[0]
    rows = [(sum(stage_word(cell.text) in STAGES for cell in its.values()), -row) for row, its in sheet.rows()]
    most, row = max(rows[:ROWS_TO_LOOK_AT], default=(0, 0))
    return -row if most else 0


def _wide(sheet: Sheet, row: int) -> Table | str:
    table = wide_table(sheet, row, sheet.cells.row(row), asked_for=True)
    return with_work(with_measures(table)) if table else "it needs two columns named for stages"


def _one_sheet(sheet: Sheet, row: int) -> Table | str:
    return one_sheet_table(sheet, row, sheet.cells.row(row), asked_for=True) or "it needs a column Type"


def _matrix(sheet: Sheet, row: int) -> Table | str:
    found = logframe(sheet, row, asked_for=True)
    if isinstance(found, Table):
        return found
    return found.why if found else "no column holds two levels or more, such as Outcome and Output"


def _needs(sheet: Sheet, row: int) -> Table | str:
    """Read needs under headings of the template, people in need by area, or scores by area."""
    table = full_table(sheet, row, sheet.cells.row(row), "needs")
    found = table_of_needs(sheet, table, row) or table
    if isinstance(found, NotRead):
        return found.why
    return found if _is_known(found) else "none of its headings is one of Needs"


def _indicators(sheet: Sheet, row: int) -> Table | str:
    """Read measures under headings of the template, or beside the boxes that they belong to."""
    table = full_table(sheet, row, sheet.cells.row(row), "indicators")
    found = table_of_indicators(sheet, table, row) or table
    if isinstance(found, NotRead):
        return found.why
    return found if _is_known(found) else f"none of its headings is one of {NAMES['indicators']}"


def _links(sheet: Sheet, row: int) -> Table | str:
    """Read arrows, by Refs or by the words of their ends."""
    table = full_table(sheet, row, sheet.cells.row(row), "links")
    return table_of_links(sheet, table, row) or _as_sheet(sheet, row, "links")


def _full(sheet: Sheet, row: int) -> Table | str:
    """Read a sheet of the template: the one that its tab names, else the one that most headings belong to."""
    cells = sheet.cells.row(row)
    tab = vocabulary("sheet").get(heading_key(sheet.name))
    return _as_sheet(sheet, row, tab if tab in PLAN_ORDER and tab != "programme" else _most_voted(cells))


def _most_voted(cells: Mapping[int, Cell]) -> str:
    counted = votes(cells.values())
    its = [key for key in PLAN_ORDER if key != "programme"]
    return max(its, key=lambda key: (counted[key], -PLAN_ORDER.index(key)))


def _as_sheet(sheet: Sheet, row: int, key: str) -> Table | str:
    table = full_table(sheet, row, sheet.cells.row(row), key)
    return table if _is_known(table) else f"none of its headings is one of {NAMES[key]}"


def _is_known(table: Table) -> bool:
    return any(each.field not in (None, "extra", "personal") for each in table.headings)


READERS: Mapping[str, Callable[[Sheet, int], Table | str]] = {
    "full": _full,
    "one-sheet": _one_sheet,
    "wide": _wide,
    "matrix": _matrix,
    "needs": _needs,
    "indicators": _indicators,
    "links": _links,
}
"""How each form is read; every other shape is a sheet of the template."""
