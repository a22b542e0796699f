"""About how high a section is on paper, before any medium lays it out: enough to choose how much is told on a page."""

import math

from logicmodel.reporting.columns import shares_of
from logicmodel.reporting.paper import Block, Facts, Grid, Paper, Paragraph, Section
from logicmodel.reporting.shapes import MARGIN, SIZES, wide
from logicmodel.saying import Line, ours

POINTS, SMALLER = 10.0, 1.5
"""Size of the letters where no funder asks for another, and by how much those of tables are smaller then."""

ACROSS, HIGH = 0.56, 1.25
"""Width of a letter and height of a line, as parts of the size of the letters; Word needs a little more than a PDF."""

BESIDE, ABOVE, FOOT = 9.0, 5.0, 14.0
"""Points beside and above and below the text of a cell, and those of the foot of a page within its margin."""


def fits_a_page(section: Section, paper: Paper) -> bool:
    """Say whether a section of facts, paragraphs and tables surely fits a page of a paper, upright."""
    across, high = SIZES[paper.paper]
    margin = MARGIN if paper.margin is None else paper.margin * 72 / 25.4
    blocks = sum(_height(block, paper, across - 2 * margin) for block in section.blocks)
    size = size_of_letters(paper)
    return _lines(section.title, size * 1.4, across) + 2 * size + blocks <= high - 2 * margin - FOOT


def size_of_letters(paper: Paper) -> float:
    """Give the size of the letters of a paper, in points."""
    return paper.font_points or POINTS


def size_in_tables(paper: Paper) -> float:
    """Give the size of the letters in tables, in points."""
    return paper.font_points or POINTS - SMALLER


def _height(block: Block, paper: Paper, across: float) -> float:
    """Give the height of a block in points, with the air around it."""
    size = size_of_letters(paper)
    air = size * (0.6 if paper.close else 1.0)
    if isinstance(block, Facts):
        return air + sum(_lines((*ours(f"{label}: "), *line), size, across) + 0.3 * size for label, line in block.rows)
    if isinstance(block, Paragraph):
        return air + _lines(block.text, size, across)
    if isinstance(block, Grid):
        return 2 * air + _lines(ours(block.table.caption), size, across) + _table(block, paper, across)
    return math.inf


def _table(block: Grid, paper: Paper, across: float) -> float:
    size = size_in_tables(paper)
    shares = shares_of(block, across / size)
    rooms = [max(across * share / sum(shares) - BESIDE, size) for share in shares]
    rows = (tuple((ours(heading),) for heading in block.table.headings), *block.table.rows)
    return sum(
        ABOVE
        + max(
            size * HIGH,
            *(sum(_lines(line, size, room) for line in cell) for cell, room in zip(row, rooms, strict=False)),
        )
        for row in rows
    )


def _lines(line: Line, size: float, across: float) -> float:
    return size * HIGH * math.ceil(wide(line) * size * ACROSS / across)
