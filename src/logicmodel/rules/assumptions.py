"""A: what the arrows take for granted, and what supports them."""

from logicmodel.config import Config
from logicmodel.model import Profile, Severity
from logicmodel.rules.rule import Hit, Hits, quoted, rule
from logicmodel.theory import Theory

FRONTIERS = {
    "delivery": "the step from what you deliver to what changes",
    "impact": "the step from outcomes to impacts",
}
"""Where control passes to others, as a sentence says it."""

OUTSIDE = ("external_factor", "helping_force", "hindering_force")
"""Kinds of register rows that say what else is at work."""

SUPPORT = {None: "not rated", 0: "untested", 1: "no more than plausible"}
"""What is said of the evidence of an arrow, by its level."""


def _has_frontier(theory: Theory) -> bool:
    return any(theory.frontier(name) for name in FRONTIERS)


@rule(
    "A501",
    "bare-frontier",
    Severity.WARNING,
    Profile.THEORY,
    needs="an arrow to an outcome or an impact",
    applies=_has_frontier,
)
def bare_frontier(theory: Theory, config: Config) -> Hits:
    """Where your work ends and others decide, the plan says what must be true.

    Beyond what you deliver, something outside you has to hold. Assumptions in a box beside the drawing protect no arrow
    in it.
    """
    general = len(theory.general_assumptions())
    for name, step in FRONTIERS.items():
        arrows = theory.frontier(name)
        if not arrows or any(
            theory.assumptions_on(arrow) or theory.assumptions_on(theory.by_ref[arrow.effect]) for arrow in arrows
        ):
            continue
        beside = f"; {general} assumption{' applies' if general == 1 else 's apply'} to the whole plan"
        yield Hit(
            theory.plan,
            f"Nothing says what must be true for {step}{beside if general else ''}.",
            "In Applies to, type the arrow each one protects, or fill What must be true in Plan."
            if general
            else "Fill What must be true in Plan, or add a row to Assumptions & risks and type the arrow in Applies to.",
            about=f"frontier:{name}",
            refs=tuple(arrow.ref for arrow in arrows),
        )


def _has_scores(theory: Theory) -> bool:
    return any(
        entry.kind == "assumption" and entry.importance is not None and entry.likelihood is not None
        for entry in theory.plan.register
    )


@rule(
    "A502",
    "killer-assumption",
    Severity.ERROR,
    Profile.THEORY,
    needs="assumptions with Likelihood and Effect if so",
    applies=_has_scores,
)
def killer_assumption(theory: Theory, config: Config) -> Hits:
    """What is vital and unlikely has an answer.

    Where a branch stands on something that will probably not hold, change the branch; if that is impossible, do not go
    ahead with it.
    """
    for entry in theory.plan.register:
        if entry.kind != "assumption" or entry.importance is None or entry.likelihood is None or entry.response:
            continue
        if entry.importance >= 4 and entry.likelihood <= 2:
            yield Hit(
                entry,
                f"{quoted(entry.text)} is vital and unlikely.",
                "Fill “If it is not true, we will”, act on it as an activity, or take this branch out.",
            )


@rule(
    "A505",
    "unproven-critical-link",
    Severity.WARNING,
    Profile.THEORY,
    needs="an evidence level on an arrow",
    applies=lambda theory: any(link.level is not None for link in theory.links),
)
def unproven_critical_link(theory: Theory, config: Config) -> Hits:
    """The arrow on which everything depends is well supported.

    The decisive arrow should be the best supported one, not the least.
    """
    for link in theory.unproven_decisive_arrows():
        cause, effect = theory.ends(link)
        yield Hit(
            link,
            f"Everything depends on {quoted(cause.text)} leading to {quoted(effect.text)}, and the support for it is "
            f"{SUPPORT[link.level]}.",
            "In Links, name evidence; or test it small first; or add a second route.",
        )


@rule("A508", "no-outside-factors", Severity.WARNING, Profile.THEORY)
def no_outside_factors(theory: Theory, config: Config) -> Hits:
    """The plan names what else is at work.

    Change has other causes, good and bad. A plan without them promises sole credit, and cannot explain a bad year.
    """
    named = any(
        entry.kind in OUTSIDE or (entry.kind == "assumption" and entry.sort == "context")
        for entry in theory.plan.register
    )
    if named or any(element.external for element in theory.elements) or any(link.conditions for link in theory.links):
        return
    goal = quoted(theory.goals[0].text) if theory.goals else "what you hope for"
    yield Hit(
        theory.plan,
        f"Nothing says what else, outside your work, pushes {goal} up or down.",
        "In Assumptions & risks, add at least two rows with Kind “External factor”.",
    )


@rule("A509", "no-named-theory", Severity.ADVICE, Profile.THEORY)
def no_named_theory(theory: Theory, config: Config) -> Hits:
    """The plan says which theory or tested model it is built on.

    Whoever supervises the work asks which framework it rests on, and “what seems logical” is not an answer.
    """
    theories = (
        theory.plan.programme.theory,
        *(element.theory for element in theory.elements),
        *(link.theory for link in theory.all_links),
    )
    if not any(theories):
        yield Hit(
            theory.plan,
            "Nothing says which theory or tested model the plan is built on.",
            "Fill “Theory or model it rests on” on Start here, or Theory in Links.",
        )


RULES = (
    bare_frontier,
    killer_assumption,
    unproven_critical_link,
    no_outside_factors,
    no_named_theory,
)
"""The rules of this family, in the order of the catalogue."""
