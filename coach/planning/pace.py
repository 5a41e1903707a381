"""Our own errors in hours: how long this worker's steps take against our guess, and the plan that knows it."""

from __future__ import annotations

from coach.model.plan import Plan
from coach.planning.outcomes import guessed_hours

# Hours of steps taken as exactly guessed before any is known, so that one slow evening does not stretch a whole plan.
PRIOR_HOURS = 3.0
SLOWEST = 3.0
QUICKEST = 0.5


def pace(previous: Plan | None) -> float:
    """Actual over guessed hours of the steps whose hours were told, drawn towards 1 while few are; 1 if none is.

    Counts the steps of the plan and the moves closed in those before it; not the steps a worker added, which are their
    own guess. Within 0.5–3.
    """
    if previous is None:
        return 1.0
    actual = guessed = 0.0
    for move in previous.moves:
        for step in move.milestones:
            if not move.own and step.state == "done" and step.actual_hours is not None:
                actual += step.actual_hours
                guessed += step.guess if step.guess is not None else guessed_hours(step.hours, move.pace)
    here = {move.id for move in previous.moves}
    for outcome in previous.outcomes:
        if outcome.id not in here:
            actual += outcome.actual_hours
            guessed += outcome.guessed_hours
    return min(SLOWEST, max(QUICKEST, (actual + PRIOR_HOURS) / (guessed + PRIOR_HOURS)))
