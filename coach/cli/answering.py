"""How every command answers: data on stdout, messages on stderr, one exit status for each kind of failure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from coach.cli.opening import write_out
from coach.session import Failure, one_line, safe, usage

if TYPE_CHECKING:
    from coach.cli.opening import Told

MOST_LINES = 500  # lines read from a pipe; a week has some ten
MOST_BYTES = 1_000_000


def answer(told: Told, command: Callable[[Told, Any], int], options: object) -> int:
    """Run a command; what it raises as Failure becomes words (or JSON) and that failure's exit status."""
    try:
        return command(told, options)
    except Failure as failure:
        return fail(failure, as_json=told.json)


def fail(failure: Failure, *, as_json: bool) -> int:
    """Tell a failure: as JSON on stdout where that was asked for, else in words on stderr. Gives its exit status."""
    if as_json:
        put_json(failure.as_json())
    else:
        note(failure.as_text())
    return failure.status


def put(text: str) -> None:
    """Write text to stdout, with one newline at its end and nothing in it that a terminal would obey."""
    write_out(safe(text).rstrip("\n") + "\n")


def put_json(data: Mapping[str, object]) -> None:
    """Write JSON to stdout. Only ASCII, so that no terminal encoding can lose a letter and no escape gets through."""
    import json

    write_out(json.dumps(data, indent=2) + "\n")


def note(message: str) -> None:
    """Write a message to stderr, with nothing in it that a terminal would obey: it may quote what was typed."""
    with suppress(OSError):  # where even that cannot be written nobody is there to be told
        print(safe(message), file=sys.stderr)


def notes(messages: Iterable[str]) -> None:
    """Write messages to stderr, one a line."""
    for message in messages:
        note(message)


def lines_from_stdin() -> list[str]:
    """The lines of stdin made safe, empty ones left out. Raises Failure `usage` where there is too much."""
    lines = [one_line(line) for line in _stdin().splitlines()]
    kept = [line for line in lines if line]
    if len(kept) > MOST_LINES:
        raise usage(f"Those are {len(kept)} lines.", f"Give at most {MOST_LINES} at a time.")
    return kept


def text_from(word: str | None) -> str | None:
    """A text told on the command line; `-` stands for all of stdin, as one line."""
    if word is None:
        return None
    return one_line(_stdin() if word == "-" else word)


def _stdin() -> str:
    raw = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise usage("That is more than a megabyte of text.", "Give a line or two.")
    return raw.decode("utf-8", errors="replace")
