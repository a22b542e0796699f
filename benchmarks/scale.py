"""How time and memory of all rules grow with a plan, beside networkx and beside a script that follows every path.

Run it as `python -m benchmarks.scale`; `--each` also lists how long each rule takes on the largest plan.
"""

import sys
import time
from datetime import date
from math import log
from pathlib import Path
from statistics import median

import networkx as nx

from benchmarks.measuring import Measured, alone, memory_text, side_by_side, table
from benchmarks.plans import plan_of_columns, plan_with_arrows
from logicmodel.checking import check, is_silent, rules_for
from logicmodel.config import Config
from logicmodel.model import Plan, Profile, Stage
from logicmodel.theory import Theory

SIZES = (1_000, 10_000, 100_000)

WIDTHS = (4, 5, 6)
"""How many boxes stand in a column, of plans small enough that a script that follows every path ends."""

CONFIG = Config(profile=Profile.PLAN, today=date(2026, 3, 1))


PREPARED = """
from benchmarks.scale import CONFIG, check, networkx_alone, plan_with_arrows, Theory
boxes = int(path.name)
plan = plan_with_arrows(boxes, boxes * 3)
"""


def rows(runs: int = 3) -> list[Measured]:
    """Measure all rules of the profile plan on plans of each size, read already, each in a process of its own.

    What is taken is the time in which the processor worked on it, which other programs hardly change.
    """
    return [*(_row(size, runs if size < SIZES[-1] else 1) for size in SIZES)]


def _row(size: int, runs: int) -> Measured:
    ours = [alone(PREPARED, "len(check(Theory(plan), CONFIG))", Path(str(size))) for _ in range(runs)]
    theirs = [alone(PREPARED, "networkx_alone(plan) or 0", Path(str(size))) for _ in range(runs)]
    most = max((run.memory for run in ours if run.memory is not None), default=None)
    return Measured(
        what=f"all rules, {size:,} boxes, {size * 3:,} arrows, at most {memory_text(most)}",
        seconds=median(run.at_work for run in ours),
        yardstick="networkx: graph, components, order, dominators",
        yardstick_seconds=median(run.at_work for run in theirs),
        aim=10,
    )


def rows_of_paths(runs: int = 1) -> list[Measured]:
    """Measure all rules beside a script that follows every path, on plans where each box leads to all of the next column."""
    return [_row_of_paths(plan_of_columns(width), runs) for width in WIDTHS]


def _row_of_paths(plan: Plan, runs: int) -> Measured:
    return side_by_side(
        f"all rules, {len(plan.elements)} boxes, {len(plan.links)} arrows, each column to all of the next",
        lambda: check(Theory(plan), CONFIG),
        f"networkx: every path, {every_path(plan):,}",
        lambda: every_path(plan),
        runs=runs,
    )


def every_path(plan: Plan) -> int:
    """Count the paths from activities to impacts by following each, as a plain script does."""
    graph = nx.DiGraph((link.cause, link.effect) for link in plan.links)
    goals = [element.id for element in plan.elements if element.stage is Stage.IMPACT]
    begins = [element.id for element in plan.elements if element.stage is Stage.ACTIVITY]
    return sum(1 for begin in begins for _ in nx.all_simple_paths(graph, begin, goals))


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
    theory = Theory(plan_with_arrows(size, size * 3))
    taken = []
    for rule in rules_for(CONFIG):
        start = time.perf_counter()
        if not is_silent(rule, theory, CONFIG):
            list(rule.find(theory, CONFIG))
        taken.append((time.perf_counter() - start, rule.code))
    return sorted(taken, reverse=True)


def main() -> None:
    measured = rows()
    print(table([*measured, *rows_of_paths()]), end="")
    print(f"\nTime grows with the size of the plan to the power of {growth(measured):.2f} (aim: under 1.2).")
    if "--each" in sys.argv:
        print("\n".join(f"{code} {seconds:.3f} s" for seconds, code in each_rule(SIZES[-1])))


if __name__ == "__main__":
    main()
