"""Survey exports become counts and bases: nothing that one person said or is comes out."""

import csv
import random
import tracemalloc
from collections import Counter
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from logicmodel import read_plan
from logicmodel.reading.files.grid import open_book
from logicmodel.reading.survey import (
    CannotCount,
    Figure,
    Question,
    Survey,
    account_of,
    count_survey,
    drafts_of,
    large_survey,
    personal_columns,
    proposed,
    surveys_in,
)
from logicmodel.reading.survey.protecting import hidden_answers, shown_groups
from tests.reading.seen import sheets_of

Rows = Sequence[Sequence[object]]

KOBO = ["start", "_uuid", "sex"]


def lines(path: Path, *rows: Sequence[object]) -> Path:
    """Write a .csv file."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return path


def workbook(path: Path, **sheets: Rows) -> Path:
    """Write an .xlsx workbook."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    book.save(path)
    return path


def figures(question: Question) -> dict[str, tuple[int | None, int | None]]:
    """Give count and base of each answer for everybody."""
    return {answer.text: (answer.figures[0].count, answer.figures[0].base) for answer in question.answers}


def question(survey: Survey, text: str) -> Question:
    """Find a question by its words."""
    return next(each for each in survey.questions if each.text == text)


def said(survey: Survey) -> str:
    """Give everything that comes out of a survey as one text."""
    drafts = [
        (
            each.values["theme"],
            each.values["context"],
            each.refs["sources"].text,
            msgspec.json.encode(each.values["count"]),
        )
        for each in drafts_of(survey)
    ]
    return f"{msgspec.json.encode(survey).decode()} {msgspec.json.encode(account_of(survey)).decode()} {drafts}"


# -- the programs that exports come from ------------------------------------------------------------------------------


def test_survey_monkey_has_two_rows_of_headings(tmp_path: Path) -> None:
    first = [
        "Respondent ID",
        "Collector ID",
        "Start Date",
        "Email Address",
        "Which needs do you have?",
        "",
        "",
        "Your age",
    ]
    second = ["", "", "", "", "Food", "Water", "Other (please specify)", "Response"]
    rows = [
        [
            n,
            7,
            "04/22/2026 10:00:00",
            f"p{n}@example.org",
            "Food",
            "Water" if n % 2 else "",
            "",
            "18-30" if n % 3 else "31+",
        ]
        for n in range(40)
    ]
    survey = count_survey(lines(tmp_path / "sm.csv", first, second, *rows))
    assert (survey.kind, survey.respondents, survey.as_of) == ("surveymonkey", 40, "2026-04")
    asked = question(survey, "Which needs do you have?")
    assert figures(asked)["Water"] == (20, 40)
    assert asked.several
    assert "Email Address" in personal_columns(survey)


def test_an_other_in_own_words_counts_as_an_answer_and_is_not_copied(tmp_path: Path) -> None:
    first = ["Respondent ID", "Collector ID", "Which needs do you have?", "", ""]
    second = ["", "", "Food", "Water", "Other (please specify)"]
    rows = [
        [n, 7, *(("Food", "", "") if n < 20 else ("", "Water", "") if n < 35 else ("", "", f"I want {n}"))]
        for n in range(50)
    ]
    survey = count_survey(lines(tmp_path / "sm.csv", first, second, *rows))
    assert figures(question(survey, "Which needs do you have?")) == {"Food": (20, 50), "Water": (15, 50)}
    assert "I want" not in said(survey)


def test_kobo_with_summary_and_columns_is_counted_once(tmp_path: Path) -> None:
    headings = [*KOBO, "needs", "needs/food", "needs/water"]
    rows = [["2026-04-03T10:00:00", f"u{n}", "f", *(("food", 1, 0) if n < 25 else ("water", 0, 1))] for n in range(50)]
    survey = count_survey(lines(tmp_path / "kobo.csv", headings, *rows))
    asked = [each for each in survey.questions if each.text.startswith("needs")]
    assert [figures(each) for each in asked] == [{"food": (25, 50), "water": (25, 50)}]
    assert "the same answers stand in columns of their own" in next(
        each.why for each in survey.columns if each.heading == "needs"
    )


def test_repeat_groups_are_no_respondents_and_the_form_gives_words(tmp_path: Path) -> None:
    main: Rows = [
        ["_uuid", "_index", "start", "g/need", "g/aid"],
        *([f"u{n}", n, "2026-05-01", "w" if n % 2 else "f", "f w"] for n in range(30)),
    ]
    child: Rows = [["name", "age", "_index", "_parent_index"], *([f"Kofi Boa {n}", n, n, n // 3] for n in range(1, 90))]
    form = [
        ["type", "name", "label::English (en)", "label::Français (fr)"],
        ["select_one needs", "need", "What is your greatest need?", "Quel besoin ?"],
        ["select_multiple needs", "aid", "What help did you need?", "Quelle aide ?"],
    ]
    choices = [["list_name", "name", "label::English (en)"], ["needs", "f", "Food"], ["needs", "w", "Clean water"]]
    path = workbook(tmp_path / "kobo.xlsx", main=main, members=child, survey=form, choices=choices)
    parts = surveys_in(sheets_of(open_book(path)))
    surveys = [each.survey for each in parts if each.survey]
    assert len(surveys) == 1
    assert figures(question(surveys[0], "What is your greatest need?")) == {"Food": (15, 30), "Clean water": (15, 30)}
    assert figures(question(surveys[0], "What help did you need?")) == {"Food": (30, 30), "Clean water": (30, 30)}
    assert {str(each.place) for each in parts} == {"main", "members", "survey", "choices"}
    assert "Kofi" not in msgspec.json.encode(parts).decode()


def test_microsoft_forms_ends_each_answer_with_a_semicolon(tmp_path: Path) -> None:
    headings = ["ID", "Start time", "Completion time", "Email", "Name", "What do you need?"]
    rows = [
        [n, "2026-04-03", "2026-04-03", "anonymous", "", "Food;Water, clean;" if n < 15 else "Food;"] for n in range(40)
    ]
    survey = count_survey(lines(tmp_path / "forms.csv", headings, *rows))
    assert survey.kind == "forms"
    assert figures(question(survey, "What do you need?")) == {"Food": (40, 40), "Water, clean": (15, 40)}


def test_google_forms_is_told_apart_at_its_commas_by_all_cells_together(tmp_path: Path) -> None:
    cells = ["Food, cooked, Water", "Water", "Food, cooked"]
    rows = [["2026/04/03 10:00:00", cells[n % 3], "Yes" if n % 2 else "No"] for n in range(60)]
    path = lines(tmp_path / "google.csv", ["Timestamp", "What do you need?", "Do you lack sleep?"], *rows)
    alone = count_survey(path)
    assert figures(question(alone, "What do you need?")) == {"Food, cooked": (40, 60), "Water": (40, 60)}
    assert alone.columns[1].why == "counted (answers told apart at “, ”)"
    form = workbook(
        tmp_path / "form.xlsx",
        survey=[["type", "name", "label"], ["select_multiple n", "need", "What do you need?"]],
        choices=[["list_name", "name", "label"], ["n", "a", "Food, cooked"], ["n", "b", "Water"]],
    )
    known = count_survey(path, form=form)
    assert figures(question(known, "What do you need?")) == {"Food, cooked": (40, 60), "Water": (40, 60)}


def test_qualtrics_has_three_rows_of_headings_and_rows_that_are_tests(tmp_path: Path) -> None:
    codes = ["StartDate", "Status", "ResponseId", "Q1", "Q2_TEXT"]
    words = ["Start Date", "Response Type", "Response ID", "What is your main concern?", "Tell us more"]
    ids = [
        '{"ImportId":"startDate"}',
        '{"ImportId":"status"}',
        '{"ImportId":"_recordId"}',
        '{"ImportId":"QID1"}',
        '{"ImportId":"QID2_TEXT"}',
    ]
    real = [
        ["2026-04-03 09:00:00", "IP Address", f"R_{n}", "Rent" if n < 30 else "Heating", "private words"]
        for n in range(50)
    ]
    tests = [["2026-04-01 09:00:00", "Survey Preview", f"R_t{n}", "Rent", ""] for n in range(20)]
    survey = count_survey(lines(tmp_path / "q.csv", codes, words, ids, *tests, *real))
    assert (survey.kind, survey.respondents, survey.left_out) == ("qualtrics", 50, 20)
    assert figures(question(survey, "What is your main concern?")) == {"Heating": (20, 50), "Rent": (30, 50)}
    assert "private words" not in said(survey)


# -- rows of Needs ----------------------------------------------------------------------------------------------------


def test_each_answer_about_a_need_becomes_a_row_without_words_of_its_own(tmp_path: Path) -> None:
    headings = [*KOBO, "weight", "What is your main need?", "Have you a bicycle?"]
    rows = [
        [
            "2026-04-03",
            f"u{n}",
            "f" if n % 2 else "m",
            2 if n < 30 else 1,
            "Food" if n < 30 else "Water",
            "yes" if n % 2 else "no",
        ]
        for n in range(60)
    ]
    survey = count_survey(lines(tmp_path / "kobo, April.csv", headings, *rows), group="sex", weight="weight")
    food, *_ = drafts = drafts_of(survey)
    assert [each.text for each in proposed(survey)] == ["What is your main need?"]
    assert len(drafts) == 6  # two answers, for all and for each of two groups
    assert "text" not in food.values
    assert (food.values["count"].text, food.values["out_of"].text, food.values["as_of"].text) == ("30", "60", "2026-04")
    assert food.values["theme"] == "What is your main need?"
    assert food.values["context"] == (
        "Asked: “What is your main need?” Answered: “Food”. Weighted by “weight”: 66.7 %."
    )
    assert food.refs["sources"].text == "Survey kobo April"
    assert [each.values.get("who") for each in drafts[:3]] == [None, ("f",), ("m",)]


def test_a_no_and_a_do_not_know_are_no_needs(tmp_path: Path) -> None:
    rows = [["2026-04-03", f"u{n}", "f", ("yes", "no", "dnk")[n % 3]] for n in range(60)]
    survey = count_survey(lines(tmp_path / "k.csv", [*KOBO, "Do you lack water?"], *rows))
    assert [each.values["context"] for each in drafts_of(survey)] == ["Asked: “Do you lack water?” Answered: “yes”."]


@pytest.mark.parametrize(
    "no_need", ["Other (specify)", "Préfère ne pas répondre", "Autre (préciser)", "No sabe", "Keine Angabe", "أخرى"]
)
def test_an_answer_that_names_nothing_is_no_need_in_any_language(tmp_path: Path, no_need: str) -> None:
    rows = [["2026-04-03", f"u{n}", "f", ("Rent", no_need)[n % 2]] for n in range(60)]
    survey = count_survey(lines(tmp_path / "k.csv", [*KOBO, "Main need"], *rows))
    assert [each.values["context"] for each in drafts_of(survey)] == ["Asked: “Main need” Answered: “Rent”."]


def test_a_column_to_weigh_by_that_is_not_there_is_said(tmp_path: Path) -> None:
    path = lines(tmp_path / "k.csv", [*KOBO, "need"], ["2026-04-03", "u1", "f", "food"])
    with pytest.raises(CannotCount, match="There is no column “wieght” in the survey"):
        count_survey(path, weight="wieght")
    with pytest.raises(CannotCount, match="cannot be grouped by “_uuid”"):
        count_survey(path, group="_uuid")


# -- what is personal -------------------------------------------------------------------------------------------------


def test_personal_columns_are_dropped_by_heading_and_by_content(tmp_path: Path) -> None:
    headings = [*KOBO, "Phone number", "How can we reach you?", "Where are you?", "Who asked you?", "Main need"]
    rows = [
        [
            "2026-04-03",
            f"u{n}",
            "f",
            f"0171 {n:07}",
            f"me{n}@example.org",
            f"{5 + n / 1000:.4f} -4.02{n:02}",
            ("Amina Ali", "Kofi Boa")[n % 2],
            "food",
        ]
        for n in range(40)
    ]
    survey = count_survey(lines(tmp_path / "k.csv", headings, *rows))
    assert {"Phone number", "How can we reach you?", "Where are you?", "Who asked you?"} <= set(
        personal_columns(survey)
    )
    assert [each.text for each in survey.questions if each.needs] == ["Main need"]
    assert not any(word in said(survey) for word in ("Amina", "Kofi", "@example", "0171", "-4.02"))


def test_the_account_names_columns_and_numbers_only(tmp_path: Path) -> None:
    rows = [["2026-04-03", f"u{n}", "f", "food", f"my secret {n}"] for n in range(40)]
    survey = count_survey(lines(tmp_path / "k.csv", [*KOBO, "Main need", "Tell us more"], *rows))
    account = account_of(survey)
    assert [each.text for each in account] == [*KOBO, "Main need", "Tell us more"]
    assert account[3].why == "heading: counted over 40 people asked"
    assert (
        account[4].why
        == "column “Tell us more” with 40 filled cells: answers in people’s own words, or amounts, not copied"
    )


# -- small numbers ----------------------------------------------------------------------------------------------------


def test_a_small_count_is_hidden_with_the_one_that_would_give_it_back(tmp_path: Path) -> None:
    answers = ["1"] * 40 + ["2"] * 4 + ["3"] * 25
    rows = [["2026-04-03", f"u{n}", "f", answer] for n, answer in enumerate(answers)]
    path = lines(tmp_path / "k.csv", [*KOBO, "need"], *rows)
    assert figures(question(count_survey(path), "need")) == {"1": (40, 69), "2": (None, 69), "3": (None, 69)}
    assert figures(question(count_survey(path, smallest=3), "need")) == {"1": (40, 69), "2": (4, 69), "3": (25, 69)}
    assert "[c]" in [each.values["count"].text for each in drafts_of(count_survey(path))]


def test_an_answer_that_few_gave_is_not_named(tmp_path: Path) -> None:
    rows = [["2026-04-03", f"u{n}", "f", "Food" if n < 40 else "My husband drinks"] for n in range(44)]
    survey = count_survey(lines(tmp_path / "k.csv", [*KOBO, "Main need"], *rows))
    assert "husband" not in said(survey)


def test_a_small_group_is_not_shown_nor_to_be_worked_out() -> None:
    assert shown_groups({"women": 40, "men": 30, "not said": 3}, 73, 10) == ("women",)
    assert shown_groups({"women": 40, "men": 30}, 70, 10) == ("men", "women")


tables = st.lists(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 30), min_size=1), min_size=1, max_size=4)


@given(tables, st.integers(2, 12))
def test_what_is_hidden_is_never_alone_and_never_few(columns: list[dict[str, int]], smallest: int) -> None:
    hidden = hidden_answers(columns, smallest)
    answers = {answer for column in columns for answer in column}
    for column in columns:
        shown = [count for answer, count in column.items() if answer not in hidden]
        assert not any(0 < count < smallest for count in shown)
        together = sum(count for answer, count in column.items() if answer in hidden)
        assert hidden == answers or not 0 < together < smallest
    assert len(hidden) != 1 or len(answers) == 1


# -- any survey -------------------------------------------------------------------------------------------------------

people = st.lists(
    st.tuples(
        st.sampled_from(("f", "m", "x", "")),
        st.sampled_from(("food", "water", "rent", "")),
        st.sampled_from(("1", "0", "")),
        st.sampled_from(("1", "0")),
        st.sampled_from(("0.5", "1", "2,25", "much")),
    ),
    min_size=1,
    max_size=80,
)
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def any_survey(path: Path, answers: Sequence[tuple[str, ...]]) -> Path:
    """Write a survey in which everybody has a name, an address and words of their own."""
    headings = [
        "start",
        "_uuid",
        "Your name",
        "e",
        "sex",
        "Main need",
        "needs/a",
        "needs/b",
        "weight",
        "Anything else?",
    ]
    rows = [
        ["2026-04-03", f"id-{n}-zz", f"Qname{n}", f"Q{n}@q.org", *each, f"Qwords {n}"] for n, each in enumerate(answers)
    ]
    return lines(path, headings, *rows)


def every_figure(survey: Survey) -> list[Figure]:
    """Give all figures of a survey."""
    return [figure for each in survey.questions for answer in each.answers for figure in answer.figures]


@slow
@given(answers=people, order=st.randoms(use_true_random=False), smallest=st.integers(1, 12))
def test_counts_fit_their_bases_and_nothing_personal_comes_out(
    tmp_path: Path, answers: list[tuple[str, ...]], order: random.Random, smallest: int
) -> None:
    path = any_survey(tmp_path / "any.csv", answers)
    survey = count_survey(path, smallest=smallest, weight="weight")
    for figure in every_figure(survey):
        assert figure.count is None or not 0 < figure.count < smallest
        assert figure.count is None or figure.base is None or figure.count <= figure.base
    assert not any(word in said(survey) for word in ("Qname", "@q.org", "Qwords", "-zz"))
    shuffled = list(answers)
    order.shuffle(shuffled)
    assert count_survey(any_survey(path, shuffled), smallest=smallest, weight="weight") == survey


@slow
@given(numbers=st.lists(st.integers(1, 12), min_size=9, max_size=9))
def test_what_is_hidden_in_groups_cannot_be_worked_out_from_the_total(tmp_path: Path, numbers: list[int]) -> None:
    groups_and_needs = product(("f", "m", "x"), ("food", "water", "rent"))
    crowd = [
        (*each, "1", "0", "1") for each, number in zip(groups_and_needs, numbers, strict=True) for _ in range(number)
    ]
    survey = count_survey(any_survey(tmp_path / "any.csv", crowd), group="sex")
    for each in survey.questions:
        for answer in each.answers:
            total, *groups = answer.figures
            if total.count is None or any(group.count is None for group in groups):
                assert all(group.count is None for group in groups)
            elif groups:
                rest = total.count - sum(group.count or 0 for group in groups)
                assert not 0 < rest < survey.smallest


# -- large files --------------------------------------------------------------------------------------------------------


def test_a_large_file_is_counted_a_few_rows_at_a_time(tmp_path: Path) -> None:
    cells = [["2026-04-03", f"u{n}", "f", "food", f"{n} words of my own " * 20] for n in range(30_000)]
    path = lines(tmp_path / "large.csv", [*KOBO, "Main need", "Tell us more"], *cells)
    del cells
    tracemalloc.start()
    survey = count_survey(path, engine="csv")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert figures(question(survey, "Main need")) == {"food": (30_000, 30_000)}
    assert path.stat().st_size > 12_000_000
    assert peak < 12_000_000
    large = large_survey(path)
    assert large is not None
    assert large.survey == survey
    assert large_survey(lines(tmp_path / "small.csv", KOBO, ["2026-04-03", "u1", "f"])) is None


def test_a_large_file_is_read_from_the_row_of_headings_that_was_decided(tmp_path: Path) -> None:
    answers = [["2026-04-03", f"u{n}", "f", "food", f"{n} words of my own " * 100] for n in range(6_000)]
    titles = [["Survey of households", "", "", "", ""], ["made in April", "", "", "", ""]]
    path = lines(tmp_path / "large.csv", *titles, [*KOBO, "Main need", "Tell us more"], *answers)
    assert path.stat().st_size > 10_000_000
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('"large.csv"."*".heading-row = 3\n', encoding="utf-8")
    plan = read_plan(path, mapping=mapping)
    assert [need.count and need.count.value for need in plan.needs] == [6_000]
    assert {use.place.heading: use.place.row for use in plan.account}["Main need"] == 3


# -- DuckDB -----------------------------------------------------------------------------------------------------------


def test_duckdb_gives_the_same_figures(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    from logicmodel.reading.survey.counting import Engine, Request
    from logicmodel.reading.survey.duck import DuckEngine, can_count
    from logicmodel.reading.survey.layout import layout_of
    from logicmodel.reading.survey.source import FileSource

    chance = random.Random(5)
    headings = [
        "end",
        "_uuid",
        "phone",
        "sex",
        "weight",
        "Main need",
        "needs",
        "needs/a",
        "needs/b",
        "Tell us",
        "Boxes?",
    ]
    rows = [
        [
            f"2026-0{1 + n % 6}-11T10:00:00",
            f"id{n}",
            f"+44 {n:09}",
            chance.choice(("f", " m ", "n/a", "")),
            chance.choice(("1", "0.25", "1,5", "?", "")),
            chance.choice(("food", "wa\nter", 'the "rest"', " ", "NA")),
            "a b",
            *chance.choice(((1, 0), (0, 1), ("", ""))),
            f"said {n}, and\nmore",
            chance.choice(("x;y;", "y;", "x;")),
        ]
        for n in range(5000)
    ]
    path = lines(tmp_path / "answers.csv", headings, *rows, [""] * 11)
    source = FileSource(path)
    layout = layout_of(source)
    assert layout is not None
    assert can_count(source, layout)
    assert DuckEngine(source, layout).profile() == Engine(source, layout).profile()
    request = Request(columns=(5, 7, 10), any_of=((7, 8),), group=3, weight=4)
    sums = []
    for engine in (Engine(source, layout), DuckEngine(source, layout)):
        found: Counter[tuple[object, ...]] = Counter()
        for each in engine.tally(request):
            found[each.column, each.text, each.group, "people"] += each.number
            found[each.column, each.text, each.group, "weight"] += each.weight
        sums.append(found)
    assert sums[0] == sums[1]
    assert sum(sums[0].values()) > 10_000
    by_csv = count_survey(path, group="sex", weight="weight", engine="csv")
    assert by_csv.respondents == 5000
    assert len(by_csv.questions) == 3
    assert count_survey(path, group="sex", weight="weight", engine="duckdb") == by_csv


def test_duckdb_sees_the_same_in_cells_of_every_kind(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    from logicmodel.reading.survey.counting import Engine
    from logicmodel.reading.survey.duck import DuckEngine
    from logicmodel.reading.survey.layout import layout_of
    from logicmodel.reading.survey.source import FileSource

    kinds = (
        *(
            "a@b.co",
            "\t@b.co",
            "1.2.3.4",
            "1.2345, 2.3456",
            "+44 20 7946 0958",
            " 0171 555 1234\n",
            "x; ",
            ";",
            "n/a n/a",
        ),
        *(
            "00000001-0000-4000-8000-000000000000",
            "\u200buuid:00000001-0000-4000-8000-000000000000",
            "NA",
            " NULL ",
            "\u00a0",
        ),
        *("Nobody", "ñandú", "~", "n", "9;"),
    )
    headings = ["end", "_uuid", "sex", "weight", "Main need", "needs/a", "needs/b"]
    rows = [
        [
            f"2026-0{1 + n % 6}-11T10:00:{n}",
            f"id{n}",
            ("f", " m ", "n/a")[n % 3],
            f"{n / 7:.4f}",
            "food" if n % 50 else kinds[n // 50 % len(kinds)],
            *(("1", "0"), ("", " "), ("n/a", ""), ("", kinds[n % len(kinds)]))[n % 4],
            *(kind if n > 900 else f"said {n}" for kind in kinds),
        ]
        for n in range(1000)
    ]
    headings += [f"Tell us {number}" for number in range(len(kinds))]
    path = lines(tmp_path / "answers.csv", headings, *rows, [""] * len(headings))
    source = FileSource(path)
    layout = layout_of(source)
    assert layout is not None
    looked = DuckEngine(source, layout, group=2, weight=3).profile()
    assert looked == Engine(source, layout).profile()
    assert sum(bool(profile.personal) for profile in looked.profiles) > 6
    by_csv = count_survey(path, group="sex", weight="weight", engine="csv")
    assert count_survey(path, group="sex", weight="weight", engine="duckdb") == by_csv


def test_duckdb_leaves_rows_of_tests_out(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    from logicmodel.reading.survey.counting import Engine
    from logicmodel.reading.survey.duck import DuckEngine
    from logicmodel.reading.survey.layout import layout_of
    from logicmodel.reading.survey.source import FileSource

    answers = [
        (
            "Survey Preview" if n % 9 == 0 else "IP Address",
            ("food", "water")[n % 2],
            f"0171 555 {n:04}" if n == 0 else f"said {n}",
        )
        for n in range(1000)
    ]
    imports = ['{"ImportId":"status"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2"}']
    path = lines(tmp_path / "answers.csv", ["Status", "Q1", "Q2"], ["Status", "Main need", "More"], imports, *answers)
    source = FileSource(path)
    layout = layout_of(source)
    assert layout is not None
    looked = DuckEngine(source, layout).profile()
    assert (looked.respondents, looked.left_out) == (888, 112)
    assert not looked.profiles[2].personal
    assert looked == Engine(source, layout).profile()


# -- real exports -----------------------------------------------------------------------------------------------------


def test_a_real_assessment_is_counted_with_the_words_of_its_form(shared_data: Path) -> None:
    folder = shared_data / "reach-msna"
    books = [open_book(folder / name) for name in ("msna-2024-dummy-raw-data.xlsx", "msna-2024-kobo-tool-en-fr.xlsx")]
    parts = surveys_in(sheets_of(*books), group="setting")
    [survey] = [each.survey for each in parts if each.survey]
    assert (survey.respondents, survey.as_of, str(survey.place)) == (241, "2024-07", "main")
    first = proposed(survey)[0]
    assert first.text.startswith("What are the most significant challenges")
    assert figures(first)["Lack of a suitable living space"] == (72, 241)
    assert "deviceID0000" not in msgspec.json.encode(parts).decode()
