"""Every report: readable tables without empty columns, nothing silently blank, in three languages, the same each time."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from logicmodel import report
from logicmodel.checking import examine
from logicmodel.config import Config
from logicmodel.drawing import draw
from logicmodel.model import Profile
from logicmodel.reporting import REPORTS, Asked, Paper
from logicmodel.reporting.paper import Grid, Paragraph
from logicmodel.reporting.papers.translating import Translator
from logicmodel.rules import RULES
from logicmodel.saying import plain_text
from logicmodel.theory import Theory
from tests.drawing.plans import arabic, theory_of
from tests.reporting.club import CLUB
from tests.tables import plan_of

FILLED_IN_LATER = ("Current value", "Achieved", "x")


@pytest.fixture
def club(tmp_path: Path) -> Theory:
    return Theory(plan_of(CLUB, tmp_path))


def paper(theory: Theory, name: str, language: str = "en") -> Paper:
    checked = examine(theory, Config(profile=Profile.PLAN))
    return REPORTS[name](theory, Asked(checked=checked, language=language))


def grids(made: Paper) -> Iterator[Grid]:
    for section in made.sections:
        yield from (block for block in section.blocks if isinstance(block, Grid))


def before_what_was_not_checked(made: str) -> str:
    """Give a report without its last part, which grows with the rules and is told in other tests."""
    heads = ("## What was not checked", "## Ce qui n’a pas été vérifié", "## Lo que no se comprobó")
    head = next(each for each in heads if each in made)
    return made.partition(head)[0]


@pytest.mark.parametrize("name", REPORTS)
def test_the_reports_of_the_homework_club(name: str, club: Theory, same_as_gold: Callable[[str, str], None]) -> None:
    same_as_gold(before_what_was_not_checked(report(club, "md", template=name).text), f"paper-{name}.md")


@pytest.mark.parametrize(("name", "language"), [("logframe-eu", "fr"), ("narrative", "fr"), ("evaluation-plan", "es")])
def test_reports_in_other_languages(
    name: str, language: str, club: Theory, same_as_gold: Callable[[str, str], None]
) -> None:
    made = report(club, "md", template=name, language=language).text
    same_as_gold(before_what_was_not_checked(made), f"paper-{name}-{language}.md")


@pytest.mark.parametrize("name", REPORTS)
def test_rows_are_as_wide_as_the_headings_and_heads_stand_alone(name: str, club: Theory) -> None:
    for each in grids(paper(club, name)):
        assert {len(row) for row in each.table.rows} == {len(each.table.headings)}
        assert len(each.shares) in (0, len(each.table.headings))
        assert all(not any(each.table.rows[number][1:]) for number in each.heads)


@pytest.mark.parametrize("name", REPORTS)
def test_no_column_is_empty_throughout(name: str, club: Theory) -> None:
    for each in grids(paper(club, name)):
        rows = [row for number, row in enumerate(each.table.rows) if number not in each.heads]
        for column, heading in enumerate(each.table.headings):
            said = {plain_text(line) for row in rows for line in row[column]} - {"–"}
            assert said or heading in FILLED_IN_LATER or heading[-4:].isdigit(), (each.table.caption, heading)


@pytest.mark.parametrize("name", REPORTS)
def test_a_plan_without_anything_is_said_to_have_gaps(name: str) -> None:
    made = paper(theory_of("", name=""), name)
    words = [
        words
        for section in made.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
        for words in block.text
    ]
    facts = [words for _, line in made.facts for words in line]
    assert any(each.kind == "gap" for each in (*words, *facts))
    assert {each.table.caption for each in grids(made)} <= {"Checks that did not run, and why", "What was found"}


@pytest.mark.parametrize("language", ["fr", "es"])
@pytest.mark.parametrize("name", REPORTS)
def test_only_what_the_check_says_stays_in_english(name: str, language: str, club: Theory) -> None:
    made = paper(club, name, language)
    notes = [
        plain_text(block.text)
        for section in made.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
        and ("en anglais" in plain_text(block.text) or "en inglés" in plain_text(block.text))
    ]
    assert bool(notes) == (name in ("supervision", "workshop", "equity"))


def test_what_was_found_has_its_place_and_what_should_hold_in_the_language_of_the_headings(club: Theory) -> None:
    made = paper(club, "supervision", "fr")
    found = [each.table for each in grids(made) if each.table.caption == "Ce qui a été trouvé"]
    assert {each.headings for each in found} == {
        ("Où", "Ce qui devrait être vrai", "Ce qui a été trouvé", "Quoi écrire", "Code")
    }
    told = [[plain_text(line) for cell in row for line in cell] for each in found for row in each.rows]
    assert ["Plan, cellule D6", "Chaque flèche entre deux changements dit pourquoi."] in [row[:2] for row in told]
    assert "What should hold" not in {h for each in grids(paper(club, "supervision")) for h in each.table.headings}


@pytest.mark.parametrize("language", ["fr", "es"])
def test_what_was_not_checked_is_said_in_the_language_of_the_headings(language: str, club: Theory) -> None:
    for rule in RULES:
        for said in filter(None, (rule.title, rule.needs)):
            assert Translator(language).text(said) != said, rule.code
    *_, last = grids(paper(club, "narrative", language))
    english = {rule.title for rule in RULES}
    assert not [row for row in last.table.rows if plain_text(row[0][0]) in english]


@pytest.mark.parametrize("name", REPORTS)
def test_an_arabic_plan_runs_from_right_to_left_under_english_headings(name: str) -> None:
    made = paper(arabic(), name)
    assert (made.direction, made.language) == ("rtl", "en")


@pytest.mark.parametrize("name", REPORTS)
def test_the_same_plan_gives_the_same_paper(name: str, club: Theory, tmp_path: Path) -> None:
    again = Theory(plan_of(CLUB, tmp_path))
    assert paper(club, name) == paper(again, name)


def test_a_supervision_asks_for_reviews_and_dates_although_the_settings_do_not(club: Theory) -> None:
    assert "| P602 |" in report(club, "md", template="supervision", config=Config(profile=Profile.SKETCH)).text


def test_drawings_pages_and_papers_of_a_mixed_plan_run_the_way_its_boxes_do(tmp_path: Path) -> None:
    mixed = """
    | Start here | A              | B                                                                     |
    |            | Programme name | Youth employment programme, Zarqa governorate, phase two              |
    |            | The problem in one sentence | Most young people in the camps have no regular work, and most young women never had any. |

    | Plan | Ref | Stage    | What                             | Leads to |
    |      | AC1 | Activity | تدريب مهني (vocational training) | OC1      |
    |      | OC1 | Outcome  | يعمل الشباب بعقود لائقة          |          |
    """
    theory = Theory(plan_of(mixed, tmp_path))
    assert ' direction="rtl"' in draw(theory).data.decode()
    assert paper(theory, "narrative").direction == "rtl"
    assert '<html lang="en" dir="rtl">' in report(theory, "html").text
    turned = Theory(plan_of(mixed.replace("تدريب مهني", "").replace("يعمل الشباب بعقود لائقة", "Work"), tmp_path))
    assert (' direction="rtl"' in draw(turned).data.decode(), paper(turned, "narrative").direction) == (False, "ltr")


def test_a_paper_as_html_states_the_widths_of_its_columns_in_the_one_style_that_it_allows(club: Theory) -> None:
    html = report(club, "html", template="evidence-annex").text
    style = html.partition("<style>")[2].partition("</style>")[0]
    allowed = b64encode(sha256(style.encode("utf-8")).digest()).decode()
    assert f"style-src 'sha256-{allowed}';" in html
    assert " style=" not in html
    stated = set(re.findall(r'<col class="(wide-\d+)">', html))
    assert stated
    assert stated == set(re.findall(r"\.(wide-\d+) \{", style))
