"""What results are worth, honestly: at least … likely …, by kind, never added across kinds or currencies.

Rules (our judgement of good practice; docs/method.md): hours saved are capacity, never money; cash only where a budget
line moved; of revenue only the margin counts; checking, fixing, licences and set-up are deducted; discounted by
attribution or confidence, not both; what a fair trial does not bear out is not claimed; nothing is stretched to a year
from under eight weeks without saying so; a result counts until `sustained_until`; of claims that overlap only the
larger counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from coach.measure.trials import trial_of
from coach.model.ledger import Amount, Entry, EntryKind
from coach.model.profile import Workflow

LEAST_WEEKS = 8.0
YEAR = timedelta(days=365)
_NOBODY = frozenset(
    "|me|myself|i|i do|self|just me|only me|nobody|nobody yet|no one|noone|none|unknown|n/a|na|tbd|to be asked|not yet"
    "|later".split("|")
)
HOURS = frozenset(("h", "hr", "hrs", "hour", "hours"))
SLOWER = "Timed fairly it took longer that way, so no hours are claimed for it."
WORSE = "Timed fairly its results came out worse, so no hours are claimed for it."
NO_DIFFERENCE = "A fair trial found no difference yet, so nothing is certain of it."
_SAME = ("metric", "task", "workflow", "milestone")
_REVENUE = ("revenue", "sales", "turnover", "orders won")
_A_YEAR: dict[str, float] = {"week": 52.0, "month": 12.0, "year": 1.0}


def counts_as(entry: Entry) -> tuple[EntryKind, tuple[str, ...]]:
    """The kind an entry counts as, and why that is not the one it claims.

    Cash without a budget line that moved is capacity where it is hours with a use, else not sorted.
    """
    if entry.kind == "cash" and not entry.budget_line:
        return "unsorted", ("No budget line is named that moved, so it does not count as cash yet.",)
    if entry.kind == "cash" and (entry.unit or "").strip().lower() in HOURS:
        return "capacity", ("Hours are capacity, not money.",)
    if entry.kind == "capacity" and not entry.use:
        return "capacity", ("Freed hours have no named use yet; nobody pays for unused ones.",)
    return entry.kind, ()


def worth(entry: Entry, start: date, end: date) -> Amount | None:
    """What one entry is worth from `start` to `end` (days, inclusive); None where it carries no figure.

    `likely` is never below `at_least`. A rate (per week, month, year) counts for the days it held, from `since` (or
    the entry's date) to `sustained_until`; one that says no end counts for a year at most.
    """
    if entry.at_least is None and entry.likely is None:
        return None
    notes: list[str] = []
    low, high = _discounted(entry, notes)
    share = _held(entry, start, end, notes)
    if share <= 0.0:
        return Amount(0.0, 0.0, _unit(entry), tuple(notes))
    if entry.per == "once":
        low, high = low - (entry.cost or 0.0), high - (entry.cost or 0.0)
    else:
        yearly = _A_YEAR[entry.per]
        low, high = low * yearly * share - (entry.cost or 0.0), high * yearly * share - (entry.cost or 0.0)
        if entry.weeks is not None and entry.weeks < LEAST_WEEKS:
            notes.append(f"Measured over {entry.weeks:g} weeks only; stretched, so read it as a guess.")
    return Amount(low, max(low, high), _unit(entry), tuple(notes))


def totals(
    entries: Iterable[Entry], start: date, end: date, workflows: Iterable[Workflow] = ()
) -> dict[EntryKind, dict[str, Amount]]:
    """What the entries of each kind are worth from `start` to `end`, by unit; kinds and units are never mixed.

    `workflows`: the worker's ways of working, whose trials may lower what is claimed for them.
    """
    found: dict[EntryKind, dict[str, Amount]] = {}
    flows = tuple(workflows)
    heeded = [heeding_trials(entry, flows) for entry in entries]
    lowered = {entry.id: why for entry, why in heeded}
    for entry, notes in without_overlaps((entry for entry, _ in heeded), start, end):
        amount = worth(entry, start, end)
        kind, why = counts_as(entry)
        if amount is None or kind == "unsorted":
            continue
        notes = (*lowered[entry.id], *notes)
        before = found.setdefault(kind, {}).get(amount.unit, Amount(0.0, 0.0, amount.unit))
        found[kind][amount.unit] = Amount(
            before.at_least + amount.at_least,
            before.likely + amount.likely,
            amount.unit,
            tuple(dict.fromkeys((*before.notes, *amount.notes, *why, *notes))),
        )
    return found


def without_overlaps(entries: Iterable[Entry], start: date, end: date) -> list[tuple[Entry, tuple[str, ...]]]:
    """The entries that count from `start` to `end`, each with a note where it stands for others that claim the same.

    Two claims overlap where kind and unit are the same, metric, task, way of working or milestone is too, and the
    times they hold meet: the one that is worth more in these days counts, the other is kept and counts nothing.
    """
    kept: list[tuple[Entry, tuple[str, ...]]] = []
    places: dict[tuple[str, ...], list[int]] = {}  # by what they claim: two thousand are too many to compare
    for entry in sorted(entries, key=lambda one: (-_likely(one, start, end), one.date, one.id)):
        claims = _claims(entry)
        near = sorted({place for claim in claims for place in places.get(claim, ())})
        other = next((place for place in near if overlap(kept[place][0], entry)), None)
        if other is None:
            for claim in claims:
                places.setdefault(claim, []).append(len(kept))
            kept.append((entry, ()))
        else:
            stands, notes = kept[other]
            kept[other] = (stands, (*notes, f"“{entry.text}” claims the same again and is not counted twice."))
    return kept


def _likely(entry: Entry, start: date, end: date) -> float:
    amount = worth(entry, start, end)
    return amount.likely if amount is not None else -math.inf


def heeding_trials(entry: Entry, workflows: Sequence[Workflow]) -> tuple[Entry, tuple[str, ...]]:
    """The entry with its claim lowered to what the fair trial of its way of working bears out, and why.

    Only freed hours are lowered: a budget line that moved has moved. The trial is that of the workflow the entry names,
    else of the only one on its task that speaks. Slower, or quicker at the price of quality: nothing is claimed. No
    difference: nothing is certain, so at least nothing.
    """
    if counts_as(entry)[0] != "capacity":
        return entry, ()
    trials = [
        trial_of(flow)
        for flow in workflows
        if (flow.id == entry.workflow if entry.workflow else entry.task is not None and flow.task == entry.task)
    ]
    spoken = [one for one in trials if one.speaks]
    if len(spoken) != 1:
        return entry, ()
    tried = spoken[0]
    if tried.verdict == "slower":
        return replace(entry, at_least=0.0, likely=0.0, cost=None), (SLOWER,)
    if tried.quality == "worse":
        return replace(entry, at_least=0.0, likely=0.0, cost=None), (WORSE,)
    if tried.verdict == "no_difference":
        return replace(entry, at_least=0.0), (NO_DIFFERENCE,)
    return entry, ()


def sentence(entry: Entry) -> str:
    """The entry in one sentence a reviewer can check: accomplished … as measured by … by doing …

    Made of what the entry says; a masked one uses its index or ratio and where the proof lives.
    """
    told = entry.text.strip().rstrip(".")
    if entry.index is not None:
        told += f", as measured by an index of {entry.index:g} against 100 before"
    elif entry.ratio:
        told += f", as measured by {entry.ratio}"
    elif entry.baseline and entry.result:
        told += f", from {entry.baseline} to {entry.result}"
    elif entry.result:
        told += f", as measured by {entry.result}"
    if entry.period:
        told += f" ({entry.period})"
    if entry.how:
        told += f", by {entry.how.strip().rstrip('.')}"
    if vouches(entry.validated_by):
        told += f"; confirmed by {entry.validated_by}"
    elif vouches(entry.proof_with):
        told += f"; proof lives with {entry.proof_with}"
    return told[:1].upper() + told[1:] + "."


def missing(entry: Entry) -> tuple[str, ...]:
    """What a reviewer would still ask for, most wanted first; empty where the entry convinces as it is."""
    masked = entry.index is not None or bool(entry.ratio)
    found = []
    if entry.kind == "unsorted":
        found.append("which kind it is: cash, capacity, or quality, service and safety")
    if not masked and not entry.baseline:
        found.append("how it was before")
    if not masked and not entry.result:
        found.append("how it is now, in the same unit")
    if not entry.period:
        found.append("over what time")
    if not entry.how:
        found.append("what you did")
    if entry.kind == "cash" and not entry.budget_line:
        found.append("which budget line moved")
    if entry.kind == "cash" and says_revenue(entry) and entry.margin is None:
        found.append("whether that is revenue, and what margin of it stays")
    if entry.kind == "capacity" and not entry.use:
        found.append("what the freed hours are used for")
    if not is_proven(entry):
        found.append("who would confirm it, or where the proof lies")
    return tuple(found)


def says_revenue(entry: Entry) -> bool:
    """Whether its metric or its budget line speaks of revenue, so that one has to ask whether the margin is meant."""
    told = f"{entry.metric or ''} {entry.budget_line or ''}".lower()
    return any(word in told for word in _REVENUE) and "margin" not in told


def is_proven(entry: Entry) -> bool:
    """Whether somebody other than the worker stands behind it, or evidence can be opened."""
    return vouches(entry.validated_by) or vouches(entry.proof_with) or bool((entry.evidence or "").strip())


def vouches(who: str | None) -> bool:
    """Whether these words name somebody other than the worker who can stand behind a result.

    A name, initials or a post will do ("the controller", "R. O."); oneself, nobody and not yet will not.
    """
    return bool(who) and " ".join((who or "").lower().split()).strip(" .?-–—_") not in _NOBODY


def _discounted(entry: Entry, notes: list[str]) -> tuple[float, float]:
    low = entry.at_least if entry.at_least is not None else 0.0
    high = entry.likely if entry.likely is not None else low
    factor = 1.0
    if counts_as(entry)[0] == "cash" and entry.margin is not None:
        low, high = low * entry.margin, high * entry.margin
        notes.append(f"Of the revenue only the margin of {entry.margin:.0%} counts.")
    elif counts_as(entry)[0] == "cash" and says_revenue(entry):
        notes.append("Taken as margin: of revenue, only what stays would count.")
    if entry.attribution is not None:
        factor = entry.attribution
        if entry.confidence is not None:
            notes.append("Discounted by your share of it only; one discount is enough.")
    elif entry.confidence is not None:
        factor = entry.confidence
    return low * factor, max(low, high) * factor


def _unit(entry: Entry) -> str:
    """The unit as amounts are added up by it: currencies in capitals, hours as h."""
    told = (entry.unit or "").strip()
    if told.lower() in HOURS:
        return "h"
    return told.upper() if entry.kind == "cash" and len(told) == 3 else told


def _held(entry: Entry, start: date, end: date, notes: list[str]) -> float:
    """The share of a year (0–1 for a year) the result held within the days looked at."""
    since = entry.since or entry.date
    if entry.per == "once":
        return 1.0 if start <= since <= end else 0.0
    until = entry.sustained_until
    if until is None:
        until = since + YEAR - timedelta(days=1)
        if end > until:
            notes.append("Counted for one year; say how long it is sustained to count further.")
    days = (min(end, until) - max(start, since)).days + 1
    return max(0, days) / YEAR.days


def overlap(one: Entry, two: Entry) -> bool:
    """Whether two entries claim the same thing for days they share."""
    if counts_as(one)[0] != counts_as(two)[0] or _unit(one) != _unit(two):
        return False
    if not any(getattr(one, name) and getattr(one, name) == getattr(two, name) for name in _SAME):
        return False
    if one.per == "once" and two.per == "once":
        return one.date == two.date
    return _time(one)[0] <= _time(two)[1] and _time(two)[0] <= _time(one)[1]


def _claims(entry: Entry) -> list[tuple[str, ...]]:
    """What an entry claims: two that share none of these cannot overlap."""
    what = counts_as(entry)[0], _unit(entry)
    return [(*what, name, str(getattr(entry, name))) for name in _SAME if getattr(entry, name)]


def _time(entry: Entry) -> tuple[date, date]:
    since = entry.since or entry.date
    return since, entry.sustained_until or since + YEAR
