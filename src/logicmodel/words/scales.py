"""Scales that headings name behind the word for what is scored: “Severity (1-5)”, “Size /10”, “Priority (5 = high)”."""

import re

from logicmodel.patterns import pattern_of
from logicmodel.words.spelling import unaccented, western_digits

_SCALE = pattern_of(
    r"[\s,:]*[(\[]?\s*(?:(?:scale|score|points?|escala|echelle|de|von|from)?\s*(?:de|of|from)?\s*)"
    r"(?P<least>\d{1,2})\s*(?:-|–|to|a|à|bis|/)\s*(?P<most>\d{1,2})\s*[)\]]?$|[\s,:]*[(\[]?/\s*(?P<of>\d{1,2})\s*[)\]]?$",
    re.IGNORECASE,
)


LOWER_IS_WORSE = "(lower is worse)"
"""Behind the heading of a criterion of which a low number is worse, where a row of directions says so."""


def without_scale(title: str) -> str:
    """Give a heading without the scale behind it.

    >>> [without_scale(each) for each in ("Severity 1-5", "Gravidade (de 1 a 5)", "Size /10", "Need")]
    ['Severity', 'Gravidade', 'Size', 'Need']
    """
    return _SCALE.sub("", " ".join(title.split()))


def end_of_scale(title: str) -> int | None:
    """Give the highest point of the scale that a heading names, or None.

    >>> end_of_scale("Urgence (1 à 5)"), end_of_scale("Size /10"), end_of_scale("Urgency")
    (5, 10, None)
    """
    found = _SCALE.search(" ".join(title.split()))
    return int(found["most"] or found["of"]) if found else None


_HIGH = r"(?:very |most |tres |muy |mas |muito |mais |sehr |la plus |la mas |o mais )*(?:high|top|urgent|important|priorit|first|elev|haut|fort|alt|maxim|hoch|hochst|wichtig|dringend|اعلى|عالي)"
_LOW = r"(?:very |least |tres |muy |menos |muito |sehr |la moins )*(?:low|least|last|faible|bas|baj|baix|minim|niedrig|gering|منخفض|ادنى)"
_ENDS = pattern_of(
    rf"(?P<number>\d{{1,2}})\s*(?:=|:|-|–|is|being|est|es|e|ist)?\s*(?:the )?(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))"
)


def counts_from_the_highest(title: str) -> bool | None:
    """Say whether a heading tells that more is first: True for “5 = high” or “1 = low”, False for “1 = high”, else None.

    >>> titles = "Priority (5 = highest)", "Priority (1 low to 5 high)", "Priorité (1 = très urgent)", "Priority (1-5)"
    >>> [counts_from_the_highest(each) for each in titles]
    [True, True, False, None]
    """
    ends = [(int(each["number"]), bool(each["high"])) for each in _ENDS.finditer(western_digits(unaccented(title)))]
    if not ends:
        return None
    number, is_high = max(ends)
    return is_high if number > 1 else not is_high
