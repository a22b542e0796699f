"""The programme that a logframe is of, where a row over the table names it."""

import re
from collections.abc import Mapping

from logicmodel.patterns import pattern_of
from logicmodel.reading.account import Account
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_words import meanings

_PROGRAMME = pattern_of(
    r"\s*(?:(?:programme|program|project)\s+(?:title|name)\s*:?|(?:(?:titre|nom|t[ií]tulo|nombre|nome|titel|name) (?:du |de la |del |de |do |des )?)?"
    r"(?:programme|program|project|projet|proyecto|projeto|projecto|projekts?|programa|programm)\s*:|(?:اسم )?(?:المشروع|البرنامج)\s*:)\s*",
    re.IGNORECASE,
)


def programme_named(cells: Mapping[int, Cell], sheet: Sheet, account: Account) -> Draft | None:
    """Read the name of the programme from a row, in the cell of the question or in the next one."""
    for column, cell in cells.items():
        asks = _PROGRAMME.match(cell.text)
        known = any((name.sheet, name.field) == ("programme", "name") for name in meanings(cell.text))
        rest = cell.text[asks.end() :].strip() if asks else ""
        answer = next((cells[other] for other in sorted(cells) if other > column), None)
        if not (asks or known) or not (rest or answer):
            continue
        draft = Draft("programme", account.place(sheet, cell.row, column))
        draft.values["name"] = rest or (answer.text.strip() if answer else "")
        account.use(sheet, cell, "programme.name")
        if answer and not rest:
            account.use(sheet, answer, "programme.name")
        return draft
    return None
