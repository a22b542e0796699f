"""A table as strips of a page: where each line of text stands, and the borders and colours behind it."""

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.drawing.canvas import Canvas, number
from logicmodel.drawing.figures import draw_arrow, draw_badge
from logicmodel.drawing.frame import MARGIN, Part
from logicmodel.drawing.lettering import width, wrap
from logicmodel.drawing.palette import FILLS, INK, LINES, PALE, PAPER, QUIET
from logicmodel.drawing.places.marking import badge_width
from logicmodel.drawing.places.placing import (
    straight,
)
from logicmodel.drawing.shown.tables import Cell, Heading, Piece, Row, Section, Table
from logicmodel.drawing.strips.flowing import Strip, beneath

LETTERS = 9.0
LEADING = 11.5
INSET = 5.0
BETWEEN = 4.0
"""Height between two pieces of a cell."""

GUTTER = 18.0
"""Width between two columns of boxes, in which an arrow runs."""

MOST_LINES = 10_000
"""No text is cut: a cell of a workbook has 32,767 letters at most, which are fewer lines."""

BADGE_SCALE = 0.8


def strips_of_table(table: Table, wide: float) -> tuple[Strip, ...]:
    """Lay out a table for pages that leave it so much width."""
    strips: list[Strip] = []
    for place, section in enumerate(table.sections):
        if place:
            strips.append(Strip(height=12.0, parts=(), with_next=True))
        head = _head(section, wide, boxed=table.boxed)
        strips.append(head)
        again = head
        for row in section.rows:
            if row.title:
                band = replace(_band(row, wide), head=head)
                again = beneath(head, band)
                strips.append(band)
            else:
                strips.append(replace(_row(table, section, row, wide), head=again))
    return tuple(strips)


def columns_of(
    headings: Sequence[Heading], wide: float, *, gutter: float = 0.0, letters: float = LETTERS
) -> list[tuple[float, float]]:
    """Give for each column where it begins, counted from the margin, and its width.

    Columns share the width as their headings say, but none is too narrow for the longest word of its heading.
    """
    room = wide - gutter * (len(headings) - 1)
    least = [max(width(word, bold=True) for word in each.title.split()) * letters + 2 * INSET + 1 for each in headings]
    narrow: set[int] = set()
    while True:
        left = room - sum(least[place] for place in narrow)
        whole = sum(each.share for place, each in enumerate(headings) if place not in narrow)
        widths = [least[place] if place in narrow else left * each.share / whole for place, each in enumerate(headings)]
        more = {place for place, its in enumerate(widths) if its < least[place]} - narrow
        if not more or len(narrow | more) == len(headings):
            break
        narrow |= more
    found, x = [], 0.0
    for its in widths:
        found.append((x, its))
        x += its + gutter
    return found


# -- heads and bands --------------------------------------------------------------------------------------------------


def _head(section: Section, wide: float, *, boxed: bool) -> Strip:
    columns = columns_of(section.headings, wide, gutter=GUTTER if boxed else 0.0)
    titles = [
        wrap(heading.title, (room - 2 * INSET) / LETTERS, 4, bold=True)
        for heading, (_, room) in zip(section.headings, columns, strict=True)
    ]
    high = max(map(len, titles)) * LEADING + 2 * INSET - 2
    parts = [
        Part(top=0.0, height=high, draw=partial(_draw_heading, heading, lines, across, room, high))
        for heading, lines, (across, room) in zip(section.headings, titles, columns, strict=True)
    ]
    return Strip(height=high + (6.0 if boxed else 0.0), parts=tuple(parts), with_next=True)


def _draw_heading(
    heading: Heading, lines: Sequence[str], across: float, room: float, high: float, canvas: Canvas, x: float, y: float
) -> None:
    fill = FILLS[heading.stage].colour if heading.stage else "#E4E4E4"
    canvas.rectangle(x + across, y, room, high, fill=fill, stroke=QUIET, stroke_width="0.5")
    foot = y + INSET + LETTERS - 1
    for line in lines:
        canvas.text(x + across + INSET, foot, line, LETTERS, bold=True, belongs_to=heading.title)
        foot += LEADING


def _band(row: Row, wide: float) -> Strip:
    high = LEADING + 6.0
    return Strip(
        height=high,
        parts=(Part(top=0.0, height=high, draw=partial(_draw_band, row, wide, high)),),
        with_next=True,
    )


def _draw_band(row: Row, wide: float, high: float, canvas: Canvas, x: float, y: float) -> None:
    canvas.rectangle(x, y, wide, high, fill=FILLS[row.stage].colour, stroke=QUIET, stroke_width="0.5")
    canvas.text(x + INSET, y + high - 6, row.title, LETTERS, bold=True)


# -- rows -------------------------------------------------------------------------------------------------------------


class _Written(Struct, frozen=True, kw_only=True):
    """A piece in lines: how far the first is indented behind badges and Ref, and the height of all."""

    piece: Piece
    lines: tuple[str, ...]
    indent: float
    height: float

    @property
    def whole(self) -> float:
        """Give the height with the space to the next piece; what is strong stands close to what it is about."""
        return self.height + (0.0 if self.piece.look == "strong" else BETWEEN)


class _Set(Struct, frozen=True, kw_only=True):
    """A cell at its place in a row: its pieces, where it begins and ends, and where its texts end."""

    cell: Cell
    pieces: tuple[_Written, ...]
    across: float
    room: float
    top: float
    bottom: float
    first: bool

    @property
    def text_end(self) -> float:
        """Give how far beneath the top of the row the texts of the cell end."""
        return self.top + INSET + sum(each.whole for each in self.pieces)


def _row(table: Table, section: Section, row: Row, wide: float) -> Strip:
    columns = columns_of(section.headings, wide, gutter=GUTTER if table.boxed else 0.0)
    written = [
        [tuple(_write(piece, room - 2 * INSET) for piece in cell.pieces) for cell in cells]
        for cells, (_, room) in zip(row.cells, columns, strict=True)
    ]
    ends = _ends_of_lines(row, written, INSET if table.boxed else 0.0)
    cells: list[_Set] = []
    for place, (column, (across, room)) in enumerate(zip(row.cells, columns, strict=True)):
        line = 0
        for cell, pieces in zip(column, written[place], strict=True):
            top = ends[line - 1] if line else 0.0
            line += cell.lines
            cells.append(
                _Set(
                    cell=cell,
                    pieces=pieces,
                    across=across,
                    room=room,
                    top=top,
                    bottom=ends[line - 1],
                    first=place == 0,
                )
            )
    return Strip(
        height=ends[-1],
        joints=tuple(ends[:-1]),
        parts=tuple(part for each in cells for part in _parts(each)),
        backdrop=partial(_draw_boxes if table.boxed else _draw_grid, cells, table.words["continued"]),
    )


def _write(piece: Piece, room: float) -> _Written:
    gap = piece.look == "gap"
    line = (room - (2 * INSET if gap else 0)) / LETTERS
    marks = sum(badge_width(badge.mark) * BADGE_SCALE + 2 for badge in piece.badges) / LETTERS
    indent = marks + (width(piece.ref, bold=True) + 0.4 if piece.ref else 0.0)
    lines = wrap(piece.text, line, MOST_LINES, first=min(indent, line), bold=piece.look == "strong")
    return _Written(piece=piece, lines=lines, indent=indent * LETTERS, height=len(lines) * LEADING + (6 if gap else 0))


def _ends_of_lines(row: Row, written: Sequence[Sequence[Sequence[_Written]]], between: float) -> list[float]:
    """Give where each line of a row ends: cells of one line decide, and a higher cell stretches its last line."""
    spans: list[tuple[int, int, float]] = []  # first line, the one after the last, height that the texts need
    for column, its in zip(row.cells, written, strict=True):
        line = 0
        for cell, pieces in zip(column, its, strict=True):
            needed = sum(each.whole for each in pieces) - BETWEEN + 2 * INSET + between
            spans.append((line, line + cell.lines, max(needed, LEADING + 2 * INSET)))
            line += cell.lines
    return ends_of(spans)


def ends_of(spans: Sequence[tuple[int, int, float]]) -> list[float]:
    """Give where each line ends for cells of first line, the one after the last, and height: the shorter decide first."""
    count = max(end for _, end, _ in spans)
    heights = [0.0] * count
    for start, end, needed in sorted(spans, key=lambda span: (span[1] - span[0], span)):
        heights[end - 1] += max(0.0, needed - sum(heights[start:end]))
    return [sum(heights[: place + 1]) for place in range(count)]


def _parts(placed: _Set) -> Iterator[Part]:
    """Give each line of text as a part, and what is missing as one part, for its dashes go round all of it."""
    top = placed.top + INSET
    for each in placed.pieces:
        if each.piece.look == "gap":
            yield Part(top=top, height=each.height, draw=partial(_draw_gap, placed, each))
        else:
            for place, line in enumerate(each.lines):
                draw = partial(_draw_line, placed, each, line, first=place == 0)
                yield Part(top=top + place * LEADING, height=LEADING, draw=draw)
        top += each.whole


def _draw_line(placed: _Set, each: _Written, line: str, canvas: Canvas, x: float, y: float, *, first: bool) -> None:
    left, foot = x + placed.across + INSET, y + LETTERS
    colour = QUIET if each.piece.look == "quiet" else INK
    bold = each.piece.look == "strong"
    if not first:
        canvas.text(left, foot, line, LETTERS, colour=colour, bold=bold, belongs_to=each.piece.text)
        return
    canvas.text(left + each.indent, foot, line, LETTERS, colour=colour, bold=bold, belongs_to=each.piece.text)
    for badge in each.piece.badges:
        wide = badge_width(badge.mark) * BADGE_SCALE
        draw_badge(canvas, badge.mark, badge.state, left + wide / 2, y + LEADING / 2 - 0.5, BADGE_SCALE)
        left += wide + 2
    canvas.text(left, foot, each.piece.ref, LETTERS, bold=True)


def _draw_gap(placed: _Set, each: _Written, canvas: Canvas, x: float, y: float) -> None:
    left, wide = x + placed.across + INSET, placed.room - 2 * INSET
    if not placed.cell.stage:  # else the cell itself is the dashed box
        canvas.rectangle(
            left, y, wide, each.height, fill=PAPER, stroke=INK, stroke_width="0.8", stroke_dasharray="3 2", rx="2"
        )
    foot = y + 3 + LETTERS
    for line in each.lines:
        canvas.text(left + INSET, foot, line, LETTERS, belongs_to=each.piece.text)
        foot += LEADING


# -- behind the texts -------------------------------------------------------------------------------------------------


def _draw_grid(cells: Sequence[_Set], continued: str, canvas: Canvas, y: float, start: float, end: float) -> None:
    for each in cells:
        top, bottom = max(each.top, start), min(each.bottom, end)
        if bottom <= top:
            continue
        fill = FILLS[each.cell.stage].colour if each.cell.stage else PAPER
        canvas.rectangle(
            MARGIN + each.across, y + top, each.room, bottom - top, fill=fill, stroke=PALE, stroke_width="0.5"
        )
        _draw_continued(each, continued, canvas, y, start)


def _draw_boxes(cells: Sequence[_Set], continued: str, canvas: Canvas, y: float, start: float, end: float) -> None:
    for each in cells:
        top, bottom = max(each.top, start), each.bottom - INSET if each.bottom <= end else end
        if bottom <= top or not each.cell.stage:
            continue
        left = MARGIN + each.across
        missing = each.cell.stage == "gap"
        fill = FILLS["none" if missing else each.cell.stage]
        style = {"fill": fill.colour, "stroke": INK, "stroke_width": number(fill.border)}
        if missing:
            style["stroke_dasharray"] = "4 3"
        if fill.rounding:
            style["rx"] = number(fill.rounding)
        canvas.rectangle(left, y + top, each.room, bottom - top, **style)
        if fill.double:
            canvas.rectangle(left + 2, y + top + 2, each.room - 4, bottom - top - 4, **{**style, "fill": "none"})
        if not each.first:
            middle = y + (top + bottom) / 2
            tip, tail = (left - 1.5, middle), (left - GUTTER + 1, middle)
            base = (left - 7.5, middle)
            line = LINES["to_confirm" if missing else "plain"]
            draw_arrow(canvas, [tail, *straight(tail, base)], tip, line, 1.0)
        _draw_continued(each, continued, canvas, y, start)


def _draw_continued(each: _Set, continued: str, canvas: Canvas, y: float, start: float) -> None:
    """Say on a new page which row goes on, where the text of the cell that names it stood on the page before."""
    goes_on = each.top < start < each.bottom and each.text_end - BETWEEN <= start + 0.1
    if goes_on and each.cell.stage and each.pieces and each.pieces[0].piece.ref:
        words = f"{each.pieces[0].piece.ref} {continued}".strip()
        canvas.text(MARGIN + each.across + INSET, y + start + INSET + LETTERS, words, LETTERS)
