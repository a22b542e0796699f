"""Files made to take long or to fill memory: each has to be read or refused within 30 seconds and 1 GiB.

Run it as `python -m benchmarks.worst`; with words after it, for the files whose names hold one of them. Each file is read
in a process of its own.
"""

import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks.measuring import alone, memory_text
from benchmarks.reading import PARTS

LONGEST = 30  # seconds of the processor, which other programs hardly change
LARGEST = 2**30  # bytes

CHECK = (
    "from logicmodel import Theory, check, read_plan\ndef findings():\n    return len(check(Theory(read_plan(path))))\n"
)

READ = (
    "from logicmodel import read_plan\n"
    "from logicmodel.errors import LogicModelError\n"
    "def boxes():\n"
    "    try:\n"
    "        return len(read_plan(path).elements)\n"
    "    except LogicModelError as refusal:\n"
    "        return -1\n"
)

Grid = Iterable[Iterable[str]]


def lines(rows: Grid) -> Iterator[str]:
    """Write rows as lines."""
    return (",".join(row) + "\n" for row in rows)


def sheet(rows: Iterable[str], after: str = "") -> Iterator[str]:
    """Write the XML of rows as a sheet."""
    yield "<worksheet><sheetData>"
    yield from rows
    yield f"</sheetData>{after}</worksheet>"


def xml_rows(rows: Grid) -> Iterator[str]:
    """Write rows of texts as the XML of a sheet."""
    for number, row in enumerate(rows, 1):
        cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row)
        yield f'<row r="{number}">{cells}</row>'


PLAN = ("Ref", "Stage", "What", "Leads to")
NEEDS = ("Need", "Who it affects", "How many", "Cause", "Area")


def plan(number: int, leads_to: str) -> tuple[str, ...]:
    """Give a row of a plan."""
    return f"B{number}", ("Activity", "Output", "Outcome")[number % 3], f"Families meet in street {number}", leads_to


def letters(column: int) -> str:
    """Give the letters of a column that is counted from 0."""
    rest, last = divmod(column, 26)
    return (letters(rest - 1) if rest else "") + chr(65 + last)


def repeated(text: str, times: int) -> Iterator[str]:
    """Give a text again and again, without holding all of it."""
    return (text for _ in range(times))


def blocks(number: int) -> Iterator[tuple[str, ...]]:
    """Give tables one under the other, with three empty rows between them."""
    for at in range(number):
        yield from (PLAN, plan(at, ""), (), (), ())


FILES: dict[str, Callable[[], Iterable[str]]] = {
    "million empty styled rows.xlsx": lambda: sheet(f'<row r="{row}" s="1"><c r="A{row}" s="1"/></row>' for row in range(1, 1_000_001)),
    "16384 columns.xlsx": lambda: sheet(xml_rows([[f"What {at}" for at in range(16_384)] for _ in range(30)])),
    "16384 known headings.xlsx": lambda: sheet(xml_rows([["What", "Stage", "Leads to", "Output"] * 4096 for _ in range(30)])),
    "5461 tables side by side.xlsx": lambda: sheet(
        '<row>' + "".join(f'<c r="{letters(at)}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
        for at in range(0, 16_380, 4) for text in ("What",)) + "</row>" for row in range(1, 60)
    ),
    "42000 merged cells.xlsx": lambda: sheet(
        xml_rows([PLAN, *(plan(number, "") for number in range(42_000))]),
        "<mergeCells>" + "".join(f'<mergeCell ref="B{row}:ZZ{row + 900}"/>' for row in range(1, 42_001)) + "</mergeCells>",
    ),
    "100000 boxes.xlsx": lambda: sheet(xml_rows([PLAN, *(plan(number, f"B{number + 1}") for number in range(100_000))])),
    "100000 broken Refs.csv": lambda: lines([PLAN, *(plan(number, f"X{number}") for number in range(100_000))]),
    "100000 wrong words for Refs.csv": lambda: lines(
        [PLAN, *(plan(number, f"the families of street {number}") for number in range(100_000))]
    ),
    "100000 boxes with one Ref.csv": lambda: lines([PLAN, *(("B1", *plan(number, "B1")[1:]) for number in range(100_000))]),
    "one box leads to 100000.csv": lambda: lines(
        [PLAN, plan(0, "; ".join(f"B{number}" for number in range(1, 100_000))), *(plan(number, "") for number in range(1, 100_000))]
    ),
    "100000 needs.csv": lambda: lines(
        [NEEDS, *((f"Homes in street {number} are cold", "Tenants", str(number), f"Cause {number}; Rents rise", "North") for number in range(100_000))]
    ),
    "200000 unique words.csv": lambda: lines(
        [("Activities", "Outputs", "Outcomes", "Impact"), *((f"Visit {number}", f"Homes {number} are seen", f"Family {number} is well", f"Street {number} is calm") for number in range(50_000))]
    ),
    "unique words in a known column.xlsx": lambda: sheet(xml_rows([PLAN, *((f"AC{number}", f"Stage {number}", f"What {number}", "") for number in range(100_000))])),
    "deep numbers.csv": lambda: lines(
        [("No.", "What"), *((".".join(map(str, range(1, 1 + depth % 3000))), f"Result {depth}") for depth in range(1, 9000))]
    ),
    "logframe of 100000 rows.csv": lambda: lines(
        [("Level", "What", "Indicators", "Means of verification", "Assumptions"),
         *(((f"Output {number}", "Activity", "Outcome")[number % 3], f"Street {number} is calm", f"Number of {number}", "Survey", "Rain falls") for number in range(100_000))]
    ),
    "survey of 5000 columns.csv": lambda: lines(
        [("_uuid", "start", *(f"q{number}" for number in range(5000))), *((f"u{row}", "2026-03-01T09:30:00", *(str((row + at) % 5) for at in range(5000))) for row in range(150))]
    ),
    "one line of 50 MB.csv": lambda: repeated("word," * 1000, 10_000),
    "one cell of 50 MB.csv": lambda: repeated("words " * 1000, 8_300),
    "quotation marks.csv": lambda: repeated('"' * 1000, 40_000),
    "20000 tables on a sheet.csv": lambda: lines(blocks(20_000)),
    "million lines of a letter.csv": lambda: repeated("a\n", 1_000_000),
    "hashtags.csv": lambda: lines([("#sector", "#affected", "#adm1")] * 100_000),
    "one heading 300000 times.csv": lambda: lines([("What",)] * 300_000),
    "900000 boxes of two cells.csv": lambda: lines([PLAN[1:3], *(plan(number, "")[1:3] for number in range(900_000))]),
    "as many rows as a plan may have.csv": lambda: lines(
        [(*PLAN, *(f"Note {at}" for at in range(11))), *((*plan(number, f"B{number + 1}"), *(f"{number} {at}" for at in range(11))) for number in range(119_000))]
    ),
}  # fmt: skip


CHECKED: dict[str, Callable[[], Iterable[str]]] = {
    "texts that fill their cells.csv": lambda: lines(
        [PLAN, *((*plan(number, "")[:2], f"{number} " + " ".join(f"word {(number * at) % 997}" for at in range(3400)), "") for number in range(1000))]
    ),
}  # fmt: skip
"""Files whose plans are checked as well; the number of findings stands for the boxes."""


def write(path: Path, pieces: Iterable[str]) -> None:
    """Write pieces as a file of lines or, by its ending, as the one sheet of a workbook."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(pieces)
        return
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, xml in PARTS.items():
            archive.writestr(name, xml)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for piece in pieces:
                part.write(piece.encode())


def write_many_sheets(path: Path, number: int) -> None:
    """Write a workbook of many sheets."""
    relations = "".join(
        f'<Relationship Id="s{at}" Type="x/worksheet" Target="worksheets/{at}.xml"/>' for at in range(number)
    )
    sheets = "".join(f'<sheet name="S{at}" r:id="s{at}"/>' for at in range(number))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", PARTS["_rels/.rels"])
        archive.writestr("xl/workbook.xml", f'<workbook xmlns:r="r"><sheets>{sheets}</sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{relations}</Relationships>")
        for at in range(number):
            archive.writestr(f"xl/worksheets/{at}.xml", "".join(sheet(xml_rows([PLAN, plan(at, "")]))))


def main() -> None:
    """Read each file and print what it took."""
    failed = []
    print("| file | boxes | seconds | memory |\n|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for name, pieces in {**FILES, **CHECKED, "999 sheets.xlsx": None, "10000 sheets.xlsx": None}.items():
            if sys.argv[1:] and not any(word in name for word in sys.argv[1:]):
                continue
            path = Path(folder) / name
            if pieces is None:
                write_many_sheets(path, int(name.split()[0]))
            else:
                write(path, pieces())
            run = alone(CHECK, "findings()", path) if name in CHECKED else alone(READ, "boxes()", path)
            path.unlink()
            boxes = "refused" if run.found < 0 else f"{run.found:,}"
            print(f"| {name} | {boxes} | {run.at_work:.1f} | {memory_text(run.memory)} |", flush=True)
            if run.at_work > LONGEST or (run.memory or 0) > LARGEST:
                failed.append(name)
    if failed:
        sys.exit(f"too long or too large: {', '.join(failed)}")


if __name__ == "__main__":
    main()
