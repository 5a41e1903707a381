"""Taking a line out of the history; one undo brings it back."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from coach.base.failures import Failure
from coach.base.text import one_line
from coach.model.checkin import Happened
from coach.session.months import kept
from coach.session.opening import Session
from coach.session.plan import steps
from coach.storage.kinds.entries import write_entries


def delete(session: Session, kind: Happened, item: str) -> str:
    """Take one line out of the history: a check-in, a result, a measurement, a drill; a step is opened again. Gives
    words; saved when this returns, and one undo brings it back. Raises Failure where there is no such thing."""
    if kind == "milestone":
        return f"open again: {steps.reopen(session, item).title}"
    if kind == "entry":
        return _entry(session, item)
    if kind in ("job", "away", "sign"):
        return _of_profile(session, kind, item)
    return _of_year(session, kind, item)


def _entry(session: Session, item: str) -> str:
    entry = next((one for one in session.entries if one.id == item), None)
    if entry is None:
        raise _unknown("result", item)
    name = f"ledger/{entry.date.year}.toml"
    rest = [one for one in session.entries if one.date.year == entry.date.year and one.id != item]
    words = f"without the result “{entry.text[:60]}”"
    session.save_together(words, profile=session.profile, documents={name: write_entries(rest, session.document(name))})
    return words


def _of_profile(session: Session, kind: Happened, item: str) -> str:
    profile = session.profile
    if profile is None:
        raise Failure("no-profile", folder=session.place)
    if kind == "job":
        rest = replace(profile, jobs=tuple(job for job in profile.jobs if job.id != item))
        # its tasks are the worker's own again
        tasks = tuple(replace(task, job=None) if task.job == item else task for task in profile.tasks)
        rest = replace(rest, tasks=tasks)
    elif kind == "away":
        rest = replace(profile, away=tuple(one for one in profile.away if one.id != item))
    else:
        watch = {name: looked for name, looked in profile.watch.items() if name != item}
        rest = replace(profile, watch=MappingProxyType(watch))
    if rest == profile:
        raise _unknown({"job": "job", "away": "time away"}.get(kind, "sign"), item)
    words = f"without the {kind} {one_line(item, 60)}"
    session.save_together(words, profile=rest)
    return words


def _of_year(session: Session, kind: Happened, item: str) -> str:
    if kind == "measurement":
        snapshot = next((one for one in kept.snapshots(session) if one.id == item), None)
        if snapshot is None:
            raise _unknown("measurement", item)
        year = snapshot.date.year
        rest = [one for one in kept.snapshots(session) if one.date.year == year and one.id != item]
        words = f"without the measurement of {item}"
        session.save_together(words, documents=kept.with_snapshots(session, year, rest))
        return words
    for number in session.folder.years(kept.CHECKINS) if session.folder is not None else ():
        found = kept.year(session, number)
        checkins = [one for one in found.checkins if kind != "checkin" or one.id != item]
        drills = [one for one in found.drills if kind != "drill" or one.id != item]
        if len(checkins) + len(drills) < len(found.checkins) + len(found.drills):
            words = f"without the {'check-in' if kind == 'checkin' else 'drill'} of {item}"
            session.save_together(words, documents=kept.with_year(session, number, checkins, drills))
            return words
    raise _unknown("check-in" if kind == "checkin" else "drill", item)


def _unknown(kind: str, item: str) -> Failure:
    return Failure("unknown-item", kind=kind, name=one_line(item, 60), hint="See coach history for what there is.")
