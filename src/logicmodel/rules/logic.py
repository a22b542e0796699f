"""Rules on logic and causality: is a goal a change, is there a step missing, can the arrows bear what hangs on them."""

from collections.abc import Sequence
from decimal import Decimal

from logicmodel.config import Config
from logicmodel.model import Element, Link, Profile, Severity, Stage
from logicmodel.rules.rule import WORD_LISTS, Collect, Hit, Hits, has_words, listed, quoted, rule
from logicmodel.theory import Theory, has_mark
from logicmodel.words.load import Lexicon
from logicmodel.words.matching import finder, first_words, unnumbered

WORDS_TO_READ = 3
"""How many words of a result L201 reads for a word of change."""

INSIDE_PEOPLE = frozenset({"reach", "reaction", "knowledge", "attitude", "skill"})
"""Kinds of change after which somebody still has to act before life is better."""

FROM_OUTPUT_ON = (Stage.OUTPUT, Stage.OUTCOME, Stage.IMPACT)

FACET_NAMES = {
    "capability": "what people know and can do",
    "opportunity": "what people have the chance to do",
    "motivation": "what people want to do",
}
"""The three things that people need in order to act, in the words of a message."""


def _people_of(theory: Theory, *elements: Element) -> str:
    """Name the people of the first box that names any in For whom, else the main group, else simply people."""
    named = (listed(element.who) for element in elements if element.who)
    return next(named, theory.plan.programme.target_group or "people")


# -- is it a change ---------------------------------------------------------------------------------------------------


@rule(
    "L201",
    "task-as-goal",
    Severity.ERROR,
    Profile.SKETCH,
    needs=WORD_LISTS,
    applies=has_words("action_verbs"),
)
def task_as_goal(theory: Theory, config: Config) -> Hits:
    """Every result is a change, not a task.

    Tasks are means. A plan that takes a task (get the court order, recruit 20 people) for its goal ends as soon as the
    task is done, whether or not life is better.
    """
    words, may_be_one = theory.lexicon, theory.can_hold("action_verbs")
    assert words is not None
    for element in theory.results:
        if may_be_one(element.text) and _is_a_task(element.text, words):
            yield Hit(
                element,
                f"{quoted(element.text)} is something you do, not a change for people.",
                f"Type in What how it will be for {_people_of(theory, element)} if it works; move the task to a row "
                "with Stage “Activity”.",
            )


def _is_a_task(text: str, words: Lexicon) -> bool:
    opening = first_words(text, words.leading_words)[:WORDS_TO_READ]
    if not finder(words.action_verbs).match(" ".join(opening)):
        return False
    return not any(finder(words.change_words).fullmatch(word) for word in opening)


@rule(
    "L202",
    "delivery-as-change",
    Severity.WARNING,
    Profile.SKETCH,
    needs=WORD_LISTS,
    applies=has_words("participation", "delivered"),
)
def delivery_as_change(theory: Theory, config: Config) -> Hits:
    """Every result says what changed, not what was delivered.

    Attendance and volume show that the service happened, not that it helped.
    """
    words, may_be_one = theory.lexicon, theory.can_hold("count_openings", "participation", "delivered", "served")
    assert words is not None
    severity = Severity.WARNING if theory.at(Stage.OUTPUT) else Severity.ADVICE
    for element in theory.results:
        if not may_be_one(element.text) or has_mark(element, "participation_is_change"):
            continue
        if _is_delivery(element.text, words):
            yield Hit(
                element,
                f"{quoted(element.text)} says that the service was delivered or used.",
                "Move it to a row with Stage “Output”, and type here what changed for "
                f"{_people_of(theory, element)}. If taking part is itself the change, mark it so.",
                severity=severity,
            )


def _is_delivery(text: str, words: Lexicon) -> bool:
    if finder(words.count_openings).match(unnumbered(text)) or finder(words.participation).search(text):
        return True
    if finder(words.delivered).search(text) and not finder(words.change_words).search(text):
        return True
    counts = any(letter.isdigit() for letter in text) or finder(words.served_things).search(text)
    return bool(counts and finder(words.served).search(text))


@rule(
    "L213",
    "change-as-output",
    Severity.ADVICE,
    Profile.SKETCH,
    needs=WORD_LISTS,
    applies=has_words("kasa", "delivery_titles"),
)
def change_as_output(theory: Theory, config: Config) -> Hits:
    """Every output is something you can hand out or count.

    A change inside people is an outcome. Listing it as an output promises full control over it, and leaves it
    unmeasured.
    """
    words, may_be_one = theory.lexicon, theory.can_hold("kasa", "kasa_stems")
    assert words is not None
    for element in theory.at(Stage.OUTPUT):
        if may_be_one(element.text) and _is_change_in_people(element.text, words):
            yield Hit(
                element,
                f"{quoted(element.text)} is a change in people.",
                "Give it the Stage “Short-term outcome”, and keep as output what you delivered.",
            )


def _is_change_in_people(text: str, words: Lexicon) -> bool:
    titles = finder(words.delivery_titles)
    for found in finder(words.kasa, words.kasa_stems).finditer(text):
        rest = text[found.end() :]
        handed_out = rest[:1].isspace() and titles.match(rest.lstrip())
        if words.titles_come_first:
            handed_out = titles.search(text[: found.start()])
        if not handed_out:
            return True
    return False


# -- is a step missing ------------------------------------------------------------------------------------------------


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
                f"In Because, finish the sentence “because {_people_of(theory, cause, effect)} will …”.",
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
                f"Add a row for what {_people_of(theory, cause, effect)} will do differently, or what the system will do, in "
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
                f"Add a row for what will make it {_what_lacks(facets)} for {_people_of(theory, element)}, or say in "
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


# -- can it bear what hangs on it -------------------------------------------------------------------------------------


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
