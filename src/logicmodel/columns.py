"""Tables as text in columns, for a screen of a given width."""

import textwrap
from collections.abc import Sequence

from logicmodel.saying import Cell, Table, plain_text

GAP = 2
"""Spaces between two columns."""

NARROWEST = 7
"""A column is not made narrower than this, unless it needs less."""


def table_in_words(table: Table, width: int) -> str:
    """Lay out a table in columns: its caption, its headings, a line, and rows whose cells run over several lines."""
    rows = [[_lines(cell) for cell in row] for row in table.rows]
    heads = [[heading] for heading in table.headings]
    widths = _widths([[heading.split() for heading in table.headings], *rows], width)
    laid = [_row(heads, widths), "  ".join("-" * each for each in widths), *(_row(row, widths) for row in rows)]
    return f"{chr(10).join(wrapped(table.caption + ':', width))}\n\n" + "\n".join(laid) + "\n"


def _lines(cell: Cell) -> list[str]:
    return [plain_text(line) for line in cell]


def wrapped(text: str, width: int, *, first: str = "", following: str = "") -> list[str]:
    """Break a text into lines; what a no-break space holds together stays so, and is printed with a space."""
    lines = textwrap.wrap(text, width, initial_indent=first, subsequent_indent=following, break_on_hyphens=False)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def _widths(rows: Sequence[Sequence[Sequence[str]]], width: int) -> list[int]:
    """Give each column what its longest line needs; where that is too much, take from the widest."""
    columns = range(len(rows[0]))
    widths = [max(len(line) for row in rows for line in row[column]) for column in columns]
    while sum(widths) + GAP * (len(widths) - 1) > width and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    laid = [
        [part for line in cell for part in wrapped(line, width) or [""]]
        for cell, width in zip(cells, widths, strict=True)
    ]
    height = max(map(len, laid))
    lines = (
        (" " * GAP)
        .join(
            (parts[number] if number < len(parts) else "").ljust(width)
            for parts, width in zip(laid, widths, strict=True)
        )
        .rstrip()
        for number in range(height)
    )
    return "\n".join(lines)
