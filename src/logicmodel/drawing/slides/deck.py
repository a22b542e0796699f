"""The slides of a picture: each with its title, texts and tables, and the file that they make. All figures are points."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from logicmodel.drawing.lettering import width, wrap
from logicmodel.drawing.palette import INK, QUIET
from logicmodel.drawing.shown.alternative import TextAlternative
from logicmodel.drawing.shown.picture import Panel, Picture
from logicmodel.drawing.slides.shapes import Run, add_runs, add_text, emu, put_text, rgb, widen
from logicmodel.drawing.strips.rows import MOST_LINES
from logicmodel.saving import archived, parts_of

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

SLIDE = (960.0, 540.0)
"""A slide of 16 : 9."""

MARGIN = 24.0
HEAD = 62.0
"""Room for title and subtitle."""

FOOT = 26.0
SMALL = 10.0
TITLES = (20.0, 16.0, 12.5)
SUBTITLES = (12.0, 10.0, 8.0)
"""Sizes of the letters of title and subtitle, the smaller where they take more than a line."""

LETTERS = 11.0
"""Size of the letters of tables and charts."""

LONG_AGO = datetime(1980, 1, 1)


def panel_height(panel: Panel, room: float = SLIDE[0] - 2 * MARGIN) -> float:
    """Give the height of a list that stands beneath a drawing, its title included."""
    lines = (len(wrap(f"• {item}", room / SMALL - 2, MOST_LINES)) for item in panel.items)
    return (1 + sum(lines)) * SMALL * 1.4


class Deck:
    """The slides of one picture, all of one size."""

    def __init__(self, picture: Picture, wide: float = SLIDE[0], high: float = SLIDE[1]) -> None:
        from pptx import Presentation

        self.picture = picture
        self.width, self.height = wide, high
        self.room = wide - 2 * MARGIN
        self._deck = Presentation()
        widen(self._deck, wide, high)

    def show(self, picture: Picture) -> None:
        """Go on with a part of the picture, or with all of it again."""
        self.picture = picture

    def add(self, title: str) -> "Slide":
        """Add a slide with a title."""
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[5])  # title only
        shape = slide.shapes.title
        assert shape is not None
        said, size, lines = self._in_lines(title, TITLES, bold=True)
        shape.left, shape.top = emu(MARGIN), emu(8 if lines == 1 else 4)
        shape.width, shape.height = emu(self.room), emu(30)
        put_text(shape.text_frame, said, size, INK, self.picture.language, bold=True, wraps=True)
        return slide

    def write(
        self,
        slide: "Slide",
        x: float,
        y: float,
        wide: float,
        high: float,
        text: str,
        *,
        size: float,
        colour: str = INK,
        align: str = "start",
        wraps: bool = True,
        fill: str = "",
    ) -> "TextFrame":
        """Write a text in a frame of its own."""
        box = slide.shapes.add_textbox(*(emu(each) for each in (x, y, wide, high)))
        box.name = text[:60]
        if fill:
            box.fill.solid()
            box.fill.fore_color.rgb = rgb(fill)
        put_text(box.text_frame, text, size, colour, self.picture.language, align=align, wraps=wraps)
        return box.text_frame

    def write_runs(
        self, slide: "Slide", x: float, y: float, wide: float, high: float, runs: Sequence[Run], said: str, name: str
    ) -> "Shape":
        """Write a text of several pieces in a frame of its own, which runs the way that `said` does."""
        from pptx.enum.text import MSO_ANCHOR

        box = slide.shapes.add_textbox(*(emu(each) for each in (x, y, wide, high)))
        box.name = name
        frame = box.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = emu(4)
        frame.margin_top = frame.margin_bottom = emu(0)
        add_runs(frame, runs, LETTERS, self.picture.language, said, first=True)
        return box

    def write_subtitle(self, slide: "Slide") -> None:
        """Write the subtitle, if there is one, beneath the title."""
        if self.picture.subtitle:
            said, size, lines = self._in_lines(self.picture.subtitle, SUBTITLES, bold=False)
            self.write(
                slide, MARGIN, 36 if lines == 1 else 37, self.room, 9.0 * lines + 9, said, size=size, colour=QUIET
            )

    def _in_lines(self, text: str, sizes: Sequence[float], *, bold: bool) -> tuple[str, float, int]:
        """Give a text in the largest letters in which it takes one line, else two lines of the smallest; and how many."""
        room = self.room - 16
        for size in sizes:
            if width(text, bold=bold) * size <= room:
                return text, size, 1
        return " ".join(wrap(text, room / sizes[-1], 2, bold=bold)), sizes[-1], 2

    def write_panels(self, slide: "Slide", y: float) -> float:
        """Write the lists that stand beneath a drawing from y on; give where they end."""
        for panel in self.picture.panels:
            high = panel_height(panel, self.room)
            frame = self.write(slide, MARGIN, y, self.room, high, panel.title, size=SMALL)
            frame.paragraphs[0].runs[0].font.bold = True
            for item in panel.items:
                add_text(frame, f"• {item}", SMALL, INK, self.picture.language).italic = False
            y += high
        return y

    def write_footer(self, slide: "Slide", page: int = 1, pages: int = 1) -> None:
        """Write the last line of a slide, and which of several it is."""
        parts = [*self.picture.footer, *([self.picture.page.format(page=page, pages=pages)] if pages > 1 else [])]
        self.write(slide, MARGIN, self.height - 22, self.room, 16, " · ".join(parts), size=9, colour=QUIET)

    def note(self, slide: "Slide", alternative: TextAlternative) -> None:
        """Put what the picture says into the notes of a slide."""
        lines = [alternative.summary, *(f"{'  ' * line.depth}{line.text}" for line in alternative.outline)]
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = "\n".join(lines)

    def mirrored(self, x: float, wide: float) -> float:
        """Give where something so wide begins that stands at x on a page that is read from left to right."""
        return self.width - x - wide if self.picture.right_to_left else x

    def to_bytes(self) -> bytes:
        """Save the slides without anything that changes from one run to the next."""
        properties = self._deck.core_properties
        properties.title, properties.language = self.picture.title, self.picture.language
        properties.author = properties.last_modified_by = ""
        properties.created = properties.modified = LONG_AGO
        saved = BytesIO()
        self._deck.save(saved)
        return archived(parts_of(saved.getvalue()))
