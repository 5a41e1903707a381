"""One change, from edits to files: the order of steps that leaves no bad state whatever stops it.

Under the lock, after the save before it was finished if need be:

1. read the files as they are, put the edits in; refuse what somebody else changed;
2. make the new bytes, parse them back, compare; write them to temp files and wait for the disk;
3. keep the files as they are as backups, by hard link;
4. write the journal line and wait for the disk. *From here on the change is saved*;
5. replace the files, wait for their folders, note in `journal/done` that they have caught up.

Whatever fails before 4 leaves everything as it was. What fails after 4 is finished by the next save or opening.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from coach.base.failures import Failure
from coach.storage.keeping import backups
from coach.storage.keeping.atomic import discard, make_folder, stage, sync_folder
from coach.storage.keeping.journal import Appended, FileEdit, Journal, JournalLine, Uncertain
from coach.storage.texts.documents import Documents, Loaded, Stamp, stamp_of
from coach.storage.texts.items import Clash, Edit, apply_counting


class Moved(Exception):
    """A file was changed by another program while a save was on its way: start again from reading it."""


@dataclass
class Pending:
    """One file of a change on its way: as it was, as it will be, and what was made for that beside it."""

    name: str
    path: Path
    now: Loaded
    new: Loaded
    stamp: Stamp | None
    temp: Path | None = None
    new_stamp: Stamp | None = None
    made: list[Path] = field(default_factory=list)

    def moved(self) -> bool:
        """Whether somebody else touched the file since it was read."""
        return stamp_of(self.path) != self.stamp


def merged(
    documents: Documents, edits: Mapping[str, list[Edit]], folder: Path
) -> tuple[list[Pending], list[FileEdit], dict[str, Loaded]]:
    """Put edits into the files as they are: the files that change, the edits still to be made, all as they will be.

    Raises Failure `conflict`, `unreadable`, `newer`, `not-saved`.
    """
    files, made, after = [], [], {}
    for name, wanted in edits.items():
        path = documents.path(name)
        stamp = stamp_of(path)
        now = documents.load(name)
        try:
            document, fresh = apply_counting(now.document, wanted)
        except Clash as clash:
            raise Failure("conflict", item=clash.args[0], file=folder / name) from None
        after[name] = now
        if fresh:
            after[name] = documents.prepared(name, document, now)
            files.append(Pending(name, path, now, after[name], stamp))
            made += [FileEdit(name, edit) for edit in fresh]
    return files, made, after


def put(folder: Path, documents: Documents, journal: Journal, files: list[Pending], line: JournalLine) -> bool:
    """Steps 2 to 5 but the note in `journal/done`, for files that are merged. True if all is confirmed on the disk.

    Raises Failure `not-saved` (everything is as it was), `unfinished` (the journal has it, the files not yet), or
    Moved (everything is as it was; read again).
    """
    with ExitStack() as undo:
        for each in files:
            undo.callback(_clear, each)
        try:
            durable = _make_ready(folder, files, line)
            if any(each.moved() for each in files):
                raise Moved
            appended = journal.append(line)
        except OSError as error:
            raise Failure("not-saved", why=f"{error.strerror or error}.", folder=folder) from None
        except Uncertain as error:
            raise Failure("unfinished", file=_first(folder, files), why=f"{error}.", folder=folder) from None
        _replace(folder, journal, appended, files)
    for parent in {each.path.parent for each in files}:
        durable = sync_folder(parent) and durable
    for each in files:
        documents.remember(each.name, each.new, each.new_stamp)
    return durable and appended.durable


def finish(folder: Path, documents: Documents, files: list[Pending], when: str, n: int) -> None:
    """Bring files up to what the journal already says. Raises OSError, or Moved."""
    with ExitStack() as undo:
        for each in files:
            undo.callback(_clear, each)
            _stage(each)
            _keep(folder, each, when, n)
        for each in files:
            if each.moved():
                raise Moved
            _place(each)
    for each in files:
        sync_folder(each.path.parent)
        documents.remember(each.name, each.new, each.new_stamp)


def _make_ready(folder: Path, files: list[Pending], line: JournalLine) -> bool:
    durable = True
    for each in files:
        durable = make_folder(each.path.parent) and durable
        _stage(each)
    for each in files:
        _keep(folder, each, line.when, line.n)
    return durable


def _stage(each: Pending) -> None:
    if each.new.raw is not None:
        each.temp = stage(each.path, each.new.raw)
        each.made.append(each.temp)


def _keep(folder: Path, each: Pending, when: str, n: int) -> None:
    if each.now.raw is not None:
        each.made.append(backups.keep(folder, each.name, each.path, each.now.raw, when, n))


def _place(each: Pending) -> None:
    if each.temp is not None:
        each.new_stamp = stamp_of(each.temp)
        os.replace(each.temp, each.path)
    else:  # undoing what made the file
        os.unlink(each.path)
    each.made.clear()  # the temp file is the file now, and the backup has a reason to stay


def _replace(folder: Path, journal: Journal, appended: Appended, files: list[Pending]) -> None:
    """Step 5's first half. While no file is replaced, a change can still be called off by cutting its line."""
    for number, each in enumerate(files):
        moved = each.moved()
        try:
            if not moved:
                _place(each)
                continue
            why = "it is being changed by another program."
        except OSError as error:
            why = f"{error.strerror or error}."
        if number == 0 and journal.cut(appended):
            if moved:
                raise Moved
            raise Failure("not-saved", why=why, folder=folder)
        raise Failure("unfinished", file=folder / each.name, why=why, folder=folder)


def _first(folder: Path, files: list[Pending]) -> Path:
    return folder / files[0].name if files else folder


def _clear(each: Pending) -> None:
    for path in each.made:
        discard(path)
