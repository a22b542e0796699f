"""Rows of a logframe read into drafts: levels down one column, measures, their sources and assumptions beside them.

No logframe holds arrows: they are proposed from the numbering, from what stands beneath what, or because there is only
one box above, and are marked to confirm.
"""

import re
from collections.abc import Mapping

from msgspec.structs import replace

from logicmodel.model import Unread
from logicmodel.reading.account import Account
from logicmodel.reading.cells import Manner
from logicmodel.reading.deciding.decisions import ANY
from logicmodel.reading.deciding.questions import of_heading, of_results
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.heading_words import stage_word
from logicmodel.reading.headings import declared
from logicmodel.reading.levels import (
    LEADING_NUMBER,
    UNSETTLED,
    Label,
    by_initials,
    is_side_label,
    label_of,
    settled,
    statements,
)
from logicmodel.reading.logframe.inputs import Inputs
from logicmodel.reading.logframe.layout import Layout, is_a_number
from logicmodel.reading.logframe.left_out import LeftOut
from logicmodel.reading.logframe.measures import Measures
from logicmodel.reading.logframe.programme import programme_named
from logicmodel.reading.logframe.recognising import headings_of
from logicmodel.reading.logframe.register import Register
from logicmodel.reading.logframe.sides import Sides
from logicmodel.reading.measures.headings import OF_A_MEASURE
from logicmodel.reading.nesting import Box, Boxes, not_a_stage, proposed
from logicmodel.reading.skipping import HELP
from logicmodel.reading.tables import OF_THE_REGISTER, Table
from logicmodel.sheets import word_for
from logicmodel.words.spelling import western_digits

NO_LEVEL = Label("results", "", "", "")
"""Of a statement whose level nothing says."""

ONE_LOWER = {"impact": "outcome", "outcome": "output", "output": "activity"}
"""What stands under a level that is named, one step to the right or with one number more."""


# -- reading ----------------------------------------------------------------------------------------------------------


def read_logframe(table: Table, account: Account, manner: Manner) -> list[Draft]:
    """Read a logframe into drafts: boxes, measures, readings, register rows and proposed arrows."""
    return _Reader(table, account, manner).drafts()


class _Reader:
    def __init__(self, table: Table, account: Account, manner: Manner) -> None:
        self.table, self.account = table, account
        self.sheet = table.sheet
        self.layout = Layout(table)
        self.level, self.statement = self.layout.level, self.layout.statement
        self.measures = Measures(table, account, manner, self.layout.under)
        self.boxes = Boxes(self.sheet, account, "matrix")
        self.register = Register(table, account, self.measures, self._boxes_here)
        self.inputs = Inputs(table, account, self.measures, self.boxes, self.level, self.statement)
        self.sides = Sides(self.layout, account, self.boxes)
        self.left_out = LeftOut(self.layout, account)
        self.programme: Draft | None = None
        self.label: Label | None = None
        self.level_cell: Cell | None = None
        self.parent: Label | None = None  # the last level that was named
        self.lists_beneath = False  # its statements stand under it
        self.waiting: Cell | None = None  # a level whose words stand beneath it
        self.current: list[Box] = []  # the boxes to which the rows beneath belong
        self.row_number: Cell | None = None  # of the result in this row
        self.asked_for_results = False
        self.told_lower: set[str] = set()

    def drafts(self) -> list[Draft]:
        self.account.leave_sheet(self.sheet, "above the table")
        self._note_headings()
        for row, cells in self.layout.rows:
            if self.table.top <= row < self.table.row and self.table.top:
                self.account.use_all(self.sheet, cells.values(), "heading over others")
            elif row < self.table.row:
                self.programme = self.programme or programme_named(cells, self.sheet, self.account)
            elif row == self.table.row or row in self.layout.headings:
                self._start_headings(row, cells)
            else:
                self._read_row(row, cells)
        self.left_out.tell()
        self.boxes.tell_of_repeated()
        self.boxes.give_refs()
        arrows = self.inputs.with_their_arrows(self.boxes.arrows())
        self.register.tie_to(arrows)
        return [
            *([self.programme] if self.programme else []),
            *self.measures.drafts,
            *(box.draft for box in self.boxes.all),
            *(entry for entry, _ in self.register.entries),
            *proposed(arrows, "matrix"),
        ]

    # -- headings -----------------------------------------------------------------------------------------------------

    def _note_headings(self) -> None:
        under = {column for row, cells in self.layout.rows if row > self.table.row for column in cells}
        own = (self.level, self.statement, self.layout.number)
        for each in self.table.headings:
            place = self.account.place(self.sheet, None, each.column, each.title)
            is_used = each.field not in (None, "level") or each.column in own
            if not is_used and not each.decided and each.column in under:
                self.account.notice("unused_column", place, text=each.title)
            elif each.guessed and (column := declared(each)):
                self.account.notice("guessed_heading", place, text=each.title, detail=column.heading)
                if each.doubt and each.column in under:
                    self.account.ask(of_heading(self.table, each, replace(place, row=self.table.row)))
        if self.table.row > 1 and not self.table.decided.rows:
            where = f"{'line' if self.account.book.lines else 'row'} {self.table.row}"
            where += "" if self.account.book.lines else f" of “{self.sheet.name}”"
            self.account.notice("file_guess", self.account.place(self.sheet), text=f"headings in {where}")

    def _start_headings(self, row: int, cells: Mapping[int, Cell]) -> None:
        """Take a row of headings, in blocks with the level that it opens."""
        self.measures.start_block()
        self.sides.close()
        level = cells.get(self.level)
        label = label_of(level.text) if level else None
        if label and self.layout.is_over_levels(row, label):
            label = None
        for column, cell in cells.items():
            if column != self.level or label is None:
                heading = f"heading: {' '.join(cell.text.split())}"
                self.account.use(self.sheet, cell, heading)
        own = {each.column: each for each in self.table.headings if each.decided}
        named = [own.get(each.column, each) for each in headings_of(cells, self.level)]
        if row == self.table.row or label or any(each.field == "text" for each in named):
            first = row == self.table.row and label is None
            keep = {each.column: each for each in named if each.column != self.level or first}
            self.measures.by_column = {**({} if row == self.table.row else self.measures.by_column), **keep}
        if label and level:
            self._set_level(label, level)
            if label.rest:
                self._add_boxes(level, label.rest, label.number)
            else:
                self.waiting, self.current = level, []
            self.account.use(self.sheet, level, "elements.stage")
        elif level and label is None and row != self.table.row:
            self.sides.open(level)

    def _set_level(self, label: Label, cell: Cell) -> None:
        self.label = self.parent = self._settled(label, cell) if label.word in UNSETTLED else label
        self.inputs.over = {}
        self.level_cell, self.lists_beneath = cell, False

    def _settled(self, label: Label, cell: Cell) -> Label:
        """Give a level such as “Results” the stage that was decided, or that the other levels leave to it."""
        place = self.account.place(self.sheet, cell.row, cell.column, label.shown)
        heading = self.measures.title(cell.column) or ANY
        decided = stage_word(self.table.decided.word_for(heading, label.shown) or "")
        stage = decided or settled(label.word, self.layout.words_of_levels)
        if stage is None and label.word == "results" and not self.asked_for_results:
            self.asked_for_results = True
            self.account.ask(of_results(place, label.shown, heading))
        if stage and not decided:
            self.account.notice("guessed_heading", place, text=label.shown, detail=word_for("Stage", stage))
        return label._replace(word=stage or label.word)

    # -- rows ---------------------------------------------------------------------------------------------------------

    def _read_row(self, row: int, cells: Mapping[int, Cell]) -> None:
        rest = self._without_errors(cells)
        awaited = self.waiting is not None
        if not rest or self.left_out.takes(row, rest, awaited=awaited) or self.register.takes_row(rest):
            return
        self.sides.take(rest)
        self.row_number = rest.pop(self.layout.number, None) if self.level in rest or self.statement in rest else None
        before = self.current
        found = self._read_level(rest)
        if self.measures.read_source(rest, self.level) or self.inputs.takes_row(rest):
            return
        if not found and not self.current:
            self.current = before
        if self.label and self.label.word == "activity":
            self.inputs.read_beneath(rest, self.current)
            self.inputs.over |= self.inputs.read_beside(rest, self.current)
        for column in [column for column, cell in rest.items() if self.measures.field(column) in OF_THE_REGISTER]:
            self.register.take(rest.pop(column), self.measures.field(column) or "assumption")
        self.measures.read(row, rest, self._boxes_here, found=found, beside=self.statement)
        self._keep(rest)

    def _read_level(self, cells: dict[int, Cell]) -> bool:
        """Read the level and the statement of a row; say whether it makes boxes of its own."""
        cell = cells.get(self.level)
        label = self._label_in(cell) if cell else None
        if cell and label and label.word not in OF_THE_REGISTER and not self.inputs.opens(label, cells):
            if self._opens_with_words(cells, cell, label):
                return True
        elif cell and self.waiting is not None and label is None and not is_side_label(cell.text):
            self._read_beneath(self.waiting, cells.pop(self.level))
            return True
        elif cell and label is None and self.layout.states_in_levels and self.measures.field(self.level) != "text":
            if self._is_of_the_measure(cell, cells):
                return False
            if self._stands_alone(cells.pop(self.level)):
                return True
        if self.layout.states_in_levels or self.statement not in cells:
            return False
        self._read_statement(cells, cell, label)
        return True

    def _label_in(self, cell: Cell) -> Label | None:
        label = label_of(cell.text)
        beside_a_block = self.sides.among_levels is not None
        if label and beside_a_block and label.word.startswith("outcome_") and label.shown == cell.text:
            return None  # “Medium” beneath “RISK RATING” is no outcome
        return label

    def _opens_with_words(self, cells: dict[int, Cell], cell: Cell, label: Label) -> bool:
        """Begin a level; say whether its own words stand in its cell, and are the boxes of the row."""
        cells.pop(self.level)
        self.sides.close()
        self.measures.current = None
        self._set_level(label, cell)
        self.account.use(self.sheet, cell, "elements.stage")
        if label.rest and (self.layout.states_in_levels or self.statement not in cells):
            self._add_boxes(cell, label.rest, label.number)
            return True
        self.current = []
        if self.layout.states_in_levels:
            self.waiting = cell
        return False

    def _read_beneath(self, level: Cell, cell: Cell) -> None:
        """Read the words of a level that stand beneath it."""
        self.waiting = None
        self.account.use(self.sheet, level, "elements.stage")
        self._add_boxes(cell, cell.text, self.label.number if self.label else "")
        self.lists_beneath = True

    def _is_of_the_measure(self, cell: Cell, cells: Mapping[int, Cell]) -> bool:
        """Say whether a number in the column of levels is that of the measure beside it, and of no result."""
        measured = any(self.measures.field(column) == "text" for column in cells)
        return self.sides.among_levels is None and is_a_number(cell.text) and measured

    def _stands_alone(self, cell: Cell) -> bool:
        """Read a cell of the column of levels that names none: a statement, which makes boxes, or a small heading."""
        is_statement = any(map(str.isalpha, cell.text)) and not is_side_label(cell.text)
        if self.layout.is_one_table and is_statement:
            self._add_under(cell, self.parent or NO_LEVEL)
            return True
        self.sides.read(cell)
        return False

    def _read_statement(self, cells: dict[int, Cell], level: Cell | None, label: Label | None) -> None:
        """Read the statement that stands in a column of its own."""
        statement = cells.pop(self.statement)
        if label is None and level and self.level in cells:
            self.label = None
            self._unknown_level(cells.pop(self.level), statement)
            return
        self._add_boxes(statement, statement.text, label.number if label else "")
        if level and label and label.rest:
            name = self.measures.title(self.level) or label.shown
            self.current[0].draft.keep(self.account.keep(self.sheet, level, name))

    def _add_under(self, cell: Cell, parent: Label) -> None:
        """Make the boxes of a statement without a level: one more of a list, or what stands a step under its level."""
        number = LEADING_NUMBER.match(cell.text)
        is_under = bool(number and parent.number and number[1].rpartition(".")[0] == parent.number)
        deeper = is_under or self.layout.indent(cell) > self.layout.indent(self.level_cell)
        lower = next((low for word, low in ONE_LOWER.items() if parent.word.startswith(word)), None)
        if self.lists_beneath:
            self.label = parent
        elif deeper and lower:
            self.label = Label(lower, "", "", "")
            if lower not in self.told_lower:
                place = self.account.place(self.sheet, cell.row, cell.column, self.measures.title(cell.column))
                self.account.notice("guessed_heading", place, text=cell.text, detail=word_for("Stage", lower))
                self.told_lower.add(lower)
        else:
            self.label, self.level_cell = NO_LEVEL, cell
        self._add_boxes(cell, cell.text, "")

    def _without_errors(self, cells: Mapping[int, Cell]) -> dict[int, Cell]:
        """Give the cells of a row that hold words or numbers; an error in place of words is kept as unread."""
        rest = dict(cells)
        for column, cell in cells.items():
            if (cell.error or cell.no_result) and self.measures.field(column) not in OF_A_MEASURE:
                del rest[column]
                place = self.account.place(self.sheet, cell.row, column, self.measures.title(column))
                reason = "error_value" if cell.error else "no_result"
                title = self.measures.title(column) or "Statement"
                self.account.fail(self.sheet, cell, f"{title}: a value is needed")
                self.account.unread.append(
                    Unread(
                        text=cell.text, wanted="a value", reason=reason, heading=title, about=str(place), place=place
                    )
                )
        return rest

    def _unknown_level(self, level: Cell, statement: Cell) -> None:
        """Make a box whose level is no word that is known."""
        place = self.account.place(self.sheet, level.row, level.column, self.measures.title(level.column))
        self.account.fail(self.sheet, level, "Stage: a word of the list is needed")
        self._add_boxes(statement, statement.text, "")
        for box in self.current:
            box.draft.cannot_read(not_a_stage(level.text, place))

    # -- boxes --------------------------------------------------------------------------------------------------------

    def _add_boxes(self, cell: Cell, text: str, number: str) -> None:
        """Make the boxes of a statement: one, or one for each line of a list; “(where relevant)” is none."""
        if re.fullmatch(r"\([^()]*\)", text.strip()):
            self.left_out.leave(cell.row, [cell], HELP)
            return
        self.account.use(self.sheet, cell, "elements.text")
        place = self.account.place(self.sheet, cell.row, cell.column, self.measures.title(cell.column))
        if cell.struck:
            self.account.notice("struck", place, text=cell.text)
        word = self.label.word if self.label else ""
        if self.row_number is not None:
            number = number or western_digits(self.row_number.text.strip())
            self.account.use(self.sheet, self.row_number, "elements.id")
        self.measures.current = None
        self.current = []
        for line in statements(text, self.label.shown if self.label else ""):
            shown, its_number = self._parted(line, word, number)
            self.current.append(self.boxes.same(word, shown, its_number, place, self._unknown_stage(word)))

    def _parted(self, line: str, word: str, number: str) -> tuple[str, str]:
        """Part a statement into its words and its number: its own, or else the one given."""
        own = LEADING_NUMBER.match(line)
        label = label_of(line)
        initials = by_initials(line, self.label.shown if self.label else "")
        if label and label.number and label.rest and label.word in (word, *UNSETTLED):
            shown, number = label.rest, label.number
        elif initials:
            shown, number = initials[1], initials[0] or number
        else:
            shown, number = (line[own.end() :], western_digits(own[1])) if own else (line, number)
        return " ".join(shown.split()), number

    def _unknown_stage(self, word: str) -> Unread | None:
        """Give what has to be asked of a box under “Results”, which mean one stage or another."""
        level = self.level_cell
        if word not in UNSETTLED or level is None:
            return None
        place = self.account.place(self.sheet, level.row, level.column, self.measures.title(level.column))
        return not_a_stage(level.text, place)

    def _boxes_here(self) -> list[Box]:
        """Give the boxes to which a row belongs; a level without words gets its box from its first measure."""
        if not self.current and self.waiting is not None and self.label:
            place = self.account.place(self.sheet, self.waiting.row, self.waiting.column)
            text = " ".join(self.waiting.text.split())
            word = self.label.word
            self.current = [self.boxes.add(word, text, self.label.number, place, self._unknown_stage(word))]
            self.account.use(self.sheet, self.waiting, "elements.text")
            self.waiting = None
        return self.current

    def _keep(self, cells: Mapping[int, Cell]) -> None:
        """Keep what nothing uses with the measure or the box of its row."""
        for column, cell in cells.items():
            holder = self.measures.current or (self.current[0].draft if self.current else None)
            if holder is None or column not in self.measures.by_column:
                self.account.leave(self.sheet, [cell], "no heading over it" if holder else "no box in its row")
            else:
                holder.keep(self.account.keep(self.sheet, cell, self.measures.title(column)))
