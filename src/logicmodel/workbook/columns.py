"""Which columns a sheet has for a plan: the standard ones, later steps of measures, and the author's own."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from msgspec import structs

from logicmodel import sheets
from logicmodel.model import Score
from logicmodel.saving import one_line
from logicmodel.sheets import Column
from logicmodel.words import load
from logicmodel.words.spelling import heading_parts
from logicmodel.workbook import look

_LONGEST_HEADING = 200

Cells: TypeAlias = dict[str, look.Value]
"""What stands in a row: English heading → value."""


def columns_of(key: str, rows: Sequence[Cells]) -> tuple[Column, ...]:
    """Give the columns of a sheet: the standard ones, those that have content, later steps, and the author's own."""
    filled = {heading for row in rows for heading in row}
    found: list[Column] = []
    for column in sheets.columns(key):
        if not column.more or column.heading in filled:
            found.append(column)
        if column.field == "milestone_date":
            found += _step_columns(rows)
    return (*found, *own_columns(key, rows))


def _step_columns(rows: Sequence[Cells]) -> Iterator[Column]:
    columns = [sheets.column("indicators", field) for field in ("milestone", "milestone_date")]
    filled = {heading for row in rows for heading in row}
    number = 2
    while any(step_heading(column, number) in filled for column in columns):
        for column in columns:
            yield structs.replace(column, field=f"{column.field} {number}", heading=step_heading(column, number))
        number += 1


def step_heading(column: Column, number: int) -> str:
    """Give the heading of a later step: of “Milestone 1” and 3, “Milestone 3”."""
    return column.heading.replace("1", str(number))


def own_columns(key: str, rows: Sequence[Cells]) -> list[Column]:
    """Give the columns that are the author's own, in the order in which they turn up."""
    known = {column.heading for column in (*sheets.columns(key), *_step_columns(rows))}
    headings = dict.fromkeys(heading for row in rows for heading in row if heading not in known)
    return [
        Column(
            sheet=key,
            field=f"own {number}",
            heading=heading,
            kind="text",
            list=None,
            needed=False,
            when_empty=None,
            more=True,
            example="",
            help="",
        )
        for number, heading in enumerate(headings)
    ]


def own_cells(key: str, thing: Any, notes: str | None) -> Iterator[tuple[str, str]]:
    """Give the cells of a row that nothing uses under the headings they are kept under."""
    extras = [(_own_heading(key, extra.heading), extra.text) for extra in thing.extras]
    if isinstance(thing, Score):
        known = {extra.heading for extra in thing.extras}
        its = [(name, format(value, "f")) for name, value in thing.criteria if name not in known]
        extras += [(_own_heading(key, name, "Criterion"), text) for name, text in its]
    if notes and all(column.field != "notes" for column in sheets.columns(key)):
        extras.append(("Notes", notes))
    together: dict[str, list[str]] = {}
    for heading, text in extras:
        # A box that stood in several rows keeps the cells of all of them.
        same = together.setdefault(heading, [])
        if text not in same:
            same.append(text)
    for heading, texts in together.items():
        yield heading, "; ".join(texts)


def _own_heading(key: str, heading: str, before: str = "Not used") -> str:
    """Make a heading that the reader will not take for one of the sheet's own, with a word before it where it would."""
    shown = one_line(heading)[:_LONGEST_HEADING] or "No heading"
    meanings = {name.field for part in heading_parts(shown) for name in load.names().get(part, ()) if name.sheet == key}
    return f"{before}: {shown}" if meanings - {"extra"} and not shown.startswith(before) else shown
