"""The ledger: results, each of one kind, that somebody could confirm."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

EntryKind = Literal["unsorted", "cash", "capacity", "quality"]
ENTRY_KINDS: tuple[EntryKind, ...] = ("unsorted", "cash", "capacity", "quality")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One result. Only the words and the day are required; `kind` is `unsorted` until the worker says which.

    The three kinds (cash; capacity; quality, service or safety) are never added together.
    """

    id: str
    text: str
    date: dt.date
    kind: EntryKind = "unsorted"
    public: bool = False
    baseline: str | None = None
    result: str | None = None
    period: str | None = None
    at_least: float | None = None
    likely: float | None = None
    unit: str | None = None
    confidence: str | None = None
    validated_by: str | None = None
    evidence: str | None = None
    sustained_until: dt.date | None = None
    milestone: str | None = None
