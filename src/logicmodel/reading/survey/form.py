"""The form behind an export (XLSForm: sheets “survey” and “choices”): what names and codes are called in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from msgspec import Struct

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.grid import Book, Sheet
from logicmodel.words.load import LANGUAGES
from logicmodel.words.spelling import plain, unaccented

SELECT_ONE, SELECT_SEVERAL = "one", "several"

_WORD = pattern_of(r"\w+")
_ONE = ("select_one", "select one", "select1", "rank_one")
_SEVERAL = ("select_multiple", "select multiple", "select all that apply", "rank")
_OF_SETTINGS = {"form_title", "form_id", "default_language"}
_OWN_NAMES = {"en": "english", "fr": "francais", "es": "espanol", "pt": "portugues", "ar": "العربيه", "de": "deutsch"}


class Asked(Struct, frozen=True, kw_only=True):
    """One question of a form: its name, words, way of answering (one, several, or another word) and choices by code."""

    name: str
    text: str
    way: str
    choices: Mapping[str, str] = {}


class Form:
    """All questions of a form, found by name or by words."""

    def __init__(self, asked: Iterable[Asked] = ()) -> None:
        self._asked = tuple(asked)

    def __bool__(self) -> bool:
        return bool(self._asked)

    def find(self, heading: str) -> Asked | None:
        """Find the question that a heading names, by itself or after the names of its groups."""
        for start in _after_separators(heading):
            found = self._by_key.get(plain(start))
            if found:
                return found
        return None

    @cached_property
    def _by_key(self) -> Mapping[str, Asked]:
        found: dict[str, Asked] = {}
        for each in self._asked:
            found.setdefault(plain(each.name), each)
        for each in self._asked:
            found.setdefault(plain(each.text), each)
        return found


def _after_separators(heading: str) -> Iterator[str]:
    yield heading
    for number, sign in enumerate(heading):
        if sign in "/.:":
            yield heading[number + 1 :]


def is_form(sheet: Sheet) -> bool:
    """Say whether a sheet lists the questions of a form, or their choices, or holds its settings."""
    headings = _headings(sheet).keys()
    has_label = any(each.startswith("label") for each in headings)
    has_list = bool({"list_name", "list name"} & headings)
    return ("name" in headings and ((has_label and "type" in headings) or has_list)) or len(_OF_SETTINGS & headings) > 1


def form_of(books: Iterable[Book], language: str | None = None) -> Form:
    """Read the form that stands in some files, beside the data or in a file of its own; an empty one if there is none.

    Its words are those of the language wanted (“fr”), else of the language that its settings name, else English ones.
    """
    sheets = [sheet for book in books for sheet in book.sheets if is_form(sheet)]
    settings = (row["default_language"] for sheet in sheets for row in _rows(sheet) if "default_language" in row)
    wanted = [each for each in (language, next(settings, None), "en") if each]
    lists: dict[str, dict[str, str]] = {}
    for sheet in sheets:
        for row in _rows(sheet):
            of = row.get("list_name") or row.get("list name")
            if of and "name" in row:
                lists.setdefault(of, {}).setdefault(row["name"], _label(row, wanted) or row["name"])
    return Form(
        _asked(row, lists, wanted) for sheet in sheets for row in _rows(sheet) if "type" in row and "name" in row
    )


def _asked(row: Mapping[str, str], lists: Mapping[str, Mapping[str, str]], wanted: Sequence[str]) -> Asked:
    kind = " ".join(row["type"].split())
    way, choices = kind.casefold(), ""
    for words, meant in ((_SEVERAL, SELECT_SEVERAL), (_ONE, SELECT_ONE)):
        start = next((word for word in words if kind.casefold().startswith(f"{word} ")), None)
        if start:
            way, choices = meant, kind[len(start) :].strip()
            break
    choices = choices.removesuffix(" or_other").removesuffix(" or specify other").strip()
    return Asked(name=row["name"], text=_label(row, wanted) or row["name"], way=way, choices=lists.get(choices, {}))


def _headings(sheet: Sheet) -> dict[str, int]:
    for _, cells in sheet.rows():
        found: dict[str, int] = {}
        for column, cell in cells.items():
            found.setdefault(" ".join(cell.text.casefold().split()), column)
        return found
    return {}


def _rows(sheet: Sheet) -> Iterator[dict[str, str]]:
    by_column = {column: heading for heading, column in _headings(sheet).items()}
    for _, cells in list(sheet.rows())[1:]:
        yield {by_column[column]: cell.text.strip() for column, cell in cells.items() if column in by_column}


def _label(row: Mapping[str, str], wanted: Sequence[str]) -> str:
    """Give the words of a row in the first of the languages wanted that it has, else in whichever comes first."""
    labels = {each: text for each, text in row.items() if each.startswith("label") and text}
    for language in wanted:
        if found := next((text for heading, text in labels.items() if _is_in(heading, language)), None):
            return " ".join(found.split())
    return " ".join(labels.get("label", next(iter(labels.values()), "")).split())


def _is_in(heading: str, language: str) -> bool:
    """Say whether a heading such as “label::Français (fr)” is in a language, named by its code or its name."""
    said = set(_WORD.findall(unaccented(heading.partition(":")[2])))
    return bool(said & _names_of(language))


@cache
def _names_of(language: str) -> frozenset[str]:
    """Give all names of a language, its code among them."""
    words = set(_WORD.findall(unaccented(language)))
    for name, code in LANGUAGES.items():
        its = {unaccented(name), code, _OWN_NAMES.get(code, code)}
        if words & its:
            return frozenset(its)
    return frozenset(words)
