"""One item of the shelf as a page of plain text, whatever its kind: what it is called, then each thing it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from textwrap import fill as wrap
from typing import Any

WIDTH = 88
fill = partial(wrap, width=WIDTH, break_on_hyphens=False)
_HEADS = ("title", "name", "text")
_SILENT = ("id", "family", "families", "match", "cluster", "occupations", "key")
_WITH_UNIT = {"hours": "{:g} h", "level": "level {}", "right": "right: {}"}
_LABELS = {
    "when": "when to use it",
    "not_when": "when not to",
    "never_paste": "never paste",
    "tool_class": "kind of tool",
    "prompt": "a prompt to start from",
    "signs_off": "who signs",
    "trial": "how to try it fairly",
    "failure_signs": "signs that it fails",
    "recheck": "look at it again",
    "teach": "teach it in fifteen minutes",
    "lives_in": "where the number lives",
    "needs_ai": "needs AI",
    "hours_set_by": "who sets its hours",
    "ends_with": "if no line decides",
    "where_us": "where to look (US)",
    "where_else": "where to look elsewhere",
}


def item_text(item: Any) -> str:
    """The item, its name on top, each part under its label, lines of at most 88 characters."""
    head = next((str(getattr(item, name)) for name in _HEADS if getattr(item, name, None)), str(item.id))
    parts = [fill(head)]
    for one in fields(item):
        value = getattr(item, one.name)
        if one.name in _SILENT or value in (None, "", (), {}) or (one.name in _HEADS and str(value) == head):
            continue
        label = _LABELS.get(one.name, one.name.replace("_", " "))
        parts.append(f"{label.upper()}\n" + "\n".join(_lines(value)))
    return "\n\n".join(parts)


def _lines(value: Any, indent: str = "  ") -> Iterator[str]:
    if isinstance(value, bool):
        yield indent + ("yes" if value else "no")
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _one_of_many(one, indent)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield fill(f"{key}: {one}", initial_indent=indent, subsequent_indent=indent + "  ")
    else:
        yield fill(str(value), initial_indent=indent, subsequent_indent=indent)


def _one_of_many(value: Any, indent: str) -> Iterator[str]:
    if not is_dataclass(value):
        yield fill(str(value), initial_indent=f"{indent}- ", subsequent_indent=f"{indent}  ")
        return
    first = True
    for one in fields(value):
        told = getattr(value, one.name)
        if told in (None, "", (), {}) or (one.name == "hours" and not told):
            continue
        mark = "- " if first else "  "
        if isinstance(told, Mapping):
            yield from _lines(told, indent + "    ")
        else:
            words = _WITH_UNIT.get(one.name, "{}").format(told)
            yield fill(words, initial_indent=indent + mark, subsequent_indent=indent + "  ")
        first = False
