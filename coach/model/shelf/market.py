"""What stands beside a plan: roles in demand, facts about the market, signs to look for, worksheets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from coach.model.shelf import FamilyId


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowingRole:
    """A role in demand or a fusion of two trades: what it does, who feeds it, the bridge to it as moves."""

    id: str
    name: str
    does: str
    fusion: bool
    skills: tuple[str, ...]
    families: tuple[FamilyId, ...]
    bridge: tuple[str, ...]
    occupations: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    demand: str = ""
    caveat: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One dated fact about the market."""

    id: str
    text: str
    period: str
    published: str
    source: str
    status: Literal["announced", "confirmed"]
    standing: Literal["primary", "secondary"]
    confidence: Literal["low", "medium", "high"]
    caveat: str
    families: tuple[FamilyId, ...] = ()
    beside: tuple[str, ...] = ()
    dated: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A sign to look for oneself, checkable in ten minutes, with where to look in and outside the US."""

    id: str
    name: str
    look: str
    where_us: str
    where_else: str
    seen_when: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksheetLine:
    """One line of a worksheet: what to ask, and what holds where the answer is yes."""

    ask: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """A page to have at hand, read from the top until a line decides; `ends_with` holds where none does."""

    id: str
    name: str
    use: str
    lines: tuple[WorksheetLine, ...]
    ends_with: str
