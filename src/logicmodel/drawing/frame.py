"""All that stands around a drawing on its page: title, lists beneath, legend and footer, in sizes that nothing shrinks."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from logicmodel.drawing.canvas import Canvas
from logicmodel.drawing.figures import draw_mark, draw_sample, draw_slip, sample_width, slip_width
from logicmodel.drawing.lettering import width, wrap
from logicmodel.drawing.palette import FOUND, INK, PALE, PAPER, QUIET
from logicmodel.drawing.places.placing import SIZE
from logicmodel.drawing.shown.legend import rows_of
from logicmodel.drawing.shown.picture import Picture, View

FLOOR = 8.0
"""The smallest letters on a printed page, in points."""

MARGIN = 24.0
SMALL = 8.5
SMALL_LINE = 11.0
TITLE = 16.0

FOOT_SPACE = 14.0

NEEDS = ("need", "strength")
"""States of the marks that are Refs of needs."""

LINES_OF_A_TITLE = 4
LINES_OF_AN_ENTRY = 8
"""Lines that a title may have, and an entry of a list."""


class _Entry(Struct, frozen=True, kw_only=True):
    """One text of a list: its mark, if it has one, and its lines."""

    mark: str
    state: str
    lines: tuple[str, ...]
    indent: float

    @property
    def height(self) -> float:
        least = 16.0 if self.state in FOUND else 14.0 if self.mark else 0.0
        return max(len(self.lines) * SMALL_LINE, least) + 2


class TitledList(Struct, frozen=True, kw_only=True):
    """A titled list, its entries dealt out to columns; framed if it stands for itself."""

    title: str
    columns: tuple[tuple[_Entry, ...], ...]
    framed: bool

    @property
    def height(self) -> float:
        """Give the height of the title and the highest column, with what parts the list from the next."""
        tallest = max((sum(entry.height for entry in column) for column in self.columns), default=0.0)
        return SMALL_LINE + 3 + tallest + (14.0 if self.framed else 6.0)


class Part(Struct, frozen=True, kw_only=True):
    """A title or entry of a list: how far it stands beneath the top of the list, its height, and how to draw it there."""

    top: float
    height: float
    draw: Callable[[Canvas, float, float], None]


class Frame:
    """All that is not the drawing, for pages of a given width."""

    def __init__(self, view: Picture, wide: float) -> None:
        self.view = view
        self.room = wide - 2 * MARGIN
        self.title = wrap(view.title, self.room / TITLE, LINES_OF_A_TITLE, bold=True)
        self.subtitle = wrap(view.subtitle, self.room / 10, LINES_OF_A_TITLE) if view.subtitle else ()
        self.head = MARGIN + len(self.title) * 20 + len(self.subtitle) * 13 + 10
        self.lists = self._lists()
        self.legend = rows_of(view.legend, partial(sample_width, size=SMALL), self.room)
        self.foot = FOOT_SPACE + sum(each.height for each in self.lists) + self.legend_height + 18 + MARGIN

    def draw_head(self, canvas: Canvas) -> None:
        """Write title and subtitle."""
        y = MARGIN
        for line in self.title:
            y += 20
            canvas.text(MARGIN, y - 5, line, TITLE, bold=True, belongs_to=self.view.title)
        for line in self.subtitle:
            y += 13
            canvas.text(MARGIN, y - 3, line, 10, colour=QUIET, belongs_to=self.view.subtitle)

    def draw_lists(self, canvas: Canvas, y: float) -> None:
        """Draw the lists and the legend from y on."""
        for each in self.lists:
            self.draw_behind(each, canvas, y, y + each.height)
            for part in self.parts_of(each):
                part.draw(canvas, MARGIN, y + part.top)
            y += each.height
        self.draw_legend(canvas, MARGIN, y)

    @property
    def legend_height(self) -> float:
        """Give the height of the legend; 0 if there is none."""
        return len(self.legend) * 16.0 + 4 if self.legend else 0.0

    def draw_legend(self, canvas: Canvas, _: float, y: float) -> None:
        """Draw the legend from y on."""
        for row in self.legend:
            x = MARGIN
            for sample, wide in row:
                draw_sample(canvas, sample, x, y + 8, SMALL)
                x += wide
            y += 16

    # -- lists --------------------------------------------------------------------------------------------------------

    def _lists(self) -> list[TitledList]:
        words = self.view.words
        found = [
            self._list(panel.title, [("", "", item) for item in panel.items], framed=True) for panel in self.view.panels
        ]
        if isinstance(self.view, View) and not self.view.listed:
            return found
        if needs := self.view.needs_without_box if isinstance(self.view, View) else ():
            kinds = {note.state for note in needs}
            title = words["need_and_strength" if len(kinds) > 1 else kinds.pop()]
            found.append(self._list(title, [(note.mark, note.state, note.text) for note in needs], framed=False))
        for title, states in ((words["must_be_true"], ("open", "filled", "cross")), (words["because"], ("reason",))):
            notes = [(note.mark, note.state, note.text) for note in self.view.notes if note.state in states]
            if notes:
                found.append(self._list(title, notes, framed=False))
        if self.view.found:
            notes = [(note.mark, note.state, note.text) for note in self.view.found.notes]
            notes += [("", "", self.view.found.more)] if self.view.found.more else []
            found.append(self._list(self.view.found.title, notes, framed=False))
        return found

    def _list(self, title: str, texts: Sequence[tuple[str, str, str]], *, framed: bool) -> TitledList:
        room = self.room - (12 if framed else 0)
        indent = max((indent_of(mark, state) for mark, state, _ in texts), default=8.0)
        entries: list[_Entry] = []
        # Texts too long for narrow columns stand in fewer and wider ones.
        for count in range(max(1, min(len(texts), int(room // 230))), 0, -1):
            line = (room / count - 12 - indent) / SMALL
            entries = [
                _Entry(mark=mark, state=state, lines=wrap(text, line, LINES_OF_AN_ENTRY), indent=indent)
                for mark, state, text in texts
            ]
            if not any(entry.lines[-1].endswith("…") for entry in entries):
                break
        return TitledList(title=title, columns=_dealt(entries, count) if entries else (), framed=framed)

    def draw_behind(self, each: TitledList, canvas: Canvas, top: float, bottom: float) -> None:
        """Draw the frame of a list, or of a part of it, from one height of the page to another."""
        if each.framed:
            canvas.rectangle(MARGIN, top, self.room, bottom - top - 8, fill=PAPER, stroke=PALE, stroke_width="0.75")

    def parts_of(self, each: TitledList) -> Iterator[Part]:
        """Give the title and the entries of a list, each at its place beneath the top of the list."""
        inset = 6 if each.framed else 0
        yield Part(top=0.0, height=SMALL_LINE + 3, draw=partial(self._draw_title, each.title, inset))
        column_width = (self.room - 2 * inset) / max(1, len(each.columns))
        for number, column in enumerate(each.columns):
            top = SMALL_LINE + 3 + inset / 3
            for entry in column:
                across = inset + number * column_width
                yield Part(top=top, height=entry.height, draw=partial(self._draw_entry, entry, across))
                top += entry.height

    def _draw_title(self, title: str, inset: float, canvas: Canvas, x: float, y: float) -> None:
        canvas.text(x + inset, y + SMALL_LINE - 1 + inset / 3, title, SMALL, bold=True)

    def _draw_entry(self, entry: _Entry, across: float, canvas: Canvas, x: float, y: float) -> None:
        x += across
        if entry.state in NEEDS:
            draw_slip(canvas, entry.mark, x, y + 1, slip_width(entry.mark), SMALL / SIZE)
        elif entry.mark:
            draw_mark(canvas, entry.mark, entry.state, x + (10 if entry.state in FOUND else 7), y + 7, SMALL / SIZE)
        else:
            canvas.circle(x + 3, y + 6, 1.2, fill=INK)
        # A finding is told in English, whatever words of the plan it quotes.
        whole = entry.mark if entry.state in FOUND else " ".join(entry.lines)
        for line in entry.lines:
            y += SMALL_LINE
            canvas.text(x + entry.indent, y - 1, line, SMALL, belongs_to=whole)

    # -- footer -------------------------------------------------------------------------------------------------------

    def draw_footer(self, canvas: Canvas, y: float, page: int = 1, pages: int = 1) -> None:
        """Write the last line of a page, with its foot at y; which of several it is, and nothing of that for a single one."""
        canvas.line((MARGIN, y - 12), (MARGIN + self.room, y - 12), stroke=PALE, stroke_width="0.5")
        count = self.view.page.format(page=page, pages=pages) if pages > 1 else ""
        line = (self.room - width(count) * FLOOR - 20) / FLOOR
        title, *version = self.view.footer
        after = "".join(f" · {part}" for part in version)
        # What is too long gives way where it is least missed: the title stands at the head of the page.
        (title,) = wrap(title, max(line - width(after), line / 3), 1)
        (text,) = wrap(title + after, line, 1)
        canvas.text(MARGIN, y - 2, text, FLOOR, colour=QUIET)
        canvas.text(MARGIN + self.room, y - 2, count, FLOOR, colour=QUIET, align="end")


def indent_of(mark: str, state: str) -> float:
    """Give how far the text of an entry stands behind its mark: none has 8 points, a badge more than other marks."""
    if state in NEEDS:
        return slip_width(mark) * SMALL / SIZE + 6
    return 25.0 if state in FOUND else 18.0 if state else 8.0


def _dealt(entries: Sequence[_Entry], count: int) -> tuple[tuple[_Entry, ...], ...]:
    """Deal entries out to columns in their order, so that the tallest column is about as low as it can be."""
    least = sum(entry.height for entry in entries) / count
    tallest = max(least, *(entry.height for entry in entries)) if len(entries) > 1 else entries[0].height
    while True:
        columns: list[list[_Entry]] = [[]]
        for entry in entries:
            if columns[-1] and sum(each.height for each in columns[-1]) + entry.height > tallest:
                columns.append([])
            columns[-1].append(entry)
        if len(columns) <= count:
            return tuple(tuple(column) for column in columns)
        tallest += SMALL_LINE
