"""Tables of needs from elsewhere: people in need by sector and area, scores by area, needs beside criteria.

People in need: one need for each sector and area, at the finest area that a table has; totals and parts are left out,
because nothing in such a table may be added up. Scores by area: one need for each area, and its numbers as criteria.
A table that names its needs is one of the full sheet, with more of its columns understood.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from msgspec.structs import replace

from logicmodel.model import Unread
from logicmodel.reading import values
from logicmodel.reading.account import Account
from logicmodel.reading.beside_needs import columns_beside, number_of
from logicmodel.reading.cells import Manner
from logicmodel.reading.draft import Draft
from logicmodel.reading.filled_cells import Cell
from logicmodel.reading.filling import Filler
from logicmodel.reading.grid import Sheet
from logicmodel.reading.headings import ROWS_TO_LOOK_AT, Heading, columns_by_field, heading_row, meanings
from logicmodel.reading.manners import column_manners
from logicmodel.reading.shapes import FORM, UNKNOWN, NotRead, Table, below, row_of
from logicmodel.reading.skipping import ABOVE, HASHTAGS, IN_THE_PLURAL, NO_NUMBER, PART, TOTAL
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import heading_key, heading_parts, plain

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

WHOLE = frozenset(("total", "all", "overall", "intersectoral", "inter-sectoral", "tous", "todos", "alle"))
"""Words for all sectors, or all groups of people together."""

_CASELOAD = re.compile(r"\bfinal\b.*\bcaseload\b|\ball (?:sectors|clusters)\b|\bintersectoral\b", re.IGNORECASE)
_LABEL = re.compile(r"(?:initial )?(weight|direction|group|indicator name|peso|direccion|grupo|nombre)\b.*")
_SCORE = re.compile(r"score|sever|index|indice|msni|phase|puntaj|gravedad", re.IGNORECASE)
_SUMMED = re.compile(r"total|score|\bgut\b|gxuxt|bpr|basic priority|weighted|punt|punkt|pontua|soma|g x u x t")
_SIZES = frozenset(
    (
        "magnitude",
        "size",
        "size of problem",
        "scale",
        "extent",
        "ampleur",
        "magnitud",
        "extensao",
        "tamano del problema",
    )
)
"""Headings over a size that may be a number of people or a point of a scale."""

MOST_RANKS = 3
"""Times the number of rows up to which the numbers of a priority may be places in an order."""

MOST_POINTS = 10
"""The highest end of a scale of points that is taken for one."""


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
        return _with_criteria(found)
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
    labels = _labels(sheet)
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


def _labels(sheet: Sheet) -> dict[int, str]:
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


# -- needs beside criteria --------------------------------------------------------------------------------------------


def _with_criteria(table: Table) -> Table:
    """Take columns of points beside needs for criteria, and every column of causes for causes.

    A sum of the criteria is kept and not used: it is no rank, and would count them twice.
    """
    under = below(table.sheet, table.row)
    has_base = any(each.field == "out_of" for each in table.headings)
    headings = [
        each if each.sheet == "scores" else _pointed(each, under.get(each.column, ()), has_base)
        for each in columns_beside(table.headings, under)
    ]
    if not any(each.field == "text" for each in headings):
        headings = _with_statement(headings, under)
    return replace(table, headings=tuple(headings))


def _pointed(heading: Heading, cells: Sequence[Cell], has_base: bool) -> Heading:
    numbers = [number for cell in cells if (number := number_of(cell)) is not None]
    points = len(cells) >= 2 and len(numbers) == len(cells) and all(0 <= each <= MOST_POINTS for each in numbers)
    key = heading_key(heading.text)
    its = {name.field for name in meanings(heading.text) if name.sheet == "needs"}
    criterion = replace(heading, sheet="needs", field="criteria", guessed=False)
    if heading.field is None and its & {"causes", "consequences"}:
        return replace(heading, sheet="needs", field=next(iter(its & {"causes", "consequences"})))
    if heading.field == "severity" and points and max(numbers) > 5:
        return criterion
    if heading.field == "count" and points and _SIZES.intersection(heading_parts(heading.text)) and not has_base:
        return criterion
    if heading.field == "priority" and points and key.startswith("importance"):
        return criterion
    if heading.field == "priority" and numbers and (_SUMMED.search(key) or max(numbers) > MOST_RANKS * len(cells)):
        return replace(heading, field="extra")
    if heading.field is None and points and not _SUMMED.search(key):
        return criterion
    return heading


def _with_statement(headings: Sequence[Heading], under: Mapping[int, Sequence[Cell]]) -> list[Heading]:
    """Take the first column of words that nothing else uses for the needs themselves."""
    words = [
        each.column
        for each in headings
        if each.field is None
        and any(isinstance(cell.value, str) and number_of(cell) is None for cell in under.get(each.column, ()))
    ]
    first = min(words, default=None)
    return [
        replace(each, sheet="needs", field="text", guessed=True) if each.column == first else each for each in headings
    ]


# -- reading ----------------------------------------------------------------------------------------------------------


def read_needs(table: Table, account: Account, manner: Manner) -> list[Draft]:
    """Read people in need, or scores by area, into drafts: needs, and scores of which the file is the rater."""
    return _Needs(table, account, manner).drafts()


class _Needs:
    def __init__(self, table: Table, account: Account, manner: Manner) -> None:
        self.table, self.account, self.manner = table, account, manner
        self.sheet = table.sheet
        self.by_column = {heading.column: heading for heading in table.headings}
        self.filler = Filler(table, account, manner)
        self.left: dict[str, list[int]] = {}
        self.needs: list[Draft] = []
        self.scores: list[Draft] = []

    def drafts(self) -> list[Draft]:
        self.account.leave_sheet(self.sheet, "above the table")
        self._note_headings()
        rows = {row: cells for row, cells in self.sheet.rows() if row > self.table.row}
        for row, cells in list(rows.items()):
            if len(cells) >= 2 and all(cell.text.startswith("#") and not cell.error for cell in cells.values()):
                self._leave(row, rows.pop(row), HASHTAGS)
        self._note_above()
        cells_by_column = below(self.sheet, max([self.table.row, *self.left.get(HASHTAGS, [])]))
        self.manners = column_manners(self.table, cells_by_column, self.account, self.manner)
        if any(each.field == "criteria" for each in self.table.headings):
            for row, cells in rows.items():
                self._read_area(row, cells)
        else:
            self._read_people(rows)
        self._tell()
        return [*self.needs, *self.scores]

    # -- around the table ---------------------------------------------------------------------------------------------

    def _note_headings(self) -> None:
        under = below(self.sheet, self.table.row)
        for each in self.table.headings:
            cell = self.sheet.cells[self.table.row, each.column]
            if each.field not in (None, "extra"):
                column = columns_by_field("needs").get(each.field or "")
                self.account.use(self.sheet, cell, f"heading: {column.heading if column else 'criterion'}")
                continue
            self.account.leave(self.sheet, [cell], "heading of a column that is not used")
            if each.field is None and not each.decided and each.column in under:
                place = self.account.place(self.sheet, None, each.column, each.title)
                self.account.notice("unused_column", place, text=each.title)

    def _note_above(self) -> None:
        """Leave out what stands above the headings; the names of indicators there are their titles."""
        labels = _labels(self.sheet)
        for row in sorted(labels):
            cells = row_of(self.sheet, row)
            if labels[row] in ("indicator name", "nombre"):
                self.account.use_all(self.sheet, cells.values(), "heading: criteria")
            else:
                self._leave(row, cells, ABOVE)

    def _leave(self, row: int, cells: Mapping[int, Cell], why: str) -> None:
        self.account.leave(self.sheet, cells.values(), why)
        self.left.setdefault(why, []).append(row)

    def _tell(self) -> None:
        for why, rows in self.left.items():
            places = [self.account.place(self.sheet, row) for row in sorted(rows)]
            place = self.account.place(self.sheet)
            self.account.notice("rows_left_out", place, text=IN_THE_PLURAL[why], count=len(rows), places=places)

    # -- people in need -----------------------------------------------------------------------------------------------

    def _read_people(self, rows: Mapping[int, Mapping[int, Cell]]) -> None:
        """Make a need of each row that is no total and no part of another one."""
        groups: dict[tuple[str, str], list[int]] = {}
        for row, cells in rows.items():
            if self._is_all_sectors(cells):
                self._leave(row, cells, TOTAL)
            elif "count" not in self._filled(cells):
                self._leave(row, cells, NO_NUMBER)
            else:
                groups.setdefault((self._sector(cells), self._area_key(cells)), []).append(row)
        by_sector: dict[str, list[str]] = {}
        for sector, area in groups:
            by_sector.setdefault(sector, []).append(area)
        for (sector, area), its in groups.items():
            if any(other != area and other.startswith(area) for other in by_sector[sector]):
                for row in its:
                    self._leave(row, rows[row], TOTAL)
                continue
            whole = [row for row in its if self._is_whole(rows[row])]
            for row in its:
                if whole and row != whole[0]:
                    self._leave(row, rows[row], PART)
                else:
                    self._read_need(row, rows[row])

    def _filled(self, cells: Mapping[int, Cell]) -> dict[str, Cell]:
        """Give the cells of a row by what they stand for; of several areas the smallest, by its name."""
        found: dict[str, Cell] = {}
        for column, cell in sorted(cells.items()):
            heading = self.by_column.get(column)
            if (
                heading
                and heading.field not in (None, "extra")
                and not (heading.field == "area" and _is_code(heading) and "area" in found)
            ):
                found[heading.field] = cell
        return found

    def _sector(self, cells: Mapping[int, Cell]) -> str:
        its = self._filled(cells)
        return plain(" ".join(its[field].text for field in ("theme", "text") if field in its))

    def _area_key(self, cells: Mapping[int, Cell]) -> str:
        """Give a key of an area that begins as the key of the larger area that holds it, where codes say so."""
        its = [
            cells[column].text
            for column, heading in self.by_column.items()
            if heading.field == "area" and column in cells
        ]
        codes = [text for text in its if re.fullmatch(r"[A-Z]{2,3}\d+", text.strip())]
        return plain(codes[-1] if codes else " ".join(its))

    def _is_all_sectors(self, cells: Mapping[int, Cell]) -> bool:
        its = self._filled(cells)
        sector = plain(its["theme"].text) if "theme" in its else ""
        words = plain(its["text"].text) if "text" in its else ""
        area = plain(its["area"].text) if "area" in its else ""
        return sector in WHOLE or words in WHOLE or area in WHOLE or bool(_CASELOAD.search(words))

    def _is_whole(self, cells: Mapping[int, Cell]) -> bool:
        its = self._filled(cells)
        return "who" not in its or plain(its["who"].text) in WHOLE

    def _read_need(self, row: int, cells: Mapping[int, Cell]) -> None:
        its = self._filled(cells)
        draft = Draft("needs", self.account.place(self.sheet, row))
        draft.form = "needs table"
        sector = its.get("text") or its.get("theme")
        parts = [its[field] for field in ("area", "who") if field in its and not self._says_whole(field, its)]
        shown = [
            " ".join(cell.text.split()) for cell in ([sector] if sector else []) + parts if not _has_no_value(cell)
        ]
        draft.values["text"] = ", ".join(shown)
        for field, cell in its.items():
            if (field == "text" and not _has_no_value(cell)) or (field == "who" and self._says_whole(field, its)):
                self.account.use(self.sheet, cell, f"needs.{field}")
            else:
                title, manner = self.by_column[cell.column].title, self.manners.get(cell.column)
                self.filler.fill(draft, columns_by_field("needs")[field], cell, title, its=manner)
        for column, cell in cells.items():
            heading = self.by_column.get(column)
            if heading is None:
                self.account.leave(self.sheet, [cell], "no heading over it")
            elif cell is not its.get(heading.field or ""):
                draft.keep(self.account.keep(self.sheet, cell, heading.title))
        self.needs.append(draft)

    def _says_whole(self, field: str, its: Mapping[str, Cell]) -> bool:
        return plain(its[field].text) in WHOLE

    # -- scores by area -----------------------------------------------------------------------------------------------

    def _read_area(self, row: int, cells: Mapping[int, Cell]) -> None:
        name = next(
            (cells[column] for column, each in self.by_column.items() if each.field == "area" and column in cells), None
        )
        if name is None:
            self.account.leave(self.sheet, cells.values(), "no area in its row")
            return
        if plain(name.text) in WHOLE:
            self._leave(row, cells, TOTAL)
            return
        need = Draft("needs", self.account.place(self.sheet, row))
        need.form = "needs table"
        need.values = {"text": " ".join(name.text.split()), "area": " ".join(name.text.split())}
        self.account.use(self.sheet, name, "needs.area")
        criteria = []
        for column, cell in cells.items():
            heading = self.by_column.get(column)
            if heading is None:
                self.account.leave(self.sheet, [cell], "no heading over it")
            elif heading.field == "criteria":
                criteria += self._criterion(need, heading, cell)
            elif heading.field is None:
                need.keep(self.account.keep(self.sheet, cell, heading.title))
        self.needs.append(need)
        if criteria:
            score = Draft("scores", need.place)
            score.values = {"of_need": need, "rater": self.account.book.file, "criteria": tuple(criteria)}
            self.scores.append(score)

    def _criterion(self, need: Draft, heading: Heading, cell: Cell) -> list[tuple[str, Decimal]]:
        """Give a number under its heading; what is no number is kept as unread, and “NA” as not known."""
        number = number_of(cell)
        if number is not None:
            self.account.use(self.sheet, cell, "scores.criteria")
            return [(heading.title, number)]
        if plain(cell.text) in ("na", "n/a") or values.unknown_state(cell.text) is not None:
            self.account.use(self.sheet, cell, "scores.criteria (not known)")
            return []
        place = self.account.place(self.sheet, cell.row, cell.column, heading.title)
        reason = "error_value" if cell.error else "no_result" if cell.no_result else "not_a_number"
        wanted = "a number" if reason == "not_a_number" else "a value"
        self.account.fail(self.sheet, cell, f"{heading.title}: {wanted} is needed")
        need.cannot_read(
            Unread(text=cell.text, wanted=wanted, reason=reason, heading=heading.title, about="", place=place)
        )
        return []


def _has_no_value(cell: Cell) -> bool:
    return bool(cell.error or cell.no_result)


def _is_code(heading: Heading) -> bool:
    return "code" in heading_key(heading.text) or "+code" in heading.text
