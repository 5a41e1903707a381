"""The career folder: plain files that can be edited by hand, saved so that nothing said to be saved is ever lost."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.base.failures import Failure
from coach.base.toml import TomlFile
from coach.storage.around.examining import (
    KINDS,
    foreign_copies,
    is_career_folder,
    is_read_only_disk,
    make_private,
    newer_file,
)
from coach.storage.around.inventory import pending
from coach.storage.history.undoing import done_and_undone, edits_by_file
from coach.storage.keeping import backups, drafts
from coach.storage.keeping.atomic import make_folder, sweep
from coach.storage.keeping.journal import Journal, JournalLine
from coach.storage.keeping.lock import WAIT, held
from coach.storage.keeping.recovering import recover
from coach.storage.keeping.saving import Moved, merged, put
from coach.storage.texts.documents import Documents, Loaded
from coach.storage.texts.items import Edit, cleaned, copied, diff, inverse, with_ids
from coach.storage.texts.migrations import SCHEMA, upgraded

if TYPE_CHECKING:
    from coach.storage.copies.archive import Packed, Unpacked

_YEAR = re.compile(r"([0-9]{4})\.toml")
ATTEMPTS = 5  # at a save while another program, which knows no lock, writes the same file
_DRAFT_TEMP_AGE = 60.0  # seconds; drafts are kept without the lock


@dataclass(frozen=True, slots=True)
class Saved:
    """A change that is on the disk: its id ("" where nothing was left to change), its words, and the documents as
    they are now (`seen`: as files, shared, not to be changed). Not `confirmed`: the disk has taken it, but would not
    promise that it lasts a power cut."""

    id: str
    documents: dict[str, dict[str, Any]]
    seen: Mapping[str, TomlFile] = field(default_factory=dict)
    confirmed: bool = True
    what: str = ""


@dataclass(frozen=True, slots=True)
class _Change:
    what: str
    edits: Mapping[str, list[Edit]]
    undoes: str | None = None
    redoes: str | None = None


class CareerFolder:
    """One folder, opened. `notes` are things to tell the person from opening; `read_only` says why, or is None."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read_only: str | None = None
        self.notes: tuple[str, ...] = ()
        self._remedy = ""
        self._documents = Documents(path)
        self._journal = Journal(path)
        self._seen: dict[str, tuple[Loaded, TomlFile]] = {}
        self._thinned: date | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> CareerFolder:
        """Open the folder at `path` (a link to it is followed), finish what an interrupted save left, remove its temp
        files, take other people's rights away. A missing folder is fine: it is made now if `create`, else at the
        first save. Raises Failure `unreadable` where `path` is something else, `not-saved` where it cannot be made.
        """
        folder = cls(Path(os.path.realpath(path)))
        if os.path.lexists(folder.path) and not folder.exists():
            raise Failure("unreadable", place=path, why="not a folder.")
        if create:
            folder._make()
        if folder.exists():
            folder._settle()
        return folder

    def exists(self) -> bool:
        """Whether the folder is there."""
        return os.path.isdir(self.path)

    def has(self, name: str) -> bool:
        """Whether a document is there, whatever it says."""
        return os.path.lexists(self.path / name)

    def holds(self, name: str, words: str) -> bool:
        """Whether `words` stand anywhere in a document, which need not be understood for that."""
        try:
            return words.encode() in (self.path / name).read_bytes()
        except OSError:
            return True  # whoever goes on to read it learns why it cannot be

    def read(self, name: str) -> TomlFile | None:
        """A document (`plan.toml`, `ledger/2026.toml`) as it is now, in this version's shape; None if it is not there.

        Raises Failure `unreadable` or `newer`, naming file and line.
        """
        seen = self.seen(name)
        return TomlFile(name, copied(seen.data), seen.text) if seen is not None else None

    def seen(self, name: str) -> TomlFile | None:
        """Like `read`, without the cost of a copy, and the same object for as long as the file says the same: it must
        not be changed."""
        loaded = self._documents.load(name)
        return self._shared(name, loaded) if loaded.raw is not None else None

    def years(self, kind: str) -> list[int]:
        """The years there is a file of, oldest first. `kind`: ledger, checkins or measurements."""
        if kind not in KINDS:
            raise ValueError(f"{kind} is not kept by year")
        try:
            names = os.listdir(self.path / kind)
        except OSError:
            return []
        return sorted(int(year[1]) for year in map(_YEAR.fullmatch, names) if year)

    def save(
        self,
        what: str,
        documents: Mapping[str, Mapping[str, Any]],
        *,
        base: Mapping[str, Mapping[str, Any] | None],
        when: str,
    ) -> Saved:
        """Save whole new `documents`, where `base` is what the caller had read of each (None: it was not there).

        What differs between the two goes, item by item, into the files as they are now; so what somebody else changed
        meanwhile stays, and where both changed one item nothing is saved. `what` says the change in words, `when` is
        its moment as ISO 8601. Gives the documents as they are in the files now.

        Raises Failure `conflict`, `busy` (after 5 seconds), `unreadable`, `newer`, `read-only` or `not-saved`: the
        files are then as they were; or `unfinished`: saved, and the files follow at the next opening.
        """
        edits = {}
        try:
            for name, document in documents.items():
                old = with_ids(cleaned(base.get(name) or {}))
                new = cleaned(document)
                edits[name] = diff(old, with_ids(new if old else {"schema": SCHEMA, **new}))
        except RecursionError:
            raise Failure("not-saved", why="it is nested too deep.", folder=self.path) from None
        return self._change(lambda: _Change(what, edits), when) or Saved("", {})

    def undo(self, when: str) -> Saved | None:
        """Take the newest change back that is not taken back yet, across restarts. None where there is none.

        Raises the Failures of `save`; `conflict` where something it touched has been changed again by hand.
        """
        return self._change(self._to_undo, when)

    def redo(self, when: str) -> Saved | None:
        """Make the change again that was taken back last; None where there is none, or something else came after."""
        return self._change(self._to_redo, when)

    def history(self) -> list[JournalLine]:
        """Every change ever saved here, oldest first."""
        try:
            return self._journal.lines()
        except OSError as error:
            raise Failure("unreadable", place="journal/", why=f"{error.strerror or error}.") from None

    def journal_faults(self) -> list[str]:
        """Words for every line of the journal that says no change: what was kept, and what to do."""
        try:
            faults = self._journal.faults()
        except OSError as error:
            raise Failure("unreadable", place="journal/", why=f"{error.strerror or error}.") from None
        return [
            f"{place}: no line of the journal, perhaps from an editor or a disk error. Your files and every other line "
            "are kept; what this one said can no longer be undone. Take the line out, or bring the file back from a "
            "backup."
            for place in faults
        ]

    @contextmanager
    def alone(self) -> Iterator[None]:
        """For the length of a `with` nobody else saves here, and nothing of an interrupted save is left.

        What the file system refuses within becomes Failure `not-saved`. Raises Failure `busy`. Where the folder is open
        for reading only nothing is held: nobody of this version can save in it either.
        """
        try:
            if self.read_only is not None:
                yield
                return
            self._make()
            with held(self.path, WAIT):
                self.notes += recover(self.path, self._documents, self._journal).notes
                yield
        except OSError as error:
            raise Failure("not-saved", why=f"{error.strerror or error}.", folder=self.path) from None

    def packed(self) -> Packed:
        """All of it as the bytes of one file. Raises Failure `busy` or `not-saved`."""
        from coach.storage.copies.archive import pack

        with self.alone():
            lines = self._journal.lines()
            return pack(self.path, lines[-1].when if lines else None)

    def restore(self, raw: bytes, name: str, when: str) -> tuple[Unpacked, Path | None]:
        """Make the folder what `raw` (of `packed`, called `name` in messages) says, at the moment `when`.

        Gives what was in it, and the copy of the folder as it was before (None: there was nothing). Raises Failure
        `unreadable-copy`, `newer-copy`, `busy`, `read-only`, `not-saved`: nothing was touched; or `unfinished`.
        """
        from coach.storage.copies import restoring
        from coach.storage.copies.archive import unpack

        self._may_write()
        copy = unpack(raw, name)
        with self.alone():
            return copy, restoring.restore(self.path, raw, copy, when)

    def changed(self) -> bool:
        """Whether any file read or saved through this object has been changed by somebody else since. Cheap."""
        return self._documents.changed()

    def draft(self, name: str) -> str | None:
        """What was typed and not entered, or None."""
        return drafts.read_draft(self.path, name)

    def keep_draft(self, name: str, text: str) -> None:
        """Put what is being typed on the disk. Raises Failure `read-only` or `not-saved`."""
        self._may_write()
        drafts.write_draft(self.path, name, text)

    def drop_draft(self, name: str) -> None:
        """The draft was entered or given up."""
        drafts.drop_draft(self.path, name)

    def _change(self, change: Callable[[], _Change | None], when: str) -> Saved | None:
        self._may_write()
        self._make()
        try:
            with held(self.path, WAIT):
                for _ in range(ATTEMPTS):
                    with suppress(Moved):
                        return self._change_once(change, when)
        except OSError as error:
            raise Failure("not-saved", why=f"{error.strerror or error}.", folder=self.path) from None
        raise Failure("not-saved", why="another program keeps writing the same file.", folder=self.path)

    def _change_once(self, change: Callable[[], _Change | None], when: str) -> Saved | None:
        before = recover(self.path, self._documents, self._journal)
        self.notes += before.notes
        wanted = change()
        if wanted is None:
            return None
        files, made, after = merged(self._documents, wanted.edits, self.path)
        documents = {name: _as_given(loaded) for name, loaded in after.items()}
        seen = {name: self._shared(name, loaded) for name, loaded in after.items()}
        if not (files or wanted.undoes or wanted.redoes):
            return Saved("", documents, seen, what=wanted.what)
        n = before.n + 1
        line = JournalLine(
            id=f"{n}-{os.urandom(3).hex()}",
            n=n,
            when=when,
            what=wanted.what,
            edits=tuple(made),
            undoes=wanted.undoes,
            redoes=wanted.redoes,
        )
        confirmed = put(self.path, self._documents, self._journal, files, line)
        if confirmed and before.complete:
            self._journal.mark_done(n)
        self._thin(datetime.fromisoformat(when).date())
        return Saved(line.id, documents, seen, confirmed, wanted.what)

    def _shared(self, name: str, loaded: Loaded) -> TomlFile:
        known = self._seen.get(name)
        if known is None or known[0] is not loaded:
            known = loaded, TomlFile(name, upgraded(loaded.file), loaded.file.text)
            self._seen[name] = known
        return known[1]

    def _to_undo(self) -> _Change | None:
        done, _ = done_and_undone(self._journal.lines())
        if not done:
            return None
        line = done[-1]
        return _Change(
            f"Undo: {line.what}", {name: inverse(edits) for name, edits in edits_by_file(line).items()}, undoes=line.id
        )

    def _to_redo(self) -> _Change | None:
        _, undone = done_and_undone(self._journal.lines())
        if not undone:
            return None
        line = undone[-1]
        return _Change(f"Redo: {line.what}", edits_by_file(line), redoes=line.id)

    def _make(self) -> None:
        try:
            make_folder(self.path)
        except OSError as error:
            raise Failure("not-saved", why=f"{error.strerror or error}.", folder=self.path) from None

    def _may_write(self) -> None:
        if self.read_only is not None:
            raise Failure("read-only", why=self.read_only, do=self._remedy)

    def _settle(self) -> None:
        """What opening does beside looking."""
        if not is_career_folder(self.path):
            return
        newer = newer_file(self.path)
        if newer is not None:
            self.read_only = f"{newer} was written by a newer version of coach."
            self._remedy = "Update coach, then open it again."
        elif is_read_only_disk(self.path):
            self.read_only = f"{self.path} is on a disk that can only be read."
            self._remedy = (
                "Make the disk writable, or bring a copy of it to another place: coach backup, coach restore."
            )
        elif not os.access(self.path, os.W_OK | os.X_OK):
            self.read_only = f"you have no right to write in {self.path}."
            self._remedy = "Give yourself that right, or choose another folder with coach --home."
        else:
            self.notes += (*make_private(self.path), *self._recovered())
        self.notes += tuple(foreign_copies(self.path))

    def _recovered(self) -> tuple[str, ...]:
        """Finish an interrupted save, if there may be one, and sweep. Where another coach is saving at this moment
        there is nothing to sweep, and it finishes what it does itself."""
        try:
            survey = self._journal.survey()
            unfinished = survey.unclear or pending(self.path)
            with held(self.path, WAIT if unfinished else 0.0):
                notes = recover(self.path, self._documents, self._journal).notes if unfinished else ()
                for place in (self.path, *(self.path / kind for kind in (*KINDS, "backups"))):
                    sweep(place)
                sweep(self.path / "drafts", older_than=_DRAFT_TEMP_AGE)
        except (OSError, Failure) as error:
            if isinstance(error, Failure) and not unfinished:
                return ()
            return (f"Something of an interrupted save may be left to finish: {error}",)
        return notes

    def _thin(self, today: date) -> None:
        if self._thinned != today:
            backups.thin(self.path, today)
            self._thinned = today


def _as_given(loaded: Loaded) -> dict[str, Any]:
    document: dict[str, Any] = copied(loaded.document)
    return document
