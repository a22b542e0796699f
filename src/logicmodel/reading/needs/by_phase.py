"""Tables of people by phase of severity: one need for each area, as the ladders of JIAF and IPC have them.

People in need are those in phase 3 and above, and the phase of an area is the highest that a quarter of its people have
reached or passed. Both are worked out here, and each need says so in its Notes; the threshold is unverified.
"""

from collections.abc import Mapping
from decimal import Decimal

from logicmodel.model import Amount
from logicmodel.patterns import pattern_of
from logicmodel.reading.account import UNUSED_HEADING, Account
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import heading_row
from logicmodel.reading.heading_words import meanings
from logicmodel.reading.headings import Heading
from logicmodel.reading.needs.beside import number_of
from logicmodel.reading.skipping import TOTAL, is_total, tell_of_rows
from logicmodel.reading.tables import Table
from logicmodel.words.spelling import heading_key

_PHASE = pattern_of(
    r"(?:ipc |jiaf |cadre harmonise |# |people in |personnes en |personas en )?(?:phase|fase|severity phase) ?([1-5])"
)

IN_NEED_FROM = 3
"""The phase from which on people count as in need."""

SHARE_OF_AN_AREA = Decimal("0.25")
"""Share of the people of an area that makes a phase the phase of the area."""

SAID = (
    "Worked out from the phases: people in need are those in phase 3 and above; the phase of an area is the highest that a "
    "quarter of its people have reached or passed."
)


def table_of_phases(sheet: Sheet, decided_row: int | None = None) -> Table | None:
    """Recognise areas with a number of people for at least four of five phases; shares of people are none."""
    row = decided_row or heading_row(sheet)[0] or next((row for row, _ in sheet.rows()), 0)
    cells, under = sheet.cells.row(row), sheet.cells.beneath(row)
    phases = {
        column: int(found[1]) for column, cell in cells.items() if (found := _PHASE.fullmatch(heading_key(cell.text)))
    }
    area = next((column for column, cell in cells.items() if _names_an_area(cell)), None)
    counts = [number for column in phases for cell in under.get(column, ()) if (number := number_of(cell)) is not None]
    if area is None or len(set(phases.values())) != len(phases) or len(phases) < 4 or max(counts, default=0) <= 100:
        return None
    headings = tuple(
        Heading(
            column=column,
            text=cell.text,
            sheet="needs",
            field=_field(cell, is_area=column == area, is_phase=column in phases),
            step=phases.get(column),
        )
        for column, cell in cells.items()
    )
    return Table(sheet=sheet, key="needs_table", row=row, headings=headings)


def _field(cell: Cell, *, is_area: bool, is_phase: bool) -> str:
    if is_area or is_phase:
        return "area" if is_area else "phase"
    its = {name.field for name in meanings(cell.text) if name.sheet == "needs"}
    return next((field for field in ("text", "who") if its == {field}), "extra")


def _names_an_area(cell: Cell) -> bool:
    return any((name.sheet, name.field) == ("needs", "area") for name in meanings(cell.text))


def read_phases(table: Table, account: Account) -> list[Draft]:
    """Read the rows of a table of phases into drafts of needs; totals are left out."""
    _note_headings(table, account)
    columns = {each.column: each for each in table.headings}
    area = next(each.column for each in table.headings if each.field == "area")
    drafts, totals = [], []
    for row, cells in table.sheet.rows():
        if row <= table.row:
            continue
        if is_total(cells.values()):
            account.leave(table.sheet, cells.values(), TOTAL)
            totals.append(row)
        elif area not in cells:
            account.leave(table.sheet, cells.values(), "no area in its row")
        else:
            drafts.append(_need(table, account, row, cells, columns))
    tell_of_rows(table.sheet, account, {TOTAL: totals} if totals else {})
    return drafts


def _note_headings(table: Table, account: Account) -> None:
    account.leave_sheet(table.sheet, "above the table")
    for each in table.headings:
        cell = table.sheet.cells[table.row, each.column]
        if each.field == "extra":
            account.leave(table.sheet, [cell], UNUSED_HEADING)
        else:
            names = {"area": "Where", "text": "What", "who": "Who it affects"}
            what = names.get(each.field or "", f"people in phase {each.step}")
            account.use(table.sheet, cell, f"heading: {what}")


def _need(table: Table, account: Account, row: int, cells: Mapping[int, Cell], columns: Mapping[int, Heading]) -> Draft:
    need = Draft("needs", account.place(table.sheet, row))
    need.form = "needs table"
    people: dict[int, Decimal] = {}
    for column, cell in cells.items():
        heading = columns.get(column)
        number = number_of(cell)
        if heading is None:
            account.leave(table.sheet, [cell], "no heading over it")
        elif heading.field == "area":
            name = " ".join(cell.text.split())
            need.values |= {"text": need.values.get("text", name), "area": name, "kind": "need"}
            account.use(table.sheet, cell, "needs.text, needs.area")
        elif heading.field == "text":
            need.values["text"] = " ".join(cell.text.split())
            account.use(table.sheet, cell, "needs.text")
        elif heading.field == "who":
            need.values["who"] = (" ".join(cell.text.split()),)
            account.use(table.sheet, cell, "needs.who")
        elif heading.field == "phase" and heading.step and number is not None:
            people[heading.step] = number
            need.keep(account.keep(table.sheet, cell, heading.title))
            account.use(table.sheet, cell, "needs.count, needs.severity (people in a phase)")
        else:
            need.keep(account.keep(table.sheet, cell, heading.title))
    whole = sum(people.values(), Decimal(0))
    if whole:
        need.values |= {
            "count": _counted(sum((its for phase, its in people.items() if phase >= IN_NEED_FROM), Decimal(0))),
            "out_of": _counted(whole),
            "severity": phase_of(people),
            "notes": SAID,
        }
    return need


def phase_of(people: Mapping[int, Decimal]) -> int:
    """Give the phase of an area: the highest that at least a quarter of its people have reached or passed.

    >>> phase_of({1: Decimal(20), 2: Decimal(30), 3: Decimal(30), 4: Decimal(15), 5: Decimal(5)})
    3
    """
    whole = sum(people.values(), Decimal(0))
    reached = {phase: sum((its for at, its in people.items() if at >= phase), Decimal(0)) for phase in range(1, 6)}
    return max(phase for phase, its in reached.items() if its >= whole * SHARE_OF_AN_AREA)


def _counted(number: Decimal) -> Amount:
    return Amount(text=f"{number:f}", value=number)
