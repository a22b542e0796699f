"""Whole words in a text: how the word lists of a language are looked up.

A word is a run of letters, digits, apostrophes and hyphens; case does not matter. A listed word or phrase matches only
where no such character stands right before or after it, so that “confidence” is not found in “self-confidence”. Text
is matched as it was typed, accents included; curly and straight apostrophes are one. What French joins to the next
word with an apostrophe is a word of its own: “ateliers” is found in “d’ateliers”.
"""

import re
from collections.abc import Collection
from functools import cache, lru_cache

from logicmodel.patterns import pattern_of

_REMEMBERED = 16_384  # several rules ask for the words of one statement
_APOSTROPHES = "'’ʼ"
_HYPHENS = "‐‑-"
_SIGN = rf"(?:[^\W_]|[{_APOSTROPHES}{_HYPHENS}])"
_APOSTROPHE, _HYPHEN = pattern_of(f"[{_APOSTROPHES}]"), pattern_of(f"[{_HYPHENS}]")
# “ʼ” is a letter. Three sets of a few signs are made ten times as fast as one of all, and every list needs them.
_NO_SIGN_BEFORE, _NO_SIGN_AFTER = (f"({test}[^\\W_])({test}['’])({test}[{_HYPHENS}])" for test in ("?<!", "?!"))
_ELIDED = ("[cdjlmnst]", "qu")
_PLAIN_WORD = pattern_of(r"[a-z0-9-]+")
_WORD = pattern_of(rf"{_NO_SIGN_BEFORE}(?:{'|'.join(_ELIDED)})[{_APOSTROPHES}](?=[^\W_]{{2}})|{_SIGN}+", re.IGNORECASE)
_AFTER_ELIDED = "|".join(rf"(?<={_NO_SIGN_BEFORE}{each}.)" for each in _ELIDED)
# That an apostrophe stands before it is asked first: the rest is dear, and seldom needed.
_NOT_AFTER = rf"(?:{_NO_SIGN_BEFORE}|(?:(?<=['’])|(?<=ʼ))(?:{_AFTER_ELIDED}))"


_NUMBERING = pattern_of(r"\A\s*(?:(?:\(?\d{1,2}(?:\.\d{1,2})*[.):]|\(?[A-Za-z]\)|[-–—•●▪*·])\s+)?")


@cache
def finder(phrases: tuple[str, ...], stems: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Return a pattern that finds the first of these words and phrases in a text, and words that begin with a stem.

    Use `search` for “has”, `match` for “begins with”, `fullmatch` for “is”. Of two phrases that begin at one place
    the longer is found. White space in a phrase stands for any run of white space. Without phrases nothing matches.

    >>> confidence = finder(("confidence", "sign up"), ("motivat",))
    >>> [bool(confidence.search(text)) for text in ("More Confidence.", "self-confidence", "Sign  up", "motivated")]
    [True, False, True, True]
    >>> finder(("#",)).match("#families") is None
    False
    >>> bool(finder(("ateliers", "nombre d'")).match("Nombre d’ateliers")), bool(finder(("ateliers",)).search("d’ateliers"))
    (True, True)
    """
    guarded: dict[tuple[str, str], list[str]] = {}
    for phrase in sorted({*phrases}, key=lambda phrase: (-len(phrase), phrase)):
        if phrase:
            guarded.setdefault(_guards(phrase), []).append(_loosely(phrase))
    # One guard for many phrases: with one for each, a long list takes ten times as long.
    patterns = [f"{before}(?:{'|'.join(its)}){after}" for (before, after), its in guarded.items()]
    if beginnings := [_loosely(stem) for stem in sorted({*stems}) if stem]:
        patterns.append(rf"{_NOT_AFTER}(?:{'|'.join(beginnings)}){_SIGN}*")
    return pattern_of("|".join(patterns) or r"(?!)", re.IGNORECASE)


def _guards(phrase: str) -> tuple[str, str]:
    """Guard the ends of a phrase that are letters or digits: “#” and “d’” may stand right before a word."""
    ends_in_a_letter = _WORD.match(phrase[-1]) and phrase[-1] not in _APOSTROPHES
    return (_NOT_AFTER if _WORD.match(phrase) else "", _NO_SIGN_AFTER if ends_in_a_letter else "")


def _loosely(phrase: str) -> str:
    signs = {
        **dict.fromkeys(_APOSTROPHES, rf"[{_APOSTROPHES}]\s?"),
        **dict.fromkeys(_HYPHENS, f"[{_HYPHENS}]"),
    }
    return r"\s+".join("".join(signs.get(sign, re.escape(sign)) for sign in part) for part in phrase.split())


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, in order; a dash that stands alone is none.

    >>> words_of("We don’t re-train – 40 people")
    ['we', "don't", 're-train', '40', 'people']
    >>> words_of("L’accès d’aujourd’hui")
    ["l'", 'accès', "d'", "aujourd'hui"]
    """
    return list(_words(text))


@lru_cache(_REMEMBERED)
def _words(text: str) -> tuple[str, ...]:
    if text.isascii() and "'" not in text:
        found = _PLAIN_WORD.findall(text.lower())
        return tuple(word for word in found if word.strip("-")) if "-" in text else tuple(found)
    straight = _HYPHEN.sub("-", _APOSTROPHE.sub("'", text.casefold()))
    return tuple(word for word in _WORD.findall(straight) if word.strip("'-"))


@cache
def telling_words(phrases: tuple[str, ...]) -> frozenset[str]:
    """Return the longest word of each phrase: a text that holds none of them holds none of the phrases.

    A phrase that is only a sign, such as “#”, has no word; `telling_signs` gives it.

    >>> sorted(telling_words(("sign up", "number of", "#")))
    ['number', 'sign']
    """
    return frozenset(max(words, key=len) for words in map(words_of, phrases) if words)


def telling_signs(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return the phrases that have no word.

    >>> telling_signs(("sign up", "#"))
    ('#',)
    """
    return tuple(phrase for phrase in phrases if not words_of(phrase))


def unnumbered(text: str) -> str:
    """Return a text without the number or bullet with which people begin the items of a list.

    >>> unnumbered("1.2) Provide advice"), unnumbered("• Number of visits"), unnumbered("40 workshops held")
    ('Provide advice', 'Number of visits', '40 workshops held')
    """
    return _NUMBERING.sub("", text, count=1)


def first_words(text: str, leading: Collection[str]) -> list[str]:
    """Return the words of a text in lower case from the first one on that is not a leading word.

    >>> first_words("We will recruit 20 people", ["to", "we", "will"]), first_words("1. To recruit", ["to"])
    (['recruit', '20', 'people'], ['recruit'])
    """
    words = words_of(unnumbered(text))
    while words and words[0] in leading:
        del words[0]
    return words
