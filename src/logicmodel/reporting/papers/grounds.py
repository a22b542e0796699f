"""What the plan rests on: its risks and assumptions, and the evidence arrow by arrow."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from logicmodel.model import Evidence, Link, Place, RegisterEntry, Source
from logicmodel.reporting.paper import Asked, Block, Paper
from logicmodel.reporting.papers.measuring import standing_of
from logicmodel.reporting.papers.parts import paper, section
from logicmodel.reporting.papers.people import parked
from logicmodel.reporting.papers.pieces import (
    Column,
    Row,
    arrows_by_ref,
    entry_named,
    grid,
    labelled,
    missing,
    named_about,
    note,
    or_missing,
    people_asked,
    some_choice,
    some_day,
    some_refs,
    some_text,
)
from logicmodel.reporting.sentences import is_claim
from logicmodel.reporting.tables import applies_to
from logicmodel.saying import Cell, Line, Words, gap, level_said, named, ours, own, own_or_gap, ref
from logicmodel.sheets import heading
from logicmodel.theory import Theory, is_proposed
from logicmodel.words.spelling import NO_EVIDENCE, plain

# -- risks and assumptions --------------------------------------------------------------------------------------------


def risks(theory: Theory, asked: Asked) -> Paper:
    """The register: risks the gravest first, what must be true, what else is at work, plan B, and what was parked."""
    entries = theory.plan.register
    return paper(
        theory,
        asked,
        name="risks",
        title="Risks and assumptions",
        landscape=True,
        sections=[
            section("Risks, the gravest first", or_missing(_risks(theory, entries), "The plan names no risk yet.")),
            section(
                "What must be true", or_missing(_assumptions(theory, entries), "The plan names no assumption yet.")
            ),
            section("What else is at work", _others(theory, entries)),
            section("If it does not work", _plans_b(theory, entries)),
            section("Parked", parked(theory)),
        ],
    )


def _risks(theory: Theory, entries: Sequence[RegisterEntry]) -> tuple[Block, ...]:
    columns = [
        Column(heading="Risk", share=5),
        Column(heading="About", share=4),
        Column(heading="How likely (1–5)", missing="not rated", share=2),
        Column(heading="Effect if so (1–5)", missing="not rated", share=2),
        Column(heading="Both together (1–25)", missing="not rated", share=2),
        Column(heading="To prevent it", missing="nothing yet", share=4),
        Column(heading="If it happens", missing="no plan B yet", share=4),
        Column(heading="Who watches", missing="nobody named yet", share=3),
        Column(heading="By when", share=2),
    ]
    gravest_first = sorted((each for each in entries if each.kind == "risk"), key=lambda each: -(_product(each) or 0))
    rows = [
        (
            (entry_named(each), labelled("kind", some_choice("Sort", each.sort))),
            _about(theory, each),
            (_number(each.likelihood),),
            (_number(each.importance),),
            (_number(_product(each)),),
            (some_text(each.prevention),),
            (some_text(each.response),),
            (some_text(each.owner),),
            (some_day(each.check_by),),
        )
        for each in gravest_first
    ]
    return grid("Risks and what is done about them", columns, rows)


def _assumptions(theory: Theory, entries: Sequence[RegisterEntry]) -> tuple[Block, ...]:
    columns = [
        Column(heading="What must be true", share=5),
        Column(heading="So that", share=4),
        Column(heading="How likely (1–5)", missing="not rated", share=2),
        Column(heading="Effect if not (1–5)", missing="not rated", share=2),
        Column(heading="How it stands", missing="not checked yet", share=2),
        Column(heading="How we check", missing="not said yet", share=4),
        Column(heading="We act when", share=3),
        Column(heading="Then we", missing="no plan B yet", share=4),
        Column(heading="Who watches", missing="nobody named yet", share=3),
        Column(heading="By when", share=2),
    ]
    rows = [
        (
            (entry_named(each),),
            _about(theory, each),
            (_number(each.likelihood),),
            (_number(each.importance),),
            (standing_of(each),),
            (some_text(each.check),),
            (some_text(each.threshold),),
            (some_text(each.response),),
            (some_text(each.owner),),
            (some_day(each.check_by),),
        )
        for each in entries
        if each.kind == "assumption"
    ]
    return grid("Assumptions", columns, rows)


def _others(theory: Theory, entries: Sequence[RegisterEntry]) -> tuple[Block, ...]:
    kinds = ("external_factor", "helping_force", "hindering_force", None)
    columns = [
        Column(heading="What", share=5),
        Column(heading="Kind", missing="no kind yet", share=2),
        Column(heading="About", share=4),
        Column(heading="What we do about it", share=4),
        Column(heading="Who watches", share=3),
    ]
    rows = [
        (
            (entry_named(each),),
            (some_choice("Register kind", each.kind),),
            _about(theory, each),
            (some_text(each.prevention), some_text(each.response)),
            (some_text(each.owner),),
        )
        for each in entries
        if each.kind in kinds
    ]
    return grid("What else helps or hinders", columns, rows)


def _plans_b(theory: Theory, entries: Sequence[RegisterEntry]) -> tuple[Block, ...]:
    columns = [
        Column(heading="If", share=5),
        Column(heading="About", share=4),
        Column(heading="Then we", missing="no plan B yet", share=5),
        Column(heading="Who", missing="nobody named yet", share=3),
    ]
    rows = [
        ((entry_named(each),), _about(theory, each), (some_text(each.response),), (some_text(each.owner),))
        for each in entries
        if each.kind == "plan_b"
    ]
    return grid("What is done then", columns, rows)


def _about(theory: Theory, entry: RegisterEntry) -> Cell:
    return applies_to(theory, named_about(theory, entry))


def _number(value: int | None) -> Line:
    return (Words(str(value), "own", Decimal(value)),) if value is not None else ()


def _product(entry: RegisterEntry) -> int | None:
    return entry.likelihood * entry.importance if entry.likelihood and entry.importance else None


# -- evidence ---------------------------------------------------------------------------------------------------------


def evidence_annex(theory: Theory, asked: Asked) -> Paper:
    """Arrow by arrow: the reason, the evidence for, against and unclear, its level and date; then each source once."""
    claims = [link for link in theory.all_links if is_claim(theory, link)]
    return paper(
        theory,
        asked,
        name="evidence-annex",
        title="Evidence behind the arrows",
        landscape=True,
        sections=[
            section(
                "Arrow by arrow",
                or_missing(_ledger(theory, claims), "No arrow claims a change yet."),
                note(
                    "Each study counts once for an arrow, however often it is named there. The level is the highest that was "
                    "given; where there is none, nobody has rated it."
                )
                if claims
                else (),
            ),
            section("Arrows without evidence yet", _bare(theory, claims)),
            section("Sources, each once", _sources(theory)),
        ],
    )


SIDES = {"supports": "For", "contrary": "Against", "mixed": "Unclear"}
"""On which side of the ledger evidence stands, by its direction."""


Rows = frozenset[tuple[str, str | None, int | None]]
"""Rows of sheets, each by its file, sheet and number."""


def _side(theory: Theory, item: Evidence, unread: Rows) -> str:
    """Say on which side evidence stands: without a direction for the arrow if somebody rated it, else unclear.

    It is unclear, too, where what was typed as its direction is `unread`: it may have been that it speaks against.
    """
    source = theory.sources.get(item.source or "")
    typed = item.level is not None and unread.isdisjoint(_row(each.place) for each in (item, source) if each)
    return SIDES.get(item.direction or "", "For" if typed else "Unclear")


def _unread_directions(theory: Theory) -> Rows:
    headings = (heading("links", "evidence_direction"), heading("sources", "direction"))
    return frozenset(_row(each.place) for each in theory.plan.unread if each.heading in headings)


def _row(place: Place) -> tuple[str, str | None, int | None]:
    return place.file, place.sheet, place.row


def _ledger(theory: Theory, claims: Sequence[Link]) -> tuple[Block, ...]:
    columns = [
        Column(heading="If", share=4),
        Column(heading="Then", share=4),
        Column(heading="Because", missing="not said yet", share=5),
        Column(heading="For", share=4),
        Column(heading="Against", share=4),
        Column(heading="Unclear", share=4),
        Column(heading="Level", missing="not rated", share=2),
    ]
    rows, unread = [], _unread_directions(theory)
    for link in claims:
        cause, effect = theory.ends(link)
        votes = list(_votes(theory, link, unread))
        sides = [tuple(said for side, said in votes if side == wanted) for wanted in ("For", "Against", "Unclear")]
        if votes:
            rows.append(
                (
                    (named(cause),),
                    (_harms(link, named(effect)), *([gap("proposed, to confirm")] if is_proposed(link) else [])),
                    (some_text(link.mechanism),),
                    *sides,
                    (ours(level_said(link.level)) if link.level is not None else (),),
                )
            )
    return grid("Evidence for and against each arrow", columns, rows)


def _harms(link: Link, effect: Line) -> Line:
    kinds = {"hinders": "may harm: ", "feedback": "feeds back to: "}
    return (*ours(kinds[link.kind]), *effect) if link.kind in kinds else effect


def _votes(theory: Theory, link: Link, unread: Rows = frozenset()) -> Iterator[tuple[str, Line]]:
    """Give each source of an arrow once, with the side that it stands on; one on both sides is unclear."""
    by_source: dict[str, list[Evidence]] = {}
    for item in link.evidence:
        if not (item.text and plain(item.text) in NO_EVIDENCE):
            by_source.setdefault(item.source or plain(item.text or ""), []).append(item)
    for items in by_source.values():
        sides = {_side(theory, item, unread) for item in items}
        side = sides.pop() if len(sides) == 1 else "Unclear"
        level = max((item.level for item in items if item.level is not None), default=None)
        yield side, (*_source_named(theory, items[0]), Words(", "), *ours(level_said(level)))


def _source_named(theory: Theory, item: Evidence) -> Line:
    """Name a source by its Ref where it has a row of its own, with its year; else by its words."""
    source = theory.sources.get(item.source or "")
    if source is None:
        return own_or_gap(item.text or item.source, "nothing typed")
    year = f" ({source.date.last.year})" if source.date and source.date.last else ""
    return (*own(source.title or source.id), *ref(source.id), *ours(year))


def _bare(theory: Theory, claims: Sequence[Link]) -> tuple[Block, ...]:
    """Name the arrows without any evidence, those that a goal hangs on first, with their reasons."""
    decisive = {link.ref for link in theory.decisive_arrows}
    bare = [link for link in claims if not any(_votes(theory, link))]
    columns = [
        Column(heading="If", share=4),
        Column(heading="Then", share=4),
        Column(heading="Because", missing="not said yet", share=5),
        Column(heading="Why we go ahead", share=4),
        Column(heading="A goal hangs on it", share=2),
    ]
    rows: list[Row] = []
    for link in sorted(bare, key=lambda each: each.ref not in decisive):
        cause, effect = theory.ends(link)
        hangs = ours("yes") if link.ref in decisive else ()
        rows.append(
            (
                (named(cause),),
                (_harms(link, named(effect)),),
                (some_text(link.mechanism),),
                (some_text(link.evidence_note),),
                (hangs,),
            )
        )
    return grid("Arrows without evidence", columns, rows)


def _sources(theory: Theory) -> tuple[Block, ...]:
    columns = [
        Column(heading="Source", share=5),
        Column(heading="Kind", missing="no kind yet", share=2),
        Column(heading="Who says so", share=3),
        Column(heading="Date", missing="no date yet", share=2),
        Column(heading="How many people", share=2),
        Column(heading="What it found", share=5),
        Column(heading="Level", missing="not rated", share=2),
        Column(heading="Arrows", share=3),
        Column(heading="Needs", share=2),
    ]
    sources = [each for each in theory.sources.values() if plain(each.title) not in NO_EVIDENCE]
    if not sources:
        return (missing("The plan has no sources yet."),)
    rows = [
        (
            (_whole_source(each),),
            (some_choice("Source kind", each.kind),),
            (some_text(each.author),),
            (some_day(each.date),),
            (people_asked(each),),
            (some_text(each.finding),),
            (ours(level_said(each.level)) if each.level is not None else (),),
            _arrows_of(theory, each),
            (some_refs([need.id for need in theory.plan.needs if each.id in need.sources]),),
        )
        for each in sources
    ]
    return grid("Where the evidence comes from", columns, rows)


def _whole_source(source: Source) -> Line:
    return (*own_or_gap(source.title, "nothing typed"), *ref(source.id))


def _arrows_of(theory: Theory, source: Source) -> Cell:
    arrows = [link for link in theory.all_links if any(item.source == source.id for item in link.evidence)]
    return (arrows_by_ref(arrows),) if arrows else ()
