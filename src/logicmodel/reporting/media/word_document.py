"""The document of Word that a report is written on: ours or an organisation's, without its texts, complete in its styles."""

from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from logicmodel.errors import TemplateTrouble
from logicmodel.reporting.media.word_look import FONT, PARAGRAPHS, TABLE_STYLE, plain_template, put, without_leftovers
from logicmodel.reporting.phrases import phrases
from logicmodel.reporting.shapes import SIZES
from logicmodel.saving import archived, parts_of

if TYPE_CHECKING:
    from docx.document import Document


@lru_cache(8)  # a pack writes several papers on one template
def word_template(language: str = "en", paper: str = "a4") -> bytes:
    """Make the Word template of ours, to be changed in Word and named with `--word-template`."""
    page, _, rest = phrases(language).text("page", page="\0", pages="\1").partition("\0")
    return archived(parts_of(plain_template(language, page, rest.partition("\1")[0], SIZES[paper])))


def opened(template: bytes) -> "Document":
    """Open a template without the texts of its body; what styles it lacks are taken from ours."""
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(BytesIO(template))
        document.sections[0].footer.paragraphs  # noqa: B018 - a part that is missing shows only now
    except (OpcError, BadZipFile, KeyError, ValueError, SyntaxError, IndexError):
        raise TemplateTrouble(
            "The Word template is no document of Word (.docx). Open it in Word and save it as .docx."
        ) from None
    _empty(document)
    without_leftovers(document)
    _complete(document)
    return document


def _empty(document: "Document") -> None:
    """Take out the texts; headers and footers stay, those of the first pages where later ones have none."""
    from copy import deepcopy

    from docx.oxml.ns import qn

    parts = [section._sectPr for section in document.sections]
    names = (qn("w:headerReference"), qn("w:footerReference"))
    for before, after in pairwise(parts):
        kept = {(each.tag, each.get(qn("w:type"))) for each in after.iter(*names)}
        missing = [each for each in before.iter(*names) if (each.tag, each.get(qn("w:type"))) not in kept]
        for each in reversed(missing):
            after.insert(0, deepcopy(each))
    body = document.element.body
    for child in list(body):
        if child is not parts[-1]:
            body.remove(child)


def _complete(document: "Document") -> None:
    """Take from our template the styles that a template lacks; those of lists only if it can hold lists."""
    from copy import deepcopy

    import docx
    from docx.oxml.ns import qn

    wanted = (*PARAGRAPHS, "Report Gap", "Report Ref", TABLE_STYLE)
    known = {style.name for style in document.styles}
    if known.issuperset(wanted):
        return
    ours_ = docx.Document(BytesIO(word_template()))
    for name in wanted:
        if name not in known:
            style = deepcopy(ours_.styles[name].element)
            for each in style.iter(qn("w:numPr")):
                each.getparent().remove(each)
            document.styles.element.append(style)


def turn(section: Any, *, sideways: bool) -> None:
    """Let the pages of a part of a document lie or stand."""
    from docx.enum.section import WD_ORIENT

    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    shorter, longer = sorted((section.page_width, section.page_height))
    section.page_width, section.page_height = (longer, shorter) if sideways else (shorter, longer)


def smallest_letters(document: "Document", points: float) -> None:
    """Let no letter of the text be smaller than a funder asks for."""
    from docx.shared import Pt

    for style in document.styles:
        font = getattr(style, "font", None)
        if style.name in PARAGRAPHS and style.name != "Footer" and font is not None:
            font.size = max(font.size or Pt(0), Pt(points))
            put(style.element.get_or_add_rPr(), "szCs", val=str(round(font.size.pt * 2)))


def new_list(document: "Document") -> int | None:
    """Begin a numbered list at 1, or give nothing where the template cannot number."""
    from docx.oxml.ns import qn

    found = numbering_of(document.styles["List Number"])
    if found is None:
        return None
    numbering = document.part.numbering_part.element
    kind = numbering.num_having_numId(int(found.get(qn("w:val")))).abstractNumId.val
    number = numbering.add_num(kind)
    number.add_lvlOverride(0).add_startOverride(1)
    return int(number.numId)


def numbering_of(style: Any) -> Any:
    """Find which numbers or signs of a list a style, or one that it builds on, sets; None where none does."""
    from docx.oxml.ns import qn

    while style is not None:
        found = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if found is not None:
            return found
        style = style.base_style
    return None


EAST_ASIAN = (
    ("ja-JP", "Yu Gothic", "\u3041", "\u30fa", 5),
    ("ko-KR", "Malgun Gothic", "\uac00", "\ud7a3", 1),
    ("zh-CN", "Microsoft YaHei", "\u3400", "\u9fff", 1),
)
"""Language, font without serifs in Word, first and last letter, and how much one of them counts: Japanese has Chinese ones too."""


def name_east_asian(document: "Document") -> None:
    """Name the language and font of words in Chinese, Japanese or Korean: Word would else guess the form of their letters."""
    from docx.oxml.ns import qn

    letters = [letter for letter in "".join(document.element.body.itertext()) if letter > "\u3000"]
    counts = [weight * sum(first <= letter <= last for letter in letters) for *_, first, last, weight in EAST_ASIAN]
    if not any(counts):
        return
    language, font, *_ = EAST_ASIAN[counts.index(max(counts))]
    for said in document.styles.element.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
        said.set(qn("w:eastAsia"), language)
    fonts = document.styles["Normal"].element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    if fonts is not None and fonts.get(qn("w:eastAsia")) == FONT:
        fonts.set(qn("w:eastAsia"), font)
