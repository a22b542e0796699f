"""What kind of table a sheet holds, decided sheet by sheet before any cell is read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from msgspec.structs import replace

from logicmodel.model import When
from logicmodel.reading import values
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import ROWS_TO_LOOK_AT, are_headings, heading_row, known_headings, votes
from logicmodel.reading.heading_words import ALIKE, RESULTS, meanings, stage_alike, stage_word
from logicmodel.reading.headings import Heading, named_columns
from logicmodel.reading.tables import (
    DEEP,
    MATRIX,
    OF_THE_REGISTER,
    ORDER,
    STAGES,
    SURVEY,
    TIE,
    UNKNOWN,
    NotRead,
    Table,
)
from logicmodel.reading.two_rows import in_one_row, rows_of_headings
from logicmodel.sheets import NAMES, PLAN_ORDER
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import heading_key

WIDE_COLUMNS = (*STAGES, *OF_THE_REGISTER, "need", "measurement", "strength")
"""Words that name a column of the wide form."""

OTHER_TYPES = frozenset(
    "programme need strength cause assumption risk external_factor helping_force hindering_force plan_b parking".split()
)
"""Types of the one-sheet form that are no stages."""

ROWS_TO_SEARCH = 1000
"""How far down headings are looked for, to be named, where the first rows have none."""

NEARLY_A_STAGE = 0.8
"""Likeness from which on the first heading of a wide table is asked about: “Atcivites” is hardly the name of strands."""


def recognise(sheet: Sheet, decided_row: int | None = None) -> Table | NotRead:
    """Decide what a sheet holds. `decided_row` is its row of headings, if that is known."""
    tab = vocabulary("sheet").get(heading_key(sheet.name))
    if tab == "ignored":
        return NotRead(sheet=sheet, silent=True)
    if sheet.hidden:
        return NotRead(sheet=sheet, hidden=True)
    if decided_row:
        known = known_headings(sheet.cells.row(decided_row).values())
        return _recognised(sheet, tab, decided_row, decided_row, known)
    row, known = heading_row(sheet)
    if known >= 2:
        top, row = rows_of_headings(sheet, row)
        if row - top > 1:
            why = f"its headings stand in {row - top + 1} rows, one over the other"
            return NotRead(sheet=sheet, reason=DEEP, why=why, row=row, top=top)
        sheet = in_one_row(sheet, top, row) if top < row else sheet
        return _recognised(sheet, tab, top, row, known)
    return _recognised(sheet, tab, row, row, known)


def _recognised(sheet: Sheet, tab: str | None, top: int, row: int, known: int) -> Table | NotRead:
    cells = sheet.cells.row(row)
    if known >= 2 and (table := wide_table(sheet, row, cells) or one_sheet_table(sheet, row, cells)):
        return replace(table, top=top)
    least = 1 if tab == "programme" and known < 3 else 2
    if (tab == "programme" or (tab is None and known < 3)) and questions_column(sheet, least):
        return Table(sheet=sheet, key="programme", row=0)
    if known == 0 or (known < 2 and tab is None):
        return NotRead(sheet=sheet, reason=UNKNOWN, why=_why_unknown(sheet))
    found = _full(sheet, row, cells, tab)
    return replace(found, top=top) if isinstance(found, Table) else found


def _why_unknown(sheet: Sheet) -> str:
    """Say that headings are not known, and where there seem to be some further down."""
    further = islice(sheet.rows(), ROWS_TO_LOOK_AT, ROWS_TO_SEARCH)
    row = next((row for row, cells in further if len(cells) >= 3 and are_headings(cells.values())), None)
    where = f" in its first rows; they seem to stand in row {row}, so add --heading-row {row}" if row else ""
    return f"its headings are not known{where}"


# -- the small forms --------------------------------------------------------------------------------------------------


def wide_table(sheet: Sheet, row: int, cells: Mapping[int, Cell], *, asked_for: bool = False) -> Table | None:
    """Recognise a wide table: three stages or more among its headings; two if it was asked for, or has no other."""
    words = {column: stage_word(cell.text) for column, cell in cells.items()}
    words |= dict.fromkeys(words.keys() & _without_words(sheet, row, cells))
    alike = _alike_stages(cells, words)
    words |= alike
    stages = {STAGES[word] for word in words.values() if word and word in STAGES}
    if len(stages) < (2 if asked_for or all(words.values()) else 3) or (
        not asked_for and _has_own_stages(cells.values())
    ):
        return None
    headings = [
        Heading(
            column=column,
            text=cell.text,
            sheet="wide",
            field=word if (word := words[column]) in WIDE_COLUMNS else None,
            guessed=column in alike,
            doubt="alike" if column in alike else "",
        )
        for column, cell in cells.items()
    ]
    headings = [*_with_strand(_by_neighbours(headings), sheet, row), *_stretched(headings, sheet, row)]
    return Table(sheet=sheet, key="wide", row=row, headings=tuple(sorted(headings, key=lambda each: each.column)))


def _without_words(sheet: Sheet, row: int, cells: Mapping[int, Cell]) -> set[int]:
    """Give the columns that are no stage, going by what is beneath: “Fin” over dates is an end, “Result” may be a count."""
    ends = {
        column
        for column, cell in cells.items()
        if any((name.sheet, name.field) == ("elements", "end") for name in meanings(cell.text))
    }
    results = {column for column, cell in cells.items() if heading_key(cell.text) in RESULTS}
    beneath = sheet.cells.beneath(row) if ends | results else {}
    return {
        column
        for column in ends | results
        if not any(_has_words(cell, may_be_dates=column in ends) for cell in beneath.get(column, ()))
    }


def _has_words(cell: Cell, *, may_be_dates: bool) -> bool:
    if not any(map(str.isalpha, cell.text)) or not isinstance(cell.value, str):
        return False
    return not (may_be_dates and isinstance(values.read_when(None, cell.text), When))


def _stretched(headings: Sequence[Heading], sheet: Sheet, row: int) -> Iterator[Heading]:
    """Give the further columns over which a merged heading stretches, where something stands in them."""
    of_column = {heading.column: heading for heading in headings}
    filled = sheet.cells.columns(row + 1)
    for top, left, last, right in sheet.merged:
        if top <= row <= last and left in of_column:
            further = (column for column in range(left + 1, right + 1) if column in filled - set(of_column))
            yield from (replace(of_column[left], column=column) for column in further)


def _alike_stages(cells: Mapping[int, Cell], words: Mapping[int, str | None]) -> dict[int, str]:
    """Give the stages that misspelt headings beside two known ones are most like."""
    if len({word for word in words.values() if word in STAGES}) < 2:
        return {}
    unknown = {column: cell.text for column, cell in cells.items() if words[column] is None and not meanings(cell.text)}
    least = {min(cells): NEARLY_A_STAGE}  # else the first column is one of strands, of which nobody would hear
    alike = {column: stage_alike(text, least.get(column, ALIKE)) for column, text in unknown.items()}
    return {column: word for column, word in alike.items() if word in WIDE_COLUMNS}


def _has_own_stages(cells: Iterable[Cell]) -> bool:
    """Say whether a column gives stages or arrows: then a row is one thing, whatever else the headings say."""
    return any(
        heading_key(cell.text) == "type" or any(_is_of_rows(name.sheet, name.field) for name in meanings(cell.text))
        for cell in cells
    )


def _is_of_rows(sheet: str, field: str) -> bool:
    return sheet == "elements" and field in ("stage", "leads_to", "comes_from")


def _by_neighbours(headings: Sequence[Heading]) -> list[Heading]:
    """Settle the two words that mean one stage or another by the stages of the other columns; both are guesses."""
    words = {heading.field for heading in headings}
    found = []
    for heading in headings:
        key = heading_key(heading.text)
        if heading.field and key in RESULTS:
            others = {each.field for each in headings if each is not heading}
            stage = "outcome" if others & {"output"} else "output" if _has_outcome(others) else None
            heading = replace(heading, field=stage or heading.field, guessed=True, doubt="" if stage else "results")
        elif key in ("action", "actions") and {"outcome_short", "outcome_long"} <= words and "activity" in words:
            heading = replace(heading, field="outcome_medium", guessed=True)
        found.append(heading)
    return found


def _has_outcome(words: set[str | None]) -> bool:
    return any((word or "").startswith("outcome") for word in words)


def _with_strand(headings: Sequence[Heading], sheet: Sheet, row: int) -> list[Heading]:
    """Take a first column without a stage word for the strand, even one that has nothing over it."""
    first, *rest = headings
    if first.field is None:
        return [replace(first, field="strand"), *rest]
    left = [column for column in sheet.cells.columns(row + 1) if column < first.column]
    return [*([Heading(column=max(left), text="", sheet="wide", field="strand")] if left else []), *headings]


def one_sheet_table(sheet: Sheet, row: int, cells: Mapping[int, Cell], *, asked_for: bool = False) -> Table | None:
    """Recognise the one-sheet form by its types, stages and others; by its heading alone if it was asked for."""
    under = sheet.cells.beneath(row)
    has_arrows = any(name.field == "leads_to" for cell in cells.values() for name in meanings(cell.text))
    for column, cell in cells.items():
        names = {name.field for name in meanings(cell.text)}
        if not names & {"stage", "kind"} and heading_key(cell.text) != "type":
            continue
        types = {type_word(each.text) for each in under.get(column, ())}
        if asked_for or (types & OTHER_TYPES and (types & set(STAGES) or has_arrows)):
            headings = named_columns("one_sheet", cells, under)
            return Table(sheet=sheet, key="one_sheet", row=row, headings=tuple(headings))
    return None


def is_a_tree(headings: Iterable[Heading]) -> bool:
    """Say whether columns of boxes stand as in a tree, the highest stage first: “Outcome | Output | Activity”."""
    steps = [ORDER.index(STAGES[each.field]) for each in headings if each.field and each.field in STAGES]
    return len(steps) > 1 and all(one > other for one, other in pairwise(steps))


def type_word(text: str) -> str | None:
    """Give what a Type of the one-sheet form means: a stage word, need, cause, risk, plan_b and so on."""
    key = heading_key(text)
    for name in ("register_kind", "need_kind", "stage"):
        if key in vocabulary(name):
            return vocabulary(name)[key]
    return None


# -- the full form ----------------------------------------------------------------------------------------------------


def questions_column(sheet: Sheet, least: int = 1) -> int | None:
    """Give the column with most questions of Start here, or None if it has fewer than a form has at least."""
    counted: dict[int, int] = {}
    for cell in sheet.cells.each():
        if any(name.sheet == "programme" for name in meanings(cell.text)):
            counted[cell.column] = counted.get(cell.column, 0) + 1
    most = max(counted.values(), default=0)
    return next((column for column in sorted(counted) if counted[column] == most), None) if most >= least else None


def _full(sheet: Sheet, row: int, cells: Mapping[int, Cell], tab: str | None) -> Table | NotRead:
    survey = [cell.text for cell in cells.values() if _only_of_a_survey(cell.text)]
    counted = {key: number for key, number in votes(cells.values()).items() if key in PLAN_ORDER and key != "programme"}
    if "elements" in counted and _only_stage(cells) is not None:
        counted["elements"] += 1
    outvoted = counted.get(tab or "", 0) < 2 and max(counted.values(), default=0) > 2  # a tab “Results” over boxes
    if tab not in PLAN_ORDER or tab == "programme" or not counted.get(tab) or outvoted:
        if len(survey) >= 2:
            return NotRead(sheet=sheet, reason=SURVEY, why=f"it looks like a survey export ({', '.join(survey[:3])})")
        tab = _most_voted(counted)
    if tab is None:
        return _plan_of_work(sheet, row, cells) or _undecided(sheet, row, counted)
    table = full_table(sheet, row, cells, tab)
    if tab == "elements" and not _has_own_stages(cells.values()):
        two_stages = wide_table(sheet, row, cells, asked_for=True)
        texts = {heading.column for heading in table.headings if heading.field == "text"}
        if two_stages and texts <= {each.column for each in two_stages.headings if each.field in STAGES}:
            return two_stages
    stage = STAGES.get(vocabulary("stage").get(heading_key(sheet.name), ""))
    if tab == "elements" and stage is None and (levels := _indicators_beside_levels(table.headings)):
        why = f"it looks like a logframe, with levels down one column and measures beside them ({levels})"
        return NotRead(sheet=sheet, reason=MATRIX, why=why)
    return table


def _plan_of_work(sheet: Sheet, row: int, cells: Mapping[int, Cell]) -> Table | None:
    """Take two stages side by side for a wide table, where nothing beside them is measured: “Output | Activity | Budget”."""
    measured = {name.field for cell in cells.values() for name in meanings(cell.text) if name.sheet == "indicators"}
    if measured & {"text", "baseline", "target", "milestone"}:
        return None
    return wide_table(sheet, row, cells, asked_for=True)


def full_table(sheet: Sheet, row: int, cells: Mapping[int, Cell], key: str) -> Table:
    """Take a sheet for one of the template, by its key."""
    headings = named_columns(key, cells, sheet.cells.beneath(row))
    stage = STAGES.get(vocabulary("stage").get(heading_key(sheet.name), ""))
    fields = {heading.field for heading in headings}
    only = _only_stage(cells) if key == "elements" and "text" not in fields else None
    if only is not None and len(fields - {None}) > 0:
        stage = STAGES[stage_word(cells[only].text) or ""]
        headings = [replace(each, sheet=key, field="text") if each.column == only else each for each in headings]
    tab_stage = stage if key == "elements" and "stage" not in fields else None
    return Table(sheet=sheet, key=key, row=row, headings=tuple(headings), tab_stage=tab_stage)


def only_stage_table(sheet: Sheet, row: int) -> Table | None:
    """Take a sheet for a list of boxes of the only stage that its headings name: “Activity” beside a timetable."""
    cells = sheet.cells.row(row)
    only = _only_stage(cells)
    if only is None:
        return None
    table = full_table(sheet, row, cells, "elements")
    headings = [
        replace(each, sheet=table.key, field="text", guessed=False) if each.column == only else each
        for each in table.headings
        if each.column == only or each.field != "text"
    ]
    stage = STAGES[stage_word(cells[only].text) or ""]
    return replace(table, top=row, headings=tuple(headings), tab_stage=stage)


def _only_stage(cells: Mapping[int, Cell]) -> int | None:
    """Give the column that alone is named for a stage: in a plan of work “Activity” stands over what is done."""
    columns = [column for column, cell in cells.items() if stage_word(cell.text) in STAGES]
    return columns[0] if len(columns) == 1 else None


def _undecided(sheet: Sheet, row: int, counted: Mapping[str, int]) -> NotRead:
    if not counted:
        return NotRead(sheet=sheet, reason=UNKNOWN, why="its headings are not known")
    rivals = sorted(counted, key=lambda key: (-counted[key], PLAN_ORDER.index(key)))[:3]
    why = f"its headings fit several sheets ({', '.join(NAMES[key] for key in rivals)})"
    return NotRead(sheet=sheet, reason=TIE, why=why, row=row, rivals=tuple(rivals))


def _only_of_a_survey(text: str) -> bool:
    its = meanings(text)
    return bool(its) and all(name.sheet == "survey" for name in its)


def _most_voted(counted: Mapping[str, int]) -> str | None:
    if not counted:
        return None
    most = max(counted.values())
    winners = [key for key, number in counted.items() if number == most]
    return winners[0] if len(winners) == 1 and most >= 2 else None


def _indicators_beside_levels(headings: Sequence[Heading]) -> str:
    """Name the measures that make a sheet of boxes a logframe: two or more, and no Refs to draw arrows from."""
    fields = {heading.field for heading in headings}
    if fields & {"leads_to", "comes_from", "id"}:
        return ""
    indicators = [
        heading.title
        for heading in headings
        if heading.field in (None, "extra") and "indicators" in {name.sheet for name in meanings(heading.text)}
    ]
    return ", ".join(indicators[:3]) if len(indicators) >= 2 else ""
