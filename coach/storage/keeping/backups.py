"""Copies of each file as it was before each save, in `backups/`, thinned as they age.

`backups/profile.2026-11-21T221005.17.toml` is what `profile.toml` said until the 17th change, made at that time. They
are hard links, which cost nothing: the live file is never renamed or moved, so there is no moment without one.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from coach.storage.keeping.atomic import discard, make_folder, stage

KEEP_DAYS = 31  # one a day for this long, then one a month
_BACKUP = re.compile(r"(?P<stem>.+)\.(?P<day>\d{4}-\d\d-\d\d)T(?P<time>\d{6})\.(?P<n>\d+)\.toml")


@dataclass(frozen=True, slots=True)
class Backup:
    """One earlier state of the document `name`, as it was until `when`; `n` is the change that replaced it."""

    name: str
    when: datetime
    n: int
    path: Path


def keep(folder: Path, name: str, live: Path, raw: bytes, when: str, n: int) -> Path:
    """Keep the live file (whose bytes are `raw`) as a backup of the document `name`. Gives its path; raises OSError.

    Where the file system has no hard links, or the live file lies on another one, the bytes are copied.
    """
    stem = name.removesuffix(".toml")
    moment = datetime.fromisoformat(when)
    backup = folder / "backups" / f"{stem}.{moment:%Y-%m-%dT%H%M%S}.{n}.toml"
    make_folder(backup.parent)
    try:
        os.link(live, backup)
    except OSError:  # no hard links here, or a backup of a save with this number that did not come to anything
        temp = stage(backup, raw)
        os.replace(temp, backup)
    return backup


def listed(folder: Path) -> list[Backup]:
    """Every backup, oldest first."""
    root = str(folder / "backups")
    found = []
    for place, _folders, names in os.walk(root):
        within = place[len(root) + 1 :]
        for name in names:
            named = _BACKUP.fullmatch(name)
            if named is None:
                continue
            with suppress(ValueError):
                when = datetime.fromisoformat(f"{named['day']}T{named['time']}")
                stem = f"{within}/{named['stem']}" if within else named["stem"]
                found.append(Backup(f"{stem}.toml", when, int(named["n"]), Path(place, name)))
    return sorted(found, key=lambda backup: (backup.when, backup.n))


def to_drop(backups: list[Backup], today: date) -> list[Backup]:
    """Which backups are one too many: all of today stay, the first of each day for a month, then of each month.

    The first of a day is how the file stood when the day before ended. What lies in the future stays.
    """
    seen: set[tuple[str, str]] = set()
    drop = []
    for backup in backups:
        day = backup.when.date()
        if day >= today:
            continue
        span = f"{day:%Y-%m-%d}" if day > today - timedelta(days=KEEP_DAYS) else f"{day:%Y-%m}"
        if (backup.name, span) in seen:
            drop.append(backup)
        seen.add((backup.name, span))
    return drop


def thin(folder: Path, today: date) -> None:
    """Remove the backups that are one too many. Never raises for the file system: there is always a next time."""
    with suppress(OSError):
        for backup in to_drop(listed(folder), today):
            discard(backup.path)
