"""What was decided in a mapping file or by an option holds; what can only be guessed is asked."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from logicmodel import Theory, check
from logicmodel.combining.building import build
from logicmodel.errors import DoesNotFit, FileNotReadable, LogicModelError, NoPlanFound, UnknownName
from logicmodel.model import Element, Plan, Stage
from logicmodel.reading import read_plan
from logicmodel.reading.deciding.decisions import ABOUT, Decision, Decisions
from logicmodel.reading.deciding.mapping import decisions_in, extended, read_mapping
from logicmodel.reading.deciding.questions import Question, Undecided
from logicmodel.sheets import Column, columns
from tests.tables import workbook_of

MISSPELT = """
| Work | Ref | Stage | What | Leads to | Respondsable |
|---|---|---|---|---|---|
| | AC1 | Activity | Plant trees with schools | OC1 | Gardener |
| | OC1 | Outcome | Children play in the shade | | Teacher |
"""

WIDE = """
| Model | Inputs | Activities | {} | Impact |
|---|---|---|---|---|
| | Two gardeners | Plant trees with schools | Children play in the shade | A cooler town |
"""


def read_as(folder: Path, markdown: str, *lines: str, only: Sequence[str] = (), include_hidden: bool = False) -> Plan:
    """Read a workbook as the lines of a mapping file decide."""
    path = folder / "plan.xlsx"
    path.write_bytes(workbook_of(markdown))
    decided = decisions_in("\n".join(lines), "mapping.toml")
    return read_plan(path, mapping=Decisions(entries=decided, only=tuple(only), include_hidden=include_hidden))


def asked(folder: Path, markdown: str, *lines: str) -> tuple[Question, ...]:
    """Give what is asked when a workbook is read."""
    path = folder / "plan.xlsx"
    path.write_bytes(workbook_of(markdown))
    try:
        read_plan(path, mapping=Decisions(entries=decisions_in("\n".join(lines), "mapping.toml")), ask=True)
    except Undecided as undecided:
        return undecided.questions
    return ()


def lines_of(questions: Sequence[Question]) -> list[str]:
    return [answer.decision.line for each in questions for answer in each.answers]


def codes(plan: Plan) -> set[str]:
    return {finding.code for finding in check(Theory(plan))}


def boxes(plan: Plan) -> list[tuple[str, str]]:
    return [(str(each.stage), each.text) for each in plan.elements]


# -- the file ---------------------------------------------------------------------------------------------------------

EVERY_KIND = """\
# What we agreed on in May
"needs.xlsx"."Data".columns."Respondsable" = "Measures: Who collects"
"needs.xlsx"."Data".columns."Barangay" = "not used"
"needs.xlsx"."Data".shape = "needs"

"needs.xlsx"."Data".heading-row = 4
"other.csv"."*".heading-row = [3, 4]
"needs.xlsx"."Data".values."Level"."très haut" = "High"
"*"."*".dates = "day/month/year"   # as everywhere here
"*"."Data".numbers = "1.234,56"
"needs.xlsx"."*".language = "fr"
"""


def test_every_line_is_a_decision_that_can_be_written_again() -> None:
    lines = [line.partition("   #")[0] for line in EVERY_KIND.splitlines() if line.startswith('"')]
    assert [each.line for each in decisions_in(EVERY_KIND, "mapping.toml")] == lines


def test_a_name_with_signs_of_its_own_is_written_so_that_it_is_read_again() -> None:
    odd = 'What "we"\\do\n(in\t2024)'
    decision = Decision(file=odd, sheet="Größe — ٣", about="columns", heading=odd, answer="not used")
    (again,) = decisions_in(decision.line, "mapping.toml")
    assert (again.file, again.sheet, again.heading) == (odd, "Größe — ٣", odd)
    assert len(decision.line.splitlines()) == 1


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_file_is_extended_and_what_stands_in_it_stays(ending: str) -> None:
    before = f"\ufeff# ours{ending}{ending}  # indented"
    after = extended(before, [Decision(file="a.csv", sheet="a", about="dates", answer="day/month/year")])
    assert after == f'{before}{ending}"a.csv"."a".dates = "day/month/year"{ending}'
    assert len(decisions_in(after, "mapping.toml")) == 1


WRONG = {
    "no TOML": ('"a.xlsx"."Data".shape = wide', "straight quotation marks"),
    "a heading in brackets": ('["a.xlsx"]', "this line is no decision"),
    "too short": ('shape = "wide"', "this line is no decision"),
    "a mistyped thing": ('"a.xlsx"."Data".shpae = "wide"', "Did you mean “shape”?"),
    "a name without quotation marks": ('a.xlsx.Data.shape = "wide"', "in quotation marks"),
    "a mistyped column": ('"a"."b".columns."x" = "Mesures: Who colects"', "Did you mean “Measures: Who collects”?"),
    "a mistyped shape": ('"a"."b".shape = "matirx"', "Did you mean “matrix”?"),
    "another order of dates": ('"a"."b".dates = "dd/mm/yyyy"', "There are: day/month/year"),
    "another way of numbers": ('"a"."b".numbers = "comma"', "1.234,56"),
    "another language": ('"a"."b".language = "Klingon"', "There are: en, fr"),
    "row 0": ('"a"."b".heading-row = 0', "a number such as 4"),
    "four rows": ('"a"."b".heading-row = [1, 4]', "up to three"),
    "a number for a word": ('"a"."b".shape = 3', "in quotation marks"),
    "nothing under columns": ('"a"."b".columns = "What"', "this line is no decision"),
}


@pytest.mark.parametrize(("line", "said"), WRONG.values(), ids=WRONG)
def test_a_line_that_cannot_be_used_is_named_with_the_nearest_name(line: str, said: str) -> None:
    with pytest.raises(LogicModelError) as trouble:
        decisions_in(f"# first\n{line}", "mapping.toml")
    assert str(trouble.value).startswith("mapping.toml, line 2: ")
    assert said in str(trouble.value)


def test_quotation_marks_that_a_text_program_has_changed_are_read() -> None:
    curly = "“a.xlsx”.“Data”.columns.“What’s “new””  = “not used”".replace("“new”", "new")
    (decision,) = decisions_in(curly, "mapping.toml")
    assert (decision.file, decision.heading, decision.answer) == ("a.xlsx", "What's new", "not used")


def test_one_thing_is_decided_once() -> None:
    with pytest.raises(DoesNotFit, match=r"line 3: this was decided in line 1 already"):
        decisions_in('"a"."b".shape = "wide"\n\n"A"."b".shape = "matrix"', "mapping.toml")


def test_a_mapping_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotReadable, match="There is no mapping file"):
        read_mapping(tmp_path / "none.toml")
    tmp_path.joinpath("latin.toml").write_bytes("# é".encode("latin-1"))
    with pytest.raises(FileNotReadable, match="UTF-8"):
        read_mapping(tmp_path / "latin.toml")
    tmp_path.joinpath("long.toml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(FileNotReadable, match="too long"):
        read_mapping(tmp_path / "long.toml")


# -- columns ----------------------------------------------------------------------------------------------------------


def test_a_decided_column_is_certain(tmp_path: Path) -> None:
    assert "D011" in codes(read_as(tmp_path, MISSPELT))
    plan = read_as(tmp_path, MISSPELT, '"plan.xlsx"."Work".columns."Respondsable" = "Plan: Who leads"')
    assert [each.owner for each in plan.elements] == [("Gardener",), ("Teacher",)]
    assert "D011" not in codes(plan)


def test_a_decision_wins_over_the_heading_of_the_template(tmp_path: Path) -> None:
    both = MISSPELT.replace("| Leads to |", "| Leads to | Who leads |").replace(
        "| OC1 | Gardener", "| OC1 | Nobody | Gardener"
    )
    plan = read_as(tmp_path, both, '"plan.xlsx"."Work".columns."Respondsable" = "Plan: Who leads"')
    assert plan.elements[0].owner == ("Gardener",)
    assert [extra.text for extra in plan.elements[0].extras] == ["Nobody"]


def test_a_column_that_is_not_used_is_kept_and_no_news(tmp_path: Path) -> None:
    unknown = MISSPELT.replace("Respondsable", "Barangay")
    assert "D010" in codes(read_as(tmp_path, unknown))
    plan = read_as(tmp_path, unknown, '"*"."*".columns."BARANGAY" = "not used"')
    assert "D010" not in codes(plan)
    assert [(extra.heading, extra.text) for extra in plan.elements[0].extras] == [("Barangay", "Gardener")]


def test_decided_headings_alone_make_a_table(tmp_path: Path) -> None:
    swahili = """
| Kazi | Namba | Ngazi | Maelezo | Inaleta |
|---|---|---|---|---|
| | AC1 | Shughuli | Panda miti | OC1 |
| | OC1 | Matokeo | Watoto wanacheza kivulini | |
"""
    with pytest.raises(NoPlanFound):
        read_as(tmp_path, swahili)
    plan = read_as(
        tmp_path,
        swahili,
        '"plan.xlsx"."Kazi".columns."Namba" = "Plan: Ref"',
        '"plan.xlsx"."Kazi".columns."Ngazi" = "Plan: Stage"',
        '"plan.xlsx"."Kazi".columns."Maelezo" = "Plan: What"',
        '"plan.xlsx"."Kazi".columns."Inaleta" = "Plan: Leads to"',
        '"plan.xlsx"."Kazi".values."Ngazi"."Shughuli" = "Activity"',
        '"plan.xlsx"."Kazi".values."*"."Matokeo" = "Outcome"',
    )
    assert boxes(plan) == [("activity", "Panda miti"), ("outcome", "Watoto wanacheza kivulini")]
    assert len(plan.links) == 1
    assert {entry.text for entry in plan.account} >= {"Ngazi", "Shughuli", "Matokeo"}


def test_a_decided_target_of_a_year_keeps_its_year(tmp_path: Path) -> None:
    plan = read_as(
        tmp_path,
        """
| Plan | Ref | Stage | What |
|---|---|---|---|
| | OC1 | Outcome | Children play in the shade |

| Measures | What it measures | Measure | Hasil 2026 | Hasil 2027 |
|---|---|---|---|---|
| | OC1 | Children in the shade | 20 | 40 |
""",
        '"plan.xlsx"."Measures".columns."Hasil 2026" = "Measures: Aim"',
        '"plan.xlsx"."Measures".columns."Hasil 2027" = "Measures: Aim"',
    )
    (measure,) = plan.indicators
    assert measure.target is not None
    assert (measure.target.text, str(measure.target_date and measure.target_date.text)) == ("40", "2027")
    assert [step.value and step.value.text for step in measure.milestones] == ["20"]


@pytest.mark.parametrize("stage", ["Outcome", "Output", "Long-term outcome"])
def test_results_of_a_wide_table_are_what_was_decided(tmp_path: Path, stage: str) -> None:
    plan = read_as(tmp_path, WIDE.format("Results"), f'"plan.xlsx"."Model".columns."Results" = "{stage}"')
    (box,) = (each for each in plan.elements if each.text == "Children play in the shade")
    assert (box.stage is Stage.OUTPUT, box.term is not None) == (stage == "Output", stage == "Long-term outcome")
    assert "D011" not in codes(plan)


def test_a_column_of_a_wide_table_can_be_left_out(tmp_path: Path) -> None:
    plan = read_as(tmp_path, WIDE.format("Outcomes"), '"plan.xlsx"."Model".columns."Inputs" = "not used"')
    assert ("input", "Two gardeners") not in boxes(plan)
    assert "D010" not in codes(plan)


def test_columns_of_a_logframe_can_be_decided(tmp_path: Path) -> None:
    logframe = """
| Logframe | Level | Statement | Indicators | Kipimo | Target | Means of verification |
|---|---|---|---|---|---|---|
| | Outcome 1 | Children play in the shade | Children seen | 12 | 40 | Count |
| | Output 1.1 | Trees planted | Trees | 0 | 30 | Invoice |
"""
    plan = read_as(tmp_path, logframe, '"plan.xlsx"."Logframe".columns."Kipimo" = "Measures: Now"')
    assert [each.baseline and each.baseline.text for each in plan.indicators] == ["12", "0"]
    left = read_as(tmp_path, logframe, '"plan.xlsx"."Logframe".columns."Means of verification" = "not used"')
    assert [each.source for each in left.indicators] == [None, None]


def test_columns_of_the_one_sheet_form_can_be_decided(tmp_path: Path) -> None:
    table = """
| Plan | Ref | Type | What | Leads to | Chef |
|---|---|---|---|---|---|
| | N1 | Need | It is hot | OC1 | |
| | AC1 | Activity | Plant trees | OC1 | Gardener |
| | OC1 | Outcome | Children play | | |
"""
    plan = read_as(tmp_path, table, '"plan.xlsx"."Plan".columns."Chef" = "Plan: Who leads"')
    assert plan.elements[0].owner == ("Gardener",)
    assert read_as(tmp_path, table, '"plan.xlsx"."Plan".columns."Chef" = "Who leads"').elements[0].owner == (
        "Gardener",
    )


def test_questions_of_start_here_can_be_decided(tmp_path: Path) -> None:
    with_form = (
        """
| Start here | A | B |
|---|---|---|
| | Jina la mradi | Miti |
| | Organisation | Town |
| | Charity number | 1144 |
"""
        + MISSPELT
    )
    plan = read_as(
        tmp_path,
        with_form,
        '"plan.xlsx"."Start here".columns."Jina la mradi" = "Start here: Programme name"',
        '"plan.xlsx"."Start here".columns."Charity number" = "not used"',
    )
    assert plan.programme.name == "Miti"
    assert "D010" not in codes(plan)


DO_NOT_FIT = {
    "a heading that is not there": (
        '"plan.xlsx"."Work".columns."Responsible" = "Who leads"',
        "Did you mean “Respondsable”?",
    ),
    "a sheet that is not there": ('"plan.xlsx"."Werk".shape = "full"', "Did you mean “Work”?"),
    "a column of another sheet": (
        '"plan.xlsx"."Work".columns."Respondsable" = "Measures: Who collects"',
        "cannot be “Measures: Who collects”: the sheet was read as Plan",
    ),
    "a heading of words that is not there": ('"plan.xlsx"."Work".values."Etape"."x" = "Output"', "no heading “Etape”"),
    "a word that the list does not have": (
        '"plan.xlsx"."Work".values."Stage"."x" = "Outptu"',
        "Did you mean “Output”?",
    ),
    "a heading that is gone": ('"plan.xlsx"."Work".columns."Barangay" = "not used"', "take the line out"),
    "a row that is empty": ('"plan.xlsx"."Work".heading-row = 9', "row 9 of “Work” is empty"),
    "a row of no headings": ('"plan.xlsx"."Work".heading-row = 2', "from row 2 on"),
    "a shape that it has not": ('"plan.xlsx"."Work".shape = "wide"', "two columns named for stages"),
    "another shape that it has not": ('"plan.xlsx"."Work".shape = "Groups"', "none of its headings is one of Groups"),
    "a sheet of the template that it is not": ('"plan.xlsx"."Work".shape = "Start here"', "no question of Start here"),
    "no shape at all": ('"plan.xlsx"."Work".shape = "auto"', "no shape or sheet “auto”"),
    "a shape that no sheet has": ('"*"."*".shape = "wide"', "two columns named for stages"),
    "a row that no sheet has": ('"*"."*".heading-row = 40', "row 40 of “Work” is empty"),
}


@pytest.mark.parametrize(("line", "said"), DO_NOT_FIT.values(), ids=DO_NOT_FIT)
def test_a_decision_that_does_not_fit_is_said_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(LogicModelError) as trouble:
        read_as(tmp_path, MISSPELT, line)
    assert str(trouble.value).startswith("mapping.toml, line 1: ")
    assert said in str(trouble.value)


def test_two_columns_cannot_be_one(tmp_path: Path) -> None:
    with pytest.raises(DoesNotFit, match="is that already"):
        read_as(
            tmp_path,
            MISSPELT,
            '"plan.xlsx"."Work".columns."Respondsable" = "Plan: What"',
            '"plan.xlsx"."Work".columns."What" = "Plan: What"',
        )


def test_what_is_decided_of_any_sheet_holds_where_it_fits(tmp_path: Path) -> None:
    plan = read_as(
        tmp_path,
        MISSPELT.replace("Respondsable", "Respondsable")
        + "\n| Needs | Ref | What |\n|---|---|---|\n| | N1 | It is hot |\n",
        '"*"."*".columns."Respondsable" = "Plan: Who leads"',
        '"*"."*".columns."What" = "Plan: What"',
        '"elsewhere.xlsx"."None".shape = "wide"',
    )
    assert plan.elements[0].owner == ("Gardener",)
    assert [need.text for need in plan.needs] == ["It is hot"]


def test_the_nearer_decision_wins_and_the_command_line_over_all(tmp_path: Path) -> None:
    any_sheet = '"*"."*".columns."Results" = "Output"'
    this_one = '"plan.xlsx"."Model".columns."Results" = "Outcome"'
    plan = read_as(tmp_path, WIDE.format("Results"), this_one, any_sheet)
    assert ("outcome", "Children play in the shade") in boxes(plan)
    typed = Decision(about="shape", answer="wide", source="--shape", typed=True)
    decided = decisions_in('"plan.xlsx"."Model".shape = "full"', "mapping.toml")
    as_typed = read_plan(tmp_path / "plan.xlsx", mapping=Decisions(entries=(*decided, typed)))
    assert as_typed.form == "wide"


# -- shapes, rows, sheets ---------------------------------------------------------------------------------------------


def test_two_stages_are_a_wide_table_if_it_is_asked_for(tmp_path: Path) -> None:
    two = "| Work | Activities | Outcomes |\n|---|---|---|\n| | Plant trees | Children play |\n| | Water them | Trees live |"
    plan = read_as(tmp_path, two, '"plan.xlsx"."Work".shape = "wide"')
    assert (plan.form, len(plan.elements), len(plan.links)) == ("wide", 4, 2)


def test_types_make_one_sheet_if_it_is_asked_for(tmp_path: Path) -> None:
    only_boxes = """
| Plan | Ref | Type | What | Leads to |
|---|---|---|---|---|
| | AC1 | Activity | Plant trees | OC1 |
| | OC1 | Outcome | Children play | |
"""
    plan = read_as(tmp_path, only_boxes, '"*"."*".shape = "one-sheet"')
    assert (plan.form, len(plan.elements)) == ("one-sheet", 2)


def test_a_logframe_with_one_known_heading_is_read_if_it_is_asked_for(tmp_path: Path) -> None:
    bare = """
| Frame | Level | Statement | Remarks |
|---|---|---|---|
| | Outcome 1 | Children play in the shade | |
| | Output 1.1 | Trees planted | late |
"""
    plan = read_as(tmp_path, bare, '"plan.xlsx"."Frame".shape = "matrix"')
    assert boxes(plan) == [("outcome", "Children play in the shade"), ("output", "Trees planted")]


def test_needs_are_read_if_they_are_asked_for(tmp_path: Path) -> None:
    table = "| Sheet1 | Topic | Points |\n|---|---|---|\n| | It is hot | 3 |\n| | It is loud | 5 |"
    plan = read_as(tmp_path, table, '"plan.xlsx"."Sheet1".columns."Topic" = "Needs: What"', '"*"."*".shape = "needs"')
    assert [need.text for need in plan.needs] == ["It is hot", "It is loud"]


def test_a_table_of_measures_is_read_if_it_is_asked_for(tmp_path: Path) -> None:
    table = (
        MISSPELT + "\n| Sheet2 | Name | Owner |\n|---|---|---|\n| | Children seen | Teacher |\n| | Trees | Teacher |\n"
    )
    plan = read_as(tmp_path, table, '"plan.xlsx"."Sheet2".shape = "Measures"')
    assert len(plan.indicators) == 2
    assert len(read_as(tmp_path, table, '"plan.xlsx"."Sheet2".shape = "People"').stakeholders) == 2


def test_answers_are_counted_if_it_is_asked_for(tmp_path: Path) -> None:
    rows = "\n".join(f"| | {'Yes' if number % 3 else 'No'} | {number} |" for number in range(1, 61))
    table = f"| Sheet1 | What problems do you have? | Age |\n|---|---|---|\n{rows}\n"
    path = tmp_path / "answers.xlsx"
    path.write_bytes(workbook_of(table))
    survey = Decision(about="shape", answer="survey", source="--shape", typed=True)
    plan = read_plan(path, mapping=Decisions(entries=(survey,)))
    assert plan.form == "survey"
    assert plan.needs


def test_the_row_of_headings_is_the_one_that_was_decided(tmp_path: Path) -> None:
    stacked = """
| Work | Ref | Stage | What | Leads to |
|---|---|---|---|---|
| | AC1 | Activity | An example to be deleted | OC1 |
| | Please fill in below | | | |
| | Ref | Stage | What | |
| | AC7 | Activity | Plant trees | |
| | OC7 | Outcome | Children play | |
"""
    plan = read_as(tmp_path, stacked, '"plan.xlsx"."Work".heading-row = 4')
    assert [each.text for each in plan.elements] == ["Plant trees", "Children play"]
    assert "D025" not in codes(plan)
    assert {entry.why for entry in plan.account if entry.place.row == 2} == {"above the table"}


@pytest.mark.parametrize("shape", ["full", "wide", "matrix", "needs", "one-sheet"])
def test_the_row_of_headings_can_be_decided_for_every_form(tmp_path: Path, shape: str) -> None:
    tables = {
        "full": ["Ref | Stage | What", "AC1 | Activity | Plant trees", "OC1 | Outcome | Children play"],
        "wide": ["Activities | Outputs | Outcomes", "Plant | Trees | Shade", "Water | Leaves | Cool"],
        "matrix": ["Level | Indicators | Target", "Outcome: Shade | Children | 9", "Output: Trees | Planted | 5"],
        "needs": ["Need | Votes | Where", "It is hot | 4 | North", "It is loud | 5 | South"],
        "one-sheet": ["Type | What | Leads to", "Need | It is hot | AC1", "Activity | Plant trees | "],
    }
    above = [
        "Ref | Stage | What | Leads to | Who leads | Because | Notes",
        "OC1 | | Old | | Me | |",
        " | | see below | | | |",
    ]
    rows = ["| Table | " + " | ".join(above[0].split(" | ")) + " |", "|---|---|---|---|---|---|---|---|"]
    rows += [f"| | {line} |" for line in (*above[1:], *tables[shape])]
    plan = read_as(tmp_path, "\n".join(rows), '"*"."*".heading-row = 4', f'"*"."*".shape = "{shape}"')
    texts = {*(box.text for box in plan.elements), *(need.text for need in plan.needs)}
    assert "Old" not in texts
    assert len(texts) >= 2


def test_headings_in_two_and_three_rows_are_joined_as_decided(tmp_path: Path) -> None:
    deep = """
| Work | Plan | | | |
|---|---|---|---|---|
| | Ref | Stage | What | Who |
| | | | | leads |
| | AC1 | Activity | Plant trees | Gardener |
| | OC1 | Outcome | Children play | Teacher |
"""
    plan = read_as(
        tmp_path, deep, '"plan.xlsx"."Work".heading-row = [2, 3]', '"*"."*".columns."leads / Who" = "Plan: Who leads"'
    )
    assert [each.owner for each in plan.elements] == [("Gardener",), ("Teacher",)]


HIDDEN = MISSPELT + "\n| Needs | Ref | What |\n|---|---|---|\n| | N1 | It is hot |\n\nHidden sheet: Needs\n"


def test_hidden_sheets_are_read_if_wanted(tmp_path: Path) -> None:
    assert not read_as(tmp_path, HIDDEN).needs
    shown = read_as(tmp_path, HIDDEN, include_hidden=True)
    assert [need.text for need in shown.needs] == ["It is hot"]
    assert [need.text for need in read_as(tmp_path, HIDDEN, only=["needs", "Work"]).needs] == ["It is hot"]


def test_only_some_sheets_are_read(tmp_path: Path) -> None:
    plan = read_as(tmp_path, HIDDEN, only=["Work"])
    assert plan.elements
    assert "D012" not in codes(plan)
    assert {e.why for e in plan.account if e.place.sheet == "Needs"} == {"not among the sheets that were asked for"}
    with pytest.raises(UnknownName, match="Did you mean “Work”"):
        read_as(tmp_path, HIDDEN, only=["Wrok"])


def test_a_sheet_can_be_left_out(tmp_path: Path) -> None:
    plan = read_as(tmp_path, HIDDEN.replace("Hidden sheet", "Sheet"), '"plan.xlsx"."Needs".shape = "not used"')
    assert not plan.needs
    assert "D022" not in codes(plan)


# -- dates, numbers, words, language ----------------------------------------------------------------------------------

DATED = MISSPELT.replace("Respondsable", "Start").replace("Gardener", "03/04/2026").replace("Teacher", "25/12/2026")
IN_DOUBT = DATED.replace("25/12/2026", "05/06/2026")


@pytest.mark.parametrize(("order", "day"), [("day/month/year", "2026-04-03"), ("month/day/year", "2026-03-04")])
def test_the_order_of_dates_is_decided(tmp_path: Path, order: str, day: str) -> None:
    plan = read_as(tmp_path, IN_DOUBT, f'"plan.xlsx"."Work".dates = "{order}"')
    assert plan.elements[0].start is not None
    assert str(plan.elements[0].start.first) == day
    assert "D003" not in codes(plan)


MEASURED = """
| Plan | Ref | Stage | What |
|---|---|---|---|
| | OC1 | Outcome | Children play in the shade |

| Measures | What it measures | Measure | Now |
|---|---|---|---|
| | OC1 | Trees | 9.707,1 |
| | OC1 | Children | 2,324.5 |
| | OC1 | Leaves | 1.234 |
"""


@pytest.mark.parametrize(("style", "leaves"), [("1.234,56", "1234"), ("1,234.56", "1.234")])
def test_the_style_of_numbers_is_decided(tmp_path: Path, style: str, leaves: str) -> None:
    plan = read_as(tmp_path, MEASURED, f'"plan.xlsx"."Measures".numbers = "{style}"')
    assert [str(each.baseline and each.baseline.value) for each in plan.indicators] == ["9707.1", "2324.5", leaves]
    assert "D016" not in codes(plan)


def test_a_word_of_a_list_is_decided(tmp_path: Path) -> None:
    table = (
        "| Needs | Ref | What | Severity |\n|---|---|---|---|\n| | N1 | It is hot | très haut |\n| | N2 | Noise | 2 |"
    )
    assert "D017" in codes(read_as(tmp_path, table)) or "D001" in codes(read_as(tmp_path, table))
    plan = read_as(tmp_path, table, '"plan.xlsx"."Needs".values."Severity"."Très haut" = "5"')
    assert [need.severity for need in plan.needs] == [5, 2]


def test_the_language_is_decided_as_on_start_here(tmp_path: Path) -> None:
    ambiguous = MEASURED.replace("9.707,1", "9.707").replace("2,324.5", "2.324")
    plan = read_as(tmp_path, ambiguous, '"plan.xlsx"."*".language = "de"')
    assert plan.programme.language == "German"
    assert [str(each.baseline and each.baseline.value) for each in plan.indicators] == ["9707", "2324", "1234"]


# -- asking -----------------------------------------------------------------------------------------------------------


def test_a_heading_that_is_only_alike_is_a_question(tmp_path: Path) -> None:
    (question,) = asked(tmp_path, MISSPELT)
    assert str(question.place) == "Work, cell E1"
    assert "Is it “Who leads”?" in question.asks
    assert lines_of([question]) == [
        '"plan.xlsx"."Work".columns."Respondsable" = "Plan: Who leads"',
        '"plan.xlsx"."Work".columns."Respondsable" = "not used"',
    ]


QUESTIONS = {
    "what a sheet is": (
        MISSPELT.replace("Respondsable", "Who leads")
        + "\n| Sheet2 | Name | Owner | Notes |\n|---|---|---|---|\n| | a | b | c |\n| | d | e | f |\n",
        ['"plan.xlsx"."Sheet2".shape = "not used"'],
    ),
    "results that neighbours do not settle": (
        WIDE.format("Results"),
        ['"plan.xlsx"."Model".columns."Results" = "Outcome"', '"plan.xlsx"."Model".columns."Results" = "Output"'],
    ),
    "nearly the words of a box": (
        """
| Plan | Ref | Stage | What | Leads to |
|---|---|---|---|---|
| | AC1 | Activity | Teach parents to cook | Parents know how to cook cheep meals |
| | OC1 | Outcome | Parents know how to cook cheap meals | |
""",
        ['"plan.xlsx"."Plan".values."Leads to"."Parents know how to cook cheep meals" = "OC1"'],
    ),
    "a slip in the first stage": (
        WIDE.format("Outcomes").replace("Inputs", "Inptus"),
        ['"plan.xlsx"."Model".columns."Inptus" = "Inputs"', '"plan.xlsx"."Model".columns."Inptus" = "not used"'],
    ),
    "a sum of money with one point": (
        "| Plan | Ref | Stage | What | Cost |\n|---|---|---|---|---|\n| | AC1 | Activity | Cook | €60.000 |",
        ['"plan.xlsx"."Plan".numbers = "1.234,56"', '"plan.xlsx"."Plan".numbers = "1,234.56"'],
    ),
    "a slip in a stage": (
        WIDE.format("Outcomes").replace("Activities", "Actvities"),
        [
            '"plan.xlsx"."Model".columns."Actvities" = "Activities"',
            '"plan.xlsx"."Model".columns."Actvities" = "not used"',
        ],
    ),
    "a slip in a logframe": (
        """
| Frame | Level | Statement | Indicators | Baseline | Targett |
|---|---|---|---|---|---|
| | Outcome | Children play in the shade | Children | 0 | 40 |
| | Output | Trees planted | Trees | 0 | 30 |
""",
        ['"plan.xlsx"."Frame".columns."Targett" = "Measures: Aim"'],
    ),
    "results down the levels": (
        """
| Frame | Level | Statement | Indicators | Target |
|---|---|---|---|---|
| | Impact | A cooler town | Degrees | 2 |
| | Results | Children play in the shade | Children | 40 |
| | Activity | Plant trees | Trees | 30 |
""",
        ['"plan.xlsx"."Frame".values."Level"."Results" = "Output"'],
    ),
    "dates": (IN_DOUBT, ['"plan.xlsx"."Work".dates = "day/month/year"', '"plan.xlsx"."Work".dates = "month/day/year"']),
    "numbers": (MEASURED, ['"plan.xlsx"."Measures".numbers = "1,234.56"']),
    "which of two tables": (
        """
| Work | Ref | Stage | What |
|---|---|---|---|
| | AC1 | Activity | Plant trees |
| | OC1 | Outcome | Children play |
| | | | |
| | | | |
| | | | |
| | Need | Severity | Where |
| | It is hot | 3 | North |
| | It is loud | 2 | South |
""",
        ['"plan.xlsx"."Work".heading-row = 1', '"plan.xlsx"."Work".heading-row = 7'],
    ),
    "headings in three rows, of which the middle one is in the author's words": (
        """
| Frame | Indicator | Baseline | Targets | | | |
|---|---|---|---|---|---|---|
| | | | First phase | | Second phase | |
| | | | 2024 | 2025 | 2026 | 2027 |
| | Trees planted | 0 | 100 | 200 | 300 | 400 |
| | Children who play | 20 | 30 | 40 | 50 | 60 |

Merged: Frame C1:F1
Merged: Frame C2:D2
Merged: Frame E2:F2
Merged: Frame A1:A3
Merged: Frame B1:B3
""",
        ['"plan.xlsx"."Frame".heading-row = [1, 3]'],
    ),
    "headings in three rows": (
        """
| Work | Measures | | | |
|---|---|---|---|---|
| | Targets | | Stage | |
| | Ref | Stage | What | Notes |
| | AC1 | Activity | Plant trees | a |
| | OC1 | Outcome | Children play | b |

Merged: Work A1:D1
Merged: Work A2:B2
Merged: Work C2:D2
""",
        ['"plan.xlsx"."Work".heading-row = 3'],
    ),
}


@pytest.mark.parametrize(("markdown", "lines"), QUESTIONS.values(), ids=QUESTIONS)
def test_what_can_only_be_guessed_is_asked_and_each_line_settles_it(
    tmp_path: Path, markdown: str, lines: list[str]
) -> None:
    (question,) = asked(tmp_path, markdown)
    offered = lines_of([question])
    assert set(lines) <= set(offered)
    for line in lines:
        assert not asked(tmp_path, markdown, line)


def answer_all(path: Path, which: int) -> list[Decision]:
    """Answer everything that is asked about a file, with the first or the last of the likely answers."""
    answers: list[Decision] = []
    while True:
        try:
            read_plan(path, mapping=Decisions(entries=tuple(answers)), ask=True)
        except Undecided as undecided:
            answers += [each.answers[which].decision for each in undecided.questions]
        else:
            return answers


@pytest.mark.parametrize("which", [0, -1], ids=["the likeliest answers", "the unlikeliest answers"])
@pytest.mark.parametrize("markdown", [each[0] for each in QUESTIONS.values() if "not used" not in each[1][0]])
def test_a_map_that_was_written_asks_nothing_and_gives_the_same_workbook(
    tmp_path: Path, markdown: str, which: int
) -> None:
    path, written = tmp_path / "plan.xlsx", tmp_path / "mapping.toml"
    path.write_bytes(workbook_of(markdown))
    if which == -1 and "Merged" in markdown:
        which = -2  # the last one is to leave the only sheet out
    answers = answer_all(path, which)
    assert answers
    written.write_text(extended("# ours\n", answers), encoding="utf-8")
    assert build(path, mapping=written).data == build(path, mapping=Decisions(entries=tuple(answers))).data


@pytest.mark.parametrize(("typed", "meant"), [("Frecuency", "How often"), ("Basekine", "Now"), ("Locatiom", None)])
def test_one_wrong_letter_is_a_slip_too(tmp_path: Path, typed: str, meant: str | None) -> None:
    table = f"| M | Indicator | Target | {typed} |\n|---|---|---|---|\n| | Trees planted | 5 | 3 |"
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook_of(table))
    if meant is None:
        assert read_plan(path, ask=True)  # the table has no such column
        return
    (question,) = asked(tmp_path, table)
    assert question.asks == f"“{typed}” is not a heading that is known. Is it “{meant}”?"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    heading=st.sampled_from([each for each in columns("elements") if len(each.heading) >= 6]),
    letter=st.sampled_from("aeqxz"),
    place=st.integers(1, 5),
)
def test_whatever_slip_is_asked_about_its_answer_reads_as_the_right_heading(
    tmp_path: Path, heading: Column, letter: str, place: int
) -> None:
    right = "| Plan | Ref | Stage | Leads to | {} |\n|---|---|---|---|---|\n| | AC1 | Activity | OC1 | 3 |\n| | OC1 | Outcome | | 4 |"
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook_of(right.format(heading.heading[:place] + letter + heading.heading[place:])))
    answers = answer_all(path, 0)
    told = read_plan(path, mapping=Decisions(entries=tuple(answers)), ask=True)
    path.write_bytes(workbook_of(right.format(heading.heading)))
    typed = read_plan(path)
    assume(any(each.answer == f"Plan: {heading.heading}" for each in answers))
    assert [dump(each) for each in told.elements] == [dump(each) for each in typed.elements]


def dump(box: Element) -> list[object]:
    """Give what a box says, without its places, which name the heading as it was typed."""
    return [box.id, box.text, box.stage, box.start, box.end, box.owner, box.who, box.level, box.notes]


UNASKED = {
    "known headings": MISSPELT.replace("Respondsable", "Responsible"),
    "a column like no other": MISSPELT.replace("Respondsable", "Barangay"),
    "a column like another, and empty": MISSPELT.replace("Gardener", "").replace("Teacher", ""),
    "a word that its neighbours settle": WIDE.format("Results").replace("Impact", "Outputs"),
    "a word with two meanings": MISSPELT.replace("| Stage |", "| Level |").replace("Respondsable", "Who leads"),
    "dates that one of them settles": DATED,
    "dates that Start here settles": IN_DOUBT
    + "\n| Start here | A | B |\n|---|---|---|\n| | Programme name | Trees |\n| | Dates are | day/month/year |\n",
    "a sheet that is hidden": HIDDEN.replace("Respondsable", "Who leads").replace(
        "| Ref | What |", "| Ref | Whatt it is |"
    ),
    "a list of two headings and one row": MISSPELT.replace("Respondsable", "Who leads")
    + "\n| Sheet2 | Name | Owner | Notes |\n|---|---|---|---|\n| | a | b | c |\n",
}


@pytest.mark.parametrize("markdown", UNASKED.values(), ids=UNASKED)
def test_nothing_is_asked_that_is_known_or_changes_nothing(tmp_path: Path, markdown: str) -> None:
    assert asked(tmp_path, markdown) == ()


def test_what_was_decided_is_not_asked_again_even_if_it_settles_nothing(tmp_path: Path) -> None:
    assert asked(tmp_path, IN_DOUBT, '"plan.xlsx"."Work".dates = "year-month-day"') == ()


def test_a_file_that_is_refused_anyway_is_not_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook_of("| Sheet1 | Colours | Shapes |\n|---|---|---|\n| | a | b |\n| | d | e |"))
    with pytest.raises(NoPlanFound):
        read_plan(path, ask=True)


@pytest.mark.parametrize(("markdown", "lines"), QUESTIONS.values(), ids=QUESTIONS)
def test_checking_never_asks(tmp_path: Path, markdown: str, lines: list[str]) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook_of(markdown))
    try:
        plan = read_plan(path)
    except NoPlanFound:
        assert "heading-row" in lines[0]
    else:
        assert codes(plan) & {"D003", "D011", "D016", "D017", "D022", "D024"}


def test_all_questions_come_at_once_and_their_text_is_a_mapping_file(tmp_path: Path) -> None:
    markdown = MISSPELT.replace("| Respondsable |", "| Respondsable | Start |").replace(
        "Gardener |", "Gardener | 03/04/2026 |"
    )
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook_of(markdown))
    with pytest.raises(Undecided) as undecided:
        build(path)
    assert build(path, ask=False).plan.elements[0].owner == ("Gardener",)
    lines = str(undecided.value).splitlines()[2:-2]
    (tmp_path / "mapping.toml").write_text("\n".join(lines), encoding="utf-8")
    assert [line for line in lines if not line.startswith("#")] == [
        '"plan.xlsx"."Work".columns."Respondsable" = "Plan: Who leads"',
        '"plan.xlsx"."Work".dates = "day/month/year"',
    ]
    assert build(path, mapping=tmp_path / "mapping.toml").plan.elements[0].owner == ("Gardener",)


def test_a_question_takes_a_number_the_words_or_the_name_of_another_column(tmp_path: Path) -> None:
    (question,) = asked(tmp_path, MISSPELT)
    assert question.answered("2").answer == "not used"
    assert question.answered("plan: who leads").answer == "Plan: Who leads"
    assert question.answered("Plan: Notes").line == '"plan.xlsx"."Work".columns."Respondsable" = "Plan: Notes"'
    with pytest.raises(UnknownName, match="Did you mean “Plan: Notes”"):
        question.answered("Plan: Nots")


def test_the_examples_of_the_manual_are_mapping_files() -> None:
    docs = Path(__file__).resolve().parents[2] / "docs"
    pages = (docs / "reference" / "mapping.md", docs / "how-to" / "other-headings.md")
    examples = [page.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0] for page in pages]
    assert {each.about for each in decisions_in("\n".join(examples[:1]), "mapping.toml")} == set(ABOUT)
    assert len(decisions_in(examples[1], "mapping.toml")) == 4
