"""What needs are scored with, beside them or on Scores: who scored, places, points and criteria, and what criteria weigh."""

from collections.abc import Mapping
from decimal import Decimal

from logicmodel.model import WEIGHT, Amount
from logicmodel.reading import values
from logicmodel.reading.account import Account
from logicmodel.reading.cells import ColumnManner, size_in_words
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.filling import Filler
from logicmodel.reading.headings import Heading, declared
from logicmodel.reading.needs.beside import is_weight, rater_of_heading, weight_in
from logicmodel.reading.tables import Table
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import heading_key, plain

RATER = ("scores", "rater")

POINTS = "Score"
"""What the points of several raters are called as a criterion: their headings name the raters."""


def criterion_of(cell: Cell) -> Decimal | None:
    """Give the number of a cell of Scores under a heading of the author's own, or None if it holds none."""
    amount = values.read_amount(None, cell.text)
    return amount.value if isinstance(amount, Amount) and not values.is_qualified(amount) else None


class Scoring:
    """The scores of a table of needs or of Scores, and the weights of their criteria."""

    def __init__(self, table: Table, account: Account, filler: Filler) -> None:
        self.table, self.account, self.filler = table, account, filler
        self.by_column = {heading.column: heading for heading in table.headings}
        self.is_beside_needs = table.key == "needs"
        raters = (each.column for each in table.headings if (each.sheet, each.field) == RATER)
        self.of_raters = next(raters, 0) if self.is_beside_needs else 0
        self.rater = ""  # who scored in the row that is being read
        self.rated: dict[str, Draft] = {}  # by the words of the need
        self.scores: dict[tuple[int, str], Draft] = {}  # by the identity of the need, and who scored

    def drafts(self) -> list[Draft]:
        """Give what was scored beside needs, and the weights that stand over their criteria or in their headings."""
        self._note_sides()
        return [*self.scores.values(), *self._weights_above(), *self._weights_in_headings()]

    # -- several raters of a need, a row for each ---------------------------------------------------------------------

    def rated_before(self, cells: Mapping[int, Cell]) -> Draft | None:
        """Note who scored in a row, and give the need of it if another rater scored it on a row above."""
        if not self.of_raters:
            return None
        cell = cells.get(self.of_raters)
        self.rater = " ".join(cell.text.split()) if cell else ""
        return self.rated.get(self._words_of_need(cells))

    def remember(self, need: Draft, cells: Mapping[int, Cell]) -> None:
        """Keep a need for the rows below in which others score it."""
        if self.of_raters:
            self.rated.setdefault(self._words_of_need(cells), need)

    def _words_of_need(self, cells: Mapping[int, Cell]) -> str:
        column = next((each.column for each in self.table.headings if each.field == "text"), 0)
        return plain(cells[column].text) if column in cells else ""

    # -- scores -------------------------------------------------------------------------------------------------------

    def read_beside(self, need: Draft, heading: Heading, cell: Cell, manner: ColumnManner | None) -> None:
        """Read what a rater gave a need in the need’s own row: a place, points, or a part of a rating."""
        if heading.field == "rater":
            self.account.use(self.table.sheet, cell, "scores.rater")
            return
        unnamed = heading.title if heading.field == "rank" and not self.rater else ""
        rater = self.rater or rater_of_heading(heading.title) or unnamed
        score = self._score_of(need, rater)
        column = declared(heading)
        if column is not None:
            self.filler.fill(score, column, cell, heading.title, its=manner)
        elif (points := criterion_of(cell)) is not None:
            self._add_criterion(score, POINTS, points, cell)
        else:
            need.keep(self.account.keep(self.table.sheet, cell, heading.title))

    def read_criterion(self, draft: Draft, heading: Heading, cell: Cell) -> bool:
        """Read the number of a criterion into the score of a need, or of a row of Scores; say whether it is one."""
        own = self.table.key == "scores" and heading.field is None
        size = size_in_words(cell.text) if heading.field == "criteria" else None
        if size is not None:
            points: Decimal | None = Decimal(size)
        else:
            points = criterion_of(cell) if own or heading.field == "criteria" else None
        if points is None:
            return False
        self._add_criterion(self._score_of(draft) if self.is_beside_needs else draft, heading.title, points, cell)
        return True

    def _add_criterion(self, score: Draft, title: str, points: Decimal, cell: Cell) -> None:
        score.values["criteria"] = (*score.values.get("criteria", ()), (title, points))
        self.account.use(self.table.sheet, cell, "scores.criteria")

    def _score_of(self, need: Draft, rater: str = "") -> Draft:
        """Give the score that a table of needs gives one of them; the file stands for who scored if nobody is named."""
        key = (id(need), rater or self.rater)
        found = self.scores.get(key)
        if found is None:
            found = self.scores[key] = Draft("scores", need.place)
            found.values = {"of_need": need, "rater": rater or self.rater or self.account.book.file}
        return found

    def _note_sides(self) -> None:
        """Note which side scored, where the names of all raters beside the needs say it: “Staff”, “Residents”."""
        sides = {rater: vocabulary("side").get(heading_key(rater)) for _, rater in self.scores}
        if all(sides.values()):
            for (_, rater), score in self.scores.items():
                score.values["side"] = sides[rater]

    # -- weights ------------------------------------------------------------------------------------------------------

    def weights(self, row: int, cells: Mapping[int, Cell]) -> list[Draft]:
        """Read a row of weights, in a table of needs or of scores: one says “Weight” where others name a need."""
        if self.table.key not in ("needs", "scores"):
            return []
        named = next((cell for cell in cells.values() if isinstance(cell.value, str) and is_weight(cell.text)), None)
        if named is None:
            return []
        draft = Draft("scores", self.account.place(self.table.sheet, row))
        draft.values["rater"] = WEIGHT
        weights = []
        for column, cell in cells.items():
            heading = self.by_column.get(column)
            weight = criterion_of(cell) if heading else None
            if heading and weight is not None and cell is not named:
                column_of = declared(heading) if heading.field not in ("criteria", "points") else None
                weights.append((column_of.heading if column_of else heading.title, weight))
                self.account.use(self.table.sheet, cell, "weight of a criterion")
            elif cell is not named:
                draft.keep(self.account.keep(self.table.sheet, cell, heading.title if heading else ""))
        self.account.use(self.table.sheet, named, "weights of criteria")
        draft.values["criteria"] = tuple(weights)
        return [draft]

    def _weights_above(self) -> list[Draft]:
        """Read the row right above the headings if it weighs the criteria beneath it."""
        row = self.table.top - 1
        return self.weights(row, self.table.sheet.cells.row(row)) if row > 0 else []

    def _weights_in_headings(self) -> list[Draft]:
        """Read the weights that stand in the headings of all criteria: “Urgency (weight 30%)”."""
        criteria = [each for each in self.table.headings if each.sheet == "needs" and each.field == "criteria"]
        weights = [(each.title, weight) for each in criteria if (weight := weight_in(each.text)) is not None]
        if not self.is_beside_needs or len(criteria) < 2 or len(weights) != len(criteria):
            return []
        draft = Draft("scores", self.account.place(self.table.sheet, self.table.row))
        draft.values = {"rater": WEIGHT, "criteria": tuple(weights)}
        return [draft]
