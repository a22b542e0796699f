"""What is looked at in a drawing in SVG."""

from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"
"""What stands before the name of each of its elements."""


def texts_of(svg: Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]
