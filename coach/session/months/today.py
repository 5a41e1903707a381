"""What home may suggest today: two things at most, gently, and nothing where there is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coach.base.dates import short_day
from coach.model.profile import Profile
from coach.session.opening import Session

MOST = 2


@dataclass(frozen=True, slots=True)
class Nudge:
    """A suggestion: `words` say what and how long it takes, `place` is where in the app it is done."""

    id: str
    words: str
    place: str


def suggestions(session: Session) -> tuple[Nudge, ...]:
    """What is worth suggesting now, most useful first; at most two. During a pause only its end is named.

    Reads the newest check-ins and measurements, and of the content nothing but what a profile's answers need.
    """
    profile = session.profile
    if profile is None or not profile.tasks:
        return ()
    until = max((away.until for away in profile.away if away.covers(session.today)), default=None)
    if until is not None:
        return (Nudge("pause", f"You are away until {short_day(until)}. Everything waits.", "plan"),)
    found = (
        _checkin(session),
        _drill(session),
        _remeasure(session),
        _renewals(session),
        _watch(profile, session.today),
    )
    return tuple(one for one in found if one is not None)[:MOST]


def _checkin(session: Session) -> Nudge | None:
    from coach.session.months import checkin

    day = checkin.due(session)
    if day is None or day > session.today:
        return None
    return Nudge("checkin", "A check-in is due: two minutes, and the week's steps are sorted.", "checkin")


def _drill(session: Session) -> Nudge | None:
    from coach.session.months import drill

    day = drill.due(session)
    if day is None or day > session.today or session.plan is None:
        return None
    end = short_day(drill.quarter_end(session))
    return Nudge("drill", f"Before the quarter ends on {end}: the notice-day drill, thirty minutes.", "drill")


def _remeasure(session: Session) -> Nudge | None:
    from coach.session.months import history

    due = history.remeasure_due(session) if session.plan is not None else None
    return Nudge("remeasure", due.words, "progress") if due is not None else None


def _renewals(session: Session) -> Nudge | None:
    from coach.session.months import watching

    found = watching.renewals(session)
    if not found:
        return None
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return Nudge("renewals", f"Worth a fresh look: {found[0].words}{more}", "evidence")


def _watch(profile: Profile, today: date) -> Nudge | None:
    looked = [one.on for one in profile.watch.values() if one.on is not None]
    if not looked or (today - max(looked)).days <= 92:
        return None  # whoever never looked is shown the list in its place, and not asked to
    return Nudge("watch", "A quarter since you looked at the signs: ten minutes each, one is enough.", "evidence")
