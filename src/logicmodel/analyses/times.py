"""When goals can come about at the earliest, as the plan says how long its steps take."""

from datetime import date

from msgspec import Struct

from logicmodel.analyses.shares import Share
from logicmodel.model import Element, Stage
from logicmodel.theory import Theory, last_day


class Earliest(Struct, frozen=True, kw_only=True):
    """A result: the earliest day on which it can come about, None where no activity behind it has a Start; its due day.

    `said` counts, of the arrows to outcomes and impacts on the way by which it comes about then, those that say how long
    they take.
    """

    result: str
    goal: bool
    day: date | None
    due: date | None
    after_the_end: bool
    said: Share


class Times(Struct, frozen=True, kw_only=True):
    """The earliest days of all results, and of the arrows to outcomes and impacts those that say how long they take."""

    end: date | None
    results: tuple[Earliest, ...]
    said: Share


def times_of(theory: Theory) -> Times:
    """Give the earliest day of each outcome and impact that the work reaches, in plan order."""
    end = last_day(theory.plan.programme.end)
    goals = {goal.id for goal in theory.goals}
    days = theory.earliest
    return Times(
        end=end,
        results=tuple(
            Earliest(
                result=each.id,
                goal=each.id in goals,
                day=days.get(each.id),
                due=last_day(each.end),
                after_the_end=bool(end and each.id in days and days[each.id] > end),
                said=_steps(theory, each),
            )
            for each in theory.results
            if each.id in theory.reached_by_work
        ),
        said=_said(theory),
    )


def _steps(theory: Theory, result: Element) -> Share:
    timed, steps = theory.timed_steps.get(result.id, (0, 0))
    return Share(number=timed, of=steps)


def _said(theory: Theory) -> Share:
    to_results = [link for link in theory.links if theory.ends(link)[1].stage in (Stage.OUTCOME, Stage.IMPACT)]
    return Share(number=sum(link.lag is not None for link in to_results), of=len(to_results))
