import io
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from logicmodel import read_plan, sheets
from logicmodel.errors import UnknownName
from logicmodel.words.load import LANGUAGES
from logicmodel.workbook import Style, blank_workbook

STYLES: tuple[Style, ...] = ("standard", "full", "quick", "table")
OPTIONAL = [
    "People",
    "Links",
    "Assumptions & risks",
    "Sources",
    "Readings",
    "Groups",
    "Problem tree",
    "Scores",
    "Budget",
    "Log",
    "Waivers",
]
EVERY = [(style, language) for style in STYLES for language in LANGUAGES.values()]


@cache
def opened(style: Style = "standard", language: str = "en") -> Any:
    return load_workbook(io.BytesIO(blank_workbook(style, language)))


def headings(page: Any) -> list[str]:
    return [cell.value for cell in page[1]]


def columns_of(page: Any) -> Iterator[list[Any]]:
    for column in page.iter_cols(min_row=2, values_only=True):
        yield [value for value in column if value is not None]


# -- sheets and headings ----------------------------------------------------------------------------------------------


def test_tabs_stand_in_the_order_in_which_they_are_filled_in() -> None:
    standard = ["Start here", "Needs", "Plan", "Measures", "Example", "Lists"]
    assert opened().sheetnames == standard
    assert opened("full").sheetnames == [*standard[:4], *OPTIONAL, *standard[4:]]
    assert opened("quick").sheetnames == opened("table").sheetnames == ["Plan"]


def test_the_standard_form_has_the_columns_above_more_and_the_full_form_has_all() -> None:
    standard, full = opened()["Plan"], opened("full")["Plan"]
    assert headings(standard)[:4] == ["Ref", "Stage *", "What *", "Leads to *"]
    assert headings(standard)[-1] == "Notes"
    assert headings(full)[: len(headings(standard))] == headings(standard)
    assert headings(full)[-1] == "Marks"
    assert len(headings(full)) == 46


def test_the_small_forms_have_their_own_columns() -> None:
    quick = headings(opened("quick")["Plan"])
    assert quick[:6] == ["Ref", "Type *", "What *", "Who for", "Priority", "Leads to *"]
    assert len(quick) == 20
    assert headings(opened("table")["Plan"]) == [
        "Need",
        "Inputs",
        "Activities",
        "Outputs",
        "Short-term outcomes",
        "Medium-term outcomes",
        "Long-term outcomes",
        "Impact",
        "Measures",
    ]


@pytest.mark.parametrize(("style", "language"), EVERY)
def test_every_name_is_short_enough_and_stands_once(style: Style, language: str) -> None:
    book = opened(style, language)
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    assert all(len(name) <= 31 for name in book.sheetnames)
    for page in book:
        for table in page.tables.values():
            its = headings(page)
            assert [column.name for column in table.tableColumns] == its
            assert len({heading.casefold() for heading in its}) == len(its)


def test_start_here_asks_its_questions_from_row_3() -> None:
    page = opened("full")["Start here"]
    assert page["A3"].value == "Programme name *"
    assert page["A17"].value == "Version date"
    assert page["A18"].value is None
    assert page["A19"].value == "More, if you like"
    assert page["A20"].value == "Status of this plan"
    assert page["A32"].value == "Language of this workbook"
    assert page["C4"].value == "The organisation that leads the work."
    assert [cell.value for cell in page["B"] if cell.value is not None] == [10]


def test_start_here_names_every_sheet_and_the_optional_ones_in_brackets() -> None:
    text = [cell.value for cell in opened("full")["Start here"]["A"] if cell.value]
    assert "Needs: what is missing or wrong, and what is strong" in text
    assert "(Log): reviews, changes and decisions" in text
    assert any("Save, then run: logicmodel FILE" in line for line in text)
    standard = [cell.value for cell in opened()["Start here"]["A"] if cell.value]
    assert any("(People) (Links)" in line for line in standard)


def test_a_click_on_the_contents_leads_to_the_sheet() -> None:
    book = opened("full")
    links = [cell.hyperlink.location for cell in book["Start here"]["A"] if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]


# -- what is prefilled ------------------------------------------------------------------------------------------------


def test_refs_and_stages_are_prefilled_as_text() -> None:
    book = opened("full")
    refs, stages, *rest = columns_of(book["Plan"])
    assert len(refs) == 28
    assert refs[:6] == ["IN1", "IN2", "IN3", "IN4", "IN5", "AC1"]
    assert stages[17:27] == [
        *["Short-term outcome"] * 3,
        *["Medium-term outcome"] * 3,
        *["Long-term outcome"] * 3,
        "Impact",
    ]
    assert not any(rest)
    refs, kinds, *rest = columns_of(book["Needs"])
    assert refs == [f"N{number}" for number in range(1, 11)]
    assert kinds == ["Need"] * 7 + ["Strength"] * 3
    assert not any(rest)
    refs, kinds, *_ = columns_of(book["Assumptions & risks"])
    assert refs == [*(f"A{number}" for number in range(1, 9)), "R1", "R2", "R3", "R4"]
    assert kinds == ["Assumption"] * 8 + ["Risk"] * 4
    assert len(next(columns_of(book["Measures"]))) == 10
    assert len(next(columns_of(book["Sources"]))) == 8
    assert not any(filled for name in ("People", "Links", "Groups", "Log") for filled in columns_of(book[name]))


# -- what people may rely on ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", STYLES)
def test_there_is_no_formula_macro_password_or_hidden_sheet(style: Style) -> None:
    data = blank_workbook(style)
    with ZipFile(io.BytesIO(data)) as parts:
        assert not [name for name in parts.namelist() if "vba" in name.lower() or "external" in name.lower()]
        content = b"".join(parts.read(name) for name in parts.namelist())
    assert b"<f>" not in content
    assert b"Protection" not in content
    book = load_workbook(io.BytesIO(data))
    assert {page.sheet_state for page in book} == {"visible"}
    assert b"dc:creator" not in content


@pytest.mark.parametrize("style", STYLES)
def test_every_cell_to_fill_in_says_what_to_type(style: Style) -> None:
    for page in opened(style):
        for rule in page.data_validations.dataValidation:
            assert rule.showInputMessage
            assert 0 < len(rule.prompt) <= 255
            assert len(rule.promptTitle or "") <= 32
        if page.title in ("Start here", "Example", "Lists"):
            continue
        columns = [next(iter(rule.sqref.ranges)).min_col for rule in page.data_validations.dataValidation]
        assert columns == list(range(1, page.max_column + 1))


def test_the_note_on_a_heading_holds_the_help_and_an_example() -> None:
    note = opened()["Plan"]["D1"].comment.text
    assert note == "The Ref of the next box or boxes. Ask: so that what?\n\nFor example: OP1"


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_lists_offer_the_words_of_the_sheet_lists_and_forbid_nothing(language: str) -> None:
    book = opened("full", language)
    for page in book:
        for rule in page.data_validations.dataValidation:
            if rule.type == "list":
                cells = rule.formula1.replace("$", "").removeprefix("'Lists'!")
                words = [row[0].value for row in book["Lists"][cells]]
                assert words
                assert None not in words
            assert not rule.showErrorMessage or rule.errorStyle == "warning"


def test_the_types_of_the_quick_form_fit_into_the_rule_in_every_language() -> None:
    for language in LANGUAGES.values():
        (page,) = opened("quick", language)
        types = next(rule.formula1 for rule in page.data_validations.dataValidation if rule.type == "list")
        assert len(types) <= 255
        assert types.count(",") == 18


@pytest.mark.parametrize("style", STYLES)
def test_every_sheet_prints_one_page_wide_with_its_headings_and_name(style: Style) -> None:
    for page in opened(style):
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.paperSize == int(page.PAPERSIZE_A4)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.oddFooter.left.text == "&A"
        if page.tables:
            assert page.print_title_rows == "$1:$1"
            assert page.freeze_panes.endswith("2")


def test_start_here_is_open_with_the_first_answer_selected() -> None:
    book = opened("full")
    assert book.active.title == "Start here"
    assert {each.activeCell for each in book.active.sheet_view.selection} == {"B3"}
    assert [page.title for page in book if page.sheet_view.tabSelected] == ["Start here"]


def test_optional_sheets_have_grey_tabs_and_optional_headings_are_lighter() -> None:
    book = opened("full")
    assert {book[name].sheet_properties.tabColor.rgb for name in OPTIONAL} == {"00A6A6A6"}
    plan = book["Plan"]
    assert [plan[cell].style for cell in ("B1", "F1", "V1")] == ["Heading needed", "Heading optional", "Heading more"]


def test_dates_and_refs_stay_as_they_are_typed() -> None:
    plan = opened()["Plan"]
    formats = {heading: plan.cell(2, column).number_format for column, heading in enumerate(headings(plan), 1)}
    assert formats["Start"] == formats["Leads to *"] == formats["Ref"] == "@"
    assert formats["Cost"] == "General"


@pytest.mark.parametrize(("style", "language"), [("full", "en"), ("quick", "ar"), ("table", "fr")])
def test_the_same_template_has_the_same_bytes(style: Style, language: str) -> None:
    assert blank_workbook(style, language) == blank_workbook(style, language)


def test_the_archive_carries_no_date_of_today() -> None:
    with ZipFile(io.BytesIO(blank_workbook())) as parts:
        entries = parts.infolist()
        core = parts.read("docProps/core.xml")
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert all(first.filename < second.filename for first, second in pairwise(entries))
    assert core.count(b"1980-01-01T00:00:00Z") == 2


# -- read back --------------------------------------------------------------------------------------------------------


def test_reading_the_blank_template_finds_only_the_needed_answers_missing(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(blank_workbook())
    plan = read_plan(path)
    assert {note.kind for note in plan.noticed} == {"needed_empty"}
    missing = sorted(str(note.place) for note in plan.noticed)
    assert missing == [f"Start here, cell B{row}" for row in (3, 4, 6, 7, 8)]
    assert (plan.needs, plan.elements, plan.indicators, plan.unread, plan.broken) == ((), (), (), (), ())
    assert plan.programme.min_count == 10


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_every_heading_is_known_to_the_reader_in_every_language(language: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(blank_workbook("full", language))
    plan = read_plan(path)
    assert {note.kind for note in plan.noticed} == {"needed_empty"}
    read_as = [cell.why for cell in plan.account if cell.why.startswith("heading: ") and cell.fate == "used"]
    tables = [key for key in sheets.NAMES if key != "programme"]
    assert sorted(read_as) == sorted(f"heading: {each.heading}" for key in tables for each in sheets.columns(key))


def test_a_language_without_a_workbook_is_named() -> None:
    with pytest.raises(UnknownName, match="There is no workbook in “tlh”"):
        blank_workbook("standard", "tlh")
    assert blank_workbook("standard", "French") == blank_workbook("standard", "fr")
