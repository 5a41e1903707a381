"""How near a task's words are to a phrase of the content: words that tell something, shared by both.

Small words and commonplace verbs do not count. Words that turn up in every trade (customer, report, list) count for
half, as do numbers: to share one of them says little. What is shared is set against how much each of the two says, more
against the shorter, so that a long task can be meant by a short phrase, and a task of two words is not meant by every
phrase that has one of them. One word in common is enough only where it is all that one of the two says, or all that a
part of each says ("quotes and invoices", "invoices, chasing money"): onboarding contractors is not getting quotes from
them.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_BETWEEN_PARTS = re.compile(r"\b(?:and|or|then)\b|[,;:&+/()]")
# Small words, and verbs that any work has; in whatever form they come.
_COMMON_WORDS = tuple(
    """
    a an and the of to for from with on in at by into my our their its it is are be or as up out off over
    all any some new other do make get go answer write check update keep handle help work run prepare send set
    take deal look put sort manage per each who what when that this them they about after before between through
    how why where every again end day daily week weekly month monthly year yearly date
""".split()
)
# Words the shelf's phrases use in eight families of trades or more, and their like.
_WEAK_WORDS = tuple(
    """
    access account action application ask board book build business call case change chase client collect colleague
    customer data department desk document duty email enquiry explain figure file find first follow form
    job late letter list manager material meeting message next note office one order page paper people phone
    plan policy post problem procedure product progress project public question read record reply report
    request result review room round routine rule sale service sheet show site staff status support system talk team
    term test thing training visit wrong
""".split()
)
_WEAK = 0.25  # of a telling word's weight: half, squared
_SHORTER = 0.7  # how much of the measure is the shorter text's, by exponent; the rest is the longer one's
_APART = 0.5  # of the nearness of texts that share one word only, while each says something else
# Words whose stem is another word's: neither cars, nor getting dressed, nor lists, nor managing.
_KEPT = {
    "manager": "manager",
    "managers": "manager",
    "caring": "care",
    "care": "care",
    "cares": "care",
    "dressing": "dressing",
    "dressings": "dressing",
    "listing": "listing",
    "listings": "listing",
}


def nearness(text: str, phrase: str) -> float:
    """How far two short texts are about the same thing, 0–1: the weight of telling words they share over the weight
    each has, the shorter one's counting more.

    Texts that share one word and differ in the rest count for half, unless that word is a part of its own in both, or
    all that one of them says. Where one has no telling word, its commonplace ones count.
    """
    one, two = _telling(text), _telling(phrase)
    shared = one.keys() & two.keys()
    if not shared:
        return 0.0
    here, there = sum(one.values()), sum(two.values())
    shorter, longer = (here, there) if here <= there else (there, here)
    said = sum(one[word] for word in shared)
    near = float(said / (shorter**_SHORTER * longer ** (1.0 - _SHORTER)))
    if len(shared) > 1 or said >= shorter:
        return near
    (word,) = shared
    rest = shorter - said
    alone = said > _WEAK and (rest < 1.0 or (word in _parts(text) and word in _parts(phrase)))
    return near if alone else _APART * near


@lru_cache(maxsize=8192)
def _telling(text: str) -> dict[str, float]:
    stems = [_stem(word) for word in _WORD.findall(text.lower())]
    telling = [stem for stem in stems if stem not in _stems(_COMMON_WORDS)] or stems
    return {stem: _WEAK if stem in _stems(_WEAK_WORDS) or stem.isdigit() else 1.0 for stem in telling}


@lru_cache(maxsize=8192)
def _parts(text: str) -> frozenset[str]:
    """Words that are all a part of the text says, where it names several things."""
    found = set()
    for part in _BETWEEN_PARTS.split(text.lower()):
        words = _telling(part)
        telling = [word for word, weight in words.items() if weight > _WEAK]
        if len(telling) == 1:
            found.add(telling[0])
    return frozenset(found)


@lru_cache(maxsize=2)
def _stems(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_stem, words))


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """The word without its endings, so that order, orders and ordering are one."""
    if word in _KEPT:
        return _KEPT[word]
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "ches", "shes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed", "er"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word
