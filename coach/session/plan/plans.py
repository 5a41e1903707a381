"""The plan, for screens and commands: seeing it, keeping it, changing it by hand, being away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coach.model.plan import Milestone, Plan, PlannedMove
from coach.model.profile import Away
from coach.session.opening import Session
from coach.session.plan.adopting import adopt
from coach.session.plan.away import away, not_away, pause, paused_until, resume
from coach.session.plan.planned import LONGEST_HORIZON, carry_forward, current_plan, kept_plan, preview, rebuild
from coach.session.plan.steps import (
    add_step,
    drop,
    drop_move,
    mark_done,
    reopen,
    reword,
    settle,
    snooze,
    take_back,
)

__all__ = [
    "LONGEST_HORIZON",
    "Changed",
    "Week",
    "add_step",
    "adopt",
    "away",
    "carry_forward",
    "current_plan",
    "drop",
    "drop_move",
    "kept_plan",
    "mark_done",
    "not_away",
    "pause",
    "paused_until",
    "preview",
    "rebuild",
    "reopen",
    "resume",
    "reword",
    "settle",
    "snooze",
    "take_back",
    "this_week",
    "timeline",
    "week_now",
    "what_changed",
]


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a plan: its number from 1, its first and last day, the steps due or done in it, their hours.

    `away`: why one is away in it ("" where no reason is told), None where one is there.
    """

    number: int
    first: date
    last: date
    steps: tuple[tuple[PlannedMove, Milestone], ...]
    hours: float
    away: str | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What another plan has that this one had not: titles of moves that are `new`, that are `gone`, by how many steps
    the day is another (`moved`), and by how many weeks it is longer (below zero: shorter)."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    moved: int
    weeks: int


def this_week(session: Session, most: int | None = None) -> list[tuple[PlannedMove, Milestone]]:
    """All open steps of this week of the plan, the one `timeline` has today in; where none is left in it, those of the
    coming seven days. At most `most` of them. Nothing is asked for while one is away."""
    plan = current_plan(session)
    if paused_until(session) is not None:
        return []
    ahead = [(move, step) for move, step in plan.milestones() if step.state == "open"]
    week = week_now(plan, session.today)
    here = [pair for pair in ahead if week is not None and pair[1].due <= week.last]
    near = here or [pair for pair in ahead if pair[1].due < session.today + timedelta(days=7)]
    return near[:most]


def week_now(plan: Plan, today: date, times: Sequence[Away] = ()) -> Week | None:
    """The week of the plan that today is in; None before it begins and after its end."""
    return next((week for week in timeline(plan, times) if week.first <= today <= week.last), None)


def what_changed(before: Plan, after: Plan) -> Changed:
    """In what two plans of one person differ."""
    was, now = ({move.id: move for move in plan.moves} for plan in (before, after))
    days = {step.id: step.due for _, step in before.milestones()}
    return Changed(
        new=tuple(move.title for name, move in now.items() if name not in was),
        gone=tuple(move.title for name, move in was.items() if name not in now),
        moved=sum(step.id in days and step.due != days[step.id] for _, step in after.milestones()),
        weeks=round((after.last_day - before.last_day).days / 7),
    )


def timeline(plan: Plan, times: Sequence[Away] = ()) -> tuple[Week, ...]:
    """The plan week by week, from its first to its last; `times` are the worker's times away. Dropped steps are left
    out; what was done stands in the week it was done."""
    from coach.planning.weeks import due_day

    days = [(_day(step), move, step) for move, step in plan.milestones() if step.state != "dropped"]
    rows = []
    for number in range(plan.horizon_weeks):
        first = plan.start + timedelta(days=7 * number)
        last = first + timedelta(days=6)
        here = tuple(
            (move, step)
            for day, move, step in days
            if first <= day <= last
            or (number == 0 and day < first)
            or (number == plan.horizon_weeks - 1 and day > last)
        )
        gone = due_day(plan.start, number, times) is None
        why = next((one.why for one in times if one.since <= last and first <= one.until), "") if gone else None
        rows.append(Week(number + 1, first, last, here, sum(step.took for _, step in here), why))
    return tuple(rows)


def _day(step: Milestone) -> date:
    return step.done_on if step.state == "done" and step.done_on is not None else step.due
