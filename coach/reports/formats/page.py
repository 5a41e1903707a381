"""What a report is made of, before it is Markdown or HTML: a page of blocks, all of them plain words.

Both writers escape every word, so that nothing in here is ever markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Look = Literal["run", "speed", "rest", "plain"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar as a picture: `parts` are shares (0–1) of its full width with the look of each, `words` say the same.
    `label` stands over it, and `text` draws it where there are only letters (empty: not at all)."""

    parts: tuple[tuple[Look, float], ...]
    words: str
    label: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The plan's weeks as a picture: `spans` are (name, from, to) and `marks` (at, done), all 0–1 of its length;
    `ends` are the words under its two ends, `words` say all of it."""

    spans: tuple[tuple[str, float, float], ...]
    marks: tuple[tuple[float, bool], ...]
    ends: tuple[str, str]
    words: str


@dataclass(frozen=True, slots=True)
class Legend:
    """What the three looks of a bar stand for."""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; `quiet` for what stands back, `lead` for the first words of a page."""

    text: str
    look: Literal["plain", "quiet", "lead"] = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered where the order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words to send or say as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Words to copy as they stand, line by line."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled paragraphs."""

    pairs: tuple[tuple[str, str], ...]


Cell = str | Bar


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading; columns in `right` hold figures. `caption` says what it shows."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """A dated step: its day and length, what to do, and when it counts as done."""

    when: str
    text: str
    done_when: str = ""
    state: Literal["open", "done", "set aside"] = "open"


@dataclass(frozen=True, slots=True)
class Steps:
    """Dated steps, in order."""

    items: tuple[Step, ...]


Block = Para | Bullets | Quote | Code | Facts | Table | Steps | Timeline | Legend


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of a page. `over` is the small line above its heading; `fresh`: on a new sheet when printed."""

    title: str
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...] = ()
    over: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report. `marked` is the line that says for whom it is; `foot` closes it. `dense`: set for one sheet."""

    title: str
    lead: str
    parts: tuple[Part, ...]
    marked: str = ""
    foot: tuple[str, ...] = ()
    dense: bool = False


def part(title: str, *blocks: Block | None, parts: tuple[Part, ...] = (), over: str = "", fresh: bool = False) -> Part:
    """A part of those blocks that hold anything."""
    return Part(title, tuple(one for one in blocks if one is not None and _holds(one)), parts, over, fresh)


def kept(*parts: Part | None) -> tuple[Part, ...]:
    """Those parts that hold anything: a heading with nothing under it is never written."""
    return tuple(one for one in parts if one is not None and (one.blocks or one.parts))


def _holds(block: Block) -> bool:
    match block:
        case Para(text=text) | Quote(text=text) | Code(text=text):
            return bool(text)
        case Bullets(items=items):
            return bool(items)
        case Steps(items=steps):
            return bool(steps)
        case Facts(pairs=pairs):
            return any(text for _, text in pairs)
        case Table(rows=rows):
            return bool(rows)
        case _:
            return True
