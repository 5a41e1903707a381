"""One coach at a time saves in a folder. The lock is held for one save only, so the app and commands can share it."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.base.failures import Failure
from coach.storage.keeping.atomic import PRIVATE_FILE, close

WAIT = 5.0  # seconds, then exit status 5
_NO_LOCKS_HERE = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}


@contextmanager
def held(folder: Path, wait: float = WAIT) -> Iterator[bool]:
    """Hold the lock of `folder` (which must exist) for the length of a `with`.

    Gives False where the file system has no locks at all: then only the comparison before each save protects.
    Waits up to `wait` seconds, then raises Failure `busy`; raises OSError where the lock file cannot be opened.

    The lock is the kernel's, on an open file: it ends with its process however that ends, so there is no stale lock
    file to remove, and the file `lock` itself is never deleted (deleting it would let two processes in).
    """
    fd = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
    try:
        yield _take(fd, folder, wait)
    finally:
        close(fd)


def _take(fd: int, folder: Path, wait: float) -> bool:
    until = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, InterruptedError):
            if time.monotonic() >= until:
                raise Failure("busy", folder=folder, seconds=wait) from None
            # uneven pauses, so that several waiting processes do not stay in step
            time.sleep(0.001 * (1 + os.urandom(1)[0] % 12))
        except OSError as error:
            if error.errno in _NO_LOCKS_HERE:
                return False
            raise
        else:
            return True
