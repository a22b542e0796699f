"""A picture for a projector's screen: boxes and arrows alone, for letters that the back of a room can read."""

from msgspec.structs import replace

from logicmodel.drawing.shown.legend import legend_of
from logicmodel.drawing.shown.marks import LEVEL_LINES
from logicmodel.drawing.shown.picture import Arrow, View

LEFT_OUT = (
    "A screen shows boxes and arrows alone; for assumptions, reasons, outside factors and evidence, draw for a paper."
)


def left_out(view: View) -> tuple[str, ...]:
    """Say what a screen does not show of a picture, if there is any of it."""
    has_any = view.notes or view.panels or any(arrow.label.strip("?") for arrow in view.arrows)
    return (LEFT_OUT,) if has_any else ()


def for_a_screen(view: View) -> View:
    """Leave out what is listed beneath a picture, the marks that refer to it, definitions, and what goes without saying.

    Refs of needs stay on a box where the needs have boxes of their own.
    """
    needs = {box.ref for box in view.boxes if box.stage == "need"}
    boxes = tuple(replace(box, notes=(), tags=tuple(tag for tag in box.tags if tag in needs)) for box in view.boxes)
    arrows = tuple(map(_without_marks, view.arrows))
    legend = legend_of(boxes, arrows, (), view.words, with_stages=not view.columns)
    return replace(
        view,
        subtitle="",
        columns=tuple(replace(column, definition="") for column in view.columns),
        boxes=boxes,
        arrows=arrows,
        notes=(),
        needs=(),
        panels=(),
        legend=tuple(sample for sample in legend if sample.shows != "line:plain"),
    )


def _without_marks(arrow: Arrow) -> Arrow:
    if arrow.line in LEVEL_LINES or arrow.line in ("mixed", "plain"):
        return replace(arrow, line="plain", label="", notes=())
    return replace(arrow, label="?" if arrow.line == "to_confirm" else "", notes=())
