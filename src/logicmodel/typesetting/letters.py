"""Which letters the fonts that come with the program have, and how wide each is, read from the font files."""

import struct
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from logicmodel.typesetting import FAMILIES, FONTS

_BOLD = ("NotoSans-Bold", "NotoSansArabic-Bold", "NotoSansDevanagari-Bold")


def is_covered(text: str) -> bool:
    """Say whether the fonts that come with the program have every letter of a text.

    Signs that only turn or join letters need none.

    >>> is_covered("Jeunes aidants, ٣٥٪"), is_covered("学校"), is_covered("𐕰")
    (True, True, False)
    """
    return all(advance(each, bold=False) is not None or unicodedata.category(each) == "Cf" for each in set(text))


def families_of(text: str) -> tuple[str, ...]:
    """Name the families of our fonts in which the letters of a text are printed, in the order in which they are tried.

    >>> families_of("Youth, 35 %"), families_of("OC1 الشباب")
    (('Noto Sans',), ('Noto Sans', 'Noto Sans Arabic'))
    """
    letters = {ord(each) for each in text if not each.isascii() and each.isalpha()}
    found: list[str] = []
    for family, name in FAMILIES.items():
        its = letters & _font(f"{name}-Regular").keys() if letters else set()
        if its or not found:
            found.append(family)
        letters -= its
    return tuple(found)


def joined(text: str) -> str:
    """Give a text with each letter of Arabic script in the form it takes beside its neighbours, as it is printed.

    A letter that is joined can be a quarter as wide as the same letter alone.

    >>> [hex(ord(letter)) for letter in joined("بب لا")]
    ['0xfe91', '0xfe90', '0x20', '0xfefb']
    """
    if not any("\u0620" <= letter <= "\u06ff" for letter in text):
        return text
    return " ".join(map(_joined_word, text.split(" ")))


@lru_cache(maxsize=20_000)
def _joined_word(word: str) -> str:
    forms = _arabic_forms()
    letters = [letter for letter in word if unicodedata.category(letter) != "Mn"]
    for alef in "\u0622\u0623\u0625\u0627":
        letters = list("".join(letters).replace("\u0644" + alef, _LAM_ALEF[alef]))
    # A letter joins the next one if it can begin a word joined, and the one before if it can end one so.
    onward = [(letter, "<initial>") in forms or letter in _JOINING for letter in letters]
    backward = [(letter, "<final>") in forms or letter in _JOINING for letter in letters]
    made = []
    for place, letter in enumerate(letters):
        before = place > 0 and onward[place - 1] and backward[place]
        after = place + 1 < len(letters) and onward[place] and backward[place + 1]
        form = ("<medial>" if after else "<final>") if before else ("<initial>" if after else "<isolated>")
        made.append(forms.get((letter, form), letter))
    return "".join(made)


@cache
def _arabic_forms() -> Mapping[tuple[str, str], str]:
    """Find what Unicode has for each form of a letter: (letter, form) → the letter in this form alone."""
    found = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if len(letters) == 1:
            found[chr(int(letters[0], 16)), form] = chr(code)
    for alone in _LAM_ALEF.values():
        found[alone, "<final>"] = chr(ord(alone) + 1)
    return found


_JOINING = "\u0640\u200d"  # the stroke that lengthens a word, and the sign that only joins
_LAM_ALEF = {"\u0622": "\ufef5", "\u0623": "\ufef7", "\u0625": "\ufef9", "\u0627": "\ufefb"}
"""Letters after which lam becomes one sign with them, and that sign standing alone; the next one is its final form."""


@cache
def advance(letter: str, *, bold: bool) -> float | None:
    """Give the width of a letter from the first font that has it, in em."""
    names = [f"{name}-Regular" for name in FAMILIES.values()]
    for name in (*_BOLD, *names) if bold else names:
        if (advance := _font(name).get(ord(letter))) is not None:
            return advance
    return None


@cache
def _font(name: str) -> Mapping[int, float]:
    """Read from a font file the width of every letter it has: code of the letter → width in em."""
    font = (FONTS / f"{name}.ttf").read_bytes()
    (count,) = struct.unpack_from(">H", font, 4)
    tables: dict[bytes, int] = {}
    for place in range(12, 12 + 16 * count, 16):
        tag, _, offset = struct.unpack_from(">4sII", font, place)
        tables[tag] = offset
    (units,) = struct.unpack_from(">H", font, tables[b"head"] + 18)
    (measured,) = struct.unpack_from(">H", font, tables[b"hhea"] + 34)
    # The widths of a font: one for each of the first glyphs; all further glyphs are as wide as the last of these.
    widths = struct.unpack_from(">" + "Hh" * measured, font, tables[b"hmtx"])[::2]
    glyphs = _glyphs(font, tables[b"cmap"])
    return {code: widths[min(glyph, measured - 1)] / units for code, glyph in glyphs.items()}


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """Read which glyph stands for which letter, from a table of format 4 of the OpenType specification."""
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    offsets = [struct.unpack_from(">HHI", font, cmap + 4 + 8 * index) for index in range(count)]
    start = cmap + next(offset for platform, encoding, offset in offsets if (platform, encoding) == (3, 1))
    (doubled,) = struct.unpack_from(">H", font, start + 6)
    many = doubled // 2
    ends = struct.unpack_from(f">{many}H", font, start + 14)
    starts = struct.unpack_from(f">{many}H", font, start + 16 + doubled)
    shifts = struct.unpack_from(f">{many}H", font, start + 16 + 2 * doubled)
    ranges = struct.unpack_from(f">{many}H", font, start + 16 + 3 * doubled)
    found: dict[int, int] = {}
    for index, (first, last, shift, indirect) in enumerate(zip(starts, ends, shifts, ranges, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if indirect:
                at = start + 16 + 3 * doubled + 2 * index + indirect + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", font, at)
                if glyph == 0:
                    continue
            found[code] = (glyph + shift) & 0xFFFF
    found.pop(0xFFFF, None)
    return found
