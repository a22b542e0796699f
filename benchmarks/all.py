"""Run every benchmark and write what was measured into README.md: `python -m benchmarks.all`."""

import os
import platform
import re
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from benchmarks import check, drawing, pack, reading, scale, seeded_faults, stability, start, survey
from benchmarks.measuring import Measured, process, side_by_side, table
from logicmodel.drawing import draw

README = Path(__file__).resolve().parents[1] / "README.md"

MEASURED = re.compile(r"(<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)

SEEDED = re.compile(r"(<!-- seeded -->\n).*?(<!-- end seeded -->)", re.DOTALL)

STABLE = re.compile(r"(<!-- stable -->\n).*?(<!-- end stable -->)", re.DOTALL)


def of_drawing(runs: int = 15) -> list[Measured]:
    """Measure a whole drawing of sixty boxes beside Graphviz alone; nothing where there is no Graphviz to compare with."""
    dot = shutil.which("dot")
    if dot is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.dot"
        path.write_bytes(draw(drawing.sixty_boxes(), "dot", "theory").data)
        ours = process(sys.executable, str(drawing.__file__), drawing.ONCE)
        yardstick = process(dot, "-Tsvg", str(path))
        return [side_by_side("drawing 60 boxes as .svg", ours, "program `dot`, the same boxes", yardstick, runs=runs)]


def main() -> None:
    """Measure everything, print it, and put it between the marks of the README."""
    of_rules = scale.rows()
    measured = [
        *start.rows(),
        *check.rows(),
        *of_drawing(),
        *of_rules,
        *scale.rows_of_paths(),
        *reading.rows(),
        *survey.rows(),
        *pack.rows(),
    ]
    said = (
        f"{table(measured)}\n"
        f"The time of all rules grows with the size of the plan to the power of {scale.growth(of_rules):.2f} "
        f"(aim: under 1.2).\n\n*Medians, measured on {date.today()} with Python {platform.python_version()} on "
        f"{platform.system()}, {os.cpu_count()} processors ({platform.machine()}).*\n"
    )
    faults = seeded_faults.table(seeded_faults.run())
    stable = stability.table(stability.run())
    print(said, faults, stable, sep="\n", end="")
    text = README.read_text(encoding="utf-8")
    text = MEASURED.sub(lambda found: f"{found[1]}{said}{found[2]}", text)
    text = SEEDED.sub(lambda found: f"{found[1]}{faults}{found[2]}", text)
    text = STABLE.sub(lambda found: f"{found[1]}{stable}{found[2]}", text)
    README.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
