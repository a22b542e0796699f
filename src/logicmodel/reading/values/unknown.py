"""What a cell that says “not known” says, and what all readers of cells share: their values and their failures."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from logicmodel.patterns import pattern_of
from logicmodel.words.spelling import heading_key, plain, western_digits

Value: TypeAlias = str | int | float | Decimal | date | datetime | time | timedelta | None
Meanings: TypeAlias = Mapping[str, str]

REMEMBERED = 8_192
"""How many texts a reader keeps with what it read in them: the cells of a column repeat themselves."""

BRACKET_NOTE = pattern_of(r"(?<=\S)\s*\([^()]*\)$")
"""A note in brackets at the end of a text, as in “35 (2024)”."""

_STATES = {
    **dict.fromkeys(
        ("tbc", "tbd", "tba", "t.b.c", "t.b.d", "to be confirmed", "to be set", "to be decided"), "to_be_set"
    ),
    **dict.fromkeys(
        (
            "unknown",
            "not known",
            "not known yet",
            "not yet known",
            "no data",
            "not available",
            "data not available",
            "?",
        ),
        "not_known",
    ),
    **dict.fromkeys(("n/a", "na", "n.a", "not applicable"), "not_applicable"),
    **dict.fromkeys(("[c]", "*", "suppressed"), "suppressed"),
    **dict.fromkeys(("", "xx"), "blank"),
}
_STATE_WORDS = frozenset(_STATES.values())
_SET_LATER = pattern_of(r"(?:tbc|tbd|tba|to be (?:confirmed|set|decided|determined|agreed|defined|announced))\b.*")
_HIDDEN_COUNT = pattern_of(r"(?:<|fewer than|less than) ?(?:[3-9]|1\d|20)|(?:[2-9]|1\d) or (?:fewer|less)")


class Failure(Struct, frozen=True, kw_only=True):
    """A filled cell that could not be read: what was wanted, and a reason of `model.Unread`.

    Where two readings are possible, `choices` names them and `iso` is the first of them as people may type it.
    """

    wanted: str
    reason: str
    choices: tuple[str, ...] = ()
    iso: str | None = None


def unknown_state(text: str, *, counts: bool = False, meanings: Meanings | None = None) -> str | None:
    """Tell what kind of “not known” a text is, or None if it says something.

    The answers are to_be_set, not_known, not_applicable, suppressed and blank. “<5” is suppressed only in a column of
    `counts`; elsewhere it is a number with a sign.

    >>> [unknown_state(text) for text in ("TBC", "No data", "n/a", "[c]", "–", "0", "<5")]
    ['to_be_set', 'not_known', 'not_applicable', 'suppressed', 'blank', None, None]
    >>> unknown_state("TBC after the survey"), unknown_state("<5", counts=True)
    ('to_be_set', 'suppressed')
    >>> unknown_state("À définir", meanings={"a definir": "to_be_set"})
    'to_be_set'
    """
    key = plain(text)
    state = _STATES.get(key.strip("-")) or _STATES.get(BRACKET_NOTE.sub("", key))
    if state is not None:
        return state
    if counts and _HIDDEN_COUNT.fullmatch(western_digits(key)):
        return "suppressed"
    if _SET_LATER.fullmatch(key):
        return "to_be_set"
    # The word files count “<5” among the suppressed, which it is only in a column of counts.
    if any(map(str.isdigit, key)):
        return None
    meaning = meaning_of(text, meanings)
    return meaning if meaning in _STATE_WORDS else None


def meaning_of(text: str, meanings: Meanings | None) -> str | None:
    """Give what a word of another language means, or None if it is not among the words given."""
    if not meanings:
        return None
    return meanings.get(plain(text)) or meanings.get(heading_key(text))
