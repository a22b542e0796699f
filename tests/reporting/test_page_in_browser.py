"""The interactive page in a real browser: what it does when somebody clicks, types, prints, or has no script."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.plans import plan_of_size
from logicmodel import reporting
from logicmodel.checking import examine
from logicmodel.combining.reports import report
from logicmodel.config import Config
from logicmodel.drawing import draw
from logicmodel.interactive import interactive_page
from logicmodel.theory import Theory
from tests.drawing.plans import arabic, hostile, many_boxes, theory_of, trouble, young_carers
from tests.reporting.browser import Looked, needs_browser
from tests.tables import plan_of

needs_browser()

PHONE = {"viewport": {"width": 320, "height": 640}}
SCHEMES = ["light", "dark"]
Look = Callable[..., Looked]

CHAIN = """
    AC1 | Activity | Teach the course      | OP1 | N1 |
    AC2 | Activity | Ring tired parents    | OP2 | |
    OP1 | Output   | 40 people taught      | OC1 | |
    OP2 | Output   | Calls answered        | OC2 | |
    OC1 | Short    | People can swim       | IM1 | |
    OC2 | Short    | Parents rest          | IM1 | |
    IM1 | Impact   | Nobody drowns         | | |
"""


@pytest.fixture
def look(browser: Any, tmp_path: Path) -> Iterator[Look]:
    """Open the interactive page of a plan."""
    opened: list[Looked] = []

    def open_page(
        theory: Theory,
        view: str = "logic-model",
        *,
        found: bool = False,
        lanes: str | None = None,
        **surroundings: Any,
    ) -> Looked:
        path = tmp_path / f"page{len(opened)}.html"
        checked = examine(theory, Config()) if found else None
        path.write_bytes(interactive_page(theory, view=view, checked=checked, lanes=lanes).data)
        opened.append(Looked(browser, path, **surroundings))
        return opened[-1]

    yield open_page
    for each in opened:
        each.close()


def refs_left(looked: Looked) -> list[str]:
    """Give the Refs of the boxes that are not set back in the drawing."""
    refs: list[str] = looked.page.eval_on_selector_all(
        "svg g[data-ref]:not(.away)", "groups => groups.map(group => group.dataset.ref)"
    )
    return sorted(refs)


def box(looked: Looked, ref: str) -> Any:
    return looked.page.locator(f'svg g[data-ref="{ref}"]')


def status(looked: Looked) -> str:
    return str(looked.page.locator("#status").inner_text())


# -- it opens ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", [young_carers, many_boxes, arabic, trouble, hostile])
def test_a_page_opens_without_complaint_and_asks_for_nothing(look: Look, plan: Callable[[], Theory]) -> None:
    looked = look(plan(), found=True)
    looked.page.locator(".trace").first.click()
    assert looked.said == []
    assert looked.asked == []


def test_nothing_typed_acts_in_the_page(look: Look) -> None:
    looked = look(hostile())
    for number in range(3):
        looked.page.locator(".trace").nth(number).click()
    looked.page.fill("#search", "<script>")
    assert looked.page.evaluate("document.scripts.length") == 3
    assert looked.page.evaluate("document.querySelectorAll('img, iframe, [onload], [onerror], b').length") == 0
    assert looked.said == []


# -- tracing ----------------------------------------------------------------------------------------------------------


def test_a_click_traces_what_leads_to_a_box_and_what_it_leads_to(look: Look) -> None:
    looked = look(theory_of(CHAIN))
    box(looked, "OC1").click()
    assert refs_left(looked) == ["AC1", "IM1", "OC1", "OP1"]
    assert status(looked) == "OC1: 2 causes and 1 effect."
    assert looked.page.locator("#panel-title").inner_text() == "OC1 People can swim"
    assert box(looked, "OC1").get_attribute("aria-pressed") == "true"
    rows = looked.page.locator("#box-table tbody tr:visible .name")
    assert rows.all_inner_texts() == [
        "AC1 Teach the course",
        "OP1 40 people taught",
        "OC1 People can swim",
        "IM1 Nobody drowns",
    ]
    assert looked.page.locator("#arrow-table tbody tr:visible").count() == 3


def test_the_panel_says_why_with_evidence_and_where_it_was_typed(look: Look) -> None:
    looked = look(young_carers())
    box(looked, "OC1").click()
    said = looked.page.locator("#panel").inner_text()
    for words in (
        "Being with others in the same position reduces isolation",
        "A study, 3 supported by evidence",
        "Plan, row 2",
    ):
        assert words in said
    looked.page.locator("#panel .ways button").first.click()
    assert looked.page.locator("#panel-title").inner_text().startswith("OP1")


def test_a_click_on_a_mark_or_an_arrow_tells_of_the_box_that_it_belongs_to(look: Look) -> None:
    looked = look(theory_of(CHAIN), found=True)
    for about, title in (("OC2", "OC2 Parents rest"), ("OP2>OC2", "OC2 Parents rest"), ("IM1", "IM1 Nobody drowns")):
        looked.page.locator(f'svg g.mark[data-about="{about}"]').first.click()
        assert looked.page.locator("#panel-title").inner_text() == title
    looked.page.locator("svg g.arrow[data-from='AC1'] polygon").click()
    assert looked.page.locator("#panel-title").inner_text() == "OP1 40 people taught"


def test_a_need_leads_to_what_answers_it(look: Look) -> None:
    looked = look(young_carers())
    box(looked, "N1").click()
    assert refs_left(looked) == ["AC1", "IM1", "N1", "OC1", "OC3", "OP1"]


def test_escape_shows_everything_again_and_goes_back_to_the_box(look: Look) -> None:
    looked = look(theory_of(CHAIN))
    box(looked, "OC1").click()
    looked.page.locator("#close").focus()
    looked.page.keyboard.press("Escape")
    assert len(refs_left(looked)) == 7
    assert not looked.page.locator("#panel").is_visible()
    assert status(looked) == ""
    assert looked.page.evaluate("document.activeElement.dataset.ref") == "OC1"


def test_what_is_chosen_in_the_table_is_told_beside_it(look: Look) -> None:
    looked = look(young_carers())
    row = looked.page.locator("#box-table .trace").last
    row.scroll_into_view_if_needed()
    row.click()
    panel = looked.page.locator("#panel").bounding_box()
    assert 0 <= panel["y"] < 100
    assert looked.page.evaluate("document.activeElement.id") == "panel-title"
    looked.page.keyboard.press("Escape")
    assert row.evaluate("button => button === document.activeElement")


def test_back_goes_to_the_box_before_and_an_address_leads_to_a_box(look: Look) -> None:
    looked = look(theory_of(CHAIN))
    box(looked, "OC1").click()
    looked.page.locator("#panel .ways button", has_text="OP1").click()
    assert looked.page.url.endswith("#OP1")
    looked.page.go_back()
    assert status(looked) == "OC1: 2 causes and 1 effect."
    address = looked.page.url
    looked.page.go_back()
    assert len(refs_left(looked)) == 7
    looked.page.goto("about:blank")
    looked.page.goto(address)
    assert looked.page.locator("#panel-title").inner_text() == "OC1 People can swim"
    looked.page.keyboard.press("Escape")
    assert "#" not in looked.page.url


def test_an_address_may_be_typed_by_hand(look: Look) -> None:
    looked = look(
        theory_of("K/10 | Activity | Teach | OC 1 |\nOC 1 | Short | People can swim |\n50% | Impact | Calm |")
    )
    address = looked.page.url
    for typed, title in (("K/10", "K/10 Teach"), ("OC%201", "OC 1 People can swim"), ("50%", "50% Calm")):
        looked.page.goto("about:blank")
        looked.page.goto(f"{address}#{typed}")
        assert looked.page.locator("#panel-title").inner_text() == title


STRANDS = """
    | Plan | Ref | Stage              | What                    | Leads to | Strand |
    |      | AC1 | Activity           | Visit damp homes        | OC1      | Homes  |
    |      | AC2 | Activity           | Help tenants to write   | OC2      | Rights |
    |      | OC1 | Short-term outcome | Tenants air their rooms | IM1      | Homes  |
    |      | OC2 | Short-term outcome | Landlords repair        | IM1      | Rights |
    |      | IM1 | Impact             | Homes are dry           |          |        |
"""


def test_a_page_has_lanes_and_its_boxes_can_be_chosen_by_strand(look: Look, tmp_path: Path) -> None:
    looked = look(Theory(plan_of(STRANDS, tmp_path)), lanes="strand")
    assert looked.page.locator("svg text", has_text="Rights").count() == 2
    looked.page.get_by_label("Strand").select_option("Rights")
    assert refs_left(looked) == ["AC2", "OC2"]
    looked.page.get_by_label("Strand").select_option("All")
    box(looked, "AC2").click()
    assert refs_left(looked) == ["AC2", "IM1", "OC2"]
    assert "Rights" in looked.page.locator("#panel").inner_text()


@pytest.mark.parametrize("view", ["logic-model", "theory", "problem-tree", "objective-tree"])
def test_every_view_can_be_traced(look: Look, view: str) -> None:
    looked = look(Theory(plan_of_size(30)), view, found=True)
    first = looked.page.locator("svg g[data-ref]").first
    first.click()
    assert status(looked).startswith(f"{first.get_attribute('data-ref')}: ")
    assert looked.said == []


# -- search and filters -----------------------------------------------------------------------------------------------


def test_a_search_finds_words_of_boxes_and_reasons_however_they_are_spelt(look: Look) -> None:
    looked = look(young_carers())
    looked.page.fill("#search", "ÁFTER-school")
    assert refs_left(looked) == ["AC1"]
    assert status(looked) == "1 of 12 boxes shown."
    looked.page.fill("#search", "know the signs")
    assert refs_left(looked) == ["OC2", "OP2"]
    looked.page.focus("#show-all")
    looked.page.keyboard.press("Escape")
    assert len(refs_left(looked)) == 12
    assert looked.page.evaluate("document.activeElement.id") == "search"


def test_a_search_minds_no_apostrophe_no_order_and_no_letter_that_is_one_of_its_own(look: Look) -> None:
    looked = look(
        theory_of("""
            AC1 | Activity | Aider à l’école, après‑midi | OC1 |
            AC2 | Activity | पानी कम है               | OC1 |
            AC3 | Activity | गाँव में काम             | OC1 |
            AC4 | Activity | لقاءات في المدرسة        | OC1 |
            OC1 | Short    | Große Straßen             |     |
        """)
    )
    for typed, found in (
        ("l'ecole", ["AC1"]),
        ("apres-midi aider", ["AC1"]),
        ("aider strasse", []),
        ("कम", ["AC2"]),
        ("مدرسه", ["AC4"]),
        ("STRASSEN", ["OC1"]),
    ):
        looked.page.fill("#search", typed)
        assert refs_left(looked) == found, typed
        assert status(looked) == f"{len(found)} of 5 boxes shown."


def test_what_is_found_comes_into_sight_in_a_large_drawing_and_what_is_in_sight_stays(look: Look) -> None:
    looked = look(Theory(plan_of_size(150)))
    seen = """() => { const s = document.getElementById('sheet').getBoundingClientRect();
        return [...document.querySelectorAll('svg g[data-ref]:not(.away)')].filter(g => { const r = g.getBoundingClientRect();
        return r.left >= s.left && r.right <= s.right && r.top >= s.top && r.bottom <= s.bottom; }).map(g => g.dataset.ref); }"""
    last = looked.page.locator("svg g.box").last.get_attribute("data-ref")
    assert last not in looked.page.evaluate(seen)
    looked.page.fill("#search", last)
    looked.until(f"({seen})().length > 0")
    assert looked.page.evaluate("document.activeElement.id") == "search"
    place = "document.getElementById('sheet').scrollTop"
    before = looked.page.evaluate(place)
    assert before > 0
    looked.page.fill("#search", "")
    looked.until("!document.querySelector('svg g.away')")
    assert looked.page.evaluate(place) == before


def test_enter_in_the_search_goes_to_the_first_box_found(look: Look) -> None:
    looked = look(young_carers())
    looked.page.fill("#search", "weekly")
    looked.page.press("#search", "Enter")
    assert looked.page.evaluate("document.activeElement.dataset.ref") == "AC1"


def test_filters_leave_what_they_name(look: Look) -> None:
    looked = look(young_carers())
    looked.page.get_by_label("Stage").select_option("Activities")
    assert refs_left(looked) == ["AC1", "AC2"]
    looked.page.get_by_label("Stage").select_option("All")
    looked.page.get_by_label("Evidence").select_option("3 supported by evidence")
    assert refs_left(looked) == ["OC1", "OP1"]
    assert looked.page.locator("#arrow-table tbody tr:visible").count() == 1


def test_the_chosen_box_keeps_its_frame_where_a_filter_leaves_it_out(look: Look) -> None:
    looked = look(young_carers())
    box(looked, "OC1").click()
    looked.page.get_by_label("Stage").select_option("Activities")
    assert refs_left(looked) == ["AC1"]
    frame = looked.page.locator('svg g[data-ref="OC1"] > title + rect')
    assert frame.evaluate("rect => getComputedStyle(rect).stroke") == "rgb(0, 90, 156)"


def test_findings_can_be_chosen_by_how_grave_they_are(look: Look) -> None:
    looked = look(Theory(plan_of_size(60)), found=True)
    for option in looked.page.get_by_label("Finding").locator("option").all_inner_texts()[1:]:
        looked.page.get_by_label("Finding").select_option(option)
        assert 0 < len(refs_left(looked)) < 60


# -- the keyboard -----------------------------------------------------------------------------------------------------


def test_arrow_keys_go_along_the_chain_and_reach_every_box(look: Look) -> None:
    looked = look(theory_of(CHAIN))
    looked.page.locator("svg g[tabindex='0']").focus()
    seen = []
    for _ in range(7):
        seen.append(looked.page.evaluate("document.activeElement.dataset.ref"))
        looked.page.keyboard.press("ArrowDown")
    assert sorted(seen) == ["AC1", "AC2", "IM1", "OC1", "OC2", "OP1", "OP2"]
    looked.page.keyboard.press("Home")
    way = [looked.page.evaluate("document.activeElement.dataset.ref")]
    for _ in range(3):
        looked.page.keyboard.press("ArrowRight")
        way.append(looked.page.evaluate("document.activeElement.dataset.ref"))
    assert way == ["AC1", "OP1", "OC1", "IM1"]
    assert box(looked, "OC1").get_attribute("aria-description") == "Short-term outcomes"
    looked.page.keyboard.press("Enter")
    assert status(looked) == "IM1: 6 causes and 0 effects."


def test_everything_that_acts_is_reached_by_tab_and_seen_when_it_is(look: Look) -> None:
    looked = look(young_carers(), found=True)
    box(looked, "OC1").click()
    looked.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    wanted = looked.page.evaluate(
        "[...document.querySelectorAll('a, button:enabled, input, select, summary')].filter(e => e.checkVisibility()).length"
    )
    reached = 0
    for _ in range(wanted + 4):
        looked.page.keyboard.press("Tab")
        reached += looked.page.evaluate("document.activeElement.matches('a, button, input, select, summary')")
        in_sight = looked.page.evaluate(
            """() => { const e = document.activeElement, r = e.getBoundingClientRect();
            if (e === document.body || !r.width) return true;
            const x = Math.max(1, Math.min(innerWidth - 1, r.left + Math.min(r.width / 2, 40))), y = r.top + Math.min(r.height / 2, 20);
            const top = document.elementFromPoint(x, y);
            return r.top >= -1 && y < innerHeight && (e === top || e.contains(top) || top.contains(e)); }"""
        )
        assert in_sight, looked.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    assert reached >= wanted


def test_what_has_the_focus_is_in_sight_where_the_rows_before_it_were_never_laid_out(look: Look) -> None:
    looked = look(many_boxes(150), **PHONE)
    in_sight = "(r => r.top >= 0 && r.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())"
    for place in (-1, 60):
        looked.page.locator("#box-table .trace").nth(place).focus()
        looked.page.wait_for_timeout(500)
        assert looked.page.evaluate(in_sight)


def test_whoever_went_from_box_to_box_on_a_phone_comes_back_to_the_last(look: Look) -> None:
    looked = look(theory_of(CHAIN), **PHONE)
    looked.page.get_by_label("Causes and effects: AC1").click()
    for ref in ("OP1", "OC1", "IM1", "OC2", "OP2"):
        looked.page.locator("#panel .ways button", has_text=ref).click()
    looked.page.keyboard.press("Escape")
    focused = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.id"
    assert looked.page.evaluate(focused) == "Causes and effects: OP2"


def test_under_a_finger_targets_are_larger(look: Look) -> None:
    looked = look(young_carers(), found=True, has_touch=True, is_mobile=True, **PHONE)
    looked.page.click("#show-drawing")
    low = looked.page.evaluate(
        """[...document.querySelectorAll('nav a, button, input, select, summary')].filter(e => e.checkVisibility())
        .filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert low == []


def test_targets_are_large_enough_to_hit(look: Look) -> None:
    looked = look(young_carers(), **PHONE)
    small = looked.page.evaluate(
        """[...document.querySelectorAll('a, button, input, select, summary')]
        .filter(e => e.checkVisibility({contentVisibilityAuto: true})).map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()]).filter(([, r]) => r.width < 24 || r.height < 24).map(([h]) => h)"""
    )
    assert [each for each in small if 'class="skip"' not in each] == []


# -- tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [700, 900, 1100, 1280, 1400, 1700])
def test_no_word_of_a_table_is_cut_however_many_columns_it_has(look: Look, width: int) -> None:
    looked = look(Theory(plan_of_size(30)), found=True, viewport={"width": width, "height": 900})
    assert looked.page.locator("#box-table thead th").count() > 7
    for chosen in (False, True):
        if chosen:
            looked.page.locator("svg g.box").first.click()
        cut = looked.page.evaluate(
            """[...document.querySelectorAll("thead")].filter(e => getComputedStyle(e).position !== "absolute")
            .flatMap(e => [...e.rows[0].cells]).filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent)"""
        )
        narrow = looked.page.evaluate(
            """[...document.querySelectorAll("tbody tr:first-child td")].filter(e => e.checkVisibility())
            .map(e => e.getBoundingClientRect().width).filter(wide => wide && wide < 75)"""
        )
        assert (cut, narrow) == ([], []), chosen


def test_the_headings_of_a_table_stay_in_sight_and_cover_nothing_that_has_the_focus(look: Look) -> None:
    looked = look(many_boxes(150), found=True)
    buttons = looked.page.locator("#box-table .trace")
    for number in (40, 39, 38, 20):
        buttons.nth(number).focus()
        looked.page.wait_for_timeout(200)
        head, button = looked.page.locator("#box-table thead").bounding_box(), buttons.nth(number).bounding_box()
        assert head["y"] == pytest.approx(0, abs=1)
        assert head["y"] + head["height"] <= button["y"]


# -- size and place of the drawing ------------------------------------------------------------------------------------


def width_of(looked: Looked) -> float:
    return float(looked.page.locator(".paper svg").bounding_box()["width"])


def test_buttons_keys_and_ctrl_with_the_wheel_change_the_size(look: Look) -> None:
    looked = look(many_boxes())
    first = width_of(looked)
    looked.page.get_by_role("button", name="Larger").click()
    assert width_of(looked) == pytest.approx(first * 1.25, rel=0.01)
    looked.page.locator("#sheet").press("-")
    assert width_of(looked) == pytest.approx(first, rel=0.01)
    looked.page.locator("#sheet").hover()
    looked.page.keyboard.down("Control")
    looked.page.mouse.wheel(0, -200)
    looked.page.keyboard.up("Control")
    looked.until(f"document.querySelector('.paper svg').getBoundingClientRect().width > {first * 1.3}")
    looked.page.get_by_role("button", name="Whole drawing").click()
    sheet = looked.page.evaluate(
        "(({scrollWidth, clientWidth, scrollHeight, clientHeight}) => [scrollWidth - clientWidth, scrollHeight - clientHeight])(document.getElementById('sheet'))"
    )
    assert max(sheet) <= 2


def test_a_drawing_is_moved_by_hand_without_choosing_the_box_beneath(look: Look) -> None:
    looked = look(many_boxes(150))
    place = box(looked, "B40") if box(looked, "B40").count() else looked.page.locator("svg g[data-ref]").nth(30)
    place.scroll_into_view_if_needed()
    where = place.bounding_box()
    before = looked.page.evaluate(
        "document.getElementById('sheet').scrollTop + document.getElementById('sheet').scrollLeft"
    )
    looked.page.mouse.move(where["x"] + 5, where["y"] + 5)
    looked.page.mouse.down()
    looked.page.mouse.move(where["x"] - 60, where["y"] - 60, steps=4)
    looked.page.mouse.up()
    after = looked.page.evaluate(
        "document.getElementById('sheet').scrollTop + document.getElementById('sheet').scrollLeft"
    )
    assert after > before
    assert not looked.page.locator("#panel").is_visible()


# -- small screens, no script, other directions, paper ----------------------------------------------------------------


@pytest.mark.parametrize("plan", [young_carers, many_boxes, arabic, hostile])
def test_at_320_pixels_the_list_is_shown_and_nothing_is_cut(look: Look, plan: Callable[[], Theory]) -> None:
    looked = look(plan(), found=True, **PHONE)
    assert not looked.page.locator("#drawing").is_visible()
    assert looked.page.locator("#box-table").is_visible()
    assert looked.page.evaluate("document.documentElement.scrollWidth") == 320
    looked.page.locator(".trace").first.click()
    assert looked.page.locator("#panel").is_visible()
    assert looked.page.evaluate("document.getElementById('panel').scrollWidth") <= 320
    assert looked.page.locator("#panel-said").inner_text() == looked.page.locator("#status").text_content()
    looked.page.keyboard.press("Escape")
    assert not looked.page.locator("#panel").is_visible()
    looked.page.click("#show-drawing")
    assert looked.page.locator("#drawing svg").is_visible()
    assert looked.page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("view", ["logic-model", "theory"])
def test_a_large_drawing_begins_where_there_is_a_box(look: Look, view: str) -> None:
    in_sight = """() => { const s = document.getElementById('sheet').getBoundingClientRect();
        return [...document.querySelectorAll('g.box')].some(g => { const r = g.getBoundingClientRect();
        return r.left >= s.left && r.right <= s.right && r.top >= s.top && r.bottom <= s.bottom; }); }"""
    looked = look(Theory(plan_of_size(150)), view)
    assert looked.page.evaluate(in_sight)
    looked = look(Theory(plan_of_size(150)), view, **PHONE)
    looked.page.locator(".trace").nth(100).click()
    looked.page.keyboard.press("Escape")
    looked.page.click("#show-drawing")
    assert looked.page.evaluate(in_sight)


def test_without_script_the_drawing_and_the_tables_are_there_and_no_control_is(look: Look) -> None:
    looked = look(young_carers(), found=True, java_script_enabled=False)
    assert looked.page.locator("#drawing svg").is_visible()
    assert looked.page.locator("#drawing svg").get_attribute("role") == "img"
    for table in ("#box-table", "#arrow-table", "#found-table"):
        assert looked.page.locator(table).is_visible()
    assert looked.page.locator("button, input, select, summary").locator("visible=true").count() == 0


def test_without_script_a_drawing_can_be_read_on_a_phone(look: Look) -> None:
    looked = look(many_boxes(), java_script_enabled=False, **PHONE)
    assert looked.page.locator("svg text", has_text="AC1").first.bounding_box()["height"] > 9
    assert looked.page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_plan_written_from_right_to_left_runs_that_way(look: Look) -> None:
    looked = look(arabic())
    start = looked.page.locator("svg g[tabindex='0']")
    start.focus()
    first = start.bounding_box()["x"]
    looked.page.keyboard.press("ArrowLeft")
    assert looked.page.locator("svg g[tabindex='0']").bounding_box()["x"] < first
    looked.page.keyboard.press("Enter")
    panel, sheet = looked.page.locator("#panel").bounding_box(), looked.page.locator("#sheet").bounding_box()
    assert panel["x"] < sheet["x"]


@pytest.mark.parametrize(
    ("plan", "sheet", "low", "high"),
    [
        (young_carers, "auto", 60, 170),
        (lambda: Theory(plan_of_size(60)), "upright", 187, 256),
        (lambda: Theory(plan_of_size(150)), "auto", 2 * 186, 2000),
    ],
)
def test_a_drawing_begins_at_the_top_of_its_paper_and_only_a_tall_one_takes_several_sheets(
    look: Look, plan: Callable[[], Theory], sheet: str, low: int, high: int
) -> None:
    looked = look(plan())
    looked.page.emulate_media(media="print")
    drawn = looked.page.locator(".paper svg").bounding_box()
    assert low <= drawn["height"] * 25.4 / 96 <= high
    assert drawn["y"] < 20
    assert looked.page.evaluate("getComputedStyle(document.getElementById('drawing')).page") == sheet


def test_the_button_that_closes_stays_in_sight(look: Look) -> None:
    looked = look(young_carers(), found=True, **PHONE)
    looked.page.locator(".trace").nth(6).click()
    looked.page.evaluate("document.getElementById('panel').scrollTop = 300")
    assert looked.page.evaluate("document.getElementById('panel').scrollTop") > 100
    assert 0 <= looked.page.locator("#close").bounding_box()["y"] < 100


def test_on_paper_everything_is_shown_and_no_control_is(look: Look) -> None:
    looked = look(young_carers(), found=True)
    box(looked, "AC1").click()
    looked.page.emulate_media(media="print")
    assert looked.page.locator("#box-table tbody tr:visible").count() == 12
    assert looked.page.locator("button:visible, #panel:visible, select:visible").count() == 0
    assert looked.page.evaluate("getComputedStyle(document.querySelector('g.away rect')).fill") != "rgb(255, 255, 255)"


# -- axe --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("plan", [young_carers, arabic])
def test_axe_finds_nothing_on_the_page(look: Look, plan: Callable[[], Theory], scheme: str) -> None:
    looked = look(plan(), found=True, color_scheme=scheme)
    assert looked.axe() == []
    looked.page.locator("svg g[data-ref]").first.click()
    looked.page.fill("#search", "a")
    assert looked.axe() == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_on_a_phone(look: Look, scheme: str) -> None:
    looked = look(young_carers(), found=True, color_scheme=scheme, **PHONE)
    assert looked.axe() == []
    looked.page.locator(".trace").nth(6).click()
    assert looked.axe() == []
    looked.page.keyboard.press("Escape")
    looked.page.click("#show-drawing")
    assert looked.axe() == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("plan", [young_carers, arabic])
def test_axe_finds_nothing_on_a_report(browser: Any, tmp_path: Path, plan: Callable[[], Theory], scheme: str) -> None:
    theory = plan()
    checked = examine(theory, Config())
    pages = {
        "report": report(theory, checked=checked).text,
        "findings": reporting.findings_page(theory, checked, Config()),
    }
    for name, text in pages.items():
        path = tmp_path / f"{name}.html"
        path.write_text(text, encoding="utf-8")
        looked = Looked(browser, path, color_scheme=scheme)
        assert looked.axe() == [], name
        looked.close()


@pytest.mark.parametrize("name", reporting.REPORTS)
def test_axe_finds_nothing_on_any_report(browser: Any, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.html"
    path.write_text(report(young_carers(), template=name).text, encoding="utf-8")
    looked = Looked(browser, path, **PHONE)
    assert looked.page.evaluate("document.documentElement.scrollWidth") == 320
    looked.page.set_viewport_size({"width": 1400, "height": 900})
    assert looked.axe() == []
    assert looked.asked == []
    looked.close()


def test_the_drawing_in_the_page_is_the_drawing_itself(look: Look) -> None:
    looked = look(young_carers(), java_script_enabled=False)
    drawn = draw(young_carers(), "svg").data.decode("utf-8")
    assert looked.page.locator("svg title").first.text_content() in drawn
    assert looked.page.locator("svg text").count() == drawn.count("<text")
