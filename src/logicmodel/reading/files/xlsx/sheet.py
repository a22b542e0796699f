"""One sheet of an Excel workbook: its cells, taken out of its XML, and what stands around them."""

import re
from collections.abc import Iterable

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.grid import Page
from logicmodel.reading.files.limits import MOST_COLUMNS, MOST_ROWS, damaged
from logicmodel.reading.files.package import Package
from logicmodel.reading.files.shown import PLAIN, Shown, finite, integer
from logicmodel.reading.files.xlsx.cells import Showing
from logicmodel.reading.files.xlsx.rows import PlainRows
from logicmodel.reading.files.xlsx.xml import ON, attributes, column_number, range_of, without_marks

_LONG = 1_000_000  # characters of XML up to the end of a row
_MOST_KNOWN = 50_000  # contents of cells whose look is remembered, for most come again

# A sheet has been checked as XML before these take it apart, which they do in half the time that a call for each tag
# would need. None of them can be made to look at the same letters again and again, whatever a sheet holds.
_CELL_OR_ROW = pattern_of(
    r'<(?:c(?: r="([A-Z]{1,3}+)(\d{1,7}+)"|(?=[\s/>]))([^<>]*+)>'  # letters, digits, other attributes
    r'(?:<(?:v|is><t(?: xml:space="preserve")?)>([^<]*+)</(?:v|t></is)></c>'  # a value or text, and nothing more
    r"|(?<!/>)((?:[^<]++|<(?!/?c[\s/>]))*)</c\s*>)?"  # anything else in a cell
    r'|(row)(?: r="(\d{1,7}+)"|(?=[\s/>]))([^<>]*+)>)'
)
_END_OF_ROWS = pattern_of(r"</sheetData>|<sheetData\s*/>")
MOST_AFTER_ROWS = 200_000
"""Letters of XML behind the rows of a sheet that are kept: headers and footers, and lists of what cells may hold."""
_OTHER_TAG = pattern_of(r"<(col|mergeCell|autoFilter|filterColumn|sheetView)(?=[\s/>])([^<>]*)>")
_HIDDEN = pattern_of(r"""\bhidden=["'](?:1|true|on)["']|\bht=["']0(?:\.0*)?["']""")  # a row without height is not seen


def _cells_and_rows(piece: str) -> Iterable[tuple[str, ...]]:
    """Give the groups of each match; one at a time where a single row is so long that all at once would fill memory."""
    if len(piece) < _LONG:
        return _CELL_OR_ROW.findall(piece)
    return (match.groups("") for match in _CELL_OR_ROW.finditer(piece))


class SheetReader:
    """Reads the XML of the sheets of a workbook into pages."""

    def __init__(self, showing: Showing) -> None:
        self._showing = showing
        self._plain_rows = PlainRows(showing)
        self._columns: dict[str, int] = {}
        self._known: dict[tuple[str, str], Shown] = {}  # by attributes and value

    def read(self, page: Page, package: Package, part: str) -> None:
        """Read a sheet in pieces that end with a row, but for the last: most are taken as they come."""
        self._page = page
        self._row = self._column = 0
        self._row_digits = ""
        self._showing.begin_sheet()
        prefix = ""
        around = True
        for piece in package.texts(part, "</row>", self._take):
            if around and (match := re.search(r"<(\w{1,99}:)worksheet\b", piece)):
                prefix = match[1]
            if prefix:
                piece = piece.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</")
            if "<!" in piece:
                piece = without_marks(piece)
            self._read_cells(piece)
            if around or "</sheetData>" in piece:
                read_around(page, ((tag[1], attributes(tag[2])) for tag in _OTHER_TAG.finditer(piece)))
                around = "</sheetData>" in piece
                page.after_rows = _END_OF_ROWS.split(piece, maxsplit=1)[-1][:MOST_AFTER_ROWS]

    def _take(self, piece: str) -> bool:
        return self._plain_rows.take(piece, self._page, self._start_row)

    def _read_cells(self, piece: str) -> None:
        columns, put, showing, known = self._columns, self._page.put, self._showing, self._known
        for letters, digits, rest, value, more, row, row_digits, row_rest in _cells_and_rows(piece):
            if row:
                self._start_row(row_digits, row_rest)
                continue
            if digits == self._row_digits and letters in columns:
                self._column = columns[letters]
            else:
                self._find_place(letters, digits, rest)
            manner = showing.manner_of(rest)
            if manner[1] is not PLAIN:
                self._page.mark(self._row, self._column, manner[1])
            if value:
                shown = known.get((rest, value))
                if shown is None:
                    shown = showing.shown(manner, value)
                    if len(known) < _MOST_KNOWN:
                        known[rest, value] = shown
                put(self._row, self._column, shown)
            elif more:
                put(self._row, self._column, showing.rarely_shown(manner, more))

    def _find_place(self, letters: str, digits: str, rest: str) -> None:
        """Go to the place of a cell. One without a place stands right of the one before it."""
        if not letters and (elsewhere := range_of(attributes(rest).get("r", ""))):
            self._row, self._column = elsewhere[:2]
            self._row_digits = ""
        elif letters:
            self._row, self._row_digits = int(digits), digits
            self._column = self._columns[letters] = column_number(letters)
        else:
            self._column += 1
        if not (1 <= self._row <= MOST_ROWS and self._column <= MOST_COLUMNS):
            raise damaged(self._page.tally.name)

    def _start_row(self, digits: str, rest: str) -> None:
        if not digits:
            digits = attributes(rest).get("r", "")
        self._row = integer(digits) if digits else self._row + 1
        self._row_digits = ""
        self._column = 0
        if _HIDDEN.search(rest) and self._row <= MOST_ROWS:
            self._page.rows_out_of_sight.add(self._row)
        if "outlineLevel" in rest and (level := integer(attributes(rest).get("outlineLevel"))):
            self._page.group(self._row, level)


def read_around(page: Page, tags: Iterable[tuple[str, dict[str, str]]]) -> None:
    """Read what stands before and after the rows of a sheet."""
    place: tuple[int, int, int, int] | None = None
    for tag, its in tags:
        if tag == "col" and (its.get("hidden") in ON or finite(its.get("width", "1")) == 0):
            page.hide_columns(integer(its.get("min")), integer(its.get("max")))
        elif tag == "sheetView":
            page.right_to_left = its.get("rightToLeft") in ON
        elif tag in ("mergeCell", "autoFilter"):
            place = range_of(its.get("ref", ""))
            if place and tag == "mergeCell":
                page.merge(*place)
        elif tag == "filterColumn" and place:  # a filter is set, and not only the buttons for one
            page.filter(place[0], place[2])
