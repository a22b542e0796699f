"""Lists in cells: names, texts, lines, Refs and marks; and what Refs are joined by, arrows and ranges."""

import re
from collections.abc import Iterable

from logicmodel.patterns import pattern_of
from logicmodel.reading.values.unknown import unknown_state
from logicmodel.words.spelling import ref_key

_BULLETS = "•‣◦▪■●○►➢➤\uf0b7\uf0a7"  # the last two are what Word pastes
BULLET = pattern_of(rf"\A\s*(?:[{_BULLETS}·]\s*|[–—*-]+(?:\s+|$|(?=[^\W\d_])))+")
"""The bullets before a piece of a list."""

_NUMBERING = pattern_of(r"\A(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{2,4})\)\s*|(?:\d{1,2}|[a-z]|[ivx]{2,4})\.\s+)(?=\S)")
_NUMBERED = pattern_of(r"\s*\(?\d{1,2}\)")
_NEXT_NUMBER = pattern_of(r"\s+(?=\(?\d{1,2}\)\s)")
_LINE_BREAK = pattern_of(r"[\n\r\v\f\x85\u2028\u2029]+")
_BULLET_OR_BREAK = pattern_of(rf"[{_BULLETS}]|{_LINE_BREAK.pattern}")
_BEGINS_WITH_WORDS = pattern_of(r"[^\W\d_]{5}|[^\W\d_]+(?=\s|\Z)")  # and so with no bullet or numbering
_NAME_BREAK = pattern_of(r"[,،，;؛；\n\r\v\f\x85\u2028\u2029]+")
_TEXT_BREAK = pattern_of(r"[;؛；\n\r\v\f\x85\u2028\u2029]+")
_BULLET_OR_TEXT_BREAK = pattern_of(rf"[{_BULLETS}]|{_TEXT_BREAK.pattern}")
_LETTERED = pattern_of(r"\A\(?([a-jA-J])[.)]\s+")
_COUNTED = pattern_of(r"\(?(\d{1,2})[.)]\s*(?=[^\W\d_])")
_REF_BREAK = pattern_of(r"[,،，;؛；+&/\n\r\v\f\x85\u2028\u2029]+|(?<=\s)and(?=\s)", re.IGNORECASE)
_MARK_BREAK = pattern_of(r"[,،;؛\n\r]")
_SHEET_NAME = pattern_of(r"'[^'\n]+'!|\bassumptions\s*(?:&|and)\s*risks\s*!", re.IGNORECASE)
_ARROW = pattern_of(r"\s*(?:[-–—=]*>(?!=)|[→⇒⟶⟹➔➜➝➞])\s*")
_RANGE_DASH = pattern_of(r"\s*[-‐‑‒–—−]\s*")
_REF_END = pattern_of(r"([^\W\d_]*)(\d{1,9})")  # a longer number is none that anybody counts with


def split_names(text: str) -> tuple[str, ...]:
    """Split a list of names at commas, semicolons and line breaks.

    >>> split_names("Schools, Library; Young carers’ panel")
    ('Schools', 'Library', 'Young carers’ panel')
    """
    return _without_bullets(_NAME_BREAK.split(text))


def split_texts(text: str) -> tuple[str, ...]:
    r"""Split a list of texts at semicolons, line breaks and bullets, never at commas.

    The numbers of a list that counts from 1 are dropped, and the letters of one from a.

    >>> split_texts("Family illness, often long; no one asks at school")
    ('Family illness, often long', 'no one asks at school')
    >>> split_texts("1. Long words\n2. No training"), split_texts("1) Dust 2) Damp"), split_texts("• Dust • Damp")
    (('Long words', 'No training'), ('Dust', 'Damp'), ('Dust', 'Damp'))
    >>> split_texts("a) Dust\nb) Damp"), split_texts("A. Dust\nAsthma")
    (('Dust', 'Damp'), ('A. Dust', 'Asthma'))
    """
    lines = _NEXT_NUMBER.split(text) if _NUMBERED.match(text) else _BULLET_OR_TEXT_BREAK.split(text)
    pieces = _without_bullets(lines)
    numbers = [_COUNTED.match(piece) for piece in pieces]
    counted = [int(each[1]) for each in numbers if each]
    if len(pieces) > 1 and counted == list(range(1, len(pieces) + 1)):
        return tuple(each.string[each.end() :] for each in numbers if each)
    letters = [_LETTERED.match(piece) for piece in pieces]
    if len(pieces) > 1 and [each[1].casefold() for each in letters if each] == list("abcdefghij"[: len(pieces)]):
        return tuple(each.string[each.end() :] for each in letters if each)
    return pieces


def split_lines(text: str) -> tuple[str, ...]:
    r"""Split a cell of the wide form at line breaks, bullets and numbers; never at commas, semicolons or “and”.

    Bullets and numbering are dropped, and so are empty lines.

    >>> split_lines("1) Advice, food and heating\n2) Visits\n")
    ('Advice, food and heating', 'Visits')
    >>> split_lines("• Workers • Rooms"), split_lines("a. Workers"), split_lines("1.1 Workers")
    (('Workers', 'Rooms'), ('Workers',), ('1.1 Workers',))
    """
    lines = _BULLET_OR_BREAK.split(text)
    if len(lines) == 1 and _BEGINS_WITH_WORDS.match(text):
        return (text.strip(),)  # as nearly all cells are
    parts = [part for line in lines for part in (_NEXT_NUMBER.split(line) if _NUMBERED.match(line) else (line,))]
    return tuple(kept for part in _without_bullets(parts) if (kept := _NUMBERING.sub("", part).strip()))


def split_refs(text: str) -> tuple[str, ...]:
    """Split a list of Refs at commas, semicolons, line breaks, +, &, / and the word “and”.

    What says “not known” stays whole, so that “n/a” is not two Refs; a dash alone is nothing.

    >>> split_refs("OC1, oc 2 and OC-03/OC4"), split_refs("n/a"), split_refs("Assumptions & risks!A1 & A2")
    (('OC1', 'oc 2', 'OC-03', 'OC4'), ('n/a',), ('Assumptions & risks!A1', 'A2'))
    """
    state = unknown_state(text)
    if state is not None:
        return () if state == "blank" else (text.strip(),)
    breaks = [found.span() for found in _REF_BREAK.finditer(text)]
    names = [found.span() for found in _SHEET_NAME.finditer(text)]
    pieces, start = [], 0
    for first, last in breaks:
        if not any(begin <= first < end for begin, end in names):
            pieces.append(text[start:first])
            start = last
    return _without_bullets([*pieces, text[start:]])


def split_arrow(text: str) -> tuple[str, ...] | None:
    """Split an arrow into the Refs that it joins, or give None if the text is no arrow.

    >>> split_arrow("AC1 -> OC1"), split_arrow("AC1>OP1→OC1"), split_arrow("> 40"), split_arrow("AC1")
    (('AC1', 'OC1'), ('AC1', 'OP1', 'OC1'), None, None)
    """
    ends = tuple(end.strip() for end in _ARROW.split(text))
    return ends if len(ends) > 1 and all(ends) else None


def ref_range(text: str) -> tuple[str, int, int] | None:
    """Read a range of Refs as its letters and its first and last number, or give None if the text is none.

    The letters are those of the key of a Ref.

    >>> ref_range("OC1–OC3"), ref_range("OC1-3"), ref_range("OC3-OC1"), ref_range("OC1-AC3")
    (('oc', 1, 3), ('oc', 1, 3), None, None)
    """
    ends = [_REF_END.fullmatch(ref_key(end)) for end in _RANGE_DASH.split(text.strip())]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    letters, first, last = ends[0][1], int(ends[0][2]), int(ends[1][2])
    if not letters or ends[1][1] not in ("", letters) or first > last:
        return None
    return letters, first, last


def read_marks(text: str) -> tuple[tuple[str, str | None], ...]:
    """Read marks and their notes in brackets; commas inside a bracket belong to the note.

    >>> read_marks("Not measured (too small, for now), Relief")
    (('Not measured', 'too small, for now'), ('Relief', None))
    """
    marks: list[tuple[str, str | None]] = []
    for piece in split_outside_brackets(text, _MARK_BREAK):
        word, _, note = piece.partition("(")
        word = word.strip(" .")
        if word:
            marks.append((word, note.strip().removesuffix(")").strip() or None))
    return tuple(marks)


def split_outside_brackets(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split a text at separators that stand outside brackets; trimmed, and without empty pieces."""
    pieces, start = [], 0
    for found in separator.finditer(text):
        if text.count("(", start, found.start()) <= text.count(")", start, found.start()):
            pieces.append(text[start : found.start()])
            start = found.end()
    pieces.append(text[start:])
    return [stripped for piece in pieces if (stripped := piece.strip())]


def _without_bullets(pieces: Iterable[str]) -> tuple[str, ...]:
    return tuple(kept for piece in pieces if (kept := BULLET.sub("", piece).strip()))
