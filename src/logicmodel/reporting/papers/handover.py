"""What the next worker needs to carry on with a plan."""

from collections.abc import Iterator
from datetime import date

from logicmodel.reporting.paper import Asked, Block, Facts, Paper, Paragraph
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.people import by_role, decisions, nobody, parked
from logicmodel.reporting.papers.pieces import (
    Column,
    Row,
    aim,
    arrows_by_ref,
    between,
    boxes,
    entry_named,
    first_few,
    grid,
    listing,
    measure_named,
    or_missing,
    some_amount,
    some_day,
    some_text,
    some_texts,
    standing,
)
from logicmodel.reporting.papers.results import readings_of
from logicmodel.saying import Line, gap, joined, named, ours, own, quoted
from logicmodel.theory import Theory, last_day


def handover(theory: Theory, asked: Asked) -> Paper:
    """What the next worker needs: where things stand, what comes next, who is who, what was decided, what is open."""
    programme = theory.plan.programme
    lead = (Paragraph(text=own(programme.problem), role="lead"),) if programme.problem else ()
    return paper(
        theory,
        asked,
        name="handover",
        title="Handover",
        landscape=True,
        sections=[
            section("What this is about", lead, _in_short(theory)),
            section(
                "What is going on, and what comes next",
                or_missing(_work_now(theory), "The plan names no activity yet."),
            ),
            section("Where the measures stand", _latest(theory)),
            section("Who is who", or_missing(by_role(theory), "The plan names nobody yet.")),
            section("What to keep an eye on", _to_watch_now(theory)),
            section("What was decided", or_missing(decisions(theory), "Nothing is written in the Log yet.")),
            section("What is still open", _open(theory)),
        ],
    )


def _in_short(theory: Theory) -> tuple[Block, ...]:
    programme = theory.plan.programme
    facts = [
        ("What we are working for", joined(first_few([named(goal) for goal in theory.goals], 3)) or gap("no goal yet")),
        ("For whom", some_text(programme.target_group) or gap("not said yet")),
        ("The plan runs", between(programme.start, programme.end) or gap("no dates yet")),
        ("Next review", some_day(programme.next_review) or gap("no date yet")),
        ("What everyone says", some_text(programme.shared_message)),
        ("Safeguarding lead", some_text(programme.safeguarding_lead)),
        ("What carries on afterwards", some_text(programme.sustainability)),
    ]
    return (Facts(rows=tuple((label, line) for label, line in facts if line)),)


def _work_now(theory: Theory) -> tuple[Block, ...]:
    """List the activities by their ends: the next to end first, those without an end last."""
    by_end = sorted(
        theory.activities,
        key=lambda each: (last_day(each.end) or date.max, theory.position[each.id]),
    )
    columns = [
        Column(heading="Activity", share=5),
        Column(heading="Who leads", missing="nobody named yet", share=3),
        Column(heading="With whom", share=3),
        Column(heading="When", missing="no dates yet", share=3),
        Column(heading="So that", missing="leads nowhere yet", share=5),
        Column(heading="Notes", share=4),
    ]
    rows = [
        (
            (named(each), *standing(each)),
            (some_texts(each.owner),),
            (some_texts(each.partners),),
            (between(each.start, each.end),),
            boxes(theory.effects_of(each)),
            (some_text(each.notes),),
        )
        for each in by_end
    ]
    return grid("Activities, the next to end first", columns, rows)


def _latest(theory: Theory) -> tuple[Block, ...]:
    columns = [
        Column(heading="Measure", share=5),
        Column(heading="Now", missing="not known yet", share=2),
        Column(heading="Last reading", missing="none yet", share=2),
        Column(heading="Of", share=2),
        Column(heading="Aim", missing="not set yet", share=2),
        Column(heading="By when", missing="no date yet", share=2),
        Column(heading="Who collects", missing="nobody named yet", share=3),
    ]
    rows: list[Row] = []
    for each in theory.plan.indicators:
        readings = readings_of(theory, each)
        last = readings[-1] if readings else None
        rows.append(
            (
                (measure_named(each),),
                (some_amount(each.baseline, each.unit),),
                (some_amount(last.value, each.unit),) if last else (),
                (some_day(last.date),) if last else (),
                aim(each),
                (some_day(each.target_date),),
                (some_text(each.owner),),
            )
        )
    return grid("Where the measures stand", columns, rows)


def _to_watch_now(theory: Theory) -> tuple[Block, ...]:
    """List what is watched by the day on which it is to be looked at."""
    columns = [
        Column(heading="By when", missing="no date yet", share=2),
        Column(heading="What to look at", share=5),
        Column(heading="How", missing="not said yet", share=4),
        Column(heading="Who watches", missing="nobody named yet", share=3),
        Column(heading="Then we", missing="no plan B yet", share=4),
    ]
    watched = [entry for entry in theory.plan.register if entry.kind != "parking"]
    in_order = sorted(watched, key=lambda each: last_day(each.check_by) or date.max)
    rows = [
        (
            (some_day(each.check_by),),
            (entry_named(each),),
            (some_text(each.check),),
            (some_text(each.owner),),
            (some_text(each.response),),
        )
        for each in in_order
    ]
    return grid("What to look at, the next first", columns, rows)


def _open(theory: Theory) -> tuple[Block, ...]:
    return (*parked(theory), *nobody(theory), *listing(_unexplained(theory)))


def _unexplained(theory: Theory) -> Iterator[Line]:
    """Name the arrows between changes that nobody has given a reason for: few in words, many by their Refs."""
    arrows = [link for link in theory.claims if not theory.says_why(link)]
    if len(arrows) > IN_WORDS:
        yield (*gap("Nobody has said why yet: "), *arrows_by_ref(arrows))
        return
    for cause, effect in map(theory.ends, arrows):
        yield (*gap("Nobody has said why yet: "), *quoted(cause.text), *ours(" leads to "), *quoted(effect.text))


IN_WORDS = 12
"""As many arrows without a reason are told in words."""
