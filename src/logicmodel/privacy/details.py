"""Personal details in a text, told by how they are written: numbers, addresses, dates of birth."""

import re
from collections.abc import Iterator
from functools import cache

from logicmodel.privacy.data import entries, words_in
from logicmodel.words.load import names
from logicmodel.words.spelling import heading_key, western_digits

E_MAIL = "an e-mail address"
TELEPHONE = "a telephone number"
POSTCODE = "a postcode"
STREET = "a street address"
POSITION = "a position on the map"
BIRTH = "a date of birth"
NATIONAL = "a national number"
CASE = "a case number"

_E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d{2}[-./]\d{1,2}(?:[-./]\d{1,2})?|\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d{2}|"
    r"\d{1,2}(?:st|nd|rd|th|\.)?\s+[^\W\d_]{3,10}\.?\s+(?:19|20)\d{2})(?!\d)"
)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:\s*[-–/]\s*(?:(?:19|20)?\d{2}))?(?!\d)")
_DIGITS = re.compile(r"(?<![\w.,])(?:\+|00)?[(]?\d[\d ().\-\u00a0\u202f/]{6,24}\d(?![\w%])")
_GROUPED = re.compile(r"\d{1,3}(?:([ .,’'\u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?")
_POSITION = re.compile(
    r"(?<![\d.])[-+]?\d{1,2}\.\d{3,}\s*°?\s*[NS]?\s*[,;/ ]\s*[-+]?\d{1,3}\.\d{3,}(?![\d.])|"
    r"\d{1,3}\s*°\s*\d{1,2}\s*[′'’]\s*(?:[\d.]+\s*[″\"”]\s*)?[NSEWO]\b"
)
_CODE = re.compile(r"(?<![\w-])(?=[\w/-]*\d{4})[\w/-]{4,20}(?![\w-])|(?<!\d)\d{2,4}(?:[ -]\d{2,4}){1,4}(?!\d)")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2}-[\dK]{1,2}")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_NEAR = 3
"""Words between a word such as “case” and its number."""


def details_in(text: str) -> list[str]:
    """Name what a text holds of personal details, each kind once.

    >>> details_in("call 020 7946 0018"), details_in("ana@example.org, born 3 May 1987")
    (['a telephone number'], ['an e-mail address', 'a date of birth'])
    >>> details_in("12 500 000 GBP from 2026-04-01 to 2027, about 433,412 people, AC1>OP1"), details_in("Call the school office")
    ([], [])
    """
    if not any(map(str.isdigit, text)):
        return [E_MAIL] if "@" in text and _E_MAIL.search(text) else []
    plain = western_digits(text)
    found = [E_MAIL] if "@" in plain and _E_MAIL.search(plain) else []
    plain = _LINK.sub(" ", _E_MAIL.sub(" ", plain))
    if _has_birth(plain):
        found.append(BIRTH)
    if _POSITION.search(plain):
        found.append(POSITION)
    plain = _POSITION.sub(" ", plain)
    undated = _DATE.sub(" . ", plain)
    if _postcodes().search(undated) or _named_postcode(undated):
        found.append(POSTCODE)
    if _streets().search(undated):
        found.append(STREET)
    number = _of_a_number(undated)
    return [*found, number] if number else found


def _of_a_number(text: str) -> str | None:
    """Say whether a text holds a national number, a case number or a telephone number, the surest first."""
    if _has_national(text):
        return NATIONAL
    if _has_case(text):
        return CASE
    return TELEPHONE if any(_is_telephone(text, match) for match in _DIGITS.finditer(text)) else None


# -- under a heading that says it -----------------------------------------------------------------------------------------


def personal_heading(heading: str) -> str | None:
    """Say what stands under a heading that is known for personal details: contact, identifier or name.

    >>> personal_heading("Fecha de nacimiento"), personal_heading("Telefonnummer"), personal_heading("Colour")
    ('identifier', 'contact', None)
    """
    fields = {name.field for name in names().get(heading_key(heading), ()) if name.sheet == "survey"}
    kinds = ("contact", "identifier", "name")
    return next((kind for kind in kinds if f"personal_{kind}" in fields), None)


# -- telephone numbers ----------------------------------------------------------------------------------------------------


def _is_telephone(text: str, match: re.Match[str]) -> bool:
    """Say whether digits are a telephone number: 9 to 15 of them, written as one, and neither money nor a count."""
    number = match[0].strip(" .-/")
    digits = re.sub(r"\D", "", number)
    before, after = text[: match.start()], text[match.end() :]
    if _is_money(before, after) or _is_no_number(number):
        return False
    called = bool(words_in("telephone").search(" ".join(_WORD.findall(before)[-_NEAR:])))
    if len(digits) < 9:
        return called and len(digits) >= 7
    if len(digits) > 15 or "/" in number:
        return called and len(digits) <= 15
    if number.startswith(("+", "0", "(0", "(+")) or called:
        return True
    return number != digits and _is_dialled(number)


def _is_dialled(number: str) -> bool:
    """Say whether a number without 0 or + in front is valid in a region that writes it so."""
    import phonenumbers

    for region in entries("telephone", "regions"):
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(number, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def _is_money(before: str, after: str) -> bool:
    signs = entries("money", "signs")[0]
    words = {*entries("money")}
    last, first = _WORD.findall(before)[-1:], _WORD.findall(after)[:1]
    return (
        before.rstrip().endswith(tuple(signs))
        or after.lstrip().startswith(tuple(signs))
        or any(word.casefold() in words for word in (*last, *first))
    )


def _is_no_number(written: str) -> bool:
    """Say whether digits are a count with its thousands apart, a span of two counts, years, or a list of rising numbers."""
    groups = re.findall(r"\d+", written)
    rising = len(groups) > 3 and all(len(group) < 4 for group in groups)
    return (
        all(_GROUPED.fullmatch(part) for part in re.split(r"\s+[-–/]\s+", written))
        or all(map(_is_year, groups))
        or (rising and written[0] != "0" and sorted(set(map(int, groups))) == [*map(int, groups)])
    )


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("19", "20")


# -- numbers of people and cases ------------------------------------------------------------------------------------------


def _has_national(text: str) -> bool:
    """Say whether a text holds a number that a state gives to a person, by its check digits."""
    for match in re.finditer(r"(?<![\w-])[A-Z]{0,6}\d[A-Z0-9 .\-/]{5,20}[A-Z0-9](?![\w-])", text):
        candidate = match[0]
        digits = re.sub(r"\D", "", candidate)
        if len(digits) < 7 or _is_no_number(candidate) or _is_money(text[: match.start()], text[match.end() :]):
            continue
        named = bool(words_in("national").search(" ".join(_WORD.findall(text[: match.start()])[-_NEAR:])))
        # Without a letter, a check digit fits one telephone number in ten: only a shape of its own is sure.
        written = candidate.isupper() or len(digits) >= 13 or bool(_DOTTED.fullmatch(candidate))
        if (written and _checks(candidate, "sure")) or (named and _checks(candidate, "digits", "sure")):
            return True
    return bool(
        re.search(r"\b[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", text)
    )  # United Kingdom


def _checks(candidate: str, *lists: str) -> bool:
    from stdnum import get_cc_module

    names = (name.partition(".") for each in lists for name in entries("national", each))
    modules = (get_cc_module(country, kind) for country, _, kind in names)
    return any(module.is_valid(candidate) for module in modules if module)


def _has_case(text: str) -> bool:
    """Say whether a word such as “case” stands within three words before a code with four digits or more."""
    for match in _CODE.finditer(text):
        if len(re.sub(r"\D", "", match[0])) < 4 or _YEARS.fullmatch(match[0]) or _GROUPED.fullmatch(match[0]):
            continue
        before = text[: match.start()]
        if _is_money(before, text[match.end() :]) or re.search(r"[.;!?]\s*$", before):
            continue
        near = _WORD.findall(before)[-_NEAR:]
        if any(word in entries("cases", "capitals") for word in near) or _names_a_case(near, before):
            return True
    return False


def _names_a_case(near: list[str], before: str) -> bool:
    words = [word.casefold() for word in near]
    if any(word in entries("cases", "work") for word in words) or re.search(r"\bin (?:any )?case\b", before.casefold()):
        return False
    return bool(words_in("cases").search(" ".join(words)))


# -- dates of birth and addresses -----------------------------------------------------------------------------------------


def _has_birth(text: str) -> bool:
    """Say whether a date stands within three words after a word for birth."""
    for match in words_in("birth").finditer(text):
        rest = text[match.end() : match.end() + 40]
        day = _DATE.search(rest)
        if day and len(_WORD.findall(rest[: day.start()])) <= _NEAR:
            return True
    return False


@cache
def _postcodes() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![\w-])(?:{each})(?![\w-])" for each in entries("postcodes", "sure")))


def _named_postcode(text: str) -> bool:
    after = (text[match.end() : match.end() + 15] for match in words_in("postcodes").finditer(text))
    return any(re.match(r"\W{0,3}\w{0,2}-?\d{3,}", each) for each in after)


@cache
def _streets() -> re.Pattern[str]:
    capital = r"[^\W\d_a-z][\w’'-]*"
    return re.compile("|".join(_street_forms(capital)))


def _street_forms(capital: str) -> Iterator[str]:
    after = "|".join(re.escape(each.capitalize()) for each in entries("addresses", "after"))
    yield rf"(?<![\w.,-])\d{{1,4}}[A-Za-z]?,?\s+(?:{capital}\s+){{1,3}}(?:{after})\b"
    before = "|".join(re.escape(each) for each in entries("addresses", "before"))
    link = r"(?:(?:de|du|des|la|le|les|del|da|do|dos|l[’'])\s*)*"
    yield rf"(?<![\w.-])\d{{1,4}}(?:\s?bis)?,?\s+(?i:{before})\s+{link}{capital}"
    yield rf"\b(?i:{before})\s+{link}(?:{capital}\s*){{1,4}},?\s*(?:n\.?º|nº|no\.?|n°)?\s*\d{{1,4}}\b(?!\s*%)"
    ends = "|".join(re.escape(each) for each in entries("addresses", "ends"))
    yield rf"\b{capital}(?:{ends})\s+\d{{1,4}}[a-z]?\b"
    yield rf"\b{capital}\s+(?:Straße|Strasse|Weg|Platz|Allee|Ufer)\s+\d{{1,4}}[a-z]?\b"
