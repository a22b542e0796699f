"""The mapping file of a build: what was decided before, and what is answered now."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from logicmodel.cli.asking import answers_to, can_ask
from logicmodel.cli.options import remark
from logicmodel.cli.output import is_there, quoted
from logicmodel.cli.reading import Told, about_others

if TYPE_CHECKING:
    from logicmodel.combining.building import Built
    from logicmodel.reading.deciding.decisions import Decision
    from logicmodel.reading.deciding.questions import Undecided


class Remembered:
    """What is remembered of a build, in the file given with --map or else beside the output.

    A file beside the output from an earlier run is read, so that nothing is asked twice.
    """

    def __init__(self, told: Told, output: Path, *, quiet: bool) -> None:
        self.told = told
        self.output = output
        self.quiet = quiet
        self.path = told.map or output.with_name(f"{output.stem}.mapping.toml")
        self.answers: list[Decision] = []

    def build(self, files: Sequence[Path], *, rank: str | None, group: str | None, weight: str | None) -> "Built":
        """Build a workbook; ask on a terminal what has to be asked, and stop elsewhere with the questions."""
        from logicmodel.combining.building import build
        from logicmodel.reading.deciding.questions import Undecided

        self.text = self._text()
        decisions = replace(self.told, map=self.path).decisions(self.text)
        if others := about_others(decisions, files):
            remark(others)
        paths = ["-" if str(file) == "-" else file for file in files]
        while True:
            try:
                return build(*paths, rank=rank, group=group, weight=weight, mapping=decisions.and_also(self.answers))
            except Undecided as undecided:
                if not can_ask():
                    raise self._stopped(undecided, files) from None
                self.answers += answers_to(undecided.questions)

    def kept(self) -> list[tuple[Path, bytes]]:
        """Give the mapping file with what was answered, to be written; what stood there stays as it is."""
        from logicmodel.reading.deciding.mapping import extended

        return [(self.path, extended(self.text, self.answers).encode("utf-8"))] if self.answers else []

    def tell(self) -> None:
        """Say where the answers are kept."""
        if self.answers:
            count = "1 answer" if len(self.answers) == 1 else f"{len(self.answers)} answers"
            again = quoted(self.path)
            remark(
                f"{self.path}: {count} kept. Next time add --map {again}, and it is not asked again.", quiet=self.quiet
            )

    def _text(self) -> str:
        """Give what stands in the mapping file; on a terminal a new one may be named, to be written."""
        from logicmodel.reading.deciding.mapping import text_of

        is_new = self.told.map is None or can_ask()
        if is_new and not is_there(self.path):
            return ""
        text = text_of(self.path)
        if self.told.map is None:
            remark(f"{self.path}: what was decided there before is used.", quiet=self.quiet)
        return text

    def _stopped(self, undecided: "Undecided", files: Sequence[Path]) -> "Undecided":
        from logicmodel.reading.deciding.questions import Undecided

        typed = " ".join(quoted(file) for file in files)
        where = quoted(self.path)
        rest = (
            f"Nothing was written. Put the lines that are right into {self.path}, and run again: "
            f"logicmodel build {typed} -o {quoted(self.output)} --map {where}"
        )
        return Undecided(undecided.questions, rest)
