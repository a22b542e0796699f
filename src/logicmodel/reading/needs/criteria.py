"""Criteria beside needs: columns of points, told apart from counts, from sums of criteria, and from orders.

A table of needs that people have scored is one of the full sheet, with more of its columns understood.
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reading.cells import size_in_words
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.heading_words import meanings
from logicmodel.reading.headings import Heading
from logicmodel.reading.needs.beside import columns_beside, is_amount, is_rank, is_weight, number_of
from logicmodel.reading.skipping import is_total
from logicmodel.reading.tables import Table
from logicmodel.words.matching import words_of
from logicmodel.words.scales import end_of_scale
from logicmodel.words.spelling import heading_key, heading_parts, plain

_SUMMED = pattern_of(
    r"total|score|\bgut\b|\bpearl\b|gxuxt|bpr|basic priority|weighted|punt|punkt|pontua|soma|g x u x t"
)
_MEANS = pattern_of(r"(?:average|mean|avg|moyenne|media|promedio|durchschnitt|mittelwert|المتوسط)\b.*")
"""A heading over what is worked out from the columns beside it."""

_NO_CRITERION = pattern_of(
    r"(?:table|group|session|row|line|item|page|year|forum|meeting|workshop)(?: (?:no|nr|number|#))?\.?|no\.?|nr\.?|n°|id|code|"
    r"no answer|no response|no opinion|don't know|do not know|not sure|unsure|refused|missing|blank|skipped|other|"
    r"(?:(?:very|somewhat|slightly|not(?: very| at all)?|extremely|fairly) )?(?:important|serious|urgent|likely|satisfied)|"
    r"(?:strongly )?(?:agree|disagree)|neutral|yes|no|sans reponse|ne sait pas|sin respuesta|no sabe|sem resposta|nao sabe|"
    r"keine angabe|weiss nicht"
)
"""Headings over numbers that judge nothing: what counts the rows, and how many gave an answer of a survey."""

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

SHORT_SCALE = 5
"""The end of a scale beside which no number of people is as small."""

_OF_SEVERITY = "(1-5)"
"""Behind the heading of a criterion that runs on the scale of How serious."""

MOST_POINTS = 10
"""The highest end of a scale of points that is taken for one."""


def with_criteria(table: Table) -> Table:
    """Take columns of points beside needs for criteria, and every column of causes for causes.

    A sum of the criteria is kept and not used: it is no rank, and would count them twice.
    """
    under = _without_totals(table)
    has_base = any(each.field == "out_of" for each in table.headings)
    headings = [
        each if each.sheet == "scores" else _pointed(each, under.get(each.column, ()), has_base)
        for each in columns_beside(_with_base(table.headings), under)
    ]
    headings = _of_raters(_without_means(_in_words(headings, under)), under)
    if not any(each.field == "text" for each in headings):
        headings = _of_strengths(headings) or _with_statement(headings, under)
    headings = _with_ranks(_with_same_scale(headings, under), under)
    return replace(table, headings=tuple(_on_the_scale_of_severity(headings, under)))


def counts_answers(title: str) -> bool:
    """Say whether a heading stands over how many gave an answer: “Very important”, “No answer”."""
    return _NO_CRITERION.fullmatch(heading_key(title)) is not None


def _without_means(headings: Sequence[Heading]) -> list[Heading]:
    """Keep a mean of scores, and do not use it, where the scores stand beside it: it would count them twice."""
    scored = [each for each in headings if each.field in ("criteria", "points") and not _MEANS.fullmatch(_key(each))]
    return [
        replace(each, field="extra")
        if each.field == "criteria" and len(scored) > 1 and _MEANS.fullmatch(_key(each))
        else each
        for each in headings
    ]


def _key(heading: Heading) -> str:
    return heading_key(heading.text)


def _with_base(headings: Sequence[Heading]) -> list[Heading]:
    """Take “n” for how many where “Base” stands beside it; the share of the two is kept and not used."""
    bases = [
        each for each in headings if {(its.sheet, its.field) for its in meanings(each.text)} & {("needs", "out_of")}
    ]
    n = next((each for each in bases if _key(each) == "n"), None)
    if n is None or len(bases) != 2:
        return list(headings)
    field_of = {each.column: "count" if each is n else "out_of" for each in bases}
    field_of |= {each.column: "extra" for each in headings if each.field == "count" and each is not n}
    return [
        replace(each, sheet="needs", field=field_of[each.column], doubt="") if each.column in field_of else each
        for each in headings
    ]


def _of_raters(headings: Sequence[Heading], under: Mapping[int, Sequence[Cell]]) -> list[Heading]:
    """Read a row for each need and rater: numbers beside a column of raters are what that rater gave.

    Only where a need stands on several rows, once for each rater.
    """
    text = next((each.column for each in headings if each.field == "text"), 0)
    rater = next((each for each in headings if _names_raters(each) or _crosses(each, headings, text, under)), None)
    needs = [plain(cell.text) for cell in under.get(text, ())]
    raters = [plain(cell.text) for cell in under.get(rater.column, ())] if rater else []
    pairs = list(zip(needs, raters, strict=False))
    if (
        rater is None
        or len(set(needs)) == len(needs) != 0
        or len(set(pairs)) != len(needs)
        or len(raters) != len(needs)
    ):
        return list(headings)
    made = []
    for each in headings:
        numbers = [number_of(cell) for cell in under.get(each.column, ())]
        scored = each.field in ("severity", "count", "priority", "votes") and all(
            number is not None for number in numbers
        )
        if each.column == rater.column:
            each = replace(each, sheet="scores", field="rater", guessed=False, doubt="")
        elif is_rank(each.text) and each.field in (None, "priority", "rank", "community_rank"):
            each = replace(each, sheet="scores", field="rank", guessed=False, doubt="")
        elif scored and max(number for number in numbers if number is not None) <= MOST_POINTS:
            each = replace(each, sheet="needs", field="criteria", guessed=False, doubt="")
        made.append(each)
    return made


def _crosses(heading: Heading, headings: Sequence[Heading], text: int, under: Mapping[int, Sequence[Cell]]) -> bool:
    """Say whether each word of an unknown column stands once beside each need, and numbers beside both: “Panel member”."""
    words, needs = ([plain(cell.text) for cell in under.get(column, ())] for column in (heading.column, text))
    pairs = set(zip(words, needs, strict=False))
    is_crossed = len(pairs) == len(words) == len(needs) == len(set(words)) * len(set(needs))
    scored = any(each.field in ("criteria", "severity") for each in headings)
    return heading.field is None and scored and is_crossed and min(len(set(words)), len(set(needs))) > 1


def _names_raters(heading: Heading) -> bool:
    return ("scores", "rater") in {(its.sheet, its.field) for its in meanings(heading.text)}


def _without_totals(table: Table) -> dict[int, Sequence[Cell]]:
    """Give the filled cells of each column below the headings, without rows that add them up or weigh them."""
    totals = {
        row
        for row, cells in table.sheet.rows()
        if row > table.row and (is_total(cells.values()) or is_weight(next(iter(cells.values())).text))
    }
    under = table.sheet.cells.beneath(table.row)
    return {column: [cell for cell in cells if cell.row not in totals] for column, cells in under.items()}


def _with_same_scale(headings: Sequence[Heading], under: Mapping[int, Sequence[Cell]]) -> list[Heading]:
    """Take a number of people for points of a scale where all of them, and two criteria beside them, run to 5 at most."""

    def is_short(heading: Heading) -> bool:
        numbers = [number_of(cell) for cell in under.get(heading.column, ())]
        return len(numbers) > 1 and all(each is not None and 0 <= each <= SHORT_SCALE for each in numbers)

    criteria = [each for each in headings if each.field == "criteria" and is_short(each)]
    return [
        replace(each, field="criteria") if each.field == "count" and len(criteria) > 1 and is_short(each) else each
        for each in headings
    ]


def _in_words(headings: Sequence[Heading], under: Mapping[int, Sequence[Cell]]) -> list[Heading]:
    """Take columns of “high”, “medium” and “low” for criteria on the scale of How serious, two or more, or a known one."""

    def is_in_words(heading: Heading) -> bool:
        cells = under.get(heading.column, ())
        return (
            heading.field in (None, "extra", "criteria", "causes", "consequences", "count")
            and len(cells) > 1
            and all(size_in_words(cell.text) for cell in cells)
        )

    columns = [each.column for each in headings if is_in_words(each)]
    return [
        replace(each, sheet="needs", field="criteria", text=f"{each.title} {_OF_SEVERITY}", guessed=True, doubt="")
        if each.column in columns and (len(columns) > 1 or _is_known(each, "criteria"))
        else each
        for each in headings
    ]


def _on_the_scale_of_severity(headings: Sequence[Heading], under: Mapping[int, Sequence[Cell]]) -> list[Heading]:
    """Name the scale of criteria that name none, where they end at 5 beside How serious: the same people gave both."""
    unsaid = [each for each in headings if each.field == "criteria" and end_of_scale(each.text) is None]
    numbers = [
        number for each in unsaid for cell in under.get(each.column, ()) if (number := number_of(cell)) is not None
    ]
    is_short = bool(numbers) and SHORT_SCALE - 1 <= max(numbers) <= SHORT_SCALE
    if not is_short or not any(each.field == "severity" for each in headings):
        return list(headings)
    return [replace(each, text=f"{each.title} {_OF_SEVERITY}") if each in unsaid else each for each in headings]


def _with_ranks(headings: Sequence[Heading], under: Mapping[int, Sequence[Cell]]) -> list[Heading]:
    """Take a column of places in an order for Priority where the one before it was only a sum: “Score | Rank”."""
    ranks = [each.column for each in headings if each.field is None and is_rank(each.text) and each.column in under]
    free = all(each.field not in ("priority", "rank") for each in headings)
    first = min(ranks, default=None) if free else None
    return [replace(each, sheet="needs", field="priority") if each.column == first else each for each in headings]


def _pointed(heading: Heading, cells: Sequence[Cell], has_base: bool) -> Heading:
    numbers = [number for cell in cells if (number := number_of(cell)) is not None]
    points = len(cells) >= 2 and len(numbers) == len(cells) and all(0 <= each <= MOST_POINTS for each in numbers)
    key = heading_key(heading.text)
    its = {name.field for name in meanings(heading.text) if name.sheet == "needs"}
    criterion = replace(heading, sheet="needs", field="criteria", guessed=False)
    if heading.field == "criteria" and cells and not numbers:
        # “Worsening” under “Trend” is no number of a criterion, and worth keeping.
        return replace(heading, field="extra")
    if heading.field is None and its & {"causes", "consequences"}:
        return replace(heading, sheet="needs", field=next(iter(its & {"causes", "consequences"})))
    if heading.field in ("causes", "consequences") and points:
        return criterion
    if heading.field == "severity" and points and max(numbers) > 5:
        return criterion
    if heading.field == "count" and points and end_of_scale(heading.text):
        return criterion
    if heading.field == "count" and points and _SIZES.intersection(heading_parts(heading.text)) and not has_base:
        return criterion
    if heading.field == "priority" and points and key.startswith("importance"):
        return criterion
    if heading.field == "count" and cells and not any(map(is_amount, cells)):
        # “Twice a year” under “Frequency” counts nobody.
        return replace(heading, field="extra")
    if heading.field == "priority" and (_SUMMED.search(key) or max(numbers, default=0) > MOST_RANKS * len(cells)):
        return replace(heading, field="extra")
    judges = not (_SUMMED.search(key) or counts_answers(heading.text) or is_rank(heading.text))
    return criterion if heading.field is None and points and judges else heading


def _is_statement(cell: Cell) -> bool:
    return isinstance(cell.value, str) and len(words_of(cell.text)) > 2


def _is_known(heading: Heading, *fields: str) -> bool:
    return any(its.sheet == "needs" and (its.field in fields or not fields) for its in meanings(heading.text))


def _of_strengths(headings: Sequence[Heading]) -> list[Heading]:
    """Take strengths that stand first for what the rows are about, as in a map of assets; their Type is no Kind."""
    if min(headings, key=lambda each: each.column).field != "strengths":
        return []
    field_of = {"strengths": "text", "kind": "extra"}
    return [
        replace(each, sheet="needs", field=field_of[each.field]) if each.field in field_of else each
        for each in headings
    ]


def is_of_a_person(heading: Heading) -> bool:
    """Say whether a heading stands over names, numbers or addresses of people: “Name”, “Contact”, “E-mail”."""
    return any(its.field.startswith("personal") or its.field == "contact" for its in meanings(heading.text))


def _with_statement(headings: Sequence[Heading], under: Mapping[int, Sequence[Cell]]) -> list[Heading]:
    """Take the first column of words that nothing else uses for the needs themselves.

    Where it holds single words and the next one statements (“Problem dimension | Current state”), these are the needs
    and the words their themes.
    """
    words = [
        each.column
        for each in headings
        if (each.field == "notes" or (each.field is None and not _is_known(each) and not is_of_a_person(each)))
        and any(isinstance(cell.value, str) and number_of(cell) is None for cell in under.get(each.column, ()))
    ]
    first, second = (*words, 0, 0)[:2]
    field_of = {first: "text"}
    are_themes = not any(each.field == "theme" for each in headings) and not any(
        map(_is_statement, under.get(first, ()))
    )
    if are_themes and under.get(second) and all(map(_is_statement, under[second])):
        field_of = {first: "theme", second: "text"}
    return [
        replace(each, sheet="needs", field=field_of[each.column], guessed=True) if each.column in field_of else each
        for each in headings
    ]
