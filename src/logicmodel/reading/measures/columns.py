"""What the columns of a table of indicators stand for: measures, the boxes they belong to, their codes, quarters.

Such headings are often phrases about the level that they are for: “Declaración de Producto(s)”, “Outcome statement”,
“Indicadores de Producto”, “Metas de Producto por tipo de población”.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from logicmodel.model import Amount
from logicmodel.patterns import pattern_of
from logicmodel.reading import values
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_words import meanings, stage_word
from logicmodel.reading.headings import BOXES, Heading, named_columns
from logicmodel.reading.levels import (
    EXPECTED_RESULTS,
    OBJECTIVE,
    QUALIFIER,
    TERMS,
    UNSETTLED,
    names_a_level,
    settled,
)
from logicmodel.reading.measures.headings import OF_A_MEASURE, field_of, is_code, quarter_of
from logicmodel.reading.tables import ORDER, STAGES, Table
from logicmodel.words.spelling import heading_key, looks_like_ref, ref_letters

ABOVE = "above"
"""What a column of boxes holds that names what they lead to, by its code."""

OF_WORK = frozenset(("owner", "partners", "start", "end", "cost", "funder"))
"""Fields of a box that a column beside the stages may fill."""

_CONNECTS = pattern_of(
    r" (?:de la|de los|de las|del|de|des|du|da|do|das|dos|d'|l'|of the|of|por|para|pour|for|nach|fur) ?"
)
_STATEMENT = pattern_of(
    r"(?:declaracion|enunciado|descripcion|nombre|texto|declaration|enonce|description|libelle|intitule|nom|name|title"
    r"|titulo|titre|statement|declaracao|descricao|nome|beschreibung|bezeichnung)(?:es|s)?"
)
_STRAND = frozenset(
    "sector sectors sectores secteur secteurs setor setores sektor cluster clusters theme themes thema themen tema temas "
    "thematique component components composante composantes componente componentes komponente pillar pillars pilar "
    "pilares pilier piliers axis axe axes eje ejes eixo eixos strand workstream القطاع المحور".split()
) | {"thematic area", "programme area", "program area", "area tematica", "eje tematico", "axe strategique", "sous-theme"}  # fmt: skip
_CHAINS = frozenset(
    (
        "result chain", "results chain", "results hierarchy", "hierarchy of results", "hierarchy of objectives",
        "chaine de resultats", "chaine des resultats", "hierarchie des objectifs", "cadena de resultados",
        "jerarquia de objetivos", "cadeia de resultados", "hierarquia de objetivos", "wirkungskette", "zielhierarchie",
        "سلسله النتايج",
    )
)  # fmt: skip


def columns_of(sheet: Sheet, row: int) -> list[Heading]:
    """Name the columns of a table of indicators, given its row of headings."""
    cells, under = sheet.cells.row(row), sheet.cells.beneath(row)
    named = named_columns("indicators", cells, under)
    named = [_of_boxes(each, under.get(each.column, ())) for each in named]
    taken = {each.field for each in named if each.sheet == "indicators" and not quarter_of(each.text)}
    made = []
    for each in named:
        phrase = measured(each.text) if each.field is None else None
        if quarter_of(each.text) and each.sheet not in (BOXES, "readings") and not (each.year and each.step):
            each = replace(each, sheet="indicators", field="milestone", step=None, year=None)
        elif phrase and (phrase not in taken or phrase == "milestone"):
            each = replace(each, sheet="indicators", field=phrase)
        taken.add(each.field)
        made.append(each)
    return _settled(_with_numbers(_with_steps(made)))


def _of_boxes(heading: Heading, under: Sequence[Cell]) -> Heading:
    """Take a column for one of boxes, of their strand, or of the level that a measure is for, by its words and cells."""
    words = [cell for cell in under if isinstance(cell.value, str)]
    key = heading_key(heading.text)
    if key in _STRAND:
        return replace(heading, sheet=BOXES, field="strand", guessed=False, step=None)
    if not words or len(words) * 2 < len(under):
        return heading
    is_level = any((name.sheet, name.field) == ("elements", "stage") for name in meanings(heading.text))
    if is_level and sum(stage_word(cell.text) in STAGES for cell in words) * 2 > len(words):
        return replace(heading, sheet=BOXES, field="level", guessed=False, step=None)
    word = box_word(heading.text)
    if word is None or all(_is_short_ref(cell.text) for cell in words) or _are_targets(heading, under):
        return heading
    if all(names_a_level(cell.text) for cell in words):
        return replace(
            heading, sheet="indicators", field="measures", guessed=False, step=None
        )  # “Output 1.1”, no words
    return replace(heading, sheet=BOXES, field=word, guessed=False, step=None)


def _are_targets(heading: Heading, under: Sequence[Cell]) -> bool:
    """Say whether numbers stand under a word like “Meta” or “Goal”: then it is a target and no level."""
    if not any((name.sheet, name.field) == ("indicators", "target") for name in meanings(heading.text)):
        return False
    amounts = (values.read_amount(None, cell.text) for cell in under)
    numbers = sum(isinstance(amount, Amount) and amount.value is not None for amount in amounts)
    return numbers * 2 > len(under)


def _is_short_ref(text: str) -> bool:
    """Say whether a text is a Ref of few letters, as R1, or letters alone that logframes use as one, as OG and OE."""
    letters = text.strip()
    return (looks_like_ref(text) and len(ref_letters(text)) <= 2) or (
        len(letters) == 2 and letters.isalpha() and letters.isupper()
    )


def _with_steps(headings: Sequence[Heading]) -> list[Heading]:
    """Give steps that have no number one, from left to right: quarters are steps."""
    highest = max((each.step or 0 for each in headings if each.field == "milestone" and not each.year), default=0)
    made = []
    for each in headings:
        if each.sheet == "indicators" and each.field == "milestone" and each.step is None:
            highest += 1
            each = replace(each, step=highest)
        made.append(each)
    return made


def _with_numbers(headings: Sequence[Heading]) -> list[Heading]:
    """Take a column of codes that stands right before one of boxes for their numbers: “No. | Result”, “Output code”."""
    after = dict(pairwise(headings))
    made = []
    for each in headings:
        beside = after.get(each)
        before_boxes = beside is not None and beside.sheet == BOXES and beside.field in (*STAGES, *UNSETTLED)
        of_codes = is_code(each.text) or _level_of_code(each.text) is not None
        codes = each.field == "id" or (each.field is None and of_codes)
        made.append(replace(each, sheet=BOXES, field="number") if before_boxes and codes else each)
    return made


def _level_of_code(text: str) -> str | None:
    """Give the stage word beside the word for a code: “Output code”, “Código de producto”."""
    key = heading_key(text)
    words = key.split()
    first, last = words[0] if words else "", words[-1] if words else ""
    others = (_parted(key)[2], " ".join(words[1:]), " ".join(words[:-1]))
    is_one = is_code(first) or is_code(last)
    return next((word for each in others if each and (word := box_word(each))), None) if is_one else None


def _settled(headings: Iterable[Heading]) -> list[Heading]:
    """Settle “Results” and “Objective” by the other columns of boxes; what they do not settle stays open."""
    made = list(headings)
    words = {each.field or "" for each in made if each.sheet == BOXES}
    return [_with_word(each, _word_of(each, words)) if each.sheet == BOXES else each for each in made]


def _word_of(heading: Heading, words: Collection[str]) -> str | None:
    word = heading.field or ""
    return (settled(word, words) or word) if word in UNSETTLED else None


def _with_word(heading: Heading, word: str | None) -> Heading:
    return replace(heading, field=word, guessed=word not in UNSETTLED) if word else heading


def with_measures(table: Table) -> Table:
    """Take the columns of a wide table that stand under a word for indicators for measures."""
    headings = (
        replace(each, field="measurement")
        if each.field in (None, "strand")
        and not each.decided
        and field_of(each.text) == "text"
        and not is_code(each.text)
        else each
        for each in table.headings
    )
    return replace(table, headings=tuple(headings))


def with_work(table: Table) -> Table:
    """Take the columns that neither a stage nor a measure needs for what is said of its work, each field once a stage."""
    taken: set[str] = set()
    headings = []
    for each in table.headings:
        taken = set() if each.field in STAGES else taken
        free = each.field in (None, "strand") and not each.decided
        fields = [name.field for name in meanings(each.text) if name.sheet == "elements"] if free else []
        field = next((field for field in fields if field in OF_WORK - taken), None)
        taken |= {field} if field else set()
        headings.append(replace(each, sheet="elements", field=field) if field else each)
    return replace(table, headings=tuple(headings))


def pointing_up(table: Table) -> Table:
    """Take “Outcome ID” beside outputs, and “Output code” beside activities, for what each of them leads to."""
    words = {each.field for each in table.headings if each.sheet == BOXES and each.field in STAGES}
    own = table.tab_stage or next((STAGES[word or ""] for word in words if len(words) == 1), None)
    place = {"elements": ("elements", "leads_to"), "indicator_table": (BOXES, ABOVE)}.get(table.key)
    if own is None or place is None or any(each.field == place[1] for each in table.headings):
        return table
    above = (
        each.column
        for each in table.headings
        if each.field is None and (word := _level_of_code(each.text)) in STAGES
        if ORDER.index(STAGES[word or ""]) > ORDER.index(own)
    )
    first = next(above, 0)
    headings = (
        replace(each, sheet=place[0], field=place[1]) if each.column == first else each for each in table.headings
    )
    return replace(table, headings=tuple(headings))


def box_word(text: str) -> str | None:
    """Give the stage word of the boxes that stand under a heading, “results” or “objective” where it could be several.

    >>> [box_word(text) for text in ("Declaración de Producto(s)", "Key activities", "Outcome statement", "Output indicator")]
    ['output', 'activity', 'outcome', None]
    """
    if field_of(text) in OF_A_MEASURE - {"target"}:
        return None
    if len({word for part in re.split(r"[/&|\n]", text) if (word := _box_word(part)) in (*STAGES, "results")}) > 1:
        return "results"  # “Result / Activity” says of no box which of the two it is
    for part in (text, re.sub(r"\((?:e?s|es)\)", "", text)):
        if found := _box_word(part):
            return found
    return None


def _box_word(text: str) -> str | None:
    key = heading_key(text)
    if key in EXPECTED_RESULTS or key in _CHAINS:
        return "results"
    word = stage_word(text)
    if word == "participation":
        return None  # “Audience” is who reads the numbers
    if word in STAGES:
        return word
    if OBJECTIVE.fullmatch(key):
        return "objective"
    words, _, rest = _parted(key)
    if rest and _STATEMENT.fullmatch(words):
        return _box_word(rest)
    left = " ".join(each for each in words.split() if not QUALIFIER.fullmatch(each))
    if not left or (left == key and not rest) or left in TERMS:
        return None
    word = "results" if left in EXPECTED_RESULTS else stage_word(left)
    return word if word in STAGES or word == "results" else None


def measured(text: str) -> str | None:
    """Give the field of a measure that a phrase is about: of “Metas de Producto por tipo de población” the first noun."""
    if is_code(text):
        return "id"
    field = field_of(text)
    if field in OF_A_MEASURE:
        return field
    words, _, rest = _parted(heading_key(re.sub(r"\((?:e?s|es)\)", "", text)))
    found = field_of(words) if rest else None
    return found if found in OF_A_MEASURE and found != "text" else None


def level_of_the_measures(table: Table) -> str | None:
    """Give the stage that the heading over the indicators names: “Indicadores de Producto” measure outputs."""
    heading = next((each for each in table.headings if each.sheet == "indicators" and each.field == "text"), None)
    return level_named(heading.text) if heading else None


def level_named(text: str) -> str | None:
    """Give the stage that a heading over indicators names: “Output indicator”, “Indicadores de Producto”."""
    key = heading_key(re.sub(r"\((?:e?s|es)\)", "", text))
    _, _, rest = _parted(key)
    words = [rest, *key.split()] if rest else key.split()
    return next((word for each in words if (word := stage_word(each)) in STAGES), None)


def _parted(key: str) -> tuple[str, str, str]:
    """Part a phrase at its first connecting word: “metas de producto”."""
    found = _CONNECTS.search(key)
    return (key[: found.start()], found[0], key[found.end() :]) if found else (key, "", "")
