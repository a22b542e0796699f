"""How wide the columns of a table are: words and numbers stay whole, and what is long has room."""

from io import BytesIO

import docx
import pytest

from logicmodel.reporting import write_paper
from logicmodel.reporting.columns import AROUND, LETTER, fair_shares, printed_rows, shares_of
from logicmodel.reporting.paper import Grid
from logicmodel.saying import Cell, Table, ours, own
from tests.reporting.papers import paper_with

LONG = (
    "Visits every family at home before the birth, every two weeks after it and every month until the second birthday"
)


def table_of(*rows: tuple[str, ...]) -> Table:
    cells = tuple(tuple((own(text),) for text in row) for row in rows)
    return Table(caption="Rows", headings=tuple("ABCDEFGH"[: len(rows[0])]), rows=cells)


def lines_in(shares: tuple[int, ...], table: Table, across: float) -> int:
    """Count the lines of a table in columns of these shares."""
    rooms = [int((across * share / sum(shares) - AROUND) / LETTER) for share in shares]
    return sum(
        max(-(-len(cell[0][0].text) // room) for cell, room in zip(row, rooms, strict=True)) for row in table.rows
    )


def test_rows_are_lower_than_in_columns_of_one_width_and_than_was_wanted() -> None:
    table = table_of(*((LONG, "Nurse supervisor", "weekly", LONG[:60], "1 May 2027") for _ in range(9)))
    made = lines_in(fair_shares(table, (2, 2, 2, 2, 2), 80), table, 80)
    assert made <= lines_in((1, 1, 1, 1, 1), table, 80) * 0.7


@pytest.mark.parametrize("across", [34, 48, 80])
def test_a_number_and_its_unit_have_room_beside_each_other(across: int) -> None:
    row = ((own(LONG),), (own(LONG),), (ours("1,150,000\N{NO-BREAK SPACE}USD"),), (own(LONG),))
    table = Table(caption="Costs", headings=tuple("ABCD"), rows=(row,) * 9)
    shares = shares_of(Grid(table=table, shares=(9, 9, 1, 9)), across)
    assert across * shares[2] / sum(shares) >= len("1,150,000 USD") * LETTER


def test_a_column_that_somebody_fills_in_keeps_the_room_that_was_wanted() -> None:
    table = table_of(*((LONG, LONG, "") for _ in range(9)))
    empty = Table(caption="", headings=table.headings, rows=tuple((*row[:2], ()) for row in table.rows))
    shares = fair_shares(empty, (2, 2, 2), 60)
    assert shares[2] / sum(shares) > 0.25


def test_more_columns_than_a_page_has_room_for_have_some_each() -> None:
    table = table_of(*(("Epidemiologist",) * 8 for _ in range(3)))
    assert len(set(shares_of(Grid(table=table), 20))) == 1


def high_row(lines: int) -> tuple[Cell, ...]:
    return ((ours("A need"), ours("300 people")), tuple(ours(f"line{each}") for each in range(lines)))


def test_no_row_is_so_high_that_a_page_before_it_stays_nearly_empty() -> None:
    table = Table(caption="", headings=("Need", "What"), rows=(high_row(20), high_row(45)))
    rows = list(printed_rows(Grid(table=table), (40, 40), 60))
    assert all(row.whole and len(row.cells[1]) <= 35 for row in rows)
    assert [len(row.cells[1]) for row in rows if row.cells[0][0] == ours("A need")] == [20, 35, 10]


def test_a_high_row_is_parted_in_word_too() -> None:
    table = Table(caption="Needs", headings=("Need", "What"), rows=(high_row(100),))
    (made,) = docx.Document(BytesIO(write_paper(paper_with(Grid(table=table)), "docx", {}))).tables
    names, said = [row.cells[0].text for row in made.rows], [row.cells[1].text.split("\n") for row in made.rows]
    assert len(names) > 2
    assert all("A need" in name for name in names[1:])
    assert [line for lines in said[1:] for line in lines] == [f"line{each}" for each in range(100)]
