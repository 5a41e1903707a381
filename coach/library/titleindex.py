"""The titles of content/occupations and the index that finds them by their words, as content/building writes them.

Titles are numbered in the order of titles.tsv: for each occupation the official one, then everyday, reported and
alternate ones. Words are numbered in the order of words.tsv, which is sorted.
"""

from __future__ import annotations

import heapq
import math
import re
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from coach.base.failures import Failure
from coach.base.packed import read_shipped, shipped_lines
from coach.library import titlewords

OFFICIAL, EVERYDAY, REPORTED, ALTERNATE = range(4)
WEIGHT_STEP = 0.15  # of one byte of titles.index; the heaviest titles meet its end, which only ranks them alike
_MOST_BEGUN = 60  # words taken from those that begin alike
_KEPT = 8000  # titles whose forms are kept at hand

_EXCEPT = re.compile(r",? (?:except|including)\b.*$|,? all other\b.*$", re.IGNORECASE)
_HALVES = re.compile(r",? and |, ")
_BRACKETS = re.compile(r"\s*\(([^)]*)\)\s*")

Form = tuple[list[str], list[float]]  # the folded words of one way of saying a title, and the weight of each


class TitleIndex:
    """Titles by number, and the titles a word stands in. Read at once; titles are split when asked for."""

    def __init__(self, folder: Path, official: Sequence[str]) -> None:
        """Read the index in `folder` for the occupations with these official titles, in the order of their codes.

        Raises Failure `missing-file`, or `broken-content` where its files do not fit together.
        """
        self.official = official
        try:
            self._lines = shipped_lines(folder / "titles.tsv")[1:]
            listed = read_shipped(folder / "words.tsv").decode("utf-8").split()
            raw = read_shipped(folder / "titles.index")
        except FileNotFoundError as error:
            raise Failure("missing-file", path=str(error.filename)) from None
        self.words = listed[0::2]
        self.number = dict(zip(self.words, range(len(self.words)), strict=True))
        self.everyday: list[int] = []  # how many everyday titles each occupation has
        self.kinds = bytearray()  # by title
        self.row_of = array("H")  # the occupation's row, by title
        self._first: list[int] = []  # the number of each occupation's first title
        for row, line in enumerate(self._lines):
            many = [cell.count("|") + 1 if cell else 0 for cell in line.split("\t")[1:]]
            self.everyday.append(many[0])
            self._first.append(len(self.kinds))
            self.kinds.append(OFFICIAL)
            for kind, count in enumerate(many, EVERYDAY):
                self.kinds += bytes((kind,)) * count
            self.row_of.extend(array("H", (row,)) * (1 + sum(many)))
        self.total = len(self.kinds)
        self.weights = raw[: self.total]  # by title, in steps of WEIGHT_STEP
        self._postings = array("H")
        self._starts = [0, *accumulate(map(int, listed[1::2]))]
        # The length is looked at first: frombytes refuses half a number.
        if len(raw) != self.total + 2 * self._starts[-1] or len(self._lines) != len(official):
            raise Failure("broken-content", place=str(folder / "titles.index"), why="it does not fit titles.tsv.")
        self._postings.frombytes(raw[self.total :])
        if sys.byteorder == "big":
            self._postings.byteswap()
        self._titles: dict[int, list[str]] = {}
        self._forms: dict[int, list[Form]] = {}

    def count(self, word: int) -> int:
        """In how many titles the word with this number stands."""
        return self._starts[word + 1] - self._starts[word]

    def titles_with(self, word: int, most: int | None = None) -> array[int]:
        """The numbers of the titles the word stands in, the lightest first; the first `most` of them."""
        start, end = self._starts[word], self._starts[word + 1]
        return self._postings[start : end if most is None else min(end, start + most)]

    def begun(self, start: str) -> list[int]:
        """The words that begin with `start`; where there are very many, the commonest of them."""
        low = bisect_left(self.words, start)
        high = bisect_left(self.words, start + "\uffff")
        if high - low <= _MOST_BEGUN:
            return list(range(low, high))
        return heapq.nlargest(_MOST_BEGUN, range(low, high), key=self.count)

    def relatives(self, word: str) -> Iterator[int]:
        """The words with the stem of a folded word, itself among them if it is known."""
        root = titlewords.stem(word)
        if len(root) < 4:
            return
        low = bisect_left(self.words, root)
        high = bisect_left(self.words, root + "\uffff")
        for number in range(low, min(high, low + _MOST_BEGUN)):
            if titlewords.stem(self.words[number]) == root:
                yield number

    def weight(self, word: str) -> float:
        """How much a folded word tells (see `word_weight`); a word in no title as much as one in one."""
        number = self.number.get(word)
        return word_weight(word, 1 if number is None else self.count(number), self.total)

    def title(self, number: int) -> str:
        """The title with this number, as people write it."""
        row = self.row_of[number]
        titles = self._titles.get(row)
        if titles is None:
            cells = self._lines[row].split("\t")[1:]
            titles = [self.official[row], *(title for cell in cells if cell for title in cell.split("|"))]
            self._titles[row] = titles
        return titles[number - self._first[row]]

    def forms(self, number: int) -> list[Form]:
        """Every way of saying the title with this number, folded, with the weight of each word. Never empty."""
        known = self._forms.get(number)
        if known is None:
            if len(self._forms) >= _KEPT:
                self._forms.clear()
            told = forms(self.title(number), official=self.kinds[number] == OFFICIAL)
            known = self._forms[number] = [(form, [self.weight(word) for word in form]) for form in told]
        return known


def word_weight(word: str, count: int, total: int) -> float:
    """How much a folded word tells: the log of how rare it is among `total` titles, 1 to 7; a level word 0.4."""
    if word in titlewords.LEVELS:
        return 0.4
    return min(7.0, max(1.0, math.log((total + 1) / (count + 1))))


def title_words(title: str) -> list[str]:
    """The folded words a title is found by; what it excepts is left out."""
    return titlewords.words(_EXCEPT.sub("", title))


def without_brackets(title: str) -> str:
    """The title as it is said, without an abbreviation or a kind in brackets."""
    return _BRACKETS.sub(" ", title).strip()


def forms(title: str, *, official: bool) -> list[list[str]]:
    """The folded ways of saying one title: with and without what stands in brackets, each half of “A and B”."""
    if official:
        title = _EXCEPT.sub("", title)
        # Only a plural names the people: in “Cooks, Restaurant” the second half is not a title.
        halves = [half for half in _HALVES.split(title) if half.endswith("s")]
        told = [title, *halves]
    else:
        inside = _BRACKETS.search(title)
        if inside is None:
            told = [title]
        else:
            outside = without_brackets(title)
            told = [outside, f"{outside} {inside.group(1)}"]
            if _stands_alone(inside.group(1), outside):
                told.append(inside.group(1))
    return [folded for text in told if (folded := titlewords.words(text))]


def _stands_alone(inside: str, outside: str) -> bool:
    """Whether a bracket holds another name of the same thing (an abbreviation or its long form), not a kind of it."""
    return bool(re.search(r"[A-Z]{2}", inside) or (re.search(r"\b[A-Z]{2,}\b", outside) and " " in inside))
