"""Columns of one answer each, rankings, and tools that are known by little: as their exports write them."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from logicmodel.cli.group import group
from logicmodel.reading.survey import count_survey, drafts_of, proposed
from tests.reading.test_survey import figures, lines, question
from tests.reading.test_survey_programs import counted_twice

PEOPLE = range(60)


def test_alchemer_writes_the_answer_before_its_question(tmp_path: Path) -> None:
    headings = ["Response ID", "Time Started", "SessionID", "Food:Which of these do you need?"]
    more = ["Rent:Which of these do you need?", "Other - Write In:Which of these do you need?"]
    rows = [
        [
            n,
            "2026-03-02 11:00:00",
            f"170_{n}",
            "Food" if n < 30 else "",
            "Rent" if n % 3 == 0 else "",
            "a cat" * (n == 59),
        ]
        for n in PEOPLE
    ]
    survey = counted_twice(lines(tmp_path / "alchemer.csv", [*headings, *more], *rows))
    # 30 ticked food, ten more only rent, and one wrote something else.
    assert figures(question(survey, "Which of these do you need?")) == {"Food": (30, 41), "Rent": (20, 41)}


def test_jisc_writes_the_answer_behind_its_question(tmp_path: Path) -> None:
    asked = "2. Which barriers have you faced?"
    headings = [
        "Unique Response Number",
        f"{asked} - Cost",
        f"{asked} - Distance",
        "4. What would help?",
        "Completion Date",
    ]
    rows = [
        [f"1234-{n}", "Cost" if n < 30 else "", "Distance" if n >= 20 else "", f"Words of mine {n}", "2026-03-03"]
        for n in PEOPLE
    ]
    survey = counted_twice(lines(tmp_path / "jisc.csv", headings, *rows))
    assert figures(question(survey, asked)) == {"Cost": (30, 60), "Distance": (40, 60)}


def test_typeform_heads_columns_with_the_answer_alone(tmp_path: Path) -> None:
    headings = ["#", "Food", "Legal advice", "Other", "Response Type", "Network ID"]
    rows = [
        [
            f"k{n}z",
            "Food" if n < 30 else "",
            "Legal advice" if n % 2 else "",
            "a cat" * (n == 50),
            "completed",
            f"ab{n}",
        ]
        for n in PEOPLE
    ]
    survey = counted_twice(lines(tmp_path / "typeform.csv", headings, *rows))
    assert figures(question(survey, "Food, Legal advice")) == {"Food": (30, 46), "Legal advice": (30, 46)}


def test_survey_solutions_numbers_answers_after_two_lines(tmp_path: Path) -> None:
    headings = ["interview__key", "interview__id", "top_need", "needs__1", "needs__2", "gps__Latitude"]
    rows = [[f"12-34-{n}", f"ad{n:030}", 1 + n % 2, int(n < 30), int(n >= 20), 33.5] for n in PEOPLE]
    survey = counted_twice(lines(tmp_path / "solutions.csv", headings, *rows))
    assert figures(question(survey, "needs")) == {"1": (30, 60), "2": (40, 60)}


def test_lime_survey_writes_codes_and_words_over_a_column(tmp_path: Path) -> None:
    headings = ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page"]
    options = [f"G1Q2[SQ{n}]. Which support do you need? [{word}]" for n, word in enumerate(("Food", "Rent"), 1)]
    rows = [[n, "2026-02-11 10:00:00", 3, "Yes" if n < 30 else "No", "Yes" if n >= 20 else "No"] for n in PEOPLE]
    survey = counted_twice(lines(tmp_path / "lime.csv", [*headings, *options], *rows))
    assert (survey.kind, survey.as_of) == ("limesurvey", "2026-02")
    assert figures(question(survey, "Which support do you need?")) == {"Food": (30, 60), "Rent": (40, 60)}


def test_a_ranking_of_microsoft_forms_counts_what_was_put_first(tmp_path: Path) -> None:
    headings = ["ID", "Start time", "Completion time", "Rank your needs", "Which needs do you have?"]
    rows = [
        [
            n,
            "2026-01-12",
            "2026-01-12",
            "Bus; train;Rent;Food;" if n < 40 else "Food;Bus; train;Rent;",
            "Food;Rent;" if n else "Food;",
        ]
        for n in PEOPLE
    ]
    survey = counted_twice(lines(tmp_path / "forms.csv", headings, *rows))
    assert figures(question(survey, "Rank your needs (put first)")) == {"Bus; train": (40, 60), "Food": (20, 60)}
    assert not question(survey, "Rank your needs (put first)").several
    assert figures(question(survey, "Which needs do you have?"))["Food"] == (60, 60)


def test_answers_joined_by_a_semicolon_and_a_space_are_told_apart(tmp_path: Path) -> None:
    headings = ["Contribution ID", "Invitation number", "Which problems do you face?"]
    said = ["Costs; Rules, old or new", "Costs", "Rules, old or new"]
    rows = [[f"ae{n}", "", said[n % 3]] for n in PEOPLE]
    survey = counted_twice(lines(tmp_path / "eusurvey.csv", headings, *rows))
    assert figures(question(survey, "Which problems do you face?")) == {
        "Costs": (40, 60),
        "Rules, old or new": (40, 60),
    }


def test_a_group_is_named_without_the_groups_of_the_form_before_it(tmp_path: Path) -> None:
    headings = ["start", "_uuid", "household/sex", "main_need"]
    rows = [
        ["2026-03-01T09:00:00", f"u{n}", "female" if n < 30 else "male", "food" if n % 2 else "rent"] for n in PEOPLE
    ]
    path = lines(tmp_path / "kobo.csv", headings, *rows)
    assert count_survey(path, group="sex") == count_survey(path, group="household/sex")


@pytest.mark.parametrize("first", ["Case", "Respondent number"])
def test_a_table_of_questions_alone_is_a_survey_and_no_word_of_it_is_kept(tmp_path: Path, first: str) -> None:
    headings = [
        first,
        "What is your main need?",
        "Which barriers have you met? - Cost",
        "How are you?",
        "Anything else?",
    ]
    rows = [
        [n, ("Food", "Rent")[n % 2], "Cost" if n % 3 else "", "Well" if n % 5 else "Ill", f"Freiwort {n}"]
        for n in PEOPLE
    ]
    path = lines(tmp_path / "asked.csv", headings, *rows)
    arguments = ["build", str(path), "-o", str(tmp_path / "plan.xlsx"), "--account", str(tmp_path / "account.csv")]
    done = CliRunner().invoke(group, arguments)
    assert done.exit_code == 0, done.output
    account = (tmp_path / "account.csv").read_text(encoding="utf-8")
    assert "heading: counted over 60 people asked" in account
    assert "Freiwort" not in account + done.output


def test_tens_of_thousands_of_different_cells_are_told_apart_in_each_group(tmp_path: Path) -> None:
    options = [f"Need {letter}" for letter in "ABCDEFGHIJKLMNO"]
    options[2] = "Need C, cooked"
    people = range(1, 20_500)
    ticked = {n: [option for at, option in enumerate(options) if n >> at & 1] for n in people}
    rows = [["2026-03-01", ", ".join(ticked[n]), "Woman" if n % 3 else "Man"] for n in people]
    path = lines(tmp_path / "google.csv", ["Timestamp", "Which needs do you have?", "Gender"], *rows)
    survey = count_survey(path, group="Gender", engine="csv")
    found = {
        (answer.text, figure.group): (figure.count, figure.base)
        for answer in question(survey, "Which needs do you have?").answers
        for figure in answer.figures
    }
    women = [its for n, its in ticked.items() if n % 3]
    assert found["Need C, cooked", ""] == (sum("Need C, cooked" in its for its in ticked.values()), len(ticked))
    assert found["Need A", "Woman"] == (sum("Need A" in its for its in women), len(women))
    assert len(found) == 3 * len(options)
    pytest.importorskip("duckdb")
    assert count_survey(path, group="Gender", engine="duckdb") == survey


def test_a_column_of_yes_and_blanks_is_counted_over_all_who_were_asked(tmp_path: Path) -> None:
    rows = [[f"r{n}", "baseline_arm_1", "Yes" if n < 23 else "", ("Damp home", "Debt")[n % 2]] for n in PEOPLE]
    path = lines(tmp_path / "redcap.csv", ["record_id", "redcap_event_name", "needs_food_parcel", "main_issue"], *rows)
    survey = counted_twice(path)
    food = question(survey, "needs_food_parcel")
    assert (figures(food), food.several) == ({"Yes": (23, 60)}, False)
    assert figures(question(survey, "main_issue")) == {"Damp home": (30, 60), "Debt": (30, 60)}
    assert [each.text for each in proposed(survey)] == ["needs_food_parcel", "main_issue"]
    # A space in “Damp home” parts no answers, and the event of REDCap is no name of a person.
    reasons = {each.heading: each.why for each in survey.columns}
    assert reasons["main_issue"] == "counted"
    assert reasons["redcap_event_name"] == "of the survey program, not copied"


def test_answers_joined_by_a_semicolon_alone_are_told_apart_and_a_place_is_no_name(tmp_path: Path) -> None:
    asked = "¿Cuáles son los principales problemas de su barrio?"
    answers = ["Basura;Desempleo", "Desempleo", "Basura;Falta de agua"]
    rows = [["1/3/2026", "El Carmen" if n % 2 else "La Loma", answers[n % 3]] for n in PEOPLE]
    survey = counted_twice(lines(tmp_path / "google.csv", ["Marca temporal", "Barrio", asked], *rows))
    assert figures(question(survey, asked)) == {"Basura": (40, 60), "Desempleo": (40, 60), "Falta de agua": (20, 60)}
    assert figures(question(survey, "Barrio")) == {"El Carmen": (30, 60), "La Loma": (30, 60)}


def test_neither_a_place_nor_a_no_to_the_question_is_proposed_as_a_need(tmp_path: Path) -> None:
    headings = ["Timestamp", "Which neighbourhood do you live in?", "How worried are you about your rent?"]
    rows = [["1/3/2026", ("Northgate", "Southend")[n % 2], ("Very worried", "Not worried")[n % 2]] for n in PEOPLE]
    survey = counted_twice(lines(tmp_path / "google.csv", headings, *rows))
    assert [each.values["context"] for each in drafts_of(survey)] == [
        "Asked: “How worried are you about your rent?” Answered: “Very worried”."
    ]


@pytest.mark.parametrize("asked", ["In your own words, what do you need?", "Dites-le avec vos propres mots"])
def test_what_people_are_asked_to_say_in_their_own_words_is_never_named(asked: str, tmp_path: Path) -> None:
    path = lines(tmp_path / "google.csv", ["Timestamp", asked], *[["1/3/2026", "my own flat"] for _ in PEOPLE])
    assert "my own flat" not in str(counted_twice(path))
