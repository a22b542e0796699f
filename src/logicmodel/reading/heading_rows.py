"""The row of headings: found by how many of its cells are known headings, which also tell its language."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping

from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_words import LONGEST, meanings, stage_word
from logicmodel.words.spelling import looks_like_ref, plain

ROWS_TO_LOOK_AT = 25
"""How far down the row of headings is looked for."""


def heading_row(sheet: Sheet, decided: Container[str] = ()) -> tuple[int, int]:
    """Give the row, among the first ones, with most known headings, and how many; (0, 0) where no row has any.

    `decided` are the keys of texts that were decided to be headings; these count, too.
    """
    best = (0, 0)
    for row, cells in _first_rows(sheet):
        known = max(known_headings(cells.values()), _stages_named(cells.values()))
        if decided:
            known += sum(plain(cell.text) in decided and not meanings(cell.text) for cell in cells.values())
        if known > best[1]:
            best = (row, known)
    return best


def known_headings(cells: Iterable[Cell]) -> int:
    """Count the cells that say what a known heading says; a single letter counts once, as crosses stand in rows."""
    count, letters = 0, set()
    for cell in cells:
        if isinstance(cell.value, str) and len(cell.text) <= LONGEST and meanings(cell.text):
            if len(cell.text.strip()) == 1:
                letters.add(cell.text.strip().casefold())
            else:
                count += 1
    return count + len(letters)


def _stages_named(cells: Iterable[Cell]) -> int:
    """Count the stages that a row names; 0 for a single one, as a word like Output also stands in rows of a plan."""
    found = {stage_word(cell.text) for cell in cells if isinstance(cell.value, str) and len(cell.text) <= LONGEST}
    stages = len(found - {None})
    return stages if stages > 1 else 0


def are_headings(cells: Iterable[Cell]) -> bool:
    """Say whether a row is one of headings by itself: two known ones or more, and no number, date or Ref among them."""
    its = list(cells)
    known = known_headings(its)
    return known >= 2 and known * 2 >= len(its) and not any(_is_content(cell) for cell in its)


def _is_content(cell: Cell) -> bool:
    shown = cell.text.strip()
    return not isinstance(cell.value, str) or shown.isdigit() or (looks_like_ref(shown) and not meanings(shown))


def _first_rows(sheet: Sheet) -> Iterator[tuple[int, Mapping[int, Cell]]]:
    for count, (row, cells) in enumerate(sheet.rows()):
        if count >= ROWS_TO_LOOK_AT:
            return
        yield row, cells


def votes(cells: Iterable[Cell]) -> Counter[str]:
    """Count for each sheet how many headings belong to it."""
    found: Counter[str] = Counter()
    for cell in cells:
        found.update({name.sheet for name in meanings(cell.text)})
    return found


def language_of(cells: Iterable[Cell]) -> str:
    """Give the language (as a code) to which most headings belong; English where two are equal."""
    spoken = languages_of(cells)
    return max(sorted(spoken), key=lambda language: (spoken[language], language == "en"), default="en")


def languages_of(cells: Iterable[Cell]) -> Counter[str]:
    """Count for each language how many headings belong to it."""
    spoken: Counter[str] = Counter()
    for cell in cells:
        if len(cell.text) <= LONGEST:
            spoken.update({name.language for name in meanings(cell.text)})
    return spoken
