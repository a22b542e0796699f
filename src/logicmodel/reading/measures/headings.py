"""What headings of measures stand over, and which day, quarter or year they name: “Milestone 1 (March 2026)”, “T3”."""

import re
from functools import lru_cache

from logicmodel.model import When
from logicmodel.patterns import pattern_of
from logicmodel.reading import values
from logicmodel.reading.heading_words import meanings, opens_as_known
from logicmodel.reading.levels import ASSUMPTION, BRACKET, HAS_A_STEM, INDICATOR_WORD, RISK, says_results
from logicmodel.words.load import names
from logicmodel.words.periods import begins_in_any_month, period_in
from logicmodel.words.spelling import heading_parts, unaccented

MEASURED = frozenset(("text", "baseline", "target", "milestone", "source"))
"""Fields of a measure of which two make a row of headings."""

OF_A_MEASURE = MEASURED | frozenset(
    "unit target_date milestone_date baseline_date frequency owner disaggregate_by method definition".split()
)
"""Fields of a measure that a column of a logframe may fill."""

NUMBERED = frozenset(("baseline", "milestone", "target"))
"""Fields of a measure that hold its numbers."""

_CODE = pattern_of(
    r"(?:indicators?|indicateurs?|indicador(?:es)?|indikator(?:en)?|kpis?)?[ .-]*"
    r"(?:code|codigo|id|no|n°|nº|number|numero|nr|ref)(?: (?:of|de|del|do|du|de l')? ?(?:the )?"
    r"(?:indicator|indicateur|indicador))?"
)
_INDICATOR = pattern_of(rf"(?:\w+ ){{0,2}}{INDICATOR_WORD}(?: [\w. ()]{{1,20}})?")
_QUARTER = pattern_of(
    r"(?:q|t|quarter|qtr|trimestre|trim\.?|quartal|الربع)[ .-]?([1-4])(?:[ ,/-]*(?:fy ?)?((?:19|20)\d\d))?"
    r"|([1-4])(?:st|nd|rd|th|er|e|eme|o|º|°|ª|\.)? ?(?:quarter|qtr|trimestre|trim\.?|quartal)"
)
_YEARS = pattern_of(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@lru_cache(65_536)  # each text is looked at again and again
def field_of(text: str) -> str | None:
    """Give what a heading of a logframe stands over: a field of a measure, “assumption”, “risk”, “reading”, “level” or the like."""
    if not opens_as_known(text) and not HAS_A_STEM.search(text.casefold()):
        return None
    key = unaccented(" ".join(text.split()))
    if ASSUMPTION.search(key) and len(key) <= 60:
        return "assumption"
    its = meanings(text)
    parts = (its, *(names().get(part, ()) for part in heading_parts(text)))
    of_measures = (name.field for part in parts for name in part if name.sheet == "indicators")
    field = next((field for field in of_measures if field in OF_A_MEASURE), None)
    if field:
        return field
    if _INDICATOR.fullmatch(key):
        return "text"
    if RISK.search(key) and len(key) <= 40:
        return "risk"
    for sheet, field, name in (("readings", "value", "reading"), ("elements", "stage", "level")):
        if any((each.sheet, each.field) == (sheet, field) for each in its):
            return name
    if any((each.sheet, each.field) == ("elements", "text") for each in its):
        return "statement"
    return "level" if says_results(text) else None


def is_code(text: str) -> bool:
    """Say whether a heading stands over the codes or numbers of what is beside it: “#”, “No.”, “Indicator code”."""
    return text.strip() == "#" or bool(_CODE.fullmatch(unaccented(" ".join(text.split())).strip(" .:")))


@lru_cache(1024)
def when_of(title: str) -> When | None:
    """Give the date that a heading names: “Milestone 1 (March 2026)”, “Target 2027”, “T3 2026”, “Year 1”.

    A financial year is kept in words: when it begins is not known.
    """
    period = _period_of(title)
    if period and begins_in_any_month(unaccented(period)):
        return When(text=period, state="not_known")
    quarter, years = quarter_of(title), _YEARS.findall(title)
    if quarter and years:
        title = f"Q{quarter} {years[-1]}"
        its = values.read_when(None, title)
        return its if isinstance(its, When) and its.first else None
    for text in (*BRACKET.findall(title), *_YEARS.findall(title)[-1:], *([period] if period else [])):
        when = values.read_when(None, text)
        if isinstance(when, When) and (when.first or when.months):
            return when
    return None


def _period_of(title: str) -> str | None:
    """Give the period that stands in a heading or in a part of it, as typed."""
    for part in re.split(r"\s/\s|[\n|]", title):
        shown = " ".join(part.split())
        if period := period_in(unaccented(shown)):
            at = shown.casefold().find(period)
            return shown[at : at + len(period)] if at >= 0 else period
    return None


def quarter_of(text: str) -> int | None:
    """Give the number of the quarter that a heading names: “T1”, “Q3 2025”, “2º trimestre”.

    >>> [quarter_of(text) for text in ("T1 ", "Q3 2025", "2º trimestre", "T1 / Meta (trimestral)", "Q12")]
    [1, 3, 2, 1, None]
    """
    for part in (text, *re.split(r"[/\n|]", text)):
        found = _QUARTER.fullmatch(unaccented(" ".join(part.split())))
        if found:
            return int(found[1] or found[3])
    return None
