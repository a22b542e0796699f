"""What a paper for readers outside the organisation keeps to itself: what is not there yet is told without a warning.

Inside, what is missing stands out, so that somebody adds it. A funder or partner reads the same words in plain ink, and
is spared asides that name nothing but columns without an entry. Nothing that is there is left out.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from logicmodel.reporting.paper import Block, Bullets, Facts, Grid, Paragraph, Picture, Section
from logicmodel.saying import Cell, Line, Words


def told_calmly(sections: Iterable[Section]) -> Iterator[Section]:
    """Give the sections with gaps in plain ink, without asides that say nothing else, and without empty sections."""
    for section in sections:
        blocks = tuple(_calm(block) for block in section.blocks if not _only_names_gaps(block))
        if blocks:
            yield replace(section, title=_line(section.title), blocks=blocks)


def shows(sections: Iterable[Section], sign: str) -> bool:
    """Say whether a sign stands anywhere in the words of the authors."""
    lines = (line for section in sections for block in section.blocks for line in _lines(block))
    return any(sign in words.text for line in lines for words in line if words.kind == "own")


def _only_names_gaps(block: Block) -> bool:
    if not isinstance(block, Paragraph) or block.role != "note":
        return False
    return all(words.kind == "gap" for words in block.text if any(map(str.isalpha, words.text)))


def _calm(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_line(block.text))
    if isinstance(block, Bullets):
        return replace(block, items=tuple(map(_line, block.items)))
    if isinstance(block, Facts):
        return replace(block, rows=tuple((label, _line(answer)) for label, answer in block.rows))
    if isinstance(block, Grid):
        rows = tuple(tuple(map(_cell, row)) for row in block.table.rows)
        return replace(block, table=replace(block.table, rows=rows))
    return block


def _cell(cell: Cell) -> Cell:
    return tuple(map(_line, cell))


def _line(line: Line) -> Line:
    return tuple(Words(words.text) if words.kind == "gap" else words for words in line)


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Facts):
        yield from (answer for _, answer in block.rows)
    elif isinstance(block, Picture):
        yield from (line for _, line in block.outline)
    else:
        yield from (line for row in block.table.rows for cell in row for line in cell)
