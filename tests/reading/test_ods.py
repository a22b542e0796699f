"""OpenDocument workbooks: the same plan as an Excel workbook shows."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from logicmodel.reading.files.grid import Sheet, open_book
from tests.reading.files import only_sheet, out_of_sight, save_open_document, texts

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
<style:style style:name="ce7"><style:paragraph-properties fo:margin-left="0.706cm"/></style:style>
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


def test_a_text_that_is_moved_in_by_its_style_has_its_steps(tmp_path: Path) -> None:
    """LibreOffice moves a text in by ten points, 0.353 cm, a step."""
    cells = '<table:table-cell office:value-type="string"><text:p>Homes are warm</text:p></table:table-cell>'
    under = cells.replace("<table:table-cell", '<table:table-cell table:style-name="ce7"')
    sheet = open_document(tmp_path, f"<table:table-row>{cells}{under}</table:table-row>")
    assert sheet.indents == {(1, 2): 2}
