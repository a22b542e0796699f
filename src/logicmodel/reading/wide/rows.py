"""The wide form: one strand a row, one column a stage, several things a cell on separate lines.

No table of this kind holds arrows. They are proposed between neighbouring filled stages of a row, all pairs, and
marked to confirm.
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from logicmodel.model import Place, Stage, Term, Unread
from logicmodel.reading import values
from logicmodel.reading.account import Account
from logicmodel.reading.beside_boxes import BesideBoxes
from logicmodel.reading.cells import Manner, unknown_words
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.filled_rows import Row, filled_rows, is_written_once
from logicmodel.reading.heading_notes import ONLY_SIGNS, is_only_signs, note_headings
from logicmodel.reading.heading_words import meanings
from logicmodel.reading.headings import Heading
from logicmodel.reading.measures.columns import level_named
from logicmodel.reading.shapes import is_a_tree
from logicmodel.reading.tables import OF_THE_REGISTER, ORDER, STAGES, Table
from logicmodel.reading.wide.around import NAME, Said, row_beneath, said_beneath, said_over
from logicmodel.reading.wide.arrows import Arrows
from logicmodel.reading.wide.stages_down import Label, labels_down
from logicmodel.sheets import word_for
from logicmodel.words.spelling import plain

Parts = dict[int, list[Draft]]
"""The boxes of a row by column, in the order of their stages."""


def read_wide(table: Table, account: Account, manner: Manner) -> list[Draft]:
    """Read a wide table into drafts: boxes, needs, measures, register rows and proposed arrows."""
    return _Wide(table, account, manner).drafts()


def read_stages_down(table: Table, account: Account, manner: Manner) -> list[Draft]:
    """Read a logic model with its stages down one column into the same drafts: a column is a strand."""
    return _Wide(table, account, manner).drafts_of_columns()


class _Wide:
    def __init__(self, table: Table, account: Account, manner: Manner) -> None:
        self.table = table
        self.account = account
        self.beside = BesideBoxes(table, account, manner)
        self.headings = {heading.column: heading for heading in table.headings}
        self.boxes: dict[tuple[tuple[Stage, Term | None], str], Draft] = {}
        self.others: dict[tuple[str, str], Draft] = {}
        self.measures: list[Draft] = []
        self.arrows = Arrows(account)
        self.programme: Draft | None = None
        self.goals: list[Draft] = []  # that stand over the model
        self.goal_at: Place | None = None
        self.levels = self._levels_of_a_tree()
        self.stages: Parts = {}  # of the row above
        self.held: dict[int, Cell] = {}  # of a tree: the last cell of each column above
        self.filled_down = 0

    def drafts(self) -> list[Draft]:
        note_headings(self.table, self.account)
        self._read_around()
        for row in filled_rows(self.table, self.account, frozenset(STAGES)):
            self._read_row(row)
        if self.filled_down:
            self.account.notice("filled_down", self.account.place(self.table.sheet), count=self.filled_down)
        return self._all()

    def _all(self) -> list[Draft]:
        self.arrows.lead_to_the_only_ones(self.boxes, {at: each.title for at, each in self.headings.items()})
        if self.goal_at and not any(heading.field == "impact" for heading in self.headings.values()):
            beside = self.headings[min(self.headings)].title
            self.arrows.lead_to_the_goals(self.boxes, self.goals, self.goal_at, beside)
        cells = [len(box.values["origins"]) for box in self.boxes.values()]
        merged = [count for count in cells if count > 1]
        if merged:
            place = self.account.place(self.table.sheet)
            self.account.notice("merged_boxes", place, count=len(merged), detail=str(sum(merged)))
        programme = [self.programme] if self.programme else []
        return [*programme, *self.others.values(), *self.boxes.values(), *self.measures, *self.arrows.drafts()]

    def _read_around(self) -> None:
        """Read what stands over the model and beneath it under small headings of its own."""
        for said in said_over(self.table):
            self._say(said)
        first = row_beneath(self.table)
        if first is None:
            return
        for each in said_beneath(self.table, first):
            if isinstance(each, Said):
                self._say(each)
            else:
                self.account.leave(self.table.sheet, [each], "no heading over it")
        gone = {(cell.row, cell.column) for _, cells in self.table.sheet.cells.rows(first) for cell in cells.values()}
        sheet = replace(self.table.sheet, cells=self.table.sheet.cells.without(gone))
        self.table = replace(self.table, sheet=sheet)

    def _say(self, said: Said) -> None:
        """Make what stands under a small heading: the programme, needs, a goal, or rows of the register."""
        if said.heading is not said.cell:
            self._use(said.heading, f"heading beside the model: {said.word.replace('_', ' ')}")
        title = "" if said.heading is said.cell else " ".join(said.heading.text.split())
        heading = Heading(column=said.cell.column, text=title, sheet="wide", field=said.word)
        place = self._place(said.cell, heading)
        if said.word == NAME:
            if self.programme is None:
                self.programme = Draft("programme", place)
                self.programme.values["name"] = " ".join(said.text.split())
                self._use(said.cell, "programme.name")
            return
        cell = replace(said.cell, text=said.text)
        if said.word in STAGES:
            self.goals += self._boxes(heading, cell, None)
            self.goal_at = place
        elif values.unknown_state(said.text, meanings=unknown_words()) is not None:
            self.account.leave(self.table.sheet, [said.cell], "nothing is said")
        else:
            self._others(heading, cell, said.word)

    def drafts_of_columns(self) -> list[Draft]:
        """Read the columns beside the stages as the rows of a wide table are read."""
        sheet, at = self.table.sheet, self.table.headings[0].column
        labels = labels_down(sheet, at)
        self.account.leave_sheet(sheet, "above the table")
        self.headings = {
            row: Heading(column=at, text=label.cell.text, sheet="wide", field=label.word)
            for row, label in labels.items()
        }
        for label in labels.values():
            self._use(label.cell, f"heading: {word_for('Stage', label.word) or label.word.replace('_', ' ')}")
        for said in said_over(self.table):
            self._say(said)
        strands = dict(sheet.cells.row(self.table.row)) if self.table.row else {}
        strands = {} if at in strands and not _names_stages(strands[at].text) else strands  # “Title | … | No. | …”
        beneath = list(sheet.cells.rows(self.table.row + 1))
        across = {
            (top, column): sheet.cells[top, left]
            for top, left, _, right in sheet.merged
            for column in range(left + 1, right + 1)
            if left > at and (top, left) in sheet.cells
        }
        for column in sorted(each for each in sheet.cells.columns(self.table.row + 1) if each > at):
            its = [cells.get(column) or across.get((row, column)) for row, cells in beneath]
            self._read_column([cell for cell in its if cell], strands.get(column))
        for _, cells in beneath:
            self._leave_the_rest(cells, at, labels)
        return self._all()

    def _read_column(self, cells: Sequence[Cell], strand: Cell | None) -> None:
        """Read a column: a cell belongs to the last stage above it."""
        parts: dict[int, list[Cell]] = {}
        for cell in cells:
            row = max(each for each in self.headings if each <= cell.row)
            if is_only_signs(cell.text):
                self.account.leave(self.table.sheet, [cell], ONLY_SIGNS)
            else:
                parts.setdefault(row, []).append(cell)
        self._read_parts(parts, strand)

    def _leave_the_rest(self, cells: Mapping[int, Cell], at: int, labels: Mapping[int, Label]) -> None:
        """Leave out what stands left of the stages, and signs between them."""
        for column, cell in cells.items():
            if column < at:
                self.account.leave(self.table.sheet, [cell], "beside the stages")
            elif column == at and cell.row not in labels:
                why = ONLY_SIGNS if is_only_signs(cell.text) else "no stage"
                self.account.leave(self.table.sheet, [cell], why)

    def _read_row(self, row: Row) -> None:
        cells = {**row.from_above, **row.cells}
        cells |= self._from_above(cells)
        strand = next((cell for column, cell in sorted(cells.items()) if self._field(column) == "strand"), None)
        extras: list[int] = []
        parts: dict[int, list[Cell]] = {}
        for column, cell in sorted(cells.items()):
            field = self._field(column)
            if column in self.headings and field:
                self._note_struck(cell, column, row)
            if column not in self.headings:
                self.account.leave(self.table.sheet, [cell], "no heading over it")
            elif field is None and is_only_signs(self.headings[column].text + cell.text):
                self.account.leave(self.table.sheet, [cell], ONLY_SIGNS)
            elif field is None or column in self.beside.columns:
                extras.append(column)
            elif field != "strand":
                parts[column] = [cell]
        made = self._read_parts(parts, strand)
        used = self.beside.read({**row.from_above, **row.cells}, self.stages)
        self._keep([column for column in extras if column not in used], row, made)

    def _levels_of_a_tree(self) -> dict[int, bool]:
        """Give the columns of a tree from the highest stage on, and whether each box is written once; none without a tree."""
        stages = [heading for heading in self.table.headings if heading.field in STAGES]
        return {each.column: is_written_once(self.table, each.column) for each in stages} if is_a_tree(stages) else {}

    def _from_above(self, cells: Mapping[int, Cell]) -> dict[int, Cell]:
        """Give what a blank cell of a tree stands for: the box above, until one of a higher stage begins another branch."""
        found: dict[int, Cell] = {}
        begun = False
        for column, written_once in self.levels.items():
            if column in cells:
                self.held[column], begun = cells[column], True
            elif begun or not written_once:
                self.held.pop(column, None)
            elif column in self.held and any(lower in cells for lower in self.levels if lower > column):
                found[column] = self.held[column]
        self.filled_down += len(found)
        return found

    def _read_parts(self, parts: Mapping[int, Sequence[Cell]], strand: Cell | None) -> list[Draft]:
        """Read what one strand says at each heading, and give all that it makes."""
        stages: Parts = {}
        needs: list[Draft] = []
        others: list[Draft] = []
        measures: dict[int, list[Draft]] = {}
        for at, cells in parts.items():
            heading, field = self.headings[at], self._field(at) or ""
            for cell in cells:
                if field in STAGES:
                    its = self._boxes(heading, cell, strand.text if strand else None)
                    stages[at] = [*stages.get(at, ()), *(box for box in its if box not in stages.get(at, ()))]
                elif field == "measurement" and values.unknown_state(cell.text, meanings=unknown_words()) is not None:
                    self.account.leave(self.table.sheet, [cell], "nothing is said")
                elif field == "measurement":
                    measures.setdefault(at, []).extend(self._measures(heading, cell))
                else:
                    its = self._others(heading, cell, field)
                    needs += its if field == "need" else []
                    others += its
        self.stages = stages = dict(
            sorted(stages.items(), key=lambda item: ORDER.index(STAGES[self._field(item[0]) or ""]))
        )
        made = [draft for its in (*stages.values(), others, *measures.values()) for draft in its]
        if strand and made:
            self._use(strand, "elements.strand")
        elif strand:
            self.account.leave(self.table.sheet, [strand], "no box in its row")
        for left, right in zip(list(stages)[:-1], list(stages)[1:], strict=True):
            place = self._place(parts[right][0], self.headings[right])
            self.arrows.propose(stages[left], stages[right], place, self.headings[left].title)
        self._answer(needs, stages)
        for at, its in measures.items():
            self._pair(self._place(parts[at][0], self.headings[at]), its, stages, self._measured_by(at, stages))
        return made

    def _field(self, column: int) -> str | None:
        heading = self.headings.get(column)
        return heading.field if heading else None

    def _note_struck(self, cell: Cell, column: int, row: Row) -> None:
        if cell.struck and column in row.cells:
            self.account.notice("struck", self._place(cell, self.headings[column]), text=cell.text)

    def _keep(self, columns: Sequence[int], row: Row, made: Sequence[Draft]) -> None:
        """Keep the cells of unused columns with the first thing that the row made."""
        for column in columns:
            cell = row.cells.get(column)
            if cell is not None and made:
                made[0].keep(self.account.keep(self.table.sheet, cell, self.headings[column].title))
            elif cell is not None:
                self.account.leave(self.table.sheet, [cell], "no box in its row")

    # -- parts of a cell ----------------------------------------------------------------------------------------------

    def _place(self, cell: Cell, heading: Heading) -> Place:
        return self.account.place(self.table.sheet, cell.row, cell.column, heading.title)

    def _use(self, cell: Cell, field: str) -> None:
        self.account.use(self.table.sheet, cell, field)

    def _lines(self, cell: Cell, heading: Heading, field: str) -> tuple[str, ...]:
        """Give the things that a cell holds; none if its formula has no result, or shows an error."""
        if not (cell.error or cell.no_result):
            self._use(cell, field)
            return values.split_lines(cell.text)
        self.account.fail(self.table.sheet, cell, f"{heading.title}: a value is needed")
        place = self._place(cell, heading)
        reason = "error_value" if cell.error else "no_result"
        self.account.unread.append(
            Unread(
                text=cell.text, wanted="a value", reason=reason, heading=heading.title, about=str(place), place=place
            )
        )
        return ()

    def _boxes(self, heading: Heading, cell: Cell, strand: str | None) -> list[Draft]:
        stage, place = STAGES[heading.field or ""], self._place(cell, heading)
        found: list[Draft] = []
        for text in self._lines(cell, heading, f"elements.text ({heading.field})"):
            key = (stage, plain(text))
            draft = self.boxes.get(key)
            if draft is None:
                draft = self.boxes[key] = self._draft("elements", place, text)
                draft.values |= {"stage": stage, "origins": (place,)}
                if strand:
                    draft.values["strand"] = " ".join(strand.split())
            elif place not in draft.values["origins"]:
                draft.values["origins"] = (*draft.values["origins"], place)
            if draft not in found:
                found.append(draft)
        return found

    def _others(self, heading: Heading, cell: Cell, field: str) -> list[Draft]:
        """Give the needs, strengths or register rows of a cell; equal ones are one."""
        sheet = "register" if field in OF_THE_REGISTER else "needs"
        found: list[Draft] = []
        for text in self._lines(cell, heading, f"{sheet}.text"):
            key = (field, plain(text))
            if key not in self.others:
                self.others[key] = self._draft(sheet, self._place(cell, heading), text)
                self.others[key].values["kind"] = field
            found.append(self.others[key])
        return found

    def _measures(self, heading: Heading, cell: Cell) -> list[Draft]:
        found = []
        for text in self._lines(cell, heading, "indicators.text"):
            draft = self._draft("indicators", self._place(cell, heading), text)
            if text.startswith("%"):
                draft.values["unit"] = "%"
            found.append(draft)
        self.measures += found
        return found

    def _draft(self, key: str, place: Place, text: str) -> Draft:
        draft = Draft(key, place)
        draft.form = "wide"
        draft.values["text"] = text
        return draft

    # -- what belongs together -----------------------------------------------------------------------------------------

    def _outcomes(self, stages: Parts) -> list[int]:
        return [column for column in stages if (self._field(column) or "").startswith("outcome")]

    def _answer(self, needs: Sequence[Draft], stages: Parts) -> None:
        """Let the first outcomes of the row answer its needs; else its impacts, else the first boxes there are."""
        impacts = [column for column in stages if self._field(column) == "impact"]
        for column in (self._outcomes(stages) or impacts or list(stages))[:1]:
            for box in stages[column]:
                held = box.values.setdefault("answers", [])
                held += [need for need in needs if need not in held]

    def _measured_by(self, at: int, stages: Parts) -> list[int]:
        """Give the columns whose boxes a column of measures is about, the likeliest first.

        They are those of the stage that its heading names; those left of it, where there are several columns of
        measures; else the outcomes of the row, or what stands last in it in a table without outcomes.
        """
        heading = self.headings[at]
        named = level_named(heading.text)
        own = [column for column in stages if named and STAGES[self._field(column) or ""][0] == STAGES[named][0]]
        several = sum(each.field == "measurement" for each in self.headings.values()) > 1
        left = [column for column in stages if column < at] if several else []
        if own or left:
            return own[::-1] or left[-1:]
        has_outcomes = any((self._field(column) or "").startswith("outcome") for column in self.headings)
        return self._outcomes(stages)[::-1] if has_outcomes else list(stages)[-1:]

    def _pair(self, place: Place, measures: Sequence[Draft], stages: Parts, columns: Sequence[int]) -> None:
        """Give the measures of a row to the only box of some columns, or pair them line by line with one of these."""
        boxes = [box for column in columns for box in stages[column]]
        paired = next((stages[column] for column in columns if len(stages[column]) == len(measures)), None)
        if len(boxes) == 1:
            paired = boxes * len(measures)
        if paired is not None:
            for measure, box in zip(measures, paired, strict=True):
                measure.values["of_box"] = box
        elif measures:
            beside = self.headings[columns[0]].title if columns else "Outcomes"
            count = len(stages[columns[0]]) if columns else 0
            self.account.notice("not_paired", place, text=beside, count=len(measures), detail=str(count))


def _names_stages(text: str) -> bool:
    """Say whether a text stands over stages or strands: “Level”."""
    return any(name.sheet == "elements" and name.field in ("stage", "level", "strand") for name in meanings(text))
