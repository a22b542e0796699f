"""Turning a problem into the state that is wanted, by a table of words that people can read and change.

The table is data (`words/drafting_en.toml`). What it cannot turn as a whole is left as it is and marked: half a
sentence turned round would say what nobody means.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from logicmodel.drafting.english import wording
from logicmodel.drafting.german import turned_in_german
from logicmodel.drafting.nouns import (
    MOST_WORDS_OF_A_NOUN,
    article,
    has_a_verb,
    is_people,
    is_place,
    is_plural,
    less_of,
    may_be_a_noun,
    may_be_a_verb,
    noun_of,
    of_one,
    subject,
)
from logicmodel.drafting.people import GERMAN, people, small, with_capital
from logicmodel.drafting.word_tables import LANGUAGES, turned_in
from logicmodel.words.matching import finder, words_of
from logicmodel.words.spelling import plain, straight
from logicmodel.words.tongues import ENGLISH

HAVE = "{group} have {rest}"
TRENDS = ("Lower {rest}", "Falling {rest}", "Shrinking {rest}", "Decreasing {rest}")


class Turned(Struct, frozen=True, kw_only=True):
    """A problem as the state that is wanted; `to_reword` where the table does not fit and the words are still the problem’s."""

    text: str
    to_reword: bool = False


def turned(problem: str, groups: Sequence[str] = (), language: str = ENGLISH) -> Turned:
    """Turn a problem into the state that is wanted; in a language without a table it keeps its words, to be reworded.

    `groups` are the people who have it: “Lack of money” of tenants becomes “Tenants have money”.

    >>> turned("Families cannot pay to heat the rooms where children sleep").text
    'Families can pay to heat the rooms where children sleep'
    >>> turned("Many older people go for days without a conversation").text
    'Fewer older people go for days without a conversation'
    >>> turned("Energy prices")
    Turned(text='Energy prices', to_reword=True)
    """
    text = " ".join(problem.split()).rstrip(".")
    if language != ENGLISH:
        if language == GERMAN:
            wanted = turned_in_german(text, groups)
        else:
            wanted = turned_in(LANGUAGES[language], text, groups) if language in LANGUAGES else None
        return Turned(text=wanted or text, to_reword=wanted is None)
    text = re.sub(r"^there (?:is|are) (?=(?:no|not enough|too few|too little) )", "", text, flags=re.IGNORECASE)
    if _begins_with_a_verb(text):
        text = f"{people(groups)} {small(text)}"
    elif re.match(r"(?:no one|nobody|nowhere|nothing) to ", text, re.IGNORECASE):
        text = f"{people(groups)} have {small(text)}"
    for way in WAYS:
        found = way(text, groups)
        if found:
            return Turned(text=with_capital(found))
    return Turned(text=text, to_reword=True)


ADVERBS = "(?:(?:very )?(?:high|rising|growing|widespread|severe) )?"
"""What may stand before a problem of one word."""


# -- one way after the other ------------------------------------------------------------------------------------------


def _wanted_already(text: str, _groups: Sequence[str]) -> str | None:
    return text if _starts(wording().wanted_already).match(text) else None


def _wish(text: str, groups: Sequence[str]) -> str | None:
    """Say a wish of people as what they have: “To feel safe on the way home”, “Somewhere to go”."""
    words = words_of(text)
    # “Someone to talk to” is a wish, “Someone dies every third day” is none.
    if words[:1] == ["someone"] and any(map(may_be_a_verb, words[1:2])):
        return None
    if _starts(wording().wished).match(text):
        return f"{people(groups)} have {small(text)}"
    found = re.match(r"to (be able to|\w+) (?=\S)", text, re.IGNORECASE)
    if not found or not (found[1] == "be able to" or found[1] in wording().wishes):
        return None
    verb = {"be able to": "can", "be": "are"}.get(found[1], found[1])
    return f"{people(groups)} {verb} {text[found.end() :]}"


def _whole(text: str, groups: Sequence[str]) -> str | None:
    """Turn a problem of one or few words: “Homelessness”, “High unemployment among young people in Ropewalk”."""
    for phrase, wanted in wording().whole:
        found = re.fullmatch(
            rf"{ADVERBS}{phrase}(?: among (?P<who>.+?))??(?P<tail> (?:in|at|near) .+)?",
            straight(text),
            re.IGNORECASE,
        )
        if found:
            tail = found["tail"] or ""
            in_people = _in_people(tail)
            who = found["who"] or in_people
            return wanted.format(group=with_capital(who) if who else people(groups)) + ("" if in_people else tail)
    return None


def _in_people(tail: str) -> str:
    """Give the people that follow “in”: “Malnutrition in older people living alone” is theirs; “” for a place."""
    words = words_of(tail)
    names_people = words[:1] == ["in"] and any(map(is_people, words)) and not any(map(is_place, words))
    return tail.strip().partition(" ")[2] if names_people else ""


def _first_words(text: str, _groups: Sequence[str]) -> str | None:
    for phrase, wanted in wording().first_words:
        found = _starts((phrase,)).match(text)
        rest = words_of(text[found.end() :]) if found else []
        is_clear = phrase == "nowhere" or not _holds(wording().breaks, text)
        if found and rest and rest[0] not in wording().past and is_clear:
            return wanted + text[found.end() :]
    return None


def _kept(text: str, groups: Sequence[str]) -> str | None:
    """Say that people keep what can be kept: “Losing the tenancy”; nobody keeps a wife who has died."""
    found = re.match(r"(?:the )?(loss of|losing) (?=\S)", text, re.IGNORECASE)
    rest = text[found.end() :] if found else ""
    noun = noun_of(rest)
    if not found or not noun or noun[-1] not in wording().kept:
        return None
    if found[1].casefold() == "losing":
        return f"Keeping {rest}"
    return f"{people(groups)} keep {rest if noun[0] in ('the', 'their', 'a', 'an') else 'their ' + rest}"


def _ending(text: str, _groups: Sequence[str]) -> str | None:
    """Turn how a sentence ends, and leave off by how much and since when: “Rents have risen by 40% since 2020”."""
    found = _endings().search(straight(text))
    before = words_of(text[: found.start()]) if found else []
    others = {*wording().describing, *wording().breaks} - {"and", "or"}
    # “Rents are high and wages are low” says two things, and nobody makes temperatures fall.
    two_things = has_a_verb(before) and bool({"and", "or"}.intersection(before))
    is_name = _starts(wording().names).match(text)
    if not found or not before or two_things or is_name or others.intersection(before):
        return None
    return text[: found.start("turn")] + dict(wording().endings)[plain(found["turn"])]


def _measured(text: str, _groups: Sequence[str]) -> str | None:
    """Say that what nobody wants is below the number that it stands at: “Youth unemployment is 28%”."""
    found = re.fullmatch(r"(.+?) (is|are|stands at|stand at|at) (?=\d)([\d.,]+ ?(?:%|per ?cent))", text, re.IGNORECASE)
    if not found or not less_of(found[1]):
        return None
    verb = "are" if is_plural(noun_of(found[1])[-1]) else "is"
    return f"{found[1]} {verb} below {found[3]}"


def _begins_with_a_verb(text: str) -> bool:
    """Say whether a cause begins with what people do, and leaves out who: “Do not know where to go”."""
    found = finder(tuple(phrase for phrase, _ in wording().inside)).match(text)
    return found is not None and found[0].split()[0].casefold() in wording().verbs


def _there_is(text: str, _groups: Sequence[str]) -> str | None:
    """Turn what is not there into what is: “No clinic within 40 miles”, unless a verb follows: “No dentist takes me”."""
    words = words_of(text)
    if words[:1] != ["no"] or not 1 < len(words) <= MOST_WORDS_OF_A_NOUN or _beginning_of(text):
        return None
    rest = text.partition(" ")[2]
    noun = noun_of(rest)
    if not noun or set(words) & set(wording().verbs) or any(map(may_be_a_verb, noun[:-1])):
        return None
    verb = "are" if is_plural(noun[-1]) else "is"
    return " ".join(part for part in ("There", verb, article(rest), rest) if part)


def _less(text: str, _groups: Sequence[str]) -> str | None:
    """Say that there is less of what nobody wants: “Less lung disease”, “Fewer fights between groups”."""
    text = text[5:] if text[:5].casefold() == "more " else text  # “More crime” is to be less crime
    parts = re.split(r" and ", text)
    found = [less_of(part) for part in parts]
    if len(words_of(text)) > MOST_WORDS_OF_A_NOUN or has_a_verb(words_of(text)) or not found[0]:
        return None
    if not all(found):
        # In “Tension between tenants and landlords” the second part only describes.
        is_described = len(noun_of(parts[0])) < len(words_of(parts[0]))
        return less_of(text) if is_described else None
    return " and ".join([found[0] or "", *(small(part or "") for part in found[1:])])


def _noun(text: str, groups: Sequence[str]) -> str | None:
    """Turn a noun: “High rents and low wages”. Each part that has its own beginning is turned."""
    first, *others = re.split(r" and ", text)
    found = _beginning_of(first)
    if not found or not may_be_a_noun(words_of(text), len(words_of(found[0]))):
        return None
    its_own = "{group}" in found[1]
    # “Poor families” are not to become better families.
    if not (its_own or found[0].endswith(" of")) and any(
        word in wording().plurals and word not in wording().institutions for word in subject(first)
    ):
        return None
    turned_others = [_beginning(part, groups) or less_of(part) for part in others]
    # “Poor lighting and loose rugs”: better rugs would be loose still. “Poor housing and transport” share their word.
    if not its_own and any(
        not done and len(words_of(part)) > 1 for done, part in zip(turned_others, others, strict=True)
    ):
        return None
    parts = [small(done or part) for done, part in zip(turned_others, others, strict=True)]
    return " and ".join([_beginning(first, groups) or "", *parts])


def _beginning(text: str, groups: Sequence[str]) -> str | None:
    found = _beginning_of(text)
    if not found:
        return None
    phrase, wanted = found
    rest = text[len(phrase) :].strip()
    noun = noun_of(rest)
    fewer = "Fewer" if noun and is_plural(noun[-1]) else "Less"
    if wanted == HAVE and noun and noun[-1] in wording().of_no_one:
        wanted = "More {rest}"
    elif wanted in TRENDS and noun and noun[-1] in wording().wanted_fewer:
        wanted = "Fewer {rest}"
    return wanted.format(group=people(groups), rest=rest, fewer=fewer)


def _beginning_of(text: str) -> tuple[str, str] | None:
    """Give the words that begin a noun, as they are written, and what they are turned into."""
    if _starts(wording().names).match(text):
        return None
    for phrase, wanted in wording().beginnings:
        found = _starts((phrase,)).match(text)
        if found and text[found.end() :].strip():
            return text[: found.end()], wanted
    return None


def _sentence(text: str, _groups: Sequence[str]) -> str | None:
    """Turn a sentence if every piece of it can be turned before anything in it is described further."""
    pieces = list(_pieces(text))
    found = [_piece(piece) for piece in pieces if words_of(piece)]
    if not found or any(each is None for each in found):
        return None
    turned_pieces = iter(each for each in found if each)
    return "".join(next(turned_pieces) if words_of(piece) else piece for piece in pieces)


def _pieces(text: str) -> Iterator[str]:
    """Part a sentence at its breaks; they stand at the beginning of the piece that they begin."""
    start = 0
    for found in re.finditer(rf"{_break().pattern}|[,;:–—]", text, re.IGNORECASE):
        if _joins_people(text[: found.start()], found[0], text[found.end() :]):
            continue
        yield text[start : found.start()]
        yield text[found.start() : found.end()] if not words_of(found[0]) else ""
        start = found.start() if words_of(found[0]) else found.end()
    yield text[start:]


def _joins_people(before: str, word: str, after: str) -> bool:
    """Say whether “and” only joins the people that a sentence begins with: “Women and children are not safe”."""
    people_before, people_after = words_of(before), words_of(after)[:2]
    is_list = word.casefold() in ("and", "or") and bool(people_before) and len(people_before) <= MOST_BEFORE_AND
    return is_list and is_people(people_before[-1]) and any(map(is_people, people_after))


MOST_BEFORE_AND = 3
"""Words of the people before “and”: “Older women and …”."""


def _piece(text: str) -> str | None:
    """Turn the first words of a piece that the table knows; the longest of those that begin at one place."""
    inside = finder(tuple(phrase for phrase, _ in wording().inside)).search(text)
    behind = _behind_people().search(text)
    spans = [inside.span()] if inside else []
    spans += [behind.span("turn")] if behind else []
    described = finder(wording().describing).search(text)
    if not spans or (described and described.start() < min(spans)[0]):
        return None
    start, end = min(spans)
    wanted = _wanted()[plain(text[start:end])]
    space = text[len(text.rstrip()) :]
    return text[:start] + _continued(wanted, text[end:].strip()) + space


def _continued(wanted: str, after: str) -> str:
    """Put the turned words before what follows, with an article or the form of the verb that they ask for."""
    if wanted == "{verb}":
        return after
    if wanted == "{verbs}":
        verb, _, rest = after.partition(" ")
        return f"{of_one(verb)} {rest}".rstrip()
    return " ".join(part for part in (wanted.replace("{a}", article(after)).strip(), after) if part)


def _fewer(text: str, groups: Sequence[str]) -> str | None:
    """Say that it happens to fewer: “Fewer children are taken to hospital”. Wants people, in the plural, at the beginning."""
    found = _amount().match(text)
    rest = text[found.end() :] if found else text
    words = words_of(rest)
    if not words or _starts(wording().no_amounts).match(rest):
        return None
    at = next((index for index, word in enumerate(words[:5]) if word in wording().plurals), None)
    says_what_they_do = bool(set(words) & set(wording().verbs))
    # “Schools too far away”: not the schools are to be fewer. “Dentists not taking patients” are not to be fewer either.
    if not says_what_they_do and ("not" in words or (at is not None and is_place(words[at]))):
        return None
    is_group = any(straight(rest).casefold().startswith(straight(group).casefold()) for group in groups)
    if not is_group and (at is None or _not_before_people().intersection(words[:at])):
        return None
    # In “Asthma sends children to hospital” not the children do it; who is ill twice as often is not to be fewer as often.
    if (at and any(map(may_be_a_verb, words[1:at]))) or ("as" in words and {"times", "twice"}.intersection(words)):
        return None
    verb = next((word for word in words if word in wording().verbs), "")
    # “Staff turnover is high” speaks of one thing, whatever it begins with.
    return f"Fewer {small(rest)}" if len(words) > 1 and verb not in OF_ONE else None


OF_ONE = ("is", "was", "has", "does")

WAYS = (
    _wanted_already,
    _wish,
    _measured,
    _whole,
    _ending,
    _kept,
    _first_words,
    _there_is,
    _noun,
    _less,
    _sentence,
    _fewer,
)
"""How a problem is turned: the first of these that knows its words."""


@cache
def _not_before_people() -> frozenset[str]:
    """Words after which people are no longer what a sentence is about."""
    return frozenset((*wording().verbs, *wording().describing, *wording().after_a_noun)) - {"and", "or"}


# -- patterns, made once ----------------------------------------------------------------------------------------------


def _holds(phrases: tuple[str, ...], text: str) -> bool:
    return finder(phrases).search(text) is not None


@cache
def _starts(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return finder(phrases)


@cache
def _break() -> re.Pattern[str]:
    return finder(wording().breaks)


@cache
def _endings() -> re.Pattern[str]:
    phrases = finder(tuple(phrase for phrase, _ in wording().endings)).pattern
    return re.compile(
        rf"(?P<turn>{phrases})(?: (?:sharply|steadily|rapidly|greatly|further|fast|again|dramatically))?"
        rf"(?: (?:by|since|over the|in the last|in the past|every|each|during) .+)?$",
        re.IGNORECASE,
    )


@cache
def _wanted() -> dict[str, str]:
    return dict((*wording().inside, *wording().behind_people))


@cache
def _behind_people() -> re.Pattern[str]:
    phrases = finder(tuple(phrase for phrase, _ in wording().behind_people)).pattern
    return re.compile(rf"{finder(wording().plurals).pattern}\s+(?P<turn>{phrases})", re.IGNORECASE)


@cache
def _amount() -> re.Pattern[str]:
    listed = finder(wording().amounts).pattern
    number = r"\d[\d.,]*(?: ?%| per ?cent)?(?: of \d[\d.,]*)?(?: of)?(?: the)?(?!\w)"
    return re.compile(rf"(?:about |nearly |almost |over |more than )?(?:{number}|{listed})\s*", re.IGNORECASE)
