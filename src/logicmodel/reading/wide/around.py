"""What stands around a logic model on its sheet: name, situation and goal over it, assumptions and the like beneath."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.heading_words import meanings, stage_word
from logicmodel.reading.parting import Second
from logicmodel.reading.tables import OF_THE_REGISTER, Table
from logicmodel.words.spelling import unaccented

BENEATH = (*OF_THE_REGISTER, "need", "strength")
"""Words of small headings beneath a logic model, and what stands under them."""

NAME = "name"
"""The word for the name of the programme, over the model."""

OVER = (*BENEATH, "impact", NAME)

_OPENING = pattern_of(r"\s*([^:\n]{3,60}?)\s*(?::\s*|\n+)(.*)", re.DOTALL)
_FACTORS = pattern_of(r"extern|factor|fator|faktor|عوامل")  # “Context” may be the name of a strand


class Said(NamedTuple):
    """Words under a small heading: what they are, the cell of the words, the words, and the cell of the heading."""

    word: str
    cell: Cell
    text: str
    heading: Cell


def said_over(table: Table) -> list[Said]:
    """Give what rows over the headings of a wide table say: “Goal: …”, or “Program name” with the name beside it."""
    found: list[Said] = []
    for row, cells in table.sheet.cells.rows():
        if row >= (table.top or table.row):
            break
        its = list(cells.values())
        taken = {id(each.cell) for each in found}
        for cell, following in zip(its, [*its[1:], None], strict=True):
            word, rest = opening(cell.text)
            if word not in OVER or id(cell) in taken:
                continue
            if rest:
                found.append(Said(word, cell, rest, cell))
            elif following is not None and opening(following.text)[0] is None and (_colon(cell) or len(its) == 2):
                found.append(Said(word, following, following.text.strip(), cell))
                taken.add(id(following))
    return found


def _colon(cell: Cell) -> bool:
    return cell.text.rstrip().endswith(":")


def row_beneath(table: Table) -> int | None:
    """Give the first row of what stands beneath a wide table under small headings of its own."""
    first = min((each.column for each in table.headings), default=1)
    has_strands = any(each.field == "strand" for each in table.headings)
    rows = table.sheet.cells.rows(table.row + 1)
    return next((row for row, cells in rows if _opens_what_is_beneath(cells, first, has_strands)), None)


def _opens_what_is_beneath(cells: Mapping[int, Cell], first: int, has_strands: bool) -> bool:
    its = list(cells.values())
    word, rest = opening(its[0].text)
    if word not in BENEATH:
        return False
    is_sure = bool(rest) or _colon(its[0]) or word in ("assumption", "risk")
    if all(opening(cell.text)[0] in BENEATH for cell in its[1:]):
        return is_sure or bool(_FACTORS.search(unaccented(its[0].text)))
    return not rest and its[0].column == first and (is_sure or not has_strands)


def said_beneath(table: Table, row: int) -> Iterator[Said | Cell]:
    """Give what stands from a row on under its small headings, and the cells that stand under none of them."""
    over: dict[int, tuple[str, Cell]] = {}
    for _, cells in table.sheet.cells.rows(row):
        its = list(cells.items())
        beside: tuple[str, Cell] | None = None
        for number, (column, cell) in enumerate(its):
            word, rest = opening(cell.text)
            if word in BENEATH:
                over = over if number else {}
                over[column] = (word, cell)
                beside = over[column]
                if rest:
                    yield Said(word, cell, rest, cell)
                continue
            under = beside or next((over[each] for each in sorted(over, reverse=True) if each <= column), None)
            yield Said(under[0], cell, cell.text.strip(), under[1]) if under else cell


def opening(text: str) -> tuple[str | None, str]:
    """Part a text into the word that its small heading means and what follows; None where it has no such heading.

    >>> opening("Assumptions: Families come"), opening("External factors"), opening("Families come")
    (('assumption', 'Families come'), ('external_factor', ''), (None, ''))
    """
    found = _OPENING.match(text)
    words, rest = (found[1], found[2].strip()) if found else (text.strip(), "")
    if len(words) > 60:
        return None, ""
    if any((name.sheet, name.field) == ("programme", "name") for name in meanings(words)):
        return NAME, rest
    word = stage_word(words)
    return (word, rest) if word in OVER else (None, "")


def stands_around(table: Table, second: Second) -> bool:
    """Say whether what looks like a second table is what stands beneath a logic model."""
    if table.key != "wide" or second.heading.row <= table.row:
        return False
    return all(opening(cell.text)[0] in BENEATH for cell in second.cells if cell.row == second.heading.row)
