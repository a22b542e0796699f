"""A page: title, drawing, what stands beneath it, legend and footer, at the size in which it will be printed.

No text is ever smaller than the floor and no box is cut: a view that does not fit its paper is refused with the ways
out, or, where no paper was asked for, gets a page as large as it needs.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from logicmodel.drawing.canvas import Canvas, Item
from logicmodel.drawing.figures import draw_arrangement, draw_mark, draw_sample, sample_width
from logicmodel.drawing.lettering import width, wrap
from logicmodel.drawing.palette import FOUND, INK, PALE, PAPER, QUIET
from logicmodel.drawing.placing import NATURAL, SIZE, Arrangement, Wanted
from logicmodel.drawing.views import Sample, View
from logicmodel.errors import CannotDraw

FLOOR = 8.0
"""The smallest letters on a printed page, in points."""

MARGIN = 24.0
SMALL = 8.5
SMALL_LINE = 11.0
TITLE = 16.0
ROOMY = 9.0
"""Size of the letters on a page that grows with its drawing."""

FOOT_SPACE = 14.0

LINES_OF_AN_ENTRY = 4
LINES_OF_A_FINDING = 8
"""Lines that an entry of a list may have."""

MILLIMETRE = 72 / 25.4


class Paper(Struct, frozen=True, kw_only=True):
    """A size of paper lying on its long side, in points."""

    name: str
    width: float
    height: float


PAPERS = {
    "a4": Paper(name="A4", width=297 * MILLIMETRE, height=210 * MILLIMETRE),
    "a3": Paper(name="A3", width=420 * MILLIMETRE, height=297 * MILLIMETRE),
    "letter": Paper(name="Letter", width=792.0, height=612.0),
}
"""Name of each paper that can be asked for."""

CHOSEN_FROM = ("a4", "a3")
"""The papers tried, in this order, where none is asked for."""

IN_COLUMNS = (26, 22, 18, 28)
"""How many letters a line of a box may hold, the best first: narrow boxes fit more columns, wide ones more rows."""

UPWARDS = (28, 22, 18)
"""The same where Graphviz lays out: each try costs a layout, and only width is short."""

GROWING = 22
"""The same on a page that grows with its drawing."""

Placer = Callable[[int, Wanted], Arrangement]
"""Places a view for so many letters a line, reaching a wanted size where it can."""


class Page(Struct, frozen=True, kw_only=True):
    """A finished page, its size in points, and what its reader should know."""

    width: float
    height: float
    items: tuple[Item, ...]
    remarks: tuple[str, ...] = ()


class _Fit(Struct, frozen=True, kw_only=True):
    """How well a view fits a paper: letters a line, and the size that its letters come to."""

    letters: int
    size: float


def page_on(view: View, paper: Paper, place: Placer) -> Page:
    """Draw a view on a given paper.

    Raises CannotDraw if its letters would be smaller than the floor, with the ways out.
    """
    fit = _fit(view, paper, place)
    if fit.size < FLOOR:
        raise CannotDraw(
            f"{_boxes(view)} do not fit {paper.name}: their letters would be {max(fit.size, 0):.1f} point, and below "
            f"{FLOOR:g} nobody can read them in print; {_ways_out(view, paper)}, or leave the paper out and the page "
            "grows with the drawing."
        )
    return _drawn(view, paper.width, paper.height, fit, place)


def page_for(view: View, place: Placer, *, cut: bool) -> Page:
    """Draw a view on the smallest paper that it fits, else on a page as large as it needs, which a remark says.

    With `cut` the page ends below its last line, for a picture that goes into another page.
    """
    for name in CHOSEN_FROM:
        paper = PAPERS[name]
        fit = _fit(view, paper, place)
        if fit.size >= FLOOR:
            return _drawn(view, paper.width, None if cut else paper.height, fit, place)
    fit = _Fit(letters=GROWING, size=ROOMY)
    natural = place(fit.letters, NATURAL)
    page = _drawn(view, max(natural.width * ROOMY / SIZE, 400.0) + 2 * MARGIN, None, fit, place)
    size = f"{page.width / MILLIMETRE:.0f} × {page.height / MILLIMETRE:.0f} mm"
    remark = (
        f"{_boxes(view)} do not fit {PAPERS[CHOSEN_FROM[-1]].name} at {FLOOR:g} point; this page is {size}. "
        f"To print it, {_ways_out(view, PAPERS[CHOSEN_FROM[-1]])}."
    )
    return Page(width=page.width, height=page.height, items=page.items, remarks=(remark,))


def _boxes(view: View) -> str:
    return f"{len(view.boxes)} boxes" if len(view.boxes) != 1 else "1 box"


def _ways_out(view: View, paper: Paper) -> str:
    """Say what can be done: larger paper, short labels for the longest texts, or less on one page."""
    longest = sorted(range(len(view.boxes)), key=lambda number: -len(view.boxes[number].text))[:3]
    refs = ", ".join(view.boxes[number].ref for number in sorted(longest))
    larger = "" if paper.width >= PAPERS["a3"].width else "choose --paper a3, "
    return f"{larger}type a Short label for the longest texts ({refs}), or draw a part of the plan"


def _fit(view: View, paper: Paper, place: Placer) -> _Fit:
    """Choose the number of letters a line that leaves the letters largest; of nearly equal ones the first."""
    frame = _Frame(view, paper.width)
    wide, high = paper.width - 2 * MARGIN, paper.height - frame.head - frame.foot
    choices = UPWARDS if view.upwards else IN_COLUMNS
    best = _Fit(letters=choices[0], size=0.0)
    for letters in choices:
        arrangement = place(letters, NATURAL)
        size = SIZE * min(1.0, wide / arrangement.width, high / arrangement.height)
        if size > best.size + 0.2:
            best = _Fit(letters=letters, size=size)
        if best.size >= SIZE - 0.2:
            break
    return best


def _drawn(view: View, wide: float, high: float | None, fit: _Fit, place: Placer) -> Page:
    scale = fit.size / SIZE
    frame = _Frame(view, wide)
    room = wide - 2 * MARGIN, (high - frame.head - frame.foot if high else 0.0)
    arrangement = place(fit.letters, Wanted(width=room[0] / scale, height=room[1] / scale))
    body = arrangement.height * scale
    canvas = Canvas(wide, right_to_left=view.right_to_left)
    height = high or frame.head + body + frame.foot
    canvas.rectangle(0, 0, wide, height, fill=PAPER)
    frame.draw_head(canvas)
    draw_arrangement(canvas, view, arrangement, (wide - arrangement.width * scale) / 2, frame.head, scale)
    # What is left of the page stays free beneath the legend: the eye finds one block, not two.
    frame.draw_lists(canvas, frame.head + body + FOOT_SPACE)
    frame.draw_footer(canvas, height - MARGIN)
    return Page(width=wide, height=height, items=tuple(canvas.items))


# -- what stands around the drawing -----------------------------------------------------------------------------------


class _Entry(Struct, frozen=True, kw_only=True):
    """One text of a list: its mark, if it has one, and its lines."""

    mark: str
    state: str
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        least = 16.0 if self.state in FOUND else 14.0 if self.mark else 0.0
        return max(len(self.lines) * SMALL_LINE, least) + 2


class _List(Struct, frozen=True, kw_only=True):
    """A titled list, its entries dealt out to columns; framed if it stands for itself."""

    title: str
    columns: tuple[tuple[_Entry, ...], ...]
    framed: bool

    @property
    def height(self) -> float:
        tallest = max((sum(entry.height for entry in column) for column in self.columns), default=0.0)
        return SMALL_LINE + 3 + tallest + (14.0 if self.framed else 6.0)


class _Frame:
    """All that is not the drawing, for a page of a given width. Sizes here are final: nothing shrinks them."""

    def __init__(self, view: View, wide: float) -> None:
        self.view = view
        self.room = wide - 2 * MARGIN
        self.title = wrap(view.title, self.room / TITLE, 2, bold=True)
        self.subtitle = wrap(view.subtitle, self.room / 10, 2) if view.subtitle else ()
        self.head = MARGIN + len(self.title) * 20 + len(self.subtitle) * 13 + 10
        self.lists = self._lists()
        self.legend = self._legend_rows()
        legend = len(self.legend) * 16 + 4 if self.legend else 0
        self.foot = FOOT_SPACE + sum(each.height for each in self.lists) + legend + 18 + MARGIN

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
            self._draw_list(canvas, each, y)
            y += each.height
        for row in self.legend:
            x = MARGIN
            for sample, wide in row:
                draw_sample(canvas, sample, x, y + 8, SMALL)
                x += wide
            y += 16

    # -- lists --------------------------------------------------------------------------------------------------------

    def _lists(self) -> list[_List]:
        words = self.view.words
        found = [
            self._list(panel.title, [("", "", item) for item in panel.items], framed=True) for panel in self.view.panels
        ]
        for title, states in ((words["must_be_true"], ("open", "filled", "cross")), (words["because"], ("reason",))):
            notes = [(note.mark, note.state, note.text) for note in self.view.notes if note.state in states]
            if notes:
                found.append(self._list(title, notes, framed=False))
        if self.view.found:
            notes = [(note.mark, note.state, note.text) for note in self.view.found.notes]
            notes += [("", "", self.view.found.more)] if self.view.found.more else []
            found.append(self._list(self.view.found.title, notes, framed=False, most=LINES_OF_A_FINDING))
        return found

    def _list(
        self, title: str, texts: Sequence[tuple[str, str, str]], *, framed: bool, most: int = LINES_OF_AN_ENTRY
    ) -> _List:
        room = self.room - (12 if framed else 0)
        count = max(1, min(len(texts), int(room // 230)))
        line = (room / count - 12 - (indent_of(texts[0][1]) if texts else 8)) / SMALL
        entries = [_Entry(mark=mark, state=state, lines=wrap(text, line, most)) for mark, state, text in texts]
        return _List(title=title, columns=_dealt(entries, count) if entries else (), framed=framed)

    def _draw_list(self, canvas: Canvas, each: _List, y: float) -> None:
        inset = 6 if each.framed else 0
        if each.framed:
            canvas.rectangle(MARGIN, y, self.room, each.height - 8, fill=PAPER, stroke=PALE, stroke_width="0.75")
        canvas.text(MARGIN + inset, y + SMALL_LINE - 1 + inset / 3, each.title, SMALL, bold=True)
        column_width = (self.room - 2 * inset) / max(1, len(each.columns))
        for number, column in enumerate(each.columns):
            x = MARGIN + inset + number * column_width
            top = y + SMALL_LINE + 3 + inset / 3
            for entry in column:
                self._draw_entry(canvas, entry, x, top)
                top += entry.height

    def _draw_entry(self, canvas: Canvas, entry: _Entry, x: float, y: float) -> None:
        indent = indent_of(entry.state)
        if entry.mark:
            draw_mark(canvas, entry.mark, entry.state, x + (10 if entry.state in FOUND else 7), y + 7, SMALL / SIZE)
        else:
            canvas.circle(x + 3, y + 6, 1.2, fill=INK)
        # A finding is told in English, whatever words of the plan it quotes.
        whole = entry.mark if entry.state in FOUND else " ".join(entry.lines)
        for line in entry.lines:
            y += SMALL_LINE
            canvas.text(x + indent, y - 1, line, SMALL, belongs_to=whole)

    # -- legend and footer --------------------------------------------------------------------------------------------

    def _legend_rows(self) -> list[list[tuple[Sample, float]]]:
        rows: list[list[tuple[Sample, float]]] = [[]]
        left = self.room
        for sample in self.view.legend:
            wide = sample_width(sample, SMALL)
            if wide > left and rows[-1]:
                rows.append([])
                left = self.room
            rows[-1].append((sample, wide))
            left -= wide
        return [row for row in rows if row]

    def draw_footer(self, canvas: Canvas, y: float) -> None:
        """Write the last line of the page, with its foot at y."""
        canvas.line((MARGIN, y - 12), (MARGIN + self.room, y - 12), stroke=PALE, stroke_width="0.5")
        page = self.view.page.format(page=1, pages=1)
        line = (self.room - width(page) * FLOOR - 20) / FLOOR
        (text,) = wrap(" · ".join(self.view.footer), line, 1)
        canvas.text(MARGIN, y - 2, text, FLOOR, colour=QUIET)
        canvas.text(MARGIN + self.room, y - 2, page, FLOOR, colour=QUIET, align="end")


def indent_of(state: str) -> float:
    """Give how far the text of an entry stands behind its mark: none has 8 points, a badge more than other marks."""
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
