"""Earliest days and figures in words."""

from logicmodel.analyses.figures import Figures
from logicmodel.analyses.telling.pieces import Part, share_said, some, table_of
from logicmodel.analyses.times import Earliest, Times
from logicmodel.saying import (
    NOTHING,
    Cell,
    counted,
    day_said,
    gap,
    named,
    ours,
    plain_text,
)
from logicmodel.theory import Theory


def times_told(theory: Theory, times: Times) -> Part:
    """Give the earliest day of each goal, and how many steps say how long they take."""
    title = "The earliest days"
    goals = [each for each in times.results if each.goal]
    if not any(each.day for each in goals):
        return Part(title=title, said=(gap("No activity on a route to a goal has a Start, so no day can be said."),))
    said = [
        ours(
            f"{share_said(times.said)} arrows to outcomes and impacts say how long they take (Months until it shows, in Links). "
            "The others count as taking no time, so a goal can come later than said here, not sooner."
        )
    ]
    after = [each.result for each in goals if each.after_the_end]
    if after and times.end:
        said.append(
            (*ours(f"After the plan ends on {plain_text(day_said(times.end))} come "), *some(theory, after), *ours("."))
        )
    rows = [_time_row(theory, each) for each in goals]
    headings = ("Goal", "At the earliest", "Steps with a time", "Due in the plan")
    table = table_of("When goals can come about", headings, rows)
    return Part(title=title, said=tuple(said), tables=(table,))


def _time_row(theory: Theory, each: Earliest) -> tuple[Cell, ...]:
    day = day_said(each.day) if each.day else gap("no Start behind it")
    if each.day and not each.said.number:
        day = gap("cannot be said")
    steps = ours(f"{each.said.number:,} of {each.said.of:,}") if each.day else NOTHING
    due = day_said(each.due) if each.due else gap("no date")
    return (named(theory.by_ref[each.result]),), (day,), (steps,), (due,)


def figures_told(figures: Figures) -> Part:
    """Give each figure with what it is out of."""
    said = []
    for share, what in ((figures.boxes, "boxes are"), (figures.arrows, "arrows are")):
        if share.number:
            said.append(f"{share_said(share)} {what} only proposed. They are counted below as well, and said apart.")
    if figures.results:
        said.append(
            f"{counted(figures.results, 'outcome or impact', 'outcomes and impacts')}; "
            f"{share_said(figures.several_causes)} have two arrows in or more."
        )
    if figures.reasons.of:
        said.append(f"{share_said(figures.reasons)} arrows between changes have a reason or an assumption.")
        said.append(
            f"{share_said(figures.rated)} of these arrows have rated evidence. Levels add up to "
            f"{share_said(figures.levels)}, at 5 for each arrow; those not rated add nothing."
        )
    if figures.measured.of:
        said.append(f"{share_said(figures.measured)} outcomes and impacts that are to be measured have a measure.")
    points = counted(figures.choke_points, "choke point", "choke points")
    said.append(
        f"{points}: outputs or outcomes, not right before a goal, that every route of several activities passes."
    )
    return Part(title="Figures", said=tuple(ours(each) for each in said))
