"""The command line: it reads, asks and writes, and decides nothing.

`--version` is answered before click is imported, and a command's module is imported when it is called.
"""

import gc
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line. Ends the process with 0, 1 (findings), 2 (could not be done) or 130 (interrupted)."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if list(arguments) == ["--version"]:
        from logicmodel import __version__

        sys.stdout.write(f"logicmodel {__version__}\n")
        return
    # A run is short and makes next to no circles of objects; looking for them takes a fifth of its time.
    gc.set_threshold(200_000)
    from logicmodel.cli.group import run

    sys.exit(run(arguments))
