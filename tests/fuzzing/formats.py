"""Sheets drawn by chance as files of every kind, and files that no program would write."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from xml.sax.saxutils import escape, quoteattr

from tests.fuzzing.chance import Chance, once_in, pick
from tests.fuzzing.grids import Grid, Value, grids
from tests.reading.files import PARTS, old_workbook, record

ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "cp1252",
    "latin-1",
    "utf-32",
    "mac-roman",
    "shift-jis",
    "koi8-r",
)
SEPARATORS = ",;\t|"


# -- lines ------------------------------------------------------------------------------------------------------------


def lines(drawn: Grid, encoding: str, separator: str) -> bytes:
    """Write a sheet as lines; letters that the encoding has not become question marks."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    for row in range(1, max((row for row, _ in drawn.values), default=0) + 1):
        last = max((column for its_row, column in drawn.values if its_row == row), default=0)
        writer.writerow([_typed(drawn.values.get((row, column), "")) for column in range(1, last + 1)])
    return text.getvalue().encode(encoding, "replace")


def _typed(value: Value) -> str:
    return str(value).replace("\x00", "")


# -- workbooks --------------------------------------------------------------------------------------------------------


def workbook(chance: Chance, drawn: Sequence[Grid]) -> bytes:
    """Write sheets as an Excel workbook by hand, with what may stand in one that a library would not write."""
    rels = "".join(
        f'<Relationship Id="s{number}" Type="x/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(len(drawn))
    )
    names = "".join(
        f'<sheet name={quoteattr(_xml(each.name))} r:id="s{number}"{" state=" + chr(34) + "hidden" + chr(34) if each.hidden else ""}/>'
        for number, each in enumerate(drawn)
    )
    parts: dict[str, str | bytes] = {
        **PARTS,
        "xl/workbook.xml": f'<workbook xmlns:r="r"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships>{rels}<Relationship Id="st" Type="x/styles" Target="styles.xml"/>'
        '<Relationship Id="sh" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": "<sst><si><t>Stage</t></si><si><r><rPr><strike/></rPr><t>What</t></r></si></sst>",
    }
    for number, each in enumerate(drawn):
        parts[f"xl/worksheets/sheet{number}.xml"] = _worksheet(chance, each)
    return _broken(chance, _archive(parts))


_STYLES = (
    "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='mmm-yy'/></numFmts><fonts><font/><font><strike/></font></fonts>"
    "<fills><fill/><fill><patternFill patternType='solid'><fgColor rgb='FFFFC000'/></patternFill></fill></fills>"
    "<cellXfs><xf/><xf numFmtId='14'/><xf numFmtId='9'/><xf numFmtId='170'/><xf numFmtId='46'/><xf fontId='1'/>"
    "<xf fillId='1'/></cellXfs></styleSheet>"
)
_ODD_CELLS = (
    '<c r="A1" t="s"><v>1</v></c>',
    '<c t="s"><v>0</v></c>',
    '<c r="B2" t="s"><v>9</v></c>',
    '<c r="C3"><f>SUM(A1:A2)</f></c>',
    '<c r="C3" t="str"><f t="shared" si="0" ref="C3:C9">A1&amp;B1</f><v>x</v></c>',
    '<c r="D4" t="e"><v>#DIV/0!</v></c>',
    '<c r="D4" t="d"><v>2026-04-03T10:20:30</v></c>',
    '<c r="E5" s="3"><v>46115.5</v></c>',
    '<c r="E5" s="4"><v>-1.5</v></c>',
    '<c r="F6" s="6"/>',
    '<c r="XFD1048576"><v>1</v></c>',
    '<c r="G7" t="b"><v>1</v></c><!-- a mark -->',
    '<c r="H8" t="inlineStr"><is><r><t>a</t></r><r><rPr><strike/></rPr><t>b</t></r></is></c>',
    '<c r="I9"><v><![CDATA[7]]></v></c>',
    '<c r="J1" s="99"><v>1e308</v></c>',
)


def _worksheet(chance: Chance, drawn: Grid) -> str:
    rows: dict[int, list[str]] = {}
    for (row, column), value in drawn.values.items():
        rows.setdefault(row, []).append(_cell_xml(row, column, value))
    written = "".join(
        f'<row r="{row}"{" hidden=" + chr(34) + "1" + chr(34) if row in drawn.hidden_rows else ""}>{"".join(cells)}</row>'
        for row, cells in rows.items()
    )
    for _ in range(chance.number(0, 3) if once_in(chance, 3) else 0):
        written += f"<row>{pick(chance, _ODD_CELLS)}</row>"
    merged = "".join(
        f'<mergeCell ref="{_letters(left)}{top}:{_letters(right)}{last}"/>' for top, left, last, right in drawn.merged
    )
    return f"<worksheet><sheetData>{written}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"


def _cell_xml(row: int, column: int, value: Value) -> str:
    place = f'<c r="{_letters(column)}{row}"'
    if isinstance(value, bool):
        return f'{place} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"{place}><v>{value!r}</v></c>"
    if isinstance(value, date):
        days = (datetime(value.year, value.month, value.day) - datetime(1899, 12, 30)).days
        return f'{place} s="1"><v>{days}</v></c>'
    if isinstance(value, time | timedelta):
        return f'{place} s="4"><v>1.5</v></c>'
    if value.startswith("="):
        return f"{place}><f>{escape(_xml(value[1:]))}</f></c>"
    return f'{place} t="inlineStr"><is><t xml:space="preserve">{escape(_xml(value))}</t></is></c>'


def _xml(text: str) -> str:
    """Leave out letters that no XML may hold."""
    return "".join(letter for letter in text if letter in "\t\n" or " " <= letter < "\ufffe" or letter > "\uffff")


def _letters(column: int) -> str:
    rest, last = divmod(column - 1, 26)
    return (_letters(rest) if rest else "") + chr(65 + last)


# -- OpenDocument -----------------------------------------------------------------------------------------------------


def open_document(chance: Chance, drawn: Sequence[Grid]) -> bytes:
    """Write sheets as an OpenDocument workbook by hand."""
    tables = "".join(
        f"<table:table table:name={quoteattr(_xml(each.name))}>{_table_rows(chance, each)}</table:table>"
        for each in drawn
    )
    content = f"<office:document-content><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    return _broken(chance, _archive(parts))


_ODD_ODS = (
    "<table:table-cell/>",
    '<table:table-cell table:number-columns-repeated="16384"/>',
    "<table:covered-table-cell><text:p>under</text:p></table:covered-table-cell>",
    '<table:table-cell office:value-type="percentage" office:value="0.45"><text:p>45%</text:p></table:table-cell>',
    '<table:table-cell office:value-type="date" office:date-value="2026-04-03"><text:p>3 Apr</text:p></table:table-cell>',
    '<table:table-cell office:value-type="time" office:time-value="PT36H05M00S"/>',
    '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
    '<table:table-cell table:formula="of:=[.A1]*2"/>',
    '<table:table-cell table:number-columns-spanned="3" table:number-rows-spanned="2"><text:p>a<text:s text:c="3"/>b</text:p></table:table-cell>',
    '<table:table-cell table:number-columns-repeated="3"><text:p>same</text:p></table:table-cell>',
    "<table:table-cell><office:annotation><text:p>note</text:p></office:annotation><text:p>x</text:p></table:table-cell>",
)


def _table_rows(chance: Chance, drawn: Grid) -> str:
    written = []
    at = 0
    for row in sorted({row for row, _ in drawn.values}):
        if row > at + 1:
            written.append(
                f'<table:table-row table:number-rows-repeated="{row - at - 1}"><table:table-cell/></table:table-row>'
            )
        last = max(column for its_row, column in drawn.values if its_row == row)
        cells = [_ods_cell(drawn.values.get((row, column), "")) for column in range(1, last + 1)]
        if once_in(chance, 5):
            cells.append(pick(chance, _ODD_ODS))
        written.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
        at = row
    return "".join(written)


def _ods_cell(value: Value) -> str:
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>{value}</text:p></table:table-cell>'
    return f"<table:table-cell><text:p>{escape(_xml(str(value)))}</text:p></table:table-cell>"


# -- old Excel files --------------------------------------------------------------------------------------------------


def old(chance: Chance) -> bytes:
    """Write an Excel 97 workbook of a few records by hand."""
    cells = [
        pick(
            chance,
            (
                record(0xFD, "<HHHI", chance.number(0, 9), chance.number(0, 9), 0, chance.number(0, 2)),
                record(0x203, "<HHHd", chance.number(0, 9), chance.number(0, 9), chance.number(0, 2), 46_115.0),
                record(0x205, "<HHHBB", chance.number(0, 9), chance.number(0, 9), 0, 1, chance.number(0, 1)),
                record(0x204, "<HHHH", chance.number(0, 9), chance.number(0, 9), 0, 4, text="Need"),
                record(chance.number(0, 0x8FF), "<HHI", chance.number(0, 999), chance.number(0, 999), 7),
            ),
        )
        for _ in range(chance.number(0, 6))
    ]
    return _broken(chance, old_workbook(*cells, state=chance.number(0, 2)))


# -- anything ---------------------------------------------------------------------------------------------------------


def _archive(parts: dict[str, str | bytes] | dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def _broken(chance: Chance, content: bytes) -> bytes:
    """Break a file now and then: bytes changed, cut out, put in, or cut off."""
    if not once_in(chance, 4) or not content:
        return content
    changed = bytearray(content)
    for _ in range(chance.number(1, 4)):
        at = chance.number(0, len(changed))
        changed[at : at + chance.number(0, 5)] = chance.bytes(5)
    return bytes(changed[: chance.number(0, len(changed))] if once_in(chance, 5) else changed)


def file(chance: Chance) -> tuple[str, bytes]:
    """Draw a file: the ending of its name, and its content."""
    kind = pick(chance, (".csv", ".xlsx", ".ods", ".xls", "bytes"))
    if kind == "bytes":
        return pick(chance, (".csv", ".xlsx", ".xls", ".tsv")), chance.bytes(400)
    if kind == ".xls":
        return kind, old(chance)
    drawn = grids(chance)
    if kind == ".csv":
        return kind, _broken(chance, lines(drawn[0], pick(chance, ENCODINGS), pick(chance, SEPARATORS)))
    return kind, workbook(chance, drawn) if kind == ".xlsx" else open_document(chance, drawn)
