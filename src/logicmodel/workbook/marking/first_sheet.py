"""The first sheet of a marked copy, “What we found”: a row for each finding, with a link to its cell."""

from collections.abc import Callable, Sequence

from logicmodel.model import Severity
from logicmodel.saving import cell_text, fitting
from logicmodel.workbook.look import AMBER, lines_of, quoted
from logicmodel.workbook.marking.answers import SEVERITIES, Answers, Line
from logicmodel.workbook.marking.cells import reference_of
from logicmodel.workbook.marking.package import MAIN, Tag

TITLE = "What we found"
HEADING_ROW = 4
"""The row of the headings, which stay in sight and are printed on every page."""

_COLUMNS = (("Where", 22), ("What is wrong", 58), ("What to type", 58), ("Code", 9), ("Severity", 17))
_HOW_IT_IS_MARKED = (
    "Amber cells have a note with the same words. “!” before a Ref says that something on its row is to be put right."
)
_SEVERITY_STYLES = {SEVERITIES[Severity.ERROR]: "amber", SEVERITIES[Severity.WARNING]: "light"}
_LINE_HEIGHT = 15  # points
_HIGHEST_ROW = 409


class _Sheet:
    """The sheet while it is written, row by row."""

    def __init__(self, style: Callable[[str], int]) -> None:
        from lxml import etree

        self.root = etree.Element(f"{{{MAIN}}}worksheet", nsmap={None: MAIN})
        self._style = style
        self._row = 0
        self._links: list[tuple[str, str, str]] = []

    def child(self, name: str, parent: Tag | None = None, **attributes: str) -> Tag:
        """Add a tag."""
        from lxml import etree

        return etree.SubElement(self.root if parent is None else parent, f"{{{MAIN}}}{name}", attributes)

    def skip(self) -> None:
        """Leave a row empty."""
        self._row += 1

    def write(self, data: Tag, texts: Sequence[tuple[str, str]], height: float | None = None) -> None:
        """Write a row of texts, each with the name of its style; an empty text without a style is no cell."""
        self._row += 1
        row = self.child("row", data, r=str(self._row))
        for column, (text, style) in enumerate(texts, 1):
            if style:
                cell = self.child("c", row, r=reference_of(self._row, column), s=str(self._style(style)))
                if text:
                    cell.set("t", "inlineStr")
                    written = self.child("t", self.child("is", cell))
                    written.text = cell_text(fitting(text))
                    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        lines = max(lines_of(text, width) for (text, _), (_, width) in zip(texts, _COLUMNS, strict=False))
        row.set("ht", f"{height or min(4 + _LINE_HEIGHT * lines, _HIGHEST_ROW):g}")

    def link(self, column: int, location: str, text: str) -> None:
        """Let a cell of the row written last lead to another."""
        self._links.append((reference_of(self._row, column), location, text))

    def links(self) -> None:
        """Write all links."""
        if self._links:
            listed = self.child("hyperlinks")
            for reference, location, text in self._links:
                self.child("hyperlink", listed, ref=reference, location=location, display=text)


def first_sheet(answers: Answers, style: Callable[[str], int]) -> Tag:
    """Write the sheet; `style` gives the number of a style by its name."""
    sheet = _Sheet(style)
    settings = sheet.child("sheetPr")
    sheet.child("tabColor", settings, rgb=f"FF{AMBER}")
    sheet.child("pageSetUpPr", settings, fitToPage="1")
    view = sheet.child("sheetView", sheet.child("sheetViews"), tabSelected="1", showGridLines="0", workbookViewId="0")
    sheet.child(
        "pane",
        view,
        ySplit=str(HEADING_ROW),
        topLeftCell=f"A{HEADING_ROW + 1}",
        activePane="bottomLeft",
        state="frozen",
    )
    sheet.child("selection", view, pane="bottomLeft", activeCell=f"A{HEADING_ROW + 1}", sqref=f"A{HEADING_ROW + 1}")
    sheet.child("sheetFormatPr", defaultRowHeight=str(_LINE_HEIGHT))
    columns = sheet.child("cols")
    for number, (_, width) in enumerate(_COLUMNS, 1):
        sheet.child("col", columns, min=str(number), max=str(number), width=str(width), customWidth="1")
    _rows(sheet, answers)
    sheet.links()
    sheet.child("pageMargins", left="0.4", right="0.4", top="0.5", bottom="0.7", header="0.3", footer="0.35")
    sheet.child("pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
    sheet.child("oddFooter", sheet.child("headerFooter")).text = "&L&A&R&P / &N"
    return sheet.root


def _rows(sheet: _Sheet, answers: Answers) -> None:
    data = sheet.child("sheetData")
    sheet.write(data, [(TITLE, "title")], height=28)
    sheet.write(data, [(answers.summary, "line")], height=18)
    sheet.write(data, [(_HOW_IT_IS_MARKED if answers.notes else "", "line")], height=18)
    sheet.write(data, [(heading, "heading") for heading, _ in _COLUMNS])
    for line in answers.lines:
        _line(sheet, data, line)
    if answers.waived:
        _section(sheet, data, "What you decided to live with", "What it says", "Why")
        for line in answers.waived:
            _line(sheet, data, line)
    if answers.unchecked:
        _section(sheet, data, "What was not checked", "What would be checked", "Why not yet")
        for line in answers.unchecked:
            _line(sheet, data, line)


def _section(sheet: _Sheet, data: Tag, title: str, what: str, why: str) -> None:
    sheet.skip()
    sheet.write(data, [(title, "section")], height=22)
    sheet.write(data, [("Where", "heading"), (what, "heading"), (why, "heading"), ("Code", "heading"), ("", "heading")])


def _line(sheet: _Sheet, data: Tag, line: Line) -> None:
    severity = _SEVERITY_STYLES.get(line.severity, "quiet")
    sheet.write(
        data,
        [
            (line.where, "link" if line.cell else "quiet"),
            (line.what, "text"),
            (line.advice, "text"),
            (line.code, "quiet"),
            (line.severity, severity),
        ],
    )
    if line.cell:
        sheet.link(1, f"{quoted(line.cell.sheet)}!{reference_of(line.cell.row, line.cell.column)}", line.where)
