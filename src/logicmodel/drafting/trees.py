"""The problem tree of a plan, and its mirror: the objective tree.

Both are data for pictures and pages: boxes in layers from the deepest causes up to the last effects, arrows between
them, and the core problems. Arrows that would close a circle are left out, the last ones in plan order.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from logicmodel import passes
from logicmodel.drafting.wording import turned
from logicmodel.model import Need, Plan, ProblemLink
from logicmodel.theory import Theory
from logicmodel.words.tongues import guessed_language, language_of


class TreeBox(Struct, frozen=True, kw_only=True):
    """One box: its Ref in Needs, its words, and what it is to the core: core, cause, effect, or side.

    `layer` counts from 0 at the bottom. In the objective tree `text` is the wanted state, or still the problem’s words
    where `to_reword`; `problem` is what Needs says in both trees. `guess` is typed under Still a guess, `left_out`
    under Cannot change because or Not now because.
    """

    ref: str
    text: str
    problem: str
    role: str
    layer: int
    to_reword: bool = False
    guess: bool = False
    left_out: str = ""


class TreeArrow(Struct, frozen=True, kw_only=True):
    """One arrow from cause to effect; `guess` as typed under Still a guess."""

    cause: str
    effect: str
    guess: bool = False


class Tree(Struct, frozen=True, kw_only=True):
    """A problem tree or objective tree.

    `cores` are the chosen needs by priority; `layers` run from the bottom up, boxes in plan order. `circles` are the
    arrows that were left out because they would close a circle.
    """

    cores: tuple[str, ...]
    layers: tuple[tuple[TreeBox, ...], ...]
    arrows: tuple[TreeArrow, ...]
    circles: tuple[TreeArrow, ...] = ()

    @property
    def boxes(self) -> tuple[TreeBox, ...]:
        """All boxes, from the bottom up."""
        return tuple(box for layer in self.layers for box in layer)


def problem_tree(plan: Plan) -> Tree:
    """Give the chosen needs with all that leads to them and follows from them, and what else hangs together with it.

    The core problems are the needs marked Chosen; if none is, those that a box of the plan answers; without both, all.
    They stand on one layer, unless one leads to another; causes stand right beneath what they lead to, effects right
    above what they follow from.
    """
    theory = Theory(plan)
    known = {need.id: need for need in theory.need_by_ref.values() if need.kind in ("need", "cause")}
    kept, circles = without_circles(plan.problem_links, known)
    answered = {ref for element in plan.elements for ref in element.addresses}
    marked = [need for need in theory.needs if need.chosen] or [need for need in theory.needs if need.id in answered]
    chosen = sorted(
        (need for need in marked or theory.chosen_needs if need.id in known),
        key=lambda need: (need.priority is None, need.priority or 0),
    )
    cores = tuple(dict.fromkeys(need.id for need in chosen))
    after, before = neighbours(known, kept)
    together = {ref: [*after[ref], *before[ref]] for ref in known}
    shown = passes.reach(cores, together)
    refs = [ref for ref in known if ref in shown]
    layer_of = _layers(refs, cores, after, before)
    roles = _roles(refs, cores, after, before)
    boxes = [_box(known[ref], roles[ref], layer_of[ref]) for ref in refs]
    height = max(layer_of.values(), default=-1) + 1
    return Tree(
        cores=cores,
        layers=tuple(tuple(box for box in boxes if box.layer == layer) for layer in range(height)),
        arrows=tuple(_arrow(link) for link in kept if link.cause in shown),
        circles=tuple(_arrow(link) for link in circles if link.cause in shown),
    )


def objective_tree(plan: Plan) -> Tree:
    """Give the problem tree with every problem turned into the state that is wanted, arrows as they are.

    Every box and arrow is a proposal: that a cause is gone need not undo its effect. English, French, Spanish and
    Portuguese are turned; in another language every box is marked to be reworded.
    """
    tree = problem_tree(plan)
    language = language_of_words(plan)
    groups = groups_of(plan)

    def mirrored(box: TreeBox) -> TreeBox:
        if not box.problem.strip():
            return replace(box, to_reword=True)
        wanted = turned(box.problem, groups[box.ref], language_of(box.problem, language))
        return replace(box, text=wanted.text, to_reword=wanted.to_reword)

    return replace(tree, layers=tuple(tuple(mirrored(box) for box in layer) for layer in tree.layers))


def language_of_words(plan: Plan) -> str:
    """Give the language that the words of the needs are taken for: the one that Start here names, else by common words."""
    return plan.programme.language or guessed_language([need.text for need in plan.needs])


def groups_of(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Give the people whom each row of Needs is about: its own, else those of the nearest need that it leads to.

    A row that leads to none takes those of the nearest that leads to it.
    """
    rows = {need.id: need for need in reversed(plan.needs)}
    known = [link for link in plan.problem_links if link.cause in rows and link.effect in rows]
    after, before = neighbours(rows, known)
    return {ref: rows[ref].who or _nearest(ref, rows, after) or _nearest(ref, rows, before) for ref in rows}


def _nearest(ref: str, rows: Mapping[str, Need], beside: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Give the groups of the nearest rows along some arrows that name any, each group once."""
    seen, layer = {ref}, [ref]
    while layer:
        layer = list(dict.fromkeys(each for at in layer for each in beside[at] if each not in seen))
        seen.update(layer)
        found = dict.fromkeys(group for each in layer for group in rows[each].who)
        if found:
            return tuple(found)
    return ()


def without_circles(
    links: Iterable[ProblemLink], known: Collection[str]
) -> tuple[tuple[ProblemLink, ...], tuple[ProblemLink, ...]]:
    """Part the arrows between known rows into those that make no circle and those that would close one, in plan order.

    Rows that cannot stand on a circle are peeled off first, so that only what is left is looked at arrow by arrow.
    """
    once = {(link.cause, link.effect): link for link in reversed(list(links))}
    typed = [link for link in reversed(once.values()) if link.cause in known and link.effect in known]
    suspects = _on_circles(known, typed)
    after: dict[str, list[str]] = {ref: [] for ref in suspects}
    kept, circles = [], []
    for link in typed:
        both = link.cause in suspects and link.effect in suspects
        if link.cause == link.effect or (both and link.cause in passes.reach([link.effect], after)):
            circles.append(link)
            continue
        kept.append(link)
        if both:
            after[link.cause].append(link.effect)
    return tuple(kept), tuple(circles)


def _on_circles(known: Iterable[str], links: Sequence[ProblemLink]) -> set[str]:
    """Give the rows that stand on a circle, or between two: what neither order, from the causes or the effects, reaches."""
    after, before = neighbours(known, links)
    left = set(after) - set(causes_first(list(after), after, before))
    inner = [link for link in links if link.cause in left and link.effect in left]
    after, before = neighbours(sorted(left), inner)
    return left - set(causes_first(list(before), before, after))


def neighbours(refs: Iterable[str], links: Iterable[ProblemLink]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Give for each row the rows that it leads to, and those that lead to it."""
    after: dict[str, list[str]] = {ref: [] for ref in refs}
    before: dict[str, list[str]] = {ref: [] for ref in after}
    for link in links:
        after[link.cause].append(link.effect)
        before[link.effect].append(link.cause)
    return after, before


def causes_first(
    refs: Sequence[str], after: Mapping[str, Sequence[str]], before: Mapping[str, Sequence[str]]
) -> list[str]:
    """Put rows in an order in which every cause stands before what it leads to. There must be no circle."""
    waiting = {ref: len(before[ref]) for ref in refs}
    ready = [ref for ref in refs if not waiting[ref]]
    for ref in ready:
        for effect in after[ref]:
            waiting[effect] -= 1
            if not waiting[effect]:
                ready.append(effect)
    return ready


def _layers(
    refs: Sequence[str], cores: Collection[str], after: Mapping[str, Sequence[str]], before: Mapping[str, Sequence[str]]
) -> dict[str, int]:
    """Give each row its layer: cores on one, effects as low above them as can be, causes as high beneath as can be."""
    order = causes_first(refs, after, before)
    depth = dict.fromkeys(order, 0)
    for ref in order:
        for effect in after[ref]:
            depth[effect] = max(depth[effect], depth[ref] + 1)
    behind_a_core: set[str] = set()
    for ref in order:
        if ref in cores or ref in behind_a_core:
            behind_a_core.update(after[ref])
    first = set(cores) - behind_a_core
    level = max((depth[core] for core in first), default=0)
    layer = {ref: level if ref in first else 0 for ref in order}
    for ref in order:
        for effect in after[ref]:
            layer[effect] = max(layer[effect], layer[ref] + 1)
    for ref in reversed(order):
        if after[ref] and ref not in cores:
            layer[ref] = max(layer[ref], min(layer[effect] for effect in after[ref]) - 1)
    number = {used: index for index, used in enumerate(sorted(set(layer.values())))}
    return {ref: number[layer[ref]] for ref in order}


def _roles(
    refs: Iterable[str], cores: Collection[str], after: Mapping[str, Sequence[str]], before: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    causes, effects = passes.reach(cores, before), passes.reach(cores, after)
    return {
        ref: "core" if ref in cores else "cause" if ref in causes else "effect" if ref in effects else "side"
        for ref in refs
    }


def _box(need: Need, role: str, layer: int) -> TreeBox:
    return TreeBox(
        ref=need.id,
        text=need.text,
        problem=need.text,
        role=role,
        layer=layer,
        guess=bool(need.hypothesis),
        left_out=need.cannot_change or need.out_of_scope or "",
    )


def _arrow(link: ProblemLink) -> TreeArrow:
    return TreeArrow(cause=link.cause, effect=link.effect, guess=bool(link.hypothesis))
