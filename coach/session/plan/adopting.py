"""Making a what-if one's plan: its moves are in it, its hours become steps of one's own.

What is in the week stays as it is until it has happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from coach.base.text import fresh_id
from coach.model.changes import SetHours
from coach.model.plan import Plan, PlannedMove
from coach.session.opening import Session
from coach.session.plan.planned import current_plan, profile_of
from coach.session.weeks.week import checked_hours

STEP_HOURS = 0.5


def adopt(session: Session, move_ids: Sequence[str], hours: Sequence[tuple[str, float]] = ()) -> Plan:
    """Make a what-if the plan: one that holds these moves (by their ids), and for each task whose `hours` were set a
    step of one's own that brings it there. What is done stays done; the rest is chosen for the hours left.

    Raises Failure for a task or a move that is not there.
    """
    from coach.planning.plan import build_plan
    from coach.session.plan.whatif import bound_moves, task_of

    profile, before = profile_of(session), current_plan(session)
    own = [_bring(session, before, task_of(profile, told).id, checked_hours(number)) for told, number in hours]
    moves = bound_moves(session, profile, move_ids)
    names = {move.move for move in moves}
    kept = tuple(one for one in before.moves if one.id not in {move.id for move in own})
    previous = replace(
        before,
        moves=(*kept, *own),
        dropped=tuple(one for one in before.dropped if one.partition(":")[0] not in names),
    )
    wanted = [move.id for move in moves if not move.own]
    plan = build_plan(profile, session.library, session.today, previous=previous, wanted=wanted)
    session.save_plan("a what-if made the plan", plan)
    return plan


def _bring(session: Session, plan: Plan, task_id: str, hours: float) -> PlannedMove:
    """A step that brings a task to other hours a week: one's own to do, or to be asked for where others set them."""
    from coach.planning.editing import own_move, valued

    profile = profile_of(session)
    task = profile.task(task_id)
    assert task is not None
    asked = task.controllable is False
    words = f"{'Ask to bring' if asked else 'Bring'} “{task.text}” from {task.hours:g} to {hours:g} hours a week"
    move = own_move(
        fresh_id(f"hours-{task_id}", set()),
        words,
        plan.start + timedelta(days=7 * plan.horizon_weeks - 1),
        STEP_HOURS,
        f"Two usual weeks have gone by with about {hours:g} hours of it, and the week here says so.",
        "reconstruct",
        (SetHours(task=task_id, hours=hours),),
        (task_id,),
        "ask" if asked else "self",
    )
    return valued(move, profile, session.library, session.today)
