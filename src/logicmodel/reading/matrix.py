"""The matrix form (logframe): levels down one column, measures, their sources and assumptions beside them.

Two layouts are one here. In a table the headings stand once; in blocks they stand again over each level, with the level
itself at their left and its statement beneath. No logframe holds arrows: they are proposed from the numbering, from
what stands beneath what, or because there is only one box above, and are marked to confirm.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from logicmodel.model import Mark, Place, Term, Unread
from logicmodel.reading import several, values
from logicmodel.reading.account import Account
from logicmodel.reading.cells import ColumnManner, Manner
from logicmodel.reading.decisions import ANY
from logicmodel.reading.draft import Draft
from logicmodel.reading.filling import Filler
from logicmodel.reading.grid import Cell
from logicmodel.reading.headings import columns_by_field, declared, meanings, stage_word
from logicmodel.reading.levels import (
    LEADING_NUMBER,
    MEASURED,
    OF_A_MEASURE,
    SIDE,
    Label,
    field_of,
    headings_of,
    is_row_of_headings,
    is_side_label,
    label_of,
    level_column,
    statement_column,
    statements,
    when_of,
)
from logicmodel.reading.manners import column_manners
from logicmodel.reading.questions import of_heading, of_results
from logicmodel.reading.shapes import OF_THE_REGISTER, STAGES, Table
from logicmodel.sheets import STAGE_PREFIX, word_for
from logicmodel.words.spelling import plain, unaccented

PLANNED = frozenset(("planned", "plan", "prevu", "previsto", "planificado", "planejado", "geplant", "مخطط"))
ACHIEVED = frozenset(
    ("achieved", "actual", "realise", "atteint", "logrado", "alcanzado", "realizado", "alcancado", "erreicht", "محقق")
)
"""Words that say of a row of numbers whether they are hoped for or were measured."""

RANK = {term: number for number, term in enumerate((None, Term.SHORT, Term.MEDIUM, Term.LONG))}

_PROGRAMME = re.compile(r"\s*(?:programme|program|project)\s+(?:title|name)\s*:?\s*", re.IGNORECASE)


class _Box(NamedTuple):
    """A box with its rank from input to impact, None where its level is not known, and its number."""

    draft: Draft
    rank: tuple[int, int] | None
    number: str
    row: int


# -- reading ----------------------------------------------------------------------------------------------------------


def read_matrix(table: Table, account: Account, manner: Manner) -> list[Draft]:
    """Read a logframe into drafts: boxes, measures, readings, register rows and proposed arrows."""
    return _Matrix(table, account, manner).drafts()


class _Matrix:
    def __init__(self, table: Table, account: Account, manner: Manner) -> None:
        self.table, self.account, self.manner = table, account, manner
        self.sheet = table.sheet
        self.rows = list(table.sheet.rows())
        self.level = level_column(self.rows, table.row) or 1
        self.statement = statement_column(table.headings, self.level, self.rows, table.row)
        self.by_column = {heading.column: heading for heading in table.headings}
        self.filler = Filler(table, account, manner)
        self.boxes: list[_Box] = []
        self.by_words: dict[tuple[str, str], _Box] = {}
        self.assumed: list[tuple[Draft, list[_Box]]] = []
        self.others: list[Draft] = []  # the programme, measures and readings
        self.label: Label | None = None
        self.current: list[_Box] = []  # the boxes to which the rows beneath belong
        self.waiting: Cell | None = None  # a level whose words stand beneath it
        self.side: str | None = None  # a small heading in the column of levels
        self.level_cell: Cell | None = None
        self.sides: dict[int, str] = {}  # small headings in other columns of the row above
        self.inputs: dict[int, str] = {}  # headings over money or staff in the row above
        self.kept_whole: frozenset[int] = frozenset()
        self.source_at: int | None = None  # the column of a lone “Source” in the row above
        self.measure: Draft | None = None
        self.asked_for_results = False
        self.manners = self._manners()

    def drafts(self) -> list[Draft]:
        self.account.leave_sheet(self.sheet, "above the table")
        self._note_headings()
        for row, cells in self.rows:
            if row < self.table.row:
                self._read_title(cells)
            elif row == self.table.row or is_row_of_headings(cells):
                self._start_headings(row, cells)
            else:
                self._read_row(row, cells)
        self._tell_of_repeated()
        self._give_refs()
        arrows = self._arrows()
        for entry, boxes in self.assumed:
            its = [(cause, effect) for cause, effect, _ in arrows if any(cause is box.draft for box in boxes)]
            entry.values["of_arrows"] = its or [(box.draft, None) for box in boxes]
        return [
            *self.others,
            *(box.draft for box in self.boxes),
            *(entry for entry, _ in self.assumed),
            *(self._arrow(cause, effect, place) for cause, effect, place in arrows),
        ]

    # -- headings -----------------------------------------------------------------------------------------------------

    def _manners(self) -> dict[int, ColumnManner]:
        cells: dict[int, list[Cell]] = {}
        for row, its in self.rows:
            if row > self.table.row and not is_row_of_headings(its):
                for column, cell in its.items():
                    if self._field(column) in OF_A_MEASURE:
                        cells.setdefault(column, []).append(cell)
        measures = [each for each in self.table.headings if each.sheet == "indicators"]
        table = replace(self.table, key="indicators", headings=tuple(measures))
        return column_manners(table, cells, self.account, self.manner)

    def _note_headings(self) -> None:
        under = {column for row, cells in self.rows if row > self.table.row for column in cells}
        own = (self.level, self.statement)
        for each in self.table.headings:
            place = self.account.place(self.sheet, None, each.column, each.title)
            if each.field is None and not each.decided and each.column not in own and each.column in under:
                self.account.notice("unused_column", place, text=each.title)
            elif each.guessed and (column := declared(each)):
                self.account.notice("guessed_heading", place, text=each.title, detail=column.heading)
                if each.doubt and each.column in under:
                    self.account.ask(of_heading(self.table, each, replace(place, row=self.table.row)))
        if self.table.row > 1 and not self.table.decided.rows:
            where = f"{'line' if self.account.book.lines else 'row'} {self.table.row}"
            where += "" if self.account.book.lines else f" of “{self.sheet.name}”"
            self.account.notice("file_guess", self.account.place(self.sheet), text=f"headings in {where}")

    def _field(self, column: int) -> str | None:
        heading = self.by_column.get(column)
        return heading.field if heading else None

    def _start_headings(self, row: int, cells: Mapping[int, Cell]) -> None:
        """Take a row of headings, in blocks with the level that it opens."""
        self.source_at, self.side = None, None
        level = cells.get(self.level)
        label = label_of(level.text) if level else None
        for column, cell in cells.items():
            if column != self.level or label is None:
                heading = f"heading: {' '.join(cell.text.split())}"
                self.account.use(self.sheet, cell, heading)
        own = {each.column: each for each in self.table.headings if each.decided}
        named = [own.get(each.column, each) for each in headings_of(cells, self.level)]
        if row == self.table.row or label or any(each.field == "text" for each in named):
            first = row == self.table.row and label is None
            keep = {each.column: each for each in named if each.column != self.level or first}
            self.by_column = {**({} if row == self.table.row else self.by_column), **keep}
        self.measure = None
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

    def _set_level(self, label: Label, cell: Cell) -> None:
        self.label, self.level_cell = label, cell
        if label.word == "results":
            place = self.account.place(self.sheet, cell.row, cell.column, label.shown)
            heading = self._title(cell.column) or ANY
            decided = stage_word(self.table.decided.word_for(heading, label.shown) or "")
            stage = decided or self._stage_of_results()
            self.label = label._replace(word=stage or "results")
            if stage is None and not self.asked_for_results:
                self.asked_for_results = True
                self.account.ask(of_results(place, label.shown, heading))
            if stage and not decided:
                meaning = word_for("Stage", stage)
                self.account.notice("guessed_heading", place, text=label.shown, detail=meaning)

    def _stage_of_results(self) -> str | None:
        """Settle “Results” by the other levels of the sheet: under a specific objective outputs, over outputs outcomes."""
        words = [
            label.word for _, cells in self.rows if self.level in cells and (label := label_of(cells[self.level].text))
        ]
        if any(word.startswith("outcome") for word in words):
            return "output"
        return "outcome" if "output" in words else None

    # -- rows ---------------------------------------------------------------------------------------------------------

    def _read_title(self, cells: Mapping[int, Cell]) -> None:
        """Read the name of the programme, in the cell of the question or in the next one."""
        for column, cell in cells.items():
            asks = _PROGRAMME.match(cell.text)
            known = any((name.sheet, name.field) == ("programme", "name") for name in meanings(cell.text))
            rest = cell.text[asks.end() :].strip() if asks else ""
            answer = next((cells[other] for other in sorted(cells) if other > column), None)
            if not (asks or known) or any(each.key == "programme" for each in self.others):
                continue
            if rest or answer:
                draft = Draft("programme", self.account.place(self.sheet, cell.row, column))
                draft.values["name"] = rest or (answer.text.strip() if answer else "")
                self.others.append(draft)
                self.account.use(self.sheet, cell, "programme.name")
                if answer and not rest:
                    self.account.use(self.sheet, answer, "programme.name")

    def _read_row(self, row: int, cells: Mapping[int, Cell]) -> None:
        rest = self._without_errors(cells)
        if not rest or self._is_lone_assumption(rest):
            return
        self._read_sides(rest)
        before = self.current
        found = self._read_level(rest)
        if self._read_source(rest) or self._read_inputs(rest):
            return
        if not found and not self.current:
            self.current = before
        marker = self._marker(rest)
        for column in [column for column, cell in rest.items() if self._field(column) in OF_THE_REGISTER]:
            self._assume(rest.pop(column), self._field(column) or "assumption")
        for column in [column for column in rest if self._field(column) == "reading"]:
            readings = {column: rest.pop(column)}
            if self._measured(rest):
                self._read_measures(row, rest, found)
            self._read_readings(readings)
        if marker == "achieved" and self.measure is not None:
            self._read_readings({column: rest.pop(column) for column in list(rest) if self._is_number(column)})
        elif self._measured(rest):
            self._read_measures(row, rest, found)
        self._keep(rest)

    def _read_level(self, cells: dict[int, Cell]) -> bool:
        """Read the level and the statement of a row; say whether it makes boxes of its own."""
        cell = cells.get(self.level)
        label = label_of(cell.text) if cell else None
        if cell and label and label.word not in OF_THE_REGISTER and not self._is_inputs(label, cells):
            cells.pop(self.level)
            self.side, self.measure = None, None
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
            return True
        elif cell and label is None and self.statement == self.level and self._field(self.level) != "text":
            cells.pop(self.level)
            self._read_side(cell)
        if self.statement != self.level and self.statement in cells:
            its = cells.pop(self.statement)
            if label is None and cell and self.level in cells:
                self.label = None
                self._unknown_level(cells.pop(self.level), its)
            else:
                self._add_boxes(its, its.text, label.number if label else "")
                if cell and label and label.rest:
                    name = self._title(self.level) or label.shown
                    self.current[0].draft.extras.append(self.account.keep(self.sheet, cell, name))
            return True
        return False

    def _read_side(self, cell: Cell) -> None:
        """Keep what stands in the column of levels beside a block: its weight, its risk, its theme."""
        if self.side is None or is_side_label(cell.text):
            self.side = cell.text
            self.account.use(self.sheet, cell, "heading in the column of levels")
        elif self.boxes:
            self.boxes[-1].draft.extras.append(self.account.keep(self.sheet, cell, " ".join(self.side.split())))
        else:
            self.account.leave(self.sheet, [cell], "no box in its block")

    def _without_errors(self, cells: Mapping[int, Cell]) -> dict[int, Cell]:
        """Give the cells of a row that hold words or numbers; an error in place of words is kept as unread."""
        rest = dict(cells)
        for column, cell in cells.items():
            if (cell.error or cell.no_result) and self._field(column) not in OF_A_MEASURE:
                del rest[column]
                place = self.account.place(self.sheet, cell.row, column, self._title(column))
                reason = "error_value" if cell.error else "no_result"
                title = self._title(column) or "Statement"
                self.account.fail(self.sheet, cell, f"{title}: a value is needed")
                self.account.unread.append(
                    Unread(
                        text=cell.text, wanted="a value", reason=reason, heading=title, about=str(place), place=place
                    )
                )
        return rest

    def _read_sides(self, cells: dict[int, Cell]) -> None:
        """Keep what stands under a small heading in another column: “RISK RATING”."""
        for column in [column for column in self.sides if column in cells and self.boxes]:
            title = self.sides.pop(column)
            self.boxes[-1].draft.extras.append(self.account.keep(self.sheet, cells.pop(column), title))
        for column, cell in list(cells.items()):
            title = " ".join(cell.text.split())
            if column != self.level and SIDE.fullmatch(title):
                self.sides[column] = title
                self.account.use(self.sheet, cells.pop(column), "heading beside a block")

    def _unknown_level(self, level: Cell, statement: Cell) -> None:
        """Make a box whose level is no word that is known."""
        place = self.account.place(self.sheet, level.row, level.column, self._title(level.column))
        self.account.fail(self.sheet, level, "Stage: a word of the list is needed")
        self._add_boxes(statement, statement.text, "")
        for box in self.current:
            box.draft.unread.append(_not_a_stage(level.text, place))

    def _title(self, column: int) -> str:
        heading = self.by_column.get(column)
        return heading.title if heading else ""

    # -- boxes --------------------------------------------------------------------------------------------------------

    def _add_boxes(self, cell: Cell, text: str, number: str) -> None:
        """Make the boxes of a statement: one, or one for each line of a list."""
        self.account.use(self.sheet, cell, "elements.text")
        place = self.account.place(self.sheet, cell.row, cell.column, self._title(cell.column))
        if cell.struck:
            self.account.notice("struck", place, text=cell.text)
        word = self.label.word if self.label else ""
        self.measure = None
        self.current = []
        for line in statements(text, self.label.shown if self.label else ""):
            own = LEADING_NUMBER.match(line) or None
            label = label_of(line)
            if label and label.number and label.rest and label.word in (word, "results"):
                shown, its_number = label.rest, label.number
            else:
                shown, its_number = (line[own.end() :], own[1]) if own else (line, number)
            self.current.append(self._same_box(word, " ".join(shown.split()), its_number, place))

    def _same_box(self, word: str, text: str, number: str, place: Place) -> _Box:
        """Give the box of a statement; one that is repeated for each of its measures is one box."""
        key = (word, plain(text))
        box = self.by_words.get(key)
        if box is None:
            box = self.by_words[key] = self._box(word, text, number, place)
            box.draft.values["origins"] = (place,)
            self.boxes.append(box)
        elif place not in box.draft.values["origins"]:
            box.draft.values["origins"] = (*box.draft.values["origins"], place)
        return box

    def _tell_of_repeated(self) -> None:
        cells = [len(box.draft.values["origins"]) for box in self.by_words.values()]
        if repeated := [count for count in cells if count > 1]:
            place = self.account.place(self.sheet)
            self.account.notice("merged_boxes", place, count=len(repeated), detail=str(sum(repeated)))

    def _box(self, word: str, text: str, number: str, place: Place) -> _Box:
        draft = Draft("elements", place)
        draft.form = "matrix"
        draft.values["text"] = text
        stage = STAGES.get(word)
        if stage:
            draft.values["stage"] = stage
        elif word == "results" and self.level_cell:
            level = self.level_cell
            its_place = self.account.place(self.sheet, level.row, level.column, self._title(level.column))
            draft.unread.append(_not_a_stage(level.text, its_place))
        rank = (stage[0].step, RANK[stage[1]]) if stage else None
        return _Box(draft, rank, number.rstrip("."), place.row or 0)

    def _boxes_here(self) -> list[_Box]:
        """Give the boxes to which a row belongs; a level without words gets its box from its first measure."""
        if not self.current and self.waiting is not None and self.label:
            place = self.account.place(self.sheet, self.waiting.row, self.waiting.column)
            text = " ".join(self.waiting.text.split())
            self.current = [self._box(self.label.word, text, self.label.number, place)]
            self.boxes += self.current
            self.account.use(self.sheet, self.waiting, "elements.text")
            self.waiting = None
        return self.current

    # -- inputs, sources, assumptions ---------------------------------------------------------------------------------

    def _is_inputs(self, label: Label, cells: Mapping[int, Cell]) -> bool:
        return label.word == "input" and not label.rest and self.statement == self.level and len(cells) > 1

    def _read_inputs(self, cells: Mapping[int, Cell]) -> bool:
        """Read money or staff under headings of their own: “INPUTS (£) | Government | Total”, the numbers beneath."""
        cell = cells.get(self.level)
        label = label_of(cell.text) if cell else None
        if self.inputs and self.boxes and self.level not in cells and set(cells) <= set(self.inputs):
            for column, amount in cells.items():
                self.boxes[-1].draft.extras.append(self.account.keep(self.sheet, amount, self.inputs[column]))
            self.inputs = {}
            return True
        self.inputs = {}
        if not (cell and label and self._is_inputs(label, cells)):
            return False
        place = self.account.place(self.sheet, cell.row, cell.column)
        self.boxes.append(self._box("input", " ".join(cell.text.split()), "", place))
        self.account.use_all(self.sheet, cells.values(), "elements.text (input)")
        self.inputs = {column: " ".join(each.text.split()) for column, each in cells.items() if column != self.level}
        return True

    def _read_source(self, cells: dict[int, Cell]) -> bool:
        """Read the row beneath a measure that says where its numbers come from; True if nothing else is in it."""
        at, self.source_at = self.source_at, None
        asks = next((column for column, cell in cells.items() if self._asks_source(column, cell)), None)
        if asks is not None:
            self.account.use(self.sheet, cells.pop(asks), "heading: How we check")
            answers = [column for column in cells if column > asks]
            self.source_at = None if answers else asks
        else:
            answers = [column for column in cells if at is not None and column >= at]
        if asks is None and at is None:
            return False
        texts = [cells.pop(column) for column in answers]
        if texts and self.measure is not None:
            self.measure.values["source"] = "; ".join(cell.text.strip() for cell in texts)
            self.account.use_all(self.sheet, texts, "indicators.source")
        elif texts:
            self.account.leave(self.sheet, texts, "no measure above it")
        return not cells

    def _asks_source(self, column: int, cell: Cell) -> bool:
        """Say whether a cell is the word “Source” by itself, in a column that holds something else."""
        is_source = len(cell.text) <= 40 and field_of(cell.text) == "source" and column != self.level
        return is_source and self._field(column) not in ("source", None)

    def _is_lone_assumption(self, cells: dict[int, Cell]) -> bool:
        """Read a row among the measures that is an assumption, with how it is checked."""
        column = min(cells)
        label = label_of(cells[column].text)
        if label is None or label.word not in OF_THE_REGISTER:
            return False
        cell, text = cells[column], label.rest
        if not text:
            cell = next((cells[other] for other in sorted(cells) if other > column), cell)
            text = cell.text if isinstance(cell.value, str) and cell.column > column else ""
            if len(text.split()) < 2:  # “Risk | High” is how likely something is
                return False
            self.account.use(self.sheet, cells.pop(column), "register.kind")
        del cells[cell.column]
        entry = self._entry(cell, text, label.word)
        for other in [other for other in cells if self._field(other) in ("source", "method", "frequency")]:
            if "check" not in entry.values:
                entry.values["check"] = cells[other].text.strip()
                self.account.use(self.sheet, cells.pop(other), "register.check")
        for beside in cells.values():
            entry.extras.append(self.account.keep(self.sheet, beside, self._title(beside.column)))
        return True

    def _assume(self, cell: Cell, kind: str) -> None:
        """Make a register row of each assumption or risk of a cell."""
        if values.unknown_state(cell.text) is not None:
            self.account.leave(self.sheet, [cell], "nothing is said")
            return
        for text in values.split_lines(cell.text):
            self._entry(cell, text, kind)

    def _entry(self, cell: Cell, text: str, kind: str) -> Draft:
        draft = Draft("register", self.account.place(self.sheet, cell.row, cell.column, self._title(cell.column)))
        draft.form = "matrix"
        draft.values = {"kind": kind, "text": " ".join(text.split())}
        self.account.use(self.sheet, cell, "register.text")
        self.assumed.append((draft, list(self._boxes_here())))
        return draft

    # -- measures -----------------------------------------------------------------------------------------------------

    def _measured(self, cells: Mapping[int, Cell]) -> bool:
        return any(self._field(column) in OF_A_MEASURE for column in cells)

    def _is_number(self, column: int) -> bool:
        return self._field(column) in ("baseline", "milestone", "target")

    def _marker(self, cells: dict[int, Cell]) -> str:
        """Say whether a row of numbers is planned or achieved, where a cell of it says so."""
        for column, cell in list(cells.items()):
            key = unaccented(cell.text).strip(" :()")
            if key in PLANNED | ACHIEVED and not self._is_number(column):
                self.account.use(self.sheet, cells.pop(column), "planned or achieved")
                return "achieved" if key in ACHIEVED else "planned"
        return ""

    def _read_measures(self, row: int, cells: dict[int, Cell], found: bool) -> None:
        """Read the measures of a row, or more of the measure above it."""
        its = {column: cells.pop(column) for column in list(cells) if self._field(column) in OF_A_MEASURE}
        texts = [cell for column, cell in its.items() if self._field(column) == "text"]
        boxes = self._boxes_here()
        if not texts and self.measure is not None and not found:
            for column, cell in its.items():
                if self._name(column) not in self.measure.values:
                    self._fill(self.measure, column, cell)
                else:
                    self.measure.extras.append(self.account.keep(self.sheet, cell, self._title(column)))
            return
        lines = self._lines(its, len(boxes))
        made = []
        for number, cells_of_line in enumerate(lines):
            draft = Draft("indicators", self.account.place(self.sheet, row))
            draft.form = "matrix"
            for column, cell in cells_of_line.items():
                self._fill(draft, column, cell, again=number > 0)
            made.append(draft)
        self._belong(made, boxes, texts[0] if texts else next(iter(its.values())))
        self.others += made
        self.measure = made[-1]

    def _lines(self, cells: Mapping[int, Cell], boxes: int) -> list[Mapping[int, Cell]]:
        """Part the cells of several measures where all of them hold as many lines; one column alone by its boxes."""
        table = replace(self.table, key="indicators")
        lines, self.kept_whole = several.parts(cells, self.by_column, table, self.account)
        judged = [column for column in cells if self._field(column) in MEASURED]
        alone = values.split_lines(cells[judged[0]].text) if len(judged) == 1 else ()
        if len(lines) == 1 and len(alone) > 1 and self._field(judged[0]) == "text" and boxes in (1, len(alone)):
            cell = cells[judged[0]]
            return [{**cells, judged[0]: replace(cell, value=text, text=text)} for text in alone]
        return lines

    def _belong(self, measures: Sequence[Draft], boxes: Sequence[_Box], cell: Cell) -> None:
        """Give the measures of a row to its box, or pair them with its boxes where there are as many."""
        if len(boxes) == 1:
            boxes = list(boxes) * len(measures)
        if len(boxes) == len(measures):
            for measure, box in zip(measures, boxes, strict=True):
                measure.values["of_box"] = box.draft
        else:
            place = self.account.place(self.sheet, cell.row, cell.column, self._title(cell.column))
            beside = self._title(self.statement) or "the statements"
            self.account.notice("not_paired", place, text=beside, count=len(measures), detail=str(len(boxes)))

    def _name(self, column: int) -> str:
        heading = self.by_column[column]
        return f"{heading.field} {heading.step}" if heading.step else str(heading.field)

    def _fill(self, draft: Draft, column: int, cell: Cell, *, again: bool = False) -> None:
        heading = self.by_column[column]
        its = declared(heading)
        if its is None:
            return
        manner = self.manners.get(column)
        if column in self.kept_whole and its.kind == "amount":
            manner = ColumnManner(doubtful={cell.row: several.KEPT_WHOLE})
        self.filler.fill(draft, its, cell, heading.title, its=manner, field=self._name(column), again=again)
        when = when_of(heading.title)
        if when and heading.field == "milestone":
            draft.values[f"milestone_date {heading.step}"] = when
        elif when and heading.field in ("target", "baseline"):
            draft.values.setdefault(f"{heading.field}_date", when)

    def _read_readings(self, cells: Mapping[int, Cell]) -> None:
        """Read numbers that were measured: beneath the planned ones, or in a column of their own."""
        column = columns_by_field("readings")["value"]
        for number, cell in cells.items():
            if self.measure is None:
                self.account.leave(self.sheet, [cell], "no measure in its row")
                continue
            draft = Draft("readings", self.account.place(self.sheet, cell.row))
            draft.values = {"of_measure": self.measure}
            if when := when_of(self._title(number)) or self.measure.values.get(f"{self._name(number)}_date"):
                draft.values["date"] = when
            self.filler.fill(draft, column, cell, self._title(number))
            if "value" in draft.values or draft.unread:
                self.others.append(draft)

    def _keep(self, cells: Mapping[int, Cell]) -> None:
        """Keep what nothing uses with the measure or the box of its row."""
        for column, cell in cells.items():
            holder = self.measure or (self.current[0].draft if self.current else None)
            if holder is None or column not in self.by_column:
                self.account.leave(self.sheet, [cell], "no heading over it" if holder else "no box in its row")
            else:
                holder.extras.append(self.account.keep(self.sheet, cell, self._title(column)))

    # -- arrows -------------------------------------------------------------------------------------------------------

    def _give_refs(self) -> None:
        """Turn the author’s numbering into Refs where each stands once: “Output 1.1” is OP1.1."""
        wanted = [
            (box, f"{STAGE_PREFIX[box.draft.values['stage'][0].value]}{box.number}")
            for box in self.boxes
            if box.number and "stage" in box.draft.values
        ]
        counted = Counter(ref for _, ref in wanted)
        for box, ref in wanted:
            if counted[ref] == 1:
                box.draft.values["id"] = ref

    def _arrows(self) -> list[tuple[Draft, Draft, Place]]:
        return [(box.draft, above.draft, box.draft.place) for box in self.boxes for above in self._above(box)]

    def _above(self, box: _Box) -> list[_Box]:
        """Give the boxes that a box leads to: by its number, by what it stands beneath, or the only one there is."""
        if box.rank is None:
            return []
        higher = sorted({each.rank for each in self.boxes if each.rank and each.rank > box.rank})
        if higher and higher[0][0] - box.rank[0] > 1 and any(each.rank is None for each in self.boxes):
            return []  # the level between may be one that is not known
        above = [each for each in self.boxes if higher and each.rank == higher[0]]
        number = box.number.rpartition(".")[0]
        if number and (same := [each for each in above if each.number == number]):
            return same
        if len(above) == 1:
            return above
        of_its_level = [each.row for each in self.boxes if each.rank == box.rank]
        before = [each for each in above if each.row < box.row]
        if before and any(each.row > min(of_its_level) for each in above):
            return before[-1:]
        return []

    def _arrow(self, cause: Draft, effect: Draft, place: Place) -> Draft:
        draft = Draft("links", place)
        draft.form = "matrix"
        to_confirm = (Mark(kind="to_confirm"),)
        draft.values = {"from_box": cause, "to_box": effect, "basis": "nesting", "marks": to_confirm}
        return draft


def _not_a_stage(text: str, place: Place) -> Unread:
    return Unread(
        text=text,
        wanted="a word of the list",
        reason="not_in_list",
        heading="Stage",
        about="",
        place=place,
        suggestions=tuple(word_for("Stage", stage) for stage in ("output", "outcome")),
    )
