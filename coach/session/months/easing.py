"""What a check-in may change about a step: split a smaller one off, give its move another if-then.

Pure: plan in, plan out. Nothing here is saved or measured.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from coach.model.plan import Milestone, Plan, PlannedMove
from coach.model.shelf import Obstacle

SITTING = 0.42  # hours: 25 minutes
STEP = "{step}"


def said(words: str, step: Milestone) -> str:
    """An obstacle's words about one step."""
    return words.replace(STEP, step.title)


def split(plan: Plan, step_id: str, obstacle: Obstacle) -> Plan:
    """The plan with 25 minutes (of a shorter step: half) split off, to be done first; the rest is that much shorter."""
    taken = {step.id for _, step in plan.milestones()}

    def cut(step: Milestone) -> tuple[Milestone, ...]:
        if step.id != step_id:
            return (step,)
        number = 1
        while (name := f"{step.id}:small{number}") in taken:
            number += 1
        small = Milestone(
            id=name,
            title=said(obstacle.smaller, step),
            due=step.due,
            hours=SITTING if step.hours > SITTING else round(step.hours / 2, 2),
            done_when=obstacle.smaller_done,
            as_job=step.as_job,
            own_words=True,
        )
        return small, replace(step, hours=round(step.hours - small.hours, 2))

    return _each(plan, cut)


def with_if_then(plan: Plan, step_id: str, words: str) -> Plan:
    """The plan with another if-then for the move this step belongs to; planning anew keeps it, as the worker's own."""
    found = step_of(plan, step_id)
    if found is None:
        return plan
    own = _each(plan, lambda step: (replace(step, own_words=True) if step.id == step_id else step,))
    moves = tuple(replace(move, if_then=words) if move.id == found[0].id else move for move in own.moves)
    return replace(own, moves=moves)


def step_of(plan: Plan, step_id: str) -> tuple[PlannedMove, Milestone] | None:
    """A step and its move, by the step's id; None where there is none."""
    return next(((move, step) for move, step in plan.milestones() if step.id == step_id), None)


def _each(plan: Plan, change: Callable[[Milestone], tuple[Milestone, ...]]) -> Plan:
    moves = tuple(
        replace(move, milestones=tuple(new for step in move.milestones for new in change(step))) for move in plan.moves
    )
    return replace(plan, moves=moves)
