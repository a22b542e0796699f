"""How soon the program answers, beside importing the one library that every command line needs.

Run it as `python -m benchmarks.start`.
"""

import shutil
from pathlib import Path
from sys import executable

from benchmarks.measuring import Measured, process, python, side_by_side, table

PROGRAM = shutil.which("logicmodel", path=str(Path(executable).parent)) or "logicmodel"

CLICK = "`import click`"


def rows(runs: int = 15) -> list[Measured]:
    """Measure the version, and the help."""
    click = python("import click")
    return [
        side_by_side("`logicmodel --version`", process(PROGRAM, "--version"), CLICK, click, runs=runs, aim=1.5),
        side_by_side("`logicmodel --help`", process(PROGRAM, "--help"), CLICK, click, runs=runs),
    ]


if __name__ == "__main__":
    print(table(rows()), end="")
