"""How long reading a large workbook takes, and how much memory, beside libraries that only fetch its cells.

Run it as `python -m benchmarks.reading`; with a number after it, for so many rows. The workbook is one long sheet Plan of
twenty columns, as Excel writes it: texts in the list of shared texts, numbers, and dates as formatted numbers;
but for a few, all cells are filled. “Grid” is what the first step of reading makes: each cell with its place and what its author sees.
“Plan” is all of reading: boxes, arrows, and an account of every cell.

Each run is a process of its own that reads the file once; imports are not counted. Memory is the most that it held.
"""

import random
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.measuring import Measured, alone, in_turn, memory_text

ROWS = 100_000
ROWS_OF_A_PLAN = 25_000  # as many as are read as one

COLUMNS = (
    *("Ref", "Stage", "What", "Leads to", "For whom", "Because", "What must be true", "How many", "Who leads", "With"),
    *(
        "Start",
        "End",
        "Cost",
        "Cost heading",
        "Funded by",
        "Kind of change",
        "Short label",
        "Level",
        "Notes",
        "How likely",
    ),
)

READERS = {
    "plan": ("from logicmodel import read_plan", "len(read_plan(path).elements)"),
    "grid": ("from logicmodel.reading.files.grid import open_book", "len(open_book(path).sheets[0].cells)"),
    "calamine": (
        "from python_calamine import CalamineWorkbook",
        "len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())",
    ),
    "openpyxl": (
        "from openpyxl import load_workbook",
        "sum(1 for _ in load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True))",
    ),
}
"""How a program reads the workbook: what it imports, and an expression."""


# -- the workbook -----------------------------------------------------------------------------------------------------


def write_workbook(path: Path, rows: int) -> None:
    """Write a plan of so many boxes, the same for the same number, as Excel would: texts shared, dates as numbers."""
    shared: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, xml in PARTS.items():
            archive.writestr(name, xml)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet {_MAIN}><sheetData>'.encode())
            for number, cells in enumerate(_rows(rows), 1):
                written = "".join(_cell(number, column, cell, shared) for column, cell in enumerate(cells))
                sheet.write(f'<row r="{number}" spans="1:20">{written}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
        archive.writestr("xl/sharedStrings.xml", f"<sst {_MAIN}>{texts}</sst>")


def _rows(rows: int) -> Iterator[tuple[str | int | float, ...]]:
    chance = random.Random(11)
    yield COLUMNS
    for number in range(1, rows + 1):
        stage = ("Activity", "Output", "Short-term outcome", "Long-term outcome")[number % 4]
        yield (
            f"B{number}",
            stage,
            f"Families in area {number} {chance.choice(('cook at home', 'have a warm home', 'meet their neighbours'))}",
            f"B{number + chance.randint(1, 9)}" if number + 9 < rows and number % 4 != 3 else "",
            chance.choice(("Families", "Young carers", "Tenants")),
            chance.choice(("They try it out together", "Home cooking costs less", "They know whom to ask")),
            chance.choice(("Rents stay low", "Parents let them come", "Schools take part")),
            chance.randint(5, 400),
            chance.choice(("Family worker", "Coordinator", "Volunteers")),
            chance.choice(("Schools", "Council", "Library")),
            Date(46_023 + chance.randint(0, 300)),
            Date(46_400 + chance.randint(0, 900)),
            chance.randint(100, 90_000) / 2,
            chance.choice(("Staff", "Materials", "Travel")),
            chance.choice(("This grant", "Council")),
            chance.choice(("Knowledge", "Skill", "Attitude")),
            f"Area {number}",
            chance.choice(("Individual or family", "Community")),
            f"Agreed with group {chance.randint(1, 5000)}",
            chance.randint(1, 5),
        )


class Date(int):
    """A day as Excel counts it."""


_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KINDS}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KINDS}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_RELATIONS}">'
    '<sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet {_MAIN}><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


def _cell(row: int, column: int, cell: str | int | float, shared: dict[str, int]) -> str:
    if cell == "":
        return ""
    place = f"{chr(65 + column)}{row}"
    if isinstance(cell, str):
        return f'<c r="{place}" t="s"><v>{shared.setdefault(cell, len(shared))}</v></c>'
    style = ' s="1"' if isinstance(cell, Date) else ""
    return f'<c r="{place}"{style}><v>{int(cell) if isinstance(cell, Date) else cell}</v></c>'


# -- measuring --------------------------------------------------------------------------------------------------------


def rows(runs: int = 3) -> list[Measured]:
    """Measure the grid, and a whole plan, beside calamine."""
    return [
        _beside_calamine("grid", "all cells as shown", ROWS, 2, runs),
        _beside_calamine("plan", "the whole plan", ROWS_OF_A_PLAN, None, runs),
    ]


def _beside_calamine(name: str, what: str, many: int, aim: float | None, runs: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        write_workbook(path, many)
        taken = in_turn({each: READERS[each] for each in (name, "calamine")}, path, runs)
    return Measured(
        what=f"reading {many:,} rows × {len(COLUMNS)} columns: {what} ({memory_text(taken[name].memory)})",
        seconds=taken[name].seconds,
        yardstick="python-calamine, the same file into lists",
        yardstick_seconds=taken["calamine"].seconds,
        aim=aim,
    )


def main() -> None:
    """Write the workbook, let each reader read it once, and print time and memory."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS_OF_A_PLAN
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        write_workbook(path, many)
        print(f"{many:,} rows × {len(COLUMNS)} columns, {path.stat().st_size / 1e6:.0f} MB\n")
        print("| reader | seconds | memory |\n|---|--:|--:|")
        for name in READERS:
            run = alone(*READERS[name], path)
            print(f"| {name} | {run.seconds:.2f} | {memory_text(run.memory)} |", flush=True)


if __name__ == "__main__":
    main()
