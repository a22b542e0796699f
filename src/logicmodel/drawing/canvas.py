"""What is drawn on a page, as a list of shapes and texts in points, and that list as SVG.

A page for a language written from right to left is drawn from left to right like any other and turned round here, shape
by shape; the letters themselves are never turned.
"""

from collections.abc import Sequence

from msgspec import Struct

from logicmodel.drawing.lettering import clean, in_order, line_in_order, runs_right_to_left
from logicmodel.drawing.palette import INK
from logicmodel.drawing.places.placing import Point
from logicmodel.typesetting.letters import families_of


class Shape(Struct, frozen=True, kw_only=True):
    """A shape of SVG: its name and attributes."""

    name: str
    attributes: tuple[tuple[str, str], ...]


class Text(Struct, frozen=True, kw_only=True):
    """One line of text: where its foot stands, which end or middle stands there, and which way it runs."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    colour: str
    align: str  # left, middle, right
    right_to_left: bool


class Begin(Struct, frozen=True, kw_only=True):
    """The start of a group, with its attributes and what a pointer resting on it shows."""

    attributes: tuple[tuple[str, str], ...]
    title: str


class End(Struct, frozen=True, kw_only=True):
    """The end of a group."""


Item = Shape | Text | Begin | End


class Page(Struct, frozen=True, kw_only=True):
    """A finished page, its size in points, and what its reader should know; `label` says which page of several it is."""

    width: float
    height: float
    items: tuple[Item, ...]
    remarks: tuple[str, ...] = ()
    label: str = ""


def number(value: float) -> str:
    """Write a length in points, to a hundredth.

    >>> number(12.0), number(0.125), number(-0.001)
    ('12', '0.12', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Canvas:
    """A page to draw on, `width` points wide."""

    def __init__(self, width: float, *, right_to_left: bool) -> None:
        self.width = width
        self.right_to_left = right_to_left
        self.items: list[Item] = []

    def begin(self, title: str = "", **attributes: str) -> None:
        """Start a group; an attribute `data_ref` is written `data-ref`."""
        named = tuple((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items())
        self.items.append(Begin(attributes=named, title=title))

    def end(self) -> None:
        """End the group."""
        self.items.append(End())

    def rectangle(self, x: float, y: float, wide: float, high: float, **style: str) -> None:
        """Draw a rectangle by its upper corner."""
        left = self.width - x - wide if self.right_to_left else x
        self._add("rect", style, x=left, y=y, width=wide, height=high)

    def circle(self, x: float, y: float, radius: float, **style: str) -> None:
        """Draw a circle round its middle."""
        self._add("circle", style, cx=self._turned(x), cy=y, r=radius)

    def line(self, start: Point, end: Point, **style: str) -> None:
        """Draw a straight line."""
        self._add("line", style, x1=self._turned(start[0]), y1=start[1], x2=self._turned(end[0]), y2=end[1])

    def curve(self, points: Sequence[Point], **style: str) -> None:
        """Draw cubic curves: a first point, then three for each."""
        places = [f"{number(self._turned(x))} {number(y)}" for x, y in points]
        way = f"M{places[0]}C{' '.join(places[1:])}"
        self.items.append(Shape(name="path", attributes=(("d", way), *_written({"fill": "none", **style}))))

    def polygon(self, points: Sequence[Point], **style: str) -> None:
        """Draw a filled shape by its corners."""
        places = " ".join(f"{number(self._turned(x))},{number(y)}" for x, y in points)
        self.items.append(Shape(name="polygon", attributes=(("points", places), *_written(style))))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
        align: str = "start",
        belongs_to: str = "",
    ) -> None:
        """Write one line, its foot at y. `align` is start, middle or end, in the direction of the page.

        A line that is a part of a longer text runs as that text does: pass it as `belongs_to`.
        """
        if not text:
            return
        start, end = ("right", "left") if self.right_to_left else ("left", "right")
        whole, line = clean(belongs_to or text), clean(text)
        turned = runs_right_to_left(whole) or (self.right_to_left and any(map(runs_right_to_left, whole.split())))
        self.items.append(
            Text(
                x=self._turned(x),
                y=y,
                text=in_order(line_in_order(line, whole)) if turned else line,
                size=size,
                bold=bold,
                colour=colour,
                align={"start": start, "end": end}.get(align, "middle"),
                right_to_left=turned,
            )
        )

    def _turned(self, x: float) -> float:
        return self.width - x if self.right_to_left else x

    def _add(self, name: str, style: dict[str, str], **places: float) -> None:
        written = tuple((key, number(value)) for key, value in places.items())
        self.items.append(Shape(name=name, attributes=(*written, *_written(style))))


def _written(style: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name.replace("_", "-"), value) for name, value in style.items())


# -- SVG --------------------------------------------------------------------------------------------------------------


class Words(Struct, frozen=True, kw_only=True):
    """What an SVG says of itself: a name to tell its parts by, title, short description, language code, direction."""

    name: str
    title: str
    description: str
    language: str
    right_to_left: bool


def to_svg(items: Sequence[Item], width: float, height: float, words: Words) -> str:
    """Write a page as SVG, with real text, a title and a description. Sizes are points."""
    inside = "\n".join(_svg_of(item, words.right_to_left) for item in items)
    direction = ' direction="rtl"' if words.right_to_left else ""
    # By name: for letters that the first family has not, browsers would take another, with wider ones than were measured.
    families = families_of("".join(item.text for item in items if isinstance(item, Text)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}pt" height="{number(height)}pt" '
        f'viewBox="0 0 {number(width)} {number(height)}" role="img" lang="{_escaped(words.language)}" '
        f'xml:lang="{_escaped(words.language)}" aria-labelledby="{words.name}-title" '
        f'aria-describedby="{words.name}-description" '
        f'font-family="{", ".join(families)}, Arial, sans-serif"{direction}>\n'
        f'<title id="{words.name}-title">{_escaped(words.title)}</title>\n'
        f'<desc id="{words.name}-description">{_escaped(words.description)}</desc>\n'
        f"{inside}\n</svg>\n"
    )


def to_shapes(items: Sequence[Item], width: float, height: float) -> str:
    """Write the shapes of a page as SVG, without the texts."""
    inside = "\n".join(_svg_of(item, False) for item in items if isinstance(item, Shape))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}pt" height="{number(height)}pt" '
        f'viewBox="0 0 {number(width)} {number(height)}">\n{inside}\n</svg>\n'
    )


def _svg_of(item: Item, page_turned: bool) -> str:
    if isinstance(item, Shape):
        return f"<{item.name}{_attributes(item.attributes)}/>"
    if isinstance(item, Begin):
        title = f"<title>{_escaped(item.title)}</title>" if item.title else ""
        return f"<g{_attributes(item.attributes)}>{title}"
    if isinstance(item, End):
        return "</g>"
    return _svg_text(item, page_turned)


def _svg_text(item: Text, page_turned: bool) -> str:
    # An anchor is counted in the direction of the text: “start” of a text that runs right to left is its right end.
    sides = {"left": "end", "right": "start"} if item.right_to_left else {"left": "start", "right": "end"}
    anchor = sides.get(item.align, "middle")
    attributes = [("x", number(item.x)), ("y", number(item.y)), ("font-size", number(item.size)), ("fill", item.colour)]
    if item.bold:
        attributes.append(("font-weight", "bold"))
    if anchor != "start":
        attributes.append(("text-anchor", anchor))
    if item.right_to_left or page_turned:
        attributes.append(("direction", "rtl" if item.right_to_left else "ltr"))
    return f"<text{_attributes(attributes)}>{_escaped(item.text)}</text>"


_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)


def _attributes(attributes: Sequence[tuple[str, str]]) -> str:
    return "".join(f' {name}="{_escaped(value)}"' for name, value in attributes)
