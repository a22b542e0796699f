"""What a file is, and whether it is safe to open.

A file is judged by its content first and its name second. Whatever is no spreadsheet, or is built to exhaust the
machine that reads it, is refused in one sentence that says what to do. What is let through is reached by two limited
ways in: `Package` for files that are zip archives of XML (.xlsx, .xlsm, .ods), `Compound` for old Excel files (.xls)
and whatever has a password. Neither sets memory aside because a file says how large it is; both count what is there.
"""

import codecs
import re
import sys
from enum import StrEnum
from pathlib import Path

from logicmodel.errors import FileNotReadable
from logicmodel.patterns import pattern_of
from logicmodel.reading.files.compound import Compound
from logicmodel.reading.files.limits import LARGEST_FILE, SAVE_AS_WORKBOOK, Unfinished, protected, too_long
from logicmodel.reading.files.package import Package

_SAMPLE = 65_536  # bytes that tell text from other things


class Kind(StrEnum):
    """What a file is, by its content."""

    WORKBOOK = "xlsx"  # and .xlsm
    OPEN_DOCUMENT = "ods"
    OLD_WORKBOOK = "xls"
    LINES = "lines"  # .csv, .tsv


# -- getting hold of the bytes ----------------------------------------------------------------------------------------


def marks_as_open(path: Path) -> Path | None:
    """Give the file that the lock file of an office program stands for; None for any other file.

    >>> str(marks_as_open(Path("~$plan.xlsx"))), marks_as_open(Path("plan.xlsx"))
    ('plan.xlsx', None)
    """
    locked = re.fullmatch(r"~\$(.+)|\.~lock\.(.+)#", path.name)
    return path.with_name(locked[1] or locked[2]) if locked else None


_ADDRESS = pattern_of(r"(?:https?|ftp):[/\\]", re.IGNORECASE)


def content_of(path: Path) -> bytes:
    """Read a whole file, up to LARGEST_FILE bytes.

    Raises FileNotReadable for a file that is missing, a folder, the lock file of an office program, or too large, and
    Unfinished for one that is held by another program.
    """
    name = path.name
    if real := marks_as_open(path):
        raise FileNotReadable(
            f"“{name}” only marks that “{real.name}” is open in another program: give the name “{real.name}”."
        )
    if _ADDRESS.match(str(path)):
        raise FileNotReadable(
            f"“{name}” is at an address on the internet, where nothing is read: download it and give the name of that file."
        )
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
    (rb"ID;P[A-Z0-9]*(;[NE]+)*\r?\n[BCEFNOPW];[A-Z]", "a .slk file"),
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
_CONTROLS = pattern_of(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


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
    if _is_binary(content[:_SAMPLE]):
        raise FileNotReadable(
            f"“{name}” is no spreadsheet that is known here: open it in the program it comes from and {SAVE_AS_WORKBOOK}."
        )
    return Kind.LINES


def _of_another_kind(name: str, what: str) -> FileNotReadable:
    return FileNotReadable(f"“{name}” is {what}, which is not read: open it and {SAVE_AS_WORKBOOK}.")


def _kind_of_archive(package: Package) -> Kind:
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


def _kind_of_compound(compound: Compound) -> Kind:
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
