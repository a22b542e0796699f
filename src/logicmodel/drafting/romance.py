"""Turning a problem into the state that is wanted, in French, Spanish and Portuguese.

As for English the words are data (`words/drafting_fr.toml` and so on). Wordings are chosen so that nothing must agree
in gender: “Moins de”, “Davantage de”, “Menos”, “Más”, “Mais”. What fits no row keeps its words and is marked.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct, convert

from logicmodel.words.spelling import straight

LANGUAGES = {"French": "fr", "Spanish": "es", "Portuguese": "pt"}
"""Language of a plan → the letters of its file of words."""

MOST_WORDS = 14
"""A longer sentence says more than one thing, and is left to people."""

Rows = tuple[tuple[str, str], ...]


class RomanceWording(Struct, frozen=True, kw_only=True):
    """The words of one language; what each list is for stands above it in the file."""

    to_reword: str
    nobody_named: str
    and_word: str
    article_of: Rows
    elided: str
    not_elided: tuple[str, ...]
    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    whole: Rows
    beginnings: Rows
    endings: Rows
    wanted_less: tuple[str, ...]
    less: str
    inside: Rows
    negations: Rows
    before_people: tuple[str, ...]
    people: tuple[str, ...]
    fewer: str
    breaks: tuple[str, ...]


@cache
def romance_wording(language: str) -> RomanceWording:
    """Give the words of a language of LANGUAGES, by its letters."""
    path = files("logicmodel.words").joinpath(f"drafting_{language}.toml")
    return convert(tomllib.loads(path.read_text(encoding="utf-8")), RomanceWording)


def turned_in(language: str, problem: str, groups: Sequence[str] = ()) -> str | None:
    """Turn a problem into the state that is wanted, or give None where the words do not fit.

    >>> turned_in("fr", "Les parents ne comprennent pas les messages de l’école")
    'Les parents comprennent les messages de l’école'
    >>> turned_in("es", "Falta de agua potable"), turned_in("fr", "Harcèlement entre élèves")
    ('Hay agua potable', 'Moins de harcèlement entre élèves')
    """
    words = romance_wording(language)
    text = " ".join(problem.split()).rstrip(".")
    key = straight(text)
    if len(key) != len(text) or len(text.split()) > MOST_WORDS:
        return None
    if (wanted := dict(words.whole).get(key.casefold())) is not None:
        return _filled(words, wanted, "", groups)
    ways = (_beginning, _less, _inside, _negated, _fewer)
    found = next((its for way in ways if (its := way(words, text, key, groups))), None) or _ending(words, text, key)
    return found[:1].upper() + found[1:] if found else None


def people_in(language: str, groups: Sequence[str]) -> str:
    """Name groups with their article at the beginning of a sentence, or nobody in particular.

    >>> people_in("fr", ["Collégiens"]), people_in("es", ["Mujeres", "Jóvenes 18-28"]), people_in("es", [])
    ('Les collégiens', 'Las mujeres y los jóvenes 18-28', 'Las personas afectadas')
    """
    words = romance_wording(language)
    named = [_with_article(words, group) for group in groups]
    if not named or not all(named):
        return words.nobody_named
    others = [each[:1].lower() + each[1:] for each in named[1:]]
    if not others:
        return named[0]
    return f"{', '.join([named[0], *others[:-1]])} {words.and_word} {others[-1]}"


def _with_article(words: RomanceWording, group: str) -> str:
    """Put the article before a group in the plural; “” for one that seems to be no plural."""
    first, _, rest = group.strip().partition(" ")
    if straight(f"{first} ").casefold().strip() in {article.casefold() for _, article in words.article_of}:
        return group[:1].upper() + group[1:]
    if not first.endswith(("s", "x")):
        return ""
    article = next(article for ending, article in words.article_of if first.casefold().endswith(ending))
    small = first if first[1:] != first[1:].lower() else first.lower()
    return " ".join(part for part in (article, small, rest) if part)


# -- one way after the other ------------------------------------------------------------------------------------------


def _beginning(words: RomanceWording, text: str, key: str, groups: Sequence[str]) -> str | None:
    if _has_break(words, key):
        return None
    for phrase, wanted in words.beginnings:
        space = "" if phrase.endswith("'") else r"\s+"
        found = re.match(rf"{re.escape(phrase)}{space}(?=\S)", key, re.IGNORECASE)
        if found:
            return _filled(words, wanted, text[found.end() :], groups)
    return None


def _less(words: RomanceWording, text: str, key: str, groups: Sequence[str]) -> str | None:
    for noun in words.wanted_less:
        if re.match(rf"{re.escape(noun)}(?!\w)", key, re.IGNORECASE) and not _has_break(words, key):
            return _filled(words, words.less, text[:1].lower() + text[1:], groups)
    return None


def _inside(words: RomanceWording, text: str, key: str, groups: Sequence[str]) -> str | None:
    """Turn the words that a sentence holds, and give it a subject where it has none: “Ne savent pas lire”."""
    if _has_break(words, key):
        return None
    for phrase, wanted in words.inside:
        space = "" if phrase.endswith("'") else r"(?!\w)"
        found = re.search(rf"(?<!\w){re.escape(phrase)}{space}", key, re.IGNORECASE)
        if found:
            subject = "" if found.start() else f"{_people(words, groups)} "
            rest = text[found.end() :]
            if wanted.endswith("{un}"):
                rest = rest.lstrip()
            return f"{subject}{text[: found.start()]}{_filled(words, wanted, rest, groups)}{rest}"
    return None


def _negated(words: RomanceWording, text: str, key: str, groups: Sequence[str]) -> str | None:
    """Take the one negation out of a sentence."""
    if _has_break(words, key):
        return None
    for before, behind in words.negations:
        first = rf"(?<!\w){re.escape(before)}" + ("" if before.endswith("'") else r"\s+")
        second = rf"(?P<verb>\w+(?:-\w+)?)\s+{behind}(?!\w)(?!\s+(?:de|d'|du|des)\b)" if behind else r"(?P<verb>\w+)"
        found = re.search(first + second, key, re.IGNORECASE)
        if found and len(re.findall(first, key, re.IGNORECASE)) == 1:
            verb = text[found.start("verb") : found.end("verb")]
            is_thing = verb.casefold() in ("hay", "há", "existe", "existen", "existem", "se")
            subject = f"{_people(words, groups)} " if not found.start() and not is_thing else ""
            return f"{subject}{text[: found.start()]}{verb}{text[found.end() :]}"
    return None


def _ending(words: RomanceWording, text: str, key: str) -> str | None:
    """Turn the adjective behind a noun of one or two words: “Loyers élevés”."""
    for adjective, wanted in words.endings:
        found = re.fullmatch(rf"(?P<noun>\w+(?: \w+)?) {re.escape(adjective)}", key, re.IGNORECASE)
        if found:
            return f"{text[: found.end('noun')]} {wanted}"
    return None


def _fewer(words: RomanceWording, text: str, key: str, groups: Sequence[str]) -> str | None:
    """Say that it happens to fewer: wants people, in the plural, at the beginning, and more behind them."""
    for before in (*sorted(words.before_people, key=len, reverse=True), ""):
        found = re.match(rf"{re.escape(before)}" + (r"\s+" if before and before[-1] != "'" else ""), key, re.IGNORECASE)
        if found and re.match(rf"(?:{'|'.join(words.people)})\s+\w+", key[found.end() :], re.IGNORECASE):
            rest = text[found.end() :]
            return _filled(words, words.fewer, rest[:1].lower() + rest[1:], groups)
    return None


# -- parts of a sentence ----------------------------------------------------------------------------------------------


def _filled(words: RomanceWording, wanted: str, rest: str, groups: Sequence[str]) -> str:
    first = straight(rest).casefold().split(" ", 1)[0]
    is_elided = bool(words.elided) and first[:1] in words.elided and first not in words.not_elided
    de = "d’" if is_elided else "de "
    article = "d’un " if first in words.masculine else "d’une " if first in words.feminine else de
    return wanted.format(group=_people(words, groups), rest=rest, de=de, un=article)


def _people(words: RomanceWording, groups: Sequence[str]) -> str:
    language = next(each for each in LANGUAGES.values() if romance_wording(each) is words)
    return people_in(language, groups)


def _has_break(words: RomanceWording, key: str) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(each)}" + ("" if each.endswith("'") else r"(?!\w)"), key, re.IGNORECASE)
        for each in words.breaks
    )
