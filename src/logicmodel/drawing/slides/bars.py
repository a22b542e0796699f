"""A timeline on slides: its axis over each, a bar or signs and a name for every row, and all of it in a table behind."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from logicmodel.drawing.lettering import width, wrap
from logicmodel.drawing.palette import FILLS, HARM, INK, PAPER
from logicmodel.drawing.shown.alternative import TextAlternative
from logicmodel.drawing.shown.tables import Piece
from logicmodel.drawing.shown.timeline import Bar, Group, Sign, Timeline
from logicmodel.drawing.slides.dealing import line_height
from logicmodel.drawing.slides.deck import FOOT, HEAD, LETTERS, MARGIN, Deck
from logicmodel.drawing.slides.legend import add_legend, legend_height
from logicmodel.drawing.slides.shapes import add_rule, add_shape, dash, describe, put_text
from logicmodel.drawing.slides.signs import SIGN, add_sign
from logicmodel.drawing.slides.tables import add_behind, runs_of
from logicmodel.drawing.strips.bars import LIGHT, MOST_LINES, Axis, axis_of, places_on, today_said, tracks_of

if TYPE_CHECKING:
    from pptx.slide import Slide

AXIS_LINE = 15.0
SMALL = 9.0
ROW = 20.0
"""Height of a row at least, and of the title of a group."""

LEAST = 120.0
"""Height that the rows of a slide have at least, where there are more slides."""

BAR = 12.0
TRACK = SIGN + 3


class _Row(Struct, frozen=True, kw_only=True):
    """A row of a slide: the title of a group, a bar, or the reviews."""

    top: float
    height: float
    group: Group | None = None
    bar: Bar | None = None


def timeline_to_slides(shown: Timeline, alternative: TextAlternative) -> tuple[bytes, int]:
    """Write a timeline as a PowerPoint file; give how many slides show it, without the tables behind."""
    deck = Deck(shown)
    axis = axis_of(shown, deck.room)
    top = HEAD + AXIS_LINE * (1 + bool(axis.ticks) + bool(shown.today))
    foot = deck.height - FOOT - legend_height(shown) - 6
    pages = _pages(shown, axis, top, foot)
    first = None
    for number, rows in enumerate(pages, 1):
        slide = deck.add(shown.title)
        first = first or slide
        if number == 1:
            deck.write_subtitle(slide)
        _Chart(deck, slide, shown, axis).draw(rows, top)
        add_legend(deck, slide, foot + 4)
        deck.write_footer(slide, number, len(pages))
    assert first
    deck.note(first, alternative)
    add_behind(deck, shown)
    return deck.to_bytes(), len(pages)


def _pages(shown: Timeline, axis: Axis, top: float, foot: float) -> list[list[_Row]]:
    """Deal the rows out to as few slides as hold them, and then as evenly as that goes."""
    pages = fewest = list(_dealt(shown, axis, top, foot))
    while len(pages) == len(fewest) and foot > top + LEAST:
        fewest, foot = pages, foot - ROW / 2
        pages = list(_dealt(shown, axis, top, foot))
    return fewest


def _dealt(shown: Timeline, axis: Axis, top: float, foot: float) -> Iterator[list[_Row]]:
    """Deal the rows out to slides, each row under the title of its group."""
    rows: list[_Row] = []
    y = top
    if shown.reviews:
        rows.append(_Row(top=y, height=ROW))
        y += ROW
    for group in shown.groups:
        title = True
        for bar in group.bars:
            high = _height(bar, axis)
            if rows and y + high + (ROW if title else 0) > foot:
                yield rows
                rows, y, title = [], top, True
            if title:
                rows.append(_Row(top=y, height=ROW, group=group))
                y += ROW
                title = False
            rows.append(_Row(top=y, height=high, bar=bar))
            y += high
    yield rows


def _height(bar: Bar, axis: Axis) -> float:
    needed = len(_lines(bar, axis)) * line_height(bar.text) + 6
    return max(needed, (len(tracks_of(bar)) + bar.is_long) * TRACK + 6, ROW)


def _lines(bar: Bar, axis: Axis) -> tuple[str, ...]:
    line = (axis.left - 14) / LETTERS
    before = "".join(f"[{badge.mark}] " for badge in bar.badges) + f"{bar.ref} "
    return wrap(bar.text, line, MOST_LINES, first=min(width(before, bold=True), line))


class _Chart:
    """One slide of a timeline."""

    def __init__(self, deck: Deck, slide: "Slide", shown: Timeline, axis: Axis) -> None:
        self.deck = deck
        self.slide = slide
        self.shown = shown
        self.axis = axis

    def draw(self, rows: Sequence[_Row], top: float) -> None:
        """Draw the rows of a slide beneath the axis."""
        bottom = rows[-1].top + rows[-1].height
        self._grid(rows, top, bottom)
        self._head(top)
        for row in rows:
            if row.group:
                self._title(row.group, row)
            elif row.bar:
                self._bar(row.bar, row)
            else:
                self._reviews(row)
        if self.shown.today:
            x = self._across(self.axis.at(self.shown.today))
            add_rule(self.slide, (x, top), (x, bottom), HARM, 1.4).name = today_said(self.shown)

    def _across(self, x: float, wide: float = 0.0) -> float:
        """Give where something so wide begins on the slide that begins at x of the chart."""
        return self.deck.mirrored(MARGIN + x, wide)

    def _grid(self, rows: Sequence[_Row], top: float, bottom: float) -> None:
        starts = [self.axis.at(tick.start) for tick in self.axis.ticks or self.axis.years]
        for x in (*starts, self.axis.left + self.axis.wide):
            at = self._across(x)
            add_rule(self.slide, (at, top), (at, bottom), LIGHT, 0.5)
        for row in rows:
            y = row.top + row.height
            add_rule(self.slide, (MARGIN, y), (MARGIN + self.deck.room, y), LIGHT, 0.5)

    def _head(self, top: float) -> None:
        """Name years and months, and the day that is drawn as a line."""
        lines = [(self.axis.years, True), *([(self.axis.ticks, False)] if self.axis.ticks else [])]
        y = top - AXIS_LINE * len(lines)
        if self.shown.today:
            said = today_said(self.shown)
            wide = width(said) * SMALL + 12
            middle = self.axis.at(self.shown.today) - wide / 2
            x = min(max(middle, self.axis.left), self.axis.left + self.axis.wide - wide)
            at = self._across(x, wide)
            self.deck.write(
                self.slide, at, y - AXIS_LINE, wide, AXIS_LINE, said, size=SMALL, colour=HARM, align="middle"
            )
        for ticks, bold in lines:
            ends = [*(self.axis.at(tick.start) for tick in ticks[1:]), self.axis.left + self.axis.wide]
            for tick, end in zip(ticks, ends, strict=False):
                start = self.axis.at(tick.start)
                wide = end - start
                fill = "#F3F3F3" if bold else PAPER
                cell = add_shape(self.slide, "rect", self._across(start, wide), y, wide, AXIS_LINE, fill, LIGHT, 0.5)
                if tick.name and width(tick.name, bold=bold) * SMALL <= wide - 1:
                    language = self.shown.language
                    put_text(cell.text_frame, tick.name, SMALL, INK, language, bold=bold, align="middle", wraps=False)
            y += AXIS_LINE

    def _title(self, group: Group, row: _Row) -> None:
        fill = FILLS[group.stage].colour
        band = add_shape(self.slide, "rect", MARGIN, row.top, self.deck.room, row.height, fill, LIGHT, 0.5)
        band.name = group.title
        put_text(band.text_frame, group.title, LETTERS, INK, self.shown.language, bold=True)

    def _reviews(self, row: _Row) -> None:
        words = self.shown.words["reviews"]
        self._name(Piece(text=words, look="strong"), words, row)
        signs = [Sign(day=day, kind="review") for day in self.shown.reviews]
        self._signs(signs, "none", row.top + row.height / 2, words, words)

    def _bar(self, bar: Bar, row: _Row) -> None:
        name, said = f"{bar.ref} {bar.text}"[:120], f"{bar.ref} {bar.text}: {bar.told}"
        self._name(Piece(ref=bar.ref, text=" ".join(_lines(bar, self.axis)), badges=bar.badges), name, row)
        tracks = tracks_of(bar)
        step = row.height / max(1, len(tracks) + bar.is_long)
        middle = row.top + step / 2
        if bar.is_long:
            self._stretch(bar, middle, name, said)
            middle += step
        for track in tracks:
            self._signs(track, bar.stage, middle, name, said)
            middle += step

    def _name(self, piece: Piece, name: str, row: _Row) -> None:
        x, wide = self._across(0, self.axis.left - 4), self.axis.left - 4
        self.deck.write_runs(self.slide, x, row.top, wide, row.height, list(runs_of(piece)), piece.text, name)

    def _stretch(self, bar: Bar, middle: float, name: str, said: str) -> None:
        """Draw a bar; where an end is not said it runs, dashed and white, to the end of the axis."""
        start = self.axis.at(bar.start) if bar.start else self.axis.left
        end = self.axis.after(bar.end) if bar.end else self.axis.left + self.axis.wide
        fill = FILLS[bar.stage]
        wide = max(end - start, 3.0)
        whole = bar.start and bar.end
        kind = "round" if fill.rounding else "rect"
        colour = fill.colour if whole else PAPER
        x, y = self._across(start, wide), middle - BAR / 2
        shape = add_shape(self.slide, kind, x, y, wide, BAR, colour, INK, fill.border)
        shape.name = name
        describe(shape, said)
        if not whole:
            dash(shape.line, "dash")
            edge = self._across(start if bar.start else end - 5, 5)
            add_shape(self.slide, "rect", edge, y, 5, BAR, fill.colour, INK, 1.0).name = name

    def _signs(self, signs: Sequence[Sign], stage: str, middle: float, name: str, said: str) -> None:
        for sign, place in places_on(self.axis, signs, SIGN):
            kind = self.shown.words[f"{sign.kind}_mark"]
            add_sign(self.slide, sign.kind, self._across(place), middle, FILLS[stage].colour, f"{name}: {kind}", said)
