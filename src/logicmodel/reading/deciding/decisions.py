"""What was decided about files: by a mapping file, by an option, or by an answer to a question.

A decision is about a sheet of a file, and wins over everything that the reader would guess. `Decisions` holds all of
them, `Decided` those that hold for one sheet.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from logicmodel.errors import DoesNotFit, UnknownName
from logicmodel.reading.heading_words import stage_word
from logicmodel.reading.headings import columns_by_field
from logicmodel.reading.values import DateStyle, DecimalMark
from logicmodel.sheets import NAMES, Column, columns, words
from logicmodel.words.load import LANGUAGES, names, vocabulary
from logicmodel.words.spelling import heading_key, likeness, plain
from logicmodel.words.tongues import language_named

ANY = "*"
"""Any file, any sheet, or any column."""

NOT_USED = "not used"
"""What is decided of a column or a sheet that is to be left alone."""

SHAPES = ("full", "one-sheet", "wide", "matrix", "needs", "survey", "indicators", "links")
"""Forms of tables that can be asked for; beside them a sheet of the template can be named."""

DATES: Mapping[str, DateStyle] = {
    "day/month/year": "day/month/year",
    "month/day/year": "month/day/year",
    "year-month-day": "year-month-day",
}
"""How dates are typed."""

NUMBERS: Mapping[str, DecimalMark] = {"1.234,56": ",", "1 234,56": ",", "1234,56": ",", "1,234.56": ".", "1234.56": "."}
"""How numbers are written, and the decimal mark of each way."""

ABOUT = ("columns", "shape", "heading-row", "values", "dates", "numbers", "language")
"""What can be decided about a sheet."""

Answer = str | tuple[int, int]


class Decision(Struct, frozen=True, kw_only=True):
    """One decision: the sheet, what it is about, and what was decided.

    `heading` is given for columns and values, `word` for values. The answer for a heading row is its first and last
    row; all others are words. `source` says where it was made: “mapping.toml, line 3” or “--shape”.
    """

    file: str = ANY
    sheet: str = ANY
    about: str
    heading: str = ""
    word: str = ""
    answer: Answer
    source: str = ""
    typed: bool = False  # on the command line, which wins over a file

    @property
    def names_its_sheet(self) -> bool:
        """Say whether it must hold: it names the file and the sheet, and does not speak of any."""
        return ANY not in (self.file, self.sheet)

    @property
    def thing(self) -> tuple[str, ...]:
        """What it decides, whatever the answer: what is decided once only."""
        return tuple(map(plain, (self.file, self.sheet, self.about, self.heading, self.word)))

    @property
    def line(self) -> str:
        """The line of a mapping file that says so.

        >>> Decision(file="needs.xlsx", sheet="Data", about="heading-row", answer=(4, 4)).line
        '"needs.xlsx"."Data".heading-row = 4'
        """
        keys = [_quoted(self.file), _quoted(self.sheet), self.about]
        keys += [_quoted(self.heading)] if self.about in ("columns", "values") else []
        keys += [_quoted(self.word)] if self.about == "values" else []
        if isinstance(self.answer, str):
            said = _quoted(self.answer)
        else:
            first, last = self.answer
            said = str(last) if first == last else f"[{first}, {last}]"
        return f"{'.'.join(keys)} = {said}"


class Target(Struct, frozen=True, kw_only=True):
    """What a column is: a column of a sheet of the template, a stage of a wide table, or not used (without a heading)."""

    heading: str = ""  # of the template
    sheet: str | None = None  # None: whichever sheet the table is
    field: str | None = None


class Decided(Struct, frozen=True, kw_only=True):
    """What was decided about one sheet: of two decisions about one thing the nearer one."""

    by_thing: Mapping[tuple[str, str, str], Decision] = {}

    def of(self, about: str) -> Decision | None:
        """Give the decision on the shape, the heading row, the dates, the numbers or the language."""
        return self.by_thing.get((about, "", ""))

    def columns(self) -> dict[str, Decision]:
        """Give the decisions on columns by the key of their heading."""
        return {heading: each for (about, heading, _), each in self.by_thing.items() if about == "columns"}

    def values(self) -> dict[tuple[str, str], Decision]:
        """Give the decisions on words by the key of the heading (or “*”) and of the word."""
        return {(heading, word): each for (about, heading, word), each in self.by_thing.items() if about == "values"}

    def word_for(self, heading: str, word: str) -> str | None:
        """Give the word that stands for another one under a heading."""
        its = self.values()
        found = its.get((plain(heading), plain(word))) or its.get((ANY, plain(word)))
        return str(found.answer) if found else None

    @property
    def rows(self) -> tuple[int, int] | None:
        """The first and the last row of the headings."""
        found = self.of("heading-row")
        return found.answer if found and isinstance(found.answer, tuple) else None

    @property
    def shape(self) -> str | None:
        """The form of the table, or the key of a sheet of the template; None where nothing was decided."""
        found = self.of("shape")
        if found is None or not isinstance(found.answer, str):
            return None
        shape = shape_named(found.answer)
        return None if shape == "auto" else shape

    @property
    def dates(self) -> DateStyle | None:
        """How dates are typed."""
        found = self.of("dates")
        return DATES.get(str(found.answer)) if found else None

    @property
    def decimal(self) -> DecimalMark | None:
        """The decimal mark of its numbers."""
        found = self.of("numbers")
        return NUMBERS.get(str(found.answer)) if found else None

    @property
    def language(self) -> str | None:
        """The language of its headings and words, as a code."""
        found = self.of("language")
        return str(found.answer) if found else None

    def without(self, others: Iterable[Decision]) -> "Decided":
        """Give what was decided but for some decisions."""
        gone = list(others)
        return Decided(by_thing={thing: each for thing, each in self.by_thing.items() if each not in gone})

    def is_not_used(self, heading: str) -> bool:
        """Say whether it was decided that a column or question is not used."""
        found = self.columns().get(plain(heading))
        return found is not None and found.answer == NOT_USED


NOTHING = Decided()
"""Of a sheet about which nothing was decided."""


class Decisions(Struct, frozen=True, kw_only=True):
    """All that was decided: single decisions, the sheets that are read alone, and whether hidden ones are read."""

    entries: tuple[Decision, ...] = ()
    only: tuple[str, ...] = ()
    include_hidden: bool = False

    def about(self, file: str, sheet: str) -> Decided:
        """Give what holds for a sheet: the command line first, then what names the file, then what names the sheet."""
        found: dict[tuple[str, str, str], Decision] = {}
        for each in sorted(self.entries, key=_nearness):
            if is_about_file(each.file, file) and _is(each.sheet, sheet):
                found[each.about, _key(each.heading), _key(each.word)] = each
        return Decided(by_thing=found) if found else NOTHING

    def and_also(self, more: Iterable[Decision]) -> "Decisions":
        """Give these decisions and more; of two about one thing the later one holds."""
        return Decisions(entries=(*self.entries, *more), only=self.only, include_hidden=self.include_hidden)

    def has(self, decision: Decision) -> bool:
        """Say whether the very same thing was decided, whatever the answer."""
        return any(each.thing == decision.thing for each in self.entries)

    def reads(self, sheet: str) -> bool:
        """Say whether a sheet is among those that are to be read."""
        return not self.only or plain(sheet) in map(plain, self.only)

    def shows(self, sheet: str) -> bool:
        """Say whether a sheet is read although it is hidden."""
        return self.include_hidden or (bool(self.only) and self.reads(sheet))


def _nearness(decision: Decision) -> tuple[bool, bool, bool]:
    return decision.typed, decision.file != ANY, decision.sheet != ANY


def is_about_file(said: str, file: str) -> bool:
    """Say whether a decision about a file is about this one; a name alone holds in every folder."""
    return _is(said, file) or plain(file).endswith(f"/{plain(said)}")


def _is(said: str, name: str) -> bool:
    return said == ANY or plain(said) == plain(name)


def _key(text: str) -> str:
    return text if text == ANY else plain(text)


def _quoted(text: str) -> str:
    """Write a text as a TOML string on one line."""
    signs = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    shown = "".join(
        signs.get(sign) or (sign if sign.isprintable() or sign == "\N{NO-BREAK SPACE}" else f"\\U{ord(sign):08X}")
        for sign in text
    )
    return f'"{shown}"'


# -- names ------------------------------------------------------------------------------------------------------------


def shape_named(text: str) -> str | None:
    """Give the form or the sheet of the template that a word names; None for a word that names none.

    >>> shape_named("Wide"), shape_named("Measures"), shape_named("People"), shape_named("pivot")
    ('wide', 'indicators', 'stakeholders', None)
    """
    key = plain(text)
    if key in ("auto", NOT_USED, *SHAPES):
        return key
    sheet = _sheet_named(text)
    return sheet if sheet in NAMES else None


def known_shapes() -> list[str]:
    """Name the forms and sheets that a table can be read as."""
    return [*SHAPES, *NAMES.values(), NOT_USED]


def _sheet_named(text: str) -> str | None:
    its = next((key for key, name in NAMES.items() if plain(name) == plain(text)), None)
    found = its or vocabulary("sheet").get(heading_key(text))
    return found if found in NAMES else None


@cache
def target_named(text: str) -> Target | None:
    """Give the column that a text names: “Measures: Who collects”, “Output”, “not used”; None if there is none.

    >>> target_named("Measures: Who collects").field, target_named("Outcome").heading, target_named("Shoe size")
    ('owner', 'Outcome', None)
    """
    if plain(text) == NOT_USED:
        return Target()
    before, found, after = text.partition(":")
    sheet = _sheet_named(before) if found else None
    if sheet is not None:
        its = _column_named(sheet, after.strip())
        return Target(heading=its.heading, sheet=sheet, field=its.field) if its else None
    if stage_word(text):
        return Target(heading=text.strip())
    for home in ("one_sheet", "wide", *NAMES):
        if (its := _column_named(home, text)) is not None:
            return Target(heading=its.heading)
    return None


def _column_named(sheet: str, text: str) -> Column | None:
    key = heading_key(text)
    written = next((each for each in columns(sheet) if heading_key(each.heading) == key), None)
    if written is not None:
        return written
    fields = {name.field for name in names().get(key, ()) if name.sheet == sheet}
    return columns_by_field(sheet).get(fields.pop()) if len(fields) == 1 else None


def name_of(column: Column) -> str:
    """Name a column as a mapping file does: “Measures: Who collects”.

    >>> name_of(columns_by_field("indicators")["owner"])
    'Measures: Who collects'
    """
    return f"{NAMES[column.sheet]}: {column.heading}" if column.sheet in NAMES else column.heading


def known_targets() -> list[str]:
    """Name every column that a heading can stand for."""
    stages = [word.text for word in words("Stage")]
    return [NOT_USED, *stages, *(name_of(each) for sheet in ("wide", "one_sheet", *NAMES) for each in columns(sheet))]


def checked(decision: Decision) -> Decision:
    """Give a decision with its answer as it is always written.

    Raises UnknownName for an answer that there is not, with the nearest one.
    """
    answer = decision.answer
    if isinstance(answer, tuple):
        return decision
    match decision.about:
        case "columns":
            known, found = known_targets(), answer if target_named(answer) else None
        case "shape":
            known, shape = known_shapes(), shape_named(answer)
            found = answer if shape and (decision.typed or shape != "auto") else None
        case "dates":
            known, found = list(DATES), answer if answer in DATES else None
        case "numbers":
            known, found = list(NUMBERS), answer if answer in NUMBERS else None
        case "language":
            known, found = list(LANGUAGES.values()), language_named(answer)
        case _:
            return decision
    if found is None:
        what = {"columns": "column", "shape": "shape or sheet", "language": "language"}
        said = f"there is no {what.get(decision.about, f'way of writing {decision.about}')} “{answer}”."
        raise UnknownName(f"{decision.source}: {said}{did_you_mean(answer, known)}")
    return replace(decision, answer=found)


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """Say which of some names is most like a text, or name them all if they are few.

    >>> did_you_mean("mesures: who colects", known_targets())
    ' Did you mean “Measures: Who collects”?'
    """
    names_known = list(dict.fromkeys(known))
    best = max(names_known, key=lambda name: likeness(plain(name), plain(text)), default=None)
    if best is not None and likeness(plain(best), plain(text)) >= 0.6:
        return f" Did you mean “{best}”?"
    return f" There are: {', '.join(names_known)}." if 0 < len(names_known) <= 30 else ""


def does_not_fit(decision: Decision, why: str) -> DoesNotFit:
    """Say that a decision does not fit the sheet that it is about."""
    return DoesNotFit(f"{decision.source or decision.line}: {why}")
