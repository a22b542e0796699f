"""Scales that headings name behind the word for what is scored: “Severity (1-5)”, “Size /10”."""

import re

_SCALE = re.compile(
    r"[\s,:]*[(\[]?\s*(?:(?:scale|score|points?|escala|echelle|de|von|from)?\s*(?:de|of|from)?\s*)"
    r"(?P<least>\d{1,2})\s*(?:-|–|to|a|à|bis|/)\s*(?P<most>\d{1,2})\s*[)\]]?$|[\s,:]*[(\[]?/\s*(?P<of>\d{1,2})\s*[)\]]?$",
    re.IGNORECASE,
)


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
