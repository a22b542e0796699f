"""Tables dealt out to slides: which rows stand on which, a row cut in two where a slide holds less than all of it."""

from collections import deque
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.drawing.lettering import width, wrap
from logicmodel.drawing.shown.tables import Cell, Piece, Row, Section
from logicmodel.drawing.slides.deck import LETTERS
from logicmodel.drawing.strips.rows import MOST_LINES, columns_of, ends_of

ACROSS, DOWN = 5.0, 3.0
"""What a cell leaves free at its sides, and above and beneath its text."""

BETWEEN = 3.0
"""Height between two pieces of a cell."""

GAP = 14.0
"""Height between two tables of one slide."""

LEAST = 90.0
"""What is left of a slide is used only if it is as high as this."""


class Laid(Struct, frozen=True, kw_only=True):
    """A table of a slide: its headings, widths of columns, top, and rows with the height of each of their lines."""

    section: Section
    widths: tuple[float, ...]
    top: float
    head: float
    rows: tuple[tuple[Row, tuple[float, ...]], ...]


def dealt(sections: Sequence[Section], wide: float, high: float, continued: str) -> list[list[Laid]]:
    """Deal tables out to slides that leave them so much room; `continued` is the word for what goes on."""
    dealer = _Dealer(wide, high, continued)
    for section in sections:
        dealer.deal(section)
    return [slide for slide in dealer.slides if slide]


def line_height(text: str) -> float:
    """Give the height of a line of a text. Letters from Hebrew to Khmer, in the order of Unicode, stand in higher fonts.

    >>> line_height("Families") < line_height("परिवार") == line_height("عائلات")
    True
    """
    return LETTERS * (1.55 if any("\u0590" <= letter < "\u1e00" for letter in text) else 1.18)


class _Dealer:
    """Fills slide after slide."""

    def __init__(self, wide: float, high: float, continued: str) -> None:
        self.wide, self.high, self.continued = wide, high, continued
        self.slides: list[list[Laid]] = [[]]
        self.y = 0.0

    def deal(self, section: Section) -> None:
        """Deal the rows of one table."""
        widths = [each for _, each in columns_of(section.headings, self.wide, letters=LETTERS)]
        head = _head_height(section, widths)
        self._open(section, widths, head)
        band: Row | None = None
        waiting = deque(section.rows)
        while waiting:
            row = waiting.popleft()
            heights = _heights(row, widths)
            least = min(LEAST, sum(_heights(waiting[0], widths))) if row.title and waiting else 0.0
            left = self.high - self.y
            if sum(heights) + least <= left:
                self._put(row, heights)
                band = row if row.title else band
                continue
            whole = self.high - head - (sum(_heights(band, widths)) if band and not row.title else 0.0)
            begun = self.y > self.high - whole + 0.1
            if begun and (left < LEAST or sum(heights) <= whole / 2 or row.title):
                waiting.appendleft(row)
            else:
                first, rest = _cut(row, heights, widths, left, self.continued)
                self._put(first, _heights(first, widths))
                waiting.appendleft(rest)
            self._turn(section, widths, head, band if waiting and not waiting[0].title else None)

    def _open(self, section: Section, widths: Sequence[float], head: float) -> None:
        """Begin a table beneath the last, or on a new slide where there is little room."""
        if self.slides[-1]:
            self.y += GAP
            if self.high - self.y - head < LEAST:
                self.slides.append([])
        if not self.slides[-1]:
            self.y = 0.0
        self.slides[-1].append(Laid(section=section, widths=tuple(widths), top=self.y, head=head, rows=()))
        self.y += head

    def _turn(self, section: Section, widths: Sequence[float], head: float, band: Row | None) -> None:
        """Go on with a table on a new slide, under its headings and the band that its rows belong to."""
        if not self.slides[-1][-1].rows:
            self.slides[-1].pop()
        self.slides.append([])
        self._open(section, widths, head)
        if band:
            self._put(band, _heights(band, widths))

    def _put(self, row: Row, heights: Sequence[float]) -> None:
        table = self.slides[-1][-1]
        self.slides[-1][-1] = replace(table, rows=(*table.rows, (row, tuple(heights))))
        self.y += sum(heights)


# -- heights ----------------------------------------------------------------------------------------------------------


def _head_height(section: Section, widths: Sequence[float]) -> float:
    texts = [Piece(text=each.title, look="strong") for each in section.headings]
    return max(_height((text,), wide) for text, wide in zip(texts, widths, strict=True))


def _heights(row: Row, widths: Sequence[float]) -> list[float]:
    """Give the height of each line of a row; a band has one."""
    if row.title:
        return [_height((Piece(text=row.title, look="strong"),), sum(widths))]
    ends = ends_of(
        [
            (start, start + cell.lines, _height(cell.pieces, wide))
            for column, wide in zip(row.cells, widths, strict=True)
            for start, cell in _starting(column)
        ]
    )
    return [end - start for start, end in zip([0.0, *ends], ends, strict=False)]


def _starting(column: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    line = 0
    for cell in column:
        yield line, cell
        line += cell.lines


def _height(pieces: Sequence[Piece], wide: float) -> float:
    """Give the height of a cell that is so wide."""
    texts = [len(_lines(piece, wide)) * line_height(piece.text) for piece in pieces] or [line_height("")]
    return sum(texts) + BETWEEN * (len(texts) - 1) + 2 * DOWN


def _lines(piece: Piece, wide: float) -> tuple[str, ...]:
    line = (wide - 2 * ACROSS) / LETTERS
    before = "".join(f"[{badge.mark}] " for badge in piece.badges) + (f"{piece.ref} " if piece.ref else "")
    taken = min(width(before, bold=True), line)
    return wrap(piece.text, line, MOST_LINES, first=taken, bold=piece.look == "strong")


# -- a row that a slide does not hold ---------------------------------------------------------------------------------


def _cut(row: Row, heights: Sequence[float], widths: Sequence[float], left: float, continued: str) -> tuple[Row, Row]:
    """Cut a row where a slide ends: between two lines where that parts no text, else amid the texts."""
    ends = [sum(heights[: number + 1]) for number in range(len(heights))]
    y = next((end for end in reversed(ends) if end <= left and _parts_no_text(row, ends, widths, end)), left)
    kept = next(number for number, end in enumerate(ends, 1) if end >= y - 0.01)
    begun = kept if abs(ends[kept - 1] - y) < 0.01 else kept - 1
    upper: list[tuple[Cell, ...]] = []
    lower: list[tuple[Cell, ...]] = []
    for column, wide in zip(row.cells, widths, strict=True):
        above, below = [], []
        for start, cell in _starting(column):
            end = start + cell.lines
            if ends[end - 1] <= y + 0.01:
                above.append(cell)
            elif start >= kept:
                below.append(cell)
            else:
                top = ends[start - 1] if start else 0.0
                head, tail = _parted(cell, y - top, wide)
                tail = tail or _named_again(cell, continued, first=not upper)
                above.append(replace(cell, pieces=head, lines=min(end, kept) - start))
                below.append(replace(cell, pieces=tail, lines=end - max(start, begun)))
        upper.append(tuple(above))
        lower.append(tuple(below))
    return Row(cells=tuple(upper)), Row(cells=tuple(lower))


def _parts_no_text(row: Row, ends: Sequence[float], widths: Sequence[float], y: float) -> bool:
    for column, wide in zip(row.cells, widths, strict=True):
        for start, cell in _starting(column):
            top = ends[start - 1] if start else 0.0
            if top < y - 0.01 < ends[start + cell.lines - 1] - 0.02 and top + _height(cell.pieces, wide) > y + 0.01:
                return False
    return True


def _parted(cell: Cell, room: float, wide: float) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Part the pieces of a cell where its room ends."""
    left = room - 2 * DOWN
    for number, piece in enumerate(cell.pieces):
        lines, high = _lines(piece, wide), line_height(piece.text)
        if len(lines) * high <= left + 0.01:
            left -= len(lines) * high + BETWEEN
            continue
        fits = int((left + 0.01) // high) - 1  # the sign that a text goes on may need a line of its own
        if fits < 1:
            return cell.pieces[:number], cell.pieces[number:]
        head, tail = _split(piece, lines[:fits])
        return (*cell.pieces[:number], head), (tail, *cell.pieces[number + 1 :])
    return cell.pieces, ()


def _named_again(cell: Cell, continued: str, *, first: bool) -> tuple[Piece, ...]:
    """Name a box, or what a row is about, once more on the slide where it goes on."""
    if not cell.pieces or not (first or cell.stage not in ("", "none", "gap")):
        return ()
    name = cell.pieces[0]
    if name.text.endswith(continued):
        return (name,)
    return (replace(name, text=continued if name.ref else f"{name.text} {continued}", badges=()),)


def _split(piece: Piece, lines: Sequence[str]) -> tuple[Piece, Piece]:
    """Split a text behind its first lines; white space counts for nothing, for lines end without it."""
    written = sum(len("".join(line.split())) for line in lines)
    place = 0
    while written:
        written -= not piece.text[place].isspace()
        place += 1
    head, tail = piece.text[:place].rstrip(), piece.text[place:].lstrip()
    return replace(piece, text=f"{head} …"), replace(piece, text=f"… {tail}", badges=())
