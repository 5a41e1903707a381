"""Scheduling: the chosen moves in order, their milestones spread evenly over the weeks, each with a day."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coach.model.plan import PHASES, Milestone
from coach.planning.candidates import Candidate

FRIDAY = 4
SITTING = 0.42  # hours: 25 minutes


def in_order(
    chosen: Sequence[Candidate], *, readiness_first: bool, opening: frozenset[str] = frozenset()
) -> list[Candidate]:
    """The moves by phase; within a phase what others require first, readiness first where signs are seen, then gain.

    A move that opens the plan of such a worker comes first of all; one that is required by a move of an earlier
    phase comes before it all the same.
    """
    wanted = sorted(
        chosen,
        key=lambda one: (
            not opening.intersection(one.move.first_for),
            PHASES.index(one.move.phase),
            not (readiness_first and one.move.readiness),
            -one.gain / max(one.hours, 0.1),
            one.id,
        ),
    )
    by_move = {one.move.id: one for one in wanted}
    placed: list[Candidate] = []
    seen: set[str] = set()

    def place(one: Candidate) -> None:
        if one.id in seen:
            return
        seen.add(one.id)
        for required in one.move.requires:
            if required in by_move:
                place(by_move[required])
        if one.move.hands_over and not any(other.move.owns for other in placed):
            owner = next((other for other in wanted if other.move.owns and other.id not in seen), None)
            if owner is not None:
                place(owner)
        placed.append(one)

    for one in wanted:
        place(one)
    return placed


def sittings(step: Milestone) -> tuple[Milestone, ...]:
    """The same step in sittings of at most 25 minutes, its evidence at the last; as it is where it fits one."""
    many = math.ceil(step.hours / SITTING - 1e-9)
    if many <= 1:
        return (step,)
    each = round(step.hours / many, 2)
    found = []
    for number in range(1, many + 1):
        last = number == many
        found.append(
            replace(
                step,
                id=step.id if last else f"{step.id}-{number}",
                title=f"{step.title} (sitting {number} of {many})",
                hours=round(step.hours - each * (many - 1), 2) if last else each,
                lasts=step.lasts if last else 0,
                done_when=step.done_when if last else "Twenty-five minutes are done, and one line says where to go on.",
            )
        )
    return tuple(found)


def spread(steps: Sequence[Sequence[Milestone]], start: date, weeks: int) -> list[tuple[Milestone, ...]]:
    """The same milestones with days: what is open is spread evenly, in order, so that a week holds hardly more than the
    even share and one milestone; what is closed keeps its day.

    A step that lasts some weeks (a count, a trial) is due that long after the one before it, as far as the horizon
    reaches; what comes next fills the weeks between. Each is due on the Friday of its week, never before `start`.
    """
    total = sum(step.hours for one in steps for step in one if step.state == "open")
    last = max(weeks, 1) - 1
    pace = total / (last + 1) if total else 1.0
    load = [0.0] * (last + 1)
    dated = []
    for one in steps:
        placed: list[Milestone] = []
        before = 0
        for step in one:
            if step.state == "open":
                week = _week(load, pace, min(last, before + step.lasts if placed else 0), before)
                load[week] += step.hours
                before = week
                step = replace(step, due=_due(start, week))
            placed.append(step)
        dated.append(tuple(placed))
    return dated


def _week(load: Sequence[float], pace: float, earliest: int, before: int) -> int:
    """The first week from `earliest` on with room in it; else the emptiest not before the step before."""
    for week in range(earliest, len(load)):
        if load[week] < pace - 1e-9:
            return week
    return min(range(before, len(load)), key=lambda week: (load[week], -week))


def _due(start: date, week: int) -> date:
    """The Friday of the `week`-th seven days from `start` (0 is the first)."""
    first = start + timedelta(days=7 * week)
    return first + timedelta(days=(FRIDAY - first.weekday()) % 7)
