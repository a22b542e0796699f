"""Tables of who does what, with R, A, C and I under names (RACI): they are no plan, and it is said what they are."""

import re

from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reading.grid import Sheet
from logicmodel.reading.shapes import NotRead

FEWEST_PEOPLE, FEWEST_LETTERS = 2, 4

_LETTERS = pattern_of(r"[RACIS](?:\s*[/,&+ ]\s*[RACIS])*", re.IGNORECASE)

WHY = "it looks like a table of who does what (R, A, C and I under names); type who leads beside each activity, in a column Who leads"


def as_roles(sheet: Sheet, found: NotRead) -> NotRead:
    """Say of a sheet that was not read that it is a table of roles, if letters stand in most of its columns."""
    if found.silent or found.hidden or not sheet.cells:
        return found
    first = min(sheet.cells.numbers)
    under = sheet.cells.beneath(first)
    of_roles = [cells for cells in under.values() if sum(_is_a_role(cell.text) for cell in cells) * 5 >= len(cells) * 4]
    letters = {letter for cells in of_roles for cell in cells for letter in cell.text.upper() if letter in "RACI"}
    enough = len(of_roles) >= FEWEST_PEOPLE and sum(map(len, of_roles)) >= FEWEST_LETTERS
    if not enough or len(of_roles) * 2 < len(under) or not {"R", "A"} & letters or len(letters) < FEWEST_PEOPLE:
        return found
    return replace(found, why=WHY, rivals=())


def _is_a_role(text: str) -> bool:
    return bool(_LETTERS.fullmatch(text.strip()))
