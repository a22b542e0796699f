"""What several files are called beside each other, and which of them are one."""

from collections.abc import Sequence
from pathlib import Path

from logicmodel.reading.grid import Book


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
