"""Who does what, by role; and what was decided."""

from datetime import date

from msgspec import Struct

from logicmodel.model import Element, Indicator, LogEntry, RegisterEntry, Stage, Stakeholder
from logicmodel.reporting.paper import Asked, Block, Paper
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.pieces import (
    Column,
    Row,
    boxes,
    entry_named,
    grid,
    labelled,
    listing,
    or_missing,
    some_day,
    some_refs,
    some_text,
    some_texts,
    standing,
)
from logicmodel.saying import Line, Words, gap, named, ours, own
from logicmodel.theory import Theory
from logicmodel.words.spelling import plain


class Part(Struct, frozen=True, kw_only=True):
    """What one role has to do: boxes it leads and helps with, measures it collects, rows of the register it watches.

    `briefed` is its row of People, if there is one.
    """

    leads: tuple[Element, ...]
    helps: tuple[Element, ...]
    collects: tuple[Indicator, ...]
    watches: tuple[RegisterEntry, ...]
    decisions: tuple[LogEntry, ...]
    briefed: Stakeholder | None


def part_of(theory: Theory, role: str) -> Part:
    """Give what a role has to do, however its name is spelt."""
    key = plain(role)

    def is_it(*names: str | None) -> bool:
        return any(name and plain(name) == key for name in names)

    plan = theory.plan
    return Part(
        leads=tuple(each for each in theory.elements if is_it(*each.owner)),
        helps=tuple(each for each in theory.elements if is_it(*each.partners)),
        collects=tuple(each for each in plan.indicators if is_it(each.owner)),
        watches=tuple(each for each in plan.register if is_it(each.owner)),
        decisions=tuple(each for each in plan.log if is_it(each.owner)),
        briefed=next((each for each in plan.stakeholders if is_it(each.name)), None),
    )


def roles_of(theory: Theory) -> list[str]:
    """Name every role that leads, helps, collects, watches or has something to do from the Log; each once."""
    plan = theory.plan
    named_so = [
        *(role for each in theory.elements for role in each.owner),
        *(role for each in theory.elements for role in each.partners),
        *(each.owner for each in plan.indicators),
        *(each.owner for each in plan.register),
        *(each.owner for each in plan.log),
    ]
    found: dict[str, str] = {}
    for role in named_so:
        if role and role.strip():
            found.setdefault(plain(role), role)
    return list(found.values())


# -- who does what ----------------------------------------------------------------------------------------------------


def responsibilities(theory: Theory, asked: Asked) -> Paper:
    """Who does what, by role: who leads each activity and who helps, who collects each measure, who watches what."""
    return paper(
        theory,
        asked,
        name="responsibilities",
        title="Who does what",
        landscape=True,
        sections=[
            section("By role", or_missing(by_role(theory), "The plan names nobody yet.")),
            section("By activity", _by_activity(theory)),
            section("What nobody has yet", nobody(theory)),
        ],
    )


def by_role(theory: Theory) -> tuple[Block, ...]:
    """Give what each role leads, helps with, collects and watches, one role a row."""
    columns = [
        Column(heading="Role", share=3),
        Column(heading="Leads", share=5),
        Column(heading="Works with", share=4),
        Column(heading="Collects", share=2),
        Column(heading="Watches", share=2),
        Column(heading="Told and agreed on", share=2),
    ]
    rows: list[Row] = []
    for role in roles_of(theory):
        part = part_of(theory, role)
        briefed = part.briefed.briefed if part.briefed else None
        rows.append(
            (
                (own(role),),
                boxes(part.leads),
                boxes(part.helps),
                (some_refs([each.id for each in part.collects]),),
                (some_refs([each.id for each in part.watches]),),
                (some_day(briefed),) if briefed else (),
            )
        )
    return grid("What each role does", columns, rows)


def _by_activity(theory: Theory) -> tuple[Block, ...]:
    """Give for each activity who leads it, who works with them, and who collects the measures of what it produces."""
    collects = {measure.id: measure.owner for measure in theory.plan.indicators}
    columns = [
        Column(heading="Activity", share=5),
        Column(heading="Who leads", missing="nobody leads it yet", share=3),
        Column(heading="With whom", share=4),
        Column(heading="Who collects its measures", share=3),
        Column(heading="For whom", missing="nobody named yet", share=3),
    ]
    rows: list[Row] = []
    for each in theory.activities:
        made = [each, *(effect for effect in theory.effects_of(each) if effect.stage is Stage.OUTPUT)]
        who = dict.fromkeys(collects[measure.id] for box in made for measure in theory.measures_of(box))
        rows.append(
            (
                (named(each), *standing(each)),
                (some_texts(each.owner),),
                (some_texts(each.partners),),
                (some_texts(role for role in who if role),),
                (some_texts(each.who),),
            )
        )
    return grid("Activities, and who has a part in each", columns, rows)


def nobody(theory: Theory) -> tuple[Block, ...]:
    """Name what nobody leads, collects or watches yet."""
    plan = theory.plan
    lines = [
        ("Activities that nobody leads:", [each.id for each in theory.activities if not each.owner]),
        ("Measures that nobody collects:", [each.id for each in plan.indicators if not each.owner]),
        (
            "Assumptions and risks that nobody watches:",
            [each.id for each in plan.register if each.kind in ("assumption", "risk") and not each.owner],
        ),
    ]
    return listing((*gap(said), Words(" "), *some_refs(ids)) for said, ids in lines if ids)


# -- the Log ---------------------------------------------------------------------------------------------------------


def decided(caption: str, entries: tuple[LogEntry, ...]) -> tuple[Block, ...]:
    """List rows of the Log: when, what, why, who, by when."""
    columns = [
        Column(heading="When", missing="no date yet", share=2),
        Column(heading="What was decided", missing="nothing typed", share=5),
        Column(heading="Why", share=4),
        Column(heading="Who does it", missing="nobody named yet", share=3),
        Column(heading="By when", missing="no date yet", share=2),
    ]
    rows = [
        (
            (some_day(each.date),),
            (some_text(each.text), _about(each)),
            (some_text(each.reason),),
            (some_text(each.owner),),
            (some_day(each.due),),
        )
        for each in entries
    ]
    return grid(caption, columns, rows)


def _about(entry: LogEntry) -> Line:
    return labelled("about", some_refs(entry.about))


def decisions(theory: Theory) -> tuple[Block, ...]:
    """List the reviews, changes and decisions of the Log, the last first."""
    dated = sorted(theory.plan.log, key=lambda each: each.date.last if each.date and each.date.last else date.min)
    return decided("Reviews, changes and decisions, the last first", tuple(reversed(dated)))


def parked(theory: Theory) -> tuple[Block, ...]:
    """List what was parked, to come back to."""
    return listing(
        (*ours("To come back to: "), *entry_named(each)) for each in theory.plan.register if each.kind == "parking"
    )
