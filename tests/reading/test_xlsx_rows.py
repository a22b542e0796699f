"""Rows that are taken whole show what they would show if they were read cell by cell."""

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logicmodel.errors import FileNotReadable
from logicmodel.reading.files.grid import Sheet, open_book
from tests.reading.files import only_sheet, rows, save_workbook

STYLES = (
    '<styleSheet><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FFFFC000"/></patternFill></fill></fills><fonts><font/><font><strike/></font></fonts>'
    '<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="9"/><xf fillId="1"/><xf><alignment indent="2"/></xf><xf fontId="1"/></cellXfs>'
    "</styleSheet>"
)
STRINGS = (
    "".join(f"<si><t>Need {number}</t></si>" for number in range(40)) + "<si><t> </t></si><si><t>- a dash</t></si>"
)
MANY = 500  # rows before and after those of interest, so that these stand in a piece of their own

contents = st.sampled_from(
    ["/>", ">7</v></c>", ">0.45</v></c>", ">46115</v></c>", "></v></c>", ">-3e2</v></c>", ">012</v></c>"]
).map(lambda end: end if end == "/>" else f"><v{end}")
attributes = st.sampled_from(["", ' s="1"', ' s="2"', ' s="3"', ' s="4"', ' s="5"', ' s="9"'])
kinds = st.sampled_from(
    [
        ' t="s"><v>3</v></c>',
        ' t="s"><v>40</v></c>',
        ' t="s"><v>41</v></c>',
        ' t="b"><v>1</v></c>',
        ' t="e"><v>#REF!</v></c>',
    ]
)
cells = st.builds("{}{}".format, attributes, contents | kinds)
rows_of_cells = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.sampled_from(["", ' hidden="1"', ' outlineLevel="2"', ' spans="1:9"']),
        st.lists(st.tuples(st.sampled_from(["A", "B", "D", "AA"]), cells), max_size=5),
    ),
    max_size=6,
)


def filler(first: int) -> str:
    return "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{row % 40}</v></c></row>' for row in range(first, first + MANY)
    )


def read(xml: str) -> Sheet:
    with tempfile.TemporaryDirectory() as folder:
        path = save_workbook(Path(folder) / "plan.xlsx", xml, sharedStrings=f"<sst>{STRINGS}</sst>", styles=STYLES)
        return only_sheet(open_book(path))


@given(rows_of_cells)
def test_rows_taken_whole_show_what_they_show_cell_by_cell(
    interesting: list[tuple[int, str, list[tuple[str, str]]]],
) -> None:
    between = "".join(
        f'<row r="{MANY + row}"{rest}>{"".join(f"""<c r="{column}{MANY + row}"{cell}""" for column, cell in its)}</row>'
        for row, rest, its in interesting
    )
    xml = rows(filler(1) + between + filler(MANY + 10))
    assert read(xml) == read(xml.replace("<sheetData>", "<!-- read cell by cell --><sheetData>"))


@pytest.mark.parametrize(
    "unsound",
    [
        '<row r="600"><c r="A600"><v>1</v></row>',
        '<row r="600"><c r="A600"><v>1 & 2</v></c></row>',
        '<row r="600"><c r="A600"/</v></c></row>',
        '<row r="600"></row></row><row r="601">',
        '<row r="600"><c r="A600"><v>\x01</v></c></row>',
    ],
)
def test_what_is_no_xml_is_refused_wherever_it_stands(unsound: str) -> None:
    with pytest.raises(FileNotReadable, match="damaged"):
        read(rows(filler(1) + unsound + filler(700)))


def test_large_sheets_keep_every_cell() -> None:
    chance = random.Random(5)
    seen = {(row, column): f"Need {chance.randrange(40)}" for row in range(1, 2001) for column in (1, 2, 3)}
    xml = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{letter}{row}" t="s"><v>{seen[row, at][5:]}</v></c>' for at, letter in enumerate("ABC", 1))
        + "</row>"
        for row in range(1, 2001)
    )
    assert {place: cell.text for place, cell in read(rows(xml)).cells.items()} == seen
