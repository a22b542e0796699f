"""Where every cell went: how many of each sheet were used, and which were not and why.

Texts of cells that were not used are shown only where the sheet was read and the cell holds no personal detail: what
was left alone on purpose is counted, not copied.
"""

from collections.abc import Sequence

from msgspec import Struct

from logicmodel.model import FATES, CellUse, Place, column_letters
from logicmodel.saying import clean, counted

PERSONAL = "personal detail"
"""How the reason begins where a cell holds personal details."""

KEPT = "kept, not used: "
"""How the reason begins where a cell was kept; the fate says it already."""

LONGEST = 160
"""As many letters of a cell that was not used are shown; all of it stands in the file."""


class UnusedCell(Struct, frozen=True, kw_only=True):
    """One cell that was not used: its name, and its text (shortened) where it may be shown."""

    name: str
    text: str


class Reason(Struct, frozen=True, kw_only=True):
    """Cells of a sheet that were not used for one reason. `more` is how many of them are not listed in `cells`."""

    fate: str
    why: str
    count: int
    cells: tuple[UnusedCell, ...]
    more: int


class SheetAccount(Struct, frozen=True, kw_only=True):
    """How many cells of a sheet hold something, what became of them, and what was not used."""

    name: str
    filled: int
    used: int
    kept: int
    left_out: int
    unread: int
    reasons: tuple[Reason, ...]


class CellsAccount(Struct, frozen=True, kw_only=True):
    """The account of all files of a plan."""

    filled: int
    used: int
    accounted: int
    sheets: tuple[SheetAccount, ...]
    said: str


def account_of(uses: Sequence[CellUse], most: int | None) -> CellsAccount:
    """Count what became of each cell, sheet by sheet; list at most so many cells for a reason, or all."""
    by_sheet: dict[tuple[str, str | None], list[CellUse]] = {}
    for use in uses:
        by_sheet.setdefault((use.place.file, use.place.sheet), []).append(use)
    several_files = len({file for file, _ in by_sheet}) > 1
    sheets = tuple(_sheet(its, several_files, most) for its in by_sheet.values())
    accounted = sum(sheet.used + sheet.kept + sheet.left_out + sheet.unread for sheet in sheets)
    used = sum(sheet.used for sheet in sheets)
    return CellsAccount(
        filled=len(uses),
        used=used,
        accounted=accounted,
        sheets=sheets,
        said=f"{accounted:,} of {counted(len(uses), 'cell', 'cells')} accounted for: {_said(sheets, used)}.",
    )


def _said(sheets: Sequence[SheetAccount], used: int) -> str:
    numbers = {
        FATES["extra"]: sum(sheet.kept for sheet in sheets),
        FATES["left_out"]: sum(sheet.left_out for sheet in sheets),
        FATES["unread"]: sum(sheet.unread for sheet in sheets),
    }
    return ", ".join([f"{used:,} used", *(f"{number:,} {what}" for what, number in numbers.items() if number)])


def _sheet(uses: Sequence[CellUse], several_files: bool, most: int | None) -> SheetAccount:
    fates = [use.fate for use in uses]
    place = uses[0].place
    sheet_was_read = "used" in fates
    unused: dict[tuple[str, str], list[CellUse]] = {}
    for use in uses:
        if use.fate != "used":
            unused.setdefault((use.fate, use.why), []).append(use)
    return SheetAccount(
        name=_sheet_name(place, several_files),
        filled=len(uses),
        used=fates.count("used"),
        kept=fates.count("extra"),
        left_out=fates.count("left_out"),
        unread=fates.count("unread"),
        reasons=tuple(_reason(fate, why, its, sheet_was_read, most) for (fate, why), its in unused.items()),
    )


def _reason(fate: str, why: str, uses: Sequence[CellUse], sheet_was_read: bool, most: int | None) -> Reason:
    shown: Sequence[CellUse] = uses[:most] if sheet_was_read else ()
    personal = why.startswith(PERSONAL)
    return Reason(
        fate=FATES[fate],
        why=clean(why.removeprefix(KEPT)),
        count=len(uses),
        cells=tuple(
            UnusedCell(name=_cell_name(use.place), text="" if personal else _shortened(use.text)) for use in shown
        ),
        more=len(uses) - len(shown) if sheet_was_read else 0,
    )


def _sheet_name(place: Place, several_files: bool) -> str:
    if place.lines or place.sheet is None:
        return clean(place.file)
    return clean(f"{place.file}: {place.sheet}" if several_files else place.sheet)


def _cell_name(place: Place) -> str:
    column = column_letters(place.column or 0)
    return f"line {place.row}, column {column}" if place.lines else f"{column}{place.row}"


def _shortened(text: str) -> str:
    text = clean(text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
