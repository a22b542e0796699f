"""One sheet of an Excel workbook: its cells, taken out of its XML, and what stands around them."""

import re
import sys
from collections.abc import Iterable, Sequence
from typing import TypeAlias
from xml.parsers import expat

from logicmodel.patterns import pattern_of
from logicmodel.reading.grid import Page
from logicmodel.reading.limits import MOST_COLUMNS, MOST_ROWS, damaged
from logicmodel.reading.shown import (
    PLAIN,
    TICKS,
    TRUTH,
    Look,
    Shown,
    clean,
    error_shown,
    finite,
    formula_shown,
    integer,
    iso_shown,
    number_shown,
    text_shown,
    unescaped,
    value_shown,
)

ON = ("1", "true", "on")
_LONG = 1_000_000  # characters of XML up to the end of a row
_MOST_KNOWN = 50_000  # contents of cells whose look is remembered, for most come again
_RANGE = pattern_of(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def range_of(reference: str) -> tuple[int, int, int, int] | None:
    """Read “B2:D4” or “B2” as first row, first column, last row, last column."""
    match = _RANGE.fullmatch(reference)
    if not match:
        return None
    letters, row, last_letters, last_row = match.groups()
    return int(row), _column_number(letters), int(last_row or row), _column_number(last_letters or letters)


class Strings:
    """Collects texts that may be made of runs in several fonts, as the list of shared texts holds them."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.struck: dict[int, bool] = {}  # texts in runs only: whether at least half of the letters are struck through
        self.pieces: list[str] = []
        self._parts: list[str] = []
        self._in_runs = self._aside = self._run_struck = False
        self._run_font = self._prefix = ""
        self._letters_struck = 0

    def read(self, piece: str, name: str) -> None:
        """Read a piece of the list of shared texts, which ends with a text, but for the last."""
        if match := re.search(r"<(\w{1,99}:)sst\b", piece):
            self._prefix = match[1]
        if self._prefix:
            piece = piece.replace(f"<{self._prefix}", "<").replace(f"</{self._prefix}", "</")
        plain = _PLAIN_TEXT.findall(piece)
        around = piece.count("<?xml") + piece.count("<sst") + piece.count("</sst")
        if 4 * len(plain) + around == piece.count("<"):
            self.texts += [unescaped(_plain_text(text)) for text in plain]
        else:
            self.walk(("" if "<sst" in piece else "<sst>") + piece + ("" if "</sst" in piece else "</sst>"), name)

    def walk(self, xml: str, name: str) -> None:
        """Read texts tag by tag. Raises FileNotReadable where tags are not closed."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.pieces.append
        try:
            parser.Parse(xml, True)
        except expat.ExpatError:
            raise damaged(name) from None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of a tag."""
        if tag == "t":
            self.pieces.clear()
        elif tag == "r":
            self._in_runs, self._run_struck, self._run_font = True, False, ""
        elif tag == "strike":
            self._run_struck = attributes.get("val", "1") in ON
        elif tag == "rFont":
            self._run_font = attributes.get("val", "").lower()
        elif tag == "rPh":  # how to say it in Japanese: no part of the text
            self._in_runs = self._aside = True

    def end(self, tag: str) -> None:
        """Take the end of a tag."""
        if tag == "t" and not self._aside:
            text = unescaped("".join(self.pieces))
            if self._run_font in TICKS:
                text = text.translate(TICKS[self._run_font])
            self._parts.append(text)
            self._letters_struck += len(text) if self._run_struck else 0
        elif tag == "rPh":
            self._aside = False
        elif tag in ("si", "is"):
            text = "".join(self._parts)
            if self._in_runs:
                self.struck[len(self.texts)] = self._letters_struck * 2 >= len(text)
            self.texts.append(text)
            self._parts.clear()
            self._in_runs = self._run_struck = False
            self._run_font = ""
            self._letters_struck = 0


# A sheet has been checked as XML before these take it apart, which they do in half the time that a call for each tag
# would need. None of them can be made to look at the same letters again and again, whatever a sheet holds.
_CELL_OR_ROW = pattern_of(
    r'<(?:c(?: r="([A-Z]{1,3}+)(\d{1,7}+)"|(?=[\s/>]))([^<>]*+)>'  # letters, digits, other attributes
    r'(?:<(?:v|is><t(?: xml:space="preserve")?)>([^<]*+)</(?:v|t></is)></c>'  # a value or text, and nothing more
    r"|(?<!/>)((?:[^<]++|<(?!/?c[\s/>]))*+)</c\s*>)?"  # anything else in a cell
    r'|(row)(?: r="(\d{1,7}+)"|(?=[\s/>]))([^<>]*+)>)'
)
# Most pieces hold nothing but cells of this form, which is found in half the time again.
_PLAIN_CELL = pattern_of(r'<c r="([A-Z]{1,3}+)(\d{1,7}+)"([^<>]*+><v>[^<]*+)</v></c>')
# Shared texts in one font, and whole pieces of them that are sound XML as they stand.
_PLAIN_TEXT = pattern_of(r'<si><t(?: xml:space="preserve")?>([^<]*+)</t></si>')
SOUND_TEXTS = pattern_of(
    r'(?:<si><t(?: xml:space="preserve")?>(?:[^<&\x00-\x08\x0b\x0c\x0e-\x1f]++|&(?:lt|gt|amp|quot|apos);)*+</t></si>)++'
)

# Whole rows of such cells, as the programs write them: XML that is sound as it stands.
SOUND_ROWS = pattern_of(
    r'(?:<row r="\d{1,7}+"(?: [\w:]++="[^<>&"]*+")*+>'
    r'(?:<c r="[A-Z]{1,3}+\d{1,7}+"(?: s="\d++")?(?: t="[a-z]++")?><v>[^<&\x00-\x08\x0b\x0c\x0e-\x1f]*+</v></c>)*+</row>)++'
)
_SHARED_TEXT = ' t="s"><v>'
_ROW = pattern_of(r'<row(?: r="(\d{1,7}+)"|(?=[\s/>]))([^<>]*+)>')
_END_OF_ROWS = pattern_of(r"</sheetData>|<sheetData\s*/>")
MOST_AFTER_ROWS = 200_000
"""Letters of XML behind the rows of a sheet that are kept: headers and footers, and lists of what cells may hold."""
_OTHER_TAG = pattern_of(r"<(col|mergeCell|autoFilter|filterColumn|sheetView)(?=[\s/>])([^<>]*)>")
_ATTRIBUTE = pattern_of(r"""(?<![\w:])([\w:]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")
_HIDDEN = pattern_of(r"""\bhidden=["'](?:1|true|on)["']|\bht=["']0(?:\.0*)?["']""")  # a row without height is not seen
_FORMULA = pattern_of(r"<f\b([^<>]*?)(?:/>|>([^<]*)</f>)")
_SAVED_RESULT = pattern_of(r"<v\b[^<>]*?(?:/>|>([^<]*)</v>)")
_ENTITY = pattern_of(r"&(?:#x([0-9a-fA-F]{1,8})|#(\d{1,8})|(\w{1,8}));")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def _cells_and_rows(piece: str) -> Iterable[tuple[str, ...]]:
    """Give the groups of each match; one at a time where a single row is so long that all at once would fill memory."""
    if len(piece) < _LONG:
        return _CELL_OR_ROW.findall(piece)
    return (match.groups("") for match in _CELL_OR_ROW.finditer(piece))


def _attributes(text: str) -> dict[str, str]:
    return {name: _plain_text(double or single) for name, double, single in _ATTRIBUTE.findall(text)}


def _plain_text(xml: str) -> str:
    """Resolve the five entities of XML, and letters given by number."""
    return _ENTITY.sub(_letter_of, xml) if "&" in xml else xml


def _letter_of(entity: re.Match[str]) -> str:
    hexadecimal, decimal, name = entity.groups()
    if name:
        return _ENTITIES.get(name, entity[0])
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if code <= sys.maxunicode else entity[0]


def _without_marks(xml: str) -> str:
    """Take out comments, and write marked-off text (CDATA) as any other."""
    kept = []
    at = 0
    while (start := xml.find("<!", at)) >= 0:
        is_text = xml.startswith("<![CDATA[", start)
        end = xml.find("]]>" if is_text else "-->", start)
        if end < 0:
            break
        kept += [xml[at:start], xml[start + 9 : end].replace("&", "&amp;").replace("<", "&lt;") if is_text else ""]
        at = end + 3
    return "".join((*kept, xml[at:]))


Manner: TypeAlias = tuple[str, Look, dict[str, Shown]]
"""Kind and look of a cell, and what cells of this manner show by the value that is stored."""


class SheetReader:
    """Reads the XML of the sheets of a workbook into pages."""

    def __init__(self, strings: Strings, looks: dict[str, Look], counts_from_1904: bool) -> None:
        self._strings = strings
        self._looks = looks
        self._counts_from_1904 = counts_from_1904
        self._columns: dict[str, int] = {}
        self._manners: dict[str, Manner] = {}  # by the attributes of a cell
        self._room = 2 * _MOST_KNOWN
        self._known: dict[str, Shown] = {}  # by attributes and value, of cells without colour and indent

    def read(self, page: Page, pieces: Iterable[str]) -> None:
        """Read a sheet in pieces that end with a row, but for the last."""
        self._page = page
        self._row = self._column = 0
        self._row_digits = ""
        self._shared_formulas: dict[str, str] = {}
        prefix = ""
        around = True
        for piece in pieces:
            if around and (match := re.search(r"<(\w{1,99}:)worksheet\b", piece)):
                prefix = match[1]
            if prefix:
                piece = piece.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</")
            if "<!" in piece:
                piece = _without_marks(piece)
            only_rows = self._read_cells(piece)
            if around or (not only_rows and "</sheetData>" in piece):
                read_around(page, ((tag[1], _attributes(tag[2])) for tag in _OTHER_TAG.finditer(piece)))
                around = "</sheetData>" in piece
                page.after_rows = _END_OF_ROWS.split(piece, maxsplit=1)[-1][:MOST_AFTER_ROWS]

    def _read_cells(self, piece: str) -> bool:
        """Read all cells of a piece, and say whether it holds nothing but rows of plain cells."""
        plain = _PLAIN_CELL.findall(piece) if len(piece) < _LONG else []
        rows = _ROW.findall(piece) if plain else []
        tags_of_rows = piece.count("<row") + piece.count("</row")
        is_plain = plain and piece.count("<") == 4 * len(plain) + tags_of_rows and all(digits for digits, _ in rows)
        if not is_plain:
            self._read_any_cells(piece)
            return False
        self._read_plain_cells(plain)
        look_at_each = "hidden" in piece or "outlineLevel" in piece or 'ht="0' in piece
        for digits, rest in rows if look_at_each else rows[-1:]:
            self._start_row(digits, rest)
        return True

    def _read_plain_cells(self, plain: Sequence[tuple[str, str, str]]) -> None:
        """Read cells that all say their place, and hold a value and nothing more."""
        rows, columns, known = self._page.cells, self._columns, self._known
        row_digits, row = "", dict[int, Shown]()
        for letters, digits, content in plain:
            if digits == row_digits and letters in columns:
                column = columns[letters]
            else:
                self._find_place(letters, digits, "")
                column = self._column
                if digits != row_digits:
                    row_digits, row = digits, rows.setdefault(self._row, {})
            shown = known.get(content)
            if shown is None:
                self._column = column
                shown = self._shown_in(content)
            if shown:
                if column in row:
                    self._page.put_behind(self._row, column, row[column], shown)
                row[column] = shown
        self._page.count(len(plain))

    def _shown_in(self, content: str) -> Shown:
        """Say what a plain cell shows, by its attributes and its value in one; most are said again, and remembered."""
        if content.startswith(_SHARED_TEXT):
            return self._shared_text(content)
        rest, _, stored = content.partition("><v>")
        value = stored
        kind, look, known = self._manners[rest] if rest in self._manners else self._manner_of(rest)
        if look.fill or look.indent:
            self._mark(look)
        else:
            known, value = self._known, content
        shown = known.get(value)
        if shown is None:
            shown = self._shown(kind, look, stored) if stored else ()
            self._remember(known, value, shown)
        return shown

    def _shared_text(self, content: str) -> Shown:
        digits, texts, struck = content[len(_SHARED_TEXT) :], self._strings.texts, self._strings.struck
        number = int(digits) if digits.isdecimal() and len(digits) < 10 else 0  # as `integer`, called a million times
        if number >= len(texts):
            raise damaged(self._page.tally.name)
        text = texts[number]
        if not struck and text[:1].isalnum():
            shown: Shown = (text, text, None, False, False, False)
        else:
            shown = text_shown(text, PLAIN, struck.get(number))
        if self._room:
            self._room -= 1
            self._known[content] = shown
        return shown

    def _read_any_cells(self, piece: str) -> None:
        manners, columns, put = self._manners, self._columns, self._page.put
        for letters, digits, rest, value, more, row, row_digits, row_rest in _cells_and_rows(piece):
            if row:
                self._start_row(row_digits, row_rest)
                continue
            if digits == self._row_digits and letters in columns:
                self._column = columns[letters]
            else:
                self._find_place(letters, digits, rest)
            kind, look, known = manners[rest] if rest in manners else self._manner_of(rest)
            if look is not PLAIN:
                self._mark(look)
            if value:
                shown = known.get(value)
                if shown is None:
                    shown = self._shown(kind, look, value)
                    self._remember(known, value, shown)
                put(self._row, self._column, shown)
            elif more:
                put(self._row, self._column, self._rarely_shown(kind, look, more))

    def _mark(self, look: Look) -> None:
        if look.fill:
            self._page.fill(self._row, self._column, look.fill)
        if look.indent:
            self._page.move_in(self._row, self._column, look.indent)

    def _remember(self, known: dict[str, Shown], value: str, shown: Shown) -> None:
        if self._room:
            self._room -= 1
            known[value] = shown

    def _shown(self, kind: str, look: Look, value: str) -> Shown:
        """Say what a cell shows by its kind, its look, and the value that is stored, as XML."""
        if kind == "n" and look is PLAIN and value.isdecimal() and len(value) < 15 and value[0] != "0":
            return int(value), value, None, False, False, False
        if kind == "s":
            number = integer(value.strip())
            if number >= len(self._strings.texts):
                raise damaged(self._page.tally.name)
            return text_shown(self._strings.texts[number], look, self._strings.struck.get(number))
        if kind == "n" and (stored := finite(value)) is not None:
            return number_shown(stored, look, self._counts_from_1904)
        if kind == "b":
            return value_shown((value.strip() == "1", TRUTH[value.strip() == "1"]), look)
        if kind == "e":
            return error_shown(clean(_plain_text(value)), look)
        if kind == "d":
            return value_shown(iso_shown(value.strip(), look), look)
        return text_shown(unescaped(_plain_text(value)), look)

    def _rarely_shown(self, kind: str, look: Look, inside: str) -> Shown:
        """Say what a cell shows that holds a formula, or a text in several fonts."""
        if "<is" in inside:
            texts = self._texts_in_runs(inside)
            return text_shown(texts.texts[0], look, texts.struck.get(0)) if texts.texts else ()
        saved = _SAVED_RESULT.search(inside)
        if saved and (saved[1] or kind == "str"):
            return self._shown(kind, look, saved[1] or "")
        if formula := _FORMULA.search(inside):
            text = formula[2] or ""
            if (number := _attributes(formula[1]).get("si")) is not None:
                text = self._shared_formulas.setdefault(number, text)  # only the first cell of several has the text
            return formula_shown(f"={_plain_text(text)}", look)
        return ()

    def _texts_in_runs(self, xml: str) -> Strings:
        strings = Strings()
        strings.walk(f"<c>{xml}</c>", self._page.tally.name)
        return strings

    def _manner_of(self, rest: str) -> Manner:
        """Give the manner of a cell by its attributes, which hold no place as a rule and so are the same for many."""
        cell = _attributes(rest)
        manner = cell.get("t", "n"), self._looks.get(cell.get("s", ""), PLAIN), dict[str, Shown]()
        if len(self._manners) < _MOST_KNOWN:
            self._manners[rest] = manner
        return manner

    def _find_place(self, letters: str, digits: str, rest: str) -> None:
        """Go to the place of a cell. One without a place stands right of the one before it."""
        if not letters and (elsewhere := _RANGE.fullmatch(_attributes(rest).get("r", ""))):
            letters, digits = elsewhere[1], elsewhere[2]
        if letters:
            self._row, self._row_digits = int(digits), digits
            self._column = self._columns[letters] = _column_number(letters)
        else:
            self._column += 1
        if not (1 <= self._row <= MOST_ROWS and self._column <= MOST_COLUMNS):
            raise damaged(self._page.tally.name)

    def _start_row(self, digits: str, rest: str) -> None:
        if not digits:
            digits = _attributes(rest).get("r", "")
        self._row = integer(digits) if digits else self._row + 1
        self._row_digits = ""
        self._column = 0
        if _HIDDEN.search(rest) and self._row <= MOST_ROWS:
            self._page.rows_out_of_sight.add(self._row)
        if "outlineLevel" in rest and (level := integer(_attributes(rest).get("outlineLevel"))):
            self._page.group(self._row, level)


def read_around(page: Page, tags: Iterable[tuple[str, dict[str, str]]]) -> None:
    """Read what stands before and after the rows of a sheet."""
    place: tuple[int, int, int, int] | None = None
    for tag, attributes in tags:
        if tag == "col" and (attributes.get("hidden") in ON or finite(attributes.get("width", "1")) == 0):
            page.hide_columns(integer(attributes.get("min")), integer(attributes.get("max")))
        elif tag == "sheetView":
            page.right_to_left = attributes.get("rightToLeft") in ON
        elif tag in ("mergeCell", "autoFilter"):
            place = range_of(attributes.get("ref", ""))
            if place and tag == "mergeCell":
                page.merge(*place)
        elif tag == "filterColumn" and place:  # a filter is set, and not only the buttons for one
            page.filter(place[0], place[2])
