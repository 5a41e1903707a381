"""A model of a disk that loses power: what was not synced may be there, or not, in any order, in part.

`Recorder` notes every call that changes `folder`; `after_power_loss` rebuilds the folder as it may look if the power
went after so many of them. A file's content is sure up to its last fsync, a name up to the last fsync of its folder.
Unsynced content may be missing, cut short, there in full, or zeros of its length; unsynced names may each have made it
or not, whatever came before or after them.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Step = tuple[Any, ...]


class Recorder:
    """Notes what changes `folder`, in order. Inodes are told apart by the order in which they are made."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.steps: list[Step] = []
        self._fds: dict[int, str] = {}

    def mark(self, what: str) -> None:
        """Note a moment: from here on `what` has been acknowledged."""
        self.steps.append(("said", what))

    @property
    def still_open(self) -> list[str]:
        """The files that have been opened and not closed again."""
        return list(self._fds.values())

    @contextmanager
    def on(self) -> Iterator[Recorder]:
        names = ("open", "write", "pwrite", "fsync", "close", "replace", "link", "unlink", "ftruncate", "mkdir")
        real = {name: getattr(os, name) for name in names}

        def ours(path: Any) -> bool:
            return str(path).startswith(self.folder)

        def opened(path: Any, flags: int, *rest: Any) -> int:
            new = ours(path) and bool(flags & os.O_CREAT) and not os.path.exists(path)
            fd: int = real["open"](path, flags, *rest)
            if ours(path):
                self._fds[fd] = str(path)
                if new:
                    self.steps.append(("create", str(path)))
            return fd

        def wrapped(name: str, note: Callable[..., Step | None]) -> Callable[..., Any]:
            def call(*args: Any, **options: Any) -> Any:
                first = args[0]
                result = real[name](*args, **options)
                if (first in self._fds) if isinstance(first, int) else ours(first):
                    step = note(*args, result)
                    if step is not None:
                        self.steps.append(step)
                return result

            return call

        def after_write(fd: int, data: Any, size: int) -> Step:
            path = self._fds[fd]
            return ("content", path, _bytes(path))

        def closed(fd: int, _: None) -> None:
            del self._fds[fd]

        os.open = opened
        patches: dict[str, Callable[..., Step | None]] = {
            "write": after_write,
            "pwrite": lambda fd, data, at, size: after_write(fd, data, size),
            "ftruncate": lambda fd, size, _: ("content", self._fds[fd], _bytes(self._fds[fd])),
            "fsync": lambda fd, _: ("sync", self._fds[fd]),
            "replace": lambda source, target, _: ("rename", str(source), str(target)),
            "link": lambda source, target, _: ("link", str(source), str(target)),
            "unlink": lambda path, _: ("unlink", str(path)),
            "mkdir": lambda path, mode, _: ("mkdir", str(path)),
            "close": closed,
        }
        for name, note in patches.items():
            setattr(os, name, wrapped(name, note))
        try:
            yield self
        finally:
            for name, function in real.items():
                setattr(os, name, function)


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


class _Disk:
    def __init__(self, root: str) -> None:
        self.root = root
        self.sure: dict[int, bytes] = {}  # by inode
        self.wanted: dict[int, bytes] = {}
        self.names: dict[str, int | str] = {root: "folder"}  # as programs see them
        self.sure_names: dict[str, int | str] = {root: "folder"}
        self.pending: list[tuple[str, int | str | None]] = []  # names set or removed since their folder was synced
        self.count = 0

    def take(self, step: Step) -> None:
        kind, *args = step
        if kind == "create":
            self.count += 1
            self.sure[self.count] = self.wanted[self.count] = b""
            self._name(args[0], self.count)
        elif kind == "mkdir":
            self._name(args[0], "folder")
        elif kind == "content":
            self.wanted[int(self.names[args[0]])] = args[1]
        elif kind == "rename":
            self._name(args[1], self.names[args[0]])
            self._name(args[0], None)
        elif kind == "link":
            self._name(args[1], self.names[args[0]])
        elif kind == "unlink":
            self._name(args[0], None)
        elif kind == "sync":
            held = self.names[args[0]]
            if isinstance(held, int):
                self.sure[held] = self.wanted[held]
            else:
                mine = [change for change in self.pending if os.path.dirname(change[0]) == args[0]]
                self.pending = [change for change in self.pending if change not in mine]
                _settle(self.sure_names, mine)

    def _name(self, path: str, what: int | str | None) -> None:
        _settle(self.names, [(path, what)])
        self.pending.append((path, what))


def _settle(names: dict[str, int | str], changes: list[tuple[str, int | str | None]]) -> None:
    for path, what in changes:
        if what is None:
            names.pop(path, None)
        else:
            names[path] = what


def after_power_loss(recorder: Recorder, upto: int, target: Path, chance: random.Random) -> set[str]:
    """Build in `target` what may be left when the power goes after `upto` steps. Gives what had been acknowledged."""
    disk = _Disk(recorder.folder)
    said = set()
    for step in recorder.steps[:upto]:
        if step[0] == "said":
            said.add(step[1])
        else:
            disk.take(step)
    how = chance.random()
    names = dict(disk.sure_names)
    _settle(names, [change for change in disk.pending if chance.random() < how])
    for path, what in sorted(names.items()):
        place = target / os.path.relpath(path, recorder.folder)
        if what == "folder" and place.parent.is_dir():
            place.mkdir(mode=0o700, exist_ok=True)
        elif isinstance(what, int) and place.parent.is_dir():
            place.write_bytes(_left(disk.sure[what], disk.wanted[what], chance))
            place.chmod(0o600)
    return said


def _left(sure: bytes, wanted: bytes, chance: random.Random) -> bytes:
    """Content of which the part since the last fsync may be lost."""
    if sure == wanted:
        return sure
    grown = wanted[len(sure) :] if wanted.startswith(sure) else b""
    choices = [sure, wanted, wanted[: chance.randrange(len(wanted) + 1)], b"\0" * len(wanted)]
    if grown:  # an appended file keeps what was sure
        choices = [sure, wanted, sure + grown[: chance.randrange(len(grown))], sure + b"\0" * len(grown)]
    elif sure.startswith(wanted):  # and one cut off at its end keeps what is before the cut
        choices = [sure, wanted]
    return chance.choice(choices)
