"""What the goals hang on, in words."""

from logicmodel.analyses.decisive import Decisive, WhatDecides
from logicmodel.analyses.telling.pieces import NAMED, Part, some, table_of
from logicmodel.saying import (
    NOTHING,
    Cell,
    Line,
    arrow,
    box,
    counted,
    gap,
    joined,
    level_said,
    named,
    ours,
    ref,
    refs,
)
from logicmodel.theory import Theory

GAPS = {
    "measure": "no measure",
    "plan_b": "no plan B",
    "evidence_not_rated": "evidence not rated",
    "little_evidence": "little evidence",
    "contrary_evidence": "evidence that speaks against it",
    "doubted_assumption": "an assumption that is doubted",
}
"""The gaps of decisive boxes and arrows, in words."""


def hinges_told(theory: Theory, what: WhatDecides) -> Part:
    """Name the boxes and arrows that no route goes without, and what is missing of each."""
    title = "What the goals hang on"
    said: list[Line] = []
    if what.unreached:
        which = "No activity leads to this goal: " if len(what.unreached) == 1 else "No activity leads to these goals: "
        said.append((*gap(which), *some(theory, what.unreached), *ours(".")))
    if not what.goals:
        return Part(title=title, said=(*said, gap("No route leads from what is done to a goal yet.")))
    if not (what.boxes or what.arrows):
        goals = "the goal keeps" if what.goals == 1 else f"each of the {what.goals:,} goals keeps"
        said.append(ours(f"No single box and no single arrow decides: whichever fails alone, {goals} a route."))
    firsts = [each[0] for each in (what.boxes, what.arrows) if each and each[0].gaps]
    said += [_first_said(theory, each, what.goals) for each in firsts]
    weak = sum(bool(each.gaps) for each in (*what.boxes, *what.arrows))
    number = len(what.boxes) + len(what.arrows)
    if number:
        parts = f"{counted(len(what.boxes), 'box', 'boxes')} and {counted(len(what.arrows), 'arrow', 'arrows')}"
        said.append(ours(f"{parts} decide in this way; {weak:,} of these {number:,} have a gap."))
    tables = []
    for name, its in (("Box", what.boxes), ("Arrow", what.arrows)):
        if its:
            headings = (name, "Without it, no route is left to", "Gaps", "What is there")
            caption = f"Decisive {'boxes' if name == 'Box' else 'arrows'}, the most goals and the most gaps first"
            tables.append(table_of(caption, headings, [_decisive_row(theory, each, what.goals) for each in its]))
    return Part(title=title, said=tuple(said), tables=tuple(tables))


def _first_said(theory: Theory, each: Decisive, goals: int) -> Line:
    first, *effect = [box(theory.by_ref[reference]) for reference in each.boxes]
    fails = (*ours(" does not lead to "), *effect[0]) if effect else ours(" does not come about")
    gaps = joined([ours(GAPS[name]) for name in each.gaps])
    return (*ours("If "), *first, *fails, *ours(f", {_goals_lost(each, goals)}. Its gaps: "), *gaps, *ours("."))


def _goals_lost(each: Decisive, goals: int) -> str:
    if len(each.goals) == goals:
        return "no route is left to any goal"
    return f"{len(each.goals):,} of {goals:,} goals {'has' if len(each.goals) == 1 else 'have'} no route left"


def _decisive_row(theory: Theory, each: Decisive, goals: int) -> tuple[Cell, ...]:
    first, *effect = [named(theory.by_ref[reference]) for reference in each.boxes]
    name = [arrow(first, effect[0]) if effect else first]
    if each.proposed:
        name.append(gap("only proposed"))
    number = f"{len(each.goals):,} of {goals:,}: "
    gaps = tuple(gap(GAPS[each_gap]) for each_gap in each.gaps) or (ours("none"),)
    return tuple(name), ((*ours(number), *refs(each.goals, NAMED)),), gaps, _what_is_there(theory, each)


def _what_is_there(theory: Theory, each: Decisive) -> Cell:
    said = []
    if len(each.boxes) == 1:
        said += [(*ours("measure"), *ref(measure.id)) for measure in theory.measures_of(theory.by_ref[each.boxes[0]])]
    elif each.level is not None:
        said.append(ours(f"evidence: {level_said(each.level)}"))
    for assumption in each.assumptions:
        said.append((*ours("assumption"), *ref(assumption), *ours(", doubted" if assumption in each.doubted else "")))
    if each.plan_b:
        said.append(ours("plan B"))
    return tuple(said) or (NOTHING,)
