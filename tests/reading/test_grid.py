"""The same plan looks the same whatever it was saved as, and every cell keeps the place that its author sees."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from logicmodel.reading.files.grid import open_book
from tests.reading.files import (
    old_workbook,
    only_sheet,
    record,
    rows,
    save_open_document,
    save_workbook,
    texts,
    written,
)


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.csv", "plan"])
def test_a_workbook_is_known_by_what_is_in_it(tmp_path: Path, name: str) -> None:
    content = old_workbook(record(0x203, "<HHHd", 0, 0, 0, 35.0))
    (tmp_path / name).write_bytes(content)
    assert texts(only_sheet(open_book(tmp_path / name))) == {(1, 1): "35"}
    path = save_workbook(tmp_path / name, rows('<row r="1"><c r="A1"><v>35</v></c></row>'))
    assert (texts(only_sheet(open_book(path))), open_book(path).lines) == ({(1, 1): "35"}, False)
    assert texts(only_sheet(open_book("-", path.read_bytes()))) == {(1, 1): "35"}


def test_standard_input() -> None:
    book = open_book("-", b"Ref,What\nOC1,Open\n")
    assert (book.file, book.lines, only_sheet(book).name) == ("standard input", True, "standard input")
    code = "from logicmodel.reading.files.grid import open_book; print(len(open_book('-').sheets[0].cells))"
    child = subprocess.run([sys.executable, "-c", code], input=b"Ref,What\nOC1,Open\n", capture_output=True, check=True)
    assert child.stdout.strip() == b"4"


# -- the same in every kind of file -----------------------------------------------------------------------------------


def test_a_plan_looks_the_same_in_every_kind_of_file(tmp_path: Path) -> None:
    in_lines = only_sheet(open_book("-", b"Ref,Aim,Now,Start\nM1,35,45%,2026-04-03\n"))

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
    table = f"<table:table><table:table-row>{heading}</table:table-row><table:table-row>{numbers}</table:table-row></table:table>"
    in_excel = only_sheet(written(tmp_path, fill_in))
    in_open_document = only_sheet(open_book(save_open_document(tmp_path / "plan.ods", table)))
    assert texts(in_lines) == texts(in_excel) == texts(in_open_document)


# -- files that other people made -------------------------------------------------------------------------------------


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
def test_real_files(shared_data: Path, name: str, sizes: dict[str, int]) -> None:
    assert {sheet.name: len(sheet.cells) for sheet in open_book(shared_data / name).sheets} == sizes


def test_an_old_workbook_and_its_lines_say_the_same(shared_data: Path) -> None:
    survey = open_book(shared_data / "kobo/abidjan-2022-xlsform-fr.xls").sheets[0]
    saved_as_lines = only_sheet(open_book(shared_data / "kobo/abidjan-2022-survey-semicolon.csv"))
    assert texts(survey) == texts(saved_as_lines)


def test_hidden_sheets_merges_and_comments_of_a_real_file(shared_data: Path) -> None:
    first, second = open_book(shared_data / "unhcr-ecuador/apendice-1-tabla-indicadores.xlsx").sheets
    assert [(sheet.hidden, len(sheet.merged), len(sheet.comments)) for sheet in (first, second)] == [
        (False, 41, 4),
        (True, 18, 4),
    ]
