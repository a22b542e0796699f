"""Recognising a logframe: levels down one column, and headings over two or more things of a measure.

The headings stand once for the whole table, or again over each level.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import ROWS_TO_LOOK_AT, heading_row, votes
from logicmodel.reading.heading_words import LONGEST, meanings
from logicmodel.reading.headings import Heading, alike
from logicmodel.reading.levels import is_side_label, label_of, names_a_level
from logicmodel.reading.measures.headings import MEASURED, OF_A_MEASURE, field_of, quarter_of
from logicmodel.reading.measures.steps import of_single_groups, periods_between, steps_and_aim
from logicmodel.reading.parting import Second
from logicmodel.reading.tables import MATRIX, OF_THE_REGISTER, STAGES, NotRead, Table
from logicmodel.reading.two_rows import in_one_row, rows_of_headings
from logicmodel.sheets import PLAN_ORDER
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import heading_key

_EVIDENCE = frozenset(("evidence", "evidence source", "supporting evidence", "evidence base"))
"""Headings over what a claim rests on, or over how a measure is checked."""

_DIGIT = pattern_of(r"\d")


def logframe(sheet: Sheet, decided_row: int | None = None, *, asked_for: bool = False) -> Table | NotRead | None:
    """Recognise a logframe; NotRead if it is one in which no statement stands, None if it is none.

    `decided_row` is its row of headings, if that is known. One that was asked for needs no known headings.
    """
    tab = vocabulary("sheet").get(heading_key(sheet.name))
    rows = list(sheet.rows())
    first = next((row for row, cells in rows[:ROWS_TO_LOOK_AT] if is_row_of_headings(cells)), None)
    first = decided_row or first or (heading_row(sheet)[0] if asked_for else None)
    named = tab in PLAN_ORDER and tab not in ("elements", "indicators", "readings")
    if not first or (named and not asked_for and votes(dict(rows)[first].values())[tab or ""]):
        return None
    top = first
    if not decided_row and not asked_for and not _opens_a_block(dict(rows)[first]):
        top, first = rows_of_headings(sheet, first)
        if first - top > 1:
            return None
        sheet = in_one_row(sheet, top, first) if top < first else sheet
        rows = list(sheet.rows())
    cells = dict(rows)[first]
    if not asked_for and (_draws_its_own_arrows(cells) or not is_row_of_headings(cells)):
        return None
    column = level_column(rows, first)
    if column is None:
        return None
    headings = headings_of(cells, column)
    table = Table(sheet=sheet, key="matrix", row=first, top=top, headings=tuple(headings))
    if not _has_statements(rows, first, column, statement_column(headings, column, rows, first)):
        return NotRead(sheet=sheet, reason=MATRIX, why="it looks like a logframe, but no result is written in it")
    return table


def _opens_a_block(cells: Mapping[int, Cell]) -> bool:
    """Say whether a row of headings begins with a level, as each block of a logframe in blocks does."""
    label = label_of(cells[min(cells)].text)
    return label is not None and label.word in STAGES


def is_row_of_headings(cells: Mapping[int, Cell]) -> bool:
    """Say whether a row names two or more things of a measure, and little else."""
    its = [cell.text for cell in cells.values() if isinstance(cell.value, str) and len(cell.text) <= LONGEST]
    if len(its) < 2:
        return False
    fields: set[str] = set()
    unknown = len(cells) - len(its)
    left = len(its)
    # Texts without digits first: they are the likelier to have been looked up for another row, and may settle it.
    for text in sorted(its, key=_has_a_digit):
        field = field_of(text)
        left -= 1
        if field in MEASURED:
            fields.add(field)
        elif field is None and label_of(text) is None:
            unknown += 1
        if unknown * 2 > len(cells) or len(fields) + left < 2:
            return False  # before thousands of cells are looked up
    return True


def _has_a_digit(text: str) -> bool:
    return bool(_DIGIT.search(text))


def goes_on_with(table: Table, second: Second) -> bool:
    """Say whether what looks like another table is one more block of a logframe, with measures again."""
    headings = {cell.column: cell for cell in second.cells if cell.row == second.heading.row}
    its_own = len(headings) < 3 or min(headings) > max(each.column for each in table.headings)
    return its_own or bool(MEASURED & {field_of(cell.text) for cell in headings.values()})


def _draws_its_own_arrows(cells: Mapping[int, Cell]) -> bool:
    its = {name.field for cell in cells.values() for name in meanings(cell.text) if name.sheet == "elements"}
    refs = any(heading_key(cell.text) in ("ref", "what it measures") for cell in cells.values())
    return refs or bool(its & {"leads_to", "comes_from"})


def level_column(rows: Sequence[tuple[int, Mapping[int, Cell]]], first: int) -> int | None:
    """Give the column in which the levels stand, if there are two or more of them."""
    found: dict[int, Counter[str]] = {}
    for row, cells in rows:
        for column, cell in cells.items():
            in_blocks = row == first and column == min(cells)
            label = label_of(cell.text) if (row > first or in_blocks) and isinstance(cell.value, str) else None
            if label and label.word not in OF_THE_REGISTER:
                found.setdefault(column, Counter())[label.word] += 1
    levels = {column: its for column, its in found.items() if len(its) >= 2}
    return min(levels, key=lambda column: (-len(levels[column]), column), default=None)


def _may_be_a_statement(text: str) -> bool:
    """Say whether a heading stands over words as well as over numbers: “Ziel” before the measures is what is to change."""
    return any((name.sheet, name.field) == ("elements", "text") for name in meanings(text))


def headings_of(cells: Mapping[int, Cell], level: int) -> list[Heading]:
    """Name the columns under a row of headings; steps are numbered, and years give the last target its place."""
    found: list[Heading] = []
    taken: set[str] = set()
    fields = {column: field_of(cell.text) for column, cell in cells.items()}
    groups = of_single_groups({column: (field or "", cells[column].text) for column, field in fields.items()})
    fields |= dict.fromkeys(groups)
    between = periods_between({column: (field or "", cells[column].text) for column, field in fields.items()})
    fields |= dict.fromkeys(between, "milestone")
    evidence = _of_boxes(cells, fields)
    measures = min((column for column, field in fields.items() if field == "text"), default=0)
    for column, cell in cells.items():
        field = None if column == level and label_of(cell.text) else fields[column]
        if field is None and quarter_of(cell.text):
            field = "milestone"
        elif field == "source" and column in evidence:
            field = "evidence"
        elif field == "target" and column < measures and _may_be_a_statement(cell.text):
            field = "statement"
        elif field == "baseline" and "baseline" in taken:
            field = "reading"
        elif field in OF_A_MEASURE and field in taken and field not in ("milestone", "target"):
            field = None
        may_be_alike = not field and column != level and column not in groups
        guess = next(iter(alike(("indicators",), column, cell.text)), None) if may_be_alike else None
        if guess and guess.field in OF_A_MEASURE - taken:
            field = guess.field
        taken |= {field} if field else set()
        sheet = "indicators" if field in OF_A_MEASURE else "matrix"
        guessed = bool(guess and guess.guessed and guess.field == field)
        doubt = "alike" if guessed else ""
        found.append(Heading(column=column, text=cell.text, sheet=sheet, field=field, guessed=guessed, doubt=doubt))
    read = steps_and_aim({each.column: (each.field or "", each.title) for each in found})
    found = [replace(each, field=read.get(each.column, each.field)) for each in found]
    steps = [each.column for each in found if each.field == "milestone"]
    return [replace(each, step=steps.index(each.column) + 1) if each.column in steps else each for each in found]


def _of_boxes(cells: Mapping[int, Cell], fields: Mapping[int, str | None]) -> set[int]:
    """Give the columns of evidence for what is claimed: beside how it is checked, or where nothing is measured."""
    its = {column for column, cell in cells.items() if heading_key(cell.text) in _EVIDENCE}
    others = {field for column, field in fields.items() if column not in its}
    return its if "source" in others or not others & MEASURED else set()


def statement_column(
    headings: Sequence[Heading], level: int, rows: Sequence[tuple[int, Mapping[int, Cell]]], first: int
) -> int:
    """Give the column of the statements: the level’s own where they follow the level, else one beside it."""
    labels = [label for row, cells in rows if row > first and level in cells and (label := label_of(cells[level].text))]
    if sum(bool(label.rest) for label in labels) * 2 > len(labels):
        return level
    stands_in = next((each.column for each in headings if each.field == "statement" and each.column != level), None)
    if stands_in is not None:
        return stands_in
    end = min((each.column for each in headings if each.field in OF_A_MEASURE), default=level)
    between = {column for row, cells in rows if row > first for column in cells if level < column < end}
    return min(between, default=level)


def _has_statements(rows: Sequence[tuple[int, Mapping[int, Cell]]], first: int, level: int, statement: int) -> bool:
    """Say whether any level has words of its own: after it, beside it, or beneath it in blocks."""
    if statement != level:
        return any(row > first and statement in cells and not is_row_of_headings(cells) for row, cells in rows)
    filled = [cells[level] for row, cells in rows if row >= first and level in cells]
    if any((label := label_of(cell.text)) and label.rest for cell in filled):
        return True
    headings = {row for row, cells in rows if is_row_of_headings(cells)}
    in_blocks = any(label_of(cells[level].text) for row, cells in rows if row in headings and level in cells)
    beneath = (cells[level].text for row, cells in rows if row > first and row not in headings and level in cells)
    return in_blocks and any(_may_be_words(text) for text in beneath)


def _may_be_words(text: str) -> bool:
    """Say whether a text in the column of levels may be a statement: it is neither a level nor a small heading."""
    return any(map(str.isalpha, text)) and not is_side_label(text) and not names_a_level(text)
