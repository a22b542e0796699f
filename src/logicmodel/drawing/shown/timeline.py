"""The timeline: when the work is done, when results should show, what is measured when, and the reviews of the plan."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.drawing.lettering import clean
from logicmodel.drawing.phrases import counted, phrases
from logicmodel.drawing.shown.captions import caption_of, when_text
from logicmodel.drawing.shown.logframe import LEVELS
from logicmodel.drawing.shown.picture import Badge, Line, Panel, Picture, Sample
from logicmodel.drawing.shown.telling import description_of, outline_of_panels, summary_of
from logicmodel.errors import CannotDraw
from logicmodel.model import Element, Stage, When, months_after

if TYPE_CHECKING:
    from logicmodel.theory import Theory

ORIGIN = date(2001, 1, 1)
"""The first day of a plan that has no Start, and whose dates are all like “Month 6”."""

MOST_REVIEWS = 60
"""As many coming reviews are drawn at most."""


class Sign(Struct, frozen=True, kw_only=True, order=True):
    """Something that falls on a day: due (a result should show), step or aim (of a measure), review."""

    day: date
    kind: str


class Bar(Struct, frozen=True, kw_only=True):
    """A row: a box, from when to when it is worked on (either end may be open), and the signs on its line."""

    ref: str
    text: str
    stage: str
    told: str
    start: date | None = None
    end: date | None = None
    signs: tuple[Sign, ...] = ()
    badges: tuple[Badge, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether it lasts from a day or to a day, and so is drawn as a bar."""
        return bool(self.start or self.end)


class Group(Struct, frozen=True, kw_only=True):
    """The rows of one stage, under its title."""

    title: str
    stage: str
    bars: tuple[Bar, ...]


class Timeline(Picture, frozen=True, kw_only=True):
    """A timeline from a first to a last day; with `relative` its months count from a start that is not known.

    `today` is drawn where it lies between them.
    """

    first: date
    last: date
    relative: bool
    groups: tuple[Group, ...]
    reviews: tuple[date, ...]
    today: date | None = None


def timeline(theory: "Theory", language: str) -> Timeline:
    """Show activities as bars, and when results, measures and reviews are due; boxes without dates are listed.

    Raises CannotDraw if no box has a date.
    """
    words = phrases(language)
    relative = not any(each.first for each in _dates_of(theory))
    clock = _Clock(theory, words, relative=relative)
    groups = tuple(_groups(theory, clock, words))
    if not groups:
        raise CannotDraw("There is no date to draw: fill in Start and End of activities on the sheet Plan.")
    first, last = _span(theory, groups, clock)
    reviews = () if relative else _reviews(theory, first, last)
    shown = {bar.ref for group in groups for bar in group.bars}
    rest = tuple(f"{clean(each.id)} {_text(each)}" for each in theory.elements if clean(each.id) not in shown)
    panels = (Panel(title=words["no_dates"], items=rest),) if rest else ()
    outline = (*_outline(groups, reviews, words), *outline_of_panels(panels))
    summary = summary_of("timeline", _counts(groups, reviews, words), words)
    return Timeline(
        **caption_of("timeline", theory, language),
        summary=summary,
        outline=outline,
        description=description_of(summary, outline),
        panels=panels,
        legend=tuple(_legend(groups, reviews, words)),
        first=first,
        last=last,
        relative=relative,
        groups=groups,
        reviews=reviews,
    )


def with_today(shown: Timeline, today: date) -> Timeline:
    """Draw a line at a day, if the timeline has room for it."""
    if shown.relative or not shown.first <= today <= shown.last:
        return shown
    said = shown.words["today"].format(date=day_text(today, shown.words))
    return replace(
        shown,
        today=today,
        legend=(*shown.legend, Sample(shows="today", words=said)),
        outline=(*shown.outline, Line(depth=0, ref="", text=said)),
        description=f"{shown.description}\n{said}",
    )


# -- days -------------------------------------------------------------------------------------------------------------


class _Clock:
    """Turns what was typed into days and words."""

    def __init__(self, theory: "Theory", words: Mapping[str, str], *, relative: bool) -> None:
        self.words = words
        self.relative = relative
        start = theory.plan.programme.start
        self.start = start.first if start else None

    def start_of(self, when: When | None) -> date | None:
        """Give the first day that a date can mean."""
        return self._day(when, last=False)

    def end_of(self, when: When | None) -> date | None:
        """Give the last day that a date can mean."""
        return self._day(when, last=True)

    def _day(self, when: When | None, *, last: bool) -> date | None:
        if when is None:
            return None
        if not self.relative or when.months is None:
            return when.last if last else when.first
        # “Month 6” is the sixth month, “Year 2” the second year: as a start the first day counts, as an end the last.
        number = re.search(r"\d+", when.text)
        step = 12 if number and int(number[0]) * 12 == when.months else 1
        day = months_after(ORIGIN, when.months if last else max(0, when.months - step))
        return day - timedelta(days=1) if last else day

    def bar(self, element: Element) -> str:
        """Say from when to when."""
        start, end = when_text(element.start, self.words), when_text(element.end, self.words)
        key = "from_to" if start and end else "from_on" if start else "until"
        return self.words[key].format(start=start, end=end)


def _dates_of(theory: "Theory") -> Iterator[When]:
    whens = [when for each in theory.elements for when in (each.start, each.end)]
    whens += [
        when for each in theory.plan.indicators for when in (each.target_date, *(step.date for step in each.milestones))
    ]
    return (when for when in whens if when)


def _span(theory: "Theory", groups: Sequence[Group], clock: _Clock) -> tuple[date, date]:
    """Give the first day of the first month and the last day of the last month of all that is drawn."""
    days = [sign.day for group in groups for bar in group.bars for sign in bar.signs]
    days += [day for group in groups for bar in group.bars for day in (bar.start, bar.end) if day]
    if clock.relative:
        days.append(ORIGIN)
    else:
        programme = theory.plan.programme
        days += [day for day in (clock.start_of(programme.start), clock.end_of(programme.end)) if day]
    first, last = min(days), max(days)
    return first.replace(day=1), months_after(last.replace(day=1), 1) - timedelta(days=1)


def _reviews(theory: "Theory", first: date, last: date) -> tuple[date, ...]:
    """Give the reviews that were held, and those to come until the end of the plan."""
    programme = theory.plan.programme
    found = {entry.date.last for entry in theory.plan.log if entry.kind == "review" and entry.date and entry.date.last}
    coming = programme.next_review.last if programme.next_review else None
    end = programme.end.last if programme.end and programme.end.last else last
    every = programme.review_every
    count = 0
    while coming and coming <= end and count < MOST_REVIEWS:
        found.add(coming)
        if not every or every.days < 1:
            break
        coming = _after(coming, every.months, every.days)
        count += 1
    return tuple(sorted(day for day in found if first <= day <= last))


def _after(day: date, months: float, days: float) -> date:
    if months != round(months):
        return day + timedelta(days=round(days))
    # The last day of a month is followed by the last day of another.
    is_last = (day + timedelta(days=1)).day == 1
    later = months_after(day.replace(day=1) if is_last else day, round(months))
    return months_after(later, 1) - timedelta(days=1) if is_last else later


def day_text(day: date, words: Mapping[str, str]) -> str:
    """Say a day in short words."""
    return when_text(When(text=day.isoformat(), first=day, last=day, precision="day"), words)


# -- rows -------------------------------------------------------------------------------------------------------------


ORDER = (("input", Stage.INPUT, None), ("activity", Stage.ACTIVITY, None), *reversed(LEVELS[:-1]), LEVELS[-1])
"""Groups from the top: what comes first stands first."""


def _groups(theory: "Theory", clock: _Clock, words: Mapping[str, str]) -> Iterator[Group]:
    for key, stage, term in ORDER:
        its = [
            each
            for each in theory.elements
            if (each.stage, each.term if stage is Stage.OUTCOME else None) == (stage, term)
        ]
        bars = tuple(bar for each in its if (bar := _bar(theory, each, clock)))
        if bars:
            yield Group(title=words[key], stage=stage.value if stage else "none", bars=bars)


def _bar(theory: "Theory", element: Element, clock: _Clock) -> Bar | None:
    """Give the row of a box, or None if nothing about it has a date."""
    start, end = clock.start_of(element.start), clock.end_of(element.end)
    works = element.stage in (Stage.INPUT, Stage.ACTIVITY)
    signs = {Sign(day=day, kind=kind) for day, kind in _signs(theory, element, clock)}
    told = (
        [f"{clock.words['measures']}: {clock.words['comma'].join(_told_signs(theory, element, clock))}"]
        if signs
        else []
    )
    if not works and end:
        signs.add(Sign(day=end, kind="due"))
        told.insert(0, clock.words["due_by"].format(end=when_text(element.end, clock.words)))
    if works and (start or end):
        told.insert(0, clock.bar(element))
    if not told:
        return None
    phase = f" ({clock.words['phase'].format(number=element.phase)})" if element.phase and element.phase > 1 else ""
    return Bar(
        ref=clean(element.id),
        text=_text(element) + phase,
        stage=element.stage.value if element.stage else "none",
        told="; ".join(told),
        start=start if works else None,
        end=end if works else None,
        signs=tuple(sorted(signs)),
    )


def _signs(theory: "Theory", element: Element, clock: _Clock) -> Iterator[tuple[date, str]]:
    for measure in theory.measures_of(element):
        for kind, whens in (("step", [step.date for step in measure.milestones]), ("aim", [measure.target_date])):
            for when in whens:
                day = clock.end_of(when)
                if day:
                    yield day, kind


def _told_signs(theory: "Theory", element: Element, clock: _Clock) -> Iterator[str]:
    for measure in theory.measures_of(element):
        dates = [when_text(step.date, clock.words) for step in measure.milestones if clock.end_of(step.date)]
        if clock.end_of(measure.target_date):
            dates.append(when_text(measure.target_date, clock.words))
        if dates:
            yield f"{clean(measure.id)} {clock.words['comma'].join(dates)}"


def _text(element: Element) -> str:
    return clean(element.short or element.text)


# -- in words ---------------------------------------------------------------------------------------------------------


def _counts(groups: Sequence[Group], reviews: Sequence[date], words: Mapping[str, str]) -> list[str]:
    bars = [bar for group in groups for bar in group.bars]
    numbers = {
        "count_bars": sum(bar.is_long for bar in bars),
        "count_due": sum(len(bar.signs) for bar in bars),
        "count_reviews": len(reviews),
    }
    return [counted(words, key, number) for key, number in numbers.items() if number]


def _outline(groups: Sequence[Group], reviews: Sequence[date], words: Mapping[str, str]) -> Iterator[Line]:
    for group in groups:
        yield Line(depth=0, ref="", text=group.title)
        for bar in group.bars:
            yield Line(depth=1, ref=bar.ref, text=f"{bar.ref} {bar.text}: {bar.told}")
    if reviews:
        yield Line(depth=0, ref="", text=words["reviews"])
        yield from (Line(depth=1, ref="", text=day_text(day, words)) for day in reviews)


def _legend(groups: Sequence[Group], reviews: Sequence[date], words: Mapping[str, str]) -> Iterator[Sample]:
    bars = [bar for group in groups for bar in group.bars]
    kinds = {sign.kind for bar in bars for sign in bar.signs}
    used = (
        ("bar", "work_bar", any(bar.start and bar.end for bar in bars)),
        ("open_bar", "open_bar", any(bool(bar.start) != bool(bar.end) for bar in bars)),
        ("due", "due_mark", "due" in kinds),
        ("step", "step_mark", "step" in kinds),
        ("aim", "aim_mark", "aim" in kinds),
        ("review", "review_mark", bool(reviews)),
    )
    return (Sample(shows=shows, words=words[key]) for shows, key, is_used in used if is_used)
