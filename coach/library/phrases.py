"""The bank of everyday task phrases, as suggestions while typing."""

from __future__ import annotations

from functools import lru_cache

from coach.base.packed import shipped_files, shipped_lines
from coach.library.shelf import Library


def phrases_like(library: Library, typed: str, limit: int = 6) -> list[str]:
    """Everyday phrases that go on from what is typed, best first: those that begin with it, then those in which
    each typed word begins a word. Empty under two letters."""
    wanted = typed.casefold().split()
    if sum(map(len, wanted)) < 2:
        return []
    start = " ".join(wanted)
    begins, holds = [], []
    for phrase, folded in _bank(str(library.content / "phrases")):
        if folded.startswith(start):
            begins.append(phrase)
        elif all(f" {word}" in f" {folded}" for word in wanted):
            holds.append(phrase)
    found = sorted(begins, key=lambda one: (len(one), one)) + sorted(holds, key=lambda one: (len(one), one))
    return [phrase for phrase in found if phrase.casefold() != start][:limit]


@lru_cache(maxsize=2)
def _bank(folder: str) -> tuple[tuple[str, str], ...]:
    from pathlib import Path

    found: dict[str, str] = {}
    for path in shipped_files(Path(folder), "*.tsv"):
        for line in shipped_lines(path)[1:]:
            phrase = line.split("\t", 1)[0]
            found.setdefault(phrase.casefold(), phrase)
    return tuple((phrase, folded) for folded, phrase in found.items())
