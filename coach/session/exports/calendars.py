"""The plan as a calendar: what goes into it, under which titles, and what earlier plans left in somebody's calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from coach.base.failures import Failure
from coach.model.plan import Plan
from coach.reports.formats.calendar import Calendar, calendar_text
from coach.reports.subject import Subject
from coach.session.opening import PLAN, Session
from coach.session.settings import settings


@dataclass(frozen=True, slots=True)
class Written:
    """The file, and whether the steps' own words stand in it."""

    text: str
    named: bool


def calendar(session: Session, whole: Subject, subject: Subject, *, titles: bool | None, alarm: int | None) -> Written:
    """The calendar of the plan in `whole`; words come from `subject`, which holds what may leave.

    `titles`: None as the settings say. `alarm`: minutes before, or None. Raises Failure `no-profile` for nobody's plan.
    """
    plan = whole.plan
    if plan is None:
        raise Failure("no-profile", folder=session.place)
    chosen = settings(session)
    named = chosen.calendar_titles if titles is None else titles
    shown = subject.plan.milestones() if subject.plan is not None and named else ()
    words = {step.id: step.title for _, step in shown}
    words |= {f"{step.id}/done": step.done_when for _, step in shown}
    hour, minute = map(int, chosen.checkin_time.split(":"))
    sequence, gone = _earlier(session, plan)
    text = calendar_text(
        Calendar(
            steps=tuple(step for _, step in plan.milestones()),
            start=plan.start,
            weeks=plan.horizon_weeks,
            today=session.today,
            sequence=sequence,
            titles=words,
            gone=gone,
            away=tuple((one.since, one.until) for one in whole.profile.away),
            checkin_day=chosen.checkin_day,
            checkin_time=time(hour, minute),
            named=named,
            alarm=alarm,
        )
    )
    return Written(text, named)


def _earlier(session: Session, plan: Plan) -> tuple[int, dict[str, date]]:
    """How many changes the folder has seen, and the steps that earlier plans had on days to come and this one has
    not: an entry of theirs may stand in a calendar."""
    if session.folder is None or not session.folder.exists():
        return 0, {}
    lines = session.folder.history()
    now = {step.id for _, step in plan.milestones()}
    gone: dict[str, date] = {}
    for line in lines:
        for edit in line.edits:
            if edit.file != PLAN or not edit.edit.item.startswith("moves/"):
                continue
            for side in (edit.edit.before, edit.edit.after):
                for name, due in _steps_of(side):
                    if name not in now and due >= session.today:
                        gone[name] = due
    return (lines[-1].n if lines else 0), gone


def _steps_of(move: Any) -> Iterable[tuple[str, date]]:
    """Ids and days of the steps in a move as the journal holds it."""
    steps = move.get("milestones", ()) if isinstance(move, dict) else ()
    for step in steps if isinstance(steps, list) else ():
        due = step.get("due") if isinstance(step, dict) else None
        try:
            day = due if isinstance(due, date) else date.fromisoformat(str(due))
        except ValueError:
            continue
        if isinstance(step.get("id"), str):
            yield step["id"], day
