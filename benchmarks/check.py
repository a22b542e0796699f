"""How long a whole check of a workbook with sixty boxes takes, beside importing networkx alone.

Run it as `python -m benchmarks.check`.
"""

import tempfile
from pathlib import Path

from benchmarks.measuring import Measured, process, python, side_by_side, table
from benchmarks.plans import plan_of_size
from benchmarks.start import PROGRAM
from logicmodel.workbook import plan_workbook


def rows(runs: int = 15) -> list[Measured]:
    """Measure `check` from the start of the process to its end."""
    plan = plan_of_size(60)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        path.write_bytes(plan_workbook(plan).data)
        check = process(PROGRAM, "check", str(path), "--fail-on", "never")
        what = f"`logicmodel check` of {len(plan.elements)} boxes, {len(plan.links)} arrows"
        return [side_by_side(what, check, "`import networkx`", python("import networkx"), runs=runs, aim=2)]


if __name__ == "__main__":
    print(table(rows()), end="")
