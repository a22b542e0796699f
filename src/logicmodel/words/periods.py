"""Years, quarters and months that stand beside a heading: “Target FY25”, “Year 1 target”, “Meta dic. 2026”."""

from logicmodel.patterns import pattern_of

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_NUMBER = r"\d{1,4}(?: ?[-/] ?\d{2,4})?"
_YEAR = r"(?:19|20)\d\d(?: ?[-/] ?(?:\d\d|20\d\d))?"
_MONTH = (
    r"(?:jan|feb|fev|mar|apr|avr|abr|may|mai|jun|juin|jul|juil|aug|aou|ago|sep|set|oct|okt|out|nov|dec|dic|dez|ene)"
    r"[a-z]{0,6}\.?"
)
_PERIOD = (
    rf"(?:(?:fy|cy|py|ay|yr|year|y|annee|an|ano|jahr|a|السنه|العام|عام)[ .]?{_NUMBER}"
    rf"|(?:q|t|quarter|trimestre|quartal)[ .]?[1-4](?:[ -]?(?:{_YEAR}|fy ?\d\d))?"
    rf"|(?:{_MONTH}[ -]?(?:{_YEAR}|'?\d\d))|{_YEAR}|(?:first|second|third|final) year|1st year|2nd year|3rd year)"
)
_BEFORE = r"(?:by|in|for|of|at|to|until|pour|en|a|au|para|al|ate|em|bis|fur|zum|end|fin|fim|ende|de|del|do)"
_AT_THE_END = pattern_of(rf"^(?P<rest>.+?)[ ,:;(\[-]+(?:{_BEFORE} )*(?P<period>{_PERIOD})[)\]]?$")
_AT_THE_START = pattern_of(rf"^(?P<period>{_PERIOD})[ ,:;-]+(?:(?:de|del|do|du) )?(?P<rest>[^\W\d].*)$")

_WHOLE = pattern_of(_PERIOD)
_OF_TWO_YEARS = pattern_of(r"\bfy|(?<!\d)(?:19|20)\d\d ?[-/] ?\d\d(?!\d)")


def period_beside(key: str) -> tuple[str, str] | None:
    """Part the key of a heading into what it says without its year, quarter or month, and that period.

    >>> period_beside("target fy25"), period_beside("year 1 target"), period_beside("target by dec 2026")
    (('target', 'fy25'), ('target', 'year 1'), ('target', 'dec 2026'))
    >>> period_beside("step 1"), period_beside("2025"), period_beside("target")
    (None, None, None)
    """
    found = _AT_THE_END.match(key) or _AT_THE_START.match(key)
    return (found["rest"], found["period"]) if found else None


def period_in(key: str) -> str | None:
    """Give the year, quarter or month that the key of a heading is, or has beside it.

    >>> period_in("q1 2026"), period_in("year 1 target"), period_in("target")
    ('q1 2026', 'year 1', None)
    """
    if _WHOLE.fullmatch(key):
        return key
    beside = period_beside(key)
    return beside[1] if beside else None


def begins_in_any_month(period: str) -> bool:
    """Say whether a period is a financial or school year, or part of one: when these begin is not for all the same.

    >>> [begins_in_any_month(period) for period in ("fy25", "2025/26", "q1 fy 25", "2025", "2025-2027")]
    [True, True, True, False, False]
    """
    return bool(_OF_TWO_YEARS.search(period))
