"""A plan as its authors wrote it, and a finding about it.

Every object is frozen, keeps the place where its author typed it, and has next to no behaviour. A field that was not
filled is None, an empty tuple or its default; nothing is ever guessed. Objects point to each other by Ref: a Ref that
leads somewhere is spelt as in the row it leads to, one that leads nowhere stays as typed and is listed in
`Plan.broken`.
"""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, field


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


# -- values -----------------------------------------------------------------------------------------------------------


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


class Broken(Struct, frozen=True, kw_only=True):
    """A Ref that leads nowhere, a second row with a Ref that is taken, or an arrow typed twice."""

    reason: str  # missing, second_row, second_arrow, twice_in_cell
    text: str  # as typed
    heading: str  # the heading of the template over the cell
    about: str
    place: Place
    other: Place | None = None  # the row that has the Ref, or the arrow, first
    nearest: str | None = None
    nearest_text: str | None = None


class Extra(Struct, frozen=True, kw_only=True, gc=False):
    """A cell of an object's row that nothing uses. It is kept, and written back."""

    heading: str
    text: str
    place: Place


class Unread(Struct, frozen=True, kw_only=True):
    """A filled cell under a known heading that could not be understood. The text is kept as typed.

    Reasons: not_a_number, not_a_date, not_yes_or_no, not_a_ref, ambiguous_date, impossible_date, not_in_list,
    words_for_a_ref, no_result, error_value.
    """

    text: str
    wanted: str  # a number, a date, yes or no, a word of a list, a Ref
    reason: str
    heading: str
    about: str
    place: Place
    needed: bool = False
    suggestions: tuple[str, ...] = ()


class Noticed(Struct, frozen=True, kw_only=True):
    """A fact of reading that is no cell of the plan: a column not used, hidden rows, arrows that were inferred and the like.

    Kinds: needed_empty, unused_column, guessed_heading, hidden_rows, hidden_columns, filtered_rows, hidden_sheet,
    comment, outside_link, pivot, embedded_file, tracked_change, struck, colour, qualified_number, mixed_numbers, inferred_arrows, merged_boxes, filled_down,
    to_be_set, several_in_cell, not_paired, sheet_not_read, rows_left_out, file_guess, said_twice, one_ref_two_sheets,
    cell_twice, same_number, ref_is_a_date, respondent_rows, personal_column, joined_rows, new_ref, given_twice.
    """

    kind: str
    text: str = ""
    count: int = 1
    place: Place
    places: tuple[Place, ...] = ()
    refs: tuple[str, ...] = ()
    about: str | None = None
    detail: str = ""


class Beside(Struct, frozen=True, kw_only=True):
    """A text that a workbook holds beside its cells, where people forget that it is sent along.

    `what` is comment, header, picture, list, link, name, property, rule, part, or author; the place is that of the sheet or file.
    """

    what: str
    text: str
    place: Place


class Finding(Struct, frozen=True, kw_only=True):
    """Something weak in the plan: where, what is wrong, what to type, and the code of the rule that says so.

    `about` is a Ref, an arrow “A>B”, `plan`, `stage:input` …, `frontier:delivery`, `frontier:impact`, `loop`, or a
    place where a row has no Ref. `count` and `of` stand only on a finding that speaks for several.
    """

    code: str
    severity: Severity
    message: str
    advice: str
    place: Place
    about: str
    refs: tuple[str, ...] = ()
    count: int | None = None
    of: int | None = None


# -- objects ----------------------------------------------------------------------------------------------------------


class Row(Struct, frozen=True, kw_only=True):
    """What every object has: where its row starts, and the cells of the row that nothing uses.

    `origins` holds every place where the same thing was typed, `place` among them, where these may be several: of a
    box always (a wide table may repeat it), of others if rows of several files or sheets are one.
    """

    place: Place
    extras: tuple[Extra, ...] = ()
    origins: tuple[Place, ...] = ()


class Programme(Row, frozen=True, kw_only=True):
    """The plan as a whole: who, for whom, when, with what."""

    name: str | None = None
    organisation: str | None = None
    area: str | None = None
    target_group: str | None = None
    problem: str | None = None
    start: When | None = None
    end: When | None = None
    next_review: When | None = None
    funder: str | None = None
    currency: str | None = None
    total_budget: Amount | None = None
    ceiling: str | None = None  # as typed; Theory knows which boxes it means
    min_count: int | None = None
    date_style: str | None = None  # day/month/year, month/day/year, year-month-day
    version_date: When | None = None
    status: str | None = None  # draft, agreed
    review_every: Length | None = None
    agreed_by: str | None = None
    participation: int | None = None
    theory: str | None = None
    safeguarding_lead: str | None = None
    safeguarding_policy: When | None = None
    sustainability: str | None = None
    purpose: str | None = None
    shared_message: str | None = None
    public_areas: tuple[str, ...] = ()
    partial: bool | None = None
    language: str | None = None
    notes: str | None = None


class Group(Row, frozen=True, kw_only=True):
    """People who share a situation. Known by its name after normalising."""

    name: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    size: Amount | None = None
    worst_affected: bool | None = None
    at_risk: str | None = None
    voluntary: bool | None = None
    notes: str | None = None


class Need(Row, frozen=True, kw_only=True):
    """What is missing or wrong, what is strong (kind strength), or why (kind cause)."""

    id: str
    kind: str = "need"
    text: str = ""
    who: tuple[str, ...] = ()
    severity: int | None = None
    priority: int | None = None
    sources: tuple[str, ...] = ()
    count: Amount | None = None
    out_of: Amount | None = None
    area: str | None = None
    quote: str | None = None
    provision: str | None = None
    level: str | None = None  # micro, mezzo, macro
    votes: int | None = None
    chosen: bool | None = None
    choice_reason: str | None = None
    out_of_scope: str | None = None
    told_on: When | None = None
    community_rank: int | None = None
    hit_hardest: tuple[str, ...] = ()
    as_of: When | None = None
    cannot_change: str | None = None
    hypothesis: bool | None = None
    counter_evidence: str | None = None
    quote_agreed: bool | None = None
    held_by: str | None = None
    theme: str | None = None
    context: str | None = None
    options: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    notes: str | None = None


class ProblemLink(Row, frozen=True, kw_only=True):
    """One thing helps to cause another: an arrow of the problem tree."""

    cause: str
    effect: str
    hypothesis: bool | None = None
    evidence_for: tuple[str, ...] = ()
    counter_evidence: str | None = None
    notes: str | None = None

    @property
    def ref(self) -> str:
        """The arrow as people type it: “N5>N1”."""
        return f"{self.cause}>{self.effect}"


class Source(Row, frozen=True, kw_only=True):
    """Where evidence comes from. A source typed as words elsewhere has those words as its title.

    `n_hidden` says of a protected copy that `n` was typed and may not be shown.
    """

    id: str
    title: str = ""
    kind: str | None = None
    author: str | None = None
    date: When | None = None
    n: int | None = None
    n_hidden: bool = False
    finding: str | None = None
    level: int | None = None
    sharing: str = "summary"
    url: str | None = None
    voice: str | None = None
    voice_reason: str | None = None
    participation: int | None = None
    direction: str | None = None
    near: str | None = None
    notes: str | None = None


class Element(Row, frozen=True, kw_only=True):
    """One box of the drawing: something used, done, produced, changed or hoped for."""

    id: str
    stage: Stage | None = None
    term: Term | None = None
    text: str = ""
    who: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    quantity: Quantity | None = None
    owner: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    start: When | None = None
    end: When | None = None
    cost: Amount | None = None
    cost_heading: str | None = None
    funder: str | None = None
    change: str | None = None
    short: str | None = None
    level: str | None = None
    notes: str | None = None
    external: bool = False
    likelihood: int | None = None
    join: str = "any"
    people: Amount | None = None
    rhythm: str | None = None
    policy: str | None = None
    decision_maker: str | None = None
    participation: int | None = None
    actors: tuple[str, ...] = ()
    theory: str | None = None
    uses: tuple[str, ...] = ()
    contact: str | None = None
    access: str | None = None
    sustainability: str | None = None
    maintains: tuple[str, ...] = ()
    accountable: bool | None = None
    deferred_until: When | None = None
    expanded_in: str | None = None
    phase: int | None = None
    evidence_level: int | None = None
    status: str | None = None
    strand: str | None = None
    detail: str | None = None
    marks: tuple[Mark, ...] = ()


class Link(Row, frozen=True, kw_only=True):
    """One arrow. `basis` says how it was found: typed, row, nesting or drafted; `place` is the cell that made it."""

    cause: str
    effect: str
    kind: str = "leads_to"  # leads_to, hinders, feedback
    mechanism: str | None = None
    theory: str | None = None
    conditions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    evidence_note: str | None = None
    confidence: Decimal | None = None
    lag: tuple[int, int] | None = None
    necessity: str | None = None  # necessary, contributory, sufficient
    multiplier: Decimal | None = None
    marks: tuple[Mark, ...] = ()
    notes: str | None = None
    basis: str = "typed"

    @property
    def ref(self) -> str:
        """The arrow as people type it: “AC1>OP1”."""
        return f"{self.cause}>{self.effect}"

    @property
    def level(self) -> int | None:
        """The highest level among its evidence items, whatever their direction; None where nothing is rated."""
        return max((item.level for item in self.evidence if item.level is not None), default=None)


class RegisterEntry(Row, frozen=True, kw_only=True):
    """An assumption, risk, outside factor, force, plan B or parked item, and the boxes and arrows it applies to.

    `about` holds Refs and arrows “A>B”; empty means the plan as a whole.
    """

    id: str
    kind: str | None = None
    text: str = ""
    about: tuple[str, ...] = ()
    likelihood: int | None = None
    importance: int | None = None
    check: str | None = None
    check_by: When | None = None
    response: str | None = None
    owner: str | None = None
    sort: str | None = None
    control: str | None = None
    state: str | None = None
    prevention: str | None = None
    threshold: str | None = None
    facet: str | None = None
    notes: str | None = None


class Step(Struct, frozen=True, kw_only=True):
    """A value hoped for on the way to an aim."""

    value: Amount | None = None
    date: When | None = None


class Indicator(Row, frozen=True, kw_only=True):
    """How a box, or an assumption, is measured."""

    id: str
    measures: str | None = None
    text: str = ""
    unit: str | None = None
    baseline: Amount | None = None
    target: Amount | None = None
    target_date: When | None = None
    source: str | None = None
    baseline_date: When | None = None
    direction: str = "up"  # up, down, maintain
    frequency: str | None = None
    owner: str | None = None
    disaggregate_by: tuple[str, ...] = ()
    milestones: tuple[Step, ...] = ()
    limits: str | None = None
    proxy_reason: str | None = None
    instrument: str | None = None
    method: str | None = None
    sampling: str | None = None
    baseline_due: When | None = None
    target_due: When | None = None
    tolerance: Decimal | None = None
    expected_without: Amount | None = None
    suppressed_under: int | None = None
    definition: str | None = None
    chosen_with: str | None = None
    weight: Decimal | None = None
    notes: str | None = None


class Reading(Row, frozen=True, kw_only=True):
    """One measurement of an indicator, or of the work done on an activity or output."""

    measure: str | None = None
    date: When | None = None
    value: Amount | None = None
    out_of: Amount | None = None
    group: str | None = None
    note: str | None = None
    numerator: Amount | None = None


class Stakeholder(Row, frozen=True, kw_only=True):
    """A person's role, a body or a group that matters to the plan."""

    id: str | None = None
    name: str = ""
    type: str | None = None
    interest: int | None = None
    influence: int | None = None
    position: str | None = None
    cares_about: str | None = None
    ask: str | None = None
    tactic: str | None = None
    linked_to: tuple[str, ...] = ()
    champion_now: int | None = None
    champion_hoped: int | None = None
    owner: str | None = None
    offer: str | None = None
    role: str | None = None
    briefed: When | None = None
    notes: str | None = None


WEIGHT = "Weight"
"""Who scored, in a row of Scores that names no need: its numbers are the weights of the criteria."""


class Score(Row, frozen=True, kw_only=True):
    """One rater's judgement of one need. `pearl` holds the five answers under their headings."""

    need: str | None = None
    rater: str | None = None
    side: str | None = None
    rank: int | None = None
    size: Amount | None = None
    seriousness: Amount | None = None
    effectiveness: Amount | None = None
    unfairness: Amount | None = None
    positioning: Amount | None = None
    pearl: dict[str, bool] = field(default_factory=dict)
    remedy: str | None = None
    criteria: tuple[tuple[str, Decimal], ...] = ()


class BudgetLine(Row, frozen=True, kw_only=True):
    """A shared cost, or the most that a funder allows under a heading."""

    heading: str | None = None
    amount: Amount | None = None
    covers: tuple[str, ...] = ()
    ceiling: Amount | None = None
    currency: str | None = None
    funder: str | None = None
    notes: str | None = None


class LogEntry(Row, frozen=True, kw_only=True):
    """A review, change, crisis or decision. `about` empty means the plan as a whole."""

    date: When | None = None
    kind: str | None = None
    about: tuple[str, ...] = ()
    text: str | None = None
    reason: str | None = None
    agreed_with: str | None = None
    owner: str | None = None
    due: When | None = None
    notes: str | None = None


class Waiver(Row, frozen=True, kw_only=True):
    """A finding that people have decided to live with: its code, what it is about, why, who decided, until when.

    `about` is what the finding is about: a Ref, an arrow “A>B”, or plan. After `until` the finding comes back.
    """

    code: str = ""
    about: str = "plan"
    reason: str = ""
    by: str = ""
    until: When | None = None


FATES = {"used": "used", "extra": "kept without being used", "left_out": "left out", "unread": "not understood"}
"""What can become of a cell, in words."""


class CellUse(Struct, frozen=True, kw_only=True, gc=False):
    """Where one non-empty cell went: used, extra, left_out or unread; `why` names the field or gives the reason."""

    place: Place
    text: str
    fate: str
    why: str


class SheetRead(Struct, frozen=True, kw_only=True):
    """What a sheet was read as: the key of its form or sheet, its rows of headings, and the headings that were guessed.

    `first` and `last` are the first and the last row of headings; 0 where there are none.
    """

    place: Place
    form: str
    first: int = 0
    last: int = 0
    guessed: tuple[str, ...] = ()


class Plan(Struct, frozen=True, kw_only=True):
    """A whole plan in plan order, with what could not be understood and what was noticed while reading."""

    programme: Programme
    groups: tuple[Group, ...] = ()
    needs: tuple[Need, ...] = ()
    problem_links: tuple[ProblemLink, ...] = ()
    sources: tuple[Source, ...] = ()
    elements: tuple[Element, ...] = ()
    links: tuple[Link, ...] = ()
    register: tuple[RegisterEntry, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    readings: tuple[Reading, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    scores: tuple[Score, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    log: tuple[LogEntry, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    broken: tuple[Broken, ...] = ()
    unread: tuple[Unread, ...] = ()
    noticed: tuple[Noticed, ...] = ()
    beside: tuple[Beside, ...] = ()
    form: str = "full"
    files: tuple[str, ...] = ()
    account: tuple[CellUse, ...] = ()
    read_as: tuple[SheetRead, ...] = ()
    filled: int = 0  # cells that hold something in the files, counted before any of them was read
    sheets_in_order: tuple[tuple[str, str | None], ...] = ()  # (file, sheet) in plan order
