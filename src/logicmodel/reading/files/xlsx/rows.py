"""Rows as programs write nearly all of them, taken whole.

A row of plain cells (a place, a style, a kind, a value) is XML that is sound as it stands. Such rows are taken without
a line of our own for each cell, which halves the time that a large workbook takes; all others go the way of `sheet`.
"""

from collections.abc import Callable, Sequence
from itertools import islice
from operator import ne

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.grid import Page, Rows
from logicmodel.reading.files.limits import MOST_COLUMNS, MOST_ROWS, damaged
from logicmodel.reading.files.shown import Look, Shown
from logicmodel.reading.files.xlsx.cells import Showing
from logicmodel.reading.files.xlsx.xml import column_number

_LONG = 1_000_000  # characters of rows
_MOST_KNOWN = 100_000  # contents of cells whose look is remembered, for most come again
# A place; then the number of a shared text, or attributes and value in one, the key by which it is known what the cell
# shows. Nothing is looked at twice.
_CELL = pattern_of(
    r'<c r="([A-Z]{1,3}+)(\d{1,7}+)"'
    r'(?: t="s"><v>(\d{1,9}+)(?=</v></c>)'
    r'|((?: s="\d++")?(?: t="[a-z]++")?(?:/(?=>)|><v>[^<&\x00-\x08\x0b\x0c\x0e-\x1f]*+(?=</v></c>))))'
)
_ROW = pattern_of(r'<row r="(\d{1,7}+)"((?: [\w:]++="[^<>&"]*+")*)>')


class PlainRows:
    """Takes whole rows of plain cells into a page. `start_row` is called with each row that may say more of itself."""

    def __init__(self, showing: Showing) -> None:
        self._showing = showing
        self._known = _Known(self._shown)
        self._columns = _Columns()
        self._marked: dict[str, Look] = {}  # attributes of cells that have a colour or are moved in

    def take(self, piece: str, page: Page, start_row: Callable[[str, str], None]) -> bool:
        """Take a piece of a sheet if it holds nothing but whole rows of plain cells, each place once; say whether."""
        rows = _rows_in(piece)
        cells = _CELL.findall(piece) if rows else []
        if not cells or not _is_all(piece, len(cells), len(rows)):
            return False
        letters, digits, numbers, contents = zip(*cells, strict=True)
        texts, known = self._showing.texts, self._known
        try:
            each = zip(numbers, contents, strict=True)
            shown = [texts[int(number)] if number else known[content] for number, content in each]
        except IndexError:
            raise damaged(page.tally.name) from None
        taken = _in_rows([self._columns[each] for each in letters], digits, shown)
        if taken is None or any(number in page.cells for number in taken):
            return False
        if max(taken) > MOST_ROWS or max(map(self._columns.__getitem__, set(letters))) > MOST_COLUMNS:
            return False
        page.cells |= taken
        page.count(sum(map(len, taken.values())))
        say_more = any(
            "hidden" in rest or "outlineLevel" in rest or 'ht="0' in rest for rest in {rest for _, rest in rows}
        )
        for number, rest in rows if say_more else rows[-1:]:
            start_row(number, rest)
        if any(rest in piece for rest in self._marked):
            self._mark(page, cells)
        return True

    def _shown(self, content: str) -> Shown:
        """Say what a plain cell shows, by its attributes and its value in one."""
        rest, _, stored = content.removesuffix("/").partition("><v>")
        manner = self._showing.manner_of(rest)
        if manner[1].fill or manner[1].indent:
            self._marked[rest] = manner[1]
        return self._showing.shown(manner, stored) if stored else ()

    def _mark(self, page: Page, cells: Sequence[tuple[str, str, str, str]]) -> None:
        for letters, digits, _, content in cells:
            if look := self._marked.get(content.partition(">")[0].removesuffix("/")):
                page.mark(int(digits), self._columns[letters], look)


class _Known(dict[str, Shown]):
    """What cells show, by their attributes and value; asked for once, and remembered as long as there is room."""

    def __init__(self, ask: Callable[[str], Shown]) -> None:
        self._ask = ask

    def __missing__(self, content: str) -> Shown:
        shown = self._ask(content)
        if len(self) < _MOST_KNOWN:
            self[content] = shown
        return shown


class _Columns(dict[str, int]):
    """The numbers of columns by their letters."""

    def __missing__(self, letters: str) -> int:
        self[letters] = column_number(letters)
        return self[letters]


def _in_rows(columns: Sequence[int], digits: Sequence[str], shown: Sequence[Shown]) -> Rows | None:
    """Give what cells show by row and column; None where the cells of a row are apart, or two have one place."""
    is_full = all(shown)
    ends = dict(zip(digits, range(1, len(digits) + 1), strict=True))
    if sum(map(ne, digits, islice(digits, 1, None))) + 1 != len(ends):
        return None
    rows: Rows = {}
    start = 0
    for number, end in ends.items():
        row = dict(zip(columns[start:end], shown[start:end], strict=True))
        if len(row) < end - start:
            return None
        rows[int(number)] = row if is_full else {column: cell for column, cell in row.items() if cell}
        start = end
    return rows if len(rows) == len(ends) and 0 not in rows else None


def _rows_in(piece: str) -> list[tuple[str, str]]:
    """Give number and other attributes of each row, if the piece is whole rows, one after another."""
    if len(piece) > _LONG or not (piece.startswith("<row ") and piece.endswith("</row>")):
        return []
    rows = _ROW.findall(piece)
    return rows if piece.count("</row><row ") == len(rows) - 1 else []


def _is_all(piece: str, cells: int, rows: int) -> bool:
    """Say whether a piece holds no other tag than those of its plain cells and rows, and so is sound XML.

    A cell with a value has four tags, an empty one has one that ends with “/>”, a row has two.
    """
    empty = piece.count("/>")
    return piece.count("<") == 4 * (cells - empty) + empty + 2 * rows and "&" not in piece
