"""The command line as people type it, run in this process."""

from collections.abc import Callable

from msgspec import Struct

from logicmodel.cli import main


class Outcome(Struct, frozen=True):
    """What a run of the command line ended with and said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All that it said."""
        return self.out + self.err


Run = Callable[..., Outcome]


def run(*arguments: object) -> int:
    """Run a command, and give the code that it ends with."""
    try:
        main([str(each) for each in arguments])
    except SystemExit as end:
        return int(end.code or 0)
    return 0
