"""Tables of indicators: a row for each, with the boxes that they measure in columns beside, or in rows over them.

No column holds arrows: they are proposed between the boxes of a row, from activities up to impact, and between the
rows that stand over others, and are marked to confirm.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from msgspec.structs import replace

from logicmodel.reading.account import Account
from logicmodel.reading.beside_boxes import BesideBoxes
from logicmodel.reading.cells import Manner
from logicmodel.reading.draft import Draft, Typed
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.filled_rows import is_written_once
from logicmodel.reading.heading_words import stage_word
from logicmodel.reading.headings import BOXES, Heading
from logicmodel.reading.levels import LEADING_NUMBER, UNSETTLED, label_of, settled, statements
from logicmodel.reading.measures.columns import ABOVE, level_of_the_measures
from logicmodel.reading.measures.headings import NUMBERED
from logicmodel.reading.measures.recognising import names_a_result, section_of
from logicmodel.reading.measures.several import without_its_number
from logicmodel.reading.nesting import Arrow, Box, Boxes, not_a_stage, proposed
from logicmodel.reading.rows import read_table
from logicmodel.reading.tables import OF_THE_REGISTER, STAGES, Table
from logicmodel.sheets import word_for
from logicmodel.words.spelling import western_digits

FORM = "indicator table"

Beside: TypeAlias = Sequence[tuple[Heading, Cell]]
"""The cells of a row under headings of boxes, those from merged cells above included."""


def read_indicators(table: Table, account: Account, manner: Manner) -> list[Draft]:
    """Read a table of indicators into drafts: measures, the boxes that they belong to, and proposed arrows."""
    return _Reader(table, account).drafts(manner)


class _Reader:
    def __init__(self, table: Table, account: Account) -> None:
        self.table, self.account, self.sheet = table, account, table.sheet
        self.boxes = Boxes(table.sheet, account, FORM)
        self.columns = {each.column: each for each in table.headings}
        self.text = next(each.column for each in table.headings if each.sheet != BOXES and each.field == "text")
        self.level = level_of_the_measures(table)
        self.written_once = {each.column: is_written_once(table, each.column) for each in table.headings}
        self.held: dict[int, list[Box]] = {}  # the boxes of each column, in the row above
        self.over: list[Box] = []  # the rows of results over this one, from the highest down
        self.sections = {number: cells for number, cells in self.sheet.rows() if self._is_section(number, cells)}
        self.section_words = {
            label.word for cells in self.sections.values() for cell in cells.values() if (label := label_of(cell.text))
        }
        self.arrows: dict[tuple[int, int], Arrow] = {}
        self.filled_down = 0
        self.of_work: dict[int, dict[int, Cell]] = {}  # by row what is said of the activities in it

    def drafts(self, manner: Manner) -> list[Draft]:
        assumed = {
            number: its
            for number, cells in self.sheet.cells.rows(self.table.row + 1)
            if (its := self._assumption(cells))
        }
        gone = {(number, column) for number, cells in self.sections.items() for column in cells}
        gone |= {(number, column) for number in assumed for column in self.sheet.cells.row(number)}
        self.work = BesideBoxes(self.table, self.account, manner)
        for number, cells in self.sheet.cells.rows(self.table.row + 1):
            beside = {at: cell for at, cell in cells.items() if at in self.work.columns and (number, at) not in gone}
            self.of_work |= {number: beside} if beside else {}
        gone |= {(number, column) for number, its in self.of_work.items() for column in its}
        sheet = replace(self.sheet, cells=self.sheet.cells.without(gone))
        table = replace(self.table, key="indicators", sheet=sheet)
        rows = read_table(table, self.account, manner)
        made = list(self._read(rows))
        self.boxes.tell_of_repeated()
        self.boxes.give_refs()
        pointed = {cause for cause, _ in self.arrows}
        for arrow in self.boxes.by_number():
            if id(arrow.cause) not in pointed:
                self.arrows[id(arrow.cause), id(arrow.effect)] = arrow
        if self.filled_down:
            self.account.notice("filled_down", self.account.place(self.sheet), count=self.filled_down)
        return [*(box.draft for box in self.boxes.all), *made, *assumed.values(), *proposed(self.arrows.values(), FORM)]

    def _is_section(self, number: int, cells: Mapping[int, Cell]) -> bool:
        return (number > self.table.row and section_of(cells)) or (number < self.table.top and names_a_result(cells))

    def _assumption(self, cells: Mapping[int, Cell]) -> Draft | None:
        """Read a row among the indicators that is an assumption, with how it is checked."""
        cell = cells.get(self.text)
        label = label_of(cell.text) if cell else None
        if not (cell and label and label.rest and label.word in OF_THE_REGISTER):
            return None
        draft = Draft("register", self.account.place(self.sheet, cell.row, cell.column))
        draft.values = {"kind": label.word, "text": " ".join(label.rest.split())}
        self.account.use(self.sheet, cell, "register.text")
        for column, each in cells.items():
            heading = self.columns.get(column)
            if heading and heading.field in ("source", "method") and "check" not in draft.values:
                draft.values["check"] = each.text.strip()
                self.account.use(self.sheet, each, "register.check")
            elif each is not cell:
                draft.keep(self.account.keep(self.sheet, each, heading.title if heading else ""))
        return draft

    # -- rows ---------------------------------------------------------------------------------------------------------

    def _read(self, rows: Iterable[Draft]) -> Iterator[Draft]:
        """Give each measure with its box; more about the measure above is kept with it."""
        above: Draft | None = None
        sections = sorted(self.sections)
        for draft in rows:
            if draft.key != "indicators":
                yield draft
                continue
            number = draft.place.row or 0
            while sections and sections[0] < number:
                self._start_section(self.sections[sections.pop(0)])
                above = None
            beside: Beside = draft.values.pop("beside", ())
            own = (number, self.text) in self.sheet.cells
            box = self._box_of(draft, beside)
            self._read_work(number, draft)
            of_its_row = [held for heading, _ in beside for held in self.held.get(heading.column, ())]
            same_box = above is not None and box is above.values.get("of_box")
            if own or (not same_box and self._says_something(draft)) or (above is None and not of_its_row):
                yield self._belonging(draft, box)
                above = draft
            elif above is None or not same_box:
                holder = of_its_row[-1].draft if of_its_row else above
                if holder is not None:
                    holder.keep(*draft.extras)
            elif any(field.partition(" ")[0] in NUMBERED for field in draft.values):
                draft.values.setdefault("text", above.values.get("text", ""))
                draft.missing = []
                yield self._belonging(draft, box)
            else:
                self._add_to(above, draft, number)
        for number in sections:
            self._start_section(self.sections[number])
        for cells in self.of_work.values():
            self.account.leave(self.sheet, cells.values(), "no box in its row")

    def _read_work(self, number: int, draft: Draft) -> None:
        """Read who leads, when and at what cost beside the activities of a row; what is of none is kept."""
        cells = self.of_work.pop(number, {})
        its = {at: [box.draft for box in boxes] for at, boxes in sorted(self.held.items())}
        used = self.work.read(cells, its)
        for column in sorted(cells.keys() - used):
            draft.keep(self.account.keep(self.sheet, cells[column], self.columns[column].title))

    def _says_something(self, draft: Draft) -> bool:
        return bool(draft.values or draft.refs or draft.unread)

    def _belonging(self, draft: Draft, box: Draft | None) -> Draft:
        draft.form = FORM
        if "text" in draft.values:
            draft.values["text"] = without_its_number(draft.values["text"])
        if box is not None and "measures" not in draft.refs:
            draft.values["of_box"] = box
        return draft

    def _add_to(self, above: Draft, draft: Draft, number: int) -> None:
        """Keep a row without an indicator or a number of its own with the measure above it: it says more of that one."""
        above.keep(*draft.extras)
        for column, heading in self.columns.items():
            cell = self.sheet.cells.get((number, column))
            if cell is not None and heading.sheet == "indicators" and heading.field:
                above.keep(self.account.keep(self.sheet, cell, heading.title))

    # -- boxes --------------------------------------------------------------------------------------------------------

    def _start_section(self, cells: Mapping[int, Cell]) -> None:
        """Make the box of a row that stands over others; what stands at its level or under it above is closed."""
        its = list(cells.values())
        label = label_of(its[0].text)
        if label is None:
            return
        statement = its[0] if label.rest else its[1]
        text = " ".join((label.rest or statement.text).split())
        place = self.account.place(self.sheet, statement.row, statement.column)
        word = (settled(label.word, self.section_words) or label.word) if label.word in UNSETTLED else label.word
        if word != label.word:
            self.account.notice("guessed_heading", place, text=label.shown, detail=word_for("Stage", word))
        unread = not_a_stage(label.shown, place) if word in UNSETTLED else None
        box = self.boxes.same(word, text, label.number, place, unread)
        self.account.use_all(self.sheet, its, "elements.text")
        self.over = [each for each in self.over if each.rank and box.rank and each.rank > box.rank]
        if self.over:
            self._propose([box], self.over[-1:])
        self.over.append(box)
        self.held = {}

    def _box_of(self, draft: Draft, beside: Beside) -> Draft | None:
        """Give the box that a measure belongs to: of the level that is named, else of the nearest column on its left."""
        level = self._read_beside(beside)
        its = {column: self.held[column] for column in self.columns if self.held.get(column)}
        from_the_right = sorted(its, reverse=True)  # of two columns of activities the left one stands over the other
        ranked = [its[column] for column in sorted(from_the_right, key=lambda column: its[column][0].rank or (0, 0))]
        for lower, higher in pairwise(ranked):
            self._propose(lower, higher)
        if ranked and self.over:
            self._propose(ranked[-1], self.over[-1:])
        wanted = STAGES.get(level or self.level or "")
        named = [
            boxes for boxes in its.values() if wanted and boxes[0].draft.values.get("stage", ("",))[0] == wanted[0]
        ]
        left = [boxes for column, boxes in its.items() if column < self.text]
        nearest = (named or left[::-1] or list(its.values()) or [self.over[-1:]])[0]
        if len(nearest) > 1:
            place = draft.place
            beside_title = next(self.columns[column].title for column, boxes in its.items() if boxes is nearest)
            self.account.notice("not_paired", place, text=beside_title, count=1, detail=str(len(nearest)))
        return nearest[0].draft if len(nearest) == 1 else None

    def _read_beside(self, beside: Beside) -> str | None:
        """Take the boxes of a row, those from above where a column is blank; give the level that it says it is for."""
        by_field = {heading.field: cell for heading, cell in beside}
        made: dict[int, list[Box]] = {}
        number = ""
        above: Typed | None = None
        for heading, cell in beside:
            if heading.field == "number":
                number = cell.text.strip()
                self.account.use(self.sheet, cell, "elements.id")
            elif heading.field == ABOVE:
                above = Typed(
                    cell.text, self.account.place(self.sheet, cell.row, cell.column, heading.title), "Leads to"
                )
                self.account.use(self.sheet, cell, "elements.leads_to")
            elif heading.field not in ("level", "strand"):
                made[heading.column] = self._boxes(heading, cell, number)
                number = ""
        if above:
            for box in (box for boxes in made.values() for box in boxes):
                box.draft.points("leads_to", above)
        self._hold(made)
        level, strand = by_field.get("level"), by_field.get("strand")
        if strand:
            self.account.use(self.sheet, strand, "elements.strand")
            for box in (box for boxes in made.values() for box in boxes):
                box.draft.values.setdefault("strand", " ".join(strand.text.split()))
        if level:
            self.account.use(self.sheet, level, "level of the measure")
        return stage_word(level.text) if level else None

    def _hold(self, made: Mapping[int, list[Box]]) -> None:
        """Remember the boxes of a row: a new one of a higher level closes those beneath it."""
        new = [boxes[0].rank for column, boxes in made.items() if boxes != self.held.get(column)]
        for column, boxes in list(self.held.items()):
            its = boxes[0].rank
            closed = any(rank and its and rank > its for rank in new)
            if column not in made and (closed or not self.written_once[column]):
                del self.held[column]
            elif column not in made:
                self.filled_down += 1
        self.held |= made

    def _boxes(self, heading: Heading, cell: Cell, its_number: str) -> list[Box]:
        """Make the boxes of a cell: one, or one for each line of a list."""
        self.account.use(self.sheet, cell, f"elements.text ({heading.field})")
        place = self.account.place(self.sheet, cell.row, cell.column, heading.title)
        word = heading.field or ""
        found: list[Box] = []
        for line in statements(cell.text, heading.title):
            own = LEADING_NUMBER.match(line)
            label = label_of(line)
            if label and label.number and label.rest:
                text, number = label.rest, label.number
            else:
                text, number = (line[own.end() :], western_digits(own[1])) if own else (line, its_number)
            its_word = word
            if label and label.rest and word in UNSETTLED and label.word in STAGES:
                its_word, text = label.word, label.rest
            asked = self.account.place(self.sheet, None, cell.column, heading.title)
            unread = not_a_stage(heading.title, asked) if its_word in UNSETTLED else None
            box = self.boxes.same(its_word, " ".join(text.split()), number, place, unread)
            if box not in found:
                found.append(box)
        return found

    def _propose(self, causes: Sequence[Box], effects: Sequence[Box]) -> None:
        for cause in causes:
            for effect in effects:
                if cause.draft is not effect.draft:
                    key = (id(cause.draft), id(effect.draft))
                    self.arrows.setdefault(key, Arrow(cause.draft, effect.draft, cause.draft.place))
