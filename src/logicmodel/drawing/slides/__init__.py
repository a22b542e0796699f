"""A picture as slides that people can edit: all that is drawn is a shape of its own, and tables are tables."""

from collections.abc import Callable

from logicmodel.drawing.pages import Placer
from logicmodel.drawing.shown.alternative import TextAlternative
from logicmodel.drawing.shown.picture import Picture, View
from logicmodel.drawing.shown.power_map import PowerMap
from logicmodel.drawing.shown.tables import Table
from logicmodel.drawing.shown.timeline import Timeline
from logicmodel.drawing.slides.bars import timeline_to_slides
from logicmodel.drawing.slides.boxes import boxes_to_slides
from logicmodel.drawing.slides.people import map_to_slides
from logicmodel.drawing.slides.tables import table_to_slides


def to_slides(
    picture: Picture, placer_of: Callable[[View], Placer], alternative: TextAlternative, *, split: bool = False
) -> tuple[bytes, int, float]:
    """Write a picture as a PowerPoint file (.pptx); give how many slides show it, without the tables behind boxes or a chart.

    Boxes stand at the places of `placer_of` that fill a slide best; `split` makes an index and a slide for each strand.
    The last figure is the size of the smallest letters on a usual slide, in points, where boxes are drawn to fit; else 0.
    What the picture says in words, `alternative`, goes into the notes. The same picture gives the same bytes.
    """
    if isinstance(picture, View):
        return boxes_to_slides(picture, placer_of, alternative, split=split)
    if isinstance(picture, Table):
        return *table_to_slides(picture, alternative), 0.0
    if isinstance(picture, Timeline):
        return *timeline_to_slides(picture, alternative), 0.0
    assert isinstance(picture, PowerMap)
    return *map_to_slides(picture, alternative), 0.0
