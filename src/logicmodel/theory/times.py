"""When boxes can come about, when they are due, and when there is news of them."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property

from logicmodel import passes
from logicmodel.model import Element, Indicator, Link, Stage, Term, When, months_after
from logicmodel.theory.advocacy import Advocacy
from logicmodel.theory.boxes import has_mark

PERIODS = {"weekly": 7, "monthly": 31, "quarterly": 92, "termly": 122, "yearly": 366}
"""The longest time from one reading to the next, in days, by the word under How often."""

DAYS_IN_A_MONTH = 30.4375


class Times(Advocacy):
    """The plan in time."""

    @cached_property
    def _first_end_behind(self) -> Mapping[str, date]:
        """Ref → the earliest End among the activities that reach the box."""
        ends = {each.id: each.end.last for each in self.activities if each.end and each.end.last}
        return passes.least(ends, self.arrows.succ)

    def first_end_behind(self, element: Element) -> date | None:
        """Give the last day of the first activity to end among those that reach the box."""
        return self._first_end_behind.get(element.id)

    @cached_property
    def _first_start_behind(self) -> Mapping[str, date]:
        """Ref → the earliest Start among the activities that reach the box by arrows that can be put in order."""
        starts = {each.id: each.start.first for each in self.activities if each.start and each.start.first}
        return passes.least(starts, self.arrows_in_order.succ)

    def months_given(self, element: Element) -> int | None:
        """Give the whole months from the first Start of the work behind a box to the last day of its End."""
        start, due = self._first_start_behind.get(element.id), last_day(element.end)
        return int((due - start).days / DAYS_IN_A_MONTH) if start and due and due >= start else None

    @cached_property
    def earliest(self) -> Mapping[str, date]:
        """Ref → the earliest day on which a box can come about.

        An activity: the first day of its Start. Other boxes: the least (any one is enough) or greatest (all are
        needed) of that of the boxes before plus the least lag of the arrow; unknown dates and inputs are left out.
        """
        found: dict[str, date] = {}
        for ref in self.order:
            element = self.by_ref[ref]
            if element.stage is Stage.ACTIVITY:
                if element.start and element.start.first:
                    found[ref] = element.start.first
                continue
            dates = [
                _after_lag(found[cause], self.link(cause, ref))
                for cause in self.arrows_in_order.pred[ref]
                if cause in found
            ]
            if dates and element.stage is not Stage.INPUT:
                found[ref] = max(dates) if element.join == "all" else min(dates)
        return found

    @cached_property
    def timed_steps(self) -> Mapping[str, tuple[int, int]]:
        """Ref → how many arrows to outcomes and impacts say how long they take, and how many there are.

        Counted on the way by which the box comes about on its earliest day; absent where that day is not known.
        """
        found: dict[str, tuple[int, int]] = {}
        for ref in self.order:
            element = self.by_ref[ref]
            if ref not in self.earliest or element.stage is Stage.ACTIVITY:
                found.update({ref: (0, 0)} if ref in self.earliest else {})
                continue
            arrows = (self.link(cause.id, ref) for cause in self.causes_in_order(element))
            last = next(arrow for arrow in arrows if self.arrives(arrow) == self.earliest[ref])
            timed, steps = found[last.cause]
            counts = element.stage in (Stage.OUTCOME, Stage.IMPACT)
            found[ref] = (timed + (counts and last.lag is not None), steps + counts)
        return found

    def arrives(self, link: Link) -> date | None:
        """Give the earliest day on which an arrow can bring about its effect, or None if that is not known."""
        start = self.earliest.get(link.cause)
        return None if start is None else _after_lag(start, link)

    def too_early(self) -> list[Link]:
        """Give the arrows whose effect is due before its cause can have brought it about.

        Counts where the arrow is Necessary, or the effect needs all its arrows, or every dated arrow into it is such.
        """
        found = []
        for element in self.at(Stage.OUTPUT, Stage.OUTCOME, Stage.IMPACT):
            due = last_day(element.end)
            if due is None:
                continue
            dated = [
                (link, arrival)
                for link in self.arrows_into(element)
                if not self.in_loop(link) and (arrival := self.arrives(link))
            ]
            late = [link for link, arrival in dated if due < arrival]
            if len(late) < len(dated) and element.join != "all":
                late = [link for link in late if link.necessity == "necessary"]
            found += late
        return sorted(found, key=lambda link: (self.position[link.cause], self.position[link.effect]))

    def shortest_activity(self) -> tuple[Element, int] | None:
        """Give the activity with the fewest days from Start to End, and these days; what happens once is left out."""
        lengths = [
            (each, (end - start).days)
            for each in self.activities
            if each.rhythm != "once" and (start := first_day(each.start)) and (end := last_day(each.end))
        ]
        return min(lengths, key=lambda each: each[1], default=None)

    def left_alone(self) -> list[Element]:
        """Give what must last beyond the plan and has nobody who carries on.

        Goals and long-term outcomes due after the plan ends, and activities that keep up another box; not short relief.
        """
        programme = self.plan.programme
        if programme.sustainability:
            return []
        end = last_day(programme.end)
        lasting = {goal.id for goal in self.goals} | {
            each.id for each in self.at(Stage.OUTCOME) if each.term is Term.LONG
        }
        return [
            element
            for element in self.elements
            if (
                (end and element.id in lasting and (due := last_day(element.end)) and due > end)
                or (element.stage is Stage.ACTIVITY and any(ref in self.by_ref for ref in element.maintains))
            )
            and not element.sustainability
            and not has_mark(element, "relief")
        ]

    @cached_property
    def _first_readings(self) -> Mapping[str, date]:
        """Ref of a measure → the day of its first reading."""
        found: dict[str, date] = {}
        for reading in self.plan.readings:
            day = last_day(reading.date)
            if reading.measure and day:
                found[reading.measure] = min(day, found.get(reading.measure, day))
        return found

    def first_news(self, indicator: Indicator) -> date | None:
        """Give the day of the first reading of a measure: made, due by a Step or By when, or one period after Start."""
        days = [self._first_readings.get(indicator.id), last_day(indicator.target_date)]
        days += [last_day(step.date) for step in indicator.milestones]
        start, period = first_day(self.plan.programme.start), PERIODS.get(indicator.frequency or "")
        if start and period:
            days.append(days_after(start, period))
        return min((day for day in days if day), default=None)

    @cached_property
    def _first_news_before(self) -> Mapping[str, date]:
        """Ref → the first reading of any outcome on a route from an activity to the box, the box itself included."""
        reached = passes.reach((activity.id for activity in self.activities), self.arrows_in_order.succ)
        found: dict[str, date] = {}
        for indicator, result in self.outcome_measures():
            day = self.first_news(indicator)
            if day and result.stage is Stage.OUTCOME and result.id in reached:
                found[result.id] = min(day, found.get(result.id, day))
        return passes.least(found, self.arrows_in_order.succ)

    def first_news_on_the_way_to(self, element: Element) -> date | None:
        """Give the day of the first reading of any outcome on a route from an activity to a box."""
        return self._first_news_before.get(element.id)


def _after_lag(start: date, link: Link) -> date:
    """Give the day at which an arrow can show, the least months that it takes after a start."""
    return months_after(start, link.lag[0]) if link.lag and link.lag[0] else start


def first_day(when: When | None) -> date | None:
    """Give the first day that a date can mean."""
    return when.first if when else None


def last_day(when: When | None) -> date | None:
    """Give the last day that a date can mean."""
    return when.last if when else None


def days_after(day: date, days: int) -> date:
    """Give the day some days later; beyond all calendars the last day of all.

    >>> days_after(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 1)
    """
    return day + min(timedelta(days), date.max - day)
