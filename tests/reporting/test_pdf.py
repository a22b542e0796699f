"""Papers as PDF: every word selectable, tagged, pages counted, a sentence where a letter has no font."""

import os
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from logicmodel import report
from logicmodel.config import Config, Funder
from logicmodel.drawing import draw
from logicmodel.errors import CannotSetType
from logicmodel.reporting import pages_of, signs_without_font, write_paper
from logicmodel.reporting.paper import Block, Grid, Paper, Paragraph, Picture, Section
from logicmodel.reporting.papers.pieces import arrows_by_ref
from logicmodel.saying import Cell, Table, ours, own, ref
from logicmodel.settings.profiles import funders
from tests.drawing.plans import arabic, hindi, many_boxes, young_carers
from tests.reporting.papers import paper_with

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")


def pdf(paper: Paper) -> bytes:
    return write_paper(paper, "pdf", {"logic-model": draw(young_carers(), "sheet").data})


def words_of(data: bytes, folder: Path) -> str:
    return " ".join(" ".join(pages_said(data, folder)).split())


@needs_poppler
def test_every_kind_of_block_can_be_read_and_selected(tmp_path: Path) -> None:
    said = words_of(pdf(paper_with()), tmp_path)
    for words in (
        "Young carers",
        "What leads.",
        "the words of the authors",
        "1. first",
        "Place: Millbrook",
        "What is measured",
        "Young carers have friends OC1",
        "=HYPERLINK(1)",
        "The drawing in words",
        "A checked plan is not a proven one.",
        "Young carers · Version of 2 March 2026 · Agreed Page 1 of 5",
    ):
        assert words in said, words


@needs_poppler
@pytest.mark.parametrize(
    "text",
    [
        "महिलाएँ हर सप्ताह ₹20 बचाती हैं (SHG)",
        "১২০ জন নারী প্রশিক্ষণ শেষ করেন",
        "பெண்கள் நேரடியாக விற்பனை செய்கிறார்கள்",
        "จัดบริการดูแลแทนชั่วคราวที่บ้านสัปดาห์ละสองครั้ง ป้องกันแผลกดทับ",
        "妇女签订劳动合同（PHQ-9），工钱能要回来。",
        "生徒が授業の内容を理解し、自分から質問する",
        "어르신들의 우울감이 줄고 영양 상태가 좋아진다",
        "ልጃገረዶች ስምንተኛ ክፍልን ያጠናቅቃሉ።",
        "Phụ nữ đi khám thai ít nhất bốn lần",
    ],
)
def test_a_statement_can_be_copied_out_as_it_was_typed(text: str, tmp_path: Path) -> None:
    said = words_of(pdf(paper_with(Paragraph(text=own(text)))), tmp_path)
    assert "".join(text.split()) in "".join(said.split())


@needs_poppler
def test_a_number_in_full_width_is_not_torn(tmp_path: Path) -> None:
    text = "".join(f"{'很' * each}１２３４５元，" for each in range(1, 30))
    said = "\n".join(pages_said(pdf(paper_with(Paragraph(text=own(text)))), tmp_path))
    assert said.count("１２３４５元") + said.count("１２３４５\n元") == 29


def test_it_is_tagged_and_names_its_language() -> None:
    data = pdf(paper_with(language="fr"))
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data
    assert b"/Lang(fr)" in data


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert pdf(paper_with()) == pdf(paper_with())


@needs_poppler
@needs_poppler
def test_what_is_said_of_a_drawing_is_in_the_language_of_the_drawing(tmp_path: Path) -> None:
    said = words_of(report(arabic(), "pdf").data, tmp_path)
    assert "Activities" in said
    assert "Logic model: 2 activities lead through 3 outcomes to 1 impact" in said


@needs_poppler
def test_sentences_of_ours_end_with_their_full_stop_in_a_paper_from_right_to_left(tmp_path: Path) -> None:
    leading = Paragraph(text=(*own("النساء يخترن"), *ours(" leads to no goal. Its gaps: no plan B.")))
    said = words_of(pdf(paper_with(leading, direction="rtl")), tmp_path)
    assert "A checked plan is not a proven one." in said
    assert "leads to no goal. Its gaps: no plan B." in said


@needs_poppler
def test_numbers_that_authors_begin_with_stay_at_the_beginning_of_their_words(tmp_path: Path) -> None:
    counted = Paragraph(text=(*ours("If we reach “"), *own("24 فتاة"), *ours("”, then we go on.")))
    tmp_path.joinpath("plan.pdf").write_bytes(pdf(paper_with(counted)))
    asked = ["pdftotext", "-bbox", str(tmp_path / "plan.pdf"), "-"]
    placed = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    before, number = (
        re.search(rf'xMin="([0-9.]+)" yMin="([0-9.]+)"[^>]*>[^<]*{words}[^<]*</word>', placed)
        for words in ("reach", "24")
    )
    after = re.search(r'xMin="([0-9.]+)"[^>]*>[^<]*then</word>', placed)
    assert before
    assert number
    assert after
    assert float(before[1]) < float(number[1]) < float(after[1])
    assert float(after[1]) - float(number[1]) < float(number[1]) - float(before[1])


@needs_poppler
def test_an_arrow_between_refs_points_from_cause_to_effect_on_a_page_from_right_to_left(tmp_path: Path) -> None:
    named = Paragraph(text=arrows_by_ref([link for link in arabic().all_links if link.cause == "IN1"]))
    tmp_path.joinpath("plan.pdf").write_bytes(pdf(paper_with(named, direction="rtl")))
    asked = ["pdftotext", "-bbox", str(tmp_path / "plan.pdf"), "-"]
    placed = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    at = {words: float(left) for left, words in re.findall(r'xMin="([0-9.]+)"[^>]*>(→|AC1|AC2)</word>', placed)}
    causes = sorted(float(left) for left in re.findall(r'xMin="([0-9.]+)"[^>]*>[^<]*IN1[^<]*</word>', placed))
    assert causes[0] < at["AC2"] < causes[1] < at["→"] < at["AC1"]


@pytest.mark.parametrize("name", ["narrative", "work-plan", "logframe-eu"])
def test_arabic_and_hindi_are_printed_with_their_letters(name: str, tmp_path: Path) -> None:
    assert "ﺔﻳﺎﻋﺮﻟﺍ" in (said := words_of(report(arabic(), "pdf", template=name).data, tmp_path)) or "الرعاية" in said
    assert "देखभालकर्ता" in words_of(report(hindi(), "pdf", template=name).data, tmp_path)


@needs_poppler
def test_a_word_of_arabic_alone_stands_as_high_as_one_beside_a_number(tmp_path: Path) -> None:
    cells = ((own("سجل"),), ((*own("30"), *ours(" "), *own("مراجعة")),))
    table = Table(caption="", headings=("A", "B"), rows=(cells,))
    (tmp_path / "made.pdf").write_bytes(pdf(paper_with(Grid(table=table, shares=(1, 1)), direction="rtl")))
    asked = ["pdftotext", "-bbox", str(tmp_path / "made.pdf"), "-"]
    placed = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    alone, beside = (float(each) for each in re.findall(r'yMin="([0-9.]+)"[^>]*>[^<]*[\u0600-\u06ff]', placed)[:2])
    assert abs(alone - beside) < 0.5


def test_letters_of_a_font_that_has_no_bold_get_an_outline_in_headings() -> None:
    def outlines(title: str) -> bool:
        streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf(paper_with(title=title)), re.DOTALL)
        return any(b"2 Tr" in zlib.decompressobj().decompress(each) for each in streams if each[:1] == b"x")

    assert outlines("তরুণ পরিচর্যাকারী")
    assert not outlines("Young carers, नमस्ते, شباب")


@pytest.mark.parametrize("text", ["#import 1", "$x$ *b* _i_", "= heading", "@label <label>", "\\ ` // /* ["])
@needs_poppler
def test_signs_of_the_language_of_typst_are_only_signs(text: str, tmp_path: Path) -> None:
    assert text in words_of(pdf(paper_with(Paragraph(text=ours(text)))), tmp_path)


@needs_poppler
def test_a_sign_without_a_font_is_printed_by_its_name_in_brackets(tmp_path: Path) -> None:
    paper = paper_with(Paragraph(text=ours("Families \U0001cf50 rest")), title="Plan \U0001cf50")
    words = " ".join(words_of(pdf(paper), tmp_path).split())
    assert "Plan [znamenny neume kryuk]" in words
    assert "Families [znamenny neume kryuk] rest" in words
    assert signs_without_font(paper) == (
        "No font on this computer has these signs, so their names are printed, and \N{REPLACEMENT CHARACTER} in drawings: "
        "\U0001cf50 [znamenny neume kryuk].",
    )


def test_a_letter_without_a_font_is_named_with_what_to_do() -> None:
    with pytest.raises(CannotSetType) as trouble:
        pdf(paper_with(title="\U00010570"))
    assert str(trouble.value) == (
        "No font on this computer has the letter “\U00010570” (Vithkuqi), so .pdf would show an empty box; write .docx or "
        ".html instead, or install a font for this script."
    )


@pytest.mark.parametrize("boxes", [30, 60])
def test_a_drawing_too_large_to_read_beside_text_has_pages_that_can_be_printed(boxes: int) -> None:
    made = report(many_boxes(boxes), "pdf", view="theory").data
    sizes = {tuple(map(float, each)) for each in re.findall(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", made)}
    upright, *others = sorted((round(wide), round(high)) for wide, high in sizes)
    assert upright == (595, 842)
    assert set(others) <= {(842, 595), (1191, 842), (842, 1191)}
    assert others


@needs_poppler
def test_a_tall_drawing_shares_its_page_with_its_heading(tmp_path: Path) -> None:
    file = tmp_path / "narrative.pdf"
    file.write_bytes(report(young_carers(), "pdf", template="narrative").data)
    done = subprocess.run(["pdftotext", "-raw", file, "-"], check=True, capture_output=True, text=True)
    (page,) = [page for page in done.stdout.split("\f") if page.strip().startswith("The drawing\n")]
    assert "Young carers have the" in page
    assert "the reason why" in page


@needs_poppler
def test_a_paper_that_begins_with_a_drawing_on_its_own_page_has_its_title_there(tmp_path: Path) -> None:
    drawn = {"theory": draw(many_boxes(40), "sheet", "theory", "a3").data}
    first = Section(title=ours("The drawing"), blocks=(Picture(view="theory", summary="40 boxes."),))
    paper = paper_with(sections=(first, Section(title=ours("Next"), blocks=(Paragraph(text=ours("Text.")),))))
    page, *_ = pages_said(write_paper(paper, "pdf", drawn), tmp_path)
    assert "Young carers" in page
    assert "40 boxes." in page
    assert "Next" not in page


@needs_poppler
def test_a_row_that_heads_others_never_ends_a_page(tmp_path: Path) -> None:
    rows = [((ours(f"{'Group' if each % 4 == 0 else 'Row'} {each}"),), (ours("12"),)) for each in range(400)]
    table = Table(caption="Groups", headings=("What", "How many"), rows=tuple(rows))
    block = Grid(table=table, heads=tuple(range(0, 400, 4)))
    printed = tmp_path / "groups.pdf"
    printed.write_bytes(pdf(paper_with(block)))
    said = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, check=True, text=True).stdout
    rows_of = [re.findall(r"^ *(Group|Row) \d+", page, re.MULTILINE) for page in said.split("\f")]
    ends = [names[-1] for names in rows_of if names]
    assert len(ends) > 5
    assert set(ends) == {"Row"}


@needs_poppler
def test_a_row_stands_on_one_page_unless_it_is_longer_than_that(tmp_path: Path) -> None:
    words = [f"w{each}" for each in range(3000)]
    first_to_last = [(ours(f"First{each}"), ours("and"), ours(f"Last{each}")) for each in range(60)]
    rows: list[tuple[Cell, ...]] = [(each, (ours("12"),)) for each in first_to_last]
    rows.append(((ours("All of it"),), (own(" ".join(words)),)))
    table = Table(caption="Rows", headings=("What", "How many"), rows=tuple(rows))
    said = pages_said(pdf(paper_with(Grid(table=table, shares=(1, 1)))), tmp_path)
    firsts, lasts = ([re.findall(rf"{name}(\d+)", page) for page in said] for name in ("First", "Last"))
    assert len([page for page in firsts if page]) > 2
    assert firsts == lasts
    assert re.findall(r"\bw\d+\b", " ".join(said)) == words


@needs_poppler
@pytest.mark.parametrize("landscape", [False, True])
def test_a_row_of_half_a_page_stays_whole_and_a_longer_one_names_itself_on_each_page(
    tmp_path: Path, landscape: bool
) -> None:
    above = Paragraph(text=own("soil"))
    half = ((ours("Half need"),), tuple(ours(f"half{each}") for each in range(22)))
    long = ((ours("Long need"), ours("300 people")), tuple(ours(f"long{each}") for each in range(150)))
    table = Table(caption="Needs", headings=("Need", "What answers it"), rows=(half, long))
    blocks: list[Block] = [*([above] * (20 if landscape else 35)), Grid(table=table, shares=(1, 1))]
    said = pages_said(pdf(paper_with(*blocks, landscape=landscape)), tmp_path)
    (with_half,) = [page for page in said if re.search(r"half\d", page)]
    assert "Half need" in with_half
    assert all("Long need" in page for page in said if re.search(r"long\d", page))
    assert re.findall(r"long(\d+)", " ".join(said)) == [str(each) for each in range(150)]


@needs_poppler
def test_a_paragraph_that_leads_to_a_table_stays_with_it(tmp_path: Path) -> None:
    table = Table(caption="Rows", headings=("What",), rows=(((ours("Row"),),),))
    leading, grid = Paragraph(text=ours("These are the rows.")), Grid(table=table)
    for number in range(30, 50):
        above = Section(title=ours("Above"), blocks=(Paragraph(text=own("soil")),) * number)
        section = Section(title=ours("The rows"), blocks=(leading, grid))
        paper = paper_with(sections=(above, section))
        (page,) = [
            page for page in pages_said(write_paper(paper, "pdf", {}), tmp_path) if "These are the rows." in page
        ]
        assert "What\n" in page


@needs_poppler
def test_the_last_words_stay_with_the_box_that_ends_a_paper(tmp_path: Path) -> None:
    words = (
        Paragraph(text=ours("These checks had nothing to go by.")),
        Paragraph(text=ours("Word lists are missing.")),
    )
    for number in range(24, 44):
        above = Section(title=ours("Above"), blocks=(Paragraph(text=own("soil")),) * number)
        paper = paper_with(sections=(above, Section(title=ours("What was not checked"), blocks=words)))
        (page,) = [page for page in pages_said(write_paper(paper, "pdf", {}), tmp_path) if "Do not assume" in page]
        assert "What was not checked\nThese checks had nothing to go by.\nWord lists are missing." in page


def pages_said(data: bytes, folder: Path) -> list[str]:
    folder.joinpath("plan.pdf").write_bytes(data)
    done = subprocess.run(["pdftotext", "-raw", folder / "plan.pdf", "-"], check=True, capture_output=True, text=True)
    return done.stdout.split("\f")


# -- pages ------------------------------------------------------------------------------------------------------------


def lottery(**limits: int) -> Funder:
    found = next(each for each in funders() if each.name == "tnlcf-reaching-communities-stage2")
    return Funder(**{**{name: getattr(found, name) for name in found.__struct_fields__}, "limits": limits})


def test_pages_used_and_allowed_are_stated() -> None:
    made = report(young_carers(), "md", template="outcomes", config=Config(funder=lottery(pages=15, font_points=11)))
    assert "- Pages: 2 of 15 pages at 11 pt" in made.text
    assert made.pages is not None
    assert (made.pages.used, made.pages.allowed, made.pages.is_over) == (2, 15, False)


def test_over_the_limit_the_largest_parts_are_named() -> None:
    long = Paragraph(text=ours("word " * 3000))
    pages = pages_of(paper_with(long, allowed=3), {})
    assert pages.is_over
    assert pages.said.startswith(
        f"{pages.used} of 3 pages, which is too many. The largest parts, in pages: Everything ("
    )


def test_pages_are_not_counted_where_nobody_limits_them() -> None:
    assert report(young_carers(), "md", template="outcomes").pages is None


@needs_poppler
def test_a_word_that_is_longer_than_its_column_breaks_within_it(tmp_path: Path) -> None:
    long = ("Gemeinwesenarbeiterinnenverband", "https://example.org/" + "x" * 90)
    row = tuple((own(word),) for word in (*long, "12"))
    grid = Grid(table=Table(caption="Now", headings=("What", "Where", "Now"), rows=(row,)), shares=(1, 2, 5))
    tmp_path.joinpath("plan.pdf").write_bytes(write_paper(paper_with(grid, Paragraph(text=own("y" * 300))), "pdf", {}))
    done = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "plan.pdf", "-"], check=True, capture_output=True, text=True
    )
    words = re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>', done.stdout)
    assert max(float(end) for _, end, _ in words) < 595 - 50
    first = float(next(start for start, _, word in words if word.startswith("https")))
    parts = [float(end) for _, end, word in words if len(word) > 3 and word.strip("-\u00ad") in long[0]]
    assert len(parts) > 1
    assert max(parts) < first


@needs_poppler
def test_no_letter_is_smaller_than_a_funder_asks_for(tmp_path: Path) -> None:
    row = (((*own("Young carers have friends"), *ref("OC1")),), (own("22 %"),))
    grid = Grid(table=Table(caption="Now", headings=("What", "Now"), rows=(row,)))
    said = Paragraph(text=(*own("Young carers have friends"), *ref("OC1"), *ours(".")))
    assert len(heights_in(paper_with(grid, said), tmp_path)) > 1
    assert len(heights_in(paper_with(grid, said, font_points=11), tmp_path)) == 1


def heights_in(paper: Paper, folder: Path) -> set[str]:
    """Give the heights of the words of the first part of a paper, of which none is a heading."""
    folder.joinpath("plan.pdf").write_bytes(write_paper(paper, "pdf", {}))
    done = subprocess.run(["pdftotext", "-bbox", folder / "plan.pdf", "-"], check=True, capture_output=True, text=True)
    words = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(friends|OC1)<', done.stdout)
    return {f"{float(bottom) - float(top):.1f}" for top, bottom, _ in words}


def test_the_margin_that_a_funder_asks_for_is_kept() -> None:
    long = Paragraph(text=ours("word " * 3000))
    assert pages_of(paper_with(long), {}).used < pages_of(paper_with(long, margin=40), {}).used


def test_without_typst_the_way_out_is_named(tmp_path: Path) -> None:
    (tmp_path / "typst.py").write_text("raise ImportError")
    code = (
        "from logicmodel import report\nfrom logicmodel.errors import CannotSetType\n"
        "from tests.drawing.plans import young_carers\n"
        "try:\n    report(young_carers(), 'pdf', template='outcomes')\nexcept CannotSetType as refused:\n    print(refused)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout == (
        "Making a .pdf needs typst, which there is not for this computer; write .docx or .html instead.\n"
    )


@needs_poppler
def test_a_word_for_which_its_column_has_room_is_not_broken(tmp_path: Path) -> None:
    long = "Rate for each 100,000 people who use drugs and their families, three-year average"
    rows = (
        ((own("A result that is told at some length"),), *(((own(long),), (own("Vital statistics; records"),)) * 4)),
    )
    headings = ("Result", *("Indicator", "Data source and collection method") * 4)
    table = Table(caption="Rows", headings=headings, rows=rows)
    said = words_of(pdf(paper_with(Grid(table=table), landscape=True)), tmp_path).split()
    assert said.count("statistics;") == said.count("collection") == 4
