"""What a marked copy says: a note for each cell, and the lines of its first sheet."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.checking import Checked, Waived, in_short
from logicmodel.errors import NoPlanFound
from logicmodel.model import Finding, Place, Plan, Severity, Waiver

SEVERITIES = {Severity.ERROR: "Problem to fix", Severity.WARNING: "To look at", Severity.ADVICE: "Idea"}
"""What the severities are called in a cell."""

_REF = ".id"
"""How the account of a plan ends what it says of the cell of a Ref: “elements.id”."""


class Cell(Struct, frozen=True, kw_only=True, order=True):
    """A cell of the workbook; rows and columns count from 1."""

    sheet: str
    row: int = 1
    column: int = 1


class Line(Struct, frozen=True, kw_only=True):
    """A row of the first sheet: where (with the cell it leads to), what is wrong, what to type, code, severity."""

    where: str = ""
    cell: Cell | None = None
    what: str
    advice: str
    code: str
    severity: str = ""


class Answers(Struct, frozen=True, kw_only=True):
    """All that a marked copy says.

    `notes` has a text for each amber cell, and `warned` the cells of Refs on whose rows there is a problem to fix.
    `waived` and `unchecked` stand below the findings.
    """

    summary: str
    notes: Mapping[Cell, str] = {}
    warned: frozenset[Cell] = frozenset()
    lines: tuple[Line, ...] = ()
    waived: tuple[Line, ...] = ()
    unchecked: tuple[Line, ...] = ()


def answers_of(plan: Plan, checked: Checked, summary: str) -> Answers:
    """Say of each finding which cell it belongs to: its own, or the Ref of its row, or none where it has no row.

    A row without a Ref is marked on its first cell that is read, or else on its first.
    """
    refs, firsts = _cells_of_rows(plan)
    of_cells: dict[Cell, list[Finding]] = {}
    warned: set[Cell] = set()
    for finding in checked.findings:
        cell = _cell_of(finding.place, refs, firsts)
        if cell is not None:
            of_cells.setdefault(cell, []).append(finding)
        ref = refs.get((finding.place.sheet, finding.place.row))
        if ref is not None and finding.severity is Severity.ERROR:
            warned.add(ref)
    return Answers(
        summary=summary,
        notes={cell: _note(findings) for cell, findings in sorted(of_cells.items())},
        warned=frozenset(warned),
        lines=tuple(_line(finding, _cell_of(finding.place, refs, firsts)) for finding in checked.findings),
        waived=tuple(_waived(each, _cell_of(each.finding.place, refs, firsts)) for each in checked.waived),
        unchecked=tuple(
            Line(what=each.title, advice=f"It needs {each.needs}.", code=each.code)
            for each in in_short(checked.not_checked)
        ),
    )


def answers_without_a_plan(refused: NoPlanFound) -> Answers:
    """Say why there is no plan in a workbook, and of each sheet what it was taken for."""
    why = Line(what=str(refused), advice="", code="")
    return Answers(
        summary="No plan was found in this workbook.", lines=(why, *(_not_read(*each) for each in refused.sheets))
    )


def in_sheets(answers: Answers, titles: Mapping[str, str]) -> Answers:
    """Give answers on a file of another kind for the workbook that it is copied into, whose sheets have other names."""

    def moved(cell: Cell) -> Cell:
        return replace(cell, sheet=titles.get(cell.sheet, cell.sheet))

    def its(lines: Iterable[Line]) -> tuple[Line, ...]:
        return tuple(replace(line, cell=moved(line.cell)) if line.cell else line for line in lines)

    return replace(
        answers,
        notes={moved(cell): text for cell, text in answers.notes.items()},
        warned=frozenset(map(moved, answers.warned)),
        lines=its(answers.lines),
        waived=its(answers.waived),
    )


def _not_read(sheet: str, why: str) -> Line:
    return Line(
        where=sheet,
        cell=Cell(sheet=sheet),
        what=f"{why[:1].upper()}{why[1:]}.",
        advice=f'If this sheet holds the plan, give its columns the headings of the template, or say what it is: --sheet "{sheet}" --shape NAME',
        code="",
        severity="Not read",
    )


Rows = dict[tuple[str | None, int | None], Cell]


def _cells_of_rows(plan: Plan) -> tuple[Rows, Rows]:
    """Give for each row the cell of its Ref, and the first cell that is read; the account knows both."""
    refs: Rows = {}
    firsts: Rows = {}
    used: Rows = {}
    for each in plan.account:
        place = each.place
        if place.sheet is None or place.row is None or place.column is None:
            continue
        row, cell = (place.sheet, place.row), Cell(sheet=place.sheet, row=place.row, column=place.column)
        firsts.setdefault(row, cell)
        if each.fate == "used":
            used.setdefault(row, cell)
            if each.why.endswith(_REF):
                refs.setdefault(row, cell)
    return refs, firsts | used


def _cell_of(place: Place, refs: Rows, firsts: Rows) -> Cell | None:
    if place.sheet is None or place.row is None:
        return None
    if place.column is not None:
        return Cell(sheet=place.sheet, row=place.row, column=place.column)
    row = (place.sheet, place.row)
    return refs.get(row) or firsts.get(row) or Cell(sheet=place.sheet, row=place.row)


def _note(findings: Iterable[Finding]) -> str:
    """Write the note of a cell, the most severe finding first: what is wrong, what to type, code."""
    in_order = sorted(findings, key=lambda finding: -finding.severity.rank)
    return "\n\n".join("\n".join((each.message, each.advice, each.code)) for each in in_order)


def _line(finding: Finding, cell: Cell | None) -> Line:
    return Line(
        where=str(finding.place),
        cell=cell or (Cell(sheet=finding.place.sheet) if finding.place.sheet else None),
        what=finding.message,
        advice=finding.advice,
        code=finding.code,
        severity=SEVERITIES[finding.severity],
    )


def _waived(waived: Waived, cell: Cell | None) -> Line:
    finding = waived.finding
    return Line(
        where=str(finding.place),
        cell=cell,
        what=finding.message,
        advice=_why(waived.waiver),
        code=finding.code,
        severity="Waived",
    )


def _why(waiver: Waiver | None) -> str:
    if waiver is None:
        return "It is on the whitelist of the settings."
    parts = [waiver.reason or "No reason is given", f"decided by {waiver.by}" if waiver.by else ""]
    parts.append(f"until {waiver.until.text}" if waiver.until else "")
    return "; ".join(part for part in parts if part)
