"""What was decided about a sheet, laid over it: as if its author had typed the headings and words of the template.

A heading that was decided is replaced by that of the template before the sheet is recognised, so that it counts for
every form of table as if it were known; what the author typed stays what is shown.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from logicmodel.errors import UnknownName
from logicmodel.reading.cells import ColumnManner, Manner, read_value
from logicmodel.reading.deciding.decisions import (
    ANY,
    NOT_USED,
    Decided,
    Decision,
    Target,
    did_you_mean,
    does_not_fit,
    target_named,
)
from logicmodel.reading.files.filled_cells import Cell, Cells
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import are_headings, heading_row
from logicmodel.reading.headings import YEAR, Heading, declared, homes_of, place_in
from logicmodel.reading.tables import Table
from logicmodel.reading.two_rows import in_one_row, rows_of_headings
from logicmodel.reading.values import Failure
from logicmodel.sheets import NAMES
from logicmodel.words.spelling import plain

NO_HEADING = "–"
"""What a column that is not used is called while its sheet is recognised: no heading is known by it."""

OF_A_YEAR = ("target", "milestone")
"""Fields whose heading may name a year."""

KEPT_OR_LISTS = (None, "extra", "causes", "consequences")
"""What several columns may be: not used, or a list to which each adds."""

KINDS_OF_LISTS = ("choice", "stage", "marks", "yes_no")
"""Kinds of columns whose cells hold words of a list; scales are others."""


class Misfit(Exception):
    """Decisions that speak of any file or sheet, and do not fit this one; it is then read without them."""

    def __init__(self, decisions: Mapping[Decision, str]) -> None:
        super().__init__(*decisions.values())
        self.decisions = decisions


class Prepared(Struct, frozen=True, kw_only=True):
    """A sheet as its decisions have it: from its row of headings down where that is known, with headings replaced.

    `above` are the cells over that row, `rows` the first and last row of headings, `columns` the decision for each
    column and `shown` what stood over it.
    """

    sheet: Sheet
    decided: Decided
    above: Cells = field(default_factory=Cells)
    rows: tuple[int, int] | None = None
    columns: Mapping[int, Decision] = {}
    shown: Mapping[int, str] = {}

    @property
    def row(self) -> int | None:
        """The row of headings, where it was decided."""
        return self.rows[1] if self.rows else None


def prepared(sheet: Sheet, decided: Decided, file: str) -> Prepared:
    """Lay what was decided over a sheet.

    Raises DoesNotFit for a row of headings that is empty, and UnknownName for a heading that is not there; Misfit in
    place of DoesNotFit where the decision speaks of any sheet.
    """
    found = _from_its_headings(sheet, decided)
    columns = decided.columns()
    if columns:
        found = _with_columns(found, columns, file)
    return _with_words(found, file)


def _from_its_headings(sheet: Sheet, decided: Decided) -> Prepared:
    """Cut a sheet at its row of headings where that was decided, or where decided headings stand in two rows."""
    rows = decided.rows
    if rows and not any(sheet.cells.row(row) for row in range(rows[0], rows[1] + 1)):
        decision = decided.by_thing["heading-row", "", ""]
        raise no_fit({decision: f"row {rows[1]} of “{sheet.name}” is empty."})
    if not rows and decided.columns():
        row = heading_row(sheet, decided.columns().keys())[0]
        top, bottom = rows_of_headings(sheet, row) if row else (0, 0)
        rows = (top, bottom) if bottom - top == 1 else None
    if not rows:
        return Prepared(sheet=sheet, decided=decided)
    top, bottom = rows
    joined = sheet
    for row in range(top, bottom):
        joined = in_one_row(joined, row, row + 1)
    above = sheet.cells.part(1, bottom)
    return Prepared(sheet=replace(joined, cells=joined.cells.part(bottom)), decided=decided, above=above, rows=rows)


def _with_columns(found: Prepared, columns: Mapping[str, Decision], file: str) -> Prepared:
    """Replace the headings that were decided, in the row of headings and where they stand again; and questions."""
    sheet = found.sheet
    row = found.row or heading_row(sheet, columns.keys())[0]
    cells: list[Cell] = []
    its: dict[int, Decision] = {}
    shown: dict[int, str] = {}
    seen: set[str] = set()
    for number, in_row in sheet.rows():
        decided = {column: columns[plain(cell.text)] for column, cell in in_row.items() if plain(cell.text) in columns}
        if number != row:
            again = {column: each for column, each in decided.items() if its.get(column) is each}
            is_again = number > row and again and are_headings(in_row.values())
            decided = again if is_again else {column: each for column, each in decided.items() if _is_question(each)}
        for column, decision in decided.items():
            cell = in_row[column]
            seen.add(plain(cell.text))
            if number == row and not _is_question(decision):
                its[column], shown[column] = decision, cell.text
            cells.append(replace(cell, value=(text := _read_as(decision, cell.text)), text=text))
    for key, decision in columns.items():
        if key not in seen:
            _check_heading(decision, key, sheet, sheet.cells.row(row).values(), file)
    return replace(found, sheet=replace(sheet, cells=sheet.cells.replaced(cells)), columns=its, shown=shown)


def _is_question(decision: Decision) -> bool:
    return _target(decision).sheet == "programme"


def _check_heading(decision: Decision, key: str, sheet: Sheet, headings: Iterable[Cell], file: str) -> None:
    """Raise UnknownName for a heading of this very sheet that stands nowhere on it."""
    if decision.names_its_sheet and not any(plain(cell.text) == key for cell in sheet.cells.each()):
        hint = did_you_mean(decision.heading, (" ".join(cell.text.split()) for cell in headings))
        hint += (
            "" if hint.startswith(" Did") else " If that column is gone or has a known heading now, take the line out."
        )
        raise UnknownName(
            f"{decision.source}: there is no heading “{decision.heading}” on “{sheet.name}” of {file}.{hint}"
        )


def _target(decision: Decision) -> Target:
    return target_named(str(decision.answer)) or Target()


def _read_as(decision: Decision, text: str) -> str:
    """Give the heading of the template that stands for one; a year in it stays where years count."""
    target = _target(decision)
    year = YEAR.findall(text)
    if target.field in OF_A_YEAR and year:
        return f"{target.heading.removesuffix(' 1')} {year[-1]}"
    return target.heading or NO_HEADING


def _with_words(found: Prepared, file: str) -> Prepared:
    """Replace the words that were decided under a heading, below it."""
    values = found.decided.values()
    named = {heading for heading, _ in values if heading != ANY}
    if not named:
        return found
    row = found.row or heading_row(found.sheet)[0]
    headings = found.sheet.cells.row(row)
    over = {column: plain(found.shown.get(column, cell.text)) for column, cell in headings.items()}
    for (key, _), decision in values.items():
        if key != ANY and key not in over.values():
            _check_heading(decision, key, found.sheet, headings.values(), file)
    decided = (
        (cell, values.get((over.get(cell.column, ""), plain(cell.text))))
        for cell in found.sheet.cells.part(row + 1).each()
    )
    return replace(found, sheet=_reworded(found.sheet, decided))


def _reworded(sheet: Sheet, decided: Iterable[tuple[Cell, Decision | None]]) -> Sheet:
    """Give a sheet with other words in the cells about which something was decided."""
    cells = [
        replace(cell, value=str(decision.answer), text=str(decision.answer)) for cell, decision in decided if decision
    ]
    return replace(sheet, cells=sheet.cells.replaced(cells)) if cells else sheet


# -- after a sheet was recognised -------------------------------------------------------------------------------------


def finished(table: Table, its: Prepared) -> Table:
    """Give a recognised table what was decided: titles as they were typed, columns not used, words of lists.

    Raises DoesNotFit for a column that the table does not have, and UnknownName for a word that its list does not
    have; Misfit in place of DoesNotFit where the decision speaks of any sheet.
    """
    headings = settled(table.headings, its, table)
    table = replace(table, headings=headings, decided=its.decided)
    if its.rows and table.row == its.rows[1]:
        table = replace(table, top=its.rows[0])
    table = _with_words_of_lists(table)
    if not its.above:
        return table
    return replace(table, sheet=replace(table.sheet, cells=table.sheet.cells.replaced(its.above.each())))


def settled(headings: Sequence[Heading], its: Prepared, table: Table) -> tuple[Heading, ...]:
    """Give headings of a table as they were decided; another column for the same thing is then not used."""
    made: dict[int, Heading] = {}
    misfits: dict[Decision, str] = {}
    is_one_thing_each = table.key in NAMES or table.key == "one_sheet"
    for heading in headings:
        decision = its.columns.get(heading.column)
        if decision is None:
            continue
        found = _as_decided(replace(heading, shown=its.shown[heading.column], decided=True), decision, table)
        same = [each for each in made.values() if found and is_one_thing_each and _is_same(each, found)]
        if found is None or same:
            why = f"“{same[0].title}” is that already" if same else f"the sheet was read as {_kind(table)}"
            misfits[decision] = f"“{decision.heading}” on “{table.sheet.name}” cannot be “{decision.answer}”: {why}."
            continue
        made[heading.column] = found
    if misfits:
        raise no_fit(misfits)
    taken = {_slot(each) for each in made.values() if is_one_thing_each and each.field not in KEPT_OR_LISTS}
    return tuple(
        made.get(each.column)
        or (replace(each, sheet=None, field=None, guessed=False, doubt="") if _slot(each) in taken else each)
        for each in headings
    )


def _as_decided(heading: Heading, decision: Decision, table: Table) -> Heading | None:
    """Give a column as it was decided, or None if a table of this kind has no such column."""
    target = _target(decision)
    plainly = replace(heading, guessed=False, doubt="")
    if decision.answer == NOT_USED:
        return replace(plainly, field=None if table.key in ("wide", "matrix") else "extra", step=None, year=None)
    if target.sheet is None or target.field is None:
        return plainly if heading.field is not None else None
    wanted = place_in(homes_of(table.key), target.sheet, target.field)
    if (heading.sheet, heading.field) == wanted or (heading.year and heading.field in OF_A_YEAR):
        return plainly
    if target.sheet in homes_of(table.key):
        return replace(plainly, sheet=wanted[0], field=wanted[1])
    is_a_form = table.key not in NAMES and table.key != "one_sheet"
    return plainly if is_a_form and heading.field is not None else None


def _slot(heading: Heading) -> tuple[str | None, str | None, int | None]:
    return heading.sheet, heading.field, heading.step


def _is_same(one: Heading, other: Heading) -> bool:
    return _slot(one) == _slot(other) and one.field not in KEPT_OR_LISTS


def _kind(table: Table) -> str:
    return NAMES.get(table.key) or f"a table of another form ({table.key.replace('_', ' ')})"


def no_fit(decisions: Mapping[Decision, str]) -> Exception:
    """Give the error for decisions that do not fit a sheet, each with why: for good only if one names this very sheet."""
    for decision, why in decisions.items():
        if decision.names_its_sheet:
            return does_not_fit(decision, why)
    return Misfit(decisions)


def _with_words_of_lists(table: Table) -> Table:
    """Replace the words that were decided under any heading, in columns of lists; check those of named headings."""
    values = table.decided.values()
    if not values:
        return table
    lists = {each.column: each for each in table.headings if _is_a_list(each)}
    for (key, _), decision in values.items():
        over = next((each for each in lists.values() if plain(each.title) == key), None)
        if over is not None:
            _check_word(over, decision)
    decided = (
        (cell, values.get((ANY, plain(cell.text))))
        for cell in table.sheet.cells.part(table.row + 1).each()
        if cell.column in lists
    )
    return replace(table, sheet=_reworded(table.sheet, decided))


def _is_a_list(heading: Heading) -> bool:
    column = declared(heading) if heading.sheet in (*NAMES, "one_sheet") else None
    return column is not None and (column.kind in KINDS_OF_LISTS or column.kind.startswith("scale_"))


def _check_word(heading: Heading, decision: Decision) -> None:
    """Raise UnknownName for an answer that the list of a column does not have."""
    column, text = declared(heading), str(decision.answer)
    if column is None:
        return
    found = read_value(column, Cell(row=1, column=1, value=text, text=text), Manner(), ColumnManner())
    if isinstance(found, Failure):
        raise UnknownName(
            f"{decision.source}: “{text}” is not {found.wanted} for “{heading.title}”.{did_you_mean(text, found.choices)}"
        )
