"""The texts of an Excel workbook, which its cells share: one may be made of runs in several fonts."""

import re
from xml.parsers import expat

from logicmodel.patterns import pattern_of
from logicmodel.reading.files.limits import damaged
from logicmodel.reading.files.shown import TICKS, unescaped
from logicmodel.reading.files.xlsx.xml import ON, plain_text

# Texts in one font, and whole pieces of them that are sound XML as they stand.
_PLAIN_TEXT = pattern_of(r'<si><t(?: xml:space="preserve")?>([^<]*+)</t></si>')
_PLAIN_TEXTS = pattern_of(
    r'(?:<si><t(?: xml:space="preserve")?>(?:[^<&\x00-\x08\x0b\x0c\x0e-\x1f]++|&(?:lt|gt|amp|quot|apos);)*</t></si>)+'
)


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

    def take(self, piece: str) -> bool:
        """Read a piece of the list if it holds nothing but texts in one font, in XML that is sound; say whether."""
        if not _PLAIN_TEXTS.fullmatch(piece):
            return False
        self.texts += [unescaped(plain_text(text)) for text in _PLAIN_TEXT.findall(piece)]
        return True

    def read(self, piece: str, name: str) -> None:
        """Read any piece of the list, which ends with a text, but for the last."""
        if match := re.search(r"<(\w{1,99}:)sst\b", piece):
            self._prefix = match[1]
        if self._prefix:
            piece = piece.replace(f"<{self._prefix}", "<").replace(f"</{self._prefix}", "</")
        plain = _PLAIN_TEXT.findall(piece)
        around = piece.count("<?xml") + piece.count("<sst") + piece.count("</sst")
        if 4 * len(plain) + around == piece.count("<"):
            self.texts += [unescaped(plain_text(text)) for text in plain]
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
