"""TOML read with a cap and with places: every complaint can name its file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.base.failures import Failure
from coach.base.packed import read_shipped
from coach.base.plaintoml import read_plain

CAP = 16 * 1024 * 1024  # bytes; ten years of one kind stay far below
_PART = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_DOTTED = rf"({_PART}(?:\s*\.\s*{_PART})*)"
_HEADER = re.compile(rf"^\s*(\[\[?)\s*{_DOTTED}\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"^\s*{_DOTTED}\s*=")
_LINE = re.compile(r"at line (\d+)")
_DIGITS = re.compile(r"\d[\d_]{4000,}")
_BRACKET = re.compile(r"""[\[{\]}\n]|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*""")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed file: its `data`, and its `text` to find places in."""

    name: str
    data: dict[str, Any]
    text: str

    def place(self, *path: str | int) -> str:
        """`name:line` of the key at `path` (tables by name, list items by number from 0), or of its table."""
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
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line_text = found.group(1) if found else str(text.rstrip("\n").count("\n") + 1)
        why = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise Failure("unreadable", place=f"{name}:{line_text}", why=f"not valid TOML: {why}.") from None
    except RecursionError:
        raise Failure("unreadable", place=f"{name}:{deepest_line(text)}", why="brackets nested too deep.") from None
    except ValueError:
        # tomllib lets plain ValueErrors through: from int() on over 4,300 digits
        raise Failure(
            "unreadable", place=f"{name}:{longest_number_line(text)}", why="a number of too many digits."
        ) from None
    return TomlFile(name, data, text)


def loads(text: str) -> dict[str, Any]:
    """What a TOML text says, as `tomllib.loads` gives it, and with its exceptions."""
    plain = read_plain(text)
    return tomllib.loads(text) if plain is None else plain


def find_line(text: str, path: Sequence[str | int]) -> int | None:
    """The 1-based line on which the key or table at `path` starts; of an array of tables the first.

    The nearest enclosing table's line if the key has none of its own (it is missing, or inside an inline table);
    None if nothing of the path is found.
    """
    want = tuple(path)
    best: tuple[int, int] | None = None  # (length of the matched prefix, line)
    table: tuple[str | int, ...] = ()
    seen: dict[tuple[str | int, ...], int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER.match(line)
        if header:
            table = _enter(_parts(header.group(2)), header.group(1) == "[[", seen)
            here = table
        else:
            key = _KEY.match(line)
            if not key:
                continue
            here = table + tuple(_parts(key.group(1)))
        if here[: len(want)] == want:
            return number
        if here == want[: len(here)] and (best is None or len(here) > best[0]):
            best = (len(here), number)
    return best[1] if best else None


def longest_number_line(text: str) -> int:
    """The 1-based line of the first number with more digits than are read; 1 where there is none."""
    digits = _DIGITS.search(text)
    return text.count("\n", 0, digits.start()) + 1 if digits else 1


def deepest_line(text: str) -> int:
    """The 1-based line of the bracket, or else of the key, that is nested deepest; 1 where nothing is nested."""
    depth = deepest = 0
    line = found = 1
    for token in _BRACKET.finditer(text):
        match token[0]:
            case "\n":
                line += 1
            case "[" | "{":
                depth += 1
                if depth > deepest:
                    deepest, found = depth, line
            case "]" | "}":
                depth = max(0, depth - 1)
    for number, told in enumerate(text.split("\n"), 1):
        named = _HEADER.match(told) or _KEY.match(told)
        dots = len(_parts(named[named.lastindex or 1])) if named else 0
        if dots > deepest:
            deepest, found = dots, number
    return found


def _parts(dotted: str) -> list[str]:
    return [_unquoted(part) for part in re.findall(_PART, dotted)]


def _unquoted(part: str) -> str:
    if "\\" in part:
        try:
            return next(iter(tomllib.loads(f"{part} = 1")))
        except tomllib.TOMLDecodeError:
            return part  # a line of a multi-line string that only looks like a key
    return part.strip("\"'")


def _enter(parts: list[str], array: bool, seen: dict[tuple[str | int, ...], int]) -> tuple[str | int, ...]:
    """The path of a table header, with the number of the array item it belongs to at each level."""
    path: tuple[str | int, ...] = ()
    for part in parts[:-1]:
        path += (part,)
        if path in seen:
            path += (seen[path],)
    path += (parts[-1],)
    if array:
        seen[path] = seen.get(path, -1) + 1
        path += (seen[path],)
    elif path in seen:
        path += (seen[path],)
    return path
