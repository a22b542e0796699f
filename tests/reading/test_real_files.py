"""Files of other people give what real_files.md says, which was written by looking at the files."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from logicmodel import Theory, check, read_plan
from logicmodel.errors import NoPlanFound
from logicmodel.model import CellUse, Need, Plan
from logicmodel.reading.files.grid import open_book
from tests.tables import tables_in

PAGE = Path(__file__).with_name("real_files.md").read_text(encoding="utf-8")

Row = Mapping[str, str]


def rows_of(title: str) -> list[Row]:
    """Give the rows of one table of the page by heading; a blank File repeats the one above."""
    _, rows = next(table for table in tables_in(PAGE) if table[0] == title)
    found: list[Row] = []
    for cells in rows[1:]:
        row = dict(zip(rows[0], cells, strict=True))
        found.append({**row, "File": row["File"] or found[-1]["File"]})
    return found


def name(row: Row) -> str:
    return "/".join(filter(None, (row["File"], row.get("Sheet"))))


def paths_of(row: Row, folder: Path) -> list[Path]:
    return [folder / each for each in row["File"].split(" + ")]


# -- what a person sees in a plan that was read -----------------------------------------------------------------------


def shown(plan: Plan) -> dict[str, str]:
    """Say of a plan what the page says of a file."""
    stages = Counter(element.stage.value for element in plan.elements if element.stage)
    return {
        "Read as": plan.form,
        "Headings in row": _listed(sorted({str(use.place.row) for use in plan.account if _is_used_heading(use)})),
        "Boxes": _listed(f"{number} {stage}" for stage, number in sorted(stages.items())),
        "Arrows": str(len(plan.links)),
        "Needs": str(len(plan.needs)),
        "Measures": str(len(plan.indicators)),
        "Columns not used": _columns_not_used(plan),
        "Rows left out": _listed(f"{number} {why}" for why, number in sorted(_rows_left_out(plan).items())),
        "Not understood": _listed(f"{use.place}: {use.text}" for use in plan.account if use.fate == "unread"),
    }


def _listed(parts: Iterator[str] | list[str]) -> str:
    return ", ".join(parts) or "–"


def _is_used_heading(use: CellUse) -> bool:
    return use.fate == "used" and use.why.startswith("heading: ")


def _columns_not_used(plan: Plan) -> str:
    """Name the columns of which nothing is in the plan; of a survey, only their number."""
    of_a_survey = {use.place.column for use in plan.account if use.why.startswith("column “")}
    if of_a_survey:
        return str(sum(use.why.startswith("column “") for use in plan.account))
    kept = [use.why.partition("column “")[2].rstrip("”") for use in plan.account if use.fate == "extra"]
    unused = [use.text for use in plan.account if use.why == "heading of a column that is not used"]
    return _listed(list(dict.fromkeys((*unused, *sorted(kept)))))


def _rows_left_out(plan: Plan) -> Counter[str]:
    rows = {
        (use.place.sheet, use.place.row): use.why
        for use in plan.account
        if use.fate == "left_out" and use.why != "heading of a column that is not used" and "column “" not in use.why
    }
    return Counter(rows.values())


def of_how_many(need: Need) -> str:
    return f"{need.count.text if need.count else ''} of {need.out_of.text if need.out_of else ''}"


# -- the page and the program -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", rows_of("Sheets"), ids=name)
def test_a_sheet_has_as_many_rows_columns_and_filled_cells_as_a_person_counts(row: Row, shared_data: Path) -> None:
    [path] = paths_of(row, shared_data)
    sheet = next(each for each in open_book(path).sheets if each.name == row["Sheet"])
    last_row, last_column = (max((place[at] for place in sheet.cells), default=0) for at in (0, 1))
    assert (last_row, last_column, len(sheet.cells)) == (int(row["Rows"]), int(row["Columns"]), int(row["Filled"]))
    assert sheet.hidden is (row["Seen"] == "hidden")


@pytest.mark.parametrize("row", rows_of("Gives"), ids=name)
def test_a_file_gives_what_a_person_sees_in_it(row: Row, shared_data: Path) -> None:
    plan = read_plan(*paths_of(row, shared_data))
    assert shown(plan) == {heading: text for heading, text in row.items() if heading != "File"}


@pytest.mark.parametrize("row", rows_of("Refused"), ids=name)
def test_a_file_in_which_there_is_no_plan_is_refused_with_the_reason(row: Row, shared_data: Path) -> None:
    with pytest.raises(NoPlanFound, match=re.escape(row["Because"])):
        read_plan(*paths_of(row, shared_data))


def test_the_word_among_the_numbers_is_named_with_its_cell(shared_data: Path) -> None:
    theory = Theory(read_plan(shared_data / "severity-unhcr-guatemala/a2sit-severity-gtm-with-error.xlsx"))
    [finding] = check(theory, select=["D001"])
    assert str(finding.place) == "Data, cell D7"
    assert "“DOG”" in finding.message


def test_arabic_of_windows_is_read_as_it_was_typed(shared_data: Path) -> None:
    [sheet] = open_book(shared_data / "reach-msna/libya-2019-survey-en-ar.csv").sheets
    assert sheet.cells[10, 10].text == "هل توافق على المشاركة في الاستبيان؟"


def test_figures_of_surveys_are_those_that_a_person_counts(shared_data: Path) -> None:
    reports = read_plan(shared_data / "chna/ohio-chna-chip-priorities.xlsx", group="org_type")
    access = {each.who: each for each in reports.needs if each.theme == "nAccess"}
    figures = {who: of_how_many(each) for who, each in access.items()}
    assert figures == {(): "183 of 241", ("hospital",): "88 of 130", ("lhd",): "95 of 111"}
    households = read_plan(shared_data / "reach-msna/msna-2024-dummy-raw-data.xlsx")
    water = next(each for each in households.needs if "“drinking_water”" in (each.context or ""))
    assert of_how_many(water) == "81 of 241"


# -- what reading costs, and that no cell is lost ---------------------------------------------------------------------

FILES = sorted({row["File"] for row in rows_of("Sheets")})
FILLED = {file: sum(int(row["Filled"]) for row in rows_of("Sheets") if row["File"] == file) for file in FILES}

READ = """
import sys
from logicmodel import read_plan
from logicmodel.errors import NoPlanFound
try:
    plan = read_plan(sys.argv[1])
except NoPlanFound:
    sys.exit(2)
print(plan.form, plan.filled, len(plan.account))
"""


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="only Unix tells what a process used")
@pytest.mark.parametrize("file", FILES)
def test_reading_takes_little_time_and_memory_and_accounts_for_every_cell(file: str, shared_data: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", READ, str(shared_data / file)], stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        said = running.stdout.read().decode().rsplit(maxsplit=2)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    assert used.ru_utime + used.ru_stime < 30
    assert used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) < 2**30
    assert running.returncode in (0, 2)
    if said:
        form, filled, entries = said
        assert int(filled) == FILLED[file]
        # Of a survey the account goes by columns, so that no answer is in it.
        assert int(entries) == FILLED[file] or form == "survey"
