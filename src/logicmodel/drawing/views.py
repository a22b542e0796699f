"""What a picture shows, as data: which boxes, which arrows, which marks, in which columns.

A view knows nothing of places and sizes: `placing` gives each box its place, `pages` draws it. All texts are cleaned of
whatever acts on the text around it; nothing else is changed or cut here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING

from msgspec import Struct

from logicmodel.drawing.alternative import summary
from logicmodel.drawing.lettering import clean, runs_right_to_left
from logicmodel.drawing.palette import FILLS
from logicmodel.drawing.phrases import RIGHT_TO_LEFT, phrases
from logicmodel.drawing.tree_alternative import tree_description, tree_summary
from logicmodel.model import Element, Link, Need, Programme, RegisterEntry, Stage

if TYPE_CHECKING:
    from logicmodel.drafting import Tree, TreeBox
    from logicmodel.theory import Theory


class Column(Struct, frozen=True, kw_only=True):
    """One titled column: its key, the stage whose colour it has, title and one-line definition."""

    key: str
    stage: str
    title: str
    definition: str


class Badge(Struct, frozen=True, kw_only=True):
    """The number of a finding on a box or arrow, and its look: found_error, found_warning or found_advice."""

    mark: str
    state: str


class Box(Struct, frozen=True, kw_only=True):
    """One box. Boxes of a column stand in the order in which the view lists them.

    `text` is drawn, `full` is the whole text; `aside` is a word on its state; `tags` are Refs of needs; `notes` are
    marks of assumptions about the box itself; a `joint` box needs all its arrows.
    """

    ref: str
    text: str
    full: str
    stage: str
    column: str
    aside: str = ""
    external: bool = False
    proposed: bool = False
    joint: bool = False
    is_goal: bool = False
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    badges: tuple[Badge, ...] = ()


class Arrow(Struct, frozen=True, kw_only=True):
    """One arrow between two Refs: the name of its line, the label on it, its reason, and the marks of notes about it."""

    cause: str
    effect: str
    line: str
    because: str = ""
    label: str = ""
    notes: tuple[str, ...] = ()
    badges: tuple[Badge, ...] = ()


class Note(Struct, frozen=True, kw_only=True):
    """What a mark on an arrow or box stands for: a numbered assumption or a lettered reason."""

    mark: str
    state: str  # open, filled or cross for an assumption; reason; the look of a badge for a finding
    text: str


class Found(Struct, frozen=True, kw_only=True):
    """What a check found, as a list: a title that counts, a numbered note for each, and what is not shown, in words."""

    title: str
    notes: tuple[Note, ...]
    more: str


class Panel(Struct, frozen=True, kw_only=True):
    """A titled list beneath the drawing."""

    title: str
    items: tuple[str, ...]


class Sample(Struct, frozen=True, kw_only=True):
    """An entry of the legend: what is shown (“line:plain”, “stage:input”, “external” …) and what it means."""

    shows: str
    words: str
    label: str = ""


class Ceiling(Struct, frozen=True, kw_only=True):
    """The line of accountability: Refs of the boxes below it, and the words on it."""

    below: tuple[str, ...]
    words: str


class View(Struct, frozen=True, kw_only=True):
    """Everything that a picture shows. `language` is a code; `footer` holds the parts of the last line of the page."""

    name: str
    title: str
    subtitle: str
    summary: str
    language: str
    right_to_left: bool
    upwards: bool
    columns: tuple[Column, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    notes: tuple[Note, ...]
    panels: tuple[Panel, ...]
    legend: tuple[Sample, ...]
    ceiling: Ceiling | None
    footer: tuple[str, ...]
    page: str  # “Page {page} of {pages}”
    words: dict[str, str]
    found: Found | None = None
    description: str = ""  # the whole drawing in words, where it is not told beside it


OUTCOME_COLUMNS = ("outcome", "outcome_short", "outcome_medium", "outcome_long")
COLUMNS = ("need", "input", "activity", "output", *OUTCOME_COLUMNS, "impact", "none")
"""Keys of the columns of a logic model, in order. An outcome that says no term stands before those that do."""


def logic_model(theory: "Theory", language: str) -> View:
    """Show the plan in columns by stage, from what is needed to the lasting change."""
    words = phrases(language)
    needs, hidden = _shown_needs(theory)
    marks = _Marks(theory, reasons=False)
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
    marks = _Marks(theory, reasons=True)
    boxes = tuple(_box(theory, element, marks, words) for element in theory.elements)
    return _view("theory", theory, language, boxes, (), marks, "")


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


VIEWS: Mapping[str, Callable[["Theory", str], View]] = {
    "logic-model": logic_model,
    "theory": theory_of_change,
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
    marks: "_Marks",
    aside: str,
) -> View:
    words = phrases(language)
    programme = theory.plan.programme
    arrows = tuple(_arrow(link, marks) for link in theory.all_links)
    below = theory.accountable_for
    title, subtitle = _titles(programme, name, words)
    return View(
        name=name,
        title=title,
        subtitle=subtitle,
        summary=summary(theory, words[name], words),
        language=language,
        right_to_left=language in RIGHT_TO_LEFT or _mostly_right_to_left(boxes),
        upwards=not columns,
        columns=columns,
        boxes=tuple(boxes),
        arrows=arrows,
        notes=marks.notes,
        panels=_panels(theory, words),
        legend=tuple(_legend(boxes, arrows, marks.notes, words, with_stages=not columns)),
        ceiling=Ceiling(below=tuple(ref for ref in theory.by_ref if ref in below), words=words["ceiling"])
        if below
        else None,
        footer=tuple(part for part in (title, *_version(programme, words), aside) if part),
        page=words["page"],
        words=dict(words),
    )


CORE_STAGES = {"problem-tree": "need", "objective-tree": "outcome"}
"""Tree → the stage whose look its core has; all other boxes are white."""

LAYER = "layer "
"""Begins the column of a box in a tree: boxes of one layer stand side by side."""


def _tree(name: str, tree: "Tree", theory: "Theory", language: str) -> View:
    words = phrases(language)
    programme = theory.plan.programme
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
    title, subtitle = _titles(programme, name, words)
    return View(
        name=name,
        title=title,
        subtitle=subtitle,
        summary=tree_summary(tree, name, words),
        description=tree_description(tree, name, words),
        language=language,
        right_to_left=language in RIGHT_TO_LEFT or _mostly_right_to_left(boxes),
        upwards=True,
        columns=(),
        boxes=boxes,
        arrows=arrows,
        notes=(),
        panels=(),
        legend=tuple(_tree_legend(name, boxes, arrows, words)),
        ceiling=None,
        footer=tuple(part for part in (title, *_version(programme, words)) if part),
        page=words["page"],
        words=dict(words),
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


def _tree_legend(
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


def _titles(programme: Programme, name: str, words: Mapping[str, str]) -> tuple[str, str]:
    """Give what stands over a drawing: the programme and, smaller, what the drawing is, whose and for whom."""
    title = clean(programme.name or "")
    parts = [words[name] if title else "", clean(programme.organisation or ""), _audience(programme, words)]
    return title or words[name], " · ".join(part for part in parts if part)


def _audience(programme: Programme, words: Mapping[str, str]) -> str:
    return f"{words['for']} {clean(programme.target_group)}" if programme.target_group else ""


def _version(programme: Programme, words: Mapping[str, str]) -> tuple[str, str]:
    when = programme.version_date
    date = (
        "" if when is None else when.first.isoformat() if when.first and when.precision == "day" else clean(when.text)
    )
    status = words["agreed"] if programme.status == "agreed" else words["draft"]
    return (words["version"].format(date=date) if date else ""), status


def _mostly_right_to_left(boxes: Sequence[Box]) -> bool:
    turned = sum(runs_right_to_left(box.text) for box in boxes)
    return turned * 2 > len(boxes)


# -- boxes ------------------------------------------------------------------------------------------------------------


def _box(theory: "Theory", element: Element, marks: "_Marks", words: Mapping[str, str]) -> Box:
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


# -- arrows and marks -------------------------------------------------------------------------------------------------


def _arrow(link: Link, marks: "_Marks") -> Arrow:
    line, label = _line_and_label(link)
    return Arrow(
        cause=clean(link.cause),
        effect=clean(link.effect),
        line=line,
        because=clean(link.mechanism or ""),
        label=label,
        notes=marks.on_arrow(link),
    )


LEVEL_LINES = ("dotted", "dotted", "dashed", "solid", "heavy", "heavy")
"""Line of an arrow by the level of its evidence, 0 to 5."""


def _line_and_label(link: Link) -> tuple[str, str]:
    """Say how an arrow is drawn and what stands on it: its level, ± or × for its direction, ? if nobody confirmed it."""
    directions = {item.direction for item in link.evidence}
    sign = ""
    if directions & {"mixed", "contrary"}:
        sign = "×" if "contrary" in directions and not directions - {"contrary", None} else "±"
    label = ("" if link.level is None else str(link.level)) + sign
    if link.kind == "feedback":
        return "feedback", label
    if link.kind == "hinders":
        return "harm", label
    if link.basis != "typed" or any(mark.kind == "to_confirm" for mark in link.marks):
        return "to_confirm", label + "?"
    if sign:
        return "mixed", label
    return ("plain" if link.level is None else LEVEL_LINES[link.level]), label


class _Marks:
    """Gives every assumption a number, and every reason a letter, in the order in which the drawing meets them."""

    def __init__(self, theory: "Theory", *, reasons: bool) -> None:
        self._entries: dict[str, tuple[str, RegisterEntry]] = {}
        self._reasons: dict[str, str] = {}
        self._theory = theory
        self._with_reasons = reasons
        self._letters = (_letters(number) for number in count(1))
        for link in theory.all_links:
            for entry in theory.assumptions_on(link):
                self._number(entry)
            if reasons and link.mechanism and (reason := clean(link.mechanism)) and reason not in self._reasons:
                self._reasons[reason] = next(self._letters)
        for element in theory.elements:
            for entry in theory.assumptions_on(element):
                self._number(entry)

    def _number(self, entry: RegisterEntry) -> str:
        return self._entries.setdefault(entry.id, (str(len(self._entries) + 1), entry))[0]

    def on_arrow(self, link: Link) -> tuple[str, ...]:
        """Give the marks on an arrow: the letter of its reason, the numbers of its assumptions."""
        reason = self._reasons.get(clean(link.mechanism)) if self._with_reasons and link.mechanism else None
        numbers = [self._number(entry) for entry in self._theory.assumptions_on(link)]
        return (*([reason] if reason else []), *numbers)

    def on_box(self, element: Element) -> tuple[str, ...]:
        """Give the numbers of the assumptions about a box."""
        return tuple(self._number(entry) for entry in self._theory.assumptions_on(element))

    @property
    def notes(self) -> tuple[Note, ...]:
        """Everything that has a mark: assumptions, then reasons."""
        assumptions = (
            Note(mark=number, state=_state(entry), text=f"{clean(entry.text)} ({clean(entry.id)})")
            for number, entry in self._entries.values()
        )
        reasons = (Note(mark=letter, state="reason", text=reason) for reason, letter in self._reasons.items())
        return (*assumptions, *reasons)


def _letters(number: int) -> str:
    """Count in letters: a, b … z, aa, ab and so on."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _state(entry: RegisterEntry) -> str:
    """Say how the mark of an assumption is filled: open untested, filled being watched, cross found false."""
    if entry.state == "broken":
        return "cross"
    return "filled" if entry.state in ("holds", "weakening") else "open"


# -- around the drawing -----------------------------------------------------------------------------------------------


def _panels(theory: "Theory", words: Mapping[str, str]) -> tuple[Panel, ...]:
    outside = [entry for entry in theory.register.values() if entry.kind == "external_factor"]
    panels = (("outside", outside), ("whole_plan", theory.general_assumptions()))
    return tuple(
        Panel(title=words[key], items=tuple(f"{clean(entry.text)} ({clean(entry.id)})" for entry in entries))
        for key, entries in panels
        if entries
    )


def _legend(
    boxes: Sequence[Box],
    arrows: Sequence[Arrow],
    notes: Sequence[Note],
    words: Mapping[str, str],
    *,
    with_stages: bool,
) -> Iterable[Sample]:
    """Give an entry for every mark that the drawing uses, and for no other."""
    if with_stages:
        used = {box.stage for box in boxes}
        for stage in FILLS:
            if stage in used:
                yield Sample(shows=f"stage:{stage}", words=words[stage])
    yield from _line_samples(arrows, words)
    for shows, key, is_used in (
        ("external", "external", any(box.external for box in boxes)),
        ("proposed", "proposed", any(box.proposed and not box.external for box in boxes)),
        ("tag", "tag", any(box.tags for box in boxes)),
        ("joint", "joint", any(box.joint for box in boxes)),
    ):
        if is_used:
            yield Sample(shows=shows, words=words[key], label=_first_tag(boxes) if shows == "tag" else "")
    for state in ("open", "filled", "cross", "reason"):
        first = next((note for note in notes if note.state == state), None)
        if first:
            yield Sample(shows=state, words=words[state], label=first.mark)


def _line_samples(arrows: Sequence[Arrow], words: Mapping[str, str]) -> Iterable[Sample]:
    lines = {arrow.line for arrow in arrows}
    rated = any(arrow.label[:1].isdigit() for arrow in arrows)
    if "plain" in lines:
        yield Sample(shows="line:plain", words=words["not_rated" if rated else "leads_to"])
    levels = {arrow.label[0] for arrow in arrows if arrow.line in LEVEL_LINES}
    for level in sorted(levels):
        yield Sample(shows=f"line:{LEVEL_LINES[int(level)]}", words=words[f"level_{level}"], label=level)
    signs = {arrow.label[-1] for arrow in arrows if arrow.line == "mixed"}
    for sign, key in (("±", "mixed"), ("×", "contrary")):
        if sign in signs:
            yield Sample(shows="line:mixed", words=words[key], label=sign)
    for line, key in (("to_confirm", "to_confirm"), ("harm", "harm"), ("feedback", "feeds_back")):
        if line in lines:
            yield Sample(shows=f"line:{line}", words=words[key], label="?" if line == "to_confirm" else "")


def _first_tag(boxes: Sequence[Box]) -> str:
    return next(box.tags[0] for box in boxes if box.tags)
