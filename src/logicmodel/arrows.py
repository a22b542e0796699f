"""Arrows between Refs in both directions, and what order there is in them; each pass in time near to their number.

They know nothing of plans, as `passes` does not. Boxes keep the order in which they are given.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property


class Arrows:
    """Arrows between boxes: `succ` gives what each leads to, `pred` what leads to each, in the order of the pairs.

    >>> arrows = Arrows("abc", [("a", "b"), ("b", "c")])
    >>> arrows.succ, arrows.pred["c"], ("a", "c") in arrows
    ({'a': ['b'], 'b': ['c'], 'c': []}, ['b'], False)
    """

    def __init__(self, refs: Iterable[str], pairs: Iterable[tuple[str, str]]) -> None:
        self.succ: Mapping[str, list[str]] = {ref: [] for ref in refs}
        self.pred: Mapping[str, list[str]] = {ref: [] for ref in self.succ}
        for cause, effect in pairs:
            self.succ[cause].append(effect)
            self.pred[effect].append(cause)

    def __contains__(self, pair: tuple[str, str]) -> bool:
        """Say whether there is an arrow from the first to the second."""
        return pair[1] in self.succ[pair[0]]

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The boxes in groups that reach each other, causes before effects; nearly always a group is one box.

        >>> Arrows("abcd", [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")]).groups
        (('a',), ('b', 'c'), ('d',))
        """
        in_order = _in_order(self)
        if len(in_order) == len(self.succ):
            return tuple((ref,) for ref in in_order)
        place = {ref: index for index, ref in enumerate(self.succ)}
        groups = [tuple(sorted(group, key=place.__getitem__)) for group in _components(self)]
        return tuple(reversed(groups))

    @cached_property
    def circles(self) -> tuple[tuple[str, ...], ...]:
        """The groups of two boxes or more, and the boxes that lead to themselves."""
        return tuple(group for group in self.groups if len(group) > 1 or (group[0], group[0]) in self)


def _in_order(arrows: Arrows) -> list[str]:
    """Give the boxes whose causes all come before them, causes before effects: all of them if there is no circle."""
    left = {ref: len(causes) for ref, causes in arrows.pred.items()}
    found = [ref for ref, count in left.items() if not count]
    for ref in found:
        for following in arrows.succ[ref]:
            left[following] -= 1
            if not left[following]:
                found.append(following)
    return found


def _components(arrows: Arrows) -> Iterator[list[str]]:
    """Yield the groups of boxes that reach each other, effects before causes (Tarjan 1972, without recursion)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_refs: list[str] = []
    is_open: set[str] = set()
    for first in arrows.succ:
        if first in number:
            continue
        waiting = [(first, iter(arrows.succ[first]))]
        number[first] = lowest[first] = len(number)
        open_refs.append(first)
        is_open.add(first)
        while waiting:
            ref, onward = waiting[-1]
            for following in onward:
                if following not in number:
                    number[following] = lowest[following] = len(number)
                    open_refs.append(following)
                    is_open.add(following)
                    waiting.append((following, iter(arrows.succ[following])))
                    break
                if following in is_open:
                    lowest[ref] = min(lowest[ref], number[following])
            else:
                waiting.pop()
                if waiting:
                    lowest[waiting[-1][0]] = min(lowest[waiting[-1][0]], lowest[ref])
                if lowest[ref] == number[ref]:
                    group = _taken_from(open_refs, ref)
                    is_open.difference_update(group)
                    yield group


def _taken_from(refs: list[str], last: str) -> list[str]:
    """Take Refs off the end of a list until one is taken, and give them."""
    taken = [refs.pop()]
    while taken[-1] != last:
        taken.append(refs.pop())
    return taken


def passed_by_all(starts: Collection[str], order: Sequence[str], arrows: Arrows) -> dict[str, str]:
    """Give each box that a start reaches the last box before it that every route from a start passes; else “”.

    `order` holds causes before effects. Boxes that no start reaches are left out. (Immediate dominators; where routes
    part is found with jumps up the tree, so that long routes cost no more than many.)

    >>> arrows = Arrows("abcde", [("a", "c"), ("b", "c"), ("c", "d"), ("d", "e"), ("c", "e")])
    >>> passed_by_all(["a", "b"], "abcde", arrows)
    {'a': '', 'b': '', 'c': '', 'd': 'c', 'e': 'c'}
    """
    above, depth, jump = {"": ""}, {"": 0}, {"": ""}
    own = set(starts)

    def shared(one: str, other: str) -> str:
        while depth[one] != depth[other]:
            lower, upper = (one, other) if depth[one] > depth[other] else (other, one)
            one, other = jump[lower] if depth[jump[lower]] >= depth[upper] else above[lower], upper
        while one != other:
            one, other = (jump[one], jump[other]) if jump[one] != jump[other] else (above[one], above[other])
        return one

    for ref in order:
        causes = [cause for cause in arrows.pred[ref] if cause in above]
        if ref not in own and not causes:
            continue
        last = "" if ref in own else causes[0]
        for cause in causes[1:] if last else ():
            last = shared(last, cause)
        above[ref], depth[ref] = last, depth[last] + 1
        far = jump[last]
        jump[ref] = jump[far] if depth[last] - depth[far] == depth[far] - depth[jump[far]] else last
    del above[""]
    return above
