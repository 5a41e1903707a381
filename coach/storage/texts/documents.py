"""The TOML files of one career folder, read once and remembered by their bytes."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from coach.base.failures import Failure
from coach.base.toml import CAP, TomlFile, parse_toml
from coach.storage.texts import blocks
from coach.storage.texts.items import Document, same, with_ids
from coach.storage.texts.migrations import upgraded

_NAME = re.compile(r"(?:[a-z_-]+/)?[a-z0-9_-]+\.toml")
DEEPEST = 40  # tables within tables; more would be a mistake or an attack, and Python's stack has an end

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as it stands: its bytes (None: there is none), what it says, and the blocks it is made of.

    `document` has this version's schema and an id in every table that needs one. Not to be changed.
    """

    raw: bytes | None
    file: TomlFile
    document: Document
    blocks: list[blocks.Block]


NOTHING_THERE = Loaded(None, TomlFile("", {}, ""), {}, [])


class Documents:
    """Reads the files of `folder` by name and remembers them, so that one that did not change is not parsed twice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loaded: dict[str, Loaded] = {}
        self._stamps: dict[str, Stamp | None] = {}

    def path(self, name: str) -> Path:
        """Where the file really is. A link is followed: replacing the link itself would cut it."""
        if not is_name(name):
            raise ValueError(f"{name} is not the name of a file in a career folder")
        return Path(os.path.realpath(self.folder / name))

    def load(self, name: str) -> Loaded:
        """The file as it is now. Raises Failure `unreadable` or `newer`, naming file and line."""
        stamp = stamp_of(self.path(name))
        raw = _bytes_of(self.path(name), name)
        known = self._loaded.get(name)
        loaded = known if known is not None and known.raw == raw else self._parse(name, raw, known)
        self.remember(name, loaded, stamp if raw is not None else None)
        return loaded

    def remember(self, name: str, loaded: Loaded, stamp: Stamp | None) -> None:
        """Take `loaded` as what the file says, while its stamp is `stamp`."""
        self._loaded[name] = loaded
        self._stamps[name] = stamp

    def changed(self) -> bool:
        """Whether a file that was read or saved here has been changed by somebody else since. Opens none."""
        return any(stamp_of(self.path(name)) != stamp for name, stamp in self._stamps.items())

    def _parse(self, name: str, raw: bytes | None, before: Loaded | None) -> Loaded:
        if raw is None:
            return NOTHING_THERE
        pieces = _pieces_of(raw, {block.text: block for block in before.blocks} if before else {})
        if pieces is None:
            file, pieces = parse_toml(raw, name), []
        else:
            text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
            file = TomlFile(name, blocks.document_of(pieces), text)
        if _depth_over(file.data, DEEPEST):
            from coach.base.tomlplaces import deepest_line

            place = f"{name}:{deepest_line(file.text)}"
            raise Failure("unreadable", place=place, why=f"tables or lists nested more than {DEEPEST} deep.")
        return Loaded(raw, file, with_ids(upgraded(file)), pieces)

    def prepared(self, name: str, document: Document, now: Loaded) -> Loaded:
        """`document` as the bytes that would stand in the file, parsed back and compared.

        Keeps every block of `now` that says the same. Raises Failure `not-saved` where the bytes would not say
        exactly what the document says. An empty document has no file.
        """
        if not document:
            return NOTHING_THERE
        known = {block.text: block for block in now.blocks}
        for old in (now.blocks, []):
            try:
                text = blocks.written(document, old)
                pieces = blocks.parse(text, known)
                raw = text.encode("utf-8")
            except (TypeError, ValueError, RecursionError):
                continue
            if pieces is not None and len(raw) <= CAP and same(blocks.document_of(pieces), document):
                return Loaded(raw, TomlFile(name, document, text), document, pieces)
        raise Failure("not-saved", why=f"{name} cannot hold it: too long, or no text or number.", folder=self.folder)


def is_name(name: object) -> bool:
    """Whether `name` can be the name of a document: `plan.toml`, `ledger/2026.toml`. Nothing that leads elsewhere."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def stamp_of(path: Path) -> Stamp | None:
    """What changes when a file is changed: its inode, its time and its size. None where there is none to see."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _bytes_of(path: Path, name: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read(CAP + 1)
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        raise Failure("unreadable", place=name, why="a folder, and no file.") from None
    except OSError as error:
        raise Failure("unreadable", place=name, why=f"{error.strerror or error}.") from None


def _pieces_of(raw: bytes, known: blocks.Known) -> list[blocks.Block] | None:
    if len(raw) > CAP:
        return None
    try:
        return blocks.parse(raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8"), known)
    except UnicodeDecodeError:
        return None


def _depth_over(value: object, limit: int) -> bool:
    if isinstance(value, dict):
        return limit == 0 or any(_depth_over(inner, limit - 1) for inner in value.values())
    if isinstance(value, list):
        return limit == 0 or any(_depth_over(inner, limit - 1) for inner in value)
    return False
