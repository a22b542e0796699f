"""Logic models turned on their side: the stages down one column, and a strand in each column beside them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_words import stage_word
from logicmodel.reading.headings import Heading
from logicmodel.reading.levels import label_of
from logicmodel.reading.tables import OF_THE_REGISTER, STAGES, NotRead, Table

FORM = "stages_down"

LABELS = (*STAGES, *OF_THE_REGISTER, "need", "strength")
"""Words that may stand down the column of stages."""

MOST_ROWS = 400
"""Rows of the largest sheet that is looked at: a longer one is a list of something."""

MOST_LEFT = 3
"""Columns, from the left, in which the stages may stand."""


class Label(NamedTuple):
    """A stage in the column of stages, and its cell."""

    word: str
    cell: Cell


def stages_down(sheet: Sheet, found: Table | NotRead) -> Table | None:
    """Recognise a sheet with three stages or more down one column, and nothing else in it.

    One that names stages again and again, or numbers them, is a list of boxes, and is read as a logframe without
    measures.
    """
    if isinstance(found, Table) or found.silent or found.hidden or len(sheet.cells.numbers) > MOST_ROWS:
        return None
    columns = sorted(sheet.cells.columns())[:MOST_LEFT]
    column = next((each for each in columns if _is_of_stages(sheet, each)), None)
    if column is None:
        return _list_of_results(sheet, columns)
    labels = labels_down(sheet, column)
    row = min(labels) - 1
    words = [label.word for label in labels.values()]
    if len(set(words)) == len(words):
        return Table(sheet=sheet, key=FORM, row=row, headings=(Heading(column=column, text="", field="stage"),))
    beside = [each for each in sheet.cells.columns(min(labels)) if each > column]
    if len(beside) != 1:
        return None
    statement = Heading(column=beside[0], text="", sheet="matrix", field="statement")
    return Table(sheet=sheet, key="matrix", row=row, headings=(statement,))


def _list_of_results(sheet: Sheet, columns: Sequence[int]) -> Table | None:
    """Recognise statements with their levels in one column, “Output 1.1: Trees planted”, under no headings."""
    for column in columns:
        its = {row: cells[column].text for row, cells in sheet.cells.rows() if column in cells}
        named = {row: label for row, text in its.items() if (label := label_of(text)) and label.rest}
        levels = {label.word for label in named.values() if label.word in STAGES}
        if len(levels) > 1 and len(named) > 2 and len(named) * 2 > len(its):
            return Table(sheet=sheet, key="matrix", row=min(named) - 1)
    return None


def _is_of_stages(sheet: Sheet, column: int) -> bool:
    labels = labels_down(sheet, column)
    stages = {STAGES[label.word] for label in labels.values() if label.word in STAGES}
    if len(stages) < 3:
        return False
    under = {row: cells for row, cells in sheet.cells.rows(min(labels)) if column in cells}
    others = [cells[column] for row, cells in under.items() if row not in labels and row < max(labels)]
    beside = sum(any(each > column for each in sheet.cells.row(row)) for row in labels)
    return not any(any(map(str.isalnum, cell.text)) for cell in others) and beside * 2 > len(labels)


def labels_down(sheet: Sheet, column: int) -> Mapping[int, Label]:
    """Give the stages in a column by their row."""
    found: dict[int, Label] = {}
    for row, cells in sheet.cells.rows():
        cell = cells.get(column)
        if cell is None or not isinstance(cell.value, str) or len(cell.text) > 60:
            continue
        label = label_of(cell.text)
        alone = label is not None and (not label.rest or _in_brackets(label.rest))  # “Outcomes (3–5 years)”
        word = label.word if label and alone else stage_word(cell.text) if label is None else None
        if word in LABELS:
            found[row] = Label(word, cell)
    return found


def _in_brackets(text: str) -> bool:
    return text.startswith("(") and text.endswith(")")
