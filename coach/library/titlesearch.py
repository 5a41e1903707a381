"""Finds occupations by any title people use: words in any order, the start of a word, slips, extra words.

A title's score is how much of what was typed it answers, times how much of it was typed; words weigh the more the
rarer they are. An occupation's is its best title's, raised a little where many of its titles answer and where it is
common. The weights are our judgement, set on reported titles left out one at a time, on everyday titles with a slip
put in, and on first letters.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from coach.library import titlewords
from coach.library.titleindex import EVERYDAY, WEIGHT_STEP, TitleIndex, word_weight
from coach.library.titleslips import near

KIND = (1.0, 1.0, 0.9, 0.8)  # official, everyday, reported, alternate
USED = 0.5  # how much of a title's score hangs on the share of the title that was typed
EXACT, HEAD = 0.12, 0.04  # more for exactly what was typed, or the same last word
SUPPORT = 0.12  # more where many titles of the occupation answer
COMMON = 0.02  # more for occupations with many everyday titles
REST = 0.12  # less for an “All Other” occupation, unless one of our everyday titles names it
WHERE = 0.3  # the weight of a word that says where, not what
UNKNOWN, LEVEL = 2.5, 0.4  # the weight of a word that nothing answers, and of one that names a rank
JOINED, SHORT, RELATIVE = 0.95, 0.97, 0.8  # qualities: two words that are one; rep; teaching for teacher
BEGUN, BEGUN_RARE, CUT_SHORT = 0.93, 0.05, 0.8  # the start of a word: common, rare, and with a word after it
OPENING = 0.85  # the share that reported and alternate titles keep while only three letters stand there
_LONGEST = 200  # letters read of what was typed
_ENOUGH = 2500  # titles gathered for one search, where a single word does not bring more
_PLENTY = 200  # titles that answer every word so far; with as many, those that lack one are let go
_SCORED = 1200  # titles scored, of those gathered, the lightest first
_FINALISTS = 40  # titles read in full
_FEW = 250  # titles taken from one common word when it stands alone
_DOUBTFUL = 0.8  # a second look, for slips that are words, where no title answers this share of what was typed
_LEAST = 0.12  # scores below this answer nothing
_HIGHEST = 1.32  # about the highest sum there can be, so that scores end at 1

Asked = tuple[float, dict[int, float]]  # the weight of a word typed, and the words it may mean with a quality 0–1


@dataclass(frozen=True, slots=True)
class Found:
    """One occupation found: its row, the title that answered, its score 0–1."""

    row: int
    matched: str
    score: float


class TitleSearch:
    """Search over the titles in one folder."""

    def __init__(self, folder: Path, official: Sequence[str]) -> None:
        """Read the index in `folder`; see `TitleIndex` for what it takes and raises."""
        self._index = TitleIndex(folder, official)
        self._common = [COMMON * math.log1p(min(many, 20)) for many in self._index.everyday]
        self._slips: dict[tuple[str, bool], dict[int, float]] = {}

    def search(self, query: str, limit: int) -> list[Found]:
        """The occupations that answer `query` best, best first, at most `limit`. Never raises for any text."""
        query = query[:_LONGEST]
        what, where = titlewords.parts(query)
        what = [part for word in what[:10] for part in self._apart(word)]
        typed = [*what, *where[:4]]
        if not typed:
            return []
        unfinished = not query.endswith((" ", ",", "."))
        opening = unfinished and len(typed) == 1 and len(typed[0]) <= 3
        asked = self._asked(typed, len(what), unfinished, doubt=False)
        answering = self._gather(asked)
        full = sum(weight for weight, _ in asked)
        ranked = self._rank(answering, asked, what, opening=opening)
        if len(typed) > 1 and max(answering.values(), default=0.0) < _DOUBTFUL * full:
            # "tram diver": each word is one, together they are not; one of them may be a slip.
            asked = self._asked(typed, len(what), unfinished, doubt=True)
            again = self._rank(self._gather(asked), asked, what)
            if again and (not ranked or again[0].score > ranked[0].score):
                ranked = again
        return ranked[:limit]

    # What was typed

    def _asked(self, typed: list[str], what: int, unfinished: bool, *, doubt: bool) -> list[Asked]:
        """For each word typed its weight and the words of the index that may be meant.

        The first `what` words say what, the others where. `unfinished`: the last is still being typed.
        `doubt`: a word that is one may be a slip too.
        """
        asked: list[Asked] = []
        last = len(typed) - 1
        for place, word in enumerate(typed):
            meant = self._meant(word, unfinished and place == last, doubt)
            for pair in (typed[max(0, place - 1) : place + 1], typed[place : place + 2]):
                joined = self._index.number.get("".join(pair)) if len(pair) == 2 else None
                if joined is not None:
                    meant[joined] = max(meant.get(joined, 0.0), JOINED)
            asked.append((self._weigh(word, meant) * (1.0 if place < what else WHERE), meant))
        return asked

    def _weigh(self, word: str, meant: dict[int, float]) -> float:
        if word in titlewords.LEVELS:
            return LEVEL
        if not meant:
            return UNKNOWN
        best = max(meant.values())
        count = sum(self._index.count(number) for number, quality in meant.items() if quality >= best - 0.05)
        return word_weight(word, count, self._index.total)

    def _meant(self, word: str, unfinished: bool, doubt: bool) -> dict[int, float]:
        index = self._index
        exact = index.number.get(word)
        meant = dict.fromkeys(index.relatives(word), RELATIVE)
        if len(word) >= 3 and (unfinished or exact is None):
            for number in index.begun(word):
                rarity = 1.0 - min(1.0, math.log1p(index.count(number)) / 5.0)
                quality = (BEGUN if unfinished else CUT_SHORT) - BEGUN_RARE * rarity
                meant[number] = max(meant.get(number, 0.0), quality)
        for long in titlewords.SHORT.get(word, ()):
            if long in index.number:
                meant[index.number[long]] = SHORT
        if exact is not None:
            meant[exact] = 1.0
        rare = exact is None or index.count(exact) < 4
        if (doubt and len(word) >= 4) or (rare and len(word) >= (4 if exact is not None or not meant else 5)):
            for number, quality in self._near(word, unfinished).items():
                meant.setdefault(number, quality)
        return meant

    def _near(self, word: str, unfinished: bool) -> dict[int, float]:
        known = self._slips.get((word, unfinished))
        if known is None:
            if len(self._slips) > 500:
                self._slips.clear()
            known = self._slips[word, unfinished] = near(word, self._index.words, self._index.number, unfinished)
        return known

    def _apart(self, word: str) -> list[str]:
        """An unknown word taken apart where it is two known ones, with or without a stray letter between."""
        index = self._index
        if len(word) < 7 or word in index.number or index.begun(word) or self._near(word, True):
            return [word]
        best = (0, [word])
        for cut in range(3, len(word) - 2):
            for rest in (word[cut:], word[cut + 1 :]):
                halves = [titlewords.fold(word[:cut]), titlewords.fold(rest)]
                numbers = [index.number.get(half) for half in halves]
                common = min(index.count(number) if number is not None else 0 for number in numbers)
                if common > best[0] and len(rest) > 2:
                    best = (common, halves)
        return best[1]

    # Titles that answer

    def _gather(self, asked: list[Asked]) -> dict[int, float]:
        """Titles by number, with the weight of what they answer; from the rarest word typed to the commonest."""
        found: dict[int, float] = {}
        most = _FEW if len(asked) == 1 else None
        for weight, meant in sorted(asked, key=lambda item: -item[0]):
            answers: dict[int, float] = {}
            for number in sorted(meant, key=lambda number: (meant[number], number)):
                answers.update(dict.fromkeys(self._index.titles_with(number, most), weight * meant[number]))
            if not found:
                found = answers
            elif len(found) + len(answers) <= _ENOUGH:
                for title, worth in answers.items():
                    found[title] = found.get(title, 0.0) + worth
            else:
                both = found.keys() & answers.keys()
                if len(both) >= _PLENTY:
                    found = {title: worth + answers[title] for title, worth in found.items() if title in both}
                else:
                    for title in both:  # in any order: each is changed by itself
                        found[title] += answers[title]
        return found

    def _rank(
        self, candidates: dict[int, float], asked: list[Asked], what: list[str], *, opening: bool = False
    ) -> list[Found]:
        """The occupations whose titles answer, best first."""
        index = self._index
        full = sum(weight for weight, _ in asked)
        support = Counter([index.row_of[title] for title, worth in candidates.items() if worth >= 0.85 * full])
        if len(candidates) > _SCORED:
            bar = 0.6 * max(candidates.values())
            above = ((title, worth) for title, worth in candidates.items() if worth >= bar)
            candidates = dict(islice(above, _SCORED))
        weights, kinds, row_of = index.weights, index.kinds, index.row_of
        rough = []
        for title, worth in candidates.items():
            used = worth / (weights[title] * WEIGHT_STEP + 0.1)
            rough.append((worth * (1.0 - USED + USED * (used if used < 1.0 else 1.0)) * KIND[kinds[title]], -title))
        most = math.log1p(max(support.values(), default=1))
        answers = [(weight, {index.words[number]: meant[number] for number in meant}) for weight, meant in asked]
        best: dict[int, tuple[float, int]] = {}
        for _, minus in heapq.nlargest(_FINALISTS, rough):
            title = -minus
            row, kind = row_of[title], kinds[title]
            score = KIND[kind] * self._fit(title, what, answers, full)
            if opening and kind > EVERYDAY:
                score *= OPENING
            if kind != EVERYDAY and index.official[row].endswith("All Other"):
                score -= REST
            if row not in best or score > best[row][0]:
                best[row] = (score, title)
        ranked = []
        for row, (score, title) in best.items():
            total = score + SUPPORT * math.log1p(support[row]) / most + self._common[row]
            ranked.append((-total, row, title))
        ranked.sort()
        return [
            Found(row, index.title(title), round(max(0.0, min(1.0, -total / _HIGHEST)), 4))
            for total, row, title in ranked
            if -total >= _LEAST * _HIGHEST
        ]

    def _fit(self, title: int, what: list[str], answers: list[tuple[float, dict[str, float]]], full: float) -> float:
        """How well the best form of a title answers: its share of what was typed, and the share of it that was."""
        best = 0.0
        for form, worths in self._index.forms(title):
            covered = 0.0
            answered = [0.0] * len(form)
            for weight, meant in answers:
                qualities = [meant.get(word, 0.0) for word in form]
                covered += weight * max(qualities)
                answered = list(map(max, answered, qualities))
            used = sum(worth * quality for worth, quality in zip(worths, answered, strict=True)) / sum(worths)
            fit = covered / full * (1.0 - USED + USED * used)
            fit += EXACT if form == what else HEAD if what and form[-1] == what[-1] else 0.0
            best = max(best, fit)
        return best
