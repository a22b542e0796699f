"""A workbook as the package that it is: a zip archive of parts that point to each other.

Only what is asked for is taken apart; every other part goes into the copy byte for byte, whatever it holds.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from logicmodel.errors import FileNotReadable

if TYPE_CHECKING:
    from lxml import etree

    Tag: TypeAlias = etree._Element
else:
    Tag: TypeAlias = object

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"

MOST_UNPACKED = 1_000_000_000  # bytes of all parts; pictures and films are carried over unread
_NEW_PART_DATE = (1980, 1, 1, 0, 0, 0)


class Relation(Struct, frozen=True, kw_only=True):
    """That one part points to another: the kind is the last word of its type. An outside target is no part."""

    id: str
    kind: str
    target: str
    outside: bool = False


class Package:
    """The parts of a workbook, some of them changed. Names of parts are the same in small and capitals."""

    def __init__(self, name: str, content: bytes) -> None:
        """Open a package; `name` is what the file is called in sentences."""
        self.name = name
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise self.trouble("the file") from None
        self._entries = {_key(entry.filename): entry for entry in self._archive.infolist()}
        if sum(entry.file_size for entry in self._entries.values()) > MOST_UNPACKED:
            raise FileNotReadable(f"“{name}” holds too much to be copied: take large pictures out of it and save it.")
        self._opened: dict[str, Tag] = {}
        self._replaced: dict[str, bytes] = {}
        self._new: list[str] = []
        self._dropped: set[str] = set()
        self._mentioned: set[str] = set()
        self._reachable = set(self._walked())

    def trouble(self, part: str) -> FileNotReadable:
        """Make the error for a part that is missing, cut off or no well-formed XML."""
        return FileNotReadable(
            f"“{self.name}” cannot be marked, because a part of it is damaged ({part}): open it in Excel or LibreOffice, "
            "save it as an Excel workbook (.xlsx), and try again."
        )

    def has(self, part: str) -> bool:
        """Say whether there is such a part."""
        key = _key(part)
        return key not in self._dropped and (key in self._entries or key in self._replaced or key in self._opened)

    def raw(self, part: str) -> bytes:
        """Give the bytes of a part as they are in the source, or as they were put."""
        key = _key(part)
        if key in self._replaced:
            return self._replaced[key]
        if key not in self._entries or key in self._dropped:
            raise self.trouble(part)
        try:
            return self._archive.read(self._entries[key])
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
            raise self.trouble(part) from None

    def xml(self, part: str) -> Tag:
        """Take a part apart to change it; the copy gets it as it is then."""
        key = _key(part)
        if key not in self._opened:
            self._opened[key] = self.looked_at(part)
        return self._opened[key]

    def looked_at(self, part: str) -> Tag:
        """Take a part apart only to look at it."""
        from lxml import etree

        if _key(part) in self._opened:
            return self._opened[_key(part)]
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self.raw(part), parser)
        except etree.XMLSyntaxError:
            raise self.trouble(part) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.trouble(part)
        return root

    def put(self, part: str, content: bytes) -> None:
        """Add a part, or put other bytes in its place."""
        key = _key(part)
        if key not in self._entries and key not in self._replaced:
            self._new.append(part)
        self._dropped.discard(key)
        self._replaced[key] = content

    def free_name(self, pattern: str) -> str:
        """Give the first name of a part that is not taken, of a pattern such as “xl/comments{}.xml”.

        A name that something points to is taken, even where no part has it.
        """
        number = 1
        while _key(pattern.format(number)) in {*self._entries, *self._replaced, *self._mentioned}:
            number += 1
        return pattern.format(number)

    # -- what points to what ------------------------------------------------------------------------------------------

    def relations(self, part: str) -> list[Relation]:
        """Give what a part points to, in the order of its list; the package itself has the name “”."""
        listed = _list_of(part)
        if not self.has(listed):
            return []
        folder = posixpath.dirname(part)
        return [
            Relation(
                id=each.get("Id", ""),
                kind=each.get("Type", "").rpartition("/")[2],
                target=_target(folder, each.get("Target", "")),
                outside=each.get("TargetMode") == "External",
            )
            for each in self.looked_at(listed)
        ]

    def related(self, part: str, kind: str) -> str | None:
        """Give the first part of a kind that a part points to."""
        its = self.relations(part)
        return next((each.target for each in its if each.kind == kind and self.has(each.target)), None)

    def relate(self, part: str, type_: str, target: str) -> str:
        """Let a part point to another, and give the id of the relation."""
        from lxml import etree

        listed = _list_of(part)
        if not self.has(listed):
            self.put(listed, f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
        root = self.xml(listed)
        taken = {each.get("Id") for each in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        tag = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=f"rId{number}", Type=type_)
        tag.set("Target", f"/{target}")
        return f"rId{number}"

    def unrelate(self, part: str, *kinds: str, id: str | None = None) -> bool:  # noqa: A002 # as the format calls it
        """Take relations of some kinds, or one by its id, from a part; say whether there were any."""
        gone = [each.id for each in self.relations(part) if each.id == id or each.kind in kinds]
        if gone:
            for tag in [each for each in self.xml(_list_of(part)) if each.get("Id") in gone]:
                tag.getparent().remove(tag)
        return bool(gone)

    def declare(self, part: str, content_type: str) -> None:
        """Say of what type a part is."""
        from lxml import etree

        root = self.xml(_TYPES_PART)
        for each in root:
            if _key(each.get("PartName", "")) == _key(part):
                each.set("ContentType", content_type)
                return
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say of what type all parts with an ending are, unless that is said already."""
        from lxml import etree

        root = self.xml(_TYPES_PART)
        if not any(each.get("Extension", "").lower() == ending for each in root):
            root.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension=ending, ContentType=content_type))

    def type_of(self, part: str) -> str:
        """Say of what type a part is; “” where only its ending says so."""
        root = self.looked_at(_TYPES_PART)
        types = [each.get("ContentType", "") for each in root if _key(each.get("PartName", "")) == _key(part)]
        return types[0] if types else ""

    def _walked(self) -> Iterator[str]:
        """Give every part that something points to, the lists of what they point to included."""
        seen: set[str] = set()
        waiting = [""]
        while waiting:
            part = waiting.pop()
            yield _key(_list_of(part))
            for each in self.relations(part):
                key = _key(each.target)
                self._mentioned.add(key)
                if not each.outside and key not in seen and self.has(key):
                    seen.add(key)
                    waiting.append(key)
                    yield key

    # -- the copy -----------------------------------------------------------------------------------------------------

    def save(self) -> bytes:
        """Give the copy: untouched parts as they were, with their dates; what nothing points to any longer is left out."""
        self._dropped |= self._reachable - set(self._walked())
        if any(_key(each.get("PartName", "")) in self._dropped for each in self.looked_at(_TYPES_PART)):
            root = self.xml(_TYPES_PART)
            for each in [tag for tag in root if _key(tag.get("PartName", "")) in self._dropped]:
                root.remove(each)
        copy = BytesIO()
        with zipfile.ZipFile(copy, "w") as archive:
            for key, entry in self._entries.items():
                if key not in self._dropped:
                    archive.writestr(_entry(entry.filename, entry.date_time), self._content(key, entry.filename))
            for part in self._new:
                if _key(part) not in self._dropped:
                    archive.writestr(_entry(part, _NEW_PART_DATE), self._content(_key(part), part))
        return copy.getvalue()

    def _content(self, key: str, part: str) -> bytes:
        from lxml import etree

        if key not in self._opened:
            return self.raw(part)
        tree = self._opened[key].getroottree()
        made: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        return made


def _entry(name: str, date: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date)
    entry.create_system = 0  # else the bytes would tell Windows from the rest
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _list_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
