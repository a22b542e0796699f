"""The words and patterns of `privacy.toml`, read when first asked for and put together once."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from logicmodel.words.matching import finder

ARTICLE = "ال"
"""What Arabic writes together with a word: “the”."""


@cache
def told_by() -> Mapping[str, Mapping[str, tuple[str, ...] | str]]:
    """Give the tables of `privacy.toml`: table → name of a list → its entries."""
    text = files("logicmodel.privacy").joinpath("privacy.toml").read_text(encoding="utf-8")
    return {
        table: {name: tuple(its) if isinstance(its, list) else its for name, its in lists.items()}
        for table, lists in tomllib.loads(text).items()
    }


def entries(table: str, name: str = "words") -> tuple[str, ...]:
    """Give one list of `privacy.toml`."""
    its = told_by()[table][name]
    return its if isinstance(its, tuple) else (its,)


@cache
def words_in(table: str, name: str = "words") -> re.Pattern[str]:
    """Give a pattern that finds a whole word or phrase of a list, whatever its case."""
    return finder(entries(table, name))


_OF_A_NAME = 2
"""Letters that may stand behind the beginning of a word without making it one: Schulz and Schulze are names."""


class Vocabulary:
    """Whole words, beginnings and ends of words: “-leitung” stands for every word that ends so."""

    def __init__(self, words: Iterable[str]) -> None:
        every = [word.casefold().replace("’", "'") for word in words]
        self._whole = {word for word in every if not word.startswith("-") and not word.endswith("-")}
        self._ends = tuple(word[1:] for word in every if word.startswith("-"))
        self._begins = tuple(word[:-1] for word in every if word.endswith("-"))

    def __contains__(self, word: str) -> bool:
        """Say whether a word, or what a possessive “’s” or an Arabic article leaves of it, is in the list."""
        key = word.casefold().replace("’", "'").strip(".'")
        bare = key.removesuffix("'s").removeprefix(ARTICLE)
        return (
            key in self._whole
            or bare in self._whole
            or any(len(key) > len(end) and key.endswith(end) for end in self._ends)
            or any(len(key) > len(start) + _OF_A_NAME and key.startswith(start) for start in self._begins)
        )


@cache
def known_words() -> Vocabulary:
    """Give the words for roles, organisations and places in all languages: a text with one of them is no name."""
    tables = told_by()
    return Vocabulary(
        word
        for table in ("roles", "organisations", "places")
        for name in tables[table]
        for word in entries(table, name)
    )


_LEAST_LETTERS = 4


@cache
def words_of_plans() -> frozenset[str]:
    """Give the words that our lists for reading plans hold in small letters: they name nobody.

    Words of fewer than four letters are left out, and what is a surname or a given name as well.
    """
    lists = (each for each in files("logicmodel.words").iterdir() if each.name.endswith((".toml", ".csv")))
    text = "\n".join(each.read_text(encoding="utf-8") for each in sorted(lists, key=lambda each: each.name))
    small = re.findall(rf"(?<![^\W\d_])[^\W\d_A-Z]{{{_LEAST_LETTERS},}}(?![^\W\d_])", text)
    return frozenset(small) - {*entries("given_names", "words")}
