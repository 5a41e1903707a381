"""Time without steps: holidays and pauses. The plan makes room at once, and nothing is owed for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coach.base.failures import Failure, usage
from coach.base.text import fresh_id, one_line
from coach.model.profile import Away, Profile
from coach.session.opening import Session
from coach.session.plan.planned import checked_day, profile_of

ONE_DAY = timedelta(days=1)
LONGEST_WHY = 80


def pause(session: Session, until: date, why: str = "") -> Away:
    """No steps from today until a day, that day included. A pause that is on already gets the new end."""
    profile = profile_of(session)
    checked_day(session, until, "the end of a pause")
    found = Away(id=_id(profile, f"pause-{session.today}"), since=session.today, until=until, why=_words(why))
    others = tuple(one for one in profile.away if not (one.covers(session.today) and one.id.startswith("pause-")))
    _save(session, f"pause until {until}", (*others, found))
    return found


def resume(session: Session) -> bool:
    """Go on today: what is left of a pause or holiday that is on is taken back. False where none is on."""
    profile = profile_of(session)
    if paused_until(session) is None:
        return False
    kept = []
    for one in profile.away:
        if one.covers(session.today):
            if one.since == session.today:
                continue
            one = replace(one, until=session.today - ONE_DAY)
        kept.append(one)
    _save(session, "going on", kept)
    return True


def away(session: Session, since: date, until: date, why: str = "") -> Away:
    """Be away from one day to another, both included; the steps of those weeks move on."""
    profile = profile_of(session)
    checked_day(session, until, "the last day away")
    if until < since:
        raise usage(f"{until} is before {since}.", "Name the first day away, then the last.")
    found = Away(id=_id(profile, f"away-{since}"), since=since, until=until, why=_words(why))
    _save(session, f"away {since} to {until}", (*profile.away, found))
    return found


def not_away(session: Session, away_id: str) -> None:
    """Take back a time away, by its id; the steps come back into those weeks."""
    profile = profile_of(session)
    kept = tuple(one for one in profile.away if one.id != away_id)
    if len(kept) == len(profile.away):
        known = ", ".join(one.id for one in profile.away) or "none"
        raise Failure("unknown-item", kind="time away", name=one_line(away_id, 80), hint=f"Known are: {known}.")
    _save(session, "no longer away", kept)


def paused_until(session: Session) -> date | None:
    """The last day of the time away that is on today, with others that follow on it; None where one is there."""
    times = session.profile.away if session.profile is not None else ()
    last: date | None = None
    day = session.today
    while True:
        ends = [one.until for one in times if one.covers(day)]
        if not ends:
            return last
        last = max(ends)
        day = last + ONE_DAY


def _id(profile: Profile, name: str) -> str:
    return fresh_id(name, {one.id for one in profile.away})


def _words(why: str) -> str:
    return one_line(why, LONGEST_WHY)


def _save(session: Session, what: str, times: Sequence[Away]) -> None:
    """Save the times away, and the plan laid anew around them, as one change."""
    profile = profile_of(session)
    changed = replace(profile, away=tuple(sorted(times, key=lambda one: (one.since, one.until, one.id))))
    plan = session.plan
    if plan is not None:
        from coach.planning.keeping import respread
        from coach.planning.scheduling import comes_early

        plan = respread(plan, profile.away, changed.away, session.today, early=comes_early(profile.worker))
    session.save_together(what, profile=changed, plan=plan)
