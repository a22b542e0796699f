"""Tables with a row for each person asked, though no program is known by their headings.

Told by columns that a plan does not have row by row: sex and age, telephone numbers or numbers of respondents that are all
different, and beside them questions whose answers repeat; or by such questions alone, where a plan has no heading there.
"""

from collections.abc import Sequence

from logicmodel.reading.asked_for import asks_about_needs, words_in
from logicmodel.reading.heading_words import meanings
from logicmodel.reading.signs import FEWEST_QUESTIONS, FEWEST_UNNAMED, asks_something
from logicmodel.reading.survey.personal import CONTACT
from logicmodel.reading.survey.source import Row

FEWEST_PEOPLE = 10
"""Rows of such a table."""

_MOST_ANSWERS = 12
_TIMES_GIVEN = 3  # how often an answer to a question is given, on average
_DIFFERENT = 0.6  # share of different cells in a column that tells people apart


def rows_are_people(head: Sequence[Row], about: Sequence[int], personal: Sequence[tuple[int, str]]) -> bool:
    """Say whether rows are people who were asked, from the first rows and the columns about people and personal ones.

    `personal` says of each column what is personal in it.
    """
    rows = head[1:]
    if len(rows) < FEWEST_PEOPLE or any(_counts_people(heading) for heading in head[0]):
        return False
    taken = {*about, *(at for at, _ in personal)}
    questions = [
        at for at, heading in enumerate(head[0]) if at not in taken and _asks(heading) and _repeats(_cells(rows, at))
    ]
    named = any(
        (what == CONTACT or _numbers_people(head[0][at])) and _differs(_cells(rows, at), len(rows))
        for at, what in personal
    )
    if named and questions and about:
        return True
    if len(rows) < FEWEST_UNNAMED or len(questions) < 2:
        return False
    return len(about) > 1 or (
        sum(map(asks_something, head[0])) >= FEWEST_QUESTIONS
        and sum(map(asks_something, (head[0][at] for at in questions))) > 1
        and not any(map(_of_a_plan, head[0]))
    )


def _asks(heading: str) -> bool:
    return asks_about_needs(heading) or (asks_something(heading) and not _of_a_plan(heading))


def _of_a_plan(heading: str) -> bool:
    asked = heading[: max(heading.rfind(sign) for sign in "?؟") + 1]  # behind it stands an answer: “… faced? - Cost”
    return any(each.sheet not in ("survey", "needs") for each in meanings(asked or heading))


def _numbers_people(heading: str) -> bool:
    """Say whether a heading is that of numbers of respondents: “respondent_id”, and not “ID” or “Activity ID”."""
    its = meanings(heading)
    return len(words_in(heading)) > 1 and any((each.sheet, each.field) == ("survey", "respondent_id") for each in its)


def _counts_people(heading: str) -> bool:
    return any((each.sheet, each.field) in (("needs", "count"), ("groups", "size")) for each in meanings(heading))


def _cells(rows: Sequence[Row], at: int) -> list[str]:
    return [row[at] for row in rows if at < len(row) and row[at]]


def _repeats(cells: Sequence[str]) -> bool:
    different = len(set(cells))
    return 0 < different <= _MOST_ANSWERS and different * _TIMES_GIVEN <= len(cells)


def _differs(cells: Sequence[str], rows: int) -> bool:
    return len(cells) * 2 > rows and len(set(cells)) >= _DIFFERENT * len(cells)
