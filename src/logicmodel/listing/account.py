"""The account of a reading: what became of every cell, in words and as CSV."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence

from logicmodel.listing.letters import harmless, plain
from logicmodel.model import FATES, CellUse, Plan, SheetRead, column_letters
from logicmodel.sheets import NAMES

FORMS = {
    "full": "the sheets of the template",
    "one-sheet": "the one-sheet form, one row for each thing",
    "wide": "a wide table, one column for each stage",
    "matrix": "a logframe, one row for each level",
    "needs table": "a table of needs",
    "indicator table": "a table of indicators",
    "link table": "a table of arrows",
    "survey": "answers of a survey, counted",
    "mixed": "several forms",
}
"""What the forms of a plan are called."""


def account_in_words(plan: Plan) -> str:
    """Say what was read, what was not and why, sheet by sheet, and what the program proposes."""
    lines = [
        f"Read as {FORMS.get(plan.form, plan.form)}: {_counted(plan) or 'nothing is typed under its headings yet'}."
    ]
    by_sheet: dict[tuple[str, str | None], list[CellUse]] = {}
    for use in plan.account:
        by_sheet.setdefault((use.place.file, use.place.sheet), []).append(use)
    read_as = {(each.place.file, each.place.sheet): each for each in plan.read_as}
    for where, uses in by_sheet.items():
        lines += _sheet_in_words(*where, uses, read_as.get(where))
    lines += _proposed(plan)
    lines += [
        f"The hidden sheet “{each.text}” was read, because no other sheet holds a plan."
        for each in plan.noticed
        if each.kind == "hidden_sheet_read"
    ]
    lines.append(_all_accounted_for(plan))
    return "\n".join(lines) + "\n"


def _all_accounted_for(plan: Plan) -> str:
    """Say how many of the filled cells were accounted for, those of answers by their columns."""
    of_answers = _sheets_of_answers(plan)
    columns = [use for use in plan.account if (use.place.file, use.place.sheet) in of_answers]
    cells = len(plan.account) - len(columns)
    one_by_one = _fates(use for use in plan.account if (use.place.file, use.place.sheet) not in of_answers)
    if not columns:
        return f"{cells} of {plan.filled} filled cells accounted for: {one_by_one}."
    by_columns = f"by {'its column' if len(columns) == 1 else f'their {len(columns)} columns'} ({_fates(columns)})"
    # The sum of all filled cells would tell how many stand in a column of which that is hidden.
    rest = f"; {cells} other filled cells one by one ({one_by_one})" if cells else ""
    return f"All answers accounted for {by_columns}{rest}."


def _sheets_of_answers(plan: Plan) -> set[tuple[str, str | None]]:
    """Give the sheets that are accounted for by columns, so that no answer of a person is copied."""
    noticed = {(each.place.file, each.place.sheet) for each in plan.noticed if each.kind == "respondent_rows"}
    return noticed | {(use.place.file, use.place.sheet) for use in plan.account if use.why.startswith(OF_A_COLUMN)}


def _fates(uses: Iterable[CellUse]) -> str:
    counted = Counter(use.fate for use in uses)
    return ", ".join(f"{counted[fate]} {word}" for fate, word in FATES.items())


def account_as_csv(plan: Plan) -> str:
    """Give the account cell by cell as CSV: file, sheet, cell, text, what became of it, and where it went or why not.

    Sheets of answers are accounted for by their columns.

    A text that a spreadsheet program would take for a formula gets an apostrophe before it.
    """
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(("File", "Sheet", "Cell", "Text", "What became of it", "Where it went, or why not"))
    for use in plan.account:
        place = use.place
        cell = f"{column_letters(place.column or 0)}{place.row or ''}"
        writer.writerow((place.file, place.sheet, cell, harmless(use.text), FATES[use.fate], use.why))
    return lines.getvalue()


def _counted(plan: Plan) -> str:
    kinds = {
        "need": len(plan.needs),
        "box": len(plan.elements),
        "arrow": len(plan.links),
        "measure": len(plan.indicators),
        "assumption or risk": len(plan.register),
        "source": len(plan.sources),
    }
    plurals = {"box": "boxes", "assumption or risk": "assumptions and risks"}
    return ", ".join(
        f"{number} {kind if number == 1 else plurals.get(kind, kind + 's')}" for kind, number in kinds.items() if number
    )


SHEETS_READ_AS = {
    "programme": "the questions of Start here",
    "one_sheet": "the one-sheet form",
    "wide": "a wide table",
    "stages_down": "a logic model with its stages down one column",
    "matrix": "a logframe",
    "needs_table": "a table of needs",
    "ranked_needs": "ranked needs",
    "indicator_table": "a table of indicators",
    "reference_sheet": "a sheet that describes indicators line by line",
    "link_table": "a table of arrows",
    "arrow_grid": "a grid of arrows",
    "box_tree": "boxes drawn in cells",
}
"""What a sheet was read as, where it is no sheet of the template."""


def _read_as(found: SheetRead | None) -> str:
    """Say what a sheet was read as, and where its headings stand."""
    if found is None:
        return ""
    form = SHEETS_READ_AS.get(found.form) or f"the sheet {NAMES[found.form]}"
    if found.form == "stages_down":
        return f" read as {form}."
    line = "line" if found.place.lines else "row"
    where = f"{line} {found.last}" if found.first == found.last else f"{line}s {found.first} to {found.last}"
    return f" read as {form}, headings in {where}." if found.last else f" read as {form}."


def _sheet_in_words(file: str, sheet: str | None, uses: Sequence[CellUse], found: SheetRead | None) -> list[str]:
    headings = [
        (" ".join(use.text.split()), use.why.partition(": ")[2])
        for use in uses
        if use.fate == "used" and use.why.startswith("heading: ")
    ]
    called = f"{file}, sheet “{sheet}”:" if not uses[0].place.lines else f"{file}:"
    lines = [called + _read_as(found)]
    counted = Counter(field for _, field in headings if field.startswith("counted over "))
    headings = [(text, field) for text, field in headings if field not in counted]
    lines += [f"   {number} column{'' if number == 1 else 's'} {field}" for field, number in sorted(counted.items())]
    guessed = found.guessed if found else ()
    if headings:
        lines.append("   headings: " + ", ".join(_heading(text, field, guessed) for text, field in headings))
    kept = Counter(use.why for use in uses if use.fate == "extra")
    left = Counter(use.why for use in uses if use.fate == "left_out" and not use.why.startswith(OF_A_COLUMN))
    lines += [f"   {number} cell{'' if number == 1 else 's'} {why}" for why, number in sorted(kept.items())]
    lines += [f"   {number} cell{'' if number == 1 else 's'} left out: {why}" for why, number in sorted(left.items())]
    lines += _columns_left_out(uses)
    lines += [
        f"   {use.place}: “{plain(use.text)[:60]}” not understood; {use.why}" for use in uses if use.fate == "unread"
    ]
    return lines if len(lines) > 1 else [f"{lines[0]} Every cell was used."]


def _columns_left_out(uses: Sequence[CellUse]) -> list[str]:
    """Say of a sheet of answers why columns were left out, and name a few for each reason."""
    by_reason: dict[str, list[str]] = {}
    for use in uses:
        if use.fate == "left_out" and use.why.startswith(OF_A_COLUMN):
            by_reason.setdefault(use.why.rpartition(" filled cells: ")[2], []).append(f"“{plain(use.text)[:60]}”")
    lines = []
    for why, headings in sorted(by_reason.items()):
        more = f" and {len(headings) - NAMED_COLUMNS} more" if len(headings) > NAMED_COLUMNS else ""
        names = ", ".join(headings[:NAMED_COLUMNS])
        lines.append(f"   {len(headings)} column{'' if len(headings) == 1 else 's'} left out: {why} ({names}{more})")
    return lines


OF_A_COLUMN = "column “"
"""How the account of a column of answers begins."""

NAMED_COLUMNS = 5
"""Columns that are named for each reason; the account as a table names all."""


def _heading(text: str, field: str, guessed: Sequence[str]) -> str:
    """Say which heading fills what, and which was only guessed; all others are known for sure."""
    said = text if text.rstrip(" *") == field else f"{text} → {field}"
    return f"{said} (guessed)" if text in guessed else said


def _proposed(plan: Plan) -> list[str]:
    arrows = sum(any(mark.kind == "to_confirm" for mark in link.marks) for link in plan.links)
    merged = [each for each in plan.noticed if each.kind == "merged_boxes"]
    lines = [
        f"Boxes with the same words: {each.count} {'box stands' if each.count == 1 else 'boxes stand'} for {each.detail} "
        "cells; all places are kept."
        for each in merged
    ]
    if arrows:
        lines.append(f"Arrows proposed: {arrows}, marked “To confirm” and drawn dashed until you take the mark away.")
    return lines
