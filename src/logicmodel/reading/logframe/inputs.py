"""Inputs of a logframe: money and staff under headings of their own, means and costs beside the activities."""

import re
from collections.abc import Mapping, Sequence

from logicmodel.model import Amount
from logicmodel.patterns import pattern_of
from logicmodel.reading import values
from logicmodel.reading.account import Account
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.levels import LEADING_NUMBER, Label, label_of
from logicmodel.reading.logframe.measures import Measures
from logicmodel.reading.measures.headings import OF_A_MEASURE
from logicmodel.reading.nesting import Arrow, Box, Boxes
from logicmodel.reading.tables import Table

MEANS_OR_COSTS = pattern_of(
    r"\s*(?P<title>(?P<means>means|moyens|medios|recursos|meios|mittel|inputs|resources|ressources|الوسائل|الموارد)"
    r"|costs?|budget|co[uû]ts?|costes?|costos?|custos?|kosten|presupuesto|orçamento|التكلفة|التكاليف)\s*(?:[:\n]|\Z)(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""What older logframes ask for beside activities, in place of indicators and sources."""


class Inputs:
    """The inputs of a logframe, and the arrows to the activities that they stand beside."""

    def __init__(
        self, table: Table, account: Account, measures: Measures, boxes: Boxes, level: int, statement: int
    ) -> None:
        self.sheet, self.account, self.measures, self.boxes = table.sheet, account, measures, boxes
        self.level, self.statement = level, statement
        self.headings: dict[int, str] = {}  # over money or staff in the row above
        self.over: dict[int, str] = {}  # “Means” and “Costs” over the columns beside the activities
        self.arrows: list[Arrow] = []

    def with_their_arrows(self, arrows: Sequence[Arrow]) -> list[Arrow]:
        """Give all proposed arrows; of means only those to the activities of their row."""
        of_means = {id(arrow.cause) for arrow in self.arrows}
        return [*(each for each in arrows if id(each.cause) not in of_means), *self.arrows]

    def read_beside(self, cells: dict[int, Cell], activities: Sequence[Box]) -> dict[int, str]:
        """Read means and costs beside activities, in the columns of measures: “Means: two trainers”.

        Where only the word stands there, it is given by its column: what it asks for stands in the rows beneath.
        """
        over: dict[int, str] = {}
        paid: Sequence[Box] = activities
        for column in [column for column in cells if self.measures.field(column) in OF_A_MEASURE]:
            asks = MEANS_OR_COSTS.match(cells[column].text)
            if asks is None:
                self._costs(column, cells, activities)
                continue
            cell, title, text = cells.pop(column), asks["title"], asks["text"].strip()
            if not text:
                over[column] = title
                self.account.use(self.sheet, cell, "heading beside a block")
            elif asks["means"]:
                paid = self._means(cell, title, text, activities)
            elif len(paid) == 1 and _is_money(text):
                self.measures.fill_cost(paid[0].draft, cell, [text], 0, title)
            elif activities:
                activities[-1].draft.keep(self.account.keep(self.sheet, cell, title))
            else:
                self.account.leave(self.sheet, [cell], "no box in its row")
        return over

    def read_beneath(self, cells: dict[int, Cell], activities: Sequence[Box]) -> None:
        """Read what stands beneath “Means” or “Costs”, beside activities of its own or of the row above."""
        for column in [column for column in cells if column in self.over and self.boxes.all]:
            cell, title = cells.pop(column), self.over[column]
            asks = MEANS_OR_COSTS.match(title)
            if asks and asks["means"] and activities:
                self._means(cell, title, cell.text, activities)
            elif len(activities) == 1 and _is_money(cell.text):
                self.measures.fill_cost(activities[0].draft, cell, [cell.text], 0, title)
            else:
                holder = activities[-1] if activities else self.boxes.all[-1]
                holder.draft.keep(self.account.keep(self.sheet, cell, title))

    def _costs(self, column: int, cells: dict[int, Cell], activities: Sequence[Box]) -> None:
        """Read what each activity costs where sums of money stand under indicators: “1.1 $ 40.000”, a line for each."""
        lines = [line for line in cells[column].text.splitlines() if line.strip()]
        sums = [line[found.end() :].strip() if (found := LEADING_NUMBER.match(line)) else line for line in lines]
        if self.measures.field(column) == "text" and len(sums) == len(activities) and all(map(_is_money, sums)):
            cell = cells.pop(column)
            for number, box in enumerate(activities):
                self.measures.fill_cost(box.draft, cell, sums, number, self.measures.title(column))

    def _means(self, cell: Cell, title: str, text: str, activities: Sequence[Box]) -> Sequence[Box]:
        """Make the inputs of some activities, and give those for which costs beside them are."""
        self.account.use(self.sheet, cell, "elements.text (input)")
        place = self.account.place(self.sheet, cell.row, cell.column, title)
        made = [self.boxes.same("input", " ".join(line.split()), "", place) for line in values.split_lines(text)]
        self.arrows += [Arrow(box.draft, each.draft, place) for box in made for each in activities]
        return made

    def opens(self, label: Label, cells: Mapping[int, Cell]) -> bool:
        """Say whether a row names inputs, with headings of their own beside."""
        return label.word == "input" and not label.rest and self.statement == self.level and len(cells) > 1

    def takes_row(self, cells: Mapping[int, Cell]) -> bool:
        """Read money or staff under headings of their own: “INPUTS (£) | Government | Total”, the numbers beneath."""
        cell = cells.get(self.level)
        label = label_of(cell.text) if cell else None
        if self.headings and self.boxes.all and self.level not in cells and set(cells) <= set(self.headings):
            for column, amount in cells.items():
                self.boxes.all[-1].draft.keep(self.account.keep(self.sheet, amount, self.headings[column]))
            self.headings = {}
            return True
        self.headings = {}
        if not (cell and label and self.opens(label, cells)):
            return False
        place = self.account.place(self.sheet, cell.row, cell.column)
        self.boxes.add("input", " ".join(cell.text.split()), "", place)
        self.account.use_all(self.sheet, cells.values(), "elements.text (input)")
        self.headings = {column: " ".join(each.text.split()) for column, each in cells.items() if column != self.level}
        return True


def _is_money(text: str) -> bool:
    """Say whether a text is one sum of money: “EUR 250,000”."""
    amount = values.read_amount(None, text)
    return isinstance(amount, Amount) and amount.value is not None and amount.unit not in (None, "%")
