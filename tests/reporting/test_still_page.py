"""The page of a table or chart: the drawing and the same as tables, without a script, for everybody who opens it."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from logicmodel import read_plan
from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.examples import example_workbook
from logicmodel.interactive import interactive_page
from logicmodel.theory import Theory
from tests.drawing.plans import hostile, theory_of
from tests.reporting.browser import Looked, needs_browser
from tests.tables import plan_of

needs_browser()

VIEWS = ["logframe", "golden-thread", "timeline", "power-map", "tactics", "chain"]
SURROUNDINGS: list[dict[str, Any]] = [
    {},
    {"color_scheme": "dark"},
    {"viewport": {"width": 320, "height": 640}},
    {"java_script_enabled": False},
]
Look = Callable[..., Looked]


@pytest.fixture
def look(browser: Any, tmp_path: Path) -> Iterator[Look]:
    """Open a page."""
    opened: list[Looked] = []

    def open_page(data: bytes, **surroundings: Any) -> Looked:
        path = tmp_path / f"page{len(opened)}.html"
        path.write_bytes(data)
        opened.append(Looked(browser, path, **surroundings))
        return opened[-1]

    yield open_page
    for each in opened:
        each.close()


def page_of(theory: Theory, view: str, **more: Any) -> str:
    return interactive_page(theory, view=view, **more).data.decode("utf-8")


def rows_in(page: str) -> list[list[str]]:
    """Give the rows of the tables of a page as their cells read."""
    rows = re.findall(r'<tr role="row">(.*?)</tr>', page, re.DOTALL)
    cells = [re.findall(r"<t[hd] .*?>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_keeps_people_out_and_nothing_is_asked_for(campaign: Theory, look: Look, view: str) -> None:
    data = interactive_page(campaign, view=view).data
    for surroundings in SURROUNDINGS:
        looked = look(data, **surroundings)
        assert looked.asked == []
        assert looked.said == []
        assert looked.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert surroundings.get("java_script_enabled") is False or looked.axe() == []


def test_a_page_from_right_to_left_opens_on_a_phone_where_it_is_read_first(look: Look) -> None:
    theory = theory_of("OP1 | Output | 24 لقاء مع الآباء | IM1\nIM1 | Impact | يتعلم الأطفال |", language="Arabic")
    looked = look(interactive_page(theory, view="logframe").data, viewport={"width": 320, "height": 640})
    assert looked.axe() == []
    sheet, svg = (looked.page.locator(each).bounding_box() for each in ("#drawing .sheet", "#drawing svg"))
    assert svg["x"] + svg["width"] <= sheet["x"] + sheet["width"]
    assert svg["x"] < 0


def test_findings_are_marked_in_the_tables_and_listed(look: Look, tmp_path: Path) -> None:
    path = tmp_path / "flawed.xlsx"
    path.write_bytes(example_workbook("young-carers-flawed"))
    theory = Theory(read_plan(path))
    checked = examine(theory, Config())
    data = interactive_page(theory, view="logframe", checked=checked).data
    said = " ".join(cell for row in rows_in(data.decode("utf-8")) for cell in row)
    assert all(finding.code in said for finding in checked.findings)
    assert re.search(r"\[\d+\] ", said)
    assert look(data).axe() == []


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_holds_no_script_and_allows_nothing_but_its_style(campaign: Theory, view: str) -> None:
    page = page_of(campaign, view)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src data:; base-uri 'none'; form-action 'none'",
        policy[1],
    )
    assert "<script" not in page
    assert " style=" not in page
    assert page == page_of(campaign, view)


def test_nothing_typed_acts_in_the_page(look: Look) -> None:
    looked = look(interactive_page(hostile(), view="logframe").data)
    assert looked.page.evaluate("document.querySelectorAll('script, img, iframe, [onload], [onerror], b').length") == 0
    assert looked.said == []


def test_a_result_is_named_on_each_line_of_its_measures(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to |
        |---|---|---|---|---|
        | | OC1 | Outcome | Wells are used | |

        | Measures | Ref | What it measures | Measure | Aim |
        |---|---|---|---|---|
        | | M1 | OC1 | Households with a tap | 60 |
        | | M2 | OC1 | Days without water | 5 |
        """,
        tmp_path,
    )
    rows = [row[:2] for row in rows_in(page_of(Theory(plan), "logframe"))]
    assert ["OC1 Wells are used", "M1 Households with a tap"] in rows
    assert ["OC1", "M2 Days without water"] in rows


def test_a_chart_is_told_in_full_and_its_day_is_drawn(campaign: Theory) -> None:
    page = page_of(campaign, "timeline", today=date(2027, 3, 1))
    assert ["AC2 Young speakers", "from Oct 2026 to Jun 2028"] in rows_in(page)
    assert "today, 1 Mar 2027" in page
    assert ["1 Chair of the transport committee", "5", "3", "undecided"] in rows_in(page_of(campaign, "power-map"))


def test_a_drawing_on_paper_is_upright_and_a_table_is_printed_once(campaign: Theory, look: Look) -> None:
    for view, shown in (("timeline", True), ("logframe", False)):
        looked = look(interactive_page(campaign, view=view).data)
        looked.page.emulate_media(media="print")
        assert looked.page.locator("#drawing").is_visible() is shown
        assert looked.page.locator("#rows table").first.is_visible()
        titled = looked.page.locator("header").bounding_box()["width"] > 50
        assert titled is not shown, "a drawing has its title in it"
