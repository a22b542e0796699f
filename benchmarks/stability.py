"""How far boxes move when a plan is changed a little: `python -m benchmarks.stability`.

Workshops remember where a box stands. Each small edit is made to a plan, both plans are drawn, and counted is the share
of the other boxes that move by more than half a box, in height or width. What moves all boxes alike, such as a taller
row above them, counts too: that is what people see.
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean

from msgspec.structs import replace

from benchmarks.drawing import boxes
from logicmodel.drawing.pages import GROWING, placer_of
from logicmodel.drawing.places.placing import NATURAL, Placed
from logicmodel.drawing.shown.picture import View
from logicmodel.drawing.shown.views import VIEWS
from logicmodel.model import Element, Link, Stage
from logicmodel.reading import read_plan
from logicmodel.theory import Theory

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

SIZES = (20, 60, 100, 150)
"""Boxes of the plans that are made."""

TIMES = 3
"""How often each edit is made to each plan, each time at another place."""

SEED = 20261122


def reworded(theory: Theory, chance: random.Random) -> Theory:
    """Say one box in other words, as many as before or a few more."""
    element = chance.choice(theory.elements)
    return _with(theory, {element.id: replace(element, text=f"{element.text} in every district", short=None)})


def box_added(theory: Theory, chance: random.Random) -> Theory:
    """Add a box after another of its stage, with an arrow to where that one leads."""
    element = chance.choice([each for each in theory.elements if theory.effects_of(each)])
    place = theory.elements.index(element) + 1
    fresh = Element(
        id="NEW1", stage=element.stage, term=element.term, text="Something else is done", place=element.place
    )
    link = Link(cause="NEW1", effect=theory.effects_of(element)[0].id, place=element.place)
    elements = (*theory.elements[:place], fresh, *theory.elements[place:])
    return Theory(replace(theory.plan, elements=elements, links=(*theory.plan.links, link)))


def arrow_removed(theory: Theory, chance: random.Random) -> Theory:
    """Take one arrow away."""
    gone = chance.choice(theory.all_links)
    return Theory(replace(theory.plan, links=tuple(link for link in theory.plan.links if link.ref != gone.ref)))


def arrow_added(theory: Theory, chance: random.Random) -> Theory:
    """Draw one more arrow, from an activity or output to an outcome that it does not lead to yet."""
    starts = [each for each in theory.at(Stage.ACTIVITY, Stage.OUTPUT) if theory.effects_of(each)]
    cause = chance.choice(starts)
    free = [each for each in theory.at(Stage.OUTCOME) if each not in theory.effects_of(cause)]
    link = Link(cause=cause.id, effect=chance.choice(free).id, place=cause.place)
    return Theory(replace(theory.plan, links=(*theory.plan.links, link)))


def _with(theory: Theory, changed: dict[str, Element]) -> Theory:
    elements = tuple(changed.get(each.id, each) for each in theory.elements)
    return Theory(replace(theory.plan, elements=elements))


EDITS: dict[str, Callable[[Theory, random.Random], Theory]] = {
    "reword a box": reworded,
    "add a box": box_added,
    "remove an arrow": arrow_removed,
    "add an arrow": arrow_added,
}


def plans() -> Iterator[tuple[str, Theory]]:
    """Give the examples and plans made for the purpose, each with what it is called in the table."""
    for path in sorted(EXAMPLES.glob("*/*.xlsx")):
        if path.stem == path.parent.name:
            yield path.stem, Theory(read_plan(path))
    for size in SIZES:
        yield f"made, {size} boxes", boxes(size)


def moved(before: Theory, after: Theory, view: str) -> float:
    """Give the share of the boxes of both plans that stand elsewhere in the second, by more than half a box."""
    first, second = _places(before, view), _places(after, view)
    both = [(first[ref], second[ref]) for ref in first if ref in second]
    far = sum(abs(one.x - other.x) > one.width / 2 or abs(one.y - other.y) > one.height / 2 for one, other in both)
    return far / len(both)


def _places(theory: Theory, view: str) -> dict[str, Placed]:
    shown = VIEWS[view](theory, "en")
    assert isinstance(shown, View)
    return {placed.box.ref: placed for placed in placer_of(shown)(GROWING, NATURAL).boxes}


def run(times: int = TIMES) -> list[tuple[str, str, list[float]]]:
    """Give for each plan and view the mean share of boxes that move, for each edit in the order of EDITS."""
    found = []
    for name, theory in plans():
        for view in ("logic-model", "theory"):
            shares = []
            for number, edit in enumerate(EDITS.values()):
                chance = random.Random(SEED + number)
                shares.append(mean(moved(theory, edit(theory, chance), view) for _ in range(times)))
            found.append((name, view, shares))
    return found


def table(rows: list[tuple[str, str, list[float]]]) -> str:
    """Write the shares as a table in Markdown, in per cent."""
    lines = ["| plan | view | " + " | ".join(EDITS) + " |", "|---|---|" + "---:|" * len(EDITS)]
    for name, view, shares in rows:
        lines.append(f"| {name} | {view} | " + " | ".join(f"{share:.0%}" for share in shares) + " |")
    for view in ("logic-model", "theory"):
        its = [shares for _, each, shares in rows if each == view]
        means = " | ".join(f"**{mean(share):.0%}**" for share in zip(*its, strict=True))
        lines.append(f"| **all** | {view} | {means} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table(run()), end="")
