"""A view as text in DOT, the language of Graphviz.

Boxes are called n1, n2 … and every arrow is a statement of its own, so no text of a plan is ever read as anything but
text. Sizes are worked out here and fixed, so the layout does not depend on the fonts of a computer.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from logicmodel.drawing.palette import FILLS, INK, LINES
from logicmodel.drawing.places.placing import LINE, SIZE, Arrangement, Placed, Point, ceiling_width
from logicmodel.drawing.shown.layers import LAYER, rising
from logicmodel.drawing.shown.picture import Arrow, View

if TYPE_CHECKING:
    import graphviz

CEILING = "ceiling"
"""Name of the box that keeps a place for the words on the line of accountability."""

LONGEST = 1000
"""Letters of a text that DOT carries where it is only shown on pointing at a box."""

INCH = 72.0
"""Points to an inch, the unit of sizes in DOT."""


def to_dot(view: View, arrangement: Arrangement) -> str:
    """Write a view as DOT.

    The places come from the arrangement: they stand in `pos`, in points, for `neato -n2`. `dot` may be used as well: it
    puts the boxes of a column in one rank, and what is read upwards with its goals on top.
    """
    import graphviz

    graph = graphviz.Digraph(name=view.name)
    direction = "BT" if view.upwards else "RL" if view.right_to_left else "LR"
    graph.attr("graph", rankdir=direction, nodesep="0.2", ranksep="0.4", splines="true", outputorder="edgesfirst")
    graph.attr("graph", label=graphviz.escape(view.title), labelloc="t", fontname="Noto Sans", tooltip=" ")
    graph.attr("node", shape="box", style="filled", fixedsize="true", fontname="Noto Sans", fontsize=_number(SIZE))
    graph.attr("node", fontcolor=INK, color=INK, margin="0")
    graph.attr("edge", fontname="Noto Sans", fontsize=_number(SIZE), arrowsize="0.65", color=INK)
    for number, placed in enumerate(arrangement.boxes, 1):
        graph.node(f"n{number}", pos=_place(view, arrangement, _middle(placed)), **_box_attributes(placed))
    names = {box.ref: f"n{number + 1}" for number, box in enumerate(view.boxes) if view.upwards or box.stage != "need"}
    pairs = rising(view) if view.upwards else [(arrow.cause, arrow.effect) for arrow in view.arrows]
    for number, (arrow, (lower, upper)) in enumerate(zip(view.arrows, pairs, strict=True)):
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
        graph.subgraph(_side_by_side("goals", "max", _top(view, names, pairs)))
        if view.ceiling:
            _add_ceiling(graph, view, arrangement, names, pairs)
    return str(graph.source)


def _top(view: View, names: Mapping[str, str], pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Give the goals that belong on top: those that nothing rises from, and that the line does not hold down."""
    held = {lower for lower, upper in pairs if lower != upper} | set(view.ceiling.below if view.ceiling else ())
    return [names[box.ref] for box in view.boxes if box.is_goal and box.ref not in held]


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _place(view: View, arrangement: Arrangement, point: Point) -> str:
    """Write a point as Graphviz reads it: in points, y upwards."""
    x = arrangement.width - point[0] if view.right_to_left else point[0]
    return f"{_number(x)},{_number(arrangement.height - point[1])}!"


def _middle(placed: Placed) -> Point:
    return placed.x + placed.width / 2, placed.y + placed.height / 2


def _box_attributes(placed: Placed) -> dict[str, str]:
    import graphviz

    box, written = placed.box, placed.written
    text = "\n".join((f"{box.ref} {written.lines[0]}".rstrip(), *written.lines[1:], *written.aside))
    fill = FILLS[box.stage]
    style = ["filled", *(["rounded"] if fill.rounding else []), *(["dashed"] if box.external or box.proposed else [])]
    return {
        "label": graphviz.escape(text),
        "tooltip": graphviz.escape(_clipped(box.full or box.ref)),
        "width": _number(placed.width / INCH),
        "height": _number(placed.height / INCH),
        "fillcolor": fill.colour,
        "penwidth": _number(fill.border),
        "style": ",".join(style),
    }


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


def _add_ceiling(
    graph: "graphviz.Digraph",
    view: View,
    arrangement: Arrangement,
    names: Mapping[str, str],
    pairs: Sequence[tuple[str, str]],
) -> None:
    """Keep all boxes that we are accountable for beneath a box for the words, and all others above it."""
    import graphviz

    assert view.ceiling
    assert arrangement.divide
    below = set(view.ceiling.below)
    not_highest = {lower for lower, upper in pairs if upper in below and lower != upper}
    not_lowest = {upper for lower, upper in pairs if lower not in below and lower != upper}
    graph.node(
        CEILING,
        label=graphviz.escape(view.ceiling.words),
        shape="plaintext",
        style="",
        tooltip=" ",
        width=_number(ceiling_width(view.ceiling) / INCH),
        height=_number(LINE * 1.3 / INCH),
        pos=_place(view, arrangement, arrangement.divide.words),
    )
    for ref, name in names.items():
        if ref in below and ref not in not_highest:
            graph.edge(name, CEILING, style="invis", weight="0")
        elif ref not in below and ref not in not_lowest:
            graph.edge(CEILING, name, style="invis", weight="0")
