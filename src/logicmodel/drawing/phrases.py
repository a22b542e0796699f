"""The words that a drawing prints around the words of the plan, by language."""

from collections.abc import Mapping

from logicmodel.errors import UnknownName
from logicmodel.words.load import LANGUAGES, phrases_in
from logicmodel.words.tongues import language_named


def phrases(language: str) -> Mapping[str, str]:
    """Give the phrases of a language by its code; those of English for a language that has none."""
    return phrases_in("logicmodel.drawing", "phrases.csv", language)


def known_language(name: str) -> str:
    """Give the code of a language of the drawings, by its code or its name.

    >>> known_language("Arabic"), known_language("fr")
    ('ar', 'fr')

    Raises UnknownName for a language without phrases.
    """
    code = language_named(name)
    if code is not None:
        return code
    from difflib import get_close_matches

    known = [*LANGUAGES.values(), *LANGUAGES]
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    ask = f"Did you mean {near[0]}?" if near else "Choose one of these: " + ", ".join(LANGUAGES.values()) + "."
    raise UnknownName(f"There is no language “{name}”. {ask}")


def counted(words: Mapping[str, str], key: str, count: int) -> str:
    """Say a number of things: “1 box”, “3 boxes”.

    >>> counted(phrases("en"), "boxes", 3)
    '3 boxes'
    """
    one, many = words[key].split("|")
    return (one if count == 1 else many).format(count=count)


def language_of(own: str | None, asked: str | None) -> str:
    """Give the code of the language to draw in: the one asked for, else that of the plan, else English.

    >>> language_of("French", None), language_of(None, "Arabic"), language_of("pt-BR", None), language_of("Klingon", None)
    ('fr', 'ar', 'pt', 'en')

    Raises UnknownName if the language asked for has no phrases.
    """
    if asked is not None:
        return known_language(asked)
    code = language_named(own or "") or (own or "").partition("-")[0].lower()
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) else "en"
