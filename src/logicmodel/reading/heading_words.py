"""What a text can mean by itself: a heading, the word for a stage, or nearly one of them.

A heading is known when its key (or that of a part of it) is in `words/headings.csv`.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from logicmodel.patterns import pattern_of
from logicmodel.words.load import Name, names, vocabulary
from logicmodel.words.spelling import heading_key, heading_parts, likeness, western_digits

LONGEST = 120
"""Letters of the longest heading; what is longer is a sentence."""

ALIKE = 0.9
"""Likeness from which on an unknown heading of six letters or more is taken for a known one."""

STEP = pattern_of(r"(?:step|milestone|etape|etapa|jalon|hito|marco|meilenstein) ?(\d+)( by| date| le)?")

_BRACKETS = pattern_of(r"[(\[]([^()\[\]]+)[)\]]")
_NUMBERED = pattern_of(r"\s*([^\W\d_][^\d:\n]{2,40}?)\s*\d{1,2}(?:\.\d{1,2})*\s*(?:[:.–—-]|$)")
_TERMS = {
    "outcome_short": pattern_of(
        r"\bshort(?:er)?(?:[- ]term|-? (?:&|and|to) )|\bcourt terme|\bcorto plazo|\bcurto prazo|\bkurzfristig|قصير\w* (?:المدي|الاجل)|المدي القصير"
    ),
    "outcome_medium": pattern_of(
        r"\b(?:medium|mid|intermediate)[- ]?term|\bintermediate\b|\bmoyen terme|\bmedi(?:o|ano) plazo|\bmedio prazo|\bmittelfristig"
        r"|متوسط\w* (?:المدي|الاجل)|المدي المتوسط"
    ),
    "outcome_long": pattern_of(
        r"\blong(?:er)?[- ]term|\blong terme|\blargo plazo|\blongo prazo|\blangfristig|(?:طويل|بعيد)\w* (?:المدي|الاجل)|المدي (?:الطويل|البعيد)"
    ),
}
_TERM = pattern_of("term|plazo|prazo|fristig|مدي|اجل")  # in each of them; most texts hold none

RESULTS = frozenset(
    "results result resultats resultat resultados resultado ergebnisse ergebnis النتايج النتيجه".split()
)
"""The word that means outputs to some and outcomes to others."""

_CHANGE = pattern_of(
    r"outcome|change|changing|result|effe[ck]?t|efe[ci]t|efeito|impact|difference|benefi|objecti|objetiv|wirkung|veranderung|ergebnis"
    r"|\bziel|mudanca|cambio|logro|نتايج|نتيجه|تغي|اثر|اثار|محصلات|مخرجات"
)
_MEASURE = pattern_of(r"indica|indika|مؤشر|target|cible|\bmeta|zielwert|مستهدف|baseline|measure|assum|risk")
_APART = pattern_of(r"[\n\r\v\f|/(\[]|\s-+\s")
_OPENING = pattern_of(r"\s*([a-z0-9]*)")
_PERIODS = "fy cy py ay y yr year q t quarter annee an ano jahr first second third final".split()


@lru_cache(16_384)
def meanings(text: str) -> tuple[Name, ...]:
    """Give everything that a heading may mean: the first of its parts that is known decides."""
    if not opens_as_known(text):
        return ()
    for key in heading_parts(text):
        found = names().get(key)
        if found:
            return found
        step = STEP.fullmatch(key)
        if step:
            field = "milestone_date" if step[2] else "milestone"
            return (Name(sheet="indicators", field=field, text=text, language="en", template=True, context=""),)
    return ()


def opens_as_known(text: str) -> bool:
    """Say quickly whether a text may be a known heading or stage word: nearly all cells of a table open otherwise."""
    return not text.isascii() or bool(_APART.search(text)) or _opening(text.casefold()) in _openings()


def _opening(key: str) -> str:
    found = _OPENING.match(key)
    return found[1].rstrip("0123456789") if found else ""


@cache
def _openings() -> frozenset[str]:
    """Give the first words of all known headings and stage words, without numbers that may be footnotes."""
    steps = ("step", "milestone", "etape", "etapa", "jalon", "hito", "marco", "meilenstein", *_PERIODS)
    return frozenset(map(_opening, (*names(), *vocabulary("stage"), *steps)))


def stage_word(text: str) -> str | None:
    """Give the stage word that a text is, by itself or in a part: input, outcome_short, need and so on.

    >>> stage_word("Outcomes (short term)"), stage_word("Outcome 2: behaviour"), stage_word("Besoin / Need")
    ('outcome_short', 'outcome', 'need')
    """
    if not opens_as_known(text) and not _terms_in(text.casefold()):
        return None
    words = vocabulary("stage")
    found = [words[key] for key in heading_parts(text) if key in words]
    if found[:1] == ["outcome"]:
        in_brackets = [words[key] for note in _BRACKETS.findall(text) if (key := heading_key(note)) in words]
        terms = _terms_in(heading_key(text))
        its = [*found, *in_brackets, *terms] if len(terms) < 2 else []  # “Short- and long-term outcomes”
        return next((word for word in its if word.startswith("outcome_")), "outcome")
    return found[0] if found else _numbered_stage(text) or _outcome_of_a_term(heading_key(text))


def _numbered_stage(text: str) -> str | None:
    """Give the stage of “Outcome 2: behaviour” or “Resultado 1”."""
    named = _NUMBERED.match(western_digits(text))
    return vocabulary("stage").get(heading_key(named[1])) if named else None


def _outcome_of_a_term(key: str) -> str | None:
    """Give the outcome of a heading that names a change and its term in words of its own: “Cambios en el corto plazo”."""
    terms = _terms_in(key)
    is_one = bool(terms) and len(key) <= 60 and _CHANGE.search(key) and not _MEASURE.search(key)
    return (terms[0] if len(terms) == 1 else "outcome") if is_one else None


def _terms_in(key: str) -> list[str]:
    return [term for term, pattern in _TERMS.items() if pattern.search(key)] if _TERM.search(key) else []


def stage_alike(text: str, least: float = ALIKE) -> str | None:
    """Give the stage word that a misspelt one is most like: “Activites”."""
    found = most_alike(text, tuple((key, "", word) for key, word in vocabulary("stage").items()), least)
    return found[0][1] if found else None


def most_alike(
    text: str, known: Iterable[tuple[str, str, str]], least: float = ALIKE, fewest_letters: int = 6
) -> list[tuple[str, str]]:
    """Give what belongs to the known keys that a text is nearly the same as, the likest first, the first of equals first."""
    key = heading_key(text)
    if not fewest_letters <= sum(letter.isalpha() for letter in key) <= LONGEST:
        return []
    found: dict[tuple[str, str], float] = {}
    for each, home, field in known:
        if abs(len(each) - len(key)) > 3:
            continue
        if score := likeness(each, key, at_least=0 if _differ_in_one_letter(each, key) else least):
            found[home, field] = max(score, found.get((home, field), 0))
    return sorted(found, key=lambda each: -found[each])


def _differ_in_one_letter(one: str, other: str) -> bool:
    """Say whether two keys of eight letters or more differ in one, and not in the first: “Frecuency”, “Indicater”.

    Their likeness is below ALIKE where they are short, because one wrong letter counts as two.
    """
    if len(one) != len(other) or len(one) < 8 or one[0] != other[0]:
        return False
    return sum(letter != its for letter, its in zip(one, other, strict=True)) == 1
