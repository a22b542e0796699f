"""Telling a language by its name, and that of statements by the most common words in them."""

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from logicmodel.words.load import LANGUAGES, vocabulary
from logicmodel.words.matching import words_of
from logicmodel.words.spelling import heading_key, straight

ENGLISH = "English"

UNKNOWN = "another language"
"""What statements in a script that no list covers are said to be in."""

_PERSIAN = "پچژگکی"
"""Letters that Persian, Urdu and others in Arabic script are full of; in Arabic one slips in at most."""

SHORTEST_BEFORE_AN_ENDING = 3
"""Letters that stand before an ending at least: “dad” does not end in “-dad”."""


class _Common(NamedTuple):
    words: frozenset[str]
    endings: tuple[str, ...]

    def holds(self, word: str) -> bool:
        if word in self.words or not word.endswith(self.endings):
            return word in self.words
        return any(
            word.endswith(ending) and len(word) >= len(ending) + SHORTEST_BEFORE_AN_ENDING for ending in self.endings
        )


@cache
def _common() -> Mapping[str, _Common]:
    text = files("logicmodel.words").joinpath("common_words.toml").read_text(encoding="utf-8")
    return {
        language: _Common(
            frozenset(word for word in words if not word.startswith("-")),
            tuple(word[1:] for word in words if word.startswith("-")),
        )
        for language, words in tomllib.loads(text).items()
    }


def language_named(text: str) -> str | None:
    """Give the code of one of our languages, from its name in any of them, or its code with or without a country.

    >>> language_named("Français"), language_named("german"), language_named("pt-BR"), language_named("Klingon")
    ('fr', 'de', 'pt', None)
    """
    known = vocabulary("language")
    name = known.get(heading_key(text)) or known.get(heading_key(text.partition("-")[0]))
    return LANGUAGES[name] if name else None


def guessed_language(texts: Iterable[str]) -> str:
    """Say which language most common words of some statements belong to: English where none does.

    >>> guessed_language(["Les élèves manquent l’école", "Peu de crèches"]), guessed_language(["Falta de agua y luz"])
    ('French', 'Spanish')
    >>> guessed_language(["Evasão escolar", "Falta de transporte", "Violência contra idosos"])
    'Portuguese'
    >>> guessed_language(["Stress"]), guessed_language(["لا توجد مياه نظيفة"]), guessed_language(["Нет воды"])
    ('English', 'Arabic', 'another language')
    >>> guessed_language(["زنان آب آشامیدنی ندارند"])
    'another language'
    """
    whole = " ".join(texts)
    letters, scripts = 0, Counter[str]()
    for letter, times in Counter(whole).items():
        if letter.isalpha():
            letters += times
            scripts[unicodedata.name(letter, "").partition(" ")[0]] += times
    if scripts["LATIN"] * 2 < letters:
        is_arabic = scripts["ARABIC"] * 2 > letters and sum(map(whole.count, _PERSIAN)) * 50 < letters
        return "Arabic" if is_arabic else UNKNOWN
    found = _counted(whole)
    best = max(found.values())
    return next((language for language in found if found[language] == best), ENGLISH) if best else ENGLISH


def language_of(statement: str, usual: str) -> str:
    """Say which language one statement is in: the usual one, unless more of its words belong to another.

    >>> language_of("Les jeunes n’ont pas de travail", "English"), language_of("Stress", "French")
    ('French', 'French')
    """
    guessed = guessed_language([statement])
    found = _counted(statement)
    if usual not in found or guessed not in found:
        return usual
    return guessed if found[guessed] > found[usual] else usual


def _counted(text: str) -> dict[str, int]:
    """Count for each language the words of a text that are common in it."""
    words = [piece for word in words_of(straight(text)) for piece in word.split("'")]
    return {language: sum(map(its.holds, words)) for language, its in _common().items()}
