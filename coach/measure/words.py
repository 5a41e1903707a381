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
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

# Function words that are common in one language and are no English words, listed by us.
_FOREIGN = frozenset(
    [
        "und",
        "der",
        "das",
        "ist",
        "nicht",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "mit",
        "für",
        "auf",
        "dem",
        "den",
        "des",
        "im",
        "zum",
        "zur",
        "von",
        "bei",
        "aus",
        "nach",
        "über",
        "wir",
        "ich",
        "sie",
        "und",
        "oder",
        "auch",
        "sich",
        "werden",
        "wird",
        "kann",
        "alle",
        "beim",
        "vom",
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "et",
        "est",
        "pour",
        "avec",
        "dans",
        "sur",
        "au",
        "aux",
        "je",
        "nous",
        "vous",
        "mes",
        "mon",
        "ma",
        "ses",
        "qui",
        "que",
        "ou",
        "pas",
        "chez",
        "el",
        "los",
        "las",
        "una",
        "unos",
        "y",
        "con",
        "para",
        "por",
        "del",
        "al",
        "mis",
        "mi",
        "su",
        "sus",
        "en",
        "es",
        "lo",
        "se",
        "como",
        "il",
        "gli",
        "di",
        "e",
        "per",
        "dei",
        "della",
        "delle",
        "nel",
        "alla",
        "sono",
        "che",
        "con",
        "una",
        "het",
        "een",
        "de",
        "van",
        "voor",
        "met",
        "niet",
        "op",
        "aan",
        "bij",
        "naar",
        "ook",
        "wij",
        "mijn",
        "o",
        "os",
        "as",
        "um",
        "uma",
        "dos",
        "das",
        "do",
        "da",
        "em",
        "no",
        "na",
        "com",
        "para",
        "meus",
        "minha",
        "i",
        "w",
        "z",
        "na",
        "do",
        "nie",
        "jest",
        "się",
        "dla",
        "oraz",
        "od",
        "po",
        "og",
        "til",
        "av",
        "på",
        "och",
        "att",
        "för",
        "med",
        "som",
    ]
)
# Words of that list which English text also has, so that one of them alone proves nothing.
_SHARED = frozenset(
    [
        "a",
        "i",
        "as",
        "an",
        "do",
        "no",
        "on",
        "in",
        "me",
        "am",
        "is",
        "so",
        "or",
        "to",
        "at",
        "de",
        "la",
        "no",
        "mi",
        "per",
        "die",
        "do",
        "des",
        "et",
        "al",
        "e",
        "o",
        "w",
        "z",
        "y",
        "po",
        "med",
        "as",
        "du",
        "la",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "and",
        "of",
        "to",
        "for",
        "with",
        "on",
        "in",
        "from",
        "at",
        "by",
        "my",
        "our",
        "their",
        "is",
        "are",
        "be",
        "or",
        "a",
        "an",
        "it",
        "that",
        "this",
        "when",
        "up",
        "out",
        "about",
        "all",
        "new",
    ]
)
_VAGUE = frozenset(
    [
        "stuff",
        "thing",
        "things",
        "whatever",
        "misc",
        "miscellaneous",
        "various",
        "general",
        "generally",
        "etc",
        "usual",
        "other",
        "others",
        "bits",
        "bobs",
        "odds",
        "ends",
        "anything",
        "everything",
        "something",
        "somehow",
        "work",
        "works",
        "working",
        "job",
        "jobs",
        "task",
        "tasks",
        "duties",
        "day",
        "daily",
        "admin",
        "do",
        "doing",
        "does",
        "done",
        "did",
        "busy",
        "random",
        "comes",
        "come",
        "up",
        "needed",
        "need",
        "needs",
        "required",
        "as",
        "and",
        "or",
        "the",
        "a",
        "an",
        "my",
        "of",
        "for",
        "to",
        "with",
        "on",
        "in",
        "at",
        "all",
        "any",
        "some",
        "i",
        "it",
        "is",
        "that",
        "what",
        "normal",
        "ordinary",
        "different",
        "lots",
        "more",
        "calls",
        "meetings",
        "emails",
        "email",
        "meeting",
        "call",
        "helping",
        "help",
        "support",
        "handling",
        "dealing",
        "sorting",
        "sort",
        "deal",
        "handle",
        "get",
        "getting",
        "going",
        "ad",
        "hoc",
        "adhoc",
        "day-to-day",
        "today",
    ]
)
_VAGUE_MARKS = frozenset(
    [
        "stuff",
        "whatever",
        "misc",
        "miscellaneous",
        "things",
        "thing",
        "anything",
        "everything",
        "something",
        "etc",
        "various",
        "bobs",
    ]
)
_PLAIN = frozenset(
    [
        "the",
        "a",
        "an",
        "my",
        "our",
        "of",
        "for",
        "to",
        "with",
        "on",
        "in",
        "at",
        "and",
        "or",
        "all",
        "any",
        "some",
        "is",
        "it",
        "i",
        "as",
        "by",
        "from",
        "up",
        "out",
        "that",
    ]
)


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

    __slots__ = ("_aliases", "_numbers")

    def __init__(self, numbers: Mapping[str, int], aliases: Mapping[str, tuple[str, ...]]) -> None:
        """`numbers` maps each word of the vocabulary to its row; `aliases` a short form to the words it stands for."""
        self._numbers = numbers
        self._aliases = aliases

    def read(self, text: str) -> Reading:
        """Read `text`: any string is fine, an empty one gives no words and the concern "vague"."""
        numbers = self._numbers
        words: list[str] = []
        rows: list[int] = []
        unknown: list[str] = []
        for token in tokens(text):
            row = numbers.get(token)
            if row is not None and token not in self._aliases:
                words.append(token)
                rows.append(row)
                continue
            found = self._resolve(token)
            if not found:
                unknown.append(token)
            for word in found:
                words.append(word)
                rows.append(numbers[word])
        total = len(words) + len(unknown)
        known = len(words) / total if total else 0.0
        return Reading(tuple(words), tuple(rows), known, _concern(text, words, unknown))

    def spelled(self, token: str) -> tuple[str, ...]:
        """The vocabulary's words for one token; empty where it has none."""
        return (token,) if token in self._numbers and token not in self._aliases else self._resolve(token)

    def _resolve(self, token: str) -> tuple[str, ...]:
        numbers = self._numbers
        alias = self._aliases.get(token)
        if alias is not None:
            return tuple(word for word in alias if word in numbers)
        if any(char.isdigit() for char in token):
            return ("#",) if "#" in numbers else ()
        for form in _forms(token):
            if form in numbers:
                return (form,)
        if len(token) < 4 or not token.isascii():
            return ()
        repaired = _repaired(token, numbers)
        if repaired:
            return (repaired,)
        for cut in range(3, len(token) - 2):
            if token[:cut] in numbers and token[cut:] in numbers:
                return (token[:cut], token[cut:])
        return ()


def _forms(token: str) -> list[str]:
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


def _repaired(token: str, numbers: Mapping[str, int]) -> str:
    """The vocabulary's word one slip away (swap, doubled, dropped or wrong letter), or "".

    Rows are in order of how common a word is, so that the commonest of several is taken.
    """
    best, best_row = "", len(numbers) + 1
    places = range(1, len(token))
    splits = [(token[:place], token[place:]) for place in range(len(token) + 1)]
    candidates = [left[:-1] + right[0] + left[-1] + right[1:] for left, right in splits[1:-1]]
    candidates += [token[:place] + token[place + 1 :] for place in places]
    candidates += [left + letter + right for left, right in splits[1:] for letter in _LETTERS]
    if len(token) > 4:
        candidates += [token[:place] + letter + token[place + 1 :] for place in places for letter in _LETTERS]
    for candidate in candidates:
        row = numbers.get(candidate)
        if row is not None and row < best_row and len(candidate) > 3:
            best, best_row = candidate, row
    return best


def _concern(text: str, words: list[str], unknown: list[str]) -> str:
    """Why `text` may not be readable: "language", "gibberish", "vague" or ""."""
    total = len(words) + len(unknown)
    if not total:
        letters = sum(char.isalpha() for char in text[:LONGEST_TEXT])
        return "gibberish" if letters else "vague"
    raw = tokens(text)
    letters = sum(map(len, raw)) or 1
    if sum(len(token) for token in raw if not token.isascii()) > letters / 2:
        return "language"
    foreign = sum(token in _FOREIGN and token not in _SHARED for token in raw)
    weak = sum(token in _FOREIGN for token in raw)
    english = sum(token in _ENGLISH for token in raw)
    share = len(unknown) / total
    if foreign and weak > english and (foreign >= 2 or share >= 0.3 or len(raw) <= 4):
        return "language"
    if share > 0.5 or (share >= 0.5 and total <= 2):
        return "gibberish"
    content = [word for word in words if word not in _PLAIN]
    specific = [word for word in content if word not in _VAGUE]
    if not specific or (len(specific) == 0 and not unknown):
        return "vague"
    if len(specific) <= 1 and any(word in _VAGUE_MARKS for word in content):
        return "vague"
    return ""
