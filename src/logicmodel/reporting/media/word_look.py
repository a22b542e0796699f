"""The Word template that reports are written on: styles, page, footer. An organisation can change a copy of it in Word.

Order matters in the XML of Word: what goes into a group of properties is put where the schema wants it.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from io import BytesIO
from typing import TYPE_CHECKING, Any

from logicmodel.errors import TemplateTrouble

if TYPE_CHECKING:
    from docx.document import Document

_P_PR = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_R_PR = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
)
_TBL_PR = (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
    "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
)
_SECT_PR = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
    "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
)
_TR_PR = "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden"
ORDERS = {
    "pPr": tuple(_P_PR.split()),
    "rPr": tuple(_R_PR.split()),
    "tblPr": tuple(_TBL_PR.split()),
    "sectPr": tuple(_SECT_PR.split()),
    "trPr": tuple(_TR_PR.split()),
}
"""Name of each group of properties → its members in the order of the schema (ECMA-376, part 1, annex A)."""

FONT = "Arial"
INK, SOFT, WASH, GAP, LINE = "1B1F24", "565E68", "F0F2F5", "8A3B00", "9AA2AB"
TABLE_STYLE = "Report Table"

PARAGRAPHS = {
    "Normal": (10, False, INK, 0, 4),
    "Title": (20, True, INK, 0, 6),
    "Subtitle": (10, False, SOFT, 0, 3),
    "Heading 1": (14, True, INK, 15, 5),
    "Heading 2": (12, True, INK, 12, 4),
    "Heading 3": (11, True, INK, 10, 3),
    "List Bullet": (10, False, INK, 0, 2),
    "List Bullet 2": (10, False, INK, 0, 2),
    "List Bullet 3": (10, False, INK, 0, 2),
    "List Number": (10, False, INK, 0, 2),
    "Caption": (9.5, True, INK, 8, 3),
    "Footer": (8.5, False, SOFT, 0, 0),
    "Report Lead": (11, False, INK, 0, 5),
    "Report Note": (9.5, False, SOFT, 0, 4),
    "Report Facts": (10, False, INK, 0, 1),
    "Report Cell": (8.5, False, INK, 0, 1),
}
"""Name of each style of paragraphs → size of its letters in points, bold, colour, points before and after.

A document in these takes about as many pages as the PDF, whose pages are counted where a funder allows so many.
"""

LINES = 1.08
"""How much higher a line of a text is than its letters ask; the lines of tables and of the foot are as high as they ask."""

ONE_LINE = ("Footer", "Report Cell")

LETTERS = {"Report Gap": GAP, "Report Ref": SOFT}
"""Name of each style of letters → its colour."""

LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "pt": "pt-PT", "de": "de-DE", "ar": "ar-SA", "zh": "zh-CN"}
"""Code of a language → how Word names it; others are named by their code."""


def put(properties: Any, name: str, **values: str) -> Any:
    """Put an element into a group of properties where the schema wants it, in place of one of its name."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for old in properties.findall(qn(f"w:{name}")):
        properties.remove(old)
    element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    order = ORDERS[properties.tag.rpartition("}")[2]]
    after = {qn(f"w:{each}") for each in order[order.index(name) + 1 :]}
    following = next((child for child in properties if child.tag in after), None)
    if following is None:
        properties.append(element)
    else:
        following.addprevious(element)
    return element


def plain_template(language: str, page: str, pages_of: str, size: tuple[float, float] = (595.0, 842.0)) -> bytes:
    """Make the template of ours: its styles, and a footer with title, version and page.

    `page` and `pages_of` are what stands before the number of the page and between it and how many there are; `size` is
    width and height of the paper in points.
    """
    import docx
    from docx.shared import Cm, Pt

    document = docx.Document()
    without_leftovers(document)
    section = document.sections[0]
    section.page_width, section.page_height = Pt(size[0]), Pt(size[1])
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(2)
    for name in PARAGRAPHS:
        _style(document, name)
    for name, colour in LETTERS.items():
        _letters(document, name, colour)
    _table_style(document)
    _footer(document, page, pages_of)
    set_language(document, language, None)
    _modern(document)
    blank_properties(document)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def locale(language: str) -> str:
    """Name a language as Word does.

    >>> locale("fr"), locale("hi")
    ('fr-FR', 'hi')
    """
    return LOCALES.get(language, language)


SIDES = ("left_margin", "right_margin", "top_margin", "bottom_margin")

CLOSE = 0.5
"""What is left of the space between paragraphs where a document is set close."""

CLOSE_HEADINGS = {"Title": 17.0, "Heading 1": 13.5, "Heading 2": 12.0, "Heading 3": 11.5}
"""Points of the letters of headings there."""


def set_margins(document: "Document", margin: float, *, least: bool) -> None:
    """Leave so many millimetres free at each side of the pages; where that is the `least`, wider margins stay."""
    from docx.shared import Mm

    for section in document.sections:
        for side in SIDES:
            setattr(section, side, max(Mm(margin), getattr(section, side) or 0) if least else Mm(margin))


def set_close(document: "Document") -> None:
    """Set a document close: half the space between paragraphs, narrow edges of cells, the foot near the edge."""
    from docx.oxml.ns import qn

    for section in document.sections:
        section.header_distance = section.footer_distance = round((section.bottom_margin or 0) / 3)
    for style in document.styles:
        if style.name in PARAGRAPHS:
            spacing = style.paragraph_format
            spacing.line_spacing = 1.0
            spacing.space_before = round((spacing.space_before or 0) * CLOSE)
            spacing.space_after = round((spacing.space_after or 0) * CLOSE)
            if style.name in CLOSE_HEADINGS:
                _size(style.element.get_or_add_rPr(), CLOSE_HEADINGS[style.name])
        elif style.name == TABLE_STYLE:
            for edge in style.element.iter(qn("w:tblCellMar")):
                for side in edge:
                    side.set(qn("w:w"), str(round(int(side.get(qn("w:w"))) * CLOSE)))


def height_of(document: "Document", name: str, lines: int) -> float:
    """Estimate the points that a paragraph of a style takes, so many lines long, with the space before and after it."""
    styles = [document.styles[name]]
    while styles[-1].base_style is not None:
        styles.append(styles[-1].base_style)

    def stated(*values: Any) -> float:
        return next((value.pt for value in values if value is not None), 0.0)

    size = stated(*(each.font.size for each in styles)) or UNSTATED
    before = stated(*(each.paragraph_format.space_before for each in styles))
    after = stated(*(each.paragraph_format.space_after for each in styles))
    return before + lines * size * LEADING + after


UNSTATED, LEADING = 12.0, 1.5
"""Points of letters for which no style states a size, and how much higher a line is than its letters, at most."""


def set_language(document: "Document", language: str, right_to_left: str | None) -> None:
    """Say in which language a document is written, and what is written from right to left in it."""
    from docx.oxml.ns import qn

    found = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    properties = document.styles["Normal"].element.get_or_add_rPr() if found is None else found
    put(properties, "lang", val=locale(language), eastAsia=locale(language), bidi=locale(right_to_left or "ar"))


def blank_properties(document: "Document", title: str = "", subject: str = "", language: str = "") -> None:
    """Let the properties of a document name what it is, and nobody."""
    core = document.core_properties
    core.title, core.subject, core.language = title[:255], subject[:255], language
    for name in ("author", "last_modified_by", "comments", "keywords", "category", "content_status", "identifier"):
        setattr(core, name, "")
    core.revision = 1


_KEPT = frozenset("officeDocument core-properties styles settings theme fontTable numbering header footer".split())
"""Kinds of parts, by the last word of what Office calls their relation, that a document keeps of its template."""


def without_leftovers(document: "Document") -> None:
    """Drop what belonged to the texts of another document, such as comments and notes, and what says where that lay.

    Raises TemplateTrouble if a header or footer shows what lies outside the document.
    """
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if _kind(relation) not in _KEPT:
                del relations[key]
    for relation in document.part.rels.values():
        part = relation.target_part
        outside = {key for key, each in part.rels.items() if each.is_external and _kind(each) != "hyperlink"}
        if _kind(relation) == "settings":
            _forget(part, outside)
        elif outside:
            raise TemplateTrouble(
                "The Word template shows a picture that is kept in another place, and others would not see it. Put the "
                "picture itself into the template: in Word, choose File, Info, Edit Links to Files, Break Link."
            )


def _kind(relation: Any) -> str:
    return str(relation.reltype).rpartition("/")[2]


def _forget(settings: Any, outside: AbstractSet[str]) -> None:
    """Take out of the settings what they say of other files and of notes."""
    for child in list(settings.element):
        names = {value for each in child.iter() for value in each.attrib.values()}
        if names & outside or child.tag.endswith(("}footnotePr", "}endnotePr")):
            settings.element.remove(child)
    for key in outside:
        del settings.rels[key]


def _style(document: "Document", name: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    size, bold, colour, before, after = PARAGRAPHS[name]
    known = [style.name for style in document.styles]
    style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name not in known:
        style.base_style = document.styles["Normal"]
    properties = style.element.get_or_add_rPr()
    if name == "Normal":
        put(properties, "rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT)
    else:
        _drop(properties, "rFonts")  # whoever changes the letters of Normal changes them everywhere
    _bold(properties, bold)
    put(properties, "color", val=colour)
    _size(properties, size)
    for each in ("i", "iCs", "spacing", "kern"):
        _drop(properties, each)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.line_spacing = 1.0 if name in ONE_LINE else LINES
    if name.startswith("Heading") or name in ("Caption", "Title"):
        spacing.keep_with_next = True
    _drop(style.element.get_or_add_pPr(), "pBdr")


def _bold(properties: Any, bold: bool) -> None:
    for name in ("b", "bCs"):
        if bold:
            put(properties, name)
        else:
            _drop(properties, name)  # a style that says “not bold” would win over the bold of a table's first row


def _size(properties: Any, size: float) -> None:
    for name in ("sz", "szCs"):
        put(properties, name, val=str(round(2 * size)))


def _drop(properties: Any, name: str) -> None:
    from docx.oxml.ns import qn

    for each in properties.findall(qn(f"w:{name}")):
        properties.remove(each)


def _letters(document: "Document", name: str, colour: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    put(style.element.get_or_add_rPr(), "color", val=colour)


def _table_style(document: "Document") -> None:
    """Add the style of tables: thin lines, a shaded first row in bold, a bold first column."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 40), ("left", 85), ("bottom", 20), ("right", 85))
    )
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">'
            f'<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
            f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>'
            f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/></w:tcPr></w:tblStylePr>'
            '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>'
        )
    )


def _footer(document: "Document", page: str, pages_of: str) -> None:
    """Write the footer: title and subject of the document in the first line, the page in the second."""
    footer = document.sections[0].footer
    said = footer.paragraphs[0]
    said.style = document.styles["Footer"]
    add_field(said, "SUBJECT", "")
    pages = footer.add_paragraph(style=document.styles["Footer"])
    pages.add_run(page)
    add_field(pages, "PAGE", "1")
    pages.add_run(pages_of)
    add_field(pages, "NUMPAGES", "1")


def add_field(paragraph: Any, name: str, result: str) -> None:
    """Add a field, which Word works out, with what it shows until then."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t></w:t></w:r></w:fldSimple>')
    field[0][0].text = result
    paragraph._p.append(field)


def fill_fields(paragraphs: Sequence[Any], results: dict[str, str]) -> None:
    """Let fields of these names show these results at once: simple ones, and those that Word has written in pieces."""
    from docx.oxml.ns import qn

    for paragraph in paragraphs:
        for field in paragraph._p.iter(qn("w:fldSimple")):
            _show(list(field.iter(qn("w:t"))), results.get(_field_name(field.get(qn("w:instr")))))
        state, name, shown = "", "", list[Any]()
        for piece in paragraph._p.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
            if piece.tag == qn("w:fldChar"):
                state = piece.get(qn("w:fldCharType"))
                if state == "begin":
                    name, shown = "", []
                elif state == "end":
                    _show(shown, results.get(_field_name(name)))
            elif piece.tag == qn("w:instrText"):
                name += piece.text or ""
            elif state == "separate":
                shown.append(piece)


def turn_foot(paragraph: Any, said: str) -> None:
    """Put a paragraph of a header or footer on the right; that which says this, with the authors' words, runs so too."""
    from docx.oxml.ns import qn

    properties = paragraph._p.get_or_add_pPr()
    if said in "".join(text.text or "" for text in paragraph._p.iter(qn("w:t"))):
        put(properties, "bidi")
    elif properties.find(qn("w:jc")) is None:
        put(properties, "jc", val="right")


def _field_name(instruction: str | None) -> str:
    return ((instruction or "").split() or [""])[0].upper()


def _show(texts: list[Any], result: str | None) -> None:
    if result is None:
        return
    for number, text in enumerate(texts):
        text.text = "" if number else result


def _modern(document: "Document") -> None:
    """Say that the document is written for today's Word, so that it opens without a word on compatibility."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    settings = document.settings.element
    compat = parse_xml(
        f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    old = settings.find(qn("w:compat"))
    if old is not None:
        settings.replace(old, compat)
