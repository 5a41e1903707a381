"""Looking back: what happened by date, measurements kept and compared, measuring again no oftener than it tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coach import __version__
from coach.base.dates import short_day
from coach.base.failures import Failure, usage
from coach.base.text import one_line
from coach.measure.attribution import Side, attribution, figures_of
from coach.measure.meter import measure
from coach.measure.strongest import strongest, with_known
from coach.model.checkin import Attribution, Happening, Snapshot
from coach.model.profile import Profile
from coach.session.months import kept
from coach.session.opening import Session

NOW = "now"
MONTH = timedelta(days=28)  # figures of a week move slowly: looking oftener shows noise
QUARTER = timedelta(days=84)
CHANGED = 0.1  # of the week's hours in other places: then it is worth looking before the quarter is over
LONGEST_WHY = 200


@dataclass(frozen=True, slots=True)
class Due:
    """That measuring again would tell something: `words` why, `early` where the week changed before a quarter was
    over."""

    words: str
    early: bool


def snapshots(session: Session) -> tuple[Snapshot, ...]:
    """Every measurement kept, oldest first."""
    return kept.snapshots(session)


def snapshot(session: Session, told: str | date) -> Snapshot:
    """The measurement meant by an id, by a day (the last one kept by then, else the first one), or by `now`: the week
    as it stands, not kept. Raises Failure `unknown-item` or `no-profile`."""
    if told == NOW:
        return replace(taken(session, NOW), id=NOW)
    every = kept.snapshots(session)
    found = next((one for one in every if one.id == told), None)
    if found is None and every:
        day = told if isinstance(told, date) else _day(told)
        before = [one for one in every if day is not None and one.date <= day]
        found = before[-1] if before else every[0] if day is not None else None
    if found is None:
        known = ", ".join(one.id for one in every[-6:]) or "none yet; coach remeasure keeps the first"
        raise Failure("unknown-item", kind="measurement", name=one_line(str(told), 40), hint=f"There are: {known}.")
    return found


def taken(session: Session, why: str) -> Snapshot:
    """The week as it stands, measured, ready to be kept; nothing is saved."""
    profile = _profile(session)
    figures = figures_of(measure(profile, session.library, on=session.today))
    slim = replace(profile, entries=strongest(profile.entries, session.today), away=())
    day = session.today
    taken_ids = {one.id for one in _of_year(session, day.year)}
    return Snapshot(
        id=kept.fresh_day(day.isoformat(), taken_ids),
        date=day,
        why=one_line(why, LONGEST_WHY),
        profile=slim,
        figures=figures,
        version=__version__,
    )


def documents_with(session: Session, new: Snapshot) -> dict[str, dict[str, object]]:
    """The document of its year with one more measurement, to be saved with what goes with it."""
    return kept.with_snapshots(session, new.date.year, [*_of_year(session, new.date.year), new])


def remeasure(session: Session, why: str = "") -> Snapshot:
    """Measure the week as it stands and keep it; saved when this returns.

    Raises a usage Failure where the last one is under four weeks old and nothing about the week has changed since.
    """
    last = _last(session)
    profile = _profile(session)
    if last is not None and session.today - last.date < MONTH and not _week_changed(last.profile, profile, 0.0):
        again = short_day(last.date + MONTH)
        what = f"Your week was measured on {short_day(last.date)}, and it is the same week."
        raise usage(what, f"From {again} it will tell more. Change a task or its hours and it can be sooner.")
    new = taken(session, why or ("the first measurement" if last is None else "measured again"))
    session.save_together(f"measurement of {new.date.isoformat()}", documents=documents_with(session, new))
    return new


def remeasure_due(session: Session) -> Due | None:
    """Whether measuring again would tell something now; None where it would not, or there is no week yet."""
    profile = session.profile
    if profile is None or not profile.tasks:
        return None
    last = _last(session)
    if last is None:
        return Due("Keep a first measurement, so that later ones can be compared with it.", early=False)
    since = session.today - last.date
    if since >= QUARTER:
        return Due(f"Your week was last measured on {short_day(last.date)}: a quarter ago.", early=False)
    if since >= MONTH and _week_changed(last.profile, profile, CHANGED):
        return Due(f"Your week has changed since it was measured on {short_day(last.date)}.", early=True)
    return None


def compare(session: Session, first: str | date, second: str | date = NOW) -> Attribution:
    """Why the figures of two days differ, by cause. Each is a day, the id of a measurement, or `now`; whichever is the
    earlier comes first."""
    one, other = snapshot(session, first), snapshot(session, second)
    if (other.date, other.id == NOW) < (one.date, one.id == NOW):
        one, other = other, one
    before = with_known(one.profile, other.profile.entries, one.date)
    after = with_known(other.profile, tuple(e for e in one.profile.entries if _stands(session, e.id)), other.date)
    return attribution(Side(before, one.date, one.figures), Side(after, other.date, other.figures), session.library)


def timeline(session: Session, since: date | None = None) -> tuple[Happening, ...]:
    """Everything that happened, newest first: check-ins, results, steps closed, measurements, drills, jobs, time away,
    signs seen. `since`: only from that day on."""
    years = None if since is None else max(1, session.today.year - since.year + 1)
    found = [
        *_checkins(session, years),
        *(Happening(one.date, "entry", one.id, one.text) for one in session.entries),
        *_steps(session),
        *(Happening(one.date, "measurement", one.id, one.why) for one in kept.snapshots(session, years)),
        *(Happening(one.date, "drill", one.id, _drill(one.minutes)) for one in kept.drills(session, years)),
        *_of_profile(session),
    ]
    wanted = [one for one in found if since is None or one.date >= since]
    return tuple(sorted(wanted, key=lambda one: (one.date, one.kind, one.id), reverse=True))


def _checkins(session: Session, years: int | None) -> Iterable[Happening]:
    last: date | None = None
    for one in kept.checkins(session, years):
        again = last is not None and (one.date - last).days < kept.SAME_WEEK
        last = one.date
        done = len(one.done)
        parts = [f"{done} steps done" if done > 1 else "a step done"] if done else []
        parts += [f"{one.hours:g} h"] if one.hours is not None else []
        parts += [one.words] if one.words else []
        yield Happening(
            one.date, "checkin", one.id, ", ".join(["added to that week" if again else "a week closed", *parts])
        )


def _steps(session: Session) -> Iterable[Happening]:
    for move in session.plan.moves if session.plan is not None else ():
        for step in move.milestones:
            if step.state == "done" and step.done_on is not None:
                yield Happening(step.done_on, "milestone", step.id, step.title)


def _drill(minutes: int | None) -> str:
    return "notice-day drill" + (f", {minutes} minutes" if minutes else "")


def _of_profile(session: Session) -> Iterable[Happening]:
    profile = session.profile
    if profile is None:
        return
    for job in profile.jobs:
        place = f" at {job.employer}" if job.employer else ""
        if job.since is not None:
            yield Happening(job.since, "job", job.id, f"began as {job.title}{place}")
        if job.until is not None:
            yield Happening(job.until, "job", job.id, f"left {job.title}{place}")
    for away in profile.away:
        yield Happening(away.since, "away", away.id, f"away until {short_day(away.until)}")
    names = session.library.load("watch").items
    for name, looked in profile.watch.items():
        if looked.on is not None:
            title = getattr(names.get(name), "name", name)
            words = f"{title}: {looked.saw}" if looked.saw else title
            yield Happening(looked.on, "sign", name, words, looked.state)


def _last(session: Session) -> Snapshot | None:
    found = kept.snapshots(session, years=1) or kept.snapshots(session, years=2)
    return found[-1] if found else None


def _of_year(session: Session, year: int) -> list[Snapshot]:
    return [one for one in kept.snapshots(session, years=2) if one.date.year == year]


def _week_changed(before: Profile, now: Profile, share: float) -> bool:
    """Whether more than this share of the week's hours lie in other tasks, or the trade is another."""
    if (before.worker.title, before.worker.occupation) != (now.worker.title, now.worker.occupation):
        return True
    then = {task.id: task.hours for task in before.tasks}
    here = {task.id: task.hours for task in now.tasks}
    moved = sum(abs(then.get(name, 0.0) - here.get(name, 0.0)) for name in {**then, **here})
    return moved > 2 * share * max(before.listed_hours, now.listed_hours)


def _stands(session: Session, entry_id: str) -> bool:
    return any(entry.id == entry_id for entry in session.entries)


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


def _profile(session: Session) -> Profile:
    if session.profile is None or not session.profile.tasks:
        raise Failure("no-profile", folder=session.place)
    return session.profile
