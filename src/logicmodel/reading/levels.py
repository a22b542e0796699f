"""What a logframe says where: its levels, its headings, and the statements of a cell.

Levels stand down one column, as words with or without a number (“OUTPUT 1.2: Wells drilled”, “Op 1.2”). Headings stand
over two or more things of a measure, once for the whole table or again over each level.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from logicmodel.model import When
from logicmodel.patterns import pattern_of
from logicmodel.reading import values
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.files.grid import Sheet
from logicmodel.reading.heading_words import LONGEST, meanings, opens_as_known, stage_word
from logicmodel.reading.headings import ROWS_TO_LOOK_AT, Heading, alike, heading_row, votes
from logicmodel.reading.parting import Second
from logicmodel.reading.shapes import MATRIX, OF_THE_REGISTER, STAGES, NotRead, Table
from logicmodel.reading.steps import of_single_groups, periods_between, steps_and_aim
from logicmodel.reading.two_rows import in_one_row, rows_of_headings
from logicmodel.sheets import PLAN_ORDER
from logicmodel.words.load import names, vocabulary
from logicmodel.words.periods import begins_in_any_month, period_in
from logicmodel.words.spelling import heading_key, heading_parts, unaccented, western_digits

MEASURED = frozenset(("text", "baseline", "target", "milestone", "source"))
"""Fields of a measure of which two make a row of headings."""

OF_A_MEASURE = MEASURED | frozenset(
    "unit target_date milestone_date baseline_date frequency owner disaggregate_by method definition".split()
)
"""Fields of a measure that a column of a logframe may fill."""

NUMBERED = frozenset(("baseline", "milestone", "target"))
"""Fields of a measure that hold its numbers."""

LETTERS: Mapping[str, str] = {
    "im": "impact", "oo": "impact", "og": "impact", "oc": "outcome", "so": "outcome", "os": "outcome", "oe": "outcome",
    "op": "output", "r": "results", "er": "output", "re": "output", "ac": "activity", "a": "activity", "in": "input",
    "act": "activity", "ir": "outcome_medium", "sub-ir": "outcome_short", "io": "outcome_medium", "eopo": "outcome_long",
    "eoio": "outcome_long",
}  # fmt: skip
"""Letters before a number that stand for a level: “Op 1.1”."""

ALONE = frozenset(("OG", "OE", "OS", "OO", "SO", "IR"))
"""Letters that stand for a level without a number, too: “OG: …”."""

RESULTS = frozenset(
    "results result resultats resultat resultados resultado ergebnisse ergebnis النتايج النتيجه نتايج نتيجه".split()
) | {"النتايج المتوقعه", "النتيجه المتوقعه"}
"""The word that means outputs to some and outcomes to others."""

OBJECTIVE = pattern_of(
    r"(?:strategic |estrategico |strategique |strategisches )?(?:objective|objectif|objetivo|ziel)s?"
    r"(?: strategic| estrategicos?| strategiques?)?|الهدف الاستراتيجي|هدف استراتيجي"
)
"""Words for an objective, of which only its neighbours say whether it is an impact or an outcome."""

TERMS = frozenset("short medium long intermediate court moyen corto medio largo curto longo kurz mittel lang".split())
"""Words for a term that are no level by themselves."""

UNSETTLED = ("results", "objective")
"""Words for a level whose stage the other levels have to settle."""

QUALIFIER = pattern_of(
    r"(?:statements?|description|name|title|text|key|main|planned|expected|intended|related|linked|associated|parent|project"
    r"|programme|program|clave|claves|principal|principales|previstos?|previstas?|esperados?|esperadas?|planificad[oa]s?"
    r"|relacionad[oa]s?|cle|cles|principale|principales|prevues?|attendue?s?|liee?s?|chave|principais|erwarteter?"
    r"|geplanter?)"
)
"""Words beside the word for a level that do not change it."""

_CODE = pattern_of(
    r"(?:indicators?|indicateurs?|indicador(?:es)?|indikator(?:en)?|kpis?)?[ .-]*"
    r"(?:code|codigo|id|no|n°|nº|number|numero|nr|ref)(?: (?:of|de|del|do|du|de l')? ?(?:the )?"
    r"(?:indicator|indicateur|indicador))?"
)
_EVIDENCE = frozenset(("evidence", "evidence source", "supporting evidence", "evidence base"))
"""Headings over what a claim rests on, or over how a measure is checked."""

_ASSUMPTION = pattern_of(r"\b(?:assumption|hypothes|hipotes|supuesto|pressuposto|premissa|annahme)|افتراض|فرضيات")
_RISK = pattern_of(r"\b(?:risk|risque|riesgo|risco|risik)|مخاطر")
_INDICATOR_WORD = r"(?:indicators?|indicateurs?|indicador(?:es)?|indikator(?:en)?)"
_INDICATOR = pattern_of(rf"(?:\w+ ){{0,2}}{_INDICATOR_WORD}(?: [\w. ()]{{1,20}})?")
_HAS_A_STEM = pattern_of("|".join((_ASSUMPTION.pattern, _RISK.pattern, _INDICATOR_WORD)))
_NUMBER = pattern_of(r"\s*(?:n[°º.]|#)?\s*(\d{1,3}(?:\.\d{1,3})*)(?![\d%])\.?")
_ENDS_A_LABEL = pattern_of(r"\d|[:\n–—]|\s-\s|(?<![^\W\d_]{2})\.\s|\.\s(?!\d)|\Z")
_DIGIT = pattern_of(r"\d")
_LETTERED = pattern_of(r"(?P<words>[^\d:\n]{2,40}?) (?P<number>[A-Z](?:\.\d{1,2}){0,3})[ .)]*(?=[:\n–—-]|\Z)")
_AS_STATED = pattern_of(
    r"\s(?:as (?:stated|set out|per)|tel(?:le)? qu|según|como se|conforme|gemäß)\b.*", re.IGNORECASE
)
_NUMBER_SIGN = pattern_of(r"\s*(?:\bn[°ºo]?|#)\.?\s*$", re.IGNORECASE)
LEADING_NUMBER = pattern_of(r"\s*\(?(\d{1,3}(?:\.\d{1,3})+|\d{1,2}(?=[.)]))[.)]?\s+(?=\S)")
SIDE = pattern_of(
    r"(?:(?:impact|outcome|output) )?(?:weighting|risk rating|risk|primary theme)(?: \(%\))?", re.IGNORECASE
)
_QUARTER = pattern_of(
    r"(?:q|t|quarter|qtr|trimestre|trim\.?|quartal|الربع)[ .-]?([1-4])(?:[ ,/-]*(?:fy ?)?((?:19|20)\d\d))?"
    r"|([1-4])(?:st|nd|rd|th|er|e|eme|o|º|°|ª|\.)? ?(?:quarter|qtr|trimestre|trim\.?|quartal)"
)
_BRACKET = pattern_of(r"\(([^)]+)\)")
_BETWEEN = " \t\r\n:.–—-"
_YEARS = pattern_of(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Label(NamedTuple):
    """What a cell says of the level: a stage word (or “results”, assumption, risk), its number, and what follows."""

    word: str
    number: str
    rest: str
    shown: str


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


@lru_cache(65_536)  # each text is looked at again and again
def label_of(text: str) -> Label | None:
    """Read a cell that begins with a level: “OUTCOME 1: Families are warm”, “Op 1.1”, “Overall objective(s)”.

    >>> label_of("OUTPUT 1.2: Wells drilled")[:3], label_of("Goal")[:3], label_of("Outcomes are better")
    (('output', '1.2', 'Wells drilled'), ('impact', '', ''), None)
    """
    lettered = _LETTERED.match(text)
    if lettered and (named := _level_named(lettered["words"].strip())):
        rest = text[lettered.end() :].lstrip(_BETWEEN).strip()
        return Label(named, lettered["number"], rest, lettered["words"].strip())
    end = _ENDS_A_LABEL.search(text)
    words, tail = (text[: end.start()], text[end.start() :]) if end else (text, "")
    words = _NUMBER_SIGN.sub("", words).strip()
    number = _NUMBER.match(tail)
    if number and "\n" in tail[: number.start(1)]:
        number = None  # “PURPOSE” and, on the next line, “500 homes are warm”
    word = None
    if words and len(_AS_STATED.sub("", words)) <= 60:
        stands_for_one = bool(number) or (words in ALONE and tail.lstrip().startswith(":"))
        word = _level_named(words) or (LETTERS.get(unaccented(words)) if stands_for_one else None)
    of_another = _level_of_another(words) if word is None and number else None
    if word is None and of_another is None:
        return None
    rest = tail[number.end() :] if number else tail
    if (note := _BRACKET.fullmatch(rest.strip(_BETWEEN))) and _level_named(note[1]):
        rest = ""  # “Outcome 1 (Specific objective)”
    its_number = western_digits(number[1]) if number and word else ""
    return Label(word or of_another or "", its_number, rest.lstrip(_BETWEEN).strip(), words)


def _level_of_another(words: str) -> str | None:
    """Give the level that is named before the one to which it belongs: “Activités R”, “Activities for output”."""
    first, above = words.partition(" ")[0], words.rpartition(" ")[2]
    return (
        _level_named(first)
        if 0 < words.count(" ") < 4 and (LETTERS.get(unaccented(above)) or _level_named(above))
        else None
    )


@lru_cache(16_384)  # “Output 1” and “Output 2” have the same words
def _level_named(words: str) -> str | None:
    """Give the stage word, the kind of row of the register or “results” that words are."""
    words = _AS_STATED.sub("", words)  # “Intended outcome as stated in the country programme”
    bare = " ".join(each for each in words.split() if not QUALIFIER.fullmatch(unaccented(each)))
    if _says_results(words) or (
        bare != words and heading_key(words) not in vocabulary("stage") and _says_results(bare)
    ):
        return "results"
    if OBJECTIVE.fullmatch(heading_key(words)):
        return "objective" if heading_key(words) not in vocabulary("stage") else stage_word(words)
    notes = () if _HAS_A_STEM.search(unaccented(words)) else _BRACKET.findall(words)
    bare = "" if heading_key(bare) in TERMS else bare  # “Short description”
    known = (stage_word(each) for each in (words, bare, *notes) if each)
    return next((word for word in known if word in STAGES or word in OF_THE_REGISTER), None)


@lru_cache(65_536)  # each text is looked at again and again
def field_of(text: str) -> str | None:
    """Give what a heading of a logframe stands over: a field of a measure, “assumption”, “risk”, “reading”, “level” or the like."""
    if not opens_as_known(text) and not _HAS_A_STEM.search(text.casefold()):
        return None
    key = unaccented(" ".join(text.split()))
    if _ASSUMPTION.search(key) and len(key) <= 60:
        return "assumption"
    its = meanings(text)
    parts = (its, *(names().get(part, ()) for part in heading_parts(text)))
    of_measures = (name.field for part in parts for name in part if name.sheet == "indicators")
    field = next((field for field in of_measures if field in OF_A_MEASURE), None)
    if field:
        return field
    if _INDICATOR.fullmatch(key):
        return "text"
    if _RISK.search(key) and len(key) <= 40:
        return "risk"
    for sheet, field, name in (("readings", "value", "reading"), ("elements", "stage", "level")):
        if any((each.sheet, each.field) == (sheet, field) for each in its):
            return name
    if any((each.sheet, each.field) == ("elements", "text") for each in its):
        return "statement"
    return "level" if _says_results(text) else None


def is_code(text: str) -> bool:
    """Say whether a heading stands over the codes or numbers of what is beside it: “#”, “No.”, “Indicator code”."""
    return text.strip() == "#" or bool(_CODE.fullmatch(unaccented(" ".join(text.split())).strip(" .:")))


def settled(word: str, others: Collection[str]) -> str | None:
    """Settle “results” or “objective” by the words of the other levels; None if these do not say.

    >>> settled("results", {"outcome", "activity"}), settled("results", {"output"}), settled("objective", {"outcome"})
    ('output', 'outcome', 'impact')
    """
    outcomes = any(each.startswith("outcome") for each in others)
    if word == "results":
        return "output" if outcomes or "objective" in others else "outcome" if "output" in others else None
    return "impact" if outcomes else "outcome" if {"impact", "output", "activity", "results"} & set(others) else None


def _says_results(text: str) -> bool:
    return opens_as_known(text) and heading_key(text) in RESULTS


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


def names_a_level(text: str) -> bool:
    """Say whether a text is a level and nothing more: “Goal”, “Output 1.1”."""
    label = label_of(text)
    return label is not None and not label.rest


def is_side_label(text: str) -> bool:
    """Say whether words in the column of levels are a small heading of their own: “OUTPUT WEIGHTING (%)”."""
    return text.isupper() or bool(SIDE.fullmatch(" ".join(text.split())))


def statements(text: str, level: str) -> list[str]:
    """Part a cell of statements into lines: where each has a bullet or number, or the level is named in the plural."""
    lines = _with_their_labels([line.strip() for line in text.splitlines() if line.strip()])
    marked = [line for line in lines if values.split_lines(line) != (line,) or LEADING_NUMBER.match(line)]
    several_levels = heading_key(level).rstrip(")").endswith("s") and not any(line[:1].islower() for line in lines)
    labelled = all((label := label_of(line)) and label.number and label.rest for line in lines)
    if len(lines) > 1 and not (len(marked) == len(lines) or several_levels or labelled):
        return [" ".join(lines)]
    if len(lines) == 1 and not LEADING_NUMBER.match(lines[0]):
        return list(values.split_lines(lines[0])) or lines
    return [line if LEADING_NUMBER.match(line) else next(iter(values.split_lines(line)), line) for line in lines]


def _with_their_labels(lines: Sequence[str]) -> list[str]:
    """Put “Output 1” alone in its line before the words on the next one."""
    made: list[str] = []
    opened = False
    for line in lines:
        made[-1:] = [f"{made[-1]}: {line}"] if opened else [*made[-1:], line]
        label = label_of(line) if not opened else None
        opened = bool(label and label.number and not label.rest)
    return made


@lru_cache(1024)
def when_of(title: str) -> When | None:
    """Give the date that a heading names: “Milestone 1 (March 2026)”, “Target 2027”, “T3 2026”, “Year 1”.

    A financial year is kept in words: when it begins is not known.
    """
    period = _period_of(title)
    if period and begins_in_any_month(unaccented(period)):
        return When(text=period, state="not_known")
    quarter, years = quarter_of(title), _YEARS.findall(title)
    if quarter and years:
        title = f"Q{quarter} {years[-1]}"
        its = values.read_when(None, title)
        return its if isinstance(its, When) and its.first else None
    for text in (*_BRACKET.findall(title), *_YEARS.findall(title)[-1:], *([period] if period else [])):
        when = values.read_when(None, text)
        if isinstance(when, When) and (when.first or when.months):
            return when
    return None


def _period_of(title: str) -> str | None:
    """Give the period that stands in a heading or in a part of it, as typed."""
    for part in re.split(r"\s/\s|[\n|]", title):
        shown = " ".join(part.split())
        if period := period_in(unaccented(shown)):
            at = shown.casefold().find(period)
            return shown[at : at + len(period)] if at >= 0 else period
    return None


def quarter_of(text: str) -> int | None:
    """Give the number of the quarter that a heading names: “T1”, “Q3 2025”, “2º trimestre”.

    >>> [quarter_of(text) for text in ("T1 ", "Q3 2025", "2º trimestre", "T1 / Meta (trimestral)", "Q12")]
    [1, 3, 2, 1, None]
    """
    for part in (text, *re.split(r"[/\n|]", text)):
        found = _QUARTER.fullmatch(unaccented(" ".join(part.split())))
        if found:
            return int(found[1] or found[3])
    return None
