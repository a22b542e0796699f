"""What a funder asks for, as rules: largest numbers of boxes, tables and columns that must be filled, a need behind all.

The rules are made from the funder's profile. Their codes are the profile's name and what is limited or asked for, for
example `eu-action:outputs`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from logicmodel.config import Config, Funder
from logicmodel.model import Element, Severity, Stage
from logicmodel.rules.rule import Hit, Hits, Rule, listed, quoted
from logicmodel.sheets import NAMES, columns
from logicmodel.theory import Theory

COUNTED: Mapping[str, tuple[str, Callable[[Theory], Sequence[Element]]]] = {
    "goals": ("goals", lambda theory: theory.goals),
    "impacts": ("impacts", lambda theory: theory.at(Stage.IMPACT)),
    "outcomes": ("outcomes", lambda theory: theory.at(Stage.OUTCOME)),
    "outputs": ("outputs", lambda theory: theory.at(Stage.OUTPUT)),
    "activities": ("activities", lambda theory: theory.activities),
}
"""Limits on the number of boxes of a kind: what they are called, and which they are."""

PER_OUTPUT = "activities_per_output"
"""The limit on the number of activities that lead to one output."""

NEEDS_TRACE = "needs_trace"
"""Every outcome has a need or a source behind it."""


def rules_of(funder: Funder) -> tuple[Rule, ...]:
    """Make the rules of a funder's profile, in the order in which the profile names them."""
    made = [
        _rule(
            funder, name, f"There are no more {COUNTED[name][0]} than the funder takes.", partial(_too_many, name=name)
        )
        for name in funder.limits
        if name in COUNTED
    ]
    if PER_OUTPUT in funder.limits:
        made.append(_rule(funder, PER_OUTPUT, "No output has more activities than the funder takes.", _too_many_behind))
    made += [
        _rule(funder, what, f"{said_of(what)} is filled, as the funder asks.", partial(_not_filled, what=what))
        for what in funder.required
    ]
    if funder.needs_trace:
        made.append(_rule(funder, NEEDS_TRACE, "Every outcome has a need or a source behind it.", _without_need))
    return tuple(made)


def _rule(funder: Funder, name: str, title: str, find: Callable[[Theory, Config], Hits]) -> Rule:
    return Rule(
        code=f"{funder.name}:{name}",
        name=name.replace("_", "-"),
        severity=Severity.ERROR,
        profile=funder.base,
        find=find,
        title=title,
        why=f"{funder.title}. {funder.note} Read on {funder.checked_on}: {', '.join(funder.sources)}",
    )


def said_of(what: str) -> str:
    """Say in the words of the workbook what a profile requires: “Needs”, “Baseline (Measures)”.

    >>> said_of("indicators.baseline")
    '“Now” on the sheet Measures'
    """
    sheet, _, field = what.partition(".")
    if not field:
        return f"The sheet {NAMES[sheet]}"
    heading = next(column.heading for column in columns(sheet) if column.field == field)
    return f"“{heading}” on the sheet {NAMES[sheet]}"


def _funder(config: Config) -> Funder:
    assert config.funder is not None, "rules of a funder run only with its profile"
    return config.funder


def _there(config: Config, stage: str) -> str:
    """Give the funder's own word for a kind of box, if it has another."""
    own = _funder(config).words.get(stage)
    return f" (there: “{own}”)" if own and own.casefold() != stage else ""


def _too_many(theory: Theory, config: Config, *, name: str) -> Hits:
    called, find = COUNTED[name]
    its, most = find(theory), _funder(config).limits[name]
    if len(its) > most:
        yield Hit(
            theory.plan,
            f"The plan has {len(its)} {called}; {_funder(config).title} takes {most}{_there(config, called)}.",
            f"Put together or take out {len(its) - most}. {_funder(config).note}",
            refs=tuple(each.id for each in its),
            count=len(its),
            of=most,
        )


def _too_many_behind(theory: Theory, config: Config) -> Hits:
    most = _funder(config).limits[PER_OUTPUT]
    for output in theory.at(Stage.OUTPUT):
        behind = [each for each in theory.causes_of(output) if each.stage is Stage.ACTIVITY]
        if len(behind) > most:
            yield Hit(
                output,
                f"{quoted(output.text)} has {len(behind)} activities; {_funder(config).title} takes {most}.",
                f"Put together or take out {len(behind) - most} of {listed([each.id for each in behind])}. {_funder(config).note}",
                refs=(output.id, *(each.id for each in behind)),
                count=len(behind),
                of=most,
            )


def _not_filled(theory: Theory, config: Config, *, what: str) -> Hits:
    sheet, _, field = what.partition(".")
    if sheet == "programme":
        rows: Sequence[object] = (theory.plan.programme,)
    else:
        rows = getattr(theory.plan, sheet)
    called = _funder(config).title
    if not rows:
        yield Hit(
            theory.plan,
            f"The sheet {NAMES[sheet]} has no row; {called} asks for it.",
            f"Fill the sheet {NAMES[sheet]}, or use a profile that does not ask for it.",
        )
        return
    empty = [each for each in rows if field and getattr(each, field) in (None, "", ())]
    if empty:
        names = [getattr(each, "id", "") for each in empty]
        which = f" ({listed(names)})" if all(names) else ""
        of_rows = f"{len(empty)} of {len(rows)} rows{which} have" if len(rows) > 1 else "This plan has"
        yield Hit(
            theory.plan,
            f"{of_rows} nothing in {said_of(what)}; {called} asks for it.",
            f"Fill {said_of(what)}.",
            refs=tuple(filter(None, names)),
            place=getattr(empty[0], "place", None),
            count=len(empty),
            of=len(rows),
        )


def _without_need(theory: Theory, config: Config) -> Hits:
    for outcome in theory.at(Stage.OUTCOME):
        if outcome.id not in theory.traced and not theory.is_evidenced(outcome):
            yield Hit(
                outcome,
                f"{quoted(outcome.text)} has no need and no source behind it; {_funder(config).title} asks who said that it is needed.",
                "In Meets need, type the Ref of the need for it, on this row or on that of an activity that leads to it; "
                "or in Evidence, on the row of a box that leads to it, name a source.",
            )
