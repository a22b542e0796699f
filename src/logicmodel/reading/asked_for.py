"""What a question or a heading asks for, by its words: needs, persons, where people live."""

from collections.abc import Sequence
from functools import cache

from logicmodel.patterns import pattern_of
from logicmodel.words.load import names
from logicmodel.words.spelling import unaccented

_WORD = pattern_of(r"[^\W\d_]+")
_HUMP = pattern_of(r"(?<=[a-z])(?=[A-Z])")

_ASKED_WITH = frozenset(
    (
        *("priority", "priorities", "lack", "lacking", "struggle", "struggling", "unmet", "obstacle", "obstacles"),
        *("missing", "manque", "hard", "difficult", "difficile", "dificil", "schwer", "schwierig"),
        *("worry", "worried", "hardship", "hardships", "topneed", "topneeds", "mainneed", "mainneeds", "urgent"),
        *("priorite", "priorites", "manquez", "manquent", "inquietude", "inquietudes", "preoccupation"),
        *("preoccupations", "urgences", "urgente", "urgentes"),
        *("prioridad", "prioridades", "necesita", "necesitan", "necesitas", "obstaculo", "obstaculos", "barrera"),
        *("barreras", "dificultades", "preocupaciones", "preocupa", "carece"),
        *("prioridade", "precisa", "precisam", "necessita", "necessitam", "dificuldades", "barreira", "barreiras"),
        *("preocupacoes",),
        *("brauchen", "braucht", "brauchst", "benotigen", "benotigt", "sorge", "sorgen", "hindernis", "hindernisse"),
        *("hurde", "hurden", "prioritat", "prioritaten", "fehlt", "dringend", "dringendste", "dringendster"),
        *("احتياج", "احتياجات", "احتياجاتك", "احتياجاتكم", "احتياجاتهم", "تحتاج", "تحتاجون", "يحتاج", "تحتاجين"),
        *("مشاكل", "صعوبات", "تحديات", "عوايق", "العوايق", "اولويات", "الاولويات", "اولويه", "الاولويه"),
    )
)
_NO_NEED_WORDS = {"what", "topic", "finding", "constat", "constats", "demanda", "issue", "attente", "attentes"}

_OF_PEOPLE = frozenset("sex gender age sexe genre sexo genero edad idade geschlecht alter الجنس جنس العمر عمر".split())
_FEW = 4
_OF_PAPERS = frozenset(("of", "date", "id", "place", "passport"))
_LIVES = frozenset(
    "live lives living located resident habitez habites habite vivez vit vives vive viven reside resides habita habitas mora "
    "moram moras wohnen wohnst wohnt leben lebst lebt تسكن تسكنون تعيش تعيشون تقيم".split()
)
_WHO = frozenset("who whom whose qui quien quienes quem wer wen wem من".split())
_WHICH = (
    *(
        ("which", each)
        for each in ("household", "person", "people", "family", "neighbour", "neighbor", "child", "pupil")
    ),
    *(("quel", "menage"), ("quelle", "famille"), ("quelle", "personne"), ("que", "familia"), ("cual", "familia")),
)


def words_in(heading: str) -> list[str]:
    """Give the words of a heading, those of names for machines too.

    >>> words_in("aap_priority_challenge"), words_in("HHPercNeedWater")
    (['aap', 'priority', 'challenge'], ['hhperc', 'need', 'water'])
    """
    return [unaccented(word) for word in _WORD.findall(_HUMP.sub(" ", heading))]


def asks_about_needs(*texts: str) -> bool:
    """Say whether a question, by its words or its name, states or ranks needs.

    >>> asks_about_needs("What are your three main concerns?"), asks_about_needs("HHPercNeedFood"), asks_about_needs("Q4")
    (True, True, False)
    """
    return any(_is_of_needs(words_in(text)) for text in texts)


def _is_of_needs(words: Sequence[str]) -> bool:
    # The main issue is one of people; the “date of issue” is one of papers.
    return not _need_words().isdisjoint(words) or ("issue" in words and _OF_PAPERS.isdisjoint(words))


def is_about_people(words: Sequence[str]) -> bool:
    """Say whether a few words ask for the sex or age of somebody.

    >>> is_about_people(["sex", "of", "respondent"]), is_about_people(["age", "group"]), is_about_people(["main", "issue"])
    (True, True, False)
    """
    return len(words) <= _FEW and not _OF_PEOPLE.isdisjoint(words)


def asks_who(text: str) -> bool:
    """Say whether a question asks for persons.

    >>> asks_who("Who needs help most?"), asks_who("Which household needs help?"), asks_who("What helps most?")
    (True, True, False)
    """
    words = words_in(text)
    return not _WHO.isdisjoint(words) or any(words[: len(its)] == list(its) for its in _WHICH)


def asks_where(text: str) -> bool:
    """Say whether a question asks for the place where somebody lives.

    >>> asks_where("Barrio"), asks_where("Which neighbourhood do you live in?"), asks_where("What does your district lack?")
    (True, True, False)
    """
    words = words_in(text)
    return not _words_over("area").isdisjoint(words) and (len(words) < _FEW or not _LIVES.isdisjoint(words))


def may_name_persons(text: str, *, about_needs: bool) -> bool:
    """Say whether capitals in the answers to a question may be those of persons: not of needs, and not of places."""
    return asks_who(text) or not (about_needs or asks_where(text))


@cache
def _need_words() -> frozenset[str]:
    return (_words_over("text") | _ASKED_WITH) - _NO_NEED_WORDS


@cache
def _words_over(field: str) -> frozenset[str]:
    """Give the single words that head a column of Needs."""
    return frozenset(
        key
        for key, meant in names().items()
        if " " not in key and any((each.sheet, each.field) == ("needs", field) for each in meant)
    )
