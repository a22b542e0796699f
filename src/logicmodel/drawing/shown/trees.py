"""The problem tree and its mirror, the objective tree, as views: needs with what causes them and what they cause."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from logicmodel.drawing.lettering import clean
from logicmodel.drawing.phrases import phrases
from logicmodel.drawing.shown.captions import caption_of
from logicmodel.drawing.shown.layers import LAYER
from logicmodel.drawing.shown.picture import Arrow, Box, Sample, View
from logicmodel.drawing.shown.tree_alternative import tree_description, tree_summary

if TYPE_CHECKING:
    from logicmodel.drafting import Tree, TreeBox
    from logicmodel.theory import Theory


def problem_tree(theory: "Theory", language: str) -> View:
    """Show the chosen needs with their causes beneath and their effects above."""
    from logicmodel import drafting

    return _tree("problem-tree", drafting.problem_tree(theory.plan), theory, language)


def objective_tree(theory: "Theory", language: str) -> View:
    """Show the mirror of the problem tree: what is wanted in place of each problem.

    Its boxes and arrows are dashed, for each is a proposal: that a cause is gone need not undo its effect.
    """
    from logicmodel import drafting

    return _tree("objective-tree", drafting.objective_tree(theory.plan), theory, language)


CORE_STAGES = {"problem-tree": "need", "objective-tree": "outcome"}
"""Tree → the stage whose look its core has; all other boxes are white."""


def _tree(name: str, tree: "Tree", theory: "Theory", language: str) -> View:
    words = phrases(language)
    boxes = tuple(_tree_box(box, CORE_STAGES[name], words) for box in tree.boxes)
    arrows = tuple(
        Arrow(
            cause=clean(arrow.cause),
            effect=clean(arrow.effect),
            line="to_confirm" if arrow.guess or name == "objective-tree" else "plain",
            label="?" if arrow.guess else "",
        )
        for arrow in tree.arrows
    )
    return View(
        **caption_of(name, theory, language),
        summary=tree_summary(tree, name, words),
        description=tree_description(tree, name, words),
        upwards=True,
        columns=(),
        boxes=boxes,
        arrows=arrows,
        notes=(),
        panels=(),
        legend=tuple(_treelegend_of(name, boxes, arrows, words)),
        ceiling=None,
    )


def _tree_box(box: "TreeBox", core: str, words: Mapping[str, str]) -> Box:
    asides = [words["to_reword"]] if box.to_reword else []
    asides += [words["still_a_guess"]] if box.guess else []
    return Box(
        ref=clean(box.ref),
        text=clean(box.text),
        full=clean(box.text),
        stage=core if box.role == "core" else "none",
        column=f"{LAYER}{box.layer}",
        aside=" · ".join(asides),
        external=bool(box.left_out),
        proposed=core == CORE_STAGES["objective-tree"],
    )


def _treelegend_of(
    name: str, boxes: Sequence[Box], arrows: Sequence[Arrow], words: Mapping[str, str]
) -> Iterable[Sample]:
    core = CORE_STAGES[name]
    yield Sample(shows=f"stage:{core}", words=words[f"core_{name}"])
    if any(box.stage == "none" for box in boxes):
        yield Sample(shows="stage:none", words=words["cause_or_effect"])
    if any(box.external for box in boxes):
        yield Sample(shows="external", words=words["left_out"])
    if any(box.proposed and not box.external for box in boxes):
        yield Sample(shows="proposed", words=words["proposed"])
    if any(arrow.line == "plain" for arrow in arrows):
        yield Sample(shows="line:plain", words=words["leads_to"])
    if any(arrow.line == "to_confirm" and not arrow.label for arrow in arrows):
        yield Sample(shows="line:to_confirm", words=words["to_confirm"])
    if any(arrow.label for arrow in arrows):
        yield Sample(shows="line:to_confirm", words=words["still_a_guess"], label="?")
