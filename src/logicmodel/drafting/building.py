"""From a strategy to boxes and arrows, each marked as a proposal."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from logicmodel.drafting.library import Intervention, fitting
from logicmodel.drafting.people import named, to_reword
from logicmodel.drafting.sorting import level_by_words
from logicmodel.drafting.strategy import Strategy
from logicmodel.drafting.trees import groups_of, neighbours
from logicmodel.drafting.wording import turned
from logicmodel.model import Element, Link, Mark, Need, Place, Plan, Stage, Term
from logicmodel.passes import reach
from logicmodel.sheets import STAGE_PREFIX
from logicmodel.theory import Theory
from logicmodel.words.spelling import group_key, plain, ref_key, ref_letters
from logicmodel.words.tongues import ENGLISH, language_of

SUGGESTED = "Suggested: "
"""Begins every note that the program writes."""

RANKS: Mapping[int, tuple[Stage, Term | None]] = {
    3: (Stage.OUTCOME, Term.SHORT),
    4: (Stage.OUTCOME, Term.MEDIUM),
    5: (Stage.OUTCOME, Term.LONG),
    6: (Stage.IMPACT, None),
}


class Built(Struct, frozen=True, kw_only=True):
    """The boxes and arrows proposed, the methods that fit besides by Ref of the row, and rows without any."""

    elements: tuple[Element, ...]
    links: tuple[Link, ...]
    to_reword: tuple[str, ...]
    also_fits: dict[str, tuple[str, ...]]
    without_method: tuple[str, ...]


class Work(Struct, frozen=True, kw_only=True):
    """One method for one set of people, and the rows of Needs that it is for."""

    intervention: Intervention
    who: tuple[str, ...]
    targets: tuple[str, ...]


def build(plan: Plan, strategy: Strategy, language: str = ENGLISH) -> Built:
    """Propose boxes and arrows for what a strategy takes up, its words being in a language.

    Every row taken up gets its wanted state as an outcome or impact, joined as in the problem tree. The deepest causes,
    and needs without a cause taken up, get the method of the library that their words speak for: an activity, its
    output, and its first outcome. Strengths that name the people or theme of a need become inputs.
    """
    return _Builder(plan, strategy, language).built()


class _Builder:
    """One draft in the making."""

    def __init__(self, plan: Plan, strategy: Strategy, language: str) -> None:
        self.plan = plan
        self.strategy = strategy
        self.theory = Theory(plan)
        self.rows = self.theory.need_by_ref
        self.language = language
        self.groups = groups_of(plan)
        self.after, self.before = neighbours(strategy.taken, strategy.arrows)
        self.numbers = _highest_numbers(plan)
        self.cells = _cells_of_statements(plan)
        self.elements: list[Element] = []
        self.links: list[Link] = []
        self.to_reword: list[str] = []
        self.also_fits: dict[str, tuple[str, ...]] = {}
        self.without_method: list[str] = []

    def built(self) -> Built:
        works = self._works()
        inputs, activities, outputs, firsts = [], [], [], []
        for work in works:
            activities.append(self._activity(work))
            outputs.append(self._output(work))
            firsts.append(self._first_outcome(work))
        states = self._wanted_states()
        for work, activity in zip(works, activities, strict=True):
            inputs += self._inputs(work, activity)
        for work, *chain in zip(works, activities, outputs, firsts, strict=True):
            place = self.rows[work.targets[0]].place
            self._join(chain[0].id, chain[1].id, place)
            self._join(chain[1].id, chain[2].id, place)
            for target in work.targets:
                self._join(chain[2].id, states[target].id, self.rows[target].place)
        for link in self.strategy.arrows:
            self._join(states[link.cause].id, states[link.effect].id, link.place)
        by_rank = sorted(states.values(), key=lambda each: each.stage is Stage.IMPACT)
        return Built(
            elements=(*_once(inputs), *activities, *outputs, *firsts, *by_rank),
            links=tuple(self.links),
            to_reword=tuple(self.to_reword),
            also_fits=self.also_fits,
            without_method=tuple(self.without_method),
        )

    def _next(self, stage: Stage) -> str:
        prefix = STAGE_PREFIX[stage.value]
        self.numbers[prefix] = self.numbers.get(prefix, 0) + 1
        return f"{prefix}{self.numbers[prefix]}"

    def _join(self, cause: str, effect: str, place: Place) -> None:
        mark = Mark(kind="to_confirm")
        self.links.append(Link(cause=cause, effect=effect, basis="drafted", marks=(mark,), place=place))

    # -- wanted states ------------------------------------------------------------------------------------------------

    def _wanted_states(self) -> dict[str, Element]:
        ranks = self._ranks()
        place = {need: index for index, need in enumerate(self.strategy.needs)}
        in_order = sorted(self.strategy.taken, key=lambda ref: (ranks[ref], place.get(ref, len(place))))
        return {ref: self._wanted_state(self.rows[ref], *RANKS[ranks[ref]]) for ref in in_order}

    def _ranks(self) -> dict[str, int]:
        """Give each row taken up its rank in time: causes medium, needs and effects long, what leads nowhere impact.

        No box comes later than what it leads to.
        """
        ranks: dict[str, int] = {}
        follows = reach((effect for need in self.strategy.needs for effect in self.after[need]), self.after)
        for ref in reversed(self.strategy.taken):
            own = 5 if self.rows[ref].kind == "need" or ref in follows else 4
            ranks[ref] = min((own, *(ranks[effect] for effect in self.after[ref]))) if self.after[ref] else 6
        return ranks

    def _wanted_state(self, row: Need, stage: Stage, term: Term | None) -> Element:
        groups = self.groups[row.id]
        language = language_of(row.text, self.language)
        state = turned(row.text, groups, language)
        ref = self._next(stage)
        if state.to_reword:
            self.to_reword.append(ref)
        told = [] if not state.to_reword else ["say the state that is wanted in place of the problem."]
        # Whoever the wording names is who the box is about.
        names_people = groups and state.text.startswith(named(groups, language))
        return Element(
            id=ref,
            stage=stage,
            term=term,
            text=to_reword(row.text, language) if state.to_reword else state.text,
            who=groups if names_people and not state.to_reword else row.who,
            addresses=(row.id,),
            level=row.level,
            status="proposed",
            notes=_suggested(*told, self._from_rows([row])),
            place=row.place,
        )

    # -- methods ------------------------------------------------------------------------------------------------------

    def _works(self) -> list[Work]:
        """Find a method for every deepest cause; by its own words for a need of which no cause has one, or of people in danger."""
        found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        methods: dict[str, Intervention] = {}
        leading = reach(self.strategy.needs, self.before)
        for ref in self.strategy.taken:
            if not self.before[ref] and ref in leading:
                self._find(ref, found, methods)
        served = set(reach((target for its in found.values() for target in its), self.after))
        for need in self.strategy.needs:
            is_open = need not in served or any(each.safety for each in self._fits_of(self.rows[need]))
            if self.before[need] and is_open and self._find(need, found, methods):
                served |= reach([need], self.after)
        return [
            Work(intervention=methods[name], who=who, targets=tuple(targets)) for (name, who), targets in found.items()
        ]

    def _find(
        self,
        ref: str,
        found: dict[tuple[str, tuple[str, ...]], list[str]],
        methods: dict[str, Intervention],
    ) -> bool:
        """Find the method that the words of a row speak for, and note the others that fit."""
        row = self.rows[ref]
        needs = self._nearest_needs(ref)
        levels = {need.level for need in (row, *needs) if need.level}
        # One of its causes may name the danger that the need itself puts in other words.
        about = reach((need.id for need in needs), self.before)
        dangers = {each.id for other in about for each in self._fits_of(self.rows[other])}
        fits = [each for each in self._fits_of(row, levels) if not dangers.intersection(each.not_beside)]
        fits.sort(key=lambda each: not each.safety)
        if not fits:
            self.without_method.append(ref)
            return False
        best, *others = fits
        who = row.who or _names(need.who for need in needs)
        methods[best.name] = best
        found.setdefault((best.name, who), []).append(ref)
        if others:
            self.also_fits[ref] = tuple(each.name for each in others)
        return True

    def _fits_of(self, row: Need, levels: Collection[str] = ()) -> tuple[Intervention, ...]:
        return fitting(row.text, levels, level_by_words(row.text), language_of(row.text, self.language))

    def _nearest_needs(self, ref: str) -> list[Need]:
        """Give the needs taken up that a row is or leads to, without those that lie behind another."""
        found = {ref}
        waiting = [ref]
        while waiting:
            each = waiting.pop()
            if each not in self.strategy.needs:
                waiting += [effect for effect in self.after[each] if effect not in found]
                found.update(self.after[each])
        return [self.rows[need] for need in self.strategy.needs if need in found]

    def _activity(self, work: Work) -> Element:
        its = work.intervention
        known = (
            f"{its.name}. Usual results: {its.results}",
            f"Take care: {its.cautions}",
            f"Evidence: {its.evidence} None has been weighed for this plan.",
        )
        return self._box(
            work,
            Stage.ACTIVITY,
            its.activity,
            level=its.level,
            theory=its.theory,
            known=known,
        )

    def _output(self, work: Work) -> Element:
        return self._box(work, Stage.OUTPUT, work.intervention.output)

    def _first_outcome(self, work: Work) -> Element:
        its = work.intervention
        return self._box(work, Stage.OUTCOME, its.outcome, term=Term.SHORT, change=its.change, policy=its.policy)

    def _box(
        self,
        work: Work,
        stage: Stage,
        wording: str,
        *,
        term: Term | None = None,
        change: str | None = None,
        policy: str | None = None,
        level: str | None = None,
        theory: str | None = None,
        known: Sequence[str] = (),
    ) -> Element:
        names_people = "{group}" in wording or "{Group}" in wording
        return Element(
            id=self._next(stage),
            stage=stage,
            term=term,
            text=work.intervention.worded(wording, work.who),
            who=work.who if names_people else (),
            addresses=work.targets,
            change=change,
            policy=policy,
            level=level,
            theory=theory,
            status="proposed",
            notes=_suggested(*known, self._from_rows([self.rows[target] for target in work.targets])),
            place=self.rows[work.targets[0]].place,
        )

    def _from_rows(self, rows: Sequence[Need]) -> str:
        """Say which rows of Needs a box was made from, with the cell in which each was read."""
        kinds = {"need": "the need", "cause": "the cause or effect", "strength": "the strength"}
        its = [f"{kinds.get(row.kind, 'the row')} {row.id} “{row.text.strip()}” ({self._cell_of(row)})" for row in rows]
        return f"made from {', '.join(its)}."

    def _cell_of(self, row: Need) -> Place:
        place = row.place
        return place if place.column else self.cells.get((place.file, place.sheet, place.row), place)

    # -- inputs -------------------------------------------------------------------------------------------------------

    def _inputs(self, work: Work, activity: Element) -> list[Element]:
        """Propose the strengths that name the same people or theme as the rows that an activity is for."""
        rows = [self.rows[target] for target in work.targets]
        themes = {plain(row.theme) for row in rows if row.theme}
        found = []
        for strength in (each for each in self.rows.values() if each.kind == "strength" and each.text.strip()):
            same_theme = strength.theme is not None and plain(strength.theme) in themes
            if same_theme or self._same_people(strength, work.who):
                found.append(self._input(strength, activity))
        return found

    def _same_people(self, strength: Need, who: Sequence[str]) -> bool:
        return bool({group_key(name) for name in strength.who} & {group_key(name) for name in who})

    def _input(self, strength: Need, activity: Element) -> Element:
        held = next((each for each in self.elements if strength.id in each.uses), None)
        if held is None:
            held = Element(
                id=self._next(Stage.INPUT),
                stage=Stage.INPUT,
                text=strength.text,
                addresses=activity.addresses,
                uses=(strength.id,),
                status="proposed",
                notes=_suggested(self._from_rows([strength])),
                place=strength.place,
            )
            self.elements.append(held)
        self._join(held.id, activity.id, strength.place)
        return held


def _suggested(*sentences: str) -> str:
    return "\n".join(SUGGESTED + each for each in sentences)


def _cells_of_statements(plan: Plan) -> dict[tuple[str, str | None, int | None], Place]:
    """Give the cell of the statement on each row of needs, by file, sheet and row, as the account has it."""
    uses = (use for use in plan.account if use.why == "needs.text")
    return {(use.place.file, use.place.sheet, use.place.row): use.place for use in uses}


def _names(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Put lists of groups together, each group once."""
    found: dict[str, str] = {}
    for name in (name for names in lists for name in names):
        found.setdefault(group_key(name), name)
    return tuple(found.values())


def _once(elements: Iterable[Element]) -> list[Element]:
    return list({element.id: element for element in elements}.values())


def _highest_numbers(plan: Plan) -> dict[str, int]:
    """Give the highest number behind the letters of every Ref that is typed anywhere, so that no new Ref meets an old one.

    Refs that lead nowhere count as well: a measure of OC3 must not come to measure a new OC3.
    """
    typed = [
        row.id for rows in (plan.needs, plan.elements, plan.sources, plan.indicators, plan.register) for row in rows
    ]
    typed += [row.id for row in plan.stakeholders if row.id] + [broken.text for broken in plan.broken]
    found: dict[str, int] = {}
    for ref in typed:
        letters = ref_letters(ref)
        number = ref_key(ref).removeprefix(letters)
        if number.isdecimal():
            found[letters.upper()] = max(int(number), found.get(letters.upper(), 0))
    return found
