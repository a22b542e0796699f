"""Pages of a picture that flows: strips one beneath the other, over as many pages as they need.

A strip is a row of a table, a bar of a timeline, a list. It breaks only where no line of text is cut, and only if it
is too high for what is left of a page and for half of the next. Letters have one size and never shrink.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.drawing.canvas import Canvas, Page
from logicmodel.drawing.frame import FOOT_SPACE, MARGIN, Frame, Part, TitledList
from logicmodel.drawing.lettering import wrap
from logicmodel.drawing.palette import PAPER, QUIET
from logicmodel.drawing.papers import Paper
from logicmodel.drawing.shown.picture import Picture

Backdrop = Callable[[Canvas, float, float, float], None]
"""Draws what lies behind a stretch of a strip: y of the top of the whole strip, from which height to which."""


class Strip(Struct, frozen=True, kw_only=True):
    """A piece of a picture, as wide as its page; its parts are never cut.

    With `with_next` it never stands last on a page. A page that begins with it repeats its `head`. Where it must be cut
    it is cut at one of its `joints`, heights at which something ends, if that leaves no part of it in two.
    """

    height: float
    parts: tuple[Part, ...]
    backdrop: Backdrop | None = None
    with_next: bool = False
    head: "Strip | None" = None
    joints: tuple[float, ...] = ()

    def breaks(self, start: float, room: float) -> float:
        """Give the greatest height at which a page with so much room can end that began at a height; else the start.

        A part that ends at a joint is whole, however low it is.
        """
        ends = {part.top + part.height for part in self.parts if part.top + part.height >= start + LEAST_PART}
        for places in (self.joints, ends):
            for place in sorted({place for place in places if start < place <= start + room}, reverse=True):
                if not any(part.top < place - 0.01 < part.top + part.height - 0.02 for part in self.parts):
                    return place
        return start


def beneath(head: Strip, band: Strip) -> Strip:
    """Give a head with a band beneath it, for a page that begins amid the rows of the band."""
    lower = tuple(replace(part, top=part.top + head.height) for part in band.parts)
    return Strip(height=head.height + band.height, parts=(*head.parts, *lower))


HEAD_AGAIN = 10.0
"""Size of the title on all pages but the first."""

LEAST_PART = 60.0
"""Height that a part of a broken strip has at least."""


class _Placed(Struct, frozen=True, kw_only=True):
    """A strip, or its stretch from one height to another, on a page."""

    strip: Strip
    start: float
    end: float
    y: float


def flowing_pages(picture: Picture, flow: Sequence[Strip], paper: Paper, before: int = 0) -> list[Page]:
    """Draw a picture on as many pages of a paper as it needs, after so many others."""
    frame = Frame(picture, paper.width)
    bottom = paper.height - MARGIN - 16
    sheets: list[list[_Placed]] = [[]]
    y = _top(Strip(height=0.0, parts=())) if before else frame.head
    waiting = list(_all_strips(flow, frame))
    for number, strip in enumerate(waiting):
        start = 0.0
        while True:
            rest = strip.height - start
            if rest + _following(waiting[number:], bottom) <= bottom - y:
                sheets[-1].append(_Placed(strip=strip, start=start, end=strip.height, y=y))
                y += rest
                break
            cut = _cut(strip, start, bottom - y, bottom - _top(strip))
            if cut > start:
                sheets[-1].append(_Placed(strip=strip, start=start, end=cut, y=y))
                start = cut
            elif not sheets[-1]:
                # Higher than a page, and nowhere to be cut: it stands alone, on a page that is as high.
                sheets[-1].append(_Placed(strip=strip, start=start, end=strip.height, y=y))
                y += rest
                break
            sheets.append([])
            y = _top(strip)
    pages = before + len(sheets)
    return [_page(picture, frame, paper, placed, number, pages) for number, placed in enumerate(sheets, before + 1)]


def one_page(picture: Picture, flow: Sequence[Strip], wide: float) -> Page:
    """Draw a picture on one page that is so wide, and as long as it needs to be."""
    frame = Frame(picture, wide)
    y = frame.head
    placed = []
    for strip in _all_strips(flow, frame):
        placed.append(_Placed(strip=strip, start=0.0, end=strip.height, y=y))
        y += strip.height
    endless = Paper(name="", width=wide, height=y + FOOT_SPACE + 8 + MARGIN)
    return _page(picture, frame, endless, placed, 1, 1)


def _following(strips: Sequence[Strip], bottom: float) -> float:
    """Give the height of what must stand on one page with the first strip: what follows, and a row or the start of it."""
    height = 0.0
    for strip, after in pairwise(strips):
        if not strip.with_next:
            break
        stays_whole = after.with_next or after.height <= (bottom - _top(after)) / 2
        height += after.height if stays_whole else min(after.height, LEAST_PART)
    return height


def _top(first: Strip) -> float:
    """Give where the strips of all pages but the first begin."""
    return MARGIN + 18 + (first.head.height if first.head else 0.0)


def _cut(strip: Strip, start: float, room: float, whole: float) -> float:
    """Say where to cut a strip that does not fit: nowhere if a page of its own, or half of one, holds all of it."""
    if strip.height - start <= whole and (room < LEAST_PART or strip.height - start <= whole / 2):
        return start
    return strip.breaks(start, room)


def _all_strips(flow: Sequence[Strip], frame: Frame) -> list[Strip]:
    strips = [*flow]
    if frame.lists or frame.legend:
        strips.append(Strip(height=FOOT_SPACE, parts=()))
    strips += [
        Strip(height=each.height, parts=tuple(frame.parts_of(each)), backdrop=partial(_behind_list, frame, each))
        for each in frame.lists
    ]
    if frame.legend:
        legend = Part(top=0.0, height=frame.legend_height, draw=frame.draw_legend)
        strips.append(Strip(height=frame.legend_height, parts=(legend,)))
    return strips


def _behind_list(frame: Frame, each: TitledList, canvas: Canvas, y: float, start: float, end: float) -> None:
    frame.draw_behind(each, canvas, y + start, y + end)


def _page(picture: Picture, frame: Frame, paper: Paper, placed: Sequence[_Placed], page: int, pages: int) -> Page:
    lowest = max((each.y + each.end - each.start for each in placed), default=0.0)
    paper = replace(paper, height=max(paper.height, lowest + MARGIN + 16))
    canvas = Canvas(paper.width, right_to_left=picture.right_to_left)
    canvas.rectangle(0, 0, paper.width, paper.height, fill=PAPER)
    if page == 1:
        frame.draw_head(canvas)
    else:
        _draw_head_again(canvas, picture, frame, placed[0].strip)
    for each in placed:
        top = each.y - each.start
        if each.strip.backdrop:
            each.strip.backdrop(canvas, top, each.start, each.end)
        for part in each.strip.parts:
            if each.start - 0.01 <= part.top < each.end - 0.01 or part.top == each.start:
                part.draw(canvas, MARGIN, top + part.top)
    frame.draw_footer(canvas, paper.height - MARGIN, page, pages)
    return Page(
        width=paper.width,
        height=paper.height,
        items=tuple(canvas.items),
        label=picture.page.format(page=page, pages=pages),
    )


def _draw_head_again(canvas: Canvas, picture: Picture, frame: Frame, first: Strip) -> None:
    (title,) = wrap(" · ".join(part for part in (picture.title, picture.subtitle) if part), frame.room / HEAD_AGAIN, 1)
    canvas.text(MARGIN, MARGIN + 8, title, HEAD_AGAIN, colour=QUIET, belongs_to=picture.title)
    if first.head:
        y = _top(first) - first.head.height
        if first.head.backdrop:
            first.head.backdrop(canvas, y, 0.0, first.head.height)
        for part in first.head.parts:
            part.draw(canvas, MARGIN, y + part.top)
