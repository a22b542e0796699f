"""W: words that hide a link, can mean anything, hurt, or say nothing yet."""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.config import Config
from logicmodel.model import Element, Indicator, Need, Place, Plan, Profile, RegisterEntry, Severity, Stage
from logicmodel.patterns import pattern_of
from logicmodel.rules.rule import WORD_LISTS, Hit, Hits, Thing, has_words, quoted, rule
from logicmodel.theory import Theory
from logicmodel.words.load import Lexicon
from logicmodel.words.matching import finder, first_words, words_of
from logicmodel.words.spelling import plain

_QUOTATION = pattern_of(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"|‘[^’]*’(?!\w)")
_TEMPLATE_LETTERS = pattern_of(r"(?<!\w)X, ?Y(?:, ?Z)?(?!\w)")


def _words(theory: Theory) -> Lexicon:
    assert theory.lexicon is not None
    return theory.lexicon


# -- two ideas --------------------------------------------------------------------------------------------------------


@rule(
    "W801",
    "two-ideas-in-one-box",
    Severity.ADVICE,
    Profile.SKETCH,
    needs=WORD_LISTS,
    applies=has_words("connectives", "change_verbs", "joining"),
)
def two_ideas_in_one_box(theory: Theory, config: Config) -> Hits:
    """Every box holds one idea.

    Cause and effect in one box hide an arrow, and two results in one box cannot have one status.
    """
    parting = _Parting(_words(theory))
    may_part = theory.can_hold("connectives", "connectives_before_ing", "change_verbs")
    for element in theory.at(Stage.OUTPUT, Stage.OUTCOME, Stage.IMPACT):
        if not may_part(element.text):
            continue
        ideas = parting.cause_and_effect(element.text) or parting.two_changes(element.text)
        if ideas:
            yield Hit(
                element,
                f"{quoted(element.text)} holds two ideas: {ideas[0]} / {ideas[1]}.",
                "Give each its own row, and let one lead to the other if it causes it.",
            )


class _Parting:
    """Where a text in one language falls into two ideas."""

    def __init__(self, words: Lexicon) -> None:
        by, nouns = finder(words.connectives_before_ing).pattern, finder(words.ing_nouns).pattern
        doing = "|".join(map(re.escape, words.ing)) or r"(?!)"
        self._by_doing = pattern_of(rf"(?:{by})(?=\s+(?!{nouns})[^\W\d_]+(?:{doing})\b)", re.IGNORECASE)
        self._connectives = finder(words.connectives)
        self._verbs = finder(words.change_verbs)
        self._joints = finder(words.joining)

    def cause_and_effect(self, text: str) -> tuple[str, str] | None:
        """Part a text at its first connective: “through …”, “by doing …”."""
        found = [each for pattern in (self._connectives, self._by_doing) if (each := pattern.search(text))]
        if not found:
            return None
        first = min(found, key=lambda each: each.start())
        before, after = text[: first.start()], text[first.end() :]
        if not _trimmed(before):  # “Through better housing, families are well”
            before, _, after = after.partition(",")
        return _trimmed(before), _trimmed(after)

    def two_changes(self, text: str) -> tuple[str, str] | None:
        """Part a text at the first “and” or “;” with a verb of change on both sides."""
        verbs = list(self._verbs.finditer(text))
        if len(verbs) > 1:
            for joint in self._joints.finditer(text):
                if text[joint.end() : joint.end() + 1] == "/":  # “and/or” joins nothing
                    continue
                if verbs[0].end() <= joint.start() and joint.end() <= verbs[-1].start():
                    return _trimmed(text[: joint.start()]), _trimmed(text[joint.end() :])
        return None


def _trimmed(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:.–-")


# -- vague words ------------------------------------------------------------------------------------------------------


@rule("W802", "vague-wording", Severity.ADVICE, Profile.SKETCH, needs=WORD_LISTS, applies=has_words("vague"))
def vague_wording(theory: Theory, config: Config) -> Hits:
    """Every result says what somebody would see.

    Different readers fill a vague word differently, and agree until the money is spent.
    """
    words = _words(theory)
    vague, known = finder(words.vague), finder(config.glossary)
    for result in theory.results:
        spoken = first_words(result.text, words.leading_words)
        start = " ".join(spoken)
        is_vague = vague.match(start) and not known.match(start)
        is_short = 0 < len(words_of(result.text)) <= 2 and not known.search(result.text)
        if is_vague or is_short:
            yield Hit(
                result,
                f"{quoted(result.text)} can be read in many ways.",
                "Type in What what someone would see if it happened.",
            )


# -- words that hurt --------------------------------------------------------------------------------------------------


@rule("W803", "blaming-language", Severity.ADVICE, Profile.SKETCH, needs=WORD_LISTS, applies=has_words("stigma"))
def blaming_language(theory: Theory, config: Config) -> Hits:
    """No word puts people down.

    Words travel into letters and meetings, and people have told of feeling looked down on by services.
    """
    hurtful, may_hurt = _Hurtful(_words(theory)), theory.can_hold("stigma")
    for statement in (*_statements(theory), *_other_texts(theory)):
        found = hurtful.first(statement.text) if may_hurt(statement.text) else None
        if found:
            phrase, suggestion = found
            yield Hit(
                statement.thing,
                f"{quoted(phrase)} may hurt the people it names.",
                f"Consider “{suggestion}”.",
                about=statement.about,
                place=statement.place,
            )


class _Hurtful:
    """Phrases of one language that put people down, and what to say instead."""

    def __init__(self, words: Lexicon) -> None:
        self._pattern = finder(tuple(phrase for phrase, _, _ in words.stigma))
        self._suggestions = {plain(phrase): suggestion for phrase, suggestion, _ in words.stigma}
        self._before_no_noun = frozenset(plain(phrase) for phrase, _, before_no_noun in words.stigma if before_no_noun)
        self._no_nouns = frozenset(words.no_nouns)

    def first(self, text: str) -> tuple[str, str] | None:
        """Give the first such phrase outside quotation marks, as typed, and what to say instead."""
        said = _QUOTATION.sub('"', text)
        for found in self._pattern.finditer(said):
            phrase = plain(found[0])
            if phrase in self._before_no_noun and not self._no_noun_follows(said[found.end() :]):
                continue
            if suggestion := self._suggestions.get(phrase):  # none if a strange i, such as İ, was taken for an i
                return found[0], suggestion
        return None

    def _no_noun_follows(self, rest: str) -> bool:
        rest = rest.lstrip()
        return not rest[:1].isalnum() or words_of(rest)[0] in self._no_nouns


class _Statement(Struct, frozen=True):
    """A text that somebody typed as a statement; `about` and `place` where they are not those of the thing."""

    thing: Thing
    text: str
    about: str | None = None
    place: Place | None = None


Row = Element | Need | RegisterEntry | Indicator


def _rows(theory: Theory) -> Iterator[Row]:
    plan = theory.plan
    yield from plan.needs
    yield from plan.elements
    yield from plan.indicators
    yield from plan.register


def _statements(theory: Theory) -> Iterator[_Statement]:
    for row in _rows(theory):
        yield _Statement(row, row.text)


def _other_texts(theory: Theory) -> Iterator[_Statement]:
    """Give the problem in one sentence, and the names of groups."""
    plan = theory.plan
    if plan.programme.problem:
        yield _Statement(plan, plan.programme.problem, "plan", _answer_of(plan, plan.programme.problem))
    typed_in = {row.place: row for row in _rows(theory)}
    for group in plan.groups:
        if group.place == plan.programme.place:
            yield _Statement(plan, group.name, "plan", _answer_of(plan, group.name))
        elif group.place in typed_in:
            yield _Statement(typed_in[group.place], group.name)
        else:
            row = replace(group.place, column=None, heading=None)
            yield _Statement(plan, group.name, str(row), row)


def _answer_of(plan: Plan, text: str) -> Place | None:
    """Give the cell of Start here that holds a text."""
    here = (plan.programme.place.file, plan.programme.place.sheet)
    cells = (use.place for use in plan.account if use.text == text and (use.place.file, use.place.sheet) == here)
    return next(cells, None)


# -- placeholders -----------------------------------------------------------------------------------------------------


@rule("W804", "placeholder", Severity.ERROR, Profile.SKETCH, needs=WORD_LISTS, applies=has_words("placeholder"))
def placeholder(theory: Theory, config: Config) -> Hits:
    """Nothing is left that only holds a place.

    “Plan of action: follow-up” tells the next worker nothing.
    """
    empty, may_be_one = frozenset(plain(word) for word in _words(theory).placeholder), theory.can_hold("placeholder")

    def is_empty(text: str) -> bool:
        return (may_be_one(text) or not text.isascii()) and plain(text) in empty

    for row in _rows(theory):
        is_unfinished = is_empty(row.text) or ("X," in row.text and _TEMPLATE_LETTERS.search(row.text))
        texts = [row.text] if is_unfinished else []
        texts += [text for text in _roles_and_answers(row) if is_empty(text)]
        for text in texts:
            yield Hit(
                row,
                f"{quoted(text)} is a placeholder.",
                "Type exactly what will be done, or who, or leave the cell empty.",
            )


def _roles_and_answers(row: Row) -> tuple[str, ...]:
    """Give who leads, who collects, who watches, and what is done if it is not true."""
    if isinstance(row, Element):
        return row.owner
    if isinstance(row, Indicator):
        return (row.owner,) if row.owner else ()
    if isinstance(row, RegisterEntry):
        return tuple(text for text in (row.response, row.owner) if text)
    return ()


RULES = (
    two_ideas_in_one_box,
    vague_wording,
    blaming_language,
    placeholder,
)
"""The rules of this family, in the order of the catalogue."""
