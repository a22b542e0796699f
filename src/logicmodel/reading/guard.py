"""What a file is, and whether it is safe to open.

A file is judged by its content first and its name second. Whatever is no spreadsheet, or is built to exhaust the
machine that reads it, is refused in one sentence that says what to do. What is let through is reached by two limited
ways in: `Package` for files that are zip archives of XML (.xlsx, .xlsm, .ods), `Compound` for old Excel files (.xls)
and whatever has a password. Neither sets memory aside because a file says how large it is; both count what is there.
"""

import codecs
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import TypeAlias
from xml.parsers import expat

from logicmodel.errors import FileNotReadable

LARGEST_FILE = 100_000_000  # bytes; photos in a workbook count, its text seldom passes one million
LARGEST_CONTENT = 150_000_000  # bytes of XML, unpacked; also characters in all cells
LARGEST_RATIO = 200  # unpacked to packed, beyond UNSUSPECTED bytes; a real sheet packs 10 to 50 times
UNSUSPECTED = 50_000_000
LARGEST_DIRECTORY = 4_000_000  # bytes of the list of contents of a zip archive: some 40 000 parts
MOST_TAGS = 10_000_000  # opening and closing tags of all XML read; two million cells have eight or nine million
DEEPEST = 10_000  # tags inside tags
LONGEST_TOKEN = 4_000_000  # bytes that the XML reader may hold back for one tag or comment
LONGEST_TEXT = 1_048_576  # characters in one cell; Excel stops at 32 767
MOST_CELLS = 2_000_000  # filled cells in all sheets of a file
MOST_ROWS = 1_048_576  # rows of a sheet in Excel and LibreOffice
MOST_COLUMNS = 16_384

SAVE_AS_WORKBOOK = "save it as an Excel workbook (.xlsx)"
_CHUNK = 65_536


class Unfinished(FileNotReadable):
    """The file may be in the middle of being saved: it is empty, cut off, damaged, or held by another program."""


class Kind(StrEnum):
    """What a file is, by its content."""

    WORKBOOK = "xlsx"  # and .xlsm
    OPEN_DOCUMENT = "ods"
    OLD_WORKBOOK = "xls"
    LINES = "lines"  # .csv, .tsv


# -- what is said -----------------------------------------------------------------------------------------------------


def damaged(name: str) -> Unfinished:
    """Make the error for a file that is cut off, or whose bytes are not what its kind promises."""
    return Unfinished(
        f"“{name}” is damaged or cut off: if it is being saved, wait until that is done; "
        f"if not, open it in Excel or LibreOffice and {SAVE_AS_WORKBOOK}."
    )


def too_long(name: str) -> FileNotReadable:
    """Make the error for a file that holds more than any plan does."""
    return FileNotReadable(
        f"“{name}” holds far more than a plan can: keep only the sheets, rows and columns of the plan and save it again."
    )


def protected(name: str) -> FileNotReadable:
    """Make the error for a file that opens only with a password."""
    return FileNotReadable(f"“{name}” is protected by a password: open it, remove the password and save it again.")


def _of_another_kind(name: str, what: str) -> FileNotReadable:
    return FileNotReadable(f"“{name}” is {what}, which is not read: open it and {SAVE_AS_WORKBOOK}.")


# -- getting hold of the bytes ----------------------------------------------------------------------------------------


def content_of(path: Path) -> bytes:
    """Read a whole file, up to LARGEST_FILE bytes.

    Raises FileNotReadable for a file that is missing, a folder, the lock file of an office program, or too large, and
    Unfinished for one that is held by another program.
    """
    name = path.name
    if locked := re.fullmatch(r"~\$(.+)|\.~lock\.(.+)#", name):
        real = locked[1] or locked[2]
        raise FileNotReadable(f"“{name}” only marks that “{real}” is open in another program: give the name “{real}”.")
    try:
        if path.is_dir():
            raise FileNotReadable(f"“{path}” is a folder: give the name of a workbook that is in it.")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotReadable(f"There is no file “{path}”: check its name and folder.") from None
    except PermissionError:
        raise Unfinished(
            f"“{name}” may not be opened: close it in other programs, or ask for the right to read it."
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise FileNotReadable(
            f"“{name}” could not be opened ({reason}): copy it into a folder of this computer and try again."
        ) from None
    if len(content) > LARGEST_FILE:
        raise too_long(name)
    return content


def piped_in() -> bytes:
    """Read what is piped in, up to LARGEST_FILE bytes."""
    content = sys.stdin.buffer.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise too_long("standard input")
    return content


# -- what it is -------------------------------------------------------------------------------------------------------

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_OTHER_KINDS = (
    (rb"%PDF", "a PDF file"),
    (rb"\{\\rtf", "a text document"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF....WEBP|....ftyp", "a picture or film"),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!", "an archive of files"),
    (rb"\x09[\x00\x02\x04][\x04-\x08]\0", "a very old Excel file"),
    (rb"(?i)(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|table|meta)\b", "a web page"),
    (rb"(\xef\xbb\xbf)?\s*<(\?xml|[\w:]+ xmlns)", "an XML file"),
    (rb'(\xef\xbb\xbf)?\s*(\{\s*["}]|\[\s*[{\[\]])', "a data file (JSON)"),
)
_FOREIGN_PARTS = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("index/document.iwa", "a file of Numbers or Pages"),
    ("index.zip", "a file of Numbers or Pages"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def kind_of(name: str, content: bytes) -> Kind:
    """Say what a file is by its first bytes and, for archives, by its parts.

    Raises FileNotReadable, with what to do, for whatever is no spreadsheet, and for one with a password.
    """
    if not content.strip(b"\0\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise Unfinished(
            f"“{name}” is empty: check that it is the right file and, where it lies in a cloud folder, "
            "that it has been downloaded to this computer."
        )
    if content.startswith(_ZIP):
        return _kind_of_archive(Package(name, content))
    if content.startswith(_COMPOUND):
        return _kind_of_compound(Compound(name, content))
    if re.match(rb"\s*\{", content) and re.search(rb'docs\.google\.com|"doc_id"', content[:4096]):
        raise FileNotReadable(
            f"“{name}” is only a shortcut to a Google sheet: open it in the browser, "
            "choose File, Download, Microsoft Excel (.xlsx), and give the name of the file that comes."
        )
    for pattern, what in _OTHER_KINDS:
        if re.match(pattern, content, re.DOTALL):
            raise _of_another_kind(name, what)
    if _is_binary(content[:_CHUNK]):
        raise FileNotReadable(
            f"“{name}” is no spreadsheet that is known here: open it in the program it comes from and {SAVE_AS_WORKBOOK}."
        )
    return Kind.LINES


def _kind_of_archive(package: "Package") -> Kind:
    for part, what in _FOREIGN_PARTS:
        if package.has(part):
            raise _of_another_kind(package.name, what)
    if any(part.endswith("workbook.xml") for part in package.parts):
        return Kind.WORKBOOK
    media_type = package.opening("mimetype")
    if b"opendocument.spreadsheet" in media_type:
        if b"encryption-data" in package.opening("META-INF/manifest.xml"):
            raise protected(package.name)
        return Kind.OPEN_DOCUMENT
    if b"opendocument" in media_type:
        raise _of_another_kind(package.name, "a document without sheets")
    raise FileNotReadable(
        f"“{package.name}” is an archive of files (.zip) and no workbook: "
        "take the workbook out of it and give the name of that file."
    )


def _kind_of_compound(compound: "Compound") -> Kind:
    if "encryptedpackage" in compound.names:
        raise protected(compound.name)
    if "workbook" in compound.names:
        return Kind.OLD_WORKBOOK
    what = "a very old Excel file" if "book" in compound.names else "a document of another program"
    raise _of_another_kind(compound.name, what)


def _is_binary(sample: bytes) -> bool:
    """Tell text from other bytes. Text may hold a stray control character, or be UTF-16, where every other byte is 0."""
    if sample.startswith(_WIDE_MARKS) or wide_encoding(sample):
        return False
    controls = len(_CONTROLS.findall(sample))
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return controls > 4 and controls > len(sample) / 20
    return controls > 4 and controls > len(sample) / 4


def wide_encoding(sample: bytes) -> str | None:
    """Name the UTF-16 of bytes that have no mark at their start, if nearly every other byte is 0."""
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


# -- zip archives of XML ----------------------------------------------------------------------------------------------

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

    def texts(self, part: str, ending: str, sound: re.Pattern[str]) -> Iterator[str]:
        """Give the XML of a part as text in pieces that end with `ending`, but for the last; it is checked as XML.

        Pieces that fit `sound` as a whole are known to be XML that closes all its tags, and need no other check, which
        would take three times as long. Raises FileNotReadable as `walk` does, before the piece with the trouble is given.
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
            if len(waiting) > 1 or not sound.fullmatch(piece):
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
        """Give a part chunk by chunk, as long as there are not too many tags, or too many of them open."""
        depth = 0
        most_tags = min(MOST_TAGS, self._tags + most_tags)
        for chunk in self._chunks(part):
            tags = chunk.count(b"<")
            self._tags += tags
            depth += tags - 2 * chunk.count(b"</") - chunk.count(b"/>")  # nearly: a chunk may end within a tag
            if self._tags > most_tags or depth > DEEPEST:
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

    def feed(self, piece: str | bytes) -> None:
        """Take the next piece. Raises FileNotReadable where it is no XML, or a tag in it has no end in sight."""
        piece = piece.encode() if isinstance(piece, str) else piece
        self._fed += len(piece)
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


_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1")  # those that every XML reader knows


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


# -- old Excel files --------------------------------------------------------------------------------------------------


class Compound:
    """A compound file as of [MS-CFB]: named streams of bytes, each in a chain of sectors. An .xls is one."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self._content = memoryview(content)
        try:
            self._read_directory()
        except (struct.error, IndexError, ValueError):
            raise damaged(name) from None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all streams, in small letters, sorted."""
        return tuple(sorted(self._streams))

    def stream(self, name: str) -> bytes:
        """Give all bytes of a stream. Raises FileNotReadable if they are not all there."""
        first, size = self._streams[name]
        try:
            if size < self._mini_limit:
                content = _chained(self._mini, 64, self._mini_table, first)
            else:
                content = _chained(self._sectors, self._sector_size, self._table, first)
        except (IndexError, ValueError):
            raise damaged(self.name) from None
        if len(content) < size:
            raise damaged(self.name)
        return content[:size]

    def _read_directory(self) -> None:
        shift = struct.unpack_from("<H", self._content, 30)[0]
        if shift not in (9, 12):
            raise ValueError
        self._sector_size = size = 1 << shift
        self._sectors = self._content[size:]
        first_directory, self._mini_limit, first_mini = struct.unpack_from("<I4xII", self._content, 48)
        self._table = _numbers(b"".join(self._sectors[at * size : (at + 1) * size] for at in self._table_sectors()))
        self._mini_table = _numbers(_chained(self._sectors, size, self._table, first_mini))
        directory = _chained(self._sectors, size, self._table, first_directory)
        self._streams: dict[str, tuple[int, int]] = {}  # first sector, bytes
        self._mini = memoryview(b"")
        for at in range(0, len(directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            first, byte_count = struct.unpack_from("<II", directory, at + 116)
            if at == 0:  # the root, which holds the streams that are smaller than a sector
                self._mini = memoryview(_chained(self._sectors, size, self._table, first))
            elif kind == 2:
                name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()
                self._streams.setdefault(name, (first, byte_count))
        if not self._streams:
            raise ValueError

    def _table_sectors(self) -> list[int]:
        """Find the sectors that hold the table of chains: 109 are named in the header, the others in a chain."""
        size = self._sector_size
        most = len(self._sectors) // size // (size // 4) + 1
        found = [at for at in struct.unpack_from("<109I", self._content, 76) if at < _FIRST_MARK]
        following = struct.unpack_from("<I", self._content, 68)[0]
        while following < _FIRST_MARK:
            *more, following = struct.unpack_from(f"<{size // 4}I", self._sectors, following * size)
            if min(more) >= _FIRST_MARK or len(found) > most:
                raise ValueError  # the chain runs in a circle
            found += [at for at in more if at < _FIRST_MARK]
        return found


_FIRST_MARK = 0xFFFFFFFA  # this and all above are no sectors: free, or the end of a chain


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _chained(sectors: memoryview, size: int, table: tuple[int, ...], first: int) -> bytes:
    pieces: list[memoryview] = []
    while first < _FIRST_MARK:
        if len(pieces) > len(table):
            raise ValueError  # the chain runs in a circle
        pieces.append(sectors[first * size : (first + 1) * size])
        first = table[first]
    return b"".join(pieces)
