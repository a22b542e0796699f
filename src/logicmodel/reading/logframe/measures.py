"""Measures of a logframe: beside their level, one a line or one a row, with what was measured beneath or beside."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from logicmodel.reading import values
from logicmodel.reading.account import Account
from logicmodel.reading.cells import ColumnManner, Manner
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.filling import Filler
from logicmodel.reading.headings import Heading, columns_by_field, declared
from logicmodel.reading.manners import column_manners
from logicmodel.reading.marks import YES, meaning_of
from logicmodel.reading.measures import several
from logicmodel.reading.measures.headings import MEASURED, OF_A_MEASURE, field_of, when_of
from logicmodel.reading.measures.steps import ACHIEVED, PLANNED
from logicmodel.reading.nesting import Box
from logicmodel.reading.tables import Table
from logicmodel.words.spelling import unaccented

SAYS_A_MEASURE = frozenset(("text", "baseline", "milestone", "target"))
"""What makes a measure: who is responsible or where the numbers come from alone do not."""

OF_ITS_BOX: Mapping[str, str] = {"owner": "owner", "target_date": "end", "evidence": "evidence"}
"""Fields of a measure, and what they fill of a box that has none; evidence is always that of the box."""

BoxesHere: TypeAlias = Callable[[], Sequence[Box]]
"""Gives the boxes to which a row belongs; asked only where a row has a measure, because the answer may make a box."""

SOURCE = "Source"
"""What stands over the source of a measure in a row of its own."""


class Measures:
    """The measures and readings of a logframe, and the headings over them, which may change from block to block."""

    def __init__(
        self, table: Table, account: Account, manner: Manner, rows: Sequence[tuple[int, Mapping[int, Cell]]]
    ) -> None:
        self.table, self.account = table, account
        self.sheet = table.sheet
        self.by_column: Mapping[int, Heading] = {heading.column: heading for heading in table.headings}
        self.filler = Filler(table, account, manner)
        self.current: Draft | None = None
        self.drafts: list[Draft] = []
        self.kept_whole: frozenset[int] = frozenset()
        self.measured: set[tuple[int, int]] = set()  # measures and columns of which there is a reading
        self.source_at: int | None = None  # the column of a lone “Source” in the row above
        self.manner = manner
        self.manners = self._manners(rows, manner)

    def _manners(self, rows: Sequence[tuple[int, Mapping[int, Cell]]], manner: Manner) -> dict[int, ColumnManner]:
        cells: dict[int, list[Cell]] = {}
        for _, its in rows:
            for column, cell in its.items():
                if self.field(column) in OF_A_MEASURE:
                    cells.setdefault(column, []).append(cell)
        measures = [each for each in self.table.headings if each.sheet == "indicators"]
        table = replace(self.table, key="indicators", headings=tuple(measures))
        return column_manners(table, cells, self.account, manner)

    # -- headings -----------------------------------------------------------------------------------------------------

    def field(self, column: int) -> str | None:
        """Give what the heading over a column stands for now."""
        heading = self.by_column.get(column)
        return heading.field if heading else None

    def title(self, column: int) -> str:
        """Give what stands over a column now."""
        heading = self.by_column.get(column)
        return heading.title if heading else ""

    def fill_cost(self, box: Draft, cell: Cell, texts: Sequence[str], at: int, title: str) -> None:
        """Read what a box costs: one of the sums of a cell, in whose company its decimal mark may be told."""
        cost = columns_by_field("elements")["cost"]
        sums = [replace(cell, value=text, text=text) for text in texts]
        heading = Heading(column=cell.column, text=title, sheet="elements", field="cost")
        table = replace(self.table, headings=(heading,))
        its = column_manners(table, {cell.column: sums}, self.account, self.manner).get(cell.column)
        self.filler.fill(box, cost, sums[at], title, its=its)

    def _name(self, column: int) -> str:
        heading = self.by_column[column]
        return f"{heading.field} {heading.step}" if heading.step else str(heading.field)

    def start_block(self) -> None:
        """Forget the measure above: a row of headings begins another."""
        self.current, self.source_at = None, None

    # -- rows ---------------------------------------------------------------------------------------------------------

    def read(self, row: int, cells: dict[int, Cell], boxes: BoxesHere, *, found: bool, beside: int) -> None:
        """Take from a row what is of measures and was measured.

        `boxes` gives those to which it belongs. `found` says that the row has a statement of its own, and `beside` is the column of the statements.
        """
        if found and self._are_marks(cells):
            return  # of a timetable: kept with the box of the row
        marker = self._marker(cells)
        if found and any(self.field(column) == "evidence" for column in cells):
            self._give_to_boxes(cells, boxes(), ("evidence",))
        for column in [column for column in cells if self.field(column) == "reading"]:
            readings = {column: cells.pop(column)}
            if self._measured(cells):
                self._read_measures(row, cells, boxes, found, beside)
            self._read_readings(readings)
        if marker == "achieved" and self.current is not None:
            self._read_readings({column: cells.pop(column) for column in list(cells) if self._is_number(column)})
        elif self._measured(cells) and (self._says_a_measure(cells) or not (found or self.current is None)):
            self._read_measures(row, cells, boxes, found, beside)
        elif found:
            self._give_to_boxes(cells, boxes(), OF_ITS_BOX)

    def _are_marks(self, cells: Mapping[int, Cell]) -> bool:
        """Say whether crosses stand under targets, and no measure before them."""
        numbers = [cell for column, cell in cells.items() if self._is_number(column)]
        measured = any(self.field(column) == "text" for column in cells)
        crosses = all(meaning_of(cell.text) == YES and not cell.text.strip().isdigit() for cell in numbers)
        return bool(numbers) and not measured and crosses

    def _says_a_measure(self, cells: Mapping[int, Cell]) -> bool:
        return any(self.field(column) in SAYS_A_MEASURE for column in cells)

    def _give_to_boxes(self, cells: dict[int, Cell], boxes: Sequence[Box], fields: Collection[str]) -> None:
        """Read what is said of the box itself: who leads and by when where there is no measure, and evidence."""
        for column in [column for column in cells if boxes and self.field(column) in fields]:
            its = columns_by_field("elements")[OF_ITS_BOX[self.field(column) or ""]]
            cell = cells.pop(column)
            for number, box in enumerate(boxes):
                self.filler.fill(box.draft, its, cell, self.title(column), again=number > 0)

    def read_source(self, cells: dict[int, Cell], level: int) -> bool:
        """Read the row beneath a measure that says where its numbers come from; True if nothing else is in it."""
        at, self.source_at = self.source_at, None
        asks = next((column for column, cell in cells.items() if self._asks_source(column, cell, level)), None)
        if asks is not None:
            self.account.use(self.sheet, cells.pop(asks), "heading: How we check")
            answers = [column for column in cells if column > asks]
            self.source_at = None if answers else asks
        else:
            answers = [column for column in cells if at is not None and column >= at]
        if asks is None and at is None:
            return False
        texts = [cells.pop(column) for column in answers]
        if texts and self.current is not None and self.current.values.get("source"):
            # A column such as “Source of Verification” says how it is checked; “Source” beneath then says whose figures.
            self.current.keep(*(self.account.keep(self.sheet, cell, SOURCE) for cell in texts))
        elif texts and self.current is not None:
            self.current.values["source"] = "; ".join(cell.text.strip() for cell in texts)
            self.account.use_all(self.sheet, texts, "indicators.source")
        elif texts:
            self.account.leave(self.sheet, texts, "no measure above it")
        return not cells

    def _asks_source(self, column: int, cell: Cell, level: int) -> bool:
        """Say whether a cell is the word “Source” by itself, in a column that holds something else."""
        if column <= level or self.field(column) == "source" or len(cell.text) > 40:
            return False
        return field_of(cell.text) == "source"

    def _measured(self, cells: Mapping[int, Cell]) -> bool:
        return any(self.field(column) in OF_A_MEASURE for column in cells)

    def _is_number(self, column: int) -> bool:
        return self.field(column) in ("baseline", "milestone", "target")

    def _marker(self, cells: dict[int, Cell]) -> str:
        """Say whether a row of numbers is planned or achieved, where a cell of it says so."""
        for column, cell in list(cells.items()):
            if self._is_number(column):
                continue
            key = unaccented(cell.text).strip(" :()")
            if key in PLANNED or key in ACHIEVED:
                self.account.use(self.sheet, cells.pop(column), "planned or achieved")
                return "achieved" if key in ACHIEVED else "planned"
        return ""

    def _read_measures(self, row: int, cells: dict[int, Cell], here: BoxesHere, found: bool, statements: int) -> None:
        """Read the measures of a row, or more of the measure above it."""
        its = {column: cells.pop(column) for column in list(cells) if self.field(column) in OF_A_MEASURE}
        texts = [cell for column, cell in its.items() if self.field(column) == "text"]
        boxes = here()
        if not texts and self.current is not None and not found:
            self._add_to(self.current, its)
            return
        lines = self._lines(its, len(boxes))
        made = []
        for number, cells_of_line in enumerate(lines):
            draft = Draft("indicators", self.account.place(self.sheet, row))
            draft.form = "matrix"
            for column, cell in cells_of_line.items():
                self._fill(draft, column, cell, again=number > 0)
            made.append(draft)
        first = texts[0] if texts else next(iter(its.values()))
        self._belong(made, boxes, first, self.title(statements) or "the statements")
        self.drafts += made
        self.current = made[-1]

    def _add_to(self, measure: Draft, cells: Mapping[int, Cell]) -> None:
        for column, cell in cells.items():
            if self._name(column) not in measure.values:
                self._fill(measure, column, cell)
            else:
                measure.keep(self.account.keep(self.sheet, cell, self.title(column)))

    def _lines(self, cells: Mapping[int, Cell], boxes: int) -> list[Mapping[int, Cell]]:
        """Part the cells of several measures where all of them hold as many lines; one column alone by its boxes."""
        table = replace(self.table, key="indicators")
        lines, self.kept_whole = several.parts(cells, self.by_column, table, self.account)
        judged = [column for column in cells if self.field(column) in MEASURED]
        alone = values.split_lines(cells[judged[0]].text) if len(judged) == 1 else ()
        if len(lines) == 1 and len(alone) > 1 and self.field(judged[0]) == "text" and boxes in (1, len(alone)):
            cell = cells[judged[0]]
            return [{**cells, judged[0]: replace(cell, value=text, text=text)} for text in alone]
        return lines

    def _belong(self, measures: Sequence[Draft], boxes: Sequence[Box], cell: Cell, beside: str) -> None:
        """Give the measures of a row to its box, or pair them with its boxes where there are as many."""
        if len(boxes) == 1:
            boxes = list(boxes) * len(measures)
        if len(boxes) == len(measures):
            for measure, box in zip(measures, boxes, strict=True):
                measure.values["of_box"] = box.draft
        else:
            place = self.account.place(self.sheet, cell.row, cell.column, self.title(cell.column))
            self.account.notice("not_paired", place, text=beside, count=len(measures), detail=str(len(boxes)))

    def _fill(self, draft: Draft, column: int, cell: Cell, *, again: bool = False) -> None:
        heading = self.by_column[column]
        its = declared(heading)
        if its is None:
            return
        if heading.field == "text" and isinstance(cell.value, str):
            cell = replace(cell, text=several.without_its_number(cell.text))
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
            if self.current is None:
                self.account.leave(self.sheet, [cell], "no measure in its row")
                continue
            if (id(self.current), number) in self.measured:  # beneath it those of one group stand, as a rule
                self.current.keep(self.account.keep(self.sheet, cell, self.title(number)))
                continue
            self.measured.add((id(self.current), number))
            draft = Draft("readings", self.account.place(self.sheet, cell.row))
            draft.values = {"of_measure": self.current}
            when = when_of(self.title(number)) or self.current.values.get(f"{self._name(number)}_date")
            if when and when.state == "date":
                draft.values["date"] = when
            else:
                draft.values["note"] = self.title(number)  # “Actual FY25”: when that year begins is not known
            self.filler.fill(draft, column, cell, self.title(number))
            if "value" in draft.values or draft.unread:
                self.drafts.append(draft)
