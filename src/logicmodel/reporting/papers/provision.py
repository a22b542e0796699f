"""Parts of a pack that no report has: the needs with what exists already, who else works on them, every arrow."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from logicmodel.model import Need
from logicmodel.reporting.needs_tables import who_said
from logicmodel.reporting.paper import Asked, Grid, Paper, Section
from logicmodel.reporting.papers.parts import section
from logicmodel.reporting.papers.pieces import (
    Column,
    Row,
    grid,
    labelled,
    or_missing,
    some_amount,
    some_text,
    some_texts,
)
from logicmodel.reporting.papers.translating import Translator
from logicmodel.reporting.tables import arrow_table
from logicmodel.saying import Line, ours, own, own_or_gap, ref
from logicmodel.theory import Theory


def need_and_provision(theory: Theory, asked: Asked) -> tuple[Section, ...]:
    """Give the needs with how many, where, who said so and what exists already, and who else works on them.

    The table has few columns, so that it stands on an upright page: how many stands beneath the need, and where beneath
    whom it affects.
    """
    return _translated(
        asked,
        section("What is needed", or_missing(_needs(theory), "The plan names no need yet.")),
        section("Who else works on this", or_missing(_others(theory), "Nobody is named yet.")),
    )


def arrows(theory: Theory, asked: Asked) -> tuple[Section, ...]:
    """Give every arrow with its reason and evidence."""
    return _translated(asked, section("Arrow by arrow", Grid(table=arrow_table(theory)) if theory.all_links else ()))


def without(paper: Paper, titles: Collection[str]) -> Paper:
    """Leave out the chapters of a paper with one of these titles, as they are in English, and what belongs to them."""
    translator = Translator(paper.language)
    dropped = {translator.line(ours(title)) for title in titles}
    kept: list[Section] = []
    leaving = False
    for each in paper.sections:
        leaving = each.title in dropped if each.level == 1 else leaving
        kept += [] if leaving else [each]
    return replace(paper, sections=tuple(kept))


def _translated(asked: Asked, *sections: Section) -> tuple[Section, ...]:
    return Translator(asked.language).sections(each for each in sections if each.blocks)


def _needs(theory: Theory) -> Sequence[Grid]:
    columns = [
        Column(heading="Need", share=6),
        Column(heading="Whom it affects", missing="nobody named yet", share=3),
        Column(heading="Who said so", share=6),
        Column(heading="What exists already", missing="not said yet", share=4),
        Column(heading="In their words", share=4),
    ]
    rows: list[Row] = [
        (
            (_named(need), labelled("How many", _count(need))),
            (some_texts(need.who), some_text(need.area)),
            who_said(theory, need),
            (some_text(need.provision),),
            (some_text(need.quote),),
        )
        for need in theory.chosen_needs
    ]
    return [each for each in grid("Needs, and what exists already", columns, rows) if isinstance(each, Grid)]


def _named(need: Need) -> Line:
    return (*own_or_gap(need.text, "nothing typed"), *ref(need.id))


def _count(need: Need) -> Line:
    if need.count is None:
        return ()
    return (*some_amount(need.count), *((*ours(" of "), *some_amount(need.out_of)) if need.out_of else ()))


def _others(theory: Theory) -> Sequence[Grid]:
    columns = [
        Column(heading="Who", share=4),
        Column(heading="What they offer", missing="not said yet", share=6),
        Column(heading="Their part in the plan", share=5),
    ]
    rows: list[Row] = [
        ((own(each.name),), (some_text(each.offer),), (some_text(each.role),))
        for each in theory.plan.stakeholders
        if each.offer or each.role
    ]
    return [each for each in grid("Who else works on this", columns, rows) if isinstance(each, Grid)]
