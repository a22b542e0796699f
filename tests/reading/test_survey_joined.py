"""Several answers in one cell, without a form: all cells together tell what the answers are."""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from logicmodel.reading.survey import Survey, count_survey
from tests.reading.test_survey import figures, lines, question, said, workbook
from tests.reading.test_survey_programs import counted_twice

TIME = "2026-03-22 10:22:33"
ASKED = "What do you need most?"
OPTIONS = ["Food, cooked or not", "Clothes", "A warm, dry home", "Work, full time", "Work, part time", "Medicine"]


def google(path: Path, cells: Sequence[str]) -> Survey:
    """Count an export of Google Forms with one question."""
    return counted_twice(lines(path / "google.csv", ["Timestamp", ASKED], *([TIME, cell] for cell in cells)))


@pytest.mark.parametrize("seed", range(6))
def test_answers_that_hold_commas_are_counted_as_they_were_ticked(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    ticked = [[each for each in OPTIONS if chance.random() < 0.4] for _ in range(120)]
    counts = Counter(each for its in ticked for each in its)
    asked = question(google(tmp_path, [", ".join(its) for its in ticked]), ASKED)
    base = sum(bool(its) for its in ticked)
    assert figures(asked) == {each: (counts[each], base) for each in OPTIONS}
    assert asked.several


def test_more_different_cells_than_are_remembered_are_counted(tmp_path: Path) -> None:
    options = [f"Option {letter}" for letter in "abcdefghij"]
    chance = random.Random(1)
    ticked = [[each for each in options if chance.random() < 0.5] or options[:1] for _ in range(600)]
    counts = Counter(each for its in ticked for each in its)
    survey = google(tmp_path, [", ".join(its) for its in ticked])
    assert figures(question(survey, ASKED)) == {each: (counts[each], 600) for each in options}


def test_what_few_wrote_beside_the_answers_is_not_named(tmp_path: Path) -> None:
    cells = ["Food, Rent" if n % 2 else "Rent" for n in range(60)]
    cells += [f"Food, Qwords {n}, and more" for n in range(9)]
    survey = google(tmp_path, cells)
    assert figures(question(survey, ASKED)) == {"Food": (39, 69), "Rent": (None, 69)}
    assert "Qwords" not in said(survey)


def test_words_with_commas_are_nobodys_answers(tmp_path: Path) -> None:
    chance = random.Random(2)
    words = "the rent is high, and damp, my son, no, heat, cold, he said, she, when it rains".split()
    survey = google(tmp_path, [f"{' '.join(chance.sample(words, 7))}, Qw{n}" for n in range(80)])
    assert not survey.questions
    assert "Qw" not in said(survey)


def test_one_answer_with_a_comma_is_one_answer(tmp_path: Path) -> None:
    cells = ["Money, bills and debt"] * 40 + ["Health"] * 30
    asked = question(google(tmp_path, cells), ASKED)
    assert not asked.several
    assert figures(asked) == {"Money, bills and debt": (40, 70), "Health": (30, 70)}


def test_survey_monkey_condensed_and_qualtrics_join_answers_too(tmp_path: Path) -> None:
    first, second = ["Respondent ID", "Collector ID", ASKED], ["", "", "Response"]
    cells = ["Food, Rent", "Rent", "Food", "Rent, Work"]
    path = lines(tmp_path / "sm.csv", first, second, *([n, 7, cells[n % 4]] for n in range(80)))
    assert figures(question(counted_twice(path), ASKED)) == {"Food": (40, 80), "Rent": (60, 80), "Work": (20, 80)}
    codes, texts = ["ResponseId", "Q1"], ["Response ID", f"{ASKED} - Selected Choice"]
    ids = ['{"ImportId":"_recordId"}', '{"ImportId":"QID1"}']
    cells = ["Food, water and fuel,Rent", "Rent", "Food, water and fuel", "Rent,Work"]
    path = lines(tmp_path / "q.csv", codes, texts, ids, *([f"R_{n}", cells[n % 4]] for n in range(80)))
    asked = question(counted_twice(path), ASKED)
    assert figures(asked) == {"Food, water and fuel": (40, 80), "Rent": (60, 80), "Work": (20, 80)}


def test_codes_of_kobo_are_told_apart_at_spaces_and_words_are_not(tmp_path: Path) -> None:
    codes, words = (
        ["food water", "water cash", "water food", "cash"],
        ["very safe", "fairly safe", "not safe", "very safe"],
    )
    rows = [[TIME, f"u{n}", codes[n % 4], words[n % 4]] for n in range(80)]
    survey = counted_twice(lines(tmp_path / "k.csv", ["start", "_uuid", "needs", "need_for_safety"], *rows))
    assert figures(question(survey, "needs")) == {"food": (40, 80), "water": (60, 80), "cash": (40, 80)}
    assert figures(question(survey, "need_for_safety")) == {
        "fairly safe": (20, 80),
        "not safe": (20, 80),
        "very safe": (40, 80),
    }


def test_a_small_survey_is_counted_where_answers_are_alike(tmp_path: Path) -> None:
    one = ["Food"] * 15 + ["Rent"] * 12 + ["Work"] * 9 + ["Care"] * 6 + ["Qwords"]
    several = ["Food, Rent"] * 20 + ["Rent, Work"] * 14 + ["Care"] * 5 + ["Rent, Care, Fuel"] * 4
    rows = [[TIME, *its] for its in zip(one, several, strict=True)]
    survey = counted_twice(lines(tmp_path / "g.csv", ["Timestamp", "Main need", "All needs"], *rows))
    assert figures(question(survey, "Main need")) == {"Food": (15, 43), "Rent": (12, 43)}
    assert figures(question(survey, "All needs")) == {"Food": (20, 43), "Rent": (None, 43), "Work": (14, 43)}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.sampled_from(["Food", "Rent", "Work", "Qx words"]), unique=True), min_size=1, max_size=80),
    st.integers(1, 12),
)
def test_no_small_number_comes_out_of_joined_answers(tmp_path: Path, ticked: list[list[str]], smallest: int) -> None:
    path = lines(tmp_path / "g.csv", ["Timestamp", ASKED], *([TIME, ", ".join(its)] for its in ticked))
    survey = count_survey(path, smallest=smallest)
    for asked in survey.questions:
        for answer in asked.answers:
            assert all(each.count is None or not 0 < each.count < smallest for each in answer.figures)


FORMS = ["Start time", "Completion time", "Name", "What do you need?"]


def of_forms(path: Path, *cells: str) -> Path:
    """Write an export of Microsoft Forms, 60 people, with cells in turn."""
    return lines(path, FORMS, *(["2026-04-03", "2026-04-03", "", cells[n % len(cells)]] for n in range(60)))


def test_microsoft_forms_writes_no_space_after_an_answer_so_an_answer_may_hold_a_semicolon(tmp_path: Path) -> None:
    path = of_forms(tmp_path / "forms.csv", "Bus; train;Rent;", "Rent;", "Rent;Bus; train;")
    assert figures(question(counted_twice(path), "What do you need?")) == {"Bus; train": (40, 60), "Rent": (60, 60)}


def test_answers_with_a_space_after_each_semicolon_are_told_apart(tmp_path: Path) -> None:
    path = of_forms(tmp_path / "forms.csv", "Bus; Rent;", "Rent;", "Rent; Bus;")
    assert figures(question(counted_twice(path), "What do you need?")) == {"Bus": (40, 60), "Rent": (60, 60)}


def test_a_form_says_what_the_answers_of_microsoft_forms_are(tmp_path: Path) -> None:
    path = of_forms(tmp_path / "forms.csv", "Bus;train;Rent;", "Rent;", "Bus;train;", "Rent;My own words;")
    form = workbook(
        tmp_path / "form.xlsx",
        survey=[["type", "name", "label"], ["select_multiple needs", "needs", "What do you need?"]],
        choices=[["list_name", "name", "label"], ["needs", "bus", "Bus;train"], ["needs", "rent", "Rent"]],
    )
    survey = count_survey(path, form=form)
    assert figures(question(survey, "What do you need?")) == {"Bus;train": (30, 60), "Rent": (45, 60)}
    assert "My own" not in said(survey)
