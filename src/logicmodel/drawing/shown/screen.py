"""A picture for a projector's screen: boxes and arrows alone, for letters that the back of a room can read."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from logicmodel.drawing.shown.marks import LEVEL_LINES
from logicmodel.drawing.shown.picture import Arrow, Sample, View

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
    tags = [tag for box in boxes for tag in box.tags]
    return replace(
        view,
        subtitle="",
        columns=tuple(replace(column, definition="") for column in view.columns),
        boxes=boxes,
        arrows=arrows,
        notes=(),
        needs=(),
        panels=(),
        legend=tuple(_still_seen(view.legend, tags)),
    )


SEEN = ("external", "proposed", "joint", "line:to_confirm", "line:harm", "line:feedback")
"""What a legend shows that a screen does not leave out, beside stages and Refs of needs."""


def _still_seen(legend: Sequence[Sample], tags: Sequence[str]) -> Iterator[Sample]:
    """Give the entries of a legend for what is left, with one of the `tags` that are."""
    for sample in legend:
        if sample.shows in SEEN or sample.shows.startswith("stage:"):
            yield sample
        elif sample.shows == "tag" and tags:
            yield replace(sample, label=tags[0])


def _without_marks(arrow: Arrow) -> Arrow:
    if arrow.line in LEVEL_LINES or arrow.line in ("mixed", "plain"):
        return replace(arrow, line="plain", label="", notes=())
    return replace(arrow, label="?" if arrow.label.endswith("?") else "", notes=())
