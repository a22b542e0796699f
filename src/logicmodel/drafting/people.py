"""Naming people in a sentence, and marking what is still to be reworded, as each language does."""

import re
from collections.abc import Sequence

from logicmodel.drafting.english import wording
from logicmodel.drafting.romance import LANGUAGES, people_in, romance_wording
from logicmodel.words.matching import words_of

GERMAN = "German"

MARKS = {GERMAN: "Umzuformulieren: ", "Arabic": "لإعادة الصياغة: "}
"""Language without a table of words → what stands before a problem that is still to be reworded."""


def to_reword(problem: str, language: str) -> str:
    """Give the words of a problem behind a mark that says, in the language of the plan, that they are to be reworded.

    >>> to_reword("sugary drinks", "English"), to_reword("Écrans la nuit", "French"), to_reword("Mobbing", "German")
    ('To reword: Sugary drinks', 'À reformuler : Écrans la nuit', 'Umzuformulieren: Mobbing')
    """
    mark = MARKS.get(language, "To reword: ")
    if language in LANGUAGES:
        mark = romance_wording(LANGUAGES[language]).to_reword
    return mark + with_capital(problem.strip())


def named(groups: Sequence[str], language: str, *, within: bool = False) -> str:
    """Name groups at the beginning of a sentence or within it, as a language does.

    >>> named(["Collégiens"], "French", within=True), named(["Ältere Menschen", "Frauen"], "German", within=True)
    ('les collégiens', 'ältere Menschen und Frauen')
    """
    if language in LANGUAGES:
        said = people_in(LANGUAGES[language], groups)
        return small(said) if within else said
    if language == GERMAN:
        said = _german_people(groups)
        return said if not within else _small_adjective(said)
    return people(groups, within=within)


def _german_people(groups: Sequence[str]) -> str:
    names = [_small_adjective(name) if index else name for index, name in enumerate(groups)] or ["Betroffene"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} und {names[-1]}"


def _small_adjective(name: str) -> str:
    """Write an adjective small that stands before the noun: “ältere Menschen”; German nouns keep their capital."""
    found = re.match(r"(\w+e) [A-ZÄÖÜ]\w", name)
    return small(name) if found else name


def people(groups: Sequence[str], *, within: bool = False) -> str:
    """Name groups in a sentence, at its beginning or within it; “people” where none is named.

    >>> people(["Young carers", "Schools"]), people(["Young carers"], within=True), people(["Romani women"], within=True)
    ('Young carers and schools', 'young carers', 'Romani women')
    """
    if not groups:
        return "people" if within else "People"
    names = [_within(name) if index or within else name for index, name in enumerate(groups)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _within(name: str) -> str:
    """Write the first letter small where the first word is a common one; a name of a people or place stays.

    >>> [_within(name) for name in ("Unaccompanied children", "Pregnant women", "Romani women", "NEET young people")]
    ['unaccompanied children', 'pregnant women', 'Romani women', 'NEET young people']
    """
    first = words_of(name)[:1]
    known = {*wording().plurals, *wording().before_people}
    common = first and (first[0] in known or re.search(r"\w{2}(?:ed|ing|less|ful|able|ee)$", first[0]))
    return small(name) if common else name


def small(text: str) -> str:
    """Write the first letter small, unless the first word is all capitals or may be a name."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() or first in ("I",) else text[:1].lower() + text[1:]


def with_capital(text: str) -> str:
    """Write the first letter large."""
    return text[:1].upper() + text[1:]
