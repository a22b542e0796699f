"""Personal details in a text, told by how they are written: numbers, addresses, dates of birth."""

import re
from collections.abc import Iterator
from functools import cache

from logicmodel.patterns import pattern_of
from logicmodel.privacy.data import entries, words_in
from logicmodel.privacy.identifiers import holds_account, holds_case, holds_national
from logicmodel.privacy.telephones import holds_digits_in_words, holds_line_or_telephone, holds_telephone
from logicmodel.privacy.written import DATE, NEAR, words_before, words_in_order
from logicmodel.words.load import names
from logicmodel.words.spelling import heading_key, western_digits

E_MAIL = "an e-mail address"
TELEPHONE = "a telephone number"
LINE_OR_TELEPHONE = "a telephone number that is free to call in one country, and somebody’s in another"
POSTCODE = "a postcode"
STREET = "a street address"
POSITION = "a position on the map"
BIRTH = "a date of birth"
NATIONAL = "a national number"
CASE = "a case number"
ACCOUNT = "the number of a bank account or card"
CAR = "the number of a car"
FOLDER = "the name of somebody in the path of a file"
PAGE = "the page of a person"

_AT = r"\s?(?:[@＠]|[(\[{]\s?(?:at|ät|arroba|arobase|chez)\s?[)\]}]|\s(?:arroba|arobase)\s)\s?"
_DOT = r"\s?(?:\.|[(\[{]\s?(?:dot|point|punto|ponto|punkt)\s?[)\]}]|\s(?:dot|punto|ponto)\s)\s?"
_E_MAIL = pattern_of(
    rf"[\w.+-]+{_AT}[\w-]+(?:{_DOT}[^\W\d_]{{2,}})+|"
    r"[\w.+-]+\s+at\s+[\w-]+(?:\s+dot\s+[^\W\d_]{2,})+|"
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_LOCAL_AT = r"[\w+-]*[._\d][\w.+-]*\s+at\s+[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}"
_DIGITS_OF_A_DAY = 4
_MAY_BE_E_MAIL = pattern_of(r"[@＠]|[(\[{]\s?(?:at|ät|chez|arro|arob)|\s(?:arroba|arobase|dot|at)\s", re.IGNORECASE)
_PAGE = pattern_of(
    r"linkedin\.com/in/[\w%-]|facebook\.com/(?:profile\.php\?id=\d|[^\W\d_]+\.[^\W\d_]+\.?\d*(?![\w.]))|wa\.me/\+?\d{7}",
    re.IGNORECASE,
)
_CODE_OF_A_CAR = pattern_of(
    r"\W{0,3}(?=[A-Z0-9 -]{0,9}\d\d)(?=[\d -]{0,9}[A-Z])[A-Z0-9]{1,4}[ -]?[A-Z0-9]{1,4}(?![a-z])"
)
_LINK = pattern_of(r"(?:https?://|www\.|\b[\w-]+\.(?:com|org|net|int|io)/)\S+")
_UNSEEN = pattern_of("[\u00ad\u200b-\u200f\u2060\ufeff]")
_POSITION = pattern_of(
    r"(?<![\d.])[-+]?\d{1,2}\.\d{3,}\s*°?\s*[NS]?\s*[,;/ ]\s*[-+]?\d{1,3}\.\d{3,}(?![\d.])|"
    r"\d{1,3}\s*°\s*\d{1,2}\s*[′'’]\s*(?:[\d.]+\s*[″\"”]\s*)?[NSEWO]\b|"
    r"\b(?i:lat|latitude|latitud)\W{0,3}-?\d{1,2}[.,]\d{3,}|\b[NS]\s?\d{1,2}\.\d{3,}\W{1,3}[EWO]\s?\d{1,3}\.\d{3,}|"
    r"(?:maps\.app\.goo\.gl|goo\.gl/maps)/\w|\b(?i:what3words|w3w)\W{1,3}[^\W\d_]+\.[^\W\d_]+\.[^\W\d_]+|"
    r"///[^\W\d_]+\.[^\W\d_]+\.[^\W\d_]+|\b(?:[2-9CFGHJMPQRVWX]{4}|(?=[2-9]*[CFGHJMPQRVWX]))[2-9CFGHJMPQRVWX]{4}\+[2-9CFGHJMPQRVWX]{2,3}\b"
)
_MAY_BE_PLACED = pattern_of(r"///|goo\.gl/|what3words|w3w", re.IGNORECASE)
_FRACTION = pattern_of(
    r"(?<![\w.,+])-?(?:(?:0|[1-9]\d{0,14})[.,]\d{5,}|[1-9]\d{3,14}[.,]\d{3,})(?:[eE][+-]?\d+)?(?![\w.,-]*\d)"
)
_FOLDER = pattern_of(
    r"(?:[a-z]:[\\/](?:users|benutzer|utilisateurs|usuarios|documents and settings)[\\/]|"
    r"(?<![\w.])/(?:users|home)/|-my\.sharepoint\.com/personal/)"
    r"(?!(?:public|shared|default|all users)\b)[\w.-]{3,}",
    re.IGNORECASE,
)


def details_in(text: str) -> list[str]:
    """Name what a text holds of personal details, each kind once.

    >>> details_in("call 020 7946 0018"), details_in("ana@example.org, born 3 May 1987")
    (['a telephone number'], ['an e-mail address', 'a date of birth'])
    >>> details_in("12 500 000 GBP from 2026-04-01 to 2027, about 433,412 people, AC1>OP1"), details_in("Call the school office")
    ([], [])
    """
    text = _UNSEEN.sub("", text)
    found = [E_MAIL] if _MAY_BE_E_MAIL.search(text) and (_E_MAIL.search(text) or _spelt_out().search(text)) else []
    found += [PAGE] if "." in text and _PAGE.search(text) else []
    found += [FOLDER] if ("/" in text or "\\" in text) and _FOLDER.search(text) else []
    plain = _LINK.sub(" ", _E_MAIL.sub(" ", text) if found else text)
    if not any(map(str.isdigit, text)):
        found += [POSITION] if _MAY_BE_PLACED.search(text) and _POSITION.search(text) else []
        return [*found, TELEPHONE] if holds_digits_in_words(plain) else found
    plain = western_digits(plain)
    if any(_POSITION.search(link[0]) for link in _LINK.finditer(text)):
        found.append(POSITION)
    if _of_a_car(plain):
        found.append(CAR)
    if _may_be_born(plain) and _has_birth(plain):
        found.append(BIRTH)
    unplaced = _POSITION.sub(" ", plain)
    if unplaced != plain:
        found.append(POSITION)
    undated = DATE.sub(" . ", _FRACTION.sub(" . ", unplaced))
    if _postcodes().search(undated) or _named_postcode(undated):
        found.append(POSTCODE)
    if _streets().search(undated):
        found.append(STREET)
    number = _of_a_number(undated)
    if number == TELEPHONE and holds_line_or_telephone(undated):
        number = LINE_OR_TELEPHONE
    return [*found, number] if number else found


def _of_a_number(text: str) -> str | None:
    """Say whether a text holds the number of an account, a person, a case or a telephone, the surest first."""
    holds = {ACCOUNT: holds_account, NATIONAL: holds_national, CASE: holds_case, TELEPHONE: holds_telephone}
    return next((kind for kind, is_held in holds.items() if is_held(text)), None)


# -- under a heading that says it -----------------------------------------------------------------------------------------


def personal_heading(heading: str) -> str | None:
    """Say what stands under a heading that is known for personal details: contact, identifier or name.

    >>> personal_heading("Fecha de nacimiento"), personal_heading("Telefonnummer"), personal_heading("Colour")
    ('identifier', 'contact', None)
    """
    fields = {name.field for name in names().get(heading_key(heading), ()) if name.sheet == "survey"}
    kinds = ("contact", "identifier", "name")
    return next((kind for kind in kinds if f"personal_{kind}" in fields), None)


# -- dates of birth and addresses -----------------------------------------------------------------------------------------


def _may_be_born(text: str) -> bool:
    """Say whether there are digits enough for a day and a year: what asks for more takes longer."""
    return sum(map(str.isdigit, text)) >= _DIGITS_OF_A_DAY


def _has_birth(text: str) -> bool:
    """Say whether a day, or a month of a year, stands within three words after a word for birth, or a day right before it."""
    for match in words_in("birth").finditer(text):
        rest = text[match.end() : match.end() + 40]
        day = DATE.search(rest) or (None if _is_of_many(text, match) else _month().search(rest))
        between = words_in_order(rest[: day.start()]) if day else []
        if day and len(between) <= NEAR and not {*map(str.casefold, between)} & {*entries("birth", "spans")}:
            return True
    named = (text[: match.start()].rstrip(" ,;:(-–—") for match in words_in("birth", "after").finditer(text))
    return any(before.endswith(day[0]) for before in named for day in DATE.finditer(before))


def _is_of_many(text: str, born: re.Match[str]) -> bool:
    """Say whether a word such as “born” may be of all who were born in one month: children born in May 2026."""
    before = words_before(text[: born.start()], NEAR)
    many = (
        each
        for each in words_in("texts", "persons").finditer(before)
        if each[0].casefold() not in entries("texts", "one_person")
    )
    return len(born[0]) == 1 or (born[0].casefold() in entries("birth", "of_many") and any(many))


@cache
def _month() -> re.Pattern[str]:
    months = "|".join(entries("birth", "months"))
    return re.compile(
        rf"(?<!\w)(?:{months})[^\W\d_]*\.?,?\s+(?:de\s+|del\s+)?(?:19|20)\d{{2}}(?!\d)|(?<![\d./-])\d{{1,2}}[./-](?:19|20)\d{{2}}(?!\d)",
        re.IGNORECASE,
    )


@cache
def _spelt_out() -> re.Pattern[str]:
    """Give a pattern for addresses with the word “at”: ana.ruiz at example.org, anaruiz at gmail.com."""
    providers = "|".join(map(re.escape, entries("e_mails", "providers")))
    return re.compile(rf"{_LOCAL_AT}|[\w.+-]+\s+at\s+(?:{providers})\b", re.IGNORECASE)


def _of_a_car(text: str) -> bool:
    """Say whether a word such as “number plate” stands before capitals and digits."""
    return any(_CODE_OF_A_CAR.match(text, match.end()) for match in words_in("cars").finditer(text))


@cache
def _postcodes() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![\w-])(?:{each})(?![\w-])" for each in entries("postcodes", "sure")))


def _named_postcode(text: str) -> bool:
    after = (text[match.end() : match.end() + 15] for match in words_in("postcodes").finditer(text))
    return any(
        re.match(r"\W{0,3}\w{0,2}-?\d{3,}", each) or _postcodes().match(each.upper().lstrip(" :#")) for each in after
    )


@cache
def _streets() -> re.Pattern[str]:
    capital = r"[^\W\d_a-z][\w’'-]*"
    return re.compile("|".join(_street_forms(capital)))


def _street_forms(capital: str) -> Iterator[str]:
    roles = "|".join(re.escape(each) for each in entries("roles", "en"))
    after = "|".join(re.escape(each.capitalize()) for each in entries("addresses", "after"))
    shared = "|".join(re.escape(each.capitalize()) for each in entries("addresses", "also_shared"))
    yield rf"(?<![\w.,-])\d{{1,5}}[A-Za-z]?,?\s+(?:{capital}\s+){{1,3}}(?:(?:{after})\b|St\b(?!\.?\s[^\W\d_a-z]))"
    yield rf"(?<![\w.,-])\d{{1,4}}[A-Za-z]?,?\s+(?:(?!(?i:{roles})\b){capital}\s+){{1,3}}(?:{shared})\b"
    before = "|".join(rf"{re.escape(each)}\.?" for each in entries("addresses", "before"))
    link = r"(?:(?:de|du|des|la|le|les|los|las|del|da|das|do|dos|l[’'])\s*)*"
    yield rf"(?<![\w.,-])\d{{1,4}}\s+\d{{1,3}}(?:st|nd|rd|th)\s+(?:{after}|St)\b"
    yield rf"\b(?i:{before})\s+\d{{1,3}}\s?[A-Z]?\s*(?:#|No\.?|N°)\s*\d{{1,3}}"
    yield rf"(?<![\w.-])\d{{1,4}}(?:\s?bis)?,?\s+(?i:{before})\s+{link}{capital}"
    named = rf"{capital}(?:\s+{link}{capital}){{0,3}}"
    yield rf"\b(?i:(?:{before})\s+|c/\s*){link}{named},?\s*(?:n\.?º|nº|no\.?|n°)?\s*\d{{1,4}}\b(?!\s*%)"
    houses = "|".join(entries("addresses", "houses"))
    yield rf"(?<!\w)(?i:(?:{houses})\s+(?:no\.?|number|#|n\.?º|n°|nr\.?|numéro|número|नंबर|न\.|सं\.?|رقم)\s*\d)"
    ends = "|".join(re.escape(each) for each in entries("addresses", "ends"))
    yield rf"\b{capital}(?:{ends})\s+\d{{1,4}}[a-z]?\b"
    kinds = "|".join(each.capitalize() for each in entries("addresses", "ends"))
    yield rf"\b(?:{capital}\s+|{capital}-)(?:{kinds})\s+\d{{1,4}}[a-z]?\b"
