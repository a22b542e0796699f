"""The workbook that people fill in: sheets, columns, help, lists of words, and what is prefilled."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, TypeAlias

from logicmodel import sheets
from logicmodel.model import column_letters
from logicmodel.saving import to_bytes
from logicmodel.workbook import amber, look, names, start

if TYPE_CHECKING:
    from openpyxl import Workbook as Book

Style: TypeAlias = Literal["standard", "full", "quick", "table"]

TITLE = "Theory of change"
LISTS = "Lists"
EXAMPLE = "Example"

_ROWS_OF_THE_SMALL_FORMS = 30
_ROWS_OF_AN_OPTIONAL_SHEET = 15


def blank_workbook(style: Style = "standard", language: str = "en") -> bytes:
    """Make an empty workbook (.xlsx) to fill in.

    “standard” has the four sheets everyone fills, “full” all sheets and columns, “quick” one sheet with a row for each
    thing, “table” one sheet with a row for each strand of work. `language` is a code or an English name; what is not
    translated stays English. The same arguments give the same bytes. Raises UnknownName for another language.
    """
    code = names.code_of(language)
    book = look.new_book(TITLE)
    if style in ("quick", "table"):
        _small_form(book, "one_sheet" if style == "quick" else "wide", code)
    else:
        _sheets(book, full=style == "full", language=code)
    return to_bytes(book)


def word_lists() -> dict[str, str]:
    """Give for each list what a cell rule takes its words from: a range of the sheet Lists."""
    return {
        name: f"{look.quoted(LISTS)}!${letter}$2:${letter}${1 + len(sheets.words(name))}"
        for number, name in enumerate(sheets.list_names(), 1)
        for letter in [column_letters(number)]
    }


def ref_columns(pages: Iterable[look.Sheet]) -> dict[str, str]:
    """Give for each sheet that has Refs where they stand, and for Links where its arrows start."""
    found = {}
    for page in pages:
        letter = page.letters.get("cause" if page.key == "links" else "id")
        if letter:
            last = max(amber.LAST_ROW, page.last_row)
            found[page.key] = f"{look.quoted(page.title)}!${letter}${amber.FIRST_ROW}:${letter}${last}"
    return found


def write_lists(book: "Book", language: str) -> None:
    """Write the sheet Lists: the words of every list under its name."""
    page = book.create_sheet(LISTS)
    for number, name in enumerate(sheets.list_names(), 1):
        words = [names.word(name, each.value, language) for each in sheets.words(name)]
        look.put(page.cell(1, number), name)
        page.cell(1, number).style = "Heading optional"
        for row, word in enumerate(words, 2):
            look.put(page.cell(row, number), as_number(word))
            page.cell(row, number).style = "Answer"
        width = 3 + max(map(len, (name, *words)))
        page.column_dimensions[column_letters(number)].width = width
    page.row_dimensions[1].height = 25
    page.freeze_panes = "A2"
    page.sheet_properties.tabColor = look.TAB_REFERENCE
    look.set_up_page(page, repeat_headings=True)


def as_number(text: str) -> look.Value:
    """Give a text that is nothing but a number as a number, if it can be read back as the same text.

    >>> as_number("35"), as_number("0.7"), as_number("007"), as_number("0.70"), as_number("about 5")
    (35, 0.7, '007', '0.70', 'about 5')
    """
    digits = text.removeprefix("-")
    whole, point, rest = digits.partition(".")
    plain = whole.isascii() and whole.isdecimal() and len(digits) <= 15 and (whole == "0" or whole[0] != "0")
    if plain and not point and text != "-0":
        return int(text)
    if plain and rest.isascii() and rest.isdecimal() and str(float(text)) == text:
        return float(text)
    return text


def _sheets(book: "Book", *, full: bool, language: str) -> None:
    pages = [
        look.Sheet(
            key=key,
            title=names.tab(key, language),
            columns=tuple(column for column in sheets.columns(key) if full or not column.more),
            rows=(rows := tuple(_prefilled(key, language))),
            spare=0 if rows else _ROWS_OF_AN_OPTIONAL_SHEET,
        )
        for key in sheets.NAMES
        if key != "programme" and (full or key in sheets.STANDARD)
    ]
    lists = word_lists()
    refs = ref_columns(pages)
    questions = [column for column in sheets.columns("programme") if full or not column.more]
    contents = {page.key: page.title for page in pages} | {"example": EXAMPLE, "lists": LISTS}
    answers: dict[str, look.Value] = {sheets.heading("programme", "min_count"): 10}
    start.write(book, answers, questions, language, lists, contents)
    for page in pages:
        look.write_table(book, page, language, lists, refs)
    _write_example(book)
    write_lists(book, language)


def _prefilled(sheet: str, language: str) -> Iterable[Mapping[str, look.Value]]:
    """Give the rows that hold only a Ref, and in most sheets a word."""
    heading, listed = _BESIDE_REFS.get(sheet, ("", ""))
    for letters, words in _REFS_OF_THE_TEMPLATE.get(sheet, {}).items():
        for number, word in enumerate(words, 1):
            beside = {heading: names.word(listed, word, language)} if word else {}
            yield {"Ref": f"{letters}{number}", **beside}


_REFS_OF_THE_TEMPLATE: Mapping[str, Mapping[str, Sequence[str]]] = {
    "needs": {"N": ["need"] * 7 + ["strength"] * 3},
    "elements": {
        "IN": ["input"] * 5,
        "AC": ["activity"] * 6,
        "OP": ["output"] * 6,
        "OC": ["outcome_short"] * 3 + ["outcome_medium"] * 3 + ["outcome_long"] * 3,
        "IM": ["impact"] * 2,
    },
    "register": {"A": ["assumption"] * 8, "R": ["risk"] * 4},
    "indicators": {"M": [""] * 10},
    "sources": {"E": [""] * 8},
}
"""The Refs that stand in an empty workbook: by sheet and letters, with the word that is typed beside each."""

_BESIDE_REFS = {"needs": ("Kind", "Need kind"), "elements": ("Stage", "Stage"), "register": ("Kind", "Register kind")}
"""What that word stands under, and the list that it is of."""


def _small_form(book: "Book", form: str, language: str) -> None:
    """Write a form of one sheet. Its one list is short enough to stand in the rule of the cells."""
    page = look.Sheet(
        key=form,
        title=names.tab("elements", language),
        columns=sheets.columns(form),
        spare=_ROWS_OF_THE_SMALL_FORMS if form == "one_sheet" else _ROWS_OF_THE_SMALL_FORMS // 3,
    )
    types = ",".join(names.word("Type", each.value, language) for each in sheets.words("Type"))
    look.write_table(book, page, language, {"Type": f'"{types}"'}, {})


def _write_example(book: "Book") -> None:
    """Write a finished plan to look at, one part under the other."""
    page = book.create_sheet(EXAMPLE)
    for letter, width in zip("ABCDEFGHI", (8, 28, 46, 25, 24, 27, 27, 27, 12), strict=True):
        page.column_dimensions[letter].width = width
    look.put(page["A1"], "An example. Nothing on this sheet is read.")
    page["A1"].style = "Big title"
    page.row_dimensions[1].height = 32
    text = files("logicmodel.workbook").joinpath("example.csv").read_text(encoding="utf-8")
    for row, texts in enumerate(csv.reader(text.splitlines()), 3):
        cells = [page.cell(row, column) for column in range(1, len(texts) + 1)]
        for column, (cell, value) in enumerate(zip(cells, texts, strict=True), 1):
            if value:
                look.put(cell, as_number(value))
            cell.style = _example_style(texts, column)
        if len(cells) > 1:
            look.fit_height(page, row, cells)
    look.tint_stages(page, f"A3:B{page.max_row}", "$B3", "en")
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = look.TAB_REFERENCE
    look.set_up_page(page, repeat_headings=False)


def _example_style(cells: Sequence[str], column: int) -> str:
    if len(cells) == 1:
        return "Section"
    is_heading, is_question = cells[0] == "Ref", not cells[0]
    if is_heading or (is_question and column == 2):
        kind = "Heading" if is_heading else "Question"
        return f"{kind} needed" if cells[column - 1].endswith("*") else kind + " optional" * is_heading
    if column == 1:
        return "Line of text" if is_question else "Ref cell"
    return "Answer"
