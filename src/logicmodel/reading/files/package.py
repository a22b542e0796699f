"""Files that are zip archives of XML: .xlsx, .xlsm, .ods.

A part is read as a stream, and what comes is counted: no memory is set aside because a file says how large it is.
"""

import codecs
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TypeAlias
from xml.parsers import expat

from logicmodel.errors import FileNotReadable
from logicmodel.reading.files.limits import (
    DEEPEST,
    LARGEST_CONTENT,
    LARGEST_DIRECTORY,
    LARGEST_RATIO,
    LONGEST_TOKEN,
    MOST_TAGS,
    SAVE_AS_WORKBOOK,
    UNSUSPECTED,
    damaged,
    protected,
    too_long,
)

_CHUNK = 16_384
_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1")  # those that every XML reader knows

StartOfTag: TypeAlias = Callable[[str, dict[str, str]], object]
EndOfTag: TypeAlias = Callable[[str], object]


class Package:
    """A zip archive of XML parts, read part by part as a stream. Names of parts are the same in small and capitals."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self._unpacked = 0
        self._tags = 0
        end = content.rfind(b"PK\x05\x06", max(0, len(content) - 2**16 - 22))
        if end < 0 or len(content) < end + 22:
            raise damaged(name)
        if struct.unpack_from("<I", content, end + 12)[0] > LARGEST_DIRECTORY:
            raise too_long(name)
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise damaged(name) from None
        self._parts = {_part_key(entry.filename): entry for entry in self._archive.infolist()}
        self._refuse_bombs()

    def _refuse_bombs(self) -> None:
        texts = [entry for part, entry in self._parts.items() if part.endswith((".xml", ".rels"))]
        unpacked = sum(entry.file_size for entry in texts)
        packed = sum(entry.compress_size for entry in texts)
        if unpacked > LARGEST_CONTENT or (unpacked > UNSUSPECTED and unpacked > LARGEST_RATIO * packed):
            raise too_long(self.name)

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts, in small letters with forward strokes, sorted."""
        return tuple(sorted(self._parts))

    def has(self, part: str) -> bool:
        """Say whether there is such a part."""
        return _part_key(part) in self._parts

    def opening(self, part: str) -> bytes:
        """Give the first bytes of a part, 64 KiB at most; none where there is no such part."""
        return next(self._chunks(part), b"") if self.has(part) else b""

    def walk(
        self,
        part: str,
        start: StartOfTag,
        end: EndOfTag | None = None,
        text: Callable[[str], object] | None = None,
        *,
        most_tags: int = MOST_TAGS,
    ) -> None:
        """Read a part as XML: call `start` with each tag and its attributes, `end` with each tag, `text` with pieces.

        A prefix of the outermost tag is taken off all tags, so that “x:row” in a sheet that begins with “x:worksheet”
        comes as “row”; but not in OpenDocument, where prefixes tell tags apart.
        Raises FileNotReadable for a part that is missing, damaged or beyond a limit, or that declares entities.
        """
        parser = self._parser()
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text

        def outermost(tag: str, attributes: dict[str, str]) -> None:
            prefix, colon, rest = tag.partition(":")
            if colon and prefix != "office":
                _take_off(f"{prefix}:", parser, start, end)
                start(rest, attributes)
            else:
                parser.StartElementHandler = start
                start(tag, attributes)

        parser.StartElementHandler = outermost
        xml = _Xml(self.name, parser)
        for chunk in self._counted(part, most_tags):
            xml.feed(chunk)
        xml.end()

    def texts(self, part: str, ending: str, take: Callable[[str], bool]) -> Iterator[str]:
        """Give the XML of a part as text in pieces that end with `ending`, but for the last; it is checked as XML.

        A piece is first offered to `take`, which may take it if it is XML that closes all its tags: it is then not
        given, and needs no other check, which would take three times as long.
        Raises FileNotReadable as `walk` does, before the piece with the trouble is given.
        """
        xml = _Xml(self.name, self._parser("utf-8"))
        decoder = None
        waiting: list[str] = []
        unchecked = ""  # the part of what is waiting that the XML reader has not seen
        has_marks = False  # comments or text marked off as CDATA, in which an ending is none
        for chunk in self._counted(part):
            decoder = decoder or codecs.getincrementaldecoder(_encoding_of(chunk))()
            text = self._decoded(decoder, chunk)
            has_marks = has_marks or "<!" in text
            cut = text.rfind(ending) + len(ending)
            if has_marks or cut < len(ending):
                xml.feed(unchecked + text)
                waiting.append(text)
                unchecked = ""
                continue
            piece = "".join((*waiting, text[:cut]))
            if len(waiting) > 1 or not take(piece):
                xml.feed(unchecked + text[:cut])
                yield piece
            unchecked = text[cut:]
            waiting = [unchecked]
        xml.feed(unchecked)
        xml.end()
        yield "".join(waiting)

    def _decoded(self, decoder: codecs.IncrementalDecoder, chunk: bytes) -> str:
        try:
            return decoder.decode(chunk)
        except UnicodeDecodeError:
            raise damaged(self.name) from None

    def _parser(self, encoding: str | None = None) -> expat.XMLParserType:
        parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.buffer_size = _CHUNK
        parser.StartDoctypeDeclHandler = self._refuse_declarations
        parser.XmlDeclHandler = self._refuse_encodings
        return parser

    def _counted(self, part: str, most_tags: int = MOST_TAGS) -> Iterator[bytes]:
        """Give a part chunk by chunk, as long as there are not too many tags."""
        most_tags = min(MOST_TAGS, self._tags + most_tags)
        for chunk in self._chunks(part):
            self._tags += chunk.count(b"<")
            if self._tags > most_tags:
                raise too_long(self.name)
            yield chunk

    def _chunks(self, part: str) -> Iterator[bytes]:
        entry = self._parts.get(_part_key(part))
        if entry is None or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(self.name)
        if entry.flag_bits & 1:
            raise protected(self.name)
        try:
            with self._archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    self._unpacked += len(chunk)
                    if self._unpacked > LARGEST_CONTENT:
                        raise too_long(self.name)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise damaged(self.name) from None

    def _refuse_encodings(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise damaged(self.name)

    def _refuse_declarations(self, *_: object) -> None:
        raise FileNotReadable(
            f"“{self.name}” declares entities of its own, which no spreadsheet program does: "
            f"open it in Excel or LibreOffice and {SAVE_AS_WORKBOOK}."
        )


class _Xml:
    """XML that is checked as it comes, piece by piece."""

    def __init__(self, name: str, parser: expat.XMLParserType) -> None:
        self._name = name
        self._parser = parser
        self._fed = 0
        self._depth = 0

    def feed(self, piece: str | bytes) -> None:
        """Take the next piece.

        Raises FileNotReadable where it is no XML, a tag in it has no end in sight, or too many tags are open.
        """
        piece = piece.encode() if isinstance(piece, str) else piece
        self._fed += len(piece)
        # Nearly: a piece may end within a tag.
        self._depth += piece.count(b"<") - 2 * piece.count(b"</") - piece.count(b"/>")
        if self._depth > DEEPEST:
            raise too_long(self._name)
        try:
            self._parser.Parse(piece, False)
        except expat.ExpatError:
            raise damaged(self._name) from None
        if self._fed - self._parser.CurrentByteIndex > LONGEST_TOKEN:
            raise too_long(self._name)

    def end(self) -> None:
        """Say that all has come. Raises FileNotReadable where a tag is still open."""
        try:
            self._parser.Parse(b"", True)
        except expat.ExpatError:
            raise damaged(self._name) from None


def _encoding_of(opening: bytes) -> str:
    if opening.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "latin-1" if re.match(rb"<\?xml[^>]*iso-8859-1", opening, re.IGNORECASE) else "utf-8-sig"


def _part_key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _take_off(prefix: str, parser: expat.XMLParserType, start: StartOfTag, end: EndOfTag | None) -> None:
    parser.StartElementHandler = lambda tag, attributes: start(tag.removeprefix(prefix), attributes)
    if end is not None:
        parser.EndElementHandler = lambda tag: end(tag.removeprefix(prefix))
