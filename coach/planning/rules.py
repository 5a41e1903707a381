"""The rules a plan opens with: those of the trade, of the worker's own employer, and of their country."""

from __future__ import annotations

from coach.library.shelf import Library
from coach.model.profile import RecordRules, Worker
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
_ELSEWHERE = (
    "Notice, consultation and what you may keep follow your own country's law: ask your representatives or an advice "
    "service there before you sign anything."
)


def rules_for(worker: Worker, family: FamilyId | None, library: Library) -> tuple[str, ...]:
    """The rules in the order they are read: about AI and recording where told, the trade's, the country's.

    `worker.country` may be a code or a name; where none is told, or it is the United States, no country's rule is
    added (dates there differ by state).
    """
    found: list[str] = []
    if worker.ai_rules == "none":
        found.append(NO_AI)
    if worker.record_rules in RECORDING:
        found.append(RECORDING[worker.record_rules])
    if family is not None:
        found.extend(library.families[family].rules)
    return (*found, *_of_country((worker.country or "").strip().upper()))


def kept_as(baseline: str, rules: RecordRules | None) -> str:
    """A baseline as this worker may keep it; unchanged where figures are free."""
    if not baseline or rules not in RECORDING:
        return baseline
    if rules == "masked":
        return f"{baseline} Keep it as an index (baseline = 100) or a ratio."
    return f"{baseline} Whoever owns these figures keeps them; you write down none, only who could confirm them."


def _of_country(country: str) -> tuple[str, ...]:
    if not country or country in UNITED_STATES:
        return ()
    if country in EUROPEAN_UNION or country in EUROPEAN_NAMES:
        return _IN_EUROPE
    if country in UNITED_KINGDOM:
        return (_IN_BRITAIN,)
    return (_ELSEWHERE,)
