"""A timeline as strips of a page: a head with years and months, a row for each box, and one for the reviews."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.drawing.canvas import Canvas, number
from logicmodel.drawing.figures import draw_badge, draw_sign
from logicmodel.drawing.frame import MARGIN, Part
from logicmodel.drawing.lettering import width, wrap
from logicmodel.drawing.palette import FILLS, HARM, INK, PALE, PAPER, QUIET
from logicmodel.drawing.places.marking import badge_width
from logicmodel.drawing.shown.timeline import Bar, Group, Sign, Timeline, day_text
from logicmodel.drawing.strips.flowing import Strip, beneath
from logicmodel.drawing.strips.rows import BADGE_SCALE
from logicmodel.model import months_after

LETTERS = 9.0
LEADING = 11.5
SMALL = 8.0
NAMES = 0.36
"""Share of the width that the names of the boxes have."""

MOST_LINES = 3
HEAD_LINE = 13.0
SIGN = 9.0
"""Width of a sign."""

FEW_MONTHS, MANY_MONTHS = 18, 72
"""Up to so many months each has a mark of its own; up to so many each quarter; beyond that each year."""

LIGHT = "#D9D9D9"


class Tick(Struct, frozen=True, kw_only=True):
    """A stretch of the axis with its name."""

    start: date
    name: str


class Axis(Struct, frozen=True, kw_only=True):
    """Where days stand: the chart begins at `left`, counted from the margin, and is `wide`."""

    first: date
    last: date
    left: float
    wide: float
    years: tuple[Tick, ...]
    ticks: tuple[Tick, ...]
    today: date | None

    def at(self, day: date) -> float:
        """Give where a day begins."""
        return self.left + self.wide * (day - self.first).days / ((self.last - self.first).days + 1)

    def after(self, day: date) -> float:
        """Give where a day ends."""
        return self.left + self.wide * ((day - self.first).days + 1) / ((self.last - self.first).days + 1)


def strips_of_timeline(shown: Timeline, wide: float) -> tuple[Strip, ...]:
    """Lay out a timeline for pages that leave it so much width."""
    axis = axis_of(shown, wide)
    rows = len([line for line in (axis.years, axis.ticks) if line])
    head_height = rows * HEAD_LINE + 3 + (HEAD_LINE if shown.today else 0)
    head = Strip(
        height=head_height,
        parts=(Part(top=0.0, height=head_height, draw=partial(_draw_head, shown, axis)),),
        with_next=True,
    )
    strips = [head]
    if shown.reviews:
        strips.append(replace(_reviews(shown, axis), head=head))
    for group in shown.groups:
        band = replace(_title(group, wide), head=head)
        strips.append(band)
        strips += [replace(_row(bar, axis), head=beneath(head, band)) for bar in group.bars]
    return tuple(strips)


# -- the axis ---------------------------------------------------------------------------------------------------------


def axis_of(shown: Timeline, wide: float) -> Axis:
    """Lay out the axis of a timeline that is so wide, with the names of its boxes."""
    left = wide * NAMES
    months = (shown.last.year - shown.first.year) * 12 + shown.last.month - shown.first.month + 1
    years = tuple(_years(shown))
    step = 1 if months <= FEW_MONTHS else 3 if months <= MANY_MONTHS else 0
    ticks = tuple(_ticks(shown, step)) if step else ()
    room = (wide - left) / max(1, len(years))
    every = next(each for each in (1, 2, 5, 10, 25, 50, 10_000) if room * each >= 34)
    named = tuple(year if place % every == 0 else replace(year, name="") for place, year in enumerate(years))
    return Axis(
        first=shown.first,
        last=shown.last,
        left=left,
        wide=wide - left,
        years=named,
        ticks=ticks,
        today=shown.today,
    )


def _years(shown: Timeline) -> Iterator[Tick]:
    for year in range(shown.first.year, shown.last.year + 1):
        name = shown.words["year_number"].format(number=year - shown.first.year + 1) if shown.relative else str(year)
        yield Tick(start=max(shown.first, date(year, 1, 1)), name=name)


def _ticks(shown: Timeline, step: int) -> Iterator[Tick]:
    """Give months, or quarters of the year; a quarter that has begun before the first day is named where it goes on."""
    day = shown.first
    while day <= shown.last:
        yield Tick(start=day, name=_name(shown, day, step))
        begin = day.replace(month=(day.month - 1) // step * step + 1)
        day = months_after(begin, step)


def _name(shown: Timeline, day: date, step: int) -> str:
    if shown.relative:
        return str((day.year - shown.first.year) * 12 + day.month)
    if step == 1:
        return shown.words["months"].split("|")[day.month - 1]
    return shown.words["quarter"].format(number=(day.month + 2) // 3)


def _draw_head(shown: Timeline, axis: Axis, canvas: Canvas, x: float, y: float) -> None:
    if axis.today:
        said = today_said(shown)
        half = width(said) * SMALL / 2
        middle = min(max(axis.at(axis.today), axis.left + half), axis.left + axis.wide - half)
        canvas.text(x + middle, y + HEAD_LINE - 4, said, SMALL, colour=HARM, align="middle")
        y += HEAD_LINE
    for row, (ticks, bold) in enumerate(((axis.years, True), (axis.ticks, False))):
        ends = [*(axis.at(tick.start) for tick in ticks[1:]), axis.left + axis.wide]
        for tick, end in zip(ticks, ends, strict=False):
            start = axis.at(tick.start)
            top = y + row * HEAD_LINE
            canvas.rectangle(
                x + start,
                top,
                end - start,
                HEAD_LINE,
                fill="#F3F3F3" if bold else PAPER,
                stroke=PALE,
                stroke_width="0.5",
            )
            if width(tick.name, bold=bold) * SMALL <= end - start - 2:
                canvas.text(x + (start + end) / 2, top + HEAD_LINE - 4, tick.name, SMALL, bold=bold, align="middle")


def today_said(shown: Timeline) -> str:
    """Say the day that is drawn as a line."""
    assert shown.today
    return shown.words["today"].format(date=day_text(shown.today, shown.words))


# -- rows -------------------------------------------------------------------------------------------------------------


def _title(group: Group, wide: float) -> Strip:
    high = LEADING + 6.0
    return Strip(
        height=high, parts=(Part(top=0.0, height=high, draw=partial(_draw_title, group, wide, high)),), with_next=True
    )


def _draw_title(group: Group, wide: float, high: float, canvas: Canvas, x: float, y: float) -> None:
    canvas.rectangle(x, y, wide, high, fill=FILLS[group.stage].colour, stroke=QUIET, stroke_width="0.5")
    canvas.text(x + 5, y + high - 6, group.title, LETTERS, bold=True)


def _reviews(shown: Timeline, axis: Axis) -> Strip:
    high = LEADING + 6.0
    signs = tuple(Sign(day=day, kind="review") for day in shown.reviews)
    draw = partial(_draw_reviews, shown.words["reviews"], signs, axis, high)
    return Strip(height=high, parts=(Part(top=0.0, height=high, draw=draw),), backdrop=partial(_draw_grid, axis))


def _draw_reviews(
    title: str, signs: Sequence[Sign], axis: Axis, high: float, canvas: Canvas, x: float, y: float
) -> None:
    canvas.text(x + 5, y + high - 6, title, LETTERS, bold=True)
    _draw_signs(canvas, signs, "none", axis, x, y + high / 2)


def _row(bar: Bar, axis: Axis) -> Strip:
    marks = sum(badge_width(badge.mark) * BADGE_SCALE + 2 for badge in bar.badges)
    indent = marks / LETTERS + width(bar.ref, bold=True) + 0.4
    line = (axis.left - 12) / LETTERS
    lines = wrap(bar.text, line, MOST_LINES, first=min(indent, line))
    tracks = tracks_of(bar)
    high = max(len(lines) * LEADING + 6, max(1, len(tracks) + bar.is_long) * (SIGN + 3) + 4)
    draw = partial(_draw_row, bar, lines, indent * LETTERS, axis, tracks, high)
    return Strip(height=high, parts=(Part(top=0.0, height=high, draw=draw),), backdrop=partial(_draw_grid, axis))


def tracks_of(bar: Bar) -> list[list[Sign]]:
    """Part the signs of a row: those of the box above those of its measures."""
    due = [sign for sign in bar.signs if sign.kind == "due"]
    others = [sign for sign in bar.signs if sign.kind != "due"]
    return [track for track in (due, others) if track]


def places_on(axis: Axis, signs: Sequence[Sign], wide: float) -> Iterator[tuple[Sign, float]]:
    """Give the middle of each sign on one line, each a little further on where two would cover each other."""
    before = -wide
    for sign in signs:
        place = min(max(axis.after(sign.day), axis.left + wide / 2), axis.left + axis.wide - wide / 2)
        before = max(place, before + wide)
        yield sign, before


def _draw_row(
    bar: Bar,
    lines: Sequence[str],
    indent: float,
    axis: Axis,
    tracks: Sequence[Sequence[Sign]],
    high: float,
    canvas: Canvas,
    x: float,
    y: float,
) -> None:
    canvas.begin(f"{bar.ref} {bar.text}: {bar.told}", class_=f"bar stage-{bar.stage}", data_ref=bar.ref)
    left, foot = x + 5, y + 3 + LETTERS
    for place, line in enumerate(lines):
        canvas.text(left + (0 if place else indent), foot + place * LEADING, line, LETTERS, belongs_to=bar.text)
    for badge in bar.badges:
        wide = badge_width(badge.mark) * BADGE_SCALE
        draw_badge(canvas, badge.mark, badge.state, left + wide / 2, foot - 3.5, BADGE_SCALE)
        left += wide + 2
    canvas.text(left, foot, bar.ref, LETTERS, bold=True)
    rows = len(tracks) + bar.is_long
    middle = y + high / (2 * max(1, rows))
    if bar.is_long:
        _draw_bar(canvas, bar, axis, x, middle)
        middle += high / rows
    for track in tracks:
        _draw_signs(canvas, track, bar.stage, axis, x, middle)
        middle += high / rows
    canvas.end()


def _draw_bar(canvas: Canvas, bar: Bar, axis: Axis, x: float, middle: float) -> None:
    """Draw a bar; where an end is not said it runs, dashed and white, to the end of the axis."""
    start = axis.at(bar.start) if bar.start else axis.left
    end = axis.after(bar.end) if bar.end else axis.left + axis.wide
    fill = FILLS[bar.stage]
    style = {"fill": fill.colour, "stroke": INK, "stroke_width": number(fill.border)}
    if not (bar.start and bar.end):
        style |= {"fill": PAPER, "stroke_dasharray": "4 3"}
    if fill.rounding:
        style["rx"] = "4"
    canvas.rectangle(x + start, middle - 5, max(end - start, 3.0), 10, **style)
    if not (bar.start and bar.end):
        # The end that is said is drawn solid.
        edge = start if bar.start else end
        canvas.rectangle(
            x + (edge if bar.start else edge - 5), middle - 5, 5, 10, fill=fill.colour, stroke=INK, stroke_width="1"
        )


def _draw_signs(canvas: Canvas, signs: Sequence[Sign], stage: str, axis: Axis, x: float, middle: float) -> None:
    for sign, place in places_on(axis, signs, SIGN):
        draw_sign(canvas, sign.kind, x + place, middle, 1.0, FILLS[stage].colour)


def _draw_grid(axis: Axis, canvas: Canvas, y: float, start: float, end: float) -> None:
    x = MARGIN
    for tick in axis.ticks or axis.years:
        canvas.line(
            (x + axis.at(tick.start), y + start), (x + axis.at(tick.start), y + end), stroke=LIGHT, stroke_width="0.5"
        )
    right = x + axis.left + axis.wide
    canvas.line((right, y + start), (right, y + end), stroke=LIGHT, stroke_width="0.5")
    canvas.line((x, y + end), (right, y + end), stroke=LIGHT, stroke_width="0.5")
    if axis.today:
        line = x + axis.at(axis.today)
        canvas.line((line, y + start), (line, y + end), stroke=HARM, stroke_width="1.4")
