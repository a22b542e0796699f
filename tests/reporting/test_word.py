"""Papers as documents of Word: real styles, headers that repeat, nobody's name, the same bytes each time."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONS
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from logicmodel import report
from logicmodel.config import Config
from logicmodel.drawing import draw
from logicmodel.errors import TemplateTrouble
from logicmodel.reporting import word_template, write_paper
from logicmodel.reporting.paper import Bullets, Facts, Grid, Paper, Paragraph, Picture, Section
from logicmodel.saying import Table, Words, gap, ours, own, ref
from logicmodel.settings.profiles import funders
from logicmodel.theory import Theory
from tests.drawing.plans import arabic, hindi, hostile, many_boxes, young_carers
from tests.reporting.papers import TABLE, paper_with

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# The members of each group, in the order of the schema (ECMA-376, part 1, annex A), as far as reports use them.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi spacing ind contextualSpacing jc "
    "outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u shd vertAlign "
    "rtl cs em lang",
    "tblPr": "tblStyle bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblInd tblBorders shd tblLayout tblCellMar "
    "tblLook tblCaption tblDescription",
    "sectPr": "footerReference type pgSz pgMar cols titlePg bidi docGrid",
    "tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "trPr": "cantSplit trHeight tblHeader",
}


def word(paper: Paper, house: bytes | None = None) -> bytes:
    return write_paper(paper, "docx", {"logic-model": draw(young_carers(), "png").data}, house=house)


def part(data: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read(name))


def texts(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_headings_lists_and_captions_have_the_styles_of_word() -> None:
    document = docx.Document(BytesIO(word(paper_with())))
    styles = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    for expected in (
        ("Title", "Young carers"),
        ("Heading 1", "Everything"),
        ("Heading 2", "A part of it"),
        ("List Bullet", "a point"),
        ("List Bullet 2", "Step"),
        ("List Number", "first"),
        ("Caption", "What is measured"),
        ("Heading 1", "Do not assume"),
    ):
        assert expected in styles


def test_each_numbered_list_begins_at_one() -> None:
    document = docx.Document(BytesIO(word(paper_with())))
    numbered = [each for each in document.paragraphs if each.style and each.style.name == "List Number"]
    lists = [each._p.pPr.numPr.numId.val for each in numbered]  # type: ignore[union-attr]
    assert lists[0] == lists[1] != lists[2]


def test_the_header_row_of_a_table_repeats_and_a_row_that_heads_others_goes_across() -> None:
    table = docx.Document(BytesIO(word(paper_with()))).tables[0]
    rows = list(part(word(paper_with())).iter(f"{W}tr"))
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows[1:])
    assert len(rows[1].findall(f"{W}tc")) == 1
    assert [cell.text for cell in table.rows[0].cells] == list(TABLE.headings)
    assert table.cell(2, 0).text == "Young carers have friends OC1"


def test_a_picture_has_its_words_and_nothing_floats() -> None:
    document = part(word(paper_with()))
    described = [each.get("descr") for each in document.iter() if each.tag.endswith("}docPr")]
    assert described == ["One leads to another"]
    floating = ("txbxContent", "anchor", "textbox")
    assert not [each.tag for each in document.iter() if each.tag.rpartition("}")[2] in floating]


def test_a_table_of_many_columns_lies_sideways_and_the_pages_stand_again_after_it() -> None:
    wide = TABLE.__class__(caption="Wide", headings=tuple("ABCDEFG"), rows=())
    document = docx.Document(BytesIO(word(paper_with(Grid(table=wide)))))
    widths = [section.page_width for section in document.sections]
    heights = [section.page_height for section in document.sections]
    assert [(wide or 0) > (high or 0) for wide, high in zip(widths, heights, strict=True)] == [False, True, False]


@pytest.mark.parametrize(("boxes", "least"), [(30, 1), (60, 2)])
def test_drawings_too_large_to_read_beside_text_have_pages_that_can_be_printed(boxes: int, least: int) -> None:
    document = docx.Document(BytesIO(report(many_boxes(boxes), "docx", view="theory").data))
    sizes = [
        (round((each.page_width or 0) / Pt(1)), round((each.page_height or 0) / Pt(1))) for each in document.sections
    ]
    alone = [size for size in sizes if size in ((842, 595), (1191, 842), (842, 1191))]
    assert len(alone) >= least
    assert set(sizes) - set(alone) == {(595, 842)}
    assert (document.sections[-1].page_width, document.sections[-1].page_height) == (Pt(595), Pt(842))


def test_the_foot_says_what_and_which_version_and_which_page_of_how_many() -> None:
    footer = part(word(paper_with()), "word/footer1.xml")
    fields = [each.get(f"{W}instr") for each in footer.iter(f"{W}fldSimple")]
    assert fields == ["SUBJECT", "PAGE", "NUMPAGES"]
    said = "".join(each.text or "" for each in footer.iter(f"{W}t"))
    assert said == "Young carers · Version of 2 March 2026 · AgreedPage 1 of 1"


def test_the_foot_is_in_the_language_of_the_headings() -> None:
    footer = part(word(paper_with(language="fr")), "word/footer1.xml")
    assert "".join(each.text or "" for each in footer.iter(f"{W}t")).endswith("Page 1 sur 1")
    language = part(word(paper_with(language="fr")), "word/styles.xml").find(f".//{W}docDefaults//{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == "fr-FR"


def test_properties_name_what_it_is_and_nobody() -> None:
    properties = docx.Document(BytesIO(word(paper_with()))).core_properties
    assert (properties.title, properties.language) == ("Young carers", "en")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    with zipfile.ZipFile(BytesIO(word(paper_with()))) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert word(paper_with()) == word(paper_with())


@pytest.mark.parametrize("plan", [young_carers, arabic, hindi, hostile])
def test_what_stands_in_a_group_of_properties_is_in_the_order_of_the_schema(plan: object) -> None:
    theory = plan() if callable(plan) else None
    assert isinstance(theory, Theory)
    data = report(theory, "docx").data
    for name in ("word/document.xml", "word/styles.xml", "word/footer1.xml"):
        for element in part(data, name).iter():
            order = ORDERS.get(element.tag.rpartition("}")[2], "").split()
            if order:
                names = [child.tag.rpartition("}")[2].replace("headerR", "footerR") for child in element]
                places = [order.index(name) for name in names]
                assert all(before <= after for before, after in pairwise(places)), (name, element.tag, places)


@pytest.mark.parametrize(
    ("text", "language", "font"),
    [
        ("妇女签订劳动合同", "zh-CN", "Microsoft YaHei"),
        ("生徒が授業の内容を理解する", "ja-JP", "Yu Gothic"),
        ("어르신들이 이웃과 이야기한다", "ko-KR", "Malgun Gothic"),
        ("Young carers 🌻", "en-GB", "Arial"),
    ],
)
def test_words_of_east_asia_have_their_language_and_a_font_of_it(text: str, language: str, font: str) -> None:
    styles = part(word(paper_with(Paragraph(text=own(text)))), "word/styles.xml")
    assert {each.get(f"{W}eastAsia") for each in styles.iterfind(f"{W}docDefaults//{W}lang")} == {language}
    assert {each.get(f"{W}eastAsia") for each in styles.iter(f"{W}rFonts")} >= {font}


def test_right_to_left_is_said_of_pages_tables_paragraphs_and_words() -> None:
    document = part(report(arabic(), "docx").data)
    assert all(each.find(f"{W}bidi") is not None for each in document.iter(f"{W}sectPr"))
    assert all(each.find(f"{W}bidiVisual") is not None for each in document.iter(f"{W}tblPr"))
    turned = [run for run in document.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None]
    assert any("مقدمي" in (text.text or "") for run in turned for text in run.iter(f"{W}t"))


def test_points_of_a_list_of_an_arabic_paper_stand_on_the_right_whatever_words_they_are_in() -> None:
    points = Bullets(items=(ours("Nothing says why."), own("مجموعة أسبوعية"), (Words("OC1 ", "ref"), *own("الشباب"))))
    document = docx.Document(BytesIO(word(paper_with(points, direction="rtl"))))
    listed = [each for each in document.paragraphs if each.style and each.style.name == "List Bullet"]
    assert all(each._p.find(f"{W}pPr/{W}bidi") is not None for each in listed)
    assert [each.text.translate({0x202A: "<", 0x202C: ">"}) for each in listed[:3]] == [
        "<Nothing says why.>",
        "مجموعة أسبوعية",
        "OC1 الشباب",
    ]


def test_a_label_before_arabic_words_runs_with_them() -> None:
    goal = (*ours("Goal"), *ours(": "), *own("11 شبكة تعمل"), *ref("IM1"))
    document = docx.Document(
        BytesIO(word(paper_with(Bullets(items=(goal,)), Facts(rows=(("For whom", own("الشباب")),)), direction="rtl")))
    )
    shown = {each.text.translate({0x202A: "<", 0x202C: ">"}): each for each in document.paragraphs}
    for line in ("<Goal>: 11 شبكة تعمل IM1", "<For whom>: الشباب"):
        assert shown[line]._p.find(f"{W}pPr/{W}bidi") is not None
    assert [run.bold for run in shown["<For whom>: الشباب"].runs] == [True, True, None]


def test_the_foot_of_an_arabic_paper_runs_from_right_to_left_but_not_its_pages() -> None:
    about, pages = part(report(arabic(), "docx").data, "word/footer1.xml").iter(f"{W}p")
    assert about.find(f"{W}pPr/{W}bidi") is not None
    assert (turned := pages.find(f"{W}pPr/{W}jc")) is not None
    assert (turned.get(f"{W}val"), pages.find(f"{W}pPr/{W}bidi")) == ("right", None)


def test_a_list_runs_from_left_to_right_where_a_sentence_in_it_does_around_arabic_words() -> None:
    points = Bullets(items=((*ours("See “"), *own("مجموعة PM+"), *ours("” first.")), own("مجموعة أسبوعية")))
    document = docx.Document(BytesIO(word(paper_with(points, direction="rtl"))))
    listed = [each for each in document.paragraphs if each.style and each.style.name == "List Bullet"][:2]
    assert all(each._p.find(f"{W}pPr/{W}bidi") is None for each in listed)
    assert [each.text.translate({0x202B: "<", 0x202C: ">"}) for each in listed] == [
        "See “<مجموعة PM+>” first.",
        "<مجموعة أسبوعية>",
    ]


def test_what_is_missing_looks_alike_in_facts_and_in_text() -> None:
    facts = Facts(rows=(("Next review", gap("not said yet")),))
    document = docx.Document(BytesIO(word(paper_with(facts))))
    run = next(run for each in document.paragraphs for run in each.runs if run.text == "not said yet")
    assert run.style is not None
    assert run.style.name == "Report Gap"


# -- a template of the house ------------------------------------------------------------------------------------------


def house_template() -> bytes:
    """Change our template as somebody would in Word: another colour and margin, a header, a line of instructions."""
    document = docx.Document(BytesIO(word_template()))
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x12, 0x34, 0x56)
    document.sections[0].header.paragraphs[0].text = "Millbrook Family Trust"
    document.sections[0].left_margin = Pt(100)
    document.add_paragraph("Write here.")
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_styles_header_and_margins_of_a_house_template_are_used_and_its_text_is_not() -> None:
    document = docx.Document(BytesIO(word(paper_with(), house_template())))
    assert document.styles["Heading 1"].font.color.rgb == RGBColor(0x12, 0x34, 0x56)
    assert document.sections[0].header.paragraphs[0].text == "Millbrook Family Trust"
    assert document.sections[0].left_margin == Pt(100)
    assert "Write here." not in [paragraph.text for paragraph in document.paragraphs]


def test_nothing_of_the_text_of_a_house_template_goes_along_nor_where_it_was_kept() -> None:
    house = docx.Document(BytesIO(house_template()))
    paragraph = house.add_paragraph("Signed by Rosa Parker.")
    house.add_comment(paragraph.runs, text="Ask Rosa first", author="Rosa Parker")
    house.add_picture(BytesIO(draw(young_carers(), "png").data))
    attached = house.part.part_related_by(RELATIONS.SETTINGS).relate_to(
        "file:///C:/Rosa/House.dotm", f"{OFFICE}/attachedTemplate", is_external=True
    )
    element = OxmlElement("w:attachedTemplate")
    element.set(qn("r:id"), attached)
    house.settings.element.insert(0, element)
    named = Part(PackURI("/docProps/custom.xml"), "application/xml", b"<owner>Rosa Parker</owner>", house.part.package)
    house.part.package.relate_to(named, RELATIONS.CUSTOM_PROPERTIES)
    house.save(saved := BytesIO())
    assert "Rosa" in everything(saved.getvalue())
    made = word(paper_with(), saved.getvalue())
    assert "Rosa" not in everything(made)
    assert not [each for each in zipfile.ZipFile(BytesIO(made)).namelist() if "comments" in each]
    assert docx.Document(BytesIO(made)).sections[0].header.paragraphs[0].text == "Millbrook Family Trust"


def test_a_picture_kept_outside_the_header_that_shows_it_is_told() -> None:
    house = docx.Document(BytesIO(house_template()))
    house.sections[0].header.part.relate_to("file:///C:/Rosa/logo.png", RELATIONS.IMAGE, is_external=True)
    house.save(saved := BytesIO())
    with pytest.raises(TemplateTrouble, match=r"shows a picture that is kept in another place.*Break Link"):
        word(paper_with(), saved.getvalue())


def everything(data: bytes) -> str:
    """Give all bytes of all parts of a file of Office, as text."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_a_drawing_on_its_own_page_leaves_room_for_the_heading_and_header_of_a_house_template(tmp_path: Path) -> None:
    house = docx.Document(BytesIO(word_template()))
    house.styles["Heading 1"].font.size = Pt(60)
    house.styles["Normal"].paragraph_format.line_spacing = 2.0
    house.sections[0].top_margin = Pt(120)
    house.save(str(tmp_path / "house.docx"))
    made = report(many_boxes(30), "docx", view="theory", word_template=tmp_path / "house.docx")
    document = docx.Document(BytesIO(made.data))
    pages = [each for each in document.sections if (each.page_width, each.page_height) != (Pt(595), Pt(842))]
    assert {each.top_margin for each in pages} == {Pt(120)}
    room = max((each.page_height or 0) - Pt(120) - (each.bottom_margin or 0) for each in pages)
    assert max(each.height for each in document.inline_shapes) + Pt(60) < room
    around = next(each for each in document.paragraphs if each._p.xpath(".//w:drawing"))
    assert around.paragraph_format.line_spacing == 1.0


def test_headings_stay_with_what_they_head_and_points_have_signs_whatever_the_template_says() -> None:
    bare = docx.Document(BytesIO(word_template()))
    for style in bare.styles:
        properties = style.element.find(f"{W}pPr")
        for name in ("keepNext", "numPr"):
            for each in properties.findall(f"{W}{name}") if properties is not None else ():
                properties.remove(each)
    saved = BytesIO()
    bare.save(saved)
    made = docx.Document(BytesIO(word(paper_with(), saved.getvalue())))
    said = {each.text: each.paragraph_format.keep_with_next for each in made.paragraphs}
    assert {"• a point", "• another", "1. first", "2. second", "• Goal"} <= set(said)
    assert all(said[each] for each in ("Everything", "What is measured", "One leads to another"))


def test_a_template_without_our_styles_gets_them() -> None:
    plain = docx.Document()
    for style in ("Caption", "List Bullet 2"):
        plain.styles[style].delete()
    saved = BytesIO()
    plain.save(saved)
    document = docx.Document(BytesIO(word(paper_with(), saved.getvalue())))
    assert {"Caption", "List Bullet 2", "Report Table", "Report Gap"} <= {style.name for style in document.styles}


@pytest.mark.parametrize("content", [b"", b"words", b"PK\x03\x04 broken"])
def test_a_template_that_is_no_document_is_told_in_a_sentence(content: bytes) -> None:
    with pytest.raises(
        TemplateTrouble, match=r"is no document of Word \(\.docx\)\. Open it in Word and save it as \.docx"
    ):
        word(paper_with(), content or b"x")


def test_whoever_changes_the_letters_of_normal_changes_them_everywhere() -> None:
    house = docx.Document(BytesIO(word_template()))
    house.styles["Normal"].font.name = "Georgia"
    house.save(saved := BytesIO())
    document = docx.Document(BytesIO(word(paper_with(), saved.getvalue())))
    cells = [said for table in document.tables for cell in table._cells for said in cell.paragraphs]
    styles = {said.style.name: said.style for said in (*document.paragraphs, *cells) if said.style}.values()
    assert len(styles) > 10
    assert {style.font.name or "as Normal" for style in styles} <= {"Georgia", "as Normal"}


# -- pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("own_margin", "left"), [(None, 25), (40, 40)])
def test_pages_leave_the_margin_that_a_funder_asks_for(own_margin: int | None, left: int) -> None:
    template = None
    if own_margin:
        house = docx.Document(BytesIO(word_template()))
        house.sections[0].left_margin = Mm(own_margin)
        house.save(saved := BytesIO())
        template = saved.getvalue()
    wide = Grid(table=Table(caption="", headings=tuple("abcdef"), rows=()))
    document = docx.Document(BytesIO(word(paper_with(wide, margin=25), template)))
    margins = [(each.left_margin or 0, each.right_margin or 0) for each in document.sections]
    assert [(round(one / Mm(1)), round(other / Mm(1))) for one, other in margins] == [(left, 25)] * 3


NAMES = ("narrative", "plan", "trace", "work-plan", "evidence-annex", "equity", "monitoring-plan", "workshop")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_a_document_takes_no_more_pages_than_were_counted(
    office: Callable[[Sequence[Path], str, Path], None], tmp_path: Path
) -> None:
    funder = next(each for each in funders() if each.name == "tnlcf-reaching-communities-stage2")
    counted = {}
    for name in NAMES:
        made = report(young_carers(), "docx", template=name, config=Config(funder=funder))
        tmp_path.joinpath(f"{name}.docx").write_bytes(made.data)
        counted[name] = made.pages.used if made.pages else 0
    office(sorted(tmp_path.glob("*.docx")), "pdf", tmp_path)
    printed = {name: pages_in(tmp_path / f"{name}.pdf") for name in NAMES}
    assert {name: pages for name, pages in printed.items() if pages > counted[name]} == {}


def pages_in(path: Path) -> int:
    done = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True)
    return done.stdout.count("\f")


# -- another program opens it -----------------------------------------------------------------------------------------


@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["outcomes", "workshop"])
def test_libreoffice_prints_every_word(name: str, tmp_path: Path) -> None:
    data = report(young_carers(), "docx", template=name).data
    tmp_path.joinpath("plan.docx").write_bytes(data)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "plan.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    printed = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "plan.pdf", "-"], check=True, capture_output=True, text=True
    )
    squeezed = "".join(printed.stdout.split())
    missing = [word for word in texts(data).split() if word not in squeezed and len(word) < 9]
    assert missing == []


def test_a_paper_that_begins_with_a_drawing_on_its_own_page_has_its_title_there() -> None:
    drawn = {"theory": draw(many_boxes(40), "png", "theory", "a3").data}
    first = Section(title=ours("The drawing"), blocks=(Picture(view="theory", summary="40 boxes."),))
    paper = paper_with(sections=(first, Section(title=ours("Next"), blocks=(Paragraph(text=ours("Text.")),))))
    document = docx.Document(BytesIO(write_paper(paper, "docx", drawn)))
    assert len(document.sections) == 2
    sizes = [sorted((each.page_width or 0, each.page_height or 0)) for each in document.sections]
    assert [[round(side / Pt(1)) for side in size] for size in sizes] == [[842, 1191], [595, 842]]
