"""How the time of all rules grows with a plan, beside networkx: build the graph, find components, order, dominators.

Run it as `python -m benchmarks.rules`; `--each` also lists how long each rule takes on the largest plan.
"""

import sys
import time
from datetime import date
from math import log

import networkx as nx

from benchmarks.measuring import Measured, side_by_side, table
from benchmarks.plans import plan_of_size
from logicmodel.checking import check, is_silent, rules_for
from logicmodel.config import Config
from logicmodel.model import Plan, Profile
from logicmodel.theory import Theory

SIZES = (1_000, 10_000, 50_000)

CONFIG = Config(profile=Profile.PLAN, today=date(2026, 3, 1))


def rows(runs: int = 3) -> list[Measured]:
    """Measure all rules of the profile plan on plans of each size, read already."""
    return [_row(plan_of_size(size), runs) for size in SIZES]


def _row(plan: Plan, runs: int) -> Measured:
    return side_by_side(
        f"all rules, {len(plan.elements):,} boxes, {len(plan.links):,} arrows",
        lambda: check(Theory(plan), CONFIG),
        "networkx: graph, components, order, dominators",
        lambda: networkx_alone(plan),
        runs=runs,
        aim=10,
    )


def networkx_alone(plan: Plan) -> None:
    """Do with networkx what any check of chains needs at least."""
    graph = nx.DiGraph()
    graph.add_nodes_from(element.id for element in plan.elements)
    graph.add_edges_from((link.cause, link.effect) for link in plan.links)
    list(nx.strongly_connected_components(graph))
    list(nx.topological_sort(graph))
    first = [box for box, arrows in graph.in_degree() if arrows == 0]
    graph.add_edges_from(("start", box) for box in first)
    nx.immediate_dominators(graph, "start")


def growth(measured: list[Measured]) -> float:
    """Give the exponent with which time grows from the smallest to the largest plan: 1 is in proportion."""
    return log(measured[-1].seconds / measured[0].seconds) / log(SIZES[-1] / SIZES[0])


def each_rule(size: int) -> list[tuple[float, str]]:
    """Give the seconds that each rule takes, the slowest first; what several share counts for the first that asks."""
    theory = Theory(plan_of_size(size))
    taken = []
    for rule in rules_for(CONFIG):
        start = time.perf_counter()
        if not is_silent(rule, theory, CONFIG):
            list(rule.find(theory, CONFIG))
        taken.append((time.perf_counter() - start, rule.code))
    return sorted(taken, reverse=True)


def main() -> None:
    measured = rows()
    print(table(measured), end="")
    print(f"\nTime grows with the size of the plan to the power of {growth(measured):.2f} (aim: under 1.2).")
    if "--each" in sys.argv:
        print("\n".join(f"{code} {seconds:.3f} s" for seconds, code in each_rule(SIZES[-1])))


if __name__ == "__main__":
    main()
