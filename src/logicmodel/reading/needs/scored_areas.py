"""Recognising scores by area: a number for each indicator, with weights and directions in rows above the headings."""

import re
from collections.abc import Mapping

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import ROWS_TO_LOOK_AT
from logicmodel.reading.heading_words import meanings
from logicmodel.reading.headings import Heading
from logicmodel.reading.needs.beside import number_of
from logicmodel.reading.tables import Table
from logicmodel.words.scales import LOWER_IS_WORSE
from logicmodel.words.spelling import heading_key, plain

WEIGHTS = frozenset(("weight", "peso", "poids"))
DIRECTIONS = frozenset(("direction", "direccion", "direcao", "sens"))
"""What labels a row of weights, or of directions, above the headings of scores by area."""

_LOWER_IS_WORSE = frozenset(
    ("-", "−", "–", "negative", "negativo", "negativa", "negatif", "inverse", "inverso", "inversa")
)
_LABEL = pattern_of(
    r"(?:initial )?(weight|direction|group|indicator name|peso|poids|sens|direccion|direcao|grupo|groupe|nombre)\b.*"
)
_SCORE = pattern_of(r"score|sever|index|indice|msni|phase|puntaj|gravedad", re.IGNORECASE)


def scores_by_area(sheet: Sheet) -> Table | None:
    """Recognise a table of areas with a number for each indicator, its weights and directions above the headings."""
    labels = labels_above(sheet)
    row = max(labels) + 1 if labels else next((row for row, _ in sheet.rows()), 0)
    cells, under = sheet.cells.row(row), sheet.cells.beneath(row)
    areas = [column for column, cell in cells.items() if _names_an_area(cell, labels=bool(labels))]
    titles = sheet.cells.row(next((at for at, word in labels.items() if word in ("indicator name", "nombre")), row))
    lower = _reversed(sheet, labels)
    headings = []
    for column, cell in cells.items():
        its = under.get(column, ())
        numbers = [each for each in its if number_of(each) is not None]
        scored = column not in areas and len(numbers) >= 2 and len(numbers) * 5 >= len(its) * 4
        text = titles[column].text if column in titles else cell.text
        if scored and (labels or _SCORE.search(text)):
            text = f"{text} {LOWER_IS_WORSE}" if column in lower else text
            headings.append(Heading(column=column, text=text, sheet="needs", field="criteria"))
        else:
            headings.append(Heading(column=column, text=text, sheet="needs", field="area" if column in areas else None))
    scored_columns = sum(each.field == "criteria" for each in headings)
    if not areas or scored_columns < 3 or len(under.get(areas[-1], ())) < 3:
        return None
    return Table(sheet=sheet, key="needs_table", row=row, headings=tuple(headings))


def _names_an_area(cell: Cell, *, labels: bool) -> bool:
    key = heading_key(cell.text)
    is_code = "code" in key
    is_area = any((name.sheet, name.field) == ("needs", "area") for name in meanings(cell.text))
    return not is_code and (is_area or (labels and key in ("name", "nombre", "nom")))


def labels_above(sheet: Sheet) -> dict[int, str]:
    """Give the rows above the headings that one column names: weight, direction, group, indicator name."""
    found: dict[int, dict[int, str]] = {}
    for cell in sheet.cells.part(1, ROWS_TO_LOOK_AT + 1).each():
        if isinstance(cell.value, str):
            label = _LABEL.fullmatch(heading_key(cell.text.rstrip(" ->:")))
            if label:
                found.setdefault(cell.column, {})[cell.row] = label[1]
    its = max(found.values(), key=len, default={})
    return its if (WEIGHTS | DIRECTIONS).intersection(its.values()) and len(its) >= 2 else {}


def _reversed(sheet: Sheet, labels: Mapping[int, str]) -> set[int]:
    """Give the columns of which a low number is worse, where a row of directions says so."""
    row = next((row for row, word in labels.items() if word in DIRECTIONS), 0)
    return {
        column
        for column, cell in sheet.cells.row(row).items()
        if (number_of(cell) or 0) < 0 or plain(cell.text) in _LOWER_IS_WORSE
    }
