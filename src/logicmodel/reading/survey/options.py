"""Which columns stand for one answer of a question, told by how the programs write their headings.

“needs/food” (Kobo, ODK), “Which needs? [Food]” (LimeSurvey, a grid of Google Forms), “Which needs? (choice=Food)” and
“needs___1” (REDCap), “needs__1” (Survey Solutions), “needs | food” (CommCare), “needs_1” beside “needs” with the same
answers (SurveyCTO), and by columns that only repeat the answer in their heading: “Which needs? - Food” (Jisc, Citizen
Space), “Food:Which needs?” (Alchemer), “Food” beside “Water” (Typeform).
"""

from collections import Counter
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
            r"(?P<question>\w+?)__(?P<option>[0-9]+)",
            r"(?s)(?P<question>.+?) \| (?P<option>.+)",
        ),
    )
)
_FEWEST_RANKINGS = 3
_NUMBERED = pattern_of(r"(?P<question>.+?)_(?P<option>_?[0-9]{1,4})")


def parted_headings(head: Sequence[Row], *, slashes: bool) -> list[Parted]:
    """Give the question and the answer of each column by the first rows; `slashes` if “/” parts them, too."""
    headings = head[0]
    numbered, repeating = dict(_numbered(head)), _repeating(head)
    stems = set(headings) & {start for heading in headings for start in _starts(heading)}
    parted = (_parted(heading, stems, slashes=slashes) for heading in headings)
    return [
        numbered.get(index) or (its if its[1] is not None else repeating.get(index, its))
        for index, its in enumerate(parted)
    ]


def _starts(heading: str) -> Iterator[str]:
    """Give what stands before each “/”."""
    return (heading[:at] for at, sign in enumerate(heading) if sign == "/")


_AFTER_OTHER = pattern_of(r"\s*[(:,–-]")
_OTHER = frozenset("other autre autres otro otra outro outra andere anderes sonstige sonstiges اخري".split())


def is_other(option: str) -> bool:
    """Say whether an answer is “other”, beside which people write what they mean.

    >>> is_other("Sonstiges"), is_other("Other (please specify)"), is_other("Other - Write In"), is_other("Another school")
    (True, True, True, False)
    """
    return unaccented(_AFTER_OTHER.split(option, maxsplit=1)[0]) in _OTHER


def _parted(heading: str, stems: Collection[str], *, slashes: bool) -> Parted:
    for form in _FORMS:
        if found := form.fullmatch(heading):
            return found["question"], _code(found["option"])
    if not slashes or heading in stems:
        return heading, None
    # “needs/food/water” is “food/water” of “needs”, if there is such a column.
    stem = next((start for start in _starts(heading) if start in stems), heading.rpartition("/")[0])
    return (stem, heading[len(stem) + 1 :]) if stem else (heading, None)


def _repeating(head: Sequence[Row]) -> dict[int, Parted]:
    """Find columns whose cells only repeat the answer that their heading names, two or more of one question.

    Those of the same question that nobody ticked yet, or with people's own words for “other”, go with them. Headings that
    are nothing but answers make a question where they stand side by side.
    """
    headings = head[0]
    found: dict[int, Parted] = {}
    for at, heading in enumerate(headings):
        said = {_cell(row, at) for row in head[1:]} - {""}
        if len(said) == 1 and (its := _around(heading, *said)):
            found[at] = its
    for run in _side_by_side([at for at, (question, _) in found.items() if not question]):
        more = [at for at in (run[-1] + 1,) if at < len(headings) and is_other(headings[at])]
        found |= {at: (", ".join(headings[each] for each in run), headings[at]) for at in (*run, *more)}
    of_each = Counter(question for question, _ in found.values() if question)
    several = [question for question, number in of_each.items() if number > 1]
    for at, heading in enumerate(headings):
        stem = next(
            (each for each in several if heading.endswith(f":{each}") or heading.startswith(f"{each} - ")), None
        )
        if at not in found and stem is not None:
            found[at] = (stem, heading.removesuffix(f":{stem}").removeprefix(f"{stem} - "))
    return {at: its for at, its in found.items() if its[0] in several}


def _around(heading: str, answer: str) -> Parted | None:
    """Give the question that stands in a heading before or behind an answer, "" for none; None if it names no such answer.

    >>> _around("Which needs? - Food", "Food"), _around("Food:Which needs?", "Food"), _around("Food", "Food")
    (('Which needs?', 'Food'), ('Which needs?', 'Food'), ('', 'Food'))
    """
    if heading == answer:
        return "", answer
    if heading.startswith(f"{answer}:"):
        return heading[len(answer) + 1 :].strip(), answer
    return (heading[: -len(answer) - 3].strip(), answer) if heading.endswith(f" - {answer}") else None


def _side_by_side(places: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for at in places:
        if run and at != run[-1] + 1:
            yield run
            run = []
        run.append(at)
    if run:
        yield run


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
