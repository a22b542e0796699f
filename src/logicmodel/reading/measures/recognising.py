"""Whether a sheet is a table of indicators, where its headings stand, and which of its sets of measures is meant."""

from collections.abc import Iterable, Mapping
from itertools import islice

from msgspec.structs import replace

from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import ROWS_TO_LOOK_AT
from logicmodel.reading.heading_words import LONGEST, meanings
from logicmodel.reading.headings import BOXES
from logicmodel.reading.levels import (
    UNSETTLED,
    label_of,
)
from logicmodel.reading.logframe.recognising import is_row_of_headings
from logicmodel.reading.measures.columns import box_word, columns_of, measured, with_work
from logicmodel.reading.measures.headings import NUMBERED, OF_A_MEASURE, field_of, is_code, quarter_of
from logicmodel.reading.shapes import is_a_tree
from logicmodel.reading.tables import NO_INDICATOR, STAGES, NotRead, Table
from logicmodel.reading.two_rows import in_one_row, rows_of_headings
from logicmodel.sheets import PLAN_ORDER
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import heading_key


def table_of_indicators(
    sheet: Sheet, found: Table | NotRead, decided_row: int | None = None, number: int = 0
) -> Table | NotRead | None:
    """Recognise a table of indicators, given what the sheet was taken for; None if it is none.

    `number` says which set of measures is meant, where several stand beside one another, each after its own results.

    NotRead if it is one in which no indicator is written. `decided_row` is its row of headings, if that is known.
    """
    tab = vocabulary("sheet").get(heading_key(sheet.name))
    if tab in PLAN_ORDER and tab not in ("elements", "indicators", "readings"):
        return None
    row = decided_row or _row_of_headings(sheet)
    if row is None:
        return None
    top, row = (row, row) if decided_row else _rows_of_headings(sheet, row)
    if row - top > 1:
        return None
    whole = _with_one_set(in_one_row(sheet, top, row) if top < row else sheet, row, number)
    if whole is None:
        return None
    headings = columns_of(whole, row)
    fields = {each.field for each in headings if each.sheet != BOXES}
    boxes = [each for each in headings if each.sheet == BOXES and each.field in (*STAGES, *UNSETTLED)]
    if "text" not in fields or len(fields & OF_A_MEASURE) + len(boxes) < 2:
        return None
    is_wide = isinstance(found, Table) and found.key == "wide"
    may_be_another = tab == "readings" or is_wide
    if may_be_another and not fields & NUMBERED and not (is_wide and is_a_tree(boxes)):
        return None
    if not boxes:
        headings = [
            replace(each, sheet="indicators", field="extra") if each.sheet == BOXES else each for each in headings
        ]
    table = Table(sheet=whole, key="indicator_table", row=row, top=top, headings=tuple(headings))
    under = [cells for _, cells in whole.cells.rows(row + 1)]
    if _has_measures(table, under):
        is_list = isinstance(found, Table) and found.key == "indicators" and not (boxes or _has_sections(whole, row))
        return found if is_list else with_work(table) if any(each.field == "activity" for each in boxes) else table
    if all(map(is_row_of_headings, under)) or tab is not None:
        return None
    why = "it looks like a table of indicators, but no indicator is written in it"
    return NotRead(sheet=sheet, reason=NO_INDICATOR, why=why)


def _has_measures(table: Table, under: Iterable[Mapping[int, Cell]]) -> bool:
    """Say whether a measure is written beneath the headings, and not only headings again."""
    texts = next(each.column for each in table.headings if each.field == "text" and each.sheet != BOXES)
    return any(texts in cells and not is_row_of_headings(cells) for cells in under)


def _with_one_set(sheet: Sheet, row: int, number: int) -> Sheet | None:
    """Give a sheet with one of the sets of measures that stand beside one another; None if it has no such set."""
    sets = _sets(sheet.cells.row(row))
    if number >= max(len(sets), 1):
        return None
    if len(sets) < 2:
        return sheet
    others = {column for each in sets if each is not sets[number] for column in each}
    gone = {(line, column) for line, cells in sheet.cells.rows(row) for column in cells if column in others}
    return replace(sheet, cells=sheet.cells.without(gone))


def _sets(headings: Mapping[int, Cell]) -> list[list[int]]:
    """Give the columns of each set of measures, where a row has several, each with columns of results before it.

    A column of results belongs to no set: it is read with each of them.
    """
    sets: list[list[int]] = []
    after_results = False
    for column, cell in headings.items():
        field = field_of(cell.text) if not is_code(cell.text) else None
        if field == "text" and (after_results or not sets):
            sets.append([])
        if box_word(cell.text) and field != "text":
            after_results = True
        elif sets and field in OF_A_MEASURE:
            sets[-1].append(column)
            after_results = False
    return sets


def _row_of_headings(sheet: Sheet) -> int | None:
    """Give the row, among the first ones, that names indicators and most that belongs to them."""
    best: tuple[int, int] | None = None
    for row, cells in islice(sheet.rows(), ROWS_TO_LOOK_AT):
        its = [cell for cell in cells.values() if isinstance(cell.value, str) and len(cell.text) <= LONGEST]
        if len(its) < 2 or not any(field_of(cell.text) == "text" and not is_code(cell.text) for cell in its):
            continue
        known = sum(
            bool(meanings(cell.text)) or box_word(cell.text) is not None or measured(cell.text) is not None
            for cell in its
        )
        if known >= 2 and (best is None or known > best[1]):
            best = row, known
    return best[0] if best else None


def _rows_of_headings(sheet: Sheet, row: int) -> tuple[int, int]:
    """Give the first and the last row of the headings; quarters in a row beneath belong to them."""
    top, bottom = rows_of_headings(sheet, row)
    beneath = sheet.cells.row(bottom + 1).values()
    if top == bottom and len(beneath) > 1 and all(quarter_of(cell.text) for cell in beneath):
        return top, bottom + 1
    return top, bottom


def _has_sections(sheet: Sheet, row: int) -> bool:
    return any(
        section_of(cells) if number > row else names_a_result(cells) for number, cells in sheet.rows() if number != row
    )


def names_a_result(cells: Mapping[int, Cell]) -> bool:
    """Say whether a row over a table names the result that the table is about, and nothing else."""
    its = list(cells.values())
    label = label_of(its[0].text) if len(its) == 1 and isinstance(its[0].value, str) else None
    return label is not None and bool(label.rest) and (label.word in STAGES or label.word in UNSETTLED)


def section_of(cells: Mapping[int, Cell]) -> bool:
    """Say whether a row is a heading over the rows beneath that names a result: “OUTCOME 1: Families are warm”."""
    its = list(cells.values())
    label = label_of(its[0].text) if its and isinstance(its[0].value, str) else None
    if label is None or (label.word not in STAGES and label.word not in UNSETTLED):
        return False
    return len(its) == 1 if label.rest else len(its) == 2 and isinstance(its[1].value, str)
