"""A screen kept as a file of plain text, where the person is told to find it."""

from __future__ import annotations

from pathlib import Path

from coach.base.failures import Failure
from coach.base.text import safe, slug
from coach.session.opening import Session
from coach.storage.keeping.atomic import put

FOLDER = "copies"


def keep_copy(session: Session, name: str, text: str) -> Path | None:
    """Write `text` to `copies/<name>-<day>.txt` in the career folder, readable by its owner only; gives the path.

    A second copy of the day takes the place of the first. None where nothing may be written: a sample, a path, a
    folder that is open for reading only. Raises Failure `not-saved`.
    """
    folder = session.folder
    if folder is None or session.read_only or not folder.exists():
        return None
    path = folder.path / FOLDER / f"{slug(name)}-{session.today.isoformat()}.txt"
    try:
        put(path, (safe(text).rstrip() + "\n").encode("utf-8"))
    except OSError as error:
        raise Failure("not-saved", why=f"{error.strerror or error}.", folder=path.parent) from None
    return path
