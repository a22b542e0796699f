"""What workbooks of every kind say beside their cells is kept, wherever a program has put it."""

import struct
from pathlib import Path

import pytest

from logicmodel.reading.files.grid import open_book
from tests.reading.files import (
    PARTS,
    SHEET,
    old_workbook,
    only_sheet,
    out_of_sight,
    record,
    rows,
    save_open_document,
    save_parts,
    save_workbook,
)

SAID = "Ask Mrs Okafor"
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>Cook</t></is></c></row>'


@pytest.mark.parametrize(
    ("part", "xml", "what"),
    [
        ("customXml/item1.xml", f"<client><who>{SAID}</who></client>", "property"),
        ("docProps/custom.xml", f'<Properties><property name="{SAID}"/></Properties>', "property"),
        ("xl/diagrams/data1.xml", f"<d:m xmlns:d='d'><d:t>{SAID}</d:t></d:m>", "picture"),
        ("xl/drawings/vmlDrawing1.vml", f"<xml><textbox><div>{SAID}</div></textbox></xml>", "picture"),
        ("xl/drawings/drawing1.xml", "<w><p><r><t>Ask Mrs</t></r><r><t> Okafor</t></r></p></w>", "picture"),
        ("xl/charts/chart1.xml", f"<c><strCache><pt><v>{SAID}</v></pt></strCache></c>", "picture"),
        ("xl/tables/table1.xml", f'<table comment="{SAID}"/>', "name"),
        ("xl/connections.xml", f'<connections><connection description="{SAID}"/></connections>', "part"),
        ("xl/threadedComments/threadedComment1.xml", f"<c><text>{SAID}</text></c>", "comment"),
        ("xl/persons/person.xml", f'<list><person displayName="{SAID}"/></list>', "author"),
    ],
)
def test_every_part_of_an_excel_workbook_is_gone_through(part: str, xml: str, what: str, tmp_path: Path) -> None:
    path = save_parts(tmp_path / "plan.xlsx", {**PARTS, SHEET: rows(ROW), part: xml})
    assert [(each.what, each.text) for each in open_book(path).beside] == [(what, SAID)]


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        (f'<conditionalFormatting><cfRule text="{SAID}"/></conditionalFormatting>', "rule"),
        (f"<conditionalFormatting><cfRule><formula>{SAID}</formula></cfRule></conditionalFormatting>", "rule"),
        (f'<autoFilter><filters><filter val="{SAID}"/></filters></autoFilter>', "rule"),
        (f'<scenarios><scenario comment="{SAID}"/></scenarios>', "rule"),
        (f'<hyperlinks><hyperlink ref="A1" tooltip="{SAID}"/></hyperlinks>', "rule"),
        (f'<dataValidations><dataValidation prompt="{SAID}"/></dataValidations>', "list"),
        (f"<headerFooter><oddHeader>&amp;C{SAID}</oddHeader></headerFooter>", "header"),
    ],
)
def test_what_stands_behind_the_rows_of_a_sheet_is_kept(xml: str, what: str, tmp_path: Path) -> None:
    sheet = f"<worksheet><sheetData>{ROW}</sheetData>{xml}</worksheet>"
    book = open_book(save_workbook(tmp_path / "plan.xlsx", sheet))
    assert [(each.what, each.text, each.sheet) for each in book.beside] == [(what, SAID, "Plan")]


def test_what_programs_write_for_themselves_is_left_out(tmp_path: Path) -> None:
    names = r'<workbook><absPath url="C:\Users\Ana Ruiz\"/><v id="{00000000-000E-0000-0000-000001000000}"/></workbook>'
    path = save_parts(tmp_path / "plan.xlsx", {"xl/workbook.xml": names})
    assert open_book(path).beside == ()


def test_a_file_in_a_workbook_is_counted(tmp_path: Path) -> None:
    path = save_parts(tmp_path / "plan.xlsx", {"xl/workbook.xml": "<workbook/>", "xl/embeddings/list.docx": b"PK"})
    assert open_book(path).embedded == 1


def test_a_row_without_height_and_a_column_without_width_are_out_of_sight(tmp_path: Path) -> None:
    cells = "".join(f'<c r="{letter}1" t="inlineStr"><is><t>x</t></is></c>' for letter in "AB")
    columns = '<cols><col min="2" max="2" width="0" customWidth="1"/></cols>'
    sheet = f'<worksheet>{columns}<sheetData><row r="1" ht="0" customHeight="1">{cells}</row></sheetData></worksheet>'
    found = only_sheet(open_book(save_workbook(tmp_path / "plan.xlsx", sheet)))
    assert out_of_sight(found) == ([1], [], [2])


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        (f"<office:annotation><dc:creator>Ask </dc:creator><text:p>{SAID}</text:p></office:annotation>", "comment"),
        (f"<draw:frame><svg:desc>{SAID}</svg:desc></draw:frame>", "picture"),
        (f"<draw:frame><draw:text-box><text:p>{SAID}</text:p></draw:text-box></draw:frame>", "picture"),
    ],
)
def test_what_lies_over_the_cells_of_an_open_document_is_kept(xml: str, what: str, tmp_path: Path) -> None:
    cell = f"<table:table-row><table:table-cell>{xml}<text:p>Cook</text:p></table:table-cell></table:table-row>"
    path = save_open_document(tmp_path / "plan.ods", f'<table:table table:name="Plan">{cell}</table:table>')
    book = open_book(path)
    found = [(each.what, each.text, each.sheet) for each in book.beside if each.what != "author"]
    assert found == [(what, SAID, "Plan")]
    assert {cell.text for cell in only_sheet(book).cells.values()} == {"Cook"}


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        (f"<table:content-validations><table:help-message><text:p>{SAID}</text:p></table:help-message></table:content-validations>", "list"),
        (f'<table:named-expressions><table:named-expression table:name="{SAID}"/></table:named-expressions>', "name"),
        (f"<table:tracked-changes><text:p>{SAID}</text:p></table:tracked-changes>", "part"),
    ],
)  # fmt: skip
def test_what_an_open_document_says_of_its_sheets_is_kept(xml: str, what: str, tmp_path: Path) -> None:
    book = open_book(save_open_document(tmp_path / "plan.ods", f'{xml}<table:table table:name="Plan"/>'))
    assert [(each.what, each.text) for each in book.beside] == [(what, SAID)]
    assert book.tracked_changes == (what == "part")


def test_properties_headers_and_charts_of_an_open_document_are_kept(tmp_path: Path) -> None:
    path = save_parts(
        tmp_path / "plan.ods",
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": "<office:document-content/>",
            "styles.xml": "<office:styles><style:header><text:p>Head</text:p></style:header></office:styles>",
            "meta.xml": "<office:meta><dc:creator>Ana Ruiz</dc:creator><dc:title>Title</dc:title></office:meta>",
            "Object 1/content.xml": "<office:chart><chart:title><text:p>Chart</text:p></chart:title></office:chart>",
        },
    )
    assert {(each.what, each.text) for each in open_book(path).beside} == {
        ("header", "Head"),
        ("author", "Ana Ruiz"),
        ("property", "Title"),
        ("picture", "Chart"),
    }


@pytest.mark.parametrize(
    ("kind", "before", "what", "kept"),
    [
        (0x14, b"", "header", SAID),
        (0x1BE, b"\x01\x02\x03\x04", "list", SAID),
        (0x1B1, b"\x01\x02", "rule", SAID),
        (0x100D, b"\x00\x00", "picture", SAID),
    ],
)
def test_records_of_an_old_workbook_beside_its_cells_are_read(kind: int, before: bytes, what: str, kept: str) -> None:
    for letters in (SAID.encode("latin-1"), SAID.encode("utf-16-le")):
        flag = int(len(letters) > len(SAID))
        body = before + struct.pack("<HB", len(SAID), flag) + letters
        book = open_book("-", old_workbook(struct.pack("<HH", kind, len(body)) + body))
        assert [(each.what, each.text, each.sheet) for each in book.beside] == [(what, kept, "Plan")]


def test_notes_and_hidden_rows_and_columns_of_an_old_workbook_are_seen() -> None:
    note = record(0x1C, "<HHHH", 0, 0, 0, 1)
    is_note = record(0x5D, "<HHHHH", 0x15, 6, 0x19, 1, 0)
    text = record(0x1B6, "<HH", 0, 0) + record(0x3C, "<B14s", 0, SAID.encode("latin-1"))
    hidden = record(0x208, "<HHHHHHHH", 1, 0, 2, 255, 0, 0, 0x20, 0) + record(0x7D, "<HHHHH", 1, 1, 2000, 0, 1)
    cells = [record(0x203, "<HHHd", row, column, 0, 35.0) for row, column in ((0, 0), (1, 1))]
    book = open_book("-", old_workbook(hidden, *cells, is_note, text, note))
    assert [(each.what, each.text) for each in book.beside] == [("comment", SAID)]
    assert only_sheet(book).comments == ((1, 1),)
    assert out_of_sight(only_sheet(book)) == ([2], [], [2])


def test_texts_in_formulas_that_show_something_else_are_kept(tmp_path: Path) -> None:
    link = "HYPERLINK(&quot;mailto:ana@example.org&quot;,&quot;the lead&quot;)"
    cell = f'<row r="1"><c r="A1" t="str"><f>{link}</f><v>the lead</v></c></row>'
    book = open_book(save_workbook(tmp_path / "plan.xlsx", rows(cell)))
    assert ("formula", "mailto:ana@example.org") in [(each.what, each.text) for each in book.beside]
    table = (
        f'<table:table table:name="Plan"><table:table-row><table:table-cell table:formula="of:={link}" '
        'office:value-type="string"><text:p>the lead</text:p></table:table-cell></table:table-row></table:table>'
    )
    book = open_book(save_open_document(tmp_path / "plan.ods", table))
    assert ("formula", "mailto:ana@example.org") in [(each.what, each.text) for each in book.beside]
