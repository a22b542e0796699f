"""N, first part: whether the plan answers the needs, and each with something that fits."""

from logicmodel.config import Config
from logicmodel.model import Need, Profile, Severity, Stage
from logicmodel.rules.rule import A_NEEDS_TABLE, Hit, Hits, has_needs, quoted, rule
from logicmodel.theory import Theory, has_mark

LEVELS = {
    "micro": "individual or family",
    "mezzo": "group or organisation",
    "macro": "community or system",
}
"""The words of the list Level, as a sentence says them."""

FITTING_WORK = {
    "micro": "work with individuals or families",
    "mezzo": "work with groups or organisations",
    "macro": "community or policy work",
}
"""What would fit a need of each level."""

MISMATCHES = {
    ("macro", "micro"): Severity.ERROR,
    ("mezzo", "micro"): Severity.WARNING,
    ("micro", "macro"): Severity.WARNING,
}
"""Level of a need and the only level of the work for it → how grave that is."""


@rule(
    "N301",
    "need-unanswered",
    Severity.ERROR,
    Profile.THEORY,
    needs=A_NEEDS_TABLE,
    applies=has_needs,
    says_absence_from=Profile.PLAN,
)
def need_unanswered(theory: Theory, config: Config) -> Hits:
    """Every chosen need leads to an outcome, or has a reason why not now.

    The assessment said that this matters, and the plan is silent. The people who told you notice.
    """
    if not theory.needs:
        yield Hit(theory.plan, "The plan names no needs.", "Fill the sheet Needs.")
    for need in theory.chosen_needs:
        if not need.out_of_scope and not theory.is_answered(need):
            priority = "" if need.priority is None else f" (priority {need.priority})"
            yield Hit(
                need,
                f"Need {need.id} {quoted(need.text)}{priority} leads to no outcome.",
                f"In Meets need of an outcome, type {need.id}; or in Needs fill “Not now because” with the reason and "
                "who takes it on.",
            )


@rule("N302", "activity-without-need", Severity.WARNING, Profile.THEORY, needs=A_NEEDS_TABLE, applies=has_needs)
def activity_without_need(theory: Theory, config: Config) -> Hits:
    """Every activity serves a recorded need.

    Work is done because it is needed, not because it is what is always done with everybody.
    """
    for activity in theory.activities:
        if not theory.explains_itself(activity) and activity.id not in theory.explained:
            yield Hit(
                activity,
                f"No recorded need explains {quoted(activity.text)}.",
                "In Meets need, type the Ref of the need it is for; if there is none, consider stopping it.",
            )


@rule("N303", "service-only-answer", Severity.WARNING, Profile.THEORY, needs=A_NEEDS_TABLE, applies=has_needs)
def service_only_answer(theory: Theory, config: Config) -> Hits:
    """A need is met by a change, not only by a service.

    A service is no answer until it changes the need: “we offer counselling” does not say that distress falls.
    """
    for need in theory.needs:
        answers = theory.answers_to(need)
        is_relief = any(answer.stage is Stage.ACTIVITY and has_mark(answer, "relief") for answer in answers)
        if not answers or is_relief or theory.is_answered(need):
            continue
        yield Hit(
            need,
            f"Need {need.id} is met with a service, but no change is promised.",
            f"In Leads to of {answers[0].id}, type the outcome: what will be different for people with this need?",
        )


def _has_levels(theory: Theory) -> bool:
    return any(need.level for need in theory.needs) and any(activity.level for activity in theory.activities)


@rule(
    "N304",
    "level-mismatch",
    Severity.WARNING,
    Profile.THEORY,
    needs="levels on needs and on activities",
    applies=_has_levels,
)
def level_mismatch(theory: Theory, config: Config) -> Hits:
    """The work for a need is done at the level where the need sits.

    Casework cannot remove a shortage of homes or jobs, and law reform alone will not get one frightened person to the
    clinic next week.
    """
    for need in theory.needs:
        levels = theory.levels_of_work_for(need)
        if need.level is None or len(levels) != 1:
            continue
        (level,) = levels
        severity = MISMATCHES.get((need.level, level))
        if severity:
            yield _mismatch(need, level, severity)


def _mismatch(need: Need, level: str, severity: Severity) -> Hit:
    assert need.level is not None
    return Hit(
        need,
        f"Need {need.id} is {'an' if need.level == 'micro' else 'a'} {LEVELS[need.level]} problem, but everything the plan does about it is {LEVELS[level]}.",
        f"Add {FITTING_WORK[need.level]}, name a partner who does it, or restate in What the part of the need you can "
        "change.",
        severity,
    )


RULES = (
    need_unanswered,
    activity_without_need,
    service_only_answer,
    level_mismatch,
)
"""The rules of this family, in the order of the catalogue."""
