"""A chart over time of our own: a line with its range as a shade, in braille dots or in plain letters.

The range is drawn with every fourth dot, the line with every dot, so that they are told apart without colour. Between
two measurements the last one holds: nothing is drawn that was not measured.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from coach.tui.words import UNKNOWN, month

# bits of the eight dots of a braille cell, by column and row from the top
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_BRAILLE = 0x2800
_AXIS = 4  # cells of the scale at the left
_LEVELS = "▁▂▄▆█"


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at a day: 0–1, with its range; None where it was unknown then."""

    on: date
    value: float | None
    low: float | None = None
    high: float | None = None


def plain_letters() -> bool:
    """Whether this terminal cannot be trusted to draw braille: the console without a window system, or no UTF-8."""
    if os.environ.get("TERM", "") in ("linux", "vt100", "vt220"):
        return True
    return locale.getpreferredencoding(False).lower().replace("-", "") != "utf8"


def chart(points: Sequence[Point], width: int, height: int, *, until: date, plain: bool | None = None) -> Content:
    """The points as a chart of `width` × `height` cells: a scale of 0–100 at the left, the first and last month below.

    `height` counts the line of months. With no point there is nothing to draw, and nothing is.
    """
    columns, rows = width - _AXIS, height - 1
    if not points or columns < 4 or rows < 2:
        return Content("")
    letters = plain_letters() if plain is None else plain
    across, down = (1, 1) if letters else (2, 4)
    held = _held(points, columns * across, until)
    lines = []
    for row in range(rows):
        scale = {0: "100", rows // 2: " 50", rows - 1: "  0"}.get(row, "")
        parts: list[Content | tuple[str, str]] = [(f"{scale:>3}│", "$quiet")]
        for column in range(columns):
            parts.append(_cell(held[column * across : (column + 1) * across], row, rows * down, down, letters))
        lines.append(Content.assemble(*parts))
    lines.append(_months(points[0].on, until, columns))
    return Content("\n").join(lines)


def levels(steps: Sequence[tuple[date, int | None]], width: int, *, since: date, until: date) -> Content:
    """A level 0–4 over time in one line of `width` cells: `·` while unknown, a higher block for a higher level."""
    held: list[int | None] = [None] * width
    for on, level in steps:
        for at in range(_place(on, since, until, width), width):
            held[at] = level
    if plain_letters():
        return Content("".join(UNKNOWN if level is None else str(level) for level in held))
    return Content.assemble(
        *((UNKNOWN, "$quiet") if level is None else (_LEVELS[max(0, min(4, level))], "$accent") for level in held)
    )


def _held(points: Sequence[Point], columns: int, until: date) -> list[Point | None]:
    """The point that holds at each column of dots, from the first point to `until`."""
    held: list[Point | None] = [None] * columns
    since = points[0].on
    for point in points:
        for at in range(_place(point.on, since, until, columns), columns):
            held[at] = point
    return held


def _place(on: date, since: date, until: date, columns: int) -> int:
    span = max(1, (until - since).days)
    return min(columns - 1, max(0, round((on - since).days / span * (columns - 1))))


def _cell(held: Sequence[Point | None], row: int, dots: int, down: int, letters: bool) -> tuple[str, str]:
    """One cell: the line where it passes, else the shade, else nothing."""
    line = shade = 0
    for column, point in enumerate(held):
        if point is None or point.value is None:
            continue
        value = _dot(point.value, dots)
        low, high = (_dot(edge, dots) if edge is not None else value for edge in (point.low, point.high))
        for inner in range(down):
            at = row * down + inner
            bit = 1 if letters else _DOTS[column][inner]
            if at == value:
                line |= bit
            elif high <= at <= low and (letters or (at % 2 == 0 and column == at // 2 % 2)):
                shade |= bit
    if letters:
        return ("*", "bold $accent") if line else (":", "$quiet") if shade else (" ", "")
    if not line | shade:
        return " ", ""
    return chr(_BRAILLE | (line or shade)), "bold $accent" if line else "$quiet"


def _dot(share: float, dots: int) -> int:
    """The row of dots of a share, from the top."""
    return round((1 - max(0.0, min(1.0, share))) * (dots - 1))


def _months(since: date, until: date, columns: int) -> Content:
    first, last = month(since), month(until)
    gap = columns - len(first) - len(last)
    if gap < 1 or first == last:
        return Content.styled(" " * _AXIS + (last if len(last) <= columns else "").rjust(columns), "$quiet")
    return Content.styled(" " * _AXIS + first + " " * gap + last, "$quiet")
