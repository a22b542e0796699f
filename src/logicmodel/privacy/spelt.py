"""Numbers in words up to ninety-nine, in the six languages: “four”, “vingt et un”, “siebenundfünfzig”, “خمسة عشر”."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from logicmodel.privacy.data import entries

# “One” and “un” are words of every sentence, so they count only within a larger number; but see `only_one`. The Spanish
# eleven is an English “once”.
_ONE = {"en": "one", "fr": "un une", "es": "uno una ún", "pt": "um uma", "de": "ein", "ar": "واحد واحدة"}
_UP_TO_TEN = {
    "en": "two three four five six seven eight nine ten",
    "fr": "deux trois quatre cinq six sept huit neuf dix",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez",
    "pt": "dois,duas três quatro cinco seis sete oito nove dez",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn",
    "ar": "اثنان,اثنين,اثنتان,اثنتين ثلاثة,ثلاث أربعة,أربع خمسة,خمس ستة,ست سبعة,سبع ثمانية,ثماني,ثمان تسعة,تسع عشرة,عشر",
}
_UP_TO_NINETEEN = {
    "en": "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "fr": "onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    "es": "– doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
    "pt": "onze doze treze catorze,quatorze quinze dezasseis,dezesseis dezassete,dezessete dezoito dezanove,dezenove",
    "de": "elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "de": "zwanzig dreißig,dreissig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "ar": "عشرون,عشرين ثلاثون,ثلاثين أربعون,أربعين خمسون,خمسين ستون,ستين سبعون,سبعين ثمانون,ثمانين تسعون,تسعين",
}
_JOINED = {
    "en": "{ten}-{unit}",
    "fr": "{ten}-{unit}",
    "es": "{ten} y {unit}",
    "pt": "{ten} e {unit}",
    "de": "{unit}und{ten}",
    "ar": "{unit} و{ten}",
}


@cache
def spelt() -> Mapping[str, int]:
    """Give the numbers in words and what they say, as `key_of` writes them: “twenty four” → 24."""
    found: dict[str, int] = {}
    for language in _JOINED:
        for word, number in _of(language):
            found.setdefault(key_of(word), number)
    only = dict.fromkeys(entries("texts", "only_one"), 1) | dict.fromkeys(entries("texts", "half_a_dozen"), 6)
    return {**found, **{key_of(word): number for word, number in only.items()}}


def key_of(word: str) -> str:
    """Give a number in words in the way in which all are looked up.

    >>> key_of("Twenty-Four")
    'twenty four'
    """
    return " ".join(word.casefold().replace("-", " ").split())


@cache
def any_spelt(up_to: int = 99) -> str:
    """Give the text of a pattern that finds any of them, the longest first, with hyphens or spaces within."""
    return _any_of({word for word, number in spelt().items() if number <= up_to})


def _any_of(words: Collection[str]) -> str:
    """Put together words that begin alike: a thousand, one after the other, would take ten times as long."""
    rests: dict[str, set[str]] = {}
    for word in words:
        rests.setdefault(word[:1], set()).add(word[1:])
    may_end = rests.pop("", None) is not None
    signs = ((r"[\s-]" if first == " " else re.escape(first)) for first in sorted(rests))
    every = [sign + _any_of(rests[first]) for sign, first in zip(signs, sorted(rests), strict=True)]
    if not every:
        return ""
    return f"(?:{'|'.join(every)}){'?' if may_end else ''}"


def _of(language: str) -> Iterator[tuple[str, int]]:
    """Yield the numbers of one language, each with every way of writing it."""
    units = list(enumerate(_forms(_UP_TO_TEN[language]), 2))
    yield from ((word, number) for number, words in units for word in words)
    for number, words in enumerate(_forms(_UP_TO_NINETEEN.get(language, "")), 11):
        yield from ((word, number) for word in words)
    joined = [(number, word) for number, words in [(1, _ONE[language].split()), *units[:8]] for word in words]
    for ten, words in enumerate(_forms(_TENS[language]), 2):
        for word in words:
            yield word, ten * 10
            yield from ((_JOINED[language].format(ten=word, unit=unit), ten * 10 + number) for number, unit in joined)
    yield from _irregular(language, joined)


def _forms(words: str) -> list[list[str]]:
    return [each.split(",") for each in words.split()]


def _irregular(language: str, joined: list[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    """Yield what a language puts together in a way of its own."""
    if language == "fr":
        teens = ["dix", *_UP_TO_NINETEEN["fr"].split()]
        yield from ((f"soixante-{word}", 70 + number) for number, word in enumerate(teens))
        yield from ((f"quatre-vingt-{word}", 90 + number) for number, word in enumerate(teens))
        yield from ((f"quatre-vingt-{word}", 80 + number) for number, word in joined)
        yield from (("quatre-vingts", 80), ("quatre-vingt", 80), ("soixante et onze", 71))
        for ten, word in enumerate(_TENS["fr"].split(), 2):
            yield from ((f"{word} et un", ten * 10 + 1), (f"{word} et une", ten * 10 + 1))
    elif language == "es":
        accents = {"dos": "dós", "tres": "trés", "seis": "séis"}
        yield from ((f"veinti{accents.get(word, word)}", 20 + number) for number, word in joined)
    elif language == "ar":
        yield from ((f"{word} {ten}", 10 + number) for number, word in joined[2:] for ten in ("عشر", "عشرة"))
        yield from ((word, 11) for word in ("أحد عشر", "إحدى عشرة"))
        yield from ((word, 12) for word in ("اثنا عشر", "اثني عشر", "اثنتا عشرة", "اثنتي عشرة"))
