"""How numbers are written that belong to nobody: money, counts, years, decimal fractions; and the words beside a number."""

import re

from logicmodel.patterns import pattern_of
from logicmodel.privacy.data import entries

NEAR = 3
"""Words between a word such as “case” and its number."""

GROUPED = pattern_of(r"\d{1,3}(?:([ .,’'\u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?")
"""A number with its thousands apart."""

DATE = pattern_of(
    r"(?<!\d)(?:(?:19|20)\d{2}[-./]\d{1,2}(?:[-./]\d{1,2})?|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d{2}|"
    r"(?<!\d[-./])\d{1,2}[-./]\d{1,2}[-./]\d{2}(?![-./ ]?\d)|"
    r"(?<![.,])(?:19|20)\d{2}\s?[-–/]\s?(?:19|20)\d{2}(?![-–/ ]?\d)|"
    r"\d{1,2}(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?[^\W\d_]{3,10}\.?,?\s+(?:de\s+|del\s+)?(?:19|20)\d{2}|"
    r"(?<!\w)[^\W\d_]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{2})(?!\d)"
)
"""A day, a month of a year in digits, a span of years, or a day with its month in words."""

_BESIDE = 60
"""Letters beside a number among which the word next to it stands."""

_WORD = pattern_of(r"[^\W_]+(?:[.'’-][^\W_]+)*")


def words_in_order(text: str) -> list[str]:
    """Give the words and numbers of a text."""
    return _WORD.findall(text)


def words_before(text: str, many: int) -> str:
    """Give the last words of what stands before a number."""
    return " ".join(_WORD.findall(text[-40 * many :])[-many:])


def words_after(text: str, many: int) -> str:
    """Give the first words of what stands after a number."""
    return " ".join(_WORD.findall(text[: 40 * many])[:many])


def is_money(before: str, after: str) -> bool:
    """Say whether a sign or a word for money stands right before or after a number."""
    signs = tuple(entries("money", "signs")[0])
    words = {*entries("money")}
    before, after = before[-_BESIDE:], after[:_BESIDE]  # long texts would be gone through once for each number
    beside = (*_WORD.findall(before)[-1:], *_WORD.findall(after)[:1])
    return (
        before.rstrip().endswith(signs)
        or after.lstrip().startswith(signs)
        or any(word.casefold() in words for word in beside)
    )


def is_a_count(written: str) -> bool:
    """Say whether digits are a count with its thousands apart, a span of two counts, years, or a list of rising numbers."""
    groups = re.findall(r"\d+", written)
    rising = len(groups) > 3 and all(len(group) < 4 for group in groups)
    return (
        all(GROUPED.fullmatch(part) for part in re.split(r"\s+[-–/]\s+", written))
        or all(map(_is_year, groups))
        or (rising and written[0] != "0" and sorted(set(map(int, groups))) == [*map(int, groups)])
    )


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("19", "20")
