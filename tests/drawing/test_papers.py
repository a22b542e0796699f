import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from logicmodel import read_plan
from logicmodel.config import Funder
from logicmodel.drawing import PAPERS, draw
from logicmodel.drawing.canvas import Text
from logicmodel.drawing.papers import MILLIMETRE
from logicmodel.errors import CannotDraw
from logicmodel.model import Profile
from logicmodel.theory import Theory
from tests.drawing.plans import arabic, many_boxes, theory_of, young_carers
from tests.drawing.svg import SVG, texts_of

EXAMPLES = Path(__file__).parents[2] / "examples"


def safe_places(more: str = "") -> Theory:
    return theory_of(
        more
        + """
        AC1 | Activity | Train peer mentors       | OP1
        AC2 | Activity | Weekly drop-in           | OP2
        OP1 | Output   | 20 mentors trained       | OC1
        OP2 | Output   | 40 sessions held         | OC2
        OC1 | Short    | Youth know where help is | OC3
        OC2 | Short    | Youth feel safe to talk  | OC3
        OC3 | Medium   | Youth ask for help early | OC4
        OC4 | Long     | Fewer crises             |
        """,
        name="Safe Places",
    )


MONEY = "IN1 | Input | Two youth workers, a room and travel money | AC1, AC2"


def funder(**more: object) -> Funder:
    fields: dict[str, object] = {
        "name": "a-notice",
        "title": "A notice",
        "funder": "A department",
        "checked_on": date(2026, 11, 22),
        "sources": (),
        "note": "",
        "base": Profile.BID,
        "paper": "letter",
        "limits": {"font_points": 12, "margin_mm": 25},
        "words": {
            "activities": "Strategies and activities",
            "outcomes": "Outcomes (short, intermediate, long term)",
            "outcomes_medium": "Intermediate",
        },
        **more,
    }
    return Funder(**fields)  # type: ignore[arg-type]


def sizes(svg: Element) -> list[float]:
    return [float(text.attrib["font-size"]) for text in svg.iter(f"{SVG}text")]


def test_a_screen_has_no_letter_below_eighteen_points() -> None:
    drawing = draw(safe_places(), "svg", paper="16:9")
    svg = fromstring(drawing.data)
    assert (drawing.width, drawing.height) == (960, 540)
    assert min(sizes(svg)) >= 18


def test_a_screen_shows_boxes_and_arrows_alone_and_says_so() -> None:
    drawing = draw(young_carers(), "svg", "theory", "16:9", focus="OC3")
    assert "What must be true" not in texts_of(fromstring(drawing.data))
    assert drawing.remarks == (
        "A screen shows boxes and arrows alone; for assumptions, reasons, outside factors and evidence, draw for a paper.",
    )
    assert draw(safe_places(), "svg", paper="16:9").remarks == ()


def test_a_poster_has_letters_as_large_as_it_can() -> None:
    few, many = (fromstring(draw(plan, "svg", paper="a1").data) for plan in (young_carers(), many_boxes()))
    assert min(sizes(few)) >= 20
    assert 8 <= min(sizes(many)) < 20


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_stands_outside_a_page_and_the_margin_stays_free(paper: str) -> None:
    drawing = draw(safe_places(), "svg", paper=paper)
    for text in fromstring(drawing.data).iter(f"{SVG}text"):
        assert 23.9 <= float(text.attrib["x"]) <= drawing.width - 23.9
        assert 23.9 <= float(text.attrib["y"]) <= drawing.height - 23.9


def test_an_arabic_screen_is_magnified_like_any_other() -> None:
    drawing = draw(arabic(), "svg", "theory", "16:9", focus="OC3")
    assert min(sizes(fromstring(drawing.data))) >= 18
    assert draw(arabic(), "pdf", "theory", "16:9", focus="OC3").data.startswith(b"%PDF")


def test_a_funder_gets_its_paper_letters_margins_and_words() -> None:
    drawing = draw(safe_places(), "svg", funder=funder(), grey=True)
    svg = fromstring(drawing.data)
    assert (drawing.width, drawing.height) == (792, 612)
    assert min(sizes(svg)) >= 12
    assert min(float(text.attrib["x"]) for text in svg.iter(f"{SVG}text")) >= 25 * MILLIMETRE - 0.01
    shown = texts_of(svg)
    assert {"Strategies and", "Outcomes (short, intermediate, long term)", "Intermediate", "Outputs"} <= set(shown)
    assert "Medium-term" not in shown
    assert drawing.remarks == ("Greyscale proof passed: neighbouring stages differ by 18 in lightness or more.",)


def test_a_pdf_for_a_funder_is_one_page_of_exactly_its_paper() -> None:
    pdf = draw(safe_places(), "pdf", funder=funder()).data
    assert len(re.findall(rb"/Type ?/Page\b", pdf)) == 1
    box = re.search(rb"/MediaBox ?\[([^\]]*)\]", pdf)
    assert box
    assert [float(part) for part in box[1].split()] == pytest.approx([0, 0, 792, 612], abs=0.02)


def test_a_funder_is_refused_what_would_fall_below_its_letters() -> None:
    assert draw(safe_places(MONEY), "svg", paper="letter").boxes == 9
    with pytest.raises(
        CannotDraw, match=r"9 boxes do not fit Letter: .*, and at least 12 are needed\. .*--paper ledger"
    ):
        draw(safe_places(MONEY), "svg", funder=funder())


def test_another_paper_may_be_asked_for_and_keeps_the_letters_of_the_funder() -> None:
    drawing = draw(safe_places(MONEY), "svg", paper="ledger", funder=funder())
    assert (drawing.width, drawing.height) == (1224, 792)
    assert min(sizes(fromstring(drawing.data))) >= 12


def test_a_funder_whose_paper_is_not_known_leaves_the_choice_open() -> None:
    assert draw(safe_places(), "pdf", funder=funder(paper="legal", limits={})).width == PAPERS["a4"].width


def test_outcomes_without_a_term_stand_under_the_word_of_the_funder_alone() -> None:
    theory = theory_of("AC1 | Activity | Hold a group | OC1\nOC1 | Outcome | Carers feel less alone |")
    shown = texts_of(fromstring(draw(theory, funder=funder()).data))
    assert [text for text in shown if text.startswith(("Outcomes", "intermediate"))] == [
        "Outcomes (short,",
        "intermediate, long term)",
    ]


def test_a_drawing_that_fits_no_paper_is_not_sent_to_a_larger_one() -> None:
    with pytest.raises(CannotDraw) as refused:
        draw(many_boxes(400), "svg", paper="a4")
    assert "--paper" not in str(refused.value)


@pytest.mark.parametrize("plan", [young_carers, arabic])
def test_a_drawing_that_is_taller_than_wide_stands_upright_where_no_paper_is_asked_for(
    plan: Callable[[], Theory],
) -> None:
    chosen, lying = (draw(plan(), "pdf", "theory", paper) for paper in (None, "a4"))
    assert (chosen.width, chosen.height) == (lying.height, lying.width)


def test_a_tall_drawing_that_a_lying_a4_does_not_hold_needs_no_a3() -> None:
    steps = [f"OC{step} | Outcome | Neighbours know each other by name | OC{step + 1}" for step in range(1, 14)]
    plan = theory_of("\n".join([*steps, "OC14 | Outcome | Neighbours help each other |"]))
    drawing = draw(plan, "pdf", "theory")
    assert (drawing.width, drawing.height) == (PAPERS["a4"].height, PAPERS["a4"].width)
    asked = draw(plan, "pdf", "theory", "a4")
    assert (asked.width, asked.height) == (drawing.width, drawing.height)


@pytest.mark.parametrize(("count", "paper"), [(60, "a3"), (150, "a1")])
def test_a_theory_of_many_boxes_goes_on_one_sheet_and_its_lists_on_another(count: int, paper: str) -> None:
    drawn = draw(many_boxes(count), "pdf", "theory", paper)
    assert drawn.pages <= 2


def test_a_single_page_is_not_counted() -> None:
    one = fromstring(draw(safe_places(), "svg").data)
    assert not [text for text in texts_of(one) if text.startswith("Page ")]
    index = fromstring(draw(many_boxes(), "svg", split=True).data)
    assert "Page 1 of " in " ".join(texts_of(index))


def test_a_plan_of_thirty_boxes_goes_on_a4_and_what_stands_around_it_on_a_second_page() -> None:
    theory = Theory(read_plan(EXAMPLES / "young-carers" / "young-carers.xlsx"))
    steps, around = draw(theory, "pdf", "logic-model", "a4").canvas
    texts = [{item.text for item in page.items if isinstance(item, Text)} for page in (steps, around)]
    assert {element.id for element in theory.elements} <= texts[0]
    assert {"N1", "N7", "N13", "What must be true", "leads to; evidence not rated"} <= texts[1]
    assert min(item.size for item in steps.items if isinstance(item, Text)) >= 8


@pytest.mark.parametrize("form", ["pdf", "png"])
def test_a_sign_without_a_font_stops_no_drawing_and_is_told_of(form: str) -> None:
    theory = safe_places("AC3 | Activity | A walk \U0001cf50 each week | OP2")
    drawing = draw(theory, form)
    assert drawing.remarks == (
        "No font on this computer has these signs, so a drawing has \N{REPLACEMENT CHARACTER} in their place: "
        "\U0001cf50 [znamenny neume kryuk].",
    )
    assert draw(theory, form).data == drawing.data


def test_whoever_reads_an_svg_has_fonts_of_their_own() -> None:
    drawing = draw(safe_places("AC3 | Activity | A walk \U0001cf50 each week | OP2"), "svg")
    assert "\U0001cf50" in drawing.data.decode("utf-8")
    assert drawing.remarks == ()
