"""Reading a task in free words: words, aliases, slips of the keyboard, and whether it can be read at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

# Longer input is cut here, so that a pasted page costs no more than a long sentence would.
LONGEST_TEXT = 2_000
LONGEST_WORDS = 120

_TOKEN = re.compile(r"1[:\-]1s?\b|\be-[^\W\d_]+|[^\W_]+(?:['’][^\W_]+)*|&")
# French and Italian articles before a vowel.
_ELIDED = re.compile(r"(?:d|l|qu|j|dell|all|nell)'")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# What is typed by mistake for a letter: its neighbours on the keyboard, and what sounds like it.
_NEAR = {
    **dict(zip("bdfghlmnpqrv", "vgn sfe dgr fht gju kop nk bm ol wa et cb".split(), strict=True)),
    **dict(zip("aeiouy", "eiosq aiowr aeouk aeuip aeiy uti".split(), strict=True)),
    **dict(zip("cjkstwxz", "skxv ghk jlc adcz rys qe zc xs".split(), strict=True)),
}


@dataclass(frozen=True, slots=True)
class Lists:
    """Word lists by which a text is judged readable; what each holds is said in content/estimator/reading.toml."""

    foreign: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    english: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text was read: `words` as the vocabulary spells them (unknown ones are None in `numbers`)."""

    words: tuple[str, ...]
    numbers: tuple[int, ...]
    known: float
    concern: str


def tokens(text: str) -> list[str]:
    """The words of `text` in lower case, at most LONGEST_WORDS; numbers become "#"."""
    text = text[:LONGEST_TEXT].lower()
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char) != "Mn")
    found = []
    for token in _TOKEN.findall(text)[:LONGEST_WORDS]:
        if token.isalpha():
            found.append(token)
        elif token[0] == "1" and token[1:2] in (":", "-"):
            found.append("1:1")
        elif token[:2] == "e-":
            found.append(f"e{token[2:]}")
        elif token.isdigit():
            found.append("#")
        else:
            found.append(token.replace("’", "'").removesuffix("'s"))
    return found


class Reader:
    """Turns text into words of a fixed vocabulary. Immutable once made."""

    __slots__ = ("_aliases", "_lists", "_numbers", "_rows")

    def __init__(
        self, numbers: Mapping[str, int], aliases: Mapping[str, tuple[str, ...]], lists: Lists | None = None
    ) -> None:
        """`numbers` maps each word of the vocabulary to its row; `aliases` a short form to the words it stands for."""
        self._numbers = {word: number for word, number in numbers.items() if word not in aliases}
        self._rows = numbers
        self._aliases = aliases
        self._lists = lists or Lists()

    def read(self, text: str) -> Reading:
        """Read `text`: any string is fine, an empty one gives no words and the concern "vague"."""
        numbers = self._numbers
        words: list[str] = []
        rows: list[int] = []
        unknown: list[str] = []
        raw = tokens(text)
        for token in raw:
            row = numbers.get(token)
            if row is not None:
                words.append(token)
                rows.append(row)
                continue
            found = self._resolve(token)
            if not found:
                unknown.append(token)
            for word in found:
                words.append(word)
                rows.append(self._rows[word])
        total = len(words) + len(unknown)
        known = len(words) / total if total else 0.0
        return Reading(tuple(words), tuple(rows), known, _concern(text, raw, words, unknown, self._lists))

    def typed(self, text: str) -> tuple[str, ...]:
        """What was typed for each of the words `read` gives, with what it was read as where that is another word."""
        told: list[str] = []
        for token in tokens(text):
            found = (token,) if token in self._numbers else self._resolve(token)
            told += (token if word == token or word in forms(token) else f"{token}, read as {word}" for word in found)
        return tuple(told)

    def _resolve(self, token: str) -> tuple[str, ...]:
        numbers = self._numbers
        alias = self._aliases.get(token)
        if alias is not None:
            return tuple(word for word in alias if word in self._rows)
        if any(char.isdigit() for char in token):
            return ("#",) if "#" in numbers else ()
        for form in forms(token):
            if form in numbers:
                return (form,)
        if len(token) < 4 or not token.isascii():
            return ()
        mended = repaired(token, numbers)
        if mended:
            return (mended,)
        for cut in range(3, len(token) - 2):
            if token[:cut] in numbers and token[cut:] in numbers:
                return (token[:cut], token[cut:])
        return ()


def forms(token: str) -> list[str]:
    """Other spellings and inflections of one word, the nearest first."""
    forms: list[str] = []
    if "'" in token:
        forms.append(token.replace("'", ""))
        forms.append(token.split("'")[0])
    for old, new in (("isation", "ization"), ("ising", "izing"), ("ise", "ize"), ("our", "or"), ("lling", "ling")):
        if old in token:
            forms.append(token.replace(old, new))
        if new in token:
            forms.append(token.replace(new, old))
    if token.endswith("ies"):
        forms.append(token[:-3] + "y")
    if token.endswith("es"):
        forms.append(token[:-2])
    if token.endswith("s"):
        forms.append(token[:-1])
    else:
        forms.append(token + "s")
    if token.endswith("in"):
        forms.append(token + "g")
    for ending in ("ing", "ed", "er"):
        if token.endswith(ending) and len(token) > len(ending) + 2:
            stem = token[: -len(ending)]
            forms.extend((stem, stem + "e"))
            if stem[-1] == stem[-2]:
                forms.append(stem[:-1])
            if ending != "ing":
                forms.append(stem + "ing")
    forms.append(token + "ing")
    if token.endswith("e"):
        forms.append(token[:-1] + "ing")
    return forms


def repaired(token: str, numbers: Mapping[str, int]) -> str:
    """The vocabulary's word one slip away (swapped, doubled, missing, wrong or extra letter), or "".

    The first letter is taken to be right. Rows are in order of how common a word is, so that the commonest of several
    likely ones is taken. Words of four letters have too many neighbours (CRUD is not crude): only a swap is undone.
    """
    splits = [(token[:place], token[place:]) for place in range(1, len(token) + 1)]
    likely = [left + right[1] + right[0] + right[2:] for left, right in splits[:-2] if right[0] != right[1]]
    if len(token) > 4:
        likely += [left + right[1:] for left, right in splits[:-1] if left[-1] == right[0]]
    found = _commonest(likely, numbers)
    if not found and len(token) > 4:
        found = _commonest([left + letter + right for left, right in splits for letter in _LETTERS], numbers)
    if not found and len(token) > 4:
        wrong = [left + letter + right[1:] for left, right in splits[:-1] for letter in _NEAR.get(right[0], "")]
        found = _commonest(wrong, numbers)
    if not found and len(token) > 7:
        found = _commonest([left + right[1:] for left, right in splits[:-1]], numbers)
    return found


def _commonest(candidates: list[str], numbers: Mapping[str, int]) -> str:
    found = [word for word in candidates if word in numbers and len(word) > 3]
    return min(found, key=numbers.__getitem__) if found else ""


def _concern(text: str, raw: list[str], words: list[str], unknown: list[str], lists: Lists) -> str:
    """Why `text` may not be readable: "language", "gibberish", "vague" or ""."""
    letters = sum(map(len, raw))
    if not raw:
        return "gibberish" if any(char.isalpha() for char in text[:LONGEST_TEXT]) else "vague"
    if not text.isascii() and 2 * sum(len(token) for token in raw if not token.isascii()) > letters:
        return "language"
    foreign = lists.foreign.intersection(raw)
    if "'" in text or "’" in text:
        foreign = foreign.union(filter(_ELIDED.match, raw))
    weak, strong = len(foreign), len(foreign - lists.shared)
    english = len(lists.english.intersection(raw))
    share = len(unknown) / (len(words) + len(unknown))
    accented = not text.isascii() and any(char.isalpha() and not char.isascii() for char in text[:LONGEST_TEXT])
    if weak > english and (strong >= 2 or (strong and share >= 0.25) or (accented and weak)):
        return "language"
    if share >= 0.5 and not english and (accented or _sound_foreign(unknown, lists)):
        return "language"
    if share > 0.5 or (share >= 0.5 and len(raw) <= 2):
        return "gibberish"
    content = set(words) - lists.plain
    definite = len(content - lists.vague) + len(unknown)
    if definite == 0 or (definite == 1 and len(content) > 1 and lists.marks & content):
        return "vague"
    return ""


def _sound_foreign(unknown: list[str], lists: Lists) -> bool:
    """Whether at least half of the unknown words end as words of another language do."""
    foreign = sum(
        len(word) >= 5 and any(word[-size:] in lists.endings for size in (2, 3, 4, 5, 6, 7)) for word in unknown
    )
    return 2 * foreign >= len(unknown) > 0
