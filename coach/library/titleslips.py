"""Words of the index within one or two slips of a word: a letter left out, put in, mistaken, or two swapped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def near(word: str, vocabulary: Sequence[str], numbers: Mapping[str, int], unfinished: bool) -> dict[int, float]:
    """The numbers of vocabulary words near `word`, with a quality 0–1: one slip 0.8, the start of a word 0.68, two 0.6.

    `vocabulary` is sorted. Two slips are looked for only in words of six letters or more that keep their first letter,
    and only where one slip found nothing.
    """
    once = _one_slip(word)
    found = {numbers[other]: 0.8 for other in once if other in numbers}
    if unfinished and len(word) >= 5:
        for other in once:
            if len(other) >= len(word):
                at = bisect_left(vocabulary, other)
                for number in range(at, min(at + 4, len(vocabulary))):
                    if not vocabulary[number].startswith(other):
                        break
                    found.setdefault(number, 0.68)
    if not any(quality >= 0.8 for quality in found.values()) and len(word) >= 6:
        for number in _two_slips(word, vocabulary):
            found.setdefault(number, 0.6)
    return found


def _one_slip(word: str) -> set[str]:
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    near = {left + right[1:] for left, right in cuts if right}
    near |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    near |= {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    near |= {left + letter + right for left, right in cuts for letter in _LETTERS}
    near.discard(word)
    return near


def _two_slips(word: str, vocabulary: Sequence[str]) -> list[int]:
    low, high = bisect_left(vocabulary, word[0]), bisect_left(vocabulary, word[0] + "\uffff")
    mask, size = _mask(word), len(word)
    found = []
    for number in range(low, high):
        other = vocabulary[number]
        # Each slip changes at most two of the letters a word has, so four differences are the most that two explain.
        if -3 < len(other) - size < 3 and (mask ^ _mask(other)).bit_count() <= 4 and within(word, other, 2):
            found.append(number)
    return found


@lru_cache(maxsize=8192)
def _mask(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) & 31)
    return mask


def within(one: str, other: str, most: int) -> bool:
    """Whether at most `most` slips (insert, delete, replace, swap neighbours) turn `one` into `other`."""
    size = len(other)
    if abs(size - len(one)) > most:
        return False
    far = most + 1
    before: list[int] = []
    line: list[int] = [*range(min(size, most) + 1), *[far] * (size - most)]
    for i, letter in enumerate(one, 1):
        # Only cells within `most` of the diagonal can stay within `most` slips.
        previous, line = line, [far] * (size + 1)
        if i <= most:
            line[0] = i
        least = line[0]
        for j in range(max(1, i - most), min(size, i + most) + 1):
            cost = previous[j - 1] if letter == other[j - 1] else previous[j - 1] + 1
            if previous[j] < cost:
                cost = previous[j] + 1
            if line[j - 1] < cost:
                cost = line[j - 1] + 1
            if before and j > 1 and letter == other[j - 2] and one[i - 2] == other[j - 1] and before[j - 2] < cost:
                cost = before[j - 2] + 1
            line[j] = cost
            if cost < least:
                least = cost
        if least > most:
            return False
        before = previous
    return line[size] <= most
