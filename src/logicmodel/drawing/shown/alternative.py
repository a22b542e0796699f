"""What a drawing says, in words: one sentence, a nested list, and a table of the arrows.

For whoever cannot see the drawing, and for the pages beside it. The list and the table hold everything that the
drawing shows, with the texts in full.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from logicmodel.drawing.lettering import clean, runs_right_to_left
from logicmodel.drawing.phrases import counted
from logicmodel.drawing.shown.picture import Line
from logicmodel.model import Element, Link, Stage
from logicmodel.saying import clipped

if TYPE_CHECKING:
    from logicmodel.theory import Theory


class ArrowRow(Struct, frozen=True, kw_only=True):
    """One arrow as a row of a table; `source` and `target` say Ref and text, a cell without an entry is empty.

    `cause` and `effect` are the Refs alone, as the drawing has them.
    """

    cause: str
    effect: str
    source: str
    target: str
    kind: str  # leads to, may harm, feeds back
    because: str
    assumption: str
    evidence: str


class TextAlternative(Struct, frozen=True, kw_only=True):
    """The same as the drawing in words: a sentence of at most 250 letters, a nested list, and a row for each arrow."""

    summary: str
    outline: tuple[Line, ...]
    arrows: tuple[ArrowRow, ...]


def text_of_plan(theory: "Theory", name: str, words: Mapping[str, str]) -> TextAlternative:
    """Say in words what a drawing of the boxes of a plan shows, the goals first; `name` is that of the view."""
    return TextAlternative(
        summary=summary(theory, name, words),
        outline=tuple(_outline(theory, words)),
        arrows=tuple(_row(theory, link, words) for link in theory.all_links),
    )


def summary(theory: "Theory", name: str, words: Mapping[str, str]) -> str:
    """Say in one sentence what is drawn: what it is called, how much there is of it, and the main way through it."""
    goal = next((goal for goal in theory.goals if goal.id in theory.reached_by_work), None)
    if goal is None or goal.stage is not Stage.IMPACT:
        return words["summary_counts"].format(
            name=name,
            boxes=counted(words, "boxes", len(theory.elements)),
            arrows=counted(words, "arrows", len(theory.all_links)),
        )
    before = {element.id for element in theory.before(goal)}
    first = next(activity for activity in theory.activities if activity.id in before)
    return words["summary_path"].format(
        name=name,
        activities=counted(words, "activities_lead", len(theory.activities)),
        outcomes=counted(words, "outcomes", len(theory.at(Stage.OUTCOME))),
        impacts=counted(words, "impacts", len(theory.at(Stage.IMPACT))),
        first=_clipped(first),
        last=_clipped(goal),
    )


def _clipped(element: Element) -> str:
    return clipped(clean(element.short or element.text), 50)


def _outline(theory: "Theory", words: Mapping[str, str]) -> Iterator[Line]:
    """Give the goals, what leads to them and so on, depth first; then what leads to no goal."""
    told: set[str] = set()
    last = [element for element in theory.elements if not theory.effects_of(element)]
    starts = [*theory.goals, *last, *theory.elements]
    waiting = [(0, element) for element in reversed(starts)]
    while waiting:
        depth, element = waiting.pop()
        if element.id in told:
            if depth:
                yield Line(depth=depth, ref=element.id, text=f"{_named(element)} ({words['said_above']})")
            continue
        told.add(element.id)
        yield Line(depth=depth, ref=element.id, text=_named(element))
        waiting += [(depth + 1, cause) for cause in reversed(theory.causes_of(element))]


def _named(element: Element) -> str:
    return f"{clean(element.id)} {clean(element.text or element.short or '')}".rstrip()


def _row(theory: "Theory", link: Link, words: Mapping[str, str]) -> ArrowRow:
    cause, effect = theory.ends(link)
    return ArrowRow(
        cause=clean(link.cause),
        effect=clean(link.effect),
        source=_named(cause),
        target=_named(effect),
        kind=words[KIND_WORDS[link.kind]],
        because=clean(link.mechanism or ""),
        assumption="; ".join(_with_ref(entry.id, entry.text) for entry in theory.assumptions_on(link)),
        evidence=_evidence(theory, link, words),
    )


KIND_WORDS = {"leads_to": "leads_to", "hinders": "harm", "feedback": "feeds_back"}
"""Kind of an arrow → key of the phrase for it."""


def _evidence(theory: "Theory", link: Link, words: Mapping[str, str]) -> str:
    parts = []
    for item in link.evidence:
        source = theory.sources.get(item.source) if item.source else None
        said = _with_ref(source.id, source.title) if source else clean(item.text or item.source or "")
        level = f"{item.level} {words[f'level_{item.level}']}" if item.level is not None else ""
        direction = words[item.direction] if item.direction in ("mixed", "contrary") else ""
        parts.append([part for part in (said, level, direction) if part])
    # Where words of ours run from right to left, all of it does, and Latin titles in it end before the next sign.
    mark = "\N{RIGHT-TO-LEFT MARK}" if runs_right_to_left(words["leads_to"]) else ""
    comma = f"{mark}{words['comma']}"
    return f"{mark}; ".join(f"{mark}{comma.join(part)}" for part in parts if part)


def _with_ref(ref: str, text: str) -> str:
    """Give a Ref and what it stands for, both in the direction of the text."""
    said = f"{clean(ref)} {clean(text)}"
    return f"\N{RIGHT-TO-LEFT MARK}{said}" if runs_right_to_left(clean(text)) else said
