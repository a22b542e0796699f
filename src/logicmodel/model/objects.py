"""A plan in its rows: every object that a sheet of the workbook holds one of in each row, and the whole."""

from decimal import Decimal

from msgspec import Struct, field

from logicmodel.model.notes import Beside, Broken, CellUse, Extra, Noticed, SheetRead, Unread
from logicmodel.model.values import Amount, Evidence, Length, Mark, Place, Quantity, Stage, Term, When


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


OPINIONS = ("position", "interest", "influence", "cares_about", "champion_now", "champion_hoped")
"""What is thought of somebody: fields of a stakeholder that shared copies leave out."""


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

    @property
    def is_judged(self) -> bool:
        """Whether anything is said that somebody thinks of them."""
        return any(getattr(self, field) is not None for field in OPINIONS)


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
