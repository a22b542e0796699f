"""Text with separators: its encoding, its separator and its rows are found as a spreadsheet program finds them."""

from pathlib import Path

import pytest

from logicmodel.reading.files.grid import Book, open_book
from tests.reading.files import only_sheet, texts


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


def test_arabic_without_a_mark_is_read_as_arabic(tmp_path: Path) -> None:
    path = tmp_path / "needs.csv"
    path.write_bytes("الحاجة,Where\nالمياه,école\n".encode("cp1256"))
    book = open_book(path)
    assert [cell.text for cell in book.sheets[0].cells.values()] == ["الحاجة", "Where", "المياه", "école"]
    assert book.guesses == ("encoding Windows-1256",)
    path.write_bytes("Où,Écoles à réparer,Zoë\n".encode("cp1252"))
    assert open_book(path).guesses == ("encoding Windows-1252",)
