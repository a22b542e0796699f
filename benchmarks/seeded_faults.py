"""Which faults are found: each kind is put into sound plans, alone and in pairs, and looked for at its row.

Run it as `python -m benchmarks.seeded_faults`; `--each` also lists every kind. A fault counts as found if the check tells
its code at its place, and did not tell it there before. What puts faults in (`benchmarks/faults`) works on the cells of a
workbook and knows nothing of how rules are written.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from benchmarks.faults import cells, delivery, disguised, needs, one_sheet, proof, structure
from benchmarks.faults.book import AlreadyThere, Book, Spot
from benchmarks.faults.fault import Fault
from benchmarks.faults.plans import towns as plan_for_towns
from logicmodel import Theory, check, read_plan
from logicmodel.config import Config
from logicmodel.model import Finding, Profile, Severity

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

FAMILIES = {
    "D": "cells and sheets",
    "S": "boxes and arrows",
    "L": "steps of the logic",
    "N": "needs",
    "M": "measures",
    "A": "assumptions and evidence",
    "P": "who, when, how much",
    "E": "people reached, harm",
    "W": "wording",
    "V": "policy work",
}

KINDS = (
    *cells.faults.kinds,
    *structure.faults.kinds,
    *needs.faults.kinds,
    *proof.faults.kinds,
    *delivery.faults.kinds,
    *disguised.faults.kinds,
)

FLAWED = ("young-carers-flawed",)
"""Examples that are not sound, on purpose."""

INSTEAD_OF_OTHERS = {"S101", "S110"}
"""Codes that are left out of pairs: where nothing is done or nothing is linked, that is said, and not what follows of it."""

PAIRS = 200

CONFIG = Config(profile=Profile.PLAN, today=date(2026, 3, 1))

Mark = tuple[str, str | None, int | None, int | None, str | None]
"""Where a finding stands: its code, sheet, row, column, and what it is about."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of one fault, or of a pair of them, in one plan."""

    plan: str
    faults: tuple[Fault, ...]
    found: tuple[bool, ...]


class Seeded(Struct, frozen=True, kw_only=True):
    """What a run gave: single faults, pairs, and what was said of the plans while they were sound."""

    boxes: dict[str, int]
    alone: list[Outcome]
    pairs: list[Outcome]
    false_alarms: list[tuple[str, Finding]]


class Ground:
    """A sound plan, into which faults are put one after the other."""

    def __init__(self, name: str, book: Book, path: Path, profile: Profile = Profile.PLAN) -> None:
        """Take a workbook, and note what is said of it while it is sound."""
        self.name, self.book, self._path = name, book, path
        self._config = replace(CONFIG, profile=profile)
        self.sound = self.findings()
        self._stood = {_mark(finding) for finding in self.sound}

    @property
    def boxes(self) -> int:
        """How many boxes the plan has."""
        return len(read_plan(self._path).elements)

    def findings(self) -> list[Finding]:
        """Check the workbook as it now is."""
        self.book.save(self._path)
        return check(Theory(read_plan(self._path)), self._config)

    def seeded(self, *faults: Fault) -> Outcome | None:
        """Put faults in, see which are found, and take them out again; None if the plan has no place for one of them."""
        try:
            placed = self._put_in(faults)
            if placed is None:
                return None
            new = [finding for finding in self.findings() if _mark(finding) not in self._stood]
        finally:
            self.book.take_back()
        found = (_is_told(fault, spot, new) for fault, spot in zip(faults, placed, strict=True))
        return Outcome(plan=self.name, faults=faults, found=tuple(found))

    def _put_in(self, faults: Iterable[Fault]) -> list[Spot] | None:
        """Put faults in and give where each is; None if there is no place for one, or two change the same row."""
        placed: list[Spot] = []
        taken: set[tuple[str, int]] = set()
        for fault in faults:
            try:
                spot = fault.seed(self.book)
            except AlreadyThere:
                return None
            rows = set(self.book.touched)
            self.book.touched.clear()
            if spot is None or {row for row in rows & taken if row[1] > 1}:
                return None
            placed.append(spot)
            taken |= rows
        return placed


def _mark(finding: Finding) -> Mark:
    place = finding.place
    return finding.code, place.sheet, place.row, place.column, finding.about


def _is_told(fault: Fault, spot: Spot, new: Iterable[Finding]) -> bool:
    """Say whether one of these findings tells the fault where it is."""
    return any(
        finding.code == fault.code
        and (spot.about is None or finding.about == spot.about)
        and (spot.sheet is None or finding.place.sheet == spot.sheet)
        and (spot.row is None or finding.place.row == spot.row)
        and (spot.column is None or finding.place.column == spot.column)
        for finding in new
    )


def grounds(folder: Path) -> Iterator[Ground]:
    """Give the sound plans: the examples, one of them for nine towns, and a plan on one sheet as a .csv file."""
    for path in sorted(EXAMPLES.glob("*/*.xlsx")):
        if path.parent.name not in FLAWED:
            yield Ground(path.stem, Book(path), folder / path.name)
    towns = "young-carers in nine towns"
    yield Ground(towns, plan_for_towns(EXAMPLES / "young-carers" / "young-carers.xlsx", 9), folder / "towns.xlsx")
    # One sheet has no place for reviews and for who collects, so it is no plan to deliver.
    lines = one_sheet.Lines(one_sheet.ALLOTMENT)
    yield Ground("allotment on one sheet", lines, folder / one_sheet.ALLOTMENT.name, Profile.THEORY)


def run() -> Seeded:
    """Put every kind into every example and every third into the large plan, then pairs; and some into one sheet."""
    with tempfile.TemporaryDirectory() as folder:
        *examples, large, lines = grounds(Path(folder))
        alone = [each for ground in examples for each in _tried(ground, [(fault,) for fault in KINDS])]
        alone += _tried(large, [(fault,) for fault in KINDS[::3]])
        alone += _tried(lines, [(fault,) for fault in one_sheet.faults.kinds])
        return Seeded(
            boxes={ground.name: ground.boxes for ground in (*examples, large, lines)},
            alone=alone,
            pairs=_pairs(examples, alone),
            false_alarms=[
                (ground.name, finding)
                for ground in (*examples, large, lines)
                for finding in ground.sound
                if finding.severity is not Severity.ADVICE
            ],
        )


def _tried(ground: Ground, groups: Iterable[tuple[Fault, ...]]) -> Iterator[Outcome]:
    return (outcome for group in groups if (outcome := ground.seeded(*group)))


def _pairs(examples: list[Ground], alone: list[Outcome]) -> list[Outcome]:
    """Put pairs of faults in, drawn as if by chance and the same each time; in turn into each example."""
    missed = {(each.plan, each.faults[0].words) for each in alone if not all(each.found)}
    pairs = [pair for pair in combinations(KINDS, 2) if not {fault.code for fault in pair} & INSTEAD_OF_OTHERS]
    Random(1).shuffle(pairs)
    done: list[Outcome] = []
    for number, pair in enumerate(pairs):
        ground = examples[number % len(examples)]
        if any((ground.name, fault.words) in missed for fault in pair):
            continue
        outcome = ground.seeded(*pair)
        if outcome:
            done.append(outcome)
        if len(done) == PAIRS:
            break
    return done


def table(seeded: Seeded) -> str:
    """Write what was found as a Markdown table by family, with what was missed below it."""
    lines = ["| family | kinds | codes | put in | found where it is | share |", "|---|--:|--:|--:|--:|--:|"]
    for letter, name in FAMILIES.items():
        lines.append(_line(f"{letter}: {name}", [each for each in seeded.alone if each.faults[0].code[0] == letter]))
    lines.append(_line("**all**", seeded.alone))
    missed = sorted(
        {(each.faults[0].code, each.faults[0].words, each.plan) for each in seeded.alone if not all(each.found)}
    )
    both = sum(all(each.found) for each in seeded.pairs)
    plans = ", ".join(f"{name} ({count} boxes)" for name, count in seeded.boxes.items())
    said = [
        f"Not found: {_listed(f'{words} ({code}, {plan})' for code, words, plan in missed)}.",
        f"Of {len(seeded.pairs)} pairs of faults in one plan, both were found in {both}.",
        f"False alarms, errors and warnings on the sound plans: {len(seeded.false_alarms)}.",
        f"The sound plans: {plans}.",
    ]
    return "\n".join(lines) + "\n\n" + " ".join(said) + "\n"


def _line(name: str, outcomes: list[Outcome]) -> str:
    kinds = {each.faults[0].words for each in outcomes}
    codes = {each.faults[0].code for each in outcomes}
    found = sum(each.found[0] for each in outcomes)
    share = f"{100 * found / len(outcomes):.0f} %" if outcomes else "–"
    return f"| {name} | {len(kinds)} | {len(codes)} | {len(outcomes)} | {found} | {share} |"


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(texts) or "none"


def main() -> None:
    """Print the table; with `--each` every kind in every plan, and every pair of which one was not found."""
    seeded = run()
    print(table(seeded), end="")
    for plan, finding in seeded.false_alarms:
        print(f"{plan}: {finding.code} {finding.place} {finding.message}")
    if "--each" in sys.argv:
        tried = Counter((each.faults[0].code, each.faults[0].words) for each in seeded.alone)
        found = Counter((each.faults[0].code, each.faults[0].words) for each in seeded.alone if each.found[0])
        print(
            "\n".join(
                f"{code} {words}: {found[code, words]} of {count}" for (code, words), count in sorted(tried.items())
            )
        )
        for each in seeded.pairs:
            if not all(each.found):
                print(
                    "pair:",
                    each.plan,
                    *(f"{fault.code} {fault.words}: {was}" for fault, was in zip(each.faults, each.found, strict=True)),
                )


if __name__ == "__main__":
    main()
