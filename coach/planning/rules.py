"""The rules a plan opens with: those of the trade, of the worker's own employer, and of their country."""

from __future__ import annotations

import re

from coach.library.shelf import Library
from coach.model.profile import RecordRules, Situation, Worker
from coach.model.shelf import FamilyId

# Member states of the European Union by ISO 3166 code; directive 98/59/EC on collective redundancies holds in them.
EUROPEAN_UNION = frozenset(
    "AT BE BG HR CY CZ DE DK EE ES FI FR GR EL HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)
EUROPEAN_NAMES = frozenset(
    "AUSTRIA BELGIUM BULGARIA CROATIA CYPRUS CZECHIA DENMARK ESTONIA FINLAND FRANCE GERMANY GREECE HUNGARY IRELAND "
    "ITALY LATVIA LITHUANIA LUXEMBOURG MALTA NETHERLANDS POLAND PORTUGAL ROMANIA SLOVAKIA SLOVENIA SPAIN SWEDEN "
    "DEUTSCHLAND".split()
)
UNITED_STATES = frozenset({"US", "USA", "UNITED STATES", "UNITED STATES OF AMERICA"})
UNITED_KINGDOM = frozenset({"GB", "UK", "UNITED KINGDOM", "ENGLAND", "SCOTLAND", "WALES", "NORTHERN IRELAND"})

NO_AI = "AI is not allowed where you work: nothing in this plan needs it, and nothing here is a way round that."
WITHOUT_AI = "You work without AI: nothing in this plan needs it."
NEVER_PASTE = (
    "Never paste anything that names a customer, patient or colleague into a tool your employer has not approved."
)
# How the families' rules name a tool; and how they name it to somebody who has no employer to approve of one.
_TOOL = re.compile(r"into a tool your (?:employer|firm) has not approved(?: for it)?")
_TOOLS: dict[Situation, str] = {
    "self_employed": "into a tool whose terms you have not read, or without the customer's leave",
    "laid_off": "into any tool; it was never yours to take along",
}
RECORDING: dict[RecordRules, str] = {
    "masked": "Keep no raw figures: an index (baseline = 100) or a ratio, and a line saying with whom the proof lives.",
    "none": "Write no figures down. Note in words what changed, with whom the proof lives, and who would vouch for it: "
    "vouched for, it counts in full.",
}
_IN_EUROPE = (
    "Where there is a works council or a union, a tool that could watch or grade people goes to them first; ask them "
    "before you try one with others.",
    "Where posts go in numbers, representatives have to be informed and consulted beforehand (directive 98/59/EC, in "
    "your country's own law); they, not this plan, know the dates.",
)
_IN_BRITAIN = (
    "Where twenty or more posts are to go within ninety days, representatives have to be consulted beforehand (Trade "
    "Union and Labour Relations (Consolidation) Act 1992, section 188); ask yours for the dates."
)
_AFTERWARDS = (
    "Where posts went in numbers, representatives had to be heard beforehand, and the time to object is short: ask "
    "your union or an advice service which days hold in your country before you sign anything."
)
_ELSEWHERE = (
    "Notice, consultation and what you may keep follow your own country's law: ask your representatives or an advice "
    "service there before you sign anything."
)


IN_WORDS = "What changed is told in words, to somebody who could confirm it; no figure is written down."
_FIGURE = re.compile(
    r"\b(?:counts?|counted|figures?|minutes|shares?|rates?|per (?:hundred|cent|week|day)|percent\w*|index|ratio"
    r"|averages?|middle|before and after|baseline|tall(?:y|ied)|strokes|spread|scores?|days (?:in|of|for) \w+)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\b[Cc]ount\b(?= (?:the|what|how|for|them|days|failures|it|again|contacts|calls)\b)")
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|hundred|half"
    r"|halved|third|quarter|fifth)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r",? (?:per|in|of|for each) (?:a |the last |every )?(?:\d+|ten|twelve|twenty|thirty|forty|fifty|hundred|cent)\b"
    r"[^,;]*",
    re.IGNORECASE,
)


def rules_for(worker: Worker, family: FamilyId | None, library: Library) -> tuple[str, ...]:
    """The rules in the order they are read: about AI and recording where told, the trade's (one for every trade where
    it is not known), the country's.

    `worker.country` may be a code or a name; where none is told, or it is the United States, no country's rule is
    added (dates there differ by state).
    """
    found: list[str] = []
    alone = worker.situation in ("self_employed", "laid_off")
    if worker.ai_rules == "none":
        found.append(WITHOUT_AI if alone else NO_AI)
    if worker.record_rules in RECORDING:
        found.append(RECORDING[worker.record_rules])
    found.extend(trade_rules(worker, family, library))
    return (*found, *_of_country((worker.country or "").strip().upper(), worker.situation))


def trade_rules(worker: Worker, family: FamilyId | None, library: Library) -> tuple[str, ...]:
    """The rules of the worker's trade, or the one that holds in every trade where it is not known; for somebody without
    an employer in their own terms."""
    rules = library.families[family].rules if family is not None else (NEVER_PASTE,)
    tool = _TOOLS.get(worker.situation or "employed")
    return rules if tool is None else tuple(_TOOL.sub(tool, rule) for rule in rules)


def kept_as(baseline: str, rules: RecordRules | None) -> str:
    """A baseline as this worker may keep it; unchanged where figures are free."""
    if not baseline or rules not in RECORDING:
        return baseline
    if rules == "masked":
        return f"{baseline} Keep it as an index (baseline = 100) or a ratio."
    told = baseline if baseline[:2].isupper() else baseline[:1].lower() + baseline[1:]
    return f"Whoever owns these figures keeps them; you write down none, only who could confirm them: {told}"


def told_as(text: str, rules: RecordRules | None) -> str:
    """What closes a step, or a stage's milestone, as this worker may keep it: where nothing may be recorded, what asks
    for a figure is told in words instead. Unchanged where the text itself says what holds there."""
    if rules != "none" or not _FIGURE.search(text) or "may not be kept" in text or "proof lives" in text:
        return text
    return IN_WORDS


def titled_as(title: str, rules: RecordRules | None) -> str:
    """A step's title, as this worker may do it: where nothing may be recorded they watch, and count nothing."""
    return _COUNT.sub(lambda found: "Watch" if found[0][0] == "C" else "watch", title) if rules == "none" else title


def measure_as(name: str, baseline: str, target: str, rules: RecordRules | None) -> tuple[str, str, str]:
    """A line of a story's results table as this worker may keep it: what is looked at, now, and the aim."""
    if rules != "none":
        return name, baseline, target
    told = _AMOUNT.sub("", name).strip(" ,")
    aim = "better, in the words of those it is for" if _NUMBER.search(target) else target
    return told or name, "as its owner sees it; not written down", aim


def _of_country(country: str, situation: Situation | None) -> tuple[str, ...]:
    """What the law of a country asks where posts go; nobody cuts the post of somebody who works for themselves."""
    if not country or country in UNITED_STATES or situation == "self_employed":
        return ()
    if situation == "laid_off":
        return (_AFTERWARDS,)
    if country in EUROPEAN_UNION or country in EUROPEAN_NAMES:
        return _IN_EUROPE
    if country in UNITED_KINGDOM:
        return (_IN_BRITAIN,)
    return (_ELSEWHERE,)
