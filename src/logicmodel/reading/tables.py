"""What is known of a sheet that was looked at: the table that it holds, or why it was not read."""

from collections.abc import Mapping

from msgspec import Struct

from logicmodel.model import Stage, Term
from logicmodel.reading.deciding.decisions import NOTHING, Decided
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.headings import Heading

STAGES: Mapping[str, tuple[Stage, Term | None]] = {
    "input": (Stage.INPUT, None),
    "activity": (Stage.ACTIVITY, None),
    "output": (Stage.OUTPUT, None),
    "participation": (Stage.OUTPUT, None),
    "outcome": (Stage.OUTCOME, None),
    "outcome_short": (Stage.OUTCOME, Term.SHORT),
    "outcome_medium": (Stage.OUTCOME, Term.MEDIUM),
    "outcome_long": (Stage.OUTCOME, Term.LONG),
    "impact": (Stage.IMPACT, None),
}
"""Stage word → stage and term."""

RANK = {term: number for number, term in enumerate((Term.SHORT, Term.MEDIUM, None, Term.LONG))}
"""Outcomes in the order in which one leads to the next; beside short ones a plain outcome is what they lead to."""

ORDER = sorted(dict.fromkeys(STAGES.values()), key=lambda stage: (stage[0].step, RANK[stage[1]]))
"""Stages in the order in which one leads to the next."""

OF_THE_REGISTER = ("assumption", "external_factor", "risk")
"""Words of columns of the wide form that hold rows of the register."""

UNKNOWN, TIE, SURVEY, MATRIX, DEEP, SECOND_TABLE = "unknown", "tie", "survey", "matrix", "deep", "second_table"
NO_INDICATOR, MISSPELT = "no_indicator", "misspelt"
"""Why a sheet, or a part of it, was not read."""

FORM = "form"
"""The sheet is the form of a survey: questions or choices, and no answers."""

SURVEY_COUNTED = "survey_counted"
"""The answers on a sheet were counted, and its rows were not read."""


class Marks(Struct, frozen=True, kw_only=True):
    """The marks of a timetable or the letters of a table of roles, what stands over them, and the fields they fill."""

    cells: tuple[Cell, ...]
    over: tuple[Cell, ...]
    fields: tuple[str, ...] = ()


class Table(Struct, frozen=True, kw_only=True):
    """A sheet recognised: what it holds, its row of headings, and its columns."""

    sheet: Sheet
    key: str  # programme, needs, elements … or one_sheet, wide
    row: int  # of the headings, the lower one of two; 0 for the form of questions and answers
    top: int = 0  # the first row of headings
    headings: tuple[Heading, ...] = ()
    tab_stage: tuple[Stage, Term | None] | None = (
        None  # the tab or the words are named for one, and no column gives one
    )
    decided: Decided = NOTHING
    marks: tuple[Marks, ...] = ()


class NotRead(Struct, frozen=True, kw_only=True):
    """A sheet with content that was not read, and why. A sheet of the template that is never read is `silent`.

    `row` is its row of headings, where it has one, and `rivals` are the sheets that they fit. `left` says that it was
    decided to leave the sheet out. `would_be` is the table that it would be if headings like known ones were these.
    """

    sheet: Sheet
    reason: str = ""
    why: str = ""
    silent: bool = False
    hidden: bool = False
    row: int = 0
    top: int = 0
    rivals: tuple[str, ...] = ()
    left: str = ""
    would_be: Table | None = None
