"""Everything that leaves the program is written here, all or nothing."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from logicmodel.errors import CannotWrite

LONGEST_NAME = 240
"""Bytes of a file's name, with room for the ending of the temporary one."""


def write(path: Path, data: bytes | str, *, force: bool = True, never: tuple[Path, ...] = ()) -> None:
    """Write a file so that at any moment either the old one or the new one is there.

    The text goes to a temporary file in the same folder, which then takes the name. `never` names files that are
    read in this run: they are not written even with force.

    Raises CannotWrite if the file exists and `force` is not given, or the folder cannot be written to.
    """
    check_free(path, force=force, never=never)
    _write([(path, data.encode("utf-8") if isinstance(data, str) else data)])


def write_all(contents: Sequence[tuple[Path, bytes]], *, never: tuple[Path, ...] = ()) -> None:
    """Write several files that belong together, all or, where one of them cannot be written, none.

    Raises what `write` raises.
    """
    for path, _ in contents:
        check_free(path, never=never)
    _write(contents)


def _write(contents: Sequence[tuple[Path, bytes]]) -> None:
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, content in contents:
            waiting.append((_put_beside(path), path))
            _fill(waiting[-1][0], path, content)
        for temporary, path in waiting:
            try:
                temporary.replace(path)
            except OSError as trouble:
                raise _not_written(path, trouble) from trouble
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)


def _put_beside(path: Path) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    except OSError as trouble:
        raise CannotWrite(f"{path.parent or '.'}: nothing can be written there ({trouble.strerror}).") from trouble
    os.close(handle)
    return Path(name)


def _fill(temporary: Path, path: Path, content: bytes) -> None:
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_usual_mode())
    except OSError as trouble:
        raise _not_written(path, trouble) from trouble


def _not_written(path: Path, trouble: OSError) -> CannotWrite:
    return CannotWrite(
        f"{path}: could not be written ({trouble.strerror}). Close it if it is open elsewhere, or choose another name."
    )


def check_free(path: Path, *, force: bool = True, never: tuple[Path, ...] = ()) -> None:
    """Say at once, before any work is done, if a file must not be written."""
    if len(path.name.encode()) > LONGEST_NAME:
        raise CannotWrite(f"{path.name[:40]}…: this name is too long. Choose a shorter one.")
    if not is_there(path.parent):
        raise CannotWrite(f"{path}: there is no folder “{path.parent}”. Make it first, or choose another place.")
    if is_there(path) and path.is_dir():
        raise CannotWrite(f"{path}: this is a folder. Give the name of a file.")
    if any(path.exists() and each.exists() and path.samefile(each) for each in never):
        raise CannotWrite(f"{path}: this is the file that is read; it is never overwritten. Choose another name.")
    if path.exists() and not force:
        raise CannotWrite(f"{path} is there already. Choose another name, or add --force to replace it.")


def is_there(path: Path) -> bool:
    """Say whether there is something of that name; a name that no file can have is not there."""
    try:
        return path.exists()
    except OSError:
        return False


def _usual_mode() -> int:
    """Give the rights that a new file usually gets; a temporary one has fewer."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def quoted(path: Path | str) -> str:
    """Write a path as it has to be typed on a command line.

    >>> quoted("plan.xlsx"), quoted("Jeunes aidants é.xlsx")
    ('plan.xlsx', '"Jeunes aidants é.xlsx"')
    """
    text = str(path)
    return f'"{text}"' if any(letter in text for letter in " &()'") else text
