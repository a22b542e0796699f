"""Statements that say nearly the same, of one stage or of one kind of need."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from logicmodel.model import Element, Need
from logicmodel.theory import Theory
from logicmodel.words.matching import words_of
from logicmodel.words.spelling import plain

ALIKE = 0.9
"""Likeness from which on two statements are nearly the same."""

FEW = 100
"""Statements of one stage up to which each is compared with each."""

BESIDE = 2
"""How many neighbours on either side a statement of a larger stage is compared with."""

SHORTEST = 8
"""Letters that a statement must have to be compared by likeness."""

LONG = 300
"""Letters between equal beginnings and ends from which on texts are compared word by word.

Comparing letter by letter takes a time that grows with their square: two cells filled to the brim would take a minute.
"""

NO_DIGITS = str.maketrans("", "", "0123456789")

Statement = Element | Need


def nearly_the_same(theory: Theory) -> Iterator[tuple[Statement, Statement]]:
    """Pair each box and each need with the earlier one that is nearest, where the two say nearly the same."""
    stages = {(element.stage, element.term) for element in theory.elements}
    groups: list[Sequence[Statement]] = [
        [each for each in theory.elements if (each.stage, each.term) == stage]
        for stage in sorted(stages, key=lambda pair: (str(pair[0]), str(pair[1])))
    ]
    kinds = sorted({need.kind for need in theory.plan.needs})
    groups += [[need for need in theory.plan.needs if need.kind == kind] for kind in kinds]
    for group in groups:
        yield from _near(group)


def _near(group: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pair each statement with its nearest earlier one, where the two are nearly the same."""
    texts = {index: text for index, each in enumerate(group) if (text := plain(each.text))}
    words = {index: frozenset(words_of(text)) or frozenset([text]) for index, text in texts.items()}
    large = len(texts) > FEW
    near: dict[int, list[int]] = {}
    for earlier, later in _beside(texts) if large else combinations(texts, 2):
        # Of three words or more two texts share most.
        count = len(words[later])
        least = 0 if count < 3 else count - 1 if large else count // 2
        if len(words[earlier] & words[later]) >= least:
            near.setdefault(later, []).append(earlier)
    by_words: dict[frozenset[str], int] = {}
    for index, text in texts.items():
        nearest: int | None = by_words.setdefault(words[index], index)
        if nearest == index:
            others = sorted(set(near.get(index, ())))
            nearest = _nearest(text, [(each, texts[each]) for each in others if _is_no_series(text, texts[each])])
        if nearest is not None:
            yield group[nearest], group[index]


def _is_no_series(text: str, other: str) -> bool:
    """Say whether two texts differ in more than their digits; those of a numbered series do not."""
    return text == other or text.translate(NO_DIGITS) != other.translate(NO_DIGITS)


def _beside(texts: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Pair each statement, the earlier first, with those beside it in the order of letters, read from either end.

    So the work on a large stage grows with the number of statements and not with its square.
    """
    for direction in (1, -1):
        ordered = sorted(texts, key=lambda index: (texts[index][::direction], index))
        for away in range(1, BESIDE + 1):
            for one, other in zip(ordered, ordered[away:], strict=False):
                yield (one, other) if one < other else (other, one)


def _nearest(text: str, others: Sequence[tuple[int, str]]) -> int | None:
    if not others or sum(map(str.isalpha, text)) < SHORTEST:
        return None
    best: tuple[float, int] | None = None
    for index, other in others:
        score = _alike(text, other) if 0.8 <= len(other) / len(text) <= 1.25 else 0.0
        if score >= ALIKE and (best is None or score > best[0]):
            best = (score, index)
    return best[1] if best else None


def _alike(one: str, other: str) -> float:
    """Give 2 · matching letters ÷ letters of both, or 0 where that is clearly too little.

    Only what stands between equal beginnings and ends has to be searched for matches. Where that is long, the letters
    of words that both have match, wherever they stand.
    """
    both = len(one) + len(other)
    ahead = _equal_letters(one, other)
    behind = _equal_letters(one[ahead:][::-1], other[ahead:][::-1])
    middles = one[ahead : len(one) - behind], other[ahead : len(other) - behind]
    if max(map(len, middles)) > LONG:
        words = Counter(middles[0].split()) & Counter(middles[1].split())
        return 2 * (ahead + behind + sum(len(f"{word} ") * times for word, times in words.items())) / both
    most = sum((Counter(middles[0]) & Counter(middles[1])).values())
    if 2 * (ahead + behind + most) < ALIKE * both:
        return 0.0
    blocks = SequenceMatcher(None, *middles, autojunk=False).get_matching_blocks()
    return 2 * (ahead + behind + sum(block.size for block in blocks)) / both


def _equal_letters(one: str, other: str) -> int:
    """Count the letters at the beginning that two texts share."""
    equal, most = 0, min(len(one), len(other))
    while equal < most:
        half = (equal + most + 1) // 2
        if one[equal:half] == other[equal:half]:
            equal = half
        else:
            most = half - 1
    return equal
