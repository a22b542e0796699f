"""Boxes and arrows: the plan as a graph, its goals, and what reaches what."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import fields, replace

from logicmodel import passes
from logicmodel.arrows import Arrows
from logicmodel.model import (
    Element,
    Link,
    Need,
    Plan,
    Stage,
    Term,
)
from logicmodel.words.load import Lexicon, lexicon, vocabulary
from logicmodel.words.matching import telling_signs, telling_words, words_of
from logicmodel.words.spelling import heading_key, ref_key
from logicmodel.words.tongues import guessed_language

if TYPE_CHECKING:
    import networkx as nx

STAGE_RANKS = {
    (Stage.INPUT, None): (0, 0),
    (Stage.ACTIVITY, None): (1, 1),
    (Stage.OUTPUT, None): (2, 2),
    (Stage.OUTCOME, Term.SHORT): (3, 3),
    (Stage.OUTCOME, Term.MEDIUM): (4, 4),
    (Stage.OUTCOME, Term.LONG): (5, 5),
    (Stage.OUTCOME, None): (3, 5),
    (Stage.IMPACT, None): (6, 6),
}
"""Earliest and latest possible rank of a box in time, by stage and term."""


ENOUGH_TO_TELL = 200
"""Statements of a kind that are read at most to tell the language of a plan."""


CEILINGS = {
    "output": 2,
    "outcome_short": 3,
    "outcome_medium": 4,
    "outcome_long": 5,
    "outcome": 5,
    "impact": 6,
}
"""Highest rank below the line of accountability, by the stage word typed for it."""


class Boxes:
    """The boxes and arrows of a plan."""

    def __init__(self, plan: Plan, words: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.plan = plan
        self.words = words or {}

    @cached_property
    def language(self) -> str:
        """The language of the plan as it names it; where it names none, the one that its words belong to."""
        return self.plan.programme.language or guessed_language(self._some_statements())

    @cached_property
    def lexicon(self) -> Lexicon | None:
        """The word lists of the plan's language with the words added to them, or None where there are none."""
        known = lexicon(self.language)
        if known is None or not self.words:
            return known
        return replace(known, **{name: (*getattr(known, name), *added) for name, added in self.words.items()})

    def _some_statements(self) -> list[str]:
        """Give as many statements of the plan as show in which language it is."""
        plan = self.plan
        families = (plan.elements, plan.needs, plan.register, plan.indicators)
        return [row.text for rows in families for row in rows[:ENOUGH_TO_TELL]]

    def can_hold(self, *lists: str) -> Callable[[str], bool]:
        """Give a quick test whether a text can hold anything on these lists of the lexicon; none can without a lexicon.

        Most statements hold no listed word, so that it is dear to search each for each list. What passes the test has
        to be searched.
        """
        wanted: set[str] = set()
        signs: list[str] = []
        stems: list[str] = []
        for name in lists:
            if name.endswith("_stems"):
                stems += _phrases(self.lexicon, name)
            else:
                wanted |= telling_words(_phrases(self.lexicon, name))
                signs += telling_signs(_phrases(self.lexicon, name))
        held, words_in = self._listed_words, self._listed_words_in

        def has_word(text: str) -> bool:
            words = held.get(text)
            return not wanted.isdisjoint(words_in(text) if words is None else words)

        def has_anything(text: str) -> bool:
            folded = text.casefold()
            return has_word(text) or any(stem in folded for stem in stems) or any(sign in text for sign in signs)

        return has_anything if stems or signs else has_word

    @cached_property
    def _listed_words(self) -> dict[str, frozenset[str]]:
        """Text → its words that tell of some list; filled as texts are asked about."""
        return {}

    def _listed_words_in(self, text: str) -> frozenset[str]:
        self._listed_words[text] = found = self._all_listed_words.intersection(words_of(text))
        return found

    @cached_property
    def _all_listed_words(self) -> frozenset[str]:
        names = (each.name for each in fields(Lexicon))
        lists = (_phrases(self.lexicon, name) for name in names if not name.endswith("_stems"))
        return frozenset().union(*map(telling_words, lists))

    # -- boxes and arrows ---------------------------------------------------------------------------------------------

    @cached_property
    def by_ref(self) -> Mapping[str, Element]:
        """Ref → box, in plan order. Of two rows with the same Ref the first counts."""
        found: dict[str, Element] = {}
        keys: set[str] = set()
        for element in self.plan.elements:
            key = ref_key(element.id)
            if key not in keys:
                keys.add(key)
                found[element.id] = element
        return found

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """All boxes in plan order."""
        return tuple(self.by_ref.values())

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Ref → place in plan order, by which ties are settled."""
        return {ref: index for index, ref in enumerate(self.by_ref)}

    def at(self, *stages: Stage) -> tuple[Element, ...]:
        """Give the boxes of these stages, in plan order."""
        return tuple(element for element in self.elements if element.stage in stages)

    @cached_property
    def activities(self) -> tuple[Element, ...]:
        """What is done."""
        return self.at(Stage.ACTIVITY)

    @cached_property
    def results(self) -> tuple[Element, ...]:
        """Outcomes and impacts."""
        return self.at(Stage.OUTCOME, Stage.IMPACT)

    @cached_property
    def all_links(self) -> tuple[Link, ...]:
        """Arrows of every kind whose two ends are boxes of the plan, by their causes and then their effects.

        Of two equal ones the first counts.
        """
        found: dict[tuple[str, str, str], Link] = {}
        for link in self.plan.links:
            if link.cause in self.by_ref and link.effect in self.by_ref:
                found.setdefault((link.cause, link.effect, link.kind), link)
        place = self.position
        return tuple(sorted(found.values(), key=lambda link: (place[link.cause], place[link.effect], link.kind)))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Arrows of kind Leads to, in plan order."""
        return tuple(link for link in self.all_links if link.kind == "leads_to")

    @cached_property
    def harms(self) -> tuple[Link, ...]:
        """Arrows of kind May harm."""
        return tuple(link for link in self.all_links if link.kind == "hinders")

    @cached_property
    def arrows(self) -> Arrows:
        """The arrows of kind Leads to, between Refs in plan order."""
        return Arrows(self.by_ref, self._link_between)

    @cached_property
    def arrows_or_harms(self) -> Arrows:
        """The arrows of the kinds Leads to and May harm."""
        if not self.harms:
            return self.arrows
        pairs = ((link.cause, link.effect) for link in (*self.links, *self.harms))
        return Arrows(self.by_ref, dict.fromkeys(pairs))

    @cached_property
    def graph(self) -> "nx.DiGraph[str]":
        """The arrows of kind Leads to, as a networkx graph of Refs; each holds its Link as `link`."""
        import networkx as nx  # dear to import, and nothing here asks for it

        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.by_ref)
        graph.add_edges_from((link.cause, link.effect, {"link": link}) for link in self.links)
        return graph

    @cached_property
    def _link_between(self) -> Mapping[tuple[str, str], Link]:
        return {(link.cause, link.effect): link for link in self.links}

    def link(self, cause: str, effect: str) -> Link:
        """Give the arrow between two Refs.

        Raises KeyError where there is none.
        """
        return self._link_between[cause, effect]

    def causes_of(self, element: Element) -> list[Element]:
        """Give the boxes with an arrow into this one, in plan order."""
        return [self.by_ref[ref] for ref in self.arrows.pred[element.id]]

    def effects_of(self, element: Element) -> list[Element]:
        """Give the boxes that this one has an arrow to, in plan order."""
        return [self.by_ref[ref] for ref in self.arrows.succ[element.id]]

    def arrows_into(self, element: Element) -> list[Link]:
        """Give the arrows into a box."""
        return [self._link_between[ref, element.id] for ref in self.arrows.pred[element.id]]

    def arrows_from(self, element: Element) -> list[Link]:
        """Give the arrows out of a box."""
        return [self._link_between[element.id, ref] for ref in self.arrows.succ[element.id]]

    def in_plan_order(self, refs: Iterable[str]) -> list[Element]:
        """Turn Refs into boxes in plan order."""
        return [self.by_ref[ref] for ref in sorted(refs, key=self.position.__getitem__)]

    def ends(self, link: Link) -> tuple[Element, Element]:
        """Give cause and effect of an arrow."""
        return self.by_ref[link.cause], self.by_ref[link.effect]

    def listed_not_linked(self) -> bool:
        """Say whether the plan is a list: six boxes or more, three stages or more, arrows under a third of the boxes."""
        stages = {element.stage for element in self.elements if element.stage}
        arrows = len(self.links) + len(self.harms)
        return len(self.elements) >= 6 and len(stages) >= 3 and arrows * 3 < len(self.elements)

    # -- goals and reach ----------------------------------------------------------------------------------------------

    @cached_property
    def goals(self) -> tuple[Element, ...]:
        """Give what the plan is for.

        The impacts; without any, the long-term outcomes that lead nowhere; without any, the outcomes that lead
        nowhere.
        """
        last = [element for element in self.at(Stage.OUTCOME) if not self.arrows.succ[element.id]]
        last_long = [element for element in last if element.term is Term.LONG]
        return self.at(Stage.IMPACT) or tuple(last_long or last)

    @cached_property
    def reached_by_work(self) -> frozenset[str]:
        """Refs of the activities and of all that they reach."""
        return passes.reach((element.id for element in self.activities), self.arrows.succ)

    @cached_property
    def leading_to_goals(self) -> frozenset[str]:
        """Refs of the goals and of all that reaches one, by arrows that lead to or may harm."""
        return passes.reach((goal.id for goal in self.goals), self.arrows_or_harms.pred)

    @cached_property
    def leading_to_results(self) -> frozenset[str]:
        """Refs of outcomes and impacts and of all that reaches one."""
        return passes.reach((result.id for result in self.results), self.arrows.pred)

    @cached_property
    def leading_to_outputs(self) -> frozenset[str]:
        """Refs of the outputs and of all that reaches one."""
        return passes.reach((output.id for output in self.at(Stage.OUTPUT)), self.arrows.pred)

    def beyond(self, element: Element) -> list[Element]:
        """Give all that a box reaches, in plan order, without itself."""
        return self.in_plan_order(passes.reach([element.id], self.arrows.succ) - {element.id})

    def before(self, element: Element) -> list[Element]:
        """Give all that reaches a box, in plan order, without itself."""
        return self.in_plan_order(passes.reach([element.id], self.arrows.pred) - {element.id})

    @cached_property
    def _touched(self) -> frozenset[str]:
        return frozenset(ref for link in self.all_links for ref in (link.cause, link.effect))

    def is_orphan(self, element: Element) -> bool:
        """Say whether no arrow of any kind touches the box."""
        return element.id not in self._touched

    def orphans(self) -> list[Element]:
        """Give the boxes that no arrow of any kind touches."""
        return [element for element in self.elements if self.is_orphan(element)]

    def dead_ends(self) -> list[Element]:
        """Give the last boxes of every stretch that leads to no goal.

        Of a circle the first box, but a box whose mark says that it leads nowhere on purpose before the others.
        """
        ends = []
        for refs in self.arrows_or_harms.groups:
            inside = frozenset(refs)
            leads_on = any(effect not in inside for ref in refs for effect in self.arrows_or_harms.succ[ref])
            if not leads_on and self.leading_to_goals.isdisjoint(refs):
                ends.append(next((ref for ref in refs if _ends_on_purpose(self.by_ref[ref])), refs[0]))
        return [element for element in self.in_plan_order(ends) if not self.is_orphan(element)]

    def unsupported(self) -> list[Element]:
        """Give the first boxes of every stretch, from Output on, that no activity reaches and nothing leads to."""
        found = []
        for refs in self.arrows.groups:
            inside = frozenset(refs)
            if any(cause not in inside for ref in refs for cause in self.arrows.pred[ref]):
                continue
            expected = [
                element
                for element in map(self.by_ref.__getitem__, refs)
                if element.stage is not None
                and element.stage.step >= Stage.OUTPUT.step
                and not element.external
                and not self.is_orphan(element)
                and element.id not in self.reached_by_work
            ]
            found += [element.id for element in expected[:1]]
        return self.in_plan_order(found)

    @cached_property
    def accountable_for(self) -> frozenset[str] | None:
        """Refs of the boxes below the line “We are accountable up to”, or None where none is drawn."""
        typed = self.plan.programme.ceiling
        if not typed:
            return None
        stage = vocabulary("stage").get(heading_key(typed))
        if stage in CEILINGS:
            # An outcome whose term is not said counts as medium: the middle of its ranks.
            return frozenset(
                element.id
                for element in self.elements
                if element.stage is not None and sum(rank_of(element)) / 2 <= CEILINGS[stage]
            )
        keys = {ref_key(part) for part in typed.replace(";", ",").split(",")}
        named = [ref for ref in self.by_ref if ref_key(ref) in keys]
        return passes.reach(named, self.arrows.pred) if named else None


def _phrases(words: Lexicon | None, name: str) -> tuple[str, ...]:
    """Give the phrases of a list; of `stigma` without what to say instead."""
    its = getattr(words, name, ())
    if not isinstance(its, tuple):
        return ()
    return tuple(each if isinstance(each, str) else each[0] for each in its)


def _ends_on_purpose(element: Element) -> bool:
    return has_mark(element, "side_benefit") or has_mark(element, "monitoring")


def rank_of(element: Element) -> tuple[int, int]:
    """Give the earliest and latest rank of a box with a stage."""
    assert element.stage is not None
    return STAGE_RANKS[element.stage, element.term if element.stage is Stage.OUTCOME else None]


def has_mark(thing: Element | Link | Need, kind: str) -> bool:
    """Say whether a box, arrow or need carries a mark."""
    return bool(thing.marks) and any(mark.kind == kind for mark in thing.marks)


def is_proposed(link: Link) -> bool:
    """Say whether an arrow was proposed by the program, or is marked to be confirmed."""
    return link.basis != "typed" or has_mark(link, "to_confirm")
