"""What a workbook says beside its cells: comments, headers and footers, pictures, lists of cells, file properties.

None of it is a part of a plan. It is kept so that somebody who is about to share can be told what it holds. Every part of
the file is gone through, whatever it is for, but those that hold the cells and their looks: nobody knows all places in
which programs keep words.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from logicmodel.errors import FileNotReadable
from logicmodel.patterns import pattern_of
from logicmodel.reading.files.grid import MOST_TAGS, Beside
from logicmodel.reading.files.package import Package
from logicmodel.reading.files.shown import clean

MOST_BESIDE = 2_000
"""Texts beside cells that are kept of one file."""

LONGEST = 2_000
"""Letters that are kept of one."""

Relations = Callable[[str], Mapping[str, tuple[str, str]]]
"""Gives what a part points to: id → kind and part."""

_OF_CELLS = ("xl/worksheets", "xl/sharedstrings", "xl/styles", "xl/theme", "xl/calcchain", "xl/metadata", "xl/volatile")
_ASKED_ELSEWHERE = ("xl/pivot", "xl/externallinks", "xl/revisions")  # they refuse a copy whatever they hold
_WHERE = {
    "xl/comments": "comment",
    "xl/threadedcomments": "comment",
    "xl/drawings": "picture",
    "xl/charts": "picture",
    "xl/diagrams": "picture",
    "xl/persons": "author",
    "xl/tables": "name",
    "xl/workbook.xml": "name",
    "docprops/": "property",
    "customxml/": "property",
    "meta.xml": "property",
    "object ": "picture",
}
"""Beginning of the name of a part → where a person finds what it says."""

_TAG = pattern_of(r"<([\w:]+)((?:[^>\"]|\"[^\"]*\")*)>([^<]*)")
_VALUE = pattern_of(r"([\w:]+)=\"([^\"]*)\"")
_OF_THE_PAGE = pattern_of(r"(?:odd|even|first)(?:Header|Footer)")
CODES_OF_A_HEADER = pattern_of(r'&(?:"[^"]*"|K[0-9A-Fa-f+-]{5,6}|\d{1,3}|[A-Z])')
_LISTS = frozenset("dataValidation dataValidations formula1 formula2 f".split())
_RUNS = frozenset("t r rPr font span a b i u fld s".split())
"""Tags within one piece of writing: what stands in them belongs together."""

_PERSONS = frozenset("creator lastModifiedBy Manager author initial-creator printed-by userName".split())
_NO_WORDS = frozenset(
    "absPath date created modified printed filetime style path sqref spans coordsize Ignorable d userId".split()
)
"""Tags and attributes that hold no words of an author, or what every file that Excel saves says of its folder."""

_UNIQUE = pattern_of(r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?")
_WORDS = pattern_of(r"@|(?=.*\s).*[^\W\d_]{3}", re.DOTALL)
_JOINED_BY_LINES = pattern_of(r"[^\W\d_]+(?:_[^\W\d_]+)+")


def beside_the_rows(sheet: str, after_rows: str) -> Iterator[Beside]:
    """Yield what the XML behind the last row of a sheet says: headers, lists of cells, rules of colours, filters, links."""
    for match in _TAG.finditer(after_rows):
        tag, attributes, text = match[1].rpartition(":")[2], match[2], html.unescape(match[3])
        is_header = _OF_THE_PAGE.fullmatch(tag) is not None
        what = "header" if is_header else "list" if tag in _LISTS else "rule"
        if is_header:
            text = CODES_OF_A_HEADER.sub(" ", text)
        elif what == "list":
            text = text.strip('"').replace(",", ", ") if text.startswith('"') else ""
        yield from _beside(what, text, sheet)
        for name, value in _VALUE.findall(attributes):
            yield from _of_an_attribute(name, html.unescape(value), what, sheet)


def texts_in_formula(formula: str) -> list[str]:
    """Give the texts that stand in a formula between quotation marks, as the address of a link.

    >>> texts_in_formula('=HYPERLINK("mailto:ana@example.org","Ask Ana")&IF(A1="","","m")')
    ['mailto:ana@example.org', 'Ask Ana']
    """
    found = (clean(text).strip()[:LONGEST] for text in formula.split('"')[1::2])
    return [text for text in found if _WORDS.search(text)]


def beside_in_parts(package: Package, main: str, sheets: Mapping[str, str], relations: Relations) -> Iterator[Beside]:
    """Yield what all parts of an Excel workbook say that hold no cells; `sheets` are parts and names of its sheets."""
    owners = _owners(sheets, relations)
    main = main.lstrip("/").lower()
    for part in package.parts:
        is_text = part.endswith((".xml", ".vml")) and not part.startswith(("[", *_OF_CELLS, *_ASKED_ELSEWHERE))
        if is_text:
            what = "name" if part == main else where(part)
            yield from texts_of_a_part(package, part, what, owners.get(part))


def _owners(sheets: Mapping[str, str], relations: Relations) -> Mapping[str, str]:
    """Say of each part that a sheet leads to, and of those that these lead to, which sheet it is of."""
    owners: dict[str, str] = {}
    waiting = list(sheets.items())
    while waiting:
        part, sheet = waiting.pop()
        for _, target in relations(part).values():
            key = target.lstrip("/").lower()
            if key not in owners:
                owners[key] = sheet
                waiting.append((target, sheet))
    return owners


def where(part: str) -> str:
    """Say where a person finds what a part of a file says."""
    return next((what for start, what in _WHERE.items() if part.startswith(start)), "part")


def texts_of_a_part(package: Package, part: str, what: str, sheet: str | None = None) -> Iterator[Beside]:
    """Yield the texts of a part, and those attributes that are words; nothing of a part that cannot be read."""
    found = Texts(what, sheet)
    if package.has(part):
        with suppress(FileNotReadable):  # the plan can be read without it
            package.walk(part, found.start, found.end, found.text, most_tags=MOST_TAGS)
    yield from found.beside[:MOST_BESIDE]


class Texts:
    """Collects texts of XML, pieces of one writing put together."""

    def __init__(self, what: str, sheet: str | None) -> None:
        self.what, self.sheet = what, sheet
        self.beside: list[Beside] = []
        self._pieces: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take a tag and its attributes."""
        name = _local(tag)
        if name not in _RUNS:
            self._close(self.what)
        if name not in _NO_WORDS and len(self.beside) < MOST_BESIDE:
            for each, value in attributes.items():
                self.beside += _of_an_attribute(each, value, self.what, self.sheet)

    def end(self, tag: str) -> None:
        """Take the end of a tag."""
        name = _local(tag)
        if name in _NO_WORDS:
            self._pieces.clear()
        elif name not in _RUNS:
            self._close("author" if name in _PERSONS else self.what, of_cells=name == "definedName")

    def text(self, piece: str) -> None:
        """Take a piece of text."""
        self._pieces.append(piece)

    def _close(self, what: str, *, of_cells: bool = False) -> None:
        if not self._pieces:  # as between nearly all tags
            return
        text = "".join(self._pieces)
        self._pieces.clear()
        if not (of_cells and "!" in text) and len(self.beside) < MOST_BESIDE:  # not the cells that a name stands for
            self.beside += _beside(what, text.strip('"') if of_cells else text, self.sheet)


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _of_an_attribute(name: str, value: str, what: str, sheet: str | None) -> Iterator[Beside]:
    """Yield an attribute that holds words of somebody, not one that is for programs."""
    name = _local(name)
    value = value.replace("_", " ") if "_" in value and _JOINED_BY_LINES.fullmatch(value) else value
    if name in _PERSONS or (what == "author" and name == "displayName"):
        yield from _beside("author", value, sheet)
    elif name not in _NO_WORDS and not value.startswith("_xlnm") and _WORDS.search(value):
        yield from _beside(what, value, sheet)


def _beside(what: str, text: str, sheet: str | None) -> Iterator[Beside]:
    text = clean(text).strip()[:LONGEST]
    if text and not _UNIQUE.fullmatch(text):
        yield Beside(what=what, text=text, sheet=None if what == "author" else sheet)
