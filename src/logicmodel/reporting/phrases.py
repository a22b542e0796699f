"""What reports say of their own, by language: headings, labels, what is missing."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache

from msgspec import Struct

from logicmodel.errors import UnknownName
from logicmodel.model import When
from logicmodel.saying import Line, Words, as_typed, gap, ours, own, plain_text
from logicmodel.words.load import LANGUAGES, phrases_in
from logicmodel.words.tongues import language_named

REPORT_LANGUAGES = ("en", "fr", "es")
"""Codes of the languages that the headings of reports are written in."""


class Phrases(Struct, frozen=True, kw_only=True):
    """The phrases of one language, by their keys."""

    language: str
    texts: Mapping[str, str]

    def text(self, key: str, **values: object) -> str:
        """Give a phrase, with values in its places.

        >>> phrases("fr").text("page", page=2, pages=5)
        'Page 2 sur 5'
        """
        text = self.texts[key]
        return text.format(**values) if values else text

    def line(self, key: str, **values: object) -> Line:
        """Give a phrase as words of ours."""
        return ours(self.text(key, **values))

    def gap(self, key: str) -> Line:
        """Say that something is missing."""
        return gap(self.text(key))

    def own_or_gap(self, text: str | None, key: str) -> Line:
        """Give words of the authors, or say that there are none."""
        line = own(text or "")
        return line if plain_text(line) else self.gap(key)

    def day(self, day: date) -> str:
        """Say a day.

        >>> phrases("es").day(date(2026, 3, 1)), phrases("fr").day(date(2026, 3, 1))
        ('1 de marzo de 2026', '1er mars 2026')
        """
        number = self.text("first_day") if day.day == 1 else day.day
        return self.text("day", day=number, month=self._month(day), year=day.year)

    def when(self, when: When | None) -> Line:
        """Say a date: a day or month in words, everything else as it was typed, none as a gap."""
        if when is None:
            return self.gap("no_date")
        if when.first is None or when.precision not in ("day", "month"):
            return as_typed(when)
        if when.precision == "day":
            return (Words(self.day(when.first), value=when.first),)
        return (Words(self.month(when.first), value=when.first, unit="month"),)

    def month(self, day: date) -> str:
        """Say a month and its year."""
        return self.text("month", month=self._month(day), year=day.year)

    def _month(self, day: date) -> str:
        return self.texts["months"].split("|")[day.month - 1]


@cache
def phrases(language: str) -> Phrases:
    """Give the phrases of a language by its code (of REPORT_LANGUAGES)."""
    return Phrases(language=language, texts=phrases_in("logicmodel.reporting", "phrases.csv", language))


def report_language(name: str) -> str:
    """Give the code of a language of reports, by its code or its name.

    >>> report_language("Français"), report_language("es")
    ('fr', 'es')

    Raises UnknownName for a language that no report is written in.
    """
    code = language_named(name)
    if code in REPORT_LANGUAGES:
        return code
    known = {text: each for text, each in LANGUAGES.items() if each in REPORT_LANGUAGES}
    near = get_close_matches(name.casefold(), [*REPORT_LANGUAGES, *map(str.casefold, known)], n=1, cutoff=0.6)
    ask = f"Did you mean {near[0]}?" if near else "Choose one of these:"
    listed = ", ".join(f"{each} ({text})" for text, each in known.items())
    raise UnknownName(f"No report has headings in “{name}”. {ask if near else f'{ask} {listed}.'}")
