"""Papers as workbooks: numbers and days as such, texts as texts, ready to sort, to filter and to print."""

import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from logicmodel import report
from logicmodel.model import Amount, When
from logicmodel.reporting import REPORTS, write_paper
from logicmodel.reporting.paper import Grid, Paper
from logicmodel.saying import Table, Words, amount_said, choice_said, number_said, ours, own, when_said
from tests.drawing.plans import arabic, young_carers
from tests.reporting.papers import TABLE, paper_with


def sheets_of(paper: Paper) -> dict[str, Worksheet]:
    book = openpyxl.load_workbook(BytesIO(write_paper(paper, "xlsx", {})))
    return {sheet.title: sheet for sheet in book.worksheets}


def test_there_is_a_sheet_for_each_table_and_one_for_the_rest() -> None:
    assert list(sheets_of(paper_with())) == ["Measures", "About this report"]


@pytest.mark.parametrize("typed", ["٣٥٪", "35 per cent", "35%"])
def test_a_share_is_one_in_the_workbook_too_however_its_sign_is_written(typed: str) -> None:
    said = amount_said(Amount(text=typed, value=Decimal(35), state="number", unit="%"), "%")
    table = Table(caption="", headings=("Measure", "Now"), rows=(((ours("M1"),), (said,)),))
    (sheet, *_) = sheets_of(paper_with(Grid(table=table))).values()
    assert [(cell.value, cell.number_format) for cell in sheet["B"] if isinstance(cell.value, float)] == [(0.35, "0%")]


def test_numbers_are_numbers_and_days_are_days() -> None:
    sheet = sheets_of(paper_with())["Measures"]
    assert [(cell.value, cell.number_format) for cell in sheet[7][1:]] == [
        (0.22, "0%"),
        (0.315, "0.0%"),
        (12400, '"£"#,##0'),
        (datetime(2027, 3, 1), "d mmmm yyyy"),
    ]


def test_a_number_keeps_the_unit_that_the_paper_shows() -> None:
    days = (Words("21 half days", "own", Decimal(21), "half days"),)
    score = (Words("4", "own", Decimal(4), "score"),)
    table = Table(caption="Now", headings=("What", "Now", "Score"), rows=(((own("Absence"),), (days,), (score,)),))
    row = sheets_of(paper_with(Grid(table=table, sheet="Now")))["Now"][6]
    assert [(cell.value, cell.number_format) for cell in row[1:]] == [(21, '#,##0\\ "half days"'), (4, "#,##0")]


def test_yes_and_no_stay_words() -> None:
    said = [amount_said(Amount(text=text, value=Decimal(value)), "yes/no") for text, value in (("no", 0), ("yes", 1))]
    table = Table(caption="", headings=("Now", "Aim"), rows=(tuple((each,) for each in said),))
    row = sheets_of(paper_with(Grid(table=table, sheet="All")))["All"][6]
    assert [cell.value for cell in row] == ["no", "yes"]


def test_months_years_steps_of_a_scale_and_shares_can_be_worked_with() -> None:
    said = (
        when_said(When(text="2027-06", first=date(2027, 6, 1), precision="month")),
        when_said(When(text="2023", first=date(2023, 1, 1), precision="year")),
        choice_said("How serious", "5"),
        choice_said("How often", "3 visits"),
        number_said(42, "%"),
    )
    table = Table(caption="", headings=tuple("abcde"), rows=(tuple((each,) for each in said),))
    row = sheets_of(paper_with(Grid(table=table, sheet="All")))["All"][6]
    assert [(cell.value, cell.number_format) for cell in row] == [
        (datetime(2027, 6, 1), "mmmm yyyy"),
        (datetime(2023, 1, 1), "yyyy"),
        (5, '#,##0\\ "Severe"'),
        ("3 visits", "General"),
        (0.42, "0%"),
    ]


def test_a_number_with_its_day_beneath_it_is_a_number_that_shows_its_day() -> None:
    day = when_said(When(text="2026-03", first=date(2026, 3, 1), precision="month"))
    now = ((Words("32.5 %", "own", Decimal("32.5"), "%"),), day)
    table = Table(caption="", headings=("Baseline", "Target"), rows=((now, (day, day)),))
    sheet = sheets_of(paper_with(Grid(table=table, sheet="All")))["All"]
    assert (sheet["A6"].value, sheet["A6"].number_format) == (0.325, '0.0%" (March 2026)"')
    assert sheet.column_dimensions["A"].width >= len("32.5 % (March 2026)")
    assert sheet["B6"].value == "March 2026\nMarch 2026"


@pytest.mark.parametrize("name", [None, *REPORTS])
def test_no_number_that_stands_alone_is_text(name: str | None) -> None:
    book = openpyxl.load_workbook(BytesIO(report(young_carers(), "xlsx", template=name).data))
    cells = (cell for sheet in book.worksheets[:-1] for row in sheet.iter_rows(min_row=6) for cell in row)
    alone = re.compile(r"[£€$]?[\d.,]+\s?%?|\d* ?(January|March|June|September|December) \d{4}")
    assert [cell.value for cell in cells if isinstance(cell.value, str) and alone.fullmatch(cell.value)] == []


def test_texts_that_look_like_formulas_stay_texts() -> None:
    sheet = sheets_of(paper_with())["Measures"]
    assert [(cell.value, cell.data_type) for cell in sheet[8][:4]] == [
        ("=HYPERLINK(1)", "s"),
        ("+44 20\n@home", "s"),
        ("not set yet", "s"),
        ("-12", "s"),
    ]
    assert all(sheet.cell(8, column).quotePrefix for column in (1, 2, 4))
    with zipfile.ZipFile(BytesIO(write_paper(paper_with(), "xlsx", {}))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_title_and_facts_stand_above_and_the_headings_stay_in_sight() -> None:
    sheet = sheets_of(paper_with())["Measures"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "Young carers",
        "Version of: 2 March 2026 · Status: Agreed",
        "Everything – What is measured",
    ]
    assert [cell.value for cell in sheet[5]] == list(TABLE.headings)
    assert sheet.freeze_panes == "B6"
    assert sheet.auto_filter.ref == "A5:E8"


def test_a_sheet_prints_lying_and_as_wide_as_the_paper() -> None:
    sheet = sheets_of(paper_with(paper="letter"))["Measures"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 1)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$5:$5"


def test_what_stands_in_no_table_is_on_the_last_sheet() -> None:
    said = [row[0].value for row in sheets_of(paper_with())["About this report"].iter_rows()]
    for text in ("What leads.", "• a point", "1. first", "Place: Millbrook", "One leads to another", "   • Step"):
        assert text in said


def test_rows_are_high_enough_for_letters_as_wide_as_those_of_chinese() -> None:
    def height(statement: str) -> float:
        table = Table(caption="", headings=("What", "Now"), rows=(((own(statement),), (ours("12"),)),))
        sheet = sheets_of(paper_with(Grid(table=table, shares=(1, 4), sheet="Needs")))["Needs"]
        return float(sheet.row_dimensions[6].height)

    assert height("学" * 80) == height("ab" * 80) > height("a" * 80)


def test_names_of_sheets_are_fit_and_never_twice_the_same() -> None:
    names = sheets_of(paper_with(*[Grid(table=TABLE, sheet="Needs: what/who? [all] of a very long name")] * 3))
    assert all(len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == 4


def test_nobody_is_named_and_the_same_paper_gives_the_same_bytes() -> None:
    data = write_paper(paper_with(), "xlsx", {})
    properties = openpyxl.load_workbook(BytesIO(data)).properties
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert b"openpyxl" not in archive.read("docProps/core.xml")
    assert properties.lastModifiedBy is None
    assert (properties.title, properties.language) == ("Young carers", "en")
    assert data == write_paper(paper_with(), "xlsx", {})


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_a_workbook_that_can_be_opened(name: str) -> None:
    book = openpyxl.load_workbook(BytesIO(report(young_carers(), "xlsx", template=name).data))
    assert book.worksheets
    turned = openpyxl.load_workbook(BytesIO(report(arabic(), "xlsx", template=name).data))
    assert all(sheet.sheet_view.rightToLeft for sheet in turned.worksheets)


def test_texts_that_begin_in_arabic_run_from_right_to_left_and_others_as_they_begin() -> None:
    table = Table(caption="Now", headings=("What", "الآن"), rows=(((own("«لي مكان هنا» (12)"),), (own("Clubs"),)),))
    sheet = sheets_of(paper_with(Grid(table=table, sheet="Now")))["Now"]
    orders = {str(cell.value): cell.alignment.readingOrder for row in sheet.iter_rows() for cell in row if cell.value}
    assert (orders["«لي مكان هنا» (12)"], orders["الآن"], orders["What"], orders["Clubs"]) == (2, 2, 0, 0)
