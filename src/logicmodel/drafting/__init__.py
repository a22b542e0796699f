"""From needs to a proposed plan: sorted, put in order, turned into what is wanted, and joined to work that may help.

A draft proposes and never decides. Every box has the Status Proposed, every arrow is marked To confirm, what was found
out about a need stands in its Notes, and no cell that a person answers is filled for them.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.drafting.building import SUGGESTED, Built, build
from logicmodel.drafting.library import Intervention as Intervention
from logicmodel.drafting.library import library as library
from logicmodel.drafting.sorting import Merge as Merge
from logicmodel.drafting.sorting import kinds_of_need, level_by_words, near_duplicates
from logicmodel.drafting.strategy import LeftOut as LeftOut
from logicmodel.drafting.strategy import Strategy, choose
from logicmodel.drafting.trees import Tree as Tree
from logicmodel.drafting.trees import TreeArrow as TreeArrow
from logicmodel.drafting.trees import TreeBox as TreeBox
from logicmodel.drafting.trees import objective_tree as objective_tree
from logicmodel.drafting.trees import problem_tree as problem_tree
from logicmodel.drafting.wording import turned as turned
from logicmodel.model import Need, Plan
from logicmodel.priorities import Ranking, ranking_named
from logicmodel.sheets import word_for
from logicmodel.theory import Theory

MOST_NAMED = 8
"""Refs that one sentence names; of more it gives the number."""


class Proposal(Struct, frozen=True, kw_only=True):
    """A drafted plan, and everything that a person should know of how it came about.

    `needs` are those taken up, first first, `ordered_by` says what their order rests on, `ranking` is there if it is a
    ranking. `left_out` holds needs and causes with the reason, `merges` pairs that may be one need, `to_reword` Refs of
    boxes that still say the problem, `without_method` rows of Needs for whose words the library has nothing.
    """

    plan: Plan
    needs: tuple[str, ...] = ()
    ordered_by: str = ""
    ranking: Ranking | None = None
    left_out: tuple[LeftOut, ...] = ()
    merges: tuple[Merge, ...] = ()
    to_reword: tuple[str, ...] = ()
    without_method: tuple[str, ...] = ()


def draft(plan: Plan, rank: str | None = None) -> Plan:
    """Propose a plan from its needs; a plan that has boxes, or no needs, is given back as it is.

    `rank` names a way of ranking (`priorities.METHODS`); without it, Priority or the first way that the plan holds
    numbers for decides which needs come first.

    Raises UnknownName for a ranking that there is not, and CannotRank if it cannot rank these needs.
    """
    return propose(plan, rank).plan


def propose(plan: Plan, rank: str | None = None) -> Proposal:
    """Draft a plan as `draft` does, and say how it came about."""
    if rank is not None:
        ranking_named(rank)
    if plan.elements or not any(need.kind == "need" for need in plan.needs):
        return Proposal(plan=plan)
    strategy = choose(plan, rank)
    built = build(plan, strategy)
    merges = near_duplicates(plan)
    return Proposal(
        plan=replace(
            plan,
            needs=_with_notes(plan, strategy, built, merges),
            elements=built.elements,
            links=(*plan.links, *built.links),
        ),
        needs=strategy.needs,
        ordered_by=strategy.places.by if strategy.places else "",
        ranking=strategy.places.ranking if strategy.places else None,
        left_out=strategy.left_out,
        merges=merges,
        to_reword=built.to_reword,
        without_method=built.without_method,
    )


def in_words(proposal: Proposal) -> tuple[str, ...]:
    """Say in sentences what a draft took up, what it left and why, and what a person has to look at."""
    plan = proposal.plan
    if not proposal.needs and not proposal.left_out:
        return ()
    proposed = [element for element in plan.elements if element.status == "proposed"]
    arrows = [link for link in plan.links if link.basis == "drafted"]
    order = f", in the order of {proposal.ordered_by}" if proposal.ordered_by else ", in the order in which they stand"
    taken = f"Taken up{order}: {_some(proposal.needs)}." if proposal.needs else "No need could be taken up."
    waiting = f"Proposed: {len(proposed)} boxes and {len(arrows)} arrows. Each waits for a person to agree, change or delete it."
    sentences = [
        *((waiting,) if proposed else ()),
        taken,
        *(_about_the_ranking(proposal.ranking) if proposal.ranking else ()),
        *_left_out(proposal),
        *(f"{merge.first} and {merge.second} may be one need: {_quoted(plan, merge)}." for merge in proposal.merges),
    ]
    if proposal.to_reword:
        sentences.append(f"Still worded as problems: {_some(proposal.to_reword)}. Say the state that is wanted.")
    if proposal.without_method:
        sentences.append(
            f"The library has nothing for the words of {_some(proposal.without_method)}. Add what you would do."
        )
    return tuple(sentences)


def _about_the_ranking(ranking: Ranking) -> Iterator[str]:
    """Say what the order rests on, how far raters agree, and how the people’s order compares with the organisation’s."""
    yield f"{ranking.title}: {ranking.formula}. Source: {ranking.source}."
    for order in ranking.orders:
        whose = f" ({word_for('Side', order.side)})" if order.side else ""
        yield from (f"{remark.removesuffix('.')}{whose}." for remark in order.remarks)
        if order.agreement.w is not None:
            yield (
                f"Agreement of {order.agreement.raters} raters{whose}: Kendall’s W = {order.agreement.w:f}, where 0 is "
                "none and 1 is full."
            )
    both = ranking.comparison
    if both.rho is not None:
        yield (
            f"The order of the people ({both.community_by}) against that of the organisation ({both.organisation_by}): "
            f"Spearman’s ρ = {both.rho:f}, where 1 is the same and −1 the reverse."
        )


def _left_out(proposal: Proposal) -> Iterator[str]:
    """Say what was left out, what was left for one reason together."""
    by_reason: dict[str, list[str]] = {}
    for left in proposal.left_out:
        by_reason.setdefault(left.reason, []).append(left.ref)
    for reason, refs in by_reason.items():
        yield f"Left out: {_some(refs)}, because {reason}."


def _some(refs: Sequence[str]) -> str:
    """Name Refs, of many the first."""
    more = f" and {len(refs) - MOST_NAMED} more" if len(refs) > MOST_NAMED else ""
    return ", ".join(refs[:MOST_NAMED]) + more


def _quoted(plan: Plan, merge: Merge) -> str:
    text_of = {need.id: need.text for need in plan.needs}
    return f"“{text_of[merge.first]}” and “{text_of[merge.second]}”"


# -- notes of needs ---------------------------------------------------------------------------------------------------


def _with_notes(plan: Plan, strategy: Strategy, built: Built, merges: Sequence[Merge]) -> tuple[Need, ...]:
    """Write into Notes of each need and cause what was found out about it, in place of an earlier draft’s notes."""
    said = _said(plan, strategy, built, merges)
    return tuple(_noted(need, said.get(need.id, ())) if need.text.strip() else need for need in plan.needs)


def _noted(need: Need, said: Sequence[str]) -> Need:
    own = [line for line in (need.notes or "").splitlines() if not line.startswith(SUGGESTED)]
    return replace(need, notes="\n".join([*own, *(SUGGESTED + each for each in said)]) or None)


def _said(plan: Plan, strategy: Strategy, built: Built, merges: Sequence[Merge]) -> dict[str, list[str]]:
    """Collect what there is to say of each row of Needs, by its Ref."""
    theory = Theory(plan)
    said = {need.id: _sorted_as(need, theory) for need in theory.needs}
    left = {each.ref: each.reason for each in strategy.left_out}
    if strategy.places:
        for ref, place in strategy.places.words.items():
            if ref not in left:
                said[ref].append(f"{place} by {strategy.places.by}.")
    for ref, reason in left.items():
        said.setdefault(ref, []).append(f"left out of the draft, because {reason}.")
    for merge in merges:
        said[merge.first].append(f"may be the same as {merge.second}.")
        said[merge.second].append(f"may be the same as {merge.first}.")
    for ref, names in built.also_fits.items():
        said.setdefault(ref, []).append(f"these of the library fit its words as well: {', '.join(names)}.")
    for ref in built.without_method:
        said.setdefault(ref, []).append("the library has nothing for its words; add what you would do.")
    return said


def _sorted_as(need: Need, theory: Theory) -> list[str]:
    """Say what kind of need it is, and where it sits."""
    said = []
    kinds = kinds_of_need(need, theory.sources)
    if kinds:
        said.append(f"{' and '.join(kinds)} need, going by its sources.")
    level = level_by_words(need.text)
    if need.level is None and level:
        said.append(f"Level {word_for('Level', level)}, going by its words.")
    return said
