"""The workbook's shape, declared once: its sheets, their columns, the help over each, and the lists of words.

The declarations are data in `sheets.csv` and `lists.csv` beside this module, one column or word a line, in the order
of the template. The reader, the writer, the rules about empty cells and the reference manual all read them here.
"""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from msgspec import Struct


class Column(Struct, frozen=True, kw_only=True):
    """One column of a sheet (or one question of Start here)."""

    sheet: str  # key of the sheet: programme, needs, elements …
    field: str  # what it fills
    heading: str  # what stands over it in English
    kind: str  # how its cells are read: text, date, amount, refs …
    list: str | None  # the list of words to choose from
    needed: bool  # starred in the template
    when_empty: str | None  # severity of an empty cell in a filled row: error, warning
    more: bool  # an optional column, to the right of “more”
    example: str
    help: str

    @property
    def starred(self) -> str:
        """The heading as the template writes it: “What *”."""
        return f"{self.heading} *" if self.needed else self.heading


class Word(Struct, frozen=True, kw_only=True):
    """One word of a list, and what it means to the program."""

    text: str
    value: str


NAMES = {
    "programme": "Start here",
    "needs": "Needs",
    "elements": "Plan",
    "indicators": "Measures",
    "stakeholders": "People",
    "links": "Links",
    "register": "Assumptions & risks",
    "sources": "Sources",
    "readings": "Readings",
    "groups": "Groups",
    "problem_links": "Problem tree",
    "scores": "Scores",
    "budget": "Budget",
    "log": "Log",
    "waivers": "Waivers",
}
"""Key of each sheet → its tab name in English, in plan order (which is not quite the order of the tabs)."""

PLAN_ORDER = tuple(NAMES)

STANDARD = ("programme", "needs", "elements", "indicators")
"""The four sheets that everyone fills."""

DEFAULT_PREFIX = {
    "needs": "N",
    "indicators": "M",
    "register": "A",
    "sources": "E",
    "stakeholders": "P",
}
"""Letters of the Refs that the program gives, by sheet. Elements have one for each stage."""

STAGE_PREFIX = {"input": "IN", "activity": "AC", "output": "OP", "outcome": "OC", "impact": "IM"}

ONLY_ON_LINKS = ("theory", "evidence_note", "confidence", "lag", "necessity", "multiplier")
"""Single answers about an arrow that only a row of Links can give."""

LOOKS_IN = {
    "leads_to": ("elements",),
    "comes_from": ("elements",),
    "cause": ("elements",),
    "effect": ("elements",),
    "maintains": ("elements",),
    "linked_to": ("elements",),
    "covers": ("elements",),
    "addresses": ("needs",),
    "uses": ("needs",),
    "need": ("needs",),
    "causes": ("needs",),
    "consequences": ("needs",),
    "conditions": ("register",),
    "evidence": ("sources",),
    "sources": ("sources",),
    "evidence_for": ("sources",),
    "measures": ("elements", "register"),
    "about": ("elements",),
    "measure": ("indicators", "elements"),
    "owner": ("stakeholders",),
}
"""Which sheets a Ref typed under a field may point to, first first. Log › About looks everywhere."""


@cache
def columns(sheet: str) -> tuple[Column, ...]:
    """Give the columns of a sheet in the order of the template; “one_sheet” and “wide” are the two small forms."""
    return _all_columns()[sheet]


@cache
def column(sheet: str, field: str) -> Column:
    """Give the column of a sheet that fills a field. A field filled by several columns gives the first."""
    return next(each for each in columns(sheet) if each.field == field)


def heading(sheet: str, field: str) -> str:
    """Give the English heading of a field.

    >>> heading("elements", "mechanism")
    'Because'
    """
    return column(sheet, field).heading


@cache
def words(list_name: str) -> tuple[Word, ...]:
    """Give the words of a list in their order.

    >>> [word.text for word in words("Level")]
    ['Individual or family', 'Group or organisation', 'Community or system']
    """
    return tuple(Word(text=row["word"], value=row["value"]) for row in _rows("lists.csv") if row["list"] == list_name)


@cache
def list_names() -> tuple[str, ...]:
    """Name every list, in the order of the template."""
    return tuple(dict.fromkeys(row["list"] for row in _rows("lists.csv")))


@cache
def vocabulary_of(list_name: str) -> str | None:
    """Name the vocabulary that holds the other names of a list's words, if there is one."""
    return next((row["vocabulary"] or None for row in _rows("lists.csv") if row["list"] == list_name), None)


def word_for(list_name: str, value: str) -> str:
    """Say a value in the word that the template offers for it; an own word stays as it is.

    >>> word_for("Stage", "outcome_short"), word_for("Cost heading", "Boats")
    ('Short-term outcome', 'Boats')
    """
    return next((word.text for word in words(list_name) if word.value == value), value)


@cache
def _all_columns() -> dict[str, tuple[Column, ...]]:
    found: dict[str, list[Column]] = {}
    for row in _rows("sheets.csv"):
        found.setdefault(row["sheet"], []).append(
            Column(
                sheet=row["sheet"],
                field=row["field"],
                heading=row["heading"],
                kind=row["kind"],
                list=row["list"] or None,
                needed=row["needed"] == "yes",
                when_empty=row["when_empty"] or None,
                more=row["more"] == "yes",
                example=row["example"],
                help=row["help"],
            )
        )
    return {sheet: tuple(its) for sheet, its in found.items()}


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    return tuple(_read(name))


def _read(name: str) -> Iterator[dict[str, str]]:
    text = files("logicmodel").joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


# -- notes of a marked copy ---------------------------------------------------------------------------------------------

NOTE_BEGINS = "logicmodel check:"
"""How every note in a marked copy of a workbook begins, as notes begin with the name of who wrote them."""

NOTE_ENDS = "— above: logicmodel check; below: the note that was here —"
"""What stands between such a note and what the author had written on the same cell."""


def is_of_a_check(note: str) -> bool:
    r"""Say whether a note on a cell is of a marked copy, with nothing that anybody else wrote.

    >>> is_of_a_check("logicmodel check:\nType a Ref."), is_of_a_check("Ask Ana.")
    (True, False)
    """
    return note.startswith(NOTE_BEGINS) and NOTE_ENDS not in note
