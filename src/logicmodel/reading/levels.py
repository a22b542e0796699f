"""What words say of the levels of a logframe, and which statements a cell holds: “OUTPUT 1.2: Wells drilled”, “Op 1.2”."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from logicmodel.patterns import pattern_of
from logicmodel.reading import values
from logicmodel.reading.heading_words import RESULTS, opens_as_known, stage_word
from logicmodel.reading.tables import OF_THE_REGISTER, STAGES
from logicmodel.words.load import vocabulary
from logicmodel.words.spelling import heading_key, unaccented, western_digits

LETTERS: Mapping[str, str] = {
    "im": "impact", "oo": "impact", "og": "impact", "oc": "outcome", "so": "outcome", "os": "outcome", "oe": "outcome",
    "op": "output", "r": "results", "er": "output", "re": "output", "ac": "activity", "a": "activity", "in": "input",
    "act": "activity", "ir": "outcome_medium", "sub-ir": "outcome_short", "io": "outcome_medium", "eopo": "outcome_long",
    "eoio": "outcome_long",
}  # fmt: skip
"""Letters before a number that stand for a level: “Op 1.1”."""

ALONE = frozenset(("OG", "OE", "OS", "OO", "SO", "IR"))
"""Letters that stand for a level without a number, too: “OG: …”."""

EXPECTED_RESULTS = RESULTS | {"النتايج المتوقعه", "النتيجه المتوقعه"}
"""The word that means outputs to some and outcomes to others, alone or as results that are expected."""

OBJECTIVE = pattern_of(
    r"(?:strategic |estrategico |strategique |strategisches )?(?:objective|objectif|objetivo|ziel)s?"
    r"(?: strategic| estrategicos?| strategiques?)?|الهدف الاستراتيجي|هدف استراتيجي"
)
"""Words for an objective, of which only its neighbours say whether it is an impact or an outcome."""

TERMS = frozenset("short medium long intermediate court moyen corto medio largo curto longo kurz mittel lang".split())
"""Words for a term that are no level by themselves."""

UNSETTLED = ("results", "objective")
"""Words for a level whose stage the other levels have to settle."""

QUALIFIER = pattern_of(
    r"(?:statements?|description|name|title|text|key|main|other|autres?|otr[oa]s?|outr[oa]s?|andere|planned|expected|intended|related|linked|associated|parent|project"
    r"|programme|program|clave|claves|principal|principales|previstos?|previstas?|esperados?|esperadas?|planificad[oa]s?"
    r"|relacionad[oa]s?|cle|cles|principale|principales|prevues?|attendue?s?|liee?s?|chave|principais|erwarteter?"
    r"|geplanter?)"
)
"""Words beside the word for a level that do not change it."""

ASSUMPTION = pattern_of(r"\b(?:assumption|hypothes|hipotes|supuesto|pressuposto|premissa|annahme)|افتراض|فرضيات")
RISK = pattern_of(r"\b(?:risk|risque|riesgo|risco|risik)|مخاطر")
INDICATOR_WORD = r"(?:indicators?|indicateurs?|indicador(?:es)?|indikator(?:en)?)"
HAS_A_STEM = pattern_of("|".join((ASSUMPTION.pattern, RISK.pattern, INDICATOR_WORD)))
"""Stems of words that name a heading however they end."""

LEADING_NUMBER = pattern_of(r"\s*\(?(\d{1,3}(?:\.\d{1,3})+|\d{1,2}(?=[.)]))[.)]?\s+(?=\S)")
"""The number of a statement, before its words."""

SIDE = pattern_of(
    r"(?:(?:impact|outcome|output) )?(?:weighting|risk rating|risk|primary theme)(?: \(%\))?", re.IGNORECASE
)
"""Small headings that stand among the levels."""

BRACKET = pattern_of(r"\(([^)]+)\)")
"""What stands in brackets."""

_NUMBER = pattern_of(r"\s*(?:n[°º.]|#)?\s*(\d{1,3}(?:\.\d{1,3})*)(?![\d%])\.?")
_ENDS_A_LABEL = pattern_of(r"\d|[:\n–—]|\s-\s|(?<![^\W\d_]{2})\.\s|\.\s(?!\d)|\Z")
_LETTERED = pattern_of(r"(?P<words>[^\d:\n]{2,40}?) (?P<number>[A-Z](?:\.\d{1,2}){0,3})[ .)]*(?=[:\n–—-]|\Z)")
_AS_STATED = pattern_of(
    r"\s(?:as (?:stated|set out|per)|tel(?:le)? qu|según|como se|conforme|gemäß)\b.*", re.IGNORECASE
)
_NUMBER_SIGN = pattern_of(r"\s*(?:\bn[°ºo]?|#)\.?\s*$", re.IGNORECASE)
_INITIALS = pattern_of(
    r"\s*(?P<letters>[^\W\d_]{1,3})(?:[ .-]?(?P<number>\d{1,2}(?:\.\d{1,2})*)[.:)]?|[.:])\s+(?=[^\W\d_]{2})"
)
_BETWEEN = " \t\r\n:.–—-"


class Label(NamedTuple):
    """What a cell says of the level: a stage word (or “results”, assumption, risk), its number, and what follows."""

    word: str
    number: str
    rest: str
    shown: str


@lru_cache(65_536)  # each text is looked at again and again
def label_of(text: str) -> Label | None:
    """Read a cell that begins with a level: “OUTCOME 1: Families are warm”, “Op 1.1”, “Overall objective(s)”.

    >>> label_of("OUTPUT 1.2: Wells drilled")[:3], label_of("Goal")[:3], label_of("Outcomes are better")
    (('output', '1.2', 'Wells drilled'), ('impact', '', ''), None)
    """
    lettered = _LETTERED.match(text)
    if lettered and (named := _level_named(lettered["words"].strip())):
        rest = text[lettered.end() :].lstrip(_BETWEEN).strip()
        return Label(named, lettered["number"], rest, lettered["words"].strip())
    end = _ENDS_A_LABEL.search(text)
    words, tail = (text[: end.start()], text[end.start() :]) if end else (text, "")
    words = _NUMBER_SIGN.sub("", words).strip(" \t\r\n*†‡")
    number = _NUMBER.match(tail)
    if number and "\n" in tail[: number.start(1)]:
        number = None  # “PURPOSE” and, on the next line, “500 homes are warm”
    word = None
    if words and len(_AS_STATED.sub("", words)) <= 60:
        stands_for_one = bool(number) or (words in ALONE and tail.lstrip().startswith(":"))
        word = _level_named(words) or (LETTERS.get(unaccented(words)) if stands_for_one else None)
    of_another = _level_of_another(words) if word is None and number else None
    if word is None and of_another is None:
        return None
    rest = tail[number.end() :] if number else tail
    if (note := BRACKET.fullmatch(rest.strip(_BETWEEN))) and _level_named(note[1]):
        rest = ""  # “Outcome 1 (Specific objective)”
    its_number = western_digits(number[1]) if number and word else ""
    return Label(word or of_another or "", its_number, rest.lstrip(_BETWEEN).strip(), words)


def _level_of_another(words: str) -> str | None:
    """Give the level that is named before the one to which it belongs: “Activités R”, “Activities for output”."""
    first, above = words.partition(" ")[0], words.rpartition(" ")[2]
    return (
        _level_named(first)
        if 0 < words.count(" ") < 4 and (LETTERS.get(unaccented(above)) or _level_named(above))
        else None
    )


@lru_cache(16_384)  # “Output 1” and “Output 2” have the same words
def _level_named(words: str) -> str | None:
    """Give the stage word, the kind of row of the register or “results” that words are."""
    words = _AS_STATED.sub("", words)  # “Intended outcome as stated in the country programme”
    bare = " ".join(each for each in words.split() if not QUALIFIER.fullmatch(unaccented(each)))
    if says_results(words) or (bare != words and heading_key(words) not in vocabulary("stage") and says_results(bare)):
        return "results"
    if OBJECTIVE.fullmatch(heading_key(words)):
        return "objective" if heading_key(words) not in vocabulary("stage") else stage_word(words)
    notes = () if HAS_A_STEM.search(unaccented(words)) else BRACKET.findall(words)
    bare = "" if heading_key(bare) in TERMS else bare  # “Short description”
    known = (stage_word(each) for each in (words, bare, *notes) if each)
    return next((word for word in known if word in STAGES or word in OF_THE_REGISTER), None)


def settled(word: str, others: Collection[str]) -> str | None:
    """Settle “results” or “objective” by the words of the other levels; None if these do not say.

    >>> settled("results", {"outcome", "activity"}), settled("results", {"output"}), settled("objective", {"outcome"})
    ('output', 'outcome', 'impact')
    """
    outcomes = any(each.startswith("outcome") for each in others)
    if word == "results":
        return "output" if outcomes or "objective" in others else "outcome" if "output" in others else None
    return "impact" if outcomes else "outcome" if {"impact", "output", "activity", "results"} & set(others) else None


def says_results(text: str) -> bool:
    """Say whether a text is the word that means outputs to some and outcomes to others."""
    return opens_as_known(text) and heading_key(text) in EXPECTED_RESULTS


def names_a_level(text: str) -> bool:
    """Say whether a text is a level and nothing more: “Goal”, “Output 1.1”."""
    label = label_of(text)
    return label is not None and not label.rest


def is_side_label(text: str) -> bool:
    """Say whether words in the column of levels are a small heading of their own: “OUTPUT WEIGHTING (%)”."""
    return text.isupper() or bool(SIDE.fullmatch(" ".join(text.split())))


def statements(text: str, level: str) -> list[str]:
    """Part a cell of statements into lines: where each has a bullet or number, or the level is named in the plural."""
    lines = _with_their_labels([line.strip() for line in text.splitlines() if line.strip()])
    marked = [line for line in lines if values.split_lines(line) != (line,) or LEADING_NUMBER.match(line)]
    several_levels = heading_key(level).rstrip(")").endswith("s") and not any(line[:1].islower() for line in lines)
    labelled = all((label := label_of(line)) and label.number and label.rest for line in lines)
    if len(lines) > 1 and not (len(marked) == len(lines) or several_levels or labelled):
        return [" ".join(lines)]
    if len(lines) == 1 and not LEADING_NUMBER.match(lines[0]):
        return list(values.split_lines(lines[0])) or lines
    return [line if LEADING_NUMBER.match(line) else next(iter(values.split_lines(line)), line) for line in lines]


def by_initials(line: str, level: str) -> tuple[str, str] | None:
    """Part a statement that opens with the first letters of its level: its number, which may be missing, and its words.

    >>> by_initials("P1. Les OSC sont formées", "Produits"), by_initials("OE. Mejorar el agua", "OBJETIVO ESPECÍFICO")
    (('1', 'Les OSC sont formées'), ('', 'Mejorar el agua'))
    >>> by_initials("PIN 4 villages", "Produits"), by_initials("P. Smith leads", "Produits")
    (None, None)
    """
    letters = "".join(word[0] for word in re.findall(r"[^\W\d_]+", level)).upper()
    found = _INITIALS.match(line) if letters else None
    if found is None or found["letters"] != letters or not (found["number"] or len(letters) > 1):
        return None
    return western_digits(found["number"] or ""), line[found.end() :]


def _with_their_labels(lines: Sequence[str]) -> list[str]:
    """Put “Output 1” alone in its line before the words on the next one."""
    made: list[str] = []
    opened = False
    for line in lines:
        made[-1:] = [f"{made[-1]}: {line}"] if opened else [*made[-1:], line]
        label = label_of(line) if not opened else None
        opened = bool(label and label.number and not label.rest)
    return made
