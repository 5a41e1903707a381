"""Places in a TOML text, for whoever has to be told where something is: loaded when there is something to tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

_PART = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_DOTTED = rf"({_PART}(?:\s*\.\s*{_PART})*)"
_HEADER = re.compile(rf"^\s*(\[\[?)\s*{_DOTTED}\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"^\s*{_DOTTED}\s*=")
_DIGITS = re.compile(r"\d[\d_]{4000,}")
_BRACKET = re.compile(r"""[\[{\]}\n]|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*""")


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
