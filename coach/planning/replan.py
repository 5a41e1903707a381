"""Planning anew: what of the last plan stays, whatever has changed in the worker's hours, aim, situation or job.

What is done stays done, with its day, its hours and its evidence. A move that was started stays started; where it no
longer fits (its task is gone, a rule has changed) what is left of it rests, and goes on once it fits again. Steps the
worker added or worded stay theirs. What they dropped stays dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coach.library.retired import successor
from coach.library.shelf import Library
from coach.model.changes import Change, SetHours, ShiftHours
from coach.model.plan import Milestone, Plan, PlannedMove
from coach.planning.candidates import NO_AI, Setting, barred
from coach.planning.scheduling import is_coming, sittings
from coach.planning.telling import gain_of

TASK_GONE = "its task is no longer in your week"
NO_HOURS = "there are no hours for it in this plan"


def kept_moves(previous: Plan | None, setting: Setting) -> tuple[PlannedMove, ...]:
    """The moves of the last plan that stay: those with a step done, and those the worker put a hand to.

    They go by the names they have today, and their gain is what it would be for the worker as they are now.
    """
    if previous is None:
        return ()
    return tuple(_kept(move, setting) for move in previous.moves if _is_held(move))


def fitting(kept: Sequence[PlannedMove], most: float) -> tuple[PlannedMove, ...]:
    """The moves, where those rest whose steps no longer fit `most` hours; the worker's own steps come first."""
    left = most - sum(open_hours([move]) for move in kept if move.own)
    found = []
    for move in kept:
        hours = open_hours([move])
        if not move.own and hours > 0.0:
            if hours > left + 1e-6:
                move = _resting(move, NO_HOURS)
            else:
                left -= hours
        found.append(move)
    return tuple(found)


def in_force(move: PlannedMove, here: Iterable[str]) -> tuple[Change, ...]:
    """The changes of a kept move that the plan still reckons with, for a week of the tasks `here`.

    None of one that rests. Once a move is closed, the hours of the week are what the profile says they are.
    """
    tasks = set(here)
    if move.rests:
        return ()
    return tuple(
        change
        for change in move.changes
        if not (isinstance(change, ShiftHours) and (move.closed or change.source not in tasks))
        and not (isinstance(change, SetHours) and (move.closed or change.task not in tasks))
    )


def open_hours(moves: Iterable[PlannedMove]) -> float:
    """Hours of the steps that are still to come."""
    return sum(step.hours for move in moves for step in move.milestones if is_coming(step))


def dropped_by(previous: Plan | None, library: Library) -> frozenset[str]:
    """What the worker does not want: moves by the names they have today, and ids of single steps."""
    if previous is None:
        return frozenset()
    return frozenset(one if ":" in one else successor(library, "moves", one) for one in previous.dropped)


def _is_held(move: PlannedMove) -> bool:
    return move.own or any(
        step.state == "done" or step.own_words or step.state == "snoozed" for step in move.milestones
    )


def _kept(move: PlannedMove, setting: Setting) -> PlannedMove:
    if move.own:
        return move
    move = replace(move, move=successor(setting.library, "moves", move.move))
    why = _why_it_rests(move, setting)
    if why:
        return _resting(move, why)
    steps = [
        replace(step, state="open") if step.state == "snoozed" and step.snoozed_until is None else step
        for step in move.milestones
    ]
    if setting.few_hours:
        steps = [sitting for step in steps for sitting in (sittings(step) if is_coming(step) else (step,))]
    move = replace(move, milestones=tuple(steps), rests="")
    return move if move.closed else replace(move, gain=gain_of(move.changes, setting, move.gain))


def _why_it_rests(move: PlannedMove, setting: Setting) -> str:
    if move.closed:
        return ""
    if not {task.id for task in setting.profile.tasks}.issuperset(move.task_ids):
        return TASK_GONE
    template = setting.library.moves.get(move.move)
    if template is None:
        banned = move.needs_ai and setting.profile.worker.ai_rules == "none"
        return NO_AI if banned else ""
    return barred(template, setting, in_project=True) or ""


def _resting(move: PlannedMove, why: str) -> PlannedMove:
    return replace(move, milestones=tuple(_put_by(step) for step in move.milestones), rests=why)


def _put_by(step: Milestone) -> Milestone:
    return replace(step, state="snoozed", snoozed_until=None) if is_coming(step) else step
