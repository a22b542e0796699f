"""Turning a problem into the state that is wanted, in French, Spanish, Portuguese and Arabic.

As for English the words are data (`words/drafting_fr.toml` and so on). Wordings are chosen so that nothing must agree
in gender: “Moins de”, “Menos”, “Mais”, “تراجع”. What fits no row keeps its words and is marked.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TypeVar

from msgspec import Struct, convert
from msgspec.structs import replace

from logicmodel.words.spelling import straight, unaccented

LANGUAGES = {"French": "fr", "Spanish": "es", "Portuguese": "pt", "Arabic": "ar"}
"""Language of a plan → the letters of its file of words."""

ARABIC = "ar"

MOST_WORDS = 14
"""A longer sentence says more than one thing, and is left to people."""

Rows = tuple[tuple[str, str], ...]


class DraftingWords(Struct, frozen=True, kw_only=True):
    """Words that every language has; what each list is for stands above it in the file."""

    to_reword: str
    nobody_named: str
    and_word: str
    families: str
    children: tuple[str, ...]
    whole: Rows
    beginnings: Rows
    wanted_less: tuple[str, ...]
    inside: Rows
    before_people: tuple[str, ...]
    people: tuple[str, ...]
    breaks: tuple[str, ...]


Words = TypeVar("Words", bound=DraftingWords)


def drafting_words(language: str, shape: type[Words]) -> Words:
    """Read the words of a language from its file."""
    path = files("logicmodel.words").joinpath(f"drafting_{language}.toml")
    return convert(tomllib.loads(path.read_text(encoding="utf-8")), shape)


class WordTable(DraftingWords, frozen=True, kw_only=True):
    """The words of one language of LANGUAGES.

    `article_of` is empty where groups need no article, and `drops_its_subject` says that a verb needs nobody before it.
    """

    less: str
    fewer: str
    negations: Rows
    comma: str = ", "
    joins: tuple[str, ...] = ()
    infinitives: tuple[str, ...] = ()
    article_of: Rows = ()
    elided: str = ""
    not_elided: tuple[str, ...] = ()
    masculine: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    endings: Rows = ()
    drops_its_subject: bool = False
    verbs: tuple[str, ...] = ()


@cache
def word_table(language: str) -> WordTable:
    """Give the words of a language of LANGUAGES, by its letters."""
    table = drafting_words(language, WordTable)
    return _bare(table) if language == ARABIC else table


def _bare(table: WordTable) -> WordTable:
    """Write what is looked for as `unaccented` writes a text; what is written keeps its letters."""
    rows = {
        name: tuple((unaccented(phrase), wanted) for phrase, wanted in getattr(table, name))
        for name in ("whole", "beginnings", "inside", "negations")
    }
    listed = {
        name: tuple(map(unaccented, getattr(table, name)))
        for name in ("children", "joins", "wanted_less", "breaks", "verbs")
    }
    return replace(table, **rows, **listed)


def turned_in(language: str, problem: str, groups: Sequence[str] = ()) -> str | None:
    """Turn a problem into the state that is wanted, or give None where the words do not fit.

    >>> turned_in("fr", "Les parents ne comprennent pas les messages de l’école")
    'Les parents comprennent les messages de l’école'
    >>> turned_in("es", "Falta de agua potable"), turned_in("fr", "Harcèlement entre élèves")
    ('Hay agua potable', 'Moins de harcèlement entre élèves')
    >>> turned_in("ar", "نقص المياه النظيفة"), turned_in("ar", "الأسر لا تستطيع دفع الإيجار")
    ('توفر المياه النظيفة', 'الأسر تستطيع دفع الإيجار')
    """
    words = word_table(language)
    text = " ".join(problem.split()).rstrip(".")
    key = unaccented(text) if language == ARABIC else straight(text)
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
    words = word_table(language)
    named = [_with_article(words, group) if words.article_of else group.strip() for group in groups]
    if not named or not all(named):
        return words.nobody_named
    others = [each[:1].lower() + each[1:] for each in named[1:]]
    if not others:
        return named[0]
    return f"{words.comma.join([named[0], *others[:-1]])}{words.and_word}{others[-1]}"


def _with_article(words: WordTable, group: str) -> str:
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


def _beginning(words: WordTable, text: str, key: str, groups: Sequence[str]) -> str | None:
    if _has_break(words, key) or _holds(words.verbs, key):
        return None
    for phrase, wanted in words.beginnings:
        space = "" if phrase.endswith("'") else r"\s+"
        found = re.match(rf"{re.escape(phrase)}{space}(?=\S)", key, re.IGNORECASE)
        if found and _joins_another_problem(words, key[found.end() :]):
            return None
        if found:
            return _filled(words, wanted, text[found.end() :], groups)
    return None


def _less(words: WordTable, text: str, key: str, groups: Sequence[str]) -> str | None:
    for noun in words.wanted_less:
        is_noun = re.match(rf"{re.escape(noun)}(?!\w)", key, re.IGNORECASE)
        if is_noun and not _has_break(words, key) and not _holds(words.verbs, key):
            return _filled(words, words.less, text[:1].lower() + text[1:], groups)
    return None


def _inside(words: WordTable, text: str, key: str, groups: Sequence[str]) -> str | None:
    """Turn the words that a sentence holds, and give it a subject where it has none: “Ne savent pas lire”."""
    for phrase, wanted in words.inside:
        space = "" if phrase.endswith("'") else r"(?!\w)"
        found = re.search(rf"(?<!\w){re.escape(phrase)}{space}", key, re.IGNORECASE)
        if found:
            rest = text[found.end() :]
            if _goes_on(words, rest) or _has_break(words, f"{key[: found.start()]} {key[found.end() :]}"):
                return None
            subject = "" if found.start() or words.drops_its_subject else f"{_people(words, groups)} "
            if wanted.endswith("{un}"):
                rest = rest.lstrip()
            return f"{subject}{text[: found.start()]}{_filled(words, wanted, rest, groups)}{rest}"
    return None


def _negated(words: WordTable, text: str, key: str, groups: Sequence[str]) -> str | None:
    """Take the one negation out of a sentence."""
    if _has_break(words, key):
        return None
    for before, behind in words.negations:
        first = rf"(?<!\w){re.escape(before)}" + ("" if before.endswith("'") else r"\s+")
        second = rf"(?P<verb>\w+(?:-\w+)?)\s+{behind}(?!\w)(?!\s+(?:de|d'|du|des)\b)" if behind else r"(?P<verb>\w+)"
        found = re.search(first + second, key, re.IGNORECASE)
        if found and _negations(words, key) == 1:
            verb = text[found.start("verb") : found.end("verb")]
            is_thing = verb.casefold() in ("hay", "há", "existe", "existen", "existem", "se")
            if _goes_on(words, text[found.end() :]):
                return None
            has_none = not found.start() and not is_thing and not words.drops_its_subject
            subject = f"{_people(words, groups)} " if has_none else ""
            return f"{subject}{text[: found.start()]}{verb}{text[found.end() :]}"
    return None


def _ending(words: WordTable, text: str, key: str) -> str | None:
    """Turn the adjective behind a noun of one or two words: “Loyers élevés”."""
    for adjective, wanted in words.endings:
        found = re.fullmatch(rf"(?P<noun>\w+(?: \w+)?) {re.escape(adjective)}", key, re.IGNORECASE)
        if found:
            return f"{text[: found.end('noun')]} {wanted}"
    return None


def _fewer(words: WordTable, text: str, key: str, groups: Sequence[str]) -> str | None:
    """Say that it happens to fewer: wants people, in the plural, at the beginning, and more behind them."""
    if not words.people or _negations(words, key):
        return None
    for before in (*sorted(words.before_people, key=len, reverse=True), ""):
        found = re.match(rf"{re.escape(before)}" + (r"\s+" if before and before[-1] != "'" else ""), key, re.IGNORECASE)
        if found and re.match(rf"(?:{'|'.join(words.people)})\s+\w+", key[found.end() :], re.IGNORECASE):
            rest = text[found.end() :]
            return _filled(words, words.fewer, rest[:1].lower() + rest[1:], groups)
    return None


# -- parts of a sentence ----------------------------------------------------------------------------------------------


def _filled(words: WordTable, wanted: str, rest: str, groups: Sequence[str]) -> str:
    first = straight(rest).casefold().split(" ", 1)[0]
    is_elided = bool(words.elided) and first[:1] in words.elided and first not in words.not_elided
    de = "d’" if is_elided else "de "
    article = "d’un " if first in words.masculine else "d’une " if first in words.feminine else de
    return wanted.format(group=_people(words, groups), rest=rest, de=de, un=article)


def _people(words: WordTable, groups: Sequence[str]) -> str:
    language = next(each for each in LANGUAGES.values() if word_table(each) is words)
    return people_in(language, groups)


def _negations(words: WordTable, key: str) -> int:
    """Count the words that begin a negation."""
    firsts = sorted({before for before, _ in words.negations})
    return sum(
        len(re.findall(rf"(?<!\w){re.escape(first)}" + ("" if first.endswith("'") else r"\s"), key, re.IGNORECASE))
        for first in firsts
    )


def _joins_another_problem(words: WordTable, rest: str) -> bool:
    """Say whether “and” joins what is turned in another way: of “Falta de agua y violencia” there is not to be both."""
    parts = [part.strip() for part in rest.casefold().split(words.and_word)[1:]]
    others = (*words.wanted_less, *(phrase for phrase, _ in words.beginnings if phrase not in words.joins))
    return any(re.match(rf"{re.escape(other)}(?!\w)", part) for part in parts for other in others)


def _holds(listed: Sequence[str], key: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", key) for each in listed)


def _goes_on(words: WordTable, rest: str) -> bool:
    """Say whether “and” begins another sentence, that is not turned: “n’ont pas à manger et ont froid”."""
    parts = [part.strip() for part in f" {unaccented(rest)}".split(words.and_word)[1:]]
    firsts = [part.split()[0] for part in parts if part]
    return any(not first.startswith(words.joins) and not first.endswith(words.infinitives) for first in firsts)


def _has_break(words: WordTable, key: str) -> bool:
    return any(
        re.search(
            rf"(?<!\w){re.escape(each.removesuffix('*'))}" + ("" if each[-1] in "'*" else r"(?!\w)"), key, re.IGNORECASE
        )
        for each in words.breaks
    )
