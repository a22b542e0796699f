"""How the benchmarks measure: each thing beside a yardstick, run in turn on the same machine, medians compared."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from statistics import median

from msgspec import Struct, convert


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


class Alone(Struct, frozen=True, kw_only=True):
    """What a piece of work took in a process of its own, imports left out: seconds, bytes of memory, and what it found.

    `at_work` are the seconds in which the processor worked on it, which other programs hardly change.
    `memory` is the most that the process held, `growth` how much of that came after the imports; None where the system
    does not tell.
    """

    seconds: float
    at_work: float
    memory: int | None
    growth: int | None
    found: int


ALONE = """
import json, sys, time
from pathlib import Path
def held(name):
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(name)), None)
path = Path(sys.argv[1])
{imports}
before = held("VmRSS:")
start, began = time.perf_counter(), time.process_time()
found = {work}
seconds, at_work = time.perf_counter() - start, time.process_time() - began
memory = held("VmHWM:")
growth = None if memory is None else memory - before
print(json.dumps({{"seconds": seconds, "at_work": at_work, "memory": memory, "growth": growth, "found": found}}))
"""


def alone(imports: str, work: str, path: Path) -> Alone:
    """Run a piece of work on a file in a process of its own. `work` is an expression of `path`, whose value is a number."""
    command = [sys.executable, "-c", ALONE.format(imports=imports, work=work), str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=_surroundings())
    return convert(json.loads(done.stdout), Alone)


def in_turn(works: Mapping[str, tuple[str, str]], path: Path, runs: int) -> dict[str, Alone]:
    """Do pieces of work (imports and work of `alone`, by name) in turn, and give of each the run of the median time."""
    taken: dict[str, list[Alone]] = {name: [] for name in works}
    for _ in range(runs):
        for name, its in taken.items():
            its.append(alone(*works[name], path))
    return {name: sorted(its, key=lambda run: run.seconds)[len(its) // 2] for name, its in taken.items()}


def memory_text(size: int | None) -> str:
    """Say how much memory in mebibytes."""
    return "–" if size is None else f"{size / 2**20:.0f} MiB"


def process(*command: str) -> Callable[[], object]:
    """Give a run of a command as a process of its own; it has to end with 0."""
    surroundings = _surroundings()
    return lambda: subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=surroundings
    )


def _surroundings() -> dict[str, str]:
    """Give the surroundings of a process; compiled modules are kept, as they are where a program is installed."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**surroundings, "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "logicmodel-benchmarks"))}


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
