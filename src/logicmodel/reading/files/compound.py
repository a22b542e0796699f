"""Old Excel files (.xls), and whatever has a password: files that hold streams of bytes in chains of sectors.

A chain is followed as far as there are bytes, whatever the file says of its size.
"""

import struct

from logicmodel.reading.files.limits import damaged

_FIRST_MARK = 0xFFFFFFFA  # this and all above are no sectors: free, or the end of a chain


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

    @property
    def folders(self) -> tuple[str, ...]:
        """The names of all folders of streams, in small letters, sorted: each file put inside has one."""
        return tuple(sorted(self._folders))

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
        self._folders: list[str] = []
        self._mini = memoryview(b"")
        for at in range(0, len(directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            first, byte_count = struct.unpack_from("<II", directory, at + 116)
            if at == 0:  # the root, which holds the streams that are smaller than a sector
                self._mini = memoryview(_chained(self._sectors, size, self._table, first))
            name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()
            if at and kind == 1:
                self._folders.append(name)
            elif at and kind == 2:
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
