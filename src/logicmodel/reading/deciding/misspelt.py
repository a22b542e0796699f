"""Tables of which no heading is known, and most are nearly a known one: they are asked about, and never read as guessed."""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import ROWS_TO_LOOK_AT
from logicmodel.reading.heading_words import meanings, most_alike, stage_word
from logicmodel.reading.tables import Table
from logicmodel.sheets import PLAN_ORDER
from logicmodel.words.load import names, vocabulary
from logicmodel.words.spelling import heading_key

NEARLY = 0.8
"""Likeness from which on a heading is taken for a misspelt one; it is asked about, so that it may be less than elsewhere."""

FEWEST_LETTERS = 5
LONGEST = 60
MOST_CELLS = 40
"""Cells of a row of headings, and letters of one, of which a known one is looked for."""


class Corrected(Struct, frozen=True, kw_only=True):
    """A sheet with known headings in place of misspelt ones, and what stands over these columns."""

    sheet: Sheet
    typed: Mapping[int, str]

    def as_typed(self, table: Table) -> Table:
        """Give a table that was recognised from it with the headings as they stand, each to be asked about."""
        headings = (
            replace(each, text=self.typed[each.column], guessed=True, doubt="alike")
            if each.column in self.typed
            else each
            for each in table.headings
        )
        return replace(table, headings=tuple(headings))


def corrected(sheet: Sheet) -> Corrected | None:
    """Put known headings in place of misspelt ones, in the row that has most; None where no row seems to have any."""
    best: dict[int, str] = {}
    most, at = 1, 0
    for row, cells in islice(sheet.rows(), ROWS_TO_LOOK_AT):
        if not _may_be_headings(cells.values()):
            continue
        alike = {column: key for column, cell in cells.items() if not _is_known(cell) and (key := _nearest(cell.text))}
        known = sum(map(_is_known, cells.values())) + len(alike)
        enough = known == len(cells) if len(alike) == 1 else known * 2 > len(cells)
        if alike and enough and known > most:
            best, most, at = alike, known, row
    if not best:
        return None
    its = sheet.cells.row(at)
    made = [replace(its[column], value=key, text=key) for column, key in best.items()]
    typed = {column: its[column].text for column in best}
    return Corrected(sheet=replace(sheet, cells=sheet.cells.replaced(made)), typed=typed)


def _may_be_headings(cells: Iterable[Cell]) -> bool:
    its = list(cells)
    return 2 <= len(its) <= MOST_CELLS and all(
        isinstance(cell.value, str) and len(cell.text) <= LONGEST for cell in its
    )


def _is_known(cell: Cell) -> bool:
    return bool(meanings(cell.text)) or stage_word(cell.text) is not None


def _nearest(text: str) -> str | None:
    """Give the key of the known heading of a plan that a text is most like, among those that begin with its letter."""
    letters = heading_key(text)[:1]
    found = most_alike(text, _known().get(letters, ()), NEARLY, FEWEST_LETTERS)
    return found[0][0] if found else None


@cache
def _known() -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Give the keys of all headings of a plan and words of stages by their first letter."""
    keys = [key for key, its in names().items() if any(name.sheet in PLAN_ORDER for name in its)]
    found: dict[str, list[tuple[str, str, str]]] = {}
    for key in dict.fromkeys((*vocabulary("stage"), *keys)):
        found.setdefault(key[:1], []).append((key, key, ""))
    return {letter: tuple(its) for letter, its in found.items()}
