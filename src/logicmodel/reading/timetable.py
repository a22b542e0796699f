"""Timetables of a plan of work: crosses, squares or colours under months and quarters become a Start and an End.

The columns of the months are replaced, before anything is recognised, by two: Start and End, which the rows of a plan
have anyway. Where no year stands anywhere one column says in words what was marked, and is kept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, pairwise

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.model import When
from logicmodel.patterns import pattern_of
from logicmodel.reading import values
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import ROWS_TO_LOOK_AT
from logicmodel.reading.heading_words import meanings, stage_word
from logicmodel.reading.headings import YEAR
from logicmodel.reading.marks import NO, YES, meaning_of
from logicmodel.reading.tables import STAGES, Marks
from logicmodel.words.periods import MONTHS

FEWEST = 3
"""Months, or other periods, that stand side by side at least."""

_OF_THE_YEAR = "JFMAMJJASOND"
_OTHER_PERIODS = pattern_of(
    r"(?:w|wk|week|semaine|semana|woche|sem)[ .]?\d{1,3}|(?:y|yr|year)[ .]?\d ?[/-]? ?q(?:uarter)?[ .]?[1-4]|(?:q|t)[1-4]",
    re.IGNORECASE,
)
_BLOCKS = pattern_of(r"[\W_]+")
_DASHES = pattern_of(r"[-–—.\s]+")


class Timetable(Struct, frozen=True, kw_only=True):
    """A sheet with its months as two columns, its row of headings, and the cells of the months and of their marks."""

    sheet: Sheet
    row: int
    marks: Marks


class _Period(Struct, frozen=True, kw_only=True):
    """A column of a timetable: what its heading says, and how that is typed as a date, if a year is known."""

    column: int
    shown: str
    dated: str = ""


def timetable_on(sheet: Sheet) -> Timetable | None:
    """Give the timetable of a plan of work, or None where a sheet has none.

    A row beside it is something done: one of the other headings is the word for a stage.
    """
    for row, cells in islice(sheet.rows(), ROWS_TO_LOOK_AT):
        run = _single_letters(cells) or _run_of_periods(cells)
        if len(run) < FEWEST:
            continue
        beside = {column: cell for column, cell in cells.items() if column not in run}
        top = row if beside else max((each for each in sheet.cells.numbers if each < row), default=row)
        beside = {column: cell for column, cell in sheet.cells.row(top).items() if column not in run}
        if not any(stage_word(cell.text) in STAGES for cell in beside.values()) or _is_of_measures(beside.values()):
            continue
        bars = _bars(sheet, row, run, min(beside))
        return _timetable(sheet, (top, row), _periods(sheet, row, run), bars) if bars else None
    return None


def _is_of_measures(headings: Iterable[Cell]) -> bool:
    """Say whether a heading names measures: what stands under the quarters beside them are steps, 1 a quarter too."""
    return any((name.sheet, name.field) == ("indicators", "text") for cell in headings for name in meanings(cell.text))


def _longest_run(columns: Iterable[int]) -> list[int]:
    """Give the most columns that stand side by side."""
    runs: list[list[int]] = []
    for column in sorted(columns):
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return max(runs, key=len, default=[])


def _run_of_periods(cells: Mapping[int, Cell]) -> list[int]:
    """Give the most periods that stand side by side, if there may be enough of them.

    Of FEWEST columns side by side one has a number that FEWEST divides: where no such column is a period the others, in
    which a date would be looked for in vain, need not be asked. Nearly all rows of all sheets end there.
    """
    if not any(column % FEWEST == 0 and _is_a_period(cell) for column, cell in cells.items()):
        return []
    return _longest_run(column for column, cell in cells.items() if _is_a_period(cell))


def _single_letters(cells: Mapping[int, Cell]) -> list[int]:
    """Give the columns of J F M A …, if they are months in their order, six or more."""
    run = _longest_run(column for column, cell in cells.items() if len(cell.text.strip()) == 1)
    letters = "".join(cells[column].text.strip().upper() for column in run)
    return run if len(run) >= 2 * FEWEST and letters in _OF_THE_YEAR * 3 else []


def _is_a_period(cell: Cell) -> bool:
    if not isinstance(cell.value, str):
        return isinstance(cell.value, date)
    return bool(_OTHER_PERIODS.fullmatch(cell.text.strip())) or any(map(_dated, (cell.text, f"{cell.text} 2026")))


def _dated(text: str) -> bool:
    """Say whether a text is a month, a quarter, or a month counted from the start."""
    when = values.read_when(None, text)
    return isinstance(when, When) and when.precision in ("month", "quarter", "relative")


def _bars(sheet: Sheet, row: int, run: Sequence[int], label: int) -> dict[int, dict[int, Cell | None]]:
    """Give what is marked by row and column; nothing where other things than marks stand under the months.

    Where nothing is typed colours are marks, but for those that the whole row has.
    """
    found: dict[int, dict[int, Cell | None]] = {}
    for number, cells in sheet.cells.rows(row + 1):
        for column in run:
            cell = cells.get(column)
            if cell is None or _is_no_mark(cell):
                continue
            if not _is_a_mark(cell):
                return {}
            found.setdefault(number, {})[column] = cell
    if found:
        return found
    for (number, column), colour in sheet.fills.items():
        if number > row and column in run and colour != sheet.fills.get((number, label)) and sheet.cells.row(number):
            found.setdefault(number, {})[column] = None
    return found


def _is_a_mark(cell: Cell) -> bool:
    return meaning_of(cell.text) == YES or bool(_BLOCKS.fullmatch(cell.text))


def _is_no_mark(cell: Cell) -> bool:
    return meaning_of(cell.text) == NO or bool(_DASHES.fullmatch(cell.text))


def _periods(sheet: Sheet, row: int, run: Sequence[int]) -> list[_Period]:
    """Give the columns of a timetable; months without a year take the one that stands over them, or over the table."""
    cells = sheet.cells.row(row)
    shown = [_shown(cells[column]) for column in run]
    if all(len(each) == 1 for each in shown):
        first = (_OF_THE_YEAR * 3).index("".join(shown).upper())
        shown = [MONTHS[(first + at) % 12] for at in range(len(run))]
    years = _years(sheet, row, run, shown)
    periods = []
    for column, text, year in zip(run, shown, years, strict=True):
        dated = next((each for each in (text, f"{text} {year}" if year else "") if each and _dated(each)), "")
        periods.append(_Period(column=column, shown=text, dated=dated))
    return periods


def _shown(cell: Cell) -> str:
    """Give a heading as it is read: a day that stands for its month as this month."""
    if isinstance(cell.value, date) and cell.value.day == 1:
        return f"{cell.value.year:04}-{cell.value.month:02}"
    return " ".join(cell.text.split())


def _years(sheet: Sheet, row: int, run: Sequence[int], shown: Sequence[str]) -> list[int | None]:
    """Give the year of each column: that over it in the row above, else the only one over the table, counted on."""
    above = {column: YEAR.findall(cell.text) for column, cell in sheet.cells.row(row - 1).items()} if row > 1 else {}
    over = [max((each for each in above if each <= column and each >= run[0]), default=0) for column in run]
    if all(len(above.get(each, ())) == 1 for each in over):
        return [int(above[each][0]) for each in over]
    texts = [sheet.name, *(cell.text for _, cells in sheet.cells.part(1, row).rows() for cell in cells.values())]
    said = sorted({int(year) for text in texts for year in YEAR.findall(text)})
    if not said or said[-1] - said[0] > 1:
        return [None] * len(run)
    months = [_first_month(text) for text in shown]
    starts_again = [False, *(after <= before for before, after in pairwise(months))]
    return [said[0] + sum(starts_again[: at + 1]) for at in range(len(run))]


def _first_month(text: str) -> int:
    when = values.read_when(None, f"{text} 2026")
    return when.first.month if isinstance(when, When) and when.first else 0


def _timetable(
    sheet: Sheet, rows: tuple[int, int], periods: Sequence[_Period], bars: Mapping[int, Mapping[int, Cell | None]]
) -> Timetable:
    """Put a Start and an End in the place of the months, or what was marked in words where no date can be told."""
    top, row = rows
    run = [each.column for each in periods]
    over = range(row - 1 if top < row or _is_over_the_run(sheet, row - 1, run) else row, row + 1)
    gone = [cell for number in over for column, cell in sheet.cells.row(number).items() if column in run]
    under = [cell for _, cells in sheet.cells.rows(row + 1) for column, cell in cells.items() if column in run]
    dated = all(each.dated for each in periods)
    headings = _headings(top, periods, dated=dated)
    made = [*headings, *_cells(periods, bars, dated=dated)]
    kept = [cell for cell in sheet.cells.each() if not (cell.column in run and cell.row >= over[0])]
    cells = type(sheet.cells).of(sorted([*kept, *made], key=lambda cell: (cell.row, cell.column)))
    merged = [each for each in sheet.merged if not (each[0] in over and each[1] in run)]
    fills = {place: colour for place, colour in sheet.fills.items() if place[1] not in run}
    merged.append((top, headings[-1].column, top, run[-1]))  # so that what follows does not stand apart
    its = replace(sheet, cells=cells, merged=type(sheet.merged)(merged), fills=fills)
    marks = Marks(cells=tuple(under), over=tuple(gone), fields=("start", "end") if dated else ())
    return Timetable(sheet=its, row=top, marks=marks)


def _is_over_the_run(sheet: Sheet, row: int, run: Sequence[int]) -> bool:
    """Say whether all that stands in a row stands over the months: “2026”, “Timeframe”."""
    cells = sheet.cells.row(row) if row > 0 else {}
    return bool(cells) and set(cells) <= set(run)


def _headings(row: int, periods: Sequence[_Period], *, dated: bool) -> list[Cell]:
    first, last = periods[0], periods[-1]
    texts = ("Start", "End") if dated else (f"{first.shown} to {last.shown}",)
    return [Cell(row=row, column=first.column + at, value=text, text=text) for at, text in enumerate(texts)]


def _cells(periods: Sequence[_Period], bars: Mapping[int, Mapping[int, Cell | None]], *, dated: bool) -> Iterator[Cell]:
    for row, marked in bars.items():
        its = [each for each in periods if each.column in marked]
        at = periods[0].column
        if dated:
            for number, text in enumerate((its[0].dated, its[-1].dated)):
                yield Cell(row=row, column=at + number, value=text, text=text)
        else:
            text = ", ".join(each.shown for each in its)
            yield Cell(row=row, column=at, value=text, text=text)
