"""What a problem tree or objective tree says, in words: a nested list from the last effects down, and its arrows."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from logicmodel.drawing.lettering import clean
from logicmodel.drawing.phrases import counted, language_of, phrases
from logicmodel.drawing.shown.alternative import ArrowRow, TextAlternative, text_of_plan
from logicmodel.drawing.shown.picture import Line

if TYPE_CHECKING:
    from logicmodel.drafting import Tree, TreeBox
    from logicmodel.theory import Theory

TREES = ("problem-tree", "objective-tree")
"""Views of which a tree of needs is told, and not the plan."""

OUTLINED = ("chain", "logframe", "golden-thread", "timeline", "power-map", "tactics")
"""Views that tell themselves: they have no arrows, and a list of their own."""


def text_alternative(theory: "Theory", view: str = "logic-model", language: str | None = None) -> TextAlternative:
    """Say in words what a drawing of the plan shows.

    `language` names a language of the drawings (“fr”, “French”), by default that of the plan. The list starts with the
    goals, or in a tree with the last effects; beneath each box stand the boxes that lead to it. A box that leads to
    several is told in full once, and named after that.

    Raises UnknownName for a language without phrases, and CannotDraw where the plan has nothing for the view.
    """
    code = language_of(theory.plan.programme.language, language)
    words = phrases(code)
    if view in OUTLINED:
        from logicmodel.drawing.shown.views import VIEWS

        shown = VIEWS[view](theory, code)
        return TextAlternative(summary=shown.summary, outline=shown.outline, arrows=())
    if view not in TREES:
        return text_of_plan(theory, words[view], words)
    from logicmodel import drafting

    tree = drafting.problem_tree(theory.plan) if view == TREES[0] else drafting.objective_tree(theory.plan)
    named = {box.ref: _named(box, view, words) for box in tree.boxes}
    return TextAlternative(
        summary=tree_summary(tree, view, words),
        outline=tuple(tree_outline(tree, view, words)),
        arrows=tuple(
            ArrowRow(
                cause=clean(arrow.cause),
                effect=clean(arrow.effect),
                source=named[arrow.cause],
                target=named[arrow.effect],
                kind=words["leads_to"],
                because="",
                assumption=words["still_a_guess"] if arrow.guess else "",
                evidence="",
            )
            for arrow in tree.arrows
        ),
    )


def tree_summary(tree: "Tree", view: str, words: Mapping[str, str]) -> str:
    """Say in one sentence what a tree is called and how much there is of it."""
    return words["summary_counts"].format(
        name=words[view],
        boxes=counted(words, "boxes", len(tree.boxes)),
        arrows=counted(words, "arrows", len(tree.arrows)),
    )


def tree_outline(tree: "Tree", view: str, words: Mapping[str, str]) -> Iterator[Line]:
    """Give the last effects, what leads to each, and so on, depth first."""
    causes: dict[str, list[str]] = {box.ref: [] for box in tree.boxes}
    for arrow in tree.arrows:
        causes[arrow.effect].append(arrow.cause)
    leading = {arrow.cause for arrow in tree.arrows}
    box_of = {box.ref: box for box in tree.boxes}
    told: set[str] = set()
    waiting = [(0, box.ref) for box in reversed(tree.boxes) if box.ref not in leading]
    while waiting:
        depth, ref = waiting.pop()
        again = ref in told
        told.add(ref)
        text = _named(box_of[ref], view, words)
        yield Line(depth=depth, ref=ref, text=f"{text} ({words['said_above']})" if again else text)
        if not again:
            waiting += [(depth + 1, cause) for cause in reversed(causes[ref])]


def tree_description(tree: "Tree", view: str, words: Mapping[str, str]) -> str:
    """Tell a tree in full as lines of text: the summary, and the nested list with a dash for each step down."""
    lines = (f"{'– ' * line.depth}{line.text}" for line in tree_outline(tree, view, words))
    return "\n".join((tree_summary(tree, view, words), *lines))


def _named(box: "TreeBox", view: str, words: Mapping[str, str]) -> str:
    told = [words[f"core_{view}"]] if box.role == "core" else []
    told += [words["to_reword"]] if box.to_reword else []
    told += [words["still_a_guess"]] if box.guess else []
    told += [words["left_out"]] if box.left_out else []
    marks = f" ({', '.join(told)})" if told else ""
    return f"{clean(box.ref)} {clean(box.text)}".rstrip() + marks
