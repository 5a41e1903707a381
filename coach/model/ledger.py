"""The ledger: results, each of one kind, that somebody could confirm."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

EntryKind = Literal["unsorted", "cash", "capacity", "quality"]
ENTRY_KINDS: tuple[EntryKind, ...] = ("unsorted", "cash", "capacity", "quality")
KIND_NAMES: dict[EntryKind, str] = {
    "unsorted": "not sorted yet",
    "cash": "cash",
    "capacity": "capacity",
    "quality": "quality, service or safety",
}
Per = Literal["once", "week", "month", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One result. Only the words and the day are required; `kind` is `unsorted` until the worker says which.

    The three kinds are never added together. `at_least` and `likely` are amounts in `unit` (a currency code for cash,
    "h" for capacity, the metric's own unit else) `per` once, week, month or year, after all costs but `cost`, which is
    what checking, fixing, licences and set-up take in the same unit. `attribution` (0–1) is one's own share of the
    result, `confidence` (0–1) how sure the figure is: only one of the two is ever used. Where the amounts are revenue,
    `margin` (0–1) is what of it stays, and only that counts. `weeks` is how many weeks the
    figure was measured over. `since` to `sustained_until` is how long it holds. `workflow` is the way of working it
    came of: where a fair trial of that says slower, the claim is lowered.

    Where raw figures may not be written down: `index` (the baseline being 100), `ratio` in words, `proof_with` (who or
    what holds the proof) and `validated_by` stand in for them, with full credit.
    """

    id: str
    text: str
    date: dt.date
    kind: EntryKind = "unsorted"
    public: bool = False
    how: str | None = None
    metric: str | None = None
    task: str | None = None
    workflow: str | None = None
    baseline: str | None = None
    result: str | None = None
    period: str | None = None
    weeks: float | None = None
    at_least: float | None = None
    likely: float | None = None
    unit: str | None = None
    per: Per = "once"
    cost: float | None = None
    attribution: float | None = None
    confidence: float | None = None
    margin: float | None = None
    budget_line: str | None = None
    use: str | None = None
    index: float | None = None
    ratio: str | None = None
    proof_with: str | None = None
    validated_by: str | None = None
    evidence: str | None = None
    since: dt.date | None = None
    sustained_until: dt.date | None = None
    milestone: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """What an entry, or several of one kind and unit, is worth over a time: at least … likely … `notes` say what was
    held back and why."""

    at_least: float
    likely: float
    unit: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One pair of a trial: the same kind of item done with and without the way being tried.

    Minutes include checking and repair; `checking_with` and `checking_without` are how many of them those took, where
    they were timed apart. `quality_with` and `quality_without`: 0 worse, 1 as good, 2 better than usual. Where raw
    figures may not be kept, minutes are an index: the way without is 100.
    """

    on: dt.date
    minutes_with: float
    minutes_without: float
    quality_with: int = 1
    quality_without: int = 1
    checking_with: float = 0.0
    checking_without: float = 0.0


@dataclass(frozen=True, slots=True)
class TrialResult:
    """What a trial says: `ratio` is time with over time without (below 1 is quicker), with its 80% interval.

    `speaks` is False under six pairs: then nothing is claimed. `verdict`: quicker, slower or no_difference. `checking`
    is the share (0–1) of the time with it that went into checking and repair; None where that was not timed.
    """

    pairs: int
    speaks: bool
    ratio: float
    low: float
    high: float
    verdict: Literal["too_few", "quicker", "slower", "no_difference"]
    quality: Literal["better", "as_good", "worse", "unknown"]
    checking: float | None = None
