"""Recognising tables of needs from elsewhere: people in need by sector and area, scores by area, needs beside criteria.

People in need: one need for each sector and area, at the finest area that a table has. Scores by area: one need for
each area, and its numbers as criteria. A table that names its needs is one of the full sheet, with more of its columns
understood.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec.structs import replace

from logicmodel.reading.beside_needs import number_of
from logicmodel.reading.filled_cells import Cell
from logicmodel.reading.grid import Sheet
from logicmodel.reading.headings import ROWS_TO_LOOK_AT, Heading, heading_row, meanings
from logicmodel.reading.needs_criteria import with_criteria
from logicmodel.reading.shapes import FORM, UNKNOWN, NotRead, Table, below, row_of
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import heading_key

OF_A_FORM = frozenset(
    "relevant constraint constraint_message appearance choice_filter list_name calculation repeat_count form_title "
    "form_id required_message".split()
)
"""Headings of a form of questions (XLSForm), of which two say that a sheet is one."""

OF_A_PIVOT = frozenset(
    (
        *("row labels", "column labels", "zeilenbeschriftungen", "etiquettes de lignes", "etiquetas de fila"),
        *("rotulos de linha", "تسميات الصفوف"),
    )
)
"""What spreadsheet programs write over the rows of a pivot table."""

_SUM_OF = re.compile(
    r"(?:sum|count|average|min|max|summe|anzahl|mittelwert|somme|nombre|moyenne|suma|cuenta|promedio) (?:of|von|de) "
)

OF_A_DATA_SHEET = re.compile(
    r"#(?:adm\d|country|region|date|org|sector|subsector|affected|targeted|crisis|loc|event)\b"
)
"""Hashtags of tables that are not about needs, unless #inneed stands beside them."""

IN_NEED = frozenset(
    ("in need", "pin", "people in need", "persons in need", "personas con necesidad", "population dans le besoin")
)
SECTOR = frozenset(("sector", "cluster", "secteur", "setor", "sektor", "القطاع"))
CATEGORY = frozenset(("category", "population group", "group", "categorie", "categoria", "grupo", "groupe"))
POPULATION = frozenset(
    ("population", "total population", "poblacion", "poblacion total", "populacao", "population totale")
)
KEPT = frozenset(("targeted", "affected", "reached", "info", "#targeted", "#affected", "#reached", "#meta"))
"""Headings of numbers that are no needs; they are known, and kept with the need of their row."""

TAGS = {"#inneed": "count", "#sector": "theme", "#category": "who", "#beneficiary": "who", "#population": "out_of"}
"""What a column stands for, by its hashtag without attributes."""

_LABEL = re.compile(r"(?:initial )?(weight|direction|group|indicator name|peso|direccion|grupo|nombre)\b.*")
_SCORE = re.compile(r"score|sever|index|indice|msni|phase|puntaj|gravedad", re.IGNORECASE)
# -- recognising ------------------------------------------------------------------------------------------------------


def table_of_needs(sheet: Sheet, found: Table | NotRead, decided_row: int | None = None) -> Table | NotRead | None:
    """Recognise a table of needs, given what the sheet was taken for; None leaves it at that.

    `decided_row` is its row of headings, if that is known.
    """
    if why := why_a_form(sheet):
        return NotRead(sheet=sheet, reason=FORM, why=why)
    is_needs = isinstance(found, Table) and found.key == "needs"
    names_needs = is_needs and isinstance(found, Table) and any(each.field == "text" for each in found.headings)
    if not names_needs and (is_needs or isinstance(found, NotRead) or _tags(sheet)):
        table = _people_in_need(sheet, decided_row) or _scores_by_area(sheet)
        if table is not None:
            return table
        tags = [cell.text for cell in row_of(sheet, _tags(sheet)).values() if OF_A_DATA_SHEET.match(cell.text)]
        if len(tags) >= 2:
            return NotRead(sheet=sheet, reason=UNKNOWN, why=_why_not_of_needs(tags))
    if isinstance(found, Table) and is_needs:
        return with_criteria(found)
    if isinstance(found, Table) and found.key == "elements" and _levels_are_numbers(found):
        return NotRead(sheet=sheet, reason=UNKNOWN, why="its levels are numbers, and no stages of a plan")
    if isinstance(found, NotRead) and _is_pivot(sheet):
        return NotRead(sheet=sheet, reason=UNKNOWN, why="it looks like a pivot table, a summary of another sheet")
    return None


def _why_not_of_needs(tags: Sequence[str]) -> str:
    """Say what kind of table hashtags show that has no people in need."""
    names = {tag.partition("+")[0].strip() for tag in tags}
    shown = f"its hashtags ({', '.join(tags[:3])}) say that it"
    if names & {"#crisis", "#event"}:
        return f"{shown} lists crises and how many people they hit, without what these need or what is done"
    if "#org" in names and names & {"#sector", "#subsector", "#activity"}:
        return f"{shown} lists who works on what where, without what is done, what changes by it, or people in need"
    return f"{shown} is a table of another kind, without people in need"


def _levels_are_numbers(table: Table) -> bool:
    """Say whether levels of another kind stand where stages should. A sheet that is called Plan is one, whatever they are."""
    if vocabulary("sheet").get(heading_key(table.sheet.name)) == "elements":
        return False
    column = next((each.column for each in table.headings if each.field == "stage"), 0)
    cells = below(table.sheet, table.row).get(column, ())
    return bool(cells) and all(number_of(cell) is not None for cell in cells)


def _is_pivot(sheet: Sheet) -> bool:
    """Say whether a spreadsheet program made the table: its own words stand over the rows, or sums over the columns."""
    for _, cells in islice(sheet.rows(), ROWS_TO_LOOK_AT):
        first, *others = (heading_key(cell.text) for cell in cells.values())
        if first in OF_A_PIVOT and others:
            return True
        if len(others) >= 2 and all(_SUM_OF.match(each) for each in others):
            return True
    return False


def why_a_form(sheet: Sheet) -> str | None:
    """Say that a sheet holds the questions of a survey form, if two headings of a row are of such a form."""
    for _, cells in islice(sheet.rows(), 3):
        words = [cell.text.strip() for cell in cells.values()]
        keys = {word.casefold().replace(" ", "_").partition("::")[0] for word in words}
        own = [word for word in words if word.casefold().replace(" ", "_") in OF_A_FORM or "::" in word]
        if len(own) >= 2 or (own and {"name", "label"} <= keys) or {"type", "name", "label"} <= keys:
            own = own or ["type", "name", "label"]
            return f"it is the form of a survey ({', '.join(own[:3])}), not its answers"
    return None


def _tags(sheet: Sheet) -> int:
    """Give the row of hashtags among the first rows, or 0."""
    for count, (row, cells) in enumerate(sheet.rows()):
        if count >= ROWS_TO_LOOK_AT:
            return 0
        if len(cells) >= 2 and all(cell.text.startswith("#") and not cell.error for cell in cells.values()):
            return row
    return 0


def _people_in_need(sheet: Sheet, decided_row: int | None) -> Table | None:
    """Recognise a humanitarian table: people in need beside sectors or areas."""
    tags = _tags(sheet)
    above = [row for row, _ in sheet.rows() if row < tags]
    row = decided_row or (above[-1] if above else tags or heading_row(sheet)[0])
    cells = row_of(sheet, row)
    tagged = {column: cell.text for column, cell in row_of(sheet, tags).items()} if tags else {}
    under = below(sheet, max(row, tags))
    headings = [
        Heading(
            column=column,
            text=cell.text,
            sheet="needs",
            field=_role(cell, tagged.get(column, ""), under.get(column, ())),
        )
        for column, cell in cells.items()
    ]
    fields = [each.field for each in headings]
    if "count" not in fields or not {"theme", "area"} & set(fields):
        return None
    return Table(sheet=sheet, key="needs_table", row=row, headings=tuple(_once(headings)))


def _role(cell: Cell, tag: str, under: Sequence[Cell]) -> str | None:
    """Give what a column of a humanitarian table stands for."""
    key = heading_key(cell.text)
    name = tag.partition("+")[0].strip()
    if name in TAGS:
        return "text" if name == "#sector" and "+description" in tag else TAGS[name]
    for words, field in ((IN_NEED, "count"), (SECTOR, "theme"), (CATEGORY, "who")):
        if key in words:
            return field
    if key in POPULATION and under and all(number_of(each) is not None for each in under):
        return "out_of"
    if key in KEPT or name in KEPT:
        return "extra"
    if key == "description":
        return "text"
    its = {each.field for each in meanings(cell.text) if each.sheet == "needs"}
    return next((field for field in ("area", "severity") if field in its), None)


def _once(headings: Sequence[Heading]) -> Iterator[Heading]:
    """Keep each field for its first column; there may be several columns of areas, from large to small."""
    taken: set[str | None] = set()
    for each in headings:
        field = None if each.field in taken and each.field not in ("area", "extra") else each.field
        taken.add(field)
        yield replace(each, field=field)


def _scores_by_area(sheet: Sheet) -> Table | None:
    """Recognise a table of areas with a number for each indicator, its weights and directions above the headings."""
    labels = labels_above(sheet)
    row = max(labels) + 1 if labels else next((row for row, _ in sheet.rows()), 0)
    cells, under = row_of(sheet, row), below(sheet, row)
    area = next((column for column, cell in cells.items() if _names_an_area(cell, labels=bool(labels))), None)
    titles = row_of(sheet, next((at for at, word in labels.items() if word in ("indicator name", "nombre")), row))
    lower = _reversed(sheet, labels)
    headings = []
    for column, cell in cells.items():
        its = under.get(column, ())
        numbers = [each for each in its if number_of(each) is not None]
        scored = column != area and len(numbers) >= 2 and len(numbers) * 5 >= len(its) * 4
        text = titles[column].text if column in titles else cell.text
        if scored and (labels or _SCORE.search(text)):
            text = f"{text} (lower is worse)" if column in lower else text
            headings.append(Heading(column=column, text=text, sheet="needs", field="criteria"))
        else:
            headings.append(Heading(column=column, text=text, sheet="needs", field="area" if column == area else None))
    scored_columns = sum(each.field == "criteria" for each in headings)
    if area is None or scored_columns < 3 or len(under.get(area, ())) < 3:
        return None
    return Table(sheet=sheet, key="needs_table", row=row, headings=tuple(headings))


def _names_an_area(cell: Cell, *, labels: bool) -> bool:
    key = heading_key(cell.text)
    is_code = "code" in key
    is_area = any((name.sheet, name.field) == ("needs", "area") for name in meanings(cell.text))
    return not is_code and (is_area or (labels and key in ("name", "nombre", "nom")))


def labels_above(sheet: Sheet) -> dict[int, str]:
    """Give the rows above the headings that one column names: weight, direction, group, indicator name."""
    found: dict[int, dict[int, str]] = {}
    for cell in sheet.cells.part(1, ROWS_TO_LOOK_AT + 1).each():
        if isinstance(cell.value, str):
            label = _LABEL.fullmatch(heading_key(cell.text.rstrip(" ->:")))
            if label:
                found.setdefault(cell.column, {})[cell.row] = label[1]
    its = max(found.values(), key=len, default={})
    return its if len({"weight", "direction", "peso", "direccion"} & set(its.values())) >= 1 and len(its) >= 2 else {}


def _reversed(sheet: Sheet, labels: Mapping[int, str]) -> set[int]:
    """Give the columns of which a low number is worse, where a row of directions says so."""
    row = next((row for row, word in labels.items() if word in ("direction", "direccion")), 0)
    return {column for column, cell in row_of(sheet, row).items() if (number_of(cell) or 0) < 0}
