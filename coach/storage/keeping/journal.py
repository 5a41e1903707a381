"""The journal: one line per change, on the disk before the files are touched. A change is saved once its line is.

`journal/2026.jsonl` holds the lines of a year: `{"id", "n", "when", "what", "undoes"?, "redoes"?, "edits": [{"file",
"item", "before"?, "after"?, "follows"?}]}`; `n` counts up over all years. Values TOML has and JSON has not (dates,
times, nan) are written `{"$toml": "2026-11-02"}`.

`journal/done` says how far the files have caught up: the size of each year's file when every line in it had reached
the files. It costs no fsync: it is written after the files are durable, and losing it, or getting an old one back,
only means that lines are looked at again, item by item, which changes nothing where they are done. So

- opening and saving compare a few sizes, and read the journal only from where `done` ends: nothing, as a rule;
- hand edits that put something back to how it was before a change are not mistaken for an unfinished save;
- with no `done` at all (a copied folder), only the newest line of all can be unfinished: every save finishes the one
  before it first.
"""

from __future__ import annotations

import json
import math
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from coach.base.toml import loads
from coach.storage.keeping.atomic import PRIVATE_FILE, close, make_folder, sync_folder, write_all
from coach.storage.texts.documents import is_name
from coach.storage.texts.items import Edit

_YEAR_FILE = re.compile(r"(\d{4})\.jsonl")
_TAIL = 1 << 16


@dataclass(frozen=True, slots=True)
class FileEdit:
    """An edit and the file it is in."""

    file: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One change: `n` counts up, `when` is ISO 8601, `what` is in words; `undoes`/`redoes` are the id of another."""

    id: str
    n: int
    when: str
    what: str
    edits: tuple[FileEdit, ...]
    undoes: str | None = None
    redoes: str | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """How the journal stands against `done`. `tails`: from which byte each year that has more than it starts to."""

    sizes: dict[str, int]
    tails: dict[str, int]
    n: int
    marked: bool

    @property
    def unclear(self) -> bool:
        """Whether there may be lines that the files do not have."""
        return bool(self.tails)


@dataclass(frozen=True, slots=True)
class Appended:
    """Where a line went, so that it can be cut off again. `durable`: the file's own name is on the disk too."""

    path: Path
    size: int
    durable: bool


class Uncertain(Exception):
    """A whole line is in the journal, and the disk would neither confirm it nor take it off again."""


class Journal:
    """The journal of one career folder. All but `lines` and `survey` are for the holder of the lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "journal"

    def survey(self) -> Survey:
        """Sizes of the years against what `done` says."""
        mark = self._done()
        sizes = self._sizes()
        if mark is None:
            return Survey(sizes, dict.fromkeys(sizes, 0), 0, marked=False)
        done, n = mark
        tails = {year: min(done.get(year, 0), size) for year, size in sizes.items() if done.get(year, 0) != size}
        return Survey(sizes, tails, n, marked=True)

    def unfinished(self, survey: Survey) -> list[JournalLine]:
        """The lines the files may not have yet, oldest first. Raises OSError."""
        found = []
        for year, start in survey.tails.items():
            if survey.marked:
                found += _decoded(self._read(year, start))
            else:
                found += self._end(year, survey.sizes[year])
        found.sort(key=lambda line: line.n)
        return found if survey.marked else found[-1:]

    def set_aside(self, survey: Survey) -> list[str]:
        """Move what an interrupted save left at the end of a year into `torn-YEAR.txt`, and wait until the lines before
        it are on the disk, which that save may not have done. Gives the names of the years.

        Such a piece was never acknowledged. One that lacks nothing but its end of line is a line.
        """
        torn = []
        for year, start in survey.tails.items():
            data = self._read(year, start)
            whole = data[: data.rfind(b"\n") + 1]
            rest = data[len(whole) :]
            fd = os.open(self.folder / f"{year}.jsonl", os.O_RDWR | os.O_CLOEXEC)
            try:
                if _decoded(rest):
                    os.lseek(fd, 0, os.SEEK_END)
                    write_all(fd, b"\n")
                elif rest:
                    self._keep_torn(year, rest)
                    os.ftruncate(fd, start + len(whole))
                    torn.append(year)
                os.fsync(fd)
            finally:
                close(fd)
        sync_folder(self.folder)
        return torn

    def append(self, line: JournalLine) -> Appended:
        """Write a line and wait until it is on the disk: from then on the change is saved.

        Raises OSError, the line being cut off again; or Uncertain, where the disk would not even do that.
        """
        folder_durable = make_folder(self.folder)
        path = self.folder / f"{year_of(line.when)}.jsonl"
        new = not path.exists()
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, PRIVATE_FILE)
        try:
            size = os.fstat(fd).st_size
            start = b"" if size == 0 or os.pread(fd, 1, size - 1) == b"\n" else b"\n"
            whole = False
            try:
                write_all(fd, start + encoded(line))
                whole = True
                os.fsync(fd)
            except BaseException as error:
                if not _cut(fd, size) and whole:
                    raise Uncertain((isinstance(error, OSError) and error.strerror) or str(error)) from error
                raise
        finally:
            close(fd)
        durable = not new or sync_folder(self.folder)
        return Appended(path, size, folder_durable and durable)

    def cut(self, appended: Appended) -> bool:
        """Take a line off again whose files could not be touched. False where the disk will not have it."""
        try:
            fd = os.open(appended.path, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            return _cut(fd, appended.size)
        finally:
            close(fd)

    def mark_done(self, n: int) -> None:
        """Say that the files have everything the journal has. Never raises for the file system: see above."""
        with suppress(OSError):
            text = json.dumps({"n": n, "sizes": self._sizes()}) + "\n"
            fd = os.open(self.folder / "done", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
            try:
                os.pwrite(fd, text.encode(), 0)
                os.ftruncate(fd, len(text))
            finally:
                close(fd)

    def lines(self) -> list[JournalLine]:
        """Every readable line of every year, oldest first. Raises OSError."""
        found = [line for year in self._sizes() for line in _decoded(self._read(year, 0))]
        return sorted(found, key=lambda line: line.n)

    def faults(self) -> list[str]:
        """`journal/YEAR.jsonl:line` of every whole line that says no change this program makes. Raises OSError."""
        return [
            f"journal/{year}.jsonl:{number}"
            for year in self._sizes()
            for number, raw in enumerate(self._read(year, 0).split(b"\n")[:-1], 1)
            if not _decoded(raw)
        ]

    def _sizes(self) -> dict[str, int]:
        sizes = {}
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(self.folder) as entries:
            for entry in entries:
                named = _YEAR_FILE.fullmatch(entry.name)
                if named:
                    sizes[named.group(1)] = entry.stat().st_size
        return dict(sorted(sizes.items()))

    def _done(self) -> tuple[dict[str, int], int] | None:
        try:
            with open(self.folder / "done", "rb") as file:
                first, newline, _ = file.read(_TAIL).partition(b"\n")
            done = json.loads(first) if newline else {}
            return {str(year): int(size) for year, size in done["sizes"].items()}, int(done["n"])
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    def _read(self, year: str, start: int) -> bytes:
        with open(self.folder / f"{year}.jsonl", "rb") as file:
            file.seek(start)
            return file.read()

    def _end(self, year: str, size: int) -> list[JournalLine]:
        """Some readable lines from the end of a year on, the last one among them; none only where there is none."""
        window = _TAIL
        while True:
            start = max(0, size - window)
            found = _decoded(self._read(year, start))  # the piece of a line it may begin with is none
            if found or start == 0:
                return found
            window *= 4

    def _keep_torn(self, year: str, rest: bytes) -> None:
        fd = os.open(
            self.folder / f"torn-{year}.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, PRIVATE_FILE
        )
        try:
            write_all(fd, rest + b"\n")
            os.fsync(fd)
        finally:
            close(fd)
        sync_folder(self.folder)


def _cut(fd: int, size: int) -> bool:
    try:
        os.ftruncate(fd, size)
        os.fsync(fd)
    except OSError:
        return False
    return True


def year_of(when: str) -> str:
    """The year a stamp lies in. Raises ValueError for what is no ISO 8601 stamp."""
    return f"{datetime.fromisoformat(when).year:04d}"


def encoded(line: JournalLine) -> bytes:
    """A line of the journal as its bytes, end of line and all."""
    edits = []
    for each in line.edits:
        edit = {"file": each.file, "item": each.edit.item}
        sides = {"before": each.edit.before, "after": each.edit.after}
        edit |= {side: _to_json(value) for side, value in sides.items() if value is not None}
        if each.edit.follows is not None:
            edit["follows"] = each.edit.follows
        edits.append(edit)
    record: dict[str, Any] = {"id": line.id, "n": line.n, "when": line.when, "what": line.what}
    record |= {key: value for key, value in (("undoes", line.undoes), ("redoes", line.redoes)) if value}
    return json.dumps({**record, "edits": edits}, separators=(",", ":")).encode() + b"\n"


def _decoded(data: bytes) -> list[JournalLine]:
    """The lines in a piece of a journal; what is none is passed over."""
    found = []
    for raw in data.split(b"\n"):
        with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
            record = json.loads(raw)
            edits = tuple(map(_file_edit, record["edits"]))
            found.append(
                JournalLine(
                    id=str(record["id"]),
                    n=int(record["n"]),
                    when=str(record["when"]),
                    what=str(record["what"]),
                    edits=edits,
                    undoes=record.get("undoes"),
                    redoes=record.get("redoes"),
                )
            )
    return found


def _file_edit(record: dict[str, Any]) -> FileEdit:
    edit = Edit(
        item=str(record["item"]),
        before=_from_json(record.get("before")),
        after=_from_json(record.get("after")),
        follows=record.get("follows"),
    )
    if not edit.makes_sense() or not is_name(record["file"]):
        raise ValueError("not an edit this program makes")
    return FileEdit(record["file"], edit)


def _to_json(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {key: _to_json(held) for key, held in value.items()}
        return {"$table": inner} if any(key.startswith("$") for key in value) else inner
    if isinstance(value, list):
        return [_to_json(held) for held in value]
    if isinstance(value, (date, datetime, time)) or (isinstance(value, float) and not math.isfinite(value)):
        return {"$toml": str(value)}
    return value


def _from_json(value: Any) -> Any:
    if isinstance(value, list):
        return [_from_json(held) for held in value]
    if not isinstance(value, dict):
        return value
    if "$toml" in value:
        return loads(f"v = {value['$toml']}")["v"]
    return {key: _from_json(held) for key, held in value.get("$table", value).items()}
