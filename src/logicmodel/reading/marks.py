"""Tables of marks: a row for each person, report or place, and a column for each topic with 0 or 1, yes or no, or ✓.

No program writes such a table in one way, so it is known by what its columns hold. Topics stand side by side; a column
of marks that stands alone is a fact about the row (rural or not), and can be grouped by.
"""

from collections.abc import Iterator, Mapping, Sequence

from logicmodel.patterns import pattern_of
from logicmodel.reading.heading_words import meanings, stage_word
from logicmodel.words.spelling import heading_key, plain, unaccented

Row = Sequence[str]

MARKED = frozenset(
    ("1", "1.0", "true", "yes", "checked", "selected", "y", "x", "✓", "✔", "☑", "☒", "oui", "si", "sim", "ja", "نعم")
)
NOT_MARKED = frozenset(("0", "0.0", "false", "no", "unchecked", "not selected", "n", "☐", "non", "nao", "nein", "لا"))
NOT_KNOWN = frozenset(("8", "88", "888", "8888", "98", "998", "9998", "dk", "dnk", "don't know"))
NOT_SAID = frozenset(("9", "99", "999", "9999", "97", "997", "9997", "n/a", "na", "nr"))
"""What a cell of a topic holds, in small letters without accents: marked, not marked, not known, no answer."""

YES, NO, DO_NOT_KNOW, NO_ANSWER = "yes", "no", "don't know", "prefer not to say"
"""What such cells are called."""

_FEWEST = 5  # columns of topics, and rows under them
_SIDE_BY_SIDE = 3  # topics at least that stand together
_MOST_RANKED = 0.8  # share of the numbers of a ranking that must point at a topic with a mark in the same row
_NUMBERED = pattern_of(r"\W*\d+(?:\.\d+)*$")
_OF_A_CALENDAR = pattern_of(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|fev|avr|mai|juin|juil|aout|ene|abr|ago|dic|okt|dez)[a-z]*"
    r"\.?(?:[ /-]?\d{2,4})?|(?:q|t|w|m|y|week|month|year|day|quarter|mois|mes|semaine|semana|monat|woche|trimestr\w*)"
    r"[ -]?\d{1,4}|(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?"
)


def meaning_of(cell: str) -> str | None:
    """Say what a cell of a topic means: yes, no, don't know or no answer; None for anything else.

    >>> meaning_of("✓"), meaning_of("Sí"), meaning_of("8888"), meaning_of("12")
    ('yes', 'yes', "don't know", None)
    """
    key = unaccented(cell)
    # A cross may mean either, and is in no list.
    for words, meant in ((MARKED, YES), (NOT_MARKED, NO), (NOT_KNOWN, DO_NOT_KNOW), (NOT_SAID, NO_ANSWER)):
        if key in words:
            return meant
    return None


def topics(head: Sequence[Row]) -> tuple[int, ...]:
    """Give the columns of topics of a table whose first row holds its headings; none where it is a table of another kind.

    A timetable, a table of statements, or one whose headings name stages or measures of a plan is none of marks.
    """
    if len(head) <= _FEWEST or len(set(filled := [plain(cell) for cell in head[0] if cell])) < len(filled):
        return ()
    if sum(meaning_of(cell) is not None for cell in filled) > 1 or any(map(_is_of_a_plan, filled)):
        return ()
    width = len(head[0])
    marks = {at for at in range(width) if head[0][at] and _holds_marks(_column(head, at))}
    together = [run for run in _runs(sorted(marks)) if len(run) >= _SIDE_BY_SIDE]
    found = tuple(at for run in together for at in run)
    of_a_calendar = sum(bool(_OF_A_CALENDAR.fullmatch(heading_key(head[0][at]))) for at in found)
    with_content = sum(any(_column(head, at)) for at in range(width))
    if len(found) < _FEWEST or len(found) * 2 <= with_content or of_a_calendar * 2 > len(found):
        return ()
    return found


def ranked_topics(head: Sequence[Row], found: Sequence[int]) -> Mapping[int, Mapping[str, str]]:
    """Give the columns in which a number names a topic by the place of its column, and what each number means.

    Topics may be counted from the first topic, or from the first column: what is right is shown by the rows themselves,
    because somebody who ranks a topic has marked it, too.
    """
    for start in dict.fromkeys((found[0], 0)):
        numbered = {str(at - start + 1): at for at in found}
        words = {number: head[0][at] for number, at in numbered.items()}
        ranked = {
            at: words
            for at in range(len(head[0]))
            if at not in found and head[0][at] and _points_at_marks(head, at, numbered)
        }
        if len(ranked) > 1:
            return ranked
    return {}


def _is_of_a_plan(heading: str) -> bool:
    is_measure = any((each.sheet, each.field) == ("indicators", "text") for each in meanings(heading))
    return is_measure or stage_word(_NUMBERED.sub("", heading)) is not None


def _points_at_marks(head: Sequence[Row], at: int, numbered: Mapping[str, int]) -> bool:
    pointing = [row for row in head[1:] if at < len(row) and row[at]]
    if len(pointing) < _SIDE_BY_SIDE or any(row[at] not in numbered for row in pointing):
        return False
    marked = sum(meaning_of(row[numbered[row[at]]]) == YES for row in pointing if numbered[row[at]] < len(row))
    return marked >= _MOST_RANKED * len(pointing)


def _column(head: Sequence[Row], at: int) -> list[str]:
    return [row[at] for row in head[1:] if at < len(row) and row[at]]


def _holds_marks(cells: Sequence[str]) -> bool:
    meant = {meaning_of(cell) for cell in set(cells)}
    return None not in meant and bool(meant & {YES, NO})


def _runs(columns: Sequence[int]) -> Iterator[list[int]]:
    """Part columns into those that stand side by side."""
    run: list[int] = []
    for at in columns:
        if run and at > run[-1] + 1:
            yield run
            run = []
        run.append(at)
    if run:
        yield run
