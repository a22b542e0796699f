"""Telephone numbers in a text: 9 to 15 digits written as one, and neither money nor a count nor a helpline."""

import re
from functools import cache

from logicmodel.patterns import pattern_of
from logicmodel.privacy.data import entries, words_in
from logicmodel.privacy.written import NEAR, is_a_count, is_money, words_after, words_before

_DIGITS = pattern_of(r"(?<![\w.,])(?:\+|00)?[(]?\d[\d ().\-\u00a0\u202f/]{6,24}\d(?![\w%])")
_AREA_AND_REST = pattern_of(r"0\d{1,5}\s?/\s?\d[\d -]{3,}")
_AFTER_A_NUMBER = pattern_of(r"(?<=\s)[+0]\d[\d ().-]{7,}$")
_FRACTION = pattern_of(r"0[.,]\d+")
_AFTER = 2
"""Words after a number among which one such as “mobile” says what it is."""


def holds_telephone(text: str) -> bool:
    """Say whether a text holds the number of somebody's telephone; that of a helpline, which is free to call, is none."""
    return any(_is_telephone(text, match) for match in _DIGITS.finditer(text))


def _is_telephone(text: str, match: re.Match[str]) -> bool:
    inner = _AFTER_A_NUMBER.search(match[0])
    spans = [match.span(), *([(match.start() + inner.start(), match.end())] if inner else [])]
    return any(_is_dialled_or_called(text[start:end], text[:start], text[end:]) for start, end in spans)


def _is_dialled_or_called(written: str, before: str, after: str) -> bool:
    number = written.strip(" .-/")
    digits = re.sub(r"\D", "", number)
    if (
        (is_money(before, after) and not re.match(r"0\d", number))
        or _FRACTION.fullmatch(number)
        or _is_of_an_organisation(before)
    ):
        return False
    called = bool(words_in("telephone").search(f"{words_before(before, NEAR)} . {words_after(after, _AFTER)}"))
    if is_a_count(number):
        return called and len(digits) == 9 and _is_dialled(number)
    if len(digits) < 9:
        return called and len(digits) >= 7 and not _is_helpline(number, before)
    if len(digits) > 15 or ("/" in number and not _AREA_AND_REST.fullmatch(number)):
        return called and len(digits) <= 15
    is_one = number.startswith(("+", "0", "(0", "(+")) or called or (number != digits and _is_dialled(number))
    return is_one and not _is_helpline(number, before)


def _is_of_an_organisation(before: str) -> bool:
    return bool(words_in("national", "organisations").search(words_before(before, NEAR)))


def _is_dialled(number: str) -> bool:
    """Say whether a number without 0 or + in front is valid in a region that writes it so."""
    return any(kind is not None for kind in _kinds(number))


def _is_helpline(number: str, before: str) -> bool:
    """Say whether a number is free to call for all.

    Where it would be the number of somebody in another region, a word such as “helpline” has to stand before it.
    """
    from phonenumbers import PhoneNumberType as Kind

    kinds = {*_kinds(number)}
    if not kinds & {Kind.TOLL_FREE, Kind.SHARED_COST, Kind.UAN}:
        return False
    own = {Kind.MOBILE} if number.startswith("0") else {Kind.MOBILE, Kind.FIXED_LINE, Kind.FIXED_LINE_OR_MOBILE}
    return not kinds & own or bool(words_in("telephone", "helplines").search(words_before(before, NEAR * 2)))


@cache
def _kinds(number: str) -> tuple[int | None, ...]:
    """Give what kind of number it would be in each region, or None where it would be no number."""
    import phonenumbers

    found: list[int | None] = []
    for region in entries("telephone", "regions"):
        try:
            parsed = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            continue
        found.append(phonenumbers.number_type(parsed) if phonenumbers.is_valid_number(parsed) else None)
    return tuple(found)
