"""The evidence: dated facts about the market for this worker's trade, signs to look for oneself, roles that grow."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from coach.base.failures import Failure
from coach.library.families import family_of
from coach.model.shelf import FamilyId, GrowingRole, Signal
from coach.session.opening import Session
from coach.session.sources import Source, sources

YEAR_OF_DAYS = 365
_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_DATED = re.compile(rf"(?:(\d{{1,2}}) )?(?:({'|'.join(_MONTHS)}) )?\b((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Fact:
    """A signal with how old it is: `old` where it is more than a year since it was published, None where the day is
    not known. `own` where it is about the worker's own family of trades, rather than about all."""

    signal: Signal
    old: bool | None
    own: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is worth knowing about the market around one worker. `family` is None where their trade is not known:
    then every signal is given."""

    family: FamilyId | None
    family_name: str
    facts: tuple[Fact, ...]
    growing: tuple[GrowingRole, ...]
    sources: tuple[Source, ...]


def evidence(session: Session) -> Evidence:
    """Signals of the worker's family first, then those about everybody, newest first in each; the
    growing roles their family feeds; and every source of our figures."""
    library = session.library
    profile = session.profile
    family = family_of(profile.worker, library) if profile is not None else None
    facts = [
        Fact(one, _old(one, session.today), family is not None and family in one.families)
        for one in cast("Mapping[str, Signal]", _shelf(session, "signals")).values()
        if family is None or not one.families or family in one.families
    ]
    facts.sort(key=lambda fact: (not fact.own, -(published_by(fact.signal) or date.min).toordinal(), fact.signal.id))
    roles = cast("Mapping[str, GrowingRole]", _shelf(session, "growing")).values()
    return Evidence(
        family=family,
        family_name=library.families[family].name if family is not None else "",
        facts=tuple(facts),
        growing=tuple(role for role in roles if family is None or not role.families or family in role.families),
        sources=sources(session),
    )


def published_by(signal: Signal) -> date | None:
    """The last day it can have been published on: its date, else the latest day, month or year its words name."""
    if signal.dated is not None:
        return signal.dated
    found = [_last_day(*match.groups()) for match in _DATED.finditer(signal.published)]
    return max(found, default=None)


def _last_day(day: str | None, month: str | None, year: str) -> date:
    at = _MONTHS[month] if month else 12
    last = calendar.monthrange(int(year), at)[1]
    return date(int(year), at, min(int(day), last) if day and month and int(day) else last)


def _old(signal: Signal, today: date) -> bool | None:
    by = published_by(signal)
    return None if by is None else (today - by).days > YEAR_OF_DAYS


def _shelf(session: Session, kind: str) -> Mapping[str, object]:
    """One kind from the library. Raises Failure where a shipped file is broken."""
    shelf = session.library.load(kind)
    for problem in shelf.problems:
        if not problem.place.startswith("your content"):
            raise Failure("broken-content", place=problem.place, why=problem.what)
    return shelf.items
