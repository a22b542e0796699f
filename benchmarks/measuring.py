"""How the benchmarks measure: each thing beside a yardstick, run in turn on the same machine, medians compared."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

from msgspec import Struct


class Measured(Struct, frozen=True, kw_only=True):
    """What was measured and beside what, both in seconds, and the ratio that we aim for."""

    what: str
    seconds: float
    yardstick: str
    yardstick_seconds: float
    aim: float | None = None

    @property
    def ratio(self) -> float:
        """How many times as long as the yardstick it takes."""
        return self.seconds / self.yardstick_seconds


def process(*command: str) -> Callable[[], object]:
    """Give a run of a command as a process of its own; it has to end with 0.

    Compiled modules are kept, as they are where a program is installed.
    """
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir(), "logicmodel-benchmarks"))
    return lambda: subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=surroundings
    )


def python(program: str) -> Callable[[], object]:
    """Give a run of a line of Python as a process of its own."""
    return process(sys.executable, "-c", program)


def side_by_side(
    what: str,
    run: Callable[[], object],
    yardstick: str,
    yardstick_run: Callable[[], object],
    *,
    runs: int,
    aim: float | None = None,
) -> Measured:
    """Run both in turn, after one run of each that does not count, and give the medians."""
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(runs + 1):
        for times, each in zip(taken, (run, yardstick_run), strict=True):
            start = time.perf_counter()
            each()
            if number:
                times.append(time.perf_counter() - start)
    ours, theirs = map(median, taken)
    return Measured(what=what, seconds=ours, yardstick=yardstick, yardstick_seconds=theirs, aim=aim)


def table(rows: Iterable[Measured]) -> str:
    """Write what was measured as a Markdown table."""
    lines = [
        "| what | takes | yardstick | takes | ratio | aim |",
        "|---|--:|---|--:|--:|--:|",
        *(
            f"| {row.what} | {_time(row.seconds)} | {row.yardstick} | {_time(row.yardstick_seconds)} "
            f"| {row.ratio:.2f} | {f'≤ {row.aim:g}' if row.aim else '–'} |"
            for row in rows
        ),
    ]
    return "\n".join(lines) + "\n"


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"
