"""Sources that are internal: what stands in their place, and where else they are named."""

from collections.abc import Iterator

from logicmodel.model import Place, Source
from logicmodel.privacy.cells import Cells
from logicmodel.words.spelling import plain

LEAST_LETTERS = 8
"""A title shorter than this may stand in other texts by chance."""


def shown_title(source: Source) -> str:
    """Give what stands in shared copies for the title of an internal source.

    >>> shown_title(Source(id="E1", title="Case review", place=Place(file="plan.xlsx")))
    'local consultation'
    """
    day = source.date.last if source.date else None
    return f"local consultation, {day.year}" if day else "local consultation"


def named_elsewhere(cells: Cells, source: Source) -> Iterator[Place]:
    """Yield the cells that would be shared and hold the title of a source."""
    title = plain(source.title)
    if sum(map(str.isalpha, title)) < LEAST_LETTERS:
        return
    for cell in cells.texts():
        its_own = cell.sheet == "sources" and cell.place.row == source.place.row
        if not its_own and cell.field not in ("", "notes") and title in plain(cell.text):
            yield cell.place
