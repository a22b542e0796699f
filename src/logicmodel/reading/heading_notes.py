"""What is noted of the headings of a table: what each was taken for, and the columns that nothing uses."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from logicmodel.model import column_letters
from logicmodel.reading.account import UNUSED_HEADING, Account
from logicmodel.reading.deciding.questions import of_heading
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.limits import MOST_COLUMNS
from logicmodel.reading.headings import BOXES, Heading, columns_by_field, declared
from logicmodel.reading.needs.scoring import criterion_of
from logicmodel.reading.tables import Table
from logicmodel.sheets import word_for

IN_WORDS = {"ranked": "What and Rank", "counted": "Votes", "above": "Leads to", "number": "Ref"}
"""What columns fill that no sheet has: of a table of ranks, or beside boxes."""

ONLY_SIGNS = "signs without words"
"""Why arrows that are typed between the columns are not used."""


def note_headings(table: Table, account: Account) -> None:
    """Note what every heading was taken for, and columns that nothing uses."""
    sheet = table.sheet
    under = sheet.cells.beneath(table.row)
    account.leave_sheet(sheet, "above the table")
    for heading in table.headings:
        cell = sheet.cells.get((table.row, heading.column))
        if cell is not None:
            cell = _where_it_stands(table, cell)
            _note_heading(table, heading, cell, under.get(heading.column, ()), account)
    _note_marks(table, account)
    _note_columns_without_heading(table, under, account)
    for row in range(table.top or table.row, table.row):
        upper = sheet.cells.row(row).values()
        account.use_all(
            sheet, (cell for cell in upper if _where_it_stands(table, cell) is not cell), "heading over others"
        )
    if table.row > 1 and not table.decided.rows:
        account.notice("file_guess", account.place(sheet), text=f"headings in {_where(table, account)}")


def _note_marks(table: Table, account: Account) -> None:
    """Note the cells of a timetable or of roles: used where they fill fields, else kept in words."""
    for marks in table.marks:
        filled = [columns_by_field("elements")[field] for field in marks.fields]
        if filled:
            account.use_all(table.sheet, marks.cells, ", ".join(f"elements.{each.field}" for each in filled))
            account.use_all(table.sheet, marks.over, f"heading: {', '.join(each.heading for each in filled)}")
            continue
        account.leave(table.sheet, marks.over, UNUSED_HEADING)
        at = min((cell.column for cell in marks.cells), default=0)
        title = next((heading.title for heading in table.headings if heading.column >= at), "")
        for cell in marks.cells:
            account.keep(table.sheet, cell, title)


def is_only_signs(text: str) -> bool:
    """Say whether a text has no letter and no digit: “→”."""
    return not any(map(str.isalnum, text))


def _where_it_stands(table: Table, cell: Cell) -> Cell:
    """Give the cell of a heading: of two rows the upper one where nothing stands beneath it."""
    upper, lower = (table.sheet.cells.get((row, cell.column)) for row in (table.top, table.row))
    alone = upper and lower and upper.text == lower.text
    return upper if upper and alone else lower or cell


def _note_heading(table: Table, heading: Heading, cell: Cell, under: Sequence[Cell], account: Account) -> None:
    column = declared(heading)
    meaning = column.heading if column else IN_WORDS.get(heading.field or "") or word_for("Stage", heading.field or "")
    if column and column.field == "milestone" and heading.step:
        earlier = {each.step for each in table.headings if each.year and each.step and each.step < heading.step}
        meaning = f"Step {len(earlier) + 1 if heading.year else heading.step}"
    known = column is not None or _is_used_elsewhere(table, heading)
    if known:
        account.use(table.sheet, cell, f"heading: {meaning or heading.title}")
    else:
        account.leave(table.sheet, [cell], UNUSED_HEADING)
    if not known and all(is_only_signs(each.text) for each in (cell, *under)):
        account.leave(table.sheet, [cell], ONLY_SIGNS)
        return
    place = account.place(table.sheet, None, heading.column, heading.title)
    if heading.guessed and known:
        account.notice("guessed_heading", place, text=heading.title, detail=meaning)
        if heading.doubt and under:
            account.ask(of_heading(table, heading, replace(place, row=table.row)))
    elif not (known or heading.decided or heading.field in ("extra", "personal")) and _is_filled_and_unused(
        table, under
    ):
        account.notice("unused_column", place, text=heading.title)


def _where(table: Table, account: Account) -> str:
    """Say where the headings stand: “row 4 of “Plan””, “rows 1 and 2 of “Plan””, “line 3”."""
    two = table.top < table.row
    what = f"{'line' if account.book.lines else 'row'}{'s' if two else ''}"
    where = f"{what} {table.top} and {table.row}" if two else f"{what} {table.row}"
    return where if account.book.lines else f"{where} of “{table.sheet.name}”"


def _is_used_elsewhere(table: Table, heading: Heading) -> bool:
    """Say whether a column that the template does not have is used: one of a wide table, or of things beside needs."""
    if heading.sheet == BOXES:
        return True
    is_beside = heading.field in ("strengths", "criteria", "points", *IN_WORDS)
    return is_beside or (table.key == "wide" and heading.field is not None)


def _is_filled_and_unused(table: Table, cells: Sequence[Cell]) -> bool:
    is_a_criterion = table.key == "scores" and all(criterion_of(cell) is not None for cell in cells)
    return bool(cells) and not is_a_criterion


def _note_columns_without_heading(table: Table, under: Mapping[int, Sequence[Cell]], account: Account) -> None:
    """Note filled columns in the table or right beside it that have no heading."""
    known = {heading.column for heading in table.headings}
    covered = _covered_by_headings(table)
    for column in sorted(set(under) - known - covered):
        if min(known) - 1 <= column <= max(known) + 1:
            place = account.place(table.sheet, None, column, column_letters(column))
            account.notice("unused_column", place, about="no heading")


def _covered_by_headings(table: Table) -> set[int]:
    """Give the columns that a merged heading stretches over."""
    covered: set[int] = set()
    end = 0
    for left, right in sorted(
        (left, right) for top, left, last, right in table.sheet.merged if top <= table.row <= last
    ):
        covered.update(range(max(left, end + 1), min(right, MOST_COLUMNS) + 1))
        end = max(end, right)
    return covered
