"""Turning a problem into the state that is wanted, in German.

The words are data (`words/drafting_de.toml`). What is grammar stands here: adjectives keep their ending, nouns their
capital, and “nicht” and “kein” go without leaving a trace. What fits no row keeps its words and is marked.
"""

import re
from collections.abc import Sequence
from functools import cache

from logicmodel.drafting.word_tables import MOST_WORDS, DraftingWords, Rows, drafting_words
from logicmodel.words.spelling import straight


class GermanWords(DraftingWords, frozen=True, kw_only=True):
    """The German words: beside those that every language has, the genders of nouns and what is said of verbs."""

    adjectives: Rows
    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    neuter: tuple[str, ...]
    not_counted: tuple[str, ...]
    verbs: tuple[str, ...]
    not_verbs: tuple[str, ...]


@cache
def german_words() -> GermanWords:
    """Give the German words."""
    return drafting_words("de", GermanWords)


def turned_in_german(problem: str, groups: Sequence[str] = ()) -> str | None:
    """Turn a problem into the state that is wanted, or give None where the words do not fit.

    >>> turned_in_german("Eltern verstehen die Briefe der Schule nicht")
    'Eltern verstehen die Briefe der Schule'
    >>> turned_in_german("Keine bezahlbaren Wohnungen"), turned_in_german("Hohe Mieten und niedrige Löhne")
    ('Es gibt bezahlbare Wohnungen', 'Niedrigere Mieten und höhere Löhne')
    >>> turned_in_german("Häusliche Gewalt gegen Frauen"), turned_in_german("Wohnungslosigkeit", ["Junge Menschen"])
    ('Weniger häusliche Gewalt gegen Frauen', 'Junge Menschen haben eine eigene Wohnung')
    """
    text = straight(" ".join(problem.split()).rstrip("."))
    if len(text.split()) > MOST_WORDS:
        return None
    if (wanted := dict(german_words().whole).get(text.casefold())) is not None:
        return wanted.format(group=german_people(groups))
    ways = (_noun, _shortage, _missing, _inside, _without_kein, _without_nicht, _fewer)
    found = next((its for way in ways if (its := way(text, groups))), None)
    return found[:1].upper() + found[1:] if found else None


def german_people(groups: Sequence[str]) -> str:
    """Name groups at the beginning of a sentence, or nobody in particular.

    >>> german_people(["Alleinerziehende", "Ältere Menschen"]), german_people([])
    ('Alleinerziehende und ältere Menschen', 'Betroffene')
    """
    words = german_words()
    names = [small_adjective(name) if index else name for index, name in enumerate(groups)] or [words.nobody_named]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {words.and_word} {names[-1]}"


def small_adjective(name: str) -> str:
    """Write an adjective small that stands before the noun: “ältere Menschen”; German nouns keep their capital."""
    found = re.match(r"[A-ZÄÖÜ][a-zäöüß-]+e[rs]? (?:[a-zäöüß-]+e[rs]? )*[A-ZÄÖÜ]\w", name)
    return name[:1].lower() + name[1:] if found else name


# -- nouns ------------------------------------------------------------------------------------------------------------


def _noun(text: str, groups: Sequence[str]) -> str | None:
    """Turn a noun, and each of two that “und” joins; two of which only one can be turned are left."""
    parts = text.split(" und ")
    found = [_part(part, groups) for part in parts]
    if _holds_a_verb(re.sub(r"^Es fehlen ", "", text)) or len(parts) > 2 or found[0] is None:
        return None
    if len(parts) == 1:
        return found[0]
    if found[1] is None and len(parts[1].split()) == 1:
        return f"{found[0]} und {parts[1]}"
    return f"{found[0]} und {found[1][:1].lower()}{found[1][1:]}" if found[1] else None


def _part(text: str, groups: Sequence[str]) -> str | None:
    words = german_words()
    first, _, rest = text.partition(" ")
    if first.casefold() in ("kein", "fehlender", "fehlendes", "keine", "fehlende") and (one := _article(rest)):
        return f"{german_people(groups)} haben {one} {rest}"
    for phrase, wanted in words.beginnings:
        found = re.match(rf"{re.escape(phrase)} (?=\S)", text, re.IGNORECASE)
        if found:
            return wanted.format(group=german_people(groups), rest=_strong(text[found.end() :]))
    for stem, other in words.adjectives:
        found = re.match(rf"{stem}(?P<ending>e[rs]?) (?=(?:[a-zäöüß-]+ )?[A-ZÄÖÜ])", text, re.IGNORECASE)
        if found and not _is_people(text[found.end() :]):
            return f"{other}{found['ending']} {text[found.end() :]}"
    nouns = "|".join(_pattern(noun) for noun in words.wanted_less)
    if re.match(rf"(?:[\w-]+e[rs]? ){{0,2}}(?:{nouns})(?!\w)", text, re.IGNORECASE):
        return f"Weniger {small_adjective(text)}"
    return None


def _shortage(text: str, _groups: Sequence[str]) -> str | None:
    """Turn “Mangel an Wohnungen”, where the noun has the same form behind “genug”."""
    found = re.fullmatch(r"Mangel an (?:([a-zäöüß-]+)en )?([A-ZÄÖÜ][\w-]+)( .+)?", text)
    if not found or _holds_a_verb(text) or " und " in text:
        return None
    adjective, noun, tail = found[1], found[2], found[3] or ""
    if not noun.endswith(("ungen", "heiten", "keiten", "ionen", "schaften")) and (adjective or noun.endswith("n")):
        return None
    return f"Genug {f'{adjective}e ' if adjective else ''}{noun}{tail}"


def _missing(text: str, _groups: Sequence[str]) -> str | None:
    """Turn “Bezahlbare Wohnungen fehlen”."""
    found = re.fullmatch(r"(?P<what>[A-ZÄÖÜ][^,]+) fehl(?:t|en)", text)
    if not found or _has_break(text) or _holds_a_verb(found["what"]):
        return None
    if text.endswith("fehlt"):
        return f"{found['what']} ist vorhanden"
    return f"Es gibt genug {small_adjective(found['what'])}"


def _article(noun: str) -> str:
    """Give “einen”, “eine” or “ein” where the first noun is one that people count; “” else."""
    words = german_words()
    first = next((word for word in noun.split() if word[:1].isupper()), "")
    for article, nouns in (("einen", words.masculine), ("eine", words.feminine), ("ein", words.neuter)):
        if any(re.fullmatch(_pattern(each), first, re.IGNORECASE) for each in nouns):
            return article
    return ""


def _strong(noun: str) -> str:
    """Give the adjectives before a noun the ending that they have without an article: “bezahlbaren” is “bezahlbare”."""
    found = re.match(r"(?:[a-zäöüß-]+en )+(?=[A-ZÄÖÜ])", noun)
    return re.sub(r"en ", "e ", found[0]) + noun[found.end() :] if found else noun


# -- sentences --------------------------------------------------------------------------------------------------------


def _inside(text: str, _groups: Sequence[str]) -> str | None:
    if _has_break(text):
        return None
    for phrase, wanted in german_words().inside:
        found = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE)
        if found and found.start():
            return text[: found.start()] + wanted + text[found.end() :]
    return None


def _without_kein(text: str, groups: Sequence[str]) -> str | None:
    """Say that people have what they do not have: “haben keine feste Arbeit”, “haben keinen Treffpunkt”."""
    found = re.match(
        r"(?P<who>.*?)(?P<verb>\b(?:haben|hat|gibt es|es gibt|finden|bekommen)) kein(?P<ending>e|en)? (?P<rest>.+)",
        text,
        re.IGNORECASE,
    )
    if not found or _has_break(text):
        return None
    rest, ending = found["rest"], found["ending"]
    noun = next((word for word in rest.split() if word[:1].isupper()), "")
    uncounted = any(re.fullmatch(_pattern(each), noun, re.IGNORECASE) for each in german_words().not_counted)
    article = _article(rest) or ("einen" if ending == "en" and not uncounted else "")
    if ending == "en" and uncounted and not rest[:1].isupper():
        return None  # “keinen sicheren Schlaf” would need another ending.
    who = found["who"] or ("" if "gibt" in found["verb"].casefold() else f"{german_people(groups)} ")
    return f"{who}{found['verb']} " + (f"{article} {rest}" if article else _strong(rest))


def _without_nicht(text: str, groups: Sequence[str]) -> str | None:
    if _has_break(text) or len(re.findall(r"\bnicht\b", text)) != 1:
        return None
    found = re.match(r"(?:können|wissen|haben|sind|verstehen|kennen|dürfen|trauen|finden) ", text, re.IGNORECASE)
    before = f"{german_people(groups)} {text[:1].lower()}{text[1:]}" if found else text
    return re.sub(r" nicht(?=[ ,]|$)", "", before)


def _fewer(text: str, _groups: Sequence[str]) -> str | None:
    """Say that it happens to fewer: wants people at the beginning, and a verb behind them."""
    words = german_words()
    before = "|".join(sorted(map(re.escape, words.before_people), key=len, reverse=True))
    found = re.match(
        rf"(?:(?:{before}) )?(?=(?P<rest>(?P<who>(?:[\w-]+e )?(?:{'|'.join(words.people)})) \w))", text, re.IGNORECASE
    )
    if not found or re.search(r"\b(?:nicht|kein\w*)\b", text):
        return None
    return f"Weniger {small_adjective(text[found.end() :])}"


# -- parts of a text --------------------------------------------------------------------------------------------------


def _pattern(noun: str) -> str:
    return r"[\w-]*" + re.escape(noun[1:]) if noun.startswith("*") else re.escape(noun)


def _is_people(text: str) -> bool:
    return re.match(rf"(?:[\w-]+e )?(?:{'|'.join(german_words().people)})(?!\w)", text, re.IGNORECASE) is not None


def _holds_a_verb(text: str) -> bool:
    """Say whether a text is a sentence: one of its small words is a verb, as most are that end in -t."""
    words = german_words()
    small = [word for word in re.findall(r"[\w-]+", text)[1:] if word[:1].islower() and word not in words.not_verbs]
    return any(word in words.verbs or word.endswith("t") for word in small)


def _has_break(text: str) -> bool:
    """Say whether another sentence begins; one that says what people do not know is part of the first."""
    if re.search(r", (?!(?:wo|wohin|wie|was|wer|ob|welche\w*)\b)", text):
        return True
    return any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text, re.IGNORECASE) for each in german_words().breaks)
