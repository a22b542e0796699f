"""How long a drawing of 60 boxes takes, beside the program `dot` of Graphviz on the same DOT.

Run it as `python benchmarks/drawing.py [runs]`. Each figure is the median of the runs, after one that does not count
(it fills caches). Without a `dot` on the PATH its row is left out.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from logicmodel.drawing import draw
from logicmodel.model import Element, Link, Place, Plan, Programme, Stage, Term
from logicmodel.theory import Theory

COLUMNS = (
    ("IN", Stage.INPUT, None, 5),
    ("AC", Stage.ACTIVITY, None, 14),
    ("OP", Stage.OUTPUT, None, 14),
    ("OS", Stage.OUTCOME, Term.SHORT, 13),
    ("OM", Stage.OUTCOME, Term.MEDIUM, 8),
    ("OL", Stage.OUTCOME, Term.LONG, 4),
    ("IM", Stage.IMPACT, None, 2),
)
TEXTS = (
    "Run a weekly group",
    "Train staff of five schools to notice and refer",
    "Young carers have someone to talk to",
)

ONCE = "--once"


def sixty_boxes() -> Theory:
    """Make a plan of 60 boxes and 77 arrows."""
    return boxes(60)


def boxes(size: int) -> Theory:
    """Make a plan of about so many boxes, with as many at each stage as people write, and a few more arrows."""
    place = Place(file="plan.xlsx")
    elements: list[Element] = []
    links: list[Link] = []
    before: list[str] = []
    for prefix, stage, term, share in COLUMNS:
        count = max(1, round(share * size / 60))
        refs = [f"{prefix}{number + 1}" for number in range(count)]
        elements += [
            Element(id=ref, stage=stage, term=term, text=TEXTS[number % 3], place=place)
            for number, ref in enumerate(refs)
        ]
        for number, cause in enumerate(before):
            near = number * count // len(before)
            effects = {near, min(near + 1, count - 1)} if number % 3 == 0 else {near}
            links += [Link(cause=cause, effect=refs[effect], place=place) for effect in sorted(effects)]
        before = refs
    return Theory(
        Plan(programme=Programme(name="A plan that is made", place=place), elements=tuple(elements), links=tuple(links))
    )


def seconds(run: Callable[[], object], runs: int) -> float:
    run()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return median(taken)


def main() -> None:
    if ONCE in sys.argv:
        draw(sixty_boxes(), "svg")
        return
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    theory = sixty_boxes()
    dot = draw(theory, "dot", "theory").data.decode("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.dot"
        path.write_text(dot, encoding="utf-8")

        def process(*command: str) -> Callable[[], object]:
            return lambda: subprocess.run([*command, str(path)], capture_output=True, check=True)

        rows = [
            ("whole drawing logic-model.svg, a process of its own", process(sys.executable, __file__, ONCE)),
            ("whole drawing logic-model.svg, in the process", lambda: draw(theory, "svg")),
            ("whole drawing theory.svg, in the process", lambda: draw(theory, "svg", "theory")),
            ("whole drawing logic-model.pdf, in the process", lambda: draw(theory, "pdf")),
            ("whole drawing logic-model.png, in the process", lambda: draw(theory, "png")),
        ]
        program = shutil.which("dot")
        reference = seconds(process(program, "-Tsvg"), runs) if program else None
        print(f"{len(theory.elements)} boxes, {len(theory.all_links)} arrows, median of {runs} runs")
        print(f"{'':54}{'ms':>8}{'× dot':>8}")
        if reference:
            print(f"{'program dot, DOT to SVG':54}{reference * 1000:8.1f}{1:8.2f}")
        for name, run in rows:
            taken = seconds(run, runs)
            ratio = f"{taken / reference:8.2f}" if reference else ""
            print(f"{name:54}{taken * 1000:8.1f}{ratio}")


if __name__ == "__main__":
    main()
