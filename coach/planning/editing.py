"""A plan the worker has changed by hand: moves taken out or put back, steps of their own, reckoned anew.

What stays is left as it is; only what a change touches is measured again, by the measure everything else uses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from coach.library.families import family_of
from coach.library.shelf import Library
from coach.measure.meter import measure
from coach.model.changes import Change
from coach.model.plan import OWN, PHASES, Gain, Milestone, PhaseId, Plan, PlannedMove, Readings
from coach.model.profile import Profile
from coach.planning.candidates import Setting, bound_best, candidates, realise, unread
from coach.planning.keeping import respread, restaged
from coach.planning.outcomes import outcomes_of, running_in, touched_tasks
from coach.planning.replan import in_force
from coach.planning.scheduling import comes_early, is_coming
from coach.planning.telling import gain_of, planned_move
from coach.planning.wording import first_title, short_answer


def reckoned(plan: Plan, profile: Profile, library: Library, today: date, *, more: float = 0.0) -> Plan:
    """The plan with what hangs on its moves: what is expected of it, its outcomes, its short answer.

    `more`: hours by which its steps have grown (or shrunk).
    """
    here = {task.id for task in profile.tasks}
    after = realise(profile, [in_force(move, here) for move in plan.moves], library)
    spent = round(max(0.0, plan.hours_planned + more), 6)
    projects = restaged(plan.projects, plan.moves, plan.start)
    return replace(
        plan,
        hours_planned=spent,
        expected=measure(after, library, on=today, explain=True),
        projects=projects,
        short_answer=short_answer(
            profile,
            plan.before,
            first_title(plan.moves),
            plan.horizon_weeks,
            spent,
            projects,
            unread(plan.before),
            plan.moves,
        ),
        outcomes=outcomes_of(plan, measure(profile, library, on=today), library, today),
    )


def without(plan: Plan, move: PlannedMove) -> Plan:
    """The plan without a move the worker does not want. What was done in it stays, and so does a move of their own,
    its steps dropped."""
    if move.own or any(step.state == "done" for step in move.milestones):
        left = replace(move, milestones=tuple(_dropped(step) for step in move.milestones))
        moves = tuple(left if one.id == move.id else one for one in plan.moves)
    else:
        moves = tuple(one for one in plan.moves if one.id != move.id)
    names = plan.dropped if move.own else tuple(sorted({*plan.dropped, move.move}))
    wanted = tuple(name for name in plan.wanted if name.partition(":")[0] != move.move)
    return replace(plan, moves=moves, dropped=names, wanted=wanted)


def brought_back(plan: Plan, name: str, profile: Profile, library: Library, today: date) -> Plan | None:
    """The plan with a move back in it, by its id or its id on the shelf, where it was dropped.

    Bound as it was where that still fits, else where it gains most. None where it fits nowhere any more.
    """
    template = library.moves.get(name.partition(":")[0])
    if template is None:
        return None
    before = measure(profile, library, on=today)
    setting = Setting(profile, before, family_of(profile.worker, library), library, plan.pace, plan.hours_per_week)
    same = [one for one in candidates(setting, [template]) if one.id == name]
    bound = same[0] if same else bound_best(template, setting)
    if bound is None:
        return None
    move = planned_move(bound, setting, max(today, plan.start), plan.dropped)
    fresh, early = replace(plan, moves=_in_its_phase(plan.moves, move)), comes_early(profile.worker)
    return respread(fresh, profile.away, profile.away, today, early=early)


def own_move(
    name: str,
    title: str,
    due: date,
    hours: float,
    done_when: str,
    phase: PhaseId,
    changes: tuple[Change, ...] = (),
    task_ids: tuple[str, ...] = (),
    control: str = "self",
) -> PlannedMove:
    """A step the worker added, as the move it lives in. `name` is its id after `own:`."""
    step = Milestone(id=f"own:{name}:1", title=title, due=due, hours=hours, done_when=done_when, own_words=True)
    return PlannedMove(
        id=f"own:{name}",
        move=OWN,
        title=title,
        why="because you put it there",
        phase=phase,
        task_ids=task_ids,
        hours=hours,
        needs_ai=False,
        control="ask" if control == "ask" else "self",
        gain=Gain(),
        side_effect="",
        readings=Readings(0, 0),
        if_then="",
        milestones=(step,),
        changes=changes,
    )


def valued(move: PlannedMove, profile: Profile, library: Library, today: date) -> PlannedMove:
    """A move of the worker's own with what its changes would gain."""
    before = measure(profile, library, on=today)
    setting = Setting(profile, before, family_of(profile.worker, library), library)
    gain = gain_of(move.changes, setting, Gain())
    gain = replace(gain, hours_low=gain.hours, hours_high=gain.hours)
    return replace(move, gain=gain, running_before=running_in(before, touched_tasks(move.changes)))


def with_moves(plan: Plan, more: Iterable[PlannedMove]) -> Plan:
    """The plan with these moves at the end of their phases; their steps keep their days."""
    moves = plan.moves
    for move in more:
        moves = _in_its_phase(moves, move)
    return replace(plan, moves=moves)


def phase_now(plan: Plan) -> PhaseId:
    """The phase of the next step to come; the last where none is."""
    return next((move.phase for move, step in plan.milestones() if is_coming(step)), PHASES[-1])


def reopened(move: PlannedMove, only: Collection[str] | None = None) -> PlannedMove:
    """The move with dropped steps (all, or those named) open again."""
    return replace(
        move,
        milestones=tuple(
            replace(step, state="open") if step.state == "dropped" and (only is None or step.id in only) else step
            for step in move.milestones
        ),
    )


def _dropped(step: Milestone) -> Milestone:
    return step if step.state == "done" else replace(step, state="dropped", snoozed_until=None)


def _in_its_phase(moves: Sequence[PlannedMove], move: PlannedMove) -> tuple[PlannedMove, ...]:
    """The moves with one more, after the last of its phase and of those before it."""
    rank = PHASES.index(move.phase)
    place = max((number for number, one in enumerate(moves, 1) if PHASES.index(one.phase) <= rank), default=0)
    return (*moves[:place], move, *moves[place:])
