"""Tables of marks, a column for each topic, are counted like a survey; tables that only look like them are not."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from logicmodel import read_plan
from logicmodel.errors import NoPlanFound
from logicmodel.listing import account_in_words
from logicmodel.model import Plan
from logicmodel.reading.marks import ranked_topics, topics
from tests.reading.test_survey import lines, workbook

TOPICS = ["Housing", "Transport", "Food", "Loneliness", "Debt"]


def needs_of(plan: Plan) -> dict[str | None, tuple[str | None, str | None]]:
    """Give count and base of each topic, for all rows."""
    return {
        need.theme: (need.count.text if need.count else None, need.out_of.text if need.out_of else None)
        for need in plan.needs
        if not need.who
    }


def test_each_topic_is_a_need_to_be_worded_with_how_many_rows_of_how_many(tmp_path: Path) -> None:
    rows = [[f"R{n}", "city" if n % 2 else "county", *(int(n % k == 0) for k in (2, 3, 4, 2, 3))] for n in range(80)]
    rows[7][2:] = [""] * 5  # a report that nobody looked into
    path = lines(tmp_path / "reports.csv", ["Report", "Office", *TOPICS], *rows)
    plan = read_plan(path, group="Office")
    assert needs_of(plan) == {
        "Housing": ("40", "79"),
        "Transport": ("27", "79"),
        "Food": ("20", "79"),
        "Loneliness": ("40", "79"),
        "Debt": ("27", "79"),
    }
    assert [need.who for need in plan.needs[:3]] == [(), ("city",), ("county",)]
    assert {need.text for need in plan.needs} == {""}
    assert plan.needs[0].context == "In the column “Housing”: “yes”."
    assert "R12" not in str(plan)


def test_columns_that_are_left_out_are_named_by_reason(tmp_path: Path) -> None:
    about = ["A", "B", "C", "D", "E", "F"]
    rows = [[*(f"{letter}{n}" for letter in about), *(n % 2 for _ in range(7))] for n in range(40)]
    plan = read_plan(lines(tmp_path / "wide.csv", [*about, *TOPICS, "Fuel", "Work"], *rows))
    assert account_in_words(plan).splitlines()[1:4] == [
        "wide.csv:",
        "   7 columns counted over 40 rows",
        "   6 columns left out: answers in people’s own words, or amounts, not copied (“A”, “B”, “C”, “D”, “E” and 1 more)",
    ]


@pytest.mark.parametrize(("yes", "no"), [("yes", "no"), ("Oui", "Non"), ("Sí", "No"), ("TRUE", "FALSE"), ("Y", "N")])
def test_a_mark_may_be_a_word(tmp_path: Path, yes: str, no: str) -> None:
    rows = [[n, *(yes if n % k == 0 else no for k in (2, 3, 4, 2, 3))] for n in range(80)]
    plan = read_plan(lines(tmp_path / "words.csv", ["Household", *TOPICS], *rows))
    assert needs_of(plan)["Food"] == ("20", "80")


def test_where_nobody_wrote_a_no_an_empty_cell_is_one(tmp_path: Path) -> None:
    rows = [[n, *("✓" if n % k == 0 else "" for k in (2, 3, 4, 2, 3))] for n in range(1, 81)]
    plan = read_plan(lines(tmp_path / "ticks.csv", ["Household", *TOPICS], *rows))
    assert needs_of(plan)["Food"] == ("20", "80")
    assert needs_of(plan)["Housing"] == ("40", "80")


def test_a_do_not_know_is_asked_and_is_no_need(tmp_path: Path) -> None:
    rows = [[n, *((1, 0, 8888)[n % 3] for _ in TOPICS)] for n in range(60)]
    plan = read_plan(lines(tmp_path / "codes.csv", ["Household", *TOPICS], *rows))
    assert needs_of(plan)["Food"] == ("20", "60")
    assert len(plan.needs) == len(TOPICS)


def test_few_marks_and_few_rows_stay_hidden(tmp_path: Path) -> None:
    rows = [[n, *(int(n % k == 0) for k in (2, 3, 4, 20, 3))] for n in range(80)]
    assert needs_of(read_plan(lines(tmp_path / "a.csv", ["Household", *TOPICS], *rows)))["Loneliness"] == ("[c]", "80")
    few = needs_of(read_plan(lines(tmp_path / "b.csv", ["Household", *TOPICS], *rows[:9])))
    assert set(few.values()) == {("[c]", "[c]")}


def test_a_ranking_by_number_names_the_topic_where_the_rows_bear_it_out(tmp_path: Path) -> None:
    rows = [[n, 1, 1, 0, n % 2, 0, (1, 2)[n % 2], ("", 1)[n % 2]] for n in range(60)]
    plan = read_plan(lines(tmp_path / "ranks.csv", ["No", *TOPICS, "First", "Second"], *rows))
    said = [need.context for need in plan.needs if need.theme == "First"]
    assert said == ["In the column “First”: “Housing”.", "In the column “First”: “Transport”."]
    assert [need.context for need in plan.needs if need.theme == "Second"] == ["In the column “Second”: “Housing”."]
    head = [["No", *TOPICS, "First", "Second"], *([str(cell) for cell in (n, 0, 0, 1, 1, 1, 1, 2)] for n in range(9))]
    assert topics(head)
    assert ranked_topics(head, topics(head)) == {}


Rows = Sequence[Sequence[object]]

TICKS: Rows = [["x", "", "x", "x", ""], ["", "x", "", "x", "x"], ["x", "x", "x", "", "x"]] * 3


@pytest.mark.parametrize(
    "headings",
    [
        ["Task", "Jan", "Feb", "Mar", "Apr", "May"],
        ["Task", "Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026", "Q1 2027"],
        ["Tâche", "Mois 1", "Mois 2", "Mois 3", "Mois 4", "Mois 5"],
        ["Activities", "Town", "Village", "Island", "Port", "School"],
        ["Worker", "Outcome 1", "Outcome 2", "Outcome 3", "Outcome 4", "Outcome 5"],
        ["Need", "Town", "Village", "Island", "Port", "School"],
        ["Indicador", "niñas", "niños", "mujeres", "hombres", "otros"],
    ],
)
def test_timetables_and_tables_of_a_plan_are_no_answers(tmp_path: Path, headings: list[str]) -> None:
    rows = [[f"Something long to do, number {n}", *its] for n, its in enumerate(TICKS)]
    try:
        plan = read_plan(lines(tmp_path / "other.csv", headings, *rows))
    except NoPlanFound:
        return
    assert plan.form != "survey"


def test_a_pasted_pivot_table_is_called_one(tmp_path: Path) -> None:
    path = workbook(tmp_path / "p.xlsx", Sheet1=[["Row Labels", "Sum of Housing"], ["North", 4], ["South", 5]])
    with pytest.raises(NoPlanFound, match="it looks like a pivot table, a summary of another sheet"):
        read_plan(path)


# -- a form without its answers ---------------------------------------------------------------------------------------

FORM: Rows = [
    ["type", "name", "label::English (en)", "label::Français (fr)"],
    ["select_one needs", "need", "Greatest need", "Besoin principal"],
]
CHOICES: Rows = [
    ["list_name", "name", "label::English (en)", "label::Français (fr)"],
    ["needs", "f", "Food", "Nourriture"],
    ["needs", "w", "Water", "Eau"],
]


def test_a_form_alone_says_what_it_needs(tmp_path: Path) -> None:
    path = workbook(tmp_path / "my form.xlsx", survey=FORM, choices=CHOICES)
    with pytest.raises(NoPlanFound) as refused:
        read_plan(path)
    assert str(refused.value) == (
        "There is no plan in my form.xlsx: it is the form of a survey, not its answers. Give it together with the "
        'answers: logicmodel build answers.xlsx "my form.xlsx" -o plan.xlsx'
    )


@pytest.mark.parametrize(
    ("settings", "start", "words"),
    [
        (None, None, ["Food", "Water"]),
        ("Français (fr)", None, ["Nourriture", "Eau"]),
        ("Français (fr)", "English", ["Food", "Water"]),
        (None, "French", ["Nourriture", "Eau"]),
    ],
)
def test_answers_and_form_together_give_words_in_the_language_wanted(
    tmp_path: Path, settings: str | None, start: str | None, words: list[str]
) -> None:
    answers = [["2026-05-01", f"u{n}", "f" if n % 2 else "w"] for n in range(60)]
    sheets = {"survey": FORM, "choices": CHOICES}
    if settings:
        sheets["settings"] = [["form_title", "form_id", "default_language"], ["Needs", "n", settings]]
    if start:
        sheets["Start here"] = [["Programme name", "Fair Food"], ["Language of this workbook", start]]
    form = workbook(tmp_path / "form.xlsx", **sheets)
    plan = read_plan(lines(tmp_path / "answers.csv", ["start", "_uuid", "need"], *answers), form)
    said = {need.context for need in plan.needs}
    assert all(any(f"“{word}”" in (each or "") for each in said) for word in words)
    assert len(plan.needs) == 2
