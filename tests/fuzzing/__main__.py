"""Look for files that stop the program: `python -m tests.fuzzing 600` looks for ten minutes.

It needs Atheris, which follows which lines an input reaches and changes the inputs that reach new ones (Linux and macOS:
`pip install -e ".[fuzz]"`). Inputs worth keeping stay in build/fuzzing/inputs, from where the next run goes on. Whatever
ends in anything but a plan or a refusal is saved as build/fuzzing/crash-…; give its name in place of the seconds to run
it again.
"""

import random
import sys
from importlib import import_module
from pathlib import Path

import atheris

from logicmodel.errors import LogicModelError

with atheris.instrument_imports(include=["logicmodel.reading", "logicmodel.words"]):
    for reader in ("lines", "ods", "xls", "xlsx"):  # imported by `grid` only when a file asks for them
        import_module(f"logicmodel.reading.{reader}")
    from logicmodel.reading.files.grid import open_book
    from tests.fuzzing.reading import read_books

from tests.fuzzing.chance import pick
from tests.fuzzing.formats import file
from tests.fuzzing.grids import book_of, grids

FOLDER = Path(__file__).resolve().parents[2] / "build" / "fuzzing"

FIRST_INPUTS = 60
LONGEST = 4096  # bytes of an input, from which up to three sheets are drawn


class Followed:
    """Chance from the fuzzer."""

    def __init__(self, content: bytes) -> None:
        self._provider = atheris.FuzzedDataProvider(content)

    def number(self, low: int, high: int) -> int:
        return int(self._provider.ConsumeIntInRange(low, high))

    def text(self, longest: int) -> str:
        return str(self._provider.ConsumeUnicodeNoSurrogates(longest))

    def bytes(self, longest: int) -> bytes:
        return bytes(self._provider.ConsumeBytes(longest))


def read_one(content: bytes) -> None:
    """Read what an input stands for: sheets as they are after the first step, or a file."""
    chance = Followed(content)
    if pick(chance, ("sheets", "file")) == "sheets":
        books = [book_of(grids(chance), "plan.xlsx")]
        if chance.number(0, 3) == 3:
            books.append(book_of(grids(chance, 1), "needs.csv"))
        read_books(books)
        return
    _, written = file(chance)
    try:
        book = open_book("-", written)
    except LogicModelError:
        return
    read_books([book])


def write_first_inputs(folder: Path) -> None:
    """Write inputs long enough for whole tables, where there are none from a run before."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(0 if any(folder.iterdir()) else FIRST_INPUTS):
        (folder / f"first-{number:02}").write_bytes(random.Random(number).randbytes(LONGEST))


def main() -> None:
    write_first_inputs(FOLDER / "inputs")
    asked = sys.argv[1] if len(sys.argv) > 1 else "600"
    settings = [f"-max_total_time={asked}", str(FOLDER / "inputs")] if asked.isdecimal() else [asked]
    settings += [
        "-max_len=4096",
        "-timeout=30",
        "-rss_limit_mb=2048",
        f"-artifact_prefix={FOLDER}/",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *settings], read_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
