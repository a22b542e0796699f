"""The word files, loaded when first asked for.

`headings.csv` holds other names of sheets, headings and list words in six languages. Its `key` column is the name
after normalising (`spelling.heading_key`), worked out beforehand so that a run does not pay for it.
"""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice

from msgspec import Struct

_KEY = 3


class Name(Struct, frozen=True, kw_only=True):
    """One other name of a heading: the sheet and field it may mean, its language, and how a clash is settled."""

    sheet: str
    field: str
    text: str
    language: str
    template: bool
    context: str


class Lexicon(Struct, frozen=True, kw_only=True):
    """The word lists of one language: whole words and phrases in lower case, every ending that counts written out.

    A language may lack lists; rules that need one are silent then. `ing` are endings of words that say what one does
    (“by doing”), `titles_come_first` says that a “skills workshop” is a “workshop on skills” in this language.
    `kasa_stems` are beginnings of words. `source_words` pairs a kind of source with its words, `stigma` holds phrase,
    suggestion, and whether the phrase counts only where no noun follows: at the end, or before one of `no_nouns`.
    """

    action_verbs: tuple[str, ...] = ()
    no_tasks: tuple[str, ...] = ()
    change_words: tuple[str, ...] = ()
    participation: tuple[str, ...] = ()
    delivered: tuple[str, ...] = ()
    served: tuple[str, ...] = ()
    served_things: tuple[str, ...] = ()
    count_openings: tuple[str, ...] = ()
    kasa: tuple[str, ...] = ()
    kasa_stems: tuple[str, ...] = ()
    delivery_titles: tuple[str, ...] = ()
    connectives: tuple[str, ...] = ()
    connectives_before_ing: tuple[str, ...] = ()
    ing_nouns: tuple[str, ...] = ()
    ing: tuple[str, ...] = ()
    titles_come_first: bool = False
    change_verbs: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    intangible: tuple[str, ...] = ()
    count_starts: tuple[str, ...] = ()
    delivery: tuple[str, ...] = ()
    service: tuple[str, ...] = ()
    lack: tuple[str, ...] = ()
    placeholder: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    no_nouns: tuple[str, ...] = ()
    leading_words: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    source_words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    stigma: tuple[tuple[str, str, bool], ...] = ()


@cache
def names() -> Mapping[str, tuple[Name, ...]]:
    """Give all known headings: key → everything that it may mean."""
    found: dict[str, list[str]] = {}
    for sheet, lines in _by_sheet().items():
        if not sheet.startswith("_"):
            for line in lines:
                found.setdefault(_key_on(line), []).append(line)
    return _Names(found)


class _Names(Mapping[str, tuple[Name, ...]]):
    """Headings by their key, each read when it is looked up: a workbook asks for few of eleven thousand."""

    def __init__(self, lines: Mapping[str, Sequence[str]]) -> None:
        self._lines, self._read = lines, dict[str, tuple[Name, ...]]()

    def __getitem__(self, key: str) -> tuple[Name, ...]:
        if key not in self._read:
            self._read[key] = tuple(name for _, name in _read(self._lines[key]))
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@cache
def vocabulary(name: str) -> Mapping[str, str]:
    """Give the words of one vocabulary (“stage”, “level”, “sheet” …): key → value. The first of two meanings wins."""
    found: dict[str, str] = {}
    for key, word in _on(f"_{name}"):
        found.setdefault(key, word.field)
    return found


@cache
def translated(sheet: str, field: str, language: str) -> str | None:
    """Give the heading (or, for a sheet “_sheet”, the tab name) that the template writes in a language."""
    return next((name.text for _, name in _on(sheet) if (name.field, name.language) == (field, language)), None)


@cache
def lexicon(language: str) -> Lexicon | None:
    """Give the word lists of a language (“English” or “en”), or None where there are none.

    >>> lexicon("English") == lexicon("en"), lexicon("Swahili")
    (True, None)
    """
    code = LANGUAGES.get(language.strip().capitalize(), language)
    path = files("logicmodel.words").joinpath(f"lexicon_{code}.toml")
    if code not in LANGUAGES.values() or not path.is_file():
        return None
    return _convert(tomllib.loads(path.read_text(encoding="utf-8")))


LANGUAGES = {
    "English": "en",
    "French": "fr",
    "Spanish": "es",
    "Portuguese": "pt",
    "Arabic": "ar",
    "German": "de",
}


def _convert(tables: Mapping[str, object]) -> Lexicon:
    import msgspec

    return msgspec.convert(tables, Lexicon)


@cache
def _by_sheet() -> Mapping[str, Sequence[str]]:
    """Give the lines of the table of names by sheet or vocabulary."""
    text = files("logicmodel.words").joinpath("headings.csv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in islice(text.splitlines(), 1, None):
        found.setdefault(line.partition(",")[0], []).append(line)
    return found


@cache
def _on(sheet: str) -> tuple[tuple[str, Name], ...]:
    """Give the names of a sheet, or the words of a vocabulary, each with its key."""
    return tuple(_read(_by_sheet().get(sheet, ())))


def _read(lines: Iterable[str]) -> Iterator[tuple[str, Name]]:
    for sheet, field, text, key, language, template, context in csv.reader(lines):
        name = Name(sheet=sheet, field=field, text=text, language=language, template=template == "yes", context=context)
        yield key, name


def _key_on(line: str) -> str:
    """Give the key on a line; only what stands in quotation marks can hold a comma."""
    return next(csv.reader([line]))[_KEY] if '"' in line else line.split(",", _KEY + 1)[_KEY]


@cache
def phrases_in(room: str, file: str, language: str) -> Mapping[str, str]:
    """Give the phrases of a language by its code, from a table of a room; those of English for a language that has none."""
    rows = list(csv.DictReader(files(room).joinpath(file).read_text(encoding="utf-8").splitlines()))
    column = language if language in rows[0] else "en"
    return {row["key"]: row[column] for row in rows}
