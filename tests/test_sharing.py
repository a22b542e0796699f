"""The gate: what goes to others is checked first, and is made of the protected plan alone."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.command import run
from tests.tables import workbook_of

SECRETS = """
| Start here | A | B |
|---|---|---|
| | Programme name | Common table |
| | Place | Millbrook |

| Needs | Ref | Kind | What | Who it affects | How many | Out of | In their words | Quote agreed | Notes |
|---|---|---|---|---|---|---|---|---|---|
| | N1 | Need | Pupils eat nothing before school | Pupils at the mill | 4 | 52 | “I’m 34, the only nurse in Eastfield, and my son is ill.” | Yes | call 020 7946 0018 |

| Plan | Ref | Stage | What | Leads to | Meets need | Who leads |
|---|---|---|---|---|---|---|
| | AC1 | Activity | Serve breakfast | OC1 | N1 | Amina Ali |
| | OC1 | Outcome | Pupils have eaten | | N1 | Jean-Paul Kouassi |

| old list | Family | Since |
|---|---|---|
| | Family in the mill | 2024 |

Hidden sheet: old list
"""

MENDED = """
| Start here | A | B |
|---|---|---|
| | Programme name | Common table |
| | Place | Millbrook |

| Needs | Ref | Kind | What | Who it affects | How many | Out of | Where |
|---|---|---|---|---|---|---|---|
| | N1 | Need | Pupils in Hill Farm Lane eat nothing before school | Pupils | 31 | 52 | Hill Farm Lane |

| Plan | Ref | Stage | What | Leads to | Meets need | Who leads |
|---|---|---|---|---|---|---|
| | AC1 | Activity | Serve breakfast in Hill Farm Lane | OC1 | N1 | Cook |
| | OC1 | Outcome | Pupils have eaten | | N1 | |
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("plan.xlsx").write_bytes(workbook_of(SECRETS))
    tmp_path.joinpath("mended.xlsx").write_bytes(workbook_of(MENDED))
    return tmp_path


def test_a_copy_for_others_is_refused_with_every_cell(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("draw", "plan.xlsx", "-o", "plan.svg", "--audience", "public") == 3
    said = capsys.readouterr().err
    assert said.startswith("logicmodel: Not written. 6 cells need attention:\n")
    cells = [line.strip().partition(":")[0] for line in said.splitlines()[1:]]
    assert cells == [
        "Needs, cell D2",
        "Needs, cell G2",
        "Needs, cell I2",
        "Plan, cell F2",
        "Plan, cell F3",
        "old list",
    ]
    assert not folder.joinpath("plan.svg").exists()


WIDE = """Project: Warm hands - contact Sibongile Dube
Inputs,Activities,Outputs,Outcomes told by Marta Quispe,Impact
Halls,"Visit the Okonkwo family
Call 020 7946 0018",57 of 61 carers called,"Carers rest
Three families stay",Families thrive
Prepared by: Thandeka Mokoena
"""


def test_cells_of_wide_tables_headings_titles_and_notes_are_searched(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.joinpath("wide.csv").write_text(WIDE, encoding="utf-8")
    assert run("report", "wide.csv", "--template", "all", "-o", "all.md", "--audience", "public") == 3
    said = capsys.readouterr().err
    for cell, what in (
        ("line 1, column A", "“Sibongile Dube”"),
        ("line 2, column D", "“Marta Quispe”"),
        ("line 3, column B", "a telephone number"),
        ("line 3, column B", "“the Okonkwo family”"),
        ("line 4, column A", "“Thandeka Mokoena”"),
    ):
        assert any(cell in line and what in line for line in said.splitlines()), what


@pytest.mark.usefixtures("folder")
def test_cells_of_the_form_that_nothing_reads_are_searched(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "form.xlsx", "--example", "young-carers") == 0
    book = load_workbook("form.xlsx")
    book["Start here"]["B80"] = "Ask Mrs Okafor"
    book["Lists"]["A40"] = "Grace Adeyemi"
    book.save("form.xlsx")
    assert run("draw", "form.xlsx", "-o", "plan.svg", "--audience", "public") == 3
    said = capsys.readouterr().err
    assert "Start here, cell B80: “Mrs Okafor” looks like a person’s name." in said
    assert "Lists, cell A40: “Grace Adeyemi” looks like a person’s name." in said


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "de", "ar"])
def test_our_own_words_name_nobody(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "form.xlsx", "--lang", language, "--full") == 0
    run("check", "form.xlsx", "--audience", "public", "--format", "concise")
    assert " error " not in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("file", "following"),
    [
        ("plan.xlsx", "save, and run logicmodel check plan.xlsx --audience public again."),
        ("mended.xlsx", "Next: logicmodel pack mended.xlsx -o Pack --audience public"),
    ],
)
def test_the_next_step_is_for_the_same_audience(file: str, following: str, capsys: pytest.CaptureFixture[str]) -> None:
    run("check", file, "--audience", "public")
    assert capsys.readouterr().out.splitlines()[-1].endswith(following)


def test_within_the_organisation_everything_is_advice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("draw", "plan.xlsx", "-o", "plan.svg") == 0
    assert folder.joinpath("plan.svg").exists()
    assert run("check", "plan.xlsx", "--profile", "privacy", "--format", "concise") == 0
    assert "error" not in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_a_check_for_an_audience_asks_only_what_may_be_shared(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "plan.xlsx", "--audience", "funder", "--format", "concise") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(" C0" in line for line in lines)


@pytest.mark.usefixtures("folder")
def test_a_check_of_the_plan_asks_nothing_of_what_may_be_shared(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("check", "plan.xlsx", "--profile", "plan", "--format", "concise")
    assert " C0" not in capsys.readouterr().out


def test_a_drawing_for_others_shows_the_protected_plan(folder: Path) -> None:
    assert run("draw", "mended.xlsx", "-o", "plan.svg", "--audience", "funder") == 0
    drawn = folder.joinpath("plan.svg").read_text(encoding="utf-8")
    assert "Hill Farm" not in drawn
    assert "Millbrook" in drawn


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("options", "code"), [((), 2), (("--reason", "The council publishes these"), 0)])
def test_a_lower_threshold_needs_a_reason(options: tuple[str, ...], code: int) -> None:
    asked = ("draw", "mended.xlsx", "-o", "plan.svg", "--audience", "funder", "--threshold", "5")
    assert run(*asked, *options) == code


@pytest.mark.parametrize(
    "options", [("--round", "5"), ("--without-quotes",), ("--threshold", "20"), ("--reason", "so")]
)
def test_nobody_takes_a_copy_for_themselves_for_a_protected_one(
    options: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("draw", "mended.xlsx", "-o", "plan.svg", *options) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert f"{options[0]}: a copy for yourselves shows everything. Say who it is for" in said
    assert not folder.joinpath("plan.svg").exists()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("reason", ["Mrs Okafor agreed", "call 020 7946 0018"])
def test_a_reason_names_nobody(reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("draw", "mended.xlsx", "-o", "plan.svg", "--audience", "funder", "--threshold", "5")
    assert run(*asked, "--reason", reason) == 2
    assert "and it is printed in the copy. Type a role instead." in capsys.readouterr().err


def test_what_is_confidential_cannot_be_waived(folder: Path) -> None:
    waivers = '[[waive]]\ncode = "C005"\nabout = "Plan, cell F2"\nreason = "She agreed"\n'
    folder.joinpath("logicmodel.toml").write_text(waivers, encoding="utf-8")
    assert run("draw", "plan.xlsx", "-o", "plan.svg", "--audience", "partner") == 3


def test_names_and_sheets_that_are_known_are_cleared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = 'names_ok = ["Amina Ali", "Jean-Paul Kouassi"]\nhidden_ok = ["old list"]\n'
    folder.joinpath("logicmodel.toml").write_text(settings, encoding="utf-8")
    assert run("draw", "plan.xlsx", "-o", "plan.svg", "--audience", "public") == 3
    assert "3 cells need attention" in capsys.readouterr().err


def test_opinions_are_refused_for_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = "| People | Name | Interest | Influence |\n|---|---|---|---|\n| | Director of Education | 2 | 5 |\n"
    folder.joinpath("people.xlsx").write_bytes(workbook_of(f"{MENDED}\n{people}"))
    assert run("draw", "people.xlsx", "-o", "plan.svg", "--audience", "public") == 0
    assert run("draw", "people.xlsx", "-o", "plan.svg", "--audience", "public", "--opinions") == 3
    assert "C012" in capsys.readouterr().err
    asked = ("draw", "people.xlsx", "-o", "plan.svg", "--view", "power-map")
    assert run(*asked, "--audience", "public") == 3
    assert run(*asked) == 0


def test_an_earlier_version_is_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.joinpath("before.xlsx").write_bytes(workbook_of(MENDED.replace("| 31 |", "| 30 |")))
    asked = ("draw", "mended.xlsx", "-o", "plan.svg", "--audience", "funder", "--previous", "before.xlsx")
    assert run(*asked) == 3
    assert "C014" in capsys.readouterr().err
    assert run(*asked, "--accept-difference", "Both are published") == 0
