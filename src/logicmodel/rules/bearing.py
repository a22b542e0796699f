"""L, third part: can the boxes and arrows bear what hangs on them."""

from collections.abc import Sequence
from decimal import Decimal

from logicmodel.config import Config
from logicmodel.model import Element, Profile, Severity, Stage
from logicmodel.rules.rule import Hit, Hits, listed, quoted, rule
from logicmodel.theory import Theory


@rule(
    "L209",
    "choke-point",
    Severity.ADVICE,
    Profile.SKETCH,
    needs="two activities that reach one goal",
    applies=lambda theory: bool(theory.goals_of_several),
)
def choke_point(theory: Theory, config: Config) -> Hits:
    """Goals can be reached by more than one way.

    If one step fails that everything passes through, everything fails. It deserves the best evidence, the first
    measurement and a plan B.
    """
    weak = _weak_points(theory, config)
    for point in theory.choke_points:
        goals = listed([quoted(goal.text) for goal in point.goals])
        yield Hit(
            point.element,
            f"Every route to {goals} passes through {quoted(point.element.text)}.",
            "Give it a row in Measures, evidence on its arrows, and a Plan B in Assumptions & risks.",
            severity=Severity.WARNING if point.element.id in weak else Severity.ADVICE,
            refs=(point.element.id, *(goal.id for goal in point.goals)),
        )


def _weak_points(theory: Theory, config: Config) -> frozenset[str]:
    """Give the Refs of the boxes that M408 reports in the whole run, and of both ends of the arrows that A505 reports."""
    found: set[str] = set()
    if config.is_in_whole_run("M408", Profile.THEORY):
        found |= {element.id for element in theory.critical_unmeasured()}
    if config.is_in_whole_run("A505", Profile.THEORY):
        found |= {ref for link in theory.unproven_decisive_arrows() for ref in (link.cause, link.effect)}
    return frozenset(found)


@rule(
    "L210",
    "works-against-itself",
    Severity.WARNING,
    Profile.SKETCH,
    needs="an arrow of kind May harm",
    applies=lambda theory: bool(theory.harms),
)
def works_against_itself(theory: Theory, config: Config) -> Hits:
    """No activity undoes what it is for.

    One part of a plan may undo another: stricter checks raise safety and drive families away.
    """
    for found in theory.contradictions():
        yield Hit(
            found.activity,
            f"{quoted(found.activity.text)} both helps and harms {quoted(found.result.text)} "
            f"(by {_way(found.helping)} and {_way(found.harming)}).",
            f"In Assumptions & risks, add a Risk that applies to {found.harm.ref} and say what you do about it; or "
            "change the activity.",
            refs=(found.activity.id, found.result.id),
        )


def _way(elements: Sequence[Element]) -> str:
    return ">".join(element.id for element in elements)


@rule(
    "L211",
    "necessary-unserved",
    Severity.ERROR,
    Profile.SKETCH,
    needs="an activity, and an arrow marked Necessary or a box marked All are needed",
    applies=lambda theory: bool(theory.activities and theory.necessary()),
)
def necessary_unserved(theory: Theory, config: Config) -> Hits:
    """Somebody brings about every necessary condition.

    One missing necessary condition is enough for the whole branch to fail, however well the rest is done.
    """
    for element, link in theory.unserved_necessities():
        _, effect = theory.ends(link)
        yield Hit(
            element,
            f"{quoted(effect.text)} cannot happen without {quoted(element.text)}, and no one is bringing it about.",
            f"In Leads to of an activity, type {element.id}; or name the partner who does it; or change "
            f"{quoted(effect.text)}.",
        )


def _has_numbers_to_compare(theory: Theory) -> bool:
    return any(
        theory.people(element) is not None
        and (theory.people_before(element) is not None or _size_of_groups(theory, element) is not None)
        for element in theory.elements
    )


def _size_of_groups(theory: Theory, element: Element) -> Decimal | None:
    return theory.group_size(element) if element.stage is Stage.ACTIVITY else None


@rule(
    "L212",
    "reach-arithmetic",
    Severity.WARNING,
    Profile.SKETCH,
    needs="numbers of people on two linked rows, or on an activity and its group",
    applies=_has_numbers_to_compare,
)
def reach_arithmetic(theory: Theory, config: Config) -> Hits:
    """No box counts on more people than there are, or than the boxes before it reach.

    You cannot get 500 people into work by training 100.
    """
    for element in theory.elements:
        people = theory.people(element)
        before = theory.people_before(element)
        size = _size_of_groups(theory, element)
        if people is not None and before is not None and people > before:
            yield Hit(
                element,
                f"{quoted(element.text)} counts on {_number(people)} people, but the boxes before it reach only "
                f"{_number(before)}.",
                f"In How many, lower {_number(people)} or raise the number before it; if people pass it on, type a "
                "Multiplier in Links.",
            )
        if people is not None and size is not None and people > size:
            yield Hit(
                element,
                f"{quoted(element.text)} counts on {_number(people)} people, but there are only {_number(size)} "
                f"({listed(element.who)}).",
                f"In How many, lower {_number(people)}; or correct How many in Groups.",
            )


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"
