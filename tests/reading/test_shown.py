"""A number is read as its author sees it: a date, a share of a hundred, a time, a length of time."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from logicmodel.reading.files.filled_cells import Cell
from tests.reading.files import cell_of


def shown_as(tmp_path: Path, number: str, number_format: str, more: str = "") -> Cell:
    """Give the cell in which a stored number is shown by a number format."""
    styles = (
        f'<styleSheet><numFmts><numFmt numFmtId="164" formatCode="{number_format}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    workbook = f'<workbook xmlns:r="r">{more}<sheets><sheet name="Plan" r:id="a"/></sheets></workbook>'
    return cell_of(tmp_path, f'<c r="A1" s="1"><v>{number}</v></c>', styles=styles, workbook=workbook)


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
