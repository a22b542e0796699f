"""Any file at all: as many filled cells go in as are accounted for, it is read or refused, and what is built is whole."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from logicmodel import read_plan
from logicmodel.errors import LogicModelError
from logicmodel.model import Plan, Stage
from logicmodel.reading.files.grid import open_book
from logicmodel.words.spelling import looks_like_ref, plain
from logicmodel.workbook import plan_workbook
from tests.command import run
from tests.fuzzing import formats
from tests.fuzzing.chance import Chance, Drawn
from tests.fuzzing.grids import Grid, book_of, grids
from tests.fuzzing.reading import accounted_for, plan_or_refusal, read_books

any_file = settings(
    max_examples=25,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)

built_files = settings(any_file, max_examples=10)

BLANKS = " \t\n\r\f\v\u00a0\u200b\u2060\ufeff"


@st.composite
def chances(draw: st.DrawFn) -> Chance:
    return Drawn(draw)


@st.composite
def workbooks(draw: st.DrawFn) -> tuple[Grid, ...]:
    return grids(Drawn(draw))


@st.composite
def sheets(draw: st.DrawFn) -> Grid:
    return grids(Drawn(draw), 1)[0]


# -- as many cells as other readers find ------------------------------------------------------------------------------


def saved(drawn: Sequence[Grid], path: Path) -> Path:
    """Type sheets into a workbook and save it; letters that no workbook may hold are left out."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for grid in drawn:
        page = workbook.create_sheet(re.sub(r"[\\*?:/\[\]\x00-\x1f]|^'|'$", "", grid.name)[:31] or "Sheet")
        for (row, column), value in grid.values.items():
            typed = re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", value)[:32_000] if isinstance(value, str) else value
            page.cell(row, column, typed)
        for top, left, last, right in grid.merged:
            if (top, left) != (last, right) and not any(
                _overlap((top, left, last, right), its) for its in page.merged_cells
            ):
                page.merge_cells(start_row=top, start_column=left, end_row=last, end_column=right)
        for row in grid.hidden_rows:
            page.row_dimensions[row].hidden = True
        page.sheet_state = "hidden" if grid.hidden and len(workbook.sheetnames) > 1 else "visible"
    workbook.save(path)
    return path


def _overlap(one: tuple[int, int, int, int], other: object) -> bool:
    low_row, low_column, high_row, high_column = one
    left, top, right, bottom = other.bounds  # type: ignore[attr-defined]
    return bool(low_row <= bottom and top <= high_row and low_column <= right and left <= high_column)


def shows_something(text: str) -> bool:
    """Say whether a cell is more than white space and letters that cannot be seen."""
    return bool(re.sub(r"[\x00-\x1f\x7f]", "", text).strip().strip(BLANKS).strip())


def by_openpyxl(path: Path) -> list[int]:
    return [
        sum(
            cell is not None and shows_something(_decoded(cell))
            for row in sheet.iter_rows(values_only=True)
            for cell in row
        )
        for sheet in load_workbook(path).worksheets
    ]


def _decoded(cell: object) -> str:
    """Take out a line break as Excel escapes it, which this library leaves as it is stored."""
    return str(cell).replace("_x000D_", "")


@any_file
@given(workbooks())
def test_every_cell_that_another_reader_finds_in_a_workbook_is_accounted_for(
    tmp_path: Path, drawn: tuple[Grid, ...]
) -> None:
    path = saved(drawn, tmp_path / "any.xlsx")
    book = open_book(path)
    assert [len(sheet.cells) for sheet in book.sheets] == by_openpyxl(path)
    plan = plan_or_refusal(lambda: read_plan(path))
    if plan is not None:
        accounted_for(plan, [book])


@any_file
@given(sheets(), st.sampled_from(("utf-8", "utf-8-sig", "utf-16")), st.sampled_from(",;\t"))
def test_every_cell_that_another_reader_finds_in_lines_is_accounted_for(
    tmp_path: Path, drawn: Grid, encoding: str, separator: str
) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(formats.lines(drawn, encoding, separator))
    plan = plan_or_refusal(lambda: read_plan(path))
    if plan is not None:
        book = open_book(path)
        accounted_for(plan, [book])
        if separator == "," and "," in path.read_text(encoding):
            rows = csv.reader(io.StringIO(path.read_text(encoding), newline=""))
            found = [cell for row in rows for cell in row if shows_something(cell)]
            guessed = any(guess.endswith("between columns") for guess in book.guesses)
            assert guessed or plan.filled == len(found)


@any_file
@given(chances())
def test_every_cell_that_another_reader_finds_in_an_open_document_is_accounted_for(
    tmp_path: Path, chance: Chance
) -> None:
    path = tmp_path / "any.ods"
    path.write_bytes(formats.open_document(chance, grids(chance)))
    try:
        book = open_book(path)
    except LogicModelError:
        return
    read_books([book])


# -- several files, and anything at all -------------------------------------------------------------------------------


@any_file
@given(workbooks(), workbooks())
def test_cells_of_several_files_are_accounted_for_each_in_its_file(
    one: tuple[Grid, ...], other: tuple[Grid, ...]
) -> None:
    read_books([book_of(one, "plan.xlsx"), book_of(other, "needs.xlsx")])


@any_file
@given(chances())
def test_any_bytes_are_read_or_refused(chance: Chance) -> None:
    _, content = formats.file(chance)
    plan_or_refusal(lambda: read_plan("-", standard_input=content))


# -- building ---------------------------------------------------------------------------------------------------------


Box = tuple[str, Stage | None, str]


def boxes_with_words(plan: Plan) -> set[Box]:
    """Give the boxes that say something and have a Ref that looks like one; others may get a Ref or stage of their own.

    What was typed for a Ref and could not be read is written beside the Ref that was given, and left to be cleared up.
    """
    not_read = {each.about for each in plan.unread if each.heading == "Ref"}
    return {
        (each.id, each.stage, plain(each.text))
        for each in plan.elements
        if shows_something(each.text) and looks_like_ref(each.id) and each.id[0].isalpha() and each.id not in not_read
    }


def arrows_between(plan: Plan, boxes: set[Box]) -> set[tuple[str, str]]:
    refs = {ref for ref, _, _ in boxes}
    return {(each.cause, each.effect) for each in plan.links if {each.cause, each.effect} <= refs}


@built_files
@given(workbooks())
def test_what_is_built_is_read_back_with_the_same_boxes_and_arrows(drawn: tuple[Grid, ...]) -> None:
    plan = read_books([book_of(drawn)])
    boxes = boxes_with_words(plan) if plan else set()
    assume(plan is not None and boxes)
    assert plan is not None
    again = read_plan("-", standard_input=plan_workbook(plan).data)
    assert boxes <= boxes_with_words(again)
    assert arrows_between(again, boxes) == arrows_between(plan, boxes)


@any_file
@given(chances())
def test_a_build_writes_a_whole_workbook_or_nothing(tmp_path: Path, chance: Chance) -> None:
    ending, content = formats.file(chance)
    source, built = tmp_path / f"any{ending}", tmp_path / "built.xlsx"
    source.write_bytes(content)
    built.unlink(missing_ok=True)
    code = run("build", str(source), "-o", str(built), "--quiet")
    assert code in (0, 2)
    assert built.exists() == (code == 0)
    assert {each.name for each in tmp_path.iterdir()} <= {
        source.name,
        built.name,
        "any.csv",
        "any.xls",
        "any.xlsx",
        "any.ods",
        "any.tsv",
    }
    if built.exists():
        assert CalamineWorkbook.from_path(str(built)).sheet_names
