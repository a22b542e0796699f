"""The matrix form (logframe): levels down one column, measures, their sources and assumptions beside them.

Two layouts are one here. In a table the headings stand once; in blocks they stand again over each level, with the level
itself at their left and its statement beneath. No logframe holds arrows: they are proposed from the numbering, from
what stands beneath what, or because there is only one box above, and are marked to confirm.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from logicmodel.model import Unread
from logicmodel.patterns import pattern_of
from logicmodel.reading.account import Account
from logicmodel.reading.cells import Manner
from logicmodel.reading.deciding.decisions import ANY
from logicmodel.reading.deciding.questions import of_heading, of_results
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.heading_words import meanings, stage_word
from logicmodel.reading.headings import declared
from logicmodel.reading.levels import (
    LEADING_NUMBER,
    SIDE,
    UNSETTLED,
    Label,
    by_initials,
    is_side_label,
    label_of,
    settled,
    statements,
)
from logicmodel.reading.logframe import headings_of, is_row_of_headings, level_column, statement_column
from logicmodel.reading.matrix_inputs import Inputs
from logicmodel.reading.matrix_measures import Measures
from logicmodel.reading.matrix_register import Register
from logicmodel.reading.measure_headings import OF_A_MEASURE, field_of, is_code
from logicmodel.reading.nesting import Box, Boxes, not_a_stage, proposed
from logicmodel.reading.shapes import OF_THE_REGISTER, Table
from logicmodel.reading.skipping import HELP, NOTE, OVER_ROWS, TOTAL, is_help, is_total, opens_a_note, tell_of_rows
from logicmodel.sheets import word_for
from logicmodel.words.spelling import looks_like_ref, western_digits

_PROGRAMME = pattern_of(
    r"\s*(?:(?:programme|program|project)\s+(?:title|name)\s*:?|(?:(?:titre|nom|t[ií]tulo|nombre|nome|titel|name) (?:du |de la |del |de |do |des )?)?"
    r"(?:programme|program|project|projet|proyecto|projeto|projecto|projekts?|programa|programm)\s*:|(?:اسم )?(?:المشروع|البرنامج)\s*:)\s*",
    re.IGNORECASE,
)

NO_LEVEL = Label("results", "", "", "")
"""Of a statement whose level nothing says."""

ONE_LOWER = {"impact": "outcome", "outcome": "output", "output": "activity"}
"""What stands under a level that is named, one step to the right or with one number more."""


# -- reading ----------------------------------------------------------------------------------------------------------


def read_matrix(table: Table, account: Account, manner: Manner) -> list[Draft]:
    """Read a logframe into drafts: boxes, measures, readings, register rows and proposed arrows."""
    return _Matrix(table, account, manner).drafts()


class _Matrix:
    def __init__(self, table: Table, account: Account, manner: Manner) -> None:
        self.table, self.account = table, account
        self.sheet = table.sheet
        self.rows = list(table.sheet.rows())
        self.level = level_column(self.rows, table.row) or 1
        self.statement = statement_column(table.headings, self.level, self.rows, table.row)
        self.headings = {row for row, cells in self.rows if row >= table.row and is_row_of_headings(cells)}
        self.is_one_table = len(self.headings) == 1 and self.level not in self._level_of_headings()
        self.headings |= {row for row, cells in self.rows if row > table.row and self._names_its_columns(cells)}
        under = [(row, cells) for row, cells in self.rows if row > table.row and row not in self.headings]
        self.measures = Measures(table, account, manner, under)
        self.number = self._number_column(under)
        self.boxes = Boxes(self.sheet, account, "matrix")
        self.register = Register(table, account, self.measures, self._boxes_here)
        self.programme: Draft | None = None
        self.label: Label | None = None
        self.current: list[Box] = []  # the boxes to which the rows beneath belong
        self.waiting: Cell | None = None  # a level whose words stand beneath it
        self.side: str | None = None  # a small heading in the column of levels
        self.level_cell: Cell | None = None
        self.sides: dict[int, str] = {}  # small headings in other columns of the row above
        self.inputs = Inputs(table, account, self.measures, self.boxes, self.level, self.statement)
        self.asked_for_results = False
        self.row_number: Cell | None = None  # of the result in this row
        self.parent: Label | None = None  # the last level that was named
        self.lists_beneath = False  # its statements stand under it
        self.told_lower: set[str] = set()
        self.last = max((row for row, cells in self.rows if len(cells) > 1), default=0)
        self.filled = {row for row, _ in self.rows}
        self.left_notes = False  # what follows a note below the table is one, too
        self.left: dict[str, list[int]] = {}  # rows that were left out, by reason

    def _number_column(self, under: Sequence[tuple[int, Mapping[int, Cell]]]) -> int:
        """Give the column of the numbers of results, left of their levels; 0 for none."""
        cells = self.sheet.cells.row(self.table.row)
        codes = [column for column, cell in cells.items() if column < self.level and is_code(cell.text)]
        texts = [its[codes[0]].text for _, its in under if codes[:1] and codes[0] in its]
        return codes[0] if texts and all(_is_a_number(text) for text in texts) else 0

    def _level_of_headings(self) -> set[int]:
        """Give the columns in which a level stands among the headings, as it does in blocks."""
        cells = self.sheet.cells.row(self.table.row)
        its = {column: label_of(cell.text) for column, cell in cells.items()}
        return {column for column, label in its.items() if label and not self._is_over_levels(self.table.row, label)}

    def _names_its_columns(self, cells: Mapping[int, Cell]) -> bool:
        """Say whether a row names a level and, again, what stands beside it: “Outcomes | Outcome indicators”."""
        label = label_of(cells[self.level].text) if self.level in cells else None
        fields = [field_of(cell.text) for column, cell in cells.items() if column not in (self.level, self.statement)]
        return bool(label and not label.rest) and "text" in fields and all(fields)

    def drafts(self) -> list[Draft]:
        self.account.leave_sheet(self.sheet, "above the table")
        self._note_headings()
        for row, cells in self.rows:
            if self.table.top <= row < self.table.row and self.table.top:
                self.account.use_all(self.sheet, cells.values(), "heading over others")
            elif row < self.table.row:
                self._read_title(cells)
            elif row == self.table.row or row in self.headings:
                self._start_headings(row, cells)
            else:
                self._read_row(row, cells)
        tell_of_rows(self.sheet, self.account, self.left)
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
        under = {column for row, cells in self.rows if row > self.table.row for column in cells}
        own = (self.level, self.statement, self.number)
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
        self.side = None
        level = cells.get(self.level)
        label = label_of(level.text) if level else None
        if label and self._is_over_levels(row, label):
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
            self.account.use(self.sheet, level, "heading in the column of levels")
            self.side = level.text

    def _is_over_levels(self, row: int, label: Label) -> bool:
        """Say whether “Results” or “Objectives” stand over a column of levels, and are none themselves."""
        its = self.sheet.cells.get((row + 1, self.level))
        asks = label.rest.startswith("(") or label.rest.endswith(("?", "؟"))
        bare = (not label.rest or asks) and not label.number
        return row == self.table.row and bare and its is not None and label_of(its.text) is not None

    def _set_level(self, label: Label, cell: Cell) -> None:
        self.label = self.parent = label
        self.inputs.over = {}
        self.level_cell, self.lists_beneath = cell, False
        if label.word in UNSETTLED:
            place = self.account.place(self.sheet, cell.row, cell.column, label.shown)
            heading = self.measures.title(cell.column) or ANY
            decided = stage_word(self.table.decided.word_for(heading, label.shown) or "")
            stage = decided or settled(label.word, self.words_of_levels)
            self.label = self.parent = label._replace(word=stage or label.word)
            if stage is None and label.word == "results" and not self.asked_for_results:
                self.asked_for_results = True
                self.account.ask(of_results(place, label.shown, heading))
            if stage and not decided:
                meaning = word_for("Stage", stage)
                self.account.notice("guessed_heading", place, text=label.shown, detail=meaning)

    @cached_property
    def words_of_levels(self) -> set[str]:
        """The words for levels that stand in their column, anywhere in the table."""
        return {
            label.word for _, cells in self.rows if self.level in cells and (label := label_of(cells[self.level].text))
        }

    # -- rows ---------------------------------------------------------------------------------------------------------

    def _read_title(self, cells: Mapping[int, Cell]) -> None:
        """Read the name of the programme, in the cell of the question or in the next one."""
        for column, cell in cells.items():
            asks = _PROGRAMME.match(cell.text)
            known = any((name.sheet, name.field) == ("programme", "name") for name in meanings(cell.text))
            rest = cell.text[asks.end() :].strip() if asks else ""
            answer = next((cells[other] for other in sorted(cells) if other > column), None)
            if not (asks or known) or self.programme:
                continue
            if rest or answer:
                draft = Draft("programme", self.account.place(self.sheet, cell.row, column))
                draft.values["name"] = rest or (answer.text.strip() if answer else "")
                self.programme = draft
                self.account.use(self.sheet, cell, "programme.name")
                if answer and not rest:
                    self.account.use(self.sheet, answer, "programme.name")

    def _read_row(self, row: int, cells: Mapping[int, Cell]) -> None:
        rest = self._without_errors(cells)
        if not rest or self._is_left_out(row, rest) or self.register.takes_row(rest):
            return
        self._read_sides(rest)
        self.row_number = rest.pop(self.number, None) if self.level in rest or self.statement in rest else None
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

    def _is_left_out(self, row: int, cells: Mapping[int, Cell]) -> bool:
        """Leave out a total, and a note below the table."""
        (first, *others) = cells.values()
        apart = row > self.last + 1 and row - 1 not in self.filled and self.waiting is None
        is_note = not others and row > self.last and (apart or self.left_notes or opens_a_note(first.text))
        why = NOTE if is_note else TOTAL if is_total(cells.values()) else ""
        if row - 1 == self.table.row and is_help(list(cells.values())):
            why = HELP
        elif not others and first.text.rstrip().endswith(":") and label_of(first.text) is None:
            why = OVER_ROWS  # “For outcome 1:”
        if why:
            self.account.leave(self.sheet, cells.values(), why)
            self.left.setdefault(why, []).append(row)
            self.left_notes = is_note
        return bool(why)

    def _read_level(self, cells: dict[int, Cell]) -> bool:
        """Read the level and the statement of a row; say whether it makes boxes of its own."""
        cell = cells.get(self.level)
        label = label_of(cell.text) if cell else None
        if (
            label
            and self.side is not None
            and label.word.startswith("outcome_")
            and label.shown == (cell and cell.text)
        ):
            label = None  # “Medium” beneath “RISK RATING” is no outcome
        if cell and label and label.word not in OF_THE_REGISTER and not self.inputs.opens(label, cells):
            cells.pop(self.level)
            self.side, self.measures.current = None, None
            self._set_level(label, cell)
            self.account.use(self.sheet, cell, "elements.stage")
            if label.rest and (self.statement == self.level or self.statement not in cells):
                self._add_boxes(cell, label.rest, label.number)
                return True
            self.current = []
            if self.statement == self.level:
                self.waiting = cell
        elif cell and self.waiting is not None and label is None and not is_side_label(cell.text):
            level, self.waiting = self.waiting, None
            cells.pop(self.level)
            number = self.label.number if self.label else ""
            self.account.use(self.sheet, level, "elements.stage")
            self._add_boxes(cell, cell.text, number)
            self.lists_beneath = True
            return True
        elif cell and label is None and self.statement == self.level and self.measures.field(self.level) != "text":
            if (
                self.side is None
                and _is_a_number(cell.text)
                and any(self.measures.field(column) == "text" for column in cells)
            ):
                return False  # of the measure, not of a result
            cells.pop(self.level)
            is_statement = any(map(str.isalpha, cell.text)) and not is_side_label(cell.text)
            if self.is_one_table and is_statement:
                self._add_under(cell, self.parent or NO_LEVEL)
                return True
            self._read_side(cell)
        if self.statement != self.level and self.statement in cells:
            its = cells.pop(self.statement)
            if label is None and cell and self.level in cells:
                self.label = None
                self._unknown_level(cells.pop(self.level), its)
            else:
                self._add_boxes(its, its.text, label.number if label else "")
                if cell and label and label.rest:
                    name = self.measures.title(self.level) or label.shown
                    self.current[0].draft.keep(self.account.keep(self.sheet, cell, name))
            return True
        return False

    def _add_under(self, cell: Cell, parent: Label) -> None:
        """Make the boxes of a statement without a level: one more of a list, or what stands a step under its level."""
        number = LEADING_NUMBER.match(cell.text)
        is_under = bool(number and parent.number and number[1].rpartition(".")[0] == parent.number)
        deeper = is_under or self._indent(cell) > self._indent(self.level_cell)
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

    def _indent(self, cell: Cell | None) -> int:
        if cell is None:
            return 0
        spaces = len(cell.text) - len(cell.text.lstrip())
        return self.sheet.indents.get((cell.row, cell.column), 0) * 4 + spaces

    def _read_side(self, cell: Cell) -> None:
        """Keep what stands in the column of levels beside a block: its weight, its risk, its theme."""
        if self.side is None or is_side_label(cell.text):
            self.side = cell.text
            self.account.use(self.sheet, cell, "heading in the column of levels")
        elif self.boxes.all:
            self.boxes.all[-1].draft.keep(self.account.keep(self.sheet, cell, " ".join(self.side.split())))
        else:
            self.account.leave(self.sheet, [cell], "no box in its block")

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

    def _read_sides(self, cells: dict[int, Cell]) -> None:
        """Keep what stands under a small heading in another column: “RISK RATING”."""
        for column in [column for column in self.sides if column in cells and self.boxes.all]:
            title = self.sides.pop(column)
            self.boxes.all[-1].draft.keep(self.account.keep(self.sheet, cells.pop(column), title))
        for column, cell in list(cells.items()):
            title = " ".join(cell.text.split())
            if column != self.level and SIDE.fullmatch(title):
                self.sides[column] = title
                self.account.use(self.sheet, cells.pop(column), "heading beside a block")

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
            self.account.leave(self.sheet, [cell], HELP)
            self.left.setdefault(HELP, []).append(cell.row)
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
            own = LEADING_NUMBER.match(line) or None
            label = label_of(line)
            initials = by_initials(line, self.label.shown if self.label else "")
            if label and label.number and label.rest and label.word in (word, *UNSETTLED):
                shown, its_number = label.rest, label.number
            elif initials:
                shown, its_number = initials[1], initials[0] or number
            else:
                shown, its_number = (line[own.end() :], western_digits(own[1])) if own else (line, number)
            shown = " ".join(shown.split())
            self.current.append(self.boxes.same(word, shown, its_number, place, self._unknown_stage(word)))

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


def _is_a_number(text: str) -> bool:
    """Say whether a text is the number of something and has no words: “1.1”, “P.1”."""
    return not any(map(str.isalpha, text)) or looks_like_ref(text.replace(".", "", 1))
