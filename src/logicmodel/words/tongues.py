"""Telling the language of statements by the most common words in them."""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from logicmodel.words.matching import words_of
from logicmodel.words.spelling import straight

ENGLISH = "English"

UNKNOWN = "another language"
"""What statements in a script that no list covers are said to be in."""


@cache
def _common() -> Mapping[str, frozenset[str]]:
    text = files("logicmodel.words").joinpath("common_words.toml").read_text(encoding="utf-8")
    return {language: frozenset(words) for language, words in tomllib.loads(text).items()}


def guessed_language(texts: Iterable[str]) -> str:
    """Say which language most common words of some statements belong to: English where none or two are equal.

    >>> guessed_language(["Les élèves manquent l’école", "Peu de crèches"]), guessed_language(["Falta de agua y luz"])
    ('French', 'Spanish')
    >>> guessed_language(["Stress"]), guessed_language(["لا توجد مياه نظيفة"]), guessed_language(["Нет воды"])
    ('English', 'Arabic', 'another language')
    """
    whole = " ".join(texts)
    letters = [letter for letter in whole if letter.isalpha()]
    scripts = [unicodedata.name(letter, "").partition(" ")[0] for letter in letters]
    if letters and scripts.count("LATIN") * 2 < len(letters):
        return "Arabic" if scripts.count("ARABIC") * 2 > len(letters) else UNKNOWN
    words = [piece for word in words_of(straight(whole)) for piece in word.split("'")]
    found = {language: sum(word in its for word in words) for language, its in _common().items()}
    best = max(found.values())
    return next((language for language in found if found[language] == best), ENGLISH) if best else ENGLISH
