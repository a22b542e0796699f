"""Excel workbooks: every cell keeps its place and its text, and what is to be seen beside them."""

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from logicmodel import Theory, check, read_plan
from logicmodel.reading.files.grid import open_book
from tests.reading.files import (
    PARTS,
    SHEET,
    cell_of,
    only_sheet,
    out_of_sight,
    rows,
    save_parts,
    save_workbook,
    texts,
    written,
)

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
    code = "import sys; from logicmodel.reading.files.grid import open_book; open_book(sys.argv[1]); print('openpyxl' in sys.modules)"
    child = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert child.stdout == "False\n"


@pytest.mark.parametrize("more", ['<c r="C9"/>', ""], ids=["any cells", "plain cells"])
def test_of_a_cell_that_stands_twice_the_last_is_shown_and_the_other_is_told(tmp_path: Path, more: str) -> None:
    table = [("Ref", "Stage", "What"), ("AC1", "Activity", "Cook"), ("OC1", "Outcome", "Nobody is hungry")]
    texts = [text for row in table for text in row] + ["Serve"]
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    cells = [
        "".join(f'<c r="{"ABC"[at]}{row}" t="s"><v>{texts.index(text)}</v></c>' for at, text in enumerate(its))
        for row, its in enumerate(table, 1)
    ]
    cells[1] += f'<c r="C2" t="s"><v>{len(table) * 3}</v></c>{more}'
    sheet = rows("".join(f'<row r="{row}">{its}</row>' for row, its in enumerate(cells, 1)))
    plan = read_plan(save_workbook(tmp_path / "plan.xlsx", sheet, sharedStrings=f"<sst>{shared}</sst>"))
    assert [box.text for box in plan.elements] == ["Serve", "Nobody is hungry"]
    assert [(use.text, use.fate) for use in plan.account if str(use.place) == "Plan, cell C2"] == [
        ("Serve", "used"),
        ("Cook", "left_out"),
    ]
    assert len(plan.account) == plan.filled == 10
    (finding,) = check(Theory(plan), select=["D026"])
    assert (
        str(finding.place),
        finding.message,
    ) == ("Plan, cell C2", "The cell stands in the file twice: “Serve” is used, “Cook” is not.")
