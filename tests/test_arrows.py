"""Circles, order, and what every route passes, beside what networkx says of the same arrows."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from logicmodel.arrows import Arrows, passed_by_all

REFS = "abcdefghij"
PAIRS = st.lists(st.tuples(st.sampled_from(REFS), st.sampled_from(REFS)), max_size=30, unique=True)


@given(PAIRS)
def test_groups_are_those_of_networkx_with_causes_first(pairs: list[tuple[str, str]]) -> None:
    arrows = Arrows(REFS, pairs)
    graph = nx.DiGraph(pairs)
    graph.add_nodes_from(REFS)
    assert {frozenset(group) for group in arrows.groups} == set(map(frozenset, nx.strongly_connected_components(graph)))
    group_of = {ref: number for number, group in enumerate(arrows.groups) for ref in group}
    assert all(group_of[cause] <= group_of[effect] for cause, effect in pairs)
    assert all(list(group) == sorted(group) for group in arrows.groups)


@given(PAIRS, st.sets(st.sampled_from(REFS), min_size=1))
def test_what_every_route_passes_is_what_networkx_says(pairs: list[tuple[str, str]], starts: set[str]) -> None:
    forward = [(cause, effect) for cause, effect in pairs if cause < effect]
    graph = nx.DiGraph(forward)
    graph.add_edges_from(("", start) for start in starts)
    known = nx.immediate_dominators(graph, "")
    expected = {ref: last for ref, last in known.items() if ref}
    assert passed_by_all(starts, REFS, Arrows(REFS, forward)) == expected


def test_two_long_routes_that_meet_again_and_again() -> None:
    count = 3000
    refs = ["s", *(f"{side}{number}" for number in range(count) for side in "lrm"), "t"]
    pairs = [("s", "l0"), ("s", "r0")]
    for number in range(count):
        pairs += [(f"l{number}", f"m{number}"), (f"r{number}", f"m{number}"), (f"m{number}", "t")]
        if number + 1 < count:
            pairs += [(f"{side}{number}", f"{side}{number + 1}") for side in "lr"]
    last = passed_by_all(["s"], refs, Arrows(refs, pairs))
    assert (last["t"], last[f"m{count - 1}"], last[f"l{count - 1}"]) == ("s", "s", f"l{count - 2}")
