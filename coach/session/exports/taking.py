"""What one can take along, as a list to choose from: which forms there are, for whom, what stays out, where to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from coach.base.failures import Failure
from coach.base.paths import named
from coach.reports.leaving import CHOICES, Choice
from coach.session.exports.exporting import NO_MANAGER, Export, Wish, concerns, export
from coach.session.exports.writing import write_private
from coach.session.opening import Session


@dataclass(frozen=True, slots=True)
class Taking:
    """One thing to take along: `what` and `form` as `exporting` knows them, its name, and for whom it is."""

    what: str
    form: str
    name: str
    for_whom: str

    @property
    def id(self) -> str:
        """`review.html`: what and form."""
        return f"{self.what}.{self.form}"


TAKINGS: tuple[Taking, ...] = (
    Taking("report", "html", "the full report", "for you alone, to read and print"),
    Taking("report", "md", "the full report as text", "for you alone, as Markdown"),
    Taking("review", "html", "a review pack", "for whoever weighs your work: results"),
    Taking("brief", "html", "a brief for the manager", "what you take on, what you ask for"),
    Taking("handover", "html", "handover cards", "for a colleague: a lesson each"),
    Taking("report", "ics", "the calendar", "your steps, as “Focus time”"),
    Taking("context", "md", "a context pack", "for an assistant: your next step"),
    Taking("drill", "html", "the drill on a page", "for you alone: what would be at hand"),
    Taking("opinion", "md", "a second opinion", "a page for a colleague to fill"),
    Taking("review", "resume", "JSON Resume", "for applications: results, rounded"),
    Taking("review", "csv", "results as a table", "for a spreadsheet: proven, public"),
    Taking("report", "csv", "tasks as a table", "for a spreadsheet: tasks and hours"),
    Taking("report", "json", "everything", "a private backup, to take back in"),
)
_ENDINGS = {"resume": "json"}


def takings(session: Session) -> tuple[Taking, ...]:
    """What there is for this worker: no brief without a manager, no context pack where AI is not allowed."""
    profile = session.profile
    worker = profile.worker if profile is not None else None
    without = set()
    if worker is not None and worker.situation in NO_MANAGER:
        without.add("brief")
    if worker is None or worker.ai_rules in (None, "none"):
        without.add("context")
    return tuple(one for one in TAKINGS if one.what not in without)


def choices(taking: Taking) -> tuple[Choice, ...]:
    """What could be put in that stays out by default."""
    if taking.form == "json" or taking.what == "opinion":
        return ()
    known = concerns(taking.what, taking.form)
    return tuple(one for one in CHOICES if one.id in known)


def made(session: Session, taking: Taking, chosen: Iterable[str] = ()) -> Export:
    """It, written but not put anywhere. Raises what `exporting.export` raises."""
    return export(session, Wish(what=taking.what, form=taking.form, chosen=tuple(chosen)))


def place_for(session: Session, taking: Taking) -> Path:
    """Where it would be put: in the home folder, under a name that nothing there has."""
    stem = f"coach-{taking.what if taking.form != 'ics' else 'calendar'}-{session.today.isoformat()}"
    ending = _ENDINGS.get(taking.form, taking.form)
    path = Path.home() / f"{stem}.{ending}"
    number = 2
    while os.path.lexists(path):
        path = path.with_name(f"{stem}-{number}.{ending}")
        number += 1
    return path


def take(session: Session, taking: Taking, chosen: Iterable[str], told: str) -> tuple[str, ...]:
    """Write it into a file that only its owner can read, and give what there is to say of it; a file that is there
    stays.

    Raises Failure `not-saved` where it cannot be written or something has that name, and what `made` raises.
    """
    path = named(told)
    if os.path.lexists(path):
        raise Failure("not-saved", why="There is a file of that name already.", folder=path.parent)
    found = made(session, taking, chosen)
    write_private(path, found.text)
    return tuple(words for words in found.messages if "--" not in words)  # flags are the command line's
