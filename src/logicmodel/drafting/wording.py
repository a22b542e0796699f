"""Turning a problem into the state that is wanted, by a table of words that people can read and change.

The table is data (`words/drafting_en.toml`). What it cannot turn as a whole is left as it is and marked: half a
sentence turned round would say what nobody means.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from logicmodel.drafting.english import wording
from logicmodel.drafting.people import people, small, with_capital
from logicmodel.drafting.romance import LANGUAGES, turned_in
from logicmodel.words.matching import finder, words_of
from logicmodel.words.spelling import plain, straight
from logicmodel.words.tongues import ENGLISH

MOST_WORDS_OF_A_NOUN = 9
"""Longer texts without a known verb are taken for sentences."""


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
        wanted = turned_in(LANGUAGES[language], text, groups) if language in LANGUAGES else None
        return Turned(text=wanted or text, to_reword=wanted is None)
    text = re.sub(r"^there (?:is|are) (?=(?:no|not enough|too few|too little) )", "", text, flags=re.IGNORECASE)
    if _begins_with_a_verb(text):
        text = f"{people(groups)} {small(text)}"
    elif re.match(r"(?:no one|nobody|nowhere|nothing) to ", text, re.IGNORECASE):
        text = f"{people(groups)} have {small(text)}"
    for way in (_wanted_already, _wish, _whole, _first_words, _there_is, _noun, _less, _sentence, _fewer):
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
            who = with_capital(found["who"]) if found["who"] else people(groups)
            return wanted.format(group=who) + (found["tail"] or "")
    return None


def _first_words(text: str, _groups: Sequence[str]) -> str | None:
    for phrase, wanted in wording().first_words:
        found = _starts((phrase,)).match(text)
        rest = words_of(text[found.end() :]) if found else []
        is_clear = phrase == "nowhere" or not _holds(wording().breaks, text)
        if found and rest and rest[0] not in wording().past and is_clear:
            return wanted + text[found.end() :]
    return None


def _begins_with_a_verb(text: str) -> bool:
    """Say whether a cause begins with what people do, and leaves out who: “Do not know where to go”."""
    found = finder(tuple(phrase for phrase, _ in wording().inside)).match(text)
    return found is not None and found[0].split()[0].casefold() in wording().verbs


def _there_is(text: str, _groups: Sequence[str]) -> str | None:
    """Turn what is not there into what is: “No clinic within 40 miles”, unless a verb follows: “No dentist takes me”."""
    words = words_of(text)
    if words[:1] != ["no"] or not 1 < len(words) <= MOST_WORDS_OF_A_NOUN or _starts(("no access to",)).match(text):
        return None
    rest = text.partition(" ")[2]
    noun = _noun_of(rest)
    if not noun or set(words) & set(wording().verbs) or any(map(_may_be_a_verb, noun[:-1])):
        return None
    verb = "are" if _is_plural(noun[-1]) else "is"
    return " ".join(part for part in ("There", verb, _article(rest), rest) if part)


def _less(text: str, _groups: Sequence[str]) -> str | None:
    """Say that there is less of what nobody wants: “Less lung disease”, “Fewer fights between groups”."""
    parts = re.split(r" and ", text)
    found = [_less_of(part) for part in parts]
    if len(words_of(text)) > MOST_WORDS_OF_A_NOUN or _has_a_verb(words_of(text)) or not found[0]:
        return None
    if not all(found):
        # In “Tension between tenants and landlords” the second part only describes.
        is_described = len(_noun_of(parts[0])) < len(words_of(parts[0]))
        return _less_of(text) if is_described else None
    return " and ".join([found[0] or "", *(small(part or "") for part in found[1:])])


def _has_a_verb(words: Sequence[str]) -> bool:
    """Say whether words hold a verb: “falls” is none in “admissions for falls”."""
    before = ["", *words]
    return any(
        word in wording().verbs and before[index] not in wording().after_a_noun for index, word in enumerate(words)
    )


def _less_of(part: str) -> str | None:
    noun = " ".join(_noun_of(part))
    for listed, wanted in ((wording().wanted_less, "Less"), (wording().wanted_fewer, "Fewer")):
        if any(noun == each or noun.endswith(f" {each}") for each in listed):
            return f"{wanted} {small(part)}"
    return None


def _noun(text: str, groups: Sequence[str]) -> str | None:
    """Turn a noun: “High rents and low wages”. Each part that has its own beginning is turned."""
    words = words_of(text)
    if len(words) > MOST_WORDS_OF_A_NOUN or set(words) & set(wording().verbs):
        return None
    first, *others = re.split(r" and ", text)
    turned_first = _beginning(first, groups)
    # “Poor families” are not to become better families.
    if turned_first is None or _subject(first) & set(wording().plurals):
        return None
    turned_others = [(_beginning(part, groups) or part) for part in others]
    return " and ".join([turned_first, *(small(part) for part in turned_others)])


def _subject(text: str) -> set[str]:
    """Give the words of a noun up to the first that only describes it: “poor families in Ropewalk”."""
    words = words_of(text)
    ends = (index for index, word in enumerate(words) if index > 1 and word in wording().after_a_noun)
    return set(words[: next(ends, len(words))])


def _beginning(text: str, groups: Sequence[str]) -> str | None:
    if _starts(wording().names).match(text):
        return None
    for phrase, wanted in wording().beginnings:
        found = _starts((phrase,)).match(text)
        rest = text[found.end() :].strip() if found else ""
        if rest:
            return wanted.format(group=people(groups), rest=rest)
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
        yield text[start : found.start()]
        yield text[found.start() : found.end()] if not words_of(found[0]) else ""
        start = found.start() if words_of(found[0]) else found.end()
    yield text[start:]


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
        return f"{_of_one(verb)} {rest}".rstrip()
    article = _article(after)
    return " ".join(part for part in (wanted.replace("{a}", article).strip(), after) if part)


def _of_one(verb: str) -> str:
    """Give a verb as one person does it: go, goes; carry, carries.

    >>> [_of_one(verb) for verb in ("work", "go", "carry", "have", "reach")]
    ['works', 'goes', 'carries', 'has', 'reaches']
    """
    if verb == "have":
        return "has"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return verb + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else "s")


def _article(after: str) -> str:
    """Give “a” or “an” where a noun in the singular follows that takes one."""
    noun = _noun_of(after)
    if not noun or noun[-1] in wording().no_article or _is_plural(noun[-1]):
        return ""
    if noun[-1].endswith("ing") and noun[-1] not in wording().countable_ing:
        return ""
    return "an" if noun[0][0] in "aeiou" else "a"


def _noun_of(text: str) -> list[str]:
    """Give the words of a noun, the noun itself last: those before the first that only describes it."""
    words: list[str] = []
    for word in words_of(text):
        if word in wording().after_a_noun:
            break
        words.append(word)
    while len(words) > 1 and words[-1] in wording().behind_the_noun:
        words.pop()
    return words


def _is_plural(noun: str) -> bool:
    return re.search(r"(?:[^sui]s|people|men|children|staff)$", noun) is not None


def _may_be_a_verb(word: str) -> bool:
    """Say whether a word that stands before another may be a verb, as in “no dentist accepts Medicaid”."""
    return word not in wording().no_article and re.search(r"[^sui]s$", word) is not None


def _fewer(text: str, groups: Sequence[str]) -> str | None:
    """Say that it happens to fewer: “Fewer children are taken to hospital”. Wants people, in the plural, at the beginning."""
    found = _amount().match(text)
    rest = text[found.end() :] if found else text
    words = words_of(rest)
    if not words or _starts(wording().no_amounts).match(rest):
        return None
    at = next((index for index, word in enumerate(words[:5]) if word in wording().plurals), None)
    is_group = any(straight(rest).casefold().startswith(straight(group).casefold()) for group in groups)
    if not is_group and (at is None or _not_before_people().intersection(words[:at])):
        return None
    verb = next((word for word in words if word in wording().verbs), "")
    # “Staff turnover is high” speaks of one thing, whatever it begins with.
    return f"Fewer {small(rest)}" if len(words) > 1 and verb not in OF_ONE else None


OF_ONE = ("is", "was", "has", "does")


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
