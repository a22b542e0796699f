"""How things are said to people: in pieces that keep apart what the authors wrote from what we say about it.

A piece of text is one `Words`; a `Line` is a tuple of them. Writers print pieces of the authors so that no letter of
them acts on the page, and may set them off; what is missing is told in words of its own kind.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from logicmodel.model import Amount, Element, Place, Plan, When
from logicmodel.patterns import pattern_of
from logicmodel.sheets import word_for, words
from logicmodel.words.periods import MONTHS
from logicmodel.words.tongues import language_named


class Words(Struct, frozen=True):
    """A piece of text and whose it is: own (the authors'), ours, gap (says what is missing), ref (a Ref), none (a dash).

    `value` is the number or day that the text says, and `unit` what it counts (“%”, “€”, “people”), or of a day that
    stands for more, “month” or “year”: a workbook can then hold a number or a day where a page prints words.
    """

    text: str
    kind: str = "ours"
    value: Decimal | date | None = None
    unit: str = ""


Line = tuple[Words, ...]

NOTHING: Line = (Words("–", "none"),)
"""What stands in a cell of a table where there is nothing to say, and nothing is missed."""

Cell = tuple[Line, ...]
"""What stands in a cell of a table: one line or more."""


class Table(Struct, frozen=True, kw_only=True):
    """A table: what it is about, its headings, and rows of as many cells; the first cell names the row."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


_KEPT_APART = frozenset(
    [0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]  # byte order mark, signs that turn the direction
)


def clean(text: str) -> str:
    r"""Make a text fit to print: white space to single spaces, and nothing that acts on the text around it.

    Control characters, halves of characters, signs that are no characters, and the signs that turn the direction of
    writing are dropped. Joiners, vowel marks and all that letters are made of stays.

    >>> clean("one\ttwo\n three"), clean("safe" + chr(0x202E) + "txt"), clean("bell" + chr(7))
    ('one two three', 'safetxt', 'bell')
    """
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    return " ".join("".join(letter for letter in text if _prints(letter)).split())


def clipped(text: str, most: int) -> str:
    """Give the beginning of a text that is longer than so many letters: whole words, where there are spaces.

    >>> clipped("Children read at home each day", 20), clipped("孩子遇到困难时会找一个大人说", 8)
    ('Children read at…', '孩子遇到困难时…')
    """
    if len(text) <= most:
        return text
    return (text[: most - 1].rpartition(" ")[0] or whole_letters(text, most - 1)) + "…"


def whole_letters(text: str, most: int) -> str:
    """Give so many letters from the beginning of a text, or fewer where signs written on the last one would be cut off.

    >>> [whole_letters("किशोरी", most) for most in (2, 3, 4)], whole_letters("स्वर", 2)
    (['कि', 'कि', 'किशो'], '')
    """
    while 0 < most < len(text) and (
        text[most] in _JOINED or unicodedata.category(text[most]).startswith("M") or _joins(text[most - 1])
    ):
        most -= 1
    return text[:most]


def _joins(letter: str) -> bool:
    """Say whether a sign joins the letter before it to the one after it."""
    return letter in _JOINED or unicodedata.combining(letter) == _VIRAMA


_JOINED = "\u200c\u200d"
_VIRAMA = 9  # the combining class that Unicode gives to signs of this kind


def _prints(letter: str) -> bool:
    number = ord(letter)
    if number in _KEPT_APART or number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF:
        return False
    return unicodedata.category(letter) not in ("Cc", "Cs")


def own(text: str) -> Line:
    """Give words of the authors."""
    return (Words(with_days_in_order(clean(text)), "own"),)


def with_days_in_order(text: str) -> str:
    """Put a sign before each day or month among words that run from right to left, which would else turn it round.

    >>> with_days_in_order("نسخة 2026-06-19") == "نسخة " + chr(0x200E) + "2026-06-19", with_days_in_order("on 2026-06-19")
    (True, 'on 2026-06-19')
    """
    return text if text.isascii() or not _TURNED.search(text) else _DAY.sub("\N{LEFT-TO-RIGHT MARK}\\g<0>", text)


_TURNED = pattern_of("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DAY = pattern_of(r"(?<![0-9-])[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9-])")


def ours(text: str) -> Line:
    """Give words of ours."""
    return (Words(text),)


def gap(text: str) -> Line:
    """Say that something is missing, or not yet settled."""
    return (Words(text, "gap"),)


def ref(text: str) -> Line:
    """Give a Ref, with the space before it."""
    return (Words(" "), Words(clean(text), "ref"))


def refs(texts: Sequence[str], most: int) -> Line:
    """Give Refs with commas, of many the first few and how many more.

    >>> "".join(words.text for words in refs(["OC1", "OC2", "OC3"], 2))
    'OC1, OC2 and 1 more'
    """
    lines = [(Words(clean(text), "ref"),) for text in texts[:most]]
    return joined([*lines, ours(f"{len(texts) - most:,} more")] if len(texts) > most else lines)


def arrow(cause: Line, effect: Line) -> Line:
    """Say that one box leads to another, with an arrow that points the way in which their words are read.

    >>> plain_text(arrow(own("Seeds"), own("Fields"))), plain_text(arrow(own("بذور"), own("حقول"))) == "بذور ← حقول"
    ('Seeds → Fields', True)
    """
    turned = runs_right_to_left([words.text for line in (cause, effect) for words in line if words.kind == "own"], None)
    return (*cause, *ours(" ← " if turned else " → "), *effect)


def own_or_gap(text: str | None, missing: str) -> Line:
    """Give words of the authors, or say that there are none."""
    return own(text) if text and clean(text) else gap(missing)


def quoted(text: str) -> Line:
    """Put words of the authors in quotation marks; marks that they typed around all of it are not doubled.

    >>> plain_text(quoted("« Le soir, rien n’est ouvert. »")), plain_text(quoted("the “free” lunch"))
    ('“Le soir, rien n’est ouvert.”', '“the “free” lunch”')
    """
    said = clean(text).strip()
    for marks in QUOTED:
        first, last = marks[0], marks[1]
        inside = said[1:-1]
        if said.startswith(first) and said.endswith(last) and not {first, last} & set(inside):
            said = inside.strip()
            break
    return (Words("“"), Words(said, "own"), Words("”"))


QUOTED = ("“”", "«»", "„“", "„”", "‘’", '""', "''", "‹›", "「」", "『』")
"""Marks around what somebody said."""


def box(element: Element) -> Line:
    """Name a box as sentences do: its words in quotation marks, and its Ref."""
    said = element.text or element.short
    return (*quoted(said), *ref(element.id)) if said else own(element.id)


def named(element: Element) -> Line:
    """Name a box as tables do: its words, and its Ref."""
    said = element.text or element.short
    return (*own(said), *ref(element.id)) if said else own(element.id)


def joined(lines: Sequence[Line], last: str = "and") -> Line:
    """List lines with commas, and a word before the last.

    >>> "".join(words.text for words in joined([own("A"), own("B"), own("C")], "or"))
    'A, B or C'
    """
    if len(lines) < 2:
        return lines[0] if lines else ()
    made: Line = lines[0]
    for line in lines[1:-1]:
        made = (*made, Words(", "), *line)
    return (*made, Words(f" {last} "), *lines[-1])


def listed(texts: Sequence[str]) -> Line:
    """List words of the authors with commas."""
    return tuple(words for number, text in enumerate(texts) for words in (*((Words(", "),) * (number > 0)), *own(text)))


def plain_text(line: Line) -> str:
    """Give a line without saying whose its words are."""
    return "".join(words.text for words in line)


def counted(number: int, one: str, many: str) -> str:
    """Say a number of things.

    >>> counted(1, "box", "boxes"), counted(12400, "cell", "cells")
    ('1 box', '12,400 cells')
    """
    return f"{number:,} {one if number == 1 else many}"


def when_said(when: When) -> Line:
    """Say a date: a day or month in words, a quarter typed with figures as calendars have it, all else as it was typed.

    >>> plain_text(when_said(When(text="2026-Q3", first=date(2026, 7, 1), precision="quarter")))
    'Q3 2026'
    """
    if when.first and when.precision == "quarter" and _QUARTER.fullmatch(when.text.strip()):
        return ours(f"Q{(when.first.month + 2) // 3} {when.first.year}")
    if when.first is None or when.precision not in ("day", "month"):
        return as_typed(when)
    if when.precision == "day":
        return day_said(when.first)
    return (Words(f"{MONTHS[when.first.month - 1]} {when.first.year}", value=when.first, unit="month"),)


def day_said(day: date) -> Line:
    """Say a day.

    >>> plain_text(day_said(date(2026, 3, 1)))
    '1 March 2026'
    """
    return (Words(f"{day.day} {MONTHS[day.month - 1]} {day.year}", value=day),)


def as_typed(when: When) -> Line:
    """Give a date in the words of its author; a year that is typed as such is one."""
    text = clean(when.text)
    is_year = when.first is not None and when.precision == "year" and text == str(when.first.year)
    return (Words(text, "own", when.first, "year"),) if is_year else own(text)


def number_said(number: int, unit: str = "") -> Line:
    """Say a number of ours, with what it counts.

    >>> plain_text(number_said(12400)), plain_text(number_said(3, "(tie)"))
    ('12,400', '3 (tie)')
    """
    text = f"{number:,}\N{NO-BREAK SPACE}{unit}" if unit == "%" else f"{number:,} {unit}".strip()
    return (Words(text, value=Decimal(number), unit=unit),)


def amount_said(amount: Amount, unit: str | None = None) -> Line:
    """Say a number as it was typed, a large whole one with commas, and its unit where the number does not say it.

    >>> plain_text(amount_said(Amount(text="٣٥٪", unit="%"), "%")) == "٣٥٪"
    True
    """
    text = clean(amount.text)
    if _LARGE.fullmatch(text):
        text = f"{int(text):,}"
    if (
        unit
        and unit.casefold() not in _NO_UNITS
        and unit not in text
        and unit != amount.unit
        and amount.state == "number"
    ):
        text = f"{text}\N{NO-BREAK SPACE}{clean(unit)}"
    # “yes” stands for a number, but says none: a workbook shows it as it was typed.
    says = amount.state == "number" and any(letter.isdecimal() for letter in text)
    exact = amount.value if says and not (amount.high or amount.sign or amount.base) else None
    return (Words(text, "own", exact, clean(amount.unit or unit or "") if exact is not None else ""),)


def sum_said(value: Decimal, currency: str | None) -> Line:
    """Say a sum of money, in whole units where it has no smaller ones.

    >>> plain_text(sum_said(Decimal("12000"), None)), plain_text(sum_said(Decimal("3750.5"), None))
    ('12,000', '3,750.50')
    """
    whole = value == value.to_integral_value()
    text = f"{value:,.0f}" if whole else f"{value:,.2f}"
    said = f"{text}\N{NO-BREAK SPACE}{clean(currency)}" if currency else text
    return (Words(said, "ours", value if whole else value.quantize(Decimal("0.01")), currency or ""),)


def cost_said(amount: Amount, currency: str | None) -> Line:
    """Say what somebody typed as a cost: a sum where it is a bare number, else as it was typed."""
    if amount.unit:  # typed with its currency
        return amount_said(amount)
    bare = amount.state == "number" and not (amount.high or amount.sign or amount.base)
    return sum_said(amount.value, currency) if bare and amount.value is not None else amount_said(amount, currency)


def listed_said(list_name: str, text: str | None) -> Line:
    """Say what was typed: in our words where it is one of our list, so that it can be translated; nothing for nothing."""
    if not text or not clean(text):
        return ()
    return ours(text) if text in {word.text for word in words(list_name)} else own(text)


_LARGE = pattern_of("[1-9][0-9]{4,14}")
_QUARTER = pattern_of(r"\d{4}[-/ ]?[QTqt][1-4]|[QTqt][1-4][-/ ]?\d{4}")
_NO_UNITS = ("number", "count", "other", "yes/no", "score", "nombre", "número", "anzahl", "zahl", "عدد", "العدد")
"""Words that say nothing behind a number: those of the list Unit, and what stands for “number” in our languages."""


def choice_said(list_name: str, value: str) -> Line:
    """Say what was chosen from a list of words; what was typed beside the list stays as typed.

    >>> plain_text(choice_said("How often", "start_end")), plain_text(choice_said("How often", "Each Friday"))
    ('start and end', 'Each Friday')
    """
    text = word_for(list_name, value)
    step, _, word = text.partition(" ")
    if step.isdecimal() and (text != value or not word):
        return number_said(int(step), word)
    return own(value) if text == value else ours(text[:1].lower() + text[1:])


def level_said(level: int | None) -> str:
    """Say a level of evidence.

    >>> level_said(None)
    'not rated'
    """
    if level is None:
        return "not rated"
    text = next(word.text for word in words("Evidence level") if word.value == str(level))
    return f"{text.partition(' ')[2].casefold()}, {level}\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}5"


def place_said(place: Place, several_files: bool) -> str:
    """Say where a cell is, with the file if the plan comes from several."""
    where = str(place)
    return clean(f"{place.file}: {where}" if several_files and where != place.file else where)


def language_code(language: str) -> str:
    """Give the code of the language of the authors, as pages name it; “und” where nothing tells.

    >>> language_code("French"), language_code("hi"), language_code("another language")
    ('fr', 'hi', 'und')
    """
    code = language_named(language) or language.strip().casefold()
    return code if code.isascii() and code.isalpha() and 2 <= len(code) <= 3 else "und"


def is_read_right_to_left(plan: Plan, language: str | None) -> bool:
    """Say whether all that is made of a plan is read from right to left: drawings, pages and papers alike.

    That is so if `language` is, or else most letters of its boxes and needs; where it has neither, of the names of its
    people, and of what it says of itself and takes for given.
    """
    texts = [*(box.text or box.short or "" for box in plan.elements), *(need.text for need in plan.needs)]
    if not any(map(str.strip, texts)):
        about = (plan.programme.name or "", plan.programme.problem or "")
        texts = [*about, *(who.name for who in plan.stakeholders), *(entry.text for entry in plan.register)]
    return runs_right_to_left(texts, language)


def runs_right_to_left(texts: Sequence[str], language: str | None) -> bool:
    """Say whether a plan is written from right to left: by its language, or else by most of its letters.

    >>> runs_right_to_left(["الشباب"], None), runs_right_to_left(["Youth"], None), runs_right_to_left([], "Arabic")
    (True, False, True)
    """
    if language and language_code(language) in RIGHT_TO_LEFT:
        return True
    balance = 0
    for text in texts:
        for letter in "" if text.isascii() else text:
            balance += _DIRECTIONS.get(unicodedata.bidirectional(letter), 0)
        balance += sum(map(str.isalpha, text)) if text.isascii() else 0
    return balance < 0


def first_direction(text: str) -> str:
    """Give the direction of the first letter that has one, as Unicode calls it: L, or R and AL from right to left.

    The sign of a number that is not shown has none.

    >>> first_direction("12 الشباب"), first_direction("(OC1)"), first_direction("12"), first_direction("[c] شباب")
    ('AL', 'L', '', 'AL')
    """
    return next((way for way in map(unicodedata.bidirectional, text.replace("[c]", "")) if way in _DIRECTIONS), "")


RIGHT_TO_LEFT = ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")
"""Languages that are written from right to left, by code."""

_DIRECTIONS = {"L": 1, "R": -1, "AL": -1}
