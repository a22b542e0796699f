"""Asking and remembering on the command line: on a terminal build asks, elsewhere it says what to decide."""

import os
import select
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.command import Outcome, Run
from tests.tables import workbook_of

MISSPELT = """
| Work | Ref | Stage | What | Leads to | Respondsable | Start |
|---|---|---|---|---|---|---|
| | AC1 | Activity | Plant trees with schools | OC1 | Gardener | 03/04/2026 |
| | OC1 | Outcome | Children play in the shade | | Teacher | |
"""

LINES = """\
"trees.xlsx"."Work".columns."Respondsable" = "Plan: Who leads"
"trees.xlsx"."Work".dates = "day/month/year"
"""

HIDDEN = MISSPELT + "\n| Needs | Ref | What |\n|---|---|---|\n| | N1 | It is hot |\n\nHidden sheet: Needs\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with a table in which a heading is misspelt and a date can be read in two ways."""
    tmp_path.joinpath("trees.xlsx").write_bytes(workbook_of(MISSPELT))
    return tmp_path


ALL_MISSPELT = """
| Sheet1 | Inpts | Activites | Outpts | Outcoms |
|---|---|---|---|---|
| | 2 advisers | Visit people at home | 80 visits | People feel less alone |
"""

# -- where nobody can be asked ----------------------------------------------------------------------------------------


def test_build_stops_with_all_questions_and_writes_nothing(logicmodel: Run, folder: Path) -> None:
    done = logicmodel("build", "trees.xlsx", "-o", "plan.xlsx")
    assert done.code == 2
    assert [line for line in done.said.splitlines() if line.startswith('"')] == LINES.splitlines()
    assert "# trees.xlsx, Work, cell F1: “Respondsable”" not in done.said
    assert "# trees.xlsx, Work, cell E1: “Respondsable”" in done.said
    assert "# trees.xlsx, Work, cell F2: “03/04/2026”" in done.said
    assert "logicmodel build trees.xlsx -o plan.xlsx --map plan.mapping.toml" in done.said
    assert [each.name for each in folder.iterdir()] == ["trees.xlsx"]


def test_the_lines_that_it_says_settle_it(logicmodel: Run, folder: Path) -> None:
    folder.joinpath("ours.toml").write_text(LINES, encoding="utf-8")
    done = logicmodel("build", "trees.xlsx", "-o", "plan.xlsx", "--map", "ours.toml")
    assert done.code == 0, done.said
    assert folder.joinpath("ours.toml").read_text(encoding="utf-8") == LINES
    assert sorted(each.name for each in folder.iterdir()) == ["ours.toml", "plan.xlsx", "trees.xlsx"]


def test_a_map_beside_the_output_is_used_and_said(logicmodel: Run, folder: Path) -> None:
    folder.joinpath("plan.mapping.toml").write_text(LINES, encoding="utf-8")
    done = logicmodel("build", "trees.xlsx", "-o", "plan.xlsx")
    assert done.code == 0
    assert "plan.mapping.toml: what was decided there before is used." in done.said


def test_checking_drawing_and_reporting_do_not_ask_and_take_the_map(logicmodel: Run, folder: Path) -> None:
    assert "D011" in logicmodel("check", "trees.xlsx", "--select", "D").said
    folder.joinpath("ours.toml").write_text(LINES, encoding="utf-8")
    said = logicmodel("check", "trees.xlsx", "--select", "D", "--map", "ours.toml").said
    assert "D011" not in said
    assert "D003" not in said
    assert logicmodel("draw", "trees.xlsx", "-o", "trees.svg", "--map", "ours.toml").code == 0
    assert logicmodel("report", "trees.xlsx", "-o", "trees.md", "--map", "ours.toml").code == 0
    assert "Who leads" in folder.joinpath("trees.md").read_text(encoding="utf-8")
    assert logicmodel("trees.xlsx", "--map", "ours.toml").code in (0, 1)


def test_a_map_for_files_of_other_names_is_said_to_be(logicmodel: Run, folder: Path) -> None:
    folder.joinpath("ours.toml").write_text(LINES.replace("trees.xlsx", "trees v1.xlsx"), encoding="utf-8")
    said = "ours.toml: none of its lines is about trees.xlsx; they are about “trees v1.xlsx”."
    assert said in logicmodel("build", "trees.xlsx", "-o", "plan.xlsx", "--map", "ours.toml").said
    assert said in logicmodel("check", "trees.xlsx", "--map", "ours.toml").said
    folder.joinpath("ours.toml").write_text(LINES.replace('"trees.xlsx"', '"*"'), encoding="utf-8")
    assert "none of its lines" not in logicmodel("check", "trees.xlsx", "--map", "ours.toml").said


def test_a_sheet_that_was_decided_to_be_left_out_is_named_where_no_other_holds_a_plan(
    logicmodel: Run, folder: Path
) -> None:
    folder.joinpath("ours.toml").write_text('"trees.xlsx"."Work".shape = "not used"', encoding="utf-8")
    done = logicmodel("check", "trees.xlsx", "--map", "ours.toml")
    assert (done.code, "(“Work”: it is a sheet that is not used, as it was decided)" in done.said) == (2, True)


CANNOT = {
    "a map that is not there": (["check", "trees.xlsx", "--map", "none.toml"], "There is no mapping file “none.toml”"),
    "a new map where nobody can be asked": (
        ["build", "trees.xlsx", "-o", "p.xlsx", "--map", "n.toml"],
        "no mapping file",
    ),
    "a map with a mistake": (["check", "trees.xlsx", "--map", "bad.toml"], "bad.toml, line 1: nothing can be decided"),
    "an output over the map": (["draw", "trees.xlsx", "-o", "bad.svg", "--map", "bad.svg"], "never overwritten"),
    "a sheet that is not there": (["check", "trees.xlsx", "--sheet", "Wrok"], "Did you mean “Work”?"),
    "a shape that there is not": (["check", "trees.xlsx", "--shape", "wiide"], "Did you mean “wide”?"),
    "a shape that it has not": (
        ["draw", "trees.xlsx", "-o", "a.svg", "--shape", "wide"],
        "two columns named for stages",
    ),
    "a row that is empty": (["report", "trees.xlsx", "-o", "a.md", "--heading-row", "9"], "row 9 of “Work” is empty"),
    "row 0": (["check", "trees.xlsx", "--heading-row", "0"], "--heading-row"),
    "a language that there is not": (["check", "trees.xlsx", "--lang", "tlh"], "There are: en, fr"),
}


@pytest.mark.parametrize(("arguments", "said"), CANNOT.values(), ids=CANNOT)
def test_what_does_not_fit_is_said_in_a_sentence(
    logicmodel: Run, folder: Path, arguments: list[str], said: str
) -> None:
    folder.joinpath("bad.toml").write_text('"trees.xlsx"."Work".shpae = "full"', encoding="utf-8")
    folder.joinpath("bad.svg").write_text("", encoding="utf-8")
    done = logicmodel(*arguments)
    assert done.code == 2
    assert said in done.said


def test_options_say_what_is_read(logicmodel: Run, folder: Path) -> None:
    folder.joinpath("two.csv").write_text("old,,\nActivities,Outcomes,\nPlant trees,Children play,\n", encoding="utf-8")
    options = ["--shape", "wide", "--heading-row", "2", "--lang", "en", "--sheet", "two", "--include-hidden"]
    done = logicmodel("draw", "two.csv", "-o", "two.svg", *options)
    assert "2 boxes and 1 arrows" in done.said
    assert logicmodel("build", "two.csv", "-o", "two.xlsx", *options).code == 0
    assert logicmodel("report", "two.csv", "-o", "two.md", *options[:4]).code == 0


@pytest.mark.parametrize("language", ["fr", "FR", "French", "français", "Französisch", "fr-CA"])
def test_a_language_may_be_called_by_any_of_its_names(language: str, logicmodel: Run, folder: Path) -> None:
    folder.joinpath("two.csv").write_text(
        "Activities,Outputs,Outcomes\nPlanter,Arbres,Les enfants jouent\n", encoding="utf-8"
    )
    assert logicmodel("build", "two.csv", "-o", "two.xlsx", "--lang", language).code == 0
    assert logicmodel("new", "vide.xlsx", "--lang", language).code == 0
    road = ("--template", "outcomes", "--lang", language, "-o", "two.md")
    assert logicmodel("report", "two.csv", *road).code == 0
    assert "Effets et indicateurs" in folder.joinpath("two.md").read_text(encoding="utf-8")


def test_hidden_sheets_are_read_on_request(logicmodel: Run, folder: Path) -> None:
    folder.joinpath("hidden.xlsx").write_bytes(workbook_of(HIDDEN))
    assert "Needs" in logicmodel("check", "hidden.xlsx", "--select", "D012").said
    assert "D012" not in logicmodel("check", "hidden.xlsx", "--select", "D012", "--include-hidden").said


# -- on a terminal ----------------------------------------------------------------------------------------------------

on_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")


def typed(folder: Path, arguments: Sequence[str], answers: Sequence[str]) -> Outcome:
    """Run a command at a terminal, and type an answer whenever it waits for one."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # it is ignored where the tests run in the background
        os.chdir(folder)
        os.execv(sys.executable, [sys.executable, "-m", "logicmodel", *arguments])
    said, waiting, given_up = "", list(answers), time.monotonic() + 60
    while time.monotonic() < given_up:
        try:
            piece = os.read(terminal, 4096).decode(errors="replace")
        except OSError:  # what Linux says when the other end is closed
            break
        if not piece:
            break
        said += piece
        # A piece may end anywhere: what ends so, and goes no further, is a question.
        if said.endswith(": ") and waiting and not select.select([terminal], [], [], 0.3)[0]:
            os.write(terminal, f"{waiting.pop(0)}\n".encode())
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert not waiting, said
    return Outcome(os.waitstatus_to_exitcode(status), said, "")


@on_a_terminal
def test_build_asks_each_question_once_and_remembers(folder: Path) -> None:
    first = typed(folder, ["build", "trees.xlsx", "-o", "first.xlsx"], ["9", "1", "1"])
    assert first.code == 0, first.said
    assert "There is no answer 9. Type a number from 1 to 2." in first.said
    assert first.said.count("Is it “Who leads”?") == 1
    assert "trees.xlsx, Work, cell E1" in first.said
    assert "first.mapping.toml: 2 answers kept" in first.said
    remembered = folder / "first.mapping.toml"
    assert remembered.read_text(encoding="utf-8") == LINES
    second = typed(folder, ["build", "trees.xlsx", "-o", "second.xlsx", "--map", "first.mapping.toml"], [])
    assert (second.code, "Type a number" in second.said) == (0, False)
    assert folder.joinpath("first.xlsx").read_bytes() == folder.joinpath("second.xlsx").read_bytes()
    assert remembered.read_text(encoding="utf-8") == LINES


@on_a_terminal
def test_a_map_is_extended_and_its_own_lines_stay(folder: Path) -> None:
    ours = "# ours\r\n" + LINES.splitlines()[1].replace("day/month", "month/day") + "  # agreed\r\n"
    folder.joinpath("ours.toml").write_bytes(ours.encode())
    done = typed(
        folder, ["build", "trees.xlsx", "-o", "plan.xlsx", "--map", "ours.toml"], ["Plan: Nots", "Plan: Notes"]
    )
    assert done.code == 0, done.said
    assert "Did you mean “Plan: Notes”?" in done.said
    extended = f'{ours}"trees.xlsx"."Work".columns."Respondsable" = "Plan: Notes"\r\n'
    assert folder.joinpath("ours.toml").read_bytes() == extended.encode()
    assert not folder.joinpath("plan.mapping.toml").exists()


@on_a_terminal
def test_a_new_map_may_be_named(folder: Path) -> None:
    done = typed(folder, ["build", "trees.xlsx", "-o", "plan.xlsx", "--map", "new.toml", "--quiet"], ["not used", "2"])
    assert done.code == 0, done.said
    assert folder.joinpath("new.toml").read_text(encoding="utf-8").splitlines() == [
        '"trees.xlsx"."Work".columns."Respondsable" = "not used"',
        '"trees.xlsx"."Work".dates = "month/day/year"',
    ]


@on_a_terminal
def test_who_stops_in_the_middle_leaves_nothing_behind(folder: Path) -> None:
    done = typed(folder, ["build", "trees.xlsx", "-o", "plan.xlsx"], ["1", "\x03"])
    assert done.code == 130
    assert [each.name for each in folder.iterdir()] == ["trees.xlsx"]


@on_a_terminal
def test_checking_does_not_ask_on_a_terminal_either(folder: Path) -> None:
    done = typed(folder, ["check", "trees.xlsx", "--select", "D"], [])
    assert "D011" in done.said


# -- where every heading is misspelt -----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("check", "visits.xlsx"), ("build", "visits.xlsx", "-o", "plan.xlsx")])
def test_a_table_with_every_heading_misspelt_is_asked_about(
    logicmodel: Run, folder: Path, command: tuple[str, ...]
) -> None:
    folder.joinpath("visits.xlsx").write_bytes(workbook_of(ALL_MISSPELT))
    done = logicmodel(*command)
    lines = [line for line in done.said.splitlines() if line.startswith('"')]
    assert done.code == 2
    assert lines == [
        '"visits.xlsx"."Sheet1".columns."Inpts" = "Inputs"',
        '"visits.xlsx"."Sheet1".columns."Outpts" = "Outputs"',
        '"visits.xlsx"."Sheet1".columns."Outcoms" = "Outcome"',
    ]
    folder.joinpath("visits.toml").write_text("\n".join(lines), encoding="utf-8")
    built = logicmodel("build", "visits.xlsx", "-o", "plan.xlsx", "--map", "visits.toml")
    assert "Read as a wide table, one column for each stage: 4 boxes, 3 arrows." in built.said


def test_a_table_of_something_else_is_not_asked_about(logicmodel: Run, folder: Path) -> None:
    stock = "| Stock | Item | Colour | Quantty |\n|---|---|---|---|\n| | Chairs | red | 4 |\n"
    folder.joinpath("stock.xlsx").write_bytes(workbook_of(stock))
    done = logicmodel("build", "stock.xlsx", "-o", "plan.xlsx")
    assert done.code == 2
    assert "its headings are not known" in done.said
    assert "mapping" not in done.said
