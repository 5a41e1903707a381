"""A look at a career folder when it is opened: who may read it, what does not belong in it, what is newer."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from coach.storage.around.inventory import PENDING
from coach.storage.keeping.atomic import PRIVATE_FILE, PRIVATE_FOLDER
from coach.storage.texts.migrations import SCHEMA

KINDS = ("ledger", "checkins", "measurements")
_OURS = ("journal", "profile.toml", "plan.toml", "settings.toml", PENDING, *KINDS)
_FOLDERS = (*KINDS, "journal", "drafts", "backups", "content", "themes")
_SCHEMA = re.compile(rb"^[ \t]*schema[ \t]*=[ \t]*(\d+)", re.MULTILINE)
_TABLE = re.compile(rb"^[ \t]*\[", re.MULTILINE)
_HEAD = 4096  # bytes; `schema` stands before the first table
_COPY = re.compile(r"conflict|\(copy|kopie|\bcopy of\b|~$|\.orig$", re.IGNORECASE)


def is_career_folder(folder: Path) -> bool:
    """Whether there is anything of ours in it. Nothing is changed in a folder where there is not."""
    return any(os.path.lexists(folder / name) for name in _OURS)


def is_read_only_disk(folder: Path) -> bool:
    """Whether the file system of `folder` takes no changes; False where it does not say."""
    try:
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def newer_file(folder: Path) -> str | None:
    """`name:line` of a file with a schema this version does not know, or None. Reads only the heads of the files."""
    for path in _toml_files(folder):
        with suppress(OSError), open(path, "rb") as file:
            head = file.read(_HEAD)
            table = _TABLE.search(head)
            found = _SCHEMA.search(head, 0, table.start() if table else len(head))
            if found and (len(found[1]) > 9 or int(found[1]) > SCHEMA):  # so many digits are never ours, or a number
                return f"{path.relative_to(folder)}:{head.count(10, 0, found.start(1)) + 1}"
    return None


def make_private(folder: Path) -> list[str]:
    """Take other people's rights away from the folder and what is in it. Gives words for what was done or could not be.

    Only what is the worker's own is touched; a shared folder (sticky, as /tmp) never is.
    """
    mended: list[str] = []
    stuck: list[str] = []
    for path, mode in [(folder, PRIVATE_FOLDER), *_ours_in(folder)]:
        with suppress(OSError):
            status = os.lstat(path)
            if stat.S_ISLNK(status.st_mode) or not status.st_mode & 0o077 or status.st_mode & stat.S_ISVTX:
                continue
            try:
                os.chmod(path, mode)
                left = os.lstat(path).st_mode & 0o077  # some network and USB file systems only pretend
            except OSError:
                left = 1
            (stuck if left else mended).append("the folder" if path == folder else str(path.relative_to(folder)))
    notes = []
    if mended:
        notes.append(f"Other people on this machine could read {_list(mended)}; now only you can.")
    if stuck:
        notes.append(f"Other people on this machine may be able to read {_list(stuck)}; that could not be changed.")
    return notes


def foreign_copies(folder: Path) -> list[str]:
    """Words for files that a syncing service or an editor left beside ours: two versions of something may exist."""
    names = []
    for place in (folder, *(folder / kind for kind in KINDS)):
        with suppress(OSError):
            names += [
                str((place / name).relative_to(folder))
                for name in sorted(os.listdir(place))
                if ".toml" in name and _COPY.search(name)
            ]
    if not names:
        return []
    return [f"{_list(names)}: a second copy, it seems, left by a syncing service or an editor. Coach does not read it."]


def _toml_files(folder: Path) -> Iterator[Path]:
    for place in (folder, *(folder / kind for kind in KINDS)):
        with suppress(OSError):
            yield from (place / name for name in sorted(os.listdir(place)) if name.endswith(".toml"))


def _ours_in(folder: Path) -> Iterator[tuple[Path, int]]:
    yield from ((folder / name, PRIVATE_FOLDER) for name in _FOLDERS)
    yield from ((path, PRIVATE_FILE) for path in _toml_files(folder))
    with suppress(OSError):
        yield from ((folder / "journal" / name, PRIVATE_FILE) for name in sorted(os.listdir(folder / "journal")))


def _list(names: list[str]) -> str:
    shown = names if len(names) <= 4 else [*names[:3], f"{len(names) - 3} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
