"""What a workbook holds beside its cells, as far as it may name somebody: comments, headers, properties, who made it."""

import re
from collections.abc import Collection, Iterator

from logicmodel.model import Beside, Place
from logicmodel.patterns import pattern_of
from logicmodel.theory import Theory

BESIDE = {
    "comment": "A comment",
    "header": "A header or footer",
    "link": "The address of a link",
    "list": "A list or hint of a cell",
    "name": "A name that the file gives to cells",
    "picture": "A picture, text box or chart",
    "property": "A property of the file",
}
"""Where in a workbook a text stands beside the cells."""

PROGRAMS = pattern_of(r"openpyxl|xlsxwriter|microsoft|excel|libreoffice|apache|python|google", re.IGNORECASE)
"""Programs that write their own names where that of an author stands."""


def beside_cells(theory: Theory) -> Iterator[Beside]:
    """Yield the texts that a workbook holds beside its cells, but for who made it."""
    return (each for each in theory.plan.beside if each.what in BESIDE)


def makers(theory: Theory, known: Collection[str]) -> dict[Place, list[str]]:
    """Give who made each file, as its properties have it, but for programs and what is `known`: names and files."""
    found: dict[Place, dict[str, None]] = {}
    for each in theory.plan.beside:
        is_known = each.text in known or each.place.file in known or PROGRAMS.search(each.text)
        if each.what == "author" and not is_known:
            found.setdefault(each.place, {})[each.text] = None
    return {place: list(names) for place, names in found.items()}
