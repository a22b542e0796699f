"""What a picture shows, as data: which boxes, which arrows, which marks, in which columns; and the list of all views.

A view knows nothing of places and sizes: `placing` gives each box its place, `pages` draws it. All texts are cleaned of
whatever acts on the text around it; nothing else is changed or cut here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from logicmodel.drawing.lettering import clean
from logicmodel.drawing.phrases import phrases
from logicmodel.drawing.shown.alternative import summary
from logicmodel.drawing.shown.captions import caption_of, panels_of
from logicmodel.drawing.shown.golden_thread import golden_thread
from logicmodel.drawing.shown.legend import legend_of
from logicmodel.drawing.shown.logframe import logframe
from logicmodel.drawing.shown.marks import Marks, arrow_of
from logicmodel.drawing.shown.picture import Box, Ceiling, Column, Line, Note, Picture, View
from logicmodel.drawing.shown.power_map import power_map
from logicmodel.drawing.shown.tactics import tactics
from logicmodel.drawing.shown.telling import description_of
from logicmodel.drawing.shown.timeline import timeline
from logicmodel.drawing.shown.trees import objective_tree, problem_tree
from logicmodel.model import Element, Need, Stage

if TYPE_CHECKING:
    from logicmodel.theory import Theory

OUTCOME_COLUMNS = ("outcome", "outcome_short", "outcome_medium", "outcome_long")
COLUMNS = ("need", "input", "activity", "output", *OUTCOME_COLUMNS, "impact", "none")
"""Keys of the columns of a logic model, in order. An outcome that says no term stands before those that do."""


def logic_model(theory: "Theory", language: str) -> View:
    """Show the plan in columns by stage, from what is needed to the lasting change."""
    words = phrases(language)
    needs, hidden = _shown_needs(theory)
    marks = Marks(theory, reasons=False)
    boxes = (
        *(_need_box(need) for need in needs),
        *(_box(theory, element, marks, words) for element in theory.elements),
    )
    columns = _columns(boxes, needs, words)
    aside = words["hidden"].format(count=hidden) if hidden else ""
    return _view("logic-model", theory, language, boxes, columns, marks, aside)


def theory_of_change(theory: "Theory", language: str) -> View:
    """Show the plan as a map that is read upwards, the goal on top, with the reasons of its arrows."""
    words = phrases(language)
    marks = Marks(theory, reasons=True)
    boxes = tuple(_box(theory, element, marks, words) for element in theory.elements)
    return _view("theory", theory, language, boxes, (), marks, "")


def chain(theory: "Theory", language: str) -> View:
    """Show the way to one goal as one line of steps, from what is used to the lasting change.

    The goal is the first that work leads to; a theory of a part of a plan shows the way to the goal of that part.
    """
    from logicmodel.theory import Theory

    words = phrases(language)
    ahead = sorted(theory.goals, key=lambda goal: goal.id not in theory.reached_by_work)
    before = [*theory.before(ahead[0]), ahead[0]] if ahead else theory.elements
    kept = {each.id for each in before if each.stage}
    elements = tuple(each for each in theory.elements if each.id in kept)
    links = tuple(each for each in theory.all_links if each.cause in kept and each.effect in kept)
    way = Theory(replace(theory.plan, elements=elements, links=links), theory.words)
    marks = Marks(way, reasons=False)
    boxes = tuple(replace(_box(way, each, marks, words), joint=False, tags=(), notes=()) for each in elements)
    aside = words["other_goals"].format(count=len(ahead) - 1) if len(ahead) > 1 else ""
    view = _view("chain", way, language, boxes, _columns(boxes, (), words), marks, aside)
    # Room is for the steps alone: what stands on arrows or around the plan is told by the other views.
    legend = legend_of(boxes, (), (), words, with_stages=False)
    outline = tuple(_outline(view))
    told = {"outline": outline, "description": description_of(view.summary, outline)}
    return replace(view, arrows=(), ceiling=None, chain=True, notes=(), panels=(), legend=legend, **told)


def _outline(view: View) -> Iterable[Line]:
    """Tell a chain: each step, and beneath it its boxes."""
    for column in view.columns:
        yield Line(depth=0, ref="", text=column.title)
        for box in view.boxes:
            if box.column == column.key:
                yield Line(depth=1, ref=box.ref, text=f"{box.ref} {box.full}".rstrip())


VIEWS: Mapping[str, Callable[["Theory", str], Picture]] = {
    "logic-model": logic_model,
    "theory": theory_of_change,
    "chain": chain,
    "logframe": logframe,
    "golden-thread": golden_thread,
    "timeline": timeline,
    "power-map": power_map,
    "tactics": tactics,
    "problem-tree": problem_tree,
    "objective-tree": objective_tree,
}
"""Name of each view → the function that makes it from a theory and the code of a language."""


def _view(
    name: str,
    theory: "Theory",
    language: str,
    boxes: Sequence[Box],
    columns: tuple[Column, ...],
    marks: Marks,
    aside: str,
) -> View:
    words = phrases(language)
    arrows = tuple(arrow_of(link, marks) for link in theory.all_links)
    tags = {tag for box in boxes for tag in box.tags}
    below = theory.accountable_for
    return View(
        **caption_of(name, theory, language, aside),
        summary=summary(theory, words[name], words),
        upwards=not columns,
        columns=columns,
        boxes=tuple(boxes),
        arrows=arrows,
        notes=marks.notes,
        needs=tuple(
            Note(mark=ref, state="strength" if need.kind == "strength" else "need", text=clean(need.text))
            for ref, need in ((clean(need.id), need) for need in theory.need_by_ref.values())
            if ref in tags and need.text.strip()
        ),
        panels=panels_of(theory, words),
        legend=legend_of(boxes, arrows, marks.notes, words, with_stages=not columns),
        ceiling=Ceiling(below=tuple(ref for ref in theory.by_ref if ref in below), words=words["ceiling"])
        if below
        else None,
    )


# -- boxes ------------------------------------------------------------------------------------------------------------


def _box(theory: "Theory", element: Element, marks: Marks, words: Mapping[str, str]) -> Box:
    asides = [words[element.status]] if element.status in ("proposed", "stopped") else []
    if element.expanded_in:
        asides.append(words["see"].format(where=clean(element.expanded_in)))
    known = theory.need_by_ref
    return Box(
        ref=clean(element.id),
        text=clean(element.short or element.text),
        full=clean(element.text or element.short or ""),
        stage=element.stage.value if element.stage else "none",
        column=column_of(element),
        aside=" · ".join(asides),
        external=element.external,
        proposed=element.status == "proposed",
        joint=element.join == "all" and len(theory.causes_of(element)) > 1,
        is_goal=element in theory.goals,
        tags=tuple(dict.fromkeys(clean(ref) for ref in (*element.addresses, *element.uses) if ref in known)),
        notes=marks.on_box(element),
    )


def column_of(element: Element) -> str:
    """Give the key of the column that a box stands in."""
    if element.stage is None:
        return "none"
    if element.stage is Stage.OUTCOME and element.term:
        return f"outcome_{element.term.value}"
    return element.stage.value


def _shown_needs(theory: "Theory") -> tuple[list[Need], int]:
    """Give the needs and strengths to show, and how many needs stay away: those that no box answers and nobody chose.

    A strength is shown where a box builds on it. An unanswered need stays away when it is out of scope, or when others
    were chosen and it was not.
    """
    named = {ref for element in theory.elements for ref in (*element.addresses, *element.uses)}
    some_chosen = any(need.chosen for need in theory.needs)
    shown, hidden = [], 0
    for need in theory.need_by_ref.values():
        if need.id in named and need.kind in ("need", "strength"):
            shown.append(need)
        elif need.kind == "need":
            if need.out_of_scope or need.chosen is False or (some_chosen and not need.chosen):
                hidden += 1
            else:
                shown.append(need)
    return shown, hidden


def _need_box(need: Need) -> Box:
    text = clean(need.text)
    return Box(ref=clean(need.id), text=text, full=text, stage="need", column="need")


def _columns(boxes: Iterable[Box], needs: Sequence[Need], words: Mapping[str, str]) -> tuple[Column, ...]:
    used = {box.column for box in boxes}
    kinds = {need.kind for need in needs}
    need_words = "need_and_strength" if len(kinds) > 1 else next(iter(kinds), "need")
    return tuple(
        Column(
            key=key,
            stage="outcome" if key in OUTCOME_COLUMNS else key,
            title=words[need_words if key == "need" else key],
            definition=words["about_" + (need_words if key == "need" else key)],
        )
        for key in COLUMNS
        if key in used
    )
