"""Workbooks of LibreOffice and OpenOffice (.ods)."""

import re
from collections.abc import Callable

from logicmodel.reading.files.beside_cells import LONGEST, MOST_BESIDE, Texts, texts_in_formula, texts_of_a_part, where
from logicmodel.reading.files.grid import (
    MOST_TAGS,
    Beside,
    Book,
    Page,
    Sheet,
    Tally,
    file_name,
)
from logicmodel.reading.files.limits import LONGEST_TEXT, MOST_COLUMNS, MOST_ROWS, too_long
from logicmodel.reading.files.ods.cells import OpenCell, shown_by
from logicmodel.reading.files.ods.styles import Styles, number_in
from logicmodel.reading.files.package import Package
from logicmodel.reading.files.shown import (
    Shown,
    clean,
)

_MOST_OPEN_TAGS = 2_500_000  # half a million cells; each tag takes three times as long as in an Excel workbook
_LONGEST_RUN = 100  # repeated cells whose colour is noted; a longer run is the empty rest of a sheet
_ASIDE = {  # beginnings of the tags of what stands in a document, sheet or cell and is no text of it → where people see it
    "office:annotation": "comment",
    "office:forms": "picture",
    "table:tracked-changes": "part",
    "table:dde-links": "part",
    "table:content-validations": "list",
    "table:named-expressions": "name",
    "table:database-ranges": "rule",
    "table:scenario": "rule",
    "calcext:conditional-formats": "rule",
    "table:shapes": "picture",
    "draw:": "picture",
    "dr3d:": "picture",
    "style:header": "header",
    "style:footer": "header",
}
_ALL_ASIDE = tuple(_ASIDE)


def book_of(name: str, content: bytes) -> Book:
    """Read an OpenDocument workbook. Raises FileNotReadable for one that is damaged, protected or beyond a limit."""
    return _OpenDocument(Package(name, content)).book()


class _OpenDocument:
    """Reads a workbook of LibreOffice or OpenOffice."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._tally = Tally(package.name)
        self._styles = Styles()
        self._sheets: list[Sheet] = []
        self._links: dict[str, None] = {}
        self._page = Page("", self._tally)
        self._pieces: list[str] = []
        self._aside = 0
        self._words = Texts("part", None)
        self._beside: list[Beside] = []
        self._tracked_changes = False
        self._row = self._column = 1
        self._row_attributes: dict[str, str] = {}
        self._row_cells: list[OpenCell] = []
        self._column_styles: list[str] = []
        self._cell: OpenCell | None = None
        self._spans: list[bool] = []  # whether each span that is open is struck through
        self._struck_depth = 0
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "table:table": self._start_table,
            "table:table-source": lambda attributes: self._link(attributes.get("xlink:href", "")),
            "table:table-column": self._columns,
            "table:table-row": self._start_row,
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_cell,
            "text:p": lambda _: self._pieces.clear(),
            "number:text": lambda _: self._pieces.clear(),
            "text:span": self._start_span,
            "text:a": self._link_of_a_cell,
            "text:s": self._spaces,
            "text:tab": lambda _: self._pieces.append("\t"),
            "text:line-break": lambda _: self._pieces.append("\n"),
        }
        self._ends: dict[str, Callable[[], object]] = {
            "table:table": lambda: self._sheets.append(self._page.sheet()),
            "table:table-row": self._end_row,
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
            "text:p": self._end_line,
            "number:text": lambda: self._styles.literal("".join(self._pieces)),
            "text:span": self._end_span,
        }

    def book(self) -> Book:
        """Read all sheets, and the links to other files."""
        if self._package.has("styles.xml"):
            self._package.walk("styles.xml", self._start, self._end, self._text, most_tags=MOST_TAGS)
        self._package.walk("content.xml", self._start, self._end, self._text, most_tags=_MOST_OPEN_TAGS)
        for part in self._package.parts:
            if part == "meta.xml" or (part.startswith("object ") and part.endswith("content.xml")):
                self._beside += texts_of_a_part(self._package, part, where(part))
        return Book(
            file=self._package.name,
            sheets=tuple(self._sheets),
            outside_links=tuple(self._links),
            tracked_changes=self._tracked_changes,
            beside=tuple(self._beside[:MOST_BESIDE]),
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._aside or tag.startswith(_ALL_ASIDE) or attributes.get("table:name", "").startswith("'file:"):
            self._start_aside(tag, attributes)
        elif tag in self._starts:
            self._starts[tag](attributes)
        elif tag.startswith(("style:", "number:")):
            self._styles.start(tag, attributes)

    def _start_aside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "office:annotation" and self._cell and not self._aside:
            self._page.comment(self._row, self._cell.column)
        elif tag == "table:table":  # what another file held when it was last looked into
            self._link(attributes.get("table:name", "").partition("'#")[0])
        if not self._aside:
            what = next((what for start, what in _ASIDE.items() if tag.startswith(start)), "part")
            self._words = Texts(what, self._page.name or None)
            self._tracked_changes = self._tracked_changes or tag == "table:tracked-changes"
        self._words.start(tag, attributes)
        self._aside += 1

    def _end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
            self._words.end(tag)
            if not self._aside and len(self._beside) < MOST_BESIDE:
                self._beside += self._words.beside
        elif tag in self._ends:
            self._ends[tag]()

    def _text(self, piece: str) -> None:
        if self._aside:
            self._words.text(piece)
            return
        piece = re.sub(r"[ \t\n]+", " ", piece)  # as OpenDocument says: all other spaces and line breaks have tags
        self._pieces.append(piece)
        if self._cell and self._struck_depth:
            self._cell.letters_struck += len(piece)

    def _spaces(self, attributes: dict[str, str]) -> None:
        count = number_in(attributes, "text:c")
        self._tally.characters -= count
        if self._tally.characters < 0 or count > LONGEST_TEXT:
            raise too_long(self._tally.name)
        self._pieces.append(" " * count)

    def _link_of_a_cell(self, attributes: dict[str, str]) -> None:
        if len(self._beside) < MOST_BESIDE:
            address = clean(attributes.get("xlink:href", ""))[:LONGEST]
            self._beside.append(Beside(what="link", text=address, sheet=self._page.name))

    def _link(self, address: str) -> None:
        self._links[file_name(address)] = None

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._page = Page(clean(attributes.get("table:name", "")), self._tally)
        style = self._styles.of(attributes.get("table:style-name", ""))
        self._page.hidden = style.get("table:display") == "false"
        self._page.right_to_left = style.get("style:writing-mode") == "rl-tb"
        self._row = 1
        self._column_styles = []

    def _columns(self, attributes: dict[str, str]) -> None:
        first = len(self._column_styles) + 1
        count = min(number_in(attributes, "table:number-columns-repeated"), MOST_COLUMNS + 1 - first)
        self._column_styles += [attributes.get("table:default-cell-style-name", "")] * count
        if attributes.get("table:visibility", "visible") != "visible":
            self._page.hide_columns(first, first + count - 1)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row_attributes = attributes
        self._row_cells = []
        self._column = 1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        style = attributes.get("table:style-name") or self._row_attributes.get("table:default-cell-style-name")
        if not style and self._column <= len(self._column_styles):
            style = self._column_styles[self._column - 1]
        self._cell = OpenCell(attributes, self._column, self._styles.look(style or ""))
        self._column += number_in(attributes, "table:number-columns-repeated")

    def _start_span(self, attributes: dict[str, str]) -> None:
        self._spans.append(self._styles.look(attributes.get("text:style-name", "")).struck)
        self._struck_depth += self._spans[-1]

    def _end_span(self) -> None:
        self._struck_depth -= self._spans.pop()

    def _end_line(self) -> None:
        if self._cell:
            self._cell.lines.append("".join(self._pieces))

    def _end_cell(self) -> None:
        cell = self._cell
        self._cell = None
        if not cell:
            return
        if "table:number-columns-spanned" in cell.attributes or "table:number-rows-spanned" in cell.attributes:
            last_row = self._row + number_in(cell.attributes, "table:number-rows-spanned") - 1
            last_column = cell.column + number_in(cell.attributes, "table:number-columns-spanned") - 1
            self._page.merge(self._row, cell.column, last_row, last_column)
        if "table:formula" in cell.attributes:
            for address in re.findall(r"'(file:[^']*)'#", cell.attributes["table:formula"]):
                self._link(address)
            for text in texts_in_formula(cell.attributes["table:formula"]):
                if len(self._beside) < MOST_BESIDE:
                    self._beside.append(Beside(what="formula", text=text, sheet=self._page.name))
        if cell.is_filled or (cell.look.fill and len(cell.columns) <= _LONGEST_RUN):
            if self._column > MOST_COLUMNS + 1:
                raise too_long(self._tally.name)
            self._row_cells.append(cell)

    def _end_row(self) -> None:
        rows = range(self._row, self._row + number_in(self._row_attributes, "table:number-rows-repeated"))
        self._row = rows.stop
        for cell in self._row_cells:
            if cell.look.fill and len(rows) <= _LONGEST_RUN and len(cell.columns) <= _LONGEST_RUN:
                for row in rows:
                    for column in cell.columns:
                        self._page.fill(row, column, cell.look.fill)
            if cell.is_filled:
                self._keep(shown_by(cell), rows, cell.columns)
                self._move_in(cell, rows)

    def _move_in(self, cell: OpenCell, rows: range) -> None:
        if cell.look.indent and len(rows) <= _LONGEST_RUN and len(cell.columns) <= _LONGEST_RUN:
            for row in rows:
                for column in cell.columns:
                    self._page.move_in(row, column, cell.look.indent)

    def _keep(self, shown: Shown, rows: range, columns: range) -> None:
        if not shown:
            return  # before a run of a million empty cells is gone through
        if rows.stop > MOST_ROWS + 1:
            raise too_long(self._tally.name)
        visibility = self._row_attributes.get("table:visibility", "visible")
        for row in rows:
            for column in columns:
                self._page.put(row, column, shown)
            if visibility != "visible":
                (self._page.filtered_rows if visibility == "filter" else self._page.rows_out_of_sight).add(row)
