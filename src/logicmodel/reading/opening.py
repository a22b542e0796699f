"""Files opened together: each once, under a name that tells it from the others."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.model import Noticed, Place
from logicmodel.reading.deciding.decisions import Decisions
from logicmodel.reading.files.grid import Book, Sheet, open_book
from logicmodel.reading.surveying import large_survey_in

if TYPE_CHECKING:
    from logicmodel.reading.survey import OfASurvey


class Opened(Struct, frozen=True, kw_only=True):
    """Files as sheets, those that are large surveys counted already, and which files were given twice."""

    books: tuple[Book, ...]
    large: tuple["OfASurvey", ...]
    noticed: tuple[Noticed, ...]


def opened_files(
    paths: Sequence[Path | str],
    standard_input: bytes | None,
    decisions: Decisions,
    *,
    group: str | None,
    weight: str | None,
) -> Opened:
    """Open files, each once, “-” for standard input; of a large survey only counts are kept.

    Raises FileNotReadable if one cannot be read, and CannotCount if a survey has no such column.
    """
    once: list[Path | str] = []
    again: list[Path | str] = []
    for each in paths:
        (again if any(same_file(each, other) for other in once) else once).append(each)
    noticed = [_given_twice("standard input" if str(each) == "-" else Path(each).name) for each in again]
    books: list[Book] = []
    large: list[OfASurvey] = []
    for each, name in zip(once, names_of(once), strict=True):
        found = None if str(each) == "-" else large_survey_in(each, decisions, group=group, weight=weight, name=name)
        if found:
            large.append(found)
            books.append(Book(file=name, sheets=(Sheet(name=found.place.sheet or ""),), lines=True))
            continue
        book = open_book(each, standard_input)
        book = book if str(each) == "-" else replace(book, file=name)
        first = next((other.file for other in books if same_content(other, book)), None)
        if first is None:
            books.append(book)
        else:
            noticed.append(_given_twice(name, first))
    return Opened(books=tuple(books), large=tuple(large), noticed=tuple(noticed))


def _given_twice(file: str, first: str = "") -> Noticed:
    """Note a file that was given twice, or that holds what another one holds."""
    return Noticed(kind="given_twice", text=file, detail=first, place=Place(file=first or file))


def names_of(paths: Sequence[Path | str]) -> list[str]:
    """Give each file its name, with as many folders before it as tell it from the others of that name.

    >>> names_of(["plan.xlsx", "north/plan.xlsx", "/srv/south/plan.xlsx", "survey.csv"])
    ['plan.xlsx', 'north/plan.xlsx', 'south/plan.xlsx', 'survey.csv']
    """
    parts = [_parts(path) for path in paths]
    return [_name(number, parts) for number in range(len(parts))]


def _parts(path: Path | str) -> tuple[str, ...]:
    """Give the folders and the name of a file, without the root of all folders."""
    path = Path(path)
    return tuple(part for part in path.parts if part != path.anchor)


def _name(number: int, parts: Sequence[tuple[str, ...]]) -> str:
    mine = parts[number]
    alike = [its for its in parts if its[-1:] == mine[-1:]]
    for length in range(1, max(len(its) for its in alike) + 1):
        if len({its[-length:] for its in alike}) == len(alike):
            return "/".join(mine[-length:])
    before = sum(its == mine for its in parts[:number])
    return "/".join(mine[-1:]) + (f" ({before + 1})" if before else "")


def same_file(one: Path | str, other: Path | str) -> bool:
    """Say whether two paths name one file."""
    if "-" in (str(one), str(other)):
        return str(one) == str(other)
    return Path(one).resolve() == Path(other).resolve()


def same_content(one: Book, other: Book) -> bool:
    """Say whether two files hold the same cells under the same tabs, and any at all; a file of lines has no tab."""
    if len(one.sheets) != len(other.sheets) or one.lines != other.lines:
        return False
    pairs = list(zip(one.sheets, other.sheets, strict=True))
    return any(sheet.cells for sheet in one.sheets) and all(
        (one.lines or mine.name == its.name) and mine.hidden == its.hidden and mine.cells == its.cells
        for mine, its in pairs
    )
