"""Everything that leaves the program is written here, all or nothing."""

import errno
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from logicmodel.errors import CannotWrite

NO_ROOM = tuple(getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EIO", "EFBIG") if hasattr(errno, name))
"""What a full or broken disk says."""

NOBODYS_AFTER = 3600
"""Seconds after which a temporary file belongs to no run any more."""

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
        raise _nothing_there(path.parent, trouble) from trouble
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


def _nothing_there(folder: Path, trouble: OSError) -> CannotWrite:
    return CannotWrite(f"{folder}: nothing can be written there ({trouble.strerror}). Choose another folder.")


def _not_written(path: Path, trouble: OSError) -> CannotWrite:
    if trouble.errno in NO_ROOM:
        advice = "Make room on that disk, or choose another one."
    else:
        advice = "Close it if it is open elsewhere, or choose another name."
    return CannotWrite(f"{path}: could not be written ({trouble.strerror}). {advice}")


def check_free(path: Path, *, force: bool = True, never: tuple[Path, ...] = ()) -> None:
    """Say at once, before any work is done, if a file must not be written."""
    if len(path.name.encode()) > LONGEST_NAME:
        raise CannotWrite(f"{path.name[:40]}…: this name is too long. Choose a shorter one.")
    if not is_there(path.parent):
        raise CannotWrite(f"{path}: there is no folder “{path.parent}”. Make it first, or choose another place.")
    there = is_there(path)
    if there and path.is_dir():
        raise CannotWrite(f"{path}: this is a folder. Give the name of a file.")
    if there and not path.is_file():
        raise CannotWrite(f"{path}: this is a device of the computer and no file. Choose another name.")
    if there and any(is_there(each) and path.samefile(each) for each in never):
        raise CannotWrite(f"{path}: this is the file that is read; it is never overwritten. Choose another name.")
    if there and not force:
        raise CannotWrite(f"{path} is there already. Choose another name, or add --force to replace it.")


def check_folder(folder: Path, contents: str, named_in: Callable[[str], tuple[str, ...]]) -> None:
    """Say at once if a folder must not be replaced: it holds files that its list of contents does not name.

    `contents` is the name of that list, and `named_in` gives the names in it.
    """
    check_free(folder.with_name(f"{folder.name}.zip"))
    _clear_up(folder)
    if not is_there(folder):
        return
    if not folder.is_dir():
        raise CannotWrite(f"{folder}: this is a file. Give the name of a folder.")
    listed = folder / contents
    known = named_in(listed.read_text(encoding="utf-8", errors="replace")) if listed.is_file() else ()
    others = sorted(each.name for each in folder.iterdir() if each.name not in known)
    if others:
        raise CannotWrite(
            f"{folder}: this folder holds other files ({', '.join(others[:3])}). Choose another name, or move them away."
        )


def _clear_up(folder: Path) -> None:
    """Put back the folder that a killed run had moved aside, and take away what else killed runs left beside it."""
    parts = re.compile(rf"\.{re.escape(folder.name[:40])}\.\w{{8}}\.(?:part|old|zip)")
    with suppress(OSError):  # what cannot be moved or taken away may stay
        for each in [each for each in sorted(folder.parent.iterdir()) if parts.fullmatch(each.name)]:
            if each.suffix == ".old" and not is_there(folder):
                each.rename(folder)
            elif time.time() - each.stat().st_mtime > NOBODYS_AFTER:  # till then another run may be at work
                each.unlink() if each.is_file() else shutil.rmtree(each, ignore_errors=True)


def write_folder(folder: Path, files: Mapping[str, bytes], archive: Path, zipped: bytes) -> None:
    """Write a folder and its .zip, both or neither: what cannot be finished, or is interrupted, leaves the old ones.

    Raises CannotWrite if the place cannot be written to.
    """
    try:
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}.", suffix=".part", dir=folder.parent))
    except OSError as trouble:
        raise _nothing_there(folder.parent, trouble) from trouble
    old, beside = made.with_suffix(".old"), made.with_suffix(".zip")
    done = False
    try:
        made.chmod(0o777 & ~_mask())
        for name, data in files.items():
            _fill(made / name, folder / name, data)
        _fill(beside, archive, zipped)
        if folder.exists():
            folder.rename(old)
        made.rename(folder)
        beside.replace(archive)
        done = True
    except OSError as trouble:
        raise CannotWrite(
            f"{folder} and {archive.name}: could not be written ({trouble.strerror}). Close their files if they are open "
            "elsewhere."
        ) from trouble
    finally:
        if not done and not made.exists():  # the new folder is in its place already
            shutil.rmtree(folder, ignore_errors=True)
        if not done and old.exists():
            old.rename(folder)
        for left in (made, old):
            shutil.rmtree(left, ignore_errors=True)
        beside.unlink(missing_ok=True)


def is_there(path: Path) -> bool:
    """Say whether there is something of that name; a name that no file can have is not there."""
    try:
        return path.exists()
    except OSError:
        return False


def _usual_mode() -> int:
    """Give the rights that a new file usually gets; a temporary one has fewer."""
    return 0o666 & ~_mask()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def quoted(path: Path | str) -> str:
    """Write a path as it has to be typed on a command line.

    >>> quoted("plan.xlsx"), quoted("Jeunes aidants é.xlsx")
    ('plan.xlsx', '"Jeunes aidants é.xlsx"')
    """
    text = str(path)
    return f'"{text}"' if any(letter in text for letter in " &()'") else text
