"""From drafts to a plan: Refs given and looked up, rows made from words in other rows, arrows put together."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.model import Noticed, Place, Plan, Source, Unread
from logicmodel.reading.assembling.arrow_rows import ArrowRows
from logicmodel.reading.assembling.free_refs import FreeRefs
from logicmodel.reading.assembling.from_words import FromWords
from logicmodel.reading.assembling.groups import groups_of
from logicmodel.reading.assembling.joining import joined_forms, said_twice
from logicmodel.reading.assembling.numbering import Tab, give_refs, point_to_drafts, stages_from_letters
from logicmodel.reading.assembling.objects import Objects, made
from logicmodel.reading.assembling.pointing import Pointing
from logicmodel.reading.assembling.resolve import Index
from logicmodel.reading.assembling.same import joined, meaning_of, one_programme, origins_of
from logicmodel.reading.draft import Draft, Drafts
from logicmodel.sheets import LOOKS_IN
from logicmodel.words.spelling import plain

IN_TURN = ("needs", "elements", "register", "sources", "stakeholders", "indicators")
"""Sheets whose rows have Refs, measures last: which of them are one depends on what they measure."""

SAID_OTHERWISE = "another place says otherwise, and that one is used"
"""Why a cell that was understood is left out."""


class Assembled(Struct, frozen=True, kw_only=True):
    """A plan, and the places of rows and of cells that made nothing, with the reason."""

    plan: Plan
    unused_rows: Mapping[Place, str]
    unused_cells: Mapping[Place, str]


def assemble(
    drafts: Iterable[Draft],
    first_place: Place,
    form: str,
    tabs: Mapping[str, Sequence[str]],
    spare_refs: Iterable[str],
    files: Sequence[str],
) -> Assembled:
    """Make a plan of drafts.

    `first_place` is where the plan as a whole stands if no row says so; `tabs` holds the sheets on each tab, by the
    key of its name; `spare_refs` are Refs of rows that are still empty, which are given to no other row; of `files`
    the first one wins where two say different things.
    """
    by_sheet = Drafts(drafts)
    free = FreeRefs()
    for ref in spare_refs:
        free.spare(ref)
    index = Index(tabs, free, one_file=len({draft.place.file for draft in by_sheet}) == 1)
    from_letters = stages_from_letters(by_sheet)
    noticed = [*_put_together(by_sheet, index, files)]
    from_letters += stages_from_letters(by_sheet)  # of rows that came to a Ref of another file
    point_to_drafts(by_sheet)
    noticed = [*_filled_down(from_letters, first_place), *_needed_empty(by_sheet), *noticed]
    return _assembled(by_sheet, index, first_place, form, noticed, files)


def _put_together(drafts: Drafts, index: Index, files: Sequence[str]) -> Iterator[Noticed]:
    """Join what is said in several places, and give all rows their Refs."""
    by_sheet = drafts.by_sheet
    by_sheet["programme"] = one_programme(by_sheet["programme"], files)
    noticed: list[Noticed] = []
    for sheet in IN_TURN:
        by_sheet[sheet] = joined_forms(by_sheet[sheet], noticed)
    yield from noticed
    for draft in drafts:
        if ref := draft.values.get("id"):
            index.free.count(draft.key, str(ref))
        for typed in draft.refs.values() if len(files) > 1 else ():
            index.free.mention(typed.text)
    for sheet in IN_TURN:
        rows = by_sheet[sheet]
        meaning = partial(_measured, index) if sheet == "indicators" else meaning_of(sheet)
        by_sheet[sheet] = joined(rows, files, meaning)
        yield from give_refs(sheet, rows, by_sheet[sheet], index.free, index)
        yield from _stand_for_several(by_sheet[sheet])
    for draft in drafts:
        yield from (
            said_twice(draft.about, f"answers under “{each.heading}”", each.used, each.other)
            for each in draft.differences
        )


def _measured(index: Index, draft: Draft) -> tuple[Hashable, Hashable]:
    """Give what a measure measures."""
    box = draft.values.get("of_box")
    ref = box.values["id"] if box else index.quietly(draft.refs.get("measures"), LOOKS_IN["measures"])
    return plain(ref or ""), None


def _stand_for_several(drafts: Sequence[Draft]) -> Iterator[Noticed]:
    """Note how many things of a sheet stand for how many rows."""
    several = [draft for draft in drafts if draft.joined]
    if several:
        rows = sum(len(draft.rows) for draft in several)
        first = several[0]
        yield Noticed(
            kind="joined_rows",
            text=first.key,
            count=len(several),
            detail=str(rows),
            place=first.place,
            places=tuple(place for draft in several for place in origins_of(draft)),
        )


def _assembled(
    drafts: Drafts, index: Index, first_place: Place, form: str, noticed: Iterable[Noticed], files: Sequence[str]
) -> Assembled:
    pointing = Pointing(index)
    typed_sources = [made(Source, draft) for draft in drafts["sources"]]
    words = FromWords(index, pointing, typed_sources)
    objects = Objects(drafts, index, pointing, words)
    arrows = ArrowRows(drafts, index, pointing, words, files)
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
        register=(*register, *words.register()),
        indicators=indicators,
        readings=objects.readings(indicators),
        stakeholders=objects.stakeholders(),
        scores=objects.scores(),
        budget=objects.budget(),
        log=objects.log(),
        waivers=objects.waivers(),
        form=form,
    )
    plan = replace(
        plan,
        groups=groups_of(plan, drafts["groups"]),
        broken=tuple(index.broken),
        unread=(*_unread(drafts), *index.unread),
        noticed=(*noticed, *index.noticed, *arrows.noticed),
    )
    unused_cells = {each.other: SAID_OTHERWISE for draft in drafts for each in draft.differences if each.is_a_cell}
    return Assembled(plan=plan, unused_rows=arrows.unused_rows, unused_cells=unused_cells)


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
