"""Sheets that describe a measure line by line: “Name of indicator | …”, “Unit of measure | …”, “Baseline | …”.

One may describe several, and name the result above each. Such sheets hold no arrows: these are proposed from the
numbering, or because there is only one box above, and are marked to confirm.
"""

from collections.abc import Mapping

from logicmodel.patterns import pattern_of
from logicmodel.reading.account import Account
from logicmodel.reading.cells import Manner
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.filling import Filler
from logicmodel.reading.heading_words import meanings
from logicmodel.reading.headings import Heading, columns_by_field
from logicmodel.reading.levels import UNSETTLED, label_of, settled
from logicmodel.reading.measures.headings import OF_A_MEASURE, field_of
from logicmodel.reading.nesting import Box, Boxes, not_a_stage, proposed
from logicmodel.reading.tables import STAGES, NotRead, Table
from logicmodel.sheets import word_for
from logicmodel.words.spelling import unaccented

FORM = "reference_sheet"

LEAST = 4
"""Things that are said of a measure, so that a list of pairs is taken for a description of it."""

MOST_ROWS = 2_000
"""Rows of the longest sheet that is looked at."""

_NUMBERED = pattern_of(r"\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=\S)")
_NO_NAME = pattern_of(r"type|level|code|categor|niveau|nivel|tipo|art\b")


def reference_sheet(sheet: Sheet, found: Table | NotRead) -> Table | None:
    """Recognise a sheet that says of measures, line by line, what they are called and how they are taken."""
    if isinstance(found, Table) or found.silent or found.hidden or len(sheet.cells.numbers) > MOST_ROWS:
        return None
    for column in sorted(sheet.cells.columns())[:2]:
        asked = {_field(cells[column]) for _, cells in sheet.cells.rows() if column in cells and _answer(cells, column)}
        if "text" in asked and len(asked & OF_A_MEASURE) >= LEAST:
            return Table(sheet=sheet, key=FORM, row=0, headings=(Heading(column=column, text=""),))
    return None


def _answer(cells: Mapping[int, Cell], column: int) -> Cell | None:
    return next((cells[each] for each in sorted(cells) if each > column), None)


def _asked(cell: Cell) -> str:
    """Give what a line asks for, without its number: “4.3 Result 1”."""
    return " ".join(_NUMBERED.sub("", cell.text).split())


def _field(cell: Cell) -> str | None:
    asked = _asked(cell)
    field = field_of(asked) if len(asked) <= 60 else None
    return None if field == "text" and _NO_NAME.search(unaccented(asked)) else field


def read_reference_sheet(table: Table, account: Account, manner: Manner) -> list[Draft]:
    """Read a sheet of pairs into drafts: measures, the results that they belong to, and proposed arrows."""
    return _Reader(table, account, manner).drafts()


class _Reader:
    def __init__(self, table: Table, account: Account, manner: Manner) -> None:
        self.sheet, self.account = table.sheet, account
        self.column = table.headings[0].column
        self.filler = Filler(table, account, manner)
        self.boxes = Boxes(table.sheet, account, FORM)
        self.box: Box | None = None
        column = (cells.get(self.column) for _, cells in self.sheet.cells.rows())
        labels = (label_of(_asked(cell)) for cell in column if cell)
        self.words = {label.word for label in labels if label and not label.rest}
        self.current: Draft | None = None  # the measure that lines speak of
        self.measures: list[Draft] = []
        self.more: list[Draft] = []  # the programme

    def drafts(self) -> list[Draft]:
        self.account.leave_sheet(self.sheet, "a line without an answer")
        for _, cells in self.sheet.cells.rows():
            asked, answer = cells.get(self.column), _answer(cells, self.column)
            if asked is not None and answer is not None:
                self._read(asked, answer)
                others = [cell for column, cell in cells.items() if column > answer.column]
                self._keep(others, _asked(asked))
        self.boxes.tell_of_repeated()
        self.boxes.give_refs()
        return [
            *self.more,
            *(box.draft for box in self.boxes.all),
            *self.measures,
            *proposed(self.boxes.arrows(), FORM),
        ]

    def _read(self, asked: Cell, answer: Cell) -> None:
        title, field = _asked(asked), _field(asked)
        word = self._level(title, answer) if field not in OF_A_MEASURE else None
        if field in OF_A_MEASURE:
            self._measure(field or "", asked, answer)
        elif word:
            self._start_box(word, asked, answer)
        elif any((name.sheet, name.field) == ("programme", "name") for name in meanings(title)) and not self.more:
            draft = Draft("programme", self.account.place(self.sheet, answer.row, answer.column, title))
            draft.values["name"] = " ".join(answer.text.split())
            self.account.use(self.sheet, asked, "question: Programme")
            self.account.use(self.sheet, answer, "programme.name")
            self.more.append(draft)
        elif self._keep([answer], title):
            self.account.use(self.sheet, asked, "heading of what is kept")

    def _level(self, title: str, answer: Cell) -> str | None:
        """Give the word for the level of a result, from the line or from the words of the result itself."""
        label = label_of(title)
        word = label.word if label and not label.rest else None
        its_own = label_of(answer.text)
        if (word or "result" in unaccented(title)) and its_own and its_own.rest and its_own.word in STAGES:
            return its_own.word
        if word in UNSETTLED:
            return settled(word, self.words) or word
        return word if word in STAGES else None

    def _start_box(self, word: str, asked: Cell, answer: Cell) -> None:
        label, its_own = label_of(_asked(asked)), label_of(answer.text)
        place = self.account.place(self.sheet, answer.row, answer.column, _asked(asked))
        number = its_own.number if its_own and its_own.rest else label.number if label else ""
        text = its_own.rest if its_own and its_own.rest else answer.text
        unread = not_a_stage(_asked(asked), place) if word in UNSETTLED else None
        self.current = None
        self.box = self.boxes.same(word, " ".join(text.split()), number, place, unread)
        self.account.use(self.sheet, asked, "elements.stage")
        if label and label.word in UNSETTLED and label.word != word and not unread:
            self.account.notice("guessed_heading", place, text=_asked(asked), detail=word_for("Stage", word))
        self.account.use(self.sheet, answer, "elements.text")

    def _measure(self, field: str, asked: Cell, answer: Cell) -> None:
        column = columns_by_field("indicators")[field]
        current = self.current
        if current is None or (field == "text" and "text" in current.values):
            current = self.current = Draft("indicators", self.account.place(self.sheet, answer.row))
            current.form = FORM
            self.measures.append(current)
            if self.box:
                current.values["of_box"] = self.box.draft
        self.account.use(self.sheet, asked, f"heading: {column.heading}")
        if field in current.values:
            current.keep(self.account.keep(self.sheet, answer, _asked(asked)))
        else:
            self.filler.fill(current, column, answer, _asked(asked))

    def _keep(self, cells: list[Cell], title: str) -> bool:
        """Keep what nothing uses with the measure, else with the result; say whether there is one."""
        holder = self.current or (self.box.draft if self.box else None)
        if holder is None:
            self.account.leave(self.sheet, cells, "no measure above it")
            return False
        holder.keep(*(self.account.keep(self.sheet, cell, title) for cell in cells))
        return True
