"""Patterns that are made when they are first used.

To make a pattern takes longer than to look for it in the cells of a small workbook, and of the hundreds that may be
wanted of one plan or another, each plan wants few.
"""

import re
from typing import AnyStr, cast


def pattern_of(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Give the pattern that `re.compile` gives, made when it is first used.

    >>> digits = pattern_of("[0-9]+")
    >>> digits.pattern, digits.findall("4 of 10")
    ('[0-9]+', ['4', '10'])
    """
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))


class _Pattern:
    """A pattern as text; what is asked of it first makes it, and is then at hand."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.pattern, self._wanted = text, flags

    def __getattr__(self, name: str) -> object:
        made = re.compile(self.pattern, self._wanted)
        self.__dict__.update({each: getattr(made, each) for each in dir(made) if not each.startswith("_")})
        return getattr(made, name)
