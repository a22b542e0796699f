"""Rows of a table that are no objects of the plan: totals, notes beneath, hashtags, headings again, rows still empty."""

import re
from collections.abc import Iterable, Mapping, Sequence

from logicmodel.patterns import pattern_of
from logicmodel.reading.account import Account
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_words import stage_word
from logicmodel.reading.headings import Heading
from logicmodel.reading.tables import Table
from logicmodel.words.spelling import heading_key, looks_like_ref

TOTAL, NOTE, HASHTAGS, HEADINGS = "a total", "a note below the table", "hashtags", "headings again"
PART, NO_NUMBER = "a part of another row", "a row without a number of people in need"
ABOVE, HELP, OVER_ROWS = "a row above the headings", "help under the headings", "a heading over other rows"

IN_THE_PLURAL = {
    TOTAL: "totals",
    NOTE: "notes",
    HASHTAGS: "hashtags",
    HEADINGS: "headings again",
    PART: "parts of other rows",
    NO_NUMBER: "rows without a number of people in need",
    ABOVE: "rows above the headings",
    HELP: "help under the headings",
    OVER_ROWS: "headings over other rows",
}
"""Why a row was left out, as it is said of several; other reasons are no news."""

PREFILLED = {
    "needs": {"id", "kind"},
    "elements": {"id", "stage"},
    "register": {"id", "kind"},
    "one_sheet": {"id", "type"},
}
"""What the template fills beforehand, by sheet; elsewhere only the Ref."""

_TOTAL = pattern_of(
    r"(?:grand[ -]|sub-?)?(?:totals?|totaux|totales|totais|gesamtsumme|(?:sum|suma|soma|somme|summe) (?:of|de|des|der|total|totale)|المجموع|الاجمالي)\b",
    re.IGNORECASE,
)
_ALL = pattern_of(
    r"(?:all|overall|sum|tous|toutes|todos|todas|suma|soma|somme|alle|insgesamt|gesamt|summe)\b", re.IGNORECASE
)
_COSTS = pattern_of(
    r"(?:total )?(?:costs?|budget|co[uû]ts?|costes?|costos?|custos?|kosten)\b[^:]{0,60}:\s*[^\W\d_]{0,3}[ .]*\d[\d.,' ’]*[^\W\d_]{0,3}",
    re.IGNORECASE,
)
_LONGEST = {_TOTAL: 4, _ALL: 1}
"""Words of what a total is called: “Total for all areas”, “All”; what is longer, such as “Overall health”, is none."""

_MOST_COVERED = 100  # rows that one merged cell is taken to cover
_OPENS_A_NOTE = pattern_of(
    r"(?:source|note|notes|nb|n\.b\.|prepared by|signed|signature|date|quelle|fuente|fonte|legend|key|l[ée]gende"
    r"|leyenda|legenda|remarks?|disclaimer|nota|notas|anmerkung|hinweis|elaborado por|pr[ée]par[ée] par|ملاحظة|المصدر)\b ?:|[*†¹²³]"
    r"|(?:page|seite|p[áa]gina) \d{1,3}(?: ?(?:of|de|von|sur|/) ?\d{1,3})?\s*$",
    re.IGNORECASE,
)


_NUMBER_OF_A_NOTE = pattern_of(r"[(\[]?([1-9]\d?)[)\]]?[.:]? +[^\W\d_]")


def is_help(cells: Sequence[Cell]) -> bool:
    """Say whether the cells right under headings only say what is to be typed: “We will need the following:”."""
    return len(cells) > 1 and all(_asks(cell.text.strip()) for cell in cells)


def _asks(text: str) -> bool:
    return text.endswith((":", "?", "؟", "：")) or (text.startswith("(") and text.endswith(")"))


class Skipping:
    """Says of each row of a table why it is no object, and remembers the rows that have to be told."""

    def __init__(self, table: Table, statements: frozenset[str]) -> None:
        """Take a table and the fields of which a lone cell can be an object, such as What."""
        self.table = table
        self.statements = statements
        self.by_column = {heading.column: heading for heading in table.headings}
        self.last = self._last_full_row()
        self.end = self._end()
        self.last_note = 0
        self.left: dict[str, list[int]] = {}
        self.spare_refs: list[str] = []

    def why(self, row: int, cells: Mapping[int, Cell]) -> str | None:
        """Say why a row is no object of the plan, or None if it is one."""
        why = self._why(row, cells)
        if why in IN_THE_PLURAL:
            self.left.setdefault(why, []).append(row)
        return why

    def _why(self, row: int, cells: Mapping[int, Cell]) -> str | None:
        its = list(cells.values())
        filled = {heading.field: cell for column, cell in cells.items() if (heading := self._known(column))}
        if len(its) >= 2 and all(cell.text.startswith("#") and not cell.error for cell in its):
            return HASHTAGS
        if len(its) >= 2 and all(self._says_heading(column, cell) for column, cell in cells.items()):
            return HEADINGS
        if row - 1 == self.table.row and is_help(its):
            return HELP
        beneath = self.table.sheet.cells.row(row + 1) if len(its) == 1 else {}
        if len(beneath) >= 2 and all(self._says_heading(column, cell) for column, cell in beneath.items()):
            return "a title over headings"
        if self._is_note(row, its, filled):
            return NOTE
        if self.table.key == "indicators" and len(its) == 1 and self._is_merged(row, its[0].column):
            return OVER_ROWS
        under = [column for column in cells if column in self.by_column]
        if not under:
            return "outside the table"
        if len(filled) == len(under) and _is_prefilled(self.table.key, filled):
            self.spare_refs += [filled["id"].text] if "id" in filled else []
            return "a Ref and prefilled words, and nothing typed"
        return TOTAL if is_total(its) else None

    def _is_merged(self, row: int, column: int) -> bool:
        """Say whether a cell stretches over three columns or more: then it is no measure, but over the rows beneath."""
        areas = self.table.sheet.merged
        return any(top == row and left == column and right - left > 1 for top, left, _, right in areas)

    def tell(self, account: Account) -> None:
        """Note the rows that were left out, by reason, and the Refs of those that are still empty."""
        account.spare_refs += self.spare_refs
        tell_of_rows(self.table.sheet, account, self.left)

    def _known(self, column: int) -> Heading | None:
        heading = self.by_column.get(column)
        return heading if heading and heading.field else None

    def _says_heading(self, column: int, cell: Cell) -> bool:
        heading = self.by_column.get(column)
        if heading is None:
            return False
        over = self.table.sheet.cells.get((self.table.top, column))
        above = over.text if over else ""  # of two rows of headings either may be repeated
        said = (heading.text, heading.title, heading.text.partition(" / ")[0], above)
        return heading_key(cell.text) in map(heading_key, said)

    def _last_full_row(self) -> int:
        """Give the last row with two filled cells or more: a lone cell further down may be below the table."""
        cells = self.table.sheet.cells
        numbers = (row for row in sorted(cells.numbers, reverse=True) if row > self.table.row)
        full = (row for row in numbers if len(cells.row(row)) > 1 and not is_total(cells.row(row).values()))
        return next(full, 0)

    def _end(self) -> int:
        """Give the last row that belongs to the table without a gap, those of merged cells included."""
        filled = set(self.table.sheet.cells.numbers)
        for top, _, last, _ in self.table.sheet.merged:
            filled |= set(range(top, min(last, top + _MOST_COVERED) + 1)) if top in filled else set()
        end = self.last
        while end + 1 in filled:
            end += 1
        return end

    def _is_note(self, row: int, cells: list[Cell], filled: Mapping[str | None, Cell]) -> bool:
        if len(cells) != 1 or not self.table.row < self.last < row:
            return False
        if "id" in filled and looks_like_ref(cells[0].text):
            return False
        goes_on = self.last_note == row - 1
        apart = goes_on or row > self.end or opens_a_note(cells[0].text) or self._is_a_footnote(cells[0].text)
        is_note = apart or not set(filled) & self.statements
        self.last_note = row if is_note else self.last_note
        return is_note

    def _is_a_footnote(self, text: str) -> bool:
        """Say whether a text opens with the number of a note that a cell of the table ends with: “1 As agreed …”."""
        found = _NUMBER_OF_A_NOTE.match(text)
        if found is None:
            return False
        mark = re.compile(rf"[^\W\d_][.,)”]? ?(?:\({found[1]}\)|\[{found[1]}\]|(?<! ){found[1]})\s*$")
        rows = self.table.sheet.cells.part(self.table.row, self.last + 1).rows()
        return any(mark.search(cell.text) for _, cells in rows for cell in cells.values())


def tell_of_rows(sheet: Sheet, account: Account, left: Mapping[str, Sequence[int]]) -> None:
    """Note the rows of a sheet that were left out, by reason."""
    for why, rows in left.items():
        places = [account.place(sheet, row) for row in rows]
        account.notice("rows_left_out", account.place(sheet), text=IN_THE_PLURAL[why], count=len(rows), places=places)


def _is_prefilled(key: str, filled: Mapping[str | None, Cell]) -> bool:
    if not set(filled) <= PREFILLED.get(key, {"id"}):
        return False
    ref = filled.get("id")
    return ref is None or len(ref.text) <= 24


def is_total(cells: Iterable[Cell]) -> bool:
    """Say whether the first text of a row begins as a total does, and numbers follow; or is the word and all there is.

    “Overall objective” is a level of the plan whatever numbers stand beside it, and “All pupils” are the people
    concerned where words stand beside them.
    """
    its = list(cells)
    first = next((cell for cell in its if isinstance(cell.value, str)), None)
    if first is None:
        return False
    shown = first.text.strip()
    word = shown.strip(" :")
    if len(its) == 1 and (_COSTS.fullmatch(shown) or any(pattern.fullmatch(word) for pattern in _LONGEST)):
        return True
    follow = [cell.text.strip() for cell in its[its.index(first) + 1 :]]
    for pattern, longest in _LONGEST.items():
        found = pattern.match(shown)
        if found and len(shown.split()) <= longest and not looks_like_ref(shown) and stage_word(shown) is None:
            least = 4 if found.end() == len(word) else 2
            if any(_says_more(text, least) for text in follow):
                return False
            return any(_is_number(text) for text in follow) or _is_number(shown[found.end() :])
    return False


def _says_more(text: str, words: int) -> bool:
    return len(text.split()) >= words and not text[0].isdigit()


def opens_a_note(text: str) -> bool:
    """Say whether a text opens as a note below a table does: “Source: …”, “* provisional”."""
    return bool(_OPENS_A_NOTE.match(text))


def _is_number(text: str) -> bool:
    return text.strip(" :=£€$~").lstrip("(").replace(",", "").replace(".", "").replace(" ", "").rstrip("%)").isdigit()
