"""Pieces that many papers are made of: tables that leave out what nobody has said, and cells for boxes and measures."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from logicmodel.model import Amount, Element, Indicator, Length, Link, RegisterEntry, Source, When
from logicmodel.reporting.columns import fair_shares
from logicmodel.reporting.paper import Block, Bullets, Grid, Paragraph
from logicmodel.saying import (
    NOTHING,
    Cell,
    Line,
    Table,
    Words,
    amount_said,
    arrow,
    choice_said,
    clean,
    gap,
    listed_said,
    named,
    ours,
    own,
    own_or_gap,
    plain_text,
    ref,
    refs,
    when_said,
)
from logicmodel.theory import Theory
from logicmodel.words.spelling import plain

NAMED = 40
"""As many boxes or arrows a line names by their Refs."""


class Column(Struct, frozen=True, kw_only=True):
    """A column of a table: its heading, how wide it is, and what an empty cell is called.

    Without a name for the empty cell, nothing is missed there. `kept`: it stays although all of it is empty, because a
    form has it; without a name its empty cells are blank, for somebody to fill in.
    """

    heading: str
    missing: str = ""
    share: int = 2
    kept: bool = False


class Head(Struct, frozen=True):
    """A row that heads the rows beneath it."""

    line: Line


class Across(Struct, frozen=True):
    """A row of one line that goes over all columns."""

    line: Line


Row = tuple[Cell, ...]


def grid(
    caption: str, columns: Sequence[Column], rows: Sequence[Row | Head | Across], *, sheet: str = ""
) -> tuple[Grid | Paragraph, ...]:
    """Make a table without the columns that are empty throughout; what is missed in all of them is said beneath it.

    Rows hold as many cells as there are columns. No rows make no table.
    """
    filled = [row for row in rows if not isinstance(row, Head | Across)]
    if not filled:
        return ()
    shown = [
        number
        for number, column in enumerate(columns)
        if number == 0 or column.kept or any(_says_something(row[number]) for row in filled)
    ]
    made = [
        _one_cell(row.line, len(shown)) if isinstance(row, Head | Across) else _row(row, columns, shown) for row in rows
    ]
    table = Table(caption=caption, headings=tuple(columns[number].heading for number in shown), rows=tuple(made))
    missed = [column for number, column in enumerate(columns) if number not in shown and column.missing]
    return (
        Grid(
            table=table,
            shares=fair_shares(table, [columns[number].share for number in shown]),
            sheet=sheet,
            heads=tuple(number for number, row in enumerate(rows) if isinstance(row, Head)),
            across=tuple(number for number, row in enumerate(rows) if isinstance(row, Across)),
        ),
        *([Paragraph(text=_missed(missed), role="note")] if missed else []),
    )


def _says_something(cell: Cell) -> bool:
    return any(line and line != NOTHING for line in cell)


def _one_cell(line: Line, width: int) -> Row:
    return ((line,), *(((),) * (width - 1)))


def _row(row: Row, columns: Sequence[Column], shown: Sequence[int]) -> Row:
    return tuple(_cell(row[number], columns[number]) for number in shown)


def _cell(cell: Cell, column: Column) -> Cell:
    if any(cell):
        return tuple(line for line in cell if line)
    if column.missing:
        return (gap(column.missing),)
    return () if column.kept else (NOTHING,)


def _missed(columns: Sequence[Column]) -> Line:
    return (*gap("In no row of this table yet:"), Words(" "), *spaced([gap(each.heading) for each in columns], "; "))


def spaced(lines: Iterable[Line], between: str = ", ") -> Line:
    """Put the lines that hold something after each other, with a sign between them."""
    made: Line = ()
    for line in filter(None, lines):
        made = (*made, Words(between), *line) if made else line
    return made


def labelled(label: str, line: Line) -> Line:
    """Say what something is, if there is something."""
    return (*ours(label), Words(": "), *line) if line else ()


def some_text(text: str | None) -> Line:
    """Give words of the authors, or nothing."""
    return own(text) if text and text.strip() else ()


def some_texts(texts: Iterable[str]) -> Line:
    """Give words of the authors with commas, or nothing."""
    return spaced([own(text) for text in texts])


def some_day(when: When | None) -> Line:
    """Say a day, or nothing."""
    return when_said(when) if when else ()


def rhythm_said(every: Length | None) -> Line:
    """Say how often something is done: in our words where it was chosen from our list, so that it can be translated."""
    return listed_said("Review every", every.text) if every else ()


def some_amount(amount: Amount | None, unit: str | None = None) -> Line:
    """Say a number, or nothing."""
    return amount_said(amount, unit) if amount else ()


def people_asked(source: Source) -> Line:
    """Say how many people took part in a source; [c] where that may not be shown."""
    if source.n_hidden:
        return own("[c]")
    if source.n is None:
        return ()
    return (Words(f"{source.n:,}" if source.n >= FROM_HERE_COMMAS else str(source.n), "own", Decimal(source.n)),)


FROM_HERE_COMMAS = 10_000
"""Numbers of five digits and more are parted by commas."""


def some_choice(list_name: str, value: str | None) -> Line:
    """Say a word of a list, or nothing."""
    return choice_said(list_name, value) if value else ()


def boxes(elements: Iterable[Element]) -> Cell:
    """Name boxes, one a line."""
    return tuple(named(element) for element in elements)


def some_refs(ids: Sequence[str]) -> Line:
    """Give Refs with commas, of very many the first and how many more."""
    return refs(ids, NAMED)


def by_ref(about: str) -> Line:
    """Name a box by its Ref, or an arrow by those of its ends: in one piece, so that no line from right to left turns it.

    >>> plain_text(by_ref("OC1")), plain_text(by_ref("AC1>OP1")), plain_text(by_ref("ن1>خ1")) == "ن1 ← خ1"
    ('OC1', 'AC1 → OP1', True)
    """
    cause, is_arrow, effect = about.partition(">")
    said = plain_text(arrow(own(cause), own(effect))) if is_arrow else about
    return (Words(clean(said), "ref"),)


def arrows_by_ref(links: Sequence[Link]) -> Line:
    """Name arrows by the Refs of their ends, of very many the first and how many more."""
    return spaced(first_few([by_ref(link.ref) for link in links], NAMED))


def first_few(lines: Sequence[Line], most: int) -> list[Line]:
    """Give the first lines, and as the last one how many more there are."""
    return [*lines[:most], *([ours(f"{len(lines) - most:,} more")] if len(lines) > most else [])]


def listing(lines: Iterable[Line]) -> tuple[Bullets, ...]:
    """Make a list of what there is; nothing makes no list."""
    kept = tuple(line for line in lines if line)
    return (Bullets(items=kept),) if kept else ()


def note(text: str) -> Paragraph:
    """Say something aside."""
    return Paragraph(text=ours(text), role="note")


def missing(text: str) -> Paragraph:
    """Say what there is not yet."""
    return Paragraph(text=gap(text))


def or_missing(blocks: Sequence[Block], text: str) -> tuple[Block, ...]:
    """Give blocks, or a sentence that says what is missing."""
    return tuple(blocks) or (missing(text),)


# -- measures ---------------------------------------------------------------------------------------------------------


def measure_named(indicator: Indicator) -> Line:
    """Name a measure with its Ref."""
    return (*own_or_gap(indicator.text, "nothing typed"), *ref(indicator.id))


def measured(theory: Theory, indicator: Indicator) -> Line:
    """Name what is measured: a box, an assumption, or what somebody typed."""
    element = theory.measured_by(indicator)
    if element:
        return named(element)
    entry = theory.register.get(indicator.measures or "")
    return entry_named(entry) if entry else some_text(indicator.measures)


def dated(value: Cell, when: When | None) -> Cell:
    """Say a value and the day it is of; without a value the day says nothing."""
    return (*value, when_said(when)) if value and when else value


def start_value(indicator: Indicator) -> Cell:
    """Say where a measure stands now, and if that is not known yet by when it will be."""
    told = [some_amount(indicator.baseline, indicator.unit)]
    if indicator.baseline_due:
        told.append(labelled("to be found by", when_said(indicator.baseline_due)))
    return tuple(line for line in told if line)


def dated_start(indicator: Indicator) -> Cell:
    """Say where a measure stands now and of which day that is; what is still to be found is of no day."""
    is_open = indicator.baseline is not None and indicator.baseline.state == "to_be_set"
    return dated(start_value(indicator), None if is_open else indicator.baseline_date)


def aim(indicator: Indicator) -> Cell:
    """Say what a measure is to reach, and if that is still to be agreed by when."""
    told = [some_amount(indicator.target, indicator.unit)]
    if indicator.target_due:
        told.append(labelled("to be set by", when_said(indicator.target_due)))
    return tuple(line for line in told if line)


def how_checked(indicator: Indicator) -> Cell:
    """Say where the figure comes from, how it is found, and who is asked."""
    who = labelled("who is asked", some_text(indicator.sampling))
    return (*how_found(indicator), *([who] if who else []))


def how_found(indicator: Indicator) -> Cell:
    """Say where the figure comes from and how it is found: “Survey each term”, and not “survey” once more."""
    said = set(plain(indicator.source or "").split())
    means = [some_choice("Method", indicator.method), some_text(indicator.instrument)]
    more = spaced([each for each in means if not said.issuperset(plain(plain_text(each)).split())])
    return tuple(line for line in (some_text(indicator.source), more) if line)


def entry_named(entry: RegisterEntry) -> Line:
    """Name an assumption or risk with its Ref."""
    return (*own_or_gap(entry.text, "nothing typed"), *ref(entry.id))


def named_about(theory: Theory, entry: RegisterEntry) -> tuple[str, ...]:
    """Give the boxes and arrows that a row of the register is about, those that name it themselves included."""
    naming = (link.ref for link in theory.all_links if entry.id in link.conditions)
    return tuple(dict.fromkeys((*entry.about, *naming)))


def between(start: When | None, end: When | None) -> Line:
    """Say from when to when, or nothing where neither is known."""
    if start is None and end is None:
        return ()
    first = when_said(start) if start else gap("no start yet")
    return (*first, Words(" – "), *(when_said(end) if end else gap("no end yet")))


def standing(element: Element) -> Cell:
    """Say how a box stands where it is not simply agreed: proposed, under way, done, stopped, on hold."""
    told = [ours("done by others")] if element.external else []
    if element.status and element.status != "agreed":
        told.append(some_choice("Element status", element.status))
    if element.deferred_until:
        told.append((*gap("on hold until "), *when_said(element.deferred_until)))
    return tuple(told)
