"""A worker of the tests here, opened on any day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from coach.model.plan import Milestone
from coach.session.opening import Session, open_own
from coach.session.plan import plans
from coach.session.weeks import week

MONDAY = date(2026, 11, 23)
Opened = Callable[[date], Session]
ROWS = [
    ("diary for three partners", 10.0),
    ("post and parcels", 6.0),
    ("expenses", 8.0),
    ("ordering", 4.0),
    ("answer phones and pass calls on", 8.0),
]


def with_plan(home: Path) -> Session:
    """An office manager with a week and their first plan."""
    session = open_own(home)
    week.set_title(session, "Office manager", "43-6011.00")
    week.add_tasks(session, ROWS)
    plans.current_plan(session)
    return session


def step(session: Session, step_id: str) -> Milestone:
    """A step of the session's plan."""
    assert session.plan is not None
    return next(one for _, one in session.plan.milestones() if one.id == step_id)
