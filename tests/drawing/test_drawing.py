import os
import re
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from logicmodel.drawing import FORMATS, PAPERS, draw
from logicmodel.errors import CannotDraw, UnknownName
from logicmodel.theory import Theory
from tests.drawing.plans import arabic, hindi, hostile, many_boxes, theory_of, trouble, young_carers
from tests.drawing.svg import SVG, svg_of, texts_of

PLANS = [young_carers, many_boxes, arabic, hindi, trouble, hostile]


@pytest.mark.parametrize("view", ["logic-model", "theory"])
@pytest.mark.parametrize("plan", PLANS)
def test_every_box_and_arrow_is_drawn(plan: Callable[[], Theory], view: str) -> None:
    theory = plan()
    svg = svg_of(theory, view)
    groups = [group.attrib for group in svg.iter(f"{SVG}g")]
    assert [each["data-ref"] for each in groups if each["class"].startswith("box")] == [e.id for e in theory.elements]
    arrows = [(each["data-from"], each["data-to"]) for each in groups if each["class"].startswith("arrow")]
    assert sorted(arrows) == sorted((link.cause, link.effect) for link in theory.all_links)


@pytest.mark.parametrize("view", ["logic-model", "theory"])
@pytest.mark.parametrize("plan", PLANS)
def test_no_letter_is_smaller_than_eight_points_and_none_leaves_the_page(plan: Callable[[], Theory], view: str) -> None:
    drawing = draw(plan(), "svg", view)
    for text in fromstring(drawing.data).iter(f"{SVG}text"):
        assert float(text.attrib["font-size"]) >= 8
        assert 0 <= float(text.attrib["x"]) <= drawing.width
        assert 0 <= float(text.attrib["y"]) <= drawing.height


def test_a_drawing_says_what_it_is_to_those_who_cannot_see_it() -> None:
    svg = svg_of(young_carers())
    assert svg.attrib["role"] == "img"
    assert svg.attrib["lang"] == "en"
    assert svg.find(f"{SVG}title").text == "Millbrook Young Carers"  # type: ignore[union-attr]
    sentence, *described = (svg.findtext(f"{SVG}desc") or "").splitlines()
    assert sentence == (
        "Logic model: 2 activities lead through 3 outcomes to 1 impact, from “Run a weekly after-school group” to “Young "
        "carers have the same chances as others”; full description follows."
    )
    assert len(sentence) <= 250
    assert described[:2] == [
        "IM1 Young carers have the same chances as others",
        "– OC3 Young carers take part in school",
    ]
    arrow = described.index("– From: OP1 60 young carers come to at least 10 sessions")
    assert described[arrow + 1] == (
        "– – How: leads to; To: OC1 Young carers have someone to talk to; Because: Being with others in the same position reduces "
        "isolation; Evidence: A study, 3 supported by evidence"
    )
    assert sum(line.startswith("– From: ") for line in described) == 9


def test_a_box_shows_its_ref_and_keeps_its_whole_text() -> None:
    svg = svg_of(theory_of("OC1 | Outcome | " + "Families ask for help early " * 30))
    (box,) = [group for group in svg.iter(f"{SVG}g") if group.attrib.get("data-ref") == "OC1"]
    shown = [text.text or "" for text in box.iter(f"{SVG}text")]
    assert shown[0] == "OC1"
    assert len(shown) == 13
    assert shown[-1].endswith("…")
    whole = "OC1 " + ("Families ask for help early " * 30).strip()
    assert box.find(f"{SVG}title").text == whole  # type: ignore[union-attr]
    listed = " ".join(texts_of(svg))
    assert "In full OC1 Families ask" in listed
    assert listed.count("Families ask for help early") >= 30


def test_a_statement_of_two_hundred_letters_is_not_cut() -> None:
    statement = "Parents of young carers know which help there is, ask for it in time and are met with respect " * 2
    for view in ("logic-model", "theory", "chain"):
        svg = svg_of(
            theory_of(f"OC1 | Outcome | {statement} | IM1\nIM1 | Impact | Families are well"), view, paper="letter"
        )
        assert not [text for text in texts_of(svg) if text.endswith("…")]


def test_the_foot_of_a_page_keeps_the_version_whatever_the_title() -> None:
    assert texts_of(svg_of(theory_of("OC1 | Outcome | Calm", name="A long name " * 40)))[-1].endswith(
        "… · Draft or Agreed: not said yet"
    )


def test_texts_that_bite_are_only_text() -> None:
    data = draw(hostile(), "svg").data.decode("utf-8")
    assert "<script" not in data
    assert "\u202e" not in data
    shown = texts_of(fromstring(data))
    assert "<script>alert(1)</script>" in shown
    assert "<b>bold</b>" in shown
    assert '=HYPERLINK("http://x")' in shown
    assert "{{ 7*7 }} {% raw %}" in " ".join(shown)


def test_a_browser_is_told_the_fonts_whose_letters_were_measured() -> None:
    assert [svg_of(theory).get("font-family") for theory in (young_carers(), arabic(), hindi())] == [
        "Noto Sans, Arial, sans-serif",
        "Noto Sans, Noto Sans Arabic, Arial, sans-serif",
        "Noto Sans, Noto Sans Devanagari, Arial, sans-serif",
    ]


def test_arabic_runs_from_right_to_left() -> None:
    svg = svg_of(arabic())
    assert svg.attrib["lang"] == "ar"
    assert svg.attrib["direction"] == "rtl"
    heads = {text.text: float(text.attrib["x"]) for text in svg.iter(f"{SVG}text")}
    assert heads["الاحتياجات"] > heads["المدخلات"] > heads["الأنشطة"] > heads["الأثر"]


def test_a_plan_in_arabic_letters_turns_the_page_even_if_nobody_says_its_language() -> None:
    theory = theory_of("AC1 | Activity | تدريب موظفي المدارس | OC1\nOC1 | Outcome | المدارس تراعي الظروف |")
    assert svg_of(theory).attrib["direction"] == "rtl"


def test_words_around_the_plan_come_in_the_language_asked_for() -> None:
    shown = texts_of(svg_of(young_carers(), language="French"))
    assert {"Activités", "Ce que nous faisons"} <= set(shown)


@pytest.mark.parametrize("paper", ["a4", "a3", "a1", "letter", "ledger"])
def test_a_page_is_exactly_as_large_as_its_paper(paper: str) -> None:
    pdf = draw(young_carers(), "pdf", paper=paper).data
    box = re.search(rb"/MediaBox ?\[([^\]]*)\]", pdf)
    assert box
    size = [float(part) for part in box[1].split()]
    assert size == pytest.approx([0, 0, PAPERS[paper].width, PAPERS[paper].height], abs=0.02)


def test_a_pdf_says_its_language_and_is_tagged() -> None:
    pdf = draw(arabic(), "pdf").data
    assert b"/Lang(ar)" in pdf or b"/Lang (ar)" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/ToUnicode" in pdf  # letters can be selected and copied


def test_a_png_has_144_dots_to_an_inch() -> None:
    png = draw(young_carers(), "png", paper="a4").data
    assert struct.unpack(">II", png[16:24]) == (round(297 / 25.4 * 144), round(210 / 25.4 * 144))


@pytest.mark.parametrize("plan", [arabic, hindi, hostile])
def test_other_scripts_and_texts_that_bite_are_printed(plan: Callable[[], Theory]) -> None:
    assert draw(plan(), "pdf").data.startswith(b"%PDF")
    assert draw(plan(), "png").data.startswith(b"\x89PNG")


def test_a_letter_that_no_font_has_is_refused_not_printed_as_an_empty_box() -> None:
    # The script of Cyprus of the bronze age: no computer of a social worker has it.
    theory = theory_of("OC1 | Outcome | \U00012f90 |")
    with pytest.raises(CannotDraw, match=r"No font .* \(Cypro-minoan\).*draw to \.svg instead"):
        draw(theory, "pdf")
    assert "\U00012f90" in texts_of(svg_of(theory))


def test_a_large_plan_gets_a_larger_page_and_a_remark() -> None:
    drawing = draw(many_boxes(), "svg")
    (remark,) = drawing.remarks
    assert remark.startswith("59 boxes do not fit one page of A3 at 8 point; this page is ")
    assert drawing.width > PAPERS["a3"].height
    assert draw(young_carers(), "svg").remarks == ()


def test_what_does_not_fit_the_paper_asked_for_is_refused_with_the_ways_out() -> None:
    with pytest.raises(CannotDraw) as refused:
        draw(many_boxes(), "svg", paper="a4")
    assert re.fullmatch(
        r"59 boxes do not fit A4: their letters would be [\d.]+ point, and at least 8 are needed\. Add --split for an index and "
        r"a page for each strand, or choose --paper a3, which takes several pages\.",
        str(refused.value),
    )


def test_short_labels_make_a_plan_fit() -> None:
    long = "Families know which help there is and ask for it before things at home become a crisis for the children"
    rows = "\n".join(f"OC{number} | Outcome | {long} | | | {{short}}" for number in range(1, 20))
    with pytest.raises(CannotDraw):
        draw(theory_of(rows.format(short="")), "svg", paper="a4")
    assert draw(theory_of(rows.format(short="Ask for help early")), "svg", paper="a4").boxes == 19


def test_an_svg_without_a_paper_ends_below_its_last_line() -> None:
    assert draw(young_carers(), "svg").height < draw(young_carers(), "pdf").height


def test_a_plan_without_boxes_is_said_so() -> None:
    with pytest.raises(CannotDraw, match="There is no box to draw: fill in Stage and What on the sheet Plan"):
        draw(theory_of(""))


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"format": "sgv"}, "There is no format “sgv”. Did you mean svg?"),
        ({"view": "logicmodel"}, "There is no view “logicmodel”. Did you mean logic-model?"),
        ({"paper": "a5"}, "There is no paper “a5”. Did you mean a4?"),
        ({"language": "Frensh"}, "There is no language “Frensh”. Did you mean French?"),
    ],
)
def test_a_name_that_there_is_not_is_met_with_the_nearest(asked: dict[str, str], message: str) -> None:
    words = {"format": "svg", "view": "logic-model", "paper": None, "language": None} | asked
    with pytest.raises(UnknownName) as refused:
        draw(young_carers(), *words.values())  # type: ignore[arg-type]
    assert str(refused.value) == message


MANY_BYTES = """
import hashlib
from logicmodel.drawing import FORMATS, draw
from tests.drawing.plans import young_carers
for view in ("logic-model", "theory"):
    for form in FORMATS:
        print(hashlib.sha256(draw(young_carers(), form, view).data).hexdigest())
"""


def test_the_same_plan_gives_the_same_bytes_in_every_process() -> None:
    said = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", MANY_BYTES], capture_output=True, text=True, env=environment, check=True
        )
        assert len(done.stdout.split()) == 2 * len(FORMATS)
        said.add(done.stdout)
    assert len(said) == 1


def test_importing_the_drawings_loads_no_heavy_library() -> None:
    code = (
        "import sys, logicmodel.drawing\n"
        "print(sorted({'typst', 'graphviz', 'networkx', 'openpyxl'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_without_typst_the_way_out_is_named(tmp_path: Path) -> None:
    (tmp_path / "typst.py").write_text("raise ImportError")
    code = (
        "from logicmodel.drawing import draw\nfrom logicmodel.errors import CannotDraw\n"
        "from tests.drawing.plans import young_carers\n"
        "try:\n    draw(young_carers(), 'pdf')\nexcept CannotDraw as refused:\n    print(refused)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout == "Making a .pdf needs typst, which there is not for this computer; draw to .svg instead.\n"
