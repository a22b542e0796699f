"""A paper as a workbook: one sheet for each table, numbers and days as such, and a last sheet with the rest in words."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from logicmodel.patterns import pattern_of
from logicmodel.reporting.columns import LETTER, shares_of
from logicmodel.reporting.paper import Bullets, Facts, Grid, Paper, Paragraph, Picture, Section
from logicmodel.reporting.phrases import phrases
from logicmodel.saving import cell_text, fitting, one_line, to_bytes, width_in_letters
from logicmodel.saying import Cell, Words, first_direction, plain_text

if TYPE_CHECKING:
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.worksheet import Worksheet

WHOLE = 150
"""Letters to the width of a sheet's table, which its columns share."""

FIRST = 5
"""The row of a table's headings: above it stand title, facts, what the table is about, and an empty row."""

TEXT = 110
"""Letters to the width of the sheet with the rest in words."""

LINE, HIGHEST = 14.5, 400.0
"""Points of height of one line, and of the highest row that is good to read."""

LONGEST_NAME = 31
_NEVER_IN_NAMES = pattern_of(r"[\[\]:*?/\\']")

PAPERS = {"a4": 9, "letter": 1, "a3": 8}
"""Name of each size of paper → its number in a workbook."""

LONGEST_UNIT = 20
"""Letters of a unit that stands behind a number; numbers never break into lines."""

DAYS = {"": "d mmmm yyyy", "month": "mmmm yyyy", "year": "yyyy"}
"""What a day stands for → the format in which a workbook shows it."""

MONEY = "€£$¥₹₦₵₱₺₴₽₩₫฿"


def paper_to_workbook(paper: Paper) -> bytes:
    """Write a paper as .xlsx."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    names: set[str] = set()
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Grid):
                name = _name(block.sheet or plain_text(section.title), names)
                _table_sheet(book.create_sheet(name), paper, section, block)
    _text_sheet(book.create_sheet(_name(phrases(paper.language).text("about"), names)), paper)
    for sheet in book.worksheets:
        sheet.sheet_view.rightToLeft = paper.direction == "rtl"
        _page(sheet, paper)
    properties = book.properties
    properties.creator, properties.lastModifiedBy = "", None
    properties.title, properties.language = fitting(plain_text(paper.title)), paper.language
    return to_bytes(book)


def _name(wanted: str, taken: set[str]) -> str:
    """Give a name that a sheet can have, and that no other sheet has."""
    plain = one_line(_NEVER_IN_NAMES.sub(" ", wanted))[:LONGEST_NAME].strip() or "–"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: LONGEST_NAME - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name


# -- a table ----------------------------------------------------------------------------------------------------------


def _table_sheet(sheet: "Worksheet", paper: Paper, section: Section, grid: Grid) -> None:
    from openpyxl.utils import get_column_letter

    headings, rows = grid.table.headings, grid.table.rows
    shares = shares_of(grid, WHOLE * LETTER)
    columns = [[row[column] for row in rows if column < len(row)] for column in range(len(headings))]
    widths = [
        max(9, round(WHOLE * share / sum(shares)), *map(_width_of_number, cells))
        for share, cells in zip(shares, columns, strict=True)
    ]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    colon = phrases(paper.language).text("colon")
    facts = " · ".join(f"{label}{colon}{plain_text(answer)}" for label, answer in paper.facts)
    about = " – ".join(dict.fromkeys((plain_text(section.title), grid.table.caption)))
    for number, text in enumerate((plain_text(paper.title), facts, about), 1):
        _across(sheet, number, text, widths)
        sheet.cell(number, 1).font = _font(bold=number != 2, size=14 if number == 1 else 11)
    sheet.row_dimensions[1].height = 20
    _headings(sheet, headings)
    _fit(sheet, FIRST, headings, widths)
    for number, row in enumerate(rows, FIRST + 1):
        if number - FIRST - 1 in (*grid.heads, *grid.across):
            _across(sheet, number, _text(row[0]), widths)
        if number - FIRST - 1 in grid.across:
            continue
        if number - FIRST - 1 in grid.heads:
            sheet.cell(number, 1).font = _font(bold=True)
            sheet.cell(number, 1).fill = _shade()
            continue
        for column, cell in enumerate(row, 1):
            _fill(sheet.cell(number, column), cell)
        _fit(sheet, number, list(map(_text, row)), widths)
    last = f"{get_column_letter(len(headings))}{FIRST + len(rows)}"
    sheet.freeze_panes = f"B{FIRST + 1}"
    sheet.auto_filter.ref = f"A{FIRST}:{last}"
    sheet.print_title_rows = f"{FIRST}:{FIRST}"
    sheet.print_area = f"A1:{last}"


def _width_of_number(cell: Cell) -> int:
    """Give the width that a number needs: one that is wider than its column shows as ###."""
    said = _value_of(cell)
    return width_in_letters(f"{said.text}{_day_beneath(cell)}") + 3 if said else 0


def _across(sheet: "Worksheet", row: int, text: str, widths: Sequence[int]) -> None:
    """Write a text over all columns."""
    _write(sheet.cell(row, 1), text)
    sheet.cell(row, 1).alignment = _alignment(text)
    if len(widths) > 1:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(widths))
    _fit(sheet, row, [text], [sum(widths)])


def _fit(sheet: "Worksheet", row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """Make a row as high as its texts need: not every program does so when it opens a workbook."""
    needed = (
        sum(1 + width_in_letters(line) // max(1, width - 2) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=False)
    )
    sheet.row_dimensions[row].height = min(HIGHEST, LINE * max(needed, default=1) + 4)


def _headings(sheet: "Worksheet", headings: Sequence[str]) -> None:
    for column, heading in enumerate(headings, 1):
        cell = sheet.cell(FIRST, column)
        _write(cell, heading)
        cell.font, cell.fill, cell.border = _font(bold=True), _shade(), _border()
        cell.alignment = _alignment(heading)


def _alignment(text: str, side: str | None = None, indent: int = 0) -> "Alignment":
    """Let words stand at the top of their cell, and run from right to left where they begin so."""
    from openpyxl.styles import Alignment

    order = 2 if first_direction(text) in ("R", "AL") else 0  # 2: from right to left, as the format of Excel counts
    return Alignment(wrap_text=True, vertical="top", horizontal=side, indent=indent, readingOrder=order)


def _fill(place: Any, cell: Cell) -> None:
    """Put a cell of a table into one of a sheet: a number or day where it says just that, else its words."""
    said = _value_of(cell)
    if said is None:
        _write(place, "" if all(words.kind == "none" for line in cell for words in line) else _text(cell))
    elif isinstance(said.value, date):
        place.value, place.number_format = said.value, DAYS[said.unit]
    elif said.value is not None:
        unit = _unit_shown(said)
        place.value, place.number_format = _number(said.value, unit), _format(said.value, unit)
        if day := _day_beneath(cell):
            place.number_format += f'"{day}"'
    missing = any(words.kind == "gap" for line in cell for words in line)
    if missing:
        place.font = _font(color="8A3B00")
    place.border = _border()
    # A number stands at the end of its cell, so it needs a space before the text of the next one.
    number = said is not None and isinstance(said.value, Decimal)
    side = "right" if number else "left" if said else None
    place.alignment = _alignment("" if number else _text(cell), side, indent=1 if number else 0)


def _value_of(cell: Cell) -> Words | None:
    """Give the words of a cell that says one number or day, or a number and its day; with a long unit it is words."""
    said = _said(cell)
    if _day_beneath(cell):
        said = said[:1]
    alone = said[0] if len(said) == 1 and said[0].value is not None else None
    return None if alone and len(_unit_shown(alone)) > LONGEST_UNIT else alone


def _day_beneath(cell: Cell) -> str:
    """Give the day that stands beneath a number in a cell, in brackets; a workbook shows it behind the number."""
    said = _said(cell)
    if len(said) != 2 or not (isinstance(said[0].value, Decimal) and isinstance(said[1].value, date)):
        return ""
    return f" ({said[1].text})".replace('"', "'")


def _said(cell: Cell) -> list[Words]:
    return [words for line in cell for words in line if words.text.strip()]


def _unit_shown(words: Words) -> str:
    """Give the unit of a number where the paper shows it; that of a per cent it shows always, if only in words.

    >>> _unit_shown(Words("٣٥٪", "own", Decimal(35), "%")), _unit_shown(Words("12 per cent", "own", Decimal(12), "%"))
    ('%', '%')
    >>> _unit_shown(Words("21 half days", "own", Decimal(21), "half days")), _unit_shown(Words("4", "own", Decimal(4), "number"))
    ('half days', '')
    """
    return words.unit.replace('"', "'") if words.unit == "%" or words.unit in words.text else ""


def _number(value: Decimal | date, unit: str) -> Decimal:
    assert isinstance(value, Decimal)
    return value / 100 if unit == "%" else value


def _format(value: Decimal | date, unit: str) -> str:
    r"""Give the format in which a workbook shows a number as the paper does.

    >>> _format(Decimal("22.5"), "%"), _format(Decimal(12400), "£"), _format(Decimal("3.10"), "GBP"), _format(Decimal(4), "")
    ('0.0%', '"£"#,##0', '#,##0.00\\ "GBP"', '#,##0')
    >>> _format(Decimal(21), "half days")
    '#,##0\\ "half days"'
    """
    assert isinstance(value, Decimal)
    exponent = value.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    places = f".{'0' * min(decimals, 10)}" if decimals else ""
    if unit == "%":
        return f"0{places}%"
    if unit in MONEY and unit:
        return f'"{unit}"#,##0{places}'
    if re.fullmatch("[A-Z]{3}", unit):
        return f'#,##0{".00" if decimals else ""}\\ "{unit}"'
    if unit:
        return f'#,##0{places}\\ "{unit}"'
    return f"#,##0{places}"


def _text(cell: Cell) -> str:
    return "\n".join(plain_text(line) for line in cell)


def _write(place: Any, text: str) -> None:
    """Write words as words: what begins with = or another sign that acts is no formula."""
    place.value = fitting(cell_text(text)) or None
    if place.value is not None:
        place.data_type = "s"
        place.quotePrefix = text[:1] in ("=", "+", "-", "@")


def _font(*, bold: bool = False, size: int = 11, color: str | None = None) -> Any:
    from openpyxl.styles import Font

    return Font(name="Calibri", bold=bold, size=size, color=color)


def _shade() -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor="F0F2F5")


def _border() -> Any:
    from openpyxl.styles import Border, Side

    side = Side(style="thin", color="9AA2AB")
    return Border(left=side, right=side, top=side, bottom=side)


# -- the rest in words ------------------------------------------------------------------------------------------------


def _text_sheet(sheet: "Worksheet", paper: Paper) -> None:
    """Write what stands in no table: one line a row, headings in bold."""
    for number, (text, size) in enumerate(_lines(paper), 1):
        cell = sheet.cell(number, 1)
        _write(cell, text)
        cell.alignment = _alignment(text)
        if size:
            cell.font = _font(bold=True, size=size)
        _fit(sheet, number, [text], [TEXT])
    sheet.column_dimensions["A"].width = TEXT


def _lines(paper: Paper) -> Iterator[tuple[str, int]]:
    """Give the rows of the sheet: a text, and the size of its letters where it is a heading."""
    say = phrases(paper.language)
    colon = say.text("colon")
    yield plain_text(paper.title), 14
    yield plain_text(paper.subtitle), 0
    yield from ((f"{label}{colon}{plain_text(answer)}", 0) for label, answer in paper.facts)
    for section in paper.sections:
        told = [text for block in section.blocks for text in _told(block, colon)]
        if told:
            yield "", 0
            yield plain_text(section.title), 12 if section.level == 1 else 11
            yield from ((text, 0) for text in told)
    if paper.do_not_assume:
        yield "", 0
        yield say.text("do_not_assume"), 12
        yield from ((text, 0) for text in paper.do_not_assume)


def _told(block: object, colon: str) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield plain_text(block.text)
    elif isinstance(block, Bullets):
        for number, item in enumerate(block.items, 1):
            yield f"{f'{number}.' if block.numbered else '•'} {plain_text(item)}"
    elif isinstance(block, Facts):
        yield from (f"{label}{colon}{plain_text(answer)}" for label, answer in block.rows)
    elif isinstance(block, Picture):
        yield block.summary
        yield from (f"{'   ' * depth}• {plain_text(line)}" for depth, line in block.outline)


def _page(sheet: "Worksheet", paper: Paper) -> None:
    """Let a sheet print lying, as wide as the paper, with its name and page at the foot."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = PAPERS[paper.paper]
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = plain_text(paper.footer).replace("&", "&&")[:200]
    sheet.oddFooter.right.text = phrases(paper.language).text("page", page="&P", pages="&N")
