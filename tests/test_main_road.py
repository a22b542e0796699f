"""The main road, whole: a workbook in another dress is the same plan, and says the same."""

import csv
import io
import random
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
from openpyxl import Workbook, load_workbook

from logicmodel import Theory, build, check, draw, read_plan, sheets
from logicmodel.listing import account_as_csv
from logicmodel.model import Plan
from logicmodel.words.load import translated

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = sorted(folder.name for folder in EXAMPLES.iterdir() if (folder / "tables.md").is_file())

ONE_SHEET = """\
Ref,Type,What,Who for,Priority,Leads to,Because,What must be true,Evidence,Who leads,Start,End,Cost,Measure,Now,Aim,By when,How we check,"If it is not true, we will"
,Programme,Warm Homes Hill,Tenants of Hill Road,,,,,,Hill Tenants’ Union,2026-04,2028-03,90000,,,,,,
N1,Need,Children cough all winter,Families on Hill Road,1,OC1,,,"Clinic records 2025; two evenings with parents",,,,,,,,,,
S1,Strength,Neighbours lend tools,Hill Road,,AC1,,,Street party,,,,,,,,,,
AC1,Activity,Mend draughty windows with tenants,,,OP1,,Landlord lets us in,,Repairs lead,2026-05,2027-10,60000,,,,,,
OP1,Output,80 flats with tight windows,,,OC1,A dry room grows no mould,,Evaluation of a similar street,,,,,Flats done,0,80,2027-10,Job list,
OC1,Short-term outcome,Bedrooms stay dry,Families on Hill Road,,OC2,Dry air irritates lungs less,Rents stay low,,,,2027-12,,% of bedrooms under 65 % damp,30,75,2027-12,Damp meter,
OC2,Long-term outcome,Children sleep through the night,Families on Hill Road,,IM1,,,,,,2028-02,,Nights woken by coughing in a week,4,1,2028-02,Parents’ diary,
IM1,Impact,Children on Hill Road are as well as others,,,,,,,,,2028-03,,,,,,,
R1,Risk,Rents go up after repairs,,,OC2,,,,Union chair,,,,,,,,,Agree a rent freeze first
"""


def as_xlsx(text: str) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Plan"
    for number, row in enumerate(csv.reader(io.StringIO(text)), 1):
        for column, cell in enumerate(row, 1):
            if cell:
                page.cell(number, column, int(cell) if cell.isdecimal() else cell)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def in_another_dress(source: Path, language: str, chance: random.Random, *, sort_rows: bool) -> bytes:
    """Shuffle the tabs (and the rows) of a workbook, and rename its tabs and headings as another language does."""
    book, dressed = load_workbook(source), Workbook()
    dressed.remove(dressed.active)
    keys = {name: key for key, name in sheets.NAMES.items()}
    for tab in chance.sample(book.sheetnames, len(book.sheetnames)):
        if tab not in keys:
            continue
        key = keys[tab]
        page = dressed.create_sheet(translated("_sheet", key, language) or tab)
        rows = [list(row) for row in book[tab].iter_rows(values_only=True)]
        if key == "programme":
            rows = [[_in(language, key, row[0]), *row[1:]] for row in rows]
        else:
            body = chance.sample(rows[1:], len(rows) - 1) if sort_rows else rows[1:]
            rows = [[_in(language, key, heading) for heading in rows[0]], *body]
        for row in rows:
            page.append(row)
    stream = io.BytesIO()
    dressed.save(stream)
    return stream.getvalue()


def _in(language: str, key: str, heading: object) -> object:
    plain = str(heading).replace(" *", "")
    field = next((column.field for column in sheets.columns(key) if column.heading == plain), None)
    return (field and translated(key, field, language)) or heading


def without_places(plan: Plan) -> Any:
    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(its) for key, its in value.items() if key not in ("place", "origins")}
        return [bare(its) for its in value] if isinstance(value, list | tuple) else value

    whole = bare(msgspec.to_builtins(plan))
    return {
        key: its
        for key, its in whole.items()
        if key not in ("account", "filled", "beside", "files", "noticed", "read_as", "sheets_in_order")
    }


def what_is_said(plan: Plan, *, to_the_letter: bool = True) -> Counter[tuple[str, ...]]:
    found = check(Theory(plan), profile="plan")
    return Counter(
        (each.code, str(each.severity), each.about, *((each.message, each.advice) if to_the_letter else ()))
        for each in found
    )


@pytest.mark.parametrize("language", ["fr", "es", "pt", "de", "ar"])
@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_renamed_and_translated_says_the_same_to_the_letter(
    name: str, language: str, tmp_path: Path
) -> None:
    source = EXAMPLES / name / f"{name}.xlsx"
    dressed = tmp_path / "habillé.xlsx"
    dressed.write_bytes(in_another_dress(source, language, random.Random(7), sort_rows=False))
    assert what_is_said(read_plan(dressed)) == what_is_said(read_plan(source))


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_that_is_sorted_too_says_the_same_of_the_same_boxes(name: str, tmp_path: Path) -> None:
    # Of two equally near Refs the first row's is offered, so the wording may follow the order.
    source = EXAMPLES / name / f"{name}.xlsx"
    dressed = tmp_path / "trié.xlsx"
    dressed.write_bytes(in_another_dress(source, "fr", random.Random(7), sort_rows=True))
    assert what_is_said(read_plan(dressed), to_the_letter=False) == what_is_said(read_plan(source), to_the_letter=False)


def test_one_sheet_is_one_plan_in_any_file(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(ONE_SHEET, encoding="utf-8")
    (tmp_path / "plan.xlsx").write_bytes(as_xlsx(ONE_SHEET))
    lines, cells = read_plan(tmp_path / "plan.csv"), read_plan(tmp_path / "plan.xlsx")
    assert without_places(cells) == without_places(lines)
    assert what_is_said(cells) == what_is_said(lines)
    assert draw(Theory(cells), "svg").data == draw(Theory(lines), "svg").data


@pytest.mark.parametrize("format", ["svg", "png", "pdf", "dot"])
def test_the_same_plan_gives_the_same_bytes(format: str, tmp_path: Path) -> None:  # noqa: A002 # the word of the command line
    (tmp_path / "plan.csv").write_text(ONE_SHEET, encoding="utf-8")
    first, second = (draw(Theory(read_plan(tmp_path / "plan.csv")), format).data for _ in range(2))
    assert first == second


def test_building_from_what_was_built_changes_nothing(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "Strand,Activities,Outputs,Short-term outcomes,Impact\n"
        'Food,"Run a pantry\nTeach cooking",40 families fed,Families eat hot meals,Fewer children are hungry\n'
        "Home,Visit families,40 families visited,Families eat hot meals,Fewer children are hungry\n",
        encoding="utf-8",
    )
    (tmp_path / "plan.xlsx").write_bytes(build(table).data)
    assert build(tmp_path / "plan.xlsx").data == (tmp_path / "plan.xlsx").read_bytes()


def test_every_cell_of_a_wide_table_is_accounted_for_and_its_arrows_are_proposals(shared_data: Path) -> None:
    plan = read_plan(shared_data / "logframes" / "reach-riverside-logic-model.csv")
    assert len({use.place for use in plan.account}) == len(plan.account) == 153
    assert all(any(mark.kind == "to_confirm" for mark in link.marks) for link in plan.links)
    assert len({(box.stage, box.term, box.text.casefold()) for box in plan.elements}) == len(plan.elements)
    repeated = [box for box in plan.elements if len(box.origins) > 1]
    assert sum(len(box.origins) for box in repeated) == 101
    alike = check(Theory(plan), select=["D008"])
    assert any("commericial" in each.message.casefold() or "nearly the same" in each.message for each in alike)


def test_the_account_as_a_table_has_a_row_for_each_filled_cell(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "Activities,Outputs,Short-term outcomes,Weather\nRun a pantry,=1+1,Families eat hot meals,Ada\n",
        encoding="utf-8",
    )
    rows = list(csv.reader(io.StringIO(account_as_csv(read_plan(table)))))
    assert rows[0] == ["File", "Sheet", "Cell", "Text", "What became of it", "Where it went, or why not"]
    assert [row[2] for row in rows[1:]] == ["A1", "B1", "C1", "D1", "A2", "B2", "C2", "D2"]
    assert rows[6][3] == "'=1+1", "a spreadsheet program must not take it for a formula"
    assert rows[8][4:] == ["kept without being used", "kept, not used: column “Weather”"]
