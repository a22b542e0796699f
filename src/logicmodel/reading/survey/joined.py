"""Several answers in one cell, without a form that lists them: what the answers are is told by all cells together.

Google Forms and SurveyMonkey join answers by “, ” and Qualtrics by “,”; an answer may hold a comma itself. Then its
parts never turn up without each other: “Food, cooked” is one answer if “cooked” always follows “Food”, and “Food” is
always followed by it. JotForm writes each on a line of its own. Kobo joins codes by a space; those are told apart if each stands alone in some cell, or some two
stand in both orders, as words of one answer never do.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from logicmodel.patterns import pattern_of

BY_COMMA, BY_COMMA_ALONE, BY_SEMICOLON, BY_SEMICOLON_SPACE, BY_SPACE, BY_LINE = ", ", ",", ";", "; ", " ", "\n"

MOST_OPTIONS = 30
"""Answers of one question that are told apart."""

MOSTLY = 0.8
"""Share of all parts of the cells that the answers must make up."""

Cells = Callable[[], Iterable[tuple[str, int]]]
"""Gives cells, each with how many people, as often as it is asked; the same cell may come several times."""

_MOST_PARTS = 50_000  # different parts of the cells of a question; what has more is in people's own words
_BY_PROGRAM = {"qualtrics": BY_COMMA_ALONE, "kobo": BY_SPACE, "redcap": BY_SPACE, "commcare": BY_SPACE}
_FEWEST_RANKINGS = 3
_BY_ITSELF = frozenset(("forms", "marks", "repeat"))  # Microsoft Forms ends each answer with “;”
_CODE = pattern_of(r"[A-Za-z0-9_.-]+")
_NO_SPACE_AFTER = pattern_of(r",(?! )")
_SEMICOLON_ALONE = pattern_of(r";(?!\s|$)")


def joined_by(kind: str, cells: Iterable[str]) -> str:
    """Say by what the answers in the first cells of a column look joined; "" where each cell holds one answer, or words.

    >>> joined_by("google", ["Food, Rent", "Rent", "Food", "Food, Work, Rent", "Work"]), joined_by("google", ["Food", "Rent"])
    (', ', '')
    """
    if kind in _BY_ITSELF:
        return ""
    filled = [cell for cell in cells if cell]
    separator = _BY_PROGRAM.get(kind) or _separator_in(filled)
    parted = [parts(cell, separator) for cell in filled]
    seen = Counter(part for each in parted for part in each)
    often = {part: number for part, number in seen.items() if number > 1}
    if not any(len(each) > 1 for each in parted) or len(often) > 2 * MOST_OPTIONS:
        return ""
    if separator == BY_SPACE and not all(map(_CODE.fullmatch, seen)):
        return ""
    return separator if sum(often.values()) >= MOSTLY * seen.total() else ""


def _separator_in(cells: Sequence[str]) -> str:
    """Find what joins answers: line breaks, or of “, ”, “; ” and “;” the one that leaves fewer different answers."""
    if any(BY_LINE in cell for cell in cells):
        return BY_LINE
    found = [sign for sign in (BY_COMMA, BY_SEMICOLON_SPACE, BY_SEMICOLON) if any(sign in cell for cell in cells)]
    return min(found, key=lambda sign: len({part for cell in cells for part in parts(cell, sign)}), default=BY_COMMA)


def are_rankings(kind: str, cells: Iterable[str]) -> bool:
    """Say whether each of some cells puts the same answers into an order of its own, as Microsoft Forms writes a ranking.

    >>> are_rankings("forms", ["Bus;Rent;", "Rent;Bus;", "Bus;Rent;"]), are_rankings("forms", ["Bus;Rent;", "Rent;", "Bus;"])
    (True, False)
    """
    orders = [tuple(without_space(cell.removesuffix(BY_SEMICOLON))) for cell in cells if cell]
    return (
        kind == "forms"
        and len(orders) >= _FEWEST_RANKINGS
        and len(orders[0]) > 1
        and len(set(orders)) > 1
        and len({frozenset(order) for order in orders}) == 1
    )


def is_joined_without_space(cells: Iterable[str]) -> bool:
    """Say whether answers in some cells are joined by “;” alone, as Microsoft Forms does, none of which ends a cell.

    >>> is_joined_without_space(["Bus; train;Rent;"]), is_joined_without_space(["Bus; Rent;", "Bus;"])
    (True, False)
    """
    return any(_SEMICOLON_ALONE.search(cell) for cell in cells)


def without_space(cell: str) -> Sequence[str]:
    """Cut a cell at each “;” that no space follows.

    >>> without_space("Bus; train;Rent;")
    ['Bus; train', 'Rent;']
    """
    return _SEMICOLON_ALONE.split(cell)


def parts(cell: str, separator: str) -> Sequence[str]:
    """Cut a cell at every separator; Qualtrics puts no space after one.

    >>> parts("Food, cooked,Rent", ","), parts("Food, cooked, Rent", ", ")
    (['Food, cooked', 'Rent'], ['Food', 'cooked', 'Rent'])
    """
    pieces = _NO_SPACE_AFTER.split(cell) if separator == BY_COMMA_ALONE else cell.split(separator)
    return [piece.strip() for piece in pieces if piece.strip()]


def told_apart(cells: Cells, separator: str, enough: int) -> tuple[str, ...]:
    """Name the answers that make up some cells, given with how many people each; none where they cannot be told apart.

    Only what `enough` people or more gave is an answer. The cells are asked for several times, and none of them is kept.

    >>> told_apart(lambda: [("Food, cooked, Rent", 9), ("Rent", 9), ("Food, cooked", 9)], ", ", 5)
    ('Food, cooked', 'Rent')
    """
    joined: list[_Pairs] = []

    def parted() -> _Parted:
        for cell, number in cells():
            its = parts(cell, separator)
            for pairs in joined:
                its = tuple(_with_joined(its, pairs, separator))
            yield its, number

    seen, after, alone = _seen(parted())
    if separator == BY_SPACE and not _are_codes(seen, after, alone, enough):
        return ()
    while seen and (pairs := _always_together(seen, after, enough)):
        joined.append(pairs)
        seen, after, _ = _seen(parted())
    found = tuple(sorted(part for part, number in seen.items() if number >= enough))
    if not found or len(found) > MOST_OPTIONS or sum(seen[part] for part in found) < MOSTLY * seen.total():
        return ()
    return found


_Parted = Iterator[tuple[Sequence[str], int]]
_Pairs = set[tuple[str, str]]
_After = dict[str, Counter[str]]


def _seen(parted: _Parted) -> tuple[Counter[str], _After, set[str]]:
    """Count the parts, what follows each of them, and those that stand alone; nothing where they are words without end."""
    seen: Counter[str] = Counter()
    after: _After = {}
    alone: set[str] = set()
    for its, number in parted:
        for part in its:
            seen[part] += number
        for earlier, later in pairwise(its):
            after.setdefault(earlier, Counter())[later] += number
        if len(its) == 1:
            alone.add(its[0])
        if len(seen) > _MOST_PARTS:
            return Counter(), {}, set()
    return seen, after, alone


def are_words(cells: Iterable[str], separator: str) -> bool:
    """Say whether what a space parts in some cells are words of one answer: some of them stand beside one other alone.

    >>> are_words(["very safe", "not safe"], " "), are_words(["food water", "water cash", "food cash"], " ")
    (True, False)
    """
    if separator != BY_SPACE:
        return False
    beside: dict[str, set[str]] = {}
    for its in (parts(cell, separator) for cell in cells):
        for part in its:
            beside.setdefault(part, set()).update(set(its) - {part})
    return any(len(each) < 2 for each in beside.values())


def _are_codes(seen: Counter[str], after: _After, alone: set[str], enough: int) -> bool:
    if all(part in alone for part, number in seen.items() if number >= enough):
        return True
    orders = {(earlier, later) for earlier, followers in after.items() for later in followers}
    return any((later, earlier) in orders for earlier, later in orders if earlier != later)


def _always_together(seen: Counter[str], after: _After, enough: int) -> _Pairs:
    """Name the parts that never turn up without each other.

    A part goes on another if it always follows it, and the other is always followed by such a part.
    """
    pairs: _Pairs = set()
    for earlier, followers in after.items():
        going_on = {each for each, number in followers.items() if number == seen[each] >= enough and each != earlier}
        if going_on and sum(followers[each] for each in going_on) == seen[earlier]:
            pairs |= {(earlier, each) for each in going_on}
    return pairs


def _with_joined(its: Sequence[str], pairs: _Pairs, separator: str) -> Iterator[str]:
    at = 0
    while at < len(its):
        if at + 1 < len(its) and (its[at], its[at + 1]) in pairs:
            yield f"{its[at]}{separator}{its[at + 1]}"
            at += 2
        else:
            yield its[at]
            at += 1
