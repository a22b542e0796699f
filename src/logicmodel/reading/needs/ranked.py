"""Ranked needs: what each group put first, second and third, or how often each need was put there.

In the first layout a row is a group (and a question), with words under rank 1, rank 2 …; each group becomes one rater of
Scores, so that a Borda count can be taken. In the second a row is a need, with counts under the ranks; its votes are
Borda points: of three ranks three for a first place, two for a second, one for a third.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import islice

from logicmodel.patterns import pattern_of
from logicmodel.reading import values
from logicmodel.reading.account import Account
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.filled_rows import Row, filled_rows
from logicmodel.reading.heading_notes import note_headings
from logicmodel.reading.heading_rows import ROWS_TO_LOOK_AT
from logicmodel.reading.heading_words import meanings
from logicmodel.reading.headings import Heading
from logicmodel.reading.needs.beside import number_of
from logicmodel.reading.tables import NotRead, Table
from logicmodel.words.spelling import heading_key, plain, unaccented

_RANK = pattern_of(
    r"(?:(?:priority |need |choice )?(?:rank|place|choice|preference|rang|rango|rangliste|platz|puesto|posicion|posicao"
    r"|المرتبه|الاولويه)[ #.-]?([1-9])"
    r"|([1-9])(?:st|nd|rd|th|er|e|eme|o|a|º|ª|\.)? (?:rank|place|choice|priority|priority need|rang|choix|priorite|lugar"
    r"|prioridad|prioridade|platz))"
)
_BESIDE = pattern_of(
    r"(?:percent|percentage|pct|%|share|points?|score|count|n|borda|pourcentage|porcentaje)[ ._-]?([1-9])"
)
_GROUPS = frozenset(
    "group groups disaggregation strata stratum subset population groupe grupo gruppe desagregacion desagregation "
    "desagregacao المجموعه".split()
) | {"population group", "groupe de population", "grupo de poblacion", "grupo poblacional", "bevolkerungsgruppe"}  # fmt: skip

OF_RANKS = frozenset(("text", "who", "theme", "priority", "votes", "extra", None))
"""What a table of needs may hold beside ranks to be one of ranks."""


def table_of_ranks(sheet: Sheet, found: Table | NotRead, decided_row: int | None = None) -> Table | None:
    """Recognise a table with two or more columns of ranks, given what the sheet was taken for; None if it is none."""
    if isinstance(found, Table) and (found.key != "needs" or not {each.field for each in found.headings} <= OF_RANKS):
        return None
    for row, cells in islice(sheet.rows(), ROWS_TO_LOOK_AT):
        ranks = {column: number for column, cell in cells.items() if (number := _rank(cell.text))}
        if decided_row not in (None, row) or len(ranks) < 2 or len(set(ranks.values())) != len(ranks):
            continue
        under = sheet.cells.beneath(row)
        filled = [cell for column in ranks for cell in under.get(column, ()) if not _says_nothing(cell)]
        in_words = [cell for cell in filled if isinstance(cell.value, str) and number_of(cell) is None]
        if not filled or 0 < len(in_words) < len(filled):
            return None
        field = "ranked" if in_words else "counted"
        headings = _headings(sheet.cells.row(row), under, ranks, field)
        if field == "counted" and not any(each.field == "text" for each in headings):
            return None
        return Table(sheet=sheet, key="ranked_needs", row=row, top=row, headings=tuple(headings))
    return None


def _rank(text: str) -> int:
    found = _RANK.fullmatch(unaccented(" ".join(text.replace("_", " ").split())))
    return int(found[1] or found[2]) if found else 0


def _headings(
    cells: Mapping[int, Cell], under: Mapping[int, Sequence[Cell]], ranks: Mapping[int, int], field: str
) -> list[Heading]:
    """Name the columns: ranks, the group, and before the ranks the question, or the need that is counted."""
    made = []
    words_taken = False
    for column, cell in cells.items():
        heading = Heading(column=column, text=cell.text, sheet="needs")
        its = {name.field for name in meanings(cell.text) if name.sheet == "needs"}
        filled = [each for each in under.get(column, ()) if not _says_nothing(each)]
        words = bool(filled) and all(number_of(each) is None for each in filled)
        if column in ranks:
            heading = Heading(column=column, text=cell.text, sheet="needs", field=field, step=ranks[column])
        elif beside := _BESIDE.fullmatch(heading_key(cell.text)):
            heading = Heading(column=column, text=cell.text, sheet="needs", field="extra", step=int(beside[1]))
        elif heading_key(cell.text) in _GROUPS or "who" in its:
            heading = Heading(column=column, text=cell.text, sheet="needs", field="who")
        elif words and not words_taken and column < min(ranks):
            words_taken = True
            first = "theme" if field == "ranked" else "text"
            heading = Heading(column=column, text=cell.text, sheet="needs", field=first, guessed="text" not in its)
        else:
            heading = Heading(column=column, text=cell.text, sheet="needs", field="extra" if filled else None)
        made.append(heading)
    return made


def _says_nothing(cell: Cell) -> bool:
    return plain(cell.text) in ("na", "n/a", "nan", "-", "none") or values.unknown_state(cell.text) is not None


# -- reading ----------------------------------------------------------------------------------------------------------


def read_ranked(table: Table, account: Account) -> list[Draft]:
    """Read ranked needs into drafts: each need once, and what each group ranked where as Scores."""
    return _Reader(table, account).drafts()


class _Reader:
    def __init__(self, table: Table, account: Account) -> None:
        self.table, self.account, self.sheet = table, account, table.sheet
        self.columns = {each.column: each for each in table.headings}
        self.questions = len({plain(cell.text) for cell in self._under("theme")})
        self.highest = max(each.step or 0 for each in table.headings if each.field in ("ranked", "counted"))
        self.needs: dict[tuple[str, str], Draft] = {}
        self.scores: list[Draft] = []

    def _under(self, field: str) -> list[Cell]:
        columns = {each.column for each in self.table.headings if each.field == field}
        return [cell for cell in self.sheet.cells.part(self.table.row + 1).each() if cell.column in columns]

    def drafts(self) -> list[Draft]:
        note_headings(self.table, self.account)
        for row in filled_rows(self.table, self.account, frozenset(("text",))):
            cells = {column: cell for column, cell in {**row.from_above, **row.cells}.items() if column in self.columns}
            by_field = {self.columns[column].field: cell for column, cell in cells.items()}
            said = {column: cell for column, cell in cells.items() if not _says_nothing(cell)}
            ranked = [column for column in said if self.columns[column].field in ("ranked", "counted")]
            if not ranked:
                self.account.leave(self.sheet, row.cells.values(), "a row in which nothing is ranked")
            elif "text" in by_field:
                self._counted(row, said, by_field)
            else:
                self._ranked(row, said, by_field)
        return [*self.needs.values(), *self.scores]

    def _ranked(self, row: Row, cells: Mapping[int, Cell], by_field: Mapping[str | None, Cell]) -> None:
        """Make the needs that a group ranked, and its Scores."""
        group, question = by_field.get("who"), by_field.get("theme")
        for cell, field in ((group, "scores.rater"), (question, "needs.theme")):
            if cell is not None:
                self.account.use(self.sheet, cell, field)
        rater = ", ".join(
            " ".join(cell.text.split()) for cell in (group, question if self.questions > 1 else None) if cell
        )
        by_step: dict[int, Draft] = {}
        for column, cell in cells.items():
            heading = self.columns[column]
            if heading.field != "ranked":
                continue
            need = by_step[heading.step or 0] = self._need(cell, question, group)
            score = Draft("scores", self.account.place(self.sheet, row.number))
            score.values = {"of_need": need, "rater": rater or self.account.book.file, "rank": heading.step}
            if group:
                score.values["side"] = "community"
            self.scores.append(score)
            self.account.use(self.sheet, cell, "needs.text, scores.rank")
        for column, cell in cells.items():
            heading = self.columns[column]
            if heading.field in ("extra", None):
                holder = by_step.get(heading.step or 0) or next(iter(by_step.values()))
                holder.keep(self.account.keep(self.sheet, cell, heading.title))
        nothing = [cell for column, cell in row.cells.items() if column not in cells and column in self.columns]
        self.account.leave(self.sheet, nothing, "nothing is said")

    def _need(self, cell: Cell, question: Cell | None, group: Cell | None) -> Draft:
        text = " ".join(cell.text.split())
        theme = " ".join(question.text.split()) if question else ""
        need = self.needs.get((plain(theme), plain(text)))
        if need is None:
            place = self.account.place(self.sheet, cell.row, cell.column, self.columns[cell.column].title)
            need = self.needs[plain(theme), plain(text)] = Draft("needs", place)
            need.values = {"text": text, "kind": "need", "who": ()}
            if theme:
                need.values["theme"] = theme
        if group and group.text.strip() not in need.values["who"]:
            need.values["who"] = (*need.values["who"], group.text.strip())
        return need

    def _counted(self, row: Row, cells: Mapping[int, Cell], by_field: Mapping[str | None, Cell]) -> None:
        """Make the need of a row; the counts under its ranks make its votes."""
        need = Draft("needs", self.account.place(self.sheet, row.number))
        need.values = {"text": " ".join(by_field["text"].text.split()), "kind": "need"}
        self.account.use(self.sheet, by_field["text"], "needs.text")
        points = Decimal(0)
        for column, cell in cells.items():
            heading = self.columns[column]
            number = number_of(cell)
            if heading.field == "counted" and number is not None:
                points += number * (self.highest + 1 - (heading.step or 0))
                need.keep(self.account.keep(self.sheet, cell, heading.title))
                self.account.use(self.sheet, cell, "needs.votes (points for the place)")
            elif heading.field == "who":
                need.values["who"] = (cell.text.strip(),)
                self.account.use(self.sheet, cell, "needs.who")
            elif heading.field != "text":
                need.keep(self.account.keep(self.sheet, cell, heading.title))
        if points == int(points):
            need.values["votes"] = int(points)
        self.needs[str(row.number), ""] = need
