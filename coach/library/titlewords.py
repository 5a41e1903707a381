"""The words of a job title, folded so that ways of writing one thing meet: spelling, number, gender, case.

Folding is used alike on the titles (when the index is built) and on what somebody types, so a folded form need
not be a real word; it must only be the same on both sides.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Symbols that would be lost at the word boundary.
_SYMBOLS = (("c++", "cplusplus"), ("c#", "csharp"), (".net", "dotnet"), ("r&d", "rd"), ("a&e", "ae"), ("m&a", "mna"))

# British to American; a prefix being typed folds like the whole word wherever its letters allow.
_SPELLING = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"^(an|p|h|gyn|arch|orthop)ae", r"\1e"),
        (r"(lab|col|harb|arm|fav|hon|vap|behavi|neighb|parl|od)our", r"\1or"),
        (r"(cent|theat|fib|cali?b|lit|met)re$", r"\1er"),
        (r"(organ|optim|local|custom|util|digit|visual|steril|author|final|special|standard|commerc|immun)is", r"\1iz"),
        (r"isation", "ization"),
        (r"lys(e|er|ing)$", r"lyz\1"),
        (r"(?<=\w\w\w)ll(er|ing|or|ed|ery)$", r"l\1"),
        (r"^(licen|defen)c", r"\1s"),
        (r"^programme$", "program"),
        (r"^cheque", "check"),
        (r"^tyre", "tire"),
        (r"^mould", "mold"),
        (r"^plough", "plow"),
        (r"^jewelery", "jewelry"),
        (r"^alumini", "alumin"),
        (r"^draught", "draft"),
        (r"^aeroplane", "airplane"),
        (r"^enquir", "inquir"),
        (r"^despatch", "dispatch"),
        (r"^advise[r]?$", "advisor"),
        (r"^catalogue", "catalog"),
        (r"^dietici", "dietiti"),
        (r"^physio$", "physiotherapist"),
        (r"^practise", "practice"),
        (r"^aesthetic", "esthetic"),
        (r"^ton+e", "ton"),
    )
)
_ODD = re.compile(r"[+#.&'`]")
_INITIALS = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b|$|\s)")
_PERSON = re.compile(r"(?<=[a-z]{3})(?:man|woman|men|women|person|people|lady|ladies)$")
_NOT_PERSON = frozenset({"human", "german", "roman", "norman", "shaman", "specimen"})
# Words cut short in speech, with what they stand for. Each side is folded.
SHORT = {
    "acct": ("accountant", "account"),
    "admin": ("administrator", "administrative", "administration"),
    "asst": ("assistant",),
    "assoc": ("associate",),
    "co": ("company",),
    "comm": ("communication",),
    "coord": ("coordinator",),
    "dev": ("developer", "development"),
    "dept": ("department",),
    "dir": ("director",),
    "doc": ("doctor",),
    "dr": ("doctor",),
    "eng": ("engineer", "engineering"),
    "exec": ("executive",),
    "gen": ("general",),
    "insp": ("inspector",),
    "inst": ("instructor",),
    "lab": ("laboratory",),
    "laboratory": ("lab",),
    "math": ("mathematic",),
    "maths": ("math", "mathematic"),
    "med": ("medical",),
    "mfg": ("manufacturing",),
    "mgmt": ("management",),
    "mgr": ("manager",),
    "mngr": ("manager",),
    "mktg": ("marketing",),
    "op": ("operation", "operator"),
    "ops": ("operation",),
    "prof": ("professor",),
    "rep": ("representative",),
    "representative": ("rep",),
    "sec": ("secretary",),
    "spec": ("specialist",),
    "sup": ("supervisor",),
    "supv": ("supervisor",),
    "svc": ("service",),
    "sw": ("software",),
    "tech": ("technician", "technical", "technology"),
    "uni": ("university",),
}
_FEMALE = {
    "men": "man",
    "woman": "man",
    "women": "man",
    "waitress": "waiter",
    "actress": "actor",
    "hostess": "host",
    "stewardess": "steward",
    "masseuse": "masseur",
    "manageress": "manager",
    "headmistress": "headmaster",
    "barmaid": "barman",
    "policewoman": "policeman",
    "sculptress": "sculptor",
    "comedienne": "comedian",
}
_KEEP_S = frozenset({"news", "gas", "bus"})

# Words that say how far somebody is, not what they do: they count little, on both sides.
_LEVEL_WORDS = (
    "senior sr snr junior jr jnr lead principal trainee apprentice intern internship graduate grad deputy experienced "
    "qualified newly chartered certified freelance freelancer self employed part time full contract contractor "
    "interim temporary temp permanent remote hybrid night weekend seasonal i ii iii iv v vi 1 2 3 4 5 6 7 8 level "
    "grade band entry student veteran former ex retired professional staff independent own work working job career "
    "role position someone person man woman lady guy girl boy"
)
LEVELS = frozenset(_LEVEL_WORDS.split())
# Words that carry nothing in a title.
_EMPTY_WORDS = "a an the of and or to my im am as who that is its in at for with by on from"
EMPTY = frozenset(_EMPTY_WORDS.split())
# What follows these says where, not what: "support specialist at a bank".
_WHERE = re.compile(r"\b(?:at|in|for|with|within|from|on|by)\b|[,;:|(\u2013\u2014]| - ")
_SPLIT = re.compile(r"[^a-z0-9]+")
_SUFFIX = re.compile(
    r"(?:ologist|ology|ological|ographer|ography|ographic|istry|ation|ator|ating|ement|ment|ician|icist|ance|ant|ent"
    r"|ian|ing|ial|ive|ist|ary|er|or|al|ic|ed|y|e)$"
)


def plain(text: str) -> str:
    """`text` in lower case without accents, apostrophes or full stops inside abbreviations. Never raises."""
    low = text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    low = low.lower()
    if _ODD.search(low) is None:
        return low
    for symbol, word in _SYMBOLS:
        low = low.replace(symbol, word)
    low = low.replace("'", "").replace("`", "")
    return _INITIALS.sub("", low)


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """One plain word folded: American spelling, singular, without gender. Folding twice may fold further."""
    word = _FEMALE.get(word, word)
    if len(word) > 3 and word[-1] == "s" and word not in _KEEP_S and not word.endswith(("ss", "us", "is")):
        if word.endswith("ies") and len(word) > 4:
            word = word[:-3] + "y"
        elif word.endswith(("sses", "ches", "shes", "xes")):
            word = word[:-2]
        else:
            word = word[:-1]
    word = _FEMALE.get(word, word)
    if word not in _NOT_PERSON:
        word = _PERSON.sub("man", word)
    for pattern, put in _SPELLING:
        word = pattern.sub(put, word)
    return word


def words(text: str) -> list[str]:
    """The folded words of `text`, in order, without the empty ones."""
    return [fold(word) for word in _SPLIT.split(plain(text)) if word and word not in EMPTY]


def parts(text: str) -> tuple[list[str], list[str]]:
    """The words of what somebody typed, apart: what they are, and where or for whom they are it.

    The first part is never empty where there are words at all.
    """
    low = plain(text)
    cut = _WHERE.search(low, 1)
    while cut is not None:
        what, where = words(low[: cut.start()]), words(low[cut.end() :])
        if what:
            return what, where
        cut = _WHERE.search(low, cut.end())
    return words(low), []


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """What a folded word shares with its relatives: teacher, teaching → teach. At least four letters stay."""
    cut = _SUFFIX.search(word)
    while cut is not None and cut.start() < 4:
        cut = _SUFFIX.search(word, cut.start() + 1)
    root = word[: cut.start()] if cut else word
    return root[:-1] if len(root) > 4 and root[-1] == root[-2] else root
