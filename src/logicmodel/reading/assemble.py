"""From drafts to a plan: Refs given and looked up, rows made from words in other rows, arrows put together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.model import Noticed, Place, Plan, Source, Unread, Waiver
from logicmodel.reading.arrow_rows import ArrowRows
from logicmodel.reading.draft import STATEMENT, Draft, Drafts
from logicmodel.reading.from_words import FromWords
from logicmodel.reading.groups import groups_of
from logicmodel.reading.joining import joined_forms
from logicmodel.reading.numbering import Tab, give_refs, point_to_drafts, stages_from_letters
from logicmodel.reading.objects import Objects, made
from logicmodel.reading.pointing import Pointing
from logicmodel.reading.resolve import Index


class Assembled(Struct, frozen=True, kw_only=True):
    """A plan, and the places of rows that made no object, with the reason."""

    plan: Plan
    unused_rows: Mapping[Place, str]


def assemble(
    drafts: Iterable[Draft], first_place: Place, form: str, tabs: Mapping[str, Sequence[str]], spare_refs: Iterable[str]
) -> Assembled:
    """Make a plan of drafts.

    `first_place` is where the plan as a whole stands if no row says so; `tabs` holds the sheets on each tab, by the
    key of its name; `spare_refs` are Refs of rows that are still empty, which are given to no other row.
    """
    by_sheet = Drafts(drafts)
    noticed: list[Noticed] = []
    for sheet in STATEMENT:
        by_sheet.by_sheet[sheet] = joined_forms(by_sheet[sheet], noticed)
    index = Index(tabs)
    for ref in spare_refs:
        index.spare(ref)
    from_letters = stages_from_letters(by_sheet)
    give_refs(by_sheet, index)
    point_to_drafts(by_sheet)
    noticed = [*_filled_down(from_letters, first_place), *_needed_empty(by_sheet), *noticed]
    return _assembled(by_sheet, index, first_place, form, noticed)


def _assembled(drafts: Drafts, index: Index, first_place: Place, form: str, noticed: Iterable[Noticed]) -> Assembled:
    pointing = Pointing(index)
    typed_sources = [made(Source, draft) for draft in drafts["sources"]]
    words = FromWords(index, pointing, typed_sources)
    objects = Objects(drafts, index, pointing, words)
    arrows = ArrowRows(drafts, index, pointing, words)
    programme = objects.programme(first_place)
    needs = objects.needs()
    elements = objects.elements()
    register = objects.register()
    links = arrows.links()
    arrows.add_problem_links(objects.problem_links)
    indicators = objects.indicators()
    plan = Plan(
        programme=programme,
        needs=tuple(needs),
        problem_links=tuple(objects.problem_links.values()),
        sources=(*typed_sources, *words.sources.values()),
        elements=tuple(elements),
        links=links,
        register=(*register, *words.register.values()),
        indicators=indicators,
        readings=objects.readings(indicators),
        stakeholders=objects.stakeholders(),
        scores=objects.scores(),
        budget=objects.budget(),
        log=objects.log(),
        waivers=tuple(made(Waiver, draft) for draft in drafts["waivers"]),
        form=form,
    )
    plan = replace(
        plan,
        groups=groups_of(plan, drafts["groups"]),
        broken=tuple(index.broken),
        unread=(*_unread(drafts), *index.unread),
        noticed=(*noticed, *index.noticed, *arrows.noticed),
    )
    return Assembled(plan=plan, unused_rows=arrows.unused_rows)


def _unread(drafts: Drafts) -> Iterator[Unread]:
    for draft in drafts:
        yield from (replace(each, about=draft.about) for each in draft.unread)


def _filled_down(from_letters: Mapping[Tab, int], first_place: Place) -> Iterator[Noticed]:
    """Note the stages that were taken from the letters of Refs."""
    for (file, sheet), count in from_letters.items():
        place = replace(first_place, file=file, sheet=sheet, row=None, column=None, heading=None)
        yield Noticed(kind="filled_down", place=place, count=count)


def _needed_empty(drafts: Drafts) -> Iterator[Noticed]:
    for draft in drafts:
        for column, place in draft.missing:
            detail = f"{column.sheet}.{column.field}"
            yield Noticed(kind="needed_empty", text=column.heading, place=place, about=draft.about, detail=detail)
