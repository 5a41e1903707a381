"""A plan that is kept: its steps dated anew when days go by or away, its stories told to the steps there are.

Nothing here measures or chooses: only days move. What is done stays as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from coach.model.plan import Milestone, Plan, PlannedMove, Project, Stage
from coach.model.profile import Away
from coach.planning.scheduling import is_coming, pushed, spread
from coach.planning.weeks import LONGEST_HORIZON, due_day, due_days, stretched, weeks_for


def carried(plan: Plan, away: Sequence[Away], today: date) -> Plan:
    """The plan with steps whose day has gone by moved on into coming weeks, in their order, none earlier than it was
    and no week fuller than its hours and one step; snoozed steps whose day has come are open again."""
    woken = tuple(
        replace(move, milestones=tuple(_woken(step, today) for step in move.milestones)) for move in plan.moves
    )
    woken_plan = replace(plan, moves=woken)
    if all(step.due >= today for move in woken for step in move.milestones if is_coming(step)):
        return woken_plan
    return moved_on(woken_plan, away, today)


def moved_on(plan: Plan, away: Sequence[Away], today: date) -> Plan:
    """The plan with every step on a day one is there, from `today` on, none earlier than it was, each week within its
    hours and one step."""
    start = max(today, plan.start)
    dated, weeks = pushed(plan.moves, start, _left(plan, start), plan.hours_per_week, away)
    return _dated(plan, plan.moves, dated, start, weeks)


def respread(plan: Plan, before: Sequence[Away], away: Sequence[Away], today: date, *, early: bool = False) -> Plan:
    """The plan with what is to come spread anew from `today` over as many weeks one is there as it had with the times
    away of `before`; more where its hours need more. `early`: as `spread` says."""
    start = max(today, plan.start)
    there = len(due_days(start, _left(plan, start), before))
    coming = [step for move in plan.moves for step in move.milestones if is_coming(step)]
    needed = weeks_for(sum(step.hours for step in coming), plan.hours_per_week) if plan.hours_per_week > 0.0 else 0
    weeks = stretched(start, max(there, needed, 1), away)
    weeks = reaching(plan.moves, start, weeks, away)
    dated, weeks = spread(plan.moves, start, weeks, plan.hours_per_week, away, early=early)
    return _dated(plan, plan.moves, dated, start, weeks)


def reaching(moves: Iterable[PlannedMove], start: date, weeks: int, away: Sequence[Away] = ()) -> int:
    """`weeks` from `start`, or as many as it takes to reach the days the worker named: snoozed until, due of an own
    step."""
    named = [
        step.snoozed_until or step.due
        for move in moves
        for step in move.milestones
        if is_coming(step) and (step.snoozed_until is not None or move.own)
    ]
    last = max(named, default=start)
    for week in range(LONGEST_HORIZON):
        day = due_day(start, week, away)
        if day is not None and day >= last:
            return max(weeks, week + 1)
    return max(weeks, LONGEST_HORIZON)


def restaged(projects: Iterable[Project], moves: Sequence[PlannedMove], start: date) -> tuple[Project, ...]:
    """The projects with the moves that are still there, and their stages in the weeks of those moves' steps."""
    by_id = {move.id: move for move in moves}
    found = []
    for project in projects:
        here = tuple(name for name in project.moves if name in by_id)
        if here:
            found.append(replace(project, moves=here, stages=staged(project.stages, by_id, start)))
    return tuple(found)


def staged(stages: Sequence[Stage], by_id: dict[str, PlannedMove], start: date) -> tuple[Stage, ...]:
    """The stages whose move is there, in the weeks (from 1, counted from `start`) its steps are due.

    A move told in two stages gives each its part of the steps. A stage that names no move stays as it is.
    """
    shared = Counter(stage.move for stage in stages)
    seen: Counter[str] = Counter()
    found = []
    for stage in stages:
        if not stage.move:
            found.append((start, stage))
            continue
        move = by_id.get(stage.move)
        steps = [step for step in move.milestones if step.state != "dropped"] if move is not None else []
        place, parts = seen[stage.move], shared[stage.move]
        seen[stage.move] += 1
        if not steps:
            continue
        begin = min(place * len(steps) // parts, len(steps) - 1)
        days = [_day(step) for step in steps[begin : max(begin + 1, (place + 1) * len(steps) // parts)]]
        first, last = (max(1, (day - start).days // 7 + 1) for day in (min(days), max(days)))
        weeks = f"{first}–{last}" if last > first else f"{first}"
        found.append((min(days), replace(stage, weeks=weeks)))
    found.sort(key=lambda one: one[0])
    return tuple(stage for _, stage in found)


def _woken(step: Milestone, today: date) -> Milestone:
    if step.state == "snoozed" and step.snoozed_until is not None and step.snoozed_until <= today:
        return replace(step, state="open", snoozed_until=None)
    return step


def _day(step: Milestone) -> date:
    return step.done_on if step.state == "done" and step.done_on is not None else step.due


def _left(plan: Plan, start: date) -> int:
    """Weeks of the plan from `start` on."""
    end = plan.start + timedelta(days=7 * plan.horizon_weeks)
    return max(0, ceil((end - start).days / 7))


def _dated(
    plan: Plan, moves: Sequence[PlannedMove], dated: Sequence[tuple[Milestone, ...]], start: date, weeks: int
) -> Plan:
    """The plan with these days; its horizon ends `weeks` after `start`."""
    placed = tuple(replace(move, milestones=steps) for move, steps in zip(moves, dated, strict=True))
    horizon = max(1, ceil(((start - plan.start).days + 7 * weeks) / 7))
    return replace(plan, moves=placed, horizon_weeks=horizon, projects=restaged(plan.projects, placed, plan.start))
