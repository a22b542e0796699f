"""English nouns in a problem: where they end, whether they are several, and what there is to be less of."""

import re
from collections.abc import Sequence

from logicmodel.drafting.english import wording
from logicmodel.drafting.people import small
from logicmodel.words.matching import finder, words_of
from logicmodel.words.spelling import straight

MOST_WORDS_OF_A_NOUN = 9
"""Longer texts without a known verb are taken for sentences."""

MOST_WORDS = 14
"""The same with a place behind them: “High rates of obesity among children in the north of the borough”."""

COLLECTIVE = ("staff", "police")
"""People who stand before another noun in the singular: “staff turnover”."""


def is_people(word: str) -> bool:
    """Say whether a word names people in the plural."""
    return word in wording().plurals and not is_place(word)


def is_place(word: str) -> bool:
    """Say whether a word names places or those who run a service, as “schools” does."""
    return word in wording().places or word in wording().institutions


def subject(text: str) -> set[str]:
    """Give the words of a noun up to the first that only describes it: “poor families in Ropewalk”."""
    words = words_of(text)
    ends = (index for index, word in enumerate(words) if index > 1 and word in wording().after_a_noun)
    return set(words[: next(ends, len(words))])


def has_a_verb(words: Sequence[str], first: str = "") -> bool:
    """Say whether words behind a first one hold a verb: “falls” is none in “admissions for falls”."""
    before = [first, *words]
    return any(
        word in wording().verbs and before[index] not in wording().after_a_noun for index, word in enumerate(words)
    )


def may_be_a_noun(words: Sequence[str], begun: int) -> bool:
    """Say whether words may be a noun: no verb stands behind those that begin it, and what is longer ends in a place."""
    if has_a_verb(words[begun:], words[begun - 1]):
        return False
    if len(words) <= MOST_WORDS_OF_A_NOUN:
        return True
    at = next(
        (index for index, word in enumerate(words) if word in ("in", "at", "near", "among", "within")), len(words)
    )
    tail = words[at:]
    return at <= MOST_WORDS_OF_A_NOUN - 2 and len(words) <= MOST_WORDS and not any(map(may_be_a_verb, tail[:-1]))


def may_be_a_verb(word: str) -> bool:
    """Say whether a word that stands before another may be a verb, as in “no dentist accepts Medicaid”."""
    return word not in wording().no_article and re.search(r"[^sui]s$", word) is not None


def noun_of(text: str) -> list[str]:
    """Give the words of a noun, the noun itself last: those before the first that only describes it."""
    words: list[str] = []
    for word in words_of(text):
        if word in wording().after_a_noun:
            break
        words.append(word)
    while len(words) > 1 and words[-1] in wording().behind_the_noun:
        words.pop()
    return words


def is_plural(noun: str) -> bool:
    """Say whether a noun is in the plural."""
    return re.search(r"(?:[^sui]s|people|men|children|staff)$", noun) is not None


def article(after: str) -> str:
    """Give “a” or “an” where a noun in the singular follows that takes one."""
    noun = noun_of(after)
    of_their_own = straight(after).casefold().endswith(" of their own")
    if not noun or (noun[-1] in wording().no_article and not of_their_own) or is_plural(noun[-1]):
        return ""
    if noun[-1].endswith("ing") and noun[-1] not in wording().countable_ing:
        return ""
    return "an" if noun[0][0] in "aeiou" else "a"


def less_of(part: str) -> str | None:
    """Say that there is less or fewer of a noun; None where nobody can tell that it is wanted less."""
    owned = re.match(r"(\w+s)' (?=\S)", straight(part))
    if owned:
        wanted = less_of(part[owned.end() :])
        return f"{wanted} among {small(owned[1])}" if wanted else None
    words = noun_of(part)
    # “Women experience violence” is a sentence; “Staff burnout” is none.
    if finder(wording().names).match(part) or any(is_people(word) and word not in COLLECTIVE for word in words[:-1]):
        return None
    noun = " ".join(words)
    for listed, wanted in ((wording().wanted_less, "Less"), (wording().wanted_fewer, "Fewer")):
        if any(noun == each or noun.endswith(f" {each}") for each in listed):
            return f"{wanted} {small(part)}"
    return None


def of_one(verb: str) -> str:
    """Give a verb as one person does it: go, goes; carry, carries.

    >>> [of_one(verb) for verb in ("work", "go", "carry", "have", "reach")]
    ['works', 'goes', 'carries', 'has', 'reaches']
    """
    if verb == "have":
        return "has"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return verb + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else "s")
