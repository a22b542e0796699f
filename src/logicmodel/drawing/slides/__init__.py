"""A picture as slides that people can edit: all that is drawn is a shape of its own, and tables are tables."""

from logicmodel.drawing.slides.boxes import to_slides

__all__ = ["to_slides"]
