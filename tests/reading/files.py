"""Files as programs write them, made here part by part, and what is looked at in what is read from them."""

import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from openpyxl import Workbook

from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Book, Sheet, open_book

# -- what was read ----------------------------------------------------------------------------------------------------


def only_sheet(book: Book) -> Sheet:
    (sheet,) = book.sheets
    return sheet


def texts(sheet: Sheet) -> dict[tuple[int, int], str]:
    return {place: cell.text for place, cell in sheet.cells.items()}


def out_of_sight(sheet: Sheet) -> tuple[list[int], list[int], list[int]]:
    return sorted(sheet.hidden_rows), sorted(sheet.filtered_rows), sorted(sheet.hidden_columns)


# -- Excel workbooks --------------------------------------------------------------------------------------------------

PARTS = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="Plan" sheetId="1" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": "<Relationships>"
    '<Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="b" Type="x/sharedStrings" Target="sharedStrings.xml"/>'
    '<Relationship Id="c" Type="x/styles" Target="styles.xml"/></Relationships>',
}
SHEET = "xl/worksheets/sheet1.xml"


def rows(xml: str) -> str:
    return f"<worksheet><sheetData>{xml}</sheetData></worksheet>"


def save_parts(path: Path, parts: dict[str, str | bytes | Iterable[str]]) -> Path:
    """Write a zip archive of parts; long ones come in pieces."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            with archive.open(name, "w") as part:
                for piece in [content] if isinstance(content, str | bytes) else content:
                    part.write(piece if isinstance(piece, bytes) else piece.encode())
    return path


def save_workbook(path: Path, sheet: str | bytes | Iterable[str], **more: str) -> Path:
    """Write a workbook of one sheet; `more` replaces or adds parts of the folder xl: styles, sharedStrings, workbook."""
    return save_parts(path, {**PARTS, SHEET: sheet, **{f"xl/{name}.xml": text for name, text in more.items()}})


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


# -- OpenDocument workbooks -------------------------------------------------------------------------------------------


def save_open_document(path: Path, sheets: str, styles: str = "") -> Path:
    content = f"<office:document-content>{styles}<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    return save_parts(path, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


# -- old Excel files --------------------------------------------------------------------------------------------------


def compound_file(**streams: bytes) -> bytes:
    """Put streams into a compound file, the container of .xls files and of everything that has a password."""
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    tables = sum(len(content) for content in padded.values()) // 60_000 + 1
    table = [0xFFFFFFFD] * tables + [0xFFFFFFFE]  # these tables themselves, and the directory
    directory = struct.pack("<64sHB49xII4x", "Root Entry".encode("utf-16-le"), 22, 5, 0xFFFFFFFE, 0)
    body = b""
    for name, content in padded.items():
        sectors = -(-len(content) // 512)
        directory += struct.pack(
            "<64sHB49xII4x", name.encode("utf-16-le"), 2 * len(name) + 2, 2, len(table), len(content)
        )
        table += [*range(len(table) + 1, len(table) + sectors), 0xFFFFFFFE]
        body += content.ljust(sectors * 512, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack(f"<{tables}I", *range(tables)).ljust(436, b"\xff")
    content = header + struct.pack(f"<{len(table)}I", *table).ljust(tables * 512, b"\xff")
    return content + directory.ljust(512, b"\0") + body


def record(kind: int, layout: str, *values: object, text: str | None = None) -> bytes:
    body = struct.pack(layout, *values)
    if text is not None:
        body += b"\1" + text.encode("utf-16-le")
    return struct.pack("<HH", kind, len(body)) + body


def old_workbook(
    *cells: bytes,
    number_format: str = "yyyy-mm-dd",
    state: int = 0,
    kind: int = 0,
    text: str = "What",
    more: bytes = b"",
) -> bytes:
    """Make an Excel 97 workbook of one sheet and two shared texts, in which style 1 shows per cent, 2 a given format.

    `state` is 1 for a hidden sheet; `kind` is 2 for a chart; `more` are records about the whole workbook.
    """
    begin, end = record(0x809, "<HHHHII", 0x600, 5, 0, 0, 0, 0), record(0x0A, "")
    formats = record(0x41E, "<HH", 164, len(number_format), text=number_format)
    styles = b"".join(record(0xE0, "<HHHBBBBIIH", 0, each, 0, 0, 0, 0, 0, 0, 0, 0) for each in (0, 9, 164))
    texts_of_table = struct.pack("<IIHB", 2, 2, len(text), 0) + text.encode("latin-1")
    texts_of_table += struct.pack("<HBH", 7, 9, 1) + "two".encode("utf-16-le")  # goes on in the record that follows
    table = struct.pack("<HH", 0xFC, len(texts_of_table)) + texts_of_table
    table += record(0x3C, "<BBBBBI", 0, *b"\nend", 0)
    before = begin + more + formats + styles
    place = len(before + record(0x85, "<IBBB", 0, state, kind, 4, text="Plan") + table + end)
    name = record(0x85, "<IBBB", place, state, kind, 4, text="Plan")
    return compound_file(Workbook=before + name + table + end + begin + b"".join(cells) + end)


# -- in a process of its own ------------------------------------------------------------------------------------------

ASK_IN_A_CHILD = """
import sys
if sys.platform == "linux":
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
from logicmodel.errors import FileNotReadable
from logicmodel.reading.files.grid import open_book
try:
    print("read", [len(sheet.cells) for sheet in open_book(sys.argv[1]).sheets])
except FileNotReadable as refusal:
    print(str(refusal).encode("ascii", "replace").decode())
"""


def outcome_in_a_child(path: Path) -> str:
    """Open a file in a process of its own, on Linux with one GiB of memory and ten seconds of the processor."""
    child = subprocess.run([sys.executable, "-c", ASK_IN_A_CHILD, path], capture_output=True, text=True, check=False)
    assert (child.returncode, child.stderr) == (0, "")
    return child.stdout
