"""Copies of the whole career folder in one file, and bringing one back. Works on a folder that cannot be read, too."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from coach.base.dates import now_stamp, today
from coach.base.failures import Failure, usage
from coach.base.paths import named
from coach.session.opening import Session, home_folder
from coach.storage.around.examining import is_career_folder
from coach.storage.copies import sealing
from coach.storage.copies.archive import MOST_BYTES, unpack
from coach.storage.folder import CareerFolder
from coach.storage.keeping.atomic import discard, stage, sync_folder


@dataclass(frozen=True, slots=True)
class Written:
    """A copy that was written: so many `files` in so many `size` bytes; the names of what was `left_out`. Not
    `confirmed`: the disk has it, but would not promise that it lasts a power cut."""

    path: Path
    files: int
    size: int
    encrypted: bool
    left_out: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """A copy that was brought back: from `path`, with so many `files`; `kept` is the copy of the folder as it was
    before (None where there was nothing), and bringing that one back undoes it. `as_of` is the moment of the newest
    change in it, ISO 8601, or None. `notes` are things worth knowing."""

    path: Path
    files: int
    kept: Path | None
    as_of: str | None
    notes: tuple[str, ...] = ()


def check_target(told: Path | None, target: Path, *, over: bool = False, encrypted: bool = False) -> Path:
    """Where a copy asked for at `target` goes: a folder gets `coach-<day>.zip` (`.zip.age`) in it.

    Raises Failure `usage` where there is no career folder, the place is inside it, no folder is there, or a file is
    and `over` is not told.
    """
    home = home_folder(told)
    if not os.path.isdir(home):
        raise usage(f"There is no career folder at {home} yet.", "Run coach first, or name a folder: coach --home DIR.")
    if not is_career_folder(Path(os.path.realpath(home))):
        raise usage(f"There is nothing of coach's in {home}.", "Name your career folder: coach --home DIR backup FILE.")
    path = named(target)
    if os.path.isdir(path):
        path /= f"coach-{today():%Y-%m-%d}.zip{'.age' if encrypted else ''}"
    real = Path(os.path.realpath(path))
    if real.is_relative_to(os.path.realpath(home)):
        raise usage(f"{path} is inside the career folder itself.", "Name a place outside it, best on another disk.")
    if not os.path.isdir(real.parent):
        raise usage(f"There is no folder {path.parent}.", "Make it first, or name another.")
    if os.path.lexists(path) and (not over or os.path.isdir(path)):
        raise usage(f"{path} is there already.", "Name another file, or write over it with --force.")
    return path


def check_encryption() -> None:
    """Raise Failure `no-encryption` where copies cannot be encrypted here, before anybody types a passphrase."""
    sealing.check()


def backup(told: Path | None, target: Path, *, passphrase: str | None = None, over: bool = False) -> Written:
    """Write the whole folder to the file `target`, readable only by oneself; encrypted where there is a `passphrase`.

    Taken while nobody saves, checked, on the disk when this returns. Raises the Failures of `check_target`,
    `no-encryption`, `busy`, or `not-saved` (then a file that was there before still is).
    """
    path = check_target(told, target, over=over, encrypted=passphrase is not None)
    packed = CareerFolder.open(home_folder(told)).packed()
    unpack(packed.raw, str(path))  # a copy that could not be brought back is none
    raw = packed.raw if passphrase is None else sealing.seal(packed.raw, passphrase)
    try:
        confirmed = _write(path, raw, over)
    except FileExistsError:
        raise usage(f"{path} is there already.", "Name another file, or write over it with --force.") from None
    except OSError as error:
        raise Failure("not-saved", why=f"{error.strerror or error}.", folder=path.parent) from None
    return Written(path, packed.files, len(raw), passphrase is not None, packed.left_out, confirmed)


def is_encrypted(path: Path) -> bool:
    """Whether the copy at `path` needs a passphrase. Raises Failure `missing-file` or `unreadable-copy`."""
    return sealing.is_sealed(_read(path, 64))


def restore_from(session: Session, path: Path, passphrase: str | None = None) -> Restored:
    """Make the career folder what the copy at `path` says (written by `backup`, or kept by an earlier restore).

    Open the session with `open_unread`, so that a folder that cannot be read can be mended. Everything in the copy is
    verified before anything is touched; the folder as it is now is kept as a copy in `backups/` first.

    Raises Failure `missing-file`, `unreadable-copy`, `newer-copy`, `usage` (a passphrase is missing), `no-encryption`,
    `wrong-passphrase`, `busy`, `read-only`, `not-saved`: nothing was changed; or `unfinished`: opening goes on with it.
    """
    if session.folder is None or not session.saves:
        raise usage("This is not a career folder of your own.", "Run coach restore without a path or a sample.")
    raw = _read(path, MOST_BYTES * 2)
    if sealing.is_sealed(raw):
        if passphrase is None:
            raise usage(f"{path} is encrypted.", "Run it in a terminal: coach restore asks for the passphrase there.")
        raw = sealing.unseal(raw, passphrase, str(path))
    copy, kept = session.folder.restore(raw, str(path), now_stamp(session.today))
    notes = []
    try:
        session.load()
    except Failure as failure:
        notes.append(f"It is back as it was in the copy, but one thing in it cannot be read: {failure.what}")
    return Restored(path, len(copy.files), kept, copy.as_of, tuple(notes))


def _read(path: Path, most: int) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise Failure("missing-file", path=path) from None
    except OSError as error:
        raise Failure("unreadable-copy", path=path, why=f"{error.strerror or error}.") from None


def _write(path: Path, raw: bytes, over: bool) -> bool:
    """Put a new file in its place whole. A link is not followed: what it points at is somebody else's."""
    temp = stage(path, raw)
    try:
        if over:
            os.replace(temp, path)
        else:
            _link_or_rename(temp, path)
    finally:
        discard(temp)
    return sync_folder(path.parent)


def _link_or_rename(temp: Path, path: Path) -> None:
    """Give a file its name unless something has that name: no other program can come in between."""
    try:
        os.link(temp, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links, where a moment is left
        os.replace(temp, path)
