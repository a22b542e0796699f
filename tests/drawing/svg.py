"""What is looked at in a drawing in SVG."""

from xml.etree.ElementTree import Element, fromstring

from logicmodel.drawing import draw
from logicmodel.theory import Theory

SVG = "{http://www.w3.org/2000/svg}"
"""What stands before the name of each of its elements."""


def svg_of(theory: Theory, view: str = "logic-model", **more: object) -> Element:
    """Draw a plan, with more options of `draw`."""
    return fromstring(draw(theory, "svg", view, **more).data)  # type: ignore[arg-type]


def texts_of(svg: Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def words_of(svg: Element) -> str:
    """Join all lines of a picture, so that a sentence is found wherever it breaks."""
    return " ".join(texts_of(svg))
