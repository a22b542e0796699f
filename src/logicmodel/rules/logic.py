"""L, second part: is a step missing on the way. All rules on logic and causality are listed here."""

from logicmodel.config import Config
from logicmodel.model import Link, Profile, Severity, Stage
from logicmodel.rules.bearing import choke_point, necessary_unserved, reach_arithmetic, works_against_itself
from logicmodel.rules.change import change_as_output, delivery_as_change, people_of, task_as_goal
from logicmodel.rules.rule import Collect, Hit, Hits, listed, quoted, rule
from logicmodel.theory import Theory, has_mark

INSIDE_PEOPLE = frozenset({"reach", "reaction", "knowledge", "attitude", "skill"})
"""Kinds of change after which somebody still has to act before life is better."""

FROM_OUTPUT_ON = (Stage.OUTPUT, Stage.OUTCOME, Stage.IMPACT)

FACET_NAMES = {
    "capability": "what people know and can do",
    "opportunity": "what people have the chance to do",
    "motivation": "what people want to do",
}
"""The three things that people need in order to act, in the words of a message."""


@rule(
    "L203",
    "missing-middle",
    Severity.ERROR,
    Profile.SKETCH,
    collect=Collect(
        by="plan",
        eligible=lambda theory: [each for each in theory.activities if theory.outcomes_before_impact(each) is not None],
        message="{count} of {of} activities reach an impact with too little change in between: {list}.",
        advice="Add a row for what you would see first if it were working, and let the arrows pass through it.",
    ),
    needs="an impact",
    applies=lambda theory: bool(theory.at(Stage.IMPACT)),
)
def missing_middle(theory: Theory, config: Config) -> Hits:
    """Between what is done and the impact stands a change that shows earlier.

    The gap between service and impact is where the theory lives. If no outcome lies between them, there is nothing to
    watch until it is too late.
    """
    enough = 1 if len(theory.terms_in_use) < 2 else 2
    for activity in theory.activities:
        between = theory.outcomes_before_impact(activity)
        if between is None or between >= enough or has_mark(activity, "relief"):
            continue
        impact = theory.an_impact_of(activity)
        yield Hit(
            activity,
            f"Between {quoted(activity.text)} and {quoted(impact.text)} there is no "
            f"{'further change' if between else 'change'} in between.",
            "Add a row for what you would see first if it were working, and let the arrow pass through it.",
            severity=Severity.ADVICE if between else Severity.ERROR,
        )


@rule(
    "L204",
    "lone-cause-goal",
    Severity.WARNING,
    Profile.SKETCH,
    needs="a goal",
    applies=lambda theory: bool(theory.goals),
)
def lone_cause_goal(theory: Theory, config: Config) -> Hits:
    """Every goal has more than one cause, or says what must be true besides.

    A goal rarely has one sufficient cause: a job alone is not security.
    """
    for goal in theory.goals:
        arrows = theory.arrows_into(goal)
        if len(arrows) != 1 or goal.expanded_in or theory.assumptions_on(goal) or theory.assumptions_on(arrows[0]):
            continue
        cause, _ = theory.ends(arrows[0])
        if not cause.external:
            yield Hit(
                goal,
                f"Only {quoted(cause.text)} leads to {quoted(goal.text)}.",
                "Add the other conditions as rows, or type in What must be true what you take as given.",
            )


@rule(
    "L205",
    "unexplained-link",
    Severity.WARNING,
    Profile.THEORY,
    collect=Collect(
        by="plan",
        eligible=lambda theory: theory.claims,
        message="Nothing says why {count} of {of} arrows should hold: {list}.",
        advice="For each, in Because, finish the sentence “because people will …”.",
    ),
)
def unexplained_link(theory: Theory, config: Config) -> Hits:
    """Every arrow between changes says why.

    Because it seems logical is no theory. Each arrow is a claim; without the why it can be neither tested nor defended.
    """
    for link in theory.claims:
        if not theory.says_why(link):
            cause, effect = theory.ends(link)
            yield Hit(
                link,
                f"Nothing says why {quoted(cause.text)} leads to {quoted(effect.text)}.",
                f"In Because, finish the sentence “because {people_of(theory, cause, effect)} will …”.",
            )


@rule(
    "L206",
    "behaviour-gap",
    Severity.WARNING,
    Profile.SKETCH,
    needs="kinds of change",
    applies=lambda theory: any(element.change for element in theory.elements),
)
def behaviour_gap(theory: Theory, config: Config) -> Hits:
    """Between learning and a better life, somebody acts.

    Knowing is not doing. Before a condition improves somebody must act differently, or something around them must.
    """
    for link in theory.links:
        cause, effect = theory.ends(link)
        if effect.change == "condition" and (cause.stage is Stage.OUTPUT or cause.change in INSIDE_PEOPLE):
            yield Hit(
                link,
                f"{quoted(cause.text)} goes straight to {quoted(effect.text)}.",
                f"Add a row for what {people_of(theory, cause, effect)} will do differently, or what the system will do, in "
                "between.",
            )


@rule(
    "L207",
    "one-sided-behaviour",
    Severity.ADVICE,
    Profile.SKETCH,
    needs="kinds of change",
    applies=lambda theory: any(element.change for element in theory.elements),
)
def one_sided_behaviour(theory: Theory, config: Config) -> Hits:
    """What people are to do rests on more than one thing that they need.

    To act, people need to be able to, to have the chance to, and to want to. Plans that only inform people tend to
    blame them when nothing changes.
    """
    for element in theory.elements:
        if element.change != "behaviour" or not any(each.change for each in theory.causes_in_order(element)):
            continue
        facets = theory.facets_before(element)
        if len(facets) < 2:
            yield Hit(
                element,
                f"To get {quoted(element.text)}, the plan works {_on_what(facets)}.",
                f"Add a row for what will make it {_what_lacks(facets)} for {people_of(theory, element)}, or say in "
                "Assumptions & risks that it is there already.",
            )


def _on_what(facets: frozenset[str]) -> str:
    if not facets:
        return "on none of the three things people need in order to act"
    return f"only on {listed([FACET_NAMES[facet] for facet in sorted(facets)])}"


def _what_lacks(facets: frozenset[str]) -> str:
    return "possible" if "motivation" in facets else "possible or worthwhile"


def _between_people(theory: Theory) -> list[Link]:
    """Give the arrows from Output on, outside circles, with For whom at both ends."""
    found = []
    for link in theory.links:
        cause, effect = theory.ends(link)
        if cause.who and effect.who and cause.stage in FROM_OUTPUT_ON and not theory.in_loop(link):
            found.append(link)
    return found


@rule(
    "L208",
    "actor-jump",
    Severity.ADVICE,
    Profile.SKETCH,
    collect=Collect(
        by="plan",
        eligible=_between_people,
        message="{count} of {of} arrows pass from one group of people to another, and nothing says how: {list}.",
        advice="In Because, say how the first group reaches the second; or add the rows in between.",
    ),
    needs="For whom on two linked rows",
    applies=lambda theory: any(all(end.who for end in theory.ends(link)) for link in theory.links),
)
def actor_jump(theory: Theory, config: Config) -> Hits:
    """Where one group's change becomes another's, the plan says how.

    Training professionals does not by itself change families. When the people change, something has to pass from one
    to the other.
    """
    for link in _between_people(theory):
        cause, effect = theory.ends(link)
        if cause.who != effect.who and not theory.same_people(cause.who, effect.who) and not theory.says_why(link):
            yield Hit(
                link,
                f"{quoted(cause.text)} is about {listed(cause.who)}; {quoted(effect.text)} is about "
                f"{listed(effect.who)}.",
                "In Because, say how the first reaches the second; or add the row in between.",
            )


RULES = (
    task_as_goal,
    delivery_as_change,
    missing_middle,
    lone_cause_goal,
    unexplained_link,
    behaviour_gap,
    one_sided_behaviour,
    actor_jump,
    choke_point,
    works_against_itself,
    necessary_unserved,
    reach_arithmetic,
    change_as_output,
)
"""The rules of this family, in the order of the catalogue."""
