"""How each column of a table writes its dates and numbers, found by looking at all its cells before one is read."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from logicmodel.model import Amount, Place
from logicmodel.patterns import pattern_of
from logicmodel.reading import values
from logicmodel.reading.account import Account
from logicmodel.reading.cells import COUNTS, ColumnManner, Manner, unknown_words
from logicmodel.reading.deciding.questions import of_numbers, of_thousands
from logicmodel.reading.files.filled_cells import Cell
from logicmodel.reading.heading_rows import language_of
from logicmodel.reading.headings import Heading, declared
from logicmodel.reading.tables import Table
from logicmodel.reading.values import DateStyle, DecimalMark
from logicmodel.sheets import Column
from logicmodel.words.currencies import currency_of
from logicmodel.words.load import vocabulary
from logicmodel.words.scales import counts_from_the_highest, end_of_scale
from logicmodel.words.spelling import heading_key, plain

NUMBERS = ("amount", "number", "share", "quantity")
"""Kinds of columns that hold numbers with a decimal mark."""

PER_CENT = frozenset(
    ("%", "percent", "per cent", "percentage", "pour cent", "pourcentage", "por ciento", "por cento", "prozent")
)
"""Units in which a share is counted in hundredths."""

DOUBTFUL = "numbers of this column are written in different ways"

THOUSANDS_OR_DECIMALS = "a sum of money with three digits after one point: thousands or decimals"

_FROM_THE_HIGHEST = ("very_high", "high", "medium", "low")

# Three digits after one mark: thousands or decimals, according to who reads it.
_EITHER = pattern_of(r"\d{1,3}[.,]\d{3}")
_THOUSANDS = pattern_of(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])")


def manner_for(table: Table, manner: Manner) -> Manner:
    """Give how the cells of a table are read: what was decided about it before what holds for the plan."""
    decided = table.decided
    spoken = decimal_mark_of(decided.language) if decided.language else None
    return replace(
        manner,
        date_style=decided.dates or manner.date_style,
        decimal=decided.decimal or spoken or manner.decimal,
        decided_decimal=decided.decimal,
    )


def column_manners(
    table: Table, cells: Mapping[int, Sequence[Cell]], account: Account, manner: Manner
) -> dict[int, ColumnManner]:
    """Give for each column of a table how its cells are to be read, and note columns that mix two ways.

    `cells` holds the cells of rows that are objects, by column.
    """
    per_cent = _rows_in_per_cent(table, cells)
    found = {}
    for heading in table.headings:
        column, its = declared(heading), cells.get(heading.column, ())
        texts = [cell.text for cell in its if isinstance(cell.value, str)]
        if column is None:
            continue
        if column.kind == "date":
            style = manner.date_style or dates_of(texts, heading.title, account.place(table.sheet), account, manner)
            found[heading.column] = ColumnManner(date_style=style)
        elif column.field == "priority":
            found[heading.column] = _priorities(heading, its, table, account)
        elif column.kind in NUMBERS:
            shares = _shares(its, per_cent) if column.kind == "amount" else ()
            found[heading.column] = _numbers(heading, texts, its, shares, table, account, manner)
    return found


def dates_of(texts: Sequence[str], title: str, place: Place, account: Account, manner: Manner) -> DateStyle | None:
    """Tell how the dates of a column are typed: by one of them, or else by the others of the file, which is noted."""
    style = values.settles_style(texts)
    if style or manner.dates_elsewhere is None or not any(map(values.has_two_readings, texts)):
        return style
    style = manner.dates_elsewhere()
    if style:
        account.notice("file_guess", place, text=f"{style} in “{title}”, like its other dates", about="dates")
    return style


def dates_in(tables: Iterable[Table]) -> DateStyle | None:
    """Tell how the dates on some tables are typed, if those that can be read in one way only agree."""
    found: set[str] = set()
    for table in tables:
        columns = {each.column for each in table.headings if (its := declared(each)) and its.kind == "date"}
        if table.key == "programme":
            columns = {cell.column for cell in table.sheet.cells.each()}
        found.update(
            cell.text for cell in table.sheet.cells.each() if cell.column in columns and isinstance(cell.value, str)
        )
    return values.settles_style(found)


def _numbers(
    heading: Heading,
    texts: Sequence[str],
    cells: Sequence[Cell],
    shares: Sequence[Cell],
    table: Table,
    account: Account,
    manner: Manner,
) -> ColumnManner:
    place = account.place(table.sheet, None, heading.column, heading.title)
    decimal = values.decimal_style(texts)
    doubtful = list(shares[:-1])
    if shares:
        account.notice("mixed_numbers", place, text=f"{shares[0].text}”, “{shares[-1].text}", detail="shares")
    if decimal == "mixed" and manner.decided_decimal:
        decimal = None
    if decimal == "mixed":
        marked = [cell for cell in cells if isinstance(cell.value, str) and values.only_decimal_mark(cell.text)]
        account.notice("mixed_numbers", place, text=(texts_in_doubt := "”, “".join(_one_of_each(marked))))
        account.ask(of_numbers(replace(place, row=marked[0].row), texts_in_doubt))
        return ColumnManner(doubtful={cell.row: DOUBTFUL for cell in (*marked, *doubtful)})
    if manner.decided_decimal:
        decimal = manner.decided_decimal
    elif decimal is None:
        decimal = manner.decimal or _mark_of_the_headings(texts, table)
        if decimal == "," and any(_EITHER.search(text) for text in texts):
            account.notice("file_guess", account.place(table.sheet), text=f"a comma for decimals in “{heading.title}”")
    reasons = dict.fromkeys((cell.row for cell in doubtful), DOUBTFUL)
    unclear = [
        cell
        for cell in cells
        if decimal != "," and not manner.decided_decimal and _may_be_thousands(cell, declared(heading))
    ]
    if unclear:
        account.notice("mixed_numbers", place, text=unclear[0].text, detail="thousands")
        account.ask(of_thousands(replace(place, row=unclear[0].row), unclear[0].text))
        reasons |= dict.fromkeys((cell.row for cell in unclear), THOUSANDS_OR_DECIMALS)
    return ColumnManner(decimal=decimal, doubtful=reasons)


def _ranks(cells: Sequence[Cell]) -> dict[str, int]:
    """Give the place of each word of a column that says High, Medium or Low throughout, the highest first."""
    words = {
        " ".join(cell.text.split()) for cell in cells if not values.unknown_state(cell.text, meanings=unknown_words())
    }
    sizes = {word: vocabulary("value").get(heading_key(word), "") for word in words}
    order = [size for size in _FROM_THE_HIGHEST if size in sizes.values()]
    if not words or not set(sizes.values()) <= set(order):
        return {}
    return {
        word: order.index(sizes[word]) + 1 for word in sorted(words, key=lambda each: (order.index(sizes[each]), each))
    }


def _priorities(heading: Heading, cells: Sequence[Cell], table: Table, account: Account) -> ColumnManner:
    """Tell which words or numbers of a column of priorities come first; what its heading does not say is noted."""
    ranks = _ranks(cells) or _from_the_highest(heading.text, cells)
    said = [f"{word} as {rank}" for word, rank in ranks.items()]
    if not ranks and end_of_scale(heading.text) and counts_from_the_highest(heading.text) is None:
        said = ["1 as the first"]
    if said:
        account.notice("file_guess", account.place(table.sheet), text=f"{', '.join(said)} in “{heading.title}”")
    return ColumnManner(ranks={plain(word): rank for word, rank in ranks.items()})


def _from_the_highest(title: str, cells: Sequence[Cell]) -> dict[str, int]:
    """Give the place of each number of a column in which more is first: by its heading, or where nobody is at the 1.

    Without a word in the heading 1 is first, unless the heading names a scale of which the end stands there and the 1
    does not: no order begins at 2.
    """
    numbers = {cell.text.strip() for cell in cells if cell.text.strip().isdecimal()}
    said, end = counts_from_the_highest(title), end_of_scale(title)
    if said is None:
        said = end is not None and str(end) in numbers and "1" not in numbers
    if not said or len(numbers) < 2:
        return {}
    return {text: place for place, text in enumerate(sorted(numbers, key=int, reverse=True), 1)}


def _may_be_thousands(cell: Cell, column: Column | None) -> bool:
    """Say whether a sum of money, or of people, has one point and three digits behind it: nobody counts thousandths."""
    if not isinstance(cell.value, str) or not _THOUSANDS.search(cell.text):
        return False
    if column is not None and (column.kind == "quantity" or column.field in COUNTS):
        return True
    amount = values.read_amount(None, cell.text)
    return isinstance(amount, Amount) and currency_of(amount.unit or "") is not None


def _mark_of_the_headings(texts: Sequence[str], table: Table) -> DecimalMark | None:
    """Give the decimal mark of the language of the headings where “12.500” stands: nobody types three decimals.

    Nothing else is read by the language of the headings: the same plan under translated headings is the same plan.
    """
    if not any(_THOUSANDS.search(text) for text in texts):
        return None
    return decimal_mark_of(language_of(table.sheet.cells.row(table.row).values()))


def _one_of_each(cells: Iterable[Cell]) -> list[str]:
    """Give the first text for each decimal mark with which alone it can be read."""
    first: dict[str, str] = {}
    for cell in cells:
        first.setdefault(values.only_decimal_mark(cell.text) or "", cell.text)
    return list(first.values())


# -- shares among percentages -----------------------------------------------------------------------------------------


def _rows_in_per_cent(table: Table, cells: Mapping[int, Sequence[Cell]]) -> dict[int, bool]:
    """Say of each row whose unit is known whether it is per cent: by its Unit, else by a measure that begins with %."""
    by_field = {heading.field: cells.get(heading.column, ()) for heading in reversed(table.headings)}
    measures = by_field.get("measure") or (by_field.get("text", ()) if table.key == "indicators" else ())
    found = {cell.row: True for cell in measures if cell.text.lstrip().startswith("%")}
    found |= {
        cell.row: plain(cell.text) in PER_CENT or cell.text.lstrip().startswith("%")
        for cell in by_field.get("unit", ())
    }
    return found


def _shares(cells: Sequence[Cell], per_cent: Mapping[int, bool]) -> list[Cell]:
    """Give the cells with a share from 0 to 1 in a column of percentages, and last a percentage above 1; or nothing."""
    formatted = any(cell.percent for cell in cells)
    its = [(cell, _value(cell)) for cell in cells if per_cent.get(cell.row, formatted)]
    shares = [cell for cell, value in its if value is not None and 0 < value <= 1 and not _shows_per_cent(cell)]
    above = [cell for cell, value in its if value is not None and value > 1]
    return [*shares, above[0]] if shares and above else []


def _value(cell: Cell) -> float | None:
    if isinstance(cell.value, bool):
        return None
    if isinstance(cell.value, int | float):
        return float(cell.value)
    amount = values.read_amount(None, cell.text) if isinstance(cell.value, str) else None
    return float(amount.value) if isinstance(amount, Amount) and amount.value is not None else None


def _shows_per_cent(cell: Cell) -> bool:
    return cell.percent or "%" in cell.text or "٪" in cell.text


def decimal_mark_of(language: str) -> DecimalMark | None:
    """Give the decimal mark that people use in a language, by its code, or None where nothing is known.

    >>> decimal_mark_of("de"), decimal_mark_of("en"), decimal_mark_of("ar")
    (',', '.', None)
    """
    return _DECIMAL_MARKS.get(language)


_DECIMAL_MARKS: Mapping[str, DecimalMark] = {"en": ".", "fr": ",", "es": ",", "pt": ",", "de": ","}
