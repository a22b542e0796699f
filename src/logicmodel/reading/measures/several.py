"""Several measures in one cell: parted only where the cells beside it hold as many things, line by line."""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reading import values
from logicmodel.reading.account import Account
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.headings import Heading
from logicmodel.reading.tables import Table

JUDGED = frozenset(("baseline", "target", "milestone", "source"))
"""Fields whose cell holds one thing for each measure of its row."""


KEPT_WHOLE = "several things in one cell, and another number of them beside it"


_DOTTED = r"\d{1,2}(?:\.\d{1,2})+[a-z]?"
_LETTERED = r"[A-Z]{1,3}[ .-]?"
_ITS_NUMBER = pattern_of(
    r"\s*(?:(?i:indicator|indicateur|indicador|indikator|iov|ovi) ?(?:[Nn][°º.] ?)?\d{1,2}(?:\.\d{1,2})*[a-z]?\s*[.:)–—-]*"
    rf"|{_LETTERED}(?:\d{{1,2}}|{_DOTTED})(?:[.:)]| [–—-])|{_LETTERED}{_DOTTED})\s+(?=[^\W\d_]|[%#] ?\w)"
    rf"|\s*{_DOTTED}[.:)]?\s+(?=[A-ZÀ-Þ][^\W\d_]{{2}})"
    r"|\s*\d{1,2}[.)]\s+(?=[^\W\d_]{2}|[%#] ?\w)"
)
_NUMBER_BEFORE = pattern_of(rf"\s*(?:[A-Z]{{1,3}}[ .-]?)?({_DOTTED}|\d{{1,2}}(?=[.)]))[.:)]?\s+(?=\S)")


def parts(
    cells: Mapping[int, Cell], by_column: Mapping[int, Heading], table: Table, account: Account
) -> tuple[list[Mapping[int, Cell]], frozenset[int]]:
    """Give the cells of a row once, or once for each of its measures where all that belongs to them agrees in number.

    Beside them, the columns of cells that hold several things and were kept whole.
    """
    measure = {"indicators": "text", "one_sheet": "measure"}.get(table.key)
    if measure is None:
        return [cells], frozenset()
    cells = _without_numbers_of_the_measures(cells, by_column, measure)
    judged = [column for column in cells if (heading := by_column.get(column)) and heading.field in (measure, *JUDGED)]
    lines = {column: values.split_lines(cells[column].text) for column in judged}
    told_once = {column for column, its in lines.items() if by_column[column].field == "source" and len(its) == 1}
    if len(lines.keys() - told_once) > 1:  # one source may be that of all measures
        lines = {column: its for column, its in lines.items() if column not in told_once}
    if len(lines) < 2 or all(len(its) <= 1 for its in lines.values()):
        return [cells], frozenset()
    counts = {len(its) for its in lines.values()}
    first = next((column for column in judged if by_column[column].field == measure), None)
    if len(counts) == 1 and first is not None:
        return [_line(cells, lines, number) for number in range(counts.pop())], frozenset()
    if len(counts) > 1:
        _tell(cells, by_column, lines, table, account)
    return [cells], frozenset(column for column, its in lines.items() if len(its) > 1)


def _without_numbers_of_the_measures(
    cells: Mapping[int, Cell], by_column: Mapping[int, Heading], measure: str
) -> Mapping[int, Cell]:
    """Take the numbers of the measures away where they stand before what was counted, too: “1.1 1,200 (2023)”."""
    fields = {column: heading.field for column in cells if (heading := by_column.get(column))}
    texts = (cells[column].text for column, field in fields.items() if field == measure)
    numbers = {found[1] for text in texts for line in text.splitlines() if (found := _NUMBER_BEFORE.match(line))}
    if not numbers:
        return cells
    made = dict(cells)
    for column, field in fields.items():
        if field in JUDGED and isinstance(cells[column].value, str):
            lines = (_without_number(line, numbers, field == "source") for line in cells[column].text.splitlines())
            text = "\n".join(lines)
            made[column] = (
                replace(cells[column], value=text, text=text) if text != cells[column].text else cells[column]
            )
    return made


def _without_number(line: str, numbers: Collection[str], words: bool) -> str:
    """Give a line without one of some numbers before it; where no words are wanted a number has to follow: “1.5 million”."""
    found = _NUMBER_BEFORE.match(line)
    rest = line[found.end() :] if found and found[1] in numbers else line
    return rest if words or not rest[:1].isalpha() or values.unknown_state(rest.strip()) else line


def _line(cells: Mapping[int, Cell], lines: Mapping[int, tuple[str, ...]], number: int) -> dict[int, Cell]:
    """Give the cells of a row with one line of each that holds several."""
    return {
        column: replace(cell, value=lines[column][number], text=lines[column][number]) if column in lines else cell
        for column, cell in cells.items()
    }


def _tell(
    cells: Mapping[int, Cell],
    by_column: Mapping[int, Heading],
    lines: Mapping[int, tuple[str, ...]],
    table: Table,
    account: Account,
) -> None:
    """Note the cell with most things, and the first one that holds another number of them."""
    most = max(lines, key=lambda column: len(lines[column]))
    other = next(column for column, its in lines.items() if len(its) != len(lines[most]))
    cell = cells[most]
    account.notice(
        "several_in_cell",
        account.place(table.sheet, cell.row, cell.column, by_column[most].title),
        text=by_column[other].title,
        count=len(lines[most]),
        detail=str(len(lines[other])),
    )


def without_its_number(text: str) -> str:
    """Give the words of a measure without the number that a logframe puts before them.

    >>> without_its_number("R1. Number of nurses"), without_its_number("Indicator 1.2: Waiting time")
    ('Number of nurses', 'Waiting time')
    >>> without_its_number("CO2 emissions"), without_its_number("2.5 kg of rice each"), without_its_number("80% attend")
    ('CO2 emissions', '2.5 kg of rice each', '80% attend')
    """
    found = _ITS_NUMBER.match(text)
    return text[found.end() :] if found else text
