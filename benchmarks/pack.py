"""How long a whole evidence pack takes, beside bare libraries that write the same texts into the same files.

Run it as `python -m benchmarks.pack [runs]`. The plan has 60 boxes. The yardstick writes every paragraph and table of the
documents with python-docx, every cell of the workbooks with openpyxl, and sets the texts of the documents once with typst,
which is what counting pages costs. It checks nothing, protects nothing, draws nothing and knows no plan.
"""

import json
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO

import typst
from docx import Document
from openpyxl import Workbook, load_workbook

from benchmarks.drawing import seconds
from benchmarks.measuring import Measured, side_by_side
from benchmarks.plans import plan_of_size
from logicmodel.config import Config
from logicmodel.model import Audience
from logicmodel.packing import Origin, Pack, PackedFile, pack
from logicmodel.sharing import shared
from logicmodel.theory import Theory

BOXES = 60

DAY = date(2026, 5, 1)

Rows = list[list[str]]


def whole_pack() -> Pack:
    """Make a pack for a funder, from the plan to the bytes: gate, protection, check, reports, drawing."""
    config = Config(audience=Audience.FUNDER, today=DAY)
    protected = shared(Theory(plan_of_size(BOXES)), config)
    return pack(protected, config, Origin(name="plan.xlsx", sha256="0" * 64), made_on=DAY)


def texts_of(document: PackedFile) -> tuple[list[str], list[Rows]]:
    """Give the paragraphs and the tables of a document."""
    read = Document(BytesIO(document.data))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in read.tables]
    return [paragraph.text for paragraph in read.paragraphs], tables


def sheets_of(workbook: PackedFile) -> list[Rows]:
    """Give the cells of a workbook, sheet by sheet."""
    read = load_workbook(BytesIO(workbook.data), read_only=True)
    return [[["" if cell is None else str(cell) for cell in row] for row in sheet.values] for sheet in read.worksheets]


def bare_document(paragraphs: list[str], tables: list[Rows]) -> None:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    for rows in tables:
        made = document.add_table(len(rows), len(rows[0]))
        for row, typed in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, typed, strict=False):
                cell.text = text
    document.save(BytesIO())


def bare_pages(paragraphs: list[str], tables: list[Rows]) -> None:
    texts = [*paragraphs, *(text for rows in tables for row in rows for text in row)]
    source = "#for text in json(bytes(sys.inputs.texts)) [#par(text)]"
    typst.compile(source.encode("utf-8"), format="pdf", sys_inputs={"texts": json.dumps(texts)})


def bare_workbook(sheets: list[Rows]) -> None:
    book = Workbook()
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(BytesIO())


def bare_libraries(made: Pack) -> Callable[[], None]:
    """Give a run that writes the texts of a pack with the libraries alone."""
    documents = [texts_of(each) for each in made.files if each.name.endswith(".docx")]
    workbooks = [sheets_of(each) for each in made.files if each.name.endswith(".xlsx")]

    def run() -> None:
        for paragraphs, tables in documents:
            bare_document(paragraphs, tables)
            bare_pages(paragraphs, tables)
        for sheets in workbooks:
            bare_workbook(sheets)

    return run


def rows(runs: int = 3) -> list[Measured]:
    """Measure a whole pack beside bare libraries that write the same texts."""
    bare = bare_libraries(whole_pack())
    what, yardstick = f"an evidence pack of {BOXES} boxes", "python-docx, openpyxl, typst: the same texts"
    return [side_by_side(what, whole_pack, yardstick, bare, runs=runs)]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    made = whole_pack()
    ours, bare = seconds(whole_pack, runs), seconds(bare_libraries(made), runs)
    print(f"{BOXES} boxes, {len(made.files)} files, {made.pages} pages, median of {runs} runs")
    print(f"whole pack, from the plan to the bytes   {ours:7.2f} s")
    print(f"bare libraries, the same texts           {bare:7.2f} s")
    print(f"ratio                                    {ours / bare:7.2f}")


if __name__ == "__main__":
    main()
