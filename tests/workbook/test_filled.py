import io
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook

from logicmodel import read_plan, sheets
from logicmodel.model import Element, Link, Place, Plan, Programme
from logicmodel.words.load import LANGUAGES
from logicmodel.workbook import plan_workbook
from tests.tables import plan_of, tables_in
from tests.workbook.same import meaning

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/tables.md"))
ROWS = 19  # as many as the longest list has words, so that each word is written once


def rewritten(plan: Plan, folder: Path, language: str = "en") -> Plan:
    """Write a plan, read it, write it again to the same bytes, and give it as read."""
    first = plan_workbook(plan, language)
    path = folder / f"written-{language}.xlsx"
    path.write_bytes(first.data)
    again = read_plan(path)
    assert plan_workbook(again, language).data == first.data
    return again


def sheet_of(plan: Plan, name: str, language: str = "en") -> list[dict[str, Any]]:
    """Give the filled rows of a sheet: heading → what stands under it."""
    page = load_workbook(io.BytesIO(plan_workbook(plan, language).data))[name]
    rows = list(page.iter_rows(values_only=True))
    filled = [{str(h): value for h, value in zip(rows[0], row, strict=True) if value is not None} for row in rows[1:]]
    return [row for row in filled if row]


def tabs_of(plan: Plan) -> list[str]:
    names: list[str] = load_workbook(io.BytesIO(plan_workbook(plan).data)).sheetnames
    return names


# -- read, write, read ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_an_example_comes_back_as_it_was(path: Path, tmp_path: Path) -> None:
    plan = plan_of(path.read_text(encoding="utf-8"), tmp_path)
    assert plan_workbook(plan).remarks == ()
    assert meaning(rewritten(plan, tmp_path)) == meaning(plan)


@cache
def everything() -> bytes:
    """Make a workbook in which every column of every sheet is filled, and every word of every list stands once."""
    book = Book()
    book.remove(book.active)
    for key, name in sheets.NAMES.items():
        page = book.create_sheet(name)
        if key == "programme":
            for row, column in enumerate(sheets.columns(key), 3):
                page.cell(row, 1, column.heading)
                page.cell(row, 2, column.example)
            continue
        for number, column in enumerate(sheets.columns(key), 1):
            page.cell(1, number, column.heading)
            for row in range(ROWS):
                page.cell(row + 2, number, _example(key, column, row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _example(key: str, column: sheets.Column, row: int) -> str:
    if column.field == "id":
        return f"{column.example.rstrip('0123456789')}{row + 1}"
    if (key, column.field) in (("links", "effect"), ("problem_links", "effect"), ("groups", "name")):
        # No arrow and no group twice.
        return f"{column.example.rstrip('0123456789')}{row + 2}"
    if column.list:
        words = sheets.words(column.list)
        return words[row % len(words)].text
    return column.example or "Something"


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_every_column_and_every_word_comes_back_as_it_was_in_every_language(language: str, tmp_path: Path) -> None:
    path = tmp_path / "everything.xlsx"
    path.write_bytes(everything())
    plan = read_plan(path)
    assert plan.unread == ()
    assert meaning(rewritten(plan, tmp_path, language)) == meaning(plan)
    filled = {(key, field) for key in sheets.NAMES for field in _filled_fields(plan, key)}
    assert len(filled) > 200


def _filled_fields(plan: Plan, key: str) -> set[str]:
    things = [plan.programme] if key == "programme" else getattr(plan, key)
    return {
        field for thing in things for field in thing.__struct_fields__ if getattr(thing, field) not in (None, (), "")
    }


ONE_SHEET = """
| Plan | Ref | Type | What | Who for | Leads to | Because | What must be true | Evidence | Who leads | Start | End | Cost | Measure | Now | Aim | By when | How we check | If it is not true, we will |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | | Programme | Millbrook Young Carers | Young carers aged 8 to 17 | | | | | Millbrook Family Trust | 2026-04 | 2029-03 | 240000 | | | | | | |
| | N1 | Need | Young carers feel alone | Young carers 8-17 | AC1 | | | School survey 2025, 63 of 410 | | | | | | | | | | |
| | S1 | Strength | Schools already spot pupils who are tired | Schools | AC1 | | | Two head teachers | | | | | | | | | | |
| | AC1 | Activity | Run a weekly after-school group | Young carers 8-17 | OP1 | | Parents let them come | | Carers’ worker | 2026-05 | 2029-03 | | | | | | | |
| | OP1 | Output | 60 young carers come to at least 10 sessions | | OC1, IM1 | Being with others reduces isolation | | Evaluation of a similar group | | | | | Young people coming to 10 or more sessions | 0 | 60 | 2028-12 | Register | |
| | OC1 | Short-term outcome | Young carers have someone to talk to | | IM1 | | | none yet | | | | | % who have someone to talk to | 35 | 60 | 2028-12 | Short survey each term | |
| | IM1 | Impact | Young carers have the same chances as others | | | | | | | | | | | | | | | |
| | R1 | Risk | Families do not want to be known to services | | OP1 | | | | Manager | | | | | | | | | Go through a trusted practice nurse |
"""

WIDE = """
| Logic model | Need | Inputs | Activities | Outputs | Short-term outcomes | Impact | Measures | Ward |
|---|---|---|---|---|---|---|---|---|
| | Tenants are cold | Adviser<br>Van | Home visits | 40 homes visited | Homes are warmer | Fewer people fall ill | % of homes above 18 degrees | North |
| | Tenants are in debt | Adviser | Debt advice | 60 plans made | Homes are warmer<br>Debts fall | Fewer people fall ill | | South |
"""


@pytest.mark.parametrize("table", [ONE_SHEET, WIDE], ids=["one-sheet", "wide"])
def test_a_small_form_becomes_a_full_workbook_that_stays_as_it_is(table: str, tmp_path: Path) -> None:
    plan = plan_of(table, tmp_path)
    again = rewritten(plan, tmp_path)
    before, after = meaning(plan), meaning(again)
    for said in (before, after):
        for link in said["links"]:
            del link["basis"]  # an arrow that was found in the layout is now typed, and still to be confirmed
        for box in said["elements"]:
            del box["extras"]
            del box["notes"]  # which say from now on where in the table the box stood
    assert after == before


def test_a_box_of_several_rows_keeps_what_stood_beside_it(tmp_path: Path) -> None:
    boxes = sheet_of(plan_of(WIDE, tmp_path), "Plan")
    assert [box["Ward"] for box in boxes if "Ward" in box] == ["North; South"]


def test_arrows_that_nobody_typed_stay_to_be_confirmed(tmp_path: Path) -> None:
    plan = plan_of(WIDE, tmp_path)
    assert {row["Marks"] for row in sheet_of(plan, "Links")} == {"To confirm"}
    assert all("Leads to *" not in row for row in sheet_of(plan, "Plan"))


# -- sheets and columns -----------------------------------------------------------------------------------------------

SMALL = """
| Start here | A | B |
|---|---|---|
| | Programme name | Warm homes |

| Plan | Ref | Stage | What | Leads to | Status | Colour |
|---|---|---|---|---|---|---|
| | AC1 | Activity | Visit tenants | OC1 | Proposed | blue |
| | OC1 | Outcome | Tenants are warm | | | |
"""


def test_only_sheets_and_optional_columns_with_content_are_written(tmp_path: Path) -> None:
    plan = plan_of(SMALL, tmp_path)
    assert tabs_of(plan) == ["Start here", "Needs", "Plan", "Measures", "Lists"]
    page = load_workbook(io.BytesIO(plan_workbook(plan).data))["Plan"]
    assert [cell.value for cell in page[1]][-3:] == ["Notes", "Status", "Colour"]
    assert sheet_of(plan, "Plan")[0] == {
        "Ref": "AC1",
        "Stage *": "Activity",
        "What *": "Visit tenants",
        "Leads to *": "OC1",
        "Status": "Proposed",
        "Colour": "blue",
    }


def test_headings_and_words_are_written_in_another_language(tmp_path: Path) -> None:
    plan = plan_of(SMALL, tmp_path)
    first, _ = sheet_of(plan, "Plan", "fr")
    assert first["Réf"] == "AC1"
    assert "Activités" in first.values()
    assert first["Statut"] == "Proposé"


def test_an_own_heading_that_would_be_taken_for_the_templates_is_set_apart(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Needs | Ref | Kind | What | Priority | Priority rank |
        |---|---|---|---|---|---|
        | | N1 | Need | Homes are cold | 1 | 7 |
        """,
        tmp_path,
    )
    (row,) = sheet_of(plan, "Needs")
    assert (row["Priority *"], row["Not used: Priority rank"]) == (1, 7)


def test_answers_to_own_questions_stay_on_start_here(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Start here | A | B |
        |---|---|---|
        | | Programme name | Warm homes |
        | | Board member | Treasurer |
        | | Organisation | Tenants’ union |

        | Plan | Ref | Stage | What |
        |---|---|---|---|
        | | AC1 | Activity | Visit tenants |
        """,
        tmp_path,
    )
    again = rewritten(plan, tmp_path)
    assert [(extra.heading, extra.text) for extra in again.programme.extras] == [("Board member", "Treasurer")]


# -- arrows -----------------------------------------------------------------------------------------------------------


def test_arrows_that_share_their_reason_stand_in_leads_to_and_the_others_in_links(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to | Because | What must be true | Evidence |
        |---|---|---|---|---|---|---|---|
        | | AC1 | Activity | Visit tenants | OC1, OC2, OC3 | People trust a visitor | Doors are opened | E1; none yet |
        | | OC1 | Outcome | Tenants ask for repairs | OC3 | | | |
        | | OC2 | Outcome | Tenants save energy | OC3 | | | |
        | | OC3 | Outcome | Homes are warm | | | | |

        | Links | From | To | Because | Evidence | Evidence level | Kind | Months until it shows | Confidence |
        |---|---|---|---|---|---|---|---|---|
        | | AC1 | OC3 | A warm home shows | E1 | 4 | | 3–6 | 70% |
        | | OC3 | AC1 | | | | Feeds back to | | |

        | Sources | Ref | Title | Kind | When | How good is it |
        |---|---|---|---|---|---|
        | | E1 | Study of visits | Study or review | 2024 | 3 Supported |
        """,
        tmp_path,
    )
    boxes = sheet_of(plan, "Plan")
    assert boxes[0]["Leads to *"] == "OC1, OC2"
    assert boxes[0]["Because"] == "People trust a visitor"
    assert boxes[0]["What must be true"] == "A1"
    assert boxes[0]["Evidence"] == "E1; none yet"
    assert [box.get("Leads to *") for box in boxes[1:]] == ["OC3", "OC3", None]
    assert sheet_of(plan, "Links") == [
        {
            "From *": "AC1",
            "To *": "OC3",
            "Because": "A warm home shows",
            "What must be true": "A1",
            "Evidence": "E1; none yet",
            "Evidence level": "4 Strong",
            "Confidence": 0.7,
            "Months until it shows": "3–6",
        },
        {"From *": "OC3", "To *": "AC1", "Kind": "Feeds back to"},
    ]
    assert sheet_of(plan, "Assumptions & risks") == [
        {
            "Ref": "A1",
            "Kind *": "Assumption",
            "What *": "Doors are opened",
            "Applies to": "AC1>OC1, AC1>OC2, AC1>OC3",
            "Sort": "Outside conditions",
        }
    ]
    assert meaning(rewritten(plan, tmp_path)) == meaning(plan)


def test_an_arrow_typed_backwards_does_not_take_the_reason_of_the_row_it_starts_from(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to | Because | Evidence level | Comes from |
        |---|---|---|---|---|---|---|---|
        | | AC1 | Activity | Visit tenants | OC1 | People trust a visitor | 2 | |
        | | OC1 | Outcome | Tenants ask for repairs | | | | |
        | | OC2 | Outcome | Tenants save energy | | | | AC1 |
        """,
        tmp_path,
    )
    assert sheet_of(plan, "Plan")[0]["Leads to *"] == "OC1"
    assert sheet_of(plan, "Links") == [{"From *": "AC1", "To *": "OC2"}]
    assert meaning(rewritten(plan, tmp_path)) == meaning(plan)


def test_causes_stand_beside_the_need_unless_more_is_said_of_them(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Needs | Ref | Kind | What | Cause |
        |---|---|---|---|---|
        | | N1 | Need | Homes are cold | Old windows; N2 |
        | | N2 | Cause | Rents are high | |

        | Problem tree | From | To | Still a guess |
        |---|---|---|---|
        | | N2 | N3 | Yes |
        """,
        tmp_path,
    )
    assert [row.get("Cause") for row in sheet_of(plan, "Needs")] == ["N2; N3", None, None]
    assert sheet_of(plan, "Problem tree") == [{"From *": "N2", "To *": "N3", "Still a guess": "Yes"}]
    assert meaning(rewritten(plan, tmp_path)) == meaning(plan)


# -- cells ------------------------------------------------------------------------------------------------------------

PLACE = Place(file="plan.xlsx", sheet="Plan", row=2)


def plan_saying(text: str) -> Plan:
    box = Element(id="AC1", text=text, place=PLACE, origins=(PLACE,))
    return Plan(programme=Programme(place=Place(file="plan.xlsx", sheet="Start here")), elements=(box,))


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("https://example.org")',
        "+44 and more",
        "-5 degrees",
        "@SUM(A1)",
        "#N/A",
        "<script>alert(1)</script> & more",
        "{{ 7*7 }}",
        "_x000D_ as typed",
        "a line\nbreak",
        "no\N{NO-BREAK SPACE}break, \N{RIGHT-TO-LEFT OVERRIDE}turned, soft\N{SOFT HYPHEN}hyphen, \N{SEEDLING}",
        "007",
        "x" * 600,
    ],
)
def test_a_text_that_bites_is_written_and_read_as_it_is(text: str, tmp_path: Path) -> None:
    plan = plan_saying(text)
    book = load_workbook(io.BytesIO(plan_workbook(plan).data))
    assert {cell.data_type for page in book for row in page for cell in row if cell.value is not None} <= {"s", "n"}
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook(plan).data)
    assert read_plan(path).elements[0].text == text


def test_signs_that_no_workbook_may_hold_do_not_spoil_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook(plan_saying("a bell \a, half a letter \ud800, no letter \uffff")).data)
    assert read_plan(path).elements[0].text.startswith("a bell ")


def test_the_title_of_the_document_is_the_name_of_the_programme_on_one_line(tmp_path: Path) -> None:
    plan = Plan(programme=Programme(name="Warm \a homes\nfor all", place=PLACE), elements=plan_saying("x").elements)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook(plan).data)
    assert load_workbook(path).properties.title == "Warm homes for all"


def test_a_text_that_no_cell_can_hold_is_cut_and_reported() -> None:
    written = plan_workbook(plan_saying("long " * 10_000))
    cell = load_workbook(io.BytesIO(written.data))["Plan"]["C2"].value
    assert len(cell) == 32_767
    assert cell.endswith("…")
    assert written.remarks == ("AC1: “What” is longer than a cell can hold. Its end was cut off.",)


def test_a_cell_that_could_not_be_understood_goes_back_to_its_place(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to | Start | Marks | Cost |
        |---|---|---|---|---|---|---|---|
        | | AC1 | Activity | Visit tenants | OC1, warm rooms | 31/02/2026 | Odd | about half |
        | | OC1 | Outcome | Homes are warm | OC9 | | | 1.234,56 |
        """,
        tmp_path,
    )
    first, second = sheet_of(plan, "Plan")
    assert first["Leads to *"] == "OC1, warm rooms"
    assert (first["Start"], first["Marks"], first["Cost"]) == ("31/02/2026", "Odd", "about half")
    assert (second["Leads to *"], second["Cost"]) == ("OC9", "1.234,56")
    again = rewritten(plan, tmp_path)
    assert sorted(each.text for each in again.unread) == sorted(each.text for each in plan.unread)
    assert [each.text for each in again.broken] == ["OC9"]


def test_what_has_no_cell_is_reported(tmp_path: Path) -> None:
    plan = plan_of(
        """
        | Plan | Ref | Stage | What | Leads to |
        |---|---|---|---|---|
        | | AC1 | Activity | Visit tenants | OC1 |
        | | OC1 | Outcome | Homes are warm | |

        | Links | From | To | Because |
        |---|---|---|---|
        | | AC1 | OC1 | People trust a visitor |
        | | AC1 | OC1 | A visit is a start |
        | | the flats | OC1 | They are old |
        """,
        tmp_path,
    )
    assert plan_workbook(plan).remarks == (
        "Links, cell A4: “the flats” could not be understood, and has no cell in the new workbook.",
        "Links, row 3: the arrow AC1>OC1 stands in Links, row 2 already; only that row is kept.",
    )


def test_many_rows_keep_their_help_and_colours() -> None:
    boxes = tuple(Element(id=f"AC{n}", text="Visit", place=PLACE, origins=(PLACE,)) for n in range(1, 701))
    plan = Plan(programme=Programme(place=PLACE), elements=boxes, links=(Link(cause="AC1", effect="AC2", place=PLACE),))
    page = load_workbook(io.BytesIO(plan_workbook(plan).data))["Plan"]
    last = page.max_row
    assert last > 700
    assert all(
        int(str(rule.sqref).rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == last
        for rule in page.data_validations.dataValidation
    )


def test_the_tables_of_an_example_are_all_written(tmp_path: Path) -> None:
    markdown = EXAMPLES[0].read_text(encoding="utf-8")
    tabs = tabs_of(plan_of(markdown, tmp_path))
    assert {sheet for sheet, _ in tables_in(markdown)} <= set(tabs)


def test_a_formula_that_was_never_worked_out_does_not_become_part_of_a_ref(tmp_path: Path) -> None:
    plan = plan_of(
        """
| Plan | Ref | Stage | What | Leads to |
|---|---|---|---|---|
| | =B2*12 | Activity | Cook together | OC1 |
| | OC1 | Outcome | Families eat well | |

Formula: Plan A2
""",
        tmp_path,
    )
    assert [row["Ref"] for row in sheet_of(plan, "Plan")] == ["AC1", "OC1"]
    assert [each.rpartition(": ")[2] for each in plan_workbook(plan).remarks] == [
        "“=B2*12” could not be understood, and has no cell in the new workbook."
    ]
