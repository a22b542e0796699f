"""What an Excel workbook says beside its cells: comments, headers and footers, pictures, lists of cells, file properties.

None of it is a part of a plan. It is kept so that somebody who is about to share can be told what it holds.
"""

import html
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from msgspec.structs import replace

from logicmodel.errors import FileNotReadable
from logicmodel.patterns import pattern_of
from logicmodel.reading.grid import MOST_TAGS, Beside
from logicmodel.reading.package import Package
from logicmodel.reading.shown import clean

MOST_BESIDE = 2_000
"""Texts beside cells that are kept of one file."""

LONGEST = 2_000
"""Letters that are kept of one."""

Relations = Callable[[str], Mapping[str, tuple[str, str]]]
"""Gives what a part points to: id → kind and part."""

_CODES_OF_A_HEADER = pattern_of(r'&(?:"[^"]*"|K[0-9A-Fa-f+-]{5,6}|\d{1,3}|[A-Z])')
_HEADER = pattern_of(r"<(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_LIST = pattern_of(r"<formula[12]>([^<]*)<|\b(?:prompt|error|promptTitle|errorTitle)=\"([^\"]*)\"")
_PROPERTIES = frozenset("title subject description keywords category lpwstr lpstr".split())
_PERSONS = frozenset("creator lastModifiedBy Manager".split())
_PARTS_OF_PROPERTIES = ("core-properties", "extended-properties", "custom-properties")


def beside_a_sheet(package: Package, sheet: str, part: str, after_rows: str, relations: Relations) -> Iterator[Beside]:
    """Yield what stands beside the cells of a sheet; `after_rows` is its XML behind the last row."""
    for match in _HEADER.finditer(after_rows):
        yield _beside("header", _CODES_OF_A_HEADER.sub(" ", html.unescape(match[1])), sheet)
    for match in _LIST.finditer(after_rows):
        text = html.unescape(match[1] or match[2] or "")
        if match[2] or text.startswith('"'):
            yield _beside("list", text.strip('"').replace(",", ", "), sheet)
    for kind, target in relations(part).values():
        if kind in ("comments", "threadedComment"):
            yield from _texts(package, target, "comment", sheet, frozenset(("t", "text")))
        elif kind == "drawing":
            yield from _texts(package, target, "picture", sheet, frozenset("t"))
            charts = [chart for what, chart in relations(target).values() if what == "chart"]
            for chart in charts:
                yield from _texts(package, chart, "picture", sheet, frozenset("t"))


def beside_all_sheets(package: Package, main: str, relations: Relations) -> Iterator[Beside]:
    """Yield the properties of the file, who made it, and names that were defined in it."""
    for kind, target in relations("").values():
        if kind in _PARTS_OF_PROPERTIES:
            yield from _texts(package, target, "property", None, _PROPERTIES)
            yield from _texts(package, target, "author", None, _PERSONS)
    for each in _texts(package, main, "name", None, frozenset(("definedName",)), ("name",)):
        if not each.text.startswith("_xlnm") and "!" not in each.text:  # and not the cells that a name stands for
            yield replace(each, text=each.text.strip('"').replace("_", " "))


def _beside(what: str, text: str, sheet: str | None) -> Beside:
    return Beside(what=what, text=clean(text).strip()[:LONGEST], sheet=sheet)


def _texts(
    package: Package,
    part: str,
    what: str,
    sheet: str | None,
    wanted: frozenset[str],
    attributes: tuple[str, ...] = ("descr", "title"),
) -> Iterator[Beside]:
    """Yield the texts in some tags of a part, and those of some attributes; nothing of a part that cannot be read."""
    found: list[str] = []
    pieces: list[str] | None = None

    def start(tag: str, its: dict[str, str]) -> None:
        nonlocal pieces
        found.extend(its[name] for name in attributes if its.get(name))
        if tag.rpartition(":")[2] in wanted:
            pieces = []

    def end(tag: str) -> None:
        nonlocal pieces
        if pieces is not None and tag.rpartition(":")[2] in wanted:
            found.append("".join(pieces))
            pieces = None

    def text(piece: str) -> None:
        if pieces is not None:
            pieces.append(piece)

    if package.has(part):
        with suppress(FileNotReadable):  # the plan can be read without it
            package.walk(part, start, end, text, most_tags=MOST_TAGS)
    yield from (_beside(what, each, sheet) for each in found[:MOST_BESIDE] if each.strip())
