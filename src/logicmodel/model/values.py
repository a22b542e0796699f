"""The words of the scales of a plan, and values as their authors typed them: places, amounts, days, lengths."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct


class Stage(StrEnum):
    """The five stages of a theory of change, in causal order."""

    INPUT = "input"
    ACTIVITY = "activity"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"

    @property
    def step(self) -> int:
        """Place in the causal order: Input 0, Activity 1, Output 2, Outcome 3, Impact 4."""
        return _STAGE_ORDER.index(self)


_STAGE_ORDER = tuple(Stage)


class Term(StrEnum):
    """When an outcome shows. An outcome may have none."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class Severity(StrEnum):
    """How much a finding matters, least first."""

    ADVICE = "advice"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """Advice 0, warning 1, error 2."""
        return list(Severity).index(self)


class Profile(StrEnum):
    """Which rules run, in growing order: each profile runs all that the one before it runs.

    Privacy stands apart: it runs what may leave the building, and nothing else.
    """

    SKETCH = "sketch"
    THEORY = "theory"
    PLAN = "plan"
    BID = "bid"
    PRIVACY = "privacy"

    @property
    def rank(self) -> int:
        """Sketch 0, theory 1, plan 2, bid 3."""
        return list(Profile).index(self)


class Audience(StrEnum):
    """For whom a copy is made. Only an internal one shows everything."""

    INTERNAL = "internal"
    PARTNER = "partner"
    FUNDER = "funder"
    PUBLIC = "public"


class Place(Struct, frozen=True, kw_only=True, order=False, gc=False):
    """Where something was typed. Row and column count from 1; a place without a row is a sheet or a file."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    heading: str | None = None
    lines: bool = False  # the file has lines, not sheets: a .csv or .tsv

    def __str__(self) -> str:
        """Say it as a spreadsheet user would.

        >>> str(Place(file="a.xlsx", sheet="Plan", row=14, column=4)), str(Place(file="a.csv", row=9, lines=True))
        ('Plan, cell D14', 'line 9')
        """
        if self.lines:
            if self.row is None:
                return f"Column “{self.heading}”" if self.column else self.file
            return f"line {self.row}" + (
                f", column {self.heading or column_letters(self.column)}" if self.column else ""
            )
        if self.sheet is None:
            return self.file
        if self.row is None:
            return f"{self.sheet}, column {column_letters(self.column)}" if self.column else self.sheet
        if self.column is None:
            return f"{self.sheet}, row {self.row}"
        return f"{self.sheet}, cell {column_letters(self.column)}{self.row}"

    @property
    def in_full(self) -> str:
        """The place with its file, where several files may be meant.

        >>> Place(file="a.xlsx", sheet="Plan", row=14, column=4).in_full, Place(file="a.csv", row=9, lines=True).in_full
        ('a.xlsx: Plan, cell D14', 'a.csv: line 9')
        """
        return self.file if str(self) == self.file else f"{self.file}: {self}"


def column_letters(column: int) -> str:
    """Name a column as spreadsheets do.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Amount(Struct, frozen=True, kw_only=True, gc=False):
    """A number as typed, and what it was read as.

    `state` says what kind of answer it is: number, words, to_be_set, not_known, not_applicable or suppressed. “10–15”
    has value 10 and high 15; “150 of 150” has value 150 and base 150; “45 %” has value 45 and unit “%”.
    """

    text: str
    value: Decimal | None = None
    high: Decimal | None = None
    sign: str | None = None  # about, more, less
    unit: str | None = None
    base: Decimal | None = None
    state: str = "number"


class When(Struct, frozen=True, kw_only=True, gc=False):
    """A date as typed: the first and the last day that it can mean.

    As a start the first day counts; as an end, due date, deadline or reading the last. `months` is a distance from an
    unknown start (“Month 6” in a plan without a Start); then first and last are None. `precision` is day, month,
    quarter, year or relative; `state` is date, to_be_set, not_known, not_applicable or, where a Yes is enough, no.
    """

    text: str
    first: date | None = None
    last: date | None = None
    precision: str | None = None
    months: int | None = None
    state: str = "date"


def months_after(day: date, months: int) -> date:
    """Give the same day some months later, or the last day of a shorter month; beyond all calendars the last day of all.

    >>> months_after(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Length(Struct, frozen=True, kw_only=True, gc=False):
    """A length of time: “6 weeks”, “3 months”. One month is 30.4375 days."""

    text: str
    days: float
    months: float


class Part(Struct, frozen=True, kw_only=True):
    """One part of a quantity: “40 sessions” is 40 of the unit “sessions”."""

    amount: Amount
    unit: str


class Quantity(Struct, frozen=True, kw_only=True):
    """How much is planned: “40 sessions, 60 young people”. The first part holds the planned units."""

    text: str
    parts: tuple[Part, ...]


class Mark(Struct, frozen=True, kw_only=True, gc=False):
    """A special case that silences a question, with an optional note: “Not measured (too small)”."""

    kind: str
    note: str | None = None


class Evidence(Struct, frozen=True, kw_only=True):
    """One item of evidence behind an arrow: a source, or words. Level 0 to 5, or None where nobody has rated it."""

    source: str | None = None
    text: str | None = None
    level: int | None = None
    direction: str | None = None  # supports, mixed, contrary
    near: str | None = None  # same, similar, distant
    place: Place
