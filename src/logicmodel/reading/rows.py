"""Rows of a recognised table, read cell by cell into drafts.

Nothing raises on a strange cell: it stays in the account as unread, with its place and what was wanted.
"""

from collections.abc import Collection, Mapping, Sequence

from logicmodel.reading import one_sheet, values
from logicmodel.reading.account import Account
from logicmodel.reading.cells import ColumnManner, Manner, read_choice
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.filled_rows import Row, filled_rows
from logicmodel.reading.filling import Filler
from logicmodel.reading.heading_notes import note_headings
from logicmodel.reading.heading_words import meanings
from logicmodel.reading.headings import BOXES, Heading, columns_by_field, declared
from logicmodel.reading.manners import column_manners
from logicmodel.reading.measures import several
from logicmodel.reading.measures.headings import NUMBERED, field_of, when_of
from logicmodel.reading.needs.scoring import Scoring
from logicmodel.reading.tables import OF_THE_REGISTER, Table
from logicmodel.sheets import Column

STATEMENTS = frozenset(("text", "title", "name", "heading"))
"""Fields that make a row even if nothing else of it is filled."""

OF_THE_NEED_ABOVE = frozenset(("causes", "consequences"))
"""Fields of a row without a need of its own, which goes on with the one above: a cause or an effect on each line."""

TYPE = columns_by_field("one_sheet")["type"]
MEASURE = columns_by_field("indicators")["text"]


def read_table(table: Table, account: Account, manner: Manner) -> list[Draft]:
    """Read the rows of a full or one-sheet table into drafts, top to bottom."""
    return _Reader(table, account, manner).drafts()


class _Reader:
    def __init__(self, table: Table, account: Account, manner: Manner) -> None:
        self.table = table
        self.account = account
        self.manner = manner
        self.by_column = {heading.column: heading for heading in table.headings}
        self.titles = {heading.column: heading.title for heading in table.headings}
        self.declared = {heading.column: declared(heading) for heading in table.headings}
        self.asked = [heading for heading in table.headings if _may_be_needed(heading)]
        self.filler = Filler(table, account, manner)
        self.with_meaning: set[int] = set()
        self.more: list[Draft] = []  # from columns that hold things of other sheets: “Actual 2024”, strengths
        self.kind_of_all = _kind_of_all(table)
        self.kept_whole: frozenset[int] = frozenset()  # columns of the row that is being read
        self.scoring = Scoring(table, account, self.filler)

    def drafts(self) -> list[Draft]:
        note_headings(self.table, self.account)
        is_needs = self.table.key == "needs"
        of_boxes = {each.field for each in self.table.headings if each.sheet == BOXES and each.field}
        statements = STATEMENTS | (OF_THE_NEED_ABOVE if is_needs else of_boxes)
        rows = list(filled_rows(self.table, self.account, statements))
        cells: dict[int, list[Cell]] = {}
        for row in rows:
            for column, cell in row.cells.items():
                cells.setdefault(column, []).append(cell)
        self.its_manner = column_manners(self.table, cells, self.account, self.manner)
        drafts: list[Draft] = []
        for row in rows:
            if is_needs and drafts and self._goes_on(row):
                for column, cell in row.cells.items():
                    self._read_cell(drafts[-1], column, cell, again=False)
            elif need := self.scoring.rated_before(row.cells):
                for column, cell in row.cells.items():
                    self._read_again(need, column, cell)
            else:
                drafts += self.scoring.weights(row.number, row.cells) or self._read_row(row)
        self._note_columns_without_meaning(cells)
        return [*drafts, *self.more, *self.scoring.drafts()]

    def _goes_on(self, row: Row) -> bool:
        """Say whether a row only adds causes or effects to the need above: its own need is blank, or merged with that."""
        own = {heading.field for column in row.cells if (heading := self.by_column.get(column))}
        return bool(own) and own <= OF_THE_NEED_ABOVE

    def _read_again(self, need: Draft, column: int, cell: Cell) -> None:
        """Read what another rater gave a need; what the need says of itself was read on its first row."""
        heading = self.by_column.get(column)
        if heading and heading.field == "text":
            self.account.use(self.table.sheet, cell, "needs.text (the same)")
        elif heading and (heading.sheet == "scores" or heading.field == "criteria"):
            self._read_cell(need, column, cell, again=False)
        else:
            need.keep(self.account.keep(self.table.sheet, cell, heading.title if heading else ""))

    def _read_row(self, row: Row) -> list[Draft]:
        """Read a row: one draft, or one for each of the measures that its cells hold line by line."""
        lines, self.kept_whole = several.parts(row.cells, self.by_column, self.table, self.account)
        first = self._draft(row, lines[0], self._kind(row.cells))
        self.scoring.remember(first, row.cells)
        return [first, *(self._draft_of_line(row, cells, first) for cells in lines[1:])]

    def _kind(self, cells: Mapping[int, Cell]) -> str:
        """Give the kind of a row of the one-sheet form; “” in a full sheet."""
        if self.table.key != "one_sheet":
            return ""
        fields = {heading.field: cells[column] for column, heading in self.by_column.items() if column in cells}
        word = read_choice(TYPE, fields["type"].text) if "type" in fields else None
        return one_sheet.kind_of_row(word if isinstance(word, str) else None, fields)

    def _draft(self, row: Row, cells: Mapping[int, Cell], kind: str) -> Draft:
        draft = self._empty_draft(row, kind)
        for column, cell in row.from_above.items():
            self._read_cell(draft, column, cell, again=True)
        for column, cell in cells.items():
            self._read_cell(draft, column, cell, again=False)
        self._note_missing(draft, row)
        self.filler.finish(draft)
        return draft

    def _draft_of_line(self, row: Row, cells: Mapping[int, Cell], first: Draft) -> Draft:
        """Read another line of a row with several measures: what holds for all of them is read again."""
        draft = self._empty_draft(row, first.kind)
        draft.line_of = first
        for column, cell in cells.items():
            heading = self.by_column.get(column)
            own = cell is not row.cells[column]
            if (
                heading
                and heading.field != "id"
                and (own or not first.kind or heading.field in one_sheet.OF_THE_MEASURE)
            ):
                self._read_cell(draft, column, cell, again=not own)
        return draft

    def _empty_draft(self, row: Row, kind: str) -> Draft:
        draft = Draft(self.table.key, self.account.place(self.table.sheet, row.number))
        draft.kind = kind
        if self.table.tab_stage:
            draft.values["stage"] = self.table.tab_stage
        if self.kind_of_all:
            draft.values["kind"] = self.kind_of_all
        return draft

    def _read_cell(self, draft: Draft, column: int, cell: Cell, *, again: bool) -> None:
        heading = self.by_column.get(column)
        if heading is None:
            self.account.leave(self.table.sheet, [cell], "no heading over it")
            return
        if heading.sheet == BOXES:
            draft.values.setdefault("beside", []).append((heading, cell))
            return
        its = one_sheet.column_for(heading, draft.kind) if draft.kind else self.declared[column]
        if self.table.key == "needs" and heading.sheet == "scores":
            self.scoring.read_beside(draft, heading, cell, self.its_manner.get(column))
        elif its is not None:
            self._fill(draft, its, heading, cell, again=again)
        elif heading.field == "strengths":
            self._strengths(heading, cell)
        elif heading.field == "personal":
            self.account.leave(self.table.sheet, [cell], "personal detail: not copied")
        elif not self.scoring.read_criterion(draft, heading, cell) and not again:
            draft.keep(self.account.keep(self.table.sheet, cell, heading.title))

    def _fill(self, draft: Draft, its: Column, heading: Heading, cell: Cell, *, again: bool) -> None:
        """Read a cell under a heading that is known, into the field that it stands for."""
        column = heading.column
        self.with_meaning.add(column)
        field = f"{heading.field} {heading.step}" if heading.step else heading.field
        manner = self.its_manner.get(column)
        if column in self.kept_whole and its.kind == "amount":
            manner = ColumnManner(doubtful={cell.row: several.KEPT_WHOLE})
        if heading.year:
            draft, field = self._of_a_year(draft, heading, heading.year)
        self.filler.fill(draft, its, cell, self.titles[column], its=manner, field=field, again=again)
        if heading.sheet == "indicators" and heading.field in NUMBERED and field in draft.values:
            _date_by_heading(draft, heading)

    def _of_a_year(self, draft: Draft, heading: Heading, year: int) -> tuple[Draft, str]:
        """Give the draft and the field of a number that holds for a year, and set its date."""
        quarter = str(heading.step or "").removeprefix(str(year))
        when = values.read_when(None, f"Q{quarter} {year}" if quarter else str(year))
        if heading.sheet == "readings":
            reading = Draft("readings", draft.place)
            reading.values = {"of_measure": draft, "date": when}
            self.more.append(reading)
            return reading, "value"
        if heading.field == "milestone":
            draft.values[f"milestone_date {heading.step}"] = when
            return draft, f"milestone {heading.step}"
        draft.values.setdefault("target_date", when)
        return draft, "target"

    def _strengths(self, heading: Heading, cell: Cell) -> None:
        """Make a row of Needs of each strength that stands beside a need."""
        self.account.use(self.table.sheet, cell, "needs.text (strength)")
        place = self.account.place(self.table.sheet, cell.row, cell.column, heading.title)
        for text in values.split_texts(cell.text):
            strength = Draft("needs", place)
            strength.values = {"text": text, "kind": "strength"}
            self.more.append(strength)

    def _note_columns_without_meaning(self, cells: Mapping[int, Sequence[Cell]]) -> None:
        """Note known columns of the one-sheet form that mean nothing on any of its rows."""
        for heading in self.table.headings:
            if declared(heading) and heading.column in cells and heading.column not in self.with_meaning:
                place = self.account.place(self.table.sheet, None, heading.column, heading.title)
                self.account.notice("unused_column", place, text=heading.title)

    def _note_missing(self, draft: Draft, row: Row) -> None:
        """Note the needed cells of a row that are empty."""
        filled = {self.by_column[column].field for column in (*row.cells, *row.from_above) if column in self.by_column}
        for heading in self.asked:
            column = declared(heading)
            if draft.kind == one_sheet.MEASURED_BOX and heading.field == "measure":
                column = MEASURE
            if column and heading.field not in filled and _is_needed(column, draft, filled):
                draft.misses((column, self.account.place(self.table.sheet, row.number, heading.column, heading.title)))


def _may_be_needed(heading: Heading) -> bool:
    """Say whether an empty cell under a heading can ever be needed: there are few of them, and many rows."""
    column = declared(heading)
    return heading.field == "measure" or (column is not None and column.when_empty is not None)


def _kind_of_all(table: Table) -> str | None:
    """Give the kind of all rows, where no column says it: “Risk description” stands over risks, “Asset” over strengths."""
    fields = {heading.field: heading for heading in table.headings if heading.sheet == table.key}
    if table.key not in ("register", "needs") or "kind" in fields or "text" not in fields:
        return None
    if table.key == "needs":
        return "strength" if any(its.field == "strengths" for its in meanings(fields["text"].text)) else None
    kind = field_of(fields["text"].title)
    return kind if kind in OF_THE_REGISTER else None


def _is_needed(column: Column, draft: Draft, filled: Collection[str | None]) -> bool:
    """Say whether an empty cell of a row is needed. Some are only on a row of kind Need, or where no count stands."""
    if not column.when_empty:
        return False
    if draft.kind and column.sheet != "one_sheet" and column is not MEASURE:
        return False
    if column.sheet == "needs" and column.field != "text":
        return bool(draft.values.get("kind", "need") == "need")
    return (column.sheet, column.field) != ("readings", "value") or not {"numerator", "out_of"} <= set(filled)


def _date_by_heading(measure: Draft, heading: Heading) -> None:
    """Set the date that the heading over a number names: “Q1 2026”, “Target (March 2027)”."""
    if not heading.year and (when := when_of(heading.title)):
        field = f"milestone_date {heading.step}" if heading.step else f"{heading.field}_date"
        measure.values.setdefault(field, when)
