"""Rows with a title or a logo over the headings of a survey."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from logicmodel import read_plan
from logicmodel.reading.decisions import Decision, Decisions
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


def test_a_large_file_may_have_a_title(tmp_path: Path) -> None:
    headings = ["Timestamp", "Which needs does your family have?", "Anything else?"]
    rows = [["2026/03/12 10:22:00", ("Food", "Rent")[n % 2], "Q" * 1000] for n in range(12_000)]
    found = large_survey(lines(tmp_path / "large.csv", ["Our survey"], [], headings, *rows))
    assert found is not None
    assert found.survey is not None
    assert figures(question(found.survey, headings[1])) == {"Food": (6000, 12_000), "Rent": (6000, 12_000)}
