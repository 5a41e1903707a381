"""A report of a fault of ours, kept where the person can find it: nothing of theirs is in it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from coach.session.opening import Session

NAME = "fault-report.txt"


def keep_report(session: Session | None, text: str) -> Path | None:
    """Write the report into the career folder, else beside the other temporary files; where it lies, or None.

    Only the person may read it. The one before it is replaced.
    """
    # a folder that is thrown away at the end is no place for it, and its place is words and no path
    if session is not None and session.folder is not None and os.path.isdir(session.place):
        path = session.folder.path / NAME
        try:
            opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            with os.fdopen(opened, "w", encoding="utf-8") as file:
                file.write(text)
            return path
        except OSError:
            pass  # a full disk or a folder that is read-only: the other place may do
    try:
        opened, name = tempfile.mkstemp(prefix="coach-fault-", suffix=".txt")
        with os.fdopen(opened, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return None
    return Path(name)
