"""Plans of any size that look like those people write: strands of work with needs, reasons, evidence, measures, dates.

Nothing in them is left to chance, so that two runs measure the same. About one box in forty has a weakness, so that
rules have something to say.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from logicmodel.model import (
    Amount,
    Element,
    Evidence,
    Group,
    Indicator,
    Link,
    Need,
    Part,
    Place,
    Plan,
    Programme,
    Quantity,
    RegisterEntry,
    Source,
    Stage,
    Term,
    When,
)

FILE = "plan.xlsx"

GROUPS = (
    "Young carers aged 8 to 17",
    "Parents who are ill at home",
    "Older people who live alone",
    "Newly arrived families",
    "Tenants of damp homes",
    "School leavers without work",
)
DEEDS = (
    "Run a weekly group",
    "Train new teachers",
    "Visit worried families",
    "Hold an advice hour",
    "Match volunteers",
    "Agree written rules",
    "Repair damp bedrooms",
    "Interpret for patients",
    "Lend bicycles and tools",
    "Cook a shared supper",
    "Ring tired parents",
)
PRODUCTS = (
    "evenings held",
    "teachers trained",
    "visits made",
    "people advised",
    "matches begun",
    "rules signed",
    "bedrooms repaired",
    "patients interpreted for",
    "bicycles lent",
    "suppers shared",
    "calls answered",
)
CHANGES = (
    "talk about what weighs on them",
    "ask for help in good time",
    "claim what they are owed",
    "share caring among adults",
    "miss fewer school days",
    "sleep in dry rooms",
    "can name two neighbours",
    "speak before decisions are made",
    "finish the course they began",
    "earn enough to stay",
    "open the door to the nurse",
    "pay their heating",
    "understand council letters",
)
MANNERS = (
    "together with the panel",
    "after each clinic",
    "by word of mouth",
    "with an interpreter",
    "from the first week",
    "even in exam months",
    "whenever work allows",
    "as the seasons turn",
    "on quiet mornings",
    "beside the old routine",
    "as neighbours do",
    "through the union",
    "under one roof",
    "in both languages",
    "while prices rise",
    "over the long holidays",
    "on request",
)
WHERE = (
    "behind the harbour",
    "at three schools",
    "in Millbrook",
    "around the library",
    "in the Ropewalk estate",
    "near every night bus",
    "along the canal",
    "up the valley",
    "at the day centre",
    "by the paper mill",
    "over the market hall",
    "in Eastfield",
    "across two wards",
    "past the ring road",
    "on the allotments",
    "where trams end",
    "inside the prison",
    "at sea",
    "among the orchards",
)
REASONS = (
    "People who meet every week come to trust each other",
    "Staff who have practised the question ask it",
    "What has been written down is followed on a busy morning",
    "A first visit that blames nobody makes a second one possible",
    "Whoever knows the rule can point to it",
)
COLUMNS = (
    ("IN", Stage.INPUT, None, 4),
    ("AC", Stage.ACTIVITY, None, 14),
    ("OP", Stage.OUTPUT, None, 14),
    ("OS", Stage.OUTCOME, Term.SHORT, 13),
    ("OM", Stage.OUTCOME, Term.MEDIUM, 9),
    ("OL", Stage.OUTCOME, Term.LONG, 4),
    ("IM", Stage.IMPACT, None, 2),
)
"""The boxes of one strand: letters of the Ref, stage, term, how many."""

STRAND = sum(count for *_, count in COLUMNS)

WEAK = 41
"""Every so many boxes one has a weakness."""


def plan_of_size(boxes: int) -> Plan:
    """Make a plan of about so many boxes, in strands of sixty; each strand serves the one after it."""
    strands = max(1, round(boxes / STRAND))
    elements = [each for strand in range(strands) for each in _boxes(strand)]
    links = [each for strand in range(strands) for each in _arrows(strand, strands)]
    return Plan(
        programme=_programme(),
        groups=tuple(
            Group(name=name, size=_amount(400 + 7 * row), place=_at("Groups", row + 2))
            for row, name in enumerate(GROUPS)
        ),
        needs=tuple(_need(number) for number in range(strands * 7)),
        sources=tuple(_source(number) for number in range(12)),
        elements=tuple(_placed(elements)),
        links=tuple(links),
        register=tuple(_assumption(number, link) for number, link in enumerate(links[::9])),
        indicators=tuple(_measures(elements)),
        sheets_in_order=tuple((FILE, sheet) for sheet in ("Start here", "Needs", "Plan", "Measures")),
    )


def plan_with_arrows(boxes: int, arrows: int) -> Plan:
    """Make a plan of exactly so many boxes in which boxes also lead to later ones of their strand: so many arrows in all.

    There is room for about three arrows a box.
    """
    plan = plan_of_size(boxes + STRAND)
    elements = plan.elements[:boxes]
    kept = {element.id for element in elements}
    arrows_of = {(link.cause, link.effect): link for link in plan.links if link.cause in kept and link.effect in kept}
    for step in (15, 18, 21, 24, 27):
        for serial, (cause, effect) in enumerate(zip(elements, elements[step:], strict=False)):
            if len(arrows_of) < arrows and serial % STRAND + step < STRAND:
                arrows_of.setdefault((cause.id, effect.id), _arrow(cause.id, effect.id, serial))
    return replace(plan, elements=elements, links=tuple(arrows_of.values()))


def plan_of_columns(width: int) -> Plan:
    """Make a plan whose columns have so many boxes each, in which every box leads to every box of the next column."""
    plan = plan_of_size(STRAND * width)
    columns = [[each for each in plan.elements if each.id.startswith(letters)][:width] for letters, *_ in COLUMNS]
    links = [
        _arrow(cause.id, effect.id, serial)
        for causes, effects in pairwise(columns)
        for serial, cause in enumerate(causes)
        for effect in effects
    ]
    return replace(plan, elements=tuple(each for column in columns for each in column), links=tuple(links))


def _at(sheet: str, row: int | None = None, column: int | None = None) -> Place:
    return Place(file=FILE, sheet=sheet, row=row, column=column)


def _amount(number: int) -> Amount:
    return Amount(text=str(number), value=Decimal(number))


def _month(months: int) -> When:
    """Give a month, counted from the start of the programme."""
    year, month = 2026 + (3 + months) // 12, (3 + months) % 12 + 1
    last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
    return When(text=f"{year}-{month:02}", first=date(year, month, 1), last=date.fromordinal(last), precision="month")


def _programme() -> Programme:
    return Programme(
        place=_at("Start here", 3),
        name="All programmes of the county",
        organisation="County children’s services",
        area="The county",
        target_group=GROUPS[0],
        problem="Many people carry alone what others would share, and few are known to services.",
        start=_month(0),
        end=_month(36),
        currency="GBP",
        ceiling="Medium-term outcomes",
    )


def _need(number: int) -> Need:
    group, where = _turn(GROUPS, number), _turn(WHERE, number)
    return Need(
        id=f"N{number + 1}",
        text=f"{group} {where} have nobody to turn to {_turn(MANNERS, number)}",
        who=(group,),
        severity=number % 4 + 1,
        priority=number + 1,
        sources=(f"E{number % 12 + 1}",),
        count=_amount(40 + number % 300),
        out_of=_amount(500),
        place=_at("Needs", number + 2),
    )


def _source(number: int) -> Source:
    return Source(
        id=f"E{number + 1}",
        title=f"Survey of {GROUPS[number % len(GROUPS)].casefold()}, round {number + 1}",
        kind="survey",
        date=_month(-12),
        level=number % 4 + 1,
        place=_at("Sources", number + 2),
    )


def _boxes(strand: int) -> Iterator[Element]:
    for letters, stage, term, count in COLUMNS:
        for number in range(count):
            serial = strand * count + number
            yield _box(f"{letters}{serial + 1}", stage, term, serial)


def _box(ref: str, stage: Stage, term: Term | None, serial: int) -> Element:
    group = GROUPS[serial % len(GROUPS)]
    weak = serial % WEAK == WEAK - 1
    begins = {Stage.INPUT: 0, Stage.ACTIVITY: 1, Stage.OUTPUT: 3, Stage.IMPACT: 36}.get(stage, 6)
    ends = begins + {Term.SHORT: 4, Term.MEDIUM: 12, Term.LONG: 24, None: 2}[term]
    works = stage is Stage.ACTIVITY
    return Element(
        id=ref,
        stage=stage,
        term=term,
        text="Follow-up" if weak and works else _text(stage, term, serial),
        who=(group,),
        addresses=(f"N{serial // 2 % (serial // 14 * 7 + 7) + 1}",) if works and not weak else (),
        quantity=_quantity(serial) if stage is Stage.OUTPUT else None,
        owner=() if weak else ("Family worker", "School lead", "Panel")[serial % 3 : serial % 3 + 1],
        start=_month(begins),
        end=_month(ends),
        cost=_amount(4000 + serial % 900) if works else None,
        place=_at("Plan"),
    )


def _text(stage: Stage, term: Term | None, serial: int) -> str:
    """Put a statement together; the lists differ in length, so that statements differ in more than a word."""
    group, manner, where = (_turn(each, serial) for each in (GROUPS, MANNERS, WHERE))
    if stage is Stage.INPUT:
        return f"A room {where} and half a post for {group.casefold()} {manner}"
    if stage is Stage.ACTIVITY:
        return f"{_turn(DEEDS, serial)} {where} for {group.casefold()} {manner}"
    if stage is Stage.OUTPUT:
        return f"{20 + serial % 60} {_turn(PRODUCTS, serial)} {manner} {where}, for {group.casefold()}"
    later = {Term.SHORT: 0, Term.MEDIUM: 5, Term.LONG: 3, None: 8}[term]
    return f"{group} {where} {_turn(CHANGES, serial + later)} {manner}"


def _turn(texts: tuple[str, ...], serial: int) -> str:
    return texts[serial % len(texts)]


def _quantity(serial: int) -> Quantity:
    amount = _amount(20 + serial % 60)
    return Quantity(text=f"{amount.text} people", parts=(Part(amount=amount, unit="people"),))


def _placed(elements: list[Element]) -> Iterator[Element]:
    """Give each box the row in which it would stand."""
    for row, element in enumerate(elements, 2):
        yield replace(element, place=_at("Plan", row))


def _arrows(strand: int, strands: int) -> Iterator[Link]:
    """Give the arrows of a strand: each box leads to one or two of the next column, the last ones to the next strand."""
    for (letters, *_, count), (next_letters, *_, next_count) in pairwise(COLUMNS):
        for number in range(count):
            serial = strand * count + number
            near = number * next_count // count
            effects = {near, (near + 1) % next_count} if number % 3 == 0 or next_count > count else {near}
            for effect in sorted(effects):
                yield _arrow(f"{letters}{serial + 1}", f"{next_letters}{strand * next_count + effect + 1}", serial)
    if strand % 10 < 9 and strand + 1 < strands:
        yield _arrow(f"OM{strand * 9 + 9}", f"OS{(strand + 1) * 13 + 1}", strand)


def _arrow(cause: str, effect: str, serial: int) -> Link:
    place = _at("Plan", serial + 2, 4)
    items = (Evidence(source=f"E{serial % 12 + 1}", level=serial % 4 + 1, direction="supports", place=place),)
    return Link(
        cause=cause,
        effect=effect,
        mechanism=None
        if serial % WEAK == 0
        else f"{REASONS[serial % len(REASONS)]}, and {serial % 90 + 10} in a hundred stay",
        evidence=items if cause.startswith("O") else (),
        confidence=Decimal(serial % 5 + 5) / 10,
        place=place,
    )


def _assumption(number: int, link: Link) -> RegisterEntry:
    return RegisterEntry(
        id=f"A{number + 1}",
        kind="assumption",
        text=f"{GROUPS[number % len(GROUPS)]} are free on {('Monday', 'Tuesday', 'Friday')[number % 3]} evenings in ward {number + 1}",
        about=(link.ref,),
        likelihood=number % 4 + 1,
        importance=number % 4 + 1,
        check="Ask the panel each term",
        check_by=_month(8),
        response=None if number % WEAK == 0 else "Move to another evening",
        owner="Panel",
        place=_at("Assumptions & risks", number + 2),
    )


def _measures(elements: list[Element]) -> Iterator[Indicator]:
    outcomes = [each for each in elements if each.stage in (Stage.OUTCOME, Stage.IMPACT)]
    for number, outcome in enumerate(outcomes):
        if number % WEAK:
            yield Indicator(
                id=f"M{number + 1}",
                measures=outcome.id,
                text=f"Share who {CHANGES[number % len(CHANGES)]}, of those asked in ward {number + 1}",
                unit="%",
                baseline=_amount(20 + number % 30),
                target=_amount(55 + number % 30),
                target_date=_month(36),
                source="Short survey each term",
                baseline_date=_month(-2),
                owner="Evaluator",
                place=_at("Measures", number + 2),
            )
