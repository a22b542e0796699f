"""The same plan looks the same whatever it was saved as, and every cell keeps the place that its author sees."""

import os
import struct
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from logicmodel.reading.grid import Book, Cell, Sheet, open_book
from tests.reading.test_guard import PARTS, SHEET, compound_file, rows, save_open_document, save_parts, save_workbook

SHARED_DATA = Path(__file__).parents[3] / "shared" / "data"
needs_shared_data = pytest.mark.skipif(
    not SHARED_DATA.is_dir() and not os.environ.get("CI"), reason="the files of other people are not on this machine"
)


def only_sheet(book: Book) -> Sheet:
    (sheet,) = book.sheets
    return sheet


def texts(sheet: Sheet) -> dict[tuple[int, int], str]:
    return {place: cell.text for place, cell in sheet.cells.items()}


def out_of_sight(sheet: Sheet) -> tuple[list[int], list[int], list[int]]:
    return sorted(sheet.hidden_rows), sorted(sheet.filtered_rows), sorted(sheet.hidden_columns)


def written(tmp_path: Path, fill_in: Callable[[Workbook], None]) -> Book:
    """Make a workbook as a person would, save it and read it."""
    workbook = Workbook()
    fill_in(workbook)
    workbook.save(tmp_path / "plan.xlsx")
    return open_book(tmp_path / "plan.xlsx")


def cell_of(tmp_path: Path, xml: str, **parts: str) -> Cell:
    return only_sheet(open_book(save_workbook(tmp_path / "plan.xlsx", rows(f'<row r="1">{xml}</row>'), **parts))).cells[
        1, 1
    ]


def shown_as(tmp_path: Path, number: str, number_format: str, more: str = "") -> Cell:
    """Give the cell in which a stored number is shown by a number format."""
    styles = (
        f'<styleSheet><numFmts><numFmt numFmtId="164" formatCode="{number_format}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    workbook = f'<workbook xmlns:r="r">{more}<sheets><sheet name="Plan" r:id="a"/></sheets></workbook>'
    return cell_of(tmp_path, f'<c r="A1" s="1"><v>{number}</v></c>', styles=styles, workbook=workbook)


# -- places -----------------------------------------------------------------------------------------------------------


def test_rows_and_columns_count_from_one_and_empty_ones_count(tmp_path: Path) -> None:
    def fill_in(workbook: Workbook) -> None:
        sheet = workbook.active
        sheet["C4"], sheet["AA4"], sheet["C9"] = "Ref", "Notes", "OC1"

    book = written(tmp_path, fill_in)
    assert book.file == "plan.xlsx"
    assert not book.lines
    assert [(row, {column: cell.text for column, cell in cells.items()}) for row, cells in only_sheet(book).rows()] == [
        (4, {3: "Ref", 27: "Notes"}),
        (9, {3: "OC1"}),
    ]


def test_cells_without_a_place_stand_side_by_side(tmp_path: Path) -> None:
    sheet = rows(
        "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row r='5'><c><v>3</v></c></row><row><c r='B6'><v>4</v></c><c><v>5</v></c></row>"
    )
    book = open_book(save_workbook(tmp_path / "plan.xlsx", sheet))
    assert texts(only_sheet(book)) == {(1, 1): "1", (1, 3): "2", (5, 1): "3", (6, 2): "4", (6, 3): "5"}


def test_cells_come_in_reading_order(tmp_path: Path) -> None:
    sheet = rows('<row r="2"><c r="B2"><v>3</v></c><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>')
    book = open_book(save_workbook(tmp_path / "plan.xlsx", sheet))
    assert list(texts(only_sheet(book)).values()) == ["1", "2", "3"]


def test_sheets_come_in_the_order_of_the_workbook_and_charts_are_left_out(tmp_path: Path) -> None:
    def fill_in(workbook: Workbook) -> None:
        workbook.active.title = "Plan"
        workbook.create_chartsheet("Chart")
        workbook.create_sheet("Needs", 0).sheet_state = "hidden"
        workbook.create_sheet("Old").sheet_state = "veryHidden"
        for sheet in workbook.worksheets:
            sheet["A1"] = "Ref"

    assert [(sheet.name, sheet.hidden) for sheet in written(tmp_path, fill_in).sheets] == [
        ("Needs", True),
        ("Plan", False),
        ("Old", True),
    ]


# -- texts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "two\nlines\n",
        "  spaces  kept ",
        "Safe & sound <b>",
        "=HYPERLINK",
        "@SUM",
        "naïve “quotes” 😀",
        "مرحبا",
        "007",
        "\u202eabc",
    ],
)
def test_a_text_is_kept_as_typed(tmp_path: Path, text: str) -> None:
    def fill_in(workbook: Workbook) -> None:
        workbook.active["A1"].value = text
        workbook.active["A1"].data_type = "s"

    cell = only_sheet(written(tmp_path, fill_in)).cells[1, 1]
    assert (cell.text, cell.value) == (text, text)


@pytest.mark.parametrize("text", [" ", "\n\t ", "\u00a0", "\u200b"])
def test_a_cell_with_only_white_space_is_empty(tmp_path: Path, text: str) -> None:
    sheet = rows(f'<row r="1"><c r="A1" t="str"><v>{text}</v></c><c r="B1"><v>1</v></c></row>')
    assert list(only_sheet(open_book(save_workbook(tmp_path / "plan.xlsx", sheet))).cells) == [(1, 2)]


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("one_x000D_two", "one\ntwo"),
        ("one_x000D_\ntwo", "one\ntwo"),
        ("_x0041_BC", "ABC"),
        ("_x005F_x000D_", "_x000D_"),
        ("bell_x0007_", "bell"),
        ("smile _xD83D__xDE00_", "smile 😀"),
        ("half _xD83D_", "half \ufffd"),
        ("snake_x_case", "snake_x_case"),
        ("a&#10;b &lt;c&gt; &amp;amp; &#x2713;", "a\nb <c> &amp; ✓"),
        ("<![CDATA[a & <b> </c>]]>", "a & <b> </c>"),
        ("one<!-- not two -->three", "onethree"),
    ],
)
def test_escapes_are_decoded_as_excel_does(tmp_path: Path, stored: str, text: str) -> None:
    assert cell_of(tmp_path, f'<c r="A1" t="str"><v>{stored}</v></c>').text == text
    assert cell_of(tmp_path, f'<c r="A1" t="inlineStr"><is><t>{stored}</t></is></c>').text == text
    shared = f"<sst><si><t>{stored}</t></si></sst>"
    assert cell_of(tmp_path, '<c r="A1" t="s"><v>0</v></c>', sharedStrings=shared).text == text


def test_how_to_say_it_in_japanese_is_no_part_of_the_text(tmp_path: Path) -> None:
    shared = "<sst><si><t>東京</t><rPh><t>トウキョウ</t></rPh></si></sst>"
    assert cell_of(tmp_path, '<c r="A1" t="s"><v>0</v></c>', sharedStrings=shared).text == "東京"


@pytest.mark.parametrize(("font", "typed"), [("Wingdings", "ü"), ("Wingdings", "þ"), ("Wingdings 2", "P")])
def test_a_tick_in_a_font_of_symbols_is_a_tick(tmp_path: Path, font: str, typed: str) -> None:
    def fill_in(workbook: Workbook) -> None:
        workbook.active["A1"] = typed
        workbook.active["A1"].font = Font(name=font)
        workbook.active["A2"] = typed

    assert texts(only_sheet(written(tmp_path, fill_in))) == {(1, 1): "✓", (2, 1): typed}


# -- numbers, dates, truth --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "value", "text"),
    [
        ("3", 3, "3"),
        ("3.0", 3, "3"),
        ("-5.25", -5.25, "-5.25"),
        ("0.30000000000000004", 0.3, "0.3"),
        ("1E-7", 1e-7, "0.0000001"),
        ("433412", 433412, "433412"),
        ("1e20", 1e20, "100000000000000000000"),
        ("12500.5", 12500.5, "12500.5"),
    ],
)
def test_a_number(tmp_path: Path, stored: str, value: float, text: str) -> None:
    cell = cell_of(tmp_path, f'<c r="A1"><v>{stored}</v></c>')
    assert (cell.value, cell.text, type(cell.value)) == (value, text, type(value))


def test_what_is_no_number_after_all_is_kept_as_text(tmp_path: Path) -> None:
    assert cell_of(tmp_path, '<c r="A1"><v>INF</v></c>').value == "INF"


@pytest.mark.parametrize(
    ("number", "number_format", "value", "text"),
    [
        ("0.45", "0%", 45, "45%"),
        ("0.29", "0.0%", 29, "29%"),
        ("0.125", "0.00%", 12.5, "12.5%"),
        ("1.1", "0.00", 1.1, "1.10"),
        ("1.125", "0.00", 1.125, "1.125"),
        ("3", "0.00", 3, "3"),
        ("7", "000", 7, "007"),
        ("1234.5", "#,##0.00", 1234.5, "1234.5"),
        ("5", "0 &quot;days&quot;", 5, "5"),
        ("0.5", "0.00E+00", 0.5, "0.5"),
        ("5", "[Red]0", 5, "5"),
        ("46115", "yyyy-mm-dd", date(2026, 4, 3), "2026-04-03"),
        ("46115.6", "dd/mm/yyyy", date(2026, 4, 3), "2026-04-03"),
        ("46115", "d. mmmm", date(2026, 4, 3), "2026-04-03"),
        ("46115", "ge.m.d", date(2026, 4, 3), "2026-04-03"),
        ("46115", "yyyy-mm", date(2026, 4, 3), "2026-04"),
        ("46115", "mmm-yy", date(2026, 4, 3), "Apr-26"),
        ("46115", "[$-409]mmmm\\ yyyy;@", date(2026, 4, 3), "April 2026"),
        ("46115", "mm/yyyy", date(2026, 4, 3), "04/2026"),
        ("46115", "yyyy", date(2026, 4, 3), "2026"),
        ("46115.604166667", "yyyy-mm-dd hh:mm", datetime(2026, 4, 3, 14, 30), "2026-04-03 14:30"),
        ("46115", "yyyy-mm-dd hh:mm", date(2026, 4, 3), "2026-04-03"),
        ("0.604166667", "h:mm AM/PM", time(14, 30), "14:30"),
        ("0.60430", "h:mm:ss", time(14, 30, 12), "14:30:12"),
        ("1.503472222", "[h]:mm", timedelta(hours=36, minutes=5), "36:05"),
        ("-0.25", "[h]:mm:ss", timedelta(hours=-6), "-6:00"),
        ("1", "yyyy-mm-dd", date(1900, 1, 1), "1900-01-01"),
        ("61", "yyyy-mm-dd", date(1900, 3, 1), "1900-03-01"),
        ("-3", "yyyy-mm-dd", -3, "-3"),
        ("99999999", "yyyy-mm-dd", 99999999, "99999999"),
    ],
)
def test_a_number_is_read_as_it_is_shown(
    tmp_path: Path, number: str, number_format: str, value: object, text: str
) -> None:
    cell = shown_as(tmp_path, number, number_format)
    assert (cell.value, cell.text, cell.percent) == (value, text, "%" in number_format)


def test_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    assert shown_as(tmp_path, "44653", "yyyy-mm-dd", '<workbookPr date1904="1"/>').text == "2026-04-03"


@pytest.mark.parametrize(("stored", "value", "text"), [("1", True, "TRUE"), ("0", False, "FALSE")])
def test_true_and_false(tmp_path: Path, stored: str, value: bool, text: str) -> None:
    cell = cell_of(tmp_path, f'<c r="A1" t="b"><v>{stored}</v></c>')
    assert (cell.value, cell.text) == (value, text)


def test_a_date_that_is_stored_as_text(tmp_path: Path) -> None:
    assert cell_of(tmp_path, '<c r="A1" t="d"><v>2026-04-03T00:00:00Z</v></c>').value == date(2026, 4, 3)
    assert cell_of(tmp_path, '<c r="A1" t="d"><v>next week</v></c>').value == "next week"


# -- formulas and errors ----------------------------------------------------------------------------------------------


def test_a_formula_shows_its_saved_result(tmp_path: Path) -> None:
    cell = cell_of(tmp_path, '<c r="A1"><f>B2*12</f><v>64000</v></c>')
    assert (cell.value, cell.text, cell.no_result) == (64000, "64000", False)
    assert cell_of(tmp_path, '<c r="A1" t="str"><f>A2&amp;"x"</f><v>yes &amp; no</v></c>').text == "yes & no"


def test_a_formula_without_a_saved_result_shows_itself(tmp_path: Path) -> None:
    def fill_in(workbook: Workbook) -> None:
        workbook.active["A1"] = '=IF(B2<3,"a & b",B2*12)'

    cell = only_sheet(written(tmp_path, fill_in)).cells[1, 1]
    assert (cell.value, cell.text, cell.no_result) == ("", '=IF(B2<3,"a & b",B2*12)', True)


def test_a_formula_that_is_shared_and_has_no_result(tmp_path: Path) -> None:
    cells = '<c r="A1"><f t="shared" ref="A1:B1" si="0">C1*2</f></c><c r="B1"><f t="shared" si="0"/></c>'
    sheet = only_sheet(open_book(save_workbook(tmp_path / "plan.xlsx", rows(f'<row r="1">{cells}</row>'))))
    assert [(cell.text, cell.no_result) for cell in sheet.cells.values()] == [("=C1*2", True), ("=C1*2", True)]


def test_a_formula_whose_result_is_no_text_leaves_the_cell_empty(tmp_path: Path) -> None:
    sheet = rows('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>')
    assert not only_sheet(open_book(save_workbook(tmp_path / "plan.xlsx", sheet))).cells


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"])
def test_an_error_value(tmp_path: Path, error: str) -> None:
    cell = cell_of(tmp_path, f'<c r="A1" t="e"><f>B2</f><v>{error}</v></c>')
    assert (cell.value, cell.text, cell.error) == (error, error, error)


# -- what is to be seen beside the texts ------------------------------------------------------------------------------


def test_rows_and_columns_out_of_sight(tmp_path: Path) -> None:
    def fill_in(workbook: Workbook) -> None:
        sheet = workbook.active
        for row in range(1, 9):
            sheet.append([f"A{row}", f"B{row}", f"C{row}"])
        sheet.row_dimensions[7].hidden = True
        for row in (3, 4, 900):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.column_dimensions["X"].hidden = True
        sheet.auto_filter.ref = "A1:C5"
        sheet.auto_filter.add_filter_column(0, ["A2", "A5"])

    sheet = only_sheet(written(tmp_path, fill_in))
    assert out_of_sight(sheet) == ([7], [3, 4], [2])


def test_buttons_for_a_filter_are_no_filter(tmp_path: Path) -> None:
    def fill_in(workbook: Workbook) -> None:
        workbook.active.append(["Ref"])
        workbook.active.append(["OC1"])
        workbook.active.row_dimensions[2].hidden = True
        workbook.active.auto_filter.ref = "A1:A2"

    sheet = only_sheet(written(tmp_path, fill_in))
    assert out_of_sight(sheet) == ([2], [], [])


def test_merged_cells_comments_fills_and_the_direction_of_reading(tmp_path: Path) -> None:
    def fill_in(workbook: Workbook) -> None:
        sheet = workbook.active
        sheet["B2"] = "Targets"
        sheet.merge_cells("B2:D2")
        sheet["A4"] = "OC1"
        sheet["A4"].comment = Comment("Ask Amina", "Li")
        sheet["A4"].fill = PatternFill("solid", fgColor="FFC000")
        sheet["B4"].fill = PatternFill("solid", fgColor="FFFFFF")
        sheet["C4"].fill = PatternFill("lightGray", fgColor="00FF00")
        sheet["D4"].fill = PatternFill("solid", fgColor="00FF00")
        sheet.sheet_view.rightToLeft = True

    sheet = only_sheet(written(tmp_path, fill_in))
    assert sheet.merged == ((2, 2, 2, 4),)
    assert sheet.comments == ((4, 1),)
    assert sheet.fills == {(4, 1): "FFC000", (4, 4): "00FF00"}
    assert sheet.right_to_left


def test_colours_of_a_theme_are_told_apart(tmp_path: Path) -> None:
    fill = '<fill><patternFill patternType="solid"><fgColor theme="5"{}/></patternFill></fill>'
    styles = f'<styleSheet><fills>{fill.format("")}{fill.format(chr(32) + "tint=" + chr(34) + "0.39997" + chr(34))}</fills><cellXfs><xf fillId="0"/><xf fillId="1"/></cellXfs></styleSheet>'
    cells = '<row r="1"><c r="A1" s="0"/><c r="B1" s="1"/></row>'
    sheet = only_sheet(open_book(save_workbook(tmp_path / "plan.xlsx", rows(cells), styles=styles)))
    assert sheet.fills == {(1, 1): "theme 5", (1, 2): "theme 5 +0.40"}


def test_struck_through_text_counts_from_half_of_its_letters(tmp_path: Path) -> None:
    line = InlineFont(strike=True)

    def fill_in(workbook: Workbook) -> None:
        sheet = workbook.active
        sheet["A1"] = "gone"
        sheet["A1"].font = Font(strike=True)
        sheet["A2"] = CellRichText(TextBlock(line, "gone away"), " not")
        sheet["A3"] = CellRichText(TextBlock(line, "gone"), " but not this")
        sheet["A4"] = "here"

    assert [cell.struck for cell in only_sheet(written(tmp_path, fill_in)).cells.values()] == [True, True, False, False]


def test_links_to_other_files_are_named_without_their_folders(tmp_path: Path) -> None:
    workbook = '<workbook xmlns:r="r"><sheets><sheet name="Plan" r:id="a"/></sheets><externalReferences><externalReference r:id="d"/></externalReferences></workbook>'
    relations = (
        '<Relationships><Relationship Id="a" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        '<Relationship Id="d" Type="x/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>'
    )
    link = '<Relationships><Relationship Id="a" Target="file:///C:\\Users\\Amina\\Budget%202026.xlsx" TargetMode="External"/></Relationships>'
    path = save_parts(
        tmp_path / "plan.xlsx",
        {
            **PARTS,
            SHEET: rows(""),
            "xl/workbook.xml": workbook,
            "xl/_rels/workbook.xml.rels": relations,
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": link,
        },
    )
    assert open_book(path).outside_links == ("Budget 2026.xlsx",)


def test_a_workbook_whose_tags_have_a_prefix(tmp_path: Path) -> None:
    sheet = '<x:worksheet xmlns:x="x"><x:sheetData><x:row r="2"><x:c r="B2" t="str"><x:v>Ref</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="B2:C2"/></x:mergeCells></x:worksheet>'
    workbook = '<x:workbook xmlns:r="r" xmlns:x="x"><x:sheets><x:sheet name="Plan" r:id="a"/></x:sheets></x:workbook>'
    read = only_sheet(open_book(save_workbook(tmp_path / "plan.xlsx", sheet, workbook=workbook)))
    assert (texts(read), read.merged) == ({(2, 2): "Ref"}, ((2, 2, 2, 3),))


def test_openpyxl_is_not_loaded_to_read_a_workbook(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "plan.xlsx", rows('<row r="1"><c r="A1"><v>1</v></c></row>'))
    code = "import sys; from logicmodel.reading.grid import open_book; open_book(sys.argv[1]); print('openpyxl' in sys.modules)"
    child = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert child.stdout == "False\n"


# -- .ods -------------------------------------------------------------------------------------------------------------

OPEN_STYLES = """<office:automatic-styles>
<number:percentage-style style:name="N10"><number:number number:decimal-places="0"/><number:text>%</number:text></number:percentage-style>
<number:date-style style:name="N20"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/></number:date-style>
<number:date-style style:name="N21"><number:month number:textual="true"/><number:text>-</number:text><number:year/></number:date-style>
<number:time-style style:name="N22" number:truncate-on-overflow="false"><number:hours/><number:text>:</number:text><number:minutes number:style="long"/></number:time-style>
<number:number-style style:name="N2"><number:number number:decimal-places="2" number:min-integer-digits="1"/></number:number-style>
<style:style style:name="ce1" style:data-style-name="N20"/>
<style:style style:name="ce2" style:data-style-name="N21"/>
<style:style style:name="ce3" style:data-style-name="N22"/>
<style:style style:name="ce4" style:data-style-name="N2"/>
<style:style style:name="ce5"><style:table-cell-properties fo:background-color="#ffc000"/><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="ce6"><style:text-properties style:font-name="Wingdings"/></style:style>
<style:style style:name="T1"><style:text-properties style:text-line-through-type="single"/></style:style>
<style:style style:name="ta1"><style:table-properties table:display="false" style:writing-mode="rl-tb"/></style:style>
</office:automatic-styles>"""


def open_document(tmp_path: Path, table: str) -> Sheet:
    table = f'<table:table table:name="Plan">{table}</table:table>'
    return only_sheet(open_book(save_open_document(tmp_path / "plan.ods", table, OPEN_STYLES)))


@pytest.mark.parametrize(
    ("attributes", "paragraphs", "value", "text"),
    [
        ('office:value-type="string"', "<text:p>two</text:p><text:p>lines</text:p>", "two\nlines", "two\nlines"),
        (
            'office:value-type="string"',
            "<text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d</text:p>",
            "a  b\tc\nd",
            "a  b\tc\nd",
        ),
        ('office:value-type="string"', "<text:p>a\n   <text:span>b</text:span></text:p>", "a b", "a b"),
        ('office:value-type="float" office:value="35"', "<text:p>35.00</text:p>", 35, "35"),
        ('office:value-type="float" office:value="1.1" table:style-name="ce4"', "<text:p>1.10</text:p>", 1.1, "1.10"),
        ('office:value-type="currency" office:value="1234.5"', "<text:p>£1,234.50</text:p>", 1234.5, "1234.5"),
        ('office:value-type="percentage" office:value="0.45"', "<text:p>45%</text:p>", 45, "45%"),
        (
            'office:value-type="date" office:date-value="2026-04-03"',
            "<text:p>03/04/26</text:p>",
            date(2026, 4, 3),
            "2026-04-03",
        ),
        (
            'office:value-type="date" office:date-value="2026-04-03" table:style-name="ce1"',
            "",
            date(2026, 4, 3),
            "2026-04",
        ),
        (
            'office:value-type="date" office:date-value="2026-04-03" table:style-name="ce2"',
            "",
            date(2026, 4, 3),
            "Apr-26",
        ),
        (
            'office:value-type="date" office:date-value="2026-04-03T14:30:00"',
            "",
            datetime(2026, 4, 3, 14, 30),
            "2026-04-03 14:30",
        ),
        ('office:value-type="date"', "<text:p>soon</text:p>", "soon", "soon"),
        ('office:value-type="time" office:time-value="PT14H30M00S"', "", time(14, 30), "14:30"),
        (
            'office:value-type="time" office:time-value="PT06H05M00S" table:style-name="ce3"',
            "",
            timedelta(hours=6, minutes=5),
            "6:05",
        ),
        ('office:value-type="time" office:time-value="PT36H05M00S"', "", timedelta(hours=36, minutes=5), "36:05"),
        ('office:value-type="boolean" office:boolean-value="true"', "<text:p>WAHR</text:p>", True, "TRUE"),
        (
            'table:formula="of:=FALSE()" office:value-type="float" office:value="0"',
            "<text:p>FALSE</text:p>",
            False,
            "FALSE",
        ),
        ('office:value-type="string" table:style-name="ce6"', "<text:p>ü</text:p>", "✓", "✓"),
    ],
)
def test_a_cell_of_an_open_document(tmp_path: Path, attributes: str, paragraphs: str, value: object, text: str) -> None:
    sheet = open_document(
        tmp_path, f"<table:table-row><table:table-cell {attributes}>{paragraphs}</table:table-cell></table:table-row>"
    )
    cell = sheet.cells[1, 1]
    assert (cell.value, cell.text, cell.percent) == (value, text, text == "45%")


def test_formulas_and_errors_of_an_open_document(tmp_path: Path) -> None:
    cells = (
        '<table:table-cell table:formula="of:=[.B2]*12" office:value-type="float" office:value="24"><text:p>24</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=[.B2]*12"/>'
        '<table:table-cell table:formula="of:=[.B2]/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    result, no_result, error = open_document(tmp_path, f"<table:table-row>{cells}</table:table-row>").cells.values()
    assert (result.text, result.no_result) == ("24", False)
    assert (no_result.value, no_result.text, no_result.no_result) == ("", "=B2*12", True)
    assert (error.text, error.error) == ("#DIV/0!", "#DIV/0!")


def test_places_of_an_open_document(tmp_path: Path) -> None:
    sheet = open_document(
        tmp_path,
        """<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>
        <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="9"/></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell/>
          <table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row>
        <table:table-row table:visibility="collapse"><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>y</text:p></table:table-cell>
          <table:covered-table-cell/><table:table-cell><office:annotation><text:p>Ask Amina</text:p></office:annotation><text:p>z</text:p></table:table-cell></table:table-row>
        <table:table-row table:visibility="filter"><table:table-cell table:style-name="ce5"><text:p>w</text:p></table:table-cell>
          <table:table-cell table:style-name="ce5" table:number-columns-repeated="2"/></table:table-row>
        <table:table-row><table:table-cell><text:p><text:span text:style-name="T1">gone</text:span>ne</text:p><draw:frame><text:p>picture</text:p></draw:frame></table:table-cell></table:table-row>""",
    )
    assert texts(sheet) == {
        (4, 2): "x",
        (4, 3): "x",
        (5, 2): "x",
        (5, 3): "x",
        (6, 1): "y",
        (6, 3): "z",
        (7, 1): "w",
        (8, 1): "gonene",
    }
    assert out_of_sight(sheet) == ([6], [7], [2, 3])
    assert (sheet.merged, sheet.comments) == (((6, 1, 7, 2),), ((6, 3),))
    assert sheet.fills == {(7, 1): "FFC000", (7, 2): "FFC000", (7, 3): "FFC000"}
    assert [place for place, cell in sheet.cells.items() if cell.struck] == [(7, 1), (8, 1)]


def test_hidden_sheets_and_links_of_an_open_document(tmp_path: Path) -> None:
    row = "<table:table-row><table:table-cell table:formula=\"of:='file:///home/li/Budget%202026.ods'#$Costs.B2\" office:value-type='float' office:value='3'/></table:table-row>"
    remembered = "<table:table table:name=\"'file:///home/li/Old.ods'#$Costs\"><table:table-row><table:table-cell><text:p>no</text:p></table:table-cell></table:table-row></table:table>"
    tables = f'<table:table table:name="Old" table:style-name="ta1">{row}</table:table>{remembered}'
    book = open_book(save_open_document(tmp_path / "plan.ods", tables, OPEN_STYLES))
    sheet = only_sheet(book)
    assert (sheet.name, sheet.hidden, sheet.right_to_left, texts(sheet)) == ("Old", True, True, {(1, 1): "3"})
    assert book.outside_links == ("Budget 2026.ods", "Old.ods")


# -- .xls -------------------------------------------------------------------------------------------------------------


def record(kind: int, layout: str, *values: object, text: str | None = None) -> bytes:
    body = struct.pack(layout, *values)
    if text is not None:
        body += b"\1" + text.encode("utf-16-le")
    return struct.pack("<HH", kind, len(body)) + body


def old_workbook(*cells: bytes) -> bytes:
    """Make an Excel 97 workbook of one sheet, in which style 1 shows per cent, 2 year and month, 3 a line through."""
    begin, end = record(0x809, "<HHHHII", 0x600, 5, 0, 0, 0, 0), record(0x0A, "")
    fonts = b"".join(
        record(0x31, "<HHHHHBBBBB", 200, flags, 0, 400, 0, 0, 0, 0, 0, 5, text="Arial") for flags in (0, 8)
    )
    formats = record(0x41E, "<HH", 164, 7, text="yyyy-mm")
    styles = b"".join(
        record(0xE0, "<HHHBBBBIIH", font, number_format, 0, 0, 0, 0, 0, 0, pattern << 26, 51)
        for font, number_format, pattern in ((0, 0, 0), (0, 9, 0), (0, 164, 0), (1, 0, 1))
    )
    first, second = (
        record(0xFC, "<IIHB", 2, 2, 4, 0)[4:] + b"What",
        struct.pack("<HBH", 7, 9, 1) + "two".encode("utf-16-le"),
    )
    table = struct.pack("<HH", 0xFC, len(first + second)) + first + second
    rest = b"\0\nend" + bytes(4)
    table += struct.pack("<HH", 0x3C, len(rest)) + rest
    name = record(0x85, "<IBBB", 0, 0, 0, 4, text="Plan")
    before = begin + fonts + formats + styles
    place = len(before + name + table + end)
    name = record(0x85, "<IBBB", place, 0, 0, 4, text="Plan")
    return compound_file(Workbook=before + name + table + end + begin + b"".join(cells) + end)


def test_an_old_workbook(tmp_path: Path) -> None:
    cells = [
        record(0x208, "<HHHHHHHH", 7, 0, 9, 0, 0, 0, 0x20, 0),
        record(0xFD, "<HHHI", 0, 0, 0, 0),
        record(0xFD, "<HHHI", 0, 2, 3, 1),
        record(0x203, "<HHHd", 1, 0, 1, 0.45),
        record(0x27E, "<HHHI", 1, 1, 2, 46115 << 2 | 2),
        record(0xBD, "<HHHIHIH", 1, 2, 0, 35 << 2 | 2, 0, 1250 << 2 | 3, 3),
        record(0x205, "<HHHBB", 2, 0, 0, 1, 0),
        record(0x205, "<HHHBB", 2, 1, 0, 23, 1),
        record(0x06, "<HHHdHIH", 3, 0, 0, 24.0, 0, 0, 0),
        record(0x06, "<HHHBBHHHHIH", 3, 1, 0, 0, 0, 0, 0, 0xFFFF, 0, 0, 0) + record(0x207, "<H", 3, text="yes"),
        record(0x06, "<HHHBBHHHHIH", 3, 2, 0, 2, 0, 42, 0, 0xFFFF, 0, 0, 0),
        record(0x204, "<HHHH", 7, 1, 0, 4, text="Last"),
        record(0xBE, "<HHHHH", 8, 0, 3, 3, 1),
        record(0xE5, "<HHHHH", 1, 0, 1, 0, 3),
        record(0x1C, "<HH", 1, 0),
        record(0x7D, "<HHHHH", 1, 1, 0, 0, 1),
    ]
    path = tmp_path / "plan.xls"
    path.write_bytes(old_workbook(*cells))
    book = open_book(path)
    sheet = only_sheet(book)
    assert (book.file, sheet.name, book.guesses) == ("plan.xls", "Plan", ())
    assert [(place, cell.value, cell.text) for place, cell in sheet.cells.items()] == [
        ((1, 1), "What", "What"),
        ((1, 3), "two\nend", "two\nend"),
        ((2, 1), 45, "45%"),
        ((2, 2), date(2026, 4, 3), "2026-04"),
        ((2, 3), 35, "35"),
        ((2, 4), 12.5, "12.5"),
        ((3, 1), True, "TRUE"),
        ((3, 2), "#REF!", "#REF!"),
        ((4, 1), 24, "24"),
        ((4, 2), "yes", "yes"),
        ((4, 3), "#N/A", "#N/A"),
        ((8, 2), "Last", "Last"),
    ]
    assert [cell.text for cell in sheet.cells.values() if cell.error] == ["#REF!", "#N/A"]
    assert [cell.text for cell in sheet.cells.values() if cell.struck] == ["two\nend"]
    assert out_of_sight(sheet) == ([8], [], [2])
    assert (sheet.merged, sheet.comments) == (((1, 1, 2, 4),), ((2, 1),))
    assert sheet.fills == {(1, 3): "indexed 51", (9, 1): "indexed 51", (9, 2): "indexed 51"}


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.csv", "plan"])
def test_a_workbook_is_known_by_what_is_in_it(tmp_path: Path, name: str) -> None:
    content = old_workbook(record(0x203, "<HHHd", 0, 0, 0, 35.0))
    (tmp_path / name).write_bytes(content)
    assert texts(only_sheet(open_book(tmp_path / name))) == {(1, 1): "35"}
    path = save_workbook(tmp_path / name, rows('<row r="1"><c r="A1"><v>35</v></c></row>'))
    assert (texts(only_sheet(open_book(path))), open_book(path).lines) == ({(1, 1): "35"}, False)
    assert texts(only_sheet(open_book("-", path.read_bytes()))) == {(1, 1): "35"}


# -- .csv and .tsv ----------------------------------------------------------------------------------------------------


def lines(tmp_path: Path, content: bytes | str, name: str = "plan.csv") -> Book:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_book(path)


PLAIN = "Ref,What\nOC1,Café open\n"


@pytest.mark.parametrize(
    ("content", "name", "guesses"),
    [
        (PLAIN.encode(), "plan.csv", ()),
        (PLAIN.encode("utf-8-sig"), "plan.csv", ()),
        (PLAIN.encode("cp1252"), "plan.csv", ("encoding Windows-1252",)),
        (PLAIN.encode("utf-16"), "plan.csv", ("encoding UTF-16",)),
        (PLAIN.encode("utf-16-le"), "plan.csv", ("encoding UTF-16",)),
        (PLAIN.encode("utf-16-be"), "plan.csv", ("encoding UTF-16",)),
        (PLAIN.encode("utf-32"), "plan.csv", ("encoding UTF-32",)),
        (PLAIN.replace(",", ";").encode(), "plan.csv", ("semicolons between columns",)),
        (PLAIN.replace(",", "\t").encode(), "plan.csv", ("tabs between columns",)),
        (PLAIN.replace(",", "\t").encode(), "plan.tsv", ()),
        (PLAIN.replace(",", "|").encode(), "plan.txt", ("upright bars between columns",)),
        (PLAIN.encode(), "plan.tsv", ("commas between columns",)),
        (PLAIN.replace(",", ";").encode("cp1252"), "plan.csv", ("encoding Windows-1252", "semicolons between columns")),
        (PLAIN.replace(",", "\t").encode("utf-16"), "plan.xls", ("encoding UTF-16", "tabs between columns")),
        (PLAIN.replace("\n", "\r\n").encode(), "plan.csv", ()),
        (PLAIN.replace("\n", "\r").encode(), "plan.csv", ()),
    ],
)
def test_encodings_and_separators(tmp_path: Path, content: bytes, name: str, guesses: tuple[str, ...]) -> None:
    book = lines(tmp_path, content, name)
    assert (book.file, book.lines, book.guesses, only_sheet(book).name) == (name, True, guesses, "plan")
    assert texts(only_sheet(book)) == {(1, 1): "Ref", (1, 2): "What", (2, 1): "OC1", (2, 2): "Café open"}


def test_a_first_line_that_names_the_separator_is_row_one_and_no_cell(tmp_path: Path) -> None:
    book = lines(tmp_path, "sep=;\r\nRef;What\r\nOC1;Rest, food\r\n")
    assert book.guesses == ()
    assert texts(only_sheet(book)) == {(2, 1): "Ref", (2, 2): "What", (3, 1): "OC1", (3, 2): "Rest, food"}


@pytest.mark.parametrize(
    ("content", "last_row"),
    [
        ("Name;Base;Aim\na;1,5;2,5\nb;3,5;4,5\n", ["b", "3,5", "4,5"]),
        ("Ref,Leads to\nAC1,OP1; OP2\nAC2,OP1; OP2\n", ["AC2", "OP1; OP2"]),
        ("My plan\n\nRef;What\nOC1;Rest, food and heating\nOC2;Work, pay\n", ["OC2", "Work, pay"]),
        ('Ref,What\nOC1,"one; two; three\n; four"\n', ["OC1", "one; two; three\n; four"]),
        ("Only one column\nof words\n", ["of words"]),
        ("Only one column\nof words; some of them\nand more\n", ["and more"]),
        ("Ref|What|Who\nOC1|a,b|c\nOC2|d|e,f,g\n", ["OC2", "d", "e,f,g"]),
        ("Ref,What,Who\nOC1,a\nOC2,b,c,d\nOC3,e;f\n", ["OC3", "e;f"]),
    ],
)
def test_the_separator_is_the_one_that_cuts_rows_alike(tmp_path: Path, content: str, last_row: list[str]) -> None:
    *_, (_, cells) = only_sheet(lines(tmp_path, content)).rows()
    assert [cell.text for cell in cells.values()] == last_row


def test_rows_are_counted_as_a_spreadsheet_program_counts_them(tmp_path: Path) -> None:
    sheet = only_sheet(lines(tmp_path, 'Ref,What\r\n\nOC1,"two\r\nlines, ""quoted"""\rOC2,last'))
    assert texts(sheet) == {
        (1, 1): "Ref",
        (1, 2): "What",
        (3, 1): "OC1",
        (3, 2): 'two\nlines, "quoted"',
        (4, 1): "OC2",
        (4, 2): "last",
    }


def test_a_quote_after_a_space_and_a_quote_within_a_text(tmp_path: Path) -> None:
    sheet = only_sheet(lines(tmp_path, 'Ref, "What"\nOC1, "Rest, food"\nOC2, 5" pipes\n'))
    assert [sheet.cells[row, 2].text for row in (1, 2, 3)] == ["What", "Rest, food", '5" pipes']


def test_control_characters_are_left_out_and_the_cell_is_kept(tmp_path: Path) -> None:
    sheet = only_sheet(lines(tmp_path, b"Ref,What\nOC1,Rest\x00 and\x07 food\n\x00,tab\there\n"))
    assert texts(sheet) == {(1, 1): "Ref", (1, 2): "What", (2, 1): "OC1", (2, 2): "Rest and food", (3, 2): "tab\there"}


def test_values_of_lines_are_texts(tmp_path: Path) -> None:
    cells = only_sheet(lines(tmp_path, "Aim,Start,Reached\n35,2026-04-03,45%\n")).cells
    assert [cells[2, column].value for column in (1, 2, 3)] == ["35", "2026-04-03", "45%"]


def test_a_cell_of_a_million_letters(tmp_path: Path) -> None:
    assert len(only_sheet(lines(tmp_path, f"a,{'b' * 1_000_000}\n")).cells[1, 2].text) == 1_000_000


def test_standard_input() -> None:
    book = open_book("-", PLAIN.encode())
    assert (book.file, book.lines, only_sheet(book).name) == ("standard input", True, "standard input")
    code = "from logicmodel.reading.grid import open_book; print(len(open_book('-').sheets[0].cells))"
    child = subprocess.run([sys.executable, "-c", code], input=PLAIN.encode(), capture_output=True, check=True)
    assert child.stdout.strip() == b"4"


# -- the same in every kind of file -----------------------------------------------------------------------------------


def test_a_plan_looks_the_same_in_every_kind_of_file(tmp_path: Path) -> None:
    in_lines = only_sheet(lines(tmp_path, "Ref,Aim,Now,Start\nM1,35,45%,2026-04-03\n"))

    def fill_in(workbook: Workbook) -> None:
        workbook.active.append(["Ref", "Aim", "Now", "Start"])
        workbook.active.append(["M1", 35.0, 0.45, date(2026, 4, 3)])
        workbook.active["C2"].number_format = "0%"

    heading = "".join(
        f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("Ref", "Aim", "Now", "Start")
    )
    numbers = (
        "<table:table-cell><text:p>M1</text:p></table:table-cell>"
        '<table:table-cell office:value-type="float" office:value="35"><text:p>35</text:p></table:table-cell>'
        '<table:table-cell office:value-type="percentage" office:value="0.45"><text:p>45%</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2026-04-03"><text:p>3.4.26</text:p></table:table-cell>'
    )
    table = f"<table:table-row>{heading}</table:table-row><table:table-row>{numbers}</table:table-row>"
    assert texts(in_lines) == texts(only_sheet(written(tmp_path, fill_in))) == texts(open_document(tmp_path, table))


# -- files that other people made -------------------------------------------------------------------------------------


@needs_shared_data
@pytest.mark.parametrize(
    ("name", "sizes"),
    [
        ("logframes/indicator-import.xlsx", {"Sheet1": 101, "Sheet2": 0}),
        ("logframes/reach-riverside-logic-model.csv", {"reach-riverside-logic-model": 153}),
        ("hxl/input-broken.xlsx", {"Sheet1": 49675}),
        ("hxl/input-merged.xlsx", {"input-valid": 52}),
        ("kobo/abidjan-2022-xlsform-fr.xls", {"survey": 696, "choices": 778}),
        ("kobo/abidjan-2022-survey-semicolon.csv", {"abidjan-2022-survey-semicolon": 696}),
        (
            "reach-msna/msna-2024-kobo-tool-en-fr.xlsx",
            {"README": 4, "survey": 3392, "choices": 1813, "backup expenditure": 159},
        ),
        ("unhcr-ecuador/marco-monitoreo-activityinfo.xlsx", {"marco monitoreo": 2222}),
        ("unhcr-ecuador/apendice-1-tabla-indicadores.xlsx", {"Sheet2": 87, "Sheet1": 82}),
    ],
)
def test_real_files(name: str, sizes: dict[str, int]) -> None:
    assert {sheet.name: len(sheet.cells) for sheet in open_book(SHARED_DATA / name).sheets} == sizes


@needs_shared_data
def test_an_old_workbook_and_its_lines_say_the_same() -> None:
    survey = open_book(SHARED_DATA / "kobo/abidjan-2022-xlsform-fr.xls").sheets[0]
    saved_as_lines = only_sheet(open_book(SHARED_DATA / "kobo/abidjan-2022-survey-semicolon.csv"))
    assert texts(survey) == texts(saved_as_lines)


@needs_shared_data
def test_hidden_sheets_merges_and_comments_of_a_real_file() -> None:
    first, second = open_book(SHARED_DATA / "unhcr-ecuador/apendice-1-tabla-indicadores.xlsx").sheets
    assert [(sheet.hidden, len(sheet.merged), len(sheet.comments)) for sheet in (first, second)] == [
        (False, 41, 4),
        (True, 18, 4),
    ]
