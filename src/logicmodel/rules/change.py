"""L, first part: is what a row says a change, or something that is done, delivered or handed out."""

from logicmodel.config import Config
from logicmodel.model import Element, Profile, Severity, Stage
from logicmodel.rules.rule import WORD_LISTS, Hit, Hits, has_words, listed, quoted, rule
from logicmodel.theory import Theory, has_mark
from logicmodel.words.load import Lexicon
from logicmodel.words.matching import finder, first_words, unnumbered

WORDS_TO_READ = 3
"""How many words of a result L201 reads for a word of change."""


def people_of(theory: Theory, *elements: Element) -> str:
    """Name the people of the first box that names any in For whom, else the main group, else simply people."""
    named = (listed(element.who) for element in elements if element.who)
    return next(named, theory.plan.programme.target_group or "people")


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
                f"Type in What how it will be for {people_of(theory, element)} if it works; move the task to a row "
                "with Stage “Activity”.",
            )


def _is_a_task(text: str, words: Lexicon) -> bool:
    opening = first_words(text, words.leading_words)[:WORDS_TO_READ]
    begins = " ".join(opening)
    if not finder(words.action_verbs).match(begins) or (words.no_tasks and finder(words.no_tasks).match(begins)):
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
                f"{people_of(theory, element)}. If taking part is itself the change, mark it so.",
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
