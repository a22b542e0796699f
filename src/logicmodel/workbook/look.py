"""How a sheet of the workbook looks and helps: styles, widths, notes, lists, colours, print set-up.

Only this module and its neighbours that write cells know openpyxl, and they import it when a workbook is wanted.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from logicmodel import sheets
from logicmodel.model import column_letters
from logicmodel.saving import cell_text, width_in_letters
from logicmodel.sheets import Column
from logicmodel.workbook import amber, names

if TYPE_CHECKING:
    from openpyxl import Workbook as Book
    from openpyxl.cell import Cell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

Value: TypeAlias = str | int | float

FONT = "Calibri"
INK = "1F3B4D"
QUIET_INK = "55646E"
LINE = "C9D3D9"
PALE = "F4F7F9"
HEADING_NEEDED = "1F4E66"
HEADING = "D5E4EC"
HEADING_MORE = "ECEFF1"
AMBER = "FFC84A"
LIGHT_AMBER = "FFEFC2"
TAB = "1F4E66"
TAB_OPTIONAL = "A6A6A6"
TAB_REFERENCE = "9CC3D5"

_STAGE_TINTS = {
    "input": "E9ECEF",
    "activity": "DCEAF6",
    "output": "DDF0E6",
    "outcome_short": "EAE4F5",
    "outcome_medium": "E2DAF1",
    "outcome_long": "D9CFEC",
    "outcome": "EAE4F5",
    "impact": "F7DFE8",
}
"""A quiet colour behind Ref and Stage of each row; the stage itself stands there in words."""

_WIDTHS = {
    "ref": 11,
    "refs": 12,
    "refs_or_arrows": 12,
    "date": 11,
    "amount": 10,
    "whole": 9,
    "number": 10,
    "share": 11,
    "rank": 9,
    "lag": 10,
    "yes_no": 10,
    "choice": 15,
    "stage": 20,
    "scale_1_5": 11,
    "scale_0_5": 14,
    "scale_0_4": 12,
    "scale_1_8": 16,
    "names": 16,
    "groups": 20,
    "quantity": 17,
    "texts": 17,
    "texts_or_refs": 22,
    "marks": 17,
    "lines": 28,
    "text": 19,
}
_MAIN_WIDTHS = {"text": 40, "title": 36, "mechanism": 30, "name": 28, "unit": 9, "currency": 10, "short": 15}
_TYPED_AS_TEXT = ("ref", "refs", "refs_or_arrows", "date", "lag")
"""Kinds whose cells have the format Text: a spreadsheet would turn 2026-04 into a day and Ref 1.10 into 1.1."""

_FREE_LISTS = ("Unit", "Ceiling", "Smallest number", "Review every", "Language")
"""Lists that are only examples of what may be typed."""

_LINE_HEIGHT = 15
_LONGEST_HELP = 255
_LONGEST_TITLE = 32
_NOTE_WIDTH = 290


class Sheet(Struct, frozen=True, kw_only=True):
    """A table to write: its columns, and under each row's headings (in English) what stands in its cells."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Value], ...] = ()
    spare: int = 0  # empty rows to type in under the last one

    @property
    def letters(self) -> dict[str, str]:
        """The column letter of each field."""
        return {column.field: column_letters(number) for number, column in reversed([*enumerate(self.columns, 1)])}

    @property
    def last_row(self) -> int:
        """The last row of the table; a table has one row at least."""
        return 1 + max(1, len(self.rows) + self.spare)


def new_book(title: str) -> "Book":
    """Open an empty workbook with the styles of the template, no author and a fixed date."""
    from openpyxl import Workbook as Book

    book = Book()
    book.remove(book.active)
    book.security = None
    book.properties.creator = None
    book.properties.title = title
    _add_styles(book)
    return book


def write_table(
    book: "Book", sheet: Sheet, language: str, lists: Mapping[str, str], ref_columns: Mapping[str, str]
) -> None:
    """Write a sheet whose first row holds the headings.

    `lists` gives for each list what a cell rule takes its words from; `ref_columns` see `amber.rules`.
    """
    page = book.create_sheet(sheet.title)
    headings = unique([names.starred(column, language) for column in sheet.columns])
    _write_headings(page, sheet.columns, headings)
    _write_rows(page, sheet)
    _help(page, sheet, headings, lists)
    _colour(page, sheet, language, ref_columns)
    _make_table(page, sheet, headings)
    _freeze(page, sheet)
    page.sheet_properties.tabColor = (
        TAB_OPTIONAL if sheet.key in sheets.NAMES and sheet.key not in sheets.STANDARD else TAB
    )
    set_up_page(page, repeat_headings=True)
    page.sheet_view.rightToLeft = language == "ar"


def put(cell: "Cell", value: Value) -> None:
    """Write a value as what it is: a text never becomes a formula, nor an error value."""
    if isinstance(value, str):
        cell.value = text = cell_text(value)
        cell.data_type = "s"
        if text[:1] in ("=", "+", "-", "@"):
            cell.quotePrefix = True  # so that it is still a text after somebody has edited it
    else:
        cell.value = value


def note(cell: "Cell", column: Column) -> None:
    """Lay a column's help and example on a cell as a note."""
    from openpyxl.comments import Comment

    text = f"{column.help}\n\n{example_of(column)}".strip()
    lines = sum(1 + len(line) // 42 for line in text.split("\n"))
    cell.comment = Comment(text, "logicmodel", height=24 + 17 * lines, width=_NOTE_WIDTH)


def example_of(column: Column) -> str:
    """Say what may be typed in a column."""
    return f"For example: {column.example}" if column.example else ""


def help_on(page: "Worksheet", cells: str, column: Column, title: str, words: str | None, example: str = "") -> None:
    """Let cells say what to type when they are selected, and offer the words of a list.

    Another word than those of the list is warned of where the list is meant to be kept to, and never forbidden.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    message = f"{column.help}\n{example}".strip()
    rule = DataValidation(
        type="list" if words else None,
        formula1=words,
        allow_blank=True,
        showInputMessage=bool(column.help),
        prompt=(message if len(message) <= _LONGEST_HELP else column.help[:_LONGEST_HELP]) or None,
        promptTitle=title if len(title) <= _LONGEST_TITLE else None,
    )
    if words and column.kind in ("choice", "stage", "yes_no") and column.list not in _FREE_LISTS:
        rule.showErrorMessage = True
        rule.errorStyle = "warning"
        rule.errorTitle = "Not on the list"
        rule.error = "The words of the list are understood for certain. Keep what you typed?"
    rule.add(cells)
    page.add_data_validation(rule)


def link_to(cell: "Cell", tab: str) -> None:
    """Make a cell lead to another sheet of the workbook."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quoted(tab)}!A1")


def quoted(tab: str) -> str:
    """Write the name of a tab as formulas want it.

    >>> quoted("Plan d'action")
    "'Plan d''action'"
    """
    return "'" + tab.replace("'", "''") + "'"


def paint(page: "Worksheet", cells: str, formula: str, colour: str) -> None:
    """Colour cells while a formula holds."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    page.conditional_formatting.add(
        cells, FormulaRule(formula=[formula], fill=PatternFill("solid", start_color=colour, end_color=colour))
    )


def tint_stages(page: "Worksheet", cells: str, stage: str, language: str) -> None:
    """Lay each stage's quiet colour behind cells; `stage` is the cell of the first row that names it."""
    for value, tint in _STAGE_TINTS.items():
        word = names.word("Stage", value, language)
        paint(page, cells, f'{stage}="{word}"', tint)


def set_up_page(page: "Worksheet", *, repeat_headings: bool) -> None:
    """Print on A4, landscape, one page wide, with the sheet's name at the foot."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom, page.page_margins.footer = 0.5, 0.7, 0.35
    page.oddFooter.left.text = "&A"
    page.oddFooter.right.text = "&P / &N"
    if repeat_headings:
        page.print_title_rows = "1:1"


def fit_height(page: "Worksheet", row: int, cells: Iterable["Cell"], least: float = 18) -> None:
    """Make a row high enough for what is written in its cells. Not every program does so when it opens a workbook.

    The page is not asked for its cells: it would look through all of them to know how many columns there are.
    """
    lines = 1
    for cell in cells:
        if isinstance(cell.value, str):
            width = page.column_dimensions[cell.column_letter].width
            lines = max(lines, sum(lines_of(text, width) for text in cell.value.split("\n")))
    page.row_dimensions[row].height = min(max(least, 4 + _LINE_HEIGHT * lines), 409)


def lines_of(text: str, width: float) -> int:
    """Guess in how many lines a text stands: letters are narrower than digits, and a line ends where a word does."""
    letters = width_in_letters(text)
    return 1 if letters <= width * 1.12 else math.ceil(letters / width)


def unique(headings: Sequence[str]) -> list[str]:
    """Tell equal headings apart, whatever their case: a table must not have a heading twice.

    >>> unique(["Notes", "notes", "What"])
    ['Notes', 'notes (2)', 'What']
    """
    found: list[str] = []
    taken: set[str] = set()
    for heading in headings:
        other, number = heading, 2
        while other.casefold() in taken:
            other, number = f"{heading} ({number})", number + 1
        taken.add(other.casefold())
        found.append(other)
    return found


def _add_styles(book: "Book") -> None:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    thin = Side("thin", color=LINE)
    frame = Border(left=thin, right=thin, top=thin, bottom=thin)
    middle = Alignment(vertical="center", wrap_text=True)
    top = Alignment(horizontal="left", vertical="top", wrap_text=True)
    beside = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
    one_line = Alignment(vertical="center")

    def filled(colour: str) -> PatternFill:
        return PatternFill("solid", start_color=colour)

    def font(colour: str = "000000", size: int = 11, *, bold: bool = False, underline: str | None = None) -> Font:
        return Font(name=FONT, size=size, color=colour, bold=bold, underline=underline)

    for style in (
        NamedStyle("Heading needed", font("FFFFFF", bold=True), filled(HEADING_NEEDED), frame, middle),
        NamedStyle("Heading optional", font(INK, bold=True), filled(HEADING), frame, middle),
        NamedStyle("Heading more", font(QUIET_INK), filled(HEADING_MORE), frame, middle),
        NamedStyle("Answer", font(), None, frame, top),
        NamedStyle("Answer as typed", font(), None, frame, top, number_format="@"),
        NamedStyle("Ref cell", font(QUIET_INK), filled(PALE), frame, top, number_format="@"),
        NamedStyle("Question", font(INK), filled(PALE), frame, top),
        NamedStyle("Question needed", font(INK, bold=True), filled(PALE), frame, top),
        NamedStyle("Advice", font(QUIET_INK, 10), None, Border(), beside),
        NamedStyle("Big title", font(HEADING_NEEDED, 20, bold=True), None, Border(), one_line),
        NamedStyle("Section", font(HEADING_NEEDED, 13, bold=True), None, Border(), one_line),
        NamedStyle("Line of text", font(INK), None, Border(), one_line),
        NamedStyle("Link to a sheet", font("0B5CAD", underline="single"), None, Border(), one_line),
    ):
        book.add_named_style(style)


def heading_style(column: Column) -> str:
    """Name the style of a heading: dark for needed, light for the rest, grey for what is to the right of “more”."""
    if column.more:
        return "Heading more"
    return "Heading needed" if column.needed else "Heading optional"


def answer_style(column: Column) -> str:
    """Name the style of a column's cells."""
    if column.field == "id":
        return "Ref cell"
    return "Answer as typed" if column.kind in _TYPED_AS_TEXT else "Answer"


def _write_headings(page: "Worksheet", columns: Sequence[Column], headings: Sequence[str]) -> None:
    cells = [page.cell(1, number) for number in range(1, len(columns) + 1)]
    for number, (cell, column, heading) in enumerate(zip(cells, columns, headings, strict=True), 1):
        put(cell, heading)
        cell.style = heading_style(column)
        if column.help:
            note(cell, column)
        page.column_dimensions[column_letters(number)].width = _width(column, heading)
    fit_height(page, 1, cells, least=26)


def _width(column: Column, heading: str) -> int:
    if column.field == "id":
        return 8
    longest_word = max(map(len, heading.replace(" *", "*").split()), default=0)
    return max(_MAIN_WIDTHS.get(column.field, _WIDTHS.get(column.kind, 24)), longest_word + 3)


def _write_rows(page: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.styles import Alignment

    for number, column in enumerate(sheet.columns, 1):
        # What is typed under the last row looks like the rows above it.
        below = page.column_dimensions[column_letters(number)]
        below.alignment = Alignment(vertical="top", wrap_text=True)
        below.number_format = "@" if column.kind in _TYPED_AS_TEXT else "General"
    styles: list[StyleArray] = []
    for row in range(2, sheet.last_row + 1):
        values = sheet.rows[row - 2] if row - 2 < len(sheet.rows) else {}
        cells = [page.cell(row, number) for number in range(1, len(sheet.columns) + 1)]
        styles = styles or _styles_of_answers(cells, sheet.columns)
        for cell, column, style in zip(cells, sheet.columns, styles, strict=True):
            cell._style = copy(style)
            if (value := values.get(column.heading)) is not None:
                put(cell, value)
        fit_height(page, row, cells, least=60 if sheet.key == "wide" else 18)


def _styles_of_answers(cells: Iterable["Cell"], columns: Iterable[Column]) -> "list[StyleArray]":
    """Look the styles of the columns up once: for each cell by name takes longer than all the rest of writing it."""
    for cell, column in zip(cells, columns, strict=True):
        cell.style = answer_style(column)
    return [copy(cell._style) for cell in cells]


def _help(page: "Worksheet", sheet: Sheet, headings: Sequence[str], lists: Mapping[str, str]) -> None:
    for number, (column, heading) in enumerate(zip(sheet.columns, headings, strict=True), 1):
        if not column.help and not column.list:
            continue
        letter = column_letters(number)
        cells = f"{letter}{amber.FIRST_ROW}:{letter}{max(amber.LAST_ROW, sheet.last_row)}"
        help_on(page, cells, column, heading, lists[column.list] if column.list else None)


def _colour(page: "Worksheet", sheet: Sheet, language: str, ref_columns: Mapping[str, str]) -> None:
    letters = sheet.letters
    last = max(amber.LAST_ROW, sheet.last_row)
    for rule in amber.rules(sheet.key, letters, language, ref_columns):
        cells = f"{rule.letter}{amber.FIRST_ROW}:{rule.letter}{last}"
        paint(page, cells, rule.formula, LIGHT_AMBER if rule.light else AMBER)
    stage = letters.get("stage") or letters.get("type")
    if stage:
        tint_stages(page, f"A{amber.FIRST_ROW}:{stage}{last}", f"${stage}{amber.FIRST_ROW}", language)


def _make_table(page: "Worksheet", sheet: Sheet, headings: Sequence[str]) -> None:
    from openpyxl.worksheet.table import Table, TableColumn

    name = sheets.NAMES.get(sheet.key, "Plan").replace(" & ", "_").replace(" ", "_")
    table = Table(displayName=f"{name}_table", ref=f"A1:{column_letters(len(headings))}{sheet.last_row}")
    # Named here, because a table whose columns are left to be found gets a filter button over every heading.
    table.tableColumns = [TableColumn(id=number, name=cell_text(heading)) for number, heading in enumerate(headings, 1)]
    page.add_table(table)


def _freeze(page: "Worksheet", sheet: Sheet) -> None:
    """Keep the heading row in sight, and the columns up to What where that leaves room for the others."""
    main = next((n for n, column in enumerate(sheet.columns[:3], 1) if column.field in ("text", "title", "name")), 0)
    page.freeze_panes = page.cell(amber.FIRST_ROW, main + 1)
