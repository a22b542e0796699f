"""Exports of further programs, and how each of them writes several answers to one question."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from logicmodel import read_plan
from logicmodel.reading.files.grid import open_book
from logicmodel.reading.survey import Survey, count_survey, drafts_of, personal_columns, surveys_in
from tests.reading.seen import sheets_of
from tests.reading.test_survey import figures, lines, question, said

ID = "9f1c0a2b-1111-4222-8333-0000000{:05}"
TIME = "2026-03-12 10:22:33"


def counted_twice(path: Path) -> Survey:
    """Count a file with both engines, which have to agree."""
    survey = count_survey(path, engine="csv")
    pytest.importorskip("duckdb")
    assert count_survey(path, engine="duckdb") == survey
    return survey


def why(survey: Survey, heading: str) -> str:
    """Say what became of a column."""
    return next(each.why for each in survey.columns if each.heading == heading)


def test_survey_monkey_with_codes_for_headings_has_two_rows_too(tmp_path: Path) -> None:
    first = ["respondent_id", "collector_id", "date_created", "ip_address", "custom_1", "Do you need any of these?", ""]
    second = [""] * 5 + ["Childcare", "Transport"]
    rows = [
        [n, 7, "03/22/2026 10:22:10", f"77.51.9.{n}", f"HH-{n}", "Childcare", "Transport" if n < 20 else ""]
        for n in range(60)
    ]
    survey = counted_twice(lines(tmp_path / "sm.csv", first, second, *rows))
    assert (survey.kind, survey.as_of) == ("surveymonkey", "2026-03")
    assert figures(question(survey, "Do you need any of these?")) == {"Childcare": (60, 60), "Transport": (20, 60)}
    assert why(survey, "date_created") == "times, of which only the last month is used"


def test_survey_monkey_in_numbers_marks_an_answer_by_its_number(tmp_path: Path) -> None:
    first = ["Respondent ID", "Collector ID", "Which needs do you have?", "", ""]
    second = ["", "", "Food", "Water", "Rent"]
    rows = [[n, 7, "1" if n < 30 else "", "2" if n > 15 else "", "3" if n % 2 else ""] for n in range(60)]
    survey = counted_twice(lines(tmp_path / "sm.csv", first, second, *rows))
    assert figures(question(survey, "Which needs do you have?")) == {
        "Food": (30, 60),
        "Water": (44, 60),
        "Rent": (30, 60),
    }


def test_survey_monkey_asks_for_names_under_one_question(tmp_path: Path) -> None:
    first = ["Respondent ID", "Collector ID", "Main need", "Please tell us how to reach you", "", "", "How?", ""]
    second = ["", "", "Response", "Name", "City/Town", "Phone Number", "Phone", "Letter"]
    rows = [[n, 7, "Food", "Qamina Ali", "Leeds", f"77 {n}", "Phone" if n < 30 else "", "Letter"] for n in range(60)]
    survey = counted_twice(lines(tmp_path / "sm.csv", first, second, *rows))
    assert "Please tell us how to reach you – Name" in personal_columns(survey)
    assert figures(question(survey, "How?")) == {"Phone": (30, 60), "Letter": (60, 60)}


def test_of_a_ranking_counts_what_was_put_first(tmp_path: Path) -> None:
    first, second = ["Respondent ID", "Collector ID", "Rank these needs", "", ""], ["", "", "Food", "Rent", "Work"]
    orders = [("1", "2", "3"), ("2", "1", "3"), ("1", "3", "2"), ("3", "2", "1")]
    rows = [[n, 7, *orders[n % 4]] for n in range(80)]
    asked = question(counted_twice(lines(tmp_path / "sm.csv", first, second, *rows)), "Rank these needs (put first)")
    assert figures(asked) == {"Food": (40, 80), "Rent": (20, 80), "Work": (20, 80)}
    few = [[n, 7, *orders[3 if n < 4 else n % 2]] for n in range(80)]
    asked = question(counted_twice(lines(tmp_path / "few.csv", first, second, *few)), "Rank these needs (put first)")
    assert sorted(count is None for count, _ in figures(asked).values()) == [False, True, True]
    rated = [[n, 7, str(1 + n % 3), str(1 + n % 2), "3"] for n in range(80)]
    survey = counted_twice(lines(tmp_path / "rated.csv", first, second, *rated))
    assert figures(question(survey, "Rank these needs – Rent")) == {"1": (40, 80), "2": (40, 80)}


@pytest.mark.parametrize(("yes", "no"), [("Ja", "Nein"), ("Oui", "Non"), ("Sí", "No"), ("Sim", "Não"), ("Y", "")])
def test_lime_survey_has_a_column_for_each_answer(tmp_path: Path, yes: str, no: str) -> None:
    headings = ["Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "IP-Adresse"]
    headings += [f"Welche Hilfe brauchen Sie? [{each}]" for each in ("Geld", "Rat", "Sonstiges")]
    rows = [
        [n, TIME, 3, "de", f"77.51.9.{n}", yes, yes if n < 20 else no, f"Qwords {n}" if n < 12 else ""]
        for n in range(60)
    ]
    survey = counted_twice(lines(tmp_path / "ls.csv", headings, *rows))
    asked = question(survey, "Welche Hilfe brauchen Sie?")
    assert survey.kind == "limesurvey"
    assert figures(asked) == {"Geld": (60, 60), "Rat": (20, 60)}
    assert asked.needs
    assert "Qwords" not in said(survey)


def test_lime_survey_with_codes_is_no_plan_whose_cells_are_kept(tmp_path: Path) -> None:
    headings = ["id", "submitdate", "lastpage", "startlanguage", "ipaddr", "needs[A]", "needs[B]", "needs[other]"]
    headings += ["topneed", "priorityrank[1]", "priorityrank[2]"]
    rows = [
        [n, TIME, 3, "en", f"77.51.9.{n}", "Y", "Y" if n % 2 else "", f"Qwords {n}" if n < 5 else "", "A", "A", "B"]
        for n in range(60)
    ]
    plan = read_plan(lines(tmp_path / "ls.csv", headings, *rows))
    account = " ".join(f"{each.text} {each.why}" for each in plan.account)
    assert ("77.51" in account, "Qwords" in account) == (False, False)
    assert not plan.elements
    assert [need.count.text for need in plan.needs if need.count][:2] == ["60", "30"]


def test_redcap_has_columns_with_three_lines_under_each_other(tmp_path: Path) -> None:
    headings = ["record_id", "redcap_survey_identifier", "form_timestamp", "first_name", "needs___1", "needs___2"]
    headings += ["needs____99", "greatest_need", "form_complete"]
    rows = [[n, "", TIME, f"Q{n}", 1, int(n < 20), 0, 1 + n % 2, 2] for n in range(60)]
    survey = counted_twice(lines(tmp_path / "rc.csv", headings, *rows))
    assert survey.kind == "redcap"
    assert figures(question(survey, "needs")) == {"1": (60, 60), "2": (20, 60), "-99": (0, 60)}
    assert [each.text for each in survey.questions] == ["needs", "greatest_need"]
    assert not any("-99" in str(each.values["context"]) for each in drafts_of(survey))


def test_redcap_with_labels_has_the_choice_in_brackets(tmp_path: Path) -> None:
    headings = ["Record ID", "Survey Identifier", "Survey Timestamp", "Phone number"]
    headings += [
        "Which needs has your family? (choice=Food)",
        "Which needs has your family? (choice=Rent)",
        "Complete?",
    ]
    rows = [
        [
            n,
            "",
            TIME,
            f"0171 {n:07}",
            "Checked" if n < 40 else "Unchecked",
            "Checked" if n > 29 else "Unchecked",
            "Complete",
        ]
        for n in range(60)
    ]
    survey = counted_twice(lines(tmp_path / "rc.csv", headings, *rows))
    assert figures(question(survey, "Which needs has your family?")) == {"Food": (40, 60), "Rent": (30, 60)}
    assert [each.text for each in survey.questions] == ["Which needs has your family?"]


def test_commcare_writes_three_lines_for_an_empty_cell(tmp_path: Path) -> None:
    headings = ["number", "formid", "form.needs", "form.needs | food", "form.needs | water", "form.main_need"]
    headings += ["completed_time", "received_on", "username", "form_link"]
    rows = [
        [
            n,
            ID.format(n),
            "food",
            "1" if n < 40 else "---",
            "1" if n > 29 else "---",
            "food" if n < 30 else "---",
            TIME,
            TIME,
            ("amina.ali", "kofi.boa")[n % 2],
            f"https://forms.example/{n}",
        ]
        for n in range(60)
    ]
    survey = counted_twice(lines(tmp_path / "cc.csv", headings, *rows))
    assert figures(question(survey, "form.needs")) == {"food": (40, 60), "water": (30, 60)}
    assert figures(question(survey, "form.main_need")) == {"food": (30, 30)}
    assert "username" in personal_columns(survey)
    assert "amina" not in said(survey)


def test_surveycto_numbers_the_columns_beside_the_list(tmp_path: Path) -> None:
    headings = [
        "SubmissionDate",
        "starttime",
        "username",
        "main_needs",
        "main_needs_1",
        "main_needs_2",
        "main_needs__99",
    ]
    headings += ["rank_1", "rank_2", "formdef_version", "KEY"]
    cells = [("1", 1, 0, 0), ("1 2", 1, 1, 0), ("-99", 0, 0, 1), ("2", 0, 1, 0)]
    rows = [
        ["Mar 12, 2026 10:22", TIME, "amina", *cells[n % 4], "1", "2", "26", f"uuid:{ID.format(n)}"] for n in range(80)
    ]
    survey = counted_twice(lines(tmp_path / "sc.csv", headings, *rows))
    assert figures(question(survey, "main_needs")) == {"1": (40, 80), "2": (40, 80), "-99": (20, 80)}
    assert {"rank_1", "rank_2"} <= {each.text for each in survey.questions}
    assert "amina" not in said(survey)


def test_an_answer_may_hold_a_slash(tmp_path: Path) -> None:
    headings = ["start", "_uuid", "needs", "needs/Food", "needs/Rent/mortgage"]
    rows = [["2026-04-03", f"u{n}", "", 1, int(n < 20)] for n in range(60)]
    survey = counted_twice(lines(tmp_path / "kobo.csv", headings, *rows))
    assert figures(question(survey, "needs")) == {"Food": (60, 60), "Rent/mortgage": (20, 60)}


def test_groups_of_kobo_are_no_questions(tmp_path: Path) -> None:
    headings = ["start", "_uuid", "Needs / All needs", "Needs / All needs/Food", "Needs / All needs/Rent"]
    headings += ["Home / Lack of water", "Home / Lack of power"]
    rows = [
        [
            "2026-04-03",
            f"u{n}",
            "Food Rent" if n < 20 else "Food",
            1,
            int(n < 20),
            ("yes", "no")[n % 2],
            "yes" if n > 29 else "",
        ]
        for n in range(60)
    ]
    survey = counted_twice(lines(tmp_path / "kobo.csv", headings, *rows))
    assert [(each.text, figures(each)) for each in survey.questions] == [
        ("Needs / All needs", {"Food": (60, 60), "Rent": (20, 60)}),
        ("Home / Lack of water", {"no": (30, 60), "yes": (30, 60)}),
        ("Home / Lack of power", {"yes": (30, 30)}),
    ]


# -- answers, questions and columns by their words --------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("What do you struggle with?", "What obstacles do you meet?", "Quels obstacles rencontrez-vous ?"),
        *("¿Qué necesita su familia?", "Do que precisa?", "Was brauchen Sie?", "ماذا تحتاج؟", "Top 3 unmet wants"),
    ],
)
def test_a_question_asks_about_needs_in_other_words_too(tmp_path: Path, text: str) -> None:
    rows = [[TIME, ("A", "B")[n % 2], ("yes", "no")[n % 2]] for n in range(60)]
    survey = count_survey(lines(tmp_path / "g.csv", ["Timestamp", text, "Have you a bicycle?"], *rows))
    assert [each.text for each in survey.questions if each.needs] == [text]


@pytest.mark.parametrize(
    "no_need",
    ["None of the above", "Refused", "-99", "99", "-888", "No problem", "Aucun problème", "NS/NR", "dont_know"],
)
def test_what_names_no_need_or_is_missing_is_no_row(tmp_path: Path, no_need: str) -> None:
    rows = [[TIME, ("Rent", no_need)[n % 2]] for n in range(60)]
    survey = count_survey(lines(tmp_path / "g.csv", ["Timestamp", "Main need"], *rows))
    assert [each.values["context"] for each in drafts_of(survey)] == ["Asked: “Main need” Answered: “Rent”."]
    assert figures(question(survey, "Main need"))["Rent"] == (30, 60)


@pytest.mark.parametrize(
    "heading",
    [
        *("Post code", "NIN", "Next of kin", "Emergency contact", "Who are you?", "Asked by", "House no. & street"),
        *("Documento de identidad (DNI)", "Número de celular", "Vorname", "Handynummer", "CPF", "رقم الجوال", "Enum."),
    ],
)
def test_a_personal_column_is_known_by_its_heading(tmp_path: Path, heading: str) -> None:
    rows = [[TIME, ("Rent", "Food")[n % 2], ("a", "b", "c")[n % 3]] for n in range(60)]
    survey = count_survey(lines(tmp_path / "g.csv", ["Timestamp", "Main need", heading], *rows))
    assert heading in personal_columns(survey)


@pytest.mark.parametrize("asked", ["Who needs help most?", "Which household needs help most?"])
def test_persons_named_by_many_are_not_copied(tmp_path: Path, asked: str) -> None:
    rows: Sequence[Sequence[object]] = [[TIME, ("Qamina Ali", "Qofi Boa")[n % 2], "Rent"] for n in range(60)]
    survey = count_survey(lines(tmp_path / "g.csv", ["Timestamp", asked, "Main need"], *rows))
    assert "Qamina" not in said(survey)
    assert why(survey, asked) == "personal (names), not copied"


# -- tables that no program is known by -------------------------------------------------------------------------------


def people(*headings: str) -> list[list[object]]:
    """Give sixty rows under some headings, of cells that fit them."""
    rows: list[list[object]] = [list(headings)]
    for n in range(60):
        fitting: dict[str, object] = {
            "Phone": f"07{n:09}",
            "Name of respondent": f"Qperson {n}",
            "Age": 18 + n % 50,
            "Sex": "FM"[n % 2],
            "Remarks": f"Qwords {n}",
        }
        rows += [[fitting.get(each, ("Water", "Roads", "Health")[n % 3]) for each in headings]]
    return rows


@pytest.mark.parametrize(
    "headings",
    [
        ("Name of respondent", "Age", "Sex", "Main problem", "Phone", "Remarks"),
        ("Sex", "Phone", "What would you change first?"),
        ("Age", "Sex", "Village", "Main problem", "Second problem", "Remarks"),
    ],
)
def test_rows_that_are_people_are_counted_and_not_copied(tmp_path: Path, headings: tuple[str, ...]) -> None:
    plan = read_plan(lines(tmp_path / "Answers.csv", *people(*headings)))
    assert [need.count.text for need in plan.needs if need.count] == ["20"] * len(plan.needs)
    everything = f"{plan.needs} {plan.account} {plan.elements}"
    assert "Qperson" not in everything
    assert "Qwords" not in everything


def test_tables_of_a_plan_are_no_answers(tmp_path: Path) -> None:
    stakeholders = [["Name", "Role", "Email", "Phone", "Do they know?"]]
    stakeholders += [[f"Person {n}", "Teacher", f"p{n}@example.org", f"07{n:09}", "Yes"] for n in range(20)]
    split: list[list[object]] = [["Problem", "Sex", "Age group", "Number of people"]]
    split += [[("Water", "Roads")[n % 2], "FM"[n // 2 % 2], ("0-17", "18+")[n // 4 % 2], 100 + n] for n in range(24)]
    work = [["ID", "Activity", "Who leads?", "Is it on track?"]]
    work += [[f"A{n}", f"Train group {n}", ("Ann", "Ben")[n % 2], ("Yes", "No")[n % 2]] for n in range(24)]
    tables: dict[str, Sequence[Sequence[object]]] = {"stakeholders": stakeholders, "split": split, "work": work}
    for name, rows in tables.items():
        assert not surveys_in(sheets_of(open_book(lines(tmp_path / f"{name}.csv", *rows))))


def test_further_programs_are_known(tmp_path: Path) -> None:
    headings = ["Submission Date", "First Name", "E-mail", "What are your main needs?", "Submission ID"]
    rows = [
        ["Mar 12, 2026", f"Q{n}", f"q{n}@q.org", "Food\nRent" if n % 2 else "Rent", f"58{n:015}"] for n in range(60)
    ]
    survey = counted_twice(lines(tmp_path / "jotform.csv", headings, *rows))
    assert survey.kind == "jotform"
    assert figures(question(survey, "What are your main needs?")) == {"Food": (30, 60), "Rent": (60, 60)}
    assert why(survey, "What are your main needs?") == "counted (answers told apart at line breaks)"
    headings = ["#", "What do you need most?", "Who are you?", "Start Date (UTC)", "Submit Date (UTC)", "Network ID"]
    rows = [[f"a{n}", ("Food", "Rent")[n % 2], f"Qamina Ali {n}", TIME, TIME, f"f00d{n}"] for n in range(60)]
    survey = counted_twice(lines(tmp_path / "typeform.csv", headings, *rows))
    assert (survey.kind, [each.text for each in survey.questions]) == ("typeform", ["What do you need most?"])


def test_qualtrics_may_have_two_rows_of_headings_or_one(tmp_path: Path) -> None:
    codes, words = ["ResponseId", "RecordedDate", "Q1"], ["Response ID", "Recorded Date", "What is your main concern?"]
    rows = [[f"R_{n}", TIME, ("Rent", "Heating")[n % 2]] for n in range(60)]
    two = counted_twice(lines(tmp_path / "two.csv", codes, words, *rows))
    assert (two.respondents, [each.text for each in two.questions]) == (60, ["What is your main concern?"])
    one = counted_twice(lines(tmp_path / "one.csv", codes, *rows))
    assert (one.respondents, [each.text for each in one.questions]) == (60, ["Q1"])
