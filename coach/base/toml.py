"""TOML read with a cap and with places: every complaint can name its file and line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.base.failures import Failure
from coach.base.packed import read_shipped
from coach.base.plaintoml import read_plain

CAP = 16 * 1024 * 1024  # bytes; ten years of one kind stay far below


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed file: its `data`, and its `text` to find places in."""

    name: str
    data: dict[str, Any]
    text: str

    def place(self, *path: str | int) -> str:
        """`name:line` of the key at `path` (tables by name, list items by number from 0), or of its table."""
        from coach.base.tomlplaces import find_line

        line = find_line(self.text, path)
        return f"{self.name}:{line}" if line else self.name

    def places(self, table: str, many: int) -> list[str]:
        """The places of the `many` tables of a list at the top, found in one go."""
        found, line, before = [], 1, 0
        for header in re.finditer(rf"\[\[[ \t]*{re.escape(table)}[ \t]*\]\]", self.text):
            here = header.start()
            line += self.text.count("\n", before, here)
            before = here
            if not self.text[self.text.rfind("\n", 0, here) + 1 : here].strip():
                found.append(f"{self.name}:{line}")
        return found if len(found) == many else [self.place(table, number) for number in range(many)]


def read_toml(path: Path, *, name: str | None = None) -> TomlFile:
    """Read one TOML file.

    `name` is what messages call it (the path itself if not given). Raises Failure `missing-file` or `unreadable`
    (with the line where one is known) for: no file, no permission, a directory, over `CAP` bytes, not UTF-8,
    a syntax error, nesting too deep, numbers too long. A byte order mark is taken off.
    """
    called = name or str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(CAP + 1)
    except FileNotFoundError:
        raise Failure("missing-file", path=called) from None
    except IsADirectoryError:
        raise Failure("unreadable", place=called, why="a folder, and no file.") from None
    except OSError as error:
        raise Failure("unreadable", place=called, why=f"{error.strerror or error}.") from None
    return parse_toml(raw, called)


def read_shipped_toml(path: Path, *, name: str | None = None) -> TomlFile:
    """Read one TOML file of what ships, plain or packed; otherwise as `read_toml`."""
    called = name or str(path)
    try:
        raw = read_shipped(path)
    except FileNotFoundError:
        raise Failure("missing-file", path=called) from None
    except OSError as error:
        raise Failure("unreadable", place=called, why=f"{error.strerror or error}.") from None
    return parse_toml(raw, called)


def parse_toml(raw: bytes, name: str) -> TomlFile:
    """Parse bytes as TOML under the rules of `read_toml`; `name` is what messages call them."""
    if len(raw) > CAP:
        line = raw.count(b"\n", 0, CAP) + 1
        why = f"over {CAP // 1024 // 1024} MB by this line, more than coach reads."
        raise Failure("unreadable", place=f"{name}:{line}", why=why)
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Failure("unreadable", place=f"{name}:{line}", why="not UTF-8 text.") from None
    try:
        data = loads(text)
    except (ValueError, RecursionError) as error:
        raise _wrong(error, text, name) from None
    return TomlFile(name, data, text)


def _wrong(error: Exception, text: str, name: str) -> Failure:
    import tomllib

    from coach.base.tomlplaces import deepest_line, longest_number_line

    if isinstance(error, tomllib.TOMLDecodeError):
        found = re.search(r"at line (\d+)", str(error))
        line = found[1] if found else str(text.rstrip("\n").count("\n") + 1)
        why = re.sub(r"\s*\(at .*\)$", "", str(error))
        return Failure("unreadable", place=f"{name}:{line}", why=f"not valid TOML: {why}.")
    if isinstance(error, RecursionError):
        return Failure("unreadable", place=f"{name}:{deepest_line(text)}", why="brackets nested too deep.")
    # tomllib lets plain ValueErrors through: from int() on over 4,300 digits
    return Failure("unreadable", place=f"{name}:{longest_number_line(text)}", why="a number of too many digits.")


def loads(text: str) -> dict[str, Any]:
    """What a TOML text says, as `tomllib.loads` gives it, and with its exceptions."""
    plain = read_plain(text)
    if plain is not None:
        return plain
    import tomllib

    return tomllib.loads(text)
