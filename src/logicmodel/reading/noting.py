"""What is noted of files whose sheets were recognised: what was not read, guessed or hidden, and why there is no plan."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from logicmodel.errors import NoPlanFound
from logicmodel.model import Place
from logicmodel.reading.account import Account
from logicmodel.reading.colours import note_colours
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.parting import Second
from logicmodel.reading.surveying import why_not_counted
from logicmodel.reading.tables import FORM, SECOND_TABLE, NotRead, Table
from logicmodel.sheets import NAMES

if TYPE_CHECKING:
    from logicmodel.reading.survey import OfASurvey


class Recognised(Struct, frozen=True, kw_only=True):
    """What was found in one file: its account, its tables, the sheets that were not read, further tables on a sheet."""

    account: Account
    tables: tuple[Table, ...]
    not_read: tuple[NotRead, ...]
    seconds: tuple[tuple[Sheet, Second], ...]


def note_what_was_not_read(found: Recognised) -> None:
    """Note the sheets and second tables that were not read, each with the reason."""
    account = found.account
    for each in found.not_read:
        place = account.place(each.sheet)
        if each.left:
            account.leave_sheet(each.sheet, each.left)
        elif each.silent:
            account.leave_sheet(each.sheet, "a sheet of the template that is not read")
        elif each.hidden:
            account.leave_sheet(each.sheet, "a hidden sheet")
            account.notice("hidden_sheet", place, text=each.sheet.name)
        elif each.sheet.cells:
            account.leave_sheet(each.sheet, f"the sheet was not read: {each.why}")
            account.notice("sheet_not_read", place, text=each.sheet.name, detail=each.why, about=each.reason)
    for sheet, second in found.seconds:
        account.leave(sheet, second.cells, "a second table on the sheet")
        place = account.place(sheet, second.heading.row, second.heading.column)
        account.notice("sheet_not_read", place, text=sheet.name, about=SECOND_TABLE)


def whole_file(account: Account) -> Place:
    """Give the place of a file without a sheet."""
    return Place(file=account.book.file, lines=account.book.lines)


def note_file(found: Recognised) -> None:
    """Note what was guessed about the file, and what it holds that people may not see."""
    account = found.account
    for guess in account.book.guesses:
        account.notice("file_guess", whole_file(account), text=guess)
    for link in account.book.outside_links:
        account.notice("outside_link", whole_file(account), text=link)
    if account.book.pivots:
        account.notice("pivot", whole_file(account), count=account.book.pivots)
    if account.book.embedded:
        account.notice("embedded_file", whole_file(account), count=account.book.embedded)
    if account.book.tracked_changes:
        account.notice("tracked_change", whole_file(account))
    for sheet in account.book.sheets:
        if not sheet.hidden:
            _note_hidden(account, sheet)
    headings = {table.sheet.name: table.row for table in found.tables}
    for sheet in account.book.sheets:
        _note_comments(account, sheet, headings.get(sheet.name, 0))
    for table in found.tables:
        _note_behind(account, table.sheet)
        note_colours(account, table)


def _note_hidden(account: Account, sheet: Sheet) -> None:
    for kind, hidden in (
        ("hidden_rows", sheet.hidden_rows),
        ("filtered_rows", sheet.filtered_rows),
        ("hidden_columns", sheet.hidden_columns),
    ):
        if hidden:
            account.notice(kind, account.place(sheet), text=sheet.name, count=len(hidden))


def _note_comments(account: Account, sheet: Sheet, heading: int) -> None:
    """Count the notes on cells; those on headings are the template's own help."""
    count = sum(row > heading for row, _ in sheet.comments)
    if count:
        account.notice("comment", account.place(sheet), text=sheet.name, count=count)


def _note_behind(account: Account, sheet: Sheet) -> None:
    """Note the cells that stand in the file twice, with what the other one says."""
    for (row, column), texts in sheet.behind.items():
        shown = sheet.cells.get((row, column))
        for text in texts if shown else ():
            place = account.place(sheet, row, column)
            account.notice("cell_twice", place, text=text, detail=shown.text if shown else "")


def no_plan(files: Sequence[Recognised], surveys: Sequence["OfASurvey"]) -> NoPlanFound:
    """Say why there is no plan in the files, and of each sheet what it was taken for."""
    names = ", ".join(each.account.book.file for each in files)
    not_read = [each for found in files for each in found.not_read if each.sheet.cells]
    unread = [(each.account.book.file, its) for each in files for its in each.not_read if its.sheet.cells and its.why]
    lacking = why_not_counted(surveys, ((file, its.sheet) for file, its in unread))
    reasons = [(sheet, f"it {lack}") for (_, sheet), lack in lacking.items()]
    reasons += [(its.sheet.name, its.why) for file, its in unread if (file, its.sheet.name) not in lacking]
    reasons += [(each.sheet.name, f"it is {each.left}") for each in not_read if each.left]
    reasons += [
        (each.sheet.name, "it is hidden, and hidden sheets are not read; unhide it if it holds the plan")
        for each in not_read
        if each.hidden
    ]
    reasons += [
        (table.sheet.name, f"it holds only what belongs on a sheet {NAMES[table.key]}")
        for found in files
        for table in found.tables
    ]
    if not surveys and all(any(each.reason == FORM for each in found.not_read) for found in files):
        message = (
            f"There is no plan in {names}: it is the form of a survey, not its answers. Give it together with the "
            f"answers: logicmodel build answers.xlsx {_as_typed(files)} -o plan.xlsx"
        )
    elif lacking and len(reasons) == len(lacking):
        said = "; ".join(f"“{sheet}” in {file} {lack}" for (file, sheet), lack in list(lacking.items())[:3])
        message = f"There is no plan in {names}: {said}."
    else:
        is_empty = not any(sheet.cells for each in files for sheet in each.account.book.sheets)
        reason = "nothing is typed there" if is_empty else "; ".join(f"“{sheet}”: {why}" for sheet, why in reasons[:3])
        message = (
            f"There is no plan in {names}{f' ({reason})' if reason else ''}. Use the headings of the template (run: "
            "logicmodel new), or a table with stages such as Activities, Outputs and Outcomes as headings."
        )
    return NoPlanFound(message, tuple(reasons))


def _as_typed(files: Sequence[Recognised]) -> str:
    """Give the names of files for a command line, in quotation marks where a name has spaces."""
    names = (each.account.book.file for each in files)
    return " ".join(f'"{name}"' if " " in name else name for name in names)
