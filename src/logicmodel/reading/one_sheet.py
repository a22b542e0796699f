"""The one-sheet form: one row per thing, the programme included; Type decides what a row is."""

from collections.abc import Iterable, Mapping
from datetime import date

from logicmodel.model import When
from logicmodel.reading import values
from logicmodel.reading.cells import Manner
from logicmodel.reading.draft import Draft
from logicmodel.reading.headings import Heading, columns_by_field, declared
from logicmodel.reading.shapes import type_word
from logicmodel.reading.tables import STAGES, Table
from logicmodel.sheets import Column

FIELDS_OF: Mapping[str, Mapping[str, str]] = {
    "programme": {"text": "name", "who": "target_group", "owner": "organisation", "cost": "total_budget"},
    "need": {"evidence": "sources", "quantity": "count"},
    "cause": {"evidence": "sources", "quantity": "count"},
    "strength": {"who": "held_by", "evidence": "sources"},
    "register": {"leads_to": "about", "source": "check", "target_date": "check_by"},
}
"""What the columns of a row fill, by its kind, where the name differs."""

KEPT: Mapping[str, frozenset[str]] = {
    "programme": frozenset("name organisation target_group total_budget start end notes".split()),
    "need": frozenset(
        "id text who priority severity count out_of area quote causes level votes sources leads_to notes".split()
    ),
    "cause": frozenset(
        "id text who severity count out_of area quote causes level votes sources leads_to notes".split()
    ),
    "strength": frozenset("id text held_by sources leads_to notes".split()),
    "register": frozenset(
        "id text about owner check check_by likelihood importance response prevention threshold sort control state "
        "facet notes".split()
    ),
    "box": frozenset(columns_by_field("elements")) - {"stage"},
}
"""What a row of a kind can hold; a filled cell under another heading is kept as an extra."""

OF_THE_MEASURE: Mapping[str, str] = {
    "measure": "text",
    **{
        field: field
        for field in columns_by_field("indicators")
        if field not in ("id", "measures", "text", "owner", "notes", "milestone", "milestone_date")
    },
}
"""Columns on the row of a box that make its measure, and what they fill of it."""

BOX, MEASURED_BOX = "box", "measured box"


def kind_of_row(word: str | None, fields: Iterable[str | None]) -> str:
    """Say what kind of row a Type makes; one that cannot be read makes a box.

    A box has a measure if Measure, Now or Aim is filled.
    """
    if word in ("programme", "need", "cause", "strength"):
        return word
    if word is not None and word not in STAGES:
        return "register"
    return MEASURED_BOX if {"measure", "baseline", "target"} & set(fields) else BOX


def column_for(heading: Heading, kind: str) -> Column | None:
    """Give the column that a heading stands over on a row of a kind, or None where it means nothing there."""
    field = heading.field or ""
    if field == "type":
        return declared(heading)
    if field in OF_THE_MEASURE and kind in (BOX, MEASURED_BOX):
        return declared(heading) if kind == MEASURED_BOX else None
    its = FIELDS_OF.get(kind, {}).get(field, field)
    if its not in KEPT[BOX if kind == MEASURED_BOX else kind]:
        return None
    return columns_by_field("needs")["count"] if (field, its) == ("quantity", "count") else declared(heading)


def start_of_programme(table: Table, manner: Manner) -> date | None:
    """Give the first day of a plan in the one-sheet form: Start on the row of the programme."""
    columns = {heading.field: heading.column for heading in table.headings}
    if table.key != "one_sheet" or not {"type", "start"} <= set(columns):
        return None
    for _, cells in table.sheet.rows():
        kind, cell = cells.get(columns["type"]), cells.get(columns["start"])
        if kind and cell and type_word(kind.text) == "programme":
            when = values.read_when(cell.value, cell.text, style=manner.date_style)
            return when.first if isinstance(when, When) else None
    return None


def by_type(rows: Iterable[Draft]) -> list[Draft]:
    """Turn the rows of the one-sheet form into drafts of the full sheets, a measure after its box."""
    made: list[Draft] = []
    boxes: dict[int, Draft] = {}
    for row in rows:
        word = row.values.pop("type", None)
        if row.line_of is not None:
            made.append(_measure(row, boxes[id(row.line_of)]))
        elif row.kind in (BOX, MEASURED_BOX):
            box = boxes[id(row)] = _box(row, word)
            made += [box, _measure(row, box)] if row.kind == MEASURED_BOX else [box]
        elif row.kind == "register":
            made.append(_turned(row, "register", kind=word))
        elif row.kind == "programme":
            made.append(_turned(row, "programme"))
        else:
            made.append(_turned(row, "needs", kind=row.kind))
    return made


def _turned(row: Draft, key: str, **fixed: str | None) -> Draft:
    draft = _like(row, key)
    names = FIELDS_OF[row.kind]
    draft.values = {names.get(field, field): _as_one_text(row, field, value) for field, value in row.values.items()}
    draft.values.update(fixed)
    draft.refs = {names.get(field, field): typed for field, typed in row.refs.items()}
    draft.cells = {names.get(field, field): place for field, place in row.cells.items()}
    return draft


def _as_one_text(row: Draft, field: str, value: object) -> object:
    """Put the parts of a cell together again where the full sheet takes one text: who leads, who holds a strength."""
    one_text = field == "owner" or (field == "who" and row.kind in ("programme", "strength"))
    return "; ".join(value) if one_text and isinstance(value, tuple) else value


def _like(row: Draft, key: str) -> Draft:
    draft = Draft(key, row.place)
    draft.unread, draft.missing, draft.extras, draft.number = row.unread, row.missing, row.extras, row.number
    draft.form = "one-sheet"
    return draft


def _box(row: Draft, word: str | None) -> Draft:
    draft = _like(row, "elements")
    draft.values = {field: value for field, value in row.values.items() if field in KEPT[BOX] | {"policy_of_change"}}
    draft.refs, draft.cells = row.refs, row.cells
    if word:
        draft.values["stage"] = STAGES[word]
    return draft


def _measure(row: Draft, box: Draft) -> Draft:
    draft = Draft("indicators", row.place)
    draft.form = "one-sheet"
    draft.values = {OF_THE_MEASURE[field]: value for field, value in row.values.items() if field in OF_THE_MEASURE}
    draft.cells = {OF_THE_MEASURE[field]: place for field, place in row.cells.items() if field in OF_THE_MEASURE}
    text = str(draft.values.get("text", ""))
    if "unit" not in draft.values and text.lstrip().startswith("%"):
        draft.values["unit"] = "%"
    draft.values["of_box"] = box
    return draft
