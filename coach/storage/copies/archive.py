"""The whole career folder as one file: a zip of plain files with a list of what is in it, checked to the last byte.

The first entry, `coach-backup.json`, is `{"coach", "schema", "as_of", "files": {name: {"bytes", "sha256"}}}`. The same
folder always gives the same bytes. Reading trusts nothing: what is not in the list, leads out of the folder, is a link,
comes twice, or is larger than it says is refused, before a single byte of it is kept.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.base.failures import Failure
from coach.storage.around.inventory import KEPT, PENDING, TEMP, Held, linked, survey
from coach.storage.texts.migrations import SCHEMA

LIST = "coach-backup.json"
MOST_BYTES = 256 * 1024 * 1024  # of all files together; ten busy years with every backup stay below a tenth of it
MOST_FILES = 50_000
_WHEN = (1980, 1, 1, 0, 0, 0)  # the oldest a zip can say
_PART = re.compile(r"[^/\\\x00-\x1f\x7f:]{1,200}")
_LONGEST = 400  # letters of a name
_NEVER = frozenset({"lock", PENDING, LIST})


@dataclass(frozen=True, slots=True)
class Packed:
    """A folder as the bytes of one file; how many files are in it, and the names of what was left out."""

    raw: bytes
    files: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a file written by `pack` holds, verified: the bytes of each file by its name within the folder, and the
    moment of the newest change in it (None: there was none)."""

    files: dict[str, bytes]
    as_of: str | None


def pack(folder: Path, as_of: str | None, *, backups: bool = True) -> Packed:
    """The folder as it is now, in one file. Without `backups` those are left away, silently.

    A link is followed where coach itself would follow it, and becomes a plain file; other links, and folders coach did
    not make, are left out and named. Raises OSError where a file cannot be read, Failure `not-saved` where it is too
    much. The caller holds the lock.
    """
    import zipfile

    found, left_out = _to_take(folder, backups)
    contents: dict[str, bytes] = {}
    total = 0
    for name in found:
        with suppress(FileNotFoundError), open(folder / name, "rb") as held:  # a draft that has just gone
            contents[name] = held.read(MOST_BYTES + 1)
            total += len(contents[name])
        if total > MOST_BYTES or len(contents) > MOST_FILES:
            raise Failure("not-saved", why=f"the folder holds {_too_much()}.", folder=folder)
    listed = {name: {"bytes": len(raw), "sha256": _digest(raw)} for name, raw in contents.items()}
    head = {"coach": "backup", "schema": SCHEMA, "as_of": as_of, "files": listed}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        for name, raw in ((LIST, json.dumps(head, indent=1).encode()), *contents.items()):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # so that the rights below are read as such
            entry.external_attr = (stat.S_IFREG | 0o600) << 16
            file.writestr(entry, raw)
    return Packed(whole.getvalue(), len(contents), tuple(left_out))


def unpack(raw: bytes, name: str) -> Unpacked:
    """What is in a file written by `pack`, verified whole; `name` is what messages call it.

    Raises Failure `unreadable` or `newer`. Touches no disk.
    """
    import struct
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as file:
            return _verified(file, name)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        NotImplementedError,  # a way of packing that pack does not use
        ValueError,
        OSError,
        RuntimeError,  # a zip with a password of its own
    ) as error:
        why = f"it is damaged, or no copy of a career folder ({str(error) or type(error).__name__})."
        raise Failure("unreadable-copy", path=name, why=why) from None


def is_safe_name(name: object) -> bool:
    """Whether a file of this name can be put into a career folder without leading out of it or hiding in it."""
    if not isinstance(name, str) or len(name) > _LONGEST or name in _NEVER or TEMP.fullmatch(name):
        return False
    parts = name.split("/")
    return all(_PART.fullmatch(part) and not part.startswith(".") and _as_utf8(part) for part in parts)


def _verified(file: Any, name: str) -> Unpacked:
    entries = file.infolist()
    names = [entry.filename for entry in entries]
    if names[:1] != [LIST]:
        raise _refused(name, "it is no copy of a career folder: its list of files is missing.")
    if len(names) > MOST_FILES + 1 or sum(entry.file_size for entry in entries) > 2 * MOST_BYTES:
        raise _refused(name, f"it would unpack to {_too_much()}.")
    listed, as_of = _list(_content(file, entries[0], name), name)
    if len(set(names)) != len(names) or set(names[1:]) != listed.keys():
        raise _refused(name, "what is in it and its list of files differ.")
    files: dict[str, bytes] = {}
    for entry in entries[1:]:
        held, told = entry.filename, listed[entry.filename]
        if not is_safe_name(held) or not stat.S_ISREG(entry.external_attr >> 16):
            raise _refused(name, f"“{held[:80]}” is no plain file of a career folder.")
        content = _content(file, entry, name)
        if told != {"bytes": len(content), "sha256": _digest(content)}:
            raise _refused(name, f"{held} is not what the list of files says: the copy is damaged.")
        files[held] = content
    for held in files:
        if any(above in files for above in _above(held)):
            raise _refused(name, f"“{held[:80]}” lies within another file.")
    return Unpacked(files, as_of)


def _content(file: Any, entry: Any, name: str) -> bytes:
    """The bytes of one entry, never more than it says it has."""
    with file.open(entry) as held:
        content: bytes = held.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise _refused(name, f"{entry.filename[:80]} is not as large as it says.")
    return content


def _list(raw: bytes, name: str) -> tuple[dict[str, Any], str | None]:
    """The list of files, and the moment of the newest change."""
    try:
        head = json.loads(raw)
    except RecursionError:
        head = None
    if not isinstance(head, dict) or head.get("coach") != "backup" or not isinstance(head.get("files"), dict):
        raise _refused(name, "its list of files cannot be read.")
    schema, as_of = head.get("schema"), head.get("as_of")
    if type(schema) is not int or schema < 1 or not (as_of is None or isinstance(as_of, str)):
        raise _refused(name, "its list of files cannot be read.")
    if schema > SCHEMA:
        raise Failure("newer-copy", path=name)
    return head["files"], as_of


def _to_take(folder: Path, backups: bool) -> tuple[list[str], list[str]]:
    """The names to pack, sorted, and those of what is left out and worth a word."""
    take, leave = [], []
    waiting = survey(folder)
    while waiting:
        held = waiting.pop(0)
        if held.link is not None and held.what == "own folder":
            waiting += [each for each in linked(folder, held) if each.link is None]
        elif held.what in ("lock", "unfinished") or KEPT.fullmatch(held.name):
            continue
        elif held.what == "backups":
            take += [held.name] if backups else []
        elif _is_file(folder, held) and is_safe_name(held.name):
            take.append(held.name)
        else:
            leave.append(held.name)
    return sorted(take), leave


def _is_file(folder: Path, held: Held) -> bool:
    if held.link is None:
        return held.plain
    return bool(held.what) and os.path.isfile(folder / held.name)


def _above(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def _as_utf8(part: str) -> bool:
    try:
        return len(part.encode("utf-8")) <= 255
    except UnicodeEncodeError:
        return False


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _too_much() -> str:
    return f"over {MOST_FILES} files or {MOST_BYTES // 1024 // 1024} MB, more than a copy may hold"


def _refused(name: str, why: str) -> Failure:
    return Failure("unreadable-copy", path=name, why=why)
