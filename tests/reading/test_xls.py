"""Old Excel files: the values of cells and their places, and nothing of what is to be seen beside them."""

import struct
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import open_book
from tests.reading.files import old_workbook, only_sheet, record, rows, save_workbook, texts


def test_an_old_workbook(tmp_path: Path) -> None:
    cells = [
        record(0x208, "<HHHHHHHH", 7, 0, 9, 0, 0, 0, 0x20, 0),
        record(0xFD, "<HHHI", 1, 1, 0, 0),
        record(0xFD, "<HHHI", 1, 3, 0, 1),
        record(0x27E, "<HHHI", 2, 2, 2, 46115 << 2 | 2),
        record(0xBD, "<HHHIHIH", 2, 3, 0, 35 << 2 | 2, 0, 1250 << 2 | 3, 4),
        record(0x205, "<HHHBB", 3, 1, 0, 1, 0),
        record(0x205, "<HHHBB", 3, 2, 0, 23, 1),
        record(0x06, "<HHHdHIH", 4, 1, 0, 24.0, 0, 0, 0),
        record(0x06, "<HHHBBHHHHIH", 4, 2, 0, 0, 0, 0, 0, 0xFFFF, 0, 0, 0) + record(0x207, "<H", 3, text="yes"),
        record(0x204, "<HHHH", 7, 1, 0, 4, text="Last"),
        record(0x204, "<HHHH", 8, 1, 0, 2, text=" \t"),
        record(0xE5, "<HHHHH", 1, 0, 1, 0, 3),
    ]
    path = tmp_path / "plan.xls"
    path.write_bytes(old_workbook(*cells))
    book = open_book(path)
    sheet = only_sheet(book)
    assert (book.file, book.lines, sheet.name, sheet.hidden) == ("plan.xls", False, "Plan", False)
    assert [(place, cell.value, cell.text) for place, cell in sheet.cells.items()] == [
        ((2, 2), "What", "What"),
        ((2, 4), "two\nend", "two\nend"),
        ((3, 3), date(2026, 4, 3), "2026-04-03"),
        ((3, 4), 35, "35"),
        ((3, 5), 12.5, "12.5"),
        ((4, 2), True, "TRUE"),
        ((5, 2), 24, "24"),
        ((5, 3), "yes", "yes"),
        ((8, 2), "Last", "Last"),
    ]
    assert sheet.merged == ((1, 1, 2, 4),)


def test_what_is_not_seen_in_an_old_workbook_is_said() -> None:
    book = open_book("-", old_workbook(record(0x203, "<HHHd", 0, 0, 0, 35.0)))
    assert book.guesses == ("the fall-back reader, which sees no number formats, colours or error cells",)


def only_cell(content: bytes) -> Cell:
    (cell,) = only_sheet(open_book("-", content)).cells.values()
    return cell


@pytest.mark.parametrize(
    ("number", "value", "text"),
    [
        (3.0, 3, "3"),
        (-5.25, -5.25, "-5.25"),
        (0.1 + 0.2, 0.3, "0.3"),
        (433412.0, 433412, "433412"),
        (1e-7, 1e-7, "0.0000001"),
    ],
)
def test_a_number_of_an_old_workbook(number: float, value: float, text: str) -> None:
    cell = only_cell(old_workbook(record(0x203, "<HHHd", 0, 0, 0, number)))
    assert (cell.value, cell.text, type(cell.value)) == (value, text, type(value))


@pytest.mark.parametrize(
    ("number", "number_format", "value", "text"),
    [
        (46115.0, "dd/mm/yyyy", date(2026, 4, 3), "2026-04-03"),
        (46115.0, "yyyy-mm-dd hh:mm", date(2026, 4, 3), "2026-04-03"),
        (46115.604166667, "yyyy-mm-dd hh:mm", datetime(2026, 4, 3, 14, 30), "2026-04-03 14:30"),
        (46115.6041608, "yyyy-mm-dd hh:mm", datetime(2026, 4, 3, 14, 29, 59), "2026-04-03 14:29:59"),
        (46115.9999999, "yyyy-mm-dd hh:mm", date(2026, 4, 4), "2026-04-04"),
        (0.604166667, "h:mm AM/PM", time(14, 30), "14:30"),
        (0.60430, "h:mm:ss", time(14, 30, 12), "14:30:12"),
        (1.503472222, "[h]:mm", timedelta(hours=36, minutes=5), "36:05"),
        (-0.25, "[h]:mm:ss", timedelta(hours=-6), "-6:00"),
        (1.0, "yyyy-mm-dd", date(1900, 1, 1), "1900-01-01"),
        (61.0, "yyyy-mm-dd", date(1900, 3, 1), "1900-03-01"),
        (99999999.0, "yyyy-mm-dd", 99999999, "99999999"),
    ],
)
def test_a_date_or_time_of_an_old_workbook(number: float, number_format: str, value: object, text: str) -> None:
    cell = only_cell(old_workbook(record(0x203, "<HHHd", 0, 0, 2, number), number_format=number_format))
    assert (cell.value, cell.text) == (value, text)


def test_an_old_workbook_that_counts_from_1904() -> None:
    content = old_workbook(record(0x203, "<HHHd", 0, 0, 2, 44653.0), more=record(0x22, "<H", 1))
    assert only_cell(content).text == "2026-04-03"


@pytest.mark.parametrize("state", [1, 2])
def test_a_hidden_sheet_of_an_old_workbook(state: int) -> None:
    sheet = only_sheet(open_book("-", old_workbook(record(0x203, "<HHHd", 0, 0, 0, 35.0), state=state)))
    assert (sheet.hidden, texts(sheet)) == (True, {(1, 1): "35"})


def test_a_chart_of_an_old_workbook_is_left_out() -> None:
    assert open_book("-", old_workbook(record(0x203, "<HHHd", 0, 0, 0, 35.0), kind=2)).sheets == ()


def test_an_empty_sheet_of_an_old_workbook() -> None:
    assert texts(only_sheet(open_book("-", old_workbook()))) == {}


def test_the_library_for_old_workbooks_is_loaded_for_them_alone(tmp_path: Path) -> None:
    save_workbook(tmp_path / "new.xlsx", rows('<row r="1"><c r="A1"><v>35</v></c></row>'))
    (tmp_path / "old.xls").write_bytes(old_workbook(record(0x203, "<HHHd", 0, 0, 0, 35.0)))
    code = (
        "import sys; from logicmodel.reading.files.grid import open_book\n"
        "for name in ('new.xlsx', 'old.xls'):\n"
        "    print(open_book(name).sheets[0].cells[1, 1].text, 'python_calamine' in sys.modules)"
    )
    child = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert child.stdout.splitlines() == ["35 False", "35 True"]


def test_the_library_writes_nothing_when_it_gives_up(tmp_path: Path) -> None:
    (tmp_path / "plan.xls").write_bytes(old_workbook(struct.pack("<HHB", 0xE5, 1, 9)))  # cut off within merged cells
    code = (
        "import sys; from logicmodel.reading.files.grid import open_book\n"
        "try:\n    open_book('plan.xls')\n"
        "except Exception as refusal:\n    print(type(refusal).__mro__[1].__name__, file=sys.stderr)"
    )
    child = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (child.stdout, child.stderr) == ("", "FileNotReadable\n")
