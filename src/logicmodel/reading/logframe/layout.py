"""How a logframe is laid out: where its levels and statements stand, and which of its rows are headings.

Two layouts are one here. In a table the headings stand once; in blocks they stand again over each level, with the level
itself at their left and its statement beneath.
"""

from collections.abc import Mapping
from functools import cached_property

from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.levels import Label, label_of
from logicmodel.reading.logframe.recognising import is_row_of_headings, level_column, statement_column
from logicmodel.reading.measures.headings import field_of, is_code
from logicmodel.reading.tables import Table
from logicmodel.words.spelling import looks_like_ref


class Layout:
    """The rows of a logframe, the columns of its levels, statements and numbers, and its rows of headings."""

    def __init__(self, table: Table) -> None:
        self.table, self.sheet = table, table.sheet
        self.rows = list(table.sheet.rows())
        self.level = level_column(self.rows, table.row) or 1
        self.statement = statement_column(table.headings, self.level, self.rows, table.row)
        of_measures = {row for row, cells in self.rows if row >= table.row and is_row_of_headings(cells)}
        self.is_one_table = len(of_measures) == 1 and self.level not in self._levels_among_headings()
        of_columns = {row for row, cells in self.rows if row > table.row and self._names_its_columns(cells)}
        self.headings = of_measures | of_columns
        self.under = [(row, cells) for row, cells in self.rows if row > table.row and row not in self.headings]
        self.number = self._number_column()

    @property
    def states_in_levels(self) -> bool:
        """Whether the statements stand in the column of the levels."""
        return self.statement == self.level

    @cached_property
    def words_of_levels(self) -> set[str]:
        """The words for levels that stand in their column, anywhere in the table."""
        return {
            label.word for _, cells in self.rows if self.level in cells and (label := label_of(cells[self.level].text))
        }

    def is_over_levels(self, row: int, label: Label) -> bool:
        """Say whether “Results” or “Objectives” stand over a column of levels, and are none themselves."""
        its = self.sheet.cells.get((row + 1, self.level))
        asks = label.rest.startswith("(") or label.rest.endswith(("?", "؟"))
        bare = (not label.rest or asks) and not label.number
        return row == self.table.row and bare and its is not None and label_of(its.text) is not None

    def indent(self, cell: Cell | None) -> int:
        """Give how many spaces a cell begins with, by its alignment or as they are typed."""
        if cell is None:
            return 0
        spaces = len(cell.text) - len(cell.text.lstrip())
        return self.sheet.indents.get((cell.row, cell.column), 0) * 4 + spaces

    def _levels_among_headings(self) -> set[int]:
        """Give the columns in which a level stands among the headings, as it does in blocks."""
        cells = self.sheet.cells.row(self.table.row)
        its = {column: label_of(cell.text) for column, cell in cells.items()}
        return {column for column, label in its.items() if label and not self.is_over_levels(self.table.row, label)}

    def _names_its_columns(self, cells: Mapping[int, Cell]) -> bool:
        """Say whether a row names a level and, again, what stands beside it: “Outcomes | Outcome indicators”."""
        label = label_of(cells[self.level].text) if self.level in cells else None
        fields = [field_of(cell.text) for column, cell in cells.items() if column not in (self.level, self.statement)]
        return bool(label and not label.rest) and "text" in fields and all(fields)

    def _number_column(self) -> int:
        """Give the column of the numbers of results, left of their levels; 0 for none."""
        cells = self.sheet.cells.row(self.table.row)
        codes = [column for column, cell in cells.items() if column < self.level and is_code(cell.text)]
        texts = [its[codes[0]].text for _, its in self.under if codes[:1] and codes[0] in its]
        return codes[0] if texts and all(is_a_number(text) for text in texts) else 0


def is_a_number(text: str) -> bool:
    """Say whether a text is the number of something and has no words: “1.1”, “P.1”."""
    return not any(map(str.isalpha, text)) or looks_like_ref(text.replace(".", "", 1))
