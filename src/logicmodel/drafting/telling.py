"""What a draft tells whoever runs the program: what it took up, by which order, how sure that is, and what it left."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from logicmodel.drafting.library import SPOKEN
from logicmodel.drafting.people import GERMAN
from logicmodel.drafting.sorting import Merge
from logicmodel.drafting.strategy import MOST_NEEDS, RANKED_LOW, LeftOut, Places
from logicmodel.drafting.word_tables import LANGUAGES
from logicmodel.model import Plan, Stage
from logicmodel.priorities import Comparison, Ranking, off_scale
from logicmodel.saying import clipped
from logicmodel.sheets import word_for
from logicmodel.words.tongues import ENGLISH

MOST_NAMED = 8
"""Refs that one sentence names; of more it gives the number."""

MOST_LETTERS = 70
"""Letters of a need that a sentence quotes."""


class Proposal(Struct, frozen=True, kw_only=True):
    """A drafted plan, and everything that a person should know of how it came about.

    `needs` are those taken up, first first, `places` say what their order rests on, and `others` are the orders that
    the plan holds numbers for besides. `left_out` holds needs and causes with the reason, `merges` pairs that may be
    one need, `to_reword` Refs of boxes that still say the problem, `without_method` rows of Needs for whose words the
    library has nothing. `language` is that of the needs, `guessed_language` says that their words told it.
    """

    plan: Plan
    needs: tuple[str, ...] = ()
    places: Places | None = None
    others: tuple[Places, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    merges: tuple[Merge, ...] = ()
    to_reword: tuple[str, ...] = ()
    without_method: tuple[str, ...] = ()
    language: str = ENGLISH
    guessed_language: bool = False

    @property
    def ranking(self) -> Ranking | None:
        """The ranking that the order of the needs rests on, if it is one."""
        return self.places.ranking if self.places else None


def in_words(proposal: Proposal) -> tuple[str, ...]:
    """Say in sentences what a draft took up, what it left and why, and what a person has to look at."""
    if not proposal.needs and not proposal.left_out:
        return ()
    return tuple(_Telling(proposal).sentences())


class _Telling:
    def __init__(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self.rows = {need.id: need for need in reversed(proposal.plan.needs)}

    def sentences(self) -> Iterator[str]:
        plan = self.proposal.plan
        boxes = [element for element in plan.elements if element.status == "proposed"]
        arrows = [link for link in plan.links if link.basis == "drafted"]
        if boxes:
            yield (
                f"Proposed: {len(boxes)} boxes and {len(arrows)} arrows. Each waits for a person to agree, change or "
                "delete it."
            )
        if self.proposal.guessed_language:
            yield (
                f"The needs were taken for {self.proposal.language}, going by their words. If that is wrong, choose the "
                "Language in Start here, and build again."
            )
        yield from self._order()
        yield from self._edge()
        yield from self._other_orders()
        if self.proposal.ranking:
            yield from _about_agreement(self.proposal.ranking)
        elif compared := next((other.ranking for other in self.proposal.others if other.ranking), None):
            yield from _about_comparison(compared.comparison)
        yield from self._left_out()
        for merge in self.proposal.merges:
            yield f"{merge.first} and {merge.second} may be one need: {self._quoted(merge)}."
        yield from self._to_do()

    def _order(self) -> Iterator[str]:
        """Say what was taken up, and what the order rests on."""
        proposal = self.proposal
        if not proposal.needs:
            yield "No need could be taken up."
        elif proposal.places is None:
            yield f"Taken up, in the order in which they stand: {_some([self._named(ref) for ref in proposal.needs])}."
            if why := off_scale(proposal.plan):
                yield f"The scores could not be used for the order. {why}"
        else:
            places = proposal.places
            its = [f"{self._named(ref)}, {places.words.get(ref, 'not ranked')}" for ref in proposal.needs]
            yield f"Taken up, in the order of {places.by}: {_some(its, '; ')}."
        ranking = proposal.ranking
        if ranking:
            yield f"{ranking.title}: {ranking.formula}. Source: {ranking.source}."
            for order in ranking.orders:
                yield from (f"{remark.removesuffix('.')}{_whose(order.side)}." for remark in order.remarks)
                taken = [each for each in order.needs if each.need in proposal.needs]
                yield from (f"{self._named(each.need)}: {remark}" for each in taken for remark in each.remarks)

    def _edge(self) -> Iterator[str]:
        """Say where the line between what is taken up and what is left is not sharp: ties, and ranges that reach over."""
        places = self.proposal.places
        left = [each.ref for each in self.proposal.left_out if RANKED_LOW in each.reason and self._is_need(each.ref)]
        if places is None or not left or not self.proposal.needs:
            return
        if len(self.proposal.needs) > MOST_NEEDS:
            last = max(places.rank_of.get(ref, 0) for ref in self.proposal.needs)
            tied = [ref for ref in self.proposal.needs if places.rank_of.get(ref) == last]
            if len(tied) > 1:
                yield f"{_listed(tied)} share a place, so that {len(self.proposal.needs)} needs are taken up and not {MOST_NEEDS}."
        over = [ref for ref in left if ref in places.range_of and places.range_of[ref][0] <= MOST_NEEDS]
        under = [ref for ref in self.proposal.needs if ref in places.range_of and places.range_of[ref][1] > MOST_NEEDS]
        if over:
            might = f" {_listed(under)} might not." if under else ""
            yield (
                f"The line is not sharp: by the ranges of their scores {_listed(over)} could be among the first "
                f"{MOST_NEEDS} as well.{might}"
            )

    def _other_orders(self) -> Iterator[str]:
        """Say which needs other orders would put first, where they are not the same."""
        ranked = {each.ref for each in self.proposal.left_out if RANKED_LOW in each.reason}
        for other in self.proposal.others if ranked else ():
            open_needs = {*self.proposal.needs, *ranked}
            first = sorted((ref for ref in other.rank_of if ref in open_needs), key=lambda ref: other.rank_of[ref])
            edge = [other.rank_of[ref] for ref in first][:MOST_NEEDS]
            first = [ref for ref in first if edge and other.rank_of[ref] <= edge[-1]]
            if first and len(first) <= 2 * MOST_NEEDS and set(first) != set(self.proposal.needs):
                yield f"By {other.by} the first would be {_listed(first)}."

    def _left_out(self) -> Iterator[str]:
        """Say what was left out: each need with its reason, causes and effects that go with them together."""
        by_reason: dict[str, list[str]] = {}
        behind = []
        ranked = []
        for left in self.proposal.left_out:
            place, low, _ = left.reason.partition(RANKED_LOW)
            if low and self._is_need(left.ref):
                ranked.append(f"{self._named(left.ref)}, {place.partition(' by ')[0]}")
            elif not self._is_need(left.ref) and left.reason.startswith(("it leads only", "it follows only")):
                behind.append(left.ref)
            else:
                by_reason.setdefault(left.reason, []).append(left.ref)
        if ranked:
            yield f"Left out, because the draft takes up the first {MOST_NEEDS}: {_some(ranked, '; ')}."
        for reason, refs in by_reason.items():
            yield f"Left out: {_some([self._named(ref) for ref in refs])}, because {reason}."
        if behind:
            lead, follow = ("leads", "follows") if len(behind) == 1 else ("lead", "follow")
            yield f"Left with them: {_some(behind)}, which {lead} only to what is left out or {follow} only from it."

    def _to_do(self) -> Iterator[str]:
        """Say what a person has to word or to add."""
        proposal = self.proposal
        if proposal.to_reword:
            why = ""
            if proposal.language not in (ENGLISH, GERMAN, *LANGUAGES):
                why = f" There is no table of words for {proposal.language}, so that all keep the words of the problem."
            yield f"Still worded as problems: {_some(proposal.to_reword)}. Say the state that is wanted.{why}"
        has_work = any(element.stage is Stage.ACTIVITY for element in proposal.plan.elements)
        if proposal.language not in (ENGLISH, *SPOKEN) and not has_work:
            yield (
                f"The library of interventions knows no words of {proposal.language}, so that no activity is proposed. "
                "Add what you would do."
            )
        elif proposal.without_method:
            yield f"The library has nothing for the words of {_some(proposal.without_method)}. Add what you would do."

    def _is_need(self, ref: str) -> bool:
        return ref in self.rows and self.rows[ref].kind == "need"

    def _named(self, ref: str) -> str:
        """Name a row by its Ref and the beginning of its words."""
        text = " ".join(self.rows[ref].text.split())
        return f"{ref} “{clipped(text, MOST_LETTERS)}”" if text else ref

    def _quoted(self, merge: Merge) -> str:
        return f"“{self.rows[merge.first].text}” and “{self.rows[merge.second].text}”"


def _about_agreement(ranking: Ranking) -> Iterator[str]:
    """Say how far raters agree, and how the people’s order compares with the organisation’s."""
    for order in ranking.orders:
        if order.agreement.w is not None:
            yield (
                f"Agreement of {order.agreement.raters} raters{_whose(order.side)}: Kendall’s W = {order.agreement.w:f}, "
                "where 0 is none and 1 is full."
            )
    yield from _about_comparison(ranking.comparison)


def _about_comparison(both: Comparison) -> Iterator[str]:
    if both.rho is not None:
        yield (
            f"The order of the people ({both.community_by}) against that of the organisation ({both.organisation_by}): "
            f"Spearman’s ρ = {both.rho:f}, where 1 is the same and −1 the reverse."
        )
    elif both.community_by:
        yield f"The order of the people ({both.community_by}) was not compared with the organisation’s. {both.why_not}"


def _whose(side: str) -> str:
    return f" ({word_for('Side', side)})" if side else ""


def _listed(refs: Sequence[str]) -> str:
    """Put Refs into words: “1, 2 and 3”.

    >>> _listed(["N1"]), _listed(["N1", "N2", "N3"])
    ('N1', 'N1, N2 and N3')
    """
    return refs[0] if len(refs) == 1 else f"{', '.join(refs[:-1])} and {refs[-1]}"


def _some(refs: Sequence[str], between: str = ", ") -> str:
    """Name some things, of many the first."""
    more = f" and {len(refs) - MOST_NAMED} more" if len(refs) > MOST_NAMED else ""
    return between.join(refs[:MOST_NAMED]) + more
