"""A TOML file as a row of blocks, so that a save rewrites only the blocks that changed.

A block is one `[table]`, or one `[[table]]` of a list, with its sub-tables and the comment lines right above it; what
stands before the first is the top block. Two things follow:

- comments, order and spelling in everything that did not change stay as the worker wrote them;
- checking a new text costs the parsing of its new blocks only, whatever the size of the file.

The parsing is exact: if every block parses alone, no cut lies inside a string or an array (the block before it would
be unfinished), so together they say what the whole file says. Where one does not, or a name comes up twice, the file
is read as one piece.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from coach.base.toml import loads
from coach.storage.texts.items import Document, same, with_ids

_HEADER = re.compile(r"""[ \t]*(\[\[?)[ \t]*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)[ \t]*([.\]])""")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a file: its text, and what it says. `key` is its table's name (None: the top block)."""

    text: str
    key: str | None
    listed: bool
    value: Any


Known = dict[str, Block]


def parse(text: str, known: Known) -> list[Block] | None:
    """The blocks of a file, in order; None where it cannot be read block by block (see above).

    `known` are blocks parsed before, by text: they are not parsed again.
    """
    blocks: list[Block] = []
    listed: dict[str, bool] = {}
    for piece, is_list in _pieces(text):
        block = known.get(piece) or _parsed(piece, is_list)
        if block is None:
            return None
        blocks.append(block)
        if block.key is None:
            listed.update(dict.fromkeys(block.value, False))
        elif block.key in listed and not (listed[block.key] and block.listed):
            return None
        else:
            listed[block.key] = block.listed
    return blocks


def document_of(blocks: list[Block]) -> Document:
    """What the blocks say together. Shares values with them."""
    document: Document = {}
    for block in blocks:
        if block.key is None:
            document.update(block.value)
        elif block.listed:
            document.setdefault(block.key, []).append(block.value)
        else:
            document[block.key] = block.value
    return document


def written(document: Document, old: list[Block]) -> str:
    """The text of a document: blocks of `old` as they stand where they still say the same, the others written anew.

    The caller must parse it and compare before using it.
    """
    top = next((block for block in old if block.key is None), Block("", None, False, {}))
    plain = {key: value for key, value in document.items() if not _has_block(value)}
    stays = same(top.value, {key: document.get(key) for key in top.value})
    if stays and plain.keys() <= top.value.keys():
        texts, done = [top.text], set(top.value)
    else:
        texts, done = [_line_by_line(top, plain) or _remarks(top.text) + _plain(plain)], set(plain)
    for key, value in document.items():
        if key in done:
            continue
        was = [block for block in old if block.key == key]
        if isinstance(value, dict):
            texts.append(_kept_or_new(was[0] if was and not was[0].listed else None, key, value, False))
        else:
            by_id = _by_id(key, [block for block in was if block.listed])
            texts += [_kept_or_new(by_id.get(table.get("id")), key, table, True) for table in value]
    return _joined(texts)


def _pieces(text: str) -> list[tuple[str, bool | None]]:
    """The text cut before every header that starts a block, with whether that is a table of a list (None: the top).

    Blank lines around a piece are taken off: they say nothing.
    """
    lines = text.split("\n")
    cuts: list[tuple[int, bool | None]] = [(0, None)]
    current = None
    for number, line in enumerate(lines):
        header = _HEADER.match(line) if "[" in line else None
        if header is None:
            continue
        brackets, key, after = header.groups()
        starts_item = brackets == "[[" and after == "]"
        if key == current and not starts_item:
            continue
        current = key
        first = number
        while first > cuts[-1][0] and lines[first - 1].startswith("#"):
            first -= 1
        cuts.append((first, starts_item))
    ends = [cut for cut, _ in cuts[1:]] + [len(lines)]
    pieces = [("\n".join(lines[start:end]).strip("\n"), kind) for (start, kind), end in zip(cuts, ends, strict=True)]
    return pieces if pieces[0][0] else pieces[1:]


def _parsed(piece: str, listed: bool | None) -> Block | None:
    try:
        data = loads(piece)
        if listed is None:
            return Block(piece, None, False, data)
        ((key, value),) = data.items()
    except (ValueError, RecursionError):
        return None
    return Block(piece, key, listed, value[0] if listed else value)


def _has_block(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(table, dict) for table in value)
    return isinstance(value, dict)


def _by_id(key: str, was: list[Block]) -> dict[Any, Block]:
    """Blocks of a list by the id of their table, or by the one it is given where a hand left it out."""
    tables = with_ids({key: [block.value for block in was]})[key]
    return {table.get("id"): block for table, block in zip(tables, was, strict=True)}


def _kept_or_new(old: Block | None, key: str, value: Document, listed: bool) -> str:
    if old is None:
        return _table(key, value, listed)
    if same(old.value, value):
        return old.text
    return _line_by_line(old, value) or _remarks(old.text) + _table(key, value, listed)


def _line_by_line(old: Block, value: Document) -> str | None:
    """The text of a block with only the lines of changed keys written anew, and their remarks kept. None where that
    cannot be done: changed values over several lines, or in tables within the table."""
    lines = old.text.split("\n")
    headers = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    end = headers[1] if len(headers) > 1 else len(lines)
    kept, seen = [], set()
    for number, line in enumerate(lines[:end]):
        if number in headers[:1] or not line.strip() or line.lstrip().startswith("#"):
            kept.append(line)
            continue
        key, told = _one_key(line)
        if key is None or not same(old.value.get(key), told):
            return None
        seen.add(key)
        if same(told, value.get(key)):
            kept.append(line)
        elif key in value:
            kept.append(_plain({key: value[key]}).rstrip("\n") + _remark(line))
    below = {key: inner for key, inner in old.value.items() if key not in seen}
    fresh = {key: inner for key, inner in value.items() if key not in seen and key not in below}
    changed = [inner for key, inner in value.items() if key in fresh or not same(old.value.get(key), inner)]
    if any(map(_has_block, changed)) or not same(below, {key: value.get(key) for key in below}):
        return None
    rest = ["", *lines[end:]] if end < len(lines) else []
    return "\n".join([*kept, *_plain(fresh).split("\n")[:-1], *rest])


def _one_key(line: str) -> tuple[str | None, Any]:
    try:
        data = loads(line)
    except (ValueError, RecursionError):
        return None, None
    return next(iter(data.items())) if len(data) == 1 else (None, None)


def _remark(line: str) -> str:
    """The remark at the end of a line that says one key."""
    for place, letter in enumerate(line):
        if letter == "#" and _one_key(line[:place])[0] is not None:
            return "  " + line[place:].rstrip()
    return ""


def _remarks(text: str) -> str:
    """The comment lines a block starts with."""
    return "".join(takewhile(lambda line: line.startswith("#"), text.splitlines(keepends=True)))


def _plain(values: Document) -> str:
    import tomli_w

    # multi-line strings would turn CRLF into LF
    return tomli_w.dumps(values, multiline_strings=False)


def _table(key: str, value: Document, listed: bool) -> str:
    text = _plain({key: value})
    if not listed:
        return text
    name = _plain({key: {}}).strip()
    body = text.removeprefix(name + "\n") if text.startswith(name + "\n") else "\n" + text
    return f"[{name}]\n{body}"


def _joined(texts: list[str]) -> str:
    """One blank line between blocks; inside them as they are."""
    pieces = [text.strip("\n") for text in texts if text.strip("\n")]
    return "\n\n".join(pieces) + "\n" if pieces else ""
