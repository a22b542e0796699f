"""Tables of who does what, with R, A, C and I under names (RACI): columns of letters become Who leads, With and Notes.

As with the months of a timetable this is done before anything is recognised, so that the rest of the table is read as
any other. Who is accountable leads, or who is responsible where nobody is; others who are responsible take part.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import islice, pairwise

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import ROWS_TO_LOOK_AT
from logicmodel.reading.heading_words import stage_word
from logicmodel.reading.tables import STAGES, Marks, NotRead

FEWEST_PEOPLE, FEWEST_LETTERS = 2, 4

_FIELDS = {"Who leads": "owner", "With": "partners", "Notes": "notes"}
_LETTERS = pattern_of(r"[RACIS](?:\s*[/,&+ ]\s*[RACIS])*", re.IGNORECASE)
_TOLD = {"C": "Consulted", "I": "Informed"}

WHY = "it looks like a table of who does what (R, A, C and I under names); type Activity over what is done"


class Roles(Struct, frozen=True, kw_only=True):
    """A sheet with its letters in words, its row of headings, and the letters with the names over them."""

    sheet: Sheet
    row: int
    marks: Marks


def roles_on(sheet: Sheet) -> Roles | None:
    """Give the table of roles on a sheet, or None where it has none.

    The column of what is done may have no heading; else one of the headings beside the names is the word for a stage.
    """
    row, names = _names_on(sheet)
    beside = {column: cell for column, cell in sheet.cells.row(row).items() if column not in names}
    if not names or (beside and not any(stage_word(cell.text) in STAGES for cell in beside.values())):
        return None
    return _roles(sheet, row, names, has_corner=bool(beside)) if beside or min(names) > 1 else None


def as_roles(sheet: Sheet, found: NotRead) -> NotRead:
    """Say of a sheet that was not read that it is a table of roles, if letters stand under several of its headings."""
    is_one = not (found.silent or found.hidden) and _names_on(sheet)[0]
    return replace(found, why=WHY, rivals=()) if is_one else found


def _names_on(sheet: Sheet) -> tuple[int, dict[int, Cell]]:
    """Give the row of headings over letters, and the headings there; (0, {}) where letters do not stand in columns."""
    rows = list(islice(sheet.rows(), ROWS_TO_LOOK_AT + 1))
    for (row, cells), (_, beneath) in pairwise(rows):
        if sum(_is_a_role(cell.text) for cell in beneath.values()) and (names := _names(sheet, row, cells)):
            return row, names
    return 0, {}


def _names(sheet: Sheet, row: int, cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """Give the headings under which only letters stand; none if these are too few to be roles."""
    under = sheet.cells.beneath(row)
    letters = {
        column: cell
        for column, cell in cells.items()
        if column in under and not _is_a_role(cell.text) and all(_is_a_role(each.text) for each in under[column])
    }
    said = [each.text.upper() for column in letters for each in under[column]]
    different = {letter for text in said for letter in text if letter in "RACI"}
    enough = len(letters) >= FEWEST_PEOPLE and len(said) >= FEWEST_LETTERS and len(different) >= FEWEST_PEOPLE
    return letters if enough and {"R", "A"} & different else {}


def _is_a_role(text: str) -> bool:
    return bool(_LETTERS.fullmatch(text.strip()))


def _roles(sheet: Sheet, row: int, names: Mapping[int, Cell], *, has_corner: bool) -> Roles:
    """Put columns in words in the place of those of letters."""
    letters = [cell for _, cells in sheet.cells.rows(row + 1) for column, cell in cells.items() if column in names]
    headings = list(_FIELDS) if len(names) >= len(_FIELDS) else ["Who leads", "Notes"]
    places = dict(zip(headings, names, strict=False))
    made = [_cell(row, column, heading) for heading, column in places.items()]
    made += [] if has_corner else [_cell(row, min(names) - 1, "Activity")]
    for number, cells in sheet.cells.rows(row + 1):
        said = _in_words((" ".join(names[at].text.split()), cells[at].text.upper()) for at in names if at in cells)
        if "With" not in places:
            said["Notes"] = "; ".join(filter(None, (said["With"] and f"With: {said['With']}", said["Notes"])))
        made += [_cell(number, column, said[heading]) for heading, column in places.items() if said[heading]]
    gone = {(cell.row, cell.column) for cell in (*letters, *names.values())}
    cells_left = sheet.cells.without(gone).replaced(made)
    marks = Marks(cells=tuple(letters), over=tuple(names.values()), fields=tuple(_FIELDS[each] for each in places))
    return Roles(sheet=replace(sheet, cells=cells_left), row=row, marks=marks)


def _in_words(letters: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Say in words who does what in one row, given the letters of each name."""
    its = list(letters)
    leading = "A" if any("A" in said for _, said in its) else "R"
    said = {
        "Who leads": "; ".join(name for name, letters in its if leading in letters),
        "With": "; ".join(name for name, letters in its if leading not in letters and set("RS") & set(letters)),
    }
    others = {word: [name for name, letters in its if letter in letters] for letter, word in _TOLD.items()}
    said["Notes"] = "; ".join(f"{word}: {', '.join(names)}" for word, names in others.items() if names)
    return said


def _cell(row: int, column: int, text: str) -> Cell:
    return Cell(row=row, column=column, value=text, text=text)
