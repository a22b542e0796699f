"""What the columns of a table are, by their headings.

A heading is known when its key (or that of a part of it) is in `words/headings.csv`. The sheet is decided before the
fields; a heading that could mean several things, or is only alike, is read as guessed and said so.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.heading_rows import language_of
from logicmodel.reading.heading_words import STEP, meanings, most_alike, stage_word
from logicmodel.reading.measures.steps import PLANNED, of_single_groups, periods_between, steps_and_aim
from logicmodel.sheets import Column, columns
from logicmodel.words.load import Name, names, vocabulary
from logicmodel.words.spelling import heading_key, heading_parts, looks_like_ref, unaccented, western_digits

KEPT_OR_LEFT = ("extra", "personal")
"""What headings fill whose columns are known and not used: kept, or not copied."""

MOST_ALIKE = 60
"""Unknown headings of one table for which a like one is looked for; a table of a program may have thousands."""

ONE_SHEET_HOMES = ("one_sheet", "elements", "needs", "indicators", "register", "programme")
"""Where the headings of the one-sheet form may come from, first first."""

ONE_SHEET_FIELDS = {
    ("elements", "stage"): "type",
    ("indicators", "text"): "measure",
    ("indicators", "measures"): "extra",
    ("needs", "sources"): "evidence",
    ("needs", "kind"): "type",
    ("register", "kind"): "type",
    ("register", "about"): "leads_to",
    ("programme", "target_group"): "who",
    ("programme", "organisation"): "owner",
    ("programme", "name"): "text",
}
"""What headings of the full sheets fill in the one-sheet form, where the name differs."""


_AMOUNT = pattern_of(r"\s*(?:[^\w\s]\s*){0,2}\d")

_QUARTER = pattern_of(r"\b[QqTt]([1-4])\b")

BOXES = "boxes"
"""In place of a sheet: columns that name the boxes beside other things, by stage word, and their strand and level."""


YEAR = pattern_of(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Heading(Struct, frozen=True, kw_only=True):
    """One column of a table: what stands over it, what it fills, and whether that was guessed.

    `sheet` and `field` name a declared column; a field “extra” is known and kept unused, “personal” is not copied,
    and None means that nothing uses the column. `shown` is what stands there, where it was decided to be read as
    `text`; `doubt` says why somebody has to be asked: “alike”, “results”, or “” for nothing.
    """

    column: int
    text: str
    sheet: str | None = None
    field: str | None = None
    guessed: bool = False
    step: int | None = None  # number of a step or other repeated column
    year: int | None = None  # for which its numbers hold
    shown: str = ""
    decided: bool = False
    doubt: str = ""

    @property
    def title(self) -> str:
        """What stands over it, on one line."""
        return " ".join((self.shown or self.text).split())


def named_columns(sheet_key: str, cells: Mapping[int, Cell], below: Mapping[int, Sequence[Cell]]) -> list[Heading]:
    """Name the columns of a table of a known sheet, left to right.

    `below` holds the filled cells under each heading, by which some clashes are settled. Of two columns for one field
    the template's own heading wins, else the first; the other stays unused.
    """
    homes = homes_of(sheet_key)
    options = {column: _options(homes, column, cell, cells, below.get(column, ())) for column, cell in cells.items()}
    for column in [column for column, its in options.items() if not its][:MOST_ALIKE]:
        options[column] = alike(homes, column, cells[column].text)
    if sheet_key == "indicators":
        options = _in_steps(_by_year({**options, **_periods_between(options, cells)}))
    chosen = _chosen(options)
    return [chosen.get(column) or Heading(column=column, text=cell.text) for column, cell in cells.items()]


def homes_of(sheet_key: str) -> tuple[str, ...]:
    """Give the sheets from which the headings of a table may come."""
    return ONE_SHEET_HOMES if sheet_key == "one_sheet" else (sheet_key,)


def _chosen(options: Mapping[int, Sequence[Heading]]) -> dict[int, Heading]:
    """Give each column what it fills, each field once.

    The template's own headings come first, then the known ones, then those that are only like one; of equals those
    with least choice.
    """
    order = sorted(
        options,
        key=lambda column: (
            not any(map(_is_template, options[column])),
            all(each.guessed for each in options[column]),
            len(options[column]),
        ),
    )
    taken: set[tuple[str | None, str | None, int | None]] = set()
    chosen: dict[int, Heading] = {}
    for column in order:
        for each in options[column]:
            slot = (each.sheet, each.field, each.step)
            if each.field in KEPT_OR_LEFT or slot not in taken:
                taken.add(slot)
                chosen[column] = each
                break
    return chosen


def _by_year(options: Mapping[int, list[Heading]]) -> dict[int, list[Heading]]:
    """Take “Target 2024, Target FY25 …” for steps and the last, or the one of the whole time, for the aim."""
    first = {column: its[0] for column, its in options.items() if its}
    groups = of_single_groups({column: (each.field or "", each.title) for column, each in first.items()})
    first = {column: each for column, each in first.items() if column not in groups}
    read = steps_and_aim({column: (each.field or "", each.title) for column, each in first.items()})
    steps = [column for column, field in read.items() if field == "milestone"]
    made = {column: [] if column in groups else its for column, its in options.items()}
    for column, field in read.items():
        years = YEAR.findall(first[column].title)
        year = int(years[-1]) if years and (steps or field == "milestone") else None
        step = None if field == "target" else year or steps.index(column) + 1
        made[column] = [replace(first[column], field=field, step=step, year=year)]
    return made


def _periods_between(options: Mapping[int, list[Heading]], cells: Mapping[int, Cell]) -> dict[int, list[Heading]]:
    """Take years, quarters and months between the baseline and the target for steps."""
    fields = {column: its[0].field or "" if its else "" for column, its in options.items()}
    between = periods_between({column: (field, cells[column].text) for column, field in fields.items()})
    return {
        column: [Heading(column=column, text=cells[column].text, sheet="indicators", field="milestone")]
        for column in between
    }


def _in_steps(options: Mapping[int, list[Heading]]) -> dict[int, list[Heading]]:
    """Give steps without a number one where there are several: “Milestone 2026, Milestone 2027”."""
    steps = [column for column, its in options.items() if its and its[0].field == "milestone"]
    without = [column for column in steps if options[column][0].step is None]
    highest = max((options[column][0].step or 0 for column in steps if not options[column][0].year), default=0)
    numbers = range(highest + 1, highest + 1 + len(without)) if len(steps) > 1 else ()
    return {
        **options,
        **{column: [replace(options[column][0], step=step)] for column, step in zip(without, numbers, strict=False)},
    }


def _is_template(heading: Heading) -> bool:
    return heading_key(heading.text) in _template_keys(heading.sheet or "").get(heading.field or "", ())


@cache
def _template_keys(sheet: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for each in columns(sheet) if sheet else ():
        found[each.field] = (*found.get(each.field, ()), heading_key(each.heading))
    return found


def _options(
    homes: Sequence[str], column: int, cell: Cell, row: Mapping[int, Cell], below: Sequence[Cell]
) -> list[Heading]:
    """Give what a heading may fill, the likeliest first; in the one-sheet form that may be a field of several sheets."""
    found: dict[str, Heading] = {}
    for key in heading_parts(cell.text):
        for home in homes:
            known = _known(home, key, row, below)
            if known:
                field, guessed, step = known
                each = _heading_in(
                    homes, home, field, Heading(column=column, text=cell.text, guessed=guessed, step=step)
                )
                found.setdefault(each.field or "", each)
        if found:
            break
    return sorted(found.values(), key=lambda each: each.field in KEPT_OR_LEFT) or _of_a_year(homes, column, cell)


@cache
def _in_another_number() -> Mapping[str, tuple[str, ...]]:
    """Give the known headings by their words without an s at the end: “Méthode de collecte”, “Output indicator”."""
    found: dict[str, tuple[str, ...]] = {}
    for key in names():
        found[_bare(key)] = (*found.get(_bare(key), ()), key)
    return found


def _bare(key: str) -> str:
    return " ".join(word.removesuffix("s") for word in key.split())


def _of_a_year(homes: Sequence[str], column: int, cell: Cell) -> list[Heading]:
    """Take “Actual 2024” and “Actual / Q1 2026” among measures for readings, and “Plan / Q1 2026” for a step."""
    years = YEAR.findall(cell.text)
    if homes != ("indicators",) or not years:
        return []
    year, quarters = int(years[-1]), _QUARTER.findall(cell.text)
    heading = Heading(column=column, text=cell.text, step=int(f"{year}{''.join(quarters[:1])}"), year=year)
    if any(unaccented(part) in PLANNED for part in cell.text.replace("/", " ").split()):
        return [replace(heading, sheet="indicators", field="milestone")]
    if any((name.sheet, name.field) == ("readings", "value") for name in meanings(cell.text)):
        return [replace(heading, sheet="readings", field="value")]
    return []


def _heading_in(homes: Sequence[str], home: str, field: str, heading: Heading) -> Heading:
    """Say what a heading of a sheet fills."""
    home, field = place_in(homes, home, field)
    return replace(heading, sheet=home, field=field)


def place_in(homes: Sequence[str], home: str, field: str) -> tuple[str, str]:
    """Give the sheet and field that a column of a sheet is; in the one-sheet form many are a column of that form."""
    if homes is ONE_SHEET_HOMES:
        field = ONE_SHEET_FIELDS.get((home, field), field)
        home = "one_sheet" if field in columns_by_field("one_sheet") else home
    return home, field


def _known(home: str, key: str, row: Mapping[int, Cell], below: Sequence[Cell]) -> tuple[str, bool, int | None] | None:
    """Give the field that a heading fills on a sheet, whether its neighbours decided that, and the number of a step."""
    step = STEP.fullmatch(key)
    if step and home == "indicators":
        return ("milestone_date" if step[2] else "milestone", False, int(step[1][:4]))
    written = next((field for field, keys in _template_keys(home).items() if key in keys), None)
    its = [name for name in names().get(key, ()) if name.sheet == home]
    if len({name.field for name in its}) > 1:
        language = language_of(row.values())
        spoken = {name.field for name in its if name.language == language}
        if len(spoken) == 1:
            return (spoken.pop(), False, None)
        field = _settled(its, row, below)
        return (field, field != written, None)
    if written:
        return (written, False, None)
    return (its[0].field, False, None) if its else None


def _settled(its: Sequence[Name], row: Mapping[int, Cell], below: Sequence[Cell]) -> str:
    """Settle what a heading with several meanings in one sheet is, by its neighbours and its cells."""
    fields = {name.field for name in its}
    others = _meant_beside(its[0], row)
    if fields == {"stage", "level"}:
        return "level" if "stage" in others else "stage"
    if {"text", "detail"} <= fields:
        return "detail" if "text" in others else "text"
    if {"cause", "evidence"} <= fields:
        return "cause" if "effect" in others else "evidence"
    if fields == {"measures", "definition"}:
        return "measures" if below and all(looks_like_ref(cell.text) for cell in below) else "definition"
    if {"measures", "target"} <= fields:
        return "target" if _mostly_numbers(below) else "measures"
    if "count" in fields and _mostly(below, int | float):
        return "count"
    if "as_of" in fields and _mostly(below, date):
        return "as_of"
    if {"level", "theme"} <= fields:
        return "level" if any(heading_key(cell.text) in vocabulary("level") for cell in below) else "theme"
    return its[0].field


def _meant_beside(name: Name, row: Mapping[int, Cell]) -> set[str]:
    """Give the fields that the other headings of a row fill, without those that could be the same clash."""
    found: set[str] = set()
    for cell in row.values():
        its = {each.field for each in meanings(cell.text) if each.sheet == name.sheet}
        if heading_key(cell.text) == "type" and name.sheet == "elements":
            its = {"stage"}
        if len(its) == 1:
            found |= its
    return found


def _mostly(cells: Sequence[Cell], kind: object) -> bool:
    return bool(cells) and sum(isinstance(cell.value, kind) for cell in cells) * 2 > len(cells)  # type: ignore[arg-type]


def _mostly_numbers(cells: Sequence[Cell]) -> bool:
    """Say whether most cells hold a number, stored or typed: 60, “60%”, “> 60”, “£60”; “1.1” and “OC1” are Refs."""
    typed = [cell for cell in cells if _AMOUNT.match(western_digits(cell.text)) and not looks_like_ref(cell.text)]
    return _mostly(cells, int | float) or len(typed) * 2 > len(cells)


def alike(homes: Sequence[str], column: int, text: str) -> list[Heading]:
    """Take an unknown heading for the known one of some sheets that it is most like, if they are nearly the same.

    One that is only in the singular or plural is known, but for the words of stages, which have both.
    """
    parts = () if stage_word(text) else heading_parts(text)
    same = (key for part in parts for key in _in_another_number().get(_bare(part), ()))
    for name in (name for key in same for name in names()[key] if name.sheet in homes):
        return [_heading_in(homes, name.sheet, name.field, Heading(column=column, text=text))]
    its = names_alike(homes, text)
    if not its:
        return []
    return [_heading_in(homes, *its[0], Heading(column=column, text=text, guessed=True, doubt="alike"))]


def names_alike(homes: Sequence[str], text: str) -> list[tuple[str, str]]:
    """Give the known headings that an unknown one is nearly the same as: sheet and field of each, the likest first."""
    return most_alike(text, _headings_of(tuple(homes)))


@cache
def _headings_of(homes: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """Give every known heading of some sheets: its key, sheet and field."""
    found = [(key, name.sheet, name.field) for key, its in names().items() for name in its if name.sheet in homes]
    found += [(key, home, field) for home in homes for field, keys in _template_keys(home).items() for key in keys]
    return tuple(dict.fromkeys(found))


# -- declared columns -------------------------------------------------------------------------------------------------


def declared(heading: Heading) -> Column | None:
    """Give the declared column that a heading stands over, or None for one that nothing uses."""
    if heading.sheet is None or heading.sheet == BOXES:
        return None
    return columns_by_field(heading.sheet).get(heading.field or "")


@cache
def columns_by_field(sheet: str) -> Mapping[str, Column]:
    """Give the columns of a sheet by what they fill, the first for each field."""
    found: dict[str, Column] = {}
    for column in columns(sheet):
        found.setdefault(column.field, column)
    return found
