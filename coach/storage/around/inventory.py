"""Every file in a career folder: what it is, how large, and whether coach put it there. Follows no link."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_YEAR = r"[0-9]{4}"
_STAMP = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}"
KEPT = re.compile(rf"backups/folder\.{_STAMP}(?:-[0-9]+)?\.zip")  # whole folders, kept before one was brought back
PENDING, DAMAGED = "restoring.zip", "restoring-damaged.zip"  # a copy being brought back; one that cannot be
TEMP = re.compile(r"(?:.*/)?\.coach-[0-9a-f]{16}\.tmp")
_COPY = r"(?:\.toml~|\.toml\.orig|[ ._-][^/]*(?i:conflict|copy|kopie)[^/]*\.toml[^/]*|[ ._-]?\([^/]*\)\.toml)"

# What coach keeps, as words for it and the names it has.
_OURS: tuple[tuple[str, str], ...] = (
    ("profile", r"profile\.toml"),
    ("plan", r"plan\.toml"),
    ("settings", r"settings\.toml"),
    ("ledger", rf"ledger/{_YEAR}\.toml"),
    ("check-ins", rf"checkins/{_YEAR}\.toml"),
    ("measurements", rf"measurements/{_YEAR}\.toml"),
    ("journal", rf"journal/(?:{_YEAR}\.jsonl|torn-{_YEAR}\.txt|done)"),
    ("drafts", r"drafts/[a-z0-9-]+\.txt"),
    ("backups", rf"backups/(?:[a-z]+/)?[a-z0-9_-]+\.{_STAMP}\.[0-9]+\.toml"),
    ("backups", KEPT.pattern),
    ("own content", r"content/(?:[a-z_-]+/)*[A-Za-z0-9._-]+\.(?:toml|tsv)"),
    ("own themes", r"themes/[A-Za-z0-9_-]+\.toml"),
    ("fault report", r"fault-report\.txt"),
    ("screens as text", r"copies/[a-z0-9-]+\.txt"),
    ("lock", r"lock"),
    ("unfinished", rf"{re.escape(PENDING)}|{re.escape(DAMAGED)}|{TEMP.pattern}"),
    ("second copies", rf"(?:profile|plan|settings|(?:ledger|checkins|measurements)/{_YEAR}){_COPY}"),
)
_FOLDERS = ("ledger", "checkins", "measurements", "journal", "drafts", "backups", "content", "themes", "copies")
DEEPEST = 12  # folders within folders


@dataclass(frozen=True, slots=True)
class Held:
    """One file (or link, or whatever else has a name): `name` within the folder, `what` it is ("" for what is not
    coach's), its size in bytes, and where it leads if it is a link."""

    name: str
    what: str
    size: int
    link: str | None = None
    plain: bool = True


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<k{number}>{names})" for number, (_, names) in enumerate(_OURS)))


def kind_of(name: str) -> str:
    """What a file of this name within the folder is; "" where coach would not have put it there."""
    found = _kinds().fullmatch(name)
    return _OURS[int(str(found.lastgroup)[1:])][0] if found else ""


def survey(folder: Path) -> list[Held]:
    """Every file in `folder`, by name; none where there is no folder. Raises OSError where it cannot be seen.

    Links are told, not followed; folders that are not coach's are told (with a `/` behind their name), not entered.
    """
    return sorted(_within(folder, "", DEEPEST), key=lambda held: held.name)


def linked(folder: Path, link: Held) -> list[Held]:
    """What lies behind a link that stands for one of coach's own folders, under the names it has from here. Raises
    OSError where that cannot be seen."""
    return sorted(_within(folder / link.name, f"{link.name}/", DEEPEST - 1), key=lambda held: held.name)


def own_folders(folder: Path) -> list[Path]:
    """The folders coach made within `folder`, the innermost first; links to folders are not among them."""
    found = []
    for top in _FOLDERS:
        if not os.path.islink(folder / top):  # walking follows a link it starts at
            found += [Path(place) for place, _, _ in os.walk(folder / top, topdown=False)]
    return found


def sizes(held: list[Held]) -> dict[str, tuple[int, int]]:
    """How many files there are of each kind and their bytes; what is not coach's under ""."""
    found: dict[str, tuple[int, int]] = {}
    for each in held:
        files, size = found.get(each.what, (0, 0))
        found[each.what] = files + 1, size + each.size
    order = [what for what, _ in _OURS] + ["own folder", ""]
    return {what: found[what] for what in dict.fromkeys(order) if what in found}


def _within(folder: Path, before: str, deepest: int) -> Iterator[Held]:
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            name = before + entry.name
            with suppress(FileNotFoundError):  # drafts come and go without the lock
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISLNK(status.st_mode):
                    what = kind_of(name) or ("own folder" if name in _FOLDERS else "")
                    yield Held(name, what, status.st_size, link=os.readlink(entry.path), plain=False)
                elif stat.S_ISDIR(status.st_mode):
                    if deepest and (before or name in _FOLDERS):
                        yield from _within(Path(entry.path), f"{name}/", deepest - 1)
                    else:
                        yield Held(f"{name}/", "", 0, plain=False)
                else:
                    yield Held(name, kind_of(name), status.st_size, plain=stat.S_ISREG(status.st_mode))


def pending(folder: Path) -> bool:
    """Whether a copy is half brought back."""
    return os.path.lexists(folder / PENDING)
