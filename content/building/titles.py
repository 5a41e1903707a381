"""Writes the titles people use for each occupation, and the index their search reads.

titles.tsv    code, everyday, reported, alternate; the titles of a cell stand between bars. A reported or alternate
              title that says the same as an earlier one of the same occupation, once folded, is left out.
words.tsv     every folded word of those titles and in how many of them it stands; sorted.
titles.index  binary: one byte a title (its weight), then for each word of words.tsv, in that order, the numbers of
              the titles it stands in (unsigned 16-bit, little-endian), the lightest title first.
Titles are numbered in the order of titles.tsv: the official one, then everyday, reported and alternate ones.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from coach.library.titleindex import WEIGHT_STEP, forms, title_words, word_weight
from coach.library.titlewords import LEVELS

_MOST_TITLES = 65_535


def write_titles(
    folder: Path,
    official: Mapping[str, str],
    reported: Mapping[str, Sequence[str]],
    alternate: Mapping[str, Sequence[str]],
) -> None:
    """Write the three files into `folder`, reading everyday.tsv there. Raises ValueError for a line it cannot take."""
    everyday = read_everyday(folder / "everyday.tsv", set(official))
    rows: list[str] = ["code\teveryday\treported\talternate"]
    numbered: list[tuple[str, ...]] = []
    ways: list[list[list[str]]] = []
    for code in sorted(official):
        seen: set[frozenset[str]] = set()
        numbered.append(tuple(title_words(official[code])))
        ways.append(forms(official[code], official=True))
        cells = []
        for titles in (everyday.get(code, ()), sorted(reported.get(code, ())), sorted(alternate.get(code, ()))):
            kept: list[str] = []
            for title in titles:
                folded = tuple(title_words(title))
                if not folded:
                    continue
                # Everyday titles neither give way to others nor make them give way, so that nothing is lost for good
                # when one of them is taken back.
                if titles is not everyday.get(code):
                    told = frozenset(folded) - LEVELS or frozenset(folded)
                    if told in seen:
                        continue
                    seen.add(told)
                kept.append(title)
                numbered.append(folded)
                ways.append(forms(title, official=False))
            cells.append("|".join(kept))
        rows.append("\t".join((code, *cells)))
    if len(numbered) > _MOST_TITLES:
        raise ValueError(f"{len(numbered):,} titles are more than the index can number ({_MOST_TITLES:,})")
    (folder / "titles.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    _write_index(folder, numbered, ways)


def read_everyday(path: Path, known: set[str]) -> dict[str, list[str]]:
    """The everyday titles by code, in the order of the file. Raises ValueError naming the line that is wrong."""
    found: dict[str, list[str]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        title, tab, code = line.partition("\t")
        if not tab or not title.strip() or "|" in title or code not in known:
            raise ValueError(f"{path.name}:{number}: expected a title, a tab and an O*NET-SOC 2019 code: {line!r}")
        found[code].append(title.strip())
    return found


def _write_index(folder: Path, numbered: list[tuple[str, ...]], ways: list[list[list[str]]]) -> None:
    postings: dict[str, list[int]] = defaultdict(list)
    for number, folded in enumerate(numbered):
        for word in dict.fromkeys(folded):
            postings[word].append(number)
    total = len(numbered)
    worth = {word: word_weight(word, len(found), total) for word, found in postings.items()}
    # A title weighs what its shortest form weighs: "chief executive officer (CEO)" is answered in full by "CEO".
    weights = [min(sum(worth[word] for word in dict.fromkeys(form)) for form in told) for told in ways]
    vocabulary = sorted(postings)
    (folder / "words.tsv").write_text(
        "".join(f"{word}\t{len(postings[word])}\n" for word in vocabulary), encoding="utf-8", newline="\n"
    )
    flat = array("H")
    for word in vocabulary:
        flat.extend(sorted(postings[word], key=lambda number: (weights[number], number)))
    if sys.byteorder == "big":
        flat.byteswap()
    light = bytes(min(255, round(weight / WEIGHT_STEP)) for weight in weights)
    (folder / "titles.index").write_bytes(light + flat.tobytes())
