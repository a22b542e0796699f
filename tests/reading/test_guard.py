"""What is refused, and in which words. Every hostile file is made here, byte by byte."""

import os
import struct
import sys
import threading
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from logicmodel import read_plan
from logicmodel.errors import FileNotReadable
from logicmodel.reading.files.grid import open_book
from tests.reading.files import (
    PARTS,
    SHEET,
    compound_file,
    old_workbook,
    outcome_in_a_child,
    record,
    rows,
    save_open_document,
    save_parts,
    save_workbook,
)


def refusal(path: Path | str, standard_input: bytes | None = None) -> str:
    with pytest.raises(FileNotReadable) as caught:
        open_book(path, standard_input)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "!" not in sentence
    return sentence


def refusal_of(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    sentence = refusal(path)
    assert f"“{path.name}”" in sentence
    return sentence


# -- no such file, no such right --------------------------------------------------------------------------------------


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal("pln.xlsx") == "There is no file “pln.xlsx”: check its name and folder."
    assert "There is no file" in refusal(tmp_path / "a folder that is not there" / "plan.xlsx")


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"“{tmp_path}” is a folder: give the name of a workbook that is in it."


@pytest.mark.parametrize("name", ["~$FINAL v7 (2).xlsx", ".~lock.FINAL v7 (2).xlsx#"])
def test_the_lock_file_of_an_office_program_names_the_real_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x05Amina")
    assert refusal(tmp_path / name) == (
        f"“{name}” only marks that “FINAL v7 (2).xlsx” is open in another program: give the name “FINAL v7 (2).xlsx”."
    )


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the right to read cannot be taken away here")
def test_a_file_without_the_right_to_read_it(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "plan.xlsx", rows(""))
    path.chmod(0)
    assert "ask for the right to read it" in refusal(path)


def test_a_name_that_no_file_can_have() -> None:
    assert "could not be opened" in refusal("plan\0.xlsx")
    assert "could not be opened" in refusal("p" * 5000 + ".xlsx")
    with pytest.raises(FileNotReadable, match="could not be opened"):
        read_plan("p" * 5000 + ".csv")


def test_a_name_with_spaces_accents_and_two_hundred_letters(tmp_path: Path) -> None:
    path = tmp_path / f"Été {'très ' * 30}long (2).csv"
    path.write_text("Ref,What\nOC1,Better sleep\n", encoding="utf-8")
    assert open_book(path).file == path.name


# -- other kinds of file ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", bytes(3000)])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    assert "is empty" in refusal_of(tmp_path / "plan.xlsx", content)
    assert "“standard input” is empty" in refusal("-", content)


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("plan.pdf", b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        ("plan.xlsx", b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        ("photo.png", b"\x89PNG\r\n\x1a\n\0\0", "a picture or film"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture or film"),
        ("plan.rtf", b"{\\rtf1\\ansi", "a text document"),
        ("export.xls", b"<html><body><table><tr><td>Ref</td></tr></table></body></html>", "a web page"),
        ("export.xls", b'<?xml version="1.0"?><Workbook/>', "an XML file"),
        ("plan.json", b'{"plan": {"elements": []}}', "a data file (JSON)"),
        ("plan.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00", "a very old Excel file"),
        ("plan.xls", compound_file(Book=b"\x09\x08"), "a very old Excel file"),
        ("plan.doc", compound_file(WordDocument=b"Dear"), "a document of another program"),
        ("plan.slk", b"ID;PWXL;N;E\r\nP;PGeneral\r\n", "a .slk file"),
        ("plan.gz", b"\x1f\x8b\x08\0", "an archive of files"),
    ],
)
def test_another_kind_of_file_is_told_by_what_is_in_it(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    assert refusal_of(tmp_path / name, content) == (
        f"“{name}” is {what}, which is not read: open it and save it as an Excel workbook (.xlsx)."
    )


@pytest.mark.parametrize(
    ("name", "parts", "what"),
    [
        ("plan.docx", {"_rels/.rels": "<a/>", "word/document.xml": "<a/>"}, "a Word document"),
        ("plan.xlsx", {"_rels/.rels": "<a/>", "ppt/presentation.xml": "<a/>"}, "a presentation"),
        ("plan.xlsb", {"_rels/.rels": "<a/>", "xl/workbook.bin": b"\0"}, "a binary Excel workbook (.xlsb)"),
        ("plan.numbers", {"Index/Document.iwa": b"\0"}, "a file of Numbers or Pages"),
        ("plan.odt", {"mimetype": "application/vnd.oasis.opendocument.text"}, "a document without sheets"),
    ],
)
def test_another_kind_of_archive(tmp_path: Path, name: str, parts: dict[str, str | bytes], what: str) -> None:
    sentence = refusal(save_parts(tmp_path / name, {**parts}))
    assert sentence == f"“{name}” is {what}, which is not read: open it and save it as an Excel workbook (.xlsx)."


def test_a_plain_archive(tmp_path: Path) -> None:
    assert "take the workbook out of it" in refusal(save_parts(tmp_path / "plans.zip", {"plan.csv": "Ref"}))


def test_a_table_whose_first_headings_look_like_the_start_of_a_slk_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "needs.csv"
    path.write_text("ID;Problem;Where\nA;No bus;North\n")
    assert len(open_book(path).sheets[0].cells) == 6


def test_a_shortcut_to_a_google_sheet(tmp_path: Path) -> None:
    content = b'{"":"WARNING! DO NOT EDIT THIS FILE!","doc_id":"1xyz","email":"amina@example.org"}'
    assert "is only a shortcut to a Google sheet" in refusal_of(tmp_path / "plan.gsheet", content)


def test_bytes_that_mean_nothing(tmp_path: Path) -> None:
    junk = bytes((number * 7919 + number // 3) % 256 for number in range(5000))
    assert "is no spreadsheet" in refusal_of(tmp_path / "plan.xlsx", junk)
    assert "is no spreadsheet" in refusal_of(tmp_path / "plan.csv", junk)


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    expected = "“plan.xlsx” is protected by a password: open it, remove the password and save it again."
    locked = compound_file(EncryptionInfo=b"\x04\0\x04\0", EncryptedPackage=b"\x99" * 900)
    assert refusal_of(tmp_path / "plan.xlsx", locked) == expected


def test_an_open_document_with_a_password(tmp_path: Path) -> None:
    parts: dict[str, str | bytes | Iterable[str]] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"\x8a\x10\x99",
        "META-INF/manifest.xml": "<manifest:manifest><manifest:encryption-data/></manifest:manifest>",
    }
    assert "is protected by a password" in refusal(save_parts(tmp_path / "plan.ods", parts))


def test_an_old_workbook_with_a_password(tmp_path: Path) -> None:
    stream = b"".join(
        struct.pack("<HH", kind, len(body)) + body for kind, body in ((0x809, b"\0\6" + bytes(14)), (0x2F, bytes(6)))
    )
    assert "is protected by a password" in refusal_of(tmp_path / "plan.xls", compound_file(Workbook=stream))


# -- damaged files ----------------------------------------------------------------------------------------------------


def test_a_workbook_that_is_cut_off(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "plan.xlsx", rows('<row r="1"><c r="A1"><v>35</v></c></row>'))
    whole = path.read_bytes()
    for length in (10, len(whole) // 2, len(whole) - 5):
        assert "is damaged or cut off" in refusal_of(path, whole[:length])


def test_a_workbook_with_bytes_that_were_changed(tmp_path: Path) -> None:
    path = save_workbook(
        tmp_path / "plan.xlsx", rows("".join(f'<row r="{n}"><c><v>{n}</v></c></row>' for n in range(1, 500)))
    )
    content = bytearray(path.read_bytes())
    start = content.index(SHEET.encode()) + len(SHEET)
    content[start + 20 : start + 40] = bytes(20)
    assert "is damaged or cut off" in refusal_of(path, bytes(content))


def test_a_workbook_without_its_sheet(tmp_path: Path) -> None:
    assert "is damaged or cut off" in refusal(save_parts(tmp_path / "plan.xlsx", {**PARTS}))


@pytest.mark.parametrize(
    "sheet",
    [
        '<worksheet><sheetData><row r="1"><c r="A1"><v>1',
        rows('<row r="1"><c r="A1"><v>1</c></v></row>'),
        rows('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
        rows('<row r="1"><c r="ZZZ9999999"><v>1</v></c></row>'),
        '<?xml version="1.0" encoding="rot13"?><worksheet/>',
        "",
    ],
    ids=["cut off", "crossed tags", "no such shared text", "no such place", "no such encoding", "nothing"],
)
def test_a_sheet_that_is_damaged(tmp_path: Path, sheet: str) -> None:
    assert "is damaged or cut off" in refusal(save_workbook(tmp_path / "plan.xlsx", sheet))


def test_an_old_workbook_that_is_cut_off(tmp_path: Path) -> None:
    whole = compound_file(Workbook=b"\x09\x08\x10\0\0\6\5\0" + bytes(3000))
    for length in (40, 700, 1030, len(whole) - 3000):
        assert "is damaged or cut off" in refusal_of(tmp_path / "plan.xls", whole[:length])


def test_a_file_that_is_just_being_saved_is_read_a_moment_later(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "plan.xlsx", rows('<row r="1"><c r="A1"><v>35</v></c></row>'))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    saving = threading.Timer(0.1, path.write_bytes, [whole])
    saving.start()
    assert open_book(path).sheets[0].cells[1, 1].text == "35"
    saving.join()


# -- hostile files ----------------------------------------------------------------------------------------------------

ENTITIES = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declaration", [ENTITIES, OUTSIDE], ids=["laughs", "a file from outside"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities(tmp_path: Path, declaration: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}' + rows('<row><c t="str"><v>&b;</v></c></row>')
    path = save_workbook(tmp_path / "plan.xlsx", xml.encode(encoding))
    assert "declares entities of its own" in refusal(path)


def test_entities_in_an_open_document(tmp_path: Path) -> None:
    parts: dict[str, str | bytes | Iterable[str]] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"{ENTITIES}<office:document-content/>",
    }
    assert "declares entities of its own" in refusal(save_parts(tmp_path / "plan.ods", parts))


def test_a_size_that_is_a_lie(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "plan.xlsx", rows('<row><c t="str"><v>' + "a" * 3_000_000 + "</v></c></row>"))
    lie = path.read_bytes().replace(
        struct.pack("<I", 3_000_000 + len(rows('<row><c t="str"><v></v></c></row>'))), struct.pack("<I", 99)
    )
    assert lie != path.read_bytes()
    assert "is damaged or cut off" in refusal_of(path, lie)


def test_an_archive_of_very_many_parts(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number:0200}", "")
    assert "holds far more than a plan can" in refusal(path)


def many_cells() -> Iterable[str]:
    yield "<worksheet><sheetData>"
    for _ in range(20_000):
        yield f"<row>{'<c/>' * 1000}</row>"
    yield "</sheetData></worksheet>"


def many_filled_cells() -> Iterable[str]:
    yield "<worksheet><sheetData>"
    for number in range(1, 2602):
        yield f'<row r="{number}">' + f"<c><v>{number}</v></c>" * 1000 + "</row>"
    yield "</sheetData></worksheet>"


def one_long_row() -> Iterable[str]:
    yield "<worksheet><sheetData><row>"
    yield from ("<c/>" * 1000 for _ in range(5000))
    yield "</row></sheetData></worksheet>"


def one_long_text() -> Iterable[str]:
    yield '<worksheet><sheetData><row><c t="inlineStr"><is><t>'
    yield from ("a" * 1_000_000 for _ in range(40))
    yield "</t></is></c></row></sheetData></worksheet>"


def one_huge_text() -> Iterable[str]:
    yield '<worksheet><sheetData><row><c t="inlineStr"><is><t>'
    yield from ("a" * 1_000_000 for _ in range(300))
    yield "</t></is></c></row></sheetData></worksheet>"


def one_long_tag() -> Iterable[str]:
    yield '<worksheet><sheetData><row><c r="'
    yield from ("a" * 1_000_000 for _ in range(40))
    yield '"/></row></sheetData></worksheet>'


def tags_in_tags() -> Iterable[str]:
    yield from ("<worksheet>" * 1000 for _ in range(3000))


BOMBS = {
    "many cells.xlsx": many_cells,
    "many filled cells.xlsx": many_filled_cells,
    "one long row.xlsx": one_long_row,
    "one long text.xlsx": one_long_text,
    "one huge text.xlsx": one_huge_text,
    "one long tag.xlsx": one_long_tag,
    "tags in tags.xlsx": tags_in_tags,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_sheet_that_would_fill_the_memory(tmp_path: Path, name: str) -> None:
    outcome = outcome_in_a_child(save_workbook(tmp_path / name, BOMBS[name]()))
    assert "holds far more than a plan can" in outcome or (name == "one long row.xlsx" and "is damaged" in outcome)


def test_one_shared_text_shown_in_very_many_cells(tmp_path: Path) -> None:
    cells = "".join(
        f'<row r="{row}">{"<c t=" + chr(34) + "s" + chr(34) + "><v>0</v></c>"}</row>' for row in range(1, 6000)
    )
    text = f"<sst><si><t>{'a' * 32_000}</t></si></sst>"
    assert "holds far more than a plan can" in refusal(
        save_workbook(tmp_path / "plan.xlsx", rows(cells), sharedStrings=text)
    )


def test_one_cell_repeated_over_a_whole_sheet(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    path = save_open_document(tmp_path / "plan.ods", f'<table:table table:name="Plan">{row}</table:table>')
    assert "holds far more than a plan can" in outcome_in_a_child(path)


def number_at(row: int, column: int) -> bytes:
    return record(0x203, "<HHHd", row, column, 0, 1.0)


HUGE = "holds far more than a plan can"
DAMAGED = "is damaged or cut off"


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ([number_at(0, 0), number_at(65_535, 255)], HUGE),
        ([number_at(0, 0), number_at(65_535, 65_535)], HUGE),
        ([record(0x200, "<IIHHH", 0, 2**32 - 1, 0, 256, 0), number_at(0, 0)], DAMAGED),
        ([record(0x200, "<IIHHH", 5, 3, 0, 256, 0), number_at(0, 0)], DAMAGED),
        ([record(0xFD, "<HHHI", row, 0, 0, 0) for row in range(3000)], HUGE),
        ([record(0x204, "<HHHH", row, 0, 0, 65_535, text="a") for row in range(3000)], HUGE),
        ([record(0xFD, "<HHHI", 0, 0, 0, 7)], DAMAGED),
        ([struct.pack("<HHB", 0xE5, 1, 9)], DAMAGED),
        ([record(0x0809, "<HHHHII", 0x600, 5, 0, 0, 0, 0)], DAMAGED),
    ],
    ids=[
        "opposite corners",
        "beyond the corner",
        "says that it is huge",
        "says that it ends before it begins",
        "one text in many cells",
        "texts that say they are long",
        "no such shared text",
        "the library gives up",
        "a part without end",
    ],
)
def test_an_old_workbook_that_would_fill_the_memory(tmp_path: Path, cells: list[bytes], sentence: str) -> None:
    path = tmp_path / "plan.xls"
    path.write_bytes(old_workbook(*cells, text="a" * 30_000))
    assert sentence in outcome_in_a_child(path)


def test_an_old_workbook_whose_parts_run_in_a_circle(tmp_path: Path) -> None:
    content = bytearray(old_workbook(number_at(0, 0)))
    struct.pack_into("<I", content, 68, len(content) // 512 - 1)  # where to look for more tables of sectors
    circle = struct.pack("<128I", *[0] * 127, len(content) // 512 - 1)
    (tmp_path / "plan.xls").write_bytes(content + circle)
    assert DAMAGED in outcome_in_a_child(tmp_path / "plan.xls")


def test_an_archive_behind_a_damaged_old_workbook_is_not_read(tmp_path: Path) -> None:
    archive = save_workbook(tmp_path / "plan.xlsx", rows('<row r="1"><c r="A1"><v>35</v></c></row>'))
    damaged = old_workbook(record(0x205, "<HHHBB", 0, 0, 0, 99, 1))  # an error that there is not
    assert DAMAGED in refusal_of(tmp_path / "plan.xls", damaged + archive.read_bytes())


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("rows.csv", "a\n" * 2_600_000, "holds far more than a plan can"),
        ("empty rows.csv", "a" + "\n" * 2_200_000, "holds far more than a plan can"),
        ("columns.csv", "1," * 9_000_000, "holds far more than a plan can"),
        ("long cell.csv", "a,b\n1," + "x" * 1_100_000, "a cell in line 2 that is longer than 1,048,576 letters"),
        ("open quote.csv", 'a,b\n"x,1\n' + "y,2\n" * 400_000, "in line 2 that is never closed"),
    ],
)
def test_lines_without_end(tmp_path: Path, name: str, content: str, sentence: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert sentence in outcome_in_a_child(path)


def test_a_file_beyond_measure(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    with path.open("wb") as file:
        file.write(b"a,b\n")
        file.truncate(101_000_000)
    assert "holds far more than a plan can" in refusal(path)


@pytest.mark.parametrize(
    ("heading", "row", "rows", "most"),
    [
        ("Stage,What", "Output,Wells are drilled", 25_001, "25,000"),
        ("Need,Cause", "Water is far,Wells are dry", 10_001, "10,000"),
    ],
)
def test_more_rows_than_any_plan_has_are_refused_before_a_box_is_made_of_each(
    tmp_path: Path, heading: str, row: str, rows: int, most: str
) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(f"{heading}\n" + f"{row}\n" * rows, encoding="utf-8")
    with pytest.raises(FileNotReadable, match=rf"“plan\.csv” has tables of more than {most} rows"):
        read_plan(path)


# -- hostile in looks only --------------------------------------------------------------------------------------------


def test_two_cells_in_opposite_corners_are_read(tmp_path: Path) -> None:
    corners = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    path = save_workbook(tmp_path / "plan.xlsx", rows(corners))
    assert outcome_in_a_child(path) == "read [2]\n"
    assert list(open_book(path).sheets[0].cells) == [(1, 1), (1_048_576, 16_384)]


def test_a_sheet_that_says_it_is_huge_is_read(tmp_path: Path) -> None:
    sheet = '<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="3"><c r="B3"><v>1</v></c></row></sheetData></worksheet>'
    assert list(open_book(save_workbook(tmp_path / "plan.xlsx", sheet)).sheets[0].cells) == [(3, 2)]


def test_a_sheet_that_says_it_is_tiny_is_read(tmp_path: Path) -> None:
    sheet = '<worksheet><dimension ref="A1"/><sheetData><row r="9"><c r="B9"><v>1</v></c></row></sheetData></worksheet>'
    assert list(open_book(save_workbook(tmp_path / "plan.xlsx", sheet)).sheets[0].cells) == [(9, 2)]


def test_empty_rows_and_cells_to_the_end_of_a_sheet_are_read(tmp_path: Path) -> None:
    row = '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    filled = "<table:table-row><table:table-cell><text:p>Last</text:p></table:table-cell></table:table-row>"
    rows_of_sheet = row.format(1_048_000) + filled + row.format(575)
    path = save_open_document(tmp_path / "plan.ods", f'<table:table table:name="Plan">{rows_of_sheet}</table:table>')
    assert open_book(path).sheets[0].cells[1_048_001, 1].text == "Last"


def test_two_cells_far_apart_in_an_old_workbook_are_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.xls"
    path.write_bytes(old_workbook(number_at(0, 0), number_at(65_535, 51)))
    assert outcome_in_a_child(path) == "read [2]\n"
