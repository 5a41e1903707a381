"""TOML as coach's files mostly are, read some six times as fast as the standard library reads it.

Plain are: bare keys, text in double quotes without backslashes, decimal numbers, days, lists of these over any number
of lines, inline tables, and headers. Whatever else TOML allows, and whatever it forbids, is not plain and is left to
`tomllib`, whose words for a fault are the better ones; so this has to know only what is certainly right.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

_SPACE = r"[ \t]*+"
_ANY_SPACE = r"[ \t\n]*+"
_REMARK = r"(?:#[^\x00-\x08\x0a-\x1f\x7f]*+)?"
_NAME = r"[A-Za-z0-9_-]++"
_LETTERS = r'[^"\\\x00-\x08\x0a-\x1f\x7f]*+'
_MANY_LINES = r'(?:[^"\\\x00-\x08\x0b-\x1f\x7f]|"(?!""))*'
_SCALAR = r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,40})?|true|false)(?![\w.:+-])"
_COMMAS = rf",{_ANY_SPACE}"
_ONE_TEXT = rf'"{_LETTERS}"{_ANY_SPACE}'
_TEXTS = rf"\[{_ANY_SPACE}(?:{_ONE_TEXT}(?:{_COMMAS}{_ONE_TEXT})*(?:{_COMMAS})?)?\]"
_SCALARS = rf"\[{_ANY_SPACE}{_SCALAR}{_ANY_SPACE}(?:{_COMMAS}{_SCALAR}{_ANY_SPACE})*(?:{_COMMAS})?\]"
# The groups of a value: text, a list of texts, text over many lines, a scalar, a list of scalars, what opens a table.
_VALUE = (
    rf'(?:"({_LETTERS})"(?!")|({_TEXTS})|"""\n?+({_MANY_LINES})"""(?!")|({_SCALAR})|({_SCALARS})'
    rf"|(\{{)|\[{_ANY_SPACE}(?=\{{))"
)
_BLANK = re.compile(rf"(?:{_SPACE}{_REMARK}\n)*{_SPACE}{_REMARK}")
_END = re.compile(rf"{_SPACE}{_REMARK}(?:\n|\Z)")
_HEADER = re.compile(rf"(\[\[?)({_NAME}(?:\.{_NAME})*)(\]\]?)")
_PAIR = re.compile(rf"{_SPACE}({_NAME}){_SPACE}={_SPACE}{_VALUE}")
_TEXT = re.compile(rf'"({_LETTERS})"')
_ONE_SCALAR = re.compile(_SCALAR)
_NEXT_TABLE = re.compile(rf"{_ANY_SPACE}(?:,{_ANY_SPACE}(?=\{{)|(?:,{_ANY_SPACE})?(\]))")


class _NotPlain(Exception):
    """Left to the standard library."""


def read_plain(text: str) -> dict[str, Any] | None:
    """What a plain TOML text says, exactly as `tomllib.loads` gives it; None where it is not plain or not valid."""
    try:
        return _document(text)
    except (_NotPlain, ValueError, RecursionError):  # a ValueError for a day there is not
        return None


def _document(text: str) -> dict[str, Any]:
    document: dict[str, Any] = {}
    table = document
    of_headers = {id(document)}  # tables and lists that headers made; to all others nothing may be added
    at, end = 0, len(text)
    while True:
        blank = _BLANK.match(text, at)
        at = blank.end() if blank else at
        if at == end:
            return document
        if text[at] == "[":
            header = _HEADER.match(text, at)
            if header is None or len(header[1]) != len(header[3]):
                raise _NotPlain
            at = header.end()
            table = _opened(document, header[2].split("."), len(header[1]) == 2, of_headers)
        else:
            at = _pair(text, at, table)
        closed = _END.match(text, at)
        if closed is None:
            raise _NotPlain
        at = closed.end()


def _opened(document: dict[str, Any], path: list[str], listed: bool, of_headers: set[int]) -> dict[str, Any]:
    """The new table a header opens."""
    table = document
    for part in path[:-1]:
        inner = table.get(part)
        if inner is None:
            inner = table[part] = {}
            of_headers.add(id(inner))
        if id(inner) not in of_headers:
            raise _NotPlain
        table = inner[-1] if isinstance(inner, list) else inner
    new: dict[str, Any] = {}
    of_headers.add(id(new))
    name = path[-1]
    if not listed:
        if name in table:
            raise _NotPlain
        table[name] = new
        return new
    if name not in table:
        table[name] = []
        of_headers.add(id(table[name]))
    if id(table[name]) not in of_headers or isinstance(table[name], dict):
        raise _NotPlain
    table[name].append(new)
    return new


def _pair(text: str, at: int, table: dict[str, Any]) -> int:
    """Take `key = value` at a place into a table; gives the place behind it."""
    found = _PAIR.match(text, at)
    if found is None:
        raise _NotPlain
    name, words, texts, lines, scalar, scalars, opens = found.groups()
    if name in table:
        raise _NotPlain
    at = found.end()
    if words is not None:
        table[name] = words
    elif texts is not None:
        table[name] = _TEXT.findall(texts)
    elif scalar is not None:
        table[name] = _scalar(scalar)
    elif opens is not None:
        table[name], at = _inline(text, at)
    elif lines is not None:
        table[name] = lines
    elif scalars is not None:
        table[name] = [_scalar(one) for one in _ONE_SCALAR.findall(scalars)]
    else:
        table[name], at = _tables(text, at)
    return at


def _inline(text: str, at: int) -> tuple[dict[str, Any], int]:
    """The inline table whose brace ends at a place, and the place behind it."""
    table: dict[str, Any] = {}
    while True:
        at = _pair(text, at, table)
        while text[at : at + 1] in (" ", "\t"):
            at += 1
        after = text[at : at + 1]
        at += 1
        if after == "}":
            return table, at
        if after != ",":
            raise _NotPlain


def _tables(text: str, at: int) -> tuple[list[dict[str, Any]], int]:
    """The list of inline tables whose first brace is at a place, and the place behind it."""
    tables = []
    while True:
        table, at = _inline(text, at + 1)
        tables.append(table)
        following = _NEXT_TABLE.match(text, at)
        if following is None:
            raise _NotPlain
        at = following.end()
        if following[1]:
            return tables, at


def _scalar(words: str) -> bool | int | float | date:
    if words in ("true", "false"):
        return words == "true"
    if "-" in words[1:]:
        return date.fromisoformat(words)
    return float(words) if "." in words else int(words)
