"""What a survey comes to: counts and bases of its closed questions, and what became of its columns.

Nothing here holds a row of a respondent, an answer in somebody's own words, or an identifier.
"""

from msgspec import Struct

from logicmodel.errors import LogicModelError
from logicmodel.model import Place

SMALLEST = 10
"""Counts and bases below this number are hidden, and what would give them back."""

HIDDEN = "[c]"
"""How a hidden count is shown."""

COUNTED, LEFT_OUT = "counted", "left_out"
"""What became of a column."""


class CannotCount(LogicModelError):
    """The answers of a survey cannot be counted as asked. The message says what to do."""


class Figure(Struct, frozen=True, kw_only=True):
    """How many gave an answer, of how many who were asked it; `group` is "" for all who were asked.

    A count or base that is hidden is None. `weighted` is the weighted share in per cent with one decimal (“34.2”); None
    without a weight column, or where the count is hidden.
    """

    group: str = ""
    count: int | None
    base: int | None
    weighted: str | None = None


class Answer(Struct, frozen=True, kw_only=True):
    """One answer that could be chosen: for all first, then for each group that is large enough."""

    text: str
    figures: tuple[Figure, ...]


class Question(Struct, frozen=True, kw_only=True):
    """One closed question. `needs` says that it asks about needs; `several` that people could choose several answers."""

    text: str
    place: Place
    needs: bool
    several: bool
    answers: tuple[Answer, ...]


class ColumnUse(Struct, frozen=True, kw_only=True):
    """What became of one column; `cells` is how many filled cells it has, None where it is neither all rows nor none."""

    heading: str
    place: Place
    fate: str
    why: str
    cells: int | None = None


class Survey(Struct, frozen=True, kw_only=True):
    """The counts of one export, from one sheet or one file of lines.

    `kind` is surveymonkey, forms, google, kobo, qualtrics, limesurvey, redcap, commcare, marks or other. `respondents` is None where they are fewer than
    `smallest`. `left_out` counts rows of tests. `as_of` is the month of the last answer (“2026-04”), or its year.
    """

    place: Place
    kind: str
    respondents: int | None
    left_out: int
    questions: tuple[Question, ...]
    columns: tuple[ColumnUse, ...]
    as_of: str | None = None
    smallest: int = SMALLEST
    group: str | None = None
    weight: str | None = None
