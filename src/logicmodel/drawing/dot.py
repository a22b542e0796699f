"""A view as text in DOT, the language of Graphviz.

Boxes are called n1, n2 … and every arrow is a statement of its own, so no text of a plan is ever read as anything but
text. Sizes are worked out here and fixed, so the layout does not depend on the fonts of a computer.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from logicmodel.drawing.lettering import width
from logicmodel.drawing.palette import FILLS, INK, LINES
from logicmodel.drawing.picture import Arrow, Box, Ceiling, View
from logicmodel.drawing.placing import LINE, SIZE, Arrangement, Point, box_width, lettered
from logicmodel.drawing.trees import LAYER

if TYPE_CHECKING:
    import graphviz

CEILING = "ceiling"
"""Name of the box that keeps a place for the words on the line of accountability."""

LONGEST = 1000
"""Letters of a text that DOT carries where it is only shown on pointing at a box."""

INCH = 72.0
"""Points to an inch, the unit of sizes in DOT."""


def to_dot(view: View, letters: int, arrangement: Arrangement | None = None, *, titled: bool = True) -> str:
    """Write a view as DOT, for boxes whose lines hold `letters` letters, with its title or without.

    A view that is read upwards is laid out by Graphviz (`dot`). For columns the places come from the arrangement: they
    stand in `pos`, in points, for `neato -n2`; `dot` may be used as well, and puts the boxes of a column in one rank.
    """
    import graphviz

    graph = graphviz.Digraph(name=view.name)
    direction = "BT" if view.upwards else "RL" if view.right_to_left else "LR"
    graph.attr("graph", rankdir=direction, nodesep="0.2", ranksep="0.4", splines="true", outputorder="edgesfirst")
    if view.upwards:
        # Graphviz swaps boxes until few arrows cross. A long search finds few more crossings to undo, and throws most
        # boxes about when one arrow changes: `benchmarks.stability` counts how many.
        graph.attr("graph", mclimit="0.01")
    if titled:
        graph.attr("graph", label=graphviz.escape(view.title), labelloc="t", fontname="Noto Sans", tooltip=" ")
    graph.attr("node", shape="box", style="filled", fixedsize="true", fontname="Noto Sans", fontsize=_number(SIZE))
    graph.attr("node", fontcolor=INK, color=INK, margin="0")
    graph.attr("edge", fontname="Noto Sans", fontsize=_number(SIZE), arrowsize="0.65", color=INK)
    places = _places(view, arrangement) if arrangement else {}
    for number, box in enumerate(view.boxes):
        graph.node(f"n{number + 1}", **_box_attributes(box, letters, arrangement, number, places))
    names = {box.ref: f"n{number + 1}" for number, box in enumerate(view.boxes) if view.upwards or box.stage != "need"}
    rising = _rising(view) if view.upwards else [(arrow.cause, arrow.effect) for arrow in view.arrows]
    for number, (arrow, (lower, upper)) in enumerate(zip(view.arrows, rising, strict=True)):
        attributes = _arrow_attributes(view, arrow)
        if lower != arrow.cause:
            attributes["dir"] = "back"
        graph.edge(names[lower], names[upper], id=f"a{number + 1}", **attributes)
    for column in view.columns:
        members = [f"n{number + 1}" for number, box in enumerate(view.boxes) if box.column == column.key]
        graph.subgraph(_side_by_side(column.key, "same", members))
    for layer in dict.fromkeys(box.column for box in view.boxes if box.column.startswith(LAYER)):
        members = [f"n{number + 1}" for number, box in enumerate(view.boxes) if box.column == layer]
        graph.subgraph(_side_by_side(layer, "same", members))
    if view.upwards:
        graph.subgraph(_side_by_side("goals", "max", _top(view, names, rising)))
        if view.ceiling:
            _add_ceiling(graph, view.ceiling, names, rising)
    return str(graph.source)


def _top(view: View, names: Mapping[str, str], rising: Sequence[tuple[str, str]]) -> list[str]:
    """Give the goals that belong on top: those that nothing rises from, and that the line does not hold down."""
    held = {lower for lower, upper in rising if lower != upper} | set(view.ceiling.below if view.ceiling else ())
    return [names[box.ref] for box in view.boxes if box.is_goal and box.ref not in held]


def _rising(view: View) -> list[tuple[str, str]]:
    """Give for every arrow the box that stands lower and the one that stands higher.

    That is cause and effect, but not where an arrow feeds back, comes down across the line of accountability, or
    closes a circle. Such an arrow is written turned round, with its head at the start.
    """
    below = set(view.ceiling.below) if view.ceiling else set()
    pairs = []
    for arrow in view.arrows:
        falls = arrow.line == "feedback" or (arrow.effect in below and arrow.cause not in below)
        pairs.append((arrow.effect, arrow.cause) if falls else (arrow.cause, arrow.effect))
    closing = _closing(pairs, [box.ref for box in view.boxes])
    return [pair[::-1] if pair in closing else pair for pair in pairs]


def _closing(pairs: Sequence[tuple[str, str]], refs: Sequence[str]) -> set[tuple[str, str]]:
    """Find the pairs that close a circle, going up from the boxes in their order."""
    above: dict[str, list[str]] = {}
    for lower, upper in pairs:
        if lower != upper:
            above.setdefault(lower, []).append(upper)
    closing: set[tuple[str, str]] = set()
    done: set[str] = set()
    for start in refs:
        way = {start: iter(above.get(start, ()))} if start not in done else {}
        while way:
            ref, rest = next(reversed(way.items()))
            following = next(rest, None)
            if following is None:
                done.add(ref)
                del way[ref]
            elif following in way:
                closing.add((ref, following))
            elif following not in done:
                way[following] = iter(above.get(following, ()))
    return closing


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _places(view: View, arrangement: Arrangement) -> dict[int, Point]:
    """Give the middle of each box, in points, y upwards as Graphviz counts."""
    found = {}
    for number, placed in enumerate(arrangement.boxes):
        x = placed.x + placed.width / 2
        x = arrangement.width - x if view.right_to_left else x
        found[number] = (x, arrangement.height - placed.y - placed.height / 2)
    return found


def _box_attributes(
    box: Box, letters: int, arrangement: Arrangement | None, number: int, places: Mapping[int, Point]
) -> dict[str, str]:
    import graphviz

    written = lettered(box, letters, tags_inside=arrangement is None)
    height = arrangement.boxes[number].height if arrangement else written.height
    text = "\n".join((f"{box.ref} {written.lines[0]}".rstrip(), *written.lines[1:], *written.aside))
    fill = FILLS[box.stage]
    style = ["filled", *(["rounded"] if fill.rounding else []), *(["dashed"] if box.external or box.proposed else [])]
    attributes = {
        "label": graphviz.escape(text),
        "tooltip": graphviz.escape(_clipped(box.full or box.ref)),
        "width": _number(box_width(letters) / INCH),
        "height": _number(height / INCH),
        "fillcolor": fill.colour,
        "penwidth": _number(fill.border),
        "style": ",".join(style),
    }
    if number in places:
        attributes["pos"] = f"{_number(places[number][0])},{_number(places[number][1])}!"
    return attributes


def _clipped(text: str) -> str:
    """Shorten a text: older Graphviz reads no text beyond 16,000 bytes."""
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _arrow_attributes(view: View, arrow: Arrow) -> dict[str, str]:
    import graphviz

    line = LINES[arrow.line]
    attributes = {"color": line.colour, "penwidth": _number(line.width)}
    if line.dashes:
        attributes["style"] = "dotted" if line.dashes[0] < 2 else "dashed"
    if line.head == "bar":
        attributes["arrowhead"] = "tee"
    marks = [*([view.words["feeds_back"]] if arrow.line == "feedback" else []), arrow.label, *arrow.notes]
    words = " ".join(mark for mark in marks if mark)
    if words:
        attributes["xlabel"] = graphviz.escape(words)
    if arrow.line == "feedback" and not view.upwards:
        attributes["constraint"] = "false"
    return attributes


def _side_by_side(name: str, rank: str, members: Sequence[str]) -> "graphviz.Digraph":
    import graphviz

    side = graphviz.Digraph(name=name)
    side.attr(rank=rank)
    for member in members:
        side.node(member)
    return side


def ceiling_width(ceiling: Ceiling) -> float:
    """Give the room that the words on the line of accountability need."""
    return width(ceiling.words, bold=True) * SIZE + 12


def _add_ceiling(
    graph: "graphviz.Digraph", ceiling: Ceiling, names: Mapping[str, str], rising: Sequence[tuple[str, str]]
) -> None:
    """Keep all boxes that we are accountable for beneath a box for the words, and all others above it."""
    import graphviz

    below = set(ceiling.below)
    not_highest = {lower for lower, upper in rising if upper in below and lower != upper}
    not_lowest = {upper for lower, upper in rising if lower not in below and lower != upper}
    graph.node(
        CEILING,
        label=graphviz.escape(ceiling.words),
        shape="plaintext",
        style="",
        tooltip=" ",
        width=_number(ceiling_width(ceiling) / INCH),
        height=_number(LINE * 1.3 / INCH),
    )
    for ref, name in names.items():
        if ref in below and ref not in not_highest:
            graph.edge(name, CEILING, style="invis", weight="0")
        elif ref not in below and ref not in not_lowest:
            graph.edge(CEILING, name, style="invis", weight="0")
