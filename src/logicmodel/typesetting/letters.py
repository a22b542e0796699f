"""Which letters the fonts that come with the program have, and how wide each is, read from the font files."""

import struct
import unicodedata
from collections.abc import Mapping
from functools import cache

from logicmodel.typesetting import FAMILIES, FONTS

_BOLD = ("NotoSans-Bold", "NotoSansArabic-Bold", "NotoSansDevanagari-Bold")


def is_covered(text: str) -> bool:
    """Say whether the fonts that come with the program have every letter of a text.

    Signs that only turn or join letters need none.

    >>> is_covered("Jeunes aidants, ٣٥٪"), is_covered("学校")
    (True, False)
    """
    return all(advance(each, bold=False) is not None or unicodedata.category(each) == "Cf" for each in set(text))


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
