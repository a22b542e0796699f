"""Names of persons: capitalised words that are no role, organisation or place, and titles with a name."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from msgspec import Struct

from logicmodel.privacy.cells import Cell, Cells
from logicmodel.privacy.data import entries, known_words
from logicmodel.theory import Theory
from logicmodel.words.spelling import plain

NAME_FIELDS = frozenset(
    (sheet, field)
    for field, sheets in {
        "owner": "elements indicators register stakeholders log one_sheet",
        "name": "stakeholders",
        "agreed_with": "log",
        "agreed_by": "programme",
        "safeguarding_lead": "programme",
        "author": "sources",
        "rater": "scores",
        "by": "waivers",
    }.items()
    for sheet in sheets.split()
)
"""Sheet and field of the cells that should hold a role, a group or an organisation."""

_PARTS = re.compile(r"[;,/&|()\[\]:\n•]|\s[-–—]\s|\s(?:and|et|und|y|e)\s|\s*و(?=\s)")
_CAPITAL = r"(?:[^\W\d_a-zß-öø-ÿ][\w’'.-]*)"
_MOST_WORDS, _LEAST_WORDS = 3, 2


class NameFound(Struct, frozen=True):
    """A text that looks like a person's name, and its cell."""

    text: str
    cell: Cell


def names_found(theory: Theory, cells: Cells, allowed: Collection[str]) -> Iterator[NameFound]:
    """Yield the cells that seem to hold a person's name: by where they stand, or by a title.

    `allowed` holds names that are known to be of organisations.
    """
    known = _own_names(theory)
    cleared = {plain(name) for name in allowed}
    for cell in cells.texts():
        name = _name_in(cell, known, cleared)
        if name:
            yield NameFound(name, cell)


def _name_in(cell: Cell, known: Collection[str], cleared: Collection[str]) -> str | None:
    by_place = (cell.sheet, cell.field) in NAME_FIELDS
    found = (
        next((each for each in persons_in(cell.text, known) if plain(each) not in cleared), None) if by_place else None
    )
    titled = (each for each in titled_names(cell.text) if plain(each) not in cleared)
    return found or next(titled, None)


def persons_in(text: str, known: Collection[str] = ()) -> list[str]:
    """Give what looks like a person's name in a cell that should hold a role.

    `known` holds words, in lower case, of the plan's own groups, organisation and places.

    >>> persons_in("Amina Ali (lead); Carers’ worker; Jean-Paul van den Berg"), persons_in("Head of Children’s Services")
    (['Amina Ali', 'Jean-Paul van den Berg'], [])
    >>> persons_in("Leitung Jugendamt, Trabajadora Social, Responsable Projet"), persons_in("NHS England; UNICEF")
    ([], [])
    """
    parts = (" ".join(part.split()).strip(" .*") for part in _PARTS.split(text))
    return [part for part in parts if part and _is_a_person(part, known)]


def _is_a_person(part: str, known: Collection[str]) -> bool:
    match = _name().fullmatch(part)
    if not match:
        return False
    words = [word for word in part.split() if word.casefold() not in _particles()]
    letters = [word.strip(".") for word in words]
    if any(word.isupper() and len(word) > 1 for word in letters) and not all(map(str.isupper, letters)):
        return False
    if all(word.isupper() and len(word) < 5 for word in letters):
        return False
    pieces = (piece for word in words for piece in (word, *word.split("-")))
    return not any(piece in known_words() or _bare(piece) in known for piece in pieces)


def titled_names(text: str) -> list[str]:
    """Give the titles with a name in a text.

    >>> titled_names("Ask Dr Okafor, or Frau Weber"), titled_names("Fewer children miss school; Miss lessons")
    (['Dr Okafor', 'Frau Weber'], [])
    """
    return [
        match[0]
        for match in _titled().finditer(text)
        if _bare(match["name"]) not in entries("titles", "not_names")
        and match["name"].split("-")[0] not in known_words()
    ]


def _own_names(theory: Theory) -> frozenset[str]:
    """Give the words of the plan's own groups, organisation and places, in lower case."""
    programme = theory.plan.programme
    texts = [programme.organisation, programme.area, programme.name, programme.funder, programme.target_group]
    texts += [*programme.public_areas, *(need.area for need in theory.plan.needs)]
    for group in theory.plan.groups:
        texts += [group.name, *group.aliases]
    return frozenset(_bare(word) for text in texts if text for word in re.split(r"[\s,;/-]+", text))


def _bare(word: str) -> str:
    return word.casefold().replace("’", "'").strip(".,;'\"“”()").removesuffix("'s")


@cache
def _particles() -> frozenset[str]:
    return frozenset(word for each in entries("particles") for word in each.split())


@cache
def _name() -> re.Pattern[str]:
    particle = "|".join(sorted(map(re.escape, _particles()), key=len, reverse=True))
    link = rf"(?:\s+(?:{particle}))*\s+"
    return re.compile(rf"{_CAPITAL}(?:{link}{_CAPITAL}){{{_LEAST_WORDS - 1},{_MOST_WORDS - 1}}}")


@cache
def _titled() -> re.Pattern[str]:
    titles = "|".join(sorted(map(re.escape, entries("titles")), key=len, reverse=True))
    arabic = r"[\u0621-\u064a]{3,}"
    return re.compile(rf"(?<![\w.-])(?:{titles})\.?\s+(?P<name>{_CAPITAL}|{arabic})(?![^\W\d_])")
