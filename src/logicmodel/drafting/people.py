"""Naming people in a sentence, and marking what is still to be reworded, as each language does."""

import re
from collections.abc import Sequence

from logicmodel.drafting.english import wording
from logicmodel.drafting.german import german_people, german_words, small_adjective
from logicmodel.drafting.word_tables import LANGUAGES, people_in, word_table
from logicmodel.words.matching import words_of
from logicmodel.words.spelling import plain, unaccented

GERMAN = "German"


def to_reword(problem: str, language: str) -> str:
    """Give the words of a problem behind a mark that says, in the language of the plan, that they are to be reworded.

    >>> to_reword("sugary drinks", "English"), to_reword("Écrans la nuit", "French"), to_reword("Mobbing", "German")
    ('To reword: Sugary drinks', 'À reformuler : Écrans la nuit', 'Umzuformulieren: Mobbing')
    """
    if language == GERMAN:
        mark = german_words().to_reword
    else:
        mark = word_table(LANGUAGES[language]).to_reword if language in LANGUAGES else "To reword: "
    return mark + with_capital(problem.strip())


def named(groups: Sequence[str], language: str, *, within: bool = False) -> str:
    """Name groups at the beginning of a sentence or within it, as a language does.

    >>> named(["Collégiens"], "French", within=True), named(["Ältere Menschen", "Frauen"], "German", within=True)
    ('les collégiens', 'ältere Menschen und Frauen')
    """
    if language in LANGUAGES:
        said = people_in(LANGUAGES[language], groups)
        if within and language == "Arabic":
            # Behind another word the ending of people in the plural changes.
            return re.sub(r"(?<=\w{3})ون(?!\w)", "ين", said)
        return small(said) if within else said
    if language == GERMAN:
        said = german_people(groups)
        return said if not within else small_adjective(said)
    return people(groups, within=within)


def families(language: str) -> str:
    """Name the families of children, as a group would be written."""
    if language == GERMAN:
        return german_words().families
    return word_table(LANGUAGES[language]).families if language in LANGUAGES else wording().families


def are_children(group: str, language: str) -> bool:
    """Say whether a group is one of children who have a family.

    >>> [are_children(name, "English") for name in ("Children under five", "Mothers of infants", "Unaccompanied children")]
    [True, False, False]
    >>> are_children("Enfants de 3 à 6 ans", "French"), are_children("Ältere Menschen", "German")
    (True, False)
    """
    if language == GERMAN or language in LANGUAGES:
        words = german_words() if language == GERMAN else word_table(LANGUAGES[language])
        return bool({*unaccented(group).split()[:2]} & {*map(unaccented, words.children)})
    names = plain(group).split()
    before = [word for word in names if word in wording().after_a_noun][:1]
    head = names[: names.index(before[0])] if before else names
    return "unaccompanied" not in head and bool({*head} & {*wording().children})


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
