"""Every text that was typed, and the cell it stands in."""

from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from logicmodel.model import CellUse, Place, Plan, Row
from logicmodel.patterns import pattern_of
from logicmodel.sheets import NAMES, columns

_FIELD = pattern_of(r"([a-z_]+)\.([a-z_]+)\b")
_BARE = pattern_of(r"-?\d{1,8}(?:[.,]\d+)?|\d{4}-\d{2}(?:-\d{2})?")

ANOTHER_QUESTION = "a hidden sheet"
"""Why cells are left alone: a sheet that is hidden refuses a copy whatever it holds."""

HEADING = "heading"
"""What stands for the field of a cell that fills none, and says what others hold: a heading, a question, a weight."""

TEXT_KINDS = frozenset("text texts texts_or_refs names group groups lines quantity ceiling".split())
"""Kinds of columns whose cells hold words; the others hold numbers, dates, Refs or words of a list."""

LISTS = "groups needs problem_links sources elements links register indicators readings stakeholders scores budget log waivers"
"""The lists of rows of a plan, by the keys of their sheets."""


class Cell(Struct, frozen=True, kw_only=True):
    """A text as typed, where, the sheet and field it fills (or what was typed over it), and whether it is a heading."""

    text: str
    place: Place
    sheet: str = ""
    field: str = ""
    heading: str = ""


class Cells:
    """The texts of a plan, and the cells of its fields.

    Taken from the account of the reading. A plan that was made in Python has none: then a row stands for its cells.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._typed = tuple(_typed(plan.account)) if plan.account else tuple(_of_rows(plan))
        self._places: dict[tuple[str, str | None, int | None, str], Place] = {}
        for cell in self._typed:
            place = cell.place
            self._places.setdefault((place.file, place.sheet, place.row, cell.field), place)
            if cell.sheet == "programme":
                self._places.setdefault((place.file, place.sheet, None, cell.field), place)

    def place_of(self, row: Row, field: str) -> Place:
        """Give the cell that fills a field of a row, or the row where it cannot be told."""
        place = row.place
        keys = [(place.file, place.sheet, place.row, field), (place.file, place.sheet, None, field)]
        return next((self._places[key] for key in keys if key in self._places), place)

    def everything(self) -> Iterator[Cell]:
        """Yield every cell that holds more than a bare number or day, whatever its column is for; and the names of sheets."""
        sheets: dict[Place, str] = {}
        for cell in self._typed:
            place = cell.place
            if place.sheet and not place.lines:
                sheets[Place(file=place.file, sheet=place.sheet)] = place.sheet
            if cell.heading or not _BARE.fullmatch(cell.text):
                yield cell
        for place, name in sheets.items():
            yield Cell(text=name, place=place)
        for each in self.plan.noticed:
            if each.kind == "cell_twice":  # what the file says behind what the cell shows
                yield Cell(text=each.text, place=each.place)

    def texts(self) -> Iterator[Cell]:
        """Yield every cell that holds words of the authors: not numbers, dates, Refs or words of a list."""
        for cell in self._typed:
            if not cell.field or cell.field in _text_fields():
                yield cell


def _typed(account: tuple[CellUse, ...]) -> Iterator[Cell]:
    for use in account:
        if use.why == ANOTHER_QUESTION:
            continue
        if use.fate == "used":
            filled = _FIELD.match(
                use.why
            )  # “elements.text (activity)”, “needs.text, scores.rank”; or “heading: Activities”
            sheet, field = (filled[1], filled[2]) if filled else ("", HEADING)
            yield Cell(text=use.text, place=use.place, sheet=sheet, field=field)
        elif use.fate == "extra":
            yield Cell(text=use.text, place=use.place, heading=use.why.partition("“")[2].removesuffix("”"))
        else:
            yield Cell(text=use.text, place=use.place)


def _of_rows(plan: Plan) -> Iterator[Cell]:
    """Yield the texts of the rows of a plan that has no account."""
    rows: Mapping[str, tuple[Row, ...]] = {sheet: getattr(plan, sheet) for sheet in LISTS.split()}
    for sheet, its in {"programme": (plan.programme,), **rows}.items():
        for row in its:
            for field in row.__struct_fields__:
                for text in _texts(getattr(row, field)):
                    yield Cell(text=text, place=row.place, sheet=sheet, field=field)
            for extra in row.extras:
                yield Cell(text=extra.text, place=extra.place, heading=extra.heading)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            if isinstance(each, str):
                yield each
    elif isinstance(text := getattr(value, "text", None), str):
        yield text


@cache
def _text_fields() -> frozenset[str]:
    """Name the fields whose cells hold words, in any sheet or small form."""
    keys = (*NAMES, "one_sheet", "wide")
    return frozenset(column.field for key in keys for column in columns(key) if column.kind in TEXT_KINDS)
