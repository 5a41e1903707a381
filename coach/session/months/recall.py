"""Short situations: a new one at a check-in, and those that were missed again, evenly spaced, until they were right
twice running.

Every fortnight: spaced recall beats massed (g = .74), and even spacing does as well as expanding (Latimier, Peyre &
Ramus 2021), so the simpler one it is. The fortnight and the twice are our judgement. Three at a check-in at most, and
none at all where the setting is off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, zip_longest
from types import MappingProxyType
from typing import cast

from coach.base.failures import usage
from coach.measure.knowledge import AREAS
from coach.model.checkin import Recalled
from coach.model.profile import Known, Profile
from coach.model.shelf import KnowledgeItem
from coach.session.months import kept
from coach.session.opening import Session
from coach.session.settings import settings

EVERY = timedelta(days=14)
RIGHT_RUNNING = 2
MOST = 3


def to_recall(session: Session, most: int = MOST) -> tuple[KnowledgeItem, ...]:
    """The situations to ask again now, those asked longest ago first; empty where recall is switched off."""
    profile = session.profile
    if profile is None or not settings(session).recall:
        return ()
    shelf = cast("Mapping[str, KnowledgeItem]", session.library.load("knowledge").items)
    due = [
        (asked, name)
        for name, (asked, running) in _standing(session, profile).items()
        if running < RIGHT_RUNNING and session.today - asked >= EVERY and name in shelf
    ]
    return tuple(shelf[name] for _asked, name in sorted(due)[: min(most, MOST)])


def situations(session: Session) -> tuple[KnowledgeItem, ...]:
    """What a check-in asks: what comes back, and where there is room one situation not met yet; three at most."""
    back = to_recall(session)
    profile = session.profile
    if len(back) >= MOST or profile is None or not settings(session).recall:
        return back
    return (*back, *_not_met(session, profile)[:1])


def with_recalled(profile: Profile, recalled: Iterable[Recalled], on: date) -> Profile:
    """The profile after these answers: the last answer to a situation is the one it knows."""
    told = {one.item: Known(right=one.right, on=on) for one in recalled}
    return replace(profile, knowledge=MappingProxyType({**profile.knowledge, **told})) if told else profile


def checked(session: Session, recalled: Iterable[Recalled]) -> tuple[Recalled, ...]:
    """The answers, each to a situation there is, at most three. Raises a usage Failure for anything else."""
    shelf = session.library.load("knowledge").items
    found = tuple(recalled)
    for one in found:
        if one.item not in shelf:
            raise usage(f"There is no situation called “{one.item}”.", "See coach shelf knowledge.")
    if len(found) > MOST or len({one.item for one in found}) < len(found):
        raise usage(f"{len(found)} situations at one check-in are too many.", f"At most {MOST}, each once.")
    return found


def _not_met(session: Session, profile: Profile) -> list[KnowledgeItem]:
    """Situations never answered: about the skills one rated first, then one of each area in turn."""
    shelf = cast("Mapping[str, KnowledgeItem]", session.library.load("knowledge").items)
    met = {one.item for checkin in kept.checkins(session) for one in checkin.recalled} | profile.knowledge.keys()
    new = [item for item in shelf.values() if item.id not in met]
    rated = [item for item in new if item.skill in profile.skills]
    others = [[item for item in new if item.area == area and item not in rated] for area in AREAS]
    return [*rated, *(item for item in chain.from_iterable(zip_longest(*others)) if item is not None)]


def _standing(session: Session, profile: Profile) -> dict[str, tuple[date, int]]:
    """Of every situation ever missed: when it was last asked, and how often running it was right since."""
    found: dict[str, tuple[date, int]] = {}
    for checkin in kept.checkins(session):
        for one in checkin.recalled:
            running = found.get(one.item, (checkin.date, 0))[1]
            found[one.item] = (checkin.date, running + 1 if one.right else 0)
    for name, known in profile.knowledge.items():
        if known.on is None:
            if not known.right:
                found.setdefault(name, (date.min, 0))
        elif name not in found:
            if not known.right:
                found[name] = (known.on, 0)
        elif known.on > found[name][0]:  # answered since, elsewhere
            found[name] = (known.on, found[name][1] + 1 if known.right else 0)
    return found
