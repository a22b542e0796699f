"""What a plan rests on: assumptions and plan B, needs, measures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from logicmodel import passes
from logicmodel.arrows import Arrows
from logicmodel.model import (
    Element,
    Indicator,
    Link,
    Need,
    ProblemLink,
    RegisterEntry,
    Source,
    Stage,
)
from logicmodel.theory.boxes import Boxes, has_mark
from logicmodel.words.spelling import NO_EVIDENCE, plain, ref_key

Kept = TypeVar("Kept", Need, Source, RegisterEntry)


class Grounds(Boxes):
    """What the boxes and arrows rest on."""

    # -- assumptions, evidence, plan B --------------------------------------------------------------------------------

    @cached_property
    def register(self) -> Mapping[str, RegisterEntry]:
        """Ref → assumption, risk and the like; the first of two with one Ref."""
        return _first_by_ref(self.plan.register)

    @cached_property
    def applies_to(self) -> Mapping[str, tuple[RegisterEntry, ...]]:
        """Ref or arrow “A>B” → the register rows that apply to it."""
        found: dict[str, list[RegisterEntry]] = {}
        for entry in self.plan.register:
            for about in entry.about:
                found.setdefault(about, []).append(entry)
        return {about: tuple(entries) for about, entries in found.items()}

    def assumptions_on(self, thing: Element | Link) -> list[RegisterEntry]:
        """Give the assumptions pinned to a box or an arrow, What must be true included."""
        ref, conditions = (thing.ref, thing.conditions) if isinstance(thing, Link) else (thing.id, ())
        entries = self.applies_to.get(ref, ())
        if not entries and not conditions:
            return []
        found = {entry.id: entry for entry in entries if entry.kind == "assumption"}
        found.update({each: self.register[each] for each in conditions if each in self.register})
        return list(found.values())

    @cached_property
    def claims(self) -> tuple[Link, ...]:
        """The arrows that need a reason: from Output on, to an outcome or impact, and no mere continuation."""
        return tuple(
            link
            for link in self.links
            if self.by_ref[link.cause].stage in (Stage.OUTPUT, Stage.OUTCOME, Stage.IMPACT)
            and self.by_ref[link.effect].stage in (Stage.OUTCOME, Stage.IMPACT)
            and not has_mark(link, "by_definition")
            and not has_mark(link, "continues")
        )

    def says_why(self, link: Link) -> bool:
        """Say whether an arrow has a reason, or an assumption under which it holds."""
        return bool(link.mechanism or self.assumptions_on(link))

    def general_assumptions(self) -> list[RegisterEntry]:
        """Give the assumptions that apply to the plan as a whole."""
        pinned = {each for link in self.links for each in link.conditions}
        return [
            entry
            for entry in self.plan.register
            if entry.kind == "assumption" and not entry.about and entry.id not in pinned
        ]

    def frontier(self, name: str) -> Sequence[Link]:
        """Give the arrows of a frontier: “delivery” (to outcomes) or “impact” (from outcomes to impacts)."""
        return self._frontiers[name]

    @cached_property
    def _frontiers(self) -> Mapping[str, Sequence[Link]]:
        found: dict[str, list[Link]] = {"delivery": [], "impact": []}
        for link in self.links:
            cause, effect = self.ends(link)
            if effect.stage is Stage.OUTCOME and cause.stage in (Stage.INPUT, Stage.ACTIVITY, Stage.OUTPUT):
                found["delivery"].append(link)
            elif effect.stage is Stage.IMPACT and cause.stage is Stage.OUTCOME:
                found["impact"].append(link)
        return found

    @cached_property
    def contingencies(self) -> tuple[RegisterEntry, ...]:
        """Rows that say what happens if something does not: a response, and who watches."""
        return tuple(
            entry for entry in self.plan.register if entry.kind != "parking" and entry.response and entry.owner
        )

    @cached_property
    def covered(self) -> frozenset[str]:
        """Refs that a contingency covers: itself, the boxes it applies to, both ends of its arrows."""
        found: set[str] = set()
        for entry in self.contingencies:
            found.add(entry.id)
            for about in (*entry.about, *self._conditioned.get(entry.id, ())):
                found.update(about.split(">"))
        return frozenset(found)

    @cached_property
    def _conditioned(self) -> Mapping[str, tuple[str, ...]]:
        """Register Ref → the arrows that name it under What must be true."""
        found: dict[str, list[str]] = {}
        for link in self.links:
            for condition in link.conditions:
                found.setdefault(condition, []).append(link.ref)
        return {ref: tuple(arrows) for ref, arrows in found.items()}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Ref → source of evidence."""
        return _first_by_ref(self.plan.sources)

    def sources_of(self, thing: Need | ProblemLink) -> list[Source]:
        """Give the sources behind a need or an arrow of the problem tree; “none yet” is none."""
        refs = thing.sources if isinstance(thing, Need) else thing.evidence_for
        found = (self.sources[ref] for ref in refs if ref in self.sources)
        return [source for source in found if plain(source.title) not in NO_EVIDENCE]

    def has_voice(self, need: Need) -> bool:
        """Say whether people affected speak for the need: in a source, through others for a reason, or quoted."""
        return bool(need.quote) or any(
            source.voice == "yes" or (source.voice == "through_others" and source.voice_reason)
            for source in self.sources_of(need)
        )

    # -- needs --------------------------------------------------------------------------------------------------------

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """Rows of Kind Need, in plan order."""
        return tuple(need for need in self.plan.needs if need.kind == "need")

    @cached_property
    def chosen_needs(self) -> tuple[Need, ...]:
        """The needs marked Chosen; all of them if none is."""
        return tuple(need for need in self.needs if need.chosen) or self.needs

    @cached_property
    def need_by_ref(self) -> Mapping[str, Need]:
        """Ref → need, strength or cause."""
        return _first_by_ref(self.plan.needs)

    @cached_property
    def _answers(self) -> Mapping[str, tuple[Element, ...]]:
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            for need in element.addresses:
                found.setdefault(need, []).append(element)
        return {need: tuple(elements) for need, elements in found.items()}

    def answers_to(self, need: Need) -> tuple[Element, ...]:
        """Give the boxes that name the need, in plan order."""
        return self._answers.get(need.id, ())

    def is_answered(self, need: Need) -> bool:
        """Say whether a box that names the need is, or reaches, an outcome or impact."""
        return any(element.id in self.leading_to_results for element in self.answers_to(need))

    @cached_property
    def explained(self) -> frozenset[str]:
        """Refs of the boxes that name a need or cause, and of all that reaches one."""
        recorded = {need.id for need in self.plan.needs if need.kind in ("need", "cause")}
        naming = [element.id for element in self.elements if recorded.intersection(element.addresses)]
        return passes.reach(naming, self.arrows.pred)

    @cached_property
    def traced(self) -> frozenset[str]:
        """Refs of the boxes from which a need can be traced: they name one, or lead to a box that does, or come of one.

        Everything leads to the impact: that it names a need explains none of what leads there.
        """
        naming = [element for element in self.elements if set(element.addresses) & self.need_by_ref.keys()]
        below = [each.id for each in naming if each.stage is not Stage.IMPACT]
        named = [each.id for each in naming]
        return passes.reach(below, self.arrows.pred) | passes.reach(named, self.arrows.succ)

    def explains_itself(self, activity: Element) -> bool:
        """Say whether an activity needs no need of its own: management, monitoring, or required by law."""
        return any(has_mark(activity, mark) for mark in ("management", "monitoring", "required_by_law"))

    def is_evidenced(self, element: Element) -> bool:
        """Say whether any arrow into a box has evidence."""
        return any(link.evidence or link.evidence_note for link in self.arrows_into(element))

    @cached_property
    def _levels_behind(self) -> Mapping[str, frozenset[str]]:
        """Ref → the levels of the activities that reach the box, itself included."""
        return passes.gathered(
            {each.id: frozenset([each.level]) for each in self.activities if each.level}, self.arrows.succ
        )

    def levels_of_work_for(self, need: Need) -> frozenset[str]:
        """Give the levels of the activities behind the outcomes that name the need, and of those that name it."""
        answers = self.answers_to(need)
        own = (each.level for each in answers if each.stage is Stage.ACTIVITY and each.level)
        results = (each for each in answers if each.stage in (Stage.OUTCOME, Stage.IMPACT))
        behind = (self._levels_behind.get(each.id, frozenset()) for each in results)
        return frozenset(own).union(*behind)

    # -- why the needs are there --------------------------------------------------------------------------------------

    @cached_property
    def problem_links(self) -> tuple[ProblemLink, ...]:
        """The arrows of the problem tree whose two ends are different rows of Needs."""
        rows = self.need_by_ref
        return tuple(
            link
            for link in self.plan.problem_links
            if link.cause in rows and link.effect in rows and link.cause != link.effect
        )

    @cached_property
    def _problems(self) -> Arrows:
        return Arrows(self.need_by_ref, dict.fromkeys((link.cause, link.effect) for link in self.problem_links))

    def has_cause(self, need: Need) -> bool:
        """Say whether the problem tree names a cause of a need."""
        return bool(self._problems.pred[need.id])

    @cached_property
    def _open_causes(self) -> frozenset[str]:
        """Refs of the rows of Needs that nothing says to be beyond reach."""
        return frozenset(ref for ref, row in self.need_by_ref.items() if not row.cannot_change)

    @cached_property
    def only_treated(self) -> frozenset[str]:
        """Refs of the rows of Needs that boxes name, or an effect of theirs, and none of their causes within reach.

        A row all of whose causes are beyond reach, or that has none, is not among them.
        """
        named = self._answers.keys() & self.need_by_ref.keys()
        groups = self._problems.groups
        after_work = passes.after_another(named, groups, self._problems.succ)
        after_open = passes.after_another(self._open_causes, groups, self._problems.succ)
        return (passes.reach(named, self._problems.pred) & after_open) - after_work

    def open_causes_of(self, need: Need) -> Iterator[Need]:
        """Yield the causes of a need, at any distance, that nothing says to be beyond reach: the nearest first."""
        refs = passes.nearest_first(need.id, self._problems.pred)
        return (self.need_by_ref[ref] for ref in refs if ref in self._open_causes)

    # -- measures -----------------------------------------------------------------------------------------------------

    @cached_property
    def _measures(self) -> Mapping[str, tuple[Indicator, ...]]:
        found: dict[str, list[Indicator]] = {}
        for indicator in self.plan.indicators:
            if indicator.measures:
                found.setdefault(indicator.measures, []).append(indicator)
        return {ref: tuple(indicators) for ref, indicators in found.items()}

    def measures_of(self, thing: Element | RegisterEntry) -> tuple[Indicator, ...]:
        """Give the measures of a box, or of an assumption."""
        return self._measures.get(thing.id, ())

    def measured_by(self, indicator: Indicator) -> Element | None:
        """Give the box that a measure measures."""
        return self.by_ref.get(indicator.measures) if indicator.measures else None

    def outcome_measures(self) -> list[tuple[Indicator, Element]]:
        """Give the measures of outcomes and impacts with what they measure."""
        return [
            (indicator, element)
            for indicator in self.plan.indicators
            if (element := self.measured_by(indicator)) and element.stage in (Stage.OUTCOME, Stage.IMPACT)
        ]


def _first_by_ref(rows: Iterable[Kept]) -> Mapping[str, Kept]:
    found: dict[str, Kept] = {}
    keys: set[str] = set()
    for row in rows:
        key = ref_key(row.id)
        if key not in keys:
            keys.add(key)
            found[row.id] = row
    return found
