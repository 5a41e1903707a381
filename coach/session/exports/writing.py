"""Writing an export where the person wants it."""

from __future__ import annotations

import os
from pathlib import Path

from coach.base.failures import Failure


def write_private(path: Path, text: str) -> None:
    """Write a private file whole: a temporary one beside it first, so that a full disk leaves the old one intact."""
    if not path.parent.is_dir():
        raise Failure("no-folder", folder=path.parent)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(descriptor, "wb") as file:
                file.write(text.encode("utf-8", "replace"))
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Failure("not-saved", why=f"{error.strerror or error}.", folder=path.parent) from None
