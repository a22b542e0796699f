"""Arrows of a wide table: none is typed, and so they are proposed from one column to the next, to be confirmed."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from logicmodel.model import Mark, Place, Stage, Term
from logicmodel.reading.account import Account
from logicmodel.reading.draft import Draft
from logicmodel.reading.tables import ORDER

MOST_ARROWS = 2_500
"""Arrows that are proposed between two cells."""

Boxes = Mapping[tuple[tuple[Stage, Term | None], str], Draft]
"""The boxes of a table by their stage and their words."""


class Arrows:
    """The arrows that are proposed, each once."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.found: dict[tuple[int, int], Draft] = {}

    def drafts(self) -> list[Draft]:
        """Give all arrows, in the order in which they were proposed."""
        return list(self.found.values())

    def propose(self, causes: Sequence[Draft], effects: Sequence[Draft], place: Place, beside: str) -> None:
        """Propose all arrows from one cell to the next; of very long lists none, as that would say nothing.

        `beside` is what stands over the cell of the causes.
        """
        if len(causes) * len(effects) > MOST_ARROWS:
            self.account.notice("not_paired", place, text=beside, count=len(effects), detail=str(len(causes)))
            return
        for cause in causes:
            for effect in effects:
                key = (id(cause), id(effect))
                if key in self.found or cause is effect:
                    continue
                arrow = self.found[key] = Draft("links", place)
                arrow.form = "wide"
                to_confirm = (Mark(kind="to_confirm"),)
                arrow.values = {"from_box": cause, "to_box": effect, "basis": "row", "marks": to_confirm}

    def lead_to_the_only_ones(self, boxes: Boxes, titles: Mapping[int, str]) -> None:
        """Propose arrows to the only box of a stage from those of the stage before that lead nowhere: its cell is blank.

        `titles` are what stands over the columns.
        """
        causes = self._causes()
        its: dict[tuple[Stage, Term | None], list[Draft]] = {}
        for (stage, _), box in boxes.items():
            its.setdefault(stage, []).append(box)
        for lower, higher in pairwise(sorted(its, key=ORDER.index)):
            ends = [box for box in its[lower] if id(box) not in causes]
            for box in ends if len(its[higher]) == 1 else ():
                self.propose([box], its[higher], box.place, titles.get(box.place.column or 0, ""))

    def lead_to_the_goals(self, boxes: Boxes, goals: Sequence[Draft], place: Place, beside: str) -> None:
        """Propose arrows to a goal over a model without impacts, from the outcomes that lead nowhere else."""
        causes = self._causes()
        ends = [box for (stage, _), box in boxes.items() if stage[0] is Stage.OUTCOME and id(box) not in causes]
        self.propose(ends, goals, place, beside)

    def _causes(self) -> set[int]:
        """Give the boxes that lead somewhere, each by its identity."""
        return {id(arrow.values["from_box"]) for arrow in self.found.values()}
