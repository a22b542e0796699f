"""Which encoding of one byte a letter a text is in, where it is not UTF-8: what most programs for tables write."""

from logicmodel.patterns import pattern_of

LATIN, ARABIC = "cp1252", "cp1256"

NAMES = {LATIN: "Windows-1252", ARABIC: "Windows-1256"}
"""Encoding → what people call it."""

_FEWEST = 3  # letters beside each other that no accents of a Latin text make
_HIGH = pattern_of(rb"[\x80-\xff]+")
_MOSTLY = 0.8


def one_byte_encoding(content: bytes) -> str:
    """Name the encoding, Windows-1256 for Arabic, else Windows-1252.

    Accented letters stand one by one among others; Arabic words are letters above 127 from end to end.

    >>> one_byte_encoding("école, année".encode("cp1252")), one_byte_encoding("المياه, école".encode("cp1256"))
    ('cp1252', 'cp1256')
    """
    words = [word for word in _HIGH.findall(content) if len(word) >= _FEWEST]
    letters = b"".join(words).decode(ARABIC)
    high = sum(map(len, _HIGH.findall(content)))
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in letters)
    return ARABIC if letters and arabic >= _MOSTLY * len(letters) and len(letters) * 2 > high else LATIN
