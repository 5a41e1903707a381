"""Scheduling: the chosen moves in order, their milestones spread evenly over the weeks, each with a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from coach.model.plan import PHASES, Milestone
from coach.planning.candidates import Candidate

FRIDAY = 4


def in_order(chosen: Sequence[Candidate], *, readiness_first: bool) -> list[Candidate]:
    """The moves by phase; within a phase what others require first, readiness first where signs are seen, then gain.

    A move that is required by one of an earlier phase comes before it all the same.
    """
    wanted = sorted(
        chosen,
        key=lambda one: (
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
        placed.append(one)

    for one in wanted:
        place(one)
    return placed


def schedule(ordered: Sequence[Candidate], start: date, weeks: int) -> dict[str, tuple[Milestone, ...]]:
    """Milestones by candidate id, spread evenly: no week holds more than the even share and one milestone.

    Each is due on the Friday of its week, never before `start` nor after the horizon.
    """
    total = sum(one.hours for one in ordered)
    pace = total / weeks if weeks and total else 1.0
    spent, planned = 0.0, {}
    for one in ordered:
        steps = []
        for step in one.move.milestones:
            week = min(weeks - 1, int((spent + 1e-9) / pace)) if weeks else 0
            spent += step.hours
            steps.append(
                Milestone(
                    id=f"{one.id}:{step.id}",
                    title=step.title.replace("{task}", one.task.text if one.task else "your week"),
                    due=_due(start, week),
                    hours=step.hours,
                    done_when=step.done_when.replace("{task}", one.task.text if one.task else "your week"),
                    as_job=step.as_job,
                )
            )
        planned[one.id] = tuple(steps)
    return planned


def _due(start: date, week: int) -> date:
    """The Friday of the `week`-th seven days from `start` (0 is the first)."""
    first = start + timedelta(days=7 * week)
    return first + timedelta(days=(FRIDAY - first.weekday()) % 7)
