"""A: what the arrows take for granted, and what supports them."""

import re
from decimal import Decimal

from logicmodel.config import Config
from logicmodel.model import Element, Link, Profile, RegisterEntry, Severity
from logicmodel.rules.rule import WORD_LISTS, Hit, Hits, has_words, listed, quoted, rule
from logicmodel.theory import BestRoute, Theory
from logicmodel.words.matching import finder
from logicmodel.words.spelling import plain, ref_key

FRONTIERS = {
    "delivery": "the step from what you deliver to what changes",
    "impact": "the step from outcomes to impacts",
}
"""Where control passes to others, as a sentence says it."""

OUTSIDE = ("external_factor", "helping_force", "hindering_force")
"""Kinds of register rows that say what else is at work."""

SUPPORT = {None: "not rated", 0: "untested", 1: "no more than plausible"}
"""What is said of the evidence of an arrow, by its level."""

VITAL, SHAKY = 4, 3
"""From which “Effect if so”, and up to which Likelihood, an assumption is to be watched."""

THIN = Decimal("0.25")
"""Plausibility index below which a goal is hardly to be reached (our own)."""

STRONG = 4
"""The evidence level from which on a claim of certainty is let pass."""


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
    "A503",
    "unwatched-assumption",
    Severity.WARNING,
    Profile.PLAN,
    needs="assumptions with Likelihood and Effect if so",
    applies=_has_scores,
)
def unwatched_assumption(theory: Theory, config: Config) -> Hits:
    """What is vital and not certain is watched: how, by whom, and when next.

    The assumption most likely to sink you is the one that nobody is looking at.
    """
    for entry in theory.plan.register:
        if entry.kind != "assumption" or entry.importance is None or entry.likelihood is None:
            continue
        missing = _missing_watch(theory, entry)
        if entry.importance >= VITAL and entry.likelihood <= SHAKY and missing:
            said = listed([what for what, _ in missing if what])
            watched = (
                f"{quoted(entry.text)} is watched, but" if entry.owner else f"Nobody watches {quoted(entry.text)}:"
            )
            yield Hit(
                entry,
                f"{watched} there is {said}." if said else f"Nobody watches {quoted(entry.text)}.",
                f"Fill {listed([heading for _, heading in missing])}.",
            )


def _missing_watch(theory: Theory, entry: RegisterEntry) -> list[tuple[str, str]]:
    """Give what an assumption lacks, in words but for the watcher, with the heading to fill; a measure is a check."""
    wanted = (
        (entry.check or theory.measures_of(entry), "no check", "How we check"),
        (entry.owner, "", "Who watches it"),
        (entry.check_by, "no date for the next look", "Check by"),
    )
    return [(what, heading) for there, what, heading in wanted if not there]


@rule(
    "A504",
    "assumption-in-our-control",
    Severity.ADVICE,
    Profile.THEORY,
    needs="In whose hands or State on an assumption",
    applies=lambda theory: any(
        entry.kind == "assumption" and (entry.control or entry.state) for entry in theory.plan.register
    ),
)
def assumption_in_our_control(theory: Theory, config: Config) -> Hits:
    """What you can bring about yourselves is work, not an assumption.

    If you can make it happen it is an activity; if it is not yet true it has to come first. Either way it belongs in
    the drawing.
    """
    outside = {
        key
        for person in theory.plan.stakeholders
        if person.type != "staff"
        for key in (plain(person.name), ref_key(person.id or ""))
    }
    for entry in theory.plan.register:
        if entry.kind != "assumption" or entry.control == "shared":
            continue
        owner = entry.owner or ""
        names = (owner, *re.split("[;,]", owner))
        named = {key for name in names for key in (plain(name), ref_key(name))} - {""}
        if entry.control == "ours":
            message = f"{quoted(entry.text)} is in your hands."
        elif entry.state == "not_in_place" and not outside & named:
            message = f"{quoted(entry.text)} is not yet in place, and nobody outside is named who sees to it."
        else:
            continue
        yield Hit(entry, message, "Move it to Plan as an activity, or as a box that must come first.")


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


@rule(
    "A506",
    "contrary-evidence",
    Severity.WARNING,
    Profile.THEORY,
    needs="evidence with a direction",
    applies=lambda theory: any(item.direction for link in theory.all_links for item in link.evidence),
)
def contrary_evidence(theory: Theory, config: Config) -> Hits:
    """Where studies speak against an arrow, the plan says why it goes ahead.

    Who cites only what helps keeps programmes alive that are known to do harm.
    """
    for link in theory.all_links:
        directions = {item.direction or "supports" for item in link.evidence}
        if link.kind == "hinders" or link.evidence_note or not directions & {"mixed", "contrary"}:
            continue
        cause, effect = theory.ends(link)
        yield Hit(
            link,
            f"The evidence for {quoted(cause.text)} leading to {quoted(effect.text)} is "
            f"{'contrary' if directions == {'contrary'} else 'mixed'}.",
            "In Links, fill “Why we go ahead”: what will you do differently from the study that failed?",
        )


@rule(
    "A507",
    "thin-odds",
    Severity.ADVICE,
    Profile.THEORY,
    needs="two rated arrows on a route",
    applies=lambda theory: any(_rated_route(theory, goal) for goal in theory.goals),
)
def thin_odds(theory: Theory, config: Config) -> Hits:
    """The best route to every goal is not a row of hopes.

    Five arrows that each “probably” hold, together probably do not.
    """
    for goal in theory.goals:
        route = _rated_route(theory, goal)
        if route is None or route.weakest is None or route.index >= THIN:
            continue
        cause, effect = theory.ends(route.weakest)
        yield Hit(
            goal,
            f"Even on its best route {quoted(goal.text)} has a plausibility index of {route.index:.2f}; the weakest arrow "
            f"is {quoted(cause.text)} to {quoted(effect.text)}.",
            "Look for evidence there first, or shorten the chain.",
            refs=(goal.id, route.weakest.ref),
        )


def _rated_route(theory: Theory, goal: Element) -> BestRoute | None:
    """Give the best route to a goal if at least two of its arrows are rated."""
    route = theory.best_routes.get(goal.id)
    return route if route and len(route.rated) > 1 else None


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


@rule(
    "A510",
    "claim-beyond-evidence",
    Severity.ADVICE,
    Profile.THEORY,
    needs=WORD_LISTS,
    applies=has_words("certainty"),
)
def claim_beyond_evidence(theory: Theory, config: Config) -> Hits:
    """No result promises more than the evidence shows.

    Overclaiming costs trust and sets the plan up to fail.
    """
    assert theory.lexicon is not None
    certain, may_be_so = finder(theory.lexicon.certainty), theory.can_hold("certainty")
    for result in theory.results:
        claim = certain.search(result.text) if may_be_so(result.text) else None
        if claim and not any(_is_well_shown(arrow) for arrow in theory.arrows_into(result)):
            yield Hit(
                result,
                f"{quoted(claim[0])} promises more than the evidence shows.",
                "In What, say how much, for whom and by when.",
            )


def _is_well_shown(arrow: Link) -> bool:
    """Say whether strong evidence supports an arrow."""
    return any(
        item.level is not None and item.level >= STRONG and item.direction in (None, "supports")
        for item in arrow.evidence
    )


RULES = (
    bare_frontier,
    killer_assumption,
    unwatched_assumption,
    assumption_in_our_control,
    unproven_critical_link,
    contrary_evidence,
    thin_odds,
    no_outside_factors,
    no_named_theory,
    claim_beyond_evidence,
)
"""The rules of this family, in the order of the catalogue."""
