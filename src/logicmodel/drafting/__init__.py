"""From needs to a proposed plan: sorted, put in order, turned into what is wanted, and joined to work that may help.

A draft proposes and never decides. Every box has the Status Proposed, every arrow is marked To confirm, what was found
out about a need stands in its Notes, and no cell that a person answers is filled for them.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from logicmodel.drafting.building import SUGGESTED, Built, build
from logicmodel.drafting.library import Intervention as Intervention
from logicmodel.drafting.library import library as library
from logicmodel.drafting.sorting import Merge as Merge
from logicmodel.drafting.sorting import kinds_of_need, level_by_words, near_duplicates
from logicmodel.drafting.strategy import LeftOut as LeftOut
from logicmodel.drafting.strategy import Strategy, choose, other_orders
from logicmodel.drafting.telling import Proposal as Proposal
from logicmodel.drafting.telling import in_words as in_words
from logicmodel.drafting.trees import Tree as Tree
from logicmodel.drafting.trees import TreeArrow as TreeArrow
from logicmodel.drafting.trees import TreeBox as TreeBox
from logicmodel.drafting.trees import language_of_words
from logicmodel.drafting.trees import objective_tree as objective_tree
from logicmodel.drafting.trees import problem_tree as problem_tree
from logicmodel.drafting.wording import turned as turned
from logicmodel.model import Need, Plan, Programme
from logicmodel.priorities import ranking_named
from logicmodel.sheets import word_for
from logicmodel.theory import Theory
from logicmodel.words.load import LANGUAGES
from logicmodel.words.tongues import ENGLISH


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
    language = language_of_words(plan)
    built = build(plan, strategy, language)
    merges = near_duplicates(plan)
    return Proposal(
        plan=replace(
            plan,
            programme=_in_language(plan.programme, language),
            needs=_with_notes(plan, strategy, built, merges),
            elements=built.elements,
            links=(*plan.links, *built.links),
        ),
        needs=strategy.needs,
        places=strategy.places,
        others=other_orders(plan, strategy.places) if strategy.places else (),
        left_out=strategy.left_out,
        merges=merges,
        to_reword=built.to_reword,
        without_method=built.without_method,
        language=language,
        guessed_language=plan.programme.language is None and language != ENGLISH,
    )


def _in_language(programme: Programme, language: str) -> Programme:
    """Fill in the language that was told by the words, if there are word lists by which to check them or not."""
    told = programme.language is None and language != ENGLISH and language in LANGUAGES
    return replace(programme, language=language) if told else programme


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
        for ref in strategy.places.words:
            if ref not in left:
                said[ref].append(f"{strategy.places.place(ref)}.")
        for ref, score in strategy.places.score_of.items():
            said.setdefault(ref, []).append(f"{score}.")
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
