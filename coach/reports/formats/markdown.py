"""A page as Markdown, in its own order. Every word is escaped: what somebody typed makes no heading, link or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.base.text import safe
from coach.reports.formats.page import (
    Bar,
    Block,
    Bullets,
    Cell,
    Code,
    Facts,
    Legend,
    Page,
    Para,
    Part,
    Quote,
    Steps,
    Table,
    Timeline,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])|(?<![\w.])(#)|(?<=\w)(&)(?=[a-zA-Z#]+\w*;)|(!)(?=\[)")
_AT_START = re.compile(r"^(\s*)([-+=]|#{1,6})")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
BOX = {"open": "[ ]", "done": "[x]", "set aside": "[–]"}
FENCE = re.compile("`{3,}")


def markdown(page: Page) -> str:
    """The whole page; ends with one newline."""
    parts = [f"# {words(page.title)}"]
    if page.marked:
        parts.append(f"**{words(page.marked)}**")
    if page.lead:
        parts.append(words(page.lead))
    for one in page.parts:
        parts += _part(one, 2)
    if page.foot:
        parts.append("---")
        parts += [words(line) for line in page.foot]
    return "\n\n".join(parts) + "\n"


def words(text: str) -> str:
    """One line of somebody's words as Markdown that shows them letter by letter."""
    line = " ".join(safe(text).split())
    line = _SPECIAL.sub(lambda found: "\\" + found.group(0), line)
    return _AT_START.sub(r"\1\\\2", _NUMBERED.sub(r"\1\\\2", line))


def _part(one: Part, level: int) -> Iterator[str]:
    over = f"{words(one.over)}: " if one.over else ""
    yield f"{'#' * level} {over}{words(one.title)}"
    yield from filter(None, map(_block, one.blocks))
    for inner in one.parts:
        yield from _part(inner, min(level + 1, 6))


def _block(block: Block) -> str:
    match block:
        case Para(text=text):
            return words(text)
        case Bullets(items=items, numbered=numbered):
            return "\n".join(f"{f'{place}.' if numbered else '-'} {words(one)}" for place, one in enumerate(items, 1))
        case Quote(text=text):
            return f"> {words(text)}"
        case Code(text=text):
            fence = "`" * max([3, *(len(one) + 1 for one in FENCE.findall(text))])
            return f"{fence}text\n{safe(text).rstrip()}\n{fence}"
        case Facts(pairs=pairs):
            return "\n\n".join(f"**{words(label)}.** {words(text)}" for label, text in pairs if text)
        case Steps(items=steps):
            return "\n".join(
                f"- {BOX[step.state]} {words(step.when)}: {words(step.text)}"
                + (f"  \n  *done when:* {words(step.done_when)}" if step.done_when else "")
                for step in steps
            )
        case Table():
            return _table(block)
        case Timeline() | Legend():
            return ""  # the words beside the picture say it


def _table(table: Table) -> str:
    kept = [place for place, _ in enumerate(table.head) if any(_drawn(row[place]) for row in table.rows)]
    lines = [[words(table.head[place]) for place in kept]]
    lines.append(["---:" if place in table.right else "---" for place in kept])
    lines += [[words(_drawn(row[place])) for place in kept] for row in table.rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _drawn(cell: Cell) -> str:
    return " ".join(filter(None, (cell.text, cell.label))) if isinstance(cell, Bar) else cell
