"""What the workbook's tabs, headings and list words are called in a language; English where nothing else is known.

A name is only used if the reader takes it back for the same thing: one with two meanings on its sheet stays English.
"""

from functools import cache

from logicmodel import sheets
from logicmodel.errors import UnknownName
from logicmodel.sheets import Column
from logicmodel.words import load
from logicmodel.words.spelling import heading_key
from logicmodel.words.tongues import language_named

_FULL_SHEETS_OF_ONE_SHEET = {
    "priority": ("needs", "priority"),
    "measure": ("indicators", "text"),
    "baseline": ("indicators", "baseline"),
    "target": ("indicators", "target"),
    "target_date": ("indicators", "target_date"),
    "source": ("indicators", "source"),
    "response": ("register", "response"),
}
"""Where a heading of the one-sheet form is translated, if not on the sheet Plan."""


def code_of(language: str) -> str:
    """Give the code of a language from its code or its name.

    Raises UnknownName for a language in which nothing is written.

    >>> code_of("French"), code_of("fr")
    ('fr', 'fr')
    """
    code = language_named(language)
    if code is None:
        raise UnknownName(f"There is no workbook in “{language}”. Choose one of {', '.join(load.LANGUAGES.values())}.")
    return code


def tab(sheet: str, language: str) -> str:
    """Give the name of a sheet's tab.

    >>> tab("needs", "en"), tab("needs", "de")
    ('Needs', 'Bedarfe')
    """
    return (language != "en" and load.translated("_sheet", sheet, language)) or sheets.NAMES[sheet]


def heading(column: Column, language: str) -> str:
    """Give what stands over a column, without the star.

    >>> heading(sheets.column("needs", "text"), "en")
    'What'
    """
    if language == "en":
        return column.heading
    return _translated_heading(*_declared_in(column), language) or column.heading


def starred(column: Column, language: str) -> str:
    """Give what stands over a column, with the star if it is needed."""
    return f"{heading(column, language)} *" if column.needed else heading(column, language)


def word(list_name: str, value: str, language: str) -> str:
    """Say a value in a word of a list; an own word stays as it is.

    >>> word("Yes", "yes", "en"), word("Yes", "yes", "fr"), word("Cost heading", "Boats", "fr")
    ('Yes', 'Oui', 'Boats')
    """
    vocabulary = sheets.vocabulary_of(list_name)
    if language != "en" and vocabulary:
        text = load.translated(f"_{vocabulary}", value, language)
        if text and load.vocabulary(vocabulary).get(heading_key(text)) == value:
            return text
    return sheets.word_for(list_name, value)


def _declared_in(column: Column) -> tuple[str, str]:
    if column.sheet == "wide":
        return "_stage", column.field
    if column.sheet == "one_sheet":
        return _FULL_SHEETS_OF_ONE_SHEET.get(column.field, ("elements", column.field))
    return column.sheet, column.field


@cache
def _translated_heading(sheet: str, field: str, language: str) -> str | None:
    first = load.translated(sheet, field, language)
    if first is None or sheet.startswith("_") or _means_one_field(sheet, first):
        return first
    others = _texts_by_field(language).get((sheet, field), ())
    return next((text for text in others if _means_one_field(sheet, text)), None)


@cache
def _texts_by_field(language: str) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for meanings in load.names().values():
        for name in meanings:
            if name.language == language:
                found.setdefault((name.sheet, name.field), []).append(name.text)
    return found


def _means_one_field(sheet: str, text: str) -> bool:
    return len({name.field for name in load.names().get(heading_key(text), ()) if name.sheet == sheet}) == 1
