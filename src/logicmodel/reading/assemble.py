"""From drafts to a plan: Refs given and looked up, rows made from words in other rows, arrows put together."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.model import (
    Amount,
    Broken,
    BudgetLine,
    Element,
    Evidence,
    Extra,
    Group,
    Indicator,
    Link,
    LogEntry,
    Need,
    Noticed,
    Place,
    Plan,
    ProblemLink,
    Programme,
    Reading,
    RegisterEntry,
    Row,
    Score,
    Source,
    Stakeholder,
    Step,
    Unread,
    Waiver,
    When,
)
from logicmodel.reading import values
from logicmodel.reading.draft import Draft, Typed
from logicmodel.reading.joining import Arrow, Arrows, Rating, joined_forms
from logicmodel.reading.manners import PER_CENT
from logicmodel.reading.resolve import Index, Pieces
from logicmodel.reading.shapes import STAGES
from logicmodel.sheets import DEFAULT_PREFIX, LOOKS_IN, NAMES, STAGE_PREFIX
from logicmodel.words.load import lexicon, vocabulary
from logicmodel.words.matching import finder
from logicmodel.words.spelling import NO_EVIDENCE, group_alias, group_key, looks_like_ref, plain, ref_key, ref_letters

Made = TypeVar("Made", bound=Row)

POLICY_OF_CHANGE = {"policy_adopted": "adoption", "policy_in_practice": "implementation"}
"""Kind of change → policy step, where the cell Policy step is empty."""

STATEMENT = {"needs": "text", "elements": "text", "indicators": "text", "register": "text", "sources": "title"}
STATEMENT["stakeholders"] = "name"


class Drafts:
    """The drafts of all files, by sheet, in plan order."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self.noticed: list[Noticed] = []
        self.by_sheet: dict[str, list[Draft]] = {sheet: [] for sheet in NAMES}
        for draft in drafts:
            self.by_sheet[draft.key].append(draft)
        for sheet in STATEMENT:
            self.by_sheet[sheet] = joined_forms(self.by_sheet[sheet], self.noticed)

    def __getitem__(self, sheet: str) -> list[Draft]:
        return self.by_sheet[sheet]


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
    assembly = _Assembly(Drafts(drafts), first_place, form, Index(tabs))
    for ref in spare_refs:
        assembly.index.spare(ref)
    return Assembled(plan=assembly.plan(), unused_rows=assembly.unused_rows)


class _Assembly:
    """One plan in the making: what is known so far, and what the program makes from words."""

    def __init__(self, drafts: Drafts, first_place: Place, form: str, index: Index) -> None:
        self.drafts = drafts
        self.first_place = first_place
        self.form = form
        self.index = index
        self.arrows = Arrows()
        self.made_sources: dict[str, Source] = {}
        self.made_needs: dict[str, Need] = {}
        self.made_register: dict[str, RegisterEntry] = {}
        self.problem_links: dict[tuple[str, str], ProblemLink] = {}
        self.unused_rows: dict[Place, str] = {}
        self.stages_from_letters: dict[tuple[str, str | None], int] = {}

    def plan(self) -> Plan:
        self._give_refs()
        self._point_to_drafts()
        programme = self._programme()
        typed_sources = [_made(Source, draft) for draft in self.drafts["sources"]]
        self.sources = {source.id: source for source in reversed(typed_sources)}
        needs = self._needs()
        elements = self._with_answers([self._element(draft) for draft in self.drafts["elements"]])
        register = [self._register_entry(draft) for draft in self.drafts["register"]]
        for draft in self.drafts["elements"]:
            self._arrows_of(draft)
        self._typed_links()
        self._typed_problem_links()
        plan = Plan(
            programme=programme,
            needs=tuple(needs),
            problem_links=tuple(self.problem_links.values()),
            sources=(*typed_sources, *self.made_sources.values()),
            elements=tuple(elements),
            links=self.arrows.links(),
            register=(*register, *self.made_register.values()),
            indicators=(indicators := tuple(self._indicator(draft) for draft in self.drafts["indicators"])),
            readings=tuple(self._reading(draft, indicators) for draft in self.drafts["readings"]),
            stakeholders=tuple(self._stakeholder(draft) for draft in self.drafts["stakeholders"]),
            scores=tuple(self._score(draft) for draft in self.drafts["scores"]),
            budget=tuple(self._budget_line(draft) for draft in self.drafts["budget"]),
            log=tuple(self._log_entry(draft) for draft in self.drafts["log"]),
            waivers=tuple(_made(Waiver, draft) for draft in self.drafts["waivers"]),
            form=self.form,
        )
        return replace(
            plan,
            groups=self._groups(plan),
            broken=tuple(self.index.broken),
            unread=(*self._unread(), *self.index.unread),
            noticed=(*self._noticed(), *self.index.noticed, *self.arrows.noticed),
        )

    # -- Refs ---------------------------------------------------------------------------------------------------------

    def _give_refs(self) -> None:
        for sheet in STATEMENT:
            for draft in self.drafts[sheet]:
                self._stage_from_letters(draft)
                ref = draft.values.get("id")
                if ref:
                    self.index.add(sheet, ref, self._statement(draft), draft.place, draft.number)
            for draft in self.drafts[sheet]:
                if not draft.values.get("id") and sheet != "stakeholders":
                    ref = self.index.next_ref(sheet, self._prefix(draft))
                    draft.values["id"] = ref
                    self.index.add(sheet, ref, self._statement(draft), draft.place)

    def _statement(self, draft: Draft) -> str:
        return str(draft.values.get(STATEMENT[draft.key], ""))

    def _prefix(self, draft: Draft) -> str:
        if draft.key == "elements":
            stage = draft.values.get("stage")
            return STAGE_PREFIX[stage[0].value] if stage else "B"
        if draft.key == "register" and draft.values.get("kind") == "risk":
            return "R"
        if draft.key == "needs" and draft.values.get("kind") == "strength" and draft.form == "one-sheet":
            return "S"
        return DEFAULT_PREFIX[draft.key]

    def _stage_from_letters(self, draft: Draft) -> None:
        """Take the stage of a box from the letters of its Ref where Stage is empty."""
        unread = any(each.heading in ("Stage", "Type") for each in draft.unread)
        if draft.key != "elements" or "stage" in draft.values or unread:
            return
        letters = ref_letters(str(draft.values.get("id", ""))).upper()
        stage = next((stage for stage, prefix in STAGE_PREFIX.items() if prefix == letters), None)
        if stage:
            draft.values["stage"] = STAGES[stage]
            draft.missing = [each for each in draft.missing if each[0].field not in ("stage", "type")]
            where = (draft.place.file, draft.place.sheet)
            self.stages_from_letters[where] = self.stages_from_letters.get(where, 0) + 1

    def _unread(self) -> Iterator[Unread]:
        for draft in self._all_drafts():
            yield from (replace(each, about=_about(draft)) for each in draft.unread)

    def _noticed(self) -> Iterator[Noticed]:
        for (file, sheet), count in self.stages_from_letters.items():
            place = replace(self.first_place, file=file, sheet=sheet, row=None, column=None, heading=None)
            yield Noticed(kind="filled_down", place=place, count=count)
        for draft in self._all_drafts():
            for column, place in draft.missing:
                detail = f"{column.sheet}.{column.field}"
                yield Noticed(kind="needed_empty", text=column.heading, place=place, about=_about(draft), detail=detail)
        yield from self.drafts.noticed

    def _all_drafts(self) -> Iterator[Draft]:
        return (draft for drafts in self.drafts.by_sheet.values() for draft in drafts)

    def _refs(self, draft: Draft, field: str, sheets: Sequence[str] | None = None) -> tuple[str, ...]:
        return self.index.refs(draft.refs.get(field), sheets or LOOKS_IN[field], _about(draft))

    def _pieces(self, draft: Draft, field: str) -> Pieces:
        return self.index.texts_or_refs(draft.refs.get(field), LOOKS_IN[field], _about(draft))

    def _one_ref(self, draft: Draft, field: str) -> str | None:
        """Give the Ref that a cell for one Ref names; of several the first, and the others are told."""
        found = self._refs(draft, field)
        if len(found) > 1:
            self.index.not_one(draft.refs[field], _about(draft))
        return found[0] if found else None

    def _person(self, draft: Draft, text: str) -> str:
        """Turn a Ref of People into the name, and keep “(lead)” behind it."""
        ref, bracket, note = text.partition("(")
        known = self.index.known("stakeholders", ref)
        if known:
            return f"{known.text} {bracket}{note}".rstrip()
        if self.index.has_refs("stakeholders") and looks_like_ref(ref) and ref_letters(ref) == "p":
            heading = {"elements": "Who leads", "indicators": "Who collects", "register": "Who watches it"}
            typed = Typed(ref.strip(), replace(draft.place, column=None), heading[draft.key])
            self.index.missing(ref.strip(), typed, ("stakeholders",), _about(draft))
        return text

    def _point_to_drafts(self) -> None:
        """Turn what drafts of the small forms point to into Refs, now that all are given."""
        for draft in self.drafts["indicators"]:
            if box := draft.values.pop("of_box", None):
                draft.values["measures"] = box.values["id"]
        for sheet, pointer, field in (("readings", "of_measure", "measure"), ("scores", "of_need", "need")):
            for draft in self.drafts[sheet]:
                if row := draft.values.pop(pointer, None):
                    draft.values[field] = row.values["id"]
        for draft in self.drafts["elements"]:
            if needs := draft.values.pop("answers", None):
                draft.values["addresses"] = tuple(need.values["id"] for need in needs)
        for draft in self.drafts["register"]:
            if arrows := draft.values.pop("of_arrows", None):
                ends = ((box.values["id"] for box in boxes if box is not None) for boxes in arrows)
                draft.values["about"] = tuple(dict.fromkeys(">".join(each) for each in ends))
        for draft in self.drafts["links"]:
            for end, field in (("from_box", "cause"), ("to_box", "effect")):
                if box := draft.values.pop(end, None):
                    draft.values[field] = box.values["id"]

    # -- rows ---------------------------------------------------------------------------------------------------------

    def _programme(self) -> Programme:
        drafts = self.drafts["programme"]
        if not drafts:
            return Programme(place=self.first_place)
        merged: dict[str, Any] = {}
        for draft in reversed(drafts):
            merged.update(draft.values)
        merged = {field: value for field, value in merged.items() if field in Programme.__struct_fields__}
        extras = tuple(extra for draft in drafts for extra in draft.extras)
        return Programme(place=drafts[0].place, extras=extras, **merged)

    def _source_of(self, text: str, place: Place, as_of: When | None = None) -> str:
        """Give the Ref of the source that a text names; equal texts are one source."""
        key = plain(text)
        if key not in self.made_sources:
            ref = self.index.next_ref("sources", DEFAULT_PREFIX["sources"])
            kind, when = _kind_of_source(text), _last_year(text) or as_of
            self.made_sources[key] = Source(id=ref, title=text, kind=kind, date=when, place=place)
        return self.made_sources[key].id

    def _sources_in(self, draft: Draft, field: str) -> tuple[str, ...]:
        pieces = self._pieces(draft, field)
        typed = draft.refs.get(field)
        as_of = draft.values.get("as_of")
        made = [self._source_of(text, typed.place, as_of) for text in pieces.texts] if typed else []
        return tuple(dict.fromkeys((*pieces.refs, *made)))

    def _needs(self) -> list[Need]:
        """Give all needs, those made from the words of a cell after the row that holds it."""
        needs: list[Need] = []
        for draft in self.drafts["needs"]:
            made_before = len(self.made_needs)
            needs.append(self._need(draft))
            needs += list(self.made_needs.values())[made_before:]
        return needs

    def _need(self, draft: Draft) -> Need:
        ref = str(draft.values["id"])
        for field, forward in (("causes", False), ("consequences", True)):
            typed = draft.refs.get(field)
            pieces = self._pieces(draft, field)
            others = [*pieces.refs, *(self._cause_of(text, typed.place) for text in pieces.texts if typed)]
            for other in others:
                ends = (ref, other) if forward else (other, ref)
                if typed:
                    self.problem_links.setdefault(ends, ProblemLink(cause=ends[0], effect=ends[1], place=typed.place))
        return _made(Need, draft, sources=self._sources_in(draft, "sources"))

    def _cause_of(self, text: str, place: Place) -> str:
        key = plain(text)
        if key not in self.made_needs:
            ref = self.index.next_ref("needs", DEFAULT_PREFIX["needs"])
            self.made_needs[key] = Need(id=ref, kind="cause", text=text, place=place)
        return self.made_needs[key].id

    def _element(self, draft: Draft) -> Element:
        stage, term = draft.values.pop("stage", (None, None))
        change = draft.values.get("change")
        policy = draft.values.pop("policy_of_change", None) or POLICY_OF_CHANGE.get(change or "")
        if policy:
            draft.values.setdefault("policy", policy)
        if change == "system" and draft.values.get("policy") == "adoption":
            draft.values["change"] = "policy_adopted"
        made = {
            "stage": stage,
            "term": term,
            "external": draft.values.pop("external", None) == "others",
            "owner": tuple(self._person(draft, text) for text in draft.values.pop("owner", ())),
            "addresses": tuple(dict.fromkeys((*draft.values.pop("addresses", ()), *self._refs(draft, "addresses")))),
            "uses": self._refs(draft, "uses"),
            "maintains": self._refs(draft, "maintains"),
            "origins": draft.values.pop("origins", (draft.place,)),
        }
        _keep_reason_without_arrow(draft)
        return _made(Element, draft, **made)

    def _with_answers(self, elements: Sequence[Element]) -> list[Element]:
        """Turn round what need and strength rows of the one-sheet form point to: Meets need, Builds on."""
        answers: dict[str, dict[str, list[str]]] = {"addresses": {}, "uses": {}}
        for draft in self.drafts["needs"]:
            if "leads_to" in draft.refs:
                field = "uses" if draft.values.get("kind") == "strength" else "addresses"
                for box in self._refs(draft, "leads_to"):
                    answers[field].setdefault(box, []).append(str(draft.values["id"]))
        if not (answers["addresses"] or answers["uses"]):
            return list(elements)
        return [
            replace(
                element,
                addresses=tuple(dict.fromkeys((*element.addresses, *answers["addresses"].get(element.id, ())))),
                uses=tuple(dict.fromkeys((*element.uses, *answers["uses"].get(element.id, ())))),
            )
            for element in elements
        ]

    def _register_entry(self, draft: Draft) -> RegisterEntry:
        owner = draft.values.pop("owner", None)
        return _made(
            RegisterEntry,
            draft,
            about=draft.values.pop("about", ()) or self.index.boxes_and_arrows(draft.refs.get("about"), _about(draft)),
            owner=self._person(draft, owner) if owner else None,
        )

    def _indicator(self, draft: Draft) -> Indicator:
        _read_yes_and_no(draft)
        steps: dict[int, dict[str, Any]] = {}
        for field in [field for field in draft.values if field.startswith("milestone")]:
            name, _, number = field.partition(" ")
            part = "date" if name == "milestone_date" else "value"
            steps.setdefault(int(number or 1), {})[part] = draft.values.pop(field)
        milestones = [Step(**steps[number]) for number in sorted(steps)]
        milestones.sort(key=lambda step: (step.date and step.date.last) or date.max)
        owner = draft.values.pop("owner", None)
        measures = draft.values.pop("measures", None) or self._one_ref(draft, "measures")
        return _made(
            Indicator,
            draft,
            measures=measures,
            milestones=tuple(milestones),
            owner=self._person(draft, owner) if owner else None,
        )

    def _reading(self, draft: Draft, indicators: Sequence[Indicator]) -> Reading:
        measure = draft.values.pop("measure", None) or self._one_ref(draft, "measure")
        if "value" not in draft.values:
            unit = next((each.unit for each in indicators if each.id == measure), None)
            draft.values["value"] = _counted(draft.values.get("numerator"), draft.values.get("out_of"), unit)
        return _made(Reading, draft, measure=measure)

    def _stakeholder(self, draft: Draft) -> Stakeholder:
        return _made(Stakeholder, draft, linked_to=self._refs(draft, "linked_to"))

    def _score(self, draft: Draft) -> Score:
        pearl = {
            field.removeprefix("pearl_"): draft.values.pop(field)
            for field in list(draft.values)
            if field.startswith("pearl_")
        }
        need = draft.values.pop("need", None) or self._one_ref(draft, "need")
        return _made(Score, draft, need=need, pearl=pearl)

    def _budget_line(self, draft: Draft) -> BudgetLine:
        return _made(BudgetLine, draft, covers=self._refs(draft, "covers"))

    def _log_entry(self, draft: Draft) -> LogEntry:
        everywhere = ("elements", "needs", "indicators", "register", "sources", "stakeholders")
        about = self.index.refs(draft.refs.get("about"), everywhere, _about(draft), whole_plan=True)
        return _made(LogEntry, draft, about=about)

    # -- arrows -------------------------------------------------------------------------------------------------------

    def _arrows_of(self, draft: Draft) -> None:
        """Make the arrows that a row of Plan names, with the row's reason, conditions and evidence."""
        own = str(draft.values["id"])
        forward = self.index.arrows(draft.refs.get("leads_to"), own, forward=True)
        back = self.index.arrows(draft.refs.get("comes_from"), own, forward=False)
        effects = [(cause, effect) for cause, effect in forward if ref_key(cause) == ref_key(own)]
        conditions = self._conditions(draft, [f"{cause}>{effect}" for cause, effect in effects] or [own])
        items, rating = self._evidence(draft)
        for cause, effect in (*forward, *back):
            typed = draft.refs["leads_to" if (cause, effect) in forward else "comes_from"]
            link = Link(cause=cause, effect=effect, place=typed.place)
            if (cause, effect) in effects:
                link = replace(link, mechanism=draft.values.get("mechanism"), conditions=conditions)
                self.arrows.add(Arrow(link=link, items=items, rating=rating))
            else:
                self.arrows.add(Arrow(link=link))

    def _typed_links(self) -> None:
        seen: dict[tuple[str, str, str], Place] = {}
        for draft in self.drafts["links"]:
            ends = [(cause, effect) for cause in self._ends(draft, "cause") for effect in self._ends(draft, "effect")]
            if not ends:
                self.unused_rows[draft.place] = "an arrow without both of its ends"
            for cause, effect in ends:
                arrow = self._typed_arrow(draft, cause, effect)
                first = seen.setdefault((cause, effect, arrow.link.kind), draft.place)
                if first is draft.place:
                    self.arrows.add(arrow)
                else:
                    self._second_arrow(arrow.link, first)

    def _second_arrow(self, link: Link, first: Place) -> None:
        self.unused_rows[link.place] = "an arrow that stands in a row above"
        self.index.broken.append(
            Broken(reason="second_arrow", text=link.ref, heading="From", about=link.ref, place=link.place, other=first)
        )

    def _ends(self, draft: Draft, field: str) -> tuple[str, ...]:
        if field in draft.values:
            return (str(draft.values[field]),)
        return self.index.refs(draft.refs.get(field), LOOKS_IN[field], _about(draft))

    def _typed_arrow(self, draft: Draft, cause: str, effect: str) -> Arrow:
        items, rating = self._evidence(draft)
        made: dict[str, Any] = {
            field: value for field, value in draft.values.items() if field in Link.__struct_fields__
        }
        made |= {"cause": cause, "effect": effect, "conditions": self._conditions(draft, [f"{cause}>{effect}"])}
        return Arrow(link=Link(place=draft.place, extras=tuple(draft.extras), **made), items=items, rating=rating)

    def _conditions(self, draft: Draft, arrows: Sequence[str]) -> tuple[str, ...]:
        pieces = self._pieces(draft, "conditions")
        typed = draft.refs.get("conditions")
        made = [self._assumption_of(text, typed.place, arrows) for text in pieces.texts] if typed else []
        return tuple(dict.fromkeys((*pieces.refs, *made)))

    def _assumption_of(self, text: str, place: Place, about: Sequence[str]) -> str:
        """Give the Ref of the assumption that a text under What must be true is; equal texts are one."""
        key = plain(text)
        held = self.made_register.get(key)
        if held is None:
            ref = self.index.next_ref("register", DEFAULT_PREFIX["register"])
            held = RegisterEntry(id=ref, kind="assumption", sort="context", text=text, place=place)
        self.made_register[key] = replace(held, about=tuple(dict.fromkeys((*held.about, *about))))
        return held.id

    def _evidence(self, draft: Draft) -> tuple[tuple[Evidence, ...], Rating]:
        """Give the items of evidence that a row names, as their sources rate them, and the rating of the row."""
        typed = draft.refs.get("evidence")
        level, direction, near = (draft.values.get(field) for field in ("evidence_level", "evidence_direction", "near"))
        pieces = self._pieces(draft, "evidence")
        place = typed.place if typed else draft.place
        items = [self._from_source(ref, place) for ref in pieces.refs]
        items += [self._from_text(text, place) for text in pieces.texts]
        return tuple(items), Rating(level=level, direction=direction, near=near)

    def _from_source(self, ref: str, place: Place) -> Evidence:
        source = self.sources.get(ref)
        if source is None:
            return Evidence(source=ref, place=place)
        return Evidence(source=ref, level=source.level, direction=source.direction, near=source.near, place=place)

    def _from_text(self, text: str, place: Place) -> Evidence:
        if plain(text) in NO_EVIDENCE:
            return Evidence(text=text, level=0, place=place)
        return Evidence(source=self._source_of(text, place), text=text, place=place)

    def _typed_problem_links(self) -> None:
        for draft in self.drafts["problem_links"]:
            causes, effects = (
                self.index.refs(draft.refs.get(field), ("needs",), _about(draft)) for field in ("cause", "effect")
            )
            if not (causes and effects):
                self.unused_rows[draft.place] = "an arrow without both of its ends"
            evidence_for = self._sources_in(draft, "evidence_for") if causes and effects else ()
            for ends in product(causes, effects):
                self.problem_links[ends] = _made(
                    ProblemLink, draft, cause=ends[0], effect=ends[1], evidence_for=evidence_for
                )

    # -- groups -------------------------------------------------------------------------------------------------------

    def _groups(self, plan: Plan) -> tuple[Group, ...]:
        """Give every group: those of the sheet, the main group, then each name typed, in plan order."""
        groups: dict[str, Group] = {}
        for draft in self.drafts["groups"]:
            group = _made(Group, draft, name=str(draft.values.get("name", "")))
            key = group_key(group.name) or str(draft.place)
            groups[key] = _of_two_rows(groups[key], group) if key in groups else group
        known = {group_key(name) for group in groups.values() for name in (group.name, *group.aliases)}
        for name, place in _names_of_groups(plan):
            if group_key(name) in known or not group_key(name):
                continue
            alias = group_alias(name)
            groups[group_key(name)] = Group(name=name, aliases=(alias,) if alias else (), place=place)
            known |= {group_key(name), group_key(alias or name)}
        return tuple(groups.values())


def _names_of_groups(plan: Plan) -> Iterator[tuple[str, Place]]:
    """Give each name of a group that stands elsewhere than on the sheet Groups, and where."""
    if plan.programme.target_group:
        yield plan.programme.target_group, plan.programme.place
    for need in plan.needs:
        yield from ((name, need.place) for name in (*need.who, *need.hit_hardest))
    for element in plan.elements:
        yield from ((name, element.place) for name in (*element.who, *element.actors))


def _of_two_rows(first: Group, second: Group) -> Group:
    """Put two rows of one group together: the first wins, other names and kept cells are added up."""
    empty = [field for field in Group.__struct_fields__ if getattr(first, field) is None]
    return replace(
        first,
        **{field: getattr(second, field) for field in empty},
        aliases=tuple(dict.fromkeys((*first.aliases, *second.aliases))),
        extras=(*first.extras, *second.extras),
    )


def _counted(numerator: Amount | None, out_of: Amount | None, unit: str | None) -> Amount | None:
    """Work out a reading from a count of people: their percentage where the unit is %, else the count itself."""
    if numerator is None or numerator.value is None or out_of is None or not out_of.value:
        return None
    if unit is None or plain(unit) not in PER_CENT:
        return numerator
    percentage = round(100 * numerator.value / out_of.value, 2)
    return Amount(text=f"{percentage:f}", value=percentage)


def split_groups(drafts: Iterable[Draft]) -> None:
    """Part the group cells of all drafts at commas where every piece is then a known group.

    A cell that equals a known group is never split (“mothers, carers and families”).
    """
    drafts = list(drafts)
    fields = ("who", "hit_hardest", "actors")
    known: set[str] = set()
    for draft in drafts:
        if draft.key == "groups":
            known |= {group_key(name) for name in (draft.values.get("name", ""), *draft.values.get("aliases", ()))}
        if draft.key == "programme" and draft.values.get("target_group"):
            known.add(group_key(draft.values["target_group"]))
    whole = [name for draft in drafts for field in fields for name in draft.values.get(field, ()) if "," not in name]
    known |= {group_key(name) for name in whole} | {group_key(alias) for name in whole if (alias := group_alias(name))}
    for draft in drafts:
        for field in fields:
            if field in draft.values:
                draft.values[field] = tuple(part for name in draft.values[field] for part in _parted(name, known))


def _parted(name: str, known: set[str]) -> Sequence[str]:
    pieces = [piece.strip() for piece in name.split(",") if piece.strip()]
    if group_key(name) not in known and len(pieces) > 1 and all(group_key(piece) in known for piece in pieces):
        return pieces
    return [name]


def _keep_reason_without_arrow(draft: Draft) -> None:
    """Keep what a row says of its arrows where it names none, so that it is not lost."""
    if "leads_to" in draft.refs:
        return
    if reason := draft.values.get("mechanism"):
        draft.extras.append(Extra(heading="Because", text=reason, place=draft.place))
    if typed := draft.refs.get("evidence"):
        draft.extras.append(Extra(heading="Evidence", text=typed.text, place=typed.place))


def _about(draft: Draft) -> str:
    return "plan" if draft.key == "programme" else str(draft.values.get("id") or draft.place)


def _made(kind: type[Made], draft: Draft, **more: Any) -> Made:
    """Make an object of a draft: its values under the object's fields, and what is given besides."""
    fields = kind.__struct_fields__
    taken: Mapping[str, Any] = {field: value for field, value in draft.values.items() if field in fields}
    return kind(**{**taken, **more}, place=draft.place, extras=tuple(draft.extras))


def _read_yes_and_no(draft: Draft) -> None:
    """Read yes as 1 and no as 0 in the numbers of a measure whose unit is yes or no."""
    if plain(str(draft.values.get("unit", ""))) not in ("yes/no", "yes or no"):
        return
    read: set[str] = set()
    for field, amount in draft.values.items():
        if isinstance(amount, Amount) and amount.state == "words":
            answer = values.read_yes_no(None, amount.text, meanings=vocabulary("value"))
            if isinstance(answer, bool):
                draft.values[field] = replace(amount, value=Decimal(int(answer)), state="number")
                read.add(amount.text)
    draft.unread = [each for each in draft.unread if each.reason != "not_a_number" or each.text not in read]


def _kind_of_source(text: str) -> str:
    """Give the kind of a source that is named in words: the first match of the list of source words."""
    words = lexicon("en")
    kinds = words.source_words if words else ()
    return next((kind for kind, listed in kinds if finder(listed).search(text)), "other")


def _last_year(text: str) -> When | None:
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)2100(?!\d)", text)
    read = values.read_when(None, years[-1]) if years else None
    return read if isinstance(read, When) else None
