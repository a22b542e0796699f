"""The command line as people use it: from a folder with a space and an accent, with the exit codes that scripts rely on."""

import json
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest

from logicmodel import __version__
from tests.command import Outcome, Run
from tests.tables import workbook_of

WEAK = """
| Plan | Ref | Stage | What | Leads to |
|---|---|---|---|---|
| | AC1 | Activity | Print leaflets | OP1 |
| | OP1 | Output | Leaflets printed | |
| | AC2 | Activity | Run a weekly group | OP2 |
| | OP2 | Output | Forty evenings held | OC9 |
| | IM1 | Impact | Young carers have the same chances as others | |
"""

WIDE = "Activities,Outputs,Impact\nRun a weekly group,Forty evenings held,Children are less lonely\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder as people have them, with a weak plan in it."""
    here = tmp_path / "Jeunes aidants é"
    here.mkdir()
    here.joinpath("weak plan.xlsx").write_bytes(workbook_of(WEAK))
    return here


# -- what ends with which code ----------------------------------------------------------------------------------------


def test_without_a_command_the_menu_says_what_to_type(logicmodel: Run) -> None:
    done = logicmodel()
    assert done.code == 0
    assert "logicmodel check plan.xlsx" in done.out


def test_the_version_is_one_line(logicmodel: Run) -> None:
    assert logicmodel("--version") == Outcome(0, f"logicmodel {__version__}\n", "")


@pytest.mark.parametrize(
    ("severity", "code"), [("error", 1), ("warning", 1), ("advice", 1), ("never", 0)], ids=lambda value: str(value)
)
def test_an_error_ends_with_1_unless_nothing_shall(logicmodel: Run, severity: str, code: int) -> None:
    assert logicmodel("check", "weak plan.xlsx", "--select", "S102", "--fail-on", severity).code == code


@pytest.mark.parametrize(("severity", "code"), [("error", 0), ("warning", 1), ("advice", 1), ("never", 0)])
def test_a_warning_ends_with_1_only_where_asked_for(logicmodel: Run, severity: str, code: int) -> None:
    assert logicmodel("check", "weak plan.xlsx", "--select", "S105", "--fail-on", severity).code == code


CANNOT = {
    "a file that is not there": (["check", "no plan.xlsx"], "There is no file “no plan.xlsx”"),
    "a file alone that is not there": (["no plan.xlsx"], "There is no file “no plan.xlsx”"),
    "a file that is no workbook": (["check", "picture.xlsx"], "picture.xlsx"),
    "a missing file": (["check"], "FILE"),
    "an unknown option": (["check", "weak plan.xlsx", "--bogus"], "--bogus"),
    "a mistyped command": (["chek"], "Did you mean “check”?"),
    "a mistyped code": (["explain", "S1O5"], "Did you mean S105?"),
    "a code that selects nothing": (["check", "weak plan.xlsx", "--select", "Z"], "There is no rule “Z”"),
    "a mistyped profile": (["check", "weak plan.xlsx", "--profile", "skech"], "Did you mean “sketch”?"),
    "a day in another order": (["check", "weak plan.xlsx", "--today", "3/4/2026"], "Type it as 2026-04-30"),
    "a mistyped view": (["draw", "weak plan.xlsx", "-o", "a.svg", "--view", "teory"], "Did you mean theory?"),
    "a drawing of another kind": (["draw", "weak plan.xlsx", "-o", "a.gif"], "There are .svg"),
    "a workbook of another kind": (["new", "plan.csv"], "logicmodel new plan.xlsx"),
    "an example that is not there": (["new", "--example", "old-carers"], "There is no example “old-carers”"),
    "a folder that is not there": (["draw", "weak plan.xlsx", "-o", "there/a.svg"], "there is no folder “there”"),
    "a folder in place of a file": (["draw", "weak plan.xlsx", "-o", "folder.svg"], "this is a folder"),
    "a drawing of no kind": (["draw", "weak plan.xlsx", "-o", "drawing"], "Add one of .svg"),
    "settings that are not there": (["check", "weak plan.xlsx", "--config", "a.toml"], "no file of settings “a.toml”"),
    "settings that are a folder": (["check", "weak plan.xlsx", "--config", "folder.svg"], "settings cannot be read ("),
    "a name whose words are left apart": (["check", "weak", "plan.xlsx"], 'quotation marks: "weak plan.xlsx"'),
    "the same where one word is left": (["weak", "plan.xlsx"], 'quotation marks: "weak plan.xlsx"'),
    "the same among many files": (["build", "-", "weak", "plan.xlsx", "-o", "a.xlsx"], ': "weak plan.xlsx"'),
    "a new name whose words are left apart": (["new", "My", "plan.xlsx"], "with spaces goes in quotation marks."),
    "two kinds of workbook": (["new", "--quick", "--full"], "Choose one of full and quick"),
}


@pytest.mark.parametrize(("arguments", "said"), CANNOT.values(), ids=CANNOT)
def test_what_cannot_be_done_ends_with_2_and_says_what_to_do(
    logicmodel: Run, folder: Path, arguments: list[str], said: str
) -> None:
    folder.joinpath("picture.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    folder.joinpath("folder.svg").mkdir()
    done = logicmodel(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err
    assert "Traceback" not in done.err


# -- check ------------------------------------------------------------------------------------------------------------


def test_check_says_where_what_and_what_to_type_and_then_the_next_step(logicmodel: Run) -> None:
    done = logicmodel("check", "weak plan.xlsx", "--select", "S102,S105")
    assert done == Outcome(
        1,
        "Plan, row 3: “Leaflets printed” leads to no goal.\n"
        "   In Leads to, type the Ref of the box it changes next; or take the row out.       S105\n"
        "Plan, row 5: “Forty evenings held” leads to no goal.\n"
        "   In Leads to, type the Ref of the box it changes next; or take the row out.       S105\n"
        "Plan, cell D5: “Leads to” says OC9, but no row has Ref OC9.\n"
        "   Type AC1 (“Print leaflets”), or add a row with Ref OC9.                          S102\n"
        "1 problem to fix, 2 to look at. Next: correct Plan, cell D5 (S102), save, and run "
        'logicmodel check "weak plan.xlsx" again.\n',
        "",
    )


def test_concise_findings_stand_alone_on_standard_output(logicmodel: Run) -> None:
    done = logicmodel("check", "weak plan.xlsx", "--select", "S105", "--format", "concise")
    assert done.out == (
        "Plan, row 3: warning S105 “Leaflets printed” leads to no goal.\n"
        "Plan, row 5: warning S105 “Forty evenings held” leads to no goal.\n"
    )
    assert done.err == '2 to look at. Next: logicmodel draw "weak plan.xlsx" -o "weak plan.svg"\n'


def test_json_holds_each_finding_with_its_place_and_the_exit_code(logicmodel: Run) -> None:
    done = logicmodel("check", "weak plan.xlsx", "--select", "S102", "--format", "json")
    told = json.loads(done.out)
    (finding,) = told["findings"]
    assert (finding["code"], finding["severity"], finding["about"]) == ("S102", "error", "OP2")
    assert finding["place"] == {
        "text": "Plan, cell D5",
        "file": "weak plan.xlsx",
        "sheet": "Plan",
        "row": 5,
        "column": 4,
        "heading": "Leads to",
    }
    assert told["counts"] == {"advice": 0, "warning": 0, "error": 1}
    assert (told["profile"], told["exit_code"], done.code) == ("theory", 1, 1)
    assert done.err == ""


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("found.html", "<!DOCTYPE html>\n"),
        ("found.csv", "file,sheet,cell,"),
        ("found.sarif", '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json"'),
        ("found.json", '{\n  "findings": '),
        ("found.txt", "Plan, row 3: “Leaflets printed” leads to no goal.\n"),
    ],
)
def test_findings_are_written_as_the_ending_of_the_output_asks(
    name: str, beginning: str, logicmodel: Run, folder: Path
) -> None:
    done = logicmodel("check", "weak plan.xlsx", "--select", "S105,S102", "-o", name)
    assert folder.joinpath(name).read_text(encoding="utf-8").startswith(beginning)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("1 problem to fix, 2 to look at. Next: correct Plan, cell D5 (S102)")


def test_a_format_wins_over_the_ending_of_the_output(logicmodel: Run, folder: Path) -> None:
    logicmodel("check", "weak plan.xlsx", "--select", "S102", "--format", "concise", "-o", "found.html")
    assert folder.joinpath("found.html").read_text(encoding="utf-8").startswith("Plan, cell D5: error S102 ")


def test_findings_are_not_written_over_the_plan_or_in_a_form_that_there_is_not(logicmodel: Run, folder: Path) -> None:
    before = folder.joinpath("weak plan.xlsx").read_bytes()
    assert logicmodel("check", "weak plan.xlsx", "--format", "csv", "-o", "weak plan.xlsx").code == 2
    assert logicmodel("check", "weak plan.xlsx", "-o", "found.pdf").err == (
        "logicmodel: found.pdf: an output that ends in “.pdf” cannot be made. There are .txt, .json, .csv, .html, .sarif.\n"
    )
    assert folder.joinpath("weak plan.xlsx").read_bytes() == before


def test_programs_beside_it_find_the_file_where_it_was_named(logicmodel: Run, folder: Path) -> None:
    folder.joinpath("our plans").mkdir()
    folder.joinpath("weak plan.xlsx").rename(folder / "our plans" / "weak plan.xlsx")
    plan = ("check", "our plans/weak plan.xlsx", "--select", "S102", "--format")
    assert logicmodel(*plan, "github").out.startswith(
        "::error file=our plans/weak plan.xlsx,title=S102::Plan, cell D5: "
    )
    (result,) = json.loads(logicmodel(*plan, "sarif").out)["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "our%20plans/weak%20plan.xlsx"}


def test_quiet_leaves_the_findings_alone(logicmodel: Run) -> None:
    loud = logicmodel("check", "weak plan.xlsx")
    quiet = logicmodel("check", "weak plan.xlsx", "--quiet")
    assert quiet.err == ""
    assert loud.out.startswith(quiet.out)
    assert "Next: " in loud.out.removeprefix(quiet.out)


def codes(text: str) -> set[str]:
    return {line.split(": ")[1].split()[1] for line in text.splitlines()}


def test_select_and_ignore_take_codes_and_beginnings_of_codes(logicmodel: Run) -> None:
    plan = ("check", "weak plan.xlsx", "--format", "concise", "--quiet")
    everything = codes(logicmodel(*plan).out)
    assert {"S102", "S105"} < everything
    assert codes(logicmodel(*plan, "--select", "s").out) == {code for code in everything if code[0] == "S"}
    assert codes(logicmodel(*plan, "--select", "S105", "--select", "S102").out) == {"S102", "S105"}
    assert codes(logicmodel(*plan, "--ignore", "S105,L").out) == {
        code for code in everything if code != "S105" and code[0] != "L"
    }


def test_a_profile_that_asks_for_more_finds_no_less(logicmodel: Run) -> None:
    plan = ("check", "weak plan.xlsx", "--format", "concise", "--quiet", "--today", "2026-03-01")
    sketch, theory, whole = (codes(logicmodel(*plan, "--profile", name).out) for name in ("sketch", "theory", "plan"))
    assert sketch < theory < whole


def test_a_plan_comes_through_a_pipe(logicmodel: Run) -> None:
    done = logicmodel("check", "-", "--select", "M401", "--format", "concise", "--quiet", piped=WIDE)
    assert done.code == 0
    assert done.out == "line 2: warning M401 “Children are less lonely” has no measure.\n"


# -- colour -----------------------------------------------------------------------------------------------------------

PLAIN = ("check", "weak plan.xlsx", "--select", "S105", "--color")


def test_colour_is_used_when_asked_for_and_never_in_a_file(logicmodel: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[33m" in logicmodel(*PLAIN, "always").out
    assert "\x1b" not in logicmodel(*PLAIN, "auto").out


def test_no_color_wins(logicmodel: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in logicmodel(*PLAIN, "always").out


# -- files are written all or nothing, and never by surprise ----------------------------------------------------------


def test_new_says_where_it_wrote_and_what_to_do_next(logicmodel: Run, folder: Path) -> None:
    done = logicmodel("new", "Mon projet.xlsx")
    assert done.code == 0
    assert done.err == (
        f'{folder / "Mon projet.xlsx"}\nOpen it, fill the amber cells, save, and run: logicmodel "Mon projet.xlsx"\n'
    )
    assert folder.joinpath("Mon projet.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("command", [("new", "plan.xlsx"), ("build", "-", "-o", "plan.xlsx")], ids=["new", "build"])
def test_a_workbook_that_is_there_is_replaced_only_with_force(
    logicmodel: Run, folder: Path, command: list[str]
) -> None:
    folder.joinpath("plan.xlsx").write_bytes(b"hours of work")
    refused = logicmodel(*command, piped=WIDE)
    assert refused.code == 2
    assert "add --force" in refused.err
    assert folder.joinpath("plan.xlsx").read_bytes() == b"hours of work"
    assert logicmodel(*command, "--force", piped=WIDE).code == 0
    assert folder.joinpath("plan.xlsx").read_bytes().startswith(b"PK")


def test_the_file_that_is_read_is_never_written_even_with_force(logicmodel: Run, folder: Path) -> None:
    before = folder.joinpath("weak plan.xlsx").read_bytes()
    done = logicmodel("build", "weak plan.xlsx", "-o", "weak plan.xlsx", "--force")
    assert done.code == 2
    assert "it is never overwritten" in done.err
    assert folder.joinpath("weak plan.xlsx").read_bytes() == before


def test_build_makes_a_workbook_of_any_table_and_says_what_became_of_it(logicmodel: Run, folder: Path) -> None:
    folder.joinpath("our table.csv").write_text(WIDE, encoding="utf-8")
    done = logicmodel("build", "our table.csv", "-o", "plan.xlsx")
    assert done.code == 0
    assert "Read as a wide table, one column for each stage: 3 boxes, 2 arrows." in done.out
    assert "6 of 6 filled cells accounted for: 6 used" in done.out
    assert done.err == "plan.xlsx: written. Next: logicmodel check plan.xlsx\n"
    assert logicmodel("check", "plan.xlsx", "--select", "S105,S102", "--quiet") == Outcome(0, "", "")


def test_build_says_nothing_of_the_cells_when_quiet(logicmodel: Run) -> None:
    assert logicmodel("build", "-", "-o", "plan.xlsx", "--quiet", piped=WIDE) == Outcome(0, "", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-", "-o", ""), "The name after -o is empty"),
        (("", "-o", "plan.xlsx"), "The name after the command is empty"),
        (("-", "-o", "plan.xlsx", "--account", "plan.xlsx"), "plan.xlsx: the account ends in .csv"),
        (("-", "-o", "plan.xlsx", "--account", "no folder/plan.csv"), "there is no folder “no folder”"),
        (("x" * 300 + ".csv", "-o", "plan.xlsx"), "this name is too long"),
        (("https://charity.example/plan.xlsx", "-o", "plan.xlsx"), "at an address on the internet"),
        (("no*.csv", "-o", "plan.xlsx"), "There is no file “no*.csv”"),
    ],
)
def test_what_cannot_be_built_is_said_in_a_sentence_and_nothing_is_written(
    logicmodel: Run, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = logicmodel("build", *arguments, piped=WIDE)
    assert done.code == 2
    assert said in done.err
    assert done.err.count("\n") == 1
    assert [each.name for each in folder.iterdir()] == ["weak plan.xlsx"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has such a device")
def test_a_device_is_not_taken_for_a_file(logicmodel: Run, folder: Path) -> None:
    folder.joinpath("plan.xlsx").symlink_to("/dev/full")
    done = logicmodel("build", "weak plan.xlsx", "-o", "plan.xlsx", "--force")
    assert (done.code, "no file" in done.err) == (2, True)
    assert folder.joinpath("plan.xlsx").is_symlink()


def test_files_may_be_named_by_a_pattern_and_marks_of_open_ones_are_left_out(logicmodel: Run, folder: Path) -> None:
    for name in ("b.csv", "a.csv"):
        folder.joinpath(name).write_text(WIDE.replace("weekly", name), encoding="utf-8")
    folder.joinpath("~$a.csv").write_bytes(b"\x05Amina")
    done = logicmodel("build", "*.csv", "-o", "plan.xlsx")
    assert done.code == 0, done.err
    assert done.out.index("\na.csv:") < done.out.index("\nb.csv:")
    assert logicmodel("build", "~$a.csv", "-o", "other.xlsx").code == 2


def test_a_pack_needs_a_name_of_its_own(logicmodel: Run) -> None:
    done = logicmodel("pack", "weak plan.xlsx", "-o", ".")
    assert (done.code, "such as -o Pack" in done.err) == (2, True)


def test_a_table_that_is_still_empty_is_said_to_be(logicmodel: Run) -> None:
    done = logicmodel("build", "-", "-o", "plan.xlsx", piped="Ref,Stage,What,Leads to\n")
    assert done.out.startswith("Read as the sheets of the template: nothing is typed under its headings yet.\n")
    assert "(nothing is typed there)" in logicmodel("build", "-", "-o", "other.xlsx", piped=",,,\n").err


def test_a_drawing_replaces_the_one_before(logicmodel: Run, folder: Path) -> None:
    folder.joinpath("plan.svg").write_text("the one before", encoding="utf-8")
    assert logicmodel("draw", "weak plan.xlsx", "-o", "plan.svg", "--quiet") == Outcome(0, "", "")
    assert folder.joinpath("plan.svg").read_text(encoding="utf-8").endswith("</svg>\n")


def test_findings_are_drawn_as_the_options_of_check_say(logicmodel: Run, folder: Path) -> None:
    done = logicmodel("draw", "weak plan.xlsx", "-o", "plan.svg", "--findings", "--select", "S105,S102")
    assert done.err == (
        "plan.svg: 5 boxes and 2 arrows.\nMarked: 1 problem to fix, 2 to look at.\n"
        "plan-table.html: the same in words and as a table, for those who cannot see the drawing.\n"
    )
    drawn = folder.joinpath("plan.svg").read_text(encoding="utf-8")
    assert ">What was found: 1 problem to fix · 2 to look at<" in drawn
    assert "<title>OP1 Leaflets printed [2]</title>" in drawn


def test_what_is_looked_for_is_not_said_without_findings(logicmodel: Run, folder: Path) -> None:
    done = logicmodel("draw", "weak plan.xlsx", "-o", "plan.svg", "--select", "S105")
    assert done.code == 2
    assert "go with --findings. Add --findings." in done.err
    assert not folder.joinpath("plan.svg").exists()


def test_a_file_alone_is_checked_drawn_and_reported_into_a_folder_beside_it(logicmodel: Run, folder: Path) -> None:
    done = logicmodel("weak plan.xlsx")
    assert done.code == 1
    made = folder / "weak plan logicmodel"
    assert {each.name for each in made.iterdir()} == {
        "drawing.pdf",
        "drawing.svg",
        "findings.txt",
        "report.html",
        "theory.svg",
    }
    assert "“Leaflets printed” leads to no goal." in made.joinpath("findings.txt").read_text(encoding="utf-8")
    assert "Next: correct Plan" in done.out


def test_the_same_plan_gives_the_same_bytes(logicmodel: Run, folder: Path) -> None:
    def made() -> dict[str, bytes]:
        assert logicmodel("weak plan.xlsx", "--today", "2026-03-01").code == 1
        return {each.name: each.read_bytes() for each in folder.joinpath("weak plan logicmodel").iterdir()}

    assert made() == made()


WRITES_FOR_EVER = """
import sys
from pathlib import Path
from logicmodel.cli.output import write

versions = [letter * 3_000_000 for letter in "ab"]
write(Path(sys.argv[1]), versions[0])
print("begun", flush=True)
while True:
    for version in versions:
        write(Path(sys.argv[1]), version)
"""


@pytest.mark.parametrize("wait", [0.0, 0.003, 0.011, 0.029, 0.053])
def test_a_run_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path, wait: float) -> None:
    path = tmp_path / "plan.xlsx"
    with subprocess.Popen([sys.executable, "-c", WRITES_FOR_EVER, str(path)], stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline().strip() == b"begun"
        sleep(wait)
        running.kill()
    content = path.read_bytes()
    assert len(content) == 3_000_000
    assert len(set(content)) == 1


# -- explain ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["S105", "s105", "dead-end"])
def test_explain_gives_the_page_of_a_rule_by_code_or_name(logicmodel: Run, name: str) -> None:
    done = logicmodel("explain", name)
    assert done.code == 0
    assert done.out.startswith("# S105 dead-end\n")
    assert "**How to fix it.**" in done.out


@pytest.mark.parametrize("command", ["new", "build", "check", "draw", "report", "explain"])
def test_every_command_has_help(logicmodel: Run, command: str) -> None:
    done = logicmodel(command, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: logicmodel {command} ")


def test_nothing_is_said_to_a_closed_pipe(folder: Path) -> None:
    command = [sys.executable, "-m", "logicmodel", "explain", "S105"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""


# -- from needs to a plan ---------------------------------------------------------------------------------------------

NEEDS = "Ref,Need,Who it affects,Votes\nN1,Pupils miss school,Pupils,3\nN2,Homes are damp,Tenants,9\n"


def test_build_drafts_a_plan_from_needs_alone_and_says_how(logicmodel: Run) -> None:
    done = logicmodel("build", "-", "-o", "drafted.xlsx", piped=NEEDS)
    assert done.code == 0
    assert "Proposed: 8 boxes and 6 arrows. Each waits for a person to agree, change or delete it.\n" in done.out
    assert "order of Votes: N2 “Homes are damp”, 1st; N1 “Pupils miss school”, 2nd.\n" in done.out
    assert "8 suggested rows and 6 suggested arrows" in logicmodel("check", "drafted.xlsx").out


def test_build_refuses_a_ranking_that_the_needs_hold_no_numbers_for(logicmodel: Run) -> None:
    done = logicmodel("build", "-", "-o", "other.xlsx", "--rank", "bpr", piped=NEEDS)
    assert done.code == 2
    assert "No need can be ranked by Basic Priority Rating" in done.err


def test_build_says_when_there_was_nothing_to_draft(logicmodel: Run) -> None:
    done = logicmodel("build", "-", "-o", "wide.xlsx", "--rank", "votes", "--quiet", piped=WIDE)
    assert done.err == (
        "There was nothing to draft, so --rank changed nothing: boxes are there already, or no needs.\n"
    )


def test_a_drawing_in_pages_of_its_own_is_written_whole_or_not_at_all(logicmodel: Run, folder: Path) -> None:
    logicmodel("new", "carers.xlsx", "--example", "young-carers")
    done = logicmodel("draw", "carers.xlsx", "-o", "pages.svg", "--split")
    assert done.err == (
        "pages-1.svg to pages-4.svg: 40 boxes and 43 arrows on 4 pages.\n"
        "pages-table.html: the same in words and as a table, for those who cannot see the drawing.\n"
    )
    pages = [*(f"pages-{number}.svg" for number in range(1, 5)), "pages-table.html"]
    assert sorted(path.name for path in folder.glob("pages*")) == pages
    folder.joinpath("more-3.svg").mkdir()
    done = logicmodel("draw", "carers.xlsx", "-o", "more.svg", "--split")
    assert done.code == 2
    assert "more-3.svg: this is a folder" in done.err
    assert [path.name for path in folder.glob("more*")] == ["more-3.svg"]


def test_what_does_not_fit_the_paper_of_a_funder_is_refused_and_nothing_written(logicmodel: Run, folder: Path) -> None:
    logicmodel("new", "carers.xlsx", "--example", "young-carers")
    asked = ("--view", "logic-model", "--paper", "letter", "--profile", "us-hhs")
    done = logicmodel("draw", "carers.xlsx", "-o", "lm.pdf", *asked)
    assert done.code == 2
    assert "do not fit Letter" in done.err
    assert "at least 12 are needed" in done.err
    assert (
        "are needed. Add --split --paper ledger for an index and a page for each strand, or choose --paper a1; a "
        in done.err
    )
    assert "a Short label for the longest texts (N1, OP6, OC1) is not enough by itself." in done.err
    assert logicmodel("draw", "carers.xlsx", "-o", "lm.pdf", *asked, "--split").code == 2
    assert not folder.joinpath("lm.pdf").exists()
    assert logicmodel("draw", "carers.xlsx", "-o", "lm.pdf", *asked, "--split", "--paper", "ledger").code == 0


def test_a_drawing_for_a_funder_fits_one_page_of_its_paper(logicmodel: Run, folder: Path) -> None:
    folder.joinpath("small.csv").write_text(
        "Ref,Stage,Timing,What,Leads to\n"
        "AC1,Activity,,Train peer mentors,OP1\n"
        "OP1,Output,,20 mentors trained,OC1\n"
        "OC1,Outcome,Short,Youth know where help is,OC2\n"
        "OC2,Outcome,Long,Youth ask for help early,\n",
        encoding="utf-8",
    )
    done = logicmodel("draw", "small.csv", "-o", "lm.pdf", "--profile", "us-hhs", "--grey")
    assert done.code == 0
    assert "Greyscale proof passed" in done.err
    assert folder.joinpath("lm.pdf").read_bytes().startswith(b"%PDF")


def test_tables_and_charts_say_how_many_pages_they_have(logicmodel: Run) -> None:
    logicmodel("new", "carers.xlsx", "--example", "young-carers")
    for name, view, pages in (("logframe.pdf", "logframe", "3 pages"), ("people.svg", "power-map", "1 page")):
        done = logicmodel("draw", "carers.xlsx", "-o", name, "--view", view)
        beside = f"{name.partition('.')[0]}-table.html: the same in words and as a table, for those who cannot see the drawing."
        assert done == Outcome(0, "", f"{name}: {pages}.\n{beside}\n")


def test_a_timeline_has_a_line_at_the_day_that_is_given(logicmodel: Run, folder: Path) -> None:
    logicmodel("new", "carers.xlsx", "--example", "young-carers")
    assert logicmodel("draw", "carers.xlsx", "-o", "t.svg", "--view", "timeline", "--today", "2027-02-10").code == 0
    assert "today, 10 Feb 2027" in folder.joinpath("t.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("view", "cells"),
    [
        ("golden-thread", "What on the sheet Needs"),
        ("timeline", "Start and End of activities on the sheet Plan"),
        ("power-map", "Name, Interest and Influence on the sheet People"),
        ("tactics", "Name and How we will reach them on the sheet People"),
    ],
)
def test_a_view_for_which_the_plan_has_nothing_says_what_to_fill_in(
    logicmodel: Run, folder: Path, view: str, cells: str
) -> None:
    done = logicmodel("draw", "weak plan.xlsx", "-o", "plan.svg", "--view", view)
    assert done.code == 2
    assert f"fill in {cells}." in done.err
    assert not folder.joinpath("plan.svg").exists()
