"""Small counts are hidden, and with them what would give them back.

A question is a table: its answers down (each person in exactly one), groups across. A count from 1 to one below the
smallest number is hidden. So are further answers, the smallest first, until in no column the hidden ones together come
to a small number, and never one alone. An answer that is hidden for one group is hidden for all groups, so that no row
or column of the table has a single unknown. Groups that are too small are not shown, and others with them until all
that is not shown is no small number either.
"""

from collections.abc import Mapping, Sequence

Counts = Mapping[str, int]
"""Answer → how many gave it; each person is counted once."""


def is_small(count: int, smallest: int) -> bool:
    """Say whether a count is one to protect: zero is not."""
    return 0 < count < smallest


def hidden_answers(columns: Sequence[Counts], smallest: int, already: frozenset[str] = frozenset()) -> frozenset[str]:
    """Name the answers to hide in all of some columns, beside those that are hidden already.

    >>> sorted(hidden_answers([{"yes": 40, "no": 4, "perhaps": 25}], 10))
    ['no', 'perhaps']
    >>> sorted(hidden_answers([{"yes": 40, "no": 20}], 10))
    []
    """
    answers = sorted({answer for column in columns for answer in column})
    total = {answer: sum(column.get(answer, 0) for column in columns) for answer in answers}
    hidden = {
        *already,
        *(each for each in answers if any(is_small(column.get(each, 0), smallest) for column in columns)),
    }
    while hidden and len(hidden) < len(answers) and not _is_enough(columns, hidden, smallest):
        hidden.add(
            min((each for each in answers if each not in hidden), key=lambda each: (not total[each], total[each]))
        )
    return frozenset(hidden)


def _is_enough(columns: Sequence[Counts], hidden: set[str], smallest: int) -> bool:
    sums = [sum(column.get(each, 0) for each in hidden) for column in columns]
    return len(hidden) > 1 and not any(is_small(each, smallest) for each in sums)


def shown_groups(bases: Mapping[str, int], everybody: int, smallest: int) -> tuple[str, ...]:
    """Name the groups that are large enough to be shown, so that those not shown are not a few people together.

    `bases` holds how many of each group were asked, `everybody` all who were, with or without a group.

    >>> shown_groups({"women": 40, "men": 30, "not said": 3}, 73, 10)
    ('women',)
    """
    shown = sorted(
        (group for group, base in bases.items() if base >= smallest), key=lambda group: (-bases[group], group)
    )
    while shown and is_small(everybody - sum(bases[group] for group in shown), smallest):
        shown.pop()
    return tuple(sorted(shown))
