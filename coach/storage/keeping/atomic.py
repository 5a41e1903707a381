"""Putting bytes on the disk so that a reader, a crash or a full disk finds the old file or the new one, never half.

Every call that can fail goes through `os`, by name, so that tests can make each of them fail in turn.
"""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from pathlib import Path

TEMP_START, TEMP_END = ".coach-", ".tmp"
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600


def write_all(fd: int, data: bytes) -> None:
    """Write all of `data`: the system may take less than it was given, and say so without an error."""
    rest = memoryview(data)
    while rest:
        taken = os.write(fd, rest)
        if taken <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[taken:]


def close(fd: int) -> None:
    """Close a file. The system lets go of it even where it complains, and what matters was synced before."""
    with suppress(OSError):
        os.close(fd)


def stage(target: Path, data: bytes) -> Path:
    """`data` in a new private file beside `target`, on the disk. Returns it; leaves nothing behind on an error.

    The name is random and the file must not exist: a fixed name would let a planted link overwrite what it points at.
    """
    temp = target.parent / f"{TEMP_START}{os.urandom(8).hex()}{TEMP_END}"
    fd = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE_FILE)
    try:
        try:
            write_all(fd, data)
            os.fsync(fd)
        finally:
            close(fd)
    except BaseException:
        discard(temp)
        raise
    return temp


def put(path: Path, data: bytes) -> None:
    """Make a file say `data`, its folder made where there is none; on the disk when this returns. Raises OSError: then
    it says what it said."""
    make_folder(path.parent)
    temp = stage(path, data)
    try:
        os.replace(temp, path)
    except BaseException:
        discard(temp)
        raise
    sync_folder(path.parent)


def discard(path: Path) -> None:
    """Remove a file we made, if it is still there. Never raises for the file system: a sweep comes by later."""
    with suppress(OSError):
        os.unlink(path)


def sync_folder(folder: Path) -> bool:
    """Make names in `folder` durable. False where the file system would not (network ones answer EINVAL)."""
    try:
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            close(fd)
    except OSError:
        return False
    return True


def make_folder(folder: Path) -> bool:
    """Create `folder` and its missing parents, each open to its owner only. False if a new name may not be durable.

    `mkdir(parents=True, mode=0o700)` would leave the parents readable by everyone.
    """
    missing = []
    while not os.path.isdir(folder):
        missing.append(folder)
        folder = folder.parent
    durable = True
    for new in reversed(missing):
        with suppress(FileExistsError):  # another coach was quicker
            os.mkdir(new, PRIVATE_FOLDER)
        durable = sync_folder(new.parent) and durable
    return durable


def sweep(folder: Path, older_than: float = 0.0) -> int:
    """Remove temp files that a killed save left in `folder`, if older than so many seconds. Returns how many.

    Call it only while holding the lock, or with an age no save in progress can have.
    """
    swept = 0
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not (entry.name.startswith(TEMP_START) and entry.name.endswith(TEMP_END)):
                continue
            with suppress(OSError):
                if older_than and time.time() - entry.stat(follow_symlinks=False).st_mtime < older_than:
                    continue
                os.unlink(entry.path)
                swept += 1
    return swept
