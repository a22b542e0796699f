"""Where every cell went: the counts add up, and what was left alone on purpose is not copied."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from logicmodel.model import CellUse, Place
from logicmodel.reporting import report
from logicmodel.reporting.accounts import account_of
from logicmodel.theory import Theory
from tests.reporting.pages import Page
from tests.tables import plan_of


def cell(
    row: int, column: int, text: str, fate: str, why: str, sheet: str = "Plan", file: str = "plan.xlsx"
) -> CellUse:
    return CellUse(place=Place(file=file, sheet=sheet, row=row, column=column), text=text, fate=fate, why=why)


uses = st.lists(
    st.builds(
        cell,
        st.integers(1, 9),
        st.integers(1, 40),
        st.text(),
        st.sampled_from(["used", "extra", "left_out", "unread"]),
        st.sampled_from(["elements.text", "kept, not used: column “Notes”", "a total", "personal detail: not copied"]),
        st.sampled_from(["Plan", "Needs", "Data"]),
        st.sampled_from(["one.xlsx", "two.xlsx"]),
    ),
    max_size=60,
)


@given(uses, st.sampled_from([None, 0, 3]))
def test_every_cell_is_counted_once(cells: list[CellUse], most: int | None) -> None:
    account = account_of(cells, most)
    assert account.filled == account.accounted == len(cells)
    for sheet in account.sheets:
        assert sheet.filled == sheet.used + sheet.kept + sheet.left_out + sheet.unread
        assert sum(reason.count for reason in sheet.reasons) == sheet.filled - sheet.used
        for reason in sheet.reasons:
            assert reason.count == len(reason.cells) + reason.more or (sheet.used == 0 and not reason.cells)


def test_cells_are_listed_with_their_reason_and_the_rest_is_counted() -> None:
    cells = [cell(1, 1, "Ref", "used", "heading: Ref")]
    cells += [cell(row, 28, f"note {row}", "extra", "kept, not used: column “Notes”") for row in range(2, 7)]
    (sheet,) = account_of(cells, 2).sheets
    (reason,) = sheet.reasons
    assert (reason.fate, reason.why, reason.count, reason.more) == ("kept without being used", "column “Notes”", 5, 3)
    assert [(each.name, each.text) for each in reason.cells] == [("AB2", "note 2"), ("AB3", "note 3")]


def test_neither_personal_details_nor_sheets_that_were_not_read_are_copied() -> None:
    cells = [
        cell(1, 1, "Ref", "used", "heading: Ref"),
        cell(2, 5, "Ada Lovelace", "left_out", "personal detail: not copied"),
        cell(1, 1, "Respondent ID", "left_out", "the sheet was not read: it looks like a survey export", "Data"),
        cell(2, 1, "0044 7700 900123", "left_out", "the sheet was not read: it looks like a survey export", "Data"),
    ]
    plan, data = account_of(cells, None).sheets
    assert [(each.name, each.text) for each in plan.reasons[0].cells] == [("E2", "")]
    assert (data.reasons[0].count, data.reasons[0].cells, data.reasons[0].more) == (2, (), 0)


def test_lines_of_a_csv_file_are_lines() -> None:
    place = Place(file="plan.csv", sheet="plan", row=3, column=2, lines=True)
    made = CellUse(place=place, text="x" * 500, fate="unread", why="Start: a date is needed")
    used = CellUse(place=place, text="y", fate="used", why="elements.text")
    (sheet,) = account_of([used, made], None).sheets
    assert sheet.name == "plan.csv"
    assert sheet.reasons[0].fate == "not understood"
    assert sheet.reasons[0].cells[0].name == "line 3, column B"
    assert sheet.reasons[0].cells[0].text == "x" * 159 + "…"


WITH_MORE = """
| Plan | Ref | Stage | What | Leads to | Colour of the folder |
|---|---|---|---|---|---|
| | AC1 | Activity | Run a group | OC1 | green |
| | OC1 | Outcome | People meet | | blue |

| Shopping | Milk | Bread |
|---|---|---|
| | 2 | 3 |
"""


def test_a_page_accounts_for_every_cell_that_was_read(tmp_path: Path) -> None:
    theory = Theory(plan_of(WITH_MORE, tmp_path))
    filled = len(theory.plan.account)
    text = Page(report(theory, [])).text
    assert f"{filled} of {filled} cells accounted for: " in text
    assert "2 cells kept without being used: column “Colour of the folder” E2: green E3: blue" in text
    assert "As nothing of this sheet was used, nothing of it is copied here." in text
    assert "Bread" not in text


def test_markdown_lists_every_cell_that_a_page_only_counts(tmp_path: Path) -> None:
    rows = "\n".join(f"| | AC{number} | Activity | Do {number} | | slip {number} |" for number in range(1, 131))
    theory = Theory(
        plan_of(
            f"| Plan | Ref | Stage | What | Leads to | Slip of paper |\n|---|---|---|---|---|---|\n{rows}", tmp_path
        )
    )
    page, markdown = report(theory, []), report(theory, [], format="md")
    assert "slip 100<" in page
    assert "slip 101<" not in page
    assert "And 30 more. To see them all, make the report as Markdown: logicmodel report FILE -o report.md" in page
    assert "slip 130" in markdown
    assert "more." not in markdown.partition("## Where every cell went")[2]
