import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, fromstring

import pytest

from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.drawing import Drawing, again, draw
from logicmodel.errors import CannotDraw
from logicmodel.theory import Theory
from tests.drawing.plans import arabic, hostile, many_boxes, theory_of, trouble, young_carers
from tests.drawing.svg import SVG, texts_of

PLANS = [many_boxes, trouble, hostile, arabic, young_carers]


def two_goals() -> Theory:
    return theory_of(
        """
        IN1 | Input    | Two youth workers          | AC1, AC2
        AC1 | Activity | Run a weekly group         | OP1 | N1
        AC2 | Activity | Train school staff         | OP2
        OP1 | Output   | 40 sessions held           | OC1
        OP2 | Output   | 80 staff trained           | OC2
        OC1 | Short    | Carers feel less alone     | OC3, OC2
        OC2 | Short    | Schools adjust             | OC4
        OC3 | Long     | Carers are well            | IM1
        OC4 | Long     | Carers do well at school   | IM1
        IM1 | Impact   | Carers have equal chances  |
        """
    )


def pages_of(drawing: Drawing) -> list[Element]:
    return [fromstring(each) for each in (drawing.data, *drawing.more)]


def boxes_on(page: Element) -> set[str]:
    return {group.attrib["data-ref"] for group in page.iter(f"{SVG}g") if "data-ref" in group.attrib}


def arrows_on(page: Element) -> set[tuple[str, str]]:
    groups = [group.attrib for group in page.iter(f"{SVG}g") if "data-from" in group.attrib]
    return {(each["data-from"], each["data-to"]) for each in groups}


def test_each_strand_has_a_page_and_the_first_is_an_index() -> None:
    index, one, other = pages_of(draw(two_goals(), split=True))
    assert boxes_on(index) == {"OC3", "OC4", "IM1"}
    assert "(page 2, 4 boxes)" in texts_of(index)
    assert boxes_on(one) == {"IN1", "AC1", "OP1", "OC1", "OC3", "IM1"}
    assert boxes_on(other) == {"IN1", "AC2", "OP2", "OC2", "OC4", "IM1"}
    assert [texts_of(page)[-1] for page in (index, one, other)] == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]


def test_pages_that_are_written_again_are_as_if_they_had_been_drawn_so() -> None:
    drawn = draw(two_goals(), "png", split=True)
    assert again(draw(two_goals(), "sheet", split=True), "png") == drawn
    assert len(drawn.more) == 2


def test_an_arrow_that_leaves_a_page_says_where_it_goes_on() -> None:
    _, one, other = pages_of(draw(two_goals(), split=True))
    assert "OC2, p. 3" in texts_of(one)
    assert "OC1, p. 2" in texts_of(other)


@pytest.mark.parametrize("view", ["logic-model", "theory"])
@pytest.mark.parametrize("plan", PLANS)
def test_no_box_and_no_arrow_is_lost_between_the_pages(plan: Callable[[], Theory], view: str) -> None:
    theory = plan()
    pages = pages_of(draw(theory, "svg", view, "a3", split=True))
    strands = pages[1:] or pages
    assert {element.id for element in theory.elements} <= set().union(*map(boxes_on, pages))
    # Goals that no page of a strand joins are joined in the index, and what stands in the index alone says no page.
    drawn = set().union(*map(arrows_on, pages))
    apart = set().union(*map(boxes_on, strands))
    told = " ".join(text for page in strands for text in texts_of(page))
    for link in theory.all_links:
        others = [other for ref, other in ((link.cause, link.effect), (link.effect, link.cause)) if ref in apart]
        gone_on = all(re.search(rf"\b{other}\b[^()]*?, (p\.|ص) ?\d", told) for other in others)
        assert (link.cause, link.effect) in drawn or gone_on


@pytest.mark.parametrize("view", ["logic-model", "theory"])
def test_every_page_is_on_its_paper_and_readable(view: str) -> None:
    drawing = draw(many_boxes(), "svg", view, "a3", split=True)
    assert drawing.pages == len(drawing.more) + 1 > 2
    for page in pages_of(drawing):
        assert page.attrib["width"] == "1190.55pt"
        lowest = max(float(text.attrib["y"]) for text in page.iter(f"{SVG}text"))
        assert lowest <= 841.9 - 24
        assert min(float(text.attrib["font-size"]) for text in page.iter(f"{SVG}text")) >= 8


def test_nothing_is_printed_over_the_footer() -> None:
    for page in pages_of(draw(many_boxes(), "svg", paper="a4", split=True)):
        heights = sorted(float(text.attrib["y"]) for text in page.iter(f"{SVG}text"))
        footer = [y for y in heights if y > 595.28 - 24 - 3]
        assert len(footer) == 2
        assert heights[-3] <= footer[0] - 10


def test_a_pdf_holds_all_pages() -> None:
    drawing = draw(two_goals(), "pdf", split=True)
    assert drawing.more == ()
    assert drawing.pages == 3
    assert len(re.findall(rb"/Type ?/Page\b", drawing.data)) == 3


def test_a_pdf_that_fits_no_paper_is_split_and_says_so() -> None:
    drawing = draw(many_boxes(90), "pdf")
    assert drawing.pages > 2
    assert drawing.remarks == (
        "90 boxes do not fit one page of A3 at 8 point, so the first page is an index and each strand has a page of its "
        "own. For one large page, add --no-split.",
    )
    assert draw(many_boxes(90), "pdf", split=False).pages == 1
    assert draw(many_boxes(90), "svg").pages == 1
    assert draw(young_carers(), "pdf").pages == 1


def test_one_strand_stays_one_page() -> None:
    drawing = draw(theory_of("OC1 | Outcome | Families ask for help |"), "svg", split=True)
    assert drawing.pages == 1


def test_what_leads_to_no_goal_has_a_page_too() -> None:
    theory = theory_of(
        """
        OC1 | Outcome  | Families ask for help   | IM1
        OC2 | Outcome  | Families trust services | IM1
        IM1 | Impact   | Children are safe       |
        X1  | Activity | Write a leaflet         | X2
        X2  | Output   | 500 leaflets given out  |
        """
    )
    index, *strands = pages_of(draw(theory, split=True, paper="a4"))
    assert any("Leads to no goal" in text for text in texts_of(index))
    assert {"X1", "X2"} <= boxes_on(strands[-1])


def test_findings_are_marked_on_the_page_of_their_strand() -> None:
    theory = two_goals()
    checked = examine(theory, Config(select=("M401",)))
    pages = pages_of(draw(theory, checked=checked, split=True, paper="a3"))
    assert any("What was found" in text for page in pages for text in texts_of(page))


@pytest.mark.parametrize(
    ("form", "view", "message"),
    [
        ("svg", "problem-tree", "The view problem-tree is not split into strands; logic-model and theory can be."),
        ("dot", "theory", "A .dot is not split into pages; draw to .pdf, .pptx, .svg or .png, or leave --split out."),
        ("mmd", "theory", "A .mmd is not split into pages; draw to .pdf, .pptx, .svg or .png, or leave --split out."),
    ],
)
def test_what_cannot_be_split_is_said_so(form: str, view: str, message: str) -> None:
    with pytest.raises(CannotDraw, match=re.escape(message)):
        draw(young_carers(), form, view, split=True)


def test_a_booklet_for_a_screen_has_letters_as_large_as_its_strands_leave_and_says_how_large(campaign: Theory) -> None:
    drawn = draw(campaign, "pdf", paper="16:9", split=True)
    assert drawn.pages > 3
    assert drawn.remarks[-1].startswith(
        "The smallest letters are 10 point, and 18 can be read from the back of a room."
    )


@pytest.mark.parametrize("view", ["logic-model", "theory"])
def test_a_campaign_goes_on_slides_of_a_screen(view: str, campaign: Theory) -> None:
    drawn = draw(campaign, "pdf", view, paper="16:9", split=True)
    assert 2 < drawn.pages < 10


def test_a_strand_that_fits_no_page_is_named_by_its_page() -> None:
    inputs = [f"IN{number} | Input | A bursary adviser and paid peer advisers | AC1" for number in range(60)]
    plan = theory_of("\n".join([*inputs, "AC1 | Activity | Help with forms | OC1", "OC1 | Outcome | Families ask |"]))
    with pytest.raises(CannotDraw, match=r"^Page \d+ of \d+: \d+ boxes do not fit 16:9: "):
        draw(plan, "svg", "theory", paper="16:9", split=True)
    with pytest.raises(CannotDraw) as refused:
        draw(plan, "svg", "theory", paper="16:9")
    assert "add --split" not in str(refused.value).lower()


def test_a_refusal_names_short_labels_that_would_do() -> None:
    long = "Families know which help there is and ask for it before things at home become a crisis for the children"
    rows = [f"OC{number} | Outcome | {long} |" for number in range(1, 20)]
    with pytest.raises(CannotDraw, match="type a Short label of at most 24 letters for all longer texts"):
        draw(theory_of("\n".join(rows)), "svg", paper="a4")


def test_a_refusal_names_the_ways_out_that_work() -> None:
    with pytest.raises(CannotDraw) as refused:
        draw(many_boxes(), "svg", paper="a4")
    assert re.search(
        r"Add --split for an index and a page for each strand, or choose --paper a3, which takes several pages\.$",
        str(refused.value),
    )


def test_a_goal_that_is_reached_from_several_strands_is_shown_with_each_and_has_no_page() -> None:
    index, *strands = pages_of(draw(goal_of_several(), split=True))
    assert {"IM1", "IM2"} <= boxes_on(index)
    assert not [page for page in strands if boxes_on(page) == {"IM2"}]
    assert [page for page in strands if {("OC1", "IM1"), ("OC1", "IM2")} <= arrows_on(page)]


def goal_of_several() -> Theory:
    return theory_of(
        """
        AC1 | Activity | Meet every week   | OC1
        AC2 | Activity | Train the staff   | OC2
        AC3 | Activity | Change the rules  | OC2
        AC4 | Activity | Ask the families  | OC1
        AC5 | Activity | Lend a room       | OC1
        AC6 | Activity | Print a leaflet   | OC2
        OC1 | Short    | Carers are heard  | IM1, IM2
        OC2 | Short    | Schools adjust    | IM1, IM2
        IM1 | Impact   | Carers are well   |
        IM2 | Impact   | Families are well |
        """
    )


def test_each_of_several_indexes_shows_the_goals_of_its_own_strands() -> None:
    rows = [
        f"""
        AC{n} | Activity | Meet the families of street number {n} | OP{n}
        OP{n} | Output | {n} meetings held in the street | OC{n}
        OC{n} | Short | Families of street {n} know each other | IM{1 if n < 30 else 2}
        """
        for n in range(1, 60)
    ]
    goals = "IM1 | Impact | The north is well\nIM2 | Impact | The south is well"
    pages = pages_of(draw(theory_of("\n".join([*map(str.strip, rows), goals])), "svg", paper="a4", split=True))
    indexes = [page for page in pages if any(text.startswith("Index") for text in texts_of(page))]
    assert len(indexes) > 1
    for page in indexes:
        assert boxes_on(page) & {"IM1", "IM2"} <= {end for arrow in arrows_on(page) for end in arrow}
