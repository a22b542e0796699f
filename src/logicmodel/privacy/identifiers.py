"""Numbers that belong to one person: of a state, a bank or a case, told by check digits and by the words beside them."""

import re

from logicmodel.patterns import pattern_of
from logicmodel.privacy.data import entries, words_in
from logicmodel.privacy.written import GROUPED, NEAR, is_a_count, is_money, words_before, words_in_order

_CODE = pattern_of(r"(?<![\w-])(?=[\w/-]*\d{4})[\w/-]{4,20}(?![\w-])|(?<!\d)\d{2,4}(?:[ -]\d{2,4}){1,4}(?!\d)")
_DOTTED = pattern_of(r"\d{1,3}(?:\.\d{3}){2}-[\dA-Z]{1,2}")
_YEARS = pattern_of(r"(?<!\d)(?:19|20)\d{2}(?:\s*[-–/]\s*(?:(?:19|20)?\d{2}))?(?!\d)")
_CANDIDATE = pattern_of(r"(?<![\w-])[A-Z]{0,6}\d[A-Z0-9 .\-/]{5,20}[A-Z0-9](?![\w-])")
_SMALL_LETTERS = pattern_of(r"(?<![\w-])[a-z]{0,2}\d{6,10}[a-z]?(?![\w-])")
_UNITED_KINGDOM = pattern_of(r"\b[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE)
_ACCOUNT = pattern_of(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Z0-9])")
_CARD = pattern_of(
    r"(?<![\w-])(?:[456]\d{3}|2[2-7]\d{2})([ -]?)\d{4}\1\d{4}\1\d{4}(?![\w-])|(?<![\w-])3[47]\d{2}([ -]?)\d{6}\2\d{5}(?![\w-])"
)
_ABBREVIATED = pattern_of(r"\b(?:ref|no|nr|n|num|núm|réf)\.\s*$", re.IGNORECASE)


def holds_account(text: str) -> bool:
    """Say whether a text holds the number of a bank account or card, by its check digits."""
    from stdnum import iban, luhn

    for match in _ACCOUNT.finditer(text.upper()):
        written = match[0].replace(" ", "")
        if any(iban.is_valid(written[:length]) for length in range(15, len(written) + 1)):
            return True
    return any(luhn.is_valid(re.sub(r"\D", "", match[0])) for match in _CARD.finditer(text))


def holds_national(text: str) -> bool:
    """Say whether a text holds a number that a state gives to a person, by its check digits."""
    if _UNITED_KINGDOM.search(text):
        return True
    found = [*_CANDIDATE.finditer(text), *_SMALL_LETTERS.finditer(text)]
    return any(_is_national(text, match) for match in found)


def _is_national(text: str, match: re.Match[str]) -> bool:
    candidate, before = match[0].upper(), text[: match.start()]
    digits = re.sub(r"\D", "", candidate)
    near = words_before(f"{before} {candidate}", NEAR + len(words_in_order(candidate)))
    named = bool(words_in("national").search(near))
    if len(digits) < 7 or (is_a_count(candidate) and not named) or is_money(before, text[match.end() :]):
        return False
    if words_in("national", "organisations").search(near):
        return False
    # Without a letter, a check digit fits one telephone number in ten: only a shape of its own is sure.
    has_letter = bool(re.search(r"[A-Z]", candidate))
    of_its_own = has_letter or len(digits) in (13, 15) or bool(_DOTTED.fullmatch(candidate))
    return (of_its_own and _checks(candidate, "sure")) or (named and _checks(candidate, "digits", "sure"))


def _checks(candidate: str, *lists: str) -> bool:
    from stdnum import get_cc_module

    names = (name.partition(".") for each in lists for name in entries("national", each))
    modules = [module for country, _, kind in names if (module := get_cc_module(country, kind))]
    return any(module.is_valid(written) for written in {candidate, candidate.replace(".", "")} for module in modules)


def holds_case(text: str) -> bool:
    """Say whether a word such as “case” stands within three words before a code with four digits or more."""
    for match in _CODE.finditer(text):
        is_round = match[0].isdecimal() and len(match[0]) < 7 and match[0].endswith("00")
        if (
            len(re.sub(r"\D", "", match[0])) < 4
            or _YEARS.fullmatch(match[0])
            or GROUPED.fullmatch(match[0])
            or is_round
        ):
            continue
        before = text[: match.start()]
        ends = re.search(r"[.;!?]\s*$", before) and not _ABBREVIATED.search(before)
        if ends or is_money(before, text[match.end() :]):
            continue
        near = words_before(before, NEAR).split()
        if any(word in entries("cases", "capitals") for word in near) or _names_a_case(near, before):
            return True
    return False


def _names_a_case(near: list[str], before: str) -> bool:
    words = [word.casefold() for word in near]
    if any(word in entries("cases", "work") for word in words) or re.search(r"\bin (?:any )?case\b", before.casefold()):
        return False
    return bool(words_in("cases").search(" ".join(words)))
