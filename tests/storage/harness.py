"""What the storage tests share: a small folder, changes to it, and disks that fail."""

from __future__ import annotations

import builtins
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coach.storage.folder import CareerFolder, Saved
from coach.storage.texts.items import copied

WHEN = "2026-11-21T10:00:00"
PROFILE, LEDGER = "profile.toml", "ledger/2026.toml"

PROFILE_DOCUMENT: dict[str, Any] = {
    "schema": 1,
    "worker": {"title": "Nurse"},
    "tasks": [
        {"id": "see-patients", "text": "see patients", "hours": 20.0},
        {"id": "write-notes", "text": "write notes", "hours": 10.0},
    ],
}


def entry(number: int | str) -> dict[str, Any]:
    """A ledger entry that can be told from others."""
    return {"id": f"e{number}", "text": f"result {number}", "date": "2026-11-21"}


def change(folder: CareerFolder, name: str, alter: Callable[[dict[str, Any]], None], what: str = "a change") -> Saved:
    """Read a document, alter it, save it: what every use case does."""
    file = folder.read(name)
    base = file.data if file else None
    document = copied(base) if base else {}
    alter(document)
    return folder.save(what, {name: document}, base={name: base}, when=WHEN)


def add_entry(folder: CareerFolder, number: int | str) -> Saved:
    """Add an entry to this year's ledger."""
    return change(folder, LEDGER, lambda document: document.setdefault("entries", []).append(entry(number)))


def entries(folder: CareerFolder) -> set[str]:
    """The ids in this year's ledger."""
    file = folder.read(LEDGER)
    return {each["id"] for each in file.data.get("entries", [])} if file else set()


def set_title(title: str) -> Callable[[dict[str, Any]], None]:
    """An alteration: the worker's title."""

    def alter(document: dict[str, Any]) -> None:
        document.setdefault("worker", {})["title"] = title

    return alter


def started(path: Path) -> CareerFolder:
    """A folder with a profile and one entry, saved."""
    folder = CareerFolder.open(path)
    folder.save("start", {PROFILE: PROFILE_DOCUMENT}, base={}, when=WHEN)
    add_entry(folder, 0)
    return folder


def snapshot(path: Path) -> dict[str, bytes]:
    """The bytes of every document in a folder."""
    return {
        str(file.relative_to(path)): file.read_bytes()
        for file in sorted(path.rglob("*.toml"))
        if "backups" not in file.parts
    }


def temps(path: Path) -> list[str]:
    """Temp files left anywhere in a folder."""
    return [file.name for file in path.rglob(".coach-*")]


CALLS = ("open", "write", "pwrite", "fsync", "close", "replace", "link", "unlink", "ftruncate", "mkdir", "scandir")
ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EINTR": errno.EINTR, "EACCES": errno.EACCES}


class Faults:
    """Makes the `at`-th call that has to do with `folder` fail: with an error, a short write, or the process' end.

    `stays`: every call from there on fails (a disk that is full or gone stays so).
    """

    def __init__(self, folder: Path, kind: str, at: int, *, stays: bool = False) -> None:
        self.folder, self.kind, self.at, self.stays = str(folder), kind, at, stays
        self.count = 0
        self.hit: str | None = None

    @contextmanager
    def on(self) -> Iterator[Faults]:
        real = {name: getattr(os, name) for name in CALLS}
        real_open = builtins.open
        ours: set[int] = set()

        def wrapped(name: str) -> Callable[..., Any]:
            def call(*args: Any, **options: Any) -> Any:
                first = args[0]
                concerns = first in ours if isinstance(first, int) else str(first).startswith(self.folder)
                if name == "close":  # a close that fails has closed all the same
                    ours.discard(first)
                    real[name](first)
                    if concerns:
                        self._step(name)
                    return None
                if concerns:
                    short = self._step(name)
                    if short and name in ("write", "pwrite"):
                        return real[name](first, bytes(args[1])[: max(1, len(args[1]) // 2)], *args[2:])
                result = real[name](*args, **options)
                if name == "open" and concerns:
                    ours.add(result)
                return result

            return call

        def opened(file: Any, *args: Any, **options: Any) -> Any:
            if not isinstance(file, int) and str(file).startswith(self.folder):
                self._step("read")
            return real_open(file, *args, **options)

        for name in CALLS:
            setattr(os, name, wrapped(name))
        builtins.open = opened
        try:
            yield self
        finally:
            for name, function in real.items():
                setattr(os, name, function)
            builtins.open = real_open

    def _step(self, name: str) -> bool:
        """Count a call, and fail if it is its turn; True for a short write."""
        self.count += 1
        if self.count < self.at or (self.count > self.at and not self.stays):
            return False
        self.hit = self.hit or name
        if self.kind == "KILL":
            os._exit(9)
        if self.kind == "short":
            return True
        number = ERRORS[self.kind]
        raise OSError(number, os.strerror(number))
