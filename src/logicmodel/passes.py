"""Passes over arrows: plain functions on dictionaries of Refs, each in time proportional to boxes and arrows.

They know nothing of plans. `Theory` asks them, and gives their answers names from the field.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import and_

Neighbours = Mapping[str, Iterable[str]]

Groups = Sequence[Sequence[str]]
"""Boxes in groups, causes before effects. A group holds the boxes of one circle; nearly always it is a single box."""

BLOCK = 2048
"""How many targets share one bitset in `longer_ways`: memory stays at a quarter of a kilobyte a box."""


def reach(starts: Iterable[str], arrows: Neighbours) -> frozenset[str]:
    """Give the starts and all that can be reached from them.

    >>> sorted(reach(["a"], {"a": ["b"], "b": ["c"], "c": [], "d": ["a"]}))
    ['a', 'b', 'c']
    """
    found = set(starts)
    waiting = list(found)
    while waiting:
        for following in arrows[waiting.pop()]:
            if following not in found:
                found.add(following)
                waiting.append(following)
    return frozenset(found)


def first_end(ends: Iterable[str], before: Neighbours, avoiding: Collection[str] = ()) -> dict[str, str]:
    """Give all that is or reaches one of the ends, without those to avoid, with the first such end.

    >>> first_end(["c", "d"], {"a": [], "b": ["a"], "c": ["b"], "d": ["a", "c"]}, avoiding=["b"])
    {'c': 'c', 'd': 'd', 'a': 'd'}
    """
    found: dict[str, str] = {}
    for end in ends:
        waiting = [end]
        while waiting:
            current = waiting.pop()
            if current not in found and current not in avoiding:
                found[current] = end
                waiting.extend(before[current])
    return found


def nearest_first(start: str, arrows: Neighbours) -> Iterator[str]:
    """Yield all that can be reached from a start, without itself, the fewest arrows away first.

    >>> list(nearest_first("a", {"a": ["b", "c"], "b": ["d"], "c": ["a"], "d": []}))
    ['b', 'c', 'd']
    """
    found = {start}
    waiting = deque([start])
    while waiting:
        for following in arrows[waiting.popleft()]:
            if following not in found:
                found.add(following)
                waiting.append(following)
                yield following


def after_another(marked: Collection[str], groups: Groups, arrows: Neighbours) -> frozenset[str]:
    """Give all that can be reached from one of the marked that is not itself; on a circle all reach each other.

    >>> arrows = {"a": ["b"], "b": ["c"], "c": ["b"], "d": []}
    >>> sorted(after_another(["b"], [["a"], ["b", "c"], ["d"]], arrows))
    ['c']
    """
    found: set[str] = set()
    entered: set[str] = set()
    for group in groups:
        inside = [ref for ref in group if ref in marked]
        from_before = any(ref in entered for ref in group)
        if not (from_before or inside):
            continue
        found.update(ref for ref in group if from_before or len(inside) > 1 or ref != inside[0])
        entered.update(following for ref in group for following in arrows[ref])
    return frozenset(found)


def shortest(start: str, end: str, arrows: Neighbours, position: Mapping[str, int]) -> tuple[str, ...]:
    """Give a shortest way from start to end, both included; of two equally short ones the first in plan order.

    Empty if there is no way. A start that is the end is a way of one.
    """
    before: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while waiting:
        current = waiting.popleft()
        if current == end:
            return _way_back(current, before)
        for following in sorted(arrows[current], key=position.__getitem__):
            if following not in before:
                before[following] = current
                waiting.append(following)
    return ()


def _way_back(current: str | None, before: Mapping[str, str | None]) -> tuple[str, ...]:
    way = []
    while current is not None:
        way.append(current)
        current = before[current]
    return tuple(reversed(way))


def longer_ways(
    candidates: Sequence[tuple[str, str]], groups: Groups, arrows: Neighbours, position: Mapping[str, int]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Give, for each candidate arrow that only repeats a longer way, a shortest such way.

    A way is longer if it has two arrows or more; it may pass a circle, but no candidate may begin or end in one.
    Only an arrow that falls by two layers or more can repeat a longer way; the others cost nothing. The rest are
    looked up in bitsets over blocks of targets: O((V+E) · targets / BLOCK) at worst.
    """
    layer = _layers(groups, arrows)
    falling = [pair for pair in candidates if layer[pair[1]] - layer[pair[0]] >= 2]
    targets = sorted({effect for _, effect in falling}, key=position.__getitem__)
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for first in range(0, len(targets), BLOCK):
        bit = {ref: 1 << index for index, ref in enumerate(targets[first : first + BLOCK])}
        leads = _leads_to(groups, arrows, bit)
        for cause, effect in falling:
            if effect in bit and any(leads[each] & bit[effect] for each in arrows[cause] if each != effect):
                found[cause, effect] = _longer_way(cause, effect, arrows, leads, bit[effect], position)
    return {pair: found[pair] for pair in candidates if pair in found}


def _layers(groups: Groups, arrows: Neighbours) -> dict[str, int]:
    """Give each box outside circles the length of the longest way to it, a circle counting as one box."""
    layer = {ref: 0 for refs in groups for ref in refs}
    for refs in groups:
        below = max(layer[ref] for ref in refs) + 1
        for ref in refs:
            for following in arrows[ref]:
                if layer[following] < below:
                    layer[following] = below
    return layer


def _leads_to(groups: Groups, arrows: Neighbours, bit: Mapping[str, int]) -> dict[str, int]:
    """Give each box the bits of the targets that it is or reaches."""
    leads: dict[str, int] = {}
    for refs in reversed(groups):
        mask = 0
        for ref in refs:
            mask |= bit.get(ref, 0)
            for following in arrows[ref]:
                mask |= leads.get(following, 0)
        for ref in refs:
            leads[ref] = mask
    return leads


def _longer_way(
    cause: str, effect: str, arrows: Neighbours, leads: Mapping[str, int], bit: int, position: Mapping[str, int]
) -> tuple[str, ...]:
    def onward(ref: str) -> list[str]:
        return [each for each in arrows[ref] if leads[each] & bit and (ref, each) != (cause, effect)]

    before: dict[str, str | None] = {cause: None}
    waiting = deque([cause])
    while waiting:
        current = waiting.popleft()
        for following in sorted(onward(current), key=position.__getitem__):
            if following == effect:
                return (*_way_back(current, before), effect)
            if following not in before:
                before[following] = current
                waiting.append(following)
    return ()


def reached_from_two(starts: Sequence[str], order: Sequence[str], arrows: Neighbours) -> frozenset[str]:
    """Give what two or more of the starts reach (a start reaches itself).

    >>> order, arrows = ["a", "b", "c", "d"], {"a": ["c"], "b": ["c"], "c": ["d"], "d": []}
    >>> sorted(reached_from_two(["a", "b"], order, arrows))
    ['c', 'd']
    """
    own = set(starts)
    two: dict[str, tuple[str, ...]] = dict.fromkeys(order, ())
    for ref in order:
        if ref in own and ref not in two[ref]:
            two[ref] = (*two[ref], ref)[:2]
        for following in arrows[ref]:
            if len(two[following]) < 2 and two[ref]:
                two[following] = tuple(dict.fromkeys((*two[following], *two[ref])))[:2]
    return frozenset(ref for ref, its in two.items() if len(its) == 2)


def least(values: Mapping[str, date], arrows: Neighbours) -> dict[str, date]:
    """Pass dates down the arrows: each box gets the least of its own and those of all that reaches it.

    Circles are allowed: dates are passed on earliest first, and the first to arrive stays.

    >>> values = {"a": date(2026, 6, 30), "b": date(2026, 3, 31)}
    >>> str(least(values, {"a": ["c"], "b": ["d"], "c": ["d", "a"], "d": []})["d"])
    '2026-03-31'
    """
    found: dict[str, date] = {}
    for ref in sorted(values, key=values.__getitem__):
        waiting = [ref]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found[current] = values[ref]
                waiting.extend(arrows[current])
    return found


def lost_without(
    points: Sequence[str],
    goals: Sequence[str],
    order: Sequence[str],
    enough: Mapping[str, Sequence[str]],
    needed: Mapping[str, Sequence[str]],
) -> dict[str, list[str]]:
    """Give each point (a box “A” or an arrow “A>B”) the goals, other than itself, that cannot come about without it.

    A box comes about if one of the causes under `enough` does, where there are any, and all of those under `needed`.
    The masks hold one bit a point, for up to BLOCK points at once.

    >>> enough = {"c": ["a", "b"], "d": ["c"], "e": []}
    >>> lost_without(["a", "c", "b>e"], ["d", "e"], ["a", "b", "c", "d", "e"], enough, {"e": ["b"]})
    {'a': [], 'c': ['d'], 'b>e': ['e']}
    """
    lost: dict[str, list[str]] = {point: [] for point in points}
    for first in range(0, len(points), BLOCK):
        block = points[first : first + BLOCK]
        bit = {point: 1 << index for index, point in enumerate(block)}
        masks: dict[str, int] = {}
        for ref in order:
            own = bit.get(ref, 0)
            either = [masks[cause] | bit.get(f"{cause}>{ref}", 0) for cause in enough.get(ref, ())]
            if either:
                own |= reduce(and_, either)
            for cause in needed.get(ref, ()):
                own |= masks[cause] | bit.get(f"{cause}>{ref}", 0)
            masks[ref] = own
        for goal in goals:
            for index in _bits(masks[goal]):
                if block[index] != goal:
                    lost[block[index]].append(goal)
    return lost


def gathered(values: Mapping[str, frozenset[str]], arrows: Neighbours) -> dict[str, frozenset[str]]:
    """Pass small sets down the arrows until nothing changes: each box gets those of all that reaches it, and its own.

    The number of different members must be small: each box is visited at most once for each.
    """
    found = dict(values)
    waiting = list(found)
    while waiting:
        ref = waiting.pop()
        for following in arrows[ref]:
            known = found.get(following, frozenset())
            if not found[ref] <= known:
                found[following] = known | found[ref]
                waiting.append(following)
    return found


def both_ways(
    starts: Sequence[str],
    arrows: Iterable[tuple[str, str, int]],
    groups: Groups,
    results: Collection[str],
    position: Mapping[str, int],
) -> Iterator[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Give each start and first result that it reaches both with an even and with an odd number of odd arrows.

    Each arrow is (cause, effect, parity). *First*: nothing right before the result is such a result itself; of a
    circle of such results, the first in plan order. With each come a shortest even way and a shortest odd one. The
    masks hold one bit a start, for up to BLOCK starts at once; ways are looked up once a result.
    """
    after: dict[str, list[tuple[str, int]]] = {ref: [] for refs in groups for ref in refs}
    before: dict[str, list[tuple[str, int]]] = {ref: [] for refs in groups for ref in refs}
    for cause, effect, odd in arrows:
        after[cause].append((effect, odd))
        before[effect].append((cause, odd))
    for first in range(0, len(starts), BLOCK):
        block = starts[first : first + BLOCK]
        even, odds = _parities(block, groups, after)
        both = {ref: mask for ref in results if (mask := even[ref] & odds[ref])}
        for result, mask in _first_of(both, groups, before, position).items():
            steps = _steps_to(result, before)
            for start in (block[index] for index in _bits(mask)):
                helping = _way_by(start, 0, after, steps, position)
                harming = _way_by(start, 1, after, steps, position)
                yield start, result, helping, harming


def _parities(
    starts: Sequence[str], groups: Groups, after: Mapping[str, Sequence[tuple[str, int]]]
) -> tuple[dict[str, int], dict[str, int]]:
    """Give each box the bits of the starts that reach it evenly, and of those that reach it oddly."""
    masks = ({ref: 0 for refs in groups for ref in refs}, {ref: 0 for refs in groups for ref in refs})
    for index, start in enumerate(starts):
        masks[0][start] |= 1 << index
    for refs in groups:
        inside = set(refs)
        waiting = list(refs)
        while waiting:
            ref = waiting.pop()
            for following, odd in after[ref]:
                even_mask = masks[0][following] | masks[odd][ref]
                odd_mask = masks[1][following] | masks[1 - odd][ref]
                if (even_mask, odd_mask) != (masks[0][following], masks[1][following]):
                    masks[0][following], masks[1][following] = even_mask, odd_mask
                    if following in inside:
                        waiting.append(following)
    return masks


def _first_of(
    both: Mapping[str, int],
    groups: Groups,
    before: Mapping[str, Sequence[tuple[str, int]]],
    position: Mapping[str, int],
) -> dict[str, int]:
    """Keep of the bits of each result those of starts for which no result right before it has the bit too."""
    found: dict[str, int] = {}
    for refs in groups:
        results = sorted((ref for ref in refs if ref in both), key=position.__getitem__)
        earlier = {ref: {cause for cause, _ in before[ref]} - {ref} for ref in results}
        found.update({ref: both[ref] & ~_union(both, earlier[ref]) for ref in results})
        # Of results that all stand right before each other none would be the first.
        outside = _union(both, {cause for causes in earlier.values() for cause in causes}.difference(refs))
        left = _union(both, results) & ~_union(found, results) & ~outside
        for ref in results:
            found[ref] |= both[ref] & left
            left &= ~both[ref]
    return {ref: mask for ref, mask in found.items() if mask}


def _union(masks: Mapping[str, int], refs: Iterable[str]) -> int:
    union = 0
    for ref in refs:
        union |= masks.get(ref, 0)
    return union


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _steps_to(end: str, before: Mapping[str, Sequence[tuple[str, int]]]) -> dict[tuple[str, int], int]:
    """Give the least number of arrows from each box to the end, by the parity of the odd arrows on the way."""
    steps = {(end, 0): 0}
    waiting = deque(steps)
    while waiting:
        here = waiting.popleft()
        for cause, odd in before[here[0]]:
            there = (cause, here[1] ^ odd)
            if there not in steps:
                steps[there] = steps[here] + 1
                waiting.append(there)
    return steps


def _way_by(
    start: str,
    parity: int,
    after: Mapping[str, Sequence[tuple[str, int]]],
    steps: Mapping[tuple[str, int], int],
    position: Mapping[str, int],
) -> tuple[str, ...]:
    """Follow the steps down to the end; where several boxes are equally near, by the first in plan order."""
    way = [start]
    for left in reversed(range(steps[start, parity])):
        onward = [(ref, parity ^ odd) for ref, odd in after[way[-1]] if steps.get((ref, parity ^ odd)) == left]
        ref, parity = min(onward, key=lambda each: (position[each[0]], each[1]))
        way.append(ref)
    return tuple(way)
