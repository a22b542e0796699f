"""Rows with a title or a logo over the headings of a survey."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from logicmodel import read_plan
from logicmodel.errors import NoPlanFound
from logicmodel.reading.deciding.decisions import Decision, Decisions
from logicmodel.reading.survey import count_survey, large_survey
from tests.reading.test_survey import figures, lines, question, workbook
from tests.reading.test_survey_programs import counted_twice

TITLES: dict[str, list[list[object]]] = {
    "title": [["Community survey 2026"], []],
    "logo": [["", "", "", "Helping Hands e. V."], ["Exported on", "2026-04-03"], [], []],
}
GOOGLE = (
    ["Timestamp", "What is your name?", "Which needs does your family have?", "Anything else?"],
    [["2026/03/12 10:22:00", "Qamina", ("Food", "Rent", "Food")[n % 3], f"Qwords {n}"] for n in range(60)],
)
KOBO = (
    ["start", "_uuid", "sex", "needs", "needs/food", "needs/rent"],
    [["2026-04-03", f"u{n}", "f", "food", 1, int(n < 20)] for n in range(60)],
)
PEOPLE = (
    ["Name", "Phone number", "Age group", "Which needs do you have?"],
    [["Qamina", f"0171 {n:07}", ("18-30", "31+")[n % 2], ("Food", "Rent")[n % 2]] for n in range(60)],
)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("export", [GOOGLE, KOBO, PEOPLE], ids=["google", "kobo", "people"])
def test_a_title_over_the_headings_changes_no_figure(
    tmp_path: Path, title: str, export: tuple[Sequence[object], Sequence[Sequence[object]]]
) -> None:
    rows = [export[0], *export[1]]
    plain = count_survey(lines(tmp_path / "plain.csv", *rows))
    titled = counted_twice(lines(tmp_path / "titled.csv", *TITLES[title], *rows))
    assert (titled.kind, titled.respondents) == (plain.kind, 60)
    assert [(each.text, each.answers) for each in titled.questions] == [
        (each.text, each.answers) for each in plain.questions
    ]
    needs = [each.count.text for each in read_plan(tmp_path / "plain.csv").needs if each.count]
    row = len(TITLES[title]) + 1
    for path in (tmp_path / "titled.csv", workbook(tmp_path / "titled.xlsx", Answers=[*TITLES[title], *rows])):
        plan = read_plan(path)
        assert [each.count.text for each in plan.needs if each.count] == needs
        assert {each.place.row for each in plan.account} == {row}
        assert "Qamina" not in str(plan)
        entry = Decision(about="heading-row", answer=(row, row))
        decided = read_plan(path, mapping=Decisions(entries=(entry,)))
        assert [each.count.text for each in decided.needs if each.count] == needs


def test_two_rows_of_headings_may_stand_under_a_title(tmp_path: Path) -> None:
    first = ["Respondent ID", "Collector ID", "Which needs do you have?", "", "", ""]
    second = ["", "", "Food", "Water", "Rent", "Other (please specify)"]
    rows = [[n, 7, "Food", "Water" if n < 20 else "", "Rent", f"Qwords {n}"] for n in range(60)]
    survey = counted_twice(lines(tmp_path / "sm.csv", ["Our survey"], [], first, second, *rows))
    assert figures(question(survey, "Which needs do you have?")) == {
        "Food": (60, 60),
        "Water": (20, 60),
        "Rent": (60, 60),
    }


def test_a_date_over_a_table_of_three_columns_is_no_heading(tmp_path: Path) -> None:
    headings = ["Timestamp", "Your name", "Which needs do you have?"]
    rows = [["2026/03/12 10:22:00", "Qamina", ("Food", "Rent")[n % 2]] for n in range(60)]
    plan = read_plan(lines(tmp_path / "three.csv", ["Date", "3 March 2026"], headings, *rows))
    assert [each.count.text for each in plan.needs if each.count] == ["30", "30"]


def test_a_large_file_may_have_a_title(tmp_path: Path) -> None:
    headings = ["Timestamp", "Which needs does your family have?", "Anything else?"]
    rows = [["2026/03/12 10:22:00", ("Food", "Rent")[n % 2], "Q" * 1000] for n in range(12_000)]
    found = large_survey(lines(tmp_path / "large.csv", ["Our survey"], [], headings, *rows))
    assert found is not None
    assert found.survey is not None
    assert figures(question(found.survey, headings[1])) == {"Food": (6000, 12_000), "Rent": (6000, 12_000)}


# -- exports with no answers, or few -----------------------------------------------------------------------------------


@pytest.mark.parametrize("title", [[], [["Our survey"], []]], ids=["plain", "titled"])
@pytest.mark.parametrize("headings", [GOOGLE[0], ["start", "_uuid", "_submission_time", "needs"]])
def test_an_export_without_answers_is_said_to_be_one(
    tmp_path: Path, title: list[list[object]], headings: Sequence[object]
) -> None:
    for path in (
        lines(tmp_path / "new.csv", *title, headings),
        workbook(tmp_path / "new.xlsx", new=[*title, headings]),
    ):
        with pytest.raises(NoPlanFound) as refused:
            read_plan(path)
        assert str(refused.value) == (
            f"There is no plan in {path.name}: “new” in {path.name} holds the headings of a survey and no answers."
        )


def test_two_rows_of_headings_without_answers_are_no_answers(tmp_path: Path) -> None:
    first, second = ["Respondent ID", "Collector ID", "Which needs do you have?", ""], ["", "", "Food", "Water"]
    with pytest.raises(NoPlanFound, match=r"“sm” in sm\.csv holds the headings of a survey and no answers"):
        read_plan(lines(tmp_path / "sm.csv", first, second))


def test_an_export_with_few_answers_is_said_to_have_too_few(tmp_path: Path) -> None:
    headings = ["Timestamp", "What is your name?", "Which needs does your family have?"]
    rows = [["2026/03/12 10:22:00", "Qamina", f"We lack {n} things"] for n in range(3)]
    with pytest.raises(NoPlanFound) as refused:
        read_plan(workbook(tmp_path / "few.xlsx", Answers=[headings, *rows]))
    assert str(refused.value) == (
        "There is no plan in few.xlsx: “Answers” in few.xlsx holds fewer than 10 answers; counts are shown from 10 "
        "answers on."
    )


def test_a_survey_without_answers_beside_a_sheet_that_is_not_read_is_one_reason_of_two(tmp_path: Path) -> None:
    path = workbook(tmp_path / "two.xlsx", new=[GOOGLE[0]], other=[["Colour", "Price", "Shop"], ["red", "3", "Kim"]])
    with pytest.raises(NoPlanFound, match="“new”: it holds the headings of a survey and no answers") as refused:
        read_plan(path)
    assert "Use the headings of the template" in str(refused.value)
