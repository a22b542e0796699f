"""Grids of marks: boxes of one stage down, boxes of another across, and ✓ or x where one leads to the other.

Which of the two is the cause follows from their stages, and these from the words of a box (“OP1 …”, “Output 1: …”) or
from the corner (“Outputs ↓ / Outcomes →”). Beside ticks a cross says that there is no arrow.
"""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TypeAlias

from logicmodel.patterns import pattern_of
from logicmodel.reading.account import Account
from logicmodel.reading.draft import Draft, Typed
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import ROWS_TO_LOOK_AT
from logicmodel.reading.heading_words import stage_word
from logicmodel.reading.headings import Heading
from logicmodel.reading.levels import label_of
from logicmodel.reading.marks import NO, YES, meaning_of
from logicmodel.reading.measures.rows import FORM
from logicmodel.reading.nesting import Boxes
from logicmodel.reading.skipping import NOTE, opens_a_note
from logicmodel.reading.tables import ORDER, STAGES, Table
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import heading_key

FEWEST = 2
"""Columns of marks, and rows under them."""

TICKS, CROSSES = frozenset("✓✔☑√"), frozenset("xX✗✘☒×")

_SIGNS = pattern_of(r"[^\w\s]{1,2}|[oO]")
_PARTS = pattern_of(r"[/\\|\n]|[↓→➔⇒]\s*(?=\w)|\b(?:by|vs\.?|par|por|nach)\b")

_ARROWS = " ↓→➔⇒"

End: TypeAlias = Draft | Typed
"""A box of the grid, or a Ref of one that stands elsewhere."""


def grid_of_arrows(sheet: Sheet) -> Table | None:
    """Recognise a grid of marks between boxes; None where nothing says that both sides hold boxes."""
    for row, cells in islice(sheet.rows(), ROWS_TO_LOOK_AT):
        marked = _marked_columns(sheet, row, cells) if len(cells) >= FEWEST else {}
        labels = min(marked, default=1) - 1
        under = [cells[labels] for _, cells in sheet.cells.rows(row + 1) if labels in cells]
        if len(marked) < FEWEST or len(under) < FEWEST:
            continue
        down, across = _words_of_corner(cells[labels].text if labels in cells else "")
        is_named = vocabulary("sheet").get(heading_key(sheet.name)) == "links"
        if not is_named and not (_has_stages(under, down) and _has_stages(list(marked.values()), across)):
            return None
        headings = [
            Heading(column=labels, text=cells[labels].text if labels in cells else "", sheet="grid", field=down)
        ]
        headings += [Heading(column=at, text=cell.text, sheet="grid", field=across) for at, cell in marked.items()]
        return Table(sheet=sheet, key="arrow_grid", row=row, top=row, headings=tuple(headings))
    return None


def _marked_columns(sheet: Sheet, row: int, cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """Give the headings under which nothing but marks stand, side by side to the last."""
    under = sheet.cells.beneath(row)
    return {
        column: cell
        for column, cell in cells.items()
        if column in under and not _is_a_mark(cell) and all(map(_is_a_mark, under[column]))
    }


def _is_a_mark(cell: Cell) -> bool:
    return meaning_of(cell.text) in (YES, NO) or bool(_SIGNS.fullmatch(cell.text.strip()))


def _words_of_corner(text: str) -> tuple[str | None, str | None]:
    """Give the stages of the rows and of the columns, as far as the corner names them."""
    parts = (stage_word(part.strip(_ARROWS)) for part in _PARTS.split(text) if part)
    words = [word for word in parts if word in STAGES]
    if len(words) == FEWEST and text.find("→") != -1 and text.find("→") < text.find("↓"):
        words.reverse()
    return (words[0] if words else None), (words[1] if len(words) > 1 else None)


def _has_stages(cells: Sequence[Cell], word: str | None) -> bool:
    """Say whether cells are boxes: their stage is named over them, or most of them begin with one."""
    labels = [label for cell in cells if (label := label_of(cell.text)) and label.word in STAGES]
    return word is not None or len(labels) * 2 > len(cells)


def read_grid(table: Table, account: Account) -> list[Draft]:
    """Read a grid into drafts: its boxes, and an arrow for each mark."""
    return _Grid(table, account).drafts()


class _Grid:
    def __init__(self, table: Table, account: Account) -> None:
        self.table, self.account, self.sheet = table, account, table.sheet
        self.boxes = Boxes(table.sheet, account, FORM)
        self.labels, *columns = table.headings
        self.columns = {each.column: each for each in columns}
        texts = {cell.text.strip() for cell in self._marks()}
        self.crosses_out = bool(texts & TICKS) and bool(texts & CROSSES)

    def _marks(self) -> list[Cell]:
        rows = self.sheet.cells.rows(self.table.row + 1)
        return [cell for _, cells in rows for column, cell in cells.items() if column in self.columns]

    def drafts(self) -> list[Draft]:
        self.account.leave_sheet(self.sheet, "above the table")
        top = self.sheet.cells.row(self.table.row)
        if self.labels.column in top:
            self.account.use(self.sheet, top[self.labels.column], "heading")
        across = {at: self._end(top[at], each.field) for at, each in self.columns.items()}
        links: list[Draft] = []
        for _, cells in self.sheet.cells.rows(self.table.row + 1):
            marks = [cell for column, cell in cells.items() if column in self.columns]
            label = cells.get(self.labels.column)
            if label is None or (not marks and opens_a_note(label.text)):
                self.account.leave(self.sheet, cells.values(), NOTE if label else "no box in its row")
                continue
            self.account.leave(self.sheet, cells.values(), "no heading over it")
            down = self._end(label, self.labels.field)
            links += [self._arrow(down, across[cell.column], cell) for cell in marks if self._says_yes(cell)]
        self.boxes.give_refs()
        return [*(box.draft for box in self.boxes.all), *links]

    def _end(self, cell: Cell, word: str | None) -> tuple[End, str]:
        """Give the box that a label names, with its stage word; a Ref alone points to one elsewhere."""
        label = label_of(cell.text)
        known = label is not None and label.word in STAGES
        place = self.account.place(self.sheet, cell.row, cell.column)
        if label and known and not label.rest:
            self.account.use(self.sheet, cell, "links")
            return Typed(cell.text.strip(), place, "From", needed=True), label.word
        self.account.use(self.sheet, cell, "elements.text")
        text, number = (label.rest, label.number) if label and known else (cell.text, "")
        word = label.word if label and known else word or ""
        return self.boxes.same(word, " ".join(text.split()), number, place).draft, word

    def _says_yes(self, cell: Cell) -> bool:
        text = cell.text.strip()
        says_no = meaning_of(text) == NO or text in ("-", "–", "—") or (self.crosses_out and text in CROSSES)
        self.account.use(self.sheet, cell, "no arrow" if says_no else "links")
        return not says_no

    def _arrow(self, down: tuple[End, str], across: tuple[End, str], mark: Cell) -> Draft:
        """Draw an arrow from the lower of two stages to the higher; from the row to the column if they do not say."""
        words = [word for _, word in (down, across)]
        turned = all(words) and ORDER.index(STAGES[words[0]]) > ORDER.index(STAGES[words[1]])
        cause, effect = (across[0], down[0]) if turned else (down[0], across[0])
        draft = Draft("links", self.account.place(self.sheet, mark.row, mark.column))
        draft.form = FORM
        for end, pointer, field in ((cause, "from_box", "cause"), (effect, "to_box", "effect")):
            if isinstance(end, Draft):
                draft.values[pointer] = end
            else:
                draft.points(field, end)
        return draft
