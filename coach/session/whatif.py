"""What if: two measurements and their difference, by the same measure as everything else. Nothing is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.base.failures import Failure, nearest
from coach.measure.meter import measure
from coach.model.changes import SetHours, apply
from coach.model.measurement import Measurement
from coach.model.plan import PlannedMove
from coach.model.profile import Profile, Task
from coach.planning.candidates import realise
from coach.planning.plan import build_plan, offered_moves
from coach.session.opening import Session
from coach.session.week import checked_hours


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Now and then. `unassigned`: hours a week freed and not yet given a use, in the changed week."""

    before: Measurement
    after: Measurement
    profile: Profile
    moves: tuple[PlannedMove, ...]
    unassigned: float


def what_if(session: Session, hours: Sequence[tuple[str, float]] = (), moves: Sequence[str] = ()) -> WhatIf:
    """The week with other hours and with moves carried out.

    `hours`: (task, hours a week), the task by id or 1-based number; what is freed is unassigned. `moves`: ids as the
    plan shows them, or a move's own id for the binding that gains most. Raises Failure for what is not there.
    """
    profile = session.profile
    if profile is None:
        raise Failure("no-profile", folder=session.place)
    changed = apply(
        profile, [SetHours(task=task_of(profile, told).id, hours=checked_hours(number)) for told, number in hours]
    )
    chosen: tuple[PlannedMove, ...] = ()
    if moves:
        # The plan's own moves first: those a project binds are offered by no move alone.
        planned = build_plan(profile, session.library, session.today) if session.plan is None else session.plan
        offered = (*planned.moves, *offered_moves(changed, session.library, session.today))
        chosen = tuple(_move(told, offered) for told in moves)
    changed = realise(changed, [move.changes for move in chosen], session.library)
    return WhatIf(
        before=measure(profile, session.library, on=session.today, explain=True),
        after=measure(changed, session.library, on=session.today, explain=True),
        profile=changed,
        moves=chosen,
        unassigned=changed.unassigned,
    )


def make_it_mine(session: Session, outcome: WhatIf) -> None:
    """Make the changed week the worker's own."""
    session.save_profile("a what-if made real", outcome.profile)


def task_of(profile: Profile, told: str) -> Task:
    """The task meant by an id or by its number in the list, from 1."""
    found = profile.task(told)
    if found is None and told.isdecimal() and 1 <= int(told) <= len(profile.tasks):
        found = profile.tasks[int(told) - 1]
    if found is None:
        close = nearest(told, [task.id for task in profile.tasks])
        known = ", ".join(f"{number} {task.id}" for number, task in enumerate(profile.tasks, 1))
        hint = f"Did you mean {close}?" if close else f"The tasks are: {known}."
        raise Failure("unknown-item", kind="task", name=told, hint=hint)
    return found


def _move(told: str, offered: Sequence[PlannedMove]) -> PlannedMove:
    found = [move for move in offered if move.id == told][:1] or [move for move in offered if move.move == told]
    if not found:
        close = nearest(told, [move.id for move in offered] + [move.move for move in offered])
        hint = f"Did you mean {close}?" if close else "See coach plan for the moves that fit."
        raise Failure("unknown-item", kind="move", name=told, hint=hint)
    return max(found, key=lambda move: (move.gain.objective, move.id))
