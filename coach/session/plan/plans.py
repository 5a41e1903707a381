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
from coach.session.plan.planned import LONGEST_HORIZON, carry_forward, current_plan, preview, rebuild
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
    "Week",
    "add_step",
    "adopt",
    "away",
    "carry_forward",
    "current_plan",
    "drop",
    "drop_move",
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


def this_week(session: Session, most: int = 3) -> list[tuple[PlannedMove, Milestone]]:
    """The open milestones of the next seven days and those carried over, at most `most`; else the next one. Nothing is
    asked for while one is away."""
    plan = current_plan(session)
    if paused_until(session) is not None:
        return []
    still_open = [(move, step) for move, step in plan.milestones() if step.state == "open"]
    near = [pair for pair in still_open if pair[1].due <= session.today + timedelta(days=7)]
    return (near or still_open[:1])[:most]


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
        rows.append(Week(number + 1, first, last, here, sum(step.hours for _, step in here), why))
    return tuple(rows)


def _day(step: Milestone) -> date:
    return step.done_on if step.state == "done" and step.done_on is not None else step.due
