"""Removing all of it: what coach keeps, listed first; what it cannot remove, named."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coach.base.failures import Failure, usage
from coach.session.opening import home_folder
from coach.storage.around.inventory import Held, own_folders, sizes, survey
from coach.storage.keeping.lock import WAIT
from coach.storage.keeping.lock import held as lock_held

DEMO = "coach-demo-"
_LOCK = "lock"
_DEMO_AGE = 86400.0  # seconds; a younger one may be open
ELSEWHERE = (
    "copies you made (coach backup, coach export), and what you sent to others",
    "what a syncing or backup service, or a snapshot of the disk, has kept of the folder",
    "words typed on a command line that the shell keeps in its history",
)


@dataclass(frozen=True, slots=True)
class Going:
    """What would be removed from `folder`: files and bytes of each kind of thing; demo folders left in the place for
    temporary files; and what `stays`: files coach did not put there, and what its links lead to."""

    folder: Path
    things: dict[str, tuple[int, int]]
    demos: tuple[Path, ...]
    stays: tuple[str, ...]

    @property
    def files(self) -> int:
        """How many files would go."""
        return sum(files for files, _ in self.things.values())

    @property
    def size(self) -> int:
        """Their bytes."""
        return sum(size for _, size in self.things.values())


@dataclass(frozen=True, slots=True)
class Gone:
    """What was removed: so many `files`; what is `left` in the folder and why; whether the folder itself is gone."""

    files: int
    left: tuple[str, ...]
    folder_gone: bool


def what_goes(told: Path | None = None) -> Going:
    """What `forget` would remove. Changes nothing; raises Failure `usage` where there is nothing of coach's."""
    folder = Path(os.path.realpath(home_folder(told)))
    try:
        found = survey(folder) if os.path.isdir(folder) else []
    except OSError as error:
        raise Failure("unreadable", place=error.filename or folder, why=f"{error.strerror or error}.") from None
    ours = [held for held in found if held.what]
    demos = old_demos()
    if not ours and not demos:
        raise usage(f"There is nothing of coach's in {folder}.", "Name another folder with coach --home DIR forget.")
    stays = [held.name for held in found if not held.what]
    stays += [f"{held.link} ({held.name} leads there)" for held in ours if held.link is not None]
    return Going(folder, sizes([held for held in ours if held.what != _LOCK]), tuple(demos), tuple(stays))


def forget(told: Path | None = None) -> Gone:
    """Remove everything coach keeps in its folder, links themselves and never what they lead to; then the folder, if
    nothing else is in it. What coach did not put there stays.

    Raises Failure `busy`; what cannot be removed is in the answer. Nothing brings it back.
    """
    going = what_goes(told)
    removed = 0
    left = list(going.stays)
    for demo in going.demos:
        shutil.rmtree(demo, ignore_errors=True)  # does not follow links
    if os.path.isdir(going.folder):
        try:
            with lock_held(going.folder, WAIT):
                removed, stuck = _remove(going.folder)
        except OSError as error:
            raise Failure("not-saved", why=f"{error.strerror or error}.", folder=going.folder) from None
        left += stuck
        with suppress(OSError):
            os.rmdir(going.folder)
    return Gone(removed, tuple(left), not os.path.lexists(going.folder))


def _remove(folder: Path) -> tuple[int, list[str]]:
    """Remove the files coach knows, its lock (which is not counted) last, and its folders where nothing is left."""
    removed, stuck = 0, []
    for held in sorted(_ours(folder), key=lambda held: held.what == _LOCK):
        try:
            os.unlink(folder / held.name)
            removed += held.what != _LOCK
        except OSError as error:
            stuck.append(f"{held.name} ({error.strerror})")
    for place in own_folders(folder):
        with suppress(OSError):
            os.rmdir(place)
    return removed, stuck


def _ours(folder: Path) -> list[Held]:
    return [held for held in survey(folder) if held.what]


def old_demos() -> list[Path]:
    """Folders of the demo that an interrupted run left: one's own, and not of today, when they may be open."""
    found = []
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            with suppress(OSError):
                if not entry.name.startswith(DEMO) or not entry.is_dir(follow_symlinks=False):
                    continue
                status = entry.stat(follow_symlinks=False)
                if status.st_uid == os.getuid() and time.time() - status.st_mtime > _DEMO_AGE:
                    found.append(Path(entry.path))
    return sorted(found)
