"""The interactive page as text: what it holds before any script runs, and that it holds nothing it should not."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from logicmodel.checking import examine
from logicmodel.cli import main
from logicmodel.config import Config
from logicmodel.errors import CannotDraw
from logicmodel.interactive import interactive_page
from logicmodel.model import Plan, Programme
from logicmodel.saying import clean
from logicmodel.theory import Theory
from tests.drawing.plans import HERE, arabic, many_boxes, theory_of, young_carers
from tests.reporting.pages import Page
from tests.reporting.plans import plan_saying
from tests.reporting.test_hostile import HOSTILE
from tests.tables import plan_of

VIEWS = ["logic-model", "theory", "problem-tree", "objective-tree"]


def html_of(theory: Theory, view: str = "logic-model", language: str | None = None, *, found: bool = False) -> str:
    checked = examine(theory, Config()) if found else None
    return interactive_page(theory, view=view, language=language, checked=checked).data.decode("utf-8")


def data_of(html: str) -> dict[str, list[list[int]]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, list[list[int]]] = json.loads(found[1])
    return data


def test_every_box_and_arrow_of_the_drawing_has_a_row_and_its_place_in_the_data() -> None:
    theory = young_carers()
    data = data_of(html_of(theory))
    assert len(data["boxes"]) == len(theory.elements) + 3  # the needs and the strength are boxes too
    assert len(data["arrows"]) == len(data["values"]) == len(theory.all_links)
    assert data["needs"] == [[0, 4], [1, 5], [2, 5]]


def test_the_tables_tell_the_reasons_the_evidence_and_where_each_was_typed() -> None:
    text = Page(html_of(young_carers())).text
    assert "Staff who know the signs act sooner" in text
    assert "A study, 3 supported by evidence" in text
    assert "A4 Illness at home does not worsen" in text
    assert "Plan, row 2" in text


def test_the_table_says_the_level_that_the_filter_asks_for() -> None:
    elements = tuple(
        replace(element, level=level)
        for element, level in zip(young_carers().elements, ("micro", "macro"), strict=False)
    )
    text = Page(html_of(Theory(Plan(programme=Programme(name="A plan", place=HERE), elements=elements)))).text
    assert "Individual or family" in text
    assert "Community or system" in text


def test_what_stands_around_the_drawing_is_told_beneath_it(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Start here | A | B |
        |---|---|---|
        | | Programme name | Swim and see |
        | | We are accountable up to | OC1 |

        | Plan | Ref | Stage | What | Leads to | Arrows in | Who makes it happen |
        |---|---|---|---|---|---|---|
        | | AC1 | Activity | Teach | OC1 | | |
        | | AC2 | Activity | Lend costumes | OC1 | | Others |
        | | OC1 | Short-term outcome | People can swim | IM1 | All are needed | |
        | | IM1 | Impact | Nobody drowns | | | |

        | Assumptions & risks | Ref | Kind | What | Applies to | State |
        |---|---|---|---|---|---|
        | | A1 | Assumption | The pool stays open | OC1 | Broken |
        | | X1 | External factor | The summer is warm | | |
        """,
        tmp_path,
    )
    text = Page(html_of(Theory(plan))).text
    for words in (
        "A1 The pool stays open",
        "The pool stays open (A1): assumption found false",
        "Outside factors The summer is warm (X1)",
        "Short-term outcomes · all arrows in are needed",
        "Activities · others make it happen",
        "beyond it we contribute IM1 Nobody drowns",
        "Draft or Agreed: not said yet",
    ):
        assert words in text


def test_findings_on_arrows_are_filtered_whatever_the_refs_hold() -> None:
    table = "A>1 | Activity | Teach | B>2\nB>2 | Output | 40 people taught | IM1\nIM1 | Impact | Nobody drowns |"
    assert [arrow for arrow, _ in data_of(html_of(theory_of(table), found=True))["foundArrows"]] == [1]


def test_a_page_is_whole_and_the_same_each_time() -> None:
    for view in ("logic-model", "theory"):
        assert html_of(young_carers(), view, found=True) == html_of(young_carers(), view, found=True)
        assert Page(html_of(young_carers(), view, found=True)).is_whole


def test_a_page_allows_its_own_style_and_script_and_nothing_else() -> None:
    html = html_of(young_carers())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    style = re.search("<style>(.*?)</style>", html, re.DOTALL)
    scripts = re.findall("<script>(.*?)</script>", html, re.DOTALL)
    assert style
    style_hash, *script_hashes = (
        f"'sha256-{b64encode(sha256(each.encode('utf-8')).digest()).decode()}'" for each in (style[1], *scripts)
    )
    assert len(script_hashes) == 2
    assert policy[1] == (
        f"default-src 'none'; style-src {style_hash}; script-src {' '.join(script_hashes)}; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )
    assert not re.search(r' style="| on\w+="|https?://(?!www\.w3\.org/2000/svg)', html)


def test_the_words_around_a_plan_are_in_its_language() -> None:
    french = html_of(young_carers(), language="fr")
    assert '<html lang="fr" dir="ltr">' in french
    for words in ("Rechercher", "Étape", "Où c’est écrit", "Chaque flèche, et ce qui en est dit"):
        assert words in french
    assert '<html lang="ar" dir="rtl">' in html_of(arabic())
    assert "أين كُتب" in html_of(arabic())


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "1 September 2026"),
        ("fr", "1er septembre 2026"),
        ("es", "1 de septiembre de 2026"),
        ("pt", "1 de setembro de 2026"),
        ("de", "1. September 2026"),
        ("ar", "1 سبتمبر 2026"),
    ],
)
def test_the_first_of_a_month_is_said_in_every_language(language: str, day: str, tmp_path: Path) -> None:
    plan = plan_of(
        """
| Plan | Ref | Stage | What | Leads to | Start |
|---|---|---|---|---|---|
| | AC1 | Activity | Run the club | OC1 | 2026-09-01 |
| | OC1 | Outcome | Children have friends | | |
""",
        tmp_path,
    )
    assert day in Page(html_of(Theory(plan), language=language)).text


def test_a_language_without_phrases_is_kept_for_the_words_of_the_plan() -> None:
    html = html_of(theory_of("AC1 | Activity | Kuimba pamoja | OC1\nOC1 | Outcome | Furaha |", language="sw"))
    assert '<html lang="en" dir="ltr">' in html
    assert '<bdi lang="sw">Kuimba pamoja</bdi>' in html


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_comes_out_as_text(text: str, view: str) -> None:
    page = Page(html_of(Theory(plan_saying(lambda what: f"{text} {what}")), view))
    usual = Page(html_of(Theory(plan_saying(lambda what: f"words {what}")), view))
    assert page.is_whole
    assert [tag for tag in page.tags if tag in INERT] == [tag for tag in usual.tags if tag in INERT]
    assert clean(f"{text} name") in page.text


INERT = (
    "script",
    "style",
    "img",
    "a",
    "input",
    "select",
    "option",
    "button",
    "table",
    "tr",
    "th",
    "td",
    "iframe",
    "title",
)
"""Tags of which a page has as many, whatever is typed; lines of text in a drawing depend on what is typed."""


def test_a_template_in_a_text_is_not_worked_out() -> None:
    html = html_of(theory_of("AC1 | Activity | Do {{ 7*7 }} things | OC1\nOC1 | Outcome | {% if 1 %}Better |"))
    assert "Do {{ 7*7 }} things" in Page(html).text
    assert "Do 49 things" not in html
    assert "{% if 1 %}Better" in Page(html).text


def test_a_long_statement_stands_in_full_in_the_table() -> None:
    long = "word " * 119 + "last."
    page = Page(html_of(theory_of(f"AC1 | Activity | {long} | OC1\nOC1 | Outcome | Better |")))
    assert long in page.text


def test_what_was_found_is_listed_with_what_to_type() -> None:
    theory = many_boxes(60)
    checked = examine(theory, Config())
    html = html_of(theory, found=True)
    page = Page(html)
    assert checked.findings
    for finding in checked.findings:
        assert clean(finding.message) in page.text
        assert clean(finding.advice) in page.text
    assert len(data_of(html)["foundBoxes"]) > 0


def test_a_plan_without_boxes_is_refused() -> None:
    with pytest.raises(CannotDraw, match="no box to draw"):
        interactive_page(Theory(Plan(programme=Programme(place=HERE))))


def test_a_page_of_one_strand_tells_that_strand_alone() -> None:
    theory = young_carers()
    page = Page(interactive_page(theory, focus="+OC1", checked=examine(theory, Config())).data.decode("utf-8"))
    assert "Young carers have someone to talk to" in page.text
    assert "80 staff trained in 5 schools" not in page.text


def test_the_command_writes_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for typed in (
        ["new", "plan.xlsx", "--example", "young-carers"],
        ["draw", "plan.xlsx", "-o", "plan.html", "--findings"],
    ):
        with pytest.raises(SystemExit) as end:
            main(typed)
        assert not end.value.code
    assert "Plan, cell C2" in Page(Path("plan.html").read_text(encoding="utf-8")).text
