"""Rules on boxes and arrows beside their definitions, followed path by path with networkx on small plans."""

from collections.abc import Iterator
from itertools import pairwise

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from logicmodel import Theory, check
from logicmodel.config import Config
from logicmodel.model import Element, Evidence, Finding, Indicator, Link, Place, Plan, Profile, Programme, Stage, Term
from logicmodel.theory.boxes import rank_of

HERE = Place(file="plan.xlsx", sheet="Plan", row=2)
STAGES = [
    (Stage.INPUT, None),
    (Stage.ACTIVITY, None),
    (Stage.ACTIVITY, None),
    (Stage.OUTPUT, None),
    (Stage.OUTCOME, Term.SHORT),
    (Stage.OUTCOME, Term.LONG),
    (Stage.OUTCOME, None),
    (Stage.IMPACT, None),
    (None, None),
]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a plan of up to eight boxes with arrows of every kind between any two of them."""
    refs = [f"B{number}" for number in range(draw(st.integers(2, 8)))]
    stages = [draw(st.sampled_from(STAGES)) for _ in refs]
    pairs = draw(st.lists(st.tuples(st.sampled_from(refs), st.sampled_from(refs)), max_size=14, unique=True))
    levels = st.sampled_from([None, None, 0, 1, 3])
    return Plan(
        programme=Programme(place=HERE),
        elements=tuple(
            Element(id=ref, stage=stage, term=term, text=f"Box {ref}", external=draw(st.booleans()), place=HERE)
            for ref, (stage, term) in zip(refs, stages, strict=True)
        ),
        links=tuple(
            Link(
                cause=cause,
                effect=effect,
                kind=draw(st.sampled_from(["leads_to"] * 6 + ["hinders", "feedback"])),
                evidence=(Evidence(level=level, place=HERE),) if (level := draw(levels)) is not None else (),
                mechanism=draw(st.sampled_from([None, None, "they have time"])),
                place=HERE,
            )
            for cause, effect in pairs
        ),
        indicators=(Indicator(id="M1", measures=refs[0], text="Share", place=HERE),),
    )


class Drawn:
    """A plan as the catalogue speaks of it: E↑ (`leads`), E⁺ (`plus`), E↑ without arrows inside loops (`chain`)."""

    def __init__(self, plan: Plan) -> None:
        self.boxes = {each.id: each for each in plan.elements}
        self.links = plan.links
        self.leads, self.plus, self.chain = nx.DiGraph(), nx.DiGraph(), nx.DiGraph()
        for graph in (self.leads, self.plus, self.chain):
            graph.add_nodes_from(self.boxes)
        self.leads.add_edges_from((each.cause, each.effect) for each in plan.links if each.kind == "leads_to")
        self.plus.add_edges_from((each.cause, each.effect) for each in plan.links if each.kind != "feedback")
        self.part = {
            ref: number for number, its in enumerate(nx.strongly_connected_components(self.plus)) for ref in its
        }
        self.chain.add_edges_from(pair for pair in self.leads.edges if self.part[pair[0]] != self.part[pair[1]])
        touched = {ref for each in plan.links for ref in (each.cause, each.effect)}
        self.orphans = set(self.boxes) - touched

    def at(self, *stages: Stage) -> list[str]:
        return [ref for ref, box in self.boxes.items() if box.stage in stages]

    def goals(self) -> list[str]:
        ends = [ref for ref in self.at(Stage.OUTCOME) if not self.leads.out_degree(ref)]
        return self.at(Stage.IMPACT) or [ref for ref in ends if self.boxes[ref].term is Term.LONG] or ends

    def is_a_list(self) -> bool:
        stages = {box.stage for box in self.boxes.values() if box.stage}
        return len(self.boxes) >= 6 and len(stages) >= 3 and self.plus.number_of_edges() < len(self.boxes) / 3

    def paths(self, start: str, end: str) -> Iterator[list[str]]:
        yield from nx.all_simple_paths(self.chain, start, end)

    def routes(self, goal: str) -> list[list[str]]:
        """Every way from an activity to a goal, without the arrows inside loops."""
        return [path for start in self.at(Stage.ACTIVITY) if start != goal for path in self.paths(start, goal)]

    def loops(self) -> set[frozenset[str]]:
        groups: dict[int, set[str]] = {}
        for ref, number in self.part.items():
            groups.setdefault(number, set()).add(ref)
        return {frozenset(its) for its in groups.values() if len(its) > 1 or self.plus.has_edge(*[next(iter(its))] * 2)}


def told(plan: Plan, code: str) -> list[Finding]:
    found = check(Theory(plan), Config(profile=Profile.PLAN, select=(code,)))
    return [each for each in found if each.code == code]


def about(plan: Plan, code: str) -> set[str]:
    """What findings are about, one by one even where one stands for most."""
    found = told(plan, code)
    return {ref for each in found for ref in (each.refs if each.count is not None else (each.about,))}


many = settings(deadline=None, max_examples=150)


@many
@given(plans())
def test_s103_names_every_component(plan: Plan) -> None:
    assert {frozenset(each.refs) for each in told(plan, "S103")} == Drawn(plan).loops()


@many
@given(plans())
def test_s104_s105_s106(plan: Plan) -> None:
    drawn = Drawn(plan)
    if drawn.is_a_list():
        assert not about(plan, "S104") | about(plan, "S105") | about(plan, "S106")
        return
    assert about(plan, "S104") == drawn.orphans
    goals = set(drawn.goals())
    dead = [
        ref
        for ref in drawn.boxes
        if goals and ref not in drawn.orphans and not goals & ({ref} | nx.descendants(drawn.plus, ref))
    ]
    last = [ref for ref in dead if all(drawn.part[to] == drawn.part[ref] for to in nx.descendants(drawn.plus, ref))]
    assert {drawn.part[ref] for ref in about(plan, "S105")} == {drawn.part[ref] for ref in last}
    assert about(plan, "S105") <= set(last)
    parts = {ref: n for n, its in enumerate(nx.strongly_connected_components(drawn.leads)) for ref in its}
    work = set(drawn.at(Stage.ACTIVITY))
    first = [
        ref
        for ref, box in drawn.boxes.items()
        if work and box.stage and box.stage.step >= 2 and not box.external and ref not in drawn.orphans
        if not work & nx.ancestors(drawn.leads, ref)
        if all(parts[before] == parts[ref] for before in nx.ancestors(drawn.leads, ref))
    ]
    assert {parts[ref] for ref in about(plan, "S106")} == {parts[ref] for ref in first}
    assert about(plan, "S106") <= set(first)


@many
@given(plans())
def test_s107_s108_s109(plan: Plan) -> None:
    drawn = Drawn(plan)
    used = {box.stage.step for box in drawn.boxes.values() if box.stage}
    skips, backward = set(), set()
    for cause, effect in drawn.plus.edges:
        first, second = drawn.boxes[cause], drawn.boxes[effect]
        if first.stage is None or second.stage is None:
            continue
        if rank_of(first)[0] > rank_of(second)[1]:
            backward.add(f"{cause}>{effect}")
        between = [step for step in used if first.stage.step < step < second.stage.step]
        delivers = (first.stage, second.stage) == (Stage.ACTIVITY, Stage.OUTCOME)
        has_output = set(drawn.at(Stage.OUTPUT)) & nx.descendants(drawn.leads, cause)
        if drawn.leads.has_edge(cause, effect) and between and not (delivers and has_output):
            skips.add(f"{cause}>{effect}")
    assert about(plan, "S107") == skips
    assert about(plan, "S108") == backward
    in_loops = {ref for its in drawn.loops() for ref in its}
    bare = [each for each in plan.links if each.kind == "leads_to" and not each.mechanism and not each.evidence]
    redundant = {
        each.ref
        for each in bare
        if not {each.cause, each.effect} & in_loops
        and any(len(path) > 2 for path in nx.all_simple_paths(drawn.leads, each.cause, each.effect))
    }
    assert about(plan, "S109") == redundant


@many
@given(plans())
def test_l203_counts_outcomes_on_every_path(plan: Plan) -> None:
    drawn = Drawn(plan)
    terms = {box.term for box in drawn.boxes.values() if box.stage is Stage.OUTCOME and box.term}
    found = set()
    for start in drawn.at(Stage.ACTIVITY):
        paths = [path for goal in drawn.at(Stage.IMPACT) for path in drawn.paths(start, goal)]
        most = max((sum(drawn.boxes[ref].stage is Stage.OUTCOME for ref in path) for path in paths), default=None)
        if most == 0 or (most == 1 and len(terms) >= 2):
            found.add(start)
    assert about(plan, "L203") == (set() if drawn.is_a_list() else found)


@many
@given(plans())
def test_l209_m408_a505_follow_every_route(plan: Plan) -> None:
    drawn = Drawn(plan)
    chokes: set[str] = set()
    bridges: set[str] = set()
    for goal in drawn.goals():
        routes = drawn.routes(goal)
        starts = {path[0] for path in routes}
        if not routes or drawn.boxes[goal].stage is Stage.ACTIVITY:
            continue
        if len(starts) >= 2:
            shared = set.intersection(*({*path[:-1]} for path in routes))
            chokes |= {
                ref
                for ref in shared
                if drawn.boxes[ref].stage in (Stage.OUTPUT, Stage.OUTCOME) and not drawn.chain.has_edge(ref, goal)
            }
        bridges |= set.intersection(*({f"{one}>{other}" for one, other in pairwise(path)} for path in routes))
    silent = drawn.is_a_list()
    assert about(plan, "L209") == (set() if silent else chokes)
    alone = {causes[0] for goal in drawn.goals() if len(causes := list(drawn.leads.pred[goal])) == 1}
    critical = {
        ref
        for ref in chokes | alone
        if drawn.boxes[ref].stage in (Stage.OUTPUT, Stage.OUTCOME) and not drawn.boxes[ref].external and ref != "B0"
    }
    assert about(plan, "M408") == (set() if silent else critical)
    level = {each.ref: each.level for each in plan.links if each.kind == "leads_to"}
    rated = any(each is not None for each in level.values())
    weak = {ref for ref in bridges if level[ref] is None or (level[ref] or 0) <= 1}
    assert about(plan, "A505") == (weak if rated and not silent else set())
