"""Directions: roles near what the worker already does, each with the moves that lead there."""

from __future__ import annotations

from coach.base.failures import Failure
from coach.planning.adjacent import MOST, BridgeStep, Way, ways_on
from coach.session.opening import Session

__all__ = ["BridgeStep", "Way", "directions", "skill_names"]


def directions(session: Session, *, most: int = MOST) -> tuple[Way, ...]:
    """At most `most` ways on for the worker, nearest first. Nothing is saved; raises Failure where nobody's week is."""
    if session.profile is None or not session.profile.tasks:
        raise Failure("no-profile", folder=session.place)
    return ways_on(session.profile, session.library, session.today, most=most)


def skill_names(session: Session) -> dict[str, str]:
    """What the skills of the shelf are called, by their ids."""
    return {name: skill.name for name, skill in session.library.skills.items()}
