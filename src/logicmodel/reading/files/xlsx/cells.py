"""What a cell of an Excel workbook shows, by its attributes and by what is inside it, both as XML."""

from collections.abc import Sequence
from functools import cached_property
from typing import TypeAlias

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.beside_cells import texts_in_formula
from logicmodel.reading.files.limits import damaged
from logicmodel.reading.files.shown import (
    PLAIN,
    TRUTH,
    Look,
    Shown,
    clean,
    error_shown,
    finite,
    formula_shown,
    integer,
    iso_shown,
    number_shown,
    text_shown,
    unescaped,
    value_shown,
)
from logicmodel.reading.files.xlsx.strings import Strings
from logicmodel.reading.files.xlsx.xml import attributes, plain_text

Manner: TypeAlias = tuple[str, Look]
"""Kind and look of a cell."""
_MOST_MANNERS = 50_000
_FORMULA = pattern_of(r"<f\b([^<>]*?)(?:/>|>([^<]*)</f>)")
_SAVED_RESULT = pattern_of(r"<v\b[^<>]*?(?:/>|>([^<]*)</v>)")


class Showing:
    """Knows the shared texts and the looks of a workbook. `name` is that of its file."""

    def __init__(self, strings: Strings, looks: dict[str, Look], counts_from_1904: bool, name: str) -> None:
        self._strings = strings
        self._looks = looks
        self._counts_from_1904 = counts_from_1904
        self._name = name
        self._manners: dict[str, Manner] = {}
        self._shared_formulas: dict[str, str] = {}
        self.in_formulas: dict[str, None] = {}
        """Texts in formulas of the sheet whose results are shown."""

    def begin_sheet(self) -> None:
        """Forget the formulas that cells of a sheet share, and the texts in them."""
        self._shared_formulas, self.in_formulas = {}, {}

    def manner_of(self, rest: str) -> Manner:
        """Give the manner of a cell by its attributes, which hold no place as a rule and so are the same for many."""
        manner = self._manners.get(rest)
        if manner is None:
            cell = attributes(rest)
            manner = cell.get("t", "n"), self._looks.get(cell.get("s", ""), PLAIN)
            if len(self._manners) < _MOST_MANNERS:
                self._manners[rest] = manner
        return manner

    @cached_property
    def texts(self) -> Sequence[Shown]:
        """What cells without a look show that have one of the shared texts, by its number."""
        struck = self._strings.struck
        return [
            (text, text, None, False, False, False)  # as `text_shown` would say, which is not asked a million times
            if number not in struck and text[:1].isalnum()
            else text_shown(text, PLAIN, struck.get(number))
            for number, text in enumerate(self._strings.texts)
        ]

    def shown(self, manner: Manner, value: str) -> Shown:
        """Say what a cell shows by its manner and the value that is stored, as XML."""
        kind, look = manner
        if kind == "n" and look is PLAIN and value.isdecimal() and len(value) < 15 and value[0] != "0":
            return int(value), value, None, False, False, False
        if kind == "s":
            number = integer(value.strip())
            if number >= len(self._strings.texts):
                raise damaged(self._name)
            return text_shown(self._strings.texts[number], look, self._strings.struck.get(number))
        if kind == "n" and (stored := finite(value)) is not None:
            return number_shown(stored, look, self._counts_from_1904)
        if kind == "b":
            return value_shown((value.strip() == "1", TRUTH[value.strip() == "1"]), look)
        if kind == "e":
            return error_shown(clean(plain_text(value)), look)
        if kind == "d":
            return value_shown(iso_shown(value.strip(), look), look)
        return text_shown(unescaped(plain_text(value)), look)

    def rarely_shown(self, manner: Manner, inside: str) -> Shown:
        """Say what a cell shows that holds a formula, or a text in several fonts."""
        kind, look = manner
        if "<is" in inside:
            texts = Strings()
            texts.walk(f"<c>{inside}</c>", self._name)
            return text_shown(texts.texts[0], look, texts.struck.get(0)) if texts.texts else ()
        saved = _SAVED_RESULT.search(inside)
        if saved and (saved[1] or kind == "str"):
            if ("&quot;" in inside or '"' in inside) and (formula := _FORMULA.search(inside)):
                self.in_formulas |= dict.fromkeys(texts_in_formula(plain_text(formula[2] or "")))
            return self.shown(manner, saved[1] or "")
        if formula := _FORMULA.search(inside):
            text = formula[2] or ""
            if (number := attributes(formula[1]).get("si")) is not None:
                text = self._shared_formulas.setdefault(number, text)  # only the first cell of several has the text
            return formula_shown(f"={plain_text(text)}", look)
        return ()
