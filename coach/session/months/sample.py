"""Weeks behind a sample worker, so that a demonstration opens on what comes of a plan and not on an empty one."""

from __future__ import annotations

from datetime import timedelta

from coach.session.months import checkin
from coach.session.opening import Session
from coach.session.plan import plans

WEEKS = 5  # since the plan began; a check-in in each but the last, which is this one
DONE = 2  # steps closed at a check-in
# what came of the work, week by week: invented, like the worker; None where a week brought nothing to log
RESULTS: dict[str, tuple[str | None, ...]] = {
    "support-specialist": (
        "Rewrote the macro for late parcels: 11 people wrote a second time this week, 31 the week before",
        None,
        "Refunds outside the rules are decided at my desk now; the shop waited 2 days, and waits 4 hours",
        "Taught two new joiners to check a drafted reply before it goes out",
    ),
    "backend-developer": (
        "Wrote down what every nightly job does when it fails; the last alarm took 20 minutes, not 2 hours",
        None,
        "The checklist for generated code caught a missing index before it was merged",
        "Two colleagues review with the same checklist now",
    ),
    "project-coordinator": (
        "The weekly status goes out on Monday at nine; nobody asked for it by mail this week",
        None,
        "Moved the supplier's date with them before it cost the build a week",
        "The other coordinator runs her minutes the same way now",
    ),
}


def lived(session: Session, name: str) -> None:
    """Have the sample worker `name` live by their plan for some weeks, up to today: the plan built, steps closed at
    check-ins, results logged. Everything goes through what the screens use; it is saved as one's own would be."""
    end = session.today
    results = RESULTS.get(name, (None,) * (WEEKS - 1))
    try:
        session.today = end - timedelta(weeks=WEEKS)
        plans.current_plan(session)
        for number, result in enumerate(results, 1):
            session.today = end - timedelta(weeks=WEEKS - number)
            asked = checkin.ask(session)
            done = [step.id for _move, step in asked.steps[:DONE]]
            checkin.check_in(session, done=done, hours=1.0 + number % 2, result=result, confidence=3)
    finally:
        session.today = end
