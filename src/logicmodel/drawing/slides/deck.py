"""The slides of a picture: each with its title, texts and tables, and the file that they make. All figures are points."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from logicmodel.drawing.lettering import wrap
from logicmodel.drawing.palette import INK, PAPER, QUIET
from logicmodel.drawing.picture import Picture
from logicmodel.drawing.slides.shapes import add_text, emu, put_text, rgb, widen
from logicmodel.saving import archived, parts_of

if TYPE_CHECKING:
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

SLIDE = (960.0, 540.0)
"""A slide of 16 : 9."""

MARGIN = 24.0
HEAD = 62.0
"""Room for title and subtitle."""

FOOT = 26.0
SMALL = 10.0
LONG_AGO = datetime(1980, 1, 1)


class Deck:
    """The slides of one picture, all of one size."""

    def __init__(self, picture: Picture, wide: float = SLIDE[0], high: float = SLIDE[1]) -> None:
        from pptx import Presentation

        self.picture = picture
        self.width, self.height = wide, high
        self.room = wide - 2 * MARGIN
        self._deck = Presentation()
        widen(self._deck, wide, high)

    def add(self, title: str) -> "Slide":
        """Add a slide with a title."""
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[5])  # title only
        shape = slide.shapes.title
        assert shape is not None
        shape.left, shape.top = emu(MARGIN), emu(8)
        shape.width, shape.height = emu(self.room), emu(30)
        put_text(shape.text_frame, title, 20, INK, self.picture.language, bold=True, wraps=True)
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

    def write_subtitle(self, slide: "Slide") -> None:
        """Write the subtitle, if there is one, beneath the title."""
        if self.picture.subtitle:
            self.write(slide, MARGIN, 36, self.room, 18, self.picture.subtitle, size=12, colour=QUIET)

    def write_panels(self, slide: "Slide", y: float) -> float:
        """Write the lists that stand beneath a drawing from y on; give where they end."""
        for panel in self.picture.panels:
            text = [panel.title, *(f"• {item}" for item in panel.items)]
            high = len(text) * SMALL * 1.4
            frame = self.write(slide, MARGIN, y, self.room, high, text[0], size=SMALL)
            frame.paragraphs[0].runs[0].font.bold = True
            for each in text[1:]:
                add_text(frame, each, SMALL, INK, self.picture.language).italic = False
            y += high
        return y

    def write_footer(self, slide: "Slide") -> None:
        """Write the last line of a slide."""
        footer = " · ".join(self.picture.footer)
        self.write(slide, MARGIN, self.height - 22, self.room, 16, footer, size=9, colour=QUIET)

    def note(self, slide: "Slide", lines: Sequence[str]) -> None:
        """Put lines into the notes of a slide."""
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = "\n".join(lines)

    def mirrored(self, x: float, wide: float) -> float:
        """Give where something so wide begins that stands at x on a page that is read from left to right."""
        return self.width - x - wide if self.picture.right_to_left else x

    # -- tables -------------------------------------------------------------------------------------------------------

    def tables(
        self, title: str, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]], shares: tuple[int, ...]
    ) -> None:
        """Add as many slides with a table as its rows need."""
        for slide_rows in _dealt(rows, shares, self.room, self.height - HEAD - FOOT):
            self._table(title, headings, slide_rows, shares)

    def _table(
        self, title: str, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]], shares: tuple[int, ...]
    ) -> None:
        slide = self.add(title)
        frame = slide.shapes.add_table(len(rows) + 1, len(headings), emu(MARGIN), emu(HEAD), emu(self.room), emu(20))
        frame.name = title
        table = frame.table
        if self.picture.right_to_left:
            table._tbl.tblPr.set("rtl", "1")
        for number, share in enumerate(shares):
            table.columns[number].width = emu(self.room * share / sum(shares))
        for y, row in enumerate((headings, *rows)):
            table.rows[y].height = emu(20)
            for x, text in enumerate(row):
                cell = table.cell(y, x)
                cell.fill.solid()
                cell.fill.fore_color.rgb = rgb("#DDE3E8" if y == 0 else PAPER if y % 2 else "#F5F7F8")
                put_text(cell.text_frame, text, SMALL + 1, INK, self.picture.language, bold=y == 0)

    def to_bytes(self) -> bytes:
        """Save the slides without anything that changes from one run to the next."""
        properties = self._deck.core_properties
        properties.title, properties.language = self.picture.title, self.picture.language
        properties.author = properties.last_modified_by = ""
        properties.created = properties.modified = LONG_AGO
        saved = BytesIO()
        self._deck.save(saved)
        return archived(parts_of(saved.getvalue()))


def _dealt(
    rows: Sequence[tuple[str, ...]], shares: Sequence[int], wide: float, high: float
) -> Iterator[list[tuple[str, ...]]]:
    """Deal rows of a table out to slides, by the lines that the longest cell of each will have."""
    room = [wide * share / sum(shares) / (SMALL + 1) - 1.2 for share in shares]
    taken, dealt = 0.0, list[tuple[str, ...]]()
    for row in rows:
        lines = max(len(wrap(text, line, 40)) for text, line in zip(row, room, strict=True))
        needed = max(lines * (SMALL + 1) * 1.25 + 4, 20.0)
        if dealt and taken + needed > high - 20:
            yield dealt
            taken, dealt = 0.0, []
        dealt.append(row)
        taken += needed
    if dealt:
        yield dealt
