"""A paper as a document of Word: real styles, header rows that repeat, pictures with their words, no text boxes."""

import struct
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from logicmodel.patterns import pattern_of
from logicmodel.reporting.columns import AROUND, printed_rows, shares_of
from logicmodel.reporting.heights import ACROSS, HIGH, POINTS
from logicmodel.reporting.media.word_document import (
    name_east_asian,
    new_list,
    numbering_of,
    opened,
    smallest_letters,
    turn,
    word_template,
)
from logicmodel.reporting.media.word_look import (
    SIDES,
    TABLE_STYLE,
    blank_properties,
    fill_fields,
    height_of,
    locale,
    put,
    set_close,
    set_language,
    set_margins,
    turn_foot,
)
from logicmodel.reporting.paper import Block, Bullets, Facts, Grid, Paper, Paragraph, Picture, Section
from logicmodel.reporting.phrases import phrases
from logicmodel.reporting.shapes import (
    BESIDE,
    SHEET_MARGIN,
    alone_in,
    apart,
    begins_alone,
    has_right_to_left,
    head_of,
    is_sideways,
    leading_on,
    page_for,
    starts_right_to_left,
)
from logicmodel.saving import archived, parts_of
from logicmodel.saying import Cell, Line, Words, ours, plain_text

ROLES = {"text": "Normal", "lead": "Report Lead", "note": "Report Note"}
"""Role of a paragraph → its style."""

LISTS = ("List Bullet", "List Bullet 2", "List Bullet 3")
"""Styles of nested lists; what stands deeper is set in further."""

BULLET = "•"

LARGEST_PAGE = 1584.0
"""Points to the longer side of the largest page of Word: 22 inches."""

DOTS = 144
"""Dots to an inch of the pictures that are handed in."""

EMU = 12700
"""Units of Word to a point."""

BELOW_TABLES = 38100
"""Space between a table and the paragraph beneath it, in the units of Word: 3 points."""

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\N{LEFT-TO-RIGHT EMBEDDING}", "\N{RIGHT-TO-LEFT EMBEDDING}"
_END = "\N{POP DIRECTIONAL FORMATTING}"
"""Around words that run the other way than their paragraph: older versions of Word do not know signs that isolate."""

_NEVER_IN_XML = pattern_of("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def paper_to_word(paper: Paper, pictures: Mapping[str, bytes], template: bytes | None = None) -> bytes:
    """Write a paper as .docx. `pictures` holds drawings as PNG by the name of their view.

    The styles, page, header and footer are those of `template`, a document of Word, or else ours.

    Raises TemplateTrouble if the template is no document of Word.
    """
    writer = _Writer(paper, pictures, template)
    writer.write()
    saved = BytesIO()
    writer.document.save(saved)
    return archived(parts_of(saved.getvalue()))


class _Writer:
    """Writes one paper into one document, from top to bottom."""

    def __init__(self, paper: Paper, pictures: Mapping[str, bytes], template: bytes | None) -> None:
        self.paper = paper
        self.say = phrases(paper.language)
        self.pictures = pictures
        self.sizes = {view: _size_of(png) for view, png in pictures.items()}
        self.document = opened(template or word_template(paper.language, paper.paper))
        self.kept_margins = ("top_margin", "bottom_margin") if template else ("bottom_margin",)  # of header and footer
        self.styles = {style.name: style.style_id for style in self.document.styles}  # names cost a search each time
        self.signed = {name for name in (*LISTS, "List Number") if numbering_of(self.document.styles[name]) is not None}
        self.right_to_left = paper.direction == "rtl"
        if paper.margin is not None:
            set_margins(self.document, paper.margin, least=template is not None and not paper.close)
        first = self.document.sections[0]
        turn(first, sideways=paper.landscape)
        self.across, self.down = first.page_width or 0, first.page_height or 0
        self.margins = {side: getattr(first, side) or 0 for side in SIDES}
        self.pages: tuple[bool, tuple[float, float] | None] = (paper.landscape, None)
        self.above = 0.0  # points that the head of the paper takes on the page of a drawing alone

    def write(self) -> None:
        paper, document = self.paper, self.document
        set_language(document, paper.language, paper.words_in if self.right_to_left else None)
        signs = {0x2068: _LEFT_TO_RIGHT if self.right_to_left else _RIGHT_TO_LEFT, 0x2069: _END}
        said = "".join(text for _, text in apart(paper.footer, self.right_to_left)).translate(signs)
        title = plain_text(paper.title)
        blank_properties(document, title, said, paper.language)
        if paper.font_points:
            smallest_letters(document, paper.font_points)
        if paper.close:
            set_close(document)
        for each in document.sections:
            for part in (each.header, each.footer):
                fill_fields(part.paragraphs, {"SUBJECT": said, "TITLE": title})
                for paragraph in part.paragraphs if self.right_to_left else ():
                    turn_foot(paragraph, said)
        if begins_alone(paper, self.sizes):
            self.begin_alone(paper.sections[0])
        self.paragraph(paper.subtitle, "Subtitle")
        self.paragraph(paper.title, "Title")
        self.facts(paper.facts)
        for section in paper.sections:
            self.section(section)
        if paper.do_not_assume:
            self.turn(paper.landscape)
            self.paragraph(self.say.line("do_not_assume"), "Heading 1", kept=True)
            self.bullets([ours(each) for each in paper.do_not_assume], kept=True)
        for each in document.sections if self.right_to_left else ():
            put(each._sectPr, "bidi")
        name_east_asian(document)

    def begin_alone(self, section: Section) -> None:
        """Let the first page be that of the drawing alone with which the first section begins."""
        self.above = head_of(self.paper)
        drawing = section.blocks[alone_in(section, self.paper, self.sizes)[0]]
        self.pages = (is_sideways(section, self.paper, self.sizes) or self.paper.landscape, self.page_for(drawing))
        self.size(self.document.sections[0])

    def section(self, section: Section) -> None:
        sideways = self.paper.landscape or is_sideways(section, self.paper, self.sizes)
        alone = alone_in(section, self.paper, self.sizes)
        turned = self.turn(sideways, self.page_for(section.blocks[alone[0]]) if alone else None)
        heading = self.paragraph(section.title, f"Heading {min(section.level, 3)}", kept=True)
        if section.new_page and not turned:
            heading.paragraph_format.page_break_before = True
        leading = leading_on(section, self.paper)
        for place, block in enumerate(section.blocks):
            if isinstance(block, Picture):
                if place in alone[1:]:
                    self.turn(sideways, self.page_for(block), always=True)
                self.picture(block)
                if place in alone and (block.outline or place + 1 not in (*alone, len(section.blocks))):
                    self.turn(self.paper.landscape)
                self.outline(block)
            elif isinstance(block, Paragraph):
                said = self.paragraph(block.text, ROLES[block.role], kept=place < leading)
                if place and isinstance(section.blocks[place - 1], Grid):
                    said.paragraph_format.space_before = said.paragraph_format.space_after or BELOW_TABLES
            else:
                self.block(block)

    def turn(self, sideways: bool, size: tuple[float, float] | None = None, *, always: bool = False) -> bool:
        """Begin a part of the document with pages that lie, stand or have a size of their own, if they did not already.

        One that is wanted `always` begins even so.
        """
        from docx.enum.section import WD_SECTION

        if (sideways, size) == self.pages and not always:
            return False
        self.pages = (sideways, size)
        self.size(self.document.add_section(WD_SECTION.NEW_PAGE))
        return True

    def size(self, section: Any) -> None:
        """Give a part of the document the pages that are asked for now."""
        from docx.shared import Pt

        sideways, size = self.pages
        width, height = size or (self.across / Pt(1), self.down / Pt(1))
        section.page_width, section.page_height = Pt(width), Pt(height)
        for side, margin in self.margins.items():
            setattr(section, side, min(margin, Pt(SHEET_MARGIN)) if size and side not in self.kept_margins else margin)
        turn(section, sideways=sideways if size is None else width > height)

    def page_for(self, block: Block) -> tuple[float, float] | None:
        """Give the size of a page for a drawing alone, no larger than Word has pages."""
        if not isinstance(block, Picture):
            return None
        width, height = page_for(self.sizes[block.view], self.paper.paper, self.above)
        return min(LARGEST_PAGE, width), min(LARGEST_PAGE, height)

    def block(self, block: Bullets | Facts | Grid) -> None:
        if isinstance(block, Bullets):
            self.bullets(block.items, numbered=block.numbered)
        elif isinstance(block, Facts):
            self.facts(block.rows)
        else:
            self.table(block)

    # -- text ---------------------------------------------------------------------------------------------------------

    def paragraph(self, line: Line, style: str, *, kept: bool = False, way: bool | None = None) -> Any:
        """Write a paragraph; one that is `kept` stays on the page of what follows it. `way`: that of its list, see `fill`."""
        paragraph = self.begin(style)
        if kept:
            paragraph.paragraph_format.keep_with_next = True
        self.fill(paragraph, line, way=way)
        return paragraph

    def begin(self, style: str) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self.styles.get(style)
        return paragraph

    def fill(
        self, paragraph: Any, line: Line, *, bold: bool | None = None, way: bool | None = None, label: int = 0
    ) -> None:
        """Write a line into a paragraph, from right to left if it begins so, or the `way` that its list runs.

        So many pieces at its beginning are a label, and bold.
        """
        turned = starts_right_to_left(line, self.right_to_left)
        runs = turned if way is None else way
        if runs:
            put(paragraph._p.get_or_add_pPr(), "bidi")
        elif self.right_to_left and way is None:
            put(paragraph._p.get_or_add_pPr(), "jc", val="right")
        if runs and not turned:
            line = (Words(_LEFT_TO_RIGHT), *line, Words(_END))
        # Words that run the other way are set apart.
        signs = {0x2068: _LEFT_TO_RIGHT if turned and runs else _RIGHT_TO_LEFT, 0x2069: _END}
        for place, (words, text) in enumerate(apart(line, turned and runs)):
            run = paragraph.add_run(_NEVER_IN_XML.sub("", text.translate(signs)))
            run.bold = True if place < label else bold  # None: as its style says
            if (style := {"gap": "Report Gap", "ref": "Report Ref"}.get(words.kind)) and style in self.styles:
                run._r.style = self.styles[style]
            self.mark(run, words.kind, (words,))

    def mark(self, run: Any, kind: str, line: Line) -> None:
        """Say of the authors' words in which language they are, and of words that run from right to left that they do."""
        properties = run._r.get_or_add_rPr()
        foreign = kind == "own" and self.paper.words_in not in (self.paper.language, "und")
        if starts_right_to_left(line, otherwise=False):
            put(properties, "rtl")
            if foreign:
                put(properties, "lang", bidi=locale(self.paper.words_in))
        elif foreign:
            put(properties, "lang", val=locale(self.paper.words_in), eastAsia=locale(self.paper.words_in))

    def with_sign(self, style: str, line: Line, sign: str) -> Line:
        """Put the sign of a list before a point where the template has a style for lists that sets none."""
        return line if style in self.signed else (Words(f"{sign} "), *line)

    def way_of(self, lines: Sequence[Line]) -> bool | None:
        """Say whether a list of a paper that runs right to left does so too, for its signs to stand below each other.

        It does not where one of its sentences runs left to right around words that do not: LibreOffice prints these over
        each other in a paragraph that runs right to left.
        """
        if not self.right_to_left:
            return None
        return all(starts_right_to_left(line, otherwise=True) or not has_right_to_left(line) for line in lines)

    def facts(self, rows: Sequence[tuple[str, Line]]) -> None:
        for label, answer in rows:
            paragraph = self.begin("Report Facts")
            self.fill(paragraph, (*ours(label), *ours(self.say.text("colon")), *answer), label=2)

    def bullets(self, lines: Sequence[Line], *, numbered: bool = False, kept: bool = False) -> None:
        """Write a list; one that is `kept` stays on one page."""
        number, way = new_list(self.document) if numbered else None, self.way_of(lines)
        for place, line in enumerate(lines, 1):
            style = "List Number" if numbered else "List Bullet"
            said = self.with_sign(style, line, f"{place}." if numbered else BULLET)
            paragraph = self.paragraph(said, style, kept=kept and place < len(lines), way=way)
            if number is not None:
                paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number

    # -- tables and pictures ------------------------------------------------------------------------------------------

    def table(self, grid: Grid) -> None:
        headings = grid.table.headings
        across = self.room() / EMU / self.points()
        shares = shares_of(grid, across)
        rooms = [max(1, int((across * share / sum(shares) - AROUND) / ACROSS)) for share in shares]
        rows = list(printed_rows(grid, rooms, self.lines_down()))
        self.paragraph(ours(grid.table.caption), "Caption", kept=True)
        table = self.document.add_table(len(rows) + 1, len(headings))
        if TABLE_STYLE in self.styles:
            table._tbl.tblStyle_val = self.styles[TABLE_STYLE]
        cells = table._cells  # read once: python-docx works them out anew each time
        for column, heading in enumerate(headings):
            self.cell(cells[column], (ours(heading),), kept=True)
        for number, row in enumerate(rows, 1):
            first = number * len(headings)
            if row.heads or row.across:
                whole = cells[first].merge(cells[first + len(headings) - 1])
                self.cell(whole, row.cells[0], bold=row.heads, kept=row.heads)
                continue
            for column, cell in enumerate(row.cells):
                self.cell(cells[first + column], cell)
        self.shape(table, grid, shares, [row.whole for row in rows])

    def cell(self, place: Any, cell: Cell, *, bold: bool | None = None, kept: bool = False) -> None:
        """Write a cell; one that is `kept` stays on the page of the row beneath it."""
        for extra in place.paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        for number, line in enumerate(cell):
            paragraph = place.add_paragraph() if number else place.paragraphs[0]
            paragraph._p.style = self.styles.get("Report Cell")
            if kept:
                paragraph.paragraph_format.keep_with_next = True
            self.fill(paragraph, line, bold=bold)

    def shape(self, table: Any, grid: Grid, shares: Sequence[int], whole: Sequence[bool]) -> None:
        """Set the widths of columns, let the header row repeat and `whole` rows not break, and say what it is about."""
        width = self.room()
        widths = [round(width * share / sum(shares)) for share in shares]
        table.autofit = False
        for column, wide in zip(table.columns, widths, strict=True):
            column.width = wide
        for row, is_whole in zip(table.rows, (True, *whole), strict=True):
            if is_whole:
                put(row._tr.get_or_add_trPr(), "cantSplit")
            for cell, wide in zip(row._tr.tc_lst, widths, strict=False):
                cell.width = wide if cell.grid_span == 1 else sum(widths)
        put(table.rows[0]._tr.get_or_add_trPr(), "tblHeader")
        properties = table._tbl.tblPr
        if self.right_to_left:
            put(properties, "bidiVisual")
        put(properties, "tblW", w=str(width // 635), type="dxa")
        put(properties, "tblLook", val="00A0", firstRow="1", lastRow="0", firstColumn="1", lastColumn="0", noHBand="1")
        put(properties, "tblCaption", val=_NEVER_IN_XML.sub("", grid.table.caption))

    def room(self) -> int:
        """Give the width between the margins, in the units of Word."""
        section = self.document.sections[-1]
        return (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)

    def lines_down(self) -> int:
        """Say how many lines of a table stand beneath each other on a page, about."""
        section = self.document.sections[-1]
        high = (section.page_height or 0) - (section.top_margin or 0) - (section.bottom_margin or 0)
        return int(high / EMU / (self.points() * HIGH))

    def points(self) -> float:
        """Give the size of the letters of tables."""
        size = self.document.styles["Report Cell"].font.size
        return size.pt if size else POINTS

    def picture(self, block: Picture) -> None:
        from docx.shared import Pt

        self.paragraph(ours(block.summary), "Caption", kept=True)
        if block.view in self.pictures:
            width, height = self.sizes[block.view]
            section = self.document.sections[-1]
            headings = height_of(self.document, "Heading 1", 1) + height_of(self.document, "Caption", 2)
            above, self.above = headings + self.above, 0.0
            margins = ((section.top_margin or 0) + (section.bottom_margin or 0)) / Pt(1)
            beside = max(BESIDE, above + margins) if self.pages[1] is None else above + margins
            high = (section.page_height or 0) / Pt(1) - beside
            factor = min(1.0, self.room() / Pt(1) / width, high / height)
            paragraph = self.begin("Normal")
            layout = paragraph.paragraph_format
            layout.line_spacing, layout.space_before, layout.space_after = 1.0, 0, 0  # else it grows with the drawing
            drawing = BytesIO(self.pictures[block.view])
            shape = paragraph.add_run().add_picture(drawing, width=Pt(width * factor))
            shape._inline.docPr.set("descr", _NEVER_IN_XML.sub("", block.summary))
        else:
            self.paragraph(self.say.gap("no_drawing"), "Normal")

    def outline(self, block: Picture) -> None:
        from docx.shared import Pt

        if block.outline:
            self.paragraph(self.say.line("drawing_in_words"), "Caption", kept=True)
        way = self.way_of([line for _, line in block.outline])
        for depth, line in block.outline:
            style = LISTS[min(depth, len(LISTS) - 1)]
            paragraph = self.paragraph(self.with_sign(style, line, BULLET), style, way=way)
            if depth >= len(LISTS):
                paragraph.paragraph_format.left_indent = Pt(18 * (depth + 1))


def _size_of(png: bytes) -> tuple[float, float]:
    """Read width and height of a PNG, in points."""
    width, height = struct.unpack(">II", png[16:24])
    return width * 72 / DOTS, height * 72 / DOTS
