"""Our own errors: how long this worker's steps take against our guess, and the plan that knows it."""

from __future__ import annotations

from coach.model.plan import Plan

# Hours of steps taken as exactly guessed before any is known, so that one slow evening does not stretch a whole plan.
PRIOR_HOURS = 3.0
SLOWEST = 3.0
QUICKEST = 0.5


def pace(previous: Plan | None) -> float:
    """Actual over guessed hours of the steps whose hours were told, drawn towards 1 while few are; 1 if none is.

    Guesses are the hours the plan showed, taken back to our own guess by the pace it was made with. Within 0.5–3.
    """
    if previous is None:
        return 1.0
    actual = guessed = 0.0
    for _, step in previous.milestones():
        if step.state == "done" and step.actual_hours is not None:
            actual += step.actual_hours
            guessed += step.hours / previous.pace
    return min(SLOWEST, max(QUICKEST, (actual + PRIOR_HOURS) / (guessed + PRIOR_HOURS)))
