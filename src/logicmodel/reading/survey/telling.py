"""Bases that would give hidden answers back: a question that was asked only of those who gave some answer to another.

“Do you need medicine?” – 154 yes, 6 no, both hidden. “Why could you not get it?” was asked of the 154, and its base
tells both. Such a base is hidden, and nothing of the question adds up to it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from logicmodel.reading.survey.counting import Looked, Request, Tally
from logicmodel.reading.survey.summing import Counting

_MOST_LOOKS = 12
"""Looks through the file; what they would not reach is hidden without a look."""


class Counter(Protocol):
    """What can look through an export and count in it: the standard library, or DuckDB."""

    def profile(self) -> Looked:
        """Look through all rows."""

    def tally(self, request: Request) -> Iterable[Tally]:
        """Count what is asked for."""


def bases_that_tell(counting: Sequence[Counting], engine: Counter, smallest: int) -> frozenset[tuple[int, ...]]:
    """Name the questions, by their columns, whose bases tell a hidden answer to another question.

    Only where the numbers fit are the rows asked whether the one question was asked because of the other.
    """
    found: set[tuple[int, ...]] = set()
    asked: set[tuple[tuple[int, ...], str]] = set()
    before = -1
    while len(found) > before:  # what is hidden with a base may be told by another base
        before = len(found)
        for each in counting:
            for answer, number in each.hidden(smallest, base_tells=each.closed.columns in found).items():
                others = list(_fitting(each, number, counting, found))
                if (each.closed.columns, answer) in asked or not others:
                    continue
                asked.add((each.closed.columns, answer))
                if len(asked) <= _MOST_LOOKS:
                    others = list(_asked_because_of(each, answer, number, others, engine))
                found |= {other.closed.columns for other in others}
    return frozenset(found)


def _fitting(
    each: Counting, number: int, counting: Iterable[Counting], found: Collection[tuple[int, ...]]
) -> Iterator[Counting]:
    """Give the questions that as many were asked as gave an answer, or did not give it."""
    for other in counting:
        is_known = other is each or other.closed.columns in found
        if not is_known and 0 < other.base < each.base and other.base in (number, each.base - number):
            yield other


def _asked_because_of(
    each: Counting, answer: str, number: int, others: Sequence[Counting], engine: Counter
) -> Iterable[Counting]:
    column = each.column_of(answer)
    any_of = tuple(other.columns_asked for other in others)
    gave, gave_not = [0] * len(others), [0] * len(others)
    for tally in engine.tally(Request(columns=(), any_of=any_of, group=column)):
        gives = each.gives(Tally(column=column, text=tally.group, group="", number=0, weight=0), answer)
        (gave if gives else gave_not)[-1 - tally.column] += tally.number
    for other, its, of_others in zip(others, gave, gave_not, strict=True):
        if (its, of_others) in ((number, 0), (0, each.base - number)):
            yield other
