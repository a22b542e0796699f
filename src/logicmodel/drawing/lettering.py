"""How wide a text will be when it is printed, where it breaks into lines, and which way it runs.

Widths are read from the font files that the program brings, so a drawing comes out the same on every computer. Letters
of Arabic are measured as they are joined; the scripts of India letter by letter, so they come out a little wider than
they are printed, which is the safe side.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import repeat

from logicmodel.patterns import pattern_of
from logicmodel.saying import first_direction, whole_letters, with_days_in_order
from logicmodel.typesetting.letters import advance, joined

LETTER = 0.53
"""Average width of a letter of running text, in em: what “24 characters a line” means in a proportional font."""

_UNKNOWN_WIDTH = 0.75  # of a letter that none of our fonts has, in em


def clean(text: str) -> str:
    r"""Make a text fit to print: white space to single spaces, and nothing that acts on the text around it.

    Control characters, halves of characters, and the signs that turn the direction of writing are dropped; the two
    joiners that Persian and the scripts of India are spelt with stay.

    >>> clean("one\ttwo\n three"), clean("safe" + chr(0x202E) + "txt"), clean("bell" + chr(7))
    ('one two three', 'safetxt', 'bell')
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(letter for letter in text if letter in _JOINERS or unicodedata.category(letter) not in _UNPRINTABLE)


_JOINERS = "\u200c\u200d"
_UNPRINTABLE = frozenset(("Cc", "Cf", "Cn", "Co", "Cs"))


def runs_right_to_left(text: str) -> bool:
    """Say whether the first letter with a direction runs right to left.

    >>> runs_right_to_left("2025 الشباب"), runs_right_to_left("Youth الشباب")
    (True, False)
    """
    return not text.isascii() and first_direction(text) in ("R", "AL")


def in_order(text: str) -> str:
    """Put signs into a text that runs from right to left, so that a Ref stands before a number and a day stays whole.

    Letters and digits side by side would else be read as one word from left to right, and a day backwards; so would a
    Ref in brackets behind Latin letters.

    >>> in_order("OP2 24 جلسة") == "OP2" + chr(0x200F) + " 24 جلسة", in_order("OP2 جلسة 24") == "OP2 جلسة 24"
    (True, True)
    """
    text = _LEADING_REF.sub("\\g<0>\N{RIGHT-TO-LEFT MARK}", text)
    text = _LAST_REF.sub("\N{RIGHT-TO-LEFT MARK}\\g<0>", text)
    return with_days_in_order(text)


def line_in_order(line: str, whole: str) -> str:
    """Put signs at the ends of a line of a longer text from right to left, so that it reads as it would undivided.

    A full stop between two Latin words belongs to them, though the line may end with it.

    >>> line_in_order("خالية من E.", "خالية من E. coli") == "خالية من E." + chr(0x200E)
    True
    >>> line_in_order("خالية من E.", "خالية من E. وغيرها")
    'خالية من E.'
    """
    before, found, after = whole.partition(line)
    if not found or line == whole:
        return line
    mark = "\N{LEFT-TO-RIGHT MARK}"
    first = mark * (not first_direction(line[:1]) and first_direction(before[::-1]) == first_direction(line) == "L")
    last = mark * (not first_direction(line[-1:]) and first_direction(line[::-1]) == first_direction(after) == "L")
    return f"{first}{line}{last}"


def refs_listed(refs: Sequence[str]) -> str:
    """List Refs with the commas of their script.

    >>> refs_listed(["N1", "N2"]), refs_listed(["ح1", "ح2"]) == "ح1، ح2"
    ('N1, N2', True)
    """
    return (", " if first_direction("".join(refs)) != "AL" else "، ").join(refs)


def without_ref(text: str) -> str:
    """Give a text without the Ref that it begins with, which says nothing of the way it runs.

    >>> without_ref("OC1 الشباب") == "الشباب", without_ref("Week 2 and 3")
    (True, 'Week 2 and 3')
    """
    return re.sub(r"^[A-Z]{1,3}-?[0-9]+ ", "", text)


_LEADING_REF = pattern_of(r"^[A-Z]{1,3}-?[0-9]+(?= [0-9])")
_LAST_REF = pattern_of(r"(?<=[A-Za-z]) (?=\([A-Z]{1,3}-?[0-9]+\)$)")


def width(text: str, *, bold: bool = False) -> float:
    """Measure a text in em (multiply by the size of the letters to get points).

    >>> round(width("Outcome"), 2), width("学校")
    (4.34, 2.0)
    """
    return sum(map(_width_of, joined(text), repeat(bold)))


@cache
def _width_of(letter: str, bold: bool) -> float:
    if letter in _JOINERS or unicodedata.category(letter) in ("Mn", "Me"):
        return 0.0
    if (known := advance(letter, bold=bold)) is not None:
        return known
    return 1.0 if unicodedata.east_asian_width(letter) in ("W", "F") else _UNKNOWN_WIDTH


@lru_cache(maxsize=20_000)
def wrap(text: str, line: float, most: int, *, first: float = 0.0, bold: bool = False) -> tuple[str, ...]:
    """Break a text into at most `most` lines of `line` em; what does not fit gives way to “…”.

    `first` em of the first line are taken already (by a Ref). Lines break at spaces and after strokes and hyphens; a
    word that is longer than a line, and a script without spaces, break where the line ends.

    >>> wrap("Young carers take part in school", 9, 5)
    ('Young carers take', 'part in school')
    >>> wrap("Young carers take part in school", 9, 1)
    ('Young carers…',)
    """
    # Text that can never be shown is not measured: a cell may hold 32,767 letters.
    reach = round(most * line / 0.2) + 2
    lines: list[str] = []
    room = line - first
    current = ""
    for piece in _pieces(text[:reach]):
        if width((current + piece).rstrip(), bold=bold) <= room:
            current += piece
            continue
        if current or (room < line and width(piece.rstrip(), bold=bold) <= line):
            lines.append(current.rstrip())
            current, room = "", line
        whole = len(lines)
        for letter in _syllables(piece, line, bold):
            if current and width(current + letter, bold=bold) > room:
                lines.append(current)
                current, room = "", line
            current += letter
        if len(lines) > whole:
            lines[-1], current = _with_rest(lines[-1], current, line, bold)
    lines.append(current.rstrip())
    if len(lines) <= most and len(text) <= reach:
        return _in_company(lines)
    *before, last = lines[:most]
    return (*before, _shortened(last, line, 0.0 if before else first, bold))


def _with_rest(full: str, rest: str, line: float, bold: bool) -> tuple[str, str]:
    """Share a word that is broken because it is too long, so that no one or two of its letters stand alone.

    >>> _with_rest("працевлаштуванн", "я, ", 9, False), _with_rest("Jugendhilfe", "einrichtung", 9, False)
    (('працевлаштува', 'ння, '), ('Jugendhilfe', 'einrichtung'))
    """
    letters = sum(unicodedata.category(each).startswith(("L", "M")) for each in rest)
    shorter = whole_letters(full, len(full) - 3 + letters)
    longer = full[len(shorter) :] + rest
    if not 0 < letters < 3 or len(full) < 7 or width(longer.rstrip(), bold=bold) > line:
        return full, rest
    return shorter, longer


def _in_company(lines: list[str]) -> tuple[str, ...]:
    """Give the last letter of a text of Chinese or Japanese the one before it as company, where it stands alone."""
    *before, last = lines
    pieces = [piece for piece in _pieces(before[-1]) if piece] if before else []
    if len(pieces) < 2 or not (_LETTER_ALONE.fullmatch(last) and _LETTER_ALONE.fullmatch(pieces[-1])):
        return tuple(lines)
    return (*before[:-1], before[-1].removesuffix(pieces[-1]).rstrip(), pieces[-1] + last)


def _shortened(text: str, line: float, taken: float, bold: bool) -> str:
    """End a text with “…”, after a whole word where that leaves more than half of the line."""
    while text and width(text + "…", bold=bold) > line - taken:
        shorter = text.rpartition(" ")[0]
        text = shorter if width(shorter, bold=bold) > line / 2 else whole_letters(text, len(text) - 1)
    return text.rstrip(" ,;:.，；：。、") + "…"


def _syllables(word: str, line: float, bold: bool) -> Iterator[str]:
    """Give the letters of a word, each with the signs that are written on it, as far as they fit on a line.

    In Tamil and Malayalam a consonant without a vowel ends the syllable before it, and begins no line.
    """
    rest = word
    while rest:
        end = next((end for end in range(1, len(rest)) if len(whole_letters(rest, end)) == end), len(rest))
        while closing := _CLOSING.match(rest, end):
            end = closing.end()
        yield from (rest[:end],) if width(rest[:end], bold=bold) <= line else rest[:end]
        rest = rest[end:]


def _pieces(text: str) -> list[str]:
    """Cut a text where a line may break, each piece with the space after it.

    Thai and Lao have no spaces between words: they are cut where a syllable is seen to begin.

    >>> _pieces("ได้พักผ่อน 2 ครั้ง")
    ['ได้', 'พัก', 'ผ่อน ', '2 ', 'ครั้ง', '']
    """
    pieces: list[str] = _PIECE.findall(text)
    if not any("\u0e00" <= letter <= "\u0eff" for letter in text):
        return pieces
    return [part for piece in pieces for part in _SYLLABLE.split(piece)]


# Chinese and Japanese break after any letter, but no line begins with a sign that ends something, or ends with one that
# begins something, and numbers and Latin words stay whole in full width too; other scripts break after a space, a stroke or a hyphen that no digit follows.
_EAST_ASIAN = "\u2e80-\u9fff\uf900-\ufaff\uff01-\uff04\uff06-\uff0a\uff0c\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff60"
_NEVER_FIRST = "、。，．：；！？）］｝」』】》〉〕〗ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
_NEVER_LAST = "（［｛「『【《〈〔〖“‘"
_LETTER_ALONE = pattern_of(rf"[{_NEVER_LAST}]*[{_EAST_ASIAN}][^\w\s]*")
_PIECE = pattern_of(
    rf"[{_NEVER_LAST}]*(?:(?![{_NEVER_LAST}])[{_EAST_ASIAN}][{_NEVER_FIRST}”’…%]*\s*"
    rf"|(?:(?![{_NEVER_LAST}]+[{_EAST_ASIAN}])[^\s{_EAST_ASIAN}/–—-]|\u00a0|[/–—-](?=\d))*"
    rf"(?:[/–—-]+\s*|\s+|$|[{_NEVER_FIRST}]+[”’]*\s*|(?=[{_NEVER_LAST}]*[{_EAST_ASIAN}])))"
)

# A syllable of Thai or Lao begins with a vowel that is written before its consonant, or with a consonant that has a vowel
# or tone, or the first of two that are spoken together; not with the second of these, or with one that is silent.
_SYLLABLE = pattern_of(
    "(?<=[\u0e01-\u0eff]{2})(?<![\u0e40-\u0e44\u0ec0-\u0ec4\u0e31\u0eb1])(?:(?=[\u0e40-\u0e44\u0ec0-\u0ec4])"
    "|(?<![กขคฉจซตถทบปผฝพฟศสหอ](?=[งญนมยรลว]))(?=(?:[กขคตบปผพ](?=[รลว])|ห(?=[งญนมยรลว]))?"
    "[\u0e01-\u0e2e\u0e81-\u0eae][\u0e30-\u0e39\u0e47-\u0e4b\u0eb0-\u0ebb\u0ec8-\u0ecb](?!\u0e4c)))"
)
_CLOSING = pattern_of("[\u0b95-\u0bb9]\u0bcd|[\u0d7a-\u0d7f]")
