"""The boxes of a picture dealt out to strands, so that each strand fits a page.

A strand is what leads to one box, its end. Where the strand of a goal is too much for a page, the goal is taken out,
and what leads to each of its causes becomes a strand; and so on. A box belongs to the strand whose end it reaches in
the fewest arrows. Inputs that nothing leads to, needs and the goals taken out belong to no strand: each page repeats those that it joins to.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from logicmodel.drawing.shown.picture import Box, View

FEW = 4
"""A strand of fewer boxes goes on the page of the one before it, if both fit there."""

Holds = Callable[["Strand"], bool]
"""Says whether a page can hold a strand."""


class Strand(Struct, frozen=True, kw_only=True):
    """One strand: the Refs of its ends (none where its boxes lead to no goal), of its boxes, and of goals it leads to."""

    ends: tuple[str, ...]
    refs: tuple[str, ...]
    goals: tuple[str, ...] = ()


def strands_in(view: View, holds: Holds) -> list[Strand]:
    """Deal the boxes of a picture out to strands that fit a page each, two or more where there is anything to part.

    A box that fits no page even alone is a strand nevertheless; whether it can be drawn is for the page to say.
    """
    return _Dealer(view, holds).deal()


class _Dealer:
    """Deals boxes out, in their order in the picture."""

    def __init__(self, view: View, holds: Holds) -> None:
        self.holds = holds
        self.boxes: Mapping[str, Box] = {box.ref: box for box in view.boxes if box.stage != "need"}
        self.position = {ref: place for place, ref in enumerate(self.boxes)}
        self.causes: dict[str, list[str]] = {ref: [] for ref in self.boxes}
        self.effects: dict[str, list[str]] = {ref: [] for ref in self.boxes}
        for arrow in view.arrows:
            if arrow.line != "feedback" and arrow.cause != arrow.effect:
                self.causes[arrow.effect].append(arrow.cause)
                self.effects[arrow.cause].append(arrow.effect)

    def deal(self) -> list[Strand]:
        refs = [ref for ref, box in self.boxes.items() if box.stage != "input" or self.causes[ref]] or list(self.boxes)
        strands = self._with_few_joined(self._parted(refs, ()))
        home = {ref for strand in strands for ref in strand.refs}
        alone = [ref for ref in self.boxes if self.boxes[ref].stage == "input" and not home & {ref, *self.effects[ref]}]
        return [*strands, *(self._cut(Strand(ends=(), refs=tuple(alone))) if alone else [])]

    def _divided(self, strand: Strand) -> list[Strand]:
        return [strand] if self.holds(strand) or len(strand.refs) == 1 else self._parted(strand.refs, strand.goals)

    def _parted(self, refs: Sequence[str], goals: tuple[str, ...]) -> list[Strand]:
        """Part boxes by what they lead to. Nobody asks whether they fit one page together."""
        ends = self._ends(refs)
        if len(ends) == 1 and len(refs) > 1:
            inside = [ref for ref in refs if ref != ends[0]]
            goals = (*goals, ends[0])
            ends = [ref for ref in self.causes[ends[0]] if ref in inside] or self._ends(inside)
            ends = sorted(set(ends), key=self.position.__getitem__)
            refs = inside
        found: list[Strand] = []
        parts = self._nearest(refs, ends)
        # A goal whose causes all stand nearer to others is no strand: it is shown with each that leads to it.
        lonely = tuple(its[0] for its, members in parts if its and members == [*its] and self._is_led_to(its[0]))
        if len(lonely) < len(parts):
            goals = (*goals, *lonely)
            parts = [part for part in parts if not {*part[0]} & {*lonely}]
            if lonely and len(parts) == 1:
                return self._parted(parts[0][1], goals)
        for its, members in parts:
            strand = Strand(ends=its, refs=tuple(members), goals=goals)
            found += self._divided(strand) if its else self._cut(strand)
        return found

    def _is_led_to(self, ref: str) -> bool:
        """Say whether a box is a goal that other boxes than inputs lead to."""
        return self.boxes[ref].is_goal and any(self.boxes[cause].stage != "input" for cause in self.causes[ref])

    def _ends(self, refs: Iterable[str]) -> list[str]:
        """Give the goals among boxes that lead to no other of them; else any such boxes; else the last one."""
        inside = set(refs)
        last = [ref for ref in refs if not inside & set(self.effects[ref])]
        return [ref for ref in last if self.boxes[ref].is_goal] or last or [max(inside, key=self.position.__getitem__)]

    def _nearest(self, refs: Sequence[str], ends: Sequence[str]) -> list[tuple[tuple[str, ...], list[str]]]:
        """Give each end with the boxes that reach it in the fewest arrows; last, without an end, those that reach none.

        What reaches no end, but comes of a box that does, goes with that box.
        """
        inside, end_of = set(refs), {end: end for end in ends}
        self._spread(inside, end_of, self.causes, self.effects)
        self._spread(inside, end_of, self.effects, self.causes)
        parts = [((end,), [ref for ref in refs if end_of.get(ref) == end]) for end in ends]
        rest = [ref for ref in refs if ref not in end_of]
        return [*parts, *([((), rest)] if rest else [])]

    def _spread(
        self, inside: set[str], end_of: dict[str, str], beside: Mapping[str, list[str]], back: Mapping[str, list[str]]
    ) -> None:
        """Let boxes have the end of a neighbour, in steps; of several neighbours that of the first."""
        layer = list(end_of)
        while layer:
            found = {ref for known in layer for ref in beside[known] if ref in inside and ref not in end_of}
            layer = sorted(found, key=self.position.__getitem__)
            end_of |= {ref: next(end_of[each] for each in back[ref] if each in end_of) for ref in layer}

    def _cut(self, strand: Strand) -> list[Strand]:
        """Cut boxes that lead nowhere in two until each part fits a page."""
        if self.holds(strand) or len(strand.refs) == 1:
            return [strand]
        middle = len(strand.refs) // 2
        halves = (strand.refs[:middle], strand.refs[middle:])
        return [part for half in halves for part in self._cut(Strand(ends=(), refs=half, goals=strand.goals))]

    def _with_few_joined(self, strands: Sequence[Strand]) -> list[Strand]:
        found: list[Strand] = []
        for strand in strands:
            before = found[-1] if found else None
            if before and bool(before.ends) == bool(strand.ends) and min(len(strand.refs), len(before.refs)) < FEW:
                both = Strand(
                    ends=(*before.ends, *strand.ends),
                    refs=tuple(sorted((*before.refs, *strand.refs), key=self.position.__getitem__)),
                    goals=tuple(dict.fromkeys((*before.goals, *strand.goals))),
                )
                if self.holds(both):
                    found[-1] = both
                    continue
            found.append(strand)
        return found
