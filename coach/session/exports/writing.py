"""Writing an export where the person wants it."""

from __future__ import annotations

import os
from pathlib import Path

from coach.base.failures import Failure


def write_private(path: Path, text: str) -> None:
    """Write a private file whole: a temporary one beside it first, so that a full disk leaves the old one intact.

    What is there and no file (a pipe, /dev/stdout) is written to, never replaced. Raises Failure `no-folder` or
    `not-saved`.
    """
    if not os.path.isdir(path.parent):
        raise Failure("no-folder", folder=path.parent)
    if os.path.isdir(path):
        raise Failure("not-saved", why=f"{path} is a folder; name a file.", folder=path.parent)
    raw = text.encode("utf-8", "replace")
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            with open(path, "wb") as stream:
                stream.write(raw)
        else:
            _write_whole(path, raw)
    except OSError as error:
        raise Failure("not-saved", why=f"{error.strerror or error}.", folder=path.parent) from None


def _write_whole(path: Path, raw: bytes) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
