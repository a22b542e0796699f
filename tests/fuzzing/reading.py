"""What must hold of every file: it is read or refused in a sentence, and each of its cells is accounted for once."""

from collections import Counter
from collections.abc import Callable, Sequence

from logicmodel.errors import LogicModelError
from logicmodel.model import CellUse, Plan
from logicmodel.reading import plan_of_books
from logicmodel.reading.files.grid import Book, Sheet

FATES = {"used", "extra", "left_out", "unread"}


def plan_or_refusal(read: Callable[[], Plan]) -> Plan | None:
    """Read a plan; None if the program says in one sentence why it cannot."""
    try:
        return read()
    except LogicModelError:
        return None


def read_books(books: Sequence[Book]) -> Plan | None:
    """Make a plan of workbooks, or None; every filled cell has to be accounted for."""
    plan = plan_or_refusal(lambda: plan_of_books(books))
    if plan is not None:
        accounted_for(plan, books)
    return plan


def accounted_for(plan: Plan, books: Sequence[Book]) -> None:
    """Check that every filled cell has one fate; a sheet of a survey is accounted for by its columns, not by its cells."""
    assert plan.filled == sum(_filled(sheet).total() for book in books for sheet in book.sheets)
    assert {use.fate for use in plan.account} <= FATES
    for book in books:
        for sheet in book.sheets:
            uses = [use for use in plan.account if (use.place.file, use.place.sheet) == (book.file, sheet.name)]
            assert _by_cells(uses, sheet) or _by_columns(uses, sheet), f"cells of “{sheet.name}” are not accounted for"


def _by_cells(uses: Sequence[CellUse], sheet: Sheet) -> bool:
    return Counter((use.place.row, use.place.column) for use in uses) == _filled(sheet)


def _filled(sheet: Sheet) -> Counter[tuple[int, int]]:
    """Count the texts of each cell: a damaged file may hold a cell more than once."""
    return Counter(sheet.cells.keys()) + Counter({place: len(texts) for place, texts in sheet.behind.items()})


def _by_columns(uses: Sequence[CellUse], sheet: Sheet) -> bool:
    columns = [use.place.column for use in uses]
    said = all(use.why.startswith(("column “", "heading: ")) for use in uses)
    return said and len(set(columns)) == len(columns) and set(columns) >= {column for _, column in sheet.cells}
