"""Sheets drawn by chance from the words that are known, so that tables of all forms come up, and tables of none."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TypeAlias

from msgspec import Struct

from logicmodel.reading.files.filled_cells import Cell, Cells
from logicmodel.reading.files.grid import Book, Sheet
from logicmodel.reading.files.shown import clean
from logicmodel.words.load import LANGUAGES, names, vocabulary
from tests.fuzzing.chance import Chance, once_in, pick

Value: TypeAlias = str | bool | int | float | date | datetime | time | timedelta


class Grid(Struct, frozen=True, kw_only=True):
    """A sheet as it is typed: its values by row and column, and what a person may do with it beside typing."""

    name: str
    values: dict[tuple[int, int], Value]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden: bool = False


# -- words ------------------------------------------------------------------------------------------------------------

SHEETS = (
    *("elements", "needs", "indicators", "readings", "programme", "links", "register", "sources", "stakeholders"),
    *("scores", "budget", "log", "groups", "problem_links", "survey"),
)
SURVEY = (
    *("start", "end", "today", "_uuid", "_id", "_submission_time", "deviceid", "sex", "age", "weight", "consent"),
    *("Respondent ID", "Collector ID", "Start Date", "IP Address", "Response", "Timestamp", "ResponseId", "Finished"),
    *("Start time", "Completion time", "Email", "Name", "Q1", "Q2_3_TEXT", "What is your main need?", "phone"),
    *("priority_needs", "priority_needs/food", "priority_needs/water", "_parent_index", "Tell us more", "gps/latitude"),
    *("type", "name", "label", "label::English (en)", "list_name", "relevant", "select_one needs", "end_repeat"),
)
HASHTAGS = ("#sector", "#affected+f", "#adm1+name", "#inneed", "#severity", "#date", "#indicator +name", "#value+num")
STAMPS = ("Target 2025", "2026", "Step 1", "Step 2 by", "Milestone 3", "Actual (2024)", "Q1", "Score", "Total", "No.")
REFS = ("OC1", "AC1", "OP1", "N1", "M1", "OC2, OC3", "AC1>OC1", "OC1–OC3", "Plan!AC1", "1", "1.1", "1.1.1", "B12", "a)")
STATEMENTS = (
    *("Parents cook at home", "Visit each family", "Leaflets printed", "Fewer evictions", "Improved resilience"),
    *("Many young carers miss school", "If tenants know their rights, then they stay", "Outcome 1: Homes are warm"),
    *("Les familles mangent mieux", "Las familias tienen trabajo", "الأسر لديها مياه", "As crianças vão à escola"),
    *("Familien haben Arbeit", "1.2 Wells drilled", "• Train staff\n• Buy books", "x" * 300, "as above", "whole plan"),
)
AMOUNTS = (
    *("45%", "1.234,56", "2,324.5", "~300", "10–15", "150 of 150", "<5", "£64k", "60 people", "40 sessions; 3 groups"),
    *("03/04/2026", "2026-04", "Month 6", "36 months", "Q2 2026", "31/06/2026", "٣٥٪", "1e400", "-0", "½", "9" * 40),
    *("TBC", "n/a", "-", "?", "yes", "No", "✓", "high", "3", "5 out of 5", "**", "[c]"),
)
ODD = (
    *("#REF!", "#N/A", "=B2*12", "=", "!", "\u202eabc", "\u200b", " ", "\xa0\n\t", "_x000D_", "a\x0bb", "\ufeff", "'"),
    *(
        "Total",
        "Source: survey",
        "Note: see below",
        "<b>&amp;",
        "]]>",
        '"',
        ";",
        "a\nb\r\nc",
        "\U0001f600",
        "İ",
        "ß",
        "ﬀ",
    ),
)


@cache
def headings(sheet: str, language: str) -> Sequence[str]:
    """Give all headings of a sheet of the template that are known in a language."""
    return tuple(
        name.text
        for meanings in names().values()
        for name in meanings
        if name.sheet == sheet and name.language in (language, "")
    ) or ("What",)


@cache
def words(kind: str) -> Sequence[str]:
    """Give the words of a list (“stage”, “sheet”, “level” …) in all languages."""
    return tuple(vocabulary(kind)) or ("Output",)


LISTS = ("stage", "sheet", "value", "level", "kind", "change", "need_kind", "mark", "policy", "type")


# -- a sheet ----------------------------------------------------------------------------------------------------------


def grid(chance: Chance, name: str) -> Grid:
    """Draw a sheet: titles perhaps, headings in one row or two, rows of anything, and cells somewhere else."""
    language = pick(chance, tuple(LANGUAGES.values()))
    sheet = pick(chance, SHEETS)
    width = chance.number(0, 10)
    top = pick(chance, (1, 1, 2, 4, 9))
    values: dict[tuple[int, int], Value] = {}
    for row in range(1, top):
        values[row, 1] = _text(chance)
    for column in range(1, width + 1):
        values[top, column] = _heading(chance, sheet, language)
    row = top + 1
    if once_in(chance, 5):
        second = pick(chance, (HASHTAGS, STAMPS, headings(sheet, language)))
        values |= {(row, column): pick(chance, second) for column in range(1, width + 1) if not once_in(chance, 4)}
        row += 1
    stages_down = once_in(chance, 5)
    for at in range(row, row + chance.number(0, 9)):
        for column in range(1, width + 1 + once_in(chance, 6)):
            if not once_in(chance, 4):
                values[at, column] = _heading_down(chance) if stages_down and column == 1 else _value(chance)
    if once_in(chance, 6):
        values |= _somewhere_else(chance, sheet, language)
    kept = {place: value for place, value in values.items() if value != ""}
    rows = sorted({row for row, _ in kept}) or [1]
    return Grid(
        name=pick(chance, words("sheet")) if once_in(chance, 3) else name,
        values=dict(sorted(kept.items())),
        merged=tuple(_merged(chance, top) for _ in range(chance.number(0, 4) if once_in(chance, 4) else 0)),
        hidden_rows=(pick(chance, rows),) if once_in(chance, 6) else (),
        hidden=once_in(chance, 12),
    )


def _heading(chance: Chance, sheet: str, language: str) -> str:
    choice = chance.number(0, 19)
    if choice < 12:
        return pick(chance, headings(sheet, language))
    if choice < 14:
        return pick(chance, headings(pick(chance, SHEETS), language))
    if choice == 14:
        return pick(chance, words("stage"))
    return pick(chance, (SURVEY, SURVEY, STAMPS, HASHTAGS, ODD)[choice - 15])


def _heading_down(chance: Chance) -> str:
    stage = pick(chance, words("stage"))
    return pick(chance, (stage, stage.title(), f"{stage} 1", f"{stage} 1.1: {pick(chance, STATEMENTS)}", f"{stage}s"))


def _value(chance: Chance) -> Value:
    choice = chance.number(0, 15)
    if choice < 10:
        return pick(
            chance, (STATEMENTS, REFS, AMOUNTS, REFS, STATEMENTS, AMOUNTS, STATEMENTS, SURVEY, ODD, STAMPS)[choice]
        )
    if choice == 10:
        return pick(chance, words(pick(chance, LISTS)))
    if choice == 11:
        return _text(chance)
    if choice == 12:
        return chance.number(-3, 60_000)
    if choice == 13:
        return chance.number(-400, 4_000_000) / pick(chance, (100, 3, 10**9))
    return pick(chance, _STORED)


_STORED: tuple[Value, ...] = (
    *(True, False, 0, 1, 2025, 10**18, 1e-9, date(2026, 4, 3), date(1900, 3, 1), date(9999, 12, 31)),
    *(datetime(2026, 4, 3, 10, 30), time(9, 30), timedelta(hours=36, minutes=5), datetime(2026, 4, 3)),
)


def _text(chance: Chance) -> str:
    return chance.text(pick(chance, (6, 6, 30, 400)))


def _somewhere_else(chance: Chance, sheet: str, language: str) -> dict[tuple[int, int], Value]:
    """Draw a second table, beside the first one or below it, or a cell far away."""
    row, column = pick(chance, ((1, 15), (22, 1), (9, 14), (1000, 40)))
    found: dict[tuple[int, int], Value] = {(row, column): _heading(chance, sheet, language)}
    for step in range(chance.number(0, 3)):
        found[row, column + step + 1] = _heading(chance, sheet, language)
        found[row + 1, column + step] = _value(chance)
    return found


def _merged(chance: Chance, top: int) -> tuple[int, int, int, int]:
    row, column = chance.number(1, top + 6), chance.number(1, 8)
    return row, column, row + chance.number(0, 4), column + chance.number(0, 3)


# -- a workbook -------------------------------------------------------------------------------------------------------


def grids(chance: Chance, most: int = 3) -> tuple[Grid, ...]:
    """Draw the sheets of a workbook; no two have the same name."""
    found: dict[str, Grid] = {}
    for number in range(chance.number(1, most)):
        drawn = grid(chance, f"Sheet{number + 1}")
        found.setdefault(drawn.name.casefold(), drawn)
    return tuple(found.values())


def book_of(drawn: Sequence[Grid], file: str = "plan.xlsx") -> Book:
    """Give a workbook as reading has it after its first step, without the way through a file."""
    return Book(file=file, sheets=tuple(map(_sheet, drawn)))


def _sheet(drawn: Grid) -> Sheet:
    typed = {place: clean(value) if isinstance(value, str) else value for place, value in drawn.values.items()}
    cells = {place: _cell(place, value) for place, value in typed.items() if str(value).strip()}
    hidden = frozenset(row for row, _ in cells if row in drawn.hidden_rows)
    return Sheet(
        name=drawn.name,
        cells=Cells.of(cells.values()),
        merged=tuple(sorted(drawn.merged)),
        hidden=drawn.hidden,
        hidden_rows=hidden,
    )


def _cell(place: tuple[int, int], value: Value) -> Cell:
    row, column = place
    text = str(value)
    error = text if text in ("#REF!", "#N/A") else None
    formula = text == "=B2*12"
    return Cell(row=row, column=column, value="" if formula else value, text=text, error=error, no_result=formula)
