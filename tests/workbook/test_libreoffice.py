"""The workbook in a spreadsheet program: it opens without loss, and its cells turn amber when they should."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

from logicmodel import read_plan
from logicmodel.workbook import Style, blank_workbook, plan_workbook
from tests.tables import plan_of
from tests.workbook.same import meaning

Convert = Callable[[bytes], Path]

FIRST_FREE_COLUMN = 104  # to the right of all that the formulas look at
COLOURS = {"00FFC84A": "amber", "00FFEFC2": "light amber"}


@pytest.fixture(scope="module")
def saved_by_libreoffice(converted: Callable[[bytes, str, str], Path]) -> Convert:
    """Give a function that opens a workbook in LibreOffice Calc and saves it again."""
    return lambda data: converted(data, "plan.xlsx", "xlsx")


def values(book: Any) -> dict[tuple[str, str], object]:
    return {
        (page.title, cell.coordinate): cell.value
        for page in book
        for row in page
        for cell in row
        if cell.value is not None
    }


@pytest.mark.parametrize("style", ["standard", "full", "quick", "table"])
def test_a_template_opens_without_loss(style: Style, saved_by_libreoffice: Convert) -> None:
    made = load_workbook(io.BytesIO(blank_workbook(style)))
    saved = load_workbook(saved_by_libreoffice(blank_workbook(style)))
    assert values(saved) == values(made)
    for page in made:
        other = saved[page.title]
        assert len(other.tables) == len(page.tables)
        lists = [rule for rule in page.data_validations.dataValidation if rule.type == "list"]
        assert len([rule for rule in other.data_validations.dataValidation if rule.type == "list"]) == len(lists)


def test_a_plan_saved_by_another_program_is_the_same_plan(saved_by_libreoffice: Convert, tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples" / "young-carers" / "tables.md"
    plan = plan_of(example.read_text(encoding="utf-8"), tmp_path)
    saved = saved_by_libreoffice(plan_workbook(plan).data)
    assert meaning(read_plan(saved)) == meaning(plan)


def test_what_is_needed_and_missing_turns_amber_as_one_types(saved_by_libreoffice: Convert) -> None:
    book = load_workbook(io.BytesIO(blank_workbook("full")))
    typed = {
        "Start here": {"B4": "Tenants’ union"},
        "Needs": {"C2": "Homes are cold", "C9": "A warm library"},
        "Plan": {
            "C2": "Adviser",
            "D2": "AC1",
            "C7": "Visit tenants",
            "C8": "Open a warm room",
            "C13": "40 visits",
            "D13": "OC1",
            "F13": "People trust a visitor",
            "C14": "90 evenings",
            "D14": "OC1, OC2",
            "C19": "Tenants ask for repairs",
            "C28": "Homes are warm",
        },
        "Measures": {"B2": "oc 1", "C2": "Repairs asked for", "B3": "OC99", "C3": "Days above 18 degrees", "B4": "A1"},
        "Links": {"A2": "AC2", "B2": "OP2"},
    }
    for name, cells in typed.items():
        for cell, text in cells.items():
            book[name][cell] = text
    assert dict(coloured(book, saved_by_libreoffice)) == {
        **dict.fromkeys([("Start here", f"B{row}") for row in (3, 6, 7, 8)], "amber"),
        **dict.fromkeys([("Needs", f"{column}2") for column in "DEFG"], "amber"),
        ("Plan", "D7"): "amber",
        ("Plan", "F14"): "light amber",
        ("Plan", "D19"): "amber",
        **dict.fromkeys([("Measures", f"{column}2") for column in "DEFGH"], "amber"),
        **dict.fromkeys([("Measures", f"{column}3") for column in "BDEFGH"], "amber"),
        **dict.fromkeys([("Measures", f"{column}4") for column in "CDEFGH"], "amber"),
    }


def coloured(book: Any, save: Convert) -> Iterator[tuple[tuple[str, str], str]]:
    """Let Calc work out the conditional formats: each formula is laid into a free cell of its sheet."""
    asked: dict[tuple[str, str], tuple[str, str]] = {}
    for page in book:
        free = FIRST_FREE_COLUMN
        for cells in page.conditional_formatting:
            for rule in cells.rules:
                colour = COLOURS.get(rule.dxf.fill.fgColor.rgb)
                if colour is None:
                    continue
                first = next(iter(cells.sqref.ranges))
                free += 1
                for row in range(first.min_row, min(first.max_row, first.min_row + 28) + 1):
                    cell = f"{get_column_letter(first.min_col)}{row}"
                    formula = Translator(f"={rule.formula[0]}", origin=first.coord.partition(":")[0])
                    place = f"{get_column_letter(free)}{row}"
                    page[place] = formula.translate_formula(cell)
                    asked[page.title, place] = (cell, colour)
    stream = io.BytesIO()
    book.save(stream)
    answered = load_workbook(save(stream.getvalue()), data_only=True)
    for (sheet, place), (cell, colour) in asked.items():
        answer = answered[sheet][place].value
        assert isinstance(answer, bool)
        if answer:
            yield (sheet, cell), colour
