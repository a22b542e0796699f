"""Papers in other languages: our own words are looked up piece by piece, and what the authors typed stays as it is.

The functions that make papers write English. `said.csv` holds our English phrases with what they are in other languages,
`checks.csv` the titles of checks and what they need; {} in a phrase stands for a number, a day or another phrase. Numbers and days are written as the language writes them.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from msgspec.structs import replace

from logicmodel.patterns import pattern_of
from logicmodel.reporting.paper import Block, Bullets, Facts, Grid, Paragraph, Picture, Section
from logicmodel.reporting.phrases import phrases
from logicmodel.saying import Line, Words
from logicmodel.words.periods import MONTHS

ENGLISH = "en"
DECIMAL_SIGN, BETWEEN_THOUSANDS = ",", "\N{NO-BREAK SPACE}"
"""How French and Spanish write numbers."""


class Translator:
    """The words of one language, and in `left` the pieces met so far for which it has none."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.left: set[str] = set()

    def sections(self, sections: Iterable[Section]) -> tuple[Section, ...]:
        """Say sections in the language."""
        if self.language == ENGLISH:
            return tuple(sections)
        return tuple(
            replace(each, title=self.line(each.title), blocks=tuple(map(self._block, each.blocks))) for each in sections
        )

    def line(self, line: Line) -> Line:
        """Say a line in the language."""
        return line if self.language == ENGLISH else tuple(map(self._piece, line))

    def text(self, text: str) -> str:
        """Say a piece of ours in the language; spaces before and after it stay."""
        core = text.strip()
        if core in SIGNS:
            return phrases(self.language).text(SIGNS[core])
        if self.language == ENGLISH or not (core in QUOTES or any(map(str.isalpha, core))):
            return text
        said = self._phrase(core)
        if said is None:
            self.left.add(core)
            return text
        return text.replace(core, said)

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, text=self.line(block.text))
        if isinstance(block, Bullets):
            return replace(block, items=tuple(map(self.line, block.items)))
        if isinstance(block, Facts):
            return replace(block, rows=tuple((self.text(label), self.line(answer)) for label, answer in block.rows))
        if isinstance(block, Picture):
            outline = tuple((depth, self.line(line)) for depth, line in block.outline)
            return replace(block, summary=self.text(block.summary), outline=outline)
        return self._grid(block)

    def _grid(self, grid: Grid) -> Grid:
        table = replace(
            grid.table,
            caption=self.text(grid.table.caption),
            headings=tuple(map(self.text, grid.table.headings)),
            rows=tuple(tuple(tuple(map(self.line, cell)) for cell in row) for row in grid.table.rows),
        )
        return replace(grid, table=table, sheet=self.text(grid.sheet))

    def _piece(self, piece: Words) -> Words:
        if isinstance(piece.value, date):
            return replace(piece, text=self._day(piece.text))
        if isinstance(piece.value, Decimal):
            if piece.kind == "ours" and (said := self._phrase(piece.text) if piece.unit else None):
                return replace(piece, text=said, unit=_NUMBER.sub("", said, count=1).strip())
            return replace(piece, text=_NUMBER.sub(lambda found: _number(found[0]), piece.text, count=1))
        if piece.kind == "ref" and (found := _IN_BRACKETS.fullmatch(piece.text)):
            return replace(piece, text=f"{found[1]}{self._place(found[2]) or found[2]}{found[3]}")
        return replace(piece, text=self.text(piece.text)) if piece.kind in ("ours", "gap") else piece

    def _place(self, text: str) -> str | None:
        """Say where a cell is: the name of the sheet is the author's, the rest ours."""
        found = _PLACE.fullmatch(text)
        if found is None:
            return None
        what = phrases(self.language).text("place_" + found["what"])
        return f"{found['sheet'] or ''}{what} {found['which']}"

    def _phrase(self, text: str) -> str | None:
        """Say a phrase: as it is known, with a small first letter, as a day, or by a pattern whose parts are said in turn."""
        known, patterns = _said(self.language)
        text = text.replace("\N{NO-BREAK SPACE}", " ")
        if text in known:
            return known[text]
        if _DAY.fullmatch(text):
            return self._day(text)
        if (said := known.get(text[0].upper() + text[1:])) is not None:
            return said[0].lower() + said[1:]
        if place := self._place(text):
            return place
        for pattern, said in patterns:
            if found := pattern.fullmatch(text):
                values = [self._value(each) for each in found.groups()]
                if None not in values:
                    return said.format(*values)
        return None

    def _value(self, text: str) -> str | None:
        """Say what differs in a phrase: a number as the language writes it, or words that are known."""
        return _number(text) if _NUMBER.fullmatch(text) else self._phrase(text)

    def _day(self, text: str) -> str:
        found = _DAY.fullmatch(text)
        if found is None:
            return text
        say, month = phrases(self.language), MONTHS.index(found["month"]) + 1
        first = date(int(found["year"]), month, int(found["day"] or 1))
        return say.day(first) if found["day"] else say.month(first)


def _number(text: str) -> str:
    """Write an English number with the signs of the language; one typed with other signs is left as it is.

    >>> _number("12,400.5").replace(BETWEEN_THOUSANDS, " "), _number("1.2.3")
    ('12 400,5', '1.2.3')
    """
    if not _ENGLISH_NUMBER.fullmatch(text):
        return text
    whole, _, rest = text.partition(".")
    whole = whole.replace(",", BETWEEN_THOUSANDS)
    return f"{whole}{DECIMAL_SIGN}{rest}" if rest else whole


@cache
def _said(language: str) -> tuple[Mapping[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Give the phrases of a language by their English, and those with {} in them as patterns, the longest first."""
    known: dict[str, str] = {}
    for name in ("said.csv", "phrases.csv", "checks.csv"):
        text = files("logicmodel.reporting").joinpath(name).read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines()):
            known.setdefault(row["en"], row[language])
    patterns = tuple(
        (re.compile("(.+)".join(map(re.escape, phrase.split("{}")))), said)
        for phrase, said in sorted(known.items(), key=lambda each: (-len(each[0]), each[0]))
        if "{}" in phrase
    )
    return known, patterns


SIGNS = {":": "colon", ";": "semicolon"}
QUOTES = ("“", "”")
_NUMBER = pattern_of(r"\d(?:[\d.,]*\d)?")
_ENGLISH_NUMBER = pattern_of(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_PLACE = pattern_of(r"(?P<sheet>.+, )?(?P<what>cell|row|column) (?P<which>[A-Z]{0,3}\d*)")
_IN_BRACKETS = pattern_of(r"( ?\[)(.+)(\])")
_DAY = pattern_of(rf"(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})")
