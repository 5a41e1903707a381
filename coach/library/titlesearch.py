"""Finds occupations by any title people use: words in any order, the start of a word, slips, extra words.

A title's score is how much of what was typed it answers, times how much of it was typed; words weigh the more the
rarer they are. An occupation's is its best title's, raised a little where many of its titles answer and where it is
common. The weights are our judgement, set on reported titles that were left out of the index one at a time.
"""

from __future__ import annotations

import heapq
import math
import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.base.failures import Failure
from coach.library import titlewords
from coach.library.titleslips import near

OFFICIAL, EVERYDAY, REPORTED, ALTERNATE = range(4)
WEIGHT_STEP = 0.15  # of one byte of titles.index; the heaviest titles meet its end, which only ranks them alike
_KIND = (1.0, 1.0, 0.93, 0.88)
_EXCEPT = re.compile(r",? (?:except|including)\b.*$|,? all other\b.*$", re.IGNORECASE)
_HALVES = re.compile(r",? and |, ")
_BRACKETS = re.compile(r"\s*\(([^)]*)\)\s*")
_ENOUGH = 2500  # titles looked at for one search
_FINALISTS = 48  # titles read in full
_FEW = 250  # titles taken from one common word when it stands alone


def word_weight(word: str, count: int, total: int) -> float:
    """How much a folded word tells: the log of how rare it is, at most 7; a level word next to nothing."""
    if word in titlewords.LEVELS:
        return 0.4
    return min(7.0, max(1.0, math.log((total + 1) / (count + 1))))


def title_words(title: str) -> list[str]:
    """The folded words a title is found by; what it excepts is left out."""
    return titlewords.words(_EXCEPT.sub("", title))


@dataclass(frozen=True, slots=True)
class Found:
    """One occupation found: its row, the title that answered, its score 0–1."""

    row: int
    matched: str
    score: float


class TitleSearch:
    """The index of titles, read at once; titles of an occupation are split only when one of them is a finalist."""

    def __init__(self, folder: Path, official: Sequence[str]) -> None:
        self._official = official
        try:
            self._rows = (folder / "titles.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
            listed = (folder / "words.tsv").read_text(encoding="utf-8").split()
            raw = (folder / "titles.index").read_bytes()
        except FileNotFoundError as error:
            raise Failure("missing-file", path=str(error.filename)) from None
        self._words = listed[0::2]
        counts = list(map(int, listed[1::2]))
        self._kinds = bytearray()
        self._row_of = array("H")
        self._first: list[int] = []
        self._everyday: list[int] = []
        for row, line in enumerate(self._rows):
            self._first.append(len(self._row_of))
            self._kinds.append(OFFICIAL)
            size = 1
            for kind, cell in enumerate(line.split("\t")[1:], 1):
                many = cell.count("|") + 1 if cell else 0
                self._kinds += bytes((kind,)) * many
                size += many
                if kind == EVERYDAY:
                    self._everyday.append(many)
            self._row_of.extend(array("H", (row,)) * size)
        total = len(self._row_of)
        self._weights = raw[:total]
        self._postings = array("H")
        self._postings.frombytes(raw[total:])
        if sys.byteorder == "big":
            self._postings.byteswap()
        self._starts = [0]
        for count in counts:
            self._starts.append(self._starts[-1] + count)
        if self._starts[-1] != len(self._postings) or len(self._rows) != len(official):
            raise Failure("broken-content", place=str(folder / "titles.index"), why="it does not fit titles.tsv.")
        self._number = {word: number for number, word in enumerate(self._words)}
        self._total = total
        self._prior = [self._common(row) for row in range(len(official))]
        self._titles: dict[int, list[str]] = {}
        self._forms: dict[int, list[tuple[list[str], list[float]]]] = {}

    def search(self, query: str, limit: int) -> list[Found]:
        """The occupations that answer `query` best, best first, at most `limit`. Never raises for any text."""
        what, where = titlewords.parts(query[:200])
        typed = (what + where)[:12]
        if not typed:
            return []
        open_end = not query[:200].endswith((" ", ",", "."))
        asked = self._asked(typed, len(what), open_end)
        full = sum(weight for _, weight, _ in asked)
        candidates = self._gather(asked)
        if not candidates:
            return []
        return self._rank(candidates, full, asked, typed[: len(what)], limit)

    # -- what was typed

    def _asked(self, typed: list[str], what: int, open_end: bool) -> list[tuple[str, float, dict[int, float]]]:
        """For each word typed: itself, its weight, and the words of the index that may be meant, with a quality 0–1."""
        asked = []
        last = len(typed) - 1
        for place, word in enumerate(typed):
            meant = self._meant(word, open_end and place == last)
            for other in (place - 1, place + 1):
                if 0 <= other <= last:
                    joined = typed[place] + typed[other] if other > place else typed[other] + typed[place]
                    number = self._number.get(joined)
                    if number is not None:
                        meant[number] = max(meant.get(number, 0.0), 0.95)
            weight = self._weigh(word, meant)
            asked.append((word, weight * (0.3 if place >= what else 1.0), meant))
        return asked

    def _weigh(self, word: str, meant: dict[int, float]) -> float:
        if word in titlewords.LEVELS:
            return 0.4
        if not meant:
            return 2.5
        best = max(meant.values())
        count = sum(self._count(number) for number, quality in meant.items() if quality >= best - 0.05)
        return word_weight(word, count, self._total)

    def _meant(self, word: str, unfinished: bool) -> dict[int, float]:
        meant: dict[int, float] = {}
        exact = self._number.get(word)
        if exact is not None:
            meant[exact] = 1.0
        for number in self._relatives(word):
            meant.setdefault(number, 0.8)
        if len(word) >= 3 and (unfinished or exact is None):
            for number in self._begun(word):
                rest = len(self._words[number]) - len(word)
                meant[number] = max(meant.get(number, 0.0), (0.93 if unfinished else 0.8) - 0.005 * min(rest, 8))
        if len(word) >= 4 and (exact is None or self._count(exact) < 4) and (not meant or exact is not None or len(word) >= 5):
            for number, quality in near(word, self._words, self._number, unfinished).items():
                if number not in meant:
                    meant[number] = quality
        return meant

    def _begun(self, start: str) -> list[int]:
        """The words that begin with `start`; where there are many, the commonest sixty."""
        low = bisect_left(self._words, start)
        high = bisect_left(self._words, start + "\uffff")
        if high - low <= 60:
            return list(range(low, high))
        return heapq.nlargest(60, range(low, high), key=self._count)

    def _relatives(self, word: str) -> Iterator[int]:
        root = titlewords.stem(word)
        if len(root) < 4:
            return
        low = bisect_left(self._words, root)
        high = bisect_left(self._words, root + "\uffff")
        for number in range(low, min(high, low + 60)):
            if titlewords.stem(self._words[number]) == root:
                yield number

    def _count(self, number: int) -> int:
        return self._starts[number + 1] - self._starts[number]

    # -- titles that answer

    def _gather(self, asked: list[tuple[str, float, dict[int, float]]]) -> dict[int, float]:
        """Titles by number, with the weight of what they answer; from the rarest word typed to the commonest."""
        found: dict[int, float] = {}
        alone = len(asked) == 1
        for _, weight, meant in sorted(asked, key=lambda item: -item[1]):
            if not meant:
                continue
            answers: dict[int, float] = {}
            for number in sorted(meant, key=meant.__getitem__):
                start, end = self._starts[number], self._starts[number + 1]
                if alone:
                    end = min(end, start + _FEW)
                answers.update(dict.fromkeys(self._postings[start:end], weight * meant[number]))
            if len(found) + len(answers) <= _ENOUGH or not found:
                for title, worth in answers.items():
                    found[title] = found.get(title, 0.0) + worth
            else:
                for title in found:
                    worth_here = answers.get(title)
                    if worth_here is not None:
                        found[title] += worth_here
        return found

    def _rank(
        self,
        candidates: dict[int, float],
        full: float,
        asked: list[tuple[str, float, dict[int, float]]],
        what: list[str],
        limit: int,
    ) -> list[Found]:
        weights, kinds = self._weights, self._kinds
        scored = []
        for title, worth in candidates.items():
            covered = worth / full
            used = worth / (weights[title] * WEIGHT_STEP + 0.1)
            scored.append((covered * (0.45 + 0.55 * (used if used < 1.0 else 1.0)) * _KIND[kinds[title]], -title))
        finalists = heapq.nlargest(_FINALISTS, scored)
        support: Counter[int] = Counter(self._row_of[title] for title, worth in candidates.items() if worth >= 0.85 * full)
        most = math.log1p(max(support.values(), default=1))
        answers = [(weight, {self._words[number]: quality for number, quality in meant.items()}) for _, weight, meant in asked]
        best: dict[int, tuple[float, str]] = {}
        for _, minus in finalists:
            row = self._row_of[-minus]
            title = self._title(-minus)
            score = _KIND[kinds[-minus]] * self._fit(-minus, title, what, answers, full)
            if row not in best or score > best[row][0]:
                best[row] = (score, title)
        ranked = []
        for row, (score, title) in best.items():
            total = score + 0.08 * math.log1p(support[row]) / most + self._prior[row]
            ranked.append((-total, row, title))
        ranked.sort()
        return [Found(row, title, round(max(0.0, min(1.0, -total / 1.3)), 4)) for total, row, title in ranked[:limit]]

    def _fit(
        self, number: int, title: str, what: list[str], answers: list[tuple[float, dict[str, float]]], full: float
    ) -> float:
        """How well the best form of a title answers: its share of what was typed, and the share of it that was."""
        known = self._forms.get(number)
        if known is None:
            if len(self._forms) > 8000:
                self._forms.clear()
            told = forms(title, self._kinds[number] == OFFICIAL)
            known = self._forms[number] = [(form, [self._worth(word) for word in form]) for form in told]
        best = 0.0
        for form, worths in known:
            covered = used = 0.0
            for weight, meant in answers:
                covered += weight * max((meant.get(word, 0.0) for word in form), default=0.0)
            for word, worth in zip(form, worths, strict=True):
                used += worth * max((meant.get(word, 0.0) for _, meant in answers), default=0.0)
            fit = covered / full * (0.45 + 0.55 * used / sum(worths))
            fit += 0.12 if form == what else 0.04 if form[-1] == what[-1] else 0.0
            best = max(best, fit)
        return best

    def _worth(self, word: str) -> float:
        number = self._number.get(word)
        return word_weight(word, self._count(number) if number is not None else 1, self._total)

    # -- titles by number

    def _title(self, number: int) -> str:
        row = self._row_of[number]
        titles = self._titles.get(row)
        if titles is None:
            cells = self._rows[row].split("\t")[1:]
            titles = [self._official[row], *(title for cell in cells if cell for title in cell.split("|"))]
            self._titles[row] = titles
        return titles[number - self._first[row]]

    def _common(self, row: int) -> float:
        """A small push for common occupations: those with many everyday titles; a pull back for “All Other”."""
        if "All Other" in self._official[row]:
            return -0.12
        return 0.02 * math.log1p(min(self._everyday[row], 20))


def forms(title: str, official: bool) -> list[list[str]]:
    """The folded ways of saying one title: with and without what stands in brackets, each half of “A and B”."""
    if official:
        title = _EXCEPT.sub("", title)
        halves = [half for half in _HALVES.split(title) if half.endswith("s")]
        told = [title, *halves] if len(halves) > 1 or not title.endswith("s") else [title]
    else:
        inside = _BRACKETS.search(title)
        if inside is None:
            told = [title]
        else:
            outside = _BRACKETS.sub(" ", title).strip()
            told = [outside, f"{outside} {inside.group(1)}"]
            if _stands_alone(inside.group(1), outside):
                told.append(inside.group(1))
    return [folded for text in told if (folded := titlewords.words(text))]


def _stands_alone(inside: str, outside: str) -> bool:
    """Whether a bracket holds another name of the same thing (an abbreviation or its long form), not a kind of it."""
    return bool(re.search(r"[A-Z]{2}", inside) or (re.search(r"\b[A-Z]{2,}\b", outside) and " " in inside))
