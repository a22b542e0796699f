"""Names of persons in scripts that write no capitals: told by given names, surnames and the words before them."""

import re
from collections.abc import Iterable
from functools import cache

from logicmodel.patterns import pattern_of
from logicmodel.privacy.data import entries, known_words
from logicmodel.privacy.written import words_before

_UNCASED = pattern_of(r"[\u0600-\u06ff\u0900-\u097f]")


def uncased_names(text: str) -> list[str]:
    """Give the names in a text that is written in Arabic or Devanagari; those of schools and streets are left out.

    >>> uncased_names("قابلنا محمد العلي في المدرسة"), uncased_names("रमेश कुमार ने कहा")
    (['محمد العلي'], ['रमेश कुमार'])
    >>> uncased_names("مدرسة فاطمة الزهراء"), uncased_names("عمر الطفل")
    ([], [])
    """
    if not _UNCASED.search(text):
        return []
    matches = (match for pattern in _patterns() for match in pattern.finditer(text))
    found = (match["name"] for match in matches if not _is_of_a_place(text[: match.start("name")]))
    return list(dict.fromkeys(found))


def _is_of_a_place(before: str) -> bool:
    """Say whether the word before a name says that it is that of an organisation or a street."""
    word = words_before(before, 1)
    return bool(word) and (word in known_words() or word in entries("addresses", "before"))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names, sure = entries("given_names", "ar"), entries("given_names", "ar_sure")
    kin, asked, surnames = (_any_of(entries("given_names", each)) for each in ("ar_kin", "ar_asked", "hi_surnames"))
    joined = r"(?<![\u0621-\u064a])[ولب]?"
    behind = r"(?![\u0621-\u064a])"
    other = rf"(?:ال[\u0621-\u064a]{{3,}}|(?:بن|بنت)\s+[\u0621-\u064a]{{3,}}|(?:{_any_of(names)}){behind})"
    return (
        re.compile(rf"{joined}(?P<name>(?:{_any_of(sure)})\s+{other})"),
        re.compile(rf"{joined}(?P<name>(?:{kin})\s+(?:{_any_of(names)})){behind}"),
        re.compile(rf"(?<![\u0621-\u064a])(?:{asked})\s+(?P<name>(?:{_any_of(sure)})(?:\s+{other})?){behind}"),
        re.compile(rf"(?<![\u0900-\u097f])(?P<name>[\u0900-\u097f]{{2,}}\s+(?:{surnames}))(?![\u0900-\u097f])"),
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
