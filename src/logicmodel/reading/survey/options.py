"""Which columns stand for one answer of a question, told by how the programs write their headings.

“needs/food” (Kobo, ODK), “Which needs? [Food]” (LimeSurvey, a grid of Google Forms), “Which needs? (choice=Food)” and
“needs___1” (REDCap), “needs | food” (CommCare), and “needs_1” beside “needs” with the same answers (SurveyCTO).
"""

from collections.abc import Collection, Iterator, Sequence

from logicmodel.patterns import pattern_of
from logicmodel.reading.survey.source import Row
from logicmodel.words.spelling import unaccented

Parted = tuple[str, str | None]
"""A question, and the answer of it that a column stands for, if it stands for one."""

TICKED = frozenset(
    ("1", "1.0", "true", "yes", "checked", "selected", "y", "x", "✓", "oui", "sí", "si", "sim", "ja", "نعم")
)
NOT_TICKED = frozenset(
    (
        *("0", "0.0", "false", "no", "unchecked", "not selected", "n", "non", "não", "nao", "nein", "لا"),
        *("88", "99", "888", "999", "8888", "9999", "-88", "-99", "-888", "-999"),
    )
)
"""What a column of one answer holds, in small letters."""

_FORMS = tuple(
    map(
        pattern_of,
        (
            r"(?s)(?P<question>.+?)\s*\(choice=(?P<option>.+)\)",
            r"(?s)(?P<question>.*\S.*?)\s*\[(?P<option>[^\[\]]+)\]",
            r"(?P<question>\w+?)___(?P<option>\w+)",
            r"(?s)(?P<question>.+?) \| (?P<option>.+)",
        ),
    )
)
_FEWEST_RANKINGS = 3
_NUMBERED = pattern_of(r"(?P<question>.+?)_(?P<option>_?[0-9]{1,4})")


def parted_headings(head: Sequence[Row], *, slashes: bool) -> list[Parted]:
    """Give the question and the answer of each column by the first rows; `slashes` if “/” parts them, too."""
    headings = head[0]
    numbered = dict(_numbered(head))
    stems = set(headings) & {start for heading in headings for start in _starts(heading)}
    return [numbered.get(index) or _parted(heading, stems, slashes=slashes) for index, heading in enumerate(headings)]


def _starts(heading: str) -> Iterator[str]:
    """Give what stands before each “/”."""
    return (heading[:at] for at, sign in enumerate(heading) if sign == "/")


_OTHER = frozenset("other autre autres otro otra outro outra andere anderes sonstige sonstiges اخري".split())


def is_other(option: str) -> bool:
    """Say whether an answer is “other”, beside which people write what they mean.

    >>> is_other("Sonstiges"), is_other("Other (please specify)"), is_other("Another school")
    (True, True, False)
    """
    return unaccented(option.partition("(")[0]) in _OTHER


def _parted(heading: str, stems: Collection[str], *, slashes: bool) -> Parted:
    for form in _FORMS:
        if found := form.fullmatch(heading):
            return found["question"], _code(found["option"])
    if not slashes or heading in stems:
        return heading, None
    # “needs/food/water” is “food/water” of “needs”, if there is such a column.
    stem = next((start for start in _starts(heading) if start in stems), heading.rpartition("/")[0])
    return (stem, heading[len(stem) + 1 :]) if stem else (heading, None)


def _numbered(head: Sequence[Row]) -> Iterator[tuple[int, Parted]]:
    """Find “needs_1”, “needs_2” … after “needs”: what they mark is listed in it in every row."""
    headings = head[0]
    for at, heading in enumerate(headings):
        found = {}
        for index in range(at + 1, len(headings)):
            match = _NUMBERED.fullmatch(headings[index])
            if not match or match["question"] != heading:
                break
            found[index] = _code(match["option"])
        if len(found) > 1 and _same_answers(head, at, found.items()):
            yield from ((index, (heading, option)) for index, option in found.items())


def _same_answers(head: Sequence[Row], at: int, options: Collection[tuple[int, str]]) -> bool:
    seen = False
    for row in head[1:]:
        listed = set(_cell(row, at).split())
        marks = {option: _cell(row, index) for index, option in options}
        if not set(marks.values()) <= {"0", "1", ""} or {each for each, mark in marks.items() if mark == "1"} != listed:
            return False
        seen = seen or bool(listed)
    return seen


def are_places(rows: Sequence[Row], columns: Sequence[int]) -> bool:
    """Say whether the numbers in some columns are places in a ranking: 1 to their number, and no place twice in a row.

    >>> are_places([["1", "2"], ["2", "1"], ["", "1"]], [0, 1]), are_places([["1", "1"], ["2", "1"], ["2", "2"]], [0, 1])
    (True, False)
    """
    places = {str(place) for place in range(1, len(columns) + 1)}
    given = [its for row in rows if (its := [cell for at in columns if (cell := _cell(row, at))])]
    return (
        len(columns) > 1
        and len(given) >= _FEWEST_RANKINGS
        and all(len(set(its)) == len(its) and places.issuperset(its) for its in given)
        and {place for its in given for place in its} == places
        # In a column of numbers that only mark answers there is one number.
        and any(len({_cell(row, at) for row in rows} - {""}) > 1 for at in columns)
    )


def _code(option: str) -> str:
    """Give a code as the answers have it: names of columns cannot hold the “-” of “-99”."""
    return f"-{option[1:]}" if option.startswith("_") else option


def _cell(row: Row, at: int) -> str:
    return row[at].strip() if at < len(row) else ""
