"""Lengths of time and how often something comes round, with the words for days, weeks, months and years."""

from decimal import Decimal

from logicmodel.model import Length
from logicmodel.patterns import pattern_of
from logicmodel.reading.values.unknown import BRACKET_NOTE, Failure, Meanings, unknown_state
from logicmodel.words.spelling import unaccented, western_digits

_NOT_A_LENGTH = Failure(wanted="a length of time", reason="not_in_list")
_DAYS_IN_MONTH = 30.4375  # 365.25 ÷ 12

_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve"
COUNT_WORDS = {word: number for number, word in enumerate(_NUMBER_WORDS.split(), start=1)}
"""Numbers up to twelve as words."""

COUNT = rf"\d{{1,4}}(?:[.,]\d{{1,2}})?|{'|'.join(COUNT_WORDS)}"
"""A count within a pattern, as digits or as a word."""

_WORDS_FOR_MONTH = "month months mth mths mo mois mes meses monat monate monaten شهر اشهر شهور شهرا"
_WORDS_FOR_YEAR = "year years yr yrs an ans annee annees ano anos jahr jahre jahren سنه سنوات عام اعوام"
_WORDS_FOR_DAY = "day days jour jours dia dias tag tage tagen يوم ايام"
_WORDS_FOR_WEEK = "week weeks wk wks semaine semaines semana semanas woche wochen اسبوع اسابيع"
MONTHS_IN = dict.fromkeys(_WORDS_FOR_MONTH.split(), 1) | dict.fromkeys(_WORDS_FOR_YEAR.split(), 12)
"""How many months a word for a month or a year stands for; the words are without accents."""

_DAYS_IN = dict.fromkeys(_WORDS_FOR_DAY.split(), 1) | dict.fromkeys(_WORDS_FOR_WEEK.split(), 7)

_RHYTHMS = {
    "daily": "1 day",
    "weekly": "1 week",
    "fortnightly": "2 weeks",
    "monthly": "1 month",
    "quarterly": "3 months",
    "half-yearly": "6 months",
    "six-monthly": "6 months",
    "twice a year": "6 months",
    "yearly": "1 year",
    "annually": "1 year",
    "annual": "1 year",
    "hebdomadaire": "1 week",
    "mensuel": "1 month",
    "trimestriel": "3 months",
    "annuel": "1 year",
    "semanal": "1 week",
    "mensual": "1 month",
    "mensal": "1 month",
    "trimestral": "3 months",
    "anual": "1 year",
    "wochentlich": "1 week",
    "monatlich": "1 month",
    "vierteljahrlich": "3 months",
    "jahrlich": "1 year",
}
_HOW_LONG = pattern_of(
    rf"(?P<every>(?:once )?(?:every|each|a|an|per|tous les|toutes les|cada|alle) )?(?:(?P<count>{COUNT})[ -]?)?"
    r"(?P<unit>[^\W\d_]+)"
)


def read_length(text: str, *, meanings: Meanings | None = None) -> Length | Failure | None:
    """Read a length of time, or how often something comes round; a month has 30.4375 days.

    >>> read_length("6 weeks").days, read_length("every 3 months").months, read_length("yearly").days
    (42.0, 3.0, 365.25)
    >>> read_length("when needed").reason
    'not_in_list'
    """
    shown = text.strip()
    if unknown_state(shown, meanings=meanings) is not None:
        return None
    key = BRACKET_NOTE.sub("", western_digits(unaccented(shown)))
    found = _HOW_LONG.fullmatch(_RHYTHMS.get(key, key))
    if found is None or not (found["every"] or found["count"]):
        return _NOT_A_LENGTH
    count = float(count_of(found["count"] or "one"))
    if count and (months := MONTHS_IN.get(found["unit"])):
        return Length(text=shown, days=count * months * _DAYS_IN_MONTH, months=count * months)
    if count and (days := _DAYS_IN.get(found["unit"])):
        return Length(text=shown, days=count * days, months=count * days / _DAYS_IN_MONTH)
    return _NOT_A_LENGTH


def count_of(text: str) -> Decimal:
    """Give the number that a match of `COUNT` says.

    >>> count_of("two"), count_of("1,5")
    (Decimal('2'), Decimal('1.5'))
    """
    return Decimal(COUNT_WORDS.get(text) or text.replace(",", "."))
