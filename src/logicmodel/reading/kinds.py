"""Every kind of table that is no sheet of the template: which sheet it stands for, what it is called, and who reads it."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from logicmodel.reading.account import Account
from logicmodel.reading.arrow_grid import read_grid
from logicmodel.reading.box_tree import read_tree
from logicmodel.reading.cells import Manner
from logicmodel.reading.draft import Draft
from logicmodel.reading.files.limits import (
    MOST_ROWS_OF_A_PLAN,
    MOST_ROWS_OF_ARROWS,
    MOST_ROWS_OF_FIGURES,
    MOST_ROWS_OF_NEEDS,
)
from logicmodel.reading.link_table import read_links
from logicmodel.reading.logframe.rows import read_logframe
from logicmodel.reading.measures.reference_sheet import read_reference_sheet
from logicmodel.reading.measures.rows import read_indicators
from logicmodel.reading.needs.by_area import read_needs
from logicmodel.reading.needs.ranked import read_ranked
from logicmodel.reading.one_sheet import by_type
from logicmodel.reading.rows import read_table
from logicmodel.reading.tables import Table
from logicmodel.reading.wide.rows import read_stages_down, read_wide


class Kind(Struct, frozen=True):
    """A kind of table: the sheet in whose place it stands, what it is called, who reads it, and how many rows it may have.

    Tables of needs may have fewer than others, and tables of figures and of arrows more.
    """

    stands_for: str
    called: str
    read: Callable[[Table, Account, Manner], list[Draft]]
    most_rows: int = MOST_ROWS_OF_A_PLAN


def _one_sheet(table: Table, account: Account, manner: Manner) -> list[Draft]:
    return by_type(read_table(table, account, manner))


KINDS = {
    "one_sheet": Kind("elements", "one-sheet", _one_sheet),
    "wide": Kind("elements", "wide", read_wide),
    "stages_down": Kind("elements", "wide", read_stages_down),
    "matrix": Kind("elements", "matrix", read_logframe),
    "box_tree": Kind("elements", "matrix", lambda table, account, _: read_tree(table, account)),
    "indicator_table": Kind("indicators", "indicator table", read_indicators),
    "reference_sheet": Kind("indicators", "indicator table", read_reference_sheet),
    "needs_table": Kind("needs", "needs table", read_needs, MOST_ROWS_OF_FIGURES),
    "ranked_needs": Kind(
        "needs", "needs table", lambda table, account, _: read_ranked(table, account), MOST_ROWS_OF_NEEDS
    ),
    "link_table": Kind("links", "link table", read_links, MOST_ROWS_OF_ARROWS),
    "arrow_grid": Kind("links", "link table", lambda table, account, _: read_grid(table, account), MOST_ROWS_OF_ARROWS),
}
"""Key of each kind of table → the kind."""

PLANS = frozenset(("elements", "needs", *KINDS))
"""Tables any of which makes a plan; beside Start here any other does, too."""

ALONE = {"indicators": {"text"}, "links": {"cause", "effect"}}
"""Sheets of the template that make a plan where nothing else does, and what must be in them."""

ON_ONE_SHEET = ("programme", "elements", "needs", "register", "indicators")
"""Sheets whose rows the one-sheet form holds."""


def stands_for(key: str) -> str:
    """Give the sheet in whose place a table stands: of the template each stands for itself."""
    return KINDS[key].stands_for if key in KINDS else key


def draws_arrows(key: str) -> bool:
    """Say whether the rows of a table are arrows."""
    return stands_for(key) == "links"


def makes_a_plan(table: Table) -> bool:
    """Say whether a table is enough for a plan."""
    alone = ALONE.get(table.key)
    return table.key in PLANS or (alone is not None and alone <= {each.field for each in table.headings})


def most_rows(key: str) -> int:
    """Give how many rows tables of a kind may have in all."""
    if key in KINDS:
        return KINDS[key].most_rows
    of_sheets = {"links": MOST_ROWS_OF_ARROWS, "readings": MOST_ROWS_OF_FIGURES, "needs": MOST_ROWS_OF_NEEDS}
    return of_sheets.get(key, MOST_ROWS_OF_A_PLAN)


def form_called(keys: Iterable[str]) -> str:
    """Say what the form of a plan is called whose tables are of these kinds."""
    called = {"survey": "survey"} | {key: kind.called for key, kind in KINDS.items()}
    forms = {called.get(key, "full") for key in keys}
    return forms.pop() if len(forms) == 1 else "mixed"
