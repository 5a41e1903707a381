"""Changes made by hand go into the journal too, so that nobody's own edit is ever lost to an undo or a restore.

Noticed by time: a file written later than `journal/done` was not written by us. Only then is the journal read.
"""

from __future__ import annotations

import os
from contextlib import suppress

from coach.base.failures import Failure
from coach.storage.folder import CareerFolder
from coach.storage.history.earlier import by_hand
from coach.storage.keeping.journal import FileEdit, Journal, JournalLine, Uncertain
from coach.storage.texts.documents import Documents
from coach.storage.texts.items import Document

WHAT = "edited outside"


def touched(folder: CareerFolder) -> bool:
    """Whether a file was written after coach last finished a save here. Looks at times only."""
    try:
        done = os.stat(folder.path / "journal" / "done").st_mtime_ns
    except OSError:
        return False
    for name in _names(folder):
        with suppress(OSError):
            if os.stat(folder.path / name).st_mtime_ns > done:
                return True
    return False


def note(folder: CareerFolder, when: str) -> tuple[str, ...]:
    """Write what was changed by hand since the last save into the journal, at the moment `when`; gives the names of
    the files. The files themselves are left alone; one that cannot be read is left for whoever needs it.

    Raises Failure `busy` or `not-saved`.
    """
    if folder.read_only is not None or not touched(folder):
        return ()
    with folder.alone():
        journal = Journal(folder.path)
        if journal.survey().tails:
            return ()  # a save is still to be finished, and this is no time to say that all of them are
        lines = journal.lines()
        found = by_hand(lines, current(folder))
        n = lines[-1].n if lines else 0
        if found:
            n += 1
            edits = tuple(FileEdit(name, edit) for name, some in found.items() for edit in some)
            what = f"{WHAT}: {', '.join(found)}"
            with suppress(Uncertain):  # the files say it already, so the line may come or go
                journal.append(JournalLine(id=f"{n}-{os.urandom(3).hex()}", n=n, when=when, what=what, edits=edits))
        journal.mark_done(n)  # also says when we last looked
    return tuple(found)


def current(folder: CareerFolder) -> dict[str, Document]:
    """Every document of the folder that can be read, as it is now."""
    documents = Documents(folder.path)
    found = {}
    for name in _names(folder):
        with suppress(Failure):
            loaded = documents.load(name)
            if loaded.raw is not None:
                found[name] = dict(loaded.document)
    return found


def _names(folder: CareerFolder) -> list[str]:
    by_year = [f"{kind}/{year}.toml" for kind in ("ledger", "checkins", "measurements") for year in folder.years(kind)]
    return ["profile.toml", "plan.toml", "settings.toml", *by_year]
