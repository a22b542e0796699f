"""Recognising tables of needs from elsewhere: people in need by sector and area, scores by area, needs beside criteria.

People in need: one need for each sector and area, at the finest area that a table has. Scores by area: one need for
each area, and its numbers as criteria. A table that names its needs is one of the full sheet, with more of its columns
understood.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reading.asked_for import asks_about_needs
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_rows import ROWS_TO_LOOK_AT, heading_row
from logicmodel.reading.heading_words import LONGEST, meanings
from logicmodel.reading.headings import Heading, named_columns
from logicmodel.reading.needs.beside import number_of
from logicmodel.reading.needs.criteria import counts_answers, is_of_a_person, with_criteria
from logicmodel.reading.needs.scored_areas import scores_by_area
from logicmodel.reading.signs import asks_something
from logicmodel.reading.tables import FORM, TIE, UNKNOWN, NotRead, Table
from logicmodel.words.load import vocabulary
from logicmodel.words.matching import words_of
from logicmodel.words.spelling import heading_key, looks_like_ref, plain

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

_SUM_OF = pattern_of(
    r"(?:sum|count|average|min|max|summe|anzahl|mittelwert|somme|nombre|moyenne|suma|cuenta|promedio) (?:of|von|de) "
)

OF_A_DATA_SHEET = pattern_of(
    r"#(?:adm\d|country|region|date|org|sector|subsector|affected|targeted|crisis|loc|event)\b"
)
"""Hashtags of tables that are not about needs, unless #inneed stands beside them."""

_WORDS_FOR_IN_NEED = (
    "pin|people in need|persons in need|in need|personas con necesidad(?:es)?|personas en necesidad|personas necesitadas|"
    "poblacion con necesidad(?:es)?|personnes dans le besoin|population dans le besoin|pessoas com necessidades|"
    "pessoas em necessidade|menschen in not|hilfsbedurftige(?: menschen)?|(?:الاشخاص )?المحتاجون|المحتاجين"
)
_IN_NEED = pattern_of(
    rf"(?:(?:number of|nombre de|numero de|anzahl(?: der)?|عدد) )?(?:{_WORDS_FOR_IN_NEED})(?: \(?pin\)?)?"
)
_GROUP_IN_NEED = pattern_of(
    rf"(?P<group>.*[^\W\d_].*?)\s*[-–:(]?\s*\b(?:{_WORDS_FOR_IN_NEED})\)?"
    rf"|(?:{_WORDS_FOR_IN_NEED})\s*[-–:(]?\s*(?:of |among |de |des |del )?\b(?P<behind>[^()]*[^\W\d_][^()]*?)\)?",
)
"""A heading over the people in need of one group: “IDPs PiN”, “People in need (returnees)”."""

SECTOR = frozenset(("sector", "cluster", "secteur", "setor", "sektor", "القطاع"))
CATEGORY = frozenset(("category", "population group", "group", "categorie", "categoria", "grupo", "groupe"))
POPULATION = frozenset(
    (
        *("population", "total population", "poblacion", "poblacion total", "populacao", "populacao total"),
        *("population totale", "bevolkerung", "gesamtbevolkerung", "السكان", "عدد السكان", "اجمالي السكان"),
    )
)
KEPT = frozenset(("targeted", "affected", "reached", "info", "#targeted", "#affected", "#reached", "#meta"))
"""Headings of numbers that are no needs; they are known, and kept with the need of their row."""

WHOLE = frozenset(("total", "all", "overall", "intersectoral", "inter-sectoral", "tous", "todos", "alle"))
"""Words for all sectors, or all groups of people together."""

TAGS = {"#inneed": "count", "#sector": "theme", "#category": "who", "#beneficiary": "who", "#population": "out_of"}
"""What a column stands for, by its hashtag without attributes."""

BESIDE_A_NEED = frozenset(("causes", "consequences", "who", "count", "quote", "severity", "priority"))
"""What shows that statements are needs, where only one heading over them says so."""

BESIDE_ANYTHING = frozenset(("area", "who", "level", "as_of", "notes", "extra"))
"""What stands beside needs, and beside much else."""

OF_PEOPLE = "it looks like a list of people, and says nothing of needs"

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
        table = _people_in_need(sheet, decided_row) or scores_by_area(sheet)
        if table is not None:
            return table
        tags = [cell.text for cell in sheet.cells.row(_tags(sheet)).values() if OF_A_DATA_SHEET.match(cell.text)]
        if len(tags) >= 2:
            return NotRead(sheet=sheet, reason=UNKNOWN, why=_why_not_of_needs(tags))
    if isinstance(found, Table) and is_needs:
        table = with_criteria(found)
        return NotRead(sheet=sheet, reason=UNKNOWN, why=OF_PEOPLE) if _is_of_people(table) else table
    if isinstance(found, Table) and found.key == "elements" and _levels_are_numbers(found):
        return NotRead(sheet=sheet, reason=UNKNOWN, why="its levels are numbers, and no stages of a plan")
    if isinstance(found, NotRead) and _is_pivot(sheet):
        return NotRead(sheet=sheet, reason=UNKNOWN, why="it looks like a pivot table, a summary of another sheet")
    is_bare_tree = (
        isinstance(found, Table)
        and found.key == "problem_links"
        and not {"cause", "effect"} <= {each.field for each in found.headings}
    )
    if is_bare_tree or _scores_needs_in_words(found) or (isinstance(found, NotRead) and found.reason in (UNKNOWN, TIE)):
        if isinstance(found, Table) and found.key == "scores" and found.top < found.row:
            return _scored_under_two_rows(found)
        return _needs_under_one_heading(sheet, decided_row)
    return None


def _is_of_people(table: Table) -> bool:
    """Say whether rows are people, with nothing beside their names that shows a need."""
    shows_needs = any(
        each.sheet in ("needs", "scores") and each.field not in (*BESIDE_ANYTHING, *(("text",) if each.guessed else ()))
        for each in table.headings
    )
    return not shows_needs and any(is_of_a_person(each) for each in table.headings if each.field in (None, "extra"))


def _scored_under_two_rows(found: Table) -> Table | None:
    """Recognise needs beside what each side gave them, where a row above the parts names the sides."""
    headings = tuple(
        Heading(column=each.column, text=each.text, sheet="needs", field="text")
        if each.field == "need"
        else Heading(column=each.column, text=each.text)
        for each in found.headings
    )
    table = with_criteria(replace(found, key="needs", headings=headings))
    return table if any(each.sheet == "scores" for each in table.headings) else None


def _scores_needs_in_words(found: Table | NotRead) -> bool:
    """Say whether a sheet named for scores holds the needs themselves, and no Refs of needs and nobody who scored."""
    if not isinstance(found, Table) or found.key != "scores" or any(each.field == "rater" for each in found.headings):
        return False
    needs = next((each.column for each in found.headings if each.field == "need"), 0)
    return not any(looks_like_ref(cell.text) for cell in found.sheet.cells.beneath(found.row).get(needs, ()))


def _needs_under_one_heading(sheet: Sheet, decided_row: int | None) -> Table | None:
    """Recognise needs by the one heading that is known, with what people gave them beside it, or with nothing else.

    What they gave is votes, places or points of raters, or the parts of a rating; a list of needs has to be one of
    statements, and no list of single words to choose from.
    """
    row = decided_row or heading_row(sheet)[0]
    named = [column for column, cell in sheet.cells.row(row).items() if _names_needs(cell)]
    by_words = _heading_in_own_words(sheet, decided_row) if not named else None
    if by_words is not None:
        row, named = by_words.row, [by_words.column]
    cells, under = sheet.cells.row(row), sheet.cells.beneath(row)
    if len(named) != 1 or len(under.get(named[0], ())) < 2:
        return None
    statements = [len(words_of(cell.text)) for cell in under[named[0]] if number_of(cell) is None]
    headings = tuple(
        replace(each, sheet="needs", field="text", guessed=by_words is not None) if each.column == named[0] else each
        for each in named_columns("needs", cells, under)
    )
    table = with_criteria(Table(sheet=sheet, key="needs", row=row, top=row, headings=headings))
    if not any(each.field == "text" for each in table.headings):
        return None
    scored = {each.field for each in table.headings if each.sheet == "scores"} | {
        each.field for each in table.headings if each.field in ("votes", "criteria")
    }
    others = {each.field for each in table.headings} - {"text", "id"}
    are_statements = 2 * sum(each > 2 for each in statements) > len(statements)
    is_list = not others and set(under) <= set(cells) and are_statements
    is_told_of = are_statements and bool(others & BESIDE_A_NEED)
    answers = sum(counts_answers(cell.text) for cell in cells.values())
    are_scored = bool(scored or answers > 1) and len(statements) == len(under[named[0]])
    return table if is_list or is_told_of or are_scored else None


def _heading_in_own_words(sheet: Sheet, decided_row: int | None) -> Cell | None:
    """Find a heading of needs that nobody knows, by a word in it: “What people said we need”, “Problem raised”.

    A question is none: beneath it people answer in their own words. Nor is a title: all columns have a heading beside it.
    """
    for row, cells in islice(sheet.rows(), ROWS_TO_LOOK_AT):
        named = [
            cell
            for cell in cells.values()
            if len(cell.text) <= LONGEST
            and asks_about_needs(cell.text)
            and not asks_something(cell.text)
            and not meanings(cell.text)
        ]
        if decided_row in (None, row) and len(named) == 1 and set(sheet.cells.beneath(row)) <= set(cells):
            return named[0]
    return None


def _names_needs(cell: Cell) -> bool:
    its = {name.field for name in meanings(cell.text) if name.sheet == "needs"}
    return "text" in its <= {"text", "theme"} and heading_key(cell.text) != "what"


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
    cells = table.sheet.cells.beneath(table.row).get(column, ())
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
    cells = sheet.cells.row(row)
    tagged = {column: cell.text for column, cell in sheet.cells.row(tags).items()} if tags else {}
    under = sheet.cells.beneath(max(row, tags))
    headings = [
        Heading(
            column=column,
            text=cell.text,
            sheet="needs",
            field=_role(cell, tagged.get(column, ""), under.get(column, ())),
        )
        for column, cell in cells.items()
    ]
    headings = _with_groups(headings, under)
    fields = [each.field for each in headings]
    if not {"count", "count_of_group"} & set(fields) or not {"theme", "area"} & set(fields):
        return None
    return Table(sheet=sheet, key="needs_table", row=row, headings=tuple(_once(headings)))


def _with_groups(headings: Sequence[Heading], under: Mapping[int, Sequence[Cell]]) -> list[Heading]:
    """Take two or more columns of people in need, each of a group, for what they are; a total of them is none."""
    groups = {
        each.column: group
        for each in headings
        if each.field in (None, "count")
        and (group := group_in_need(each.title))
        and any(number_of(cell) is not None for cell in under.get(each.column, ()))
    }
    of_groups = [column for column, group in groups.items() if plain(group) not in WHOLE]
    if len(of_groups) < 2:
        return list(headings)
    made = []
    for each in headings:
        if each.column in of_groups:
            each = replace(each, field="count_of_group")
        elif each.field == "count" or each.column in groups:
            each = replace(each, field="extra")
        made.append(each)
    return made


def group_in_need(title: str) -> str:
    """Give the group whose people in need a heading stands over; “” for none.

    >>> [group_in_need(each) for each in ("IDPs PiN", "People in need (Returnees)", "Total PiN", "PiN 2025")]
    ['IDPs', 'Returnees', 'Total', '']
    """
    text = " ".join(title.split())
    found = _GROUP_IN_NEED.fullmatch(text.casefold())
    if not found:
        return ""
    start, end = found.span("group" if found["group"] else "behind")
    return text[start:end].strip(" -–:()")


def _role(cell: Cell, tag: str, under: Sequence[Cell]) -> str | None:
    """Give what a column of a humanitarian table stands for."""
    key = re.sub(r" (?:19|20)\d\d$", "", heading_key(cell.text))
    name = tag.partition("+")[0].strip()
    if name in TAGS:
        return "text" if name == "#sector" and "+description" in tag else TAGS[name]
    if _IN_NEED.fullmatch(key):
        return "count"
    for words, field in ((SECTOR, "theme"), (CATEGORY, "who")):
        if key in words:
            return field
    if key in POPULATION and under and all(number_of(each) is not None for each in under):
        return "out_of"
    if key in KEPT or name in KEPT:
        return "extra"
    if key == "description":
        return "text"
    named = cell.text.strip()
    named = named[: -len(" name")] if named.casefold().endswith((" name", "_name")) else named  # “Admin1 Name”
    its = {each.field for each in meanings(named) if each.sheet == "needs"}
    return next((field for field in ("area", "severity", "as_of", "who") if field in its), None)


def _once(headings: Sequence[Heading]) -> Iterator[Heading]:
    """Keep each field for its first column; there may be several columns of areas, from large to small."""
    taken: set[str | None] = set()
    for each in headings:
        field = None if each.field in taken and each.field not in ("area", "extra", "count_of_group") else each.field
        taken.add(field)
        yield replace(each, field=field)
