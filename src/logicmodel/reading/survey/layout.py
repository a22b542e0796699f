"""What stands over the columns of an export: its kind, its rows of headings, and what each column is for."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reading.asked_for import asks_about_needs, is_about_people, words_in
from logicmodel.reading.heading_words import meanings
from logicmodel.reading.marks import ranked_topics, topics
from logicmodel.reading.signs import IMPORT_ID, OF_FORMS, OF_KOBO, OF_SURVEY_MONKEY, PARENTS, TIMES, program_of
from logicmodel.reading.survey.joined import are_rankings, is_joined_without_space, joined_by
from logicmodel.reading.survey.options import are_places, parted_headings
from logicmodel.reading.survey.people import rows_are_people
from logicmodel.reading.survey.personal import personal_field, personal_words
from logicmodel.reading.survey.programs import is_made_by_program, is_time_of_program
from logicmodel.reading.survey.source import HEAD, Row, Source
from logicmodel.words.spelling import plain, unaccented

ANSWERS, PERSONAL, PLATFORM, WHEN, ABOUT, OWN_WORDS, NOTHING = (
    "answers",
    "personal",
    "platform",
    "when",
    "about",
    "own_words",
    "nothing",
)
"""What a column is for; ABOUT are facts about the people asked."""

MARKS = "marks"
"""The kind of a table of marks: a row for each person, report or place, and a column for each topic."""

REPEAT = "repeat"
"""The kind of a sheet that holds one row for each of several things of a respondent: its rows are no respondents."""

_KOBO_TIMES = {"start", "end", "today"}
_OPEN_OPTIONS = {"response", "open-ended response", "reponse", "respuesta", "resposta", "antwort"}
_FIELDS = {"platform_meta": PLATFORM, "timestamp": WHEN, "demographic": ABOUT, "consent": ABOUT, "group": ABOUT}
_OWN_WORDS = pattern_of(
    r"_text$|^other_|_other(_text)?$|/other_|please specify|specify\)?$|pr[ée]cise[zr]|especifi|\bcomments?\b|commentaire|"
    r"\bown words\b|propres mots|(?:propias|pr[óo]prias) palabras|pr[óo]prias palavras|eigenen worten|بكلمات(?:ك|كم)",
    re.IGNORECASE,
)
_SUMMED_UP = pattern_of(r"Q\d+(?:[._]\d+)*")
_CODE_AND_WORDS = pattern_of(r"(?s)[A-Za-z]\w*(\[\w+\])*\. .+")  # as LimeSurvey heads columns if asked for both
_MADE = {"weight", "weights", "weighting", "stratum", "strata"}


class Column(Struct, frozen=True, kw_only=True):
    """One column: where it stands (from 0), what is over it, the question it belongs to, and the answer it stands for.

    `what` says for a personal column what is personal in it; `words` gives what its cells mean, where other columns say so.
    `joined` is what stands between several answers in a cell, where the first cells look so; `spaced` says that a “;” with
    a space after it stands within an answer. `ranked` says that its number is the place of its answer among those of the
    question, or that each of its cells puts all answers into an order.
    """

    index: int
    code: str
    heading: str
    question: str
    option: str | None = None
    role: str = ANSWERS
    what: str = ""
    words: Mapping[str, str] = {}
    joined: str = ""
    spaced: bool = False
    ranked: bool = False


class Layout(Struct, frozen=True, kw_only=True):
    """The rows of headings of an export, counted, and its columns."""

    kind: str
    rows: int
    columns: tuple[Column, ...]
    of_tests: tuple[int, frozenset[str]] | None = None  # a column, and what it says in rows that are only tests


def layout_of(source: Source) -> Layout | None:
    """Recognise an export by its first rows, or give None for a table of another kind."""
    head = [tuple(cell.strip() for cell in row) for row in islice(source.rows(), HEAD)]
    if len(head) < 2:
        return None
    if kind := _kind(head):
        return _looked_at(_BY_KIND[kind](kind, head), head)
    return _of_marks(head, found) if (found := topics(head)) else None


def plain_table(source: Source) -> Layout:
    """Take a table for an export although nothing says so: one row of headings."""
    head = [tuple(cell.strip() for cell in row) for row in islice(source.rows(), HEAD)]
    return _looked_at(_one_row("other", head or [()]), head)


def _looked_at(layout: Layout, head: Sequence[Row]) -> Layout:
    """Note of the columns of answers by what several of them are joined in a cell, and which hold places in a ranking."""
    columns = []
    by_question: dict[str, list[int]] = {}
    for column in layout.columns:
        if column.option is not None and column.role == ANSWERS:
            by_question.setdefault(column.question, []).append(column.index)
    ranked = {at for its in by_question.values() if are_places(head[layout.rows :], its) for at in its}
    for column in layout.columns:
        cells = [row[column.index] for row in head[layout.rows :] if column.index < len(row)]
        joined = joined_by(layout.kind, cells) if column.role == ANSWERS else ""
        spaced = is_joined_without_space(cells)
        is_ranked = column.index in ranked or are_rankings(layout.kind, cells)
        columns.append(replace(column, joined=joined, spaced=spaced, ranked=is_ranked))
    return replace(layout, columns=tuple(columns))


# -- kinds ------------------------------------------------------------------------------------------------------------


def _kind(head: Sequence[Row]) -> str | None:
    first = [cell.casefold() for cell in head[0]]
    if _is_repeat(first, head):
        return REPEAT
    if any(cell.startswith(IMPORT_ID) for row in head[1:3] for cell in row):
        return "qualtrics"
    if OF_SURVEY_MONKEY & set(first):
        return "surveymonkey"
    fields = Counter(field for cell in head[0] if (field := _field(cell)))
    if fields["quote"] and fields["theme"]:
        return None  # coded notes: its rows are things that were said, not people
    strong = OF_KOBO & set(first)
    several = Counter(cell.rpartition("/")[0] for cell in head[0] if "/" in cell)
    if len(strong) + len(_KOBO_TIMES & set(head[0])) + sum(count > 2 for count in several.values()) >= 2 and strong:
        return "kobo"
    if program := program_of(first):
        return program
    if set(first) >= OF_FORMS:
        return "forms"
    if plain(head[0][0]) in TIMES and len(_filled(head[0])) > 1:
        return "google"
    certain = {"respondent_id", "timestamp", "platform_meta"}
    only = [cell for cell in head[0] if (its := meanings(cell)) and all(each.sheet == "survey" for each in its)]
    if len(only) >= 2 and certain & set(fields):
        return "other"
    columns = _one_row("other", head[:1]).columns
    about = [each.index for each in columns if each.role == ABOUT]
    personal = [(each.index, each.what) for each in columns if each.role == PERSONAL]
    return "other" if rows_are_people(head, about, personal) else None


def _is_repeat(first: Sequence[str], head: Sequence[Row]) -> bool:
    at = [first.index(each) for each in PARENTS if each in first]
    return any(row[index] not in ("", "-1") for row in head[1:] for index in at if index < len(row))


def _filled(row: Row) -> list[str]:
    return [cell for cell in row if cell]


def _one_row(kind: str, head: Sequence[Row]) -> Layout:
    found = []
    codes = head[0]
    if kind == "limesurvey" and all(map(_CODE_AND_WORDS.fullmatch, codes)):
        head = [[heading.partition(". ")[2] for heading in codes], *head[1:]]
        codes = [heading.partition(". ")[0] for heading in codes]
    parted = parted_headings(head, slashes=kind not in ("forms", "google")) if kind != MARKS else _unparted(head)
    for index, (code, heading, (question, option)) in enumerate(zip(codes, head[0], parted, strict=True)):
        column = Column(index=index, code=code, heading=heading, question=question, option=option)
        found.append(_with_role(column))
    return Layout(kind=kind, rows=1, columns=tuple(found))


def _unparted(head: Sequence[Row]) -> list[tuple[str, str | None]]:
    return [(heading, None) for heading in head[0]]


def _survey_monkey(kind: str, head: Sequence[Row]) -> Layout:
    """Join two rows: questions, blank over all but the first of their options; options."""
    first, second = head[0], head[1]
    known = next(index for index, cell in enumerate(first) if cell.casefold() in OF_SURVEY_MONKEY)
    if len(second) > known and second[known]:
        return _one_row(kind, head)
    found, question = [], ""
    for index in range(max(len(first), len(second))):
        over, under = (row[index] if index < len(row) else "" for row in (first, second))
        question = over or question
        is_one = not under or unaccented(under) in _OPEN_OPTIONS
        column = Column(
            index=index,
            code=over,
            heading=question if is_one else f"{question} – {under}",
            question=question,
            option=None if is_one else under,
        )
        column = _with_role(column)
        if column.role == ANSWERS and not is_one and not asks_about_needs(question):
            column = _with_what_is_asked_for(column, under, head[2:])
        is_open = unaccented(under) == "open-ended response"
        found.append(replace(column, role=OWN_WORDS) if is_open and column.role == ANSWERS else column)
    return Layout(kind=kind, rows=2, columns=tuple(found))


def _with_what_is_asked_for(column: Column, under: str, rows: Sequence[Row]) -> Column:
    """Say of “Name” or “Phone” under a question for contact details that it is personal, but of no answer to tick."""
    field = _field(under)
    what = personal_words(words_in(under)) or (personal_field(field) if field else None)
    cells = {row[column.index] for row in rows if column.index < len(row)} - {"", under}
    return replace(column, role=PERSONAL, what=what) if what and cells else column


def _qualtrics(kind: str, head: Sequence[Row]) -> Layout:
    """Take codes from the first row and words from the second; the third is for machines."""
    of_machines = (number for number, row in enumerate(head, 1) if any(cell.startswith(IMPORT_ID) for cell in row))
    rows = next(of_machines, 2 if "Response ID" in head[1] else 1)
    words = head[1] if "Response ID" in head[1] or rows == 3 else head[0]
    found: list[Column] = []
    for index, code in enumerate(head[0]):
        heading = words[index] if index < len(words) and words[index] else code
        question, _, option = heading.rpartition(" - ")
        several = _SUMMED_UP.fullmatch(code) and "_" in code and bool(question)
        column = Column(
            index=index,
            code=code,
            heading=heading.removesuffix(" - Selected Choice"),
            question=question.removesuffix(" - Selected Choice") if several else heading,
            option=option if several else None,
        )
        found.append(_with_role(column))
    tests = {"status": {"survey preview", "survey test", "spam", "1", "8"}, "distributionchannel": {"preview", "test"}}
    at = next(
        (index for name in tests for index, code in enumerate(head[0]) if code.casefold() == name),
        None,
    )
    of_tests = None if at is None else (at, frozenset(tests[head[0][at].casefold()]))
    return Layout(kind=kind, rows=rows, columns=tuple(found), of_tests=of_tests)


def _of_marks(head: Sequence[Row], found: Collection[int]) -> Layout:
    """Take the columns of topics for answers, whatever their headings say, and all others for facts about the rows."""
    ranked = ranked_topics(head, tuple(found))
    columns = []
    for column in _one_row(MARKS, head).columns:
        at = column.index
        if at in found and column.role != ABOUT:
            columns.append(replace(column, role=ANSWERS, what=""))
        elif at in ranked:
            columns.append(replace(column, role=ANSWERS, words=ranked[at]))
        else:
            columns.append(replace(column, role=ABOUT) if column.role == ANSWERS else column)
    return Layout(kind=MARKS, rows=1, columns=tuple(columns))


_BY_KIND: Mapping[str, Callable[[str, Sequence[Row]], Layout]] = {
    "surveymonkey": _survey_monkey,
    "qualtrics": _qualtrics,
    "kobo": _one_row,
    "forms": _one_row,
    "google": _one_row,
    "limesurvey": _one_row,
    "redcap": _one_row,
    "commcare": _one_row,
    "typeform": _one_row,
    "jotform": _one_row,
    "alchemer": _one_row,
    "other": _one_row,
    REPEAT: _one_row,
}


# -- roles ------------------------------------------------------------------------------------------------------------


def _field(text: str) -> str | None:
    """Give the field of the word files that a heading has in a survey."""
    return next((each.field for each in meanings(text) if each.sheet == "survey"), None)


def _with_role(column: Column) -> Column:
    # The last part of “concerns/address” is an answer; it is the question that may be personal.
    said = column.question if column.option is not None else column.heading
    if not said:
        return replace(column, role=NOTHING)
    field = _field(said) or _field(column.code) or ""
    if column.option is not None and not field:
        field = f if (f := _field(column.heading) or "") in ("platform_meta", "respondent_id") else ""
    few = personal_words(words_in(said)) or personal_words(words_in(column.code))
    if is_made_by_program(column.code) or (asks_about_needs(said, column.code) and len(words_in(said)) > 2):
        few = None
    if what := personal_field(field) or (few if field not in _FIELDS else None):
        return replace(column, role=PERSONAL, what=what)
    if field in _FIELDS:
        return replace(column, role=_FIELDS[field])
    if is_about_people(words_in(said)) and not asks_about_needs(said, column.code):
        return replace(column, role=ABOUT)
    if field == "quote" or (column.option is None and has_own_words(column)):
        return replace(column, role=OWN_WORDS)
    if is_time_of_program(column.code):
        return replace(column, role=WHEN)
    is_made = column.code.startswith("_") or column.code.casefold() in _MADE or is_made_by_program(column.code)
    return replace(column, role=PLATFORM) if is_made else column


def has_own_words(column: Column) -> bool:
    """Say whether a heading asks for people's own words: “Other (please specify)”, “Q5_TEXT”, “Comments”."""
    return bool(_OWN_WORDS.search(column.code) or _OWN_WORDS.search(column.heading))


def is_named(column: Column, name: str) -> bool:
    """Say whether a column is meant by what somebody typed: its heading."""
    return plain(name) in {plain(column.heading), plain(column.code), plain(column.question)}


def ends_in_name(column: Column, name: str) -> bool:
    """Say whether what somebody typed is a heading without the groups that stand before it: “sex” of “household/sex”."""
    return any(
        plain(part) == plain(name) for sign in "/.:-" for _, found, part in (column.code.rpartition(sign),) if found
    )
