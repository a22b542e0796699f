"""Places for a view that is read upwards, as Graphviz lays it out: causes beneath, the goal on top."""

from logicmodel.drawing.dot import CEILING, to_dot
from logicmodel.drawing.layout import lay_out
from logicmodel.drawing.picture import View
from logicmodel.drawing.placing import (
    Arrangement,
    Divide,
    Placed,
    Route,
    box_width,
    lettered,
)
from logicmodel.errors import CannotDraw


def place_upwards(view: View, letters: int) -> Arrangement:
    """Place a view by Graphviz, for boxes whose lines hold about `letters` letters.

    Raises CannotDraw if the layout was stopped, or a box or arrow is missing from it, and EngineMissing where there is
    no Graphviz.
    """
    laid = lay_out(to_dot(view, letters, titled=False))
    names = [f"n{number + 1}" for number in range(len(view.boxes))]
    ids = [f"a{number + 1}" for number in range(len(view.arrows))]
    missing = sum(name not in laid.boxes for name in names) + sum(each not in laid.arrows for each in ids)
    if missing:
        raise CannotDraw(
            f"{missing} of {len(names)} boxes and {len(ids)} arrows are missing from the layout, so nothing was drawn; "
            "choose the view logic-model, which needs no layout."
        )
    wide = box_width(letters)
    boxes = []
    for name, box in zip(names, view.boxes, strict=True):
        x, y = laid.boxes[name]
        written = lettered(box, letters, tags_inside=True)
        high = written.height
        boxes.append(Placed(box=box, x=x - wide / 2, y=y - high / 2, width=wide, height=high, written=written))
    routes = tuple(
        Route(arrow=arrow, points=laid.arrows[each][0], tip=laid.arrows[each][1])
        for each, arrow in zip(ids, view.arrows, strict=True)
    )
    divide = None
    if view.ceiling and CEILING in laid.boxes:
        words = laid.boxes[CEILING]
        divide = Divide(start=(0, words[1]), end=(laid.width, words[1]), words=words)
    return Arrangement(
        width=laid.width,
        height=laid.height,
        boxes=tuple(boxes),
        routes=routes,
        divide=divide,
    )
