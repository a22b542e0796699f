"""Telephone numbers in a text: 9 to 15 digits written as one, and neither money nor a count nor a helpline."""

import re
from functools import cache

from msgspec import Struct

from logicmodel.patterns import pattern_of
from logicmodel.privacy.data import entries, words_in
from logicmodel.privacy.written import NEAR, is_a_count, is_money, words_after, words_before

_DIGITS = pattern_of(r"(?<![\w.,])(?<![A-Z]-)(?:\+|00)?[(]?\d[\d ().\-\u00a0\u202f/]{6,24}\d(?!(?!x\d)[\w%])")
_AREA_AND_REST = pattern_of(r"0\d{1,5}\s?/\s?\d[\d -]{3,}|0\d{2,5}/\d[\d .]{5,}")
_AFTER_A_NUMBER = pattern_of(r"(?<=\s)[+0]\d[\d ().-]{7,}$")
_THREES = pattern_of(r"\d{3}([ \u00a0\u202f])\d{3}\1\d{3}")
_FOURS = pattern_of(r"(\d{4})[ -](\d{4})")
_FRACTION = pattern_of(r"0[.,]\d+")
_DIGIT = (
    r"(?:zero|oh|double|triple|one|two|three|four|five|six|seven|eight|nine|z[ée]ro|un|deux|trois|quatre|cinq|sept|huit|neuf|"
    r"cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|um|dois|três|quatro|sete|oito|nove|null|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun)"
)
_DIGITS_IN_WORDS = pattern_of(rf"(?<!\w)(?:{_DIGIT}[\s,-]+){{6,}}{_DIGIT}(?!\w)", re.IGNORECASE)
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
        is_one = _is_dialled(number) if called else _is_of_threes(number) and not _is_helpline(number, before)
        return len(digits) == 9 and is_one
    if len(digits) < 9:
        return len(digits) >= 7 and (called or _is_of_fours(number)) and not _is_helpline(number, before)
    if len(digits) > 15 or ("/" in number and not _AREA_AND_REST.fullmatch(number)):
        return called and len(digits) <= 15
    is_one = number.startswith(("+", "0", "(0", "(+")) or called
    is_one = is_one or (_is_dialled(number) if number != digits else _is_unparted(number))
    return is_one and not _is_helpline(number, before)


def _is_of_an_organisation(before: str) -> bool:
    return bool(words_in("national", "organisations").search(words_before(before, NEAR)))


def _is_dialled(number: str) -> bool:
    """Say whether a number without 0 or + in front is valid in a region that writes it so."""
    return any(kind is not None for kind in _kinds(number))


def _is_of_threes(number: str) -> bool:
    """Say whether what looks like a count of hundreds of millions is a mobile number: a count is round, or has commas."""
    is_large = number[0] in "456789"  # no country has as many people
    return (
        bool(is_large and _THREES.fullmatch(number)) and not number.endswith("00") and _is_mobile(number, "of_threes")
    )


def _is_of_fours(number: str) -> bool:
    """Say whether two fours are a mobile number, and no span of a smaller and a larger number."""
    fours = _FOURS.fullmatch(number)
    is_round = fours is not None and fours[2].endswith("0")
    return fours is not None and fours[1] > fours[2] and not is_round and _is_mobile(number, "of_fours")


def _is_unparted(number: str) -> bool:
    """Say whether digits without a space are a mobile number where such are written so, and no large round number."""
    return not number.endswith("00") and _is_mobile(number, "unparted")


def _is_mobile(number: str, regions: str) -> bool:
    from phonenumbers import PhoneNumberType as Kind

    return any(each is not None and each.kind == Kind.MOBILE for each in _kinds(number, regions))


def holds_line_or_telephone(text: str) -> bool:
    """Say whether each number in a text that is somebody's telephone would be a helpline if the word stood before it."""
    helpline = entries("telephone", "helplines")[0]
    return not holds_telephone(_DIGITS.sub(lambda match: f"{helpline} {match[0]}", text))


def _is_helpline(number: str, before: str) -> bool:
    """Say whether a number is free to call for all.

    Where it would be the number of somebody in another region, a word such as “helpline” has to stand before it.
    """
    from phonenumbers import PhoneNumberType as Kind

    groups, kinds = re.findall(r"\d+", number), [each for each in _kinds(number) if each]
    is_dialled, is_one = number.startswith("0"), len(groups) == 1
    free = {Kind.TOLL_FREE, Kind.SHARED_COST, Kind.UAN}
    # 0300 123 4567 is written as helplines are; 030 12345678 and 0300 1234567 are written as numbers of somebody.
    if not any(each.kind in free and (is_one or each.groups[0] == groups[0]) for each in kinds):
        return False
    own = {Kind.MOBILE} if is_dialled else {Kind.MOBILE, Kind.FIXED_LINE, Kind.FIXED_LINE_OR_MOBILE}
    is_own = any(each.kind in own and (is_one or not is_dialled or [*each.groups] == groups) for each in kinds)
    return not is_own or bool(words_in("telephone", "helplines").search(words_before(before, NEAR * 2)))


class _Dialled(Struct, frozen=True):
    """What a number would be in one region: its kind, and how its digits are grouped there."""

    kind: int
    groups: tuple[str, ...]


@cache
def _kinds(number: str, regions: str = "regions") -> tuple[_Dialled | None, ...]:
    """Give what a number would be in each region of a list, or None where it would be no number."""
    import phonenumbers

    found: list[_Dialled | None] = []
    for region in entries("telephone", regions):
        try:
            parsed = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            continue
        if not phonenumbers.is_valid_number(parsed):
            found.append(None)
            continue
        written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
        found.append(_Dialled(phonenumbers.number_type(parsed), tuple(re.findall(r"\d+", written))))
    return tuple(found)


def holds_digits_in_words(text: str) -> bool:
    """Say whether seven words and more in a row are digits: “oh seven seven double oh …”."""
    return _DIGITS_IN_WORDS.search(text) is not None
