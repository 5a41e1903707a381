"""Our own errors: what moves that were closed took and brought, against what we had said.

Gains are read off the same measurement before and after, in the parts a move touches: the tasks it shifts hours between
and its pillar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from coach.library.shelf import Library
from coach.measure.position import counted_level
from coach.model.changes import Change, SetHours, ShiftHours
from coach.model.measurement import Measurement
from coach.model.plan import Outcome, Plan, PlannedMove

# Hours a week that count as moved just as we said before anything is known, so that one move does not decide.
PRIOR_GAIN = 2.0
LEAST_GAINS = 0.5
MOST_GAINS = 1.5
# How long after a move was closed a change in its tasks is still taken for its doing. Our judgement.
SETTLING = timedelta(weeks=12)


def touched_tasks(changes: Iterable[Change]) -> frozenset[str]:
    """Ids of the tasks whose hours changes move: where from, and where to."""
    found: set[str] = set()
    for change in changes:
        if isinstance(change, ShiftHours):
            found.update(name for name in (change.source, change.to) if name is not None)
        elif isinstance(change, SetHours):
            found.add(change.task)
    return frozenset(found)


def running_in(measurement: Measurement, tasks: frozenset[str]) -> float:
    """Hours a week in these tasks that could mostly run without the worker."""
    return sum(task.hours * task.displaceable for task in measurement.tasks if task.id in tasks)


def level_of(measurement: Measurement, pillar: str | None) -> float:
    """The level (0–4) a pillar counts with; 0 for one that is unknown or does not apply."""
    return sum(
        counted_level(one) for one in measurement.position.pillars if one.id == pillar and one.known and one.applies
    )


def outcomes_of(plan: Plan, now: Measurement, library: Library, today: date) -> tuple[Outcome, ...]:
    """The outcomes of the plan's moves that are closed, as far as the profile, measured `now`, can say; and those it
    had from before. Those closed long ago stay as they were found."""
    known = {one.id: one for one in plan.outcomes}
    closed = [move for move in plan.moves if move.closed and not move.own]
    for move in closed:
        told = known.get(move.id)
        if told is None or told.on + SETTLING >= today:
            known[move.id] = _outcome(move, _sharing(move, closed), now, library)
    open_again = {move.id for move in plan.moves if not move.closed}
    return tuple(one for name, one in known.items() if name not in open_again)


def gains_of(outcomes: Iterable[Outcome]) -> float:
    """What moves brought over what we had said, drawn towards 1 while little is known; within 0.5 and 1.5."""
    said = brought = 0.0
    for one in outcomes:
        if one.actual_gain is not None and one.predicted_gain > 0.0:
            said += one.predicted_gain
            brought += one.actual_gain
    return min(MOST_GAINS, max(LEAST_GAINS, (brought + PRIOR_GAIN) / (said + PRIOR_GAIN)))


def guessed_hours(step_hours: float, pace: float) -> float:
    """Our own guess behind the hours a plan showed, which were stretched by `pace`."""
    return step_hours / pace if pace > 0.0 else step_hours


def _sharing(move: PlannedMove, closed: Iterable[PlannedMove]) -> float:
    """The share of what happened to a move's tasks that is put down to it: by what each closed move had promised."""
    mine = touched_tasks(move.changes)
    promised = sum(max(0.0, one.gain.hours) for one in closed if mine & touched_tasks(one.changes))
    return max(0.0, move.gain.hours) / promised if promised > 0.0 else 1.0


def _outcome(move: PlannedMove, share: float, now: Measurement, library: Library) -> Outcome:
    done = [step for step in move.milestones if step.state == "done"]
    timed = [step for step in done if step.actual_hours is not None]
    guesses: Mapping[str, float] = {
        step.id: step.guess if step.guess is not None else guessed_hours(step.hours, move.pace) for step in timed
    }
    template = library.moves.get(move.move)
    found = Outcome(
        id=move.id,
        move=move.move,
        title=move.title,
        on=max((step.done_on for step in done if step.done_on is not None), default=date.min),
        guessed_hours=round(sum(guesses.values()), 2),
        actual_hours=round(sum(step.actual_hours or 0.0 for step in timed), 2),
        predicted_gain=move.gain.hours,
        predicted_levels=move.gain.levels,
    )
    here = {task.id for task in now.tasks}
    if move.running_before is not None and here.issuperset(move.task_ids):
        fell = move.running_before - running_in(now, touched_tasks(move.changes))
        # A week that says what it said before says nothing yet about what came of the move.
        if abs(fell) > 1e-9:
            found = replace(found, actual_gain=round(fell * share, 6))
    if move.levels_before is not None and template is not None:
        rose = level_of(now, template.pillar) - move.levels_before
        if abs(rose) > 1e-9:
            found = replace(found, actual_levels=round(rose, 6))
    return found
