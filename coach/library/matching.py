"""How near a task's words are to a phrase of the content: shared words, endings and commonplace verbs set aside."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_COMMON = frozenset(
    """
    a an and the of to for from with on in at by into my our their its it is are be or as up out off
    over all any some new other do doing make making get getting go going answer answering write writing
    check checking update updating keep keeping handle handling help helping work working run running
    prepare preparing send sending set setting take taking deal dealing look looking put putting sort
    sorting manage managing per each who what when that this them
    """.split()
)
_ENDINGS = ("ings", "ing", "ies", "ers", "ed", "es", "er", "s")


def nearness(text: str, phrase: str) -> float:
    """How far two short texts are about the same thing, 0–1: shared telling words over the shorter one's.

    Commonplace verbs and small words do not count; where nothing else is left in one of them, they do.
    """
    one, two = _telling(text), _telling(phrase)
    if not one or not two:
        return 0.0
    return len(one & two) / min(len(one), len(two))


@lru_cache(maxsize=8192)
def _telling(text: str) -> frozenset[str]:
    words = _WORD.findall(text.lower())
    telling = [word for word in words if word not in _COMMON] or words
    return frozenset(_stem(word) for word in telling)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word
