"""A workbook with all that people put into workbooks, made as a spreadsheet program would save it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import ColorScaleRule, FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

PLAN = [
    ["Ref", "Stage", "What", "Leads to", "Cost"],
    ["AC1", "Activity", "Run a weekly group", "OP1", 1200],
    ["OP1", "Output", "90 young people come to the group", "OC9", 35],
    ["OC1", "Outcome", "Young people have friends to turn to", None, None],
    ["AC2", "Activity", "Print a newsletter", None, 450.5],
]

Parts = dict[str, bytes]


def rich_workbook() -> bytes:
    """Make a plan with a chart, a picture, rules of colours, lists, notes, names, hidden sheets, links and more."""
    book = Workbook()
    plan = book.active
    plan.title = "Plan"
    for row in PLAN:
        plan.append(row)
    plan["E6"] = "=SUM(E2:E5)"
    plan["A2"].fill = PatternFill("solid", start_color="1F4E66")
    plan["A2"].font = Font(color="FFFFFF", bold=True, italic=True)
    plan["D3"].alignment = Alignment(horizontal="right", textRotation=45)
    plan["E5"].number_format = "#,##0.00"
    plan["D3"].comment = Comment("Ask Ana about this.", "Ana")
    plan["C2"].comment = Comment("Since 2019.", "Ana")
    plan["C4"].hyperlink = "https://example.org/friends"
    plan.column_dimensions["C"].width = 47.5
    plan.column_dimensions["G"].hidden = True
    plan.row_dimensions[3].height = 44
    plan.merge_cells("G2:H3")
    plan["G2"] = "Both"
    plan.freeze_panes = "B2"
    plan.conditional_formatting.add("A2:B5", FormulaRule(['$B2="Output"'], fill=PatternFill(bgColor="DDF0E6")))
    plan.conditional_formatting.add("E2:E5", ColorScaleRule("min", None, "FF0000", "max", None, "00FF00"))
    stages = DataValidation(type="list", formula1='"Activity,Output,Outcome"')
    stages.add("B2:B50")
    plan.add_data_validation(stages)
    plan.print_title_rows = "1:1"
    plan.print_area = "A1:H6"
    chart = BarChart()
    chart.add_data(Reference(plan, min_col=5, min_row=1, max_row=5), titles_from_data=True)
    plan.add_chart(chart, "J2")
    money = book.create_sheet("Money")
    money.append(["Item", "Sum"])
    money.append(["Room", "=Plan!E6*2"])
    money.add_table(Table(displayName="Money_table", ref="A1:B2"))
    money.auto_filter.ref = "D1:E2"
    notes = book.create_sheet("Old notes")
    notes["A1"] = "Nobody reads this."
    notes.sheet_state = "hidden"
    money.protection.sheet = True
    book.defined_names["Costs"] = DefinedName("Costs", attr_text="Plan!$E$2:$E$5")
    money.defined_names["Here"] = DefinedName("Here", attr_text="Money!$A$1")
    book.active = 1
    saved = io.BytesIO()
    book.save(saved)
    return changed(saved.getvalue(), _with_what_openpyxl_cannot_write)


def changed(workbook: bytes, change: Callable[[Parts], None]) -> bytes:
    """Change parts of a workbook as bytes."""
    parts = parts_of(workbook)
    change(parts)
    return zipped(parts)


def parts_of(workbook: bytes) -> Parts:
    """Give the parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Put parts together."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def put_in(parts: Parts, part: str, before: str, text: str) -> None:
    """Put text before another in a part, where it stands last."""
    content = parts[part].decode()
    at = content.rindex(before)
    parts[part] = (content[:at] + text + content[at:]).encode()


def picture() -> bytes:
    """Make a picture of one red point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
            chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")),
            chunk(b"IEND", b""),
        )
    )


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_PICTURE = f"""<xdr:oneCellAnchor xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{_OFFICE}"><xdr:from><xdr:col>1</xdr:col>
<xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="900000" cy="900000"/>
<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="9" name="Our logo" descr="Our logo"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>
<a:blip r:embed="rId77"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/>
<a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>
<xdr:clientData/></xdr:oneCellAnchor>"""

_SPARKLINES = """<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings><x14:conditionalFormatting
xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="dataBar" priority="7"
id="{00000000-000E-0000-0000-000001000000}"><x14:dataBar minLength="0" maxLength="100"><x14:cfvo type="autoMin"/>
<x14:cfvo type="autoMax"/></x14:dataBar></x14:cfRule><xm:sqref>E2:E5</xm:sqref></x14:conditionalFormatting>
</x14:conditionalFormattings></ext></extLst>"""


def _with_what_openpyxl_cannot_write(parts: Parts) -> None:
    """Add a picture in the drawing of the chart, and a rule of colours of the newer kind."""
    parts["xl/media/image1.png"] = picture()
    content = parts["[Content_Types].xml"].decode()
    at = content.index("<Default")
    parts["[Content_Types].xml"] = (
        content[:at] + '<Default Extension="png" ContentType="image/png"/>' + content[at:]
    ).encode()
    drawing = parts["xl/drawings/drawing1.xml"].decode()
    end = drawing[drawing.rindex("</") :]
    put_in(parts, "xl/drawings/drawing1.xml", end, _PICTURE)
    put_in(
        parts,
        "xl/drawings/_rels/drawing1.xml.rels",
        "</Relationships>",
        f'<Relationship Id="rId77" Type="{_OFFICE}/image" Target="../media/image1.png"/>',
    )
    put_in(parts, "xl/worksheets/sheet1.xml", "</worksheet>", _SPARKLINES)
