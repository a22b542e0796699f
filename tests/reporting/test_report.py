"""The whole page: as it looks for a tiny plan, and what holds for every page."""

import re
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from logicmodel import report as report_with_drawing
from logicmodel.checking import NotChecked
from logicmodel.drawing import draw, text_alternative
from logicmodel.model import Finding, Place, Severity
from logicmodel.reporting import TEXTS, page_of, report, template_folder
from logicmodel.reporting.paper import DEEPEST
from logicmodel.theory import Theory
from tests.drawing.plans import many_boxes, theory_of, young_carers
from tests.reporting.pages import Page
from tests.reporting.plans import DRAWING, InWords, Told
from tests.tables import plan_of
from tests.test_tiny_plan import TABLES

FINDINGS = (
    Finding(
        code="M401",
        severity=Severity.WARNING,
        message="“Young carers have the same chances as others” has no measure.",
        advice="In Measures, add a row for IM1: what would you see, count or hear if it happened?",
        place=Place(file="plan.xlsx", sheet="Plan", row=7),
        about="IM1",
    ),
    Finding(
        code="M405",
        severity=Severity.ERROR,
        message="The aim of “Missed days a year (average)” is lower than its start, and higher is better.",
        advice="In Better is, choose Lower, or put the aim right.",
        place=Place(file="plan.xlsx", sheet="Measures", row=3),
        about="M2",
    ),
)
SILENT = (NotChecked(code="L210", title="No activity undoes what it is for.", needs="an arrow of kind May harm"),)


@pytest.mark.parametrize("name", TEXTS)
def test_the_page_of_the_tiny_plan(name: str, tmp_path: Path, same_as_gold: Callable[[str, str], None]) -> None:
    theory = Theory(plan_of(TABLES, tmp_path))
    made = report(
        theory,
        FINDINGS,
        format=name,
        drawing=DRAWING,
        alternative=InWords("One activity leads to one impact.", (Told(0, "The goal"), Told(1, "What leads to it"))),
        made_on=date(2026, 3, 1),
        not_checked=SILENT,
    )
    same_as_gold(made, f"report-tiny.{name}")


def page_for(theory: Theory) -> Page:
    return Page(report(theory, FINDINGS, drawing=DRAWING, alternative=text_alternative(theory)))


def test_a_page_fetches_nothing_and_runs_nothing() -> None:
    theory = young_carers()
    html = report(theory, FINDINGS, drawing=DRAWING, alternative=text_alternative(theory))
    page = Page(html)
    head = re.search("<style>(.*?)</style>", html, re.DOTALL)
    assert head
    allowed = f"'sha256-{b64encode(sha256(head[1].encode('utf-8')).digest()).decode()}'"
    policy = f"default-src 'none'; style-src {allowed}; img-src data:; base-uri 'none'; form-action 'none'"
    assert ("content", policy) in page.attributes
    assert not page.values_of("style")
    assert not {"script", "link", "iframe", "object", "img", "form"} & set(page.tags)
    assert not page.values_of("src")
    assert all(address.startswith("#") for address in page.values_of("href"))
    style = template_folder().joinpath("style.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|//", style)


def test_a_page_of_a_template_of_your_own_may_have_any_style(tmp_path: Path) -> None:
    tmp_path.joinpath("style.css").write_text("body { color: black }", encoding="utf-8")
    html = report(young_carers(), FINDINGS, drawing=DRAWING, template_folder=tmp_path)
    assert "style-src 'unsafe-inline'" in html


def test_a_page_can_be_walked_by_ear_and_by_key() -> None:
    theory = young_carers()
    drawing = draw(theory).data.decode("utf-8")
    page = Page(report(theory, FINDINGS, drawing=drawing, alternative=text_alternative(theory), not_checked=SILENT))
    landmarks = [tag for tag in page.tags if tag in ("header", "nav", "main", "footer")]
    assert landmarks == ["header", "nav", "main", "footer"]
    ids = page.values_of("id")
    assert len(ids) == len(set(ids))
    assert {address.removeprefix("#") for address in page.values_of("href")} <= set(ids)
    assert set(" ".join(page.values_of("aria-labelledby")).split()) <= set(ids)
    headings = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))
    assert page.tags.count("table") == page.tags.count("caption") > 5
    assert set(page.values_of("scope")) == {"row", "col"}
    assert page.values_of("scope").count("row") + page.values_of("scope").count("col") == page.tags.count("th")


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_letters_stand_out_in_the_light_in_the_dark_and_on_paper() -> None:
    style = template_folder().joinpath("style.css").read_text(encoding="utf-8")
    schemes = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{([^}]*)\}", style)]
    assert len(schemes) == 3
    for scheme in schemes:
        for name in ("ink", "soft", "accent", "gap", "error", "warning", "advice"):
            for ground in ("paper", "wash"):
                light, dark = sorted((luminance(scheme[name]), luminance(scheme[ground])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, ground)


@pytest.mark.parametrize(
    ("text", "language", "direction", "marked"),
    [
        ("Run a group", None, "ltr", set()),
        ("Run a group", "English", "ltr", set()),
        ("Animer un groupe", "French", "ltr", {"fr"}),
        ("مجموعة أسبوعية للشباب", "Arabic", "rtl", {"ar"}),
        ("مجموعة أسبوعية للشباب تجتمع في المكتبة", None, "rtl", {"ar"}),
        ("گروه هفتگی نوجوانان در کتابخانه", None, "rtl", {"und"}),
        ("Animer un groupe pour les élèves", None, "ltr", {"fr"}),
        ("每周小组", None, "ltr", {"und"}),
        ("Run a group", "Swahili", "ltr", {"und"}),
    ],
)
def test_the_page_says_in_which_language_the_authors_wrote(
    text: str, language: str | None, direction: str, marked: set[str]
) -> None:
    page = page_for(theory_of(f"AC1 | Activity | {text} |", name=text, language=language))
    assert page.values_of("dir")[0] == direction
    assert page.values_of("lang")[0] == "en"
    assert set(page.values_of("lang")[1:]) == marked


@pytest.mark.parametrize("name", TEXTS)
def test_a_plan_with_nothing_in_it_says_what_is_missing(name: str) -> None:
    theory = theory_of("", name="")
    made = report(theory, [], format=name, alternative=text_alternative(theory))
    for words in (
        "A programme without a name yet",
        "The problem in one sentence is not written down yet.",
        "There is no arrow in this plan yet, so there is nothing to read back.",
        "There is nothing to draw yet: fill in Stage and What on the sheet Plan.",
        "The plan names no need and no outcome yet.",
        "The plan has no activity yet.",
        "The plan names no assumption and no risk yet.",
        "Nothing to fix.",
        "Draft or Agreed: not said yet",
    ):
        assert words in made


def test_a_plan_without_a_drawing_has_it_in_words() -> None:
    theory = young_carers()
    page = Page(report(theory, [], alternative=text_alternative(theory)))
    assert "There is no drawing in this report; here is what it would show, in words." in page.text
    assert "svg" not in page.tags


def test_findings_are_grouped_gravest_first_and_counted_in_words() -> None:
    page = page_of(young_carers(), FINDINGS)
    assert page.findings_said == "1 problem to fix, 1 to look at."
    assert [(group.title, [entry.code for entry in group.entries]) for group in page.findings] == [
        ("Problems to fix (1)", ["M405"]),
        ("To look at (1)", ["M401"]),
    ]
    first = "".join(words.text for words in page.next_steps[0])
    assert first.startswith("Go through “Problems to fix” below. First, Measures, row 3: In Better is, choose Lower")


def test_places_name_the_file_where_there_are_several() -> None:
    theory = theory_of("AC1 | Activity | Run a group |", files=("plan.xlsx", "more.xlsx"))
    assert page_of(theory, FINDINGS).findings[0].entries[0].place == "plan.xlsx: Measures, row 3"


def test_a_long_chain_does_not_run_off_the_page() -> None:
    boxes = "\n".join(f"OC{number} | Outcome | Step {number} | OC{number + 1}" for number in range(1, 400))
    theory = theory_of(f"{boxes}\nOC400 | Outcome | The end |")
    page = page_of(theory, [], alternative=text_alternative(theory))
    assert page.picture is not None
    assert max(branch.depth for branch in page.picture.outline) == DEEPEST
    assert "".join(words.text for words in page.picture.outline[-1].text) == "(399 steps before the goal) OC1 Step 1"
    assert page_for(theory).is_whole


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_plan_gives_the_same_page(name: str) -> None:
    theory = young_carers()
    assert report(theory, FINDINGS, format=name) == report(young_carers(), FINDINGS, format=name)


def test_a_drawing_larger_than_a3_is_an_index_and_a_page_for_each_strand() -> None:
    page = report_with_drawing(many_boxes(60), "html", view="theory").text
    assert page.count("<svg ") > 2
    assert "<?xml" not in page
    names = re.findall(r'<title id="([^"]+)"', page)
    assert len(names) == len(set(names)) == page.count("<svg ")
