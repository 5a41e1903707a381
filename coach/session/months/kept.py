"""What months have left in the folder: check-ins, drills and measurements of every year, and putting one more there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coach.base.text import fresh_id
from coach.model.checkin import CheckIn, Drill, Snapshot
from coach.session.opening import Session
from coach.storage.kinds.checkins import Year, read_checkins, write_checkins
from coach.storage.kinds.measurements import read_snapshots, write_snapshots

CHECKINS = "checkins"
MEASUREMENTS = "measurements"
SAME_WEEK = 4  # days: a check-in that soon before the day of the next one was for that week


def checkins(session: Session, years: int | None = None) -> tuple[CheckIn, ...]:
    """Check-ins, oldest first; of the last `years` years there is a file of, or of all.

    Raises Failure naming file and line where one cannot be read.
    """
    found = [one for number in _years(session, CHECKINS, years) for one in year(session, number).checkins]
    return tuple(sorted(found, key=lambda one: (one.date, one.id)))


def drills(session: Session, years: int | None = None) -> tuple[Drill, ...]:
    """Drills held, oldest first; of the last `years` years there is a file of, or of all."""
    found = [one for number in _years(session, CHECKINS, years) for one in year(session, number).drills]
    return tuple(sorted(found, key=lambda one: (one.date, one.id)))


def snapshots(session: Session, years: int | None = None) -> tuple[Snapshot, ...]:
    """Measurements kept, oldest first; of the last `years` years there is a file of, or of all."""
    found: list[Snapshot] = []
    for number in _years(session, MEASUREMENTS, years):
        found.extend(session.understood(f"{MEASUREMENTS}/{number}.toml", read_snapshots) or ())
    return tuple(sorted(found, key=lambda one: (one.date, one.id)))


def year(session: Session, number: int) -> Year:
    """The check-ins and drills of one year, in the file's order."""
    return session.understood(f"{CHECKINS}/{number}.toml", read_checkins) or Year()


def with_year(session: Session, number: int, checkins: Iterable[CheckIn], drills: Iterable[Drill]) -> dict[str, Any]:
    """The document of a year with these check-ins and drills, ready to be saved under its name."""
    name = f"{CHECKINS}/{number}.toml"
    return {name: write_checkins(checkins, drills, session.document(name))}


def with_snapshots(session: Session, number: int, snapshots: Iterable[Snapshot]) -> dict[str, Any]:
    """The document of a year with these measurements, ready to be saved under its name."""
    name = f"{MEASUREMENTS}/{number}.toml"
    return {name: write_snapshots(snapshots, session.document(name))}


def fresh_day(day: str, taken: Iterable[str]) -> str:
    """The id of something that goes by its day."""
    return fresh_id(day, set(taken))


def _years(session: Session, kind: str, most: int | None) -> list[int]:
    if session.folder is None:
        return []
    found = sorted(session.folder.years(kind))
    return found if most is None else found[-most:]
