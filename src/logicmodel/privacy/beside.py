"""What a workbook holds beside its cells, as far as it may name somebody: comments, headers, properties, who made it."""

import re
from collections.abc import Collection, Iterator

from logicmodel.model import Beside, Place
from logicmodel.patterns import pattern_of
from logicmodel.theory import Theory

BESIDE = {
    "comment": "A comment",
    "formula": "A text in a formula",
    "header": "A header or footer",
    "link": "The address of a link",
    "list": "A list or hint of a cell",
    "name": "A name that the file gives to cells",
    "part": "A part of the file that is not shown",
    "picture": "A picture, text box or chart",
    "property": "A property of the file",
    "rule": "A rule of colours, a filter or a link of cells",
}
"""Where in a workbook a text stands beside the cells."""

PROGRAMS = pattern_of(
    r"logicmodel|openpyxl|xlsxwriter|microsoft|excel|libreoffice|apache|python|google|\bcalc\b", re.IGNORECASE
)
"""Programs that write their own names where that of an author stands."""


def beside_cells(theory: Theory, known: Collection[str]) -> Iterator[Beside]:
    """Yield the texts that a workbook holds beside its cells, but for who made it, and for `known` files and sheets."""
    for each in theory.plan.beside:
        if each.what in BESIDE and each.place.file not in known and each.place.sheet not in known:
            yield each


def makers(theory: Theory, known: Collection[str]) -> dict[Place, list[str]]:
    """Give who made each file, as its properties have it, but for programs and what is `known`: names and files."""
    found: dict[Place, dict[str, None]] = {}
    for each in theory.plan.beside:
        is_known = each.text in known or each.place.file in known or PROGRAMS.search(each.text)
        if each.what == "author" and not is_known:
            found.setdefault(each.place, {})[each.text] = None
    return {place: list(names) for place, names in found.items()}
