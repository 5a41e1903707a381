"""Ids that were taken off the shelf, and which carry on for them, so that nobody's plan loses a step."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from coach.base.packed import is_shipped
from coach.base.toml import read_shipped_toml
from coach.library.loading import Problem
from coach.library.shelf import Library

FILE = "retired.toml"


def successor(library: Library, kind: str, name: str) -> str:
    """The id that `name` goes by today: itself, or what carries on for it, however often it was renamed."""
    seen = {name}
    while (newer := _retired(library.content).get(kind, {}).get(name)) is not None and newer not in seen:
        name = newer
        seen.add(name)
    return name


def check_retired(library: Library) -> Iterator[Problem]:
    """Faults of the file: an id that is still on the shelf, or a successor that is not."""
    for kind, names in _retired(library.content).items():
        known = library.load(kind).items
        for old in names:
            place = f"content/{FILE}"
            if old in known:
                yield Problem(place, f"“{old}” is retired from {kind} and still there.")
            if successor(library, kind, old) not in known:
                yield Problem(place, f"“{old}” of {kind} leads to an id that is not there.")


@lru_cache(maxsize=4)
def _retired(content: Path) -> dict[str, dict[str, str]]:
    path = content / FILE
    if not is_shipped(path):
        return {}
    data = read_shipped_toml(path, name=f"content/{FILE}").data
    return {kind: dict(names) for kind, names in data.items() if isinstance(names, dict)}
