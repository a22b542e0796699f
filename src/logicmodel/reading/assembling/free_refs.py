"""Refs that are in use, and the next free one."""

from logicmodel.patterns import pattern_of
from logicmodel.sheets import DEFAULT_PREFIX, NAMES, STAGE_PREFIX
from logicmodel.words.spelling import ref_key, ref_letters, ref_word_key, western_digits

LONGEST_NUMBER = 9
"""Digits of the longest number of a Ref that is counted on from."""

_MENTIONED = pattern_of(r"[^\W\d_]+[ ._#:-]*\d+")


class FreeRefs:
    """What is known of the Refs of all files, so that a new one is nobody's and was meant by nobody.

    `letters` are those that Refs of a sheet begin with.
    """

    def __init__(self) -> None:
        self.letters = {
            sheet: {DEFAULT_PREFIX[sheet].casefold()} if sheet in DEFAULT_PREFIX else set() for sheet in NAMES
        }
        self.letters["elements"] = {prefix.casefold() for prefix in STAGE_PREFIX.values()}
        self._highest: dict[tuple[str, str], int] = {}
        self._mentioned: set[str] = set()

    def count(self, sheet: str, ref: str) -> None:
        """Count the Ref of a row as in use."""
        key = ref_key(ref)
        letters = ref_letters(key)
        self.letters[sheet] |= {letters} - {""}
        self._mentioned.add(key)
        number = number_of(key, letters)
        if number is not None:
            self._highest[sheet, letters] = max(number, self._highest.get((sheet, letters), 0))

    def mention(self, text: str) -> None:
        """Count the Refs that a cell names as in use: it must not point to a row that its author did not mean."""
        for found in _MENTIONED.finditer(western_digits(text)):
            self._mentioned |= {ref_key(found[0]), ref_word_key(found[0]) or ""}

    def spare(self, ref: str) -> None:
        """Count a Ref of a row that is still empty as in use: it leads nowhere, and is given to no other row."""
        letters = ref_letters(ref)
        number = number_of(ref_key(ref), letters)
        for sheet in NAMES if number else ():
            self._highest[sheet, letters] = max(number or 0, self._highest.get((sheet, letters), 0))

    def next(self, sheet: str, prefix: str) -> str:
        """Give the next free Ref of a sheet: the prefix with a number above the highest in use."""
        key = (sheet, prefix.casefold())
        self._highest[key] = self._highest.get(key, 0) + 1
        while ref_key(f"{prefix}{self._highest[key]}") in self._mentioned:
            self._highest[key] += 1
        return f"{prefix}{self._highest[key]}"


def number_of(key: str, letters: str) -> int | None:
    """Give the number of a Ref with these letters, by its key."""
    digits = key.removeprefix(letters)
    return int(digits) if key.startswith(letters) and digits.isdecimal() and len(digits) <= LONGEST_NUMBER else None
