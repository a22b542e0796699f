"""How two spellings are found to be one.

Texts, headings, Refs and names of groups each have a key: two spellings with the same key are the same thing. Keys are
for comparing; what is kept and shown is always the text as typed. The keys of texts, groups and Refs can be taken of a
key again without changing it, and so can those of headings.
"""

import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import lru_cache

from logicmodel.patterns import pattern_of
from logicmodel.words.periods import period_beside

# Enough for the different texts of a large workbook; a cell that says what another one said costs a look-up.
_REMEMBERED = 16_384

_UNSEEN = dict.fromkeys(
    [
        0x00AD,  # soft hyphen
        0x061C,  # Arabic letter mark
        0x180E,  # Mongolian vowel separator
        *range(0x200B, 0x2010),  # zero-width spaces and joiners, direction marks
        *range(0x202A, 0x202F),  # direction embeddings and overrides
        *range(0x2060, 0x2065),  # word joiner, invisible operators
        *range(0x2066, 0x206A),  # direction isolates
        0xFE0E,  # show the sign before as text
        0xFE0F,  # show the sign before as a picture
        0xFEFF,  # byte order mark
    ]
)
_STRAIGHT: dict[int, str | None] = {
    **_UNSEEN,
    **dict.fromkeys(map(ord, "‘’‚‛′´`ʼ"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-"),
}
_ARABIC_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
_OTHER_DIGIT = pattern_of(r"[^\D0-9]")


def straight(text: str) -> str:
    """Make quotes and dashes straight, drop signs that cannot be seen, and run white space to single spaces.

    Letters and digits stay as typed.

    >>> straight(" Carers’ group –  weekly ")
    "Carers' group - weekly"
    """
    text = text.replace("`", "'") if text.isascii() else text.translate(_STRAIGHT)
    return " ".join(text.split())


def western_digits(text: str) -> str:
    """Write every decimal digit as 0 to 9, whatever the script.

    >>> western_digits("٣٥٪"), western_digits("४५")
    ('35٪', '45')
    """
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


@lru_cache(_REMEMBERED)
def plain(text: str) -> str:
    """Return the key of a text: what is left when case, white space, curly signs and a last full stop do not matter.

    A text that ends in several full stops keeps them, and so does one that is nothing else.

    >>> plain("  Young\N{NO-BREAK SPACE}Carers’ group. ") == plain("young carers' GROUP")
    True
    >>> plain("8–17"), plain("and so on..."), plain(".")
    ('8-17', 'and so on...', '.')
    """
    return _settled(_folded, text)


def _settled(key_of: Callable[[str], str], text: str) -> str:
    """Take keys of keys until they stay: folding, composing and dropping signs can each make work for the others."""
    key = key_of(text)
    while not key.isascii() and (again := key_of(key)) != key:
        key = again
    return key


def _folded(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_STRAIGHT))
    text = straight(text.casefold())
    stripped = text.removesuffix(".").rstrip()
    return stripped if stripped and not stripped.endswith(".") else text


@lru_cache(_REMEMBERED)
def unaccented(text: str) -> str:
    """Return the key of a text in which accents, vowel marks and the forms of Arabic letters do not matter either.

    >>> unaccented("Résultats"), unaccented("Größe"), unaccented("الأَهداف") == unaccented("الاهداف")
    ('resultats', 'grosse', True)
    """
    return _settled(_bare, text)


def _bare(text: str) -> str:
    key = plain(text)
    if key.isascii():
        return key
    letters = unicodedata.normalize("NFKD", key.translate(_ARABIC_LETTERS))
    return plain("".join(letter for letter in letters if not unicodedata.combining(letter)))


# -- headings ---------------------------------------------------------------------------------------------------------

_RAISED_DIGITS = pattern_of(r"(?<=[^\s⁰¹²³⁴-⁹₀-₉])\s*[⁰¹²³⁴-⁹₀-₉]+(?=[\s*†‡:?؟]*$)")
_TRAILING_MARKS = " *†‡:?؟"
# Three letters before it, because Q1, T2 and OC1 are names and not footnotes.
_FOOTNOTE = pattern_of(r"(?:(?<=[^\W\d_]{3})|(?<=\)))\d{1,2}$")
_YEAR = pattern_of(r"(?<!\d)(?:19|20)\d\d(?: ?[-/] ?(?:\d\d|20\d\d))?$")
_HEADING_PARTS = pattern_of(r"[\n\r\v\f\x85\u2028\u2029|/]|\s[-‐‑‒–—―]\s")
_BRACKET = pattern_of(r"[(\[（]")


@lru_cache(_REMEMBERED)
def heading_key(text: str) -> str:
    """Return the key of a heading: accents, stars, footnote digits and a last year do not matter.

    A footnote digit is glued to its word or written high or low; a number after a space is part of the name.

    >>> heading_key("How do you know? *"), heading_key("Targets₄"), heading_key("Targets4:"), heading_key("In Need 2017")
    ('how do you know', 'targets', 'targets', 'in need')
    >>> heading_key("¿A quién afecta?")
    'a quien afecta'
    >>> heading_key("Step 1"), heading_key("Step 1 by"), heading_key("Q1"), heading_key("2024"), heading_key("*")
    ('step 1', 'step 1 by', 'q1', '2024', '*')
    """
    key = unaccented(_RAISED_DIGITS.sub("", text).replace("_", " ")).lstrip("¿¡")
    while True:
        shorter = key.rstrip(_TRAILING_MARKS)
        shorter = _YEAR.sub("", _FOOTNOTE.sub("", shorter)).rstrip(" -,.")
        if not shorter or shorter == key:
            return key
        key = shorter


@lru_cache(_REMEMBERED)
def heading_parts(text: str) -> tuple[str, ...]:
    """Return the keys under which a heading may be known, the likeliest first, each once.

    First the whole; then its parts between line breaks, strokes, bars and dashes that stand apart; then what stands
    before a bracket, of the whole and of each part; then each of these without a year, quarter or month beside it.

    >>> heading_parts("Besoin / Need")
    ('besoin / need', 'besoin', 'need')
    >>> heading_parts("Target (value & date)")
    ('target (value & date)', 'target')
    >>> heading_parts("Target FY25")
    ('target fy25', 'target')
    """
    pieces = dict.fromkeys((text, *_HEADING_PARTS.split(text)))
    before_brackets = [_BRACKET.split(piece, maxsplit=1)[0] for piece in pieces]
    different = dict.fromkeys((*pieces, *before_brackets))
    keys = dict.fromkeys(key for piece in different if (key := heading_key(piece)))
    beside = (period_beside(unaccented(piece)) for piece in different)
    return tuple(dict.fromkeys((*keys, *(heading_key(its[0]) for its in beside if its))))


# -- Refs -------------------------------------------------------------------------------------------------------------

_HYPHENS_OF_WORDS = pattern_of(r"(?<!\d)-+|-+(?!\d)")
_HYPHEN_RUN = pattern_of(r"--+")
_LEADING_ZEROS = pattern_of(r"(?<![\d.])0+(?=\d)")
_LETTERS = pattern_of(r"[^\W\d_]*")
_SIMPLE_REF = pattern_of(r"[A-Za-z]+[1-9][0-9]*")  # most are: of these, only the case does not matter
_WORD_AND_NUMBER = pattern_of(r"([a-z]+)[ .:#_-]*(\d+(?:\.\d+)*)")
_REF_SHAPE = pattern_of(r"[^\W\d_]{1,4} ?[-_]?\d{1,4}(?:\.\d{1,4})*|[^\W\d_]+[-_]?\d{1,3}(?:\.\d{1,4})*|\d+(?:\.\d+)+")
_REF_WORDS = {
    "need": "n",
    "needs": "n",
    "input": "in",
    "inputs": "in",
    "activity": "ac",
    "activities": "ac",
    "output": "op",
    "outputs": "op",
    "outcome": "oc",
    "outcomes": "oc",
    "impact": "im",
    "impacts": "im",
    "measure": "m",
    "measures": "m",
    "indicator": "m",
    "indicators": "m",
    "source": "e",
    "sources": "e",
    "assumption": "a",
    "assumptions": "a",
    "risk": "r",
    "risks": "r",
    "strength": "s",
    "strengths": "s",
    "person": "p",
    "people": "p",
}


@lru_cache(_REMEMBERED)
def ref_key(text: str) -> str:
    """Return the key of a Ref: spaces, underscores, leading zeros and hyphens between words do not matter.

    A hyphen between two digits, and a zero after a full stop, are part of the Ref. A “!” before it, which a marked copy
    shows, is not.

    >>> [ref_key(text) for text in ("OC1", "oc 1", "OC-01", "Oc_001", "OC1:", "! OC1")]
    ['oc1', 'oc1', 'oc1', 'oc1', 'oc1', 'oc1']
    >>> ref_key("1.1"), ref_key("1.10"), ref_key("AC1-2"), ref_key("housing-1")
    ('1.1', '1.10', 'ac1-2', 'housing1')
    """
    return text.lower() if _SIMPLE_REF.fullmatch(text) else _settled(_joined, text)


def _joined(text: str) -> str:
    key = western_digits(plain(text)).replace(" ", "").replace("_", "")
    key = key.lstrip("!") or key
    key = _HYPHENS_OF_WORDS.sub("", _HYPHEN_RUN.sub("-", key)).rstrip(".:")
    return _LEADING_ZEROS.sub("", key)


def without_warning(text: str) -> str:
    """Take off the “!” that a marked copy shows before a Ref; it may come along where such a copy is saved as text.

    >>> without_warning("! AC1"), without_warning("!AC1"), without_warning("!")
    ('AC1', 'AC1', '!')
    """
    return text.strip().lstrip("! ") or text


def ref_word_key(text: str) -> str | None:
    """Return the key of the default Ref that a word and a number stand for, or None.

    >>> ref_word_key("Outcome 1"), ref_word_key("indicator-02"), ref_word_key("Session 1")
    ('oc1', 'm2', None)
    """
    found = _WORD_AND_NUMBER.fullmatch(western_digits(plain(text)))
    if found is None or found[1] not in _REF_WORDS:
        return None
    return ref_key(_REF_WORDS[found[1]] + found[2])


def ref_letters(text: str) -> str:
    """Return the letters that a Ref begins with, as in its key.

    >>> ref_letters("OC-01"), ref_letters("1.1")
    ('oc', '')
    """
    found = _LETTERS.match(ref_key(text))
    return found[0] if found else ""


def looks_like_ref(text: str) -> bool:
    """Tell whether a text has the shape of a Ref: letters and digits, or a number with levels.

    A number alone has not, because most numbers in a plan are no Refs.

    >>> [looks_like_ref(text) for text in ("OC1", "oc 01", "housing-1", "1.1.2", "Outcome 1")]
    [True, True, True, True, True]
    >>> [looks_like_ref(text) for text in ("63", "School survey 2025", "63 of 410", "Schools")]
    [False, False, False, False]
    """
    shown = western_digits(without_warning(straight(text))).rstrip(".:")
    return _REF_SHAPE.fullmatch(shown) is not None or ref_word_key(text) is not None


# -- groups -----------------------------------------------------------------------------------------------------------

_AGE_WORDS = pattern_of(r"\b(?:aged|ages|age|years|yrs|old)\b")
_AGE_RANGE = pattern_of(r"(?<=\d) ?(?:-|\bto\b) ?(?=\d)")
_ALIAS_ENDS = pattern_of(r"[,،(\[\d]|\b(?:aged|under|over|who|whose|with|in|from|living)\b")
_LONG_WORD = pattern_of(r"[^\W\d_]{4,}")


@lru_cache(_REMEMBERED)
def group_key(text: str) -> str:
    """Return the key of a group of people: words around an age do not matter.

    >>> group_key("Young carers aged 8 to 17 years old"), group_key("Young carers 8–17"), group_key("Old people")
    ('young carers 8-17', 'young carers 8-17', 'old people')
    """
    key = plain(text)
    while any(map(str.isdigit, key)):
        bare = plain(_AGE_RANGE.sub("-", plain(_AGE_WORDS.sub(" ", key))))
        if not bare or bare == key:
            break
        key = bare
    return key


def group_alias(text: str) -> str | None:
    """Return the shorter name by which a group is also known, or None: the name before an age or a condition.

    >>> group_alias("Young carers aged 8 to 17"), group_alias("Tenants with arrears")
    ('young carers', 'tenants')
    >>> group_alias("Schools"), group_alias("People in debt"), group_alias("Over 65s")
    (None, None, None)
    """
    name = plain(text)
    found = _ALIAS_ENDS.search(western_digits(name))
    if found is None:
        return None
    alias = plain(name[: found.start()])
    return alias if any(word not in ("people", "persons") for word in _LONG_WORD.findall(alias)) else None


# -- nothing to show --------------------------------------------------------------------------------------------------

NO_EVIDENCE = frozenset(("none yet", "none", "untested", "no evidence", "no evidence yet"))
"""Keys of texts that say, in a cell for evidence, that there is none: only asserted, level 0."""


# -- nearness ---------------------------------------------------------------------------------------------------------


def distance(first: str, second: str, *, limit: int | None = None) -> int:
    """Count the least letters to insert, delete, replace or swap with their neighbour to make one text of the other.

    This is the optimal string alignment distance: no stretch is edited twice. Above `limit` the answer is limit + 1,
    and is found early.

    >>> distance("oc1", "oc2"), distance("oc12", "oc21"), distance("ca", "abc"), distance("ac1", "im44", limit=2)
    (1, 1, 3, 3)
    """
    limit = max(len(first), len(second)) if limit is None else limit
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    before: list[int] = []
    current = list(range(len(second) + 1))
    for row, letter in enumerate(first, start=1):
        before, above, current = current, before, [row]
        for column, other in enumerate(second, start=1):
            best = min(current[-1] + 1, before[column] + 1, before[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other:
                best = min(best, above[column - 2] + 1)
            current.append(best)
        if min(current) > limit and min(before) >= limit:
            return limit + 1
    return min(current[-1], limit + 1)


def likeness(first: str, second: str, *, at_least: float = 0.0) -> float:
    """Return how much two texts have in common: 2 · matching letters ÷ letters of both, from 0.0 to 1.0.

    The order of the two does not matter. An answer below `at_least` is given as 0.0, and is found early. Compare keys,
    not texts as typed.

    >>> round(likeness("respondsable", "responsable"), 2), likeness("abc", "xyz"), likeness("", "")
    (0.96, 0.0, 1.0)
    """
    # The matcher's answer can change with the order, and findings must not.
    earlier, later = sorted((first, second))
    matcher = SequenceMatcher(None, earlier, later, autojunk=False)
    if matcher.real_quick_ratio() < at_least or matcher.quick_ratio() < at_least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= at_least else 0.0
